// SPDX-License-Identifier: Apache-2.0
// What packaging/ promises to an operator, as systemd's own tools judge it.
import assert from 'node:assert/strict'
import { copyFileSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { test } from 'node:test'

import { ROOT, run, tmp } from './harness/index.mjs'

const unit = path.join(ROOT, 'packaging', 'tribune.service')

test('the service is confined to an exposure of 1.5 or less', async () => {
  const { code, stdout } = await run('systemd-analyze', ['security', '--offline=true', '--no-pager', '--threshold=15', unit], { code: null })

  assert.equal(code, 0, stdout.trim().split('\n').at(-1))
})

test('systemd understands every line of the service', async () => {
  const folder = tmp('packaging')
  const copy = path.join(folder, 'tribune.service')
  // The program need not be installed for this.
  writeFileSync(copy, readFileSync(unit, 'utf8').replace(/^ExecStart=.*$/m, 'ExecStart=/bin/true'))
  const { stdout, stderr } = await run('systemd-analyze', ['verify', '--man=no', copy], { code: null })

  assert.doesNotMatch(stdout + stderr, /tribune\.service/)
})

test('the user that the service runs as is the one that sysusers makes', async () => {
  const file = path.join(tmp('packaging'), 'tribune.conf')
  copyFileSync(path.join(ROOT, 'packaging', 'tribune.sysusers'), file)
  const root = tmp('packaging')
  mkdirSync(path.join(root, 'etc'))
  await run('systemd-sysusers', [`--root=${root}`, file])

  assert.match(readFileSync(path.join(root, 'etc', 'passwd'), 'utf8'), /^tribune:/m)
  assert.match(readFileSync(unit, 'utf8'), /^User=tribune$/m)
})
