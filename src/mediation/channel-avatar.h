/* SPDX-License-Identifier: Apache-2.0 */
/* mediation/channel-avatar.h: the picture that other people's programs show for us, a file that the configuration
 * names. It is ours, so it goes out as it is. */
#pragma once
#include <glib.h>

typedef struct {
    GBytes *bytes;    /* NULL: there is none */
    const char *type; /* "image/png" or "image/jpeg" */
    char *sha1;       /* hex: another one for another picture */
} ChannelAvatar;
void channel_avatar_clear(ChannelAvatar *avatar);

/* @path NULL: there is none. TRIBUNE_ERROR_CONFIG: no such file, over @size_max bytes, or neither PNG nor JPEG. */
gboolean channel_avatar_load(const char *path, gsize size_max, ChannelAvatar *ret, GError **error);
