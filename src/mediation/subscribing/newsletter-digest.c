/* SPDX-License-Identifier: Apache-2.0 */
/* Digests: what was released since the last one, in one mail. */
#include "base/clock.h"
#include "base/error.h"
#include "base/id.h"
#include "base/zone.h"
#include "mediation/subscribing/newsletter-private.h"

#define LEASE    (5 * CLOCK_MINUTE)
#define DAYS_MAX 15 /* until the next turn of any digest */
#define MONDAY   4  /* days after 1 January 1970 */

gint64
newsletter_next_digest(const char *name, guint hour, gboolean weekly, gint64 after)
{
    const Zone *zone = zone_get(name);
    gint64 day = (after + zone_offset(zone, after, NULL)) / CLOCK_DAY;

    for (gint64 end = day + DAYS_MAX; day < end; day++) {
        gint64 local = day * CLOCK_DAY + hour * CLOCK_HOUR;
        gint64 guess = local - zone_offset(zone, local, NULL), at = local - zone_offset(zone, guess, NULL);

        if (at > after && (!weekly || (day - MONDAY) % 7 == 0))
            return at;
    }
    g_assert_not_reached();
}

static gint64
next_turn(const Mediation *mediation, Frequency kind, gint64 after)
{
    return newsletter_next_digest(mediation->timezone, subscribing_settings(mediation->subscribing)->digest_hour,
                                  kind == FREQUENCY_WEEKLY, after);
}

typedef struct {
    Mediation *mediation;
    const Job *job;
} Turn;

/* What came and went between two digests, nobody has heard of. */
static gboolean
is_told(const PublicationItem *item, gint64 since)
{
    return item->act != ACT_WITHDRAWAL || item->published <= since;
}

/* Alerts have gone to who wants alerts; here they are under their other topics. */
static gboolean
add_item(const Turn *turn, DbSession *session, const MailingRow *row, const MailingItem *news, gint64 since,
         guint *number, GError **error)
{
    g_autoptr(PublicationItem) item = newsletter_load_item(turn->mediation, session, news, error);
    g_autoptr(GPtrArray) places = g_ptr_array_new();

    if (item == NULL)
        return FALSE;
    if (!is_told(item, since))
        return TRUE;
    g_ptr_array_add(places, (gpointer)PLACE_ALL);
    for (guint i = 0; i < item->content->topics->len; i++)
        g_ptr_array_add(places, g_ptr_array_index(item->content->topics, i));
    return mailing_store_add_item(session, row->id, (*number)++, news, places, error);
}

static gboolean
add_mailing(const Turn *turn, DbSession *session, const char *scheme, Frequency kind, const GArray *news, gint64 since,
            GError **error)
{
    MailingRow row = { .id = { id_next() }, .kind = kind, .created = clock_now() };
    guint number = 0;

    g_strlcpy(row.scheme, scheme, sizeof row.scheme);
    for (guint i = 0; i < news->len; i++)
        if (!add_item(turn, session, &row, &g_array_index(news, MailingItem, i), since, &number, error))
            return FALSE;
    return number == 0 || newsletter_begin(turn->mediation, session, &row, 0, error);
}

/* Where news is short, there are no digests of it. */
static gboolean
add_mailings(const Turn *turn, DbSession *session, Frequency kind, const GArray *news, gint64 since, GError **error)
{
    g_autoptr(GPtrArray) schemes = subscribing_schemes(turn->mediation);

    for (guint i = 0; i < schemes->len; i++) {
        g_auto(SubscribingSender) sender = { 0 };
        gboolean wanted = FALSE;

        if (!subscribing_sender(turn->mediation, g_ptr_array_index(schemes, i), &sender) ||
            subscribing_is_short(sender.channel))
            continue;
        if (!subscriber_store_has_active(session, g_ptr_array_index(schemes, i), &wanted, error) ||
            (wanted && !add_mailing(turn, session, g_ptr_array_index(schemes, i), kind, news, since, error)))
            return FALSE;
    }
    return TRUE;
}

/* With more news than one mail holds, the rest is told at once in a second one. */
static gboolean
take_turn(DbSession *session, gpointer data, GError **error)
{
    const Turn *turn = data;
    Frequency kind = (Frequency)turn->job->subject;
    gint64 now = clock_now(), since, until = now;
    gboolean fresh;
    g_autoptr(GArray) news = NULL;

    if (!mailing_store_digest(session, kind, now, &since, &fresh, error))
        return FALSE;
    news = mailing_store_news(session, since, now, MAILING_ITEMS_MAX, error);
    if (news == NULL)
        return FALSE;
    if (news->len == MAILING_ITEMS_MAX)
        until = g_array_index(news, MailingItem, news->len - 1).at;
    return (news->len == 0 || add_mailings(turn, session, kind, news, since, error)) &&
           mailing_store_set_digest(session, kind, until, error) &&
           subscribing_forget(turn->mediation, session, error) &&
           mailing_store_forget(session, now - SUBSCRIBING_KEPT, error) &&
           work_put_back(session, turn->job, until < now ? now : next_turn(turn->mediation, kind, now), error);
}

static gboolean
handle(gpointer data, const Job *job, GError **error)
{
    Turn turn = { data, job };

    if (!store_write_background(turn.mediation->store, take_turn, &turn, error))
        return FALSE;
    work_wake(turn.mediation->work, WORK_NEWSLETTER);
    return TRUE;
}

/* The jobs are made once and go on for ever. */
static gboolean
prepare(DbSession *session, gpointer data, GError **error)
{
    const Mediation *mediation = data;

    for (Frequency kind = FREQUENCY_DAILY; kind <= FREQUENCY_WEEKLY; kind++) {
        gint64 now = clock_now(), until;
        gboolean fresh;

        if (!mailing_store_digest(session, kind, now, &until, &fresh, error) ||
            (fresh && !work_add(session, WORK_DIGEST, kind, next_turn(mediation, kind, now), error)))
            return FALSE;
    }
    return TRUE;
}

gboolean
newsletter_prepare(Mediation *mediation, GError **error)
{
    return store_write(mediation->store, prepare, mediation, error);
}

void
newsletter_digest_register(Mediation *mediation)
{
    work_register(mediation->work, WORK_DIGEST, 1, LEASE, handle, mediation);
}
