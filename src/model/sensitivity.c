/* SPDX-License-Identifier: Apache-2.0 */
#include "model/sensitivity.h"

#include "model/name-table.h"

static const char *const NAMES[] = { "public", "personal", "special", NULL };
G_STATIC_ASSERT(G_N_ELEMENTS(NAMES) == SENSITIVITY_COUNT + 1);

NAME_TABLE(Sensitivity, sensitivity, NAMES)
