/* SPDX-License-Identifier: Apache-2.0 */
/* The officers' pages over a real store and the echo channel, without a socket. */
#include <glib/gstdio.h>
#include <string.h>

#include "base/clock.h"
#include "base/error.h"
#include "base/id.h"
#include "base/totp.h"
#include "channels/echo/echo.h"
#include "console/console.h"
#include "http/headers.h"
#include "journal/checkpoint.h"
#include "mediation/cases/clocks.h"
#include "mediation/cases/snoozing.h"
#include "mediation/delivery.h"
#include "mediation/indexing.h"
#include "mediation/intake.h"
#include "mediation/screening.h"
#include "store/endpoint-store.h"
#include "store/staff-store.h"
#include "store/unit-store.h"
#include "views/case-view.h"
#include "wire/proof.h"

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

static gpointer
wary_open(const Config *config, const char *group, const FilterHost *host, GError **error)
{
    (void)config, (void)group, (void)host, (void)error;
    return (gpointer)TABLES;
}

static gboolean
wary_judge(gpointer filter, const FilterInput *input, gint64 deadline, GPtrArray *verdicts, GError **error)
{
    (void)filter, (void)deadline, (void)error;
    if (strstr(input->subject, "odd") != NULL)
        g_ptr_array_add(verdicts, verdict_new(VERDICT_HOLD, "odd", "", "It is odd."));
    if (strstr(input->subject, "virus") != NULL)
        g_ptr_array_add(verdicts, verdict_new(VERDICT_HOLD, LABEL_MALWARE, "", "It is malware."));
    return TRUE;
}

static void
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

static void
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

static gboolean
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

static gboolean
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

static gboolean
is_endpoint(const ChannelHost *host, const char *uri)
{
    (void)host;
    return strcmp(uri, DESK) == 0;
}

