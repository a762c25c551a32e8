/* SPDX-License-Identifier: Apache-2.0 */
#include "views/case-pages-view.h"

#include "base/error.h"
#include "model/rights.h"
#include "store/case-store.h"

#define SELECT_ROWS                                                                                                    \
    "SELECT " CASE_STORE_COLUMNS ", coalesce((SELECT s.login FROM staff s WHERE s.id = c.assignee), '') FROM cases c"  \
    " WHERE "

/* Every list has the same parameters: $1 and $2 where it begins, $3 the state or '', $4 whether only nobody's, $5
 * whether the reader reads everywhere, $6 her units as ",12,34,", then what it is a list of, last the limit. */
#define BEGINS                                                                                                         \
    "c.changed >= $1 AND (c.changed > $1 OR c.id > $2) AND ($3 = '' OR c.state = $3)"                                  \
    " AND ($4 = 0 OR c.assignee IS NULL) AND ($5 = 1 OR $6 LIKE '%,' || CAST(c.unit AS text) || ',%')"
#define ENDS(limit) " ORDER BY c.changed, c.id LIMIT " limit

DB_STATEMENT(page_cases, SELECT_ROWS BEGINS ENDS("$7"));
DB_STATEMENT(page_unit_cases, SELECT_ROWS BEGINS " AND c.unit = $7" ENDS("$8"));
DB_STATEMENT(page_staff_cases,
             SELECT_ROWS BEGINS " AND c.assignee = (SELECT id FROM staff WHERE login = $7)" ENDS("$8"));
DB_STATEMENT(page_staff_unit_cases,
             SELECT_ROWS BEGINS " AND c.assignee = (SELECT id FROM staff WHERE login = $7) AND c.unit = $8" ENDS("$9"));
DB_STATEMENT(page_find_case, SELECT_ROWS "c.reference = $1");

void
case_pages_row_free(CasePagesRow *row)
{
    if (row == NULL)
        return;
    case_free(row->a_case);
    g_free(row->assignee);
    g_free(row);
}

void
case_pages_free(CasePages *pages)
{
    g_ptr_array_unref(pages->rows);
    g_free(pages);
}

static CasePagesRow *
read_row(DbQuery *query)
{
    CasePagesRow *row = g_new0(CasePagesRow, 1);

    row->a_case = case_store_read(query);
    row->assignee = db_dup_text(query, CASE_STORE_COLUMN_COUNT);
    return row;
}

typedef struct {
    const Actor *actor;
    const CasePagesQuestion *question;
    gboolean everywhere;
    char *units;
    CasePages *pages;
} Listing;

static void
bind_common(DbQuery *query, const Listing *listing)
{
    const CasePagesQuestion *question = listing->question;

    db_bind_int(query, question->changed);
    db_bind_int(query, question->after);
    db_bind_text(query, question->state);
    db_bind_int(query, question->unassigned);
    db_bind_int(query, listing->everywhere);
    db_bind_text(query, listing->units);
}

static DbQuery *
ask(DbSession *session, const Listing *listing, const CasePagesQuestion *question)
{
    static const DbStatement *const STATEMENTS[2][2] = { { &page_cases, &page_unit_cases },
                                                         { &page_staff_cases, &page_staff_unit_cases } };
    gboolean hers = *question->assignee != '\0', of_unit = question->unit.value != 0;
    DbQuery *query = db_query(session, STATEMENTS[hers][of_unit]);

    bind_common(query, listing);
    if (hers)
        db_bind_text(query, question->assignee);
    if (of_unit)
        db_bind_int(query, question->unit.value);
    db_bind_int(query, question->limit + 1);
    return query;
}

static gboolean
list(DbSession *session, gpointer data, GError **error)
{
    Listing *listing = data;
    CasePages *pages = listing->pages;
    g_autoptr(DbQuery) query = ask(session, listing, listing->question);

    g_ptr_array_set_size(pages->rows, 0);
    while (db_step(query)) {
        if (pages->rows->len < listing->question->limit)
            g_ptr_array_add(pages->rows, read_row(query));
        else
            pages->more = TRUE;
    }
    return db_finish(query, error);
}

static char *
format_units(const GArray *units)
{
    GString *out = g_string_new(",");

    for (guint i = 0; i < units->len; i++)
        g_string_append_printf(out, "%" G_GINT64_FORMAT ",", g_array_index(units, UnitId, i).value);
    return g_string_free(out, FALSE);
}

CasePages *
case_pages_view_list(Store *store, const Actor *actor, const CasePagesQuestion *question, GError **error)
{
    g_autoptr(CasePages) pages = g_new0(CasePages, 1);
    g_autoptr(GArray) units = g_array_new(FALSE, FALSE, sizeof(UnitId));
    g_autofree char *text = NULL;
    Listing listing = { .actor = actor, .question = question, .pages = pages };

    pages->rows = g_ptr_array_new_with_free_func((GDestroyNotify)case_pages_row_free);
    if (!rights_check_anywhere(actor, ACTION_READ_INBOX, error))
        return NULL;
    listing.everywhere = rights_scope(actor, ACTION_READ_INBOX, units) == SCOPE_ALL;
    listing.units = text = format_units(units);
    return store_read(store, list, &listing, error) ? g_steal_pointer(&pages) : NULL;
}

/* ---- one ---- */

typedef struct {
    const Actor *actor;
    const char *reference;
    CasePagesRow *row;
} Search;

static gboolean
find(DbSession *session, gpointer data, GError **error)
{
    Search *search = data;
    g_autoptr(DbQuery) query = db_query(session, &page_find_case);

    g_clear_pointer(&search->row, case_pages_row_free);
    db_bind_text(query, search->reference);
    if (db_step(query))
        search->row = read_row(query);
    if (!db_finish(query, error))
        return FALSE;
    if (search->row != NULL && rights_may(search->actor, ACTION_READ_CASE, search->row->a_case->unit))
        return TRUE;
    g_set_error_literal(error, TRIBUNE_ERROR, TRIBUNE_ERROR_NOT_FOUND, "there is no such case");
    return FALSE;
}

CasePagesRow *
case_pages_view_find(Store *store, const Actor *actor, const char *reference, GError **error)
{
    Search search = { actor, reference, NULL };

    if (store_read(store, find, &search, error))
        return search.row;
    g_clear_pointer(&search.row, case_pages_row_free);
    return NULL;
}
