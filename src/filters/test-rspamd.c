/* SPDX-License-Identifier: Apache-2.0 */
/* The Rspamd filter against a worker that says what a test wants to hear. */
#include <string.h>

#include "base/clock.h"
#include "base/error.h"
#include "base/log.h"
#include "base/thread.h"
#include "mediation/filter.h"
#include "net/listener.h"

extern const struct filter_driver rspamd_filter;

typedef struct {
    const char *status, *answer; /* status "": silence */
    Mutex mutex;
    GString *heard; /* the last request whole */
} Worker;

static gboolean
is_whole(const GString *heard)
{
    const char *end = strstr(heard->str, "\r\n\r\n"), *length = strstr(heard->str, "Content-Length: ");

    return end != NULL && length != NULL &&
           heard->len - (gsize)(end + 4 - heard->str) >= (gsize)g_ascii_strtoull(length + 16, NULL, 10);
}

static void
serve(Stream *stream, const char *client, gpointer data)
{
    Worker *worker = data;
    g_autoptr(GString) heard = g_string_new(NULL);
    g_autofree char *answer = NULL;
    char buffer[4096];

    (void)client;
    while (!is_whole(heard)) {
        gssize got = stream_read_some(stream, buffer, sizeof buffer, NULL);

        if (got <= 0)
            return;
        g_string_append_len(heard, buffer, got);
    }
    mutex_lock(&worker->mutex);
    g_string_assign(worker->heard, heard->str);
    mutex_unlock(&worker->mutex);
    if (*worker->status == '\0') {
        stream_read_some(stream, buffer, 1, NULL);
        return;
    }
    answer = g_strdup_printf("HTTP/1.1 %s\r\nContent-Length: %zu\r\nConnection: close\r\n\r\n%s", worker->status,
                             strlen(worker->answer), worker->answer);
    stream_write_all(stream, answer, strlen(answer), NULL);
}

typedef struct {
    Worker worker;
    Listener *listener;
    gpointer filter;
} Fixture;

static gpointer
open_filter(const char *settings, GError **error)
{
    static ConfigTable table;
    static const ConfigTable *const tables[] = { &table, NULL };
    g_autofree char *text = g_strdup_printf("[filter.spam]\ndriver = rspamd\n%s", settings);
    g_autoptr(Config) config = NULL;

    table = (ConfigTable){ "filter", "rspamd", NULL, rspamd_filter.settings };
    config = config_parse(text, strlen(text), "test", "/", tables, error);
    return config != NULL ? rspamd_filter.open(config, "filter.spam", NULL, error) : NULL;
}

static void
open_fixture(Fixture *fixture, const char *more)
{
    g_autofree char *settings =
        g_strdup_printf("url = http://127.0.0.1:%u/checkv2\ntimeout = 1s\n%s", listener_port(fixture->listener), more);

    g_clear_pointer(&fixture->filter, rspamd_filter.close);
    fixture->filter = open_filter(settings, NULL);
    g_assert_nonnull(fixture->filter);
}

static void
set_up(Fixture *fixture, gconstpointer data)
{
    g_autoptr(NetAddress) address = netaddress_parse("127.0.0.1:0", NULL);
    ListenerSettings settings = {
        .name = "rspamd",
        .address = address,
        .connections = 4,
        .timeout = 10 * CLOCK_SECOND,
        .serve = serve,
        .data = &fixture->worker,
    };

    (void)data;
    log_set_level(LOG_ERROR);
    mutex_init(&fixture->worker.mutex);
    fixture->worker.heard = g_string_new(NULL);
    fixture->worker.status = "200 OK";
    fixture->worker.answer = "{\"score\":0.0,\"required_score\":15,\"action\":\"no action\",\"symbols\":{}}";
    fixture->listener = listener_start(&settings, NULL);
    g_assert_nonnull(fixture->listener);
    open_fixture(fixture, "");
}

static void
tear_down(Fixture *fixture, gconstpointer data)
{
    (void)data;
    rspamd_filter.close(fixture->filter);
    if (fixture->listener != NULL)
        listener_stop(fixture->listener, 0);
    g_string_free(fixture->worker.heard, TRUE);
    mutex_clear(&fixture->worker.mutex);
}

