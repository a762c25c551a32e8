/* SPDX-License-Identifier: Apache-2.0 */
/* Answering: written on the case's page, looked at as exactly what would leave, then let go. The text travels with the
 * forms, files wait in the draft; what leaves is bound to the digest of what was looked at. */
#include "mediation/releasing/proposing.h"

#include <string.h>

#include "base/encode.h"
#include "base/error.h"
#include "console/answering.h"
#include "console/drafts.h"
#include "console/findings.h"
#include "console/flash.h"
#include "console/page.h"
#include "console/policy-part.h"
#include "console/proposal.h"
#include "console/publication.h"

typedef struct {
    const ConsoleVisit *visit;
    CaseView *view;
    gint64 seen;
    ReplyDraft draft;
    const char *field; /* that a fault is about */
} Answer;

static void
answer_clear(Answer *answer)
{
    g_clear_pointer(&answer->view, case_view_free);
    g_clear_pointer(&answer->draft.attachments, g_ptr_array_unref);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Answer, answer_clear)

static gboolean
answer_begin(Answer *answer, HttpRequest *request, HttpResponse *response, GError **error)
{
    const ConsoleVisit *visit = answer->visit = console_visit(request, response);

    answer->field = "reply-text";
    answer->seen = console_seen(visit);
    answer->draft.text = console_field(visit, "text");
    answer->draft.untranslated = console_field(visit, "untranslated");
    answer->draft.zone = visit->zone;
    answer->draft.decision = *console_field(visit, "decision") != '\0';
    answer->draft.excuse = console_field(visit, "excuse");
    if (!case_state_parse(console_field(visit, "next"), &answer->draft.next))
        answer->draft.next = CASE_WAITING_CITIZEN;
    answer->view =
        case_view_load(visit->console->mediation, visit->actor, http_request_parameter(request, "reference"), error);
    return answer->view != NULL;
}

/* When it is to leave, if not at once. */
static gboolean
take_time(Answer *answer, GError **trouble)
{
    if (publication_read_local_time(answer->visit, console_field(answer->visit, "at"), &answer->draft.scheduled))
        return TRUE;
    answer->field = "reply-at";
    g_set_error_literal(trouble, TRIBUNE_ERROR, TRIBUNE_ERROR_INVALID,
                        SAY_NOOP("write a time as year-month-dayThour:minute, like 2026-11-30T09:15"));
    return FALSE;
}

/* The files that wait in the draft. */
static gboolean
take_files(Answer *answer, GError **error)
{
    answer->draft.attachments =
        drafting_attachments(answer->visit->console->mediation, answer->visit->actor, answer->view->a_case->id, error);
    return answer->draft.attachments != NULL;
}

/* What the filters say of them, here already and not only when they are to leave: which file it is, and why. */
static gboolean
check_files(const Answer *answer, GError **trouble)
{
    const Locale *locale = answer->visit->locale;
    g_auto(ReleaseHeld) held = { 0 };
    g_autofree char *words = NULL;

    if (release_screen(answer->visit->console->mediation, answer->visit->actor, answer->draft.attachments, &held,
                       trouble))
        return TRUE;
    if (held.filename == NULL)
        return FALSE;
    words = locale_fill(locale, SAY("“{file}” must not leave: {reason} Remove it, or send it in another form."), "file",
                        held.filename, "reason", locale_say(locale, held.reason), NULL);
    g_clear_error(trouble);
    g_set_error_literal(trouble, TRIBUNE_ERROR, TRIBUNE_ERROR_INVALID, words);
    return FALSE;
}

/* The case's page again, with the text in the box. */
static gboolean
refuse(const Answer *answer, GError *trouble, GError **error)
{
    CaseTyped typed = { .field = answer->field,
                        .reply = answer->draft.text,
                        .next = case_state_name(answer->draft.next),
                        .decision = console_field(answer->visit, "decision"),
                        .at = console_field(answer->visit, "at"),
                        .untranslated = answer->draft.untranslated };

    if (g_error_matches(trouble, TRIBUNE_ERROR, TRIBUNE_ERROR_CONFLICT))
        typed.code = "changed_meanwhile";
    else if (*answer->draft.text == '\0' && strcmp(answer->field, "reply-text") == 0)
        typed.code = "missing_reply";
    return case_page_refuse(answer->visit, &typed, trouble, error);
}

