/* SPDX-License-Identifier: Apache-2.0 */
#include "mediation/lanes.h"

#include <string.h>

#include "base/digest.h"
#include "base/id.h"
#include "base/thread.h"

#define PAUSE CLOCK_SECOND /* at least, of what has not got its turn */

typedef struct {
    GQueue entered;   /* ids, gint64 * */
    GTree *postponed; /* ids, gint64 *, to when they are due, gint64 * */
} Lane;

struct Lanes {
    Mutex mutex;
    Condition left;
    guint waiting;   /* in lanes_await() */
    GHashTable *all; /* gint64 -> Lane *; those in which there is something */
};

static void
lane_free(gpointer data)
{
    Lane *lane = data;

    g_queue_clear_full(&lane->entered, g_free);
    g_tree_unref(lane->postponed);
    g_free(lane);
}

static gint
by_age(gconstpointer a, gconstpointer b, gpointer data)
{
    gint64 one = *(const gint64 *)a, other = *(const gint64 *)b;

    (void)data;
    return one < other ? -1 : one > other;
}

Lanes *
lanes_new(void)
{
    Lanes *lanes = g_new0(Lanes, 1);

    mutex_init(&lanes->mutex);
    condition_init(&lanes->left);
    lanes->all = g_hash_table_new_full(g_int64_hash, g_int64_equal, g_free, lane_free);
    return lanes;
}

void
lanes_free(Lanes *lanes)
{
    g_hash_table_unref(lanes->all);
    condition_clear(&lanes->left);
    mutex_clear(&lanes->mutex);
    g_free(lanes);
}

gint64
lanes_number(const char *name)
{
    Digest digest = digest_sha256(name, strlen(name));

    return (gint64)(digest_to_number(&digest) & G_MAXINT64) | 1;
}

static Lane *
find(Lanes *lanes, gint64 number)
{
    return number != 0 ? g_hash_table_lookup(lanes->all, &number) : NULL;
}

static Lane *
find_or_add(Lanes *lanes, gint64 number)
{
    Lane *lane = find(lanes, number);

    if (lane != NULL)
        return lane;
    lane = g_new0(Lane, 1);
    g_queue_init(&lane->entered);
    lane->postponed = g_tree_new_full(by_age, NULL, g_free, g_free);
    g_hash_table_insert(lanes->all, g_memdup2(&number, sizeof number), lane);
    return lane;
}

static void
forget_when_empty(Lanes *lanes, gint64 number, const Lane *lane)
{
    if (g_queue_is_empty((GQueue *)&lane->entered) && g_tree_nnodes(lane->postponed) == 0)
        g_hash_table_remove(lanes->all, &number);
}

void
lanes_enter(Lanes *lanes, gint64 number, gint64 id)
{
    Lane *lane;

    if (number == 0)
        return;
    MUTEX_HELD(&lanes->mutex);
    lane = find_or_add(lanes, number);
    g_queue_push_tail(&lane->entered, g_memdup2(&id, sizeof id));
    g_tree_remove(lane->postponed, &id);
}

static gint64
waits_until(const Lane *lane, gint64 id)
{
    gint64 now = clock_now(), oldest = id_at(now - LANES_PATIENCE);
    GTreeNode *before = g_tree_lower_bound(lane->postponed, &oldest);

    if (before == NULL || *(gint64 *)g_tree_node_key(before) >= id)
        return 0;
    return MAX(*(gint64 *)g_tree_node_value(before) + 1, now + PAUSE);
}

static gboolean
is_first(const Lane *lane, gint64 id)
{
    return *(const gint64 *)g_queue_peek_head((GQueue *)&lane->entered) == id;
}

gboolean
lanes_await(Lanes *lanes, gint64 lane, gint64 id)
{
    if (lane == 0)
        return TRUE;
    MUTEX_HELD(&lanes->mutex);
    if (!is_first(find(lanes, lane), id) && lanes->waiting >= LANES_WAITING_MAX)
        return FALSE;
    lanes->waiting++;
    while (!is_first(find(lanes, lane), id))
        condition_wait(&lanes->left, &lanes->mutex);
    lanes->waiting--;
    return waits_until(find(lanes, lane), id) == 0;
}

gint64
lanes_ask(Lanes *lanes, gint64 lane, gint64 id)
{
    const Lane *found;

    MUTEX_HELD(&lanes->mutex);
    found = find(lanes, lane);
    return found != NULL ? waits_until(found, id) : 0;
}

gboolean
lanes_is_first(Lanes *lanes, gint64 lane, gint64 id)
{
    if (lane == 0)
        return TRUE;
    MUTEX_HELD(&lanes->mutex);
    return is_first(find(lanes, lane), id);
}

gint64
lanes_turn(Lanes *lanes, gint64 lane, gint64 id)
{
    const Lane *found;
    gint64 until;

    if (lane == 0)
        return 0;
    MUTEX_HELD(&lanes->mutex);
    found = find(lanes, lane);
    until = waits_until(found, id);
    return until == 0 && !is_first(found, id) ? clock_now() + PAUSE : until;
}

void
lanes_postpone(Lanes *lanes, gint64 lane, gint64 id, gint64 due)
{
    if (lane == 0)
        return;
    MUTEX_HELD(&lanes->mutex);
    g_tree_insert(find_or_add(lanes, lane)->postponed, g_memdup2(&id, sizeof id), g_memdup2(&due, sizeof due));
}

static gint
is_not(gconstpointer entered, gconstpointer id)
{
    return *(const gint64 *)entered != *(const gint64 *)id;
}

gint64
lanes_leave(Lanes *lanes, gint64 lane, gint64 id)
{
    Lane *found;
    GList *link;
    gint64 next;

    MUTEX_HELD(&lanes->mutex);
    found = find(lanes, lane);
    link = found != NULL ? g_queue_find_custom(&found->entered, &id, is_not) : NULL;
    if (link == NULL)
        return 0;
    g_free(link->data);
    g_queue_delete_link(&found->entered, link);
    next = g_queue_is_empty(&found->entered) ? 0 : *(gint64 *)g_queue_peek_head(&found->entered);
    forget_when_empty(lanes, lane, found);
    condition_broadcast(&lanes->left);
    return next;
}
