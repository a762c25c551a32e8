/* SPDX-License-Identifier: Apache-2.0 */
/* A mailing of the newsletter: in batches, again, too late, after STOP, and in digests. */
#include "mediation/delivering/pausing.h"
#include "mediation/subscribing/heeding.h"
#include "stories/test-newsletter-house.h"

static void
a_correction_goes_to_whom_the_release_went(House *house, gconstpointer data)
{
    g_autofree char *ada = NULL, *mail = NULL, *bea = NULL;
    g_autoptr(GError) error = NULL;
    guint before;
    PublicationId untold, told;

    (void)data;
    untold = publish(house, PUBLICATION_NEWS, "Before anybody asked");
    ada = subscribe(house, "ada@citizen.example", FREQUENCY_ONCE, PLACE_ALL);
    told = publish(house, PUBLICATION_NEWS, "Mill Bridge closed");
    WAIT_FOR(has_ended(house, 1, 1, 0));
    before = sent(house);
    g_assert_true(publishing_withdraw(&house->mediation, &MAYA, untold, 0, "It was wrong.", &error));
    g_assert_true(publishing_withdraw(&house->mediation, &MAYA, told, 0, "It is open.", &error));
    for (guint i = 0; i < 2; i++) {
        Looking looking = { house, i == 0 ? untold : told };

        g_assert_true(store_read(house->mediation.store, read_digest, &looking, NULL));
        publishing_decide(&house->mediation, &OMAR, looking.id, &looking.digest, VERDICT_APPROVE, "", "", &error);
        g_assert_no_error(error);
        publishing_release(&house->mediation, &MAYA, looking.id, 0, &error);
        g_assert_no_error(error);
    }
    WAIT_FOR(sent(house) == before + 1);
    mail = last_mail(house);
    g_assert_nonnull(strstr(mail, "Subject: Withdrawn: Mill Bridge closed"));
    g_assert_nonnull(strstr(mail, "It is open."));
    g_assert_cmpint(count_events(house, EVENT_MAILING_STARTED), ==, 2);
}

static void
a_large_mailing_takes_many_batches_and_each_gets_hers_once(House *house, gconstpointer data)
{
    const guint people = 2 * NEWSLETTER_BATCH + 7;
    g_autoptr(GPtrArray) addresses = g_ptr_array_new_with_free_func(g_free);
    g_autoptr(GPtrArray) names = NULL;
    g_autoptr(SubscriptionWish) wish = subscription_wish_new("en", FREQUENCY_ONCE);
    g_autoptr(GError) error = NULL;
    g_autoptr(GHashTable) seen = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    guint added;

    (void)data;
    g_ptr_array_add(wish->topics, g_strdup(PLACE_ALL));
    for (guint i = 0; i < people; i++) {
        g_ptr_array_add(addresses, g_strdup_printf("reader%u@citizen.example", i));
        if (addresses->len < SUBSCRIBING_IMPORT_MAX && i + 1 < people)
            continue;
        g_assert_true(subscribing_import(&house->mediation, &ACTOR_TRIBUNE, addresses, wish, &added, &error));
        g_assert_cmpuint(added, ==, addresses->len);
        g_ptr_array_set_size(addresses, 0);
    }
    publish(house, PUBLICATION_NEWS, "Mill Bridge closed");
    for (guint i = 0; i < 10 && !has_ended(house, people, people, 0); i++)
        g_usleep(500000);
    WAIT_FOR(has_ended(house, people, people, 0));
    names = outbox(house);
    for (guint i = 0; i < names->len; i++) {
        g_autofree char *mail = read_sent(house, g_ptr_array_index(names, i));

        g_assert_true(g_hash_table_add(seen, field_of(mail, "To")));
        g_assert_true(g_hash_table_add(seen, field_of(mail, "Message-ID")));
    }
    g_assert_cmpuint(g_hash_table_size(seen), ==, 2 * people);
}

DB_STATEMENT(test_exceptions, "SELECT count(*) FROM mailing_exceptions WHERE due > 0");

static gboolean
read_exceptions(DbSession *session, gpointer data, GError **error)
{
    g_autoptr(DbQuery) query = db_query(session, &test_exceptions);

    if (!db_step_one(query, "count", error))
        return FALSE;
    *(gint64 *)data = db_int(query, 0);
    return TRUE;
}

static gint64
exceptions(House *house)
{
    gint64 count = -1;

    g_assert_true(store_read(house->mediation.store, read_exceptions, &count, NULL));
    return count;
}

