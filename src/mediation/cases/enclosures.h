/* SPDX-License-Identifier: Apache-2.0 */
/* mediation/cases/enclosures.h: what an officer chose from the citizen's conversation to go to somebody else: messages,
 * which are quoted below what she writes, and files, which are attached.
 *
 * Nothing goes along that was not chosen. Not to be chosen: notes, what was said in consultations, what is held, waits
 * for screening or is malware. Of a message the lines that it quotes itself are left out: they are other messages,
 * which were not chosen. */
#pragma once
#include "mediation/mediation.h"
#include "model/case.h"

#define ENCLOSURES_MAX      100 /* messages and files of one letter */
#define ENCLOSURE_PART_SIZE 8   /* "att-01" */

typedef struct {
    MessageId message;
    char part[ENCLOSURE_PART_SIZE]; /* "att-01"; "": what the message says */
} Enclosure;

/* "0abc…" or "0abc…/att-01", as forms have it. */
gboolean enclosures_parse(const char *text, Enclosure *ret);

/* Reads what was @chosen (Enclosure) in @a_case, inside the caller's transaction. @named: also who wrote, with the
 * address, for who has to answer her. @ret_quoted: Markdown, "" when no message was chosen. @ret_files: MessagePart *,
 * whole. TRIBUNE_ERROR_INVALID: something of it may not go along. TRIBUNE_ERROR_LIMIT: too much. */
gboolean enclosures_read(const Mediation *mediation, DbSession *session, const Case *a_case, const GArray *chosen,
                         gboolean named, char **ret_quoted, GPtrArray **ret_files, GError **error);
