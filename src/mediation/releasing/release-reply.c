/* SPDX-License-Identifier: Apache-2.0 */
/* A reply: looked at as exactly what would leave, and let go at once when nobody else must agree. */
#include <string.h>

#include "base/clock.h"
#include "base/error.h"
#include "base/id.h"
#include "base/text.h"
#include "mediation/cases/casework.h"
#include "mediation/cases/clocks.h"
#include "mediation/cases/seen.h"
#include "mediation/releasing/drafting.h"
#include "mediation/releasing/preferring.h"
#include "mediation/releasing/release-letter.h"
#include "mediation/releasing/release-private.h"
#include "model/rights.h"

/* ---- what it is made of ---- */

static gboolean
check_text(const char *text, GError **error)
{
    gsize length = strlen(text);

    if (length > RELEASE_TEXT_MAX || !text_is_valid(text, length)) {
        g_set_error(error, TRIBUNE_ERROR, TRIBUNE_ERROR_LIMIT,
                    "the answer is longer than %d KiB; shorten it or attach a file", RELEASE_TEXT_MAX / 1024);
        return FALSE;
    }
    for (const char *c = text; *c != '\0'; c++)
        if (!g_ascii_isspace(*c))
            return TRUE;
    g_set_error(error, TRIBUNE_ERROR, TRIBUNE_ERROR_INVALID, "the answer is empty; write what the citizen should read");
    return FALSE;
}

static gboolean
check_draft(const ReplyDraft *draft, GError **error)
{
    gint64 size = 0;

    if (!check_text(draft->text, error))
        return FALSE;
    for (guint i = 0; draft->attachments != NULL && i < draft->attachments->len; i++)
        size += (gint64)((const MessagePart *)g_ptr_array_index(draft->attachments, i))->size;
    return draft->attachments == NULL || release_check_files(draft->attachments->len, size, error);
}

void
release_reply_clear(ReleaseReply *reply)
{
    g_clear_pointer(&reply->a_case, case_free);
    g_clear_pointer(&reply->conversation, conversation_free);
    g_clear_pointer(&reply->to, identity_free);
    g_clear_pointer(&reply->outgoing, outgoing_free);
    g_clear_pointer(&reply->tiers, g_array_unref);
    g_clear_pointer(&reply->proofread, proofread_free);
    release_policy_clear(&reply->policy);
}

/* By which channel it goes, and to which of her addresses, is the policy's to say. */
static gboolean
choose_channel(DbSession *session, ReleaseReply *reply, GError **error)
{
    const ReleaseMatter matter = { .actor = reply->actor,
                                   .a_case = reply->a_case,
                                   .conversation = reply->conversation,
                                   .to = reply->to,
                                   .draft = reply->draft,
                                   .purpose = PERSON_PURPOSE_ANSWER };
    Conversation *in = NULL;
    Identity *other = NULL;
    gboolean decided =
        release_policy_ask(reply->mediation, session, &matter, &reply->policy, &reply->channel, &other, &in, error);

    if (other != NULL) {
        identity_free(reply->to);
        reply->to = other;
    }
    if (in != NULL) {
        conversation_free(reply->conversation);
        reply->conversation = in;
    }
    return decided;
}

/* To the address that she wishes; where the policy does not let it go there, as if she wished nothing. */
static gboolean
find_way(DbSession *session, ReleaseReply *reply, GError **error)
{
    GError *trouble = NULL;

    if (!release_find_recipient(session, reply->case_id, &reply->conversation, &reply->to, error) ||
        !preferring_way(reply->mediation, session, reply->a_case, PERSON_PURPOSE_ANSWER, &reply->conversation,
                        &reply->to, &reply->asked, error))
        return FALSE;
    if (choose_channel(session, reply, &trouble))
        return TRUE;
    if (!reply->asked || !g_error_matches(trouble, TRIBUNE_ERROR, TRIBUNE_ERROR_INVALID)) {
        g_propagate_error(error, trouble);
        return FALSE;
    }
    g_error_free(trouble);
    reply->asked = FALSE;
    g_clear_pointer(&reply->conversation, conversation_free);
    g_clear_pointer(&reply->to, identity_free);
    release_policy_clear(&reply->policy);
    return release_find_recipient(session, reply->case_id, &reply->conversation, &reply->to, error) &&
           choose_channel(session, reply, error);
}

