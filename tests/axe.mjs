// SPDX-License-Identifier: Apache-2.0
// What axe finds wrong with a page by WCAG 2.2 AA, for the live and the browser tests. It is put into a page once for each of its
// documents and names only what it finds: the lists of what passed would take twice as long.
import { readFileSync } from 'node:fs'

const source = readFileSync(new URL('../node_modules/axe-core/axe.min.js', import.meta.url), 'utf8')
const everything = { type: 'tag', values: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'] }
/** What other colours can change. */
const colours = { type: 'rule', values: ['color-contrast', 'link-in-text-block'] }

// By the browser's own protocol, in half the time of page.evaluate().
async function put(page) {
  const session = await page.context().newCDPSession(page)
  const { exceptionDetails: failure } = await session.send('Runtime.evaluate', { expression: source })
  await session.detach()
  if (failure) throw new Error(failure.exception?.description ?? failure.text)
}

// Alone: the frames of formatted mail are sandboxed and run no script, not even a tester's.
async function find(page, runOnly) {
  if (!await page.evaluate(() => 'axe' in window)) await put(page)
  const { violations } = await page.evaluate(options => {
    for (const change of document.getAnimations()) if (change instanceof CSSTransition) change.finish() // colours are what they become
    return window.axe.run(document, options)
  }, { runOnly, resultTypes: ['violations'], iframes: false })
  return violations.flatMap(rule => rule.nodes.map(node => `${rule.id}: ${node.target.join(' ')} ${node.any[0]?.message ?? rule.help}`))
}

/** The faults of @page as it is, a line each. */
export const axeFaults = page => find(page, everything)

/** The faults of @page that its colours can have. */
export const axeColourFaults = page => find(page, colours)

/** The faults of @page in light colours and in dark ones; it is left in dark ones. */
export async function axeFaultsInBothSchemes(page) {
  await page.emulateMedia({ colorScheme: 'light' })
  const light = await axeFaults(page)
  await page.emulateMedia({ colorScheme: 'dark' })
  return [...light.map(fault => `light ${fault}`), ...(await axeColourFaults(page)).map(fault => `dark ${fault}`)]
}