/* ---- looking at it ---- */

/* "Name: value" lines as a list. */
static json_t *
describe_headline(const char *headline)
{
    g_auto(GStrv) lines = g_strsplit(headline, "\n", 50);
    json_t *headers = json_array();

    for (guint i = 0; lines[i] != NULL; i++) {
        char *colon = strchr(lines[i], ':');

        if (colon == NULL)
            continue;
        *colon = '\0';
        part_add(headers, json_pack("{s:o, s:o}", "field", part_text(lines[i]), "value",
                                    part_text(colon + 1 + strspn(colon + 1, " "))));
    }
    return headers;
}

static json_t *
describe_files(const Answer *answer)
{
    const GPtrArray *files = answer->draft.attachments;
    json_t *list = json_array();

    for (guint i = 0; i < files->len; i++) {
        const MessagePart *part = g_ptr_array_index(files, i);
        g_autofree char *size = locale_size(answer->visit->locale, part->size);

        part_add(list, json_pack("{s:o, s:s}", "file_name", part_text(part->filename), "size", size));
    }
    return part_list(list);
}

/* What the decision tables say of it, in the reader's language. */
static void
add_decision(const Answer *answer, json_t *list, const PolicyDecision *decision)
{
    const ConsoleVisit *visit = answer->visit;
    const PolicyTable *table = decision == NULL ? NULL : policy_engine_table(policy_snapshot_engine(decision->table));
    const PolicyNames names = policy_part_names(visit);
    g_autofree char *said =
        table == NULL ? NULL : policy_words_decision(visit->locale, table, decision->outcome, &names);
    const char *url = NULL;

    if (said == NULL)
        return;
    if (rights_may_anywhere(visit->actor, ACTION_SEE_RULES))
        url = http_request_format(visit->request, "/policy/%s/%d", policy_table_kind_name(table->kind),
                                  (int)policy_snapshot_number(decision->table));
    part_add(list, json_pack("{s:s, s:s, s:o}", "kind_name", policy_words_kind(visit->locale, table->kind), "said",
                             said, "url", part_text(url)));
}

static json_t *
describe_decisions(const Answer *answer, const ReleasePolicy *policy)
{
    json_t *list = json_array();

    add_decision(answer, list, policy->channel);
    add_decision(answer, list, policy->duties);
    return list;
}

static json_t *
describe(const Answer *answer, const ReplyPreview *preview)
{
    const ConsoleVisit *visit = answer->visit;
    const Case *a_case = answer->view->a_case;
    g_autofree char *digest = digest_to_hex(&preview->digest);
    json_t *described = case_page_audience(visit, answer->view);

    part_set(described, "send", part_text(http_request_format(visit->request, "/cases/%s/reply", a_case->reference)));
    part_set(described, "change",
             part_text(http_request_format(visit->request, "/cases/%s/reply/edit", a_case->reference)));
    part_set(described, "digest", part_text(digest));
    part_set(described, "draft", part_text(answer->draft.text));
    part_set(described, "next", part_text(case_state_name(answer->draft.next)));
    part_set(described, "reply_language", part_text(preview->outgoing->language));
    part_set(described, "headers", describe_headline(preview->rendering->headline));
    part_set(described, "plain", part_text(preview->rendering->text));
    part_set(described, "formatted", part_text(preview->rendering->html));
    part_set(described, "files", describe_files(answer));
    part_set(described, "state_after",
             answer->draft.next == a_case->state
                 ? json_null()
                 : json_pack("{s:o}", "state", part_flag(case_state_name(answer->draft.next))));
    part_set(described, "decision", json_boolean(answer->draft.decision));
    part_set(described, "at", part_text(console_field(visit, "at")));
    part_set(described, "untranslated", part_text(answer->draft.untranslated));
    part_set(described, "scheduled", proposal_time(visit, answer->draft.scheduled, visit->zone));
    part_set(described, "approval", proposal_tiers(visit, preview->tiers));
    part_set(described, "rule", part_flag(preview->tiers->len > 0 ? "others" : "own_unit"));
    part_set(described, "decisions", describe_decisions(answer, &preview->policy));
    part_set(described, "findings", findings_describe(visit, preview->proofread));
    return described;
}

