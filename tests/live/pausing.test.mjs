// SPDX-License-Identifier: Apache-2.0
// A channel is paused by the command line beside a serving node: what would leave waits, over a kill too, and leaves once.
import assert from 'node:assert/strict'
import { appendFileSync, readFileSync, writeFileSync } from 'node:fs'
import { before, test } from 'node:test'

import { DESK, isRoot, northam, tribune, until } from './harness/index.mjs'

const skip = isRoot ? false : 'Postfix needs root'
let house, mailbox

before(async () => {
  if (skip) return
  house = await northam()
  mailbox = await house.mailbox()
})

const channel = (...args) => tribune(['channel', ...args, '--config', house.config])
const listed = async () => (await channel('list')).stdout.trim().split('\n').map(line => line.split('\t')).find(([name]) => name === 'email')
const write = (subject, text) => house.out.sendMail({ from: 'Ada <ada@citizen.example>', to: DESK, subject, text })

test('while mail is paused it is taken in, and nothing leaves', { skip }, async () => {
  await write('Lamp out', 'The lamp in the High Street is out.')
  await mailbox.waitFor(mail => mail.subject.includes('Lamp out'))
  await channel('pause', 'email', '--reason', 'the mail server moves')
  await write('Bin full', 'The bin at the school is full.')
  const row = await until('the receipt to wait', async () => { const found = await listed(); return found[4] === '1' && found })
  assert.match(row[2], /^paused since 20\d\d-/)
  assert.equal((await mailbox.messages()).length, 1)
  assert.match(await (await fetch(`${house.url}/metrics`)).text(), /^tribune_channel_paused\{channel="email"\} 1$/m)
})

test('a pause is told why where an answer waits, and what waits says so', { skip }, async () => {
  const officer = await house.officer()
  await officer.goto(`${house.url}/cases?queue=all`)
  await officer.getByRole('link', { name: /Bin full/ }).first().click()
  await officer.getByText('the mail server moves').first().waitFor()
  await officer.getByText('Not sent yet: its channel is paused.').first().waitFor()
  await officer.context().close()
})

test('it holds over a kill, and what waited leaves once when the channel goes on', { skip }, async () => {
  await house.tribune.kill()
  await house.start()
  assert.match((await listed())[2], /^paused since/)
  assert.equal((await mailbox.messages()).length, 1)
  const again = await tribune(['channel', 'pause', 'email', '--reason', 'x', '--config', house.config], { code: 1 })
  assert.match(again.stderr, /paused already/)
  await channel('resume', 'email')
  await mailbox.waitFor(mail => mail.subject.includes('Bin full'))
  assert.equal((await listed())[2], 'on')
  assert.equal((await mailbox.messages()).filter(mail => mail.subject.includes('Bin full')).length, 1)
})

test('a channel that is being replaced says so at each start', { skip }, async () => {
  await house.stop()
  writeFileSync(house.config, readFileSync(house.config, 'utf8').replace('[channel.email]\n', '[channel.email]\nlegacy = 2026-01-31\n'))
  await house.start()
  assert.match(house.tribune.output(), /warning channel\.legacy channel=email goes=2026-01-31/)
  assert.equal((await listed())[3], '2026-01-31')
  await house.stop()
  appendFileSync(house.config, '\n[channel.other]\ndriver = program\nlegacy = soon\n')
  const wrong = await tribune(['config', 'check', '--config', house.config], { code: 3 })
  assert.match(wrong.stderr, /legacy: expected a day, like 2027-06-30/)
})
