/* SPDX-License-Identifier: Apache-2.0 */
#include <string.h>

#include "base/error.h"
#include "mediation/staff/directory.h"
#include "mediation/staff/sign-in.h"
#include "mediation/staff/staffing.h"
#include "mediation/test-fixture.h"
#include "store/staff-store.h"

#define PASSWORD "four plain words"

typedef struct {
    char *folder;
    Store *store;
    PasswordHasher *hasher;
    UnitId parks;
} Fixture;

static const RoleGrant ADMINISTERS[] = { { ROLE_ADMIN, { 0 } } };
static const RoleGrant AUDITS[] = { { ROLE_AUDITOR, { 0 } } };
static const Actor AUDITOR = {
    .kind = ACTOR_STAFF, .staff = { 5 }, .name = "Olga", .grants = AUDITS, .grant_count = 1
};

static void
set_up(Fixture *fixture, gconstpointer data)
{
    g_autoptr(GError) error = NULL;
    Directory *directory;

    (void)data;
    fixture->folder = test_folder_new();
    fixture->store = test_store_open(fixture->folder);
    fixture->hasher = password_hasher_new();
    directory = directory_open(fixture->store, &error);
    g_assert_no_error(error);
    directory_add_unit(directory, &ACTOR_TRIBUNE, "parks", "Parks", &fixture->parks, &error);
    g_assert_no_error(error);
    directory_close(directory);
}

static void
tear_down(Fixture *fixture, gconstpointer data)
{
    (void)data;
    password_hasher_free(fixture->hasher);
    store_close(fixture->store);
    test_folder_remove(fixture->folder);
    g_free(fixture->folder);
}

static gboolean
try_to_add(Fixture *fixture, const Actor *actor, const StaffDraft *draft, StaffId *ret, int *ret_code)
{
    g_autoptr(GError) error = NULL;
    gboolean done = staffing_add(fixture->store, fixture->hasher, actor, draft, ret, &error);

    *ret_code = -1;
    if (error != NULL) {
        g_assert_true(error->domain == TRIBUNE_ERROR);
        *ret_code = error->code;
    }
    return done;
}

static StaffId
add(Fixture *fixture, const char *login, const RoleGrant *grants, guint count)
{
    StaffDraft draft = { login, "Petra Newton", "en", PASSWORD, grants, count };
    StaffId id = { 0 };
    int code;

    g_assert_true(try_to_add(fixture, &ACTOR_TRIBUNE, &draft, &id, &code));
    return id;
}

static Staff *
find(Fixture *fixture, const char *login)
{
    g_autoptr(GError) error = NULL;
    Staff *staff = staffing_find(fixture->store, &ACTOR_TRIBUNE, login, &error);

    g_assert_no_error(error);
    return staff;
}

static void
who_was_added_is_there_with_her_roles(Fixture *fixture, gconstpointer data)
{
    RoleGrant grants[] = { { ROLE_OFFICER, fixture->parks }, { ROLE_RECORDS, { 0 } }, { ROLE_RECORDS, { 0 } } };
    StaffId id = add(fixture, "petra", grants, 3);
    g_autoptr(Staff) staff = find(fixture, "petra");
    g_autoptr(GPtrArray) list = staffing_list(fixture->store, &AUDITOR, NULL);
    g_autoptr(GError) error = NULL;

    (void)data;
    g_assert_cmpint(staff->id.value, ==, id.value);
    g_assert_cmpstr(staff->name, ==, "Petra Newton");
    g_assert_cmpuint(staff->grants->len, ==, 2);
    g_assert_cmpuint(list->len, ==, 1);
    g_assert_null(staffing_find(fixture->store, &ACTOR_TRIBUNE, "nobody", &error));
    g_assert_error(error, TRIBUNE_ERROR, TRIBUNE_ERROR_NOT_FOUND);
}

