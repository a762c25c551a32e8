/* SPDX-License-Identifier: Apache-2.0 */
#include "store/emergency-store.h"

#include <string.h>

#include "base/error.h"
#include "base/number.h"
#include "model/name-table.h"
#include "store/sealed-text.h"

static const char *const KINDS[] = { "publication", "reply", NULL };
static const char *const OUTCOMES[] = { "open", "agreed", "correct", NULL };

NAME_TABLE(EmergencyKind, emergency_kind, KINDS)
NAME_TABLE(EmergencyOutcome, emergency_outcome, OUTCOMES)

#define COLUMNS                                                                                                        \
    "id, kind, thing, case_id, unit, staff, at, due, late, closed, outcome, digest, authors, sealed, secret_key, leaf"

DB_STATEMENT(insert_emergency, "INSERT INTO emergencies (" COLUMNS ") VALUES ($1, $2, $3, $4, $5, $6, $7, $8, 0, 0,"
                               " 'open', $9, $10, $11, $12, $13)");
DB_STATEMENT(set_emergency_late, "UPDATE emergencies SET late = 1 WHERE id = $1");
DB_STATEMENT(close_emergency, "UPDATE emergencies SET closed = $1, outcome = $2 WHERE id = $3");
DB_STATEMENT(load_emergency, "SELECT " COLUMNS " FROM emergencies WHERE id = $1");
DB_STATEMENT(find_emergency, "SELECT " COLUMNS " FROM emergencies WHERE thing = $1"
                             " ORDER BY CASE WHEN closed = 0 THEN 0 ELSE 1 END,"
                             " CASE WHEN closed = 0 THEN id ELSE -id END LIMIT 1");
DB_STATEMENT(list_open_emergencies, "SELECT " COLUMNS " FROM emergencies WHERE closed = 0 ORDER BY at, id LIMIT $1");
DB_STATEMENT(count_open_emergencies, "SELECT count(*), coalesce(sum(CASE WHEN due <= $1 THEN 1 ELSE 0 END), 0)"
                                     " FROM emergencies WHERE closed = 0");

void
emergency_free(Emergency *emergency)
{
    g_clear_pointer(&emergency->authors, g_array_unref);
    g_free(emergency->reason);
    g_free(emergency);
}

/* ---- writing ---- */

static char *
write_authors(const GArray *authors)
{
    g_autoptr(GString) text = g_string_new(NULL);

    for (guint i = 0; i < authors->len; i++)
        g_string_append_printf(text, "%s%" G_GINT64_FORMAT, i > 0 ? " " : "", g_array_index(authors, StaffId, i).value);
    return g_string_free(g_steal_pointer(&text), FALSE);
}

gboolean
emergency_store_insert(Store *store, DbSession *session, const Emergency *emergency, GError **error)
{
    g_autofree char *authors = write_authors(emergency->authors);
    g_auto(SealedText) sealed = { NULL, 0 };
    g_autoptr(DbQuery) query = NULL;

    if (!sealed_text_make(store, emergency->reason, &sealed, error))
        return FALSE;
    query = db_query(session, &insert_emergency);
    db_bind_int(query, emergency->id);
    db_bind_text(query, emergency_kind_name(emergency->kind));
    db_bind_int(query, emergency->thing);
    db_bind_int(query, emergency->case_id.value);
    db_bind_int(query, emergency->unit.value);
    db_bind_int(query, emergency->staff.value);
    db_bind_int(query, emergency->at);
    db_bind_int(query, emergency->due);
    db_bind_bytes(query, emergency->digest.bytes, sizeof emergency->digest.bytes);
    db_bind_text(query, authors);
    sealed_text_bind(query, &sealed);
    db_bind_int(query, emergency->leaf);
    return db_run(query, error);
}

gboolean
emergency_store_set_late(DbSession *session, gint64 id, GError **error)
{
    g_autoptr(DbQuery) query = db_query(session, &set_emergency_late);

    db_bind_int(query, id);
    return db_run(query, error);
}

gboolean
emergency_store_close(DbSession *session, gint64 id, gint64 now, EmergencyOutcome outcome, GError **error)
{
    g_autoptr(DbQuery) query = db_query(session, &close_emergency);

    db_bind_int(query, now);
    db_bind_text(query, emergency_outcome_name(outcome));
    db_bind_int(query, id);
    return db_run(query, error);
}

