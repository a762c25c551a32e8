/* SPDX-License-Identifier: Apache-2.0 */
/* The audit's part about what holds now: who works here and may do what, units, our own addresses, partner bodies and
 * stand-ins. Each row is what the events of its subject, one after the other, have made of it. */
#include <string.h>

#include "base/error.h"
#include "store/audit-private.h"

#define COLUMNS_MAX 6

DB_STATEMENT(audit_present_staff, "SELECT id, login, name, locale, disabled FROM staff ORDER BY id");
DB_STATEMENT(audit_present_units, "SELECT id, code, name, closed, calendar FROM units ORDER BY id");
DB_STATEMENT(audit_present_endpoints, "SELECT id, channel, uri, name, unit FROM endpoints ORDER BY id");
DB_STATEMENT(audit_present_partners, "SELECT id, name, uri, contact, closed FROM partners ORDER BY id");
DB_STATEMENT(audit_present_delegations, "SELECT id, staff, delegate, starts, ends, CASE WHEN ended = 0 THEN 0 ELSE 1"
                                        " END, ended_by FROM delegations ORDER BY id");
DB_STATEMENT(audit_present_roles, "SELECT staff, role, unit FROM staff_roles ORDER BY staff, role, unit");

typedef struct {
    const char *key; /* in the details of events */
    gboolean number;
} PresentColumn;

/* By AuditPresent. */
static const struct {
    const char *table;
    const DbStatement *list; /* id, then the columns */
    PresentColumn columns[COLUMNS_MAX];
} TABLES[AUDIT_PRESENT_COUNT] = {
    [PRESENT_STAFF] = { "staff",
                        &audit_present_staff,
                        { { "login", FALSE }, { "name", FALSE }, { "locale", FALSE }, { "disabled", TRUE } } },
    [PRESENT_UNITS] = { "units",
                        &audit_present_units,
                        { { "code", FALSE }, { "name", FALSE }, { "closed", TRUE }, { "calendar", TRUE } } },
    [PRESENT_ENDPOINTS] = { "endpoints",
                            &audit_present_endpoints,
                            { { "channel", FALSE }, { "uri", FALSE }, { "name", FALSE }, { "unit", TRUE } } },
    [PRESENT_PARTNERS] = { "partners",
                           &audit_present_partners,
                           { { "name", FALSE }, { "address", FALSE }, { "contact", FALSE }, { "closed", TRUE } } },
    [PRESENT_DELEGATIONS] = { "delegations",
                              &audit_present_delegations,
                              { { "staff", TRUE },
                                { "delegate", TRUE },
                                { "from", TRUE },
                                { "until", TRUE },
                                { "ended", TRUE },
                                { "ended_by", TRUE } } },
};

/* ---- what events tell ---- */

static AuditPresent
table_of(EventKind kind)
{
    switch (kind) {
    case EVENT_UNIT_CHANGED:
        return PRESENT_UNITS;
    case EVENT_ENDPOINT_CHANGED:
        return PRESENT_ENDPOINTS;
    case EVENT_PARTNER_CHANGED:
        return PRESENT_PARTNERS;
    case EVENT_DELEGATION_GIVEN:
    case EVENT_DELEGATION_ENDED:
        return PRESENT_DELEGATIONS;
    default:
        return PRESENT_STAFF;
    }
}

static json_t *
state_of(AuditRun *run, AuditPresent table, gint64 id)
{
    json_t *state = g_hash_table_lookup(run->present[table], &id);

    if (state != NULL)
        return state;
    state = json_object();
    g_hash_table_insert(run->present[table], g_memdup2(&id, sizeof id), state);
    return state;
}

/* What @detail, of one step, makes of @state. */
static void
take_step(json_t *state, const json_t *detail)
{
    const char *change = audit_text(detail, "change");
    json_t *to = json_object_get(detail, "to");

    if (json_is_object(to))
        json_object_update(state, to);
    else if (strcmp(change, "renamed") == 0)
        json_object_set(state, "name", to);
    else if (strcmp(change, "calendar") == 0)
        json_object_set(state, "calendar", to);
    else if (json_is_object(detail))
        json_object_update(state, (json_t *)detail);
}

gboolean
audit_present_step(AuditRun *run, const AuditEvent *event, GError **error)
{
    json_t *state = state_of(run, table_of(event->kind), event->subject);
    const char *change = audit_text(event->detail, "change");

    (void)error;
    take_step(state, event->detail);
    if (event->kind == EVENT_UNIT_CHANGED || event->kind == EVENT_PARTNER_CHANGED) {
        if (strcmp(change, "renamed") != 0 && strcmp(change, "calendar") != 0)
            json_object_set_new(state, "closed", json_boolean(strcmp(change, "closed") == 0));
    } else if (event->kind == EVENT_STAFF_DISABLED) {
        json_object_set_new(state, "disabled", json_true());
    } else if (event->kind == EVENT_DELEGATION_ENDED) {
        json_object_set_new(state, "ended", json_true());
        json_object_set_new(state, "ended_by", json_integer(event->staff));
    }
    json_object_set_new(state, "place", json_integer(event->row.place));
    return TRUE;
}

