// SPDX-License-Identifier: Apache-2.0
// The citizen's mail program: nodemailer writes, imapflow and mailparser read.
import { ImapFlow } from 'imapflow'
import { simpleParser } from 'mailparser'
import nodemailer from 'nodemailer'

import { atEnd, until } from './process.mjs'

/** A nodemailer transport to the SMTP server on @port. */
export function mailer(port) {
  const transport = nodemailer.createTransport({ host: '127.0.0.1', port, secure: false, ignoreTLS: true, name: 'laptop.citizen.example' })
  atEnd(() => transport.close())
  return transport
}

/** A mailbox read by IMAP. messages(): every message of the inbox, oldest first, as mailparser gives them, each with
 * `source` (the raw bytes). waitFor(match): the first message for which match(message) is true, within @timeout. */
export async function imap(port, user, password) {
  const client = new ImapFlow({ host: '127.0.0.1', port, secure: false, doSTARTTLS: false, auth: { user, pass: password }, logger: false })
  await client.connect()
  atEnd(() => client.logout().catch(() => {}))

  async function messages() {
    const lock = await client.getMailboxLock('INBOX')
    try {
      await client.noop()
      const found = []
      if (client.mailbox.exists === 0) return found
      for await (const { source } of client.fetch('1:*', { source: true })) found.push(Object.assign(await simpleParser(source), { source }))
      return found
    } finally {
      lock.release()
    }
  }
  const waitFor = (match, { timeout = 20000 } = {}) =>
    until(`a message to ${user}`, async () => (await messages()).find(match), { timeout, every: 200 })
  return { client, messages, waitFor }
}