DB_STATEMENT(test_under_way, "SELECT count(*) FROM jobs WHERE kind = 'newsletter' AND (leased_until > 0 OR due <= $1)");

static gboolean
read_under_way(DbSession *session, gpointer data, GError **error)
{
    gint64 *count = data;
    g_autoptr(DbQuery) query = db_query(session, &test_under_way);

    db_bind_int(query, clock_now());
    return db_step_one(query, "count", error) && (*count = db_int(query, 0), db_finish(query, error));
}

/* Its turn is over, and the next has not come (on a busy machine one can be longer than a turn may be): what the clock
 * says now counts from the next on. */
static gboolean
is_at_rest(House *house)
{
    gint64 count = -1;

    g_assert_true(store_read(house->mediation.store, read_under_way, &count, NULL));
    return count == 0;
}

static void
import_readers(House *house, guint people)
{
    g_autoptr(GPtrArray) addresses = g_ptr_array_new_with_free_func(g_free);
    g_autoptr(SubscriptionWish) wish = subscription_wish_new("en", FREQUENCY_ONCE);
    guint added;

    g_ptr_array_add(wish->topics, g_strdup(PLACE_ALL));
    for (guint i = 0; i < people; i++)
        g_ptr_array_add(addresses, g_strdup_printf("reader%u@citizen.example", i));
    g_assert_true(subscribing_import(&house->mediation, &ACTOR_TRIBUNE, addresses, wish, &added, NULL));
    g_assert_cmpuint(added, ==, people);
}

/* Nothing can be written to a folder that is a file. */
static char *
block_outbox(House *house)
{
    char *path = g_build_filename(house->folder, "outbox", NULL);

    g_assert_true(g_file_set_contents(path, "", 0, NULL));
    return path;
}

/* The clock first, and once: a turn that begins between two times would still be in time. */
static void
unblock_outbox_after(House *house, const char *path, gint64 pause)
{
    clock_pin(clock_now() + pause);
    g_assert_cmpint(g_unlink(path), ==, 0);
    work_wake(house->mediation.work, WORK_NEWSLETTER);
}

static void
unblock_outbox(House *house, const char *path)
{
    unblock_outbox_after(house, path, CLOCK_HOUR);
}

static void
who_is_not_reached_is_tried_again(House *house, gconstpointer data)
{
    g_autofree char *path = block_outbox(house);

    (void)data;
    import_readers(house, 2);
    publish(house, PUBLICATION_NEWS, "Mill Bridge closed");
    WAIT_FOR(exceptions(house) == 2);
    g_assert_false(has_ended(house, 2, 0, 0));
    unblock_outbox(house, path);
    WAIT_FOR(has_ended(house, 2, 2, 0));
    g_assert_cmpint(exceptions(house), ==, 0);
    g_assert_cmpuint(sent(house), ==, 2);
    clock_pin(0);
}

/* ---- after STOP ---- */

DB_STATEMENT(test_only_danger, "UPDATE subscriber_topics SET place = $1");

static gboolean
leave_danger(DbSession *session, gpointer data, GError **error)
{
    g_autoptr(DbQuery) query = db_query(session, &test_only_danger);

    (void)data;
    db_bind_text(query, PLACE_DANGER);
    return db_run(query, error);
}

static void
alert(House *house, const char *severity)
{
    g_autoptr(PublicationContent) content = publication_content_new();
    PublicationText *text = publication_content_add_text(content, "en");
    PublicationId id;

    g_free(text->title);
    g_free(text->body);
    g_free(content->severity);
    text->title = g_strdup("Water main burst");
    text->body = g_strdup("Boil water.");
    content->severity = g_strdup(severity);
    content->expires = clock_now() + CLOCK_DAY;
    g_assert_true(publishing_make(&house->mediation, &MAYA, PUBLICATION_ALERT, content, &id, NULL));
    let_go(house, id);
}

static void
who_kept_alerts_of_danger_gets_those_alone(House *house, gconstpointer data)
{
    (void)data;
    import_readers(house, 1);
    g_assert_true(store_write(house->mediation.store, leave_danger, NULL, NULL));
    alert(house, "Minor");
    WAIT_FOR(has_ended(house, 0, 0, 0));
    alert(house, "Severe");
    WAIT_FOR(has_ended(house, 1, 1, 0));
    publish(house, PUBLICATION_NEWS, "Mill Bridge closed");
    WAIT_FOR(has_ended(house, 0, 0, 0));
}

