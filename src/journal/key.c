/* SPDX-License-Identifier: Apache-2.0 */
#include "journal/key.h"

#include <openssl/crypto.h>
#include <string.h>

#include "base/error.h"
#include "base/secret.h"

#define DOMAIN_MAX   200
#define INSTANCE_MAX 32

struct JournalKey {
    Secret *secret;
    char *domain, *instance, *memory;
};

static gboolean
is_made_of(const char *text, const char *others, gsize limit)
{
    gsize length = strlen(text);

    for (gsize i = 0; i < length; i++)
        if (!g_ascii_islower(text[i]) && !g_ascii_isdigit(text[i]) && strchr(others, text[i]) == NULL)
            return FALSE;
    return length > 0 && length <= limit;
}

typedef Secret *(*SecretOpener)(const char *path, GError **error);

static JournalKey *
open_key(SecretOpener opener, const char *path, const char *domain, const char *instance, GError **error)
{
    g_autoptr(Secret) secret = NULL;
    JournalKey *key;

    if (!is_made_of(domain, "-.", DOMAIN_MAX) || !is_made_of(instance, "-", INSTANCE_MAX)) {
        g_set_error(error, TRIBUNE_ERROR, TRIBUNE_ERROR_CONFIG,
                    "journal: the domain is no lower-case host name, or the instance not of a-z, 0-9 and hyphens");
        return NULL;
    }
    secret = opener(path, error);
    if (secret == NULL) {
        g_prefix_error(error, "journal key: ");
        return NULL;
    }
    key = g_new0(JournalKey, 1);
    key->secret = g_steal_pointer(&secret);
    key->domain = g_strdup(domain);
    key->instance = g_strdup(instance);
    key->memory = g_strconcat(path, ".signed", NULL);
    return key;
}

JournalKey *
journal_key_open(const char *path, const char *domain, const char *instance, GError **error)
{
    return open_key(secret_open, path, domain, instance, error);
}

JournalKey *
journal_key_open_or_create(const char *path, const char *domain, const char *instance, GError **error)
{
    return open_key(secret_open_or_create, path, domain, instance, error);
}

void
journal_key_free(JournalKey *key)
{
    secret_free(key->secret);
    g_free(key->domain);
    g_free(key->instance);
    g_free(key->memory);
    g_free(key);
}

const char *
journal_key_memory(const JournalKey *key)
{
    return key->memory;
}

char *
journal_key_origin(const JournalKey *key, int year)
{
    return g_strdup_printf("%s/tribune/%s/%d", key->domain, key->instance, year);
}

NoteSigner *
journal_key_signer(const JournalKey *key, int year)
{
    g_autofree char *origin = journal_key_origin(key, year);
    g_autofree char *label = g_strconcat("journal ed25519 ", origin, NULL);
    guint8 seed[NOTE_KEY_SIZE];
    NoteSigner *signer;

    secret_derive(key->secret, label, seed, sizeof seed);
    signer = note_signer_new(origin, seed, NULL);
    OPENSSL_cleanse(seed, sizeof seed);
    g_assert(signer != NULL); /* the origin was checked to be a key name */
    return signer;
}

char *
journal_key_vkey(const JournalKey *key, int year)
{
    g_autoptr(NoteSigner) signer = journal_key_signer(key, year);

    return note_verifier_format(note_signer_verifier(signer));
}
