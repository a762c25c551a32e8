/* SPDX-License-Identifier: Apache-2.0 */
#include "mediation/receiving/screening.h"

#include "base/clock.h"
#include "base/error.h"
#include "mediation/receiving/envelope.h"
#include "mediation/receiving/filing.h"
#include "mediation/receiving/screening-policy.h"
#include "mediation/routing/routing-decision.h"
#include "store/event-store.h"
#include "store/message-store.h"
#include "store/verdict-store.h"

#define THREADS      16 /* most of the time they wait: for filters, and for the commit */
#define LEASE        (5 * CLOCK_MINUTE)
#define FILTER_LIMIT (30 * CLOCK_SECOND)

/* Everything about one message while it is screened. */
typedef struct {
    Mediation *mediation;
    const Job *job;
    MessageId id;
    Message *message;
    GPtrArray *parts;    /* MessagePart *, with files */
    Prose *prose;        /* of the parts */
    MessageDraft *draft; /* from the envelope */
    GPtrArray *verdicts; /* StoredVerdict * */
    Screening result;
    PolicyDecision *policy;    /* NULL: the hold table has no rules */
    gboolean told_language;    /* the message has one that the channel did not tell */
    RoutingMaterial *material; /* NULL: there are no rules */
    FilingResult filed;
} Screened;

static void
screened_clear(Screened *screened)
{
    g_clear_pointer(&screened->message, message_free);
    g_clear_pointer(&screened->prose, prose_free);
    g_clear_pointer(&screened->parts, g_ptr_array_unref);
    g_clear_pointer(&screened->draft, message_draft_free);
    g_clear_pointer(&screened->verdicts, g_ptr_array_unref);
    g_clear_pointer(&screened->policy, policy_decision_free);
    g_clear_pointer(&screened->material, routing_decision_material_free);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Screened, screened_clear)

static gboolean
load(DbSession *session, gpointer data, GError **error)
{
    Screened *screened = data;
    const MessagePart *envelope;

    screened->message = message_store_load(session, screened->id, error);
    if (screened->message == NULL)
        return FALSE;
    screened->parts = content_load(&screened->mediation->store->content, session, screened->id.value,
                                   screened->message->ref.secret_key, TRUE, error);
    if (screened->parts == NULL)
        return FALSE;
    envelope = message_parts_find(screened->parts, PART_ENV);
    if (envelope == NULL) {
        g_set_error(error, TRIBUNE_ERROR, TRIBUNE_ERROR_CORRUPT, "a message has no envelope");
        return FALSE;
    }
    screened->draft = envelope_parse(envelope->bytes, error);
    return screened->draft != NULL;
}

static void
on_verdict(gpointer data, const char *filter, const Verdict *verdict)
{
    Screened *screened = data;
    StoredVerdict *stored = g_new0(StoredVerdict, 1);

    stored->message = screened->id;
    stored->filter = g_strdup(filter);
    stored->verdict = verdict_copy(verdict);
    g_ptr_array_add(screened->verdicts, stored);
    if (verdict->kind >= VERDICT_HOLD)
        screened->result = SCREENING_HELD;
    else if (verdict->kind == VERDICT_LABEL && screened->result == SCREENING_CLEAR)
        screened->result = SCREENING_LABELLED;
}

static gboolean
judge(Screened *screened, GError **error)
{
    FilterInput input = {
        .message = screened->id,
        .received = screened->message->received,
        .channel = screened->message->channel,
        .sender = screened->message->sender,
        .recipient = screened->draft->endpoint,
        .subject = screened->message->subject,
        .parts = screened->parts,
        .prose = screened->prose = prose_of_parts(screened->parts),
    };

    screened->verdicts = g_ptr_array_new_with_free_func((GDestroyNotify)stored_verdict_free);
    screened->result = SCREENING_CLEAR;
    return filters_judge(screened->mediation->filters, &input, FILTER_LIMIT, on_verdict, screened, error);
}

/* What the channel does not know is found out from the text. */
static void
tell_language(Screened *screened)
{
    if (*screened->message->language != '\0')
        return;
    g_free(screened->message->language);
    screened->message->language = g_strdup(prose_language(screened->prose));
    screened->told_language = *screened->message->language != '\0';
    g_free(screened->draft->language);
    screened->draft->language = g_strdup(screened->message->language);
}