static void
who_stopped_while_her_copy_waited_does_not_get_it(House *house, gconstpointer data)
{
    g_autofree char *path = block_outbox(house);

    (void)data;
    import_readers(house, 1);
    publish(house, PUBLICATION_NEWS, "Mill Bridge closed");
    WAIT_FOR(exceptions(house) == 1);
    g_assert_true(store_write(house->mediation.store, leave_danger, NULL, NULL));
    unblock_outbox(house, path);
    WAIT_FOR(has_ended(house, 1, 0, 0));
    g_assert_cmpint(exceptions(house), ==, 0);
    g_assert_cmpuint(sent(house), ==, 0);
    clock_pin(0);
}

static gboolean
ask_stopped(DbSession *session, gpointer data, GError **error)
{
    const House *house = data;
    gboolean stopped;

    return heeding_is_stopped(&house->mediation, session, "mailto:reader0@citizen.example", &stopped, error) && stopped;
}

static void
a_copy_that_is_refused_because_she_stopped_is_her_stop(House *house, gconstpointer data)
{
    g_autoptr(GError) error = NULL;
    SubscriberId id;

    (void)data;
    import_readers(house, 1);
    atomic_store(&refuses, TRUE);
    publish(house, PUBLICATION_NEWS, "Mill Bridge closed");
    WAIT_FOR(has_ended(house, 1, 0, 1));
    g_assert_true(store_read(house->mediation.store, ask_stopped, house, NULL));
    g_assert_null(subscribing_look_up(&house->mediation, &MAYA, "reader0@citizen.example", &id, &error));
    g_assert_error(error, TRIBUNE_ERROR, TRIBUNE_ERROR_NOT_FOUND); /* hers has ended */
}

/* ---- what went twice, perhaps ---- */

DB_STATEMENT(test_twice, "SELECT twice, under_way FROM mailings ORDER BY id DESC LIMIT 1");
DB_STATEMENT(test_died, "UPDATE mailings SET under_way = 7");

static gboolean
read_twice(DbSession *session, gpointer data, GError **error)
{
    gint64 *numbers = data;
    g_autoptr(DbQuery) query = db_query(session, &test_twice);

    return db_step_one(query, "mailing", error) &&
           (numbers[0] = db_int(query, 0), numbers[1] = db_int(query, 1), db_finish(query, error));
}

static gint64
count_twice(House *house)
{
    gint64 numbers[2];

    g_assert_true(store_read(house->mediation.store, read_twice, numbers, NULL));
    g_assert_cmpint(numbers[1], ==, 0); /* none is under way any more */
    return numbers[0];
}

static gboolean
leave_behind(DbSession *session, gpointer data, GError **error)
{
    g_autoptr(DbQuery) query = db_query(session, &test_died);

    (void)data;
    return db_run(query, error);
}

static void
a_copy_of_which_nobody_heard_counts_as_sent_perhaps_twice(House *house, gconstpointer data)
{
    (void)data;
    import_readers(house, 3);
    atomic_store(&goes_away, TRUE);
    publish(house, PUBLICATION_NEWS, "Mill Bridge closed");
    WAIT_FOR(exceptions(house) == 3 && is_at_rest(house)); /* that nobody was there for the others does not hide it */
    g_assert_cmpint(count_twice(house), ==, 0);
    clock_pin(clock_now() + CLOCK_HOUR);
    work_wake(house->mediation.work, WORK_NEWSLETTER);
    WAIT_FOR(has_ended(house, 3, 3, 0));
    g_assert_cmpint(count_twice(house), ==, 1);
    clock_pin(0);
}

/* It had written down that seven copies were in hand. */
static void
what_was_in_hand_when_a_node_died_counts_too(House *house, gconstpointer data)
{
    g_autofree char *path = block_outbox(house);
    JobBacklog waiting = { 0 };

    (void)data;
    import_readers(house, 60);
    publish(house, PUBLICATION_NEWS, "Mill Bridge closed");
    WAIT_FOR(work_backlog(house->mediation.work, WORK_NEWSLETTER, &waiting, NULL) && waiting.troubled == 1);
    g_assert_cmpint(count_twice(house), ==, 0); /* nobody was there to take any */
    g_assert_true(store_write(house->mediation.store, leave_behind, NULL, NULL));
    unblock_outbox(house, path);
    WAIT_FOR(has_ended(house, 60, 60, 0));
    g_assert_cmpint(count_twice(house), ==, 7);
    clock_pin(0);
}

