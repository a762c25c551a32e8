// SPDX-License-Identifier: Apache-2.0
// The command line as an operator uses it: init, serve, what monitors ask, staff beside it, the end, the demo.
import assert from 'node:assert/strict'
import { appendFileSync, chownSync, existsSync, mkdirSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { test } from 'node:test'

import { TRIBUNE, asUser, freePort, isListening, isRoot, run, start, tmp, tribune, tribuneDemo, tribuneServe, until } from './harness/index.mjs'

const PASSWORD = 'a lamp in the High Street'

/** A new installation in a folder of its own. */
async function installation(...options) {
  const folder = tmp('command')
  const config = path.join(folder, 'tribune.conf')
  const port = await freePort()
  const { stdout } = await tribune(['init', '--config', config, '--authority', 'Northam Borough Council', '--domain', 'northam.example',
    '--prefix', 'NB', '--listen', `127.0.0.1:${port}`, '--admin', 'owen', ...options], { input: `${PASSWORD}\n` })
  return { folder, config, port, url: `http://127.0.0.1:${port}`, said: stdout }
}

const mode = file => (statSync(file).mode & 0o777).toString(8)

test('init makes a whole installation that only its owner can read, and does nothing to one that is there', async () => {
  const { folder, config, said } = await installation()
  const data = path.join(folder, 'data')

  assert.match(said, /added the administrator "owen"/)
  assert.equal(mode(data), '700')
  for (const file of ['secret.key', 'journal.key', 'tribune.db', 'keys.db']) assert.equal(mode(path.join(data, file)), '600', file)
  const before = ['tribune.conf', 'data/secret.key', 'data/journal.key'].map(file => readFileSync(path.join(folder, file), 'utf8'))
  const again = await tribune(['init', '--config', config, '--authority', 'Somebody Else', '--domain', 'other.example'])
  assert.match(again.stdout, /stays as it is[\s\S]*there is an administrator already/)
  assert.deepEqual(['tribune.conf', 'data/secret.key', 'data/journal.key'].map(file => readFileSync(path.join(folder, file), 'utf8')), before)
})

test('init prints a random first password once when it is given none', async () => {
  const config = path.join(tmp('command'), 'tribune.conf')
  const { stdout } = await tribune(['init', '--config', config, '--authority', 'X', '--domain', 'x.example'])
  assert.match(stdout, /added the administrator "admin"\n\n {4}password: [0-9a-z]{4}(-[0-9a-z]{4}){3}\n/)
  const again = await tribune(['init', '--config', config])
  assert.doesNotMatch(again.stdout, /password/)
})

test('init --portal writes the citizens’ pages and their form', async () => {
  const config = path.join(tmp('init-portal'), 'tribune.conf')
  const { code, stderr } = await tribune(['init', '--config', config, '--authority', 'X', '--domain', 'x.example', '--portal', '127.0.0.1:8081', '--portal-url', 'https://contact.x.example'])
  assert.equal(code, 0, stderr)
  const text = readFileSync(config, 'utf8')
  assert.match(text, /^\[portal\]\n(?:#.*\n|\n)*listen = 127\.0\.0\.1:8081$/m)
  assert.match(text, /^public-url = https:\/\/contact\.x\.example$/m)
  assert.match(text, /^\[channel\.web\]\ndriver = web$/m)
  assert.equal((await tribune(['config', 'check', '--config', config])).code, 0)
  const alone = await tribune(['init', '--config', `${config}.other`, '--authority', 'X', '--domain', 'x.example', '--portal-url', 'https://x.example'], { code: null })
  assert.notEqual(alone.code, 0)
  assert.match(alone.stderr, /--portal-url needs --portal/)
})

test('init never makes a key anew beside databases that need the old one', async () => {
  const { folder, config } = await installation()
  rmSync(path.join(folder, 'data/secret.key'))
  for (const command of ['init', 'serve']) {
    const { code, stderr } = await tribune([command, '--config', config], { code: null })
    assert.equal(code, 3)
    assert.match(stderr, /secret\.key is missing/)
  }
  assert.equal(existsSync(path.join(folder, 'data/secret.key')), false)
})

test('what root starts is done as the owner of the data folder', { skip: isRoot ? false : 'needs root' }, async () => {
  const folder = tmp('command')
  const [data, config, copy] = ['data', 'tribune.conf', 'copy'].map(name => path.join(folder, name))
  const { uid, gid } = await asUser('nobody')
  const owners = place => readdirSync(place, { recursive: true }).map(name => statSync(path.join(place, name)).uid)
  mkdirSync(data, { mode: 0o700 })
  chownSync(data, uid, gid)

  await tribune(['init', '--config', config, '--authority', 'X', '--domain', 'x.example'])
  assert.deepEqual([statSync(config).uid, statSync(config).gid, mode(config)], [0, gid, '640'])
  await tribune(['staff', 'add', 'grace', '--generate', '--config', config])
  await tribune(['journal', 'checkpoint', '--config', config])
  await tribune(['backup', '--config', config, copy])
  assert.deepEqual([...new Set([...owners(data), ...owners(copy)])], [uid])
  rmSync(data, { recursive: true })
  mkdirSync(data, { mode: 0o700 })
  chownSync(data, uid, gid)
  await tribune(['restore', '--config', config, copy])
  assert.deepEqual([...new Set(owners(data))], [uid])
  assert.match((await tribune(['staff', 'list', '--config', config])).stdout, /^grace\tactive/m)
})

test('serve refuses a folder where init has not been', async () => {
  const folder = tmp('command')
  const config = path.join(folder, 'tribune.conf')
  writeFileSync(config, '[node]\nauthority = X\ndomain = x.example\n')
  const { code, stderr } = await tribune(['serve', '--config', config], { code: null })
  assert.equal(code, 3)
  assert.match(stderr, /`tribune init` makes what is needed/)
})

test('a node answers its monitors, and ends by itself when it is asked to', async () => {
  const { config, url, port } = await installation()
  const node = await tribuneServe({ config, url })

  const health = await fetch(`${url}/healthz`)
  assert.equal(health.status, 200)
  assert.deepEqual(await (await fetch(`${url}/readyz`)).json(), { ready: true, reasons: [] })
  const metrics = await fetch(`${url}/metrics`)
  assert.match(metrics.headers.get('content-type'), /^text\/plain; version=0\.0\.4/)
  const text = await metrics.text()
  for (const name of ['tribune_commits_total', 'tribune_jobs_waiting{kind="deliver"}', 'tribune_delivery_attempts_total{outcome="accepted"}',
    'tribune_filter_up{filter="attachment"}', 'tribune_http_requests_total', 'tribune_journal_entries', 'process_resident_memory_bytes']) {
    assert.match(text, new RegExp(`^${name.replace(/[{}"]/g, '\\$&')} [0-9.]+$`, 'm'))
  }

  const { code } = await node.stop('SIGTERM')
  assert.equal(code, 0)
  assert.equal(await isListening(port), false)
  const lines = node.output().trim().split('\n')
  for (const line of lines) assert.match(line, /^\d{4}-\d\d-\d\dT[\d:.]+Z (debug|info|warning|error) [a-z.-]+( [a-z-]+=("([^"\\]|\\.)*"|[^" ]+))*$/)
  assert.match(lines.at(-1), /serve\.stopped/)
})

