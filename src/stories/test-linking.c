/* SPDX-License-Identifier: Apache-2.0 */
/* One person, many tools: that an address is hers is shown by a code, over a real store and two channels. */
#include "stories/test-linking-house.h"

/* Ada's lamp, case 1, by echo. */
static Citizen *
ada(House *house)
{
    g_autoptr(CaseView) view = open_case(house);

    return enter(house, 1);
}

static gboolean
ask_for(House *house, const Citizen *citizen, const char *address, GError **error)
{
    const ProvingMatter matter = matter_of(citizen);

    return proving_ask(&house->mediation, &citizen->actor, &matter, "tin", address, error);
}

static gboolean
say_it(House *house, const Citizen *citizen, const char *code, GError **error)
{
    const ProvingMatter matter = matter_of(citizen);

    return proving_say(&house->mediation, &citizen->actor, &matter, code, FALSE, error);
}

/* Asks, and returns the code that went there. */
static char *
code_for(House *house, const Citizen *citizen, const char *address)
{
    guint before = echo_sent(tin_of(house));
    g_autoptr(GError) error = NULL;

    ask_for(house, citizen, address, &error);
    g_assert_no_error(error);
    wait_sent(tin_of(house), before + 1);
    settle(house);
    return code_in(tin_of(house));
}

static void
a_code_that_comes_back_makes_a_new_address_hers(House *house, gconstpointer data)
{
    g_autoptr(Citizen) citizen = ada(house);
    g_autofree char *code = code_for(house, citizen, "tin:ada");
    g_autoptr(Identity) before = identity_of(house, "tin:ada"), after = NULL;
    g_autoptr(PersonView) page = NULL;
    g_autoptr(GError) error = NULL;
    const AddressProof *proof;

    (void)data;
    g_assert_null(before);
    say_it(house, citizen, code, &error);
    g_assert_no_error(error);
    after = identity_of(house, "tin:ada");
    g_assert_cmpint(after->person.value, ==, citizen->person.value);
    g_assert_cmpint(after->assurance, ==, 2);
    page = page_of(house, citizen->person);
    g_assert_cmpuint(page->addresses->len, ==, 2);
    g_assert_cmpuint(page->proofs->len, ==, 1);
    proof = g_ptr_array_index(page->proofs, 0);
    g_assert_cmpstr(proof->uri, ==, "tin:ada");
    g_assert_cmpstr(proof->from, ==, "echo:ada");
}

static void
a_proof_is_as_sure_as_its_weaker_end(House *house, gconstpointer data)
{
    g_autoptr(Citizen) citizen = ada(house);
    g_autofree char *first = code_for(house, citizen, "tin:ada"), *second = NULL;
    g_autoptr(PersonView) weak = NULL, strong = NULL;
    g_autoptr(GError) error = NULL;

    (void)data;
    say_it(house, citizen, first, &error);
    weak = page_of(house, citizen->person);
    g_assert_cmpint(((AddressProof *)g_ptr_array_index(weak->proofs, 0))->level, ==, 0);
    assure(house, "echo:ada", 1);
    clock_pin(clock_now() + CLOCK_MINUTE);
    second = code_for(house, citizen, "tin:ada2");
    say_it(house, citizen, second, &error);
    g_assert_no_error(error);
    strong = page_of(house, citizen->person);
    g_assert_cmpint(((AddressProof *)g_ptr_array_index(strong->proofs, 0))->level, ==, 1);
    clock_pin(0);
}

static void
what_is_sent_names_neither_her_nor_her_case(House *house, gconstpointer data)
{
    g_autoptr(Citizen) citizen = ada(house);
    g_autofree char *code = code_for(house, citizen, "tin:stranger"), *text = NULL;
    g_autoptr(CaseView) view = look(house, 1);

    (void)data;
    text = echo_text(tin_of(house), echo_sent(tin_of(house)) - 1);
    g_assert_nonnull(strstr(text, "Northam Borough Council"));
    g_assert_nonnull(strstr(text, "ignore"));
    g_assert_null(strstr(text, "NB-"));
    g_assert_null(strstr(text, "ada"));
    g_assert_null(strstr(text, "amp"));
    for (guint i = 0; i < view->messages->len; i++)
        g_assert_cmpint(((CaseMessage *)g_ptr_array_index(view->messages, i))->message->case_id.value, ==,
                        view->a_case->id.value);
}

DB_STATEMENT(test_release_record, "SELECT id, secret_key FROM releases WHERE kind = 'code'");

typedef struct {
    Store *store;
    char *text;
} Recorded;

