/* SPDX-License-Identifier: Apache-2.0 */
/* store/audit-private.h: what the parts of the audit share. */
#pragma once
#include <jansson.h>

#include "store/audit.h"

/* What a leaf still waits for; a byte per leaf. */
typedef enum {
    MARK_MESSAGE = 1 << 0,  /* a row of messages */
    MARK_RELEASE = 1 << 1,  /* a row of releases */
    MARK_EVENT = 1 << 2,    /* a row of events */
    MARK_DELIVERY = 1 << 3, /* a row of deliveries */
    MARK_REPORT = 1 << 4,   /* a row of reports */
    MARK_DISPOSED = 1 << 7, /* a later leaf says that the content is gone: nothing is missing */
} AuditMark;

typedef struct {
    Store *store;
    DbSession *session;
    const AuditOptions *options;
    AuditCounts counts;
    GPtrArray *marks; /* GByteArray *, one per year */
    GArray *years;    /* int, the years of marks */
    KeyCache keys;
    Leaf leaf;                           /* of the row at hand */
    guint64 comments, comment_decisions; /* that events tell of */
    gboolean has_gone_events; /* some details are disposed of, so attempts and reports cannot be counted against them */
    guint64 done, total;
} AuditRun;

/* The row at hand. */
typedef struct {
    const char *table;
    gint64 id;
    gint64 place; /* of its leaf */
} AuditRow;

/* FALSE, with "table id: what (journal year, leaf index)". */
gboolean audit_fault(const AuditRow *row, GError **error, const char *what);
/* The same because of @cause, which is consumed; a failure that says nothing about the data is passed on. */
gboolean audit_blame(const AuditRow *row, GError *cause, GError **error);
/* One more step of the total. */
void audit_step(AuditRun *run);

/* The leaf of @row into run->leaf. */
gboolean audit_read_leaf(AuditRun *run, const AuditRow *row, GError **error);
/* That the leaf waits for a row of this kind, and no more from now on. */
gboolean audit_take(AuditRun *run, const AuditRow *row, AuditMark mark, GError **error);
gboolean audit_is_disposed(const AuditRun *run, gint64 place);
/* That bytes of column @index are the leaf's record id. */
gboolean audit_check_record(const AuditRun *run, const AuditRow *row, DbQuery *query, int index, GError **error);
gboolean audit_check_time(const AuditRun *run, const AuditRow *row, gint64 time, GError **error);
/* The record's secret. @ret_gone: it was destroyed, as the journal says. */
gboolean audit_find_secret(AuditRun *run, const AuditRow *row, gint64 key, guint8 ret_secret[RECORD_SECRET_SIZE],
                           gboolean *ret_gone, GError **error);
/* That the leaf commits to these bytes as part @name. */
gboolean audit_check_part(AuditRun *run, const AuditRow *row, const guint8 secret[RECORD_SECRET_SIZE], const char *name,
                          GBytes *bytes, GError **error);

/* The checks, each over a table or two. */
gboolean audit_messages(AuditRun *run, GError **error);
gboolean audit_events(AuditRun *run, GError **error);
gboolean audit_deliveries(AuditRun *run, GError **error);
gboolean audit_comments(AuditRun *run, GError **error);

/* audit-comments.c: what an event about the comment @subject tells of, beside its row. */
gboolean audit_comment(AuditRun *run, const AuditRow *event, gint64 subject, const json_t *detail, GError **error);
gboolean audit_comment_decision(AuditRun *run, const AuditRow *event, gint64 subject, const json_t *detail,
                                GError **error);
gboolean audit_comment_plea(AuditRun *run, const AuditRow *event, gint64 subject, const json_t *detail, GError **error);
gboolean audit_comment_answer(AuditRun *run, const AuditRow *event, gint64 subject, const json_t *detail,
                              GError **error);
