/* SPDX-License-Identifier: Apache-2.0 */
/* views/case-pages-view.h: cases for programs: page after page in the order of their last change, and one alone.
 *
 * A page begins behind the last case of the page before, so what changes meanwhile is seen again at the end and nothing
 * is missed. Blocks on a read; each page costs a page. */
#pragma once
#include "model/actor.h"
#include "model/case.h"
#include "store/store.h"

#define CASE_PAGES_MAX 100 /* cases on one */

typedef struct {
    UnitId unit;          /* 0: any */
    const char *assignee; /* the sign-in name of a member of staff; "" any */
    gboolean unassigned;  /* nobody's only */
    const char *state;    /* as case_state_name() says; "" any */
    gint64 changed;       /* from this moment on … */
    gint64 after;         /* … behind this case, of the same moment; -1: none */
    guint limit;          /* 1 to CASE_PAGES_MAX */
} CasePagesQuestion;

typedef struct {
    Case *a_case;
    char *assignee; /* her sign-in name; "" nobody */
} CasePagesRow;
void case_pages_row_free(CasePagesRow *row);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(CasePagesRow, case_pages_row_free)

typedef struct {
    GPtrArray *rows; /* CasePagesRow * */
    gboolean more;
} CasePages;
void case_pages_free(CasePages *pages);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(CasePages, case_pages_free)

/* Only cases of units in which @actor may read. TRIBUNE_ERROR_FORBIDDEN. */
CasePages *case_pages_view_list(Store *store, const Actor *actor, const CasePagesQuestion *question, GError **error);

/* By its reference. TRIBUNE_ERROR_NOT_FOUND, also for a case that @actor may not read. */
CasePagesRow *case_pages_view_find(Store *store, const Actor *actor, const char *reference, GError **error);
