/* SPDX-License-Identifier: Apache-2.0 */
/* mediation/filter-host.h: what the house offers to its filters, see filter.h. */
#pragma once
#include "mediation/mediation.h"

/* Sets @mediation->filter_host over its store and lexicon, which must be open; before the filters are opened. */
void filter_host_init(Mediation *mediation);
