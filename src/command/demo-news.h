/* SPDX-License-Identifier: Apache-2.0 */
/* command/demo-news.h: what the demo's council says to everybody, played by those who write and approve it. */
#pragma once
#include "command/demo-content.h"
#include "mediation/mediation.h"

/* @staff: key → Staff *, @ids: const DemoPublication * → PublicationId *, filled as they are made. */
typedef struct {
    Mediation *mediation;
    GHashTable *staff, *ids;
} DemoNewsPlay;

gboolean demo_news_add_topics(const DemoNewsPlay *play, const DemoContent *content, GError **error);
/* One step, at the time at which the clock stands. */
gboolean demo_news_step(const DemoNewsPlay *play, const DemoNews *news, GError **error);
