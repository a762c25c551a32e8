/* SPDX-License-Identifier: Apache-2.0 */
#include "mediation/channel-words.h"

#include <string.h>

static const struct {
    guint ability;
    const char *words;
} ABILITIES[] = {
    { CHANNEL_RECEIVES, SAY_NOOP("receive") },
    { CHANNEL_SENDS, SAY_NOOP("send") },
    { CHANNEL_PRIVATE, SAY_NOOP("speak to one person") },
    { CHANNEL_PUBLIC, SAY_NOOP("speak to everybody") },
    { CHANNEL_CIRCULARS, SAY_NOOP("newsletters") },
    { CHANNEL_KNOWS_COPIES, SAY_NOOP("know a copy that comes again") },
    { CHANNEL_CONFIRMS_DELIVERY, SAY_NOOP("confirm delivery") },
    { CHANNEL_CONFIRMS_READING, SAY_NOOP("confirm reading") },
    { CHANNEL_EDITS, SAY_NOOP("correct what was sent") },
    { CHANNEL_DELETES, SAY_NOOP("take back what was sent") },
    { CHANNEL_RICH_TEXT, SAY_NOOP("formatted text") },
    { CHANNEL_ATTACHMENTS, SAY_NOOP("attachments") },
    { CHANNEL_IN_ORDER, SAY_NOOP("keep the order of what goes to one person") },
    { CHANNEL_TALKS, SAY_NOOP("conversations of short messages") },
    { CHANNEL_PAGE, SAY_NOOP("answers on a page of its writer") },
    { CHANNEL_PROGRAMS, SAY_NOOP("messages from programs") },
};

guint
channel_words_abilities(const struct channel_driver *driver, const char *ret[CHANNEL_WORDS_MAX])
{
    guint count = 0;

    G_STATIC_ASSERT(G_N_ELEMENTS(ABILITIES) <= CHANNEL_WORDS_MAX);
    for (guint i = 0; i < G_N_ELEMENTS(ABILITIES); i++)
        if ((driver->capabilities.abilities & ABILITIES[i].ability) != 0)
            ret[count++] = ABILITIES[i].words;
    return count;
}

char *
channel_words_size(gsize bytes)
{
    if (bytes >= 1024 * 1024 && bytes % (1024 * 1024) == 0)
        return g_strdup_printf("%" G_GSIZE_FORMAT " MiB", bytes / (1024 * 1024));
    if (bytes >= 1024 && bytes % 1024 == 0)
        return g_strdup_printf("%" G_GSIZE_FORMAT " KiB", bytes / 1024);
    return g_strdup_printf("%" G_GSIZE_FORMAT " bytes", bytes);
}

const struct channel_driver *
channel_words_find(const struct channel_driver *const *drivers, const char *name)
{
    for (; *drivers != NULL; drivers++)
        if (strcmp((*drivers)->name, name) == 0)
            return *drivers;
    return NULL;
}
