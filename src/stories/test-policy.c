/* SPDX-License-Identifier: Apache-2.0 */
/* Decision tables at work: the channel of a reply, what must be done before, and what becomes of what filters say. */
#include "mediation/publishing/publishing.h"
#include "stories/test-policy-house.h"

static const RoleGrant WRITER_GRANTS[] = { { ROLE_COMMUNICATIONS, { 0 } } };
static const Actor MAYA = { ACTOR_STAFF, { 9 }, "Maya Writer", WRITER_GRANTS, 1 };

/* ---- replies ---- */

static void
a_reply_goes_by_the_channel_of_the_question_and_its_decision_comes_before_it(House *house, gconstpointer data)
{
    g_autoptr(CaseView) asked = open_case(house), view = NULL;
    const Event *decided, *released;
    guint first = 0, second = 0;

    (void)data;
    answer(house, asked, "It is repaired.");
    settle(house);
    view = look(house, 1);
    decided = find_event(view, EVENT_POLICY_DECIDED, &first);
    released = find_reply(view, &second);
    g_assert_nonnull(decided);
    g_assert_nonnull(released);
    g_assert_cmpuint(first, <, second);
    g_assert_cmpint(decided->leaf, <, released->leaf);
    g_assert_cmpint(decided->subject, ==, released->subject);
    g_assert_cmpstr(detail_of(released, "channel"), ==, "echo");
    g_assert_cmpstr(detail_of(decided, "kind"), ==, "channel");
    g_assert_cmpstr(detail_of(decided, "rules"), ==, "same");
    g_assert_cmpstr(detail_of(decided, "sentence"), ==,
                    "Rule “same” of the policy: it goes by the same channel as asked, else by any channel that reaches "
                    "the citizen.");
    g_assert_cmpint(json_integer_value(json_object_get(decided->detail, "version")), ==, 1);
    g_assert_cmpuint(strlen(detail_of(decided, "digest")), ==, 64);
}

static void
the_preview_knows_the_decision_and_nothing_is_stored_yet(House *house, gconstpointer data)
{
    ReplyDraft draft = { .text = "It is repaired.", .next = CASE_WAITING_CITIZEN };
    g_autoptr(CaseView) asked = open_case(house), view = NULL;
    g_autoptr(GError) error = NULL;
    g_autoptr(ReplyPreview) preview = NULL;
    guint place;

    (void)data;
    preview = release_preview(&house->mediation, &house->officer, asked->a_case->id, &draft, &error);
    g_assert_no_error(error);
    g_assert_nonnull(preview->policy.channel);
    g_assert_null(preview->policy.duties);
    g_assert_cmpint(preview->policy.channel->facts->values[POLICY_LENGTH].number, ==, 15);
    view = look(house, 1);
    g_assert_null(find_event(view, EVENT_POLICY_DECIDED, &place));
}

static void
assert_refused(House *house, const CaseView *view, gboolean preview_too, const char *words)
{
    ReplyDraft draft = { .text = "It is repaired.", .next = CASE_WAITING_CITIZEN };
    g_autoptr(GError) error = NULL;
    g_autoptr(ReplyPreview) preview =
        release_preview(&house->mediation, &house->officer, view->a_case->id, &draft, preview_too ? &error : NULL);
    ReleaseId id;

    g_assert_cmpint(preview == NULL, ==, preview_too);
    g_clear_error(&error);
    g_assert_false(release_reply(&house->mediation, &house->officer, view->a_case->id, 0, &draft, NULL, &id, &error));
    g_assert_error(error, TRIBUNE_ERROR, TRIBUNE_ERROR_INVALID);
    g_assert_nonnull(strstr(error->message, words));
}

static void
without_a_rule_nothing_leaves_and_who_writes_reads_why(House *house, gconstpointer data)
{
    g_autoptr(CaseView) view = open_case(house);

    (void)data;
    put_in_force(house, "{\"kind\": \"channel\", \"columns\": [\"purpose\"], \"rules\": [{\"id\": \"news\","
                        "\"when\": {\"purpose\": \"\\\"news\\\"\"}, \"then\": [\"echo\", \"any\"]}]}");
    assert_refused(house, view, TRUE, "No rule of the policy says what to do here");
}

