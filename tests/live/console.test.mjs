// SPDX-License-Identifier: Apache-2.0
// The officers' console in a real browser, over the demo's council: what every page must be, for every role, with and without
// JavaScript, in English and in German.
import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import path from 'node:path'
import { before, describe, test } from 'node:test'

import { ROOT, addNote, axe, axeInBothSchemes, chromium, lmtp, openCase, sendReply, signIn, tribune, tribuneDemo, until, writeReply } from './harness/index.mjs'

const none = faults => assert.deepEqual(faults.slice(0, 15), [])
let demo, browser, grace

before(async () => {
  [demo, browser] = await Promise.all([tribuneDemo(), chromium()])
  grace = await enter('grace')
})

const enter = (name, options) => signIn(browser, demo.url, name, demo.password, options)

async function mail({ subject, to = 'highways@northam.example', from = 'zoe@citizen.example', text = 'It has been like this for a week.' }) {
  const session = await lmtp(demo.lmtpPort)
  const [reply] = await session.deliver({ from, to: [to], data: `From: Zoe Example <${from}>\nTo: ${to}\nSubject: ${subject}\nMessage-ID: <${subject.replaceAll(' ', '-')}@citizen.example>\n\n${text}\n` })
  assert.match(reply, /^250 /)
  session.close()
}

/** The address of the case called @title, as @page's reader finds it. */
async function addressOf(page, title) {
  await openCase(page, demo.url, title)
  return new URL(page.url()).pathname
}

/* ---- every page ---- */

function tooWide() {
  if (document.scrollingElement.scrollWidth <= innerWidth) return []
  const out = [...document.body.querySelectorAll('*')].filter(one => one.getBoundingClientRect().right > innerWidth + 1)
  return [`${document.scrollingElement.scrollWidth} px: ${out.slice(0, 3).map(one => `${one.tagName}.${one.className}`).join(' ')}`]
}

/** What is wrong with the page at @address: answer, accessibility in both schemes, sideways scrolling, anything the browser complains of. */
async function faultsOf(page, address) {
  const faults = []
  const complain = what => faults.push(`${address}: ${what}`)
  const onConsole = message => { if (message.type() === 'error') complain(message.text()) }
  const onFault = fault => complain(fault.message)

  page.on('console', onConsole).on('pageerror', onFault)
  const answer = await page.goto(demo.url + address)
  if (answer.status() !== 200) complain(`status ${answer.status()}`)
  await page.evaluate(() => document.fonts.ready.then(() => true))
  for (const fault of await axeInBothSchemes(page)) complain(fault)
  for (const width of [320, 1920]) {
    await page.setViewportSize({ width, height: 900 })
    for (const fault of await page.evaluate(tooWide)) complain(`at ${width}: ${fault}`)
  }
  await page.setViewportSize({ width: 1280, height: 900 })
  page.off('console', onConsole).off('pageerror', onFault)
  return faults
}

describe('every page answers, is accessible in light and dark, and fits 320 and 1920 px', () => {
  test('an officer’s', async () => {
    const lamp = await addressOf(grace, 'Lamp out at 12 High Street')
    const faults = []
    for (const address of ['/cases?queue=mine', '/cases?queue=unit&unit=highways', '/cases?queue=unassigned', '/cases?queue=held', '/cases?queue=all&state=any',
      '/cases?q=nothing-of-this-kind', lamp, `${lamp}/trail`, '/channels', '/account/password']) faults.push(...await faultsOf(grace, address))
    none(faults)
  })

  test('the preview of a reply', async () => {
    await openCase(grace, demo.url, 'Pothole outside the school gate')
    await writeReply(grace, 'Dear parent,\n\na crew comes **tomorrow**.')
    none(await axe(grace))
    await grace.setViewportSize({ width: 320, height: 900 })
    none(await grace.evaluate(tooWide))
    await grace.setViewportSize({ width: 1280, height: 900 })
  })

  test('the others’: records, auditor and administrator', async () => {
    const faults = []
    const ruth = await enter('ruth')
    faults.push(...await faultsOf(ruth, await addressOf(ruth, 'Linus Harcourt')))
    const colin = await enter('colin')
    for (const address of ['/journal', '/staff', '/units']) faults.push(...await faultsOf(colin, address))
    const owen = await enter('owen')
    for (const address of ['/staff', '/staff/new', '/units', '/units/new', '/units/highways', '/channels', '/journal']) faults.push(...await faultsOf(owen, address))
    await owen.goto(`${demo.url}/staff`)
    faults.push(...await faultsOf(owen, new URL(await owen.locator('th a').first().evaluate(link => link.href)).pathname))
    for (const page of [ruth, colin, owen]) await page.context().close()
    none(faults)
  })

  test('the sign-in', async () => {
    const page = await (await browser.newContext()).newPage()
    none(await faultsOf(page, '/sign-in'))
    await page.context().close()
  })
})

