/* SPDX-License-Identifier: Apache-2.0 */
#include "mediation/commenting/commenting.h"

#include <string.h>

#include "base/clock.h"
#include "base/error.h"
#include "base/id.h"
#include "base/random.h"
#include "base/text.h"
#include "mediation/cases/clocks.h"
#include "mediation/commenting/comment-rules.h"
#include "mediation/publishing/publishing.h"
#include "mediation/receiving/screening-policy.h"
#include "model/rights.h"
#include "store/comment-store.h"
#include "store/verdict-store.h"

#define THREADS      2
#define LEASE        (5 * CLOCK_MINUTE)
#define FILTER_LIMIT (30 * CLOCK_SECOND)

void
comment_receipt_clear(CommentReceipt *receipt)
{
    g_clear_pointer(&receipt->token, g_free);
}

gboolean
commenting_record(const Mediation *mediation, DbSession *session, const Actor *actor, EventKind kind,
                  const Comment *comment, json_t *detail, gint64 *ret_leaf, GError **error)
{
    gboolean done = event_append(
        mediation->store, session,
        &(EventDraft){
            .kind = kind, .actor = actor, .subject = comment->id.value, .detail = detail, .ref = comment->leaf },
        ret_leaf, error);

    json_decref(detail);
    return done;
}

gboolean
commenting_until(DbSession *session, const PublicationRow *row, gint64 *ret_until, gint64 *ret_changed, GError **error)
{
    gboolean found;
    guint days;

    if (!comment_rule_store_window(session, row->id, &found, ret_until, ret_changed, error))
        return FALSE;
    if (found)
        return TRUE;
    if (!comment_rules_days(session, row->kind, &days, error))
        return FALSE;
    *ret_until = days > 0 && row->published != 0 ? row->published + days * CLOCK_DAY : 0;
    return TRUE;
}

void
commenting_show(Comment *comment, gint64 now)
{
    comment->state = COMMENT_PUBLIC;
    comment->published = comment->published != 0 ? comment->published : now;
    comment->changed = now;
}

/* ---- taking it ---- */

typedef struct {
    Mediation *mediation;
    const Actor *actor;
    const CommentDraft *draft;
    Comment *comment;
    char *content; /* as it is sealed */
    SealedText sealed;
    Digest fingerprint;
    CommentReceipt *receipt;
} Taking;

static void
taking_clear(Taking *taking)
{
    g_clear_pointer(&taking->comment, comment_free);
    g_clear_pointer(&taking->content, g_free);
    sealed_text_clear(&taking->sealed);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Taking, taking_clear)

static Digest
fingerprint_of(const char *channel, const CommentDraft *draft)
{
    const char *name = *draft->external_id != '\0' ? draft->external_id : draft->once;
    DigestSpan spans[] = { { channel, strlen(channel) + 1 },
                           { &draft->publication.value, sizeof draft->publication.value },
                           { name, strlen(name) } };

    return digest_sha256_spans(spans, G_N_ELEMENTS(spans));
}

static Comment *
comment_of(const char *channel, const CommentDraft *draft)
{
    Comment *comment = g_new0(Comment, 1);

    comment->id.value = id_next();
    comment->publication = draft->publication;
    comment->reply_to = draft->reply_to;
    comment->state = draft->retracted ? COMMENT_WITHDRAWN : COMMENT_WAITING;
    comment->channel = g_strdup(channel);
    comment->external_id = g_strdup(draft->external_id);
    comment->language = g_strdup(draft->language);
    comment->name = text_one_line(draft->name, strlen(draft->name), COMMENT_NAME_MAX + 1);
    comment->handle = g_strdup(draft->handle != NULL ? draft->handle : "");
    comment->sent = draft->sent;
    comment->identity = g_strdup(draft->identity);
    comment->text = comment_clean(draft->text);
    comment->token = random_token(COMMENTING_TOKEN_BITS);
    comment->received = comment->changed = clock_now();
    comment->likeness = comment_store_likeness(comment->text);
    return comment;
}

static gboolean
check_open(const Taking *taking, DbSession *session, GError **error)
{
    g_autoptr(PublicationRow) row = publication_store_load(session, taking->draft->publication, error);
    gint64 until, changed;

    if (row == NULL || !commenting_until(session, row, &until, &changed, error))
        return FALSE;
    if (row->standing == STANDING_RELEASED && until > taking->comment->received)
        return TRUE;
    g_set_error_literal(error, TRIBUNE_ERROR, TRIBUNE_ERROR_CONFLICT, SAY_NOOP("comments are closed here"));
    return FALSE;
}

static gboolean
record_retraction(const Taking *taking, DbSession *session, GError **error)
{
    return commenting_record(taking->mediation, session, taking->actor, EVENT_COMMENT_RETRACTED, taking->comment,
                             json_object(), NULL, error);
}

