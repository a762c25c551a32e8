/* SPDX-License-Identifier: Apache-2.0 */
/* People who said yes to newsletters elsewhere. */
#include <string.h>

#include "base/clock.h"
#include "base/error.h"
#include "base/id.h"
#include "mediation/subscribing/subscribing-private.h"
#include "model/rights.h"
#include "store/event-store.h"
#include "store/heeding-store.h"

typedef struct {
    Mediation *mediation;
    const Actor *actor;
    const SubscriptionWish *wish;
    GPtrArray *rows; /* SubscriberRow * */
    guint added;
} Import;

/* Sealed before the transaction. */
static gboolean
prepare(Import *import, const char *address, GError **error)
{
    g_autofree char *uri = subscribing_resolve(import->mediation, address, error);
    g_autoptr(SubscriberRow) row = g_new0(SubscriberRow, 1);

    if (uri == NULL || !subscribing_admit(import->mediation, uri, error))
        return FALSE;
    row->id.value = id_next();
    subscribing_scheme_of(uri, row->scheme);
    row->hash = subscribing_hash(import->mediation->subscribing, uri);
    row->confirmed = row->changed = clock_now();
    row->frequency = import->wish->frequency;
    g_strlcpy(row->language, locale_tag(locales_find(import->mediation->locales, import->wish->language)),
              sizeof row->language);
    if (!subscriber_store_seal(import->mediation->store, uri, &row->sealed, &row->secret_key, error))
        return FALSE;
    g_ptr_array_add(import->rows, g_steal_pointer(&row));
    return TRUE;
}

static gboolean
record(const Import *import, DbSession *session, GError **error)
{
    json_t *detail = json_pack("{s:s, s:s, s:i}", "change", "imported", "why", "", "count", (int)import->added);
    gboolean done = event_append(
        import->mediation->store, session,
        &(EventDraft){ .kind = EVENT_SUBSCRIBER_CHANGED, .actor = import->actor, .detail = detail }, NULL, error);

    json_decref(detail);
    return done;
}

static gboolean
add(DbSession *session, gpointer data, GError **error)
{
    Import *import = data;
    g_autoptr(SubscriptionWish) clean = subscribing_clean(import->mediation, session, import->wish, error);

    import->added = 0;
    for (guint i = 0; clean != NULL && i < import->rows->len; i++) {
        const SubscriberRow *row = g_ptr_array_index(import->rows, i);
        g_autoptr(SubscriberRow) known = NULL;
        gboolean stopped;

        if (!subscriber_store_find(session, &row->hash, &known, error))
            return FALSE;
        if (!heeding_store_is_stopped(session, &row->hash, &stopped, error))
            return FALSE;
        if (known != NULL || stopped)
            continue;
        if (!subscriber_store_insert(session, row, clean->topics, error))
            return FALSE;
        import->added++;
    }
    return clean != NULL && (import->added == 0 || record(import, session, error));
}

gboolean
subscribing_import(Mediation *mediation, const Actor *actor, const GPtrArray *addresses, const SubscriptionWish *wish,
                   guint *ret, GError **error)
{
    g_autoptr(GPtrArray) rows = g_ptr_array_new_with_free_func((GDestroyNotify)subscriber_row_free);
    Import import = { .mediation = mediation, .actor = actor, .wish = wish, .rows = rows };

    if (!rights_check(actor, ACTION_IMPORT_SUBSCRIBERS, (UnitId){ 0 }, error))
        return FALSE;
    if (addresses->len > SUBSCRIBING_IMPORT_MAX) {
        g_set_error(error, TRIBUNE_ERROR, TRIBUNE_ERROR_LIMIT, "at most %d addresses at once", SUBSCRIBING_IMPORT_MAX);
        return FALSE;
    }
    for (guint i = 0; i < addresses->len; i++)
        if (!prepare(&import, g_ptr_array_index(addresses, i), error)) {
            g_prefix_error(error, "address %u: ", i + 1);
            return FALSE;
        }
    if (!store_write(mediation->store, add, &import, error))
        return FALSE;
    *ret = import.added;
    return TRUE;
}
