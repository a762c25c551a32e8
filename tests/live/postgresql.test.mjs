// SPDX-License-Identifier: Apache-2.0
// The SQL is written once, for SQLite and for PostgreSQL: a real PostgreSQL 15 takes every migration and prepares every
// statement. (SQLite has run them all in the unit tests.)
import assert from 'node:assert/strict'
import { writeFileSync } from 'node:fs'
import path from 'node:path'
import { test } from 'node:test'

import { TRIBUNE, postgres, run, tmp } from './harness/index.mjs'

const PSQL = '/usr/lib/postgresql/15/bin/psql'
const server = await postgres()
const listed = (await run(path.join(path.dirname(TRIBUNE), 'tests/live/list-statements'))).stdout
  .trim().split('\n').map(line => JSON.parse(line))
const migrations = listed.filter(entry => entry.set)
const statements = listed.filter(entry => !entry.set)

/** Runs each of @commands in @database. Returns a map from the place of those that it refused to what it said. */
async function faultsOf(database, commands) {
  const file = path.join(tmp('sql'), 'script.sql')
  const uri = server.uri.replace(/[^/]*$/, database)

  // One line each, so that the line number in psql's messages tells which it was.
  writeFileSync(file, commands.map(sql => `${sql.replace(/--.*$/gm, '').replace(/\s+/g, ' ').replace(/;? ?$/, ';')}\n`).join(''))
  const { stderr } = await run(PSQL, ['-d', uri, '-X', '-q', '-v', 'VERBOSITY=terse', '-f', file])
  return new Map([...stderr.matchAll(/^psql:[^\n]*?:(\d+): ERROR: +(.*)$/gm)].map(match => [Number(match[1]) - 1, match[2]]))
}

for (const set of ['store', 'keys']) {
  test(`PostgreSQL takes the migrations of the ${set}, in order`, async () => {
    const mine = migrations.filter(migration => migration.set === set)

    await server.query(`CREATE DATABASE ${set}`)
    assert.ok(mine.length >= 2)
    assert.deepEqual(mine.map(migration => migration.number), [...mine.keys()])
    const faults = await faultsOf(set, mine.map(migration => migration.sql))
    assert.deepEqual([...faults].map(([i, said]) => `${mine[i].name}: ${said}`), [])
  })
}

test('PostgreSQL prepares every statement', async () => {
  const commands = statements.map(({ sql }, i) => `PREPARE s${i} AS ${sql}`)
  const inStore = await faultsOf('store', commands)
  const inKeys = await faultsOf('keys', commands)
  const faults = [...inStore].filter(([i]) => inKeys.has(i))

  assert.ok(statements.length > 100, `only ${statements.length} statements are listed`)
  for (const name of ['journal_add_leaf', 'find_key', 'record_migration', 'insert_message']) {
    assert.ok(statements.some(statement => statement.name === name), `${name} is not listed`)
  }
  // A statement on a table that the store does not have is one on the keys.
  assert.deepEqual(faults.map(([i, said]) =>
    `${statements[i].name}: ${/relation .* does not exist/.test(said) ? inKeys.get(i) : said}: ${statements[i].sql}`), [])
})

test('a statement that PostgreSQL does not know is named', async () => {
  const faults = await faultsOf('store', ['PREPARE a AS SELECT 1', 'PREPARE b AS SELECT nothing FROM units'])

  assert.deepEqual([...faults], [[1, 'column "nothing" does not exist at character 21']])
})

test('every statement numbers its parameters as they come, since they are bound in turn', () => {
  const wrong = statements.filter(({ sql }) => [...new Set([...sql.matchAll(/\$(\d+)/g)].map(match => Number(match[1])))].some((number, i) => number !== i + 1))
  assert.deepEqual(wrong.map(({ name, sql }) => `${name}: ${sql}`), [])
})
