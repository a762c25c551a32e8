/* SPDX-License-Identifier: Apache-2.0 */
#include "mediation/cases/casework-private.h"

#include <string.h>

#include "base/clock.h"
#include "base/error.h"
#include "base/id.h"
#include "base/text.h"
#include "mediation/cases/clocks.h"
#include "mediation/cases/protecting.h"
#include "model/rights.h"
#include "store/message-store.h"
#include "store/snooze-store.h"
#include "store/staff-store.h"

#define TITLE_CHARACTERS 200

gboolean
casework_record(const Mediation *mediation, DbSession *session, const Actor *actor, EventKind kind, CaseId case_id,
                gint64 subject, json_t *detail, gint64 ref, GError **error)
{
    gboolean done = event_append(
        mediation->store, session,
        &(EventDraft){
            .kind = kind, .actor = actor, .case_id = case_id, .subject = subject, .detail = detail, .ref = ref },
        NULL, error);

    json_decref(detail);
    return done;
}

/* ---- opening and moving ---- */

char *
casework_title(const char *text)
{
    return text_one_line(text, strlen(text), TITLE_CHARACTERS);
}

static char *
make_reference(const Mediation *mediation, DbSession *session, gint64 at, GError **error)
{
    int year = clock_year_utc(at);
    gint64 number;

    if (!case_store_next_number(session, year, &number, error))
        return NULL;
    return g_strdup_printf("%s-%d-%06" G_GINT64_FORMAT, mediation->case_prefix, year, number);
}

static gboolean
open_conversation(DbSession *session, const Case *a_case, const CaseOpening *opening, ConversationId *ret,
                  GError **error)
{
    Conversation conversation = {
        .id = { id_next() },
        .case_id = a_case->id,
        .channel = a_case->channel,
        .endpoint = opening->endpoint,
        .subject = (char *)(opening->held ? "" : a_case->title),
        .typed = opening->typed,
    };

    *ret = conversation.id;
    return case_store_insert_conversation(session, &conversation, error) &&
           (opening->identity.value == 0 ||
            case_store_add_participant(session, conversation.id, opening->identity, error));
}

Case *
casework_open(const Mediation *mediation, DbSession *session, const Actor *actor, const CaseOpening *opening,
              ConversationId *ret_conversation, GError **error)
{
    g_autoptr(Case) a_case = g_new0(Case, 1);

    a_case->id.value = id_next();
    a_case->title = casework_title(opening->title);
    a_case->state = CASE_NEW;
    a_case->unit = opening->unit;
    a_case->person = opening->person;
    a_case->channel = g_strdup(opening->channel);
    a_case->language = g_strdup(opening->language);
    a_case->preview = g_strdup(opening->held ? "" : opening->preview);
    a_case->opened = a_case->changed = clock_now();
    a_case->last_in = opening->received;
    a_case->unread = TRUE;
    a_case->held = opening->held ? 1 : 0;
    a_case->service = opening->service;
    a_case->priority = opening->priority;
    a_case->version = 1;
    a_case->reference = make_reference(mediation, session, a_case->opened, error);
    if (a_case->reference == NULL || !case_store_insert(session, a_case, error) ||
        !open_conversation(session, a_case, opening, ret_conversation, error) ||
        !casework_record(mediation, session, actor, EVENT_CASE_OPENED, a_case->id, a_case->id.value,
                         json_pack("{s:s, s:I, s:s, s:I, s:s}", "reference", a_case->reference, "unit",
                                   (json_int_t)a_case->unit.value, "channel", a_case->channel, "service",
                                   (json_int_t)a_case->service.value, "priority", case_priority_name(a_case->priority)),
                         opening->leaf, error) ||
        !clocks_start(mediation, session, actor, a_case, opening->received, error))
        return NULL;
    return g_steal_pointer(&a_case);
}

