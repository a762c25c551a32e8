// SPDX-License-Identifier: Apache-2.0
// A real Dovecot of its own: IMAP and LMTP on loopback ports, Maildir in a temporary folder.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'

import { freePort, isRoot, run, start, tmp } from './process.mjs'

/** Starts Dovecot. @users maps mail addresses, which are the sign-in names, to passwords. @settings is further text for
 * the configuration. Returns {imapPort, lmtpPort, mailFolder, log(), stop()}. */
export async function dovecot({ users, settings = '' }) {
  const folder = tmp('dovecot')
  const [imapPort, lmtpPort] = [await freePort(), await freePort()]
  for (const name of ['run', 'state', 'mail']) mkdirSync(path.join(folder, name))
  const me = (await run('id', ['-un'])).stdout.trim()
  const mailOwner = isRoot ? 'mail' : me
  if (isRoot) await run('chown', ['mail:mail', path.join(folder, 'mail')])
  writeFileSync(path.join(folder, 'users'), Object.entries(users).map(([user, password]) => `${user}:{PLAIN}${password}::::::\n`).join(''), { mode: 0o644 })

  const log = path.join(folder, 'dovecot.log')
  writeFileSync(path.join(folder, 'dovecot.conf'), `
protocols = imap lmtp
listen = 127.0.0.1
base_dir = ${folder}/run
state_dir = ${folder}/state
log_path = ${log}
ssl = no
disable_plaintext_auth = no
default_internal_user = ${isRoot ? 'dovecot' : me}
default_internal_group = ${isRoot ? 'dovecot' : (await run('id', ['-gn'])).stdout.trim()}
default_login_user = ${isRoot ? 'dovenull' : me}
first_valid_uid = 1
first_valid_gid = 1
mail_location = maildir:${folder}/mail/%u
mail_uid = ${mailOwner}
mail_gid = ${isRoot ? 'mail' : (await run('id', ['-gn'])).stdout.trim()}
mail_max_userip_connections = 100
postmaster_address = postmaster@citizen.example
hostname = mail.citizen.example
recipient_delimiter = +
passdb {
  driver = passwd-file
  args = username_format=%Lu ${folder}/users
}
userdb {
  driver = passwd-file
  args = username_format=%Lu ${folder}/users
  default_fields = home=${folder}/mail/%u
}
service imap-login {
  ${isRoot ? '' : 'chroot ='}
  inet_listener imap {
    port = ${imapPort}
  }
  inet_listener imaps {
    port = 0
  }
}
service lmtp {
  inet_listener lmtp {
    port = ${lmtpPort}
  }
}
${isRoot ? '' : 'service anvil {\n  chroot =\n}'}
${settings}
`)
  const logged = () => { try { return readFileSync(log, 'utf8') } catch { return '' } }
  const server = await start('/usr/sbin/dovecot', ['-F', '-c', path.join(folder, 'dovecot.conf')], { ready: imapPort, name: 'dovecot' })
    .catch(fault => { fault.message += `\n${logged().slice(-4000)}`; throw fault })
  return { imapPort, lmtpPort, mailFolder: path.join(folder, 'mail'), log: logged, pid: server.pid, stop: () => server.stop() }
}
