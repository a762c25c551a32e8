/* SPDX-License-Identifier: Apache-2.0 */
/* Where receipts and codes go, and what is said when they arrive nowhere. */
#include "stories/test-fallback-house.h"

#define BY_ECHO(then)                                                                                                  \
    CHANNEL_TABLE(                                                                                                     \
        "{\"id\": \"answers\", \"when\": {\"purpose\": \"not(\\\"acknowledgement\\\")\"}, \"then\":"                   \
        " [\"same\", \"any\"]}, {\"id\": \"receipts\", \"when\": {\"purpose\": \"\\\"acknowledgement\\\"\"},"          \
        " \"then\": [\"echo\", \"" then "\"]}")

/* Another matter of Ada's, case 2, by echo. */
static void
write_again(House *house)
{
    write_in(house, "echo:ada", DESK, "Id: a2\nSubject: Bin\n\nThe bin is full.");
    settle(house);
}

static void
a_receipt_goes_by_the_channel_that_she_wants_for_receipts(House *house, gconstpointer data)
{
    g_autofree char *text = NULL;
    g_autoptr(CaseView) view = NULL;
    guint before;

    (void)data;
    two_tools(house, 0);
    prefer_for(house, PERSON_PURPOSE_RECEIPT, "tin");
    before = echo_sent(echo_of(house));
    write_again(house);
    text = last_by(tin_of(house));
    view = look(house, 2);
    g_assert_nonnull(strstr(text, view->a_case->reference));
    g_assert_cmpuint(echo_sent(echo_of(house)), ==, before);
    g_assert_cmpstr(view->to, ==, "echo:ada"); /* what she wants for receipts says nothing of answers */
}

static void
what_she_answers_to_a_receipt_is_of_its_case(House *house, gconstpointer data)
{
    Conversation begun = { 0 };
    char id[ID_TEXT_SIZE];
    g_autofree char *to = NULL;
    g_autoptr(CaseView) before = NULL, after = NULL;

    (void)data;
    two_tools(house, 0);
    prefer_for(house, PERSON_PURPOSE_RECEIPT, "tin");
    write_again(house);
    before = look(house, 2);
    g_assert_true(store_read(house->mediation.store, find_tin, &begun, NULL));
    id_format(begun.id.value, id);
    to = g_strdup_printf("%s+%s", TIN_DESK, id);
    write_by_tin(house, "tin:ada", to, "Id: t1\n\nIn Mill Lane");
    settle(house);
    after = look(house, 2);
    g_assert_cmpuint(after->messages->len, ==, before->messages->len + 1);
    g_assert_cmpuint(cases(house), ==, 2);
    g_assert_cmpstr(after->to, ==, "tin:ada"); /* where she wrote from last */
}

static void
a_receipt_goes_by_no_channel_that_the_tables_do_not_name(House *house, gconstpointer data)
{
    g_autofree char *text = NULL;
    g_autoptr(CaseView) view = NULL;
    guint before;

    (void)data;
    two_tools(house, 0);
    prefer_for(house, PERSON_PURPOSE_RECEIPT, "tin");
    put_in_force(house, BY_ECHO("refuse"));
    before = echo_sent(tin_of(house));
    write_again(house);
    text = last_by(echo_of(house));
    view = look(house, 2);
    g_assert_nonnull(strstr(text, view->a_case->reference));
    g_assert_cmpuint(echo_sent(tin_of(house)), ==, before);
}

static void
a_receipt_goes_to_no_address_without_proof(House *house, gconstpointer data)
{
    g_autoptr(PersonView) page = NULL;
    g_autoptr(GError) error = NULL;
    guint before;

    (void)data;
    two_tools(house, 0);
    prefer_for(house, PERSON_PURPOSE_RECEIPT, "tin");
    page = page_of(house, person_of(house, "echo:ada"));
    proving_undo(&house->mediation, &house->officer, page->person->id,
                 ((AddressProof *)g_ptr_array_index(page->proofs, 0))->id, &error);
    g_assert_no_error(error);
    before = echo_sent(tin_of(house));
    write_again(house);
    g_assert_cmpuint(echo_sent(tin_of(house)), ==, before);
}