/* The leaf commits to the digest of all that is sealed. */
static gboolean
record(Taking *taking, DbSession *session, GError **error)
{
    Comment *comment = taking->comment;
    Digest digest = digest_sha256(taking->content, strlen(taking->content));
    g_autofree char *hex = digest_to_hex(&digest);

    return commenting_record(taking->mediation, session, taking->actor, EVENT_COMMENT_RECEIVED, comment,
                             json_pack("{s:I, s:s, s:s, s:I}", "publication", (json_int_t)comment->publication.value,
                                       "channel", comment->channel, "digest", hex, "reply-to",
                                       (json_int_t)comment->reply_to.value),
                             &comment->leaf, error) &&
           comment_store_insert(session, comment, &taking->fingerprint, &taking->sealed, error) &&
           (taking->draft->retracted ? record_retraction(taking, session, error)
                                     : work_add(session, WORK_COMMENT, comment->id.value, comment->received, error));
}

/* The same again gets the same answer, also after comments were closed. */
static gboolean
take(DbSession *session, gpointer data, GError **error)
{
    Taking *taking = data;
    CommentReceipt *receipt = taking->receipt;
    g_autoptr(Comment) earlier = NULL;

    comment_receipt_clear(receipt);
    taking->comment->leaf = 0;
    if (!comment_store_find_fingerprint(session, &taking->fingerprint, &receipt->id, error))
        return FALSE;
    receipt->duplicate = receipt->id.value != 0;
    if (receipt->duplicate) {
        earlier = comment_store_load(taking->mediation->store, session, receipt->id, error);
        receipt->token = earlier != NULL ? g_strdup(earlier->token) : NULL;
        return earlier != NULL;
    }
    receipt->id = taking->comment->id;
    receipt->token = g_strdup(taking->comment->token);
    return check_open(taking, session, error) && record(taking, session, error);
}

gboolean
commenting_submit(Mediation *mediation, const Actor *actor, const char *channel, const CommentDraft *draft,
                  CommentReceipt *ret, GError **error)
{
    g_auto(Taking) taking = { .mediation = mediation,
                              .actor = actor,
                              .draft = draft,
                              .fingerprint = fingerprint_of(channel, draft),
                              .receipt = ret };

    *ret = (CommentReceipt){ 0 };
    if (!rights_check_anywhere(actor, ACTION_SUBMIT_MESSAGE, error))
        return FALSE;
    taking.comment = comment_of(channel, draft);
    if (!comment_check(taking.comment->name, taking.comment->text, error))
        return FALSE;
    taking.content = comment_store_encode(taking.comment);
    if (!sealed_text_make(mediation->store, taking.content, &taking.sealed, error) ||
        !store_write(mediation->store, take, &taking, error)) {
        comment_receipt_clear(ret);
        return FALSE;
    }
    work_wake(mediation->work, WORK_COMMENT);
    return TRUE;
}

/* ---- judging it ---- */

typedef struct {
    Mediation *mediation;
    const Job *job;
    Comment *comment;
    GArray *likes; /* gint64: hashes of earlier ones */
    Prose *prose;
    GPtrArray *verdicts; /* StoredVerdict * */
    PolicyDecision *policy;
    Screening result;
    gboolean shown;
} Judging;

static void
judging_clear(Judging *judging)
{
    g_clear_pointer(&judging->comment, comment_free);
    g_clear_pointer(&judging->likes, g_array_unref);
    g_clear_pointer(&judging->prose, prose_free);
    g_clear_pointer(&judging->verdicts, g_ptr_array_unref);
    g_clear_pointer(&judging->policy, policy_decision_free);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Judging, judging_clear)

static gboolean
load(DbSession *session, gpointer data, GError **error)
{
    Judging *judging = data;
    Comment *comment =
        comment_store_load(judging->mediation->store, session, (CommentId){ judging->job->subject }, error);

    judging->comment = comment;
    if (comment == NULL)
        return FALSE;
    judging->likes = comment_store_likenesses(session, comment->publication, comment->received - COMMENTING_LIKE_WINDOW,
                                              comment->id, COMMENTING_LIKE_COMPARE, error);
    return judging->likes != NULL;
}

static void
add_verdict(gpointer data, const char *filter, const Verdict *verdict)
{
    Judging *judging = data;
    StoredVerdict *stored = g_new0(StoredVerdict, 1);

    stored->message.value = judging->comment->id.value;
    stored->filter = g_strdup(filter);
    stored->verdict = verdict_copy(verdict);
    g_ptr_array_add(judging->verdicts, stored);
    if (verdict->kind >= VERDICT_HOLD)
        judging->result = SCREENING_HELD;
    else if (verdict->kind == VERDICT_LABEL && judging->result == SCREENING_CLEAR)
        judging->result = SCREENING_LABELLED;
}

