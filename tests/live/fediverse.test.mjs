// SPDX-License-Identifier: Apache-2.0
// The social network, with Fedify as the other server: people find a desk, follow it and write to it; an officer answers;
// what is released, corrected and withdrawn reaches those who follow. Both ways to sign, both ways round.
import assert from 'node:assert/strict'
import { before, test } from 'node:test'
import { appendFileSync, readFileSync, readdirSync, writeFileSync } from 'node:fs'
import path from 'node:path'

import { Create, Delete, Follow, Like, Mention, Note, PUBLIC_COLLECTION, Tombstone, Undo, Update } from '@fedify/vocab'

import { Temporal } from '@js-temporal/polyfill'

import { axe, chromium, lmtp, openCase, sendReply, signIn, tribuneDemo, until, writeReply } from './harness/index.mjs'
import { fedify } from './harness/fedify.mjs'

let demo, browser, priya, maya, omar, ada, bob, dora, desk, roads

const PICTURE = Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==', 'base64')

before(async () => {
  demo = await tribuneDemo()
  await demo.stop()
  writeFileSync(path.join(demo.dir, 'town.png'), PICTURE)
  appendFileSync(demo.config, '\n[channel.fediverse]\ndriver = fediverse\nallow = 127.0.0.1\npublisher = desk\n' +
    `topics = roads:streets\navatar = ${path.join(demo.dir, 'town.png')}\n`)
  const { dir, port, portalPort, lmtpPort } = demo
  ;[demo, browser, ada, bob, dora] = await Promise.all([tribuneDemo({ dir, port, portalPort, lmtpPort }), chromium(),
    fedify({ name: 'ada', firstKnock: 'rfc9421' }), fedify({ name: 'bob', firstKnock: 'draft-cavage-http-signatures-12' }), fedify({ name: 'dora' })])
  ;[priya, maya, omar] = await Promise.all(['priya', 'maya', 'omar'].map(name => signIn(browser, demo.url, name, demo.password)))
  await addDesk()
  await addDesk('roads', 'Highways', 'Streets and bridges')
})

const at = place => `${demo.portal}${place}`
const press = (where, name) => where.getByRole('button', { name, exact: true }).click()
const says = (where, text) => where.getByText(text).first().waitFor()
const json = async (place, headers = {}) => {
  const answer = await fetch(at(place), { headers: { accept: 'application/activity+json', ...headers } })
  return { status: answer.status, type: answer.headers.get('content-type'), body: answer.status === 404 ? null : await answer.json() }
}

/** A desk of @unit, on the social network; first that of the unit that answers the general address. */
async function addDesk(address = 'desk', unit = 'Customer Contact', name = 'Northam Borough Council') {
  const admin = await signIn(browser, demo.url, 'owen', demo.password)
  await admin.goto(`${demo.url}/units`)
  await admin.getByRole('link', { name: unit }).last().click()
  await admin.getByLabel('Channel', { exact: true }).selectOption('fediverse')
  await admin.getByLabel('Address', { exact: true }).fill(address)
  await admin.locator('#endpoint-name').fill(name)
  await press(admin, 'Add')
  await says(admin, `What is written to ${address} comes here now.`)
  await admin.context().close()
}

/* ---- finding it ---- */

/** The actor of the account @name of ours, as @peer finds it. */
async function find(peer, name) {
  return peer.ctx.lookupObject(at(`/ap/desks/${name}`), { documentLoader: await peer.ctx.getDocumentLoader({ identifier: new URL(peer.id).pathname.split('/').pop() }) })
}

test('a desk is found by its name, and is an actor that a peer reads', async () => {
  const found = await json('/.well-known/webfinger?resource=acct:desk@northam.example')
  const self = found.body.links.find(link => link.rel === 'self')
  assert.equal(found.type, 'application/jrd+json')
  assert.equal(found.body.subject, 'acct:desk@northam.example')
  desk = await find(ada, 'desk')
  assert.equal(desk.id.href, self.href)
  const icon = await desk.getIcon()
  assert.deepEqual(Buffer.from(await (await fetch(icon.url.href)).arrayBuffer()), PICTURE)
  assert.equal(icon.mediaType, 'image/png')
  assert.equal(desk.constructor.name, 'Organization')
  assert.equal(desk.preferredUsername, 'desk')
  assert.equal(desk.endpoints.sharedInbox.href, at('/ap/inbox'))
  assert.ok(await desk.getPublicKey())
  const wrong = await json('/.well-known/webfinger?resource=acct:nobody@northam.example')
  assert.equal(wrong.status, 404)
})

