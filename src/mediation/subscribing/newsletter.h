/* SPDX-License-Identifier: Apache-2.0 */
/* mediation/subscribing/newsletter.h: what is released goes by mail or text message to those who asked for it.
 *
 *     release → mailing for each kind of address → NEWSLETTER_BATCH subscribers at a time, by id → those not reached
 * again → ended
 *
 * A mailing is a durable job with a cursor: nothing of it is in memory but one batch. The batch is sent over a few
 * connections at once and recorded in one transaction, so that after a crash the batch in hand goes again, and nobody
 * is left out. Each copy has the same id then (a Message-ID); where the other side would not know it again, batches are
 * of NEWSLETTER_BATCH_UNKNOWN. How many may have gone twice, after a crash or because nobody heard whether a copy was
 * taken, is written down before they leave, counted when they were taken, and told at the end. A copy is no message of
 * a case and has no row; only who did not get it has one. It begins with an event and a leaf that follows that of the
 * release, and ends with one that has the numbers. The text is rendered once for each language and is the one that was
 * approved.
 *
 * A correction or a withdrawal goes to whom the release went. An alert goes at once to all who want alerts; else who
 * wants a digest gets one at the digest's hour, daily or on Monday, in the body's time zone. When nobody takes mail,
 * the whole mailing waits; what one address refuses for now is tried again for DELIVERY_LIFETIME. A
 * mailing as old as that ends, whatever kept it: those who are left count as failed. Where each copy costs (a text
 * message), it says the title, of an alert what to do, and where the rest is; batches are small there, for such a
 * channel is slow.
 *
 * It has a thread and connections of its own, one more where each copy costs, and its records wait for everybody
 * else's, so that letters to citizens are not held up. */
#pragma once
#include "mediation/mediation.h"
#include "model/publication.h"
#include "store/mailing-store.h"
#include "store/publication-store.h"

#define NEWSLETTER_BATCH         500
#define NEWSLETTER_BATCH_SHORT   50
#define NEWSLETTER_BATCH_UNKNOWN 10
#define NEWSLETTER_CONNECTED     16 /* connections at once, at most */

/* In the transaction of the release, whose leaf @leaf is: begins a mailing to each kind of address that newsletters go
 * to and somebody has who wants it. A correction or withdrawal only of what had one. */
gboolean newsletter_start(const Mediation *mediation, DbSession *session, const PublicationRow *row,
                          const PublicationContent *content, guint number, gint64 leaf, GError **error);

/* What subscribers with addresses of @scheme get of @item in @language, for review; the ids of the message are put in
 * when it leaves. NULL without error: there are no newsletters to them. @ret_channel carries it. */
gboolean newsletter_preview(const Mediation *mediation, const char *scheme, const PublicationItem *item,
                            const char *language, const Channel **ret_channel, Rendering **ret, GError **error);

/* Sending, and the digests. Before work_start(). */
void newsletter_register(Mediation *mediation);
/* Sees to it that the digests have their jobs. Blocks until durable; before work_start(). */
gboolean newsletter_prepare(Mediation *mediation, GError **error);

/* The first time after @after at which it is @hour o'clock in @zone (on a Monday, if @weekly). Pure. */
gint64 newsletter_next_digest(const char *zone, guint hour, gboolean weekly, gint64 after);
