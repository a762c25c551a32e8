/* SPDX-License-Identifier: Apache-2.0 */
/* views/desk-view.h: what stands around the work on a case: tags, sleep, merging; the vocabulary of tags; what became
 * of a change of many cases. Each call blocks on a read. */
#pragma once
#include "mediation/cases/bulk.h"
#include "model/actor.h"
#include "store/store.h"
#include "store/tag-store.h"

typedef struct {
    GPtrArray *tags;       /* Tag *, of the case */
    GPtrArray *vocabulary; /* Tag *, all that are not closed */
    gint64 asleep_until;   /* 0: it does not sleep */
    Case *merged_into;     /* NULL: it is not */
    GPtrArray *merged;     /* Case *, that were put into this one, as far as the actor may read them */
} DeskView;
void desk_view_free(DeskView *view);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(DeskView, desk_view_free)

/* TRIBUNE_ERROR_FORBIDDEN for who may not read the case. */
DeskView *desk_view_load(Store *store, const Actor *actor, CaseId case_id, GError **error);

/* Tag *, all of them. For who may see lists of cases. */
GPtrArray *desk_view_tags(Store *store, const Actor *actor, GError **error);
/* The same with how many cases have each. */
GPtrArray *desk_view_tags_counted(Store *store, const Actor *actor, GError **error);

typedef struct {
    Case *a_case; /* NULL: there is none, or none that the actor may read now */
    BulkOutcome outcome;
} DeskViewItem;

typedef struct {
    gint64 at;
    BulkKind kind;
    gboolean undoable;
    GPtrArray *items; /* DeskViewItem * */
    guint counts[BULK_OUTCOME_COUNT];
} DeskViewBulk;
void desk_view_bulk_free(DeskViewBulk *bulk);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(DeskViewBulk, desk_view_bulk_free)

/* TRIBUNE_ERROR_NOT_FOUND for all but who asked for it. */
DeskViewBulk *desk_view_bulk(Store *store, const Actor *actor, gint64 id, GError **error);
