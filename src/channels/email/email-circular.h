/* SPDX-License-Identifier: Apache-2.0 */
/* channels/email/email-circular.h: one mail rendered once, and made into each reader's own by overwriting a few places.
 * Pure.
 *
 * Rendered is a mail to nobody in particular. What is hers has the same length in every copy and is overwritten where
 * it stands, in quoted-printable text too, where it may be broken over two lines: the token of her pages, the id of the
 * message, and the address that ends it. To is put in whole. */
#pragma once
#include "channels/email/email-private.h"

typedef struct EmailCircular EmailCircular;

/* As mail goes over the wire: @rendering's payload with the dots doubled, and its places found.
 * TRIBUNE_ERROR_CORRUPT: the rendering is not one of @circular. */
EmailCircular *email_circular_open(const Email *email, const Circular *circular, const Rendering *rendering,
                                   GError **error);
void email_circular_free(EmailCircular *circular);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(EmailCircular, email_circular_free)

/* Appends the mail of @copy to @bytes. @to: its recipient as text, "ada@citizen.example". */
void email_circular_write(const EmailCircular *circular, const CircularCopy *copy, const char *to, GString *bytes);
