/* SPDX-License-Identifier: Apache-2.0 */
#include "wire/kannel.h"

#include <string.h>

#include "base/error.h"
#include "base/text.h"
#include "wire/charset.h"

#define REPORT_MASK "31" /* all there are */

const char *const KANNEL_FIELDS[] = {
    "X-Kannel-From",    "X-Kannel-To",  "X-Kannel-ID", "X-Kannel-Time", "X-Kannel-SMSC", "X-Kannel-Coding",
    "X-Kannel-Service", "Content-Type", NULL,
};

typedef enum { FROM, TO, ID, TIME, SMSC, CODING, SERVICE, TYPE, FIELD_COUNT } FieldIndex;

void
kannel_message_free(KannelMessage *message)
{
    if (message == NULL)
        return;
    g_free(message->from);
    g_free(message->to);
    g_free(message->id);
    g_free(message->smsc);
    g_free(message->text);
    g_clear_pointer(&message->body, g_bytes_unref);
    g_free(message);
}

/* ---- in ---- */

GBytes *
kannel_block_make(const char *const *values, const char *body, gsize length)
{
    GString *block = g_string_new(NULL);

    for (guint i = 0; i < FIELD_COUNT; i++) {
        g_autofree char *line = values[i] == NULL ? NULL : text_one_line(values[i], strlen(values[i]), 1000);

        if (line != NULL)
            g_string_append_printf(block, "%s: %s\n", KANNEL_FIELDS[i], line);
    }
    g_string_append_c(block, '\n');
    g_string_append_len(block, body, (gssize)length);
    gsize size = block->len;
    return g_bytes_new_take(g_string_free(block, FALSE), size);
}

/* Takes one line "Name: value" into @fields. FALSE: it is none, or one that we do not keep. */
static gboolean
read_field(const char *line, gsize length, char *fields[FIELD_COUNT])
{
    const char *colon = memchr(line, ':', length);
    gsize name = colon == NULL ? 0 : (gsize)(colon - line);

    for (guint i = 0; colon != NULL && i < FIELD_COUNT; i++)
        if (strlen(KANNEL_FIELDS[i]) == name && g_ascii_strncasecmp(KANNEL_FIELDS[i], line, name) == 0 &&
            fields[i] == NULL) {
            fields[i] = text_one_line(colon + 1, length - name - 1, 1000);
            return TRUE;
        }
    return FALSE;
}

/* How long the fields are with the empty line behind them; 0: this is no block. */
static gsize
read_fields(const char *bytes, gsize length, char *fields[FIELD_COUNT])
{
    gsize at = 0;

    while (at < length && at < KANNEL_FIELDS_MAX) {
        const char *end = memchr(bytes + at, '\n', length - at);
        gsize size = end == NULL ? 0 : (gsize)(end - bytes) - at;

        if (end == NULL)
            return 0;
        if (size == 0)
            return at + 1;
        if (!read_field(bytes + at, size, fields))
            return 0;
        at += size + 1;
    }
    return 0;
}

/* "2026-11-28 13:05:00", UTC; 0: something else. */
static gint64
read_time(const char *text)
{
    g_autofree char *iso = g_strconcat(text, "Z", NULL);
    g_autoptr(GDateTime) time = g_date_time_new_from_iso8601(iso, NULL);

    return time == NULL ? 0 : g_date_time_to_unix(time) * G_USEC_PER_SEC;
}

/* The parameter of a media type, or NULL. */
static char *
charset_of(const char *type)
{
    g_autofree char *lower = g_ascii_strdown(type, -1);
    const char *at = strstr(lower, "charset=");
    char *name;

    if (at == NULL)
        return NULL;
    at += strlen("charset=");
    at += *at == '"' ? 1 : 0;
    name = g_strndup(at, strcspn(at, "\"; \t"));
    return name;
}

/* Kannel says 1 for 8-bit data, and names a charset that is none. */
static gboolean
is_binary(const char *coding, const char *charset)
{
    return strcmp(coding, "1") == 0 || g_strcmp0(charset, "8-bit") == 0 || g_strcmp0(charset, "binary") == 0;
}

static const char *
field(char *const fields[FIELD_COUNT], FieldIndex which)
{
    return fields[which] != NULL ? fields[which] : "";
}