/* What the policy makes of what the filters said. */
static void
ask_policy(Screened *screened)
{
    gboolean attachments = FALSE;

    for (guint i = 0; i < screened->parts->len; i++)
        attachments |= message_part_is_attachment(g_ptr_array_index(screened->parts, i));
    screened->policy =
        screening_policy_ask(screened->mediation, screened->message, screened->prose, attachments, screened->verdicts);
    if (screened->policy != NULL)
        screened->result = screening_policy_apply(screened->policy, screened->id, screened->verdicts);
}

/* Outside the transaction, which others wait for. */
static void
prepare_routing(Screened *screened)
{
    g_autoptr(GPtrArray) labels = g_ptr_array_new();

    if (screened->mediation->routing == NULL || !automatic_is_seen(screened->draft->automatic))
        return; /* a machine wrote: no case is opened */
    for (guint i = 0; i < screened->verdicts->len; i++) {
        const StoredVerdict *stored = g_ptr_array_index(screened->verdicts, i);

        if (*stored->verdict->label != '\0')
            g_ptr_array_add(labels, stored->verdict->label);
    }
    g_ptr_array_add(labels, NULL);
    screened->material = routing_decision_material(screened->mediation, screened->message,
                                                   message_parts_find(screened->parts, PART_TEXT),
                                                   (const char *const *)labels->pdata, screened->draft->service);
}

static json_t *
describe(const Screened *screened)
{
    json_t *verdicts = json_array();

    for (guint i = 0; i < screened->verdicts->len; i++) {
        const StoredVerdict *stored = g_ptr_array_index(screened->verdicts, i);

        json_array_append_new(verdicts, json_pack("{s:s, s:s, s:s, s:s}", "filter", stored->filter, "verdict",
                                                  verdict_kind_name(stored->verdict->kind), "label",
                                                  stored->verdict->label, "part", stored->verdict->part));
    }
    return json_pack("{s:s, s:o}", "screening", screening_name(screened->result), "verdicts", verdicts);
}

static gboolean
save_verdicts(const Screened *screened, DbSession *session, GError **error)
{
    gint64 now = clock_now();

    for (guint i = 0; i < screened->verdicts->len; i++) {
        const StoredVerdict *stored = g_ptr_array_index(screened->verdicts, i);

        if (!verdict_store_save(session, screened->id, stored->filter, stored->verdict, now, error))
            return FALSE;
    }
    return (!screened->told_language ||
            message_store_set_language(session, screened->id, screened->message->language, error)) &&
           message_store_set_screening(session, screened->id, screened->result, error);
}

static gboolean
finish(DbSession *session, gpointer data, GError **error)
{
    Screened *screened = data;
    json_t *detail = describe(screened);
    gboolean done;

    screened->message->screening = screened->result;
    done = save_verdicts(screened, session, error) &&
           (screened->policy == NULL || policy_record(screened->mediation, session, &ACTOR_TRIBUNE, screened->policy,
                                                      (CaseId){ 0 }, screened->id.value, error)) &&
           event_append(screened->mediation->store, session,
                        &(EventDraft){ .kind = EVENT_MESSAGE_SCREENED,
                                       .actor = &ACTOR_TRIBUNE,
                                       .subject = screened->id.value,
                                       .detail = detail,
                                       .ref = screened->message->ref.leaf },
                        NULL, error) &&
           filing_file(screened->mediation, session, screened->message, screened->draft, screened->material,
                       &screened->filed, error) &&
           work_done(session, screened->job, error);
    json_decref(detail);
    return done;
}

static gboolean
failed(GError **error)
{
    g_prefix_error(error, "screening: ");
    return FALSE;
}

static gboolean
screen(gpointer data, const Job *job, GError **error)
{
    g_auto(Screened) screened = { .mediation = data, .job = job, .id = { job->subject } };

    if (!store_read(screened.mediation->store, load, &screened, error) || !judge(&screened, error))
        return failed(error);
    tell_language(&screened);
    ask_policy(&screened);
    prepare_routing(&screened);
    if (!work_await_turn(screened.mediation->work, job, error) ||
        !store_write_background(screened.mediation->store, finish, &screened, error))
        return failed(error);
    if (screened.filed.heeds)
        work_wake(screened.mediation->work, WORK_HEED);
    if (screened.draft->report != NULL)
        work_wake(screened.mediation->work, WORK_FALLBACK);
    if (screened.filed.delivers)
        work_wake(screened.mediation->work, WORK_DELIVER);
    if (screened.filed.case_id.value != 0)
        mediation_changed(screened.mediation, screened.filed.case_id);
    return TRUE;
}

void
screening_register(Mediation *mediation)
{
    work_register(mediation->work, WORK_SCREEN, THREADS, LEASE, screen, mediation);
}
