/* SPDX-License-Identifier: Apache-2.0 */
/* Where answers go when she has several addresses: as she wishes, and as the policy allows for how sure we are. */
#include "stories/test-fallback-house.h"

static void
prefer(House *house, const char *channel)
{
    prefer_for(house, PERSON_PURPOSE_ANSWER, channel);
}

static const char *
preview_to(House *house, ReplyPreview **ret)
{
    const ReplyDraft draft = { .text = "It is repaired.", .next = CASE_OPEN };
    g_autoptr(CaseView) view = look(house, 1);
    g_autoptr(GError) error = NULL;

    *ret = release_preview(&house->mediation, &house->officer, view->a_case->id, &draft, &error);
    g_assert_no_error(error);
    return (*ret)->outgoing->recipient;
}

static void
a_wish_is_met_where_the_address_is_proven(House *house, gconstpointer data)
{
    g_autofree char *text = NULL;
    g_autoptr(CaseView) view = NULL;

    (void)data;
    two_tools(house, 0);
    prefer(house, "tin");
    reply(house, "It is repaired.");
    text = last_by(tin_of(house));
    g_assert_cmpstr(text, ==, "It is repaired.");
    view = look(house, 1);
    g_assert_cmpstr(view->to, ==, "tin:ada");
}

static void
her_reply_to_the_linked_address_is_of_the_same_case(House *house, gconstpointer data)
{
    Conversation begun = { 0 };
    char id[ID_TEXT_SIZE];
    g_autofree char *to = NULL;
    g_autoptr(CaseView) before = NULL, after = NULL;

    (void)data;
    two_tools(house, 0);
    prefer(house, "tin");
    reply(house, "It is repaired.");
    before = look(house, 1);
    g_assert_true(store_read(house->mediation.store, find_tin, &begun, NULL));
    g_assert_cmpint(begun.endpoint.value, !=, 0);
    id_format(begun.id.value, id);
    to = g_strdup_printf("%s+%s", TIN_DESK, id);
    write_by_tin(house, "tin:ada", to, "Id: t1\n\nThank you");
    settle(house);
    after = look(house, 1);
    g_assert_cmpuint(after->messages->len, ==, before->messages->len + 1);
    g_assert_cmpuint(cases(house), ==, 1);
}

static void
a_wish_for_an_address_without_proof_stays_a_wish(House *house, gconstpointer data)
{
    g_autoptr(ReplyPreview) preview = NULL;

    (void)data;
    two_tools(house, 0);
    prefer(house, "tin");
    {
        g_autoptr(PersonView) page = page_of(house, person_of(house, "echo:ada"));
        g_autoptr(GError) error = NULL;

        proving_undo(&house->mediation, &house->officer, page->person->id,
                     ((AddressProof *)g_ptr_array_index(page->proofs, 0))->id, &error);
        g_assert_no_error(error);
    }
    g_assert_cmpstr(preview_to(house, &preview), ==, "echo:ada");
}

static void
after_undoing_the_case_is_answered_where_it_began(House *house, gconstpointer data)
{
    g_autoptr(ReplyPreview) preview = NULL;
    g_autoptr(PersonView) page = NULL;
    g_autoptr(GError) error = NULL;

    (void)data;
    two_tools(house, 0);
    prefer(house, "tin");
    reply(house, "It is repaired.");
    page = page_of(house, person_of(house, "echo:ada"));
    proving_undo(&house->mediation, &house->officer, page->person->id,
                 ((AddressProof *)g_ptr_array_index(page->proofs, 0))->id, &error);
    g_assert_no_error(error);
    g_assert_cmpstr(preview_to(house, &preview), ==, "echo:ada");
}

static void
what_a_rule_keeps_for_the_verified_goes_to_no_address_below_that(House *house, gconstpointer data)
{
    g_autoptr(ReplyPreview) sure = NULL;

    (void)data;
    two_tools(house, 1);
    put_in_force(house, BY_LEVEL);
    g_assert_cmpstr(preview_to(house, &sure), ==, "tin:ada");
}

static void
a_link_asked_for_by_an_unsure_address_is_no_surer(House *house, gconstpointer data)
{
    g_autoptr(ReplyPreview) preview = NULL, wished = NULL;

    (void)data;
    two_tools(house, 0); /* the code makes tin:ada itself sure, but not that it is of who wrote by echo */
    assure(house, "echo:ada", 1);
    put_in_force(house, BY_LEVEL);
    g_assert_cmpstr(preview_to(house, &preview), ==, "echo:ada");
    prefer(house, "tin");
    g_assert_cmpstr(preview_to(house, &wished), ==, "echo:ada");
}

static void
a_rule_without_a_way_to_a_sure_address_keeps_the_answer(House *house, gconstpointer data)
{
    const ReplyDraft draft = { .text = "It is repaired.", .next = CASE_OPEN };
    g_autoptr(CaseView) view = NULL;
    g_autoptr(GError) error = NULL;

    (void)data;
    two_tools(house, 0);
    put_in_force(house,
                 CHANNEL_TABLE("{\"id\": \"sure\", \"when\": {\"purpose\": \"\\\"reply\\\"\","
                               " \"citizen_verified\": \">= 1\"}, \"then\": [\"echo\", \"tin\"]},"
                               "{\"id\": \"unsure\", \"when\": {\"purpose\": \"\\\"reply\\\"\","
                               " \"citizen_verified\": \"< 1\"}, \"then\": [\"refuse\", \"preferred\"]}, " OTHERS));
    view = look(house, 1);
    g_assert_null(release_preview(&house->mediation, &house->officer, view->a_case->id, &draft, &error));
    g_assert_error(error, TRIBUNE_ERROR, TRIBUNE_ERROR_INVALID);
    g_assert_nonnull(strstr(error->message, "sure"));
}

static void
a_fallback_goes_to_no_address_below_what_the_rule_asks(House *house, gconstpointer data)
{
    g_autoptr(CaseView) view = NULL;
    const Event *event;

    (void)data;
    two_tools(house, 0); /* the link is of level 0 … */
    assure(house, "echo:ada", 1);
    put_in_force(house, CHANNEL_TABLE("{\"id\": \"sure\", \"when\": {\"purpose\": \"\\\"reply\\\"\","
                                      " \"citizen_verified\": \">= 1\"}, \"then\": [\"echo\", \"tin\"]},"
                                      "{\"id\": \"unsure\", \"when\": {\"purpose\": \"\\\"reply\\\"\","
                                      " \"citizen_verified\": \"< 1\"}, \"then\": [\"echo\", \"refuse\"]}, " OTHERS));
    echo_fail(echo_of(house), OUTCOME_REFUSED, 1);
    reply(house, "Confidential.");
    event = wait_fallback(house, &view);
    g_assert_cmpstr(detail_of(event, "outcome"), ==, "none"); /* … so tin is not for this */
    g_assert_true(view->a_case->unread);
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    STORY(a_wish_is_met_where_the_address_is_proven);
    STORY(her_reply_to_the_linked_address_is_of_the_same_case);
    STORY(a_wish_for_an_address_without_proof_stays_a_wish);
    STORY(after_undoing_the_case_is_answered_where_it_began);
    STORY(what_a_rule_keeps_for_the_verified_goes_to_no_address_below_that);
    STORY(a_link_asked_for_by_an_unsure_address_is_no_surer);
    STORY(a_rule_without_a_way_to_a_sure_address_keeps_the_answer);
    STORY(a_fallback_goes_to_no_address_below_what_the_rule_asks);
    return g_test_run();
}
