/* SPDX-License-Identifier: Apache-2.0 */
/* wire/xmppcaps.h: the short name of what somebody understands (XEP-0115 1.6, 5.1), so that programs ask once for all
 * who say the same. Pure and thread-safe. */
#pragma once
#include "wire/xmppnode.h"

/* Of @query, the answer to a question of XEP-0030: base64 of SHA-1. New. */
char *xmppcaps_name(const XmppNode *query);
