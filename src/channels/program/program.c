/* SPDX-License-Identifier: Apache-2.0 */
/* channels/program: what other programs hand in for people, over /api/v1: a kiosk, an app, the call centre's software.
 *
 * It listens nowhere and sends nothing: the interface for programs (src/api) reads the request, knows who asks, and
 * gives the bytes to parse(), as a mail server does. Who is written for is answered at her own address, by a channel
 * that carries such. See docs/channels/program.md. */
#include <jansson.h>
#include <string.h>

#include "base/error.h"
#include "base/locale.h"
#include "base/text.h"
#include "mediation/channel.h"

#define RAW_MAX     (1024 * 1024) /* bytes of what is handed in */
#define FIELD_MAX   200           /* characters of subject and name */
#define ADDRESS_MAX 40
#define SCHEME      "program:"

typedef struct {
    const ChannelHost *host;
} Program;

static gpointer
program_open(const ChannelHost *host, const Config *config, const char *group, GError **error)
{
    Program *program = g_new0(Program, 1);

    (void)config;
    (void)group;
    (void)error;
    program->host = host;
    return program;
}

static gboolean
program_start(gpointer channel, GError **error)
{
    (void)channel;
    (void)error;
    return TRUE;
}

static void
program_stop(gpointer channel, gint64 grace)
{
    (void)channel;
    (void)grace;
}

static void
program_health(gpointer channel, ChannelHealth *ret)
{
    (void)channel;
    *ret = (ChannelHealth){ .state = HEALTH_UP };
}

/* ---- inward ---- */

static void
set_text(char **field, const char *text)
{
    g_free(*field);
    *field = g_strdup(text);
}

static const char *
text_of(const json_t *root, const char *name)
{
    const char *text = json_string_value(json_object_get(root, name));

    return text != NULL ? text : "";
}

static void
set_line(char **field, const char *text)
{
    g_free(*field);
    *field = text_one_line(text, strlen(text), FIELD_MAX);
}

/* What makes two that say the same two messages is in the bytes: the key of the request, or a random number. */
static MessageDraft *
make_draft(const json_t *root, GBytes *raw, const char *sender, const char *recipient)
{
    const char *text = text_of(root, "text");
    g_autofree char *clean = text_clean(text, strlen(text));
    g_autoptr(GBytes) body = g_bytes_new(clean, strlen(clean));
    MessageDraft *draft = message_draft_new();
    gsize length;
    const void *bytes = g_bytes_get_data(raw, &length);

    set_text(&draft->endpoint, recipient);
    set_text(&draft->sender, sender);
    set_text(&draft->evidence, "named by a program, not checked");
    set_text(&draft->language, text_of(root, "language"));
    set_text(&draft->service, text_of(root, "service"));
    set_line(&draft->subject, text_of(root, "subject"));
    set_line(&draft->sender_name, text_of(root, "name"));
    draft->fingerprint = digest_sha256(bytes, length);
    g_ptr_array_add(draft->parts, message_part_new(PART_RAW, "application/json", NULL, raw));
    g_ptr_array_add(draft->parts, message_part_new(PART_TEXT, "text/plain", NULL, body));
    return draft;
}

static MessageDraft *
program_parse(gpointer channel, GBytes *raw, const char *sender, const char *recipient, GError **error)
{
    gsize length;
    const char *bytes = g_bytes_get_data(raw, &length);
    json_t *root = length <= RAW_MAX ? json_loadb(bytes, length, JSON_REJECT_DUPLICATES, NULL) : NULL;
    MessageDraft *draft = NULL;

    (void)channel;
    if (length > RAW_MAX)
        g_set_error_literal(error, TRIBUNE_ERROR, TRIBUNE_ERROR_LIMIT, "the message is larger than 1 MiB");
    else if (!json_is_object(root))
        g_set_error_literal(error, TRIBUNE_ERROR, TRIBUNE_ERROR_INVALID, "these are not the bytes of a message");
    else
        draft = make_draft(root, raw, sender, recipient);
    json_decref(root);
    return draft;
}

/* ---- outward: never ---- */

static Rendering *
program_render(gpointer channel, const Outgoing *outgoing, GError **error)
{
    (void)channel;
    (void)outgoing;
    g_set_error_literal(error, TRIBUNE_ERROR, TRIBUNE_ERROR_INVALID, "nothing is sent to programs");
    return NULL;
}

static void
program_send(gpointer channel, const Outgoing *outgoing, const Rendering *rendering, gint64 deadline, Attempt *ret)
{
    (void)channel;
    (void)outgoing;
    (void)rendering;
    (void)deadline;
    attempt_set(ret, OUTCOME_REFUSED, "", "", "");
}

/* ---- addresses ---- */

static gboolean
is_name(const char *name)
{
    gsize length = strlen(name);

    for (gsize i = 0; i < length; i++)
        if (!g_ascii_islower(name[i]) && !g_ascii_isdigit(name[i]) && name[i] != '-')
            return FALSE;
    return length > 0 && length <= ADDRESS_MAX;
}

/* "highways" is "program:highways". */
static char *
program_resolve(gpointer channel, const char *text, GError **error)
{
    g_autofree char *lower = g_ascii_strdown(text, -1);
    const char *name = g_strstrip(lower);

    (void)channel;
    if (g_str_has_prefix(name, SCHEME))
        name += strlen(SCHEME);
    if (is_name(name))
        return g_strconcat(SCHEME, name, NULL);
    g_set_error_literal(error, TRIBUNE_ERROR, TRIBUNE_ERROR_INVALID,
                        SAY_NOOP("write one word under which programs reach this unit, like highways"));
    return NULL;
}

static const ChannelProtocol PROTOCOLS[] = {
    { "HTTP", "RFC 9110, JSON of /api/v1", PROTOCOL_STABLE, NULL, "https://www.rfc-editor.org/rfc/rfc9110" },
    { NULL },
};

const struct channel_driver program_channel = {
    .contract = CHANNEL_CONTRACT,
    .name = "program",
    .summary = SAY_NOOP("What other programs hand in for people, over /api/v1."),
    .label = SAY_NOOP("program"),
    .protocols = PROTOCOLS,
    .capabilities = { .abilities = CHANNEL_RECEIVES | CHANNEL_PRIVATE | CHANNEL_PROGRAMS,
                      .longest_text = RAW_MAX,
                      .concurrency = 1,
                      .assurance = 0,
                      .scheme = "program" },
    .open = program_open,
    .start = program_start,
    .stop = program_stop,
    .close = g_free,
    .health = program_health,
    .parse = program_parse,
    .render = program_render,
    .send = program_send,
    .resolve = program_resolve,
};
