/* SPDX-License-Identifier: Apache-2.0 */
#include <string.h>

#include "console/case-event-private.h"

const char *
case_event_text(const CaseEvent *it, const char *key)
{
    const char *text = json_string_value(json_object_get(it->event->detail, key));

    return text != NULL ? text : "";
}

gint64
case_event_id(const CaseEvent *it, const char *key)
{
    return json_integer_value(json_object_get(it->event->detail, key));
}

void
case_event_be(const CaseEvent *it, const char *kind)
{
    part_set(it->into, "event", part_flag(kind));
}

void
case_event_set_reason(const CaseEvent *it)
{
    const char *reason = case_event_text(it, "reason");
    gboolean given = it->event->actor_kind == ACTOR_STAFF && *reason != '\0' && strcmp(reason, "answered") != 0;

    part_set(it->into, "reason", part_text(given ? reason : NULL));
}

void
case_event_set_unit(const CaseEvent *it, UnitId id)
{
    g_autoptr(DirectorySnapshot) snapshot = directory_snapshot(it->visit->console->mediation->directory);
    const Unit *unit = directory_get_unit(snapshot, id);

    part_set(it->into, "unit", part_text(unit != NULL ? unit->name : ""));
}

void
case_event_set_side_url(const CaseEvent *it)
{
    part_set(it->into, "side_url",
             part_text(http_request_format(it->visit->request, "/cases/%s/side", it->view->a_case->reference)));
}

void
case_event_be_side(const CaseEvent *it, const char *kind, const char *name)
{
    case_event_be(it, kind);
    part_set(it->into, "name", part_text(name));
    case_event_set_side_url(it);
}

const Event *
case_event_find_routing(const CaseView *view)
{
    for (guint i = 0; i < view->events->len; i++) {
        const Event *event = g_ptr_array_index(view->events, i);

        if (event->kind == EVENT_CASE_ROUTED && json_integer_value(json_object_get(event->detail, "number")) > 0)
            return event;
    }
    return NULL;
}

gboolean
case_event_is_doubtful(const Event *event)
{
    return event->kind == EVENT_DELIVERY_ACCEPTED && json_is_true(json_object_get(event->detail, "possible-duplicate"));
}
