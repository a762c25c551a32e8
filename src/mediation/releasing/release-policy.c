/* SPDX-License-Identifier: Apache-2.0 */
#include "mediation/releasing/release-policy.h"

#include <string.h>

#include "base/clock.h"
#include "base/error.h"
#include "mediation/cases/protecting.h"
#include "mediation/people/proving.h"
#include "mediation/releasing/preferring.h"
#include "mediation/subscribing/heeding.h"
#include "policy/policy-output.h"
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
    char *preferred;       /* channel that the citizen wants it by; "" any */
    GPtrArray *identities; /* Identity * of the person; their assurance is what they have in this case */
    int level;             /* … and that of the one that is answered */
    gsize length;
    gboolean stopped; /* she wants nothing at this address that she did not ask for */
    gboolean agrees;  /* to be written to by the channel that she prefers */
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

/* Her addresses that have no part in the case and no proof are left out: no rule brings a case to one of those. So are
 * those where she wrote STOP: an answer goes there only as one to what she wrote from there. */
static gboolean
keep_reachable(DbSession *session, Asking *asking, GError **error)
{
    for (guint i = asking->identities->len; i-- > 0;) {
        Identity *identity = g_ptr_array_index(asking->identities, i);
        gboolean stopped;
        int level;

        if (!proving_level(session, asking->matter->a_case->id, identity, &level, error) ||
            !heeding_is_stopped(asking->mediation, session, identity->uri, &stopped, error))
            return FALSE;
        if (level < 0 || stopped)
            g_ptr_array_remove_index(asking->identities, i);
        else
            identity->assurance = level;
    }
    return TRUE;
}

/* Whom an answer goes to first has part in the case, or was proven. */
static gboolean
read_level(DbSession *session, Asking *asking, GError **error)
{
    if (!proving_level(session, asking->matter->a_case->id, asking->matter->to, &asking->level, error))
        return FALSE;
    asking->level = MAX(asking->level, 0);
    return TRUE;
}

/* Where that channel would bring it: to the address that is answered, else to another one. */
static gboolean
agrees(const Asking *asking)
{
    const Channel *channel = channels_find(asking->mediation->channels, asking->preferred);

    if (channel != NULL && channels_can_reach(channel, asking->matter->to->uri))
        return !asking->stopped;
    for (guint i = 0; channel != NULL && i < asking->identities->len; i++)
        if (channels_can_reach(channel, ((const Identity *)g_ptr_array_index(asking->identities, i))->uri))
            return TRUE;
    return FALSE;
}

static gboolean
read_person(DbSession *session, Asking *asking, GError **error)
{
    asking->identities = person_store_list_identities(session, asking->matter->to->person, error);
    if (asking->identities == NULL || !keep_reachable(session, asking, error) || !read_level(session, asking, error) ||
        !preferring_channel(session, asking->matter->to->person, asking->matter->purpose, &asking->preferred, error) ||
        !heeding_is_stopped(asking->mediation, session, asking->matter->to->uri, &asking->stopped, error))
        return FALSE;
    asking->agrees = agrees(asking);
    return TRUE;
}

static const char *
purpose_of(const ReleaseMatter *matter)
{
    if (matter->purpose == PERSON_PURPOSE_RECEIPT)
        return "acknowledgement";
    return matter->draft->decision ? "decision" : "reply";
}

static PolicyFacts *
make_facts(const Asking *asking, int level)
{
    static const gint64 URGENCIES[CASE_PRIORITY_COUNT] = {
        [CASE_PRIORITY_NORMAL] = 1, [CASE_PRIORITY_HIGH] = 2, [CASE_PRIORITY_URGENT] = 3
    };
    const ReleaseMatter *matter = asking->matter;
    PolicyFacts *facts = policy_facts_new();
    const char *language = matter->a_case->language;

    policy_facts_set_word(facts, POLICY_PURPOSE, purpose_of(matter));
    policy_facts_set_word(facts, POLICY_AUDIENCE, "person");
    policy_facts_set_word(facts, POLICY_SENSITIVITY,
                          sensitivity_name(protecting_level(asking->mediation, matter->a_case)));
    policy_facts_set_number(facts, POLICY_URGENCY, URGENCIES[matter->a_case->priority]);
    policy_facts_set_word(facts, POLICY_LEGAL_EFFECT, matter->draft->decision ? "true" : "false");
    policy_facts_set_text(facts, POLICY_CITIZEN_CHANNEL_PREF, asking->preferred);
    policy_facts_set_number(facts, POLICY_CITIZEN_VERIFIED, level);
    if (!asking->stopped)
        policy_facts_add(facts, POLICY_CONSENT_CHANNELS, matter->conversation->channel);
    if (asking->agrees)
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
    int level; /* how sure she is there */
} Way;

