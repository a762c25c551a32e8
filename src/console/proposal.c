/* SPDX-License-Identifier: Apache-2.0 */
/* A reply that others must agree to: exactly what would leave, what changed, who decided, and what may be done. */
#include "console/proposal.h"

#include <string.h>

#include "base/error.h"
#include "base/id.h"
#include "console/case-page.h"
#include "console/emergency.h"
#include "wire/word-difference.h"

ProposalId
proposal_id(const ConsoleVisit *visit)
{
    ProposalId id = { 0 };

    id_parse(http_request_parameter(visit->request, "id"), &id.value);
    return id;
}

const char *
proposal_url(const ConsoleVisit *visit, ProposalId id, const char *rest)
{
    char text[ID_TEXT_SIZE];

    id_format(id.value, text);
    return http_request_format(visit->request, "/proposals/%s%s", text, rest);
}

json_t *
proposal_time(const ConsoleVisit *visit, gint64 time, const char *zone)
{
    g_autofree char *at = time != 0 ? locale_date(visit->locale, time, LOCALE_DATE_TIME, zone) : NULL;
    g_autofree char *named = at != NULL ? g_strdup_printf("%s (%s)", at, zone) : NULL;

    return part_text(named);
}

/* ---- who must agree ---- */

json_t *
proposal_tiers(const ConsoleVisit *visit, const GArray *tiers)
{
    g_autoptr(DirectorySnapshot) snapshot = directory_snapshot(visit->console->mediation->directory);
    json_t *list = json_array();

    for (guint i = 0; i < tiers->len; i++) {
        const ProposalTier *tier = &g_array_index(tiers, ProposalTier, i);
        const Unit *unit = directory_get_unit(snapshot, tier->unit);

        part_add(list, json_pack("{s:o, s:b, s:n, s:n}", "unit_name", part_text(unit != NULL ? unit->name : ""), "lead",
                                 tier->role == ROLE_LEAD, "by", "when"));
    }
    return part_list(list);
}

static json_t *
describe_tiers(const ConsoleVisit *visit, const ProposalView *view)
{
    json_t *list = json_array();

    for (guint i = 0; i < view->tiers->len; i++) {
        const ProposalViewTier *tier = g_ptr_array_index(view->tiers, i);

        part_add(list, json_pack("{s:o, s:b, s:o, s:o}", "unit_name", part_text(tier->unit), "lead", tier->lead, "by",
                                 part_text(tier->by), "when", part_time(visit, tier->at)));
    }
    return part_list(list);
}

/* ---- on the page of the case ---- */

/* What leaves nothing more to say: another reply has gone to the citizen since. */
static gboolean
is_over(const CaseView *view, const Proposal *proposal)
{
    for (guint i = 0; i < view->messages->len; i++) {
        const Message *message = ((const CaseMessage *)g_ptr_array_index(view->messages, i))->message;

        if (message->direction == DIRECTION_OUT && !message->side && message->received > proposal->changed)
            return TRUE;
    }
    return proposal->state == PROPOSAL_TAKEN_BACK;
}

static json_t *
describe_state(const Proposal *proposal)
{
    g_autofree char *flag = g_strdelimit(g_strdup(proposal_state_name(proposal->state)), "-", '_');

    return part_flag(flag);
}

static json_t *
describe_why(const Proposal *proposal)
{
    g_autofree char *flag =
        proposal->why != NULL && *proposal->why != '\0' ? g_strdelimit(g_strdup(proposal->why), "-", '_') : NULL;

    return part_flag(flag);
}

/* What the card and the page have in common. */
static json_t *
describe_common(const ConsoleVisit *visit, const ProposalView *view)
{
    const Proposal *proposal = view->proposal;
    gboolean goes = proposal->state == PROPOSAL_MISSED || proposal->state == PROPOSAL_STOPPED ||
                    proposal->state == PROPOSAL_SCHEDULED;
    json_t *common = json_pack("{s:o, s:o, s:o, s:o, s:o, s:b, s:o, s:o, s:I}", "standing", describe_state(proposal),
                               "why", describe_why(proposal), "author", part_text(view->author), "since",
                               part_time(visit, proposal->since), "tiers", describe_tiers(visit, view), "overtaken",
                               view->overtaken, "comment", part_text(view->comment), "decider",
                               part_text(view->decider), "version", (json_int_t)proposal->version);

    part_set(common, "url", part_text(proposal_url(visit, proposal->id, "")));
    part_set(common, "scheduled", proposal_time(visit, proposal->scheduled, proposal->zone));
    part_set(common, "take_back", part_text(view->may_steer ? proposal_url(visit, proposal->id, "/take-back") : NULL));
    part_set(common, "send", part_text(view->may_steer && goes ? proposal_url(visit, proposal->id, "/send") : NULL));
    part_set(common, "may_decide", json_boolean(view->may_decide));
    return common;
}

