/* SPDX-License-Identifier: Apache-2.0 */
#include "console/case-event.h"

#include <string.h>

#include "console/routing-part.h"
#include "mediation/routing/routing-decision.h"
#include "views/staff-view.h"

typedef struct {
    const ConsoleVisit *visit;
    const CaseView *view;
    const Event *event;
    json_t *into;
} Describing;

/* ---- what the details say ---- */

static const char *
text_of(const Describing *describing, const char *key)
{
    const char *text = json_string_value(json_object_get(describing->event->detail, key));

    return text != NULL ? text : "";
}

static gint64
id_of(const Describing *describing, const char *key)
{
    return json_integer_value(json_object_get(describing->event->detail, key));
}

static void
be(const Describing *describing, const char *kind)
{
    part_set(describing->into, "event", part_flag(kind));
}

/* The reason that a person gave; what Tribune notes down for itself is not shown. */
static void
set_reason(const Describing *describing)
{
    const char *reason = text_of(describing, "reason");
    gboolean given = describing->event->actor_kind == ACTOR_STAFF && *reason != '\0' && strcmp(reason, "answered") != 0;

    part_set(describing->into, "reason", part_text(given ? reason : NULL));
}

/* ---- names ---- */

static char *
name_from_store(const Describing *describing, StaffId id)
{
    const ConsoleVisit *visit = describing->visit;
    g_autoptr(GPtrArray) colleagues =
        staff_view_colleagues(visit->console->store, visit->actor, describing->view->a_case->unit, NULL);

    for (guint i = 0; colleagues != NULL && i < colleagues->len; i++) {
        const StaffViewColleague *colleague = g_ptr_array_index(colleagues, i);

        if (colleague->id.value == id.value)
            return g_strdup(colleague->name);
    }
    return g_strdup(locale_say(visit->locale, SAY("a colleague")));
}

/* Mostly somebody who is named on this page already. */
static char *
name_of(const Describing *describing, StaffId id)
{
    const CaseView *view = describing->view;

    if (view->a_case->assignee.value == id.value)
        return g_strdup(view->assignee);
    for (guint i = 0; i < view->events->len; i++) {
        const Event *event = g_ptr_array_index(view->events, i);

        if (event->actor_kind == ACTOR_STAFF && event->actor.value == id.value && event->actor_name != NULL)
            return g_strdup(event->actor_name);
    }
    return name_from_store(describing, id);
}

static void
set_unit(const Describing *describing, UnitId id)
{
    g_autoptr(DirectorySnapshot) snapshot = directory_snapshot(describing->visit->console->mediation->directory);
    const Unit *unit = directory_get_unit(snapshot, id);

    part_set(describing->into, "unit", part_text(unit != NULL ? unit->name : ""));
}

/* ---- one kind each ---- */

/* Whether the event is about a message of an internal consultation, or about its delivery. */
static gboolean
is_of_side(const CaseView *view, const Event *event)
{
    for (guint i = 0; i < view->messages->len; i++) {
        const CaseMessage *item = g_ptr_array_index(view->messages, i);

        if (event->subject != 0 &&
            (item->message->id.value == event->subject || item->delivery.value == event->subject))
            return item->message->side;
    }
    return FALSE;
}

static void
set_side_url(const Describing *describing)
{
    part_set(describing->into, "side_url",
             part_text(http_request_format(describing->visit->request, "/cases/%s/side",
                                           describing->view->a_case->reference)));
}

/* Where its words are: on the page of the consultations. */
static void
be_side(const Describing *describing, const char *kind, const char *name)
{
    be(describing, kind);
    part_set(describing->into, "name", part_text(name));
    set_side_url(describing);
}

static void
describe_side(const Describing *describing)
{
    const char *name = text_of(describing, "name");

    be_side(describing, "side_opened", *name != '\0' ? name : identity_address(text_of(describing, "with")));
}

