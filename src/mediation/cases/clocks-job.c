/* SPDX-License-Identifier: Apache-2.0 */
/* The durable job that waits for each clock, and when it warns. */
#include "base/clock.h"
#include "base/error.h"
#include "base/number.h"
#include "mediation/cases/clocks-private.h"
#include "model/rights.h"
#include "store/case-store.h"
#include "store/clock-store.h"
#include "store/setting-store.h"

#define SETTING_WARNING "promises.warning"

/* ---- the warning ---- */

gboolean
clocks_get_warning(DbSession *session, int *ret, GError **error)
{
    GError *trouble = NULL;
    g_autofree char *value = setting_store_get(session, SETTING_WARNING, &trouble);
    gint64 percent = CLOCKS_WARNING;

    if (trouble != NULL) {
        g_propagate_error(error, trouble);
        return FALSE;
    }
    if (value != NULL && !number_parse_int64(value, 0, 90, &percent, error))
        return FALSE;
    *ret = (int)percent;
    return TRUE;
}

static gboolean
read_warning(DbSession *session, gpointer data, GError **error)
{
    return clocks_get_warning(session, data, error);
}

gboolean
clocks_warning(Mediation *mediation, const Actor *actor, int *ret, GError **error)
{
    return rights_check(actor, ACTION_SEE_PROMISES, (UnitId){ 0 }, error) &&
           store_read(mediation->store, read_warning, ret, error);
}

typedef struct {
    Mediation *mediation;
    const Actor *actor;
    int percent;
} Warning;

static gboolean
save_warning(DbSession *session, gpointer data, GError **error)
{
    const Warning *warning = data;
    g_autofree char *value = g_strdup_printf("%d", warning->percent);
    json_t *detail;
    gboolean done;
    int before;

    if (!clocks_get_warning(session, &before, error))
        return FALSE;
    if (before == warning->percent)
        return TRUE;
    detail = json_pack("{s:s, s:i, s:i}", "setting", SETTING_WARNING, "from", before, "to", warning->percent);
    done = setting_store_set(session, SETTING_WARNING, value, error) &&
           event_append(warning->mediation->store, session,
                        &(EventDraft){ .kind = EVENT_SETTING_CHANGED, .actor = warning->actor, .detail = detail }, NULL,
                        error);
    json_decref(detail);
    return done;
}

gboolean
clocks_set_warning(Mediation *mediation, const Actor *actor, gint64 percent, GError **error)
{
    Warning warning = { mediation, actor, (int)percent };

    if (!rights_check(actor, ACTION_MANAGE_PROMISES, (UnitId){ 0 }, error))
        return FALSE;
    if (percent >= 0 && percent <= 90)
        return store_write(mediation->store, save_warning, &warning, error);
    g_set_error(error, TRIBUNE_ERROR, TRIBUNE_ERROR_INVALID,
                SAY_NOOP("choose how much time is left when you are warned: 0 to 90 percent"));
    return FALSE;
}

/* ---- the job ---- */

typedef struct {
    Mediation *mediation;
    const Job *job;
    CaseId changed; /* 0: nothing was told */
} Turn;

/* Tells what has become of the clock, and when the next turn is. */
static gboolean
tell_turn(ClockChange *change, Turn *turn, ClockId id, GError **error)
{
    for (guint i = 0; i < change->clocks->len; i++) {
        Promise *clock = g_ptr_array_index(change->clocks, i);
        gint64 due = clocks_next_turn(clock);
        gboolean late = due != 0 && change->now >= clock->due;

        if (clock->id.value != id.value || due == 0)
            continue;
        if (due > change->now)
            return clocks_queue(change, clock, error);
        *(late ? &clock->missed : &clock->warned) = change->now;
        turn->changed = clock->case_id;
        clocks_tell(change, clock, late);
        return clock_store_update(change->session, clock, error) && clocks_queue(change, clock, error) &&
               clocks_finish(change, late ? EVENT_CLOCK_MISSED : EVENT_CLOCK_NEAR, error);
    }
    return TRUE;
}

static gboolean
take_turn(DbSession *session, gpointer data, GError **error)
{
    Turn *turn = data;
    ClockId id = { turn->job->subject };
    g_autoptr(Promise) clock = clock_store_load(session, id, error);
    g_autoptr(Case) a_case = clock == NULL ? NULL : case_store_load(session, clock->case_id, error);
    g_auto(ClockChange)
        change = { .mediation = turn->mediation, .session = session, .actor = &ACTOR_TRIBUNE, .a_case = a_case };

    turn->changed.value = 0;
    return a_case != NULL && clocks_begin(&change, error) && tell_turn(&change, turn, id, error) &&
           work_done(session, turn->job, error);
}

static gboolean
handle(gpointer data, const Job *job, GError **error)
{
    Turn turn = { data, job, { 0 } };

    if (!store_write_background(turn.mediation->store, take_turn, &turn, error))
        return FALSE;
    if (turn.changed.value != 0)
        mediation_changed(turn.mediation, turn.changed);
    return TRUE;
}

void
clocks_register(Mediation *mediation)
{
    work_register(mediation->work, WORK_CLOCK, 1, CLOCK_MINUTE, handle, mediation);
}