test('the server says what it is', async () => {
  const links = await json('/.well-known/nodeinfo')
  const info = await (await fetch(links.body.links[0].href)).json()
  assert.equal(info.version, '2.0')
  assert.match(info.software.name, /^[a-z0-9-]+$/)
  assert.deepEqual(info.protocols, ['activitypub'])
  const instance = await json('/ap/actor')
  assert.equal(instance.body.type, 'Application')
})

/* ---- following it ---- */

test('who follows is accepted, whichever way her server signs', async () => {
  for (const peer of [ada, bob]) {
    const follow = new Follow({ id: new URL(`${peer.origin}/follows/1`), actor: peer.id, object: desk.id })
    await peer.send(desk, follow)
    await until('the Accept', () => peer.got.accepts[0])
    assert.equal(peer.got.accepts[0].actorId.href, desk.id.href)
    assert.equal(peer.got.accepts[0].objectId.href, follow.id.href)
  }
  const followers = await json(new URL(desk.followersId).pathname)
  assert.equal(followers.body.totalItems, 2)
  assert.equal(followers.body.orderedItems, undefined)
})

test('who wants to hear of one topic alone follows the desk that shares it', async () => {
  roads = await find(dora, 'roads')
  await dora.send(roads, new Follow({ id: new URL(`${dora.origin}/follows/1`), actor: dora.id, object: roads.id }))
  await until('the Accept', () => dora.got.accepts[0])
})

/* ---- writing to it ---- */

const note = (peer, number, fields) => new Note({
  id: new URL(`${peer.origin}/notes/${number}`),
  attribution: peer.id,
  to: desk.id,
  tags: [new Mention({ href: desk.id, name: '@desk@northam.example' })],
  ...fields,
})
const create = (peer, number, fields) => new Create({
  id: new URL(`${peer.origin}/notes/${number}/create`), actor: peer.id, to: desk.id, object: note(peer, number, fields),
})

/** The note with @words that @peer has got. */
async function answerOf(peer, words) {
  const notes = await Promise.all(peer.got.created.map(activity => activity.getObject()))
  return notes.find(one => String(one.content).includes(words))
}

test('a direct message is a case, and an answer goes to its writer alone', async () => {
  await ada.send(desk, create(ada, 1, { content: '<p>@desk The lamp in <b>Mill Lane</b> is out.<script>alert(1)</script></p>' }))
  await until('the case', async () => {
    await priya.goto(`${demo.url}/cases?queue=all&state=any&sort=newest`)
    return await priya.locator('ul.rows > li', { hasText: 'The lamp in Mill Lane is out' }).count()
  })
  await openCase(priya, demo.url, 'The lamp in Mill Lane is out')
  await says(priya, `ada@${new URL(ada.origin).host}`)
  await writeReply(priya, 'Dear Ada,\n\nwe mend it **on Friday**.')
  await sendReply(priya)
  const written = await until('the answer', () => answerOf(ada, 'on Friday'))
  assert.deepEqual(written.toIds.map(String), [ada.id.href])
  assert.deepEqual(written.ccIds, [])
  assert.equal(written.replyTargetId.href, `${ada.origin}/notes/1`)
  assert.match(String(written.content), /<strong>on Friday<\/strong>/)
  const [mention] = await Array.fromAsync(written.getTags())
  assert.equal(mention.href.href, ada.id.href)
  assert.equal((await fetch(written.id.href)).status, 404)
})

test('what she writes in answer goes into the same case', async () => {
  const written = await answerOf(ada, 'on Friday')
  await ada.send(desk, create(ada, 2, { content: '<p>Thank you, it is the second lamp.</p>', replyTarget: written.id }))
  await until('her answer', async () => {
    await priya.reload()
    return await priya.getByText('it is the second lamp').count()
  })
})

