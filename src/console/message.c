/* SPDX-License-Identifier: Apache-2.0 */
/* What came with a message, as it came: its HTML rebuilt in a document of its own, its attachments, its raw bytes.
 *
 * None of it ever runs in our pages: the HTML stands in a sandboxed frame with its own policy, files are only saved. */
#include <string.h>

#include "base/error.h"
#include "base/id.h"
#include "console/console-private.h"
#include "http/headers.h"
#include "views/case-view.h"
#include "wire/filetype.h"
#include "wire/html.h"

#define IMAGE_MAX  (2 * 1024 * 1024) /* bytes of one inline image … */
#define IMAGES_MAX (8 * 1024 * 1024) /* … and of all in a message */

static gboolean
message_of(const ConsoleVisit *visit, MessageId *ret, GError **error)
{
    if (id_parse(http_request_parameter(visit->request, "message"), &ret->value))
        return TRUE;
    g_set_error(error, TRIBUNE_ERROR, TRIBUNE_ERROR_NOT_FOUND, "no such message");
    return FALSE;
}

/* ---- formatted text ---- */

typedef struct {
    const GPtrArray *parts;
    gsize left; /* bytes of images that may still be put in */
} Images;

static const char *
image_type(const guint8 *bytes, gsize length)
{
    switch (filetype_detect(bytes, length)) {
    case FILETYPE_PNG:
        return "image/png";
    case FILETYPE_JPEG:
        return "image/jpeg";
    case FILETYPE_GIF:
        return "image/gif";
    default:
        return NULL;
    }
}

/* The frame has no network: its images stand inside it. */
static char *
embed_image(const char *content_id, gpointer data)
{
    Images *images = data;

    for (guint i = 0; i < images->parts->len; i++) {
        const MessagePart *part = g_ptr_array_index(images->parts, i);
        g_autofree char *encoded = NULL;
        const char *type;
        const guint8 *bytes;
        gsize length;

        if (g_strcmp0(part->content_id, content_id) != 0 || part->bytes == NULL)
            continue;
        bytes = g_bytes_get_data(part->bytes, &length);
        type = image_type(bytes, length);
        if (type == NULL || length > IMAGE_MAX || length > images->left)
            return NULL;
        images->left -= length;
        encoded = g_base64_encode(bytes, length);
        return g_strconcat("data:", type, ";base64,", encoded, NULL);
    }
    return NULL;
}

/* Too large or too deep to be rebuilt: its text, as it would be read. */
static char *
fall_back_to_text(const char *html, gsize length)
{
    g_autofree char *text = html_to_text(html, length), *escaped = html_escape(text);

    return g_strconcat("<pre>", escaped, "</pre>", NULL);
}

static char *
make_document(const GPtrArray *parts, const MessagePart *html)
{
    Images images = { parts, IMAGES_MAX };
    gsize length;
    const char *bytes = g_bytes_get_data(html->bytes, &length);
    g_autofree char *body = html_clean(bytes, length, &(HtmlImages){ embed_image, &images }, NULL, NULL);

    if (body == NULL)
        body = fall_back_to_text(bytes, length);
    return g_strconcat("<!doctype html><meta charset=\"utf-8\"><meta name=\"color-scheme\" content=\"light\">"
                       "<style>body{margin:8px;background:#fff;color:#14213d;font:16px/1.5 system-ui,sans-serif;"
                       "overflow-wrap:anywhere}img{max-width:100%;height:auto}pre{white-space:pre-wrap;font:inherit}"
                       "table{border-collapse:collapse}td,th{padding:2px 6px;vertical-align:top}"
                       "blockquote{margin:0 0 0 8px;padding-left:12px;border-left:3px solid #c8cfdb}</style>"
                       "<body dir=\"auto\">",
                       body, "</body>", NULL);
}

gboolean
console_message_html(HttpRequest *request, HttpResponse *response, gpointer data, GError **error)
{
    const ConsoleVisit *visit = console_visit(request, response);
    g_autoptr(GPtrArray) parts = NULL;
    const MessagePart *html;
    char *document;
    MessageId id;

    (void)data;
    if (!message_of(visit, &id, error))
        return FALSE;
    parts = case_view_parts(visit->console->store, visit->actor, id, error);
    if (parts == NULL)
        return FALSE;
    html = message_parts_find(parts, PART_HTML);
    if (html == NULL) {
        g_set_error(error, TRIBUNE_ERROR, TRIBUNE_ERROR_NOT_FOUND, "the message has no formatted text");
        return FALSE;
    }
    document = make_document(parts, html);
    http_response_set_policy(response, HEADERS_POLICY_MAIL);
    return http_response_bytes(response, "text/html", g_bytes_new_take(document, strlen(document)));
}

/* ---- files ---- */

static gboolean
send_file(const ConsoleVisit *visit, MessagePart *part, const char *name)
{
    GBytes *bytes = g_bytes_ref(part->bytes);

    message_part_free(part);
    http_response_set_policy(visit->response, HEADERS_POLICY_FILE);
    http_response_set_attachment(visit->response, name);
    /* Never the type that it claims: it is to be saved, not opened here. */
    return http_response_bytes(visit->response, "application/octet-stream", bytes);
}

gboolean
console_message_attachment(HttpRequest *request, HttpResponse *response, gpointer data, GError **error)
{
    const ConsoleVisit *visit = console_visit(request, response);
    const char *name = http_request_parameter(request, "part");
    MessagePart *part;
    MessageId id;

    (void)data;
    if (!message_of(visit, &id, error))
        return FALSE;
    part = g_str_has_prefix(name, "att-") ? case_view_part(visit->console->store, visit->actor, id, name, error) : NULL;
    if (part == NULL) {
        if (*error == NULL)
            g_set_error(error, TRIBUNE_ERROR, TRIBUNE_ERROR_NOT_FOUND, "no such attachment");
        return FALSE;
    }
    return send_file(
        visit, part,
        http_request_format(request, "%s",
                            part->filename != NULL && *part->filename != '\0' ? part->filename : part->name));
}

/* Exactly what was received, for who answers for the record: with envelope and all. */
gboolean
console_message_raw(HttpRequest *request, HttpResponse *response, gpointer data, GError **error)
{
    const ConsoleVisit *visit = console_visit(request, response);
    MessagePart *part;
    MessageId id;

    (void)data;
    if (!rights_check(visit->actor, ACTION_READ_JOURNAL, (UnitId){ 0 }, error) || !message_of(visit, &id, error))
        return FALSE;
    part = case_view_part(visit->console->store, visit->actor, id, PART_RAW, error);
    return part != NULL &&
           send_file(visit, part,
                     http_request_format(request, "message-%s.eml", http_request_parameter(request, "message")));
}
