/* SPDX-License-Identifier: Apache-2.0 */
#include "store/draft-store.h"

#include <jansson.h>
#include <string.h>

#include "base/canonical.h"
#include "base/error.h"

static const char *const KIND_NAMES[] = { "reply", "note", NULL };

DB_STATEMENT(save_draft,
             "INSERT INTO drafts (case_id, staff, kind, changed, sealed, secret_key) VALUES ($1, $2, $3, $4, $5, $6)"
             " ON CONFLICT (case_id, staff, kind) DO UPDATE SET changed = excluded.changed, sealed = excluded.sealed,"
             " secret_key = excluded.secret_key");
DB_STATEMENT(find_draft_key, "SELECT secret_key FROM drafts WHERE case_id = $1 AND staff = $2 AND kind = $3");
DB_STATEMENT(remove_draft, "DELETE FROM drafts WHERE case_id = $1 AND staff = $2 AND kind = $3");
DB_STATEMENT(list_drafts,
             "SELECT staff, kind, changed, sealed, secret_key FROM drafts WHERE case_id = $1 ORDER BY changed");
DB_STATEMENT(insert_draft_file,
             "INSERT INTO draft_files (id, case_id, staff, size, secret_key) VALUES ($1, $2, $3, $4, $5)");
DB_STATEMENT(list_draft_files,
             "SELECT id, size, secret_key FROM draft_files WHERE case_id = $1 AND staff = $2 ORDER BY id");
DB_STATEMENT(remove_draft_file, "DELETE FROM draft_files WHERE id = $1");

const char *
draft_kind_name(DraftKind kind)
{
    return KIND_NAMES[kind];
}

void
draft_free(Draft *draft)
{
    g_free(draft->text);
    g_free(draft);
}

void
draft_file_free(DraftFile *file)
{
    g_clear_pointer(&file->part, message_part_free);
    g_free(file);
}

/* ---- texts ---- */

static GBytes *
seal_draft(const Draft *draft, const guint8 secret[RECORD_SECRET_SIZE], GError **error)
{
    json_t *root = json_pack("{s:s, s:s}", "text", draft->text, "next", case_state_name(draft->next));
    char *text;
    GBytes *sealed;

    if (root != NULL && draft->decision)
        json_object_set_new(root, "decision", json_true());
    text = canonical_json_take(root);
    if (text == NULL) {
        g_set_error(error, TRIBUNE_ERROR, TRIBUNE_ERROR_INVALID, "a draft that is not UTF-8");
        return NULL;
    }
    sealed = content_seal_bytes(secret, text, strlen(text));
    g_free(text);
    return sealed;
}

/* A draft keeps the secret that it began with: it is saved every few seconds, and secrets are made for records. */
static gboolean
find_secret(Store *store, DbSession *session, const Draft *draft, gint64 *ret_key, guint8 *ret_secret, GError **error)
{
    g_autoptr(DbQuery) query = db_query(session, &find_draft_key);

    db_bind_int(query, draft->case_id.value);
    db_bind_int(query, draft->staff.value);
    db_bind_text(query, draft_kind_name(draft->kind));
    *ret_key = db_step(query) ? db_int(query, 0) : 0;
    if (!db_finish(query, error))
        return FALSE;
    return *ret_key != 0 ? key_store_find(store->content.keys, session, *ret_key, ret_secret, error)
                         : key_store_take(store->content.keys, ret_key, ret_secret, error);
}

gboolean
draft_store_save(Store *store, DbSession *session, const Draft *draft, GError **error)
{
    g_autoptr(DbQuery) query = NULL;
    g_autoptr(GBytes) sealed = NULL;
    guint8 secret[RECORD_SECRET_SIZE];
    gint64 secret_key;

    if (!find_secret(store, session, draft, &secret_key, secret, error))
        return FALSE;
    sealed = seal_draft(draft, secret, error);
    if (sealed == NULL)
        return FALSE;
    query = db_query(session, &save_draft);
    db_bind_int(query, draft->case_id.value);
    db_bind_int(query, draft->staff.value);
    db_bind_text(query, draft_kind_name(draft->kind));
    db_bind_int(query, draft->changed);
    db_bind_bytes(query, g_bytes_get_data(sealed, NULL), g_bytes_get_size(sealed));
    db_bind_int(query, secret_key);
    return db_run(query, error);
}