test('what she changes and deletes is recorded, and what was received stays', async () => {
  const changed = note(ada, 2, { content: '<p>Thank you, it is the third lamp.</p>', updated: Temporal.Now.instant() })
  await ada.send(desk, new Update({ id: new URL(`${ada.origin}/notes/2/update`), actor: ada.id, to: desk.id, object: changed }))
  for (const words of ['the writer changed this message', 'it is the third lamp']) {
    await until(words, async () => {
      await priya.reload()
      return await priya.getByText(words).count()
    })
  }
  await says(priya, 'it is the second lamp')
  await ada.send(desk, new Delete({ id: new URL(`${ada.origin}/notes/2/delete`), actor: ada.id, to: desk.id, object: new Tombstone({ id: changed.id }) }))
  await until('the deletion', async () => {
    await priya.reload()
    return await priya.getByText('the writer deleted this message').count()
  })
  await says(priya, 'it is the second lamp')
})

test('a public post that names the desk is a case too, taken once however often it comes', async () => {
  const mention = create(bob, 1, { content: '<p>@desk Swans on the road!</p>', tos: [PUBLIC_COLLECTION, desk.id], to: undefined })
  await bob.send(desk, mention)
  await bob.send(desk, mention, { preferSharedInbox: true })
  await until('the case', async () => {
    await priya.goto(`${demo.url}/cases?queue=all&state=any&sort=newest`)
    return await priya.locator('ul.rows > li', { hasText: 'Swans on the road' }).count()
  })
  assert.equal(await priya.locator('ul.rows > li', { hasText: 'Swans on the road' }).count(), 1)
})

test('a request without a signature, and one with a wrong one, is told 401', async () => {
  const body = JSON.stringify({ '@context': 'https://www.w3.org/ns/activitystreams', type: 'Follow', actor: ada.id.href, object: desk.id.href })
  const headers = { 'content-type': 'application/activity+json' }
  assert.equal((await fetch(at('/ap/inbox'), { method: 'POST', headers, body })).status, 401)
  headers.signature = `keyId="${ada.id.href}#main-key",headers="(request-target) host date digest",signature="AAAA"`
  headers.date = new Date().toUTCString()
  headers.digest = 'SHA-256=AAAA'
  assert.equal((await fetch(at('/ap/inbox'), { method: 'POST', headers, body })).status, 401)
})

/* ---- what everybody reads ---- */

let page
async function out() {
  await press(maya, 'Send for review')
  await omar.goto(page)
  await press(omar, 'Approve')
  await says(omar, 'Your approval is recorded.')
  await maya.goto(page)
  await press(maya, 'Release now')
  await says(maya, 'It is out')
}

test('what is released reaches those who follow, in all its languages; a server that takes only the newer signature gets it too', async () => {
  let refused = 0
  bob.got.gate = request => {
    if (request.method !== 'POST' || request.headers['signature-input']) return undefined
    refused++
    return new Response('', { status: 401 })
  }
  await maya.goto(`${demo.url}/publications/new`)
  await maya.locator('#title-en').fill('Mill Bridge closed')
  await maya.locator('#body-en').fill('The bridge is closed from Tuesday.')
  await maya.locator('#title-de').fill('Mühlbrücke gesperrt')
  await maya.locator('#body-de').fill('Die Brücke ist gesperrt.')
  await maya.locator('#topic-streets').check()
  await press(maya, 'Save and see it')
  await says(maya, 'Saved as a new version.')
  page = maya.url()
  await out()
  for (const peer of [ada, bob]) {
    const activity = await until('the post', () => peer.got.created.find(one => one.objectId?.href.endsWith('/ap/posts/mill-bridge-closed')))
    const post = await activity.getObject()
    assert.ok(post.toIds.some(id => id.href === PUBLIC_COLLECTION.href))
    assert.match(String(post.content), /Mill Bridge closed/)
    assert.equal(post.attributionId.href, desk.id.href)
    assert.deepEqual(post.contents.filter(content => content.locale).map(content => content.locale.toString()).sort(), ['de', 'en'])
  }
  assert.equal(refused, 1)
  const shared = await until('the share', () => dora.got.shared[0])
  assert.equal(shared.actorId.href, roads.id.href)
  assert.equal(shared.objectId.href, at('/ap/posts/mill-bridge-closed'))
  assert.equal((await shared.getObject(await dora.ctx)).attributionId.href, desk.id.href)
  assert.deepEqual([...ada.got.shared, ...bob.got.shared], [])
  const outbox = await json(new URL(desk.outboxId).pathname)
  const first = await (await fetch(outbox.body.first)).json()
  assert.equal(first.orderedItems[0].object.id, at('/ap/posts/mill-bridge-closed'))
})