static void
what_others_must_agree_to_does_not_leave_alone(House *house, gconstpointer data)
{
    g_autoptr(CaseView) view = open_case(house);

    (void)data;
    put_in_force(house, "{\"kind\": \"duty\", \"columns\": [], \"rules\": [{\"id\": \"all\", \"when\": {},"
                        "\"then\": [\"four-eyes\"]}]}");
    assert_refused(house, view, FALSE, "somebody else must agree");
}

static void
other_duties_are_told_and_stored(House *house, gconstpointer data)
{
    g_autoptr(CaseView) asked = open_case(house), view = NULL;
    guint count = 0;

    (void)data;
    put_in_force(house, "{\"kind\": \"duty\", \"columns\": [\"purpose\"], \"rules\": [{\"id\": \"appeal\","
                        "\"when\": {\"purpose\": \"\\\"reply\\\"\"}, \"then\": [\"offer-appeal\"]}]}");
    answer(house, asked, "It is repaired.");
    view = look(house, 1);
    for (guint i = 0; i < view->events->len; i++) {
        const Event *event = g_ptr_array_index(view->events, i);

        count += event->kind == EVENT_POLICY_DECIDED && strcmp(detail_of(event, "outputs"), "offer-appeal") == 0;
    }
    g_assert_cmpuint(count, ==, 1);
}

static void
a_channel_that_does_not_reach_her_gives_way_to_the_fallback(House *house, gconstpointer data)
{
    g_autoptr(CaseView) asked = open_case(house), view = NULL;
    guint place;

    (void)data;
    put_in_force(house, "{\"kind\": \"channel\", \"columns\": [], \"rules\": [{\"id\": \"other\", \"when\": {},"
                        "\"then\": [\"refuse\", \"same\"]}]}");
    answer(house, asked, "It is repaired.");
    view = look(house, 1);
    g_assert_cmpstr(detail_of(find_reply(view, &place), "channel"), ==, "echo");
}

/* ---- what filters say ---- */

static Screening
screening_of(const CaseView *view)
{
    return ((CaseMessage *)g_ptr_array_index(view->messages, 0))->message->screening;
}

static CaseView *
open_odd_case(House *house)
{
    __atomic_store_n(&filter_mood, 1, __ATOMIC_SEQ_CST);
    write_in(house, "echo:ada", DESK, "Id: a1\nSubject: Lamp\n\nThe lamp is out.");
    settle(house);
    __atomic_store_n(&filter_mood, 0, __ATOMIC_SEQ_CST);
    return look(house, 1);
}

static void
without_rules_what_filters_say_stands_and_nothing_is_decided(House *house, gconstpointer data)
{
    g_autoptr(CaseView) view = open_odd_case(house);

    (void)data;
    g_assert_cmpint(screening_of(view), ==, SCREENING_HELD);
}

#define HOLD(cell, output)                                                                                             \
    "{\"kind\": \"hold\", \"columns\": [\"filter_labels\"], \"rules\": [{\"id\": \"one\", \"when\": {"                 \
    "\"filter_labels\": \"" cell "\"}, \"then\": [\"" output "\"]}]}"

static void
a_rule_lets_pass_what_it_names(House *house, gconstpointer data)
{
    g_autoptr(CaseView) view = NULL;

    (void)data;
    put_in_force(house, HOLD("has(\\\"odd\\\")", "pass"));
    view = open_odd_case(house);
    g_assert_cmpint(screening_of(view), ==, SCREENING_CLEAR);
}

static void
a_rule_labels_what_a_filter_holds(House *house, gconstpointer data)
{
    g_autoptr(CaseView) view = NULL;

    (void)data;
    put_in_force(house, HOLD("has(\\\"odd\\\")", "label:strange"));
    view = open_odd_case(house);
    g_assert_cmpint(screening_of(view), ==, SCREENING_LABELLED);
}

static void
a_rule_lifts_no_label_that_it_does_not_name(House *house, gconstpointer data)
{
    g_autoptr(CaseView) view = NULL;

    (void)data;
    put_in_force(house, HOLD("not(has(\\\"spam\\\"))", "pass"));
    view = open_odd_case(house);
    g_assert_cmpint(screening_of(view), ==, SCREENING_HELD);
}

