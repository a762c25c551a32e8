/* SPDX-License-Identifier: Apache-2.0 */
/* portal/portal.h: the citizens' pages: how to reach the body, her own case by link or code, news, privacy,
 * accessibility. What is the same for everybody is rendered once for each change and served from memory (http/kept.h).
 *
 * No account and no cookie; a GET changes nothing. The reader's language is ?lang=…, which every link carries on, else
 * what her browser asks for, else the body's. Pages of a case are not kept by browsers, send no referrer and are not
 * for search engines. Everything works without JavaScript: there is none.
 *
 * Channels with routes of their own (the contact form) show their pages in this layout: see portal_channel_face().
 *
 * Thread-safe once made. Handlers that read the store are slow routes. */
#pragma once
#include "http/dispatch.h"
#include "mediation/mediation.h"

typedef struct Portal Portal;

/* The route of a channel that has a form for comments; pages of publications lead there. */
#define PORTAL_COMMENT_FORM "/news/{slug}/comment"

/* All is borrowed and outlives the portal; texts may be NULL. */
typedef struct {
    Mediation *mediation;
    const char *templates;                        /* the folder of *.mustache */
    const char *assets;                           /* the folder with manifest.json */
    const char *hours, *telephone, *mail, *visit; /* how else to reach the body */
    guint answer_days;                            /* working days; 0: nothing is promised */
    const char *privacy_contact, *complaints;
    char *(*vkey)(gpointer data, int year); /* the journal's verifier key of that year; new */
    gpointer vkey_data;
    const char *check_proof; /* the script that checks a proof with nothing of ours */
} PortalSettings;

/* Reads templates and assets. TRIBUNE_ERROR_CONFIG, TRIBUNE_ERROR_INVALID name the file. Blocks on the disk. */
Portal *portal_new(const PortalSettings *settings, GError **error);
void portal_free(Portal *portal);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Portal, portal_free)

/* Lives as long as the portal. */
const HttpFace *portal_face(const Portal *portal);

/* The face of a channel's routes (channel.h; without any: a face without any) in this layout. The home page leads to
 * the first of the first channel that takes messages in. Before the server starts. */
HttpFace portal_channel_face(Portal *portal, const struct channel_driver *driver, gpointer channel);
