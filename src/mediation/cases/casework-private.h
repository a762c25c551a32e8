/* SPDX-License-Identifier: Apache-2.0 */
/* mediation/cases/casework-private.h: what the files of casework share. */
#pragma once
#include "mediation/cases/casework.h"
#include "store/event-store.h"

/* Appends an event of a case; takes over @detail. */
gboolean casework_record(const Mediation *mediation, DbSession *session, const Actor *actor, EventKind kind,
                         CaseId case_id, gint64 subject, json_t *detail, gint64 ref, GError **error);
/* TRIBUNE_ERROR_LIMIT: @what is too long, in words. */
gboolean casework_check_size(const char *text, gsize max, const char *what, GError **error);
