/* SPDX-License-Identifier: Apache-2.0 */
/* What becomes of each stanza, in and out. */
#include <string.h>

#include "base/clock.h"
#include "base/error.h"
#include "base/log.h"
#include "base/number.h"
#include "base/random.h"
#include "channels/xmpp/xmpp-component-private.h"
#include "channels/xmpp/xmpp-private.h"

#define ECHO_ID "tribune-relay-"
#define SETTLE  CLOCK_SECOND

#define TOO_OFTEN  "This is more than we take in a minute. Please wait a minute and send it again."
#define UNREADABLE "Your program wrote this in a form that we cannot read. Please write it as plain text."

/* ---- the echo ---- */

void
xmpp_component_stanza_ask(Component *component)
{
    g_autofree char *id = g_strdup_printf(ECHO_ID "%" G_GUINT64_FORMAT, component->sent + 1);
    g_autoptr(XmppNode) iq = stanza_new("iq", "get", component->domain, component->domain, id);
    g_autofree char *text = NULL;

    xmppnode_add(iq, "ping", STANZA_NS_PING);
    text = xmppnode_write(iq, XMPPSTREAM_NS);
    xmpp_component_say(component, text);
    component->asked = component->sent + 1;
    component->asked_at = clock_monotonic();
}

/* What we asked, or a server's refusal to carry it: both came after all before it. TRUE when it was one. */
static gboolean
take_echo(Component *component, const Stanza *stanza)
{
    gint64 number;
    Echo *echo;

    if (stanza->kind != STANZA_IQ || !g_str_has_prefix(stanza->id, ECHO_ID) || stanza->from == NULL ||
        *stanza->from->local != '\0' || strcmp(stanza->from->domain, component->domain) != 0 ||
        !number_parse_int64(stanza->id + strlen(ECHO_ID), 1, G_MAXINT64, &number, NULL))
        return FALSE;
    if (component->asked != (guint64)number)
        return TRUE;
    component->asked = 0;
    component->asked_twice = FALSE;
    echo = g_new(Echo, 1);
    *echo = (Echo){ (guint64)number - 1, clock_monotonic() + SETTLE };
    g_queue_push_tail(&component->echoes, echo);
    return TRUE;
}

/* ---- in ---- */

static gboolean
is_kept(const Stanza *stanza)
{
    return stanza->kind == STANZA_MESSAGE ||
           (stanza->kind == STANZA_PRESENCE &&
            (strcmp(stanza->type, "subscribe") == 0 || strcmp(stanza->type, "unsubscribe") == 0));
}

/* What else presence says, nobody here wants to know. */
static gboolean
is_heeded(const Stanza *stanza)
{
    return stanza->kind != STANZA_PRESENCE || is_kept(stanza) || strcmp(stanza->type, "probe") == 0 ||
           strcmp(stanza->type, "error") == 0;
}

/* Never an error or a result with an error: two that do so would never end. @words may be NULL. */
static void
refuse_in_words(Component *component, const XmppNode *node, const Stanza *stanza, const char *kind,
                const char *condition, const char *words)
{
    g_autoptr(XmppNode) error = NULL;
    g_autofree char *text = NULL;

    if (strcmp(stanza->type, "error") == 0 || strcmp(stanza->type, "result") == 0 || stanza->from == NULL ||
        stanza->to == NULL || stanza->kind == STANZA_PRESENCE)
        return;
    error = stanza_new_error(node, kind, condition, words);
    text = xmppnode_write(error, XMPPSTREAM_NS);
    xmpp_component_say(component, text);
}

static void
refuse(Component *component, const XmppNode *node, const Stanza *stanza, const char *kind, const char *condition)
{
    refuse_in_words(component, node, stanza, kind, condition, NULL);
}

/* A command may be what somebody reports, and then it becomes a message as well. */
static gboolean
is_command(const XmppNode *node, const Stanza *stanza)
{
    return stanza->kind == STANZA_IQ && strcmp(stanza->type, "set") == 0 &&
           xmppnode_find(node, "command", STANZA_NS_COMMANDS) != NULL;
}

static gboolean
is_too_often(Component *component, const XmppNode *node, const Stanza *stanza, const StanzaMessage *message)
{
    gboolean says = message != NULL ? !xmpp_message_only_confirms(message) : is_command(node, stanza);

    return component->pace != NULL && stanza->from != NULL &&
           !pace_take(component->pace, stanza->from, says, clock_monotonic());
}

static void
keep(Component *component, const XmppNode *node, const Stanza *stanza, GBytes *bytes)
{
    g_autofree char *key = stanza->from != NULL ? jid_to_bare(stanza->from) : g_strdup("");
    g_autoptr(GError) error = NULL;

    if (spool_append(component->line.in, key, bytes, NULL, &error))
        return;
    log_event(LOG_WARNING, "relay.full", "line", component->name, "error", error->message, NULL);
    refuse(component, node, stanza, "wait", "resource-constraint");
}

