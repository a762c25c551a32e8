/* SPDX-License-Identifier: Apache-2.0 */
#include "model/rights.h"

#include "base/error.h"
#include "base/locale.h"
#include "model/token.h"

#define NO  SCOPE_NONE
#define OWN SCOPE_OWN
#define ALL SCOPE_ALL

/* clang-format off */
static const struct {
    RightScope role[ROLE_COUNT];
    gboolean system, channel;
    const char *refusal;
    gboolean citizen; /* over her own case */
} TABLE[ACTION_COUNT] = {
    /*                             officer lead records auditor policy admin communications   system channel */
    [ACTION_READ_INBOX]        = { { OWN,   OWN, ALL,    ALL,    NO,    NO  },  TRUE,  FALSE, SAY_NOOP("you may not see these cases") },
    [ACTION_READ_CASE]         = { { OWN,   OWN, ALL,    ALL,    NO,    NO  },  TRUE,  FALSE, SAY_NOOP("you may not read this case") },
    [ACTION_READ_MESSAGES]     = { { OWN,   OWN, ALL,    ALL,    NO,    NO  },  TRUE,  FALSE, SAY_NOOP("you may not read these messages") },
    [ACTION_READ_PERSON]       = { { OWN,   OWN, ALL,    ALL,    NO,    NO  },  TRUE,  FALSE, SAY_NOOP("you may not see this person") },
    [ACTION_READ_TRAIL]        = { { OWN,   OWN, ALL,    ALL,    NO,    NO  },  TRUE,  FALSE, SAY_NOOP("you may not read this trail") },
    [ACTION_DOWNLOAD_PROOF]    = { { OWN,   OWN, ALL,    ALL,    NO,    NO  },  TRUE,  FALSE, SAY_NOOP("you may not download this proof") },
    [ACTION_NOTE]        = { { OWN,   OWN, NO,     NO,     NO,    NO  },  FALSE, FALSE, SAY_NOOP("you may not add notes to this case") },
    [ACTION_TAKE]              = { { OWN,   OWN, NO,     NO,     NO,    NO  },  FALSE, FALSE, SAY_NOOP("you may not take this case") },
    [ACTION_ASSIGN]     = { { NO,    OWN, NO,     NO,     NO,    NO  },  TRUE,  FALSE, SAY_NOOP("you may not assign this case to others") },
    [ACTION_SET_STATE]         = { { OWN,   OWN, NO,     NO,     NO,    NO  },  TRUE,  FALSE, SAY_NOOP("you may not change the state of this case") },
    [ACTION_SET_UNIT]          = { { OWN,   OWN, NO,     NO,     NO,    NO  },  TRUE,  FALSE, SAY_NOOP("you may not pass this case on") },
    [ACTION_EDIT_CASE]         = { { OWN,   OWN, NO,     NO,     NO,    NO  },  TRUE,  FALSE, SAY_NOOP("you may not edit this case") },
    [ACTION_MANAGE_TAGS]       = { { NO,    OWN, NO,     NO,     ALL,   NO  },  FALSE, FALSE, SAY_NOOP("you may not manage tags; ask your lead") },
    [ACTION_MANAGE_TEMPLATES]  = { { NO,    OWN, NO,     NO,     ALL,   NO  },  FALSE, FALSE, SAY_NOOP("you may not change these templates; ask your lead") },
    [ACTION_MANAGE_PARTNERS]   = { { NO,    OWN, NO,     NO,     ALL,   ALL },  FALSE, FALSE, SAY_NOOP("you may not change the directory of other bodies; ask your lead") },
    [ACTION_REPLY]             = { { OWN,   OWN, NO,     NO,     NO,    NO  },  FALSE, FALSE, SAY_NOOP("you may not answer in this case") },
    [ACTION_RELEASE_HELD]       = { { NO,    NO,  ALL,    NO,     NO,    NO  },  FALSE, FALSE, SAY_NOOP("you may not decide on held messages") },
    [ACTION_READ_JOURNAL]      = { { NO,    NO,  ALL,    ALL,    NO,    ALL },  TRUE,  FALSE, SAY_NOOP("you may not read the journal") },
    [ACTION_CHECK_READS]       = { { NO,    NO,  ALL,    ALL,    NO,    NO  },  TRUE,  FALSE, SAY_NOOP("you may not see who looked up what") },
    [ACTION_SIGN_CHECKPOINT]   = { { NO,    NO,  NO,     NO,     NO,    ALL },  TRUE,  FALSE, SAY_NOOP("you may not sign checkpoints") },
    [ACTION_SEE_STAFF]         = { { NO,    NO,  NO,     ALL,    NO,    ALL },  TRUE,  FALSE, SAY_NOOP("you may not see this page") },
    [ACTION_MANAGE_STAFF]      = { { NO,    NO,  NO,     NO,     NO,    ALL },  TRUE,  FALSE, SAY_NOOP("you may not manage staff") },
    [ACTION_MANAGE_UNITS]      = { { NO,    NO,  NO,     NO,     NO,    ALL },  TRUE,  FALSE, SAY_NOOP("you may not manage units and addresses") },
    [ACTION_SEE_PROMISES]      = { { ALL,   ALL, ALL,    ALL,    ALL,   ALL, ALL },  TRUE,  FALSE, SAY_NOOP("you may not see this page") },
    [ACTION_MANAGE_PROMISES]   = { { NO,    NO,  NO,     NO,     ALL,   ALL },  TRUE,  FALSE, SAY_NOOP("you may not change services and calendars") },
    [ACTION_CHANGE_SETTINGS]   = { { NO,    NO,  NO,     NO,     NO,    ALL },  TRUE,  FALSE, SAY_NOOP("you may not change settings") },
    [ACTION_MANAGE_TOKENS]     = { { NO,    NO,  NO,     NO,     NO,    ALL },  TRUE,  FALSE, SAY_NOOP("you may not manage the tokens of programs") },
    [ACTION_MANAGE_WEBHOOKS]   = { { NO,    NO,  NO,     NO,     NO,    ALL },  TRUE,  FALSE, SAY_NOOP("you may not manage webhooks") },
    [ACTION_SEE_RULES]         = { { NO,    ALL, ALL,    ALL,    ALL,   NO  },  TRUE,  FALSE, SAY_NOOP("you may not see the rules") },
    [ACTION_CHANGE_RULES]      = { { NO,    NO,  NO,     NO,     ALL,   NO  },  FALSE, FALSE, SAY_NOOP("you may not change the rules") },
    [ACTION_APPROVE_RULES]     = { { NO,    ALL, ALL,    NO,     ALL,   NO  },  FALSE, FALSE, SAY_NOOP("you may not agree to rules") },
    [ACTION_SEE_HEALTH]        = { { ALL,   ALL, ALL,    ALL,    ALL,   ALL, ALL },  TRUE,  FALSE, SAY_NOOP("you may not see this page") },
    [ACTION_PAUSE_CHANNEL]     = { { NO,    NO,  NO,     NO,     ALL,   ALL },  TRUE,  FALSE, SAY_NOOP("you may not pause channels; ask your administrator") },
    [ACTION_SEE_PUBLICATIONS]  = { { NO,    ALL, NO,     ALL,    NO,    NO, ALL }, TRUE, FALSE, SAY_NOOP("you may not see publications") },
    [ACTION_WRITE_PUBLICATION] = { { NO,    NO,  NO,     NO,     NO,    NO, ALL }, TRUE, FALSE, SAY_NOOP("you may not write publications") },
    [ACTION_APPROVE_PUBLICATION] = { { NO,  ALL, NO,     NO,     NO,    NO, ALL }, FALSE, FALSE, SAY_NOOP("you may not approve publications") },
    [ACTION_RELEASE_UNREVIEWED] = { { NO,   OWN, NO,     NO,     NO,    NO, ALL }, FALSE, FALSE, SAY_NOOP("you may not release anything without review") },
    [ACTION_MANAGE_TOPICS]     = { { NO,    NO,  NO,     NO,     NO,    NO, ALL }, FALSE, FALSE, SAY_NOOP("you may not change topics") },
    [ACTION_SEE_COMMENTS]      = { { NO,    ALL, ALL,    ALL,    NO,    NO, ALL }, TRUE, FALSE, SAY_NOOP("you may not see comments") },
    [ACTION_MODERATE_COMMENTS] = { { NO,    NO,  ALL,    NO,     NO,    NO, ALL }, FALSE, FALSE, SAY_NOOP("you may not decide on comments") },
    [ACTION_ANSWER_COMMENT_APPEALS] = { { NO, ALL, ALL,  NO,     NO,    NO, ALL }, FALSE, FALSE, SAY_NOOP("you may not decide on appeals") },
    [ACTION_MANAGE_COMMENTS]   = { { NO,    NO,  NO,     NO,     NO,    NO, ALL }, FALSE, FALSE, SAY_NOOP("you may not change the rules for comments") },
    [ACTION_MANAGE_SUBSCRIBERS] = { { NO,   NO,  ALL,    NO,     NO,    NO, ALL }, FALSE, FALSE, SAY_NOOP("you may not see who gets newsletters") },
    [ACTION_IMPORT_SUBSCRIBERS] = { { NO,   NO,  NO,     NO,     NO,    NO  },  TRUE,  FALSE, SAY_NOOP("only Tribune itself may do this") },
    [ACTION_SUBMIT_MESSAGE]    = { { OWN,   OWN, NO,     NO,     NO,    NO  },  FALSE, TRUE,  SAY_NOOP("you may not hand in messages for this unit") },
    [ACTION_SUBMIT_REPORT]     = { { NO,    NO,  NO,     NO,     NO,    NO  },  TRUE,  TRUE,  SAY_NOOP("only a channel may hand in reports") },
    [ACTION_TELL_STATE]        = { { NO,    NO,  NO,     NO,     NO,    NO  },  FALSE, TRUE,  SAY_NOOP("only a channel may do this") },
    [ACTION_PROCESS_MESSAGE]   = { { NO,    NO,  NO,     NO,     NO,    NO  },  TRUE,  FALSE, SAY_NOOP("only Tribune itself may do this") },
    [ACTION_ACKNOWLEDGE]       = { { NO,    NO,  NO,     NO,     NO,    NO  },  TRUE,  FALSE, SAY_NOOP("only Tribune itself may do this") },
    [ACTION_DELIVER]           = { { NO,    NO,  NO,     NO,     NO,    NO  },  TRUE,  FALSE, SAY_NOOP("only Tribune itself may do this") },
    [ACTION_RENEW_LINK]        = { { OWN,   OWN, NO,     NO,     NO,    NO  },  TRUE,  FALSE, SAY_NOOP("you may not make a new link to this case") },
    [ACTION_READ_OWN_CASE]     = { { NO,    NO,  NO,     NO,     NO,    NO  },  FALSE, FALSE, SAY_NOOP("this link does not open that case"), TRUE },
    [ACTION_WRITE_OWN_CASE]    = { { NO,    NO,  NO,     NO,     NO,    NO  },  FALSE, FALSE, SAY_NOOP("this link does not open that case"), TRUE },
};
/* clang-format on */

