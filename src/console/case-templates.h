/* SPDX-License-Identifier: Apache-2.0 */
/* console/case-templates.h: the templates that may be put into the reply of a case, the one that a rule of routing
 * suggests first. */
#pragma once
#include "console/console-private.h"
#include "views/case-view.h"

/* { action, options, suggested }; those of the citizen's language come before others. suggested is null or { name,
 * number, rule, rule_url }. null: there are no templates. */
json_t *case_templates_describe(const ConsoleVisit *visit, const CaseView *view);
