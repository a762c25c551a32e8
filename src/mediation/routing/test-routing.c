/* SPDX-License-Identifier: Apache-2.0 */
#include "mediation/routing/routing.h"

#include <string.h>

#include "base/error.h"
#include "mediation/test-fixture.h"

static const RoleGrant POLICY_GRANT = { ROLE_POLICY, { 0 } }, LEAD_GRANT = { ROLE_LEAD, { 0 } };
static const Actor POLLY = { ACTOR_STAFF, { 7 }, "Polly", &POLICY_GRANT, 1 };
static const Actor PETE = { ACTOR_STAFF, { 8 }, "Pete", &POLICY_GRANT, 1 };
static const Actor LENA = { ACTOR_STAFF, { 9 }, "Lena", &LEAD_GRANT, 1 };

typedef struct {
    char *folder;
    Store *store;
    Directory *directory;
    Routing *routing;
    UnitId highways, waste;
} Fixture;

static void
set_up(Fixture *fixture, gconstpointer data)
{
    g_autoptr(GError) error = NULL;

    (void)data;
    fixture->folder = test_folder_new();
    fixture->store = test_store_open(fixture->folder);
    fixture->directory = directory_open(fixture->store, &error);
    directory_add_unit(fixture->directory, &ACTOR_TRIBUNE, "highways", "Highways", &fixture->highways, &error);
    directory_add_unit(fixture->directory, &ACTOR_TRIBUNE, "waste", "Waste", &fixture->waste, &error);
    fixture->routing = routing_open(fixture->store, fixture->directory, &error);
    g_assert_no_error(error);
}

static void
tear_down(Fixture *fixture, gconstpointer data)
{
    (void)data;
    routing_close(fixture->routing);
    directory_close(fixture->directory);
    store_close(fixture->store);
    test_folder_remove(fixture->folder);
    g_free(fixture->folder);
}

static RoutingList *
list_of(const char *name, const char *unit)
{
    g_autofree char *json =
        g_strdup_printf("{\"rules\": [{\"id\": \"one\", \"name\": \"%s\", \"then\": {\"unit\": \"%s\"}}]}", name, unit);
    g_autoptr(GError) error = NULL;
    RoutingList *list = routing_list_parse(json, strlen(json), &error);

    g_assert_no_error(error);
    return list;
}

static gboolean
save(Fixture *fixture, const Actor *actor, gint64 base, const char *name, const char *unit, GError **error)
{
    g_autoptr(RoutingList) list = list_of(name, unit);
    gint64 number = -1;
    gboolean saved = routing_save(fixture->routing, actor, base, list, "because", &number, error);

    g_assert_cmpint(number, ==, saved ? base + 1 : -1);
    return saved;
}

/* Name of the first rule in force, or "". */
static char *
in_force(Fixture *fixture)
{
    g_autoptr(RoutingSnapshot) snapshot = routing_snapshot(fixture->routing);
    const RoutingList *list = routing_engine_list(routing_snapshot_engine(snapshot));

    return g_strdup(list->rules->len > 0 ? ((const RoutingRule *)g_ptr_array_index(list->rules, 0))->name : "");
}

#define ASSERT_IN_FORCE(expected)                                                                                      \
    do {                                                                                                               \
        g_autofree char *name = in_force(fixture);                                                                     \
        g_assert_cmpstr(name, ==, expected);                                                                           \
    } while (0)

static void
a_saved_version_is_in_force_at_once_and_after_a_restart(Fixture *fixture, gconstpointer data)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(RoutingSnapshot) before = routing_snapshot(fixture->routing), after = NULL;

    (void)data;
    g_assert_cmpint(routing_snapshot_number(before), ==, 0);
    g_assert_true(save(fixture, &POLLY, 0, "First", "highways", &error));
    ASSERT_IN_FORCE("First");
    g_assert_cmpuint(routing_engine_list(routing_snapshot_engine(before))->rules->len, ==, 0);
    g_assert_cmpint(test_events(fixture->store, EVENT_ROUTING_CHANGED), ==, 1);
    routing_close(fixture->routing);
    fixture->routing = routing_open(fixture->store, fixture->directory, &error);
    ASSERT_IN_FORCE("First");
    after = routing_snapshot(fixture->routing);
    g_assert_cmpstr(routing_snapshot_version(after)->author_name, ==, "Polly");
    g_assert_cmpstr(routing_snapshot_version(after)->comment, ==, "because");
}

static void
who_saw_an_older_version_saves_nothing(Fixture *fixture, gconstpointer data)
{
    g_autoptr(GError) error = NULL;

    (void)data;
    g_assert_true(save(fixture, &POLLY, 0, "First", "highways", NULL));
    g_assert_false(save(fixture, &PETE, 0, "Second", "waste", &error));
    g_assert_error(error, TRIBUNE_ERROR, TRIBUNE_ERROR_CONFLICT);
    ASSERT_IN_FORCE("First");
    g_assert_cmpint(test_events(fixture->store, EVENT_ROUTING_CHANGED), ==, 1);
    g_assert_true(save(fixture, &PETE, 1, "Second", "waste", NULL));
    ASSERT_IN_FORCE("Second");
}

