/* SPDX-License-Identifier: Apache-2.0 */
#include "views/public-view.h"

#include <string.h>

#include "base/clock.h"
#include "base/error.h"
#include "base/zone.h"
#include "store/publication-places.h"

DB_STATEMENT(
    list_public_places,
    "SELECT p.slug, l.language, p.updated FROM publications p JOIN publication_places l ON l.publication = p.id"
    " WHERE p.standing = 'released' AND l.place = 'all' ORDER BY p.id DESC, l.language LIMIT $1");

void
public_view_list_free(PublicList *list)
{
    g_ptr_array_unref(list->items);
    g_free(list->name);
    g_free(list);
}

void
public_view_place_free(PublicPlace *place)
{
    g_free(place->slug);
    g_free(place->language);
    g_free(place);
}

typedef struct {
    const Mediation *mediation;
    const PublicQuestion *question;
    gint64 since, until;
    PublicList *list;
    const char *slug, *language;
    PublicationId id;
    guint number, limit;
    PublicationItem *item;
    GPtrArray *rows;
    gint64 first;
} Reading;

static gboolean
not_found(GError **error, const char *what)
{
    g_set_error(error, TRIBUNE_ERROR, TRIBUNE_ERROR_NOT_FOUND, "no such %s", what);
    return FALSE;
}

/* ---- lists ---- */

/* The beginning of @year where the body is. */
static gint64
begin_of(const Mediation *mediation, int year)
{
    g_autoptr(GDateTime) day = g_date_time_new_utc(year, 1, 1, 0, 0, 0);
    gint64 begin = g_date_time_to_unix(day) * CLOCK_SECOND;

    return begin - zone_offset(zone_get(mediation->timezone), begin, NULL);
}

static gboolean
name_place(const Reading *reading, DbSession *session, GError **error)
{
    const PublicQuestion *question = reading->question;
    g_autoptr(GPtrArray) topics = NULL;

    if (strcmp(question->place, PLACE_ALL) == 0 || strcmp(question->place, PLACE_ALERTS) == 0)
        return TRUE;
    topics = topic_store_list(session, error);
    for (guint i = 0; topics != NULL && i < topics->len; i++) {
        const TopicRow *topic = g_ptr_array_index(topics, i);

        if (strcmp(topic->code, question->place) != 0)
            continue;
        reading->list->name = g_strdup(topic_row_name(topic, question->language));
        return TRUE;
    }
    return topics != NULL && not_found(error, "topic");
}

static gboolean
add_items(const Reading *reading, DbSession *session, const GArray *ids, GError **error)
{
    for (guint i = 0; i < ids->len; i++) {
        PublicationId id = { g_array_index(ids, gint64, i) };
        g_autoptr(PublicationRow) row = publication_store_load(session, id, error);
        PublicationItem *item =
            row != NULL ? publishing_item(reading->mediation, session, row, row->released, error) : NULL;

        if (item == NULL)
            return FALSE;
        g_ptr_array_add(reading->list->items, item);
        reading->list->changed = MAX(reading->list->changed, item->updated);
    }
    return TRUE;
}

static gboolean
read_list(DbSession *session, gpointer data, GError **error)
{
    Reading *reading = data;
    const PublicQuestion *question = reading->question;
    PublicList *list = reading->list;
    g_autoptr(GArray) ids = NULL;

    if (!name_place(reading, session, error) ||
        !publication_places_count(session, question->place, question->language, reading->since, reading->until,
                                  &list->total, error))
        return FALSE;
    list->pages = MAX(1, (list->total + PUBLIC_PAGE_SIZE - 1) / PUBLIC_PAGE_SIZE);
    if (question->page < 1 || question->page > list->pages)
        return not_found(error, "page");
    ids = publication_places_list(session, question->place, question->language, reading->since, reading->until,
                                  PUBLIC_PAGE_SIZE, (question->page - 1) * PUBLIC_PAGE_SIZE, error);
    return ids != NULL && add_items(reading, session, ids, error);
}

PublicList *
public_view_list(const Publishing *publishing, const Actor *actor, const PublicQuestion *question, GError **error)
{
    const Mediation *mediation = publishing_mediation(publishing);
    g_autoptr(PublicList) list = g_new0(PublicList, 1);
    Reading reading = { .mediation = mediation, .question = question, .until = G_MAXINT64, .list = list };

    (void)actor;
    list->items = g_ptr_array_new_with_free_func((GDestroyNotify)publication_item_free);
    if (question->year != 0) {
        reading.since = begin_of(mediation, question->year);
        reading.until = begin_of(mediation, question->year + 1);
    }
    return store_read(mediation->store, read_list, &reading, error) ? g_steal_pointer(&list) : NULL;
}

/* ---- one ---- */

