// SPDX-License-Identifier: Apache-2.0
// The foreign verifier that other live tests rely on accepts what is right and nothing else. The vectors are those of the unit tests.
import assert from 'node:assert/strict'
import { readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { before, test } from 'node:test'

import { ROOT, goVerifier, tmp } from './harness/index.mjs'

const vectors = path.join(ROOT, 'tests/live/go-verifier/vectors')
const good = {
  vkey: 'tribune.example/log/2026+65401821+AQOhB7/zzhC+HXDdGOdLwJln5NYwm6UNXx3chmQSVTG4',
  checkpoint: path.join(vectors, 'checkpoint'),
  proof: path.join(vectors, 'entry-3.tlog-proof'),
  entry: path.join(vectors, 'entry-3'),
}
let verify

before(async () => { verify = await goVerifier() })

test('the published vectors verify', async () => {
  const result = await verify(good)
  assert.equal(result.code, 0, result.stderr)
  assert.match(result.stdout, /^ok: entry 3 of tribune\.example\/log\/2026 at size 7$/m)
})

for (const what of ['checkpoint', 'proof', 'entry']) {
  test(`one flipped bit anywhere in the ${what} is rejected`, async () => {
    const bytes = readFileSync(good[what])
    const bent = path.join(tmp('bent'), what)

    for (let at = 0; at < bytes.length; at++) {
      const changed = Buffer.from(bytes)
      changed[at] ^= 1
      writeFileSync(bent, changed)
      const result = await verify({ ...good, [what]: bent })
      assert.equal(result.code, 1, `byte ${at}: ${result.stdout}${result.stderr}`)
    }
  })
}

test('another key is rejected', async () => {
  const result = await verify({ ...good, vkey: 'witness.example/w1+20324abe+BCmsuuFBvMrwsi4alNNNC8c2HlJtC/4SyJeUvJMilm3X' })
  assert.equal(result.code, 1)
})
