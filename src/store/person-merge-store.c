/* SPDX-License-Identifier: Apache-2.0 */
#include "store/person-merge-store.h"

#include "base/error.h"
#include "base/locale.h"

#define KIND_IDENTITY "identity"
#define KIND_CASE     "case"
#define KIND_MESSAGE  "message"

#define COLUMNS                                                                                                        \
    "m.id, m.source, m.target, m.at, m.staff, m.reason, m.undone, m.part,"                                             \
    " coalesce((SELECT s.name FROM staff s WHERE s.id = m.staff), ''),"                                                \
    " coalesce((SELECT p.name FROM persons p WHERE p.id = m.source), '')"
DB_STATEMENT(insert_person_merge, "INSERT INTO person_merges (id, source, target, at, staff, reason, undone, part)"
                                  " VALUES ($1, $2, $3, $4, $5, $6, 0, $7)");
DB_STATEMENT(undo_person_merge, "UPDATE person_merges SET undone = $1 WHERE id = $2");
DB_STATEMENT(load_person_merge, "SELECT " COLUMNS " FROM person_merges m WHERE m.id = $1");
DB_STATEMENT(list_person_merges,
             "SELECT " COLUMNS
             " FROM person_merges m WHERE m.target = $1 AND m.undone = 0 AND m.part = 0 ORDER BY m.id DESC");
DB_STATEMENT(find_person_target, "SELECT target FROM person_merges WHERE source = $1 AND undone = 0 AND part = 0");
DB_STATEMENT(insert_person_merge_item, "INSERT INTO person_merge_items (merge, kind, subject) VALUES ($1, $2, $3)");
DB_STATEMENT(list_person_merge_items,
             "SELECT subject FROM person_merge_items WHERE merge = $1 AND kind = $2 ORDER BY subject");

DB_STATEMENT(list_person_identity_ids, "SELECT id FROM identities WHERE person = $1 ORDER BY id");
DB_STATEMENT(list_person_case_ids, "SELECT id FROM cases WHERE person = $1 ORDER BY id");
/* messages has no index by person: a message is found by its case, and that by who takes part in it. */
DB_STATEMENT(list_person_message_ids,
             "SELECT m.id FROM cases c JOIN messages m ON m.case_id = c.id WHERE c.person = $1 AND m.person = $1"
             " UNION SELECT m.id FROM identities i JOIN participants p ON p.identity = i.id"
             " JOIN conversations v ON v.id = p.conversation JOIN messages m ON m.case_id = v.case_id"
             " WHERE i.person = $1 AND m.person = $1 ORDER BY 1");

/* What one address began: cases where it was there first, and what was said by it and to it. */
DB_STATEMENT(list_begun_case_ids,
             "SELECT s.id FROM participants p JOIN conversations c ON c.id = p.conversation JOIN cases s"
             " ON s.id = c.case_id WHERE p.identity = $1 AND s.person = $2 AND c.id = (SELECT min(f.id) FROM"
             " conversations f WHERE f.case_id = s.id AND f.kind = 'citizen') ORDER BY 1");
DB_STATEMENT(list_begun_message_ids,
             "SELECT m.id FROM participants p JOIN conversations c ON c.id = p.conversation JOIN messages m"
             " ON m.case_id = c.case_id AND m.conversation = c.id WHERE p.identity = $1 AND m.person = $2 ORDER BY 1");

DB_STATEMENT(move_person_identity, "UPDATE identities SET person = $1 WHERE id = $2 AND person = $3");
DB_STATEMENT(move_person_case, "UPDATE cases SET person = $1 WHERE id = $2 AND person = $3");
DB_STATEMENT(move_person_message, "UPDATE messages SET person = $1 WHERE id = $2 AND person = $3");

/* What came into a moved case since is of who took part there. */
DB_STATEMENT(move_back_later_messages,
             "UPDATE messages SET person = $1 WHERE case_id = $2 AND person = $3 AND conversation IN (SELECT"
             " p.conversation FROM participants p JOIN identities i ON i.id = p.identity WHERE i.person = $1)");

void
person_merge_free(PersonMerge *merge)
{
    g_free(merge->reason);
    g_free(merge->staff_name);
    g_free(merge->source_name);
    g_free(merge);
}

