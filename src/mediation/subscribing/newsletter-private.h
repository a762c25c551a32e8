/* SPDX-License-Identifier: Apache-2.0 */
/* mediation/subscribing/newsletter-private.h: what the files of newsletters share. */
#pragma once
#include "mediation/subscribing/newsletter.h"
#include "mediation/subscribing/subscribing.h"

/* What one mailing says to those who want the same of it in the same language. */
typedef struct {
    char *subject, *text, *end_url, *list, *token, *language;
    gint64 date;
} NewsletterText;
void newsletter_text_free(NewsletterText *text);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(NewsletterText, newsletter_text_free)

typedef enum {
    NEWSLETTER_WHOLE,  /* one item, told whole */
    NEWSLETTER_DIGEST, /* a list with links */
    NEWSLETTER_SHORT,  /* one item, in few words */
} NewsletterStyle;

/* @items: PublicationItem *. */
NewsletterText *newsletter_text_new(const Mediation *mediation, const GPtrArray *items, const char *language,
                                    NewsletterStyle style, gint64 date);
/* Borrows all. */
Circular newsletter_text_circular(const NewsletterText *text, const SubscribingSender *sender, gint64 mailing);

/* @item as it was when it left for the @item->number-th time. */
PublicationItem *newsletter_load_item(const Mediation *mediation, DbSession *session, const MailingItem *item,
                                      GError **error);
/* Adds the mailing @row, its items already in it, and its job. */
gboolean newsletter_begin(const Mediation *mediation, DbSession *session, MailingRow *row, gint64 after,
                          GError **error);
/* One digest's turn. */
void newsletter_digest_register(Mediation *mediation);
