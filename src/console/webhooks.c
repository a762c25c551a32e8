/* SPDX-License-Identifier: Apache-2.0 */
/* Who is told of news, and what became of it. A secret is shown once, in the answer that made it. */
#include <sodium.h>
#include <string.h>

#include "base/error.h"
#include "base/id.h"
#include "base/number.h"
#include "console/flash.h"
#include "console/page.h"

static Webhooks *
webhooks_of(const ConsoleVisit *visit)
{
    return visit->console->settings.webhooks;
}

/* Names in templates have no dot. */
static json_t *
describe_kind(const char *name)
{
    g_autofree char *flag = g_strdelimit(g_strdup(name), ".", '_');

    return part_flag(flag);
}

static const char *
hook_url(const ConsoleVisit *visit, WebhookId id)
{
    char text[ID_TEXT_SIZE];

    id_format(id.value, text);
    return http_request_format(visit->request, "/webhooks/%s", text);
}

static json_t *
describe_said(const ConsoleVisit *visit, const char *msgid)
{
    return part_text(*msgid != '\0' ? locale_say(visit->locale, msgid) : NULL);
}

/* ---- the list ---- */

static json_t *
describe_hook(const ConsoleVisit *visit, const DirectorySnapshot *snapshot, const Webhook *webhook)
{
    const Unit *unit = directory_get_unit(snapshot, webhook->unit);

    return json_pack("{s:o, s:o, s:o, s:o, s:o, s:o, s:b, s:s}", "name", part_text(webhook->name), "target",
                     part_text(webhook->url), "unit_name", part_text(unit != NULL ? unit->name : NULL), "hook_state",
                     part_flag(webhook_state_name(webhook->state)), "reason", describe_said(visit, webhook->reason),
                     "failing", part_time(visit, webhook->failing), "off", webhook->state != WEBHOOK_ACTIVE, "url",
                     hook_url(visit, webhook->id));
}

gboolean
console_webhooks_list(HttpRequest *request, HttpResponse *response, gpointer data, GError **error)
{
    const ConsoleVisit *visit = console_visit(request, response);
    g_autoptr(DirectorySnapshot) snapshot = directory_snapshot(visit->console->mediation->directory);
    g_autoptr(GPtrArray) hooks = webhooks_list(webhooks_of(visit), visit->actor, error);
    json_t *list;

    (void)data;
    if (hooks == NULL)
        return FALSE;
    list = json_array();
    for (guint i = 0; i < hooks->len; i++)
        part_add(list, describe_hook(visit, snapshot, g_ptr_array_index(hooks, i)));
    return page_render(visit, "webhooks", "webhooks",
                       json_pack("{s:o, s:s}", "webhooks", part_list(list), "add", "/webhooks/new"), error);
}

/* ---- one webhook ---- */

/* What the page shows: a webhook as stored, or as it was typed. */
typedef struct {
    const ConsoleVisit *visit;
    const Webhook *webhook; /* as stored; NULL: a new one */
    WebhookDraft draft;
    gboolean active;
    gint64 version;
    const char *secret; /* to be shown now; NULL: none */
    const GError *error;
} HookPage;

static json_t *
offer_kinds(const WebhookDraft *draft)
{
    json_t *list = json_array();

    for (guint i = 0; i < NEWS_COUNT; i++) {
        const char *name = news_kind_name((NewsKind)i);

        part_add(list, json_pack("{s:o, s:s, s:i, s:b}", "news", describe_kind(name), "value", name, "number", (int)i,
                                 "selected", (draft->kinds & 1u << i) != 0));
    }
    return list;
}

static json_t *
offer_units(const ConsoleVisit *visit, const WebhookDraft *draft)
{
    g_autoptr(DirectorySnapshot) snapshot = directory_snapshot(visit->console->mediation->directory);
    const GPtrArray *units = directory_units(snapshot);
    json_t *list = json_array();

    for (guint i = 0; i < units->len; i++) {
        const Unit *unit = g_ptr_array_index(units, i);

        part_add(list, part_option(unit->code, unit->name, unit->id.value == draft->unit.value));
    }
    return list;
}

static json_t *
describe_news(const ConsoleVisit *visit, const News *news)
{
    char id[ID_TEXT_SIZE];

    id_format(news->id, id);
    return json_pack("{s:o, s:o, s:o, s:o, s:o, s:o, s:s?}", "news", describe_kind(news->type), "sending",
                     part_flag(news_state_name(news->state)), "attempts", part_number(visit, news->attempts), "changed",
                     part_time(visit, news->changed), "answer",
                     news->status != 0 ? part_number(visit, news->status) : json_null(), "trouble",
                     describe_said(visit, news->trouble), "again",
                     news->state != NEWS_WAITING
                         ? http_request_format(visit->request, "%s/news/%s", hook_url(visit, news->webhook), id)
                         : NULL);
}

