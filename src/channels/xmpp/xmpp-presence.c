/* SPDX-License-Identifier: Apache-2.0 */
/* Presence: whoever asks may see whether a desk is open. Away with words while its calendar is closed. */
#include <string.h>

#include "base/clock.h"
#include "channels/xmpp/xmpp-private.h"

/* ---- what is told ---- */

static char *
compose_status(const Xmpp *xmpp, gint64 until)
{
    const Locale *locale = xmpp_take_locale(xmpp, "");
    g_autofree char *when = locale_date(locale, until, LOCALE_DAY_TIME, xmpp->host->timezone);

    return locale_fill(locale,
                       SAY("Closed now; we are here again {when}. You can write at any time, and we answer then."),
                       "when", when, NULL);
}

/* What the desk understands, in short: see xmpp_query_caps(). */
static void
add_caps(XmppNode *presence, const char *name)
{
    XmppNode *caps = xmppnode_add(presence, "c", STANZA_NS_CAPS);

    xmppnode_set(caps, "hash", "sha-1");
    xmppnode_set(caps, "node", XMPP_CAPS_NODE);
    xmppnode_set(caps, "ver", name);
}

static XmppNode *
compose_presence(const Xmpp *xmpp, const char *desk, const char *from, const char *to, gint64 closed_until)
{
    g_autofree char *speaker = xmpp_address_speaker(from), *name = xmpp_query_caps(xmpp, desk);
    XmppNode *node = stanza_new("presence", NULL, speaker, to, NULL), *update;

    if (closed_until != 0) {
        g_autofree char *status = compose_status(xmpp, closed_until);

        xmppnode_add_text(node, "show", NULL, "away");
        xmppnode_add_text(node, "status", NULL, status);
    }
    add_caps(node, name);
    update = xmppnode_add(node, "x", STANZA_NS_AVATAR);
    xmppnode_add_text(update, "photo", NULL, xmpp->avatar.sha1 != NULL ? xmpp->avatar.sha1 : "");
    return node;
}

/* ---- what comes ---- */

/* Not kept, so that it comes before the presence; should it be lost, her program asks again at its next start. */
static void
answer_type(RelayTaker *taker, const char *from, const char *to, const char *type)
{
    xmpp_take_reply(taker, FALSE, stanza_new("presence", type, from, to, NULL));
}

/* What passes the relay while the server is away does not get there. */
static RosterTold
told_now(Xmpp *xmpp, gint64 until)
{
    return atomic_load(&xmpp->up) != 1 ? ROSTER_UNSURE : until == 0 ? ROSTER_OPEN : ROSTER_CLOSED;
}

static void
show_desk(Xmpp *xmpp, RelayTaker *taker, const char *desk, const char *from, const char *to)
{
    gint64 until = xmpp->host->closed_until(xmpp->host, desk);

    xmpp_contacts_keep(xmpp, desk, from, to, told_now(xmpp, until));
    xmpp_take_reply(taker, FALSE, compose_presence(xmpp, desk, from, to, until));
}

void
xmpp_presence_end(Xmpp *xmpp, RelayTaker *taker, const Stanza *stanza)
{
    g_autofree char *from = jid_to_bare(stanza->to), *to = jid_to_bare(stanza->from);

    answer_type(taker, from, to, "unsubscribed");
    xmpp_contacts_drop(xmpp, from, to);
}

void
xmpp_presence_end_all(Xmpp *xmpp, RelayTaker *taker, const Stanza *stanza)
{
    g_autofree char *to = jid_to_bare(stanza->from);
    g_autoptr(GPtrArray) others = NULL;

    xmpp_presence_end(xmpp, taker, stanza);
    others = xmpp_contacts_of(xmpp, to);
    for (guint i = 0; i < others->len; i++) {
        const char *from = g_ptr_array_index(others, i);

        answer_type(taker, from, to, "unsubscribed");
        xmpp_contacts_drop(xmpp, from, to);
    }
}

/* Of the addresses with a plus only those of cases: nobody is known at made-up ones. */
static char *
find_desk(const Xmpp *xmpp, const Jid *to)
{
    ConversationId conversation = { 0 };
    g_autofree char *desk = xmpp_take_desk(xmpp, to, &conversation);

    return conversation.value != 0 || strchr(to->local, '+') == NULL ? g_steal_pointer(&desk) : NULL;
}

void
xmpp_presence_take(Xmpp *xmpp, RelayTaker *taker, const XmppNode *node, const Stanza *stanza)
{
    g_autofree char *desk = find_desk(xmpp, stanza->to);
    g_autofree char *from = jid_to_bare(stanza->to), *to = jid_to_bare(stanza->from);
    gboolean asks = strcmp(stanza->type, "subscribe") == 0;

    (void)node;
    if (asks && desk == NULL) {
        answer_type(taker, from, to, "unsubscribed");
    } else if (asks) {
        answer_type(taker, from, to, "subscribed");
        show_desk(xmpp, taker, desk, from, to);
    } else if (strcmp(stanza->type, "probe") == 0 && desk != NULL) {
        show_desk(xmpp, taker, desk, from, to);
    } else if (strcmp(stanza->type, "unsubscribe") == 0) {
        xmpp_presence_end(xmpp, taker, stanza);
    } else if (strcmp(stanza->type, "error") == 0) { /* of what we told: it does not get there */
        xmpp_contacts_drop(xmpp, from, to);
    }
}

/* ---- when a desk opens or closes ---- */

/* FALSE: the relay did not get it. */
static gboolean
tell(Xmpp *xmpp, const XmppTurned *turned)
{
    g_autoptr(XmppNode) node = compose_presence(xmpp, turned->desk, turned->from, turned->to, turned->closed_until);
    g_autofree char *text = xmppnode_write(node, "");

    return relayclient_pass(xmpp->client, text);
}

/* What passes the relay goes only while the server is there, so that is asked once more behind it. TRUE: there may be
 * others to be told. */
static gboolean
tell_some(Xmpp *xmpp)
{
    g_autoptr(GPtrArray) turned = xmpp_contacts_turned(xmpp);
    guint told = 0;

    while (told < turned->len && !xmpp_mind_is_stopping(xmpp) && tell(xmpp, g_ptr_array_index(turned, told)))
        told++;
    if (told == 0 || !xmpp_mind_is_up(xmpp))
        return FALSE;
    xmpp_contacts_told(xmpp, turned, told);
    return told == XMPP_CONTACTS_TURN;
}

void
xmpp_presence_refresh(Xmpp *xmpp)
{
    while (atomic_load(&xmpp->up) == 1 && tell_some(xmpp))
        continue;
}
