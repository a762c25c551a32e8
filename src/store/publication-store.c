/* SPDX-License-Identifier: Apache-2.0 */
#include "store/publication-store.h"

#include <string.h>

#include "base/error.h"
#include "base/locale.h"
#include "store/publication-content.h"

#define COLUMNS                                                                                                        \
    "id, slug, kind, standing, stage, act, work, version, released, author, published, updated, expires, scheduled,"   \
    " changed, changes, digest, leaf, asked, tiers"

DB_STATEMENT(insert_publication,
             "INSERT INTO publications (" COLUMNS ") VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13,"
             " $14, $15, 1, $16, $17, 0, $18) ON CONFLICT (slug) DO NOTHING");
DB_STATEMENT(update_publication,
             "UPDATE publications SET standing = $1, stage = $2, act = $3, work = $4, version = $5, released = $6,"
             " author = $7, published = $8, updated = $9, expires = $10, scheduled = $11, changed = $12,"
             " changes = changes + 1, digest = $13, leaf = $14, asked = $15, tiers = $16 WHERE id = $17"
             " AND changes = $18");
DB_STATEMENT(load_publication, "SELECT " COLUMNS " FROM publications WHERE id = $1");
DB_STATEMENT(find_publication, "SELECT " COLUMNS " FROM publications WHERE slug = $1");
DB_STATEMENT(list_publications,
             "SELECT " COLUMNS " FROM publications ORDER BY changed DESC, id DESC LIMIT $1 OFFSET $2");
DB_STATEMENT(list_publications_in_review,
             "SELECT " COLUMNS " FROM publications WHERE stage = 'review' ORDER BY asked, id LIMIT $1");
DB_STATEMENT(insert_publication_version,
             "INSERT INTO publication_versions (publication, version, at, staff, sealed, secret_key)"
             " VALUES ($1, $2, $3, $4, $5, $6)");
DB_STATEMENT(load_publication_version,
             "SELECT sealed, secret_key FROM publication_versions WHERE publication = $1 AND version = $2");
DB_STATEMENT(list_publication_versions,
             "SELECT version, at, staff FROM publication_versions WHERE publication = $1 ORDER BY version");
DB_STATEMENT(insert_publication_release,
             "INSERT INTO publication_releases (publication, number, work, act, version, at, staff, digest, leaf)"
             " VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)");
DB_STATEMENT(list_publication_releases, "SELECT number, work, act, version, at, staff, digest, leaf"
                                        " FROM publication_releases WHERE publication = $1 ORDER BY number");

void
publication_row_free(PublicationRow *row)
{
    g_free(row->slug);
    g_free(row);
}

static void
read_digest(DbQuery *query, int column, Digest *ret)
{
    gsize length;
    const void *bytes = db_bytes(query, column, &length);

    memset(ret, 0, sizeof *ret);
    if (length == sizeof ret->bytes)
        memcpy(ret->bytes, bytes, length);
}

static PublicationRow *
read_row(DbQuery *query, GError **error)
{
    g_autoptr(PublicationRow) row = g_new0(PublicationRow, 1);

    row->id.value = db_int(query, 0);
    row->slug = db_dup_text(query, 1);
    if (!publication_kind_parse(db_text(query, 2), &row->kind) ||
        !publication_standing_parse(db_text(query, 3), &row->standing) ||
        !publication_stage_parse(db_text(query, 4), &row->stage) ||
        !publication_act_parse(db_text(query, 5), &row->act)) {
        g_set_error_literal(error, TRIBUNE_ERROR, TRIBUNE_ERROR_CORRUPT, "a publication of unknown kind or state");
        return NULL;
    }
    row->work = db_int(query, 6);
    row->version = db_int(query, 7);
    row->released = db_int(query, 8);
    row->author.value = db_int(query, 9);
    row->published = db_int(query, 10);
    row->updated = db_int(query, 11);
    row->expires = db_int(query, 12);
    row->scheduled = db_int(query, 13);
    row->changed = db_int(query, 14);
    row->changes = db_int(query, 15);
    read_digest(query, 16, &row->digest);
    row->leaf = db_int(query, 17);
    row->asked = db_int(query, 18);
    row->tiers = db_int(query, 19);
    return g_steal_pointer(&row);
}

