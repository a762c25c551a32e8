// SPDX-License-Identifier: Apache-2.0
// What leaves the journal convinces others: verified, proven, backed up and put back, by programs that are not ours too.
import assert from 'node:assert/strict'
import { appendFileSync, cpSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { before, test } from 'node:test'

import { goVerifier, run, tmp, tribune } from './harness/index.mjs'

const folder = tmp('journal')
const config = path.join(folder, 'tribune.conf')
const call = (...words) => tribune([...words, '--config', config], { code: null, cwd: folder })
let year

async function checkpoint(name) {
  const { code, stdout, stderr } = await call('journal', 'checkpoint')
  assert.equal(code, 0, stderr)
  writeFileSync(path.join(folder, name), stdout)
  return stdout
}

async function prove(index) {
  const place = path.join(tmp('proof'), 'proof')
  const { code, stderr } = await call('journal', 'prove', `${year}/${index}`, place)
  assert.equal(code, 0, stderr)
  return place
}

const addStaff = async login => assert.equal((await call('staff', 'add', login, '--generate')).code, 0)

before(async () => {
  const { code, stderr } = await call('init', '--authority', 'Northam Borough Council', '--domain', 'northam.example', '--data', 'data')
  assert.equal(code, 0, stderr)
  for (const login of ['ada', 'grace', 'karen', 'barbara']) await addStaff(login)
  year = Number(/\/(\d{4})\n/.exec(await checkpoint('first'))[1])
})

test('a whole journal verifies, and continues a checkpoint kept elsewhere', async () => {
  const { code, stdout } = await call('journal', 'verify', '--against', 'first')

  assert.equal(code, 0)
  assert.match(stdout, /^the journal is whole: 1 year, 5 entries, 1 checkpoints$/m)
  assert.match(stdout, new RegExp(`^journal ${year} continues the checkpoint in first, of size 5$`, 'm'))
})

test('Go verifies the checkpoint and every proof, and so does the script beside it', async () => {
  const verify = await goVerifier()

  for (let index = 0; index < 5; index++) {
    const proof = await prove(index)
    const file = name => path.join(proof, name)
    const lines = readFileSync(file('entry.tlog-proof'), 'utf8')

    writeFileSync(file('signed'), lines.slice(lines.indexOf('\n\n') + 2))
    const result = await verify({ vkey: readFileSync(file('key'), 'utf8').trim(), checkpoint: file('signed'), proof: file('entry.tlog-proof'), entry: file('entry') })
    assert.equal(result.code, 0, result.stderr)
    const { stdout } = await run('sh', [file('check.sh')])
    assert.match(stdout, /^part detail is what was recorded$/m)
    assert.match(stdout, new RegExp(`^the entry is number ${index} .counted from 0. of 5 in northam.example/tribune/main/${year}$`, 'm'))
    assert.match(stdout, /^the checkpoint is signed by northam\.example/m)
  }
})

for (const name of ['entry', 'parts/detail', 'parts/detail.salt', 'entry.tlog-proof', 'key']) {
  test(`the script finds a change of ${name}`, async () => {
    const proof = await prove(2)
    const file = path.join(proof, name)
    const bytes = readFileSync(file)

    bytes[bytes.length - 5] ^= 1
    writeFileSync(file, bytes)
    const { code } = await run('sh', [path.join(proof, 'check.sh')], { code: null })
    assert.notEqual(code, 0)
  })
}

test('an entry that is not there, and a word that is none, end with their own exit codes', async () => {
  assert.equal((await call('journal', 'prove', `${year}/77`, path.join(folder, 'none'))).code, 1)
  assert.equal((await call('journal', 'prove', 'nonsense', path.join(folder, 'none'))).code, 2)
})

test('a backup is complete, is checked by sha256sum, and is put back only where nothing is', async () => {
  assert.equal((await call('backup', 'backup')).code, 0)
  assert.equal((await call('backup', 'backup')).code, 1)
  await run('sha256sum', ['--strict', '-c', 'SHA256SUMS'], { cwd: path.join(folder, 'backup') })
  assert.deepEqual(readdirSync(path.join(folder, 'backup/keys')).sort(), ['journal.key', 'keys.db', 'secret.key'])

  const refused = await call('restore', 'backup')
  assert.equal(refused.code, 3)
  assert.match(refused.stderr, /is not empty, and nothing is overwritten/)

  const other = tmp('restored')
  cpSync(path.join(folder, 'backup/tribune.conf'), path.join(other, 'tribune.conf'))
  const restored = await tribune(['restore', path.join(folder, 'backup'), '--config', path.join(other, 'tribune.conf')])
  assert.match(restored.stdout, /^the journal is whole: 1 year, 5 entries, 1 checkpoints$/m)
  assert.equal((await tribune(['staff', 'list', '--config', path.join(other, 'tribune.conf')])).stdout.match(/^(ada|grace|karen|barbara)\b/gm).length, 4)
})

test('a changed backup is refused before anything is put back', async () => {
  const bent = path.join(tmp('bent'), 'backup')
  const other = tmp('refused')

  cpSync(path.join(folder, 'backup'), bent, { recursive: true })
  appendFileSync(path.join(bent, 'store/tribune.db'), 'x')
  cpSync(path.join(bent, 'tribune.conf'), path.join(other, 'tribune.conf'))
  const { code, stderr } = await tribune(['restore', bent, '--config', path.join(other, 'tribune.conf')], { code: null })
  assert.equal(code, 4)
  assert.match(stderr, /store\/tribune\.db was changed/)
  assert.deepEqual(readdirSync(other), ['tribune.conf'])
})

test('after a restore that lost signed entries, nothing is signed until the loss is on record', async () => {
  const data = path.join(folder, 'data')
  const memory = readFileSync(path.join(data, 'journal.key.signed'))

  await addStaff('joan')
  await checkpoint('second')
  assert.notDeepEqual(readFileSync(path.join(data, 'journal.key.signed')), memory)
  const kept = readFileSync(path.join(data, 'journal.key.signed'))
  rmSync(data, { recursive: true })
  mkdirSync(data, { mode: 0o700 })
  writeFileSync(path.join(data, 'journal.key.signed'), kept, { mode: 0o600 })

  assert.equal((await call('restore', 'backup')).code, 0)
  const against = await call('journal', 'verify', '--against', 'second')
  assert.equal(against.code, 4)
  assert.match(against.stderr, /at size 5 it does not continue the checkpoint kept elsewhere, of size 6/)
  await addStaff('mary')
  const refused = await call('journal', 'checkpoint')
  assert.equal(refused.code, 1)
  assert.match(refused.stderr, /--admit-loss/)

  assert.equal((await call('journal', 'checkpoint', '--admit-loss')).code, 0)
  assert.equal((await call('journal', 'verify', '--against', 'first')).code, 0)
  assert.equal((await call('journal', 'verify', '--against', 'second')).code, 4)
  assert.match(readFileSync(path.join(await prove(6), 'entry'), 'utf8'), /^type key\n.*attr lost-size 6\n/ms)
})
