/* SPDX-License-Identifier: Apache-2.0 */
/* What was agreed to, made ready to leave, and leaving; or coming back to its author. */
#include <string.h>

#include "base/clock.h"
#include "base/error.h"
#include "base/id.h"
#include "mediation/cases/protecting.h"
#include "mediation/releasing/drafting.h"
#include "mediation/releasing/proposing-private.h"
#include "mediation/releasing/release-private.h"
#include "store/message-store.h"
#include "store/person-store.h"
#include "store/staff-store.h"

void
proposing_step_clear(ProposingStep *step)
{
    g_clear_pointer(&step->parts, g_ptr_array_unref);
    g_clear_pointer(&step->outgoing, outgoing_free);
    g_clear_pointer(&step->seen, proposal_free);
    release_letter_clear(&step->letter);
    g_clear_pointer(&step->author_name, g_free);
    g_clear_pointer(&step->files, g_ptr_array_unref);
    g_clear_pointer(&step->sealed_files, g_ptr_array_unref);
    g_clear_pointer(&step->paths, g_ptr_array_unref);
    g_clear_pointer(&step->proofread, proofread_free);
}

/* ---- before the transaction ---- */

static gboolean
read_step(DbSession *session, gpointer data, GError **error)
{
    ProposingStep *step = data;
    g_autoptr(Staff) author = NULL;

    step->seen = proposal_store_load(session, step->id, error);
    if (step->seen == NULL)
        return FALSE;
    author = staff_store_load(session, step->seen->author, error);
    if (author == NULL)
        return FALSE;
    step->author_name = g_strdup(author->name);
    if (step->seen->content == 0)
        return TRUE;
    step->parts = content_load(&step->mediation->store->content, session, step->seen->content, step->seen->secret_key,
                               TRUE, error);
    return step->parts != NULL;
}

gboolean
proposing_step_read(ProposingStep *step, GError **error)
{
    step->paths = g_ptr_array_new_with_free_func(g_free);
    if (!store_read(step->mediation->store, read_step, step, error))
        return FALSE;
    if (step->version == 0)
        step->version = step->seen->version;
    if (step->seen->content != 0 && step->seen->version == step->version)
        return TRUE;
    return proposing_refuse(error, TRIBUNE_ERROR_CONFLICT,
                            SAY_NOOP("somebody changed this reply in the meantime; look at it again"));
}

static gboolean
comes_out_the_same(const ProposingStep *step, const Rendering *rendering)
{
    Digest digest = release_digest(step->outgoing), rendered;
    gsize length;
    const void *bytes = g_bytes_get_data(rendering->payload, &length);

    rendered = digest_sha256(bytes, length);
    return digest_equal(&digest, &step->seen->digest) && digest_equal(&rendered, &step->seen->rendered);
}

static gboolean
make_ready(ProposingStep *step, GError **error)
{
    step->outgoing->date = clock_now();
    step->outgoing->release.value = id_next();
    step->outgoing->delivery.value = id_next();
    return release_letter_render(step->mediation, step->seen->channel, step->outgoing, &step->letter, error) &&
           release_letter_seal(step->mediation, &step->letter, error);
}

gboolean
proposing_step_render(ProposingStep *step, GError **error)
{
    g_autoptr(Rendering) rendering = NULL;
    g_autoptr(GError) trouble = NULL;

    step->outgoing = release_outgoing(step->parts, error);
    if (step->outgoing == NULL)
        return FALSE;
    rendering = release_render(step->mediation, step->seen->channel, step->outgoing, &trouble);
    if (rendering == NULL && tribune_error_is_temporary(trouble)) {
        g_propagate_error(error, g_steal_pointer(&trouble));
        return FALSE;
    }
    step->same = rendering != NULL && comes_out_the_same(step, rendering);
    if (!step->same)
        return TRUE;
    step->proofread =
        proofreading_reply(step->mediation, step->seen->case_id, step->outgoing->language, step->outgoing->text, error);
    return step->proofread != NULL && make_ready(step, error);
}

