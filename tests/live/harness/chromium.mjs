// SPDX-License-Identifier: Apache-2.0
// Debian's Chromium, driven by playwright-core, and axe for what a machine can tell about accessibility.
import { AxeBuilder } from '@axe-core/playwright'
import { chromium as engine } from 'playwright-core'

import { atEnd } from './process.mjs'

/** Starts a headless Chromium. Returns playwright's Browser, which is closed at the end. */
export async function chromium() {
  const browser = await engine.launch({
    executablePath: process.env.TRIBUNE_CHROMIUM ?? '/usr/bin/chromium',
    args: ['--no-sandbox', '--headless', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking',
      '--disable-component-update', '--disable-sync', '--disable-dev-shm-usage'],
  })
  atEnd(() => browser.close())
  return browser
}

/** What axe finds wrong with @page by WCAG 2.2 AA, as lines `rule: help (selector)`; empty when nothing. */
export async function axe(page) {
  const { violations } = await new AxeBuilder({ page }).withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']).analyze()
  return violations.flatMap(rule => rule.nodes.map(node => `${rule.id}: ${rule.help} (${node.target.join(' ')})`))
}
