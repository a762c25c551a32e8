/* SPDX-License-Identifier: Apache-2.0 */
/* views/newsletter-view.h: how far mailings have come, and how many want them: numbers, never who. Blocks on a read.
 * TRIBUNE_ERROR_FORBIDDEN without ACTION_SEE_PUBLICATIONS. */
#pragma once
#include "mediation/mediation.h"
#include "store/mailing-store.h"

#define NEWSLETTER_VIEW_FAULTS 10

typedef struct {
    MailingRow row;
    gint64 waiting; /* to be tried again */
    GArray *faults; /* MailingFault, the most frequent first; at most NEWSLETTER_VIEW_FAULTS */
} NewsletterProgress;

/* NewsletterProgress * of each time that @publication left, oldest first. */
GPtrArray *newsletter_view_progress(Mediation *mediation, const Actor *actor, PublicationId publication,
                                    GError **error);

/* SubscriberCount by place; @ret_all: all that are active. */
GArray *newsletter_view_counts(Mediation *mediation, const Actor *actor, gint64 *ret_all, GError **error);
