/* SPDX-License-Identifier: Apache-2.0 */
/* Putting a reply before others, and taking it back. */
#include <string.h>

#include "base/clock.h"
#include "base/error.h"
#include "base/id.h"
#include "mediation/cases/protecting.h"
#include "mediation/releasing/drafting.h"
#include "mediation/releasing/noticing.h"
#include "mediation/releasing/proposing-private.h"
#include "mediation/releasing/release-private.h"
#include "model/rights.h"

gboolean
proposing_refuse(GError **error, TribuneError code, const char *words)
{
    g_set_error_literal(error, TRIBUNE_ERROR, (int)code, words);
    return FALSE;
}

/* ---- who may ---- */

/* No program agrees to anything, for whomever it acts. */
gboolean
proposing_admits(const Actor *actor, const ProposalTier *tier)
{
    return actor->kind == ACTOR_STAFF && rights_may(actor, ACTION_REPLY, tier->unit) &&
           (tier->role != ROLE_LEAD || actor_has_role(actor, ROLE_LEAD, tier->unit));
}

static gboolean
admits(const Actor *actor, guint tier, gconstpointer data)
{
    const Proposal *proposal = data;

    return tier < proposal->tiers->len && proposing_admits(actor, &g_array_index(proposal->tiers, ProposalTier, tier));
}

ApprovalQuestion
proposing_question(const Proposal *proposal)
{
    return (ApprovalQuestion){ .subject = proposal->id.value,
                               .digest = proposal->digest,
                               .authors = &proposal->author,
                               .author_count = 1,
                               .tiers = MAX(proposal->tiers->len, 1),
                               .ref = proposal->leaf,
                               .may = admits,
                               .may_data = proposal };
}

gboolean
proposing_may_decide(DbSession *session, const Actor *actor, const Proposal *proposal, const GPtrArray *given,
                     StaffId *ret_stead, GError **error)
{
    ApprovalQuestion question = proposing_question(proposal);

    if (proposal->state != PROPOSAL_WAITING)
        return proposing_refuse(error, TRIBUNE_ERROR_CONFLICT,
                                SAY_NOOP("this reply does not wait for approval any more"));
    /* Who agrees next does so at the tier behind those that stand; a gap among them would never be filled. */
    for (guint i = 0; i < given->len; i++) {
        const Approval *approval = g_ptr_array_index(given, i);

        if (approval->lapsed && approval->voided == 0)
            return proposing_refuse(error, TRIBUNE_ERROR_CONFLICT,
                                    SAY_NOOP("somebody who approved this may approve no more, so an approval is "
                                             "missing; take it back and send it for review again"));
    }
    return approval_way(session, actor, &question, given, ret_stead, error);
}

gboolean
proposing_may_steer(const Actor *actor, const Proposal *proposal, UnitId unit)
{
    return actor->staff.value == proposal->author.value ||
           (rights_may(actor, ACTION_REPLY, unit) && actor_has_role(actor, ROLE_LEAD, unit));
}

/* ---- putting it before others ---- */

typedef struct {
    ReleaseReply *reply;
    gint64 version;
    Proposal *proposal; /* as it will be */
    const GPtrArray *parts;
    const SealedContent *sealed;
    GPtrArray *paths;
} Proposing;

/* What came back to the author and is sent again is the next version of the same. */
static gboolean
continue_last(const Proposing *proposing, DbSession *session, gboolean *ret, GError **error)
{
    g_autoptr(GError) trouble = NULL;
    g_autoptr(Proposal) last = proposal_store_latest(session, proposing->reply->case_id, &trouble);

    if (trouble != NULL) {
        g_propagate_error(error, g_steal_pointer(&trouble));
        return FALSE;
    }
    *ret = last != NULL && last->author.value == proposing->reply->actor->staff.value &&
           (last->state == PROPOSAL_RETURNED || last->state == PROPOSAL_TAKEN_BACK);
    proposing->proposal->id.value = *ret ? last->id.value : id_next();
    proposing->proposal->version = *ret ? last->version + 1 : 1;
    return TRUE;
}

static json_t *
describe(const Proposing *proposing)
{
    const Proposal *proposal = proposing->proposal;
    const char *reason = proposing->reply->draft->untranslated;
    g_autofree char *digest = digest_to_hex(&proposal->digest);
    json_t *tiers = json_array();

    for (guint i = 0; i < proposal->tiers->len; i++) {
        const ProposalTier *tier = &g_array_index(proposal->tiers, ProposalTier, i);

        json_array_append_new(
            tiers, json_pack("{s:I, s:s}", "unit", (json_int_t)tier->unit.value, "role", role_name(tier->role)));
    }
    return json_pack("{s:I, s:s, s:s, s:s, s:I, s:s, s:s, s:o}", "version", (json_int_t)proposal->version, "digest",
                     digest, "channel", proposal->channel, "to", proposing->reply->outgoing->recipient, "scheduled",
                     (json_int_t)proposal->scheduled, "zone", proposal->zone, "untranslated",
                     reason != NULL ? reason : "", "tiers", tiers);
}

