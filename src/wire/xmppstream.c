/* SPDX-License-Identifier: Apache-2.0 */
#include "wire/xmppstream.h"

#include <expat.h>
#include <string.h>

#include "base/error.h"

#define SEPARATOR '\x1f' /* between namespace and name; XML cannot hold it */
#define XML_NS    "http://www.w3.org/XML/1998/namespace"

struct XmppStream {
    XML_Parser parser;
    gsize max_stanza;
    guint outside; /* levels around the stanzas: 1 in a stream, 0 for an element alone */
    guint depth;   /* elements open now */
    guint elements;
    gint64 fed, whole; /* bytes, all and up to the end of the last stanza */
    GPtrArray *open;   /* XmppNode *, borrowed, outermost first; the first one is owned */
    GQueue ready;      /* XmppNode * */
    gboolean opened, closed, told_opened;
    char *id;
    char *trouble; /* NULL: none */
    gboolean over; /* the stanza that is open is too large: the rest of it is skipped */
};

static void
stop(XmppStream *stream, const char *words)
{
    if (stream->trouble == NULL)
        stream->trouble = g_strdup(words);
    XML_StopParser(stream->parser, XML_FALSE);
}

/* ---- what expat calls ---- */

/* Both new. */
static void
split_name(const char *name, char **ret_ns, char **ret_name)
{
    const char *mark = strchr(name, SEPARATOR);

    *ret_ns = mark == NULL ? g_strdup("") : g_strndup(name, (gsize)(mark - name));
    *ret_name = g_strdup(mark == NULL ? name : mark + 1);
}

static gboolean
is_stanza_namespace(const char *ns)
{
    return strcmp(ns, "jabber:client") == 0 || strcmp(ns, "jabber:server") == 0 || *ns == '\0';
}

static XmppNode *
make_node(const char *name, const char **attributes)
{
    g_autofree char *ns = NULL, *local = NULL;
    XmppNode *node;

    split_name(name, &ns, &local);
    node = xmppnode_new(local, is_stanza_namespace(ns) ? XMPPSTREAM_NS : ns);
    for (; attributes[0] != NULL; attributes += 2) {
        g_autofree char *space = NULL, *attribute = NULL;

        split_name(attributes[0], &space, &attribute);
        if (*space == '\0')
            xmppnode_set(node, attribute, attributes[1]);
        else if (strcmp(space, XML_NS) == 0 && strcmp(attribute, "lang") == 0)
            xmppnode_set(node, "xml:lang", attributes[1]);
    }
    return node;
}

static void
open_stream(XmppStream *stream, const char *name, const char **attributes)
{
    g_autoptr(XmppNode) header = make_node(name, attributes);

    if (!xmppnode_is(header, "stream", XMPPSTREAM_NS_STREAM)) {
        stop(stream, "this is no stream of XMPP");
        return;
    }
    stream->opened = TRUE;
    g_free(stream->id);
    stream->id = g_strdup(xmppnode_get(header, "id"));
}

static gboolean
is_long(const char *name)
{
    const char *mark = strchr(name, SEPARATOR);

    return mark == NULL ? strlen(name) > XMPPSTREAM_NAME
                        : mark - name > XMPPSTREAM_NAME || strlen(mark + 1) > XMPPSTREAM_NAME;
}

static gboolean
is_over(XmppStream *stream, const char *name, const char **attributes)
{
    guint count = 0;

    while (attributes[2 * count] != NULL)
        count++;
    return count > XMPPSTREAM_ATTRIBUTES || is_long(name) || stream->depth - stream->outside > XMPPSTREAM_DEPTH ||
           ++stream->elements > XMPPSTREAM_ELEMENTS;
}

/* What is known of the stanza that is open shrinks to its outermost element. */
static void
skip_rest(XmppStream *stream)
{
    XmppNode *top = stream->open->len > 0 ? g_ptr_array_index(stream->open, 0) : NULL;

    stream->over = TRUE;
    if (top == NULL)
        return;
    g_ptr_array_set_size(stream->open, 1);
    g_ptr_array_set_size(top->children, 0);
    g_string_truncate(top->text, 0);
    for (guint i = top->attributes->len; i-- > 0;)
        if (strlen(g_array_index(top->attributes, XmppAttribute, i).value) > XMPPSTREAM_VALUE)
            g_array_remove_index(top->attributes, i);
    top->too_large = TRUE;
}