gboolean
proposing_step_unpack(ProposingStep *step, GError **error)
{
    step->files = message_parts_new();
    for (guint i = 0; i < step->parts->len; i++) {
        const MessagePart *part = g_ptr_array_index(step->parts, i);

        if (message_part_is_attachment(part))
            g_ptr_array_add(step->files, message_part_new(part->name, part->type, part->filename, part->bytes));
    }
    step->sealed_files = drafting_seal(step->mediation, step->files, error);
    return step->sealed_files != NULL;
}

void
proposing_step_discard(const ProposingStep *step)
{
    release_letter_discard(&step->letter);
    if (step->sealed_files != NULL)
        drafting_discard_sealed(step->sealed_files);
}

/* ---- inside it ---- */

Proposal *
proposing_load(const ProposingStep *step, DbSession *session, GError **error)
{
    g_autoptr(Proposal) proposal = proposal_store_load(session, step->id, error);

    /* The task may run a second time after all that it did was undone. */
    g_ptr_array_set_size(step->paths, 0);
    if (proposal == NULL || (proposal->version == step->version && proposal->content == step->seen->content))
        return g_steal_pointer(&proposal);
    proposing_refuse(error, TRIBUNE_ERROR_CONFLICT,
                     SAY_NOOP("somebody changed this reply in the meantime; look at it again"));
    return NULL;
}

gboolean
proposing_save(const ProposingStep *step, DbSession *session, Proposal *proposal, const char *change,
               const char *comment, gint64 ref, GError **error)
{
    json_t *detail =
        json_pack("{s:s, s:s, s:s, s:I}", "change", change, "comment", comment != NULL ? comment : "", "why",
                  proposal->why != NULL ? proposal->why : "", "version", (json_int_t)proposal->version);
    gboolean done = event_append(step->mediation->store, session,
                                 &(EventDraft){ .kind = EVENT_RELEASE_CHANGED,
                                                .actor = step->actor,
                                                .case_id = proposal->case_id,
                                                .subject = proposal->id.value,
                                                .detail = detail,
                                                .ref = ref != 0 ? ref : proposal->leaf },
                                 NULL, error);

    json_decref(detail);
    proposal->changed = clock_now();
    return done && proposal_store_update(session, proposal, error);
}

/* Its parts are kept elsewhere from now on. */
static gboolean
remove_content(ProposingStep *step, DbSession *session, Proposal *proposal, GError **error)
{
    gint64 content = proposal->content;

    g_ptr_array_set_size(step->paths, 0);
    proposal->content = 0;
    return content_remove(&step->mediation->store->content, session, content, proposal->secret_key, step->paths, error);
}

gboolean
proposing_give_back(ProposingStep *step, DbSession *session, Proposal *proposal, GError **error)
{
    const MessagePart *part = message_parts_find(step->parts, PROPOSING_DRAFT_PART);
    g_autoptr(Outgoing) outgoing = release_outgoing(step->parts, error);
    g_autofree char *text =
        part != NULL ? g_strndup(g_bytes_get_data(part->bytes, NULL), g_bytes_get_size(part->bytes)) : g_strdup("");

    if (outgoing == NULL)
        return FALSE;
    return drafting_restore(step->mediation, session, proposal->case_id, proposal->author, text, proposal->next,
                            outgoing->decision, step->files, step->sealed_files, error) &&
           remove_content(step, session, proposal, error);
}

gboolean
proposing_is_overtaken(DbSession *session, const Proposal *proposal, gboolean *ret, MessageId *ret_latest,
                       GError **error)
{
    g_autoptr(GError) trouble = NULL;
    g_autoptr(Message) last = message_store_last_in(session, proposal->conversation, &trouble);

    if (trouble != NULL) {
        g_propagate_error(error, g_steal_pointer(&trouble));
        return FALSE;
    }
    *ret = last != NULL && last->received > proposal->since;
    if (ret_latest != NULL)
        *ret_latest = last != NULL ? last->id : (MessageId){ 0 };
    return TRUE;
}

