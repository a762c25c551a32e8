/* SPDX-License-Identifier: Apache-2.0 */
/* What people write: recorded first, then receipted. And what came of what we wrote. */
#include <string.h>

#include "base/clock.h"
#include "base/error.h"
#include "base/log.h"
#include "channels/xmpp/xmpp-private.h"
#include "channels/xmpp/xmpp-told.h"

/* ---- what came of ours ---- */

/* FALSE: try again later. */
static gboolean
report(Xmpp *xmpp, const char *id, ReportKind kind, const char *code, const char *words)
{
    g_autoptr(GError) error = NULL;
    Report told = { .kind = kind, .code = (char *)code, .words = (char *)words };
    ReleaseId release;

    if (!xmpp_address_find_release(xmpp->host->secret, id, &release))
        return TRUE;
    told.message.value = release.value; /* a released message has its release's id */
    if (xmpp->host->report(xmpp->host, &told, &error))
        return TRUE;
    return !tribune_error_is_temporary(error);
}

static const struct {
    const char *condition;
    ReportKind kind;
} CONDITIONS[] = {
    { "item-not-found", REPORT_GONE },
    { "gone", REPORT_GONE },
    { "resource-constraint", REPORT_FULL },
};

/* An error is never answered: two that do so would never end. */
static gboolean
take_error(Xmpp *xmpp, const Stanza *stanza, const StanzaMessage *message)
{
    ReportKind kind = REPORT_FAILED;

    for (guint i = 0; i < G_N_ELEMENTS(CONDITIONS); i++)
        if (strcmp(message->condition, CONDITIONS[i].condition) == 0)
            kind = CONDITIONS[i].kind;
    return report(xmpp, stanza->id, kind, message->condition, message->words);
}

/* ---- what cannot be read, and what is not done ---- */

static gboolean
answer_in_words(RelayTaker *taker, const Stanza *stanza, const char *text)
{
    g_autofree char *desk = jid_to_bare(stanza->to), *from = xmpp_address_speaker(desk),
                    *to = jid_to_text(stanza->from);
    XmppNode *answer = stanza_new("message", "chat", from, to, NULL);

    xmppnode_add_text(answer, "body", NULL, text);
    return xmpp_take_reply(taker, TRUE, answer);
}

/* She is told again rather than not at all. */
static gboolean
note_told(Xmpp *xmpp, const char *what, const Stanza *stanza, gboolean kept)
{
    if (kept)
        xmpp_told_done(xmpp, what, stanza->from);
    else
        xmpp_told_not(xmpp, what, stanza->from);
    return kept;
}

static gboolean
answer_encrypted(Xmpp *xmpp, RelayTaker *taker, const Stanza *stanza, const StanzaMessage *message)
{
    g_autofree char *text = NULL;

    if (!xmpp_told_first(xmpp, "encrypted", stanza->from))
        return TRUE;
    text = locale_fill(xmpp_take_locale(xmpp, stanza->language),
                       SAY("Your message is encrypted ({how}), so nobody here can read it, and it is not kept. Please "
                           "switch encryption off for this conversation and send it again. For confidential matters, "
                           "ask us for another way."),
                       "how", message->encrypted, NULL);
    return note_told(xmpp, "encrypted", stanza, answer_in_words(taker, stanza, text));
}

/* As the protocol has it (XEP-0045 7.8.2). */
static gboolean
answer_room(RelayTaker *taker, const Stanza *stanza, const StanzaMessage *message, const char *text)
{
    g_autofree char *room = jid_to_bare(stanza->from), *from = jid_to_bare(stanza->to);
    XmppNode *answer = stanza_new("message", NULL, from, room, NULL);
    XmppNode *no = xmppnode_add(xmppnode_add(answer, "x", STANZA_NS_ROOM), "decline", NULL);

    xmppnode_set(no, "to", message->inviter);
    xmppnode_add_text(no, "reason", NULL, text);
    return xmpp_take_reply(taker, TRUE, answer);
}

/* A room that asks for somebody is told no; a person in words. */
static gboolean
decline(Xmpp *xmpp, RelayTaker *taker, const Stanza *stanza, const StanzaMessage *message)
{
    const char *text = locale_say(xmpp_take_locale(xmpp, stanza->language),
                                  SAY("We do not come into group chats. Please write to us here."));

    return !xmpp_told_first(xmpp, "room", stanza->from) ||
           note_told(xmpp, "room", stanza,
                     *message->inviter == '\0' ? answer_in_words(taker, stanza, text)
                                               : answer_room(taker, stanza, message, text));
}

/* ---- what people write ---- */

static gboolean
refuse(Xmpp *xmpp, RelayTaker *taker, const XmppNode *node, const GError *error)
{
    const char *condition = g_error_matches(error, TRIBUNE_ERROR, TRIBUNE_ERROR_NOT_FOUND) ? "item-not-found"
                            : g_error_matches(error, TRIBUNE_ERROR, TRIBUNE_ERROR_LIMIT)   ? "policy-violation"
                                                                                           : "bad-request";

    atomic_fetch_add(&xmpp->refused, 1);
    log_event(LOG_WARNING, "xmpp.refused", "channel", xmpp->host->name, "error", error->message, NULL);
    return taker == NULL || xmpp_take_reply(taker, TRUE, stanza_new_error(node, "cancel", condition, NULL));
}

