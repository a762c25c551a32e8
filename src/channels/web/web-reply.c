/* SPDX-License-Identifier: Apache-2.0 */
/* What a citizen does on the page of their case: she writes into it, and she says that she has read our answer. */
#include <string.h>

#include "base/error.h"
#include "channels/web/web-private.h"
#include "views/citizen-view.h"

/* Who holds the link of this address; NULL with @error. */
static Citizen *
enter(const Web *web, const HttpRequest *request, GError **error)
{
    g_autoptr(Citizen) citizen =
        citizen_access_enter(web->host->access, http_request_parameter(request, "token"), error);

    return citizen != NULL && citizen_view_check_write(citizen, error) ? g_steal_pointer(&citizen) : NULL;
}

static const char *
page_of(HttpRequest *request, HttpResponse *response, const Citizen *citizen, const char *rest, const char *more)
{
    return web_page_url(request, response, http_request_format(request, "/case/%s%s", citizen->token, rest), more);
}

/* Somebody who reloads, or changes the language. */
gboolean
web_reply_show(HttpRequest *request, HttpResponse *response, gpointer data, GError **error)
{
    g_autoptr(Citizen) citizen = enter(data, request, error);

    return citizen != NULL && http_response_redirect(response, page_of(request, response, citizen, "", NULL));
}

/* ---- reading ---- */

/* Reading is told by the reader, never by a page that was fetched: programs that look at links fetch pages too. */
static gboolean
confirm(const Web *web, const Citizen *citizen, GError **error)
{
    g_autoptr(CitizenView) view = citizen_view_load(web->host->access, citizen, error);

    for (guint i = 0; view != NULL && i < view->messages->len; i++) {
        const CitizenMessage *item = g_ptr_array_index(view->messages, i);
        Report report = { .delivery = item->unread, .kind = REPORT_READ, .code = (char *)"read", .words = (char *)"" };

        if (item->unread.value != 0 && !web->host->report(web->host, &report, error))
            return FALSE;
    }
    return view != NULL;
}

gboolean
web_reply_read(HttpRequest *request, HttpResponse *response, gpointer data, GError **error)
{
    g_autoptr(Citizen) citizen = enter(data, request, error);

    return citizen != NULL && confirm(data, citizen, error) &&
           http_response_redirect(response, page_of(request, response, citizen, "", "confirmed=1"));
}

/* ---- writing ---- */

static gboolean
show(Web *web, HttpRequest *request, HttpResponse *response, const Citizen *citizen, guint status, WebForm *form,
     GError **error)
{
    json_t *page;

    g_free(form->stash);
    form->stash = web_stash_put(web->stash, form->files, clock_now());
    page = json_pack("{s:o, s:s, s:s, s:o}", "errors", web_page_errors(form), "reference", citizen->reference, "page",
                     page_of(request, response, citizen, "", NULL), "form",
                     web_page_form(web, response, form, page_of(request, response, citizen, "/reply", NULL)));
    http_response_set_status(response, status);
    return http_response_show(response, "web/reply", page, error);
}

static WebForm *
receive(Web *web, HttpRequest *request, HttpResponse *response, GError **error)
{
    const Form *sent = http_request_form(request);
    g_autoptr(WebForm) form = web_form_read(sent, web_page_language(response));
    g_autoptr(GPtrArray) kept = *form->stash != '\0' ? web_stash_take(web->stash, form->stash, clock_now()) : NULL;

    if (*form->stash != '\0' && kept == NULL)
        form->faults[WEB_FIELD_FORM] = "lost_files";
    if (kept != NULL)
        web_form_add_kept(form, kept, sent);
    return web_form_add_files(form, sent, error) ? g_steal_pointer(&form) : NULL;
}

/* A picture alone is an answer too. */
static gboolean
check(WebForm *form)
{
    const char *lost = form->faults[WEB_FIELD_FORM];

    web_form_check(form);
    form->faults[WEB_FIELD_FORM] = lost;
    if (g_strcmp0(form->faults[WEB_FIELD_TEXT], "missing_text") == 0 && form->files->len > 0)
        form->faults[WEB_FIELD_TEXT] = NULL;
    return lost == NULL && form->faults[WEB_FIELD_TEXT] == NULL && form->faults[WEB_FIELD_FILES] == NULL;
}

static gboolean
later(Web *web, HttpRequest *request, HttpResponse *response, const Citizen *citizen, WebForm *form, GError *trouble,
      GError **error)
{
    atomic_fetch_add(&web->refused, 1);
    if (!g_error_matches(trouble, TRIBUNE_ERROR, TRIBUNE_ERROR_TEMPORARY) &&
        !g_error_matches(trouble, TRIBUNE_ERROR, TRIBUNE_ERROR_FULL)) {
        g_propagate_error(error, trouble);
        return FALSE;
    }
    g_error_free(trouble);
    form->faults[WEB_FIELD_FORM] = "busy";
    return show(web, request, response, citizen, 503, form, error);
}

gboolean
web_reply_send(HttpRequest *request, HttpResponse *response, gpointer data, GError **error)
{
    Web *web = data;
    g_autoptr(Citizen) citizen = enter(web, request, error);
    g_autoptr(WebForm) form = citizen != NULL ? receive(web, request, response, error) : NULL;
    g_autofree char *token = NULL;
    GError *trouble = NULL;
    gint64 wait;

    if (form == NULL)
        return FALSE;
    if (!check(form))
        return show(web, request, response, citizen, 422, form, error);
    if (!web_guard_admit_reply(web->guard, citizen->token, clock_now(), &wait)) {
        form->wait = (guint)(wait / CLOCK_MINUTE) + 1;
        form->faults[WEB_FIELD_FORM] = "too_often";
        return show(web, request, response, citizen, 429, form, error);
    }
    token = web_submit_form(web, form, citizen, &trouble);
    if (token == NULL)
        return later(web, request, response, citizen, form, trouble, error);
    /* Who answers has read what she answers. */
    if (!confirm(web, citizen, error))
        return FALSE;
    return http_response_redirect(response, page_of(request, response, citizen, "", "sent=1"));
}
