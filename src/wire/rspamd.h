/* SPDX-License-Identifier: Apache-2.0 */
/* wire/rspamd.h: the words of Rspamd's worker: the answer to POST /checkv2 (docs.rspamd.com, "Rspamd protocol"), and
 * the header lines of a question.
 *
 * Of an answer we take action, score and names of symbols; their options hold addresses and words of the message and
 * are left alone. Pure. */
#pragma once
#include <glib.h>

#define RSPAMD_ANSWER_LIMIT (1024 * 1024) /* bytes */
#define RSPAMD_SYMBOLS_MAX  8             /* named; the heaviest ones */
#define RSPAMD_HEADER_LIMIT 512           /* bytes of a value */

typedef enum {
    RSPAMD_NO_ACTION,
    RSPAMD_GREYLIST,
    RSPAMD_ADD_HEADER,
    RSPAMD_REWRITE_SUBJECT,
    RSPAMD_SOFT_REJECT,
    RSPAMD_REJECT,
    RSPAMD_DISCARD,
    RSPAMD_QUARANTINE,
    RSPAMD_ACTIONS
} RspamdAction;

/* As Rspamd writes it: "add header". */
const char *rspamd_action_name(RspamdAction action);
/* FALSE when there is no such action. */
gboolean rspamd_action_parse(const char *name, RspamdAction *ret);

typedef struct {
    gboolean skipped; /* nothing was checked: is_skipped with "no action" */
    RspamdAction action;
    double score, required;
    char *symbols; /* "GTUBE, MISSING_DATE": what weighed most first; may be "" */
} RspamdAnswer;

/* A whole answer. FALSE with TRIBUNE_ERROR_INVALID when it is none, or names an action that we do not know. */
gboolean rspamd_parse_answer(const char *bytes, gsize length, RspamdAnswer *ret, GError **error);

void rspamd_answer_clear(RspamdAnswer *answer);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(RspamdAnswer, rspamd_answer_clear)

/* "Name: value" for a question, with the value on one line of printable ASCII; everything else in it becomes "?". NULL
 * when nothing is left to say. */
char *rspamd_header(const char *name, const char *value);
