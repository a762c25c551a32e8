/* SPDX-License-Identifier: Apache-2.0 */
/* One comment, with all that was decided about it, and what can be done. */
#include <string.h>

#include "base/error.h"
#include "base/id.h"
#include "base/number.h"
#include "console/comments.h"
#include "console/flash.h"
#include "console/page.h"
#include "http/value.h"
#include "mediation/commenting/comment-moderation.h"

/* What was typed where something was wrong. */
typedef struct {
    const ConsoleVisit *visit;
    CommentId id;
    const char *field; /* id of the control */
    const GError *error;
} CommentPage;

static json_t *
describe_appeal(const ConsoleVisit *visit, const CommentDecision *decision, const char *by)
{
    if (decision->appeal == COMMENT_APPEAL_NONE)
        return json_null();
    return json_pack("{s:o, s:o, s:o, s:o, s:o, s:o}", "result", part_flag(comment_appeal_name(decision->appeal)),
                     "when", part_time(visit, decision->appealed), "plea", value_paragraphs(decision->plea), "answered",
                     part_time(visit, decision->answered), "answer", value_paragraphs(decision->answer), "by",
                     part_text(*by != '\0' ? by : NULL));
}

static json_t *
describe_decisions(const ConsoleVisit *visit, const CommentDeskLine *line)
{
    json_t *decisions = json_array();

    for (guint i = line->decisions->len; i-- > 0;) {
        const CommentDecision *decision = g_ptr_array_index(line->decisions, i);
        g_autofree char *until = locale_date(visit->locale, decision->until, LOCALE_DATE, visit->zone);
        const char *by = g_ptr_array_index(line->names, 2 * i), *answerer = g_ptr_array_index(line->names, 2 * i + 1);

        part_add(decisions,
                 json_pack("{s:o, s:o, s:o, s:o, s:I, s:i, s:o, s:s, s:o, s:o}", "when", part_time(visit, decision->at),
                           "by", part_text(*by != '\0' ? by : NULL), "category",
                           part_flag(comment_category_name(decision->category)), "law",
                           part_text(decision->illegal ? decision->law : NULL), "version", (json_int_t)decision->rules,
                           "rule", (int)decision->rule, "facts", value_paragraphs(decision->facts), "until", until,
                           "ended", part_time(visit, decision->ended), "appeal",
                           describe_appeal(visit, decision, answerer)));
    }
    return part_list(decisions);
}

static json_t *
describe_categories(const CommentPage *page)
{
    const char *chosen = console_field(page->visit, "category");
    json_t *list = json_array();

    for (int i = 0; i < COMMENT_CATEGORIES; i++) {
        const char *name = comment_category_name((CommentCategory)i);

        part_add(list, json_pack("{s:s, s:o, s:b}", "value", name, "category", part_flag(name), "selected",
                                 strcmp(name, chosen) == 0));
    }
    return list;
}

static json_t *
describe_rules(const CommentPage *page, const CommentRules *rules)
{
    g_autoptr(GPtrArray) list = comment_rules_split(comment_rules_text(rules, locale_tag(page->visit->locale)));
    const char *chosen = console_field(page->visit, "rule");
    json_t *array = json_array();

    for (guint i = 0; i < list->len; i++) {
        const char *number = http_request_format(page->visit->request, "%u", i + 1);

        part_add(array, part_option(number,
                                    http_request_format(page->visit->request, "%s. %s", number,
                                                        (const char *)g_ptr_array_index(list, i)),
                                    strcmp(number, chosen) == 0));
    }
    return array;
}

