/* SPDX-License-Identifier: Apache-2.0 */
#include "mediation/receiving/screening-policy.h"

#include <string.h>

#include "base/clock.h"
#include "policy/policy-output.h"
#include "store/verdict-store.h"

/* Whether everybody can read what comes in there. */
static gboolean
is_public(const Mediation *mediation, const Message *message)
{
    const Channel *channel = channels_find(mediation->channels, message->channel);
    guint abilities = channel == NULL ? 0 : channel->driver->capabilities.abilities;

    return (abilities & CHANNEL_PUBLIC) != 0 && (abilities & CHANNEL_PRIVATE) == 0;
}

/* Of any bytes: those that begin a character. */
static gint64
count_characters(const Prose *prose)
{
    gsize length;
    const char *text = prose_text(prose, &length);
    gint64 count = 0;

    for (gsize i = 0; i < length; i++)
        count += ((guchar)text[i] & 0xc0) != 0x80;
    return count;
}

PolicyDecision *
screening_policy_question(const Mediation *mediation, const ScreeningQuestion *question)
{
    g_autoptr(PolicySnapshot) snapshot =
        mediation->policy == NULL ? NULL : policy_snapshot(mediation->policy, POLICY_HOLD);
    g_autoptr(PolicyFacts) facts = NULL;

    if (snapshot == NULL || policy_engine_table(policy_snapshot_engine(snapshot))->rules->len == 0)
        return NULL;
    facts = policy_facts_new();
    policy_facts_set_word(facts, POLICY_PURPOSE, question->purpose);
    policy_facts_set_word(facts, POLICY_AUDIENCE, question->public ? "public" : "person");
    policy_facts_set_word(facts, POLICY_SENSITIVITY, question->public ? "public" : "personal");
    policy_facts_set_number(facts, POLICY_URGENCY, 1);
    policy_facts_set_word(facts, POLICY_LEGAL_EFFECT, "false");
    policy_facts_set_number(facts, POLICY_CITIZEN_VERIFIED, 0);
    policy_facts_set_number(facts, POLICY_LENGTH, count_characters(question->prose));
    policy_facts_set_number(facts, POLICY_ATTACHMENTS, question->attachments);
    policy_set_language(facts, question->language);
    policy_set_moment(mediation, facts, question->received);
    for (guint i = 0; i < question->verdicts->len && i < POLICY_SET_MAX; i++) {
        const StoredVerdict *stored = g_ptr_array_index(question->verdicts, i);

        if (*stored->verdict->label != '\0' && strlen(stored->verdict->label) <= POLICY_TEXT_MAX)
            policy_facts_add(facts, POLICY_FILTER_LABELS, stored->verdict->label);
    }
    return policy_ask(mediation, POLICY_HOLD, facts);
}

PolicyDecision *
screening_policy_ask(const Mediation *mediation, const Message *message, const Prose *prose, gboolean attachments,
                     const GPtrArray *verdicts)
{
    return screening_policy_question(mediation, &(ScreeningQuestion){ .purpose = "message",
                                                                      .public = is_public(mediation, message),
                                                                      .attachments = attachments,
                                                                      .language = message->language,
                                                                      .received = message->received,
                                                                      .prose = prose,
                                                                      .verdicts = verdicts });
}

/* Whether a rule that holds names @label. */
static gboolean
is_named(const PolicyDecision *decision, const char *label)
{
    const PolicyTable *table = policy_engine_table(policy_snapshot_engine(decision->table));
    const GArray *rules = decision->outcome->rules;

    for (guint i = 0; i < rules->len && strcmp(label, LABEL_MALWARE) != 0; i++) {
        const PolicyRule *rule = g_ptr_array_index(table->rules, g_array_index(rules, guint, i));
        const PolicyCell *cell = policy_table_cell(rule, POLICY_FILTER_LABELS);

        for (guint j = 0; cell != NULL && !cell->negated && j < cell->tests->len; j++)
            if (strcmp(((const PolicyTest *)g_ptr_array_index(cell->tests, j))->text, label) == 0)
                return TRUE;
    }
    return FALSE;
}

static Screening
worse(Screening a, Screening b)
{
    static const guint WEIGHTS[] = { [SCREENING_WAITING] = 0,
                                     [SCREENING_CLEAR] = 1,
                                     [SCREENING_LABELLED] = 2,
                                     [SCREENING_HELD] = 3,
                                     [SCREENING_RELEASED] = 1 };

    return WEIGHTS[a] >= WEIGHTS[b] ? a : b;
}

static Screening
screening_of(VerdictKind kind)
{
    return kind >= VERDICT_HOLD ? SCREENING_HELD : kind == VERDICT_LABEL ? SCREENING_LABELLED : SCREENING_CLEAR;
}

static void
add_verdict(GPtrArray *verdicts, MessageId message, VerdictKind kind, const char *label, const char *rules)
{
    StoredVerdict *stored = g_new0(StoredVerdict, 1);

    stored->message = message;
    stored->filter = g_strdup(SCREENING_POLICY_FILTER);
    stored->verdict = verdict_new(kind, label, "", SAY_NOOP("A rule of the policy says so."));
    verdict_set_detail(stored->verdict, rules);
    g_ptr_array_add(verdicts, stored);
}

static char *
list_rules(const PolicyDecision *decision)
{
    const PolicyTable *table = policy_engine_table(policy_snapshot_engine(decision->table));
    g_autoptr(GString) ids = g_string_new(NULL);

    for (guint i = 0; i < decision->outcome->rules->len; i++) {
        const PolicyRule *rule = g_ptr_array_index(table->rules, g_array_index(decision->outcome->rules, guint, i));

        g_string_append_printf(ids, "%s%s", i > 0 ? ", " : "", rule->id);
    }
    return g_strdup(ids->str);
}

Screening
screening_policy_apply(const PolicyDecision *decision, MessageId message, GPtrArray *verdicts)
{
    static const VerdictKind KINDS[] = {
        [POLICY_PASS] = VERDICT_PASS, [POLICY_LABEL] = VERDICT_LABEL, [POLICY_HOLD_BACK] = VERDICT_HOLD
    };
    g_autofree char *rules = list_rules(decision);
    Screening result = SCREENING_CLEAR;

    for (guint i = 0; i < verdicts->len; i++) {
        const StoredVerdict *stored = g_ptr_array_index(verdicts, i);

        if (!is_named(decision, stored->verdict->label))
            result = worse(result, screening_of(stored->verdict->kind));
    }
    for (guint i = 0; i < decision->outcome->outputs->len; i++) {
        PolicyVerdict verdict;
        const char *label;

        if (!policy_output_parse_verdict(g_ptr_array_index(decision->outcome->outputs, i), &verdict, &label))
            continue;
        result = worse(result, screening_of(KINDS[verdict]));
        if (verdict != POLICY_PASS)
            add_verdict(verdicts, message, KINDS[verdict], label, rules);
    }
    return result;
}
