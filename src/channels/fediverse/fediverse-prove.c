/* SPDX-License-Identifier: Apache-2.0 */
/* Whose key we have is verified at once; whose key we do not have, or whose key may have changed, is taken down as it
 * is: the key is fetched later, by an errand, so that no server waits for another. */
#include <string.h>

#include "base/digest.h"
#include "base/encode.h"
#include "base/error.h"
#include "channels/fediverse/fediverse-inbox-private.h"

/* "" when it has no id: then nothing is known to be the same. Of the actor too: nobody uses up another's ids. */
static char *
seen_key(const Delivery *delivery)
{
    const Activity *activity = delivery->activity;
    g_autofree char *name = g_strjoin("\n", delivery->desk, activity->actor, activity->id, NULL);
    const Digest digest = digest_sha256(name, strlen(name));

    return *activity->id != '\0' ? digest_to_hex(&digest) : g_strdup("");
}

gboolean
fediverse_prove_seen(const Delivery *delivery, gboolean *ret, GError **error)
{
    g_autofree char *key = seen_key(delivery);
    g_autoptr(LedgerRecord) record = NULL;

    if (*key != '\0' && !channel_ledger_find(delivery->fediverse->host, "seen", key, &record, error))
        return FALSE;
    *ret = record != NULL;
    return TRUE;
}

/* ---- putting it down ---- */

static gboolean
put_down_known(const Delivery *delivery, GError **error)
{
    g_autoptr(Json) value = json_pack("{s:s, s:s%}", "inbox", delivery->desk, "body", delivery->body, delivery->length);
    g_autofree char *text = json_dumps(value, JSON_COMPACT), *seen = seen_key(delivery);
    const LedgerChange changes[] = {
        { LEDGER_CHORE, "take", delivery->host, text },
        { LEDGER_ADD, "seen", seen, NULL },
    };

    return channel_ledger_change(delivery->fediverse->host, changes, *seen != '\0' ? 2 : 1, NULL, error);
}

static gboolean
put_down_unknown(const Delivery *delivery, GError **error)
{
    const HttpSignature *signature = delivery->signature;
    g_autofree char *base = encode_base64(signature->base->data, signature->base->len), *seen = seen_key(delivery);
    g_autofree char *made = encode_base64(signature->signature, signature->signature_length), *text = NULL;
    g_autoptr(Json) value =
        json_pack("{s:s, s:s%, s:s, s:s, s:s, s:s, s:s, s:s, s:I}", "inbox", delivery->desk, "body", delivery->body,
                  delivery->length, "key", signature->key_id, "algorithm", signature->algorithm, "base", base, "made",
                  made, "seen", seen, "network", delivery->network, "at", (json_int_t)clock_now());
    LedgerChange change = { LEDGER_DOUBT, "verify", delivery->host, NULL };

    text = json_dumps(value, JSON_COMPACT);
    change.value = text;
    if (channel_ledger_change(delivery->fediverse->host, &change, 1, NULL, error))
        return TRUE;
    fediverse_doubt_leave(delivery->fediverse, delivery->network);
    return FALSE;
}

static gboolean
take_unknown(const Delivery *delivery, GError **error)
{
    Fediverse *fediverse = delivery->fediverse;
    const char *network = delivery->network;
    gboolean admitted;
    gint64 wait = 0;

    if (atomic_load(&fediverse->waiting) >= FEDIVERSE_STRANGERS_MAX)
        return fediverse_inbox_later(delivery, 503, CLOCK_MINUTE);
    if (!rate_limit_take(fediverse->strangers, network, clock_now(), &wait))
        return fediverse_inbox_later(delivery, 429, wait);
    if (!fediverse_doubt_admit(fediverse, delivery->host, network, &admitted, error))
        return FALSE;
    if (!admitted)
        return fediverse_inbox_later(delivery, 429, CLOCK_MINUTE);
    return put_down_unknown(delivery, error) && fediverse_inbox_taken(delivery);
}

/* A key that is getting old serves; beside that it is fetched again. That it cannot be is found out when it is too old.
 */
static void
renew(const Delivery *delivery, const FediverseKey *key)
{
    Fediverse *fediverse = delivery->fediverse;
    const char *id = delivery->signature->key_id;
    gint64 now = clock_now();

    if (key->at + FEDIVERSE_KEY_FRESH > now || !rate_limit_take(fediverse->renewals, id, now, NULL))
        return;
    channel_ledger_change(fediverse->host, &(LedgerChange){ LEDGER_DOUBT, "renew", delivery->host, id }, 1, NULL, NULL);
}

static gboolean
take_known(const Delivery *delivery, const FediverseKey *key, GError **error)
{
    guint waiting;

    if (strcmp(key->owner, delivery->activity->actor) != 0) {
        atomic_fetch_add(&delivery->fediverse->refused, 1);
        return fediverse_inbox_say(delivery, 401, "signature: it is not of the actor who speaks");
    }
    if (!channel_ledger_waiting_for(delivery->fediverse->host, "take", delivery->host, FEDIVERSE_WAITING_OF, &waiting,
                                    error))
        return FALSE;
    if (waiting >= FEDIVERSE_WAITING_OF) /* it hands in more than it can answer our questions about */
        return fediverse_inbox_later(delivery, 429, CLOCK_MINUTE);
    renew(delivery, key);
    return put_down_known(delivery, error) && fediverse_inbox_taken(delivery);
}

gboolean
fediverse_prove_take(const Delivery *delivery, GError **error)
{
    g_autoptr(FediverseKey) key = NULL;
    gint64 now = clock_now();

    if (!fediverse_key_find(delivery->fediverse, delivery->signature->key_id, &key, error))
        return FALSE;
    if (key == NULL || key->at + FEDIVERSE_KEY_GOOD < now)
        return take_unknown(delivery, error);
    if (http_signature_verify(delivery->signature, key->key))
        return take_known(delivery, key, error);
    if (key->at + FEDIVERSE_KEY_PAUSE < now) /* she may have another by now */
        return take_unknown(delivery, error);
    atomic_fetch_add(&delivery->fediverse->refused, 1);
    return fediverse_inbox_say(delivery, 401, "signature: it does not fit the key, which has just been fetched");
}