gboolean
draft_store_remove(DbSession *session, CaseId case_id, StaffId staff, DraftKind kind, GError **error)
{
    g_autoptr(DbQuery) query = db_query(session, &remove_draft);

    db_bind_int(query, case_id.value);
    db_bind_int(query, staff.value);
    db_bind_text(query, draft_kind_name(kind));
    return db_run(query, error);
}

static gboolean
open_draft(Store *store, DbSession *session, DbQuery *query, Draft *draft, GError **error)
{
    guint8 secret[RECORD_SECRET_SIZE];
    g_autoptr(GBytes) bytes = NULL;
    gsize length;
    const void *sealed = db_bytes(query, 3, &length);
    json_t *root;

    if (!key_store_find(store->content.keys, session, db_int(query, 4), secret, error))
        return FALSE;
    bytes = content_open_bytes(secret, sealed, length, error);
    if (bytes == NULL)
        return FALSE;
    root = json_loadb(g_bytes_get_data(bytes, NULL), g_bytes_get_size(bytes), 0, NULL);
    draft->text = g_strdup(json_string_value(json_object_get(root, "text")));
    if (!case_state_parse(json_string_value(json_object_get(root, "next")), &draft->next))
        draft->next = CASE_WAITING_CITIZEN;
    draft->decision = json_is_true(json_object_get(root, "decision"));
    json_decref(root);
    return TRUE;
}

GPtrArray *
draft_store_list(Store *store, DbSession *session, CaseId case_id, StaffId reader, GError **error)
{
    g_autoptr(GPtrArray) drafts = g_ptr_array_new_with_free_func((GDestroyNotify)draft_free);
    g_autoptr(DbQuery) query = db_query(session, &list_drafts);

    db_bind_int(query, case_id.value);
    while (db_step(query)) {
        Draft *draft = g_new0(Draft, 1);

        g_ptr_array_add(drafts, draft);
        draft->case_id = case_id;
        draft->staff.value = db_int(query, 0);
        draft->kind = strcmp(db_text(query, 1), "note") == 0 ? DRAFT_NOTE : DRAFT_REPLY;
        draft->changed = db_int(query, 2);
        if (draft->staff.value == reader.value && !open_draft(store, session, query, draft, error))
            return NULL;
    }
    return db_finish(query, error) ? g_steal_pointer(&drafts) : NULL;
}

/* ---- files ---- */

gboolean
draft_store_add_file(DbSession *session, const DraftFile *file, const SealedContent *sealed, GError **error)
{
    g_autoptr(DbQuery) query = db_query(session, &insert_draft_file);

    db_bind_int(query, file->id);
    db_bind_int(query, file->case_id.value);
    db_bind_int(query, file->staff.value);
    db_bind_int(query, file->size);
    db_bind_int(query, sealed->secret_key);
    return db_run(query, error) && content_save(session, file->id, sealed, error);
}

static gboolean
load_file(Store *store, DbSession *session, DraftFile *file, gboolean with_bytes, GError **error)
{
    g_autoptr(GPtrArray) parts = content_load(&store->content, session, file->id, file->secret_key, with_bytes, error);

    if (parts == NULL)
        return FALSE;
    if (parts->len > 0)
        file->part = g_ptr_array_steal_index(parts, 0);
    return TRUE;
}

GPtrArray *
draft_store_list_files(Store *store, DbSession *session, CaseId case_id, StaffId staff, gboolean with_bytes,
                       GError **error)
{
    g_autoptr(GPtrArray) files = g_ptr_array_new_with_free_func((GDestroyNotify)draft_file_free);
    g_autoptr(DbQuery) query = db_query(session, &list_draft_files);

    db_bind_int(query, case_id.value);
    db_bind_int(query, staff.value);
    while (db_step(query)) {
        DraftFile *file = g_new0(DraftFile, 1);

        g_ptr_array_add(files, file);
        file->id = db_int(query, 0);
        file->case_id = case_id;
        file->staff = staff;
        file->size = db_int(query, 1);
        file->secret_key = db_int(query, 2);
    }
    if (!db_finish(query, error))
        return NULL;
    for (guint i = 0; i < files->len; i++)
        if (!load_file(store, session, g_ptr_array_index(files, i), with_bytes, error))
            return NULL;
    return g_steal_pointer(&files);
}

gboolean
draft_store_remove_file(Store *store, DbSession *session, const DraftFile *file, GPtrArray *paths, GError **error)
{
    g_autoptr(DbQuery) query = db_query(session, &remove_draft_file);

    db_bind_int(query, file->id);
    return db_run(query, error) && content_remove(&store->content, session, file->id, file->secret_key, paths, error);
}
