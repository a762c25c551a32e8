/* SPDX-License-Identifier: Apache-2.0 */
/* store/sealed-text.h: a text in two columns of a row: sealed with a secret of its own, and the id of that secret.
 *
 * Seal before the event of the same change is appended: a start takes up the count of secrets behind the last event. */
#pragma once
#include "store/store.h"

typedef struct {
    GBytes *bytes;
    gint64 key; /* 0: the text is empty, and took no secret */
} SealedText;
void sealed_text_clear(SealedText *sealed);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(SealedText, sealed_text_clear)

gboolean sealed_text_make(Store *store, const char *text, SealedText *ret, GError **error);
/* Binds the next two parameters. */
void sealed_text_bind(DbQuery *query, const SealedText *sealed);
/* What is in column @index and the next; new. NULL with TRIBUNE_ERROR_NOT_FOUND: destroyed. */
char *sealed_text_open(Store *store, DbSession *session, DbQuery *query, int index, GError **error);
