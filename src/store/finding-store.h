/* SPDX-License-Identifier: Apache-2.0 */
/* store/finding-store.h: what was found wrong with what was to leave, and why it could leave all the same. Rows are
 * only ever added. They hold closed words, nothing of the text. Calls run inside the caller's transaction. */
#pragma once
#include "base/digest.h"
#include "db/db.h"
#include "model/ids.h"

typedef struct {
    gint64 id;
    gint64 subject; /* the release, or the work on a publication */
    Digest digest;  /* of what was looked at */
    StaffId staff;  /* who let it pass; 0: Tribune */
    gint64 at;
    char *stops;    /* labels of what stopped it, with blanks between; "" */
    char *warnings; /* the same of what only warned */
    char *excuse;   /* a word of mediation/releasing/proofreading.h; "": nothing stopped it */
} FindingRow;
void finding_row_free(FindingRow *row);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(FindingRow, finding_row_free)

gboolean finding_store_insert(DbSession *session, const FindingRow *row, GError **error);
/* FindingRow *, oldest first. */
GPtrArray *finding_store_list(DbSession *session, gint64 subject, GError **error);