/* What can be done about it; each is null when it cannot. */
static json_t *
describe_ways(const CommentPage *page, const CommentDeskLine *line)
{
    const ConsoleVisit *visit = page->visit;
    const Comment *comment = line->comment;
    gboolean may = rights_may_anywhere(visit->actor, ACTION_MODERATE_COMMENTS);
    gboolean visible = comment->state == COMMENT_HELD || comment->state == COMMENT_PUBLIC;
    json_t *hide = json_null();

    if (may && visible)
        hide = json_pack("{s:s, s:o, s:o, s:o, s:o}", "action", comments_url(visit, comment->id, "/hide"), "categories",
                         describe_categories(page), "rules", describe_rules(page, line->rules), "law",
                         part_text(console_field(visit, "law")), "facts", part_text(console_field(visit, "facts")));
    return json_pack(
        "{s:s?, s:s?, s:o, s:s?, s:s?, s:o}", "publish",
        may && comment->state == COMMENT_HELD ? "/comments/publish" : NULL, "keep",
        may && comment->flags > 0 && comment->state == COMMENT_PUBLIC ? comments_url(visit, comment->id, "/keep")
                                                                      : NULL,
        "hide", hide, "restore",
        may && comment->state == COMMENT_HIDDEN && !line->may_answer ? comments_url(visit, comment->id, "/restore")
                                                                     : NULL,
        "answer", line->may_answer ? comments_url(visit, comment->id, "/answer") : NULL, "reason",
        part_text(console_field(visit, "reason")));
}

/* What its writer did while it was hidden; null: nothing. */
static json_t *
describe_meanwhile(const CommentDeskLine *line)
{
    gboolean hidden = line->comment->state == COMMENT_HIDDEN;

    if (!hidden || (!line->comment->retracted && line->next == NULL))
        return json_null();
    return json_pack("{s:b, s:o}", "taken_back", line->comment->retracted, "now",
                     !line->comment->retracted ? json_pack("{s:o}", "paragraphs", value_paragraphs(line->next))
                                               : json_null());
}

/* By control: { error } or null. */
static json_t *
describe_faults(const CommentPage *page)
{
    static const char *const fields[] = { "category", "rule", "facts", "reason", "answer" };
    json_t *faults = json_object();

    for (guint i = 0; i < G_N_ELEMENTS(fields); i++)
        part_set(faults, fields[i],
                 page->error == NULL || strcmp(page->field, fields[i]) != 0
                     ? json_null()
                     : json_pack("{s:{s:b, s:o}}", "error", "said", 1, "words", part_said(page->visit, page->error)));
    return faults;
}

static gboolean
show(const CommentPage *page, GError **error)
{
    const ConsoleVisit *visit = page->visit;
    g_autoptr(CommentDesk) desk =
        comment_desk_view_one(visit->console->mediation, visit->actor, page->id, locale_tag(visit->locale), error);
    const CommentDeskLine *line;
    json_t *comment;

    if (desk == NULL)
        return FALSE;
    line = g_ptr_array_index(desk->lines, 0);
    comment = comments_describe(visit, line);
    part_set(comment, "seen", json_integer(line->comment->version));
    part_set(comment, "late", json_boolean(line->comment->late));
    part_set(comment, "meanwhile", describe_meanwhile(line));
    part_set(comment, "decisions", describe_decisions(visit, line));
    part_set(comment, "ways", describe_ways(page, line));
    return page_render(visit, "comment", "comments",
                       json_pack("{s:o, s:o, s:s, s:o}", "errors",
                                 page->error != NULL ? page_error_said(visit, page->field, page->error) : json_null(),
                                 "fault", describe_faults(page), "list_url", "/comments", "comment", comment),
                       error);
}

static gboolean
begin(CommentPage *page, HttpRequest *request, HttpResponse *response, GError **error)
{
    page->visit = console_visit(request, response);
    if (id_parse(http_request_parameter(request, "comment"), &page->id.value))
        return TRUE;
    g_set_error_literal(error, TRIBUNE_ERROR, TRIBUNE_ERROR_NOT_FOUND, "no such comment");
    return FALSE;
}

gboolean
console_comment_show(HttpRequest *request, HttpResponse *response, gpointer data, GError **error)
{
    CommentPage page = { 0 };

    (void)data;
    return begin(&page, request, response, error) && show(&page, error);
}

