/* SPDX-License-Identifier: Apache-2.0 */
#include "mediation/releasing/acknowledgement-private.h"

#include <string.h>

#include "base/clock.h"
#include "base/error.h"
#include "base/id.h"
#include "base/log.h"
#include "mediation/people/proving.h"
#include "mediation/releasing/preferring.h"
#include "mediation/releasing/release-letter.h"
#include "mediation/releasing/release-policy.h"
#include "mediation/releasing/sending-policy.h"
#include "mediation/subscribing/heeding.h"
#include "store/message-store.h"
#include "store/person-store.h"

gboolean
acknowledgement_may_send(DbSession *session, CaseId id, gboolean *ret, GError **error)
{
    gint64 count;

    if (!release_store_count_automatic(session, id, clock_now() - CLOCK_HOUR, &count, error))
        return FALSE;
    *ret = count < AUTOMATIC_PER_CASE_AND_HOUR;
    return TRUE;
}

gboolean
acknowledgement_may_reach(const Mediation *mediation, DbSession *session, CaseId id, const Identity *to, gboolean *ret,
                          GError **error)
{
    gboolean stopped;
    gint64 count;

    if (!acknowledgement_may_send(session, id, ret, error) ||
        !heeding_is_stopped(mediation, session, to->uri, &stopped, error))
        return FALSE;
    *ret = *ret && !stopped;
    if (!*ret)
        return TRUE;

    if (!release_store_count_acknowledgement(session, to->id, clock_now() / CLOCK_DAY, &count, error))
        return FALSE;
    *ret = count <= ACKNOWLEDGEMENTS_PER_DAY;
    return TRUE;
}

/* She did not write from this address: somebody typed it, who may not be the one who has it. So nothing else of what
 * was typed goes there. */
static void
leave_out_what_was_typed(const Case *a_case, Outgoing *outgoing)
{
    g_free(outgoing->subject);
    outgoing->subject = release_subject("", a_case->reference);
    g_free(outgoing->recipient_name);
    outgoing->recipient_name = g_strdup("");
}

/* Whoever cannot be answered by this channel is not: that must not keep the message from its case. */
static gboolean
unless_unanswerable(GError *trouble, gboolean *ret_sent, GError **error)
{
    *ret_sent = FALSE;
    if (g_error_matches(trouble, TRIBUNE_ERROR, TRIBUNE_ERROR_INVALID)) {
        log_event(LOG_WARNING, "acknowledgement.skipped", "error", trouble->message, NULL);
        g_error_free(trouble);
        return TRUE;
    }
    g_propagate_error(error, trouble);
    return FALSE;
}

/* One on its way. The first five are borrowed. */
typedef struct {
    const Mediation *mediation;
    const Case *a_case;
    const Message *message;
    const Identity *from; /* who wrote */
    guint hops;
    char *preferred; /* channel by which she wants it; "" any, NULL: what she wants does not count */
    Identity *other; /* to which it goes for that; NULL: to @from */
    Conversation *thread;
    const Channel *channel;
    Outgoing *outgoing;
    ReleasePolicy policy;
} Receipt;

static void
start_again(Receipt *receipt)
{
    g_clear_pointer(&receipt->other, identity_free);
    g_clear_pointer(&receipt->thread, conversation_free);
    g_clear_pointer(&receipt->outgoing, outgoing_free);
    release_policy_clear(&receipt->policy);
}

static void
receipt_clear(Receipt *receipt)
{
    start_again(receipt);
    g_clear_pointer(&receipt->preferred, g_free);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Receipt, receipt_clear)

static const Identity *
recipient(const Receipt *receipt)
{
    return receipt->other != NULL ? receipt->other : receipt->from;
}

static gboolean
save(const Receipt *receipt, DbSession *session, ReleaseLetter *letter, GError **error)
{
    return release_letter_seal(receipt->mediation, letter, error) &&
           release_letter_save(receipt->mediation, session, letter,
                               &(ReleaseSaving){ .actor = &ACTOR_TRIBUNE,
                                                 .rule = RULE_ACKNOWLEDGEMENT,
                                                 .case_id = receipt->a_case->id,
                                                 .to = recipient(receipt),
                                                 .conversation = receipt->thread,
                                                 .policy = &receipt->policy },
                               error);
}

