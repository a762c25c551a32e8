/* SPDX-License-Identifier: Apache-2.0 */
/* Searching a house with a past: what is found, in which order, and by whom. */
#include "mediation/indexing.h"
#include "mediation/staff/directory.h"
#include "store/case-store.h"
#include "store/key-store.h"
#include "stories/test-house.h"
#include "views/search-view.h"

/* ---- helpers ---- */

static void
index_now(House *house)
{
    const IndexingPace pace = { .up_to_now = TRUE };
    g_autoptr(GError) error = NULL;
    gboolean done = FALSE;

    while (!done) {
        indexing_step(&house->mediation, &pace, &done, NULL, &error);
        g_assert_no_error(error);
    }
}

static SearchPage *
search_page(House *house, const Actor *actor, const char *text, gint64 before)
{
    SearchQuestion question = { text, before, "Europe/London", clock_now() };
    g_autoptr(GError) error = NULL;
    SearchPage *page = search_view_load(house->mediation.store, house->mediation.directory, actor, &question, &error);

    g_assert_no_error(error);
    return page;
}

/* The numbers of the cases found, in order: "3 1"; then what is wrong with the query. */
static char *
found_by(House *house, const Actor *actor, const char *text)
{
    g_autoptr(SearchPage) page = search_page(house, actor, text, 0);
    GString *out = g_string_new(NULL);

    for (guint i = 0; i < page->hits->len; i++) {
        const SearchHit *hit = g_ptr_array_index(page->hits, i);

        g_string_append_printf(out, "%s%d", i > 0 ? " " : "", atoi(strrchr(hit->a_case->reference, '-') + 1));
    }
    for (guint i = 0; i < page->query->problems->len; i++) {
        const SearchProblem *problem = g_ptr_array_index(page->query->problems, i);

        g_string_append_printf(out, "!%s", search_query_problem_name(problem->kind));
    }
    return g_string_free(out, FALSE);
}

#define EXPECT_FOR(house, actor, text, expected)                                                                       \
    do {                                                                                                               \
        g_autofree char *found = found_by(house, actor, text);                                                         \
        g_assert_cmpstr(found, ==, expected);                                                                          \
    } while (0)
#define EXPECT(house, text, expected) EXPECT_FOR(house, &(house)->officer, text, expected)

static void
write_case(House *house, const char *from, const char *text)
{
    write_in(house, from, DESK, text);
    settle(house);
}

static const Actor *
records(void)
{
    static const RoleGrant grant = { ROLE_RECORDS, { 0 } };
    static const Actor actor = { ACTOR_STAFF, { 99 }, "Rec Ords", &grant, 1 };

    return &actor;
}

static void
write_three(House *house)
{
    write_case(house, "echo:ada", "Id: a1\nSubject: Lamp out\n\nDear council, the lamp in Müllerstraße is out.");
    write_case(house, "echo:bob", "Id: b1\nSubject: Bins\n\nThe bins near the lamp were not emptied.");
    write_case(house, "echo:ada", "Id: a2\nSubject: Water\n\nThere is water in the high street.");
    index_now(house);
}

/* ---- the rules ---- */

static void
cases_are_found_by_what_was_written_newest_first(House *house, gconstpointer data)
{
    (void)data;
    write_three(house);
    EXPECT(house, "lamp", "2 1");
    EXPECT(house, "LAMP the", "2 1");
    EXPECT(house, "lamp bins", "2");
    EXPECT(house, "lamp -bins", "1");
    EXPECT(house, "muellerstrasse", "1");
    EXPECT(house, "water", "3");
    EXPECT(house, "nothing", "");
    EXPECT(house, "", "");
    EXPECT(house, "…", "");
}

static void
phrases_are_found_as_they_stand(House *house, gconstpointer data)
{
    (void)data;
    write_three(house);
    EXPECT(house, "\"high street\"", "3");
    EXPECT(house, "\"street high\"", "");
    EXPECT(house, "the -\"high street\"", "2 1");
    EXPECT(house, "\"lamp out\"", "1");
    EXPECT(house, "\"the lamp\" -water", "2 1");
}

