// SPDX-License-Identifier: Apache-2.0
// Instant messages: citizens with @xmpp/client, a real Prosody, `tribune relay` and `tribune serve`.
import assert from 'node:assert/strict'
import { once } from 'node:events'
import { readFileSync, readdirSync, writeFileSync } from 'node:fs'
import http from 'node:http'
import path from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { before, test } from 'node:test'

import { PASSWORD, TRIBUNE, atEnd, chatter, chromium, freePort, profanity, prosody, signIn, start, tmp, tribune, tribuneServe, until, xml } from './harness/index.mjs'

// What one person writes to a desk goes on in her open case, so each test has a person of its own.
const PEOPLE = ['ada', 'bob', 'cleo', 'dora', 'eve', 'finn', 'gus', ...Array.from({ length: 10 }, (_, at) => `citizen${at}`)]

let server, house, token, files, ada
const slow = [] // answers that a test holds back

/** A unit with the desk's address, and Grace, who answers. */
async function furnish(url) {
  house.browser = await chromium()
  const page = await signIn(house.browser, url, 'admin', PASSWORD)
  await page.goto(`${url}/units`)
  await page.getByRole('link', { name: 'Add a unit' }).click()
  await page.getByLabel('Name', { exact: true }).fill('Customer Contact')
  await page.getByRole('button', { name: 'Add', exact: true }).click()
  await page.getByRole('link', { name: 'Customer Contact' }).last().click()
  await page.getByLabel('Channel').selectOption('im')
  await page.getByLabel('Address', { exact: true }).fill('desk@im.northam.example')
  await page.getByLabel('Shown as').fill('Northam Borough Council')
  await page.getByRole('button', { name: 'Add', exact: true }).click()
  await page.getByText('desk@im.northam.example').first().waitFor()
  await page.context().close()
}

before(async () => {
  const [port, lmtp] = [await freePort(), await freePort()]
  const dir = tmp('xmpp')
  const config = path.join(dir, 'tribune.conf')
  const url = `http://127.0.0.1:${port}`
  server = await prosody({ users: Object.fromEntries(PEOPLE.map(name => [name, 'engine'])) })
  files = http.createServer((request, response) => {
    const answer = () => response.writeHead(request.url.startsWith('/gone') ? 404 : 200, { 'content-type': 'text/plain; charset=utf-8' }).end('a photograph of the lamp\n')
    if (request.url.startsWith('/slow')) slow.push(answer)
    else answer()
  }).listen(0, '127.0.0.1')
  await once(files, 'listening')
  atEnd(() => files.close())
  writeFileSync(path.join(dir, 'component.secret'), `${server.secret}\n`)
  await tribune(['init', '--config', config, '--authority', 'Northam Borough Council', '--domain', 'northam.example', '--prefix', 'NB',
    '--timezone', 'Europe/London', '--listen', `127.0.0.1:${port}`, '--lmtp', `127.0.0.1:${lmtp}`, '--admin', 'admin'], { input: `${PASSWORD}\n` })
  writeFileSync(config, `${readFileSync(config, 'utf8').replace(/^\[relay\]$/m, `[relay]\nlisten = unix:${dir}/relay\nspool = spool`).replace(/^\[api\]$/m, '[api]\nrate = 100000')}
[channel.im]
driver = xmpp
domain = im.northam.example
server = 127.0.0.1:${server.componentPort}
secret-file = component.secret
relay = unix:${dir}/relay
rate = 0
networks = 127.0.0.1
`)
  house = { url, config, dir }
  house.startRelay = async () => { house.relay = await start(TRIBUNE, ['relay', '--config', config], { name: 'tribune relay', ready: /relay\.ready/ }) }
  house.startCore = async () => { house.core = await tribuneServe({ config, url }) }
  await house.startRelay()
  await house.startCore()
  await furnish(url)
  await tribune(['staff', 'add', '--config', config, 'grace', '--name', 'Grace Okafor', '--role', 'officer:customer-contact'], { input: `${PASSWORD}\n` })
  ada = await chatter(server, 'ada')
  token = (await tribune(['token', 'add', '--config', config, 'Chat', '--for', 'grace', ...['cases:read', 'cases:write', 'messages:read', 'messages:write'].flatMap(scope => ['--scope', scope])])).stdout.trim()
})

async function api(method, address, body, headers = {}) {
  const response = await fetch(house.url + address, {
    method,
    headers: { authorization: `Bearer ${token}`, ...(body ? { 'content-type': 'application/json' } : {}), ...headers },
    body: body && JSON.stringify(body),
  })
  const told = await response.json()
  if (!response.ok) throw new Error(`${method} ${address}: ${response.status} ${JSON.stringify(told)}`)
  return told
}