gboolean
casework_move(const Mediation *mediation, DbSession *session, const Actor *actor, Case *a_case, CaseState state,
              const char *reason, GError **error)
{
    if (state == a_case->state || case_state_may_follow(a_case->state, state))
        return casework_put(mediation, session, actor, a_case, state, reason, error);
    g_set_error(error, TRIBUNE_ERROR, TRIBUNE_ERROR_INVALID, "a case cannot go from %s to %s; open it first",
                case_state_name(a_case->state), case_state_name(state));
    return FALSE;
}

gboolean
casework_put(const Mediation *mediation, DbSession *session, const Actor *actor, Case *a_case, CaseState state,
             const char *reason, GError **error)
{
    CaseState before = a_case->state;

    if (state == before)
        return TRUE;
    /* Only a planned case sleeps. */
    if (before == CASE_PLANNED && !snooze_store_remove(session, a_case->id, error))
        return FALSE;
    a_case->state = state;
    return casework_record(mediation, session, actor, EVENT_CASE_STATE, a_case->id, a_case->id.value,
                           json_pack("{s:s, s:s, s:s}", "from", case_state_name(before), "to", case_state_name(state),
                                     "reason", reason != NULL ? reason : ""),
                           0, error) &&
           clocks_state_changed(mediation, session, actor, a_case, before, error);
}

/* ---- changes by staff: one task for all ---- */

typedef struct Change Change;
struct Change {
    Mediation *mediation;
    const Actor *actor;
    CaseId id;
    gint64 version; /* 0: any */
    Action action;
    gboolean (*apply)(const Change *change, DbSession *session, Case *a_case, GError **error);
    StaffId assignee;
    CaseState state;
    UnitId unit;
    ServiceId service;
    CasePriority priority;
    Sensitivity raised;
    const char *text;
    gint64 *ret_version; /* or NULL */
};

static gboolean
apply_change(DbSession *session, gpointer data, GError **error)
{
    const Change *change = data;
    g_autoptr(Case) a_case = case_store_load(session, change->id, error);

    if (a_case == NULL || !rights_check(change->actor, change->action, a_case->unit, error))
        return FALSE;
    if (change->version != 0 && change->version != a_case->version) {
        g_set_error(error, TRIBUNE_ERROR, TRIBUNE_ERROR_CONFLICT,
                    SAY_NOOP("somebody changed the case in the meantime; look at it again and repeat what you did"));
        return FALSE;
    }
    if (!change->apply(change, session, a_case, error))
        return FALSE;
    a_case->changed = clock_now();
    if (!case_store_update(session, a_case, error))
        return FALSE;
    if (change->ret_version != NULL)
        *change->ret_version = a_case->version;
    return TRUE;
}

static gboolean
run_change(Change *change, GError **error)
{
    if (!store_write(change->mediation->store, apply_change, change, error))
        return FALSE;
    mediation_changed(change->mediation, change->id);
    return TRUE;
}

gboolean
casework_check_size(const char *text, gsize max, const char *what, GError **error)
{
    gsize length = text == NULL ? 0 : strlen(text);

    if (length <= max && (text == NULL || text_is_valid(text, length)))
        return TRUE;
    g_set_error(error, TRIBUNE_ERROR, TRIBUNE_ERROR_LIMIT, "%s is longer than %" G_GSIZE_FORMAT " bytes; shorten it",
                what, max);
    return FALSE;
}

static gboolean
check_assignee(DbSession *session, StaffId id, UnitId unit, GError **error)
{
    g_autoptr(Staff) staff = staff_store_load(session, id, error);
    Actor actor;

    if (staff == NULL)
        return FALSE;
    actor = staff_actor(staff);
    if (!staff->disabled && rights_may(&actor, ACTION_TAKE, unit))
        return TRUE;
    g_set_error(error, TRIBUNE_ERROR, TRIBUNE_ERROR_INVALID,
                "%s does not work on cases of this unit; choose a colleague who does", staff->name);
    return FALSE;
}

