/* SPDX-License-Identifier: Apache-2.0 */
#include "console/case-side.h"

#include <string.h>

#include "console/case-page.h"
#include "console/person.h"
#include "views/staff-view.h"

/* ---- actions ---- */

static char *
action_url(const ConsoleVisit *visit, const Case *a_case, const char *action)
{
    return g_strconcat(case_page_url(visit, a_case), "/", action, NULL);
}

/* The address of @action, when it is offered. */
static json_t *
offer(const ConsoleVisit *visit, const Case *a_case, gboolean offered, const char *action)
{
    g_autofree char *url = offered ? action_url(visit, a_case, action) : NULL;

    return part_text(url);
}

/* Colleagues who work on cases of this unit. NULL with @error when they cannot be read. */
static json_t *
describe_assign(const ConsoleVisit *visit, const Case *a_case, GError **error)
{
    g_autoptr(GPtrArray) colleagues = NULL;
    g_autofree char *url = action_url(visit, a_case, "assign");
    json_t *options;

    if (!rights_may(visit->actor, ACTION_ASSIGN, a_case->unit))
        return json_null();
    colleagues = staff_view_colleagues(visit->console->store, visit->actor, a_case->unit, error);
    if (colleagues == NULL)
        return NULL;
    options = json_array();
    for (guint i = 0; i < colleagues->len; i++) {
        const StaffViewColleague *colleague = g_ptr_array_index(colleagues, i);
        g_autofree char *value = g_strdup_printf("%" G_GINT64_FORMAT, colleague->id.value);

        part_add(options, part_option(value, colleague->name, colleague->id.value == a_case->assignee.value));
    }
    return json_pack("{s:s, s:o}", "action", url, "options", options);
}

static json_t *
describe_move(const ConsoleVisit *visit, const Case *a_case)
{
    g_autoptr(DirectorySnapshot) snapshot = directory_snapshot(visit->console->mediation->directory);
    const GPtrArray *units = directory_units(snapshot);
    g_autofree char *url = action_url(visit, a_case, "unit");
    json_t *options;

    if (!rights_may(visit->actor, ACTION_SET_UNIT, a_case->unit))
        return json_null();
    options = json_array();
    for (guint i = 0; i < units->len; i++) {
        const Unit *unit = g_ptr_array_index(units, i);

        if (!unit->closed && unit->id.value != a_case->unit.value)
            part_add(options, part_option(unit->code, unit->name, FALSE));
    }
    if (json_array_size(options) > 0)
        return json_pack("{s:s, s:o}", "action", url, "options", options);
    json_decref(options);
    return json_null();
}

static json_t *
describe_states(const ConsoleVisit *visit, const Case *a_case)
{
    g_autofree char *url = action_url(visit, a_case, "state");
    json_t *options = json_array();

    for (guint state = 0; state < CASE_STATE_COUNT; state++)
        if (case_state_may_follow(a_case->state, state))
            part_add(options, json_pack("{s:s, s:o}", "value", case_state_name(state), "state",
                                        part_flag(case_state_name(state))));
    return json_pack("{s:s, s:o}", "action", url, "options", options);
}

static json_t *
describe_actions(const ConsoleVisit *visit, const CaseView *view, GError **error)
{
    const Case *a_case = view->a_case;
    gboolean takes = rights_may(visit->actor, ACTION_TAKE, a_case->unit);
    gboolean own = a_case->assignee.value == visit->actor->staff.value, free = a_case->assignee.value == 0;
    gboolean sets = rights_may(visit->actor, ACTION_SET_STATE, a_case->unit);
    gboolean closed = case_state_is_closed(a_case->state);
    gboolean refers = sets && !closed && rights_may(visit->actor, ACTION_REPLY, a_case->unit);
    json_t *assign = describe_assign(visit, a_case, error), *move, *hand_over = json_null();

    if (assign == NULL)
        return NULL;
    move = describe_move(visit, a_case);
    if (!json_is_null(assign) || !json_is_null(move) || (takes && own) || refers)
        hand_over = json_pack("{s:o, s:o, s:o, s:o}", "assign", assign, "move", move, "give_back",
                              offer(visit, a_case, takes && own, "give-back"), "to_body",
                              offer(visit, a_case, refers, "hand-over"));
    return json_pack("{s:o, s:o, s:o, s:o, s:o, s:o, s:o, s:o}", "take", offer(visit, a_case, takes && free, "take"),
                     "take_over", offer(visit, a_case, takes && !free && !own, "take"), "mark_read",
                     offer(visit, a_case, takes && a_case->unread, "read"), "hand_over", hand_over, "change_state",
                     sets ? describe_states(visit, a_case) : json_null(), "rename",
                     offer(visit, a_case, rights_may(visit->actor, ACTION_EDIT_CASE, a_case->unit), "title"), "resolve",
                     offer(visit, a_case, sets && !closed, "state"), "reopen",
                     offer(visit, a_case, sets && closed, "state"));
}

/* ---- facts ---- */

static json_t *
describe_links(const ConsoleVisit *visit, const CaseView *view)
{
    json_t *links = json_array();

    for (guint i = 0; i < view->links->len; i++) {
        const Case *other = g_ptr_array_index(view->links, i);

        part_add(links, json_pack("{s:s, s:s, s:o}", "reference", other->reference, "url", case_page_url(visit, other),
                                  "title", part_text(other->title)));
    }
    return part_list(links);
}

