/* SPDX-License-Identifier: Apache-2.0 */
#include <string.h>

#include "base/encode.h"
#include "base/error.h"
#include "base/thread.h"
#include "mediation/staff/sign-in.h"
#include "mediation/staff/staffing.h"
#include "mediation/test-fixture.h"

#define PASSWORD "four plain words"
#define HOME     "192.0.2.1"
#define NOON     (G_GINT64_CONSTANT(1790000000) * CLOCK_SECOND)

typedef struct {
    char *folder;
    Store *store;
    PasswordHasher *hasher;
    SignIn *sign_in;
    StaffId petra;
} Fixture;

static const RoleGrant AUDITS[] = { { ROLE_AUDITOR, { 0 } } };

static void
set_up(Fixture *fixture, gconstpointer data)
{
    StaffDraft draft = { "petra", "Petra Newton", "de", PASSWORD, AUDITS, 1 };
    g_autoptr(GError) error = NULL;

    (void)data;
    clock_pin(NOON);
    fixture->folder = test_folder_new();
    fixture->store = test_store_open(fixture->folder);
    fixture->hasher = password_hasher_new();
    fixture->sign_in = sign_in_new(fixture->store, fixture->hasher);
    staffing_add(fixture->store, fixture->hasher, &ACTOR_TRIBUNE, &draft, &fixture->petra, &error);
    g_assert_no_error(error);
}

static void
tear_down(Fixture *fixture, gconstpointer data)
{
    (void)data;
    sign_in_free(fixture->sign_in);
    password_hasher_free(fixture->hasher);
    store_close(fixture->store);
    test_folder_remove(fixture->folder);
    g_free(fixture->folder);
    clock_pin(0);
}

static char *
enter(Fixture *fixture)
{
    g_autoptr(GError) error = NULL;
    char *token = sign_in_attempt(fixture->sign_in, "petra", PASSWORD, HOME, &error);

    g_assert_no_error(error);
    return token;
}

static gboolean
is_in(Fixture *fixture, const char *token)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(SignedIn) signed_in = sign_in_find(fixture->sign_in, token, &error);

    if (signed_in == NULL)
        g_assert_error(error, TRIBUNE_ERROR, TRIBUNE_ERROR_NOT_FOUND);
    return signed_in != NULL;
}

static int
code_of(Fixture *fixture, const char *login, const char *password, const char *address)
{
    g_autoptr(GError) error = NULL;
    g_autofree char *token = sign_in_attempt(fixture->sign_in, login, password, address, &error);

    return token != NULL ? -1 : error->code;
}

static void
the_right_password_gives_a_session_with_the_roles(Fixture *fixture, gconstpointer data)
{
    g_autofree char *token = enter(fixture), *second = enter(fixture);
    g_autoptr(SignedIn) signed_in = sign_in_find(fixture->sign_in, token, NULL);
    g_autoptr(SignedIn) other = sign_in_find(fixture->sign_in, second, NULL);
    g_autoptr(Staff) staff = staffing_find(fixture->store, &ACTOR_TRIBUNE, "petra", NULL);

    (void)data;
    g_assert_cmpuint(strlen(token), ==, 43);
    g_assert_cmpstr(token, !=, second);
    g_assert_nonnull(other);
    g_assert_cmpint(signed_in->actor.kind, ==, ACTOR_STAFF);
    g_assert_cmpint(signed_in->actor.staff.value, ==, fixture->petra.value);
    g_assert_cmpstr(signed_in->actor.name, ==, "Petra Newton");
    g_assert_cmpstr(signed_in->staff->locale, ==, "de");
    g_assert_true(actor_has_role(&signed_in->actor, ROLE_AUDITOR, (UnitId){ 0 }));
    g_assert_cmpint(staff->signed_in, ==, NOON);
    g_assert_cmpint(test_events(fixture->store, EVENT_STAFF_SIGNED_IN), ==, 2);
}

static void
capitals_and_blanks_around_a_login_do_not_matter(Fixture *fixture, gconstpointer data)
{
    (void)data;
    g_assert_cmpint(code_of(fixture, " Petra\n", PASSWORD, HOME), ==, -1);
}

