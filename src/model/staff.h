/* SPDX-License-Identifier: Apache-2.0 */
/* model/staff.h: a member of staff and the roles she holds. Never her password, nor what is stored of it. */
#pragma once
#include "model/actor.h"

#define STAFF_LOGIN_MAX 64 /* bytes */

typedef struct {
    StaffId id;
    char *login;  /* [a-z0-9._-]{2,64} */
    char *name;   /* 1 to 100 characters, as colleagues and the trail show it */
    char *locale; /* "en", "de-AT"; "": the body's own */
    gboolean disabled;
    gint64 created;
    gint64 signed_in;       /* when last; 0: never */
    gint64 first_until;     /* until when a password that somebody else gave opens; 0: it is her own */
    gboolean second_factor; /* she signs in with a code as well; her own to set up */
    GArray *grants;         /* RoleGrant */
} Staff;

/* With no roles yet. */
Staff *staff_new(void);
void staff_free(Staff *staff);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Staff, staff_free)

/* @staff as who acts. The actor borrows the name and the grants. A disabled one holds no roles. */
Actor staff_actor(const Staff *staff);

gboolean staff_login_is_valid(const char *login);
