/* SPDX-License-Identifier: Apache-2.0 */
/* mediation/programs/tokens.h: the tokens that let programs in: made, listed, revoked, recognised.
 *
 * A token is "tri_", 52 characters of base32 (32 random bytes) and 7 of a checksum, by which scanners for leaked
 * secrets know it and a mistyped one is refused without asking the store. It is shown once; stored is its SHA-256.
 * Adding and revoking are events with their leaf, for who may manage tokens. Whoever gives a program scopes gives it
 * what they give: also an administrator, who reads no content herself; the record says so.
 *
 * A token may act for a member of staff: then it may do no more than they may at that moment, nothing at all once she
 * is disabled, and what it does is recorded as hers by this program. Only such a token may answer citizens.
 * Thread-safe.
 */
#pragma once
#include "base/clock.h"
#include "model/staff.h"
#include "model/token.h"
#include "store/store.h"

#define TOKENS_MAX         500 /* good ones at once */
#define TOKENS_UNITS_MAX   64
#define TOKENS_LIFE_MAX    (2 * 366 * CLOCK_DAY) /* of a token that ends */
#define TOKENS_TEXT_LENGTH 63

typedef struct {
    const char *name;
    guint scopes;        /* at least one */
    gboolean everywhere; /* in every unit, also those to come; else at least one of: */
    const UnitId *units;
    guint unit_count;
    StaffId staff;  /* who it acts for; 0: nobody */
    gint64 expires; /* 0: never */
} TokenDraft;

/* Returns the token's text, to be shown once and wiped. NULL with TRIBUNE_ERROR_FORBIDDEN, _INVALID with a sentence for
 * who filled in the form, _LIMIT, _NOT_FOUND (unit, member of staff). Blocks until durable. */
char *tokens_add(Store *store, const Actor *actor, const TokenDraft *draft, TokenId *ret, GError **error);

/* It is refused from the next request on. Revoking again changes nothing. Blocks until durable. */
gboolean tokens_revoke(Store *store, const Actor *actor, TokenId id, GError **error);

/* ApiToken *, newest first, revoked ones too. Blocks on a read. */
GPtrArray *tokens_list(Store *store, const Actor *actor, GError **error);

/* Who comes with a token. */
typedef struct {
    ApiToken *token;
    Staff *staff;         /* NULL: it acts for nobody */
    char *name;           /* "Call centre", "Grace Okafor, by Call centre" */
    ActorProgram program; /* borrows from .token */
    Actor actor;          /* borrows from all of these */
} TokenHolder;
void token_holder_free(TokenHolder *holder);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(TokenHolder, token_holder_free)

/* NULL with TRIBUNE_ERROR_NOT_FOUND: no such token, or it is revoked or over, or she is disabled for whom it acts.
 * Reads by index; a text that is no token reads nothing. */
TokenHolder *tokens_find(Store *store, const char *text, gint64 now, GError **error);

/* Notes that it was used, if an hour has passed since that was noted. May block until durable. */
gboolean tokens_touch(Store *store, const TokenHolder *holder, gint64 now, GError **error);

/* Whether @text can be a token, checksum included; @ret_hash is what it is found by. Pure. */
gboolean tokens_parse(const char *text, Digest *ret_hash);