static gboolean
read_recorded(DbSession *session, gpointer data, GError **error)
{
    Recorded *recorded = data;
    g_autoptr(DbQuery) query = db_query(session, &test_release_record);
    g_autoptr(GPtrArray) parts = NULL;
    g_autoptr(Outgoing) outgoing = NULL;
    gint64 id, key;

    g_assert_true(db_step(query));
    id = db_int(query, 0);
    key = db_int(query, 1);
    parts = content_load(&recorded->store->content, session, id, key, TRUE, error);
    outgoing = parts != NULL ? release_outgoing(parts, error) : NULL;
    recorded->text = g_strdup(outgoing->text);
    return db_finish(query, error);
}

static void
no_record_holds_the_code(House *house, gconstpointer data)
{
    g_autoptr(Citizen) citizen = ada(house);
    g_autofree char *code = code_for(house, citizen, "tin:ada");
    Recorded recorded = { house->mediation.store, NULL };
    g_autoptr(GError) error = NULL;

    (void)data;
    store_read(house->mediation.store, read_recorded, &recorded, &error);
    g_assert_no_error(error);
    g_assert_null(strstr(recorded.text, code));
    g_assert_nonnull(strstr(recorded.text, PROVING_MARK));
    g_free(recorded.text);
}

static void
five_wrong_tries_end_a_code(House *house, gconstpointer data)
{
    g_autoptr(Citizen) citizen = ada(house);
    g_autofree char *code = code_for(house, citizen, "tin:ada");
    g_autoptr(GError) late = NULL;

    (void)data;
    for (guint i = 0; i < PROVING_TRIES; i++) {
        static const char *const WRONG[] = { "", "1234567", "123456789", "abcdefgh", "0000 0000" };
        g_autoptr(GError) error = NULL;

        g_assert_false(say_it(house, citizen, WRONG[i], &error));
        g_assert_error(error, TRIBUNE_ERROR, TRIBUNE_ERROR_INVALID);
    }
    g_assert_false(say_it(house, citizen, code, &late));
    g_assert_error(late, TRIBUNE_ERROR, TRIBUNE_ERROR_NOT_FOUND);
    g_assert_null(identity_of(house, "tin:ada"));
}

static void
a_code_is_good_once_and_for_ten_minutes(House *house, gconstpointer data)
{
    g_autoptr(Citizen) citizen = ada(house);
    g_autofree char *first = code_for(house, citizen, "tin:ada"), *second = NULL;
    g_autoptr(GError) error = NULL, twice = NULL, late = NULL;
    gint64 now = clock_now();

    (void)data;
    say_it(house, citizen, first, &error);
    g_assert_no_error(error);
    g_assert_false(say_it(house, citizen, first, &twice));
    g_assert_error(twice, TRIBUNE_ERROR, TRIBUNE_ERROR_NOT_FOUND);
    clock_pin(now + CLOCK_MINUTE);
    second = code_for(house, citizen, "tin:other");
    clock_pin(now + CLOCK_MINUTE + PROVING_LIFE + CLOCK_SECOND);
    g_assert_false(say_it(house, citizen, second, &late));
    g_assert_error(late, TRIBUNE_ERROR, TRIBUNE_ERROR_NOT_FOUND);
    clock_pin(0);
}

static void
codes_are_few_for_a_person_and_for_an_address(House *house, gconstpointer data)
{
    g_autoptr(Citizen) citizen = ada(house);
    g_autoptr(GError) quick = NULL, much = NULL, address = NULL;
    gint64 now = clock_now();

    (void)data;
    for (guint i = 0; i < PROVING_PERSON_DAY; i++) {
        g_autofree char *to = g_strdup_printf("tin:%s", i < PROVING_ADDRESS_DAY ? "one" : "two");
        g_autoptr(GError) error = NULL;

        clock_pin(now + (i + 1) * CLOCK_MINUTE);
        if (i == PROVING_ADDRESS_DAY) {
            g_assert_false(ask_for(house, citizen, "tin:one", &address));
            g_assert_error(address, TRIBUNE_ERROR, TRIBUNE_ERROR_TEMPORARY);
        }
        ask_for(house, citizen, to, &error);
        g_assert_no_error(error);
        if (i == 0) {
            g_assert_false(ask_for(house, citizen, "tin:three", &quick));
            g_assert_error(quick, TRIBUNE_ERROR, TRIBUNE_ERROR_TEMPORARY);
        }
    }
    clock_pin(now + CLOCK_HOUR);
    g_assert_false(ask_for(house, citizen, "tin:three", &much));
    g_assert_error(much, TRIBUNE_ERROR, TRIBUNE_ERROR_TEMPORARY);
    clock_pin(now + 2 * CLOCK_DAY);
    g_clear_error(&much);
    ask_for(house, citizen, "tin:three", &much);
    g_assert_no_error(much);
    clock_pin(0);
}