/* One whose outermost element is too much itself: who wrote it cannot be told. */
static void
open_nothing(XmppStream *stream)
{
    XmppNode *top = xmppnode_new("", "");

    top->too_large = TRUE;
    g_ptr_array_add(stream->open, top);
}

static void XMLCALL
on_start(void *data, const char *name, const char **attributes)
{
    XmppStream *stream = data;
    XmppNode *node;

    if (stream->trouble != NULL)
        return;
    stream->depth++;
    if (stream->depth <= stream->outside) {
        open_stream(stream, name, attributes);
        return;
    }
    if (!stream->over && is_over(stream, name, attributes)) {
        skip_rest(stream);
        if (stream->open->len == 0)
            open_nothing(stream);
    }
    if (stream->over)
        return;
    node = make_node(name, attributes);
    if (stream->open->len > 0)
        xmppnode_adopt(g_ptr_array_index(stream->open, stream->open->len - 1), node);
    g_ptr_array_add(stream->open, node);
}

/* Where what expat tells of now ends: the same in whatever pieces it came. */
static gint64
end_of_event(XmppStream *stream)
{
    return (gint64)XML_GetCurrentByteIndex(stream->parser) + XML_GetCurrentByteCount(stream->parser);
}

/* @at: where the stanza that is open has come to. Whoever is over the limit so many times does not stop. */
static void
measure(XmppStream *stream, gint64 at)
{
    gint64 size = at - stream->whole;

    if (size > (gint64)stream->max_stanza * XMPPSTREAM_PATIENCE)
        stop(stream, "a stanza is too large");
    else if (size > (gint64)stream->max_stanza && !stream->over && stream->open->len > 0)
        skip_rest(stream);
}

static void
finish_stanza(XmppStream *stream)
{
    gint64 at = end_of_event(stream);

    measure(stream, at);
    if (stream->trouble != NULL)
        return;
    g_queue_push_tail(&stream->ready, g_ptr_array_index(stream->open, 0));
    g_ptr_array_set_size(stream->open, 0);
    stream->elements = 0;
    stream->over = FALSE;
    stream->whole = at;
}

static void XMLCALL
on_end(void *data, const char *name)
{
    XmppStream *stream = data;

    (void)name;
    if (stream->trouble != NULL)
        return;
    stream->depth--;
    if (stream->open->len == 0)
        stream->closed = TRUE;
    else if (stream->depth == stream->outside)
        finish_stanza(stream);
    else if (!stream->over)
        g_ptr_array_remove_index(stream->open, stream->open->len - 1);
}

static void XMLCALL
on_text(void *data, const char *text, int length)
{
    XmppStream *stream = data;

    if (stream->trouble == NULL && stream->open->len > 0 && !stream->over) {
        XmppNode *node = g_ptr_array_index(stream->open, stream->open->len - 1);

        g_string_append_len(node->text, text, length);
    } else if (stream->trouble == NULL && stream->open->len == 0) {
        stream->whole = end_of_event(stream); /* blanks that keep the connection alive */
    }
}

static void XMLCALL
on_doctype(void *data, const char *name, const char *system, const char *public, int internal)
{
    (void)name;
    (void)system;
    (void)public;
    (void)internal;
    stop(data, "a stream may not have a document type");
}

static void XMLCALL
on_instruction(void *data, const char *target, const char *words)
{
    (void)target;
    (void)words;
    stop(data, "a stream may not have processing instructions");
}

static void XMLCALL
on_comment(void *data, const char *words)
{
    (void)words;
    stop(data, "a stream may not have comments");
}

/* ---- reading ---- */

XmppStream *
xmppstream_new(gsize max_stanza)
{
    XmppStream *stream = g_new0(XmppStream, 1);

    stream->parser = XML_ParserCreateNS("UTF-8", SEPARATOR);
    stream->max_stanza = max_stanza;
    stream->outside = 1;
    stream->open = g_ptr_array_new();
    stream->id = g_strdup("");
    g_queue_init(&stream->ready);
    XML_SetUserData(stream->parser, stream);
    XML_SetElementHandler(stream->parser, on_start, on_end);
    XML_SetCharacterDataHandler(stream->parser, on_text);
    XML_SetStartDoctypeDeclHandler(stream->parser, on_doctype);
    XML_SetProcessingInstructionHandler(stream->parser, on_instruction);
    XML_SetCommentHandler(stream->parser, on_comment);
    return stream;
}