static void
faults_in_the_form_add_nobody(Fixture *fixture, gconstpointer data)
{
    RoleGrant auditor_of_parks[] = { { ROLE_AUDITOR, fixture->parks } }, of_nowhere[] = { { ROLE_OFFICER, { 77 } } };
    RoleGrant many[STAFFING_GRANTS_MAX + 1] = { 0 };
    struct {
        StaffDraft draft;
        int code;
    } wrong[] = {
        { { "P", "Petra", "en", PASSWORD, NULL, 0 }, TRIBUNE_ERROR_INVALID },
        { { "Petra", "Petra", "en", PASSWORD, NULL, 0 }, TRIBUNE_ERROR_INVALID },
        { { "petra", " ", "en", PASSWORD, NULL, 0 }, TRIBUNE_ERROR_INVALID },
        { { "petra", "Petra", "e", PASSWORD, NULL, 0 }, TRIBUNE_ERROR_INVALID },
        { { "petra", "Petra", "../de", PASSWORD, NULL, 0 }, TRIBUNE_ERROR_INVALID },
        { { "petra", "Petra", "en", "short", NULL, 0 }, TRIBUNE_ERROR_INVALID },
        { { "petra", "Petra", "en", "petra likes trees", NULL, 0 }, TRIBUNE_ERROR_INVALID },
        { { "petra", "Petra", "en", PASSWORD, auditor_of_parks, 1 }, TRIBUNE_ERROR_INVALID },
        { { "petra", "Petra", "en", PASSWORD, many, G_N_ELEMENTS(many) }, TRIBUNE_ERROR_INVALID },
        { { "petra", "Petra", "en", PASSWORD, of_nowhere, 1 }, TRIBUNE_ERROR_NOT_FOUND },
    };
    StaffId id;
    int code;

    (void)data;
    for (gsize i = 0; i < G_N_ELEMENTS(wrong); i++) {
        g_test_message("%zu", i);
        g_assert_false(try_to_add(fixture, &ACTOR_TRIBUNE, &wrong[i].draft, &id, &code));
        g_assert_cmpint(code, ==, wrong[i].code);
    }
    g_assert_cmpint(test_events(fixture->store, EVENT_STAFF_ADDED), ==, 0);
}

static void
a_taken_login_is_a_conflict(Fixture *fixture, gconstpointer data)
{
    StaffDraft draft = { "petra", "Another", "", PASSWORD, NULL, 0 };
    StaffId id = add(fixture, "petra", NULL, 0);
    int code;

    (void)data;
    g_assert_false(try_to_add(fixture, &ACTOR_TRIBUNE, &draft, &id, &code));
    g_assert_cmpint(code, ==, TRIBUNE_ERROR_CONFLICT);
    g_assert_cmpint(test_events(fixture->store, EVENT_STAFF_ADDED), ==, 1);
}

static void
what_is_not_named_stays(Fixture *fixture, gconstpointer data)
{
    RoleGrant officer[] = { { ROLE_OFFICER, fixture->parks } };
    StaffId id = add(fixture, "petra", officer, 1);
    g_autoptr(Staff) renamed = NULL, bare = NULL;
    g_autoptr(GError) error = NULL;

    (void)data;
    staffing_change(fixture->store, &ACTOR_TRIBUNE, id, &(StaffChange){ .name = "Petra  Ng", .locale = "de" }, &error);
    g_assert_no_error(error);
    renamed = find(fixture, "petra");
    g_assert_cmpstr(renamed->name, ==, "Petra Ng");
    g_assert_cmpstr(renamed->locale, ==, "de");
    g_assert_cmpuint(renamed->grants->len, ==, 1);
    staffing_change(fixture->store, &ACTOR_TRIBUNE, id, &(StaffChange){ .replace_roles = TRUE }, &error);
    g_assert_no_error(error);
    bare = find(fixture, "petra");
    g_assert_cmpstr(bare->name, ==, "Petra Ng");
    g_assert_cmpuint(bare->grants->len, ==, 0);
    g_assert_cmpint(test_events(fixture->store, EVENT_STAFF_CHANGED), ==, 2);
    g_assert_false(staffing_change(fixture->store, &ACTOR_TRIBUNE, (StaffId){ 1 }, &(StaffChange){ 0 }, &error));
    g_assert_error(error, TRIBUNE_ERROR, TRIBUNE_ERROR_NOT_FOUND);
}

