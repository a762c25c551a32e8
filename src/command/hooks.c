/* SPDX-License-Identifier: Apache-2.0 */
#include "command/hooks.h"

#include "net/fetch.h"

#define ANSWER_MAX (64 * 1024) /* bytes; nothing of it is used */

struct Hooks {
    Fetch *fetch;
    Webhooks *webhooks;
};

static gboolean
post(gpointer data, const char *url, const char *const *headers, GBytes *body, gint64 deadline, guint *ret_status,
     GError **error)
{
    const Hooks *hooks = data;
    g_autoptr(FetchResponse) response = NULL;

    if (!fetch_perform(hooks->fetch, &(FetchRequest){ .method = "POST", .url = url, .headers = headers, .body = body },
                       deadline, &response, error))
        return FALSE;
    *ret_status = response->status;
    return TRUE;
}

Hooks *
hooks_open(const Config *config, Mediation *mediation, GError **error)
{
    Fetch *fetch = fetch_new(&(FetchSettings){ .allowed = config_list(config, "webhooks", "networks"),
                                               .user_agent = "Tribune/" TRIBUNE_VERSION " (webhooks)",
                                               .max_size = ANSWER_MAX },
                             error);
    Hooks *hooks;

    if (fetch == NULL) {
        g_prefix_error(error, "[webhooks] networks: ");
        return NULL;
    }
    hooks = g_new0(Hooks, 1);
    hooks->fetch = fetch;
    hooks->webhooks = webhooks_register(&(WebhooksSettings){
        .mediation = mediation, .http = config_boolean(config, "webhooks", "http"), .post = post, .data = hooks });
    return hooks;
}

void
hooks_close(Hooks *hooks)
{
    webhooks_unregister(hooks->webhooks);
    fetch_free(hooks->fetch);
    g_free(hooks);
}

Webhooks *
hooks_webhooks(const Hooks *hooks)
{
    return hooks->webhooks;
}
