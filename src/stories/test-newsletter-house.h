/* SPDX-License-Identifier: Apache-2.0 */
/* stories/test-newsletter-house.h: the small house with mail that publishes, and its readers. */
#pragma once
#include <stdatomic.h>

#include "mediation/publishing/publishing.h"
#include "mediation/subscribing/newsletter.h"
#include "mediation/subscribing/subscribing.h"
#include "stories/test-mail-house.h"

#define PORTAL "https://contact.northam.example"

static const RoleGrant WRITER = { ROLE_COMMUNICATIONS, { 0 } };
static const Actor MAYA = { .kind = ACTOR_STAFF, .staff = { 1 }, .name = "Maya", .grants = &WRITER, .grant_count = 1 };
static const Actor OMAR = { .kind = ACTOR_STAFF, .staff = { 2 }, .name = "Omar", .grants = &WRITER, .grant_count = 1 };
static const Actor READER = { .kind = ACTOR_CITIZEN, .name = "reader" };
static const Actor CHANNEL = { .kind = ACTOR_CHANNEL, .name = "mail" };

static const char *from; /* NULL: the house's own address */

static inline void
furnish_news(Mediation *mediation)
{
    test_hire(mediation->store, &MAYA);
    test_hire(mediation->store, &OMAR);
    mediation->portal_url = PORTAL;
    mediation->publishing = publishing_new(mediation);
    mediation->subscribing = subscribing_new(
        mediation, &(SubscribingSettings){ .connections = 3, .digest_hour = 7, .from = from, .secret = { 9 } });
    publishing_register(mediation);
    subscribing_register(mediation);
    newsletter_register(mediation);
    g_assert_true(newsletter_prepare(mediation, NULL));
}

/* Mail as it is, but for what the test wants to see, and to happen. */
static struct channel_driver news_channel;
static const struct channel_driver *const NEWS_DRIVERS[] = { &news_channel, NULL };
static _Atomic gboolean goes_away; /* the server, after it took the next copy and before it says so */
static _Atomic gboolean refuses;   /* the next copy, since she told the network that she wants nothing from us */
static _Atomic guint most_at_once;

static inline void
send_copies(gpointer channel, const Circular *circular, const Rendering *rendering, const CircularCopy *copies,
            guint count, gint64 deadline, CircularOutcome *ret)
{
    gboolean away = circular->kind == CIRCULAR_LIST && atomic_exchange(&goes_away, FALSE);

    atomic_store(&most_at_once, MAX(atomic_load(&most_at_once), count));
    if (atomic_exchange(&refuses, FALSE)) {
        ret[0] = (CircularOutcome){ .outcome = OUTCOME_REFUSED, .stopped = TRUE, .code = "400" };
        return;
    }
    email_channel.send_circular(channel, circular, rendering, copies, away ? 1 : count, deadline, ret);
    if (!away)
        return;
    ret[0] = (CircularOutcome){ .outcome = OUTCOME_RETRY, .code = ATTEMPT_UNANSWERED };
    for (guint i = 1; i < count; i++)
        ret[i] = (CircularOutcome){ .outcome = OUTCOME_RETRY, .code = "connect", .unreached = TRUE };
}

static inline void
set_up_watched(House *house, guint abilities)
{
    news_channel = email_channel;
    news_channel.send_circular = send_copies;
    news_channel.capabilities.abilities &= abilities;
    atomic_store(&goes_away, FALSE);
    atomic_store(&refuses, FALSE);
    atomic_store(&most_at_once, 0);
    house->furnish_more = furnish_news;
    open_mail_house_with(house, HELLO, "northam.example", MASTER, NEWS_DRIVERS);
}

static inline void
set_up_seen(House *house, gconstpointer data)
{
    (void)data;
    set_up_watched(house, ~0U);
}

static inline void
set_up_named(House *house, gconstpointer data)
{
    from = "hello@northam.example";
    set_up_seen(house, data);
    from = NULL;
}

static inline void
set_up_unknowing(House *house, gconstpointer data)
{
    (void)data;
    set_up_watched(house, ~(guint)CHANNEL_KNOWS_COPIES);
}

static inline void
set_up_news(House *house, gconstpointer data)
{
    house->furnish_more = furnish_news;
    set_up_mail(house, data);
}

static inline void
tear_down_news(House *house, gconstpointer data)
{
    Subscribing *subscribing = house->mediation.subscribing;
    Publishing *publishing = house->mediation.publishing;

    tear_down(house, data);
    subscribing_free(subscribing);
    publishing_free(publishing);
}

/* ---- what people do ---- */

static inline gboolean
ask(House *house, const char *address, Frequency frequency, const char *topic)
{
    g_autoptr(SubscriptionWish) wish = subscription_wish_new("en", frequency);

    g_ptr_array_add(wish->topics, g_strdup(topic));
    g_autoptr(GError) error = NULL;
    gboolean done = subscribing_ask(&house->mediation, &READER, address, wish, "192.0.2.1", NULL, &error);

    if (!done)
        g_test_message("%s", error->message);
    return done;
}

/* What stands behind @before in @text, as long as a token is. */
static inline char *
token_behind(const char *text, const char *before)
{
    g_autofree char *whole = g_strdup(text);
    char *soft, *found;

    while ((soft = strstr(whole, "=\r\n")) != NULL)
        memmove(soft, soft + 3, strlen(soft + 3) + 1);
    found = strstr(whole, before);
    if (found == NULL)
        g_test_message("no %s in\n%s", before, whole);
    g_assert_nonnull(found);
    return g_strndup(found + strlen(before), CIRCULAR_TOKEN_LENGTH);
}

