/* SPDX-License-Identifier: Apache-2.0 */
#include "policy/policy-cell.h"

#include <string.h>

#include "base/error.h"
#include "base/locale.h"
#include "base/text.h"
#include "policy/policy-literal.h"

static void
test_free(PolicyTest *test)
{
    g_free(test->text);
    g_free(test->end);
    g_free(test);
}

PolicyCell *
policy_cell_new_any(void)
{
    PolicyCell *cell = g_new0(PolicyCell, 1);

    cell->any = TRUE;
    cell->tests = g_ptr_array_new_with_free_func((GDestroyNotify)test_free);
    return cell;
}

PolicyCell *
policy_cell_copy(const PolicyCell *cell)
{
    PolicyCell *copy = policy_cell_new_any();

    copy->any = cell->any;
    copy->negated = cell->negated;
    for (guint i = 0; i < cell->tests->len; i++) {
        PolicyTest *test = g_memdup2(g_ptr_array_index(cell->tests, i), sizeof(PolicyTest));

        test->text = g_strdup(test->text);
        test->end = g_strdup(test->end);
        g_ptr_array_add(copy->tests, test);
    }
    return copy;
}

void
policy_cell_free(PolicyCell *cell)
{
    g_ptr_array_unref(cell->tests);
    g_free(cell);
}

/* ---- reading ---- */

typedef struct {
    PolicyInput input;
    const PolicyInputInfo *info;
    const char *at, *end;
} Reader;

static gboolean
fail(const char *words, GError **error)
{
    g_set_error_literal(error, TRIBUNE_ERROR, TRIBUNE_ERROR_INVALID, words);
    return FALSE;
}

/* What may stand in a column of each type. */
static const struct {
    PolicyLiteralKind kind;
    gboolean ordered;
    const char *wrong;
} TYPES[] = {
    [POLICY_WORD] = { POLICY_LITERAL_STRING, FALSE,
                      SAY_NOOP("this column takes words in quotes, separated by commas; nothing is less or more") },
    [POLICY_FLAG] = { POLICY_LITERAL_FLAG, FALSE, SAY_NOOP("this column takes true or false, without quotes") },
    [POLICY_NUMBER] = { POLICY_LITERAL_NUMBER, TRUE, SAY_NOOP("this column takes numbers, like 2, < 2 or [1..3]") },
    [POLICY_TIME] = { POLICY_LITERAL_TIME, TRUE,
                      SAY_NOOP("this column takes times, like < time(\"08:30:00\") or "
                               "[time(\"08:00:00\")..time(\"18:00:00\"))") },
    [POLICY_TEXT] = { POLICY_LITERAL_STRING, FALSE,
                      SAY_NOOP("this column takes words in quotes, separated by commas; nothing is less or more") },
    [POLICY_SET] = { POLICY_LITERAL_STRING, FALSE, SAY_NOOP("this column takes has(\"…\") and not(has(\"…\"))") },
};

/* Passes over blanks and then @token. */
static gboolean
take(Reader *reader, const char *token)
{
    gsize length = strlen(token);

    reader->at = policy_literal_skip(reader->at, reader->end);
    if ((gsize)(reader->end - reader->at) < length || memcmp(reader->at, token, length) != 0)
        return FALSE;
    reader->at += length;
    return TRUE;
}

static gboolean
read_endpoint(Reader *reader, PolicyLiteral *ret, GError **error)
{
    g_auto(PolicyLiteral) literal = { 0 };

    reader->at = policy_literal_skip(reader->at, reader->end);
    if (!policy_literal_read(&reader->at, reader->end, &literal, error))
        return FALSE;
    if (literal.kind != TYPES[reader->info->type].kind)
        return fail(TYPES[reader->info->type].wrong, error);
    *ret = literal;
    literal.text = NULL;
    return TRUE;
}

/* @scaled in whole steps, rounded down or up. */
static gint64
steps(const Reader *reader, gint64 scaled, gboolean up)
{
    gint64 unit = reader->info->type == POLICY_TIME ? 60 : POLICY_LITERAL_ONE;
    gint64 down = scaled / unit - (scaled % unit < 0);

    return up && scaled % unit != 0 ? down + 1 : down;
}

/* The place of a word is all that counts from here on. */
static gboolean
bound_word(const Reader *reader, PolicyTest *test, GError **error)
{
    test->low = test->high = policy_input_find_word(reader->input, test->text);
    return test->low >= 0 || fail(SAY_NOOP("this column does not know that word; choose one of its words"), error);
}

static void
bound_from(const Reader *reader, PolicyTest *test, gint64 scaled, gboolean open)
{
    test->low = open ? steps(reader, scaled, FALSE) + 1 : steps(reader, scaled, TRUE);
}

static void
bound_to(const Reader *reader, PolicyTest *test, gint64 scaled, gboolean open)
{
    test->high = open ? steps(reader, scaled, TRUE) - 1 : steps(reader, scaled, FALSE);
}

