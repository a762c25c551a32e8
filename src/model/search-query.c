/* SPDX-License-Identifier: Apache-2.0 */
#include "model/search-query.h"

#include <string.h>

#include "base/number.h"

#define DAYS_AGO_MAX 36500

static void
clause_free(SearchClause *clause)
{
    g_free(clause->value);
    g_free(clause);
}

static void
problem_free(SearchProblem *problem)
{
    g_free(problem->typed);
    g_free(problem);
}

void
search_query_free(SearchQuery *query)
{
    g_ptr_array_unref(query->clauses);
    g_ptr_array_unref(query->problems);
    g_free(query);
}

const char *
search_query_problem_name(SearchProblemKind kind)
{
    static const char *const NAMES[] = { "date", "has", "is", "state", "unit", "empty", "long" };

    return NAMES[kind];
}

void
search_query_add_problem(SearchQuery *query, SearchProblemKind kind, const char *typed)
{
    SearchProblem *problem = g_new0(SearchProblem, 1);

    problem->kind = kind;
    problem->typed = g_strdup(typed);
    g_ptr_array_add(query->problems, problem);
}

/* ---- days ---- */

static gboolean
set_day(gint64 year, gint64 month, gint64 day, SearchDay *ret)
{
    if (!g_date_valid_dmy((GDateDay)day, (GDateMonth)month, (GDateYear)year))
        return FALSE;
    *ret = (SearchDay){ (int)year, (int)month, (int)day, 0 };
    return TRUE;
}

/* "7d": so many days ago. */
static gboolean
parse_ago(const char *text, SearchDay *ret)
{
    gsize length = strlen(text);
    gint64 days;

    if (length < 2 || strchr("dt", g_ascii_tolower(text[length - 1])) == NULL ||
        !number_parse_span(text, length - 1, 0, DAYS_AGO_MAX, &days, NULL))
        return FALSE;
    *ret = (SearchDay){ .ago = (int)days };
    return TRUE;
}

static gboolean
parse_parts(const char *text, const char *separator, gboolean year_first, SearchDay *ret)
{
    g_auto(GStrv) parts = g_strsplit(text, separator, 4);
    guint count = g_strv_length(parts);
    gint64 numbers[3] = { 0, 1, 1 };

    if (count > 3 || (!year_first && count != 3))
        return FALSE;
    for (guint i = 0; i < count; i++) {
        guint place = year_first ? i : 2 - i;

        if (!number_parse_int64(parts[i], place == 0 ? 1900 : 1, place == 0 ? 9999 : 31, &numbers[place], NULL))
            return FALSE;
    }
    return set_day(numbers[0], numbers[1], numbers[2], ret);
}

gboolean
search_query_parse_day(const char *text, SearchDay *ret)
{
    static const struct {
        const char *name;
        int ago;
    } NAMED[] = { { "today", 0 }, { "yesterday", 1 }, { "heute", 0 }, { "gestern", 1 } };

    for (guint i = 0; i < G_N_ELEMENTS(NAMED); i++) {
        if (g_ascii_strcasecmp(text, NAMED[i].name) == 0) {
            *ret = (SearchDay){ .ago = NAMED[i].ago };
            return TRUE;
        }
    }
    return parse_parts(text, "-", TRUE, ret) || parse_parts(text, ".", FALSE, ret) ||
           parse_parts(text, "/", FALSE, ret) || parse_ago(text, ret);
}

/* ---- operators ---- */

typedef enum {
    NAME_FROM,
    NAME_UNIT,
    NAME_BEFORE,
    NAME_AFTER,
    NAME_HAS,
    NAME_IS,
    NAME_STATE,
    NAME_CHANNEL,
    NAME_LANG
} Name;

static const struct {
    const char *text;
    Name name;
} NAMES[] = {
    { "from", NAME_FROM },       { "von", NAME_FROM },      { "unit", NAME_UNIT },   { "stelle", NAME_UNIT },
    { "before", NAME_BEFORE },   { "vor", NAME_BEFORE },    { "after", NAME_AFTER }, { "since", NAME_AFTER },
    { "seit", NAME_AFTER },      { "nach", NAME_AFTER },    { "has", NAME_HAS },     { "hat", NAME_HAS },
    { "is", NAME_IS },           { "ist", NAME_IS },        { "state", NAME_STATE }, { "status", NAME_STATE },
    { "channel", NAME_CHANNEL }, { "kanal", NAME_CHANNEL }, { "lang", NAME_LANG },   { "language", NAME_LANG },
    { "sprache", NAME_LANG },
};

