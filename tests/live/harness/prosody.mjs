// SPDX-License-Identifier: Apache-2.0
// A real Prosody of its own: clients and components on loopback ports, accounts in a temporary folder.
import { client, xml } from '@xmpp/client'
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'

import { asUser, atEnd, freePort, isRoot, run, start, tmp, until } from './process.mjs'
import { terminal } from './terminal.mjs'

/** Starts Prosody for the domain @host with @users {name: password} one component and group chats at @rooms. Returns {port, componentPort, host, secret, rooms,
 * log(), kill(), start()}; the ports stay the same. */
export async function prosody({ host = 'citizen.example', users, component = 'im.northam.example', secret = 'open sesame', rooms = 'rooms.citizen.example' }) {
  const folder = tmp('prosody')
  const [port, componentPort] = [await freePort(), await freePort()]
  const accounts = path.join(folder, 'data', host.replaceAll('.', '%2e'), 'accounts')
  const log = path.join(folder, 'prosody.log')
  const config = path.join(folder, 'prosody.cfg.lua')
  mkdirSync(accounts, { recursive: true })
  for (const [name, password] of Object.entries(users)) writeFileSync(path.join(accounts, `${name}.dat`), `return { ["password"] = "${password}" };\n`)
  writeFileSync(config, `
run_as_root = true
data_path = "${folder}/data"
pidfile = "${folder}/prosody.pid"
log = { { levels = { min = "info" }, to = "file", filename = "${log}" } }
interfaces = { "127.0.0.1" }
c2s_ports = { ${port} }
component_ports = { ${componentPort} }
component_interfaces = { "127.0.0.1" }
modules_enabled = { "roster", "saslauth", "disco", "offline", "ping" }
modules_disabled = { "s2s", "tls", "posix" }
authentication = "internal_plain"
allow_unencrypted_plain_auth = true
c2s_require_encryption = false
limits = { }
VirtualHost "${host}"
Component "${component}"
  component_secret = "${secret}"
Component "${rooms}" "muc"
`)
  if (isRoot) await run('chown', ['-R', 'prosody:prosody', folder])
  const who = await asUser('prosody')
  const logged = () => { try { return readFileSync(log, 'utf8') } catch { return '' } }
  const launch = () => start('/usr/bin/prosody', ['-F', '--config', config], { ...who, ready: componentPort, name: 'prosody' })
    .catch(fault => { fault.message += `\n${logged().slice(-4000)}`; throw fault })
  let server = await launch()
  return { port, componentPort, host, component, rooms, secret, log: logged, kill: () => server.kill(), stop: () => server.stop(), async start() { server = await launch() } }
}

/** Somebody who chats from a terminal, with Profanity, as @name at the Prosody @server: see terminal(). */
export async function profanity(server, name, { password = 'engine' } = {}) {
  const jid = `${name}@${server.host}`
  const shell = await terminal(`profanity -a ${jid}`, home => {
    const folder = path.join(home, 'data', 'profanity')
    mkdirSync(folder, { recursive: true })
    writeFileSync(path.join(folder, 'accounts'), `[${jid}]\nenabled=true\njid=${jid}\npassword=${password}\nserver=127.0.0.1\nport=${server.port}\ntls.policy=disable\nresource=terminal\n`)
  })
  await shell.shows(/logged in successfully/)
  return shell
}

/** Somebody who chats: @xmpp/client as @name at the Prosody @server, which comes back by itself when the connection breaks.
 *
 * heard: every message with a body, as {id, text, from, node}, also when it came twice. receipts: the ids that were confirmed. stanzas: all.
 * say(text, {to, id, more}): sends and remembers until it is receipted; say again by repeat(). ask(to, ...children): an iq's answer. */
export async function chatter(server, name, { password = 'engine', desk = `desk@${server.component}` } = {}) {
  const self = { jid: `${name}@${server.host}`, heard: [], receipts: new Set(), stanzas: [], waiting: new Map(), online: false }
  const xmpp = client({ service: `xmpp://127.0.0.1:${server.port}`, domain: server.host, username: name, password, resource: 'phone' })
  xmpp.reconnect.delay = 300
  xmpp.timeout = 20000 // of each step of signing in; two seconds are short where ten do so at once
  xmpp.on('error', () => {})
  xmpp.on('online', async () => { await xmpp.send(xml('presence')).catch(() => {}); self.online = true })
  xmpp.on('disconnect', () => { self.online = false })
  xmpp.on('stanza', stanza => {
    self.stanzas.push(stanza)
    const receipt = stanza.getChild('received', 'urn:xmpp:receipts')
    if (receipt) { self.receipts.add(receipt.attrs.id); self.waiting.delete(receipt.attrs.id) }
    if (stanza.is('message') && stanza.attrs.type !== 'error' && stanza.getChildText('body')) {
      self.heard.push({ id: stanza.attrs.id, text: stanza.getChildText('body'), from: stanza.attrs.from, node: stanza })
      if (stanza.getChild('request', 'urn:xmpp:receipts')) {
        xmpp.send(xml('message', { to: stanza.attrs.from }, xml('received', { xmlns: 'urn:xmpp:receipts', id: stanza.attrs.id }))).catch(() => {})
      }
    }
  })
  let number = 0
  self.say = async (text, { to = desk, id = `${name}-${++number}`, more = [], type = 'chat' } = {}) => {
    const stanza = xml('message', { to, id, type }, xml('body', {}, text), xml('request', { xmlns: 'urn:xmpp:receipts' }), ...more)
    self.waiting.set(id, stanza)
    if (self.online) await xmpp.send(stanza).catch(() => {})
    return id
  }
  self.repeat = async () => { for (const stanza of self.waiting.values()) if (self.online) await xmpp.send(stanza).catch(() => {}) }
  self.send = stanza => xmpp.send(stanza)
  self.ask = (to, type, child) => xmpp.iqCaller.request(xml('iq', { to, type }, child), 15000)
  self.receipted = id => until(`a receipt for ${id}`, () => self.receipts.has(id))
  self.waitFor = match => until('a message', () => self.heard.find(match))
  xmpp.start().catch(() => {})
  atEnd(() => Promise.race([xmpp.stop().catch(() => {}), new Promise(done => { setTimeout(done, 2000).unref() })]))
  await until(`${name} to be online`, () => self.online, { timeout: 60000 })
  return self
}

export { xml }
