/* SPDX-License-Identifier: Apache-2.0 */
#include "views/waiting-view.h"

#include "base/clock.h"
#include "base/thread.h"
#include "mediation/cases/clocks.h"
#include "mediation/releasing/delegating.h"
#include "store/staff-store.h"

#define KEPT_MAX 10000 /* persons whose counts are kept */

static void
row_free(gpointer data)
{
    WaitingRow *row = data;

    g_clear_pointer(&row->item, waiting_item_free);
    g_free(row->author);
    g_free(row->stead);
    g_free(row);
}

static char *
name_of(DbSession *session, StaffId id)
{
    g_autoptr(Staff) staff = id.value != 0 ? staff_store_load(session, id, NULL) : NULL;

    return g_strdup(staff != NULL ? staff->name : "");
}

typedef struct {
    Mediation *mediation;
    const Actor *actor;
    const char *language;
    GPtrArray *rows;
    guint count;
} Loading;

static gboolean
load(DbSession *session, gpointer data, GError **error)
{
    Loading *loading = data;
    g_autoptr(GPtrArray) items = waiting_gather(loading->mediation, session, loading->actor, loading->language, error);
    gint64 now = clock_now();

    if (items == NULL)
        return FALSE;
    while (items->len > 0) {
        WaitingRow *row = g_new0(WaitingRow, 1);

        row->item = g_ptr_array_steal_index(items, 0);
        row->author = name_of(session, row->item->author);
        row->stead = name_of(session, row->item->stead);
        row->minutes = clocks_minutes_between(loading->mediation, row->item->unit, row->item->since, now);
        g_ptr_array_add(loading->rows, row);
    }
    return TRUE;
}

static int
compare(gconstpointer a, gconstpointer b)
{
    const WaitingRow *left = *(const WaitingRow *const *)a, *right = *(const WaitingRow *const *)b;

    if (left->minutes != right->minutes)
        return left->minutes > right->minutes ? -1 : 1;
    return left->item->since < right->item->since ? -1 : left->item->since > right->item->since;
}

GPtrArray *
waiting_view_list(Mediation *mediation, const Actor *actor, const char *language, GError **error)
{
    g_autoptr(GPtrArray) rows = g_ptr_array_new_with_free_func(row_free);
    Loading loading = { .mediation = mediation, .actor = actor, .language = language, .rows = rows };

    if (!store_read(mediation->store, load, &loading, error))
        return NULL;
    g_ptr_array_sort(rows, compare);
    return g_steal_pointer(&rows);
}

gboolean
waiting_view_may(const Actor *actor)
{
    return delegating_may_name(actor);
}

/* ---- how many ---- */

struct WaitingCounts {
    Mediation *mediation;
    Mutex mutex;
    GHashTable *kept; /* staff id → Kept */
};

typedef struct {
    gint64 good_until; /* monotonic */
    guint count;
} Kept;

WaitingCounts *
waiting_counts_new(Mediation *mediation)
{
    WaitingCounts *counts = g_new0(WaitingCounts, 1);

    counts->mediation = mediation;
    counts->kept = g_hash_table_new_full(g_int64_hash, g_int64_equal, g_free, g_free);
    mutex_init(&counts->mutex);
    return counts;
}

void
waiting_counts_free(WaitingCounts *counts)
{
    g_hash_table_unref(counts->kept);
    mutex_clear(&counts->mutex);
    g_free(counts);
}

static gboolean
count(DbSession *session, gpointer data, GError **error)
{
    Loading *loading = data;
    g_autoptr(GPtrArray) items = waiting_gather(loading->mediation, session, loading->actor, NULL, error);

    loading->count = items != NULL ? items->len : 0;
    return items != NULL;
}

static gboolean
find_kept(WaitingCounts *counts, StaffId staff, gint64 now, guint *ret)
{
    const Kept *kept;

    MUTEX_HELD(&counts->mutex);
    kept = g_hash_table_lookup(counts->kept, &staff.value);
    if (kept == NULL || kept->good_until <= now)
        return FALSE;
    *ret = kept->count;
    return TRUE;
}

static void
keep(WaitingCounts *counts, StaffId staff, Kept kept)
{
    MUTEX_HELD(&counts->mutex);
    if (g_hash_table_size(counts->kept) >= KEPT_MAX)
        g_hash_table_remove_all(counts->kept);
    g_hash_table_replace(counts->kept, g_memdup2(&staff.value, sizeof staff.value), g_memdup2(&kept, sizeof kept));
}

gboolean
waiting_counts_of(WaitingCounts *counts, const Actor *actor, guint *ret, GError **error)
{
    Loading loading = { .mediation = counts->mediation, .actor = actor };
    gint64 began = clock_monotonic(), ended;

    if (find_kept(counts, actor->staff, began, ret))
        return TRUE;
    if (!store_read(counts->mediation->store, count, &loading, error))
        return FALSE;
    ended = clock_monotonic();
    keep(counts, actor->staff, (Kept){ ended + WAITING_SHARE * (ended - began), loading.count });
    *ret = loading.count;
    return TRUE;
}