static void
going_back_saves_the_old_rules_as_a_new_version(Fixture *fixture, gconstpointer data)
{
    g_autoptr(GError) error = NULL;
    gint64 number;

    (void)data;
    g_assert_true(save(fixture, &POLLY, 0, "First", "highways", NULL));
    g_assert_true(save(fixture, &POLLY, 1, "Second", "waste", NULL));
    g_assert_true(routing_restore(fixture->routing, &PETE, 2, 1, "Back to version 1", &number, &error));
    g_assert_no_error(error);
    g_assert_cmpint(number, ==, 3);
    ASSERT_IN_FORCE("First");
    g_assert_false(routing_restore(fixture->routing, &PETE, 3, 9, "Back", &number, &error));
    g_assert_error(error, TRIBUNE_ERROR, TRIBUNE_ERROR_NOT_FOUND);
}

static void
only_who_owns_the_rules_changes_them(Fixture *fixture, gconstpointer data)
{
    g_autoptr(GError) error = NULL, drafting = NULL;
    g_auto(RoutingDraft) draft = { 0 };

    (void)data;
    g_assert_false(save(fixture, &LENA, 0, "First", "highways", &error));
    g_assert_error(error, TRIBUNE_ERROR, TRIBUNE_ERROR_FORBIDDEN);
    g_assert_false(routing_draft_load(fixture->routing, &LENA, &draft, &drafting));
    g_assert_error(drafting, TRIBUNE_ERROR, TRIBUNE_ERROR_FORBIDDEN);
}

static void
rules_name_what_is_there_and_open(Fixture *fixture, gconstpointer data)
{
    g_autoptr(GError) error = NULL, closed = NULL, comment = NULL;
    g_autoptr(RoutingList) list = list_of("First", "highways");
    gint64 number;

    (void)data;
    g_assert_false(save(fixture, &POLLY, 0, "First", "harbour", &error));
    g_assert_error(error, TRIBUNE_ERROR, TRIBUNE_ERROR_INVALID);
    g_assert_nonnull(strstr(error->message, "rule 1 “First”, unit: that unit takes no cases"));
    g_assert_true(directory_close_unit(fixture->directory, &ACTOR_TRIBUNE, fixture->waste, NULL));
    g_assert_false(save(fixture, &POLLY, 0, "First", "waste", &closed));
    g_assert_error(closed, TRIBUNE_ERROR, TRIBUNE_ERROR_INVALID);
    g_assert_false(routing_save(fixture->routing, &POLLY, 0, list, " \n ", &number, &comment));
    g_assert_error(comment, TRIBUNE_ERROR, TRIBUNE_ERROR_INVALID);
    ((RoutingRule *)g_ptr_array_index(list->rules, 0))->off = TRUE;
    g_free(((RoutingRule *)g_ptr_array_index(list->rules, 0))->unit);
    ((RoutingRule *)g_ptr_array_index(list->rules, 0))->unit = g_strdup("waste");
    g_assert_true(routing_save(fixture->routing, &POLLY, 0, list, "for later", &number, NULL));
}

static void
a_draft_is_its_authors_alone_until_it_is_saved(Fixture *fixture, gconstpointer data)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(RoutingList) list = list_of("Mine", "waste");

    (void)data;
    g_assert_true(save(fixture, &POLLY, 0, "First", "highways", NULL));
    g_assert_true(routing_draft_save(fixture->routing, &POLLY, 1, list, &error));
    {
        g_auto(RoutingDraft) hers = { 0 }, his = { 0 };

        g_assert_true(routing_draft_load(fixture->routing, &POLLY, &hers, &error));
        g_assert_true(routing_draft_load(fixture->routing, &PETE, &his, &error));
        g_assert_true(hers.changed);
        g_assert_false(his.changed);
        g_assert_cmpstr(((RoutingRule *)g_ptr_array_index(hers.list->rules, 0))->name, ==, "Mine");
        g_assert_cmpstr(((RoutingRule *)g_ptr_array_index(his.list->rules, 0))->name, ==, "First");
    }
    ASSERT_IN_FORCE("First");
    g_assert_true(save(fixture, &POLLY, 1, "Mine", "waste", NULL));
    {
        g_auto(RoutingDraft) hers = { 0 };

        g_assert_true(routing_draft_load(fixture->routing, &POLLY, &hers, &error));
        g_assert_false(hers.changed);
        g_assert_cmpint(hers.base, ==, 2);
    }
    g_assert_true(routing_draft_save(fixture->routing, &POLLY, 2, list, &error));
    g_assert_true(routing_draft_discard(fixture->routing, &POLLY, &error));
    {
        g_auto(RoutingDraft) hers = { 0 };

        g_assert_true(routing_draft_load(fixture->routing, &POLLY, &hers, &error));
        g_assert_false(hers.changed);
    }
    g_assert_no_error(error);
}

int
main(int argc, char **argv)
{
#define ADD(rule, test) g_test_add("/mediation/routing/" rule, Fixture, NULL, set_up, test, tear_down)
    g_test_init(&argc, &argv, NULL);
    ADD("a-saved-version-is-in-force-at-once-and-after-a-restart",
        a_saved_version_is_in_force_at_once_and_after_a_restart);
    ADD("who-saw-an-older-version-saves-nothing", who_saw_an_older_version_saves_nothing);
    ADD("going-back-saves-the-old-rules-as-a-new-version", going_back_saves_the_old_rules_as_a_new_version);
    ADD("only-who-owns-the-rules-changes-them", only_who_owns_the_rules_changes_them);
    ADD("rules-name-what-is-there-and-open", rules_name_what_is_there_and_open);
    ADD("a-draft-is-its-authors-alone-until-it-is-saved", a_draft_is_its_authors_alone_until_it_is_saved);
    return g_test_run();
}