/* What is: and has: know, in lower case; the second word of a state is set off by - or _. */
static const struct {
    const char *text;
    Name name;
    SearchClauseKind kind;
    gboolean negates;
} FLAGS[] = {
    { "attachment", NAME_HAS, SEARCH_HAS_ATTACHMENT, FALSE },
    { "attachments", NAME_HAS, SEARCH_HAS_ATTACHMENT, FALSE },
    { "file", NAME_HAS, SEARCH_HAS_ATTACHMENT, FALSE },
    { "anhang", NAME_HAS, SEARCH_HAS_ATTACHMENT, FALSE },
    { "anhänge", NAME_HAS, SEARCH_HAS_ATTACHMENT, FALSE },
    { "held", NAME_IS, SEARCH_IS_HELD, FALSE },
    { "zurückgehalten", NAME_IS, SEARCH_IS_HELD, FALSE },
    { "open", NAME_IS, SEARCH_IS_OPEN, FALSE },
    { "offen", NAME_IS, SEARCH_IS_OPEN, FALSE },
    { "closed", NAME_IS, SEARCH_IS_OPEN, TRUE },
    { "erledigt", NAME_IS, SEARCH_IS_OPEN, TRUE },
};

/* A piece of what was typed. */
typedef struct {
    gboolean negated, quoted;
    char *name;  /* of an operator that may be one; NULL: none */
    char *value; /* without quotation marks */
    char *typed; /* all of it, for telling */
} Token;

static void
token_clear(Token *token)
{
    g_clear_pointer(&token->name, g_free);
    g_clear_pointer(&token->value, g_free);
    g_clear_pointer(&token->typed, g_free);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Token, token_clear)

static gboolean
find_name(const char *text, Name *ret)
{
    for (guint i = 0; text != NULL && i < G_N_ELEMENTS(NAMES); i++) {
        if (g_ascii_strcasecmp(text, NAMES[i].text) == 0) {
            *ret = NAMES[i].name;
            return TRUE;
        }
    }
    return FALSE;
}

static SearchClause *
add_clause(SearchQuery *query, SearchClauseKind kind, const Token *token)
{
    SearchClause *clause = g_new0(SearchClause, 1);

    clause->kind = kind;
    clause->negated = token->negated;
    clause->value = g_strdup(token->value);
    g_ptr_array_add(query->clauses, clause);
    return clause;
}

static void
add_day(SearchQuery *query, SearchClauseKind kind, const Token *token)
{
    SearchDay day;

    if (search_query_parse_day(token->value, &day))
        add_clause(query, kind, token)->day = day;
    else
        search_query_add_problem(query, SEARCH_PROBLEM_DATE, token->typed);
}

static void
add_flag(SearchQuery *query, Name name, const Token *token)
{
    g_autofree char *value = g_utf8_strdown(token->value, -1);

    for (guint i = 0; i < G_N_ELEMENTS(FLAGS); i++) {
        if (FLAGS[i].name == name && strcmp(FLAGS[i].text, value) == 0) {
            add_clause(query, FLAGS[i].kind, token)->negated ^= FLAGS[i].negates;
            return;
        }
    }
    search_query_add_problem(query, name == NAME_HAS ? SEARCH_PROBLEM_HAS : SEARCH_PROBLEM_IS, token->typed);
}

static void
add_state(SearchQuery *query, const Token *token)
{
    g_autofree char *value = g_ascii_strdown(token->value, -1);
    CaseState state;

    g_strdelimit(value, "- ", '_');
    if (case_state_parse(value, &state))
        add_clause(query, SEARCH_STATE, token)->state = state;
    else
        search_query_add_problem(query, SEARCH_PROBLEM_STATE, token->typed);
}

static void
add_operator(SearchQuery *query, Name name, const Token *token)
{
    static const SearchClauseKind PLAIN[] = {
        [NAME_FROM] = SEARCH_FROM,
        [NAME_UNIT] = SEARCH_UNIT,
        [NAME_CHANNEL] = SEARCH_CHANNEL,
        [NAME_LANG] = SEARCH_LANGUAGE,
    };

    if (*token->value == '\0')
        search_query_add_problem(query, SEARCH_PROBLEM_EMPTY, token->typed);
    else if (name == NAME_BEFORE || name == NAME_AFTER)
        add_day(query, name == NAME_BEFORE ? SEARCH_BEFORE : SEARCH_AFTER, token);
    else if (name == NAME_HAS || name == NAME_IS)
        add_flag(query, name, token);
    else if (name == NAME_STATE)
        add_state(query, token);
    else
        add_clause(query, PLAIN[name], token);
}