static void
what_stands_behind_a_plus_is_the_same_address(House *house, gconstpointer data)
{
    g_autoptr(Citizen) citizen = ada(house);
    gint64 now = clock_now();

    (void)data;
    for (guint i = 0; i <= PROVING_ADDRESS_DAY; i++) {
        g_autofree char *to = g_strdup_printf("tin:%s+%u@x.example", i == 1 ? "One" : "one", i);
        g_autoptr(GError) error = NULL;

        clock_pin(now + (i + 1) * CLOCK_MINUTE);
        g_assert_cmpint(ask_for(house, citizen, to, &error), ==, i < PROVING_ADDRESS_DAY);
        if (i == PROVING_ADDRESS_DAY)
            g_assert_error(error, TRIBUNE_ERROR, TRIBUNE_ERROR_TEMPORARY);
    }
    clock_pin(0);
}

static gboolean
add_codes(DbSession *session, gpointer data, GError **error)
{
    (void)data;
    for (guint i = 0; i < PROVING_DAY_OWN; i++) {
        g_autofree char *uri = g_strdup_printf("tin:%u", i);
        AddressCode code = { .id = id_next(),
                             .person = { 1000 + i },
                             .by = { 1000 + i },
                             .case_id = { 1000 + i },
                             .channel = (char *)"tin",
                             .uri = uri,
                             .created = clock_now() };

        if (!address_store_add_code(session, &code, error))
            return FALSE;
    }
    return TRUE;
}

static void
some_codes_of_a_day_are_left_for_staff(House *house, gconstpointer data)
{
    g_autoptr(Citizen) citizen = ada(house);
    const ProvingMatter matter = { .person = citizen->person, .language = "en" };
    g_autoptr(GError) error = NULL, much = NULL;

    (void)data;
    g_assert_true(store_write(house->mediation.store, add_codes, NULL, &error));
    g_assert_false(ask_for(house, citizen, "tin:ada", &much));
    g_assert_error(much, TRIBUNE_ERROR, TRIBUNE_ERROR_TEMPORARY);
    proving_ask(&house->mediation, &house->officer, &matter, "tin", "tin:ada", &error);
    g_assert_no_error(error);
}

static void
an_address_that_cannot_be_written_to_is_refused(House *house, gconstpointer data)
{
    g_autoptr(Citizen) citizen = ada(house);
    const ProvingMatter matter = matter_of(citizen);
    const char *const wrong[][2] = { { "tin", "" }, { "tin", "echo:ada" }, { "tin", TIN_DESK }, { "nothing", "x" } };

    (void)data;
    for (guint i = 0; i < G_N_ELEMENTS(wrong); i++) {
        g_autoptr(GError) error = NULL;

        g_assert_false(proving_ask(&house->mediation, &citizen->actor, &matter, wrong[i][0], wrong[i][1], &error));
        g_assert_error(error, TRIBUNE_ERROR, TRIBUNE_ERROR_INVALID);
    }
}

static void
who_has_the_address_already_is_merged_and_undoing_parts_them(House *house, gconstpointer data)
{
    g_autoptr(Citizen) citizen = ada(house);
    g_autoptr(PersonView) one = NULL, back = NULL, other = NULL;
    g_autoptr(GError) error = NULL, twice = NULL;
    PersonId eve;
    gint64 proof;

    (void)data;
    write_by_tin(house, "tin:eve", TIN_DESK, "Id: e1\nSubject: Street\n\nDark street");
    settle(house);
    eve = person_of(house, "tin:eve");
    link_tin(house, 1, "tin:eve", FALSE);
    g_assert_cmpint(person_of(house, "tin:eve").value, ==, citizen->person.value);
    one = page_of(house, citizen->person);
    g_assert_cmpuint(one->cases->len, ==, 2);
    g_assert_cmpuint(one->merges->len, ==, 1);
    proof = ((AddressProof *)g_ptr_array_index(one->proofs, 0))->id;
    proving_undo(&house->mediation, &house->officer, citizen->person, proof, &error);
    g_assert_no_error(error);
    back = page_of(house, citizen->person);
    other = page_of(house, eve);
    g_assert_cmpuint(back->cases->len, ==, 1);
    g_assert_cmpuint(back->addresses->len, ==, 1);
    g_assert_cmpuint(back->proofs->len, ==, 0);
    g_assert_cmpuint(other->cases->len, ==, 1);
    g_assert_cmpint(other->person->id.value, ==, eve.value);
    g_assert_false(proving_undo(&house->mediation, &house->officer, citizen->person, proof, &twice));
}