static void
describe_referred(const Describing *describing)
{
    gboolean agreed = strcmp(text_of(describing, "basis"), "agreed") == 0;

    be(describing, "referred");
    part_set(describing->into, "partner", part_text(text_of(describing, "to")));
    part_set(describing->into, "reason", part_text(text_of(describing, "reason")));
    part_set(describing->into, "law", part_text(agreed ? NULL : text_of(describing, "law")));
}

static const char *
author_of(const Describing *describing)
{
    const GPtrArray *messages = describing->view->messages;

    for (guint i = 0; i < messages->len; i++) {
        const CaseMessage *item = g_ptr_array_index(messages, i);

        if (item->message->id.value == describing->event->subject)
            return item->author;
    }
    return "";
}

static void
describe_filed(const Describing *describing)
{
    static const struct {
        const char *how, *kind;
    } KINDS[] = {
        { "new", "filed_new" },           { "related", "filed_related" },     { "member", "filed_member" },
        { "stranger", "filed_stranger" }, { "automatic", "filed_automatic" }, { "parked", "filed_parked" },
        { "program", "filed_program" },
    };
    const char *how = text_of(describing, "how");

    if (is_of_side(describing->view, describing->event)) {
        be_side(describing, strcmp(how, "stranger") == 0 ? "side_stranger" : "side_answered", author_of(describing));
        return;
    }
    be(describing, "filed_member");
    for (guint i = 0; i < G_N_ELEMENTS(KINDS); i++)
        if (strcmp(KINDS[i].how, how) == 0)
            be(describing, KINDS[i].kind);
}

/* The decision of a rule, if one made it. */
static const Event *
find_routing(const CaseView *view)
{
    for (guint i = 0; i < view->events->len; i++) {
        const Event *event = g_ptr_array_index(view->events, i);

        if (event->kind == EVENT_CASE_ROUTED && json_integer_value(json_object_get(event->detail, "number")) > 0)
            return event;
    }
    return NULL;
}

/* Which of our addresses the first message was sent to: that decided the unit, unless a rule did. */
static void
describe_opened(const Describing *describing)
{
    const GPtrArray *messages = describing->view->messages;
    g_autoptr(DirectorySnapshot) snapshot = directory_snapshot(describing->visit->console->mediation->directory);
    const CaseMessage *first = messages->len == 0 ? NULL : g_ptr_array_index(messages, 0);
    const Endpoint *endpoint = first == NULL ? NULL : directory_get_endpoint(snapshot, first->message->endpoint);

    be(describing, "opened");
    set_unit(describing, (UnitId){ id_of(describing, "unit") });
    part_set(describing->into, "address",
             endpoint != NULL && find_routing(describing->view) == NULL ? part_shown(endpoint->uri) : json_null());
}

/* Words of a message that this reader may not see are not told by the rule that found them. */
static char *
say_why(const Describing *describing)
{
    const GPtrArray *messages = describing->view->messages;
    const CaseMessage *first = messages->len == 0 ? NULL : g_ptr_array_index(messages, 0);
    g_autoptr(GPtrArray) reasons = routing_decision_reasons(describing->event->detail);
    g_autoptr(DirectorySnapshot) directory = directory_snapshot(describing->visit->console->mediation->directory);
    const RoutingNames names = routing_part_names(directory);
    g_autoptr(GPtrArray) said = g_ptr_array_new_with_free_func(g_free);

    if (first == NULL || first->hidden || reasons->len == 0)
        return NULL;
    for (guint i = 0; i < reasons->len; i++)
        g_ptr_array_add(said, routing_words_reason(describing->visit->locale, g_ptr_array_index(reasons, i), &names));
    g_ptr_array_add(said, NULL);
    return locale_list(describing->visit->locale, (const char *const *)said->pdata);
}

