/* SPDX-License-Identifier: Apache-2.0 */
/* store/session-store.h: who is signed in. Sessions are found by the SHA-256 of their token; the token itself is stored
 * nowhere. Calls run inside the caller's transaction. */
#pragma once
#include "base/digest.h"
#include "db/db.h"
#include "model/staff.h"

typedef struct {
    Digest token; /* SHA-256 of the text in the cookie */
    StaffId staff;
    gint64 created;
    gint64 seen;    /* exact to a minute or so */
    gboolean waits; /* the second factor is still to come */
} StaffSession;

gboolean session_store_insert(DbSession *session, const StaffSession *added, GError **error);

/* Who @token belongs to, with grants; NULL without error when it belongs to nobody. Also finds disabled members and old
 * sessions: what still counts is mediation's to say. */
Staff *session_store_find(DbSession *session, const Digest *token, StaffSession *ret, GError **error);

/* Seen at @now, if that is a minute or more later than what is stored. */
gboolean session_store_touch(DbSession *session, const Digest *token, gint64 now, GError **error);

/* The second factor came: it is a new session under a new name. */
gboolean session_store_promote(DbSession *session, const Digest *token, const Digest *fresh, gint64 now,
                               GError **error);

gboolean session_store_remove(DbSession *session, const Digest *token, GError **error);
gboolean session_store_remove_staff(DbSession *session, StaffId id, GError **error);
/* All of a member's but @kept. */
gboolean session_store_remove_others(DbSession *session, StaffId id, const Digest *kept, GError **error);
/* All of a member's but the @keep made last. */
gboolean session_store_trim(DbSession *session, StaffId id, guint keep, GError **error);
/* Those made before @created or last seen before @seen. */
gboolean session_store_purge(DbSession *session, gint64 created, gint64 seen, GError **error);