static gboolean
apply_assignee(const Change *change, DbSession *session, Case *a_case, GError **error)
{
    StaffId before = a_case->assignee;

    /* Giving a colleague's case back is deciding for her; taking it over is not. */
    if (change->assignee.value == 0 && before.value != 0 && before.value != change->actor->staff.value &&
        !rights_check(change->actor, ACTION_ASSIGN, a_case->unit, error))
        return FALSE;
    if (change->assignee.value != 0 && !check_assignee(session, change->assignee, a_case->unit, error))
        return FALSE;
    a_case->assignee = change->assignee;
    if (a_case->state == CASE_NEW && change->assignee.value != 0 &&
        !casework_move(change->mediation, session, change->actor, a_case, CASE_OPEN, "", error))
        return FALSE;
    return casework_record(
        change->mediation, session, change->actor, EVENT_CASE_ASSIGNED, a_case->id, a_case->id.value,
        json_pack("{s:I, s:I}", "from", (json_int_t)before.value, "to", (json_int_t)change->assignee.value), 0, error);
}

gboolean
casework_assign(Mediation *mediation, const Actor *actor, CaseId id, gint64 version, StaffId assignee, GError **error)
{
    gboolean own = assignee.value == actor->staff.value || assignee.value == 0;
    Change change = { mediation,           actor, id, version, own ? ACTION_TAKE : ACTION_ASSIGN, apply_assignee,
                      .assignee = assignee };

    return run_change(&change, error);
}

static gboolean
apply_state(const Change *change, DbSession *session, Case *a_case, GError **error)
{
    return casework_move(change->mediation, session, change->actor, a_case, change->state, change->text, error);
}

gboolean
casework_set_state(Mediation *mediation, const Actor *actor, CaseId id, gint64 version, CaseState state,
                   const char *reason, GError **error)
{
    Change change = { mediation, actor, id, version, ACTION_SET_STATE, apply_state, .state = state, .text = reason };

    return casework_check_size(reason, REASON_SIZE_MAX, "the reason", error) && run_change(&change, error);
}

static gboolean
apply_unit(const Change *change, DbSession *session, Case *a_case, GError **error)
{
    g_autoptr(DirectorySnapshot) snapshot = directory_snapshot(change->mediation->directory);
    const Unit *unit = directory_get_unit(snapshot, change->unit);
    UnitId before = a_case->unit;

    if (unit == NULL || unit->closed) {
        g_set_error(error, TRIBUNE_ERROR, TRIBUNE_ERROR_INVALID, SAY_NOOP("that unit takes no cases; choose another"));
        return FALSE;
    }
    if (before.value == unit->id.value)
        return TRUE;
    a_case->unit = unit->id;
    a_case->assignee.value = 0;
    return casework_record(change->mediation, session, change->actor, EVENT_CASE_UNIT, a_case->id, a_case->id.value,
                           json_pack("{s:I, s:I, s:s}", "from", (json_int_t)before.value, "to",
                                     (json_int_t)unit->id.value, "reason", change->text != NULL ? change->text : ""),
                           0, error) &&
           clocks_unit_changed(change->mediation, session, change->actor, a_case, error);
}

gboolean
casework_set_unit(Mediation *mediation, const Actor *actor, CaseId id, gint64 version, UnitId unit, const char *reason,
                  GError **error)
{
    Change change = { mediation, actor, id, version, ACTION_SET_UNIT, apply_unit, .unit = unit, .text = reason };

    return casework_check_size(reason, REASON_SIZE_MAX, "the reason", error) && run_change(&change, error);
}

static gboolean
apply_state_back(const Change *change, DbSession *session, Case *a_case, GError **error)
{
    return casework_put(change->mediation, session, change->actor, a_case, change->state, change->text, error);
}

