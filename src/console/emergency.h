/* SPDX-License-Identifier: Apache-2.0 */
/* console/emergency.h: that something left without review, as its page shows it (templates/part/emergency.mustache). */
#pragma once
#include "console/page.h"

/* JSON of the latest emergency of @thing; null when there never was one. NULL with an error. */
json_t *emergency_describe(const ConsoleVisit *visit, gint64 thing, GError **error);
