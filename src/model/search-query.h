/* SPDX-License-Identifier: Apache-2.0 */
/* model/search-query.h: what somebody typed into the search field, understood.
 *
 *     lamp "high street" -flood from:ada unit:highways after:2026-10-01 has:attachment is:open
 *
 * Words and phrases in quotation marks (any kind), and operators, a name with a colon and a value, which may be quoted
 * too. A minus before any of them excludes. All of them must hold. Each operator has a German name as well: von:
 * stelle: vor: seit: hat:anhang ist:zurückgehalten ist:offen ist:erledigt status: kanal: sprache:.
 *
 * Forgiving: what is no operator is a word, a blank after the colon does not matter, a quotation mark may stay open.
 * What cannot be meant becomes a problem, to be told beside the results of the rest. Pure and thread-safe. Limits:
 * SEARCH_QUERY_SIZE bytes and SEARCH_CLAUSES_MAX clauses; what is beyond is left out and told. */
#pragma once
#include "model/case.h"

#define SEARCH_QUERY_SIZE  512
#define SEARCH_CLAUSES_MAX 24

typedef enum {
    SEARCH_WORD,   /* value: one word, as typed */
    SEARCH_PHRASE, /* value: several */
    SEARCH_FROM,   /* value: of a name or an address */
    SEARCH_UNIT,   /* value: code or name */
    SEARCH_BEFORE, /* day: earlier than its beginning */
    SEARCH_AFTER,  /* day: from its beginning on */
    SEARCH_HAS_ATTACHMENT,
    SEARCH_IS_HELD,
    SEARCH_IS_OPEN,  /* negated: closed */
    SEARCH_STATE,    /* state */
    SEARCH_CHANNEL,  /* value: its name */
    SEARCH_LANGUAGE, /* value: BCP 47 */
} SearchClauseKind;

/* A day as it was typed: by date, or counted back from today. Month and day are 1 when only the year was given. */
typedef struct {
    int year, month, day; /* year 0: counted */
    int ago;              /* days before today */
} SearchDay;

typedef struct {
    SearchClauseKind kind;
    gboolean negated;
    char *value;
    SearchDay day;
    CaseState state;
} SearchClause;

typedef enum {
    SEARCH_PROBLEM_DATE,  /* before:, after: the value is no date */
    SEARCH_PROBLEM_HAS,   /* has: knows attachment only */
    SEARCH_PROBLEM_IS,    /* is: knows held, open, closed */
    SEARCH_PROBLEM_STATE, /* there is no such state */
    SEARCH_PROBLEM_UNIT,  /* there is no such unit (found by who knows the units) */
    SEARCH_PROBLEM_EMPTY, /* an operator without a value */
    SEARCH_PROBLEM_LONG,  /* the end was left out */
} SearchProblemKind;
const char *search_query_problem_name(SearchProblemKind kind); /* "date" */

typedef struct {
    SearchProblemKind kind;
    char *typed; /* "before:soon" */
} SearchProblem;

typedef struct {
    GPtrArray *clauses;  /* SearchClause * */
    GPtrArray *problems; /* SearchProblem * */
} SearchQuery;

/* @text is any bytes; what is not UTF-8 is no part of a word. Never fails. */
SearchQuery *search_query_parse(const char *text, gsize length);
void search_query_free(SearchQuery *query);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(SearchQuery, search_query_free)

void search_query_add_problem(SearchQuery *query, SearchProblemKind kind, const char *typed);

/* A day as people write it: 2026-11-22, 2026-11, 2026, 22.11.2026, 22/11/2026, today, yesterday, 7d, in German heute,
 * gestern, 7t. Years 1900 to 9999. */
gboolean search_query_parse_day(const char *text, SearchDay *ret);
