// SPDX-License-Identifier: Apache-2.0
// A reply that two others must agree to, beside a real Postfix and Dovecot: in the browser from the duty table to the citizen's
// mailbox, and in the journal in that order. The tests follow one another.
import assert from 'node:assert/strict'
import { writeFileSync } from 'node:fs'
import path from 'node:path'
import { before, test } from 'node:test'

import { DESK, PASSWORD, axe, isRoot, northam, openCase, tmp, tribune, until } from './harness/index.mjs'

const ADA = 'ada@citizen.example'
const STAFF = [
  ['nadia', 'Nadia Novak', 'policy'], ['lena', 'Lena Kraus', 'lead:customer-contact'], ['nia', 'Nia Bevan', 'officer:customer-contact'],
]
const DUTY = {
  kind: 'duty', columns: ['purpose'], examples: [],
  rules: [{ id: 'pairs', when: { purpose: '"reply"' }, then: ['four-eyes', 'review:lead'] }],
}
const skip = isRoot ? false : 'Postfix needs root'

let house, ada, grace, nia, lena

const button = (page, name) => page.getByRole('button', { name, exact: true })
const main = page => page.locator('main').innerText()
const faults = async page => assert.deepEqual(await axe(page), [])

before(async () => {
  if (skip) return
  house = await northam()
  for (const [login, name, role] of STAFF) {
    await tribune(['staff', 'add', '--config', house.config, login, '--name', name, '--role', role], { input: `${PASSWORD}\n` })
  }
  ;[ada, grace, nia, lena] = await Promise.all([house.mailbox(ADA), house.officer('grace'), house.officer('nia'), house.officer('lena')])
})

test('the duty table comes to ask that two others agree', { skip }, async () => {
  const nadia = await house.officer('nadia')
  const file = path.join(tmp('duty'), 'duty.json')
  writeFileSync(file, JSON.stringify(DUTY))
  const said = await tribune(['policy', 'import', file, '--staff', 'nadia', '--why', 'Two more read each reply', '--config', house.config])
  const address = `${house.url}/policy/duty/${/^version (\d+)/.exec(said.stdout)[1]}`

  await nadia.goto(address)
  await button(nadia, 'Nothing is wrong: go on').click()
  await button(nadia, 'See what it would have changed').click()
  await nadia.getByRole('heading', { name: 'Replay' }).waitFor()
  for (const page of [nadia, lena]) {
    await page.goto(address)
    await button(page, 'Agree to this version').click()
    await page.getByText(/^You agreed to version/).waitFor()
  }
  await nadia.goto(address)
  await button(nadia, 'Put in force').click()
  await nadia.getByText(/^Version \d+ is in force/).waitFor()
  await nadia.context().close()
})

/** From the box of the case that @page shows to the proposal. */
async function propose(page, text) {
  await page.getByLabel('Your reply').fill(text)
  await button(page, 'Preview').click()
  await page.locator('#preview').waitFor()
  assert.match(await page.locator('#preview').innerText(), /these must agree[^]*somebody of Customer Contact[^]*a lead of Customer Contact/)
  await faults(page)
  await button(page, 'Send for approval').click()
  await page.getByText('Your reply waits for others to agree').waitFor()
}

test('the reply is put before others, nothing leaves, and its author cannot approve it', { skip }, async () => {
  await house.out.sendMail({ from: `Ada Lovelace <${ADA}>`, to: DESK, subject: 'Lamp out', text: 'The lamp in front of number 12 is out.' })
  await ada.waitFor(mail => mail.subject.includes('Lamp out'))
  await openCase(grace, house.url, 'Lamp out')
  await propose(grace, 'A crew comes on Monday.')
  await faults(grace)
  assert.match(await main(grace), /A reply waits for approval/)
  assert.equal(await grace.getByLabel('Your reply').count(), 0)
  await grace.getByRole('link', { name: 'Look at it' }).click()
  await grace.getByText('You wrote a part of this; somebody else has to approve it').waitFor()
  assert.equal(await button(grace, 'Approve').count(), 0)
  assert.match(await main(grace), /Exactly this leaves[^]*To\s+Ada Lovelace <ada@citizen\.example>[^]*A crew comes on Monday\./)
  await faults(grace)
  assert.equal((await ada.messages()).length, 1, 'only the receipt')
})

async function read(page) {
  await openCase(page, house.url, 'Lamp out')
  await page.getByRole('link', { name: 'Read it and decide' }).click()
  await page.getByRole('heading', { name: 'A reply waits for approval' }).waitFor()
  await faults(page)
}

test('a lead does not come first, and an edit voids what was agreed', { skip }, async () => {
  await openCase(lena, house.url, 'Lamp out')
  await lena.getByRole('link', { name: /Read it and decide|Look at it/ }).click()
  await read(nia)
  await button(nia, 'Return').click()
  await nia.getByText('Say why you return or refuse it').first().waitFor()
  await button(nia, 'Approve').click()
  await nia.getByText('Your approval is recorded.').waitFor()
  assert.match(await main(nia), /Nia Bevan agreed/)
  await openCase(grace, house.url, 'Lamp out')
  await button(grace, 'Take it back to change it').click()
  await grace.getByText('The approvals that it had no longer count').waitFor()
  assert.equal(await grace.getByLabel('Your reply').inputValue(), 'A crew comes on Monday.')
  await propose(grace, 'A crew comes on Tuesday.')
})

test('with the last approval it leaves, as it was agreed to', { skip }, async () => {
  await read(nia)
  assert.match(await main(nia), /What changed since version 1[^]*Monday[^]*Tuesday/)
  await button(nia, 'Approve').click()
  await nia.getByText('Your approval is recorded.').waitFor()
  assert.equal((await ada.messages()).length, 1)
  await read(lena)
  await lena.getByLabel('Comment').fill('Good.')
  await button(lena, 'Approve').click()
  await lena.getByText('The reply is on its way to the citizen.').waitFor()
  const mail = await ada.waitFor(each => each.text.includes('A crew comes on'))
  assert.match(mail.text, /A crew comes on Tuesday\./)
  assert.equal((await ada.messages()).length, 2, 'what was taken back never came')
})

test('the journal has decision, proposal, approvals and release in that order, and proves it', { skip }, async () => {
  await openCase(grace, house.url, 'Lamp out')
  await grace.goto(`${grace.url()}/trail`)
  const trail = await grace.locator('main').innerText()
  const places = [/decided by a table of the policy/i, /reply put before others by Grace Okafor/i, /reply taken back by Grace Okafor/i,
    /reply approved by Lena Kraus/i, /message to the citizen by Grace Okafor/i].map(words => trail.search(words))
  assert.ok(places.every(place => place >= 0), `${places}\n${trail}`)
  const order = [...places].sort((a, b) => a - b)
  assert.ok(`${places}` === `${order}` || `${places}` === `${order.reverse()}`, `${places}\n${trail}`)
  await until('a checkpoint', async () => (await tribune(['journal', 'verify', '--config', house.config], { code: null })).code === 0, { every: 500 })
})
