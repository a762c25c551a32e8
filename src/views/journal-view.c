/* SPDX-License-Identifier: Apache-2.0 */
#include "views/journal-view.h"

#include <string.h>

#include "base/error.h"
#include "journal/journal.h"
#include "journal/proof.h"
#include "model/rights.h"
#include "store/case-store.h"

DB_STATEMENT(list_log_years,
             "SELECT s.year, s.size, c.size, c.at, c.note FROM log_states s LEFT JOIN log_checkpoints c"
             " ON c.year = s.year AND c.size = (SELECT max(k.size) FROM log_checkpoints k WHERE k.year = s.year)"
             " ORDER BY s.year DESC");
DB_STATEMENT(list_case_leaves,
             "SELECT leaf FROM messages WHERE case_id = $1 UNION SELECT leaf FROM events WHERE case_id = $2"
             " ORDER BY 1");
DB_STATEMENT(find_case_leaf, "SELECT 1 FROM messages WHERE case_id = $1 AND leaf = $2 UNION ALL"
                             " SELECT 1 FROM events WHERE case_id = $3 AND leaf = $4 LIMIT 1");

int
journal_view_year(gint64 place)
{
    return JOURNAL_YEAR(place);
}

gint64
journal_view_index(gint64 place)
{
    return JOURNAL_INDEX(place);
}

gint64
journal_view_place(int year, gint64 index)
{
    return JOURNAL_PLACE(year, index);
}

void
journal_year_free(JournalYear *year)
{
    g_free(year->checkpoint);
    g_free(year);
}

void
journal_entry_free(JournalEntry *entry)
{
    g_free(entry->type);
    g_free(entry->entry);
    g_free(entry);
}

/* ---- years ---- */

static gboolean
list_years(DbSession *session, gpointer data, GError **error)
{
    GPtrArray *years = data;
    g_autoptr(DbQuery) query = db_query(session, &list_log_years);

    while (db_step(query)) {
        JournalYear *year = g_new0(JournalYear, 1);

        year->year = (int)db_int(query, 0);
        year->size = db_int(query, 1);
        year->checkpoint_size = db_int(query, 2);
        year->checkpoint_at = db_int(query, 3);
        year->checkpoint = db_dup_text(query, 4);
        g_ptr_array_add(years, year);
    }
    return db_finish(query, error);
}

static GPtrArray *
read_years(Store *store, GError **error)
{
    g_autoptr(GPtrArray) years = g_ptr_array_new_with_free_func((GDestroyNotify)journal_year_free);

    return store_read(store, list_years, years, error) ? g_steal_pointer(&years) : NULL;
}

GPtrArray *
journal_view_years(Store *store, const Actor *actor, GError **error)
{
    return rights_check(actor, ACTION_READ_JOURNAL, (UnitId){ 0 }, error) ? read_years(store, error) : NULL;
}

JournalYear *
journal_view_newest(Store *store, GError **error)
{
    g_autoptr(GPtrArray) years = read_years(store, error);

    return years == NULL || years->len == 0 ? NULL : g_ptr_array_steal_index(years, 0);
}

/* ---- entries of a case ---- */

typedef struct {
    const Actor *actor;
    CaseId case_id;
    gint64 place;
    GPtrArray *entries;
    char *proof;
    GPtrArray *years;
} Reading;

static gboolean
check_case(DbSession *session, const Reading *reading, GError **error)
{
    g_autoptr(Case) a_case = case_store_load(session, reading->case_id, error);

    if (a_case == NULL)
        return FALSE;
    if (rights_may(reading->actor, ACTION_READ_TRAIL, a_case->unit))
        return TRUE;
    g_set_error(error, TRIBUNE_ERROR, TRIBUNE_ERROR_NOT_FOUND, "no such case");
    return FALSE;
}

static gboolean
is_covered(const GPtrArray *years, gint64 place)
{
    for (guint i = 0; i < years->len; i++) {
        const JournalYear *year = g_ptr_array_index(years, i);

        if (year->year == JOURNAL_YEAR(place))
            return JOURNAL_INDEX(place) < year->checkpoint_size;
    }
    return FALSE;
}

