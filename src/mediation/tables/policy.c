/* SPDX-License-Identifier: Apache-2.0 */
#include "mediation/tables/policy-private.h"

#include <string.h>

#include "base/clock.h"
#include "base/error.h"
#include "base/id.h"
#include "base/zone.h"
#include "policy/policy-start.h"

struct PolicySnapshot {
    gint references;
    gint64 number;
    Digest digest;
    PolicyEngine *engine;
};

/* ---- snapshots ---- */

PolicySnapshot *
policy_snapshot(Policy *policy, PolicyKind kind)
{
    MUTEX_HELD(&policy->mutex);
    g_atomic_int_inc(&policy->current[kind]->references);
    return policy->current[kind];
}

void
policy_snapshot_release(PolicySnapshot *snapshot)
{
    if (!g_atomic_int_dec_and_test(&snapshot->references))
        return;
    policy_engine_free(snapshot->engine);
    g_free(snapshot);
}

gint64
policy_snapshot_number(const PolicySnapshot *snapshot)
{
    return snapshot->number;
}

const PolicyEngine *
policy_snapshot_engine(const PolicySnapshot *snapshot)
{
    return snapshot->engine;
}

static PolicySnapshot *
make_snapshot(gint64 number, const PolicyTable *table)
{
    PolicySnapshot *snapshot = g_new0(PolicySnapshot, 1);

    snapshot->references = 1;
    snapshot->number = number;
    snapshot->digest = policy_table_digest(table);
    snapshot->engine = policy_engine_new(table);
    return snapshot;
}

/* ---- reading ---- */

static PolicyTable *
parse_version(const PolicyVersion *version, GError **error)
{
    PolicyTable *table = policy_table_parse(version->rules, strlen(version->rules), error);

    if (table == NULL)
        g_prefix_error(error, "version %d of the %s table: ", (int)version->number, version->kind);
    return table;
}

PolicyTable *
policy_load_table(DbSession *session, PolicyKind kind, gint64 number, GError **error)
{
    g_autoptr(PolicyVersion) version = NULL;

    if (number == POLICY_START_NUMBER)
        return policy_start_table(kind);
    version = policy_store_load(session, policy_table_kind_name(kind), number, error);
    return version == NULL ? NULL : parse_version(version, error);
}

static PolicySnapshot *
read_active(DbSession *session, PolicyKind kind, GError **error)
{
    g_autoptr(GError) trouble = NULL;
    g_autoptr(PolicyVersion) version = policy_store_active(session, policy_table_kind_name(kind), &trouble);
    g_autoptr(PolicyTable) table = NULL;

    if (trouble != NULL) {
        g_propagate_error(error, g_steal_pointer(&trouble));
        return NULL;
    }
    table = version == NULL ? policy_start_table(kind) : parse_version(version, error);
    return table == NULL ? NULL : make_snapshot(version == NULL ? POLICY_START_NUMBER : version->number, table);
}

typedef struct {
    PolicySnapshot *fresh[POLICY_KIND_COUNT];
} Reading;

static void
reading_clear(Reading *reading)
{
    for (guint i = 0; i < POLICY_KIND_COUNT; i++)
        g_clear_pointer(&reading->fresh[i], policy_snapshot_release);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Reading, reading_clear)

static gboolean
read_all(DbSession *session, gpointer data, GError **error)
{
    Reading *reading = data;

    for (guint i = 0; i < POLICY_KIND_COUNT; i++) {
        reading->fresh[i] = read_active(session, (PolicyKind)i, error);
        if (reading->fresh[i] == NULL)
            return FALSE;
    }
    return TRUE;
}

gboolean
policy_reload(Policy *policy, GError **error)
{
    g_auto(Reading) reading = { { NULL } };

    MUTEX_HELD(&policy->reading);
    if (!store_read(policy->store, read_all, &reading, error)) {
        g_prefix_error(error, "reading the policy: ");
        return FALSE;
    }
    mutex_lock(&policy->mutex);
    for (guint i = 0; i < POLICY_KIND_COUNT; i++) {
        PolicySnapshot *old = policy->current[i];

        policy->current[i] = reading.fresh[i];
        reading.fresh[i] = old;
    }
    mutex_unlock(&policy->mutex);
    return TRUE;
}

