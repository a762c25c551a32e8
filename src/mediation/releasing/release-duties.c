/* SPDX-License-Identifier: Apache-2.0 */
#include "mediation/releasing/release-duties.h"

#include <string.h>

#include "base/clock.h"
#include "base/error.h"
#include "base/number.h"
#include "mediation/cases/clocks.h"
#include "mediation/people/citizen-access.h"
#include "model/prose.h"
#include "store/access-store.h"
#include "store/event-store.h"
#include "store/record-class-store.h"
#include "store/template-store.h"

typedef struct {
    PolicyDuty duty;
    const char *argument;
} Duty;

/* One after the other; FALSE when there is none any more. */
static gboolean
next_duty(const PolicyDecision *decision, guint *at, Duty *ret)
{
    while (decision != NULL && decision->outcome->result == POLICY_DECIDED && *at < decision->outcome->outputs->len)
        if (policy_output_parse_duty(g_ptr_array_index(decision->outcome->outputs, (*at)++), &ret->duty,
                                     &ret->argument))
            return TRUE;
    return FALSE;
}

gboolean
release_duties_has(const PolicyDecision *decision, PolicyDuty duty)
{
    Duty each;

    for (guint i = 0; next_duty(decision, &i, &each);)
        if (each.duty == duty)
            return TRUE;
    return FALSE;
}

static gboolean
refuse(GError **error, const char *words, const char *what)
{
    g_set_error(error, TRIBUNE_ERROR, TRIBUNE_ERROR_INVALID, "%s: “%s”", words, what);
    return FALSE;
}

/* ---- who must agree ---- */

static gboolean
find_reviewers(const Mediation *mediation, const char *name, UnitId unit, ProposalTier *ret, GError **error)
{
    g_autoptr(DirectorySnapshot) snapshot = directory_snapshot(mediation->directory);
    const GPtrArray *units = directory_units(snapshot);

    for (guint i = 0; i < units->len; i++) {
        const Unit *each = g_ptr_array_index(units, i);

        if (!each->closed && strcmp(each->code, name) == 0) {
            *ret = (ProposalTier){ each->id, ROLE_OFFICER };
            return TRUE;
        }
    }
    *ret = (ProposalTier){ unit, ROLE_LEAD };
    return strcmp(name, role_name(ROLE_LEAD)) == 0 ||
           refuse(error,
                  SAY_NOOP("the policy says that a unit must agree which is not there or closed; tell those who keep "
                           "the policy"),
                  name);
}

static gboolean
add_tier(GArray *tiers, ProposalTier tier, GError **error)
{
    if (tiers->len < PROPOSAL_TIERS_MAX) {
        g_array_append_val(tiers, tier);
        return TRUE;
    }
    g_set_error_literal(error, TRIBUNE_ERROR, TRIBUNE_ERROR_INVALID,
                        SAY_NOOP("the policy asks that more than three others agree, which cannot be done; tell those "
                                 "who keep the policy"));
    return FALSE;
}

gboolean
release_duties_tiers(const Mediation *mediation, const PolicyDecision *decision, UnitId unit, GArray *tiers,
                     GError **error)
{
    Duty duty;

    if (release_duties_has(decision, POLICY_FOUR_EYES) && !add_tier(tiers, (ProposalTier){ unit, ROLE_OFFICER }, error))
        return FALSE;
    for (guint i = 0; next_duty(decision, &i, &duty);) {
        ProposalTier tier;

        if (duty.duty == POLICY_REVIEW &&
            !(find_reviewers(mediation, duty.argument, unit, &tier, error) && add_tier(tiers, tier, error)))
            return FALSE;
    }
    return TRUE;
}

/* ---- what stands below ---- */

static gboolean
is_language(const char *tag, const char *wanted)
{
    gsize length = strcspn(wanted, "-");

    return g_ascii_strncasecmp(tag, wanted, length) == 0 && (tag[length] == '\0' || tag[length] == '-');
}

/* The unit's own before that of all units; NULL without error when there is none. */
static char *
find_template(DbSession *session, const char *code, UnitId unit, const char *language, GError **error)
{
    g_autoptr(GPtrArray) rows = template_store_list(session, error);
    const TemplateRow *best = NULL;

    for (guint i = 0; rows != NULL && i < rows->len; i++) {
        const TemplateRow *row = g_ptr_array_index(rows, i);

        if (!row->closed && strcmp(row->code, code) == 0 && is_language(row->language, language) &&
            (row->unit.value == unit.value || (row->unit.value == 0 && best == NULL)))
            best = row;
    }
    return best != NULL ? g_strdup(best->text) : NULL;
}

