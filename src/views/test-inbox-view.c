/* SPDX-License-Identifier: Apache-2.0 */
#include <string.h>

#include "base/error.h"
#include "mediation/test-fixture.h"
#include "model/rights.h"
#include "store/case-store.h"
#include "store/staff-store.h"
#include "store/unit-store.h"
#include "views/counts-view.h"
#include "views/inbox-view.h"
#include "views/journal-view.h"

#define HIGHWAYS 1
#define PARKS    2
#define OFFICER  7

typedef struct {
    char *folder;
    Store *store;
    RoleGrant grant, everywhere;
    Actor officer, auditor, stranger;
} Fixture;

static const struct {
    gint64 id, unit, assignee, person, changed;
    CaseState state;
    guint held;
    const char *channel, *language;
} CASES[] = {
    { 11, HIGHWAYS, 0, 5, 100, CASE_NEW, 0, "email", "en" },
    { 12, HIGHWAYS, OFFICER, 5, 200, CASE_OPEN, 0, "email", "de" },
    { 13, HIGHWAYS, 0, 6, 300, CASE_NEW, 1, "echo", "en" },
    { 14, HIGHWAYS, OFFICER, 6, 400, CASE_RESOLVED, 0, "email", "en" },
    { 15, PARKS, 0, 5, 500, CASE_NEW, 1, "email", "en" },
    { 16, PARKS, OFFICER, 5, 600, CASE_OPEN, 0, "email", "en" }, /* hers, but she works there no more */
};

static gboolean
insert_case(DbSession *session, guint index, GError **error)
{
    g_autofree char *reference = g_strdup_printf("NB-2026-%06d", (int)CASES[index].id);
    Case a_case = { .id = { CASES[index].id },
                    .reference = reference,
                    .title = (char *)"Title",
                    .state = CASES[index].state,
                    .unit = { CASES[index].unit },
                    .assignee = { CASES[index].assignee },
                    .person = { CASES[index].person },
                    .channel = (char *)CASES[index].channel,
                    .language = (char *)CASES[index].language,
                    .preview = (char *)"",
                    .opened = 1,
                    .changed = CASES[index].changed,
                    .held = CASES[index].held };

    return case_store_insert(session, &a_case, error);
}

static gboolean
furnish(DbSession *session, gpointer data, GError **error)
{
    Fixture *fixture = data;
    g_autoptr(Staff) staff = staff_new();
    const Unit highways = { .id = { HIGHWAYS }, .code = (char *)"highways", .name = (char *)"Highways" },
               parks = { .id = { PARKS }, .code = (char *)"parks", .name = (char *)"Parks" };

    staff->id.value = OFFICER;
    staff->login = g_strdup("grace");
    staff->name = g_strdup("Grace Okafor");
    staff->locale = g_strdup("en");
    g_array_append_val(staff->grants, fixture->grant);
    for (guint i = 0; i < G_N_ELEMENTS(CASES); i++)
        if (!insert_case(session, i, error))
            return FALSE;
    return unit_store_insert(session, &highways, error) && unit_store_insert(session, &parks, error) &&
           staff_store_insert(session, staff, "x", error) &&
           staff_store_replace_roles(session, staff->id, staff->grants, error);
}

static void
set_up(Fixture *fixture, gconstpointer data)
{
    g_autoptr(GError) error = NULL;

    (void)data;
    fixture->grant = (RoleGrant){ ROLE_OFFICER, { HIGHWAYS } };
    fixture->everywhere = (RoleGrant){ ROLE_AUDITOR, { 0 } };
    fixture->officer = (Actor){ ACTOR_STAFF, { OFFICER }, "Grace Okafor", &fixture->grant, 1 };
    fixture->auditor = (Actor){ ACTOR_STAFF, { 8 }, "Aud Itor", &fixture->everywhere, 1 };
    fixture->stranger = (Actor){ ACTOR_STAFF, { 9 }, "Nobody", NULL, 0 };
    fixture->folder = test_folder_new();
    fixture->store = test_store_open(fixture->folder);
    store_write(fixture->store, furnish, fixture, &error);
    g_assert_no_error(error);
}

