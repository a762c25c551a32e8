// SPDX-License-Identifier: Apache-2.0
// The citizen's side in a real browser, without JavaScript: she writes by the form, keeps her receipt, reads the answer on
// her page and writes again, while an officer works in the console.
import assert from 'node:assert/strict'
import { readFileSync, readdirSync, writeFileSync } from 'node:fs'
import http from 'node:http'
import path from 'node:path'
import { before, describe, test } from 'node:test'

import { axe, axeInBothSchemes, chromium, lmtp, openCase, run, sendReply, signIn, tmp, tribuneDemo, until, writeReply } from './harness/index.mjs'

const none = faults => assert.deepEqual(faults.slice(0, 15), [])
let demo, browser, ada, link, reference, code

before(async () => {
  [demo, browser] = await Promise.all([tribuneDemo(), chromium()])
  ada = await citizen()
})

const citizen = async (options = {}) => {
  const context = await browser.newContext({ javaScriptEnabled: false, locale: 'en-GB', viewport: { width: 1280, height: 900 }, ...options })
  const page = await context.newPage()
  page.setDefaultTimeout(15000)
  return page
}

const officer = () => signIn(browser, demo.url, 'priya', demo.password)
const at = place => `${demo.portal}${place}`
const send = page => page.getByRole('button', { name: 'Send', exact: true }).click()

/** Presses "Yes, send it" when a second look is asked for: tests type faster than people. */
async function confirm(page, { yes = 'Yes, send it', titles = /^(Is this right\?|Your receipt)$/ } = {}) {
  await page.getByRole('heading', { level: 1, name: titles }).waitFor()
  const button = page.getByRole('button', { name: yes })
  if (await button.count()) await button.click()
}

/* ---- the story ---- */

test('a form without words comes back with all else in it, files too', async () => {
  await ada.goto(at('/'))
  await ada.getByRole('link', { name: 'Write to us' }).first().click()
  await ada.getByLabel('What is it about').fill('Swing broken in Mill Park')
  await ada.getByLabel('Your name').fill('Ada Marsh')
  await ada.setInputFiles('#files', [{ name: 'swing.txt', mimeType: 'text/plain', buffer: Buffer.from('a broken swing') }])
  await send(ada)
  await ada.getByRole('alert').getByText('Write what you want to tell us').waitFor()
  assert.equal(await ada.getByLabel('What is it about').inputValue(), 'Swing broken in Mill Park')
  assert.equal(await ada.getByLabel('Your name').inputValue(), 'Ada Marsh')
  await ada.getByText('swing.txt').first().waitFor()
})

test('sent, it leads to a receipt with number, link, code and entry of the journal', async () => {
  await ada.getByLabel('Your message').fill('The chain of the left swing is torn.\n\nChildren still use it.')
  await send(ada)
  await confirm(ada)
  await ada.getByRole('heading', { level: 1, name: 'Your receipt' }).waitFor()
  reference = await ada.locator('#reference').innerText()
  code = await ada.locator('.code').innerText()
  assert.match(reference, /^NB-\d{4}-\d{6}$/)
  assert.match(code, /^[2-9B-Z]{4}-[2-9B-Z]{4}-[2-9B-Z]{2}$/)
  await ada.getByText(/Your message is entry [\d,]+ of our journal/).waitFor()
  await ada.getByRole('link', { name: 'Go to my case' }).click()
  link = ada.url()
  assert.match(link, /\/case\/[A-Za-z0-9_-]{22}$/)
  await ada.getByText('The chain of the left swing is torn.').waitFor()
  await ada.getByText('We have your message').waitFor()
})

test('the officer answers in the console, and the answer stands on the page', async () => {
  const priya = await officer()
  await priya.goto(`${demo.url}/cases/${reference}`)
  await priya.getByText('the page of their case').first().waitFor()
  await priya.getByText('Add a note, only for staff').click()
  await priya.getByLabel('Your note').fill('She is the one who called twice.')
  await priya.getByRole('button', { name: 'Add note' }).click()
  await priya.getByText('Your note is recorded.').waitFor()
  await writeReply(priya, 'Dear Ada,\n\nwe take the swing down **today**.')
  await sendReply(priya)
  await until('the answer', async () => {
    await ada.goto(link)
    return (await ada.getByText('we take the swing down').count()) > 0
  })
  await ada.getByText('We have answered you').waitFor()
  assert.equal(await ada.getByText('called twice').count(), 0, 'notes are staff’s')
  assert.equal(await ada.getByText('Priya').count(), 0, 'nor who it was')
  await priya.context().close()
})

