/* SPDX-License-Identifier: Apache-2.0 */
#include "views/message-pages-view.h"

#include <string.h>

#include "base/error.h"
#include "model/rights.h"
#include "store/case-store.h"
#include "store/message-store.h"
#include "store/verdict-store.h"

DB_STATEMENT(page_messages, "SELECT id FROM messages WHERE case_id = $1 AND id > $2 AND side = 0"
                            " ORDER BY id LIMIT $3");

void
message_pages_item_free(MessagePagesItem *item)
{
    if (item == NULL)
        return;
    message_free(item->message);
    g_clear_pointer(&item->parts, g_ptr_array_unref);
    g_free(item);
}

void
message_pages_free(MessagePages *pages)
{
    g_ptr_array_unref(pages->items);
    g_free(pages);
}

typedef struct {
    Store *store;
    const Actor *actor;
    const char *reference;
    MessageId id; /* list: behind this one */
    guint limit;
    const char *name; /* of an attachment; NULL: none is wanted */
    MessagePages *pages;
    MessagePagesItem *item;
    MessagePart *part;
} Loading;

static gboolean
missing(GError **error, const char *words)
{
    g_set_error_literal(error, TRIBUNE_ERROR, TRIBUNE_ERROR_NOT_FOUND, words);
    return FALSE;
}

/* What an actor may not read is not there. */
static Case *
find_case(const Loading *loading, DbSession *session, GError **error)
{
    g_autoptr(GError) trouble = NULL;
    g_autoptr(Case) a_case = case_store_find(session, loading->reference, &trouble);

    if (a_case != NULL && rights_may(loading->actor, ACTION_READ_MESSAGES, a_case->unit))
        return g_steal_pointer(&a_case);
    if (trouble != NULL && !g_error_matches(trouble, TRIBUNE_ERROR, TRIBUNE_ERROR_NOT_FOUND))
        g_propagate_error(error, g_steal_pointer(&trouble));
    else
        missing(error, "there is no such case");
    return NULL;
}

/* ---- what is hidden ---- */

static gboolean
is_malware(const GPtrArray *verdicts, MessageId id)
{
    for (guint i = 0; i < verdicts->len; i++) {
        const StoredVerdict *stored = g_ptr_array_index(verdicts, i);

        if (stored->message.value == id.value && strcmp(stored->verdict->label, LABEL_MALWARE) == 0)
            return TRUE;
    }
    return FALSE;
}

/* What was written is also in the subject and the preview. */
static MessagePagesItem *
make_item(const Loading *loading, const Case *a_case, const GPtrArray *verdicts, Message *message)
{
    MessagePagesItem *item = g_new0(MessagePagesItem, 1);

    item->message = message;
    item->hidden =
        is_malware(verdicts, message->id) || message->screening == SCREENING_WAITING ||
        (message->screening == SCREENING_HELD && !rights_may(loading->actor, ACTION_RELEASE_HELD, a_case->unit));
    if (!item->hidden)
        return item;
    g_free(message->subject);
    message->subject = g_strdup("");
    g_free(message->preview);
    message->preview = g_strdup("");
    return item;
}

/* ---- lists ---- */

static gboolean
read_ids(const Loading *loading, DbSession *session, const Case *a_case, GArray *ids, GError **error)
{
    g_autoptr(DbQuery) query = db_query(session, &page_messages);

    db_bind_int(query, a_case->id.value);
    db_bind_int(query, loading->id.value);
    db_bind_int(query, loading->limit + 1);
    while (db_step(query)) {
        MessageId id = { db_int(query, 0) };

        g_array_append_val(ids, id);
    }
    return db_finish(query, error);
}

static gboolean
list(DbSession *session, gpointer data, GError **error)
{
    Loading *loading = data;
    g_autoptr(Case) a_case = find_case(loading, session, error);
    g_autoptr(GArray) ids = g_array_new(FALSE, FALSE, sizeof(MessageId));
    g_autoptr(GPtrArray) verdicts = NULL;

    g_ptr_array_set_size(loading->pages->items, 0);
    if (a_case == NULL || !read_ids(loading, session, a_case, ids, error))
        return FALSE;
    verdicts = verdict_store_list_case(session, a_case->id, error);
    loading->pages->more = ids->len > loading->limit;
    for (guint i = 0; verdicts != NULL && i < MIN(ids->len, loading->limit); i++) {
        Message *message = message_store_load(session, g_array_index(ids, MessageId, i), error);

        if (message == NULL)
            return FALSE;
        g_ptr_array_add(loading->pages->items, make_item(loading, a_case, verdicts, message));
    }
    return verdicts != NULL;
}

