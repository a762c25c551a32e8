/* SPDX-License-Identifier: Apache-2.0 */
/* channels/web/web-private.h: what the files of this folder share. */
#pragma once
#include <stdatomic.h>

#include "channels/web/web-form.h"
#include "channels/web/web-guard.h"
#include "channels/web/web-stash.h"
#include "http/request.h"
#include "http/response.h"
#include "http/value.h"
#include "mediation/channel.h"
#include "mediation/people/citizen-access.h"

#define WEB_BODY_MAX (64 * 1024 * 1024) /* of a request: so much is read, to say in words what was too much */
#define WEB_BUSY_MAX 4                  /* messages with files that are sealed at once */

typedef struct {
    const ChannelHost *host;
    WebGuard *guard;
    WebGuard *comment_guard, *report_guard; /* of their own: a flood of comments shuts out nobody who writes to us */
    WebStash *stash;
    _Atomic guint busy, waiting;
    _Atomic guint64 received, refused, sent, failed;
} Web;

/* web-parse.c: see channel.h. The raw bytes are those of web_form_raw(). */
MessageDraft *web_parse_form(gpointer channel, GBytes *raw, const char *sender, const char *recipient, GError **error);

/* web-render.c */
Rendering *web_render_page(gpointer channel, const Outgoing *outgoing, GError **error);
Rendering *web_render_publication(gpointer channel, const PublicationItem *item, const char *language, GError **error);
void web_render_send(gpointer channel, const Outgoing *outgoing, const Rendering *rendering, gint64 deadline,
                     Attempt *ret);

/* web-submit.c: from a checked form to the record. @citizen NULL: a new matter, whose link is returned; else it goes
 * into her conversation. New string: the token. NULL with the errors of intake_submit(). Blocks until durable. */
char *web_submit_form(Web *web, const WebForm *form, const Citizen *citizen, GError **error);

/* web-page.c */
json_t *web_page_errors(const WebForm *form);
json_t *web_page_form(const Web *web, HttpResponse *response, const WebForm *form, const char *action);
/* @path in the reader's language, and @more ("sent=1") when not NULL; belongs to the request. */
const char *web_page_url(HttpRequest *request, HttpResponse *response, const char *path, const char *more);
/* The tag of the reader's language. */
const char *web_page_language(const HttpResponse *response);

#define WEB_HANDLER(name) gboolean name(HttpRequest *request, HttpResponse *response, gpointer data, GError **error)

WEB_HANDLER(web_contact_show);
WEB_HANDLER(web_contact_send);
WEB_HANDLER(web_reply_show);
WEB_HANDLER(web_reply_send);
WEB_HANDLER(web_reply_read);
WEB_HANDLER(web_comment_show);
WEB_HANDLER(web_comment_send);
WEB_HANDLER(web_comment_report);
WEB_HANDLER(web_comment_flag);
