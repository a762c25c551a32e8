/* SPDX-License-Identifier: Apache-2.0 */
/* Whose turn it is in a mailing, and who did not get it. */
#include "base/error.h"
#include "store/mailing-store.h"

/* An alert reaches those who want alerts at once, however often they hear of the rest. Who said yes after it was
 * released finds it on the pages. */
#define WANTS                                                                                                          \
    " s.state = 'active' AND s.confirmed <= $2 AND EXISTS (SELECT 1 FROM subscriber_topics t"                          \
    " JOIN mailing_places p ON p.place = t.place WHERE t.subscriber = s.id AND p.mailing = $3"                         \
    " AND (s.frequency = $4 OR ($4 = 'once' AND t.place IN ('alerts', '!danger')))) AND s.scheme = $5"
DB_STATEMENT(count_mailing_readers, "SELECT COUNT(*) FROM subscribers s WHERE s.id > $1 AND" WANTS);
DB_STATEMENT(list_mailing_readers, "SELECT s.id, s.language, s.sealed, s.secret_key, 0, 0 FROM subscribers s"
                                   " WHERE s.id > $1 AND" WANTS " ORDER BY s.id LIMIT $6");
DB_STATEMENT(list_mailing_again,
             "SELECT s.id, s.language, s.sealed, s.secret_key, e.attempts, e.doubtful FROM mailing_exceptions e"
             " JOIN subscribers s ON s.id = e.subscriber"
             " WHERE e.mailing = $1 AND e.due > 0 AND e.due <= $2 AND s.state = 'active' AND EXISTS"
             " (SELECT 1 FROM subscriber_topics t JOIN mailing_places p ON p.place = t.place"
             " WHERE t.subscriber = s.id AND p.mailing = e.mailing) ORDER BY s.id LIMIT $3");
DB_STATEMENT(list_mailing_wants,
             "SELECT t.subscriber, p.item FROM subscriber_topics t JOIN mailing_places p ON p.place = t.place"
             " WHERE t.subscriber >= $1 AND t.subscriber <= $2 AND p.mailing = $3 ORDER BY t.subscriber");
/* Or who wants it no more. */
DB_STATEMENT(cross_out_gone,
             "DELETE FROM mailing_exceptions WHERE mailing = $1 AND due > 0 AND NOT EXISTS (SELECT 1 FROM subscribers s"
             " JOIN subscriber_topics t ON t.subscriber = s.id JOIN mailing_places p ON p.place = t.place"
             " WHERE s.id = mailing_exceptions.subscriber AND s.state = 'active'"
             " AND p.mailing = mailing_exceptions.mailing)");
DB_STATEMENT(give_up_exceptions, "UPDATE mailing_exceptions SET due = 0 WHERE mailing = $1 AND due > 0");
DB_STATEMENT(clear_exception, "DELETE FROM mailing_exceptions WHERE mailing = $1 AND subscriber = $2");
DB_STATEMENT(insert_exception, "INSERT INTO mailing_exceptions (mailing, subscriber, due, attempts, code, doubtful)"
                               " VALUES ($1, $2, $3, $4, $5, $6)");
DB_STATEMENT(count_exceptions_waiting, "SELECT COUNT(*), coalesce(MIN(due), 0) FROM mailing_exceptions"
                                       " WHERE mailing = $1 AND due > 0");
DB_STATEMENT(list_mailing_faults,
             "SELECT code, CASE WHEN due = 0 THEN 1 ELSE 0 END, COUNT(*) FROM mailing_exceptions WHERE mailing = $1"
             " GROUP BY 1, 2 ORDER BY 3 DESC, 1, 2 LIMIT $2");
DB_STATEMENT(forget_exceptions, "DELETE FROM mailing_exceptions WHERE mailing IN"
                                " (SELECT id FROM mailings WHERE ended > 0 AND ended < $1)");

static void
bind_wants(DbQuery *query, const MailingRow *row)
{
    db_bind_int(query, row->cursor.value);
    db_bind_int(query, row->created);
    db_bind_int(query, row->id.value);
    db_bind_text(query, frequency_name(row->kind));
    db_bind_text(query, row->scheme);
}

gboolean
mailing_store_count(DbSession *session, const MailingRow *row, gint64 *ret, GError **error)
{
    g_autoptr(DbQuery) query = db_query(session, &count_mailing_readers);

    bind_wants(query, row);
    if (!db_step_one(query, "count", error))
        return FALSE;
    *ret = db_int(query, 0);
    return TRUE;
}

static void
reader_clear(gpointer data)
{
    MailingReader *reader = data;

    g_clear_pointer(&reader->sealed, g_bytes_unref);
}

static GArray *
read_readers(DbQuery *query, GError **error)
{
    g_autoptr(GArray) readers = g_array_new(FALSE, FALSE, sizeof(MailingReader));

    g_array_set_clear_func(readers, reader_clear);
    while (db_step(query)) {
        MailingReader reader = { .id = { db_int(query, 0) },
                                 .secret_key = db_int(query, 3),
                                 .items = 1,
                                 .attempts = (guint)db_int(query, 4),
                                 .doubtful = db_int(query, 5) != 0 };
        gsize length;
        const void *bytes = db_bytes(query, 2, &length);

        g_strlcpy(reader.language, db_text(query, 1), sizeof reader.language);
        reader.sealed = g_bytes_new(bytes, length);
        g_array_append_val(readers, reader);
    }
    return db_finish(query, error) ? g_steal_pointer(&readers) : NULL;
}