gboolean
casework_change(Mediation *mediation, DbSession *session, const Actor *actor, CaseId id, gint64 version,
                const CaseChange *wanted, gint64 *ret_version, GError **error)
{
    gboolean own = wanted->assignee.value == actor->staff.value || wanted->assignee.value == 0;
    const struct {
        Action action;
        gboolean (*apply)(const Change *change, DbSession *session, Case *a_case, GError **error);
    } KINDS[] = {
        [CASE_CHANGE_ASSIGNEE] = { own ? ACTION_TAKE : ACTION_ASSIGN, apply_assignee },
        [CASE_CHANGE_STATE] = { ACTION_SET_STATE, apply_state },
        [CASE_CHANGE_STATE_BACK] = { ACTION_SET_STATE, apply_state_back },
        [CASE_CHANGE_UNIT] = { ACTION_SET_UNIT, apply_unit },
    };
    Change change = { .mediation = mediation,
                      .actor = actor,
                      .id = id,
                      .version = version,
                      .action = KINDS[wanted->kind].action,
                      .apply = KINDS[wanted->kind].apply,
                      .assignee = wanted->assignee,
                      .state = wanted->state,
                      .unit = wanted->unit,
                      .text = wanted->reason,
                      .ret_version = ret_version };

    return casework_check_size(wanted->reason, REASON_SIZE_MAX, "the reason", error) &&
           apply_change(session, &change, error);
}

static gboolean
apply_title(const Change *change, DbSession *session, Case *a_case, GError **error)
{
    g_autofree char *before = g_steal_pointer(&a_case->title);

    a_case->title = casework_title(change->text);
    if (*a_case->title == '\0') {
        g_set_error(error, TRIBUNE_ERROR, TRIBUNE_ERROR_INVALID, SAY_NOOP("a case needs a title; write a few words"));
        return FALSE;
    }
    return casework_record(change->mediation, session, change->actor, EVENT_CASE_TITLE, a_case->id, a_case->id.value,
                           json_pack("{s:s, s:s}", "from", before, "to", a_case->title), 0, error);
}

gboolean
casework_set_title(Mediation *mediation, const Actor *actor, CaseId id, gint64 version, const char *title,
                   GError **error)
{
    Change change = { mediation, actor, id, version, ACTION_EDIT_CASE, apply_title, .text = title };

    return casework_check_size(title, TITLE_SIZE_MAX, "the title", error) && run_change(&change, error);
}

static gboolean
apply_service(const Change *change, DbSession *session, Case *a_case, GError **error)
{
    g_autoptr(DirectorySnapshot) snapshot = directory_snapshot(change->mediation->directory);
    const Service *service = directory_get_service(snapshot, change->service);
    ServiceId before = a_case->service;

    if (before.value == change->service.value)
        return TRUE;
    if (change->service.value != 0 && (service == NULL || !directory_service_fits(service, a_case->unit))) {
        g_set_error(error, TRIBUNE_ERROR, TRIBUNE_ERROR_INVALID,
                    SAY_NOOP("that service is not for cases of this unit; choose another"));
        return FALSE;
    }
    a_case->service = change->service;
    return casework_record(
               change->mediation, session, change->actor, EVENT_CASE_SERVICE, a_case->id, a_case->id.value,
               json_pack("{s:I, s:I}", "from", (json_int_t)before.value, "to", (json_int_t)a_case->service.value), 0,
               error) &&
           clocks_start(change->mediation, session, change->actor, a_case, 0, error);
}

gboolean
casework_set_service(Mediation *mediation, const Actor *actor, CaseId id, gint64 version, ServiceId service,
                     GError **error)
{
    Change change = { mediation, actor, id, version, ACTION_EDIT_CASE, apply_service, .service = service };

    return run_change(&change, error);
}

static gboolean
apply_priority(const Change *change, DbSession *session, Case *a_case, GError **error)
{
    CasePriority before = a_case->priority;

    if (before == change->priority)
        return TRUE;
    a_case->priority = change->priority;
    return casework_record(
        change->mediation, session, change->actor, EVENT_CASE_PRIORITY, a_case->id, a_case->id.value,
        json_pack("{s:s, s:s}", "from", case_priority_name(before), "to", case_priority_name(a_case->priority)), 0,
        error);
}

