/* SPDX-License-Identifier: Apache-2.0 */
#include "mediation/releasing/delegating.h"

#include <string.h>

#include "base/error.h"
#include "base/id.h"
#include "base/text.h"
#include "store/event-store.h"
#include "store/staff-store.h"

static const UnitId NO_UNIT = { 0 };

typedef struct {
    Mediation *mediation;
    const Actor *actor;
    const DelegationDraft *draft;
    Delegation *delegation;
    gint64 id;
    gboolean all;
    GPtrArray *list;
} Task;

static gboolean
invalid(GError **error, const char *words)
{
    g_set_error_literal(error, TRIBUNE_ERROR, TRIBUNE_ERROR_INVALID, words);
    return FALSE;
}

/* ---- who may ---- */

gboolean
delegating_may_name(const Actor *actor)
{
    return actor->kind == ACTOR_STAFF &&
           (rights_may_anywhere(actor, ACTION_APPROVE_PUBLICATION) || rights_may_anywhere(actor, ACTION_REPLY));
}

/* Who works on what is decided. An auditor changes nothing and an administrator sees no content: that stays so. */
static gboolean
can_stand_in(const Staff *staff)
{
    for (guint i = 0; i < staff->grants->len; i++) {
        Role role = g_array_index(staff->grants, RoleGrant, i).role;

        if (role != ROLE_AUDITOR && role != ROLE_ADMIN)
            return !staff->disabled;
    }
    return FALSE;
}

/* The same of who acts; who is disabled does not. */
static gboolean
actor_can_stand_in(const Actor *actor)
{
    for (guint i = 0; i < actor->grant_count; i++)
        if (actor->grants[i].role != ROLE_AUDITOR && actor->grants[i].role != ROLE_ADMIN)
            return TRUE;
    return FALSE;
}

GPtrArray *
delegating_principals(DbSession *session, const Actor *actor, GError **error)
{
    g_autoptr(GPtrArray) principals = g_ptr_array_new_with_free_func((GDestroyNotify)staff_free);
    g_autoptr(GArray) ids = NULL;

    if (actor->kind != ACTOR_STAFF || !actor_can_stand_in(actor))
        return g_steal_pointer(&principals);
    ids = delegation_store_principals(session, actor->staff, clock_now(), error);
    if (ids == NULL)
        return NULL;
    for (guint i = 0; i < ids->len; i++) {
        Staff *staff = staff_store_load(session, g_array_index(ids, StaffId, i), error);

        if (staff == NULL)
            return NULL;
        if (staff->disabled)
            staff_free(staff);
        else
            g_ptr_array_add(principals, staff);
    }
    return g_steal_pointer(&principals);
}

gboolean
delegating_check(DbSession *session, const Actor *actor, Action action, GError **error)
{
    g_autoptr(GPtrArray) principals = NULL;

    if (rights_may_anywhere(actor, action))
        return TRUE;
    principals = delegating_principals(session, actor, error);
    if (principals == NULL)
        return FALSE;
    for (guint i = 0; i < principals->len; i++) {
        Actor principal = staff_actor(g_ptr_array_index(principals, i));

        if (rights_may_anywhere(&principal, action))
            return TRUE;
    }
    return rights_check_anywhere(actor, action, error);
}

/* ---- naming ---- */

static gboolean
record(const Task *task, DbSession *session, EventKind kind, const Delegation *delegation, const char *delegate,
       GError **error)
{
    json_t *detail =
        json_pack("{s:I, s:I, s:s, s:I, s:I, s:s}", "staff", (json_int_t)delegation->staff.value, "delegate",
                  (json_int_t)delegation->delegate.value, "delegate_name", delegate, "from",
                  (json_int_t)delegation->starts, "until", (json_int_t)delegation->ends, "reason", delegation->reason);
    gboolean done = event_append(
        task->mediation->store, session,
        &(EventDraft){ .kind = kind, .actor = task->actor, .subject = delegation->id, .detail = detail }, NULL, error);

    json_decref(detail);
    return done;
}

