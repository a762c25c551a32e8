// SPDX-License-Identifier: Apache-2.0
// Two versions at once: two numbers move from Kannel to a gateway that speaks JSON, one after the other, while people write
// and are answered. Both gateways post to `tribune relay`. Every message is counted.
import assert from 'node:assert/strict'
import { readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { before, test } from 'node:test'

import { TRIBUNE, freePort, isRoot, kannel, northam, openCase, sendReply, sleep, smsGateway, start, tmp, until, writeReply } from './harness/index.mjs'

const skip = isRoot ? false : 'Postfix needs root'
const GOES = new Date(Date.now() + 200 * 86400000).toISOString().slice(0, 10) // the day on which the old one goes
const NUMBERS = ['32100', '32200']
const phone = index => `4477009${String(index).padStart(5, '0')}`

let house, old, fresh, admin, relay

const startRelay = async () => { relay = await start(TRIBUNE, ['relay', '--config', house.config], { name: 'tribune relay', ready: /relay\.ready/ }) }

async function addNumber(number, channel) {
  await admin.goto(`${house.url}/units`)
  await admin.getByRole('link', { name: 'Customer Contact' }).last().click()
  await admin.locator('#channel').selectOption(channel)
  await admin.getByLabel('Address', { exact: true }).fill(number)
  await admin.getByRole('button', { name: 'Add', exact: true }).click()
  await admin.getByText(`What is written to ${number}`).waitFor()
}

/** By one action on the unit's page. */
async function move(number, to) {
  await admin.goto(`${house.url}/units`)
  await admin.getByRole('link', { name: 'Customer Contact' }).last().click()
  const form = admin.locator('form', { hasText: `Move ${number}` })
  await form.getByRole('combobox').selectOption(to)
  await form.getByRole('button', { name: `Move ${number}` }).click()
  await admin.getByText(`The address is on ${to} from now on.`).waitFor()
}

before(async () => {
  if (skip) return
  const [first, second] = [await freePort(), await freePort()]
  const secrets = tmp('sms')
  const write = (name, text) => writeFileSync(path.join(secrets, name), `${text}\n`)
  write('key', 'a key')
  write('password', 'seven bells')
  old = await kannel({ postUrl: `http://127.0.0.1:${first}/sms/in?key=a%20key` })
  fresh = await smsGateway({ callback: `http://127.0.0.1:${second}/sms/in` })
  write('webhook', fresh.secret)
  write('token', fresh.token)
  house = await northam({ config: `[channel.text]
driver = sms-kannel
legacy = ${GOES}
listen = 127.0.0.1:${first}
relay = unix:${secrets}/relay
url = ${old.sendUrl}
key-file = ${secrets}/key
password-file = ${secrets}/password

[channel.text2]
driver = sms-http
listen = 127.0.0.1:${second}
relay = unix:${secrets}/relay
url = ${fresh.url}
secret-file = ${secrets}/webhook
password-file = ${secrets}/token
` })
  writeFileSync(house.config, readFileSync(house.config, 'utf8').replace(/^\[relay\]$/m, `[relay]\nlisten = unix:${secrets}/relay\nspool = ${secrets}/spool`))
  await startRelay()
  admin = await house.officer('admin')
  for (const number of NUMBERS) await addNumber(number, 'text')
})

test('the catalogue and the page of the unit say which of the two goes, and when', { skip }, async () => {
  const day = new Date(GOES).toLocaleDateString('en-GB', { day: 'numeric', month: 'short', year: 'numeric', timeZone: 'UTC' })
  await admin.goto(`${house.url}/channels`)
  assert.deepEqual(await admin.getByText(/goes on/).allInnerTexts(), [`goes on ${day}`], 'of the old one alone')
  await admin.goto(`${house.url}/channels/text`)
  assert.equal(await admin.getByText(day).count() > 0, true)
  await admin.goto(`${house.url}/channels/text2`)
  assert.equal(await admin.getByText(day).count(), 0)
})

test('numbers move one by one while people write and are answered: nothing is lost or doubled', { skip, timeout: 280000 }, async () => {
  const PEOPLE = 42 // on one page of the list
  const moved = { 32100: PEOPLE / 3, 32200: (2 * PEOPLE) / 3 }
  for (let i = 0; i < PEOPLE; i++) {
    const number = NUMBERS[i % 2]
    for (const each of NUMBERS) if (moved[each] === i) await move(each, 'text2')
    // The network goes on sending by the old line for a while, as networks do: every third message after the move.
    const by = i >= moved[number] && i % 3 !== 0 ? 'new' : 'old'
    if (by === 'old') old.say(phone(i), number, `Lamp ${i} is out, by the ${by} line`)
    else assert.equal(await fresh.say(`+${phone(i)}`, number, `Lamp ${i} is out, by the ${by} line`), 200)
    if (i % 10 === 5) await sleep(300)
  }
  const receipts = () => [...old.got, ...fresh.got].filter(({ text }) => text.includes('has your message'))
  await until('a receipt for each', () => receipts().length >= PEOPLE, { timeout: 120000, every: 300 })
  await sleep(2000)
  const to = receipts().map(({ to }) => to.replace('+', ''))
  assert.equal(to.length, PEOPLE)
  assert.equal(new Set(to).size, PEOPLE)
  assert.ok(old.got.length > 0 && fresh.got.length > 0, 'both carried some')
  for (const { to, from } of fresh.got) assert.ok(NUMBERS.includes(from), `${to} from ${from}`)
})

test('what is written next goes into the same case, by whichever line it comes, and the answer leaves by the new one', { skip }, async () => {
  const officer = await house.officer('grace')
  old.say(phone(0), NUMBERS[0], 'It is the one at number 12')
  assert.equal(await fresh.say(`+${phone(0)}`, NUMBERS[0], 'And it hums'), 200)
  await openCase(officer, house.url, 'Lamp 0 is out')
  for (const text of ['It is the one at number 12', 'And it hums'])
    await until(text, async () => { await officer.reload(); return officer.locator('#timeline').getByText(text).count() }, { every: 400 })
  const before = fresh.got.length
  await writeReply(officer, 'It is repaired on Monday')
  await sendReply(officer)
  const sent = await until('the answer', () => fresh.got.slice(before).find(({ text }) => text.startsWith('It is repaired on Monday')))
  assert.equal(sent.to, `+${phone(0)}`)
  assert.equal(await fresh.report(sent, 'delivered'), 200)
  await until('delivered', async () => { await officer.reload(); return officer.getByText(/delivered/i).count() }, { every: 400 })
})

test('while the node is down the relay takes what both gateways post, and it is recorded once', { skip, timeout: 120000 }, async () => {
  await house.stop()
  old.say(phone(70), NUMBERS[0], 'Written by the old line while you slept')
  assert.equal(await fresh.say(`+${phone(71)}`, NUMBERS[1], 'Written by the new line while you slept'), 200)
  const message = { type: 'message', id: 'twice', from: `+${phone(72)}`, to: NUMBERS[1], text: 'Posted twice while you slept', sent: new Date().toISOString() }
  assert.equal(await fresh.post(message), 200)
  assert.equal(await fresh.post(message), 200)
  await sleep(1500) // Kannel has handed its one over
  await relay.kill()
  await startRelay()
  await house.start()
  const officer = await house.officer('grace')
  for (const text of ['Written by the old line', 'Written by the new line', 'Posted twice']) {
    await openCase(officer, house.url, text)
    await officer.locator('#timeline').getByText(text).first().waitFor()
    assert.equal(await officer.locator('#timeline').getByText(text).count(), 1)
  }
  await officer.goto(`${house.url}/cases`)
  assert.equal(await officer.locator('ul.rows > li').filter({ hasText: 'Posted twice while you slept' }).count(), 1)
})

test('the relay believes nobody without proof, and keeps nothing of it', { skip }, async () => {
  const at = name => /listen = (\S+)/.exec(readFileSync(house.config, 'utf8').split(`[channel.${name}]`)[1])[1]
  assert.equal((await fetch(`http://${at('text')}/sms/in?key=wrong`, { method: 'POST', body: 'x' })).status, 403)
  assert.equal((await fetch(`http://${at('text')}/sms/report?d=0123456789abc.0123456789abcdef&type=1`)).status, 403)
  assert.equal((await fetch(`http://${at('text2')}/sms/in`, { method: 'POST', body: '{}' })).status, 403)
})
