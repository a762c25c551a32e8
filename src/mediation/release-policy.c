/* SPDX-License-Identifier: Apache-2.0 */
#include "mediation/release-policy.h"

#include <string.h>

#include "base/clock.h"
#include "base/error.h"
#include "mediation/heeding.h"
#include "policy/policy-output.h"
#include "store/person-preference-store.h"
#include "store/person-store.h"

void
release_policy_clear(ReleasePolicy *policy)
{
    g_clear_pointer(&policy->channel, policy_decision_free);
    g_clear_pointer(&policy->duties, policy_decision_free);
}

/* ---- inputs ---- */

typedef struct {
    const Mediation *mediation;
    const ReleaseMatter *matter;
    char *preferred;       /* channel that the citizen wants answers by; "" any */
    GPtrArray *identities; /* Identity * of the person, the one that is answered first */
    gsize length;
    gboolean stopped; /* she wants nothing at this address that she did not ask for */
} Asking;

static void
asking_clear(Asking *asking)
{
    g_free(asking->preferred);
    g_clear_pointer(&asking->identities, g_ptr_array_unref);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Asking, asking_clear)

static gboolean
has_files(const Asking *asking)
{
    return asking->matter->draft->attachments != NULL && asking->matter->draft->attachments->len > 0;
}

/* Her addresses that have no part in the case are left out: no rule brings a case to one of those. */
static gboolean
keep_participants(DbSession *session, Asking *asking, GError **error)
{
    for (guint i = asking->identities->len; i-- > 0;) {
        const Identity *identity = g_ptr_array_index(asking->identities, i);
        g_autoptr(GError) trouble = NULL;
        g_autoptr(Conversation) in =
            case_store_conversation_of(session, asking->matter->a_case->id, identity->id, &trouble);

        if (trouble != NULL) {
            g_propagate_error(error, g_steal_pointer(&trouble));
            return FALSE;
        }
        if (in == NULL)
            g_ptr_array_remove_index(asking->identities, i);
    }
    return TRUE;
}

static gboolean
read_person(DbSession *session, Asking *asking, GError **error)
{
    g_auto(PersonPreferences) preferences = { 0 };
    const char *wanted;

    asking->identities = person_store_list_identities(session, asking->matter->to->person, error);
    if (asking->identities == NULL || !keep_participants(session, asking, error) ||
        !person_preference_store_load(session, asking->matter->to->person, &preferences, error))
        return FALSE;
    wanted = preferences.of[PERSON_PURPOSE_ANSWER].channel;
    if (wanted == NULL || *wanted == '\0')
        wanted = preferences.of[PERSON_PURPOSE_ANY].channel;
    asking->preferred = g_strdup(wanted != NULL ? wanted : "");
    return heeding_is_stopped(asking->mediation, session, asking->matter->to->uri, &asking->stopped, error);
}

static PolicyFacts *
make_facts(const Asking *asking)
{
    static const gint64 URGENCIES[CASE_PRIORITY_COUNT] = {
        [CASE_PRIORITY_NORMAL] = 1, [CASE_PRIORITY_HIGH] = 2, [CASE_PRIORITY_URGENT] = 3
    };
    const ReleaseMatter *matter = asking->matter;
    PolicyFacts *facts = policy_facts_new();
    const char *language = matter->a_case->language;

    policy_facts_set_word(facts, POLICY_PURPOSE, "reply");
    policy_facts_set_word(facts, POLICY_AUDIENCE, "person");
    policy_facts_set_word(facts, POLICY_SENSITIVITY, "personal");
    policy_facts_set_number(facts, POLICY_URGENCY, URGENCIES[matter->a_case->priority]);
    policy_facts_set_word(facts, POLICY_LEGAL_EFFECT, "false");
    policy_facts_set_text(facts, POLICY_CITIZEN_CHANNEL_PREF, asking->preferred);
    policy_facts_set_number(facts, POLICY_CITIZEN_VERIFIED, matter->to->assurance);
    if (!asking->stopped)
        policy_facts_add(facts, POLICY_CONSENT_CHANNELS, matter->conversation->channel);
    if (*asking->preferred != '\0')
        policy_facts_add(facts, POLICY_CONSENT_CHANNELS, asking->preferred);
    policy_set_language(facts, *language != '\0' ? language : asking->mediation->language);
    policy_facts_set_number(facts, POLICY_LENGTH, g_utf8_strlen(matter->draft->text, -1));
    policy_facts_set_number(facts, POLICY_ATTACHMENTS, has_files(asking));
    policy_facts_set_word(facts, POLICY_OFFICER_ROLE,
                          actor_has_role(matter->actor, ROLE_LEAD, matter->a_case->unit) ? "lead" : "officer");
    policy_set_moment(asking->mediation, facts, clock_now());
    policy_set_channels(asking->mediation, facts);
    return facts;
}

