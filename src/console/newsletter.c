/* SPDX-License-Identifier: Apache-2.0 */
#include "console/newsletter.h"

#include "views/newsletter-view.h"

static json_t *
number(const ConsoleVisit *visit, gint64 value)
{
    g_autofree char *text = locale_number(visit->locale, value);

    return json_string(text);
}

static json_t *
describe_faults(const ConsoleVisit *visit, const NewsletterProgress *progress)
{
    json_t *list = json_array();

    for (guint i = 0; i < progress->faults->len; i++) {
        const MailingFault *fault = &g_array_index(progress->faults, MailingFault, i);

        part_add(list, json_pack("{s:o, s:b, s:o}", "code", part_text(fault->code), "final", fault->final, "count",
                                 number(visit, fault->count)));
    }
    return part_list(list);
}

/* A total that is not counted yet is null. */
static json_t *
describe_one(const ConsoleVisit *visit, const NewsletterProgress *progress)
{
    const MailingRow *row = &progress->row;
    gboolean known = row->total >= 0;
    gint64 done = row->sent + row->failed;
    int share = row->ended != 0 ? 100 : row->total > 0 ? (int)MIN(99, done * 100 / row->total) : 0;

    return json_pack("{s:I, s:o, s:o, s:o, s:o, s:o, s:o, s:i, s:o, s:o}", "number", (json_int_t)row->number, "total",
                     known ? number(visit, row->total) : json_null(), "sent", number(visit, row->sent), "waiting",
                     number(visit, progress->waiting), "failed", number(visit, row->failed), "twice",
                     row->twice > 0 ? number(visit, row->twice) : json_null(), "ended",
                     row->ended != 0 ? part_time(visit, row->ended) : json_null(), "share", share, "began",
                     part_time(visit, row->created), "faults", describe_faults(visit, progress));
}

json_t *
newsletter_describe(const ConsoleVisit *visit, PublicationId publication, GError **error)
{
    g_autoptr(GPtrArray) all = newsletter_view_progress(visit->console->mediation, visit->actor, publication, error);
    json_t *list;

    if (all == NULL)
        return NULL;
    list = json_array();
    for (guint i = all->len; i-- > 0;)
        part_add(list, describe_one(visit, g_ptr_array_index(all, i)));
    return part_list(list);
}
