/* SPDX-License-Identifier: Apache-2.0 */
#include "mediation/receiving/review.h"

#include <string.h>

#include "base/clock.h"
#include "base/error.h"
#include "base/text.h"
#include "mediation/cases/casework.h"
#include "mediation/receiving/filing.h"
#include "mediation/receiving/message-envelope.h"
#include "mediation/releasing/acknowledgement.h"
#include "model/rights.h"
#include "store/event-store.h"
#include "store/message-store.h"
#include "store/person-store.h"
#include "store/release-store.h"
#include "store/review-store.h"
#include "store/verdict-store.h"

typedef struct {
    Mediation *mediation;
    const Actor *actor;
    MessageId id;
    gboolean show;
    const char *reason;
    MessageDraft *draft; /* how the message came; NULL: its content was destroyed */
    CaseId case_id;
    gboolean waited; /* nobody had decided before */
    gboolean delivers;
} Review;

/* @detail is taken over. */
static gboolean
record(const Review *review, DbSession *session, EventKind kind, const Case *a_case, gint64 subject, json_t *detail,
       gint64 ref, GError **error)
{
    gboolean done = event_append(review->mediation->store, session,
                                 &(EventDraft){ .kind = kind,
                                                .actor = review->actor,
                                                .case_id = a_case->id,
                                                .subject = subject,
                                                .detail = detail,
                                                .ref = ref },
                                 NULL, error);

    json_decref(detail);
    return done;
}

static gboolean
refuse_malware(DbSession *session, MessageId id, GError **error)
{
    g_autoptr(GPtrArray) verdicts = verdict_store_list(session, id, error);

    if (verdicts == NULL)
        return FALSE;
    for (guint i = 0; i < verdicts->len; i++) {
        const StoredVerdict *stored = g_ptr_array_index(verdicts, i);

        if (strcmp(stored->verdict->label, LABEL_MALWARE) != 0)
            continue;
        g_set_error(
            error, TRIBUNE_ERROR, TRIBUNE_ERROR_FORBIDDEN,
            SAY_NOOP("a message with malware is never shown; ask the sender to send it again without the file"));
        return FALSE;
    }
    return TRUE;
}

/* ---- what the message that opened the case brings along ---- */

/* The title that the case got because the message was held, unless somebody gave it a better one. */
static gboolean
put_title(const Review *review, DbSession *session, Case *a_case, const Message *message, GError **error)
{
    g_autofree char *title = casework_title(filing_title(review->mediation, message, FALSE)), *before = NULL;

    if (!case_store_set_subject(session, message->conversation, title, error))
        return FALSE;
    if (strcmp(a_case->title, filing_title(review->mediation, message, TRUE)) != 0)
        return TRUE;
    before = g_steal_pointer(&a_case->title);
    a_case->title = g_steal_pointer(&title);
    return record(review, session, EVENT_CASE_TITLE, a_case, a_case->id.value,
                  json_pack("{s:s, s:s}", "from", before, "to", a_case->title), 0, error);
}

static gboolean
is_to_be_acknowledged(const Review *review, DbSession *session, const Case *a_case, gboolean *ret, GError **error)
{
    gboolean answered = FALSE;

    *ret = FALSE;
    if (review->draft == NULL || review->draft->quiet || review->draft->automatic != AUTOMATIC_NO ||
        case_state_is_closed(a_case->state))
        return TRUE;
    if (!release_store_has_any(session, a_case->id, &answered, error))
        return FALSE;
    *ret = !answered;
    return TRUE;
}

static gboolean
acknowledge(Review *review, DbSession *session, const Case *a_case, const Message *message, GError **error)
{
    g_autoptr(GError) trouble = NULL;
    g_autoptr(Identity) sender = NULL;
    gboolean wanted = FALSE;

    if (!is_to_be_acknowledged(review, session, a_case, &wanted, error))
        return FALSE;
    sender = wanted ? person_store_find_identity(session, review->draft->sender, &trouble) : NULL;
    if (trouble != NULL) {
        g_propagate_error(error, g_steal_pointer(&trouble));
        return FALSE;
    }
    return sender == NULL || acknowledgement_send(review->mediation, session, a_case, message->conversation, message,
                                                  sender, review->draft->hops, &review->delivers, error);
}

/* ---- the decision ---- */

/* A case's held messages are those that somebody has to decide on. */
static void
count_off(const Review *review, Case *a_case)
{
    if (review->waited && a_case->held > 0)
        a_case->held--;
}

static gboolean
show(Review *review, DbSession *session, Case *a_case, const Message *message, GError **error)
{
    gboolean opened = FALSE;

    if (!refuse_malware(session, message->id, error) ||
        !message_store_set_screening(session, message->id, SCREENING_RELEASED, error) ||
        !message_store_is_first(session, message, &opened, error))
        return FALSE;
    count_off(review, a_case);
    a_case->unread = TRUE;
    a_case->changed = clock_now();
    if (!message->side && (*a_case->preview == '\0' || message->received >= a_case->last_in)) {
        g_free(a_case->preview);
        a_case->preview = g_strdup(message->preview);
    }
    if (opened &&
        (!put_title(review, session, a_case, message, error) || !acknowledge(review, session, a_case, message, error)))
        return FALSE;
    return case_store_update(session, a_case, error);
}

