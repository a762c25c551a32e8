// SPDX-License-Identifier: Apache-2.0
// Mail in and out beside real peers, when things do not go as in the main job: refusals, duplicates, strangers, machines that
// answer, bounces, a relay and a virus scanner that go away, and a node that is killed. The tests follow one another.
import assert from 'node:assert/strict'
import { before, test } from 'node:test'

import { DESK, clamd, gate, isRoot, lmtp, northam, openCase, sendReply, until, writeReply } from './harness/index.mjs'

const ADA = 'ada@citizen.example'
const BOB = 'bob@citizen.example'
const GHOST = 'ghost@citizen.example' // Dovecot does not know this one
const MALWARE = 'TRIBUNE-TEST-MALWARE-4f1c'
const skip = isRoot ? false : 'Postfix needs root'

let house, scanner, relay, ada, bob, officer
let receipt // for Ada's first mail

before(async () => {
  if (skip) return
  scanner = await clamd()
  house = await northam({
    users: { [ADA]: 'engine', [BOB]: 'builder' },
    channel: 'max-size = 256K\nauthserv-id = mx.citizen.example',
    config: `[filter.attachment]\ndriver = attachment\n\n[filter.clamav]\ndriver = clamav\naddress = 127.0.0.1:${scanner.port}\ntimeout = 5s\n`,
    relayPort: async port => (relay = await gate(port)).port,
  })
  ada = await house.mailbox(ADA)
  bob = await house.mailbox(BOB)
  officer = await house.officer('grace')
})

let number = 0
const letter = ({ from = ADA, to = DESK, subject, text = 'Good day,\n\nplease help.\n', id = `<letter-${++number}@citizen.example>`, more = '' }) =>
  `From: ${from}\nTo: ${to}\nSubject: ${subject}\nDate: Mon, 05 Jan 2026 10:00:00 +0000\nMessage-ID: ${id}\n${more}\n${text}`
const write = options => house.out.sendMail({ from: ADA, to: DESK, text: 'Good day,\n\nplease help.\n', ...options })

/** What the list of all cases says of each, newest first. */
async function rows() {
  await officer.goto(`${house.url}/cases?queue=all&state=any&sort=newest`)
  return officer.locator('ul.rows > li').allInnerTexts()
}
const caseNamed = async title => (await rows()).filter(text => text.includes(title)).length
const open = title => openCase(officer, house.url, title)
const reloaded = (what, probe, options) => until(what, async () => {
  await officer.reload()
  return probe()
}, { every: 300, ...options })
const mailsAbout = async (box, text) => (await box.messages()).filter(mail => `${mail.subject}\n${mail.text}`.includes(text))

test('an unknown recipient is refused beside one who is known', { skip }, async () => {
  const session = await lmtp(house.lmtpPort)
  assert.ok(session.extensions.includes('PIPELINING') && session.extensions.includes('SMTPUTF8') && session.extensions.includes(`SIZE ${256 * 1024}`))
  const replies = await session.deliver({ from: ADA, to: ['nobody@northam.example', DESK, 'hello@elsewhere.example'], data: letter({ subject: 'The bins of Mill Lane' }) })
  assert.match(replies[0], /^550 5\.1\.1 /)
  assert.match(replies[1], /^250 2\.0\.0 /)
  assert.match(replies[2], /^550 5\.1\.1 /)
  receipt = await ada.waitFor(mail => mail.subject.includes('The bins of Mill Lane'))
  assert.match((await session.deliver({ from: ADA, to: ['nobody@northam.example'], data: '' }))[0], /^550 5\.1\.1 /)
  session.close()
})

test('a message over the size is refused, by announcement and by counting', { skip }, async () => {
  const session = await lmtp(house.lmtpPort)
  const large = letter({ subject: 'Too large', text: `${'x'.repeat(76)}\n`.repeat(4000) })
  assert.match((await session.deliver({ from: ADA, to: [DESK], data: large, parameters: ` SIZE=${large.length}` }))[0], /^552 5\.3\.4 /)
  assert.match((await session.deliver({ from: ADA, to: [DESK], data: large }))[0], /^552 5\.3\.4 /)
  assert.equal(await caseNamed('Too large'), 0)
  session.close()
})

