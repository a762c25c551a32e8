/* SPDX-License-Identifier: Apache-2.0 */
/* Asking others about a case: their answers. */
#include "store/webhook-store.h"
#include "stories/test-side-house.h"
#include "views/message-pages-view.h"

/* ---- answers ---- */

static void
an_answer_lands_in_it_and_the_citizen_sees_nothing(House *house, gconstpointer data)
{
    g_autofree char *name = NULL, *page = NULL, *before = NULL;
    g_autoptr(CaseView) asked = NULL, answered = NULL;
    g_autoptr(MessagePages) pages = NULL;
    g_autoptr(Citizen) ada = NULL;
    Opening opening = { 0 };
    ConversationId side;

    (void)data;
    ada_writes(house);
    ada = citizen_of(house, 1, ADA);
    before = read_page(house, ada);
    side = ask(house, "Is this your bridge?", NULL, TRUE);
    asked = look(house, 1);
    g_assert_cmpint(asked->a_case->state, ==, CASE_WAITING_OTHER);
    name = newest_sent(house);
    answer_to(house, PARTNER, name, "p1@highways.example", "Yes, it is ours.");
    answered = look(house, 1);
    g_assert_cmpint(last_message(answered)->message->conversation.value, ==, side.value);
    g_assert_true(last_message(answered)->message->side);
    g_assert_false(last_message(answered)->unverified);
    g_assert_cmpint(answered->a_case->state, ==, CASE_OPEN);
    g_assert_true(answered->a_case->unread);
    g_assert_cmpstr(answered->a_case->preview, ==, asked->a_case->preview);
    g_assert_cmpint(answered->a_case->last_in, ==, asked->a_case->last_in);
    g_assert_cmpuint(sent(house), ==, 2); /* her receipt and the question: nobody was acknowledged */
    g_assert_cmpuint(cases(house), ==, 1);

    page = read_page(house, ada);
    g_assert_cmpstr(page, ==, before);
    g_assert_null(citizen_view_file(house->mediation.access, ada, last_message(answered)->message->id, "att-01", NULL));
    pages = message_pages_view_list(house->mediation.store, &house->officer, answered->a_case->reference,
                                    (MessageId){ 0 }, 50, NULL);
    g_assert_cmpuint(pages->items->len, ==, 2);
    g_assert_null(message_pages_view_load(house->mediation.store, &house->officer, answered->a_case->reference,
                                          last_message(answered)->message->id, NULL));
    opening.case_id = answered->a_case->id;
    g_assert_true(store_read(house->mediation.store, read_first_reply, &opening, NULL));
    g_assert_cmpint(opening.first, ==, 0);
}

static void
an_answer_changes_no_other_state(House *house, gconstpointer data)
{
    static const CaseState STATES[] = { CASE_WAITING_CITIZEN, CASE_PLANNED, CASE_RESOLVED };
    g_autofree char *name = NULL;

    (void)data;
    ada_writes(house);
    ask(house, "Is this your bridge?", NULL, FALSE);
    name = newest_sent(house);
    for (guint i = 0; i < G_N_ELEMENTS(STATES); i++) {
        g_autofree char *id = g_strdup_printf("p%u@highways.example", i);

        set_state(house, STATES[i]);
        answer_to(house, PARTNER, name, id, "It is.");
        g_assert_cmpint(state_of(house, 1), ==, STATES[i]);
    }
}

static void
going_on_answers_the_last_mail_in_the_same_thread(House *house, gconstpointer data)
{
    g_autofree char *name = NULL, *next = NULL, *mail = NULL, *answers = NULL, *subject = NULL;
    SideDraft draft = { .text = "Thank you. When?", .to = "", .name = "", .title = "" };
    g_autoptr(GError) error = NULL;
    ConversationId side, same;

    (void)data;
    ada_writes(house);
    side = ask(house, "Is this your bridge?", NULL, FALSE);
    name = newest_sent(house);
    answer_to(house, PARTNER, name, "p1@highways.example", "Yes.");
    draft.conversation = side;
    g_assert_true(try_ask(house, &draft, &same, &error));
    g_assert_no_error(error);
    g_assert_cmpint(same.value, ==, side.value);
    next = newest_sent(house);
    mail = read_sent(house, next);
    answers = field_of(mail, "In-Reply-To");
    subject = field_of(mail, "Subject");
    g_assert_cmpstr(answers, ==, "p1@highways.example");
    g_assert_true(g_str_has_prefix(subject, "Re: Internal consultation"));
    g_assert_cmpint(events_of(house, EVENT_SIDE_OPENED), ==, 1);
}

