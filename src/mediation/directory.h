/* SPDX-License-Identifier: Apache-2.0 */
/* mediation/directory.h: our units and our own addresses, in memory, for intake and for every page.
 *
 * A snapshot that is swapped whole after a change: whoever holds one sees one consistent state. Thread-safe. */
#pragma once
#include "model/endpoint.h"
#include "model/unit.h"
#include "store/store.h"

typedef struct Directory Directory;
typedef struct DirectorySnapshot DirectorySnapshot;

/* Reads it from @store, which outlives it. Blocks. */
Directory *directory_open(Store *store, GError **error);
void directory_close(Directory *directory);
/* Reads it again; the old one stays when that fails. Blocks. */
gboolean directory_reload(Directory *directory, GError **error);

/* Held until released; never NULL. Does not block. */
DirectorySnapshot *directory_snapshot(Directory *directory);
void directory_snapshot_release(DirectorySnapshot *snapshot);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(DirectorySnapshot, directory_snapshot_release)

/* Borrowed from the snapshot; NULL when there is none. */
const Endpoint *directory_find_endpoint(const DirectorySnapshot *snapshot, const char *channel, const char *uri);
const Endpoint *directory_get_endpoint(const DirectorySnapshot *snapshot, EndpointId id);
/* The first endpoint of @unit on @channel, or any of that channel, or NULL. */
const Endpoint *directory_endpoint_for(const DirectorySnapshot *snapshot, const char *channel, UnitId unit);
const Unit *directory_get_unit(const DirectorySnapshot *snapshot, UnitId id);
/* Unit *, by name. */
const GPtrArray *directory_units(const DirectorySnapshot *snapshot);
/* Endpoint *, by URI. */
const GPtrArray *directory_endpoints(const DirectorySnapshot *snapshot);
