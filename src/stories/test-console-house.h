/* SPDX-License-Identifier: Apache-2.0 */
/* stories/test-console-house.h: the officers' pages over a real store and the echo channel, without a socket: what asks
 * them, and what citizens write meanwhile. */
#pragma once
#include <glib/gstdio.h>
#include <string.h>

#include "base/clock.h"
#include "base/error.h"
#include "base/id.h"
#include "channels/echo/echo.h"
#include "console/console.h"
#include "journal/checkpoint.h"
#include "mediation/cases/clocks.h"
#include "mediation/cases/snoozing.h"
#include "mediation/delivering/delivery.h"
#include "mediation/receiving/intake.h"
#include "mediation/receiving/screening.h"
#include "store/endpoint-store.h"
#include "store/staff-store.h"
#include "store/test-template.h"
#include "store/unit-store.h"

#define DESK     "echo:desk"
#define PASSWORD "four unrelated words here"
#define CASE_1   "/cases/NB-2026-000001"
#define NOON     G_GINT64_CONSTANT(1795348800000000) /* 2026-11-22T12:00:00Z */

static const guint8 MASTER[32] = { 7 };
static const struct channel_driver *const DRIVERS[] = { &echo_channel, NULL };
static const ConfigKey CHANNEL_KEYS[] = { { "max-size", CONFIG_SIZE, "1M" }, { "legacy", CONFIG_DATE }, {} };
static const ConfigKey NO_KEYS[] = { {} };
static const ConfigTable COMMON = { "channel", .driver = "*", .keys = CHANNEL_KEYS };
static const ConfigTable ECHO_TABLE = { "channel", .driver = "echo", .keys = NO_KEYS };
static const ConfigTable FILTER_TABLE = { "filter", .driver = "wary", .keys = NO_KEYS };
static const ConfigTable *const TABLES[] = { &COMMON, &ECHO_TABLE, &FILTER_TABLE, NULL };

/* ---- a filter that holds what says so ---- */

static inline gpointer
wary_open(const Config *config, const char *group, const FilterHost *host, GError **error)
{
    (void)config, (void)group, (void)host, (void)error;
    return (gpointer)TABLES;
}

static inline gboolean
wary_judge(gpointer filter, const FilterInput *input, gint64 deadline, GPtrArray *verdicts, GError **error)
{
    (void)filter, (void)deadline, (void)error;
    if (strstr(input->subject, "odd") != NULL)
        g_ptr_array_add(verdicts, verdict_new(VERDICT_HOLD, "odd", "", "It is odd."));
    if (strstr(input->subject, "virus") != NULL)
        g_ptr_array_add(verdicts, verdict_new(VERDICT_HOLD, LABEL_MALWARE, "", "It is malware."));
    return TRUE;
}

static inline void
wary_close(gpointer filter)
{
    (void)filter;
}

static const struct filter_driver WARY = { FILTER_CONTRACT, "wary",    "Wary",     TRUE,
                                           NO_KEYS,         wary_open, wary_judge, wary_close };
static const struct filter_driver *const FILTERS[] = { &WARY, NULL };

/* ---- a house with its pages ---- */

typedef struct {
    char *folder, *assets;
    Config *config;
    Locales *locales;
    Mediation mediation;
    Intake *intake;
    Delivering *delivering;
    ChannelHost host;
    JournalKey *key;
    PasswordHasher *hasher;
    SignIn *sign_in;
    SecondFactor *second_factor;
    CountsView *counts;
    EventsHub *events;
    Console *console;
    Dispatch *dispatch;
    UnitId highways, parks;
    char *stored; /* PASSWORD */
} House;

typedef struct {
    guint status;
    char *body, *location, *cookie;
    char *policy, *disposition, *type;
} Page;

static inline void
page_clear(Page *page)
{
    g_free(page->body);
    g_free(page->location);
    g_free(page->cookie);
    g_free(page->policy);
    g_free(page->disposition);
    g_free(page->type);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Page, page_clear)

static inline gboolean
add_staff(const House *house, DbSession *session, const char *login, const char *name, Role role, UnitId unit,
          GError **error)
{
    RoleGrant grant = { role, unit };
    g_autoptr(Staff) staff = staff_new();

    staff->id.value = id_next();
    staff->login = g_strdup(login);
    staff->name = g_strdup(name);
    staff->locale = g_strdup("");
    g_array_append_val(staff->grants, grant);
    return staff_store_insert(session, staff, house->stored, error) &&
           staff_store_replace_roles(session, staff->id, staff->grants, error);
}

