/* SPDX-License-Identifier: Apache-2.0 */
#include "store/address-store.h"

#include <string.h>

#define CODE_COLUMNS "id, person, by_identity, case_id, staff, channel, uri, tries, created, ended"
DB_STATEMENT(end_address_codes, "UPDATE address_codes SET ended = $1 WHERE person = $2 AND by_identity = $3"
                                " AND case_id = $4 AND ended = 0");
DB_STATEMENT(insert_address_code, "INSERT INTO address_codes (" CODE_COLUMNS ", counted)"
                                  " VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)");
DB_STATEMENT(latest_address_code,
             "SELECT " CODE_COLUMNS " FROM address_codes WHERE person = $1 AND by_identity = $2 AND case_id = $3"
             " ORDER BY created DESC, id DESC LIMIT 1");
DB_STATEMENT(update_address_code, "UPDATE address_codes SET tries = $1, ended = $2 WHERE id = $3");
DB_STATEMENT(count_address_codes, "SELECT (SELECT count(*) FROM address_codes WHERE person = $1 AND created >= $2),"
                                  " (SELECT count(*) FROM address_codes WHERE counted = $3 AND created >= $2),"
                                  " (SELECT count(*) FROM address_codes WHERE created >= $2),"
                                  " (SELECT count(*) FROM address_codes WHERE created >= $2 AND by_identity <> 0)");

#define PROOF_COLUMNS                                                                                                  \
    "a.id, a.identity, a.person, a.by_identity, a.case_id, a.staff, a.level, a.merge, a.at, a.undone, a.channel,"      \
    " coalesce((SELECT s.name FROM staff s WHERE s.id = a.staff), ''),"                                                \
    " coalesce((SELECT i.uri FROM identities i WHERE i.id = a.identity), ''),"                                         \
    " coalesce((SELECT i.uri FROM identities i WHERE i.id = a.by_identity), ''),"                                      \
    " coalesce((SELECT m.source FROM person_merges m WHERE m.id = a.merge AND m.part = 1 AND m.undone = 0), 0)"
DB_STATEMENT(insert_address_proof,
             "INSERT INTO address_proofs (id, identity, person, by_identity, case_id, staff, level, merge, at, undone,"
             " channel) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, 0, $10)");
DB_STATEMENT(load_address_proof, "SELECT " PROOF_COLUMNS " FROM address_proofs a WHERE a.id = $1");
DB_STATEMENT(list_address_proofs,
             "SELECT " PROOF_COLUMNS " FROM identities o JOIN address_proofs a ON a.identity = o.id"
             " WHERE o.person = $1 AND a.undone = 0 ORDER BY a.id DESC");
DB_STATEMENT(find_address_level,
             "SELECT coalesce(max(level), -1) FROM address_proofs WHERE identity = $1 AND undone = 0");
DB_STATEMENT(find_proven_address,
             "SELECT i.id FROM identities i JOIN address_proofs a ON a.identity = i.id"
             " WHERE i.person = $1 AND a.channel = $2 AND a.undone = 0 AND (a.by_identity IN (0, $3) OR EXISTS (SELECT"
             " 1 FROM address_proofs b WHERE b.undone = 0 AND ((b.identity = $3 AND b.by_identity = a.by_identity)"
             " OR (b.identity = a.by_identity AND b.by_identity = $3)))) ORDER BY a.id DESC LIMIT 1");
DB_STATEMENT(first_conversation,
             "SELECT coalesce(min(id), 0) FROM conversations WHERE case_id = $1 AND kind = 'citizen'");
DB_STATEMENT(first_conversation_of,
             "SELECT c.id, p.identity FROM conversations c JOIN participants p ON p.conversation = c.id"
             " JOIN identities i ON i.id = p.identity WHERE c.case_id = $1 AND c.kind = 'citizen' AND i.person = $2"
             " ORDER BY c.id, p.identity LIMIT 1");
DB_STATEMENT(count_typed, "SELECT count(*) FROM conversations WHERE case_id = $1 AND typed = 1");
DB_STATEMENT(undo_address_proof, "UPDATE address_proofs SET undone = $1 WHERE id = $2 AND undone = 0");
DB_STATEMENT(find_address_merge, "SELECT id FROM address_proofs WHERE merge = $1 ORDER BY id LIMIT 1");

/* A case that the address itself opened stays its own: there is no earlier conversation of another in it. */
DB_STATEMENT(leave_conversations,
             "DELETE FROM participants WHERE identity = $1 AND conversation IN (SELECT c.id FROM conversations c"
             " JOIN cases s ON s.id = c.case_id WHERE s.person = $2 AND c.kind = 'citizen' AND c.id > $3 AND EXISTS"
             " (SELECT 1 FROM conversations o JOIN participants q ON q.conversation = o.id WHERE o.case_id = c.case_id"
             " AND o.kind = 'citizen' AND o.id < c.id AND q.identity <> $1))");

