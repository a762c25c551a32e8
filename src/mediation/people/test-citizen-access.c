/* SPDX-License-Identifier: Apache-2.0 */
#include "mediation/people/citizen-access.h"

#include <string.h>

#include "base/clock.h"
#include "base/error.h"
#include "mediation/test-fixture.h"

static const guint8 SECRET[32] = { 1, 2, 3 }, OTHER[32] = { 3, 2, 1 };
static const MessageId MESSAGE = { 4711 };

typedef struct {
    char *folder;
    Mediation mediation;
    CitizenAccess *access;
    AccessSeed seed;
} Fixture;

static gboolean
record(DbSession *session, gpointer data, GError **error)
{
    Fixture *fixture = data;

    return citizen_access_record(fixture->access, session, &fixture->seed, MESSAGE, error);
}

static void
set_up(Fixture *fixture, gconstpointer data)
{
    (void)data;
    fixture->folder = test_folder_new();
    fixture->mediation.store = test_store_open(fixture->folder);
    fixture->mediation.portal_url = "https://contact.northam.example";
    fixture->access = citizen_access_new(&fixture->mediation, SECRET);
    fixture->seed = citizen_access_make();
    g_assert_true(store_write(fixture->mediation.store, record, fixture, NULL));
}

static void
tear_down(Fixture *fixture, gconstpointer data)
{
    (void)data;
    clock_pin(0);
    citizen_access_free(fixture->access);
    store_close(fixture->mediation.store);
    test_folder_remove(fixture->folder);
    g_free(fixture->folder);
}

static void
a_link_opens_what_its_message_brought_also_before_there_is_a_case(Fixture *fixture, gconstpointer data)
{
    g_autofree char *token = citizen_access_token(fixture->access, &fixture->seed);
    g_autofree char *url = citizen_access_url(fixture->access, &fixture->seed);
    g_autofree char *expected = g_strconcat("https://contact.northam.example/case/", token, NULL);
    g_autoptr(Citizen) citizen = citizen_access_enter(fixture->access, token, NULL);
    g_autoptr(Citizen) again = citizen_access_of_message(fixture->access, MESSAGE, NULL);

    (void)data;
    g_assert_cmpuint(strlen(token), ==, ACCESS_TOKEN_LENGTH);
    g_assert_cmpstr(url, ==, expected);
    g_assert_cmpint(citizen->actor.kind, ==, ACTOR_CITIZEN);
    g_assert_cmpint(citizen->message.value, ==, MESSAGE.value);
    g_assert_cmpint(citizen->case_id.value, ==, 0);
    g_assert_cmpint(citizen->actor.own.value, ==, 0);
    g_assert_cmpstr(again->token, ==, token);
    g_assert_cmpstr(again->code, ==, citizen->code);
}

static void
what_the_database_holds_opens_nothing_without_the_secret(Fixture *fixture, gconstpointer data)
{
    CitizenAccess *other = citizen_access_new(&fixture->mediation, OTHER);
    g_autofree char *token = citizen_access_token(fixture->access, &fixture->seed);
    g_autofree char *guess = citizen_access_token(other, &fixture->seed), *wrong = g_strdup(token);
    g_autoptr(GError) error = NULL;

    (void)data;
    g_assert_cmpstr(guess, !=, token);
    g_assert_null(citizen_access_enter(fixture->access, guess, &error));
    g_assert_error(error, TRIBUNE_ERROR, TRIBUNE_ERROR_NOT_FOUND);
    wrong[5] = wrong[5] == 'A' ? 'B' : 'A';
    g_assert_null(citizen_access_enter(fixture->access, wrong, NULL));
    g_assert_null(citizen_access_enter(fixture->access, "", NULL));
    citizen_access_free(other);
}

