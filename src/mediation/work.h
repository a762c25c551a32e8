/* SPDX-License-Identifier: Apache-2.0 */
/* mediation/work.h: durable jobs, each kind on a bounded pool of its own. Screening, delivery and all that must survive
 * a restart run here.
 *
 * A job is added in the transaction of what asks for it, leased by the dispatcher of its kind, and removed in the
 * transaction that records what it did; a node that dies leaves its jobs to the next start. So a job runs at least
 * once, and never twice at the same time in one process. */
#pragma once
#include "store/job-store.h"
#include "store/store.h"

typedef struct Work Work; /* thread-safe */

/* Does the job and, in its own last transaction, calls work_done() or work_again(). FALSE: it could not, and nothing
 * was recorded; it is tried again after a growing pause (1 s to 5 min). */
typedef gboolean (*WorkHandler)(gpointer data, const Job *job, GError **error);

Work *work_new(Store *store);
/* Before work_start(). @threads at once. A job that its node neither finished nor gave back is free after @lease
 * microseconds. */
void work_register(Work *work, const char *kind, guint threads, gint64 lease, WorkHandler handler, gpointer data);
/* Before work_start(), for a @kind whose jobs conclude in the order of their lanes: they begin only when the one before
 * has ended, and take no thread until then. Else they begin side by side, and call work_await_turn(). */
void work_one_by_one(Work *work, const char *kind);
/* Runs @tick about every @interval microseconds, and once at work_stop(). Before work_start(). */
void work_every(Work *work, const char *name, gint64 interval, void (*tick)(gpointer data), gpointer data);
/* Frees what a dead node had leased, and begins. */
gboolean work_start(Work *work, GError **error);
/* Begins no more jobs and waits for the running ones; what was leased and not begun is free again. */
void work_stop(Work *work);
void work_free(Work *work);

/* Inside a handler, before it concludes. Blocks until the jobs of its lane that came before have ended. FALSE: its turn
 * has not come, and the handler returns FALSE too: it is called again later. */
gboolean work_await_turn(Work *work, const Job *job, GError **error);

/* Inside a handler that lets its job be done again at @due: what comes after it in its lane waits for that. */
void work_hold_lane(Work *work, const Job *job, gint64 due);

/* In a transaction: */
gboolean work_add(DbSession *session, const char *kind, gint64 subject, gint64 due, GError **error);
/* After those of @lane (mediation/lanes.h) that were added before: see work_await_turn(). */
gboolean work_add_in_lane(DbSession *session, const char *kind, gint64 subject, gint64 lane, gint64 due,
                          GError **error);
gboolean work_done(DbSession *session, const Job *job, GError **error);
gboolean work_again(DbSession *session, const Job *job, gint64 due, const char *trouble, GError **error);
/* It was not begun: its turn comes at @due. */
gboolean work_put_back(DbSession *session, const Job *job, gint64 due, GError **error);

/* After the commit: jobs of @kind may be due now. */
void work_wake(Work *work, const char *kind);

/* How long jobs of @kind wait; for banners and /metrics. Blocks on a read. */
gboolean work_backlog(Work *work, const char *kind, JobBacklog *ret, GError **error);

#define WORK_SCREEN           "screen"
#define WORK_DELIVER          "deliver"
#define WORK_WAKE             "wake"
#define WORK_SEEN             "seen"
#define WORK_PUBLISH          "publish"
#define WORK_SEND             "send"
#define WORK_COMMENT          "comment"
#define WORK_SUBSCRIPTION     "subscription"
#define WORK_HEED             "heed"
#define WORK_NEWSLETTER       "newsletter"
#define WORK_DIGEST           "digest"
#define WORK_ANNOUNCE         "announce"
#define WORK_ERRAND           "errand"
#define WORK_CHORE            "chore"
#define WORK_DOUBT            "doubt"
#define WORK_ACKNOWLEDGE      "acknowledge"
#define WORK_FALLBACK         "fallback"
#define WORK_NEWSLETTER_SHORT "newsletter-short"
