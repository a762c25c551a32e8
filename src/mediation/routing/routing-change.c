/* SPDX-License-Identifier: Apache-2.0 */
#include <string.h>

#include "base/clock.h"
#include "base/error.h"
#include "base/locale.h"
#include "base/log.h"
#include "base/text.h"
#include "mediation/routing/routing-gifts.h"
#include "mediation/routing/routing-private.h"
#include "model/rights.h"
#include "store/event-store.h"

static gboolean
invalid(GError **error, const char *words)
{
    g_set_error_literal(error, TRIBUNE_ERROR, TRIBUNE_ERROR_INVALID, words);
    return FALSE;
}

/* ---- what rules name ---- */

static const Unit *
find_unit(const DirectorySnapshot *directory, const char *code)
{
    const GPtrArray *units = directory_units(directory);

    for (guint i = 0; i < units->len; i++) {
        const Unit *unit = g_ptr_array_index(units, i);

        if (strcmp(unit->code, code) == 0)
            return unit;
    }
    return NULL;
}

static gboolean
has_endpoint(const DirectorySnapshot *directory, const char *uri)
{
    const GPtrArray *endpoints = directory_endpoints(directory);

    for (guint i = 0; i < endpoints->len; i++)
        if (strcmp(((const Endpoint *)g_ptr_array_index(endpoints, i))->uri, uri) == 0)
            return TRUE;
    return FALSE;
}

static gboolean
check_outcome(const DirectorySnapshot *directory, const RoutingRule *rule, const char **ret_field, GError **error)
{
    const Unit *unit = *rule->unit == '\0' ? NULL : find_unit(directory, rule->unit);
    const Service *service = *rule->service == '\0' ? NULL : directory_find_service(directory, rule->service);

    *ret_field = "unit";
    if (*rule->unit != '\0' && (unit == NULL || unit->closed))
        return invalid(error, SAY_NOOP("that unit takes no cases; choose another"));
    *ret_field = "service";
    if (*rule->service != '\0' && (service == NULL || service->closed))
        return invalid(error, SAY_NOOP("that service is not offered any more; choose another"));
    if (unit != NULL && service != NULL && !directory_service_fits(service, unit->id))
        return invalid(error, SAY_NOOP("that service is not for cases of this unit; choose another"));
    return TRUE;
}

gboolean
routing_check_names(const DirectorySnapshot *directory, const RoutingRule *rule, const char **ret_field, GError **error)
{
    *ret_field = "endpoints";
    for (guint i = 0; i < rule->endpoints->len; i++)
        if (!has_endpoint(directory, g_ptr_array_index(rule->endpoints, i)))
            return invalid(error, SAY_NOOP("one of these addresses is not ours any more; leave it out"));
    *ret_field = "services";
    for (guint i = 0; i < rule->services->len; i++)
        if (directory_find_service(directory, g_ptr_array_index(rule->services, i)) == NULL)
            return invalid(error, SAY_NOOP("one of these services is not there any more; leave it out"));
    return check_outcome(directory, rule, ret_field, error);
}

static gboolean
check_all_names(const DirectorySnapshot *directory, const RoutingGifts *gifts, const RoutingList *list, GError **error)
{
    for (guint i = 0; i < list->rules->len; i++) {
        const RoutingRule *rule = g_ptr_array_index(list->rules, i);
        g_autoptr(GError) trouble = NULL;
        const char *field;

        if (rule->off || (routing_check_names(directory, rule, &field, &trouble) &&
                          routing_gifts_check(gifts, rule, &field, &trouble)))
            continue;
        g_set_error(error, TRIBUNE_ERROR, TRIBUNE_ERROR_INVALID, "rule %u “%s”, %s: %s", i + 1, rule->name, field,
                    trouble->message);
        return FALSE;
    }
    return TRUE;
}

/* ---- saving ---- */