/* ---- which channel ---- */

typedef struct {
    const Channel *channel;
    const Identity *to;
} Way;

static gboolean
carries(const Asking *asking, const Channel *channel)
{
    const ChannelCapabilities *capabilities = &channel->driver->capabilities;

    return (!has_files(asking) || (capabilities->abilities & CHANNEL_ATTACHMENTS) != 0) &&
           (capabilities->longest_text == 0 || asking->length <= capabilities->longest_text);
}

/* The address that is answered, when the channel reaches it; else another one of hers that has part in the case. */
static gboolean
find_way(const Asking *asking, const Channel *channel, Way *ret)
{
    const Identity *to = NULL;

    if (channel == NULL || !carries(asking, channel))
        return FALSE;
    if (channels_can_reach(channel, asking->matter->to->uri))
        to = asking->matter->to;
    for (guint i = 0; to == NULL && i < asking->identities->len; i++) {
        const Identity *identity = g_ptr_array_index(asking->identities, i);

        if (channels_can_reach(channel, identity->uri))
            to = identity;
    }
    *ret = (Way){ channel, to };
    return to != NULL;
}

/* Her own channel first, then those that reach the address that is answered, then any. */
static gboolean
find_any_way(const Asking *asking, Way *ret)
{
    const Channels *channels = asking->mediation->channels;
    const char *uri = asking->matter->to->uri;

    if (find_way(asking, channels_find(channels, asking->matter->conversation->channel), ret))
        return TRUE;
    for (guint i = 0; i < channels_count(channels); i++)
        if (channels_can_reach(channels_at(channels, i), uri) && find_way(asking, channels_at(channels, i), ret))
            return TRUE;
    for (guint i = 0; i < channels_count(channels); i++)
        if (find_way(asking, channels_at(channels, i), ret))
            return TRUE;
    return FALSE;
}

/* @output: what a rule names; of several channels the first that can, since one person gets one answer. */
static gboolean
follow(const Asking *asking, const char *output, Way *ret)
{
    g_auto(GStrv) names = g_strsplit(output, "+", -1);

    for (guint i = 0; names[i] != NULL; i++) {
        const char *name = strcmp(names[i], POLICY_SAME) == 0        ? asking->matter->conversation->channel
                           : strcmp(names[i], POLICY_PREFERRED) == 0 ? asking->preferred
                                                                     : names[i];

        if (strcmp(name, POLICY_ANY) == 0 ? find_any_way(asking, ret)
                                          : find_way(asking, channels_find(asking->mediation->channels, name), ret))
            return TRUE;
    }
    return FALSE;
}

static gboolean
refuse(const char *words, GError **error)
{
    g_set_error_literal(error, TRIBUNE_ERROR, TRIBUNE_ERROR_INVALID, words);
    return FALSE;
}

