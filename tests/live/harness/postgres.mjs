// SPDX-License-Identifier: Apache-2.0
// A real PostgreSQL 15 of its own, with an empty database `tribune`.
import path from 'node:path'

import { asUser, freePort, isRoot, run, start, tmp } from './process.mjs'

const BIN = '/usr/lib/postgresql/15/bin'

/** Starts PostgreSQL. Returns {port, host, uri, query(sql), stop()}; query() gives the rows as psql prints them. */
export async function postgres() {
  const folder = tmp('postgres')
  const port = await freePort()
  // It refuses to run as root; the package made the user `postgres`.
  const as = await asUser('postgres')
  const user = isRoot ? 'postgres' : (await run('id', ['-un'])).stdout.trim()
  if (isRoot) await run('chown', ['postgres', folder])
  const call = (program, ...args) => run(path.join(BIN, program), args, { cwd: folder, ...as })

  await call('initdb', '-D', path.join(folder, 'data'), '-A', 'trust', '-E', 'UTF8', '--locale=C', '--no-sync')
  const server = await start(path.join(BIN, 'postgres'), ['-D', path.join(folder, 'data'), '-k', folder, '-p', String(port),
    '-c', 'listen_addresses=127.0.0.1', '-c', 'fsync=off'], {
    cwd: folder,
    ...as,
    ready: async () => (await run(path.join(BIN, 'pg_isready'), ['-q', '-h', '127.0.0.1', '-p', String(port)], { code: null })).code === 0,
  })
  await call('createdb', '-h', folder, '-p', String(port), 'tribune')
  return {
    port,
    host: folder,
    uri: `postgresql://${user}@127.0.0.1:${port}/tribune`,
    query: async sql => (await call('psql', '-h', folder, '-p', String(port), '-d', 'tribune', '-v', 'ON_ERROR_STOP=1', '-Atc', sql)).stdout.trim(),
    // SIGINT: end the sessions, write everything, stop.
    stop: () => server.stop('SIGINT'),
  }
}