static gboolean
check_dates(const DelegationDraft *draft, gint64 now, GError **error)
{
    if (draft->ends <= draft->starts || draft->ends <= now)
        return invalid(error, SAY_NOOP("the last day is before the first, or has passed; choose other days"));
    /* An hour more, for the night in which clocks are put back. */
    if (draft->ends > MAX(draft->starts, now) + DELEGATION_DAYS_MAX * CLOCK_DAY + CLOCK_HOUR)
        return invalid(error, SAY_NOOP("somebody can stand in for 90 days at most; choose an earlier last day"));
    if (draft->starts > now + 366 * CLOCK_DAY)
        return invalid(error, SAY_NOOP("choose a first day within a year"));
    return TRUE;
}

static gboolean
check_colleague(const Task *task, const Staff *colleague, GError **error)
{
    if (colleague == NULL)
        return invalid(error, SAY_NOOP("choose who decides in your stead"));
    if (colleague->id.value == task->actor->staff.value)
        return invalid(error, SAY_NOOP("you cannot stand in for yourself; choose somebody else"));
    return can_stand_in(colleague) ||
           invalid(error, SAY_NOOP("auditors and administrators decide for nobody; choose somebody else"));
}

static gboolean
name(DbSession *session, gpointer data, GError **error)
{
    const Task *task = data;
    Delegation *delegation = task->delegation;
    g_autoptr(GError) trouble = NULL;
    g_autoptr(Staff) colleague = staff_store_find(session, task->draft->delegate, &trouble);
    gint64 count;

    if (trouble != NULL) {
        g_propagate_error(error, g_steal_pointer(&trouble));
        return FALSE;
    }
    if (!check_colleague(task, colleague, error) ||
        !delegation_store_count(session, task->actor->staff, clock_now(), &count, error))
        return FALSE;
    if (count >= DELEGATIONS_MAX) {
        g_set_error_literal(error, TRIBUNE_ERROR, TRIBUNE_ERROR_LIMIT,
                            SAY_NOOP("five at once are possible; end one of them first"));
        return FALSE;
    }
    delegation->delegate = colleague->id;
    return delegation_store_insert(task->mediation->store, session, delegation, error) &&
           record(task, session, EVENT_DELEGATION_GIVEN, delegation, colleague->name, error);
}

gboolean
delegating_name(Mediation *mediation, const Actor *actor, const DelegationDraft *draft, GError **error)
{
    g_autoptr(Delegation) delegation = g_new0(Delegation, 1);
    Task task = { .mediation = mediation, .actor = actor, .draft = draft, .delegation = delegation };

    if (!delegating_may_name(actor)) {
        g_set_error_literal(error, TRIBUNE_ERROR, TRIBUNE_ERROR_FORBIDDEN,
                            SAY_NOOP("you approve nothing yourself, so nobody can do it in your stead"));
        return FALSE;
    }
    delegation->id = id_next();
    delegation->staff = actor->staff;
    delegation->starts = MAX(draft->starts, clock_now());
    delegation->ends = draft->ends;
    delegation->reason = text_one_line(draft->reason, strlen(draft->reason), DELEGATION_REASON_MAX + 1);
    if (!check_dates(draft, clock_now(), error))
        return FALSE;
    if (*delegation->reason == '\0')
        return invalid(error, SAY_NOOP("say why somebody stands in for you"));
    if (g_utf8_strlen(delegation->reason, -1) > DELEGATION_REASON_MAX)
        return invalid(error, SAY_NOOP("the reason has at most 200 characters"));
    return store_write(mediation->store, name, &task, error);
}

/* ---- ending ---- */

static gboolean
may_end(const Actor *actor, const Delegation *delegation)
{
    return (actor->kind == ACTOR_STAFF &&
            (actor->staff.value == delegation->staff.value || actor->staff.value == delegation->delegate.value)) ||
           rights_may(actor, ACTION_MANAGE_STAFF, NO_UNIT);
}

