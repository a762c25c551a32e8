/* SPDX-License-Identifier: Apache-2.0 */
#include "views/review-view.h"

#include <string.h>

#include "base/text.h"
#include "mediation/cases/clocks.h"
#include "model/rights.h"
#include "store/case-store.h"
#include "store/message-store.h"
#include "store/staff-store.h"

static void
review_row_free(ReviewRow *row)
{
    if (row == NULL)
        return;
    g_clear_pointer(&row->message, message_free);
    g_clear_pointer(&row->a_case, case_free);
    g_clear_pointer(&row->verdicts, g_ptr_array_unref);
    g_free(row->excerpt);
    g_free(row->decided_by);
    g_free(row);
}
G_DEFINE_AUTOPTR_CLEANUP_FUNC(ReviewRow, review_row_free)

static void
review_flood_free(ReviewFlood *flood)
{
    review_row_free(flood->first);
    g_free(flood);
}

void
review_queue_free(ReviewQueue *queue)
{
    g_clear_pointer(&queue->rows, g_ptr_array_unref);
    g_clear_pointer(&queue->floods, g_ptr_array_unref);
    g_free(queue);
}

typedef struct {
    Mediation *mediation;
    const Actor *actor;
    ReviewList list;
    gint64 group;
    MessageId after;
    ReviewQueue *queue;
} Loading;

/* ---- one message ---- */

/* Keeps what holds the message. */
static gboolean
load_verdicts(DbSession *session, ReviewRow *row, GError **error)
{
    row->verdicts = verdict_store_list(session, row->message->id, error);
    if (row->verdicts == NULL)
        return FALSE;
    for (guint i = row->verdicts->len; i-- > 0;) {
        const StoredVerdict *stored = g_ptr_array_index(row->verdicts, i);

        row->malware |= strcmp(stored->verdict->label, LABEL_MALWARE) == 0;
        if (stored->verdict->kind < VERDICT_HOLD)
            g_ptr_array_remove_index(row->verdicts, i);
    }
    return TRUE;
}

static void
load_excerpt(const Loading *loading, DbSession *session, ReviewRow *row)
{
    g_autoptr(MessagePart) text = NULL;
    gsize length;
    const char *bytes;

    if (row->malware)
        return;
    text = content_load_part(&loading->mediation->store->content, session, row->message->id.value,
                             row->message->ref.secret_key, PART_TEXT, NULL);
    if (text == NULL)
        return;
    bytes = g_bytes_get_data(text->bytes, &length);
    row->excerpt = text_one_line(bytes, length, REVIEW_VIEW_EXCERPT);
}

static char *
name_staff(DbSession *session, StaffId id)
{
    g_autoptr(Staff) staff = staff_store_load(session, id, NULL);

    return g_strdup(staff != NULL ? staff->name : "");
}

static ReviewRow *
load_row(const Loading *loading, DbSession *session, const ReviewEntry *entry, GError **error)
{
    g_autoptr(ReviewRow) row = g_new0(ReviewRow, 1);

    row->message = message_store_load(session, entry->message, error);
    row->a_case = row->message == NULL ? NULL : case_store_load(session, row->message->case_id, error);
    if (row->a_case == NULL || !load_verdicts(session, row, error))
        return NULL;
    load_excerpt(loading, session, row);
    row->due = clocks_review_due(loading->mediation, row->message->received);
    row->decided = entry->at;
    if (entry->staff.value != 0)
        row->decided_by = name_staff(session, entry->staff);
    return g_steal_pointer(&row);
}

/* ---- all ---- */

static gboolean
load_rows(const Loading *loading, DbSession *session, GError **error)
{
    ReviewQueue *queue = loading->queue;
    g_autoptr(GArray) entries =
        review_store_list(session, loading->list, loading->group, loading->after, REVIEW_VIEW_PAGE + 1, error);

    if (entries == NULL)
        return FALSE;
    for (guint i = 0; i < entries->len; i++) {
        const ReviewEntry *entry = &g_array_index(entries, ReviewEntry, i);
        ReviewRow *row;

        if (i == REVIEW_VIEW_PAGE) {
            queue->next = g_array_index(entries, ReviewEntry, i - 1).message;
            return TRUE;
        }
        row = load_row(loading, session, entry, error);
        if (row == NULL)
            return FALSE;
        if (rights_may(loading->actor, ACTION_RELEASE_HELD, row->a_case->unit))
            g_ptr_array_add(queue->rows, row);
        else
            review_row_free(row);
    }
    return TRUE;
}

static gboolean
load_floods(const Loading *loading, DbSession *session, GError **error)
{
    g_autoptr(GArray) groups = NULL;

    if (loading->list != REVIEW_WAITING || loading->after.value != 0)
        return TRUE;
    groups = review_store_groups(session, REVIEW_VIEW_GROUPS, error);
    for (guint i = 0; groups != NULL && i < groups->len; i++) {
        const ReviewGroup *group = &g_array_index(groups, ReviewGroup, i);
        ReviewFlood *flood = g_new0(ReviewFlood, 1);

        flood->group = group->group;
        flood->count = group->count;
        flood->first = load_row(loading, session, &(ReviewEntry){ .message = group->first }, error);
        g_ptr_array_add(loading->queue->floods, flood);
        if (flood->first == NULL)
            return FALSE;
    }
    return groups != NULL;
}

static gboolean
load(DbSession *session, gpointer data, GError **error)
{
    const Loading *loading = data;
    ReviewQueue *queue = loading->queue;
    gint64 waiting;

    g_ptr_array_set_size(queue->rows, 0);
    g_ptr_array_set_size(queue->floods, 0);
    queue->next.value = 0;
    if (!review_store_count(session, &waiting, error))
        return FALSE;
    queue->waiting = (guint)waiting;
    return load_floods(loading, session, error) && load_rows(loading, session, error);
}

ReviewQueue *
review_view_load(Mediation *mediation, const Actor *actor, ReviewList list, gint64 group, MessageId after,
                 GError **error)
{
    g_autoptr(ReviewQueue) queue = g_new0(ReviewQueue, 1);
    Loading loading = { mediation, actor, list, group, after, queue };

    queue->rows = g_ptr_array_new_with_free_func((GDestroyNotify)review_row_free);
    queue->floods = g_ptr_array_new_with_free_func((GDestroyNotify)review_flood_free);
    if (!rights_check_anywhere(actor, ACTION_RELEASE_HELD, error) ||
        !store_read(mediation->store, load, &loading, error))
        return NULL;
    return g_steal_pointer(&queue);
}