Policy *
policy_open(Store *store, GError **error)
{
    Policy *policy = g_new0(Policy, 1);

    policy->store = store;
    mutex_init(&policy->reading);
    mutex_init(&policy->mutex);
    if (!policy_reload(policy, error))
        g_clear_pointer(&policy, policy_close);
    return policy;
}

void
policy_close(Policy *policy)
{
    for (guint i = 0; i < POLICY_KIND_COUNT; i++)
        g_clear_pointer(&policy->current[i], policy_snapshot_release);
    mutex_clear(&policy->reading);
    mutex_clear(&policy->mutex);
    g_free(policy);
}

/* ---- what things are called ---- */

static char *
name_channel(gpointer data, const char *code)
{
    const Mediation *mediation = data;
    const Channel *channel = mediation->channels == NULL ? NULL : channels_find(mediation->channels, code);

    return channel == NULL
               ? NULL
               : g_strdup(locale_say(locales_find(mediation->locales, mediation->language), channel->driver->label));
}

static char *
name_unit(gpointer data, const char *code)
{
    const Mediation *mediation = data;
    g_autoptr(DirectorySnapshot) directory = directory_snapshot(mediation->directory);
    const GPtrArray *units = directory_units(directory);

    for (guint i = 0; i < units->len; i++) {
        const Unit *unit = g_ptr_array_index(units, i);

        if (strcmp(unit->code, code) == 0)
            return g_strdup(unit->name);
    }
    return NULL;
}

PolicyNames
policy_names(const Mediation *mediation)
{
    return (PolicyNames){ name_channel, name_unit, (gpointer)mediation };
}

GArray *
policy_channels(const Mediation *mediation)
{
    GArray *infos = g_array_new(FALSE, FALSE, sizeof(PolicyChannelInfo));

    for (guint i = 0; mediation->channels != NULL && i < channels_count(mediation->channels); i++) {
        const Channel *channel = channels_at(mediation->channels, i);
        guint abilities = channel->driver->capabilities.abilities;
        PolicyChannelInfo info = { channel->name,
                                   (abilities & CHANNEL_SENDS) != 0,
                                   (abilities & CHANNEL_PUBLIC) != 0,
                                   (abilities & CHANNEL_PRIVATE) != 0,
                                   (abilities & CHANNEL_ATTACHMENTS) != 0,
                                   channel->driver->capabilities.longest_text };

        g_array_append_val(infos, info);
    }
    return infos;
}

/* ---- inputs ---- */

void
policy_set_language(PolicyFacts *facts, const char *tag)
{
    g_autofree char *language = g_ascii_strdown(tag, (gssize)strcspn(tag, "-_"));

    policy_facts_set_text(facts, POLICY_LANGUAGE, strlen(language) <= POLICY_TEXT_MAX ? language : NULL);
}

void
policy_set_moment(const Mediation *mediation, PolicyFacts *facts, gint64 at)
{
    gint64 local = at + zone_offset(zone_get(mediation->timezone), at, NULL), day = 24 * CLOCK_HOUR;

    policy_facts_set_number(facts, POLICY_LOCAL_TIME, local % day / CLOCK_MINUTE);
    policy_facts_set_number(facts, POLICY_WEEKDAY, (local / day + 3) % 7); /* 1970 began on a Thursday */
}

void
policy_set_channels(const Mediation *mediation, PolicyFacts *facts)
{
    for (guint i = 0; mediation->channels != NULL && i < channels_count(mediation->channels); i++) {
        const Channel *channel = channels_at(mediation->channels, i);
        ChannelHealth health = { 0 };

        if ((channel->driver->capabilities.abilities & CHANNEL_SENDS) == 0)
            continue;
        channel->driver->health(channel->handle, &health);
        if (health.state != HEALTH_DOWN)
            policy_facts_add(facts, POLICY_CHANNEL_UP, channel->name);
        g_free(health.words);
    }
}

