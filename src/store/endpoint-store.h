/* SPDX-License-Identifier: Apache-2.0 */
/* store/endpoint-store.h: our own addresses. Calls run inside the caller's transaction. */
#pragma once
#include "db/db.h"
#include "model/endpoint.h"

/* TRIBUNE_ERROR_CONFLICT when the channel has an endpoint with this URI. */
gboolean endpoint_store_insert(DbSession *session, const Endpoint *endpoint, GError **error);
/* Name and unit; channel and URI stay, since what was received there refers to them. TRIBUNE_ERROR_NOT_FOUND when there
 * is no such endpoint. */
gboolean endpoint_store_update(DbSession *session, const Endpoint *endpoint, GError **error);
Endpoint *endpoint_store_load(DbSession *session, EndpointId id, GError **error);
/* NULL without error when there is none. */
Endpoint *endpoint_store_find(DbSession *session, const char *channel, const char *uri, GError **error);
/* Endpoint *, by channel and URI. */
GPtrArray *endpoint_store_list(DbSession *session, GError **error);
/* How many lead to @unit. */
/* To @channel; where it was is remembered. TRIBUNE_ERROR_CONFLICT: that channel has the address already. */
gboolean endpoint_store_move(DbSession *session, const Endpoint *from, const char *channel, gint64 at, GError **error);
/* Endpoint *: where endpoints were before, with their id of now; name "" and unit 0. */
GPtrArray *endpoint_store_list_moves(DbSession *session, GError **error);
gboolean endpoint_store_count_unit(DbSession *session, UnitId unit, gint64 *ret, GError **error);
