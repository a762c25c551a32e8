/* SPDX-License-Identifier: Apache-2.0 */
/* command/demo-folder.h: the folder of a demo: an ordinary tribune.conf, sign-ins.txt (mode 0600), data and outbox.
 *
 * The configuration is the operator's as soon as it is there: of a later start only ports and where mail goes are
 * written into it, everything else stays, comments too. One process at a time holds the folder. */
#pragma once
#include "command/demo-content.h"

typedef struct {
    const char *folder;  /* borrowed */
    guint16 port;        /* of the console; 0: as the file says, at first 8080 */
    guint16 portal_port; /* of the citizens' pages; 0: as the file says, at first 8081 */
    guint16 lmtp_port;   /* 0: as the file says, at first 2424 */
    const char *smtp;    /* "HOST:PORT" of who takes our mail; NULL: into outbox */
} DemoPlace;

typedef struct DemoFolder DemoFolder;

/* Makes what is missing. TRIBUNE_ERROR_TEMPORARY when another demo runs there, _CONFIG when the folder holds an
 * installation that no demo made, or cannot be written. Blocks. */
DemoFolder *demo_folder_open(const DemoPlace *place, const DemoContent *content, GError **error);
void demo_folder_close(DemoFolder *folder);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(DemoFolder, demo_folder_close)

const char *demo_folder_config(const DemoFolder *folder);   /* path of tribune.conf */
const char *demo_folder_password(const DemoFolder *folder); /* of all staff */

/* Whether the council is there already. */
gboolean demo_folder_is_filled(const DemoFolder *folder);
/* The text of a configuration to fill with: other data folder, no fixed ports, mail into outbox. Removes what an
 * earlier filling left half done. New string. */
char *demo_folder_begin_filling(const DemoFolder *folder, const DemoContent *content, GError **error);
/* It is done: from now on it is the folder's data. */
gboolean demo_folder_end_filling(const DemoFolder *folder, GError **error);
