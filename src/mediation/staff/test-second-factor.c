/* SPDX-License-Identifier: Apache-2.0 */
#include "mediation/staff/second-factor.h"

#include <string.h>

#include "base/encode.h"
#include "base/error.h"
#include "base/totp.h"
#include "mediation/staff/staffing.h"
#include "mediation/test-fixture.h"

#define PASSWORD "four plain words"
#define HOME     "192.0.2.1"
#define NOON     (G_GINT64_CONSTANT(1790000010) * CLOCK_SECOND)

static const guint8 KEY[32] = { 7 };

typedef struct {
    char *folder;
    Store *store;
    PasswordHasher *hasher;
    SignIn *sign_in;
    SecondFactor *factor;
    StaffId petra;
    GStrv codes; /* on paper, after set_up_factor() */
    guint8 secret[TOTP_SECRET_SIZE];
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
    fixture->factor = second_factor_new(fixture->store, KEY, "Northam");
    staffing_add(fixture->store, fixture->hasher, &ACTOR_TRIBUNE, &draft, &fixture->petra, &error);
    g_assert_no_error(error);
}

static void
tear_down(Fixture *fixture, gconstpointer data)
{
    (void)data;
    g_strfreev(fixture->codes);
    second_factor_free(fixture->factor);
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

static SignedIn *
visit(Fixture *fixture, const char *token)
{
    g_autoptr(GError) error = NULL;
    SignedIn *signed_in = sign_in_find(fixture->sign_in, token, &error);

    g_assert_no_error(error);
    return signed_in;
}

static gboolean
is_in(Fixture *fixture, const char *token)
{
    g_autoptr(SignedIn) signed_in = sign_in_find(fixture->sign_in, token, NULL);

    return signed_in != NULL;
}

/* The secret from what is typed into a program: RFC 4648 base32. */
static void
read_secret(const char *text, guint8 secret[TOTP_SECRET_SIZE])
{
    guint64 bits = 0;
    guint count = 0, length = 0;

    for (; *text != '\0'; text++) {
        if (*text == ' ')
            continue;
        bits = bits << 5 | (guint64)(*text >= 'A' ? *text - 'A' : *text - '2' + 26);
        count += 5;
        if (count >= 8) {
            count -= 8;
            secret[length++] = (guint8)(bits >> count);
        }
    }
    g_assert_cmpuint(length, ==, TOTP_SECRET_SIZE);
}

static char *
code_now(Fixture *fixture)
{
    char code[TOTP_DIGITS + 1];

    totp_code(fixture->secret, totp_step(clock_now()), code);
    return g_strdup(code);
}

/* Petra sets up a program; the clock moves past the code that confirmed it. */
static void
set_up_factor(Fixture *fixture)
{
    g_autofree char *token = enter(fixture), *code = NULL;
    g_autoptr(SignedIn) signed_in = visit(fixture, token);
    g_autoptr(SecondFactorState) state = NULL;
    g_autoptr(GError) error = NULL;

    g_assert_true(second_factor_begin(fixture->factor, signed_in, &error));
    state = second_factor_state(fixture->factor, signed_in, &error);
    g_assert_no_error(error);
    g_assert_false(state->confirmed);
    read_secret(state->secret, fixture->secret);
    code = code_now(fixture);
    fixture->codes = second_factor_confirm(fixture->factor, signed_in, code, &error);
    g_assert_no_error(error);
    g_assert_cmpuint(g_strv_length(fixture->codes), ==, SECOND_FACTOR_RECOVERY_CODES);
    g_assert_true(is_in(fixture, token));
    clock_pin(NOON + CLOCK_MINUTE);
}

static int
fault_of(Fixture *fixture, const char *token, const char *code)
{
    g_autoptr(SignedIn) signed_in = visit(fixture, token);
    g_autoptr(GError) error = NULL;
    g_autofree char *fresh = second_factor_pass(fixture->factor, signed_in, code, HOME, &error);

    return fresh != NULL ? -1 : error->code;
}

static void
a_password_alone_opens_a_session_without_roles(Fixture *fixture, gconstpointer data)
{
    g_autofree char *token = NULL;
    g_autoptr(SignedIn) signed_in = NULL;
    gint64 entries;

    (void)data;
    set_up_factor(fixture);
    entries = test_events(fixture->store, EVENT_STAFF_SIGNED_IN);
    token = enter(fixture);
    signed_in = visit(fixture, token);
    g_assert_true(signed_in->must_prove);
    g_assert_cmpuint(signed_in->actor.grant_count, ==, 0);
    g_assert_cmpint(test_events(fixture->store, EVENT_STAFF_SIGNED_IN), ==, entries);
}

static void
the_code_opens_a_new_session_and_ends_the_waiting_one(Fixture *fixture, gconstpointer data)
{
    g_autofree char *token = NULL, *code = NULL, *fresh = NULL;
    g_autoptr(SignedIn) signed_in = NULL, whole = NULL;
    g_autoptr(GError) error = NULL;

    (void)data;
    set_up_factor(fixture);
    token = enter(fixture);
    signed_in = visit(fixture, token);
    code = code_now(fixture);
    fresh = second_factor_pass(fixture->factor, signed_in, code, HOME, &error);
    g_assert_no_error(error);
    whole = visit(fixture, fresh);
    g_assert_false(whole->must_prove);
    g_assert_true(actor_has_role(&whole->actor, ROLE_AUDITOR, (UnitId){ 0 }));
    g_assert_false(is_in(fixture, token));
    g_assert_cmpint(test_events(fixture->store, EVENT_STAFF_SIGNED_IN), ==, 2);
}

static void
a_code_opens_once(Fixture *fixture, gconstpointer data)
{
    g_autofree char *first = NULL, *second = NULL, *code = NULL;

    (void)data;
    set_up_factor(fixture);
    first = enter(fixture);
    second = enter(fixture);
    code = code_now(fixture);
    g_assert_cmpint(fault_of(fixture, first, code), ==, -1);
    g_assert_cmpint(fault_of(fixture, second, code), ==, TRIBUNE_ERROR_FORBIDDEN);
}

static void
a_code_on_paper_opens_once_however_it_is_typed(Fixture *fixture, gconstpointer data)
{
    g_autofree char *first = NULL, *second = NULL, *third = NULL, *loud = NULL;

    (void)data;
    set_up_factor(fixture);
    first = enter(fixture);
    second = enter(fixture);
    third = enter(fixture);
    loud = g_ascii_strup(fixture->codes[3], -1);
    g_assert_cmpint(fault_of(fixture, first, loud), ==, -1);
    g_assert_cmpint(fault_of(fixture, second, fixture->codes[3]), ==, TRIBUNE_ERROR_FORBIDDEN);
    g_assert_cmpint(fault_of(fixture, second, fixture->codes[4]), ==, -1);
    g_assert_cmpint(fault_of(fixture, third, "not-a-code"), ==, TRIBUNE_ERROR_FORBIDDEN);
}

static void
ten_wrong_codes_close_the_door_for_an_hour(Fixture *fixture, gconstpointer data)
{
    g_autofree char *token = NULL, *again = NULL, *code = NULL;

    (void)data;
    set_up_factor(fixture);
    token = enter(fixture);
    for (int i = 0; i < 10; i++) {
        clock_pin(clock_now() + CLOCK_MINUTE / 2);
        if (i >= 5)
            clock_pin(clock_now() + CLOCK_MINUTE / 2);
        g_assert_cmpint(fault_of(fixture, token, "000000"), ==, TRIBUNE_ERROR_FORBIDDEN);
    }
    clock_pin(clock_now() + CLOCK_MINUTE);
    code = code_now(fixture);
    g_assert_cmpint(fault_of(fixture, token, code), ==, TRIBUNE_ERROR_TEMPORARY);
    clock_pin(clock_now() + CLOCK_HOUR);
    g_free(code);
    code = code_now(fixture);
    again = enter(fixture);
    g_assert_cmpint(fault_of(fixture, again, code), ==, -1);
}

static void
a_waiting_session_ends_after_ten_minutes(Fixture *fixture, gconstpointer data)
{
    g_autofree char *token = NULL;

    (void)data;
    set_up_factor(fixture);
    token = enter(fixture);
    clock_pin(clock_now() + SECOND_FACTOR_WAIT - 1);
    g_assert_true(is_in(fixture, token));
    clock_pin(clock_now() + 1);
    g_assert_false(is_in(fixture, token));
}

static void
setting_up_ends_other_sessions_and_wants_the_right_code(Fixture *fixture, gconstpointer data)
{
    g_autofree char *other = enter(fixture), *token = enter(fixture);
    g_autoptr(SignedIn) signed_in = visit(fixture, token);
    g_autoptr(GError) error = NULL;

    (void)data;
    g_assert_null(second_factor_confirm(fixture->factor, signed_in, "123456", &error));
    g_assert_error(error, TRIBUNE_ERROR, TRIBUNE_ERROR_NOT_FOUND);
    g_clear_error(&error);
    g_assert_true(second_factor_begin(fixture->factor, signed_in, NULL));
    g_assert_null(second_factor_confirm(fixture->factor, signed_in, "12345", &error));
    g_assert_error(error, TRIBUNE_ERROR, TRIBUNE_ERROR_FORBIDDEN);
    g_clear_error(&error);
    set_up_factor(fixture);
    g_assert_false(is_in(fixture, other));
    g_assert_false(second_factor_begin(fixture->factor, signed_in, &error));
    g_assert_error(error, TRIBUNE_ERROR, TRIBUNE_ERROR_CONFLICT);
}

static void
only_who_manages_staff_takes_a_factor_away(Fixture *fixture, gconstpointer data)
{
    Actor auditor = { .kind = ACTOR_STAFF, .staff = { 9 }, .name = "x", .grants = AUDITS, .grant_count = 1 };
    g_autofree char *token = NULL, *after = NULL;
    g_autoptr(SignedIn) signed_in = NULL;
    g_autoptr(GError) error = NULL;

    (void)data;
    set_up_factor(fixture);
    token = enter(fixture);
    g_assert_false(second_factor_reset(fixture->store, &auditor, fixture->petra, &error));
    g_assert_error(error, TRIBUNE_ERROR, TRIBUNE_ERROR_FORBIDDEN);
    g_assert_true(second_factor_reset(fixture->store, &ACTOR_TRIBUNE, fixture->petra, NULL));
    g_assert_false(is_in(fixture, token));
    after = enter(fixture);
    signed_in = visit(fixture, after);
    g_assert_false(signed_in->must_prove);
    g_assert_cmpint(test_events(fixture->store, EVENT_STAFF_FACTOR), ==, 2);
    g_clear_error(&error);
    g_assert_false(second_factor_reset(fixture->store, &ACTOR_TRIBUNE, fixture->petra, &error));
    g_assert_error(error, TRIBUNE_ERROR, TRIBUNE_ERROR_NOT_FOUND);
}

#define TEST(name, function) g_test_add("/second-factor/" name, Fixture, NULL, set_up, function, tear_down)

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    TEST("a-password-alone-opens-a-session-without-roles", a_password_alone_opens_a_session_without_roles);
    TEST("the-code-opens-a-new-session-and-ends-the-waiting-one",
         the_code_opens_a_new_session_and_ends_the_waiting_one);
    TEST("a-code-opens-once", a_code_opens_once);
    TEST("a-code-on-paper-opens-once-however-it-is-typed", a_code_on_paper_opens_once_however_it_is_typed);
    TEST("ten-wrong-codes-close-the-door-for-an-hour", ten_wrong_codes_close_the_door_for_an_hour);
    TEST("a-waiting-session-ends-after-ten-minutes", a_waiting_session_ends_after_ten_minutes);
    TEST("setting-up-ends-other-sessions-and-wants-the-right-code",
         setting_up_ends_other_sessions_and_wants_the_right_code);
    TEST("only-who-manages-staff-takes-a-factor-away", only_who_manages_staff_takes_a_factor_away);
    return g_test_run();
}
