/* SPDX-License-Identifier: Apache-2.0 */
#include "mediation/filters.h"

#include <string.h>

#include "base/clock.h"
#include "base/error.h"
#include "base/log.h"
#include "base/thread.h"

typedef struct {
    char *name;
    const struct filter_driver *driver;
    gpointer handle;
    gint64 down_since;
    char *trouble;
    guint64 judged;
} Filter;

struct Filters {
    Mutex mutex; /* of the health fields */
    GPtrArray *all;
};

static void
filter_free(Filter *filter)
{
    if (filter->handle != NULL)
        filter->driver->close(filter->handle);
    g_free(filter->trouble);
    g_free(filter->name);
    g_free(filter);
}

static gboolean
open_filter(Filters *filters, const Config *config, const struct filter_driver *driver, const char *group,
            const FilterHost *host, GError **error)
{
    Filter *filter = g_new0(Filter, 1);

    filter->name = g_strdup(group != NULL ? strchr(group, '.') + 1 : driver->name);
    filter->driver = driver;
    filter->handle = driver->open(config, group, host, error);
    if (filter->handle == NULL) {
        g_prefix_error(error, "[filter.%s] ", filter->name);
        filter_free(filter);
        return FALSE;
    }
    g_ptr_array_add(filters->all, filter);
    return TRUE;
}

static gboolean
open_configured(Filters *filters, const Config *config, const struct filter_driver *driver, const FilterHost *host,
                GError **error)
{
    gboolean found = FALSE;

    for (const char *const *group = config_groups(config, "filter"); *group != NULL; group++) {
        if (strcmp(config_text(config, *group, "driver"), driver->name) != 0)
            continue;
        found = TRUE;
        if (!open_filter(filters, config, driver, *group, host, error))
            return FALSE;
    }
    return found || !driver->always || open_filter(filters, config, driver, NULL, host, error);
}

Filters *
filters_open(const Config *config, const struct filter_driver *const *drivers, const FilterHost *host, GError **error)
{
    Filters *filters = g_new0(Filters, 1);

    mutex_init(&filters->mutex);
    filters->all = g_ptr_array_new_with_free_func((GDestroyNotify)filter_free);
    for (; *drivers != NULL; drivers++) {
        if (!open_configured(filters, config, *drivers, host, error)) {
            filters_close(filters);
            return NULL;
        }
    }
    return filters;
}

void
filters_close(Filters *filters)
{
    g_ptr_array_unref(filters->all);
    mutex_clear(&filters->mutex);
    g_free(filters);
}

static void
note_health(Filters *filters, Filter *filter, const GError *error)
{
    MUTEX_HELD(&filters->mutex);
    filter->judged++;
    if (error == NULL) {
        if (filter->down_since != 0)
            log_event(LOG_INFO, "filter.up", "filter", filter->name, NULL);
        filter->down_since = 0;
        g_clear_pointer(&filter->trouble, g_free);
        return;
    }
    if (filter->down_since == 0) {
        log_event(LOG_ERROR, "filter.down", "filter", filter->name, "error", error->message, NULL);
        filter->down_since = clock_now();
    }
    g_free(filter->trouble);
    filter->trouble = g_strdup(error->message);
}

static gboolean
ask(Filters *filters, Filter *filter, const FilterInput *input, gint64 limit, FilterVerdictFunction each, gpointer data,
    GError **error)
{
    g_autoptr(GPtrArray) verdicts = g_ptr_array_new_with_free_func((GDestroyNotify)verdict_free);
    GError *trouble = NULL;

    filter->driver->judge(filter->handle, input, clock_monotonic() + limit, verdicts, &trouble);
    note_health(filters, filter, trouble);
    if (trouble != NULL) {
        g_propagate_prefixed_error(error, trouble, "filter %s: ", filter->name);
        return FALSE;
    }
    for (guint i = 0; i < verdicts->len; i++)
        each(data, filter->name, g_ptr_array_index(verdicts, i));
    return TRUE;
}

gboolean
filters_judge(Filters *filters, const FilterInput *input, gint64 limit, FilterVerdictFunction each, gpointer data,
              GError **error)
{
    g_autoptr(Prose) prose = input->prose == NULL ? prose_of_parts(input->parts) : NULL;
    FilterInput whole = *input;

    if (prose != NULL)
        whole.prose = prose;
    for (guint i = 0; i < filters->all->len; i++) {
        Filter *filter = g_ptr_array_index(filters->all, i);

        if ((input->release == NULL || filter->driver->releases) &&
            !ask(filters, filter, &whole, limit, each, data, error))
            return FALSE;
    }
    return TRUE;
}

void
filter_health_clear(FilterHealth *health)
{
    g_clear_pointer(&health->trouble, g_free);
}

guint
filters_count(const Filters *filters)
{
    return filters->all->len;
}

void
filters_health(Filters *filters, guint index, FilterHealth *ret)
{
    const Filter *filter = g_ptr_array_index(filters->all, index);

    MUTEX_HELD(&filters->mutex);
    ret->name = filter->name;
    ret->summary = filter->driver->summary;
    ret->down_since = filter->down_since;
    ret->trouble = g_strdup(filter->trouble);
    ret->judged = filter->judged;
}
