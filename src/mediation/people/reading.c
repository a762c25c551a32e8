/* SPDX-License-Identifier: Apache-2.0 */
#include "mediation/people/reading.h"

typedef struct {
    Store *store;
    EventDraft draft;
} Reading;

static gboolean
append(DbSession *session, gpointer data, GError **error)
{
    const Reading *reading = data;

    return event_append(reading->store, session, &reading->draft, NULL, error);
}

/* @detail is taken over. */
static gboolean
record(Store *store, const Actor *actor, EventKind kind, gint64 subject, json_t *detail, GError **error)
{
    Reading reading = { store, { .kind = kind, .actor = actor, .subject = subject, .detail = detail } };
    gboolean done = actor->kind == ACTOR_SYSTEM || store_write(store, append, &reading, error);

    json_decref(detail);
    return done;
}

gboolean
reading_record_search(Store *store, const Actor *actor, const char *query, GError **error)
{
    return record(store, actor, EVENT_SEARCH_RUN, 0, json_pack("{s:s}", "query", query), error);
}

gboolean
reading_record_person(Store *store, const Actor *actor, PersonId id, const char *how, GError **error)
{
    return record(store, actor, EVENT_PERSON_READ, id.value, json_pack("{s:s}", "how", how), error);
}
