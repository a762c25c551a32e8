/* SPDX-License-Identifier: Apache-2.0 */
/* wire/checkpoint.h: the text that a log signs (C2SP tlog-checkpoint): origin, size, root. Pure.
 *
 *     northam.example/tribune/main/2026
 *     7
 *     mMl/C6MXXNCLAx3QhLncTmSbZNGijm6mlGRlAxc6tYc=
 *
 * Further non-empty lines are accepted and ignored; we write none. Sizes go to TLOG_SIZE_MAX. */
#pragma once
#include "wire/note.h"
#include "wire/tlog.h"

#define CHECKPOINT_ORIGIN_MAX NOTE_NAME_MAX

typedef struct {
    char origin[CHECKPOINT_ORIGIN_MAX + 1];
    guint64 size;
    Digest root;
} Checkpoint;

/* The text of a note, without its signatures. */
char *checkpoint_format(const Checkpoint *checkpoint);
gboolean checkpoint_parse(const char *text, gsize length, Checkpoint *ret, GError **error);

/* A signed checkpoint: reads the note, verifies it by the keys, whose names need not be the origin.
 * TRIBUNE_ERROR_INVALID or TRIBUNE_ERROR_LIMIT. */
gboolean checkpoint_open(const char *note, gsize length, const NoteVerifier *verifiers, gsize count, Checkpoint *ret,
                         GError **error);
