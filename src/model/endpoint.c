/* SPDX-License-Identifier: Apache-2.0 */
#include "model/endpoint.h"

void
endpoint_free(Endpoint *endpoint)
{
    g_free(endpoint->channel);
    g_free(endpoint->uri);
    g_free(endpoint->name);
    g_free(endpoint);
}