void
address_code_free(AddressCode *code)
{
    g_free(code->channel);
    g_free(code->uri);
    g_free(code);
}

void
address_proof_free(AddressProof *proof)
{
    g_free(proof->channel);
    g_free(proof->staff_name);
    g_free(proof->uri);
    g_free(proof->from);
    g_free(proof);
}

/* ---- codes ---- */

static gboolean
end_codes(DbSession *session, const AddressCode *code, GError **error)
{
    g_autoptr(DbQuery) query = db_query(session, &end_address_codes);

    db_bind_int(query, code->created);
    db_bind_int(query, code->person.value);
    db_bind_int(query, code->by.value);
    db_bind_int(query, code->case_id.value);
    return db_run(query, error);
}

/* "mailto:Ada+news@citizen.example" is "mailto:ada@citizen.example". New string. */
static char *
count_as(const char *uri)
{
    g_autofree char *small = g_ascii_strdown(uri, -1);
    const char *at = strrchr(small, '@'), *plus = strchr(small, '+');

    return at != NULL && plus != NULL && plus < at ? g_strdup_printf("%.*s%s", (int)(plus - small), small, at)
                                                   : g_steal_pointer(&small);
}

gboolean
address_store_add_code(DbSession *session, const AddressCode *code, GError **error)
{
    g_autofree char *counted = count_as(code->uri);
    g_autoptr(DbQuery) query = NULL;

    if (!end_codes(session, code, error))
        return FALSE;
    query = db_query(session, &insert_address_code);
    db_bind_int(query, code->id);
    db_bind_int(query, code->person.value);
    db_bind_int(query, code->by.value);
    db_bind_int(query, code->case_id.value);
    db_bind_int(query, code->staff.value);
    db_bind_text(query, code->channel);
    db_bind_text(query, code->uri);
    db_bind_int(query, code->tries);
    db_bind_int(query, code->created);
    db_bind_int(query, code->ended);
    db_bind_text(query, counted);
    return db_run(query, error);
}

static AddressCode *
read_code(DbQuery *query)
{
    AddressCode *code = g_new0(AddressCode, 1);

    code->id = db_int(query, 0);
    code->person.value = db_int(query, 1);
    code->by.value = db_int(query, 2);
    code->case_id.value = db_int(query, 3);
    code->staff.value = db_int(query, 4);
    code->channel = db_dup_text(query, 5);
    code->uri = db_dup_text(query, 6);
    code->tries = (guint)db_int(query, 7);
    code->created = db_int(query, 8);
    code->ended = db_int(query, 9);
    return code;
}

AddressCode *
address_store_latest_code(DbSession *session, const AddressAsker *asker, GError **error)
{
    g_autoptr(DbQuery) query = db_query(session, &latest_address_code);
    g_autoptr(AddressCode) code = NULL;

    db_bind_int(query, asker->person.value);
    db_bind_int(query, asker->by.value);
    db_bind_int(query, asker->case_id.value);
    if (db_step(query))
        code = read_code(query);
    return db_finish(query, error) ? g_steal_pointer(&code) : NULL;
}

gboolean
address_store_update_code(DbSession *session, gint64 id, guint tries, gint64 ended, GError **error)
{
    g_autoptr(DbQuery) query = db_query(session, &update_address_code);

    db_bind_int(query, tries);
    db_bind_int(query, ended);
    db_bind_int(query, id);
    return db_run(query, error);
}

gboolean
address_store_count_codes(DbSession *session, PersonId person, const char *uri, gint64 since, AddressCodeCounts *ret,
                          GError **error)
{
    g_autofree char *counted = count_as(uri);
    g_autoptr(DbQuery) query = db_query(session, &count_address_codes);

    db_bind_int(query, person.value);
    db_bind_int(query, since);
    db_bind_text(query, counted);
    if (db_step(query))
        *ret = (AddressCodeCounts){ db_int(query, 0), db_int(query, 1), db_int(query, 2), db_int(query, 3) };
    return db_finish(query, error);
}

/* ---- proofs ---- */

gboolean
address_store_add_proof(DbSession *session, const AddressProof *proof, GError **error)
{
    g_autoptr(DbQuery) query = db_query(session, &insert_address_proof);

    db_bind_int(query, proof->id);
    db_bind_int(query, proof->identity.value);
    db_bind_int(query, proof->person.value);
    db_bind_int(query, proof->by.value);
    db_bind_int(query, proof->case_id.value);
    db_bind_int(query, proof->staff.value);
    db_bind_int(query, proof->level);
    db_bind_int(query, proof->merge);
    db_bind_int(query, proof->at);
    db_bind_text(query, proof->channel);
    return db_run(query, error);
}

