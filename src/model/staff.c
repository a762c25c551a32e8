/* SPDX-License-Identifier: Apache-2.0 */
#include "model/staff.h"

#include <string.h>

Staff *
staff_new(void)
{
    Staff *staff = g_new0(Staff, 1);

    staff->grants = g_array_new(FALSE, FALSE, sizeof(RoleGrant));
    return staff;
}

void
staff_free(Staff *staff)
{
    g_free(staff->login);
    g_free(staff->name);
    g_free(staff->locale);
    g_array_unref(staff->grants);
    g_free(staff);
}

Actor
staff_actor(const Staff *staff)
{
    return (Actor){
        .kind = ACTOR_STAFF,
        .staff = staff->id,
        .name = staff->name,
        .grants = (const RoleGrant *)(const void *)staff->grants->data,
        .grant_count = staff->disabled ? 0 : staff->grants->len,
    };
}

gboolean
staff_login_is_valid(const char *login)
{
    gsize length = strspn(login, "abcdefghijklmnopqrstuvwxyz0123456789._-");

    return length >= 2 && length <= STAFF_LOGIN_MAX && login[length] == '\0';
}