static void
describe_routed(const Describing *describing)
{
    const ConsoleVisit *visit = describing->visit;
    gint64 number = id_of(describing, "number"), version = id_of(describing, "version");
    g_autofree char *why = number > 0 ? say_why(describing) : NULL;
    const char *url =
        http_request_format(visit->request, "/routing/versions/%d#rule-%s", (int)version, text_of(describing, "rule"));

    be(describing, number > 0 ? "routed" : "unrouted");
    set_unit(describing, (UnitId){ id_of(describing, "unit") });
    part_set(describing->into, "number", json_integer(number));
    part_set(describing->into, "version", json_integer(version));
    part_set(describing->into, "rule", part_text(text_of(describing, "name")));
    part_set(describing->into, "rule_url", part_text(rights_may_anywhere(visit->actor, ACTION_SEE_RULES) ? url : NULL));
    part_set(describing->into, "why", part_text(why));
    part_set(describing->into, "unusable",
             json_boolean(json_is_true(json_object_get(describing->event->detail, "unusable"))));
}

static void
describe_state(const Describing *describing)
{
    gboolean reopened = describing->event->actor_kind == ACTOR_CHANNEL;
    gboolean other = strcmp(text_of(describing, "from"), "waiting_other") == 0;

    be(describing, !reopened ? "state" : other ? "reopened_by_other" : "reopened");
    part_set(describing->into, "state", part_flag(text_of(describing, "to")));
    set_reason(describing);
}

static void
describe_assigned(const Describing *describing)
{
    StaffId to = { id_of(describing, "to") };
    g_autofree char *name = NULL;

    if (to.value == 0) {
        be(describing, "unassigned");
        return;
    }
    if (to.value == describing->event->actor.value) {
        be(describing, "taken");
        return;
    }
    name = name_of(describing, to);
    be(describing, "assigned");
    part_set(describing->into, "officer", part_text(name));
}

static void
describe_moved(const Describing *describing)
{
    be(describing, "moved");
    set_unit(describing, (UnitId){ id_of(describing, "to") });
    set_reason(describing);
}

static void
describe_service(const Describing *describing)
{
    g_autoptr(DirectorySnapshot) snapshot = directory_snapshot(describing->visit->console->mediation->directory);
    const Service *service = directory_get_service(snapshot, (ServiceId){ id_of(describing, "to") });

    be(describing, "service");
    part_set(describing->into, "service", part_text(service != NULL ? service->name : NULL));
}

static void
describe_priority(const Describing *describing)
{
    be(describing, "priority");
    part_set(describing->into, "priority", part_flag(text_of(describing, "to")));
}

static void
describe_sensitivity(const Describing *describing)
{
    gboolean raised = json_is_true(json_object_get(describing->event->detail, "raised"));

    be(describing, raised ? "protection_raised" : "protection_of_service");
    part_set(describing->into, "sensitivity", part_flag(text_of(describing, "to")));
}

/* "First answer, due Tue 8 Dec, 16:30" */
static char *
name_clock(const Describing *describing, const json_t *clock)
{
    const ConsoleVisit *visit = describing->visit;
    const char *kind = json_string_value(json_object_get(clock, "kind"));
    const char *name = g_strcmp0(kind, "first_answer") == 0 ? locale_say(visit->locale, SAY("first answer"))
                                                            : locale_say(visit->locale, SAY("all done"));
    gint64 due = json_integer_value(json_object_get(clock, "due"));
    gboolean over = describing->event->kind == EVENT_CLOCK_MET || describing->event->kind == EVENT_CLOCK_ENDED;
    g_autofree char *day = NULL;

    if (due == 0 || over)
        return g_strdup(name);
    day = locale_date(visit->locale, due, LOCALE_DAY_TIME, visit->zone);
    return locale_fill(visit->locale, SAY("{promise} by {day}"), "promise", name, "day", day, NULL);
}

