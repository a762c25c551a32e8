/* SPDX-License-Identifier: Apache-2.0 */
#include "mediation/receiving/filing.h"

#include <string.h>

#include "base/clock.h"
#include "mediation/cases/appeals.h"
#include "mediation/cases/casework.h"
#include "mediation/delivering/report.h"
#include "mediation/people/citizen-access.h"
#include "mediation/people/people.h"
#include "mediation/receiving/amending.h"
#include "mediation/receiving/threading.h"
#include "mediation/releasing/acknowledgement.h"
#include "mediation/subscribing/heeding.h"
#include "store/event-store.h"
#include "store/message-store.h"

/* One message on its way into a case. */
typedef struct {
    const Mediation *mediation;
    DbSession *session;
    const Message *message;
    const MessageDraft *draft;
    RoutingMaterial *material; /* NULL: nothing decides */
    Actor actor;               /* the channel that brought it */
    Identity *sender;
    Threading threading;
    Heeding heeding;
    FilingResult *result;
} Filing;

static void
filing_clear(Filing *filing)
{
    g_clear_pointer(&filing->sender, identity_free);
    threading_clear(&filing->threading);
    heeding_clear(&filing->heeding);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Filing, filing_clear)

static gboolean
record(const Filing *filing, CaseId case_id, Filed how, GError **error)
{
    json_t *detail = json_pack("{s:s, s:s, s:s}", "how", filed_name(how), "automatic",
                               automatic_name(filing->draft->automatic), "because", filing->draft->automatic_reason);
    gboolean done = event_append(filing->mediation->store, filing->session,
                                 &(EventDraft){ .kind = EVENT_MESSAGE_FILED,
                                                .actor = &filing->actor,
                                                .case_id = case_id,
                                                .subject = filing->message->id.value,
                                                .detail = detail,
                                                .ref = filing->message->ref.leaf },
                                 NULL, error);

    json_decref(detail);
    return done;
}

/* Where the message is from now on, and how later answers find it. */
static gboolean
place(const Filing *filing, ConversationId conversation, CaseId case_id, Filed how, GError **error)
{
    PersonId person = { filing->sender != NULL ? filing->sender->person.value : 0 };

    filing->result->case_id = case_id;
    return message_store_file(filing->session, filing->message->id, person, conversation, case_id, how, error) &&
           (*filing->message->external_id == '\0' ||
            message_store_add_thread_id(filing->session, filing->message->channel, filing->message->external_id,
                                        filing->message->id, error)) &&
           (filing->draft->automatic != AUTOMATIC_NO ||
            threading_remember(filing->session, filing->message, filing->draft, error)) &&
           record(filing, case_id, how, error);
}

/* Whose address is a page of ours was given it there: nobody could type it. */
static gboolean
is_typed(const Filing *filing)
{
    const Channel *by = channels_find(filing->mediation->channels, filing->message->channel);
    gboolean page = by != NULL && (by->driver->capabilities.abilities & CHANNEL_PAGE) != 0 &&
                    channels_can_reach(by, filing->draft->sender);

    return !page && threading_is_typed(filing->mediation, filing->message->channel, filing->draft);
}

/* The link that came with the message opens the case that the message opened, and never one that was there before. */
static gboolean
give_link(const Filing *filing, CaseId case_id, GError **error)
{
    return !filing->draft->has_access || filing->sender == NULL ||
           citizen_access_bind(filing->mediation->access, filing->session, &filing->actor, filing->message->id, case_id,
                               filing->sender, is_typed(filing), error);
}

/* What the rules of routing say; without any, where the address leads. */
static RoutingDecision
route(const Filing *filing)
{
    g_autoptr(DirectorySnapshot) snapshot = NULL;
    const Endpoint *endpoint;

    if (filing->material != NULL)
        return routing_decision_make(filing->material, NULL);
    snapshot = directory_snapshot(filing->mediation->directory);
    endpoint = directory_get_endpoint(snapshot, filing->message->endpoint);
    return (RoutingDecision){ .rule = G_MAXUINT, .unit = { endpoint != NULL ? endpoint->unit.value : 0 } };
}

static gboolean
record_routing(const Filing *filing, CaseId case_id, const RoutingDecision *decision, GError **error)
{
    return filing->material == NULL ||
           (routing_decision_record(filing->material, filing->session, &ACTOR_TRIBUNE, case_id,
                                    filing->message->ref.leaf, decision, error) &&
            routing_decision_tag(filing->material, filing->session, case_id, decision, error));
}

const char *
filing_title(const Mediation *mediation, const Message *message, gboolean held)
{
    const Locale *locale = locales_find(mediation->locales, mediation->language);

    if (held)
        return locale_say(locale, SAY("(held for review)"));
    if (*message->subject != '\0')
        return message->subject;
    return *message->preview != '\0' ? message->preview : locale_say(locale, SAY("(no subject)"));
}

