/* SPDX-License-Identifier: Apache-2.0 */
/* command/demo-content-private.h: what the readers of the demo's content share: the house (demo-content-house.c), what
 * happens in it (demo-content.c), and an inbound mail between its reading and its composing (demo-content-mail.c). */
#pragma once
#include "command/demo-content.h"
#include "model/message.h"
#include "store/topic-store.h"

#include <jansson.h>

struct DemoMail {
    const char *from, *from_name, *to, *subject, *language;
    const char *signature, *mailer; /* may be NULL */
    const char *charset;
    int html, quote;
    Automatic automatic;
    GPtrArray *attachments; /* of MessagePart */
};

#define CONTENT_FILE "northam.json"

struct DemoContent {
    char *folder;
    gint64 now;
    json_t *root; /* owns every text that is not built here */
    DemoBody body;
    GPtrArray *units, *services, *calendars, *staff, *cases, *events, *topics, *publications, *news;
    GStringChunk *texts;
    const char *routing; /* NULL: no rules */
};

/* ---- demo-content-house.c ---- */

/* Body, units, services, calendars, staff, rules. */
gboolean demo_content_load_house(DemoContent *content, GError **error);
void demo_content_free_calendar(gpointer data);
void demo_content_free_staff(gpointer data);

/* Sets @error to @what, said of @place; always FALSE. */
gboolean demo_content_fail(GError **error, const char *place, const char *what);
/* json_unpack with @format, whose "!" makes unknown keys errors. */
gboolean demo_content_unpack(json_t *value, const char *place, GError **error, const char *format, ...);
gboolean demo_content_load_list(DemoContent *content, const char *name,
                                gboolean (*load)(DemoContent *, json_t *, GError **), GError **error);

const DemoUnit *demo_content_find_unit(const DemoContent *content, const char *key);
const DemoStaff *demo_content_find_staff(const DemoContent *content, const char *key);
const DemoService *demo_content_find_service(const DemoContent *content, const char *key);
gboolean demo_content_check_unit(const DemoContent *content, const char *key, const char *place, GError **error);
gboolean demo_content_check_staff(const DemoContent *content, const char *key, const char *place, GError **error);

/* ---- demo-content-news.c ---- */

/* Topics, publications, and what became of them. */
gboolean demo_content_load_news(DemoContent *content, GError **error);
void demo_content_free_topic(gpointer data);
void demo_content_free_publication(gpointer data);
void demo_content_free_news(gpointer data);

/* ---- demo-content.c ---- */

/* Paragraphs with an empty line between them; lives as long as @content. */
const char *demo_content_join(DemoContent *content, json_t *paragraphs, const char *place, GError **error);
/* "-20d 08:14" */
gboolean demo_content_time(const DemoContent *content, const char *at, gint64 *ret, const char *place, GError **error);
