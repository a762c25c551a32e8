/* SPDX-License-Identifier: Apache-2.0 */
#include "views/newsletter-view.h"

#include "model/rights.h"

typedef struct {
    PublicationId publication;
    GPtrArray *progress;
    GArray *counts;
    gint64 all;
} Reading;

static void
progress_free(gpointer data)
{
    NewsletterProgress *progress = data;

    g_clear_pointer(&progress->faults, g_array_unref);
    g_free(progress);
}

static gboolean
read_progress(DbSession *session, gpointer data, GError **error)
{
    Reading *reading = data;
    g_autoptr(GPtrArray) list = g_ptr_array_new_with_free_func(progress_free);
    g_autoptr(GArray) rows = mailing_store_list(session, reading->publication, error);

    for (guint i = 0; rows != NULL && i < rows->len; i++) {
        NewsletterProgress *progress = g_new0(NewsletterProgress, 1);
        gint64 due;

        g_ptr_array_add(list, progress);
        progress->row = g_array_index(rows, MailingRow, i);
        progress->faults = mailing_store_faults(session, progress->row.id, NEWSLETTER_VIEW_FAULTS, error);
        if (progress->faults == NULL ||
            !mailing_store_waiting(session, progress->row.id, &progress->waiting, &due, error))
            return FALSE;
    }
    reading->progress = rows != NULL ? g_steal_pointer(&list) : NULL;
    return rows != NULL;
}

GPtrArray *
newsletter_view_progress(Mediation *mediation, const Actor *actor, PublicationId publication, GError **error)
{
    Reading reading = { .publication = publication };

    return rights_check_anywhere(actor, ACTION_SEE_PUBLICATIONS, error) &&
                   store_read(mediation->store, read_progress, &reading, error)
               ? reading.progress
               : NULL;
}

static gboolean
read_counts(DbSession *session, gpointer data, GError **error)
{
    Reading *reading = data;

    return (reading->counts = subscriber_store_count(session, &reading->all, error)) != NULL;
}

GArray *
newsletter_view_counts(Mediation *mediation, const Actor *actor, gint64 *ret_all, GError **error)
{
    Reading reading = { 0 };

    if (!rights_check_anywhere(actor, ACTION_SEE_PUBLICATIONS, error) ||
        !store_read(mediation->store, read_counts, &reading, error))
        return NULL;
    *ret_all = reading.all;
    return reading.counts;
}