static gboolean
record(const Proposing *proposing, DbSession *session, GError **error)
{
    const ReleaseReply *reply = proposing->reply;
    json_t *detail = describe(proposing);
    gboolean done = event_append(reply->mediation->store, session,
                                 &(EventDraft){ .kind = EVENT_RELEASE_PROPOSED,
                                                .actor = reply->actor,
                                                .case_id = reply->case_id,
                                                .subject = proposing->proposal->id.value,
                                                .detail = detail,
                                                .ref = reply->policy.duties != NULL    ? reply->policy.duties->leaf
                                                       : reply->policy.channel != NULL ? reply->policy.channel->leaf
                                                                                       : 0 },
                                 &proposing->proposal->leaf, error);

    json_decref(detail);
    return done;
}

static gboolean
save_row(const Proposing *proposing, DbSession *session, gboolean again, GError **error)
{
    const Proposal *proposal = proposing->proposal;

    return (again ? proposal_store_update(session, proposal, error)
                  : proposal_store_insert(session, proposal, error)) &&
           proposal_store_add_version(proposing->reply->mediation->store, session, proposal, proposal->author,
                                      proposing->parts, error) &&
           content_save(session, proposal->content, proposing->sealed, error) &&
           (proposal->state != PROPOSAL_SCHEDULED ||
            work_add(session, WORK_SEND, proposal->id.value, proposal->scheduled, error));
}

static gboolean
propose(DbSession *session, gpointer data, GError **error)
{
    const Proposing *proposing = data;
    ReleaseReply *reply = proposing->reply;
    const Mediation *mediation = reply->mediation;
    g_autoptr(Case) a_case = case_store_load(session, reply->case_id, error);
    ReleaseId subject;
    gboolean again;

    if (a_case == NULL || !release_reply_may_go(mediation, session, reply->actor, a_case, proposing->version, error) ||
        !continue_last(proposing, session, &again, error))
        return FALSE;
    subject.value = proposing->proposal->id.value;
    return release_begin(mediation, session, reply->conversation, reply->channel, reply->outgoing, reply->to->id,
                         error) &&
           release_policy_record(mediation, session, reply->actor, &reply->policy, reply->case_id, subject, error) &&
           record(proposing, session, error) &&
           proofreading_record(session, reply->actor, subject.value, &proposing->proposal->digest, reply->proofread,
                               reply->draft->excuse != NULL ? reply->draft->excuse : "", error) &&
           save_row(proposing, session, again, error) &&
           release_duties_apply(mediation, session, reply->actor, reply->policy.duties, a_case, error) &&
           drafting_forget(mediation, session, a_case->id, reply->actor->staff, DRAFT_REPLY, proposing->paths, error);
}

static gboolean
check_time(const ReplyDraft *draft, GError **error)
{
    gint64 now = clock_now();

    if (draft->scheduled == 0 || (draft->scheduled > now && draft->scheduled < now + PROPOSING_FARTHEST))
        return TRUE;
    return proposing_refuse(error, TRIBUNE_ERROR_INVALID,
                            SAY_NOOP("the time at which it is to leave must be in the future, at most a year ahead"));
}

static void
fill(const ReleaseReply *reply, const Rendering *rendering, Proposal *proposal)
{
    gsize length;
    const void *bytes = g_bytes_get_data(rendering->payload, &length);

    proposal->case_id = reply->case_id;
    proposal->unit = reply->a_case->unit;
    proposal->conversation = reply->conversation->id;
    proposal->recipient = reply->to->id;
    proposal->channel = g_strdup(reply->channel);
    proposal->state = reply->tiers->len > 0 ? PROPOSAL_WAITING : PROPOSAL_SCHEDULED;
    proposal->next = reply->draft->next;
    proposal->sensitivity = protecting_level(reply->mediation, reply->a_case);
    proposal->author = reply->actor->staff;
    proposal->since = proposal->changed = reply->outgoing->date;
    proposal->scheduled = reply->draft->scheduled;
    proposal->zone = g_strdup(proposal->scheduled == 0     ? ""
                              : reply->draft->zone != NULL ? reply->draft->zone
                                                           : reply->mediation->timezone);
    g_array_append_vals(proposal->tiers, reply->tiers->data, reply->tiers->len);
    proposal->digest = release_digest(reply->outgoing);
    proposal->rendered = digest_sha256(bytes, length);
    proposal->content = id_next();
}

