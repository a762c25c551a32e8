/* SPDX-License-Identifier: Apache-2.0 */
#include "mediation/publishing/publishing-policy.h"

#include <string.h>

#include "base/clock.h"
#include "base/error.h"
#include "mediation/tables/policy.h"
#include "policy/policy-output.h"

/* ---- inputs ---- */

static gint64
urgency_of(const PublicationRow *row, const PublicationContent *content)
{
    if (row->kind != PUBLICATION_ALERT)
        return 1;
    return g_ascii_strcasecmp(content->urgency, "immediate") == 0 ? 3 : 2;
}

/* Of the longest language. */
static gint64
length_of(const PublicationContent *content)
{
    gint64 longest = 0;

    for (guint i = 0; i < content->texts->len; i++) {
        const PublicationText *text = g_ptr_array_index(content->texts, i);

        longest = MAX(longest, g_utf8_strlen(text->body, -1));
    }
    return longest;
}

static PolicyFacts *
make_facts(const Mediation *mediation, const PublicationRow *row, const PublicationContent *content)
{
    PolicyFacts *facts = policy_facts_new();

    policy_facts_set_word(facts, POLICY_PURPOSE, publication_kind_name(row->kind));
    policy_facts_set_word(facts, POLICY_AUDIENCE, "public");
    policy_facts_set_word(facts, POLICY_SENSITIVITY, "public");
    policy_facts_set_number(facts, POLICY_URGENCY, urgency_of(row, content));
    policy_facts_set_word(facts, POLICY_LEGAL_EFFECT, "false");
    policy_facts_set_number(facts, POLICY_CITIZEN_VERIFIED, 0);
    policy_set_language(facts, publication_content_any(content, mediation->language)->language);
    policy_facts_set_number(facts, POLICY_LENGTH, length_of(content));
    policy_facts_set_number(facts, POLICY_ATTACHMENTS, 0);
    policy_set_moment(mediation, facts, row->scheduled != 0 ? row->scheduled : clock_now());
    policy_set_channels(mediation, facts);
    return facts;
}

/* ---- what follows ---- */

static gboolean
refuse(const char *words, GError **error)
{
    g_set_error_literal(error, TRIBUNE_ERROR, TRIBUNE_ERROR_INVALID, words);
    return FALSE;
}

static gboolean
names(const char *output, const char *name)
{
    g_auto(GStrv) words = g_strsplit(output, "+", -1);

    return strcmp(output, POLICY_SAME) == 0 || strcmp(output, POLICY_PREFERRED) == 0 ||
           strcmp(output, POLICY_ANY) == 0 || g_strv_contains((const char *const *)words, name);
}

/* The first output is the one to follow; the second is for when it cannot be. */
static gboolean
check_channels(const Mediation *mediation, const PolicyDecision *decision, GError **error)
{
    const char *output;

    if (decision->outcome->result != POLICY_DECIDED || decision->outcome->outputs->len == 0)
        return refuse(decision->sentence, error);
    output = g_ptr_array_index(decision->outcome->outputs, 0);
    for (guint i = 0; mediation->channels != NULL && i < channels_count(mediation->channels); i++) {
        const Channel *channel = channels_at(mediation->channels, i);

        if (channel->driver->render_public != NULL && !names(output, channel->name))
            return refuse(SAY_NOOP("the policy names some channels for this, and what is published is on every public "
                                   "channel; tell those who keep the policy"),
                          error);
    }
    return TRUE;
}

static gboolean
check_duties(const PolicyDecision *duties, const PublicationContent *content, gint64 *ret_tiers, GError **error)
{
    *ret_tiers = 0;
    for (guint i = 0; i < duties->outcome->outputs->len; i++) {
        const char *argument;
        PolicyDuty duty;

        if (!policy_output_parse_duty(g_ptr_array_index(duties->outcome->outputs, i), &duty, &argument))
            continue;
        *ret_tiers += duty == POLICY_FOUR_EYES || duty == POLICY_REVIEW;
        if (duty == POLICY_NO_PUBLIC_REPLY)
            return refuse(SAY_NOOP("the policy says that this is not said in public"), error);
        if (duty == POLICY_TRANSLATE && content->texts->len < 2)
            return refuse(SAY_NOOP("the policy says that this needs a second language; add it"), error);
    }
    *ret_tiers = MIN(*ret_tiers, APPROVAL_TIERS_MAX);
    return TRUE;
}

gboolean
publishing_policy_ask(const PublishingStep *step, DbSession *session, PublicationRow *row, GError **error)
{
    const Mediation *mediation = step->mediation;
    g_autoptr(PublicationContent) content = NULL;
    g_autoptr(PolicyDecision) channel = NULL, duties = NULL;
    g_autoptr(PolicyFacts) facts = NULL;

    row->tiers = 0;
    if (mediation->policy == NULL)
        return TRUE;
    content = publication_store_load_version(mediation->store, session, row->id, row->version, error);
    if (content == NULL)
        return FALSE;
    facts = make_facts(mediation, row, content);
    channel = policy_ask(mediation, POLICY_CHANNEL, facts);
    duties = policy_ask(mediation, POLICY_DUTY, facts);
    return check_channels(mediation, channel, error) && check_duties(duties, content, &row->tiers, error) &&
           policy_record(mediation, session, step->actor, channel, (CaseId){ 0 }, row->work, error) &&
           policy_record(mediation, session, step->actor, duties, (CaseId){ 0 }, row->work, error);
}
