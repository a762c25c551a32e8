/* SPDX-License-Identifier: Apache-2.0 */
#include "store/comment-rule-store.h"

#include <string.h>

DB_STATEMENT(list_comment_rules,
             "SELECT version, at, language, rules FROM comment_rules WHERE version = $1"
             " OR ($1 = 0 AND version = (SELECT max(version) FROM comment_rules)) ORDER BY language");
DB_STATEMENT(insert_comment_rules,
             "INSERT INTO comment_rules (version, language, at, staff, rules) VALUES ($1, $2, $3, $4, $5)");
DB_STATEMENT(find_comment_window, "SELECT until, changed FROM comment_windows WHERE publication = $1");
DB_STATEMENT(save_comment_window,
             "INSERT INTO comment_windows (publication, until, changed) VALUES ($1, $2, $3)"
             " ON CONFLICT (publication) DO UPDATE SET until = excluded.until, changed = excluded.changed");

void
comment_rules_free(CommentRules *rules)
{
    g_ptr_array_unref(rules->texts);
    g_free(rules);
}

const char *
comment_rules_text(const CommentRules *rules, const char *language)
{
    for (guint i = 0; i + 1 < rules->texts->len; i += 2)
        if (strcmp(g_ptr_array_index(rules->texts, i), language) == 0)
            return g_ptr_array_index(rules->texts, i + 1);
    return rules->texts->len > 1 ? g_ptr_array_index(rules->texts, 1) : "";
}

char *
comment_rules_rule(const CommentRules *rules, const char *language, guint number)
{
    g_autoptr(GPtrArray) list = comment_rules_split(comment_rules_text(rules, language));

    return g_strdup(number >= 1 && number <= list->len ? g_ptr_array_index(list, number - 1) : "");
}

CommentRules *
comment_rule_store_load(DbSession *session, gint64 version, GError **error)
{
    g_autoptr(CommentRules) rules = g_new0(CommentRules, 1);
    g_autoptr(DbQuery) query = db_query(session, &list_comment_rules);

    rules->texts = g_ptr_array_new_with_free_func(g_free);
    db_bind_int(query, version);
    while (db_step(query)) {
        rules->version = db_int(query, 0);
        rules->at = db_int(query, 1);
        g_ptr_array_add(rules->texts, db_dup_text(query, 2));
        g_ptr_array_add(rules->texts, db_dup_text(query, 3));
    }
    return db_finish(query, error) ? g_steal_pointer(&rules) : NULL;
}

gboolean
comment_rule_store_add(DbSession *session, const CommentRules *rules, StaffId staff, GError **error)
{
    for (guint i = 0; i + 1 < rules->texts->len; i += 2) {
        g_autoptr(DbQuery) query = db_query(session, &insert_comment_rules);

        db_bind_int(query, rules->version);
        db_bind_text(query, g_ptr_array_index(rules->texts, i));
        db_bind_int(query, rules->at);
        db_bind_int(query, staff.value);
        db_bind_text(query, g_ptr_array_index(rules->texts, i + 1));
        if (!db_run(query, error))
            return FALSE;
    }
    return TRUE;
}

gboolean
comment_rule_store_window(DbSession *session, PublicationId publication, gboolean *ret_found, gint64 *ret_until,
                          gint64 *ret_changed, GError **error)
{
    g_autoptr(DbQuery) query = db_query(session, &find_comment_window);

    db_bind_int(query, publication.value);
    *ret_found = db_step(query);
    *ret_until = *ret_found ? db_int(query, 0) : 0;
    *ret_changed = *ret_found ? db_int(query, 1) : 0;
    return db_finish(query, error);
}

gboolean
comment_rule_store_set_window(DbSession *session, PublicationId publication, gint64 until, gint64 now, GError **error)
{
    g_autoptr(DbQuery) query = db_query(session, &save_comment_window);

    db_bind_int(query, publication.value);
    db_bind_int(query, until);
    db_bind_int(query, now);
    return db_run(query, error);
}
