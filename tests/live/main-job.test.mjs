// SPDX-License-Identifier: Apache-2.0
// The main job, whole, with ordinary programs at both ends: a citizen's mail becomes a recorded case, an officer answers in a
// browser, the answer arrives and is answered, and an auditor proves what was received. The tests follow one another.
import assert from 'node:assert/strict'
import { readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { before, test } from 'node:test'

import { DESK, addNote, goVerifier, isRoot, northam, openCase, sendReply, tmp, tribune, until, writeReply } from './harness/index.mjs'

const ADA = { name: 'Ada Müller-Lovelace', address: 'ada@citizen.example' }
const SUBJECT = 'Straßenlampe vor Nr. 12 außer Betrieb'
const NOTE = 'Between us only: ask the contractor about the cable fault.'
const YEAR = new Date().getFullYear()
const REFERENCE = `NB-${YEAR}-000001`
// One pixel, as small as a picture gets.
const PICTURE = Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR4nGNgAAAAAgABSK+kcQAAAABJRU5ErkJggg==', 'base64')
const skip = isRoot ? false : 'Postfix needs root'

let house, mailbox, officer
let first // the Message-ID of Ada's first mail
let receipt, answer // what Ada got

before(async () => {
  if (skip) return
  house = await northam()
  mailbox = await house.mailbox()
})

const header = (mail, name) => mail.headers.get(name)
const addressOf = field => field.value[0].address
const everySource = async () => (await mailbox.messages()).map(mail => mail.source.toString()).join('\n')

/** The values that a field of @mail has in its raw header, unfolded. */
function rawHeader(mail, name) {
  const head = mail.source.toString().split(/\r?\n\r?\n/, 1)[0].replace(/\r?\n[ \t]+/g, ' ')
  return head.split(/\r?\n/).filter(line => line.toLowerCase().startsWith(`${name.toLowerCase()}:`)).map(line => line.slice(name.length + 1).trim())
}

function assertOurs(mail) {
  assert.deepEqual(mail.from.value.map(({ name, address }) => [name, address]), [['Northam Borough Council', DESK]])
  assert.match(mail.messageId, /^<c\.[0-9a-z]{13}\.[0-9a-z]{13}\.[0-9a-z]{16}@northam\.example>$/)
  assert.match(addressOf(mail.replyTo), /^hello\+c[0-9a-z]{13}\.[0-9a-z]{16}@northam\.example$/)
  assert.match(rawHeader(mail, 'Return-Path')[0], /^<hello\+b[0-9a-z]{13}\.[0-9a-z]{16}@northam\.example>$/)
  for (const name of ['From', 'To', 'Subject', 'Date', 'Message-ID', 'Reply-To', 'MIME-Version', 'In-Reply-To', 'References']) {
    assert.equal(rawHeader(mail, name).length, 1, `${name} once`)
  }
}

test('a citizen who writes gets one receipt, with the reference, in her thread, marked as automatic', { skip }, async () => {
  const sent = await house.out.sendMail({
    from: ADA,
    to: DESK,
    subject: SUBJECT,
    text: 'Guten Tag,\n\ndie Lampe ist seit Sonntag aus. Es ist sehr dunkel.\n\nViele Grüße\nAda\n\n-- \nAda Müller-Lovelace\nHigh Street 12',
    html: '<p>Guten Tag,</p><p>die <b>Lampe</b> ist seit Sonntag aus. Es ist sehr dunkel.</p><p>Viele Grüße<br>Ada</p><script>alert(1)</script>',
    attachments: [{ filename: 'lampe-übersicht.png', content: PICTURE }],
    headers: { 'Content-Language': 'de' },
  })
  first = sent.messageId

  receipt = await mailbox.waitFor(mail => mail.text.includes(REFERENCE))
  assertOurs(receipt)
  assert.equal(addressOf(receipt.to), ADA.address)
  assert.equal(receipt.inReplyTo, first)
  assert.deepEqual([receipt.references].flat(), [first])
  assert.ok(receipt.subject.endsWith(SUBJECT), receipt.subject)
  assert.deepEqual(rawHeader(receipt, 'Auto-Submitted'), ['auto-replied'])
  assert.equal((await mailbox.messages()).length, 1)
})

test('the officer sees the case in the inbox, reads it, adds a note and takes it', { skip }, async () => {
  officer = await house.officer('grace')
  await officer.getByRole('navigation', { name: 'Queues' }).getByRole('link', { name: 'Customer Contact' }).click()
  const row = officer.locator('[data-row]', { hasText: SUBJECT })
  assert.equal(await row.count(), 1)
  await row.click()

  await officer.getByRole('heading', { level: 1, name: SUBJECT }).waitFor()
  const timeline = officer.locator('#timeline')
  await timeline.getByText('die Lampe ist seit Sonntag aus').first().waitFor()
  await timeline.getByText('lampe-übersicht.png').waitFor()
  await officer.getByText('Signature', { exact: true }).first().waitFor()
  await officer.locator('aside').getByRole('heading', { name: ADA.name }).waitFor()
  assert.equal(await officer.getByText(REFERENCE).first().isVisible(), true)

  const [download] = await Promise.all([officer.waitForEvent('download'), timeline.getByRole('link', { name: 'lampe-übersicht.png' }).click()])
  assert.deepEqual(readFileSync(await download.path()), PICTURE)

  await addNote(officer, NOTE)
  await timeline.getByText(NOTE).waitFor()
  await officer.getByRole('button', { name: 'Take', exact: true }).click()
  await officer.getByText('You have taken this case.').waitFor()
})

test('formatted text is shown without its script, in a frame that may do nothing', { skip }, async () => {
  await officer.getByText('Show formatted').click()
  const frame = officer.frameLocator('iframe[sandbox]').first()
  await frame.locator('b', { hasText: 'Lampe' }).waitFor()
  assert.equal(await frame.locator('script').count(), 0)
  assert.doesNotMatch(await officer.locator('iframe[sandbox]').first().getAttribute('sandbox'), /allow-(scripts|same-origin|forms)/)
})

test('she sees exactly what leaves, sends it, and it arrives in the thread of the first mail', { skip }, async () => {
  await writeReply(officer, 'Liebe Frau Müller-Lovelace,\n\ndie Lampe wird **am Dienstag** repariert:\n\n- Kabel\n- Leuchte\n\nGrace Okafor')
  const preview = officer.locator('#preview')
  await preview.getByText('am Dienstag').first().waitFor()
  await preview.getByText(ADA.address).first().waitFor()
  assert.equal((await mailbox.messages()).length, 1, 'nothing leaves before it is sent')
  await sendReply(officer)

  answer = await mailbox.waitFor(mail => mail.text.includes('wird') && mail.text.includes('Leuchte'))
  assertOurs(answer)
  assert.deepEqual(rawHeader(answer, 'Auto-Submitted'), [])
  assert.equal(answer.inReplyTo, first)
  assert.ok([answer.references].flat().includes(first))
  assert.notEqual(answer.messageId, receipt.messageId)
  assert.equal(answer.subject, `Re: ${SUBJECT}`)
  assert.match(answer.text, /am Dienstag/)
  assert.match(answer.html, /<strong>am Dienstag<\/strong>/)
  assert.match(answer.html, /<li>\s*(<p>)?Kabel/)
  assert.match(rawHeader(answer, 'Content-Type')[0], /^multipart\/alternative/)
  assert.equal(addressOf(answer.replyTo), addressOf(receipt.replyTo))
  await until('the delivery to show', async () => {
    await officer.reload()
    return officer.locator('.msg.out .pill', { hasText: 'sent' }).count()
  })
})

test('her answer to it lands in the same case and opens it again, without another receipt', { skip }, async () => {
  await officer.getByRole('button', { name: 'Resolve' }).click()
  await officer.getByText('The state is now:').waitFor()
  await house.out.sendMail({
    from: ADA,
    to: addressOf(answer.replyTo),
    subject: `AW: ${answer.subject}`,
    text: `Vielen Dank, ich warte.\n\nAm Montag schrieb Northam Borough Council:\n> die Lampe wird am Dienstag repariert\n`,
    inReplyTo: answer.messageId,
    references: [...[answer.references].flat(), answer.messageId].join(' '),
  })
  await until('the answer in the case', async () => {
    await officer.reload()
    return officer.locator('#timeline').getByText('Vielen Dank, ich warte.').count()
  })
  assert.equal(await officer.locator('#timeline .msg:not(.out):not(.note)').count(), 2)
  assert.match(await officer.locator('dl.facts', { hasText: 'State' }).innerText(), /State\s+open/)
  await officer.goto(`${house.url}/cases?queue=all&state=any`)
  assert.equal(await officer.locator('[data-row]').count(), 1)
  assert.equal((await mailbox.messages()).length, 2)
})

test('the officer resolves it', { skip }, async () => {
  await openCase(officer, house.url, SUBJECT)
  await officer.getByRole('button', { name: 'Resolve' }).click()
  await officer.getByText('The state is now:').waitFor()
  assert.match(await officer.locator('dl.facts', { hasText: 'State' }).innerText(), /State\s+resolved/)
})

test('the auditor reads the trail, and a verifier by others accepts the proof of the first mail', { skip }, async () => {
  const verify = await goVerifier()
  const auditor = await house.officer('colin')
  const folder = tmp('proofs')
  const save = async (link, name) => {
    const [download] = await Promise.all([auditor.waitForEvent('download'), link.click()])
    await download.saveAs(path.join(folder, name))
    return path.join(folder, name)
  }

  await openCase(auditor, house.url, SUBJECT)
  await auditor.getByRole('link', { name: 'Trail' }).click()
  const entry = auditor.locator('tbody tr', { hasText: 'message received' }).first()
  await until('a checkpoint over it', async () => {
    await auditor.reload()
    return entry.getByRole('link', { name: /^proof/ }).count()
  })
  const proof = await save(entry.getByRole('link', { name: /^proof/ }), 'message.tlog-proof')
  const leaf = await save(entry.getByRole('link', { name: /^entry/ }), 'entry')
  await auditor.goto(`${house.url}/journal`)
  const checkpoint = await save(auditor.getByRole('link', { name: 'Download checkpoint' }), 'checkpoint')
  const vkey = (await auditor.locator('pre[aria-label="Key"]').innerText()).trim()

  const result = await verify({ vkey, checkpoint, proof, entry: leaf })
  assert.equal(result.code, 0, result.stderr)
  assert.match(result.stdout, /^ok: entry \d+ of northam\.example/m)
  const bent = readFileSync(leaf)
  bent[bent.length - 1] ^= 1
  writeFileSync(leaf, bent)
  assert.equal((await verify({ vkey, checkpoint, proof, entry: leaf })).code, 1)
})

test('the journal verifies, and the note never left the house', { skip }, async () => {
  const { stdout } = await tribune(['journal', 'verify', '--config', house.config])
  assert.ok(stdout.length > 0)
  const mails = await everySource()
  assert.ok(mails.includes(answer.messageId))
  for (const text of [NOTE, 'cable fault', Buffer.from(NOTE).toString('base64').slice(0, 40)]) assert.ok(!mails.includes(text))
  for (const mail of await mailbox.messages()) assert.ok(!`${mail.text}${mail.html}`.includes('cable fault'))
})

test('stopped by SIGTERM it ends cleanly', { skip }, async () => {
  assert.deepEqual(await house.stop(), { code: 0, signal: null })
})