/* ---- reading ---- */

typedef struct {
    const char *at, *end;
} Reader;

static gunichar
peek(const Reader *reader)
{
    return reader->at < reader->end ? g_utf8_get_char(reader->at) : 0;
}

static gboolean
is_quote(gunichar c)
{
    return c == '"' || (c >= 0x201c && c <= 0x201f) || c == 0xab || c == 0xbb;
}

static void
skip_blanks(Reader *reader)
{
    while (reader->at < reader->end && g_unichar_isspace(peek(reader)))
        reader->at = g_utf8_next_char(reader->at);
}

/* Up to the closing quotation mark, or to the end. */
static char *
read_quoted(Reader *reader)
{
    const char *start = reader->at = g_utf8_next_char(reader->at);
    char *value;

    while (reader->at < reader->end && !is_quote(peek(reader)))
        reader->at = g_utf8_next_char(reader->at);
    value = g_strstrip(g_strndup(start, (gsize)(reader->at - start)));
    if (reader->at < reader->end)
        reader->at = g_utf8_next_char(reader->at);
    return value;
}

static char *
read_bare(Reader *reader)
{
    const char *start = reader->at;

    while (reader->at < reader->end && !g_unichar_isspace(peek(reader)) && !is_quote(peek(reader)))
        reader->at = g_utf8_next_char(reader->at);
    return g_strndup(start, (gsize)(reader->at - start));
}

/* The operator's name at the beginning of what follows, and the colon; NULL: there is none of that name. */
static char *
read_name(Reader *reader)
{
    const char *colon = reader->at;
    g_autofree char *name = NULL;
    Name unused;

    while (colon < reader->end && g_ascii_isalpha(*colon))
        colon++;
    if (colon == reader->at || colon == reader->end || *colon != ':')
        return NULL;
    name = g_strndup(reader->at, (gsize)(colon - reader->at));
    if (!find_name(name, &unused))
        return NULL;
    reader->at = colon + 1;
    return g_steal_pointer(&name);
}

/* A value may stand after a blank, unless the next operator does. */
static void
read_value(Reader *reader, Token *token)
{
    if (token->name != NULL && g_unichar_isspace(peek(reader))) {
        Reader ahead = *reader;
        g_autofree char *next = NULL;

        skip_blanks(&ahead);
        next = read_name(&(Reader){ ahead.at, ahead.end });
        if (next == NULL && peek(&ahead) != '-')
            *reader = ahead;
    }
    token->quoted = is_quote(peek(reader));
    token->value = token->quoted ? read_quoted(reader) : read_bare(reader);
}

static gboolean
read_token(Reader *reader, Token *token)
{
    const char *start;

    skip_blanks(reader);
    if (reader->at == reader->end)
        return FALSE;
    start = reader->at;
    token->negated = *reader->at == '-' && reader->at + 1 < reader->end && !g_ascii_isspace(reader->at[1]);
    reader->at += token->negated;
    token->name = read_name(reader);
    read_value(reader, token);
    token->typed = g_strndup(start, (gsize)(reader->at - start));
    return TRUE;
}

static void
add_token(SearchQuery *query, const Token *token)
{
    Name name = NAME_FROM;

    if (find_name(token->name, &name))
        add_operator(query, name, token);
    else if (*token->value != '\0')
        add_clause(query, token->quoted ? SEARCH_PHRASE : SEARCH_WORD, token);
}

SearchQuery *
search_query_parse(const char *text, gsize length)
{
    SearchQuery *query = g_new0(SearchQuery, 1);
    g_autofree char *valid = g_utf8_make_valid(text, (gssize)MIN(length, SEARCH_QUERY_SIZE));
    Reader reader = { valid, valid + strlen(valid) };
    gboolean cut = length > SEARCH_QUERY_SIZE;

    query->clauses = g_ptr_array_new_with_free_func((GDestroyNotify)clause_free);
    query->problems = g_ptr_array_new_with_free_func((GDestroyNotify)problem_free);
    for (guint count = 0;; count++) {
        g_auto(Token) token = { 0 };

        if (!read_token(&reader, &token))
            break;
        if (count == SEARCH_CLAUSES_MAX) {
            cut = TRUE;
            break;
        }
        add_token(query, &token);
    }
    if (cut)
        search_query_add_problem(query, SEARCH_PROBLEM_LONG, "");
    return query;
}
