/* SPDX-License-Identifier: Apache-2.0 */
/* journal/key.h: who signs the journal.
 *
 * One secret file (base/secret.h: mode 0600, refused when others may read it) gives every year's log an Ed25519 key of
 * its own, derived by the log's origin, `<domain>/tribune/<instance>/<year>`, which is also the key's name. So keys
 * change with the year, and publishing or losing trust in one says nothing about the next. A JournalKey never changes:
 * it may be shared by threads. */
#pragma once
#include "wire/note.h"

typedef struct JournalKey JournalKey;

/* @domain: lower-case host name, at most 200 bytes. @instance: a-z 0-9 -, at most 32. TRIBUNE_ERROR_CONFIG when they
 * are not, or the file is no key or readable by others; TRIBUNE_ERROR_NOT_FOUND when there is no file. Blocks. */
JournalKey *journal_key_open(const char *path, const char *domain, const char *instance, GError **error);

/* The same, but makes the file when there is none. Blocks. */
JournalKey *journal_key_open_or_create(const char *path, const char *domain, const char *instance, GError **error);

void journal_key_free(JournalKey *key);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(JournalKey, journal_key_free)

/* The file of journal/memory.h, beside the key: "<path>.signed". Owned by @key. */
const char *journal_key_memory(const JournalKey *key);

/* @year: 1 to 9999. */
char *journal_key_origin(const JournalKey *key, int year);
NoteSigner *journal_key_signer(const JournalKey *key, int year);

/* What others need to check that year: "origin+id+base64". */
char *journal_key_vkey(const JournalKey *key, int year);
