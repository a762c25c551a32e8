/* SPDX-License-Identifier: Apache-2.0 */
/* mediation/directory-private.h: what the two files of the directory share. */
#pragma once
#include "base/thread.h"
#include "mediation/directory.h"

struct Directory {
    Store *store;
    Mutex reading; /* held while reading the store, so that an older state never replaces a newer one */
    Mutex mutex;   /* guards current */
    DirectorySnapshot *current;
};