/* ---- what others answer to it ---- */

const answer = (peer, number, fields) => new Note({
  id: new URL(`${peer.origin}/notes/${number}`), attribution: peer.id, to: PUBLIC_COLLECTION, cc: desk.id,
  replyTarget: new URL(at('/ap/posts/mill-bridge-closed')), tags: [new Mention({ href: desk.id, name: '@desk@northam.example' })],
  published: Temporal.Instant.from('2026-11-22T12:00:00Z'), ...fields,
})
const say = (peer, number, fields) => peer.send(desk, new Create({
  id: new URL(`${peer.origin}/notes/${number}/create`), actor: peer.id, to: PUBLIC_COLLECTION, cc: desk.id, object: answer(peer, number, fields),
}))
const below = async () => (await fetch(at('/news/mill-bridge-closed?lang=en'))).text()

test('an answer while comments are closed is a message, so that it is not lost', async () => {
  await say(bob, 10, { content: '<p>@desk For how long?</p>' })
  await until('the case', async () => {
    await priya.goto(`${demo.url}/cases?queue=all&state=any&sort=newest`)
    return await priya.locator('ul.rows > li', { hasText: 'For how long?' }).count()
  })
})

test('a public answer is a comment below the publication, and what its writer changes or deletes there is so here', async () => {
  await maya.goto(`${demo.url}/comment-rules`)
  await press(maya, 'Publish the rules')
  await maya.getByLabel('News item', { exact: true }).fill('14')
  await press(maya, 'Save')
  await says(maya, 'The time for comments is set.')
  await say(ada, 11, { content: '<p><span class="h-card"><a href="https://northam.example/desks/desk">@<span>desk</span></a></span> What about the <b>bus</b>?</p>' })
  const shown = await until('the comment', async () => {
    const text = await below()
    return text.includes('What about the bus?') && text
  })
  assert.match(shown, new RegExp(`<bdi>@${ada.account.replaceAll('.', '\\.')}</bdi>`))
  assert.match(shown, /Ada Marsh/)
  const changed = answer(ada, 11, { content: '<p>What about buses?</p>', updated: Temporal.Instant.from('2026-11-22T12:30:00Z') })
  await ada.send(desk, new Update({ id: new URL(`${ada.origin}/notes/11/update`), actor: ada.id, to: PUBLIC_COLLECTION, cc: desk.id, object: changed }))
  await until('the change', async () => (await below()).includes('What about buses?'))
  assert.match(await below(), /changed by its writer/)
  assert.doesNotMatch(await below(), /What about the bus\?/)
  await ada.send(desk, new Delete({ id: new URL(`${ada.origin}/notes/11/delete`), actor: ada.id, to: PUBLIC_COLLECTION, object: new Tombstone({ id: changed.id }) }))
  await until('the deletion', async () => !(await below()).includes('What about buses?'))
})

test('what a word holds is not shown before somebody has looked', async () => {
  const nadia = await signIn(browser, demo.url, 'nadia', demo.password)
  await nadia.goto(`${demo.url}/word-lists/new`)
  await nadia.getByLabel('Name').fill('Swear words')
  await nadia.getByLabel('Label', { exact: true }).fill('rude')
  await nadia.getByLabel('It waits in the review queue, with the label').check()
  await nadia.getByLabel('Words').fill('blimey')
  await nadia.locator('main form .govuk-button').first().click()
  await nadia.context().close()
  await say(bob, 12, { content: '<p>Blimey, again?</p>' })
  await until('it waits', async () => {
    await maya.goto(`${demo.url}/comments`)
    return await maya.getByText('Blimey, again?').count()
  })
  assert.doesNotMatch(await below(), /Blimey/)
  await maya.getByLabel('Publish this one').check()
  await press(maya, 'Publish the chosen ones')
  await says(maya, 'Published: 1.')
  assert.match(await below(), /Blimey, again\?/)
})

