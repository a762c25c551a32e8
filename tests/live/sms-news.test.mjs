// SPDX-License-Identifier: Apache-2.0
// News by text message through a real Kannel: asked for by START and on the page, each confirmed, sent, reported, ended by STOP;
// and single words from who has a case. The tests follow one another.
import assert from 'node:assert/strict'
import { before, test } from 'node:test'

import { NUMBER as DESK, axe, isRoot, sleep, smsHouse, until } from './harness/index.mjs'

const ADA = '447700900123', BOB = '447700900124'
const skip = isRoot ? false : 'Postfix needs root'

let house, portal, gateway, reader, maya, omar

before(async () => {
  if (skip) return
  ;({ house, gateway, portal, maya, omar } = await smsHouse({ news: true, settings: 'price = 0.045 EUR\nthroughput = 20' }))
  reader = await (await house.browser.newContext({ locale: 'en-GB' })).newPage()
})

const press = (where, name) => where.getByRole('button', { name, exact: true }).click()
const says = (where, text) => where.getByText(text).first().waitFor()
/** What @phone has got, parts of one message put together (their number within it is the last byte of the header). */
function received(phone) {
  const texts = []
  for (const { kind, udh, text } of gateway.got.filter(({ to }) => to === `+${phone}`)) {
    if (kind === 'udh' && udh[5] > 1) texts[texts.length - 1] += text.replace(/\n$/, '')
    else texts.push(kind === 'udh' ? text.replace(/\n$/, '') : text.trimEnd())
  }
  return texts.map(text => text.trimEnd())
}
/** The @count-th text that @phone gets, whole. */
const heard = async (phone, count) => {
  await until(`text ${count} to ${phone}`, () => received(phone).length >= count)
  await sleep(300) // its further lines
  return received(phone)[count - 1]
}

test('alerts are asked for with START and get nothing before YES', { skip }, async () => {
  gateway.say(ADA, DESK, 'Start alerts')
  assert.equal(await heard(ADA, 1), 'Northam Borough Council: answer YES to get by text message: Alerts. If it was not you, do nothing.')
  gateway.say(ADA, DESK, 'yes')
  assert.equal(await heard(ADA, 2), 'Northam Borough Council: you get by text message from now on: Alerts. To end it: STOP.')
})

test('on the page a number is confirmed with the code that it gets', { skip }, async () => {
  await reader.goto(`${portal}/subscribe?lang=en`)
  assert.deepEqual(await axe(reader), [])
  await reader.getByLabel('Your mail address or mobile number').fill('07700 900124')
  await reader.getByLabel('All news').check()
  await press(reader, 'Send me the message')
  await says(reader, 'Type the code from your text message')
  assert.deepEqual(await axe(reader), [])
  const code = /your code is (\d{6})\./.exec(await heard(BOB, 1))[1]
  await reader.getByLabel('Code').fill('000000')
  await press(reader, 'Send me news')
  await says(reader, 'That is not the code that we sent')
  assert.deepEqual(await axe(reader), [])
  await reader.getByLabel('Code').fill(`${code.slice(0, 3)} ${code.slice(3)}`)
  await press(reader, 'Send me news')
  await says(reader, 'You get our news from now on')
})

test('reviewers see what a copy says and costs; it is with both when it is released', { skip }, async () => {
  await maya.goto(`${house.url}/publications/new?kind=alert`)
  await maya.locator('#title-en').fill('Water main burst in Mill Lane')
  await maya.locator('#body-en').fill('We repair it today.')
  await maya.locator('#event-en').fill('Water main burst')
  await maya.locator('#area-en').fill('Mill Lane')
  await maya.locator('#instruction-en').fill('Boil water before you drink it.')
  await maya.locator('#expires').fill(new Date(Date.now() + 86400000).toISOString().slice(0, 16))
  await press(maya, 'Save and see it')
  await says(maya, 'Saved as a new version.')
  const page = maya.url()
  await press(maya, 'Send for review')
  await omar.goto(page)
  await says(omar, /Cost of each copy/)
  await says(omar, /Parts/)
  await says(omar, /Council: Alert: Water main burst in Mill Lane\. Boil water before you drink it\./)
  await press(omar, 'Approve')
  await says(omar, 'Your approval is recorded.')
  await maya.goto(page)
  await press(maya, 'Release now')
  await says(maya, 'It is out')
  for (const [phone, count] of [[ADA, 3], [BOB, 2]]) {
    const text = await heard(phone, count)
    assert.match(text, /^Northam Borough Council: Alert: Water main burst in Mill Lane\. Boil water before you drink it\./)
    assert.match(text, new RegExp(`${portal}/news/`))
    assert.match(text, /To end this: STOP$/)
  }
  await until('its numbers', async () => { await maya.goto(page); return maya.getByText('Sent to 2 of 2 subscribers.').count() }, { every: 500 })
})

test('STOP ends it and is told once; HELP says who we are; neither opens a case', { skip }, async () => {
  gateway.say(ADA, DESK, 'STOP')
  assert.match(await heard(ADA, 4), /^Northam Borough Council: we send you nothing more that you did not ask for\./)
  gateway.say(ADA, DESK, 'stop!')
  gateway.say(ADA, DESK, 'Help')
  assert.match(await heard(ADA, 5), /^Northam Borough Council\. Write to us here, and we answer\./)
  assert.equal(received(ADA).length, 5)
  const officer = await house.officer('grace')
  await officer.goto(`${house.url}/cases?queue=all`)
  assert.equal(await officer.locator('ul.rows > li').count(), 0)
})
