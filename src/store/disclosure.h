/* SPDX-License-Identifier: Apache-2.0 */
/* store/disclosure.h: what somebody needs to check one entry of the journal by hand: the bytes of every part that it
 * commits to, and the salt of each. Whoever has both can compute the commitment with any SHA-256 program; giving out a
 * salt gives away the bytes of that part only. */
#pragma once
#include "store/store.h"
#include "wire/commitment.h"

typedef struct {
    char *name;
    GBytes *bytes;
    guint8 salt[COMMITMENT_SALT_SIZE];
} DisclosedPart;
void disclosed_part_free(DisclosedPart *part);

/* DisclosedPart * of the record at @place: a message's parts, an event's detail; empty when the leaf has none. Reads
 * the tables from end to end: for commands, not for pages. TRIBUNE_ERROR_NOT_FOUND when the record was erased,
 * TRIBUNE_ERROR_CORRUPT when it does not open. */
GPtrArray *disclosure_load(Store *store, DbSession *session, gint64 place, GError **error);
