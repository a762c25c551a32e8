// SPDX-License-Identifier: Apache-2.0
// One person, many tools, one case: asked by text message, linked by a code, continued by instant message, answered in public on
// the social network with the private part by mail, resolved. Real Kannel, Prosody, Postfix and Dovecot, a Fedify peer; an officer and
// the citizen in browsers. The tests follow one another.
import assert from 'node:assert/strict'
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { before, test } from 'node:test'

import { Follow } from '@fedify/vocab'

import { ROOT, TRIBUNE, axe, chatter, chromium, dovecot, freePort, imap, isRoot, kannel, postfix, prosody, sendReply, signIn, start, tmp, tribune, tribuneDemo, until, writeReply, xml } from './harness/index.mjs'
import { fedify } from './harness/fedify.mjs'

const ADA = '447700900123', SHORT = '32100', MAIL = 'ada@citizen.example'
const QUESTION = 'Is the water in Mill Lane safe to drink? My baby is ill'
const skip = isRoot ? false : 'Postfix and Prosody need root'
const SHOTS = path.join(ROOT, 'build', 'preview')

const MARKERS = 'urn:xmpp:chat-markers:0'

let gateway, server, box, demo, browser, priya, ada, follower, chat, link, reference, markable

const marker = () => chat.stanzas.find(stanza => stanza.getChild('displayed', MARKERS)?.attrs.id === markable)

/** The desk of Customer Contact on another channel. */
async function addDesk(admin, channel, address) {
  await admin.goto(`${demo.url}/units`)
  await admin.getByRole('link', { name: 'Customer Contact' }).last().click()
  await admin.getByLabel('Channel', { exact: true }).selectOption(channel)
  await admin.getByLabel('Address', { exact: true }).fill(address)
  await admin.locator('#endpoint-name').fill('Northam Borough Council')
  await press(admin, 'Add')
  await admin.getByText(`What is written to ${address} comes here now.`).waitFor()
}

before(async () => {
  if (skip) return
  const [lmtpPort, smsPort, secrets] = [await freePort(), await freePort(), tmp('journey')]
  ;[server, box, browser, follower] = await Promise.all([prosody({ users: { ada: 'engine' } }), dovecot({ users: { [MAIL]: 'engine' } }), chromium(), fedify({ name: 'bob' })])
  const relay = await postfix({ transports: { 'citizen.example': `lmtp:inet:127.0.0.1:${box.lmtpPort}`, 'northam.example': `lmtp:inet:127.0.0.1:${lmtpPort}` } })
  gateway = await kannel({ postUrl: `http://127.0.0.1:${smsPort}/sms/in?key=${encodeURIComponent('a key for the post-url')}` })
  for (const [name, text] of Object.entries({ key: 'a key for the post-url', password: gateway.password, component: server.secret })) writeFileSync(path.join(secrets, name), `${text}\n`)
  demo = await tribuneDemo({ lmtpPort, smtp: `127.0.0.1:${relay.port}` })
  await demo.stop()
  const { dir, port, portalPort, config } = demo
  writeFileSync(config, `${readFileSync(config, 'utf8').replace(/^\[relay\]\n/m, '')}
[relay]
listen = unix:${dir}/relay
spool = spool

[channel.text]
driver = sms-kannel
listen = 127.0.0.1:${smsPort}
url = ${gateway.sendUrl}
key-file = ${secrets}/key
password-file = ${secrets}/password

[channel.im]
driver = xmpp
domain = im.northam.example
server = 127.0.0.1:${server.componentPort}
secret-file = ${secrets}/component
relay = unix:${dir}/relay

[channel.fediverse]
driver = fediverse
allow = 127.0.0.1
publisher = desk
`)
  await start(TRIBUNE, ['relay', '--config', config], { name: 'tribune relay', ready: /relay\.ready/ })
  demo = await tribuneDemo({ dir, port, portalPort, lmtpPort, smtp: `127.0.0.1:${relay.port}` })
  const admin = await signIn(browser, demo.url, 'owen', demo.password)
  await addDesk(admin, 'text', SHORT)
  await addDesk(admin, 'im', 'desk@im.northam.example')
  await addDesk(admin, 'fediverse', 'desk')
  await admin.context().close()
  priya = await signIn(browser, demo.url, 'priya', demo.password)
  chat = await chatter(server, 'ada')
  const context = await browser.newContext({ javaScriptEnabled: false, locale: 'en-GB', viewport: { width: 1280, height: 900 } })
  ada = await context.newPage()
  ada.setDefaultTimeout(20000)
  mkdirSync(SHOTS, { recursive: true })
})