static void
append(Outgoing *outgoing, const char *text)
{
    char *whole = g_strdup_printf("%s\n\n%s", g_strchomp(outgoing->text), text);

    g_free(outgoing->text);
    outgoing->text = whole;
}

static gboolean
add_notice(DbSession *session, const Case *a_case, const char *code, Outgoing *outgoing, GError **error)
{
    g_autoptr(GError) trouble = NULL;
    g_autofree char *text = find_template(session, code, a_case->unit, outgoing->language, &trouble);
    g_autofree char *what = NULL;

    if (trouble != NULL) {
        g_propagate_error(error, g_steal_pointer(&trouble));
        return FALSE;
    }
    if (text != NULL) {
        append(outgoing, text);
        return TRUE;
    }
    what = g_strdup_printf("%s, %s", code, outgoing->language);
    return refuse(error,
                  SAY_NOOP("the policy says that a notice stands below this reply, and there is none in its language; "
                           "ask your lead to add a template with this code and language (Settings, Templates)"),
                  what);
}

/* Her own page when she has the link already; else where she enters number and code. */
static gboolean
find_page(const Mediation *mediation, DbSession *session, const Case *a_case, const Identity *to, char **ret,
          GError **error)
{
    gboolean found = FALSE;
    AccessRow row;

    *ret = NULL;
    if (mediation->access != NULL && !access_store_find_holder(session, a_case->id, to->id, &row, &found, error))
        return FALSE;
    if (found)
        *ret = citizen_access_url(mediation->access, &row.seed);
    if (*ret == NULL && mediation->portal_url != NULL)
        *ret = g_strconcat(mediation->portal_url, "/find", NULL);
    return TRUE;
}

static gboolean
offer_appeal(const Mediation *mediation, DbSession *session, const Case *a_case, const Identity *to, Outgoing *outgoing,
             GError **error)
{
    const Locale *locale = locales_choose_or(mediation->locales, outgoing->language, mediation->language);
    g_autoptr(GError) trouble = NULL;
    g_autofree char *own = find_template(session, RELEASE_APPEAL_TEMPLATE, a_case->unit, outgoing->language, &trouble);
    g_autofree char *page = NULL, *line = NULL;

    if (trouble != NULL) {
        g_propagate_error(error, g_steal_pointer(&trouble));
        return FALSE;
    }
    if (!find_page(mediation, session, a_case, to, &page, error))
        return FALSE;
    line =
        page != NULL
            ? locale_fill(locale, SAY("You do not agree? You can ask that somebody else looks at this answer: {page}"),
                          "page", page, NULL)
            : g_strdup(locale_say(locale, SAY("You do not agree? Answer to this message and say that somebody else "
                                              "should look at it.")));
    if (own != NULL)
        append(outgoing, own);
    append(outgoing, line);
    return TRUE;
}

/* Whether a part of @text, set off by a line of ---, reads as @language, or so that no language can be told. */
static gboolean
has_part_in(const char *text, const char *language)
{
    g_auto(GStrv) parts = g_regex_split_simple("(?m)^ {0,3}(?:-{3,}|\\*{3,}|_{3,})\\s*$", text, 0, 0);

    for (guint i = 0; parts[i] != NULL; i++) {
        g_autoptr(Prose) prose = prose_new(parts[i], strlen(parts[i]));
        const char *told = prose_language(prose);

        if (*told == '\0' ? parts[1] == NULL : is_language(told, language))
            return TRUE;
    }
    return FALSE;
}

static gboolean
check_language(const ReplyDraft *draft, const Outgoing *outgoing, GError **error)
{
    const char *reason = draft->untranslated != NULL ? draft->untranslated : "";

    if (g_utf8_strlen(reason, -1) > RELEASE_REASON_MAX) {
        g_set_error_literal(error, TRIBUNE_ERROR, TRIBUNE_ERROR_LIMIT,
                            SAY_NOOP("the reason has more than 300 characters; shorten it"));
        return FALSE;
    }
    return *reason != '\0' || has_part_in(draft->text, outgoing->language) ||
           refuse(error,
                  SAY_NOOP("the policy says that this is answered in the citizen’s language; write it in that, or add "
                           "it below a line of ---, or give the reason why not"),
                  outgoing->language);
}

