// SPDX-License-Identifier: Apache-2.0
// The rules of routing, from an idea to a case that says which rule it was: with a script and without.
import assert from 'node:assert/strict'
import { writeFileSync } from 'node:fs'
import path from 'node:path'
import { before, test } from 'node:test'

import { axe, chromium, lmtp, openCase, signIn, tmp, tribune, tribuneDemo, until } from './harness/index.mjs'

/** axe is a script itself. */
const check = async (page, scripted) => { if (scripted) assert.deepEqual((await axe(page)).slice(0, 15), []) }
let demo, browser, session, mails = 0

before(async () => {
  [demo, browser] = await Promise.all([tribuneDemo(), chromium()])
  session = await lmtp(demo.lmtpPort)
})

const enter = (name, options) => signIn(browser, demo.url, name, demo.password, options)
const button = (page, name) => page.getByRole('button', { name, exact: true })

/** What a citizen writes to the general address. */
async function write(subject, text) {
  const data = `From: Rhys Bevan <rhys@home.example>\nTo: hello@northam.example\nSubject: ${subject}\nMessage-ID: <rule-${++mails}@home.example>\n\n${text}\n`
  assert.match((await session.deliver({ from: 'rhys@home.example', to: ['hello@northam.example'], data }))[0], /^250/)
}

async function addTagAndTemplate(page, word) {
  await page.goto(`${demo.url}/tags`)
  await page.getByLabel('New tag').fill(`about ${word}`)
  await button(page, 'Add').click()
  await page.getByText(`The tag about ${word} is recorded.`).waitFor()
  await page.goto(`${demo.url}/templates/new`)
  await page.getByLabel('Name', { exact: true }).fill(`Answer about ${word}`)
  await page.getByLabel('Code', { exact: true }).fill(`about-${word}`)
  await page.getByLabel('Text', { exact: true }).fill(`Dear {person.name}, thank you for your letter about the ${word}.`)
  await button(page, 'Add').click()
  await page.locator('.govuk-notification-banner, .moj-alert, [role=status]').first().waitFor()
}

/** A rule for what speaks of @word, in the draft. */
async function addRule(page, word, scripted) {
  await page.goto(`${demo.url}/routing`)
  await check(page, scripted)
  await page.getByRole('link', { name: 'Add a rule' }).click()
  await page.getByLabel('Name of the rule').fill(`About ${word}`)
  await page.getByLabel('At least one of these').fill(`${word}*`)
  await page.getByLabel('Unit', { exact: true }).selectOption({ label: 'Highways' })
  await page.getByLabel('Priority', { exact: true }).selectOption('high')
  await page.getByLabel('Template for the answer').selectOption({ label: `Answer about ${word}` })
  await page.getByLabel(`about ${word}`, { exact: true }).check()
  await check(page, scripted)
  await button(page, 'Put into my draft').click()
  await page.getByRole('heading', { name: 'Your draft is not in force yet' }).waitFor()
  await check(page, scripted)
}

async function tryMessage(page, word, scripted) {
  await page.getByRole('link', { name: 'Try a message' }).click()
  await page.getByLabel('Text', { exact: true }).fill(`May we marry at the ${word}s?`)
  await button(page, 'See what happens').click()
  await page.getByRole('heading', { name: new RegExp(`^Rule \\d+ “About ${word}” decides$`) }).waitFor()
  assert.match(await page.locator('#result .outcome').innerText(), /Highways, high priority/)
  assert.match(await page.locator('#result li.decides').innerText(), new RegExp(`“${word}\\*”`))
  await check(page, scripted)
  await page.getByRole('link', { name: 'Back to the rules' }).click()
}

/** @found: the case of the demo that such a rule would have sent elsewhere. */
async function replay(page, word, scripted, count) {
  await page.getByRole('link', { name: 'Replay the last 1,000' }).click()
  const change = page.locator('section.change', { hasText: 'Highways, high priority' })
  await change.first().waitFor()
  assert.equal(await change.locator('li', { hasText: `rule “About ${word}”` }).count(), count)
  assert.match(await page.locator('table.grid tr', { hasText: `About ${word}` }).innerText(), new RegExp(`\\b${count}\\s*$`))
  await check(page, scripted)
  await page.getByRole('link', { name: 'Back to the rules' }).click()
}

async function activate(page, word, scripted) {
  await page.getByLabel('What changes, and why?').fill(`People ask about the ${word}`)
  await button(page, 'Save and put in force').click()
  await page.getByText(/^The rules are in force/).or(page.getByText(/version \d+/).first()).first().waitFor()
  assert.equal(await page.getByRole('heading', { name: 'Your draft is not in force yet' }).count(), 0)
  await page.getByRole('link', { name: 'History' }).click()
  await page.getByText(`People ask about the ${word}`).first().waitFor()
  await check(page, scripted)
}

