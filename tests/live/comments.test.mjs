// SPDX-License-Identifier: Apache-2.0
// Comments below a publication, as people and moderators live them: written without JavaScript, held by a word, published;
// hidden by one officer with reasons, appealed against, restored by another; and what everybody sees of all that.
import assert from 'node:assert/strict'
import { before, test } from 'node:test'
import path from 'node:path'
import { readdirSync, readFileSync } from 'node:fs'

import { axe, axeInBothSchemes, chromium, signIn, tribune, tribuneDemo, until } from './harness/index.mjs'

const SHOTS = process.env.TRIBUNE_SHOTS // a folder: keeps pictures of the pages
const none = faults => assert.deepEqual(faults.slice(0, 15), [])
let demo, browser, maya, omar, nadia, ada, own

before(async () => {
  ;[demo, browser] = await Promise.all([tribuneDemo(), chromium()])
  ;[maya, omar, nadia] = await Promise.all(['maya', 'omar', 'nadia'].map(name => signIn(browser, demo.url, name, demo.password)))
  ada = await (await browser.newContext({ javaScriptEnabled: false, locale: 'en-GB' })).newPage()
})

const at = place => `${demo.portal}${place}`
const press = (where, name) => where.getByRole('button', { name, exact: true }).click()
const says = (where, text) => where.getByText(text).first().waitFor()

/** What axe finds on the public page @place, in both schemes; and pictures of it. */
async function look(place, name) {
  const context = await browser.newContext({ locale: 'en-GB', reducedMotion: 'reduce' })
  const page = await context.newPage()
  await page.goto(at(place))
  const found = await axeInBothSchemes(page)
  await page.emulateMedia({ colorScheme: 'light' })
  await shoot(page, name)
  await context.close()
  return found
}

async function shoot(page, name) {
  if (!SHOTS) return
  const before = page.viewportSize()
  for (const width of [1280, 375]) {
    await page.setViewportSize({ width, height: 900 })
    await page.screenshot({ path: path.join(SHOTS, `${name}-${width}.png`), fullPage: true })
  }
  if (before) await page.setViewportSize(before)
}

async function write(text, name = '', mail = '') {
  await ada.goto(at('/news/mill-bridge-closed?lang=en'))
  await ada.getByRole('link', { name: 'Write a comment' }).click()
  await ada.getByLabel('Your comment').fill(text)
  await ada.getByLabel('The name that everybody sees').fill(name)
  await ada.getByLabel('Your mail address').fill(mail)
  await press(ada, 'Send')
  // Whoever is quick, or writes often, is asked to look at it once more.
  if (await ada.getByRole('button', { name: 'Yes, send it' }).count()) await press(ada, 'Yes, send it')
  await says(ada, 'Your comment has arrived.')
  return ada.url()
}

const state = (url, words) => until(`“${words}”`, async () => {
  await ada.goto(url)
  return await ada.getByText(words).count() > 0
}, { every: 200 })
const shown = async () => (await (await fetch(at('/news/mill-bridge-closed?lang=en'))).text())

/* ---- the house ---- */

test('without rules there are no comments', async () => {
  await maya.goto(`${demo.url}/publications/new`)
  await maya.locator('#title-en').fill('Mill Bridge closed')
  await maya.locator('#summary-en').fill('Repairs take until Friday.')
  await maya.locator('#body-en').fill('The bridge is closed **from Monday**.')
  await press(maya, 'Save and see it')
  const page = maya.url()
  await press(maya, 'Send for review')
  await omar.goto(page)
  await press(omar, 'Approve')
  await says(omar, 'Your approval is recorded.')
  await maya.goto(page)
  await press(maya, 'Release now')
  await says(maya, 'It is out')
  assert.doesNotMatch(await shown(), /Write a comment/)
  await maya.goto(`${demo.url}/comment-rules`)
  none(await axe(maya))
  await shoot(maya, 'rules-first')
  await maya.getByLabel('News item', { exact: true }).fill('14')
  await press(maya, 'Save')
  await says(maya, 'Publish the rules for comments first')
})

test('rules are published, and comments opened by the kind of publication', async () => {
  await maya.goto(`${demo.url}/comment-rules`)
  await press(maya, 'Publish the rules')
  await says(maya, 'The rules are public from now on.')
  await maya.getByLabel('News item', { exact: true }).fill('14')
  await press(maya, 'Save')
  await says(maya, 'The time for comments is set.')
  await shoot(maya, 'rules')
  await ada.goto(at('/comments/rules?lang=en'))
  await says(ada, 'No advertising, no fraud')
  none(await look('/comments/rules?lang=en', 'public-rules'))
  assert.match(await shown(), /Write a comment/)
})