/* How sure we are of who gets it: of the address, in this case. That one which was only typed is proven elsewhere says
 * nothing of who typed it. */
static gboolean
find_level(const Receipt *receipt, DbSession *session, int *ret, GError **error)
{
    *ret = receipt->thread->typed ? 0 : receipt->from->assurance;
    return receipt->other == NULL || proving_level(session, receipt->a_case->id, receipt->other, ret, error);
}

/* The tables are asked with the text as it is without the link, which is made only for what leaves. */
static gboolean
ask_policy(Receipt *receipt, DbSession *session, GError **error)
{
    g_autofree char *text =
        acknowledgement_words(receipt->mediation, receipt->a_case, receipt->outgoing, receipt->channel);
    SendingMatter matter = { .actor = &ACTOR_TRIBUNE,
                             .purpose = "acknowledgement",
                             .a_case = receipt->a_case,
                             .channel = receipt->other != NULL ? receipt->preferred : receipt->message->channel,
                             .preferred = receipt->preferred,
                             .wished = receipt->other != NULL,
                             .uri = recipient(receipt)->uri,
                             .language = receipt->outgoing->language,
                             .text = text };
    int level;

    if (!find_level(receipt, session, &level, error))
        return FALSE;
    matter.assurance = MAX(level, 0);
    return sending_policy_ask(receipt->mediation, &matter, &receipt->policy, &receipt->channel, error);
}

/* No rule lets it go now: that is on record with the case, and it is asked again later (acknowledgement-wait.c). */
static gboolean
wait_for_policy(Receipt *receipt, DbSession *session, gboolean again, GError **error)
{
    return again || (release_policy_record(receipt->mediation, session, &ACTOR_TRIBUNE, &receipt->policy,
                                           receipt->a_case->id, (ReleaseId){ receipt->message->id.value }, error) &&
                     work_add(session, WORK_ACKNOWLEDGE, receipt->message->id.value,
                              clock_now() + ACKNOWLEDGEMENT_PAUSE, error));
}

static gboolean
is_answerable(const Channel *channel)
{
    return channel != NULL && (channel->driver->capabilities.abilities & CHANNEL_PAGE) == 0;
}

/* To an address that somebody typed. */
static gboolean
is_elsewhere(const Receipt *receipt)
{
    return receipt->other == NULL && strcmp(receipt->channel->name, receipt->message->channel) != 0;
}

static gboolean
compose(Receipt *receipt, DbSession *session, GError **error)
{
    Outgoing *outgoing = receipt->outgoing =
        release_compose(receipt->mediation, session, receipt->a_case, receipt->thread, recipient(receipt), error);

    if (outgoing == NULL)
        return FALSE;
    outgoing->kind = RELEASE_ACKNOWLEDGEMENT;
    if (is_elsewhere(receipt))
        leave_out_what_was_typed(receipt->a_case, outgoing);
    outgoing->hops = receipt->hops + 1;
    outgoing->release.value = id_next();
    outgoing->delivery.value = id_next();
    return preferring_language(session, recipient(receipt)->person, PERSON_PURPOSE_RECEIPT, &outgoing->language, error);
}

/* ---- where she wishes it ---- */

/* Fills @receipt for the address at which she wishes it; @ret FALSE: there is none. */
static gboolean
take_wish(Receipt *receipt, DbSession *session, gboolean *ret, GError **error)
{
    gint64 began = receipt->thread->id.value;
    gboolean asked;

    receipt->other = person_store_load_identity(session, receipt->from->id, error);
    if (receipt->other == NULL || !preferring_way(receipt->mediation, session, receipt->a_case, PERSON_PURPOSE_RECEIPT,
                                                  &receipt->thread, &receipt->other, &asked, error))
        return FALSE;
    *ret = receipt->thread->id.value != began;
    receipt->channel = channels_find(receipt->mediation->channels, receipt->preferred);
    return TRUE;
}

/* @ret: it goes where she wishes it. Else, also where the tables do not let it go there, it goes as it comes. Who only
 * typed an address may not be who has it: then no wish counts. */