gboolean
xmpp_message_submit(Xmpp *xmpp, RelayTaker *taker, const XmppNode *stanza, const MessageDraft *draft,
                    gboolean *ret_recorded, MessageId *ret_id)
{
    Actor actor = { .kind = ACTOR_CHANNEL, .name = xmpp->host->name };
    g_autoptr(GError) error = NULL;
    IntakeResult result;
    Digest earlier;
    gboolean may_be_again = stanza != NULL && xmpp_parse_earlier(stanza, draft, &earlier);

    *ret_recorded = intake_submit_unless(xmpp->host->intake, &actor, xmpp->host->name, draft,
                                         may_be_again ? &earlier : NULL, &result, ret_id, &error);
    if (*ret_recorded) {
        atomic_fetch_add(&xmpp->received, 1);
        return TRUE;
    }
    if (tribune_error_is_temporary(error))
        return FALSE;
    return refuse(xmpp, taker, stanza, error);
}

static gboolean
send_receipt(RelayTaker *taker, const Stanza *stanza)
{
    g_autofree char *desk = jid_to_bare(stanza->to), *from = xmpp_address_speaker(desk),
                    *to = jid_to_text(stanza->from);
    XmppNode *receipt = stanza_new("message", NULL, from, to, NULL);

    xmppnode_set(xmppnode_add(receipt, "received", STANZA_NS_RECEIPTS), "id", stanza->id);
    xmppnode_add(receipt, "store", STANZA_NS_HINTS);
    return xmpp_take_reply(taker, TRUE, receipt);
}

/* FALSE: try again later, all of it. */
static gboolean
plan_files(Xmpp *xmpp, const Stanza *stanza, const StanzaMessage *message, const MessageDraft *draft, MessageId id)
{
    g_autoptr(GError) error = NULL;

    if (message->files->len == 0 || xmpp_file_plan(xmpp, stanza->to, message, draft, id, &error))
        return TRUE;
    log_event(LOG_WARNING, "xmpp.file-not-planned", "channel", xmpp->host->name, "error", error->message, NULL);
    return !tribune_error_is_temporary(error);
}

/* What she corrects or takes back stays, and her words stand beside it, recorded as @id: that they are about it is told
 * too. FALSE: try again later, all of it. */
static gboolean
amend(Xmpp *xmpp, const StanzaMessage *message, const char *sender, MessageId id)
{
    gboolean retracted = *message->retracts != '\0';
    g_autofree char *told_by = g_strdup_printf("message %" G_GINT64_FORMAT, id.value);
    const AmendmentDraft draft = { .amendment = retracted ? AMENDMENT_RETRACTED : AMENDMENT_EDITED,
                                   .sender = sender,
                                   .external_id = retracted ? message->retracts : message->replaces,
                                   .told_by = told_by };
    g_autoptr(GError) error = NULL;

    if (*draft.external_id == '\0' || xmpp->host->amend(xmpp->host, &draft, &error))
        return TRUE;
    log_event(LOG_WARNING, "xmpp.not-amended", "channel", xmpp->host->name, "error", error->message, NULL);
    return !tribune_error_is_temporary(error);
}

static gboolean
take_words(Xmpp *xmpp, RelayTaker *taker, const XmppNode *node, const Stanza *stanza, const StanzaMessage *message,
           GBytes *raw)
{
    g_autofree char *sender = jid_to_uri(stanza->from);
    g_autoptr(MessageDraft) draft = xmpp_parse_message(xmpp, node, stanza, message, raw, sender, stanza->to);
    gboolean recorded;
    MessageId id;

    if (!xmpp_message_submit(xmpp, taker, node, draft, &recorded, &id) ||
        (recorded && (!plan_files(xmpp, stanza, message, draft, id) || !amend(xmpp, message, sender, id))))
        return FALSE;
    return !recorded || !message->wants_receipt || *stanza->id == '\0' || send_receipt(taker, stanza);
}

/* Typing notices and the like say nothing. */
static gboolean
says_something(const StanzaMessage *message)
{
    return *message->body != '\0' || message->files->len > 0 || *message->retracts != '\0' || *message->subject != '\0';
}

gboolean
xmpp_message_matters(const StanzaMessage *message)
{
    return message->is_error || *message->receipt != '\0' || *message->seen != '\0' || *message->encrypted != '\0' ||
           message->invites || says_something(message);
}

gboolean
xmpp_message_only_confirms(const StanzaMessage *message)
{
    return message->is_error || (xmpp_message_matters(message) && *message->encrypted == '\0' && !message->invites &&
                                 !says_something(message));
}

gboolean
xmpp_message_take(Xmpp *xmpp, RelayTaker *taker, const XmppNode *node, const Stanza *stanza, GBytes *raw)
{
    g_autoptr(StanzaMessage) message = stanza_read_message(node);
    ConversationId conversation;
    g_autofree char *desk = NULL;

    if (message->is_error)
        return take_error(xmpp, stanza, message);
    if (message->is_room || strcmp(stanza->from->domain, xmpp->domain) == 0) {
        log_event(LOG_INFO, "xmpp.passed-over", "channel", xmpp->host->name, "because",
                  message->is_room ? "it is said in a room" : "it is from an address of ours", NULL);
        return TRUE;
    }
    if (*message->receipt != '\0' && !report(xmpp, message->receipt, REPORT_DELIVERED, "received", ""))
        return FALSE;
    if (*message->seen != '\0' && !report(xmpp, message->seen, REPORT_READ, "displayed", ""))
        return FALSE;
    desk = xmpp_take_desk(xmpp, stanza->to, &conversation);
    if (*message->encrypted != '\0' && desk != NULL)
        return answer_encrypted(xmpp, taker, stanza, message);
    if (message->invites && desk != NULL)
        return decline(xmpp, taker, stanza, message);
    if (!says_something(message))
        return TRUE;
    if (desk != NULL)
        return take_words(xmpp, taker, node, stanza, message, raw);
    atomic_fetch_add(&xmpp->refused, 1);
    return xmpp_take_reply(taker, TRUE, stanza_new_error(node, "cancel", "item-not-found", NULL));
}