static void
wrong_unknown_and_disabled_are_answered_alike(Fixture *fixture, gconstpointer data)
{
    g_autoptr(GError) wrong = NULL, unknown = NULL, disabled = NULL;

    (void)data;
    g_assert_null(sign_in_attempt(fixture->sign_in, "petra", "four plain word", HOME, &wrong));
    g_assert_null(sign_in_attempt(fixture->sign_in, "nobody", PASSWORD, HOME, &unknown));
    g_assert_true(staffing_disable(fixture->store, &ACTOR_TRIBUNE, fixture->petra, NULL));
    g_assert_null(sign_in_attempt(fixture->sign_in, "petra", PASSWORD, HOME, &disabled));
    g_assert_error(wrong, TRIBUNE_ERROR, TRIBUNE_ERROR_FORBIDDEN);
    g_assert_error(unknown, TRIBUNE_ERROR, TRIBUNE_ERROR_FORBIDDEN);
    g_assert_error(disabled, TRIBUNE_ERROR, TRIBUNE_ERROR_FORBIDDEN);
    g_assert_cmpstr(wrong->message, ==, unknown->message);
    g_assert_cmpstr(wrong->message, ==, disabled->message);
    g_assert_cmpint(test_events(fixture->store, EVENT_STAFF_SIGNED_IN), ==, 0);
}

static void
tokens_that_nobody_was_given_open_nothing(Fixture *fixture, gconstpointer data)
{
    g_autofree char *token = enter(fixture), *longer = g_strconcat(token, "A", NULL), *other = g_strdup(token),
                    *hash = NULL;
    Digest digest = digest_sha256(token, strlen(token));

    (void)data;
    hash = encode_base64url(digest.bytes, DIGEST_SIZE);
    other[0] = other[0] == 'A' ? 'B' : 'A';
    g_assert_true(is_in(fixture, token));
    g_assert_false(is_in(fixture, ""));
    g_assert_false(is_in(fixture, longer));
    g_assert_false(is_in(fixture, other));
    g_assert_false(is_in(fixture, hash));
}

static void
signing_out_ends_the_session_once(Fixture *fixture, gconstpointer data)
{
    g_autofree char *token = enter(fixture), *other = enter(fixture);

    (void)data;
    g_assert_true(sign_in_end(fixture->sign_in, token, NULL));
    g_assert_true(sign_in_end(fixture->sign_in, token, NULL));
    g_assert_true(sign_in_end(fixture->sign_in, "short", NULL));
    g_assert_false(is_in(fixture, token));
    g_assert_true(is_in(fixture, other));
    g_assert_cmpint(test_events(fixture->store, EVENT_STAFF_SIGNED_OUT), ==, 1);
}

static void
a_session_ends_after_thirty_idle_minutes(Fixture *fixture, gconstpointer data)
{
    g_autofree char *token = enter(fixture);

    (void)data;
    clock_pin(NOON + SIGN_IN_IDLE - 1);
    g_assert_true(is_in(fixture, token));
    /* That request is written down beside it; freeing waits for that. */
    sign_in_free(fixture->sign_in);
    fixture->sign_in = sign_in_new(fixture->store, fixture->hasher);
    clock_pin(NOON + 2 * SIGN_IN_IDLE - 2);
    g_assert_true(is_in(fixture, token));
    sign_in_free(fixture->sign_in);
    fixture->sign_in = sign_in_new(fixture->store, fixture->hasher);
    clock_pin(NOON + 3 * SIGN_IN_IDLE - 2);
    g_assert_false(is_in(fixture, token));
}

static void
a_session_ends_after_twelve_hours_however_busy(Fixture *fixture, gconstpointer data)
{
    g_autofree char *token = enter(fixture);

    (void)data;
    for (gint64 at = 0; at < SIGN_IN_LONGEST; at += SIGN_IN_IDLE / 2) {
        clock_pin(NOON + at);
        g_assert_true(is_in(fixture, token));
        sign_in_free(fixture->sign_in);
        fixture->sign_in = sign_in_new(fixture->store, fixture->hasher);
    }
    clock_pin(NOON + SIGN_IN_LONGEST);
    g_assert_false(is_in(fixture, token));
}