/** The case whose title has @text. */
const caseOf = text => until(`the case ${text}`, async () => (await api('GET', '/api/v1/cases?limit=100')).items.find(item => item.title.includes(text)))
const messagesOf = async item => (await api('GET', `${item.url}/messages`)).items
const reply = (item, text, key) => api('POST', `${item.url}/replies`, { text }, { 'if-match': '*', 'idempotency-key': key })

/** What is recorded of the channel: external id → how often. */
function recorded() {
  const database = new DatabaseSync(path.join(house.dir, 'data', 'tribune.db'), { readOnly: true })
  const rows = database.prepare("SELECT external_id, count(*) AS times FROM messages WHERE channel = 'im' AND direction = 'in' GROUP BY external_id").all()
  database.close()
  return new Map(rows.map(row => [row.external_id, row.times]))
}

/** The states of what was sent in the case @reference, of @kind. */
function deliveries(reference, kind) {
  const database = new DatabaseSync(path.join(house.dir, 'data', 'tribune.db'), { readOnly: true })
  const rows = database.prepare('SELECT d.state FROM deliveries d JOIN releases r ON r.id = d.release_id JOIN cases c ON c.id = d.case_id WHERE c.reference = ? AND r.kind = ?').all(reference, kind)
  database.close()
  return rows.map(row => row.state)
}

/** Bytes that wait in the relay's spool @name. */
function spooled(name) {
  return readdirSync(path.join(house.dir, 'spool')).filter(file => file.startsWith(`${name}-`) && file.endsWith('.spool'))
    .reduce((sum, file) => sum + readFileSync(path.join(house.dir, 'spool', file)).length, 0)
}

test('a message is receipted once it is recorded, becomes a case, and its answer arrives', async () => {
  const id = await ada.say('The lamp in Mill Lane is out')
  await ada.receipted(id)
  assert.equal(recorded().get(id), 1)
  const item = await caseOf('Mill Lane')
  await reply(item, 'A crew comes on Monday.', 'answer-1')
  const answer = await ada.waitFor(message => message.text.includes('A crew comes on Monday.'))
  assert.equal(answer.from, 'desk@im.northam.example/desk')
  assert.equal(answer.node.getChild('origin-id', 'urn:xmpp:sid:0').attrs.id, answer.id)
  assert.equal(answer.node.getChild('reply', 'urn:xmpp:reply:0').attrs.id, id)
  await ada.receipted(await ada.say('It is the one at the corner'))
  assert.equal((await until('both in one case', async () => { const all = await messagesOf(item); return all.some(one => one.preview.includes('corner')) && all })).filter(one => one.preview.includes('lamp in Mill')).length, 1)
  await until('the delivery to be confirmed by her receipt', async () => {
    const database = new DatabaseSync(path.join(house.dir, 'data', 'tribune.db'), { readOnly: true })
    const { state } = database.prepare('SELECT d.state FROM deliveries d ORDER BY d.id DESC LIMIT 1').get()
    database.close()
    return state === 'confirmed'
  })
  await until('the relay to let go what the server has taken', () => spooled('im-out') === 0)
})

test('she sees that it was read when an officer says so, and not before', async () => {
  const bob = await chatter(server, 'bob')
  const id = await bob.say('The swing in Hill Park is broken', { more: [xml('markable', { xmlns: 'urn:xmpp:chat-markers:0' })] })
  await bob.receipted(id)
  const item = await caseOf('Hill Park')
  const marker = () => bob.stanzas.find(stanza => stanza.getChild('displayed', 'urn:xmpp:chat-markers:0')?.attrs.id === id)
  assert.ok(!marker())
  const page = await signIn(house.browser, house.url, 'grace', PASSWORD)
  await page.goto(`${house.url}/cases/${item.reference}`)
  await page.locator('#timeline').waitFor()
  page.locator('form[action$="/read"]').first().evaluate(form => form.requestSubmit()).catch(() => {}) // the page goes away, perhaps before this returns: then it never does
  await until('the marker', marker)
  await page.context().close()
})

