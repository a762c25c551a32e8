/* SPDX-License-Identifier: Apache-2.0 */
/* console/newsletter.h: newsletters as pieces of other pages. */
#pragma once
#include "console/page.h"
#include "model/ids.h"

/* How far each mailing of @publication has come: null, or { list }. NULL with @error. */
json_t *newsletter_describe(const ConsoleVisit *visit, PublicationId publication, GError **error);