static gboolean
choose(const Asking *asking, DbSession *session, const PolicyDecision *decision, const char **ret_channel,
       Identity **ret_to, Conversation **ret_in, GError **error)
{
    const GPtrArray *outputs = decision->outcome->outputs;
    const char *uri = asking->matter->to->uri;
    Way way = { NULL, NULL };
    gboolean found = FALSE;

    if (decision->outcome->result != POLICY_DECIDED)
        return refuse(decision->sentence, error);
    for (guint i = 0; i < outputs->len && !found; i++)
        found = follow(asking, g_ptr_array_index(outputs, i), &way);
    *ret_channel = found ? way.channel->name : release_channel(asking->mediation, asking->matter->conversation, uri);
    if (!found || way.to == asking->matter->to || way.to->id.value == asking->matter->to->id.value)
        return TRUE;
    *ret_to = person_store_load_identity(session, way.to->id, error);
    *ret_in =
        *ret_to == NULL ? NULL : case_store_conversation_of(session, asking->matter->a_case->id, way.to->id, error);
    return *ret_in != NULL;
}

static gboolean
has_duty(const PolicyDecision *decision, PolicyDuty wanted)
{
    for (guint i = 0; decision != NULL && i < decision->outcome->outputs->len; i++) {
        const char *argument;
        PolicyDuty duty;

        if (policy_output_parse_duty(g_ptr_array_index(decision->outcome->outputs, i), &duty, &argument) &&
            duty == wanted)
            return TRUE;
    }
    return FALSE;
}

/* Nothing in public, when the duty table says so. */
static gboolean
check_public(const Mediation *mediation, const ReleasePolicy *policy, const char *name, GError **error)
{
    const Channel *channel = channels_find(mediation->channels, name);

    if (!has_duty(policy->duties, POLICY_NO_PUBLIC_REPLY) || channel == NULL ||
        (channel->driver->capabilities.abilities & CHANNEL_PRIVATE) != 0)
        return TRUE;
    return refuse(SAY_NOOP("the policy says that this is not answered in public, and there is no other way to answer; "
                           "write a note instead"),
                  error);
}

gboolean
release_policy_ask(const Mediation *mediation, DbSession *session, const ReleaseMatter *matter, ReleasePolicy *ret,
                   const char **ret_channel, Identity **ret_to, Conversation **ret_in, GError **error)
{
    g_auto(Asking) asking = { .mediation = mediation, .matter = matter, .length = strlen(matter->draft->text) };
    g_autoptr(PolicySnapshot) duties = NULL;
    g_autoptr(PolicyFacts) facts = NULL;

    *ret_channel = release_channel(mediation, matter->conversation, matter->to->uri);
    if (mediation->policy == NULL)
        return TRUE;
    if (!read_person(session, &asking, error))
        return FALSE;
    facts = make_facts(&asking);
    ret->channel = policy_ask(mediation, POLICY_CHANNEL, facts);
    duties = policy_snapshot(mediation->policy, POLICY_DUTY);
    if (policy_engine_table(policy_snapshot_engine(duties))->rules->len > 0)
        ret->duties = policy_ask(mediation, POLICY_DUTY, facts);
    return choose(&asking, session, ret->channel, ret_channel, ret_to, ret_in, error) &&
           check_public(mediation, ret, *ret_channel, error);
}

gboolean
release_policy_check(const ReleasePolicy *policy, GError **error)
{
    if (!has_duty(policy->duties, POLICY_FOUR_EYES) && !has_duty(policy->duties, POLICY_REVIEW))
        return TRUE;
    return refuse(
        SAY_NOOP("the policy says that somebody else must agree before this leaves, and what leaves with a hand-over "
                 "cannot be put before others; tell those who keep the policy"),
        error);
}

gboolean
release_policy_record(const Mediation *mediation, DbSession *session, const Actor *actor, ReleasePolicy *policy,
                      CaseId case_id, ReleaseId release, GError **error)
{
    return (policy->channel == NULL ||
            policy_record(mediation, session, actor, policy->channel, case_id, release.value, error)) &&
           (policy->duties == NULL ||
            policy_record(mediation, session, actor, policy->duties, case_id, release.value, error));
}
