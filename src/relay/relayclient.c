/* SPDX-License-Identifier: Apache-2.0 */
#include "relay/relayclient.h"

#include <stdatomic.h>
#include <string.h>

#include "base/clock.h"
#include "base/error.h"
#include "base/log.h"
#include "base/thread.h"
#include "net/stream.h"

#define PAUSE     CLOCK_SECOND
#define PATIENCE  (10 * CLOCK_SECOND) /* for one answer of the relay */
#define IDLE_MOST 8                   /* connections kept for who sends next */
#define READ_SIZE 16384

/* A connection, and what was read of the next frame. */
typedef struct {
    Stream *stream;
    GByteArray *input;
    gsize used; /* bytes of the frame that was read last */
} Link;

struct RelayTaker {
    RelayClient *client;
    Thread *thread;
    Link *link;      /* under the client's mutex, but for its own thread */
    gboolean broken; /* its own thread's: that link goes no further */
    guint64 replies; /* … numbers of what it wants kept */
};

struct RelayClient {
    RelayClientSettings settings;
    NetAddress *relay;
    char *line;
    Mutex mutex;
    Condition changed;
    gboolean stopping;
    GPtrArray *idle; /* Link * */
    RelayTaker takers[RELAYCLIENT_TAKERS_MAX];
    gboolean started;
    atomic_uint connected;
};

/* ---- one connection ---- */

static void
link_free(Link *link)
{
    if (link == NULL)
        return;
    stream_close(link->stream);
    g_byte_array_unref(link->input);
    g_free(link);
}
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Link, link_free)

static gboolean
check_length(const char *text, GError **error)
{
    if (strlen(text) <= RELAYFRAME_BYTES_MAX)
        return TRUE;
    g_set_error_literal(error, TRIBUNE_ERROR, TRIBUNE_ERROR_INVALID, "this is too large for the relay");
    return FALSE;
}

static gboolean
link_write(Link *link, RelayFrameKind kind, guint64 number, const char *text, GError **error)
{
    g_autoptr(GByteArray) out = g_byte_array_new();

    if (!check_length(text, error))
        return FALSE;
    relayframe_write(out, kind, number, text, strlen(text));
    return stream_write_all(link->stream, out->data, out->len, error);
}

/* The frame is borrowed until the next read. */
static gboolean
link_read(Link *link, RelayFrame *ret, GError **error)
{
    guint8 buffer[READ_SIZE];

    g_byte_array_remove_range(link->input, 0, (guint)link->used);
    link->used = 0;
    for (;;) {
        RelayFrameRead read = relayframe_read(link->input->data, link->input->len, ret, &link->used);
        gssize got;

        if (read == RELAYFRAME_WHOLE)
            return TRUE;
        got = read == RELAYFRAME_WRONG ? 0 : stream_read_some(link->stream, buffer, sizeof buffer, error);
        if (got < 0)
            return FALSE;
        if (got == 0) {
            g_set_error_literal(error, TRIBUNE_ERROR, TRIBUNE_ERROR_UNAVAILABLE, "the relay ended the connection");
            return FALSE;
        }
        g_byte_array_append(link->input, buffer, (guint)got);
    }
}

/* What the relay said instead of what was expected; returns whether it may say otherwise later. */
static gboolean
read_refusal(const RelayFrame *frame, TribuneError never, GError **error)
{
    gboolean later = TRUE;
    g_autofree char *words = frame->kind == RELAYFRAME_REFUSED ? relayframe_read_refusal(frame, &later)
                                                               : g_strdup("something else than was asked");

    g_set_error(error, TRIBUNE_ERROR, (gint)(later ? TRIBUNE_ERROR_TEMPORARY : never), "the relay says: %s", words);
    return later;
}

static gboolean
link_greet(Link *link, const char *line, GError **error)
{
    RelayFrame frame;

    if (!link_write(link, RELAYFRAME_HELLO, RELAYFRAME_VERSION, line, error) || !link_read(link, &frame, error))
        return FALSE;
    if (frame.kind == RELAYFRAME_WELCOME)
        return TRUE;
    read_refusal(&frame, TRIBUNE_ERROR_CONFIG, error);
    return FALSE;
}

static Link *
link_open(RelayClient *client, gint64 deadline, GError **error)
{
    Stream *stream = stream_connect(client->relay, deadline, error);
    g_autoptr(Link) link = NULL;

    if (stream == NULL)
        return NULL;
    link = g_new0(Link, 1);
    link->stream = stream;
    link->input = g_byte_array_new();
    stream_set_timeout(stream, PATIENCE);
    return link_greet(link, client->line, error) ? g_steal_pointer(&link) : NULL;
}

/* ---- taking ---- */

/* FALSE when it is to stop. */
static gboolean
pause_taking(RelayClient *client)
{
    gint64 until = clock_monotonic() + PAUSE;

    MUTEX_HELD(&client->mutex);
    while (!client->stopping && clock_monotonic() < until)
        condition_wait_until(&client->changed, &client->mutex, until);
    return !client->stopping;
}