static void
operators_narrow_and_tell_what_is_wrong(House *house, gconstpointer data)
{
    (void)data;
    write_three(house);
    EXPECT(house, "from:ada", "3 1");
    EXPECT(house, "-from:ada", "2");
    EXPECT(house, "from:ada lamp", "1");
    EXPECT(house, "unit:highways lamp", "2 1");
    EXPECT(house, "unit:Highways", "3 2 1");
    EXPECT(house, "-unit:highways", "");
    EXPECT(house, "unit:moon lamp", "2 1!unit");
    EXPECT(house, "is:open lamp", "2 1");
    EXPECT(house, "is:closed", "");
    EXPECT(house, "state:new", "3 2 1");
    EXPECT(house, "-state:new", "");
    EXPECT(house, "channel:echo", "3 2 1");
    EXPECT(house, "channel:email", "");
    EXPECT(house, "after:today", "3 2 1");
    EXPECT(house, "before:today", "");
    EXPECT(house, "after:2020 before:2021", "");
    EXPECT(house, "has:attachment", "");
    EXPECT(house, "before:soon lamp", "2 1!date");
    EXPECT(house, "is:held", "");
}

static void
a_case_stands_once_with_its_newest_message(House *house, gconstpointer data)
{
    g_autoptr(SearchPage) page = NULL;
    g_autoptr(GError) error = NULL;
    g_autoptr(CaseView) view = NULL;
    const SearchHit *hit;

    (void)data;
    write_three(house);
    view = look(house, 1);
    g_assert_true(casework_add_note(&house->mediation, &house->officer, view->a_case->id,
                                    "The contractor looks after <b>that</b> lamp.", &error));
    answer(house, view, "We are sorry about the lamp.");
    settle(house);
    index_now(house);
    EXPECT(house, "lamp", "1 2");
    EXPECT(house, "contractor", "1");
    EXPECT(house, "from:grace", "1");
    page = search_page(house, &house->officer, "contractor", 0);
    hit = g_ptr_array_index(page->hits, 0);
    g_assert_cmpint(hit->direction, ==, DIRECTION_NOTE);
    g_assert_cmpstr(hit->author, ==, "Grace Okafor");
    g_assert_cmpuint(hit->snippet->len, ==, 3);
    g_assert_cmpstr(((SearchPiece *)g_ptr_array_index(hit->snippet, 0))->text, ==, "The ");
    g_assert_true(((SearchPiece *)g_ptr_array_index(hit->snippet, 1))->marked);
    g_assert_cmpstr(((SearchPiece *)g_ptr_array_index(hit->snippet, 2))->text, ==, " looks after <b>that</b> lamp.");
}

static void
acknowledgements_are_not_found(House *house, gconstpointer data)
{
    g_autofree char *text = NULL;

    (void)data;
    write_three(house);
    text = echo_text(echo_of(house), 0);
    g_assert_nonnull(strstr(text, "simply"));
    EXPECT(house, "simply", "");
}

static void
references_and_new_titles_are_found(House *house, gconstpointer data)
{
    g_autoptr(CaseView) view = NULL;
    g_autoptr(SearchPage) page = NULL;

    (void)data;
    write_three(house);
    view = look(house, 3);
    EXPECT(house, view->a_case->reference, "3");
    g_assert_true(casework_set_title(&house->mediation, &house->officer, view->a_case->id, view->a_case->version,
                                     "Burst main at the harbour", NULL));
    index_now(house);
    EXPECT(house, "burst", "3");
    EXPECT(house, "\"burst main\" is:open", "3");
    page = search_page(house, &house->officer, "harbour", 0);
    g_assert_cmpint(((SearchHit *)g_ptr_array_index(page->hits, 0))->message.value, ==, 0);
    g_assert_cmpuint(((SearchHit *)g_ptr_array_index(page->hits, 0))->title->len, ==, 2);
}

static void
what_is_held_is_found_by_who_decides_on_it_alone(House *house, gconstpointer data)
{
    (void)data;
    write_three(house);
    __atomic_store_n(&filter_mood, 1, __ATOMIC_SEQ_CST);
    write_case(house, "echo:eve", "Id: e1\nSubject: Secret plan\n\nThe lamp explodes.");
    index_now(house);
    EXPECT(house, "explodes", "");
    EXPECT(house, "lamp", "2 1");
    EXPECT(house, "from:eve", "");
    EXPECT_FOR(house, records(), "explodes", "4");
    EXPECT_FOR(house, records(), "lamp", "4 2 1");
    EXPECT_FOR(house, records(), "is:held", "4");
    EXPECT_FOR(house, records(), "lamp -is:held", "2 1");
}