static gboolean
stop(const ProposingStep *step, DbSession *session, Proposal *proposal, const char *why, gint64 after, GError **error)
{
    proposal->state = PROPOSAL_STOPPED;
    g_free(proposal->why);
    proposal->why = g_strdup(why);
    return proposing_save(step, session, proposal, "stopped", NULL, after, error);
}

static const char *
rule_of(const ProposingStep *step, const Proposal *proposal)
{
    if (step->unreviewed)
        return RULE_UNREVIEWED;
    return proposal->tiers->len > 0 ? RULE_APPROVED : RULE_OWN_UNIT;
}

static gboolean
save_release(const ProposingStep *step, DbSession *session, const Proposal *proposal, gint64 after, GError **error)
{
    g_autoptr(Identity) to = person_store_load_identity(session, proposal->recipient, error);

    return to != NULL && release_letter_save(step->mediation, session, &step->letter,
                                             &(ReleaseSaving){ .actor = step->actor,
                                                               .rule = rule_of(step, proposal),
                                                               .case_id = proposal->case_id,
                                                               .to = to,
                                                               .author = proposal->author,
                                                               .author_name = step->author_name,
                                                               .proposal = proposal->id,
                                                               .after = after },
                                             error);
}

gboolean
proposing_leave(ProposingStep *step, DbSession *session, Proposal *proposal, gint64 after, GError **error)
{
    g_autoptr(Case) a_case = case_store_load(session, proposal->case_id, error);
    g_autoptr(Conversation) thread =
        a_case == NULL ? NULL : case_store_load_conversation(session, proposal->conversation, error);
    CaseState next = proposal->next;
    gboolean excused = TRUE;

    step->left = FALSE;
    if (thread == NULL ||
        (step->proofread != NULL &&
         !proofreading_was_excused(session, proposal->id.value, &proposal->digest, step->proofread, &excused, error)))
        return FALSE;
    if (a_case->unit.value != proposal->unit.value || thread->case_id.value != proposal->case_id.value)
        return stop(step, session, proposal, PROPOSING_MOVED, after, error);
    if (!step->same || !excused)
        return stop(step, session, proposal, PROPOSING_CHANGED, after, error);
    /* The tables were asked about something less protected. */
    if (protecting_level(step->mediation, a_case) > proposal->sensitivity)
        return stop(step, session, proposal, PROPOSING_PROTECTED, after, error);
    /* Others may have gone on with the case meanwhile; what they closed stays closed. */
    if (case_state_is_closed(a_case->state) || !case_state_may_follow(a_case->state, next))
        next = a_case->state;
    proposal->state = PROPOSAL_RELEASED;
    proposal->released = step->outgoing->release;
    proposal->changed = step->outgoing->date;
    g_free(proposal->why);
    proposal->why = g_strdup("");
    step->left = TRUE;
    return release_reply_answer(step->mediation, session, step->actor, a_case, step->outgoing, next, error) &&
           save_release(step, session, proposal, after != 0 ? after : proposal->leaf, error) &&
           remove_content(step, session, proposal, error) && proposal_store_update(session, proposal, error);
}

gboolean
proposing_go_on(ProposingStep *step, DbSession *session, Proposal *proposal, gint64 after, GError **error)
{
    gint64 now = clock_now();

    step->left = FALSE;
    if (proposal->scheduled > now) {
        proposal->state = PROPOSAL_SCHEDULED;
        return proposing_save(step, session, proposal, "scheduled", NULL, after, error) &&
               work_add(session, WORK_SEND, proposal->id.value, proposal->scheduled, error);
    }
    if (proposal->scheduled != 0 && proposal->scheduled + PROPOSING_WINDOW < now) {
        proposal->state = PROPOSAL_MISSED;
        return proposing_save(step, session, proposal, "missed", NULL, after, error);
    }
    return proposing_leave(step, session, proposal, after, error);
}
