/* SPDX-License-Identifier: Apache-2.0 */
/* What was done with the case, by people, by rules and by the clock. */
#include <string.h>

#include "console/case-event-private.h"
#include "console/routing-part.h"
#include "mediation/routing/routing-decision.h"
#include "views/staff-view.h"

static char *
name_from_store(const CaseEvent *it, StaffId id)
{
    const ConsoleVisit *visit = it->visit;
    g_autoptr(GPtrArray) colleagues =
        staff_view_colleagues(visit->console->store, visit->actor, it->view->a_case->unit, NULL);

    for (guint i = 0; colleagues != NULL && i < colleagues->len; i++) {
        const StaffViewColleague *colleague = g_ptr_array_index(colleagues, i);

        if (colleague->id.value == id.value)
            return g_strdup(colleague->name);
    }
    return g_strdup(locale_say(visit->locale, SAY("a colleague")));
}

/* Mostly somebody who is named on this page already. */
static char *
name_of(const CaseEvent *it, StaffId id)
{
    const CaseView *view = it->view;

    if (view->a_case->assignee.value == id.value)
        return g_strdup(view->assignee);
    for (guint i = 0; i < view->events->len; i++) {
        const Event *event = g_ptr_array_index(view->events, i);

        if (event->actor_kind == ACTOR_STAFF && event->actor.value == id.value && event->actor_name != NULL)
            return g_strdup(event->actor_name);
    }
    return name_from_store(it, id);
}

/* Which of our addresses the first message was sent to: that decided the unit, unless a rule did. */
static void
describe_opened(const CaseEvent *it)
{
    const GPtrArray *messages = it->view->messages;
    g_autoptr(DirectorySnapshot) snapshot = directory_snapshot(it->visit->console->mediation->directory);
    const CaseMessage *first = messages->len == 0 ? NULL : g_ptr_array_index(messages, 0);
    const Endpoint *endpoint = first == NULL ? NULL : directory_get_endpoint(snapshot, first->message->endpoint);

    case_event_be(it, "opened");
    case_event_set_unit(it, (UnitId){ case_event_id(it, "unit") });
    part_set(it->into, "address",
             endpoint != NULL && case_event_find_routing(it->view) == NULL ? part_shown(endpoint->uri) : json_null());
}

/* Words of a message that this reader may not see are not told by the rule that found them. */
static char *
say_why(const CaseEvent *it)
{
    const GPtrArray *messages = it->view->messages;
    const CaseMessage *first = messages->len == 0 ? NULL : g_ptr_array_index(messages, 0);
    g_autoptr(GPtrArray) reasons = routing_decision_reasons(it->event->detail);
    g_autoptr(DirectorySnapshot) directory = directory_snapshot(it->visit->console->mediation->directory);
    const RoutingNames names = routing_part_names(directory);
    g_autoptr(GPtrArray) said = g_ptr_array_new_with_free_func(g_free);

    if (first == NULL || first->hidden || reasons->len == 0)
        return NULL;
    for (guint i = 0; i < reasons->len; i++)
        g_ptr_array_add(said, routing_words_reason(it->visit->locale, g_ptr_array_index(reasons, i), &names));
    g_ptr_array_add(said, NULL);
    return locale_list(it->visit->locale, (const char *const *)said->pdata);
}

static void
describe_routed(const CaseEvent *it)
{
    const ConsoleVisit *visit = it->visit;
    gint64 number = case_event_id(it, "number"), version = case_event_id(it, "version");
    g_autofree char *why = number > 0 ? say_why(it) : NULL;
    const char *url =
        http_request_format(visit->request, "/routing/versions/%d#rule-%s", (int)version, case_event_text(it, "rule"));

    case_event_be(it, number > 0 ? "routed" : "unrouted");
    case_event_set_unit(it, (UnitId){ case_event_id(it, "unit") });
    part_set(it->into, "number", json_integer(number));
    part_set(it->into, "version", json_integer(version));
    part_set(it->into, "rule", part_text(case_event_text(it, "name")));
    part_set(it->into, "rule_url", part_text(rights_may_anywhere(visit->actor, ACTION_SEE_RULES) ? url : NULL));
    part_set(it->into, "why", part_text(why));
    part_set(it->into, "unusable", json_boolean(json_is_true(json_object_get(it->event->detail, "unusable"))));
}