test('a correction and a retraction stand beside what was said, in the same case', async () => {
  const cleo = await chatter(server, 'cleo')
  const id = await cleo.say('The bin in Oak Road is full')
  await cleo.receipted(id)
  const item = await caseOf('Oak Road')
  await cleo.receipted(await cleo.say('The bin in Elm Road is full', { id: 'fix-1', more: [xml('replace', { xmlns: 'urn:xmpp:message-correct:0', id })] }))
  await cleo.receipted(await cleo.say('gone', { id: 'gone-1', more: [xml('retract', { xmlns: 'urn:xmpp:message-retract:1', id })] }))
  const previews = await until('both', async () => {
    const all = (await messagesOf(item)).map(one => one.preview)
    return all.some(text => /takes back/.test(text)) && all.some(text => /^Correction.*Elm Road/.test(text)) && all
  })
  assert.ok(previews.some(text => text.startsWith('The bin in Oak Road')))
})

test('a file that she links to comes after her message, however slow its server; what cannot be had is said in the case', async () => {
  const dora = await chatter(server, 'dora')
  const send = (address, id) => dora.say(address, { id, more: [xml('x', { xmlns: 'jabber:x:oob' }, xml('url', {}, address))] })
  const at = name => `http://127.0.0.1:${files.address().port}/${name}`
  await dora.receipted(await send(at('slow-lamp.txt'), 'file-1'))
  const item = await caseOf('slow-lamp.txt')
  await until('the file to be asked for', () => slow.length === 1)
  assert.ok(!(await messagesOf(item)).some(one => /links to/.test(one.preview)))
  await dora.receipted(await dora.say('That is the lamp', { id: 'file-2' }))
  slow[0]()
  const file = await until('the file', async () => (await messagesOf(item)).find(one => /links to: slow-lamp\.txt/.test(one.preview)))
  const whole = await api('GET', file.url)
  assert.equal(whole.attachments.length, 1)
  assert.equal(whole.attachments[0].filename ?? whole.attachments[0].name, 'slow-lamp.txt')
  await dora.receipted(await send('http://[::1]:1/secret.txt', 'file-3')) // in our own network, and not allowed
  await dora.receipted(await send(at('gone.txt'), 'file-4'))
  const page = await signIn(house.browser, house.url, 'grace', PASSWORD)
  await until('both losses', async () => {
    await page.goto(`${house.url}/cases/${item.reference}`)
    const text = await page.locator('#timeline').innerText()
    return /could not be fetched: it is in a network that files are not fetched from/.test(text) && /could not be fetched: its server does not have it/.test(text)
  }, { every: 500 })
  await page.context().close()
})

test('from a terminal, with Profanity: she writes, sees the answer, and her program confirms it', async () => {
  const shell = await profanity(server, 'finn')
  await shell.type('/receipts send on')
  await shell.type('/receipts request on')
  await shell.type('/msg desk@im.northam.example The clock at the market is slow')
  const item = await caseOf('market is slow')
  await reply(item, 'It was put right today.', 'terminal-1')
  await shell.shows(/It was put right today\./)
  await shell.shows(new RegExp(item.reference))
  await until('the delivery to be confirmed', () => deliveries(item.reference, 'reply').every(state => state === 'confirmed'))
})

test('what is encrypted is answered once in plain words, and errors never', async () => {
  const secret = [xml('encrypted', { xmlns: 'eu.siacs.conversations.axolotl' })]
  await ada.say('I sent you an OMEMO message', { id: 'omemo-1', more: secret })
  await ada.waitFor(message => /is encrypted \(OMEMO\)/.test(message.text))
  await ada.say('I sent you an OMEMO message', { id: 'omemo-2', more: secret })
  await ada.send(xml('message', { to: 'desk@im.northam.example', type: 'error', id: 'error-1' }, xml('body', {}, 'x'), xml('error', { type: 'cancel' }, xml('item-not-found', { xmlns: 'urn:ietf:params:xml:ns:xmpp-stanzas' }))))
  await ada.receipted(await ada.say('Is somebody there?', { id: 'after-1' }))
  assert.equal(ada.heard.filter(message => /is encrypted/.test(message.text)).length, 1)
  assert.ok(!recorded().has('omemo-1') && !recorded().has('error-1'))
})