const press = (where, name) => where.getByRole('button', { name, exact: true }).click()
const says = (where, text) => where.getByText(text).first().waitFor()
const texts = () => gateway.got.filter(({ to }) => to === `+${ADA}`).map(({ text }) => text)
const said = () => texts().join('')
const codeIn = text => /\b(\d{8})\b/.exec(text)?.[1]
const openHers = () => priya.goto(`${demo.url}/cases/${reference}`)
const appears = (page, text) => until(text, async () => {
  await page.reload()
  return page.getByText(text).count()
}, { every: 300 })

/** What the officer writes, and how the case stands afterwards. */
async function answer(text, state = 'waiting_citizen') {
  await openHers()
  await priya.locator('#reply-next').selectOption(state)
  await writeReply(priya, text)
  const preview = await priya.locator('#preview').innerText()
  await sendReply(priya)
  return preview
}

test('she asks by text message, and the receipt brings the address of her page', { skip }, async () => {
  gateway.say(ADA, SHORT, QUESTION)
  await until('the receipt', () => /case\/[\w-]{22}/.test(said()))
  reference = /[A-Z]+-\d{4}-\d{6}/.exec(said())[0]
  link = /http:\S+\/case\/[\w-]{22}/.exec(said())[0]
  await answer('We look at it at once. Please boil the water until we write again.')
  await until('the answer', () => said().includes('Please boil the water'))
  await ada.goto(link)
  await says(ada, QUESTION)
  await says(ada, 'Please boil the water')
})

test('a code that goes to her instant messenger and is typed in on her page links the two', { skip }, async () => {
  await ada.getByRole('link', { name: 'Link another address of yours' }).click()
  assert.deepEqual(await axe(await scripted(ada.url())), [])
  await ada.getByLabel('Which tool do you use there?').selectOption('im')
  await ada.getByLabel('Your address or number there').fill('ada@citizen.example')
  await press(ada, 'Send me a code')
  await says(ada, 'Type in the code')
  const told = await chat.waitFor(message => codeIn(message.text))
  assert.match(told.text, /ignore this message/)
  assert.ok(!told.text.includes(reference))
  await ada.getByLabel('Code', { exact: true }).fill('00000000')
  await press(ada, 'Link this address')
  await says(ada, 'This is not the code that we sent')
  await ada.getByLabel('Code', { exact: true }).fill(codeIn(told.text))
  await ada.getByLabel('Answer me there from now on').check()
  await press(ada, 'Link this address')
  await says(ada, 'The address is linked with you.')
})

test('the case goes on by instant message, both ways', { skip }, async () => {
  await answer('A sample was taken at 10. What does your baby drink?')
  const message = await chat.waitFor(one => one.text.includes('A sample was taken'))
  assert.equal(said().includes('A sample was taken'), false)
  markable = await chat.say('Milk made with it. She is three months old', { to: message.from.split('/')[0], more: [xml('markable', { xmlns: MARKERS })] })
  await chat.receipted(markable)
  await openHers()
  await appears(priya, 'She is three months old')
  await ada.goto(link)
  await says(ada, 'A sample was taken')
  await appears(ada, 'She is three months old')
  assert.ok(!marker())
})

test('what everybody should know is answered on the social network, and her case and her page say so', { skip }, async () => {
  const [maya, omar] = await Promise.all(['maya', 'omar'].map(name => signIn(browser, demo.url, name, demo.password)))
  const found = await (await fetch(`${demo.portal}/.well-known/webfinger?resource=acct:desk@northam.example`)).json()
  const desk = await follower.ctx.lookupObject(found.links.find(({ rel }) => rel === 'self').href, { documentLoader: await follower.ctx.getDocumentLoader({ identifier: 'bob' }) })
  await follower.send(desk, new Follow({ id: new URL(`${follower.origin}/follows/1`), actor: follower.id, object: desk.id }))
  await until('the Accept', () => follower.got.accepts[0])
  await maya.goto(`${demo.url}/publications/new?kind=answer`)
  await maya.locator('#title-en').fill('Boil the water in Mill Lane')
  await maya.locator('#body-en').fill('Until Friday, please boil the water before you drink it.')
  await maya.locator('#case').fill(reference)
  await press(maya, 'Save and see it')
  await says(maya, 'Saved as a new version.')
  const page = maya.url()
  await press(maya, 'Send for review')
  await omar.goto(page)
  await press(omar, 'Approve')
  await says(omar, 'Your approval is recorded.')
  await maya.goto(page)
  await press(maya, 'Release now')
  await says(maya, 'It is out')
  const post = await until('the post', () => follower.got.created.find(one => one.objectId?.href.endsWith('/boil-the-water-in-mill-lane')), { timeout: 60000 })
  assert.ok(!String((await post.getObject()).content).includes(reference))
  await openHers()
  await appears(priya, 'Boil the water in Mill Lane')
  await ada.goto(link)
  await ada.getByRole('link', { name: 'Boil the water in Mill Lane' }).click()
  await says(ada, 'Until Friday, please boil the water')
})