static inline gboolean
furnish(DbSession *session, gpointer data, GError **error)
{
    House *house = data;
    Unit highways = { .id = house->highways, .code = (char *)"highways", .name = (char *)"Highways" };
    Unit parks = { .id = house->parks, .code = (char *)"parks", .name = (char *)"Parks" };
    Endpoint endpoint = { { id_next() }, (char *)"echo", (char *)DESK, (char *)"Desk", house->highways };
    UnitId all = { 0 };

    return unit_store_insert(session, &highways, error) && unit_store_insert(session, &parks, error) &&
           endpoint_store_insert(session, &endpoint, error) &&
           add_staff(house, session, "grace", "Grace Okafor", ROLE_OFFICER, house->highways, error) &&
           add_staff(house, session, "lena", "Lena Kraus", ROLE_LEAD, house->highways, error) &&
           add_staff(house, session, "pat", "Pat Parks", ROLE_OFFICER, house->parks, error) &&
           add_staff(house, session, "ruth", "Ruth Feldman", ROLE_RECORDS, all, error) &&
           add_staff(house, session, "colin", "Colin Hargreaves", ROLE_AUDITOR, all, error) &&
           add_staff(house, session, "owen", "Owen Price", ROLE_ADMIN, all, error);
}

static inline gboolean
is_endpoint(const ChannelHost *host, const char *uri)
{
    (void)host;
    return strcmp(uri, DESK) == 0;
}

static inline void
open_mediation(House *house)
{
    static const char text[] = "[channel.echo]\ndriver = echo\n";
    g_autofree char *locale = g_build_filename(g_getenv("TRIBUNE_SOURCE_ROOT"), "locale", NULL);
    Mediation *mediation = &house->mediation;
    g_autoptr(GError) error = NULL;

    test_template_put(house->folder);
    mediation->store = store_open(&(StoreOptions){ .folder = house->folder, .master = MASTER }, &error);
    g_assert_no_error(error);
    g_assert_true(store_write(mediation->store, furnish, house, &error));
    mediation->locales = house->locales = locales_load(locale, &error);
    g_assert_no_error(error);
    mediation->authority = "Northam Borough Council";
    mediation->domain = "northam.example";
    mediation->case_prefix = "NB";
    mediation->language = "en";
    mediation->timezone = "Europe/London";
    mediation->directory = directory_open(mediation->store, &error);
    mediation->work = work_new(mediation->store);
    house->config = config_parse(text, strlen(text), "test", "/", TABLES, &error);
    g_assert_no_error(error);
    mediation->filters = filters_open(house->config, FILTERS, NULL, &error);
    house->intake = intake_new(mediation);
    house->host = (ChannelHost){ .intake = house->intake, .is_endpoint = is_endpoint };
    mediation->channels = channels_open(house->config, DRIVERS, &house->host, MASTER, &error);
    g_assert_no_error(error);
    screening_register(mediation);
    clocks_register(mediation);
    snoozing_register(mediation);
    house->delivering = delivery_register(mediation);
    g_assert_true(work_start(mediation->work, &error));
}

static inline char *
make_vkey(gpointer data, int year)
{
    return journal_key_vkey(((House *)data)->key, year);
}

/* As many assets as the templates name. */
static inline void
make_assets(House *house)
{
    static const char *const NAMES[] = { "favicon.svg", "atkinson-latin-normal.woff2", "console.css", "console.js" };
    g_autoptr(GString) manifest = g_string_new("{");

    house->assets = g_build_filename(house->folder, "assets", NULL);
    g_mkdir(house->assets, 0700);
    for (guint i = 0; i < G_N_ELEMENTS(NAMES); i++) {
        g_autofree char *path = g_build_filename(house->assets, NAMES[i], NULL);

        g_assert_true(g_file_set_contents(path, "x", 1, NULL));
        g_string_append_printf(manifest, "%s\"%s\": \"%s\"", i > 0 ? ", " : "", NAMES[i], NAMES[i]);
    }
    g_string_append(manifest, "}");
    {
        g_autofree char *path = g_build_filename(house->assets, "manifest.json", NULL);

        g_assert_true(g_file_set_contents(path, manifest->str, -1, NULL));
    }
}

static const guint8 TEST_KEY[32] = { 8 };

