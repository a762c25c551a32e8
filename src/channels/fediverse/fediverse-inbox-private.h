/* SPDX-License-Identifier: Apache-2.0 */
/* channels/fediverse/fediverse-inbox-private.h: one activity that is handed in, and what is answered. */
#pragma once
#include "channels/fediverse/fediverse-private.h"

typedef struct {
    Fediverse *fediverse;
    HttpRequest *request;
    HttpResponse *response;
    const char *body;
    gsize length;
    char *desk; /* "" the shared inbox */
    HttpSignature *signature;
    Activity *activity;
    char *host;    /* of the key */
    char *network; /* where it comes from */
} Delivery;

/* ---- fediverse-inbox.c: answers ---- */

/* For programs: in JSON, and never 400 for a signature, which some servers take for a final word. */
gboolean fediverse_inbox_say(const Delivery *delivery, guint status, const char *words);
gboolean fediverse_inbox_refuse(const Delivery *delivery, guint status, const GError *error);
gboolean fediverse_inbox_later(const Delivery *delivery, guint status, gint64 wait);
gboolean fediverse_inbox_taken(const Delivery *delivery);

/* ---- fediverse-prove.c: whether it is of who it says, and putting it down ---- */

/* Whether this inbox has it already: then its signature need not be looked at, for it would change nothing. */
gboolean fediverse_prove_seen(const Delivery *delivery, gboolean *ret, GError **error);
/* Verifies it, or leaves that to an errand; answers. */
gboolean fediverse_prove_take(const Delivery *delivery, GError **error);