static void
a_rule_holds_what_filters_let_pass(House *house, gconstpointer data)
{
    g_autoptr(CaseView) view = NULL;

    (void)data;
    put_in_force(house, HOLD("not(has(\\\"known\\\"))", "hold:look"));
    view = open_case(house);
    g_assert_cmpint(screening_of(view), ==, SCREENING_HELD);
}

/* ---- what leaves without being an answer ---- */

#define ONLY_NEWS                                                                                                      \
    "{\"kind\": \"channel\", \"columns\": [\"purpose\"], \"rules\": [{\"id\": \"news\","                               \
    "\"when\": {\"purpose\": \"\\\"news\\\"\"}, \"then\": [\"echo\", \"any\"]}]}"
#define ALL_ALIKE                                                                                                      \
    "{\"kind\": \"channel\", \"columns\": [], \"rules\": [{\"id\": \"all\", \"when\": {}, \"then\": [\"same\", "       \
    "\"any\"]}]}"

static guint
receipts(House *house)
{
    g_autoptr(CaseView) view = look(house, 1);
    guint count = 0;

    for (guint i = 0; i < view->events->len; i++) {
        const Event *event = g_ptr_array_index(view->events, i);

        count += event->kind == EVENT_RELEASE_RELEASED && strcmp(detail_of(event, "kind"), "acknowledgement") == 0;
    }
    return count;
}

static void
later(House *house, gint64 pause)
{
    clock_pin(clock_now() + pause);
    work_wake(house->mediation.work, WORK_ACKNOWLEDGE);
}

static void
a_receipt_waits_until_a_rule_lets_it_go(House *house, gconstpointer data)
{
    g_autoptr(CaseView) view = NULL;

    (void)data;
    put_in_force(house, ONLY_NEWS);
    view = open_case(house);
    g_assert_cmpuint(receipts(house), ==, 0);
    g_assert_cmpuint(backlog(house, WORK_ACKNOWLEDGE), ==, 1);
    put_in_force(house, ALL_ALIKE);
    later(house, ACKNOWLEDGEMENT_PAUSE + CLOCK_SECOND);
    WAIT_FOR(backlog(house, WORK_ACKNOWLEDGE) == 0);
    settle(house);
    g_assert_cmpuint(receipts(house), ==, 1);
    assert_audited(house);
    clock_pin(0);
}

static void
a_receipt_that_others_must_agree_to_is_not_sent(House *house, gconstpointer data)
{
    g_autoptr(CaseView) view = NULL;

    (void)data;
    put_in_force(house, "{\"kind\": \"duty\", \"columns\": [\"purpose\"], \"rules\": [{\"id\": \"all\","
                        "\"when\": {\"purpose\": \"\\\"acknowledgement\\\"\"}, \"then\": [\"four-eyes\"]}]}");
    view = open_case(house);
    g_assert_cmpuint(receipts(house), ==, 0);
    g_assert_cmpuint(backlog(house, WORK_ACKNOWLEDGE), ==, 1);
}

static void
who_has_an_answer_by_then_gets_no_receipt(House *house, gconstpointer data)
{
    g_autoptr(CaseView) view = NULL;

    (void)data;
    put_in_force(house, ONLY_NEWS);
    view = open_case(house);
    put_in_force(house, ALL_ALIKE);
    answer(house, view, "It is repaired.");
    settle(house);
    later(house, ACKNOWLEDGEMENT_PAUSE + CLOCK_SECOND);
    WAIT_FOR(backlog(house, WORK_ACKNOWLEDGE) == 0);
    g_assert_cmpuint(receipts(house), ==, 0);
    clock_pin(0);
}

static void
after_a_week_a_receipt_comes_too_late(House *house, gconstpointer data)
{
    g_autoptr(CaseView) view = NULL;

    (void)data;
    put_in_force(house, ONLY_NEWS);
    view = open_case(house);
    put_in_force(house, ALL_ALIKE);
    later(house, ACKNOWLEDGEMENT_LATEST + CLOCK_MINUTE);
    WAIT_FOR(backlog(house, WORK_ACKNOWLEDGE) == 0);
    g_assert_cmpuint(receipts(house), ==, 0);
    clock_pin(0);
}

