/* SPDX-License-Identifier: Apache-2.0 */
#include "mediation/cases/appeals.h"

#include "base/clock.h"
#include "mediation/cases/casework.h"
#include "store/appeal-store.h"
#include "store/event-store.h"
#include "store/staff-store.h"

static gboolean
leads(const Staff *staff, UnitId unit)
{
    for (guint i = 0; !staff->disabled && i < staff->grants->len; i++) {
        const RoleGrant *grant = &g_array_index(staff->grants, RoleGrant, i);

        if (grant->role == ROLE_LEAD && (grant->unit.value == unit.value || grant->unit.value == 0))
            return TRUE;
    }
    return FALSE;
}

/* By name the first; never who wrote the answer. */
static gboolean
find_reviewer(DbSession *session, UnitId unit, StaffId author, StaffId *ret, GError **error)
{
    g_autoptr(GPtrArray) staff = staff_store_list(session, error);

    ret->value = 0;
    for (guint i = 0; staff != NULL && ret->value == 0 && i < staff->len; i++) {
        const Staff *member = g_ptr_array_index(staff, i);

        if (member->id.value != author.value && leads(member, unit))
            *ret = member->id;
    }
    return staff != NULL;
}

static gboolean
record(const Mediation *mediation, DbSession *session, const Actor *actor, const Case *a_case, MessageId answer,
       const Message *message, StaffId reviewer, GError **error)
{
    json_t *detail =
        json_pack("{s:I, s:I}", "message", (json_int_t)message->id.value, "reviewer", (json_int_t)reviewer.value);
    gboolean done = event_append(mediation->store, session,
                                 &(EventDraft){ .kind = EVENT_CASE_APPEALED,
                                                .actor = actor,
                                                .case_id = a_case->id,
                                                .subject = answer.value,
                                                .detail = detail,
                                                .ref = message->ref.leaf },
                                 NULL, error);

    json_decref(detail);
    return done;
}

static gboolean
hand_over(const Mediation *mediation, DbSession *session, const Actor *actor, Case *a_case, StaffId reviewer,
          GError **error)
{
    json_t *detail =
        json_pack("{s:I, s:I}", "from", (json_int_t)a_case->assignee.value, "to", (json_int_t)reviewer.value);
    gboolean done = a_case->assignee.value == reviewer.value || event_append(mediation->store, session,
                                                                             &(EventDraft){ .kind = EVENT_CASE_ASSIGNED,
                                                                                            .actor = actor,
                                                                                            .case_id = a_case->id,
                                                                                            .subject = a_case->id.value,
                                                                                            .detail = detail },
                                                                             NULL, error);

    json_decref(detail);
    a_case->assignee = reviewer;
    return done;
}

gboolean
appeals_take(const Mediation *mediation, DbSession *session, const Actor *actor, Case *a_case, const Message *message,
             const Identity *sender, GError **error)
{
    StaffId author, reviewer;
    MessageId answer;
    gint64 before;

    if (!appeal_store_last_answer(session, a_case->id, sender->person, &answer, &author, error) ||
        !appeal_store_find(session, answer, &before, error))
        return FALSE;
    if (answer.value == 0 || before != 0)
        return TRUE;
    return find_reviewer(session, a_case->unit, author, &reviewer, error) &&
           appeal_store_insert(session, answer, a_case->id, message->id, clock_now(), error) &&
           record(mediation, session, actor, a_case, answer, message, reviewer, error) &&
           hand_over(mediation, session, &ACTOR_TRIBUNE, a_case, reviewer, error) &&
           (a_case->state == CASE_OPEN ||
            casework_move(mediation, session, actor, a_case, CASE_OPEN, "the citizen asks for a review", error));
}
