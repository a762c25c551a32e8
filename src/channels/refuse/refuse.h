/* SPDX-License-Identifier: Apache-2.0 */
/* channels/refuse/refuse.h: the echo channel's failing twin, for tests: it renders and never delivers. */
#pragma once
#include "mediation/channel.h"

extern const struct channel_driver refuse_channel;
