/* SPDX-License-Identifier: Apache-2.0 */
/* mediation/programs/requests.h: a program that asks again with the same key gets the answer that it got, and nothing
 * happens twice.
 *
 * A request with a key is begun, done, and answered. That it is done is recorded in the transaction of the change
 * itself (by the event that it appends, see ActorProgram.request), so that no crash leaves a doubt: one that was begun
 * by a process that is gone and is not done is simply done now; one that is done and has no answer is answered from
 * what there is. Kept for REQUESTS_KEPT. Thread-safe. */
#pragma once
#include "base/clock.h"
#include "base/digest.h"
#include "mediation/programs/tokens.h"
#include "store/request-store.h"

#define REQUESTS_KEPT    CLOCK_DAY
#define REQUESTS_KEY_MAX 255 /* bytes */

typedef enum {
    REQUEST_NEW,      /* do it */
    REQUEST_DONE,     /* it was done and answered: the answer is in *ret */
    REQUEST_SILENT,   /* it was done, and the answer is not kept: *ret says to what */
    REQUEST_RUNNING,  /* this process is at it just now */
    REQUEST_DIFFERENT /* the key was used for something else */
} RequestState;

typedef struct Requests Requests;

Requests *requests_new(Store *store);
void requests_free(Requests *requests);

/* Blocks until durable. With REQUEST_NEW the caller acts as an actor whose program.request is *ret_id, and then calls
 * one of the next two. @ret is set with REQUEST_DONE and REQUEST_SILENT. TRIBUNE_ERROR_INVALID: the key is none. */
gboolean requests_begin(Requests *requests, const TokenHolder *holder, const char *key, const Digest *digest,
                        RequestState *ret_state, gint64 *ret_id, ApiRequest **ret, GError **error);
/* It was done and answered so. @answer NULL: done, but the answer is not to be kept. */
gboolean requests_answer(Requests *requests, gint64 id, guint status, const char *etag, const char *location,
                         const char *answer, GError **error);
/* It failed: the next one with this key is new, unless it was done after all. */
gboolean requests_fail(Requests *requests, gint64 id, GError **error);

/* Forgets those older than REQUESTS_KEPT. */
gboolean requests_purge(Requests *requests, GError **error);
