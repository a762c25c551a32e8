/* SPDX-License-Identifier: Apache-2.0 */
#include "wire/relayframe.h"

#include <string.h>

#include "base/number.h"

#define LATER "later "
#define NEVER "never "

static guint64
read_number(const guint8 *bytes, gsize length)
{
    guint64 number = 0;

    for (gsize i = 0; i < length; i++)
        number = number << 8 | bytes[i];
    return number;
}

static void
write_number(GByteArray *out, guint64 number, guint length)
{
    for (guint i = length; i-- > 0;)
        g_byte_array_append(out, &(guint8){ (guint8)(number >> (8 * i)) }, 1);
}

static gboolean
is_kind(guint8 kind)
{
    return (kind >= RELAYFRAME_HELLO && kind <= RELAYFRAME_SEND_AGAIN) ||
           (kind >= RELAYFRAME_WELCOME && kind <= RELAYFRAME_STATE);
}

RelayFrameRead
relayframe_read(const guint8 *bytes, gsize length, RelayFrame *ret, gsize *ret_used)
{
    gsize said;

    if (length < 4)
        return RELAYFRAME_MORE;
    said = (gsize)read_number(bytes, 4);
    if (said < RELAYFRAME_HEAD - 4 || said > RELAYFRAME_HEAD - 4 + RELAYFRAME_BYTES_MAX)
        return RELAYFRAME_WRONG;
    if (length > 4 && !is_kind(bytes[4]))
        return RELAYFRAME_WRONG;
    if (length < 4 + said)
        return RELAYFRAME_MORE;
    *ret = (RelayFrame){ (RelayFrameKind)bytes[4], read_number(bytes + 5, 8), bytes + RELAYFRAME_HEAD,
                         4 + said - RELAYFRAME_HEAD };
    *ret_used = 4 + said;
    return RELAYFRAME_WHOLE;
}

void
relayframe_write(GByteArray *out, RelayFrameKind kind, guint64 number, const void *bytes, gsize length)
{
    g_assert(length <= RELAYFRAME_BYTES_MAX);
    write_number(out, RELAYFRAME_HEAD - 4 + length, 4);
    write_number(out, kind, 1);
    write_number(out, number, 8);
    if (length > 0)
        g_byte_array_append(out, bytes, (guint)length);
}

void
relayframe_write_refusal(GByteArray *out, guint64 number, gboolean later, const char *words)
{
    g_autofree char *text = g_strconcat(later ? LATER : NEVER, words, NULL);

    relayframe_write(out, RELAYFRAME_REFUSED, number, text, MIN(strlen(text), RELAYFRAME_BYTES_MAX));
}

char *
relayframe_read_refusal(const RelayFrame *frame, gboolean *ret_later)
{
    g_autofree char *text = g_strndup((const char *)frame->bytes, frame->length);

    *ret_later = g_str_has_prefix(text, LATER);
    return g_utf8_make_valid(*ret_later || g_str_has_prefix(text, NEVER) ? text + strlen(LATER) : text, -1);
}

void
relayframe_write_state(GByteArray *out, const RelayFrameState *state)
{
    g_autofree char *words =
        g_strdup_printf("%s %u %u", state->up ? "up" : "down", state->waiting_in, state->waiting_out);

    relayframe_write(out, RELAYFRAME_STATE, 0, words, strlen(words));
}

gboolean
relayframe_read_state(const RelayFrame *frame, RelayFrameState *ret)
{
    g_autofree char *text = g_strndup((const char *)frame->bytes, frame->length);
    g_auto(GStrv) words = g_strsplit(text, " ", 4);
    gint64 in, out;

    if (frame->kind != RELAYFRAME_STATE || g_strv_length(words) != 3 ||
        (strcmp(words[0], "up") != 0 && strcmp(words[0], "down") != 0) ||
        !number_parse_int64(words[1], 0, G_MAXUINT32, &in, NULL) ||
        !number_parse_int64(words[2], 0, G_MAXUINT32, &out, NULL))
        return FALSE;
    *ret = (RelayFrameState){ words[0][0] == 'u', (guint)in, (guint)out };
    return TRUE;
}
