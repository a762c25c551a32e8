/* SPDX-License-Identifier: Apache-2.0 */
/* store/publication-content.h: what a version of a publication says, as canonical JSON: the same content gives the same
 * bytes, so they can be sealed, digested and compared. Pure. */
#pragma once
#include "model/publication.h"

/* NULL with TRIBUNE_ERROR_INVALID: a text that is no UTF-8. */
char *publication_content_encode(const PublicationContent *content, GError **error);
/* NULL with TRIBUNE_ERROR_CORRUPT. */
PublicationContent *publication_content_decode(const void *bytes, gsize length, GError **error);
