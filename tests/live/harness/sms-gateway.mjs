// SPDX-License-Identifier: Apache-2.0
// A gateway of text messages that takes JSON and signs what it posts (docs/channels/sms.md): phones write by say(), what they
// get is in got, each once, as its network would do it by the idempotency key.
import { createHmac, randomBytes } from 'node:crypto'
import http from 'node:http'

import { atEnd, freePort, sleep } from './process.mjs'

/** Returns {url, secret, token, got: [{from, to, text, reference}], doubled: how often an order came again, say(from, to, text),
 * report(message, state): both resolve to the status when Tribune has taken it, however often that takes}. */
export async function smsGateway({ callback }) {
  const port = await freePort()
  const key = randomBytes(32)
  const gateway = { url: `http://127.0.0.1:${port}/messages`, secret: `whsec_${key.toString('base64')}`, token: 'a token of the gateway', got: [], doubled: 0 }
  const known = new Set()
  const server = http.createServer(async (request, answer) => {
    let body = ''
    for await (const piece of request) body += piece
    if (request.headers.authorization !== `Bearer ${gateway.token}`) return answer.writeHead(401).end()
    const once = request.headers['idempotency-key']
    if (known.has(once)) { gateway.doubled++; return answer.writeHead(409).end('{}') }
    known.add(once)
    gateway.got.push(JSON.parse(body))
    answer.writeHead(202, { 'content-type': 'application/json' }).end('{}')
  })
  await new Promise(done => server.listen(port, '127.0.0.1', done))
  atEnd(() => { server.closeAllConnections(); server.close() })

  let open = true
  atEnd(() => { open = false })
  async function post(message) {
    const body = JSON.stringify(message)
    for (;;) {
      const id = `msg_${randomBytes(8).toString('hex')}`
      const time = String(Math.floor(Date.now() / 1000))
      const signature = createHmac('sha256', key).update(`${id}.${time}.${body}`).digest('base64')
      try {
        const { status } = await fetch(callback, { method: 'POST', body, headers: { 'content-type': 'application/json', 'webhook-id': id, 'webhook-timestamp': time, 'webhook-signature': `v1,${signature}` } })
        if (status < 500) return status
      } catch { /* away */ }
      if (!open) return 0
      await sleep(200)
    }
  }
  let number = 0
  gateway.post = post
  gateway.say = (from, to, text) => post({ type: 'message', id: `g-${++number}-${Date.now()}`, from, to, text, sent: new Date().toISOString() })
  gateway.report = (message, state, more = {}) => post({ type: 'report', reference: message.reference, state, code: '', reason: '', ...more })
  return gateway
}
