/* SPDX-License-Identifier: Apache-2.0 */
#include "model/service.h"

void
service_free(Service *service)
{
    g_free(service->code);
    g_free(service->name);
    g_free(service->basis);
    g_free(service);
}

Service *
service_copy(const Service *service)
{
    Service *copy = g_new(Service, 1);

    *copy = *service;
    copy->code = g_strdup(service->code);
    copy->name = g_strdup(service->name);
    copy->basis = g_strdup(service->basis);
    return copy;
}
