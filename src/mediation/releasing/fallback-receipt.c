/* SPDX-License-Identifier: Apache-2.0 */
/* A receipt that goes another way: written for where it goes. */
#include "base/clock.h"
#include "base/error.h"
#include "base/id.h"
#include "mediation/releasing/acknowledgement-private.h"
#include "mediation/releasing/fallback-private.h"
#include "store/address-store.h"

gboolean
fallback_receipt_check(const Turning *turning, DbSession *session, const char **ret, GError **error)
{
    gboolean typed;

    *ret = NULL;
    if (!address_store_is_typed(session, turning->a_case->id, &typed, error))
        return FALSE;
    if (typed)
        *ret = SAY_NOOP("Somebody only typed this address, so nothing shows that another one is theirs, too.");
    return TRUE;
}

/* What is written, and why it is not. */
typedef struct {
    Outgoing *outgoing;
    ReleaseLetter letter;
    char *why;
} Receipt;

static void
receipt_clear(Receipt *receipt)
{
    g_clear_pointer(&receipt->outgoing, outgoing_free);
    release_letter_clear(&receipt->letter);
    g_clear_pointer(&receipt->why, g_free);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Receipt, receipt_clear)

static gboolean
compose(const Turning *turning, DbSession *session, const Channel *channel, Receipt *receipt, GError **error)
{
    const Outgoing *before = turning->before;
    Outgoing *outgoing = receipt->outgoing =
        release_compose(turning->mediation, session, turning->a_case, turning->conversation, turning->to, error);

    if (outgoing == NULL)
        return FALSE;
    outgoing->kind = RELEASE_ACKNOWLEDGEMENT;
    outgoing->hops = before->hops;
    outgoing->release.value = id_next();
    outgoing->delivery.value = id_next();
    g_free(outgoing->language);
    outgoing->language = g_strdup(before->language);
    return acknowledgement_write(turning->mediation, session, turning->a_case, turning->conversation, turning->to,
                                 channel, outgoing, error) &&
           release_letter_render(turning->mediation, channel->name, outgoing, &receipt->letter, error);
}

static const char *
find_obstacle(const Turning *turning, const Channel *channel)
{
    if ((channel->driver->capabilities.abilities & CHANNEL_PAGE) != 0)
        return SAY_NOOP("Only a page of ours is left, which tells nobody that something stands there.");
    if (!release_policy_check(&turning->policy, NULL))
        return SAY_NOOP("the policy says that somebody else must agree before this leaves, and there is no review of "
                        "such letters; tell those who keep the policy");
    return NULL;
}

/* TRUE with .why: it goes nowhere. */
static gboolean
make(const Turning *turning, DbSession *session, const Channel *channel, Receipt *receipt, GError **error)
{
    GError *trouble = NULL;
    gboolean allowed;

    receipt->why = g_strdup(find_obstacle(turning, channel));
    if (receipt->why != NULL)
        return TRUE;
    if (!acknowledgement_may_reach(turning->mediation, session, turning->a_case->id, turning->to, &allowed, error))
        return FALSE;
    if (!allowed)
        receipt->why = g_strdup(SAY_NOOP("As many receipts as may go there went there already."));
    if (!allowed || compose(turning, session, channel, receipt, &trouble))
        return TRUE;
    if (!g_error_matches(trouble, TRIBUNE_ERROR, TRIBUNE_ERROR_INVALID)) {
        g_propagate_error(error, trouble);
        return FALSE;
    }
    receipt->why = g_strdup(trouble->message);
    g_error_free(trouble);
    return TRUE;
}

static gboolean
save(const Turning *turning, DbSession *session, Receipt *receipt, GError **error)
{
    const FallbackEnd end = { "sent", receipt->outgoing->release.value, NULL };

    return release_letter_seal(turning->mediation, &receipt->letter, error) &&
           fallback_record(turning, session, &end, error) &&
           release_letter_save(turning->mediation, session, &receipt->letter,
                               &(ReleaseSaving){ .actor = &ACTOR_TRIBUNE,
                                                 .rule = RULE_FALLBACK,
                                                 .case_id = turning->a_case->id,
                                                 .to = turning->to,
                                                 .conversation = turning->conversation,
                                                 .policy = &turning->policy },
                               error);
}

gboolean
fallback_receipt_send(const Turning *turning, DbSession *session, gboolean *ret_went, GError **error)
{
    const Channel *channel = channels_find(turning->mediation->channels, turning->channel);
    g_auto(Receipt) receipt = { 0 };

    *ret_went = FALSE;
    if (channel == NULL) {
        g_set_error_literal(error, TRIBUNE_ERROR, TRIBUNE_ERROR_TEMPORARY, "the channel is not open");
        return FALSE;
    }
    if (!make(turning, session, channel, &receipt, error))
        return FALSE;
    if (receipt.why != NULL || receipt.outgoing == NULL)
        return fallback_record(turning, session, &(FallbackEnd){ "none", 0, receipt.why }, error);
    *ret_went = TRUE;
    return save(turning, session, &receipt, error);
}
