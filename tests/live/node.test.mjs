// SPDX-License-Identifier: Apache-2.0
// A new installation, from nothing to a drained stop.
import assert from 'node:assert/strict'
import { statSync } from 'node:fs'
import path from 'node:path'
import { test } from 'node:test'

import { freePort, isListening, tmp, tribune, tribuneServe } from './harness/index.mjs'

test('what init makes can be served, starts again, and drains on SIGTERM', async () => {
  const folder = tmp('node')
  const config = path.join(folder, 'tribune.conf')
  const [port, lmtpPort] = [await freePort(), await freePort()]
  const url = `http://127.0.0.1:${port}`
  await tribune(['init', '--config', config, '--authority', 'Northam Borough Council', '--domain', 'northam.example', '--prefix', 'NB',
    '--data', path.join(folder, 'data'), '--listen', `127.0.0.1:${port}`, '--public-url', url, '--lmtp', `127.0.0.1:${lmtpPort}`], { input: 'a long enough first password\n' })
  assert.equal(statSync(path.join(folder, 'data', 'journal.key')).mode & 0o777, 0o600)

  for (const round of ['first', 'second']) {
    const node = await tribuneServe({ config, url })
    assert.ok(await isListening(lmtpPort), `${round}: LMTP`)
    assert.equal((await fetch(`${url}/healthz`)).status, 200)
    assert.deepEqual(await node.stop(), { code: 0, signal: null }, node.output())
    assert.ok(!await isListening(port) && !await isListening(lmtpPort))
  }
})
