/* SPDX-License-Identifier: Apache-2.0 */
/* mediation/routing/routing-gifts.h: what rules of routing may give to a case beside unit, service and priority: tags,
 * and the template that is suggested for the answer. */
#pragma once
#include "mediation/routing/routing.h"
#include "store/tag-store.h"
#include "store/template-store.h"

typedef struct {
    GPtrArray *tags;      /* Tag *, by name, closed ones too */
    GPtrArray *templates; /* TemplateRow *, open ones, one for each code, by name */
} RoutingGifts;
void routing_gifts_free(RoutingGifts *gifts);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(RoutingGifts, routing_gifts_free)

/* For who may see the rules. Blocks on a read. */
RoutingGifts *routing_gifts_load(Routing *routing, const Actor *actor, GError **error);

/* NULL: there is none. Names of tags are compared as tag_store_find() does. */
const Tag *routing_gifts_find_tag(const RoutingGifts *gifts, const char *name);
const TemplateRow *routing_gifts_find_template(const RoutingGifts *gifts, const char *code);

/* Whether what @rule gives is there and open; as routing_check_names(), with "template" or "tags" in @ret_field. */
gboolean routing_gifts_check(const RoutingGifts *gifts, const RoutingRule *rule, const char **ret_field,
                             GError **error);

/* Inside a transaction: the tags of @rule that are there and open: TagId, in the order of the rule. NULL on error. */
GArray *routing_gifts_tags(DbSession *session, const RoutingRule *rule, GError **error);

/* Of templates that may be used in a case (templating_list_for()) the one that fits the citizen best: in her language
 * rather than another, of the case's unit rather than of all; NULL: none has this code. */
const TemplateRow *routing_gifts_suggest(const GPtrArray *templates, const char *code, const char *language);
