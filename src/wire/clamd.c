/* SPDX-License-Identifier: Apache-2.0 */
#include "wire/clamd.h"

#include <string.h>

#include "base/error.h"
#include "base/text.h"

#define WORDS_LIMIT 200

static const char PREFIX[] = "stream: ";
static const char TOO_LARGE[] = "INSTREAM size limit exceeded";

void
clamd_write_header(guint8 out[CLAMD_HEADER_SIZE], guint32 length)
{
    guint32 wire = GUINT32_TO_BE(length);

    memcpy(out, &wire, CLAMD_HEADER_SIZE);
}

/* The bytes of @text before @ending, when it ends so and something stands before. */
static gboolean
cut_ending(const char *text, gsize length, const char *ending, gsize *ret_length)
{
    gsize size = strlen(ending);

    if (length <= size || memcmp(text + length - size, ending, size) != 0)
        return FALSE;
    *ret_length = length - size;
    return TRUE;
}

gboolean
clamd_parse_reply(const char *bytes, gsize length, ClamdReply *ret, GError **error)
{
    gboolean of_stream = length >= strlen(PREFIX) && memcmp(bytes, PREFIX, strlen(PREFIX)) == 0;
    const char *text = of_stream ? bytes + strlen(PREFIX) : bytes;
    gsize size = of_stream ? length - strlen(PREFIX) : length;
    gsize kept;

    if (length < CLAMD_REPLY_LIMIT && of_stream && size == 2 && memcmp(text, "OK", 2) == 0) {
        *ret = (ClamdReply){ CLAMD_CLEAN, g_strdup("") };
        return TRUE;
    }
    if (length < CLAMD_REPLY_LIMIT && of_stream && cut_ending(text, size, " FOUND", &kept)) {
        *ret = (ClamdReply){ CLAMD_FOUND, text_one_line(text, kept, WORDS_LIMIT) };
        return TRUE;
    }
    if (length < CLAMD_REPLY_LIMIT && cut_ending(text, size, " ERROR", &kept)) {
        gboolean large = kept >= strlen(TOO_LARGE) && memcmp(text, TOO_LARGE, strlen(TOO_LARGE)) == 0;

        *ret = (ClamdReply){ large ? CLAMD_TOO_LARGE : CLAMD_FAULT, text_one_line(text, kept, WORDS_LIMIT) };
        return TRUE;
    }
    g_set_error_literal(error, TRIBUNE_ERROR, TRIBUNE_ERROR_INVALID, "clamd answered something that is not a verdict");
    return FALSE;
}

void
clamd_reply_clear(ClamdReply *reply)
{
    g_clear_pointer(&reply->words, g_free);
}