static inline void
open_console(House *house)
{
    g_autofree char *templates = g_build_filename(g_getenv("TRIBUNE_SOURCE_ROOT"), "templates", NULL);
    g_autoptr(GError) error = NULL;

    house->sign_in = sign_in_new(house->mediation.store, house->hasher);
    house->second_factor = second_factor_new(house->mediation.store, TEST_KEY, "Northam");
    house->counts = counts_view_new(house->mediation.store);
    house->events = events_new(10);
    house->console = console_new(&(ConsoleSettings){ .mediation = &house->mediation,
                                                     .sign_in = house->sign_in,
                                                     .hasher = house->hasher,
                                                     .second_factor = house->second_factor,
                                                     .counts = house->counts,
                                                     .events = house->events,
                                                     .templates = templates,
                                                     .assets = house->assets,
                                                     .vkey = make_vkey,
                                                     .vkey_data = house },
                                 &error);
    g_assert_no_error(error);
    house->dispatch = dispatch_new();
    dispatch_add(house->dispatch, console_face(house->console));
}

static inline void
set_up(House *house, gconstpointer data)
{
    g_autofree char *key = NULL;
    g_autoptr(GError) error = NULL;

    (void)data;
    clock_pin(NOON);
    house->folder = g_dir_make_tmp("tribune-console-XXXXXX", NULL);
    house->highways.value = id_next();
    house->parks.value = id_next();
    house->hasher = password_hasher_new();
    house->stored = password_hash(house->hasher, PASSWORD, &error);
    key = g_build_filename(house->folder, "journal.key", NULL);
    house->key = journal_key_open_or_create(key, "northam.example", "main", &error);
    g_assert_no_error(error);
    make_assets(house);
    open_mediation(house);
    open_console(house);
}

static inline void
remove_folder(const char *path)
{
    g_autoptr(GDir) folder = g_dir_open(path, 0, NULL);
    const char *name;

    while (folder != NULL && (name = g_dir_read_name(folder)) != NULL) {
        g_autofree char *child = g_build_filename(path, name, NULL);

        if (g_file_test(child, G_FILE_TEST_IS_DIR))
            remove_folder(child);
        else
            g_unlink(child);
    }
    g_rmdir(path);
}

static inline void
tear_down(House *house, gconstpointer data)
{
    (void)data;
    dispatch_free(house->dispatch);
    console_free(house->console);
    events_stop(house->events);
    events_free(house->events);
    counts_view_free(house->counts);
    second_factor_free(house->second_factor);
    sign_in_free(house->sign_in);
    password_hasher_free(house->hasher);
    work_stop(house->mediation.work);
    channels_close(house->mediation.channels);
    filters_close(house->mediation.filters);
    delivery_unregister(house->delivering);
    intake_free(house->intake);
    work_free(house->mediation.work);
    directory_close(house->mediation.directory);
    config_free(house->config);
    locales_free(house->locales);
    store_close(house->mediation.store);
    journal_key_free(house->key);
    remove_folder(house->folder);
    g_free(house->folder);
    g_free(house->assets);
    g_free(house->stored);
    clock_pin(0);
}

/* ---- a browser ---- */

static inline char *
body_of(HttpResponse *response)
{
    GBytes *bytes = http_response_content(response);
    gsize length = 0;
    const char *start = bytes == NULL ? "" : g_bytes_get_data(bytes, &length);

    return g_strndup(start, length);
}

/* @language: Accept-Language. */
static inline Page
ask_in(House *house, HttpMethod method, const char *target, const char *cookie, const char *form, const char *language)
{
    const char *headers[] = { "Host",
                              "t",
                              "Origin",
                              "http://t",
                              "Accept-Language",
                              language,
                              "Content-Type",
                              "application/x-www-form-urlencoded",
                              cookie != NULL ? "Cookie" : NULL,
                              cookie,
                              NULL };
    g_autoptr(HttpRequest) request =
        http_request_new_fake(method, target, headers, form, form != NULL ? strlen(form) : 0);
    g_autoptr(HttpResponse) response = http_response_new(request);

    if (dispatch_begin(house->dispatch, request, response, form != NULL ? strlen(form) : 0))
        dispatch_run(house->dispatch, request, response);
    return (Page){ http_response_status(response),
                   body_of(response),
                   g_strdup(http_response_header(response, "Location")),
                   g_strdup(http_response_header(response, "Set-Cookie")),
                   g_strdup(http_response_header(response, "Content-Security-Policy")),
                   g_strdup(http_response_header(response, "Content-Disposition")),
                   g_strdup(http_response_header(response, "Content-Type")) };
}

static inline Page
ask(House *house, HttpMethod method, const char *target, const char *cookie, const char *form)
{
    return ask_in(house, method, target, cookie, form, "en");
}

static inline Page
get(House *house, const char *target, const char *cookie)
{
    return ask(house, HTTP_GET, target, cookie, NULL);
}