static void
describe_referred(const CaseEvent *it)
{
    gboolean agreed = strcmp(case_event_text(it, "basis"), "agreed") == 0;

    case_event_be(it, "referred");
    part_set(it->into, "partner", part_text(case_event_text(it, "to")));
    part_set(it->into, "reason", part_text(case_event_text(it, "reason")));
    part_set(it->into, "law", part_text(agreed ? NULL : case_event_text(it, "law")));
}

static void
describe_state(const CaseEvent *it)
{
    gboolean reopened = it->event->actor_kind == ACTOR_CHANNEL;
    gboolean other = strcmp(case_event_text(it, "from"), "waiting_other") == 0;

    case_event_be(it, !reopened ? "state" : other ? "reopened_by_other" : "reopened");
    part_set(it->into, "state", part_flag(case_event_text(it, "to")));
    case_event_set_reason(it);
}

static void
describe_assigned(const CaseEvent *it)
{
    StaffId to = { case_event_id(it, "to") };
    g_autofree char *name = NULL;

    if (to.value == 0) {
        case_event_be(it, "unassigned");
        return;
    }
    if (to.value == it->event->actor.value) {
        case_event_be(it, "taken");
        return;
    }
    name = name_of(it, to);
    case_event_be(it, "assigned");
    part_set(it->into, "officer", part_text(name));
}

static void
describe_moved(const CaseEvent *it)
{
    case_event_be(it, "moved");
    case_event_set_unit(it, (UnitId){ case_event_id(it, "to") });
    case_event_set_reason(it);
}

static void
describe_service(const CaseEvent *it)
{
    g_autoptr(DirectorySnapshot) snapshot = directory_snapshot(it->visit->console->mediation->directory);
    const Service *service = directory_get_service(snapshot, (ServiceId){ case_event_id(it, "to") });

    case_event_be(it, "service");
    part_set(it->into, "service", part_text(service != NULL ? service->name : NULL));
}

static void
describe_priority(const CaseEvent *it)
{
    case_event_be(it, "priority");
    part_set(it->into, "priority", part_flag(case_event_text(it, "to")));
}

static void
describe_sensitivity(const CaseEvent *it)
{
    gboolean raised = json_is_true(json_object_get(it->event->detail, "raised"));

    case_event_be(it, raised ? "protection_raised" : "protection_of_service");
    part_set(it->into, "sensitivity", part_flag(case_event_text(it, "to")));
}

static void
describe_record_class(const CaseEvent *it)
{
    case_event_be(it, "record_class");
    part_set(it->into, "class_name", part_text(case_event_text(it, "to")));
}

static void
describe_titled(const CaseEvent *it)
{
    case_event_be(it, "titled");
    part_set(it->into, "title", part_text(case_event_text(it, "to")));
}

static void
describe_tag(const CaseEvent *it)
{
    case_event_be(it, it->event->kind == EVENT_CASE_TAGGED ? "tagged" : "untagged");
    part_set(it->into, "tag_name", part_text(case_event_text(it, "tag")));
}

static void
describe_pair(const CaseEvent *it)
{
    static const struct {
        EventKind kind;
        const char *word, *as_source;
    } WORDS[] = { { EVENT_CASE_LINKED, "linked_with", "linked_with" },
                  { EVENT_CASE_UNLINKED, "unlinked", "unlinked" },
                  { EVENT_CASE_MERGED, "merged_here", "merged_away" },
                  { EVENT_CASE_UNMERGED, "unmerged_here", "unmerged" } };
    gboolean source = strcmp(case_event_text(it, "role"), "source") == 0;

    for (guint i = 0; i < G_N_ELEMENTS(WORDS); i++)
        if (WORDS[i].kind == it->event->kind)
            case_event_be(it, source ? WORDS[i].as_source : WORDS[i].word);
    part_set(it->into, "other", part_text(case_event_text(it, "other")));
}

static void
describe_sleep(const CaseEvent *it)
{
    const ConsoleVisit *visit = it->visit;
    g_autofree char *until = locale_date(visit->locale, case_event_id(it, "until"), LOCALE_DAY_TIME, visit->zone);

    case_event_be(it, it->event->kind == EVENT_CASE_SNOOZED ? "snoozed" : "woken");
    part_set(it->into, "until", part_text(until));
}

