/* SPDX-License-Identifier: Apache-2.0 */
#include "store/person-store.h"

DB_STATEMENT(insert_person, "INSERT INTO persons (id, name, language, created) VALUES ($1, $2, $3, $4)");
DB_STATEMENT(load_person, "SELECT id, name, language, created FROM persons WHERE id = $1");
DB_STATEMENT(learn_name, "UPDATE persons SET name = $1 WHERE id = $2 AND name = ''");
DB_STATEMENT(rename_person, "UPDATE persons SET name = $1 WHERE id = $2");

#define IDENTITY_COLUMNS "id, person, uri, display, assurance, evidence"
DB_STATEMENT(insert_identity,
             "INSERT INTO identities (" IDENTITY_COLUMNS ", created) VALUES ($1, $2, $3, $4, $5, $6, $7)");
DB_STATEMENT(find_identity, "SELECT " IDENTITY_COLUMNS " FROM identities WHERE uri = $1");
DB_STATEMENT(load_identity, "SELECT " IDENTITY_COLUMNS " FROM identities WHERE id = $1");
DB_STATEMENT(list_identities, "SELECT " IDENTITY_COLUMNS " FROM identities WHERE person = $1 ORDER BY id");
DB_STATEMENT(assure_identity, "UPDATE identities SET assurance = $1, evidence = $2 WHERE id = $3 AND assurance < $4");
DB_STATEMENT(list_person_units, "SELECT DISTINCT unit FROM cases WHERE person = $1");

gboolean
person_store_insert(DbSession *session, const Person *person, GError **error)
{
    g_autoptr(DbQuery) query = db_query(session, &insert_person);

    db_bind_int(query, person->id.value);
    db_bind_text(query, person->name);
    db_bind_text(query, person->language);
    db_bind_int(query, person->created);
    return db_run(query, error);
}

gboolean
person_store_insert_identity(DbSession *session, const Identity *identity, gint64 created, GError **error)
{
    g_autoptr(DbQuery) query = db_query(session, &insert_identity);

    db_bind_int(query, identity->id.value);
    db_bind_int(query, identity->person.value);
    db_bind_text(query, identity->uri);
    db_bind_text(query, identity->display);
    db_bind_int(query, identity->assurance);
    db_bind_text(query, identity->evidence);
    db_bind_int(query, created);
    return db_run(query, error);
}

Person *
person_store_load(DbSession *session, PersonId id, GError **error)
{
    g_autoptr(DbQuery) query = db_query(session, &load_person);
    Person *person;

    db_bind_int(query, id.value);
    if (!db_step_one(query, "person", error))
        return NULL;
    person = g_new0(Person, 1);
    person->id.value = db_int(query, 0);
    person->name = db_dup_text(query, 1);
    person->language = db_dup_text(query, 2);
    person->created = db_int(query, 3);
    return person;
}

static Identity *
read_identity(DbQuery *query)
{
    Identity *identity = g_new0(Identity, 1);

    identity->id.value = db_int(query, 0);
    identity->person.value = db_int(query, 1);
    identity->uri = db_dup_text(query, 2);
    identity->display = db_dup_text(query, 3);
    identity->assurance = (int)db_int(query, 4);
    identity->evidence = db_dup_text(query, 5);
    return identity;
}

Identity *
person_store_find_identity(DbSession *session, const char *uri, GError **error)
{
    g_autoptr(DbQuery) query = db_query(session, &find_identity);
    g_autoptr(Identity) identity = NULL;

    db_bind_text(query, uri);
    if (db_step(query))
        identity = read_identity(query);
    return db_finish(query, error) ? g_steal_pointer(&identity) : NULL;
}

Identity *
person_store_load_identity(DbSession *session, IdentityId id, GError **error)
{
    g_autoptr(DbQuery) query = db_query(session, &load_identity);

    db_bind_int(query, id.value);
    return db_step_one(query, "identity", error) ? read_identity(query) : NULL;
}

GPtrArray *
person_store_list_identities(DbSession *session, PersonId id, GError **error)
{
    g_autoptr(GPtrArray) identities = g_ptr_array_new_with_free_func((GDestroyNotify)identity_free);
    g_autoptr(DbQuery) query = db_query(session, &list_identities);

    db_bind_int(query, id.value);
    while (db_step(query))
        g_ptr_array_add(identities, read_identity(query));
    return db_finish(query, error) ? g_steal_pointer(&identities) : NULL;
}

GArray *
person_store_list_units(DbSession *session, PersonId id, GError **error)
{
    g_autoptr(GArray) units = g_array_new(FALSE, FALSE, sizeof(UnitId));
    g_autoptr(DbQuery) query = db_query(session, &list_person_units);

    db_bind_int(query, id.value);
    while (db_step(query)) {
        UnitId unit = { db_int(query, 0) };

        g_array_append_val(units, unit);
    }
    return db_finish(query, error) ? g_steal_pointer(&units) : NULL;
}

gboolean
person_store_assure(DbSession *session, IdentityId id, int assurance, const char *evidence, GError **error)
{
    g_autoptr(DbQuery) query = db_query(session, &assure_identity);

    db_bind_int(query, assurance);
    db_bind_text(query, evidence);
    db_bind_int(query, id.value);
    db_bind_int(query, assurance);
    return db_run(query, error);
}

gboolean
person_store_learn_name(DbSession *session, PersonId id, const char *name, gboolean *ret, GError **error)
{
    g_autoptr(DbQuery) query = db_query(session, &learn_name);

    db_bind_text(query, name);
    db_bind_int(query, id.value);
    if (!db_run(query, error))
        return FALSE;
    *ret = db_changes(session) > 0;
    return TRUE;
}

gboolean
person_store_rename(DbSession *session, PersonId id, const char *name, GError **error)
{
    g_autoptr(DbQuery) query = db_query(session, &rename_person);

    db_bind_text(query, name);
    db_bind_int(query, id.value);
    return db_run(query, error);
}
