/* SPDX-License-Identifier: Apache-2.0 */
#include "store/clock-store.h"

#include "base/error.h"

#define CLOCK_COLUMNS                                                                                                  \
    "id, case_id, kind, started, minutes, basis, calendar, due, near, stopped, warned, missed, met, ended"
DB_STATEMENT(insert_clock, "INSERT INTO clocks (" CLOCK_COLUMNS
                           ") VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)");
DB_STATEMENT(update_clock, "UPDATE clocks SET calendar = $1, due = $2, near = $3, stopped = $4, warned = $5,"
                           " missed = $6, met = $7, ended = $8, minutes = $9 WHERE id = $10");
DB_STATEMENT(load_clock, "SELECT " CLOCK_COLUMNS " FROM clocks WHERE id = $1");
DB_STATEMENT(list_case_clocks, "SELECT " CLOCK_COLUMNS " FROM clocks WHERE case_id = $1 ORDER BY id");
DB_STATEMENT(add_clock_stop, "INSERT INTO clock_stops (clock, since, until) VALUES ($1, $2, $3)"
                             " ON CONFLICT (clock, since) DO NOTHING");
DB_STATEMENT(list_clock_stops, "SELECT since, until FROM clock_stops WHERE clock = $1 ORDER BY since");
DB_STATEMENT(first_reply, "SELECT coalesce(min(released), 0) FROM releases WHERE case_id = $1 AND kind = 'reply'"
                          " AND state = 'released'");
DB_STATEMENT(set_case_due, "UPDATE cases SET due = $1, near = $2 WHERE id = $3");

static void
bind_state(DbQuery *query, const Promise *clock)
{
    db_bind_int(query, clock->calendar.value);
    db_bind_int(query, clock->due);
    db_bind_int(query, clock->near);
    db_bind_int(query, clock->stopped);
    db_bind_int(query, clock->warned);
    db_bind_int(query, clock->missed);
    db_bind_int(query, clock->met);
    db_bind_int(query, clock->ended);
}

gboolean
clock_store_insert(DbSession *session, const Promise *clock, GError **error)
{
    g_autoptr(DbQuery) query = db_query(session, &insert_clock);

    db_bind_int(query, clock->id.value);
    db_bind_int(query, clock->case_id.value);
    db_bind_text(query, promise_kind_name(clock->kind));
    db_bind_int(query, clock->started);
    db_bind_int(query, clock->minutes);
    db_bind_text(query, clock->basis);
    bind_state(query, clock);
    return db_run(query, error);
}

gboolean
clock_store_update(DbSession *session, const Promise *clock, GError **error)
{
    g_autoptr(DbQuery) query = db_query(session, &update_clock);

    bind_state(query, clock);
    db_bind_int(query, clock->minutes);
    db_bind_int(query, clock->id.value);
    return db_run(query, error);
}

gboolean
clock_store_add_stop(DbSession *session, ClockId clock, gint64 since, gint64 until, GError **error)
{
    g_autoptr(DbQuery) query = db_query(session, &add_clock_stop);

    db_bind_int(query, clock.value);
    db_bind_int(query, since);
    db_bind_int(query, until);
    return db_run(query, error);
}

static Promise *
read_clock(DbQuery *query)
{
    Promise *clock = promise_new();

    clock->id.value = db_int(query, 0);
    clock->case_id.value = db_int(query, 1);
    promise_kind_parse(db_text(query, 2), &clock->kind);
    clock->started = db_int(query, 3);
    clock->minutes = db_int(query, 4);
    clock->basis = db_dup_text(query, 5);
    clock->calendar.value = db_int(query, 6);
    clock->due = db_int(query, 7);
    clock->near = db_int(query, 8);
    clock->stopped = db_int(query, 9);
    clock->warned = db_int(query, 10);
    clock->missed = db_int(query, 11);
    clock->met = db_int(query, 12);
    clock->ended = db_int(query, 13);
    return clock;
}

static gboolean
read_stops(DbSession *session, Promise *clock, GError **error)
{
    g_autoptr(DbQuery) query = db_query(session, &list_clock_stops);

    db_bind_int(query, clock->id.value);
    while (db_step(query)) {
        CalendarStop stop = { db_int(query, 0), db_int(query, 1) };

        g_array_append_val(clock->stops, stop);
    }
    return db_finish(query, error);
}

Promise *
clock_store_load(DbSession *session, ClockId id, GError **error)
{
    g_autoptr(DbQuery) query = db_query(session, &load_clock);
    g_autoptr(Promise) clock = NULL;

    db_bind_int(query, id.value);
    if (!db_step_one(query, "clock", error))
        return NULL;
    clock = read_clock(query);
    return read_stops(session, clock, error) ? g_steal_pointer(&clock) : NULL;
}

GPtrArray *
clock_store_list_case(DbSession *session, CaseId case_id, GError **error)
{
    g_autoptr(GPtrArray) clocks = g_ptr_array_new_with_free_func((GDestroyNotify)promise_free);
    g_autoptr(DbQuery) query = db_query(session, &list_case_clocks);

    db_bind_int(query, case_id.value);
    while (db_step(query))
        g_ptr_array_add(clocks, read_clock(query));
    if (!db_finish(query, error))
        return NULL;
    for (guint i = 0; i < clocks->len; i++)
        if (!read_stops(session, g_ptr_array_index(clocks, i), error))
            return NULL;
    return g_steal_pointer(&clocks);
}

gboolean
clock_store_first_reply(DbSession *session, CaseId case_id, gint64 *ret, GError **error)
{
    g_autoptr(DbQuery) query = db_query(session, &first_reply);

    db_bind_int(query, case_id.value);
    if (!db_step_one(query, "reply", error))
        return FALSE;
    *ret = db_int(query, 0);
    return db_finish(query, error);
}

gboolean
clock_store_set_case_due(DbSession *session, CaseId case_id, gint64 due, gint64 near, GError **error)
{
    g_autoptr(DbQuery) query = db_query(session, &set_case_due);

    db_bind_int(query, due);
    db_bind_int(query, near);
    db_bind_int(query, case_id.value);
    return db_run(query, error);
}