static void
the_last_administrator_stays(Fixture *fixture, gconstpointer data)
{
    StaffId boss = add(fixture, "boss", ADMINISTERS, 1), second;
    g_autoptr(GError) error = NULL;
    g_autoptr(Staff) still = NULL;

    (void)data;
    g_assert_false(staffing_disable(fixture->store, &ACTOR_TRIBUNE, boss, &error));
    g_assert_error(error, TRIBUNE_ERROR, TRIBUNE_ERROR_INVALID);
    g_clear_error(&error);
    g_assert_false(
        staffing_change(fixture->store, &ACTOR_TRIBUNE, boss, &(StaffChange){ .replace_roles = TRUE }, &error));
    g_assert_error(error, TRIBUNE_ERROR, TRIBUNE_ERROR_INVALID);
    g_clear_error(&error);
    still = find(fixture, "boss");
    g_assert_false(still->disabled);
    g_assert_cmpuint(still->grants->len, ==, 1);

    second = add(fixture, "second", ADMINISTERS, 1);
    g_assert_true(staffing_disable(fixture->store, &ACTOR_TRIBUNE, boss, &error));
    g_assert_false(staffing_disable(fixture->store, &ACTOR_TRIBUNE, second, NULL));
    g_assert_true(staffing_enable(fixture->store, &ACTOR_TRIBUNE, boss, &error));
    g_assert_true(staffing_disable(fixture->store, &ACTOR_TRIBUNE, second, &error));
    g_assert_no_error(error);
}

static void
who_is_disabled_is_out_at_once_and_for_good(Fixture *fixture, gconstpointer data)
{
    g_autoptr(SignIn) sign_in = sign_in_new(fixture->store, fixture->hasher);
    StaffId id = add(fixture, "petra", AUDITS, 1);
    g_autofree char *token = sign_in_attempt(sign_in, "petra", PASSWORD, "192.0.2.1", NULL), *again = NULL;
    g_autoptr(SignedIn) before = sign_in_find(sign_in, token, NULL), after = NULL;
    g_autoptr(GError) error = NULL;

    (void)data;
    g_assert_nonnull(before);
    g_assert_true(staffing_disable(fixture->store, &ACTOR_TRIBUNE, id, &error));
    after = sign_in_find(sign_in, token, &error);
    g_assert_null(after);
    g_assert_error(error, TRIBUNE_ERROR, TRIBUNE_ERROR_NOT_FOUND);
    g_clear_error(&error);
    g_assert_null(sign_in_attempt(sign_in, "petra", PASSWORD, "192.0.2.1", &error));
    g_assert_error(error, TRIBUNE_ERROR, TRIBUNE_ERROR_FORBIDDEN);
    g_clear_error(&error);
    g_assert_true(staffing_enable(fixture->store, &ACTOR_TRIBUNE, id, &error));
    g_assert_null(sign_in_find(sign_in, token, NULL));
    again = sign_in_attempt(sign_in, "petra", PASSWORD, "192.0.2.1", &error);
    g_assert_no_error(error);
    g_assert_cmpint(test_events(fixture->store, EVENT_STAFF_DISABLED), ==, 1);
    g_assert_true(staffing_enable(fixture->store, &ACTOR_TRIBUNE, id, &error));
    g_assert_cmpint(test_events(fixture->store, EVENT_STAFF_CHANGED), ==, 1);
}

static void
a_new_password_ends_all_sessions(Fixture *fixture, gconstpointer data)
{
    g_autoptr(SignIn) sign_in = sign_in_new(fixture->store, fixture->hasher);
    StaffId id = add(fixture, "petra", AUDITS, 1);
    g_autofree char *token = sign_in_attempt(sign_in, "petra", PASSWORD, "192.0.2.1", NULL), *again = NULL;
    g_autoptr(GError) error = NULL;

    (void)data;
    g_assert_nonnull(token);
    g_assert_false(staffing_set_password(fixture->store, fixture->hasher, &ACTOR_TRIBUNE, id, "petra 2 petra", &error));
    g_assert_error(error, TRIBUNE_ERROR, TRIBUNE_ERROR_INVALID);
    g_clear_error(&error);
    staffing_set_password(fixture->store, fixture->hasher, &ACTOR_TRIBUNE, id, "quite different ones", &error);
    g_assert_no_error(error);
    g_assert_null(sign_in_find(sign_in, token, NULL));
    g_assert_null(sign_in_attempt(sign_in, "petra", PASSWORD, "192.0.2.1", NULL));
    again = sign_in_attempt(sign_in, "petra", "quite different ones", "192.0.2.1", &error);
    g_assert_no_error(error);
    g_assert_cmpint(test_events(fixture->store, EVENT_STAFF_PASSWORD), ==, 1);
}

