// SPDX-License-Identifier: Apache-2.0
// A verifier of checkpoints and proofs that is not ours: Go's sumdb packages, from Debian's golang-golang-x-mod-dev.
import path from 'node:path'

import { ROOT, run, tmp } from './process.mjs'

/** Builds tests/live/go-verifier. Returns verify({ vkey, checkpoint, proof, entry }): the last three are paths; it resolves to
 * { code, stdout, stderr }, code 0 when all verifies and 1 when something does not. */
export async function goVerifier() {
  const folder = tmp('go-verifier')
  const program = path.join(folder, 'go-verifier')
  const env = { GO111MODULE: 'off', GOPATH: '/usr/share/gocode', GOCACHE: path.join(folder, 'cache'), GOFLAGS: '' }
  await run('go', ['build', '-o', program, '.'], { cwd: path.join(ROOT, 'tests/live/go-verifier'), env, timeout: 240000 })
  return ({ vkey, checkpoint, proof, entry }) => run(program, [vkey, checkpoint, proof, entry], { code: null })
}
