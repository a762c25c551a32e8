/* SPDX-License-Identifier: Apache-2.0 */
/* The officers' pages: who gets in, by password and second factor, and whose forms are taken. */
#include "base/totp.h"
#include "stories/test-console-house.h"

/* ---- the door ---- */

static void
the_door_opens_for_the_password_only(House *house, gconstpointer data)
{
    g_auto(Page) form = get(house, "/sign-in", NULL);
    g_auto(Page) wrong = ask(house, HTTP_POST, "/sign-in", NULL, "name=grace&password=wrong&next=%2Fcases");
    g_auto(Page) unknown = ask(house, HTTP_POST, "/sign-in", NULL, "name=nobody&password=wrong");
    g_auto(Page) right = ask(house, HTTP_POST, "/sign-in", NULL, "name=Grace&password=" PASSWORD "&next=%2Fchannels");
    g_auto(Page) away = ask(house, HTTP_POST, "/sign-in", NULL, "name=grace&password=" PASSWORD "&next=%2F%2Fevil");

    (void)data;
    g_assert_cmpuint(form.status, ==, 200);
    g_assert_cmpuint(wrong.status, ==, 422);
    SAYS(wrong, "The name or the password is not right");
    SAYS(wrong, "value=\"grace\"");
    SAYS(wrong, "name=\"next\" value=\"/cases\"");
    DOES_NOT_SAY(wrong, "value=\"wrong\"");
    g_assert_cmpuint(unknown.status, ==, 422);
    g_assert_cmpuint(right.status, ==, 303);
    g_assert_cmpstr(right.location, ==, "/channels");
    g_assert_cmpstr(away.location, ==, "/");
}

static void
who_is_outside_is_led_to_the_door(House *house, gconstpointer data)
{
    g_auto(Page) page = get(house, CASE_1 "?x=1", NULL);
    g_auto(Page) post = ask(house, HTTP_POST, CASE_1 "/take", NULL, "");
    g_auto(Page) stale = get(house, "/cases", "sid=0123456789012345678901234567890123456789012");

    (void)data;
    g_assert_cmpuint(page.status, ==, 303);
    g_assert_cmpstr(page.location, ==, "/sign-in?next=%2Fcases%2FNB-2026-000001%3Fx%3D1");
    g_assert_cmpstr(post.location, ==, "/sign-in?");
    g_assert_cmpstr(stale.location, ==, "/sign-in?ended=1&next=%2Fcases");
}

static void
signing_out_ends_the_session(House *house, gconstpointer data)
{
    g_autofree char *cookie = sign_in(house, "grace");
    g_auto(Page) page = get(house, "/channels", cookie);
    g_auto(Page) out = submit(house, &page, "/sign-out", cookie, "");
    g_auto(Page) after = get(house, "/channels", cookie);

    (void)data;
    g_assert_cmpstr(out.location, ==, "/sign-in?left=1");
    g_assert_cmpuint(after.status, ==, 303);
}

static void
forms_of_others_are_refused(House *house, gconstpointer data)
{
    g_autofree char *cookie = sign_in(house, "grace"), *other = sign_in(house, "lena");
    g_auto(Page) strange = get(house, "/channels", other);
    g_auto(Page) none = ask(house, HTTP_POST, "/sign-out", cookie, "x=1");
    g_auto(Page) foreign = submit(house, &strange, "/sign-out", cookie, "");
    g_auto(Page) still = get(house, "/channels", cookie);

    (void)data;
    g_assert_cmpuint(none.status, ==, 403);
    g_assert_cmpuint(foreign.status, ==, 403);
    g_assert_cmpuint(still.status, ==, 200);
}

static void
pages_speak_the_readers_language(House *house, gconstpointer data)
{
    g_auto(Page) german = ask_in(house, HTTP_GET, "/sign-in", NULL, NULL, "de-AT, en;q=0.5");
    g_auto(Page) chosen = ask_in(house, HTTP_GET, "/sign-in", "lang=de", NULL, "en");
    g_auto(Page) english = ask_in(house, HTTP_GET, "/nowhere", NULL, NULL, "fr");

    (void)data;
    SAYS(german, "<html lang=\"de\"");
    SAYS(german, "Anmelden");
    SAYS(chosen, "Anmelden");
    g_assert_cmpuint(english.status, ==, 404);
    SAYS(english, "Page not found");
}

