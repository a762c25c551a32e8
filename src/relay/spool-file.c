/* SPDX-License-Identifier: Apache-2.0 */
/* A spool's files: NAME-NUMBER.spool hold records, NAME.cursor how far they were let go.
 *
 * A record is its length (4 bytes, of what follows), its number (8), a nonce (24) and the sealed bytes: the key's
 * length (2), the key, the entry. Length and number are authenticated with it. */
#include <errno.h>
#include <fcntl.h>
#include <sodium.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/digest.h"
#include "base/error.h"
#include "base/folder.h"
#include "base/log.h"
#include "relay/spool-private.h"

#define NONCE       crypto_aead_xchacha20poly1305_ietf_NPUBBYTES
#define SEAL        crypto_aead_xchacha20poly1305_ietf_ABYTES
#define HEAD        12
#define RECORD_MAX  (HEAD + NONCE + SEAL + 2 + SPOOL_KEY_MAX + SPOOL_BYTES_MAX)
#define CURSOR_SIZE 16 /* a slot: the number, and the beginning of its digest */

static guint64
read_number(const guint8 *bytes, guint length)
{
    guint64 number = 0;

    for (guint i = 0; i < length; i++)
        number = number << 8 | bytes[i];
    return number;
}

static void
write_number(guint8 *bytes, guint64 number, guint length)
{
    for (guint i = 0; i < length; i++)
        bytes[i] = (guint8)(number >> (8 * (length - 1 - i)));
}

static gboolean
refuse(const Spool *spool, TribuneError code, const char *what, GError **error)
{
    g_set_error(error, TRIBUNE_ERROR, (gint)code, "spool %s in %s: %s: %s", spool->name, spool->folder, what,
                g_strerror(errno));
    return FALSE;
}

static char *
path_of(const Spool *spool, guint64 first)
{
    return g_strdup_printf("%s/%s-%016" G_GINT64_MODIFIER "x.spool", spool->folder, spool->name, first);
}

/* ---- the cursor: two slots, written in turn, so that one of them is whole at any time ---- */

static void
make_slot(guint64 number, guint8 slot[CURSOR_SIZE])
{
    Digest digest;

    write_number(slot, number, 8);
    digest = digest_sha256(slot, 8);
    memcpy(slot + 8, digest.bytes, 8);
}

gboolean
spool_file_open_cursor(Spool *spool, GError **error)
{
    g_autofree char *path = g_strdup_printf("%s/%s.cursor", spool->folder, spool->name);
    guint8 slots[2][CURSOR_SIZE] = { { 0 } }, expected[CURSOR_SIZE];

    spool->cursor_fd = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0600);
    if (spool->cursor_fd < 0 || pread(spool->cursor_fd, slots, sizeof slots, 0) < 0)
        return refuse(spool, TRIBUNE_ERROR_CONFIG, "opening the cursor", error);
    for (guint i = 0; i < 2; i++) {
        guint64 number = read_number(slots[i], 8);

        make_slot(number, expected);
        if (memcmp(expected, slots[i], CURSOR_SIZE) == 0 && number > spool->gone) {
            spool->gone = number;
            spool->cursor_slot = i;
        }
    }
    return TRUE;
}

/* An empty spool keeps nothing of what people wrote. */
static void
remove_files(Spool *spool)
{
    while (spool->files->len > 1 && g_array_index(spool->files, SpoolFile, 0).last <= spool->gone) {
        g_autofree char *path = path_of(spool, g_array_index(spool->files, SpoolFile, 0).first);

        unlink(path);
        g_array_remove_index(spool->files, 0);
    }
    if (spool->gone < spool->last || spool->written == 0)
        return;
    if (ftruncate(spool->fd, 0) == 0) {
        spool->written = 0;
        g_array_index(spool->files, SpoolFile, spool->files->len - 1).last = 0;
    }
}