static gboolean
check_open_text(const char *text, GError **error)
{
    gsize length = strlen(text);

    if (length == 0 || length > POLICY_TEXT_MAX || !text_is_valid(text, length) || strpbrk(text, "\n\r\t") != NULL)
        return fail(SAY_NOOP("a word has 1 to 64 bytes, on one line"), error);
    return TRUE;
}

static gboolean
read_interval(Reader *reader, PolicyTest *test, GError **error)
{
    g_auto(PolicyLiteral) from = { 0 }, to = { 0 };

    if (!TYPES[reader->info->type].ordered)
        return fail(TYPES[reader->info->type].wrong, error);
    test->how = POLICY_BETWEEN;
    if (!read_endpoint(reader, &from, error))
        return FALSE;
    if (!take(reader, ".."))
        return fail(SAY_NOOP("between the two ends of an interval stand two points, like [1..3]"), error);
    if (!read_endpoint(reader, &to, error))
        return FALSE;
    if (take(reader, ")") || take(reader, "["))
        test->open_end = TRUE;
    else if (!take(reader, "]"))
        return fail(SAY_NOOP("an interval ends with ], or with ) when its end does not belong to it"), error);
    bound_from(reader, test, from.scaled, test->open_start);
    bound_to(reader, test, to.scaled, test->open_end);
    test->text = g_steal_pointer(&from.text);
    test->end = g_steal_pointer(&to.text);
    return TRUE;
}

static gboolean
read_comparison(Reader *reader, PolicyTest *test, GError **error)
{
    g_auto(PolicyLiteral) literal = { 0 };

    if (test->how != POLICY_IS && !TYPES[reader->info->type].ordered)
        return fail(TYPES[reader->info->type].wrong, error);
    if (!read_endpoint(reader, &literal, error))
        return FALSE;
    test->text = g_steal_pointer(&literal.text);
    if (reader->info->words != NULL)
        return bound_word(reader, test, error);
    if (!TYPES[reader->info->type].ordered)
        return check_open_text(test->text, error);
    test->low = G_MININT64;
    test->high = G_MAXINT64;
    if (test->how == POLICY_IS || test->how == POLICY_MORE || test->how == POLICY_AT_LEAST)
        bound_from(reader, test, literal.scaled, test->how == POLICY_MORE);
    if (test->how == POLICY_IS || test->how == POLICY_LESS || test->how == POLICY_AT_MOST)
        bound_to(reader, test, literal.scaled, test->how == POLICY_LESS);
    return TRUE;
}

/* has is read where a set is asked; elsewhere it is a word without quotes. */
static gboolean
read_has(Reader *reader, PolicyTest *test, GError **error)
{
    test->how = POLICY_HAS;
    if (!take(reader, "has") || !take(reader, "("))
        return fail(TYPES[POLICY_SET].wrong, error);
    reader->at = policy_literal_skip(reader->at, reader->end);
    if (reader->at >= reader->end || *reader->at != '"')
        return fail(TYPES[POLICY_SET].wrong, error);
    if (!policy_literal_read_string(&reader->at, reader->end, &test->text, error) ||
        !check_open_text(test->text, error))
        return FALSE;
    return take(reader, ")") || fail(SAY_NOOP("a bracket is not closed; add )"), error);
}

static gboolean
read_test(Reader *reader, PolicyTest *test, GError **error)
{
    static const struct {
        const char *sign;
        PolicyOperator how;
    } SIGNS[] = { { "<=", POLICY_AT_MOST }, { "<", POLICY_LESS }, { ">=", POLICY_AT_LEAST }, { ">", POLICY_MORE } };

    if (reader->info->type == POLICY_SET)
        return read_has(reader, test, error);
    if (take(reader, "[")) /* the end belongs to it */
        return read_interval(reader, test, error);
    if (take(reader, "(") || take(reader, "]")) {
        test->open_start = TRUE;
        return read_interval(reader, test, error);
    }
    for (guint i = 0; i < G_N_ELEMENTS(SIGNS); i++) {
        if (take(reader, SIGNS[i].sign)) {
            test->how = SIGNS[i].how;
            break;
        }
    }
    return read_comparison(reader, test, error);
}

static gboolean
read_tests(Reader *reader, PolicyCell *cell, GError **error)
{
    do {
        PolicyTest *test = g_new0(PolicyTest, 1);

        g_ptr_array_add(cell->tests, test);
        if (cell->tests->len > POLICY_TESTS_MAX) {
            g_set_error_literal(error, TRIBUNE_ERROR, TRIBUNE_ERROR_LIMIT,
                                SAY_NOOP("a cell has at most 50 tests; make two rules of it"));
            return FALSE;
        }
        if (!read_test(reader, test, error))
            return FALSE;
    } while (take(reader, ","));
    return TRUE;
}

static gboolean
is_at_not(Reader *reader)
{
    const char *start = policy_literal_skip(reader->at, reader->end);

    if (take(reader, "not") && take(reader, "("))
        return TRUE;
    reader->at = start;
    return FALSE;
}

