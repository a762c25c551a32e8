/* SPDX-License-Identifier: Apache-2.0 */
/* What a message of XMPP says. */
#include <string.h>

#include "base/clock.h"
#include "base/instant.h"
#include "base/number.h"
#include "base/text.h"
#include "wire/stanza.h"
#include "wire/xmppstream.h"

#define LINE_CHARACTERS 500 /* characters of a subject, of the other side's words */
#define NAME_CHARACTERS 200

static void
file_free(gpointer data)
{
    StanzaFile *file = data;

    g_free(file->url);
    g_free(file->name);
    g_free(file->type);
    g_free(file);
}

void
stanza_message_free(StanzaMessage *message)
{
    if (message == NULL)
        return;
    g_free(message->body);
    g_free(message->subject);
    g_free(message->thread);
    g_free(message->receipt);
    g_free(message->seen);
    g_free(message->replaces);
    g_free(message->retracts);
    g_free(message->answers);
    g_free(message->origin);
    g_free(message->inviter);
    g_free(message->encrypted);
    g_free(message->condition);
    g_free(message->words);
    g_ptr_array_unref(message->files);
    g_free(message);
}

/* ---- ids ---- */

static char *
id_of(const XmppNode *message, const char *name, const char *ns)
{
    const XmppNode *node = xmppnode_find(message, name, ns);
    const char *id = node != NULL ? xmppnode_get(node, "id") : "";

    return g_strdup(strlen(id) <= STANZA_ID_MAX ? id : "");
}

/* The forerunner says it in another element (XEP-0424 0.3 with XEP-0422). */
static char *
read_retraction(const XmppNode *message)
{
    const XmppNode *applied = xmppnode_find(message, "apply-to", "urn:xmpp:fasten:0");

    return applied != NULL && xmppnode_find(applied, "retract", STANZA_NS_RETRACT_0) != NULL
               ? id_of(message, "apply-to", "urn:xmpp:fasten:0")
               : id_of(message, "retract", STANZA_NS_RETRACT);
}

static void
read_ids(const XmppNode *node, StanzaMessage *message)
{
    const char *thread = xmppnode_find_text(node, "thread", NULL);

    message->thread = g_strdup(strlen(thread) <= STANZA_ID_MAX ? thread : "");
    message->receipt = id_of(node, "received", STANZA_NS_RECEIPTS);
    message->seen = id_of(node, "displayed", STANZA_NS_MARKERS);
    message->replaces = id_of(node, "replace", STANZA_NS_CORRECT);
    message->retracts = read_retraction(node);
    message->answers = id_of(node, "reply", STANZA_NS_REPLY);
    message->origin = id_of(node, "origin-id", STANZA_NS_SID);
    message->wants_receipt = xmppnode_find(node, "request", STANZA_NS_RECEIPTS) != NULL;
    message->wants_marker = xmppnode_find(node, "markable", STANZA_NS_MARKERS) != NULL;
}

/* ---- text ---- */

/* The body in the message's own language, which is the one that says none; else the first. */
static const XmppNode *
find_body(const XmppNode *node)
{
    for (guint i = 0; i < node->children->len; i++) {
        const XmppNode *child = g_ptr_array_index(node->children, i);

        if (xmppnode_is(child, "body", XMPPSTREAM_NS) && *xmppnode_get(child, "xml:lang") == '\0')
            return child;
    }
    return xmppnode_find(node, "body", NULL);
}

/* Which characters of the body repeat what it answers, for programs that do not know replies (XEP-0428). */
static gboolean
read_fallback(const XmppNode *node, gint64 characters, gint64 *ret_start, gint64 *ret_end)
{
    for (guint i = 0; i < node->children->len; i++) {
        const XmppNode *child = g_ptr_array_index(node->children, i);
        const XmppNode *range = xmppnode_is(child, "fallback", STANZA_NS_FALLBACK) &&
                                        strcmp(xmppnode_get(child, "for"), STANZA_NS_REPLY) == 0
                                    ? xmppnode_find(child, "body", NULL)
                                    : NULL;

        if (range != NULL && number_parse_int64(xmppnode_get(range, "start"), 0, characters, ret_start, NULL) &&
            number_parse_int64(xmppnode_get(range, "end"), *ret_start, characters, ret_end, NULL))
            return TRUE;
    }
    return FALSE;
}

static char *
read_body(const XmppNode *node)
{
    const XmppNode *body = find_body(node);
    g_autofree char *without = NULL;
    gint64 start, end;

    if (body == NULL)
        return g_strdup("");
    if (read_fallback(node, g_utf8_strlen(body->text->str, -1), &start, &end)) {
        const char *from = g_utf8_offset_to_pointer(body->text->str, start);
        const char *to = g_utf8_offset_to_pointer(body->text->str, end);

        without = g_strdup_printf("%.*s%s", (int)(from - body->text->str), body->text->str, to);
    }
    if (without == NULL)
        without = g_strdup(body->text->str);
    return text_clean(without, strlen(without));
}

static char *
read_line(const char *text, gsize characters)
{
    return text_one_line(text, strlen(text), characters);
}

/* ---- what else there is ---- */

