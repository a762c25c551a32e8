/* SPDX-License-Identifier: Apache-2.0 */
/* portal/comments.h: the comments on the page of a publication. */
#pragma once
#include "portal/portal-private.h"

/* What the template portal/comments is given, new; JSON null when there are none and never could be any. Raises
 * @modified and lowers @until (0: never) to what they are with the comments. NULL with @error. */
json_t *portal_comments_describe(const PortalVisit *visit, const PublicationItem *item, gint64 *modified, gint64 *until,
                                 GError **error);
