/* SPDX-License-Identifier: Apache-2.0 */
/* wire/mime.h: the parts of a message as spans of its bytes (RFC 5322, RFC 2045-2046), within limits.
 *
 * The structure is read here and not by GMime's parser, which takes minutes for some messages of 25 MiB and overflows
 * the stack on others; GMime decodes the parameters and contents of the parts found. Every part is a slice of the raw
 * bytes, so signed parts and attached messages stay byte-exact. message/rfc822 is not entered: it is one part.
 *
 * Lenient where mail programs are: lone LF; "From " lines at the top; a body without an empty line before it (at the
 * first line that is no field, unless a field such as From or Date follows at once: then that line is skipped);
 * boundaries never closed; an outer boundary inside an unfinished inner part; a multipart whose boundary is missing or
 * never appears is one part of text. Of repeated fields the first counts.
 *
 * Limits: a depth and a number of parts given by the caller; beyond them what is left is one leaf with is_rest set.
 * The first 256 KiB of a message's header and 32 KiB of a part's, 2,000 fields each. Pure, nothing blocks; a Mime may
 * be read by several threads. */
#pragma once
#include <glib.h>

#define MIME_HEADER_MAX      (256 * 1024)
#define MIME_PART_HEADER_MAX (32 * 1024)
#define MIME_FIELDS_MAX      2000
#define MIME_DEPTH_MAX       100

typedef struct {
    char *name;
    char *value; /* unfolded, without NUL; otherwise as it came: any bytes */
} MimeField;

typedef struct MimePart MimePart;
struct MimePart {
    const MimePart *parent; /* NULL for the root */
    GPtrArray *fields;      /* of MimeField */
    GPtrArray *parts;       /* of MimePart; empty for a leaf */
    char *type;             /* "text/plain", lower case */
    GHashTable *parameters; /* of Content-Type, names in lower case, values decoded (RFC 2231, RFC 2047) */
    char *disposition;      /* "attachment", "inline" …, lower case; or NULL */
    char *filename;         /* from either field, decoded, not cleaned; or NULL */
    gsize start;            /* of the part, header included, in the raw bytes */
    gsize body;
    gsize end;
    gboolean is_rest; /* not taken apart because of a limit */
};

typedef struct {
    GBytes *raw;
    MimePart *root;
    gboolean too_deep;
    gboolean too_many_parts;
    gboolean header_cut;
} Mime;

/* @max_depth at most MIME_DEPTH_MAX. Never fails. */
Mime *mime_parse(GBytes *raw, guint max_depth, guint max_parts);
void mime_free(Mime *mime);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Mime, mime_free)

/* The first field of that name, or NULL. */
const char *mime_field(const MimePart *part, const char *name);

/* A parameter of Content-Type, or NULL. */
const char *mime_parameter(const MimePart *part, const char *name);

/* Whether the type is "@major/…". */
gboolean mime_is(const MimePart *part, const char *major);

/* The content of a leaf with its transfer encoding (base64, quoted-printable, x-uuencode) undone; junk in it is
 * skipped. Without an encoding a slice that shares the raw bytes. */
GBytes *mime_content(const Mime *mime, const MimePart *part);

/* The whole part as it stands, header included. */
GBytes *mime_slice(const Mime *mime, const MimePart *part);