/* ---- reading ---- */

static gboolean
corrupt(GError **error)
{
    g_set_error_literal(error, TRIBUNE_ERROR, TRIBUNE_ERROR_CORRUPT, "an emergency of nothing that we know");
    return FALSE;
}

static gboolean
read_authors(const char *text, GArray *authors, GError **error)
{
    g_auto(GStrv) words = g_strsplit(text, " ", -1);

    for (guint i = 0; words[i] != NULL && *words[i] != '\0'; i++) {
        StaffId staff;

        if (!number_parse_int64(words[i], 0, G_MAXINT64, &staff.value, NULL))
            return corrupt(error);
        g_array_append_val(authors, staff);
    }
    return TRUE;
}

static gboolean
read_words(DbQuery *query, Emergency *emergency, GError **error)
{
    gsize length;
    const void *digest = db_bytes(query, 11, &length);

    if (length != sizeof emergency->digest.bytes || !emergency_kind_parse(db_text(query, 1), &emergency->kind) ||
        !emergency_outcome_parse(db_text(query, 10), &emergency->outcome))
        return corrupt(error);
    memcpy(emergency->digest.bytes, digest, length);
    return read_authors(db_text(query, 12), emergency->authors, error);
}

static Emergency *
read_row(Store *store, DbSession *session, DbQuery *query, GError **error)
{
    g_autoptr(Emergency) emergency = g_new0(Emergency, 1);

    emergency->authors = g_array_new(FALSE, FALSE, sizeof(StaffId));
    emergency->id = db_int(query, 0);
    emergency->thing = db_int(query, 2);
    emergency->case_id.value = db_int(query, 3);
    emergency->unit.value = db_int(query, 4);
    emergency->staff.value = db_int(query, 5);
    emergency->at = db_int(query, 6);
    emergency->due = db_int(query, 7);
    emergency->late = db_int(query, 8) != 0;
    emergency->closed = db_int(query, 9);
    emergency->leaf = db_int(query, 15);
    if (!read_words(query, emergency, error))
        return NULL;
    emergency->reason = sealed_text_open(store, session, query, 13, error);
    return emergency->reason != NULL ? g_steal_pointer(&emergency) : NULL;
}

Emergency *
emergency_store_load(Store *store, DbSession *session, gint64 id, GError **error)
{
    g_autoptr(DbQuery) query = db_query(session, &load_emergency);
    g_autoptr(Emergency) emergency = NULL;

    db_bind_int(query, id);
    if (!db_step_one(query, "emergency", error))
        return NULL;
    emergency = read_row(store, session, query, error);
    return emergency != NULL && db_finish(query, error) ? g_steal_pointer(&emergency) : NULL;
}

Emergency *
emergency_store_find(Store *store, DbSession *session, gint64 thing, GError **error)
{
    g_autoptr(DbQuery) query = db_query(session, &find_emergency);
    g_autoptr(Emergency) emergency = NULL;

    db_bind_int(query, thing);
    if (db_step(query) && (emergency = read_row(store, session, query, error)) == NULL)
        return NULL;
    return db_finish(query, error) ? g_steal_pointer(&emergency) : NULL;
}

GPtrArray *
emergency_store_list_open(Store *store, DbSession *session, guint limit, GError **error)
{
    g_autoptr(GPtrArray) list = g_ptr_array_new_with_free_func((GDestroyNotify)emergency_free);
    g_autoptr(DbQuery) query = db_query(session, &list_open_emergencies);

    db_bind_int(query, limit);
    while (db_step(query)) {
        Emergency *emergency = read_row(store, session, query, error);

        if (emergency == NULL)
            return NULL;
        g_ptr_array_add(list, emergency);
    }
    return db_finish(query, error) ? g_steal_pointer(&list) : NULL;
}

gboolean
emergency_store_count(DbSession *session, gint64 now, gint64 *ret_open, gint64 *ret_late, GError **error)
{
    g_autoptr(DbQuery) query = db_query(session, &count_open_emergencies);

    db_bind_int(query, now);
    if (!db_step_one(query, "count", error))
        return FALSE;
    *ret_open = db_int(query, 0);
    *ret_late = db_int(query, 1);
    return db_finish(query, error);
}
