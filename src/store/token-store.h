/* SPDX-License-Identifier: Apache-2.0 */
/* store/token-store.h: the tokens of programs, found by the SHA-256 of their secret; the secret itself is stored
 * nowhere. Calls run inside the caller's transaction. Who may call is mediation's to say. */
#pragma once
#include "base/digest.h"
#include "db/db.h"
#include "model/token.h"

gboolean token_store_insert(DbSession *session, const ApiToken *token, const Digest *hash, GError **error);
/* NULL without error when it is nobody's. Also finds what is revoked or over: what still counts is mediation's to say.
 */
ApiToken *token_store_find(DbSession *session, const Digest *hash, GError **error);
/* NULL with TRIBUNE_ERROR_NOT_FOUND. */
ApiToken *token_store_load(DbSession *session, TokenId id, GError **error);
/* ApiToken *, newest first. */
GPtrArray *token_store_list(DbSession *session, GError **error);
gboolean token_store_revoke(DbSession *session, TokenId id, gint64 at, GError **error);
gboolean token_store_touch(DbSession *session, TokenId id, gint64 at, GError **error);
/* How many are neither revoked nor over at @now. */
gboolean token_store_count(DbSession *session, gint64 now, gint64 *ret, GError **error);