void
spool_file_write_cursor(Spool *spool)
{
    guint8 slot[CURSOR_SIZE];

    make_slot(spool->gone, slot);
    spool->cursor_slot = 1 - spool->cursor_slot;
    /* Not synced, and a failure is not the end: what was let go comes again, and is known then. */
    if (pwrite(spool->cursor_fd, slot, sizeof slot, (off_t)spool->cursor_slot * CURSOR_SIZE) != sizeof slot)
        log_event(LOG_WARNING, "relay.cursor", "spool", spool->name, "error", g_strerror(errno), NULL);
    else
        remove_files(spool);
}

/* ---- records ---- */

static GByteArray *
seal(const Spool *spool, guint64 number, const char *key, GBytes *bytes)
{
    gsize key_length = strlen(key), length = 2 + key_length + g_bytes_get_size(bytes);
    GByteArray *record = g_byte_array_sized_new((guint)(HEAD + NONCE + SEAL + length));
    g_autofree guint8 *plain = g_malloc(length);

    g_byte_array_set_size(record, (guint)(HEAD + NONCE + SEAL + length));
    write_number(record->data, record->len - 4, 4);
    write_number(record->data + 4, number, 8);
    randombytes_buf(record->data + HEAD, NONCE);
    write_number(plain, key_length, 2);
    memcpy(plain + 2, key, key_length);
    memcpy(plain + 2 + key_length, g_bytes_get_data(bytes, NULL), length - 2 - key_length);
    crypto_aead_xchacha20poly1305_ietf_encrypt(record->data + HEAD + NONCE, NULL, plain, length, record->data, HEAD,
                                               NULL, record->data + HEAD, spool->secret);
    sodium_memzero(plain, length);
    return record;
}

/* How many bytes of @data the first record takes; 0: it is not whole. */
static gsize
take_record(Spool *spool, const guint8 *data, gsize length, guint64 *ret_number)
{
    gsize size = length >= HEAD ? 4 + (gsize)read_number(data, 4) : 0, plain_length, key_length;
    g_autofree guint8 *plain = NULL;

    if (size < HEAD + NONCE + SEAL + 2 || size > RECORD_MAX || size > length)
        return 0;
    plain_length = size - HEAD - NONCE - SEAL;
    plain = g_malloc(plain_length);
    if (crypto_aead_xchacha20poly1305_ietf_decrypt(plain, NULL, NULL, data + HEAD + NONCE, size - HEAD - NONCE, data,
                                                   HEAD, data + HEAD, spool->secret) != 0)
        return 0;
    key_length = (gsize)read_number(plain, 2);
    if (key_length + 2 > plain_length)
        return 0;
    *ret_number = read_number(data + 4, 8);
    if (*ret_number > spool->gone)
        spool_keep(spool, *ret_number, g_strndup((const char *)plain + 2, key_length),
                   g_bytes_new(plain + 2 + key_length, plain_length - 2 - key_length));
    sodium_memzero(plain, plain_length);
    return size;
}

/* ---- reading all, at the start ---- */

/* What a crash left half written is put aside. */
static gboolean
cut_off(const Spool *spool, const char *path, const char *data, gsize good, gsize length, GError **error)
{
    g_autofree char *aside = g_strconcat(path, ".damaged", NULL);

    if (good == length)
        return TRUE;
    log_event(LOG_WARNING, "relay.damaged", "spool", spool->name, "kept", aside, NULL);
    return (g_file_set_contents_full(aside, data + good, (gssize)(length - good), G_FILE_SET_CONTENTS_CONSISTENT, 0600,
                                     NULL) &&
            truncate(path, (off_t)good) == 0) ||
           refuse(spool, TRIBUNE_ERROR_CONFIG, "putting a damaged end aside", error);
}

static gboolean
read_file(Spool *spool, guint64 first, GError **error)
{
    g_autofree char *path = path_of(spool, first), *data = NULL;
    SpoolFile file = { first, 0 };
    gsize length, at = 0;

    if (!g_file_get_contents(path, &data, &length, NULL))
        return refuse(spool, TRIBUNE_ERROR_CONFIG, "reading", error);
    while (at < length) {
        guint64 number;
        gsize used = take_record(spool, (const guint8 *)data + at, length - at, &number);

        if (used == 0)
            break;
        file.last = number;
        at += used;
    }
    if (!cut_off(spool, path, data, at, length, error))
        return FALSE;
    if (file.last == 0)
        unlink(path);
    else
        g_array_append_val(spool->files, file);
    spool->last = MAX(spool->last, file.last);
    return TRUE;
}

