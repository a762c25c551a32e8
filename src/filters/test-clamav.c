/* SPDX-License-Identifier: Apache-2.0 */
/* The ClamAV filter against a daemon that says what a test wants to hear. */
#include <glib/gstdio.h>
#include <string.h>

#include "base/clock.h"
#include "base/error.h"
#include "base/log.h"
#include "base/thread.h"
#include "mediation/filter.h"
#include "net/listener.h"

extern const struct filter_driver clamav_filter;

typedef struct {
    const char *reply; /* NULL: by content: "BAD" is found; "": silence; NUL is added */
    gsize limit;       /* bytes taken before it says too large */
    Mutex mutex;
    GString *heard; /* the streams, each behind "|" */
} Daemon;

static gboolean
read_exactly(Stream *stream, void *buffer, gsize length)
{
    for (gsize at = 0; at < length;) {
        gssize got = stream_read_some(stream, (char *)buffer + at, length - at, NULL);

        if (got <= 0)
            return FALSE;
        at += (gsize)got;
    }
    return TRUE;
}

static void
serve(Stream *stream, const char *client, gpointer data)
{
    Daemon *daemon = data;
    g_autoptr(GString) content = g_string_new("|");
    const char *reply = daemon->reply;
    char command[10];
    guint32 size;

    (void)client;
    if (!read_exactly(stream, command, sizeof command) || memcmp(command, "zINSTREAM", sizeof command) != 0)
        return;
    while (read_exactly(stream, &size, sizeof size) && size != 0) {
        g_autofree char *chunk = g_malloc(GUINT32_FROM_BE(size));

        if (!read_exactly(stream, chunk, GUINT32_FROM_BE(size)))
            return;
        g_string_append_len(content, chunk, GUINT32_FROM_BE(size));
        if (daemon->limit > 0 && content->len > daemon->limit) {
            reply = "INSTREAM size limit exceeded. ERROR";
            break;
        }
    }
    mutex_lock(&daemon->mutex);
    g_string_append_len(daemon->heard, content->str, (gssize)content->len);
    mutex_unlock(&daemon->mutex);
    if (reply == NULL)
        reply = memmem(content->str, content->len, "BAD", 3) != NULL ? "stream: Test.Bad FOUND" : "stream: OK";
    if (*reply != '\0')
        stream_write_all(stream, reply, strlen(reply) + 1, NULL);
    else
        read_exactly(stream, command, 1);
}

typedef struct {
    Daemon daemon;
    Listener *listener;
    char *folder;
    gpointer filter;
} Fixture;

static gpointer
open_filter(const char *address, const char *settings, GError **error)
{
    static ConfigTable table;
    static const ConfigTable *const tables[] = { &table, NULL };
    g_autofree char *text = g_strdup_printf("[filter.virus]\ndriver = clamav\naddress = %s\n%s", address, settings);
    g_autoptr(Config) config = NULL;

    table = (ConfigTable){ "filter", "clamav", NULL, clamav_filter.settings };
    config = config_parse(text, strlen(text), "test", "/", tables, error);
    return config != NULL ? clamav_filter.open(config, "filter.virus", NULL, error) : NULL;
}

static void
set_up(Fixture *fixture, gconstpointer data)
{
    g_autofree char *address_text = NULL;
    g_autoptr(NetAddress) address = NULL;
    ListenerSettings settings = {
        .name = "clamd",
        .connections = 4,
        .timeout = 10 * CLOCK_SECOND,
        .serve = serve,
        .data = &fixture->daemon,
    };

    (void)data;
    log_set_level(LOG_ERROR);
    fixture->folder = g_dir_make_tmp("tribune-clamav-XXXXXX", NULL);
    address_text = g_strdup_printf("unix:%s/clamd", fixture->folder);
    address = netaddress_parse(address_text, NULL);
    settings.address = address;
    mutex_init(&fixture->daemon.mutex);
    fixture->daemon.heard = g_string_new(NULL);
    fixture->listener = listener_start(&settings, NULL);
    g_assert_nonnull(fixture->listener);
    fixture->filter = open_filter(address_text, "timeout = 1s\nmax-size = 1M\n", NULL);
    g_assert_nonnull(fixture->filter);
}

static void
tear_down(Fixture *fixture, gconstpointer data)
{
    (void)data;
    if (fixture->listener != NULL)
        listener_stop(fixture->listener, 0);
    clamav_filter.close(fixture->filter);
    g_string_free(fixture->daemon.heard, TRUE);
    mutex_clear(&fixture->daemon.mutex);
    g_rmdir(fixture->folder);
    g_free(fixture->folder);
}

static void
add_part(GPtrArray *parts, const char *name, const char *content)
{
    g_autoptr(GBytes) bytes = g_bytes_new(content, strlen(content));

    g_ptr_array_add(parts, message_part_new(name, "text/plain", NULL, bytes));
}

/* What the filter says of @parts as "part:label …"; NULL with its error. */
static char *
judge(Fixture *fixture, GPtrArray *parts, GError **error)
{
    g_autoptr(GPtrArray) verdicts = g_ptr_array_new_with_free_func((GDestroyNotify)verdict_free);
    FilterInput input = { .channel = "email", .sender = "mailto:ada@home.example", .subject = "Hello", .parts = parts };
    GString *out;

    if (!clamav_filter.judge(fixture->filter, &input, clock_monotonic() + 5 * CLOCK_SECOND, verdicts, error))
        return NULL;
    out = g_string_new(NULL);
    for (guint i = 0; i < verdicts->len; i++) {
        const Verdict *verdict = verdicts->pdata[i];

        g_assert_cmpint(verdict->kind, ==, VERDICT_HOLD);
        g_string_append_printf(out, "%s%s:%s", out->len > 0 ? " " : "", verdict->part, verdict->label);
    }
    return g_string_free(out, FALSE);
}