test('a word holds a comment', async () => {
  await nadia.goto(`${demo.url}/word-lists/new`)
  await nadia.getByLabel('Name').fill('Swear words')
  await nadia.getByLabel('Label', { exact: true }).fill('rude')
  await nadia.getByLabel('It waits in the review queue, with the label').check()
  await nadia.getByLabel('Words').fill('blimey')
  await nadia.locator('main form .govuk-button').first().click()
  none(await look('/news/mill-bridge-closed/comment?lang=en', 'form'))
  const url = await write('Blimey, how do I get to work?', 'Ada')
  await state(url, 'A person has to look at it first')
  assert.doesNotMatch(await shown(), /Blimey/)
})

test('what is wrong is said, and nothing is lost', async () => {
  await ada.goto(at('/news/mill-bridge-closed/comment?lang=en'))
  await ada.getByLabel('Your comment').fill('x'.repeat(3001))
  await ada.getByLabel('Your mail address').fill('nonsense')
  await press(ada, 'Send')
  await says(ada, 'The comment is too long.')
  await says(ada, 'This is not a mail address.')
  assert.equal((await ada.getByLabel('Your comment').inputValue()).length, 3001)
})

test('an officer publishes it', async () => {
  await maya.goto(`${demo.url}/comments`)
  await says(maya, 'Words of a list stand in the text.')
  none(await axe(maya))
  await shoot(maya, 'held')
  await maya.getByLabel('Publish this one').check()
  await press(maya, 'Publish the chosen ones')
  await says(maya, 'Published: 1.')
  assert.match(await shown(), /Blimey/)
})

test('another one is hidden, with reasons that its writer reads and everybody else does not', async () => {
  own = (await write('Buy your lamps at Lumen, half price!\n\nOnly today.', 'Lumen', 'lumen@shop.example')).replace(/[?&]new=1/, '')
  await state(own, 'It is public')
  await maya.goto(`${demo.url}/comments?list=public`)
  await maya.getByRole('link', { name: 'Comment by Lumen' }).click()
  await press(maya, 'Hide the comment')
  await says(maya, 'choose why')
  await maya.getByLabel('Why', { exact: true }).selectOption('Against another rule for comments')
  await maya.getByLabel('Which published rule it breaks').selectOption({ index: 4 })
  await maya.getByLabel('What in the comment it is about').fill('It advertises lamps of a shop.')
  none(await axe(maya))
  await shoot(maya, 'hide')
  await press(maya, 'Hide the comment')
  await says(maya, 'The comment is hidden.')
  const page = await shown()
  assert.doesNotMatch(page, /Lumen/)
  assert.match(page, /Hidden by the moderators:/)
  assert.doesNotMatch(page, /advertises/)
  none(await look('/news/mill-bridge-closed?lang=en', 'item'))
})