static void
tear_down(Fixture *fixture, gconstpointer data)
{
    (void)data;
    store_close(fixture->store);
    test_folder_remove(fixture->folder);
    g_free(fixture->folder);
}

/* The ids of a list, in order: "11 13". */
static char *
list(Fixture *fixture, const Actor *actor, InboxQuestion question)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(Inbox) inbox = NULL;
    GString *ids = g_string_new(NULL);

    question.channel = question.channel != NULL ? question.channel : "";
    question.language = question.language != NULL ? question.language : "";
    inbox = inbox_view(fixture->store, actor, &question, &error);
    g_assert_no_error(error);
    for (guint i = 0; i < inbox->rows->len; i++) {
        const InboxRow *row = g_ptr_array_index(inbox->rows, i);

        g_string_append_printf(ids, "%s%" G_GINT64_FORMAT, i > 0 ? " " : "", row->a_case->id.value);
    }
    return g_string_free(ids, FALSE);
}

static void
each_queue_has_what_it_says_and_only_of_the_readers_units(Fixture *fixture, gconstpointer data)
{
    static const struct {
        InboxQuestion question;
        const char *officer, *auditor;
    } LISTS[] = {
        { { .queue = INBOX_MINE, .states = INBOX_TODO }, "12", "" },
        { { .queue = INBOX_MINE, .states = INBOX_ANY_STATE }, "12 14", "" },
        { { .queue = INBOX_UNIT, .unit = { HIGHWAYS }, .states = INBOX_TODO }, "11 12 13", "11 12 13" },
        { { .queue = INBOX_UNIT, .unit = { PARKS }, .states = INBOX_ANY_STATE }, "", "15 16" },
        { { .queue = INBOX_UNASSIGNED, .states = INBOX_TODO }, "11 13", "11 13 15" },
        { { .queue = INBOX_HELD, .states = INBOX_ANY_STATE }, "13", "13 15" },
        { { .queue = INBOX_ALL, .states = INBOX_TODO }, "11 12 13", "11 12 13 15 16" },
        { { .queue = INBOX_ALL, .states = INBOX_ANY_STATE, .sort = INBOX_NEWEST }, "14 13 12 11", "16 15 14 13 12 11" },
        { { .queue = INBOX_ALL, .states = INBOX_ONE_STATE, .state = CASE_RESOLVED }, "14", "14" },
        { { .queue = INBOX_ALL, .states = INBOX_ANY_STATE, .channel = "echo" }, "13", "13" },
        { { .queue = INBOX_ALL, .states = INBOX_ANY_STATE, .language = "de" }, "12", "12" },
        { { .queue = INBOX_PERSON, .person = { 5 }, .states = INBOX_ANY_STATE }, "11 12", "11 12 15 16" },
    };

    (void)data;
    for (guint i = 0; i < G_N_ELEMENTS(LISTS); i++) {
        g_autofree char *officer = list(fixture, &fixture->officer, LISTS[i].question);
        g_autofree char *auditor = list(fixture, &fixture->auditor, LISTS[i].question);

        g_assert_cmpstr(officer, ==, LISTS[i].officer);
        g_assert_cmpstr(auditor, ==, LISTS[i].auditor);
    }
}

static void
who_has_no_role_sees_no_list(Fixture *fixture, gconstpointer data)
{
    InboxQuestion question = { .queue = INBOX_ALL, .states = INBOX_ANY_STATE, .channel = "", .language = "" };
    g_autoptr(GError) error = NULL;

    (void)data;
    g_assert_null(inbox_view(fixture->store, &fixture->stranger, &question, &error));
    g_assert_error(error, TRIBUNE_ERROR, TRIBUNE_ERROR_FORBIDDEN);
}

/* All changed in the same moment. */
static gboolean
insert_many(DbSession *session, gpointer data, GError **error)
{
    (void)data;
    for (gint64 i = 0; i < 2 * INBOX_PAGE_SIZE; i++) {
        g_autofree char *reference = g_strdup_printf("NB-2025-%06d", (int)i);
        Case a_case = { .id = { 1000 + i },
                        .reference = reference,
                        .title = (char *)"",
                        .unit = { PARKS },
                        .channel = (char *)"bulk",
                        .language = (char *)"",
                        .preview = (char *)"",
                        .changed = 900 };

        if (!case_store_insert(session, &a_case, error))
            return FALSE;
    }
    return TRUE;
}

