// SPDX-License-Identifier: Apache-2.0
// What waits for whom: the list of all that a person may decide, who decides in another's stead, mails about it through
// a real Postfix into a real Dovecot, what leaves without review, and the review of it afterwards.
import assert from 'node:assert/strict'
import { before, test } from 'node:test'

import { PASSWORD, axe, freePort, isRoot, northam, signIn, sleep, tribune } from './harness/index.mjs'

const none = faults => assert.deepEqual(faults.slice(0, 15), [])
const press = (where, name) => where.getByRole('button', { name, exact: true }).click()
const says = (where, text) => where.getByText(text).first().waitFor()
const STAFF = { maya: ['Maya Lindqvist', 'communications'], omar: ['Omar Haddad', 'communications'], lena: ['Lena Fischer', 'communications'] }
const skip = isRoot ? false : 'Postfix needs root'
const OMAR = 'omar@citizen.example'
let house, maya, omar, lena, grace, admin, page, box

before(async () => {
  if (skip) return
  house = await northam({ users: { [OMAR]: 'reads' }, portal: await freePort(), config: '[channel.web]\ndriver = web\n' })
  for (const [login, [name, role]] of Object.entries(STAFF))
    await tribune(['staff', 'add', '--config', house.config, login, '--name', name, '--role', role], { input: `${PASSWORD}\n` })
  ;[maya, omar, lena, grace, admin] = await Promise.all(['maya', 'omar', 'lena', 'grace', 'admin'].map(name => signIn(house.browser, house.url, name, PASSWORD)))
  box = await house.mailbox(OMAR)
})

const count = async who => {
  await who.goto(`${house.url}/waiting`)
  return Number(/^\d+/.exec(await who.locator('.head p.num').innerText())[0])
}

async function write(title) {
  await maya.goto(`${house.url}/publications/new`)
  await maya.locator('#title-en').fill(title)
  await maya.locator('#body-en').fill('All about it.')
  await press(maya, 'Save and see it')
  await says(maya, 'Saved as a new version.')
  page = maya.url()
}

async function submit(title) {
  await write(title)
  await press(maya, 'Send for review')
  await says(maya, 'It waits for somebody else')
}

test('an empty list says what will stand there', { skip }, async () => {
  assert.equal(await count(omar), 0)
  await says(omar, 'Nothing waits for you')
  none(await axe(omar))
})

test('who wants mails says where they go, and what nobody can write to is refused', { skip }, async () => {
  await omar.goto(`${house.url}/account/approvals`)
  await omar.getByLabel('Your mail address').fill('hello@northam.example')
  await press(omar, 'Save')
  await says(omar, 'one of our own addresses')
  await omar.getByLabel('Your mail address').fill(OMAR)
  await press(omar, 'Save')
  await says(omar, 'Recorded.')
  none(await axe(omar))
})

test('what is sent for review waits for others, not for its author', { skip }, async () => {
  await submit('Secret tram plans')
  assert.equal(await count(maya), 0)
  assert.equal(await count(omar), 1)
  const row = omar.getByRole('row', { name: /Secret tram plans/ })
  await row.getByText('Maya Lindqvist').waitFor()
  await row.getByText('0 of 1').waitFor()
  assert.match(await omar.getByRole('link', { name: /Waits for me/ }).first().innerText(), /1/)
  none(await axe(omar))
})

test('the keyboard moves in it as in the inbox', { skip }, async () => {
  await omar.keyboard.press('j')
  assert.equal(await omar.evaluate(() => document.activeElement.textContent), 'Secret tram plans')
  await omar.keyboard.press('o')
  await omar.waitForURL(page)
})

test('a mail says that something waits, with a link and without a word of it', { skip }, async () => {
  const mail = await box.waitFor(({ subject }) => /waits? for you/.test(subject))
  assert.match(mail.subject, /1 decision waits for you/)
  assert.match(mail.text, /A publication to approve/)
  assert.ok(mail.text.includes(new URL(page).pathname))
  assert.doesNotMatch(String(mail.source), /tram/i)
  assert.match(String(mail.source), /^Auto-Submitted: auto-generated/m)
})

