/* SPDX-License-Identifier: Apache-2.0 */
/* What becomes of a subscription: changed, ended, suppressed. */
#include <string.h>

#include "base/clock.h"
#include "base/error.h"
#include "base/id.h"
#include "base/log.h"
#include "mediation/subscribing/heeding.h"
#include "mediation/subscribing/subscribing-private.h"
#include "model/rights.h"
#include "store/event-store.h"
#include "store/heeding-store.h"
#include "store/subscription-store.h"

static const UnitId NO_UNIT = { 0 };

typedef struct {
    Mediation *mediation;
    const Actor *actor;
    SubscriberId id;
    Digest hash; /* instead of the id */
    const SubscriptionWish *wish;
    const char *why;
    ReportKind kind;
    Subscription *found;
} Change;

/* ---- reading ---- */

void
subscription_free(Subscription *subscription)
{
    g_free(subscription->address);
    g_clear_pointer(&subscription->wish, subscription_wish_free);
    g_free(subscription);
}

/* "mailto:ada@citizen.example" → "a…@citizen.example", "tel:+447700900123" → "+44…123": she knows it; who got the link
 * from her need not. */
static char *
shorten(const char *uri)
{
    const char *colon = strchr(uri, ':'), *local = colon != NULL ? colon + 1 : uri, *at = strrchr(local, '@');

    if (at != NULL)
        return g_strdup_printf("%.1s…%s", local, at);
    return strlen(local) > 6 ? g_strdup_printf("%.3s…%s", local, local + strlen(local) - 3) : g_strdup("");
}

static Subscription *
describe(const Change *change, DbSession *session, const SubscriberRow *row, GError **error)
{
    g_autoptr(Subscription) subscription = g_new0(Subscription, 1);
    g_autofree char *uri = NULL;
    GPtrArray *topics = subscriber_store_topics(session, row->id, error);

    if (topics == NULL)
        return NULL;
    subscription->state = row->state;
    subscription->wish = subscription_wish_new(row->language, row->frequency);
    g_ptr_array_unref(subscription->wish->topics);
    subscription->wish->topics = topics;
    if (row->state != SUBSCRIBER_ENDED)
        uri = subscriber_store_address(change->mediation->store, session, row, error);
    if (row->state != SUBSCRIBER_ENDED && uri == NULL)
        return NULL;
    subscription->address = uri != NULL ? shorten(uri) : g_strdup("");
    return g_steal_pointer(&subscription);
}

static gboolean
enter(DbSession *session, gpointer data, GError **error)
{
    Change *change = data;
    g_autoptr(SubscriberRow) row = NULL;

    if (!subscriber_store_load(session, change->id, &row, error))
        return FALSE;
    if (row == NULL)
        return subscribing_not_found(error);
    change->found = describe(change, session, row, error);
    return change->found != NULL;
}

Subscription *
subscribing_enter(Mediation *mediation, const Actor *actor, const char *token, GError **error)
{
    Change change = { .mediation = mediation, .actor = actor };

    return subscribing_read_link(mediation->subscribing, LINK_OWN, token, &change.id.value, error) &&
                   store_read(mediation->store, enter, &change, error)
               ? change.found
               : NULL;
}

/* ---- by herself ---- */

/* Digests are whole letters. */
static gboolean
is_short(const Mediation *mediation, const SubscriberRow *row)
{
    g_auto(SubscribingSender) sender = { 0 };

    return subscribing_sender(mediation, row->scheme, &sender) && subscribing_is_short(sender.channel);
}

static gboolean
change_wish(DbSession *session, gpointer data, GError **error)
{
    Change *change = data;
    g_autoptr(SubscriptionWish) clean = subscribing_clean(change->mediation, session, change->wish, error);
    g_autoptr(SubscriberRow) row = NULL;

    if (clean == NULL || !subscriber_store_load(session, change->id, &row, error))
        return FALSE;
    if (row == NULL)
        return subscribing_not_found(error);
    if (row->state != SUBSCRIBER_ACTIVE) {
        g_set_error_literal(error, TRIBUNE_ERROR, TRIBUNE_ERROR_CONFLICT,
                            SAY_NOOP("this subscription has ended; subscribe again"));
        return FALSE;
    }
    g_strlcpy(row->language, clean->language, sizeof row->language);
    row->frequency = is_short(change->mediation, row) ? FREQUENCY_ONCE : clean->frequency;
    row->changed = clock_now();
    return subscriber_store_update(session, row, error) &&
           subscriber_store_set_topics(session, row->id, clean->topics, error) &&
           subscribing_record(change->mediation, session, change->actor, row->id, "changed", "", error);
}

