/* SPDX-License-Identifier: Apache-2.0 */
#include "mediation/cases/bulk.h"

#include "base/error.h"
#include "base/id.h"
#include "base/number.h"
#include "mediation/cases/casework.h"
#include "mediation/cases/tagging.h"
#include "model/name-table.h"
#include "model/rights.h"
#include "store/bulk-store.h"

#define KEPT (24 * 3600 * CLOCK_SECOND)

static const char *const KIND_NAMES[] = { "state", "assignee", "unit", "tag", "untag", NULL };
static const char *const OUTCOME_NAMES[] = { "changed", "same", "changed-meanwhile", "forbidden", "invalid",
                                             "gone",    NULL };
G_STATIC_ASSERT(G_N_ELEMENTS(KIND_NAMES) == BULK_KIND_COUNT + 1);
G_STATIC_ASSERT(G_N_ELEMENTS(OUTCOME_NAMES) == BULK_OUTCOME_COUNT + 1);

NAME_TABLE(BulkKind, bulk_kind, KIND_NAMES)
NAME_TABLE(BulkOutcome, bulk_outcome, OUTCOME_NAMES)

/* ---- one case ---- */

/* What a case is of what is to change, as the store keeps it. */
static char *
value_of(BulkKind kind, const Case *a_case)
{
    switch (kind) {
    case BULK_STATE:
        return g_strdup(case_state_name(a_case->state));
    case BULK_ASSIGNEE:
        return g_strdup_printf("%" G_GINT64_FORMAT, a_case->assignee.value);
    case BULK_UNIT:
        return g_strdup_printf("%" G_GINT64_FORMAT, a_case->unit.value);
    default:
        return g_strdup("");
    }
}

static char *
wanted_of(const BulkRequest *request)
{
    const Case wanted = { .state = request->state, .assignee = request->assignee, .unit = request->unit };

    if (request->kind == BULK_TAG || request->kind == BULK_UNTAG)
        return g_strdup_printf("%" G_GINT64_FORMAT, request->tag.value);
    return value_of(request->kind, &wanted);
}

static CaseChange
change_of(const BulkRequest *request)
{
    static const CaseChangeKind KINDS[] = { CASE_CHANGE_STATE, CASE_CHANGE_ASSIGNEE, CASE_CHANGE_UNIT };

    return (CaseChange){ KINDS[request->kind], request->assignee, request->state, request->unit, request->reason };
}

/* What @trouble says about one case. FALSE: it is about the store, and nothing of all this happens. */
static gboolean
judge(GError *trouble, BulkOutcome *ret, GError **error)
{
    static const struct {
        TribuneError code;
        BulkOutcome outcome;
    } OUTCOMES[] = {
        { TRIBUNE_ERROR_CONFLICT, BULK_CHANGED_MEANWHILE },
        { TRIBUNE_ERROR_FORBIDDEN, BULK_FORBIDDEN },
        { TRIBUNE_ERROR_INVALID, BULK_INVALID },
        { TRIBUNE_ERROR_NOT_FOUND, BULK_GONE },
    };

    for (guint i = 0; i < G_N_ELEMENTS(OUTCOMES); i++) {
        if (g_error_matches(trouble, TRIBUNE_ERROR, (gint)OUTCOMES[i].code)) {
            *ret = OUTCOMES[i].outcome;
            g_error_free(trouble);
            return TRUE;
        }
    }
    g_propagate_error(error, trouble);
    return FALSE;
}

typedef struct {
    Mediation *mediation;
    const Actor *actor;
    const BulkRequest *request;
    gint64 id;
    GArray *changed; /* CaseId */
    guint undone, left;
} Bulk;

