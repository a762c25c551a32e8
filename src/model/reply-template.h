/* SPDX-License-Identifier: Apache-2.0 */
/* model/reply-template.h: a reply that is written often, with typed variables in it. Pure.
 *
 *     Dear {person.name}, a crew comes on {ask date: When does the crew come?} ({case.reference}). {officer.name}
 *
 * {case.reference} {person.name} {officer.name} are known where it is used; {due}, a date, and {ask text: …} and
 * {ask date: …} are asked then. What is asked twice in the same words is asked once. "{{" is a brace. A brace that
 * begins nothing known is a fault, so that no citizen ever reads one.
 *
 * Limits: 64 KiB of text, 20 different variables, 200 bytes a question: TRIBUNE_ERROR_LIMIT. */
#pragma once
#include <glib.h>

#define REPLY_TEMPLATE_MAX           (64 * 1024)
#define REPLY_TEMPLATE_VARIABLES_MAX 20
#define REPLY_TEMPLATE_QUESTION_MAX  200

typedef enum {
    REPLY_VARIABLE_REFERENCE,
    REPLY_VARIABLE_PERSON,
    REPLY_VARIABLE_OFFICER,
    REPLY_VARIABLE_DUE,
    REPLY_VARIABLE_TEXT,
    REPLY_VARIABLE_DATE,
} ReplyVariableKind;

typedef struct {
    ReplyVariableKind kind;
    char *question; /* of TEXT and DATE; else "" */
} ReplyVariable;

typedef struct ReplyTemplate ReplyTemplate;

/* TRIBUNE_ERROR_INVALID quotes what is not understood. */
ReplyTemplate *reply_template_parse(const char *text, GError **error);
void reply_template_free(ReplyTemplate *parsed);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(ReplyTemplate, reply_template_free)

/* ReplyVariable *, in the order of their first use; borrowed. */
const GPtrArray *reply_template_variables(const ReplyTemplate *parsed);

/* @values: one text per variable; "" or NULL is missing: TRIBUNE_ERROR_INVALID. */
char *reply_template_fill(const ReplyTemplate *parsed, const char *const *values, GError **error);