static void
everybody_lands_where_they_may_look(House *house, gconstpointer data)
{
    static const struct {
        const char *login, *home;
    } HOMES[] = {
        { "grace", "/cases?queue=mine" },
        { "ruth", "/cases?queue=all" },
        { "colin", "/cases?queue=all" },
        { "owen", "/staff" },
    };

    (void)data;
    for (guint i = 0; i < G_N_ELEMENTS(HOMES); i++) {
        g_autofree char *cookie = sign_in(house, HOMES[i].login);
        g_auto(Page) home = get(house, "/", cookie);
        g_auto(Page) page = get(house, HOMES[i].home, cookie);

        g_assert_cmpstr(home.location, ==, HOMES[i].home);
        g_assert_cmpuint(page.status, ==, 200);
    }
}

/* ---- the second factor ---- */

/* What the page tells the program: the secret in base32, as a code of now. */
static char *
code_of_page(const Page *page)
{
    const char *text = strstr(page->body, "class=\"secret\">");
    guint8 secret[TOTP_SECRET_SIZE] = { 0 };
    char code[TOTP_DIGITS + 1];
    guint bit = 0;

    g_assert_nonnull(text);
    for (text = strchr(text, '>') + 1; *text != '<'; text++) {
        guint digit = *text >= 'A' ? (guint)(*text - 'A') : (guint)(*text - '2') + 26;

        if (*text == ' ')
            continue;
        for (guint i = 0; i < 5; i++, bit++)
            secret[bit / 8] |= (guint8)((digit >> (4 - i) & 1) << (7 - bit % 8));
    }
    totp_code(secret, totp_step(clock_now()), code);
    return g_strdup(code);
}

static void
a_second_factor_stands_between_password_and_pages(House *house, gconstpointer data)
{
    g_autofree char *cookie = sign_in(house, "grace");
    g_auto(Page) offer = get(house, "/account/second-factor", cookie);
    g_auto(Page) begun = submit(house, &offer, "/account/second-factor/begin", cookie, "");
    g_auto(Page) setup = get(house, "/account/second-factor", cookie);
    g_auto(Page) picture = get(house, "/account/second-factor/picture.svg", cookie);
    g_autofree char *code = code_of_page(&setup), *bare = g_strconcat("code=", code, NULL);
    g_autofree char *form = g_strconcat(bare, "&password=" PASSWORD, NULL);
    g_auto(Page) unknown = submit(house, &setup, "/account/second-factor/confirm", cookie, bare);
    g_auto(Page) codes = submit(house, &setup, "/account/second-factor/confirm", cookie, form);

    (void)data;
    g_assert_cmpuint(unknown.status, ==, 422);
    g_assert_null(strstr(unknown.body, "secret-list"));
    g_assert_cmpuint(begun.status, ==, 303);
    g_assert_cmpstr(picture.type, ==, "image/svg+xml");
    SAYS(codes, "secret-list");
    clock_pin(clock_now() + CLOCK_MINUTE);

    g_autofree char *waiting = sign_in(house, "grace");
    g_auto(Page) inbox = get(house, "/cases?queue=mine", waiting);
    g_assert_cmpuint(inbox.status, ==, 303);
    g_auto(Page) ask_code = get(house, "/sign-in/code?next=%2Fcases%3Fqueue%3Dmine", waiting);
    g_auto(Page) wrong = submit(house, &ask_code, "/sign-in/code", waiting, "code=12");
    g_assert_cmpuint(wrong.status, ==, 422);
    SAYS(wrong, "The code is not right");
    g_autofree char *right = code_of_page(&setup), *passing = g_strconcat("next=/cases&code=", right, NULL);
    g_auto(Page) passed = submit(house, &ask_code, "/sign-in/code", waiting, passing);
    g_assert_cmpuint(passed.status, ==, 303);
    g_autofree char *whole = g_strndup(passed.cookie, strcspn(passed.cookie, ";"));
    g_auto(Page) open = get(house, "/cases?queue=mine", whole), shut = get(house, "/cases?queue=mine", waiting);
    g_assert_cmpuint(open.status, ==, 200);
    g_assert_cmpuint(shut.status, ==, 303);
    SAYS(ask_code, "one-time-code");
}

