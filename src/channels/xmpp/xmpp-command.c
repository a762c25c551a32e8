/* SPDX-License-Identifier: Apache-2.0 */
#include "channels/xmpp/xmpp-command.h"

#include <string.h>

#include "base/text.h"
#include "mediation/telling.h"

static const struct {
    const char *node, *name;
} COMMANDS[] = {
    { "report", SAY_NOOP("Report a problem") },
    { "status", SAY_NOOP("Status of my case") },
    { "unsubscribe", SAY_NOOP("Unsubscribe") },
};

/* As people outside read them. */
static const char *const STATES[] = {
    [CASE_NEW] = SAY_NOOP("received"),
    [CASE_OPEN] = SAY_NOOP("being worked on"),
    [CASE_WAITING_CITIZEN] = SAY_NOOP("waiting for your answer"),
    [CASE_WAITING_OTHER] = SAY_NOOP("being worked on"),
    [CASE_PLANNED] = SAY_NOOP("planned"),
    [CASE_RESOLVED] = SAY_NOOP("done"),
    [CASE_REFUSED] = SAY_NOOP("closed"),
    [CASE_DUPLICATE] = SAY_NOOP("closed"),
    [CASE_REFERRED] = SAY_NOOP("given to another body"),
    [CASE_WITHDRAWN] = SAY_NOOP("closed"),
    [CASE_SPAM] = SAY_NOOP("closed"),
};

/* ---- lists ---- */

void
xmpp_command_list(const Locale *locale, XmppNode *query, const Endpoint *desk)
{
    g_autoptr(Jid) jid = jid_parse_uri(desk->uri, NULL);
    g_autofree char *address = jid != NULL ? jid_to_bare(jid) : NULL;

    xmppnode_set(query, "node", STANZA_NS_COMMANDS);
    for (guint i = 0; address != NULL && i < G_N_ELEMENTS(COMMANDS); i++) {
        XmppNode *item = xmppnode_add(query, "item", NULL);

        xmppnode_set(item, "jid", address);
        xmppnode_set(item, "node", COMMANDS[i].node);
        xmppnode_set(item, "name", locale_say(locale, COMMANDS[i].name));
    }
}

static void
add_identity(XmppNode *query, const char *node, const char *type, const char *name)
{
    XmppNode *identity;

    xmppnode_set(query, "node", node);
    identity = xmppnode_add(query, "identity", NULL);
    xmppnode_set(identity, "category", "automation");
    xmppnode_set(identity, "type", type);
    xmppnode_set(identity, "name", name);
}

gboolean
xmpp_command_describe(const Locale *locale, XmppNode *query, const char *node)
{
    static const char *const FEATURES[] = { STANZA_NS_COMMANDS, STANZA_NS_DATA };

    if (strcmp(node, STANZA_NS_COMMANDS) == 0) {
        add_identity(query, node, "command-list", locale_say(locale, SAY("What you can do here")));
        return TRUE;
    }
    for (guint i = 0; i < G_N_ELEMENTS(COMMANDS); i++) {
        if (strcmp(COMMANDS[i].node, node) != 0)
            continue;
        add_identity(query, node, "command-node", locale_say(locale, COMMANDS[i].name));
        for (guint f = 0; f < G_N_ELEMENTS(FEATURES); f++)
            xmppnode_set(xmppnode_add(query, "feature", NULL), "var", FEATURES[f]);
        return TRUE;
    }
    return FALSE;
}

/* ---- forms ---- */

static const XmppNode *
find_field(const XmppNode *form, const char *name)
{
    for (guint i = 0; i < form->children->len; i++) {
        const XmppNode *field = g_ptr_array_index(form->children, i);

        if (strcmp(field->name, "field") == 0 && strcmp(xmppnode_get(field, "var"), name) == 0)
            return field;
    }
    return NULL;
}

/* A text of several lines comes as several values. */
static char *
read_field(const XmppNode *form, const char *name)
{
    const XmppNode *field = find_field(form, name);
    GString *text = g_string_new(NULL);
    char *clean;

    for (guint i = 0; field != NULL && i < field->children->len; i++) {
        const XmppNode *value = g_ptr_array_index(field->children, i);

        if (strcmp(value->name, "value") == 0)
            g_string_append_printf(text, "%s%s", text->len > 0 ? "\n" : "", value->text->str);
    }
    clean = g_strstrip(text_clean(text->str, text->len));
    g_string_free(text, TRUE);
    return clean;
}

gboolean
xmpp_command_read_form(const XmppNode *iq, char **ret_text, char **ret_service)
{
    const XmppNode *command = xmppnode_find(iq, "command", STANZA_NS_COMMANDS);
    const XmppNode *form = command != NULL ? xmppnode_find(command, "x", STANZA_NS_DATA) : NULL;

    if (form == NULL || strcmp(xmppnode_get(form, "type"), "submit") != 0)
        return FALSE;
    *ret_text = read_field(form, "text");
    *ret_service = read_field(form, "service");
    return TRUE;
}

static XmppNode *
add_field(XmppNode *form, const char *type, const char *name, const char *label)
{
    XmppNode *field = xmppnode_add(form, "field", NULL);

    xmppnode_set(field, "type", type);
    xmppnode_set(field, "var", name);
    xmppnode_set(field, "label", label);
    return field;
}

