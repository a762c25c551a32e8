/* SPDX-License-Identifier: Apache-2.0 */
#include "mediation/cases/merging.h"

#include "base/clock.h"
#include "base/error.h"
#include "base/id.h"
#include "mediation/cases/casework.h"
#include "mediation/cases/protecting.h"
#include "model/rights.h"
#include "store/event-store.h"
#include "store/merge-store.h"
#include "store/message-store.h"
#include "store/proposal-store.h"
#include "store/side-store.h"
#include "store/snooze-store.h"

#define LINK_RELATED "related"

typedef struct {
    Mediation *mediation;
    const Actor *actor;
    CaseId a, b; /* of a merge: source and target */
    gint64 version;
} Pairing;

typedef struct {
    Case *a, *b;
} Pair;

static void
pair_clear(Pair *pair)
{
    g_clear_pointer(&pair->a, case_free);
    g_clear_pointer(&pair->b, case_free);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Pair, pair_clear)

static gboolean
invalid(GError **error, const char *words)
{
    g_set_error_literal(error, TRIBUNE_ERROR, TRIBUNE_ERROR_INVALID, words);
    return FALSE;
}

/* Both cases, which the actor may edit. */
static gboolean
load_pair(const Pairing *pairing, DbSession *session, Pair *pair, GError **error)
{
    if (pairing->a.value == pairing->b.value)
        return invalid(error, SAY_NOOP("this is the case itself; name another one"));
    pair->a = case_store_load(session, pairing->a, error);
    pair->b = pair->a == NULL ? NULL : case_store_load(session, pairing->b, error);
    return pair->b != NULL && rights_check(pairing->actor, ACTION_EDIT_CASE, pair->a->unit, error) &&
           rights_check(pairing->actor, ACTION_EDIT_CASE, pair->b->unit, error);
}

static gboolean
record(const Pairing *pairing, DbSession *session, EventKind kind, const Case *of, const Case *other, const char *role,
       GError **error)
{
    json_t *detail = json_pack("{s:s, s:s}", "other", other->reference, "role", role);
    gboolean done = event_append(
        pairing->mediation->store, session,
        &(EventDraft){
            .kind = kind, .actor = pairing->actor, .case_id = of->id, .subject = other->id.value, .detail = detail },
        NULL, error);

    json_decref(detail);
    return done;
}

static gboolean
record_both(const Pairing *pairing, DbSession *session, EventKind kind, const Pair *pair, const char *role_a,
            const char *role_b, GError **error)
{
    return record(pairing, session, kind, pair->a, pair->b, role_a, error) &&
           record(pairing, session, kind, pair->b, pair->a, role_b, error);
}

static gboolean
run(Pairing *pairing, DbTask task, GError **error)
{
    if (!store_write(pairing->mediation->store, task, pairing, error))
        return FALSE;
    mediation_changed(pairing->mediation, pairing->a);
    mediation_changed(pairing->mediation, pairing->b);
    return TRUE;
}

/* ---- linking ---- */

static gboolean
link_cases(DbSession *session, gpointer data, GError **error)
{
    const Pairing *pairing = data;
    g_auto(Pair) pair = { 0 };
    gboolean linked;

    if (!load_pair(pairing, session, &pair, error) ||
        !case_store_is_linked(session, pairing->a, pairing->b, &linked, error))
        return FALSE;
    return linked || (case_store_link(session, pairing->a, pairing->b, LINK_RELATED, error) &&
                      record_both(pairing, session, EVENT_CASE_LINKED, &pair, "related", "related", error));
}

gboolean
merging_link(Mediation *mediation, const Actor *actor, CaseId a, CaseId b, GError **error)
{
    Pairing pairing = { mediation, actor, a, b, 0 };

    return run(&pairing, link_cases, error);
}

static gboolean
unlink_cases(DbSession *session, gpointer data, GError **error)
{
    const Pairing *pairing = data;
    g_auto(Pair) pair = { 0 };
    gboolean linked;

    if (!load_pair(pairing, session, &pair, error) ||
        !case_store_is_linked(session, pairing->a, pairing->b, &linked, error))
        return FALSE;
    return !linked || (case_store_unlink(session, pairing->a, pairing->b, error) &&
                       record_both(pairing, session, EVENT_CASE_UNLINKED, &pair, "related", "related", error));
}

gboolean
merging_unlink(Mediation *mediation, const Actor *actor, CaseId a, CaseId b, GError **error)
{
    Pairing pairing = { mediation, actor, a, b, 0 };

    return run(&pairing, unlink_cases, error);
}

/* ---- merging ---- */