/* ---- without JavaScript ---- */

test('without JavaScript: sign in, take, note, reply, resolve, sign out', async () => {
  const tom = await enter('tom', { javaScriptEnabled: false })
  await openCase(tom, demo.url, 'Thank you for the new crossing')
  await tom.getByRole('button', { name: 'Take', exact: true }).click()
  await tom.getByText('You have taken this case.').waitFor()
  await addNote(tom, 'Nice one.')
  await tom.locator('#timeline').getByText('Nice one.').waitFor()
  await writeReply(tom, 'Thank you, the crew will be glad.')
  await tom.getByRole('button', { name: 'Change it' }).click()
  assert.equal(await tom.getByLabel('Your reply').inputValue(), 'Thank you, the crew will be glad.')
  await tom.getByRole('button', { name: 'Preview' }).click()
  await sendReply(tom)
  await tom.locator('#timeline .msg.out').getByText('Thank you, the crew will be glad.').first().waitFor()
  await tom.getByRole('button', { name: 'Resolve' }).click()
  await tom.getByText('The state is now:').waitFor()
  await tom.locator('.account summary').click()
  await tom.getByRole('button', { name: 'Sign out' }).click()
  await tom.getByText('You are signed out.').waitFor()
  await tom.goto(`${demo.url}/cases?queue=all`)
  assert.match(tom.url(), /\/sign-in/)
  await tom.context().close()
})

test('an empty reply and a wrong password are said at their field, and nothing is lost', async () => {
  await openCase(grace, demo.url, 'Dropped kerb application')
  await grace.getByRole('button', { name: 'Preview' }).click()
  await grace.locator('#reply-text-error', { hasText: 'Write a reply first' }).waitFor()

  const page = await (await browser.newContext()).newPage()
  await page.goto(`${demo.url}/sign-in`)
  await page.getByLabel('Name', { exact: true }).fill('grace')
  await page.getByLabel('Password', { exact: true }).fill('not her password')
  await page.getByRole('button', { name: 'Sign in' }).click()
  await page.getByRole('alert').getByText('The name or the password is not right').waitFor()
  assert.equal(await page.getByLabel('Name', { exact: true }).inputValue(), 'grace')
  await page.context().close()
})

/* ---- live, and keys ---- */

test('a mail that comes in announces itself and moves nothing until asked', async () => {
  await grace.goto(`${demo.url}/cases?queue=unit&unit=highways`)
  await grace.waitForLoadState('load')
  const rows = grace.locator('[data-row]')
  const before = await rows.count()
  await until('the event stream', async () => {
    await mail({ subject: `Fence blown over ${Date.now()}` })
    return grace.locator('[data-show]').isVisible()
  }, { every: 1000 })
  assert.equal(await rows.count(), before)
  await grace.getByRole('link', { name: 'Show' }).click()
  await rows.filter({ hasText: 'Fence blown over' }).first().waitFor()
})

test('keys: j and k walk, o opens, r goes to the reply, ? shows them all, a takes', async () => {
  await mail({ subject: 'Bollard missing' })
  await until('the case', async () => {
    await grace.goto(`${demo.url}/cases?queue=unit&unit=highways&sort=newest`)
    return (await grace.locator('[data-row]').first().innerText()).includes('Bollard missing')
  })
  const focused = () => grace.evaluate(() => document.activeElement.textContent)
  await grace.keyboard.press('j')
  assert.match(await focused(), /Bollard missing/)
  await grace.keyboard.press('j')
  assert.doesNotMatch(await focused(), /Bollard missing/)
  await grace.keyboard.press('k')
  await grace.keyboard.press('?')
  assert.equal(await grace.locator('#keys').evaluate(dialog => dialog.open), true)
  await grace.keyboard.press('Escape')
  await grace.keyboard.press('o')
  await grace.getByRole('heading', { level: 1, name: 'Bollard missing' }).waitFor()
  await grace.keyboard.press('r')
  assert.equal(await grace.evaluate(() => document.activeElement.id), 'reply-text')
  await grace.keyboard.press('Tab')
  await grace.keyboard.press('a')
  await grace.getByText('You have taken this case.').waitFor()
})

