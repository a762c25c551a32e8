// SPDX-License-Identifier: Apache-2.0
// The house (house.mjs) with a real Kannel before it, and a number of ours to write to.
import { readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'

import { PASSWORD, northam } from './house.mjs'
import { kannel } from './kannel.mjs'
import { freePort, tmp } from './process.mjs'
import { tribune } from './tribune.mjs'

export const NUMBER = '32100'

/** Adds the number to the unit, as an administrator does. */
async function addNumber(house) {
  const admin = await house.officer('admin')
  await admin.goto(`${house.url}/units`)
  await admin.getByRole('link', { name: 'Customer Contact' }).last().click()
  await admin.getByLabel('Channel').selectOption('text')
  await admin.getByLabel('Address', { exact: true }).fill(NUMBER)
  await admin.getByLabel('Shown as').last().fill('Northam Borough Council')
  await admin.getByRole('button', { name: 'Add', exact: true }).click()
  await admin.getByText(`What is written to ${NUMBER}`).waitFor()
  await admin.context().close()
}

/** News go by text message too. */
async function nameSenders(house) {
  await house.stop()
  writeFileSync(house.config, readFileSync(house.config, 'utf8').replace(/^\[newsletter\]$/m, `[newsletter]\nfrom = hello@northam.example, ${NUMBER}`))
  await house.start()
}

/** @key: what Kannel proves itself by; @settings: further lines of the channel's group; @news: the house sends news. Returns
 * {house, gateway, secrets: a folder}, and with @news the portal's address and the pages of {maya, omar}, who write them. */
export async function smsHouse({ key = 'key', settings = '', quiet = false, news = false } = {}) {
  const posts = await freePort()
  const port = news ? await freePort() : undefined
  const secrets = tmp('sms')
  writeFileSync(path.join(secrets, 'key'), `${key}\n`)
  writeFileSync(path.join(secrets, 'password'), 'seven bells\n')
  const gateway = await kannel({ postUrl: `http://127.0.0.1:${posts}/sms/in?key=${encodeURIComponent(key)}`, quiet })
  const house = await northam({ portal: port, config: `[channel.text]
driver = sms-kannel
listen = 127.0.0.1:${posts}
url = ${gateway.sendUrl}
key-file = ${secrets}/key
password-file = ${secrets}/password
${settings}
` })
  if (!news) {
    await addNumber(house)
    return { house, gateway, secrets }
  }
  await nameSenders(house)
  await addNumber(house)
  const writers = {}
  for (const login of ['maya', 'omar']) {
    await tribune(['staff', 'add', '--config', house.config, login, '--role', 'communications'], { input: `${PASSWORD}\n` })
    writers[login] = await house.officer(login)
  }
  return { house, gateway, secrets, portal: `http://127.0.0.1:${port}`, ...writers }
}
