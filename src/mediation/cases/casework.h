/* SPDX-License-Identifier: Apache-2.0 */
/* mediation/cases/casework.h: what happens to a case: opened, taken, handed on, noted, moved from state to state. Every
 * change is an event with its leaf, in one transaction.
 *
 * Calls by staff name the version of the case that they saw; TRIBUNE_ERROR_CONFLICT when it has changed since,
 * TRIBUNE_ERROR_FORBIDDEN with plain words when the actor may not. They block until durable. */
#pragma once
#include "mediation/mediation.h"
#include "model/case.h"
#include "model/message.h"
#include "store/case-store.h"

#define NOTE_SIZE_MAX   (64 * 1024)
#define TITLE_SIZE_MAX  1000
#define REASON_SIZE_MAX 2000

/* ---- by staff ---- */

/* @assignee 0: nobody. Taking one's own is ACTION_TAKE; another's name needs a lead. */
gboolean casework_assign(Mediation *mediation, const Actor *actor, CaseId id, gint64 version, StaffId assignee,
                         GError **error);
gboolean casework_set_state(Mediation *mediation, const Actor *actor, CaseId id, gint64 version, CaseState state,
                            const char *reason, GError **error);
/* Hands the case over; nobody is assigned then. */
gboolean casework_set_unit(Mediation *mediation, const Actor *actor, CaseId id, gint64 version, UnitId unit,
                           const char *reason, GError **error);
gboolean casework_set_title(Mediation *mediation, const Actor *actor, CaseId id, gint64 version, const char *title,
                            GError **error);
/* @service 0: none. TRIBUNE_ERROR_INVALID when it is not one for cases of this unit. */
gboolean casework_set_service(Mediation *mediation, const Actor *actor, CaseId id, gint64 version, ServiceId service,
                              GError **error);
gboolean casework_set_priority(Mediation *mediation, const Actor *actor, CaseId id, gint64 version,
                               CasePriority priority, GError **error);
/* It is at least so; SENSITIVITY_PUBLIC: as its service says. TRIBUNE_ERROR_INVALID below that
 * (mediation/cases/protecting.h). */
gboolean casework_raise(Mediation *mediation, const Actor *actor, CaseId id, gint64 version, Sensitivity raised,
                        GError **error);
/* Several of these at once, all or nothing: a new unit first, since it leaves the case to nobody, then the rest. What
 * is NULL or not set stays. */
typedef struct {
    const char *title;
    UnitId unit; /* 0: stays */
    gboolean set_state, set_assignee, set_raised;
    CaseState state;
    Sensitivity raised;
    StaffId assignee;   /* 0: nobody */
    const char *reason; /* for state and unit; may be NULL */
} CaseEdit;
gboolean casework_edit(Mediation *mediation, const Actor *actor, CaseId id, gint64 version, const CaseEdit *edit,
                       GError **error);
/* Only for staff; Markdown. */
gboolean casework_add_note(Mediation *mediation, const Actor *actor, CaseId id, const char *text, GError **error);
/* The same, and which message it is. */
gboolean casework_write_note(Mediation *mediation, const Actor *actor, CaseId id, const char *text, MessageId *ret,
                             GError **error);
/* Nothing new any more. No event and no new version: it is not a change of the matter. */
gboolean casework_mark_read(Mediation *mediation, const Actor *actor, CaseId id, GError **error);

/* ---- inside a transaction, for the modules beside ---- */

typedef struct {
    const char *title;
    const char *channel;
    const char *language;
    const char *preview;
    EndpointId endpoint;
    UnitId unit;
    PersonId person;     /* 0: nobody we can name */
    IdentityId identity; /* 0 likewise */
    gboolean typed;      /* her address is what somebody typed (mediation/receiving/threading.h) */
    ServiceId service;   /* 0: none */
    CasePriority priority;
    gint64 received;
    gint64 leaf;   /* of the message that opens it */
    gboolean held; /* nothing of what was written is shown; @title is then not hers */
} CaseOpening;

/* @text as a case's title: one line of 200 characters at most. */
char *casework_title(const char *text);

/* A new case with its first conversation. @ret_conversation may not be NULL. */
Case *casework_open(const Mediation *mediation, DbSession *session, const Actor *actor, const CaseOpening *opening,
                    ConversationId *ret_conversation, GError **error);
/* One change by staff, as those above: rights, version (0: any), event. For who changes many at once. */
typedef enum {
    CASE_CHANGE_ASSIGNEE,
    CASE_CHANGE_STATE,
    CASE_CHANGE_STATE_BACK, /* to what it was, whatever may follow what: undoing */
    CASE_CHANGE_UNIT,
} CaseChangeKind;
typedef struct {
    CaseChangeKind kind;
    StaffId assignee;
    CaseState state;
    UnitId unit;
    const char *reason;
} CaseChange;
/* @ret_version is the case's version afterwards. */
gboolean casework_change(Mediation *mediation, DbSession *session, const Actor *actor, CaseId id, gint64 version,
                         const CaseChange *wanted, gint64 *ret_version, GError **error);

/* There is news: it shows up as unread. 0: of no case, which is nothing to do. */
gboolean casework_mark_unread(DbSession *session, CaseId id, GError **error);
/* Changes the state and records it; does not save @a_case. */
gboolean casework_move(const Mediation *mediation, DbSession *session, const Actor *actor, Case *a_case,
                       CaseState state, const char *reason, GError **error);
/* The same whatever may follow what: for merging, and for undoing. */
gboolean casework_put(const Mediation *mediation, DbSession *session, const Actor *actor, Case *a_case, CaseState state,
                      const char *reason, GError **error);
