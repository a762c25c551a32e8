/* SPDX-License-Identifier: Apache-2.0 */
/* Clauses of a query become lists of documents, phrases to look for, and bounds. */
#include <string.h>

#include "base/clock.h"
#include "model/search-terms.h"
#include "views/search-private.h"

#define FEW 500 /* cases that are listed rather than walked to */

DB_STATEMENT(search_held_cases, "SELECT id FROM cases WHERE held > 0 ORDER BY changed DESC LIMIT $1");
DB_STATEMENT(search_case_docs, "SELECT d.doc FROM messages m JOIN search_docs d ON d.subject = m.id"
                               " WHERE m.case_id = $1");

static void
exclusion_free(SearchExclusion *exclusion)
{
    g_ptr_array_unref(exclusion->lists);
    g_clear_pointer(&exclusion->phrase, g_ptr_array_unref);
    g_free(exclusion);
}

void
search_plan_clear(Search *search)
{
    search_walk_clear(&search->walk);
    g_clear_pointer(&search->marks, g_hash_table_unref);
    g_clear_pointer(&search->phrases, g_ptr_array_unref);
    g_clear_pointer(&search->exclusions, g_ptr_array_unref);
    g_clear_pointer(&search->units, g_array_unref);
}

/* ---- words ---- */

static SearchList *
list_of(Search *search, SearchField field, const char *folded)
{
    gint64 term = search_batch_term(search->store->search_key, field, folded, strlen(folded));

    return search_list_term(search->snapshot, term);
}

/* @terms of @field are wanted, or all of them together are not. @phrase may be NULL; it is taken. */
static void
add_terms(Search *search, gboolean negated, SearchField field, const GPtrArray *terms, GPtrArray *phrase)
{
    SearchExclusion *exclusion = g_new0(SearchExclusion, 1);

    exclusion->lists = g_ptr_array_new();
    exclusion->phrase = phrase;
    for (guint i = 0; i < terms->len; i++)
        g_ptr_array_add(exclusion->lists, list_of(search, field, g_ptr_array_index(terms, i)));
    if (negated && terms->len == 1 && phrase == NULL) {
        g_ptr_array_extend(search->walk.none, exclusion->lists, NULL, NULL);
        exclusion_free(exclusion);
        return;
    }
    if (negated && terms->len > 0) {
        g_ptr_array_add(search->exclusions, exclusion);
        return;
    }
    g_ptr_array_extend(search->walk.all, exclusion->lists, NULL, NULL);
    if (phrase != NULL && phrase->len > 1)
        g_ptr_array_add(search->phrases, g_ptr_array_ref(phrase));
    exclusion_free(exclusion);
}

static void
add_marks(Search *search, const GPtrArray *terms)
{
    for (guint i = 0; i < terms->len; i++)
        g_hash_table_add(search->marks, g_strdup(g_ptr_array_index(terms, i)));
}

static void
add_word(Search *search, const SearchClause *clause, SearchField field)
{
    g_autoptr(GPtrArray) terms = search_terms_wanted(clause->value);

    add_terms(search, clause->negated, field, terms, NULL);
    if (!clause->negated && field == SEARCH_FIELD_TEXT)
        add_marks(search, terms);
}

static void
add_phrase(Search *search, const SearchClause *clause)
{
    g_autoptr(GPtrArray) words = search_terms_sequence(clause->value);

    add_terms(search, clause->negated, SEARCH_FIELD_TEXT, words, g_ptr_array_ref(words));
    if (!clause->negated)
        add_marks(search, words);
}

static void
add_exact(Search *search, const SearchClause *clause, SearchField field, const char *value)
{
    g_autoptr(GPtrArray) terms = g_ptr_array_new_with_free_func(g_free);

    g_ptr_array_add(terms, g_ascii_strdown(value, -1));
    add_terms(search, clause->negated, field, terms, NULL);
}

/* ---- days ---- */

/* The beginning of @day in the reader's zone. */
static gint64
begin_of(const Search *search, const SearchDay *day)
{
    g_autoptr(GTimeZone) zone = g_time_zone_new_identifier(search->question->zone);
    g_autoptr(GDateTime) now = NULL, counted = NULL, begin = NULL;

    if (zone == NULL)
        zone = g_time_zone_new_utc();
    if (day->year != 0) {
        begin = g_date_time_new(zone, day->year, day->month, day->day, 0, 0, 0);
    } else {
        g_autoptr(GDateTime) utc = g_date_time_new_from_unix_utc(search->question->now / CLOCK_SECOND);

        now = g_date_time_to_timezone(utc, zone);
        counted = g_date_time_add_days(now, -day->ago);
        if (counted != NULL)
            begin = g_date_time_new(zone, g_date_time_get_year(counted), g_date_time_get_month(counted),
                                    g_date_time_get_day_of_month(counted), 0, 0, 0);
    }
    return begin != NULL ? g_date_time_to_unix(begin) * CLOCK_SECOND : 0;
}

/* A negated before: is after:, and the other way round. */
static void
add_bound(Search *search, const SearchClause *clause)
{
    gint64 begin = begin_of(search, &clause->day);

    if ((clause->kind == SEARCH_BEFORE) != clause->negated)
        search->walk.newest = MIN(search->walk.newest, begin);
    else
        search->walk.oldest = MAX(search->walk.oldest, begin);
}

/* ---- units ---- */

