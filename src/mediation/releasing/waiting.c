/* SPDX-License-Identifier: Apache-2.0 */
#include "mediation/releasing/waiting.h"

#include "base/error.h"
#include "mediation/publishing/publishing.h"
#include "mediation/releasing/emergency.h"
#include "mediation/releasing/proposing.h"
#include "model/rights.h"
#include "store/case-store.h"
#include "store/proposal-store.h"
#include "store/staff-store.h"

static const char *const KINDS[] = { "publication", "after_review", "reply", "reply_review", NULL };

const char *
waiting_kind_name(WaitingKind kind)
{
    return KINDS[kind];
}

typedef struct {
    Mediation *mediation;
    DbSession *session;
    const Actor *actor;
    const char *language;
    GPtrArray *items;
} Gathering;

void
waiting_item_free(WaitingItem *item)
{
    g_free(item->title);
    g_free(item->reference);
    g_free(item);
}

/* When the approval was given that stands at @tier, from 1. */
static gint64
given_at(const ApprovalQuestion *question, const GPtrArray *given, guint tier)
{
    gint64 at = 0;

    for (guint i = 0; i < given->len; i++) {
        const Approval *approval = g_ptr_array_index(given, i);

        if (approval->verdict == VERDICT_APPROVE && approval->voided == 0 && !approval->lapsed &&
            approval->tier == tier && digest_equal(&approval->digest, &question->digest))
            at = MAX(at, approval->at);
    }
    return at;
}

/* Who may decide at an earlier tier too was asked then. */
static gboolean
find_turn(const Gathering *gathering, const ApprovalQuestion *question, const GPtrArray *given, WaitingItem *item,
          GError **error)
{
    guint tier = approval_next_tier(question, given);
    g_autoptr(Staff) principal =
        item->stead.value != 0 ? staff_store_load(gathering->session, item->stead, error) : NULL;
    Actor whose = *gathering->actor;

    if (item->stead.value != 0) {
        if (principal == NULL)
            return FALSE;
        whose = staff_actor(principal);
    }
    while (tier > 0 && (question->may == NULL || question->may(&whose, tier - 1, question->may_data)))
        tier--;
    item->hers = tier > 0 ? given_at(question, given, tier) : 0;
    return TRUE;
}

/* A new item when it is hers to decide. *@ret NULL: it is not. */
static gboolean
ask(const Gathering *gathering, const ApprovalQuestion *question, WaitingItem **ret, GError **error)
{
    g_autoptr(GPtrArray) given =
        approval_store_list(gathering->mediation->store, gathering->session, question->subject, error);
    g_autoptr(GError) why = NULL;
    StaffId stead;

    *ret = NULL;
    if (given == NULL || !approval_weigh(gathering->session, question, given, error))
        return FALSE;
    if (!approval_way(gathering->session, gathering->actor, question, given, &stead, &why)) {
        if (g_error_matches(why, TRIBUNE_ERROR, TRIBUNE_ERROR_FORBIDDEN))
            return TRUE;
        g_propagate_error(error, g_steal_pointer(&why));
        return FALSE;
    }
    *ret = g_new0(WaitingItem, 1);
    (*ret)->stead = stead;
    (*ret)->given = approval_count(question, given);
    (*ret)->needed = question->tiers;
    (*ret)->title = g_strdup("");
    (*ret)->reference = g_strdup("");
    g_ptr_array_add(gathering->items, *ret);
    return find_turn(gathering, question, given, *ret, error);
}

/* ---- publications ---- */

static gboolean
read_title(const Gathering *gathering, const PublicationRow *row, gint64 version, WaitingItem *item, GError **error)
{
    g_autoptr(PublicationContent) content = NULL;
    const PublicationText *text;

    if (gathering->language == NULL)
        return TRUE;
    content = publication_store_load_version(gathering->mediation->store, gathering->session, row->id, version, error);
    if (content == NULL)
        return FALSE;
    text = publication_content_any(content, gathering->language);
    g_free(item->title);
    item->title = g_strdup(text != NULL ? text->title : "");
    return TRUE;
}

static gboolean
add_publication(const Gathering *gathering, const PublicationRow *row, GError **error)
{
    g_autoptr(GArray) versions = publication_store_list_versions(gathering->session, row->id, error);
    g_autoptr(GArray) authors = g_array_new(FALSE, FALSE, sizeof(StaffId));
    ApprovalQuestion question;
    WaitingItem *item;

    if (versions == NULL)
        return FALSE;
    question = publishing_question(gathering->mediation, row, versions, authors);
    if (!ask(gathering, &question, &item, error))
        return FALSE;
    if (item == NULL)
        return TRUE;
    item->kind = WAITING_PUBLICATION;
    item->id = row->id.value;
    item->author = row->author;
    item->since = row->asked != 0 ? row->asked : row->changed;
    item->due = row->scheduled;
    return read_title(gathering, row, row->version, item, error);
}

static gboolean
add_publications(const Gathering *gathering, GError **error)
{
    g_autoptr(GPtrArray) rows = publication_store_list_review(gathering->session, WAITING_MAX, error);

    for (guint i = 0; rows != NULL && i < rows->len; i++)
        if (!add_publication(gathering, g_ptr_array_index(rows, i), error))
            return FALSE;
    return rows != NULL;
}