/* The newest file in the outbox; names begin with ids, which only grow. */
static inline char *
last_mail(House *house)
{
    g_autoptr(GPtrArray) names = outbox(house);

    g_assert_cmpuint(names->len, >, 0);
    return read_sent(house, g_ptr_array_index(names, names->len - 1));
}

/* Her own token. */
static inline char *
subscribe(House *house, const char *address, Frequency frequency, const char *topic)
{
    guint before = sent(house);
    g_autofree char *mail = NULL, *token = NULL;
    char *own = NULL;

    g_assert_true(ask(house, address, frequency, topic));
    WAIT_FOR(sent(house) == before + 1);
    mail = last_mail(house);
    token = token_behind(mail, PORTAL "/subscription/confirm/");
    g_assert_true(subscribing_check_request(&house->mediation, &READER, token, NULL));
    g_assert_true(subscribing_confirm(&house->mediation, &READER, token, &own, NULL));
    return own;
}

typedef struct {
    House *house;
    PublicationId id;
    Digest digest;
} Looking;

static inline gboolean
read_digest(DbSession *session, gpointer data, GError **error)
{
    Looking *looking = data;
    g_autoptr(PublicationRow) row = publication_store_load(session, looking->id, error);

    if (row != NULL)
        looking->digest = row->digest;
    return row != NULL;
}

static inline void
let_go(House *house, PublicationId id)
{
    g_autoptr(GError) error = NULL;
    Looking looking = { house, id };

    publishing_submit(&house->mediation, &MAYA, id, 0, &error);
    g_assert_no_error(error);
    g_assert_true(store_read(house->mediation.store, read_digest, &looking, NULL));
    publishing_decide(&house->mediation, &OMAR, id, &looking.digest, VERDICT_APPROVE, "", "", &error);
    g_assert_no_error(error);
    publishing_release(&house->mediation, &MAYA, id, 0, &error);
    g_assert_no_error(error);
}

static inline PublicationId
publish(House *house, PublicationKind kind, const char *title)
{
    g_autoptr(PublicationContent) content = publication_content_new();
    PublicationText *text = publication_content_add_text(content, "en");
    g_autoptr(GError) error = NULL;
    PublicationId id;

    g_free(text->title);
    g_free(text->body);
    text->title = g_strdup(title);
    text->body = g_strdup("The bridge is closed from Monday.\n\n.dots at the beginning stay");
    if (kind == PUBLICATION_ALERT)
        content->expires = clock_now() + CLOCK_DAY;
    publishing_make(&house->mediation, &MAYA, kind, content, &id, &error);
    g_assert_no_error(error);
    let_go(house, id);
    return id;
}

DB_STATEMENT(test_count_of_kind, "SELECT count(*) FROM events WHERE kind = $1");
DB_STATEMENT(test_last_mailing, "SELECT total, sent, failed, ended FROM mailings ORDER BY id DESC LIMIT 1");
DB_STATEMENT(test_last_release_mailing,
             "SELECT total, sent, failed, ended FROM mailings WHERE kind = 'once' ORDER BY id DESC LIMIT 1");

typedef struct {
    const char *kind; /* of events; of a mailing NULL: any */
    gint64 numbers[4];
} Numbers;

static inline gboolean
read_count(DbSession *session, gpointer data, GError **error)
{
    Numbers *numbers = data;
    g_autoptr(DbQuery) query = db_query(session, &test_count_of_kind);

    db_bind_text(query, numbers->kind);
    if (!db_step_one(query, "count", error))
        return FALSE;
    numbers->numbers[0] = db_int(query, 0);
    return TRUE;
}

static inline gint64
count_events(House *house, EventKind kind)
{
    Numbers numbers = { event_kind_name(kind), { 0 } };

    g_assert_true(store_read(house->mediation.store, read_count, &numbers, NULL));
    return numbers.numbers[0];
}

static inline gboolean
read_mailing(DbSession *session, gpointer data, GError **error)
{
    Numbers *numbers = data;
    g_autoptr(DbQuery) query =
        db_query(session, numbers->kind == NULL ? &test_last_mailing : &test_last_release_mailing);

    memset(numbers->numbers, 0, sizeof numbers->numbers);
    if (db_step(query))
        for (int i = 0; i < 4; i++)
            numbers->numbers[i] = db_int(query, i);
    return db_finish(query, error);
}

static inline gboolean
has_ended_of(House *house, const char *kind, gint64 total, gint64 sent_out, gint64 failed)
{
    Numbers numbers = { kind, { 0 } };

    g_assert_true(store_read(house->mediation.store, read_mailing, &numbers, NULL));
    return numbers.numbers[3] > 0 && numbers.numbers[0] == total && numbers.numbers[1] == sent_out &&
           numbers.numbers[2] == failed;
}

static inline gboolean
has_ended(House *house, gint64 total, gint64 sent_out, gint64 failed)
{
    return has_ended_of(house, NULL, total, sent_out, failed);
}

static inline gint64
at(const char *text)
{
    g_autoptr(GDateTime) time = g_date_time_new_from_iso8601(text, NULL);

    return g_date_time_to_unix(time) * G_USEC_PER_SEC;
}
