// SPDX-License-Identifier: Apache-2.0
// A program for terminals, in a tmux of its own that nobody looks at.
import path from 'node:path'

import { atEnd, run, tmp, until } from './process.mjs'

/** Starts @command with a home folder of its own, of which @furnish(folder) may make something first. Returns {screen(): what is shown,
 * type(line): and Enter, shows(pattern): waits until the screen matches}. */
export async function terminal(command, furnish = () => {}) {
  const home = tmp('terminal')
  const env = { HOME: home, XDG_DATA_HOME: path.join(home, 'data'), XDG_CONFIG_HOME: path.join(home, 'config'), LANG: 'C.UTF-8', TERM: 'xterm-256color' }
  const tmux = async (...args) => (await run('tmux', ['-S', path.join(home, 'tmux'), '-f', '/dev/null', ...args], { env })).stdout
  furnish(home)
  await tmux('new-session', '-d', '-x', '160', '-y', '50', command)
  atEnd(() => tmux('kill-server').catch(() => {}))
  const screen = () => tmux('capture-pane', '-p', '-J')
  return {
    screen,
    async type(line) {
      await tmux('send-keys', '-l', line)
      await tmux('send-keys', 'Enter')
    },
    async shows(pattern, options) {
      let last = ''
      const seen = async () => pattern.test(last = await screen())
      await until(`${pattern} on the screen`, seen, { every: 200, ...options }).catch(fault => { throw new Error(`${fault.message}\n${last.replace(/\n{2,}/g, '\n')}`) })
    },
  }
}
