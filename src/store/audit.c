/* SPDX-License-Identifier: Apache-2.0 */
#include "store/audit.h"

#include <sodium.h>
#include <string.h>

#include "base/clock.h"
#include "base/error.h"
#include "store/audit-private.h"
#include "wire/commitment.h"

#define STEPS_PER_PROGRESS 4096

DB_STATEMENT(audit_count_work, "SELECT CAST(coalesce((SELECT sum(size) FROM log_states), 0) AS bigint),"
                               " (SELECT count(*) FROM messages), (SELECT count(*) FROM events)");
DB_STATEMENT(audit_find_stray_content,
             "SELECT min(c.id) FROM contents c WHERE NOT EXISTS (SELECT 1 FROM messages m WHERE m.id = c.id)"
             " AND NOT EXISTS (SELECT 1 FROM draft_files f WHERE f.id = c.id)"
             " AND NOT EXISTS (SELECT 1 FROM proposals p WHERE p.content = c.id AND p.content <> 0)"
             " AND NOT EXISTS (SELECT 1 FROM pictures i WHERE i.id = c.id)");
DB_STATEMENT(audit_find_stray_release, "SELECT min(r.id) FROM releases r WHERE NOT EXISTS"
                                       " (SELECT 1 FROM messages m WHERE m.id = r.id AND m.direction = 'out')");

/* ---- faults and progress ---- */

gboolean
audit_fault(const AuditRow *row, GError **error, const char *what)
{
    g_set_error(error, TRIBUNE_ERROR, TRIBUNE_ERROR_CORRUPT,
                "%s %" G_GINT64_FORMAT ": %s (journal %d, leaf %" G_GINT64_FORMAT ")", row->table, row->id, what,
                JOURNAL_YEAR(row->place), JOURNAL_INDEX(row->place));
    return FALSE;
}

gboolean
audit_blame(const AuditRow *row, GError *cause, GError **error)
{
    if (cause->domain != TRIBUNE_ERROR || cause->code == TRIBUNE_ERROR_CORRUPT ||
        cause->code == TRIBUNE_ERROR_NOT_FOUND || cause->code == TRIBUNE_ERROR_INVALID ||
        cause->code == TRIBUNE_ERROR_LIMIT) {
        audit_fault(row, error, cause->message);
        g_error_free(cause);
    } else {
        g_propagate_error(error, cause);
    }
    return FALSE;
}

void
audit_step(AuditRun *run)
{
    run->done++;
    if (run->options->on_progress != NULL && run->done % STEPS_PER_PROGRESS == 0)
        run->options->on_progress(run->options->data, run->done, MAX(run->total, run->done));
}

/* ---- marks ---- */

static guint8 *
find_mark(const AuditRun *run, gint64 place)
{
    for (guint i = 0; i < run->years->len; i++) {
        GByteArray *marks = g_ptr_array_index(run->marks, i);

        if (g_array_index(run->years, int, i) == JOURNAL_YEAR(place))
            return JOURNAL_INDEX(place) < marks->len ? &marks->data[JOURNAL_INDEX(place)] : NULL;
    }
    return NULL;
}

static guint8
mark_of(const Leaf *leaf)
{
    const char *event = leaf_find_attr(leaf, "event");

    if (event == NULL)
        return leaf->type == LEAF_RECEIVE || leaf->type == LEAF_NOTE ? MARK_MESSAGE
               : leaf->type == LEAF_RELEASE                          ? MARK_MESSAGE | MARK_RELEASE
                                                                     : 0;
    if (strcmp(event, event_kind_name(EVENT_RELEASE_RELEASED)) == 0)
        return MARK_EVENT | MARK_DELIVERY;
    if (strcmp(event, event_kind_name(EVENT_DELIVERY_REPORTED)) == 0)
        return MARK_EVENT | MARK_REPORT;
    switch (order_step(leaf)) {
    case ORDER_DECIDED:
        return MARK_EVENT | MARK_DECIDED;
    case ORDER_APPROVED:
        return MARK_EVENT | MARK_APPROVED;
    case ORDER_EMERGENCY:
        return MARK_EVENT | MARK_EMERGENCY;
    default:
        return MARK_EVENT;
    }
}

/* While the journal is read: nothing was taken from the marks yet. */
typedef struct {
    const AuditRun *run;
    int year;
} Earlier;

static OrderStep
step_of(gpointer data, gint64 ref)
{
    const Earlier *earlier = data;
    const guint8 *mark = find_mark(earlier->run, JOURNAL_YEAR(ref) != 0 ? ref : JOURNAL_PLACE(earlier->year, ref));

    if (mark == NULL)
        return ORDER_OTHER;
    return (*mark & MARK_RELEASE) != 0                  ? ORDER_RELEASE
           : (*mark & MARK_DELIVERY) != 0               ? ORDER_RELEASED
           : (*mark & MARK_EMERGENCY) == MARK_EMERGENCY ? ORDER_EMERGENCY
           : (*mark & MARK_DECIDED) != 0                ? ORDER_DECIDED
           : (*mark & MARK_APPROVED) != 0               ? ORDER_APPROVED
                                                        : ORDER_OTHER;
}