test('a desk shows its name, its presence and what it understands; what is no desk is not there', async () => {
  const info = await ada.ask('desk@im.northam.example', 'get', xml('query', { xmlns: 'http://jabber.org/protocol/disco#info' }))
  assert.equal(info.getChild('query').getChild('identity').attrs.name, 'Northam Borough Council')
  assert.ok(info.getChild('query').getChildren('feature').some(feature => feature.attrs.var === 'urn:xmpp:receipts'))
  const items = await ada.ask('im.northam.example', 'get', xml('query', { xmlns: 'http://jabber.org/protocol/disco#items' }))
  assert.deepEqual(items.getChild('query').getChildren('item').map(item => item.attrs.jid), ['desk@im.northam.example'])
  const card = await ada.ask('desk@im.northam.example', 'get', xml('vCard', { xmlns: 'vcard-temp' }))
  assert.equal(card.getChild('vCard').getChildText('FN'), 'Northam Borough Council')
  await assert.rejects(ada.ask('nobody@im.northam.example', 'get', xml('ping', { xmlns: 'urn:xmpp:ping' })), /item-not-found/)
  await ada.ask('ada@citizen.example', 'get', xml('query', { xmlns: 'jabber:iq:roster' })) // who shows contacts, hears of them
  await ada.send(xml('presence', { to: 'desk@im.northam.example', type: 'subscribe' }))
  await until('presence of the desk', () => ada.stanzas.find(stanza => stanza.is('presence') && stanza.attrs.type === undefined && stanza.attrs.from.startsWith('desk@')))
  await until('her subscription', () => ada.stanzas.find(stanza => stanza.is('presence') && stanza.attrs.type === 'subscribed'))
  const caps = ada.stanzas.find(stanza => stanza.is('presence') && stanza.getChild('c', 'http://jabber.org/protocol/caps')).getChild('c').attrs
  const same = await ada.ask('desk@im.northam.example', 'get', xml('query', { xmlns: 'http://jabber.org/protocol/disco#info', node: `${caps.node}#${caps.ver}` }))
  assert.equal(same.getChild('query').getChildren('feature').length, info.getChild('query').getChildren('feature').length)
  await assert.rejects(ada.ask('desk@im.northam.example', 'get', xml('query', { xmlns: 'http://jabber.org/protocol/disco#info', node: 'else' })), /item-not-found/)
  await ada.say('Anybody?', { to: 'nobody@im.northam.example', id: 'nobody-1' })
  await until('the refusal', () => ada.stanzas.find(stanza => stanza.attrs.type === 'error' && stanza.attrs.id === 'nobody-1'))
})

test('a desk offers commands: report a problem, how far my cases are, and to see it no more', async () => {
  const eve = await chatter(server, 'eve')
  const desk = 'desk@im.northam.example'
  const commands = 'http://jabber.org/protocol/commands'
  const command = async (node, more = [], attributes = {}) =>
    (await eve.ask(desk, 'set', xml('command', { xmlns: commands, node, action: 'execute', ...attributes }, ...more))).getChild('command')
  const list = await eve.ask(desk, 'get', xml('query', { xmlns: 'http://jabber.org/protocol/disco#items', node: commands }))
  assert.deepEqual(list.getChild('query').getChildren('item').map(item => item.attrs.node), ['report', 'status', 'unsubscribe'])
  const form = await command('report')
  assert.equal(form.attrs.status, 'executing')
  assert.equal(form.getChild('x').getChildren('field')[0].attrs.var, 'text')
  const submit = text => [xml('x', { xmlns: 'jabber:x:data', type: 'submit' }, xml('field', { var: 'text' }, ...text.map(line => xml('value', {}, line))))]
  await assert.rejects(command('report', submit(['']), { action: 'complete' }), /bad-request/)
  const done = await command('report', submit(['The bridge in Ford Lane', 'is closed']), { action: 'complete', sessionid: form.attrs.sessionid })
  assert.equal(done.attrs.status, 'completed')
  await caseOf('Ford Lane')
  assert.match((await command('status')).getChildText('note'), /^NB-\d{4}-\d{6}: being worked on|^NB-\d{4}-\d{6}: received/)
  assert.equal((await command('unsubscribe')).attrs.status, 'completed')
  await assert.rejects(command('format-disk'), /item-not-found/)
})

test('an invitation into a room is declined, by the room or in words, and is no message', async () => {
  const room = xml('x', { xmlns: 'http://jabber.org/protocol/muc#user' }, xml('invite', { to: 'desk@im.northam.example' }))
  const gus = await chatter(server, 'gus')
  await gus.send(xml('presence', { to: `hall@${server.rooms}/gus` }, xml('x', { xmlns: 'http://jabber.org/protocol/muc' })))
  await gus.ask(`hall@${server.rooms}`, 'set', xml('query', { xmlns: 'http://jabber.org/protocol/muc#owner' }, xml('x', { xmlns: 'jabber:x:data', type: 'submit' })))
  await gus.send(xml('message', { to: `hall@${server.rooms}`, id: 'room-1' }, room))
  await until('the room to tell the no', () => gus.stanzas.find(stanza => /do not come into group chats/.test(stanza.getChild('x', 'http://jabber.org/protocol/muc#user')?.getChild('decline')?.getChildText('reason') ?? '')))
  await gus.say('Come in!', { id: 'room-2', more: [xml('x', { xmlns: 'jabber:x:conference', jid: `hall@${server.rooms}` })] })
  await gus.waitFor(message => /do not come into group chats/.test(message.text))
  assert.ok(!recorded().has('room-1') && !recorded().has('room-2'))
})

