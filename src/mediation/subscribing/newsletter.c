/* SPDX-License-Identifier: Apache-2.0 */
/* Beginning a mailing. */
#include "mediation/subscribing/newsletter.h"

#include <string.h>

#include "base/id.h"
#include "mediation/subscribing/newsletter-private.h"
#include "store/event-store.h"
#include "store/publication-places.h"

static gboolean
record(const Mediation *mediation, DbSession *session, MailingRow *row, gint64 after, GError **error)
{
    json_t *detail = json_pack("{s:s, s:I, s:i}", "kind", frequency_name(row->kind), "publication",
                               (json_int_t)row->publication.value, "number", (int)row->number);
    gboolean done = event_append(mediation->store, session,
                                 &(EventDraft){ .kind = EVENT_MAILING_STARTED,
                                                .actor = &ACTOR_TRIBUNE,
                                                .subject = row->id.value,
                                                .detail = detail,
                                                .ref = after },
                                 &row->leaf, error);

    json_decref(detail);
    return done;
}

/* A slow kind of address does not hold up a fast one. */
static const char *
job_of(const Mediation *mediation, const char *scheme)
{
    g_auto(SubscribingSender) sender = { 0 };

    return subscribing_sender(mediation, scheme, &sender) && subscribing_is_short(sender.channel)
               ? WORK_NEWSLETTER_SHORT
               : WORK_NEWSLETTER;
}

gboolean
newsletter_begin(const Mediation *mediation, DbSession *session, MailingRow *row, gint64 after, GError **error)
{
    row->total = -1;
    return record(mediation, session, row, after, error) && mailing_store_insert(session, row, error) &&
           work_add(session, job_of(mediation, row->scheme), row->id.value, row->created, error);
}

/* What CAP calls an extraordinary or significant threat to life or property (severity, 3.2.2). */
static gboolean
is_danger(const PublicationContent *content)
{
    return g_strcmp0(content->severity, "Extreme") == 0 || g_strcmp0(content->severity, "Severe") == 0;
}

/* Under what readers may have asked for it. */
static GPtrArray *
places_of(PublicationKind kind, const PublicationContent *content)
{
    GPtrArray *places = g_ptr_array_new_with_free_func(g_free);

    g_ptr_array_add(places, g_strdup(PLACE_ALL));
    if (kind == PUBLICATION_ALERT)
        g_ptr_array_add(places, g_strdup(PLACE_ALERTS));
    if (kind == PUBLICATION_ALERT && is_danger(content))
        g_ptr_array_add(places, g_strdup(PLACE_DANGER));
    for (guint i = 0; i < content->topics->len; i++)
        g_ptr_array_add(places, g_strdup(g_ptr_array_index(content->topics, i)));
    return places;
}

/* The last of them to addresses of @scheme; NULL: there was none. */
static const MailingRow *
last_to(const GArray *before, const char *scheme)
{
    const MailingRow *last = NULL;

    for (guint i = 0; i < before->len; i++)
        if (strcmp(g_array_index(before, MailingRow, i).scheme, scheme) == 0)
            last = &g_array_index(before, MailingRow, i);
    return last;
}

/* Also to who was told under a topic that it no longer has. */
static gboolean
copy_places(DbSession *session, const MailingRow *last, MailingId id, GError **error)
{
    return last == NULL || mailing_store_copy_places(session, last->id, id, error);
}

static gboolean
start_to(const Mediation *mediation, DbSession *session, MailingRow *mailing, const GPtrArray *places,
         const MailingRow *last, gint64 leaf, GError **error)
{
    MailingItem item = { mailing->publication, mailing->number, 0 };

    mailing->id.value = id_next();
    return mailing_store_add_item(session, mailing->id, 0, &item, places, error) &&
           copy_places(session, last, mailing->id, error) && newsletter_begin(mediation, session, mailing, leaf, error);
}

gboolean
newsletter_start(const Mediation *mediation, DbSession *session, const PublicationRow *row,
                 const PublicationContent *content, guint number, gint64 leaf, GError **error)
{
    g_autoptr(GPtrArray) schemes = subscribing_schemes(mediation), places = NULL;
    g_autoptr(GArray) before = NULL;

    if (schemes->len == 0)
        return TRUE;
    before = mailing_store_list(session, row->id, error);
    if (before == NULL)
        return FALSE;
    places = places_of(row->kind, content);
    for (guint i = 0; i < schemes->len; i++) {
        const char *scheme = g_ptr_array_index(schemes, i);
        const MailingRow *last = last_to(before, scheme);
        MailingRow mailing = {
            .kind = FREQUENCY_ONCE, .publication = row->id, .number = number, .created = row->updated
        };
        gboolean wanted = FALSE;

        if (!subscriber_store_has_active(session, scheme, &wanted, error))
            return FALSE;
        g_strlcpy(mailing.scheme, scheme, sizeof mailing.scheme);
        if (wanted && (row->act == ACT_RELEASE || last != NULL) &&
            !start_to(mediation, session, &mailing, places, last, leaf, error))
            return FALSE;
    }
    return TRUE;
}
