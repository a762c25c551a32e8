/* SPDX-License-Identifier: Apache-2.0 */
/* Alerts as CAP messages: each release is one of its own, and its address never shows another. */
#include <string.h>

#include "base/error.h"
#include "base/id.h"
#include "base/number.h"
#include "channels/feed/feed-private.h"
#include "http/kept.h"
#include "views/public-view.h"
#include "wire/markdown.h"

static const Actor READER = { .kind = ACTOR_CITIZEN, .name = "feed" };

static const PublicationOutcome *
latest(const PublicationItem *item)
{
    return g_ptr_array_index(item->history, item->history->len - 1);
}

char *
feed_alert_path(const PublicationItem *item)
{
    char id[ID_TEXT_SIZE];

    id_format(item->id.value, id);
    return g_strdup_printf("/alerts/%s.%u.xml", id, latest(item)->number);
}

/* ---- the message ---- */

typedef struct {
    GPtrArray *texts; /* char * */
    GArray *infos;    /* CapInfo */
    GArray *chain;    /* CapReference */
} Parts;

static const char *
own(Parts *parts, char *text)
{
    g_ptr_array_add(parts->texts, text);
    return text;
}

static const char *
identify(Parts *parts, const PublicationItem *item, guint number)
{
    char id[ID_TEXT_SIZE];

    id_format(item->id.value, id);
    return own(parts, g_strdup_printf("%s.%u", id, number));
}

static const char *
or_null(const char *text)
{
    return *text != '\0' ? text : NULL;
}

static void
add_info(const FeedChannel *feed, Parts *parts, const PublicationItem *item, const PublicationText *text)
{
    g_autofree char *site = feed_entry_site(feed);
    gboolean over = item->act == ACT_WITHDRAWAL; /* the reason stands in place of what was withdrawn */
    CapInfo info = { .language = text->language,
                     .event = text->event,
                     .headline = text->title,
                     .description = over ? item->content->reason : own(parts, markdown_to_text(text->body)),
                     .instruction = over ? NULL : or_null(text->instruction),
                     .web = own(parts, g_strdup_printf("%s/news/%s?lang=%s", site, item->slug, text->language)),
                     .area = text->area };

    g_array_append_val(parts->infos, info);
}

static void
add_chain(Parts *parts, const PublicationItem *item, const char *sender)
{
    for (guint i = 0; i + 1 < item->history->len; i++) {
        const PublicationOutcome *outcome = g_ptr_array_index(item->history, i);
        CapReference reference = { sender, identify(parts, item, outcome->number), outcome->at };

        g_array_append_val(parts->chain, reference);
    }
}

static char *
write_message(const FeedChannel *feed, const PublicationItem *item, Parts *parts, GError **error)
{
    static const CapMessage messages[] = { CAP_ALERT, CAP_UPDATE, CAP_CANCEL };
    const PublicationContent *content = item->content;
    CapAlert alert = { .identifier = identify(parts, item, latest(item)->number),
                       .sender = feed->host->domain,
                       .sender_name = feed->host->authority,
                       .sent = latest(item)->at,
                       .message = messages[item->act],
                       .note = item->act != ACT_RELEASE ? content->reason : NULL,
                       .category = content->category,
                       .response = or_null(content->response),
                       .urgency = content->urgency,
                       .severity = content->severity,
                       .certainty = content->certainty,
                       .expires = content->expires,
                       .polygon = or_null(content->polygon),
                       .circle = or_null(content->circle) };

    add_chain(parts, item, feed->host->domain);
    for (guint i = 0; i < content->texts->len; i++)
        add_info(feed, parts, item, g_ptr_array_index(content->texts, i));
    alert.references = (const CapReference *)(gpointer)parts->chain->data;
    alert.reference_count = parts->chain->len;
    alert.infos = (const CapInfo *)(gpointer)parts->infos->data;
    alert.info_count = parts->infos->len;
    return cap_write(&alert, error);
}

char *
feed_alert_write(const FeedChannel *feed, const PublicationItem *item, GError **error)
{
    Parts parts = { g_ptr_array_new_with_free_func(g_free), g_array_new(FALSE, FALSE, sizeof(CapInfo)),
                    g_array_new(FALSE, FALSE, sizeof(CapReference)) };
    char *text = write_message(feed, item, &parts, error);

    g_ptr_array_unref(parts.texts);
    g_array_unref(parts.infos);
    g_array_unref(parts.chain);
    return text;
}

/* ---- its address ---- */

/* "01JABC….2.xml" */
static gboolean
read_name(const char *name, PublicationId *ret_id, guint *ret_number)
{
    g_auto(GStrv) parts = g_strsplit(name, ".", 4);
    gint64 number;

    if (g_strv_length(parts) != 3 || strcmp(parts[2], "xml") != 0 || !id_parse(parts[0], &ret_id->value) ||
        !number_parse_int64(parts[1], 1, 10000, &number, NULL))
        return FALSE;
    *ret_number = (guint)number;
    return TRUE;
}

gboolean
feed_alert_show(HttpRequest *request, HttpResponse *response, gpointer data, GError **error)
{
    const FeedChannel *feed = data;
    g_autoptr(PublicationItem) item = NULL;
    PublicationId id;
    guint number;
    char *text;

    if (read_name(http_request_parameter(request, "name"), &id, &number)) {
        item = public_view_outcome(feed->host->publishing, &READER, id, number, error);
        if (item == NULL)
            return FALSE;
    }
    if (item == NULL || item->kind != PUBLICATION_ALERT) {
        g_set_error_literal(error, TRIBUNE_ERROR, TRIBUNE_ERROR_NOT_FOUND, "no such alert");
        return FALSE;
    }
    text = feed_alert_write(feed, item, error);
    if (text == NULL)
        return FALSE;
    http_response_set_header(response, "Cross-Origin-Resource-Policy", "cross-origin");
    http_response_bytes(response, CAP_TYPE, g_bytes_new_take(text, strlen(text)));
    return kept_answers_finish(request, response, item->updated, 0);
}
