/* SPDX-License-Identifier: Apache-2.0 */
/* console/publication-picture.h: pictures in the editor of publications. */
#pragma once
#include "console/publication.h"

/* Adds the picture that the form sent to @content, and to the end of each of its texts, with what it shows there.
 * Nothing when it sent none. FALSE with @trouble: what is wrong, for who chose it. */
gboolean publication_picture_take(const ConsoleVisit *visit, PublicationContent *content, GError **trouble);
/* Those of @content; null when it has none. */
json_t *publication_picture_describe(const PublicationContent *content);
