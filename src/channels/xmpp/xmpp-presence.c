/* SPDX-License-Identifier: Apache-2.0 */
/* Presence: whoever asks may see whether a desk is open. Away with words while its calendar is closed. */
#include <string.h>

#include "base/clock.h"
#include "channels/xmpp/xmpp-private.h"

/* Somebody who knows a desk, or a case's address. */
typedef struct {
    char *desk; /* canonical URI */
    char *from, *to;
    gboolean open; /* as told last */
} Contact;

static void
contact_free(gpointer data)
{
    Contact *contact = data;

    g_free(contact->desk);
    g_free(contact->from);
    g_free(contact->to);
    g_free(contact);
}

void
xmpp_presence_init(Xmpp *xmpp)
{
    xmpp->contacts = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, contact_free);
}

void
xmpp_presence_clear(Xmpp *xmpp)
{
    g_hash_table_unref(xmpp->contacts);
}

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

static XmppNode *
compose_presence(const Xmpp *xmpp, const char *from, const char *to, gint64 closed_until)
{
    XmppNode *node = stanza_new("presence", NULL, from, to, NULL), *update;

    if (closed_until != 0) {
        g_autofree char *status = compose_status(xmpp, closed_until);

        xmppnode_add_text(node, "show", NULL, "away");
        xmppnode_add_text(node, "status", NULL, status);
    }
    update = xmppnode_add(node, "x", STANZA_NS_AVATAR);
    xmppnode_add_text(update, "photo", NULL, xmpp->avatar_hash != NULL ? xmpp->avatar_hash : "");
    return node;
}

/* ---- who knows us ---- */

static char *
key_of(const char *from, const char *to)
{
    return g_strconcat(from, "\n", to, NULL);
}

static void
remember(Xmpp *xmpp, const char *desk, const char *from, const char *to, gboolean open)
{
    Contact *contact;

    MUTEX_HELD(&xmpp->mutex);
    if (g_hash_table_size(xmpp->contacts) >= XMPP_CONTACTS_MAX)
        return; /* its presence is right whenever it asks, and only then */
    contact = g_new0(Contact, 1);
    contact->desk = g_strdup(desk);
    contact->from = g_strdup(from);
    contact->to = g_strdup(to);
    contact->open = open;
    g_hash_table_insert(xmpp->contacts, key_of(from, to), contact);
}

static void
forget(Xmpp *xmpp, const char *from, const char *to)
{
    g_autofree char *key = key_of(from, to);

    MUTEX_HELD(&xmpp->mutex);
    g_hash_table_remove(xmpp->contacts, key);
}

/* ---- what comes ---- */

/* Not kept, so that it comes before the presence; should it be lost, her program asks again at its next start. */
static void
answer_type(RelayTaker *taker, const char *from, const char *to, const char *type)
{
    xmpp_take_reply(taker, FALSE, stanza_new("presence", type, from, to, NULL));
}

static void
show_desk(Xmpp *xmpp, RelayTaker *taker, const char *desk, const char *from, const char *to)
{
    gint64 until = xmpp->host->closed_until(xmpp->host, desk);

    remember(xmpp, desk, from, to, until == 0);
    xmpp_take_reply(taker, FALSE, compose_presence(xmpp, from, to, until));
}

void
xmpp_presence_end(Xmpp *xmpp, RelayTaker *taker, const Stanza *stanza)
{
    g_autofree char *from = jid_to_bare(stanza->to), *to = jid_to_bare(stanza->from);

    answer_type(taker, from, to, "unsubscribed");
    forget(xmpp, from, to);
}

void
xmpp_presence_take(Xmpp *xmpp, RelayTaker *taker, const XmppNode *node, const Stanza *stanza)
{
    ConversationId conversation;
    g_autofree char *desk = xmpp_take_desk(xmpp, stanza->to, &conversation);
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
    }
}

/* ---- when a desk opens or closes ---- */

/* What is to be told now, as text. */
static GPtrArray *
compose_changes(Xmpp *xmpp)
{
    GPtrArray *changes = g_ptr_array_new_with_free_func(g_free);
    GHashTableIter iter;
    gpointer value;

    MUTEX_HELD(&xmpp->mutex);
    g_hash_table_iter_init(&iter, xmpp->contacts);
    while (g_hash_table_iter_next(&iter, NULL, &value)) {
        Contact *contact = value;
        gint64 until = xmpp->host->closed_until(xmpp->host, contact->desk);
        g_autoptr(XmppNode) node = NULL;

        if (contact->open == (until == 0))
            continue;
        contact->open = until == 0;
        node = compose_presence(xmpp, contact->from, contact->to, until);
        g_ptr_array_add(changes, xmppnode_write(node, ""));
    }
    return changes;
}

void
xmpp_presence_refresh(Xmpp *xmpp)
{
    g_autoptr(GPtrArray) changes = compose_changes(xmpp);

    for (guint i = 0; i < changes->len; i++)
        relayclient_pass(xmpp->client, g_ptr_array_index(changes, i));
}
