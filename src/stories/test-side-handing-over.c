/* SPDX-License-Identifier: Apache-2.0 */
/* A case goes to another authority, or others are joined to it. */
#include "mediation/cases/hand-over.h"
#include "mediation/cases/merging.h"
#include "mediation/cases/partners.h"
#include "mediation/people/persons.h"
#include "stories/test-side-house.h"

/* ---- handing over ---- */

static PartnerId
highways(House *house)
{
    const RoleGrant grant = { ROLE_LEAD, house->unit };
    const Actor lead = { ACTOR_STAFF, { 4712 }, "Lena Lead", &grant, 1 };
    g_autoptr(GError) error = NULL;
    PartnerId id = { 0 };

    partners_add(&house->mediation, &lead, "Highways England", AREA9, "0300 123 5000, highways.example", &id, &error);
    g_assert_no_error(error);
    return id;
}

static void
a_case_is_handed_over_with_two_letters_and_a_basis(House *house, gconstpointer data)
{
    g_autoptr(CaseView) view = NULL, after = NULL;
    g_autofree char *words = NULL, *letter = NULL, *notice = NULL, *page = NULL;
    g_autoptr(GArray) chosen = NULL;
    g_autoptr(GPtrArray) names = NULL;
    g_autoptr(HandOverPreview) preview = NULL;
    g_autoptr(Citizen) ada = NULL;
    g_autoptr(GError) error = NULL;
    HandOverDraft draft = { .text = "Please take this over.", .reason = "The bridge is not ours", .law = "" };

    (void)data;
    ada_writes(house);
    view = look(house, 1);
    words = value_of(view, 0);
    chosen = choose((const char *const[]){ words, NULL });
    draft.partner = highways(house);
    draft.enclosures = chosen;
    g_assert_null(hand_over_preview(&house->mediation, &house->officer, view->a_case->id, &draft, &error));
    g_assert_error(error, TRIBUNE_ERROR, TRIBUNE_ERROR_INVALID); /* on what basis? */
    g_clear_error(&error);
    draft.based = TRUE;
    draft.basis = HAND_OVER_BY_LAW;
    g_assert_null(hand_over_preview(&house->mediation, &house->officer, view->a_case->id, &draft, &error));
    g_assert_error(error, TRIBUNE_ERROR, TRIBUNE_ERROR_INVALID); /* which law? */
    g_clear_error(&error);
    draft.law = "Highways Act 1980, s. 41";
    preview = hand_over_preview(&house->mediation, &house->officer, view->a_case->id, &draft, &error);
    g_assert_no_error(error);
    g_assert_cmpstr(preview->notice->recipient, ==, ADA);
    g_assert_cmpstr(preview->letter->recipient, ==, PARTNER);
    hand_over_send(&house->mediation, &house->officer, view->a_case->id, view->a_case->version, &draft,
                   &preview->digest, &error);
    g_assert_no_error(error);
    settle(house);

    names = outbox(house);
    g_assert_cmpuint(names->len, ==, 3);
    letter = read_sent(house, g_ptr_array_index(names, 1));
    notice = read_sent(house, g_ptr_array_index(names, 2));
    assert_says(letter, "Please take this over.");
    assert_says(letter, "Subject: Handed over NB-");
    assert_says(letter, "ada@citizen.example wrote:");
    assert_says(letter, "> The hole is *deep*.");
    assert_says(notice, "Highways England");
    assert_says(notice, "The bridge is not ours.");
    assert_says(notice, "0300 123 5000");
    assert_silent(notice, "Please take this over.");
    after = look(house, 1);
    g_assert_cmpint(after->a_case->state, ==, CASE_REFERRED);
    g_assert_cmpint(events_of(house, EVENT_CASE_REFERRED), ==, 1);
    ada = citizen_of(house, 1, ADA);
    page = read_page(house, ada);
    assert_says(page, "The bridge is not ours.");
    assert_silent(page, "Please take this over.");
}

