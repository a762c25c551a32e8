/* SPDX-License-Identifier: Apache-2.0 */
/* mediation/routing/routing-private.h: what the two files of routing's rules share. */
#pragma once
#include "base/thread.h"
#include "mediation/routing/routing.h"

struct Routing {
    Store *store;
    Directory *directory;
    Mutex reading; /* held while reading the store, so that an older state never replaces a newer one */
    Mutex mutex;   /* guards current */
    RoutingSnapshot *current;
};