gboolean
release_duties_write(const Mediation *mediation, DbSession *session, const PolicyDecision *decision, const Case *a_case,
                     const Identity *to, const ReplyDraft *draft, Outgoing *outgoing, GError **error)
{
    Duty duty;

    if (release_duties_has(decision, POLICY_TRANSLATE) && !check_language(draft, outgoing, error))
        return FALSE;
    for (guint i = 0; next_duty(decision, &i, &duty);)
        if (duty.duty == POLICY_ADD_NOTICE && !add_notice(session, a_case, duty.argument, outgoing, error))
            return FALSE;
    return !release_duties_has(decision, POLICY_OFFER_APPEAL) ||
           offer_appeal(mediation, session, a_case, to, outgoing, error);
}

/* ---- what becomes of the case ---- */

static gboolean
set_record_class(const Mediation *mediation, DbSession *session, const Actor *actor, const PolicyDecision *decision,
                 const Case *a_case, const char *class, GError **error)
{
    g_autoptr(GError) trouble = NULL;
    g_autofree char *before = record_class_store_find(session, a_case->id, &trouble);
    json_t *detail;
    gint64 leaf;
    gboolean done;

    if (trouble != NULL) {
        g_propagate_error(error, g_steal_pointer(&trouble));
        return FALSE;
    }
    if (g_strcmp0(before, class) == 0)
        return TRUE;
    detail = json_pack("{s:s, s:s}", "from", before != NULL ? before : "", "to", class);
    done = event_append(mediation->store, session,
                        &(EventDraft){ .kind = EVENT_CASE_RECORD_CLASS,
                                       .actor = actor,
                                       .case_id = a_case->id,
                                       .subject = a_case->id.value,
                                       .detail = detail,
                                       .ref = decision->leaf },
                        &leaf, error);
    json_decref(detail);
    return done && record_class_store_set(session, a_case->id, class, clock_now(), leaf, error);
}

gboolean
release_duties_apply(const Mediation *mediation, DbSession *session, const Actor *actor, const PolicyDecision *decision,
                     Case *a_case, GError **error)
{
    gint64 days;
    Duty duty;

    for (guint i = 0; next_duty(decision, &i, &duty);) {
        if (duty.duty == POLICY_RECORD_CLASS &&
            !set_record_class(mediation, session, actor, decision, a_case, duty.argument, error))
            return FALSE;
        if (duty.duty == POLICY_ANSWER_WITHIN && number_parse_int64(duty.argument, 1, 999, &days, NULL) &&
            !clocks_within(mediation, session, actor, a_case, days, error))
            return FALSE;
    }
    return TRUE;
}

/* ---- before a table is in force ---- */

static gboolean
has_template(DbSession *session, const char *code, gboolean *ret, GError **error)
{
    g_autoptr(GPtrArray) rows = template_store_list(session, error);

    *ret = FALSE;
    for (guint i = 0; rows != NULL && i < rows->len; i++) {
        const TemplateRow *row = g_ptr_array_index(rows, i);

        *ret |= !row->closed && strcmp(row->code, code) == 0;
    }
    return rows != NULL;
}

static gboolean
check_duty(const Mediation *mediation, DbSession *session, const Duty *duty, guint *others, GError **error)
{
    ProposalTier tier;
    gboolean found;

    if (duty->duty == POLICY_ADD_NOTICE && !has_template(session, duty->argument, &found, error))
        return FALSE;
    if (duty->duty == POLICY_ADD_NOTICE && !found)
        return refuse(error,
                      SAY_NOOP("there is no text for this notice; first add a template with its code, in each language "
                               "that is answered in"),
                      duty->argument);
    if (duty->duty == POLICY_REVIEW && !find_reviewers(mediation, duty->argument, (UnitId){ 0 }, &tier, error))
        return FALSE;
    *others += duty->duty == POLICY_REVIEW || duty->duty == POLICY_FOUR_EYES;
    return TRUE;
}

static gboolean
check_rule(const Mediation *mediation, DbSession *session, const PolicyRule *rule, GError **error)
{
    guint others = 0;

    for (guint i = 0; i < rule->outputs->len; i++) {
        Duty duty;

        if (policy_output_parse_duty(g_ptr_array_index(rule->outputs, i), &duty.duty, &duty.argument) &&
            !check_duty(mediation, session, &duty, &others, error))
            return FALSE;
    }
    return others <= PROPOSAL_TIERS_MAX ||
           refuse(error, SAY_NOOP("this rule asks that more than three others agree; three are the most"), rule->id);
}

gboolean
release_duties_check(const Mediation *mediation, DbSession *session, const PolicyTable *table, GError **error)
{
    for (guint i = 0; table->kind == POLICY_DUTY && i < table->rules->len; i++)
        if (!check_rule(mediation, session, g_ptr_array_index(table->rules, i), error))
            return FALSE;
    return TRUE;
}
