/* SPDX-License-Identifier: Apache-2.0 */
#include "store/tag-store.h"

DB_STATEMENT(insert_tag, "INSERT INTO tags (id, name, closed, created) VALUES ($1, $2, $3, $4)");
DB_STATEMENT(set_tag_closed, "UPDATE tags SET closed = $1 WHERE id = $2");
DB_STATEMENT(load_tag, "SELECT id, name, closed FROM tags WHERE id = $1");
DB_STATEMENT(find_tag, "SELECT id FROM tags WHERE lower(name) = lower($1) ORDER BY id LIMIT 1");
DB_STATEMENT(list_tags, "SELECT id, name, closed FROM tags ORDER BY lower(name), id");
DB_STATEMENT(list_tags_counted, "SELECT t.id, t.name, t.closed, (SELECT count(*) FROM case_tags c WHERE c.tag = t.id)"
                                " FROM tags t ORDER BY lower(t.name), t.id");
DB_STATEMENT(give_tag, "INSERT INTO case_tags (case_id, tag) VALUES ($1, $2) ON CONFLICT (case_id, tag) DO NOTHING");
DB_STATEMENT(take_tag, "DELETE FROM case_tags WHERE case_id = $1 AND tag = $2");
DB_STATEMENT(list_case_tags, "SELECT t.id, t.name, t.closed FROM case_tags c JOIN tags t ON t.id = c.tag"
                             " WHERE c.case_id = $1 ORDER BY lower(t.name), t.id");
/* One parameter for each of TAG_STORE_CASES. */
DB_STATEMENT(list_many_case_tags,
             "SELECT t.id, t.name, t.closed, c.case_id FROM case_tags c JOIN tags t ON t.id = c.tag WHERE c.case_id IN"
             " ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21, $22,"
             " $23, $24, $25, $26, $27, $28, $29, $30, $31, $32, $33, $34, $35, $36, $37, $38, $39, $40, $41, $42,"
             " $43, $44, $45, $46, $47, $48, $49, $50) ORDER BY lower(t.name), t.id");

void
tag_free(Tag *tag)
{
    g_free(tag->name);
    g_free(tag);
}

static Tag *
read_tag(DbQuery *query)
{
    Tag *tag = g_new0(Tag, 1);

    tag->id.value = db_int(query, 0);
    tag->name = db_dup_text(query, 1);
    tag->closed = db_int(query, 2) != 0;
    return tag;
}

gboolean
tag_store_insert(DbSession *session, const Tag *tag, gint64 created, GError **error)
{
    g_autoptr(DbQuery) query = db_query(session, &insert_tag);

    db_bind_int(query, tag->id.value);
    db_bind_text(query, tag->name);
    db_bind_int(query, tag->closed);
    db_bind_int(query, created);
    return db_run(query, error);
}

gboolean
tag_store_set_closed(DbSession *session, TagId id, gboolean closed, GError **error)
{
    g_autoptr(DbQuery) query = db_query(session, &set_tag_closed);

    db_bind_int(query, closed);
    db_bind_int(query, id.value);
    return db_run(query, error);
}

Tag *
tag_store_load(DbSession *session, TagId id, GError **error)
{
    g_autoptr(DbQuery) query = db_query(session, &load_tag);

    db_bind_int(query, id.value);
    return db_step_one(query, "tag", error) ? read_tag(query) : NULL;
}

gboolean
tag_store_find(DbSession *session, const char *name, TagId *ret, GError **error)
{
    g_autoptr(DbQuery) query = db_query(session, &find_tag);

    db_bind_text(query, name);
    ret->value = db_step(query) ? db_int(query, 0) : 0;
    return db_finish(query, error);
}

GPtrArray *
tag_store_list(DbSession *session, GError **error)
{
    g_autoptr(GPtrArray) tags = g_ptr_array_new_with_free_func((GDestroyNotify)tag_free);
    g_autoptr(DbQuery) query = db_query(session, &list_tags);

    while (db_step(query))
        g_ptr_array_add(tags, read_tag(query));
    return db_finish(query, error) ? g_steal_pointer(&tags) : NULL;
}

GPtrArray *
tag_store_list_counted(DbSession *session, GError **error)
{
    g_autoptr(GPtrArray) tags = g_ptr_array_new_with_free_func((GDestroyNotify)tag_free);
    g_autoptr(DbQuery) query = db_query(session, &list_tags_counted);

    while (db_step(query)) {
        Tag *tag = read_tag(query);

        tag->cases = (guint)db_int(query, 3);
        g_ptr_array_add(tags, tag);
    }
    return db_finish(query, error) ? g_steal_pointer(&tags) : NULL;
}

static gboolean
change(DbSession *session, const DbStatement *statement, CaseId case_id, TagId tag, gboolean *ret_changed,
       GError **error)
{
    g_autoptr(DbQuery) query = db_query(session, statement);

    db_bind_int(query, case_id.value);
    db_bind_int(query, tag.value);
    if (!db_run(query, error))
        return FALSE;
    *ret_changed = db_changes(session) > 0;
    return TRUE;
}

gboolean
tag_store_give(DbSession *session, CaseId case_id, TagId tag, gboolean *ret_changed, GError **error)
{
    return change(session, &give_tag, case_id, tag, ret_changed, error);
}

gboolean
tag_store_take(DbSession *session, CaseId case_id, TagId tag, gboolean *ret_changed, GError **error)
{
    return change(session, &take_tag, case_id, tag, ret_changed, error);
}

GPtrArray *
tag_store_list_case(DbSession *session, CaseId case_id, GError **error)
{
    g_autoptr(GPtrArray) tags = g_ptr_array_new_with_free_func((GDestroyNotify)tag_free);
    g_autoptr(DbQuery) query = db_query(session, &list_case_tags);

    db_bind_int(query, case_id.value);
    while (db_step(query))
        g_ptr_array_add(tags, read_tag(query));
    return db_finish(query, error) ? g_steal_pointer(&tags) : NULL;
}

static guint
place_of(const GArray *ids, gint64 id)
{
    guint place = 0;

    while (g_array_index(ids, CaseId, place).value != id)
        place++;
    return place;
}

GPtrArray *
tag_store_list_cases(DbSession *session, const GArray *ids, GError **error)
{
    g_autoptr(GPtrArray) lists = g_ptr_array_new_with_free_func((GDestroyNotify)g_ptr_array_unref);
    g_autoptr(DbQuery) query = db_query(session, &list_many_case_tags);

    g_assert(ids->len <= TAG_STORE_CASES);
    for (guint i = 0; i < ids->len; i++) {
        db_bind_int(query, g_array_index(ids, CaseId, i).value);
        g_ptr_array_add(lists, g_ptr_array_new_with_free_func((GDestroyNotify)tag_free));
    }
    while (db_step(query))
        g_ptr_array_add(g_ptr_array_index(lists, place_of(ids, db_int(query, 3))), read_tag(query));
    return db_finish(query, error) ? g_steal_pointer(&lists) : NULL;
}
