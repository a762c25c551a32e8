/* SPDX-License-Identifier: Apache-2.0 */
#include "views/citizen-proof.h"

#include <sodium.h>
#include <string.h>

#include "base/error.h"
#include "journal/journal.h"
#include "journal/proof.h"
#include "model/rights.h"
#include "store/message-store.h"
#include "views/citizen-view.h"

void
citizen_proof_free(CitizenProof *proof)
{
    g_clear_pointer(&proof->entry, g_bytes_unref);
    g_clear_pointer(&proof->parts, g_ptr_array_unref);
    g_free(proof->proof);
    g_free(proof);
}

typedef struct {
    Mediation *mediation;
    const Citizen *citizen;
    MessageId message;
    CitizenProof *proof;
} Proving;

/* The envelope is our own remarks. */
static gboolean
is_hers_to_keep(const MessagePart *part)
{
    return strcmp(part->name, PART_ENV) != 0 && part->bytes != NULL;
}

static gboolean
load_parts(const Proving *proving, DbSession *session, const Message *message, GError **error)
{
    ContentStore *content = &proving->mediation->store->content;
    guint8 secret[RECORD_SECRET_SIZE];
    g_autoptr(GPtrArray) parts = NULL;

    if (!key_store_find(content->keys, session, message->ref.secret_key, secret, error))
        return FALSE;
    parts = content_open(content, session, message->id.value, secret, TRUE, error);
    g_ptr_array_set_size(proving->proof->parts, 0);
    for (guint i = 0; parts != NULL && i < parts->len; i++) {
        const MessagePart *part = g_ptr_array_index(parts, i);
        DisclosedPart *disclosed;

        if (!is_hers_to_keep(part))
            continue;
        disclosed = g_new0(DisclosedPart, 1);
        disclosed->name = g_strdup(part->name);
        disclosed->bytes = g_bytes_ref(part->bytes);
        content_salt(secret, part->name, disclosed->salt);
        g_ptr_array_add(proving->proof->parts, disclosed);
    }
    sodium_memzero(secret, sizeof secret);
    return parts != NULL;
}

static gboolean
load_entry(CitizenProof *proof, DbSession *session, GError **error)
{
    g_autoptr(GError) trouble = NULL;

    g_clear_pointer(&proof->entry, g_bytes_unref);
    g_clear_pointer(&proof->proof, g_free);
    if (!journal_read_entry(session, proof->place, &proof->entry, error))
        return FALSE;
    if (journal_proof_make(session, proof->place, NULL, &proof->proof, &trouble))
        return TRUE;
    if (g_error_matches(trouble, TRIBUNE_ERROR, TRIBUNE_ERROR_NOT_FOUND))
        g_set_error_literal(error, TRIBUNE_ERROR, TRIBUNE_ERROR_TEMPORARY, "no checkpoint covers this entry yet");
    else
        g_propagate_error(error, g_steal_pointer(&trouble));
    return FALSE;
}

static gboolean
load(DbSession *session, gpointer data, GError **error)
{
    const Proving *proving = data;
    g_autoptr(Message) message = message_store_load(session, proving->message, error);

    if (message == NULL)
        return FALSE;
    if (!citizen_view_shows(proving->citizen, message)) {
        g_set_error_literal(error, TRIBUNE_ERROR, TRIBUNE_ERROR_NOT_FOUND, "no such message");
        return FALSE;
    }
    proving->proof->place = message->ref.leaf;
    return load_entry(proving->proof, session, error) && load_parts(proving, session, message, error);
}

CitizenProof *
citizen_proof_load(CitizenAccess *access, const Citizen *citizen, MessageId message, GError **error)
{
    g_autoptr(CitizenProof) proof = g_new0(CitizenProof, 1);
    Proving proving = {
        .mediation = citizen_access_mediation(access), .citizen = citizen, .message = message, .proof = proof
    };

    proof->parts = g_ptr_array_new_with_free_func((GDestroyNotify)disclosed_part_free);
    if (!rights_check_own(&citizen->actor, ACTION_READ_OWN_CASE, citizen->case_id, error))
        return NULL;
    return store_read(proving.mediation->store, load, &proving, error) ? g_steal_pointer(&proof) : NULL;
}