static void
compare(Judging *judging)
{
    for (guint i = 0; i < judging->likes->len; i++) {
        g_autoptr(Verdict) verdict = NULL;

        if (!comment_store_is_like(judging->comment->likeness, g_array_index(judging->likes, gint64, i)))
            continue;
        verdict = verdict_new(VERDICT_HOLD, COMMENTING_DUPLICATE, "",
                              SAY_NOOP("Nearly the same text stands below this publication already."));
        add_verdict(judging, COMMENTING_FILTER, verdict);
        return;
    }
}

static gboolean
judge(Judging *judging, GError **error)
{
    const Comment *comment = judging->comment;
    g_autoptr(GPtrArray) parts = message_parts_new();
    g_autoptr(GBytes) body = g_bytes_new(comment->text, strlen(comment->text));
    FilterInput input = { .message = { comment->id.value },
                          .received = comment->received,
                          .channel = comment->channel,
                          .sender = comment->identity,
                          .subject = comment->name,
                          .parts = parts };

    g_ptr_array_add(parts, message_part_new(PART_TEXT, "text/plain", NULL, body));
    judging->verdicts = g_ptr_array_new_with_free_func((GDestroyNotify)stored_verdict_free);
    judging->result = SCREENING_CLEAR;
    input.prose = judging->prose = prose_new(comment->text, strlen(comment->text));
    compare(judging);
    return filters_judge(judging->mediation->filters, &input, FILTER_LIMIT, add_verdict, judging, error);
}

static void
ask_policy(Judging *judging)
{
    const Comment *comment = judging->comment;
    const char *language = *comment->language != '\0' ? comment->language : prose_language(judging->prose);

    judging->policy =
        screening_policy_question(judging->mediation, &(ScreeningQuestion){ .purpose = "comment",
                                                                            .public = TRUE,
                                                                            .language = language,
                                                                            .received = comment->received,
                                                                            .prose = judging->prose,
                                                                            .verdicts = judging->verdicts });
    if (judging->policy != NULL)
        judging->result = screening_policy_apply(judging->policy, (MessageId){ comment->id.value }, judging->verdicts);
}

static json_t *
describe(const Judging *judging)
{
    json_t *verdicts = json_array();

    for (guint i = 0; i < judging->verdicts->len; i++) {
        const StoredVerdict *stored = g_ptr_array_index(judging->verdicts, i);

        json_array_append_new(verdicts,
                              json_pack("{s:s, s:s, s:s}", "filter", stored->filter, "verdict",
                                        verdict_kind_name(stored->verdict->kind), "label", stored->verdict->label));
    }
    return json_pack("{s:s, s:o}", "screening", screening_name(judging->result), "verdicts", verdicts);
}

static gboolean
save_verdicts(const Judging *judging, DbSession *session, gint64 now, GError **error)
{
    for (guint i = 0; i < judging->verdicts->len; i++) {
        const StoredVerdict *stored = g_ptr_array_index(judging->verdicts, i);

        if (!verdict_store_save(session, stored->message, stored->filter, stored->verdict, now, error))
            return FALSE;
    }
    return TRUE;
}

static gboolean
finish(DbSession *session, gpointer data, GError **error)
{
    Judging *judging = data;
    Comment *comment = judging->comment;
    gint64 now = clock_now();

    judging->shown = judging->result != SCREENING_HELD;
    if (judging->shown) {
        commenting_show(comment, now);
    } else {
        comment->state = COMMENT_HELD;
        comment->detected = TRUE;
        comment->due = clocks_review_due(judging->mediation, comment->received);
        comment->changed = now;
    }
    return save_verdicts(judging, session, now, error) &&
           (judging->policy == NULL || policy_record(judging->mediation, session, &ACTOR_TRIBUNE, judging->policy,
                                                     (CaseId){ 0 }, comment->id.value, error)) &&
           commenting_record(judging->mediation, session, &ACTOR_TRIBUNE, EVENT_COMMENT_SCREENED, comment,
                             describe(judging), NULL, error) &&
           comment_store_update(session, comment, error) && work_done(session, judging->job, error);
}

static gboolean
end_job(DbSession *session, gpointer data, GError **error)
{
    const Judging *judging = data;

    return work_done(session, judging->job, error);
}

static gboolean
screen(gpointer data, const Job *job, GError **error)
{
    g_auto(Judging) judging = { .mediation = data, .job = job };
    Store *store = judging.mediation->store;

    if (!store_read(store, load, &judging, error))
        return FALSE;
    if (judging.comment->state != COMMENT_WAITING)
        return store_write_background(store, end_job, &judging, error);
    if (!judge(&judging, error))
        return FALSE;
    ask_policy(&judging);
    if (!store_write_background(store, finish, &judging, error))
        return FALSE;
    if (judging.shown)
        publishing_renew(judging.mediation->publishing);
    mediation_changed(judging.mediation, (CaseId){ 0 });
    return TRUE;
}

void
commenting_register(Mediation *mediation)
{
    work_register(mediation->work, WORK_COMMENT, THREADS, LEASE, screen, mediation);
}
