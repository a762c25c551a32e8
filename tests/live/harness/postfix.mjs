// SPDX-License-Identifier: Apache-2.0
// A real Postfix of its own: configuration, queue, data and log in a temporary folder, SMTP on a loopback port.
// It relays for the given domains and for no other, so that no test mail ever leaves the machine.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'

import { freePort, run, start, tmp } from './process.mjs'

const DAEMONS = '/usr/lib/postfix/sbin'

/** Starts Postfix. Needs root: it changes to the user `postfix`.
 *
 * @transports maps a recipient domain to where its mail goes: {'northam.example': 'lmtp:inet:127.0.0.1:2424'}.
 * @settings are further lines of main.cf, {name: value}.
 * Returns {port, log(), queue(), stop(), start()}; queue() lists what waits, as `postqueue -j` reports it. */
export async function postfix({ transports, settings = {} }) {
  const folder = tmp('postfix')
  const port = await freePort()
  const conf = path.join(folder, 'conf')
  for (const name of ['conf', 'queue', 'data', 'log']) mkdirSync(path.join(folder, name))
  await run('chown', ['postfix', path.join(folder, 'data'), path.join(folder, 'log')])

  const main = {
    compatibility_level: '3.6',
    queue_directory: path.join(folder, 'queue'),
    data_directory: path.join(folder, 'data'),
    daemon_directory: DAEMONS,
    command_directory: '/usr/sbin',
    mail_owner: 'postfix',
    setgid_group: 'postdrop',
    maillog_file: path.join(folder, 'log', 'mail.log'),
    maillog_file_prefixes: folder,
    myhostname: 'mx.citizen.example',
    mydomain: 'citizen.example',
    mydestination: '',
    mynetworks: '127.0.0.0/8',
    inet_interfaces: '127.0.0.1',
    inet_protocols: 'ipv4',
    smtpd_relay_restrictions: 'permit_mynetworks, reject',
    smtp_dns_support_level: 'disabled',
    relay_domains: Object.keys(transports).join(' '),
    default_transport: 'error:only the domains of the test are reachable',
    transport_maps: `inline:{ ${Object.entries(transports).map(([domain, to]) => `{ ${domain} = ${to} }`).join(', ')} }`,
    recipient_delimiter: '+',
    smtputf8_enable: 'yes',
    alias_maps: '',
    alias_database: '',
    local_recipient_maps: '',
    biff: 'no',
    // Retries follow within seconds, so that a test can wait for them. Not within one: then the queue manager may come
    // back while the last attempt still holds the file, and sets the message aside for minutes.
    queue_run_delay: '2s',
    minimal_backoff_time: '3s',
    maximal_backoff_time: '4s',
    ...settings,
  }
  writeFileSync(path.join(conf, 'main.cf'), Object.entries(main).map(([name, value]) => `${name} = ${value}\n`).join(''))

  // service type private unprivileged chroot wakeup limit command
  const services = [
    `127.0.0.1:${port} inet n - n - - smtpd`,
    'pickup unix n - n 60 1 pickup', 'cleanup unix n - n - 0 cleanup', 'qmgr unix n - n 300 1 qmgr',
    'rewrite unix - - n - - trivial-rewrite', 'bounce unix - - n - 0 bounce', 'defer unix - - n - 0 bounce',
    'trace unix - - n - 0 bounce', 'verify unix - - n - 1 verify', 'flush unix n - n 1000? 0 flush',
    'proxymap unix - - n - - proxymap', 'smtp unix - - n - - smtp', 'relay unix - - n - - smtp',
    'showq unix n - n - - showq', 'error unix - - n - - error', 'retry unix - - n - - error',
    'discard unix - - n - - discard', 'lmtp unix - - n - - lmtp', 'anvil unix - - n - 1 anvil',
    'scache unix - - n - 1 scache', 'postlog unix-dgram n - n - 1 postlogd',
  ]
  writeFileSync(path.join(conf, 'master.cf'), services.map(line => `${line}\n`).join(''))
  await run('/usr/sbin/postfix', ['-c', conf, 'check'], { env: { MAIL_CONFIG: conf } })

  const log = () => { try { return readFileSync(main.maillog_file, 'utf8') } catch { return '' } }
  const launch = () => start(path.join(DAEMONS, 'master'), ['-c', conf, '-d'], { ready: port, name: 'postfix' })
    .catch(fault => { fault.message += `\n${log().slice(-4000)}`; throw fault })
  let master = await launch()

  return {
    port,
    log,
    async queue() {
      const { stdout } = await run('/usr/sbin/postqueue', ['-c', conf, '-j'])
      return stdout.split('\n').filter(Boolean).map(line => JSON.parse(line))
    },
    stop: () => master.stop(),
    async start() { master = await launch() },
  }
}