/* The cookie of @login's new session. */
static inline char *
sign_in(House *house, const char *login)
{
    g_autofree char *form = g_strdup_printf("name=%s&password=" PASSWORD, login);
    g_auto(Page) page = ask(house, HTTP_POST, "/sign-in", NULL, form);

    g_assert_cmpuint(page.status, ==, 303);
    return g_strndup(page.cookie, strcspn(page.cookie, ";"));
}

/* The value of the first field @name of @page. */
static inline char *
field_of(const Page *page, const char *name)
{
    g_autofree char *start = g_strdup_printf("name=\"%s\" value=\"", name);
    const char *value = strstr(page->body, start);

    g_assert_nonnull(value);
    value += strlen(start);
    return g_strndup(value, strcspn(value, "\""));
}

/* Sends @form, a page's own fields, with what @page carries along. */
static inline Page
submit(House *house, const Page *page, const char *target, const char *cookie, const char *form)
{
    g_autofree char *csrf = field_of(page, "csrf");
    g_autofree char *seen = strstr(page->body, "name=\"seen\"") != NULL ? field_of(page, "seen") : g_strdup("");
    g_autofree char *whole = g_strdup_printf("csrf=%s&seen=%s&%s", csrf, seen, form);

    return ask(house, HTTP_POST, target, cookie, whole);
}

#define SAYS(page, text)         g_assert_nonnull(strstr((page).body, text))
#define DOES_NOT_SAY(page, text) g_assert_null(strstr((page).body, text))

/* ---- citizens ---- */

#define WAIT_FOR(condition)                                                                                            \
    do {                                                                                                               \
        gint64 deadline = clock_monotonic() + 20 * CLOCK_SECOND;                                                       \
        while (!(condition) && clock_monotonic() < deadline)                                                           \
            g_usleep(2000);                                                                                            \
        g_assert_true(condition);                                                                                      \
    } while (0)

static inline guint
backlog(House *house, const char *kind)
{
    JobBacklog backlog = { 0 };

    g_assert_true(work_backlog(house->mediation.work, kind, &backlog, NULL));
    return (guint)backlog.waiting;
}

static inline void
settle(House *house)
{
    WAIT_FOR(backlog(house, WORK_SCREEN) == 0);
    WAIT_FOR(backlog(house, WORK_DELIVER) == 0);
}

static inline gpointer
echo_of(House *house)
{
    return channels_find(house->mediation.channels, "echo")->handle;
}

static inline void
hand_in(House *house, const MessageDraft *draft)
{
    static const Actor channel = { .kind = ACTOR_CHANNEL, .name = "echo" };
    g_autoptr(GError) error = NULL;
    IntakeResult result;
    MessageId id;

    g_assert_true(intake_submit(house->intake, &channel, "echo", draft, &result, &id, &error));
    g_assert_no_error(error);
    settle(house);
}

static inline void
write_in(House *house, const char *text)
{
    g_autoptr(GBytes) raw = g_bytes_new(text, strlen(text));
    g_autoptr(MessageDraft) draft = echo_channel.parse(echo_of(house), raw, "echo:ada", DESK, NULL);

    hand_in(house, draft);
}

/* A message with formatted text and a file. */
static inline void
write_richly(House *house)
{
    static const char html[] = "<p>Dear <b>council</b><script>alert(1)</script><img src=http://t.example/x.png alt=far>"
                               "<img src=cid:i1 alt=near></p>";
    static const char text[] = "Id: r\nSubject: Rich\n\nDear council";
    static const guint8 gif[] = "GIF89a\1\0\1\0\0\0\0;";
    g_autoptr(GBytes) raw = g_bytes_new_static(text, sizeof text - 1);
    g_autoptr(MessageDraft) draft = echo_channel.parse(echo_of(house), raw, "echo:ada", DESK, NULL);
    g_autoptr(GBytes) rich = g_bytes_new_static(html, sizeof html - 1);
    g_autoptr(GBytes) picture = g_bytes_new_static(gif, sizeof gif - 1);
    MessagePart *part = message_part_new("att-01", "text/html", "evil\".html", picture);

    part->content_id = g_strdup("i1");
    g_ptr_array_add(draft->parts, message_part_new(PART_HTML, "text/html", NULL, rich));
    g_ptr_array_add(draft->parts, part);
    hand_in(house, draft);
}

static inline void
first_case(House *house)
{
    write_in(house, "Id: a1\nSubject: Lamp <out>\n\nDear council, the <script>lamp</script> is out.");
}