/* ---- replies ---- */

/* Who decides without reading the case, for another unit or in another's stead, sees its number alone. */
static void
name_case(const Gathering *gathering, const Case *a_case, WaitingItem *item)
{
    gboolean reads = gathering->language != NULL && rights_may(gathering->actor, ACTION_READ_CASE, a_case->unit);

    g_free(item->reference);
    item->reference = g_strdup(a_case->reference);
    g_free(item->title);
    item->title = g_strdup(reads ? a_case->title : "");
}

/* What one agreed to who may agree no more waits for its author to take it back, not for others. */
static gboolean
has_lapsed(const Gathering *gathering, const ApprovalQuestion *question, gboolean *ret, GError **error)
{
    g_autoptr(GPtrArray) given =
        approval_store_list(gathering->mediation->store, gathering->session, question->subject, error);

    *ret = FALSE;
    if (given == NULL || !approval_weigh(gathering->session, question, given, error))
        return FALSE;
    for (guint i = 0; i < given->len; i++)
        *ret |= ((const Approval *)g_ptr_array_index(given, i))->lapsed;
    return TRUE;
}

static gboolean
add_proposal(const Gathering *gathering, const Proposal *proposal, GError **error)
{
    ApprovalQuestion question = proposing_question(proposal);
    g_autoptr(Case) a_case = NULL;
    gboolean lapsed;
    WaitingItem *item;

    if (!has_lapsed(gathering, &question, &lapsed, error))
        return FALSE;
    if (lapsed)
        return TRUE;
    if (!ask(gathering, &question, &item, error))
        return FALSE;
    if (item == NULL)
        return TRUE;
    item->kind = WAITING_REPLY;
    item->id = proposal->id.value;
    item->author = proposal->author;
    item->unit = proposal->unit;
    item->since = proposal->since;
    item->due = proposal->scheduled;
    a_case = case_store_load(gathering->session, proposal->case_id, error);
    if (a_case == NULL)
        return FALSE;
    name_case(gathering, a_case, item);
    return TRUE;
}

static gboolean
add_proposals(const Gathering *gathering, GError **error)
{
    g_autoptr(GPtrArray) list = proposal_store_list_waiting(gathering->session, WAITING_MAX, error);

    for (guint i = 0; list != NULL && i < list->len; i++)
        if (!add_proposal(gathering, ((const ProposalWaiting *)g_ptr_array_index(list, i))->proposal, error))
            return FALSE;
    return list != NULL;
}

/* ---- what left without review ---- */

static gboolean
name_publication(const Gathering *gathering, const Emergency *emergency, WaitingItem *item, GError **error)
{
    g_autoptr(PublicationRow) row =
        publication_store_load(gathering->session, (PublicationId){ emergency->thing }, error);

    if (row == NULL)
        return FALSE;
    item->kind = WAITING_AFTER_REVIEW;
    item->id = row->id.value;
    return read_title(gathering, row, MAX(row->released, 1), item, error);
}

static gboolean
name_reply(const Gathering *gathering, const Emergency *emergency, WaitingItem *item, GError **error)
{
    g_autoptr(Case) a_case = case_store_load(gathering->session, emergency->case_id, error);

    if (a_case == NULL)
        return FALSE;
    item->kind = WAITING_REPLY_REVIEW;
    item->id = emergency->thing;
    name_case(gathering, a_case, item);
    return TRUE;
}

static gboolean
add_emergency(const Gathering *gathering, const Emergency *emergency, GError **error)
{
    ApprovalQuestion question = emergency_question(emergency);
    WaitingItem *item;

    if (!ask(gathering, &question, &item, error))
        return FALSE;
    if (item == NULL)
        return TRUE;
    item->author = emergency->staff;
    item->unit = emergency->unit;
    item->since = emergency->at;
    item->due = emergency->due;
    return emergency->kind == EMERGENCY_PUBLICATION ? name_publication(gathering, emergency, item, error)
                                                    : name_reply(gathering, emergency, item, error);
}

static gboolean
add_emergencies(const Gathering *gathering, GError **error)
{
    g_autoptr(GPtrArray) list =
        emergency_store_list_open(gathering->mediation->store, gathering->session, WAITING_MAX, error);

    for (guint i = 0; list != NULL && i < list->len; i++)
        if (!add_emergency(gathering, g_ptr_array_index(list, i), error))
            return FALSE;
    return list != NULL;
}

/* ---- all ---- */

static gboolean (*const SOURCES[])(const Gathering *gathering, GError **error) = {
    add_publications,
    add_proposals,
    add_emergencies,
};

GPtrArray *
waiting_gather(Mediation *mediation, DbSession *session, const Actor *actor, const char *language, GError **error)
{
    g_autoptr(GPtrArray) items = g_ptr_array_new_with_free_func((GDestroyNotify)waiting_item_free);
    Gathering gathering = { mediation, session, actor, language, items };

    for (guint i = 0; i < G_N_ELEMENTS(SOURCES); i++)
        if (!SOURCES[i](&gathering, error))
            return NULL;
    return g_steal_pointer(&items);
}