static void
add_report_form(const Xmpp *xmpp, XmppNode *command, const Locale *locale)
{
    g_autoptr(GPtrArray) services = xmpp->host->services(xmpp->host);
    XmppNode *form = xmppnode_add(command, "x", STANZA_NS_DATA), *field;

    xmppnode_set(form, "type", "form");
    xmppnode_add_text(form, "title", NULL, locale_say(locale, COMMANDS[0].name));
    field = add_field(form, "text-multi", "text", locale_say(locale, SAY("What is wrong, and where?")));
    xmppnode_add(field, "required", NULL);
    if (services->len == 0)
        return;
    field = add_field(form, "list-single", "service", locale_say(locale, SAY("What is it about?")));
    for (guint i = 0; i < services->len; i++) {
        const Service *service = g_ptr_array_index(services, i);
        XmppNode *option = xmppnode_add(field, "option", NULL);

        xmppnode_set(option, "label", service->name);
        xmppnode_add_text(option, "value", NULL, service->code);
    }
}

/* ---- answers ---- */

static XmppNode *
begin(const XmppNode *iq, const char *node, const char *status, XmppNode **ret_command)
{
    XmppNode *result = stanza_new_result(iq), *command = xmppnode_add(result, "command", STANZA_NS_COMMANDS);

    xmppnode_set(command, "node", node);
    xmppnode_set(command, "sessionid", node); /* there is nothing to remember */
    xmppnode_set(command, "status", status);
    *ret_command = command;
    return result;
}

static XmppNode *
complete(const XmppNode *iq, const char *node, const char *words)
{
    XmppNode *command, *result = begin(iq, node, "completed", &command);

    xmppnode_set(xmppnode_add_text(command, "note", NULL, words), "type", "info");
    return result;
}

static XmppNode *
take_report(Xmpp *xmpp, const XmppNode *iq, const Stanza *stanza, const Locale *locale)
{
    g_autofree char *text = xmppnode_write(iq, ""), *sender = jid_to_uri(stanza->from), *to = jid_to_uri(stanza->to);
    g_autoptr(GBytes) raw = g_bytes_new(text, strlen(text));
    g_autoptr(MessageDraft) draft = xmpp_parse(xmpp, raw, sender, to, NULL);
    gboolean recorded;
    MessageId id;

    if (draft == NULL)
        return stanza_new_error(iq, "modify", "bad-request", locale_say(locale, SAY("Please say what is wrong.")));
    if (!xmpp_message_submit(xmpp, NULL, iq, draft, &recorded, &id) || !recorded)
        return stanza_new_error(iq, "wait", "resource-constraint", locale_say(locale, SAY("Please try again later.")));
    return complete(iq, "report", locale_say(locale, SAY("Thank you. We have your message, and answer here.")));
}

static XmppNode *
answer_report(Xmpp *xmpp, RelayTaker *taker, const XmppNode *iq, const Stanza *stanza, const Locale *locale)
{
    g_autofree char *text = NULL, *service = NULL;
    XmppNode *result, *command, *actions;

    (void)taker;
    if (xmpp_command_read_form(iq, &text, &service))
        return take_report(xmpp, iq, stanza, locale);
    result = begin(iq, "report", "executing", &command);
    actions = xmppnode_add(command, "actions", NULL);
    xmppnode_set(actions, "execute", "complete");
    xmppnode_add(actions, "complete", NULL);
    add_report_form(xmpp, command, locale);
    return result;
}

static XmppNode *
answer_status(Xmpp *xmpp, RelayTaker *taker, const XmppNode *iq, const Stanza *stanza, const Locale *locale)
{
    g_autofree char *sender = jid_to_uri(stanza->from);
    g_autoptr(GPtrArray) cases = xmpp->host->cases(xmpp->host, sender, NULL);
    GString *words = g_string_new(NULL);
    XmppNode *result;

    (void)taker;
    for (guint i = 0; cases != NULL && i < cases->len; i++) {
        const ToldCase *told = g_ptr_array_index(cases, i);
        g_autofree char *when = locale_date(locale, told->changed, LOCALE_DATE, xmpp->host->timezone);

        g_string_append_printf(words, "%s%s: %s (%s)", i > 0 ? "\n" : "", told->reference,
                               locale_say(locale, STATES[told->state]), when);
    }
    if (words->len == 0)
        g_string_append(words, locale_say(locale, SAY("We have no case of yours from this address.")));
    result = complete(iq, "status", words->str);
    g_string_free(words, TRUE);
    return result;
}

static XmppNode *
answer_unsubscribe(Xmpp *xmpp, RelayTaker *taker, const XmppNode *iq, const Stanza *stanza, const Locale *locale)
{
    xmpp_presence_end_all(xmpp, taker, stanza);
    return complete(
        iq, "unsubscribe",
        locale_say(locale, SAY("Done. You do not see any more whether our desks are open, and we send no news to this "
                               "address. You can still write to us.")));
}

XmppNode *
xmpp_command_answer(Xmpp *xmpp, RelayTaker *taker, const XmppNode *iq, const Stanza *stanza, const Endpoint *desk)
{
    static XmppNode *(*const ANSWERS[])(Xmpp *, RelayTaker *, const XmppNode *, const Stanza *,
                                        const Locale *) = { answer_report, answer_status, answer_unsubscribe };
    const XmppNode *command = xmppnode_find(iq, "command", STANZA_NS_COMMANDS);
    const char *node = xmppnode_get(command, "node"), *action = xmppnode_get(command, "action");
    const Locale *locale = xmpp_take_locale(xmpp, stanza->language);

    (void)desk;
    for (guint i = 0; i < G_N_ELEMENTS(COMMANDS); i++) {
        XmppNode *result, *cancelled;

        if (strcmp(COMMANDS[i].node, node) != 0)
            continue;
        if (strcmp(action, "cancel") != 0)
            return ANSWERS[i](xmpp, taker, iq, stanza, locale);
        result = begin(iq, node, "canceled", &cancelled);
        return result;
    }
    return stanza_new_error(iq, "cancel", "item-not-found", NULL);
}