gboolean
subscribing_change(Mediation *mediation, const Actor *actor, const char *token, const SubscriptionWish *wish,
                   GError **error)
{
    Change change = { .mediation = mediation, .actor = actor, .wish = wish };

    return subscribing_read_link(mediation->subscribing, LINK_OWN, token, &change.id.value, error) &&
           store_write(mediation->store, change_wish, &change, error);
}

/* A suppressed one too: its address is forgotten. */
static gboolean
end(DbSession *session, gpointer data, GError **error)
{
    Change *change = data;
    g_autoptr(SubscriberRow) row = NULL;

    if (!subscriber_store_load(session, change->id, &row, error))
        return FALSE;
    if (row == NULL)
        return subscribing_not_found(error);
    if (row->state == SUBSCRIBER_ENDED)
        return TRUE;
    row->state = SUBSCRIBER_ENDED;
    row->changed = clock_now();
    return subscriber_store_update(session, row, error) && subscription_store_remove(session, &row->hash, error) &&
           subscribing_record(change->mediation, session, change->actor, row->id, "ended", change->why, error);
}

gboolean
subscribing_end(Mediation *mediation, const Actor *actor, const char *token, GError **error)
{
    Change change = { .mediation = mediation, .actor = actor, .why = "link" };

    return subscribing_read_link(mediation->subscribing, LINK_OWN, token, &change.id.value, error) &&
           store_write(mediation->store, end, &change, error);
}

/* ---- by others ---- */

static gboolean
unless_gone(gboolean done, GError *trouble, GError **error)
{
    if (done)
        return TRUE;
    if (g_error_matches(trouble, TRIBUNE_ERROR, TRIBUNE_ERROR_NOT_FOUND)) {
        g_error_free(trouble);
        return TRUE;
    }
    g_propagate_error(error, trouble);
    return FALSE;
}

gboolean
subscribing_end_by_mail(Mediation *mediation, const Actor *actor, SubscriberId id, GError **error)
{
    Change change = { .mediation = mediation, .actor = actor, .id = id, .why = "mail" };
    GError *trouble = NULL;

    return rights_check_anywhere(actor, ACTION_SUBMIT_REPORT, error) &&
           unless_gone(store_write(mediation->store, end, &change, &trouble), trouble, error);
}

gboolean
subscribing_end_for(Mediation *mediation, const Actor *actor, SubscriberId id, GError **error)
{
    Change change = { .mediation = mediation, .actor = actor, .id = id, .why = "staff" };

    return rights_check(actor, ACTION_MANAGE_SUBSCRIBERS, NO_UNIT, error) &&
           store_write(mediation->store, end, &change, error);
}

static gboolean
gets_alerts(DbSession *session, SubscriberId id, gboolean *ret, GError **error)
{
    g_autoptr(GPtrArray) topics = subscriber_store_topics(session, id, error);

    if (topics == NULL)
        return FALSE;
    *ret = FALSE;
    for (guint i = 0; i < topics->len; i++)
        *ret |= strcmp(g_ptr_array_index(topics, i), PLACE_ALERTS) == 0 ||
                strcmp(g_ptr_array_index(topics, i), PLACE_ALL) == 0;
    return TRUE;
}

static gboolean
keep_danger(const Mediation *mediation, DbSession *session, const Actor *actor, SubscriberRow *row, GError **error)
{
    g_autoptr(GPtrArray) topics = g_ptr_array_new();

    g_ptr_array_add(topics, (gpointer)PLACE_DANGER);
    row->changed = clock_now();
    row->frequency = FREQUENCY_ONCE;
    return subscriber_store_update(session, row, error) &&
           subscriber_store_set_topics(session, row->id, topics, error) &&
           subscribing_record(mediation, session, actor, row->id, "changed", "stop", error);
}

gboolean
subscribing_end_stopped(const Mediation *mediation, DbSession *session, const Actor *actor, const Digest *hash,
                        gboolean keeps, GError **error)
{
    g_autoptr(SubscriberRow) row = NULL;

    if (!subscription_store_remove(session, hash, error) || !subscriber_store_find(session, hash, &row, error))
        return FALSE;
    if (row == NULL || row->state == SUBSCRIBER_ENDED)
        return TRUE;
    if (keeps && !gets_alerts(session, row->id, &keeps, error))
        return FALSE;
    if (keeps)
        return keep_danger(mediation, session, actor, row, error);
    row->state = SUBSCRIBER_ENDED;
    row->changed = clock_now();
    return subscriber_store_update(session, row, error) &&
           subscribing_record(mediation, session, actor, row->id, "ended", "stop", error);
}

