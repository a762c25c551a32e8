// SPDX-License-Identifier: Apache-2.0
// The program under test: build/tribune, or what TRIBUNE_BINARY names (script/test gives the one with sanitizers).
import path from 'node:path'

import { ROOT, freePort, run, start, tmp, until } from './process.mjs'

export const TRIBUNE = process.env.TRIBUNE_BINARY ?? path.join(ROOT, 'build', 'tribune')

/** Runs `tribune @args` to its end: {code, stdout, stderr}. Options as for run(). */
export function tribune(args, options) {
  return run(TRIBUNE, args, options)
}

async function isReady(url) {
  return (await fetch(`${url}/readyz`)).status === 200
}

/** Starts `tribune serve` with the configuration file @config and waits for /readyz at @url. Returns start()'s handle. */
export function tribuneServe({ config, url, env, timeout }) {
  return start(TRIBUNE, ['serve', '--config', config], { env, timeout, name: 'tribune serve', ready: () => isReady(url) })
}

/** Starts `tribune demo` on free ports. @smtp: 'HOST:PORT' for outgoing mail; @dir: to continue in, a new one by default.
 * Returns start()'s handle with {url, portal (the citizens' pages), port, portalPort, lmtpPort, dir, config, password}; the password is everybody's. */
export async function tribuneDemo({ smtp, dir = path.join(tmp('demo'), 'demo'), port, portalPort, lmtpPort, env, timeout = 60000 } = {}) {
  port ??= await freePort()
  portalPort ??= await freePort()
  lmtpPort ??= await freePort()
  const url = `http://127.0.0.1:${port}`
  const args = ['demo', '--port', String(port), '--portal-port', String(portalPort), '--lmtp-port', String(lmtpPort), '--dir', dir, ...(smtp ? ['--smtp', smtp] : [])]
  const handle = await start(TRIBUNE, args, { env, timeout, name: 'tribune demo', ready: () => isReady(url) })
  const password = await until('the sign-ins', () => /^Sign in with the password +(\S.*?) +as one of$/m.exec(handle.output())?.[1])
  return Object.assign(handle, { url, portal: `http://127.0.0.1:${portalPort}`, port, portalPort, lmtpPort, dir, config: path.join(dir, 'tribune.conf'), password })
}