static gboolean
try_wish(Receipt *receipt, DbSession *session, gboolean *ret, GError **error)
{
    GError *trouble = NULL;

    *ret = FALSE;
    if (receipt->thread->typed || is_elsewhere(receipt))
        return TRUE;
    if (!preferring_channel(session, receipt->from->person, PERSON_PURPOSE_RECEIPT, &receipt->preferred, error))
        return FALSE;
    if (*receipt->preferred == '\0' || strcmp(receipt->preferred, receipt->thread->channel) == 0)
        return TRUE;
    if (!take_wish(receipt, session, ret, error))
        return FALSE;
    *ret = *ret && is_answerable(receipt->channel) && compose(receipt, session, &trouble) &&
           ask_policy(receipt, session, &trouble) && is_answerable(receipt->channel);
    if (trouble == NULL || g_error_matches(trouble, TRIBUNE_ERROR, TRIBUNE_ERROR_INVALID)) {
        g_clear_error(&trouble);
        return TRUE;
    }
    g_propagate_error(error, trouble);
    return FALSE;
}

/* ---- all together ---- */

static gboolean
send(const Receipt *receipt, DbSession *session, gboolean *ret_sent, GError **error)
{
    g_auto(ReleaseLetter) letter = { 0 };
    GError *trouble = NULL;
    gboolean allowed;

    if (!acknowledgement_may_reach(receipt->mediation, session, receipt->a_case->id, recipient(receipt), &allowed,
                                   error))
        return FALSE;
    if (!allowed)
        return TRUE;
    if (!acknowledgement_write(receipt->mediation, session, receipt->a_case, receipt->thread, recipient(receipt),
                               receipt->channel, receipt->outgoing, &trouble) ||
        !release_letter_render(receipt->mediation, receipt->channel->name, receipt->outgoing, &letter, &trouble))
        return unless_unanswerable(trouble, ret_sent, error);
    *ret_sent = TRUE;
    return save(receipt, session, &letter, error);
}

/* Where they wrote from. */
static gboolean
send_as_it_comes(Receipt *receipt, DbSession *session, gboolean again, gboolean *ret_sent, gboolean *ret_waits,
                 GError **error)
{
    GError *trouble = NULL;

    if (!compose(receipt, session, &trouble))
        return unless_unanswerable(trouble, ret_sent, error);
    if (!ask_policy(receipt, session, &trouble)) {
        log_event(LOG_WARNING, "acknowledgement.waits", "why", trouble->message, NULL);
        g_error_free(trouble);
        *ret_waits = TRUE;
        return wait_for_policy(receipt, session, again, error);
    }
    if (!is_answerable(receipt->channel))
        return TRUE;
    if (is_elsewhere(receipt))
        leave_out_what_was_typed(receipt->a_case, receipt->outgoing);
    return send(receipt, session, ret_sent, error);
}

gboolean
acknowledgement_try(const Mediation *mediation, DbSession *session, const Case *a_case, ConversationId conversation,
                    const Message *message, const Identity *to, guint hops, gboolean again, gboolean *ret_sent,
                    gboolean *ret_waits, GError **error)
{
    const Channel *channel = channels_for(mediation->channels, message->channel, to->uri);
    g_auto(Receipt) receipt = {
        .mediation = mediation, .a_case = a_case, .message = message, .from = to, .hops = hops, .channel = channel
    };
    gboolean goes;

    *ret_sent = *ret_waits = FALSE;
    if (!is_answerable(channel))
        return TRUE;
    receipt.thread = case_store_load_conversation(session, conversation, error);
    if (receipt.thread == NULL || !try_wish(&receipt, session, &goes, error))
        return FALSE;
    if (goes)
        return send(&receipt, session, ret_sent, error);
    if (receipt.other != NULL) {
        start_again(&receipt);
        receipt.channel = channel;
        receipt.thread = case_store_load_conversation(session, conversation, error);
    }
    return receipt.thread != NULL && send_as_it_comes(&receipt, session, again, ret_sent, ret_waits, error);
}

gboolean
acknowledgement_send(const Mediation *mediation, DbSession *session, const Case *a_case, ConversationId conversation,
                     const Message *message, const Identity *to, guint hops, gboolean *ret_sent, GError **error)
{
    gboolean waits;

    return acknowledgement_try(mediation, session, a_case, conversation, message, to, hops, FALSE, ret_sent, &waits,
                               error);
}