static gboolean
add_stored(const HookPage *page, json_t *form, GError **error)
{
    const ConsoleVisit *visit = page->visit;
    const Webhook *webhook = page->webhook;
    const char *url = hook_url(visit, webhook->id);
    g_autoptr(GPtrArray) log = webhooks_log(webhooks_of(visit), visit->actor, webhook->id, error);
    json_t *list;

    if (log == NULL)
        return FALSE;
    list = json_array();
    for (guint i = 0; i < log->len; i++)
        part_add(list, describe_news(visit, g_ptr_array_index(log, i)));
    part_set(form, "log", part_list(list));
    part_set(form, "hook_state", part_flag(webhook_state_name(webhook->state)));
    part_set(form, "reason", describe_said(visit, webhook->reason));
    part_set(form, "failing", part_time(visit, webhook->failing));
    part_set(form, "old_until", part_time(visit, webhook->old_until > visit->now ? webhook->old_until : 0));
    part_set(form, "test",
             part_text(webhook->state == WEBHOOK_ACTIVE ? http_request_format(visit->request, "%s/test", url) : NULL));
    part_set(form, "rotate", part_text(http_request_format(visit->request, "%s/secret", url)));
    part_set(form, "remove", part_text(http_request_format(visit->request, "%s/remove", url)));
    return TRUE;
}

static const char *
field_at_fault(const HookPage *page)
{
    if (page->error->code == TRIBUNE_ERROR_CONFLICT)
        return "name";
    if (!webhooks_check_url(page->draft.url, page->draft.kinds != 0, NULL))
        return "target";
    return page->draft.kinds == 0 ? "event-0" : "name";
}

static gboolean
show(const HookPage *page, GError **error)
{
    const ConsoleVisit *visit = page->visit;
    const char *url = page->webhook != NULL ? hook_url(visit, page->webhook->id) : "/webhooks/new";
    json_t *form = json_pack(
        "{s:b, s:s, s:s, s:o, s:o, s:o, s:o, s:b, s:I, s:o, s:n, s:n, s:n, s:n, s:n, s:n, s:n, s:n}", "is_new",
        page->webhook == NULL, "list", "/webhooks", "action", url, "name", part_text(page->draft.name), "target",
        part_text(page->draft.url), "events", offer_kinds(&page->draft), "units", offer_units(visit, &page->draft),
        "active", page->active, "version", (json_int_t)page->version, "secret", part_text(page->secret), "log",
        "hook_state", "reason", "failing", "old_until", "test", "rotate", "remove");

    if (page->webhook != NULL && !add_stored(page, form, error)) {
        json_decref(form);
        return FALSE;
    }
    return page_render(
        visit, "webhook-edit", "webhooks",
        json_pack("{s:o, s:o}", "errors",
                  page->error != NULL ? page_error_said(visit, field_at_fault(page), page->error) : json_null(),
                  "webhook_form", form),
        error);
}

static gboolean
find_id(const ConsoleVisit *visit, const char *name, gint64 *ret, GError **error)
{
    if (id_parse(http_request_parameter(visit->request, name), ret))
        return TRUE;
    g_set_error(error, TRIBUNE_ERROR, TRIBUNE_ERROR_NOT_FOUND, "no such webhook");
    return FALSE;
}

static Webhook *
load(const ConsoleVisit *visit, GError **error)
{
    WebhookId id;

    return find_id(visit, "id", &id.value, error) ? webhooks_load(webhooks_of(visit), visit->actor, id, error) : NULL;
}

/* @secret, @trouble: NULL when there is none. */
static gboolean
show_stored(const ConsoleVisit *visit, const char *secret, const GError *trouble, GError **error)
{
    g_autoptr(Webhook) webhook = load(visit, error);

    return webhook != NULL && show(&(HookPage){ .visit = visit,
                                                .webhook = webhook,
                                                .draft = { webhook->name, webhook->url, webhook->kinds, webhook->unit },
                                                .active = webhook->state == WEBHOOK_ACTIVE,
                                                .version = webhook->version,
                                                .secret = secret,
                                                .error = trouble },
                                   error);
}

gboolean
console_webhooks_show(HttpRequest *request, HttpResponse *response, gpointer data, GError **error)
{
    (void)data;
    return show_stored(console_visit(request, response), NULL, NULL, error);
}

gboolean
console_webhooks_new(HttpRequest *request, HttpResponse *response, gpointer data, GError **error)
{
    HookPage page = { .visit = console_visit(request, response), .draft = { .name = "", .url = "" }, .active = TRUE };

    (void)data;
    return rights_check(page.visit->actor, ACTION_MANAGE_WEBHOOKS, (UnitId){ 0 }, error) && show(&page, error);
}

/* ---- what the form says ---- */

static gboolean
refuse(HookPage *page, GError *trouble, GError **error)
{
    gboolean shown;

    if (!page_comes_back(page->visit, &trouble, error))
        return FALSE;
    page->error = trouble;
    shown = show(page, error);
    g_error_free(trouble);
    return shown;
}

