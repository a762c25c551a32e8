/* SPDX-License-Identifier: Apache-2.0 */
/* console/console.h: the officers' pages: a route table, one file per resource.
 *
 * Pages hold no rights of their own: what is offered follows model/rights.h, and every call below checks again. GET
 * changes nothing. Every form carries the session's token, and those of a case the version that was seen. All pages
 * work without JavaScript, and no answer but the assets may be kept by a browser.
 *
 * Thread-safe once made. Handlers that read or write the store are slow routes. */
#pragma once
#include "http/dispatch.h"
#include "http/events.h"
#include "mediation/mediation.h"
#include "mediation/programs/webhooks.h"
#include "mediation/staff/second-factor.h"
#include "views/counts-view.h"

typedef struct Console Console;

/* All is borrowed and outlives the console. */
typedef struct {
    Mediation *mediation;
    SignIn *sign_in;
    PasswordHasher *hasher; /* the one that sign_in uses */
    SecondFactor *second_factor;
    gboolean require_second_factor; /* nobody gets further without one */
    Webhooks *webhooks;
    CountsView *counts;
    EventsHub *events;
    const char *templates; /* the folder of *.mustache */
    const char *assets;    /* the folder with manifest.json */
    /* The key that checks the journal of @year, "origin+id+base64", a new string; NULL when there is none. */
    char *(*vkey)(gpointer data, int year);
    gpointer vkey_data;
} ConsoleSettings;

/* Reads templates and assets. TRIBUNE_ERROR_CONFIG, TRIBUNE_ERROR_INVALID name the file. Blocks on the disk. */
Console *console_new(const ConsoleSettings *settings, GError **error);
void console_free(Console *console);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Console, console_free)

/* Lives as long as the console. */
const HttpFace *console_face(const Console *console);

/* For Mediation.on_change, with the console as its data: pages that show the case, or lists, offer to load again. */
void console_publish(gpointer console, CaseId case_id);
