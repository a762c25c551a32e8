// SPDX-License-Identifier: Apache-2.0
// A real Kannel, bearerbox and smsbox, whose network is a socket: phones write by say(), and what they get is in got.
import { mkdirSync, writeFileSync } from 'node:fs'
import net from 'node:net'
import path from 'node:path'

import { atEnd, freePort, sleep, start, tmp, until } from './process.mjs'

/** One line of Kannel's fake network, "FROM TO KIND REST" with REST percent-encoded or plain. */
function readLine(line) {
  const [from, to, kind, ...rest] = line.split(' ')
  const data = text => Buffer.from(text.replace(/\+/g, ' ').replace(/%([0-9A-Fa-f]{2})/g, (_, hex) => String.fromCharCode(parseInt(hex, 16))), 'latin1')
  if (kind === 'text') return { from, to, kind, text: rest.join(' ') }
  if (kind === 'ucs-2') return { from, to, kind, text: data(rest[0]).swap16().toString('utf16le') }
  if (kind === 'udh') return { from, to, kind, udh: data(rest[0]), text: rest[1] === 'ucs-2' ? data(rest[2]).swap16().toString('utf16le') : data(rest.slice(2).join(' ')).toString('utf8') }
  return { from, to, kind, text: data(rest.join(' ')).toString('latin1') }
}

const escape = bytes => [...bytes].map(byte => `%${byte.toString(16).padStart(2, '0')}`).join('')

/** Starts it. @postUrl gets what comes in. Returns {postUrl, sendUrl, password, got: [{from, to, kind, text}], say(from, to, text),
 * sayPart(from, to, udh, text), sayData(from, to, buffer), hasRead(), stop(), start(), kill(), killBox(), startBox(), killBearer()}:
 * killBearer() leaves both dead, start() starts both. @quiet: nothing is logged, for many messages. */
export async function kannel({ postUrl, user = 'tribune', password = 'seven bells', quiet = false }) {
  const folder = tmp('kannel')
  const [admin, boxes, network, sends] = [await freePort(), await freePort(), await freePort(), await freePort()]
  const file = path.join(folder, 'kannel.conf')
  mkdirSync(path.join(folder, 'store'))
  writeFileSync(file, `
group = core
admin-port = ${admin}
admin-password = test
smsbox-port = ${boxes}
box-allow-ip = 127.0.0.1
admin-allow-ip = 127.0.0.1
store-type = spool
store-location = ${folder}/store
log-file = ${folder}/bearerbox.log
log-level = ${quiet ? 3 : 0}
store-dump-freq = 1

group = smsc
smsc = fake
smsc-id = town
port = ${network}
connect-allow-ip = 127.0.0.1

group = smsbox
bearerbox-host = 127.0.0.1
sendsms-port = ${sends}
log-file = ${folder}/smsbox.log
log-level = ${quiet ? 3 : 0}
http-request-retry = 100000
http-queue-delay = 1
reply-couldnotfetch = ""
reply-couldnotrepresent = ""
reply-requestfailed = ""
reply-emptymessage = ""

group = sendsms-user
username = ${user}
password = ${password}
concatenation = true
max-messages = 20

group = sms-service
keyword = default
catch-all = true
post-url = "${postUrl}&id=%I"
send-sender = true
accept-x-kannel-headers = true
max-messages = 0
omit-empty = true
`)
  const got = []
  let said = 0 // to the bearerbox that runs
  let wire, bearerbox, smsbox, open = true

  async function connect() {
    while (open) {
      wire = net.connect(network, '127.0.0.1').setEncoding('utf8')
      let rest = ''
      wire.on('error', () => {})
      wire.on('data', text => {
        const lines = (rest + text).split('\n')
        rest = lines.pop()
        for (const line of lines) {
          if (/^\S+ \S+ (text|ucs-2|udh|data) /.test(line)) got.push(readLine(line))
          else if (got.length > 0) got.at(-1).text += `\n${line}` // a text of several lines
        }
      })
      await new Promise(done => wire.once('close', done))
      await sleep(100)
    }
  }
  const launchBearer = async () => { bearerbox = await start('/usr/sbin/bearerbox', ['-v', '4', file], { cwd: folder, ready: boxes, name: 'bearerbox' }) }
  const launchBox = async () => { smsbox = await start('/usr/sbin/smsbox', ['-v', '4', file], { cwd: folder, ready: sends, name: 'smsbox' }) }
  async function launch() {
    await launchBearer()
    await launchBox()
    await until('the network', () => wire?.readyState === 'open')
  }
  const halt = async how => { said = 0; await smsbox[how](); await bearerbox[how]() }

  connect()
  atEnd(() => { open = false; wire.destroy() })
  await launch()
  return {
    postUrl, sendUrl: `http://127.0.0.1:${sends}/cgi-bin/sendsms`, password, got, folder,
    say: (from, to, text) => { said++; wire.write(`${from} ${to} text ${text}\n`) },
    /** A part of a longer message; @udh: its header, that says which. */
    sayPart: (from, to, udh, text) => wire.write(`${from} ${to} udh ${escape(udh)} ${escape(Buffer.from(text, 'latin1'))}\n`),
    sayData: (from, to, bytes) => wire.write(`${from} ${to} data ${escape(bytes)}\n`),
    stop: () => halt('stop'), kill: () => halt('kill'), start: launch,
    /** The network's line is read to its end: as many as were said were received. */
    hasRead: () => until('Kannel to have read what was said', async () => {
      const status = await (await fetch(`http://127.0.0.1:${admin}/status.txt?password=test`)).text()
      return Number(/SMS: received (\d+)/.exec(status)?.[1] ?? 0) >= said
    }, { timeout: 60000, every: 100 }),
    killBox: () => smsbox.kill(),
    startBox: launchBox,
    // The network is a socket that a dead bearerbox takes with it: what it had not read is the phone's to say again.
    async killBearer() { await bearerbox.kill(); await smsbox.kill(); said = 0 },
  }
}