static void
describe_clocks(const Describing *describing)
{
    static const struct {
        EventKind kind;
        const char *word;
    } WORDS[] = { { EVENT_CLOCK_STARTED, "clock_started" }, { EVENT_CLOCK_STOPPED, "clock_stopped" },
                  { EVENT_CLOCK_RESUMED, "clock_resumed" }, { EVENT_CLOCK_MOVED, "clock_moved" },
                  { EVENT_CLOCK_NEAR, "clock_near" },       { EVENT_CLOCK_MISSED, "clock_missed" },
                  { EVENT_CLOCK_MET, "clock_met" },         { EVENT_CLOCK_ENDED, "clock_ended" } };
    const json_t *clocks = json_object_get(describing->event->detail, "clocks");
    g_autoptr(GPtrArray) names = g_ptr_array_new_with_free_func(g_free);
    g_autofree char *list = NULL;
    gboolean late = FALSE;

    for (gsize i = 0; i < json_array_size(clocks); i++) {
        const json_t *clock = json_array_get(clocks, i);

        late = late || json_is_true(json_object_get(clock, "late"));
        g_ptr_array_add(names, name_clock(describing, clock));
    }
    g_ptr_array_add(names, NULL);
    list = locale_list(describing->visit->locale, (const char *const *)names->pdata);
    for (guint i = 0; i < G_N_ELEMENTS(WORDS); i++)
        if (WORDS[i].kind == describing->event->kind)
            be(describing, late && WORDS[i].kind == EVENT_CLOCK_MET ? "clock_met_late" : WORDS[i].word);
    part_set(describing->into, "clocks", part_text(list));
}

static void
describe_titled(const Describing *describing)
{
    be(describing, "titled");
    part_set(describing->into, "title", part_text(text_of(describing, "to")));
}

static void
describe_released(const Describing *describing)
{
    const char *kind = text_of(describing, "kind");

    if (strcmp(kind, "side") == 0)
        be_side(describing, "side_sent", identity_address(text_of(describing, "to")));
    else
        be(describing, strcmp(kind, "acknowledgement") == 0                                   ? "acknowledged"
                       : json_is_true(json_object_get(describing->event->detail, "decision")) ? "decision_released"
                                                                                              : "released");
    part_set(describing->into, "to", part_text(identity_address(text_of(describing, "to"))));
}

/* Sent, and perhaps before that already: a node died while it was at it. */
static gboolean
is_doubtful(const Event *event)
{
    return event->kind == EVENT_DELIVERY_ACCEPTED && json_is_true(json_object_get(event->detail, "possible-duplicate"));
}

static void
describe_attempt(const Describing *describing)
{
    static const struct {
        EventKind kind;
        const char *word;
    } WORDS[] = { { EVENT_DELIVERY_ACCEPTED, "sent" },
                  { EVENT_DELIVERY_RETRIED, "retried" },
                  { EVENT_DELIVERY_FAILED, "failed" } };
    const char *reason = text_of(describing, "reason"), *remote = text_of(describing, "remote");

    for (guint i = 0; i < G_N_ELEMENTS(WORDS); i++)
        if (WORDS[i].kind == describing->event->kind)
            be(describing, is_doubtful(describing->event) ? "sent_again" : WORDS[i].word);
    part_set(describing->into, "reason",
             part_text(*reason != '\0' ? locale_say(describing->visit->locale, reason) : remote));
}

static void
describe_report(const Describing *describing)
{
    static const char *const KINDS[] = { "delivered", "read", "delayed", "failed", "complaint",
                                         "away",      "full", "policy",  "gone",   "stopped" };
    const char *kind = text_of(describing, "kind"), *words = text_of(describing, "words");
    g_autofree char *flag = NULL;

    for (guint i = 0; i < G_N_ELEMENTS(KINDS) && flag == NULL; i++)
        if (strcmp(KINDS[i], kind) == 0)
            flag = g_strconcat("reported_", KINDS[i], NULL);
    be(describing, flag != NULL ? flag : "reported_failed");
    part_set(describing->into, "reason", part_text(*words != '\0' ? words : text_of(describing, "code")));
}

static void
describe_review(const Describing *describing)
{
    be(describing, describing->event->kind == EVENT_MESSAGE_RELEASED ? "released_from_hold" : "kept_held");
    part_set(describing->into, "reason", part_text(text_of(describing, "reason")));
}