test('reading is told by a button, never by fetching the page', async () => {
  const priya = await officer()
  const told = async () => { await priya.goto(`${demo.url}/cases/${reference}/trail`); return priya.getByText('reading confirmed').count() }
  assert.equal(await told(), 0)
  await ada.getByRole('button', { name: 'I have read the answer' }).click()
  await ada.getByText('Thank you for telling us').waitFor()
  assert.equal(await ada.getByRole('button', { name: 'I have read the answer' }).count(), 0)
  assert.ok(await told() > 0)
  await priya.context().close()
})

test('she writes again with a file, and the same case opens again', async () => {
  const priya = await officer()
  await priya.goto(`${demo.url}/cases/${reference}`)
  await priya.getByRole('button', { name: 'Resolve' }).click()
  await priya.getByText('The state is now:').waitFor()
  await ada.goto(link)
  await ada.getByText('We have finished').waitFor()
  await ada.getByLabel('Write to us about this').fill('It hangs there again.')
  await ada.setInputFiles('#files', [{ name: 'again.txt', mimeType: 'text/plain', buffer: Buffer.from('still broken') }])
  await send(ada)
  await ada.getByText('Your message has arrived.').waitFor()
  await until('the case to be open', async () => {
    await ada.goto(link)
    return (await ada.getByText('We have your new message').count()) > 0
  })
  const [file] = await Promise.all([ada.waitForEvent('download'), ada.getByRole('link', { name: 'again.txt' }).click()])
  assert.equal(readFileSync(await file.path(), 'utf8'), 'still broken')
  await openCase(priya, demo.url, 'Swing broken in Mill Park')
  assert.match(priya.url(), new RegExp(reference))
  await priya.locator('#timeline').getByText('It hangs there again.').waitFor()
  await priya.locator('#timeline').getByText('again.txt').first().waitFor()
  await priya.context().close()
})

test('she keeps a proof that anybody can check without us, and a changed word shows', async () => {
  const folder = tmp('proof')
  await ada.goto(link)
  const address = await ada.getByRole('link', { name: 'Keep the proof' }).getAttribute('href')
  const archive = await until('a checkpoint over it', async () => {
    const response = await fetch(at(address), { redirect: 'manual' })
    return response.status === 200 && Buffer.from(await response.arrayBuffer())
  })
  writeFileSync(path.join(folder, 'proof.zip'), archive)
  assert.equal((await run('python3', ['-m', 'zipfile', '-e', path.join(folder, 'proof.zip'), folder])).code, 0)
  const check = () => run('sh', [path.join(folder, 'proof/check.sh')], { code: null })
  const good = await check()
  assert.equal(good.code, 0, good.stderr)
  assert.match(good.stdout, /part body is what was recorded/)
  assert.match(good.stdout, /the checkpoint is signed by/)
  const body = path.join(folder, 'proof/parts/body')
  assert.match(readFileSync(body, 'utf8'), /The chain of the left swing is torn/)
  assert.ok(!readdirSync(path.join(folder, 'proof/parts')).includes('env'), 'our own remarks stay with us')
  writeFileSync(body, readFileSync(body, 'utf8').replace('torn', 'fine'))
  const changed = await check()
  assert.notEqual(changed.code, 0)
  assert.match(changed.stderr, /part body is not what was recorded/)
  assert.equal((await fetch(at(address.replace(/[^/]+$/, '0000000000001')))).status, 404)
})

test('she asks for a review once: the case goes to a lead who did not write the answer', async () => {
  await ada.goto(link)
  await ada.getByText('Ask for a review by somebody else').click()
  await ada.getByLabel('What is wrong, or what did we miss?').fill('You took down the wrong swing.')
  await ada.getByRole('button', { name: 'Ask for a review' }).click()
  await ada.getByText('Your message has arrived.').waitFor()
  await until('the review', async () => {
    await ada.goto(link)
    return (await ada.getByText('You asked for a review on').count()) > 0
  })
  assert.equal(await ada.getByText('Ask for a review by somebody else').count(), 0)
  const reader = await citizen({ javaScriptEnabled: true })
  await reader.goto(link)
  none(await axe(reader))
  await reader.context().close()
  const priya = await officer()
  await priya.goto(`${demo.url}/cases/${reference}`)
  await priya.getByText('asks that somebody else looks at our answer').waitFor()
  await priya.getByText('You took down the wrong swing.').first().waitFor()
  assert.equal(await priya.getByText('is open again').count() > 0 || await priya.locator('.top .pill').first().innerText() === 'open', true)
  await priya.context().close()
  /* Sent again by hand it is a message, no second review. */
  const once = Math.random().toString(36).slice(2)
  const form = new FormData()
  form.set('once', once)
  form.set('review', '1')
  form.set('text', 'And again.')
  assert.equal((await fetch(`${link}/reply`, { method: 'POST', body: form, redirect: 'manual' })).status, 303)
  const later = await officer()
  await until('the message', async () => {
    await later.goto(`${demo.url}/cases/${reference}`)
    return (await later.getByText('And again.').count()) > 0
  })
  assert.equal(await later.getByText('asks that somebody else looks at our answer').count(), 1)
  await later.context().close()
})

