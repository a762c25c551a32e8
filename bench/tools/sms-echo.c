/* SPDX-License-Identifier: Apache-2.0 */
/* A program behind Kannel that only answers: what bench/sms compares with. Each text message that is posted to it is
 * answered at once with one text, asked for by sendsms with a report, and forgotten; a report is answered and forgotten
 * too. The same requests as Tribune's go both ways, and nothing is recorded, decided or proven.
 *
 *     sms-echo --port PORT --send URL --user NAME --password WORD --text TEXT
 *
 * With --take it answers none of them, and ends when so many were posted. */
#include <stdatomic.h>
#include <stdlib.h>

#include "base/clock.h"
#include "base/thread.h"
#include "http/server.h"
#include "net/fetch.h"
#include "wire/kannel.h"

#define THREADS 8 /* as many at once as Tribune's channel */
#define WAITING 100000

static int port, take;
static char *send_url, *user, *password, *text;

static const GOptionEntry OPTIONS[] = {
    { "port", 0, 0, G_OPTION_ARG_INT, &port, "to listen on", "PORT" },
    { "take", 0, 0, G_OPTION_ARG_INT, &take, "messages, and answer none", "NUMBER" },
    { "send", 0, 0, G_OPTION_ARG_STRING, &send_url, "Kannel's sendsms", "URL" },
    { "user", 0, 0, G_OPTION_ARG_STRING, &user, "of its sendsms-user", "NAME" },
    { "password", 0, 0, G_OPTION_ARG_STRING, &password, "of that user", "WORD" },
    { "text", 0, 0, G_OPTION_ARG_STRING, &text, "that each message is answered with", "TEXT" },
    { NULL },
};

static Fetch *fetch;
static Pool *pool;
static guint64 _Atomic number;
static int _Atomic taken;

static void
fail(const char *what)
{
    fprintf(stderr, "sms-echo: %s\n", what);
    exit(1);
}

typedef struct {
    char *from, *to;
} Answer;

static void
send_answer(gpointer item, gpointer data)
{
    Answer *answer = item;
    g_autofree char *report = g_strdup_printf("http://127.0.0.1:%d/sms/report?d=%" G_GUINT64_FORMAT "&%s", port,
                                              (guint64)atomic_fetch_add(&number, 1), KANNEL_REPORT_QUERY);
    KannelOrder order = { .base = send_url,
                          .user = user,
                          .password = password,
                          .from = answer->from,
                          .to = answer->to,
                          .text = text,
                          .alphabet = SEGMENT_GSM,
                          .report_url = report };
    g_autofree char *url = kannel_order_url(&order);
    g_autoptr(FetchResponse) response = NULL;

    (void)data;
    if (!fetch_perform(fetch, &(FetchRequest){ .url = url }, clock_monotonic() + CLOCK_MINUTE, &response, NULL) ||
        kannel_answer_read(response->status, g_bytes_get_data(response->body, NULL),
                           g_bytes_get_size(response->body)) != KANNEL_TAKEN)
        fail("Kannel did not take an answer");
    g_free(answer->from);
    g_free(answer->to);
    g_free(answer);
}

static gboolean
take_message(HttpRequest *request, HttpResponse *response, gpointer data, GError **error)
{
    Answer *answer;

    (void)data;
    (void)error;
    if (take != 0) {
        atomic_fetch_add(&taken, 1);
        return http_response_text(response, "");
    }
    answer = g_new(Answer, 1);
    *answer = (Answer){ g_strdup(http_request_header(request, "X-Kannel-To")),
                        g_strdup(http_request_header(request, "X-Kannel-From")) };
    if (!pool_try_push(pool, answer))
        fail("too much waits");
    return http_response_text(response, "");
}

static gboolean
take_report(HttpRequest *request, HttpResponse *response, gpointer data, GError **error)
{
    (void)request;
    (void)data;
    (void)error;
    return http_response_text(response, "");
}

static const HttpRoute ROUTES[] = { { HTTP_POST, "/sms/in", take_message, HTTP_ROUTE_OPEN_POST, 0 },
                                    { HTTP_GET, "/sms/report", take_report, 0, 0 } };

int
main(int argc, char **argv)
{
    static const char *const ALLOWED[] = { "127.0.0.0/8", NULL };
    g_autoptr(GOptionContext) context = g_option_context_new(NULL);
    g_autofree char *listen = NULL;
    HttpFace face = { .routes = ROUTES, .route_count = G_N_ELEMENTS(ROUTES) };
    HttpServer *server;

    g_option_context_add_main_entries(context, OPTIONS, NULL);
    if (!g_option_context_parse(context, &argc, &argv, NULL) || port == 0 || take < 0 ||
        (take == 0 && (send_url == NULL || user == NULL || password == NULL || text == NULL)))
        fail("--port and --take are needed, or --port, --send, --user, --password and --text");
    fetch = fetch_new(&(FetchSettings){ .allowed = ALLOWED, .user_agent = "sms-echo", .max_size = 4096 }, NULL);
    pool = pool_new("answer", THREADS, WAITING, send_answer, NULL);
    listen = g_strdup_printf("127.0.0.1:%d", port);
    server = http_server_new(&(HttpServerSettings){ .listen = listen }, NULL);
    http_server_add(server, &face);
    if (!http_server_start(server, NULL))
        fail("it cannot listen");
    while (take == 0 || atomic_load(&taken) < take)
        g_usleep(1000);
    http_server_stop(server);
    return 0;
}
