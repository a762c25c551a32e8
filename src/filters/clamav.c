/* SPDX-License-Identifier: Apache-2.0 */
/* filters/clamav: asks ClamAV's daemon about the raw message and each of its attachments (INSTREAM, see wire/clamd.h).
 *
 * The raw message is asked about as a whole because clamd knows mail; the attachments again one by one, because it
 * might take a message apart otherwise than we do, and to know which one is to blame. What is found is held with
 * LABEL_MALWARE, which no screen shows. Whatever keeps clamd from judging (down, slow, an error) is
 * TRIBUNE_ERROR_UNAVAILABLE: the message waits. Only what is larger than clamd takes is held with the label "unscanned"
 * instead, since waiting would not help. The name of what was found goes to the log, for the operator. */
#include <string.h>

#include "base/clock.h"
#include "base/error.h"
#include "base/locale.h"
#include "base/log.h"
#include "mediation/filter.h"
#include "net/stream.h"
#include "wire/clamd.h"

typedef struct {
    NetAddress *address;
    gint64 timeout;
    gsize max_size;
} ClamavFilter;

/* ---- one question to clamd ---- */

static gboolean
write_request(Stream *stream, const guint8 *bytes, gsize length, GError **error)
{
    guint8 header[CLAMD_HEADER_SIZE];

    if (!stream_write_all(stream, CLAMD_COMMAND, CLAMD_COMMAND_SIZE, error))
        return FALSE;
    for (gsize at = 0; at < length;) {
        gsize piece = MIN(length - at, CLAMD_CHUNK);

        clamd_write_header(header, (guint32)piece);
        if (!stream_write_all(stream, header, sizeof header, error) ||
            !stream_write_all(stream, bytes + at, piece, error))
            return FALSE;
        at += piece;
    }
    clamd_write_header(header, 0);
    return stream_write_all(stream, header, sizeof header, error);
}

/* Up to the NUL, which is not kept. */
static gboolean
read_reply(Stream *stream, ClamdReply *ret, GError **error)
{
    char reply[CLAMD_REPLY_LIMIT];
    gsize length = 0;

    for (;;) {
        gssize got = length < sizeof reply ? stream_read_some(stream, reply + length, sizeof reply - length, error) : 0;
        const char *end;

        if (got < 0)
            return FALSE;
        end = memchr(reply + length, '\0', (gsize)got);
        if (end != NULL)
            return clamd_parse_reply(reply, (gsize)(end - reply), ret, error);
        length += (gsize)got;
        if (got == 0) {
            g_set_error_literal(error, TRIBUNE_ERROR, TRIBUNE_ERROR_INVALID, "clamd ended before its verdict");
            return FALSE;
        }
    }
}

static gboolean
ask(Stream *stream, const guint8 *bytes, gsize length, ClamdReply *ret, GError **error)
{
    g_autoptr(GError) broken = NULL;

    if (write_request(stream, bytes, length, &broken))
        return read_reply(stream, ret, error);
    /* Over its limit clamd says so and hangs up while we still write: what it said may be there to read. */
    if (read_reply(stream, ret, NULL) && ret->kind != CLAMD_CLEAN)
        return TRUE;
    clamd_reply_clear(ret);
    g_propagate_error(error, g_steal_pointer(&broken));
    return FALSE;
}

static gboolean
scan(const ClamavFilter *filter, const MessagePart *part, gint64 deadline, ClamdReply *ret, GError **error)
{
    gsize length;
    const guint8 *bytes = g_bytes_get_data(part->bytes, &length);
    gint64 until = MIN(deadline, clock_monotonic() + filter->timeout);
    g_autoptr(Stream) stream = NULL;

    if (length > filter->max_size) {
        *ret = (ClamdReply){ CLAMD_TOO_LARGE, g_strdup("") };
        return TRUE;
    }
    stream = stream_connect(filter->address, until, error);
    if (stream == NULL)
        return FALSE;
    stream_set_deadline(stream, until);
    return ask(stream, bytes, length, ret, error);
}

/* ---- the contract ---- */

