// SPDX-License-Identifier: Apache-2.0
// A council of its own: Tribune between a real Postfix and a real Dovecot, made as an operator makes it: `tribune init`,
// a unit from an administrator in the console, staff from `tribune staff add`.
import { readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'

import { chromium } from './chromium.mjs'
import { signIn } from './console.mjs'
import { dovecot } from './dovecot.mjs'
import { imap, mailer } from './mail.mjs'
import { postfix } from './postfix.mjs'
import { freePort, tmp } from './process.mjs'
import { tribune, tribuneServe } from './tribune.mjs'

export const DESK = 'hello@northam.example'
export const PASSWORD = 'seven lamps on a wet street'

const STAFF = [
  { login: 'grace', name: 'Grace Okafor', role: 'officer:customer-contact' },
  { login: 'ruth', name: 'Ruth Feldman', role: 'records' },
  { login: 'colin', name: 'Colin Hargreaves', role: 'auditor' },
]

/** The unit, its address and the first sign-in of the administrator, in the console. */
async function furnish(browser, url) {
  const page = await signIn(browser, url, 'admin', PASSWORD)

  await page.goto(`${url}/units`)
  await page.getByRole('link', { name: 'Add a unit' }).click()
  await page.getByLabel('Name', { exact: true }).fill('Customer Contact')
  await page.getByRole('button', { name: 'Add', exact: true }).click()
  await page.getByText('The unit Customer Contact is there.').waitFor()
  await page.getByRole('link', { name: 'Customer Contact' }).last().click()
  await page.getByLabel('Address', { exact: true }).fill(DESK)
  await page.getByLabel('Shown as').fill('Northam Borough Council')
  await page.getByRole('button', { name: 'Add', exact: true }).click()
  await page.getByText('What is written to hello@northam.example comes here').waitFor()
  await page.context().close()
}

/** Starts all of it. @users are the citizens' mailboxes, {address: password}; @config is more text for tribune.conf, after
 * the channel's keys; @relayPort is where Tribune takes its mail for Postfix's, by default Postfix itself: a function of
 * Postfix's port that resolves to the port.
 *
 * @portal is the port of the citizens' pages; without it there are none. Mail to @users of other domains than citizen.example gets there too.
 *
 * Returns {url, config, dir, lmtpPort, smtpPort, browser, relay (Postfix), box (Dovecot), out (a nodemailer transport),
 * mailbox(address), tribune: the running process, stop(), start(), officer(login): a signed-in page}. */
export async function northam({ users = { 'ada@citizen.example': 'engine' }, channel = '', config = '', portal, relayPort } = {}) {
  const [port, lmtpPort] = [await freePort(), await freePort()]
  const dir = tmp('northam')
  const file = path.join(dir, 'tribune.conf')
  const url = `http://127.0.0.1:${port}`
  const [browser, box] = [await chromium(), await dovecot({ users })]
  const domains = ['citizen.example', ...Object.keys(users).map(address => address.split('@')[1])]
  const relay = await postfix({
    transports: { ...Object.fromEntries(domains.map(domain => [domain, `lmtp:inet:127.0.0.1:${box.lmtpPort}`])), 'northam.example': `lmtp:inet:127.0.0.1:${lmtpPort}` },
  })
  const smtpPort = relayPort ? await relayPort(relay.port) : relay.port

  await tribune(['init', '--config', file, '--authority', 'Northam Borough Council', '--domain', 'northam.example', '--prefix', 'NB',
    '--timezone', 'Europe/London', '--listen', `127.0.0.1:${port}`, '--lmtp', `127.0.0.1:${lmtpPort}`, '--admin', 'admin'], { input: `${PASSWORD}\n` })
  const settings = readFileSync(file, 'utf8').trimEnd().replace(/(\[portal\]\n[^[]*?)#listen =/, portal ? `$1listen = 127.0.0.1:${portal}` : '$&')
  writeFileSync(file, `${settings}\nrelay = 127.0.0.1:${smtpPort}\ntls = off\n${channel}\n${config}\n`)

  const launch = () => tribuneServe({ config: file, url })
  const house = { url, config: file, dir, lmtpPort, smtpPort, browser, relay, box, out: mailer(relay.port) }
  house.tribune = await launch()
  await furnish(browser, url)
  for (const { login, name, role } of STAFF) {
    await tribune(['staff', 'add', '--config', file, login, '--name', name, '--role', role], { input: `${PASSWORD}\n` })
  }
  return Object.assign(house, {
    mailbox: (address = 'ada@citizen.example') => imap(box.imapPort, address, users[address]),
    officer: (login = 'grace', options = {}) => signIn(browser, url, login, PASSWORD, options),
    stop: () => house.tribune.stop(),
    async start() { house.tribune = await launch() },
  })
}