static void
only_who_manages_staff_changes_them(Fixture *fixture, gconstpointer data)
{
    StaffDraft draft = { "petra", "Petra", "", PASSWORD, NULL, 0 };
    Actor nobody = { .kind = ACTOR_STAFF, .staff = { 6 }, .name = "Nemo" };
    StaffId id = add(fixture, "boss", AUDITS, 1), added;
    int code;

    (void)data;
    g_assert_false(try_to_add(fixture, &AUDITOR, &draft, &added, &code));
    g_assert_cmpint(code, ==, TRIBUNE_ERROR_FORBIDDEN);
    g_assert_false(staffing_change(fixture->store, &AUDITOR, id, &(StaffChange){ .name = "X" }, NULL));
    g_assert_false(staffing_set_password(fixture->store, fixture->hasher, &AUDITOR, id, "some other words", NULL));
    g_assert_false(staffing_disable(fixture->store, &AUDITOR, id, NULL));
    g_assert_false(staffing_enable(fixture->store, &AUDITOR, id, NULL));
    g_assert_null(staffing_list(fixture->store, &nobody, NULL));
    g_assert_null(staffing_find(fixture->store, &nobody, "boss", NULL));
    g_assert_cmpint(test_events(fixture->store, EVENT_STAFF_CHANGED), ==, 0);
}

/* ---- what must not be in the trail ---- */

DB_STATEMENT(test_adopt_events, "UPDATE events SET case_id = 1 WHERE case_id IS NULL");

typedef struct {
    Store *store;
    GPtrArray *events;
    char *stored;
    StaffId id;
} Trail;

static gboolean
read_trail(DbSession *session, gpointer data, GError **error)
{
    Trail *trail = data;
    g_autoptr(DbQuery) query = db_query(session, &test_adopt_events);

    if (!db_run(query, error))
        return FALSE;
    trail->events = event_list_case(trail->store, session, (CaseId){ 1 }, 100, error);
    trail->stored = staff_store_load_password(session, trail->id, error);
    return trail->events != NULL && trail->stored != NULL;
}

static void
no_event_holds_a_password_or_its_hash(Fixture *fixture, gconstpointer data)
{
    Trail trail = { .store = fixture->store, .id = add(fixture, "petra", AUDITS, 1) };
    g_autoptr(GError) error = NULL;
    guint seen = 0;

    (void)data;
    staffing_set_password(fixture->store, fixture->hasher, &ACTOR_TRIBUNE, trail.id, "quite different ones", &error);
    g_assert_no_error(error);
    store_write(fixture->store, read_trail, &trail, &error);
    g_assert_no_error(error);
    for (guint i = 0; i < trail.events->len; i++) {
        const Event *event = trail.events->pdata[i];
        char *text = json_dumps(event->detail, JSON_COMPACT);

        seen += event->kind == EVENT_STAFF_ADDED || event->kind == EVENT_STAFF_PASSWORD ? 1 : 0;
        g_assert_null(strstr(text, "plain"));
        g_assert_null(strstr(text, "different"));
        g_assert_null(strstr(text, "argon2"));
        free(text);
    }
    g_assert_cmpuint(seen, ==, 2);
    g_assert_null(strstr(trail.stored, "different"));
    g_ptr_array_unref(trail.events);
    g_free(trail.stored);
}

#define TEST(name, function) g_test_add("/staffing/" name, Fixture, NULL, set_up, function, tear_down)

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    TEST("who-was-added-is-there-with-her-roles", who_was_added_is_there_with_her_roles);
    TEST("faults-in-the-form-add-nobody", faults_in_the_form_add_nobody);
    TEST("a-taken-login-is-a-conflict", a_taken_login_is_a_conflict);
    TEST("what-is-not-named-stays", what_is_not_named_stays);
    TEST("the-last-administrator-stays", the_last_administrator_stays);
    TEST("who-is-disabled-is-out-at-once-and-for-good", who_is_disabled_is_out_at_once_and_for_good);
    TEST("a-new-password-ends-all-sessions", a_new_password_ends_all_sessions);
    TEST("only-who-manages-staff-changes-them", only_who_manages_staff_changes_them);
    TEST("no-event-holds-a-password-or-its-hash", no_event_holds_a_password_or_its_hash);
    return g_test_run();
}