/* What went in circles, or what a program wrote, is for people to look at; no machine of ours has a part in it. */
static Filed
how_filed(const Filing *filing)
{
    static const Filed HOW[] = {
        [THREADING_NEW] = FILED_NEW,
        [THREADING_MEMBER] = FILED_MEMBER,
        [THREADING_STRANGER] = FILED_STRANGER,
        [THREADING_RELATED] = FILED_RELATED,
    };

    if (filing->draft->automatic == AUTOMATIC_LOOP)
        return FILED_PARKED;
    return filing->draft->automatic == AUTOMATIC_PROGRAM ? FILED_PROGRAM : HOW[filing->threading.kind];
}

static gboolean
open_case(Filing *filing, GError **error)
{
    const Message *message = filing->message;
    gboolean held = message->screening == SCREENING_HELD;
    RoutingDecision decision = route(filing);
    CaseOpening opening = {
        .title = filing_title(filing->mediation, message, held),
        .channel = message->channel,
        .language = message->language,
        .preview = message->preview,
        .endpoint = message->endpoint,
        .unit = decision.unit,
        .service = decision.service,
        .priority = decision.priority,
        .person = { filing->sender != NULL ? filing->sender->person.value : 0 },
        .identity = { filing->sender != NULL ? filing->sender->id.value : 0 },
        .typed = is_typed(filing),
        .received = message->received,
        .leaf = message->ref.leaf,
        .held = held,
    };
    ConversationId conversation;
    g_autoptr(Case) a_case =
        casework_open(filing->mediation, filing->session, &filing->actor, &opening, &conversation, error);

    if (a_case == NULL || !record_routing(filing, a_case->id, &decision, error) ||
        !place(filing, conversation, a_case->id, how_filed(filing), error) || !give_link(filing, a_case->id, error))
        return FALSE;
    if (filing->threading.kind == THREADING_RELATED &&
        !case_store_link(filing->session, a_case->id, filing->threading.conversation->case_id, "related", error))
        return FALSE;
    if (held || filing->sender == NULL || filing->draft->quiet || filing->draft->automatic != AUTOMATIC_NO)
        return TRUE;
    return acknowledgement_send(filing->mediation, filing->session, a_case, conversation, message, filing->sender,
                                filing->draft->hops, &filing->result->delivers, error);
}

/* What a citizen's message does to a case that exists: new preview, unread, open again. One that came before the last
 * and was screened longer is not the last. */
static void
refresh(const Filing *filing, Case *a_case)
{
    gboolean newest = filing->message->received >= a_case->last_in || *a_case->preview == '\0';

    a_case->changed = clock_now();
    a_case->last_in = MAX(a_case->last_in, filing->message->received);
    a_case->unread = TRUE;
    if (filing->message->screening == SCREENING_HELD) {
        a_case->held++;
        return;
    }
    if (!newest)
        return;
    g_free(a_case->preview);
    a_case->preview = g_strdup(filing->message->preview);
}

/* Whether a word from the citizen brings the case back to those that somebody has to look at. */
static gboolean
opens_again(CaseState state)
{
    return case_state_is_closed(state) || state == CASE_WAITING_CITIZEN || state == CASE_PLANNED;
}

/* Only who takes part has been answered. */
static gboolean
appeal(const Filing *filing, Case *a_case, GError **error)
{
    return !filing->draft->appeal || filing->sender == NULL || how_filed(filing) != FILED_MEMBER ||
           appeals_take(filing->mediation, filing->session, &filing->actor, a_case, filing->message, filing->sender,
                        error);
}

/* Who was asked internally writes. Nothing of it is the citizen's: no preview, no last word, no promise. */
static gboolean
join_side(Filing *filing, Case *a_case, GError **error)
{
    a_case->changed = clock_now();
    a_case->unread = TRUE;
    a_case->held += filing->message->screening == SCREENING_HELD ? 1 : 0;
    if (how_filed(filing) == FILED_MEMBER && a_case->state == CASE_WAITING_OTHER &&
        !casework_move(filing->mediation, filing->session, &filing->actor, a_case, CASE_OPEN,
                       "who was asked has answered", error))
        return FALSE;
    return place(filing, filing->threading.conversation->id, a_case->id, how_filed(filing), error) &&
           case_store_update(filing->session, a_case, error);
}

static gboolean
join_case(Filing *filing, GError **error)
{
    const Conversation *conversation = filing->threading.conversation;
    g_autoptr(Case) a_case = case_store_load(filing->session, conversation->case_id, error);

    if (a_case == NULL)
        return FALSE;
    if (conversation->side)
        return join_side(filing, a_case, error);
    refresh(filing, a_case);
    if (how_filed(filing) == FILED_MEMBER && opens_again(a_case->state) &&
        !casework_move(filing->mediation, filing->session, &filing->actor, a_case, CASE_OPEN, "the citizen wrote again",
                       error))
        return FALSE;
    return place(filing, conversation->id, a_case->id, how_filed(filing), error) && appeal(filing, a_case, error) &&
           case_store_update(filing->session, a_case, error);
}