static void
the_seventeenth_session_replaces_the_first(Fixture *fixture, gconstpointer data)
{
    g_autofree char *first = NULL, *second = NULL;

    (void)data;
    for (int i = 0; i <= SIGN_IN_SESSIONS; i++) {
        g_autofree char *token = NULL;

        clock_pin(NOON + i * CLOCK_SECOND);
        token = enter(fixture);
        if (i == 0)
            first = g_steal_pointer(&token);
        else if (i == 1)
            second = g_steal_pointer(&token);
    }
    g_assert_false(is_in(fixture, first));
    g_assert_true(is_in(fixture, second));
}

static void
a_changed_role_holds_from_the_next_request(Fixture *fixture, gconstpointer data)
{
    static const RoleGrant records[] = { { ROLE_RECORDS, { 0 } } };
    g_autofree char *token = enter(fixture);
    g_autoptr(SignedIn) signed_in = NULL;
    g_autoptr(GError) error = NULL;

    (void)data;
    staffing_change(fixture->store, &ACTOR_TRIBUNE, fixture->petra,
                    &(StaffChange){ .replace_roles = TRUE, .grants = records, .grant_count = 1 }, &error);
    g_assert_no_error(error);
    signed_in = sign_in_find(fixture->sign_in, token, NULL);
    g_assert_false(actor_has_role(&signed_in->actor, ROLE_AUDITOR, (UnitId){ 0 }));
    g_assert_true(actor_has_role(&signed_in->actor, ROLE_RECORDS, (UnitId){ 0 }));
}

static void
guessing_is_slowed_down_and_then_stopped(Fixture *fixture, gconstpointer data)
{
    (void)data;
    for (int i = 0; i < 3; i++)
        g_assert_cmpint(code_of(fixture, "petra", "wrong", HOME), ==, TRIBUNE_ERROR_FORBIDDEN);
    g_assert_cmpint(code_of(fixture, "petra", PASSWORD, HOME), ==, TRIBUNE_ERROR_TEMPORARY);
    for (int i = 1; i <= 7; i++) {
        clock_pin(NOON + i * CLOCK_MINUTE);
        g_assert_cmpint(code_of(fixture, "petra", "wrong", HOME), ==, TRIBUNE_ERROR_FORBIDDEN);
    }
    clock_pin(NOON + 14 * CLOCK_MINUTE);
    g_assert_cmpint(code_of(fixture, "petra", PASSWORD, "198.51.100.1"), ==, TRIBUNE_ERROR_TEMPORARY);
    clock_pin(NOON + 15 * CLOCK_MINUTE);
    g_assert_cmpint(code_of(fixture, "petra", PASSWORD, "198.51.100.1"), ==, -1);
    g_assert_cmpint(test_events(fixture->store, EVENT_STAFF_SIGNED_IN), ==, 1);
}

static void
the_right_password_is_no_failure(Fixture *fixture, gconstpointer data)
{
    (void)data;
    for (int i = 0; i < 5; i++)
        g_assert_cmpint(code_of(fixture, "petra", PASSWORD, HOME), ==, -1);
}

static void
confirming_counts_as_a_try(Fixture *fixture, gconstpointer data)
{
    g_autofree char *token = enter(fixture);
    g_autoptr(SignedIn) signed_in = sign_in_find(fixture->sign_in, token, NULL);
    g_autoptr(GError) error = NULL;

    (void)data;
    g_assert_true(sign_in_confirm(fixture->sign_in, signed_in, PASSWORD, HOME, NULL));
    for (int i = 0; i < 3; i++)
        g_assert_false(sign_in_confirm(fixture->sign_in, signed_in, "wrong", HOME, NULL));
    g_assert_false(sign_in_confirm(fixture->sign_in, signed_in, PASSWORD, HOME, &error));
    g_assert_error(error, TRIBUNE_ERROR, TRIBUNE_ERROR_TEMPORARY);
}

