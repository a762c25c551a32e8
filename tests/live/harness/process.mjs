// SPDX-License-Identifier: Apache-2.0
// Temporary folders, free ports and child processes that never outlive the test file.
//
// What is made here is undone in reverse order after the last test of the file; should Node die before, script/test ends
// what is left. Everything listens on 127.0.0.1 only.
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { chmodSync, mkdtempSync, rmSync } from 'node:fs'
import net from 'node:net'
import os from 'node:os'
import path from 'node:path'
import { after } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'

export { sleep }

export const ROOT = fileURLToPath(new URL('../../..', import.meta.url))
export const isRoot = process.getuid() === 0

const cleanups = []

/** Runs @undo (may be async) after the last test of this file, before what was registered earlier. */
export function atEnd(undo) {
  cleanups.push(undo)
}

after(async () => {
  const faults = []
  while (cleanups.length > 0) {
    try {
      await cleanups.pop()()
    } catch (fault) {
      faults.push(fault)
    }
  }
  if (faults.length > 0) throw new AggregateError(faults, 'cleaning up')
})

/** A new folder that other users may enter (daemons drop their rights), removed at the end. */
export function tmp(name = 'test') {
  const folder = mkdtempSync(path.join(os.tmpdir(), `tribune-${name}-`))
  chmodSync(folder, 0o755)
  atEnd(() => rmSync(folder, { recursive: true, force: true, maxRetries: 3 }))
  return folder
}

const taken = new Set()

/** A TCP port of 127.0.0.1 that nobody listens on, below the range the kernel gives to outgoing connections. */
export async function freePort() {
  for (let tries = 0; tries < 200; tries++) {
    const port = 20000 + Math.floor(Math.random() * 12000)
    if (taken.has(port)) continue
    const server = net.createServer()
    const free = await new Promise(done => {
      server.once('error', () => done(false))
      server.listen(port, '127.0.0.1', () => server.close(() => done(true)))
    })
    if (free) {
      taken.add(port)
      return port
    }
  }
  throw new Error('no free port')
}

/** Calls @probe until it returns something truthy, which it returns. Fails with @what after @timeout milliseconds. */
export async function until(what, probe, { timeout = 20000, every = 50 } = {}) {
  const deadline = performance.now() + timeout
  let last
  for (;;) {
    try {
      const result = await probe()
      if (result) return result
      last = undefined
    } catch (fault) {
      if (fault.fatal) throw fault
      last = fault
    }
    if (performance.now() > deadline) throw new Error(`waited ${timeout} ms for ${what}${last ? `: ${last.message}` : ''}`, { cause: last })
    await sleep(every)
  }
}

/** Whether somebody accepts connections on @port. */
export function isListening(port, host = '127.0.0.1') {
  return new Promise(done => {
    const socket = net.connect({ port, host })
    socket.once('connect', () => { socket.destroy(); done(true) })
    socket.once('error', () => done(false))
  })
}

/** The {uid, gid} of the system user @name, as start() and run() take them; of this process when it is not root. */
export async function asUser(name) {
  if (!isRoot) return {}
  const id = async what => Number((await run('id', [what, name])).stdout)
  return { uid: await id('-u'), gid: await id('-g') }
}

/** Starts @program and waits until it is ready: a RegExp its output must match, a port that must accept, or an async
 * function that must return true. Returns a handle; the process is stopped at the end when it still runs.
 *
 * handle.pid; handle.output(): stdout and stderr so far; handle.exited: a promise of {code, signal};
 * handle.stop(signal = 'SIGTERM'): asks it to end, after 10 s kills its process group; handle.kill(): SIGKILL at once. */
export async function start(program, args = [], { env = {}, cwd, uid, gid, ready, timeout = 20000, name = path.basename(program) } = {}) {
  const child = spawn(program, args, { cwd, uid, gid, env: { ...process.env, ...env }, stdio: ['ignore', 'pipe', 'pipe'], detached: true })
  let output = ''
  let ended = null
  for (const stream of [child.stdout, child.stderr]) stream.setEncoding('utf8').on('data', text => { output += text })
  const exited = new Promise(done => {
    child.once('error', fault => done(ended = { code: null, signal: null, fault }))
    child.once('exit', (code, signal) => done(ended = { code, signal }))
  })
  const killGroup = () => { try { process.kill(-child.pid, 'SIGKILL') } catch { /* gone */ } }
  const handle = {
    pid: child.pid,
    exited,
    output: () => output,
    async stop(signal = 'SIGTERM') {
      if (!ended) {
        child.kill(signal)
        const patience = sleep(10000, 'late', { ref: false })
        if (await Promise.race([exited, patience]) === 'late') {
          killGroup()
          await exited
          throw new Error(`${name} did not end within 10 s of ${signal}\n${output.slice(-4000)}`)
        }
      }
      killGroup()
      return ended
    },
    async kill() {
      killGroup()
      return exited
    },
  }
  atEnd(() => handle.stop())

  if (ready === undefined) return handle
  await until(`${name} to be ready`, async () => {
    if (ended) {
      throw Object.assign(new Error(`${name} ended with ${JSON.stringify(ended)}${ended.fault ? ` ${ended.fault}` : ''}\n${output.slice(-4000)}`), { fatal: true })
    }
    if (ready instanceof RegExp) return ready.test(output)
    return typeof ready === 'number' ? isListening(ready) : ready()
  }, { timeout }).catch(fault => {
    if (!fault.fatal) fault.message += `\n${output.slice(-4000)}`
    throw fault
  })
  return handle
}

/** Runs @program to its end. Returns {code, stdout, stderr}; throws when @code (default 0) is not what it ended with;
 * null accepts every exit status. */
export async function run(program, args = [], { env = {}, cwd, uid, gid, input = '', code = 0, timeout = 60000 } = {}) {
  const child = spawn(program, args, { cwd, uid, gid, env: { ...process.env, ...env }, timeout, killSignal: 'SIGKILL' })
  const result = { stdout: '', stderr: '' }
  child.stdout.setEncoding('utf8').on('data', text => { result.stdout += text })
  child.stderr.setEncoding('utf8').on('data', text => { result.stderr += text })
  child.stdin.on('error', () => {})
  child.stdin.end(input)
  const [status, signal] = await once(child, 'close')
  result.code = status
  if (signal || (code !== null && status !== code)) {
    throw new Error(`${path.basename(program)} ${args.join(' ')} ended with ${signal ?? status}\n${result.stdout}${result.stderr}`)
  }
  return result
}