static void
pages_show_every_case_once_and_end(Fixture *fixture, gconstpointer data)
{
    g_autoptr(GHashTable) seen = g_hash_table_new(NULL, NULL);
    InboxQuestion question = { .queue = INBOX_ALL, .states = INBOX_ANY_STATE, .channel = "bulk", .language = "" };
    g_autoptr(GError) error = NULL;

    (void)data;
    g_assert_true(store_write(fixture->store, insert_many, NULL, NULL));
    for (question.page = 0; question.page < 3; question.page++) {
        g_autoptr(Inbox) inbox = inbox_view(fixture->store, &fixture->auditor, &question, &error);

        g_assert_no_error(error);
        g_assert_cmpint(inbox->more, ==, question.page == 0);
        for (guint i = 0; i < inbox->rows->len; i++) {
            const InboxRow *row = g_ptr_array_index(inbox->rows, i);

            g_assert_true(g_hash_table_add(seen, GSIZE_TO_POINTER(row->a_case->id.value)));
        }
    }
    g_assert_cmpuint(g_hash_table_size(seen), ==, 2 * INBOX_PAGE_SIZE);
    question.page = INBOX_PAGE_MAX;
    g_assert_null(inbox_view(fixture->store, &fixture->auditor, &question, &error));
    g_assert_error(error, TRIBUNE_ERROR, TRIBUNE_ERROR_LIMIT);
}

/* ---- the indexes ---- */

typedef struct {
    const char *name, *index;
    const DbStatement *found;
    DbStatement explain; /* prepared statements are known by the address of theirs */
} Planned;

static void
find_planned(const DbStatement *statement, gpointer data)
{
    Planned *planned = data;

    if (strcmp(statement->name, planned->name) == 0)
        planned->found = statement;
}

/* SQLite's plan is lines of which the fourth column is for people. */
static gboolean
check_plan(DbSession *session, gpointer data, GError **error)
{
    Planned *planned = data;
    g_autofree char *wanted = g_strdup_printf("INDEX %s ", planned->index);
    g_autoptr(DbQuery) query = db_query(session, &planned->explain);
    g_autoptr(GString) plan = g_string_new(NULL);

    while (db_step(query))
        g_string_append_printf(plan, "%s \n", db_text(query, 3));
    if (strstr(plan->str, wanted) == NULL || strstr(plan->str, "ORDER BY") != NULL)
        g_test_message("%s: %s", planned->name, plan->str);
    g_assert_nonnull(strstr(plan->str, wanted));
    g_assert_null(strstr(plan->str, "ORDER BY"));
    return db_finish(query, error);
}

static void
no_list_and_no_count_passes_what_it_need_not(Fixture *fixture, gconstpointer data)
{
    static Planned PLANNED[] = {
        { .name = "mine_todo_oldest", .index = "cases_todo_assignee" },
        { .name = "mine_any_newest", .index = "cases_assignee" },
        { .name = "unit_todo_oldest", .index = "cases_todo_unit" },
        { .name = "unit_any_newest", .index = "cases_unit_changed" },
        { .name = "unit_one_oldest", .index = "cases_unit" },
        { .name = "unassigned_todo_oldest", .index = "cases_todo_assignee" },
        { .name = "held_any_oldest", .index = "cases_held" },
        { .name = "all_todo_oldest", .index = "cases_todo" },
        { .name = "all_any_newest", .index = "cases_changed" },
        { .name = "inbox_count_stated", .index = "cases_unit" },
        { .name = "inbox_count_tagged", .index = "case_tags_tag" },
        { .name = "count_todo", .index = "cases_todo_assignee" },
        { .name = "count_unassigned", .index = "cases_todo_assignee" },
        { .name = "count_mine", .index = "cases_todo_assignee" },
        { .name = "count_held", .index = "cases_held" },
        { .name = "count_late", .index = "cases_due" },
    };

    (void)data;
    /* What links a file's statements into this program is a call of it. */
    counts_view_free(counts_view_new(fixture->store));
    for (guint i = 0; i < G_N_ELEMENTS(PLANNED); i++) {
        g_autoptr(GError) error = NULL;

        db_statements_each(find_planned, &PLANNED[i]);
        g_assert_nonnull(PLANNED[i].found);
        PLANNED[i].explain.name = PLANNED[i].name;
        PLANNED[i].explain.sql = g_strconcat("EXPLAIN QUERY PLAN ", PLANNED[i].found->sql, NULL);
        store_read(fixture->store, check_plan, &PLANNED[i], &error);
        g_assert_no_error(error);
    }
}

