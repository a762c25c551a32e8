// SPDX-License-Identifier: Apache-2.0
// kill -9 of the node in the middle of what comes in from the social network, and of what goes out to it. Four servers
// with fifty accounts each: every one follows a desk and writes to it; then something is published. What was answered 202
// is never lost, nobody who follows is left out, and what comes twice has the same id.
import assert from 'node:assert/strict'
import { createHash, generateKeyPairSync, sign } from 'node:crypto'
import { appendFileSync } from 'node:fs'
import http from 'node:http'
import path from 'node:path'
import { before, test } from 'node:test'
import { DatabaseSync } from 'node:sqlite'

import { atEnd, chromium, freePort, signIn, sleep, tribuneDemo, until } from './harness/index.mjs'

const SERVERS = 4, ACCOUNTS = 50, TOTAL = SERVERS * ACCOUNTS
const SENDERS = 8
const AT_ONCE = 4 // to one server: as many may be doubled by a kill, of each
const TYPE = 'application/activity+json'

const pair = generateKeyPairSync('rsa', { modulusLength: 2048 })
const pem = pair.publicKey.export({ type: 'spki', format: 'pem' })

let demo, browser, admin
let held = Promise.resolve() // until then the servers do not answer
const accounts = [] // {id, inbox, from: the address that its server comes from, got: activities}

/* ---- the other servers ---- */

const describe = account => ({
  '@context': ['https://www.w3.org/ns/activitystreams', 'https://w3id.org/security/v1'], id: account.id, type: 'Person',
  preferredUsername: account.name, inbox: account.inbox, publicKey: { id: `${account.id}#main-key`, owner: account.id, publicKeyPem: pem },
})

/** A server that takes its time with what it gets. */
async function openServer(number) {
  const port = await freePort(), origin = `http://127.0.0.1:${port}`, own = new Map()
  for (let i = 0; i < ACCOUNTS; i++) {
    const name = `u${i}`, account = { name, id: `${origin}/${name}`, inbox: `${origin}/${name}/inbox`, from: `127.0.${number + 1}.1`, got: [] }
    own.set(`/${name}`, account)
    accounts.push(account)
  }
  const server = http.createServer(async (request, response) => {
    const parts = []
    for await (const part of request) parts.push(part)
    const account = own.get(request.url.replace(/\/inbox$/, ''))
    if (request.method === 'POST' && account) {
      account.got.push(JSON.parse(Buffer.concat(parts)))
      await held
      await sleep(40)
      response.writeHead(202).end()
    } else if (account) {
      response.writeHead(200, { 'content-type': TYPE }).end(JSON.stringify(describe(account)))
    } else {
      response.writeHead(404).end()
    }
  })
  await new Promise(resolve => server.listen(port, '127.0.0.1', resolve))
  atEnd(() => { server.closeAllConnections(); server.close() })
}

/** One try: the status, or 0 when nobody was there. */
function post(account, target, body) {
  const url = new URL(target), date = new Date().toUTCString()
  const digest = `SHA-256=${createHash('sha256').update(body).digest('base64')}`
  const base = `(request-target): post ${url.pathname}\nhost: ${url.host}\ndate: ${date}\ndigest: ${digest}`
  const signature = sign('sha256', base, pair.privateKey).toString('base64')
  const headers = { host: url.host, date, digest, 'content-type': TYPE, 'content-length': Buffer.byteLength(body),
    signature: `keyId="${account.id}#main-key",algorithm="rsa-sha256",headers="(request-target) host date digest",signature="${signature}"` }
  return new Promise(resolve => {
    const request = http.request({ host: '127.0.0.1', port: url.port, path: url.pathname, method: 'POST', headers, localAddress: account.from }, response => {
      response.resume()
      response.on('end', () => resolve(response.statusCode))
      response.on('error', () => resolve(0))
    })
    request.on('error', () => resolve(0))
    request.end(body)
  })
}

let taken = 0

/** As servers do: again until it is taken. */
async function deliver(account, activity) {
  const body = JSON.stringify({ '@context': 'https://www.w3.org/ns/activitystreams', actor: account.id, ...activity })
  await until(`202 for ${activity.id}`, async () => {
    const status = await post(account, `${demo.portal}/ap/inbox`, body)
    assert.ok([0, 202, 429, 503].includes(status), `${activity.id} was answered ${status}`)
    return status === 202
  }, { timeout: 60000, every: 300 })
  taken++
}

/* ---- the house ---- */

const desk = () => `${demo.portal}/ap/desks/desk`
const press = (where, name) => where.getByRole('button', { name, exact: true }).click()
const says = (where, text) => where.getByText(text).first().waitFor()

async function restart() {
  const { dir, port, portalPort, lmtpPort } = demo
  await demo.kill()
  demo = await tribuneDemo({ dir, port, portalPort, lmtpPort })
}

/** Kills the node when @number is at least @value, once. */
async function killWhen(what, number, value) {
  await until(what, () => number() >= value, { timeout: 60000, every: 5 })
  await restart()
}

function count(sql) {
  const database = new DatabaseSync(path.join(demo.dir, 'data', 'tribune.db'), { readOnly: true })
  const row = database.prepare(sql).get()
  database.close()
  return row.n
}

