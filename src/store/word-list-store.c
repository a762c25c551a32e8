/* SPDX-License-Identifier: Apache-2.0 */
#include "store/word-list-store.h"

#include "base/error.h"
#include "base/locale.h"

#define COLUMNS "id, name, label, holds, language, words, off, version, changed"
DB_STATEMENT(insert_word_list, "INSERT INTO word_lists (" COLUMNS ") VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)"
                               " ON CONFLICT (name) DO NOTHING");
DB_STATEMENT(find_word_list_name, "SELECT id FROM word_lists WHERE name = $1 AND id <> $2");
DB_STATEMENT(update_word_list,
             "UPDATE word_lists SET name = $1, label = $2, holds = $3, language = $4, words = $5, off = $6,"
             " version = $7, changed = $8 WHERE id = $9 AND version = $10");
DB_STATEMENT(load_word_list, "SELECT " COLUMNS " FROM word_lists WHERE id = $1");
DB_STATEMENT(list_word_lists, "SELECT " COLUMNS " FROM word_lists ORDER BY name, id");

static gboolean
name_is_taken(GError **error)
{
    g_set_error_literal(error, TRIBUNE_ERROR, TRIBUNE_ERROR_CONFLICT,
                        SAY_NOOP("another list has this name already; choose another"));
    return FALSE;
}

gboolean
word_list_store_insert(DbSession *session, const WordList *list, GError **error)
{
    g_autoptr(DbQuery) query = db_query(session, &insert_word_list);

    db_bind_int(query, list->id.value);
    db_bind_text(query, list->name);
    db_bind_text(query, list->label);
    db_bind_int(query, list->holds);
    db_bind_text(query, list->language);
    db_bind_text(query, list->words);
    db_bind_int(query, list->off);
    db_bind_int(query, list->version);
    db_bind_int(query, list->changed);
    if (!db_run(query, error))
        return FALSE;
    return db_changes(session) == 1 || name_is_taken(error);
}

static gboolean
check_name(DbSession *session, const WordList *list, GError **error)
{
    g_autoptr(DbQuery) query = db_query(session, &find_word_list_name);
    gboolean taken;

    db_bind_text(query, list->name);
    db_bind_int(query, list->id.value);
    taken = db_step(query);
    return db_finish(query, error) && (!taken || name_is_taken(error));
}

gboolean
word_list_store_update(DbSession *session, const WordList *list, gint64 seen, GError **error)
{
    g_autoptr(DbQuery) query = NULL;

    if (!check_name(session, list, error))
        return FALSE;
    query = db_query(session, &update_word_list);
    db_bind_text(query, list->name);
    db_bind_text(query, list->label);
    db_bind_int(query, list->holds);
    db_bind_text(query, list->language);
    db_bind_text(query, list->words);
    db_bind_int(query, list->off);
    db_bind_int(query, list->version);
    db_bind_int(query, list->changed);
    db_bind_int(query, list->id.value);
    db_bind_int(query, seen);
    if (!db_run(query, error))
        return FALSE;
    if (db_changes(session) == 1)
        return TRUE;
    g_set_error_literal(error, TRIBUNE_ERROR, TRIBUNE_ERROR_CONFLICT,
                        SAY_NOOP("somebody else has changed this list meanwhile; look at it again"));
    return FALSE;
}

static WordList *
read_list(DbQuery *query)
{
    WordList *list = g_new0(WordList, 1);

    list->id.value = db_int(query, 0);
    list->name = db_dup_text(query, 1);
    list->label = db_dup_text(query, 2);
    list->holds = db_int(query, 3) != 0;
    list->language = db_dup_text(query, 4);
    list->words = db_dup_text(query, 5);
    list->off = db_int(query, 6) != 0;
    list->version = db_int(query, 7);
    list->changed = db_int(query, 8);
    return list;
}

WordList *
word_list_store_load(DbSession *session, WordListId id, GError **error)
{
    g_autoptr(DbQuery) query = db_query(session, &load_word_list);
    g_autoptr(WordList) list = NULL;

    db_bind_int(query, id.value);
    if (db_step(query))
        list = read_list(query);
    return db_finish(query, error) ? g_steal_pointer(&list) : NULL;
}

GPtrArray *
word_list_store_list(DbSession *session, GError **error)
{
    g_autoptr(GPtrArray) lists = g_ptr_array_new_with_free_func((GDestroyNotify)word_list_free);
    g_autoptr(DbQuery) query = db_query(session, &list_word_lists);

    while (db_step(query))
        g_ptr_array_add(lists, read_list(query));
    return db_finish(query, error) ? g_steal_pointer(&lists) : NULL;
}