/* Named by a namespace of its own, or in an element that says which (XEP-0380). */
static char *
read_encryption(const XmppNode *node)
{
    static const struct {
        const char *name, *ns, *called;
    } KNOWN[] = {
        { "encrypted", "eu.siacs.conversations.axolotl", "OMEMO" },
        { "encrypted", "urn:xmpp:omemo:2", "OMEMO" },
        { "encrypted", "urn:xmpp:omemo:1", "OMEMO" },
        { "openpgp", "urn:xmpp:openpgp:0", "OpenPGP" },
        { "x", "jabber:x:encrypted", "OpenPGP" },
    };
    const XmppNode *said = xmppnode_find(node, "encryption", "urn:xmpp:eme:0");

    for (guint i = 0; i < G_N_ELEMENTS(KNOWN); i++)
        if (xmppnode_find(node, KNOWN[i].name, KNOWN[i].ns) != NULL)
            return g_strdup(KNOWN[i].called);
    if (said != NULL) {
        char *name = read_line(xmppnode_get(said, "name"), 40);

        if (*name != '\0')
            return name;
        g_free(name);
        return g_strdup("?");
    }
    return g_strdup(g_str_has_prefix(xmppnode_find_text(node, "body", NULL), "?OTR") ? "OTR" : "");
}

static void
add_file(StanzaMessage *message, const char *url, const char *name, const char *type, const char *size)
{
    gboolean web = g_ascii_strncasecmp(url, "https://", 8) == 0 || g_ascii_strncasecmp(url, "http://", 7) == 0;
    StanzaFile *file;

    if (!web || strlen(url) > STANZA_URL_MAX || message->files->len >= STANZA_FILES_MAX)
        return;
    for (guint i = 0; i < message->files->len; i++)
        if (strcmp(((StanzaFile *)g_ptr_array_index(message->files, i))->url, url) == 0)
            return;
    file = g_new0(StanzaFile, 1);
    file->url = g_strdup(url);
    file->name = read_line(name, NAME_CHARACTERS);
    file->type = read_line(type, 100);
    number_parse_int64(size, 0, G_MAXINT64, &file->size, NULL);
    g_ptr_array_add(message->files, file);
}

/* XEP-0447: the file described, and where it is. */
static void
read_sharing(const XmppNode *sharing, StanzaMessage *message)
{
    const XmppNode *file = xmppnode_find(sharing, "file", "urn:xmpp:file:metadata:0");
    const XmppNode *sources = xmppnode_find(sharing, "sources", NULL);
    const XmppNode *at =
        sources != NULL ? xmppnode_find(sources, "url-data", "http://jabber.org/protocol/url-data") : NULL;

    if (at != NULL && file != NULL)
        add_file(message, xmppnode_get(at, "target"), xmppnode_find_text(file, "name", NULL),
                 xmppnode_find_text(file, "media-type", NULL), xmppnode_find_text(file, "size", NULL));
    else if (at != NULL)
        add_file(message, xmppnode_get(at, "target"), "", "", "");
}

static void
read_files(const XmppNode *node, StanzaMessage *message)
{
    for (guint i = 0; i < node->children->len; i++) {
        const XmppNode *child = g_ptr_array_index(node->children, i);

        if (xmppnode_is(child, "file-sharing", STANZA_NS_SFS))
            read_sharing(child, message);
    }
    for (guint i = 0; i < node->children->len; i++) {
        const XmppNode *child = g_ptr_array_index(node->children, i);

        if (xmppnode_is(child, "x", STANZA_NS_OOB))
            add_file(message, xmppnode_find_text(child, "url", NULL), "", "", "");
    }
}

static void
read_error(const XmppNode *node, StanzaMessage *message)
{
    const XmppNode *error = xmppnode_find(node, "error", NULL);
    const char *type = error != NULL ? xmppnode_get(error, "type") : "";

    message->is_error = strcmp(xmppnode_get(node, "type"), "error") == 0;
    message->is_room = strcmp(xmppnode_get(node, "type"), "groupchat") == 0;
    message->condition = g_strdup("");
    message->words =
        read_line(error != NULL ? xmppnode_find_text(error, "text", STANZA_NS_ERRORS) : "", LINE_CHARACTERS);
    message->lasting = message->is_error && strcmp(type, "wait") != 0;
    for (guint i = 0; error != NULL && i < error->children->len; i++) {
        const XmppNode *child = g_ptr_array_index(error->children, i);

        if (strcmp(child->ns, STANZA_NS_ERRORS) != 0 || strcmp(child->name, "text") == 0)
            continue;
        g_free(message->condition);
        message->condition = read_line(child->name, 60);
    }
}

static void
read_invitation(const XmppNode *node, StanzaMessage *message)
{
    const XmppNode *room = xmppnode_find(node, "x", STANZA_NS_ROOM);
    const XmppNode *invite = room != NULL ? xmppnode_find(room, "invite", NULL) : NULL;
    const char *from = invite != NULL ? xmppnode_get(invite, "from") : "";

    message->invites = invite != NULL || xmppnode_find(node, "x", STANZA_NS_CONFERENCE) != NULL;
    message->inviter = g_strdup(strlen(from) <= JID_TEXT_MAX ? from : "");
}

static gint64
read_delay(const XmppNode *node)
{
    const XmppNode *delay = xmppnode_find(node, "delay", STANZA_NS_DELAY);
    gint64 when = 0;

    if (delay != NULL && instant_parse(xmppnode_get(delay, "stamp"), &when))
        return when;
    return 0;
}

StanzaMessage *
stanza_read_message(const XmppNode *node)
{
    StanzaMessage *message = g_new0(StanzaMessage, 1);

    message->files = g_ptr_array_new_with_free_func(file_free);
    read_ids(node, message);
    message->body = read_body(node);
    message->subject = read_line(xmppnode_find_text(node, "subject", NULL), LINE_CHARACTERS);
    message->encrypted = read_encryption(node);
    message->delayed = read_delay(node);
    read_files(node, message);
    read_error(node, message);
    read_invitation(node, message);
    return message;
}