/* Which scope gives a program the right. What it sends to citizens is somebody's: for that it must act for her. */
static const struct {
    guint scope;
    gboolean somebody;
} PROGRAM[ACTION_COUNT] = {
    [ACTION_READ_INBOX] = { TOKEN_CASES_READ, FALSE },      [ACTION_READ_CASE] = { TOKEN_CASES_READ, FALSE },
    [ACTION_TAKE] = { TOKEN_CASES_WRITE, FALSE },           [ACTION_ASSIGN] = { TOKEN_CASES_WRITE, FALSE },
    [ACTION_SET_STATE] = { TOKEN_CASES_WRITE, FALSE },      [ACTION_SET_UNIT] = { TOKEN_CASES_WRITE, FALSE },
    [ACTION_EDIT_CASE] = { TOKEN_CASES_WRITE, FALSE },      [ACTION_READ_MESSAGES] = { TOKEN_MESSAGES_READ, FALSE },
    [ACTION_NOTE] = { TOKEN_MESSAGES_WRITE, FALSE },        [ACTION_REPLY] = { TOKEN_MESSAGES_WRITE, TRUE },
    [ACTION_READ_PERSON] = { TOKEN_PERSONS_READ, FALSE },   [ACTION_MANAGE_WEBHOOKS] = { TOKEN_WEBHOOKS_MANAGE, FALSE },
    [ACTION_SUBMIT_MESSAGE] = { TOKEN_CASES_WRITE, FALSE },
};