void
person_belongings_clear(PersonBelongings *belongings)
{
    g_clear_pointer(&belongings->identities, g_array_unref);
    g_clear_pointer(&belongings->cases, g_array_unref);
    g_clear_pointer(&belongings->messages, g_array_unref);
}

/* ---- lists of ids ---- */

static GArray *
read_ids(DbQuery *query, GError **error)
{
    g_autoptr(GArray) ids = g_array_new(FALSE, FALSE, sizeof(gint64));

    while (db_step(query)) {
        gint64 id = db_int(query, 0);

        g_array_append_val(ids, id);
    }
    return db_finish(query, error) ? g_steal_pointer(&ids) : NULL;
}

static GArray *
list_of(DbSession *session, const DbStatement *statement, PersonId id, GError **error)
{
    g_autoptr(DbQuery) query = db_query(session, statement);

    db_bind_int(query, id.value);
    return read_ids(query, error);
}

static GArray *
list_items(DbSession *session, gint64 merge, const char *kind, GError **error)
{
    g_autoptr(DbQuery) query = db_query(session, &list_person_merge_items);

    db_bind_int(query, merge);
    db_bind_text(query, kind);
    return read_ids(query, error);
}

gboolean
person_merge_store_belongings(DbSession *session, PersonId id, PersonBelongings *ret, GError **error)
{
    person_belongings_clear(ret);
    ret->identities = list_of(session, &list_person_identity_ids, id, error);
    ret->cases = ret->identities == NULL ? NULL : list_of(session, &list_person_case_ids, id, error);
    ret->messages = ret->cases == NULL ? NULL : list_of(session, &list_person_message_ids, id, error);
    return ret->messages != NULL;
}

static GArray *
list_begun(DbSession *session, const DbStatement *statement, IdentityId identity, PersonId person, GError **error)
{
    g_autoptr(DbQuery) query = db_query(session, statement);

    db_bind_int(query, identity.value);
    db_bind_int(query, person.value);
    return read_ids(query, error);
}

gboolean
person_merge_store_begun(DbSession *session, PersonId id, IdentityId identity, PersonBelongings *ret, GError **error)
{
    person_belongings_clear(ret);
    ret->identities = g_array_new(FALSE, FALSE, sizeof(gint64));
    g_array_append_val(ret->identities, identity.value);
    ret->cases = list_begun(session, &list_begun_case_ids, identity, id, error);
    ret->messages = ret->cases == NULL ? NULL : list_begun(session, &list_begun_message_ids, identity, id, error);
    return ret->messages != NULL;
}

gboolean
person_merge_store_items(DbSession *session, gint64 id, PersonBelongings *ret, GError **error)
{
    person_belongings_clear(ret);
    ret->identities = list_items(session, id, KIND_IDENTITY, error);
    ret->cases = ret->identities == NULL ? NULL : list_items(session, id, KIND_CASE, error);
    ret->messages = ret->cases == NULL ? NULL : list_items(session, id, KIND_MESSAGE, error);
    return ret->messages != NULL;
}

/* ---- merges ---- */

gboolean
person_merge_store_insert(DbSession *session, const PersonMerge *merge, GError **error)
{
    g_autoptr(DbQuery) query = db_query(session, &insert_person_merge);

    db_bind_int(query, merge->id);
    db_bind_int(query, merge->source.value);
    db_bind_int(query, merge->target.value);
    db_bind_int(query, merge->at);
    db_bind_int(query, merge->staff.value);
    db_bind_text(query, merge->reason);
    db_bind_int(query, merge->part);
    return db_run(query, error);
}

gboolean
person_merge_store_undo(DbSession *session, gint64 id, gint64 at, GError **error)
{
    g_autoptr(DbQuery) query = db_query(session, &undo_person_merge);

    db_bind_int(query, at);
    db_bind_int(query, id);
    return db_run(query, error);
}

