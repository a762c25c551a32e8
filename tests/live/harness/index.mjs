// SPDX-License-Identifier: Apache-2.0
// What the live tests are made of.
export { ROOT, asUser, atEnd, freePort, isListening, isRoot, run, sleep, start, tmp, until } from './process.mjs'
export { postfix } from './postfix.mjs'
export { dovecot } from './dovecot.mjs'
export { clamd } from './clamd.mjs'
export { postgres } from './postgres.mjs'
export { axe, chromium } from './chromium.mjs'
export { goVerifier } from './go-verifier.mjs'
export { TRIBUNE, tribune, tribuneDemo, tribuneServe } from './tribune.mjs'
export { imap, mailer } from './mail.mjs'
