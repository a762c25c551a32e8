/* SPDX-License-Identifier: Apache-2.0 */
/* mediation/endpoint-move.h: an address of ours goes from one channel to another that speaks to the same network: from
 * an old gateway to a new one, one address after the other, while messages flow.
 *
 * From then on everything new leaves by the new channel, also in conversations that began before. What is on its way
 * ends where it began, once; its reports are understood. What still comes in by the old channel is taken in there and
 * filed as if it had come by the new one. The old channel stays in the configuration until nothing uses it. */
#pragma once
#include "mediation/mediation.h"

/* const Channel *: where the address of @endpoint could go, without where it is. Free the array. */
GPtrArray *endpoint_move_targets(const Mediation *mediation, const Endpoint *endpoint);
/* For who may manage units. Blocks until durable. TRIBUNE_ERROR_INVALID: that channel cannot have it, with why;
 * _CONFLICT: it has one like it. */
gboolean endpoint_move(Mediation *mediation, const Actor *actor, EndpointId id, const char *channel, GError **error);
