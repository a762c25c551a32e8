/* SPDX-License-Identifier: Apache-2.0 */
#include "mediation/releasing/fallback-private.h"

#include <string.h>

#include "base/clock.h"
#include "base/error.h"
#include "base/id.h"
#include "base/log.h"
#include "mediation/releasing/preferring.h"
#include "mediation/releasing/proposing-private.h"
#include "store/address-store.h"
#include "store/fallback-store.h"
#include "store/message-store.h"
#include "store/person-store.h"
#include "store/staff-store.h"

#define LEASE (10 * CLOCK_MINUTE)

gboolean
fallback_queue(DbSession *session, const Delivery *delivery, GError **error)
{
    return delivery->case_id.value == 0 || work_add(session, WORK_FALLBACK, delivery->id.value, clock_now(), error);
}

static void
turning_clear(Turning *turning)
{
    g_clear_pointer(&turning->delivery, delivery_free);
    g_clear_pointer(&turning->release, release_free);
    g_clear_pointer(&turning->failed, identity_free);
    g_clear_pointer(&turning->before, outgoing_free);
    g_clear_pointer(&turning->a_case, case_free);
    g_clear_pointer(&turning->conversation, conversation_free);
    g_clear_pointer(&turning->to, identity_free);
    g_clear_pointer(&turning->author_name, g_free);
    release_policy_clear(&turning->policy);
    g_clear_pointer(&turning->tiers, g_array_unref);
    g_clear_pointer(&turning->outgoing, outgoing_free);
    g_clear_pointer(&turning->why, g_free);
    release_letter_clear(&turning->letter);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Turning, turning_clear)

/* ---- what failed ---- */

static gboolean
load_release(Turning *turning, DbSession *session, GError **error)
{
    g_autoptr(GPtrArray) parts = NULL;
    gboolean settled, is_one;

    turning->delivery = release_store_load_delivery(session, (DeliveryId){ turning->job->subject }, error);
    if (turning->delivery == NULL ||
        !fallback_store_find(session, turning->delivery->release, &settled, &is_one, error))
        return FALSE;
    turning->release = release_store_load(session, turning->delivery->release, error);
    if (turning->release == NULL)
        return FALSE;
    turning->receipt = turning->release->kind == RELEASE_ACKNOWLEDGEMENT;
    turning->settled = settled || (turning->release->kind != RELEASE_REPLY && !turning->receipt) ||
                       turning->mediation->policy == NULL || turning->delivery->state != DELIVERY_FAILED;
    if (turning->settled)
        return TRUE;
    if (is_one)
        turning->why = g_strdup(SAY_NOOP("It had gone another way already, and that failed, too."));
    parts = content_load(&turning->mediation->store->content, session, turning->release->id.value,
                         turning->release->ref.secret_key, TRUE, error);
    turning->before = parts != NULL ? release_outgoing(parts, error) : NULL;
    return turning->before != NULL;
}

static gboolean
load_author(Turning *turning, DbSession *session, GError **error)
{
    g_autoptr(Staff) author =
        turning->release->author.value != 0 ? staff_store_load(session, turning->release->author, error) : NULL;

    turning->author_name = g_strdup(author != NULL ? author->name : "");
    return turning->release->author.value == 0 || author != NULL;
}

/* It was written to a person: of whom the address is now may be another one. */
static gboolean
check_person(Turning *turning, DbSession *session, GError **error)
{
    g_autoptr(Message) message = message_store_load(session, (MessageId){ turning->release->id.value }, error);

    if (message != NULL && message->person.value != turning->failed->person.value && turning->why == NULL)
        turning->why = g_strdup(SAY_NOOP("Whom it was written to has this address no longer."));
    return message != NULL;
}

/* By which she asked, of whom it was written to: others may take part in the case, and none of their addresses is a way
 * to her. */
static gboolean
load_case(Turning *turning, DbSession *session, GError **error)
{
    ConversationId first;
    IdentityId by;

    turning->a_case = case_store_load(session, turning->delivery->case_id, error);
    turning->failed = person_store_load_identity(session, turning->delivery->identity, error);
    if (turning->a_case == NULL || turning->failed == NULL || !load_author(turning, session, error) ||
        !check_person(turning, session, error) ||
        !address_store_first_of(session, turning->a_case->id, turning->failed->person, &first, &by, error))
        return FALSE;
    turning->conversation =
        case_store_load_conversation(session, first.value != 0 ? first : turning->release->conversation, error);
    turning->to = turning->conversation == NULL
                      ? NULL
                      : person_store_load_identity(session, first.value != 0 ? by : turning->failed->id, error);
    return turning->to != NULL;
}

/* ---- where it goes instead ---- */

/* What is only wrong with this way leaves none; all else is tried again. */
static gboolean
unless_impossible(Turning *turning, GError *trouble, GError **error)
{
    if (trouble == NULL || tribune_error_is_temporary(trouble)) {
        g_propagate_error(error, trouble);
        return FALSE;
    }
    g_free(turning->why);
    turning->why = g_strdup(trouble->message);
    g_clear_pointer(&turning->outgoing, outgoing_free);
    g_error_free(trouble);
    return TRUE;
}