static void
mark_disposed(const AuditRun *run, const Leaf *leaf, gint64 place)
{
    for (guint i = 0; i < leaf->ref_count; i++) {
        gint64 ref = leaf->refs[i];
        guint8 *mark = find_mark(run, JOURNAL_YEAR(ref) != 0 ? ref : JOURNAL_PLACE(JOURNAL_YEAR(place), ref));

        if (mark != NULL)
            *mark |= MARK_DISPOSED;
    }
}

static gboolean
on_leaf(gpointer data, gint64 place, const Leaf *leaf, GError **error)
{
    AuditRun *run = data;
    int year = JOURNAL_YEAR(place);
    guint8 mark = mark_of(leaf);
    Earlier earlier = { run, year };
    const char *wrong;

    if (JOURNAL_INDEX(place) == 0) {
        g_array_append_val(run->years, year);
        g_ptr_array_add(run->marks, g_byte_array_new());
    }
    g_byte_array_append(g_ptr_array_index(run->marks, run->marks->len - 1), &mark, 1);
    if (leaf->type == LEAF_DISPOSE || leaf->type == LEAF_ERASE)
        mark_disposed(run, leaf, place);
    audit_step(run);
    wrong = order_check(&run->order, leaf, step_of, &earlier);
    if (wrong != NULL)
        g_set_error_literal(error, TRIBUNE_ERROR, TRIBUNE_ERROR_CORRUPT, wrong);
    return wrong == NULL;
}

gboolean
audit_take(AuditRun *run, const AuditRow *row, AuditMark mark, GError **error)
{
    guint8 *marks = find_mark(run, row->place);

    if (marks == NULL)
        return audit_fault(row, error, "its leaf is not in the journal");
    if ((*marks & mark) == 0)
        return audit_fault(row, error, "another row has its leaf, or the leaf is of another kind");
    *marks &= (guint8)~mark;
    return TRUE;
}

gboolean
audit_is_disposed(const AuditRun *run, gint64 place)
{
    const guint8 *marks = find_mark(run, place);

    return marks != NULL && (*marks & MARK_DISPOSED) != 0;
}

static const struct {
    AuditMark mark;
    const char *what;
} MISSING[] = {
    { MARK_MESSAGE, "it has no row in messages" }, { MARK_RELEASE, "it has no row in releases" },
    { MARK_EVENT, "it has no row in events" },     { MARK_DELIVERY, "it has no row in deliveries" },
    { MARK_REPORT, "it has no row in reports" },
};

static gboolean
missing(int year, guint index, guint8 mark, GError **error)
{
    for (guint i = 0; i < G_N_ELEMENTS(MISSING); i++) {
        if ((mark & MISSING[i].mark) == 0)
            continue;
        g_set_error(error, TRIBUNE_ERROR, TRIBUNE_ERROR_CORRUPT,
                    "journal %d, leaf %u: %s, and no later leaf disposes of it", year, index, MISSING[i].what);
        return FALSE;
    }
    return TRUE;
}

static gboolean
check_left(AuditRun *run, GError **error)
{
    for (guint i = 0; i < run->years->len; i++) {
        const GByteArray *marks = g_ptr_array_index(run->marks, i);

        for (guint index = 0; index < marks->len; index++) {
            if ((marks->data[index] & MARK_DISPOSED) != 0)
                run->counts.disposed++;
            else if (!missing(g_array_index(run->years, int, i), index, marks->data[index], error))
                return FALSE;
        }
    }
    return TRUE;
}

/* ---- what rows have in common ---- */

gboolean
audit_read_leaf(AuditRun *run, const AuditRow *row, GError **error)
{
    g_autoptr(GBytes) entry = NULL;
    GError *cause = NULL;
    gsize length;
    const void *bytes;

    if (!journal_read_entry(run->session, row->place, &entry, &cause)) {
        if (!g_error_matches(cause, TRIBUNE_ERROR, TRIBUNE_ERROR_NOT_FOUND))
            return audit_blame(row, cause, error);
        g_error_free(cause);
        return audit_fault(row, error, "its leaf is not in the journal");
    }
    bytes = g_bytes_get_data(entry, &length);
    return leaf_decode(bytes, length, &run->leaf, &cause) || audit_blame(row, cause, error);
}

gboolean
audit_check_record(const AuditRun *run, const AuditRow *row, DbQuery *query, int index, GError **error)
{
    gsize length;
    const void *record = db_bytes(query, index, &length);

    return (length == LEAF_RECORD_SIZE && memcmp(record, run->leaf.record, LEAF_RECORD_SIZE) == 0) ||
           audit_fault(row, error, "its leaf is that of another record");
}

gboolean
audit_check_time(const AuditRun *run, const AuditRow *row, gint64 time, GError **error)
{
    return time / CLOCK_SECOND == run->leaf.time || audit_fault(row, error, "its leaf tells another time");
}