MessagePages *
message_pages_view_list(Store *store, const Actor *actor, const char *reference, MessageId after, guint limit,
                        GError **error)
{
    g_autoptr(MessagePages) pages = g_new0(MessagePages, 1);
    Loading loading = {
        .store = store, .actor = actor, .reference = reference, .id = after, .limit = limit, .pages = pages
    };

    pages->items = g_ptr_array_new_with_free_func((GDestroyNotify)message_pages_item_free);
    return store_read(store, list, &loading, error) ? g_steal_pointer(&pages) : NULL;
}

/* ---- one ---- */

static gboolean
find_item(Loading *loading, DbSession *session, GError **error)
{
    g_autoptr(Case) a_case = find_case(loading, session, error);
    g_autoptr(Message) message = NULL;
    g_autoptr(GPtrArray) verdicts = NULL;

    g_clear_pointer(&loading->item, message_pages_item_free);
    if (a_case == NULL || (message = message_store_load(session, loading->id, error)) == NULL)
        return FALSE;
    if (message->side || message->case_id.value != a_case->id.value)
        return missing(error, "there is no such message in this case");
    verdicts = verdict_store_list(session, message->id, error);
    if (verdicts == NULL)
        return FALSE;
    loading->item = make_item(loading, a_case, verdicts, g_steal_pointer(&message));
    return TRUE;
}

static void
keep_shown(MessagePagesItem *item, GPtrArray *parts)
{
    item->parts = message_parts_new();
    while (parts->len > 0) {
        MessagePart *part = g_ptr_array_steal_index(parts, 0);

        if (strcmp(part->name, PART_TEXT) == 0 || message_part_is_attachment(part))
            g_ptr_array_add(item->parts, part);
        else
            message_part_free(part);
    }
}

static gboolean
load(DbSession *session, gpointer data, GError **error)
{
    Loading *loading = data;
    g_autoptr(GPtrArray) parts = NULL;
    g_autoptr(GError) trouble = NULL;
    const Message *message;

    if (!find_item(loading, session, error))
        return FALSE;
    if (loading->item->hidden)
        return TRUE;
    message = loading->item->message;
    parts = content_load(&loading->store->content, session, message->id.value, message->ref.secret_key, TRUE, &trouble);
    loading->item->erased = g_error_matches(trouble, TRIBUNE_ERROR, TRIBUNE_ERROR_NOT_FOUND);
    if (parts != NULL)
        keep_shown(loading->item, parts);
    else if (!loading->item->erased)
        g_propagate_error(error, g_steal_pointer(&trouble));
    return parts != NULL || loading->item->erased;
}

MessagePagesItem *
message_pages_view_load(Store *store, const Actor *actor, const char *reference, MessageId id, GError **error)
{
    Loading loading = { .store = store, .actor = actor, .reference = reference, .id = id };

    if (store_read(store, load, &loading, error))
        return loading.item;
    g_clear_pointer(&loading.item, message_pages_item_free);
    return NULL;
}

static gboolean
load_attachment(DbSession *session, gpointer data, GError **error)
{
    Loading *loading = data;
    const Message *message;

    g_clear_pointer(&loading->part, message_part_free);
    if (!find_item(loading, session, error))
        return FALSE;
    if (loading->item->hidden)
        return missing(error, "this message is held; nothing of it is shown");
    message = loading->item->message;
    loading->part = content_load_part(&loading->store->content, session, message->id.value, message->ref.secret_key,
                                      loading->name, error);
    return loading->part != NULL && (message_part_is_attachment(loading->part) || missing(error, "no attachment"));
}

MessagePart *
message_pages_view_attachment(Store *store, const Actor *actor, const char *reference, MessageId id, const char *name,
                              GError **error)
{
    Loading loading = { .store = store, .actor = actor, .reference = reference, .id = id, .name = name };
    gboolean done = store_read(store, load_attachment, &loading, error);

    g_clear_pointer(&loading.item, message_pages_item_free);
    if (!done)
        g_clear_pointer(&loading.part, message_part_free);
    return loading.part;
}
