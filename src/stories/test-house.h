/* SPDX-License-Identifier: Apache-2.0 */
/* stories/test-house.h: a small house with one unit, one officer and one channel, mostly echo, for tests of whole
 * stories. */
#pragma once
#include <glib/gstdio.h>
#include <string.h>

#include "base/clock.h"
#include "base/error.h"
#include "base/id.h"
#include "channels/echo/echo.h"
#include "channels/refuse/refuse.h"
#include "mediation/cases/casework.h"
#include "mediation/cases/clocks.h"
#include "mediation/cases/snoozing.h"
#include "mediation/channel-host.h"
#include "mediation/commenting/commenting.h"
#include "mediation/delivering/delivery.h"
#include "mediation/receiving/intake.h"
#include "mediation/receiving/review.h"
#include "mediation/receiving/screening.h"
#include "mediation/releasing/acknowledgement.h"
#include "mediation/releasing/proposing.h"
#include "mediation/releasing/release.h"
#include "mediation/staff/test-hire.h"
#include "store/audit.h"
#include "store/test-template.h"
#include "views/case-view.h"
#include "views/inbox-view.h"

#define DESK "echo:desk"

static const guint8 MASTER[32] = { 7 };
static const struct channel_driver *const DRIVERS[] = { &echo_channel, &refuse_channel, NULL };
static const ConfigKey CHANNEL_KEYS[] = { { "max-size", CONFIG_SIZE, "1M" }, { "legacy", CONFIG_DATE }, {} };
static const ConfigKey NO_KEYS[] = { {} };
static const ConfigTable COMMON = { "channel", .driver = "*", .keys = CHANNEL_KEYS };
static const ConfigTable ECHO_TABLE = { "channel", .driver = "echo", .keys = NO_KEYS };
static const ConfigTable REFUSE_TABLE = { "channel", .driver = "refuse", .keys = NO_KEYS };
static const ConfigTable FILTER_TABLE = { "filter", .driver = "moody", .keys = NO_KEYS };
static const ConfigTable *const TABLES[] = { &COMMON, &ECHO_TABLE, &REFUSE_TABLE, &FILTER_TABLE, NULL };

/* A filter that tests switch: 0 passes, 1 holds, 2 is down. */
static int filter_mood;

static inline gpointer
moody_open(const Config *config, const char *group, const FilterHost *host, GError **error)
{
    (void)config;
    (void)group;
    (void)host;
    (void)error;
    return &filter_mood;
}

static inline gboolean
moody_judge(gpointer filter, const FilterInput *input, gint64 deadline, GPtrArray *verdicts, GError **error)
{
    (void)filter;
    (void)input;
    (void)deadline;
    if (__atomic_load_n(&filter_mood, __ATOMIC_SEQ_CST) == 2) {
        g_set_error(error, TRIBUNE_ERROR, TRIBUNE_ERROR_UNAVAILABLE, "down on purpose");
        return FALSE;
    }
    if (__atomic_load_n(&filter_mood, __ATOMIC_SEQ_CST) == 1)
        g_ptr_array_add(verdicts, verdict_new(VERDICT_HOLD, "odd", "", "It is odd."));
    return TRUE;
}

static inline void
moody_close(gpointer filter)
{
    (void)filter;
}

static const struct filter_driver MOODY = { FILTER_CONTRACT, "moody",    "Moody",     TRUE,
                                            NO_KEYS,         moody_open, moody_judge, moody_close };
static const struct filter_driver *const FILTERS[] = { &MOODY, NULL };

typedef struct {
    /* what it is made of; set_up() says it for the echo channel */
    const char *channel, *desk, *domain, *settings;
    const guint8 *master;
    const struct channel_driver *const *drivers;
    const ConfigTable *const *tables;
    void (*furnish_more)(Mediation *mediation); /* before work begins; NULL: nothing */

    char *folder;
    Config *config;
    Mediation mediation;
    Intake *intake;
    Delivering *delivering;
    Locales *locales;
    ChannelHost host;
    Actor officer;
    RoleGrant grant;
    UnitId unit;
} House;

static inline gboolean
furnish(DbSession *session, gpointer data, GError **error)
{
    House *house = data;
    Unit unit = { .id = house->unit, .code = (char *)"highways", .name = (char *)"Highways" };
    Endpoint endpoint = { .id = { id_next() },
                          .channel = (char *)house->channel,
                          .uri = (char *)house->desk,
                          .name = (char *)"Desk",
                          .unit = unit.id };
    Store *store = house->mediation.store;

    return test_add_unit(store, session, &unit, error) && test_add_endpoint(store, session, &endpoint, error) &&
           test_add_staff(store, session, &house->officer, error);
}

