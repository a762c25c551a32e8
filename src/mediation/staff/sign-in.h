/* SPDX-License-Identifier: Apache-2.0 */
/* mediation/staff/sign-in.h: the door for staff: signing in, who a request comes from, signing out.
 *
 * A session is 256 random bits in a cookie (http/session.h); the store has only their SHA-256. It ends after 30 minutes
 * without a request (counted to a minute), 12 hours after signing in, at signing out, and at once when its member is
 * disabled or gets another password. A member has at most 16 at a time; the oldest makes room. Roles are read with
 * every request, so a change holds from the next one on. First passwords. Who signed in with a password that somebody
 * else gave has no roles until she has chosen another; see must_change. After its three days such a password opens no
 * more.
 *
 * Guessing. Whether a login exists, is disabled, or the password is wrong: the answer and the effort are the same.
 * Tries are limited, in memory: for one login 10 in 15 minutes, with a pause after the third that doubles from 1 s to
 * 60 s; from one address (IPv6: from one /64) 50 in 15 minutes. An address from which a login got in before has a count
 * of its own for it, so that a stranger's guessing does not lock out its owner. Of each kind 4,096 are remembered,
 * until the restart.
 *
 * Thread-safe. sign_in_find() reads the store by index and waits for nothing else; the other calls block for an Argon2
 * computation or a commit. */
#pragma once
#include "base/clock.h"
#include "base/digest.h"
#include "mediation/staff/password.h"
#include "model/staff.h"
#include "store/session-store.h"
#include "store/store.h"

#define SIGN_IN_IDLE     (30 * CLOCK_MINUTE)
#define SIGN_IN_LONGEST  (12 * CLOCK_HOUR)
#define SIGN_IN_SESSIONS 16
/* How long a session may wait for the second factor (mediation/staff/second-factor.h). */
#define SECOND_FACTOR_WAIT (10 * CLOCK_MINUTE)

typedef struct SignIn SignIn;

/* Borrows both, which outlive it. */
SignIn *sign_in_new(Store *store, PasswordHasher *hasher);
/* Finishes what is being written. */
void sign_in_free(SignIn *sign_in);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(SignIn, sign_in_free)

/* Lets @login in. @address is the client's own address as text, what a trusted proxy said it is.
 *
 * Returns the token for the cookie: 43 characters of base64url, to be wiped after use. NULL with
 * TRIBUNE_ERROR_FORBIDDEN (wrong), or _TEMPORARY: too many tries, too much at once, or the store cannot write. */
char *sign_in_attempt(SignIn *sign_in, const char *login, const char *password, const char *address, GError **error);

/* Who is signed in. */
typedef struct {
    Actor actor; /* borrows from .staff; without roles while .must_prove or .must_change */
    Staff *staff;
    Digest session;       /* which session */
    gboolean must_prove;  /* the password was right; second_factor_pass() comes next */
    gboolean must_change; /* she can do nothing but sign_in_change_password() and leave */
    gint64 created;       /* when she signed in; she must do so again SIGN_IN_LONGEST later */
} SignedIn;
void signed_in_free(SignedIn *signed_in);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(SignedIn, signed_in_free)

/* Who @token belongs to, and notes that she was seen. NULL with TRIBUNE_ERROR_NOT_FOUND: nobody, or the session is
 * over; she must sign in. Other errors are the store's. */
SignedIn *sign_in_find(SignIn *sign_in, const char *token, GError **error);

/* The session of @token ends. TRUE also when there was none. */
gboolean sign_in_end(SignIn *sign_in, const char *token, GError **error);

/* Whether @password is that of who is signed in, before something that matters. Counts as a try.
 * TRIBUNE_ERROR_FORBIDDEN or _TEMPORARY as for signing in. */
gboolean sign_in_confirm(SignIn *sign_in, const SignedIn *signed_in, const char *password, const char *address,
                         GError **error);

/* One's own password. All her other sessions end. Errors of sign_in_confirm() for @current, of password_check() for
 * @fresh;
 * @fresh must not be @current. */
gboolean sign_in_change_password(SignIn *sign_in, const SignedIn *signed_in, const char *current, const char *fresh,
                                 const char *address, GError **error);

/* Removes sessions that are over. They are not found anyway; this is for the table's size. Once an hour is enough. */
gboolean sign_in_purge(SignIn *sign_in, GError **error);
