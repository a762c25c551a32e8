/* SPDX-License-Identifier: Apache-2.0 */
/* store/word-list-store.h: the word lists. Calls run inside the caller's transaction. */
#pragma once
#include "db/db.h"
#include "model/word-list.h"

/* TRIBUNE_ERROR_CONFLICT when the name is taken. */
gboolean word_list_store_insert(DbSession *session, const WordList *list, GError **error);
/* Everything but the id, where the stored version is @seen. TRIBUNE_ERROR_CONFLICT when it is not, or the name is
 * taken.
 */
gboolean word_list_store_update(DbSession *session, const WordList *list, gint64 seen, GError **error);
/* NULL without error when no list has @id. */
WordList *word_list_store_load(DbSession *session, WordListId id, GError **error);
/* WordList *, by name, those that are off too. */
GPtrArray *word_list_store_list(DbSession *session, GError **error);