static void
add_part(GPtrArray *parts, const char *name, const char *type, const char *content)
{
    g_autoptr(GBytes) bytes = g_bytes_new(content, strlen(content));

    g_ptr_array_add(parts, message_part_new(name, type, NULL, bytes));
}

/* "hold:spam 15.5: GTUBE"; "" nothing; NULL with its error. */
static char *
judge(Fixture *fixture, const char *raw_type, GError **error)
{
    g_autoptr(GPtrArray) verdicts = g_ptr_array_new_with_free_func((GDestroyNotify)verdict_free);
    g_autoptr(GPtrArray) parts = message_parts_new();
    FilterInput input = { .message = { 7 },
                          .channel = "x",
                          .sender = "mailto:ada@home.example",
                          .recipient = "mailto:hello@northam.example",
                          .subject = "Lamp\r\nPass: all",
                          .parts = parts };
    const Verdict *verdict;

    add_part(parts, PART_RAW, raw_type, "Subject: Lamp\r\n\r\nThe lamp is out.\r\n");
    add_part(parts, PART_TEXT, "text/plain", "The lamp is out.");
    if (!rspamd_filter.judge(fixture->filter, &input, clock_monotonic() + 5 * CLOCK_SECOND, verdicts, error))
        return NULL;
    g_assert_cmpuint(verdicts->len, <=, 1);
    if (verdicts->len == 0)
        return g_strdup("");
    verdict = verdicts->pdata[0];
    return g_strdup_printf("%s:%s %s", verdict_kind_name(verdict->kind), verdict->label, verdict->detail);
}

static void
mail_goes_as_it_came_with_its_envelope(Fixture *fixture, gconstpointer data)
{
    g_autofree char *said = judge(fixture, "message/rfc822", NULL);
    const char *heard = fixture->worker.heard->str;

    (void)data;
    g_assert_cmpstr(said, ==, "");
    g_assert_true(g_str_has_prefix(heard, "POST /checkv2 HTTP/1.1\r\n"));
    g_assert_nonnull(strstr(heard, "\r\nFrom: ada@home.example\r\n"));
    g_assert_nonnull(strstr(heard, "\r\nRcpt: hello@northam.example\r\n"));
    g_assert_nonnull(strstr(heard, "\r\nQueue-Id: 7\r\n"));
    g_assert_null(strstr(heard, "\r\nRaw:"));
    g_assert_true(g_str_has_suffix(heard, "\r\n\r\nSubject: Lamp\r\n\r\nThe lamp is out.\r\n"));
}

static void
what_is_no_mail_goes_as_raw_text(Fixture *fixture, gconstpointer data)
{
    g_autofree char *said = judge(fixture, "application/json", NULL);
    const char *heard = fixture->worker.heard->str;

    (void)data;
    g_assert_cmpstr(said, ==, "");
    g_assert_nonnull(strstr(heard, "\r\nRaw: yes\r\n"));
    g_assert_nonnull(strstr(heard, "\r\nSubject: Lamp??Pass: all\r\n"));
    g_assert_true(g_str_has_suffix(heard, "\r\n\r\nThe lamp is out."));
}

static void
an_action_holds_or_labels_as_the_settings_say(Fixture *fixture, gconstpointer data)
{
    static const struct {
        const char *settings, *action, *said;
    } CASES[] = {
        { "", "reject", "hold:spam 15.5: GTUBE" },
        { "", "add header", "label:spam-likely 15.5: GTUBE" },
        { "", "rewrite subject", "label:spam-likely 15.5: GTUBE" },
        { "", "soft reject", "label:spam-unsure 15.5: GTUBE" },
        { "", "greylist", "" },
        { "", "no action", "" },
        { "hold =\n", "reject", "" },
        { "hold = add header;greylist\n", "add header", "hold:spam-likely 15.5: GTUBE" },
        { "label = reject;greylist\nhold =\n", "reject", "label:spam 15.5: GTUBE" },
        { "label = reject;greylist\n", "greylist", "label:spam-unsure 15.5: GTUBE" },
    };

    (void)data;
    for (guint i = 0; i < G_N_ELEMENTS(CASES); i++) {
        g_autofree char *answer = g_strdup_printf(
            "{\"score\":15.5,\"action\":\"%s\",\"symbols\":{\"GTUBE\":{\"score\":15.5}}}", CASES[i].action);
        g_autofree char *said = NULL;

        fixture->worker.answer = answer;
        open_fixture(fixture, CASES[i].settings);
        said = judge(fixture, "message/rfc822", NULL);
        g_assert_cmpstr(said, ==, CASES[i].said);
    }
}

