/* SPDX-License-Identifier: Apache-2.0 */
/* views/public-view.h: what everybody may read: publications that are released, and the notices in place of those that
 * were withdrawn. Whoever reads is named, and needs no right. Blocks on a read. */
#pragma once
#include "mediation/publishing/publishing.h"
#include "store/topic-store.h"

#define PUBLIC_PAGE_SIZE 20
#define PUBLIC_PAGES_MAX 10000

typedef struct {
    const char *place; /* code of a topic, PLACE_ALL or PLACE_ALERTS (store/publication-places.h) */
    const char *language;
    int year;   /* in the body's time zone; 0: all */
    guint page; /* from 1 */
} PublicQuestion;

typedef struct {
    GPtrArray *items; /* PublicationItem *, the latest first */
    guint total, pages;
    gint64 changed; /* when the newest change to what is listed on this page was; 0: nothing is */
    char *name;     /* of the topic in that language; NULL: it is no topic */
} PublicList;
void public_view_list_free(PublicList *list);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(PublicList, public_view_list_free)

/* TRIBUNE_ERROR_NOT_FOUND: no such topic or page. The first page of nothing is there, and empty. */
PublicList *public_view_list(const Publishing *publishing, const Actor *actor, const PublicQuestion *question,
                             GError **error);

/* TRIBUNE_ERROR_NOT_FOUND: nothing that was ever released. */
PublicationItem *public_view_item(const Publishing *publishing, const Actor *actor, const char *slug, GError **error);
/* As it was when it left for the @number-th time, with what had left before. */
PublicationItem *public_view_outcome(const Publishing *publishing, const Actor *actor, PublicationId id, guint number,
                                     GError **error);

/* The first year (in the body's time zone) with something in @language; 0: there is nothing. */
gboolean public_view_first_year(const Publishing *publishing, const Actor *actor, const char *language, int *ret,
                                GError **error);

/* TopicRow * that are open, by code. */
GPtrArray *public_view_topics(const Publishing *publishing, const Actor *actor, GError **error);

/* PublicPlace *: every page that is released, in each of its languages; of one publication they stand together. At most
 * @limit. */
typedef struct {
    char *slug, *language;
    gint64 updated;
} PublicPlace;
void public_view_place_free(PublicPlace *place);
GPtrArray *public_view_places(const Publishing *publishing, const Actor *actor, guint limit, GError **error);

/* The name of topic @code of @item in @language, else in another one; NULL: it has none. Pure. */
const char *public_view_topic_name(const PublicationItem *item, const char *code, const char *language);