static inline void
open_house(House *house, gconstpointer driver)
{
    Mediation *mediation = &house->mediation;
    g_autoptr(GError) error = NULL;

    __atomic_store_n(&filter_mood, 0, __ATOMIC_SEQ_CST);
    house->folder = g_dir_make_tmp("tribune-story-XXXXXX", NULL);
    house->unit.value = id_next();
    house->grant = (RoleGrant){ ROLE_OFFICER, house->unit };
    house->officer = (Actor){ ACTOR_STAFF, { id_next() }, "Grace Okafor", &house->grant, 1 };
    test_template_put(house->folder);
    mediation->store =
        store_open(&(StoreOptions){ .folder = house->folder, .master = house->master, .driver = driver }, &error);
    g_assert_no_error(error);
    g_assert_true(store_write(mediation->store, furnish, house, &error));
    mediation->locales = house->locales = locales_load(NULL, NULL);
    mediation->authority = "Northam Borough Council";
    mediation->domain = house->domain;
    mediation->case_prefix = "NB";
    mediation->language = "en";
    mediation->timezone = "Europe/London";
    mediation->directory = directory_open(mediation->store, &error);
    mediation->routing = routing_open(mediation->store, mediation->directory, &error);
    mediation->work = work_new(mediation->store);
    house->config =
        config_parse(house->settings, strlen(house->settings), "test", house->folder, house->tables, &error);
    g_assert_no_error(error);
    mediation->filters = filters_open(house->config, FILTERS, NULL, &error);
    house->intake = intake_new(mediation);
    house->host = channel_host_make(mediation, house->intake);
    mediation->channels = channels_open(house->config, house->drivers, &house->host, house->master, &error);
    g_assert_no_error(error);
    screening_register(mediation);
    clocks_register(mediation);
    snoozing_register(mediation);
    proposing_register(mediation);
    commenting_register(mediation);
    house->delivering = delivery_register(mediation);
    acknowledgement_register(mediation);
    if (house->furnish_more != NULL)
        house->furnish_more(mediation);
    g_assert_true(work_start(mediation->work, &error));
}

static inline void
set_up(House *house, gconstpointer driver)
{
    house->channel = "echo";
    house->desk = DESK;
    house->domain = "northam.example";
    house->settings = "[channel.echo]\ndriver = echo\n[channel.refuse]\ndriver = refuse\n";
    house->master = MASTER;
    house->drivers = DRIVERS;
    house->tables = TABLES;
    open_house(house, driver);
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

/* After every story: the journal is whole, and the store tells the same. */
static inline void
assert_audited(House *house)
{
    g_autoptr(GError) error = NULL;
    AuditCounts counts;

    audit_run(house->mediation.store, &(AuditOptions){ 0 }, &counts, &error);
    g_assert_no_error(error);
    g_assert_cmpuint(counts.events, >, 0);
}

static inline void
tear_down(House *house, gconstpointer data)
{
    (void)data;
    work_stop(house->mediation.work);
    assert_audited(house);
    channels_close(house->mediation.channels);
    filters_close(house->mediation.filters);
    delivery_unregister(house->delivering);
    intake_free(house->intake);
    work_free(house->mediation.work);
    routing_close(house->mediation.routing);
    directory_close(house->mediation.directory);
    config_free(house->config);
    locales_free(house->locales);
    store_close(house->mediation.store);
    remove_folder(house->folder);
    g_free(house->folder);
}

/* ---- helpers ---- */

static inline gpointer
echo_of(House *house)
{
    return channels_find(house->mediation.channels, "echo")->handle;
}

static inline IntakeResult
write_in(House *house, const char *from, const char *to, const char *text)
{
    static const Actor channel = { .kind = ACTOR_CHANNEL, .name = "echo" };
    g_autoptr(GBytes) raw = g_bytes_new(text, strlen(text));
    g_autoptr(GError) error = NULL;
    g_autoptr(MessageDraft) draft = echo_channel.parse(echo_of(house), raw, from, to, &error);
    IntakeResult result;
    MessageId id;

    g_assert_true(intake_submit(house->intake, &channel, "echo", draft, &result, &id, &error));
    g_assert_no_error(error);
    return result;
}

/* Waits until @condition holds, at most ten seconds. */
#define WAIT_FOR(condition)                                                                                            \
    do {                                                                                                               \
        gint64 deadline = clock_monotonic() + 10 * CLOCK_SECOND;                                                       \
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

static inline CaseView *
look(House *house, guint number)
{
    g_autofree char *reference = g_strdup_printf("NB-%d-%06u", clock_year_utc(clock_now()), number);
    g_autoptr(GError) error = NULL;
    CaseView *view = case_view_load(&house->mediation, &house->officer, reference, &error);

    g_assert_no_error(error);
    return view;
}

static inline guint
cases(House *house)
{
    InboxQuestion question = { .queue = INBOX_ALL, .states = INBOX_ANY_STATE, .channel = "", .language = "" };
    g_autoptr(GError) error = NULL;
    g_autoptr(Inbox) inbox = inbox_view(house->mediation.store, &house->officer, &question, &error);

    g_assert_no_error(error);
    return inbox->rows->len;
}

static inline void
answer(House *house, CaseView *view, const char *text)
{
    ReplyDraft draft = { .text = text, .next = CASE_WAITING_CITIZEN };
    g_autoptr(GError) error = NULL;
    g_autoptr(ReplyPreview) preview =
        release_preview(&house->mediation, &house->officer, view->a_case->id, &draft, &error);
    ReleaseId id;

    g_assert_no_error(error);
    g_assert_true(release_reply(&house->mediation, &house->officer, view->a_case->id, view->a_case->version, &draft,
                                &preview->digest, &id, &error));
    g_assert_no_error(error);
}