static gboolean
end(DbSession *session, gpointer data, GError **error)
{
    const Task *task = data;
    g_autoptr(Delegation) delegation = delegation_store_load(task->mediation->store, session, task->id, error);
    g_autoptr(Staff) colleague = NULL;

    if (delegation == NULL)
        return FALSE;
    if (!may_end(task->actor, delegation))
        return rights_check(task->actor, ACTION_MANAGE_STAFF, NO_UNIT, error);
    if (delegation->ended != 0 || delegation->ends <= clock_now())
        return TRUE;
    colleague = staff_store_load(session, delegation->delegate, error);
    return colleague != NULL && delegation_store_end(session, delegation->id, clock_now(), task->actor->staff, error) &&
           record(task, session, EVENT_DELEGATION_ENDED, delegation, colleague->name, error);
}

gboolean
delegating_end(Mediation *mediation, const Actor *actor, gint64 id, GError **error)
{
    Task task = { .mediation = mediation, .actor = actor, .id = id };

    return store_write(mediation->store, end, &task, error);
}

/* ---- reading ---- */

static void
line_free(gpointer data)
{
    DelegationLine *line = data;

    delegation_free(line->delegation);
    g_free(line->name);
    g_free(line->delegate_name);
    g_free(line);
}

static char *
name_of(DbSession *session, StaffId id)
{
    g_autoptr(Staff) staff = staff_store_load(session, id, NULL);

    return g_strdup(staff != NULL ? staff->name : "");
}

static gboolean
read_list(DbSession *session, gpointer data, GError **error)
{
    Task *task = data;
    StaffId whose = { task->all ? 0 : task->actor->staff.value };
    g_autoptr(GPtrArray) rows =
        delegation_store_list(task->mediation->store, session, whose, DELEGATIONS_LISTED, error);

    if (rows == NULL)
        return FALSE;
    while (rows->len > 0) {
        DelegationLine *line = g_new0(DelegationLine, 1);
        Delegation *delegation = line->delegation = g_ptr_array_steal_index(rows, 0);

        line->name = name_of(session, delegation->staff);
        line->delegate_name = name_of(session, delegation->delegate);
        line->may_end = delegation->ended == 0 && delegation->ends > clock_now() && may_end(task->actor, delegation);
        g_ptr_array_add(task->list, line);
    }
    return TRUE;
}

GPtrArray *
delegating_list(Mediation *mediation, const Actor *actor, gboolean all, GError **error)
{
    g_autoptr(GPtrArray) list = g_ptr_array_new_with_free_func(line_free);
    Task task = { .mediation = mediation, .actor = actor, .all = all, .list = list };

    if (all ? !rights_check(actor, ACTION_SEE_STAFF, NO_UNIT, error) : actor->kind != ACTOR_STAFF) {
        if (!all)
            g_set_error_literal(error, TRIBUNE_ERROR, TRIBUNE_ERROR_FORBIDDEN, "only a member of staff has these");
        return NULL;
    }
    return store_read(mediation->store, read_list, &task, error) ? g_steal_pointer(&list) : NULL;
}

static gboolean
read_colleagues(DbSession *session, gpointer data, GError **error)
{
    Task *task = data;

    task->list = staff_store_list(session, error);
    for (guint i = task->list != NULL ? task->list->len : 0; i-- > 0;) {
        const Staff *staff = g_ptr_array_index(task->list, i);

        if (staff->id.value == task->actor->staff.value || !can_stand_in(staff))
            g_ptr_array_remove_index(task->list, i);
    }
    return task->list != NULL;
}

GPtrArray *
delegating_colleagues(Mediation *mediation, const Actor *actor, GError **error)
{
    Task task = { .mediation = mediation, .actor = actor };

    if (!delegating_may_name(actor))
        return g_ptr_array_new_with_free_func((GDestroyNotify)staff_free);
    return store_read(mediation->store, read_colleagues, &task, error) ? task.list : NULL;
}
