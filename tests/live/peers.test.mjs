// SPDX-License-Identifier: Apache-2.0
// The peers that the other live tests rely on are real and do what those tests assume.
import assert from 'node:assert/strict'
import net from 'node:net'
import { test } from 'node:test'

import { atEnd, chromium, clamd, dovecot, imap, isRoot, mailer, postfix, postgres, until } from './harness/index.mjs'

const needsRoot = isRoot ? false : 'Postfix needs root'

test('a mail sent through Postfix arrives in Dovecot, and its extended address arrives whole', { skip: needsRoot }, async () => {
  const box = await dovecot({ users: { 'ada@citizen.example': 'engine', 'hello@northam.example': 'desk' } })
  const relay = await postfix({
    transports: { 'citizen.example': `lmtp:inet:127.0.0.1:${box.lmtpPort}`, 'northam.example': `lmtp:inet:127.0.0.1:${box.lmtpPort}` },
  })
  const out = mailer(relay.port)

  await out.sendMail({ from: 'hello@northam.example', to: 'ada@citizen.example', subject: 'Die Straßenlampe', text: 'Grüße aus Northam' })
  const inbox = await imap(box.imapPort, 'ada@citizen.example', 'engine')
  const mail = await inbox.waitFor(message => message.subject === 'Die Straßenlampe')
  assert.match(mail.text, /Grüße aus Northam/)

  await out.sendMail({ from: 'ada@citizen.example', to: 'hello+c.123@northam.example', subject: 'Antwort', text: 'Danke' })
  const desk = await imap(box.imapPort, 'hello@northam.example', 'desk')
  const answer = await desk.waitFor(message => message.subject === 'Antwort')
  assert.match(answer.source.toString(), /^Delivered-To: hello\+c\.123@northam\.example\r$/m)
})

test('Postfix bounces mail to other domains instead of sending it out', { skip: needsRoot }, async () => {
  const relay = await postfix({ transports: { 'citizen.example': 'discard:' } })

  await mailer(relay.port).sendMail({ from: 'ada@citizen.example', to: 'someone@elsewhere.example', subject: 'x', text: 'x' }).catch(() => {})
  await until('the queue to empty', async () => (await relay.queue()).length === 0)
  assert.doesNotMatch(relay.log(), /status=sent.*to=<someone@/)
})

test('Postfix keeps mail while its next hop is down, and delivers when it is back', { skip: needsRoot }, async () => {
  const box = await dovecot({ users: { 'ada@citizen.example': 'engine' } })
  const target = { host: '127.0.0.1', port: box.lmtpPort, up: false }
  const gate = net.createServer(inward => {
    if (!target.up) return inward.destroy()
    const onward = net.connect(target)
    for (const end of [inward, onward]) end.on('error', () => {})
    inward.pipe(onward).pipe(inward)
  })
  await new Promise(done => gate.listen(0, '127.0.0.1', done))
  atEnd(() => gate.close())
  const relay = await postfix({ transports: { 'citizen.example': `lmtp:inet:127.0.0.1:${gate.address().port}` } })

  await mailer(relay.port).sendMail({ from: 'hello@northam.example', to: 'ada@citizen.example', subject: 'Later', text: 'x' })
  await until('a deferral', () => /status=deferred/.test(relay.log()))
  assert.equal((await relay.queue()).length, 1)
  target.up = true
  await (await imap(box.imapPort, 'ada@citizen.example', 'engine')).waitFor(message => message.subject === 'Later')
})

test('clamd finds its one signature in a stream and nothing else', async () => {
  const { port } = await clamd({ signatures: { 'Tribune.Test': 'a very bad word' } })
  const scan = text => new Promise((done, failed) => {
    const socket = net.connect(port, '127.0.0.1')
    const length = Buffer.alloc(4)
    let reply = ''
    length.writeUInt32BE(text.length)
    socket.on('data', data => { reply += data }).on('end', () => done(reply.replaceAll('\0', ''))).on('error', failed)
    socket.write(Buffer.concat([Buffer.from('zINSTREAM\0'), length, Buffer.from(text), Buffer.alloc(4)]))
  })

  assert.equal(await scan('here is a very bad word in a text'), 'stream: Tribune.Test.UNOFFICIAL FOUND')
  assert.equal(await scan('here is a good word'), 'stream: OK')
})

test('PostgreSQL 15 answers', async () => {
  const database = await postgres()

  assert.equal(await database.query("SELECT current_setting('server_version_num')::int / 10000, current_database()"), '15|tribune')
})

test('Chromium renders a page', async () => {
  const page = await (await chromium()).newPage()

  await page.setContent('<!doctype html><html lang="en"><title>Northam</title><h1>Northam</h1>')
  assert.equal(await page.locator('h1').innerText(), 'Northam')
})