static gboolean
choose_way(Turning *turning, DbSession *session, GError **error)
{
    const ReplyDraft draft = { .text = turning->before->text,
                               .attachments = turning->before->attachments,
                               .decision = turning->before->decision };
    const ReleaseMatter matter = { .actor = &ACTOR_TRIBUNE,
                                   .a_case = turning->a_case,
                                   .conversation = turning->conversation,
                                   .to = turning->to,
                                   .draft = &draft,
                                   .purpose = turning->receipt ? PERSON_PURPOSE_RECEIPT : PERSON_PURPOSE_ANSWER,
                                   .failed_channel = turning->delivery->channel,
                                   .failed_to = turning->failed->id };
    Identity *other = NULL;
    Conversation *in = NULL;
    gboolean decided = release_policy_ask(turning->mediation, session, &matter, &turning->policy, &turning->channel,
                                          &other, &in, error);

    if (other != NULL) {
        identity_free(turning->to);
        turning->to = other;
    }
    if (in != NULL) {
        conversation_free(turning->conversation);
        turning->conversation = in;
    }
    return decided;
}

/* The same words; only where they go is new. */
static gboolean
compose(Turning *turning, DbSession *session, GError **error)
{
    const Outgoing *before = turning->before;
    Outgoing *outgoing = turning->outgoing =
        release_compose(turning->mediation, session, turning->a_case, turning->conversation, turning->to, error);

    if (outgoing == NULL || !release_fill_sender(turning->mediation, turning->a_case, turning->conversation,
                                                 turning->channel, outgoing, error))
        return FALSE;
    outgoing->kind = RELEASE_REPLY;
    outgoing->decision = before->decision;
    outgoing->release.value = id_next();
    outgoing->delivery.value = id_next();
    g_free(outgoing->text);
    outgoing->text = g_strdup(before->text);
    g_free(outgoing->language);
    outgoing->language = g_strdup(before->language);
    g_ptr_array_unref(outgoing->attachments);
    outgoing->attachments = g_ptr_array_ref(before->attachments);
    turning->tiers = g_array_new(FALSE, FALSE, sizeof(ProposalTier));
    return release_duties_tiers(turning->mediation, turning->policy.duties, turning->a_case->unit, turning->tiers,
                                error);
}

static gboolean
check_receipt(Turning *turning, DbSession *session, GError **error)
{
    const char *why = NULL;

    if (turning->receipt && turning->why == NULL && !fallback_receipt_check(turning, session, &why, error))
        return FALSE;
    if (why != NULL)
        turning->why = g_strdup(why);
    return TRUE;
}

static gboolean
find_way(DbSession *session, gpointer data, GError **error)
{
    Turning *turning = data;
    GError *trouble = NULL;

    if (!load_release(turning, session, error))
        return FALSE;
    if (turning->settled)
        return TRUE;
    if (!load_case(turning, session, error) || !check_receipt(turning, session, error))
        return FALSE;
    if (turning->why != NULL)
        return TRUE;
    return (choose_way(turning, session, &trouble) && (turning->receipt || compose(turning, session, &trouble))) ||
           unless_impossible(turning, trouble, error);
}

static gboolean
make_ready(Turning *turning, GError **error)
{
    GError *trouble = NULL;

    if (turning->outgoing == NULL)
        return TRUE;
    if (!release_letter_render(turning->mediation, turning->channel, turning->outgoing, &turning->letter, &trouble))
        return unless_impossible(turning, trouble, error);
    if (turning->tiers->len > 0) {
        g_autoptr(GBytes) draft = g_bytes_new(turning->outgoing->text, strlen(turning->outgoing->text));

        g_ptr_array_add(turning->letter.parts, message_part_new(PROPOSING_DRAFT_PART, "text/markdown", NULL, draft));
    }
    return release_letter_seal(turning->mediation, &turning->letter, error);
}

/* ---- what is recorded ---- */

static const char *
rule_of(const Turning *turning)
{
    const PolicyDecision *decision = turning->policy.channel;
    const PolicyTable *table;

    if (decision == NULL || decision->outcome->rules->len != 1)
        return "";
    table = policy_engine_table(policy_snapshot_engine(decision->table));
    return ((const PolicyRule *)g_ptr_array_index(table->rules, g_array_index(decision->outcome->rules, guint, 0)))->id;
}