/* After a step: back to the lists, or the page again with what was wrong. @trouble is taken. */
static gboolean
end(CommentPage *page, gboolean done, const char *flash, GError *trouble, GError **error)
{
    gboolean shown;

    if (done) {
        flash_set(page->visit, flash, NULL, NULL);
        return http_response_redirect(page->visit->response, comments_url(page->visit, page->id, ""));
    }
    if (!page_comes_back(page->visit, &trouble, error))
        return FALSE;
    page->error = trouble;
    shown = show(page, error);
    g_error_free(trouble);
    return shown;
}

gboolean
console_comment_hide(HttpRequest *request, HttpResponse *response, gpointer data, GError **error)
{
    CommentPage page = { .field = "facts" };
    CommentHiding hiding = { 0 };
    GError *trouble = NULL;
    gint64 rule = 0;
    gboolean done;

    (void)data;
    if (!begin(&page, request, response, error))
        return FALSE;
    number_parse_int64(console_field(page.visit, "rule"), 0, COMMENT_RULES_MAX, &rule, NULL);
    hiding = (CommentHiding){ .seen = console_seen(page.visit),
                              .rule = (guint)rule,
                              .law = console_field(page.visit, "law"),
                              .facts = console_field(page.visit, "facts") };
    if (!comment_category_parse(console_field(page.visit, "category"), &hiding.category)) {
        page.field = "category";
        trouble = g_error_new_literal(TRIBUNE_ERROR, TRIBUNE_ERROR_INVALID,
                                      SAY_NOOP("choose why; an opinion that you do not share is no reason"));
        return end(&page, FALSE, NULL, trouble, error);
    }
    if (rule == 0 && *hiding.law == '\0')
        page.field = "rule";
    done = comment_moderation_hide(page.visit->console->mediation, page.visit->actor, page.id, &hiding, &trouble);
    return end(&page, done, "comment_hidden", trouble, error);
}

/* What became of one whose hiding no longer stands. */
static const char *
flash_of(CommentState state)
{
    switch (state) {
    case COMMENT_HIDDEN:
        return "comment_upheld";
    case COMMENT_WITHDRAWN:
        return "comment_restored_withdrawn";
    case COMMENT_WAITING:
        return "comment_restored_waiting";
    case COMMENT_HELD:
    case COMMENT_PUBLIC:
        break;
    }
    return "comment_restored";
}

gboolean
console_comment_restore(HttpRequest *request, HttpResponse *response, gpointer data, GError **error)
{
    CommentPage page = { .field = "reason" };
    CommentState state = COMMENT_PUBLIC;
    GError *trouble = NULL;
    gboolean done;

    (void)data;
    if (!begin(&page, request, response, error))
        return FALSE;
    done = comment_moderation_restore(page.visit->console->mediation, page.visit->actor, page.id,
                                      console_seen(page.visit), console_field(page.visit, "reason"), &state, &trouble);
    return end(&page, done, flash_of(state), trouble, error);
}

gboolean
console_comment_answer(HttpRequest *request, HttpResponse *response, gpointer data, GError **error)
{
    CommentPage page = { .field = "answer" };
    CommentState state = COMMENT_PUBLIC;
    gboolean restore, done;
    GError *trouble = NULL;

    (void)data;
    if (!begin(&page, request, response, error))
        return FALSE;
    restore = strcmp(console_field(page.visit, "result"), "restored") == 0;
    done =
        comment_moderation_answer(page.visit->console->mediation, page.visit->actor, page.id, console_seen(page.visit),
                                  restore, console_field(page.visit, "reason"), &state, &trouble);
    return end(&page, done, flash_of(state), trouble, error);
}

gboolean
console_comment_keep(HttpRequest *request, HttpResponse *response, gpointer data, GError **error)
{
    CommentPage page = { .field = "main" };
    GError *trouble = NULL;
    gboolean done;

    (void)data;
    if (!begin(&page, request, response, error))
        return FALSE;
    done = comment_moderation_keep(page.visit->console->mediation, page.visit->actor, page.id, console_seen(page.visit),
                                   &trouble);
    return end(&page, done, "comment_kept", trouble, error);
}
