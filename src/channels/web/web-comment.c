/* SPDX-License-Identifier: Apache-2.0 */
/* Comments below publications: the form, looked at, perhaps shown once more, recorded; and the report of one by a
 * reader. */
#include <string.h>

#include "base/error.h"
#include "base/id.h"
#include "base/locale.h"
#include "channels/web/web-private.h"
#include "mediation/commenting/comment-moderation.h"
#include "mediation/commenting/commenting.h"
#include "views/comment-view.h"
#include "views/public-view.h"

static const Actor READER = { .kind = ACTOR_CITIZEN, .name = "reader" };

/* ---- what it is about ---- */

/* The publication of this address, in public; NULL with @error. */
static PublicationItem *
find_item(const Web *web, const HttpRequest *request, GError **error)
{
    g_autoptr(PublicationItem) item =
        public_view_item(web->host->publishing, &READER, http_request_parameter(request, "slug"), error);

    if (item == NULL || item->act != ACT_WITHDRAWAL)
        return g_steal_pointer(&item);
    g_set_error_literal(error, TRIBUNE_ERROR, TRIBUNE_ERROR_NOT_FOUND, "no such publication");
    return NULL;
}

static const char *
page_of(HttpRequest *request, HttpResponse *response, const char *rest, const char *more)
{
    const char *slug = http_request_parameter(request, "slug");

    return web_page_url(request, response, http_request_format(request, "/news/%s%s", slug, rest), more);
}

static json_t *
describe_item(HttpRequest *request, HttpResponse *response, const PublicationItem *item)
{
    const PublicationText *text = publication_content_any(item->content, web_page_language(response));

    return json_pack("{s:o, s:s, s:s, s:s}", "headline", value_text(text->title), "language", text->language, "url",
                     page_of(request, response, "", NULL), "rules",
                     web_page_url(request, response, "/comments/rules", NULL));
}

/* ---- the form ---- */

static json_t *
describe_form(HttpRequest *request, HttpResponse *response, const WebForm *form)
{
    const Locale *locale = http_response_locale(response);
    g_autofree char *most = locale_number(locale, COMMENT_TEXT_MAX);
    json_t *faults = json_object();

    for (guint i = 0; i < WEB_FIELDS; i++)
        value_set(faults, web_form_field_id(i),
                  form->faults[i] == NULL
                      ? json_null()
                      : json_pack("{s:o, s:i}", "error", value_flag(form->faults[i]), "minutes", (int)form->wait));
    return json_pack("{s:s, s:o, s:o, s:o, s:s, s:s, s:o, s:s}", "action", page_of(request, response, "/comment", NULL),
                     "text", value_text(form->text), "name", value_text(form->name), "mail", value_text(form->mail),
                     "once", form->once, "token", form->token, "fault", faults, "text_most", most);
}

static gboolean
show(Web *web, HttpRequest *request, HttpResponse *response, const PublicationItem *item, const char *template,
     guint status, WebForm *form, GError **error)
{
    g_free(form->token);
    form->token = web_guard_token(web->comment_guard, clock_now());
    if (*form->once == '\0') {
        g_free(form->once);
        form->once = web_guard_token(web->comment_guard, clock_now());
    }
    if (status != 0)
        http_response_set_status(response, status);
    return http_response_show(response, template,
                              json_pack("{s:o, s:o, s:o}", "errors", web_page_errors(form), "about",
                                        describe_item(request, response, item), "form",
                                        describe_form(request, response, form)),
                              error);
}

static gboolean
show_closed(HttpRequest *request, HttpResponse *response, const PublicationItem *item, guint status, GError **error)
{
    if (status != 0)
        http_response_set_status(response, status);
    return http_response_show(response, "web/comment-closed",
                              json_pack("{s:n, s:o}", "errors", "about", describe_item(request, response, item)),
                              error);
}

gboolean
web_comment_show(HttpRequest *request, HttpResponse *response, gpointer data, GError **error)
{
    Web *web = data;
    g_autoptr(PublicationItem) item = find_item(web, request, error);
    g_autoptr(WebForm) form = web_form_read(NULL, web_page_language(response));
    gint64 until;

    if (item == NULL || !comment_view_until(web->host->publishing, &READER, item->id, &until, error))
        return FALSE;
    return until > clock_now() ? show(web, request, response, item, "web/comment", 0, form, error)
                               : show_closed(request, response, item, 0, error);
}

