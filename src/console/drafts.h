/* SPDX-License-Identifier: Apache-2.0 */
/* console/drafts.h: what is being written, kept between pages. */
#pragma once
#include "console/case-page.h"
#include "mediation/releasing/drafting.h"
#include "views/draft-view.h"

/* Keeps the reply as the form has it: its text and the state after it, the files that came with it, and not the one
 * that was to be removed. FALSE with @trouble; *@ret_files then says whether the files were the trouble. */
gboolean drafts_keep_reply(const ConsoleVisit *visit, CaseId case_id, gboolean *ret_files, GError **trouble);

/* { list: [{ id, file_name, size, url }] }, or null. */
json_t *drafts_describe_files(const ConsoleVisit *visit, const Case *a_case, const GPtrArray *files);
/* { list: [{ name, when, is_note }] }, or null. */
json_t *drafts_describe_others(const ConsoleVisit *visit, const DraftView *drafts);