test('an officer links her mail by a code that she says, and the private part goes there', { skip }, async () => {
  const mailbox = await imap(box.imapPort, MAIL, 'engine')
  await openHers()
  await priya.locator('a[href^="/persons/"]').first().click()
  await priya.getByLabel('By which tool they read it').selectOption({ label: 'mail' })
  await priya.getByLabel('Address or number').fill(MAIL)
  await press(priya, 'Send a code')
  await says(priya, 'The code is on its way.')
  const mail = await mailbox.waitFor(({ text }) => codeIn(text))
  await priya.getByLabel('The code that they tell you').fill(codeIn(mail.text))
  await priya.getByLabel('They want our answers there').check()
  await press(priya, 'Link the address')
  await says(priya, 'The address is theirs now.')
  await says(priya, 'Linked by a code')
  assert.deepEqual(await axe(priya), [])
  await priya.screenshot({ path: path.join(SHOTS, 'journey-person.png'), fullPage: true })
  await answer('The sample of **your own tap** is clean. Your doctor has the result.')
  const letter = await mailbox.waitFor(({ text }) => text?.includes('sample of your own tap'))
  assert.equal(letter.to.value[0].address, MAIL)
  assert.ok(!chat.heard.some(({ text }) => text.includes('own tap')))
  await until('the marker where she wrote last: who answers has read', marker)
})

test('it is resolved: one case, one timeline, one journal, each step on her page', { skip }, async () => {
  await answer('The pipe is mended, and the water is safe again. We close this now.', 'resolved')
  await openHers()
  const timeline = await priya.locator('#timeline').innerText()
  assert.ok(timeline.includes(`sent to ${SHORT},`))
  for (const step of [QUESTION, 'Please boil the water', 'came back', 'A sample was taken', 'three months old', 'Boil the water in Mill Lane', 'own tap', 'safe again']) assert.ok(timeline.includes(step), step)
  assert.match(await priya.locator('dl.facts', { hasText: 'State' }).innerText(), /resolved/)
  assert.deepEqual(await axe(priya), [])
  await ada.goto(link)
  for (const step of [QUESTION, 'Please boil the water', 'A sample was taken', 'three months old', 'Boil the water in Mill Lane', 'your own tap', 'safe again']) await says(ada, step)
  await priya.locator('a[href^="/persons/"]').first().click()
  assert.equal(await priya.locator('table', { hasText: reference }).locator('tbody tr').count(), 1)
  const { stdout } = await tribune(['journal', 'verify', '--config', demo.config])
  assert.match(stdout, /\d/)
})

/** The page at @url in a browser with a script, for axe and pictures. */
async function scripted(url, options = {}) {
  const context = await browser.newContext({ locale: 'en-GB', reducedMotion: 'reduce', viewport: { width: 1280, height: 900 }, ...options })
  const page = await context.newPage()
  await page.goto(url)
  return page
}

test('the case looks right on a desk and in a hand, and nothing keeps anybody out', { skip }, async () => {
  for (const width of [1280, 375]) {
    await priya.setViewportSize({ width, height: 900 })
    await openHers()
    await priya.screenshot({ path: path.join(SHOTS, `journey-case-${width}.png`), fullPage: true })
    const page = await scripted(link, { viewport: { width, height: 900 } })
    assert.deepEqual(await axe(page), [])
    await page.screenshot({ path: path.join(SHOTS, `journey-citizen-${width}.png`), fullPage: true })
    assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth))
    await page.goto(`${link}/address`)
    await page.screenshot({ path: path.join(SHOTS, `journey-address-${width}.png`), fullPage: true })
    await page.goto(new URL('/desks/desk', link).href)
    await says(page, 'Boil the water in Mill Lane')
    await page.screenshot({ path: path.join(SHOTS, `journey-desk-${width}.png`), fullPage: true })
    await page.context().close()
  }
  const owen = await signIn(browser, demo.url, 'owen', demo.password)
  for (const width of [1280, 375]) {
    await owen.setViewportSize({ width, height: 900 })
    await owen.goto(`${demo.url}/channels`)
    await says(owen, SHORT)
    assert.deepEqual(await axe(owen), [])
    await owen.screenshot({ path: path.join(SHOTS, `journey-channels-${width}.png`), fullPage: true })
  }
  assert.ok(!(await owen.content()).includes('phone-context'))
})
