/* SPDX-License-Identifier: Apache-2.0 */
#include "views/citizen-public.h"

#include "base/error.h"
#include "model/rights.h"
#include "store/publication-content.h"
#include "store/publication-store.h"

/* Each once, though it was corrected since. */
DB_STATEMENT(list_case_publications,
             "SELECT DISTINCT subject FROM events WHERE case_id = $1 AND kind = 'case.published'"
             " ORDER BY subject DESC LIMIT $2");

typedef struct {
    Mediation *mediation;
    const Citizen *citizen;
    const char *language;
    GPtrArray *found;
} Listing;

static void
citizen_public_free(gpointer data)
{
    CitizenPublic *item = data;

    g_free(item->slug);
    g_free(item->title);
    g_free(item->language);
    g_free(item);
}

static gboolean
add(const Listing *listing, DbSession *session, PublicationId id, GError **error)
{
    g_autoptr(PublicationRow) row = publication_store_load(session, id, error);
    g_autoptr(PublicationContent) content = NULL;
    const PublicationText *text;
    CitizenPublic *item;

    if (row == NULL || row->standing != STANDING_RELEASED)
        return row != NULL;
    content = publication_store_load_version(listing->mediation->store, session, id, row->released, error);
    text = content != NULL ? publication_content_any(content, listing->language) : NULL;
    if (text == NULL)
        return content != NULL;
    item = g_new0(CitizenPublic, 1);
    item->slug = g_strdup(row->slug);
    item->title = g_strdup(text->title);
    item->language = g_strdup(text->language);
    item->at = row->published;
    g_ptr_array_add(listing->found, item);
    return TRUE;
}

static gboolean
list(DbSession *session, gpointer data, GError **error)
{
    const Listing *listing = data;
    g_autoptr(GArray) ids = g_array_new(FALSE, FALSE, sizeof(gint64));
    g_autoptr(DbQuery) query = db_query(session, &list_case_publications);

    db_bind_int(query, listing->citizen->case_id.value);
    db_bind_int(query, CITIZEN_PUBLIC_MAX);
    while (db_step(query)) {
        gint64 id = db_int(query, 0);

        g_array_append_val(ids, id);
    }
    if (!db_finish(query, error))
        return FALSE;
    for (guint i = 0; i < ids->len; i++)
        if (!add(listing, session, (PublicationId){ g_array_index(ids, gint64, i) }, error))
            return FALSE;
    return TRUE;
}

GPtrArray *
citizen_public_list(CitizenAccess *access, const Citizen *citizen, const char *language, GError **error)
{
    g_autoptr(GPtrArray) found = g_ptr_array_new_with_free_func(citizen_public_free);
    Listing listing = { citizen_access_mediation(access), citizen, language, found };

    if (!rights_check_own(&citizen->actor, ACTION_READ_OWN_CASE, citizen->case_id, NULL)) {
        g_set_error_literal(error, TRIBUNE_ERROR, TRIBUNE_ERROR_NOT_FOUND, "no such case");
        return NULL;
    }
    if (*citizen->joined != '\0')
        return g_steal_pointer(&found);
    return store_read(listing.mediation->store, list, &listing, error) ? g_steal_pointer(&found) : NULL;
}
