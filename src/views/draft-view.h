/* SPDX-License-Identifier: Apache-2.0 */
/* views/draft-view.h: what is being written in a case: one's own, and that others write something. Blocks on a read. */
#pragma once
#include "model/actor.h"
#include "store/draft-store.h"

/* That a colleague writes; never what. */
typedef struct {
    DraftKind kind;
    char *name;
    gint64 changed;
} DraftViewOther;

typedef struct {
    Draft *reply, *note; /* one's own; NULL: none */
    GPtrArray *files;    /* DraftFile *, of the reply; large ones without bytes */
    GPtrArray *others;   /* DraftViewOther *, oldest first */
} DraftView;
void draft_view_free(DraftView *view);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(DraftView, draft_view_free)

/* TRIBUNE_ERROR_FORBIDDEN for who may not read the case. */
DraftView *draft_view_load(Store *store, const Actor *actor, CaseId case_id, GError **error);

/* One of one's own files, whole. TRIBUNE_ERROR_NOT_FOUND. */
DraftFile *draft_view_file(Store *store, const Actor *actor, CaseId case_id, gint64 id, GError **error);
