/* SPDX-License-Identifier: Apache-2.0 */
/* Putting a template into a reply: what is known is filled in, the rest is asked on a page of its own, and the text
 * goes behind what is written already. */
#include <string.h>

#include "base/error.h"
#include "base/number.h"
#include "console/drafts.h"
#include "console/page.h"
#include "mediation/cases/templating.h"
#include "model/reply-template.h"

typedef struct {
    const ConsoleVisit *visit;
    CaseView *view;
    TemplateRow *row;
    ReplyTemplate *parsed;
} Use;

static void
use_clear(Use *use)
{
    g_clear_pointer(&use->view, case_view_free);
    g_clear_pointer(&use->row, template_row_free);
    g_clear_pointer(&use->parsed, reply_template_free);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Use, use_clear)

static gboolean
begin(Use *use, HttpRequest *request, HttpResponse *response, const char *template, GError **error)
{
    gint64 id = 0;

    use->visit = console_visit(request, response);
    use->view = case_view_load(use->visit->console->mediation, use->visit->actor,
                               http_request_parameter(request, "reference"), error);
    if (use->view == NULL || !rights_check(use->visit->actor, ACTION_REPLY, use->view->a_case->unit, error))
        return FALSE;
    number_parse_int64(template, 1, G_MAXINT64, &id, NULL);
    use->row = templating_find(use->visit->console->mediation, use->visit->actor, id, error);
    use->parsed = use->row == NULL ? NULL : reply_template_parse(use->row->text, error);
    return use->parsed != NULL;
}

/* What is known without asking; NULL: it is to be asked. */
static const char *
known(const Use *use, const ReplyVariable *variable)
{
    switch (variable->kind) {
    case REPLY_VARIABLE_REFERENCE:
        return use->view->a_case->reference;
    case REPLY_VARIABLE_OFFICER:
        return use->visit->actor->name;
    case REPLY_VARIABLE_PERSON:
        return use->view->person != NULL && *use->view->person->name != '\0' ? use->view->person->name : NULL;
    default:
        return NULL;
    }
}

/* A date as the citizen's language writes it; what is no date counts as missing. */
static const char *
say_date(const Use *use, const char *typed)
{
    const Locale *locale = locales_find(use->visit->console->mediation->locales, use->row->language);
    g_autofree char *whole = g_strconcat(typed, "T12:00:00Z", NULL), *said = NULL;
    g_autoptr(GDateTime) date = strlen(typed) == 10 ? g_date_time_new_from_iso8601(whole, NULL) : NULL;

    if (date == NULL)
        return "";
    said = locale_date(locale, g_date_time_to_unix(date) * CLOCK_SECOND, LOCALE_DATE, "UTC");
    return http_request_format(use->visit->request, "%s", said);
}

static const char *
value_of(const Use *use, guint index)
{
    const ReplyVariable *variable = g_ptr_array_index(reply_template_variables(use->parsed), index);
    const char *typed = console_field(use->visit, http_request_format(use->visit->request, "value-%u", index));

    if (known(use, variable) != NULL)
        return known(use, variable);
    return variable->kind == REPLY_VARIABLE_DUE || variable->kind == REPLY_VARIABLE_DATE ? say_date(use, typed) : typed;
}

static char *
fill(const Use *use, GError **error)
{
    const GPtrArray *variables = reply_template_variables(use->parsed);
    g_autofree const char **values = g_new0(const char *, variables->len + 1);

    for (guint i = 0; i < variables->len; i++)
        values[i] = value_of(use, i);
    return reply_template_fill(use->parsed, values, error);
}

/* ---- asking ---- */

static json_t *
describe_questions(const Use *use)
{
    const GPtrArray *variables = reply_template_variables(use->parsed);
    json_t *list = json_array();

    for (guint i = 0; i < variables->len; i++) {
        const ReplyVariable *variable = g_ptr_array_index(variables, i);
        const char *name = http_request_format(use->visit->request, "value-%u", i);

        if (known(use, variable) == NULL)
            part_add(list, json_pack("{s:s, s:o, s:b, s:b, s:b, s:o}", "field", name, "question",
                                     part_text(variable->question), "is_date",
                                     variable->kind == REPLY_VARIABLE_DUE || variable->kind == REPLY_VARIABLE_DATE,
                                     "is_due", variable->kind == REPLY_VARIABLE_DUE, "is_person",
                                     variable->kind == REPLY_VARIABLE_PERSON, "typed",
                                     part_text(console_field(use->visit, name))));
    }
    return list;
}

static gboolean
ask(const Use *use, const GError *trouble, GError **error)
{
    const char *url = case_page_url(use->visit, use->view->a_case);
    json_t *questions = describe_questions(use);
    json_t *first = json_array_get(questions, 0);
    json_t *errors = trouble == NULL || first == NULL
                         ? json_null()
                         : page_error_said(use->visit, json_string_value(json_object_get(first, "field")), trouble);

    return page_render_status(
        use->visit, trouble != NULL ? 422 : 200, "template-use", NULL,
        json_pack("{s:o, s:{s:s, s:s}, s:{s:s, s:s, s:o, s:o, s:o}}", "errors", errors, "case", "reference",
                  use->view->a_case->reference, "url", url, "use", "action",
                  http_request_format(use->visit->request, "%s/reply/template/%" G_GINT64_FORMAT, url, use->row->id),
                  "back", http_request_format(use->visit->request, "%s#reply", url), "template_name",
                  part_text(use->row->name), "template_text", part_text(use->row->text), "questions", questions),
        error);
}

/* ---- putting in ---- */

static gboolean
put_in(const Use *use, const char *text, GError **error)
{
    CaseId id = use->view->a_case->id;
    g_autoptr(DraftView) drafts = draft_view_load(use->visit->console->store, use->visit->actor, id, error);
    const char *before;
    g_autofree char *whole = NULL;

    if (drafts == NULL)
        return FALSE;
    before = drafts->reply != NULL ? drafts->reply->text : "";
    whole = g_strconcat(before, *before != '\0' ? "\n\n" : "", text, NULL);
    return drafting_save(use->visit->console->mediation, use->visit->actor, id, DRAFT_REPLY, whole,
                         drafts->reply != NULL ? drafts->reply->next : CASE_WAITING_CITIZEN,
                         drafts->reply != NULL && drafts->reply->decision, error) &&
           http_response_redirect(
               use->visit->response,
               http_request_format(use->visit->request, "%s#reply", case_page_url(use->visit, use->view->a_case)));
}

static gboolean
fill_or_ask(const Use *use, gboolean answered, GError **error)
{
    g_autoptr(GError) trouble = NULL;
    g_autofree char *text = fill(use, &trouble);

    if (text != NULL)
        return put_in(use, text, error);
    return ask(use, answered ? trouble : NULL, error);
}

/* From the reply box: what stands in it is kept first. */
gboolean
console_template_use_choose(HttpRequest *request, HttpResponse *response, gpointer data, GError **error)
{
    const ConsoleVisit *visit = console_visit(request, response);
    g_auto(Use) use = { 0 };
    gboolean files;

    (void)data;
    return begin(&use, request, response, console_field(visit, "template"), error) &&
           drafts_keep_reply(visit, use.view->a_case->id, &files, error) && fill_or_ask(&use, FALSE, error);
}

gboolean
console_template_use_fill(HttpRequest *request, HttpResponse *response, gpointer data, GError **error)
{
    g_auto(Use) use = { 0 };

    (void)data;
    return begin(&use, request, response, http_request_parameter(request, "template"), error) &&
           fill_or_ask(&use, TRUE, error);
}
