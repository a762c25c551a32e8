/* SPDX-License-Identifier: Apache-2.0 */
#include "views/reading-view.h"

#include "model/rights.h"
#include "store/event-store.h"
#include "store/person-store.h"

static void
reading_free(gpointer data)
{
    Reading *reading = data;

    g_free(reading->who);
    g_free(reading->query);
    g_free(reading->name);
    g_free(reading);
}

void
reading_view_free(ReadingPage *page)
{
    g_clear_pointer(&page->rows, g_ptr_array_unref);
    g_free(page);
}

typedef struct {
    Store *store;
    EventId before;
    StaffId staff;
    ReadingPage *page;
} Loading;

/* Of a person who is not there any more only the number is known. */
static char *
name_of(DbSession *session, PersonId id)
{
    g_autoptr(Person) person = person_store_load(session, id, NULL);

    return g_strdup(person != NULL ? person->name : "");
}

static Reading *
describe(DbSession *session, const Event *event)
{
    Reading *reading = g_new0(Reading, 1);

    reading->id = event->id;
    reading->at = event->at;
    reading->who = g_strdup(event->actor_name);
    reading->staff = event->actor;
    reading->program = event->actor_kind == ACTOR_TOKEN;
    reading->leaf = event->leaf;
    if (event->kind == EVENT_SEARCH_RUN) {
        reading->query = g_strdup(json_string_value(json_object_get(event->detail, "query")));
        return reading;
    }
    reading->person.value = event->subject;
    reading->name = name_of(session, reading->person);
    return reading;
}

static gboolean
load(DbSession *session, gpointer data, GError **error)
{
    const Loading *loading = data;
    ReadingPage *page = loading->page;
    g_autoptr(GPtrArray) events =
        event_list_reads(loading->store, session, loading->before, loading->staff, READING_VIEW_PAGE + 1, error);

    g_ptr_array_set_size(page->rows, 0);
    for (guint i = 0; events != NULL && i < MIN(events->len, READING_VIEW_PAGE); i++)
        g_ptr_array_add(page->rows, describe(session, g_ptr_array_index(events, i)));
    page->next.value = events != NULL && events->len > READING_VIEW_PAGE
                           ? ((const Reading *)g_ptr_array_index(page->rows, READING_VIEW_PAGE - 1))->id.value
                           : 0;
    return events != NULL;
}

ReadingPage *
reading_view_load(Store *store, const Actor *actor, EventId before, StaffId staff, GError **error)
{
    g_autoptr(ReadingPage) page = g_new0(ReadingPage, 1);
    Loading loading = { store, before, staff, page };

    page->rows = g_ptr_array_new_with_free_func(reading_free);
    return rights_check_anywhere(actor, ACTION_CHECK_READS, error) && store_read(store, load, &loading, error)
               ? g_steal_pointer(&page)
               : NULL;
}
