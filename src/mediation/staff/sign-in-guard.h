/* SPDX-License-Identifier: Apache-2.0 */
/* mediation/staff/sign-in-guard.h: how often one may try to sign in: the limits of mediation/staff/sign-in.h, in
 * memory. Thread-safe; nothing blocks. */
#pragma once
#include "base/clock.h"

#define SIGN_IN_WINDOW        (15 * CLOCK_MINUTE)
#define SIGN_IN_LOGIN_TRIES   10
#define SIGN_IN_ADDRESS_TRIES 50
#define SIGN_IN_GUARD_KEYS    4096

typedef struct SignInGuard SignInGuard;

SignInGuard *sign_in_guard_new(void);
void sign_in_guard_free(SignInGuard *guard);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(SignInGuard, sign_in_guard_free)

/* Counts a try for @login from @address. FALSE with TRIBUNE_ERROR_TEMPORARY: too many. */
gboolean sign_in_guard_enter(SignInGuard *guard, const char *login, const char *address, gint64 now, GError **error);
/* That try was right. */
void sign_in_guard_welcome(SignInGuard *guard, const char *login, const char *address);
/* That try was not looked at. */
void sign_in_guard_excuse(SignInGuard *guard, const char *login, const char *address);
