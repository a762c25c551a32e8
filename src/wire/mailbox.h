/* SPDX-License-Identifier: Apache-2.0 */
/* wire/mailbox.h: who is named in From, To, Cc and their like (RFC 5322 section 3.4).
 *
 * Read without recursion, leniently: groups are flattened, comments serve as names, a missing bracket ends at the next
 * comma, semicolons separate as well. What is no address is kept as text. Pure, thread-safe; nothing blocks. */
#pragma once
#include "wire/address.h"

typedef struct {
    char *name;       /* on one line, at most 200 characters; "" when there is none or it repeats the address */
    char *text;       /* the address as written, on one line */
    Address *address; /* NULL when @text is none */
} Mailbox;

void mailbox_free(Mailbox *mailbox);

/* @value is a field's value as it came, any bytes. At most @max mailboxes; *ret_cut (may be NULL) is set to TRUE when
 * there were more, else left alone. A new array of Mailbox. */
GPtrArray *mailbox_parse_list(const char *value, guint max, gboolean *ret_cut);
