// SPDX-License-Identifier: Apache-2.0
// An LMTP client that says what it is told to, for answers that no mail server passes on.
import net from 'node:net'
import { createInterface } from 'node:readline'

import { atEnd } from './process.mjs'

/** Connects to @port and greets. Returns {extensions, say(line), deliver({from, to: [...], data}), close()}; replies are the
 * last line of each as "250 2.0.0 words". deliver() gives one for each recipient: what RCPT said when that was a refusal,
 * otherwise what followed the message. @data gets its dots stuffed. */
export async function lmtp(port) {
  const socket = net.connect(port, '127.0.0.1')
  const lines = createInterface({ input: socket })[Symbol.asyncIterator]()
  atEnd(() => socket.destroy())

  async function reply() {
    const all = []
    for (;;) {
      const { value, done } = await lines.next()
      if (done) throw new Error(`the server hung up after ${JSON.stringify(all)}`)
      all.push(value.replace(/\r$/, ''))
      if (value[3] !== '-') return all
    }
  }
  async function say(line) {
    socket.write(`${line}\r\n`)
    return (await reply()).at(-1)
  }
  await reply()
  socket.write('LHLO mx.citizen.example\r\n')
  const extensions = (await reply()).map(line => line.slice(4))

  async function deliver({ from, to, data, parameters = '' }) {
    const replies = []
    const accepted = []
    const start = await say(`MAIL FROM:<${from}>${parameters}`)
    if (!start.startsWith('250')) return to.map(() => start)
    for (const [index, recipient] of to.entries()) {
      replies[index] = await say(`RCPT TO:<${recipient}>`)
      if (replies[index].startsWith('250')) accepted.push(index)
    }
    const go = await say('DATA')
    if (!go.startsWith('354')) return replies
    socket.write(`${data.replace(/\r?\n/g, '\r\n').replace(/^\./gm, '..').replace(/(\r\n)?$/, '\r\n')}.\r\n`)
    for (const index of accepted) replies[index] = (await reply()).at(-1)
    return replies
  }
  return { extensions, say, deliver, close: () => socket.destroy() }
}
