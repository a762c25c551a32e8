/* SPDX-License-Identifier: Apache-2.0 */
#include "command/webhook-carrier.h"

#include "net/fetch.h"

#define ANSWER_MAX (64 * 1024) /* bytes; nothing of it is used */

struct WebhookCarrier {
    Fetch *fetch;
    Webhooks *webhooks;
};

static gboolean
post(gpointer data, const char *url, const char *const *headers, GBytes *body, gint64 deadline, guint *ret_status,
     GError **error)
{
    const WebhookCarrier *carrier = data;
    g_autoptr(FetchResponse) response = NULL;

    if (!fetch_perform(carrier->fetch,
                       &(FetchRequest){ .method = "POST", .url = url, .headers = headers, .body = body }, deadline,
                       &response, error))
        return FALSE;
    *ret_status = response->status;
    return TRUE;
}

WebhookCarrier *
webhook_carrier_open(const Config *config, Mediation *mediation, GError **error)
{
    Fetch *fetch = fetch_new(&(FetchSettings){ .allowed = config_list(config, "webhooks", "networks"),
                                               .user_agent = "Tribune/" TRIBUNE_VERSION " (webhooks)",
                                               .max_size = ANSWER_MAX },
                             error);
    WebhookCarrier *carrier;

    if (fetch == NULL) {
        g_prefix_error(error, "[webhooks] networks: ");
        return NULL;
    }
    carrier = g_new0(WebhookCarrier, 1);
    carrier->fetch = fetch;
    carrier->webhooks = webhooks_register(&(WebhooksSettings){
        .mediation = mediation, .http = config_boolean(config, "webhooks", "http"), .post = post, .data = carrier });
    return carrier;
}

void
webhook_carrier_close(WebhookCarrier *carrier)
{
    webhooks_unregister(carrier->webhooks);
    fetch_free(carrier->fetch);
    g_free(carrier);
}

Webhooks *
webhook_carrier_webhooks(const WebhookCarrier *carrier)
{
    return carrier->webhooks;
}