/* Eve writes by echo, case 2, and by tin, case 3; staff know that both are hers. */
static PersonId
eve(House *house)
{
    PersonMergeSize size;
    PersonId id;
    g_autoptr(GError) error = NULL;

    write_in(house, "echo:eve", DESK, "Id: e1\nSubject: Tree\n\nIt fell.");
    settle(house);
    write_by_tin(house, "tin:eve", TIN_DESK, "Id: e2\nSubject: Street\n\nDark street");
    settle(house);
    id = person_of(house, "tin:eve");
    g_assert_true(person_view_size(house->mediation.store, &house->officer, id, &size, NULL));
    persons_merge(&house->mediation, &house->officer, id, person_of(house, "echo:eve"), size, "she said so", &error);
    g_assert_no_error(error);
    return person_of(house, "echo:eve");
}

static void
an_address_that_was_anothers_brings_only_what_it_began(House *house, gconstpointer data)
{
    g_autoptr(Citizen) citizen = ada(house);
    PersonId before = eve(house);
    g_autoptr(PersonView) hers = NULL, left = NULL, back = NULL;
    g_autoptr(GError) error = NULL;
    const AddressProof *proof;

    (void)data;
    link_tin(house, 1, "tin:eve", FALSE);
    hers = page_of(house, citizen->person);
    left = page_of(house, before);
    g_assert_cmpint(left->person->id.value, ==, before.value);
    g_assert_cmpuint(left->addresses->len, ==, 1);
    g_assert_cmpuint(left->cases->len, ==, 1);
    g_assert_cmpuint(hers->addresses->len, ==, 2);
    g_assert_cmpuint(hers->cases->len, ==, 2);
    g_assert_cmpuint(hers->merges->len, ==, 0);
    proof = g_ptr_array_index(hers->proofs, 0);
    g_assert_cmpint(proof->before.value, ==, before.value); /* whom staff may look at */
    proving_undo(&house->mediation, &house->officer, citizen->person, proof->id, &error);
    g_assert_no_error(error);
    back = page_of(house, before);
    g_assert_cmpuint(back->addresses->len, ==, 2);
    g_assert_cmpuint(back->cases->len, ==, 2);
}

/* tin:ada was hers by hand before it was proven, so that the proof came with no merge. */
static void
undoing_a_proof_leaves_the_cases_of_whom_she_was_put_into_since(House *house, gconstpointer data)
{
    g_autoptr(Citizen) citizen = ada(house);
    PersonPreferences wanted = { 0 };
    PersonMergeSize size;
    PersonId tin, bob;
    g_autoptr(PersonView) page = NULL;
    g_autoptr(CaseView) view = NULL, after = NULL;
    g_autoptr(GError) error = NULL;

    (void)data;
    write_by_tin(house, "tin:ada", TIN_DESK, "Id: t1\nSubject: Street\n\nDark street");
    write_in(house, "echo:bob", DESK, "Id: b1\nSubject: Tree\n\nIt fell.");
    settle(house);
    tin = person_of(house, "tin:ada");
    g_assert_true(person_view_size(house->mediation.store, &house->officer, tin, &size, NULL));
    persons_merge(&house->mediation, &house->officer, tin, citizen->person, size, "she said so", &error);
    g_assert_no_error(error);
    link_tin(house, 1, "tin:ada", FALSE);
    wanted.of[PERSON_PURPOSE_ANSWER].channel = (char *)"tin";
    persons_prefer(&house->mediation, &house->officer, citizen->person, &wanted, &error);
    view = look(house, 1);
    answer(house, view, "It is repaired.");
    settle(house);
    bob = person_of(house, "echo:bob");
    g_assert_true(person_view_size(house->mediation.store, &house->officer, citizen->person, &size, NULL));
    persons_merge(&house->mediation, &house->officer, citizen->person, bob, size, "one person", &error);
    g_assert_no_error(error);
    page = page_of(house, bob);
    proving_undo(&house->mediation, &house->officer, bob, ((AddressProof *)g_ptr_array_index(page->proofs, 0))->id,
                 &error);
    g_assert_no_error(error);
    after = look(house, 1);
    g_assert_cmpstr(after->to, ==, "echo:ada");
}