static gboolean
carries(const Asking *asking, const Channel *channel)
{
    const ChannelCapabilities *capabilities = &channel->driver->capabilities;

    return (!has_files(asking) || (capabilities->abilities & CHANNEL_ATTACHMENTS) != 0) &&
           (capabilities->longest_text == 0 || asking->length <= capabilities->longest_text);
}

static const char *
name_of(const Asking *asking, const char *named)
{
    if (strcmp(named, POLICY_SAME) == 0)
        return asking->matter->conversation->channel;
    return strcmp(named, POLICY_PREFERRED) == 0 ? asking->preferred : named;
}

/* Whether @output of a rule names that channel, too. */
static gboolean
includes(const Asking *asking, const char *output, const char *channel)
{
    g_auto(GStrv) named = g_strsplit(output, "+", -1);

    for (guint i = 0; named[i] != NULL; i++) {
        const char *name = name_of(asking, named[i]);

        if (strcmp(name, POLICY_ANY) == 0 || strcmp(name, channel) == 0)
            return TRUE;
    }
    return FALSE;
}

static gboolean
decides_for(const Asking *asking, const PolicyDecision *decision, const char *channel)
{
    const GPtrArray *outputs = decision->outcome->outputs;

    for (guint i = 0; decision->outcome->result == POLICY_DECIDED && i < outputs->len; i++)
        if (includes(asking, g_ptr_array_index(outputs, i), channel))
            return TRUE;
    return FALSE;
}

/* What the table says of an address that we are less, or more, sure of than of the one that it was asked about. */
static gboolean
admits(const Asking *asking, const Channel *channel, int level)
{
    g_autoptr(PolicyFacts) facts = NULL;
    g_autoptr(PolicyDecision) decision = NULL;

    if (level == asking->level)
        return TRUE;
    facts = make_facts(asking, level);
    decision = policy_ask(asking->mediation, POLICY_CHANNEL, facts);
    return decides_for(asking, decision, channel->name);
}

/* It failed just now. */
static gboolean
has_failed(const Asking *asking, const Channel *channel, const Identity *to)
{
    const ReleaseMatter *matter = asking->matter;

    return matter->failed_channel != NULL && strcmp(matter->failed_channel, channel->name) == 0 &&
           matter->failed_to.value == to->id.value;
}

/* The address that is answered, when the channel reaches it; else another one of hers, and only where the table says
 * the same of that one. */