static void
what_was_skipped_is_labelled_so(Fixture *fixture, gconstpointer data)
{
    g_autofree char *said = NULL;

    (void)data;
    fixture->worker.answer = "{\"is_skipped\":true,\"action\":\"no action\"}";
    said = judge(fixture, "message/rfc822", NULL);
    g_assert_cmpstr(said, ==, "label:spam-unchecked ");
}

static void
no_answer_means_that_the_message_waits(Fixture *fixture, gconstpointer data)
{
    static const struct {
        const char *status, *answer;
    } CASES[] = {
        { "", "" },
        { "200 OK", "" },
        { "200 OK", "{}" },
        { "200 OK", "{\"score\":0,\"action\":\"tarpit\"}" },
        { "500 Oh", "{\"score\":0,\"action\":\"no action\"}" },
        { "301 Go\r\nLocation: http://127.0.0.1:1/", "{\"score\":0,\"action\":\"no action\"}" },
    };

    (void)data;
    for (guint i = 0; i < G_N_ELEMENTS(CASES); i++) {
        g_autoptr(GError) error = NULL;

        fixture->worker.status = CASES[i].status;
        fixture->worker.answer = CASES[i].answer;
        g_assert_null(judge(fixture, "message/rfc822", &error));
        g_assert_error(error, TRIBUNE_ERROR, TRIBUNE_ERROR_UNAVAILABLE);
    }
}

static void
a_worker_that_is_down_means_that_the_message_waits(Fixture *fixture, gconstpointer data)
{
    g_autoptr(GError) error = NULL;

    (void)data;
    listener_stop(fixture->listener, 0);
    fixture->listener = NULL;
    g_assert_null(judge(fixture, "message/rfc822", &error));
    g_assert_error(error, TRIBUNE_ERROR, TRIBUNE_ERROR_UNAVAILABLE);
}

static void
an_address_outside_the_named_networks_is_refused(Fixture *fixture, gconstpointer data)
{
    g_autoptr(GError) error = NULL;

    (void)data;
    open_fixture(fixture, "networks = 10.1.0.0/16\n");
    g_assert_null(judge(fixture, "message/rfc822", &error));
    g_assert_error(error, TRIBUNE_ERROR, TRIBUNE_ERROR_UNAVAILABLE);
    g_assert_cmpuint(fixture->worker.heard->len, ==, 0);
}

static void
wrong_settings_are_refused(Fixture *fixture, gconstpointer data)
{
    static const char *const WRONG[] = { "hold = rejct\n", "label = no action\n", "url = ftp://a/\n",
                                         "networks = here\n" };

    (void)fixture, (void)data;
    for (guint i = 0; i < G_N_ELEMENTS(WRONG); i++) {
        g_autoptr(GError) error = NULL;

        g_assert_null(open_filter(WRONG[i], &error));
        g_assert_error(error, TRIBUNE_ERROR, TRIBUNE_ERROR_CONFIG);
    }
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
#define ADD(name, function) g_test_add("/rspamd/" name, Fixture, NULL, set_up, function, tear_down)
    ADD("mail-goes-as-it-came-with-its-envelope", mail_goes_as_it_came_with_its_envelope);
    ADD("what-is-no-mail-goes-as-raw-text", what_is_no_mail_goes_as_raw_text);
    ADD("an-action-holds-or-labels-as-the-settings-say", an_action_holds_or_labels_as_the_settings_say);
    ADD("what-was-skipped-is-labelled-so", what_was_skipped_is_labelled_so);
    ADD("no-answer-means-that-the-message-waits", no_answer_means_that_the_message_waits);
    ADD("a-worker-that-is-down-means-that-the-message-waits", a_worker_that_is_down_means_that_the_message_waits);
    ADD("an-address-outside-the-named-networks-is-refused", an_address_outside_the_named_networks_is_refused);
    ADD("wrong-settings-are-refused", wrong_settings_are_refused);
    return g_test_run();
}
