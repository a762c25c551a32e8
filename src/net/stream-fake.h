/* SPDX-License-Identifier: Apache-2.0 */
/* net/stream-fake.h: streams for tests: a peer that follows a script, and a stream that fails when told to.
 *
 * A script has one step a line:
 *
 *     > LHLO client        the peer sends this and CRLF: what we read
 *     < 250 ready          the peer expects this and CRLF: what we must write
 *     >> AB\x00            the same without CRLF
 *     << \x01
 *     ! close              reading finds the end
 *     ! break              reading and writing fail: the connection broke
 *     ! timeout            reading and writing fail: time ran out
 *     ! interrupt          stream_wait() finds that we shall finish
 *     # a comment, and empty lines
 *
 * `\xHH` is a byte, `\\` a backslash. Peer lines that follow each other are read together, as pipelined commands are,
 * @chunk bytes at a time. After the last step reading finds the end. Reading while the script waits for our words, or
 * writing something else than it expects, is an error (TRIBUNE_ERROR_INVALID) that shows both; the test then fails in
 * stream_fake_finished(). */
#pragma once
#include "net/stream.h"

/* @chunk: how many bytes one read gives at most; 0: as many as fit. A script that is wrong aborts. */
Stream *stream_new_fake(const char *script, gsize chunk);

/* Whether every step was played and nothing went against the script; else what did. */
gboolean stream_fake_finished(Stream *fake, GError **error);

/* Pass everything on to @inner (taken over), but let the @nth read or write, counted from 1 together, and all after it
 * fail with TRIBUNE_ERROR_UNAVAILABLE. */
Stream *stream_new_failing(Stream *inner, guint nth);
