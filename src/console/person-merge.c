/* SPDX-License-Identifier: Apache-2.0 */
/* Two persons who are one: who is meant, what will move, why, and back. */
#include <string.h>

#include "base/error.h"
#include "base/id.h"
#include "base/number.h"
#include "console/flash.h"
#include "console/page.h"
#include "console/person.h"

#define FIELD_OTHER  "merge-other"
#define FIELD_REASON "merge-reason"

/* ---- who is meant ---- */

static gboolean
find_by_address(const ConsoleVisit *visit, const char *typed, PersonId *ret)
{
    const Channels *channels = visit->console->mediation->channels;

    for (guint i = 0; i < channels_count(channels); i++) {
        const Channel *channel = channels_at(channels, i);
        g_autofree char *uri =
            channel->driver->resolve == NULL ? NULL : channel->driver->resolve(channel->handle, typed, NULL);

        if (uri != NULL && person_view_find_address(visit->console->store, visit->actor, uri, ret, NULL))
            return TRUE;
    }
    return FALSE;
}

/* By the reference of a case of theirs, or by an address. */
static gboolean
find_other(const ConsoleVisit *visit, const char *typed, PersonId *ret, GError **error)
{
    g_autofree char *text = g_strstrip(g_strdup(typed));
    g_autofree char *reference = g_ascii_strup(text, -1);

    if (*text != '\0' && (person_view_find_case(visit->console->store, visit->actor, reference, ret, NULL) ||
                          find_by_address(visit, text, ret)))
        return TRUE;
    g_set_error_literal(error, TRIBUNE_ERROR, TRIBUNE_ERROR_INVALID,
                        SAY_NOOP("there is nobody with this address or case that you may see; check what you typed"));
    return FALSE;
}

/* ---- the preview ---- */

typedef struct {
    const ConsoleVisit *visit;
    PersonView *stays, *moves;
    PersonMergeSize size;
} Meeting;

static void
meeting_clear(Meeting *meeting)
{
    g_clear_pointer(&meeting->stays, person_view_free);
    g_clear_pointer(&meeting->moves, person_view_free);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Meeting, meeting_clear)

static gboolean
load_other(Meeting *meeting, PersonId other, GError **error)
{
    const ConsoleVisit *visit = meeting->visit;

    meeting->moves = person_view_load(visit->console->store, visit->actor, other, error);
    if (meeting->moves == NULL)
        return FALSE;
    if (meeting->moves->person->id.value == meeting->stays->person->id.value) {
        g_set_error_literal(error, TRIBUNE_ERROR, TRIBUNE_ERROR_INVALID,
                            SAY_NOOP("this is the same person already; name another one"));
        return FALSE;
    }
    if (!meeting->stays->edits || !meeting->moves->edits) {
        g_set_error_literal(error, TRIBUNE_ERROR, TRIBUNE_ERROR_FORBIDDEN, SAY_NOOP("you may not change this person"));
        return FALSE;
    }
    return person_view_size(visit->console->store, visit->actor, meeting->moves->person->id, &meeting->size, error);
}

static json_t *
describe_end(const ConsoleVisit *visit, const PersonView *view)
{
    g_autofree char *name = console_person_name(view);

    return json_pack("{s:o, s:s, s:o, s:o}", "name", part_text(name), "url",
                     console_person_url(visit, view->person->id), "addresses", console_person_addresses(visit, view),
                     "cases", console_person_cases(visit, view));
}

static gboolean
show(const Meeting *meeting, const char *reason, const GError *trouble, GError **error)
{
    const ConsoleVisit *visit = meeting->visit;
    const char *url = console_person_url(visit, meeting->stays->person->id);
    guint hidden = meeting->size.cases - MIN(meeting->size.cases, meeting->moves->cases->len);
    char id[ID_TEXT_SIZE];

    id_format(meeting->moves->person->id.value, id);
    return page_render(
        visit, "person-merge", "",
        json_pack("{s:o, s:{s:o, s:o, s:s, s:s, s:s, s:I, s:I, s:I, s:o}}", "errors",
                  trouble != NULL ? page_error_said(visit, FIELD_REASON, trouble) : json_null(), "person_merge",
                  "stays", describe_end(visit, meeting->stays), "moves", describe_end(visit, meeting->moves), "action",
                  http_request_format(visit->request, "%s/merge", url), "back", url, "other", id, "identities",
                  (json_int_t)meeting->size.identities, "count", (json_int_t)meeting->size.cases, "hidden",
                  (json_int_t)hidden, "reason", part_text(reason)),
        error);
}

gboolean
console_person_merge_preview(HttpRequest *request, HttpResponse *response, gpointer data, GError **error)
{
    g_auto(Meeting) meeting = { .visit = console_visit(request, response) };
    const char *typed = http_request_query(request, "other");
    GError *trouble = NULL;
    PersonId other;

    (void)data;
    typed = typed != NULL ? typed : "";
    meeting.stays = console_person_load(meeting.visit, error);
    if (meeting.stays == NULL)
        return FALSE;
    if (!find_other(meeting.visit, typed, &other, &trouble) || !load_other(&meeting, other, &trouble))
        return console_person_refuse(meeting.visit, FIELD_OTHER, typed, trouble, error);
    return show(&meeting, "", NULL, error);
}

/* ---- doing it, and back ---- */

static guint
number_of(const ConsoleVisit *visit, const char *field)
{
    gint64 number = 0;

    number_parse_int64(console_field(visit, field), 0, G_MAXUINT, &number, NULL);
    return (guint)number;
}

gboolean
console_person_merge_run(HttpRequest *request, HttpResponse *response, gpointer data, GError **error)
{
    g_auto(Meeting) meeting = { .visit = console_visit(request, response) };
    const ConsoleVisit *visit = meeting.visit;
    const char *reason = console_field(visit, "reason");
    const PersonMergeSize seen = { number_of(visit, "identities"), number_of(visit, "cases") };
    g_autoptr(GError) trouble = NULL;
    PersonId other = { 0 };

    (void)data;
    meeting.stays = console_person_load(visit, error);
    id_parse(console_field(visit, "other"), &other.value);
    if (meeting.stays == NULL || !load_other(&meeting, other, error))
        return FALSE;
    if (persons_merge(visit->console->mediation, visit->actor, meeting.moves->person->id, meeting.stays->person->id,
                      seen, reason, &trouble)) {
        flash_set(visit, "persons_merged", NULL, NULL);
        return http_response_redirect(response, console_person_url(visit, meeting.stays->person->id));
    }
    if (!page_comes_back(visit, &trouble, error))
        return FALSE;
    return show(&meeting, reason, trouble, error);
}

gboolean
console_person_merge_undo(HttpRequest *request, HttpResponse *response, gpointer data, GError **error)
{
    const ConsoleVisit *visit = console_visit(request, response);
    g_autoptr(PersonView) view = console_person_load(visit, error);
    GError *trouble = NULL;
    gint64 merge;

    (void)data;
    if (view == NULL)
        return FALSE;
    if (!id_parse(http_request_parameter(request, "merge"), &merge)) {
        g_set_error_literal(error, TRIBUNE_ERROR, TRIBUNE_ERROR_NOT_FOUND, "no such merge");
        return FALSE;
    }
    if (!persons_unmerge(visit->console->mediation, visit->actor, merge, &trouble))
        return console_person_refuse(visit, "merges-title", "", trouble, error);
    flash_set(visit, "persons_unmerged", NULL, NULL);
    return http_response_redirect(response, console_person_url(visit, view->person->id));
}
