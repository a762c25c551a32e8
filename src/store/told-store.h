/* SPDX-License-Identifier: Apache-2.0 */
/* store/told-store.h: what may be told of somebody's cases to an address alone. Calls run inside the caller's
 * transaction. */
#pragma once
#include "db/db.h"
#include "model/case.h"

#define TOLD_CASES_MAX 10

typedef struct {
    char *reference;
    CaseState state;
    gint64 changed;
} ToldCase;

/* ToldCase *, latest first: those in which @uri takes part on @channel, as the citizen. */
GPtrArray *told_store_list(DbSession *session, const char *channel, const char *uri, GError **error);
