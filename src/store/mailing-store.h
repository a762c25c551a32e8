/* SPDX-License-Identifier: Apache-2.0 */
/* store/mailing-store.h: how far each mailing has come: a cursor over the subscribers, and those behind it who did not
 * get it. Calls run inside the caller's transaction. A mailing never has a row for everybody. */
#pragma once
#include "model/subscriber.h"
#include "store/store.h"
#include "store/subscriber-store.h"

#define MAILING_ITEMS_MAX 60 /* of a digest: each is a bit of MailingReader.items */
#define MAILING_CODE_SIZE 24

typedef struct {
    MailingId id;
    char scheme[SUBSCRIBER_SCHEME_SIZE]; /* whom it goes to: those with such addresses */
    Frequency kind;                      /* FREQUENCY_ONCE: of one release; else a digest */
    PublicationId publication;           /* 0: a digest */
    guint number;                        /* of the release */
    gint64 created;
    SubscriberId cursor; /* whose turn it was last */
    gint64 total;        /* -1: not begun */
    gint64 sent, failed; /* those that are neither, behind the cursor, are tried again */
    gint64 ended;        /* 0: it runs */
    gint64 leaf;         /* of the event that began it */
    guint under_way; /* copies that were being sent when it was last written down; 0: what became of all is recorded */
    gint64 twice;    /* of those sent: an earlier one may have been taken too */
} MailingRow;

typedef struct {
    PublicationId publication;
    guint number; /* which of its releases */
    gint64 at;    /* as mailing_store_news() gives it */
} MailingItem;

gboolean mailing_store_insert(DbSession *session, const MailingRow *row, GError **error);
/* @places: char *. */
gboolean mailing_store_add_item(DbSession *session, MailingId id, guint number, const MailingItem *item,
                                const GPtrArray *places, GError **error);
/* What @from went to, @to goes to as well. */
gboolean mailing_store_copy_places(DbSession *session, MailingId from, MailingId to, GError **error);
gboolean mailing_store_update(DbSession *session, const MailingRow *row, GError **error);
/* TRIBUNE_ERROR_NOT_FOUND. */
gboolean mailing_store_load(DbSession *session, MailingId id, MailingRow *ret, GError **error);
/* MailingRow of @publication, the first release first. */
GArray *mailing_store_list(DbSession *session, PublicationId publication, GError **error);
/* MailingItem in order. */
GArray *mailing_store_items(DbSession *session, MailingId id, GError **error);

/* ---- whose turn it is ---- */

typedef struct {
    SubscriberId id;
    char language[SUBSCRIBER_LANGUAGE_SIZE];
    GBytes *sealed;
    gint64 secret_key;
    guint64 items;     /* which of the mailing's items she wants: bit 0 is the first */
    guint attempts;    /* before this one */
    gboolean doubtful; /* one of them may have been taken */
} MailingReader;

/* How many there are behind the cursor: before the first turn, in all. Reads all of them. */
gboolean mailing_store_count(DbSession *session, const MailingRow *row, gint64 *ret, GError **error);
/* MailingReader of the next @limit behind the cursor, by id. */
GArray *mailing_store_next(DbSession *session, const MailingRow *row, guint limit, GError **error);
/* The same of those who did not get it and are due at @now. */
GArray *mailing_store_next_again(DbSession *session, const MailingRow *row, gint64 now, guint limit, GError **error);

/* ---- who did not get it ---- */

typedef struct {
    gint64 due; /* 0: for good */
    guint attempts;
    gboolean doubtful; /* one of them may have been taken */
    const char *code;
} MailingException;
/* What there was before is replaced. */
gboolean mailing_store_except(DbSession *session, MailingId id, SubscriberId subscriber,
                              const MailingException *exception, GError **error);
gboolean mailing_store_clear_exception(DbSession *session, MailingId id, SubscriberId subscriber, GError **error);
/* Those who wait and are subscribers no more. */
gboolean mailing_store_cross_out(DbSession *session, MailingId id, GError **error);
/* Those who wait are not tried again. */
gboolean mailing_store_give_up(DbSession *session, MailingId id, GError **error);
/* How many wait to be tried again, and when the first of them is due (0: none). */
gboolean mailing_store_waiting(DbSession *session, MailingId id, gint64 *ret_count, gint64 *ret_due, GError **error);

typedef struct {
    char code[MAILING_CODE_SIZE];
    gboolean final;
    gint64 count;
} MailingFault;
/* MailingFault, the most frequent first. */
GArray *mailing_store_faults(DbSession *session, MailingId id, guint limit, GError **error);
/* What is kept of those who did not get mailings that ended before @before. */
gboolean mailing_store_forget(DbSession *session, gint64 before, GError **error);

/* ---- digests ---- */

/* Up to when the digest of @kind has told what is new. @ret_fresh: nobody asked before, and it is @now from here on. */
gboolean mailing_store_digest(DbSession *session, Frequency kind, gint64 now, gint64 *ret_until, gboolean *ret_fresh,
                              GError **error);
gboolean mailing_store_set_digest(DbSession *session, Frequency kind, gint64 until, GError **error);
/* MailingItem of what was released after @since, until @until: of each publication the latest time, in the order of
 * time. At most @limit. */
GArray *mailing_store_news(DbSession *session, gint64 since, gint64 until, guint limit, GError **error);
