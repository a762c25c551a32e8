/* SPDX-License-Identifier: Apache-2.0 */
/* base/po.h: read a gettext `.po` catalogue (gettext manual, "The Format of PO Files").
 *
 * Strict: UTF-8 without BOM or NUL, a header entry that says charset=UTF-8, no entry twice, plural forms complete and
 * in order, only the escapes \n \t \r \" \\. Fuzzy and obsolete (#~) entries are skipped and empty translations count
 * as missing. Pure; a Po is immutable and thread-safe. */
#pragma once
#include <glib.h>

#define PO_SIZE_LIMIT     (8 * 1024 * 1024) /* bytes of a catalogue */
#define PO_MESSAGES_LIMIT 65536
#define PO_TEXT_LIMIT     (32 * 1024) /* bytes of one msgid or msgstr */

typedef struct Po Po;

/* Errors are TRIBUNE_ERROR_INVALID or TRIBUNE_ERROR_LIMIT and begin "line 12: ". */
Po *po_parse(const char *bytes, gsize length, GError **error);
void po_free(Po *po);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Po, po_free)

/* How many usable translations there are, the header not counted. */
guint po_count(const Po *po);

/* The translation of @msgid under @context (NULL: none), or NULL. For an entry with plural forms, its first. */
const char *po_find(const Po *po, const char *context, const char *msgid);

/* How many plural forms the header states; 0 when it has no Plural-Forms. */
guint po_forms(const Po *po);
/* The form that the header's rule gives @n; 0 when there is no rule. */
guint po_form_index(const Po *po, guint64 n);
/* Form @form of the entry @msgid, or NULL when it is not translated or has fewer forms. */
const char *po_find_form(const Po *po, const char *msgid, guint form);