static void
open_mediation(House *house)
{
    static const char text[] = "[channel.echo]\ndriver = echo\n";
    g_autofree char *locale = g_build_filename(g_getenv("TRIBUNE_SOURCE_ROOT"), "locale", NULL);
    Mediation *mediation = &house->mediation;
    g_autoptr(GError) error = NULL;

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

static char *
make_vkey(gpointer data, int year)
{
    return journal_key_vkey(((House *)data)->key, year);
}

/* As many assets as the templates name. */
static void
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

static void
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

static void
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

static void
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

static void
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

static char *
body_of(HttpResponse *response)
{
    GBytes *bytes = http_response_content(response);
    gsize length = 0;
    const char *start = bytes == NULL ? "" : g_bytes_get_data(bytes, &length);

    return g_strndup(start, length);
}

/* @language: Accept-Language. */
static Page
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

static Page
ask(House *house, HttpMethod method, const char *target, const char *cookie, const char *form)
{
    return ask_in(house, method, target, cookie, form, "en");
}

static Page
get(House *house, const char *target, const char *cookie)
{
    return ask(house, HTTP_GET, target, cookie, NULL);
}

/* The cookie of @login's new session. */
static char *
sign_in(House *house, const char *login)
{
    g_autofree char *form = g_strdup_printf("name=%s&password=" PASSWORD, login);
    g_auto(Page) page = ask(house, HTTP_POST, "/sign-in", NULL, form);

    g_assert_cmpuint(page.status, ==, 303);
    return g_strndup(page.cookie, strcspn(page.cookie, ";"));
}

/* The value of the first field @name of @page. */
static char *
field_of(const Page *page, const char *name)
{
    g_autofree char *start = g_strdup_printf("name=\"%s\" value=\"", name);
    const char *value = strstr(page->body, start);

    g_assert_nonnull(value);
    value += strlen(start);
    return g_strndup(value, strcspn(value, "\""));
}

/* Sends @form, a page's own fields, with what @page carries along. */
static Page
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

static guint
backlog(House *house, const char *kind)
{
    JobBacklog backlog = { 0 };

    g_assert_true(work_backlog(house->mediation.work, kind, &backlog, NULL));
    return (guint)backlog.waiting;
}

static void
settle(House *house)
{
    WAIT_FOR(backlog(house, WORK_SCREEN) == 0);
    WAIT_FOR(backlog(house, WORK_DELIVER) == 0);
}

static gpointer
echo_of(House *house)
{
    return channels_find(house->mediation.channels, "echo")->handle;
}

static void
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

static void
write_in(House *house, const char *text)
{
    g_autoptr(GBytes) raw = g_bytes_new(text, strlen(text));
    g_autoptr(MessageDraft) draft = echo_channel.parse(echo_of(house), raw, "echo:ada", DESK, NULL);

    hand_in(house, draft);
}

/* A message with formatted text and a file. */
static void
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

static void
first_case(House *house)
{
    write_in(house, "Id: a1\nSubject: Lamp <out>\n\nDear council, the <script>lamp</script> is out.");
}

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

/* ---- lists and cases ---- */

static void
lists_show_what_the_reader_may_see(House *house, gconstpointer data)
{
    g_autofree char *grace = sign_in(house, "grace"), *pat = sign_in(house, "pat"), *owen = sign_in(house, "owen");
    g_auto(Page) first = get(house, "/cases?queue=unit&unit=highways", grace);

    (void)data;
    SAYS(first, "No case yet");
    first_case(house);
    g_auto(Page) unit = get(house, "/cases?queue=unit&unit=highways", grace);
    g_auto(Page) other = get(house, "/cases?queue=all&state=any", pat);
    g_auto(Page) admin = get(house, "/cases?queue=all", owen);
    g_auto(Page) nowhere = get(house, "/cases?queue=unit&unit=moon", grace);
    SAYS(unit, "Lamp &lt;out&gt;");
    SAYS(unit, "href=\"/cases/NB-2026-000001\"");
    DOES_NOT_SAY(unit, "<script>lamp");
    DOES_NOT_SAY(other, "NB-2026-000001");
    g_assert_cmpuint(admin.status, ==, 403);
    g_assert_cmpuint(nowhere.status, ==, 404);
}

static void
the_person_beside_a_case_has_a_page_for_who_may_read_the_case(House *house, gconstpointer data)
{
    g_autofree char *grace = sign_in(house, "grace"), *pat = sign_in(house, "pat"), *url = NULL, *merge = NULL;
    const char *start;

    (void)data;
    first_case(house);
    g_auto(Page) one = get(house, CASE_1, grace);
    start = strstr(one.body, "\"/persons/");
    g_assert_nonnull(start);
    url = g_strndup(start + 1, strcspn(start + 1, "\""));
    merge = g_strconcat(url, "/merge?other=NB-2026-000001", NULL);
    g_auto(Page) page = get(house, url, grace);
    g_auto(Page) hidden = get(house, url, pat);
    g_auto(Page) self = get(house, merge, grace);
    g_assert_cmpuint(page.status, ==, 200);
    SAYS(page, "NB-2026-000001");
    SAYS(page, "How they want to be written to");
    g_assert_cmpuint(hidden.status, ==, 404);
    g_assert_cmpuint(self.status, ==, 422);
    SAYS(self, "This is the same person already");
}

static void
a_search_leads_to_the_case_or_the_persons_cases(House *house, gconstpointer data)
{
    g_autofree char *cookie = sign_in(house, "grace"), *pat = sign_in(house, "pat");

    (void)data;
    first_case(house);
    g_auto(Page) reference = get(house, "/cases?q=%20nb-2026-000001", cookie);
    g_auto(Page) address = get(house, "/cases?q=echo%3Aada", cookie);
    g_auto(Page) nobody = get(house, "/cases?q=echo%3Azoe", cookie);
    g_auto(Page) stranger = get(house, "/cases?q=nb-2026-000001", pat);
    g_assert_cmpstr(reference.location, ==, CASE_1);
    SAYS(address, "NB-2026-000001");
    SAYS(nobody, "No case matches");
    SAYS(stranger, "No case matches");
}

static void
index_now(House *house)
{
    const IndexingPace pace = { .up_to_now = TRUE };
    gboolean done = FALSE;

    while (!done)
        g_assert_true(indexing_step(&house->mediation, &pace, &done, NULL, NULL));
}

static void
a_search_marks_what_it_found_and_says_how(House *house, gconstpointer data)
{
    g_autofree char *cookie = sign_in(house, "grace"), *pat = sign_in(house, "pat"), *owen = sign_in(house, "owen");

    (void)data;
    first_case(house);
    index_now(house);
    g_auto(Page) page = get(house, "/search?q=lamp+before%3Asoon", cookie);
    g_auto(Page) reference = get(house, "/search?q=%20nb-2026-000001", cookie);
    g_auto(Page) nothing = get(house, "/search?q=lamp+lighthouse", cookie);
    g_auto(Page) empty = get(house, "/search", cookie);
    g_auto(Page) other = get(house, "/search?q=lamp", pat);
    g_auto(Page) admin = get(house, "/search?q=lamp", owen);
    SAYS(page, "&gt;<mark>lamp</mark>&lt;");
    SAYS(page, "href=\"" CASE_1 "\"");
    SAYS(page, "<b>before:soon</b> was left out");
    DOES_NOT_SAY(page, "<script>lamp");
    g_assert_cmpstr(reference.location, ==, CASE_1);
    SAYS(nothing, "Nothing matches");
    SAYS(empty, "How to search");
    SAYS(other, "Nothing matches");
    g_assert_cmpuint(admin.status, ==, 403);
}

static void
what_citizens_wrote_is_text(House *house, gconstpointer data)
{
    g_autofree char *cookie = sign_in(house, "grace"), *pat = sign_in(house, "pat");

    (void)data;
    first_case(house);
    g_auto(Page) page = get(house, CASE_1, cookie);
    g_auto(Page) other = get(house, CASE_1, pat);
    g_assert_cmpuint(page.status, ==, 200);
    SAYS(page, "the &lt;script&gt;lamp&lt;/script&gt; is out");
    SAYS(page, "because the message was sent to desk");
    SAYS(page, CASE_1 "/reply/preview");
    g_assert_cmpuint(other.status, ==, 404);
}

static void
looking_changes_nothing(House *house, gconstpointer data)
{
    static const char *const TARGETS[] = { CASE_1, CASE_1 "/trail", "/cases?queue=mine", "/cases?queue=unassigned" };
    g_autofree char *cookie = sign_in(house, "grace");
    const Actor *system = &ACTOR_TRIBUNE;

    (void)data;
    first_case(house);
    g_autoptr(Case) before = case_view_find(house->mediation.store, system, "NB-2026-000001", NULL);
    for (guint i = 0; i < G_N_ELEMENTS(TARGETS); i++) {
        g_auto(Page) page = get(house, TARGETS[i], cookie);

        g_assert_cmpuint(page.status, ==, 200);
    }
    g_autoptr(Case) after = case_view_find(house->mediation.store, system, "NB-2026-000001", NULL);
    g_assert_cmpint(after->version, ==, before->version);
    g_assert_true(after->unread);
    g_auto(Page) page = get(house, CASE_1, cookie);
    g_auto(Page) done = submit(house, &page, CASE_1 "/read", cookie, "");
    g_autoptr(Case) read = case_view_find(house->mediation.store, system, "NB-2026-000001", NULL);
    g_assert_cmpuint(done.status, ==, 303);
    g_assert_false(read->unread);
}

static void
a_case_is_taken_noted_and_given_on(House *house, gconstpointer data)
{
    g_autofree char *cookie = sign_in(house, "grace"), *lena = sign_in(house, "lena");

    (void)data;
    first_case(house);
    g_auto(Page) page = get(house, CASE_1, cookie);
    g_auto(Page) taken = submit(house, &page, CASE_1 "/take", cookie, "");
    g_assert_cmpstr(taken.location, ==, CASE_1);
    g_assert_true(g_str_has_prefix(taken.cookie, "flash="));
    g_autofree char *both = g_strdup_printf("%s; %.*s", cookie, (int)strcspn(taken.cookie, ";"), taken.cookie);
    g_auto(Page) after = get(house, CASE_1, both);
    SAYS(after, "You have taken this case.");
    g_assert_true(g_str_has_prefix(after.cookie, "flash=;"));
    g_auto(Page) forged = get(house, CASE_1, "sid=x; flash=00.7461");
    g_assert_cmpuint(forged.status, ==, 303);

    g_auto(Page) empty = submit(house, &after, CASE_1 "/notes", cookie, "text=%20");
    g_assert_cmpuint(empty.status, ==, 422);
    SAYS(empty, "Write a note first");
    g_auto(Page) noted = submit(house, &after, CASE_1 "/notes", cookie, "text=It+is+**bold**+%3Cb%3Ex");
    g_assert_cmpuint(noted.status, ==, 303);
    g_auto(Page) again = get(house, CASE_1, cookie);
    SAYS(again, "It is <strong>bold</strong> &lt;b&gt;x");
    SAYS(again, "Note, only for staff");

    g_auto(Page) lead = get(house, CASE_1, lena);
    g_auto(Page) renamed = submit(house, &lead, CASE_1 "/title", lena, "title=A+better+title");
    g_assert_cmpuint(renamed.status, ==, 303);
    g_auto(Page) fresh = get(house, CASE_1, lena);
    g_auto(Page) moved = submit(house, &fresh, CASE_1 "/unit", lena, "unit=parks&reason=trees");
    g_assert_cmpstr(moved.location, ==, "/");
    g_auto(Page) gone = get(house, CASE_1, cookie);
    g_assert_cmpuint(gone.status, ==, 404);
}

static void
an_old_page_changes_nothing(House *house, gconstpointer data)
{
    g_autofree char *grace = sign_in(house, "grace"), *lena = sign_in(house, "lena");

    (void)data;
    first_case(house);
    g_auto(Page) old = get(house, CASE_1, grace);
    g_auto(Page) other = get(house, CASE_1, lena);
    g_auto(Page) taken = submit(house, &other, CASE_1 "/take", lena, "");
    g_auto(Page) late = submit(house, &old, CASE_1 "/take", grace, "");
    g_auto(Page) list = get(house, "/cases?queue=all", grace);
    g_auto(Page) from_list = submit(house, &list, CASE_1 "/take", grace, "");
    g_assert_cmpuint(taken.status, ==, 303);
    g_assert_cmpuint(late.status, ==, 409);
    SAYS(late, "govuk-error-summary");
    SAYS(late, "Lena Kraus");
    g_assert_cmpuint(from_list.status, ==, 409);
    SAYS(from_list, "A colleague has taken this case in the meantime");
}

static void
a_reply_leaves_as_it_was_looked_at(House *house, gconstpointer data)
{
    g_autofree char *cookie = sign_in(house, "grace");
    const char *draft = "text=Dear+Ada,%0D%0Aa+crew+comes+on+**Tuesday**.&next=planned&decision=1";

    (void)data;
    first_case(house);
    g_auto(Page) page = get(house, CASE_1, cookie);
    g_auto(Page) empty = submit(house, &page, CASE_1 "/reply/preview", cookie, "text=");
    g_assert_cmpuint(empty.status, ==, 422);
    SAYS(empty, "Write a reply first");
    g_auto(Page) preview = submit(house, &page, CASE_1 "/reply/preview", cookie, draft);
    g_assert_cmpuint(preview.status, ==, 200);
    SAYS(preview, "This leaves to ada");
    SAYS(preview, "A formal decision.");
    g_autofree char *digest = field_of(&preview, "digest");
    g_assert_cmpuint(strlen(digest), ==, 64);
    g_assert_cmpuint(echo_sent(echo_of(house)), ==, 1); /* the receipt alone */

    g_auto(Page) edit = submit(house, &preview, CASE_1 "/reply/edit", cookie, draft);
    SAYS(edit, "a crew comes on **Tuesday**.</textarea>");
    SAYS(edit, "name=\"decision\" value=\"1\" checked");
    g_auto(Page) blind = submit(house, &preview, CASE_1 "/reply", cookie, draft);
    g_assert_cmpuint(blind.status, ==, 422);
    g_autofree char *other = g_strdup_printf("digest=%s&text=Something+else", digest);
    g_auto(Page) changed = submit(house, &preview, CASE_1 "/reply", cookie, other);
    g_assert_cmpuint(changed.status, ==, 409);
    SAYS(changed, "Something else</textarea>");

    g_autofree char *whole = g_strdup_printf("digest=%s&%s", digest, draft);
    g_auto(Page) sent = submit(house, &preview, CASE_1 "/reply", cookie, whole);
    g_assert_cmpstr(sent.location, ==, CASE_1);
    settle(house);
    g_autofree char *text = echo_text(echo_of(house), 1);
    g_assert_nonnull(strstr(text, "a crew comes on **Tuesday**."));
    g_auto(Page) after = get(house, CASE_1, cookie);
    SAYS(after, "a crew comes on <strong>Tuesday</strong>.");
    SAYS(after, "planned");
    SAYS(after, "formal decision released by");
}

static void
a_reply_to_a_case_that_changed_is_kept_and_not_sent(House *house, gconstpointer data)
{
    g_autofree char *cookie = sign_in(house, "grace"), *lena = sign_in(house, "lena");

    (void)data;
    first_case(house);
    g_auto(Page) page = get(house, CASE_1, cookie);
    g_auto(Page) preview = submit(house, &page, CASE_1 "/reply/preview", cookie, "text=My+answer");
    g_autofree char *digest = field_of(&preview, "digest");
    g_autofree char *form = g_strdup_printf("digest=%s&text=My+answer", digest);
    g_auto(Page) other = get(house, CASE_1, lena);
    g_auto(Page) taken = submit(house, &other, CASE_1 "/take", lena, "");
    g_auto(Page) sent = submit(house, &preview, CASE_1 "/reply", cookie, form);
    g_assert_cmpuint(taken.status, ==, 303);
    g_assert_cmpuint(sent.status, ==, 409);
    SAYS(sent, "My answer</textarea>");
    SAYS(sent, "your text is kept");
    settle(house);
    g_assert_cmpuint(echo_sent(echo_of(house)), ==, 1);
    /* Read and sent again, it leaves. */
    g_auto(Page) second = submit(house, &sent, CASE_1 "/reply/preview", cookie, "text=My+answer");
    g_auto(Page) again = submit(house, &second, CASE_1 "/reply", cookie, form);
    g_assert_cmpuint(again.status, ==, 303);
}

/* ---- what is held ---- */

static char *
review_url(const Page *page)
{
    const char *start = strstr(page->body, "/messages/");

    g_assert_nonnull(start);
    return g_strdup_printf(CASE_1 "%.*s", (int)strcspn(start, "\""), start);
}

static void
held_messages_are_for_records_to_decide(House *house, gconstpointer data)
{
    g_autofree char *grace = sign_in(house, "grace"), *ruth = sign_in(house, "ruth");

    (void)data;
    write_in(house, "Id: h\nSubject: odd thing\n\nA secret sentence.");
    g_auto(Page) officer = get(house, CASE_1, grace);
    g_auto(Page) records = get(house, CASE_1, ruth);
    SAYS(officer, "held for review");
    DOES_NOT_SAY(officer, "secret sentence");
    DOES_NOT_SAY(officer, "/review");
    SAYS(records, "A secret sentence.");
    g_autofree char *url = review_url(&records);
    g_auto(Page) without = submit(house, &records, url, ruth, "decision=release&reason=");
    g_assert_cmpuint(without.status, ==, 422);
    SAYS(without, "Give a reason");
    g_auto(Page) by_officer = submit(house, &officer, url, grace, "decision=release&reason=please");
    g_assert_cmpuint(by_officer.status, ==, 403);
    g_auto(Page) released = submit(house, &records, url, ruth, "decision=release&reason=It+is+fine");
    g_assert_cmpuint(released.status, ==, 303);
    g_auto(Page) after = get(house, CASE_1, grace);
    SAYS(after, "A secret sentence.");
    SAYS(after, "let through by Ruth Feldman: It is fine");
}

static void
malware_is_never_shown(House *house, gconstpointer data)
{
    g_autofree char *ruth = sign_in(house, "ruth");

    (void)data;
    write_in(house, "Id: v\nSubject: virus inside\n\nA secret sentence.");
    g_auto(Page) page = get(house, CASE_1, ruth);
    g_autofree char *url = review_url(&page);
    g_auto(Page) released = submit(house, &page, url, ruth, "decision=release&reason=please");
    DOES_NOT_SAY(page, "secret sentence");
    SAYS(page, "found harmful software");
    g_assert_cmpuint(released.status, ==, 403);
    DOES_NOT_SAY(released, "secret sentence");
}

/* ---- what came with a message ---- */

static void
formatted_mail_stands_alone_without_script_or_network(House *house, gconstpointer data)
{
    g_autofree char *cookie = sign_in(house, "grace"), *pat = sign_in(house, "pat");

    (void)data;
    write_richly(house);
    g_auto(Page) page = get(house, CASE_1, cookie);
    const char *start = strstr(page.body, "src=\"/messages/");
    g_assert_nonnull(start);
    g_autofree char *url = g_strndup(start + 5, strcspn(start + 5, "\""));
    g_auto(Page) html = get(house, url, cookie);
    g_auto(Page) other = get(house, url, pat);
    g_assert_cmpstr(html.policy, ==, HEADERS_POLICY_MAIL);
    SAYS(html, "<b>council</b>");
    DOES_NOT_SAY(html, "script");
    DOES_NOT_SAY(html, "t.example");
    SAYS(html, "data:image/gif;base64,");
    g_assert_cmpuint(other.status, ==, 404);
}

static void
attachments_are_saved_never_opened(House *house, gconstpointer data)
{
    g_autofree char *cookie = sign_in(house, "grace"), *colin = sign_in(house, "colin");

    (void)data;
    write_richly(house);
    g_auto(Page) page = get(house, CASE_1, cookie);
    const char *start = strstr(page.body, "href=\"/messages/");
    g_assert_nonnull(start);
    g_autofree char *url = g_strndup(start + 6, strcspn(start + 6, "\""));
    g_autofree char *message = g_strndup(url, strlen("/messages/") + 13);
    g_autofree char *raw = g_strconcat(message, "/raw", NULL);
    g_autofree char *body = g_strconcat(message, "/attachments/body", NULL);
    g_auto(Page) file = get(house, url, cookie);
    g_assert_cmpuint(file.status, ==, 200);
    g_assert_cmpstr(file.type, ==, "application/octet-stream");
    g_assert_cmpstr(file.policy, ==, HEADERS_POLICY_FILE);
    g_assert_cmpstr(file.disposition, ==, "attachment; filename=\"evil_.html\"; filename*=UTF-8''evil%22.html");
    g_auto(Page) text = get(house, body, cookie);
    g_auto(Page) raw_officer = get(house, raw, cookie);
    g_auto(Page) raw_auditor = get(house, raw, colin);
    g_assert_cmpuint(text.status, ==, 404);
    g_assert_cmpuint(raw_officer.status, ==, 403);
    g_assert_cmpuint(raw_auditor.status, ==, 200);
    SAYS(raw_auditor, "Subject: Rich");
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

/* ---- auditing ---- */

static gboolean
sign_checkpoints(DbSession *session, gpointer data, GError **error)
{
    guint count;

    return journal_checkpoint_sign_due(session, ((House *)data)->key, &count, error);
}

static void
the_auditor_reads_all_and_changes_nothing(House *house, gconstpointer data)
{
    static const char *const TARGETS[] = { CASE_1 "/take", CASE_1 "/state", CASE_1 "/notes", CASE_1 "/title" };
    g_autofree char *cookie = sign_in(house, "colin");

    (void)data;
    first_case(house);
    g_auto(Page) page = get(house, CASE_1, cookie);
    DOES_NOT_SAY(page, CASE_1 "/take");
    DOES_NOT_SAY(page, CASE_1 "/notes");
    SAYS(page, "You may read this case, not answer it.");
    for (guint i = 0; i < G_N_ELEMENTS(TARGETS); i++) {
        g_auto(Page) refused = submit(house, &page, TARGETS[i], cookie, "text=x&state=open&title=x");

        g_assert_cmpuint(refused.status, ==, 403);
        SAYS(refused, "You may not");
    }
    g_auto(Page) journal = get(house, "/journal", cookie);
    SAYS(journal, "northam.example/tribune/main/2026+");
}

/* The first address of @page that begins with @start. */
static char *
link_of(const Page *page, const char *start)
{
    const char *found = strstr(page->body, start);

    g_assert_nonnull(found);
    return g_strndup(found, strcspn(found, "\""));
}

static void
a_proof_from_the_trail_convinces_a_stranger(House *house, gconstpointer data)
{
    g_autofree char *cookie = sign_in(house, "colin"), *vkey = journal_key_vkey(house->key, 2026);
    g_autoptr(GError) error = NULL;
    NoteVerifier verifier;

    (void)data;
    first_case(house);
    g_auto(Page) before = get(house, CASE_1 "/trail", cookie);
    SAYS(before, "with the next checkpoint");
    g_assert_true(store_write(house->mediation.store, sign_checkpoints, house, &error));
    g_auto(Page) trail = get(house, CASE_1 "/trail", cookie);
    g_autofree char *entry_url = link_of(&trail, CASE_1 "/trail/2026-");
    g_autofree char *proof_url = g_strconcat(entry_url, "/proof", NULL);
    SAYS(trail, proof_url);
    g_auto(Page) entry = get(house, entry_url, cookie);
    g_auto(Page) file = get(house, proof_url, cookie);
    g_assert_true(g_str_has_prefix(entry.body, "tribune-leaf/1\ntype receive\n"));
    g_assert_true(g_str_has_suffix(file.disposition, ".tlog-proof"));
    g_autoptr(Proof) proof = proof_parse(file.body, strlen(file.body), &error);
    g_assert_no_error(error);
    g_assert_true(note_verifier_parse(vkey, &verifier, &error));
    g_assert_true(proof_verify(proof, entry.body, strlen(entry.body), &verifier, 1, NULL, &error));
    g_auto(Page) foreign = get(house, CASE_1 "/trail/2026-0/proof", cookie);
    g_assert_cmpuint(foreign.status, ==, 404);
    g_auto(Page) checkpoint = get(house, "/journal/2026/checkpoint", cookie);
    g_assert_true(g_str_has_prefix(checkpoint.body, "northam.example/tribune/main/2026\n"));
}

/* ---- administration ---- */

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

static void
a_unit_gets_its_address(House *house, gconstpointer data)
{
    g_autofree char *owen = sign_in(house, "owen");
    g_auto(Page) form = get(house, "/units/new", owen);
    g_auto(Page) added = submit(house, &form, "/units/new", owen, "name=Street+Lighting");
    g_auto(Page) page = get(house, "/units/street-lighting", owen);
    g_auto(Page) wrong =
        submit(house, &page, "/units/street-lighting/addresses", owen, "channel=echo&address=desk&name=Lamps");
    g_auto(Page) right =
        submit(house, &page, "/units/street-lighting/addresses", owen, "channel=echo&address=echo%3Alamps&name=Lamps");
    g_auto(Page) list = get(house, "/units", owen);

    (void)data;
    g_assert_cmpuint(added.status, ==, 303);
    g_assert_cmpuint(wrong.status, ==, 422);
    SAYS(wrong, "value=\"desk\"");
    g_assert_cmpuint(right.status, ==, 303);
    SAYS(list, "lamps");
}

static void
a_service_is_promised_and_counted_beside_the_case(House *house, gconstpointer data)
{
    g_autofree char *owen = sign_in(house, "owen"), *grace = sign_in(house, "grace");

    (void)data;
    first_case(house);
    g_auto(Page) form = get(house, "/services/new", owen);
    g_auto(Page) wrong =
        submit(house, &form, "/services/new", owen, "name=Street+lamp&unit=highways&first_answer=soon");
    g_assert_cmpuint(wrong.status, ==, 422);
    SAYS(wrong, "value=\"soon\"");
    g_auto(Page) unsaid = submit(house, &form, "/services/new", owen, "name=Street+lamp&unit=highways&first_answer=8");
    g_assert_cmpuint(unsaid.status, ==, 422);
    SAYS(unsaid, "ay how far what is said in these cases needs protection");
    g_auto(Page) added = submit(house, &form, "/services/new", owen,
                                "name=Street+lamp&unit=highways&first_answer=8&resolution=1:30&basis=Charter"
                                "&sensitivity=personal");
    g_assert_cmpuint(added.status, ==, 303);
    g_auto(Page) list = get(house, "/services", grace);
    SAYS(list, "90 working minutes");
    g_auto(Page) forbidden = get(house, "/services/street-lamp", grace);
    g_assert_cmpuint(forbidden.status, ==, 403);
    g_auto(Page) warning = submit(house, &form, "/services", owen, "percent=95");
    g_assert_cmpuint(warning.status, ==, 422);

    g_auto(Page) page = get(house, CASE_1, grace);
    g_auto(Page) chosen =
        submit(house, &page, CASE_1 "/service", grace, "service=street-lamp&priority=urgent&sensitivity=special");
    g_assert_cmpstr(chosen.location, ==, CASE_1);
    g_auto(Page) after = get(house, CASE_1, grace);
    SAYS(after, "8 working hours, counted on");
    SAYS(after, "Charter");
    SAYS(after, "promise counted from here");
    SAYS(after, "protection raised to");
    SAYS(after, "(raised for this case)");
    g_auto(Page) lowered =
        submit(house, &after, CASE_1 "/service", grace, "service=street-lamp&priority=urgent&sensitivity=public");
    g_assert_cmpstr(lowered.location, ==, CASE_1);
    g_auto(Page) plain = get(house, CASE_1, grace);
    SAYS(plain, "protection as the service says:");
    g_auto(Page) due = get(house, "/cases?queue=unit&unit=highways&sort=due", grace);
    SAYS(due, "NB-2026-000001");
    SAYS(due, "urgent");
    g_auto(Page) late = get(house, "/cases?queue=late", grace);
    g_assert_cmpuint(late.status, ==, 200);
    g_auto(Page) nonsense =
        submit(house, &plain, CASE_1 "/service", grace, "service=none-such&priority=urgent&sensitivity=public");
    g_assert_cmpuint(nonsense.status, ==, 422);
}

static void
a_calendar_is_read_by_all_and_changed_by_few(House *house, gconstpointer data)
{
    g_autofree char *owen = sign_in(house, "owen"), *grace = sign_in(house, "grace");

    (void)data;
    g_auto(Page) form = get(house, "/calendars/new", owen);
    g_auto(Page) wrong = submit(house, &form, "/calendars/new", owen, "name=Crews&monday=7-19&closures=Christmas");
    g_assert_cmpuint(wrong.status, ==, 422);
    SAYS(wrong, "ine 1: this is no day that is off");
    g_auto(Page) added =
        submit(house, &form, "/calendars/new", owen, "name=Crews&monday=7-19&closures=12-25+Christmas");
    g_assert_cmpuint(added.status, ==, 303);
    g_auto(Page) page = get(house, "/calendars/crews", owen);
    SAYS(page, "12-25 Christmas");
    g_auto(Page) used = submit(house, &page, "/calendars/crews/units", owen, "unit-parks=1");
    g_assert_cmpuint(used.status, ==, 303);
    g_auto(Page) list = get(house, "/calendars", grace);
    SAYS(list, "Crews");
    g_auto(Page) read = get(house, "/calendars/crews", grace);
    SAYS(read, "07:00-19:00");
    g_auto(Page) refused = submit(house, &list, "/calendars/crews", grace, "name=Mine&monday=1-2");
    g_assert_cmpuint(refused.status, ==, 403);
}

static void
a_channel_is_paused_with_a_reason_and_its_cases_say_so(House *house, gconstpointer data)
{
    g_autofree char *owen = sign_in(house, "owen"), *grace = sign_in(house, "grace");

    (void)data;
    first_case(house);
    g_auto(Page) page = get(house, "/channels/echo", owen);
    SAYS(page, "Keeps what is sent, for tests.");
    g_auto(Page) silent = submit(house, &page, "/channels/echo/pause", owen, "reason=+");
    g_assert_cmpuint(silent.status, ==, 422);
    SAYS(silent, "ay why");
    g_auto(Page) paused = submit(house, &page, "/channels/echo/pause", owen, "reason=It+moves+on+Monday");
    g_assert_cmpstr(paused.location, ==, "/channels/echo");
    g_auto(Page) twice = submit(house, &page, "/channels/echo/pause", owen, "reason=Again");
    g_assert_cmpuint(twice.status, ==, 409);
    g_auto(Page) list = get(house, "/channels", grace);
    SAYS(list, "It moves on Monday");
    g_auto(Page) a_case = get(house, CASE_1, grace);
    SAYS(a_case, "It moves on Monday");
    g_auto(Page) hers = get(house, "/channels/echo", grace);
    DOES_NOT_SAY(hers, "/channels/echo/resume");
    g_auto(Page) refused = submit(house, &a_case, "/channels/echo/resume", grace, "");
    g_assert_cmpuint(refused.status, ==, 403);

    g_auto(Page) again = get(house, "/channels/echo", owen);
    g_auto(Page) resumed = submit(house, &again, "/channels/echo/resume", owen, "");
    g_assert_cmpuint(resumed.status, ==, 303);
    g_auto(Page) after = get(house, CASE_1, grace);
    DOES_NOT_SAY(after, "It moves on Monday");
    g_auto(Page) none = get(house, "/channels/nothing", owen);
    g_assert_cmpuint(none.status, ==, 404);
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
        { "/console/lists-show-what-the-reader-may-see", lists_show_what_the_reader_may_see },
        { "/console/a-search-leads-to-the-case-or-the-persons-cases", a_search_leads_to_the_case_or_the_persons_cases },
        { "/console/a-search-marks-what-it-found-and-says-how", a_search_marks_what_it_found_and_says_how },
        { "/console/what-citizens-wrote-is-text", what_citizens_wrote_is_text },
        { "/console/looking-changes-nothing", looking_changes_nothing },
        { "/console/a-case-is-taken-noted-and-given-on", a_case_is_taken_noted_and_given_on },
        { "/console/an-old-page-changes-nothing", an_old_page_changes_nothing },
        { "/console/a-reply-leaves-as-it-was-looked-at", a_reply_leaves_as_it_was_looked_at },
        { "/console/a-reply-to-a-case-that-changed-is-kept-and-not-sent",
          a_reply_to_a_case_that_changed_is_kept_and_not_sent },
        { "/console/the-person-beside-a-case-has-a-page-for-who-may-read-the-case",
          the_person_beside_a_case_has_a_page_for_who_may_read_the_case },
        { "/console/held-messages-are-for-records-to-decide", held_messages_are_for_records_to_decide },
        { "/console/malware-is-never-shown", malware_is_never_shown },
        { "/console/formatted-mail-stands-alone-without-script-or-network",
          formatted_mail_stands_alone_without_script_or_network },
        { "/console/attachments-are-saved-never-opened", attachments_are_saved_never_opened },
        { "/console/the-auditor-reads-all-and-changes-nothing", the_auditor_reads_all_and_changes_nothing },
        { "/console/a-proof-from-the-trail-convinces-a-stranger", a_proof_from_the_trail_convinces_a_stranger },
        { "/console/a-new-colleague-chooses-a-password-first", a_new_colleague_chooses_a_password_first },
        { "/console/a-unit-gets-its-address", a_unit_gets_its_address },
        { "/console/a-second-factor-stands-between-password-and-pages",
          a_second_factor_stands_between_password_and_pages },
        { "/console/a-service-is-promised-and-counted-beside-the-case",
          a_service_is_promised_and_counted_beside_the_case },
        { "/console/a-calendar-is-read-by-all-and-changed-by-few", a_calendar_is_read_by_all_and_changed_by_few },
        { "/console/a-channel-is-paused-with-a-reason-and-its-cases-say-so",
          a_channel_is_paused_with_a_reason_and_its_cases_say_so },
    };

    g_test_init(&argc, &argv, NULL);
    for (guint i = 0; i < G_N_ELEMENTS(TESTS); i++)
        g_test_add(TESTS[i].path, House, NULL, set_up, TESTS[i].test, tear_down);
    return g_test_run();
}
