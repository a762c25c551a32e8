// SPDX-License-Identifier: Apache-2.0
// Text messages through a real Kannel and its fake network: a citizen with any telephone, an officer in a browser. The tests
// follow one another.
import assert from 'node:assert/strict'
import { before, test } from 'node:test'

import { NUMBER as DESK, isRoot, openCase, sendReply, sleep, smsHouse, until, writeReply } from './harness/index.mjs'

const ADA = '447700900123'
const REFERENCE = `NB-${new Date().getFullYear()}-000001`
const skip = isRoot ? false : 'Postfix needs root'

let house, gateway, officer

before(async () => {
  if (skip) return
  ;({ house, gateway } = await smsHouse({ key: 'a key for the post-url', settings: 'price = 0.045 EUR' }))
  officer = await house.officer('grace')
})

const received = () => gateway.got.filter(({ to }) => to === `+${ADA}`).map(({ text }) => text)
const said = text => until(text, async () => {
  await officer.reload()
  return officer.getByText(text).count()
}, { every: 300 })

test('a text message opens a case, and one short message says its number', { skip }, async () => {
  gateway.say(ADA, DESK, 'The lamp in Mill Lane is out')
  await until('the receipt', () => received().length === 1)
  assert.equal(received()[0], `Northam Borough Council has your message. Its number is ${REFERENCE}. We answer here; to add something, just write again.`)
  assert.equal(gateway.got[0].from, DESK)
})

test('what she writes next goes into the same case, without another receipt', { skip }, async () => {
  gateway.say(ADA, DESK, 'It is the one at number 12')
  await openCase(officer, house.url, 'The lamp in Mill Lane is out')
  await said('It is the one at number 12')
  assert.equal(await officer.getByText(REFERENCE).first().count(), 1)
  assert.equal(received().length, 1)
})

test('the officer sees plain signs, parts and price before it leaves, and what the network says after', { skip }, async () => {
  await writeReply(officer, 'It’s on our list – the “electrician” comes on Monday…')
  const preview = await officer.locator('#preview').innerText()
  assert.match(preview, /Parts\s+1 \(GSM, room for \d+ more\)/)
  assert.match(preview, /Cost\s+0\.045 EUR/)
  await sendReply(officer)
  await until('the answer', () => received().length === 2)
  await until('its last line', () => received()[1].includes('\n'))
  assert.equal(received()[1].trimEnd(), `It's on our list - the "electrician" comes on Monday...\n${REFERENCE}`)
  await said(/delivered/i)
})

test('an answer in another alphabet arrives whole, in as many parts as were said', { skip }, async () => {
  const text = `Мастер придёт в понедельник. ${'Спасибо! '.repeat(8)}`.trim()
  await writeReply(officer, text)
  assert.match(await officer.locator('#preview').innerText(), /Parts\s+2 \(Unicode/)
  await sendReply(officer)
  await until('both parts', () => gateway.got.filter(({ kind }) => kind === 'udh').length === 2)
})

// The built-in centre takes parts with a header as 8-bit data only: so they come as a file.
test('the parts of a long message are one message, in whatever order they come', { skip }, async () => {
  const header = number => Buffer.from([5, 0, 3, 77, 2, number]) // concatenated, 8-bit reference 77, of 2
  gateway.sayPart(ADA, DESK, header(2), 'and the one beside it hums.')
  gateway.sayPart(ADA, DESK, header(1), 'The lamp at number 14 is out as well, ')
  await said('message.bin')
  const links = officer.locator('#timeline a', { hasText: 'message.bin' })
  assert.equal(await links.count(), 1)
  const file = await officer.request.get(new URL(await links.first().getAttribute('href'), house.url).href)
  assert.equal(await file.text(), 'The lamp at number 14 is out as well, and the one beside it hums.')
})

// … and as Kannel posts it when a network delivers parts of text: put together, longer than one part.
test('a text of several parts is one message, whole', { skip }, async () => {
  const long = `The lamps of Mill Lane, one by one: ${Array.from({ length: 40 }, (_, i) => `number ${i + 1}`).join(', ')}.`
  assert.ok(long.length > 2 * 153)
  const answer = await fetch(gateway.postUrl, { method: 'POST', body: long, headers: { 'content-type': 'text/plain; charset="UTF-8"', 'X-Kannel-From': ADA, 'X-Kannel-To': DESK, 'X-Kannel-Time': '2026-11-28 12:00:00', 'X-Kannel-Coding': '0' } })
  assert.equal(answer.status, 200)
  await said(long)
  assert.equal(await officer.locator('#timeline').getByText('The lamps of Mill Lane').count(), 1)
})

test('data that is no text is kept as a file', { skip }, async () => {
  const files = () => officer.locator('#timeline a', { hasText: 'message.bin' }).count()
  const before = await files()
  gateway.sayData(ADA, DESK, Buffer.from([1, 2, 255, 65]))
  await until('the file', async () => { await officer.reload(); return await files() === before + 1 }, { every: 300 })
})

test('what comes while Tribune is down waits in Kannel and is recorded once', { skip }, async () => {
  await house.stop()
  gateway.say(ADA, DESK, 'Written while you slept')
  await sleep(3000)
  await house.start()
  officer = await house.officer('grace')
  await openCase(officer, house.url, REFERENCE)
  await said('Written while you slept')
  await sleep(1500)
  await officer.reload()
  assert.equal(await officer.locator('#timeline').getByText('Written while you slept').count(), 1)
})

test('what Kannel cannot prove is refused', { skip }, async () => {
  const port = /listen = 127\.0\.0\.1:(\d+)\nurl/.exec((await import('node:fs')).readFileSync(house.config, 'utf8'))[1]
  const post = query => fetch(`http://127.0.0.1:${port}/sms/in${query}`, { method: 'POST', body: 'x', headers: { 'X-Kannel-From': ADA, 'X-Kannel-To': DESK } })
  assert.equal((await post('')).status, 403)
  assert.equal((await post('?key=wrong')).status, 403)
  assert.equal((await fetch(`http://127.0.0.1:${port}/sms/report?d=0123456789abc.0123456789abcdef&type=1`)).status, 404)
})
