/* SPDX-License-Identifier: Apache-2.0 */
#include "base/secret.h"

#include <errno.h>
#include <fcntl.h>
#include <sodium.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/digest.h"
#include "base/encode.h"
#include "base/error.h"
#include "base/folder.h"
#include "base/random.h"

#define HEX_SIZE   (2 * SECRET_SIZE)
#define FILE_LIMIT 256

struct Secret {
    guint8 bytes[SECRET_SIZE];
};

static gboolean
fail(GError **error, TribuneError code, const char *path, const char *what)
{
    g_set_error(error, TRIBUNE_ERROR, (gint)code, "the key file %s %s", path, what);
    return FALSE;
}

static gboolean
is_credential(const char *path)
{
    const char *folder = g_getenv("CREDENTIALS_DIRECTORY");

    return folder != NULL && *folder != '\0' && g_str_has_prefix(path, folder) && path[strlen(folder)] == '/';
}

static gboolean
check_file(int fd, const char *path, GError **error)
{
    mode_t forbidden = is_credential(path) ? 0037 : 0077;
    g_autofree char *wide = NULL;
    struct stat status;

    if (fstat(fd, &status) != 0 || !S_ISREG(status.st_mode))
        return fail(error, TRIBUNE_ERROR_CONFIG, path, "is not a regular file");
    if (status.st_uid != geteuid() && status.st_uid != 0)
        return fail(error, TRIBUNE_ERROR_CONFIG, path, "belongs to another user");
    if ((status.st_mode & forbidden) == 0)
        return TRUE;
    wide = g_strdup_printf("may be used by others (mode %04o); make it safe with: chmod 0600 %s",
                           status.st_mode & 07777, path);
    return fail(error, TRIBUNE_ERROR_CONFIG, path, wide);
}

/* Up to @limit bytes; -1 on a read error. */
static gssize
read_all(int fd, guint8 *buffer, gsize limit)
{
    gsize length = 0;

    while (length < limit) {
        gssize got = TEMP_FAILURE_RETRY(read(fd, buffer + length, limit - length));

        if (got < 0)
            return -1;
        if (got == 0)
            break;
        length += (gsize)got;
    }
    return (gssize)length;
}

/* 32 bytes, or 64 digits and perhaps one line end. */
static gboolean
decode(const guint8 *text, gsize length, Secret *secret)
{
    char hex[HEX_SIZE + 1] = { 0 };
    gboolean good;

    if (length == SECRET_SIZE) {
        memcpy(secret->bytes, text, SECRET_SIZE);
        return TRUE;
    }
    if (length != HEX_SIZE && (length != HEX_SIZE + 1 || text[HEX_SIZE] != '\n'))
        return FALSE;
    memcpy(hex, text, HEX_SIZE);
    good = decode_hex(hex, secret->bytes, SECRET_SIZE);
    sodium_memzero(hex, sizeof hex);
    return good;
}

static Secret *
new_secret(void)
{
    Secret *secret;

    if (sodium_init() < 0 || (secret = sodium_malloc(sizeof *secret)) == NULL)
        g_error("no locked memory for a key");
    return secret;
}

static Secret *
read_secret(int fd, const char *path, GError **error)
{
    g_autoptr(Secret) secret = new_secret();
    guint8 text[FILE_LIMIT];
    gssize length;
    gboolean good;

    if (!check_file(fd, path, error))
        return NULL;
    length = read_all(fd, text, sizeof text);
    good = length >= 0 && decode(text, (gsize)length, secret);
    sodium_memzero(text, sizeof text);
    if (!good) {
        fail(error, TRIBUNE_ERROR_CONFIG, path, "does not hold a key: expected 64 hexadecimal digits or 32 bytes");
        return NULL;
    }
    return g_steal_pointer(&secret);
}

Secret *
secret_open(const char *path, GError **error)
{
    int fd = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY);
    Secret *secret;

    if (fd < 0) {
        fail(error, errno == ENOENT ? TRIBUNE_ERROR_NOT_FOUND : TRIBUNE_ERROR_CONFIG, path, g_strerror(errno));
        return NULL;
    }
    secret = read_secret(fd, path, error);
    close(fd);
    return secret;
}

static gboolean
write_key(int fd)
{
    guint8 bytes[SECRET_SIZE];
    g_autofree char *hex = NULL;
    char line[HEX_SIZE + 1];
    gboolean good;

    random_bytes(bytes, sizeof bytes);
    hex = encode_hex(bytes, sizeof bytes);
    memcpy(line, hex, HEX_SIZE);
    line[HEX_SIZE] = '\n';
    good = write(fd, line, sizeof line) == (gssize)sizeof line && fsync(fd) == 0;
    sodium_memzero(bytes, sizeof bytes);
    sodium_memzero(hex, HEX_SIZE);
    sodium_memzero(line, sizeof line);
    return good;
}

/* Under a name of its own first, then linked: a key file is whole or absent, and never replaced. */
static gboolean
create(const char *path, GError **error)
{
    g_autofree char *draft = g_strconcat(path, ".XXXXXX", NULL);
    int fd = g_mkstemp_full(draft, O_WRONLY | O_CLOEXEC, 0600);
    gboolean good;
    int problem;

    if (fd < 0)
        return fail(error, TRIBUNE_ERROR_CONFIG, path, g_strerror(errno));
    good = write_key(fd) && (link(draft, path) == 0 || errno == EEXIST) && folder_sync_of(path);
    problem = errno;
    close(fd);
    unlink(draft);
    return good ||
           fail(error, problem == ENOSPC ? TRIBUNE_ERROR_FULL : TRIBUNE_ERROR_CONFIG, path, g_strerror(problem));
}

Secret *
secret_open_or_create(const char *path, GError **error)
{
    g_autoptr(GError) local = NULL;
    Secret *secret = secret_open(path, &local);

    if (secret != NULL)
        return secret;
    if (!g_error_matches(local, TRIBUNE_ERROR, TRIBUNE_ERROR_NOT_FOUND)) {
        g_propagate_error(error, g_steal_pointer(&local));
        return NULL;
    }
    return create(path, error) ? secret_open(path, error) : NULL;
}

void
secret_free(Secret *secret)
{
    sodium_free(secret);
}

void
secret_derive(const Secret *secret, const char *label, guint8 *out, gsize length)
{
    digest_hkdf(secret->bytes, SECRET_SIZE, label, out, length);
}
