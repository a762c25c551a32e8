/* SPDX-License-Identifier: Apache-2.0 */
#include "mediation/channel-ledger.h"

#include <sodium.h>
#include <string.h>

#include "base/clock.h"
#include "base/digest.h"
#include "base/error.h"
#include "base/id.h"
#include "base/random.h"
#include "mediation/channel.h"
#include "mediation/mediation.h"
#include "store/channel-store.h"

#define NONCE    crypto_aead_xchacha20poly1305_ietf_NPUBBYTES
#define OVERHEAD (NONCE + crypto_aead_xchacha20poly1305_ietf_ABYTES)

#define FORGET_SLICE 1000 /* records that one transaction forgets, so that none waits long for it */

void
ledger_record_free(LedgerRecord *record)
{
    if (record == NULL)
        return;
    g_free(record->key);
    g_free(record->value);
    g_free(record);
}

static const Mediation *
mediation_of(const ChannelHost *host)
{
    return host->data;
}

/* ---- sealing ---- */

static void
make_key(const ChannelHost *host, guint8 key[crypto_aead_xchacha20poly1305_ietf_KEYBYTES])
{
    digest_hkdf(host->secret, DIGEST_SIZE, "tribune channel ledger/1", key,
                crypto_aead_xchacha20poly1305_ietf_KEYBYTES);
}

/* What a box belongs to: one that is put in another's place does not open. */
static char *
name_of(const ChannelHost *host, const char *kind, const char *key)
{
    return g_strjoin("\n", host->name, kind, key, NULL);
}

static GBytes *
seal(const ChannelHost *host, const char *kind, const char *key, const char *text)
{
    guint8 secret[crypto_aead_xchacha20poly1305_ietf_KEYBYTES];
    g_autofree char *name = name_of(host, kind, key);
    gsize length = strlen(text);
    guint8 *box = g_malloc(length + OVERHEAD);

    make_key(host, secret);
    random_bytes(box, NONCE);
    crypto_aead_xchacha20poly1305_ietf_encrypt(box + NONCE, NULL, (const guint8 *)text, length, (const guint8 *)name,
                                               strlen(name), NULL, box, secret);
    sodium_memzero(secret, sizeof secret);
    return g_bytes_new_take(box, length + OVERHEAD);
}

char *
channel_ledger_open(const ChannelHost *host, const char *kind, const char *key, GBytes *box, GError **error)
{
    guint8 secret[crypto_aead_xchacha20poly1305_ietf_KEYBYTES];
    g_autofree char *name = name_of(host, kind, key), *text = NULL;
    gsize length;
    const guint8 *bytes = g_bytes_get_data(box, &length);
    gboolean opened;

    if (length >= OVERHEAD) {
        text = g_malloc0(length - OVERHEAD + 1);
        make_key(host, secret);
        opened = crypto_aead_xchacha20poly1305_ietf_decrypt((guint8 *)text, NULL, NULL, bytes + NONCE, length - NONCE,
                                                            (const guint8 *)name, strlen(name), bytes, secret) == 0;
        sodium_memzero(secret, sizeof secret);
        if (opened)
            return g_steal_pointer(&text);
    }
    g_set_error(error, TRIBUNE_ERROR, TRIBUNE_ERROR_CORRUPT, "what channel %s remembers as %s does not open",
                host->name, kind);
    return NULL;
}

/* ---- changing ---- */

typedef struct {
    const ChannelHost *host;
    const LedgerChange *changes;
    GPtrArray *boxes; /* GBytes * or NULL, of each change */
    gint64 *ids;      /* of errands */
    guint count;
    gboolean done;
} Changing;

static gboolean
check(const LedgerChange *changes, guint count, GError **error)
{
    for (guint i = 0; i < count; i++) {
        if (strlen(changes[i].kind) > 40 || strlen(changes[i].key) > LEDGER_KEY_MAX ||
            (changes[i].value != NULL && strlen(changes[i].value) > LEDGER_TEXT_MAX)) {
            g_set_error_literal(error, TRIBUNE_ERROR, TRIBUNE_ERROR_LIMIT,
                                "what a channel wants to remember is over 2 MiB, or its name over 4 KiB");
            return FALSE;
        }
    }
    return TRUE;
}

/* NULL: it is no errand. */
static const char *
work_of(LedgerStep step)
{
    return step == LEDGER_ERRAND  ? WORK_ERRAND
           : step == LEDGER_CHORE ? WORK_CHORE
           : step == LEDGER_DOUBT ? WORK_DOUBT
                                  : NULL;
}