static gboolean
find_way(const Asking *asking, const Channel *channel, Way *ret)
{
    const Identity *to = asking->matter->to;

    if (channel == NULL || !carries(asking, channel))
        return FALSE;
    if (channels_can_reach(channel, to->uri) && !has_failed(asking, channel, to)) {
        *ret = (Way){ channel, to, asking->level };
        return TRUE;
    }
    for (guint i = 0; i < asking->identities->len; i++) {
        const Identity *other = g_ptr_array_index(asking->identities, i);

        if (other->id.value == to->id.value || !channels_can_reach(channel, other->uri) ||
            has_failed(asking, channel, other) || !admits(asking, channel, other->assurance))
            continue;
        *ret = (Way){ channel, other, other->assurance };
        return TRUE;
    }
    return FALSE;
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
        const char *name = name_of(asking, names[i]);

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

/* What named channels cannot: the one by which she asked says itself what is wrong, where it is among them. */
static gboolean
go_without(const Asking *asking, const PolicyDecision *decision, const char **ret_channel, GError **error)
{
    *ret_channel = release_channel(asking->mediation, asking->matter->conversation, asking->matter->to->uri);
    if (asking->matter->failed_channel == NULL && decides_for(asking, decision, *ret_channel))
        return TRUE;
    return refuse(SAY_NOOP("the policy names a channel on which we have no address of theirs, or none that is sure "
                           "enough; link one on the page of the person, call, or write a letter"),
                  error);
}

/* Of another address than was asked about: its conversation, and what the table says of it. */
static gboolean
turn(const Asking *asking, DbSession *session, const Way *way, ReleasePolicy *policy, Identity **ret_to,
     Conversation **ret_in, GError **error)
{
    const ReleaseMatter *matter = asking->matter;
    GError *trouble = NULL;

    if (way->level != asking->level) {
        g_autoptr(PolicyFacts) facts = make_facts(asking, way->level);

        policy_decision_free(policy->channel);
        policy->channel = policy_ask(asking->mediation, POLICY_CHANNEL, facts);
    }
    *ret_to = person_store_load_identity(session, way->to->id, error);
    if (*ret_to == NULL)
        return FALSE;
    *ret_in = case_store_conversation_of(session, matter->a_case->id, way->to->id, &trouble);
    if (trouble != NULL) {
        g_propagate_error(error, trouble);
        return FALSE;
    }
    if (*ret_in == NULL)
        *ret_in =
            preferring_conversation(session, matter->a_case, way->to, way->channel->name, matter->conversation, error);
    return *ret_in != NULL;
}

static gboolean
choose(const Asking *asking, DbSession *session, ReleasePolicy *policy, int *ret_level, const char **ret_channel,
       Identity **ret_to, Conversation **ret_in, GError **error)
{
    const GPtrArray *outputs = policy->channel->outcome->outputs;
    Way way = { NULL, NULL, asking->level };
    gboolean found = FALSE;

    if (policy->channel->outcome->result != POLICY_DECIDED)
        return refuse(policy->channel->sentence, error);
    /* After a failure only what the rule says to fall back to. */
    for (guint i = asking->matter->failed_channel != NULL ? 1 : 0; i < outputs->len && !found; i++)
        found = follow(asking, g_ptr_array_index(outputs, i), &way);
    *ret_level = way.level;
    if (!found)
        return go_without(asking, policy->channel, ret_channel, error);
    *ret_channel = way.channel->name;
    return way.to->id.value == asking->matter->to->id.value ||
           turn(asking, session, &way, policy, ret_to, ret_in, error);
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

static void
ask_duties(const Asking *asking, int level, ReleasePolicy *policy)
{
    g_autoptr(PolicySnapshot) duties = policy_snapshot(asking->mediation->policy, POLICY_DUTY);
    g_autoptr(PolicyFacts) facts = make_facts(asking, level);

    if (policy_engine_table(policy_snapshot_engine(duties))->rules->len > 0)
        policy->duties = policy_ask(asking->mediation, POLICY_DUTY, facts);
}

gboolean
release_policy_ask(const Mediation *mediation, DbSession *session, const ReleaseMatter *matter, ReleasePolicy *ret,
                   const char **ret_channel, Identity **ret_to, Conversation **ret_in, GError **error)
{
    g_auto(Asking) asking = { .mediation = mediation, .matter = matter, .length = strlen(matter->draft->text) };
    g_autoptr(PolicyFacts) facts = NULL;
    int level;

    *ret_channel = release_channel(mediation, matter->conversation, matter->to->uri);
    if (mediation->policy == NULL)
        return TRUE;
    if (!read_person(session, &asking, error))
        return FALSE;
    facts = make_facts(&asking, asking.level);
    ret->channel = policy_ask(mediation, POLICY_CHANNEL, facts);
    if (!choose(&asking, session, ret, &level, ret_channel, ret_to, ret_in, error))
        return FALSE;
    ask_duties(&asking, level, ret);
    return check_public(mediation, ret, *ret_channel, error);
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
