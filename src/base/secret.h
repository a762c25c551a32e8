/* SPDX-License-Identifier: Apache-2.0 */
/* base/secret.h: the node's secret: 32 random bytes in a file, from which every other key is derived by a label.
 *
 * The file holds 64 hexadecimal digits (as secret_open_or_create() writes it) or 32 raw bytes. It must be a regular
 * file of our own user or root that nobody else can read, mode 0600 or tighter; files that systemd hands over below
 * $CREDENTIALS_DIRECTORY may also be readable by their group, as systemd sets it. The bytes are kept in locked memory,
 * left out of core dumps, and wiped when freed. A Secret never changes: it may be shared by threads. */
#pragma once
#include <glib.h>

#define SECRET_SIZE 32

typedef struct Secret Secret;

/* TRIBUNE_ERROR_NOT_FOUND when there is no file; _CONFIG when it is not a key or others may read it. Blocks. */
Secret *secret_open(const char *path, GError **error);

/* The same, but makes the file with fresh random bytes when there is none. It appears whole and durable or not at all;
 * when two processes race, both get the same key. Blocks. */
Secret *secret_open_or_create(const char *path, GError **error);

void secret_free(Secret *secret);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Secret, secret_free)

/* @length <= 8160 bytes for the purpose @label (HKDF-SHA-256): the same secret and label give the same bytes, and one
 * label's bytes tell nothing about another's. */
void secret_derive(const Secret *secret, const char *label, guint8 *out, gsize length);