test('who may not decide does so in the stead of somebody who named her', { skip }, async () => {
  await grace.goto(page)
  assert.equal(await grace.getByRole('button', { name: 'Approve' }).count(), 0)
  await omar.goto(`${house.url}/account/approvals`)
  await omar.getByLabel('Who', { exact: true }).selectOption({ label: 'Grace Okafor' })
  const day = new Date(Date.now() + 3 * 86400e3).toISOString().slice(0, 10)
  await omar.getByLabel('Last day').fill(day)
  await omar.getByLabel('Why').fill('on leave')
  await press(omar, 'Name a stand-in')
  await says(omar, 'Within these days your colleague decides')
  assert.equal(await count(grace), 1)
  await says(grace, 'in the stead of Omar Haddad')
  await grace.getByRole('link', { name: 'Secret tram plans' }).click()
  await says(grace, 'You decide in the stead of Omar Haddad')
  await press(grace, 'Approve')
  await says(grace, 'Your approval is recorded.')
  await maya.goto(page)
  await says(maya, 'in the stead of Omar Haddad')
  assert.equal(await count(omar), 0)
})

test('an administrator sees all of them and ends one', { skip }, async () => {
  await admin.goto(`${house.url}/staff`)
  await admin.getByRole('link', { name: 'Stand-ins' }).click()
  none(await axe(admin))
  await admin.getByRole('button', { name: /End it now/ }).click()
  await says(admin, 'It has ended.')
  await submit('Tip opens late')
  await grace.goto(`${house.url}/waiting`)
  await says(grace, 'Nothing waits for you')
})

test('within a quarter of an hour there is one mail', { skip }, async () => {
  assert.equal(await count(omar), 1)
  // Longer than a job waits for its turn.
  await sleep(7000)
  assert.equal((await box.messages()).length, 1)
})

test('an approval counts no more when its giver may approve no more', { skip }, async () => {
  await omar.goto(page)
  await press(omar, 'Approve')
  await says(omar, 'Your approval is recorded.')
  await admin.goto(`${house.url}/staff`)
  await admin.getByRole('link', { name: 'Omar Haddad' }).click()
  await admin.getByRole('button', { name: 'Stop sign-in' }).click()
  await maya.goto(page)
  await says(maya, 'may approve no more: does not count')
  await press(maya, 'Release now')
  await says(maya, 'take it back and send it for review again')
})

test('what cannot wait leaves with a reason, and says so everywhere', { skip }, async () => {
  await write('Boil your water')
  await maya.getByText('It cannot wait: release it without review').click()
  await maya.getByLabel('Why can it not wait?').fill('The laboratory called.')
  await press(maya, 'Release without review')
  await says(maya, 'It is out, without review.')
  await says(maya, 'The laboratory called.')
  none(await axe(maya))
  await maya.goto(`${house.url}/publications`)
  await says(maya, 'released without review')
  assert.equal(await count(lena), 1)
  await says(lena, 'publication, released without review')
  await lena.goto(`${house.url}/channels`)
  await says(lena, 'without review')
})

test('who finds a fault afterwards says what, and a correction is begun', { skip }, async () => {
  await lena.goto(page)
  await press(lena, 'It must be corrected')
  await says(lena, 'say why you return or refuse it')
  await lena.getByLabel('Comment').fill('Only in Eastgate.')
  await press(lena, 'It must be corrected')
  await says(lena, 'A correction is begun')
  await says(lena, 'reviewed since: must be corrected')
  await maya.goto(page)
  await maya.getByRole('link', { name: 'Edit', exact: true }).waitFor()
})

test('the journal holds every step', { skip }, async () => {
  await house.stop()
  const { stdout } = await tribune(['journal', 'verify', '--config', house.config])
  assert.match(stdout, /^the journal is whole/m)
})