static gboolean
add_errand(const Changing *changing, DbSession *session, guint index, gint64 now, GError **error)
{
    const LedgerChange *change = &changing->changes[index];
    gint64 id = changing->ids[index];
    ErrandRow row = { .id = id,
                      .at = now,
                      .channel = (char *)changing->host->name,
                      .kind = (char *)change->kind,
                      .host = (char *)change->key,
                      .value = g_ptr_array_index(changing->boxes, index) };

    return channel_store_add_errand(session, &row, error) && work_add(session, work_of(change->step), id, now, error);
}

static gboolean
apply_one(Changing *changing, DbSession *session, guint index, gint64 now, GError **error)
{
    const LedgerChange *change = &changing->changes[index];
    const char *channel = changing->host->name;
    ChannelRow row = { (char *)change->key, g_ptr_array_index(changing->boxes, index), now };

    switch (change->step) {
    case LEDGER_PUT:
        return channel_store_put(session, channel, change->kind, &row, error);
    case LEDGER_ADD:
        return channel_store_add(session, channel, change->kind, &row, &changing->done, error);
    case LEDGER_REMOVE:
        return channel_store_remove(session, channel, change->kind, change->key, error);
    case LEDGER_ERRAND:
    case LEDGER_CHORE:
    case LEDGER_DOUBT:
        break;
    }
    return add_errand(changing, session, index, now, error);
}

/* Additions first: when one is there already, nothing was written that must be undone but other additions, and of
 * those there is one. */
static gboolean
apply(DbSession *session, gpointer data, GError **error)
{
    Changing *changing = data;
    gint64 now = clock_now();

    changing->done = TRUE;
    for (guint i = 0; i < changing->count; i++)
        if (changing->changes[i].step == LEDGER_ADD && !apply_one(changing, session, i, now, error))
            return FALSE;
    for (guint i = 0; changing->done && i < changing->count; i++)
        if (changing->changes[i].step != LEDGER_ADD && !apply_one(changing, session, i, now, error))
            return FALSE;
    return TRUE;
}

gboolean
channel_ledger_change(const ChannelHost *host, const LedgerChange *changes, guint count, gboolean *ret_done,
                      GError **error)
{
    const Mediation *mediation = mediation_of(host);
    g_autoptr(GPtrArray) boxes = g_ptr_array_new_with_free_func((GDestroyNotify)g_bytes_unref);
    g_autofree gint64 *ids = g_new0(gint64, count);
    Changing changing = { .host = host, .changes = changes, .boxes = boxes, .ids = ids, .count = count };
    guint additions = 0;

    if (!check(changes, count, error))
        return FALSE;
    for (guint i = 0; i < count; i++) {
        gboolean errand = work_of(changes[i].step) != NULL;

        additions += changes[i].step == LEDGER_ADD ? 1 : 0;
        ids[i] = errand ? id_next() : 0;
        g_ptr_array_add(boxes,
                        seal(host, changes[i].kind, changes[i].key, changes[i].value != NULL ? changes[i].value : ""));
    }
    g_assert(additions <= 1);
    if (!store_write(mediation->store, apply, &changing, error))
        return FALSE;
    for (guint i = 0; i < count && changing.done && mediation->work != NULL; i++)
        if (ids[i] != 0)
            work_wake(mediation->work, work_of(changes[i].step));
    if (ret_done != NULL)
        *ret_done = changing.done;
    return TRUE;
}

/* ---- reading ---- */

typedef struct {
    const ChannelHost *host;
    const char *kind, *key;
    guint limit;
    gint64 count;
    ChannelRow *row;
    GPtrArray *rows;
} Reading;

static LedgerRecord *
open_row(const ChannelHost *host, const char *kind, const ChannelRow *row, GError **error)
{
    char *value = channel_ledger_open(host, kind, row->key, row->value, error);
    LedgerRecord *record;

    if (value == NULL)
        return NULL;
    record = g_new0(LedgerRecord, 1);
    record->key = g_strdup(row->key);
    record->value = value;
    record->at = row->at;
    return record;
}

static gboolean
read_one(DbSession *session, gpointer data, GError **error)
{
    Reading *reading = data;

    return channel_store_find(session, reading->host->name, reading->kind, reading->key, &reading->row, error);
}

