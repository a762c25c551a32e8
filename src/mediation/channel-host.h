/* SPDX-License-Identifier: Apache-2.0 */
/* mediation/channel-host.h: what the house offers to its channels, see channel.h. */
#pragma once
#include "mediation/channel.h"
#include "mediation/mediation.h"

/* The host for the channels of @mediation, whose parts are made already; @mediation outlives them. What belongs to one
 * channel alone (name, secret, max_size) is added by channels_open(). */
ChannelHost channel_host_make(Mediation *mediation, Intake *intake);
