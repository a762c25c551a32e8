/* SPDX-License-Identifier: Apache-2.0 */
#include "mediation/routing/routing-replay.h"

#include <string.h>

#include "base/clock.h"
#include "base/error.h"
#include "mediation/receiving/message-envelope.h"
#include "model/rights.h"
#include "store/message-store.h"
#include "store/verdict-store.h"

static void
example_free(RoutingReplayExample *example)
{
    g_free(example->reference);
    g_free(example->title);
    g_free(example);
}

static void
change_free(RoutingReplayChange *change)
{
    g_ptr_array_unref(change->examples);
    g_free(change);
}

void
routing_replay_free(RoutingReplay *replay)
{
    g_ptr_array_unref(replay->changes);
    g_array_unref(replay->fired);
    g_free(replay);
}

typedef struct {
    const Mediation *mediation;
    const Actor *actor;
    const RoutingEngine *tried;
    guint limit;
    gint64 deadline;
    RoutingReplay *replay;
} Replaying;

/* ---- one message ---- */

static gboolean
load_labels(DbSession *session, MessageId id, GPtrArray *verdicts, GPtrArray *labels, GError **error)
{
    g_autoptr(GPtrArray) stored = verdict_store_list(session, id, error);

    if (stored == NULL)
        return FALSE;
    while (stored->len > 0) {
        StoredVerdict *one = g_ptr_array_steal_index(stored, stored->len - 1);

        g_ptr_array_add(verdicts, one);
        if (*one->verdict->label != '\0')
            g_ptr_array_add(labels, one->verdict->label);
    }
    g_ptr_array_add(labels, NULL);
    return TRUE;
}

/* NULL without error: its content was destroyed, or it has no text. */
static MessagePart *
load_text(const Replaying *replaying, DbSession *session, const Message *message, GError **error)
{
    g_autoptr(GError) trouble = NULL;
    MessagePart *part = content_load_part(&replaying->mediation->store->content, session, message->id.value,
                                          message->ref.secret_key, PART_TEXT, &trouble);

    if (part == NULL && !g_error_matches(trouble, TRIBUNE_ERROR, TRIBUNE_ERROR_NOT_FOUND))
        g_propagate_error(error, g_steal_pointer(&trouble));
    return part;
}

static RoutingMaterial *
load_material(const Replaying *replaying, DbSession *session, const Message *message, GError **error)
{
    g_autoptr(GPtrArray) verdicts = g_ptr_array_new_with_free_func((GDestroyNotify)stored_verdict_free);
    g_autoptr(GPtrArray) labels = g_ptr_array_new();
    g_autoptr(GError) trouble = NULL;
    g_autoptr(MessagePart) text = load_text(replaying, session, message, &trouble);
    g_autoptr(MessageDraft) draft = NULL; /* how it came */
    g_autoptr(RoutingMaterial) material = NULL;

    if (trouble != NULL) {
        g_propagate_error(error, g_steal_pointer(&trouble));
        return NULL;
    }
    if (!message_envelope_load(replaying->mediation, session, message, &draft, error) ||
        !load_labels(session, message->id, verdicts, labels, error))
        return NULL;
    replaying->replay->erased += text == NULL ? 1 : 0;
    material = routing_decision_material(replaying->mediation, message, text, (const char *const *)labels->pdata,
                                         draft != NULL ? draft->service : "");
    return routing_decision_meet(material, session, message->received, error) ? g_steal_pointer(&material) : NULL;
}

/* ---- counting ---- */

static gboolean
same(const RoutingDecision *a, const RoutingDecision *b)
{
    return a->unit.value == b->unit.value && a->service.value == b->service.value && a->priority == b->priority;
}

static RoutingReplayChange *
find_change(RoutingReplay *replay, const RoutingDecision *old, const RoutingDecision *now)
{
    RoutingReplayChange *change;

    for (guint i = 0; i < replay->changes->len; i++) {
        change = g_ptr_array_index(replay->changes, i);
        if (same(&change->old, old) && same(&change->now, now))
            return change;
    }
    change = g_new0(RoutingReplayChange, 1);
    change->old = *old;
    change->now = *now;
    change->examples = g_ptr_array_new_with_free_func((GDestroyNotify)example_free);
    g_ptr_array_add(replay->changes, change);
    return change;
}