static void
a_leaked_address_brings_words_in_and_tells_nothing(House *house, gconstpointer data)
{
    g_autofree char *receipt = NULL, *name = NULL, *page = NULL;
    g_autoptr(CaseView) view = NULL, after = NULL;
    g_autoptr(Citizen) ada = NULL;

    (void)data;
    ada_writes(house);
    receipt = newest_sent(house);
    ask(house, "A question for Area 9", NULL, TRUE);
    name = newest_sent(house);
    answer_to(house, ADA, name, "a7@citizen.example", "What is this?");
    view = look(house, 1);
    g_assert_true(last_message(view)->message->side);
    g_assert_true(last_message(view)->unverified);
    g_assert_cmpint(view->a_case->state, ==, CASE_WAITING_OTHER);
    ada = citizen_of(house, 1, ADA);
    page = read_page(house, ada);
    assert_silent(page, "Area 9");

    answer_to(house, PARTNER, receipt, "p8@highways.example", "To the citizen's address");
    after = look(house, 1);
    g_assert_false(last_message(after)->message->side);
    g_assert_true(last_message(after)->unverified);
    g_assert_cmpint(after->a_case->state, ==, CASE_WAITING_OTHER);
    g_assert_cmpuint(sent(house), ==, 2);
    g_clear_pointer(&page, g_free);
    page = read_page(house, ada);
    assert_silent(page, "To the citizen's address");
}

static void
a_partners_other_mail_is_a_mail_like_any(House *house, gconstpointer data)
{
    g_autoptr(CaseView) view = NULL;

    (void)data;
    ada_writes(house);
    ask(house, "Is this your bridge?", NULL, FALSE);
    letter_in(house, AREA9, "p9@highways.example", "Road works in May", "", "We close the road.");
    g_assert_cmpuint(cases(house), ==, 2);
    view = look(house, 2);
    g_assert_false(((const CaseMessage *)g_ptr_array_index(view->messages, 0))->message->side);
    g_assert_cmpuint(sent(house), ==, 3);
}

static gboolean
count_sides(DbSession *session, gpointer data, GError **error)
{
    guint *counts = data;
    g_autoptr(GPtrArray) events = webhook_store_events(session, 0, 1000, error);

    counts[0] = counts[1] = 0;
    for (guint i = 0; events != NULL && i < events->len; i++)
        counts[((const WebhookEvent *)g_ptr_array_index(events, i))->side ? 1 : 0]++;
    return events != NULL;
}

static void
programs_hear_nothing_of_it(House *house, gconstpointer data)
{
    g_autofree char *name = NULL;
    guint before[2], after[2];

    (void)data;
    ada_writes(house);
    g_assert_true(store_read(house->mediation.store, count_sides, before, NULL));
    g_assert_cmpuint(before[1], ==, 0);
    ask(house, "Is this your bridge?", NULL, FALSE);
    name = newest_sent(house);
    answer_to(house, PARTNER, name, "p1@highways.example", "Yes.");
    g_assert_true(store_read(house->mediation.store, count_sides, after, NULL));
    g_assert_cmpuint(after[1], >=, 3); /* released, taken by the other side, answered */
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
#define TEST(name, function) g_test_add("/side/" name, House, NULL, set_up_side, function, tear_down_side)
    TEST("an-answer-lands-in-it-and-the-citizen-sees-nothing", an_answer_lands_in_it_and_the_citizen_sees_nothing);
    TEST("an-answer-changes-no-other-state", an_answer_changes_no_other_state);
    TEST("going-on-answers-the-last-mail-in-the-same-thread", going_on_answers_the_last_mail_in_the_same_thread);
    TEST("a-leaked-address-brings-words-in-and-tells-nothing", a_leaked_address_brings_words_in_and_tells_nothing);
    TEST("a-partners-other-mail-is-a-mail-like-any", a_partners_other_mail_is_a_mail_like_any);
    TEST("programs-hear-nothing-of-it", programs_hear_nothing_of_it);
    return g_test_run();
}
