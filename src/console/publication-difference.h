/* SPDX-License-Identifier: Apache-2.0 */
/* console/publication-difference.h: what changed between two versions of a publication, word for word. */
#pragma once
#include "console/publication.h"

/* Since the version that @view compares with; null when there is none. */
json_t *publication_difference_describe(const ConsoleVisit *visit, const PublicationView *view);
