/* SPDX-License-Identifier: Apache-2.0 */
/* mediation/publishing/topics.h: what publications are about: a code in addresses, and a name in each language. A topic
 * is never removed, because addresses of feeds lead to it; a closed one is offered no more. Calls block until durable.
 */
#pragma once
#include "mediation/mediation.h"
#include "store/topic-store.h"

#define TOPIC_CODE_MAX 40 /* a-z 0-9 - */
#define TOPIC_NAME_MAX 60 /* characters */

/* @row->names: at least one. TRIBUNE_ERROR_INVALID, TRIBUNE_ERROR_CONFLICT: what is wrong with code or names. */
gboolean topics_make(Mediation *mediation, const Actor *actor, const TopicRow *row, GError **error);
gboolean topics_change(Mediation *mediation, const Actor *actor, const TopicRow *row, GError **error);
/* TopicRow *, by code. Everybody may know them. */
GPtrArray *topics_list(Mediation *mediation, const Actor *actor, GError **error);
