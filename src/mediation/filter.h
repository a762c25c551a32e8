/* SPDX-License-Identifier: Apache-2.0 */
/* mediation/filter.h: the contract of a filter.
 *
 * A filter judges the text and bytes of a message or a release, and never changes, deletes or hides anything. It is a
 * driver in src/filters, one file each, and a line in that folder's meson.build. Configured as [filter.NAME] with
 * driver = …; with no such group the drivers that need no settings run all the same (.always). */
#pragma once
#include "base/config.h"
#include "model/message.h"
#include "model/verdict.h"

#define FILTER_CONTRACT 1

typedef struct {
    const char *channel;
    const char *sender; /* canonical URI */
    const char *subject;
    const GPtrArray *parts; /* MessagePart *, borrowed */
} FilterInput;

struct filter_driver {
    int contract;        /* FILTER_CONTRACT */
    const char *name;    /* "clamav" */
    const char *summary; /* one line for the console: a catalogue's msgid */
    gboolean always;     /* runs with its defaults when no group configures it */
    const ConfigKey *settings;

    /* @group is the filter's group in @config. Does not wait for anything outside. */
    gpointer (*open)(const Config *config, const char *group, GError **error);
    /* Appends verdicts (Verdict *, owned by the array) to @verdicts; none means pass. Blocks until @deadline
     * (clock_monotonic) at most. Called by several threads at once. FALSE: could not judge (TRIBUNE_ERROR_UNAVAILABLE
     * when something outside is down): the message waits and is judged again; it is never let through. */
    gboolean (*judge)(gpointer filter, const FilterInput *input, gint64 deadline, GPtrArray *verdicts, GError **error);
    void (*close)(gpointer filter);
};

/* All drivers, made by src/filters/meson.build; ends with NULL. */
extern const struct filter_driver *const FILTER_DRIVERS[];