static gboolean
fill_outgoing(DbSession *session, ReleaseReply *reply, GError **error)
{
    const ReplyDraft *draft = reply->draft;
    Outgoing *outgoing = reply->outgoing =
        release_compose(reply->mediation, session, reply->a_case, reply->conversation, reply->to, error);

    if (outgoing == NULL ||
        !release_fill_sender(reply->mediation, reply->a_case, reply->conversation, reply->channel, outgoing, error) ||
        !preferring_language(session, reply->to->person, PERSON_PURPOSE_ANSWER, &outgoing->language, error))
        return FALSE;
    outgoing->kind = RELEASE_REPLY;
    outgoing->scheduled = draft->scheduled;
    outgoing->decision = draft->decision;
    g_free(outgoing->text);
    outgoing->text = text_clean(draft->text, strlen(draft->text));
    if (draft->attachments != NULL) {
        g_ptr_array_unref(outgoing->attachments);
        outgoing->attachments = g_ptr_array_ref(draft->attachments);
    }
    return release_duties_write(reply->mediation, session, reply->policy.duties, reply->a_case, reply->to, draft,
                                outgoing, error);
}

static gboolean
compose(DbSession *session, gpointer data, GError **error)
{
    ReleaseReply *reply = data;

    reply->a_case = case_store_load(session, reply->case_id, error);
    if (reply->a_case == NULL || !rights_check(reply->actor, ACTION_REPLY, reply->a_case->unit, error))
        return FALSE;
    reply->tiers = g_array_new(FALSE, FALSE, sizeof(ProposalTier));
    return find_way(session, reply, error) &&
           release_duties_tiers(reply->mediation, reply->policy.duties, reply->a_case->unit, reply->tiers, error) &&
           fill_outgoing(session, reply, error);
}

gboolean
release_reply_make(ReleaseReply *reply, GError **error)
{
    return check_draft(reply->draft, error) && store_read(reply->mediation->store, compose, reply, error) &&
           check_text(reply->outgoing->text, error);
}

gboolean
release_reply_read(ReleaseReply *reply, GError **error)
{
    const char *excuse = reply->draft->excuse != NULL ? reply->draft->excuse : "";

    if (!release_screen(reply->mediation, reply->actor, reply->draft->attachments, NULL, error))
        return FALSE;
    g_clear_pointer(&reply->proofread, proofread_free);
    reply->proofread =
        proofreading_reply(reply->mediation, reply->case_id, reply->outgoing->language, reply->outgoing->text, error);
    return reply->proofread != NULL && proofreading_check(reply->proofread, excuse, error);
}

gboolean
release_reply_is_expected(const ReleaseReply *reply, const Digest *expected, GError **error)
{
    Digest digest = release_digest(reply->outgoing);

    if (expected == NULL || digest_equal(&digest, expected))
        return TRUE;
    g_set_error(error, TRIBUNE_ERROR, TRIBUNE_ERROR_CONFLICT,
                "what would leave is not what you saw; the citizen may have written in the meantime. Look at the "
                "preview again");
    return FALSE;
}

/* ---- preview ---- */

void
reply_preview_free(ReplyPreview *preview)
{
    g_clear_pointer(&preview->outgoing, outgoing_free);
    g_clear_pointer(&preview->rendering, rendering_free);
    g_clear_pointer(&preview->tiers, g_array_unref);
    g_clear_pointer(&preview->proofread, proofread_free);
    release_policy_clear(&preview->policy);
    g_free(preview);
}

ReplyPreview *
release_preview(Mediation *mediation, const Actor *actor, CaseId case_id, const ReplyDraft *draft, GError **error)
{
    g_auto(ReleaseReply) reply = { .mediation = mediation, .actor = actor, .case_id = case_id, .draft = draft };
    g_autoptr(Rendering) rendering = NULL;
    ReplyPreview *preview;

    if (!release_reply_make(&reply, error))
        return NULL;
    rendering = release_render(mediation, reply.channel, reply.outgoing, error);
    if (rendering == NULL)
        return NULL;
    preview = g_new0(ReplyPreview, 1);
    preview->digest = release_digest(reply.outgoing);
    preview->outgoing = g_steal_pointer(&reply.outgoing);
    preview->rendering = g_steal_pointer(&rendering);
    preview->tiers = g_steal_pointer(&reply.tiers);
    preview->policy = reply.policy;
    reply.policy = (ReleasePolicy){ NULL, NULL };
    preview->proofread =
        proofreading_reply(mediation, case_id, preview->outgoing->language, preview->outgoing->text, NULL);
    preview->why = SAY_NOOP("You may send this yourself: officers release replies of their own unit.");
    return preview;
}

/* ---- the case is answered ---- */

static gboolean
conflict(GError **error, const char *words)
{
    g_set_error_literal(error, TRIBUNE_ERROR, TRIBUNE_ERROR_CONFLICT, words);
    return FALSE;
}

gboolean
release_reply_may_go(const Mediation *mediation, DbSession *session, const Actor *actor, const Case *a_case,
                     gint64 version, GError **error)
{
    gboolean waits;

    (void)mediation;
    if (!rights_check(actor, ACTION_REPLY, a_case->unit, error))
        return FALSE;
    if (version != 0 && version != a_case->version)
        return conflict(error, SAY_NOOP("somebody changed the case while you wrote; your text is kept below, look at "
                                        "the case and send it again"));
    if (!proposal_store_is_open(session, a_case->id, &waits, error))
        return FALSE;
    return !waits ||
           conflict(error, SAY_NOOP("a reply to the citizen waits in this case already; it must leave or be taken back "
                                    "before another one can go"));
}