/* ---- what is there ---- */

static gboolean
is_told(const json_t *state, const PresentColumn *column, DbQuery *query, int index)
{
    const json_t *value = json_object_get(state, column->key);

    if (!column->number)
        return strcmp(audit_text(state, column->key), db_text(query, index)) == 0;
    return (json_is_boolean(value) ? json_is_true(value) : json_integer_value(value)) == db_int(query, index);
}

static gboolean
untold(const char *table, gint64 id, GError **error)
{
    g_set_error(error, TRIBUNE_ERROR, TRIBUNE_ERROR_CORRUPT, "%s %" G_GINT64_FORMAT ": no event tells of it", table,
                id);
    return FALSE;
}

static gboolean
check_row(AuditRun *run, AuditPresent table, DbQuery *query, GError **error)
{
    gint64 id = db_int(query, 0);
    const json_t *state = g_hash_table_lookup(run->present[table], &id);
    AuditRow row = { TABLES[table].table, id, audit_number(state, "place") };

    if (state == NULL)
        return run->has_gone_events || untold(row.table, id, error);
    for (int i = 0; i < COLUMNS_MAX && TABLES[table].columns[i].key != NULL; i++)
        if (!is_told(state, &TABLES[table].columns[i], query, i + 1))
            return run->has_gone_events || audit_fault(&row, error, "it is not what its events have made of it");
    return TRUE;
}

static gboolean
check_table(AuditRun *run, AuditPresent table, GError **error)
{
    g_autoptr(DbQuery) query = db_query(run->session, TABLES[table].list);
    guint found = 0, told = g_hash_table_size(run->present[table]);

    for (; db_step(query); found++)
        if (!check_row(run, table, query, error))
            return FALSE;
    if (!db_finish(query, error))
        return FALSE;
    if (found == told || run->has_gone_events)
        return TRUE;
    g_set_error(error, TRIBUNE_ERROR, TRIBUNE_ERROR_CORRUPT, "%s: there are %u rows, but events tell of %u",
                TABLES[table].table, found, told);
    return FALSE;
}

/* ---- roles ---- */

/* Takes role and unit of @state's roles away; FALSE: it was not told. */
static gboolean
take_role(const json_t *state, const char *role, gint64 unit)
{
    json_t *roles = json_object_get(state, "roles");

    for (gsize i = 0; i < json_array_size(roles); i++) {
        const json_t *told = json_array_get(roles, i);

        if (strcmp(audit_text(told, "role"), role) == 0 && audit_number(told, "unit") == unit)
            return json_array_remove(roles, i) == 0;
    }
    return FALSE;
}

static gboolean
check_role(AuditRun *run, DbQuery *query, GError **error)
{
    gint64 staff = db_int(query, 0);
    const json_t *state = g_hash_table_lookup(run->present[PRESENT_STAFF], &staff);

    return (state != NULL && take_role(state, db_text(query, 1), db_int(query, 2))) || run->has_gone_events ||
           untold("staff_roles of staff", staff, error);
}

/* After check_role() of all that are there: what is left has gone. */
static gboolean
check_roles_left(AuditRun *run, GError **error)
{
    GHashTableIter iter;
    gpointer id, state;

    g_hash_table_iter_init(&iter, run->present[PRESENT_STAFF]);
    while (g_hash_table_iter_next(&iter, &id, &state))
        if (json_array_size(json_object_get(state, "roles")) > 0 && !run->has_gone_events)
            return audit_fault(&(AuditRow){ "staff_roles of staff", *(const gint64 *)id, audit_number(state, "place") },
                               error, "a role that its events tell of is missing");
    return TRUE;
}

static gboolean
check_roles(AuditRun *run, GError **error)
{
    g_autoptr(DbQuery) query = db_query(run->session, &audit_present_roles);

    while (db_step(query))
        if (!check_role(run, query, error))
            return FALSE;
    return db_finish(query, error) && check_roles_left(run, error);
}

gboolean
audit_present(AuditRun *run, GError **error)
{
    for (AuditPresent table = 0; table < AUDIT_PRESENT_COUNT; table++)
        if (!check_table(run, table, error))
            return FALSE;
    return check_roles(run, error);
}
