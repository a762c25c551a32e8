// SPDX-License-Identifier: Apache-2.0
// The interface for programs, over the demo's council: its document, live answers against the document's schemas, and
// webhooks checked by an independent verifier.
import assert from 'node:assert/strict'
import { readFileSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import path from 'node:path'
import { before, after, test } from 'node:test'

import { Validator } from '@seriousme/openapi-schema-validator'
import Ajv2020 from 'ajv/dist/2020.js'
import addFormats from 'ajv-formats'
import { Webhook } from 'standardwebhooks'

import { ROOT, tribune, tribuneDemo, tribuneServe, until } from './harness/index.mjs'

const DOCUMENT = JSON.parse(readFileSync(path.join(ROOT, 'src/api/openapi.json'), 'utf8'))
const ajv = new Ajv2020({ strict: false, allErrors: true })
addFormats(ajv)
ajv.addSchema(DOCUMENT, 'api')

let house, all, grace, receiver
const heard = []
let answer = 204

const pointer = text => text.replaceAll('~', '~0').replaceAll('/', '~1')

async function newToken(name, scopes, more = []) {
  const { stdout } = await tribune(['token', 'add', '--config', house.config, name, ...scopes.flatMap(one => ['--scope', one]), ...more])
  return stdout.trim()
}

/** What operation @method @template of the document answers at @address; its body must be what the document says. */
async function ask(token, method, template, address, { body, headers = {} } = {}) {
  const response = await fetch(house.url + address, {
    method,
    headers: { ...(token ? { authorization: `Bearer ${token}` } : {}), ...(body !== undefined ? { 'content-type': 'application/json' } : {}), ...headers },
    body: body === undefined ? undefined : typeof body === 'string' ? body : JSON.stringify(body),
  })
  const text = await response.text()
  const told = DOCUMENT.paths[template][method.toLowerCase()].responses[response.status]
  assert.ok(told, `${method} ${template} answered ${response.status}, which the document does not tell of: ${text}`)
  const at = told.$ref ?? `#/paths/${pointer(template)}/${method.toLowerCase()}/responses/${response.status}`
  const type = response.headers.get('content-type')?.split(';')[0]
  if (/json$/.test(type ?? '') && text !== '') {
    const check = ajv.compile({ $ref: `api${at}/content/${encodeURIComponent(pointer(type))}/schema` })
    assert.ok(check(JSON.parse(text)), `${method} ${address}: ${ajv.errorsText(check.errors)}\n${text}`)
  }
  return { status: response.status, headers: response.headers, body: /json$/.test(type ?? '') && text ? JSON.parse(text) : text }
}

const getCase = (token, reference) => ask(token, 'GET', '/api/v1/cases/{reference}', `/api/v1/cases/${reference}`)

before(async () => {
  const demo = await tribuneDemo()
  await demo.stop()
  receiver = createServer((request, response) => {
    let body = ''
    request.on('data', bytes => { body += bytes })
    request.on('end', () => {
      heard.push({ headers: request.headers, body })
      response.writeHead(answer).end()
    })
  })
  await new Promise(resolve => { receiver.listen(0, '127.0.0.1', resolve) })
  writeFileSync(demo.config, readFileSync(demo.config, 'utf8').replace(/^\[webhooks\]$/m, '[webhooks]\nnetworks = 127.0.0.1\nhttp = true'))
  house = { url: demo.url, config: demo.config, process: await tribuneServe({ config: demo.config, url: demo.url }) }
  all = await newToken('All', ['cases:read', 'cases:write', 'messages:read', 'messages:write', 'persons:read', 'webhooks:manage'])
  grace = await newToken('Desk', ['cases:read', 'cases:write', 'messages:read', 'messages:write'], ['--for', 'grace'])
})

after(async () => {
  receiver.close()
  await house.process.stop()
})

test('the document is valid OpenAPI 3.1, and is what is served', async () => {
  const { valid, errors } = await new Validator().validate(structuredClone(DOCUMENT))
  assert.ok(valid, JSON.stringify(errors))
  const served = await ask(null, 'GET', '/api/v1/openapi.json', '/api/v1/openapi.json')
  assert.deepEqual(served.body, DOCUMENT)
  await ask(null, 'GET', '/api/v1/problems', '/api/v1/problems')
})

test('every route is in the document, and the document has no other', () => {
  const source = readFileSync(path.join(ROOT, 'src/api/api.c'), 'utf8')
  const routes = [...source.matchAll(/HTTP_(\w+),\s+"(\/api\/v1\/[^"]*)"/g)].map(([, method, pattern]) => `${method} ${pattern}`).sort()
  const told = Object.entries(DOCUMENT.paths).flatMap(([pattern, item]) => Object.keys(item).map(method => `${method.toUpperCase()} ${pattern}`)).sort()
  assert.ok(routes.length > 15)
  assert.deepEqual(told, routes)
})

test('pages follow one another without gap or repetition', async () => {
  const seen = []
  let address = '/api/v1/cases?limit=7'
  while (address) {
    const page = await ask(all, 'GET', '/api/v1/cases', address)
    seen.push(...page.body.items.map(item => item.reference))
    address = /^<([^>]+)>; rel="next"$/.exec(page.headers.get('link') ?? '')?.[1]
    assert.equal(Boolean(address), page.body.next !== null)
  }
  const whole = await ask(all, 'GET', '/api/v1/cases', '/api/v1/cases')
  assert.ok(seen.length > 14)
  assert.deepEqual(seen, whole.body.items.map(item => item.reference))
  const other = await ask(all, 'GET', '/api/v1/cases', '/api/v1/cases?limit=2')
  assert.equal((await ask(all, 'GET', '/api/v1/cases', `/api/v1/cases?state=open&cursor=${other.body.next}`)).status, 422)
})

test('without a token, with a wrong one, and beyond its scopes, nothing is told', async () => {
  const reader = await newToken('Reader', ['cases:read'], ['--unit', 'planning'])
  const listed = await ask(reader, 'GET', '/api/v1/cases', '/api/v1/cases')
  assert.ok(listed.body.items.length > 0 && listed.body.items.every(item => item.unit === 'planning'))
  const { body: { items: [foreign] } } = await ask(all, 'GET', '/api/v1/cases', '/api/v1/cases?unit=highways&limit=1')
  assert.equal((await ask(null, 'GET', '/api/v1/cases', '/api/v1/cases')).status, 401)
  assert.equal((await ask(`${all.slice(0, -1)}!`, 'GET', '/api/v1/cases', '/api/v1/cases')).status, 401)
  assert.equal((await getCase(reader, foreign.reference)).status, 404)
  assert.equal((await ask(reader, 'GET', '/api/v1/cases/{reference}/messages', `${listed.body.items[0].url}/messages`)).status, 403)
  assert.equal((await ask(reader, 'GET', '/api/v1/persons/{person}', `/api/v1/persons/${foreign.person}`)).status, 403)
})

test('messages, attachments and persons are as the document says; what is held tells nothing', async () => {
  const { body: { items } } = await ask(all, 'GET', '/api/v1/cases', '/api/v1/cases')
  let hidden = 0, attachments = 0
  for (const item of items) {
    const { body: { items: messages } } = await ask(all, 'GET', '/api/v1/cases/{reference}/messages', `${item.url}/messages`)
    for (const message of messages.filter(one => one.hidden || one.attachment_count > 0)) {
      const { body: whole } = await ask(all, 'GET', '/api/v1/cases/{reference}/messages/{message}', message.url)
      if (whole.hidden) {
        hidden++
        assert.deepEqual([whole.subject, whole.preview, whole.text, whole.attachments], [null, null, null, []])
        const file = await ask(all, 'GET', '/api/v1/cases/{reference}/messages/{message}/attachments/{part}', `${message.url}/attachments/att-01`)
        assert.equal(file.status, 404)
      }
      for (const attachment of whole.attachments) {
        attachments++
        assert.equal((await ask(all, 'GET', '/api/v1/cases/{reference}/messages/{message}/attachments/{part}', attachment.url)).status, 200)
      }
    }
    if (item.person) await ask(all, 'GET', '/api/v1/persons/{person}', `/api/v1/persons/${item.person}`)
  }
  assert.ok(hidden > 0 && attachments > 0)
})

test('a change needs the version that was seen, and is all or nothing', async () => {
  const { body: { items: [item] } } = await ask(all, 'GET', '/api/v1/cases', '/api/v1/cases?unit=highways&state=open&limit=1')
  const patch = (body, headers) => ask(all, 'PATCH', '/api/v1/cases/{reference}', item.url, { body, headers })
  const tag = (await getCase(all, item.reference)).headers.get('etag')
  assert.equal((await patch({ title: 'x' })).status, 428)
  assert.equal((await patch({ title: 'x' }, { 'if-match': '"999"' })).status, 412)
  assert.deepEqual((await patch({ titel: 'x', state: 'nowhere' }, { 'if-match': tag })).body.errors.map(one => one.pointer), ['#/titel'])
  assert.equal((await patch('{"title":', { 'if-match': tag })).status, 400)
  assert.equal((await patch({ title: 'Changed', assignee: 'yusuf' }, { 'if-match': tag })).status, 422) // no officer of this unit
  assert.equal((await getCase(all, item.reference)).headers.get('etag'), tag)
  assert.equal((await patch({ title: 'Changed', assignee: 'grace' }, { 'if-match': tag })).body.assignee, 'grace')
  assert.equal(item.sensitivity, 'personal')
  assert.equal((await patch({ sensitivity: 'secret' }, { 'if-match': '*' })).status, 422)
  assert.equal((await patch({ sensitivity: 'special' }, { 'if-match': '*' })).body.sensitivity, 'special')
  assert.equal((await patch({ sensitivity: 'public' }, { 'if-match': '*' })).body.sensitivity, 'personal') // as its service says
  const same = await fetch(house.url + item.url, { headers: { authorization: `Bearer ${all}`, 'if-none-match': (await getCase(all, item.reference)).headers.get('etag') } })
  assert.equal(same.status, 304)
})

test('a key makes a note once, also across a kill; the same key for something else is refused', async () => {
  const { body: { items: [item] } } = await ask(all, 'GET', '/api/v1/cases', '/api/v1/cases?unit=highways&limit=1')
  const note = (text, key) => ask(all, 'POST', '/api/v1/cases/{reference}/notes', `${item.url}/notes`, { body: { text }, headers: { 'idempotency-key': key } })
  const first = await note('Rang back.', 'call-1')
  assert.equal(first.status, 201)
  assert.deepEqual((await note('Rang back.', 'call-1')).body, first.body)
  process.kill(house.process.pid, 'SIGKILL')
  await house.process.stop().catch(() => {})
  house.process = await tribuneServe({ config: house.config, url: house.url })
  const again = await note('Rang back.', 'call-1')
  assert.deepEqual(again.body, first.body)
  assert.equal(again.headers.get('idempotency-replayed'), 'true')
  assert.equal((await note('Something else.', 'call-1')).status, 422)
  const { body: { items } } = await ask(all, 'GET', '/api/v1/cases/{reference}/messages', `${item.url}/messages`)
  assert.equal(items.filter(one => one.kind === 'note' && one.preview === 'Rang back.').length, 1)
})

test('only a token that acts for somebody answers citizens, as she', async () => {
  const { body: { items: [item] } } = await ask(all, 'GET', '/api/v1/cases', '/api/v1/cases?unit=highways&state=open&limit=1')
  const reply = (token, headers) => ask(token, 'POST', '/api/v1/cases/{reference}/replies', `${item.url}/replies`, { body: { text: 'A crew comes.', decision: true }, headers })
  assert.equal((await reply(all, { 'if-match': '*' })).status, 403)
  assert.equal((await reply(grace)).status, 428)
  const { body } = await reply(grace, { 'if-match': '*', 'idempotency-key': 'reply-1' })
  assert.deepEqual((await reply(grace, { 'if-match': '*', 'idempotency-key': 'reply-1' })).body, body)
  const sent = await ask(all, 'GET', '/api/v1/cases/{reference}/messages/{message}', body.url)
  assert.equal(sent.body.from.name, 'Grace Okafor, by Desk')
})

test('what a program hands in for a person becomes a case of hers, once for each key', async () => {
  const submit = (token, body, headers) => ask(token, 'POST', '/api/v1/cases', '/api/v1/cases', { body, headers })
  const said = { unit: 'highways', identity: 'mailto:rang@citizen.example', name: 'Rosa Ng', subject: 'Lamp out in Mill Lane', text: 'The lamp in front of number 8 is out.', language: 'en' }
  const first = await submit(all, said, { 'idempotency-key': 'call-77' })
  assert.equal(first.status, 202)
  assert.equal(first.headers.get('location'), first.body.url)
  const again = await submit(all, said, { 'idempotency-key': 'call-77' })
  assert.deepEqual([again.status, again.body.id, again.headers.get('idempotency-replayed')], [202, first.body.id, 'true'])
  const other = await submit(all, said)
  assert.notEqual(other.body.id, first.body.id)
  const filed = await until('the case', async () => {
    const { body } = await ask(all, 'GET', '/api/v1/submissions/{submission}', first.body.url)
    return body.state === 'filed' && body
  })
  const opened = await getCase(all, filed.case)
  assert.deepEqual([opened.body.channel, opened.body.language, opened.body.title], ['program', 'en', said.subject])
  const person = await ask(all, 'GET', '/api/v1/persons/{person}', `/api/v1/persons/${opened.body.person}`)
  assert.deepEqual([person.body.name, person.body.identities[0].uri, person.body.identities[0].assurance], ['Rosa Ng', said.identity, 0])
  const { body: { items: messages } } = await ask(all, 'GET', '/api/v1/cases/{reference}/messages', `${filed.case_url}/messages`)
  assert.equal(messages.find(one => one.kind === 'received').id, first.body.id)
  await until('her receipt', async () => {
    const { body: { items } } = await ask(all, 'GET', '/api/v1/cases/{reference}/messages', `${filed.case_url}/messages`)
    return items.some(one => one.kind === 'sent' && one.channel === 'email')
  })
  const named = await submit(all, { ...said, subject: `About ${filed.case}` })
  const apart = await until('a case of its own', async () => {
    const { body } = await ask(all, 'GET', '/api/v1/submissions/{submission}', named.body.url)
    return body.state === 'filed' && body
  })
  assert.notEqual(apart.case, filed.case)
  const wrong = await submit(all, { unit: 'nowhere', identity: 'rang', text: ' ', language: '?' })
  assert.deepEqual([wrong.status, wrong.body.errors.map(one => one.pointer).sort()], [422, ['#/identity', '#/language', '#/text', '#/unit']])
  const unknown = await submit(all, { ...said, service: 'nowhere' })
  assert.deepEqual([unknown.status, unknown.body.errors.map(one => one.pointer)], [422, ['#/service']])
  const elsewhere = await newToken('Planning', ['cases:write'], ['--unit', 'planning'])
  assert.equal((await submit(elsewhere, said)).status, 403)
  assert.equal((await ask(elsewhere, 'GET', '/api/v1/submissions/{submission}', first.body.url)).status, 404)
  const reader = await newToken('Looks only', ['cases:read'])
  assert.equal((await submit(reader, said)).status, 403)
})

test('a webhook’s news is signed as Standard Webhooks say, also while two secrets are good; 410 ends it', async () => {
  const target = `http://127.0.0.1:${receiver.address().port}/hook`
  const add = await ask(all, 'POST', '/api/v1/webhooks', '/api/v1/webhooks', { body: { name: 'Dashboard', target, events: ['note.added'] } })
  const { url, secret } = add.body
  const post = (what, template) => ask(all, 'POST', `/api/v1/webhooks/{webhook}/${template ?? what}`, `${url}/${what}`)
  const next = async (what, wanted) => {
    await until(what, () => heard.some(wanted))
    return heard.find(wanted)
  }
  const typed = type => one => JSON.parse(one.body).type === type

  assert.match(secret, /^whsec_/)
  assert.equal((await ask(all, 'GET', '/api/v1/webhooks/{webhook}', url)).body.secret, undefined)
  const { body: { items: [item] } } = await ask(all, 'GET', '/api/v1/cases', '/api/v1/cases?unit=highways&limit=1')
  await ask(all, 'POST', '/api/v1/cases/{reference}/notes', `${item.url}/notes`, { body: { text: 'Private words.' } })
  const news = await next('the news', typed('note.added'))
  assert.equal(new Webhook(secret).verify(news.body, news.headers).data.case, item.reference)
  assert.ok(!news.body.includes('Private'))
  assert.throws(() => new Webhook(secret).verify(`${news.body} `, news.headers))

  const rotated = (await post('secret')).body.secret
  assert.equal((await post('test')).status, 202)
  const both = await next('the test', typed('webhook.test'))
  for (const one of [secret, rotated]) assert.equal(new Webhook(one).verify(both.body, both.headers).type, 'webhook.test')

  const log = async () => (await ask(all, 'GET', '/api/v1/webhooks/{webhook}/messages', `${url}/messages`)).body.items
  await until('both taken', async () => (await log()).every(one => one.state === 'taken'))
  const [latest] = await log()
  assert.equal(latest.webhook_id, both.headers['webhook-id'])
  const before_ = heard.length
  await post(`messages/${latest.id}/resend`, 'messages/{message}/resend')
  await until('it again', () => heard.length > before_)
  assert.equal(heard.at(-1).headers['webhook-id'], latest.webhook_id)

  answer = 410
  await post('test')
  await until('it is off', async () => (await ask(all, 'GET', '/api/v1/webhooks/{webhook}', url)).body.state === 'gone')
  assert.equal((await post('test')).status, 409)
  const tag = (await ask(all, 'GET', '/api/v1/webhooks/{webhook}', url)).headers.get('etag')
  const on = await ask(all, 'PATCH', '/api/v1/webhooks/{webhook}', url, { body: { active: true }, headers: { 'if-match': tag } })
  assert.deepEqual([on.body.state, on.body.reason], ['active', null])
  assert.equal((await ask(all, 'DELETE', '/api/v1/webhooks/{webhook}', url)).status, 204)
  assert.equal((await ask(all, 'GET', '/api/v1/webhooks/{webhook}', url)).status, 404)
})

// The house begins again with other settings, so these come last.
async function restart(change) {
  await house.process.stop()
  writeFileSync(house.config, change(readFileSync(house.config, 'utf8')))
  house.process = await tribuneServe({ config: house.config, url: house.url })
}

test('a webhook never gets into a network that is not public, by address or by a name that leads there', async () => {
  await restart(text => text.replace('networks = 127.0.0.1', '#networks ='))
  const before_ = heard.length
  answer = 204
  for (const host of ['127.0.0.1', 'localhost', '[::ffff:127.0.0.1]', '2130706433']) {
    const target = `http://${host}:${receiver.address().port}/hook`
    const { body: { url } } = await ask(all, 'POST', '/api/v1/webhooks', '/api/v1/webhooks', { body: { name: host, target, events: ['note.added'] } })
    assert.equal((await ask(all, 'POST', '/api/v1/webhooks/{webhook}/test', `${url}/test`)).status, 202)
    const tried = await until(`the attempt at ${host}`, async () => {
      const { body: { items: [item] } } = await ask(all, 'GET', '/api/v1/webhooks/{webhook}/messages', `${url}/messages`)
      return item?.attempts > 0 && item
    })
    assert.notEqual(tried.state, 'taken', host)
    assert.match(JSON.stringify(tried), /network that is not public/, host)
  }
  assert.equal(heard.length, before_)
})

test('over its rate a token is told when to come back, and nothing of it is done; others go on', async () => {
  await restart(text => text.replace(/^#?rate = .*$/m, 'rate = 5'))
  const hasty = await newToken('Hasty', ['cases:read'])
  const cases = token => ask(token, 'GET', '/api/v1/cases', '/api/v1/cases?limit=1')
  let refused
  // A minute may end in between: then the count begins anew.
  for (let i = 0; i < 11 && !refused; i++) {
    const answered = await cases(hasty)
    if (answered.status === 429) refused = answered
    else assert.equal(answered.status, 200)
  }
  assert.ok(refused, 'eleven requests passed a rate of five')
  assert.equal(refused.body.type, '/api/v1/problems#rate')
  const wait = Number(refused.headers.get('retry-after'))
  assert.ok(Number.isInteger(wait) && wait >= 1 && wait <= 60, `Retry-After: ${wait}`)
  assert.match(refused.headers.get('ratelimit'), /^"token";r=0;t=\d+$/)
  assert.equal(refused.body.items, undefined)
  assert.equal((await cases(all)).status, 200)
})
