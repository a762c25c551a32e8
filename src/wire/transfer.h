/* SPDX-License-Identifier: Apache-2.0 */
/* wire/transfer.h: bytes as lines of 7-bit text for mail (RFC 2045 section 6), with CRLF. Pure, thread-safe. */
#pragma once
#include <glib.h>

/* Text with LF line ends as quoted-printable lines of at most 76 characters, the last one ended. Beyond what must be, a
 * dot and "From " at a line's start are encoded, which some systems on the way change. */
void transfer_append_quoted(GString *out, const char *text);

/* Any bytes as base64 lines of 76 characters, the last one ended. */
void transfer_append_base64(GString *out, const void *bytes, gsize length);
