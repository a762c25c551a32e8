// SPDX-License-Identifier: Apache-2.0
// kill -9 of Tribune's node, of its relay, and of both of Kannel's processes, in the middle of 1,000 text messages each way:
// a thousand people write one each, and each gets a receipt. Nothing is lost; what is doubled was under way in the moment of
// a kill.
//
// Two things are Kannel's own. Its network is a socket, which a dead bearerbox takes with it: a real one has what was not
// acknowledged. So before that is killed, it is left to take what was said (its own counter tells). And its smsbox calls a
// message done when it begins to post it: what it posts when it is killed is lost, and nobody can tell. So before that is
// killed, it is left to post what it has; what is written while it is dead waits in the bearerbox, and dies with it once.
import assert from 'node:assert/strict'
import { readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { before, test } from 'node:test'
import { DatabaseSync } from 'node:sqlite'

import { TRIBUNE, freePort, isRoot, kannel, northam, sleep, start, tmp, until } from './harness/index.mjs'

const skip = isRoot ? false : 'Postfix needs root'
const DESK = '32100'
const TOTAL = 1000
const AT_ONCE = 8 // deliveries on a channel: as many may be doubled by a kill of Kannel
const IN_HAND = 32 // … that Kannel has, or may have, and that are not recorded as taken yet: by a kill of the node
const KILLS_OF_KANNEL = 3

let house, gateway, relay

const startRelay = async () => { relay = await start(TRIBUNE, ['relay', '--config', house.config], { name: 'tribune relay', ready: /relay\.ready/ }) }

/** What the store has. */
function rows(sql) {
  const database = new DatabaseSync(path.join(house.dir, 'data', 'tribune.db'), { readOnly: true })
  const all = database.prepare(sql).all()
  database.close()
  return all
}
const count = sql => rows(sql)[0].n

before(async () => {
  if (skip) return
  const port = await freePort()
  const secrets = tmp('sms')
  writeFileSync(path.join(secrets, 'key'), 'key\n')
  writeFileSync(path.join(secrets, 'password'), 'seven bells\n')
  gateway = await kannel({ postUrl: `http://127.0.0.1:${port}/sms/in?key=key`, quiet: true })
  house = await northam({ config: `[channel.text]
driver = sms-kannel
listen = 127.0.0.1:${port}
relay = unix:${secrets}/relay
url = ${gateway.sendUrl}
key-file = ${secrets}/key
password-file = ${secrets}/password
` })
  writeFileSync(house.config, readFileSync(house.config, 'utf8').replace(/^\[relay\]$/m, `[relay]\nlisten = unix:${secrets}/relay\nspool = ${secrets}/spool`))
  await startRelay()
  const admin = await house.officer('admin')
  await admin.goto(`${house.url}/units`)
  await admin.getByRole('link', { name: 'Customer Contact' }).last().click()
  await admin.getByLabel('Channel').selectOption('text')
  await admin.getByLabel('Address', { exact: true }).fill(DESK)
  await admin.getByRole('button', { name: 'Add', exact: true }).click()
  await admin.getByText(`What is written to ${DESK}`).waitFor()
  await admin.context().close()
})

/** Where the messages are, when too few came back. */
function tellHowFar(got) {
  const deliveries = rows('SELECT state, attempts, count(*) AS n FROM deliveries GROUP BY state, attempts')
  const attempts = rows("SELECT a.number, a.code, d.state, count(*) AS n, min(a.at) AS first, max(a.at) AS last FROM attempts a JOIN deliveries d ON d.id = a.delivery WHERE d.attempts > 1 OR d.state <> 'sent' GROUP BY a.number, a.code, d.state")
  const jobs = rows('SELECT kind, count(*) AS n, min(due) AS first, max(due) AS last FROM jobs GROUP BY kind')
  return JSON.stringify({ got, recorded: recorded(), now: Date.now(), deliveries, attempts, jobs })
}

/** A thousand people, @from on, write; @kills: {how many have written: what is done then}. Resolves to {in, doubled}. */
async function exchange(from, kills) {
  const got = () => gateway.got.filter(({ to }) => Number(to.slice(-6)) >= from && Number(to.slice(-6)) < from + TOTAL)
  const numbers = () => new Set(got().map(({ to }) => to))
  for (let i = 0; i < TOTAL; i++) {
    gateway.say(`447700${String(from + i).padStart(6, '0')}`, DESK, `Lamp ${from + i} is out`)
    if (i % 20 === 19) await sleep(50)
    if (kills[i + 1]) await kills[i + 1]()
  }
  await until('every receipt', () => numbers().size === TOTAL, { timeout: 500000, every: 1000 })
    .catch(fault => { throw new Error(`${fault.message}: ${tellHowFar(numbers().size)}`) })
  await sleep(3000)
  return got().length - TOTAL
}

const recorded = () => count("SELECT count(*) AS n FROM messages WHERE channel = 'text' AND direction = 'in'")
const different = () => count("SELECT count(DISTINCT sender) AS n FROM messages WHERE channel = 'text' AND direction = 'in'")

test('kill -9 of the node and of the relay in the middle of 1,000 messages each way loses none', { skip, timeout: 560000 }, async () => {
  const doubled = await exchange(100000, {
    250: async () => { await house.tribune.kill(); await house.start() },
    500: async () => { await relay.kill(); await startRelay() },
    750: async () => { await house.tribune.kill(); await house.start() },
  })
  assert.equal(recorded(), TOTAL, 'each is recorded once')
  assert.ok(doubled <= 2 * IN_HAND, `${doubled} receipts came twice`)
  console.log(`# node and relay: ${TOTAL} in, ${TOTAL} out; ${doubled} came twice`)
})

test('kill -9 of Kannel, one process and the other, in the middle of 1,000 messages each way loses none', { skip, timeout: 560000 }, async () => {
  const before = gateway.got.length
  const posted = n => until(`${n} to be recorded`, () => recorded() === TOTAL + n, { timeout: 60000, every: 50 })
  const doubled = await exchange(200000, {
    300: async () => { await posted(300); await gateway.killBox() },
    360: async () => { await gateway.startBox() },
    600: async () => { await posted(600); await gateway.killBox() },
    660: async () => { await gateway.hasRead(); await gateway.killBearer(); await gateway.start() },
    800: async () => { await posted(800); await gateway.killBox() },
    860: async () => { await gateway.startBox() },
  })
  assert.ok(gateway.got.length > before)
  // What the smsbox had posted and not yet told the bearerbox is posted again: the same id, so it is recorded once.
  assert.equal(recorded(), 2 * TOTAL, 'each is recorded once')
  console.log(`# Kannel: ${TOTAL} in, ${TOTAL} out; ${doubled} came twice`)
})

const says = async (officer, reference) => {
  await officer.goto(`${house.url}/cases/${reference}`)
  return await officer.getByText('sent, perhaps twice').count() > 0
}

/** Whether the case of receipt @text says that something was perhaps sent twice, or was tried more than once. */
async function isMarked(officer, text) {
  const reference = /NB-\d+-\d+/.exec(text)[0]
  return await says(officer, reference) || count(`SELECT max(d.attempts) AS n FROM deliveries d JOIN cases c ON c.id = d.case_id WHERE c.reference = '${reference}'`) > 1
}

test('what came twice is marked so in its case', { skip }, async () => {
  const officer = await house.officer('grace')
  const texts = new Map()
  for (const { to, text } of gateway.got) texts.set(to, [...(texts.get(to) ?? []), text])
  const twice = [...texts].filter(([, all]) => all.length > 1)
  const unmarked = []
  for (const [to, [text]] of twice) if (!await isMarked(officer, text)) unmarked.push({ to, text })
  console.log(`# ${twice.length} came twice, ${twice.length - unmarked.length} of them marked`)
  assert.deepEqual(unmarked.filter(({ to }) => !to.includes('7700200')), [], 'no kill of ours doubles without a mark')
  // What smsbox and bearerbox double between themselves, when one of them dies, nobody tells us: it is what they were at.
  assert.ok(unmarked.length <= KILLS_OF_KANNEL * AT_ONCE, `${unmarked.length} that Kannel doubled by itself`)
})

test('what nobody heard the end of and was sent again is marked in its case, whether it came twice or not', { skip }, async () => {
  const officer = await house.officer('grace')
  const unheard = rows("SELECT DISTINCT c.reference FROM attempts a JOIN deliveries d ON d.id = a.delivery JOIN cases c ON c.id = d.case_id WHERE a.code = 'unanswered' AND EXISTS (SELECT 1 FROM attempts b WHERE b.delivery = a.delivery AND b.number > a.number AND b.outcome = 'accepted')")
  for (const { reference } of unheard) assert.ok(await says(officer, reference), `${reference} has no mark`)
  console.log(`# ${unheard.length} were not heard the end of, each is marked`)
})