gboolean
release_reply_answer(const Mediation *mediation, DbSession *session, const Actor *actor, Case *a_case,
                     const Outgoing *outgoing, CaseState next, GError **error)
{
    gboolean tells;

    /* Who answers has read. */
    if (a_case->unread && actor->kind == ACTOR_STAFF && !seen_add(mediation, session, a_case, &tells, error))
        return FALSE;
    if (!clocks_answered(mediation, session, actor, a_case, outgoing->date, error) ||
        !casework_move(mediation, session, actor, a_case, next, "answered", error))
        return FALSE;
    a_case->unread = FALSE;
    a_case->changed = clock_now();
    g_free(a_case->preview);
    a_case->preview = text_one_line(outgoing->text, strlen(outgoing->text), 160);
    return case_store_update(session, a_case, error);
}

/* ---- letting it go at once ---- */

typedef struct {
    ReleaseReply *reply;
    gint64 version;
    const ReleaseLetter *letter;
    GPtrArray *paths; /* of the draft's files, which are removed with it */
} Sending;

static gboolean
save_reply(DbSession *session, gpointer data, GError **error)
{
    const Sending *sending = data;
    ReleaseReply *reply = sending->reply;
    g_autoptr(Case) a_case = case_store_load(session, reply->case_id, error);
    /* The decision is recorded first of all: what the reply does to the case comes of it. */
    const ReleaseSaving how = {
        .actor = reply->actor,
        .rule = RULE_OWN_UNIT,
        .case_id = reply->case_id,
        .to = reply->to,
        .conversation = reply->conversation,
        .proofread = reply->proofread,
        .excuse = reply->draft->excuse,
    };

    return a_case != NULL &&
           release_reply_may_go(reply->mediation, session, reply->actor, a_case, sending->version, error) &&
           release_policy_record(reply->mediation, session, reply->actor, &reply->policy, reply->case_id,
                                 reply->outgoing->release, error) &&
           release_reply_answer(reply->mediation, session, reply->actor, a_case, reply->outgoing, reply->draft->next,
                                error) &&
           release_duties_apply(reply->mediation, session, reply->actor, reply->policy.duties, a_case, error) &&
           release_letter_save(reply->mediation, session, sending->letter, &how, error) &&
           drafting_forget(reply->mediation, session, a_case->id, reply->actor->staff, DRAFT_REPLY, sending->paths,
                           error);
}

/* That nobody else must agree, and that its time is now. */
static gboolean
check_at_once(const ReleaseReply *reply, GError **error)
{
    if (reply->tiers->len == 0 && reply->draft->scheduled == 0)
        return TRUE;
    g_set_error_literal(error, TRIBUNE_ERROR, TRIBUNE_ERROR_INVALID,
                        SAY_NOOP("somebody else must agree before this leaves, or its time has not come; look at the "
                                 "preview again and send it for approval"));
    return FALSE;
}

static gboolean
send(ReleaseReply *reply, Sending *sending, GError **error)
{
    Mediation *mediation = reply->mediation;
    g_auto(ReleaseLetter) letter = { 0 };
    gboolean saved;

    reply->outgoing->release.value = id_next();
    reply->outgoing->delivery.value = id_next();
    if (!release_letter_render(mediation, reply->channel, reply->outgoing, &letter, error) ||
        !release_letter_seal(mediation, &letter, error))
        return FALSE;
    sending->letter = &letter;
    saved = store_write(mediation->store, save_reply, sending, error);
    sending->letter = NULL;
    if (!saved)
        release_letter_discard(&letter);
    return saved;
}

gboolean
release_reply(Mediation *mediation, const Actor *actor, CaseId case_id, gint64 version, const ReplyDraft *draft,
              const Digest *expected, ReleaseId *ret_id, GError **error)
{
    g_auto(ReleaseReply) reply = { .mediation = mediation, .actor = actor, .case_id = case_id, .draft = draft };
    g_autoptr(GPtrArray) paths = g_ptr_array_new_with_free_func(g_free);
    Sending sending = { .reply = &reply, .version = version, .paths = paths };

    if (!release_reply_make(&reply, error) || !release_reply_is_expected(&reply, expected, error) ||
        !check_at_once(&reply, error) || !release_reply_read(&reply, error) || !send(&reply, &sending, error))
        return FALSE;
    content_unlink(paths);
    *ret_id = reply.outgoing->release;
    work_wake(mediation->work, WORK_DELIVER);
    work_wake(mediation->work, WORK_SEEN);
    mediation_changed(mediation, case_id);
    return TRUE;
}