typedef struct {
    Routing *routing;
    const Actor *actor;
    gint64 base, restored; /* 0: not restored */
    const char *comment;
    char *rules;
    Digest digest;
    guint count;
    gint64 number;
} Saving;

static gboolean
check_base(const Saving *saving, DbSession *session, GError **error)
{
    g_autoptr(GError) trouble = NULL;
    g_autoptr(RoutingVersion) last = routing_store_last(session, &trouble);

    if (trouble != NULL) {
        g_propagate_error(error, g_steal_pointer(&trouble));
        return FALSE;
    }
    if ((last != NULL ? last->number : 0) == saving->base)
        return TRUE;
    g_set_error(error, TRIBUNE_ERROR, TRIBUNE_ERROR_CONFLICT,
                SAY_NOOP("somebody saved other rules in the meantime; look at them, then decide about yours"));
    return FALSE;
}

static gboolean
record(const Saving *saving, DbSession *session, gint64 *ret_leaf, GError **error)
{
    g_autofree char *digest = digest_to_hex(&saving->digest);
    json_t *detail = json_pack("{s:I, s:I, s:I, s:s, s:s, s:i}", "version", (json_int_t)saving->number, "base",
                               (json_int_t)saving->base, "restored", (json_int_t)saving->restored, "digest", digest,
                               "comment", saving->comment, "rules", (int)saving->count);
    EventDraft draft = {
        .kind = EVENT_ROUTING_CHANGED, .actor = saving->actor, .subject = saving->number, .detail = detail
    };
    gboolean done = event_append(saving->routing->store, session, &draft, ret_leaf, error);

    json_decref(detail);
    return done;
}

static gboolean
save(DbSession *session, gpointer data, GError **error)
{
    Saving *saving = data;
    RoutingVersion version = { .at = clock_now(),
                               .author = saving->actor->staff,
                               .author_name = (char *)saving->actor->name,
                               .comment = (char *)saving->comment,
                               .rules = saving->rules,
                               .digest = saving->digest };

    version.number = saving->number = saving->base + 1;
    return check_base(saving, session, error) && record(saving, session, &version.leaf, error) &&
           routing_store_insert(session, &version, error) &&
           routing_store_delete_draft(session, saving->actor->staff, error);
}

static gboolean
run(Saving *saving, const RoutingList *list, gint64 *ret_number, GError **error)
{
    g_autoptr(DirectorySnapshot) directory = directory_snapshot(saving->routing->directory);
    g_autofree char *comment = text_one_line(saving->comment, strlen(saving->comment), ROUTING_COMMENT_MAX);
    g_autofree char *rules = NULL;
    g_autoptr(RoutingGifts) gifts = NULL;
    g_autoptr(GError) trouble = NULL;

    if (!rights_check(saving->actor, ACTION_CHANGE_RULES, (UnitId){ 0 }, error))
        return FALSE;
    if (*comment == '\0')
        return invalid(error, SAY_NOOP("say in a few words what changes and why; it stands in the history"));
    gifts = routing_gifts_load(saving->routing, saving->actor, error);
    if (gifts == NULL || !routing_list_check(list, error) || !check_all_names(directory, gifts, list, error))
        return FALSE;
    saving->comment = comment;
    saving->rules = rules = routing_list_format(list);
    saving->digest = digest_sha256(rules, strlen(rules));
    saving->count = list->rules->len;
    if (!store_write(saving->routing->store, save, saving, error))
        return FALSE;
    /* It is durable; should reading it back fail, the next reload brings it. */
    if (!routing_reload(saving->routing, &trouble))
        log_failure("routing.reload-failed", trouble);
    *ret_number = saving->number;
    return TRUE;
}

gboolean
routing_save(Routing *routing, const Actor *actor, gint64 base, const RoutingList *list, const char *comment,
             gint64 *ret_number, GError **error)
{
    Saving saving = { .routing = routing, .actor = actor, .base = base, .comment = comment };

    return run(&saving, list, ret_number, error);
}