static void
describe_pair(const Describing *describing)
{
    static const struct {
        EventKind kind;
        const char *word, *as_source;
    } WORDS[] = { { EVENT_CASE_LINKED, "linked_with", "linked_with" },
                  { EVENT_CASE_UNLINKED, "unlinked", "unlinked" },
                  { EVENT_CASE_MERGED, "merged_here", "merged_away" },
                  { EVENT_CASE_UNMERGED, "unmerged_here", "unmerged" } };
    gboolean source = strcmp(text_of(describing, "role"), "source") == 0;

    for (guint i = 0; i < G_N_ELEMENTS(WORDS); i++)
        if (WORDS[i].kind == describing->event->kind)
            be(describing, source ? WORDS[i].as_source : WORDS[i].word);
    part_set(describing->into, "other", part_text(text_of(describing, "other")));
}

static void
describe_tag(const Describing *describing)
{
    be(describing, describing->event->kind == EVENT_CASE_TAGGED ? "tagged" : "untagged");
    part_set(describing->into, "tag_name", part_text(text_of(describing, "tag")));
}

static void
describe_sleep(const Describing *describing)
{
    const ConsoleVisit *visit = describing->visit;
    g_autofree char *until = locale_date(visit->locale, id_of(describing, "until"), LOCALE_DAY_TIME, visit->zone);

    be(describing, describing->event->kind == EVENT_CASE_SNOOZED ? "snoozed" : "woken");
    part_set(describing->into, "until", part_text(until));
}

static void
describe_lost(const Describing *describing)
{
    be(describing, "file_lost");
    part_set(describing->into, "reason",
             part_text(locale_say(describing->visit->locale, text_of(describing, "because"))));
}

/* What belongs to no case, or has nothing to add to its name. */
static void
describe_plainly(const Describing *describing)
{
    static const char *const WORDS[EVENT_COUNT] = {
        [EVENT_MESSAGE_SCREENED] = "screened",   [EVENT_NOTE_ADDED] = "note",
        [EVENT_PERSON_CREATED] = "person_new",   [EVENT_PERSON_CHANGED] = "person_changed",
        [EVENT_ACCESS_GIVEN] = "link_given",     [EVENT_ACCESS_ENDED] = "link_ended",
        [EVENT_CASE_APPEALED] = "appealed",      [EVENT_MESSAGE_EDITED] = "edited",
        [EVENT_MESSAGE_RETRACTED] = "retracted", [EVENT_ADDRESS_STOPPED] = "stopped",
        [EVENT_ADDRESS_STARTED] = "started",
    };
    const char *word = WORDS[describing->event->kind];

    if (describing->event->kind == EVENT_ADDRESS_STOPPED && *text_of(describing, "word") == '\0')
        word = "stopped_by_report";
    be(describing, word != NULL ? word : "other");
    part_set(describing->into, "kind", part_text(event_kind_name(describing->event->kind)));
}

/* In the words that were said and recorded then, in the language of the house. */
static void
describe_decided(const Describing *describing)
{
    be(describing, "decided");
    part_set(describing->into, "sentence", part_text(text_of(describing, "sentence")));
    part_set(describing->into, "sentence_language", part_text(describing->visit->console->mediation->language));
}

static void
describe_proposed(const Describing *describing)
{
    const ConsoleVisit *visit = describing->visit;
    gint64 scheduled = id_of(describing, "scheduled");
    g_autofree char *at = scheduled != 0 ? locale_date(visit->locale, scheduled, LOCALE_DATE_TIME, visit->zone) : NULL;
    gboolean asks = json_array_size(json_object_get(describing->event->detail, "tiers")) > 0;

    be(describing, asks ? "proposed" : "scheduled");
    part_set(describing->into, "at", part_text(at));
    part_set(describing->into, "untranslated",
             part_text(*text_of(describing, "untranslated") != '\0' ? text_of(describing, "untranslated") : NULL));
}

static void
describe_proposal_change(const Describing *describing)
{
    static const char *const CHANGES[][2] = {
        { "approved", "proposal_approved" },   { "returned", "proposal_returned" },
        { "refused", "proposal_refused" },     { "taken-back", "proposal_taken_back" },
        { "scheduled", "proposal_scheduled" }, { "missed", "proposal_missed" },
        { "stopped", "proposal_stopped" },
    };
    const char *comment = text_of(describing, "comment");

    be(describing, "other");
    part_set(describing->into, "kind", part_text(text_of(describing, "change")));
    for (guint i = 0; i < G_N_ELEMENTS(CHANGES); i++)
        if (strcmp(CHANGES[i][0], text_of(describing, "change")) == 0)
            be(describing, CHANGES[i][1]);
    part_set(describing->into, "reason", part_text(*comment != '\0' ? comment : NULL));
}