/* ---- roles ---- */

/** What @page's session gets from posting @fields to @address, as its own pages would. */
const post = (page, address, fields) => page.evaluate(async ([to, values]) => {
  const hidden = [...document.querySelectorAll('[name=csrf], [name=seen]')].map(field => [field.name, field.value])
  const answer = await fetch(to, { method: 'POST', body: new URLSearchParams({ ...Object.fromEntries(hidden), ...values }), redirect: 'manual' })
  return answer.type === 'opaqueredirect' ? 302 : answer.status
}, [address, fields])

test('an auditor reads everything and changes nothing', async () => {
  const colin = await enter('colin')
  const address = await addressOf(colin, 'Mould in my daughter')
  await colin.getByText('You may read this case, not answer it.').waitFor()
  for (const name of ['Take', 'Take over', 'Resolve', 'Preview', 'Add note']) assert.equal(await colin.getByRole('button', { name, exact: true }).count(), 0, name)
  for (const [action, fields] of [['take', {}], ['notes', { text: 'x' }], ['state', { state: 'resolved' }], ['reply/preview', { text: 'x' }]]) {
    const status = await post(colin, `${address}/${action}`, fields)
    assert.ok(status === 403 || status === 404, `${action}: ${status}`)
  }
  await colin.goto(`${demo.url}/staff/new`)
  assert.equal(await colin.getByRole('button', { name: 'Add' }).count(), 0)
  await colin.context().close()
})

test('an administrator manages the house and sees no content', async () => {
  const lamp = await addressOf(grace, 'Lamp out at 12 High Street')
  const owen = await enter('owen')
  for (const address of [lamp, `${lamp}/trail`, '/cases?queue=all&state=any']) {
    const answer = await owen.goto(demo.url + address)
    assert.ok([200, 403, 404].includes(answer.status()), `${address}: ${answer.status()}`)
    assert.equal(await owen.getByText('Lamp out').count(), 0, address)
  }
  await owen.goto(`${demo.url}/staff`)
  await owen.getByRole('link', { name: 'Grace Okafor' }).waitFor()
  await owen.context().close()
})

test('an officer of another unit finds neither the case nor its files', async () => {
  const lamp = await addressOf(grace, 'Lamp out at 12 High Street')
  const file = await grace.locator('#timeline .files a').first().getAttribute('href')
  const yusuf = await enter('yusuf')
  for (const address of [lamp, `${lamp}/trail`, file]) assert.ok([403, 404].includes((await yusuf.request.get(demo.url + address)).status()), address)
  await yusuf.context().close()
})

test('what is held is shown to records alone, who lets it through with a reason', async () => {
  const imogen = await enter('imogen')
  await openCase(imogen, demo.url, 'Linus Harcourt')
  await imogen.locator('.msg.held').waitFor()
  assert.equal(await imogen.getByRole('button', { name: 'Let it through' }).count(), 0)
  assert.equal(await imogen.getByText('Drawings for 8 Foundry Lane').count(), 0)

  const ruth = await enter('ruth')
  await openCase(ruth, demo.url, 'Linus Harcourt')
  await ruth.getByRole('button', { name: 'Let it through' }).click()
  assert.equal(await ruth.locator('.msg.held').count(), 1, 'not without a reason')
  await ruth.getByLabel('Why do you decide so?').fill('The architect confirmed by telephone that the drawings are theirs.')
  await ruth.getByRole('button', { name: 'Let it through' }).click()
  await ruth.getByText('The message is let through and stands in the case.').waitFor()
  assert.equal(await ruth.locator('.msg.held').count(), 0)
  await imogen.reload()
  await imogen.getByRole('heading', { level: 1, name: 'Drawings for 8 Foundry Lane' }).waitFor()
  for (const page of [imogen, ruth]) await page.context().close()
})

