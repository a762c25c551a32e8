// SPDX-License-Identifier: Apache-2.0
// A real ClamAV daemon with a signature database of a few lines, so that it starts in a second.
import { mkdirSync, writeFileSync } from 'node:fs'
import path from 'node:path'

import { freePort, start, tmp } from './process.mjs'

/** Starts clamd. @signatures maps a malware name to the text that betrays it; clamd reports it as `NAME.UNOFFICIAL`.
 * Returns {port, socket, stop(), start()}. */
export async function clamd({ signatures = { 'Tribune.Test': 'TRIBUNE-TEST-MALWARE-4f1c' } } = {}) {
  const folder = tmp('clamd')
  const port = await freePort()
  const socket = path.join(folder, 'clamd.sock')
  mkdirSync(path.join(folder, 'db'))
  writeFileSync(path.join(folder, 'db', 'test.ndb'),
    Object.entries(signatures).map(([name, text]) => `${name}:0:*:${Buffer.from(text).toString('hex')}\n`).join(''))
  writeFileSync(path.join(folder, 'clamd.conf'), `
Foreground yes
DatabaseDirectory ${folder}/db
TemporaryDirectory ${folder}
LocalSocket ${socket}
TCPSocket ${port}
TCPAddr 127.0.0.1
StreamMaxLength 32M
MaxThreads 2
SelfCheck 0
`)
  const launch = () => start('/usr/sbin/clamd', ['-c', path.join(folder, 'clamd.conf')], { ready: port, timeout: 60000, name: 'clamd' })
  let server = await launch()
  return { port, socket, stop: () => server.stop(), async start() { server = await launch() } }
}
