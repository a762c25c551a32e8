/* SPDX-License-Identifier: Apache-2.0 */
/* What failed by one channel and is to go by another, put before those who must agree to that. */
#include "base/error.h"
#include "base/id.h"
#include "mediation/cases/protecting.h"
#include "mediation/releasing/noticing.h"
#include "mediation/releasing/proposing-private.h"

static gboolean
record(const Mediation *mediation, DbSession *session, const ProposingFallback *fallback, Proposal *proposal,
       GError **error)
{
    g_autofree char *digest = digest_to_hex(&proposal->digest);
    const PolicyDecision *duties = fallback->policy->duties;
    json_t *tiers = json_array(), *detail;
    gboolean done;

    for (guint i = 0; i < fallback->tiers->len; i++) {
        const ProposalTier *tier = &g_array_index(fallback->tiers, ProposalTier, i);

        json_array_append_new(
            tiers, json_pack("{s:I, s:s}", "unit", (json_int_t)tier->unit.value, "role", role_name(tier->role)));
    }
    detail = json_pack("{s:I, s:s, s:s, s:s, s:I, s:s, s:s, s:o}", "version", (json_int_t)proposal->version, "digest",
                       digest, "channel", proposal->channel, "to", fallback->outgoing->recipient, "scheduled",
                       (json_int_t)0, "zone", "", "untranslated", "", "tiers", tiers);
    done = event_append(mediation->store, session,
                        &(EventDraft){ .kind = EVENT_RELEASE_PROPOSED,
                                       .actor = &ACTOR_TRIBUNE,
                                       .case_id = proposal->case_id,
                                       .subject = proposal->id.value,
                                       .detail = detail,
                                       .ref = duties != NULL ? duties->leaf : 0 },
                        &proposal->leaf, error);
    json_decref(detail);
    return done;
}

gboolean
proposing_put_fallback(const Mediation *mediation, DbSession *session, const ProposingFallback *fallback,
                       ProposalId *ret_id, GError **error)
{
    g_autoptr(Proposal) proposal = proposal_new();

    proposal->id.value = id_next();
    proposal->version = 1;
    proposal->case_id = fallback->a_case->id;
    proposal->unit = fallback->a_case->unit;
    proposal->conversation = fallback->conversation;
    proposal->recipient = fallback->to->id;
    proposal->channel = g_strdup(fallback->channel);
    proposal->why = g_strdup("");
    proposal->zone = g_strdup("");
    proposal->state = PROPOSAL_WAITING;
    proposal->next = fallback->a_case->state;
    proposal->sensitivity = protecting_level(mediation, fallback->a_case);
    proposal->author = fallback->author;
    proposal->since = proposal->changed = fallback->outgoing->date;
    g_array_append_vals(proposal->tiers, fallback->tiers->data, fallback->tiers->len);
    proposal->digest = release_digest(fallback->outgoing);
    proposal->rendered = fallback->rendered;
    proposal->content = id_next();
    proposal->secret_key = fallback->sealed->secret_key;
    *ret_id = proposal->id;
    return release_policy_record(mediation, session, &ACTOR_TRIBUNE, fallback->policy, proposal->case_id,
                                 (ReleaseId){ proposal->id.value }, error) &&
           record(mediation, session, fallback, proposal, error) && proposal_store_insert(session, proposal, error) &&
           proposal_store_add_version(mediation->store, session, proposal, proposal->author, fallback->parts, error) &&
           content_save(session, proposal->content, fallback->sealed, error) && noticing_call(session, error);
}