static int
compare_numbers(const void *a, const void *b)
{
    guint64 first = *(const guint64 *)a, second = *(const guint64 *)b;

    return first < second ? -1 : first > second;
}

/* The numbers that files of this spool begin with, in order; NULL with an error. */
static GArray *
list_files(const Spool *spool, GError **error)
{
    g_autoptr(GDir) dir = g_dir_open(spool->folder, 0, NULL);
    g_autofree char *prefix = g_strconcat(spool->name, "-", NULL);
    GArray *found;
    const char *name;

    if (dir == NULL) {
        refuse(spool, TRIBUNE_ERROR_CONFIG, "reading the folder", error);
        return NULL;
    }
    found = g_array_new(FALSE, FALSE, sizeof(guint64));
    while ((name = g_dir_read_name(dir)) != NULL) {
        char *end;
        guint64 first;

        if (!g_str_has_prefix(name, prefix))
            continue;
        first = g_ascii_strtoull(name + strlen(prefix), &end, 16);
        if (end == name + strlen(prefix) + 16 && strcmp(end, ".spool") == 0)
            g_array_append_val(found, first);
    }
    g_array_sort(found, compare_numbers);
    return found;
}

/* A new name is there only when its folder is synced. */
static gboolean
begin_file(Spool *spool, GError **error)
{
    SpoolFile file = { spool->last + 1, 0 };
    g_autofree char *path = path_of(spool, file.first);
    int fd = open(path, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600);
    gboolean done = fd >= 0 && folder_sync(spool->folder);

    if (!done)
        refuse(spool, errno == ENOSPC ? TRIBUNE_ERROR_FULL : TRIBUNE_ERROR_CONFIG, "making a file", error);
    if (!done && fd >= 0)
        close(fd);
    if (!done)
        return FALSE;
    spool_sync(spool);
    if (spool->fd >= 0)
        close(spool->fd);
    spool->fd = fd;
    spool->written = 0;
    g_array_append_val(spool->files, file);
    return TRUE;
}

gboolean
spool_file_read_all(Spool *spool, GError **error)
{
    g_autoptr(GArray) firsts = list_files(spool, error);

    if (firsts == NULL)
        return FALSE;
    for (guint i = 0; i < firsts->len; i++)
        if (!read_file(spool, g_array_index(firsts, guint64, i), error))
            return FALSE;
    spool->last = MAX(spool->last, spool->gone);
    spool->synced = spool->last;
    /* One more than the last of the last file, so it is always a new one: nothing is appended behind what a crash may
     * have left. */
    return begin_file(spool, error);
}

/* ---- writing ---- */

gboolean
spool_file_write(Spool *spool, guint64 number, const char *key, GBytes *bytes, GError **error)
{
    g_autoptr(GByteArray) record = NULL;
    gssize done;

    if (spool->written >= SPOOL_FILE_MAX && !begin_file(spool, error))
        return FALSE;
    record = seal(spool, number, key, bytes);
    do
        done = write(spool->fd, record->data, record->len);
    while (done < 0 && errno == EINTR);
    if (done == (gssize)record->len) {
        spool->written += record->len;
        g_array_index(spool->files, SpoolFile, spool->files->len - 1).last = number;
        return TRUE;
    }
    if (done >= 0)
        errno = ENOSPC;
    refuse(spool, errno == ENOSPC ? TRIBUNE_ERROR_FULL : TRIBUNE_ERROR_TEMPORARY, "writing", error);
    /* Half a record is taken back, or everything behind it would be lost. */
    if (done > 0 && ftruncate(spool->fd, (off_t)spool->written) != 0)
        abort();
    return FALSE;
}
