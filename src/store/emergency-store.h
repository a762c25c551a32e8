/* SPDX-License-Identifier: Apache-2.0 */
/* store/emergency-store.h: what left without review, why, and whether others have looked at it since. The reason is
 * sealed; rows are never removed. Calls run inside the caller's transaction. */
#pragma once
#include "base/digest.h"
#include "model/ids.h"
#include "store/store.h"

typedef enum { EMERGENCY_PUBLICATION, EMERGENCY_REPLY } EmergencyKind;
const char *emergency_kind_name(EmergencyKind kind);
gboolean emergency_kind_parse(const char *name, EmergencyKind *ret);

typedef enum {
    EMERGENCY_OPEN,    /* others have still to look at it */
    EMERGENCY_AGREED,  /* two did, and agree */
    EMERGENCY_CORRECT, /* somebody says that it must be corrected */
} EmergencyOutcome;
const char *emergency_outcome_name(EmergencyOutcome outcome);
gboolean emergency_outcome_parse(const char *name, EmergencyOutcome *ret);

typedef struct {
    gint64 id; /* what the approvals of the review afterwards refer to */
    EmergencyKind kind;
    gint64 thing;   /* the publication, the release */
    CaseId case_id; /* 0: of none */
    UnitId unit;    /* that had the case then; 0: of the whole body */
    StaffId staff;  /* who released it */
    gint64 at, due; /* due: when the others must have looked at it */
    gboolean late;  /* they had not */
    gint64 closed;  /* 0: they have still to */
    EmergencyOutcome outcome;
    Digest digest;   /* of exactly what left */
    GArray *authors; /* StaffId: who may not review it, who released it among them */
    char *reason;
    gint64 leaf;
} Emergency;
void emergency_free(Emergency *emergency);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Emergency, emergency_free)

gboolean emergency_store_insert(Store *store, DbSession *session, const Emergency *emergency, GError **error);
gboolean emergency_store_set_late(DbSession *session, gint64 id, GError **error);
gboolean emergency_store_close(DbSession *session, gint64 id, gint64 now, EmergencyOutcome outcome, GError **error);
/* TRIBUNE_ERROR_NOT_FOUND. */
Emergency *emergency_store_load(Store *store, DbSession *session, gint64 id, GError **error);
/* The oldest of @thing that is open, else the latest; NULL without error: it never left like that. */
Emergency *emergency_store_find(Store *store, DbSession *session, gint64 thing, GError **error);
/* Emergency * that are open, the oldest first. */
GPtrArray *emergency_store_list_open(Store *store, DbSession *session, guint limit, GError **error);
/* Open ones, and those of them that are due at @now. */
gboolean emergency_store_count(DbSession *session, gint64 now, gint64 *ret_open, gint64 *ret_late, GError **error);