test('an empty answer comes back with its file', async () => {
  await ada.goto(link)
  await ada.getByLabel('Write to us about this').fill(' ')
  await send(ada)
  await ada.getByRole('alert').getByText('Write what you want to tell us').waitFor()
  await ada.getByRole('link', { name: 'Back to my case' }).click()
  assert.equal(ada.url(), link)
})

/* ---- coming back ---- */

describe('number and code', () => {
  test('lead to the same page, however they are typed', async () => {
    await ada.goto(at('/find'))
    await ada.getByLabel('Number of your case').fill(` ${reference.toLowerCase()} `)
    await ada.getByLabel('Code').fill(code.toLowerCase().replaceAll('-', ' '))
    await ada.getByRole('button', { name: 'Open my case' }).click()
    assert.equal(ada.url(), link)
  })

  test('a wrong code opens nothing, and after a few tries nothing does for a while; the link still does', async () => {
    const tries = []
    for (let i = 0; i < 12; i++) {
      const answer = await ada.request.post(at('/find'), { form: { reference, code: 'BBBBBBBBBB' }, maxRedirects: 0 })
      tries.push(answer.status())
    }
    assert.equal(tries[0], 422)
    assert.equal(tries.at(-1), 429)
    const right = await ada.request.post(at('/find'), { form: { reference, code }, maxRedirects: 0 })
    assert.equal(right.status(), 429)
    assert.equal((await ada.goto(link)).status(), 200)
  })

  test('another case’s link or a broken one opens nothing', async () => {
    const answer = await ada.goto(at('/case/AAAAAAAAAAAAAAAAAAAAAA'))
    assert.equal(answer.status(), 404)
    await ada.getByRole('heading', { name: 'This link does not open a case' }).waitFor()
    const file = await ada.request.get(at('/case/AAAAAAAAAAAAAAAAAAAAAA/files/0000000000001/att-01'))
    assert.equal(file.status(), 404)
  })
})

/* ---- what the pages promise ---- */

test('a GET changes nothing, and no reader gets a cookie', async () => {
  const state = async () => { await ada.goto(link); return (await ada.locator('main').innerText()).replace(/just now|\d+ minutes? ago/g, '') }
  const priya = await officer()
  const trail = async () => { await priya.goto(`${demo.url}/cases/${reference}/trail`); return priya.locator('main').innerText().then(text => text.split('\n').length) }
  // What was sent before may still be on its way into the trail.
  let events = -1
  await until('the trail to rest', async () => {
    const last = events
    events = await trail()
    return events === last
  }, { every: 1000 })
  const before = await state()
  for (const place of ['/', '/contact', '/find', '/privacy', '/accessibility', new URL(link).pathname, `${new URL(link).pathname}/receipt`, `${new URL(link).pathname}/reply`, `${new URL(link).pathname}/read`]) {
    const answer = await ada.request.get(at(place), { maxRedirects: 0 })
    assert.equal(answer.headers()['set-cookie'], undefined, place)
  }
  assert.equal(await state(), before)
  assert.equal(await trail(), events)
  assert.deepEqual(await ada.context().cookies(), [])
  await priya.context().close()
})

test('pages of a case are not kept, not listed and send no referrer', async () => {
  for (const place of [link, `${link}/receipt`, at('/case/wrong')]) {
    const headers = (await ada.request.get(place)).headers()
    assert.equal(headers['cache-control'], 'no-store', place)
    assert.equal(headers['referrer-policy'], 'no-referrer', place)
    assert.match(headers['x-robots-tag'], /noindex/, place)
    assert.match(headers['content-security-policy'], /default-src 'none'/, place)
    assert.equal(headers['x-content-type-options'], 'nosniff', place)
  }
  const files = await ada.request.get(await ada.goto(link).then(() => ada.getByRole('link', { name: 'again.txt' }).evaluate(one => one.href)))
  assert.match(files.headers()['content-disposition'], /^attachment/)
  assert.match(files.headers()['content-security-policy'], /sandbox/)
})