typedef struct {
    gint64 number;
    StaffId staff;
    RoutingVersion *version;
    RoutingStoreDraft *draft;
} Loading;

static gboolean
load_version(DbSession *session, gpointer data, GError **error)
{
    Loading *loading = data;

    loading->version = routing_store_load(session, loading->number, error);
    return loading->version != NULL;
}

gboolean
routing_restore(Routing *routing, const Actor *actor, gint64 base, gint64 number, const char *comment,
                gint64 *ret_number, GError **error)
{
    Saving saving = { .routing = routing, .actor = actor, .base = base, .restored = number, .comment = comment };
    Loading loading = { .number = number };
    g_autoptr(RoutingVersion) version = NULL;
    g_autoptr(RoutingList) list = NULL;

    if (!rights_check(actor, ACTION_CHANGE_RULES, (UnitId){ 0 }, error) ||
        !store_read(routing->store, load_version, &loading, error))
        return FALSE;
    version = loading.version;
    list = routing_list_parse(version->rules, strlen(version->rules), error);
    return list != NULL && run(&saving, list, ret_number, error);
}

/* ---- drafts ---- */

void
routing_draft_clear(RoutingDraft *draft)
{
    g_clear_pointer(&draft->list, routing_list_free);
}

static gboolean
load_draft(DbSession *session, gpointer data, GError **error)
{
    Loading *loading = data;
    GError *trouble = NULL;

    loading->draft = routing_store_load_draft(session, loading->staff, &trouble);
    if (trouble != NULL)
        g_propagate_error(error, trouble);
    return trouble == NULL;
}

gboolean
routing_draft_load(Routing *routing, const Actor *actor, RoutingDraft *ret, GError **error)
{
    g_autoptr(RoutingSnapshot) snapshot = routing_snapshot(routing);
    Loading loading = { .staff = actor->staff };
    g_autoptr(RoutingStoreDraft) draft = NULL;
    RoutingList *list;

    if (!rights_check(actor, ACTION_CHANGE_RULES, (UnitId){ 0 }, error) ||
        !store_read(routing->store, load_draft, &loading, error))
        return FALSE;
    draft = loading.draft;
    list = draft == NULL ? routing_list_copy(routing_engine_list(routing_snapshot_engine(snapshot)))
                         : routing_list_parse(draft->rules, strlen(draft->rules), error);
    if (list == NULL)
        return FALSE;
    *ret = (RoutingDraft){ draft != NULL ? draft->base : routing_snapshot_number(snapshot), list, draft != NULL };
    return TRUE;
}

typedef struct {
    StaffId staff;
    RoutingStoreDraft draft; /* rules NULL: none any more */
} Drafting;

static gboolean
write_draft(DbSession *session, gpointer data, GError **error)
{
    const Drafting *drafting = data;

    return drafting->draft.rules == NULL ? routing_store_delete_draft(session, drafting->staff, error)
                                         : routing_store_save_draft(session, drafting->staff, &drafting->draft, error);
}

gboolean
routing_draft_save(Routing *routing, const Actor *actor, gint64 base, const RoutingList *list, GError **error)
{
    g_autofree char *rules = NULL;
    Drafting drafting = { .staff = actor->staff, .draft = { .base = base, .changed = clock_now() } };

    if (!rights_check(actor, ACTION_CHANGE_RULES, (UnitId){ 0 }, error) || !routing_list_check(list, error))
        return FALSE;
    drafting.draft.rules = rules = routing_list_format(list);
    return store_write(routing->store, write_draft, &drafting, error);
}

gboolean
routing_draft_discard(Routing *routing, const Actor *actor, GError **error)
{
    Drafting drafting = { .staff = actor->staff };

    return rights_check(actor, ACTION_CHANGE_RULES, (UnitId){ 0 }, error) &&
           store_write(routing->store, write_draft, &drafting, error);
}