/* ---- tests ---- */

static void
a_clean_message_passes(Fixture *fixture, gconstpointer data)
{
    g_autoptr(GPtrArray) parts = message_parts_new();
    g_autofree char *verdicts = NULL;

    (void)data;
    add_part(parts, PART_RAW, "raw bytes");
    add_part(parts, PART_ENV, "envelope");
    add_part(parts, PART_TEXT, "text");
    add_part(parts, "att-01", "attached");
    verdicts = judge(fixture, parts, NULL);
    g_assert_cmpstr(verdicts, ==, "");
    g_assert_cmpstr(fixture->daemon.heard->str, ==, "|raw bytes|attached");
}

static void
malware_is_held_and_its_part_is_named(Fixture *fixture, gconstpointer data)
{
    g_autoptr(GPtrArray) parts = message_parts_new();
    g_autofree char *verdicts = NULL;

    (void)data;
    add_part(parts, PART_RAW, "base64 of it");
    add_part(parts, "att-01", "good");
    add_part(parts, "att-02", "BAD");
    verdicts = judge(fixture, parts, NULL);
    g_assert_cmpstr(verdicts, ==, "att-02:" LABEL_MALWARE);
}

static void
without_raw_bytes_the_texts_are_judged(Fixture *fixture, gconstpointer data)
{
    g_autoptr(GPtrArray) parts = message_parts_new();
    g_autofree char *verdicts = NULL;

    (void)data;
    add_part(parts, PART_TEXT, "BAD");
    verdicts = judge(fixture, parts, NULL);
    g_assert_cmpstr(verdicts, ==, PART_TEXT ":" LABEL_MALWARE);
}

static void
large_bytes_arrive_whole(Fixture *fixture, gconstpointer data)
{
    g_autofree char *large = g_strnfill(300 * 1024, 'x');
    g_autoptr(GPtrArray) parts = message_parts_new();
    g_autofree char *verdicts = NULL;

    (void)data;
    add_part(parts, PART_RAW, large);
    verdicts = judge(fixture, parts, NULL);
    g_assert_cmpstr(verdicts, ==, "");
    g_assert_cmpuint(fixture->daemon.heard->len, ==, 300 * 1024 + 1);
}

static void
what_is_too_large_to_scan_is_held_by_our_limit_or_clamds(Fixture *fixture, gconstpointer data)
{
    g_autofree char *large = g_strnfill(900 * 1024, 'x');
    g_autofree char *larger = g_strnfill((1 << 20) + 1, 'x');
    g_autoptr(GPtrArray) parts = message_parts_new();
    g_autoptr(GError) error = NULL;
    g_autofree char *verdicts = NULL;

    (void)data;
    fixture->daemon.limit = 100 * 1024;
    add_part(parts, PART_RAW, large);
    add_part(parts, "att-01", larger);
    verdicts = judge(fixture, parts, &error);
    g_assert_no_error(error);
    g_assert_cmpstr(verdicts, ==, PART_RAW ":unscanned att-01:unscanned");
}

static void
no_verdict_means_that_the_message_waits(Fixture *fixture, gconstpointer data)
{
    static const char *const replies[] = { "", "stream: Out of memory ERROR", "what?", "stream: OK maybe" };
    g_autoptr(GPtrArray) parts = message_parts_new();

    (void)data;
    add_part(parts, PART_RAW, "raw");
    for (gsize i = 0; i < G_N_ELEMENTS(replies); i++) {
        g_autoptr(GError) error = NULL;

        fixture->daemon.reply = replies[i];
        g_assert_null(judge(fixture, parts, &error));
        g_assert_error(error, TRIBUNE_ERROR, TRIBUNE_ERROR_UNAVAILABLE);
    }
}

static void
a_daemon_that_is_down_means_that_the_message_waits(Fixture *fixture, gconstpointer data)
{
    g_autoptr(GPtrArray) parts = message_parts_new();
    g_autoptr(GError) error = NULL;

    (void)data;
    listener_stop(g_steal_pointer(&fixture->listener), 0);
    add_part(parts, PART_RAW, "raw");
    g_assert_null(judge(fixture, parts, &error));
    g_assert_error(error, TRIBUNE_ERROR, TRIBUNE_ERROR_UNAVAILABLE);
}

static void
an_address_of_systemd_is_refused(Fixture *fixture, gconstpointer data)
{
    g_autoptr(GError) error = NULL;

    (void)fixture;
    (void)data;
    g_assert_null(open_filter("systemd:clamd", "", &error));
    g_assert_error(error, TRIBUNE_ERROR, TRIBUNE_ERROR_CONFIG);
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
#define ADD(name, function) g_test_add("/clamav/" name, Fixture, NULL, set_up, function, tear_down)
    ADD("a-clean-message-passes", a_clean_message_passes);
    ADD("malware-is-held-and-its-part-is-named", malware_is_held_and_its_part_is_named);
    ADD("without-raw-bytes-the-texts-are-judged", without_raw_bytes_the_texts_are_judged);
    ADD("large-bytes-arrive-whole", large_bytes_arrive_whole);
    ADD("what-is-too-large-to-scan-is-held-by-our-limit-or-clamds",
        what_is_too_large_to_scan_is_held_by_our_limit_or_clamds);
    ADD("no-verdict-means-that-the-message-waits", no_verdict_means_that_the_message_waits);
    ADD("a-daemon-that-is-down-means-that-the-message-waits", a_daemon_that_is_down_means_that_the_message_waits);
    ADD("an-address-of-systemd-is-refused", an_address_of_systemd_is_refused);
    return g_test_run();
}
