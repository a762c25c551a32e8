/* SPDX-License-Identifier: Apache-2.0 */
#include "store/sealed-text.h"

#include <sodium.h>
#include <string.h>

void
sealed_text_clear(SealedText *sealed)
{
    g_clear_pointer(&sealed->bytes, g_bytes_unref);
}

gboolean
sealed_text_make(Store *store, const char *text, SealedText *ret, GError **error)
{
    guint8 secret[RECORD_SECRET_SIZE];

    if (*text == '\0') {
        *ret = (SealedText){ g_bytes_new(NULL, 0), 0 };
        return TRUE;
    }
    if (!key_store_take(store->content.keys, &ret->key, secret, error))
        return FALSE;
    ret->bytes = content_seal_bytes(secret, text, strlen(text));
    sodium_memzero(secret, sizeof secret);
    return TRUE;
}

void
sealed_text_bind(DbQuery *query, const SealedText *sealed)
{
    gsize length;
    const void *bytes = g_bytes_get_data(sealed->bytes, &length);

    db_bind_bytes(query, bytes != NULL ? bytes : "", length);
    db_bind_int(query, sealed->key);
}

char *
sealed_text_open(Store *store, DbSession *session, DbQuery *query, int index, GError **error)
{
    g_autoptr(GBytes) bytes = NULL;
    guint8 secret[RECORD_SECRET_SIZE];
    gint64 key = db_int(query, index + 1);
    const void *sealed;
    gsize length;

    if (key == 0)
        return g_strdup("");
    if (!key_store_find(store->content.keys, session, key, secret, error))
        return NULL;
    sealed = db_bytes(query, index, &length);
    bytes = content_open_bytes(secret, sealed, length, error);
    sodium_memzero(secret, sizeof secret);
    return bytes != NULL ? g_strndup(g_bytes_get_data(bytes, NULL), g_bytes_get_size(bytes)) : NULL;
}
