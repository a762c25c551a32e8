/* SPDX-License-Identifier: Apache-2.0 */
/* Decision tables at work: the channel of a reply, what must be done before, and what becomes of what filters say. */
#include "command/test-policy-house.h"

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
    return g_test_run();
}