gboolean
rights_role_has_units(Role role)
{
    return role == ROLE_OFFICER || role == ROLE_LEAD;
}

static RightScope
scope_of(const RoleGrant *grant, Action action)
{
    RightScope scope = TABLE[action].role[grant->role];

    return scope == SCOPE_OWN && grant->unit.value == 0 ? SCOPE_ALL : scope;
}

static void
add_once(GArray *units, UnitId unit)
{
    for (guint i = 0; i < units->len; i++) {
        if (g_array_index(units, UnitId, i).value == unit.value)
            return;
    }
    g_array_append_val(units, unit);
}

/* By the roles that the actor holds, or that the one holds for whom it acts. */
static RightScope
scope_by_roles(const Actor *actor, Action action, GArray *units)
{
    RightScope widest = SCOPE_NONE;

    for (guint i = 0; i < actor->grant_count; i++) {
        if (scope_of(&actor->grants[i], action) == SCOPE_ALL)
            return SCOPE_ALL;
    }
    for (guint i = 0; i < actor->grant_count; i++) {
        if (scope_of(&actor->grants[i], action) == SCOPE_NONE)
            continue;
        widest = SCOPE_OWN;
        if (units != NULL)
            add_once(units, actor->grants[i].unit);
    }
    return widest;
}

static gboolean
may_by_roles(const Actor *actor, Action action, UnitId unit)
{
    if (scope_by_roles(actor, action, NULL) == SCOPE_ALL)
        return TRUE;
    for (guint i = 0; unit.value != 0 && i < actor->grant_count; i++) {
        if (actor->grants[i].unit.value == unit.value && scope_of(&actor->grants[i], action) != SCOPE_NONE)
            return TRUE;
    }
    return FALSE;
}