static void
ones_own_password_needs_the_old_one_and_ends_other_sessions(Fixture *fixture, gconstpointer data)
{
    g_autofree char *token = enter(fixture), *elsewhere = enter(fixture);
    g_autoptr(SignedIn) signed_in = sign_in_find(fixture->sign_in, token, NULL);
    g_autoptr(GError) error = NULL;

    (void)data;
    g_assert_false(sign_in_change_password(fixture->sign_in, signed_in, "wrong", "quite different ones", HOME, &error));
    g_assert_error(error, TRIBUNE_ERROR, TRIBUNE_ERROR_FORBIDDEN);
    g_clear_error(&error);
    g_assert_false(sign_in_change_password(fixture->sign_in, signed_in, PASSWORD, "short", HOME, &error));
    g_assert_error(error, TRIBUNE_ERROR, TRIBUNE_ERROR_INVALID);
    g_clear_error(&error);
    g_assert_true(is_in(fixture, elsewhere));
    sign_in_change_password(fixture->sign_in, signed_in, PASSWORD, "quite different ones", HOME, &error);
    g_assert_no_error(error);
    g_assert_true(is_in(fixture, token));
    g_assert_false(is_in(fixture, elsewhere));
    g_assert_cmpint(code_of(fixture, "petra", PASSWORD, HOME), ==, TRIBUNE_ERROR_FORBIDDEN);
    g_assert_cmpint(code_of(fixture, "petra", "quite different ones", HOME), ==, -1);
    g_assert_cmpint(test_events(fixture->store, EVENT_STAFF_PASSWORD), ==, 1);
}

static void
with_a_first_password_one_can_only_choose_another(Fixture *fixture, gconstpointer data)
{
    g_autofree char *made = password_make(), *token = NULL;
    g_autoptr(SignedIn) before = NULL, after = NULL;
    g_autoptr(GError) error = NULL;

    (void)data;
    staffing_set_first_password(fixture->store, fixture->hasher, &ACTOR_TRIBUNE, fixture->petra, made, &error);
    g_assert_no_error(error);
    token = sign_in_attempt(fixture->sign_in, "petra", made, HOME, &error);
    g_assert_no_error(error);
    before = sign_in_find(fixture->sign_in, token, NULL);
    g_assert_true(before->must_change);
    g_assert_cmpuint(before->actor.grant_count, ==, 0);
    g_assert_false(sign_in_change_password(fixture->sign_in, before, made, made, HOME, &error));
    g_assert_error(error, TRIBUNE_ERROR, TRIBUNE_ERROR_INVALID);
    g_clear_error(&error);
    sign_in_change_password(fixture->sign_in, before, made, "quite different ones", HOME, &error);
    g_assert_no_error(error);
    after = sign_in_find(fixture->sign_in, token, NULL);
    g_assert_false(after->must_change);
    g_assert_cmpuint(after->actor.grant_count, ==, 1);
}

static void
a_first_password_opens_for_three_days(Fixture *fixture, gconstpointer data)
{
    (void)data;
    staffing_set_first_password(fixture->store, fixture->hasher, &ACTOR_TRIBUNE, fixture->petra, PASSWORD, NULL);
    clock_pin(NOON + STAFFING_FIRST_PASSWORD - 1);
    g_assert_cmpint(code_of(fixture, "petra", PASSWORD, HOME), ==, -1);
    clock_pin(NOON + STAFFING_FIRST_PASSWORD);
    g_assert_cmpint(code_of(fixture, "petra", PASSWORD, HOME), ==, TRIBUNE_ERROR_FORBIDDEN);
}

/* ---- the table's size ---- */

DB_STATEMENT(test_count_sessions, "SELECT count(*) FROM sessions");

static gboolean
count_sessions(DbSession *session, gpointer data, GError **error)
{
    g_autoptr(DbQuery) query = db_query(session, &test_count_sessions);

    if (!db_step_one(query, "count", error))
        return FALSE;
    *(gint64 *)data = db_int(query, 0);
    return db_finish(query, error);
}