/* "First answer, due Tue 8 Dec, 16:30" */
static char *
name_clock(const CaseEvent *it, const json_t *clock)
{
    const ConsoleVisit *visit = it->visit;
    const char *kind = json_string_value(json_object_get(clock, "kind"));
    const char *name = g_strcmp0(kind, "first_answer") == 0 ? locale_say(visit->locale, SAY("first answer"))
                                                            : locale_say(visit->locale, SAY("all done"));
    gint64 due = json_integer_value(json_object_get(clock, "due"));
    gboolean over = it->event->kind == EVENT_CLOCK_MET || it->event->kind == EVENT_CLOCK_ENDED;
    g_autofree char *day = NULL;

    if (due == 0 || over)
        return g_strdup(name);
    day = locale_date(visit->locale, due, LOCALE_DAY_TIME, visit->zone);
    return locale_fill(visit->locale, SAY("{promise} by {day}"), "promise", name, "day", day, NULL);
}

static void
describe_clocks(const CaseEvent *it)
{
    static const struct {
        EventKind kind;
        const char *word;
    } WORDS[] = { { EVENT_CLOCK_STARTED, "clock_started" }, { EVENT_CLOCK_STOPPED, "clock_stopped" },
                  { EVENT_CLOCK_RESUMED, "clock_resumed" }, { EVENT_CLOCK_MOVED, "clock_moved" },
                  { EVENT_CLOCK_NEAR, "clock_near" },       { EVENT_CLOCK_MISSED, "clock_missed" },
                  { EVENT_CLOCK_MET, "clock_met" },         { EVENT_CLOCK_ENDED, "clock_ended" } };
    const json_t *clocks = json_object_get(it->event->detail, "clocks");
    g_autoptr(GPtrArray) names = g_ptr_array_new_with_free_func(g_free);
    g_autofree char *list = NULL;
    gboolean late = FALSE;

    for (gsize i = 0; i < json_array_size(clocks); i++) {
        const json_t *clock = json_array_get(clocks, i);

        late = late || json_is_true(json_object_get(clock, "late"));
        g_ptr_array_add(names, name_clock(it, clock));
    }
    g_ptr_array_add(names, NULL);
    list = locale_list(it->visit->locale, (const char *const *)names->pdata);
    for (guint i = 0; i < G_N_ELEMENTS(WORDS); i++)
        if (WORDS[i].kind == it->event->kind)
            case_event_be(it, late && WORDS[i].kind == EVENT_CLOCK_MET ? "clock_met_late" : WORDS[i].word);
    part_set(it->into, "clocks", part_text(list));
}

static const CaseEventDescriber DESCRIBERS[EVENT_COUNT] = {
    [EVENT_CASE_OPENED] = describe_opened,
    [EVENT_CASE_STATE] = describe_state,
    [EVENT_CASE_ASSIGNED] = describe_assigned,
    [EVENT_CASE_UNIT] = describe_moved,
    [EVENT_CASE_TITLE] = describe_titled,
    [EVENT_CASE_LINKED] = describe_pair,
    [EVENT_CASE_UNLINKED] = describe_pair,
    [EVENT_CASE_MERGED] = describe_pair,
    [EVENT_CASE_UNMERGED] = describe_pair,
    [EVENT_CASE_TAGGED] = describe_tag,
    [EVENT_CASE_UNTAGGED] = describe_tag,
    [EVENT_CASE_SNOOZED] = describe_sleep,
    [EVENT_CASE_WOKEN] = describe_sleep,
    [EVENT_CASE_SERVICE] = describe_service,
    [EVENT_CASE_PRIORITY] = describe_priority,
    [EVENT_CASE_SENSITIVITY] = describe_sensitivity,
    [EVENT_CLOCK_STARTED] = describe_clocks,
    [EVENT_CLOCK_STOPPED] = describe_clocks,
    [EVENT_CLOCK_RESUMED] = describe_clocks,
    [EVENT_CLOCK_MOVED] = describe_clocks,
    [EVENT_CLOCK_NEAR] = describe_clocks,
    [EVENT_CLOCK_MISSED] = describe_clocks,
    [EVENT_CLOCK_MET] = describe_clocks,
    [EVENT_CLOCK_ENDED] = describe_clocks,
    [EVENT_CASE_ROUTED] = describe_routed,
    [EVENT_CASE_REFERRED] = describe_referred,
    [EVENT_CASE_RECORD_CLASS] = describe_record_class,
};

CaseEventDescriber
case_event_of_work(EventKind kind)
{
    return DESCRIBERS[kind];
}