static gboolean
put_before_others(ReleaseReply *reply, Proposing *proposing, GError **error)
{
    Mediation *mediation = reply->mediation;
    g_autoptr(Rendering) rendering = release_render(mediation, reply->channel, reply->outgoing, error);
    g_autoptr(GPtrArray) parts = NULL;
    g_autoptr(GBytes) draft = NULL;
    g_autoptr(SealedContent) sealed = NULL;

    if (rendering == NULL)
        return FALSE;
    fill(reply, rendering, proposing->proposal);
    draft = g_bytes_new(reply->draft->text, strlen(reply->draft->text));
    proposing->parts = parts = release_parts(reply->outgoing);
    g_ptr_array_add(parts, message_part_new(PROPOSING_DRAFT_PART, "text/markdown", NULL, draft));
    proposing->sealed = sealed = content_seal(&mediation->store->content, parts, error);
    if (sealed == NULL)
        return FALSE;
    proposing->proposal->secret_key = sealed->secret_key;
    if (store_write(mediation->store, propose, proposing, error))
        return TRUE;
    content_discard(sealed);
    return FALSE;
}

gboolean
proposing_reply(Mediation *mediation, const Actor *actor, CaseId case_id, gint64 version, const ReplyDraft *draft,
                const Digest *expected, ProposingResult *ret, GError **error)
{
    g_auto(ReleaseReply) reply = { .mediation = mediation, .actor = actor, .case_id = case_id, .draft = draft };
    g_autoptr(GPtrArray) paths = g_ptr_array_new_with_free_func(g_free);
    g_autoptr(Proposal) proposal = proposal_new();
    Proposing proposing = { .reply = &reply, .version = version, .proposal = proposal, .paths = paths };

    *ret = (ProposingResult){ { 0 }, { 0 } };
    if (!check_time(draft, error) || !release_reply_make(&reply, error) ||
        !release_reply_is_expected(&reply, expected, error))
        return FALSE;
    if (reply.tiers->len == 0 && draft->scheduled == 0)
        return release_reply(mediation, actor, case_id, version, draft, expected, &ret->release, error);
    if (!release_reply_read(&reply, error) || !put_before_others(&reply, &proposing, error))
        return FALSE;
    content_unlink(paths);
    ret->proposal = proposal->id;
    work_wake(mediation->work, WORK_SEND);
    mediation_changed(mediation, case_id);
    return TRUE;
}

/* ---- taking it back ---- */

typedef struct {
    ProposingStep *step;
    guint voided;
} TakingBack;

static gboolean
take_back(DbSession *session, gpointer data, GError **error)
{
    TakingBack *taking = data;
    ProposingStep *step = taking->step;
    g_autoptr(Proposal) proposal = proposing_load(step, session, error);
    g_autoptr(Case) a_case = proposal == NULL ? NULL : case_store_load(session, proposal->case_id, error);

    if (a_case == NULL)
        return FALSE;
    if (!proposing_may_steer(step->actor, proposal, a_case->unit))
        return proposing_refuse(error, TRIBUNE_ERROR_FORBIDDEN,
                                SAY_NOOP("only who wrote it, or a lead of the unit, can take it back"));
    if (!proposal_state_is_open(proposal->state))
        return proposing_refuse(error, TRIBUNE_ERROR_CONFLICT,
                                SAY_NOOP("it has left already, or is a draft again; look at the case"));
    proposal->state = PROPOSAL_TAKEN_BACK;
    return approval_void(step->mediation, session, step->actor, proposal->id.value, "taken-back", &taking->voided,
                         error) &&
           proposing_give_back(step, session, proposal, error) &&
           proposing_save(step, session, proposal, "taken-back", NULL, 0, error);
}

gboolean
proposing_take_back(Mediation *mediation, const Actor *actor, ProposalId id, gint64 version, guint *ret_voided,
                    GError **error)
{
    g_auto(ProposingStep) step = { .mediation = mediation, .actor = actor, .id = id, .version = version };
    TakingBack taking = { .step = &step };

    if (!proposing_step_read(&step, error) || !proposing_step_unpack(&step, error))
        return FALSE;
    if (!store_write(mediation->store, take_back, &taking, error)) {
        proposing_step_discard(&step);
        return FALSE;
    }
    content_unlink(step.paths);
    *ret_voided = taking.voided;
    mediation_changed(mediation, step.seen->case_id);
    return TRUE;
}
