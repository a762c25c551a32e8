/* SPDX-License-Identifier: Apache-2.0 */
/* Comments: the rules that hold. */
#include "stories/test-comments-house.h"

/* ---- the rules that hold ---- */

static void
what_no_filter_holds_is_public(House *house, gconstpointer data)
{
    g_autoptr(PublicComments) comments = NULL;
    g_autofree char *token = NULL;
    guint64 before = publishing_generation(house->mediation.publishing);
    const PublicComment *first;
    CommentId id;

    (void)data;
    g_assert_cmpint(comment(house, "Ada", " Good. ", "", &id, &token), ==, -1);
    comments = shown(house);
    g_assert_cmpuint(comments->total, ==, 1);
    first = g_ptr_array_index(comments->comments, 0);
    g_assert_cmpstr(first->name, ==, "Ada");
    g_assert_cmpstr(first->text, ==, "Good.");
    WAIT_FOR(publishing_generation(house->mediation.publishing) > before);
    g_assert_cmpuint(strlen(token), ==, 24);
}

static void
the_same_form_twice_is_one_comment(House *house, gconstpointer data)
{
    g_autofree char *first = NULL, *second = NULL;
    CommentId a, b;

    (void)data;
    comment(house, "Ada", "Good.", "", &a, &first);
    comment(house, "Ada", "Good.", "", &b, &second);
    g_assert_cmpint(a.value, ==, b.value);
    g_assert_cmpstr(first, ==, second);
    g_assert_cmpuint(count_shown(house), ==, 1);
}

static void
nearly_the_same_text_waits_for_a_person(House *house, gconstpointer data)
{
    CommentId a, b, c;

    (void)data;
    comment(house, "Ada", LONG_TEXT, "", &a, NULL);
    comment(house, "Bea", LONG_TEXT " Really.", "", &b, NULL);
    comment(house, "Cem", "I come by bicycle every morning and have never seen anybody wait at that crossing for long.",
            "", &c, NULL);
    g_assert_cmpint(state_of(house, a), ==, COMMENT_PUBLIC);
    g_assert_cmpint(state_of(house, b), ==, COMMENT_HELD);
    g_assert_cmpint(state_of(house, c), ==, COMMENT_PUBLIC);
}

static void
what_a_filter_holds_waits_with_a_clock(House *house, gconstpointer data)
{
    g_autoptr(CommentDesk) whole = NULL;
    g_autoptr(GError) error = NULL;
    CommentChoice choice = { { 0 }, 0 };
    const CommentDeskLine *line;
    CommentId id;
    guint done;

    (void)data;
    __atomic_store_n(&filter_mood, 1, __ATOMIC_SEQ_CST);
    comment(house, "Ada", "Good.", "", &id, NULL);
    line = desk(house, id, &whole);
    g_assert_cmpint(line->comment->state, ==, COMMENT_HELD);
    g_assert_cmpint(line->comment->due, ==, clocks_review_due(&house->mediation, line->comment->received));
    g_assert_cmpuint(line->verdicts->len, ==, 1);
    g_assert_cmpuint(count_shown(house), ==, 0);
    choice.id = id;
    g_assert_false(comment_moderation_publish(&house->mediation, &PRIYA, &choice, 1, &done, &error));
    g_assert_error(error, TRIBUNE_ERROR, TRIBUNE_ERROR_FORBIDDEN);
    g_clear_error(&error);
    g_assert_true(comment_moderation_publish(&house->mediation, &MAYA, &choice, 1, &done, &error));
    g_assert_cmpuint(done, ==, 1);
    g_assert_true(comment_moderation_publish(&house->mediation, &MAYA, &choice, 1, &done, &error));
    g_assert_cmpuint(done, ==, 0);
    g_assert_cmpuint(count_shown(house), ==, 1);
}

static void
a_filter_that_is_down_makes_it_wait(House *house, gconstpointer data)
{
    g_auto(CommentReceipt) receipt = { 0 };
    CommentDraft draft = { .publication = publication,
                           .name = "",
                           .identity = "",
                           .text = "Good.",
                           .language = "",
                           .external_id = "abc",
                           .once = "" };

    (void)data;
    __atomic_store_n(&filter_mood, 2, __ATOMIC_SEQ_CST);
    g_assert_true(commenting_submit(&house->mediation, &ECHO, "echo", &draft, &receipt, NULL));
    g_usleep(50000);
    g_assert_cmpint(state_of(house, receipt.id), ==, COMMENT_WAITING);
    __atomic_store_n(&filter_mood, 0, __ATOMIC_SEQ_CST);
    WAIT_FOR(backlog(house, WORK_COMMENT) == 0);
    g_assert_cmpint(state_of(house, receipt.id), ==, COMMENT_PUBLIC);
}