/* ---- tags ---- */

/* 12 has both, 15 the second, 99 nobody asks for. */
static gboolean
give_tags(DbSession *session, gpointer data, GError **error)
{
    static const gint64 GIVEN[][2] = { { 12, 2 }, { 12, 1 }, { 15, 2 }, { 99, 1 } };
    gboolean changed;

    (void)data;
    if (!tag_store_insert(session, &(Tag){ { 1 }, (char *)"water", FALSE, 0 }, 1, error) ||
        !tag_store_insert(session, &(Tag){ { 2 }, (char *)"Flood", FALSE, 0 }, 1, error))
        return FALSE;
    for (guint i = 0; i < G_N_ELEMENTS(GIVEN); i++)
        if (!tag_store_give(session, (CaseId){ GIVEN[i][0] }, (TagId){ GIVEN[i][1] }, &changed, error))
            return FALSE;
    return TRUE;
}

static void
each_row_has_the_tags_of_its_case_by_name(Fixture *fixture, gconstpointer data)
{
    static const char *const EXPECTED[] = { "", "Flood water ", "", "Flood ", "" };
    InboxQuestion question = { .queue = INBOX_ALL, .states = INBOX_TODO, .channel = "", .language = "" };
    g_autoptr(Inbox) inbox = NULL;

    (void)data;
    g_assert_true(store_write(fixture->store, give_tags, NULL, NULL));
    inbox = inbox_view(fixture->store, &fixture->auditor, &question, NULL);
    g_assert_cmpuint(inbox->rows->len, ==, G_N_ELEMENTS(EXPECTED));
    for (guint i = 0; i < inbox->rows->len; i++) {
        const GPtrArray *tags = ((const InboxRow *)g_ptr_array_index(inbox->rows, i))->tags;
        g_autoptr(GString) names = g_string_new(NULL);

        for (guint j = 0; j < tags->len; j++)
            g_string_append_printf(names, "%s ", ((const Tag *)g_ptr_array_index(tags, j))->name);
        g_assert_cmpstr(names->str, ==, EXPECTED[i]);
    }
}

static void
a_list_by_tag_has_the_cases_that_fit_all_else(Fixture *fixture, gconstpointer data)
{
    static const struct {
        InboxQuestion question;
        const char *officer, *auditor;
    } LISTS[] = {
        { { .queue = INBOX_ALL, .states = INBOX_TODO, .tag = { 2 } }, "12", "12 15" },
        { { .queue = INBOX_ALL, .states = INBOX_ANY_STATE, .sort = INBOX_NEWEST, .tag = { 2 } }, "12", "15 12" },
        { { .queue = INBOX_ALL, .states = INBOX_ANY_STATE, .tag = { 2 }, .language = "de" }, "12", "12" },
        { { .queue = INBOX_ALL, .states = INBOX_ONE_STATE, .state = CASE_NEW, .tag = { 2 } }, "", "15" },
        { { .queue = INBOX_UNIT, .unit = { PARKS }, .states = INBOX_TODO, .tag = { 2 } }, "", "15" },
        { { .queue = INBOX_UNIT, .unit = { PARKS }, .states = INBOX_TODO, .tag = { 1 } }, "", "" },
        { { .queue = INBOX_UNASSIGNED, .states = INBOX_TODO, .tag = { 2 } }, "", "15" },
    };

    (void)data;
    g_assert_true(store_write(fixture->store, give_tags, NULL, NULL));
    for (guint i = 0; i < G_N_ELEMENTS(LISTS); i++) {
        g_autofree char *officer = list(fixture, &fixture->officer, LISTS[i].question);
        g_autofree char *auditor = list(fixture, &fixture->auditor, LISTS[i].question);

        g_assert_cmpstr(officer, ==, LISTS[i].officer);
        g_assert_cmpstr(auditor, ==, LISTS[i].auditor);
    }
}