gboolean
publication_store_insert(DbSession *session, const PublicationRow *row, GError **error)
{
    g_autoptr(DbQuery) query = db_query(session, &insert_publication);

    db_bind_int(query, row->id.value);
    db_bind_text(query, row->slug);
    db_bind_text(query, publication_kind_name(row->kind));
    db_bind_text(query, publication_standing_name(row->standing));
    db_bind_text(query, publication_stage_name(row->stage));
    db_bind_text(query, publication_act_name(row->act));
    db_bind_int(query, row->work);
    db_bind_int(query, row->version);
    db_bind_int(query, row->released);
    db_bind_int(query, row->author.value);
    db_bind_int(query, row->published);
    db_bind_int(query, row->updated);
    db_bind_int(query, row->expires);
    db_bind_int(query, row->scheduled);
    db_bind_int(query, row->changed);
    db_bind_bytes(query, row->digest.bytes, sizeof row->digest.bytes);
    db_bind_int(query, row->leaf);
    db_bind_int(query, row->tiers);
    if (!db_run(query, error))
        return FALSE;
    if (db_changes(session) == 1)
        return TRUE;
    g_set_error_literal(error, TRIBUNE_ERROR, TRIBUNE_ERROR_CONFLICT, "the address is taken");
    return FALSE;
}

gboolean
publication_store_update(DbSession *session, const PublicationRow *row, GError **error)
{
    g_autoptr(DbQuery) query = db_query(session, &update_publication);

    db_bind_text(query, publication_standing_name(row->standing));
    db_bind_text(query, publication_stage_name(row->stage));
    db_bind_text(query, publication_act_name(row->act));
    db_bind_int(query, row->work);
    db_bind_int(query, row->version);
    db_bind_int(query, row->released);
    db_bind_int(query, row->author.value);
    db_bind_int(query, row->published);
    db_bind_int(query, row->updated);
    db_bind_int(query, row->expires);
    db_bind_int(query, row->scheduled);
    db_bind_int(query, row->changed);
    db_bind_bytes(query, row->digest.bytes, sizeof row->digest.bytes);
    db_bind_int(query, row->leaf);
    db_bind_int(query, row->asked);
    db_bind_int(query, row->tiers);
    db_bind_int(query, row->id.value);
    db_bind_int(query, row->changes);
    if (!db_run(query, error))
        return FALSE;
    if (db_changes(session) == 1)
        return TRUE;
    g_set_error_literal(error, TRIBUNE_ERROR, TRIBUNE_ERROR_CONFLICT,
                        SAY_NOOP("somebody changed this publication in the meantime; look at it again"));
    return FALSE;
}

PublicationRow *
publication_store_load(DbSession *session, PublicationId id, GError **error)
{
    g_autoptr(DbQuery) query = db_query(session, &load_publication);

    db_bind_int(query, id.value);
    return db_step_one(query, "publication", error) ? read_row(query, error) : NULL;
}

PublicationRow *
publication_store_find(DbSession *session, const char *slug, GError **error)
{
    g_autoptr(DbQuery) query = db_query(session, &find_publication);

    db_bind_text(query, slug);
    return db_step_one(query, "publication", error) ? read_row(query, error) : NULL;
}

static GPtrArray *
read_rows(DbQuery *query, GError **error)
{
    g_autoptr(GPtrArray) rows = g_ptr_array_new_with_free_func((GDestroyNotify)publication_row_free);

    while (db_step(query)) {
        PublicationRow *row = read_row(query, error);

        if (row == NULL)
            return NULL;
        g_ptr_array_add(rows, row);
    }
    return db_finish(query, error) ? g_steal_pointer(&rows) : NULL;
}

GPtrArray *
publication_store_list(DbSession *session, guint limit, guint offset, GError **error)
{
    g_autoptr(DbQuery) query = db_query(session, &list_publications);

    db_bind_int(query, limit);
    db_bind_int(query, offset);
    return read_rows(query, error);
}

GPtrArray *
publication_store_list_review(DbSession *session, guint limit, GError **error)
{
    g_autoptr(DbQuery) query = db_query(session, &list_publications_in_review);

    db_bind_int(query, limit);
    return read_rows(query, error);
}