json_t *
case_side_facts(const ConsoleVisit *visit, const CaseView *view, GError **error)
{
    const Case *a_case = view->a_case;
    json_t *actions = describe_actions(visit, view, error);
    json_t *officer = *view->assignee == '\0' ? json_null() : json_pack("{s:o}", "name", part_text(view->assignee));

    if (actions == NULL) {
        json_decref(officer);
        return NULL;
    }
    return json_pack("{s:s, s:s, s:o, s:o, s:o, s:o, s:o, s:o, s:o, s:o}", "reference", a_case->reference, "url",
                     case_page_url(visit, a_case), "title", part_text(a_case->title), "language",
                     part_text(a_case->language), "state", part_flag(case_state_name(a_case->state)), "unit",
                     part_unit(visit, a_case->unit), "officer", officer, "opened", part_time(visit, a_case->opened),
                     "linked", describe_links(visit, view), "actions", actions);
}

/* ---- the person ---- */

json_t *
case_side_channel(const ConsoleVisit *visit, const char *uri)
{
    const Channels *channels = visit->console->mediation->channels;

    for (guint i = 0; i < channels_count(channels); i++) {
        const Channel *channel = channels_at(channels, i);
        gsize length = strlen(channel->driver->capabilities.scheme);

        if (strncmp(uri, channel->driver->capabilities.scheme, length) == 0 && uri[length] == ':')
            return part_channel(visit, channel->name);
    }
    return json_string("");
}

static json_t *
describe_identities(const ConsoleVisit *visit, const CaseView *view)
{
    static const char *const LEVELS[] = { "level_0", "level_1", "level_2", "level_3" };
    json_t *identities = json_array();

    for (guint i = 0; i < view->identities->len; i++) {
        const Identity *identity = g_ptr_array_index(view->identities, i);

        part_add(identities, json_pack("{s:o, s:o, s:o}", "channel_name", case_side_channel(visit, identity->uri),
                                       "address", part_address(visit, identity->uri), "assurance",
                                       part_flag(LEVELS[CLAMP(identity->assurance, 0, 3)])));
    }
    return identities;
}

json_t *
case_side_person(const ConsoleVisit *visit, const CaseView *view)
{
    gint64 count = 1, open = case_state_is_closed(view->a_case->state) ? 0 : 1;
    json_t *earlier;
    g_autofree char *since = NULL, *language = NULL;
    const Identity *first;

    if (view->person == NULL)
        return json_null();
    earlier = json_array();
    for (guint i = 0; i < view->person_cases->len; i++) {
        const Case *other = g_ptr_array_index(view->person_cases, i);

        count++;
        open += case_state_is_closed(other->state) ? 0 : 1;
        part_add(earlier,
                 json_pack("{s:s, s:s, s:o, s:o}", "reference", other->reference, "url", case_page_url(visit, other),
                           "title", part_text(other->title), "state", part_flag(case_state_name(other->state))));
    }
    since = locale_date(visit->locale, view->person->created, LOCALE_MONTH, visit->zone);
    first = view->identities->len > 0 ? g_ptr_array_index(view->identities, 0) : NULL;
    if (*view->a_case->language != '\0')
        language = locale_language(visit->locale, view->a_case->language);
    return json_pack(
        "{s:s, s:o, s:s, s:I, s:I, s:o, s:o, s:o, s:o}", "page", console_person_url(visit, view->person->id), "name",
        part_text(*view->person->name != '\0' ? view->person->name
                  : first != NULL             ? identity_address(first->uri)
                                              : ""),
        "since", since, "count", (json_int_t)count, "open", (json_int_t)open, "speaks", part_text(language),
        "identities", describe_identities(visit, view), "earlier", part_list(earlier), "new_link",
        offer(visit, view->a_case,
              visit->console->mediation->portal_url != NULL &&
                  rights_may(visit->actor, ACTION_RENEW_LINK, view->a_case->unit),
              "link"));
}

/* ---- the record ---- */

gboolean
case_side_is_covered(const JournalYear *newest, gint64 place)
{
    if (newest == NULL || place == 0)
        return FALSE;
    return journal_view_year(place) < newest->year ||
           (journal_view_year(place) == newest->year && journal_view_index(place) < newest->checkpoint_size);
}

char *
case_side_proof_url(const ConsoleVisit *visit, const Case *a_case, const JournalYear *newest, gint64 place)
{
    if (!case_side_is_covered(newest, place) || !rights_may(visit->actor, ACTION_DOWNLOAD_PROOF, a_case->unit))
        return NULL;
    return g_strdup_printf("%s/trail/%d-%" G_GINT64_FORMAT "/proof", case_page_url(visit, a_case),
                           journal_view_year(place), journal_view_index(place));
}

json_t *
case_side_record(const ConsoleVisit *visit, const CaseView *view, const JournalYear *newest)
{
    gboolean covered = case_side_is_covered(newest, view->last_leaf);
    gboolean reads = rights_may(visit->actor, ACTION_READ_TRAIL, view->a_case->unit);
    json_t *checkpoint = newest == NULL || newest->checkpoint_at == 0
                             ? json_null()
                             : json_pack("{s:o, s:b, s:b}", "when", part_time(visit, newest->checkpoint_at), "covered",
                                         covered, "pending", !covered);

    return json_pack("{s:s, s:I, s:o, s:o, s:o}", "print",
                     http_request_format(visit->request, "%s/print", case_page_url(visit, view->a_case)), "entries",
                     (json_int_t)view->leaves, "last_index", part_number(visit, journal_view_index(view->last_leaf)),
                     "checkpoint", checkpoint, "trail", offer(visit, view->a_case, reads, "trail"));
}
