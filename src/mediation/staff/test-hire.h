/* SPDX-License-Identifier: Apache-2.0 */
/* mediation/staff/test-hire.h: staff, units and addresses for tests, with the events that tell of them, as the audit
 * wants.
 */
#pragma once
#include <jansson.h>

#include "model/rights.h"
#include "store/endpoint-store.h"
#include "store/event-store.h"
#include "store/staff-store.h"
#include "store/store.h"
#include "store/unit-store.h"

/* Takes @detail over. */
static inline gboolean
test_tell(Store *store, DbSession *session, EventKind kind, gint64 subject, json_t *detail, GError **error)
{
    gboolean done = event_append(
        store, session, &(EventDraft){ .kind = kind, .actor = &ACTOR_TRIBUNE, .subject = subject, .detail = detail },
        NULL, error);

    json_decref(detail);
    return done;
}

static inline gboolean
test_add_staff(Store *store, DbSession *session, const Actor *actor, GError **error)
{
    g_autoptr(Staff) staff = staff_new();
    json_t *roles = json_array();

    staff->id = actor->staff;
    staff->login = g_strdelimit(g_utf8_strdown(actor->name, -1), " ", '-');
    staff->name = g_strdup(actor->name);
    staff->locale = g_strdup("en");
    g_array_append_vals(staff->grants, actor->grants, actor->grant_count);
    for (guint i = 0; i < actor->grant_count; i++)
        json_array_append_new(roles, json_pack("{s:s, s:I}", "role", role_name(actor->grants[i].role), "unit",
                                               (json_int_t)actor->grants[i].unit.value));
    return staff_store_insert(session, staff, "none", error) &&
           staff_store_replace_roles(session, staff->id, staff->grants, error) &&
           test_tell(store, session, EVENT_STAFF_ADDED, staff->id.value,
                     json_pack("{s:s, s:s, s:s, s:o}", "login", staff->login, "name", staff->name, "locale",
                               staff->locale, "roles", roles),
                     error);
}

static inline gboolean
test_add_unit(Store *store, DbSession *session, const Unit *unit, GError **error)
{
    return unit_store_insert(session, unit, error) &&
           test_tell(store, session, EVENT_UNIT_CHANGED, unit->id.value,
                     json_pack("{s:s, s:s, s:s}", "change", "added", "code", unit->code, "name", unit->name), error);
}

static inline gboolean
test_add_endpoint(Store *store, DbSession *session, const Endpoint *endpoint, GError **error)
{
    return endpoint_store_insert(session, endpoint, error) &&
           test_tell(store, session, EVENT_ENDPOINT_CHANGED, endpoint->id.value,
                     json_pack("{s:s, s:s, s:s, s:s, s:I}", "change", "added", "channel", endpoint->channel, "uri",
                               endpoint->uri, "name", endpoint->name, "unit", (json_int_t)endpoint->unit.value),
                     error);
}

typedef struct {
    Store *store;
    const Actor *actor;
} TestHiring;

static inline gboolean
test_hire_in(DbSession *session, gpointer data, GError **error)
{
    const TestHiring *hiring = data;

    return test_add_staff(hiring->store, session, hiring->actor, error);
}

/* @actor works here, with exactly her grants. */
static inline void
test_hire(Store *store, const Actor *actor)
{
    g_autoptr(GError) error = NULL;

    store_write(store, test_hire_in, &(TestHiring){ store, actor }, &error);
    g_assert_no_error(error);
}

static inline gboolean
test_dismiss_in(DbSession *session, gpointer data, GError **error)
{
    const TestHiring *hiring = data;
    g_autoptr(GArray) none = g_array_new(FALSE, FALSE, sizeof(RoleGrant));

    return staff_store_replace_roles(session, hiring->actor->staff, none, error) &&
           test_tell(hiring->store, session, EVENT_STAFF_CHANGED, hiring->actor->staff.value,
                     json_pack("{s:{s:[]}}", "to", "roles"), error);
}

/* She has no role any more. */
static inline void
test_dismiss(Store *store, const Actor *actor)
{
    g_autoptr(GError) error = NULL;

    store_write(store, test_dismiss_in, &(TestHiring){ store, actor }, &error);
    g_assert_no_error(error);
}
