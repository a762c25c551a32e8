/* SPDX-License-Identifier: Apache-2.0 */
/* store/audit-private.h: what the parts of the audit share. */
#pragma once
#include <jansson.h>

#include "journal/order.h"
#include "store/audit.h"
#include "store/event-store.h"

/* What a leaf is, and still waits for; a byte per leaf. */
typedef enum {
    MARK_MESSAGE = 1 << 0,  /* a row of messages */
    MARK_RELEASE = 1 << 1,  /* a row of releases */
    MARK_EVENT = 1 << 2,    /* a row of events */
    MARK_DELIVERY = 1 << 3, /* a row of deliveries */
    MARK_REPORT = 1 << 4,   /* a row of reports */
    MARK_DECIDED = 1 << 5,  /* of a decision: what refers to it came after it */
    MARK_APPROVED = 1 << 6, /* of an approval, likewise */
    MARK_EMERGENCY = MARK_DECIDED | MARK_APPROVED,
    MARK_DISPOSED = 1 << 7, /* a later leaf says that the content is gone: nothing is missing */
} AuditMark;

/* Rows that stand beside an event, counted. */
typedef enum {
    TOLD_DECISIONS,
    TOLD_APPROVALS,
    TOLD_VERSIONS, /* of publications */
    TOLD_PUBLICATION_RELEASES,
    TOLD_ROUTING,
    TOLD_APPEALS,
    TOLD_EMERGENCIES,
    AUDIT_TOLD_COUNT,
} AuditTold;

/* Tables whose rows are what events have made of them. */
typedef enum {
    PRESENT_STAFF,
    PRESENT_UNITS,
    PRESENT_ENDPOINTS,
    PRESENT_PARTNERS,
    PRESENT_DELEGATIONS,
    AUDIT_PRESENT_COUNT,
} AuditPresent;

typedef struct {
    Store *store;
    DbSession *session;
    const AuditOptions *options;
    AuditCounts counts;
    GPtrArray *marks; /* GByteArray *, one per year */
    GArray *years;    /* int, the years of marks */
    KeyCache keys;
    Leaf leaf;                                          /* of the row at hand */
    guint64 comments, comment_decisions, comment_edits; /* that events tell of */
    gboolean has_gone_events; /* some details are disposed of, so rows cannot be counted against what events tell */
    guint64 told[AUDIT_TOLD_COUNT];
    GHashTable *voided;       /* subject of approvals → place of the last event that ended them */
    GHashTable *publications; /* id → detail of its last event */
    GHashTable *tables;       /* "kind number" of a version of a decision table → detail of its last event */
    GHashTable *reviewed;     /* messages that somebody decided on → what was said last */
    GHashTable *in_force;     /* kind of table → number of the version in force, as events tell */
    GHashTable *present[AUDIT_PRESENT_COUNT]; /* id → what its events have made of it: a JSON object */
    Order order;
    guint64 done, total;
} AuditRun;

/* The row at hand. */
typedef struct {
    const char *table;
    gint64 id;
    gint64 place; /* of its leaf */
} AuditRow;

/* An event whose detail is at hand. */
typedef struct {
    AuditRow row;
    EventKind kind;
    gint64 at, case_id, subject, staff;
    const char *actor; /* name */
    json_t *detail;
} AuditEvent;

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

/* ---- rows beside events ---- */

/* That columns from 0 are the texts of @detail under @keys. */
gboolean audit_is_detail(const json_t *detail, const char *const *keys, gsize count, DbQuery *query);
/* The text of @detail under @key; "" none. Borrowed. */
const char *audit_text(const json_t *detail, const char *key);
gint64 audit_number(const json_t *detail, const char *key);
/* That bytes of column @column are the digest that @hex writes. */
gboolean audit_is_digest(DbQuery *query, int column, const char *hex);
/* That the leaf at @place, read into run->leaf, refers to @target. */
gboolean audit_refers_to(const AuditRun *run, gint64 place, gint64 target);
/* That @table has as many rows as events tell of. */
gboolean audit_count(AuditRun *run, const DbStatement *count, const char *table, guint64 told, GError **error);
/* Bytes sealed with the record's secret @key, opened; TRUE with NULL when it is gone as the journal says. */
gboolean audit_open(AuditRun *run, const AuditRow *row, gint64 key, DbQuery *query, int column, GBytes **ret,
                    GError **error);

typedef gboolean (*AuditBeside)(AuditRun *run, const AuditEvent *event, GError **error);
gboolean audit_released(AuditRun *run, const AuditEvent *event, GError **error);
gboolean audit_unreviewed(AuditRun *run, const AuditEvent *event, GError **error);
gboolean audit_decision(AuditRun *run, const AuditEvent *event, GError **error);
gboolean audit_approval(AuditRun *run, const AuditEvent *event, GError **error);
gboolean audit_voiding(AuditRun *run, const AuditEvent *event, GError **error);
gboolean audit_publication(AuditRun *run, const AuditEvent *event, GError **error);
gboolean audit_table_version(AuditRun *run, const AuditEvent *event, GError **error);
gboolean audit_table_approval(AuditRun *run, const AuditEvent *event, GError **error);
gboolean audit_routing(AuditRun *run, const AuditEvent *event, GError **error);
gboolean audit_review(AuditRun *run, const AuditEvent *event, GError **error);
gboolean audit_appeal(AuditRun *run, const AuditEvent *event, GError **error);
gboolean audit_comment(AuditRun *run, const AuditEvent *event, GError **error);
gboolean audit_comment_edit(AuditRun *run, const AuditEvent *event, GError **error);
gboolean audit_comment_decision(AuditRun *run, const AuditEvent *event, GError **error);
gboolean audit_comment_plea(AuditRun *run, const AuditEvent *event, GError **error);
gboolean audit_comment_answer(AuditRun *run, const AuditEvent *event, GError **error);

gboolean audit_present_step(AuditRun *run, const AuditEvent *event, GError **error);

/* ---- what let something go (audit-grounds.c) ---- */

/* @ret: @row, whose leaf is run->leaf, left without review, and that is on record for @digest of @thing. */
gboolean audit_emergency(AuditRun *run, const AuditRow *row, gint64 thing, const Digest *digest, gboolean *ret,
                         GError **error);
/* That at least @wanted persons, none of them in @authors (gint64), approved @digest of @subject before @row, whose
 * leaf is run->leaf and names theirs. */
gboolean audit_approvals_before(AuditRun *run, const AuditRow *row, gint64 subject, const Digest *digest,
                                const GArray *authors, guint wanted, GError **error);

/* The checks, each over a table or two. Those of the second line come after the events. */
gboolean audit_messages(AuditRun *run, GError **error);
gboolean audit_events(AuditRun *run, GError **error);
gboolean audit_deliveries(AuditRun *run, GError **error);
gboolean audit_comments(AuditRun *run, GError **error);
gboolean audit_decisions(AuditRun *run, GError **error);
gboolean audit_approvals(AuditRun *run, GError **error);
gboolean audit_emergencies(AuditRun *run, GError **error);
gboolean audit_publications(AuditRun *run, GError **error);
gboolean audit_tables(AuditRun *run, GError **error);
gboolean audit_present(AuditRun *run, GError **error);
