/* SPDX-License-Identifier: Apache-2.0 */
#include "model/actor.h"

#include <string.h>

const Actor ACTOR_TRIBUNE = { .kind = ACTOR_SYSTEM, .name = "tribune" };

static const char *const ROLE_NAMES[ROLE_COUNT] = { "officer", "lead",  "records",       "auditor",
                                                    "policy",  "admin", "communications" };
static const char *const KIND_NAMES[] = { "system", "channel", "staff", "citizen", "token" };

const char *
role_name(Role role)
{
    return ROLE_NAMES[role];
}

gboolean
role_parse(const char *name, Role *ret)
{
    for (int i = 0; i < ROLE_COUNT; i++) {
        if (strcmp(name, ROLE_NAMES[i]) == 0) {
            *ret = (Role)i;
            return TRUE;
        }
    }
    return FALSE;
}

const char *
actor_kind_name(ActorKind kind)
{
    return KIND_NAMES[kind];
}

gboolean
actor_has_role(const Actor *actor, Role role, UnitId unit)
{
    for (guint i = 0; i < actor->grant_count; i++) {
        const RoleGrant *grant = &actor->grants[i];

        if (grant->role == role && (unit.value == 0 || grant->unit.value == 0 || grant->unit.value == unit.value))
            return TRUE;
    }
    return FALSE;
}