static void
nothing_is_found_before_it_is_screened(House *house, gconstpointer data)
{
    (void)data;
    __atomic_store_n(&filter_mood, 2, __ATOMIC_SEQ_CST);
    write_in(house, "echo:ada", DESK, "Id: a1\nSubject: Lamp out\n\nThe lamp is out.");
    index_now(house);
    EXPECT_FOR(house, records(), "lamp", "");
    __atomic_store_n(&filter_mood, 0, __ATOMIC_SEQ_CST);
    settle(house);
    index_now(house);
    EXPECT(house, "lamp", "1");
}

static void
cases_of_other_units_are_not_found(House *house, gconstpointer data)
{
    const RoleGrant parks = { ROLE_OFFICER, { house->unit.value + 1 } };
    const Actor colleague = { ACTOR_STAFF, { 77 }, "Col League", &parks, 1 };
    const Actor nobody = { ACTOR_STAFF, { 78 }, "No Body", NULL, 0 };
    SearchQuestion question = { "lamp", 0, "UTC", clock_now() };
    g_autoptr(SearchPage) page = NULL;
    g_autoptr(GError) error = NULL;

    (void)data;
    write_three(house);
    EXPECT_FOR(house, &colleague, "lamp", "");
    EXPECT_FOR(house, &colleague, "unit:highways", "");
    EXPECT_FOR(house, records(), "lamp", "2 1");
    page = search_page(house, &colleague, "ada", 0);
    g_assert_cmpuint(page->persons->len, ==, 0);
    g_assert_null(search_view_load(house->mediation.store, house->mediation.directory, &nobody, &question, &error));
    g_assert_error(error, TRIBUNE_ERROR, TRIBUNE_ERROR_FORBIDDEN);
}

static void
persons_are_found_by_name_and_address(House *house, gconstpointer data)
{
    g_autoptr(SearchPage) page = NULL, narrowed = NULL;
    const SearchPerson *person;

    (void)data;
    write_three(house);
    page = search_page(house, &house->officer, "Ada", 0);
    g_assert_cmpuint(page->persons->len, ==, 1);
    person = g_ptr_array_index(page->persons, 0);
    g_assert_cmpstr(person->address, ==, "ada");
    narrowed = search_page(house, &house->officer, "Ada is:open", 0);
    g_assert_cmpuint(narrowed->persons->len, ==, 0);
}

static void
pages_follow_each_other_without_repeating_a_case(House *house, gconstpointer data)
{
    g_autoptr(SearchPage) first = NULL, second = NULL;
    g_autoptr(CaseView) view = NULL;

    (void)data;
    for (guint i = 0; i < SEARCH_PAGE_SIZE + 5; i++) {
        g_autofree char *from = g_strdup_printf("echo:p%u", i);
        g_autofree char *text = g_strdup_printf("Id: p%u\nSubject: Flood\n\nWater everywhere.", i);

        write_in(house, from, DESK, text);
    }
    settle(house);
    view = look(house, 1); /* the oldest has the newest message, too */
    g_assert_true(casework_add_note(&house->mediation, &house->officer, view->a_case->id, "Flood gates.", NULL));
    index_now(house);
    first = search_page(house, &house->officer, "flood", 0);
    g_assert_cmpuint(first->hits->len, ==, SEARCH_PAGE_SIZE);
    g_assert_cmpint(((SearchHit *)g_ptr_array_index(first->hits, 0))->a_case->id.value, ==, view->a_case->id.value);
    g_assert_cmpint(first->next, >, 0);
    second = search_page(house, &house->officer, "flood", first->next);
    g_assert_cmpuint(second->hits->len, ==, 5);
    g_assert_cmpint(second->next, ==, 0);
    for (guint i = 0; i < second->hits->len; i++) {
        gint64 id = ((SearchHit *)g_ptr_array_index(second->hits, i))->a_case->id.value;

        for (guint j = 0; j < first->hits->len; j++)
            g_assert_cmpint(((SearchHit *)g_ptr_array_index(first->hits, j))->a_case->id.value, !=, id);
    }
}

