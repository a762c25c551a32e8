/* SPDX-License-Identifier: Apache-2.0 */
#include "console/presence.h"

#include "base/thread.h"

typedef struct {
    CaseId case_id;
    StaffId staff;
    gint64 until;
    char *name;
} Mark;

struct Presence {
    Mutex mutex;
    GArray *marks; /* Mark: few enough to be looked through */
};

static void
mark_clear(gpointer data)
{
    g_free(((Mark *)data)->name);
}

Presence *
presence_new(void)
{
    Presence *presence = g_new0(Presence, 1);

    mutex_init(&presence->mutex);
    presence->marks = g_array_new(FALSE, FALSE, sizeof(Mark));
    g_array_set_clear_func(presence->marks, mark_clear);
    return presence;
}

void
presence_free(Presence *presence)
{
    g_array_unref(presence->marks);
    mutex_clear(&presence->mutex);
    g_free(presence);
}

static void
drop_old(Presence *presence, gint64 now)
{
    for (guint i = presence->marks->len; i-- > 0;)
        if (g_array_index(presence->marks, Mark, i).until <= now)
            g_array_remove_index_fast(presence->marks, i);
}

static Mark *
find(Presence *presence, CaseId case_id, StaffId staff, guint *ret_index)
{
    for (guint i = 0; i < presence->marks->len; i++) {
        Mark *mark = &g_array_index(presence->marks, Mark, i);

        *ret_index = i;
        if (mark->case_id.value == case_id.value && mark->staff.value == staff.value)
            return mark;
    }
    return NULL;
}

gboolean
presence_mark(Presence *presence, CaseId case_id, StaffId staff, const char *name, gint64 now)
{
    MUTEX_HELD(&presence->mutex);
    Mark *mark, fresh = { case_id, staff, now + PRESENCE_LEASE, NULL };
    guint index;

    drop_old(presence, now);
    mark = find(presence, case_id, staff, &index);
    if (mark != NULL) {
        mark->until = fresh.until;
        return FALSE;
    }
    if (presence->marks->len >= PRESENCE_MARKS)
        return FALSE;
    fresh.name = g_strdup(name);
    g_array_append_val(presence->marks, fresh);
    return TRUE;
}

gboolean
presence_leave(Presence *presence, CaseId case_id, StaffId staff)
{
    MUTEX_HELD(&presence->mutex);
    guint index;

    if (find(presence, case_id, staff, &index) == NULL)
        return FALSE;
    g_array_remove_index_fast(presence->marks, index);
    return TRUE;
}

GPtrArray *
presence_names(Presence *presence, CaseId case_id, StaffId reader, gint64 now)
{
    MUTEX_HELD(&presence->mutex);
    GPtrArray *names = g_ptr_array_new_with_free_func(g_free);

    for (guint i = 0; i < presence->marks->len; i++) {
        const Mark *mark = &g_array_index(presence->marks, Mark, i);

        if (mark->case_id.value == case_id.value && mark->staff.value != reader.value && mark->until > now)
            g_ptr_array_add(names, g_strdup(mark->name));
    }
    g_ptr_array_add(names, NULL);
    return names;
}