static PersonMerge *
read_merge(DbQuery *query)
{
    PersonMerge *merge = g_new0(PersonMerge, 1);

    merge->id = db_int(query, 0);
    merge->source.value = db_int(query, 1);
    merge->target.value = db_int(query, 2);
    merge->at = db_int(query, 3);
    merge->staff.value = db_int(query, 4);
    merge->reason = db_dup_text(query, 5);
    merge->undone = db_int(query, 6);
    merge->part = db_int(query, 7) != 0;
    merge->staff_name = db_dup_text(query, 8);
    merge->source_name = db_dup_text(query, 9);
    return merge;
}

PersonMerge *
person_merge_store_load(DbSession *session, gint64 id, GError **error)
{
    g_autoptr(DbQuery) query = db_query(session, &load_person_merge);

    db_bind_int(query, id);
    return db_step_one(query, "merge", error) ? read_merge(query) : NULL;
}

gboolean
person_merge_store_target(DbSession *session, PersonId source, PersonId *ret, GError **error)
{
    g_autoptr(DbQuery) query = db_query(session, &find_person_target);

    db_bind_int(query, source.value);
    ret->value = db_step(query) ? db_int(query, 0) : 0;
    return db_finish(query, error);
}

GPtrArray *
person_merge_store_list(DbSession *session, PersonId target, GError **error)
{
    g_autoptr(GPtrArray) merges = g_ptr_array_new_with_free_func((GDestroyNotify)person_merge_free);
    g_autoptr(DbQuery) query = db_query(session, &list_person_merges);

    db_bind_int(query, target.value);
    while (db_step(query))
        g_ptr_array_add(merges, read_merge(query));
    return db_finish(query, error) ? g_steal_pointer(&merges) : NULL;
}

/* ---- moving ---- */

static gboolean
note_items(DbSession *session, gint64 merge, const char *kind, const GArray *ids, GError **error)
{
    for (guint i = 0; i < ids->len; i++) {
        g_autoptr(DbQuery) query = db_query(session, &insert_person_merge_item);

        db_bind_int(query, merge);
        db_bind_text(query, kind);
        db_bind_int(query, g_array_index(ids, gint64, i));
        if (!db_run(query, error))
            return FALSE;
    }
    return TRUE;
}

static gboolean
move(DbSession *session, const DbStatement *statement, const GArray *ids, PersonId from, PersonId to, GError **error)
{
    for (guint i = 0; i < ids->len; i++) {
        g_autoptr(DbQuery) query = db_query(session, statement);

        db_bind_int(query, to.value);
        db_bind_int(query, g_array_index(ids, gint64, i));
        db_bind_int(query, from.value);
        if (!db_run(query, error))
            return FALSE;
        if (db_changes(session) == 1)
            continue;
        g_set_error_literal(error, TRIBUNE_ERROR, TRIBUNE_ERROR_CONFLICT,
                            SAY_NOOP("what was merged has been merged again since; undo the later merge first"));
        return FALSE;
    }
    return TRUE;
}

static gboolean
move_all(DbSession *session, const PersonBelongings *belongings, PersonId from, PersonId to, GError **error)
{
    return move(session, &move_person_identity, belongings->identities, from, to, error) &&
           move(session, &move_person_case, belongings->cases, from, to, error) &&
           move(session, &move_person_message, belongings->messages, from, to, error);
}

gboolean
person_merge_store_move(DbSession *session, const PersonMerge *merge, const PersonBelongings *belongings,
                        GError **error)
{
    return note_items(session, merge->id, KIND_IDENTITY, belongings->identities, error) &&
           note_items(session, merge->id, KIND_CASE, belongings->cases, error) &&
           note_items(session, merge->id, KIND_MESSAGE, belongings->messages, error) &&
           move_all(session, belongings, merge->source, merge->target, error);
}

gboolean
person_merge_store_move_back(DbSession *session, const PersonMerge *merge, const PersonBelongings *moved,
                             GError **error)
{
    if (!move_all(session, moved, merge->target, merge->source, error))
        return FALSE;
    for (guint i = 0; i < moved->cases->len; i++) {
        g_autoptr(DbQuery) query = db_query(session, &move_back_later_messages);

        db_bind_int(query, merge->source.value);
        db_bind_int(query, g_array_index(moved->cases, gint64, i));
        db_bind_int(query, merge->target.value);
        if (!db_run(query, error))
            return FALSE;
    }
    return TRUE;
}