/* What left without review, and what others say of it afterwards. */
static void
describe_emergency(const Describing *describing)
{
    gboolean agreed = strcmp(text_of(describing, "outcome"), "agreed") == 0;

    be(describing, describing->event->kind == EVENT_EMERGENCY_RELEASED ? "unreviewed"
                   : describing->event->kind == EVENT_EMERGENCY_LATE   ? "review_late"
                   : agreed                                            ? "reviewed_agreed"
                                                                       : "reviewed_correct");
    part_set(describing->into, "reason", part_text(text_of(describing, "reason")));
}

/* How a channel is called; what is not there any more by its name. */
static const char *
label_of(const Describing *describing, const char *name)
{
    const ConsoleVisit *visit = describing->visit;
    const Channel *channel = channels_find(visit->console->mediation->channels, name);

    return channel != NULL ? locale_say(visit->locale, channel->driver->label) : name;
}

static void
describe_fallback(const Describing *describing)
{
    const char *outcome = text_of(describing, "outcome"), *why = text_of(describing, "why");
    gboolean is_receipt = strcmp(text_of(describing, "kind"), "acknowledgement") == 0;

    be(describing, strcmp(outcome, "sent") == 0         ? (is_receipt ? "fallback_receipt" : "fallback_sent")
                   : strcmp(outcome, "proposed") == 0   ? "fallback_proposed"
                   : strcmp(outcome, "taken-back") == 0 ? "fallback_taken_back"
                                                        : "fallback_none");
    part_set(describing->into, "failed_by", part_text(label_of(describing, text_of(describing, "failed"))));
    part_set(describing->into, "failed_to", part_text(identity_address(text_of(describing, "failed_to"))));
    part_set(describing->into, "way", part_text(label_of(describing, text_of(describing, "channel"))));
    part_set(describing->into, "to", part_text(identity_address(text_of(describing, "to"))));
    part_set(describing->into, "rule", part_text(text_of(describing, "rule")));
    part_set(describing->into, "reason", part_text(*why != '\0' ? locale_say(describing->visit->locale, why) : NULL));
}

static void
describe_published(const Describing *describing)
{
    gboolean withdrawn = json_is_true(json_object_get(describing->event->detail, "withdrawn"));

    be(describing, withdrawn ? "public_withdrawn" : "published");
    part_set(describing->into, "title", part_text(text_of(describing, "title")));
    part_set(describing->into, "publication_url",
             part_text(http_request_format(describing->visit->request, "/publications/%" G_GINT64_FORMAT,
                                           describing->event->subject)));
}

/* An address of hers, proven or no longer. */
static void
describe_address(const Describing *describing)
{
    gboolean asked = describing->event->kind == EVENT_ADDRESS_ASKED;
    const char *uri = text_of(describing, asked ? "address" : "identity");

    be(describing, asked && json_is_true(json_object_get(describing->event->detail, "stopped"))
                       ? "address_stopped_asked"
                   : asked                                           ? "address_asked"
                   : describing->event->kind == EVENT_ADDRESS_PROVEN ? "address_proven"
                                                                     : "address_parted");
    part_set(describing->into, "address", part_text(identity_address(uri)));
}

static void
describe_record_class(const Describing *describing)
{
    be(describing, "record_class");
    part_set(describing->into, "class_name", part_text(text_of(describing, "to")));
}

