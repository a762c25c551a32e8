// SPDX-License-Identifier: Apache-2.0
// What the body says to everybody: written by one, approved by two others, read by people on a page and by an independent
// feed parser in three formats, corrected, withdrawn. No JavaScript on the public pages.
import assert from 'node:assert/strict'
import { before, describe, test } from 'node:test'
import path from 'node:path'
import { readFileSync, readdirSync, writeFileSync } from 'node:fs'
import { gunzipSync } from 'node:zlib'

import { parseFeed } from 'feedsmith'

import { axe, axeInBothSchemes, chromium, run, signIn, tmp, tribune, tribuneDemo } from './harness/index.mjs'

const none = faults => assert.deepEqual(faults.slice(0, 15), [])
const FORMATS = { 'atom.xml': 'atom', 'rss.xml': 'rss', 'feed.json': 'json' }
let demo, browser, maya, omar, lena, reader, page, digest

before(async () => {
  demo = await tribuneDemo()
  // Two others must approve: an operator's setting.
  await demo.stop()
  writeFileSync(demo.config, readFileSync(demo.config, 'utf8').replace(/^#? *approvals = .*$/m, 'approvals = 2'))
  const { dir, port, portalPort, lmtpPort } = demo
  ;[demo, browser] = await Promise.all([tribuneDemo({ dir, port, portalPort, lmtpPort }), chromium()])
  ;[maya, omar, lena] = await Promise.all(['maya', 'omar', 'lena'].map(name => signIn(browser, demo.url, name, demo.password)))
  reader = await (await browser.newContext({ javaScriptEnabled: false, locale: 'en-GB' })).newPage()
})

const at = place => `${demo.portal}${place}`
const get = (place, headers = {}) => fetch(at(place), { headers: { 'accept-encoding': 'identity', ...headers }, redirect: 'manual' })
const press = (where, name) => where.getByRole('button', { name, exact: true }).click()
/** What axe finds on the public page @place, in both schemes; it needs a script, which readers do not. */
async function faultsOf(place) {
  const context = await browser.newContext({ locale: 'en-GB', reducedMotion: 'reduce' })
  const looked = await context.newPage()
  await looked.goto(at(place))
  const found = await axeInBothSchemes(looked)
  await context.close()
  return found
}

const says = (where, text) => where.getByText(text).first().waitFor()

async function approve(who) {
  await who.goto(page)
  await press(who, 'Approve')
  await says(who, 'Your approval is recorded.')
}

/** The one entry of the feed in each format (of others than ours the newest), in the same words whatever the format calls them. */
async function entries(topic = 'roads', language = 'en') {
  const found = {}
  for (const [file, format] of Object.entries(FORMATS)) {
    const answer = await get(`/feeds/${topic}/${language}/${file}`)
    assert.equal(answer.status, 200)
    const { format: told, feed } = parseFeed(await answer.text())
    assert.equal(told, format)
    const [item, ...others] = feed.entries ?? feed.items ?? []
    if (topic === 'roads') assert.equal(others.length, 0)
    found[format] = item && {
      id: item.id ?? item.guid?.value ?? item.guid,
      title: item.title?.value ?? item.title,
      html: item.content?.value ?? item.content?.encoded ?? item.content_html,
    }
  }
  return found
}

/* ---- the story ---- */

test('a topic has a name in each language, a page and feeds', async () => {
  await maya.goto(`${demo.url}/news-topics`)
  await maya.getByLabel('Code').fill('roads')
  await maya.getByLabel('Name in English').first().fill('Roads')
  await maya.getByLabel('Name in German').first().fill('Straßen')
  await press(maya, 'Add')
  await says(maya, 'The topic is recorded.')
  await reader.goto(at('/topics?lang=de'))
  await reader.getByRole('link', { name: 'Straßen' }).click()
  await reader.getByRole('heading', { level: 1, name: 'Straßen' }).waitFor()
  assert.deepEqual(Object.keys(await entries()), ['atom', 'rss', 'json'])
})

test('what is wrong with a text is said, and nothing is lost', async () => {
  await maya.goto(`${demo.url}/publications/new`)
  await maya.locator('#body-en').fill('The bridge is closed.')
  await press(maya, 'Save and see it')
  await says(maya, 'Each language needs a title')
  assert.equal(await maya.locator('#body-en').inputValue(), 'The bridge is closed.')
})

test('a draft shows exactly what each channel would give, and nobody else sees it', async () => {
  await maya.locator('#title-en').fill('Mill Bridge closed')
  await maya.locator('#summary-en').fill('Repairs take until Friday.')
  await maya.locator('#body-en').fill('The bridge is closed **from Tuesday**.\n\n# How to get across\n\n- on foot by the weir')
  await maya.locator('#title-de').fill('Mühlbrücke gesperrt')
  await maya.locator('#body-de').fill('Die Brücke ist **ab Dienstag** gesperrt.')
  await maya.getByLabel('Roads').check()
  await press(maya, 'Save and see it')
  await says(maya, 'Saved as a new version.')
  page = maya.url()
  await maya.getByRole('heading', { level: 3, name: /feed · German/ }).waitFor()
  await maya.getByRole('heading', { level: 3, name: /web form · English/ }).waitFor()
  none(await axe(maya))
  assert.equal((await get('/news/mill-bridge-closed')).status, 404)
  assert.equal((await entries()).atom, undefined)
})

test('who wrote it cannot approve it; an edit voids what was approved', async () => {
  await press(maya, 'Send for review')
  await says(maya, 'You wrote a part of this')
  assert.equal(await maya.getByRole('button', { name: 'Approve' }).count(), 0)
  await approve(omar)
  digest = await omar.locator('.digest').innerText()
  await says(omar, '1 of 2 approvals.')
  await maya.goto(`${page}/edit`)
  await says(maya, 'When you save a change, approvals no longer count')
  await maya.locator('#body-en').fill('The bridge is closed **from Monday**.\n\n# How to get across\n\n- on foot by the weir')
  await press(maya, 'Save and see it')
  await says(maya, 'no longer count: send it for review again')
  await press(maya, 'Send for review')
  await says(maya, '0 of 2 approvals.')
  assert.notEqual(await maya.locator('.digest').innerText(), digest)
})

test('the reviewer sees what changed, word by word', async () => {
  await omar.goto(page)
  assert.equal(await omar.locator('.difference del').first().innerText(), 'Tuesday')
  assert.equal(await omar.locator('.difference ins').first().innerText(), 'Monday')
  none(await axe(omar))
})

test('after two approvals it is released, and only then', async () => {
  await approve(omar)
  assert.equal(await maya.getByRole('button', { name: 'Release now' }).count(), 0)
  await approve(lena)
  assert.equal((await get('/news/mill-bridge-closed')).status, 404)
  await maya.goto(page)
  await press(maya, 'Release now')
  await says(maya, 'It is out')
})

test('the page is there in both languages, with data for machines', async () => {
  await reader.goto(at('/news?lang=en'))
  await reader.getByRole('link', { name: 'Mill Bridge closed' }).click()
  await reader.getByRole('heading', { level: 1, name: 'Mill Bridge closed' }).waitFor()
  await reader.getByRole('heading', { level: 2, name: 'How to get across' }).waitFor()
  none(await faultsOf('/news/mill-bridge-closed?lang=en'))
  none(await faultsOf('/news'))
  const schema = JSON.parse(await reader.locator('script[type="application/ld+json"]').textContent())
  assert.equal(schema['@type'], 'NewsArticle')
  assert.equal(schema.headline, 'Mill Bridge closed')
  assert.equal(await reader.locator('meta[property="og:title"]').getAttribute('content'), 'Mill Bridge closed')
  await reader.getByRole('link', { name: 'Deutsch' }).click()
  await reader.getByRole('heading', { level: 1, name: 'Mühlbrücke gesperrt' }).waitFor()
  const sitemap = await (await get('/sitemap.xml')).text()
  assert.match(sitemap, /<loc>[^<]*\/news\/mill-bridge-closed\?lang=de<\/loc>/)
  assert.match(await (await get('/robots.txt')).text(), /^Sitemap: http.*\/sitemap\.xml$/m)
})

test('three feeds say the same to a parser that is not ours', async () => {
  const found = await entries()
  for (const item of Object.values(found)) {
    assert.match(item.id, /^tag:northam\.example,\d{4}:publication\/.*\/en$/)
    assert.equal(item.title, 'Mill Bridge closed')
    assert.match(item.html, /<strong>from Monday<\/strong>/)
    assert.equal(item.id, found.atom.id)
  }
  assert.match((await entries('all', 'de')).atom.title, /Mühlbrücke/)
})

test('who has it already is told so, and who takes gzip gets it', async () => {
  for (const place of ['/feeds/roads/en/atom.xml', '/news/mill-bridge-closed?lang=en', '/news?lang=en']) {
    const first = await get(place)
    const etag = first.headers.get('etag'), modified = first.headers.get('last-modified')
    assert.match(etag, /^"[0-9a-f]{32}"$/)
    assert.ok(modified)
    assert.equal((await get(place, { 'if-none-match': etag })).status, 304)
    assert.equal((await get(place, { 'if-modified-since': modified })).status, 304)
    assert.equal((await get(place, { 'if-none-match': '"other"', 'if-modified-since': modified })).status, 200)
  }
  const zipped = await new Promise((resolve, reject) => {
    import('node:http').then(({ get: ask }) => ask(at('/feeds/roads/en/atom.xml'), { headers: { 'accept-encoding': 'gzip' } }, answer => {
      const parts = []
      answer.on('data', part => parts.push(part)).on('end', () => resolve({ headers: answer.headers, body: Buffer.concat(parts) }))
    }).on('error', reject))
  })
  assert.equal(zipped.headers['content-encoding'], 'gzip')
  assert.notEqual(zipped.headers.etag, (await get('/feeds/roads/en/atom.xml')).headers.get('etag'))
  assert.match(gunzipSync(zipped.body).toString(), /Mill Bridge closed/)
})

test('a correction keeps its place and says when and why', async () => {
  const before = await entries()
  const etag = (await get('/news/mill-bridge-closed?lang=en')).headers.get('etag')
  await maya.goto(page)
  await maya.getByText('Correct it', { exact: true }).click()
  await maya.getByLabel('What is corrected, and why?').fill('Repairs begin later.')
  await press(maya, 'Begin the correction')
  await maya.locator('#body-en').fill('The bridge is closed **from Wednesday**.')
  await press(maya, 'Save and see it')
  await press(maya, 'Send for review')
  await approve(omar)
  await approve(lena)
  assert.match(await (await get('/news/mill-bridge-closed?lang=en')).text(), /from Monday/)
  await maya.goto(page)
  await press(maya, 'Release now')
  await says(maya, 'It is out')
  const answer = await get('/news/mill-bridge-closed?lang=en', { 'if-none-match': etag })
  assert.equal(answer.status, 200)
  await reader.goto(at('/news/mill-bridge-closed?lang=en'))
  await says(reader, 'Repairs begin later.')
  await says(reader, 'from Wednesday')
  const after = await entries()
  for (const format of Object.values(FORMATS)) {
    assert.equal(after[format].id, before[format].id)
    assert.match(after[format].html, /from Wednesday/)
  }
})

test('what is withdrawn is gone with a notice, and stays in the feeds as one', async () => {
  await maya.goto(page)
  await maya.getByText('Withdraw it', { exact: true }).click()
  await maya.getByLabel('Why? Readers see it.').fill('The bridge stays open.')
  await press(maya, 'Send the withdrawal for review')
  await says(maya, 'It waits for somebody else')
  await approve(omar)
  await approve(lena)
  assert.equal((await get('/news/mill-bridge-closed')).status, 200)
  await maya.goto(page)
  await press(maya, 'Release now')
  await says(maya, 'It is out')
  const answer = await get('/news/mill-bridge-closed?lang=en')
  assert.equal(answer.status, 410)
  assert.match(await answer.text(), /The bridge stays open\./)
  none(await faultsOf('/news/mill-bridge-closed?lang=en'))
  for (const item of Object.values(await entries())) {
    assert.match(item.html, /The bridge stays open\./)
    assert.doesNotMatch(item.html, /Wednesday/)
  }
})

describe('what is read before it leaves', () => {
  // That nobody has published before: what a reviewer has on her screen.
  let picture

  test('a number that stops it, words of a link that only warn', async () => {
    await maya.goto(`${demo.url}/publications/new`)
    await maya.locator('#title-en').fill('A fund for the bridge')
    await maya.locator('#body-en').fill('Give to GB82 WEST 1234 5698 7654 32.\n\nRead it [here](/news).')
    await press(maya, 'Check the text')
    await says(maya, 'The text seems to hold the number of a bank account.')
    await says(maya, 'line 3')
    assert.equal(await maya.locator('#title-en').inputValue(), 'A fund for the bridge')
    none(await axe(maya))
  })

  test('while somebody types, without a button', async () => {
    await maya.locator('#body-en').fill('Give to GB82 WEST 1234 5698 7654 32.\n\nRead it in [the accounts](/nowhere).')
    await says(maya, 'A link leads to a page of ours that is not there.')
    await maya.locator('#body-en').fill('Give to GB82 WEST 1234 5698 7654 32.\n\nRead it in [the news](/news).')
    await press(maya, 'Save and see it')
    page = maya.url()
  })

  test('a picture says in each language what it shows, and stands in the text', async () => {
    picture = { name: 'mill-bridge.png', mimeType: 'image/png', buffer: await lena.screenshot() }
    await maya.goto(`${page}/edit`)
    await maya.getByText('Add a picture', { exact: true }).click()
    await maya.locator('#picture').setInputFiles(picture)
    await press(maya, 'Add it, and save')
    await says(maya, 'Say in each language what the picture shows')
    await maya.getByText('Add a picture', { exact: true }).click()
    await maya.locator('#picture').setInputFiles(picture)
    await maya.getByLabel('What it shows, in English').fill('Mill Bridge with a barrier')
    await press(maya, 'Add it, and save')
    await says(maya, 'mill-bridge.png')
    assert.match(await maya.locator('#body-en').inputValue(), /!\[Mill Bridge with a barrier\]\(mill-bridge\.png\)/)
    await maya.goto(page)
    assert.ok(await maya.locator('.rich img').first().evaluate(img => img.complete && img.naturalWidth > 0))
  })

  test('what stops it leaves with a reason of who approves, and never before', async () => {
    await press(maya, 'Send for review')
    await omar.goto(page)
    await press(omar, 'Approve')
    await says(omar, 'Something in the text stops it')
    for (const who of [omar, lena]) {
      await who.goto(page)
      await who.locator('#excuse').selectOption('public')
      await press(who, 'Approve')
      await says(who, 'Your approval is recorded.')
    }
    const image = await omar.locator('.rich img').first().getAttribute('src')
    assert.equal((await get(image)).status, 404)
    await maya.goto(page)
    await press(maya, 'Release now')
    await says(maya, 'It is out')
    const shown = await get(image)
    assert.equal(shown.status, 200)
    assert.equal(shown.headers.get('content-type'), 'image/png')
    assert.match(shown.headers.get('cache-control'), /max-age=31536000, immutable/)
  })

  test('readers get it with its size, feeds with its whole address', async () => {
    await reader.goto(at('/news/a-fund-for-the-bridge?lang=en'))
    const image = reader.locator('.article img')
    assert.match(await image.getAttribute('width'), /^\d{3,4}$/)
    assert.match(await image.getAttribute('srcset'), /-small\.png 760w/)
    assert.match(await reader.locator('meta[property="og:image"]').getAttribute('content'), /^http.*\/pictures\//)
    assert.match((await entries('all', 'en')).json.html, new RegExp(`src="${demo.portal}/pictures/`))
    none(await faultsOf('/news/a-fund-for-the-bridge?lang=en'))
    none(await faultsOf('/'))
  })
})

describe('an alert', () => {
  const fill = async () => {
    await maya.goto(`${demo.url}/publications/new?kind=alert`)
    await maya.locator('#title-en').fill('River Alder floods')
    await maya.locator('#body-en').fill('Water stands in River Street.')
    await maya.locator('#event-en').fill('Flood')
    await maya.locator('#instruction-en').fill('Go to the town hall.')
    await maya.locator('#area-en').fill('Northam, east of the river')
    await maya.getByLabel('How bad it is').selectOption('Severe')
  }
  const out = async () => {
    await press(maya, 'Send for review')
    await approve(omar)
    await approve(lena)
    await maya.goto(page)
    await press(maya, 'Release now')
    await says(maya, 'It is out')
  }
  const message = async () => {
    const feed = await (await get('/feeds/alerts/en/atom.xml')).text()
    const url = /rel="enclosure" type="application\/cap\+xml" href="([^"]+)"/.exec(feed)[1]
    return { url, text: await (await fetch(url)).text() }
  }
  let first

  test('that warning systems could not read does not leave', async () => {
    await fill()
    await maya.locator('#polygon').fill('51.50,-0.12 51.52,-0.12 51.52,-0.08')
    await press(maya, 'Save and see it')
    await says(maya, 'It cannot leave like this.')
    assert.equal(await maya.getByRole('button', { name: 'Send for review' }).count(), 0)
    page = maya.url()
    await maya.goto(`${page}/edit`)
    await maya.locator('#polygon').fill('51.50,-0.12 51.52,-0.12 51.52,-0.08 51.50,-0.12')
    await press(maya, 'Save and see it')
    await says(maya, 'Saved as a new version.')
  })

  test('is a CAP message that names itself and its time with an offset', async () => {
    await out()
    first = await message()
    assert.match(first.text, /<msgType>Alert<\/msgType>/)
    assert.match(first.text, /<sent>[\d-]{10}T[\d:]{8}-00:00<\/sent>/)
    assert.match(first.text, /<severity>Severe<\/severity>/)
    assert.doesNotMatch(first.text, /<references>/)
    assert.equal((await fetch(first.url)).headers.get('content-type'), 'application/cap+xml; charset=utf-8')
  })

  test('ends with a cancel that refers to it, and the first message stays what it was', async () => {
    await maya.goto(page)
    await maya.getByText('Withdraw it', { exact: true }).click()
    await maya.getByLabel('Why? Readers see it.').fill('The river falls.')
    await press(maya, 'Send the withdrawal for review')
    await approve(omar)
    await approve(lena)
    await maya.goto(page)
    await press(maya, 'Release now')
    await says(maya, 'It is out')
    const last = await message()
    const [, identifier] = /<identifier>([^<]+)</.exec(first.text), [, sent] = /<sent>([^<]+)</.exec(first.text)
    assert.match(last.text, /<msgType>Cancel<\/msgType>/)
    assert.ok(last.text.includes(`<references>northam.example,${identifier},${sent}</references>`))
    assert.equal(await (await fetch(first.url)).text(), first.text)
  })
})

test('the journal holds every step', async () => {
  await demo.stop()
  const { stdout } = await tribune(['journal', 'verify', '--config', path.join(demo.dir, 'tribune.conf')])
  assert.match(stdout, /^the journal is whole/m)
  assert.match(stdout, /^\d+ releases name the decision that came before them, \d+ approvals came before what they let go$/m)
})

test('what left is proven to an outsider with the decisions and approvals that came before it', async () => {
  const config = path.join(demo.dir, 'tribune.conf')
  const { stdout } = await tribune(['journal', 'verify', '--config', config])
  const year = new Date().getUTCFullYear()
  let folder, index = Number(/: 1 year, (\d+) entries/.exec(stdout)[1])
  await tribune(['journal', 'checkpoint', '--config', config])
  do {
    folder = path.join(tmp('proof'), 'proof')
    await tribune(['journal', 'prove', `${year}/${--index}`, folder, '--config', config])
  } while (!readFileSync(path.join(folder, 'entry'), 'utf8').includes('attr event publication.released'))
  const check = () => run('sh', [path.join(folder, 'check.sh')], { code: null })
  const told = await check()
  assert.equal(told.code, 0, told.stderr)
  assert.equal(told.stdout.match(/^before it, number \d+: approval\.given$/mg).length, 2)
  assert.equal(told.stdout.match(/^before it, number \d+: policy\.decided$/mg).length, 2)
  const before = path.join(folder, 'before', readdirSync(path.join(folder, 'before'))[0], 'entry')
  writeFileSync(before, readFileSync(before, 'utf8').replace(/^time .*/m, 'time 1'))
  assert.notEqual((await check()).code, 0)
})