test('the same message delivered twice is taken twice and recorded once', { skip }, async () => {
  const session = await lmtp(house.lmtpPort)
  const data = letter({ subject: 'A tree across the path' })
  for (const hop of ['Received: by mx1; Mon, 05 Jan 2026 10:00:01 +0000\n', 'Received: by mx2; Mon, 05 Jan 2026 10:05:09 +0000\n']) {
    assert.match((await session.deliver({ from: ADA, to: [DESK], data: hop + data }))[0], /^250 2\.0\.0 /)
  }
  await ada.waitFor(mail => mail.subject.includes('A tree across the path'))
  assert.equal(await caseNamed('A tree across the path'), 1)
  await open('A tree across the path')
  assert.equal(await officer.locator('#timeline .msg:not(.out)').count(), 1)
  session.close()
})

test('a stranger who answers by the thread alone gets a case of his own, linked to it', { skip }, async () => {
  const reference = /NB-\d{4}-\d{6}/.exec(receipt.text)[0]
  await write({ from: BOB, subject: 'Mill Lane, from a neighbour', text: 'It smells next door too.', inReplyTo: receipt.messageId, references: receipt.messageId })
  const own = await bob.waitFor(mail => mail.subject.includes('from a neighbour'))
  assert.notEqual(/NB-\d{4}-\d{6}/.exec(own.text)[0], reference)
  await open('Mill Lane, from a neighbour')
  await officer.locator('aside').getByRole('link', { name: reference }).waitFor()
  await open('The bins of Mill Lane')
  assert.equal(await officer.locator('#timeline').getByText('It smells next door too.').count(), 0)
})

test('a stranger who has the reply address lands in the case as not verified, opens nothing again and hears nothing', { skip }, async () => {
  const before = { cases: (await rows()).length, mails: (await bob.messages()).length }
  await open('The bins of Mill Lane')
  await write({ from: BOB, to: receipt.replyTo.value[0].address, subject: 'I found this address', text: 'Tell me what she wrote.' })
  await reloaded('the message', () => officer.locator('.msg', { hasText: 'Tell me what she wrote.' }).count())
  const message = officer.locator('.msg', { hasText: 'Tell me what she wrote.' })
  assert.equal(await message.locator('.pill', { hasText: 'sender not verified' }).count(), 1)
  assert.equal(await officer.locator('.pill', { hasText: 'sender not verified' }).count(), 1)
  await write({ subject: 'A letter after the stranger' })
  await ada.waitFor(mail => mail.subject.includes('A letter after the stranger'))
  assert.equal((await rows()).length, before.cases + 1)
  assert.equal((await bob.messages()).length, before.mails)
})

test('what our own mail server says of a sender is a remark on her address; what she says herself is not', { skip }, async () => {
  const session = await lmtp(house.lmtpPort)
  const claim = 'dmarc=pass header.from=citizen.example\n'
  for (const [from, more] of [
    ['forger@citizen.example', `Authentication-Results: mx.forger.example; ${claim}`],
    ['checked@citizen.example', `Authentication-Results: mx.citizen.example;\n\tspf=pass smtp.mailfrom=x@citizen.example;\n\t${claim}`],
  ]) assert.match((await session.deliver({ from, to: [DESK], data: letter({ from, subject: `From ${from}`, more }) }))[0], /^250 /)
  session.close()
  for (const [name, word] of [['forger', 'not checked'], ['checked', 'address checked']]) {
    await until('the case', async () => await caseNamed(`From ${name}`) === 1, { every: 300 })
    await open(`From ${name}`)
    await officer.locator('aside').getByText(word, { exact: true }).first().waitFor()
  }
})

test('an out-of-office note stands beside what it answers, opens nothing and gets no answer', { skip }, async () => {
  const before = { cases: (await rows()).length, mails: (await ada.messages()).length }
  // Such programs write to the envelope sender, under an empty one of their own (RFC 5230).
  const returnPath = /^Return-Path: <(\S+)>/m.exec(receipt.source.toString())[1]
  await write({
    to: returnPath,
    subject: 'Out of office: your message',
    text: 'I am away until the end of the month.',
    inReplyTo: receipt.messageId,
    headers: { 'Auto-Submitted': 'auto-replied' },
    envelope: { from: '', to: returnPath },
  })
  await write({ subject: 'Weekly digest', headers: { 'Auto-Submitted': 'auto-generated' } })
  await open('The bins of Mill Lane')
  await reloaded('the note in the case', () => officer.locator('#timeline').getByText('away until the end of the month').count())
  await write({ from: BOB, subject: 'An ordinary letter after it' })
  await bob.waitFor(mail => mail.subject.includes('An ordinary letter after it'))
  assert.equal((await rows()).length, before.cases + 1)
  assert.equal(await caseNamed('Weekly digest'), 0)
  assert.equal((await ada.messages()).length, before.mails)
})

