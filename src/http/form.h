/* SPDX-License-Identifier: Apache-2.0 */
/* http/form.h: what a page sends: application/x-www-form-urlencoded (also query strings) and multipart/form-data
 * (RFC 7578), read piece by piece as it arrives.
 *
 * Values are UTF-8 without NUL; line ends become LF and other control characters than TAB are dropped. A percent sign
 * without two digits stands for itself, as browsers have it. Of several fields with one name form_value() gives the
 * first; form_values() gives all.
 *
 * Limits: 200 fields, names of 128 bytes, values of 1 MiB, 20 files, 4 KiB of headers a part, 1 KiB before the first
 * part, and the caller's total. Beyond one of them: TRIBUNE_ERROR_LIMIT. A malformed body: TRIBUNE_ERROR_INVALID.
 * A file up to FORM_SPILL bytes stays in memory, a larger one goes to an unnamed temporary file in $TMPDIR that
 * vanishes with the form (TRIBUNE_ERROR_FULL or TRIBUNE_ERROR_TEMPORARY when that cannot be written).
 *
 * A parser and a form belong to one thread at a time. Only the temporary file touches the disk. */
#pragma once
#include <glib.h>

#define FORM_FIELD_LIMIT  200
#define FORM_FILE_LIMIT   20
#define FORM_NAME_LIMIT   128
#define FORM_VALUE_LIMIT  (1024 * 1024)
#define FORM_HEADER_LIMIT 4096
#define FORM_SPILL        (64 * 1024)

typedef struct Form Form;
typedef struct FormParser FormParser;

typedef struct {
    char *name;
    char *value;
    gsize length;
} FormField;

/* An uploaded file. What the sender says of it is not to be trusted. */
typedef struct {
    char *field;        /* the form field */
    char *name;         /* the last part of its file name on one line, at most 255 characters; may be "" */
    char *type;         /* the media type it claims, or "application/octet-stream" */
    gsize size;         /* bytes */
    GByteArray *memory; /* private: use form_file_bytes() */
    int fd;             /* private: -1 while in memory */
} FormFile;

/* Whether a body of this Content-Type (may be NULL) is a form. */
gboolean form_is_type(const char *content_type);

/* A parser for a body of @content_type and at most @total bytes; files larger than @spill bytes go to disk.
 * Fails with TRIBUNE_ERROR_INVALID when it is no form or has no good boundary. */
FormParser *form_parser_new(const char *content_type, gsize total, gsize spill, GError **error);
void form_parser_free(FormParser *parser);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(FormParser, form_parser_free)

/* The next bytes, in pieces of any size. After FALSE the parser can only be freed. */
gboolean form_parser_feed(FormParser *parser, const char *bytes, gsize length, GError **error);

/* The body is complete. The form is the caller's; NULL when the body breaks off in the middle. */
Form *form_parser_finish(FormParser *parser, GError **error);

/* A whole urlencoded text, such as a query string. */
Form *form_parse(const char *text, gsize length, GError **error);

void form_free(Form *form);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Form, form_free)

/* ---- reading; what is returned belongs to the form ---- */

/* The first value of @name, or NULL. */
const char *form_value(const Form *form, const char *name);
/* All values of @name in order: const char *; free the array. */
GPtrArray *form_values(const Form *form, const char *name);

guint form_field_count(const Form *form);
const FormField *form_field_at(const Form *form, guint index);

guint form_file_count(const Form *form);
const FormFile *form_file_at(const Form *form, guint index);

/* The content of a file; one on disk is mapped. NULL with TRIBUNE_ERROR_TEMPORARY when it cannot be. */
GBytes *form_file_bytes(const FormFile *file, GError **error);
