/* SPDX-License-Identifier: Apache-2.0 */
#include "channels/echo/echo.h"

#include <string.h>

#include "base/error.h"
#include "base/id.h"
#include "base/text.h"
#include "base/thread.h"

typedef struct {
    const ChannelHost *host;
    Mutex mutex;
    GPtrArray *sent; /* char * */
    Outcome failure;
    guint failures;
    const char *code; /* why */
} Echo;

static gpointer
echo_open(const ChannelHost *host, const Config *config, const char *group, GError **error)
{
    Echo *echo = g_new0(Echo, 1);

    (void)config;
    (void)group;
    (void)error;
    echo->host = host;
    echo->sent = g_ptr_array_new_with_free_func(g_free);
    mutex_init(&echo->mutex);
    return echo;
}

static gboolean
echo_start(gpointer channel, GError **error)
{
    (void)channel;
    (void)error;
    return TRUE;
}

static void
echo_stop(gpointer channel, gint64 grace)
{
    (void)channel;
    (void)grace;
}

static void
echo_close(gpointer channel)
{
    Echo *echo = channel;

    g_ptr_array_unref(echo->sent);
    mutex_clear(&echo->mutex);
    g_free(echo);
}

static void
echo_health(gpointer channel, ChannelHealth *ret)
{
    *ret = (ChannelHealth){ .state = HEALTH_UP, .sent = echo_sent(channel) };
}

/* ---- inward ---- */

static void
set_text(char **field, const char *text)
{
    g_free(*field);
    *field = g_strdup(text);
}

static void
read_field(MessageDraft *draft, const char *line)
{
    if (g_str_has_prefix(line, "Id: "))
        set_text(&draft->external_id, line + 4);
    else if (g_str_has_prefix(line, "Subject: "))
        set_text(&draft->subject, line + 9);
    else if (g_str_has_prefix(line, "Reference: "))
        g_ptr_array_add(draft->references, g_strdup(line + 11));
    else if (g_str_has_prefix(line, "Service: "))
        set_text(&draft->service, line + 9);
    else if (strcmp(line, "Automatic: yes") == 0)
        draft->automatic = AUTOMATIC_REPLY;
    else if (strcmp(line, "Quiet: yes") == 0)
        draft->quiet = TRUE;
}

/* "echo:desk+0123456789abc" is "echo:desk" and a conversation. */
static void
split_recipient(MessageDraft *draft, const char *recipient)
{
    const char *plus = strchr(recipient, '+');

    g_free(draft->endpoint);
    draft->endpoint = plus == NULL ? g_strdup(recipient) : g_strndup(recipient, (gsize)(plus - recipient));
    if (plus != NULL)
        id_parse(plus + 1, &draft->conversation.value);
}

static MessageDraft *
echo_parse(gpointer channel, GBytes *raw, const char *sender, const char *recipient, GError **error)
{
    MessageDraft *draft = message_draft_new();
    gsize length;
    const char *bytes = g_bytes_get_data(raw, &length);
    g_autofree char *text = text_clean(bytes, length);
    const char *body = strstr(text, "\n\n");
    g_auto(GStrv) lines = NULL;
    g_autoptr(GBytes) body_bytes = NULL;

    (void)channel;
    (void)error;
    body = body == NULL ? "" : body + 2;
    lines = g_strsplit(text, "\n", 100);
    for (guint i = 0; lines[i] != NULL && *lines[i] != '\0'; i++)
        read_field(draft, lines[i]);
    split_recipient(draft, recipient);
    set_text(&draft->sender, sender);
    draft->fingerprint = digest_sha256(bytes, length);
    body_bytes = g_bytes_new(body, strlen(body));
    g_ptr_array_add(draft->parts, message_part_new(PART_RAW, NULL, NULL, raw));
    g_ptr_array_add(draft->parts, message_part_new(PART_TEXT, "text/plain", NULL, body_bytes));
    return draft;
}

/* ---- outward ---- */

static Rendering *
echo_render(gpointer channel, const Outgoing *outgoing, GError **error)
{
    Rendering *rendering = g_new0(Rendering, 1);
    char id[ID_TEXT_SIZE];

    (void)channel;
    (void)error;
    id_format(outgoing->release.value, id);
    rendering->external_id = g_strdup_printf("echo-%s", id);
    rendering->headline = g_strdup_printf("To: %s\nSubject: %s\nAnswers: %s", outgoing->recipient, outgoing->subject,
                                          outgoing->in_reply_to);
    rendering->text = g_strdup(outgoing->text);
    rendering->payload = g_bytes_new(outgoing->text, strlen(outgoing->text));
    rendering->units = 1;
    return rendering;
}

static void
echo_send(gpointer channel, const Outgoing *outgoing, const Rendering *rendering, gint64 deadline, Attempt *ret)
{
    Echo *echo = channel;
    Outcome outcome = OUTCOME_ACCEPTED;

    (void)outgoing;
    (void)deadline;
    MUTEX_HELD(&echo->mutex);
    if (echo->failures > 0) {
        echo->failures--;
        outcome = echo->failure;
    } else {
        g_ptr_array_add(echo->sent, g_strdup(rendering->text));
    }
    attempt_set(ret, outcome, outcome == OUTCOME_ACCEPTED ? "ok" : echo->code, "", "");
}

static char *
echo_resolve(gpointer channel, const char *text, GError **error)
{
    (void)channel;
    if (g_str_has_prefix(text, "echo:"))
        return g_strdup(text);
    g_set_error(error, TRIBUNE_ERROR, TRIBUNE_ERROR_INVALID, "an echo address begins with echo:");
    return NULL;
}

guint
echo_sent(gpointer channel)
{
    Echo *echo = channel;

    MUTEX_HELD(&echo->mutex);
    return echo->sent->len;
}

char *
echo_text(gpointer channel, guint index)
{
    Echo *echo = channel;

    MUTEX_HELD(&echo->mutex);
    return g_strdup(g_ptr_array_index(echo->sent, index));
}

static void
fail(Echo *echo, Outcome outcome, guint count, const char *code)
{
    MUTEX_HELD(&echo->mutex);
    echo->failure = outcome;
    echo->failures = count;
    echo->code = code;
}

void
echo_fail(gpointer channel, Outcome outcome, guint count)
{
    fail(channel, outcome, count, "connect");
}

void
echo_fail_once(gpointer channel, const char *code)
{
    fail(channel, OUTCOME_RETRY, 1, code);
}

static const ChannelProtocol PROTOCOLS[] = {
    { "echo", "1", PROTOCOL_STABLE, NULL, "channels/echo/echo.h" },
    { NULL },
};

const struct channel_driver echo_channel = {
    .contract = CHANNEL_CONTRACT,
    .name = "echo",
    .summary = "Keeps what is sent, for tests.",
    .label = "echo",
    .protocols = PROTOCOLS,
    .capabilities = { .abilities = CHANNEL_RECEIVES | CHANNEL_SENDS | CHANNEL_PRIVATE | CHANNEL_IN_ORDER,
                      .longest_text = 64 * 1024,
                      .concurrency = 4,
                      .scheme = "echo" },
    .open = echo_open,
    .start = echo_start,
    .stop = echo_stop,
    .close = echo_close,
    .health = echo_health,
    .parse = echo_parse,
    .render = echo_render,
    .send = echo_send,
    .resolve = echo_resolve,
};
