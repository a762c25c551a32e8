/* SPDX-License-Identifier: Apache-2.0 */
/* The social network, through to cases: what other servers report, and what programs write. */
#include "mediation/channel-ledger.h"
#include "mediation/delivering/errands.h"
#include "mediation/publishing/publishing.h"
#include "stories/test-house.h"

#define MODERATOR "https://remote.example/actor"
#define BOT       "https://remote.example/bot"
#define ADA       "https://remote.example/ada"
#define TOWN_DESK "https://city.example/ap/desks/desk"
#define CONTEXT   "{\"@context\":\"https://www.w3.org/ns/activitystreams\","

extern const struct channel_driver fediverse_channel;

static const struct channel_driver *const SOCIAL_DRIVERS[] = { &fediverse_channel, NULL };

/* The keys of the table are known at link time only. */
static const ConfigTable *const *
social_tables(void)
{
    static ConfigTable social = { "channel", .driver = "fediverse" };
    static const ConfigTable *const tables[] = { &COMMON, &social, &FILTER_TABLE, NULL };

    social.keys = fediverse_channel.settings;
    return tables;
}

static const Channel *
social(House *house)
{
    return channels_find(house->mediation.channels, "social");
}

static void
know(House *house, const char *id, const char *name, gboolean automated)
{
    g_autofree char *text =
        g_strdup_printf("{\"identity\":\"acct:%s@remote.example\",\"handle\":\"%s@remote.example\",\"name\":\"%s\","
                        "\"inbox\":\"%s/inbox\",\"shared\":\"%s/inbox\",\"automated\":%s}",
                        name, name, name, id, id, automated ? "true" : "false");

    g_assert_true(
        channel_ledger_change(&social(house)->host, &(LedgerChange){ LEDGER_PUT, "actor", id, text }, 1, NULL, NULL));
}

static void
add_errands(Mediation *mediation)
{
    errands_register(mediation);
}

static void
set_up_social(House *house, gconstpointer data)
{
    (void)data;
    house->channel = "social";
    house->desk = "acct:desk@city.example";
    house->domain = "city.example";
    house->settings = "[channel.social]\ndriver = fediverse\nurl = https://city.example\n";
    house->master = MASTER;
    house->drivers = SOCIAL_DRIVERS;
    house->tables = social_tables();
    house->mediation.publishing = publishing_new(&house->mediation);
    house->furnish_more = add_errands;
    open_house(house, NULL);
    know(house, MODERATOR, "remote.example", TRUE);
    know(house, BOT, "bot", TRUE);
    know(house, ADA, "ada", FALSE);
}

static void
tear_down_social(House *house, gconstpointer data)
{
    Publishing *publishing = house->mediation.publishing;

    tear_down(house, data);
    errands_unregister(house->mediation.errands);
    publishing_free(publishing);
}

/* It has come, and is verified. */
static void
say(House *house, const char *body)
{
    json_t *value = json_pack("{s:s, s:s}", "inbox", "", "body", body);
    g_autofree char *text = json_dumps(value, 0);
    g_auto(Attempt) attempt = { 0 };

    json_decref(value);
    fediverse_channel.errand(social(house)->handle, "take", text, clock_monotonic() + CLOCK_MINUTE, &attempt);
    g_assert_cmpint(attempt.outcome, ==, OUTCOME_ACCEPTED);
    WAIT_FOR(backlog(house, WORK_SCREEN) == 0);
}

static void
write_note(House *house, const char *actor, guint number, const char *in_reply_to)
{
    g_autofree char *body = g_strdup_printf(
        CONTEXT "\"id\":\"%s/create/%u\",\"type\":\"Create\",\"actor\":\"%s\",\"object\":{\"id\":\"%s/%u\",\"type\":"
                "\"Note\",\"attributedTo\":\"%s\",\"to\":\"" TOWN_DESK "\",\"inReplyTo\":\"%s/%s\",\"content\":"
                "\"The lamp is out, %u.\"}}",
        actor, number, actor, actor, number, actor, actor, in_reply_to, number);

    say(house, body);
}

static void
write_flag(House *house, const char *actor, guint number)
{
    g_autofree char *body = g_strdup_printf(CONTEXT "\"id\":\"%s/flags/%u\",\"type\":\"Flag\",\"actor\":\"%s\","
                                                    "\"content\":\"This is rude.\",\"object\":[\"" TOWN_DESK
                                                    "\",\"https://city.example/ap/posts/bridge\"]}",
                                            actor, number, actor);

    say(house, body);
}

