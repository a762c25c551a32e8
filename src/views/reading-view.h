/* SPDX-License-Identifier: Apache-2.0 */
/* views/reading-view.h: who searched for what, and who looked at whose page (mediation/people/reading.h): for those who
 * check on it. Blocks on a read. */
#pragma once
#include "model/actor.h"
#include "model/person.h"
#include "store/store.h"

#define READING_VIEW_PAGE 100

typedef struct {
    EventId id;
    gint64 at;
    char *who; /* as her name was at that time */
    StaffId staff;
    gboolean program;
    char *query;     /* what was searched for; NULL: a person was looked at: */
    PersonId person; /* … she */
    char *name;      /* hers as it is now; "" unknown */
    gint64 leaf;
} Reading;

typedef struct {
    GPtrArray *rows; /* Reading *, newest first */
    EventId next;    /* the next page is before this one; 0: it was the last */
} ReadingPage;
void reading_view_free(ReadingPage *page);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(ReadingPage, reading_view_free)

/* Those before @before (id 0: the newest), of @staff (id 0: of everybody). ACTION_CHECK_READS. */
ReadingPage *reading_view_load(Store *store, const Actor *actor, EventId before, StaffId staff, GError **error);
