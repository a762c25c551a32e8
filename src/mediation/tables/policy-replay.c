/* SPDX-License-Identifier: Apache-2.0 */
#include "mediation/tables/policy-replay.h"

#include <string.h>

#include "base/canonical.h"
#include "base/clock.h"
#include "base/error.h"
#include "mediation/tables/policy-private.h"
#include "model/rights.h"

static void
example_free(PolicyReplayExample *example)
{
    policy_facts_free(example->facts);
    g_free(example);
}

static void
change_free(PolicyReplayChange *change)
{
    g_free(change->old);
    g_free(change->now);
    g_ptr_array_unref(change->examples);
    g_free(change);
}

static void
tally_free(PolicyReplayTally *tally)
{
    g_free(tally->output);
    g_free(tally);
}

void
policy_replay_free(PolicyReplay *replay)
{
    g_ptr_array_unref(replay->changes);
    g_ptr_array_unref(replay->tallies);
    g_free(replay);
}

/* ---- comparing ---- */

typedef struct {
    PolicyReplay *replay;
    const PolicyEngine *engine;
    GHashTable *changes; /* "old|now" → PolicyReplayChange *, borrowed */
    GHashTable *tallies; /* output → PolicyReplayTally *, borrowed */
    gint64 deadline;
} Comparing;

static char *
join_outputs(const PolicyOutcome *outcome)
{
    g_autoptr(GString) text = g_string_new(NULL);

    if (outcome->result != POLICY_DECIDED)
        return g_strdup(policy_engine_result_name(outcome->result));
    for (guint i = 0; i < outcome->outputs->len; i++)
        g_string_append_printf(text, "%s%s", i > 0 ? " " : "", (const char *)g_ptr_array_index(outcome->outputs, i));
    return g_strdup(text->str);
}

static void
count_outputs(Comparing *comparing, const char *outputs, gboolean now)
{
    g_auto(GStrv) words = g_strsplit(outputs, " ", -1);

    for (guint i = 0; words[i] != NULL; i++) {
        PolicyReplayTally *tally = g_hash_table_lookup(comparing->tallies, words[i]);

        if (tally == NULL) {
            tally = g_new0(PolicyReplayTally, 1);
            tally->output = g_strdup(words[i]);
            g_ptr_array_add(comparing->replay->tallies, tally);
            g_hash_table_insert(comparing->tallies, tally->output, tally);
        }
        if (now)
            tally->now++;
        else
            tally->old++;
    }
}

static PolicyReplayChange *
find_change(Comparing *comparing, const char *old, const char *now)
{
    g_autofree char *key = g_strdup_printf("%s|%s", old, now);
    PolicyReplayChange *change = g_hash_table_lookup(comparing->changes, key);

    if (change != NULL || comparing->replay->changes->len >= POLICY_REPLAY_CHANGES)
        return change;
    change = g_new0(PolicyReplayChange, 1);
    change->old = g_strdup(old);
    change->now = g_strdup(now);
    change->examples = g_ptr_array_new_with_free_func((GDestroyNotify)example_free);
    g_ptr_array_add(comparing->replay->changes, change);
    g_hash_table_insert(comparing->changes, g_steal_pointer(&key), change);
    return change;
}

static void
note_change(Comparing *comparing, const StoredDecision *stored, const PolicyFacts *facts, const char *old,
            const char *now)
{
    PolicyReplayChange *change = find_change(comparing, old, now);
    PolicyReplayExample *example;

    comparing->replay->changed++;
    if (change == NULL) {
        comparing->replay->other++;
        return;
    }
    change->count++;
    if (change->examples->len >= POLICY_REPLAY_EXAMPLES)
        return;
    example = g_new0(PolicyReplayExample, 1);
    *example = (PolicyReplayExample){ stored->id, stored->at, stored->case_id, policy_facts_copy(facts) };
    g_ptr_array_add(change->examples, example);
}

static gboolean
compare(gpointer data, const StoredDecision *stored)
{
    Comparing *comparing = data;
    g_autoptr(PolicyFacts) facts = policy_facts_parse(stored->inputs, strlen(stored->inputs), NULL);
    g_autoptr(PolicyOutcome) outcome = NULL;
    g_autofree char *now = NULL;
    const char *old = strcmp(stored->result, "decided") == 0 ? stored->outputs : stored->result;

    if (facts == NULL) {
        comparing->replay->unreadable++;
        return TRUE;
    }
    outcome = policy_engine_decide(comparing->engine, facts);
    now = join_outputs(outcome);
    comparing->replay->compared++;
    count_outputs(comparing, old, FALSE);
    count_outputs(comparing, now, TRUE);
    if (strcmp(old, now) != 0)
        note_change(comparing, stored, facts, old, now);
    if (comparing->replay->compared % 256 == 0 && clock_monotonic() >= comparing->deadline)
        comparing->replay->complete = FALSE;
    return comparing->replay->complete;
}

typedef struct {
    const char *kind;
    guint limit;
    Comparing *comparing;
} Running;