test('a machine that fills in everything is asked to look again, and not dropped', async () => {
  const answer = await ada.request.post(at('/contact'), { multipart: { text: 'Buy this', website: 'http://spam.example', once: 'x', token: '' } })
  assert.equal(answer.status(), 200)
  assert.match(await answer.text(), /Is this right\?/)
})

test('sent twice, it is one case', async () => {
  const page = await citizen()
  await page.goto(at('/contact'))
  const hidden = await page.locator('input[type=hidden]').evaluateAll(all => Object.fromEntries(all.map(one => [one.name, one.value])))
  const first = await ada.request.post(at('/contact'), { multipart: { ...hidden, text: 'Only once, please' } })
  const token = /name="confirmation" value="([^"]+)"/.exec(await first.text())?.[1]
  const ends = []
  for (let i = 0; i < 2; i++) {
    const answer = await ada.request.post(at('/contact'), { multipart: { ...hidden, text: 'Only once, please', ...(token ? { confirmation: token } : {}) }, maxRedirects: 0 })
    assert.equal(answer.status(), 303)
    ends.push(answer.headers().location)
  }
  assert.equal(ends[0], ends[1])
  await page.context().close()
})

test('who gives a mail address gets number and link by mail too, and is answered there', async () => {
  const page = await citizen()
  await page.goto(at('/contact?lang=de'))
  await page.getByLabel('Ihre Nachricht').fill('Die Laterne vor Nummer 8 ist aus.')
  await page.getByLabel('Ihre E-Mail-Adresse').fill('Zoe@citizen.example')
  await page.getByRole('button', { name: 'Senden' }).click()
  await confirm(page, { yes: 'Ja, senden', titles: /^(Ist das richtig\?|Ihr Beleg)$/ })
  await page.getByText('Wir antworten Ihnen per E-Mail').waitFor()
  const hers = await page.locator('#case-link').innerText()
  const number = await page.locator('#reference').innerText()
  const outbox = path.join(demo.dir, 'outbox')
  const mails = () => readdirSync(outbox).map(name => readFileSync(path.join(outbox, name), 'utf8').replace(/=\r?\n/g, ''))
  const mail = await until('the mail', () => mails().find(text => text.includes('<zoe@citizen.example>') || text.includes('zoe@citizen.example')))
  const proven = mail.match(/https?:\/\/\S+?\/case\/[\w-]+/)?.[0]
  assert.ok(proven, 'a link')
  assert.notEqual(new URL(proven).pathname, new URL(hers).pathname, 'one of its own: who reads the mail has shown whose the address is')
  await page.goto(at(new URL(proven).pathname))
  await page.getByText('Die Laterne vor Nummer 8 ist aus.').first().waitFor()
  await page.goto(hers)
  assert.match(mail, /Guten Tag|Sie können Ihren Fall/)

  const priya = await officer()
  await priya.goto(`${demo.url}/cases/${number}`)
  await writeReply(priya, 'Wir kommen morgen.')
  await priya.locator('#preview').getByText('zoe@citizen.example').first().waitFor()
  await sendReply(priya)
  await until('the answer by mail', () => mails().find(text => text.includes('Wir kommen morgen.')))
  await until('the answer on the page', async () => {
    await page.goto(hers)
    return (await page.getByText('Wir kommen morgen.').count()) > 0
  })
  await priya.context().close()
  await page.context().close()
})

/** Twenty people and one write by mail: the paths of their pages, as their receipts name them. */
async function pagesByMail(count) {
  const session = await lmtp(demo.lmtpPort)
  const outbox = path.join(demo.dir, 'outbox'), seen = new Set()
  const links = []
  for (let i = 0; i < count; i++) {
    const [reply] = await session.deliver({
      from: `p${i}@citizen.example`, to: ['hello@northam.example'],
      data: `From: <p${i}@citizen.example>\nTo: hello@northam.example\nSubject: Kerb ${i}\nMessage-ID: <kerb-${i}@citizen.example>\n\nThe kerb at number ${i} is broken.\n`,
    })
    assert.match(reply, /^250 /)
  }
  session.close()
  await until('the receipts', () => {
    for (const name of readdirSync(outbox).filter(one => !seen.has(one))) {
      const mail = readFileSync(path.join(outbox, name), 'utf8').replace(/=\r?\n/g, '')
      const [, number] = /^To: .*?p(\d+)@citizen\.example/m.exec(mail) ?? []
      seen.add(name)
      if (number !== undefined) links[number] = new URL(mail.match(/https?:\/\/\S+?\/case\/[\w-]{22}/)[0]).pathname
    }
    return links.filter(Boolean).length === count
  })
  return links
}