gboolean
channel_ledger_find(const ChannelHost *host, const char *kind, const char *key, LedgerRecord **ret, GError **error)
{
    Reading reading = { .host = host, .kind = kind, .key = key };
    g_autoptr(ChannelRow) row = NULL;

    *ret = NULL;
    if (!store_read(mediation_of(host)->store, read_one, &reading, error))
        return FALSE;
    row = reading.row;
    if (row == NULL)
        return TRUE;
    *ret = open_row(host, kind, row, error);
    return *ret != NULL;
}

static gboolean
read_list(DbSession *session, gpointer data, GError **error)
{
    Reading *reading = data;

    reading->rows =
        channel_store_list(session, reading->host->name, reading->kind, reading->key, reading->limit, error);
    return reading->rows != NULL;
}

GPtrArray *
channel_ledger_list(const ChannelHost *host, const char *kind, const char *after, guint limit, GError **error)
{
    Reading reading = { .host = host, .kind = kind, .key = after, .limit = limit };
    g_autoptr(GPtrArray) records = g_ptr_array_new_with_free_func((GDestroyNotify)ledger_record_free), rows = NULL;

    if (!store_read(mediation_of(host)->store, read_list, &reading, error))
        return NULL;
    rows = reading.rows;
    for (guint i = 0; i < rows->len; i++) {
        LedgerRecord *record = open_row(host, kind, g_ptr_array_index(rows, i), error);

        if (record == NULL)
            return NULL;
        g_ptr_array_add(records, record);
    }
    return g_steal_pointer(&records);
}

GPtrArray *
channel_ledger_list_below(const ChannelHost *host, const char *kind, const char *prefix, guint limit, GError **error)
{
    GPtrArray *records = channel_ledger_list(host, kind, prefix, limit, error);

    for (guint i = records != NULL ? records->len : 0; i-- > 0;)
        if (!g_str_has_prefix(((const LedgerRecord *)g_ptr_array_index(records, i))->key, prefix))
            g_ptr_array_set_size(records, (gint)i);
    return records;
}

static gboolean
read_count(DbSession *session, gpointer data, GError **error)
{
    Reading *reading = data;

    return channel_store_count(session, reading->host->name, reading->kind, reading->key, &reading->count, error);
}

gboolean
channel_ledger_count(const ChannelHost *host, const char *kind, const char *prefix, gint64 *ret, GError **error)
{
    Reading reading = { .host = host, .kind = kind, .key = prefix };

    if (!store_read(mediation_of(host)->store, read_count, &reading, error))
        return FALSE;
    *ret = reading.count;
    return TRUE;
}

static gboolean
read_waiting(DbSession *session, gpointer data, GError **error)
{
    Reading *reading = data;

    return channel_store_count_errands(session, reading->host->name, reading->kind, &reading->count, error);
}

gboolean
channel_ledger_waiting(const ChannelHost *host, const char *kind, gint64 *ret, GError **error)
{
    Reading reading = { .host = host, .kind = kind };

    if (!store_read(mediation_of(host)->store, read_waiting, &reading, error))
        return FALSE;
    *ret = reading.count;
    return TRUE;
}

static gboolean
read_waiting_for(DbSession *session, gpointer data, GError **error)
{
    Reading *reading = data;

    return channel_store_count_errands_for(session, reading->host->name, reading->kind, reading->key, reading->limit,
                                           &reading->count, error);
}

gboolean
channel_ledger_waiting_for(const ChannelHost *host, const char *kind, const char *key, guint most, guint *ret,
                           GError **error)
{
    Reading reading = { .host = host, .kind = kind, .key = key, .limit = most };

    if (!store_read(mediation_of(host)->store, read_waiting_for, &reading, error))
        return FALSE;
    *ret = (guint)reading.count;
    return TRUE;
}

typedef struct {
    const char *channel, *kind;
    gint64 before;
    gboolean more;
} Forgetting;

static gboolean
forget(DbSession *session, gpointer data, GError **error)
{
    Forgetting *forgetting = data;

    return channel_store_forget(session, forgetting->channel, forgetting->kind, forgetting->before, FORGET_SLICE,
                                &forgetting->more, error);
}

gboolean
channel_ledger_forget(const ChannelHost *host, const char *kind, gint64 before, GError **error)
{
    Forgetting forgetting = { .channel = host->name, .kind = kind, .before = before, .more = TRUE };

    while (forgetting.more)
        if (!store_write_background(mediation_of(host)->store, forget, &forgetting, error))
            return FALSE;
    return TRUE;
}
