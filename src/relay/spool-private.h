/* SPDX-License-Identifier: Apache-2.0 */
/* relay/spool-private.h: what spool.c and spool-file.c share. */
#pragma once
#include "relay/spool.h"

/* One file, oldest first; the last is written to. */
typedef struct {
    guint64 first, last; /* numbers in it; last < first: none */
} SpoolFile;

struct Spool {
    char *folder, *name;
    guint8 secret[32];
    gsize limit, size;
    int fd, cursor_fd;
    gsize written; /* bytes of the file that is written to */
    guint64 last;  /* the number given last */
    guint64 synced, gone;
    guint cursor_slot;
    GQueue *entries;       /* SpoolEntry * */
    GHashTable *by_number; /* number → GList * of entries */
    GHashTable *shares;    /* key, or "@domain" → gsize: bytes of what waits */
    GArray *files;         /* SpoolFile */
};

/* spool-file.c. Reads the cursor, then the files into the entries; opens the last file for writing. */
gboolean spool_file_open_cursor(Spool *spool, GError **error);
gboolean spool_file_read_all(Spool *spool, GError **error);
gboolean spool_file_write(Spool *spool, guint64 number, const char *key, GBytes *bytes, GError **error);
/* Also removes what no entry needs any more. */
void spool_file_write_cursor(Spool *spool);

/* spool.c: an entry is there. @key and @bytes are taken over. */
void spool_keep(Spool *spool, guint64 number, char *key, GBytes *bytes);