/* Each check of a change comes before its first write: a case that cannot be changed is not half changed. */
static gboolean
change_case(const Bulk *bulk, DbSession *session, const Case *a_case, gint64 seen, BulkItemRow *item, BulkOutcome *ret,
            GError **error)
{
    const BulkRequest *request = bulk->request;
    gboolean tags = request->kind == BULK_TAG || request->kind == BULK_UNTAG, changed = FALSE;
    g_autofree char *wanted = wanted_of(request);

    item->version = a_case->version;
    item->before = value_of(request->kind, a_case);
    if (tags) {
        *ret = BULK_SAME;
        if (!tagging_change(bulk->mediation, session, bulk->actor, a_case->id, request->tag, request->kind == BULK_TAG,
                            &changed, error))
            return FALSE;
        *ret = changed ? BULK_CHANGED : BULK_SAME;
        return TRUE;
    }
    *ret = BULK_SAME;
    if (g_strcmp0(item->before, wanted) == 0)
        return rights_check(bulk->actor, ACTION_READ_CASE, a_case->unit, error);
    {
        const CaseChange change = change_of(request);

        *ret = BULK_CHANGED;
        return casework_change(bulk->mediation, session, bulk->actor, a_case->id, seen, &change, &item->version, error);
    }
}

static gboolean
run_item(Bulk *bulk, DbSession *session, guint position, GError **error)
{
    const BulkItem *asked = &bulk->request->items[position];
    GError *trouble = NULL;
    g_autoptr(Case) a_case = case_store_find(session, asked->reference, &trouble);
    BulkItemRow item = { 0 };
    BulkOutcome outcome = BULK_GONE;
    gboolean kept;

    /* What one may not read is not there. */
    if (a_case != NULL && rights_may(bulk->actor, ACTION_READ_CASE, a_case->unit)) {
        item.case_id = a_case->id;
        change_case(bulk, session, a_case, asked->version, &item, &outcome, &trouble);
    }
    if (trouble != NULL && !judge(trouble, &outcome, error)) {
        g_free(item.before);
        return FALSE;
    }
    if (outcome == BULK_CHANGED)
        g_array_append_val(bulk->changed, a_case->id);
    item.outcome = (char *)bulk_outcome_name(outcome);
    if (item.before == NULL)
        item.before = g_strdup("");
    kept = bulk_store_add(session, bulk->id, position, &item, error);
    g_free(item.before);
    return kept;
}

/* ---- all of them ---- */

static gboolean
run(DbSession *session, gpointer data, GError **error)
{
    Bulk *bulk = data;
    gint64 now = clock_now();
    g_autofree char *wanted = wanted_of(bulk->request);
    const BulkRow row = { .id = bulk->id,
                          .staff = bulk->actor->staff,
                          .at = now,
                          .kind = (char *)bulk_kind_name(bulk->request->kind),
                          .wanted = wanted };

    g_array_set_size(bulk->changed, 0);
    if (!bulk_store_purge(session, now - KEPT, error) || !bulk_store_insert(session, &row, error))
        return FALSE;
    for (guint i = 0; i < bulk->request->count; i++)
        if (!run_item(bulk, session, i, error))
            return FALSE;
    return TRUE;
}

static gboolean
invalid(GError **error, const char *words)
{
    g_set_error_literal(error, TRIBUNE_ERROR, TRIBUNE_ERROR_INVALID, words);
    return FALSE;
}

static gboolean
check(const BulkRequest *request, GError **error)
{
    gboolean needs =
        request->kind == BULK_STATE &&
        (request->state == CASE_REFUSED || request->state == CASE_REFERRED || request->state == CASE_WITHDRAWN);

    if (request->count == 0)
        return invalid(error, SAY_NOOP("choose at least one case"));
    if (needs && (request->reason == NULL || *request->reason == '\0'))
        return invalid(error, SAY_NOOP("say why: this state needs a reason"));
    if (request->count <= BULK_MAX)
        return TRUE;
    g_set_error_literal(error, TRIBUNE_ERROR, TRIBUNE_ERROR_LIMIT,
                        SAY_NOOP("more than 100 cases at once; choose fewer"));
    return FALSE;
}

static gboolean
write_and_tell(Bulk *bulk, DbTask task, GError **error)
{
    gboolean done;

    bulk->changed = g_array_new(FALSE, FALSE, sizeof(CaseId));
    done = store_write(bulk->mediation->store, task, bulk, error);
    for (guint i = 0; done && i < bulk->changed->len; i++)
        mediation_changed(bulk->mediation, g_array_index(bulk->changed, CaseId, i));
    g_array_unref(bulk->changed);
    return done;
}