static void
add_verdict(const ClamdReply *reply, const MessagePart *part, GPtrArray *verdicts)
{
    if (reply->kind == CLAMD_FOUND) {
        log_event(LOG_WARNING, "filter.malware", "filter", "clamav", "part", part->name, "signature", reply->words,
                  NULL);
        g_ptr_array_add(verdicts, verdict_new(VERDICT_HOLD, LABEL_MALWARE, part->name,
                                              SAY_NOOP("The virus scanner found malware.")));
    } else if (reply->kind == CLAMD_TOO_LARGE) {
        g_ptr_array_add(verdicts,
                        verdict_new(VERDICT_HOLD, "unscanned", part->name,
                                    SAY_NOOP("This is larger than the virus scanner accepts, so it was not checked.")));
    }
}

static gboolean
judge_part(const ClamavFilter *filter, const MessagePart *part, gint64 deadline, GPtrArray *verdicts, GError **error)
{
    g_autoptr(GError) local = NULL;
    g_auto(ClamdReply) reply = { 0 };

    if (!scan(filter, part, deadline, &reply, &local)) {
        g_set_error(error, TRIBUNE_ERROR, TRIBUNE_ERROR_UNAVAILABLE, "asking clamd: %s", local->message);
        return FALSE;
    }
    if (reply.kind == CLAMD_FAULT) {
        g_set_error(error, TRIBUNE_ERROR, TRIBUNE_ERROR_UNAVAILABLE, "clamd could not judge: %s", reply.words);
        return FALSE;
    }
    add_verdict(&reply, part, verdicts);
    return TRUE;
}

/* The parts that hold bytes as they came; the texts are inside the raw message, or are all there is. */
static gboolean
is_asked_about(const MessagePart *part, gboolean has_raw)
{
    return strcmp(part->name, PART_ENV) != 0 &&
           (strcmp(part->name, PART_RAW) == 0 || message_part_is_attachment(part) || !has_raw);
}

static gboolean
judge(gpointer data, const FilterInput *input, gint64 deadline, GPtrArray *verdicts, GError **error)
{
    gboolean has_raw = message_parts_find(input->parts, PART_RAW) != NULL;

    for (guint i = 0; i < input->parts->len; i++) {
        const MessagePart *part = input->parts->pdata[i];

        if (is_asked_about(part, has_raw) && !judge_part(data, part, deadline, verdicts, error))
            return FALSE;
    }
    return TRUE;
}

static const ConfigKey SETTINGS[] = {
    { "address", CONFIG_ADDRESS, "unix:/run/clamav/clamd.ctl",
      .help = "Where clamd listens. Between machines use a tunnel: clamd neither encrypts nor asks who is there." },
    { "timeout", CONFIG_DURATION, "30s", .min = CLOCK_SECOND, .max = 10 * CLOCK_MINUTE,
      .help = "How long one scan may take." },
    { "max-size", CONFIG_SIZE, "25M", .min = 1024, .max = G_GINT64_CONSTANT(1) << 31,
      .help = "StreamMaxLength of clamd; what is larger is held." },
    {},
};

static gpointer
open_filter(const Config *config, const char *group, const FilterHost *host, GError **error)
{
    ClamavFilter *filter;

    (void)host;
    if (config_address(config, group, "address")->kind == NETADDRESS_SYSTEMD) {
        g_set_error(error, TRIBUNE_ERROR, TRIBUNE_ERROR_CONFIG, "[%s] address: expected HOST:PORT or unix:/PATH",
                    group);
        return NULL;
    }
    filter = g_new0(ClamavFilter, 1);
    filter->address = netaddress_copy(config_address(config, group, "address"));
    filter->timeout = config_integer(config, group, "timeout");
    filter->max_size = (gsize)config_integer(config, group, "max-size");
    return filter;
}

static void
close_filter(gpointer data)
{
    ClamavFilter *filter = data;

    netaddress_free(filter->address);
    g_free(filter);
}

extern const struct filter_driver clamav_filter;
const struct filter_driver clamav_filter = {
    .contract = FILTER_CONTRACT,
    .name = "clamav",
    .summary = SAY_NOOP("Looks for malware with ClamAV"),
    .settings = SETTINGS,
    .open = open_filter,
    .judge = judge,
    .close = close_filter,
};
