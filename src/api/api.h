/* SPDX-License-Identifier: Apache-2.0 */
/* api/api.h: /api/v1: cases, messages, persons and webhooks as JSON, for programs: a route table, one file per
 * resource.
 *
 * A program shows its token in Authorization and nothing else counts: no cookie, no form. It holds no rights of its own
 * here: every call below asks model/rights.h. What each path takes and answers is told by openapi.json, which is
 * served, and held against this table and against live answers by tests. Faults are RFC 9457 problems.
 *
 * Bounds: bodies as the table says, JSON of 16 levels, requests of one token in a minute as set. Thread-safe once made.
 */
#pragma once
#include "http/dispatch.h"
#include "mediation/mediation.h"
#include "mediation/programs/requests.h"
#include "mediation/programs/webhooks.h"

#define API_PREFIX "/api/"

typedef struct Api Api;

/* All is borrowed and outlives it. */
typedef struct {
    Mediation *mediation;
    Requests *requests;
    Webhooks *webhooks;
    guint rate;           /* requests of one token in a minute */
    const guint8 *secret; /* DIGEST_SIZE bytes, for cursors */
} ApiSettings;

Api *api_new(const ApiSettings *settings);
void api_free(Api *api);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Api, api_free)

/* Lives as long as the API. */
const HttpFace *api_face(const Api *api);

/* Its document, built in. */
extern const char API_DOCUMENT[];
