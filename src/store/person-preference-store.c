/* SPDX-License-Identifier: Apache-2.0 */
#include "store/person-preference-store.h"

DB_STATEMENT(list_preferences, "SELECT purpose, channel, language FROM person_preferences WHERE person = $1");
DB_STATEMENT(set_preference,
             "INSERT INTO person_preferences (person, purpose, channel, language) VALUES ($1, $2, $3, $4)"
             " ON CONFLICT (person, purpose) DO UPDATE SET channel = excluded.channel, language = excluded.language");

gboolean
person_preference_store_load(DbSession *session, PersonId id, PersonPreferences *ret, GError **error)
{
    g_autoptr(DbQuery) query = db_query(session, &list_preferences);

    person_preferences_clear(ret);
    db_bind_int(query, id.value);
    while (db_step(query)) {
        PersonPurpose purpose;

        if (!person_purpose_parse(db_text(query, 0), &purpose))
            continue;
        ret->of[purpose].channel = db_dup_text(query, 1);
        ret->of[purpose].language = db_dup_text(query, 2);
    }
    return db_finish(query, error);
}

gboolean
person_preference_store_set(DbSession *session, PersonId id, PersonPurpose purpose, const PersonPreference *preference,
                            GError **error)
{
    g_autoptr(DbQuery) query = db_query(session, &set_preference);

    db_bind_int(query, id.value);
    db_bind_text(query, person_purpose_name(purpose));
    db_bind_text(query, preference->channel != NULL ? preference->channel : "");
    db_bind_text(query, preference->language != NULL ? preference->language : "");
    return db_run(query, error);
}