test('a mail tells her where the reasons stand, and says nothing of them', async () => {
  const outbox = path.join(demo.dir, 'outbox')
  const mails = () => readdirSync(outbox).map(name => readFileSync(path.join(outbox, name), 'utf8').replace(/=\r?\n/g, '')).filter(mail => mail.includes('lumen@shop.example'))
  await until('the notice', async () => mails().length === 1, { every: 200 })
  const [mail] = mails()
  assert.ok(mail.includes(own.replace(/^.*\/comment\//, '/comment/').replace(/\?.*$/, '')), 'the link is in the mail')
  assert.doesNotMatch(mail, /lamps|advertises/i)
})

test('she appeals, once', async () => {
  await ada.goto(own)
  await says(ada, 'It advertises lamps of a shop.')
  await says(ada, 'No advertising, no fraud')
  none(await look(new URL(own).pathname + '?lang=en', 'own-hidden'))
  await press(ada, 'Send the appeal')
  await says(ada, 'Write why your comment should be shown')
  await ada.locator('#plea').fill('The council itself named the shop.')
  await press(ada, 'Send the appeal')
  await says(ada, 'Your appeal has arrived.')
  assert.equal(await ada.locator('#plea').count(), 0)
})

test('who hid it does not answer; another officer restores it', async () => {
  await maya.goto(`${demo.url}/comments?list=appeals`)
  await maya.getByRole('link', { name: 'Comment by Lumen' }).click()
  const page = maya.url()
  assert.equal(await maya.getByRole('button', { name: 'It stays hidden' }).count(), 0)
  await omar.goto(page)
  none(await axe(omar))
  await shoot(omar, 'appeal')
  await omar.locator('#answer').fill('The shop was named in our own text.')
  await press(omar, 'Show the comment again')
  await says(omar, 'The comment is shown again.')
  await ada.goto(own)
  await says(ada, 'You were right. Your comment is shown again.')
  await says(ada, 'The shop was named in our own text.')
  none(await look(new URL(own).pathname + '?lang=en', 'own'))
  assert.match(await shown(), /Lumen/)
})

test('the log says all of it, and names nobody', async () => {
  await ada.goto(at('/comments/log?lang=en'))
  await says(ada, 'Shown again after an appeal,')
  none(await look('/comments/log?lang=en', 'log'))
  const page = await (await fetch(at('/comments/log?lang=en'))).text()
  assert.doesNotMatch(page, /Lumen|lamps|Maya|Omar/)
  const log = await (await fetch(at('/comments/log.json?lang=en'))).json()
  assert.equal(log.statements.length, 1)
  const [statement] = log.statements
  assert.equal(statement.category, 'STATEMENT_CATEGORY_OTHER_VIOLATION_TC')
  assert.equal(statement.decision_ground, 'DECISION_GROUND_INCOMPATIBLE_CONTENT')
  assert.match(statement.incompatible_content_ground, /^No advertising/)
  assert.equal(statement.automated_detection, 'No')
  assert.equal(statement.automated_decision, 'AUTOMATED_DECISION_NOT_AUTOMATED')
  assert.match(statement.puid, /^[A-Za-z0-9_-]+$/)
  assert.match(statement.application_date, /^\d{4}-\d\d-\d\d$/)
  assert.match(statement.end_date_visibility_restriction, /^\d{4}-\d\d-\d\d$/)
  assert.equal(statement.tribune_appeal, 'restored')
  assert.doesNotMatch(JSON.stringify(log), /Lumen|lamps|Maya|Omar/)
  const csv = await (await fetch(at('/comments/log.csv?lang=en'))).text()
  const [head, line] = csv.split('\r\n')
  assert.match(head, /^puid,tribune_publication,decision_visibility,/)
  assert.ok(line.includes('"No advertising, no fraud, and not the same text again and again."'))
})

test('a reader reports a comment; it stays until a person has looked', async () => {
  await ada.goto(at('/news/mill-bridge-closed?lang=en'))
  await ada.getByRole('link', { name: 'Report this (Ada)' }).click()
  none(await look(new URL(ada.url()).pathname + '?lang=en', 'report'))
  await press(ada, 'Send the report')
  await says(ada, 'Say what is wrong with the comment')
  await ada.getByLabel('Fraud').check()
  await press(ada, 'Send the report')
  await says(ada, 'A person looks at the comment.')
  assert.match(await shown(), /Blimey/)
  await maya.goto(`${demo.url}/comments?list=flagged`)
  await says(maya, 'Reported:')
  await shoot(maya, 'flagged')
  await maya.getByRole('link', { name: 'Comment by Ada' }).click()
  await press(maya, 'Leave it public')
  await says(maya, 'The comment stays public.')
})

test('the page is kept until something changes, and closed comments say so', async () => {
  const first = await fetch(at('/news/mill-bridge-closed?lang=en')), etag = first.headers.get('etag')
  assert.equal((await fetch(at('/news/mill-bridge-closed?lang=en'), { headers: { 'if-none-match': etag } })).status, 304)
  await maya.goto(`${demo.url}/comment-rules`)
  await press(maya, 'Close now (Mill Bridge closed)')
  await says(maya, 'Comments are closed from now on.')
  const then = await fetch(at('/news/mill-bridge-closed?lang=en'), { headers: { 'if-none-match': etag } })
  assert.equal(then.status, 200)
  const page = await then.text()
  assert.match(page, /Comments are closed since/)
  assert.doesNotMatch(page, /Write a comment/)
  await ada.goto(at('/news/mill-bridge-closed/comment?lang=en'))
  await says(ada, 'Comments are closed here')
  none(await look('/news/mill-bridge-closed?lang=en', 'item-closed'))
})

test('the journal holds every step', async () => {
  await demo.stop()
  const { stdout } = await tribune(['journal', 'verify', '--config', path.join(demo.dir, 'tribune.conf')])
  assert.match(stdout, /^the journal is whole/m)
})
