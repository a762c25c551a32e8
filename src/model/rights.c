/* SPDX-License-Identifier: Apache-2.0 */
#include "model/rights.h"

#include "base/error.h"
#include "base/locale.h"

#define NO  SCOPE_NONE
#define OWN SCOPE_OWN
#define ALL SCOPE_ALL

/* clang-format off */
static const struct {
    RightScope role[ROLE_COUNT];
    gboolean system, channel;
    const char *refusal;
} TABLE[ACTION_COUNT] = {
    /*                             officer lead records auditor policy admin   system channel */
    [ACTION_READ_INBOX]        = { { OWN,   OWN, ALL,    ALL,    NO,    NO  },  TRUE,  FALSE, SAY_NOOP("you may not see these cases") },
    [ACTION_READ_CASE]         = { { OWN,   OWN, ALL,    ALL,    NO,    NO  },  TRUE,  FALSE, SAY_NOOP("you may not read this case") },
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
    [ACTION_REPLY]             = { { OWN,   OWN, NO,     NO,     NO,    NO  },  FALSE, FALSE, SAY_NOOP("you may not answer in this case") },
    [ACTION_RELEASE_HELD]       = { { NO,    NO,  ALL,    NO,     NO,    NO  },  FALSE, FALSE, SAY_NOOP("you may not decide on held messages") },
    [ACTION_READ_JOURNAL]      = { { NO,    NO,  ALL,    ALL,    NO,    ALL },  TRUE,  FALSE, SAY_NOOP("you may not read the journal") },
    [ACTION_SIGN_CHECKPOINT]   = { { NO,    NO,  NO,     NO,     NO,    ALL },  TRUE,  FALSE, SAY_NOOP("you may not sign checkpoints") },
    [ACTION_SEE_STAFF]         = { { NO,    NO,  NO,     ALL,    NO,    ALL },  TRUE,  FALSE, SAY_NOOP("you may not see this page") },
    [ACTION_MANAGE_STAFF]      = { { NO,    NO,  NO,     NO,     NO,    ALL },  TRUE,  FALSE, SAY_NOOP("you may not manage staff") },
    [ACTION_MANAGE_UNITS]      = { { NO,    NO,  NO,     NO,     NO,    ALL },  TRUE,  FALSE, SAY_NOOP("you may not manage units and addresses") },
    [ACTION_CHANGE_SETTINGS]   = { { NO,    NO,  NO,     NO,     NO,    ALL },  TRUE,  FALSE, SAY_NOOP("you may not change settings") },
    [ACTION_CHANGE_RULES]      = { { NO,    NO,  NO,     NO,     ALL,   NO  },  FALSE, FALSE, SAY_NOOP("you may not change the rules") },
    [ACTION_SEE_HEALTH]        = { { ALL,   ALL, ALL,    ALL,    ALL,   ALL },  TRUE,  FALSE, SAY_NOOP("you may not see this page") },
    [ACTION_SUBMIT_MESSAGE]    = { { NO,    NO,  NO,     NO,     NO,    NO  },  FALSE, TRUE,  SAY_NOOP("only a channel may hand in messages") },
    [ACTION_SUBMIT_REPORT]     = { { NO,    NO,  NO,     NO,     NO,    NO  },  TRUE,  TRUE,  SAY_NOOP("only a channel may hand in reports") },
    [ACTION_PROCESS_MESSAGE]   = { { NO,    NO,  NO,     NO,     NO,    NO  },  TRUE,  FALSE, SAY_NOOP("only Tribune itself may do this") },
    [ACTION_ACKNOWLEDGE]       = { { NO,    NO,  NO,     NO,     NO,    NO  },  TRUE,  FALSE, SAY_NOOP("only Tribune itself may do this") },
    [ACTION_DELIVER]           = { { NO,    NO,  NO,     NO,     NO,    NO  },  TRUE,  FALSE, SAY_NOOP("only Tribune itself may do this") },
};
/* clang-format on */

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

RightScope
rights_scope(const Actor *actor, Action action, GArray *units)
{
    RightScope widest = SCOPE_NONE;

    if (actor->kind == ACTOR_SYSTEM)
        return TABLE[action].system ? SCOPE_ALL : SCOPE_NONE;
    if (actor->kind == ACTOR_CHANNEL)
        return TABLE[action].channel ? SCOPE_ALL : SCOPE_NONE;
    if (actor->kind != ACTOR_STAFF)
        return SCOPE_NONE;
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

gboolean
rights_may(const Actor *actor, Action action, UnitId unit)
{
    if (rights_scope(actor, action, NULL) == SCOPE_ALL)
        return TRUE;
    if (actor->kind != ACTOR_STAFF || unit.value == 0)
        return FALSE;
    for (guint i = 0; i < actor->grant_count; i++) {
        if (actor->grants[i].unit.value == unit.value && scope_of(&actor->grants[i], action) != SCOPE_NONE)
            return TRUE;
    }
    return FALSE;
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
