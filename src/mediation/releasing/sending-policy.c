/* SPDX-License-Identifier: Apache-2.0 */
#include "mediation/releasing/sending-policy.h"

#include <string.h>

#include "base/clock.h"
#include "base/error.h"
#include "mediation/cases/protecting.h"
#include "policy/policy-output.h"

static const char *
preferred_of(const SendingMatter *matter)
{
    return matter->preferred != NULL ? matter->preferred : "";
}

static PolicyFacts *
make_facts(const Mediation *mediation, const SendingMatter *matter)
{
    static const gint64 URGENCIES[CASE_PRIORITY_COUNT] = {
        [CASE_PRIORITY_NORMAL] = 1, [CASE_PRIORITY_HIGH] = 2, [CASE_PRIORITY_URGENT] = 3
    };
    PolicyFacts *facts = policy_facts_new();

    policy_facts_set_word(facts, POLICY_PURPOSE, matter->purpose);
    policy_facts_set_word(facts, POLICY_AUDIENCE, "person");
    policy_facts_set_word(
        facts, POLICY_SENSITIVITY,
        sensitivity_name(matter->a_case != NULL ? protecting_level(mediation, matter->a_case) : SENSITIVITY_PERSONAL));
    policy_facts_set_number(facts, POLICY_URGENCY, matter->a_case != NULL ? URGENCIES[matter->a_case->priority] : 1);
    policy_facts_set_word(facts, POLICY_LEGAL_EFFECT, "false");
    policy_facts_set_text(facts, POLICY_CITIZEN_CHANNEL_PREF, preferred_of(matter));
    policy_facts_set_number(facts, POLICY_CITIZEN_VERIFIED, matter->assurance);
    if (*matter->channel != '\0' && !matter->stopped)
        policy_facts_add(facts, POLICY_CONSENT_CHANNELS, matter->channel);
    policy_set_language(facts, *matter->language != '\0' ? matter->language : mediation->language);
    policy_facts_set_number(facts, POLICY_LENGTH, g_utf8_strlen(matter->text, -1));
    policy_facts_set_number(facts, POLICY_ATTACHMENTS, matter->files > 0);
    if (matter->actor->kind == ACTOR_STAFF && matter->a_case != NULL)
        policy_facts_set_word(facts, POLICY_OFFICER_ROLE,
                              actor_has_role(matter->actor, ROLE_LEAD, matter->a_case->unit) ? "lead" : "officer");
    policy_set_moment(mediation, facts, clock_now());
    policy_set_channels(mediation, facts);
    return facts;
}

/* ---- which channel ---- */

static gboolean
carries(const SendingMatter *matter, const Channel *channel)
{
    const ChannelCapabilities *capabilities = channel == NULL ? NULL : &channel->driver->capabilities;

    return channel != NULL && channels_can_reach(channel, matter->uri) &&
           (matter->files == 0 || (capabilities->abilities & CHANNEL_ATTACHMENTS) != 0) &&
           (capabilities->longest_text == 0 || strlen(matter->text) <= capabilities->longest_text);
}

static const Channel *
follow(const Mediation *mediation, const SendingMatter *matter, const char *output)
{
    g_auto(GStrv) names = g_strsplit(output, "+", -1);

    for (guint i = 0; names[i] != NULL; i++) {
        gboolean own = strcmp(names[i], POLICY_SAME) == 0 || strcmp(names[i], POLICY_PREFERRED) == 0;
        const Channel *channel = strcmp(names[i], POLICY_ANY) == 0
                                     ? channels_for(mediation->channels, "", matter->uri)
                                     : channels_find(mediation->channels, own ? matter->channel : names[i]);

        if (carries(matter, channel))
            return channel;
    }
    return NULL;
}

/* Where no channel that is named can, the one that reaches the address by which they wrote: that says itself what it
 * cannot carry. */
static const Channel *
choose(const Mediation *mediation, const SendingMatter *matter, const PolicyDecision *decision)
{
    const Channel *channel = NULL;

    for (guint i = 0; i < decision->outcome->outputs->len && channel == NULL; i++)
        channel = follow(mediation, matter, g_ptr_array_index(decision->outcome->outputs, i));
    return channel != NULL || matter->wished ? channel
                                             : channels_for(mediation->channels, matter->channel, matter->uri);
}

/* ---- duties ---- */

static gboolean
refuse(const char *words, GError **error)
{
    g_set_error_literal(error, TRIBUNE_ERROR, TRIBUNE_ERROR_INVALID, words);
    return FALSE;
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

static gboolean
check_duties(const PolicyDecision *duties, const Channel *channel, GError **error)
{
    if (has_duty(duties, POLICY_FOUR_EYES) || has_duty(duties, POLICY_REVIEW))
        return refuse(SAY_NOOP("the policy says that somebody else must agree before this leaves, and there is no "
                               "review of such letters; tell those who keep the policy"),
                      error);
    if (has_duty(duties, POLICY_NO_PUBLIC_REPLY) && channel != NULL &&
        (channel->driver->capabilities.abilities & CHANNEL_PRIVATE) == 0)
        return refuse(SAY_NOOP("the policy says that this is not said in public, and no other channel reaches them; "
                               "tell those who keep the policy"),
                      error);
    return TRUE;
}

gboolean
sending_policy_ask(const Mediation *mediation, const SendingMatter *matter, ReleasePolicy *ret,
                   const Channel **ret_channel, GError **error)
{
    g_autoptr(PolicySnapshot) duties = NULL;
    g_autoptr(PolicyFacts) facts = NULL;

    *ret_channel = channels_for(mediation->channels, matter->channel, matter->uri);
    if (mediation->policy == NULL)
        return TRUE;
    facts = make_facts(mediation, matter);
    ret->channel = policy_ask(mediation, POLICY_CHANNEL, facts);
    duties = policy_snapshot(mediation->policy, POLICY_DUTY);
    if (policy_engine_table(policy_snapshot_engine(duties))->rules->len > 0)
        ret->duties = policy_ask(mediation, POLICY_DUTY, facts);
    if (ret->channel->outcome->result != POLICY_DECIDED)
        return refuse(ret->channel->sentence, error);
    *ret_channel = choose(mediation, matter, ret->channel);
    return check_duties(ret->duties, *ret_channel, error);
}
