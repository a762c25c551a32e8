/* SPDX-License-Identifier: Apache-2.0 */
#include "api/metrics.h"

#include <stdio.h>
#include <string.h>
#include <sys/resource.h>
#include <unistd.h>

void
metrics_begin(GString *out, MetricKind kind, const char *name, const char *help)
{
    g_string_append_printf(out, "# HELP %s %s\n# TYPE %s %s\n", name, help, name,
                           kind == METRIC_COUNTER ? "counter" : "gauge");
}

static void
append_value(GString *out, const char *value)
{
    for (; *value != '\0'; value++) {
        if (*value == '\n')
            g_string_append(out, "\\n");
        else if (*value == '"' || *value == '\\')
            g_string_append_printf(out, "\\%c", *value);
        else
            g_string_append_c(out, *value);
    }
}

void
metrics_add(GString *out, const char *name, const char *label, const char *value, double number)
{
    char text[G_ASCII_DTOSTR_BUF_SIZE];

    g_string_append(out, name);
    if (label != NULL) {
        g_string_append_printf(out, "{%s=\"", label);
        append_value(out, value);
        g_string_append(out, "\"}");
    }
    g_string_append_printf(out, " %s\n", g_ascii_formatd(text, sizeof text, "%.15g", number));
}

void
metrics_one(GString *out, MetricKind kind, const char *name, const char *help, double number)
{
    metrics_begin(out, kind, name, help);
    metrics_add(out, name, NULL, NULL, number);
}

/* ---- the process ---- */

static guint
count_descriptors(void)
{
    g_autoptr(GDir) folder = g_dir_open("/proc/self/fd", 0, NULL);
    guint count = 0;

    while (folder != NULL && g_dir_read_name(folder) != NULL)
        count++;
    return count > 0 ? count - 1 : 0; /* the folder itself is open too */
}

static void
add_memory(GString *out)
{
    unsigned long long pages = 0, resident = 0;
    FILE *file = fopen("/proc/self/statm", "re");
    double page = (double)sysconf(_SC_PAGESIZE);

    if (file != NULL && fscanf(file, "%llu %llu", &pages, &resident) == 2) {
        metrics_one(out, METRIC_GAUGE, "process_virtual_memory_bytes", "Virtual memory.", (double)pages * page);
        metrics_one(out, METRIC_GAUGE, "process_resident_memory_bytes", "Resident memory.", (double)resident * page);
    }
    if (file != NULL)
        fclose(file);
}

static double
seconds(const struct timeval *time)
{
    return (double)time->tv_sec + (double)time->tv_usec / 1e6;
}

void
metrics_process(GString *out)
{
    struct rusage usage;
    struct rlimit limit;

    add_memory(out);
    metrics_one(out, METRIC_GAUGE, "process_open_fds", "Open file descriptors.", count_descriptors());
    if (getrlimit(RLIMIT_NOFILE, &limit) == 0)
        metrics_one(out, METRIC_GAUGE, "process_max_fds", "Largest number of open file descriptors.",
                    (double)limit.rlim_cur);
    if (getrusage(RUSAGE_SELF, &usage) == 0)
        metrics_one(out, METRIC_COUNTER, "process_cpu_seconds_total", "Processor time used.",
                    seconds(&usage.ru_utime) + seconds(&usage.ru_stime));
}