/** Asks on the page at @place for a code to @address, from the local address @network; resolves to the status. */
const askFrom = (network, place, address) => new Promise((done, fail) => {
  const request = http.request(at(`${place}/address`), {
    method: 'POST', localAddress: network, headers: { 'content-type': 'application/x-www-form-urlencoded' },
  }, answer => { answer.resume(); done(answer.statusCode) })
  request.on('error', fail)
  request.end(new URLSearchParams({ tool: 'email', address }).toString())
})

test('from one network 20 codes an hour can be asked for, whoever asks; from another one still', async () => {
  const pages = await pagesByMail(21)
  for (let i = 0; i < 20; i++) assert.equal(await askFrom('127.0.0.1', pages[i], `other${i}@citizen.example`), 303)
  assert.equal(await askFrom('127.0.0.1', pages[20], 'other20@citizen.example'), 429)
  assert.equal(await askFrom('127.0.0.1', pages[20], 'no address'), 429)
  assert.equal(await askFrom('127.0.0.9', pages[20], 'no address'), 422)
  assert.equal(await askFrom('127.0.0.9', pages[20], 'other20@citizen.example'), 303)
})

test('a new link ends the old one', async () => {
  const priya = await officer()
  await priya.goto(`${demo.url}/cases/${reference}`)
  await priya.getByRole('button', { name: 'New link for the citizen' }).click()
  const fresh = await priya.locator('#link').innerText()
  assert.notEqual(fresh, link)
  none(await axe(priya))
  assert.equal((await ada.goto(link)).status(), 404)
  assert.equal((await ada.goto(fresh)).status(), 200)
  link = fresh
  await priya.context().close()
})

/* ---- for everybody ---- */

function tooWide() {
  if (document.scrollingElement.scrollWidth <= innerWidth) return []
  const out = [...document.body.querySelectorAll('*')].filter(one => one.getBoundingClientRect().right > innerWidth + 1)
  return [`${document.scrollingElement.scrollWidth} px: ${out.slice(0, 3).map(one => `${one.tagName}.${one.className}`).join(' ')}`]
}

const PLACES = () => ['/', '/contact', '/find', '/privacy', '/accessibility', new URL(link).pathname, `${new URL(link).pathname}/receipt`, '/case/wrong', '/nowhere']

test('every page is accessible in light and dark and fits 320 px, which is 1280 px four times enlarged', async () => {
  const page = await citizen({ javaScriptEnabled: true, reducedMotion: 'reduce' })
  const faults = []
  for (const place of PLACES()) {
    await page.setViewportSize({ width: 1280, height: 900 })
    await page.goto(at(place))
    for (const fault of await axeInBothSchemes(page)) faults.push(`${place} ${fault}`)
    await page.setViewportSize({ width: 320, height: 256 })
    for (const fault of await page.evaluate(tooWide)) faults.push(`${place} at 320 px: ${fault}`)
  }
  none(faults)
  await page.context().close()
})

test('with the keyboard alone: to the form, through it, and sent', async () => {
  const page = await citizen({ javaScriptEnabled: true })
  const focused = () => page.evaluate(() => document.activeElement.id || document.activeElement.textContent.trim())
  const tabTo = async what => {
    for (let i = 0; i < 30; i++) {
      if ((await focused()) === what) return
      await page.keyboard.press('Tab')
    }
    assert.fail(`the tab key does not reach ${what}`)
  }
  await page.goto(at('/'))
  await tabTo('Write to us')
  await page.keyboard.press('Enter')
  await page.waitForURL('**/contact')
  await tabTo('text')
  assert.notEqual(await page.evaluate(() => getComputedStyle(document.activeElement).outlineStyle), 'none')
  await page.keyboard.type('By keyboard.')
  await tabTo('Send')
  await page.keyboard.press('Enter')
  await page.getByRole('heading', { level: 1, name: /^(Is this right\?|Your receipt)$/ }).waitFor()
  if (await page.getByRole('button', { name: 'Yes, send it' }).count()) {
    await tabTo('Yes, send it')
    await page.keyboard.press('Enter')
  }
  await page.getByRole('heading', { name: 'Your receipt' }).waitFor()
  await page.context().close()
})

test('on paper the receipt has number, link and code and nothing to press', async () => {
  await ada.goto(`${link}/receipt`)
  await ada.emulateMedia({ media: 'print' })
  await ada.locator('.code').waitFor()
  assert.ok(await ada.getByText(reference).isVisible())
  assert.equal(await ada.locator('button, input, .languages, footer').filter({ visible: true }).count(), 0)
  await ada.emulateMedia({ media: null })
})