/* ---- deciding ---- */

void
policy_decision_free(PolicyDecision *decision)
{
    policy_snapshot_release(decision->table);
    policy_facts_free(decision->facts);
    policy_engine_outcome_free(decision->outcome);
    g_free(decision->sentence);
    g_free(decision);
}

PolicyDecision *
policy_ask(const Mediation *mediation, PolicyKind kind, const PolicyFacts *facts)
{
    const Locale *locale = locales_find(mediation->locales, mediation->language);
    const PolicyNames names = policy_names(mediation);
    PolicyDecision *decision = g_new0(PolicyDecision, 1);

    decision->table = policy_snapshot(mediation->policy, kind);
    decision->facts = policy_facts_copy(facts);
    decision->outcome = policy_engine_decide(decision->table->engine, facts);
    decision->sentence =
        policy_words_decision(locale, policy_engine_table(decision->table->engine), decision->outcome, &names);
    return decision;
}

static char *
join_rules(const PolicyDecision *decision)
{
    const PolicyTable *table = policy_engine_table(decision->table->engine);
    g_autoptr(GString) ids = g_string_new(NULL);

    for (guint i = 0; i < decision->outcome->rules->len; i++) {
        const PolicyRule *rule = g_ptr_array_index(table->rules, g_array_index(decision->outcome->rules, guint, i));

        g_string_append_printf(ids, "%s%s", i > 0 ? " " : "", rule->id);
    }
    return g_strdup(ids->str);
}

static char *
join_outputs(const PolicyDecision *decision)
{
    g_autoptr(GString) outputs = g_string_new(NULL);

    for (guint i = 0; i < decision->outcome->outputs->len; i++)
        g_string_append_printf(outputs, "%s%s", i > 0 ? " " : "",
                               (const char *)g_ptr_array_index(decision->outcome->outputs, i));
    return g_strdup(outputs->str);
}

static gboolean
append_event(const Mediation *mediation, DbSession *session, const Actor *actor, PolicyDecision *decision,
             const StoredDecision *stored, GError **error)
{
    g_autofree char *digest = digest_to_hex(&stored->digest);
    json_t *detail = json_pack("{s:I, s:s, s:I, s:s, s:o, s:s, s:s, s:s, s:s}", "decision", (json_int_t)stored->id,
                               "kind", stored->kind, "version", (json_int_t)stored->version, "digest", digest, "inputs",
                               policy_facts_write(decision->facts), "result", stored->result, "rules", stored->rules,
                               "outputs", stored->outputs, "sentence", stored->sentence);
    gboolean done = event_append(mediation->store, session,
                                 &(EventDraft){ .kind = EVENT_POLICY_DECIDED,
                                                .actor = actor,
                                                .case_id = stored->case_id,
                                                .subject = stored->subject,
                                                .detail = detail },
                                 &decision->leaf, error);

    json_decref(detail);
    return done;
}

gboolean
policy_record(const Mediation *mediation, DbSession *session, const Actor *actor, PolicyDecision *decision,
              CaseId case_id, gint64 subject, GError **error)
{
    g_autofree char *inputs = policy_facts_format(decision->facts), *rules = join_rules(decision);
    g_autofree char *outputs = join_outputs(decision);
    StoredDecision stored = {
        .id = id_next(),
        .at = clock_now(),
        .kind = (char *)policy_table_kind_name(policy_engine_table(decision->table->engine)->kind),
        .version = decision->table->number,
        .digest = decision->table->digest,
        .case_id = case_id,
        .subject = subject,
        .inputs = inputs,
        .result = (char *)policy_engine_result_name(decision->outcome->result),
        .rules = rules,
        .outputs = outputs,
        .sentence = decision->sentence,
    };

    if (!append_event(mediation, session, actor, decision, &stored, error))
        return FALSE;
    stored.leaf = decision->leaf;
    decision->id = stored.id;
    return decision_store_insert(session, &stored, error);
}