static void (*const DESCRIBERS[EVENT_COUNT])(const Describing *describing) = {
    [EVENT_MESSAGE_FILED] = describe_filed,
    [EVENT_MESSAGE_RELEASED] = describe_review,
    [EVENT_MESSAGE_KEPT] = describe_review,
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
    [EVENT_RELEASE_RELEASED] = describe_released,
    [EVENT_DELIVERY_ACCEPTED] = describe_attempt,
    [EVENT_DELIVERY_RETRIED] = describe_attempt,
    [EVENT_DELIVERY_FAILED] = describe_attempt,
    [EVENT_DELIVERY_REPORTED] = describe_report,
    [EVENT_MESSAGE_FILE_LOST] = describe_lost,
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
    [EVENT_POLICY_DECIDED] = describe_decided,
    [EVENT_CLOCK_ENDED] = describe_clocks,
    [EVENT_CASE_ROUTED] = describe_routed,
    [EVENT_SIDE_OPENED] = describe_side,
    [EVENT_CASE_REFERRED] = describe_referred,
    [EVENT_RELEASE_PROPOSED] = describe_proposed,
    [EVENT_RELEASE_CHANGED] = describe_proposal_change,
    [EVENT_CASE_RECORD_CLASS] = describe_record_class,
    [EVENT_CASE_PUBLISHED] = describe_published,
    [EVENT_DELIVERY_FALLBACK] = describe_fallback,
    [EVENT_ADDRESS_ASKED] = describe_address,
    [EVENT_ADDRESS_PROVEN] = describe_address,
    [EVENT_ADDRESS_PARTED] = describe_address,
    [EVENT_EMERGENCY_RELEASED] = describe_emergency,
    [EVENT_EMERGENCY_LATE] = describe_emergency,
    [EVENT_EMERGENCY_REVIEWED] = describe_emergency,
};

json_t *
case_event_actor(const ConsoleVisit *visit, const Event *event)
{
    switch (event->actor_kind) {
    case ACTOR_SYSTEM:
        return json_string("Tribune");
    case ACTOR_CHANNEL:
        return part_channel(visit, event->actor_name != NULL ? event->actor_name : "");
    default:
        return part_text(event->actor_name != NULL ? event->actor_name : "");
    }
}

json_t *
case_event_describe(const ConsoleVisit *visit, const CaseView *view, const Event *event)
{
    Describing describing = {
        visit,
        view,
        event,
        json_pack("{s:o, s:o, s:n, s:n}", "when", part_time(visit, event->at), "actor", case_event_actor(visit, event),
                  "state", "reason"),
    };

    if (DESCRIBERS[event->kind] != NULL)
        DESCRIBERS[event->kind](&describing);
    else
        describe_plainly(&describing);
    if (is_of_side(view, event))
        set_side_url(&describing);
    return describing.into;
}

/* The message itself does not stand there: a receipt, or something that was said to others. */
static gboolean
is_told_release(const Event *event)
{
    const char *kind = json_string_value(json_object_get(event->detail, "kind"));

    return g_strcmp0(kind, "acknowledgement") == 0 || g_strcmp0(kind, "side") == 0 ||
           json_is_true(json_object_get(event->detail, "decision"));
}

static gboolean
says(const Event *event, const char *key, const char *value)
{
    return g_strcmp0(json_string_value(json_object_get(event->detail, key)), value) == 0;
}

gboolean
case_event_is_shown(const CaseView *view, const Event *event)
{
    switch (event->kind) {
    case EVENT_CASE_OPENED: /* which the decision tells too */
        return find_routing(view) == NULL;
    case EVENT_CASE_ROUTED:
        return event == find_routing(view);
    case EVENT_MESSAGE_FILED:
        return !says(event, "how", "new");
    case EVENT_RELEASE_RELEASED:
        return is_told_release(event);
    case EVENT_ACCESS_GIVEN:
        return event->actor_kind == ACTOR_STAFF;
    case EVENT_DELIVERY_ACCEPTED:
        return is_doubtful(event);
    case EVENT_SIDE_OPENED: /* which its first message tells too */
    case EVENT_NOTE_ADDED:
    case EVENT_DELIVERY_RETRIED:
    case EVENT_MESSAGE_SCREENED:
    case EVENT_POLICY_DECIDED:
    case EVENT_PERSON_CREATED:
    case EVENT_PERSON_CHANGED:
        return FALSE;
    default:
        return TRUE;
    }
}