gboolean
bulk_run(Mediation *mediation, const Actor *actor, const BulkRequest *request, gint64 *ret_id, GError **error)
{
    Bulk bulk = { .mediation = mediation, .actor = actor, .request = request, .id = id_next() };

    if (!check(request, error) || !write_and_tell(&bulk, run, error))
        return FALSE;
    *ret_id = bulk.id;
    return TRUE;
}

/* ---- and back ---- */

static gboolean
parse_id(const char *text, gint64 *ret)
{
    return number_parse_int64(text, 0, G_MAXINT64, ret, NULL);
}

/* The change that brings back what @item was before @row. */
static gboolean
change_back(const Bulk *bulk, DbSession *session, BulkKind kind, const BulkRow *row, const BulkItemRow *item,
            GError **error)
{
    CaseChange change = { .reason = "undone" };
    gint64 id = 0, version;
    gboolean changed;

    if (kind == BULK_TAG || kind == BULK_UNTAG)
        return parse_id(row->wanted, &id) && tagging_change(bulk->mediation, session, bulk->actor, item->case_id,
                                                            (TagId){ id }, kind == BULK_UNTAG, &changed, error);
    if (kind == BULK_STATE) {
        change.kind = CASE_CHANGE_STATE_BACK;
        case_state_parse(item->before, &change.state);
    } else {
        change.kind = kind == BULK_UNIT ? CASE_CHANGE_UNIT : CASE_CHANGE_ASSIGNEE;
        parse_id(item->before, &id);
        change.unit.value = change.assignee.value = id;
    }
    return casework_change(bulk->mediation, session, bulk->actor, item->case_id, item->version, &change, &version,
                           error);
}

static gboolean
undo_item(Bulk *bulk, DbSession *session, BulkKind kind, const BulkRow *row, const BulkItemRow *item, GError **error)
{
    GError *trouble = NULL;
    BulkOutcome ignored;

    if (g_strcmp0(item->outcome, bulk_outcome_name(BULK_CHANGED)) != 0)
        return TRUE;
    if (change_back(bulk, session, kind, row, item, &trouble)) {
        bulk->undone++;
        g_array_append_val(bulk->changed, item->case_id);
        return TRUE;
    }
    bulk->left++;
    return judge(trouble, &ignored, error);
}

static gboolean
check_undoable(const Bulk *bulk, const BulkRow *row, GError **error)
{
    if (row->staff.value != bulk->actor->staff.value) {
        g_set_error(error, TRIBUNE_ERROR, TRIBUNE_ERROR_NOT_FOUND, "no such change");
        return FALSE;
    }
    if (row->undone != 0)
        return invalid(error, SAY_NOOP("this is undone already"));
    if (clock_now() - row->at > BULK_UNDO_WINDOW)
        return invalid(error, SAY_NOOP("this can be undone for ten minutes only; change the cases instead"));
    return TRUE;
}

static gboolean
undo(DbSession *session, gpointer data, GError **error)
{
    Bulk *bulk = data;
    g_autoptr(BulkRow) row = bulk_store_load(session, bulk->id, error);
    g_autoptr(GPtrArray) items = NULL;
    BulkKind kind;

    g_array_set_size(bulk->changed, 0);
    bulk->undone = bulk->left = 0;
    if (row == NULL || !check_undoable(bulk, row, error) || !bulk_kind_parse(row->kind, &kind))
        return FALSE;
    items = bulk_store_list(session, bulk->id, error);
    for (guint i = 0; items != NULL && i < items->len; i++)
        if (!undo_item(bulk, session, kind, row, g_ptr_array_index(items, i), error))
            return FALSE;
    return items != NULL && bulk_store_set_undone(session, bulk->id, clock_now(), error);
}

gboolean
bulk_undo(Mediation *mediation, const Actor *actor, gint64 id, guint *ret_undone, guint *ret_left, GError **error)
{
    Bulk bulk = { .mediation = mediation, .actor = actor, .id = id };

    if (!write_and_tell(&bulk, undo, error))
        return FALSE;
    *ret_undone = bulk.undone;
    *ret_left = bulk.left;
    return TRUE;
}