gboolean
fallback_record(const Turning *turning, DbSession *session, const FallbackEnd *end, GError **error)
{
    gboolean goes = end->next != 0;
    json_t *detail =
        json_pack("{s:s, s:s, s:s, s:s, s:s, s:s, s:s, s:s, s:I}", "outcome", end->outcome, "kind",
                  release_kind_name(turning->release->kind), "failed", turning->delivery->channel, "failed_to",
                  turning->failed->uri, "channel", goes ? turning->channel : "", "to", goes ? turning->to->uri : "",
                  "rule", rule_of(turning), "why", end->why != NULL ? end->why : "", "next", (json_int_t)end->next);
    gboolean done = event_append(turning->mediation->store, session,
                                 &(EventDraft){ .kind = EVENT_DELIVERY_FALLBACK,
                                                .actor = &ACTOR_TRIBUNE,
                                                .case_id = turning->delivery->case_id,
                                                .subject = turning->delivery->id.value,
                                                .detail = detail,
                                                .ref = turning->delivery->leaf },
                                 NULL, error);

    json_decref(detail);
    return done && fallback_store_insert(session, turning->delivery, end->outcome, end->next, clock_now(), error);
}

static gboolean
save_release(Turning *turning, DbSession *session, GError **error)
{
    return fallback_record(turning, session, &(FallbackEnd){ "sent", turning->outgoing->release.value, NULL }, error) &&
           release_letter_save(turning->mediation, session, &turning->letter,
                               &(ReleaseSaving){ .actor = &ACTOR_TRIBUNE,
                                                 .rule = RULE_FALLBACK,
                                                 .case_id = turning->a_case->id,
                                                 .to = turning->to,
                                                 .conversation = turning->conversation,
                                                 .policy = &turning->policy,
                                                 .author = turning->release->author,
                                                 .author_name = turning->author_name },
                               error);
}

static gboolean
save_proposal(Turning *turning, DbSession *session, GError **error)
{
    const ProposingFallback fallback = { .a_case = turning->a_case,
                                         .conversation = turning->conversation->id,
                                         .to = turning->to,
                                         .channel = turning->channel,
                                         .author = turning->release->author,
                                         .tiers = turning->tiers,
                                         .outgoing = turning->outgoing,
                                         .rendered = turning->letter.rendered,
                                         .parts = turning->letter.parts,
                                         .sealed = turning->letter.sealed,
                                         .policy = &turning->policy };
    ProposalId id;

    return release_begin(turning->mediation, session, turning->conversation, turning->channel, turning->outgoing,
                         turning->to->id, error) &&
           proposing_put_fallback(turning->mediation, session, &fallback, &id, error) &&
           fallback_record(turning, session, &(FallbackEnd){ "proposed", id.value, NULL }, error);
}

/* Why it goes no other way. Somebody else's reply may wait in the case by now: only one can. */
static gboolean
find_obstacle(const Turning *turning, DbSession *session, const char **ret, GError **error)
{
    gboolean waits = FALSE;

    *ret = turning->why;
    if (*ret != NULL || turning->tiers == NULL || turning->tiers->len == 0)
        return TRUE;
    if (!proposal_store_is_open(session, turning->a_case->id, &waits, error))
        return FALSE;
    if (waits)
        *ret = SAY_NOOP("Others must agree to that, and another reply waits in this case already.");
    return TRUE;
}

static gboolean
end(Turning *turning, DbSession *session, GError **error)
{
    const char *why;

    if (!find_obstacle(turning, session, &why, error))
        return FALSE;
    if (why != NULL)
        return fallback_record(turning, session, &(FallbackEnd){ "none", 0, why }, error);
    if (turning->receipt)
        return fallback_receipt_send(turning, session, &turning->went, error);
    turning->went = TRUE;
    return turning->tiers->len == 0 ? save_release(turning, session, error) : save_proposal(turning, session, error);
}

static gboolean
save(DbSession *session, gpointer data, GError **error)
{
    Turning *turning = data;
    g_autoptr(Delivery) now = release_store_load_delivery(session, turning->delivery->id, error);
    gboolean settled, is_one;

    turning->went = FALSE;
    if (now == NULL || !fallback_store_find(session, turning->delivery->release, &settled, &is_one, error))
        return FALSE;
    settled |= now->state != DELIVERY_FAILED; /* it arrived after all */
    turning->ended = !turning->settled && !settled;
    return (!turning->ended || end(turning, session, error)) && work_done(session, turning->job, error);
}

static gboolean
run(gpointer data, const Job *job, GError **error)
{
    g_auto(Turning) turning = { .mediation = data, .job = job };
    Mediation *mediation = data;
    gboolean saved;

    if (!store_read(mediation->store, find_way, &turning, error) || !make_ready(&turning, error))
        return FALSE;
    saved = store_write_background(mediation->store, save, &turning, error);
    if (!saved || !turning.went)
        release_letter_discard(&turning.letter);
    if (!saved || !turning.ended)
        return saved;
    log_event(LOG_INFO, "delivery.fallback", "from", turning.delivery->channel, "to",
              turning.went ? turning.channel : "", NULL);
    work_wake(mediation->work, WORK_DELIVER);
    mediation_changed(mediation, turning.delivery->case_id);
    return TRUE;
}

void
fallback_register(Mediation *mediation)
{
    work_register(mediation->work, WORK_FALLBACK, 1, LEASE, run, mediation);
}
