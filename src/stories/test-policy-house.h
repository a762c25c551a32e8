/* SPDX-License-Identifier: Apache-2.0 */
/* stories/test-policy-house.h: the small house with decision tables. */
#pragma once
#include "mediation/tables/policy-replay.h"
#include "stories/test-house.h"

static const RoleGrant POLICY_GRANTS[] = { { ROLE_POLICY, { 0 } } }, LEAD_GRANTS[] = { { ROLE_LEAD, { 0 } } };
static const Actor POLLY = { ACTOR_STAFF, { 7 }, "Polly Patel", POLICY_GRANTS, 1 };
static const Actor LENA = { ACTOR_STAFF, { 8 }, "Lena Lutz", LEAD_GRANTS, 1 };

static inline void
set_up_policy(House *house, gconstpointer data)
{
    g_autoptr(GError) error = NULL;

    set_up(house, data);
    house->mediation.policy = policy_open(house->mediation.store, &error);
    g_assert_no_error(error);
}

static inline void
tear_down_policy(House *house, gconstpointer data)
{
    tear_down(house, data);
    policy_close(house->mediation.policy);
}

static inline void
put_in_force(House *house, const char *json)
{
    const Mediation *mediation = &house->mediation;
    g_autoptr(GError) error = NULL;
    g_autoptr(PolicyTable) table = policy_table_parse(json, strlen(json), &error);
    g_autoptr(PolicyReport) report = NULL;
    g_autoptr(PolicyReplay) replay = NULL;
    gint64 number;

    g_assert_no_error(error);
    policy_begin(mediation, &POLLY, table, "for the test", &number, &error);
    policy_examine(mediation, &POLLY, table->kind, number, &report, &error);
    g_assert_no_error(error);
    g_assert_cmpuint(report->errors, ==, 0);
    replay = policy_replay_version(mediation, &POLLY, table->kind, number, 1000, G_MAXINT64, &error);
    policy_approve(mediation, &POLLY, table->kind, number, NULL, &error);
    policy_approve(mediation, &LENA, table->kind, number, NULL, &error);
    policy_activate(mediation, &POLLY, table->kind, number, &error);
    g_assert_no_error(error);
}

static inline CaseView *
open_case(House *house)
{
    write_in(house, "echo:ada", DESK, "Id: a1\nSubject: Lamp\n\nThe lamp is out.");
    settle(house);
    return look(house, 1);
}

/* The receipt is decided on too. */
static inline gboolean
is_of_the_receipt(const Event *event)
{
    const json_t *inputs = json_object_get(event->detail, "inputs");

    return g_strcmp0(json_string_value(json_object_get(inputs, "purpose")), "acknowledgement") == 0;
}

static inline const Event *
find_event(const CaseView *view, EventKind kind, guint *ret_place)
{
    for (guint i = 0; i < view->events->len; i++) {
        const Event *event = g_ptr_array_index(view->events, i);

        if (event->kind == kind && !is_of_the_receipt(event)) {
            *ret_place = i;
            return event;
        }
    }
    return NULL;
}

static inline const char *
detail_of(const Event *event, const char *member)
{
    return json_string_value(json_object_get(event->detail, member));
}

/* The release of a reply; there is one of the receipt too. */
static inline const Event *
find_reply(const CaseView *view, guint *ret_place)
{
    for (guint i = 0; i < view->events->len; i++) {
        const Event *event = g_ptr_array_index(view->events, i);

        *ret_place = i;
        if (event->kind == EVENT_RELEASE_RELEASED && g_strcmp0(detail_of(event, "kind"), "reply") == 0)
            return event;
    }
    return NULL;
}
