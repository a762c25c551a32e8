/* SPDX-License-Identifier: Apache-2.0 */
/* console/publication-alert.h: the words of an alert, as forms offer them. Pure. */
#pragma once
#include "console/console-private.h"

/* The choices for @field ("category", "response", "urgency", "severity", "certainty"), @chosen among them. */
json_t *publication_alert_options(const ConsoleVisit *visit, const char *field, const char *chosen);
