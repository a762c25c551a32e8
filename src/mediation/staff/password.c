/* SPDX-License-Identifier: Apache-2.0 */
#include "mediation/staff/password.h"

#include <errno.h>
#include <sodium.h>
#include <string.h>

#include "base/clock.h"
#include "base/encode.h"
#include "base/error.h"
#include "base/locale.h"
#include "base/random.h"
#include "base/thread.h"

#define MEMORY    ((size_t)64 * 1024 * 1024)
#define PASSES    2
#define AT_ONCE   2
#define QUEUE_MAX 32
#define PATIENCE  (10 * CLOCK_SECOND)

/* Made with the same cost as all others, of random bytes that nobody kept. */
#define NOBODY "$argon2id$v=19$m=65536,t=2,p=1$VzOUEunbX2Dn5TUTMzTSDQ$W9BSMXi9RUBCvEDBtx69XDiAmP0QYhvYxsJXwQV2NUk"

struct PasswordHasher {
    Mutex mutex;
    Condition freed;
    guint running, waiting;
};

/* ---- what is good enough ---- */

/* Of at least 12 characters, which people choose when they have to write that many; small letters only. */
static const char *const COMMON[] = {
    "passwordpassword",
    "password1234",
    "password12345",
    "password123456",
    "password123!",
    "password2024!",
    "password2025!",
    "password2026!",
    "mypassword123",
    "p@ssw0rd1234",
    "passw0rd1234",
    "passwort1234",
    "passwort12345",
    "passwortpasswort",
    "meinpasswort1",
    "motdepasse123",
    "contraseña123",
    "administrator",
    "administrator1",
    "administrator123",
    "adminadminadmin",
    "welcome12345",
    "willkommen123",
    "willkommen1234",
    "letmeinletmein",
    "letmein12345",
    "changemechangeme",
    "changeme1234",
    "changeme12345",
    "iloveyou1234",
    "ilovyouforever",
    "iloveyouforever",
    "qwertyuiop12",
    "qwertyuiop123",
    "qwertyuiop[]",
    "qwertyuiopasdf",
    "qwertyuiopasdfghjkl",
    "qwertzuiopasdf",
    "qwertyqwerty",
    "qwerty123456",
    "qwertz123456",
    "azertyuiop123",
    "asdfghjkl123",
    "asdfghjklqwerty",
    "1q2w3e4r5t6y",
    "1q2w3e4r5t6y7u8i",
    "q1w2e3r4t5y6",
    "1qaz2wsx3edc",
    "1qaz2wsx3edc4rfv",
    "zaq12wsxcde3",
    "qazwsxedcrfv",
    "123456789012",
    "1234567890123",
    "12345678901234",
    "1234567890123456",
    "1234567890qwerty",
    "1234567890abc",
    "123456789abc",
    "123qweasdzxc",
    "qwe123asd456",
    "0123456789012",
    "012345678910",
    "098765432109",
    "987654321098",
    "9876543210987",
    "abcdefghijkl",
    "abcdefghijklm",
    "abcdefghijklmnop",
    "abcdef123456",
    "abc123456789",
    "a1b2c3d4e5f6",
    "trustno1trustno1",
    "footballfootball",
    "football1234",
    "sunshine1234",
    "princess1234",
    "superman1234",
    "dragondragon",
    "monkeymonkey",
    "masterpassword",
    "secretpassword",
    "secret123456",
    "temporary123",
    "temppassword1",
    "councilcouncil",
    "cityhall1234",
    "townhall1234",
    "rathaus12345",
    "correcthorsebatterystaple",
};

static gboolean
is_common(const char *folded)
{
    for (gsize i = 0; i < G_N_ELEMENTS(COMMON); i++) {
        if (strcmp(folded, COMMON[i]) == 0)
            return TRUE;
    }
    return FALSE;
}

/* "aaaaaaaaaaaa", "abcabcabcabc": one to four bytes over and over. */
static gboolean
is_repetition(const char *folded)
{
    gsize length = strlen(folded);

    for (gsize period = 1; period <= 4; period++) {
        if (length > period && memcmp(folded, folded + period, length - period) == 0)
            return TRUE;
    }
    return FALSE;
}

static void
wipe_and_free(char *text)
{
    if (text != NULL)
        sodium_memzero(text, strlen(text));
    g_free(text);
}

/* In NFC, or NULL when it is no text or too large to be a password. */
static char *
normal_form(const char *password)
{
    char *normal;

    if (strlen(password) > PASSWORD_SIZE_MAX || !g_utf8_validate(password, -1, NULL))
        return NULL;
    normal = g_utf8_normalize(password, -1, G_NORMALIZE_NFC);
    if (normal != NULL && strlen(normal) > PASSWORD_SIZE_MAX)
        g_clear_pointer(&normal, wipe_and_free);
    return normal;
}

static const char *
fault_of(const char *normal, const char *login)
{
    char *folded = g_utf8_casefold(normal, -1);
    const char *fault = NULL;

    if (g_utf8_strlen(normal, -1) < PASSWORD_MIN)
        fault = SAY_NOOP("this password is too short; use 12 characters or more, for example four words");
    else if (g_utf8_strlen(normal, -1) > PASSWORD_MAX)
        fault = SAY_NOOP("this password is too long; use 256 characters or fewer");
    else if (is_common(folded) || is_repetition(folded))
        fault =
            SAY_NOOP("many people use this password, so it is easy to guess; choose another, for example four words");
    else if (strlen(login) >= 4 && strstr(folded, login) != NULL)
        fault = SAY_NOOP("the sign-in name is part of this password, so it is easy to guess; choose another");
    wipe_and_free(folded);
    return fault;
}