/** What grace of Highways finds. */
async function readCase(page, word, scripted) {
  await until('the case', async () => {
    await page.goto(`${demo.url}/cases?queue=unit&unit=highways&sort=newest`)
    return await page.locator('ul.rows > li', { hasText: `Question on ${word}` }).count() === 1
  }, { every: 300 })
  await openCase(page, demo.url, `Question on ${word}`)
  await page.getByText(new RegExp(`rule \\d+ “About ${word}”: .*“${word}\\*”`)).first().waitFor()
  await page.locator('#timeline, main').getByText(`about ${word}`).first().waitFor()
  assert.match(await page.locator('#reply-template-why').innerText(), new RegExp(`^“Answer about ${word}” is suggested by rule \\d+ “About ${word}”$`))
  await check(page, scripted)
  await button(page, 'Put it in').click()
  await until('the text in the box', async () => (await page.getByLabel('Your reply').inputValue()).includes(`letter about the ${word}.`))
}

for (const [scripted, word, past] of [[false, 'windmill', 1], [true, 'library', 2]]) {
  test(`${scripted ? 'with' : 'without'} a script a rule is written, tried, replayed and put in force, and the case says that it was this one`, async () => {
    const [nadia, grace] = [await enter('nadia', { javaScriptEnabled: scripted }), await enter('grace', { javaScriptEnabled: scripted })]

    await addTagAndTemplate(nadia, word)
    await addRule(nadia, word, scripted)
    await tryMessage(nadia, word, scripted)
    await replay(nadia, word, scripted, past)
    await activate(nadia, word, scripted)
    await write(`Question on ${word}`, `Good day,\n\nmay we marry at the ${word}s of the borough?\n\nRhys`)
    await readCase(grace, word, scripted)
    await Promise.all([nadia.context().close(), grace.context().close()])
  })
}

test('what nobody may change is read, and who neither owns nor reads rules sees no place for them', async () => {
  const [lena, grace] = [await enter('lena'), await enter('grace')]

  await lena.goto(`${demo.url}/routing`)
  await lena.getByRole('heading', { name: 'Routing' }).waitFor()
  assert.equal(await lena.getByRole('link', { name: 'Add a rule' }).count(), 0)
  await check(lena, true)
  assert.equal((await grace.goto(`${demo.url}/routing`)).status(), 403)
  await Promise.all([lena.context().close(), grace.context().close()])
})

test('what the citizen chose in the form takes her case there', async () => {
  const citizen = await (await browser.newContext()).newPage()
  const grace = await enter('grace')

  await citizen.goto(`${demo.portal}/contact`)
  await citizen.getByLabel('What can we do for you?').selectOption({ label: 'Street lamp out' })
  await citizen.getByLabel('Your message').fill('It has been dark at the corner of Rook Lane since Monday.')
  await citizen.waitForTimeout(3500) /* who is faster is asked to look once more */
  await citizen.getByRole('button', { name: 'Send' }).click()
  await citizen.getByText(/NB-\d{4}-\d{6}/).first().waitFor()
  const reference = /NB-\d{4}-\d{6}/.exec(await citizen.locator('body').innerText())[0]
  await until('the case', async () => (await grace.goto(`${demo.url}/cases/${reference}`)).status() === 200, { every: 300 })
  await grace.locator('main').getByText('Street lamp out').first().waitFor()
  await Promise.all([citizen.context().close(), grace.context().close()])
})

/* ---- the command line ---- */

const routing = (...words) => tribune(['routing', ...words, '--config', demo.config], { code: null })

test('rules can be taken out, checked, changed, and replayed by a command', async () => {
  const file = path.join(tmp('rules'), 'rules.json')
  const rules = JSON.parse((await routing('export')).stdout)

  assert.ok(rules.rules.some(rule => rule.id === 'potholes'))
  assert.match((await routing('check')).stdout, /nothing is wrong with them/)
  rules.rules.unshift({ id: 'all', name: 'Everything', then: { unit: 'contact' } })
  writeFileSync(file, JSON.stringify(rules))
  assert.match((await routing('check', file)).stdout, /rule 2 “Smell of gas” never decides: rule 1 “Everything” fits whenever it does/)

  const told = await routing('replay', file, '--last', '200')
  assert.match(told.stdout, /^\d+ messages that opened cases, \d+ of them would go elsewhere \(\d+\.\d\d s\)\n/)
  assert.match(told.stdout, /Highways, Road or pavement defect, high priority → Customer Contact/)
  const { messages, changed, changes, no_rule: unruled } = JSON.parse((await routing('replay', file, '--json')).stdout)
  assert.ok(messages > 40 && changed > 0 && changed <= messages && unruled === 0)
  assert.equal(changes.reduce((sum, change) => sum + change.count, 0), changed)
  assert.ok(changes.every(change => change.to.unit === 'contact'))

  rules.rules[0].then.unit = 'harbour'
  writeFileSync(file, JSON.stringify(rules))
  const wrong = await routing('check', file)
  assert.equal(wrong.code, 1)
  assert.match(wrong.stdout, /rule 1 “Everything”, unit: that unit takes no cases/)
  assert.equal((await routing('check', path.join(path.dirname(file), 'none.json'))).code, 1)
  assert.equal((await routing('replay', file, '--last', '0')).code, 2)
})