static gboolean
program_has(const Actor *actor, Action action)
{
    return actor->program != NULL && (actor->program->scopes & PROGRAM[action].scope) != 0 &&
           (!PROGRAM[action].somebody || actor->staff.value != 0);
}

static gboolean
may_by_program(const Actor *actor, Action action, UnitId unit)
{
    gboolean within = program_has(actor, action) && actor->program->everywhere;

    for (guint i = 0; program_has(actor, action) && i < actor->program->unit_count; i++)
        within |= unit.value != 0 && actor->program->units[i].value == unit.value;
    return within && (actor->staff.value == 0 || may_by_roles(actor, action, unit));
}

static RightScope
scope_by_program(const Actor *actor, Action action, GArray *units)
{
    const ActorProgram *program = actor->program;
    RightScope widest = SCOPE_NONE;

    if (!program_has(actor, action))
        return SCOPE_NONE;
    if (program->everywhere)
        return actor->staff.value == 0 ? SCOPE_ALL : scope_by_roles(actor, action, units);
    for (guint i = 0; i < program->unit_count; i++) {
        if (actor->staff.value != 0 && !may_by_roles(actor, action, program->units[i]))
            continue;
        widest = SCOPE_OWN;
        if (units != NULL)
            add_once(units, program->units[i]);
    }
    return widest;
}

RightScope
rights_scope(const Actor *actor, Action action, GArray *units)
{
    switch (actor->kind) {
    case ACTOR_SYSTEM:
        return TABLE[action].system ? SCOPE_ALL : SCOPE_NONE;
    case ACTOR_CHANNEL:
        return TABLE[action].channel ? SCOPE_ALL : SCOPE_NONE;
    case ACTOR_STAFF:
        return scope_by_roles(actor, action, units);
    case ACTOR_TOKEN:
        return scope_by_program(actor, action, units);
    case ACTOR_CITIZEN:
        break;
    }
    return SCOPE_NONE;
}

gboolean
rights_may(const Actor *actor, Action action, UnitId unit)
{
    if (actor->kind == ACTOR_STAFF)
        return may_by_roles(actor, action, unit);
    if (actor->kind == ACTOR_TOKEN)
        return may_by_program(actor, action, unit);
    return rights_scope(actor, action, NULL) == SCOPE_ALL;
}

gboolean
rights_may_anywhere(const Actor *actor, Action action)
{
    return rights_scope(actor, action, NULL) != SCOPE_NONE;
}

static gboolean
refuse(Action action, GError **error)
{
    g_set_error_literal(error, TRIBUNE_ERROR, TRIBUNE_ERROR_FORBIDDEN, TABLE[action].refusal);
    return FALSE;
}

gboolean
rights_check(const Actor *actor, Action action, UnitId unit, GError **error)
{
    return rights_may(actor, action, unit) || refuse(action, error);
}

gboolean
rights_check_anywhere(const Actor *actor, Action action, GError **error)
{
    return rights_may_anywhere(actor, action) || refuse(action, error);
}

gboolean
rights_check_own(const Actor *actor, Action action, CaseId case_id, GError **error)
{
    gboolean own = actor->kind == ACTOR_CITIZEN && case_id.value != 0 && actor->own.value == case_id.value;

    return (own && TABLE[action].citizen) || refuse(action, error);
}
