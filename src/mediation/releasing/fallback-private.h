/* SPDX-License-Identifier: Apache-2.0 */
/* mediation/releasing/fallback-private.h: what the files of the fallback share. */
#pragma once
#include "mediation/releasing/fallback.h"
#include "mediation/releasing/release-letter.h"
#include "mediation/releasing/release-private.h"

/* What failed, and what is to go instead. */
typedef struct {
    Mediation *mediation;
    const Job *job;
    gboolean settled; /* nothing is to be done */
    gboolean receipt; /* it is one; of what goes instead only where to is known before it is saved */
    Delivery *delivery;
    Release *release;
    Identity *failed; /* to whom it could not be delivered */
    Outgoing *before;
    Case *a_case;
    Conversation *conversation;
    Identity *to;
    const char *channel;
    char *author_name;
    ReleasePolicy policy;
    GArray *tiers;
    char *why; /* there is no other way; NULL: there is one */
    Outgoing *outgoing;
    ReleaseLetter letter; /* … and what is made of that */
    /* of the task that saves, which may run twice: */
    gboolean ended; /* there was something to be done */
    gboolean went;
} Turning;

/* Why nothing went another way, or what did. */
typedef struct {
    const char *outcome; /* "sent", "proposed", "none" */
    gint64 next;         /* the release or proposal; 0: none */
    const char *why;     /* with "none" */
} FallbackEnd;

/* ---- inside a transaction, which changes nothing of @turning ---- */

/* With its event. */
gboolean fallback_record(const Turning *turning, DbSession *session, const FallbackEnd *end, GError **error);

/* Why a receipt goes no other way than the one that failed; NULL in @ret: it may. */
gboolean fallback_receipt_check(const Turning *turning, DbSession *session, const char **ret, GError **error);
/* Writes and saves it, or records why not. */
gboolean fallback_receipt_send(const Turning *turning, DbSession *session, gboolean *ret_went, GError **error);
