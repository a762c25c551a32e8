/* SPDX-License-Identifier: Apache-2.0 */
/* What stands on pages of ours. An answer to who has no other address: it stands on the page of their case. That page
 * reads what was released, so to send is no more than to say that it is there. */
#include <string.h>

#include "base/id.h"
#include "channels/web/web-private.h"
#include "wire/html.h"
#include "wire/markdown.h"

Rendering *
web_render_page(gpointer channel, const Outgoing *outgoing, GError **error)
{
    Rendering *rendering = g_new0(Rendering, 1);
    char id[ID_TEXT_SIZE];

    (void)channel;
    (void)error;
    id_format(outgoing->release.value, id);
    rendering->external_id = g_strconcat("web-", id, NULL);
    rendering->headline = g_strdup_printf("From: %s\nSubject: %s", outgoing->endpoint_name, outgoing->subject);
    rendering->text = markdown_to_text(outgoing->text);
    rendering->html = markdown_to_html(outgoing->text);
    rendering->payload = g_bytes_new(outgoing->text, strlen(outgoing->text));
    rendering->units = 1;
    return rendering;
}

/* What an alert says beside its text. */
static char *
write_warning(const PublicationItem *item, const PublicationText *text)
{
    g_autofree char *severity = html_escape(item->content->severity), *area = html_escape(text->area);
    g_autofree char *instruction = html_escape(text->instruction);

    return item->kind != PUBLICATION_ALERT
               ? g_strdup("")
               : g_strdup_printf("<p><strong>%s: %s</strong></p>\n<p>%s</p>\n", severity, area, instruction);
}

/* The page of a publication, without what is around it. What is withdrawn need not be one that could still be shown. */
Rendering *
web_render_publication(gpointer channel, const PublicationItem *item, const char *language, GError **error)
{
    const PublicationText *text = publication_content_any(item->content, language);
    g_autofree char *title = html_escape(text->title), *summary = html_escape(text->summary);
    g_autofree char *notice = html_escape(item->content->reason), *whole = NULL;
    g_autofree char *warning = write_warning(item, text);
    const Web *web = channel;
    const MarkdownArticle article = { .site = web != NULL ? web->host->portal_url : NULL,
                                      .find = publication_content_figure,
                                      .data = item->content };
    g_autofree char *body =
        item->act == ACT_WITHDRAWAL ? g_strdup("") : markdown_to_article(text->body, &article, error);
    Rendering *rendering;

    if (body == NULL)
        return NULL;
    whole = item->act == ACT_WITHDRAWAL
                ? g_strdup_printf("<h1>%s</h1>\n<p>%s</p>\n", title, notice)
                : g_strdup_printf("<h1>%s</h1>\n%s<p>%s</p>\n%s%s%s%s", title, warning, summary, body,
                                  *notice != '\0' ? "<p>" : "", notice, *notice != '\0' ? "</p>\n" : "");
    rendering = g_new0(Rendering, 1);
    rendering->external_id = g_strdup(item->slug);
    rendering->headline = g_strdup_printf("Title: %s\nAddress: /news/%s", text->title, item->slug);
    rendering->html = g_strdup(strchr(whole, '\n') + 1); /* the page that shows it has a first heading of its own */
    rendering->text = html_to_text(whole, strlen(whole));
    rendering->payload = g_bytes_new(whole, strlen(whole));
    rendering->units = 1;
    return rendering;
}

void
web_render_send(gpointer channel, const Outgoing *outgoing, const Rendering *rendering, gint64 deadline, Attempt *ret)
{
    Web *web = channel;

    (void)outgoing;
    (void)rendering;
    (void)deadline;
    atomic_fetch_add(&web->sent, 1);
    attempt_set(ret, OUTCOME_ACCEPTED, "shown", "", "");
}
