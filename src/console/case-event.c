/* SPDX-License-Identifier: Apache-2.0 */
#include "console/case-event.h"

#include <string.h>

#include "console/case-event-private.h"

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
describe_side(const CaseEvent *it)
{
    const char *name = case_event_text(it, "name");

    case_event_be_side(it, "side_opened", *name != '\0' ? name : identity_address(case_event_text(it, "with")));
}

static const char *
author_of(const CaseEvent *it)
{
    const GPtrArray *messages = it->view->messages;

    for (guint i = 0; i < messages->len; i++) {
        const CaseMessage *item = g_ptr_array_index(messages, i);

        if (item->message->id.value == it->event->subject)
            return item->author;
    }
    return "";
}

static void
describe_filed(const CaseEvent *it)
{
    static const struct {
        const char *how, *kind;
    } KINDS[] = {
        { "new", "filed_new" },           { "related", "filed_related" },     { "member", "filed_member" },
        { "stranger", "filed_stranger" }, { "automatic", "filed_automatic" }, { "parked", "filed_parked" },
        { "program", "filed_program" },
    };
    const char *how = case_event_text(it, "how");

    if (is_of_side(it->view, it->event)) {
        case_event_be_side(it, strcmp(how, "stranger") == 0 ? "side_stranger" : "side_answered", author_of(it));
        return;
    }
    case_event_be(it, "filed_member");
    for (guint i = 0; i < G_N_ELEMENTS(KINDS); i++)
        if (strcmp(KINDS[i].how, how) == 0)
            case_event_be(it, KINDS[i].kind);
}

static void
describe_review(const CaseEvent *it)
{
    case_event_be(it, it->event->kind == EVENT_MESSAGE_RELEASED ? "released_from_hold" : "kept_held");
    part_set(it->into, "reason", part_text(case_event_text(it, "reason")));
}

/* What belongs to no case, or has nothing to add to its name. */
static void
describe_plainly(const CaseEvent *it)
{
    static const char *const WORDS[EVENT_COUNT] = {
        [EVENT_MESSAGE_SCREENED] = "screened",   [EVENT_NOTE_ADDED] = "note",
        [EVENT_PERSON_CREATED] = "person_new",   [EVENT_PERSON_CHANGED] = "person_changed",
        [EVENT_ACCESS_GIVEN] = "link_given",     [EVENT_ACCESS_ENDED] = "link_ended",
        [EVENT_CASE_APPEALED] = "appealed",      [EVENT_MESSAGE_EDITED] = "edited",
        [EVENT_MESSAGE_RETRACTED] = "retracted", [EVENT_ADDRESS_STOPPED] = "stopped",
        [EVENT_ADDRESS_STARTED] = "started",
    };
    const char *word = WORDS[it->event->kind];

    if (it->event->kind == EVENT_ADDRESS_STOPPED && *case_event_text(it, "word") == '\0')
        word = "stopped_by_report";
    case_event_be(it, word != NULL ? word : "other");
    part_set(it->into, "kind", part_text(event_kind_name(it->event->kind)));
}

/* An address of hers, proven or no longer. */
static void
describe_address(const CaseEvent *it)
{
    gboolean asked = it->event->kind == EVENT_ADDRESS_ASKED;
    const char *uri = case_event_text(it, asked ? "address" : "identity");

    case_event_be(it, asked && json_is_true(json_object_get(it->event->detail, "stopped")) ? "address_stopped_asked"
                      : asked                                                              ? "address_asked"
                      : it->event->kind == EVENT_ADDRESS_PROVEN                            ? "address_proven"
                                                                                           : "address_parted");
    part_set(it->into, "address", part_text(identity_address(uri)));
}

static const CaseEventDescriber DESCRIBERS[EVENT_COUNT] = {
    [EVENT_MESSAGE_FILED] = describe_filed,    [EVENT_MESSAGE_RELEASED] = describe_review,
    [EVENT_MESSAGE_KEPT] = describe_review,    [EVENT_SIDE_OPENED] = describe_side,
    [EVENT_ADDRESS_ASKED] = describe_address,  [EVENT_ADDRESS_PROVEN] = describe_address,
    [EVENT_ADDRESS_PARTED] = describe_address,
};

static CaseEventDescriber
find_describer(EventKind kind)
{
    if (DESCRIBERS[kind] != NULL)
        return DESCRIBERS[kind];
    if (case_event_of_work(kind) != NULL)
        return case_event_of_work(kind);
    if (case_event_of_leaving(kind) != NULL)
        return case_event_of_leaving(kind);
    return describe_plainly;
}

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
    CaseEvent it = {
        visit,
        view,
        event,
        json_pack("{s:o, s:o, s:n, s:n}", "when", part_time(visit, event->at), "actor", case_event_actor(visit, event),
                  "state", "reason"),
    };

    find_describer(event->kind)(&it);
    if (is_of_side(view, event))
        case_event_set_side_url(&it);
    return it.into;
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
        return case_event_find_routing(view) == NULL;
    case EVENT_CASE_ROUTED:
        return event == case_event_find_routing(view);
    case EVENT_MESSAGE_FILED:
        return !says(event, "how", "new");
    case EVENT_RELEASE_RELEASED:
        return is_told_release(event);
    case EVENT_ACCESS_GIVEN:
        return event->actor_kind == ACTOR_STAFF;
    case EVENT_DELIVERY_ACCEPTED:
        return case_event_is_doubtful(event);
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
