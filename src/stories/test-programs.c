/* SPDX-License-Identifier: Apache-2.0 */
/* The pages of tokens and webhooks over a real store, without a socket. Nothing is sent: the work that would is never
 * started. */
#include "console/console.h"
#include "http/headers.h"
#include "mediation/programs/tokens.h"
#include "mediation/staff/staffing.h"
#include "stories/test-house.h"

#define PASSWORD "four unrelated words here"
#define TARGET   "target=https%3A%2F%2Fworks.example%2Fin&name=Works"

typedef struct {
    House house;
    Mediation quiet; /* with work of its own */
    Webhooks *webhooks;
    PasswordHasher *hasher;
    SignIn *sign_in;
    SecondFactor *second_factor;
    CountsView *counts;
    EventsHub *events;
    Console *console;
    Dispatch *dispatch;
} Office;

typedef struct {
    guint status;
    char *body, *location, *cookie;
} Page;

static void
page_clear(Page *page)
{
    g_free(page->body);
    g_free(page->location);
    g_free(page->cookie);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Page, page_clear)

static void
hire(Store *store, PasswordHasher *hasher)
{
    static const RoleGrant ADMIN = { ROLE_ADMIN, { 0 } }, RECORDS = { ROLE_RECORDS, { 0 } };
    static const StaffDraft PEOPLE[] = {
        { .login = "owen", .name = "owen", .password = PASSWORD, .locale = "", .grants = &ADMIN, .grant_count = 1 },
        { .login = "ruth", .name = "ruth", .password = PASSWORD, .locale = "", .grants = &RECORDS, .grant_count = 1 }
    };
    g_autoptr(GError) error = NULL;
    StaffId id;

    for (guint i = 0; i < G_N_ELEMENTS(PEOPLE); i++) {
        staffing_add(store, hasher, &ACTOR_TRIBUNE, &PEOPLE[i], &id, &error);
        g_assert_no_error(error);
    }
}

static char *
make_assets(const House *house)
{
    static const char *const NAMES[] = { "favicon.svg", "atkinson-latin-normal.woff2", "console.css", "console.js" };
    char *folder = g_build_filename(house->folder, "assets", NULL);
    g_autofree char *path = g_build_filename(folder, "manifest.json", NULL);
    g_autoptr(GString) manifest = g_string_new("{");

    g_mkdir(folder, 0700);
    for (guint i = 0; i < G_N_ELEMENTS(NAMES); i++) {
        g_autofree char *asset = g_build_filename(folder, NAMES[i], NULL);

        g_assert_true(g_file_set_contents(asset, "x", 1, NULL));
        g_string_append_printf(manifest, "%s\"%s\": \"%s\"", i > 0 ? ", " : "", NAMES[i], NAMES[i]);
    }
    g_string_append(manifest, "}");
    g_assert_true(g_file_set_contents(path, manifest->str, -1, NULL));
    return folder;
}

static void
open_office(Office *office, gconstpointer data)
{
    static const guint8 KEY[32] = { 8 };
    g_autofree char *templates = g_build_filename(g_getenv("TRIBUNE_SOURCE_ROOT"), "templates", NULL), *assets = NULL;
    Store *store;
    g_autoptr(GError) error = NULL;

    set_up(&office->house, data);
    store = office->house.mediation.store;
    assets = make_assets(&office->house);
    office->hasher = password_hasher_new();
    hire(store, office->hasher);
    office->quiet = office->house.mediation;
    office->quiet.work = work_new(store);
    office->webhooks = webhooks_register(&(WebhooksSettings){ .mediation = &office->quiet });
    office->sign_in = sign_in_new(store, office->hasher);
    office->second_factor = second_factor_new(store, KEY, "Northam");
    office->counts = counts_view_new(store);
    office->events = events_new(10);
    office->console = console_new(&(ConsoleSettings){ .mediation = &office->quiet,
                                                      .sign_in = office->sign_in,
                                                      .hasher = office->hasher,
                                                      .second_factor = office->second_factor,
                                                      .webhooks = office->webhooks,
                                                      .counts = office->counts,
                                                      .events = office->events,
                                                      .templates = templates,
                                                      .assets = assets },
                                  &error);
    g_assert_no_error(error);
    office->dispatch = dispatch_new();
    dispatch_add(office->dispatch, console_face(office->console));
}

static void
close_office(Office *office, gconstpointer data)
{
    dispatch_free(office->dispatch);
    console_free(office->console);
    events_stop(office->events);
    events_free(office->events);
    counts_view_free(office->counts);
    second_factor_free(office->second_factor);
    sign_in_free(office->sign_in);
    password_hasher_free(office->hasher);
    webhooks_unregister(office->webhooks);
    work_free(office->quiet.work);
    tear_down(&office->house, data);
}

/* ---- a browser ---- */