json_t *
proposal_card(const ConsoleVisit *visit, const CaseView *view, gboolean *ret_waits, GError **error)
{
    g_autoptr(GError) trouble = NULL;
    g_autoptr(ProposalView) proposal =
        proposal_view_of_case(visit->console->mediation, visit->actor, view->a_case->id, &trouble);

    *ret_waits = FALSE;
    if (proposal == NULL) {
        if (trouble == NULL || g_error_matches(trouble, TRIBUNE_ERROR, TRIBUNE_ERROR_NOT_FOUND))
            return json_null();
        g_propagate_error(error, g_steal_pointer(&trouble));
        return NULL;
    }
    *ret_waits = proposal_state_is_open(proposal->proposal->state);
    return *ret_waits || !is_over(view, proposal->proposal) ? describe_common(visit, proposal) : json_null();
}

/* ---- its own page ---- */

static json_t *
describe_headers(const char *headline)
{
    g_auto(GStrv) lines = g_strsplit(headline, "\n", -1);
    json_t *headers = json_array();

    for (guint i = 0; lines[i] != NULL; i++) {
        char *colon = strstr(lines[i], ": ");

        if (colon == NULL)
            continue;
        *colon = '\0';
        part_add(headers, json_pack("{s:o, s:o}", "field", part_text(lines[i]), "value", part_text(colon + 2)));
    }
    return headers;
}

static json_t *
describe_files(const ConsoleVisit *visit, const ProposalView *view)
{
    json_t *list = json_array();

    for (guint i = 0; i < view->files->len; i++) {
        const MessagePart *part = g_ptr_array_index(view->files, i);
        g_autofree char *size = locale_size(visit->locale, part->size);

        part_add(list, json_pack("{s:o, s:s}", "file_name", part_text(part->filename), "size", size));
    }
    return part_list(list);
}

/* What would leave; what it was, when it does not wait any more. */
static json_t *
describe_sheet(const ConsoleVisit *visit, const ProposalView *view)
{
    const Rendering *rendering = view->rendering;

    return json_pack("{s:o, s:o, s:o, s:o, s:o, s:o, s:b, s:b}", "channel_name",
                     part_channel(visit, view->proposal->channel), "reply_language",
                     part_text(view->version->outgoing->language), "headers",
                     describe_headers(rendering != NULL ? rendering->headline : ""), "plain",
                     part_text(rendering != NULL ? rendering->text : view->version->outgoing->text), "formatted",
                     part_text(rendering != NULL ? rendering->html : NULL), "files", describe_files(visit, view),
                     "exact", rendering != NULL, "decision", view->version->outgoing->decision);
}

static json_t *
describe_spans(const char *before, const char *after)
{
    static const char *const kinds[] = { "same", "removed", "added" };
    g_autoptr(GArray) spans = word_difference(before, after);
    json_t *list = json_array();

    for (guint i = 0; i < spans->len; i++) {
        const DifferenceSpan *span = &g_array_index(spans, DifferenceSpan, i);

        part_add(list,
                 json_pack("{s:o, s:o}", "difference", part_flag(kinds[span->kind]), "words", part_text(span->text)));
    }
    return part_list(list);
}

/* Beside the words: what else is bound. */
static char *
describe_rest(const ProposalVersion *version)
{
    GString *rest = g_string_new(NULL);

    g_string_append_printf(rest, "%s · %s · %s", version->outgoing->channel, version->outgoing->recipient,
                           version->outgoing->subject);
    for (guint i = 0; i < version->files->len; i++) {
        const ProposalFile *file = g_ptr_array_index(version->files, i);

        g_string_append_printf(rest, " · %s (%.12s)", file->name, file->sha256 != NULL ? file->sha256 : "");
    }
    return g_string_free(rest, FALSE);
}

static json_t *
describe_differences(const ProposalView *view)
{
    g_autofree char *before = NULL, *after = NULL;
    const char *was, *is;

    if (view->base == NULL)
        return json_null();
    was = view->base->outgoing->text;
    is = view->version->outgoing->text;
    before = describe_rest(view->base);
    after = describe_rest(view->version);
    return json_pack("{s:I, s:b, s:o, s:o}", "against", (json_int_t)view->base->version, "same",
                     strcmp(was, is) == 0 && strcmp(before, after) == 0, "spans",
                     strcmp(was, is) != 0 ? describe_spans(was, is) : json_null(), "rest",
                     strcmp(before, after) != 0 ? describe_spans(before, after) : json_null());
}

