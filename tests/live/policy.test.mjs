// SPDX-License-Identifier: Apache-2.0
// A decision table from an idea to the preview of a reply that tells of it, with a script and without; and by command.
import assert from 'node:assert/strict'
import { writeFileSync } from 'node:fs'
import path from 'node:path'
import { before, test } from 'node:test'

import { axe, chromium, lmtp, openCase, signIn, tmp, tribune, tribuneDemo, until, writeReply } from './harness/index.mjs'

const none = faults => assert.deepEqual(faults.slice(0, 15), [])
let demo, browser, session, mails = 0

before(async () => {
  [demo, browser] = await Promise.all([tribuneDemo(), chromium()])
  session = await lmtp(demo.lmtpPort)
})

const withoutScript = new WeakSet()

async function enter(name, options) {
  const page = await signIn(browser, demo.url, name, demo.password, options)
  if (options?.javaScriptEnabled === false) withoutScript.add(page)
  return page
}

/** axe needs timers, which stand still in a page without scripts; the same pages are looked at with them. */
async function look(page) {
  if (!withoutScript.has(page)) none(await axe(page))
}

const button = (page, name) => page.getByRole('button', { name, exact: true })

/** What a citizen writes, and the case that comes of it. */
async function write(subject) {
  const data = `From: Rhys Bevan <rhys@home.example>\nTo: hello@northam.example\nSubject: ${subject}\nMessage-ID: <policy-${++mails}@home.example>\n\nPotholes, please mend them.\n`
  assert.match((await session.deliver({ from: 'rhys@home.example', to: ['hello@northam.example'], data }))[0], /^250/)
}

/** A new version of the duty table from the one in force, with a column that asks the purpose. */
async function begin(page, comment) {
  await page.goto(`${demo.url}/policy`)
  await look(page)
  await page.locator('section', { has: page.locator('#kind-duty') }).getByRole('link', { name: /^version \d+/ }).first().click()
  await page.getByText('Begin a new version from this one').click()
  await page.getByLabel('What changes, and why?').fill(comment)
  await button(page, 'Begin').click()
  await page.getByText(/^Version \d+ is a draft now/).waitFor()
  const has = await page.locator('.column-tools button', { hasText: 'Remove the column “Purpose”' }).count()
  if (has === 0) {
    await page.getByLabel('Ask something else too').selectOption({ label: 'Purpose' })
    await button(page, 'Add the column').click()
    await page.getByRole('button', { name: 'Remove the column “Purpose”' }).waitFor()
  }
  return new URL(page.url()).pathname
}

/** A rule; what is wrong in a cell is said at the cell, and nothing is lost. */
async function addRule(page, id, output) {
  await page.getByRole('link', { name: 'Add a rule' }).click()
  await page.getByLabel('Short name').fill(id)
  await page.getByLabel('Purpose', { exact: true }).first().fill('reply')
  await page.getByLabel('What must be done').fill(output)
  await button(page, 'Keep the rule').click()
  await page.getByRole('link', { name: /A word stands in quotes/ }).waitFor()
  await look(page)
  assert.equal(await page.getByLabel('What must be done').inputValue(), output)
  await page.locator('#cell-purpose').fill('"reply"')
  await button(page, 'Keep the rule').click()
  await page.locator(`#rule-${id}`).waitFor()
  await look(page)
}

/** An example of the version before comes out otherwise now: it keeps the table from being checked until it is mended. */
async function removeRedExample(page) {
  if (await page.locator('#examples li', { hasText: 'otherwise' }).count() === 0) return
  assert.equal(await button(page, 'Nothing is wrong: go on').count(), 0)
  await page.locator('#examples').getByRole('button', { name: /^Remove/ }).click()
  await page.locator('#examples').waitFor({ state: 'detached' })
}

async function whatIf(page, id) {
  await removeRedExample(page)
  await page.locator('#what-purpose').selectOption({ label: 'a reply' })
  await button(page, 'See which rule holds').click()
  await page.locator('#what-if .verdict', { hasText: `“${id}”` }).waitFor()
  assert.equal(await page.locator(`tr#rule-${id}.fires`).count(), 1)
  await look(page)
  await page.getByLabel('Keep it as an example: what is it?').fill('an answer')
  await button(page, 'Keep the example').click()
  await page.locator('#examples li', { hasText: 'an answer' }).first().waitFor()
}