static void
a_receipt_that_fails_goes_another_way_and_the_case_says_so(House *house, gconstpointer data)
{
    g_autofree char *text = NULL;
    g_autoptr(CaseView) view = NULL;
    const Event *event;

    (void)data;
    two_tools(house, 0);
    put_in_force(house, BY_ECHO("tin"));
    echo_fail(echo_of(house), OUTCOME_REFUSED, 1);
    write_again(house);
    event = wait_fallback_of(house, 2, &view);
    text = last_by(tin_of(house));
    g_assert_nonnull(strstr(text, view->a_case->reference));
    g_assert_nonnull(strstr(text, "https://contact.northam.example/case/"));
    g_assert_cmpstr(detail_of(event, "outcome"), ==, "sent");
    g_assert_cmpstr(detail_of(event, "rule"), ==, "receipts");
    g_assert_cmpstr(detail_of(event, "kind"), ==, "acknowledgement");
    g_assert_cmpstr(detail_of(event, "failed"), ==, "echo");
    g_assert_cmpstr(detail_of(event, "to"), ==, "tin:ada");
}

static void
a_receipt_that_went_another_way_goes_no_third(House *house, gconstpointer data)
{
    g_autoptr(CaseView) view = NULL;

    (void)data;
    two_tools(house, 0);
    put_in_force(house, BY_ECHO("tin"));
    echo_fail(echo_of(house), OUTCOME_REFUSED, 1);
    echo_fail(tin_of(house), OUTCOME_REFUSED, 1);
    write_again(house);
    wait_fallbacks(house, 2, 2, &view);
    g_assert_true(view->a_case->unread);
}

static void
a_receipt_without_another_way_is_said_in_the_case(House *house, gconstpointer data)
{
    g_autoptr(CaseView) view = NULL;
    const Event *event;

    (void)data;
    two_tools(house, 0);
    put_in_force(house, BY_ECHO("refuse"));
    echo_fail(echo_of(house), OUTCOME_REFUSED, 1);
    write_again(house);
    event = wait_fallback_of(house, 2, &view);
    g_assert_cmpstr(detail_of(event, "outcome"), ==, "none");
}

static void
a_code_that_fails_goes_no_other_way(House *house, gconstpointer data)
{
    g_autoptr(CaseView) opened = open_case(house), view = NULL;
    g_autoptr(Citizen) citizen = enter(house, 1);
    const ProvingMatter matter = matter_of(citizen);
    g_autoptr(GError) error = NULL;
    guint before = echo_sent(echo_of(house));

    (void)data;
    echo_fail(tin_of(house), OUTCOME_REFUSED, 1);
    proving_ask(&house->mediation, &citizen->actor, &matter, "tin", "tin:ada", &error);
    g_assert_no_error(error);
    settle(house);
    WAIT_FOR(backlog(house, WORK_FALLBACK) == 0);
    settle(house);
    view = look(house, 1);
    g_assert_cmpuint(count_events(view, EVENT_DELIVERY_FALLBACK), ==, 0);
    g_assert_cmpuint(echo_sent(echo_of(house)), ==, before);
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    STORY(a_receipt_goes_by_the_channel_that_she_wants_for_receipts);
    STORY(what_she_answers_to_a_receipt_is_of_its_case);
    STORY(a_receipt_goes_by_no_channel_that_the_tables_do_not_name);
    STORY(a_receipt_goes_to_no_address_without_proof);
    STORY(a_receipt_that_fails_goes_another_way_and_the_case_says_so);
    STORY(a_receipt_that_went_another_way_goes_no_third);
    STORY(a_receipt_without_another_way_is_said_in_the_case);
    STORY(a_code_that_fails_goes_no_other_way);
    return g_test_run();
}