static gboolean
is_stopping(RelayClient *client)
{
    MUTEX_HELD(&client->mutex);
    return client->stopping;
}

/* From now on stop can shut it. FALSE: it has come already. */
static gboolean
show_link(RelayTaker *taker, Link *link)
{
    RelayClient *client = taker->client;

    MUTEX_HELD(&client->mutex);
    taker->link = client->stopping ? NULL : link;
    return !client->stopping;
}

static void
hide_link(RelayTaker *taker)
{
    MUTEX_HELD(&taker->client->mutex);
    taker->link = NULL;
}

/* Given again until it is done with, or the relay gives it to another. FALSE: to stop, or the link broke. */
static gboolean
hand_over(RelayTaker *taker, const RelayFrame *frame)
{
    RelayClient *client = taker->client;
    g_autofree guint8 *bytes = g_memdup2(frame->bytes, frame->length); /* replies read into what the frame borrows */
    gboolean kept = frame->number != 0;
    gsize length = frame->length;

    while (!client->settings.take(client->settings.data, taker, bytes, length, kept))
        if (!kept || taker->broken || !pause_taking(client))
            return !kept && !taker->broken;
    return !taker->broken;
}

/* Whether to take on. A failure is of the connection. */
static gboolean
take_one(RelayTaker *taker, Link *link, guint64 *number, GError **error)
{
    RelayFrame frame;

    if (!link_write(link, RELAYFRAME_TAKE, *number, "", error) || !link_read(link, &frame, error))
        return FALSE;
    if (frame.kind != RELAYFRAME_ITEM) {
        read_refusal(&frame, TRIBUNE_ERROR_UNAVAILABLE, error);
        return FALSE;
    }
    *number = frame.number;
    return hand_over(taker, &frame);
}

static void
take_all(RelayTaker *taker, Link *link, GError **error)
{
    guint64 number = 0;

    taker->broken = FALSE;
    stream_set_timeout(link->stream, -1); /* the next item may be hours away */
    atomic_fetch_add(&taker->client->connected, 1);
    while (show_link(taker, link) && take_one(taker, link, &number, error))
        continue;
    atomic_fetch_sub(&taker->client->connected, 1);
    hide_link(taker);
}

static void
run_taker(gpointer data)
{
    RelayTaker *taker = data;
    RelayClient *client = taker->client;
    gboolean told = taker != &client->takers[0]; /* one of them is enough in the log */

    do {
        g_autoptr(GError) error = NULL;
        g_autoptr(Link) link = link_open(client, clock_monotonic() + PATIENCE, &error);

        if (link != NULL) {
            told = taker != &client->takers[0];
            take_all(taker, link, &error);
        }
        if (error != NULL && !told && !is_stopping(client)) {
            log_event(LOG_WARNING, "relay.away", "line", client->line, "error", error->message, NULL);
            told = TRUE;
        }
    } while (pause_taking(client));
}

/* Nothing but the answer comes before the next TAKE. FALSE: the link is of no use any more. */
static gboolean
ask_to_keep(RelayTaker *taker, const char *text, RelayFrame *ret)
{
    Link *link = taker->link;
    gboolean answered;

    stream_set_timeout(link->stream, PATIENCE);
    answered = link_write(link, RELAYFRAME_SEND, ++taker->replies, text, NULL) && link_read(link, ret, NULL) &&
               ret->number == taker->replies;
    stream_set_timeout(link->stream, -1);
    return answered;
}

/* What is refused for good would be the next time too: it is not what the item waits for. */
static gboolean
is_kept(RelayTaker *taker, const RelayFrame *answer)
{
    g_autoptr(GError) error = NULL;

    if (answer->kind == RELAYFRAME_KEPT)
        return TRUE;
    if (read_refusal(answer, TRIBUNE_ERROR_INVALID, &error))
        return FALSE;
    log_event(LOG_ERROR, "relay.reply", "line", taker->client->line, "error", error->message, NULL);
    return TRUE;
}

gboolean
relayclient_reply(RelayTaker *taker, gboolean keep, const char *text)
{
    RelayFrame answer;

    if (!keep || !check_length(text, NULL)) {
        link_write(taker->link, RELAYFRAME_PASS, 0, text, NULL);
        return TRUE;
    }
    taker->broken = taker->broken || !ask_to_keep(taker, text, &answer);
    return !taker->broken && is_kept(taker, &answer);
}

/* ---- giving ---- */

/* One that is there, or NULL. */
static Link *
borrow(RelayClient *client)
{
    MUTEX_HELD(&client->mutex);
    return client->idle->len > 0 ? g_ptr_array_steal_index_fast(client->idle, client->idle->len - 1) : NULL;
}

static void
give_back(RelayClient *client, Link *link)
{
    MUTEX_HELD(&client->mutex);
    if (client->idle->len < IDLE_MOST)
        g_ptr_array_add(client->idle, link);
    else
        link_free(link);
}

typedef struct {
    RelayFrameKind kind;
    const char *text;
    gint64 deadline;
    guint asked; /* relays that were sent it, and may have read it */
} Question;

