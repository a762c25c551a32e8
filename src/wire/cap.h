/* SPDX-License-Identifier: Apache-2.0 */
/* wire/cap.h: the Common Alerting Protocol 1.2 (OASIS, 1 July 2010): a warning that machines understand.
 *
 * An alert, its updates and its end are messages of their own that never change; each later one names all earlier ones
 * in `references`. Times are written with an offset and without fractions; UTC is -00:00, never Z (section 3.3.2).
 *
 * cap_check() says what the standard, or good sense beyond it, refuses: TRIBUNE_ERROR_INVALID with a sentence for the
 * writer. cap_write() checks first. Limits: 20 languages, 20 areas of 100 points, 100 references. Pure. */
#pragma once
#include <glib.h>

#define CAP_TYPE           "application/cap+xml; charset=utf-8"
#define CAP_INFOS_MAX      20
#define CAP_POINTS_MAX     100
#define CAP_REFERENCES_MAX 100

typedef enum { CAP_ALERT, CAP_UPDATE, CAP_CANCEL } CapMessage;

/* The closed vocabularies, NULL-terminated, spelled as the standard does. */
extern const char *const CAP_CATEGORIES[];  /* "Geo", "Met", "Safety" … */
extern const char *const CAP_RESPONSES[];   /* "Shelter", "Evacuate", "Prepare" … */
extern const char *const CAP_URGENCIES[];   /* "Immediate", "Expected" … */
extern const char *const CAP_SEVERITIES[];  /* "Extreme", "Severe" … */
extern const char *const CAP_CERTAINTIES[]; /* "Observed", "Likely" … */

typedef struct {
    const char *sender, *identifier;
    gint64 sent;
} CapReference;

/* What is said in one language. */
typedef struct {
    const char *language;                             /* "en-GB" */
    const char *event;                                /* "Flood" */
    const char *headline, *description, *instruction; /* instruction may be NULL */
    const char *web;                                  /* URL of the page, or NULL */
    const char *area;                                 /* in words */
} CapInfo;

/* All is borrowed. */
typedef struct {
    const char *identifier; /* no blanks, commas, < or & */
    const char *sender;     /* likewise: "alerts@northam.example" */
    const char *sender_name;
    gint64 sent;
    CapMessage message;
    const char *note;               /* why it was updated or cancelled, or NULL */
    const CapReference *references; /* all earlier messages, oldest first */
    guint reference_count;
    /* the same in every language */
    const char *category, *response, *urgency, *severity, *certainty; /* response may be NULL */
    gint64 effective, expires;                                        /* microseconds UTC; 0: not said */
    const char *polygon; /* "51.5,-0.1 51.6,-0.1 51.6,0.0 51.5,-0.1", or NULL */
    const char *circle;  /* "51.5,-0.1 3.5": a point and kilometres, or NULL */
    const CapInfo *infos;
    guint info_count;
} CapAlert;

gboolean cap_check(const CapAlert *alert, GError **error);
char *cap_write(const CapAlert *alert, GError **error);

/* "2026-11-22T20:14:00-00:00" */
char *cap_time_format(gint64 time);
/* Whether @text may be a polygon: 4 to 100 points of the globe, the last like the first. */
gboolean cap_polygon_check(const char *text, GError **error);
gboolean cap_circle_check(const char *text, GError **error);