test('a like is counted on the page of the desk', async () => {
  await ada.send(desk, new Like({ id: new URL(`${ada.origin}/likes/1`), actor: ada.id, object: new URL(at('/ap/posts/mill-bridge-closed')) }))
  const reader = await (await browser.newContext({ locale: 'en-GB', reducedMotion: 'reduce' })).newPage()
  // a browser keeps the page for a minute
  await until('the like', async () => (await (await fetch(at('/desks/desk?lang=en'))).text()).includes('likes: 1'))
  await reader.goto(at('/desks/desk'))
  await says(reader, 'likes: 1')
  await says(reader, '2 accounts follow us')
  assert.equal(await reader.locator('link[rel=me]').getAttribute('href'), at('/desks/desk'))
  assert.deepEqual(await axe(reader), [])
  await reader.goto(at('/desks'))
  assert.deepEqual(await axe(reader), [])
})

test('a desk that posts nothing says which one does', async () => {
  await addDesk('lamps', 'Highways', 'Street lamps')
  const reader = await (await browser.newContext({ locale: 'en-GB', reducedMotion: 'reduce' })).newPage()
  await reader.goto(at('/desks/lamps'))
  await says(reader, 'posts nothing itself')
  assert.equal(await reader.getByRole('link', { name: '@desk@northam.example' }).getAttribute('href'), '/desks/desk')
  assert.deepEqual(await axe(reader), [])
  const lamps = await json('/ap/desks/lamps')
  assert.match(lamps.body.summary, /follow: <a href="[^"]*\/desks\/desk">@desk@northam\.example<\/a>/)
  assert.doesNotMatch((await json('/ap/desks/desk')).body.summary, /follow/)
  assert.match(lamps.body.published, /^\d{4}-\d\d-\d\dT/)
})

test('a desk that shares a topic shows what it shared, and says where there is more', async () => {
  const reader = await (await browser.newContext({ locale: 'en-GB', reducedMotion: 'reduce' })).newPage()
  await reader.goto(at('/desks/roads'))
  await says(reader, 'shares what we publish on its topic')
  await reader.getByRole('link', { name: 'Mill Bridge closed' }).waitFor()
  await says(reader, '1 account follows us')
  assert.deepEqual(await axe(reader), [])
  const first = await (await fetch(at('/ap/desks/roads/outbox?page=1'))).json()
  assert.equal(first.orderedItems[0].type, 'Announce')
  assert.equal(first.orderedItems[0].object, at('/ap/posts/mill-bridge-closed'))
})

test('the home page and the sitemap lead to the desk, and what is pinned is a collection', async () => {
  const reader = await (await browser.newContext({ locale: 'en-GB', reducedMotion: 'reduce' })).newPage()
  await reader.goto(at('/'))
  const link = reader.getByRole('link', { name: '@desk@northam.example' })
  assert.equal(await link.getAttribute('rel'), 'me')
  assert.match(await link.getAttribute('href'), /^https?:.*\/desks\/desk$/)
  assert.deepEqual(await axe(reader), [])
  assert.match(await (await fetch(at('/sitemap.xml'))).text(), /\/desks\/desk</)
  const pinned = await json('/ap/desks/desk/featured')
  assert.equal(pinned.body.type, 'OrderedCollection')
  assert.equal(pinned.body.orderedItems.length, pinned.body.totalItems)
  for (const post of pinned.body.orderedItems) assert.equal(post.type, 'Note') // alerts in force: the demo has an exercise
})