/* ---- the journal of a case ---- */

typedef struct {
    Store *store;
    gint64 leaf;
} Recording;

static gboolean
record_state(DbSession *session, gpointer data, GError **error)
{
    Recording *recording = data;

    return event_append(recording->store, session,
                        &(EventDraft){ .kind = EVENT_CASE_STATE, .actor = &ACTOR_TRIBUNE, .case_id = { 11 } },
                        &recording->leaf, error);
}

static void
the_entries_of_a_case_are_for_who_may_read_its_trail(Fixture *fixture, gconstpointer data)
{
    Recording recording = { fixture->store, 0 };
    g_autoptr(GPtrArray) entries = NULL;
    g_autoptr(GError) stranger = NULL, other = NULL, uncovered = NULL, years = NULL;
    JournalEntry *entry;

    (void)data;
    g_assert_true(store_write(fixture->store, record_state, &recording, NULL));
    entries = journal_view_case(fixture->store, &fixture->auditor, (CaseId){ 11 }, NULL);
    g_assert_cmpuint(entries->len, ==, 1);
    entry = journal_view_entry(fixture->store, &fixture->auditor, (CaseId){ 11 }, recording.leaf, NULL);
    g_assert_cmpint(entry->place, ==, recording.leaf);
    g_assert_cmpstr(entry->type, ==, "case");
    g_assert_false(entry->covered);
    journal_entry_free(entry);
    g_assert_null(journal_view_case(fixture->store, &fixture->stranger, (CaseId){ 11 }, &stranger));
    g_assert_error(stranger, TRIBUNE_ERROR, TRIBUNE_ERROR_NOT_FOUND);
    g_assert_null(journal_view_entry(fixture->store, &fixture->auditor, (CaseId){ 12 }, recording.leaf, &other));
    g_assert_error(other, TRIBUNE_ERROR, TRIBUNE_ERROR_NOT_FOUND);
    g_assert_null(journal_view_proof(fixture->store, &fixture->auditor, (CaseId){ 11 }, recording.leaf, &uncovered));
    g_assert_error(uncovered, TRIBUNE_ERROR, TRIBUNE_ERROR_NOT_FOUND);
    g_assert_null(journal_view_years(fixture->store, &fixture->stranger, &years));
    g_assert_error(years, TRIBUNE_ERROR, TRIBUNE_ERROR_FORBIDDEN);
}

static void
the_newest_year_says_how_large_the_journal_is(Fixture *fixture, gconstpointer data)
{
    Recording recording = { fixture->store, 0 };
    JournalYear *year;

    (void)data;
    g_assert_null(journal_view_newest(fixture->store, NULL));
    g_assert_true(store_write(fixture->store, record_state, &recording, NULL));
    g_assert_true(store_write(fixture->store, record_state, &recording, NULL));
    year = journal_view_newest(fixture->store, NULL);
    g_assert_cmpint(year->size, ==, 2);
    g_assert_cmpint(year->checkpoint_size, ==, 0);
    g_assert_null(year->checkpoint);
    journal_year_free(year);
}

#define RULE(function) g_test_add("/view/" #function, Fixture, NULL, set_up, function, tear_down)

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    RULE(each_queue_has_what_it_says_and_only_of_the_readers_units);
    RULE(who_has_no_role_sees_no_list);
    RULE(pages_show_every_case_once_and_end);
    RULE(no_list_and_no_count_passes_what_it_need_not);
    RULE(a_list_by_tag_has_the_cases_that_fit_all_else);
    RULE(each_row_has_the_tags_of_its_case_by_name);
    RULE(the_entries_of_a_case_are_for_who_may_read_its_trail);
    RULE(the_newest_year_says_how_large_the_journal_is);
    return g_test_run();
}
