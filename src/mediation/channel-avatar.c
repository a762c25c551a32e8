/* SPDX-License-Identifier: Apache-2.0 */
#include "mediation/channel-avatar.h"

#include <string.h>

#include "base/error.h"

void
channel_avatar_clear(ChannelAvatar *avatar)
{
    g_clear_pointer(&avatar->bytes, g_bytes_unref);
    g_clear_pointer(&avatar->sha1, g_free);
}

static const struct {
    const char *type, *begin;
} TYPES[] = {
    { "image/png", "\x89PNG\r\n\x1a\n" },
    { "image/jpeg", "\xff\xd8\xff" },
};

/* NULL: neither. */
static const char *
type_of(const char *bytes, gsize length)
{
    for (gsize i = 0; i < G_N_ELEMENTS(TYPES); i++)
        if (length > strlen(TYPES[i].begin) && memcmp(bytes, TYPES[i].begin, strlen(TYPES[i].begin)) == 0)
            return TYPES[i].type;
    return NULL;
}

gboolean
channel_avatar_load(const char *path, gsize size_max, ChannelAvatar *ret, GError **error)
{
    g_autoptr(GError) trouble = NULL;
    g_autofree char *bytes = NULL;
    const char *type;
    gsize length;

    *ret = (ChannelAvatar){ 0 };
    if (path == NULL)
        return TRUE;
    if (!g_file_get_contents(path, &bytes, &length, &trouble)) {
        g_set_error(error, TRIBUNE_ERROR, TRIBUNE_ERROR_CONFIG, "avatar: %s", trouble->message);
        return FALSE;
    }
    if (length > size_max) {
        g_set_error(error, TRIBUNE_ERROR, TRIBUNE_ERROR_CONFIG, "avatar: the picture is larger than %zu KiB",
                    size_max / 1024);
        return FALSE;
    }
    type = type_of(bytes, length);
    if (type == NULL) {
        g_set_error_literal(error, TRIBUNE_ERROR, TRIBUNE_ERROR_CONFIG, "avatar: the file is neither PNG nor JPEG");
        return FALSE;
    }
    *ret = (ChannelAvatar){ .type = type,
                            .sha1 = g_compute_checksum_for_data(G_CHECKSUM_SHA1, (const guchar *)bytes, length) };
    ret->bytes = g_bytes_new_take(g_steal_pointer(&bytes), length);
    return TRUE;
}
