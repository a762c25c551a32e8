/* SPDX-License-Identifier: Apache-2.0 */
/* store/job-store.h: durable jobs. A job is leased, done, and removed in the transaction that records what it did. */
#pragma once
#include "db/db.h"

typedef struct {
    gint64 id;
    gint64 subject; /* what it is about: an id */
    gint64 lane;    /* what is done in order is of one (mediation/lanes.h); 0: it is of none */
    guint attempts; /* leases so far, this one included */
} Job;

/* @kind names the handler. */
gboolean job_store_add(DbSession *session, const char *kind, gint64 subject, gint64 lane, gint64 due, GError **error);
/* Leases up to @limit free jobs of @kind that are due at @now until @until; appends Job to @jobs, the oldest first. */
gboolean job_store_lease(DbSession *session, const char *kind, gint64 now, gint64 until, guint limit, GArray *jobs,
                         GError **error);
gboolean job_store_remove(DbSession *session, gint64 id, GError **error);
/* Those about @subject that nobody is at, set aside or not, need not be done any more. @ret: whether there was one. */
gboolean job_store_withdraw(DbSession *session, gint64 subject, gboolean *ret, GError **error);
/* Free again at @due, and why it was not done. */
gboolean job_store_postpone(DbSession *session, gint64 id, gint64 due, const char *trouble, GError **error);
/* Free again at @due as if it had not been leased: it was not begun. */
gboolean job_store_put_back(DbSession *session, gint64 id, gint64 due, GError **error);
/* As if it had not been leased; its time stays. Nothing when it is not leased. */
gboolean job_store_release(DbSession *session, gint64 id, GError **error);
/* As if it had not been leased, and set aside under the name @held, which no handler has; its time stays. */
gboolean job_store_hold(DbSession *session, gint64 id, const char *held, GError **error);
/* Up to @limit of them, the oldest first, are of @kind again; @ret: how many. */
gboolean job_store_unhold(DbSession *session, const char *held, const char *kind, guint limit, guint *ret,
                          GError **error);
/* At the start of the only node: nobody holds a lease any more. */
gboolean job_store_free_all(DbSession *session, GError **error);
/* Calls @each for every job of a lane that is to be tried again, or is not due at @now. */
typedef void (*JobFunction)(gpointer data, const Job *job, gint64 due);
gboolean job_store_each_postponed(DbSession *session, gint64 now, JobFunction each, gpointer data, GError **error);
/* When the next free job of @kind is due; G_MAXINT64: none. */
gboolean job_store_next_due(DbSession *session, const char *kind, gint64 *ret, GError **error);
/* How many wait, how many of them in trouble, and since when the oldest is due. */
typedef struct {
    gint64 waiting, troubled, oldest;
} JobBacklog;
gboolean job_store_backlog(DbSession *session, const char *kind, JobBacklog *ret, GError **error);
