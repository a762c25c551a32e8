/* SPDX-License-Identifier: Apache-2.0 */
#include "model/webhook.h"

#include "model/name-table.h"

static const char *const KINDS[] = { "case.opened",    "case.state_changed", "case.assigned",    "case.moved",
                                     "case.renamed",   "message.received",   "message.released", "note.added",
                                     "reply.released", "delivery.accepted",  "delivery.failed",  NULL };
G_STATIC_ASSERT(G_N_ELEMENTS(KINDS) == NEWS_COUNT + 1);
static const char *const STATES[] = { "active", "off", "failed", "gone", NULL };
static const char *const NEWS_STATES[] = { "waiting", "taken", "failed", NULL };

NAME_TABLE(NewsKind, news_kind, KINDS)
NAME_TABLE(WebhookState, webhook_state, STATES)
NAME_TABLE(NewsState, news_state, NEWS_STATES)

char *
news_kinds_format(guint kinds)
{
    GString *out = g_string_new(NULL);

    for (guint i = 0; i < NEWS_COUNT; i++)
        if ((kinds & 1u << i) != 0)
            g_string_append_printf(out, "%s%s", out->len > 0 ? " " : "", KINDS[i]);
    return g_string_free(out, FALSE);
}

guint
news_kinds_parse(const char *text)
{
    g_auto(GStrv) names = g_strsplit(text, " ", NEWS_COUNT * 2);
    NewsKind kind;
    guint kinds = 0;

    for (guint i = 0; names[i] != NULL; i++)
        if (news_kind_parse(names[i], &kind))
            kinds |= 1u << kind;
    return kinds;
}

void
webhook_free(Webhook *webhook)
{
    if (webhook == NULL)
        return;
    g_free(webhook->name);
    g_free(webhook->url);
    g_free(webhook->reason);
    g_free(webhook);
}

void
news_free(News *news)
{
    if (news == NULL)
        return;
    g_free(news->type);
    g_free(news->body);
    g_free(news->trouble);
    g_free(news);
}
