/* SPDX-License-Identifier: Apache-2.0 */
#include <string.h>

#include "base/digest.h"
#include "channels/fediverse/fediverse-private.h"

#define KEYS_MAX 10000 /* of theirs in memory; then it begins anew */
#define OWNED    100   /* keys of one owner that are looked at in one go */

/* ---- ours ---- */

/* Two nodes may make one at once: the first that is written counts. */
static Keypair *
make_pair(Fediverse *fediverse, const char *name, GError **error)
{
    g_autoptr(Keypair) fresh = keypair_new(KEY_RSA, error);
    g_autofree char *pem = fresh != NULL ? keypair_secret(fresh) : NULL;
    g_autoptr(LedgerRecord) record = NULL;
    gboolean done = FALSE;

    if (fresh == NULL ||
        !channel_ledger_change(fediverse->host, &(LedgerChange){ LEDGER_ADD, "pair", name, pem }, 1, &done, error))
        return NULL;
    if (done)
        return g_steal_pointer(&fresh);
    return channel_ledger_find(fediverse->host, "pair", name, &record, error) && record != NULL
               ? keypair_read(record->value, error)
               : NULL;
}

static Keypair *
load_pair(Fediverse *fediverse, const char *name, GError **error)
{
    g_autoptr(LedgerRecord) record = NULL;

    if (!channel_ledger_find(fediverse->host, "pair", name, &record, error))
        return NULL;
    return record != NULL ? keypair_read(record->value, error) : make_pair(fediverse, name, error);
}

const Keypair *
fediverse_key_own(Fediverse *fediverse, const char *name, GError **error)
{
    Keypair *pair;

    MUTEX_HELD(&fediverse->mutex);
    pair = g_hash_table_lookup(fediverse->pairs, name);
    if (pair == NULL) {
        pair = load_pair(fediverse, name, error);
        if (pair != NULL)
            g_hash_table_insert(fediverse->pairs, g_strdup(name), pair);
    }
    return pair;
}

/* ---- theirs ---- */

void
fediverse_key_unref(FediverseKey *key)
{
    if (key == NULL || !g_atomic_ref_count_dec(&key->references))
        return;
    public_key_free(key->key);
    g_free(key->owner);
    g_free(key);
}

static FediverseKey *
key_ref(FediverseKey *key)
{
    g_atomic_ref_count_inc(&key->references);
    return key;
}

static FediverseKey *
remember(Fediverse *fediverse, const char *id, const char *pem, const char *owner, gint64 at, GError **error)
{
    g_autoptr(PublicKey) public = public_key_read(pem, error);
    FediverseKey *key;

    if (public == NULL)
        return NULL;
    key = g_new0(FediverseKey, 1);
    g_atomic_ref_count_init(&key->references);
    key->key = g_steal_pointer(&public);
    key->owner = g_strdup(owner);
    key->at = at;
    MUTEX_HELD(&fediverse->mutex);
    if (g_hash_table_size(fediverse->keys) >= KEYS_MAX)
        g_hash_table_remove_all(fediverse->keys);
    g_hash_table_insert(fediverse->keys, g_strdup(id), key_ref(key));
    return key;
}

static FediverseKey *
recall(Fediverse *fediverse, const char *id)
{
    FediverseKey *key;

    MUTEX_HELD(&fediverse->mutex);
    key = g_hash_table_lookup(fediverse->keys, id);
    return key != NULL ? key_ref(key) : NULL;
}

gboolean
fediverse_key_find(Fediverse *fediverse, const char *id, FediverseKey **ret, GError **error)
{
    g_autoptr(LedgerRecord) record = NULL;
    g_autoptr(Json) value = NULL;

    *ret = recall(fediverse, id);
    if (*ret != NULL)
        return TRUE;
    if (!channel_ledger_find(fediverse->host, "key", id, &record, error))
        return FALSE;
    if (record == NULL)
        return TRUE;
    value = json_loads(record->value, 0, NULL);
    *ret = remember(fediverse, id, json_string_value(json_object_get(value, "pem")),
                    json_string_value(json_object_get(value, "owner")), record->at, error);
    return *ret != NULL;
}

/* "OWNER DIGEST": two ids would be too long for one key of the ledger. */
static char *
owned_key(const char *owner, const char *id)
{
    const Digest digest = digest_sha256(id, strlen(id));
    g_autofree char *hex = digest_to_hex(&digest);

    return g_strconcat(owner, " ", hex, NULL);
}

gboolean
fediverse_key_keep(Fediverse *fediverse, const char *id, const char *pem, const char *owner, FediverseKey **ret,
                   GError **error)
{
    g_autoptr(Json) value = json_pack("{s:s, s:s}", "pem", pem, "owner", owner);
    g_autofree char *text = json_dumps(value, JSON_COMPACT), *owned = owned_key(owner, id);
    const LedgerChange changes[] = { { LEDGER_PUT, "key", id, text }, { LEDGER_PUT, "owns", owned, id } };
    g_autoptr(FediverseKey) key = remember(fediverse, id, pem, owner, clock_now(), error);

    if (key == NULL || !channel_ledger_change(fediverse->host, changes, G_N_ELEMENTS(changes), NULL, error))
        return FALSE;
    *ret = g_steal_pointer(&key);
    return TRUE;
}

static gboolean
forget(Fediverse *fediverse, const char *owned, const char *id, GError **error)
{
    const LedgerChange changes[] = { { LEDGER_REMOVE, "key", id, NULL }, { LEDGER_REMOVE, "owns", owned, NULL } };

    mutex_lock(&fediverse->mutex);
    g_hash_table_remove(fediverse->keys, id);
    mutex_unlock(&fediverse->mutex);
    return channel_ledger_change(fediverse->host, changes, G_N_ELEMENTS(changes), NULL, error);
}

gboolean
fediverse_key_forget(Fediverse *fediverse, const char *owner, GError **error)
{
    g_autofree char *prefix = g_strconcat(owner, " ", NULL);

    for (;;) {
        g_autoptr(GPtrArray) owned = channel_ledger_list_below(fediverse->host, "owns", prefix, OWNED, error);

        if (owned == NULL || owned->len == 0)
            return owned != NULL;
        for (guint i = 0; i < owned->len; i++) {
            const LedgerRecord *record = g_ptr_array_index(owned, i);

            if (!forget(fediverse, record->key, record->value, error))
                return FALSE;
        }
    }
}