test('a bounce marks the delivery as failed, opens no case and gets no answer', { skip }, async () => {
  const before = (await rows()).length
  await write({ from: GHOST, subject: 'From an address that is gone' })
  await until('the case', async () => await caseNamed('From an address that is gone') === 1, { every: 300 })
  await open('From an address that is gone')
  await reloaded('the failed receipt', () => officer.locator('.msg.out .pill', { hasText: 'could not be delivered' }).count())
  assert.match(await officer.locator('.msg.out .remote').first().innerText(), /there is no such address.*The other side said:.*(550|5\.1\.1|exist)/s)
  await writeReply(officer, 'We have looked into it.')
  await sendReply(officer)
  await reloaded('the failed answer', async () => await officer.locator('.msg.out .pill', { hasText: 'could not be delivered' }).count() === 2)
  assert.equal((await rows()).length, before + 1)
  assert.doesNotMatch(house.relay.log(), /to=<(mailer-daemon|postmaster)@/i)
  assert.equal((await house.relay.queue()).length, 0)
})

test('malware is held, none of its words are shown, and its sender hears nothing', { skip }, async () => {
  await write({
    from: { name: 'Mallory Malone', address: 'mallory@citizen.example' },
    subject: 'Your parcel',
    text: 'Please open it.',
    attachments: [{ filename: 'letter.txt', content: `Dear council, ${MALWARE} yours` }],
  })
  await until('the held case', async () => await caseNamed('Mallory Malone') === 1, { every: 300 })
  assert.equal(await caseNamed('Your parcel'), 0)
  const records = await house.officer('ruth')
  for (const page of [officer, records]) {
    await openCase(page, house.url, 'Mallory Malone')
    await page.locator('.msg.held').getByText('found harmful software').waitFor()
    const html = await page.content()
    for (const words of [MALWARE, 'Your parcel', 'Please open it']) assert.ok(!html.includes(words), words)
    assert.equal(await page.locator('.msg.held .files a[href]').count(), 0)
    assert.equal(await page.getByRole('button', { name: 'Let it through' }).count(), 0)
  }
  await records.context().close()
  assert.doesNotMatch(house.relay.log(), /to=<mallory@/)
})

test('without the virus scanner messages wait and the console says so; when it is back they are filed', { skip }, async () => {
  await scanner.stop()
  await write({ subject: 'While nobody can look' })
  await reloaded('the banner', () => officer.getByText('does not answer').first().isVisible())
  assert.equal(await caseNamed('While nobody can look'), 0)
  await scanner.start()
  await ada.waitFor(mail => mail.subject.includes('While nobody can look'), { timeout: 30000 })
  assert.equal(await caseNamed('While nobody can look'), 1)
  await reloaded('the banner to go', async () => await officer.getByText('does not answer').count() === 0)
})

test('while the relay is away an answer waits, and leaves when it is back', { skip }, async () => {
  await open('A tree across the path')
  await relay.shut()
  await writeReply(officer, 'A crew comes on Thursday.')
  await sendReply(officer)
  await reloaded('the state', () => officer.locator('.msg.out .pill', { hasText: 'waits to be sent' }).count())
  assert.equal((await mailsAbout(ada, 'A crew comes on Thursday.')).length, 0)
  await relay.open()
  await ada.waitFor(mail => mail.text.includes('A crew comes on Thursday.'), { timeout: 40000 })
  await reloaded('the delivery to show', async () => await officer.locator('.msg.out .pill', { hasText: /^sent$/ }).count() === 2)
  assert.equal((await mailsAbout(ada, 'A crew comes on Thursday.')).length, 1)
})

test('killed while a message leaves, it sends it after the restart, once, with the same Message-ID', { skip }, async () => {
  await open('The bins of Mill Lane')
  relay.keep()
  await writeReply(officer, 'The bins come on Friday.')
  await sendReply(officer)
  await until('the message to be under way', () => relay.kept.endsWith('\r\n.\r\n'))
  await house.tribune.kill()
  await relay.open()
  await house.start()
  const mail = await ada.waitFor(one => one.text.includes('The bins come on Friday.'), { timeout: 30000 })
  assert.equal(mail.messageId, /^Message-ID: (\S+)\r$/im.exec(relay.kept)[1])
  await reloaded('the delivery to show', () => officer.locator('.msg.out', { hasText: 'The bins come on Friday.' }).locator('.pill', { hasText: /^sent$/ }).count())
  assert.equal((await mailsAbout(ada, 'The bins come on Friday.')).length, 1)
})