/* ---- what is published ---- */

static PublicationId
write_news(House *house)
{
    g_autoptr(PublicationContent) content = publication_content_new();
    PublicationText *text = publication_content_add_text(content, "en");
    g_autoptr(GError) error = NULL;
    PublicationId id;

    g_free(text->title);
    text->title = g_strdup("Mill Bridge closed");
    g_free(text->body);
    text->body = g_strdup("From Monday.");
    publishing_make(&house->mediation, &MAYA, PUBLICATION_NEWS, content, &id, &error);
    g_assert_no_error(error);
    return id;
}

static void
assert_stays_a_draft(House *house, const char *table, const char *words)
{
    PublicationId id = write_news(house);
    g_autoptr(GError) error = NULL;

    put_in_force(house, table);
    g_assert_false(publishing_submit(&house->mediation, &MAYA, id, 0, &error));
    g_assert_error(error, TRIBUNE_ERROR, TRIBUNE_ERROR_INVALID);
    g_assert_nonnull(strstr(error->message, words));
}

static void
news_that_no_rule_decides_stay_a_draft(House *house, gconstpointer data)
{
    (void)data;
    assert_stays_a_draft(house,
                         "{\"kind\": \"channel\", \"columns\": [\"purpose\"], \"rules\": [{\"id\": \"reply\","
                         "\"when\": {\"purpose\": \"\\\"reply\\\"\"}, \"then\": [\"same\", \"any\"]}]}",
                         "No rule of the policy says what to do here");
}

static void
news_that_are_not_for_the_public_or_need_a_language_stay_a_draft(House *house, gconstpointer data)
{
    (void)data;
    assert_stays_a_draft(house,
                         "{\"kind\": \"duty\", \"columns\": [], \"rules\": [{\"id\": \"all\", \"when\": {},"
                         "\"then\": [\"no-public-reply\"]}]}",
                         "not said in public");
    assert_stays_a_draft(house,
                         "{\"kind\": \"duty\", \"columns\": [], \"rules\": [{\"id\": \"all\", \"when\": {},"
                         "\"then\": [\"translate\"]}]}",
                         "second language");
}

static void
set_up_news(House *house, gconstpointer data)
{
    set_up_policy(house, data);
    house->mediation.publishing = publishing_new(&house->mediation);
    test_hire(house->mediation.store, &MAYA);
}

static void
tear_down_news(House *house, gconstpointer data)
{
    Publishing *publishing = house->mediation.publishing;

    tear_down_policy(house, data);
    publishing_free(publishing);
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
#define TEST(name) g_test_add("/command/policy/" #name, House, NULL, set_up_policy, name, tear_down_policy)
    TEST(a_reply_goes_by_the_channel_of_the_question_and_its_decision_comes_before_it);
    TEST(the_preview_knows_the_decision_and_nothing_is_stored_yet);
    TEST(without_a_rule_nothing_leaves_and_who_writes_reads_why);
    TEST(what_others_must_agree_to_does_not_leave_alone);
    TEST(other_duties_are_told_and_stored);
    TEST(a_channel_that_does_not_reach_her_gives_way_to_the_fallback);
    TEST(without_rules_what_filters_say_stands_and_nothing_is_decided);
    TEST(a_rule_lets_pass_what_it_names);
    TEST(a_rule_labels_what_a_filter_holds);
    TEST(a_rule_lifts_no_label_that_it_does_not_name);
    TEST(a_rule_holds_what_filters_let_pass);
    TEST(a_receipt_waits_until_a_rule_lets_it_go);
    TEST(a_receipt_that_others_must_agree_to_is_not_sent);
    TEST(who_has_an_answer_by_then_gets_no_receipt);
    TEST(after_a_week_a_receipt_comes_too_late);
#define NEWS(name) g_test_add("/command/policy/" #name, House, NULL, set_up_news, name, tear_down_news)
    NEWS(news_that_no_rule_decides_stay_a_draft);
    NEWS(news_that_are_not_for_the_public_or_need_a_language_stay_a_draft);
    return g_test_run();
}
