/* SPDX-License-Identifier: Apache-2.0 */
/* mediation/releasing/waiting.h: what waits for one person: all that she may decide now, by her own right or in the
 * stead of somebody, from several sources in one shape.
 *
 * A source is a function and a line in waiting.c. What she wrote, or has decided already, does not wait for her. At
 * most WAITING_MAX of each source are looked at, the longest waiting first. Runs inside the caller's transaction. */
#pragma once
#include "mediation/mediation.h"

#define WAITING_MAX 200

typedef enum {
    WAITING_PUBLICATION,  /* is in review */
    WAITING_AFTER_REVIEW, /* a publication left without */
    WAITING_REPLY,        /* an answer to a citizen waits for others */
    WAITING_REPLY_REVIEW, /* one left without */
} WaitingKind;
const char *waiting_kind_name(WaitingKind kind);

typedef struct {
    WaitingKind kind;
    gint64 id;       /* of what its page shows: the publication, the proposed reply */
    char *title;     /* "" when texts were not asked for */
    char *reference; /* of the case; "" none */
    StaffId author;
    UnitId unit; /* 0: the whole body */
    gint64 since;
    gint64 hers; /* when it became her turn, others having approved before her; 0: it was from the beginning */
    gint64 due;  /* when it must be decided; 0: nobody said */
    guint given, needed;
    StaffId stead; /* in whose stead she would decide; 0: by her own right */
} WaitingItem;
void waiting_item_free(WaitingItem *item);

/* WaitingItem *. @language: in which titles are read; NULL: none are. */
GPtrArray *waiting_gather(Mediation *mediation, DbSession *session, const Actor *actor, const char *language,
                          GError **error);