static Page
ask(Office *office, HttpMethod method, const char *target, const char *cookie, const char *form)
{
    const char *headers[] = { "Host",
                              "t",
                              "Origin",
                              "http://t",
                              "Content-Type",
                              "application/x-www-form-urlencoded",
                              cookie != NULL ? "Cookie" : NULL,
                              cookie,
                              NULL };
    gsize size = form != NULL ? strlen(form) : 0, length = 0;
    g_autoptr(HttpRequest) request = http_request_new_fake(method, target, headers, form, size);
    g_autoptr(HttpResponse) response = http_response_new(request);
    GBytes *bytes;
    const char *start;

    if (dispatch_begin(office->dispatch, request, response, size))
        dispatch_run(office->dispatch, request, response);
    bytes = http_response_content(response);
    start = bytes != NULL ? g_bytes_get_data(bytes, &length) : "";
    return (Page){ http_response_status(response), g_strndup(start, length),
                   g_strdup(http_response_header(response, "Location")),
                   g_strdup(http_response_header(response, "Set-Cookie")) };
}

static char *
sign_in(Office *office, const char *login)
{
    g_autofree char *form = g_strdup_printf("name=%s&password=" PASSWORD, login);
    g_auto(Page) page = ask(office, HTTP_POST, "/sign-in", NULL, form);

    g_assert_cmpuint(page.status, ==, 303);
    return g_strndup(page.cookie, strcspn(page.cookie, ";"));
}

/* What stands in @body between @before and the next of @ends. */
static char *
between(const char *body, const char *before, const char *ends)
{
    const char *start = strstr(body, before);

    g_assert_nonnull(start);
    start += strlen(before);
    return g_strndup(start, strcspn(start, ends));
}

/* Sends @form with the session's token, which every page of hers has. */
static Page
submit(Office *office, const char *target, const char *cookie, const char *form)
{
    g_auto(Page) page = ask(office, HTTP_GET, "/account/password", cookie, NULL);
    g_autofree char *csrf = between(page.body, "name=\"csrf\" value=\"", "\"");
    g_autofree char *whole = g_strdup_printf("csrf=%s&%s", csrf, form);

    return ask(office, HTTP_POST, target, cookie, whole);
}

#define SAYS(page, text)         g_assert_nonnull(strstr((page).body, text))
#define DOES_NOT_SAY(page, text) g_assert_null(strstr((page).body, text))

/* ---- the stories ---- */

static void
a_token_is_shown_once_and_opens_until_it_is_revoked(Office *office, gconstpointer data)
{
    Store *store = office->house.mediation.store;
    g_autofree char *owen = sign_in(office, "owen"), *secret = NULL, *revoke = NULL;
    g_autoptr(TokenHolder) holder = NULL;
    g_autoptr(GError) error = NULL, gone = NULL;

    (void)data;
    g_auto(Page) made = submit(office, "/tokens/new", owen, "name=Call+centre&scope=cases%3Aread&unit=highways&until=");
    g_assert_cmpuint(made.status, ==, 200);
    secret = between(made.body, "class=\"secret\">", "<");
    holder = tokens_find(store, secret, clock_now(), &error);
    g_assert_no_error(error);
    g_assert_cmpuint(holder->token->scopes, ==, TOKEN_CASES_READ);
    g_assert_false(holder->token->everywhere);
    g_auto(Page) list = ask(office, HTTP_GET, "/tokens", owen, NULL);
    SAYS(list, "Call centre");
    DOES_NOT_SAY(list, secret);
    revoke = between(list.body, "action=\"/tokens/", "\"");
    g_autofree char *address = g_strconcat("/tokens/", revoke, NULL);
    g_auto(Page) revoked = submit(office, address, owen, "");
    g_assert_cmpuint(revoked.status, ==, 303);
    g_assert_null(tokens_find(store, secret, clock_now(), &gone));
    g_assert_error(gone, TRIBUNE_ERROR, TRIBUNE_ERROR_NOT_FOUND);
}

static void
a_form_that_is_not_whole_makes_no_token(Office *office, gconstpointer data)
{
    static const struct {
        const char *form, *field;
    } CASES[] = {
        { "name=A&everywhere=1", "#scope-0" },
        { "name=A&scope=cases%3Aread", "#everywhere" },
        { "name=A&scope=cases%3Aread&unit=nowhere", "#everywhere" },
        { "name=A&scope=cases%3Aread&everywhere=1&until=2001-01-01", "#until" },
        { "name=A&scope=cases%3Aread&everywhere=1&until=tomorrow", "#until" },
        { "name=&scope=cases%3Aread&everywhere=1", "#name" },
    };
    g_autofree char *owen = sign_in(office, "owen");

    (void)data;
    for (guint i = 0; i < G_N_ELEMENTS(CASES); i++) {
        g_autofree char *link = g_strdup_printf("href=\"%s\"", CASES[i].field);
        g_auto(Page) page = submit(office, "/tokens/new", owen, CASES[i].form);

        g_test_message("%s", CASES[i].form);
        g_assert_cmpuint(page.status, ==, 422);
        SAYS(page, link);
    }
    g_auto(Page) list = ask(office, HTTP_GET, "/tokens", owen, NULL);
    SAYS(list, "No program yet");
    g_auto(Page) made = submit(office, "/tokens/new", owen, "name=A&scope=cases%3Aread&everywhere=1");
    g_assert_cmpuint(made.status, ==, 200);
}

