/* SPDX-License-Identifier: Apache-2.0 */
/* Open pages hear that they have grown old. What changed is not said: the page asks again when its reader wants to. */
#include "console/live.h"

#include "base/error.h"
#include "base/id.h"
#include "views/case-view.h"

#define TOPIC_LISTS "inbox"
#define EVENT_NEWS  "news"
#define EVENT_WHO   "presence"

static char *
case_topic(CaseId id)
{
    char text[ID_TEXT_SIZE];

    id_format(id.value, text);
    return g_strconcat("case:", text, NULL);
}

void
console_publish(gpointer data, CaseId case_id)
{
    const Console *console = data;
    g_autofree char *topic = case_topic(case_id);

    events_publish(console->settings.events, topic, EVENT_NEWS, "{}");
    events_publish(console->settings.events, TOPIC_LISTS, EVENT_NEWS, "{}");
}

void
live_presence(const Console *console, CaseId case_id)
{
    g_autofree char *topic = case_topic(case_id);

    events_publish(console->settings.events, topic, EVENT_WHO, "{}");
    events_publish(console->settings.events, TOPIC_LISTS, EVENT_WHO, "{}");
}

gboolean
console_live_stream(HttpRequest *request, HttpResponse *response, gpointer data, GError **error)
{
    const ConsoleVisit *visit = console_visit(request, response);
    const char *reference = http_request_query(request, "case");
    const char *topics[] = { TOPIC_LISTS, NULL };
    g_autofree char *topic = NULL;
    g_autoptr(Case) a_case = NULL;

    (void)data;
    if (reference != NULL) {
        a_case = case_view_find(visit->console->store, visit->actor, reference, error);
        if (a_case == NULL)
            return FALSE;
        topics[0] = topic = case_topic(a_case->id);
    } else if (!rights_check_anywhere(visit->actor, ACTION_READ_INBOX, error)) {
        return FALSE;
    }
    return events_respond(request, response, visit->console->settings.events, topics, visit->actor->staff.value, error);
}