static gboolean
run(DbSession *session, gpointer data, GError **error)
{
    const Running *running = data;

    return decision_store_each(session, running->kind, running->limit, compare, running->comparing, error);
}

static int
by_count(gconstpointer a, gconstpointer b)
{
    const PolicyReplayChange *first = *(const PolicyReplayChange *const *)a;
    const PolicyReplayChange *second = *(const PolicyReplayChange *const *)b;

    return (second->count > first->count) - (second->count < first->count);
}

static int
by_output(gconstpointer a, gconstpointer b)
{
    return strcmp((*(const PolicyReplayTally *const *)a)->output, (*(const PolicyReplayTally *const *)b)->output);
}

PolicyReplay *
policy_replay_run(const Mediation *mediation, const Actor *actor, const PolicyTable *table, guint limit,
                  gint64 deadline, GError **error)
{
    g_autoptr(PolicyReplay) replay = g_new0(PolicyReplay, 1);
    g_autoptr(PolicyEngine) engine = policy_engine_new(table);
    g_autoptr(GHashTable) changes = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    g_autoptr(GHashTable) tallies = g_hash_table_new(g_str_hash, g_str_equal);
    Comparing comparing = { replay, engine, changes, tallies, deadline };
    Running running = { policy_table_kind_name(table->kind), MIN(limit, POLICY_REPLAY_DECISIONS), &comparing };
    gint64 start = clock_monotonic();

    replay->complete = TRUE;
    replay->changes = g_ptr_array_new_with_free_func((GDestroyNotify)change_free);
    replay->tallies = g_ptr_array_new_with_free_func((GDestroyNotify)tally_free);
    if (!rights_check_anywhere(actor, ACTION_SEE_RULES, error) || !store_read(mediation->store, run, &running, error))
        return NULL;
    replay->microseconds = clock_monotonic() - start;
    g_ptr_array_sort(replay->changes, by_count);
    g_ptr_array_sort(replay->tallies, by_output);
    return g_steal_pointer(&replay);
}

/* ---- of a version ---- */

typedef struct {
    PolicyKind kind;
    gint64 number;
    PolicyTable *table;
} Loading;

static gboolean
load(DbSession *session, gpointer data, GError **error)
{
    Loading *loading = data;

    loading->table = policy_load_table(session, loading->kind, loading->number, error);
    return loading->table != NULL;
}

/* What is kept of it: how much was compared and what changed how often. */
static char *
summarise(const PolicyReplay *replay)
{
    json_t *changes = json_array();

    for (guint i = 0; i < replay->changes->len; i++) {
        const PolicyReplayChange *change = g_ptr_array_index(replay->changes, i);

        json_array_append_new(changes, json_pack("{s:s, s:s, s:I}", "old", change->old, "now", change->now, "count",
                                                 (json_int_t)change->count));
    }
    return canonical_json_take(json_pack("{s:I, s:I, s:o}", "compared", (json_int_t)replay->compared, "changed",
                                         (json_int_t)replay->changed, "changes", changes));
}

typedef struct {
    Digest digest;
    const char *summary;
} Replayed;

static gboolean
take_replay(DbSession *session, const PolicyStep *step, PolicyVersion *version, GError **error)
{
    const Replayed *replayed = step->data;

    (void)session;
    if (version->state < POLICY_STATE_CHECKED || version->state >= POLICY_STATE_ACTIVE ||
        !digest_equal(&replayed->digest, &version->digest)) {
        g_set_error_literal(error, TRIBUNE_ERROR, TRIBUNE_ERROR_CONFLICT,
                            SAY_NOOP("check this version first; then look at what it would have changed"));
        return FALSE;
    }
    version->state = MAX(version->state, POLICY_STATE_REPLAYED);
    g_free(version->replay);
    version->replay = g_strdup(replayed->summary);
    return TRUE;
}

PolicyReplay *
policy_replay_version(const Mediation *mediation, const Actor *actor, PolicyKind kind, gint64 number, guint limit,
                      gint64 deadline, GError **error)
{
    Loading loading = { kind, number, NULL };
    g_autoptr(PolicyTable) table = NULL;
    g_autoptr(PolicyReplay) replay = NULL;
    g_autofree char *summary = NULL;
    Replayed replayed;

    if (!rights_check(actor, ACTION_CHANGE_RULES, (UnitId){ 0 }, error) ||
        !store_read(mediation->store, load, &loading, error))
        return NULL;
    table = loading.table;
    replay = policy_replay_run(mediation, actor, table, limit, deadline, error);
    if (replay == NULL || !replay->complete)
        return g_steal_pointer(&replay);
    summary = summarise(replay);
    replayed = (Replayed){ policy_table_digest(table), summary };
    if (!policy_step(&(PolicyStep){ .mediation = mediation,
                                    .actor = actor,
                                    .kind = policy_table_kind_name(kind),
                                    .number = number,
                                    .event = EVENT_POLICY_REPLAYED,
                                    .comment = "",
                                    .take = take_replay,
                                    .data = &replayed },
                     error))
        return NULL;
    return g_steal_pointer(&replay);
}
