/* SPDX-License-Identifier: Apache-2.0 */
/* mediation/channel-words.h: what a driver's table says, in words: for the catalogue of channels, on pages, on the
 * terminal and in the manual. Pure. */
#pragma once
#include "mediation/channel.h"

#define CHANNEL_WORDS_MAX 16

/* Catalogue's msgids of what the driver can, in a fixed order, into @ret; returns how many. */
guint channel_words_abilities(const struct channel_driver *driver, const char *ret[CHANNEL_WORDS_MAX]);

/* "64 KiB", "1 MiB", "500 bytes": as configurations write sizes. New. */
char *channel_words_size(gsize bytes);

/* The driver of that name; NULL: there is none. @drivers ends with NULL. */
const struct channel_driver *channel_words_find(const struct channel_driver *const *drivers, const char *name);
