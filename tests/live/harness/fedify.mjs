// SPDX-License-Identifier: Apache-2.0
// A server of the social network that is not ours: Fedify, with one account in memory, over plain HTTP on 127.0.0.1.
import http from 'node:http'

import { MemoryKvStore, createFederation, generateCryptoKeyPair } from '@fedify/fedify'
import { Accept, Announce, Create, Delete, Endpoints, Person, Update } from '@fedify/vocab'

import { atEnd, freePort } from './process.mjs'

/** The request of Node's server as the platform's, and back. */
async function pass(federation, origin, incoming, outgoing, got) {
  const parts = []
  for await (const part of incoming) parts.push(part)
  const headers = new Headers()
  for (const [name, value] of Object.entries(incoming.headers)) headers.set(name, value)
  const body = ['GET', 'HEAD'].includes(incoming.method) ? undefined : Buffer.concat(parts)
  const answer = got.gate?.(incoming) ?? await federation.fetch(new Request(origin + incoming.url, { method: incoming.method, headers, body }), { contextData: undefined })
  outgoing.writeHead(answer.status, Object.fromEntries(answer.headers))
  outgoing.end(Buffer.from(await answer.arrayBuffer()))
}

/** Starts a server whose account is @name, and which signs first as @firstKnock says ('rfc9421' or
 * 'draft-cavage-http-signatures-12').
 *
 * Returns {origin, id: the actor's, account: 'name@host', got: {accepts, created, shared, updated, deleted: lists of activities,
 * hangUps: how many of the next requests get no answer, gate: a function of the
 * request that may answer in its place}, ctx: Fedify's context, send(to, activity)}. */
export async function fedify({ name = 'ada', firstKnock = 'rfc9421' } = {}) {
  const port = await freePort(), origin = `http://127.0.0.1:${port}`
  const pair = await generateCryptoKeyPair('RSASSA-PKCS1-v1_5')
  const got = { accepts: [], created: [], shared: [], updated: [], deleted: [], hangUps: 0 }
  const federation = createFederation({ kv: new MemoryKvStore(), allowPrivateAddress: true, firstKnock })

  federation.setActorDispatcher('/users/{identifier}', async (ctx, identifier) => {
    if (identifier !== name) return null
    const keys = await ctx.getActorKeyPairs(identifier)
    return new Person({
      id: ctx.getActorUri(identifier),
      preferredUsername: identifier,
      name: 'Ada Marsh',
      inbox: ctx.getInboxUri(identifier),
      endpoints: new Endpoints({ sharedInbox: ctx.getInboxUri() }),
      publicKey: keys[0].cryptographicKey,
    })
  }).setKeyPairsDispatcher(() => [pair])
  federation.setInboxListeners('/users/{identifier}/inbox', '/inbox')
    .on(Accept, (_, activity) => { got.accepts.push(activity) })
    .on(Create, (_, activity) => { got.created.push(activity) })
    .on(Announce, (_, activity) => { got.shared.push(activity) })
    .on(Update, (_, activity) => { got.updated.push(activity) })
    .on(Delete, (_, activity) => { got.deleted.push(activity) })

  const server = http.createServer((incoming, outgoing) => {
    if (incoming.method === 'POST' && got.hangUps > 0) {
      got.hangUps--
      incoming.socket.destroy()
      return
    }
    pass(federation, origin, incoming, outgoing, got).catch(trouble => {
      outgoing.writeHead(500)
      outgoing.end(String(trouble))
    })
  })
  await new Promise(resolve => server.listen(port, '127.0.0.1', resolve))
  atEnd(() => { server.closeAllConnections(); server.close() })
  const ctx = federation.createContext(new URL(origin), undefined)
  return {
    origin,
    id: ctx.getActorUri(name),
    account: `${name}@127.0.0.1:${port}`,
    got,
    ctx,
    /** Signs and delivers @activity to @to, an actor as ctx.lookupObject() gives it. */
    send: (to, activity, options = {}) => ctx.sendActivity({ identifier: name }, to, activity, { immediate: true, ...options }),
  }
}
