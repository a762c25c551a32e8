// SPDX-License-Identifier: Apache-2.0
// The officers' desk in a real browser: drafts and files, many cases at once, merging and its undo, and a morning's work by keys alone.
import assert from 'node:assert/strict'
import { writeFileSync } from 'node:fs'
import path from 'node:path'
import { before, test } from 'node:test'

import { axe, chromium, openCase, signIn, tmp, tribuneDemo, until } from './harness/index.mjs'

const none = faults => assert.deepEqual(faults.slice(0, 15), [])
let demo, browser, grace

before(async () => {
  [demo, browser] = await Promise.all([tribuneDemo(), chromium()])
  grace = await enter('grace')
})

const enter = (name, options) => signIn(browser, demo.url, name, demo.password, options)
const highways = page => page.goto(`${demo.url}/cases?queue=unit&unit=highways`)
const file = (name, size) => ({ name, mimeType: 'text/plain', buffer: Buffer.alloc(size, 'x') })

/** The first @count references of the list that @page shows. */
const references = (page, count) => page.locator('ul.rows .ref').evaluateAll((all, most) => all.slice(0, most).map(one => one.textContent.trim()), count)

/* ---- drafts and files ---- */

test('what is typed is there again, colleagues see that there is a draft, and discarding removes it', async () => {
  const lena = await enter('lena')
  await openCase(grace, demo.url, 'Pothole outside the school gate')
  const address = grace.url()
  await grace.getByLabel('Your reply').pressSequentially('Dear parent, a crew')
  await grace.locator('#reply [data-saved]').filter({ visible: true }).waitFor()
  await grace.goto(address)
  assert.equal(await grace.getByLabel('Your reply').inputValue(), 'Dear parent, a crew')
  none(await axe(grace))
  await lena.goto(address)
  await lena.getByText('Grace Okafor has a draft of a reply').waitFor()
  await lena.getByText('Grace Okafor is answering').waitFor()
  assert.equal(await lena.getByLabel('Your reply').inputValue(), '')
  await grace.getByRole('button', { name: 'Discard' }).click()
  await until('an empty box', async () => await grace.getByLabel('Your reply').inputValue() === '')
  await lena.goto(address)
  assert.equal(await lena.getByText('has a draft').count(), 0)
  await lena.context().close()
})

test('a reply that was sent does not come back as a draft, however long the saving of one takes', async () => {
  const page = await enter('grace')
  await openCase(page, demo.url, 'Pothole outside the school gate')
  const address = page.url()
  /* What the script saves arrives later, whether the page still waits for it or not. */
  let saved
  await page.route('**/reply/draft', route => {
    saved = new Promise(done => setTimeout(done, 1500))
      .then(() => page.context().request.fetch(route.request()))
      .then(answer => route.fulfill({ status: answer.status() }).catch(() => null))
  })
  const underway = page.waitForRequest('**/reply/draft')
  await page.getByLabel('Your reply').pressSequentially('Dear parent, it is done.')
  await underway
  await page.getByRole('button', { name: 'Preview' }).click()
  await page.getByRole('button', { name: /^Send to / }).click()
  await page.getByText('Your reply is on its way').waitFor()
  await saved
  await page.goto(address)
  assert.equal(await page.getByLabel('Your reply').inputValue(), '')
  assert.equal(await page.locator('#reply [data-saved]').filter({ visible: true }).count(), 0)
  /* … nor when it is sent before any was saved. */
  await page.unroute('**/reply/draft')
  await page.getByLabel('Your reply').fill('And the next is done, too.')
  await page.getByRole('button', { name: 'Preview' }).click()
  await page.getByRole('button', { name: /^Send to / }).click()
  await page.getByText('Your reply is on its way').waitFor()
  await page.waitForTimeout(2500) /* longer than the script waits for a pause */
  await page.goto(address)
  assert.equal(await page.getByLabel('Your reply').inputValue(), '')
  await page.context().close()
})

test('without a script files survive preview and change, one can go, and the rest leaves', async () => {
  const page = await enter('grace', { javaScriptEnabled: false })
  await openCase(page, demo.url, 'Pothole outside the school gate')
  await page.getByLabel('Your reply').fill('Dear parent, here is the plan.')
  await page.getByLabel('Attach files').setInputFiles([file('plan.txt', 100000), file('wrong.txt', 20)])
  await page.getByRole('button', { name: 'Preview' }).click()
  await page.locator('#preview').getByText('plan.txt').waitFor()
  await page.getByRole('button', { name: 'Change it' }).click()
  assert.equal(await page.getByLabel('Your reply').inputValue(), 'Dear parent, here is the plan.')
  await page.getByRole('button', { name: 'Remove wrong.txt' }).click()
  assert.equal(await page.locator('#reply .file').count(), 1)
  assert.equal(await page.getByLabel('Your reply').inputValue(), 'Dear parent, here is the plan.')
  await page.getByRole('button', { name: 'Preview' }).click()
  await page.getByRole('button', { name: /^Send to / }).click()
  await page.getByText('Your reply is on its way').waitFor()
  await page.locator('#timeline .msg.out').last().getByText('plan.txt').waitFor()
  assert.equal(await page.locator('#reply .file').count(), 0)
  await page.context().close()
})

