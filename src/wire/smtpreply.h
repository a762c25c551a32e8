/* SPDX-License-Identifier: Apache-2.0 */
/* wire/smtpreply.h: what an SMTP server answers: "250-2.1.0 first" "250 2.1.0 last" (RFC 5321 section 4.2, enhanced
 * codes RFC 3463 and 2034).
 *
 * Lines are added as they come; a reply is complete with the line whose code is followed by a blank or nothing. Lines
 * after that begin the next reply in the same struct. Pure. Words are kept as one clean line of at most 300 characters,
 * however long the reply is. */
#pragma once
#include <glib.h>

#define SMTPREPLY_WORDS_LIMIT 300

typedef struct {
    guint code;        /* 200 to 599; 0 when there is no reply yet */
    char enhanced[12]; /* "5.1.1" of the last line that had one; "" without */
    char *words;       /* the texts of all lines without codes; NULL when there is no reply yet */
    gboolean complete;
} SmtpReply;

/* One line with or without its line end. FALSE when it is no reply line, or its code differs from that of the lines
 * before it: nothing is changed. */
gboolean smtpreply_add(SmtpReply *reply, const char *line, gsize length);

void smtpreply_clear(SmtpReply *reply);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(SmtpReply, smtpreply_clear)