static void
a_receipt_can_be_wished_for_only_where_an_address_was_proven(House *house, gconstpointer data)
{
    g_autoptr(Citizen) citizen = ada(house);
    const Channel *tin = channels_find(house->mediation.channels, "tin");
    g_autoptr(PersonView) stranger = page_of(house, citizen->person), merged = NULL, proven = NULL;
    PersonMergeSize size;
    PersonId other;

    (void)data;
    g_assert_false(person_view_may_wish(stranger, tin, PERSON_PURPOSE_ANSWER));
    write_by_tin(house, "tin:ada", TIN_DESK, "Id: t1\nSubject: Street\n\nDark street");
    settle(house);
    other = person_of(house, "tin:ada");
    g_assert_true(person_view_size(house->mediation.store, &house->officer, other, &size, NULL));
    g_assert_true(persons_merge(&house->mediation, &house->officer, other, citizen->person, size, "she said so", NULL));
    merged = page_of(house, citizen->person);
    g_assert_true(person_view_may_wish(merged, tin, PERSON_PURPOSE_ANSWER));
    g_assert_false(person_view_may_wish(merged, tin, PERSON_PURPOSE_RECEIPT));
    link_tin(house, 1, "tin:ada", FALSE);
    proven = page_of(house, citizen->person);
    g_assert_true(person_view_may_wish(proven, tin, PERSON_PURPOSE_RECEIPT));
}

static void
undoing_the_merge_ends_the_proof_too(House *house, gconstpointer data)
{
    g_autoptr(Citizen) citizen = ada(house);
    g_autoptr(PersonView) one = NULL, back = NULL;
    g_autoptr(GError) error = NULL;

    (void)data;
    link_tin(house, 1, "tin:ada", FALSE);
    one = page_of(house, citizen->person);
    persons_unmerge(&house->mediation, &house->officer,
                    ((const PersonViewMerge *)g_ptr_array_index(one->merges, 0))->merge->id, &error);
    g_assert_no_error(error);
    back = page_of(house, citizen->person);
    g_assert_cmpuint(back->proofs->len, ==, 0);
    g_assert_cmpuint(back->addresses->len, ==, 1);
}

static void
only_who_may_asks_and_says(House *house, gconstpointer data)
{
    const RoleGrant elsewhere = { ROLE_OFFICER, { house->unit.value + 1 } };
    const Actor pat = { ACTOR_STAFF, { 4711 }, "Pat Parks", &elsewhere, 1 };
    g_autoptr(Citizen) citizen = ada(house);
    const ProvingMatter matter = matter_of(citizen), asked = { .person = citizen->person, .language = "" };
    Actor other = citizen->actor;
    g_autoptr(GError) foreign = NULL, unit = NULL, error = NULL;
    g_autofree char *code = NULL;

    (void)data;
    other.own.value++;
    g_assert_false(proving_ask(&house->mediation, &other, &matter, "tin", "tin:ada", &foreign));
    g_assert_error(foreign, TRIBUNE_ERROR, TRIBUNE_ERROR_FORBIDDEN);
    g_assert_false(proving_ask(&house->mediation, &pat, &asked, "tin", "tin:ada", &unit));
    g_assert_error(unit, TRIBUNE_ERROR, TRIBUNE_ERROR_NOT_FOUND);
    proving_ask(&house->mediation, &house->officer, &asked, "tin", "tin:ada", &error);
    g_assert_no_error(error);
    wait_sent(tin_of(house), 1);
    code = code_in(tin_of(house));
    proving_say(&house->mediation, &house->officer, &asked, code, FALSE, &error);
    g_assert_no_error(error);
    g_assert_cmpint(person_of(house, "tin:ada").value, ==, citizen->person.value);
}

#define STORY(name) g_test_add("/command/linking/" #name, House, NULL, set_up_linking, name, tear_down_linking)

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    STORY(a_code_that_comes_back_makes_a_new_address_hers);
    STORY(a_proof_is_as_sure_as_its_weaker_end);
    STORY(what_is_sent_names_neither_her_nor_her_case);
    STORY(no_record_holds_the_code);
    STORY(five_wrong_tries_end_a_code);
    STORY(a_code_is_good_once_and_for_ten_minutes);
    STORY(codes_are_few_for_a_person_and_for_an_address);
    STORY(an_address_that_cannot_be_written_to_is_refused);
    STORY(who_has_the_address_already_is_merged_and_undoing_parts_them);
    STORY(an_address_that_was_anothers_brings_only_what_it_began);
    STORY(undoing_a_proof_leaves_the_cases_of_whom_she_was_put_into_since);
    STORY(a_receipt_can_be_wished_for_only_where_an_address_was_proven);
    STORY(undoing_the_merge_ends_the_proof_too);
    STORY(what_stands_behind_a_plus_is_the_same_address);
    STORY(some_codes_of_a_day_are_left_for_staff);
    STORY(only_who_may_asks_and_says);
    return g_test_run();
}
