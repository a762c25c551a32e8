/* SPDX-License-Identifier: Apache-2.0 */
/* mediation/staff/password.h: which passwords are good enough, and how they are stored and compared.
 *
 * Stored as Argon2id (libsodium's text form) with 64 MiB of memory, two passes, one lane: above the minimum of OWASP
 * ASVS 5.0 appendix C for two passes (19 MiB). Passwords are compared in Unicode's normal form NFC, so that keyboards
 * which compose letters differently write the same one.
 *
 * A hasher runs at most two computations at once, so that sign-ins take at most 128 MiB; 32 more wait up to 10 s each,
 * and who comes then is told to try again. Thread-safe. */
#pragma once
#include <glib.h>

#define PASSWORD_MIN      12   /* characters */
#define PASSWORD_MAX      256  /* characters */
#define PASSWORD_SIZE_MAX 1024 /* bytes */

typedef struct PasswordHasher PasswordHasher;

PasswordHasher *password_hasher_new(void);
void password_hasher_free(PasswordHasher *hasher);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(PasswordHasher, password_hasher_free)

/* TRIBUNE_ERROR_INVALID with a sentence for who chose it: too short or too long, on the list of very common ones, a few
 * characters again and again, or with the login in it (when that has 4 letters or more). No rules about kinds of
 * characters. */
gboolean password_check(const char *password, const char *login, GError **error);

/* A password to give to somebody, 16 letters and digits in four groups, 80 random bits: "k7m2-9xqp-4hdn-c03w". None
 * that are easily taken for another. */
char *password_make(void);

/* What to store. Blocks for some 0.1 s. NULL with TRIBUNE_ERROR_TEMPORARY (too many at once, no memory). */
char *password_hash(PasswordHasher *hasher, const char *password, GError **error);

/* Whether @password is the one that @stored was made of. @stored NULL stands for somebody who does not exist: that
 * takes as long and is never right. Blocks for some 0.1 s. FALSE with TRIBUNE_ERROR_TEMPORARY, or _CORRUPT when @stored
 * is no stored password. */
gboolean password_verify(PasswordHasher *hasher, const char *stored, const char *password, gboolean *ret_right,
                         GError **error);
