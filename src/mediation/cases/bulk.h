/* SPDX-License-Identifier: Apache-2.0 */
/* mediation/cases/bulk.h: one change of many cases.
 *
 * Each case is changed or not by itself, under the rights and the version that were seen, with its own event; all is
 * one transaction. What became of each is kept for a day, and who asked for it may undo it for BULK_UNDO_WINDOW. */
#pragma once
#include "base/clock.h"
#include "mediation/mediation.h"
#include "model/case.h"

#define BULK_MAX         100
#define BULK_UNDO_WINDOW (10 * 60 * CLOCK_SECOND)

typedef enum { BULK_STATE, BULK_ASSIGNEE, BULK_UNIT, BULK_TAG, BULK_UNTAG, BULK_KIND_COUNT } BulkKind;
const char *bulk_kind_name(BulkKind kind);
gboolean bulk_kind_parse(const char *name, BulkKind *ret);

typedef enum {
    BULK_CHANGED,
    BULK_SAME,              /* it was so already */
    BULK_CHANGED_MEANWHILE, /* somebody else was faster */
    BULK_FORBIDDEN,
    BULK_INVALID, /* it cannot become that */
    BULK_GONE,    /* there is no such case */
    BULK_OUTCOME_COUNT,
} BulkOutcome;
const char *bulk_outcome_name(BulkOutcome outcome);
gboolean bulk_outcome_parse(const char *name, BulkOutcome *ret);

typedef struct {
    const char *reference;
    gint64 version; /* that was seen; 0: any */
} BulkItem;

typedef struct {
    BulkKind kind;
    CaseState state;
    StaffId assignee; /* 0: nobody */
    UnitId unit;
    TagId tag;
    const char *reason;
    const BulkItem *items;
    guint count;
} BulkRequest;

/* TRIBUNE_ERROR_LIMIT (more than BULK_MAX), TRIBUNE_ERROR_INVALID (none; or a state that needs a reason: refused,
 * referred, withdrawn). @ret_id names what is kept of it. Blocks until durable. */
gboolean bulk_run(Mediation *mediation, const Actor *actor, const BulkRequest *request, gint64 *ret_id, GError **error);

/* Everything back that nobody has touched since: TRIBUNE_ERROR_INVALID when it is too late or done already,
 * TRIBUNE_ERROR_NOT_FOUND when it is not the actor's. Blocks until durable. */
gboolean bulk_undo(Mediation *mediation, const Actor *actor, gint64 id, guint *ret_undone, guint *ret_left,
                   GError **error);