/* What is held of a case is in its queue for review, whoever wrote it. */
static gboolean
count_held(const Filing *filing, GError **error)
{
    g_autoptr(Case) a_case = NULL;

    if (filing->message->screening != SCREENING_HELD || filing->result->case_id.value == 0)
        return TRUE;
    a_case = case_store_load(filing->session, filing->result->case_id, error);
    if (a_case == NULL)
        return FALSE;
    a_case->held++;
    a_case->changed = clock_now();
    return case_store_update(filing->session, a_case, error);
}

/* A machine wrote: kept beside what it answers, but nothing opens, reopens or is answered. */
static gboolean
file_automatic(Filing *filing, GError **error)
{
    const Conversation *conversation = filing->threading.conversation;

    if (filing->draft->report != NULL)
        return report_apply(filing->mediation, filing->session, &filing->actor, filing->message, filing->draft->report,
                            &filing->result->case_id, error);
    if (conversation != NULL && filing->threading.kind != THREADING_RELATED)
        return place(filing, conversation->id, conversation->case_id, FILED_AUTOMATIC, error);
    return record(filing, (CaseId){ 0 }, FILED_AUTOMATIC, error);
}

/* One word that tells us how to treat her: kept, and no case of its own. Who has an open one is seen there: her YES may
 * be for us all the same. */
static gboolean
file_heeded(Filing *filing, GError **error)
{
    const Conversation *conversation =
        filing->threading.kind == THREADING_MEMBER ? filing->threading.conversation : NULL;
    g_autoptr(Case) a_case =
        conversation != NULL ? case_store_load(filing->session, conversation->case_id, error) : NULL;
    CaseId case_id = { 0 };
    gboolean filed;

    if (conversation != NULL && a_case == NULL)
        return FALSE;
    if (a_case != NULL && !case_state_is_closed(a_case->state))
        case_id = a_case->id;
    filed = case_id.value == 0 ? record(filing, case_id, FILED_AUTOMATIC, error) : join_case(filing, error);
    filing->result->heeds = !filing->heeding.silent;
    return filed && heeding_take(filing->mediation, filing->session, &filing->actor, filing->message, filing->draft,
                                 &filing->heeding, case_id, error);
}

/* A machine is no new person, but its address may be one that we know. */
static gboolean
find_sender(Filing *filing, GError **error)
{
    if (!automatic_is_seen(filing->draft->automatic) || filing->heeding.answer != HEED_NOTHING)
        return people_find(filing->session, filing->draft, &filing->sender, error);
    filing->sender = people_recognise(filing->mediation, filing->session, &filing->actor, filing->draft, error);
    return filing->sender != NULL;
}

static gboolean
file(const Mediation *mediation, DbSession *session, const Message *message, const Message *received,
     const MessageDraft *draft, RoutingMaterial *material, FilingResult *ret, GError **error)
{
    g_auto(Filing) filing = {
        .mediation = mediation,
        .session = session,
        .message = message,
        .draft = draft,
        .material = material,
        .actor = { .kind = ACTOR_CHANNEL, .name = received->channel },
        .result = ret,
    };

    *ret = (FilingResult){ 0 };
    /* Before she is known because of this message. */
    if (material != NULL && !routing_decision_meet(material, session, 0, error))
        return FALSE;
    if (automatic_is_seen(draft->automatic) && !heeding_read(mediation, session, draft, &filing.heeding, error))
        return FALSE;
    if (*draft->sender != '\0' && !find_sender(&filing, error))
        return FALSE;
    if (!threading_find(mediation, session, message, draft, filing.sender, &filing.threading, error))
        return FALSE;
    if (!automatic_is_seen(draft->automatic))
        return file_automatic(&filing, error) && count_held(&filing, error);
    if (filing.heeding.answer != HEED_NOTHING)
        return file_heeded(&filing, error);
    if (filing.threading.kind == THREADING_MEMBER || filing.threading.kind == THREADING_STRANGER)
        return join_case(&filing, error);
    return open_case(&filing, error);
}

static gboolean
settle(const Mediation *mediation, DbSession *session, const Message *received, CaseId case_id, GError **error)
{
    const Actor actor = { .kind = ACTOR_CHANNEL, .name = received->channel };

    return amending_settle(mediation, session, &actor, received, case_id, error);
}

/* What came to an address of ours that has moved meanwhile is filed as if it had come where that is now. */
gboolean
filing_file(const Mediation *mediation, DbSession *session, const Message *message, const MessageDraft *draft,
            RoutingMaterial *material, FilingResult *ret, GError **error)
{
    g_autoptr(DirectorySnapshot) snapshot = directory_snapshot(mediation->directory);
    const Endpoint *endpoint = directory_get_endpoint(snapshot, message->endpoint);
    Message here = *message;

    if (endpoint != NULL && directory_find_endpoint(snapshot, message->channel, endpoint->uri) == endpoint)
        here.channel = endpoint->channel;
    return file(mediation, session, &here, message, draft, material, ret, error) &&
           settle(mediation, session, message, ret->case_id, error);
}
