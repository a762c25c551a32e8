/* SPDX-License-Identifier: Apache-2.0 */
#include "mediation/publishing/topics.h"

#include <string.h>

#include "base/clock.h"
#include "base/error.h"
#include "base/id.h"
#include "base/text.h"
#include "mediation/publishing/publishing.h"
#include "model/rights.h"
#include "store/event-store.h"
#include "store/publication-places.h"

typedef struct {
    Mediation *mediation;
    const Actor *actor;
    TopicRow *row;
    GPtrArray *rows;
} Topics;

static gboolean
record(const Topics *topics, DbSession *session, const char *change, GError **error)
{
    const TopicRow *row = topics->row;
    json_t *names = json_object(), *detail;
    gboolean done;

    for (guint i = 0; i + 1 < row->names->len; i += 2)
        json_object_set_new(names, g_ptr_array_index(row->names, i), json_string(g_ptr_array_index(row->names, i + 1)));
    detail = json_pack("{s:s, s:s, s:o, s:b}", "change", change, "code", row->code, "names", names, "closed",
                       (int)row->closed);
    done = event_append(
        topics->mediation->store, session,
        &(EventDraft){ .kind = EVENT_TOPIC_CHANGED, .actor = topics->actor, .subject = row->id, .detail = detail },
        NULL, error);
    json_decref(detail);
    return done;
}

static gboolean
invalid(GError **error, const char *words)
{
    g_set_error_literal(error, TRIBUNE_ERROR, TRIBUNE_ERROR_INVALID, words);
    return FALSE;
}

static gboolean
check_code(const char *code, GError **error)
{
    gsize length = strspn(code, "abcdefghijklmnopqrstuvwxyz0123456789-");

    if (length == 0 || length > TOPIC_CODE_MAX || code[length] != '\0')
        return invalid(error, SAY_NOOP("a code has 1 to 40 small letters, digits and hyphens"));
    if (strcmp(code, PLACE_ALL) == 0 || strcmp(code, PLACE_ALERTS) == 0)
        return invalid(error, SAY_NOOP("“all” and “alerts” have lists of their own; choose another code"));
    return TRUE;
}

/* Names on one line; what is empty is left out. */
static TopicRow *
clean_row(const TopicRow *row, GError **error)
{
    g_autoptr(TopicRow) clean = g_new0(TopicRow, 1);

    clean->id = row->id;
    clean->code = g_strdup(row->code);
    clean->closed = row->closed;
    clean->names = g_ptr_array_new_with_free_func(g_free);
    for (guint i = 0; i + 1 < row->names->len; i += 2) {
        const char *raw = g_ptr_array_index(row->names, i + 1);
        g_autofree char *name = text_one_line(raw, strlen(raw), TOPIC_NAME_MAX);

        if (*name == '\0')
            continue;
        g_ptr_array_add(clean->names, g_strdup(g_ptr_array_index(row->names, i)));
        g_ptr_array_add(clean->names, g_steal_pointer(&name));
    }
    if (clean->names->len > 0)
        return g_steal_pointer(&clean);
    invalid(error, SAY_NOOP("give the topic a name in at least one language"));
    return NULL;
}

static gboolean
make(DbSession *session, gpointer data, GError **error)
{
    const Topics *topics = data;

    return topic_store_insert(session, topics->row, clock_now(), error) && record(topics, session, "made", error);
}

static gboolean
change(DbSession *session, gpointer data, GError **error)
{
    const Topics *topics = data;

    return topic_store_update(session, topics->row, error) && record(topics, session, "changed", error);
}

gboolean
topics_make(Mediation *mediation, const Actor *actor, const TopicRow *row, GError **error)
{
    g_autoptr(TopicRow) clean = clean_row(row, error);

    if (clean == NULL || !rights_check(actor, ACTION_MANAGE_TOPICS, (UnitId){ 0 }, error) ||
        !check_code(clean->code, error))
        return FALSE;
    clean->id = id_next();
    if (!store_write(mediation->store, make, &(Topics){ mediation, actor, clean, NULL }, error))
        return FALSE;
    publishing_renew(mediation->publishing);
    return TRUE;
}

gboolean
topics_change(Mediation *mediation, const Actor *actor, const TopicRow *row, GError **error)
{
    g_autoptr(TopicRow) clean = clean_row(row, error);

    if (clean == NULL || !rights_check(actor, ACTION_MANAGE_TOPICS, (UnitId){ 0 }, error) ||
        !store_write(mediation->store, change, &(Topics){ mediation, actor, clean, NULL }, error))
        return FALSE;
    publishing_renew(mediation->publishing);
    return TRUE;
}

static gboolean
read_rows(DbSession *session, gpointer data, GError **error)
{
    Topics *topics = data;

    return (topics->rows = topic_store_list(session, error)) != NULL;
}

GPtrArray *
topics_list(Mediation *mediation, const Actor *actor, GError **error)
{
    Topics topics = { .mediation = mediation, .actor = actor };

    return store_read(mediation->store, read_rows, &topics, error) ? topics.rows : NULL;
}