gboolean
console_reply_preview(HttpRequest *request, HttpResponse *response, gpointer data, GError **error)
{
    g_auto(Answer) answer = { 0 };
    g_autoptr(ReplyPreview) preview = NULL;
    GError *trouble = NULL;
    const Case *a_case;
    gboolean files;

    (void)data;
    if (!answer_begin(&answer, request, response, error))
        return FALSE;
    a_case = answer.view->a_case;
    if (!drafts_keep_reply(answer.visit, a_case->id, &files, &trouble) || !take_files(&answer, &trouble)) {
        answer.field = files ? "reply-files" : "reply-text";
        return refuse(&answer, trouble, error);
    }
    answering_mark(answer.visit, a_case);
    if (!check_files(&answer, &trouble)) {
        answer.field = "reply-files";
        return refuse(&answer, trouble, error);
    }
    if (!take_time(&answer, &trouble))
        return refuse(&answer, trouble, error);
    preview =
        release_preview(answer.visit->console->mediation, answer.visit->actor, a_case->id, &answer.draft, &trouble);
    if (preview == NULL)
        return refuse(&answer, trouble, error);
    return page_render(answer.visit, "preview", NULL,
                       json_pack("{s:{s:s, s:s, s:o, s:o, s:o}, s:I, s:o}", "case", "reference", a_case->reference,
                                 "url", case_page_url(answer.visit, a_case), "title", part_text(a_case->title),
                                 "language", part_text(a_case->language), "unit", part_unit(answer.visit, a_case->unit),
                                 "seen", (json_int_t)answer.seen, "preview", describe(&answer, preview)),
                       error);
}

/* Back from the preview: nothing happens but that the text stands in the box again. */
gboolean
console_reply_edit(HttpRequest *request, HttpResponse *response, gpointer data, GError **error)
{
    const ConsoleVisit *visit = console_visit(request, response);
    const CaseTyped typed = { .reply = console_field(visit, "text"),
                              .next = console_field(visit, "next"),
                              .decision = console_field(visit, "decision"),
                              .at = console_field(visit, "at"),
                              .untranslated = console_field(visit, "untranslated") };

    (void)data;
    return case_page_show(visit, &typed, error);
}

/* ---- letting it go ---- */

/* What became of it, said on the case's page. */
static void
tell(const Answer *answer, const ProposingResult *result)
{
    const CaseView *view = answer->view;
    g_autofree char *at = NULL;

    if (result->release.value != 0) {
        flash_set(answer->visit, "reply_released", "to",
                  view->person != NULL && *view->person->name != '\0' ? view->person->name
                                                                      : identity_address(view->to));
        return;
    }
    if (answer->draft.scheduled != 0)
        at = locale_date(answer->visit->locale, answer->draft.scheduled, LOCALE_DATE_TIME, answer->visit->zone);
    flash_set(answer->visit, "reply_proposed", "at", at);
}

gboolean
console_reply_send(HttpRequest *request, HttpResponse *response, gpointer data, GError **error)
{
    g_auto(Answer) answer = { 0 };
    GError *trouble = NULL;
    ProposingResult result;
    Digest expected;

    (void)data;
    if (!answer_begin(&answer, request, response, error))
        return FALSE;
    if (!decode_hex(console_field(answer.visit, "digest"), expected.bytes, DIGEST_SIZE)) {
        trouble = g_error_new_literal(TRIBUNE_ERROR, TRIBUNE_ERROR_INVALID,
                                      SAY_NOOP("look at the preview before you send the answer"));
        return refuse(&answer, trouble, error);
    }
    if (!take_files(&answer, &trouble) || !take_time(&answer, &trouble) ||
        !proposing_reply(answer.visit->console->mediation, answer.visit->actor, answer.view->a_case->id, answer.seen,
                         &answer.draft, &expected, &result, &trouble))
        return refuse(&answer, trouble, error);
    answering_leave(answer.visit, answer.view->a_case);
    tell(&answer, &result);
    return http_response_redirect(response, case_page_url(answer.visit, answer.view->a_case));
}
