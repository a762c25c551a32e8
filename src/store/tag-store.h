/* SPDX-License-Identifier: Apache-2.0 */
/* store/tag-store.h: internal labels, and the cases that have them. Calls run inside the caller's transaction. */
#pragma once
#include "db/db.h"
#include "model/ids.h"

typedef struct {
    TagId id;
    char *name;
    gboolean closed; /* not to be given any more */
    guint cases;     /* that have it; only where a call says so */
} Tag;
void tag_free(Tag *tag);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Tag, tag_free)

gboolean tag_store_insert(DbSession *session, const Tag *tag, gint64 created, GError **error);
gboolean tag_store_set_closed(DbSession *session, TagId id, gboolean closed, GError **error);
/* TRIBUNE_ERROR_NOT_FOUND. */
Tag *tag_store_load(DbSession *session, TagId id, GError **error);
/* By its name, in any case of its ASCII letters; id 0 in @ret: none. */
gboolean tag_store_find(DbSession *session, const char *name, TagId *ret, GError **error);
/* Tag *, by name. */
GPtrArray *tag_store_list(DbSession *session, GError **error);
/* The same with their cases: looks at each case that has one. */
GPtrArray *tag_store_list_counted(DbSession *session, GError **error);

/* @ret_changed: the case did not have it, or had it. */
gboolean tag_store_give(DbSession *session, CaseId case_id, TagId tag, gboolean *ret_changed, GError **error);
gboolean tag_store_take(DbSession *session, CaseId case_id, TagId tag, gboolean *ret_changed, GError **error);
/* Tag *, by name. */
GPtrArray *tag_store_list_case(DbSession *session, CaseId case_id, GError **error);
/* The same for many cases at once: GPtrArray of GPtrArray of Tag *, in the order of @ids (CaseId), which are different
 * ones and at most TAG_STORE_CASES. */
#define TAG_STORE_CASES 50
GPtrArray *tag_store_list_cases(DbSession *session, const GArray *ids, GError **error);