static void
batches_are_small_where_a_copy_is_not_known_again(House *house, gconstpointer data)
{
    (void)data;
    import_readers(house, 2 * NEWSLETTER_BATCH_UNKNOWN + 1);
    publish(house, PUBLICATION_NEWS, "Mill Bridge closed");
    WAIT_FOR(has_ended(house, 2 * NEWSLETTER_BATCH_UNKNOWN + 1, 2 * NEWSLETTER_BATCH_UNKNOWN + 1, 0));
    g_assert_cmpuint(atomic_load(&most_at_once), ==, NEWSLETTER_BATCH_UNKNOWN);
    g_assert_cmpint(count_twice(house), ==, 0);
}

/* Else a mail server that is full would make a row for everybody. */
static void
when_nobody_of_many_is_taken_the_mailing_waits(House *house, gconstpointer data)
{
    g_autofree char *path = block_outbox(house);
    JobBacklog waiting = { 0 };

    (void)data;
    import_readers(house, 60);
    publish(house, PUBLICATION_NEWS, "Mill Bridge closed");
    WAIT_FOR(work_backlog(house->mediation.work, WORK_NEWSLETTER, &waiting, NULL) && waiting.troubled == 1);
    g_assert_cmpint(exceptions(house), ==, 0);
    unblock_outbox(house, path);
    WAIT_FOR(has_ended(house, 60, 60, 0));
    clock_pin(0);
}

/* News of last week is none. */
static void
five_days_later(House *house, const char *path)
{
    unblock_outbox_after(house, path, DELIVERY_LIFETIME + 2 * CLOCK_HOUR);
}

static void
after_five_days_nobody_is_tried_again(House *house, gconstpointer data)
{
    g_autofree char *path = block_outbox(house);

    (void)data;
    import_readers(house, 2);
    publish(house, PUBLICATION_NEWS, "Mill Bridge closed");
    WAIT_FOR(exceptions(house) == 2 && is_at_rest(house));
    five_days_later(house, path);
    WAIT_FOR(has_ended_of(house, "once", 2, 0, 2));
    g_assert_cmpint(exceptions(house), ==, 0);
    g_assert_cmpuint(sent(house), ==, 0);
    clock_pin(0);
}

static void
after_five_days_a_mailing_that_waits_ends_even_when_nothing_can_send_it(House *house, gconstpointer data)
{
    g_autofree char *path = block_outbox(house);
    JobBacklog waiting = { 0 };

    (void)data;
    import_readers(house, 60);
    publish(house, PUBLICATION_NEWS, "Mill Bridge closed");
    WAIT_FOR(work_backlog(house->mediation.work, WORK_NEWSLETTER, &waiting, NULL) && waiting.troubled == 1);
    house->mediation.portal_url = NULL;
    five_days_later(house, path);
    WAIT_FOR(has_ended_of(house, "once", 60, 0, 60));
    g_assert_cmpuint(sent(house), ==, 0);
    g_assert_cmpint(count_events(house, EVENT_MAILING_ENDED), ==, 1);
    clock_pin(0);
}

/* The next digest is the daily one alone: on a Sunday after seven it would be the weekly one too. */
static void
set_up_on_a_tuesday(House *house, gconstpointer data)
{
    clock_pin(newsletter_next_digest("Europe/London", 7, TRUE, clock_now()) + 29 * CLOCK_HOUR);
    set_up_news(house, data);
    clock_pin(clock_now() + CLOCK_HOUR);
}

static void
an_alert_reaches_at_once_who_wants_alerts_and_the_rest_waits_for_the_digest(House *house, gconstpointer data)
{
    g_autofree char *ada = subscribe(house, "ada@citizen.example", FREQUENCY_WEEKLY, PLACE_ALERTS);
    g_autofree char *bea = subscribe(house, "bea@citizen.example", FREQUENCY_DAILY, PLACE_ALL);
    g_autofree char *mail = NULL, *digest = NULL;
    guint before = sent(house);

    (void)data;
    publish(house, PUBLICATION_NEWS, "Mill Bridge closed");
    WAIT_FOR(has_ended(house, 0, 0, 0));
    g_assert_cmpuint(sent(house), ==, before);
    clock_pin(newsletter_next_digest("Europe/London", 7, FALSE, clock_now() + 2 * CLOCK_SECOND) + CLOCK_SECOND);
    work_wake(house->mediation.work, WORK_DIGEST);
    WAIT_FOR(sent(house) == before + 1);
    WAIT_FOR(has_ended(house, 1, 1, 0));
    digest = last_mail(house);
    g_assert_nonnull(strstr(digest, "\r\nTo: bea@citizen.example\r\n"));
    g_assert_nonnull(strstr(digest, "Subject: News from Northam Borough Council: 1 item"));
    clock_pin(0);
}