test('a correction is an Update, a withdrawal a Delete; the post is gone then. A server that was away gets it later', async () => {
  ada.got.hangUps = 2 // once is tried again by libcurl itself
  await maya.goto(page)
  await maya.getByText('Correct it', { exact: true }).click()
  await maya.getByLabel('What is corrected, and why?').fill('Repairs begin later.')
  await press(maya, 'Begin the correction')
  await maya.locator('#body-en').fill('The bridge is closed from Wednesday.')
  await press(maya, 'Save and see it')
  await out()
  for (const peer of [ada, bob, dora]) {
    const activity = await until('the update', () => peer.got.updated[0], { timeout: 120000 })
    assert.match(String((await activity.getObject()).content), /from Wednesday/)
  }
  assert.equal(ada.got.hangUps, 0)
  await maya.goto(page)
  await maya.getByText('Withdraw it', { exact: true }).click()
  await maya.getByLabel('Why? Readers see it.').fill('The bridge stays open.')
  await press(maya, 'Send the withdrawal for review')
  await omar.goto(page)
  await press(omar, 'Approve')
  await says(omar, 'Your approval is recorded.')
  await maya.goto(page)
  await press(maya, 'Release now')
  await says(maya, 'It is out')
  for (const peer of [ada, bob, dora]) await until('the deletion', () => peer.got.deleted[0])
  const gone = await json('/ap/posts/mill-bridge-closed')
  assert.equal(gone.status, 410)
  assert.equal(gone.body.type, 'Tombstone')
})

/* ---- whose account it is ---- */

/** The page of who writes @text by mail from @from, as her receipt names it. */
async function pageByMail(from, text) {
  const session = await lmtp(demo.lmtpPort), outbox = path.join(demo.dir, 'outbox')
  const [reply] = await session.deliver({ from, to: ['hello@northam.example'], data: `From: <${from}>\nTo: hello@northam.example\nSubject: A bench\nMessage-ID: <bench@citizen.example>\n\n${text}\n` })
  assert.match(reply, /^250 /)
  session.close()
  const mail = await until('the receipt', () => readdirSync(outbox).map(name => readFileSync(path.join(outbox, name), 'utf8').replace(/=\r?\n/g, ''))
    .find(one => one.includes(`To: ${from}`) || one.includes(`<${from}>`)))
  return at(new URL(mail.match(/https?:\/\/\S+?\/case\/[\w-]{22}/)[0]).pathname)
}

test('a code goes to an account as a note to nobody else; said on her page, it links the two, and the next answer goes there', async () => {
  const cleo = await fedify({ name: 'cleo', firstKnock: 'rfc9421' })
  const hers = await (await browser.newContext({ javaScriptEnabled: false, locale: 'en-GB' })).newPage()
  await hers.goto(await pageByMail('cleo@citizen.example', 'The bench in Mill Park is broken.'))
  await hers.getByRole('link', { name: 'Link another address of yours' }).click()
  await hers.getByLabel('Which tool do you use there?').selectOption('fediverse')
  await hers.getByLabel('Your address or number there').fill(`@${cleo.account}`)
  await press(hers, 'Send me a code')
  await says(hers, 'Type in the code')
  const told = await until('the code', () => answerOf(cleo, 'is the code with which you show'))
  assert.deepEqual(told.toIds.map(String), [cleo.id.href])
  assert.deepEqual(told.ccIds, [])
  assert.doesNotMatch(String(told.content), /NB-\d{4}-\d{6}|bench/)
  await hers.getByLabel('Code', { exact: true }).fill(/\b(\d{8})\b/.exec(String(told.content).replace(/<[^>]+>/g, ' '))[1])
  await hers.getByLabel('Answer me there from now on').check()
  await press(hers, 'Link this address')
  await says(hers, 'The address is linked with you.')
  await openCase(priya, demo.url, 'A bench')
  await writeReply(priya, 'It is mended **on Monday**.')
  await sendReply(priya)
  const written = await until('the answer', () => answerOf(cleo, 'on Monday'))
  assert.deepEqual(written.toIds.map(String), [cleo.id.href])
  await hers.context().close()
})

/* ---- leaving ---- */

test('who stops to follow is not told any more', async () => {
  const follow = new Follow({ id: new URL(`${ada.origin}/follows/1`), actor: ada.id, object: desk.id })
  await ada.send(desk, new Undo({ id: new URL(`${ada.origin}/follows/1/undo`), actor: ada.id, object: follow }))
  await until('one follower less', async () => (await json(new URL(desk.followersId).pathname)).body.totalItems === 1)
})