static UnitId
find_unit(const DirectorySnapshot *snapshot, const char *typed)
{
    const GPtrArray *units = directory_units(snapshot);
    g_autofree char *wanted = g_utf8_casefold(typed, -1);

    for (guint i = 0; i < units->len; i++) {
        const Unit *unit = g_ptr_array_index(units, i);
        g_autofree char *name = g_utf8_casefold(unit->name, -1);

        if (strcmp(name, wanted) == 0 || strcmp(unit->code, wanted) == 0)
            return unit->id;
    }
    return (UnitId){ 0 };
}

static void
add_unit(Search *search, const SearchClause *clause)
{
    g_autoptr(DirectorySnapshot) snapshot = directory_snapshot(search->directory);
    UnitId unit = find_unit(snapshot, clause->value);
    g_autofree char *typed = g_strconcat("unit:", clause->value, NULL);

    g_array_append_val(search->units, unit);
    if (unit.value == 0)
        search_query_add_problem(search->page->query, SEARCH_PROBLEM_UNIT, typed);
}

/* ---- few cases ---- */

static gint
compare_documents(gconstpointer a, gconstpointer b)
{
    gint64 x = *(const gint64 *)a, y = *(const gint64 *)b;

    return (x > y) - (x < y);
}

static gboolean
add_documents(Search *search, gint64 case_id, GArray *documents, GError **error)
{
    g_autoptr(DbQuery) query = db_query(search->session, &search_case_docs);

    db_bind_int(query, case_id);
    while (db_step(query)) {
        gint64 document = db_int(query, 0);

        g_array_append_val(documents, document);
    }
    return db_finish(query, error);
}

/* What is held is rare among all, so its messages are listed; when there are many, walking meets them soon. */
static gboolean
add_held(Search *search, const SearchClause *clause, GError **error)
{
    g_autoptr(GArray) cases = g_array_new(FALSE, FALSE, sizeof(gint64));
    g_autoptr(GArray) documents = g_array_new(FALSE, FALSE, sizeof(gint64));
    g_autoptr(DbQuery) query = NULL;

    if (clause->negated)
        return TRUE;
    query = db_query(search->session, &search_held_cases);
    db_bind_int(query, FEW + 1);
    while (db_step(query)) {
        gint64 id = db_int(query, 0);

        g_array_append_val(cases, id);
    }
    if (!db_finish(query, error))
        return FALSE;
    if (cases->len > FEW)
        return TRUE;
    for (guint i = 0; i < cases->len; i++)
        if (!add_documents(search, g_array_index(cases, gint64, i), documents, error))
            return FALSE;
    g_array_sort(documents, compare_documents);
    g_ptr_array_add(search->walk.all, search_list_these(search->snapshot, documents));
    return TRUE;
}

/* ---- all clauses ---- */

static gboolean
add_clause(Search *search, const SearchClause *clause, GError **error)
{
    switch (clause->kind) {
    case SEARCH_WORD:
        add_word(search, clause, SEARCH_FIELD_TEXT);
        return TRUE;
    case SEARCH_PHRASE:
        add_phrase(search, clause);
        return TRUE;
    case SEARCH_FROM:
        add_word(search, clause, SEARCH_FIELD_FROM);
        return TRUE;
    case SEARCH_UNIT:
        add_unit(search, clause);
        return TRUE;
    case SEARCH_BEFORE:
    case SEARCH_AFTER:
        add_bound(search, clause);
        return TRUE;
    case SEARCH_HAS_ATTACHMENT:
        add_exact(search, clause, SEARCH_FIELD_HAS, "attachment");
        return TRUE;
    case SEARCH_CHANNEL:
        add_exact(search, clause, SEARCH_FIELD_CHANNEL, clause->value);
        return TRUE;
    case SEARCH_LANGUAGE:
        add_exact(search, clause, SEARCH_FIELD_LANGUAGE, clause->value);
        return TRUE;
    case SEARCH_IS_HELD:
        return add_held(search, clause, error);
    case SEARCH_IS_OPEN:
    case SEARCH_STATE:
        return TRUE; /* asked of each candidate */
    }
    return TRUE;
}

gboolean
search_plan_make(Search *search, GError **error)
{
    const GPtrArray *clauses = search->page->query->clauses;
    gboolean narrows;

    search_walk_init(&search->walk, search->snapshot);
    search->marks = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    search->phrases = g_ptr_array_new_with_free_func((GDestroyNotify)g_ptr_array_unref);
    search->exclusions = g_ptr_array_new_with_free_func((GDestroyNotify)exclusion_free);
    search->units = g_array_new(FALSE, FALSE, sizeof(UnitId));
    for (guint i = 0; i < clauses->len; i++)
        if (!add_clause(search, g_ptr_array_index(clauses, i), error))
            return FALSE;
    narrows = search->exclusions->len + search->walk.none->len + search->units->len > 0 ||
              search->walk.newest != G_MAXINT64 || search->walk.oldest != G_MININT64;
    for (guint i = 0; i < clauses->len; i++) {
        SearchClauseKind kind = ((const SearchClause *)g_ptr_array_index(clauses, i))->kind;

        narrows |= kind == SEARCH_IS_OPEN || kind == SEARCH_STATE || kind == SEARCH_IS_HELD;
    }
    if (search->walk.all->len == 0 && narrows)
        g_ptr_array_add(search->walk.all, search_list_all(search->snapshot));
    return TRUE;
}
