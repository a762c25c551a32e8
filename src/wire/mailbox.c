/* SPDX-License-Identifier: Apache-2.0 */
#include "wire/mailbox.h"

#include <string.h>

#include "base/text.h"
#include "wire/charset.h"
#include "wire/words.h"

#define NAME_MAX_CHARACTERS 200
#define TEXT_MAX_CHARACTERS 1000

typedef struct {
    GPtrArray *list;
    guint max;
    gboolean cut;
    GString *phrase;  /* what may be a name, quotes undone */
    GString *raw;     /* what may be an address, quotes kept */
    GString *comment; /* the last one */
    char *angle;      /* what stands in <> */
} Reader;

void
mailbox_free(Mailbox *mailbox)
{
    if (mailbox == NULL)
        return;
    g_free(mailbox->name);
    g_free(mailbox->text);
    address_free(mailbox->address);
    g_free(mailbox);
}

/* ---- one mailbox ---- */

static void
start_mailbox(Reader *r)
{
    g_string_truncate(r->phrase, 0);
    g_string_truncate(r->raw, 0);
    g_string_truncate(r->comment, 0);
    g_clear_pointer(&r->angle, g_free);
}

/* Past "@relay,@other:" of an old source route. */
static const char *
after_route(const char *text)
{
    const char *colon = *text == '@' ? strchr(text, ':') : NULL;

    return colon == NULL ? text : colon + 1;
}

static char *
decode_name(const char *name, const char *address)
{
    g_autofree char *decoded = words_decode(name);
    char *line = text_one_line(decoded, strlen(decoded), NAME_MAX_CHARACTERS);

    if (text_equal_ascii(line, address))
        *line = '\0';
    return line;
}

/* The end of a comment at @at, nested ones included. */
static const char *
after_comment(const char *at)
{
    guint depth = 0;

    for (; *at != '\0'; at++) {
        if (*at == '\\' && at[1] != '\0')
            at++;
        else if (*at == '(')
            depth++;
        else if (*at == ')' && --depth == 0)
            return at + 1;
    }
    return at;
}

/* "pete(his account) @ silly . test" without what RFC 5322 section 4.4 allows around dots and the at sign. */
static char *
compact_address(const char *text)
{
    GString *out = g_string_new(NULL);
    gboolean quoted = FALSE;

    while (*text != '\0') {
        if (!quoted && *text == '(') {
            text = after_comment(text);
            continue;
        }
        if (quoted && *text == '\\' && text[1] != '\0')
            g_string_append_c(out, *text++);
        else
            quoted = quoted != (*text == '"');
        if (!quoted && (*text == '.' || *text == '@'))
            while (out->len > 0 && g_ascii_isspace(out->str[out->len - 1]))
                g_string_truncate(out, out->len - 1);
        if (quoted || !g_ascii_isspace(*text) || (out->len > 0 && strchr(".@", out->str[out->len - 1]) == NULL))
            g_string_append_c(out, *text);
        text++;
    }
    return g_strchomp(g_string_free(out, FALSE));
}

static void
finish_mailbox(Reader *r)
{
    g_autofree char *compact = compact_address(r->angle != NULL ? r->angle : r->raw->str);
    const char *written = after_route(compact);
    const char *name = r->angle != NULL && *g_strstrip(r->phrase->str) != '\0' ? r->phrase->str : r->comment->str;
    Mailbox *mailbox;

    if (*written == '\0' && (r->angle == NULL || *name == '\0'))
        return;
    if (r->list->len >= r->max) {
        r->cut = TRUE;
        return;
    }
    mailbox = g_new0(Mailbox, 1);
    mailbox->text = text_one_line(written, strlen(written), TEXT_MAX_CHARACTERS);
    mailbox->address = address_parse_loose(written, strlen(written), NULL);
    mailbox->name = decode_name(name, mailbox->text);
    g_ptr_array_add(r->list, mailbox);
}

/* ---- tokens: each reads at @at and returns the first character after it ---- */

static const char *
read_quoted(Reader *r, const char *at)
{
    const char *start = at++;

    for (; *at != '\0' && *at != '"'; at++) {
        if (*at == '\\' && at[1] != '\0')
            at++;
        g_string_append_c(r->phrase, *at);
    }
    if (*at == '"')
        at++;
    g_string_append_len(r->raw, start, at - start);
    return at;
}

static const char *
read_comment(Reader *r, const char *at)
{
    guint depth = 1;

    g_string_truncate(r->comment, 0);
    for (at++; *at != '\0'; at++) {
        if (*at == '\\' && at[1] != '\0')
            at++;
        else if (*at == '(')
            depth++;
        else if (*at == ')' && --depth == 0)
            return at + 1;
        g_string_append_c(r->comment, *at);
    }
    return at;
}

static const char *
read_angle(Reader *r, const char *at)
{
    const char *start = ++at;
    gboolean quoted = FALSE;

    for (; *at != '\0' && (quoted || (*at != '>' && *at != ',')); at++) {
        if (quoted && *at == '\\' && at[1] != '\0')
            at++;
        else if (*at == '"')
            quoted = !quoted;
    }
    if (*at == ',' && *start == '@' && strchr(at, '>') != NULL) /* a source route has commas of its own */
        at = strchr(at, '>');
    if (r->angle == NULL)
        r->angle = g_strndup(start, (gsize)(at - start));
    return *at == '>' ? at + 1 : at;
}

static const char *
read_token(Reader *r, const char *at)
{
    switch (*at) {
    case '"':
        return read_quoted(r, at);
    case '(':
        return read_comment(r, at);
    case '<':
        return read_angle(r, at);
    case ',':
    case ';':
        finish_mailbox(r);
        start_mailbox(r);
        return at + 1;
    case ':':
        if (r->angle == NULL && strchr(r->raw->str, '@') == NULL) {
            start_mailbox(r); /* it was a group's name */
            return at + 1;
        }
        break;
    default:
        break;
    }
    g_string_append_c(r->phrase, *at);
    g_string_append_c(r->raw, *at);
    return at + 1;
}

GPtrArray *
mailbox_parse_list(const char *value, guint max, gboolean *ret_cut)
{
    g_autofree char *text = charset_to_utf8(NULL, value, strlen(value));
    Reader r = {
        .list = g_ptr_array_new_with_free_func((GDestroyNotify)mailbox_free),
        .max = max,
        .phrase = g_string_new(NULL),
        .raw = g_string_new(NULL),
        .comment = g_string_new(NULL),
    };

    for (const char *at = text; *at != '\0' && !r.cut;)
        at = read_token(&r, at);
    if (!r.cut)
        finish_mailbox(&r);
    if (r.cut && ret_cut != NULL)
        *ret_cut = TRUE;
    start_mailbox(&r);
    g_string_free(r.phrase, TRUE);
    g_string_free(r.raw, TRUE);
    g_string_free(r.comment, TRUE);
    return r.list;
}
