/* SPDX-License-Identifier: Apache-2.0 */
/* store/notice-store.h: to whom of the staff a mail goes when something waits for her. Calls run inside the caller's
 * transaction. */
#pragma once
#include "db/db.h"
#include "model/ids.h"

typedef struct {
    StaffId staff;
    char *address;   /* a canonical URI; "": none */
    gboolean off;    /* she wants none */
    gint64 told;     /* of what began to wait until then */
    gint64 sent;     /* when the last mail left; 0: none did */
    gboolean queued; /* one is about to */
    char *trouble;   /* why the last one could not be sent: a catalogue's msgid; "": it could */
} StaffNotice;
void staff_notice_free(StaffNotice *notice);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(StaffNotice, staff_notice_free)

/* One with nothing in it when she never said anything. NULL: an error. */
StaffNotice *notice_store_load(DbSession *session, StaffId staff, GError **error);
/* Takes the place of what there was. */
gboolean notice_store_save(DbSession *session, const StaffNotice *notice, GError **error);
/* StaffNotice * of those who want mails and for whom none is about to leave. */
GPtrArray *notice_store_list_wanted(DbSession *session, GError **error);
