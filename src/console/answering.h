/* SPDX-License-Identifier: Apache-2.0 */
/* console/answering.h: "a colleague is answering", on pages and to pages. */
#pragma once
#include "console/console-private.h"

/* The visitor writes an answer; open pages hear of it. */
void answering_mark(const ConsoleVisit *visit, const Case *a_case);
void answering_leave(const ConsoleVisit *visit, const Case *a_case);
/* The names of colleagues who do, as one phrase; null: nobody. */
json_t *answering_describe(const ConsoleVisit *visit, CaseId case_id);
