/* SPDX-License-Identifier: Apache-2.0 */
#include "wire/words.h"

#include <gmime/gmime.h>
#include <pthread.h>
#include <string.h>

#include "base/text.h"
#include "wire/charset.h"

static GMimeParserOptions *shared_options;

static void
start_gmime(void)
{
    g_mime_init();
    shared_options = g_mime_parser_options_new();
}

GMimeParserOptions *
words_options(void)
{
    static pthread_once_t once = PTHREAD_ONCE_INIT;

    pthread_once(&once, start_gmime);
    return shared_options;
}

/* ---- reading ---- */

typedef struct {
    char *charset;  /* of the words gathered so far; NULL when there are none */
    GString *bytes; /* decoded, still in that charset: a character may be split over two words */
    GString *out;
} Reader;

/* One "=?charset*language?encoding?text?=". */
typedef struct {
    const char *charset;
    gsize charset_length;
    char encoding;
    const char *text;
    gsize text_length;
    const char *next;
} Word;

/* Blanks in the text are allowed: some programs write them. */
static gboolean
read_word(const char *at, Word *ret)
{
    const char *end;

    if (!g_str_has_prefix(at, "=?"))
        return FALSE;
    ret->charset = at + 2;
    ret->charset_length = strcspn(ret->charset, "?*= \t");
    at = ret->charset + strcspn(ret->charset, "?= \t");
    if (*at != '?' || at[1] == '\0' || at[2] != '?' || ret->charset_length == 0)
        return FALSE;
    ret->encoding = g_ascii_toupper(at[1]);
    ret->text = at + 3;
    ret->text_length = strcspn(ret->text, "?");
    end = ret->text + ret->text_length;
    if ((ret->encoding != 'B' && ret->encoding != 'Q') || end[0] != '?' || end[1] != '=')
        return FALSE;
    ret->next = end + 2;
    return TRUE;
}

static void
append_quoted(GString *bytes, const char *text, gsize length)
{
    for (gsize i = 0; i < length; i++) {
        if (text[i] == '=' && i + 2 < length && g_ascii_isxdigit(text[i + 1]) && g_ascii_isxdigit(text[i + 2])) {
            g_string_append_c(bytes,
                              (char)(g_ascii_xdigit_value(text[i + 1]) * 16 + g_ascii_xdigit_value(text[i + 2])));
            i += 2;
        } else {
            g_string_append_c(bytes, text[i] == '_' ? ' ' : text[i]);
        }
    }
}

static void
append_base64(GString *bytes, const char *text, gsize length)
{
    gint state = 0;
    guint save = 0;
    g_autofree guchar *out = g_malloc(length / 4 * 3 + 6);
    gsize used = g_base64_decode_step(text, length, out, &state, &save);

    used += g_base64_decode_step("==", 2, out + used, &state, &save); /* in case it was not padded */
    g_string_append_len(bytes, (const char *)out, (gssize)used);
}

static void
finish_words(Reader *r)
{
    g_autofree char *text = NULL;

    if (r->charset == NULL)
        return;
    text = charset_to_utf8(r->charset, r->bytes->str, r->bytes->len);
    g_string_append(r->out, text);
    g_string_truncate(r->bytes, 0);
    g_clear_pointer(&r->charset, g_free);
}

static void
add_word(Reader *r, const Word *word)
{
    g_autofree char *charset = g_strndup(word->charset, word->charset_length);

    if (r->charset == NULL || !text_equal_ascii(r->charset, charset))
        finish_words(r);
    if (r->charset == NULL)
        r->charset = g_steal_pointer(&charset);
    if (word->encoding == 'B')
        append_base64(r->bytes, word->text, word->text_length);
    else
        append_quoted(r->bytes, word->text, word->text_length);
}

/* Blanks between two encoded words are no part of the text (RFC 2047 section 6.2). */
static char *
decode_words(const char *text)
{
    Reader r = { NULL, g_string_new(NULL), g_string_new(NULL) };

    while (*text != '\0') {
        gsize blanks = r.charset != NULL ? strspn(text, " \t\n") : 0;
        Word word;

        if (read_word(text + blanks, &word)) {
            add_word(&r, &word);
            text = word.next;
            continue;
        }
        finish_words(&r);
        g_string_append_c(r.out, *text++);
    }
    finish_words(&r);
    g_string_free(r.bytes, TRUE);
    return g_string_free(r.out, FALSE);
}

char *
words_decode(const char *value)
{
    g_autofree char *text = charset_to_utf8(NULL, value, MIN(strlen(value), WORDS_MAX));
    g_autofree char *decoded = NULL;

    if (strstr(text, "=?") == NULL)
        return g_steal_pointer(&text);
    decoded = decode_words(text);
    return text_clean(decoded, strlen(decoded));
}

/* ---- writing ---- */

#define WORD_BYTES 39 /* base64 makes 52 of them, the frame "=?UTF-8?B?…?=" 12 */

static gboolean
is_plain(const char *text)
{
    for (const char *c = text; *c != '\0'; c++)
        if ((guchar)*c < 0x20 || (guchar)*c >= 0x7f)
            return FALSE;
    return strstr(text, "=?") == NULL;
}

char *
words_encode(const char *text)
{
    g_autofree char *line = text_clean(text, strlen(text));
    GString *out = g_string_new(NULL);

    g_strdelimit(line, "\n\t", ' ');
    if (is_plain(line)) {
        g_string_append(out, line);
        return g_string_free(out, FALSE);
    }
    for (const char *at = line; *at != '\0';) {
        gsize length = MIN(strlen(at), WORD_BYTES);
        g_autofree char *word = NULL;

        while (((guchar)at[length] & 0xc0) == 0x80)
            length--;
        word = g_base64_encode((const guchar *)at, length);
        g_string_append_printf(out, "%s=?UTF-8?B?%s?=", at == line ? "" : " ", word);
        at += length;
    }
    return g_string_free(out, FALSE);
}
