/* SPDX-License-Identifier: Apache-2.0 */
/* channels/@name@: say here in a sentence what tool this speaks with, and how.
 *
 * In: what arrives is parsed, handed to intake_submit(), and acknowledged only when that returns TRUE.
 * Out: @name@_render() says exactly what leaves, @name@_send() sends it once and says how it ended.
 * See mediation/channel.h for the contract and docs/channels/@name@.md for what others rely on. */
#include <string.h>

#include "base/error.h"
#include "base/id.h"
#include "base/locale.h"
#include "base/text.h"
#include "mediation/channel.h"

#define SCHEME  "@name@:"
#define RAW_MAX (1024 * 1024) /* bytes of one message that comes in */
#define NAME_MAX_LENGTH 100   /* characters behind the scheme of an address */

typedef struct {
    const ChannelHost *host;
} @Name@;

static const ConfigKey SETTINGS[] = {
    {},
};

/* ---- life ---- */

static gpointer
@name@_open(const ChannelHost *host, const Config *config, const char *group, GError **error)
{
    @Name@ *channel = g_new0(@Name@, 1);

    (void)config, (void)group, (void)error;
    channel->host = host;
    return channel;
}

/* Listen, connect or watch from here on. */
static gboolean
@name@_start(gpointer handle, GError **error)
{
    (void)handle, (void)error;
    return TRUE;
}

static void
@name@_stop(gpointer handle, gint64 grace)
{
    (void)handle, (void)grace;
}

static void
@name@_close(gpointer handle)
{
    g_free(handle);
}

static void
@name@_health(gpointer handle, ChannelHealth *ret)
{
    (void)handle;
    *ret = (ChannelHealth){ .state = HEALTH_UP };
}

/* ---- inward ---- */

static void
set_text(char **field, const char *text)
{
    g_free(*field);
    *field = g_strdup(text);
}

/* The whole of @raw is the text. Its fingerprint keeps the same bytes from being two messages. */
static MessageDraft *
@name@_parse(gpointer handle, GBytes *raw, const char *sender, const char *recipient, GError **error)
{
    gsize length;
    const char *bytes = g_bytes_get_data(raw, &length);
    g_autofree char *text = NULL;
    g_autoptr(GBytes) body = NULL;
    MessageDraft *draft;

    (void)handle;
    if (length > RAW_MAX) {
        g_set_error_literal(error, TRIBUNE_ERROR, TRIBUNE_ERROR_LIMIT, "the message is larger than 1 MiB");
        return NULL;
    }
    text = text_clean(bytes, length);
    body = g_bytes_new(text, strlen(text));
    draft = message_draft_new();
    set_text(&draft->endpoint, recipient);
    set_text(&draft->sender, sender);
    set_text(&draft->evidence, "not checked");
    draft->fingerprint = digest_sha256(bytes, length);
    g_ptr_array_add(draft->parts, message_part_new(PART_RAW, "text/plain", NULL, raw));
    g_ptr_array_add(draft->parts, message_part_new(PART_TEXT, "text/plain", NULL, body));
    return draft;
}

/* ---- outward ---- */

/* The external id is the same for every attempt. */
static Rendering *
@name@_render(gpointer handle, const Outgoing *outgoing, GError **error)
{
    Rendering *rendering;
    char id[ID_TEXT_SIZE];

    (void)handle;
    if (outgoing->attachments->len > 0) {
        g_set_error_literal(error, TRIBUNE_ERROR, TRIBUNE_ERROR_INVALID, SAY_NOOP("this channel carries no files"));
        return NULL;
    }
    id_format(outgoing->release.value, id);
    rendering = g_new0(Rendering, 1);
    rendering->external_id = g_strdup(id);
    rendering->headline = g_strdup_printf("To: %s", outgoing->recipient);
    rendering->text = g_strdup(outgoing->text);
    rendering->payload = g_bytes_new(outgoing->text, strlen(outgoing->text));
    rendering->units = 1;
    return rendering;
}

static void
set_attempt(Attempt *ret, Outcome outcome, const char *code, const char *reason)
{
    ret->outcome = outcome;
    ret->code = g_strdup(code);
    ret->reason = g_strdup(reason);
    ret->remote = g_strdup("");
}

/* Until this is written, what would leave waits: nothing is lost. */
static void
@name@_send(gpointer handle, const Outgoing *outgoing, const Rendering *rendering, gint64 deadline, Attempt *ret)
{
    (void)handle, (void)outgoing, (void)rendering, (void)deadline;
    set_attempt(ret, OUTCOME_RETRY, "connect", SAY_NOOP("This channel cannot send yet."));
}

/* ---- addresses ---- */

/* "ada" is "@name@:ada". */
static char *
@name@_resolve(gpointer handle, const char *text, GError **error)
{
    g_autofree char *lower = g_ascii_strdown(text, -1);
    const char *name = g_strstrip(lower);

    (void)handle;
    if (g_str_has_prefix(name, SCHEME))
        name += strlen(SCHEME);
    if (*name != '\0' && strlen(name) <= NAME_MAX_LENGTH &&
        strspn(name, "abcdefghijklmnopqrstuvwxyz0123456789-") == strlen(name))
        return g_strconcat(SCHEME, name, NULL);
    g_set_error_literal(error, TRIBUNE_ERROR, TRIBUNE_ERROR_INVALID,
                        SAY_NOOP("write one word of letters, digits and hyphens"));
    return NULL;
}

/* ---- the driver ---- */

static const ChannelProtocol PROTOCOLS[] = {
    { "@name@", "1", PROTOCOL_PROPOSED, NULL, "docs/channels/@name@.md" },
    { NULL },
};

const struct channel_driver @name@_channel = {
    .contract = CHANNEL_CONTRACT,
    .name = "@name@",
    .summary = SAY_NOOP("@name@: say in one line what it is."),
    .label = SAY_NOOP("@name@"),
    .protocols = PROTOCOLS,
    .capabilities = { .abilities = CHANNEL_RECEIVES | CHANNEL_SENDS | CHANNEL_PRIVATE,
                      .longest_text = 64 * 1024,
                      .concurrency = 1,
                      .assurance = 0,
                      .scheme = "@name@" },
    .settings = SETTINGS,
    .open = @name@_open,
    .start = @name@_start,
    .stop = @name@_stop,
    .close = @name@_close,
    .health = @name@_health,
    .parse = @name@_parse,
    .render = @name@_render,
    .send = @name@_send,
    .resolve = @name@_resolve,
};
