/* SPDX-License-Identifier: Apache-2.0 */
/* mediation/staff/staffing.h: who works here: adding staff, changing them, ending their access.
 *
 * Every change is one transaction with its event; passwords and what is stored of them are in no event. For who may
 * manage staff: TRIBUNE_ERROR_FORBIDDEN for others. Faults are TRIBUNE_ERROR_INVALID with a sentence for who filled in
 * the form; also _CONFLICT (login taken), _NOT_FOUND. Calls block until durable, those that hash a password for another
 * 0.1 s. Thread-safe.
 *
 * Rules: a login is [a-z0-9._-]{2,64} and stays. A name is 1 to 100 characters. Officers and leads are of a unit or of
 * all (unit 0); the other roles are of the whole body (unit 0). At most 64 roles. Somebody who is not disabled is
 * always administrator. Nobody is ever removed, since the record names them.
 *
 * A password that somebody else gave is a first one: it opens for three days, and until its owner has chosen another
 * she can do nothing else (mediation/staff/sign-in.h). password_make() makes one. */
#pragma once
#include "base/clock.h"
#include "mediation/staff/password.h"
#include "model/staff.h"
#include "store/store.h"

#define STAFFING_GRANTS_MAX     64
#define STAFFING_FIRST_PASSWORD (3 * CLOCK_DAY)

typedef struct {
    const char *login;
    const char *name;
    const char *locale;      /* a language tag, or "" for the body's own language */
    const char *password;    /* see password_check() */
    const RoleGrant *grants; /* may be none: she can sign in and do nothing */
    guint grant_count;
    gboolean first; /* the password is a first one */
} StaffDraft;

gboolean staffing_add(Store *store, PasswordHasher *hasher, const Actor *actor, const StaffDraft *draft, StaffId *ret,
                      GError **error);

/* What is NULL stays. With .replace_roles the grants are the whole new set; it holds from the next request on. */
typedef struct {
    const char *name;
    const char *locale;
    gboolean replace_roles;
    const RoleGrant *grants;
    guint grant_count;
} StaffChange;
gboolean staffing_change(Store *store, const Actor *actor, StaffId id, const StaffChange *change, GError **error);

/* A new password for somebody; all her sessions end. One's own: sign_in_change_password(). */
gboolean staffing_set_password(Store *store, PasswordHasher *hasher, const Actor *actor, StaffId id,
                               const char *password, GError **error);
/* The same with a first one. */
gboolean staffing_set_first_password(Store *store, PasswordHasher *hasher, const Actor *actor, StaffId id,
                                     const char *password, GError **error);

/* She cannot sign in, and all her sessions end in the same transaction. */
gboolean staffing_disable(Store *store, const Actor *actor, StaffId id, GError **error);
gboolean staffing_enable(Store *store, const Actor *actor, StaffId id, GError **error);

/* Staff *, by name, for who may see staff. */
GPtrArray *staffing_list(Store *store, const Actor *actor, GError **error);
/* NULL with TRIBUNE_ERROR_NOT_FOUND when nobody has @login. */
Staff *staffing_find(Store *store, const Actor *actor, const char *login, GError **error);