/* Asks and reads the answer on @link. */
static gboolean
exchange(Link *link, Question *question, RelayFrame *ret, GError **error)
{
    RelayFrameKind kind =
        question->asked > 0 && question->kind == RELAYFRAME_SEND ? RELAYFRAME_SEND_AGAIN : question->kind;

    stream_set_deadline(link->stream, question->deadline);
    if (!link_write(link, kind, 1, question->text, error))
        return FALSE;
    question->asked++;
    return link_read(link, ret, error);
}

/* A connection that was kept may have died with an earlier relay: then a new one is made, once. */
static Link *
ask(RelayClient *client, Question *question, RelayFrame *ret, GError **error)
{
    g_autoptr(Link) kept = borrow(client), fresh = NULL;

    if (kept != NULL && exchange(kept, question, ret, NULL))
        return g_steal_pointer(&kept);
    fresh = link_open(client, MIN(question->deadline, clock_monotonic() + PATIENCE), error);
    return fresh != NULL && exchange(fresh, question, ret, error) ? g_steal_pointer(&fresh) : NULL;
}

RelayClientAnswer
relayclient_send(RelayClient *client, const char *text, gboolean again, gint64 deadline, GError **error)
{
    Question question = { .kind = again ? RELAYFRAME_SEND_AGAIN : RELAYFRAME_SEND, .text = text, .deadline = deadline };
    RelayFrame frame;
    RelayClientAnswer answer = RELAYCLIENT_KEPT;
    Link *link;

    if (!check_length(text, error))
        return RELAYCLIENT_NEVER;
    link = ask(client, &question, &frame, error);
    if (link == NULL)
        return question.asked > 0 ? RELAYCLIENT_UNANSWERED : RELAYCLIENT_LATER;
    if (frame.kind != RELAYFRAME_KEPT)
        answer = read_refusal(&frame, TRIBUNE_ERROR_INVALID, error) ? RELAYCLIENT_LATER : RELAYCLIENT_NEVER;
    if (answer != RELAYCLIENT_KEPT && question.asked > 1)
        answer = RELAYCLIENT_UNANSWERED; /* the one before, which died of it, may have it */
    give_back(client, link);
    return answer;
}

gboolean
relayclient_pass(RelayClient *client, const char *text)
{
    g_autoptr(Link) kept = borrow(client);
    g_autoptr(Link) link =
        kept != NULL ? g_steal_pointer(&kept) : link_open(client, clock_monotonic() + PATIENCE, NULL);

    if (link == NULL)
        return FALSE;
    stream_set_deadline(link->stream, clock_monotonic() + PATIENCE);
    if (!link_write(link, RELAYFRAME_PASS, 0, text, NULL))
        return FALSE;
    give_back(client, g_steal_pointer(&link));
    return TRUE;
}

gboolean
relayclient_ask(RelayClient *client, RelayFrameState *ret, GError **error)
{
    RelayFrame frame;
    Question question = { .kind = RELAYFRAME_ASK, .text = "", .deadline = clock_monotonic() + PATIENCE };
    Link *link = ask(client, &question, &frame, error);
    gboolean read;

    if (link == NULL)
        return FALSE;
    read = relayframe_read_state(&frame, ret);
    if (!read)
        read_refusal(&frame, TRIBUNE_ERROR_UNAVAILABLE, error);
    give_back(client, link);
    return read;
}

guint
relayclient_connections(RelayClient *client)
{
    return atomic_load(&client->connected);
}

/* ---- life ---- */

RelayClient *
relayclient_new(const RelayClientSettings *settings)
{
    RelayClient *client = g_new0(RelayClient, 1);

    client->settings = *settings;
    client->relay = netaddress_copy(settings->relay);
    client->line = g_strdup(settings->line);
    client->idle = g_ptr_array_new_with_free_func((GDestroyNotify)link_free);
    mutex_init(&client->mutex);
    condition_init(&client->changed);
    return client;
}

void
relayclient_free(RelayClient *client)
{
    g_ptr_array_unref(client->idle);
    netaddress_free(client->relay);
    g_free(client->line);
    condition_clear(&client->changed);
    mutex_clear(&client->mutex);
    g_free(client);
}

void
relayclient_start(RelayClient *client)
{
    client->started = TRUE;
    for (guint i = 0; i < client->settings.takers; i++) {
        client->takers[i].client = client;
        client->takers[i].thread = thread_start("relay-take", run_taker, &client->takers[i]);
    }
}

void
relayclient_stop(RelayClient *client)
{
    if (!client->started)
        return;
    mutex_lock(&client->mutex);
    client->stopping = TRUE;
    for (guint i = 0; i < client->settings.takers; i++)
        if (client->takers[i].link != NULL)
            stream_shutdown(client->takers[i].link->stream);
    condition_broadcast(&client->changed);
    mutex_unlock(&client->mutex);
    for (guint i = 0; i < client->settings.takers; i++)
        thread_join(client->takers[i].thread);
    client->started = FALSE;
}
