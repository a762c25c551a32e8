/* SPDX-License-Identifier: Apache-2.0 */
/* mediation/staff/directory-private.h: what the files of the directory share. */
#pragma once
#include <jansson.h>

#include "base/thread.h"
#include "mediation/staff/directory.h"
#include "model/rights.h"
#include "store/event-store.h"

struct Directory {
    Store *store;
    Mutex reading; /* held while reading the store, so that an older state never replaces a newer one */
    Mutex mutex;   /* guards current */
    DirectorySnapshot *current;
};

/* FALSE with TRIBUNE_ERROR_INVALID and @words. */
gboolean directory_refuse(GError **error, const char *words);
/* Runs @task in a transaction for who may do @action, and reads the directory again. */
gboolean directory_run(Directory *directory, const Actor *actor, Action action, DbTask task, gpointer data,
                       GError **error);
/* Appends an event that belongs to no case; takes over @detail. */
gboolean directory_record(Directory *directory, DbSession *session, const Actor *actor, EventKind kind, gint64 subject,
                          json_t *detail, GError **error);