/* ---- versions ---- */

gboolean
publication_store_add_version(Store *store, DbSession *session, PublicationId id, const PublicationVersion *version,
                              const PublicationContent *content, Digest *ret_digest, GError **error)
{
    g_autofree char *text = publication_content_encode(content, error);
    g_autoptr(GBytes) sealed = NULL;
    g_autoptr(DbQuery) query = NULL;
    guint8 secret[RECORD_SECRET_SIZE];
    gint64 secret_key;

    if (text == NULL || !key_store_take(store->content.keys, &secret_key, secret, error))
        return FALSE;
    *ret_digest = digest_sha256(text, strlen(text));
    sealed = content_seal_bytes(secret, text, strlen(text));
    query = db_query(session, &insert_publication_version);
    db_bind_int(query, id.value);
    db_bind_int(query, version->version);
    db_bind_int(query, version->at);
    db_bind_int(query, version->staff.value);
    db_bind_bytes(query, g_bytes_get_data(sealed, NULL), g_bytes_get_size(sealed));
    db_bind_int(query, secret_key);
    return db_run(query, error);
}

PublicationContent *
publication_store_load_version(Store *store, DbSession *session, PublicationId id, gint64 version, GError **error)
{
    g_autoptr(DbQuery) query = db_query(session, &load_publication_version);
    g_autoptr(GBytes) bytes = NULL;
    guint8 secret[RECORD_SECRET_SIZE];
    const void *sealed;
    gsize length;

    db_bind_int(query, id.value);
    db_bind_int(query, version);
    if (!db_step_one(query, "version of a publication", error) ||
        !key_store_find(store->content.keys, session, db_int(query, 1), secret, error))
        return NULL;
    sealed = db_bytes(query, 0, &length);
    bytes = content_open_bytes(secret, sealed, length, error);
    return bytes != NULL ? publication_content_decode(g_bytes_get_data(bytes, NULL), g_bytes_get_size(bytes), error)
                         : NULL;
}

GArray *
publication_store_list_versions(DbSession *session, PublicationId id, GError **error)
{
    g_autoptr(GArray) versions = g_array_new(FALSE, FALSE, sizeof(PublicationVersion));
    g_autoptr(DbQuery) query = db_query(session, &list_publication_versions);

    db_bind_int(query, id.value);
    while (db_step(query)) {
        PublicationVersion version = { db_int(query, 0), db_int(query, 1), { db_int(query, 2) } };

        g_array_append_val(versions, version);
    }
    return db_finish(query, error) ? g_steal_pointer(&versions) : NULL;
}

/* ---- each time that it left ---- */

gboolean
publication_store_add_release(DbSession *session, PublicationId id, const PublicationReleaseRow *row, GError **error)
{
    g_autoptr(DbQuery) query = db_query(session, &insert_publication_release);

    db_bind_int(query, id.value);
    db_bind_int(query, row->number);
    db_bind_int(query, row->work);
    db_bind_text(query, publication_act_name(row->act));
    db_bind_int(query, row->version);
    db_bind_int(query, row->at);
    db_bind_int(query, row->staff.value);
    db_bind_bytes(query, row->digest.bytes, sizeof row->digest.bytes);
    db_bind_int(query, row->leaf);
    return db_run(query, error);
}

GArray *
publication_store_list_releases(DbSession *session, PublicationId id, GError **error)
{
    g_autoptr(GArray) releases = g_array_new(FALSE, FALSE, sizeof(PublicationReleaseRow));
    g_autoptr(DbQuery) query = db_query(session, &list_publication_releases);

    db_bind_int(query, id.value);
    while (db_step(query)) {
        PublicationReleaseRow row = { .number = (guint)db_int(query, 0),
                                      .work = db_int(query, 1),
                                      .version = db_int(query, 3),
                                      .at = db_int(query, 4),
                                      .staff = { db_int(query, 5) },
                                      .leaf = db_int(query, 7) };

        publication_act_parse(db_text(query, 2), &row.act);
        read_digest(query, 6, &row.digest);
        g_array_append_val(releases, row);
    }
    return db_finish(query, error) ? g_steal_pointer(&releases) : NULL;
}
