/* SPDX-License-Identifier: Apache-2.0 */
/* What else the duty table asks of a reply. */
#include "mediation/cases/templating.h"
#include "stories/test-proposing-house.h"

/* ---- the other duties ---- */

static ReplyPreview *
preview(House *house, const CaseView *view, const char *text, const char *untranslated, GError **error)
{
    ReplyDraft draft = { .text = text, .next = CASE_WAITING_OTHER, .untranslated = untranslated };

    return release_preview(&house->mediation, &house->officer, view->a_case->id, &draft, error);
}

static void
a_notice_stands_below_in_the_language_of_the_reply_or_nothing_leaves(House *house, gconstpointer data)
{
    g_autoptr(CaseView) asked = open_case(house);
    g_autoptr(ReplyPreview) without = NULL, with = NULL;
    g_autoptr(GError) error = NULL;

    (void)data;
    templating_make(&house->mediation, &LENA, "privacy", (UnitId){ 0 }, "de", "Datenschutz", "Was wir speichern.",
                    &error);
    g_assert_no_error(error);
    put_in_force(house, DUTY("\"add-notice:privacy\""));
    without = preview(house, asked, TEXT, NULL, &error);
    g_assert_error(error, TRIBUNE_ERROR, TRIBUNE_ERROR_INVALID);
    g_assert_nonnull(strstr(error->message, "privacy, en"));
    g_clear_error(&error);
    templating_make(&house->mediation, &LENA, "privacy", (UnitId){ 0 }, "en", "Privacy", "How we use your data.",
                    &error);
    g_assert_no_error(error);
    with = preview(house, asked, TEXT, NULL, &error);
    g_assert_no_error(error);
    g_assert_cmpstr(with->outgoing->text, ==, "The lamp is repaired.\n\nHow we use your data.");
}

static void
how_to_ask_for_a_review_stands_below(House *house, gconstpointer data)
{
    g_autoptr(CaseView) asked = open_case(house);
    g_autoptr(ReplyPreview) plain = NULL, linked = NULL;
    g_autoptr(GError) error = NULL;

    (void)data;
    put_in_force(house, DUTY("\"offer-appeal\""));
    plain = preview(house, asked, TEXT, NULL, &error);
    g_assert_no_error(error);
    g_assert_nonnull(strstr(plain->outgoing->text, "somebody else should look at it"));
    house->mediation.portal_url = "https://northam.example";
    linked = preview(house, asked, TEXT, NULL, &error);
    house->mediation.portal_url = NULL;
    g_assert_no_error(error);
    g_assert_nonnull(strstr(linked->outgoing->text, "https://northam.example/find"));
}

static void
the_case_gets_the_class_of_its_record_once(House *house, gconstpointer data)
{
    g_autoptr(CaseView) asked = open_case(house), view = NULL;
    g_auto(Reading) reading = { 0 };
    guint place, count = 0;

    (void)data;
    put_in_force(house, DUTY("\"record-class:complaint\""));
    answer(house, asked, TEXT);
    g_clear_pointer(&asked, case_view_free);
    asked = look(house, 1);
    answer(house, asked, "One more thing.");
    reading = read_case(house, asked);
    g_assert_cmpstr(reading.class, ==, "complaint");
    view = look(house, 1);
    g_assert_nonnull(find_event(view, EVENT_CASE_RECORD_CLASS, &place));
    for (guint i = 0; i < view->events->len; i++)
        count += ((const Event *)g_ptr_array_index(view->events, i))->kind == EVENT_CASE_RECORD_CLASS;
    g_assert_cmpuint(count, ==, 1);
}

