// SPDX-License-Identifier: Apache-2.0
// docs/adding-a-channel.md, followed to the letter in a copy of the tree: its commands are run, its code is put where it says.
import assert from 'node:assert/strict'
import { cpSync, existsSync, readFileSync, renameSync, symlinkSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { test } from 'node:test'

import { ROOT, run, tmp } from './harness/index.mjs'

const LIMIT = 900_000 // ms: without a compiler cache everything below the channel is compiled
const LEFT_OUT = /^(build.*|node_modules|\.git)$/

/** What the page asks for, in order: { run }, or { how, file, anchor, code }. */
function stepsOf(page) {
  const steps = []
  let where = null, fence = null, code = []

  for (const line of page.split('\n')) {
    const directive = line.match(/^<!-- (before|replace|remove) (\S+) (.+) -->$/)
    if (fence !== null && line === '```') {
      if (fence === 'sh') steps.push(...code.map(command => ({ run: command })))
      else if (fence === 'c') steps.push({ ...where, code: `${code.join('\n')}\n` })
      if (fence === 'c') assert.ok(where, `a piece of code without a place: ${code[0]}`)
      fence = where = null
    } else if (fence !== null) code.push(line)
    else if (line.startsWith('```')) { fence = line.slice(3); code = [] }
    else if (directive?.[1] === 'remove') steps.push({ how: 'remove', file: directive[2], anchor: directive[3], code: '' })
    else if (directive) where = { how: directive[1], file: directive[2], anchor: directive[3] }
  }
  return steps
}

/** Replaces what begins with the line of the anchor (of a function: with its comment and type) and ends with the next "}". */
function change(text, { how, file, anchor, code }) {
  const lines = text.split('\n')
  const at = lines.findIndex(line => line.startsWith(anchor))
  assert.notEqual(at, -1, `${file} has no line that begins with ${anchor}`)
  if (how === 'before') {
    const apart = /^(#include|    )/.test(anchor) ? '' : '\n'
    return [...lines.slice(0, at), code + apart + lines[at], ...lines.slice(at + 1)].join('\n')
  }
  let first = at, last = at
  while (first > 0 && lines[first - 1] !== '') first--
  while (!lines[last].startsWith('}')) last++
  return [...lines.slice(0, first), ...(how === 'remove' ? [] : [code.trimEnd()]), ...lines.slice(last + (how === 'remove' ? 2 : 1))].join('\n')
}

test('the page about adding a channel leads to one that compiles and passes its own test', { timeout: LIMIT }, async () => {
  const tree = path.join(tmp('adding-a-channel'), 'tree')
  const steps = stepsOf(readFileSync(path.join(ROOT, 'docs/adding-a-channel.md'), 'utf8'))
  let said = ''

  cpSync(ROOT, tree, { recursive: true, filter: source => !LEFT_OUT.test(path.relative(ROOT, source)), verbatimSymlinks: true })
  if (existsSync(path.join(ROOT, 'node_modules'))) symlinkSync(path.join(ROOT, 'node_modules'), path.join(tree, 'node_modules'))
  assert.ok(steps.filter(step => step.run).length >= 3 && steps.filter(step => step.code).length >= 10)
  for (const step of steps) {
    if (step.run?.startsWith('ninja ') && !existsSync(path.join(tree, 'build-drop'))) {
      // No debug information: then the compiler cache finds again what was compiled in another folder.
      await run('meson', ['setup', '--buildtype=plain', '-Dwerror=true', 'build-drop'], { cwd: tree, timeout: LIMIT })
    }
    if (step.run) {
      const done = await run('/bin/sh', ['-c', step.run], { cwd: tree, timeout: LIMIT, env: { TRIBUNE_SOURCE_ROOT: tree } })
      said = done.stdout
      continue
    }
    const file = path.join(tree, step.file)
    writeFileSync(`${file}.new`, change(readFileSync(file, 'utf8'), step))
    renameSync(`${file}.new`, file)
  }
  assert.match(said, /^ok 4 \/drop\/an_answer_is_one_letter/m)
  assert.doesNotMatch(said, /^not ok/m)
})

test('a channel is not begun twice, nor under a name that is none', async () => {
  const there = await run(path.join(ROOT, 'script/new-channel'), ['email'], { code: 1 })
  const wrong = await run(path.join(ROOT, 'script/new-channel'), ['Two Words'], { code: 2 })

  assert.match(there.stderr, /src\/channels\/email is there already/)
  assert.match(wrong.stderr, /small letters and digits/)
})
