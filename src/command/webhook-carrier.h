/* SPDX-License-Identifier: Apache-2.0 */
/* command/webhook-carrier.h: webhooks with what carries them: HTTP behind the guard of net/guard.h. */
#pragma once
#include "base/config.h"
#include "mediation/programs/webhooks.h"

typedef struct WebhookCarrier WebhookCarrier;

/* Registers them with the work of @mediation. TRIBUNE_ERROR_CONFIG when a network in [webhooks] is none. */
WebhookCarrier *webhook_carrier_open(const Config *config, Mediation *mediation, GError **error);
void webhook_carrier_close(WebhookCarrier *carrier); /* after work_stop() */
Webhooks *webhook_carrier_webhooks(const WebhookCarrier *carrier);