static gboolean
read_item(DbSession *session, gpointer data, GError **error)
{
    Reading *reading = data;
    g_autoptr(PublicationRow) row = reading->slug != NULL ? publication_store_find(session, reading->slug, error)
                                                          : publication_store_load(session, reading->id, error);

    if (row == NULL)
        return FALSE;
    if (row->released == 0)
        return not_found(error, "publication");
    reading->item = publishing_item(reading->mediation, session, row, row->released, error);
    return reading->item != NULL;
}

PublicationItem *
public_view_item(const Publishing *publishing, const Actor *actor, const char *slug, GError **error)
{
    Reading reading = { .mediation = publishing_mediation(publishing), .slug = slug };

    (void)actor;
    return store_read(reading.mediation->store, read_item, &reading, error) ? reading.item : NULL;
}

static gboolean
read_outcome(DbSession *session, gpointer data, GError **error)
{
    Reading *reading = data;
    const PublicationOutcome *outcome;
    PublicationContent *content;
    PublicationItem *item;

    if (!read_item(session, data, error))
        return FALSE;
    item = reading->item;
    if (reading->number < 1 || reading->number > item->history->len)
        return not_found(error, "publication");
    outcome = g_ptr_array_index(item->history, reading->number - 1);
    content = publication_store_load_version(reading->mediation->store, session, item->id, outcome->version, error);
    if (content == NULL)
        return FALSE;
    publication_content_free(item->content);
    item->content = content;
    item->act = outcome->act;
    item->version = outcome->version;
    item->updated = outcome->at;
    g_ptr_array_set_size(item->history, (gint)reading->number);
    return TRUE;
}

PublicationItem *
public_view_outcome(const Publishing *publishing, const Actor *actor, PublicationId id, guint number, GError **error)
{
    Reading reading = { .mediation = publishing_mediation(publishing), .id = id, .number = number };

    (void)actor;
    if (store_read(reading.mediation->store, read_outcome, &reading, error))
        return reading.item;
    g_clear_pointer(&reading.item, publication_item_free);
    return NULL;
}

/* ---- what there is ---- */

static gboolean
read_first(DbSession *session, gpointer data, GError **error)
{
    Reading *reading = data;

    return publication_places_first(session, PLACE_ALL, reading->language, &reading->first, error);
}

gboolean
public_view_first_year(const Publishing *publishing, const Actor *actor, const char *language, int *ret, GError **error)
{
    Reading reading = { .mediation = publishing_mediation(publishing), .language = language };

    (void)actor;
    if (!store_read(reading.mediation->store, read_first, &reading, error))
        return FALSE;
    *ret =
        reading.first == 0
            ? 0
            : clock_year_utc(reading.first + zone_offset(zone_get(reading.mediation->timezone), reading.first, NULL));
    return TRUE;
}

static gboolean
read_topics(DbSession *session, gpointer data, GError **error)
{
    Reading *reading = data;

    return (reading->rows = topic_store_list(session, error)) != NULL;
}

GPtrArray *
public_view_topics(const Publishing *publishing, const Actor *actor, GError **error)
{
    Reading reading = { .mediation = publishing_mediation(publishing) };

    (void)actor;
    if (!store_read(reading.mediation->store, read_topics, &reading, error))
        return NULL;
    for (guint i = reading.rows->len; i-- > 0;)
        if (((const TopicRow *)g_ptr_array_index(reading.rows, i))->closed)
            g_ptr_array_remove_index(reading.rows, i);
    return reading.rows;
}

static gboolean
read_places(DbSession *session, gpointer data, GError **error)
{
    Reading *reading = data;
    g_autoptr(DbQuery) query = db_query(session, &list_public_places);

    reading->rows = g_ptr_array_new_with_free_func((GDestroyNotify)public_view_place_free);
    db_bind_int(query, reading->limit);
    while (db_step(query)) {
        PublicPlace *place = g_new0(PublicPlace, 1);

        place->slug = db_dup_text(query, 0);
        place->language = db_dup_text(query, 1);
        place->updated = db_int(query, 2);
        g_ptr_array_add(reading->rows, place);
    }
    return db_finish(query, error);
}

GPtrArray *
public_view_places(const Publishing *publishing, const Actor *actor, guint limit, GError **error)
{
    Reading reading = { .mediation = publishing_mediation(publishing), .limit = limit };

    (void)actor;
    if (store_read(reading.mediation->store, read_places, &reading, error))
        return reading.rows;
    g_clear_pointer(&reading.rows, g_ptr_array_unref);
    return NULL;
}

const char *
public_view_topic_name(const PublicationItem *item, const char *code, const char *language)
{
    const char *any = NULL;

    for (guint i = 0; i + 2 < item->topic_names->len; i += 3) {
        if (strcmp(g_ptr_array_index(item->topic_names, i), code) != 0)
            continue;
        any = g_ptr_array_index(item->topic_names, i + 2);
        if (strcmp(g_ptr_array_index(item->topic_names, i + 1), language) == 0)
            return any;
    }
    return any;
}
