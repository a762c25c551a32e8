/* SPDX-License-Identifier: Apache-2.0 */
/* mediation/routing/routing.h: the rules of routing: which are in force, and how they are changed.
 *
 * The version in force is in memory as a snapshot that is swapped whole after a change: whoever holds one sees one list
 * of rules. Thread-safe. A saved version never changes; to go back is to save an older list again. While somebody
 * writes, her rules are a draft that nobody else sees and that nothing follows from. */
#pragma once
#include "mediation/staff/directory.h"
#include "model/actor.h"
#include "policy/routing-engine.h"
#include "store/routing-store.h"

#define ROUTING_COMMENT_MAX 300 /* characters */

typedef struct Routing Routing;
typedef struct RoutingSnapshot RoutingSnapshot;

/* Reads it from @store; both outlive it. Blocks. */
Routing *routing_open(Store *store, Directory *directory, GError **error);
void routing_close(Routing *routing);
/* Reads it again; the old one stays when that fails. Blocks. */
gboolean routing_reload(Routing *routing, GError **error);

/* Held until released; never NULL. Does not block. */
RoutingSnapshot *routing_snapshot(Routing *routing);
void routing_snapshot_release(RoutingSnapshot *snapshot);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(RoutingSnapshot, routing_snapshot_release)

gint64 routing_snapshot_number(const RoutingSnapshot *snapshot); /* 0: nobody has saved any rules */
const RoutingEngine *routing_snapshot_engine(const RoutingSnapshot *snapshot);
/* Who saved it, when and why; NULL with number 0. Without its rules, which are the engine's list. */
const RoutingVersion *routing_snapshot_version(const RoutingSnapshot *snapshot);

/* ---- changes (routing-change.c): for who may change the rules ----
 * Errors: TRIBUNE_ERROR_FORBIDDEN; _INVALID and _LIMIT with a sentence; _CONFLICT when another version was saved since
 * @base. */

/* Saves @list as the next version, with its event, and puts it in force. Units, services, addresses, tags and templates
 * that rules name must be there and open; rules that are off may name what is gone. The actor's draft is gone then.
 * @comment is one line that says why. Blocks until durable. */
gboolean routing_save(Routing *routing, const Actor *actor, gint64 base, const RoutingList *list, const char *comment,
                      gint64 *ret_number, GError **error);
/* Saves the rules of version @number again. @comment is made by the caller, in the body's language. */
gboolean routing_restore(Routing *routing, const Actor *actor, gint64 base, gint64 number, const char *comment,
                         gint64 *ret_number, GError **error);

typedef struct {
    gint64 base; /* number of the version that it began from */
    RoutingList *list;
    gboolean changed; /* there is a draft; else this is the version in force */
} RoutingDraft;
void routing_draft_clear(RoutingDraft *draft);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(RoutingDraft, routing_draft_clear)

/* The actor's draft, or a copy of what is in force. */
gboolean routing_draft_load(Routing *routing, const Actor *actor, RoutingDraft *ret, GError **error);
/* Keeps @list as the actor's draft. It must keep to the limits; what it names may not be there. */
gboolean routing_draft_save(Routing *routing, const Actor *actor, gint64 base, const RoutingList *list, GError **error);
gboolean routing_draft_discard(Routing *routing, const Actor *actor, GError **error);

/* What a rule names that is not there or closed: TRIBUNE_ERROR_INVALID with a sentence, @ret_field as
 * routing_rule_check() gives it. */
gboolean routing_check_names(const DirectorySnapshot *directory, const RoutingRule *rule, const char **ret_field,
                             GError **error);