static gboolean
read_form(HookPage *page, GError **error)
{
    const ConsoleVisit *visit = page->visit;
    g_autoptr(DirectorySnapshot) snapshot = directory_snapshot(visit->console->mediation->directory);
    g_autoptr(GPtrArray) names = http_request_fields(visit->request, "event");
    const char *code = console_field(visit, "unit");
    const Unit *unit = console_unit(snapshot, code);
    NewsKind kind;

    /* No unit means every unit, so one that is not there must not become that. */
    if (*code != '\0' && unit == NULL) {
        g_set_error(error, TRIBUNE_ERROR, TRIBUNE_ERROR_NOT_FOUND, "no such unit");
        return FALSE;
    }
    page->draft.name = console_field(visit, "name");
    page->draft.url = console_field(visit, "target");
    page->draft.unit = unit != NULL ? unit->id : (UnitId){ 0 };
    page->active = *console_field(visit, "active") != '\0';
    number_parse_int64(console_field(visit, "version"), 0, G_MAXINT64, &page->version, NULL);
    for (guint i = 0; i < names->len; i++)
        if (news_kind_parse(g_ptr_array_index(names, i), &kind))
            page->draft.kinds |= 1u << kind;
    return TRUE;
}

static void
wipe(char *secret)
{
    sodium_memzero(secret, strlen(secret));
    g_free(secret);
}

gboolean
console_webhooks_add(HttpRequest *request, HttpResponse *response, gpointer data, GError **error)
{
    HookPage page = { .visit = console_visit(request, response) };
    g_autoptr(Webhook) webhook = NULL;
    GError *trouble = NULL;
    WebhookId id;
    char *secret;
    gboolean shown;

    (void)data;
    if (!read_form(&page, error))
        return FALSE;
    page.active = TRUE;
    secret = webhooks_add(webhooks_of(page.visit), page.visit->actor, &page.draft, &id, &trouble);
    if (secret == NULL)
        return refuse(&page, trouble, error);
    page.webhook = webhook = webhooks_load(webhooks_of(page.visit), page.visit->actor, id, error);
    page.version = webhook != NULL ? webhook->version : 0;
    page.secret = secret;
    shown = webhook != NULL && show(&page, error);
    wipe(secret);
    return shown;
}

gboolean
console_webhooks_change(HttpRequest *request, HttpResponse *response, gpointer data, GError **error)
{
    HookPage page = { .visit = console_visit(request, response) };
    g_autoptr(Webhook) webhook = load(page.visit, error);
    GError *trouble = NULL;

    (void)data;
    if (webhook == NULL || !read_form(&page, error))
        return FALSE;
    page.webhook = webhook;
    if (!webhooks_change(webhooks_of(page.visit), page.visit->actor, webhook->id, page.version, &page.draft,
                         page.active, &trouble))
        return refuse(&page, trouble, error);
    flash_set(page.visit, "webhook_saved", "name", page.draft.name);
    return http_response_redirect(response, "/webhooks");
}

/* ---- what is done with it ---- */

gboolean
console_webhooks_rotate(HttpRequest *request, HttpResponse *response, gpointer data, GError **error)
{
    const ConsoleVisit *visit = console_visit(request, response);
    gboolean shown;
    WebhookId id;
    char *secret;

    (void)data;
    if (!find_id(visit, "id", &id.value, error) ||
        (secret = webhooks_rotate(webhooks_of(visit), visit->actor, id, error)) == NULL)
        return FALSE;
    shown = show_stored(visit, secret, NULL, error);
    wipe(secret);
    return shown;
}

/* Sends again what is named, or else a test. */
static gboolean
send(const ConsoleVisit *visit, WebhookId id, gint64 news, GError **error)
{
    g_autoptr(GError) trouble = NULL;
    gboolean sent = news != 0 ? webhooks_resend(webhooks_of(visit), visit->actor, id, news, &trouble)
                              : webhooks_test(webhooks_of(visit), visit->actor, id, &news, &trouble);

    if (sent) {
        flash_set(visit, "webhook_sending", NULL, NULL);
        return http_response_redirect(visit->response, hook_url(visit, id));
    }
    return page_comes_back(visit, &trouble, error) && show_stored(visit, NULL, trouble, error);
}

gboolean
console_webhooks_test(HttpRequest *request, HttpResponse *response, gpointer data, GError **error)
{
    const ConsoleVisit *visit = console_visit(request, response);
    WebhookId id;

    (void)data;
    return find_id(visit, "id", &id.value, error) && send(visit, id, 0, error);
}

gboolean
console_webhooks_again(HttpRequest *request, HttpResponse *response, gpointer data, GError **error)
{
    const ConsoleVisit *visit = console_visit(request, response);
    WebhookId id;
    gint64 news;

    (void)data;
    return find_id(visit, "id", &id.value, error) && find_id(visit, "news", &news, error) &&
           send(visit, id, news, error);
}

gboolean
console_webhooks_remove(HttpRequest *request, HttpResponse *response, gpointer data, GError **error)
{
    const ConsoleVisit *visit = console_visit(request, response);
    g_autoptr(Webhook) webhook = load(visit, error);

    (void)data;
    if (webhook == NULL || !webhooks_remove(webhooks_of(visit), visit->actor, webhook->id, error))
        return FALSE;
    flash_set(visit, "webhook_removed", "name", webhook->name);
    return http_response_redirect(response, "/webhooks");
}