/* Both lists are in order of the subscriber. */
static gboolean
read_items(DbSession *session, const MailingRow *row, GArray *readers, GError **error)
{
    g_autoptr(DbQuery) query = NULL;
    guint at = 0;

    if (row->kind == FREQUENCY_ONCE || readers->len == 0)
        return TRUE;
    for (guint i = 0; i < readers->len; i++)
        g_array_index(readers, MailingReader, i).items = 0;
    query = db_query(session, &list_mailing_wants);
    db_bind_int(query, g_array_index(readers, MailingReader, 0).id.value);
    db_bind_int(query, g_array_index(readers, MailingReader, readers->len - 1).id.value);
    db_bind_int(query, row->id.value);
    while (db_step(query)) {
        while (at < readers->len && g_array_index(readers, MailingReader, at).id.value < db_int(query, 0))
            at++;
        if (at < readers->len && g_array_index(readers, MailingReader, at).id.value == db_int(query, 0))
            g_array_index(readers, MailingReader, at).items |= G_GUINT64_CONSTANT(1)
                                                               << MIN(db_int(query, 1), MAILING_ITEMS_MAX);
    }
    return db_finish(query, error);
}

GArray *
mailing_store_next(DbSession *session, const MailingRow *row, guint limit, GError **error)
{
    g_autoptr(DbQuery) query = db_query(session, &list_mailing_readers);
    g_autoptr(GArray) readers = NULL;

    bind_wants(query, row);
    db_bind_int(query, limit);
    readers = read_readers(query, error);
    return readers != NULL && read_items(session, row, readers, error) ? g_steal_pointer(&readers) : NULL;
}

GArray *
mailing_store_next_again(DbSession *session, const MailingRow *row, gint64 now, guint limit, GError **error)
{
    g_autoptr(DbQuery) query = db_query(session, &list_mailing_again);
    g_autoptr(GArray) readers = NULL;

    db_bind_int(query, row->id.value);
    db_bind_int(query, now);
    db_bind_int(query, limit);
    readers = read_readers(query, error);
    return readers != NULL && read_items(session, row, readers, error) ? g_steal_pointer(&readers) : NULL;
}

/* ---- who did not get it ---- */

gboolean
mailing_store_cross_out(DbSession *session, MailingId id, GError **error)
{
    g_autoptr(DbQuery) query = db_query(session, &cross_out_gone);

    db_bind_int(query, id.value);
    return db_run(query, error);
}

gboolean
mailing_store_give_up(DbSession *session, MailingId id, GError **error)
{
    g_autoptr(DbQuery) query = db_query(session, &give_up_exceptions);

    db_bind_int(query, id.value);
    return db_run(query, error);
}

gboolean
mailing_store_clear_exception(DbSession *session, MailingId id, SubscriberId subscriber, GError **error)
{
    g_autoptr(DbQuery) query = db_query(session, &clear_exception);

    db_bind_int(query, id.value);
    db_bind_int(query, subscriber.value);
    return db_run(query, error);
}

gboolean
mailing_store_except(DbSession *session, MailingId id, SubscriberId subscriber, const MailingException *exception,
                     GError **error)
{
    g_autoptr(DbQuery) query = NULL;

    if (!mailing_store_clear_exception(session, id, subscriber, error))
        return FALSE;
    query = db_query(session, &insert_exception);
    db_bind_int(query, id.value);
    db_bind_int(query, subscriber.value);
    db_bind_int(query, exception->due);
    db_bind_int(query, exception->attempts);
    db_bind_text(query, exception->code);
    db_bind_int(query, exception->doubtful);
    return db_run(query, error);
}

gboolean
mailing_store_waiting(DbSession *session, MailingId id, gint64 *ret_count, gint64 *ret_due, GError **error)
{
    g_autoptr(DbQuery) query = db_query(session, &count_exceptions_waiting);

    db_bind_int(query, id.value);
    if (!db_step_one(query, "count", error))
        return FALSE;
    *ret_count = db_int(query, 0);
    *ret_due = db_int(query, 1);
    return TRUE;
}

GArray *
mailing_store_faults(DbSession *session, MailingId id, guint limit, GError **error)
{
    g_autoptr(GArray) faults = g_array_new(FALSE, FALSE, sizeof(MailingFault));
    g_autoptr(DbQuery) query = db_query(session, &list_mailing_faults);

    db_bind_int(query, id.value);
    db_bind_int(query, limit);
    while (db_step(query)) {
        MailingFault fault = { .final = db_int(query, 1) != 0, .count = db_int(query, 2) };

        g_strlcpy(fault.code, db_text(query, 0), sizeof fault.code);
        g_array_append_val(faults, fault);
    }
    return db_finish(query, error) ? g_steal_pointer(&faults) : NULL;
}

gboolean
mailing_store_forget(DbSession *session, gint64 before, GError **error)
{
    g_autoptr(DbQuery) query = db_query(session, &forget_exceptions);

    db_bind_int(query, before);
    return db_run(query, error);
}