test('the stream lives on while the node restarts, and what came meanwhile is recorded and receipted', async () => {
  const ups = () => house.relay.output().match(/relay\.up/g).length
  const before = ups()
  await house.core.kill()
  const id = await ada.say('Nobody is at work now', { id: 'meanwhile-1' })
  await until('it to be in the spool', () => spooled('im-in') > 0)
  assert.ok(!ada.receipts.has(id))
  await house.startCore()
  await ada.receipted(id)
  assert.equal(ups(), before)
  await ada.say('I sent you an OMEMO message', { id: 'omemo-3', more: [xml('encrypted', { xmlns: 'eu.siacs.conversations.axolotl' })] })
  await ada.receipted(await ada.say('And now?', { id: 'meanwhile-2' }))
  assert.equal(ada.heard.filter(message => /is encrypted/.test(message.text)).length, 1)
})

/** Does @say for each of 1,000 in turn: 100 rounds, the ten people of a round at once. Kills node, relay and server in the middle, and
 * goes on meanwhile. */
async function withKills(people, say) {
  const kills = {
    25: async () => { await house.core.kill(); await house.startCore() },
    50: async () => { await house.relay.kill(); await house.startRelay() },
    75: async () => { await server.kill(); await server.start() },
  }
  let killing
  for (let round = 0; round < 100; round++) {
    if (kills[round]) killing = kills[round]()
    await Promise.all(people.map((person, at) => say(person, round, at)))
    if (kills[round - 5]) await killing
  }
}

test('kill -9 of node, relay and server in the middle of 1,000 messages each way: nothing receipted is lost, duplicates have the same id and a mark', { timeout: 700000 }, async t => {
  const people = await Promise.all(PEOPLE.slice(-10).map(name => chatter(server, name)))
  const began = performance.now()
  await withKills(people, (person, round) => person.say(`Question ${round} of ${person.jid}`))
  // Her program sends again what nobody confirmed.
  await until('every receipt', async () => {
    for (const person of people) await person.repeat()
    return people.every(person => person.waiting.size === 0)
  }, { timeout: 180000, every: 3000 })
  const known = recorded()
  for (const person of people) {
    assert.equal(person.receipts.size, 100)
    for (const id of person.receipts) assert.equal(known.get(id), 1, `${id} was receipted`)
  }
  t.diagnostic(`1,000 in after ${Math.round(performance.now() - began)} ms`)

  const items = await Promise.all(people.map(person => caseOf(`Question 0 of ${person.jid}`)))
  await withKills(people, (person, round, at) => until(`reply ${round} to ${person.jid}`,
    () => reply(items[at], `Answer ${round} for ${person.jid}.`, `reply-${round}-${at}`), { timeout: 60000, every: 200 }))
  const missing = () => people.flatMap(person => {
    const heard = new Set(person.heard.map(message => message.text.split('.')[0]))
    return Array.from({ length: 100 }, (_, round) => `Answer ${round} for ${person.jid.split('.')[0]}`).filter(text => !heard.has(text))
  })
  // What a relay that was killed may have taken is tried again two minutes later, and what comes after it waits for that.
  await until('every answer', () => missing().length === 0, { timeout: 400000, every: 500 }).catch(fault => { throw new Error(`${fault.message}: ${missing().length} missing, such as ${missing().slice(0, 3)}`) })
  let twice = 0
  for (const person of people) {
    const ids = new Map()
    for (const { id, text, node } of person.heard.filter(message => message.text.startsWith('Answer '))) {
      assert.equal(ids.get(text) ?? id, id, `${text} came with two ids`)
      if (ids.has(text)) assert.ok(node.getChild('again', 'urn:tribune:relay'), `${text} came again without a mark`)
      twice += ids.has(text) ? 1 : 0
      ids.set(text, id)
    }
  }
  t.diagnostic(`1,000 out after ${Math.round(performance.now() - began)} ms; ${twice} came twice, with the same id`)
})
