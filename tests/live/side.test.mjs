// SPDX-License-Identifier: Apache-2.0
// Asking others about a case and handing it over, beside a real Postfix and Dovecot: the officer works in a browser, the other
// body answers from a mail program, and the citizen's mailbox and page show nothing that is not hers. The tests follow one
// another.
import assert from 'node:assert/strict'
import { before, test } from 'node:test'

import { DESK, axe, freePort, isRoot, northam, openCase, until } from './harness/index.mjs'

const ADA = 'ada@citizen.example'
const BOB = 'bob@citizen.example'
const AREA9 = 'area9@highways.example'
const skip = isRoot ? false : 'Postfix needs root'

let house, ada, bob, area9, officer, citizen, question, link

before(async () => {
  if (skip) return
  house = await northam({
    users: { [ADA]: 'engine', [BOB]: 'builder', [AREA9]: 'bridge' },
    portal: await freePort(),
    config: '[channel.web]\ndriver = web\n',
  })
  ;[ada, bob, area9, officer] = await Promise.all([house.mailbox(ADA), house.mailbox(BOB), house.mailbox(AREA9), house.officer('grace')])
  citizen = await (await house.browser.newContext({ locale: 'en-GB' })).newPage()
  citizen.setDefaultTimeout(15000)
})

const main = page => page.locator('main').innerText()
const linkIn = mail => /http:\/\/127\.0\.0\.1:\d+\/case\/[A-Za-z0-9_-]{22}/.exec(mail.text)[0]
const faults = async page => assert.deepEqual(await axe(page), [])
const reloaded = (what, page, text) => until(what, async () => {
  await page.reload()
  return page.getByText(text).count()
}, { every: 300 })

test('an administrator puts another body into the directory', { skip }, async () => {
  const admin = await house.officer('admin')
  await admin.goto(`${house.url}/partners`)
  await admin.getByRole('link', { name: 'Add a body' }).click()
  await admin.getByLabel('Name', { exact: true }).fill('Highways England')
  await admin.getByLabel('Mail address').fill(DESK)
  await admin.getByLabel('What citizens are told').fill('0300 123 5000')
  await admin.getByRole('button', { name: 'Add', exact: true }).click()
  await admin.getByText('This is one of our own addresses').waitFor()
  await admin.getByLabel('Mail address').fill(AREA9)
  await admin.getByRole('button', { name: 'Add', exact: true }).click()
  await admin.getByText('Highways England is in the directory').waitFor()
  await faults(admin)
  await admin.context().close()
})

