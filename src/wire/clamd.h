/* SPDX-License-Identifier: Apache-2.0 */
/* wire/clamd.h: the words of clamd, ClamAV's daemon (clamd(8)): one INSTREAM request a connection, and its reply.
 *
 *     → "zINSTREAM\0", then chunks: four bytes of length, most significant first, and that many bytes, then a length of
 * 0 ← "stream: OK\0", "stream: NAME FOUND\0" or "… ERROR\0"
 *
 * Pure. */
#pragma once
#include <glib.h>

#define CLAMD_REPLY_LIMIT 1024  /* bytes of a reply, its NUL included */
#define CLAMD_CHUNK       65536 /* bytes that we send in one chunk */

/* What begins a request, NUL included, what ends it, and what goes before each chunk of @length > 0. */
#define CLAMD_COMMAND      "zINSTREAM"
#define CLAMD_COMMAND_SIZE 10
#define CLAMD_HEADER_SIZE  4
void clamd_write_header(guint8 out[CLAMD_HEADER_SIZE], guint32 length);

typedef enum {
    CLAMD_CLEAN,
    CLAMD_FOUND,
    CLAMD_TOO_LARGE, /* over the daemon's StreamMaxLength: nothing was judged */
    CLAMD_FAULT,     /* it says that it could not judge */
} ClamdKind;

typedef struct {
    ClamdKind kind;
    char *words; /* FOUND: the signature's name; TOO_LARGE, FAULT: what the daemon said; one clean line; else "" */
} ClamdReply;

/* A whole reply, without its NUL. Returns FALSE with TRIBUNE_ERROR_INVALID when it is none. */
gboolean clamd_parse_reply(const char *bytes, gsize length, ClamdReply *ret, GError **error);

void clamd_reply_clear(ClamdReply *reply);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(ClamdReply, clamd_reply_clear)