gboolean
password_check(const char *password, const char *login, GError **error)
{
    char *normal = normal_form(password);
    const char *fault =
        normal == NULL ? SAY_NOOP("this password is too long; use 256 characters or fewer") : fault_of(normal, login);

    wipe_and_free(normal);
    if (fault == NULL)
        return TRUE;
    g_set_error_literal(error, TRIBUNE_ERROR, TRIBUNE_ERROR_INVALID, fault);
    return FALSE;
}

char *
password_make(void)
{
    guint8 bytes[10];
    g_autofree char *text = NULL;
    char *grouped;

    random_bytes(bytes, sizeof bytes);
    text = encode_base32(bytes, sizeof bytes);
    grouped = g_strdup_printf("%.4s-%.4s-%.4s-%.4s", text, text + 4, text + 8, text + 12);
    sodium_memzero(bytes, sizeof bytes);
    sodium_memzero(text, strlen(text));
    return grouped;
}

/* ---- two at once ---- */

PasswordHasher *
password_hasher_new(void)
{
    PasswordHasher *hasher = g_new0(PasswordHasher, 1);

    if (sodium_init() < 0)
        g_error("libsodium does not start");
    mutex_init(&hasher->mutex);
    condition_init(&hasher->freed);
    return hasher;
}

void
password_hasher_free(PasswordHasher *hasher)
{
    condition_clear(&hasher->freed);
    mutex_clear(&hasher->mutex);
    g_free(hasher);
}

static gboolean
busy(GError **error)
{
    g_set_error_literal(error, TRIBUNE_ERROR, TRIBUNE_ERROR_TEMPORARY,
                        SAY_NOOP("too many people are signing in at this moment; try again in a minute"));
    return FALSE;
}

static gboolean
begin(PasswordHasher *hasher, GError **error)
{
    gint64 deadline = clock_monotonic() + PATIENCE;

    MUTEX_HELD(&hasher->mutex);
    if (hasher->running == AT_ONCE && hasher->waiting == QUEUE_MAX)
        return busy(error);
    hasher->waiting++;
    while (hasher->running == AT_ONCE) {
        if (!condition_wait_until(&hasher->freed, &hasher->mutex, deadline) && hasher->running == AT_ONCE) {
            hasher->waiting--;
            return busy(error);
        }
    }
    hasher->waiting--;
    hasher->running++;
    return TRUE;
}

static void
end(PasswordHasher *hasher)
{
    MUTEX_HELD(&hasher->mutex);
    hasher->running--;
    condition_signal(&hasher->freed);
}

/* ---- storing and comparing ---- */

char *
password_hash(PasswordHasher *hasher, const char *password, GError **error)
{
    char out[crypto_pwhash_argon2id_STRBYTES];
    char *normal = normal_form(password);
    int result;

    if (normal == NULL) {
        g_set_error_literal(error, TRIBUNE_ERROR, TRIBUNE_ERROR_INVALID,
                            SAY_NOOP("this is no text that can be a password"));
        return NULL;
    }
    if (!begin(hasher, error)) {
        wipe_and_free(normal);
        return NULL;
    }
    result = crypto_pwhash_argon2id_str(out, normal, strlen(normal), PASSES, MEMORY);
    end(hasher);
    wipe_and_free(normal);
    if (result == 0)
        return g_strdup(out);
    g_set_error_literal(error, TRIBUNE_ERROR, TRIBUNE_ERROR_TEMPORARY,
                        SAY_NOOP("there is too little memory to store a password"));
    return NULL;
}

/* libsodium gives -1 for a wrong password and for every trouble; errno tells them apart. */
static gboolean
compare(const char *text, const char *normal, gboolean *ret_right, GError **error)
{
    char stored[crypto_pwhash_argon2id_STRBYTES] = { 0 };

    g_strlcpy(stored, text, sizeof stored);
    errno = 0;
    if (crypto_pwhash_argon2id_str_verify(stored, normal, strlen(normal)) == 0) {
        *ret_right = TRUE;
        return TRUE;
    }
    if (errno == EINVAL) {
        *ret_right = FALSE;
        return TRUE;
    }
    if (crypto_pwhash_argon2id_str_needs_rehash(stored, PASSES, MEMORY) < 0)
        g_set_error_literal(error, TRIBUNE_ERROR, TRIBUNE_ERROR_CORRUPT,
                            SAY_NOOP("what is stored is not a password; set it anew"));
    else
        g_set_error_literal(error, TRIBUNE_ERROR, TRIBUNE_ERROR_TEMPORARY,
                            SAY_NOOP("there is too little memory to check a password"));
    return FALSE;
}

gboolean
password_verify(PasswordHasher *hasher, const char *stored, const char *password, gboolean *ret_right, GError **error)
{
    char *normal = normal_form(password);
    gboolean can_be = stored != NULL && normal != NULL, right = FALSE, done;

    if (!begin(hasher, error)) {
        wipe_and_free(normal);
        return FALSE;
    }
    done = compare(stored != NULL ? stored : NOBODY, normal != NULL ? normal : "", &right, error);
    end(hasher);
    wipe_and_free(normal);
    if (done)
        *ret_right = right && can_be;
    return done;
}
