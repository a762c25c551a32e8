/* SPDX-License-Identifier: Apache-2.0 */
/* mediation/subscribing/notices.h: codes, links and answers to single words, each a job whose subject is the notice's
 * id: whether one that goes again is perhaps the second, and how many such there were.
 *
 * It is doubted when a node died over it, or the other side did not say what it made of it: then it goes again all the
 * same, is said so in the log, and counted (tribune_notices_total). The calls run inside the caller's transaction. */
#pragma once
#include "mediation/mediation.h"
#include "mediation/work.h"
#include "model/circular.h"

/* Before it is sent: whether an earlier attempt of @job, of which nobody heard the end, may have reached her. */
gboolean notices_is_doubtful(DbSession *session, const Job *job, gboolean *ret, GError **error);
/* After: ends the job, or lets it be tried again at @due (0: never). */
gboolean notices_conclude(DbSession *session, const Job *job, gboolean doubtful, const CircularOutcome *outcome,
                          gint64 due, GError **error);

/* It was tried: counts, and says it in the log as @event, with @what it says. Needs no transaction; thread-safe, as is
 * notices_counts(). */
void notices_tell(const Mediation *mediation, const char *event, const char *what, const CircularOutcome *outcome,
                  gboolean doubtful);
/* Taken since the start, and those of them of which an earlier one may have been taken too. */
typedef struct {
    guint64 sent, twice;
} NoticeCounts;
void notices_counts(const Mediation *mediation, NoticeCounts *ret);