test('an officer asks it, and only what she ticked goes along', { skip }, async () => {
  await house.out.sendMail({ from: `Ada Lovelace <${ADA}>`, to: DESK, subject: 'Pothole on the bridge', text: 'The hole is deep.\n\nCall me on 01632 960001.', attachments: [{ filename: 'hole.txt', content: 'a deep hole' }] })
  link = linkIn(await ada.waitFor(mail => mail.subject.includes('Pothole')))
  await openCase(officer, house.url, 'Pothole on the bridge')
  await officer.getByRole('link', { name: 'Internal consultations' }).click()
  await officer.getByText('Nobody was asked yet').waitFor()
  await officer.getByRole('link', { name: 'Ask somebody' }).click()
  await officer.getByLabel('Who is asked').selectOption({ label: 'Highways England' })
  await officer.getByLabel('What you ask').fill('Is this bridge yours?')
  assert.equal(await officer.locator('.pick input:checked').count(), 0, 'nothing is ticked by itself')
  await officer.getByLabel(/File hole\.txt/).check()
  await faults(officer)
  await officer.getByRole('button', { name: 'Preview' }).click()
  await officer.getByText('This leaves to Highways England, not to the citizen').waitFor()
  assert.doesNotMatch(await main(officer), /deep|960001|ada@/)
  await faults(officer)
  await officer.getByRole('button', { name: 'Change it' }).click()
  assert.equal(await officer.getByLabel('What you ask').inputValue(), 'Is this bridge yours?')
  assert.ok(await officer.getByLabel(/File hole\.txt/).isChecked())
  await officer.getByRole('button', { name: 'Preview' }).click()
  await officer.getByRole('button', { name: 'Send to Highways England' }).click()
  await officer.getByText('on their way to Highways England, not to the citizen').waitFor()
  question = await area9.waitFor(mail => mail.subject.startsWith('Internal consultation NB-'))
  assert.match(question.text, /Is this bridge yours\?/)
  assert.match(question.text, /not to the citizen/)
  assert.doesNotMatch(question.text, /deep|960001|\/case\//)
  assert.deepEqual(question.attachments.map(one => one.filename), ['hole.txt'])
  await openCase(officer, house.url, 'Pothole on the bridge')
  assert.match(await main(officer), /waits for someone else/i)
})

test('its answer lands there and takes the case back; the citizen learns nothing, by mail or on her page', { skip }, async () => {
  await house.out.sendMail({ from: `Area 9 <${AREA9}>`, to: question.replyTo.value[0].address, subject: `Re: ${question.subject}`, inReplyTo: question.messageId, references: question.messageId, text: 'Yes, that one is ours.\n\n> Is this bridge yours?' })
  await officer.getByRole('link', { name: 'Internal consultations' }).click()
  await officer.getByRole('link', { name: 'Highways England' }).click()
  await reloaded('the answer', officer, 'Yes, that one is ours.')
  await faults(officer)
  await openCase(officer, house.url, 'Pothole on the bridge')
  const page = await main(officer)
  assert.match(page, /1 answered/)
  assert.match(page, /open again, because who was asked has answered/)
  assert.doesNotMatch(page, /that one is ours/)
  await citizen.goto(link)
  assert.match(await main(citizen), /The hole is deep/)
  assert.doesNotMatch(await main(citizen), /bridge yours|that one is ours|Highways|consultation/)
  assert.equal((await ada.messages()).length, 1)
  assert.equal((await area9.messages()).length, 1, 'no receipt, no link')
  await officer.goto(`${house.url}/search?q=bridge+yours`)
  await officer.getByText('internal consultation').first().waitFor()
})

test('on paper it stands apart, and only with what is for staff', { skip }, async () => {
  await openCase(officer, house.url, 'Pothole on the bridge')
  const url = officer.url()
  await officer.goto(`${url}/print`)
  assert.doesNotMatch(await main(officer), /bridge yours|that one is ours|Highways|internal consultation/)
  await officer.goto(`${url}/print?notes=1`)
  assert.match(await main(officer), /Internal consultations, not with the citizen[^]*that one is ours/)
})

test('the citizen cannot be asked internally', { skip }, async () => {
  await openCase(officer, house.url, 'Pothole on the bridge')
  await officer.goto(`${officer.url()}/side/new`)
  await officer.getByLabel('Mail address').fill(ADA)
  await officer.getByLabel('What you ask').fill('Is this bridge yours?')
  await officer.getByRole('button', { name: 'Preview' }).click()
  await officer.getByText('This is the citizen of this case').waitFor()
  assert.equal(await officer.getByLabel('What you ask').inputValue(), 'Is this bridge yours?')
  await faults(officer)
})

test('handed over with a basis, the other body and the citizen each get their letter', { skip }, async () => {
  await openCase(officer, house.url, 'Pothole on the bridge')
  await officer.getByText('Hand over', { exact: true }).click()
  await officer.getByRole('link', { name: 'To another body, with a notice to the citizen' }).click()
  await officer.getByLabel('Who takes it over').selectOption({ label: 'Highways England' })
  await officer.getByLabel('Letter to them').fill('Please take this over.')
  await officer.getByLabel('Why', { exact: true }).fill('The bridge is not ours')
  await officer.getByRole('button', { name: 'Preview of both letters' }).click()
  await officer.getByText('Confirm that the citizen agreed, or name the law that allows it').waitFor()
  await officer.getByLabel('A law allows it').check()
  await officer.getByLabel('Which law').fill('Highways Act 1980, s. 41')
  await faults(officer)
  await officer.getByRole('button', { name: 'Preview of both letters' }).click()
  await officer.getByText('2. To the citizen, Ada Lovelace').waitFor()
  await faults(officer)
  await officer.getByRole('button', { name: 'Send both and hand over' }).click()
  await officer.getByText('The case is handed over.').waitFor()
  assert.match(await main(officer), /allowed by Highways Act 1980, s\. 41/)
  const letter = await area9.waitFor(mail => mail.subject.startsWith('Handed over NB-'))
  assert.match(letter.text, /Please take this over\.[^]*Ada Lovelace \(ada@citizen\.example\) wrote:[^]*> The hole is deep\./)
  const notice = await ada.waitFor(mail => mail.text.includes('Highways England'))
  assert.match(notice.text, /The bridge is not ours\.[^]*0300 123 5000/)
  assert.doesNotMatch(notice.text, /Please take this over/)
  await citizen.goto(link)
  assert.match(await main(citizen), /Somebody else takes care of this[^]*The bridge is not ours/)
  assert.doesNotMatch(await main(citizen), /Please take this over|Highways Act/)
})

test('the link of a case that was joined with another shows hers alone', { skip }, async () => {
  await house.out.sendMail({ from: `Ada Lovelace <${ADA}>`, to: DESK, subject: 'Bins of Mill Lane', text: 'My bin is full.' })
  await ada.waitFor(mail => mail.subject.includes('Bins of Mill Lane'))
  await house.out.sendMail({ from: `Bob Builder <${BOB}>`, to: DESK, subject: 'Rubbish in Mill Lane', text: 'It smells here.' })
  const receipt = await bob.waitFor(mail => mail.subject.includes('Rubbish in Mill Lane'))
  await openCase(officer, house.url, 'Bins of Mill Lane')
  const target = officer.url().split('/').pop()
  await openCase(officer, house.url, 'Rubbish in Mill Lane')
  const source = officer.url().split('/').pop()
  await officer.getByText('This is a duplicate of another case').click()
  await officer.getByLabel('Reference of the case that stays').fill(target)
  await officer.getByRole('button', { name: 'Merge' }).click()
  await officer.getByText(`Merged into ${target}.`).waitFor()
  await citizen.goto(linkIn(receipt))
  await citizen.getByText(`Your matter ${source} was joined with ${target}`).waitFor()
  assert.match(await main(citizen), /It smells here/)
  assert.doesNotMatch(await main(citizen), /My bin is full|Ada/)
  await faults(citizen)
})
