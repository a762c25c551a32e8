/* SPDX-License-Identifier: Apache-2.0 */
/* mediation/channel-ledger.h: what a channel remembers, and what it still has to do, both durably.
 *
 * Records are named by kind and key and hold a text. Errands are work that outlives the process: the driver's errand()
 * is called for each until it is done (mediation/delivering/errands.h). Several changes are one transaction, so that
 * what was remembered and what follows from it are never apart. Texts are sealed with the channel's secret and bound to
 * their name; kinds and keys are not. Limits: 40 characters a kind, 4 KiB a key, 2 MiB a text. Thread-safe. */
#pragma once
#include <glib.h>

#define LEDGER_KEY_MAX  4096
#define LEDGER_TEXT_MAX (2 * 1024 * 1024)

/* Codes of errands for which nobody was asked. */
#define ERRAND_BUSY       "busy"       /* it was not begun: soon again */
#define ERRAND_SUPERSEDED "superseded" /* it need not be done any more, for something later is */

typedef struct ChannelHost ChannelHost; /* mediation/channel.h */

typedef enum {
    LEDGER_PUT,    /* replaces what is there */
    LEDGER_ADD,    /* when there is one already, nothing of all this is done */
    LEDGER_REMOVE, /* may be gone already */
    LEDGER_ERRAND, /* something for the host @key, "" none; waits while that is away. value: what it is told */
    LEDGER_CHORE,  /* something about what came from @key: it does not wait for what is for @key */
    LEDGER_DOUBT,  /* a chore for somebody who has not shown who she is: never in the way of the others */
} LedgerStep;

typedef struct {
    LedgerStep step;
    const char *kind, *key, *value; /* borrowed; value NULL: "" */
} LedgerChange;

typedef struct {
    char *key, *value;
    gint64 at; /* when it was written: microseconds UTC */
} LedgerRecord;
void ledger_record_free(LedgerRecord *record);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(LedgerRecord, ledger_record_free)

/* All of @count changes, or none; blocks until durable. @ret_done (may be NULL) is FALSE when a LEDGER_ADD found one.
 */
gboolean channel_ledger_change(const ChannelHost *host, const LedgerChange *changes, guint count, gboolean *ret_done,
                               GError **error);
/* NULL in @ret: there is none. Blocks on a read, as do the others. */
gboolean channel_ledger_find(const ChannelHost *host, const char *kind, const char *key, LedgerRecord **ret,
                             GError **error);
/* LedgerRecord *, by key: those after @after ("": from the first), at most @limit. */
GPtrArray *channel_ledger_list(const ChannelHost *host, const char *kind, const char *after, guint limit,
                               GError **error);
/* Those whose key begins with @prefix and goes on, at most @limit. */
GPtrArray *channel_ledger_list_below(const ChannelHost *host, const char *kind, const char *prefix, guint limit,
                                     GError **error);
/* Those whose key begins with @prefix. */
gboolean channel_ledger_count(const ChannelHost *host, const char *kind, const char *prefix, gint64 *ret,
                              GError **error);
/* Forgets those that were written before @before, 1,000 in a transaction. */
gboolean channel_ledger_forget(const ChannelHost *host, const char *kind, gint64 before, GError **error);
/* Errands of @kind that are not done. */
gboolean channel_ledger_waiting(const ChannelHost *host, const char *kind, gint64 *ret, GError **error);
/* … that are for or came from @key, as far as @most. */
gboolean channel_ledger_waiting_for(const ChannelHost *host, const char *kind, const char *key, guint most, guint *ret,
                                    GError **error);

/* ---- for errands.c ---- */

/* The text in @box, or NULL with TRIBUNE_ERROR_CORRUPT. New. */
char *channel_ledger_open(const ChannelHost *host, const char *kind, const char *key, GBytes *box, GError **error);