static gboolean
suppress(const Mediation *mediation, DbSession *session, const Actor *actor, SubscriberRow *row, const char *why,
         GError **error)
{
    row->state = SUBSCRIBER_SUPPRESSED;
    row->changed = clock_now();
    g_strlcpy(row->why, why, sizeof row->why);
    return subscriber_store_update(session, row, error) &&
           subscribing_record(mediation, session, actor, row->id, "suppressed", why, error);
}

gboolean
subscribing_suppress(const Mediation *mediation, DbSession *session, SubscriberId id, const char *why, GError **error)
{
    g_autoptr(SubscriberRow) row = NULL;

    if (!subscriber_store_load(session, id, &row, error))
        return FALSE;
    return row == NULL || row->state != SUBSCRIBER_ACTIVE ||
           suppress(mediation, session, &ACTOR_TRIBUNE, row, why, error);
}

gboolean
subscribing_stop(const Mediation *mediation, DbSession *session, const Actor *actor, SubscriberId id, GError **error)
{
    g_autoptr(SubscriberRow) row = NULL;

    if (!subscriber_store_load(session, id, &row, error))
        return FALSE;
    return row == NULL || heeding_stop_reported(
                              mediation, session, actor,
                              &(HeedingReport){ .hash = row->hash, .subject = id.value, .left = clock_now() }, error);
}

/* What a report makes of her subscription. That they want nothing from us at all (policy) is not her fault. */
static gboolean
report(DbSession *session, gpointer data, GError **error)
{
    Change *change = data;
    g_autoptr(SubscriberRow) row = NULL;

    if (change->kind == REPORT_STOPPED)
        return subscribing_stop(change->mediation, session, change->actor, change->id, error);
    if (!subscriber_store_load(session, change->id, &row, error))
        return FALSE;
    if (row == NULL || row->state != SUBSCRIBER_ACTIVE)
        return TRUE;
    if (change->kind == REPORT_COMPLAINT || change->kind == REPORT_GONE)
        return suppress(change->mediation, session, change->actor, row,
                        change->kind == REPORT_GONE ? "bounce" : "complaint", error);
    if (change->kind != REPORT_FAILED && change->kind != REPORT_FULL)
        return TRUE;
    return soft_bounces_add(&row->bounces, clock_now())
               ? suppress(change->mediation, session, change->actor, row, "bounce", error)
               : subscriber_store_update(session, row, error);
}

gboolean
subscribing_report(Mediation *mediation, const Actor *actor, SubscriberId id, ReportKind kind, GError **error)
{
    Change change = { .mediation = mediation, .actor = actor, .id = id, .kind = kind };

    if (kind == REPORT_POLICY)
        log_event(LOG_WARNING, "newsletter.policy", NULL);
    return rights_check_anywhere(actor, ACTION_SUBMIT_REPORT, error) &&
           store_write(mediation->store, report, &change, error);
}

/* ---- by staff ---- */

static gboolean
look_up(DbSession *session, gpointer data, GError **error)
{
    Change *change = data;
    g_autoptr(SubscriberRow) row = NULL;

    g_clear_pointer(&change->found, subscription_free);
    if (!subscriber_store_find(session, &change->hash, &row, error))
        return FALSE;
    if (row == NULL || row->state == SUBSCRIBER_ENDED) {
        g_set_error_literal(error, TRIBUNE_ERROR, TRIBUNE_ERROR_NOT_FOUND,
                            SAY_NOOP("nobody with this address gets our newsletters"));
        return FALSE;
    }
    change->id = row->id;
    change->found = describe(change, session, row, error);
    return change->found != NULL &&
           subscribing_record(change->mediation, session, change->actor, row->id, "looked-up", "", error);
}

Subscription *
subscribing_look_up(Mediation *mediation, const Actor *actor, const char *address, SubscriberId *ret, GError **error)
{
    Change change = { .mediation = mediation, .actor = actor };
    g_autofree char *uri = NULL;

    if (!rights_check(actor, ACTION_MANAGE_SUBSCRIBERS, NO_UNIT, error))
        return NULL;
    uri = subscribing_resolve(mediation, address, error);
    if (uri == NULL)
        return NULL;
    change.hash = subscribing_hash(mediation->subscribing, uri);
    if (!store_write(mediation->store, look_up, &change, error)) {
        g_clear_pointer(&change.found, subscription_free);
        return NULL;
    }
    *ret = change.id;
    return change.found;
}

gboolean
subscribing_forget(const Mediation *mediation, DbSession *session, GError **error)
{
    gint64 now = clock_now(), gone;

    (void)mediation;
    return subscription_store_forget(session, now - SUBSCRIBING_PATIENCE, error) &&
           heeding_store_forget(session, now - SUBSCRIBING_KEPT, error) &&
           subscriber_store_forget(session, now - SUBSCRIBING_KEPT, &gone, error);
}
