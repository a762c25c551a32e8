/* SPDX-License-Identifier: Apache-2.0 */
#include <string.h>

#include "model/search-query.h"

static void
append_clause(GString *out, const SearchClause *clause)
{
    static const char *const KINDS[] = { "",           "phrase ", "from ", "unit ",  "before ",  "after ",
                                         "attachment", "held",    "open",  "state ", "channel ", "lang " };

    g_string_append_printf(out, "[%s%s", clause->negated ? "-" : "", KINDS[clause->kind]);
    if (clause->kind == SEARCH_BEFORE || clause->kind == SEARCH_AFTER)
        g_string_append_printf(out, "%d-%d-%d %d", clause->day.year, clause->day.month, clause->day.day,
                               clause->day.ago);
    else if (clause->kind == SEARCH_STATE)
        g_string_append(out, case_state_name(clause->state));
    else if (clause->kind != SEARCH_HAS_ATTACHMENT && clause->kind != SEARCH_IS_HELD && clause->kind != SEARCH_IS_OPEN)
        g_string_append(out, clause->value);
    g_string_append_c(out, ']');
}

static char *
describe(const char *text)
{
    g_autoptr(SearchQuery) query = search_query_parse(text, strlen(text));
    GString *out = g_string_new(NULL);

    for (guint i = 0; i < query->clauses->len; i++)
        append_clause(out, g_ptr_array_index(query->clauses, i));
    for (guint i = 0; i < query->problems->len; i++) {
        const SearchProblem *problem = g_ptr_array_index(query->problems, i);

        g_string_append_printf(out, "!%s(%s)", search_query_problem_name(problem->kind), problem->typed);
    }
    return g_string_free(out, FALSE);
}

typedef struct {
    const char *text, *expected;
} Row;

static void
check(const Row *rows, guint count)
{
    for (guint i = 0; i < count; i++) {
        g_autofree char *found = describe(rows[i].text);

        g_assert_cmpstr(found, ==, rows[i].expected);
    }
}

static void
words_and_phrases_may_be_excluded(void)
{
    static const Row ROWS[] = {
        { "", "" },
        { "  lamp  Straße ", "[lamp][Straße]" },
        { "\"high street\" lamp", "[phrase high street][lamp]" },
        { "„hohe Straße“ «rue haute» “x y”", "[phrase hohe Straße][phrase rue haute][phrase x y]" },
        { "\"left open", "[phrase left open]" },
        { "lamp\"high street\"", "[lamp][phrase high street]" },
        { "-flood -\"two words\"", "[-flood][-phrase two words]" },
        { "a - b -", "[a][-][b][-]" },
        { "\"\" \"  \"", "" },
        { "NB-2026-000123 2026-11", "[NB-2026-000123][2026-11]" },
    };

    check(ROWS, G_N_ELEMENTS(ROWS));
}

static void
operators_have_names_in_both_languages(void)
{
    static const Row ROWS[] = {
        { "from:ada FROM:ada@citizen.example von:\"Ada Love\"", "[from ada][from ada@citizen.example][from Ada Love]" },
        { "unit:highways stelle:\"Parks & trees\"", "[unit highways][unit Parks & trees]" },
        { "before:2026-11-22 vor:2026 after:2026-11 seit:22.11.2026 since:1/2/2026",
          "[before 2026-11-22 0][before 2026-1-1 0][after 2026-11-1 0][after 2026-11-22 0][after 2026-2-1 0]" },
        { "after:today nach:gestern after:7d seit:10T",
          "[after 0-0-0 0][after 0-0-0 1][after 0-0-0 7][after 0-0-0 10]" },
        { "has:attachment hat:Anhang hat:Anhänge", "[attachment][attachment][attachment]" },
        { "is:held ist:Zurückgehalten is:open -is:open is:closed ist:erledigt -is:closed",
          "[held][held][open][-open][-open][-open][open]" },
        { "state:new status:waiting-citizen state:\"waiting other\"",
          "[state new][state waiting_citizen][state waiting_other]" },
        { "channel:email kanal:sms lang:de sprache:en", "[channel email][channel sms][lang de][lang en]" },
        { "-from:ada -unit:x -has:attachment", "[-from ada][-unit x][-attachment]" },
    };

    check(ROWS, G_N_ELEMENTS(ROWS));
}

static void
what_is_no_operator_is_a_word(void)
{
    static const Row ROWS[] = {
        { "colour:red https://x.example 10:30 Re: a:b", "[colour:red][https://x.example][10:30][Re:][a:b]" },
        { "from: ada unit:\n highways", "[from ada][unit highways]" },
        { ":x -:", "[:x][-:]" },
    };

    check(ROWS, G_N_ELEMENTS(ROWS));
}

static void
what_cannot_be_meant_is_told_and_the_rest_holds(void)
{
    static const Row ROWS[] = {
        { "lamp before:soon", "[lamp]!date(before:soon)" },
        { "after:2026-02-30 before:2026-13 after:32.1.2026 after:1.1.26",
          "!date(after:2026-02-30)!date(before:2026-13)!date(after:32.1.2026)!date(after:1.1.26)" },
        { "has:legs is:lost state:odd lamp", "[lamp]!has(has:legs)!is(is:lost)!state(state:odd)" },
        { "from: unit:highways lamp", "[unit highways][lamp]!empty(from:)" },
        { "lamp unit:", "[lamp]!empty(unit:)" },
        { "from:\"\"", "!empty(from:\"\")" },
    };

    check(ROWS, G_N_ELEMENTS(ROWS));
}

static void
what_is_beyond_the_limits_is_left_out_and_told(void)
{
    g_autoptr(GString) many = g_string_new(NULL), longer = g_string_new("lamp ");
    g_autoptr(SearchQuery) query = NULL, cut = NULL;

    for (guint i = 0; i <= SEARCH_CLAUSES_MAX; i++)
        g_string_append(many, "word ");
    query = search_query_parse(many->str, many->len);
    g_assert_cmpuint(query->clauses->len, ==, SEARCH_CLAUSES_MAX);
    g_assert_cmpuint(query->problems->len, ==, 1);
    while (longer->len < SEARCH_QUERY_SIZE)
        g_string_append(longer, "ü");
    g_string_append(longer, " end");
    cut = search_query_parse(longer->str, longer->len);
    g_assert_cmpuint(cut->clauses->len, ==, 2);
    g_assert_cmpint(((SearchProblem *)g_ptr_array_index(cut->problems, 0))->kind, ==, SEARCH_PROBLEM_LONG);
}

#define RULE(function) g_test_add_func("/search-query/" #function, function)

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    RULE(words_and_phrases_may_be_excluded);
    RULE(operators_have_names_in_both_languages);
    RULE(what_is_no_operator_is_a_word);
    RULE(what_cannot_be_meant_is_told_and_the_rest_holds);
    RULE(what_is_beyond_the_limits_is_left_out_and_told);
    return g_test_run();
}