/* ---- what came ---- */

static gboolean
check(WebForm *form)
{
    web_form_check(form);
    form->faults[WEB_FIELD_SUBJECT] = form->faults[WEB_FIELD_FILES] = NULL;
    if (g_utf8_strlen(form->text, -1) > COMMENT_TEXT_MAX)
        form->faults[WEB_FIELD_TEXT] = "long_comment";
    for (guint i = 0; i < WEB_FIELDS; i++)
        if (form->faults[i] != NULL)
            return FALSE;
    return TRUE;
}

static gboolean
is_suspicious(Web *web, HttpRequest *request, const WebForm *form)
{
    const char *confirmation = http_request_field(request, "confirmation");
    gint64 now = clock_now();
    gboolean calm;

    if (confirmation != NULL && web_guard_is_confirmed(web->comment_guard, form->once, confirmation))
        return FALSE;
    calm = web_guard_is_calm(web->comment_guard, http_request_client(request), now);
    return !calm || form->has_trap || !web_guard_is_timely(web->comment_guard, form->token, now);
}

static gboolean
show_again(Web *web, HttpRequest *request, HttpResponse *response, const PublicationItem *item, WebForm *form,
           GError **error)
{
    g_autofree char *confirmation = web_guard_confirmation(web->comment_guard, form->once);
    json_t *page = http_response_page(response);

    value_set(page, "confirmation", json_string(confirmation));
    value_set(page, "paragraphs", value_paragraphs(form->text));
    return show(web, request, response, item, "web/comment-check", 0, form, error);
}

static gboolean
refuse(Web *web, HttpRequest *request, HttpResponse *response, const PublicationItem *item, WebForm *form,
       GError *trouble, GError **error)
{
    gboolean closed = g_error_matches(trouble, TRIBUNE_ERROR, TRIBUNE_ERROR_CONFLICT);

    atomic_fetch_add(&web->refused, 1);
    if (!closed && !tribune_error_is_temporary(trouble)) {
        g_propagate_error(error, trouble);
        return FALSE;
    }
    g_error_free(trouble);
    if (closed)
        return show_closed(request, response, item, 409, error);
    form->faults[WEB_FIELD_FORM] = "busy";
    http_response_set_header(response, "Retry-After", "10");
    return show(web, request, response, item, "web/comment", 503, form, error);
}

static gboolean
record(Web *web, HttpRequest *request, HttpResponse *response, const PublicationItem *item, WebForm *form,
       GError **error)
{
    Actor actor = { .kind = ACTOR_CHANNEL, .name = web->host->name };
    CommentDraft draft = { .publication = item->id,
                           .name = form->name,
                           .identity = form->sender,
                           .text = form->text,
                           .language = form->language,
                           .external_id = "",
                           .once = form->once };
    g_auto(CommentReceipt) receipt = { 0 };
    GError *trouble = NULL;

    if (!commenting_submit(publishing_mediation(web->host->publishing), &actor, web->host->name, &draft, &receipt,
                           &trouble))
        return refuse(web, request, response, item, form, trouble, error);
    atomic_fetch_add(&web->received, 1);
    http_response_set_header(response, "Referrer-Policy", "no-referrer");
    return http_response_redirect(
        response, web_page_url(request, response, http_request_format(request, "/comment/%s", receipt.token), "new=1"));
}

gboolean
web_comment_send(HttpRequest *request, HttpResponse *response, gpointer data, GError **error)
{
    Web *web = data;
    g_autoptr(PublicationItem) item = find_item(web, request, error);
    g_autoptr(WebForm) form = web_form_read(http_request_form(request), web_page_language(response));
    gint64 wait;

    if (item == NULL)
        return FALSE;
    if (!check(form))
        return show(web, request, response, item, "web/comment", 422, form, error);
    if (http_request_field(request, "change") != NULL)
        return show(web, request, response, item, "web/comment", 0, form, error);
    if (is_suspicious(web, request, form))
        return show_again(web, request, response, item, form, error);
    if (web_guard_admit(web->comment_guard, http_request_client(request), clock_now(), &wait))
        return record(web, request, response, item, form, error);
    atomic_fetch_add(&web->refused, 1);
    form->wait = (guint)(wait / CLOCK_MINUTE) + 1;
    form->faults[WEB_FIELD_FORM] = "too_often";
    return show(web, request, response, item, "web/comment", 429, form, error);
}