gboolean
audit_find_secret(AuditRun *run, const AuditRow *row, gint64 key, guint8 ret_secret[RECORD_SECRET_SIZE],
                  gboolean *ret_gone, GError **error)
{
    GError *cause = NULL;

    *ret_gone = FALSE;
    if (key_store_find_cached(run->store->content.keys, &run->keys, key, ret_secret, &cause))
        return TRUE;
    if (!g_error_matches(cause, TRIBUNE_ERROR, TRIBUNE_ERROR_NOT_FOUND))
        return audit_blame(row, cause, error);
    g_error_free(cause);
    *ret_gone = audit_is_disposed(run, row->place);
    return *ret_gone || audit_fault(row, error, "its key is gone, and no later leaf disposes of it");
}

gboolean
audit_check_part(AuditRun *run, const AuditRow *row, const guint8 secret[RECORD_SECRET_SIZE], const char *name,
                 GBytes *bytes, GError **error)
{
    const Digest *expected = leaf_find_part(&run->leaf, name);
    gsize length;
    const void *data = g_bytes_get_data(bytes, &length);
    g_autofree char *what = NULL;
    Digest found;
    guint8 salt[COMMITMENT_SALT_SIZE];

    content_salt(secret, name, salt);
    found = commitment_make(salt, name, data, length);
    run->counts.commitments++;
    run->counts.bytes += length;
    if (expected != NULL && digest_equal(&found, expected))
        return TRUE;
    what = g_strdup_printf("its part %s is not what the leaf commits to", name);
    return audit_fault(row, error, what);
}

/* ---- the whole ---- */

static gboolean
find_stray(AuditRun *run, const DbStatement *statement, const char *table, const char *what, GError **error)
{
    g_autoptr(DbQuery) query = db_query(run->session, statement);
    gint64 id;

    if (!db_step_one(query, table, error))
        return FALSE;
    id = db_int(query, 0);
    if (!db_finish(query, error))
        return FALSE;
    if (id == 0)
        return TRUE;
    g_set_error(error, TRIBUNE_ERROR, TRIBUNE_ERROR_CORRUPT, "%s %" G_GINT64_FORMAT ": %s", table, id, what);
    return FALSE;
}

static gboolean
check_strays(AuditRun *run, GError **error)
{
    return find_stray(run, &audit_find_stray_release, "releases", "there is no outbound message for it", error) &&
           find_stray(run, &audit_find_stray_content, "contents", "there is no message for it", error);
}

static gboolean
count_work(AuditRun *run, GError **error)
{
    g_autoptr(DbQuery) query = db_query(run->session, &audit_count_work);

    if (!db_step_one(query, "count", error))
        return FALSE;
    for (int i = 0; i < 3; i++)
        run->total += (guint64)MAX(db_int(query, i), 0);
    return db_finish(query, error);
}

static gboolean
check_all(DbSession *session, gpointer data, GError **error)
{
    AuditRun *run = data;
    JournalVerification verification = { .key = run->options->key, .visit = on_leaf, .data = run };

    run->session = session;
    return count_work(run, error) && journal_verify(session, &verification, &run->counts.journal, error) &&
           audit_messages(run, error) && audit_events(run, error) && audit_deliveries(run, error) &&
           audit_comments(run, error) && audit_decisions(run, error) && audit_approvals(run, error) &&
           audit_emergencies(run, error) && audit_publications(run, error) && audit_tables(run, error) &&
           audit_present(run, error) && check_left(run, error) && check_strays(run, error);
}

gboolean
audit_run(Store *store, const AuditOptions *options, AuditCounts *ret_counts, GError **error)
{
    AuditRun *run = g_new0(AuditRun, 1);
    gboolean done;

    run->store = store;
    run->options = options;
    run->years = g_array_new(FALSE, FALSE, sizeof(int));
    run->marks = g_ptr_array_new_with_free_func((GDestroyNotify)g_byte_array_unref);
    run->voided = g_hash_table_new_full(g_int64_hash, g_int64_equal, g_free, g_free);
    run->publications = g_hash_table_new_full(g_int64_hash, g_int64_equal, g_free, (GDestroyNotify)json_decref);
    run->tables = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, (GDestroyNotify)json_decref);
    run->reviewed = g_hash_table_new_full(g_int64_hash, g_int64_equal, g_free, g_free);
    run->in_force = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    for (int i = 0; i < AUDIT_PRESENT_COUNT; i++)
        run->present[i] = g_hash_table_new_full(g_int64_hash, g_int64_equal, g_free, (GDestroyNotify)json_decref);
    done = store_read(store, check_all, run, error);
    if (done) {
        *ret_counts = run->counts;
        if (options->on_progress != NULL)
            options->on_progress(options->data, run->done, run->done);
    }
    key_cache_clear(&run->keys);
    g_array_unref(run->years);
    g_ptr_array_unref(run->marks);
    g_hash_table_unref(run->voided);
    g_hash_table_unref(run->publications);
    g_hash_table_unref(run->tables);
    g_hash_table_unref(run->reviewed);
    g_hash_table_unref(run->in_force);
    for (int i = 0; i < AUDIT_PRESENT_COUNT; i++)
        g_hash_table_unref(run->present[i]);
    g_free(run);
    return done;
}
