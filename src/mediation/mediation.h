/* SPDX-License-Identifier: Apache-2.0 */
/* mediation/mediation.h: what the modules of this folder share: one node's handles and the body's particulars.
 *
 * Made once at start and never changed; every handle in it is thread-safe. */
#pragma once
#include "base/locale.h"
#include "mediation/channels.h"
#include "mediation/filters.h"
#include "mediation/lexicon.h"
#include "mediation/routing/routing.h"
#include "mediation/staff/directory.h"
#include "mediation/work.h"
#include "store/store.h"

typedef struct CitizenAccess CitizenAccess; /* citizen-access.h */
typedef struct Policy Policy;               /* policy.h */
typedef struct Publishing Publishing;       /* publishing.h */
typedef struct Subscribing Subscribing;     /* subscribing.h */
typedef struct Mediation Mediation;
typedef struct Errands Errands;

struct Mediation {
    Store *store;
    Work *work;
    Directory *directory; /* units and endpoints, in memory */
    Routing *routing;     /* the rules in force, in memory; NULL: cases go where addresses lead */
    Policy *policy;       /* the decision tables in force, in memory; NULL where nothing is decided */
    Channels *channels;
    Errands *errands; /* what they still have to do; NULL where nobody does it */
    Filters *filters;
    Lexicon *lexicon;       /* the officers' word lists; NULL where nobody needs them */
    FilterHost filter_host; /* what the filters get of all this */
    const Locales *locales;
    const char *authority;    /* "Northam Borough Council" */
    const char *domain;       /* "northam.example" */
    const char *case_prefix;  /* "NB" */
    const char *language;     /* the body's own: "en" */
    const char *timezone;     /* "Europe/London" */
    CitizenAccess *access;    /* what opens cases to citizens */
    Publishing *publishing;   /* what everybody reads; NULL where nobody needs it */
    Subscribing *subscribing; /* who gets it by mail; NULL where nobody does */
    guint approvals;          /* how many others must approve a publication; 0 counts as 1 */
    guint review_hours;       /* working hours for the review of what left without; 0 counts as EMERGENCY_HOURS */
    const char *console_url;  /* of the officers' pages in browsers, without a slash at its end; NULL: not known */
    const char *telephone;    /* of the body, as people dial it; NULL: not known */
    const char *portal_url;   /* of the citizens' pages in browsers, without a slash at its end; NULL: there are none */
    /* Called after something that pages show has changed: wakes the event streams. May be NULL. */
    void (*on_change)(gpointer data, CaseId case_id);
    gpointer on_change_data;
};

void mediation_changed(const Mediation *mediation, CaseId case_id);