/* What left because of the case: receipts. */
static guint
answers(const CaseView *view)
{
    guint count = 0;

    for (guint i = 0; i < view->messages->len; i++) {
        const CaseMessage *item = g_ptr_array_index(view->messages, i);

        count += item->message->direction == DIRECTION_OUT ? 1 : 0;
    }
    return count;
}

static const CaseMessage *
last_message(const CaseView *view)
{
    return g_ptr_array_index(view->messages, view->messages->len - 1);
}

static void
what_a_server_reports_by_its_own_account_is_a_case_that_nobody_answers_for_us(House *house, gconstpointer data)
{
    g_autoptr(CaseView) first = NULL, second = NULL;

    (void)data;
    write_flag(house, MODERATOR, 1);
    write_flag(house, MODERATOR, 2);
    g_assert_cmpuint(cases(house), ==, 2);
    first = look(house, 1);
    second = look(house, 2);
    g_assert_cmpint(first->a_case->state, ==, CASE_NEW);
    g_assert_true(first->a_case->unread);
    g_assert_false(last_message(first)->program); /* a person reported */
    g_assert_cmpuint(answers(first) + answers(second), ==, 0);
}

static void
who_reports_herself_gets_a_receipt(House *house, gconstpointer data)
{
    g_autoptr(CaseView) view = NULL;

    (void)data;
    write_flag(house, ADA, 1);
    view = look(house, 1);
    g_assert_cmpuint(answers(view), ==, 1);
}

static void
what_a_program_writes_is_seen_and_not_answered(House *house, gconstpointer data)
{
    g_autoptr(CaseView) view = NULL;

    (void)data;
    write_note(house, BOT, 1, "0");
    g_assert_cmpuint(cases(house), ==, 1);
    view = look(house, 1);
    g_assert_true(view->a_case->unread);
    g_assert_true(last_message(view)->program);
    g_assert_cmpint(last_message(view)->message->filed, ==, FILED_PROGRAM);
    g_assert_cmpuint(answers(view), ==, 0);
}

static void
what_a_program_adds_opens_no_case_again(House *house, gconstpointer data)
{
    g_autoptr(CaseView) before = NULL, after = NULL;
    g_autoptr(GError) error = NULL;

    (void)data;
    write_note(house, BOT, 1, "0");
    before = look(house, 1);
    casework_set_state(&house->mediation, &house->officer, before->a_case->id, before->a_case->version, CASE_RESOLVED,
                       "done", &error);
    g_assert_no_error(error);
    write_note(house, BOT, 2, "1");
    g_assert_cmpuint(cases(house), ==, 1);
    after = look(house, 1);
    g_assert_cmpint(after->a_case->state, ==, CASE_RESOLVED);
    g_assert_true(after->a_case->unread);
    g_assert_cmpuint(after->messages->len, ==, 2);
    g_assert_cmpuint(answers(after), ==, 0);
}

static gint64
next_delivery(House *house)
{
    JobBacklog backlog = { 0 };

    g_assert_true(work_backlog(house->mediation.work, WORK_DELIVER, &backlog, NULL));
    return backlog.waiting > 0 ? backlog.oldest : 0;
}

static void
an_answer_waits_for_a_server_that_errands_found_away(House *house, gconstpointer data)
{
    const Attempt away = { .outcome = OUTCOME_RETRY, .away = TRUE };
    Errands *errands = house->mediation.errands;
    g_autoptr(CaseView) view = NULL;

    (void)data;
    for (guint i = 0; i < 5; i++)
        errands_heard(errands, "social", "remote.example", &away);
    write_note(house, ADA, 1, "0");
    WAIT_FOR(next_delivery(house) > clock_now() + 30 * CLOCK_SECOND);
    view = look(house, 1);
    g_assert_cmpuint(answers(view), ==, 1);
    g_assert_cmpint(last_message(view)->delivery_state, ==, DELIVERY_WAITING);
    g_assert_null(last_message(view)->delivery_code); /* it was not tried */
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
#define TEST(name) g_test_add("/command/fediverse-story/" #name, House, NULL, set_up_social, name, tear_down_social)
    TEST(what_a_server_reports_by_its_own_account_is_a_case_that_nobody_answers_for_us);
    TEST(who_reports_herself_gets_a_receipt);
    TEST(what_a_program_writes_is_seen_and_not_answered);
    TEST(what_a_program_adds_opens_no_case_again);
    TEST(an_answer_waits_for_a_server_that_errands_found_away);
    return g_test_run();
}
