/* SPDX-License-Identifier: Apache-2.0 */
/* model/actor.h: who acts. Every call into mediation and views names one; rights and the audit hang on it. */
#pragma once
#include "model/ids.h"

typedef enum {
    ROLE_OFFICER,        /* works on the cases of her unit */
    ROLE_LEAD,           /* the same, and assigns others' */
    ROLE_RECORDS,        /* reads all, decides on held messages */
    ROLE_AUDITOR,        /* reads all and the journal, changes nothing */
    ROLE_POLICY,         /* owns the rules */
    ROLE_ADMIN,          /* staff, units, channels; no content */
    ROLE_COMMUNICATIONS, /* writes what the body says to everybody; approves what others wrote */
    ROLE_COUNT,
} Role;

typedef enum {
    ACTOR_SYSTEM,  /* Tribune itself: jobs, start */
    ACTOR_CHANNEL, /* a channel that hands in a message */
    ACTOR_STAFF,
    ACTOR_CITIZEN, /* by link */
    ACTOR_TOKEN,   /* a program */
} ActorKind;

/* The units in which a role is held; unit 0: all of them. */
typedef struct {
    Role role;
    UnitId unit;
} RoleGrant;

/* What a program was given (model/token.h). */
typedef struct {
    TokenId token;
    guint scopes;        /* TokenScope, or-ed */
    gboolean everywhere; /* in every unit; else in these: */
    const UnitId *units;
    guint unit_count;
    gint64 request; /* what it asks for now, done with the first event (store/request-store.h); 0: nothing to keep */
} ActorProgram;

typedef struct {
    ActorKind kind;
    StaffId staff; /* ACTOR_STAFF; ACTOR_TOKEN: who it acts for, 0 nobody */
    const char
        *name; /* shown and committed to in the journal: the staff member's name, the channel's name, "tribune" */
    const RoleGrant *grants;
    guint grant_count;
    const ActorProgram *program; /* ACTOR_TOKEN */
    CaseId own;                  /* ACTOR_CITIZEN: the one case that her link opens */
    gboolean typed;              /* ACTOR_CITIZEN: it was shown to who typed an address, and shows not whose that is */
} Actor;

extern const Actor ACTOR_TRIBUNE; /* the system */

const char *role_name(Role role); /* "officer": in the store, in forms, on the command line */
gboolean role_parse(const char *name, Role *ret);
const char *actor_kind_name(ActorKind kind);

/* Whether @actor holds @role in @unit (unit 0: in any). */
gboolean actor_has_role(const Actor *actor, Role role, UnitId unit);