static gboolean
read_cell(Reader *reader, PolicyCell *cell, GError **error)
{
    const char *start = policy_literal_skip(reader->at, reader->end);

    if (start < reader->end && *start == '-' && policy_literal_skip(start + 1, reader->end) == reader->end)
        return TRUE;
    cell->any = FALSE;
    cell->negated = is_at_not(reader);
    if (!read_tests(reader, cell, error))
        return FALSE;
    if (cell->negated && !take(reader, ")"))
        return fail(SAY_NOOP("a bracket is not closed; add )"), error);
    reader->at = policy_literal_skip(reader->at, reader->end);
    return reader->at == reader->end ||
           fail(SAY_NOOP("between two tests a comma is wanted; not(…) only around the whole cell"), error);
}

/* Blanks and leading zeros left out or put in: both forms keep to the limit. */
static gboolean
check_size(gsize length, GError **error)
{
    if (length <= POLICY_CELL_MAX)
        return TRUE;
    g_set_error_literal(error, TRIBUNE_ERROR, TRIBUNE_ERROR_LIMIT,
                        SAY_NOOP("a cell has at most 1,000 bytes; make two rules of it"));
    return FALSE;
}

PolicyCell *
policy_cell_parse(PolicyInput input, const char *text, gsize length, GError **error)
{
    Reader reader = { input, policy_input_info(input), text, text + length };
    g_autoptr(PolicyCell) cell = policy_cell_new_any();
    g_autofree char *written = NULL;

    if (!check_size(length, error))
        return NULL;
    if (!text_is_valid(text, length)) {
        fail(SAY_NOOP("this is no text that we can read; type it again"), error);
        return NULL;
    }
    if (!read_cell(&reader, cell, error))
        return NULL;
    written = policy_cell_format(input, cell);
    return check_size(strlen(written), error) ? g_steal_pointer(&cell) : NULL;
}

/* ---- writing ---- */

static void
append_literal(GString *out, PolicyType type, const char *text)
{
    g_autofree char *quoted = NULL;

    if (type == POLICY_NUMBER || type == POLICY_FLAG) {
        g_string_append(out, text);
        return;
    }
    quoted = policy_literal_quote(text);
    g_string_append_printf(out, type == POLICY_TIME ? "time(%s)" : "%s", quoted);
}

static void
append_test(GString *out, PolicyType type, const PolicyTest *test)
{
    static const char *const SIGNS[] = {
        [POLICY_IS] = "",          [POLICY_LESS] = "< ",  [POLICY_AT_MOST] = "<= ", [POLICY_MORE] = "> ",
        [POLICY_AT_LEAST] = ">= ", [POLICY_BETWEEN] = "", [POLICY_HAS] = "has(",
    };

    g_string_append(out, SIGNS[test->how]);
    if (test->how == POLICY_BETWEEN)
        g_string_append_c(out, test->open_start ? '(' : '[');
    append_literal(out, type, test->text);
    if (test->how == POLICY_HAS)
        g_string_append_c(out, ')');
    if (test->how != POLICY_BETWEEN)
        return;
    g_string_append(out, "..");
    append_literal(out, type, test->end);
    g_string_append_c(out, test->open_end ? ')' : ']');
}

char *
policy_cell_format(PolicyInput input, const PolicyCell *cell)
{
    g_autoptr(GString) out = g_string_new(cell->any ? "-" : cell->negated ? "not(" : "");

    for (guint i = 0; i < cell->tests->len; i++) {
        if (i > 0)
            g_string_append(out, ", ");
        append_test(out, policy_input_info(input)->type, g_ptr_array_index(cell->tests, i));
    }
    if (cell->negated)
        g_string_append_c(out, ')');
    return g_strdup(out->str);
}

/* ---- testing ---- */

static gboolean
test_holds(PolicyType type, const PolicyTest *test, const PolicyValue *value)
{
    switch (type) {
    case POLICY_TEXT:
        return strcmp(test->text, value->text) == 0;
    case POLICY_SET:
        return g_strv_contains((const char *const *)value->set, test->text);
    case POLICY_WORD:
    case POLICY_FLAG:
    case POLICY_NUMBER:
    case POLICY_TIME:
        break;
    }
    return value->number >= test->low && value->number <= test->high;
}

PolicyTruth
policy_cell_test(PolicyInput input, const PolicyCell *cell, const PolicyValue *value)
{
    PolicyType type = policy_input_info(input)->type;
    gboolean holds = FALSE;

    if (cell->any)
        return POLICY_TRUE;
    if (!value->known)
        return POLICY_UNKNOWN;
    for (guint i = 0; i < cell->tests->len && !holds; i++)
        holds = test_holds(type, g_ptr_array_index(cell->tests, i), value);
    return holds != cell->negated ? POLICY_TRUE : POLICY_FALSE;
}