void
xmppstream_free(XmppStream *stream)
{
    if (stream == NULL)
        return;
    XML_ParserFree(stream->parser);
    if (stream->open->len > 0)
        xmppnode_free(g_ptr_array_index(stream->open, 0));
    g_ptr_array_unref(stream->open);
    g_queue_clear_full(&stream->ready, (GDestroyNotify)xmppnode_free);
    g_free(stream->id);
    g_free(stream->trouble);
    g_free(stream);
}

void
xmppstream_feed(XmppStream *stream, const void *bytes, gsize length)
{
    g_assert(length <= 65536);
    if (stream->trouble != NULL || stream->closed)
        return;
    stream->fed += (gint64)length;
    if (XML_Parse(stream->parser, bytes, (int)length, FALSE) == XML_STATUS_ERROR && stream->trouble == NULL)
        stream->trouble =
            g_strdup_printf("what came is not XML: %s", XML_ErrorString(XML_GetErrorCode(stream->parser)));
    else if (stream->trouble == NULL && !stream->closed)
        measure(stream, stream->fed);
}

XmppStreamEvent
xmppstream_next(XmppStream *stream, XmppNode **ret)
{
    if (stream->opened && !stream->told_opened) {
        stream->told_opened = TRUE;
        return XMPPSTREAM_OPENED;
    }
    if (!g_queue_is_empty(&stream->ready)) {
        *ret = g_queue_pop_head(&stream->ready);
        return XMPPSTREAM_ELEMENT;
    }
    if (stream->trouble != NULL)
        return XMPPSTREAM_BROKEN;
    return stream->closed ? XMPPSTREAM_CLOSED : XMPPSTREAM_NEED_INPUT;
}

const char *
xmppstream_id(const XmppStream *stream)
{
    return stream->id;
}

const char *
xmppstream_trouble(const XmppStream *stream)
{
    return stream->trouble != NULL ? stream->trouble : "";
}

XmppNode *
xmppstream_parse_element(const char *bytes, gsize length, gsize max_stanza, GError **error)
{
    g_autoptr(XmppStream) stream = NULL;

    if (length > max_stanza) {
        g_set_error_literal(error, TRIBUNE_ERROR, TRIBUNE_ERROR_LIMIT, "the stanza is too large");
        return NULL;
    }
    stream = xmppstream_new(max_stanza);
    stream->outside = 0;
    if (XML_Parse(stream->parser, bytes, (int)length, TRUE) == XML_STATUS_ERROR && stream->trouble == NULL)
        stream->trouble = g_strdup("the stanza is not XML");
    if (stream->trouble != NULL || stream->ready.length != 1) {
        g_set_error(error, TRIBUNE_ERROR, TRIBUNE_ERROR_INVALID, "%s", xmppstream_trouble(stream));
        return NULL;
    }
    if (!((XmppNode *)g_queue_peek_head(&stream->ready))->too_large)
        return g_queue_pop_head(&stream->ready);
    g_set_error_literal(error, TRIBUNE_ERROR, TRIBUNE_ERROR_LIMIT, "the stanza is too large");
    return NULL;
}

/* ---- writing ---- */

char *
xmppstream_write_header(const char *domain)
{
    GString *out = g_string_new("<?xml version='1.0'?><stream:stream xmlns='" XMPPSTREAM_NS
                                "' xmlns:stream='" XMPPSTREAM_NS_STREAM "' to='");

    xmppnode_escape(out, domain);
    g_string_append(out, "'>");
    return g_string_free(out, FALSE);
}

char *
xmppstream_write_handshake(const char *id, const char *secret)
{
    g_autofree char *both = g_strconcat(id, secret, NULL);
    g_autofree char *proof = g_compute_checksum_for_string(G_CHECKSUM_SHA1, both, -1);

    return g_strdup_printf("<handshake>%s</handshake>", proof);
}