static gint64
aside(House *house, const char *kind)
{
    JobBacklog backlog = { 0 };

    g_assert_true(pausing_backlog(&house->mediation, kind, "mail", &backlog, NULL));
    return backlog.waiting;
}

static void
after_a_pause_a_mailing_goes_on_in_the_lane_that_it_was_in(House *house, gconstpointer data)
{
    static const RoleGrant admin_grant = { ROLE_ADMIN, { 0 } };
    static const Actor admin = { ACTOR_STAFF, { 91 }, "Ada Admin", &admin_grant, 1 };
    g_autofree char *own = subscribe(house, "ada@citizen.example", FREQUENCY_ONCE, PLACE_ALL);

    (void)data;
    news_channel.capabilities.abilities |= CHANNEL_TALKS;
    g_assert_true(pausing_pause(&house->mediation, &admin, "mail", "the provider moves its centre", NULL));
    publish(house, PUBLICATION_NEWS, "Mill Bridge closed");
    WAIT_FOR(aside(house, WORK_NEWSLETTER_SHORT) == 1);
    g_assert_cmpint(aside(house, WORK_NEWSLETTER), ==, 0);
    g_assert_true(pausing_resume(&house->mediation, &admin, "mail", NULL));
    WAIT_FOR(has_ended(house, 1, 1, 0));
}

static void
digests_leave_at_seven_where_the_body_is(void)
{
    /* 29 March 2026: the clocks of London go forward. */
    g_assert_cmpint(newsletter_next_digest("Europe/London", 7, FALSE, at("2026-03-28T06:59:00Z")), ==,
                    at("2026-03-28T07:00:00Z"));
    g_assert_cmpint(newsletter_next_digest("Europe/London", 7, FALSE, at("2026-03-28T07:00:00Z")), ==,
                    at("2026-03-29T06:00:00Z"));
    g_assert_cmpint(newsletter_next_digest("Europe/London", 7, TRUE, at("2026-03-28T07:00:00Z")), ==,
                    at("2026-03-30T06:00:00Z"));
    g_assert_cmpint(newsletter_next_digest("Europe/London", 7, TRUE, at("2026-03-30T06:00:00Z")), ==,
                    at("2026-04-06T06:00:00Z"));
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    id_set_node(1);
#define NEWS(name, test)         g_test_add("/newsletter/" name, House, NULL, set_up_news, test, tear_down_news)
#define SEEN(name, set_up, test) g_test_add("/newsletter/" name, House, NULL, set_up, test, tear_down_news)
    NEWS("correction", a_correction_goes_to_whom_the_release_went);
    NEWS("batches", a_large_mailing_takes_many_batches_and_each_gets_hers_once);
    NEWS("again", who_is_not_reached_is_tried_again);
    NEWS("waits", when_nobody_of_many_is_taken_the_mailing_waits);
    NEWS("danger", who_kept_alerts_of_danger_gets_those_alone);
    NEWS("stop-while-waiting", who_stopped_while_her_copy_waited_does_not_get_it);
    SEEN("stop-refused", set_up_seen, a_copy_that_is_refused_because_she_stopped_is_her_stop);
    SEEN("unheard", set_up_seen, a_copy_of_which_nobody_heard_counts_as_sent_perhaps_twice);
    SEEN("paused", set_up_named, after_a_pause_a_mailing_goes_on_in_the_lane_that_it_was_in);
    SEEN("died", set_up_seen, what_was_in_hand_when_a_node_died_counts_too);
    SEEN("unknown", set_up_unknowing, batches_are_small_where_a_copy_is_not_known_again);
    NEWS("late", after_five_days_nobody_is_tried_again);
    NEWS("late-unsendable", after_five_days_a_mailing_that_waits_ends_even_when_nothing_can_send_it);
    SEEN("digest", set_up_on_a_tuesday, an_alert_reaches_at_once_who_wants_alerts_and_the_rest_waits_for_the_digest);
    g_test_add_func("/newsletter/seven", digests_leave_at_seven_where_the_body_is);
    return g_test_run();
}