static gboolean
keep(const Review *review, DbSession *session, Case *a_case, GError **error)
{
    count_off(review, a_case);
    return !review->waited || case_store_update(session, a_case, error);
}

static gboolean
decide(DbSession *session, gpointer data, GError **error)
{
    Review *review = data;
    g_autoptr(Message) message = message_store_load(session, review->id, error);
    g_autoptr(Case) a_case = message == NULL ? NULL : case_store_load(session, message->case_id, error);

    review->delivers = FALSE;
    if (a_case == NULL || !rights_check(review->actor, ACTION_RELEASE_HELD, a_case->unit, error))
        return FALSE;
    if (message->screening != SCREENING_HELD) {
        g_set_error(error, TRIBUNE_ERROR, TRIBUNE_ERROR_CONFLICT, SAY_NOOP("this message is not held any more"));
        return FALSE;
    }
    review->case_id = a_case->id;
    if (!review_store_is_waiting(session, message->id, &review->waited, error))
        return FALSE;
    return record(review, session, review->show ? EVENT_MESSAGE_RELEASED : EVENT_MESSAGE_KEPT, a_case,
                  message->id.value, json_pack("{s:s}", "reason", review->reason), message->ref.leaf, error) &&
           review_store_save(session, message->id, review->show, review->actor->staff, clock_now(), error) &&
           (review->show ? show(review, session, a_case, message, error) : keep(review, session, a_case, error));
}

/* Before the writing transaction, so that content which does not open fails this call and nothing else. */
static gboolean
load_envelope(DbSession *session, gpointer data, GError **error)
{
    Review *review = data;
    g_autoptr(Message) message = message_store_load(session, review->id, error);

    return message != NULL && (message->screening != SCREENING_HELD ||
                               message_envelope_load(review->mediation, session, message, &review->draft, error));
}

static gboolean
check_reason(const char *reason, GError **error)
{
    gsize length = reason == NULL ? 0 : strlen(reason);

    if (length > REVIEW_REASON_MAX || (length > 0 && !text_is_valid(reason, length))) {
        g_set_error(error, TRIBUNE_ERROR, TRIBUNE_ERROR_LIMIT, "the reason is longer than %d bytes; shorten it",
                    REVIEW_REASON_MAX);
        return FALSE;
    }
    if (length > 0)
        return TRUE;
    g_set_error(error, TRIBUNE_ERROR, TRIBUNE_ERROR_INVALID, "give a reason; it is kept with the message");
    return FALSE;
}

gboolean
review_decide(Mediation *mediation, const Actor *actor, MessageId message, gboolean show, const char *reason,
              GError **error)
{
    Review review = { .mediation = mediation, .actor = actor, .id = message, .show = show, .reason = reason };
    gboolean done = check_reason(reason, error) && rights_check_anywhere(actor, ACTION_RELEASE_HELD, error) &&
                    store_read(mediation->store, load_envelope, &review, error) &&
                    store_write(mediation->store, decide, &review, error);

    g_clear_pointer(&review.draft, message_draft_free);
    if (!done)
        return FALSE;
    if (review.delivers)
        work_wake(mediation->work, WORK_DELIVER);
    mediation_changed(mediation, review.case_id);
    return TRUE;
}

/* ---- a flood ---- */

typedef struct {
    gint64 group;
    GArray *entries; /* ReviewEntry, all that wait */
} Flood;

static gboolean
read_flood(DbSession *session, gpointer data, GError **error)
{
    Flood *flood = data;

    g_clear_pointer(&flood->entries, g_array_unref);
    flood->entries = review_store_list(session, REVIEW_FLOOD, flood->group, (MessageId){ 0 }, G_MAXINT32, error);
    return flood->entries != NULL;
}

static gboolean
is_refusal(const GError *error)
{
    return g_error_matches(error, TRIBUNE_ERROR, TRIBUNE_ERROR_CONFLICT) ||
           g_error_matches(error, TRIBUNE_ERROR, TRIBUNE_ERROR_FORBIDDEN);
}

gboolean
review_decide_flood(Mediation *mediation, const Actor *actor, gint64 group, gboolean show, const char *reason,
                    ReviewFloodResult *ret, GError **error)
{
    Flood flood = { group, NULL };
    gboolean done = check_reason(reason, error) && rights_check_anywhere(actor, ACTION_RELEASE_HELD, error) &&
                    store_read(mediation->store, read_flood, &flood, error);

    *ret = (ReviewFloodResult){ 0 };
    for (guint i = 0; done && i < MIN(flood.entries->len, REVIEW_FLOOD_MAX); i++) {
        MessageId id = g_array_index(flood.entries, ReviewEntry, i).message;
        GError *trouble = NULL;

        if (review_decide(mediation, actor, id, show, reason, &trouble)) {
            ret->decided++;
        } else if (is_refusal(trouble)) {
            ret->refused++;
            g_error_free(trouble);
        } else {
            g_propagate_error(error, trouble);
            done = FALSE;
        }
    }
    if (flood.entries != NULL)
        ret->left = flood.entries->len - MIN(flood.entries->len, REVIEW_FLOOD_MAX);
    g_clear_pointer(&flood.entries, g_array_unref);
    return done;
}