static AddressProof *
read_proof(DbQuery *query)
{
    AddressProof *proof = g_new0(AddressProof, 1);

    proof->id = db_int(query, 0);
    proof->identity.value = db_int(query, 1);
    proof->person.value = db_int(query, 2);
    proof->by.value = db_int(query, 3);
    proof->case_id.value = db_int(query, 4);
    proof->staff.value = db_int(query, 5);
    proof->level = (int)db_int(query, 6);
    proof->merge = db_int(query, 7);
    proof->at = db_int(query, 8);
    proof->undone = db_int(query, 9);
    proof->channel = db_dup_text(query, 10);
    proof->staff_name = db_dup_text(query, 11);
    proof->uri = db_dup_text(query, 12);
    proof->from = db_dup_text(query, 13);
    proof->before.value = db_int(query, 14);
    return proof;
}

AddressProof *
address_store_load_proof(DbSession *session, gint64 id, GError **error)
{
    g_autoptr(DbQuery) query = db_query(session, &load_address_proof);

    db_bind_int(query, id);
    return db_step_one(query, "proof of an address", error) ? read_proof(query) : NULL;
}

GPtrArray *
address_store_list_proofs(DbSession *session, PersonId person, GError **error)
{
    g_autoptr(GPtrArray) proofs = g_ptr_array_new_with_free_func((GDestroyNotify)address_proof_free);
    g_autoptr(DbQuery) query = db_query(session, &list_address_proofs);

    db_bind_int(query, person.value);
    while (db_step(query))
        g_ptr_array_add(proofs, read_proof(query));
    return db_finish(query, error) ? g_steal_pointer(&proofs) : NULL;
}

gboolean
address_store_find_level(DbSession *session, IdentityId identity, int *ret, GError **error)
{
    g_autoptr(DbQuery) query = db_query(session, &find_address_level);

    db_bind_int(query, identity.value);
    *ret = db_step(query) ? (int)db_int(query, 0) : -1;
    return db_finish(query, error);
}

gboolean
address_store_find_proven(DbSession *session, const Identity *from, const char *channel, IdentityId *ret,
                          GError **error)
{
    g_autoptr(DbQuery) query = db_query(session, &find_proven_address);

    db_bind_int(query, from->person.value);
    db_bind_text(query, channel);
    db_bind_int(query, from->id.value);
    ret->value = db_step(query) ? db_int(query, 0) : 0;
    return db_finish(query, error);
}

gboolean
address_store_first_conversation(DbSession *session, CaseId case_id, ConversationId *ret, GError **error)
{
    g_autoptr(DbQuery) query = db_query(session, &first_conversation);

    db_bind_int(query, case_id.value);
    ret->value = db_step(query) ? db_int(query, 0) : 0;
    return db_finish(query, error);
}

gboolean
address_store_first_of(DbSession *session, CaseId case_id, PersonId person, ConversationId *ret, IdentityId *ret_by,
                       GError **error)
{
    g_autoptr(DbQuery) query = db_query(session, &first_conversation_of);
    gboolean found;

    db_bind_int(query, case_id.value);
    db_bind_int(query, person.value);
    found = db_step(query);
    ret->value = found ? db_int(query, 0) : 0;
    ret_by->value = found ? db_int(query, 1) : 0;
    return db_finish(query, error);
}

gboolean
address_store_is_typed(DbSession *session, CaseId case_id, gboolean *ret, GError **error)
{
    g_autoptr(DbQuery) query = db_query(session, &count_typed);

    db_bind_int(query, case_id.value);
    *ret = db_step(query) && db_int(query, 0) > 0;
    return db_finish(query, error);
}

gboolean
address_store_undo_proof(DbSession *session, gint64 id, gint64 at, GError **error)
{
    g_autoptr(DbQuery) query = db_query(session, &undo_address_proof);

    db_bind_int(query, at);
    db_bind_int(query, id);
    return db_run(query, error);
}

gboolean
address_store_find_merge(DbSession *session, gint64 merge, gint64 *ret, GError **error)
{
    g_autoptr(DbQuery) query = db_query(session, &find_address_merge);

    db_bind_int(query, merge);
    *ret = db_step(query) ? db_int(query, 0) : 0;
    return db_finish(query, error);
}

gboolean
address_store_leave(DbSession *session, IdentityId identity, PersonId person, gint64 after, GError **error)
{
    g_autoptr(DbQuery) query = db_query(session, &leave_conversations);

    db_bind_int(query, identity.value);
    db_bind_int(query, person.value);
    db_bind_int(query, after);
    return db_run(query, error);
}
