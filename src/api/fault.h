/* SPDX-License-Identifier: Apache-2.0 */
/* api/fault.h: what went wrong, as application/problem+json (RFC 9457). A closed vocabulary: each type has an address
 * that tells what it means, and a title; detail says what it was this time. Pure but for request and response. */
#pragma once
#include "http/problem.h"

typedef enum {
    FAULT_MALFORMED,       /* 400 no JSON, or a query that is none */
    FAULT_UNAUTHORIZED,    /* 401 */
    FAULT_FORBIDDEN,       /* 403 */
    FAULT_NOT_FOUND,       /* 404 */
    FAULT_METHOD,          /* 405 */
    FAULT_CONFLICT,        /* 409 */
    FAULT_RUNNING,         /* 409 the same request is under way */
    FAULT_CHANGED,         /* 412 */
    FAULT_TOO_LARGE,       /* 413 */
    FAULT_MEDIA_TYPE,      /* 415 */
    FAULT_INVALID,         /* 422 */
    FAULT_KEY_REUSED,      /* 422 */
    FAULT_NO_PRECONDITION, /* 428 */
    FAULT_RATE,            /* 429 */
    FAULT_INTERNAL,        /* 500 */
    FAULT_UNAVAILABLE,     /* 503 */
    FAULT_COUNT,
} FaultKind;

typedef struct {
    const char *name; /* last segment of the type's address: "invalid" */
    guint status;
    const char *title;
    const char *meaning; /* and what to do */
} Fault;

/* Where the types are told about; the name follows. */
#define FAULT_TYPES "/api/v1/problems#"

const Fault *fault_get(FaultKind kind);

/* Answers with it. @detail NULL: nothing more to say. @errors is taken: a list of { pointer, detail }, or NULL. TRUE.
 */
gboolean fault_respond(HttpResponse *response, FaultKind kind, const char *detail, json_t *errors);

/* What an error of base/error.h is here. @preconditioned: the request named the version that it saw. */
FaultKind fault_of(const GError *error, gboolean preconditioned);

/* For faults found outside handlers (HttpFace.problem). */
gboolean fault_page(HttpRequest *request, HttpResponse *response, const Problem *problem, gpointer data);