static void
the_matter_is_promised_to_end_within_the_days(House *house, gconstpointer data)
{
    g_autoptr(CaseView) asked = open_case(house), view = NULL;
    ReplyDraft draft = { .text = TEXT, .next = CASE_WAITING_OTHER };
    g_autoptr(GError) error = NULL;
    ProposingResult result;
    guint place;

    (void)data;
    put_in_force(house, DUTY("\"answer-within:2\""));
    g_assert_cmpint(asked->a_case->due, ==, 0);
    proposing_reply(&house->mediation, &house->officer, asked->a_case->id, 0, &draft, NULL, &result, &error);
    g_assert_no_error(error);
    view = look(house, 1);
    g_assert_cmpint(view->a_case->due, >, clock_now());
    g_assert_cmpint(view->a_case->due, <, clock_now() + 14 * CLOCK_DAY);
    g_assert_nonnull(find_event(view, EVENT_CLOCK_STARTED, &place));
}

static void
another_language_needs_a_part_in_the_citizens_or_a_reason(House *house, gconstpointer data)
{
    static const char GERMAN[] =
        "Vielen Dank für Ihre Nachricht. Die Laterne vor Ihrem Haus ist seit gestern wieder in "
        "Ordnung, und wir haben auch die anderen Laternen in der Straße geprüft.";
    static const char ENGLISH[] = "Thank you for your message. The lamp in front of your house has been working again "
                                  "since yesterday, and we have looked at the other lamps in the street too.";
    g_autofree char *both = g_strconcat(GERMAN, "\n\n---\n\n", ENGLISH, NULL);
    g_autoptr(CaseView) asked = open_case(house);
    g_autoptr(ReplyPreview) refused = NULL, good = NULL, reasoned = NULL;
    g_autoptr(GError) error = NULL;

    (void)data;
    put_in_force(house, DUTY("\"translate\""));
    refused = preview(house, asked, GERMAN, NULL, &error);
    g_assert_error(error, TRIBUNE_ERROR, TRIBUNE_ERROR_INVALID);
    g_clear_error(&error);
    good = preview(house, asked, both, NULL, &error);
    g_assert_no_error(error);
    reasoned = preview(house, asked, GERMAN, "She asked for German on the phone.", &error);
    g_assert_no_error(error);
}

static void
a_table_that_asks_what_cannot_be_done_is_not_checked(House *house, gconstpointer data)
{
    static const struct {
        const char *json, *words;
    } WRONG[] = {
        { DUTY("\"review:nowhere\""), "nowhere" },
        { DUTY("\"add-notice:privacy\""), "privacy" },
    };

    (void)data;
    for (guint i = 0; i < G_N_ELEMENTS(WRONG); i++) {
        g_autoptr(GError) error = NULL;
        g_autoptr(PolicyTable) table = policy_table_parse(WRONG[i].json, strlen(WRONG[i].json), &error);
        g_autoptr(PolicyReport) report = NULL;
        gint64 number;

        g_assert_no_error(error);
        policy_begin(&house->mediation, &POLLY, table, "for the test", &number, &error);
        g_assert_no_error(error);
        g_assert_false(policy_examine(&house->mediation, &POLLY, table->kind, number, &report, &error));
        g_assert_error(error, TRIBUNE_ERROR, TRIBUNE_ERROR_INVALID);
        g_assert_nonnull(strstr(error->message, WRONG[i].words));
    }
}

int
main(int argc, char *argv[])
{
    g_test_init(&argc, &argv, NULL);
    ADD("a-notice-stands-below-in-the-language-of-the-reply-or-nothing-leaves",
        a_notice_stands_below_in_the_language_of_the_reply_or_nothing_leaves);
    ADD("how-to-ask-for-a-review-stands-below", how_to_ask_for_a_review_stands_below);
    ADD("the-case-gets-the-class-of-its-record-once", the_case_gets_the_class_of_its_record_once);
    ADD("the-matter-is-promised-to-end-within-the-days", the_matter_is_promised_to_end_within_the_days);
    ADD("another-language-needs-a-part-in-the-citizens-or-a-reason",
        another_language_needs_a_part_in_the_citizens_or_a_reason);
    ADD("a-table-that-asks-what-cannot-be-done-is-not-checked", a_table_that_asks_what_cannot_be_done_is_not_checked);
    return g_test_run();
}
