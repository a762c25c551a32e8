/* SPDX-License-Identifier: Apache-2.0 */
/* The contact form: given out, looked at, perhaps shown once more, recorded; then the receipt. */
#include <string.h>

#include "base/error.h"
#include "base/locale.h"
#include "channels/web/web-private.h"

#define PATIENCE    (2 * CLOCK_SECOND) /* for the number of the case, which comes a moment after the record … */
#define PAUSE       20000              /* … looked for so often, microseconds */
#define WAITING_MAX 3                  /* by so many at once */

/* What somebody follows here who could not use another page. */
static const char *
subject_of_topic(const HttpRequest *request, const Locale *locale)
{
    const char *topic = http_request_query(request, "topic");

    return g_strcmp0(topic, "access") == 0 ? locale_say(locale, SAY("Something on your pages is hard to use")) : "";
}

static gboolean
show(Web *web, HttpRequest *request, HttpResponse *response, const char *template, guint status, WebForm *form,
     GError **error)
{
    const char *action = web_page_url(request, response, "/contact", NULL);
    g_autofree char *kept = web_stash_put(web->stash, form->files, clock_now());
    json_t *page;

    g_free(form->stash);
    form->stash = g_steal_pointer(&kept);
    g_free(form->token);
    form->token = web_guard_token(web->guard, clock_now());
    page = json_pack("{s:o, s:o}", "errors", web_page_errors(form), "form", web_page_form(web, response, form, action));
    if (status != 0)
        http_response_set_status(response, status);
    return http_response_show(response, template, page, error);
}

gboolean
web_contact_show(HttpRequest *request, HttpResponse *response, gpointer data, GError **error)
{
    g_autoptr(WebForm) form = web_form_read(NULL, web_page_language(response));

    g_free(form->subject);
    form->subject = g_strdup(subject_of_topic(request, http_response_locale(response)));
    return show(data, request, response, "web/contact", 0, form, error);
}

/* ---- what came ---- */

/* Its files are those sent now and those of the step before. */
static WebForm *
receive(Web *web, HttpRequest *request, HttpResponse *response, GError **error)
{
    const Form *sent = http_request_form(request);
    g_autoptr(WebForm) form = web_form_read(sent, web_page_language(response));
    g_autoptr(GPtrArray) kept = *form->stash != '\0' ? web_stash_take(web->stash, form->stash, clock_now()) : NULL;
    gboolean lost = *form->stash != '\0' && kept == NULL;

    if (kept != NULL)
        web_form_add_kept(form, kept, sent);
    if (!web_form_add_files(form, sent, error))
        return NULL;
    web_form_check(form);
    if (lost && form->faults[WEB_FIELD_FILES] == NULL)
        form->faults[WEB_FIELD_FILES] = "lost_files";
    return g_steal_pointer(&form);
}

static gboolean
has_faults(const WebForm *form)
{
    for (guint i = 0; i < WEB_FIELDS; i++)
        if (form->faults[i] != NULL)
            return TRUE;
    return FALSE;
}

/* Whether somebody has to look at it once more before it is taken. */
static gboolean
is_suspicious(Web *web, HttpRequest *request, const WebForm *form)
{
    const char *confirmation = http_request_field(request, "confirmation");
    gint64 now = clock_now();
    gboolean calm;

    if (confirmation != NULL && web_guard_is_confirmed(web->guard, form->once, confirmation))
        return FALSE;
    calm = web_guard_is_calm(web->guard, http_request_client(request), now);
    return !calm || form->has_trap || !web_guard_is_timely(web->guard, form->token, now);
}

/* Everything as it was entered, to be read and sent by another button. */
static gboolean
show_again(Web *web, HttpRequest *request, HttpResponse *response, WebForm *form, GError **error)
{
    g_autofree char *confirmation = NULL;
    json_t *page;

    if (*form->once == '\0') {
        g_free(form->once);
        form->once = web_guard_token(web->guard, clock_now());
    }
    confirmation = web_guard_confirmation(web->guard, form->once);
    page = http_response_page(response);
    value_set(page, "confirmation", json_string(confirmation));
    value_set(page, "paragraphs", value_paragraphs(form->text));
    return show(web, request, response, "web/check", 0, form, error);
}

/* ---- the receipt ---- */

static gboolean
is_filed(Web *web, const char *token)
{
    g_autoptr(Citizen) citizen = citizen_access_enter(web->host->access, token, NULL);

    return citizen == NULL || citizen->case_id.value != 0;
}

/* Screening mostly takes milliseconds. When it takes longer, the receipt says that the number comes later. */
static void
wait_for_number(Web *web, const char *token)
{
    gint64 deadline = clock_monotonic() + PATIENCE;

    if (atomic_fetch_add(&web->waiting, 1) < WAITING_MAX)
        while (!is_filed(web, token) && clock_monotonic() < deadline)
            g_usleep(PAUSE);
    atomic_fetch_sub(&web->waiting, 1);
}

static gboolean
refuse(Web *web, HttpRequest *request, HttpResponse *response, WebForm *form, GError *trouble, GError **error)
{
    gboolean later = g_error_matches(trouble, TRIBUNE_ERROR, TRIBUNE_ERROR_TEMPORARY) ||
                     g_error_matches(trouble, TRIBUNE_ERROR, TRIBUNE_ERROR_FULL) ||
                     g_error_matches(trouble, TRIBUNE_ERROR, TRIBUNE_ERROR_UNAVAILABLE);

    atomic_fetch_add(&web->refused, 1);
    if (!later) {
        g_propagate_error(error, trouble);
        return FALSE;
    }
    g_error_free(trouble);
    form->faults[WEB_FIELD_FORM] = "busy";
    http_response_set_header(response, "Retry-After", "10");
    return show(web, request, response, "web/contact", 503, form, error);
}

static gboolean
record(Web *web, HttpRequest *request, HttpResponse *response, WebForm *form, GError **error)
{
    GError *trouble = NULL;
    g_autofree char *token = web_submit_form(web, form, NULL, &trouble);

    if (token == NULL)
        return refuse(web, request, response, form, trouble, error);
    wait_for_number(web, token);
    http_response_set_header(response, "Referrer-Policy", "no-referrer");
    return http_response_redirect(
        response, web_page_url(request, response, http_request_format(request, "/case/%s/receipt", token), "new=1"));
}

gboolean
web_contact_send(HttpRequest *request, HttpResponse *response, gpointer data, GError **error)
{
    Web *web = data;
    g_autoptr(WebForm) form = receive(web, request, response, error);
    gint64 wait;

    if (form == NULL)
        return FALSE;
    if (has_faults(form))
        return show(web, request, response, "web/contact", 422, form, error);
    if (http_request_field(request, "change") != NULL)
        return show(web, request, response, "web/contact", 0, form, error);
    if (is_suspicious(web, request, form))
        return show_again(web, request, response, form, error);
    if (web_guard_admit(web->guard, http_request_client(request), clock_now(), &wait))
        return record(web, request, response, form, error);
    atomic_fetch_add(&web->refused, 1);
    form->wait = (guint)(wait / CLOCK_MINUTE) + 1;
    form->faults[WEB_FIELD_FORM] = "too_often";
    return show(web, request, response, "web/contact", 429, form, error);
}