static void
add_example(const Replaying *replaying, RoutingReplayChange *change, const RoutingOpener *opener,
            const RoutingDecision *old, const RoutingDecision *now)
{
    RoutingReplayExample *example;

    if (change->examples->len >= ROUTING_REPLAY_EXAMPLES)
        return;
    example = g_new0(RoutingReplayExample, 1);
    example->case_id = opener->case_id;
    example->reference = g_strdup(opener->reference);
    example->title = rights_may(replaying->actor, ACTION_READ_CASE, opener->unit) ? g_strdup(opener->title) : NULL;
    example->old = old->rule;
    example->now = now->rule;
    g_ptr_array_add(change->examples, example);
}

static void
count(const Replaying *replaying, const RoutingOpener *opener, const RoutingMaterial *material)
{
    RoutingReplay *replay = replaying->replay;
    RoutingDecision old = routing_decision_make(material, NULL);
    RoutingDecision now = routing_decision_make(material, replaying->tried);
    RoutingReplayChange *change;

    replay->messages++;
    if (now.rule == G_MAXUINT)
        replay->unrouted++;
    else
        g_array_index(replay->fired, guint, now.rule)++;
    if (same(&old, &now))
        return;
    replay->changed++;
    change = find_change(replay, &old, &now);
    change->count++;
    add_example(replaying, change, opener, &old, &now);
}

/* ---- all of them ---- */

static gboolean
replay_one(const Replaying *replaying, DbSession *session, const RoutingOpener *opener, GError **error)
{
    g_autoptr(Message) message = message_store_load(session, opener->message, error);
    g_autoptr(RoutingMaterial) material = NULL;

    if (message == NULL)
        return FALSE;
    if (message->direction != DIRECTION_IN)
        return TRUE;
    material = load_material(replaying, session, message, error);
    if (material == NULL)
        return FALSE;
    count(replaying, opener, material);
    return TRUE;
}

static gboolean
replay_all(DbSession *session, gpointer data, GError **error)
{
    Replaying *replaying = data;
    g_autoptr(GPtrArray) openers = routing_store_openers(session, replaying->limit, error);

    if (openers == NULL)
        return FALSE;
    for (guint i = 0; i < openers->len; i++) {
        if (clock_monotonic() >= replaying->deadline)
            return TRUE;
        if (!replay_one(replaying, session, g_ptr_array_index(openers, i), error))
            return FALSE;
    }
    replaying->replay->complete = TRUE;
    return TRUE;
}

static int
by_count(gconstpointer a, gconstpointer b)
{
    const RoutingReplayChange *first = *(RoutingReplayChange *const *)a, *second = *(RoutingReplayChange *const *)b;

    return (first->count < second->count) - (first->count > second->count);
}

RoutingReplay *
routing_replay_run(const Mediation *mediation, const Actor *actor, const RoutingList *tried, guint limit,
                   gint64 deadline, GError **error)
{
    g_autoptr(RoutingEngine) engine = routing_engine_new(tried);
    g_autoptr(RoutingReplay) replay = g_new0(RoutingReplay, 1);
    Replaying replaying = { mediation, actor, engine, limit, deadline, replay };
    gint64 begin = clock_monotonic();

    replay->changes = g_ptr_array_new_with_free_func((GDestroyNotify)change_free);
    replay->fired = g_array_new(FALSE, TRUE, sizeof(guint));
    g_array_set_size(replay->fired, tried->rules->len);
    if (!rights_check_anywhere(actor, ACTION_SEE_RULES, error) ||
        !store_read(mediation->store, replay_all, &replaying, error))
        return NULL;
    g_ptr_array_sort(replay->changes, by_count);
    replay->microseconds = clock_monotonic() - begin;
    return g_steal_pointer(&replay);
}