/* The second line of a leaf: "type receive". */
static char *
type_of(const char *entry)
{
    const char *start = strstr(entry, "\ntype ");

    return start == NULL ? g_strdup("") : g_strndup(start + 6, strcspn(start + 6, "\n"));
}

static gboolean
add_entry(DbSession *session, Reading *reading, gint64 place, GError **error)
{
    GBytes *bytes = NULL;
    JournalEntry *entry;
    gsize length;
    const char *text;

    if (!journal_read_entry(session, place, &bytes, error))
        return FALSE;
    entry = g_new0(JournalEntry, 1);
    text = g_bytes_get_data(bytes, &length);
    entry->place = place;
    entry->entry = g_strndup(text, length);
    entry->type = type_of(entry->entry);
    entry->covered = is_covered(reading->years, place);
    g_ptr_array_add(reading->entries, entry);
    g_bytes_unref(bytes);
    return TRUE;
}

static gboolean
list_entries(DbSession *session, gpointer data, GError **error)
{
    Reading *reading = data;
    g_autoptr(DbQuery) query = db_query(session, &list_case_leaves);

    if (!check_case(session, reading, error) || !list_years(session, reading->years, error))
        return FALSE;
    db_bind_int(query, reading->case_id.value);
    db_bind_int(query, reading->case_id.value);
    while (db_step(query))
        if (!add_entry(session, reading, db_int(query, 0), error))
            return FALSE;
    return db_finish(query, error);
}

static gboolean
check_leaf_of_case(DbSession *session, const Reading *reading, GError **error)
{
    g_autoptr(DbQuery) query = db_query(session, &find_case_leaf);

    if (!check_case(session, reading, error))
        return FALSE;
    db_bind_int(query, reading->case_id.value);
    db_bind_int(query, reading->place);
    db_bind_int(query, reading->case_id.value);
    db_bind_int(query, reading->place);
    return db_step_one(query, "journal entry", error);
}

static gboolean
read_entry(DbSession *session, gpointer data, GError **error)
{
    Reading *reading = data;

    return check_leaf_of_case(session, reading, error) && list_years(session, reading->years, error) &&
           add_entry(session, reading, reading->place, error);
}

static gboolean
make_proof(DbSession *session, gpointer data, GError **error)
{
    Reading *reading = data;

    return rights_check_anywhere(reading->actor, ACTION_DOWNLOAD_PROOF, error) &&
           check_leaf_of_case(session, reading, error) &&
           journal_proof_make(session, reading->place, NULL, &reading->proof, error);
}

static gboolean
run(Store *store, Reading *reading, DbTask task, GError **error)
{
    gboolean done;

    reading->entries = g_ptr_array_new_with_free_func((GDestroyNotify)journal_entry_free);
    reading->years = g_ptr_array_new_with_free_func((GDestroyNotify)journal_year_free);
    done = store_read(store, task, reading, error);
    g_ptr_array_unref(reading->years);
    if (!done)
        g_clear_pointer(&reading->entries, g_ptr_array_unref);
    return done;
}

GPtrArray *
journal_view_case(Store *store, const Actor *actor, CaseId case_id, GError **error)
{
    Reading reading = { .actor = actor, .case_id = case_id };

    return run(store, &reading, list_entries, error) ? reading.entries : NULL;
}

JournalEntry *
journal_view_entry(Store *store, const Actor *actor, CaseId case_id, gint64 place, GError **error)
{
    Reading reading = { .actor = actor, .case_id = case_id, .place = place };
    JournalEntry *entry;

    if (!run(store, &reading, read_entry, error))
        return NULL;
    entry = g_ptr_array_steal_index(reading.entries, 0);
    g_ptr_array_unref(reading.entries);
    return entry;
}

char *
journal_view_proof(Store *store, const Actor *actor, CaseId case_id, gint64 place, GError **error)
{
    Reading reading = { .actor = actor, .case_id = case_id, .place = place };

    if (!run(store, &reading, make_proof, error))
        return NULL;
    g_ptr_array_unref(reading.entries);
    return reading.proof;
}
