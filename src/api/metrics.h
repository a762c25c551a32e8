/* SPDX-License-Identifier: Apache-2.0 */
/* api/metrics.h: writing Prometheus' text format 0.0.4. Pure but for metrics_process(). */
#pragma once
#include <glib.h>

typedef enum { METRIC_COUNTER, METRIC_GAUGE } MetricKind;

/* Begins the metric @name. Its values follow before the next one begins. */
void metrics_begin(GString *out, MetricKind kind, const char *name, const char *help);

/* One value of it. @label and @value, both NULL or text of any kind, tell it from the others. */
void metrics_add(GString *out, const char *name, const char *label, const char *value, double number);

/* Both for a metric of one value. */
void metrics_one(GString *out, MetricKind kind, const char *name, const char *help, double number);

/* What exporters commonly tell of their own process: memory, descriptors, processor time, start. Reads /proc/self. */
void metrics_process(GString *out);
