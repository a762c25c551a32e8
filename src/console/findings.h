/* SPDX-License-Identifier: Apache-2.0 */
/* console/findings.h: what is wrong with a text that is to leave, for part/findings.mustache. */
#pragma once
#include "console/page.h"
#include "mediation/releasing/proofreading.h"

/* @proofread NULL: a filter is down, so nobody can say. */
json_t *findings_describe(const ConsoleVisit *visit, const Proofread *proofread);