test('numbers and reasons are for this machine and for who shows the token', async () => {
  const { config, url } = await installation()
  writeFileSync(config, readFileSync(config, 'utf8').replace(/^#metrics-token =.*$/m, 'metrics-token = open-sesame'))
  await tribuneServe({ config, url })
  const passedOn = { 'X-Forwarded-For': '203.0.113.9' }

  assert.equal((await fetch(`${url}/metrics`, { headers: passedOn })).status, 403)
  assert.equal((await fetch(`${url}/metrics`, { headers: { ...passedOn, Authorization: 'Bearer open-sesam' } })).status, 403)
  assert.equal((await fetch(`${url}/metrics`, { headers: { ...passedOn, Authorization: 'Bearer open-sesame' } })).status, 200)
  assert.equal((await fetch(`${url}/healthz`, { headers: passedOn })).status, 200)
})

test('two nodes never serve one folder', async () => {
  const { config, url } = await installation()
  const node = await tribuneServe({ config, url })
  const { code, stderr } = await tribune(['serve', '--config', config], { code: null })
  assert.equal(code, 5)
  assert.match(stderr, /another process serves the data folder/)
  await node.kill()
  await (await tribuneServe({ config, url })).stop()
})

test('an address that is taken is told, and nothing is left behind', async () => {
  const first = await installation()
  const node = await tribuneServe(first)
  const second = await installation('--listen', `127.0.0.1:${first.port}`).catch(() => null)
  assert.equal(second, null, 'an option written twice is refused')
  const third = await installation()
  writeFileSync(third.config, readFileSync(third.config, 'utf8').replace(`127.0.0.1:${third.port}`, `127.0.0.1:${first.port}`))
  const { code, stderr } = await tribune(['serve', '--config', third.config], { code: null })
  assert.equal(code, 3)
  assert.match(stderr, new RegExp(`127\\.0\\.0\\.1:${first.port}`))
  await node.stop()
})

test('staff is managed beside a serving node', async () => {
  const { config, url } = await installation()
  await tribuneServe({ config, url })
  const staff = (args, options) => tribune(['staff', ...args, '--config', config], options)

  await staff(['add', 'grace', '--name', 'Grace Okafor', '--role', 'officer', '--role', 'auditor'], { input: `${PASSWORD}\n` })
  assert.match((await staff(['list'])).stdout, /^grace\tactive\tauditor officer\tnever\tGrace Okafor$/m)
  const taken = await staff(['add', 'grace'], { input: `${PASSWORD}\n`, code: null })
  assert.equal(taken.code, 1)
  assert.match(taken.stderr, /somebody else has this/)
  const weak = await staff(['add', 'tom'], { input: 'short\n', code: null })
  assert.equal(weak.code, 1)
  const wrong = await staff(['add', 'tom', '--role', 'offiser'], { input: `${PASSWORD}\n`, code: null })
  assert.equal(wrong.code, 2)
  assert.match((await staff(['password', 'grace', '--generate'])).stdout, /\npassword: [0-9a-z-]{19}\n$/)
  await staff(['disable', 'grace'])
  assert.match((await staff(['list'])).stdout, /^grace\tdisabled\t/m)
  await staff(['enable', 'grace'])
  const last = await staff(['disable', 'owen'], { code: null })
  assert.equal(last.code, 1)
})

test('filter try tells by its exit whether a mail would pass, be held, or wait', async () => {
  const { folder, config } = await installation('--lmtp', `127.0.0.1:${await freePort()}`)
  const mail = (text, attachment = '') => [
    'From: Ada Lovelace <ada@citizen.example>', 'To: hello@northam.example', 'Subject: A lamp', 'MIME-Version: 1.0',
    'Content-Type: multipart/mixed; boundary=b', '', '--b', 'Content-Type: text/plain; charset=utf-8', '', text, attachment, '--b--', ''].join('\r\n')
  const program = '--b\r\nContent-Type: application/octet-stream\r\nContent-Disposition: attachment; filename=bill.exe\r\n\r\nMZ and so on'
  const attempt = (input, ...options) => tribune(['filter', 'try', '-', '--config', config, ...options], { input, code: null })

  const plain = await attempt(mail('Good morning, the street lamp outside my house has been out since Monday. Could you please mend it?'))
  assert.deepEqual([plain.code, plain.stdout], [0, 'language en\nthis mail would pass\n'])
  const labelled = await attempt(mail('My account is GB82 WEST 1234 5698 7654 32.'))
  assert.equal(labelled.code, 0)
  assert.match(labelled.stdout, /^label +number-iban +personal-number +body .*\(IBAN\) \[14\+27\]\nthis mail would pass, with labels\n$/m)
  assert.ok(!labelled.stdout.includes('WEST'))
  const held = await attempt(mail('See the bill.', program))
  assert.equal(held.code, 6)
  assert.match(held.stdout, /^hold +executable +attachment +att-01 /m)
  assert.match(held.stderr, /this mail would be held for review/)

  assert.equal((await tribune(['filter', 'try', path.join(folder, 'none.eml'), '--config', config], { code: null })).code, 1)
  assert.match((await attempt('')).stderr, /is empty/)
  assert.match((await attempt(mail('x'), '--channel', 'pigeon')).stderr, /there is no channel pigeon that reads messages/)
  assert.equal((await tribune(['filter', 'try', '--config', config], { code: null })).code, 2)
  assert.equal((await tribune(['filter', 'try', '-', '--config', path.join(folder, 'none.conf')], { input: mail('x'), code: null })).code, 3)

  appendFileSync(config, `\n[filter.clamav]\ndriver = clamav\naddress = unix:${path.join(folder, 'nobody.ctl')}\n`)
  const waiting = await attempt(mail('Good morning'))
  assert.equal(waiting.code, 1)
  assert.match(waiting.stderr, /filter clamav: /)
})

test('a wrong line of the configuration is named, with the nearest key', async () => {
  const { config, folder } = await installation()
  const text = readFileSync(config, 'utf8')
  const line = text.split('\n').findIndex(each => each.startsWith('listen = ')) + 1
  writeFileSync(config, text.replace(/^listen = /m, 'lisen = '))
  for (const command of [['config', 'check'], ['serve'], ['staff', 'list']]) {
    const { code, stderr } = await tribune([...command, '--config', config], { code: null })
    assert.equal(code, 3, command.join(' '))
    assert.match(stderr, new RegExp(`tribune\\.conf:${line}: .*"lisen".*did you mean "listen"`))
  }
  const { code, stderr } = await tribune(['config', 'check', '--config', path.join(folder, 'none.conf')], { code: null })
  assert.equal(code, 3)
  assert.match(stderr, /none\.conf/)
})

test('the printed defaults are a configuration once authority and domain are set', async () => {
  const { stdout } = await tribune(['config', 'defaults'])
  const config = path.join(tmp('command'), 'tribune.conf')
  writeFileSync(config, stdout.replace(/^authority =.*$/m, 'authority = X').replace(/^domain =.*$/m, 'domain = x.example'))
  assert.match((await tribune(['config', 'check', '--config', config])).stdout, /is good/)
})

test('a check sees a channel as the node will: the social network is where the citizens’ pages are', async () => {
  const config = path.join(tmp('command'), 'tribune.conf')
  await tribune(['init', '--config', config, '--authority', 'X', '--domain', 'x.example', '--portal', '127.0.0.1:8081', '--portal-url', 'https://contact.x.example'])
  appendFileSync(config, '\n[channel.fediverse]\ndriver = fediverse\n')
  assert.match((await tribune(['config', 'check', '--config', config])).stdout, /is good/)
})

test('every command explains itself, and an unknown one is told the nearest', async () => {
  const { stdout } = await tribune(['--help'])
  const list = stdout.slice(stdout.indexOf('Commands:\n'), stdout.indexOf('\nExit codes:'))
  const commands = [...list.matchAll(/^ {2}([a-z]+(?: [a-z]+)?) {2,}/gm)].map(match => match[1])
  assert.ok(commands.length >= 10, stdout)
  for (const command of commands) {
    const help = await tribune([...command.split(' '), '--help'])
    assert.match(help.stdout, new RegExp(`^Usage: tribune ${command}\\b`))
    assert.match(help.stdout, /--help/)
  }
  const { code, stderr } = await tribune(['sevre'], { code: null })
  assert.equal(code, 2)
  assert.match(stderr, /did you mean "serve"\?/)
  assert.match((await tribune(['version'])).stdout, /^tribune \d+\.\d+\.\d+\n$/)
})

test('systemd hears when it is ready, alive and stopping', async () => {
  const { config, folder } = await installation()
  const socket = path.join(folder, 'notify')
  const listener = await start('python3', ['-uc', `
import socket
s = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM); s.bind(${JSON.stringify(socket)}); print("bound")
while True: print(s.recv(4096).decode())`], { ready: /bound/, name: 'notify socket' })
  const node = await start(TRIBUNE, ['serve', '--config', config], { env: { NOTIFY_SOCKET: socket, WATCHDOG_USEC: '300000' } })
  await until('READY', () => /^READY=1$/m.test(listener.output()))
  await until('two signs of life', () => listener.output().split('WATCHDOG=1').length > 2)
  await node.stop()
  await until('STOPPING', () => /^STOPPING=1$/m.test(listener.output()))
})

/* ---- the demo ---- */

/** Does what a demo says to try: its swaks line. */
async function writeIn(demo) {
  const command = await until('the demo to say how to write', () => /swaks (--protocol[\s\S]*?)\n\n/.exec(demo.output())?.[1])
  assert.match((await run('sh', ['-c', `swaks ${command}`])).stdout, /250 2\.0\.0 Recorded/)
}

const mails = dir => readdirSync(path.join(dir, 'outbox')).filter(name => name.endsWith('.eml'))

test('the demo opens a whole council, says where, and goes on at a second start', { timeout: 180000 }, async () => {
  const demo = await tribuneDemo({ timeout: 120000 })
  await until('the demo to say where it is', () => /Ctrl-C ends it/.test(demo.output()))
  const said = demo.output()
  assert.match(said, new RegExp(`Console +${demo.url}`))
  assert.match(said, new RegExp(`Mail in +127\\.0\\.0\\.1:${demo.lmtpPort} \\(LMTP\\)`))
  assert.match(said, /^ {2}grace +Grace Okafor: officer, Highways$/m)
  assert.match(said, /swaks --protocol LMTP --server 127\.0\.0\.1:\d+ --from \S+ --to hello@northam\.example/)
  const signIns = readFileSync(path.join(demo.dir, 'sign-ins.txt'), 'utf8')
  assert.equal(mode(path.join(demo.dir, 'sign-ins.txt')), '600')
  assert.ok(said.includes(/password: (\S+)/.exec(signIns)[1]))
  const first = mails(demo.dir).length
  assert.ok(first > 30, `${first} mails have left`)

  const list = await tribune(['staff', 'list', '--config', demo.config])
  assert.match(list.stdout, /^lena\tactive\tlead:highways\t/m)
  const busy = await tribune(['demo', '--dir', demo.dir], { code: null })
  assert.equal(busy.code, 5)

  const { code } = await demo.stop('SIGINT')
  assert.equal(code, 0)
  assert.match(demo.output(), /goes on from there/)

  const again = await tribuneDemo({ dir: demo.dir, port: demo.port, timeout: 10000 })
  const journal = /^tribune_journal_entries (\d+)$/m.exec(await (await fetch(`${again.url}/metrics`)).text())[1]
  assert.ok(Number(journal) > 500, `${journal} entries`)
  assert.equal(mails(demo.dir).length, first)
  assert.match(again.output(), new RegExp(`127\\.0\\.0\\.1:${again.lmtpPort}`))
  assert.notEqual(again.lmtpPort, demo.lmtpPort)

  await writeIn(again)
  await until('the acknowledgement to leave', () => mails(demo.dir).length === first + 1)
  await again.stop('SIGINT')

  // A filter that cannot judge: the mail waits, and the node says why it is not ready.
  appendFileSync(demo.config, `\n[filter.virus]\ndriver = clamav\naddress = 127.0.0.1:${await freePort()}\n`)
  const waiting = await tribuneDemo({ dir: demo.dir, timeout: 10000 })
  await writeIn(waiting)
  const answer = await until('the filter to be missed', async () => {
    const ready = await fetch(`${waiting.url}/readyz`)
    return ready.status === 503 && ready.json()
  })
  assert.equal(answer.ready, false)
  assert.deepEqual(answer.reasons.map(({ part, name }) => ({ part, name })), [{ part: 'filter', name: 'virus' }])
  assert.ok(answer.reasons[0].words.length > 5)
  const elsewhere = await fetch(`${waiting.url}/readyz`, { headers: { 'X-Forwarded-For': '203.0.113.9' } })
  assert.deepEqual(await elsewhere.json(), { ready: false, reasons: [] })
  assert.match(await (await fetch(`${waiting.url}/metrics`)).text(), /^tribune_filter_up\{filter="virus"\} 0$/m)
  await waiting.stop('SIGINT')
})

test('Ctrl-C while the council is made leaves nothing that the next start trips over', async () => {
  const dir = path.join(tmp('demo'), 'demo')
  const [port, lmtp] = [await freePort(), await freePort()]
  const demo = await start(TRIBUNE, ['demo', '--dir', dir, '--port', String(port), '--lmtp-port', String(lmtp), '--portal-port', String(await freePort())],
    { ready: async () => existsSync(path.join(dir, 'outbox')) && mails(dir).length > 3 })
  const { code } = await demo.stop('SIGINT')
  assert.equal(code, 0)
  assert.match(demo.output(), /begins again/)
  assert.equal(existsSync(path.join(dir, 'data')), false)
  await (await tribuneDemo({ dir, timeout: 120000 })).stop('SIGINT')
})

test('a port that is taken is told before anything is made', async () => {
  const { port, config, url } = await installation()
  await tribuneServe({ config, url })
  const dir = path.join(tmp('demo'), 'demo')
  const { code, stderr } = await tribune(['demo', '--dir', dir, '--port', String(port), '--lmtp-port', String(await freePort()), '--portal-port', String(await freePort())], { code: null })
  assert.equal(code, 5)
  assert.match(stderr, new RegExp(`port ${port} of 127\\.0\\.0\\.1: another program uses it; choose another with --port`))
  assert.equal(existsSync(path.join(dir, 'data')), false)
})

test('the demo keeps its hands off an installation that it did not make', async () => {
  const { folder, config } = await installation()
  const before = readFileSync(config, 'utf8')
  const { code, stderr } = await tribune(['demo', '--dir', folder], { code: null })
  assert.equal(code, 3)
  assert.match(stderr, /no demo made/)
  assert.equal(readFileSync(config, 'utf8'), before)
})
