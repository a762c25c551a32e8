/* SPDX-License-Identifier: Apache-2.0 */
/* store/topic-store.h: what publications are about: a code, and a name in each language. Calls run inside the caller's
 * transaction. */
#pragma once
#include "db/db.h"

typedef struct {
    gint64 id;
    char *code;
    gboolean closed;
    GPtrArray *names; /* char *: language, name, language, name … */
} TopicRow;
void topic_row_free(TopicRow *row);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(TopicRow, topic_row_free)
/* In @language, else in the first that it has. Borrowed. */
const char *topic_row_name(const TopicRow *row, const char *language);

/* TRIBUNE_ERROR_CONFLICT: there is one with that code. */
gboolean topic_store_insert(DbSession *session, const TopicRow *row, gint64 now, GError **error);
gboolean topic_store_update(DbSession *session, const TopicRow *row, GError **error);
/* TopicRow *, by code. */
GPtrArray *topic_store_list(DbSession *session, GError **error);
