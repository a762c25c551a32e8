/* SPDX-License-Identifier: Apache-2.0 */
#include "policy/policy-literal.h"

#include <string.h>

#include "base/error.h"
#include "base/locale.h"
#include "base/number.h"
#include "base/text.h"

static gboolean
fail(const char *words, GError **error)
{
    g_set_error_literal(error, TRIBUNE_ERROR, TRIBUNE_ERROR_INVALID, words);
    return FALSE;
}

void
policy_literal_clear(PolicyLiteral *literal)
{
    g_clear_pointer(&literal->text, g_free);
}

const char *
policy_literal_skip(const char *at, const char *end)
{
    while (at < end && g_ascii_isspace(*at))
        at++;
    return at;
}

/* ---- numbers ---- */

static gsize
count_digits(const char *at, const char *end)
{
    const char *start = at;

    while (at < end && g_ascii_isdigit(*at))
        at++;
    return (gsize)(at - start);
}

static char *
format_number(gint64 scaled)
{
    g_autoptr(GString) text = g_string_new(NULL);
    gint64 size = ABS(scaled);

    g_string_printf(text, "%s%" G_GINT64_FORMAT, scaled < 0 ? "-" : "", size / POLICY_LITERAL_ONE);
    if (size % POLICY_LITERAL_ONE != 0) {
        g_string_append_printf(text, ".%06d", (int)(size % POLICY_LITERAL_ONE));
        while (text->str[text->len - 1] == '0')
            g_string_truncate(text, text->len - 1);
    }
    return g_strdup(text->str);
}

static gboolean
read_number(const char **at, const char *end, PolicyLiteral *ret, GError **error)
{
    gboolean negative = **at == '-';
    const char *start = *at + negative;
    gsize whole = count_digits(start, end), fraction = 0;
    const char *after = start + whole;
    gint64 value = 0, scale = POLICY_LITERAL_ONE;

    /* ".." after a number is the middle of an interval. */
    if (after + 1 < end && after[0] == '.' && g_ascii_isdigit(after[1])) {
        fraction = count_digits(after + 1, end);
        after += 1 + fraction;
    }
    if (whole + fraction == 0)
        return fail(SAY_NOOP("after a minus sign or a point a number is wanted, like 2 or 0.5"), error);
    if (whole > POLICY_LITERAL_WHOLE || fraction > 6)
        return fail(SAY_NOOP("a number has at most 12 digits before the point and 6 after it; shorten it"), error);
    for (const char *c = start; c < after; c++) {
        if (*c != '.')
            value = value * 10 + (*c - '0');
    }
    for (gsize i = 0; i < fraction; i++)
        scale /= 10;
    ret->kind = POLICY_LITERAL_NUMBER;
    ret->scaled = (negative ? -value : value) * scale;
    ret->text = format_number(ret->scaled);
    *at = after;
    return TRUE;
}

/* ---- strings ---- */

static gboolean
read_unicode(const char **at, const char *end, GString *out, GError **error)
{
    gunichar c = 0;

    for (guint i = 0; i < 4; i++, (*at)++) {
        if (*at >= end || !g_ascii_isxdigit(**at))
            return fail(SAY_NOOP("after \\u four digits are wanted, like \\u00e9"), error);
        c = c * 16 + (gunichar)g_ascii_xdigit_value(**at);
    }
    if (c == 0 || !g_unichar_validate(c))
        return fail(SAY_NOOP("this \\u is no character; write the character itself"), error);
    g_string_append_unichar(out, c);
    return TRUE;
}

static gboolean
read_escape(const char **at, const char *end, GString *out, GError **error)
{
    static const char FROM[] = "'\"\\nrt", TO[] = "'\"\\\n\r\t";
    const char *found;

    if (*at < end && **at == 'u') {
        (*at)++;
        return read_unicode(at, end, out, error);
    }
    found = *at < end && **at != '\0' ? strchr(FROM, **at) : NULL;
    if (found == NULL)
        return fail(SAY_NOOP("after a backslash only ' \" \\ n r t and u may stand"), error);
    g_string_append_c(out, TO[found - FROM]);
    (*at)++;
    return TRUE;
}

gboolean
policy_literal_read_string(const char **at, const char *end, char **ret, GError **error)
{
    g_autoptr(GString) out = g_string_new(NULL);
    const char *c = *at + 1;

    while (c < end && *c != '"') {
        if (*c == '\n' || *c == '\r' || *c == '\v' || *c == '\f')
            return fail(SAY_NOOP("a text ends on the line that it begins on; close it with \""), error);
        if (*c != '\\') {
            g_string_append_c(out, *c++);
            continue;
        }
        c++;
        if (!read_escape(&c, end, out, error))
            return FALSE;
    }
    if (c >= end)
        return fail(SAY_NOOP("a text has no end; close it with \""), error);
    *at = c + 1;
    *ret = g_strdup(out->str);
    return TRUE;
}