static void
comments_are_open_until_somebody_or_the_setting_says(House *house, gconstpointer data)
{
    g_autoptr(GError) error = NULL;
    gint64 until = 0;
    CommentId id;

    (void)data;
    g_assert_true(comment_view_until(house->mediation.publishing, &READER, publication, &until, &error));
    g_assert_cmpint(until, >, clock_now() + 13 * CLOCK_DAY);
    g_assert_cmpint(until, <, clock_now() + 15 * CLOCK_DAY);
    g_assert_true(comment_rules_set_until(&house->mediation, &MAYA, publication, 0, &error));
    g_assert_cmpint(comment(house, "Ada", "Good.", "", &id, NULL), ==, TRIBUNE_ERROR_CONFLICT);
    g_assert_false(comment_rules_set_until(&house->mediation, &PRIYA, publication, 0, &error));
    g_assert_error(error, TRIBUNE_ERROR, TRIBUNE_ERROR_FORBIDDEN);
    g_clear_error(&error);
    g_assert_true(comment_rules_set_until(&house->mediation, &MAYA, publication, clock_now() + CLOCK_HOUR, &error));
    g_assert_cmpint(comment(house, "Ada", "Good.", "", &id, NULL), ==, -1);
}

static void
hiding_needs_a_ground_and_facts_and_deletes_nothing(House *house, gconstpointer data)
{
    g_autoptr(PublicComments) comments = NULL;
    g_autoptr(OwnComment) mine = NULL;
    g_autofree char *token = NULL;
    const CommentDecision *decision;
    const PublicComment *first;
    CommentId id;

    (void)data;
    comment(house, "Ada", "Buy lamps.", "", &id, &token);
    g_assert_cmpint(hide(house, &MAYA, id, 2, "", " "), ==, TRIBUNE_ERROR_INVALID);
    g_assert_cmpint(hide(house, &MAYA, id, 3, "", "It sells lamps."), ==, TRIBUNE_ERROR_INVALID);
    g_assert_cmpint(hide(house, &PRIYA, id, 2, "", "It sells lamps."), ==, TRIBUNE_ERROR_FORBIDDEN);
    g_assert_cmpint(hide(house, &MAYA, id, 2, "", "It sells lamps."), ==, -1);
    g_assert_cmpint(hide(house, &MAYA, id, 2, "", "It sells lamps."), ==, TRIBUNE_ERROR_CONFLICT);
    comments = shown(house);
    first = g_ptr_array_index(comments->comments, 0);
    g_assert_true(first->is_hidden);
    g_assert_null(first->text);
    g_assert_cmpstr(first->name, ==, "");
    g_assert_cmpint(first->category, ==, COMMENT_OTHER);
    mine = own(house, token);
    g_assert_cmpstr(mine->comment->text, ==, "Buy lamps.");
    g_assert_cmpuint(mine->decisions->len, ==, 1);
    decision = g_ptr_array_index(mine->decisions, 0);
    g_assert_cmpstr(decision->facts, ==, "It sells lamps.");
    g_assert_cmpstr(g_ptr_array_index(mine->rules, 0), ==, "No advertising.");
    g_assert_cmpint(decision->until, ==, comment_appeal_until(decision->at));
}

static void
somebody_else_than_who_hid_it_answers_the_appeal(House *house, gconstpointer data)
{
    g_autofree char *token = NULL;
    g_autoptr(OwnComment) mine = NULL;
    const CommentDecision *decision;
    CommentId id;

    (void)data;
    comment(house, "Ada", "Buy lamps.", "", &id, &token);
    g_assert_cmpint(appeal(house, token), ==, TRIBUNE_ERROR_INVALID);
    hide(house, &MAYA, id, 2, "", "It sells lamps.");
    g_assert_cmpint(answer_appeal(house, &OMAR, id, TRUE), ==, TRIBUNE_ERROR_CONFLICT);
    g_assert_cmpint(appeal(house, "no-such-token"), ==, TRIBUNE_ERROR_NOT_FOUND);
    g_assert_cmpint(appeal(house, token), ==, -1);
    g_assert_cmpint(appeal(house, token), ==, TRIBUNE_ERROR_CONFLICT);
    g_assert_cmpint(answer_appeal(house, &MAYA, id, FALSE), ==, TRIBUNE_ERROR_FORBIDDEN);
    g_assert_cmpint(answer_appeal(house, &PRIYA, id, TRUE), ==, -1);
    g_assert_cmpint(state_of(house, id), ==, COMMENT_PUBLIC);
    mine = own(house, token);
    decision = g_ptr_array_index(mine->decisions, 0);
    g_assert_cmpint(decision->appeal, ==, COMMENT_APPEAL_RESTORED);
    g_assert_cmpint(decision->ended, !=, 0);
    g_assert_cmpstr(decision->answer, ==, "Looked at it.");
}

