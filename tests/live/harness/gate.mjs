// SPDX-License-Identifier: Apache-2.0
// A TCP connection in between that a test can shut, and in which mail can get stuck.
import net from 'node:net'

import { atEnd } from './process.mjs'

/** Listens on a port of its own and passes everything on to @onward. Returns {port, kept, open(), shut(), keep()}:
 *
 * - shut(): ends all connections and listens no more
 * - keep(): passes SMTP commands, but keeps the message that follows DATA in gate.kept, so that it gets no answer
 * - open(): ends connections that kept something, listens and passes everything again */
export async function gate(onward) {
  const sockets = new Set()
  const self = { kept: '' }
  let keeps = false
  const server = net.createServer(inward => {
    const outward = net.connect(onward, '127.0.0.1')
    let keeping = false
    for (const [end, other] of [[inward, outward], [outward, inward]]) {
      sockets.add(end)
      end.on('error', () => {}).on('close', () => { sockets.delete(end); other.destroy() })
    }
    outward.pipe(inward)
    inward.on('data', bytes => {
      if (keeping) self.kept += bytes.toString('latin1')
      else outward.write(bytes)
      if (keeps && bytes.toString('latin1').endsWith('DATA\r\n')) keeping = true
    })
  })
  const cut = () => { for (const socket of sockets) socket.destroy() }
  const listen = port => new Promise((done, failed) => server.once('error', failed).listen(port, '127.0.0.1', done))
  await listen(0)
  self.port = server.address().port
  self.shut = () => new Promise(done => { server.close(done); cut() })
  self.keep = () => { keeps = true; self.kept = '' }
  self.open = async () => {
    if (keeps) cut()
    keeps = false
    if (!server.listening) await listen(self.port)
  }
  atEnd(() => (server.listening ? self.shut() : undefined))
  return self
}