static void
a_new_colleague_chooses_a_password_first(House *house, gconstpointer data)
{
    g_autofree char *owen = sign_in(house, "owen");
    g_auto(Page) form = get(house, "/staff/new", owen);
    g_auto(Page) taken = submit(house, &form, "/staff/new", owen, "name=X+Y&sign_in_name=grace&unit-highways=officer");
    g_auto(Page) added = submit(house, &form, "/staff/new", owen, "name=Tom+Bauer&sign_in_name=tom&unit-parks=lead");
    const char *secret = strstr(added.body, "<p class=\"secret\">");

    (void)data;
    g_assert_cmpuint(taken.status, ==, 409);
    SAYS(taken, "value=\"X Y\"");
    g_assert_cmpuint(added.status, ==, 200);
    g_assert_nonnull(secret);
    g_autofree char *password = g_strndup(secret + 18, strcspn(secret + 18, "<"));
    g_autofree char *credentials = g_strdup_printf("name=tom&password=%s", password);
    g_auto(Page) entered = ask(house, HTTP_POST, "/sign-in", NULL, credentials);
    g_assert_cmpuint(entered.status, ==, 303);
    g_autofree char *tom = g_strndup(entered.cookie, strcspn(entered.cookie, ";"));
    g_auto(Page) inside = get(house, "/cases?queue=all", tom);
    g_assert_cmpstr(inside.location, ==, "/account/password");
    g_auto(Page) own = get(house, "/account/password", tom);
    g_autofree char *weak = g_strdup_printf("current=%s&chosen=short", password);
    g_auto(Page) refused = submit(house, &own, "/account/password", tom, weak);
    g_assert_cmpuint(refused.status, ==, 422);
    g_autofree char *good = g_strdup_printf("current=%s&chosen=" PASSWORD, password);
    g_auto(Page) changed = submit(house, &own, "/account/password", tom, good);
    g_assert_cmpuint(changed.status, ==, 303);
    g_auto(Page) working = get(house, "/cases?queue=unit&unit=parks", tom);
    g_assert_cmpuint(working.status, ==, 200);
    g_auto(Page) list = get(house, "/staff", owen);
    SAYS(list, "Tom Bauer");
    g_auto(Page) forbidden = get(house, "/staff/new", tom);
    g_assert_cmpuint(forbidden.status, ==, 403);
}

int
main(int argc, char **argv)
{
    static const struct {
        const char *path;
        void (*test)(House *house, gconstpointer data);
    } TESTS[] = {
        { "/console/the-door-opens-for-the-password-only", the_door_opens_for_the_password_only },
        { "/console/who-is-outside-is-led-to-the-door", who_is_outside_is_led_to_the_door },
        { "/console/signing-out-ends-the-session", signing_out_ends_the_session },
        { "/console/forms-of-others-are-refused", forms_of_others_are_refused },
        { "/console/pages-speak-the-readers-language", pages_speak_the_readers_language },
        { "/console/everybody-lands-where-they-may-look", everybody_lands_where_they_may_look },
        { "/console/a-new-colleague-chooses-a-password-first", a_new_colleague_chooses_a_password_first },
        { "/console/a-second-factor-stands-between-password-and-pages",
          a_second_factor_stands_between_password_and_pages },
    };

    g_test_init(&argc, &argv, NULL);
    for (guint i = 0; i < G_N_ELEMENTS(TESTS); i++)
        g_test_add(TESTS[i].path, House, NULL, set_up, TESTS[i].test, tear_down);
    return g_test_run();
}
