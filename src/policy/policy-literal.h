/* SPDX-License-Identifier: Apache-2.0 */
/* policy/policy-literal.h: the literals of DMN's simple unary tests, read one by one.
 *
 *     2   -0.5   .5   "text"   true   date("2026-11-28")   time("08:00:00")   duration("P2D")
 *
 * Pure. Errors are TRIBUNE_ERROR_INVALID with a sentence of the catalogue. */
#pragma once
#include <glib.h>

typedef enum {
    POLICY_LITERAL_NUMBER,
    POLICY_LITERAL_STRING,
    POLICY_LITERAL_FLAG,
    POLICY_LITERAL_DATE,
    POLICY_LITERAL_TIME,
    POLICY_LITERAL_DURATION,
} PolicyLiteralKind;

typedef struct {
    PolicyLiteralKind kind;
    char *text;    /* in one form: "2.5", "true", "08:00:00"; of a string what it says */
    gint64 scaled; /* number: in millionths; time: in seconds */
} PolicyLiteral;
void policy_literal_clear(PolicyLiteral *literal);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(PolicyLiteral, policy_literal_clear)

#define POLICY_LITERAL_ONE   1000000 /* a number of 1 */
#define POLICY_LITERAL_WHOLE 12      /* digits before the point, at most; 6 after it */

/* Blanks at @at are passed over. Returns where the next token begins. */
const char *policy_literal_skip(const char *at, const char *end);
/* Reads one at @at, which is moved behind it. */
gboolean policy_literal_read(const char **at, const char *end, PolicyLiteral *ret, GError **error);
/* "…" with escapes; @at stands on the quote. */
gboolean policy_literal_read_string(const char **at, const char *end, char **ret, GError **error);
/* @text as a string literal. */
char *policy_literal_quote(const char *text);