async function putInForce(owner, other, address) {
  await button(owner, 'Nothing is wrong: go on').click()
  await button(owner, 'See what it would have changed').click()
  await owner.getByRole('heading', { name: 'Replay' }).waitFor()
  await look(owner)
  await owner.goto(`${demo.url}${address}`)
  await button(owner, 'Agree to this version').click()
  await owner.getByText(/^You agreed to version/).waitFor()
  assert.equal(await button(owner, 'Put in force').count(), 0)
  await other.goto(`${demo.url}${address}`)
  await look(other)
  await button(other, 'Agree to this version').click()
  await other.getByText(/^You agreed to version/).waitFor()
  assert.equal(await button(other, 'Put in force').count(), 0)
  await owner.goto(`${demo.url}${address}`)
  await button(owner, 'Put in force').click()
  await owner.getByText(/^Version \d+ is in force/).waitFor()
}

async function previewSays(page, subject, words) {
  await until('the case', async () => {
    await page.goto(`${demo.url}/cases?queue=all&state=any&sort=newest`)
    return await page.locator('ul.rows > li', { hasText: subject }).count() === 1
  }, { every: 300 })
  await openCase(page, demo.url, subject)
  await writeReply(page, 'We shall mend them.')
  await page.locator('#preview, main').getByText(words).first().waitFor()
  await look(page)
}

for (const [javaScriptEnabled, id, output, words] of [[false, 'appeal', 'offer-appeal', /it says how to object/], [true, 'words', 'translate', /it is translated/]]) {
  test(`${javaScriptEnabled ? 'with' : 'without'} a script a table is written, checked, replayed, agreed to by two and put in force, and the preview tells of it`, async () => {
    const [nadia, lena, grace] = [await enter('nadia', { javaScriptEnabled }), await enter('lena', { javaScriptEnabled }), await enter('grace', { javaScriptEnabled })]
    const address = await begin(nadia, `Replies: ${output}`)

    await addRule(nadia, id, output)
    await whatIf(nadia, id)
    await putInForce(nadia, lena, address)
    await write(`Potholes at ${id}`)
    await previewSays(grace, `Potholes at ${id}`, words)
    await Promise.all([nadia, lena, grace].map(page => page.context().close()))
  })
}

test('going back is one step, with a reason', async () => {
  const nadia = await enter('nadia')

  await nadia.goto(`${demo.url}/policy/duty/1`)
  await nadia.getByLabel('Why go back to this version?').fill('It asked too much')
  await button(nadia, 'Put in force again').click()
  await nadia.getByText('Version 1 is in force.').waitFor()
  await look(nadia)
  await nadia.context().close()
})

test('who neither owns nor reads rules sees no tables', async () => {
  const grace = await enter('grace')

  assert.equal((await grace.goto(`${demo.url}/policy`)).status(), 403)
  await grace.context().close()
})

/* ---- the command line ---- */

const policy = (...words) => tribune(['policy', ...words, '--config', demo.config], { code: null })

test('a table can be taken out, checked, explained, replayed and made a draft by a command', async () => {
  const file = path.join(tmp('policy'), 'table.json')
  const table = JSON.parse((await policy('export', '--kind', 'channel')).stdout)

  assert.equal(table.kind, 'channel')
  assert.match((await policy('check')).stdout, /1 rules, 1 examples: 0 errors, 0 warnings/)
  table.columns = ['purpose']
  table.rules.push({ id: 'post', when: { purpose: '"decision"' }, then: ['pigeon', ''] })
  writeFileSync(file, JSON.stringify(table))
  const wrong = await policy('check', file)
  assert.equal(wrong.code, 1)
  assert.match(wrong.stdout, /error: Rules “same” and “post” both hold when it is a decision\./)
  assert.match(wrong.stdout, /error: Rule “post” does not say what to fall back to\./)
  assert.match(wrong.stdout, /error: Rule “post” names pigeon: there is no such channel here\./)
  const told = await policy('explain', '{"purpose": "decision"}', file)
  assert.match(told.stdout, /^The rules “same” and “post” of the policy contradict each other here, so it is held\./)
  table.rules = [{ id: 'all', when: {}, then: ['preferred', 'same'] }]
  table.examples = []
  writeFileSync(file, JSON.stringify(table))
  const { compared, changed, changes } = JSON.parse((await policy('replay', file, '--json')).stdout)
  assert.ok(compared >= changed)
  assert.equal(changes.reduce((sum, change) => sum + change.count, 0), changed)
  assert.match((await policy('import', file, '--staff', 'nadia', '--why', 'As she prefers')).stdout, /^version 2 of the channel table is a draft of /)
  assert.equal((await policy('import', file, '--staff', 'grace', '--why', 'x')).code, 1)
  assert.equal((await policy('explain', '{"purpose": 1}')).code, 1)
})