static void
the_notice_is_in_the_citizens_language(House *house, gconstpointer data)
{
    HandOverDraft draft = { .text = "Please take this over.",
                            .reason = "Die Brücke gehört uns nicht",
                            .law = "",
                            .based = TRUE,
                            .basis = HAND_OVER_AGREED };
    g_autofree char *folder = g_build_filename(g_getenv("TRIBUNE_SOURCE_ROOT"), "locale", NULL);
    g_autoptr(Locales) all = locales_load(folder, NULL);
    g_autoptr(CaseView) view = NULL;
    g_autoptr(HandOverPreview) preview = NULL, wished = NULL, noted = NULL;
    PersonPreferences wanted = { 0 };

    (void)data;
    house->mediation.locales = all;
    letter_in(
        house, "ada@citizen.example", "a1@citizen.example", "Loch", "Content-Language: de\n",
        "Guten Tag, auf der Brücke ist ein sehr tiefes Loch in der Straße, bitte kommen Sie und sehen Sie es an.");
    draft.partner = highways(house);
    view = look(house, 1);
    g_assert_cmpstr(view->a_case->language, ==, "de");
    preview = hand_over_preview(&house->mediation, &house->officer, view->a_case->id, &draft, NULL);
    g_assert_cmpstr(preview->notice->language, ==, "de");
    g_assert_cmpstr(preview->letter->language, ==, "en");
    wanted.of[PERSON_PURPOSE_ANY].language = (char *)"en";
    g_assert_true(persons_prefer(&house->mediation, &house->officer, view->a_case->person, &wanted, NULL));
    wished = hand_over_preview(&house->mediation, &house->officer, view->a_case->id, &draft, NULL);
    g_assert_cmpstr(wished->notice->language, ==, "en");
    wanted.of[PERSON_PURPOSE_ANSWER].language = (char *)"en";
    wanted.of[PERSON_PURPOSE_NOTICE].language = (char *)"de"; /* it is a notice, for what she wishes */
    g_assert_true(persons_prefer(&house->mediation, &house->officer, view->a_case->person, &wanted, NULL));
    noted = hand_over_preview(&house->mediation, &house->officer, view->a_case->id, &draft, NULL);
    g_assert_cmpstr(noted->notice->language, ==, "de");
    house->mediation.locales = house->locales;
}

static void
bodies_are_kept_by_leads_and_have_one_name_each(House *house, gconstpointer data)
{
    const RoleGrant grant = { ROLE_LEAD, house->unit };
    const Actor lead = { ACTOR_STAFF, { 4712 }, "Lena Lead", &grant, 1 };
    g_autoptr(GError) forbidden = NULL, twice = NULL, wrong = NULL, stale = NULL, error = NULL;
    PartnerId id = highways(house), other;
    g_autoptr(GPtrArray) list = NULL;

    (void)data;
    g_assert_false(
        partners_add(&house->mediation, &house->officer, "Water", "w@water.example", "", &other, &forbidden));
    g_assert_error(forbidden, TRIBUNE_ERROR, TRIBUNE_ERROR_FORBIDDEN);
    g_assert_false(partners_add(&house->mediation, &lead, "highways england", "w@water.example", "", &other, &twice));
    g_assert_error(twice, TRIBUNE_ERROR, TRIBUNE_ERROR_CONFLICT);
    g_assert_false(partners_add(&house->mediation, &lead, "Ourselves", "hello@northam.example", "", &other, &wrong));
    g_assert_error(wrong, TRIBUNE_ERROR, TRIBUNE_ERROR_INVALID);
    g_assert_true(partners_change(&house->mediation, &lead, id, 1, "Highways", AREA9, "", TRUE, &error));
    g_assert_false(partners_change(&house->mediation, &lead, id, 1, "Highways", AREA9, "", FALSE, &stale));
    g_assert_error(stale, TRIBUNE_ERROR, TRIBUNE_ERROR_CONFLICT);
    list = partners_list(&house->mediation, &house->officer, NULL);
    g_assert_cmpuint(list->len, ==, 1);
    g_assert_true(((const Partner *)g_ptr_array_index(list, 0))->closed);
    g_assert_cmpint(events_of(house, EVENT_PARTNER_CHANGED), ==, 2);
}

/* ---- joined ---- */

static gboolean
merge(House *house, guint source, guint target, GError **error)
{
    g_autoptr(CaseView) a = look(house, source), b = look(house, target);

    return merging_merge(&house->mediation, &house->officer, a->a_case->id, 0, b->a_case->id, error);
}

