/* SPDX-License-Identifier: Apache-2.0 */
/* mediation/lexicon.h: the officers' word lists: in memory for the filters, and their changes.
 *
 * Thread-safe. A change is one transaction with its event, and filters see it when the call returns; the filter then
 * makes its pattern again on its own time. */
#pragma once
#include "model/actor.h"
#include "model/word-list.h"
#include "store/store.h"

typedef struct Lexicon Lexicon;

/* Reads them from @store, which outlives it. Blocks. */
Lexicon *lexicon_open(Store *store, GError **error);
void lexicon_close(Lexicon *lexicon);

/* All lists as they are now; a reference. Does not block. */
WordLists *lexicon_lists(Lexicon *lexicon);

/* The same for who may change rules. NULL with TRIBUNE_ERROR_FORBIDDEN. */
WordLists *lexicon_read(Lexicon *lexicon, const Actor *actor, GError **error);

/* Adds @wanted (id 0) or changes the list of that id, whose version was @wanted->version when it was read. Texts are
 * borrowed; name, label and words are cleaned. Blocks until durable. @ret_id may be NULL.
 * TRIBUNE_ERROR_FORBIDDEN; _INVALID and _LIMIT with a sentence for who filled in the form (@ret_field: "name", "label",
 * "language" or "words", static); _CONFLICT; _NOT_FOUND. */
gboolean lexicon_save(Lexicon *lexicon, const Actor *actor, const WordList *wanted, WordListId *ret_id,
                      const char **ret_field, GError **error);
