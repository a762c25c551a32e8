// SPDX-License-Identifier: Apache-2.0
// News by mail between a real Postfix and a real Dovecot: asked for on a page, confirmed by a link, sent, ended with one click,
// suppressed by a bounce. Then two thousand readers, letters to citizens in between, and a node that is killed. The tests follow
// one another.
import assert from 'node:assert/strict'
import { chmodSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { before, test } from 'node:test'

import { DESK, PASSWORD, axe, freePort, isRoot, lmtp, northam, start, tmp, tribune, until } from './harness/index.mjs'

const ADA = 'ada@citizen.example', BOB = 'bob@citizen.example'
const GHOST = 'ghost@citizen.example' // Dovecot does not know this one
const skip = isRoot ? false : 'Postfix needs root'
const READERS = 2000
let house, portal, ada, reader, maya, omar, mail, own

before(async () => {
  if (skip) return
  const port = await freePort()
  portal = `http://127.0.0.1:${port}`
  house = await northam({ users: { [ADA]: 'engine', [BOB]: 'builder' }, portal: port })
  for (const login of ['maya', 'omar']) {
    await tribune(['staff', 'add', '--config', house.config, login, '--role', 'communications'], { input: `${PASSWORD}\n` })
  }
  ada = await house.mailbox(ADA)
  ;[maya, omar] = [await house.officer('maya'), await house.officer('omar')]
  reader = await (await house.browser.newContext({ javaScriptEnabled: false, locale: 'en-GB' })).newPage()
})

const press = (where, name) => where.getByRole('button', { name, exact: true }).click()
const says = (where, text) => where.getByText(text).first().waitFor()
const linkIn = (text, place) => new RegExp(`${portal}/${place}[0-9a-z-]{30}`).exec(text)[0]

/** Written by Maya, approved by Omar, let go: the address of its page in the console. */
async function publish(title, kind = 'news') {
  await maya.goto(`${house.url}/publications/new?kind=${kind}`)
  await maya.locator('#title-en').fill(title)
  await maya.locator('#body-en').fill('The bridge is closed **from Monday**.\n\n.A dot at the beginning stays.')
  await press(maya, 'Save and see it')
  await says(maya, 'Saved as a new version.')
  const page = maya.url()
  await press(maya, 'Send for review')
  await omar.goto(page)
  await press(omar, 'Approve')
  await says(omar, 'Your approval is recorded.')
  await maya.goto(page)
  await press(maya, 'Release now')
  await says(maya, 'It is out')
  return page
}

async function subscribe(address) {
  await reader.goto(`${portal}/news?lang=en`)
  await reader.getByRole('link', { name: 'Get news by mail' }).click()
  await reader.getByLabel('Your mail address').fill(address)
  await press(reader, 'Send me the mail')
}

test('what is wrong with the form is said, and a robot falls into the trap', { skip }, async () => {
  await subscribe('ada at home')
  await says(reader, 'Write your mail address like name@example.org')
  const answer = await fetch(`${portal}/subscribe`, { method: 'POST', body: new URLSearchParams({ address: ADA, topic: 'all', website: 'x' }) })
  assert.equal(answer.status, 422)
  assert.match(await answer.text(), /must stay empty/)
})

test('only the owner of an address can confirm it, by a button behind a link', { skip }, async () => {
  await subscribe(ADA)
  await reader.getByRole('heading', { name: 'Please look at your mail' }).waitFor()
  mail = await ada.waitFor(found => found.subject === 'Please confirm: news by mail')
  assert.equal(mail.headers.get('list-unsubscribe'), undefined)
  assert.equal(mail.headers.get('auto-submitted'), 'auto-generated')
  const link = linkIn(mail.text, 'subscription/confirm/')
  for (let i = 0; i < 2; i++) assert.equal((await fetch(link)).status, 200) // a scanner of links confirms nothing
  assert.equal((await fetch(`${link.slice(0, -1)}${link.endsWith('0') ? 1 : 0}`)).status, 404)
  await reader.goto(link)
  await press(reader, 'Yes, send me news')
  await reader.getByRole('heading', { name: 'You get our news from now on' }).waitFor()
  await reader.getByRole('link', { name: 'See what you get' }).click()
  await reader.getByRole('heading', { name: 'Your news by mail' }).waitFor()
  own = reader.url()
})

test('the same answer to who is known; and her subscription is not touched', { skip }, async () => {
  await subscribe(ADA)
  await reader.getByRole('heading', { name: 'Please look at your mail' }).waitFor()
  const told = await ada.waitFor(found => found.subject === 'Your subscription')
  assert.equal(linkIn(told.text, 'subscription/'), own.split('?')[0])
})

test('the page of her own needs no account, keeps to itself, and is accessible', { skip }, async () => {
  const answer = await fetch(own)
  assert.equal(answer.headers.get('referrer-policy'), 'no-referrer')
  assert.match(answer.headers.get('x-robots-tag'), /noindex/)
  assert.doesNotMatch(await answer.text(), /ada@citizen/)
  const page = await (await house.browser.newContext({ locale: 'en-GB' })).newPage()
  await page.goto(own)
  assert.deepEqual(await axe(page), [])
  await page.getByLabel('Alerts: always at once').check()
  await press(page, 'Save')
  await says(page, 'From now on you get what you chose.')
  assert.ok(await page.getByLabel('Alerts: always at once').isChecked())
  await page.context().close()
})

test('what is released is in her mailbox, as a list that one click ends', { skip }, async () => {
  const page = await publish('Mill Bridge closed')
  mail = await ada.waitFor(found => found.subject === 'Mill Bridge closed')
  const raw = mail.source.toString()
  const token = own.split('?')[0].split('/').pop()
  assert.match(raw, /^List-Id: <news\.northam\.example>\r$/m)
  assert.match(raw, /^List-Unsubscribe-Post: List-Unsubscribe=One-Click\r$/m)
  assert.match(raw, /^Precedence: list\r$/m)
  assert.match(raw, /^Auto-Submitted: auto-generated\r$/m)
  assert.match(raw, new RegExp(`^List-Unsubscribe: <${portal}/subscription/${token}/end>,\\r\\n <mailto:hello\\+u[0-9a-z]{13}\\.[0-9a-z]{16}@northam\\.example>\\r$`, 'm'))
  assert.match(raw, /^Return-Path: <hello\+v[0-9a-z]{13}\.[0-9a-z]{16}@northam\.example>\r$/m)
  assert.match(mail.messageId, /^<n\.[0-9a-z]{13}\.[0-9a-z]{13}\.[0-9a-z]{16}@northam\.example>$/)
  assert.equal(mail.to.text, ADA)
  assert.equal(linkIn(mail.text, 'subscription/'), own.split('?')[0])
  assert.match(mail.html, new RegExp(`href="${portal}/subscription/${token}"`))
  assert.match(mail.text, /^\.A dot at the beginning stays\.$/m)
  await maya.goto(page)
  await says(maya, 'Sent to 1 of 1 subscribers.')
})

test('a bounce to the address of her copy suppresses who is not there', { skip }, async () => {
  const listed = path.join(tmp('list'), 'addresses')
  writeFileSync(listed, `${GHOST}\n${BOB}\n`)
  assert.match((await tribune(['subscribers', 'import', '--config', house.config, listed])).stdout, /^2 subscribers added/)
  await publish('Weir repaired')
  const bob = await house.mailbox(BOB)
  await bob.waitFor(found => found.subject === 'Weir repaired')
  await until('the bounce', async () => {
    await maya.goto(`${house.url}/subscribers`)
    await maya.getByLabel('Mail address').fill(GHOST)
    await press(maya, 'Look it up')
    return maya.getByText('Mail to it came back').count()
  }, { every: 500 })
  assert.deepEqual(await axe(maya), [])
})

test('an officer ends it for who asks, and it is in the record', { skip }, async () => {
  await maya.goto(`${house.url}/subscribers`)
  await maya.getByLabel('Mail address').fill(BOB)
  await press(maya, 'Look it up')
  await press(maya, 'End it and forget the address')
  await says(maya, 'The subscription is ended and the address forgotten.')
  await maya.getByLabel('Mail address').fill(BOB)
  await press(maya, 'Look it up')
  await says(maya, 'nobody with this address gets our newsletters')
})

test('following the link ends nothing; one click does, without cookies', { skip }, async () => {
  const end = /<(http[^>]*\/end)>/.exec(mail.source.toString())[1]
  assert.equal((await fetch(end)).status, 200)
  await reader.goto(own)
  await reader.getByRole('heading', { name: 'Your news by mail' }).waitFor()
  const form = new FormData()
  form.set('List-Unsubscribe', 'One-Click')
  for (const body of [new URLSearchParams({ 'List-Unsubscribe': 'One-Click' }), form]) {
    const answer = await fetch(end, { method: 'POST', body, redirect: 'manual' })
    assert.equal(answer.status, 200)
  }
  await reader.goto(own)
  await reader.getByRole('heading', { name: 'You get no more news from us' }).waitFor()
  await publish('Nobody hears of this')
  assert.equal(await maya.locator('#mailings').count(), 0)
  assert.equal((await ada.messages()).filter(found => found.subject === 'Nobody hears of this').length, 0)
})

/* ---- many, and a node that is killed ---- */

let sinkPort, dump, sink

/** Postfix's smtp-sink, which writes all messages into one file. */
async function startSink(...options) {
  sink = await start('/usr/sbin/smtp-sink', ['-u', 'nobody', ...options, '-D', 'all.', `127.0.0.1:${sinkPort}`, '256'], { cwd: dump, ready: sinkPort })
}

const dumped = () => readFileSync(path.join(dump, 'all.'), 'latin1')
const size = () => { try { return statSync(path.join(dump, 'all.')).size } catch { return 0 } }
/** [recipient, Message-ID] of each message of the newsletter; what broke off in the middle is none. */
const copies = () => dumped().split(/^X-Client-Addr: /m)
  .map(text => [/^X-Rcpt-Args: <([^>]*)>/m.exec(text)?.[1], /^Message-ID: <(n\.[^>]*)>/m.exec(text)?.[1], text.includes('/subscription/')])
  .filter(([to, id, whole]) => to && id && whole)

test('letters to citizens go out while a newsletter waits for a slow mail server', { skip }, async () => {
  sinkPort = await freePort()
  dump = tmp('sink')
  chmodSync(dump, 0o777)
  await house.stop()
  writeFileSync(house.config, readFileSync(house.config, 'utf8').replace(/^relay = .*/m, `relay = 127.0.0.1:${sinkPort}`))
  const listed = path.join(tmp('list'), 'addresses')
  writeFileSync(listed, Array.from({ length: READERS }, (_, number) => `reader${number}@citizen.example\n`).join(''))
  await tribune(['subscribers', 'import', '--config', house.config, listed])
  await startSink('-w', '1') // a second for each message
  await house.start()
  const page = await publish('Mill Bridge open')
  await until('the first copies', () => size() > 0 && copies().length >= 2)
  const session = await lmtp(house.lmtpPort)
  const replies = await session.deliver({ from: ADA, to: [DESK], data: `From: ${ADA}\nTo: ${DESK}\nSubject: A lamp is out\nMessage-ID: <lamp@citizen.example>\n\nPlease help.\n` })
  assert.match(replies[0], /^250 /)
  session.close()
  await until('the acknowledgement', () => /^X-Rcpt-Args: <ada@citizen\.example>/m.test(dumped()))
  assert.ok(copies().length < READERS / 4, `${copies().length} copies had left`)
  await maya.goto(page)
  await says(maya, new RegExp(`On its way: .* of ${READERS.toLocaleString('en')} sent`))
})

test('a node killed twice in the middle leaves nobody out, and what goes twice has the same Message-ID', { skip }, async () => {
  await house.tribune.kill()
  await sink.stop('SIGKILL')
  await startSink()
  const before = copies().length, begun = size()
  await house.start()
  await until('a part of them', () => size() - begun > 2_000_000, { every: 1 })
  await house.tribune.kill()
  const middle = copies().length
  assert.ok(middle < READERS, `${middle} had left already`)
  await house.start()
  const everybody = () => new Set(copies().map(([to]) => to)).size
  await until('the rest', () => everybody() === READERS, { timeout: 60000, every: 500 }).catch(fault => {
    fault.message += `: ${everybody()} of ${READERS}`
    throw fault
  })
  ;[maya] = [await house.officer('maya')]
  const all = copies(), ids = new Map()
  for (const [to, id] of all) {
    assert.equal(ids.get(to) ?? id, id)
    ids.set(to, id)
  }
  assert.equal(new Set(ids.values()).size, READERS)
  assert.ok(all.length - READERS <= 2 * 500 + before, `${all.length - READERS} doubles`)
  console.log(`${before} before the first kill, ${middle} before the second, ${all.length - READERS} of ${READERS} went twice`)
  const proof = await tribune(['journal', 'verify', '--config', house.config])
  assert.equal(proof.code, 0)
})