test('a file that a filter would hold is named before it leaves, and goes no further', async () => {
  const page = await enter('grace', { javaScriptEnabled: false })
  await openCase(page, demo.url, 'Pothole outside the school gate')
  await page.getByLabel('Your reply').fill('Run this.')
  await page.getByLabel('Attach files').setInputFiles([file('plan.txt', 100), { name: 'setup.exe', mimeType: 'application/octet-stream', buffer: Buffer.from('MZ') }])
  await page.getByRole('button', { name: 'Preview' }).click()
  await page.getByRole('alert').getByText('“setup.exe” must not leave: The attachment is a program').waitFor()
  assert.equal(await page.getByLabel('Your reply').inputValue(), 'Run this.')
  await page.getByRole('button', { name: 'Remove setup.exe' }).click()
  await page.getByRole('button', { name: 'Preview' }).click()
  await page.locator('#preview').getByText('plan.txt').waitFor()
  await page.getByRole('button', { name: 'Change it' }).click()
  await page.getByRole('button', { name: 'Discard' }).click()
  await page.context().close()
})

test('too much is said on the page, and the text is kept', async () => {
  const page = await enter('grace', { javaScriptEnabled: false })
  await openCase(page, demo.url, 'Pothole outside the school gate')
  const film = path.join(tmp('film'), 'film.bin')
  writeFileSync(film, Buffer.alloc(16 * 1024 * 1024, 'x'))
  await page.getByLabel('Your reply').fill('See the film.')
  await page.getByLabel('Attach files').setInputFiles(film) // by its path: nothing of it goes over the browser's own line
  await page.getByRole('button', { name: 'Save draft' }).click()
  await page.getByRole('alert').getByText('The files are larger than 15 MB together').waitFor()
  assert.equal(await page.getByLabel('Your reply').inputValue(), 'See the film.')
  none(await axe(await grace.goto(page.url().split('#')[0].replace('/reply/draft', '')).then(() => grace)))
  await page.getByRole('button', { name: 'Discard' }).click()
  await page.context().close()
})

/* ---- many at once ---- */

test('chosen cases change together without a script, the answer tells each, and it can be undone', async () => {
  const page = await enter('lena', { javaScriptEnabled: false })
  await page.goto(`${demo.url}/tags`)
  await page.getByLabel('New tag').fill('winter')
  await page.getByRole('button', { name: 'Add', exact: true }).click()
  await page.getByText('The tag winter is recorded.').waitFor()
  await highways(page)
  const [first, second] = await references(page, 2)
  for (const reference of [first, second]) await page.getByLabel(`Choose ${reference}`).check()
  await page.getByText('Change the chosen cases').click()
  await page.getByLabel('Tag', { exact: true }).selectOption({ label: 'winter' })
  await page.getByRole('button', { name: 'Add', exact: true }).click()
  await page.getByText('2 cases changed').waitFor()

  await page.goto(`${demo.url}/cases?queue=unit&unit=highways`)
  for (const reference of [first, second]) await page.getByLabel(`Choose ${reference}`).check()
  /* Meanwhile a colleague gives one of them another title. */
  await grace.goto(`${demo.url}/cases/${second}`)
  await grace.locator('summary', { hasText: 'Title' }).click()
  await grace.getByLabel('What is the case about?').fill('Changed by a colleague')
  await grace.locator('form[action$="/title"] button').click()
  await grace.getByText('The title is changed.').waitFor()
  await page.getByText('Change the chosen cases').click()
  await page.getByLabel('State', { exact: true }).selectOption('resolved')
  await page.locator('button[name=do][value=state]').click()
  await page.getByText('1 case changed, 1 not').waitFor()
  await page.getByText('somebody changed it meanwhile').waitFor()
  none((await Promise.all([grace.goto(page.url()).then(answer => answer.status())])).map(status => status === 404 ? null : status).filter(Boolean))
  await page.getByRole('button', { name: 'Undo' }).click()
  await page.getByText('Undone: 1.').waitFor()
  await page.goto(`${demo.url}/cases/${first}/trail`)
  await page.getByText('resolved').first().waitFor()
  await highways(page)
  assert.ok((await references(page, 50)).includes(first))
  await page.context().close()
})

test('the list filters by tag, and the pages are accessible', async () => {
  const lena = await enter('lena')
  for (const address of ['/tags', '/cases?queue=snoozed', '/cases?queue=unit&unit=highways']) {
    await lena.goto(demo.url + address)
    none(await axe(lena))
  }
  await lena.locator('select[name=tag]').first().selectOption({ label: 'winter' })
  await until('the two', async () => await lena.locator('ul.rows > li').count() === 2)
  await lena.context().close()
})

/* ---- merging ---- */

