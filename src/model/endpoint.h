/* SPDX-License-Identifier: Apache-2.0 */
/* model/endpoint.h: one of our own addresses on a channel, and the unit that gets what is sent to it. */
#pragma once
#include "model/ids.h"

#define ENDPOINT_URI_MAX 512 /* bytes */

typedef struct {
    EndpointId id;
    char *channel; /* the channel's name, "email" */
    char *uri;     /* canonical, as the channel's resolve() gives it: "mailto:hello@northam.example" */
    char *name;    /* 1 to 100 characters, as people see it: "Northam Borough Council" */
    UnitId unit;
} Endpoint;
void endpoint_free(Endpoint *endpoint);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Endpoint, endpoint_free)