static void
pass(Component *component, const XmppNode *node, const Stanza *stanza, GBytes *bytes)
{
    if (component->line.attended && g_queue_get_length(&component->line.passing) < LINE_PASSING_MAX)
        g_queue_push_tail(&component->line.passing, g_bytes_ref(bytes));
    else
        refuse(component, node, stanza, "wait", "service-unavailable");
}

/* When it came, and a number that tells it apart from another one that says the same; nobody else may say that. */
static char *
note_arrival(XmppNode *node)
{
    g_autofree char *when = clock_format_utc(clock_now()), *number = random_token(96);
    XmppNode *note;

    for (guint i = node->children->len; i-- > 0;)
        if (strcmp(((XmppNode *)g_ptr_array_index(node->children, i))->ns, XMPP_NS_RELAY) == 0)
            g_ptr_array_remove_index(node->children, i);
    note = xmppnode_add(node, "came", XMPP_NS_RELAY);
    xmppnode_set(note, "at", when);
    xmppnode_set(note, "number", number);
    return xmppnode_write(node, "");
}

/* Of presence, which may hold anything, no more than who wants what. */
static char *
write_presence(const Stanza *stanza)
{
    g_autofree char *from = jid_to_text(stanza->from), *to = jid_to_text(stanza->to);
    g_autoptr(XmppNode) node = stanza_new("presence", stanza->type, from, to, NULL);

    return xmppnode_write(node, "");
}

static GBytes *
write_anew(XmppNode *node, const Stanza *stanza)
{
    char *text = stanza->kind == STANZA_PRESENCE               ? write_presence(stanza)
                 : is_kept(stanza) || is_command(node, stanza) ? note_arrival(node)
                                                               : xmppnode_write(node, "");

    return g_bytes_new_take(text, strlen(text));
}

/* Written anew a stanza may be larger than it came, have one element more, or a namespace that may not be declared. */
static gboolean
is_readable(GBytes *bytes)
{
    gsize length;
    const char *text = g_bytes_get_data(bytes, &length);
    g_autoptr(XmppNode) node = xmppstream_parse_element(text, length, XMPP_KEPT_MAX, NULL);

    return node != NULL;
}

void
xmpp_component_stanza_take(Component *component, XmppNode *node)
{
    g_autoptr(Stanza) stanza = stanza_read(node);
    g_autoptr(StanzaMessage) message = NULL;
    g_autoptr(GBytes) bytes = NULL;

    if (stanza->kind == STANZA_OTHER || take_echo(component, stanza))
        return;
    if (node->too_large) {
        refuse(component, node, stanza, "modify", "policy-violation");
        return;
    }
    if (stanza->kind == STANZA_MESSAGE)
        message = stanza_read_message(node);
    if (stanza->from == NULL || stanza->to == NULL || !is_heeded(stanza) ||
        (message != NULL && !xmpp_message_matters(message)))
        return; /* nobody could be answered, or nobody asks */
    if (is_too_often(component, node, stanza, message)) {
        refuse_in_words(component, node, stanza, "wait", "policy-violation", TOO_OFTEN);
        return;
    }
    bytes = write_anew(node, stanza);
    if (!is_readable(bytes))
        refuse_in_words(component, node, stanza, "modify", "policy-violation", UNREADABLE);
    else if (is_kept(stanza))
        keep(component, node, stanza, bytes);
    else
        pass(component, node, stanza, bytes);
}

/* ---- out ---- */

/* A stanza whose sender is not in our domain would end the whole stream. Written anew from what was read, so that it is
 * one element and nothing else. */
GBytes *
xmpp_component_stanza_check(RelayLine *line, const guint8 *bytes, gsize length, GError **error)
{
    const Component *component = (const Component *)line;
    g_autoptr(XmppNode) node = xmppstream_parse_element((const char *)bytes, length, component->max_stanza, error);
    g_autoptr(Stanza) stanza = node != NULL ? stanza_read(node) : NULL;
    char *text;

    if (stanza == NULL)
        return NULL;
    if (stanza->kind == STANZA_OTHER || stanza->from == NULL || stanza->to == NULL ||
        strcmp(stanza->from->domain, component->domain) != 0) {
        g_set_error_literal(error, TRIBUNE_ERROR, TRIBUNE_ERROR_INVALID,
                            "this is no stanza from an address of ours to somebody");
        return NULL;
    }
    text = xmppnode_write(node, XMPPSTREAM_NS);
    return g_bytes_new_take(text, strlen(text));
}

GBytes *
xmpp_component_stanza_mark(RelayLine *line, GBytes *bytes)
{
    const Component *component = (const Component *)line;
    gsize length;
    const char *text = g_bytes_get_data(bytes, &length);
    g_autoptr(XmppNode) node = xmppstream_parse_element(text, length, component->max_stanza, NULL);
    char *marked;

    if (node == NULL || !xmppnode_is(node, "message", XMPPSTREAM_NS) ||
        xmppnode_find(node, "again", XMPP_NS_RELAY) != NULL)
        return g_bytes_ref(bytes);
    xmppnode_add(node, "again", XMPP_NS_RELAY);
    marked = xmppnode_write(node, XMPPSTREAM_NS);
    return g_bytes_new_take(marked, strlen(marked));
}
