/* SPDX-License-Identifier: Apache-2.0 */
/* command/hooks.h: webhooks with what carries them: HTTP behind the guard of net/guard.h. */
#pragma once
#include "base/config.h"
#include "mediation/webhooks.h"

typedef struct Hooks Hooks;

/* Registers them with the work of @mediation. TRIBUNE_ERROR_CONFIG when a network in [webhooks] is none. */
Hooks *hooks_open(const Config *config, Mediation *mediation, GError **error);
void hooks_close(Hooks *hooks); /* after work_stop() */
Webhooks *hooks_webhooks(const Hooks *hooks);