before(async () => {
  demo = await tribuneDemo()
  await demo.stop()
  appendFileSync(demo.config, '\n[channel.fediverse]\ndriver = fediverse\nallow = 127.0.0.1\nactor-type = Service\nper-server = 1000\n')
  const { dir, port, portalPort, lmtpPort } = demo
  ;[demo, browser] = await Promise.all([tribuneDemo({ dir, port, portalPort, lmtpPort }), chromium()])
  for (let i = 0; i < SERVERS; i++) await openServer(i)
  admin = await signIn(browser, demo.url, 'owen', demo.password)
  await admin.goto(`${demo.url}/units`)
  await admin.getByRole('link', { name: 'Customer Contact' }).last().click()
  await admin.getByLabel('Channel', { exact: true }).selectOption('fediverse')
  await admin.getByLabel('Address', { exact: true }).fill('desk')
  await admin.locator('#endpoint-name').fill('Northam Borough Council')
  await press(admin, 'Add')
  await says(admin, 'What is written to desk comes here now.')
})

test('a desk is of the kind that the configuration says', async () => {
  const answer = await fetch(desk(), { headers: { accept: TYPE } })
  assert.equal((await answer.json()).type, 'Service')
})

/* ---- in ---- */

async function followAndWrite(account) {
  await deliver(account, { id: `${account.id}/follows/1`, type: 'Follow', object: desk() })
  await until(`the Accept for ${account.id}`, () => account.got.some(one => one.type === 'Accept'), { timeout: 90000 })
  const note = { id: `${account.id}/notes/1`, type: 'Note', attributedTo: account.id, to: desk(), content: `<p>The lamp of ${account.name} is out.</p>` }
  await deliver(account, { id: `${account.id}/notes/1/create`, type: 'Create', to: desk(), object: note })
}

test('kill -9 in the middle of what comes in loses nothing that was taken, and takes nothing twice', { timeout: 280000 }, async () => {
  const waiting = [...accounts]
  const sender = async () => { for (let account; (account = waiting.shift());) await followAndWrite(account) }
  const kills = killWhen('a quarter', () => taken, TOTAL / 2).then(() => killWhen('three quarters', () => taken, TOTAL * 1.5))
  await Promise.all([kills, ...Array.from({ length: SENDERS }, sender)])
  const messages = "FROM messages WHERE channel = 'fediverse' AND direction = 'in'"
  await until('every message', () => count(`SELECT count(*) AS n ${messages}`) >= TOTAL, { timeout: 60000, every: 500 })
  assert.equal(count(`SELECT count(*) AS n ${messages}`), TOTAL)
  assert.equal(count(`SELECT count(DISTINCT sender) AS n ${messages}`), TOTAL)
  const followers = await (await fetch(`${desk()}/followers`, { headers: { accept: TYPE } })).json()
  assert.equal(followers.totalItems, TOTAL)
})

/* ---- out ---- */

const posts = account => account.got.filter(one => one.type === 'Create' && one.object.id.includes('/ap/posts/'))

async function release() {
  const [maya, omar] = await Promise.all(['maya', 'omar'].map(name => signIn(browser, demo.url, name, demo.password)))
  await maya.goto(`${demo.url}/publications/new`)
  await maya.locator('#title-en').fill('Mill Bridge closed')
  await maya.locator('#body-en').fill('The bridge is closed from Tuesday.')
  await press(maya, 'Save and see it')
  await says(maya, 'Saved as a new version.')
  await press(maya, 'Send for review')
  await omar.goto(maya.url())
  await press(omar, 'Approve')
  await says(omar, 'Your approval is recorded.')
  await maya.goto(maya.url())
  await press(maya, 'Release now')
}

/** The page of the channel names the servers for which copies wait. */
async function showsWhoIsBehind() {
  const servers = new Set(accounts.map(account => new URL(account.id).host))
  await until('the servers', async () => {
    await admin.goto(`${demo.url}/channels/fediverse`)
    const rows = await admin.getByRole('table', { name: 'Servers for which something waits' }).getByRole('rowheader').allTextContents()
    return rows.length === servers.size && rows.every(row => servers.has(row))
  })
}

test('kill -9 in the middle of telling followers leaves nobody out, and what comes twice has the same id', { timeout: 280000 }, async () => {
  let answer
  held = new Promise(resolve => { answer = resolve })
  await release()
  await showsWhoIsBehind()
  answer()
  const told = () => accounts.filter(account => posts(account).length > 0).length
  const kills = killWhen('a quarter', told, TOTAL / 4).then(() => killWhen('a half', told, TOTAL / 2))
  await kills
  await until('every follower', () => told() === TOTAL, { timeout: 120000, every: 200 })
    .catch(fault => { throw new Error(`${fault.message}: ${told()} were told`) })
  await until('the rest', () => count("SELECT count(*) AS n FROM channel_errands WHERE kind = 'tell'") === 0, { timeout: 60000, every: 200 })
  const all = accounts.flatMap(posts)
  assert.equal(new Set(all.map(one => one.id)).size, 1)
  const doubled = all.length - TOTAL
  assert.ok(doubled <= 2 * AT_ONCE * SERVERS, `${doubled} came twice`)
  console.log(`# ${2 * TOTAL} activities in, 4 kills, ${TOTAL} inboxes told; ${doubled} came twice`)
})