static void
sessions_that_are_over_are_purged(Fixture *fixture, gconstpointer data)
{
    g_autofree char *over = enter(fixture), *fresh = NULL;
    gint64 count = -1;

    (void)data;
    clock_pin(NOON + SIGN_IN_IDLE + CLOCK_SECOND);
    fresh = enter(fixture);
    g_assert_true(sign_in_purge(fixture->sign_in, NULL));
    g_assert_true(store_read(fixture->store, count_sessions, &count, NULL));
    g_assert_cmpint(count, ==, 1);
    g_assert_false(is_in(fixture, over));
    g_assert_true(is_in(fixture, fresh));
}

/* ---- threads ---- */

static void
come_and_go(gpointer data)
{
    Fixture *fixture = data;

    for (int i = 0; i < 2; i++) {
        g_autoptr(GError) error = NULL;
        g_autofree char *token = sign_in_attempt(fixture->sign_in, "petra", PASSWORD, HOME, &error);

        if (token == NULL) {
            g_assert_error(error, TRIBUNE_ERROR, TRIBUNE_ERROR_TEMPORARY);
            continue;
        }
        for (int j = 0; j < 20; j++)
            g_assert_true(is_in(fixture, token));
        g_assert_true(sign_in_end(fixture->sign_in, token, NULL));
        g_assert_false(is_in(fixture, token));
    }
}

static void
many_come_and_go_at_once(Fixture *fixture, gconstpointer data)
{
    Thread *threads[4];

    (void)data;
    for (gsize i = 0; i < G_N_ELEMENTS(threads); i++)
        threads[i] = thread_start("visitor", come_and_go, fixture);
    for (gsize i = 0; i < G_N_ELEMENTS(threads); i++)
        thread_join(threads[i]);
    g_assert_cmpint(test_events(fixture->store, EVENT_STAFF_SIGNED_IN), >=, 1);
    g_assert_cmpint(test_events(fixture->store, EVENT_STAFF_SIGNED_IN), ==,
                    test_events(fixture->store, EVENT_STAFF_SIGNED_OUT));
}

#define TEST(name, function) g_test_add("/sign-in/" name, Fixture, NULL, set_up, function, tear_down)

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    TEST("the-right-password-gives-a-session-with-the-roles", the_right_password_gives_a_session_with_the_roles);
    TEST("capitals-and-blanks-around-a-login-do-not-matter", capitals_and_blanks_around_a_login_do_not_matter);
    TEST("wrong-unknown-and-disabled-are-answered-alike", wrong_unknown_and_disabled_are_answered_alike);
    TEST("tokens-that-nobody-was-given-open-nothing", tokens_that_nobody_was_given_open_nothing);
    TEST("signing-out-ends-the-session-once", signing_out_ends_the_session_once);
    TEST("a-session-ends-after-thirty-idle-minutes", a_session_ends_after_thirty_idle_minutes);
    TEST("a-session-ends-after-twelve-hours-however-busy", a_session_ends_after_twelve_hours_however_busy);
    TEST("the-seventeenth-session-replaces-the-first", the_seventeenth_session_replaces_the_first);
    TEST("a-changed-role-holds-from-the-next-request", a_changed_role_holds_from_the_next_request);
    TEST("guessing-is-slowed-down-and-then-stopped", guessing_is_slowed_down_and_then_stopped);
    TEST("the-right-password-is-no-failure", the_right_password_is_no_failure);
    TEST("confirming-counts-as-a-try", confirming_counts_as_a_try);
    TEST("ones-own-password-needs-the-old-one-and-ends-other-sessions",
         ones_own_password_needs_the_old_one_and_ends_other_sessions);
    TEST("with-a-first-password-one-can-only-choose-another", with_a_first_password_one_can_only_choose_another);
    TEST("a-first-password-opens-for-three-days", a_first_password_opens_for_three_days);
    TEST("sessions-that-are-over-are-purged", sessions_that_are_over_are_purged);
    TEST("many-come-and-go-at-once", many_come_and_go_at_once);
    return g_test_run();
}
