// SPDX-License-Identifier: Apache-2.0
// What people do in the console, by the words they see.

/** A page of its own context in @browser, signed in as @name. @options go to the context (javaScriptEnabled, colorScheme …). */
export async function signIn(browser, url, name, password, { words = { name: 'Name', password: 'Password', button: 'Sign in' }, ...options } = {}) {
  // Without transitions, so that colours are what they become.
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, reducedMotion: 'reduce', ...options })
  const page = await context.newPage()

  page.setDefaultTimeout(30000)
  await page.goto(url)
  await page.getByLabel(words.name, { exact: true }).fill(name)
  await page.getByLabel(words.password, { exact: true }).fill(password)
  await page.getByRole('button', { name: words.button }).click()
  await page.locator('.account').waitFor()
  return page
}

/** Opens the case whose row has @text, its title or its person, from the list of all cases that @page's reader may see. */
export async function openCase(page, url, text) {
  await page.goto(`${url}/cases?queue=all&state=any&sort=newest`)
  await page.locator('ul.rows > li', { hasText: text }).first().locator('[data-row]').click()
  await page.locator('#timeline').waitFor()
}

/** Adds a note to the case that @page shows. */
export async function addNote(page, text) {
  await page.getByText('Add a note, only for staff').click()
  await page.getByLabel('Your note').fill(text)
  await page.getByRole('button', { name: 'Add note' }).click()
  await page.getByText('Your note is recorded.').waitFor()
}

/** Writes a reply in the case that @page shows, and stops at the preview. */
export async function writeReply(page, text) {
  await page.getByLabel('Your reply').fill(text)
  await page.getByRole('button', { name: 'Preview' }).click()
  await page.locator('#preview').waitFor()
}

/** Sends what the preview shows. */
export async function sendReply(page) {
  await page.getByRole('button', { name: /^Send to / }).click()
  await page.getByText('Your reply is on its way').waitFor()
}