static void
a_webhook_is_added_tested_switched_off_and_removed(Office *office, gconstpointer data)
{
    g_autofree char *owen = sign_in(office, "owen"), *id = NULL, *page_url = NULL, *secret = NULL;

    (void)data;
    g_auto(Page) added = submit(office, "/webhooks/new", owen, TARGET "&event=case.opened");
    g_assert_cmpuint(added.status, ==, 200);
    secret = between(added.body, "class=\"secret\">", "<");
    g_assert_true(g_str_has_prefix(secret, "whsec_"));
    g_auto(Page) list = ask(office, HTTP_GET, "/webhooks", owen, NULL);
    SAYS(list, "works.example");
    id = between(added.body, "action=\"/webhooks/", "\"");
    page_url = g_strconcat("/webhooks/", id, NULL);
    g_autofree char *test = g_strconcat(page_url, "/test", NULL), *remove = g_strconcat(page_url, "/remove", NULL);
    g_auto(Page) tested = submit(office, test, owen, "");
    g_assert_cmpstr(tested.location, ==, page_url);
    g_auto(Page) shown = ask(office, HTTP_GET, page_url, owen, NULL);
    SAYS(shown, "on its way");
    DOES_NOT_SAY(shown, secret);
    g_auto(Page) off = submit(office, page_url, owen, TARGET "&event=case.opened&version=0");
    g_assert_cmpuint(off.status, ==, 303);
    g_auto(Page) refused = submit(office, test, owen, "");
    g_assert_cmpuint(refused.status, ==, 409);
    SAYS(refused, "switch it on first");
    g_auto(Page) nowhere = submit(office, page_url, owen, TARGET "&event=case.opened&unit=nowhere");
    g_assert_cmpuint(nowhere.status, ==, 404);
    g_auto(Page) removed = submit(office, remove, owen, "");
    g_assert_cmpuint(removed.status, ==, 303);
    g_auto(Page) gone = ask(office, HTTP_GET, page_url, owen, NULL);
    g_assert_cmpuint(gone.status, ==, 404);
}

static void
an_address_that_cannot_be_used_is_said_at_its_field(Office *office, gconstpointer data)
{
    g_autofree char *owen = sign_in(office, "owen");

    (void)data;
    g_auto(Page) plain =
        submit(office, "/webhooks/new", owen, "name=A&event=case.opened&target=http%3A%2F%2Fa.example");
    g_assert_cmpuint(plain.status, ==, 422);
    g_auto(Page) silent = submit(office, "/webhooks/new", owen, TARGET);
    g_assert_cmpuint(silent.status, ==, 422);
    SAYS(silent, "href=\"#event-0\"");
    g_auto(Page) made = submit(office, "/tokens/new", owen, "name=A&scope=cases%3Aread&everywhere=1");
    g_assert_cmpuint(made.status, ==, 200);
}

static void
who_is_no_administrator_finds_neither(Office *office, gconstpointer data)
{
    static const char *const PAGES[] = { "/tokens", "/tokens/new", "/webhooks", "/webhooks/new" };
    g_autofree char *ruth = sign_in(office, "ruth"), *owen = sign_in(office, "owen");

    (void)data;
    for (guint i = 0; i < G_N_ELEMENTS(PAGES); i++) {
        g_auto(Page) page = ask(office, HTTP_GET, PAGES[i], ruth, NULL);

        g_assert_cmpuint(page.status, ==, 403);
        DOES_NOT_SAY(page, "href=\"/tokens\"");
    }
    g_auto(Page) refused = submit(office, "/tokens/new", ruth, "name=A&scope=cases%3Aread&everywhere=1");
    g_assert_cmpuint(refused.status, ==, 403);
    g_auto(Page) made = submit(office, "/tokens/new", owen, "name=A&scope=cases%3Aread&everywhere=1");
    g_assert_cmpuint(made.status, ==, 200);
}

int
main(int argc, char **argv)
{
    static const struct {
        const char *path;
        void (*test)(Office *office, gconstpointer data);
    } TESTS[] = {
        { "/programs/a-token-is-shown-once-and-opens-until-it-is-revoked",
          a_token_is_shown_once_and_opens_until_it_is_revoked },
        { "/programs/a-form-that-is-not-whole-makes-no-token", a_form_that_is_not_whole_makes_no_token },
        { "/programs/a-webhook-is-added-tested-switched-off-and-removed",
          a_webhook_is_added_tested_switched_off_and_removed },
        { "/programs/an-address-that-cannot-be-used-is-said-at-its-field",
          an_address_that_cannot_be_used_is_said_at_its_field },
        { "/programs/who-is-no-administrator-finds-neither", who_is_no_administrator_finds_neither },
    };

    g_test_init(&argc, &argv, NULL);
    for (guint i = 0; i < G_N_ELEMENTS(TESTS); i++)
        g_test_add(TESTS[i].path, Office, NULL, open_office, TESTS[i].test, close_office);
    return g_test_run();
}
