/* SPDX-License-Identifier: Apache-2.0 */
#include "wire/smtpreply.h"

#include <string.h>

#include "base/text.h"

/* The length of an enhanced code of class @class at @text: "5.1.1" with one to three digits in each further part. */
static gsize
enhanced_length(const char *text, gsize length, char class)
{
    gsize at = 1;

    if (length < 5 || text[0] != class || !strchr("245", class))
        return 0;
    for (int part = 0; part < 2; part++) {
        gsize digits = 0;

        if (at >= length || text[at++] != '.')
            return 0;
        while (at + digits < length && digits < 4 && g_ascii_isdigit(text[at + digits]))
            digits++;
        if (digits < 1 || digits > 3)
            return 0;
        at += digits;
    }
    return at == length || text[at] == ' ' ? at : 0;
}

static void
add_words(SmtpReply *reply, const char *text, gsize length)
{
    g_autoptr(GString) all = g_string_new(reply->words);

    if (all->len > 0 && length > 0)
        g_string_append_c(all, ' ');
    g_string_append_len(all, text, (gssize)length);
    g_free(reply->words);
    reply->words = text_one_line(all->str, all->len, SMTPREPLY_WORDS_LIMIT);
}

gboolean
smtpreply_add(SmtpReply *reply, const char *line, gsize length)
{
    guint code;
    gsize enhanced;

    while (length > 0 && (line[length - 1] == '\n' || line[length - 1] == '\r'))
        length--;
    if (length < 3 || line[0] < '2' || line[0] > '5' || !g_ascii_isdigit(line[1]) || !g_ascii_isdigit(line[2]) ||
        (length > 3 && line[3] != ' ' && line[3] != '-'))
        return FALSE;
    code = (guint)(line[0] - '0') * 100 + (guint)(line[1] - '0') * 10 + (guint)(line[2] - '0');
    if (!reply->complete && reply->code != 0 && reply->code != code)
        return FALSE;
    if (reply->complete)
        smtpreply_clear(reply);
    reply->code = code;
    reply->complete = length == 3 || line[3] == ' ';

    line += MIN(length, 4);
    length -= MIN(length, 4);
    enhanced = enhanced_length(line, length, (char)('0' + code / 100));
    if (enhanced > 0) {
        memcpy(reply->enhanced, line, enhanced);
        reply->enhanced[enhanced] = '\0';
    }
    add_words(reply, line + enhanced, length - enhanced);
    return TRUE;
}

void
smtpreply_clear(SmtpReply *reply)
{
    g_free(reply->words);
    *reply = (SmtpReply){ 0 };
}
