// SPDX-License-Identifier: Apache-2.0
// Debian's Chromium without a window (chromium-headless-shell, less work than the whole one), driven by playwright-core.
import { chromium as engine } from 'playwright-core'

import { atEnd } from './process.mjs'

/** Starts a headless Chromium. Returns playwright's Browser, which is closed at the end. */
export async function chromium() {
  const browser = await engine.launch({
    executablePath: process.env.TRIBUNE_CHROMIUM ?? '/usr/bin/chromium-headless-shell',
    args: ['--no-sandbox', '--headless', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking',
      '--disable-component-update', '--disable-sync', '--disable-dev-shm-usage'],
  })
  atEnd(() => browser.close())
  return browser
}