static gboolean
check_mergeable(const Pairing *pairing, DbSession *session, const Pair *pair, GError **error)
{
    gboolean confused, waits;
    Merge source, target;

    if (!side_store_would_confuse(session, pairing->a, pairing->b, &confused, error) ||
        !proposal_store_is_open(session, pairing->a, &waits, error))
        return FALSE;
    if (waits)
        return invalid(error,
                       SAY_NOOP("a reply to the citizen waits in this case; it must leave or be taken back first"));
    if (confused)
        return invalid(error, SAY_NOOP("somebody was asked internally in one of these cases who is the citizen of the "
                                       "other; link them instead"));
    if (!merge_store_find(session, pairing->a, &source, error) ||
        !merge_store_find(session, pairing->b, &target, error))
        return FALSE;
    if (source.id != 0)
        return invalid(error, SAY_NOOP("this case is merged into another one already"));
    if (target.id != 0)
        return invalid(error, SAY_NOOP("that case is itself merged into another one; name that one"));
    if (case_state_is_closed(pair->b->state))
        return invalid(error, SAY_NOOP("that case is closed; open it first"));
    if (pairing->version == 0 || pairing->version == pair->a->version)
        return TRUE;
    g_set_error_literal(
        error, TRIBUNE_ERROR, TRIBUNE_ERROR_CONFLICT,
        SAY_NOOP("somebody changed the case in the meantime; look at it again and repeat what you did"));
    return FALSE;
}

/* What a list says of a case is of the messages that it has now. */
static gboolean
refresh(DbSession *session, Case *a_case, GError **error)
{
    g_autoptr(GPtrArray) newest = message_store_list_citizen(session, a_case->id, 1, error);
    const Message *message;

    if (newest == NULL || !merge_store_count_held(session, a_case->id, &a_case->held, error))
        return FALSE;
    message = newest->len > 0 ? g_ptr_array_index(newest, 0) : NULL;
    if (message == NULL || message->screening != SCREENING_HELD) {
        g_free(a_case->preview);
        a_case->preview = g_strdup(message != NULL ? message->preview : "");
    }
    a_case->changed = clock_now();
    return case_store_update(session, a_case, error);
}

/* What comes into a case brings its protection along. */
static gboolean
protect(const Pairing *pairing, DbSession *session, const Pair *pair, GError **error)
{
    Sensitivity needed = protecting_level(pairing->mediation, pair->a);

    return needed <= protecting_level(pairing->mediation, pair->b) ||
           protecting_set(pairing->mediation, session, pairing->actor, pair->b, needed, error);
}

static gboolean
merge(DbSession *session, gpointer data, GError **error)
{
    const Pairing *pairing = data;
    g_auto(Pair) pair = { 0 };
    Merge merge = {
        .id = id_next(), .source = pairing->a, .target = pairing->b, .at = clock_now(), .staff = pairing->actor->staff
    };

    if (!load_pair(pairing, session, &pair, error) || !check_mergeable(pairing, session, &pair, error) ||
        !snooze_store_find(session, pairing->a, &merge.snoozed, error))
        return FALSE;
    merge.state = pair.a->state;
    merge.unread = pair.a->unread;
    if (!merge_store_insert(session, &merge, error) || !merge_store_move(session, &merge, error) ||
        !casework_put(pairing->mediation, session, pairing->actor, pair.a, CASE_DUPLICATE, "merged", error) ||
        !record_both(pairing, session, EVENT_CASE_MERGED, &pair, "source", "target", error) ||
        !protect(pairing, session, &pair, error))
        return FALSE;
    pair.b->unread = pair.b->unread || pair.a->unread;
    pair.b->last_in = MAX(pair.b->last_in, pair.a->last_in);
    pair.a->unread = FALSE;
    return refresh(session, pair.a, error) && refresh(session, pair.b, error);
}

gboolean
merging_merge(Mediation *mediation, const Actor *actor, CaseId source, gint64 version, CaseId target, GError **error)
{
    Pairing pairing = { mediation, actor, source, target, version };

    return run(&pairing, merge, error);
}

/* ---- and back ---- */

static gboolean
sleep_again(DbSession *session, const Merge *merge, GError **error)
{
    if (merge->snoozed == 0)
        return TRUE;
    return snooze_store_set(session, merge->source, merge->snoozed, merge->staff, error) &&
           work_add(session, WORK_WAKE, merge->source.value, merge->snoozed, error);
}

static gboolean
undo(DbSession *session, gpointer data, GError **error)
{
    Pairing *pairing = data;
    g_auto(Pair) pair = { 0 };
    Merge merge;

    if (!merge_store_find(session, pairing->a, &merge, error))
        return FALSE;
    if (merge.id == 0)
        return invalid(error, SAY_NOOP("this case is not merged into another one"));
    pairing->b = merge.target;
    if (!load_pair(pairing, session, &pair, error) || !merge_store_move_back(session, &merge, error) ||
        !merge_store_undo(session, merge.id, clock_now(), error) ||
        !casework_put(pairing->mediation, session, pairing->actor, pair.a, merge.state, "merge undone", error) ||
        !sleep_again(session, &merge, error) ||
        !record_both(pairing, session, EVENT_CASE_UNMERGED, &pair, "source", "target", error))
        return FALSE;
    pair.a->unread = merge.unread;
    return refresh(session, pair.a, error) && refresh(session, pair.b, error);
}

gboolean
merging_undo(Mediation *mediation, const Actor *actor, CaseId source, GError **error)
{
    Pairing pairing = { mediation, actor, source, { 0 }, 0 };

    if (!run(&pairing, undo, error))
        return FALSE;
    work_wake(mediation->work, WORK_WAKE);
    return TRUE;
}