static void
an_appeal_that_is_not_granted_ends_there_and_a_new_decision_has_a_new_one(House *house, gconstpointer data)
{
    g_autofree char *token = NULL;
    g_autoptr(GError) error = NULL;
    CommentState state;
    CommentId id;

    (void)data;
    comment(house, "Ada", "Buy lamps.", "", &id, &token);
    hide(house, &MAYA, id, 0, "Heilmittelwerbegesetz", "It sells lamps.");
    appeal(house, token);
    g_assert_cmpint(answer_appeal(house, &OMAR, id, FALSE), ==, -1);
    g_assert_cmpint(state_of(house, id), ==, COMMENT_HIDDEN);
    g_assert_cmpint(appeal(house, token), ==, TRIBUNE_ERROR_CONFLICT);
    g_assert_true(comment_moderation_restore(&house->mediation, &MAYA, id, 0, "A mistake.", &state, &error));
    g_assert_cmpint(state_of(house, id), ==, COMMENT_PUBLIC);
    hide(house, &MAYA, id, 1, "", "It attacks lamps.");
    g_assert_cmpint(appeal(house, token), ==, -1);
}

static void
an_appeal_comes_in_time(House *house, gconstpointer data)
{
    g_autofree char *token = NULL;
    CommentId id;

    (void)data;
    comment(house, "Ada", "Buy lamps.", "", &id, &token);
    hide(house, &MAYA, id, 2, "", "It sells lamps.");
    clock_pin(comment_appeal_until(clock_now()) + CLOCK_DAY);
    g_assert_cmpint(appeal(house, token), ==, TRIBUNE_ERROR_INVALID);
    clock_pin(0);
}

static void
her_address_gets_a_notice_without_her_words(House *house, gconstpointer data)
{
    g_autofree char *sent = NULL;
    CommentId id;

    (void)data;
    comment(house, "Ada", "Buy lamps.", "echo:ada", &id, NULL);
    hide(house, &MAYA, id, 2, "", "It sells lamps.");
    settle(house);
    g_assert_cmpuint(echo_sent(echo_of(house)), ==, 1);
    sent = echo_text(echo_of(house), 0);
    g_assert_nonnull(strstr(sent, "https://contact.northam.example/comment/"));
    g_assert_null(strstr(sent, "lamps"));
}

static void
what_readers_report_stays_until_a_person_has_looked(House *house, gconstpointer data)
{
    g_autoptr(CommentDesk) list = NULL;
    g_autoptr(GError) error = NULL;
    const CommentDeskLine *line;
    CommentId id;

    (void)data;
    comment(house, "Ada", "Good.", "", &id, NULL);
    g_assert_true(comment_moderation_flag(&house->mediation, &ECHO, id, COMMENT_SCAM, &error));
    g_assert_true(comment_moderation_flag(&house->mediation, &ECHO, id, COMMENT_SCAM, &error));
    g_assert_cmpuint(count_shown(house), ==, 1);
    list = comment_desk_view_list(&house->mediation, &MAYA, COMMENT_LIST_FLAGGED, "en", 1, &error);
    g_assert_cmpuint(list->lines->len, ==, 1);
    line = g_ptr_array_index(list->lines, 0);
    g_assert_cmpuint(line->flags[COMMENT_SCAM], ==, 2);
    g_assert_true(comment_moderation_keep(&house->mediation, &MAYA, id, line->comment->version, &error));
    g_assert_false(comment_moderation_keep(&house->mediation, &MAYA, id, 0, &error));
    g_assert_error(error, TRIBUNE_ERROR, TRIBUNE_ERROR_CONFLICT);
}

static void
the_log_tells_every_decision_and_nothing_personal(House *house, gconstpointer data)
{
    g_autoptr(CommentLog) log = NULL;
    g_autofree char *token = NULL;
    g_autoptr(GError) error = NULL;
    const CommentLogLine *line;
    CommentId id;

    (void)data;
    comment(house, "Ada", "Buy lamps.", "", &id, &token);
    hide(house, &MAYA, id, 2, "", "It sells lamps.");
    appeal(house, token);
    answer_appeal(house, &OMAR, id, FALSE);
    log = comment_view_log(house->mediation.publishing, &READER, "en", 1, &error);
    g_assert_no_error(error);
    g_assert_cmpuint(log->counts.total, ==, 1);
    g_assert_cmpuint(log->counts.upheld, ==, 1);
    line = g_ptr_array_index(log->lines, 0);
    g_assert_cmpstr(line->slug, ==, "mill-bridge-closed");
    g_assert_cmpstr(line->rule, ==, "No advertising.");
    g_assert_null(line->decision->facts);
    g_assert_null(line->decision->plea);
    g_assert_false(line->decision->detected);
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    TEST(what_no_filter_holds_is_public);
    TEST(the_same_form_twice_is_one_comment);
    TEST(nearly_the_same_text_waits_for_a_person);
    TEST(what_a_filter_holds_waits_with_a_clock);
    TEST(a_filter_that_is_down_makes_it_wait);
    TEST(comments_are_open_until_somebody_or_the_setting_says);
    TEST(hiding_needs_a_ground_and_facts_and_deletes_nothing);
    TEST(somebody_else_than_who_hid_it_answers_the_appeal);
    TEST(an_appeal_that_is_not_granted_ends_there_and_a_new_decision_has_a_new_one);
    TEST(an_appeal_comes_in_time);
    TEST(her_address_gets_a_notice_without_her_words);
    TEST(what_readers_report_stays_until_a_person_has_looked);
    TEST(the_log_tells_every_decision_and_nothing_personal);
    return g_test_run();
}