/* ---- the report of a reader ---- */

static PublicComment *
find_comment(const Web *web, const HttpRequest *request, const PublicationItem *item, GError **error)
{
    CommentId id = { 0 };

    if (id_parse(http_request_parameter(request, "comment"), &id.value))
        return comment_view_one(web->host->publishing, &READER, item->id, id, error);
    g_set_error_literal(error, TRIBUNE_ERROR, TRIBUNE_ERROR_NOT_FOUND, "no such comment");
    return NULL;
}

static json_t *
describe_categories(const char *chosen)
{
    json_t *list = json_array();

    for (int i = 0; i < COMMENT_CATEGORIES; i++) {
        const char *name = comment_category_name((CommentCategory)i);

        value_add(list, json_pack("{s:s, s:o, s:b}", "value", name, "category", value_flag(name), "selected",
                                  g_strcmp0(name, chosen) == 0));
    }
    return list;
}

static gboolean
show_report(HttpRequest *request, HttpResponse *response, const PublicationItem *item, const PublicComment *comment,
            guint status, const char *fault, GError **error)
{
    const char *field = "category-illegal";
    char id[ID_TEXT_SIZE];
    json_t *page;

    id_format(comment->id.value, id);
    page = json_pack(
        "{s:o, s:o, s:{s:s, s:o, s:o, s:o, s:o, s:o}, s:b}", "errors",
        fault == NULL ? json_null() : json_pack("{s:[{s:s, s:o}]}", "list", "field", field, "error", value_flag(fault)),
        "about", describe_item(request, response, item), "report", "action",
        page_of(request, response, http_request_format(request, "/comments/%s/report", id), NULL), "author",
        value_text(*comment->name != '\0' ? comment->name : NULL), "language",
        value_text(*comment->language != '\0' ? comment->language : NULL), "paragraphs",
        value_paragraphs(comment->text), "categories", describe_categories(http_request_field(request, "category")),
        "fault", fault == NULL ? json_null() : json_pack("{s:o}", "error", value_flag(fault)), "done", 0);
    if (status != 0)
        http_response_set_status(response, status);
    return http_response_show(response, "web/comment-report", page, error);
}

gboolean
web_comment_report(HttpRequest *request, HttpResponse *response, gpointer data, GError **error)
{
    Web *web = data;
    g_autoptr(PublicationItem) item = find_item(web, request, error);
    g_autoptr(PublicComment) comment = item != NULL ? find_comment(web, request, item, error) : NULL;

    return comment != NULL && show_report(request, response, item, comment, 0, NULL, error);
}

static gboolean
show_thanks(HttpRequest *request, HttpResponse *response, const PublicationItem *item, GError **error)
{
    return http_response_show(response, "web/comment-report",
                              json_pack("{s:n, s:o, s:n, s:b}", "errors", "about",
                                        describe_item(request, response, item), "report", "done", 1),
                              error);
}

gboolean
web_comment_flag(HttpRequest *request, HttpResponse *response, gpointer data, GError **error)
{
    Web *web = data;
    Actor actor = { .kind = ACTOR_CHANNEL, .name = web->host->name };
    g_autoptr(PublicationItem) item = find_item(web, request, error);
    g_autoptr(PublicComment) comment = item != NULL ? find_comment(web, request, item, error) : NULL;
    CommentCategory category;

    if (comment == NULL)
        return FALSE;
    if (!comment_category_parse(http_request_field(request, "category"), &category))
        return show_report(request, response, item, comment, 422, "missing_category", error);
    if (!web_guard_is_calm(web->report_guard, http_request_client(request), clock_now()))
        return show_report(request, response, item, comment, 429, "many_reports", error);
    return comment_moderation_flag(publishing_mediation(web->host->publishing), &actor, comment->id, category, error) &&
           show_thanks(request, response, item, error);
}