gboolean
casework_set_priority(Mediation *mediation, const Actor *actor, CaseId id, gint64 version, CasePriority priority,
                      GError **error)
{
    Change change = { mediation, actor, id, version, ACTION_EDIT_CASE, apply_priority, .priority = priority };

    return run_change(&change, error);
}

static gboolean
apply_raised(const Change *change, DbSession *session, Case *a_case, GError **error)
{
    if (change->raised == SENSITIVITY_PUBLIC ||
        change->raised >= protecting_level_of_service(change->mediation, a_case))
        return protecting_set(change->mediation, session, change->actor, a_case, change->raised, error);
    g_set_error_literal(error, TRIBUNE_ERROR, TRIBUNE_ERROR_INVALID,
                        SAY_NOOP("the service of this case protects it more than that; choose another service, or "
                                 "leave it"));
    return FALSE;
}

gboolean
casework_raise(Mediation *mediation, const Actor *actor, CaseId id, gint64 version, Sensitivity raised, GError **error)
{
    Change change = { mediation, actor, id, version, ACTION_EDIT_CASE, apply_raised, .raised = raised };

    return run_change(&change, error);
}

/* ---- several changes at once ---- */

typedef struct {
    Mediation *mediation;
    const Actor *actor;
    CaseId id;
    gint64 version;
    Change changes[5];
    guint count;
} ChangeSet;

static gboolean
apply_set(DbSession *session, gpointer data, GError **error)
{
    const ChangeSet *set = data;
    g_autoptr(Case) a_case = case_store_load(session, set->id, error);
    UnitId unit = a_case != NULL ? a_case->unit : (UnitId){ 0 };

    if (a_case == NULL)
        return FALSE;
    if (set->version != 0 && set->version != a_case->version) {
        g_set_error(error, TRIBUNE_ERROR, TRIBUNE_ERROR_CONFLICT,
                    SAY_NOOP("somebody changed the case in the meantime; look at it again and repeat what you did"));
        return FALSE;
    }
    /* Rights in the unit that has the case now: who hands it over may have none in the next. */
    for (guint i = 0; i < set->count; i++)
        if (!rights_check(set->actor, set->changes[i].action, unit, error) ||
            !set->changes[i].apply(&set->changes[i], session, a_case, error))
            return FALSE;
    a_case->changed = clock_now();
    return case_store_update(session, a_case, error);
}

static void
add_change(ChangeSet *set, Change change)
{
    change.mediation = set->mediation;
    change.actor = set->actor;
    set->changes[set->count++] = change;
}

gboolean
casework_edit(Mediation *mediation, const Actor *actor, CaseId id, gint64 version, const CaseEdit *edit, GError **error)
{
    gboolean own = edit->assignee.value == actor->staff.value || edit->assignee.value == 0;
    ChangeSet set = { .mediation = mediation, .actor = actor, .id = id, .version = version };

    if (!casework_check_size(edit->title, TITLE_SIZE_MAX, "the title", error) ||
        !casework_check_size(edit->reason, REASON_SIZE_MAX, "the reason", error))
        return FALSE;
    if (edit->unit.value != 0)
        add_change(
            &set, (Change){ .action = ACTION_SET_UNIT, .apply = apply_unit, .unit = edit->unit, .text = edit->reason });
    if (edit->title != NULL)
        add_change(&set, (Change){ .action = ACTION_EDIT_CASE, .apply = apply_title, .text = edit->title });
    if (edit->set_assignee)
        add_change(&set, (Change){ .action = own ? ACTION_TAKE : ACTION_ASSIGN,
                                   .apply = apply_assignee,
                                   .assignee = edit->assignee });
    if (edit->set_state)
        add_change(
            &set,
            (Change){ .action = ACTION_SET_STATE, .apply = apply_state, .state = edit->state, .text = edit->reason });
    if (edit->set_raised)
        add_change(&set, (Change){ .action = ACTION_EDIT_CASE, .apply = apply_raised, .raised = edit->raised });
    if (!store_write(mediation->store, apply_set, &set, error))
        return FALSE;
    mediation_changed(mediation, id);
    return TRUE;
}