test('nobody posts from another site', async () => {
  const [name, value] = (await grace.context().cookies()).map(cookie => [cookie.name, cookie.value])[0]
  const address = await addressOf(grace, 'Pothole outside the school gate')
  const answer = await fetch(`${demo.url}${address}/take`, {
    method: 'POST',
    headers: { Cookie: `${name}=${value}`, Origin: 'https://elsewhere.example', 'Sec-Fetch-Site': 'cross-site', 'Content-Type': 'application/x-www-form-urlencoded' },
    body: 'csrf=x',
  })
  assert.equal(answer.status, 403)
})

/* ---- German ---- */

/* "{a} and {b}", "flood": also inside names that officers gave, of units, services and filters. */
const CONNECTS = /^(\{[^}]*\}\W*(and|or|of|in|to|by)?\W*)*\{[^}]*\}$|^[a-z]+$/

/** Every English sentence of the catalogue that reads differently in German, as patterns for whole texts. */
function englishTexts() {
  const entries = readFileSync(path.join(ROOT, 'locale/de.po'), 'utf8').split(/\n\n+/)
  const joined = (entry, key) => {
    const found = new RegExp(`^${key} ((?:".*"\\n?)+)`, 'm').exec(`${entry}\n`)
    return found ? found[1].split('\n').filter(Boolean).map(line => JSON.parse(line)).join('') : ''
  }
  return entries.map(entry => [joined(entry, 'msgid'), joined(entry, 'msgstr(?:\\[0\\])?')])
    .filter(([english, german]) => english && german && english !== german && /[a-z]{2}/i.test(english.replace(/\{[^}]*\}|<[^>]*>/g, '')))
    .map(([english]) => english.replace(/<[^>]*>/g, '').trim())
    .filter(english => !CONNECTS.test(english))
}

/** The texts and labels that @page shows in its own language, without what citizens and staff wrote. */
const ownTexts = page => page.evaluate(() => {
  const out = []
  const foreign = node => node.parentElement?.closest('[lang]:not(html):not([lang=de]), .text, .quoted, .subject, .remote, .mono, pre, title, script, style')
  const walker = document.createTreeWalker(document.documentElement, NodeFilter.SHOW_TEXT)
  while (walker.nextNode()) if (!foreign(walker.currentNode)) out.push(walker.currentNode.data.replace(/\s+/g, ' ').trim())
  for (const element of document.querySelectorAll('[aria-label], [placeholder], [title]'))
    for (const name of ['aria-label', 'placeholder', 'title']) out.push(element.getAttribute(name) ?? '')
  return out.filter(text => /[a-z]{2}/i.test(text))
})

test('a German officer reads German only', async () => {
  await tribune(['staff', 'add', '--config', demo.config, 'jana', '--name', 'Jana Vogt', '--role', 'lead:highways', '--language', 'de'], { input: 'sieben Laternen am nassen Weg\n' })
  const context = await browser.newContext({ locale: 'de-DE' })
  const page = await context.newPage()
  await page.goto(`${demo.url}/sign-in`)
  assert.equal(await page.locator('html').getAttribute('lang'), 'de')
  await page.getByLabel('Name', { exact: true }).fill('jana')
  await page.getByLabel('Passwort', { exact: true }).fill('sieben Laternen am nassen Weg')
  await page.getByRole('button', { name: 'Anmelden' }).click()
  await page.locator('.account').waitFor()

  const english = englishTexts()
  assert.ok(english.length > 300)
  const patterns = english.map(text => new RegExp(`^${text.split(/\{[^}]*\}/).map(part => part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')).join('.+')}$`))
  const lamp = await addressOf(page, 'Lamp out at 12 High Street')
  const faults = []
  for (const address of ['/cases?queue=mine', '/cases?queue=unit&unit=highways', '/cases?queue=held', lamp, `${lamp}/trail`, '/channels', '/account/password']) {
    await page.goto(demo.url + address)
    assert.equal(await page.locator('html').getAttribute('lang'), 'de', address)
    for (const text of await ownTexts(page)) if (patterns.some(pattern => pattern.test(text))) faults.push(`${address}: ${text}`)
  }
  none(faults)
  await context.close()
})