static void
the_link_of_a_merged_case_shows_hers_in_the_one_that_is_left(House *house, gconstpointer data)
{
    g_autoptr(Citizen) before = NULL, ada = NULL, eve = NULL, by_old = NULL, by_new = NULL, back = NULL;
    g_autoptr(CaseView) source = NULL, target = NULL, later = NULL;
    g_autofree char *page = NULL, *others = NULL, *receipt = NULL;
    g_autoptr(GPtrArray) names = NULL;
    g_autoptr(GError) error = NULL;

    (void)data;
    ada_writes(house);
    letter_in(house, "eve@citizen.example", "e1@citizen.example", "Hole", "", "Eve fell into it.");
    names = outbox(house);
    receipt = g_strdup(g_ptr_array_index(names, 0)); /* Ada's */
    before = citizen_of(house, 1, ADA);
    source = look(house, 1);
    target = look(house, 2);
    g_assert_cmpstr(before->joined, ==, "");
    g_assert_true(merge(house, 1, 2, &error));
    g_assert_no_error(error);

    ada = citizen_access_enter(house->mediation.access, before->token, NULL);
    g_assert_cmpint(ada->case_id.value, ==, target->a_case->id.value);
    g_assert_cmpstr(ada->reference, ==, target->a_case->reference);
    g_assert_cmpstr(ada->joined, ==, source->a_case->reference);
    page = read_page(house, ada);
    assert_says(page, "[Pothole on the bridge]");
    assert_says(page, "The hole is *deep*.");
    assert_silent(page, "Eve");
    eve = citizen_of(house, 2, EVE);
    others = read_page(house, eve);
    assert_says(others, "Eve fell into it.");
    assert_silent(others, "deep");
    by_old = citizen_access_enter_by_code(house->mediation.access, source->a_case->reference, before->code, "192.0.2.1",
                                          NULL);
    by_new = citizen_access_enter_by_code(house->mediation.access, target->a_case->reference, before->code, "192.0.2.1",
                                          NULL);
    g_assert_cmpstr(by_old->token, ==, before->token);
    g_assert_cmpstr(by_new->token, ==, before->token);
    g_assert_null(
        citizen_access_enter_by_code(house->mediation.access, source->a_case->reference, eve->code, "192.0.2.1", NULL));

    answer_to(house, ADA, receipt, "a5@citizen.example", "It grew.");
    later = look(house, 2);
    g_assert_cmpuint(later->messages->len, ==, 5);
    g_assert_true(merging_undo(&house->mediation, &house->officer, source->a_case->id, NULL));
    back = citizen_access_enter(house->mediation.access, before->token, NULL);
    g_assert_cmpint(back->case_id.value, ==, source->a_case->id.value);
    g_assert_cmpstr(back->joined, ==, "");
}

static void
who_is_asked_in_one_case_is_not_merged_into_being_its_citizen(House *house, gconstpointer data)
{
    g_autoptr(GError) error = NULL;

    (void)data;
    ada_writes(house);
    ask(house, "Is this your bridge?", NULL, FALSE);
    letter_in(house, AREA9, "p9@highways.example", "Road works in May", "", "We close the road.");
    g_assert_false(merge(house, 2, 1, &error));
    g_assert_error(error, TRIBUNE_ERROR, TRIBUNE_ERROR_INVALID);
}

static void
who_turns_out_to_be_the_citizen_is_asked_no_further(House *house, gconstpointer data)
{
    SideDraft draft = { .to = "", .name = "", .title = "", .text = "And this one?" };
    g_autoptr(CaseView) first = NULL, second = NULL;
    g_autoptr(GError) error = NULL;
    ConversationId id;

    (void)data;
    ada_writes(house);
    draft.conversation = ask(house, "Is this your bridge?", NULL, FALSE);
    letter_in(house, AREA9, "p9@highways.example", "Road works in May", "", "We close the road.");
    first = look(house, 1);
    second = look(house, 2);
    g_assert_true(persons_merge(&house->mediation, &house->officer, second->a_case->person, first->a_case->person,
                                (PersonMergeSize){ 1, 1 }, "It is her desk", &error));
    g_assert_no_error(error);
    g_assert_false(try_ask(house, &draft, &id, &error));
    g_assert_error(error, TRIBUNE_ERROR, TRIBUNE_ERROR_INVALID);
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
#define TEST(name, function) g_test_add("/side/" name, House, NULL, set_up_side, function, tear_down_side)
    TEST("a-case-is-handed-over-with-two-letters-and-a-basis", a_case_is_handed_over_with_two_letters_and_a_basis);
    TEST("the-notice-is-in-the-citizens-language", the_notice_is_in_the_citizens_language);
    TEST("bodies-are-kept-by-leads-and-have-one-name-each", bodies_are_kept_by_leads_and_have_one_name_each);
    TEST("the-link-of-a-merged-case-shows-hers-in-the-one-that-is-left",
         the_link_of_a_merged_case_shows_hers_in_the_one_that_is_left);
    TEST("who-is-asked-in-one-case-is-not-merged-into-being-its-citizen",
         who_is_asked_in_one_case_is_not_merged_into_being_its_citizen);
    TEST("who-turns-out-to-be-the-citizen-is-asked-no-further", who_turns_out_to_be_the_citizen_is_asked_no_further);
    return g_test_run();
}