char *
policy_literal_quote(const char *text)
{
    g_autoptr(GString) out = g_string_new("\"");

    for (const char *c = text; *c != '\0'; c++) {
        if (*c == '"' || *c == '\\')
            g_string_append_printf(out, "\\%c", *c);
        else if ((guchar)*c < 0x20)
            g_string_append_printf(out, "\\u%04x", (guint)*c);
        else
            g_string_append_c(out, *c);
    }
    g_string_append_c(out, '"');
    return g_strdup(out->str);
}

/* ---- words ---- */

static gboolean
read_time(PolicyLiteral *literal, GError **error)
{
    const char *text = literal->text;
    gsize length = strlen(text);
    gint64 hour, minute, second = 0;

    if ((length != 5 && length != 8) || text[2] != ':' || !number_parse_span(text, 2, 0, 23, &hour, NULL) ||
        !number_parse_span(text + 3, 2, 0, 59, &minute, NULL) ||
        (length == 8 && (text[5] != ':' || !number_parse_span(text + 6, 2, 0, 59, &second, NULL))))
        return fail(SAY_NOOP("a time is written time(\"08:30:00\"), without a zone"), error);
    literal->scaled = (hour * 60 + minute) * 60 + second;
    g_free(literal->text);
    literal->text = g_strdup_printf("%02d:%02d:%02d", (int)hour, (int)minute, (int)second);
    return TRUE;
}

/* ("…") after date, time or duration. */
static gboolean
read_call(const char **at, const char *end, PolicyLiteral *ret, GError **error)
{
    const char *c = policy_literal_skip(*at, end);

    if (c < end && *c == '(')
        c = policy_literal_skip(c + 1, end);
    if (c >= end || *c != '"')
        return fail(SAY_NOOP("after date, time and duration a text in brackets is wanted, like time(\"08:30:00\")"),
                    error);
    if (!policy_literal_read_string(&c, end, &ret->text, error))
        return FALSE;
    c = policy_literal_skip(c, end);
    if (c >= end || *c != ')')
        return fail(SAY_NOOP("a bracket is not closed; add )"), error);
    *at = c + 1;
    return ret->kind != POLICY_LITERAL_TIME || read_time(ret, error);
}

static gboolean
is_name_part(char c)
{
    return g_ascii_isalnum(c) || c == '_' || (guchar)c >= 0x80;
}

static gboolean
read_word(const char **at, const char *end, PolicyLiteral *ret, GError **error)
{
    static const struct {
        const char *word;
        PolicyLiteralKind kind;
    } WORDS[] = { { "true", POLICY_LITERAL_FLAG },
                  { "false", POLICY_LITERAL_FLAG },
                  { "date", POLICY_LITERAL_DATE },
                  { "time", POLICY_LITERAL_TIME },
                  { "duration", POLICY_LITERAL_DURATION } };
    const char *after = *at;
    gsize length;

    while (after < end && is_name_part(*after))
        after++;
    length = (gsize)(after - *at);
    for (guint i = 0; i < G_N_ELEMENTS(WORDS); i++) {
        if (strlen(WORDS[i].word) != length || memcmp(WORDS[i].word, *at, length) != 0)
            continue;
        ret->kind = WORDS[i].kind;
        *at = after;
        if (ret->kind != POLICY_LITERAL_FLAG)
            return read_call(at, end, ret, error);
        ret->text = g_strdup(WORDS[i].word);
        return TRUE;
    }
    return fail(SAY_NOOP("a word stands in quotes, like \"reply\"; names of other columns cannot be used"), error);
}

gboolean
policy_literal_read(const char **at, const char *end, PolicyLiteral *ret, GError **error)
{
    g_auto(PolicyLiteral) literal = { .kind = POLICY_LITERAL_STRING };
    gboolean done;

    if (*at >= end)
        return fail(SAY_NOOP("something is missing at the end; write a number, or a word in quotes"), error);
    if (**at == '"')
        done = policy_literal_read_string(at, end, &literal.text, error);
    else if (g_ascii_isdigit(**at) || **at == '-' || **at == '.')
        done = read_number(at, end, &literal, error);
    else if (is_name_part(**at))
        done = read_word(at, end, &literal, error);
    else
        done = fail(SAY_NOOP("this sign cannot stand here; write a number, or a word in quotes"), error);
    if (!done)
        return FALSE;
    *ret = literal;
    literal.text = NULL;
    return TRUE;
}
