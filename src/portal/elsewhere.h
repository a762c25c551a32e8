/* SPDX-License-Identifier: Apache-2.0 */
/* portal/elsewhere.h: pages of channels that everybody may find, on the home page and by search engines. They are asked
 * for each time, and read from memory. */
#pragma once
#include "base/clock.h"
#include "mediation/channels.h"
#include "portal/portal-private.h"

#define PORTAL_ELSEWHERE_KEPT (5 * CLOCK_MINUTE) /* a page that names them is made anew after that */

/* Before the portal serves. */
void portal_elsewhere_add(Portal *portal, const struct channel_driver *driver, gpointer channel);
/* ChannelPage *; free the array. */
GPtrArray *portal_elsewhere_pages(const Portal *portal);
/* { "list": [{ "page_name", "url" }] } of those with a name; null: there are none. */
json_t *portal_elsewhere_describe(const PortalVisit *visit);
