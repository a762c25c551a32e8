/* SPDX-License-Identifier: Apache-2.0 */
/* base/apart.h: hostile bytes are read apart: by a process that can do nothing but that.
 *
 * The process is a copy of ours that has no open files, gets no new privileges, may call only what memory and its end
 * need (seccomp, on x86-64 and AArch64), and has bounded memory and processor time. What it finds out comes back in
 * memory that both share. Should it crash, it takes nothing with it. Thread-safe; blocks. */
#pragma once
#include <glib.h>

#define APART_MEMORY ((gsize)512 * 1024 * 1024) /* bytes that it may have beside what we have */

/* Runs there: must not lock, log, or use what other threads of ours hold (so no GError, no slices); malloc is fine.
 * Writes at most @size bytes to @out and says how many. Its return value, 0 to 100, is told to the caller. */
typedef int (*ApartWork)(const void *bytes, gsize length, guint8 *out, gsize size, gsize *ret_length);

/* FALSE with TRIBUNE_ERROR_INVALID: it crashed, or asked for what it may not have; TRIBUNE_ERROR_LIMIT: took longer
 * than @limit microseconds, or more memory; TRIBUNE_ERROR_TEMPORARY: it could not be started. */
gboolean apart_run(ApartWork work, const void *bytes, gsize length, gsize size, gint64 limit, int *ret_code,
                   GBytes **ret_out, GError **error);
