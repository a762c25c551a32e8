// SPDX-License-Identifier: Apache-2.0
// Screening with the real Rspamd: what it says of a mail holds it, labels it or lets it pass; while it is away mail waits.
import assert from 'node:assert/strict'
import { before, test } from 'node:test'

import { DESK, GTUBE, isRoot, northam, openCase, rspamd, until } from './harness/index.mjs'

const ADA = 'ada@citizen.example'
const skip = isRoot ? false : 'Postfix needs root'

let house, spam, officer

before(async () => {
  if (skip) return
  spam = await rspamd()
  house = await northam({ config: `[filter.rspamd]\ndriver = rspamd\nurl = ${spam.url}\ntimeout = 5s\n` })
  officer = await house.officer('grace')
})

const write = options => house.out.sendMail({ from: ADA, to: DESK, text: 'Good day,\n\nplease help.\n', ...options })
async function caseNamed(title) {
  await officer.goto(`${house.url}/cases?queue=all&state=any&sort=newest`)
  return (await officer.locator('ul.rows > li').allInnerTexts()).filter(text => text.includes(title)).length
}
const filed = title => until(`the case ${title}`, async () => await caseNamed(title) === 1, { every: 300 })

test('an ordinary mail passes', { skip }, async () => {
  await write({ subject: 'A lamp is out' })
  await filed('A lamp is out')
  await openCase(officer, house.url, 'A lamp is out')
  assert.equal(await officer.getByText('spam filter').count(), 0)
})

test('what Rspamd would mark is labelled, with its rules in the reason', { skip }, async () => {
  await write({ subject: 'Bargain of the week' })
  await filed('Bargain of the week')
  await openCase(officer, house.url, 'Bargain of the week')
  await officer.getByText('The spam filter takes this for spam, probably. (7.0: BARGAIN)').waitFor()
})

test('what Rspamd would reject is held, and nobody but records reads it', { skip }, async () => {
  await write({ from: { name: 'Mallory Malone', address: 'mallory@citizen.example' }, subject: 'You have won', text: `${GTUBE}\n` })
  await filed('Mallory Malone')
  assert.equal(await caseNamed('You have won'), 0)
  await openCase(officer, house.url, 'Mallory Malone')
  await officer.locator('.msg.held').getByText('(15.0: GTUBE)').waitFor()
  assert.ok(!(await officer.content()).includes('You have won'))
})

test('while Rspamd is away mail waits, and the console and the numbers say so', { skip }, async () => {
  const metrics = async () => (await fetch(`${house.url}/metrics`)).text()
  await spam.stop()
  await write({ subject: 'While nobody can judge' })
  await until('the banner', async () => {
    await officer.goto(`${house.url}/cases?queue=all`)
    return officer.getByText('does not answer').first().isVisible()
  }, { every: 300 })
  assert.match(await metrics(), /^tribune_filter_up\{filter="rspamd"\} 0$/m)
  assert.equal(await caseNamed('While nobody can judge'), 0)
  await spam.start()
  await until('the case', async () => await caseNamed('While nobody can judge') === 1, { every: 300, timeout: 40000 })
  assert.match(await metrics(), /^tribune_filter_up\{filter="rspamd"\} 1$/m)
})
