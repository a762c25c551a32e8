/* SPDX-License-Identifier: Apache-2.0 */
/* How many get news by mail, and whether one address does: for who is asked by its owner to end that. */
#include <string.h>

#include "base/error.h"
#include "base/id.h"
#include "console/flash.h"
#include "console/page.h"
#include "mediation/publishing/topics.h"
#include "mediation/subscribing/subscribing.h"
#include "views/newsletter-view.h"

#define PAGE "/subscribers"

/* ---- how many ---- */

static const char *
name_of(const ConsoleVisit *visit, const GPtrArray *topics, const char *place)
{
    if (strcmp(place, PLACE_ALL) == 0)
        return locale_say(visit->locale, SAY("All news"));
    if (strcmp(place, PLACE_ALERTS) == 0)
        return locale_say(visit->locale, SAY("Alerts"));
    if (strcmp(place, PLACE_DANGER) == 0)
        return locale_say(visit->locale, SAY("Alerts of danger to life alone, after STOP"));
    for (guint i = 0; i < topics->len; i++) {
        const TopicRow *topic = g_ptr_array_index(topics, i);

        if (strcmp(topic->code, place) == 0)
            return topic_row_name(topic, locale_tag(visit->locale));
    }
    return place;
}

static json_t *
describe_counts(const ConsoleVisit *visit, gint64 *ret_all, GError **error)
{
    g_autoptr(GArray) counts = newsletter_view_counts(visit->console->mediation, visit->actor, ret_all, error);
    g_autoptr(GPtrArray) topics = counts != NULL ? topics_list(visit->console->mediation, visit->actor, error) : NULL;
    json_t *list;

    if (topics == NULL)
        return NULL;
    list = json_array();
    for (guint i = 0; i < counts->len; i++) {
        const SubscriberCount *count = &g_array_index(counts, SubscriberCount, i);
        g_autofree char *number = locale_number(visit->locale, count->count);

        part_add(list, json_pack("{s:o, s:s}", "topic_name", part_text(name_of(visit, topics, count->place)), "count",
                                 number));
    }
    return part_list(list);
}

/* ---- one address ---- */

static json_t *
describe_found(const ConsoleVisit *visit, const char *address, const Subscription *found, SubscriberId id)
{
    char text[ID_TEXT_SIZE];
    g_autofree char *language = NULL;

    if (found == NULL)
        return json_null();
    id_format(id.value, text);
    language = locale_language(visit->locale, found->wish->language);
    return json_pack("{s:o, s:b, s:o, s:s, s:s}", "address", part_text(address), "suppressed",
                     found->state == SUBSCRIBER_SUPPRESSED, "frequency",
                     part_flag(frequency_name(found->wish->frequency)), "language_name", language, "end",
                     http_request_format(visit->request, PAGE "/%s/end", text));
}

static gboolean
show(const ConsoleVisit *visit, const char *address, const Subscription *found, SubscriberId id, const GError *trouble,
     GError **error)
{
    gboolean may = rights_may_anywhere(visit->actor, ACTION_MANAGE_SUBSCRIBERS);
    gint64 all = 0;
    json_t *counts = describe_counts(visit, &all, error);
    g_autofree char *number = locale_number(visit->locale, all);

    if (counts == NULL)
        return FALSE;
    return page_render_status(visit, trouble == NULL ? 200 : 422, "subscribers", "publications",
                              json_pack("{s:o, s:s, s:s?, s:o, s:s, s:o, s:o}", "errors",
                                        trouble != NULL ? page_error_said(visit, "address", trouble) : json_null(),
                                        "list_url", "/publications", "look_up", may ? PAGE : NULL, "address",
                                        part_text(address), "all", number, "counts", counts, "found",
                                        describe_found(visit, address, found, id)),
                              error);
}

gboolean
console_subscribers_show(HttpRequest *request, HttpResponse *response, gpointer data, GError **error)
{
    (void)data;
    return show(console_visit(request, response), "", NULL, (SubscriberId){ 0 }, NULL, error);
}

/* By POST: the address is in no log of a proxy. */
gboolean
console_subscribers_look_up(HttpRequest *request, HttpResponse *response, gpointer data, GError **error)
{
    const ConsoleVisit *visit = console_visit(request, response);
    const char *address = console_field(visit, "address");
    g_autoptr(Subscription) found = NULL;
    g_autoptr(GError) trouble = NULL;
    SubscriberId id = { 0 };

    (void)data;
    found = subscribing_look_up(visit->console->mediation, visit->actor, address, &id, &trouble);
    if (found != NULL || g_error_matches(trouble, TRIBUNE_ERROR, TRIBUNE_ERROR_INVALID) ||
        g_error_matches(trouble, TRIBUNE_ERROR, TRIBUNE_ERROR_NOT_FOUND))
        return show(visit, address, found, id, trouble, error);
    g_propagate_error(error, g_steal_pointer(&trouble));
    return FALSE;
}

gboolean
console_subscribers_end(HttpRequest *request, HttpResponse *response, gpointer data, GError **error)
{
    const ConsoleVisit *visit = console_visit(request, response);
    SubscriberId id;

    (void)data;
    if (!id_parse(http_request_parameter(request, "id"), &id.value)) {
        g_set_error_literal(error, TRIBUNE_ERROR, TRIBUNE_ERROR_NOT_FOUND, "no such subscriber");
        return FALSE;
    }
    if (!subscribing_end_for(visit->console->mediation, visit->actor, id, error))
        return FALSE;
    flash_set(visit, "subscription_ended", NULL, NULL);
    return http_response_redirect(response, PAGE);
}