static void
a_large_text_is_found_in_its_file(House *house, gconstpointer data)
{
    g_autoptr(GString) text = g_string_new("Id: l1\nSubject: Long\n\n");

    (void)data;
    while (text->len < 100 * 1024)
        g_string_append(text, "so many words about nothing at all ");
    g_string_append(text, "and then a unicorn appears");
    write_case(house, "echo:ada", text->str);
    index_now(house);
    EXPECT(house, "unicorn", "1");
    EXPECT(house, "\"a unicorn appears\"", "1");
}

static void
made_anew_it_finds_the_same(House *house, gconstpointer data)
{
    (void)data;
    write_three(house);
    g_assert_true(indexing_clear(&house->mediation, NULL));
    EXPECT(house, "lamp", "");
    index_now(house);
    EXPECT(house, "lamp", "2 1");
    EXPECT(house, "\"high street\"", "3");
}

/* By itself, beside the other work. */
static void
a_running_node_indexes_in_the_background(House *house, gconstpointer data)
{
    Indexing *indexing;
    g_autofree char *found = NULL;

    (void)data;
    work_stop(house->mediation.work);
    work_free(house->mediation.work);
    house->mediation.work = work_new(house->mediation.store);
    screening_register(&house->mediation);
    delivery_unregister(house->delivering);
    house->delivering = delivery_register(&house->mediation);
    indexing = indexing_register(&house->mediation);
    g_assert_true(work_start(house->mediation.work, NULL));
    write_case(house, "echo:ada", "Id: a1\nSubject: Lamp out\n\nThe lamp is out.");
    WAIT_FOR((g_free(found), found = found_by(house, &house->officer, "lamp"), strcmp(found, "1") == 0));
    work_stop(house->mediation.work);
    indexing_free(indexing);
}

/* ---- leaving a trace ---- */

DB_STATEMENT(test_count_searches, "SELECT count(*) FROM events WHERE kind = $1");

static gboolean
ask_searches(DbSession *session, gpointer data, GError **error)
{
    g_autoptr(DbQuery) query = db_query(session, &test_count_searches);

    db_bind_text(query, event_kind_name(EVENT_SEARCH_RUN));
    if (!db_step_one(query, "count", error))
        return FALSE;
    *(gint64 *)data = db_int(query, 0);
    return db_finish(query, error);
}

static gint64
searches(House *house)
{
    gint64 count = 0;

    g_assert_true(store_read(house->mediation.store, ask_searches, &count, NULL));
    return count;
}

static void
nobody_looks_for_somebody_without_a_trace(House *house, gconstpointer data)
{
    g_autoptr(SearchPage) first = NULL, from_behind = NULL;
    PersonId person;

    (void)data;
    write_in(house, "echo:ada", DESK, "Id: a1\nSubject: Lamp out\n\nDear council, the lamp is out.");
    settle(house);
    index_now(house);
    first = search_page(house, &house->officer, "lamp", 0);
    g_assert_cmpint(searches(house), ==, 1);
    from_behind = search_page(house, &house->officer, "lamp", G_MAXINT64);
    g_assert_cmpuint(from_behind->hits->len, ==, first->hits->len);
    g_assert_cmpint(searches(house), ==, 2);
    g_assert_true(inbox_find_person(house->mediation.store, &house->officer, "echo:ada", &person, NULL));
    g_assert_cmpint(person.value, !=, 0);
    g_assert_cmpint(searches(house), ==, 3);
}

#define RULE(function) g_test_add("/search/" #function, House, NULL, set_up, function, tear_down)

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    RULE(cases_are_found_by_what_was_written_newest_first);
    RULE(phrases_are_found_as_they_stand);
    RULE(operators_narrow_and_tell_what_is_wrong);
    RULE(a_case_stands_once_with_its_newest_message);
    RULE(acknowledgements_are_not_found);
    RULE(references_and_new_titles_are_found);
    RULE(what_is_held_is_found_by_who_decides_on_it_alone);
    RULE(nothing_is_found_before_it_is_screened);
    RULE(cases_of_other_units_are_not_found);
    RULE(persons_are_found_by_name_and_address);
    RULE(pages_follow_each_other_without_repeating_a_case);
    RULE(a_large_text_is_found_in_its_file);
    RULE(made_anew_it_finds_the_same);
    RULE(a_running_node_indexes_in_the_background);
    RULE(nobody_looks_for_somebody_without_a_trace);
    return g_test_run();
}
