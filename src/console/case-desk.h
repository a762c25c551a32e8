/* SPDX-License-Identifier: Apache-2.0 */
/* console/case-desk.h: tags, links, merging and sleep on the page of a case. */
#pragma once
#include "console/console-private.h"
#include "views/case-view.h"

/* For the key "desk": { tags, tag_form, links, link, merge, sleep, merged_into, merged }. NULL with @error. */
json_t *case_desk_describe(const ConsoleVisit *visit, const CaseView *view, GError **error);