test('a duplicate moves into another case and comes back whole, and both trails tell it', async () => {
  await highways(grace)
  const [target, source] = await references(grace, 2)
  await grace.goto(`${demo.url}/cases/${source}`)
  const said = await grace.locator('.msg').count()
  const state = await grace.locator('.top .pill').first().innerText()
  await grace.getByText('This is a duplicate of another case').click()
  await grace.getByLabel('Reference of the case that stays').fill(target.toLowerCase())
  await grace.getByRole('button', { name: 'Merge', exact: true }).click()
  await grace.getByText(`Merged into ${target}.`).waitFor()
  none(await axe(grace))
  assert.equal(await grace.locator('.msg').count(), 0)
  await grace.goto(`${demo.url}/cases/${target}`)
  await grace.getByText(`${source} merged into this case`).waitFor()
  assert.ok(await grace.locator('.msg').count() > said)
  await grace.goto(`${demo.url}/cases/${source}`)
  await grace.getByRole('button', { name: 'Undo the merge' }).click()
  await grace.getByText('The merge is undone').waitFor()
  assert.equal(await grace.locator('.msg').count(), said)
  assert.equal(await grace.locator('.top .pill').first().innerText(), state)
  for (const reference of [source, target]) {
    await grace.goto(`${demo.url}/cases/${reference}/trail`)
    assert.equal(await grace.getByText('case.merged').or(grace.getByText(/merged into/i)).count() > 0, true, reference)
  }
})

/* ---- templates ---- */

test('a lead writes a template, an officer puts it in without a script, and what it asks for must be there', async () => {
  const lena = await enter('lena')
  await lena.goto(`${demo.url}/templates/new`)
  await lena.getByLabel('Name', { exact: true }).fill('Crew is coming')
  await lena.getByLabel('Code').fill('crew')
  await lena.getByLabel('Text', { exact: true }).fill('Dear {person.name}, a crew comes on {ask date: When does it come?} ({case.reference}).')
  none(await axe(lena))
  await lena.getByRole('button', { name: 'Add', exact: true }).click()
  await lena.getByText('The template Crew is coming is recorded.').waitFor()
  none(await axe(lena))
  await lena.context().close()

  const page = await enter('grace', { javaScriptEnabled: false })
  await openCase(page, demo.url, 'Pothole outside the school gate')
  await page.getByLabel('Your reply').fill('Good morning.')
  await page.getByLabel('Template', { exact: true }).selectOption({ label: 'Crew is coming' })
  await page.getByRole('button', { name: 'Put it in', exact: true }).click()
  await page.getByLabel('When does it come?').fill('2026-12-02')
  if (await page.getByLabel('What is the person called?').count()) await page.getByLabel('What is the person called?').fill('Sam')
  await page.getByRole('button', { name: 'Put it into the reply' }).click()
  await page.getByLabel('Your reply').waitFor()
  assert.match(await page.getByLabel('Your reply').inputValue(), /^Good morning\.\n\nDear .+, a crew comes on 2 Dec 2026 \(NB-/)
  await page.getByRole('button', { name: 'Discard' }).click()
  await page.context().close()
})

/* ---- by keys alone ---- */

test('a morning by keys: walk, choose, open, tag, note, sleep, and back', async () => {
  const focused = () => grace.evaluate(() => document.activeElement.id)
  await highways(grace)
  await grace.waitForLoadState('load')
  await grace.keyboard.press('j')
  await grace.keyboard.press('x')
  await grace.locator('[data-chosen]').getByText('(1)').waitFor()
  await grace.keyboard.press('o')
  await grace.locator('#timeline').waitFor()
  const address = grace.url()
  await grace.keyboard.press('t')
  assert.equal(await focused(), 'tag-choice')
  await grace.keyboard.press('Tab')
  await grace.keyboard.press('Enter')
  await grace.getByText('The tag is given.').waitFor()
  await grace.keyboard.press('n')
  assert.equal(await focused(), 'note-text')
  await grace.keyboard.type('Ask the contractor, please. j k x')
  await grace.keyboard.press('Tab')
  await grace.keyboard.press('Enter')
  await grace.getByText('Your note is recorded.').waitFor()
  await grace.keyboard.press('s')
  assert.equal(await focused(), 'new-state')
  await grace.keyboard.press('Escape')
  await grace.keyboard.press('z')
  assert.equal(await focused(), 'sleep-days')
  for (const key of ['Tab', 'Tab', 'Tab', 'Tab', 'Tab', 'Tab', 'Tab', 'Tab']) {
    await grace.keyboard.press(key)
    if (await grace.evaluate(() => document.activeElement.textContent.trim() === 'Let it sleep')) break
  }
  await grace.keyboard.press('Enter')
  await grace.getByText('The case sleeps and comes back by itself.').waitFor()
  await grace.keyboard.press('g')
  await grace.keyboard.press('m')
  await grace.waitForURL('**/cases?queue=mine')
  await grace.goto(`${demo.url}/cases?queue=snoozed`)
  assert.equal(await grace.locator('ul.rows > li').count(), 1)
  await grace.goto(address)
  await grace.keyboard.press('p')
  await grace.waitForURL('**/print')
  await grace.getByText('Printed by Grace Okafor').waitFor()
  assert.equal(await grace.getByText('Ask the contractor, please.').count(), 0)
  await grace.getByRole('link', { name: 'With the notes for staff' }).click()
  await grace.getByText('Ask the contractor, please.').waitFor()
  none(await axe(grace))
})
