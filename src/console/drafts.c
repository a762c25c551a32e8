/* SPDX-License-Identifier: Apache-2.0 */
/* Drafts are saved by a button, by the preview, and by the script while somebody writes. */
#include "console/drafts.h"

#include "console/answering.h"

#include <string.h>

#include "base/error.h"
#include "base/id.h"
#include "http/headers.h"
#include "mediation/cases/casework.h"
#include "wire/filename.h"

#define UPLOAD_FIELD "files"

/* ---- what was sent ---- */

/* What the browser says that it is, in lower case and without parameters. */
static char *
clean_type(const char *type)
{
    g_autofree char *bare = g_strndup(type, strcspn(type, "; \t"));

    return g_ascii_strdown(bare, -1);
}

static gboolean
read_file(const FormFile *file, GPtrArray *parts, GError **error)
{
    g_autofree char *type = clean_type(file->type), *name = filename_clean(file->name, type);
    g_autoptr(GBytes) bytes = form_file_bytes(file, error);

    if (bytes == NULL)
        return FALSE;
    g_ptr_array_add(parts, message_part_new("att-01", type, name, bytes));
    return TRUE;
}

static gboolean
keep_files(const ConsoleVisit *visit, CaseId case_id, GError **error)
{
    const Form *form = http_request_form(visit->request);
    g_autoptr(GPtrArray) parts = message_parts_new();

    for (guint i = 0; form != NULL && i < form_file_count(form); i++) {
        const FormFile *file = form_file_at(form, i);

        if (strcmp(file->field, UPLOAD_FIELD) == 0 && !read_file(file, parts, error))
            return FALSE;
    }
    return parts->len == 0 || drafting_attach(visit->console->mediation, visit->actor, case_id, parts, error);
}

static gboolean
drop_file(const ConsoleVisit *visit, CaseId case_id, GError **error)
{
    gint64 id;

    return !id_parse(console_field(visit, "remove"), &id) ||
           drafting_detach(visit->console->mediation, visit->actor, case_id, id, error);
}

gboolean
drafts_keep_reply(const ConsoleVisit *visit, CaseId case_id, gboolean *ret_files, GError **trouble)
{
    CaseState next = CASE_WAITING_CITIZEN;

    *ret_files = FALSE;
    case_state_parse(console_field(visit, "next"), &next);
    if (!drafting_save(visit->console->mediation, visit->actor, case_id, DRAFT_REPLY, console_field(visit, "text"),
                       next, *console_field(visit, "decision") != '\0', trouble))
        return FALSE;
    *ret_files = TRUE;
    return keep_files(visit, case_id, trouble) && drop_file(visit, case_id, trouble);
}

/* ---- what pages are told ---- */

json_t *
drafts_describe_files(const ConsoleVisit *visit, const Case *a_case, const GPtrArray *files)
{
    json_t *list = json_array();

    for (guint i = 0; i < files->len; i++) {
        const DraftFile *file = g_ptr_array_index(files, i);
        g_autofree char *size = locale_size(visit->locale, (guint64)file->size);
        char id[ID_TEXT_SIZE];

        id_format(file->id, id);
        part_add(list,
                 json_pack("{s:s, s:o, s:s, s:s}", "id", id, "file_name", part_text(file->part->filename), "size", size,
                           "url",
                           http_request_format(visit->request, "/cases/%s/draft-files/%s", a_case->reference, id)));
    }
    return part_list(list);
}

json_t *
drafts_describe_others(const ConsoleVisit *visit, const DraftView *drafts)
{
    json_t *list = json_array();

    for (guint i = 0; i < drafts->others->len; i++) {
        const DraftViewOther *other = g_ptr_array_index(drafts->others, i);

        part_add(list, json_pack("{s:o, s:o, s:b}", "name", part_text(other->name), "when",
                                 part_time(visit, other->changed), "is_note", other->kind == DRAFT_NOTE));
    }
    return part_list(list);
}

/* ---- saving ---- */

/* The script asks for no page. */
static gboolean
answer(const ConsoleVisit *visit, const Case *a_case, const char *anchor)
{
    if (*console_field(visit, "auto") != '\0')
        return http_response_empty(visit->response);
    return http_response_redirect(visit->response,
                                  http_request_format(visit->request, "%s#%s", case_page_url(visit, a_case), anchor));
}

static Case *
find_case(const ConsoleVisit *visit, GError **error)
{
    return case_view_find(visit->console->store, visit->actor, http_request_parameter(visit->request, "reference"),
                          error);
}

gboolean
console_drafts_save_reply(HttpRequest *request, HttpResponse *response, gpointer data, GError **error)
{
    const ConsoleVisit *visit = console_visit(request, response);
    g_autoptr(Case) a_case = find_case(visit, error);
    CaseTyped typed = { 0 };
    GError *trouble = NULL;
    gboolean files;

    (void)data;
    if (a_case == NULL)
        return FALSE;
    if (drafts_keep_reply(visit, a_case->id, &files, &trouble)) {
        answering_mark(visit, a_case);
        return answer(visit, a_case, "reply");
    }
    typed.field = files ? "reply-files" : "reply-text";
    typed.reply = console_field(visit, "text");
    typed.next = console_field(visit, "next");
    typed.decision = console_field(visit, "decision");
    return case_page_refuse(visit, &typed, trouble, error);
}

gboolean
console_drafts_discard_reply(HttpRequest *request, HttpResponse *response, gpointer data, GError **error)
{
    const ConsoleVisit *visit = console_visit(request, response);
    g_autoptr(Case) a_case = find_case(visit, error);

    (void)data;
    if (a_case == NULL || !drafting_discard(visit->console->mediation, visit->actor, a_case->id, error))
        return FALSE;
    answering_leave(visit, a_case);
    return answer(visit, a_case, "reply");
}

gboolean
console_drafts_save_note(HttpRequest *request, HttpResponse *response, gpointer data, GError **error)
{
    const ConsoleVisit *visit = console_visit(request, response);
    g_autoptr(Case) a_case = find_case(visit, error);
    CaseTyped typed = { .field = "note-text", .note = console_field(visit, "text") };
    GError *trouble = NULL;

    (void)data;
    if (a_case == NULL)
        return FALSE;
    if (drafting_save(visit->console->mediation, visit->actor, a_case->id, DRAFT_NOTE, typed.note, CASE_OPEN, FALSE,
                      &trouble))
        return answer(visit, a_case, "note");
    return case_page_refuse(visit, &typed, trouble, error);
}

/* What was attached, to look at it again before it leaves. Never the type that it claims. */
gboolean
console_drafts_file(HttpRequest *request, HttpResponse *response, gpointer data, GError **error)
{
    const ConsoleVisit *visit = console_visit(request, response);
    g_autoptr(Case) a_case = find_case(visit, error);
    g_autoptr(DraftFile) file = NULL;
    gint64 id = 0;

    (void)data;
    if (a_case == NULL)
        return FALSE;
    id_parse(http_request_parameter(request, "file"), &id);
    file = draft_view_file(visit->console->store, visit->actor, a_case->id, id, error);
    if (file == NULL)
        return FALSE;
    http_response_set_policy(response, HEADERS_POLICY_FILE);
    http_response_set_attachment(response, http_request_format(request, "%s", file->part->filename));
    return http_response_bytes(response, "application/octet-stream", g_bytes_ref(file->part->bytes));
}
