/* SPDX-License-Identifier: Apache-2.0 */
#include "model/promise.h"

#include "model/name-table.h"

static const char *const KIND_NAMES[] = { "first_answer", "resolution", NULL };
G_STATIC_ASSERT(G_N_ELEMENTS(KIND_NAMES) == PROMISE_KIND_COUNT + 1);

NAME_TABLE(PromiseKind, promise_kind, KIND_NAMES)

Promise *
promise_new(void)
{
    Promise *promise = g_new0(Promise, 1);

    promise->stops = g_array_new(FALSE, FALSE, sizeof(CalendarStop));
    return promise;
}

void
promise_free(Promise *promise)
{
    g_free(promise->basis);
    g_array_unref(promise->stops);
    g_free(promise);
}

gboolean
promise_goes_on(const Promise *promise)
{
    return promise->met == 0 && promise->ended == 0;
}
