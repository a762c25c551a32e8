/* SPDX-License-Identifier: Apache-2.0 */
/* mediation/staff/second-factor.h: what staff sign in with besides the password: a code by the clock (base/totp.h), or
 * one of ten codes on paper, each good once.
 *
 * Who has one set up is, after the right password, in a session that waits: it holds no roles, ends after
 * SECOND_FACTOR_WAIT, and becomes a new session under a new token when the code comes. A code opens once, within its
 * own 30 seconds or the 30 after them. Ten wrong codes in an hour close this door for the login until the hour is over;
 * that needs her password first, so strangers cannot lock her out.
 *
 * Secrets are sealed with a key that is not in the database; recovery codes are stored as HMACs under the same key.
 * Every change is an event; no secret or code is in any. Thread-safe; calls block on a read or until durable. */
#pragma once
#include "mediation/staff/sign-in.h"

#define SECOND_FACTOR_RECOVERY_CODES 10

typedef struct SecondFactor SecondFactor;

/* @key: 32 bytes of this purpose alone. @issuer: whose account it is, as authenticator programs show it. @store
 * outlives it. */
SecondFactor *second_factor_new(Store *store, const guint8 *key, const char *issuer);
void second_factor_free(SecondFactor *factor);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(SecondFactor, second_factor_free)

/* ---- one's own, once signed in; faces ask for the password (sign_in_confirm) before they confirm or remove ---- */

typedef struct {
    gboolean confirmed;  /* it is asked for at every sign-in */
    char *secret;        /* begun and not confirmed: to be typed into a program; else NULL */
    char *uri;           /* the same for a picture */
    guint recovery_left; /* confirmed: codes on paper that still open */
} SecondFactorState;
void second_factor_state_free(SecondFactorState *state);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(SecondFactorState, second_factor_state_free)

SecondFactorState *second_factor_state(SecondFactor *factor, const SignedIn *signed_in, GError **error);

/* Makes a fresh secret; one that was begun before is forgotten. TRIBUNE_ERROR_CONFLICT: there is a confirmed one. */
gboolean second_factor_begin(SecondFactor *factor, const SignedIn *signed_in, GError **error);
/* The program shows @code: from now on it is asked for; her other sessions end. Returns the recovery codes, which are
 * shown only now. NULL with TRIBUNE_ERROR_FORBIDDEN (wrong code), _TEMPORARY (too many), _NOT_FOUND (nothing begun). */
GStrv second_factor_confirm(SecondFactor *factor, const SignedIn *signed_in, const char *code, GError **error);
/* No second factor any more. */
gboolean second_factor_remove(SecondFactor *factor, const SignedIn *signed_in, GError **error);

/* ---- at the door ---- */

/* @signed_in waits, and @code (of the program or from paper) opens: returns the token of the session that holds from
 * now on, as sign_in_attempt() does. NULL with TRIBUNE_ERROR_FORBIDDEN or _TEMPORARY, in words for her. */
char *second_factor_pass(SecondFactor *factor, const SignedIn *signed_in, const char *code, const char *address,
                         GError **error);

/* ---- of others ---- */

/* She lost program and paper: takes her factor away and ends her sessions; she sets up another. For who may manage
 * staff. TRIBUNE_ERROR_NOT_FOUND: she has none. */
gboolean second_factor_reset(Store *store, const Actor *actor, StaffId staff, GError **error);