static void
a_code_has_ten_letters_that_nobody_mistakes(Fixture *fixture, gconstpointer data)
{
    (void)data;
    for (guint i = 0; i < 200; i++) {
        AccessSeed seed = citizen_access_make();
        g_autofree char *code = citizen_access_code(fixture->access, &seed);

        g_assert_cmpuint(strlen(code), ==, ACCESS_CODE_LENGTH + 2);
        g_assert_true(code[4] == '-' && code[9] == '-');
        for (const char *c = code; *c != '\0'; c++)
            g_assert_true(*c == '-' || strchr(ACCESS_CODE_LETTERS, *c) != NULL);
        g_assert_null(strpbrk(code, "01OILAEU"));
    }
}

static int
try_code(const Fixture *fixture, const char *reference, const char *client)
{
    g_autoptr(GError) error = NULL;

    g_assert_null(citizen_access_enter_by_code(fixture->access, reference, "BBBB-BBBB-BB", client, &error));
    return error->code;
}

static void
tries_with_a_code_are_limited_for_a_case_and_for_an_address(Fixture *fixture, gconstpointer data)
{
    gint64 now = clock_now();
    guint tries = 0;

    (void)data;
    clock_pin(now);
    for (guint i = 0; i < 3; i++)
        g_assert_cmpint(try_code(fixture, "NB-2026-000001", "192.0.2.1"), ==, TRIBUNE_ERROR_FORBIDDEN);
    g_assert_cmpint(try_code(fixture, " nb-2026-000001", "192.0.2.1"), ==, TRIBUNE_ERROR_TEMPORARY);
    for (guint i = 0; i < CITIZEN_ACCESS_ADDRESS_TRIES + 5; i++) {
        g_autofree char *reference = g_strdup_printf("NB-2026-%06u", 100 + i);

        tries += try_code(fixture, reference, "192.0.2.3") == TRIBUNE_ERROR_FORBIDDEN ? 1 : 0;
    }
    g_assert_cmpuint(tries, ==, CITIZEN_ACCESS_ADDRESS_TRIES);
    clock_pin(now + CITIZEN_ACCESS_WINDOW + 1);
    g_assert_cmpint(try_code(fixture, "NB-2026-000001", "192.0.2.3"), ==, TRIBUNE_ERROR_FORBIDDEN);
}

static void
who_tries_in_vain_does_not_keep_out_somebody_elsewhere(Fixture *fixture, gconstpointer data)
{
    guint tries = 0;

    (void)data;
    clock_pin(clock_now());
    for (guint i = 0; i < 50; i++)
        try_code(fixture, "NB-2026-000001", "192.0.2.1");
    g_assert_cmpint(try_code(fixture, "NB-2026-000001", "192.0.2.1"), ==, TRIBUNE_ERROR_TEMPORARY);
    g_assert_cmpint(try_code(fixture, "NB-2026-000001", "192.0.2.2"), ==, TRIBUNE_ERROR_FORBIDDEN);
    for (guint i = 0; i < 2 * CITIZEN_ACCESS_CASE_MOST; i++) {
        g_autofree char *client = g_strdup_printf("198.51.%u.%u", i / 250, i % 250);

        tries += try_code(fixture, "NB-2026-000002", client) == TRIBUNE_ERROR_FORBIDDEN ? 1 : 0;
    }
    g_assert_cmpuint(tries, ==, CITIZEN_ACCESS_CASE_MOST);
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
#define TEST(name, function) g_test_add("/citizen-access/" name, Fixture, NULL, set_up, function, tear_down)
    TEST("a-link-opens-what-its-message-brought-also-before-there-is-a-case",
         a_link_opens_what_its_message_brought_also_before_there_is_a_case);
    TEST("what-the-database-holds-opens-nothing-without-the-secret",
         what_the_database_holds_opens_nothing_without_the_secret);
    TEST("a-code-has-ten-letters-that-nobody-mistakes", a_code_has_ten_letters_that_nobody_mistakes);
    TEST("tries-with-a-code-are-limited-for-a-case-and-for-an-address",
         tries_with_a_code_are_limited_for_a_case_and_for_an_address);
    TEST("who-tries-in-vain-does-not-keep-out-somebody-elsewhere",
         who_tries_in_vain_does_not_keep_out_somebody_elsewhere);
    return g_test_run();
}
