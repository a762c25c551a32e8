/* SPDX-License-Identifier: Apache-2.0 */
/* mediation/filters.h: the open filters of this node, and which of them are down. */
#pragma once
#include "mediation/filter.h"

typedef struct Filters Filters; /* thread-safe */

/* Opens every [filter.NAME] of @config, and the drivers that always run. @drivers ends with NULL; @host outlives the
 * filters, or is NULL, see filter.h. */
Filters *filters_open(const Config *config, const struct filter_driver *const *drivers, const FilterHost *host,
                      GError **error);
void filters_close(Filters *filters);

/* Asks every filter; calls @each for each verdict. The prose of @input may be NULL: it is made then. Blocks up to
 * @limit microseconds a filter. FALSE when one could not judge: the whole judgement is to be repeated. */
typedef void (*FilterVerdictFunction)(gpointer data, const char *filter, const Verdict *verdict);
gboolean filters_judge(Filters *filters, const FilterInput *input, gint64 limit, FilterVerdictFunction each,
                       gpointer data, GError **error);

typedef struct {
    const char *name, *summary;
    gint64 down_since; /* 0: up, as far as its last judgement tells */
    char *trouble;     /* NULL when up */
    guint64 judged;
} FilterHealth;
void filter_health_clear(FilterHealth *health);
guint filters_count(const Filters *filters);
void filters_health(Filters *filters, guint index, FilterHealth *ret);
