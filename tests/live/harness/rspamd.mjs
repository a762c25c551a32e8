// SPDX-License-Identifier: Apache-2.0
// A real Rspamd: one normal worker with the built-in symbols and nothing that asks the network, so that it starts in seconds.
import { mkdirSync, writeFileSync } from 'node:fs'
import path from 'node:path'

import { freePort, start, tmp } from './process.mjs'

/** The generic test text that every spam filter takes for spam. */
export const GTUBE = 'XJS*C4JDBQADN1.NSBN3*2IDNEN*GTUBE-STANDARD-ANTI-UBE-TEST-EMAIL*C.34X'

/** Starts Rspamd. A mail whose subject begins with "Bargain" weighs 7 of 15 points, which is "add header".
 * Returns {port, url, stop(), start()}. */
export async function rspamd() {
  const folder = tmp('rspamd')
  const port = await freePort()
  mkdirSync(path.join(folder, 'lua'))
  writeFileSync(path.join(folder, 'lua', 'rules.lua'), `
rspamd_config.BARGAIN = {
  callback = function(task)
    return (task:get_subject() or ''):find('^Bargain') ~= nil
  end,
  score = 7.0, group = 'test', description = 'begins with Bargain',
}
`)
  // The whole list of domain endings takes ten seconds to read in.
  writeFileSync(path.join(folder, 'tlds'), 'com\norg\nexample\n')
  writeFileSync(path.join(folder, 'rspamd.conf'), `
options {
  pidfile = "${folder}/rspamd.pid"; control_socket = "${folder}/control.sock"; tempdir = "${folder}";
  filters = ""; url_tld = "${folder}/tlds"; hs_cache_dir = "${folder}/"; rrd = "";
  dns { nameserver = ["127.0.0.1:1:10"]; timeout = 0.1s; retransmits = 1; }
  disable_hyperscan = true;
}
logging { type = "console"; level = "warning"; }
actions { reject = 15; add_header = 6; greylist = 4; }
lua = "${folder}/lua/rules.lua";
worker "normal" { bind_socket = "127.0.0.1:${port}"; count = 1; }
`)
  const launch = () => start('/usr/bin/rspamd', ['-f', '-i', '-c', path.join(folder, 'rspamd.conf')], { ready: port, timeout: 60000, name: 'rspamd' })
  let server = await launch()
  return { port, url: `http://127.0.0.1:${port}/checkv2`, stop: () => server.stop(), async start() { server = await launch() } }
}
