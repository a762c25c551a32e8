/* SPDX-License-Identifier: Apache-2.0 */
/* mediation/filter.h: the contract of a filter.
 *
 * A filter judges the text and bytes of a message or a release, and never changes, deletes or hides anything. What the
 * body writes itself is judged by the drivers that say so (.releases), one text after the other, see FilterRelease:
 * there VERDICT_LABEL is a warning, and anything above stops it until it is mended or somebody says why it may leave.
 * It is a driver in src/filters, one file each, and a line in that folder's meson.build. Configured as [filter.NAME]
 * with driver = …; with no such group the drivers that need no settings run all the same (.always). */
#pragma once
#include "base/config.h"
#include "base/figure.h"
#include "model/message.h"
#include "model/prose.h"
#include "model/verdict.h"
#include "model/word-list.h"

#define FILTER_CONTRACT 4

/* One text of what is to leave. All is borrowed. */
typedef struct {
    const char *kind;             /* "reply", or a kind of publication: "news" */
    const char *language;         /* of the text, BCP 47 */
    gboolean markdown;            /* whether PART_TEXT is Markdown */
    gboolean first;               /* of all its texts: what is about the whole is said of this one */
    const char *const *languages; /* of all its texts, ends with NULL; NULL: there is but one */
    const char *theirs;           /* what the reader wrote to us in the same case; NULL: there is none */
    const char *site;             /* "https://www.northam.example", where "/…" leads; NULL: not known */
    /* Whether there is a page of ours at @path. Reads the store: blocks. */
    gboolean (*knows)(gpointer data, const char *path);
    FigureFind find; /* its pictures; NULL: it has none */
    gpointer data;
} FilterRelease;

typedef struct {
    MessageId message; /* 0: not recorded, as in a trial */
    gint64 received;   /* microseconds UTC */
    const char *channel;
    const char *sender;    /* canonical URI */
    const char *recipient; /* our address, canonical URI; NULL: not known */
    const char *subject;
    const GPtrArray *parts;       /* MessagePart *, borrowed */
    Prose *prose;                 /* the plain text of these, made ready once for all filters; never NULL */
    const FilterRelease *release; /* it is a text of ours, which stands in PART_TEXT; NULL: it came from outside */
} FilterInput;

/* What the house offers to a filter. Its functions are called by several threads at once, as long as the filter is
 * open.
 */
typedef struct {
    /* The officers' word lists as they are now; a reference, never NULL. Does not block. */
    WordLists *(*word_lists)(gpointer data);
    /* Calls @each for the messages that came in since @since, oldest first; at most the newest @limit of them. Reads
     * the store: blocks. */
    gboolean (*each_recent)(gpointer data, gint64 since, guint limit,
                            void (*each)(gpointer each_data, const FilterInput *input), gpointer each_data,
                            GError **error);
    gpointer data;
} FilterHost;

struct filter_driver {
    int contract;        /* FILTER_CONTRACT */
    const char *name;    /* "clamav" */
    const char *summary; /* one line for the console: a catalogue's msgid */
    gboolean always;     /* runs with its defaults when no group configures it */
    const ConfigKey *settings;

    /* @group is the filter's group in @config. Does not wait for anything outside. @host outlives the filter; NULL:
     * nobody is there (a check of the configuration). */
    gpointer (*open)(const Config *config, const char *group, const FilterHost *host, GError **error);
    /* Appends verdicts (Verdict *, owned by the array) to @verdicts; none means pass. Each label at most once for a
     * part. Blocks until @deadline (clock_monotonic) at most. Called by several threads at once, and again for the same
     * message when another filter was down. FALSE: could not judge (TRIBUNE_ERROR_UNAVAILABLE when something outside is
     * down): the message waits and is judged again; it is never let through. */
    gboolean (*judge)(gpointer filter, const FilterInput *input, gint64 deadline, GPtrArray *verdicts, GError **error);
    void (*close)(gpointer filter);
    gboolean releases; /* judges what the body writes, too */
};

/* All drivers, made by src/filters/meson.build; ends with NULL. */
extern const struct filter_driver *const FILTER_DRIVERS[];