KannelMessage *
kannel_block_parse(GBytes *block, GError **error)
{
    char *fields[FIELD_COUNT] = { NULL };
    gsize length, head;
    const char *bytes = g_bytes_get_data(block, &length);
    g_autofree char *charset = NULL;
    KannelMessage *message = NULL;

    head = read_fields(bytes, length, fields);
    if (head == 0) {
        g_set_error_literal(error, TRIBUNE_ERROR, TRIBUNE_ERROR_INVALID, "these are not the bytes of a text message");
    } else {
        charset = charset_of(field(fields, TYPE));
        message = g_new0(KannelMessage, 1);
        message->from = g_strdup(field(fields, FROM));
        message->to = g_strdup(field(fields, TO));
        message->id = g_strdup(field(fields, ID));
        message->smsc = g_strdup(field(fields, SMSC));
        message->sent = read_time(field(fields, TIME));
        message->body = g_bytes_new_from_bytes(block, head, length - head);
        message->binary = is_binary(field(fields, CODING), charset);
        message->text = message->binary
                            ? g_strdup("")
                            : charset_to_utf8(charset != NULL ? charset : "utf-8", bytes + head, length - head);
    }
    for (guint i = 0; i < FIELD_COUNT; i++)
        g_free(fields[i]);
    return message;
}

/* ---- out ---- */

static void
add_parameter(GString *url, const char *name, const char *value)
{
    g_autofree char *escaped = g_uri_escape_string(value, NULL, FALSE);

    g_string_append_printf(url, "%c%s=%s", strchr(url->str, '?') == NULL ? '?' : '&', name, escaped);
}

char *
kannel_order_url(const KannelOrder *order)
{
    GString *url = g_string_new(order->base);
    g_autofree char *validity = g_strdup_printf("%u", order->validity);

    add_parameter(url, "username", order->user);
    add_parameter(url, "password", order->password);
    add_parameter(url, "from", order->from);
    add_parameter(url, "to", order->to);
    add_parameter(url, "charset", "UTF-8");
    /* Kannel would not find out by itself: it makes question marks of what GSM has no sign for, and says 202. */
    add_parameter(url, "coding", order->alphabet == SEGMENT_GSM ? "0" : "2");
    if (order->smsc != NULL)
        add_parameter(url, "smsc", order->smsc);
    if (order->validity > 0)
        add_parameter(url, "validity", validity);
    if (order->report_url != NULL) {
        add_parameter(url, "dlr-mask", REPORT_MASK);
        add_parameter(url, "dlr-url", order->report_url);
    }
    add_parameter(url, "text", order->text);
    return g_string_free(url, FALSE);
}

KannelAnswer
kannel_answer_read(guint status, const char *body, gsize length)
{
    g_autofree char *words = text_one_line(body, length, 200);

    if (status == 202)
        return KANNEL_TAKEN;
    if (status == 403 || status == 404 || strstr(words, "Authorization failed") != NULL ||
        strstr(words, "Sender missing") != NULL)
        return KANNEL_UNAVOWED;
    return status >= 400 && status < 500 && status != 429 ? KANNEL_REFUSED : KANNEL_BUSY;
}

gboolean
kannel_report_read(const char *type, KannelReport *ret)
{
    static const struct {
        const char *type;
        KannelReport report;
    } TYPES[] = {
        { "1", KANNEL_REPORT_DELIVERED }, { "2", KANNEL_REPORT_FAILED },   { "4", KANNEL_REPORT_NONE },
        { "8", KANNEL_REPORT_NONE },      { "16", KANNEL_REPORT_REFUSED },
    };

    for (guint i = 0; i < G_N_ELEMENTS(TYPES); i++)
        if (strcmp(TYPES[i].type, type) == 0) {
            *ret = TYPES[i].report;
            return TRUE;
        }
    return FALSE;
}

gboolean
kannel_report_is_final(const char *words)
{
    return strstr(words, "stat:UNDELIV") != NULL;
}

char *
kannel_report_code(const char *words)
{
    const char *err = strstr(words, "err:");

    if (g_str_has_prefix(words, "NACK/"))
        return g_strndup(words + strlen("NACK/"), strcspn(words + strlen("NACK/"), "/ "));
    if (err != NULL && (err == words || err[-1] == ' '))
        return g_strndup(err + strlen("err:"), strcspn(err + strlen("err:"), " "));
    return NULL;
}