static json_t *
describe_decisions(const ConsoleVisit *visit, const ProposalView *view)
{
    json_t *list = json_array();

    for (guint i = 0; i < view->decisions->len; i++) {
        const ProposalViewDecision *decision = g_ptr_array_index(view->decisions, i);
        const Approval *approval = decision->approval;

        part_add(list,
                 json_pack("{s:o, s:o, s:o, s:o, s:o, s:b, s:b}", "name", part_text(decision->name), "stead",
                           part_text(decision->stead), "decision", part_flag(approval_verdict_name(approval->verdict)),
                           "comment", part_text(*approval->comment != '\0' ? approval->comment : NULL), "when",
                           part_time(visit, approval->at), "void", approval->voided != 0, "lapsed",
                           approval->voided == 0 && approval->lapsed));
    }
    return part_list(list);
}

static json_t *
describe_sentences(const ProposalView *view)
{
    json_t *list = json_array();

    for (guint i = 0; i < view->sentences->len; i++)
        part_add(list, json_pack("{s:o}", "said", part_text(g_ptr_array_index(view->sentences, i))));
    return part_list(list);
}

static json_t *
describe_decide(const ConsoleVisit *visit, const ProposalView *view)
{
    g_autofree char *hex = digest_to_hex(&view->proposal->digest);
    g_autoptr(GError) why = NULL;
    char latest[ID_TEXT_SIZE];

    if (view->proposal->state != PROPOSAL_WAITING)
        return json_null();
    id_format(view->latest.value, latest);
    if (view->why_not != NULL)
        why = g_error_new_literal(TRIBUNE_ERROR, TRIBUNE_ERROR_FORBIDDEN, view->why_not);
    return json_pack("{s:s?, s:s, s:s, s:o, s:o, s:i, s:i}", "action",
                     view->may_decide ? proposal_url(visit, view->proposal->id, "/decide") : NULL, "digest", hex,
                     "latest", latest, "why_not", why != NULL ? part_said(visit, why) : json_null(), "stead",
                     part_text(view->stead), "approved", (int)view->given, "needed", (int)view->proposal->tiers->len);
}

static json_t *
describe(const ConsoleVisit *visit, const ProposalView *view)
{
    const char *name = *view->to_name != '\0' ? view->to_name : identity_address(view->to);
    g_autoptr(GError) fault =
        view->fault != NULL ? g_error_new_literal(TRIBUNE_ERROR, TRIBUNE_ERROR_INVALID, view->fault) : NULL;
    json_t *page = describe_common(visit, view);

    part_set(page, "case",
             json_pack("{s:s, s:o, s:o, s:o}", "reference", view->a_case->reference, "url",
                       part_text(view->may_read_case ? case_page_url(visit, view->a_case) : NULL), "title",
                       part_text(view->may_read_case ? view->a_case->title : NULL), "language",
                       part_text(view->a_case->language)));
    part_set(page, "to", part_text(name));
    part_set(page, "address", part_address(visit, view->to));
    part_set(page, "question",
             *view->question != '\0'
                 ? json_pack("{s:o, s:o}", "words", part_text(view->question), "when", part_time(visit, view->asked))
                 : json_null());
    part_set(page, "fault", fault != NULL ? part_said(visit, fault) : json_null());
    part_set(page, "changed", json_boolean(view->changed));
    part_set(page, "sheet", describe_sheet(visit, view));
    part_set(page, "differences", describe_differences(view));
    part_set(page, "sentences", describe_sentences(view));
    part_set(page, "sentence_language", part_text(visit->console->mediation->language));
    part_set(page, "decisions", describe_decisions(visit, view));
    part_set(page, "decide", describe_decide(visit, view));
    part_set(page, "unreviewed",
             part_text(view->may_release_unreviewed ? proposal_url(visit, view->proposal->id, "/release-unreviewed")
                                                    : NULL));
    return page;
}

gboolean
proposal_show(const ConsoleVisit *visit, ProposalId id, const char *field, const GError *trouble, GError **error)
{
    g_autoptr(ProposalView) view = proposal_view_load(visit->console->mediation, visit->actor, id, error);
    json_t *emergency = view != NULL ? emergency_describe(visit, id.value, error) : NULL, *page;

    if (emergency == NULL)
        return FALSE;
    page = describe(visit, view);
    part_set(page, "emergency", emergency);
    return page_render(visit, "proposal", "",
                       json_pack("{s:o, s:o}", "errors",
                                 trouble != NULL ? page_error_said(visit, field, trouble) : json_null(), "proposal",
                                 page),
                       error);
}

gboolean
console_proposal_show(HttpRequest *request, HttpResponse *response, gpointer data, GError **error)
{
    const ConsoleVisit *visit = console_visit(request, response);

    (void)data;
    return proposal_show(visit, proposal_id(visit), NULL, NULL, error);
}
