/* SPDX-License-Identifier: Apache-2.0 */
#include <string.h>

#include "base/clock.h"
#include "base/error.h"
#include "base/log.h"
#include "base/text.h"
#include "mediation/tables/policy-private.h"
#include "model/rights.h"
#include "policy/policy-start.h"

static gboolean
invalid(const char *words, GError **error)
{
    g_set_error_literal(error, TRIBUNE_ERROR, TRIBUNE_ERROR_INVALID, words);
    return FALSE;
}

static gboolean
stale(const char *words, GError **error)
{
    g_set_error_literal(error, TRIBUNE_ERROR, TRIBUNE_ERROR_CONFLICT, words);
    return FALSE;
}

/* It is durable; should reading it back fail, the next reload brings it. */
static void
reload(const Mediation *mediation)
{
    g_autoptr(GError) trouble = NULL;

    if (!policy_reload(mediation->policy, &trouble))
        log_failure("policy.reload-failed", trouble);
}

/* ---- putting in force ---- */

/* What is in force makes room; the one that is built in has nothing to say about it. */
static gboolean
retire_active(DbSession *session, const char *kind, GError **error)
{
    g_autoptr(GError) trouble = NULL;
    g_autoptr(PolicyVersion) active = policy_store_active(session, kind, &trouble);
    gint64 seen;

    if (trouble != NULL) {
        g_propagate_error(error, g_steal_pointer(&trouble));
        return FALSE;
    }
    if (active == NULL)
        return TRUE;
    seen = active->changed;
    active->state = POLICY_STATE_RETIRED;
    active->changed = active->retired = MAX(clock_now(), seen + 1);
    return policy_store_update(session, active, seen, error);
}

static gboolean
take_activation(DbSession *session, const PolicyStep *step, PolicyVersion *version, GError **error)
{
    gint64 base;

    if (version->state != POLICY_STATE_APPROVED)
        return invalid(SAY_NOOP("two persons must agree to this version before it comes into force"), error);
    if (!policy_step_base(session, step->kind, &base, error))
        return FALSE;
    if (base != version->base)
        return stale(SAY_NOOP("another version came into force since this one was written; save it again on top of "
                              "that, and have it agreed to"),
                     error);
    if (!retire_active(session, step->kind, error))
        return FALSE;
    version->state = POLICY_STATE_ACTIVE;
    version->activated = clock_now();
    return TRUE;
}

gboolean
policy_activate(const Mediation *mediation, const Actor *actor, PolicyKind kind, gint64 number, GError **error)
{
    if (!rights_check(actor, ACTION_CHANGE_RULES, (UnitId){ 0 }, error) ||
        !policy_step(&(PolicyStep){ .mediation = mediation,
                                    .actor = actor,
                                    .kind = policy_table_kind_name(kind),
                                    .number = number,
                                    .event = EVENT_POLICY_ACTIVATED,
                                    .comment = "",
                                    .take = take_activation },
                     error))
        return FALSE;
    reload(mediation);
    return TRUE;
}

static gboolean
take_roll_back(DbSession *session, const PolicyStep *step, PolicyVersion *version, GError **error)
{
    if (version->state != POLICY_STATE_RETIRED || version->activated == 0)
        return invalid(SAY_NOOP("only to a version that was in force can be gone back"), error);
    if (!retire_active(session, step->kind, error))
        return FALSE;
    version->state = POLICY_STATE_ACTIVE;
    version->activated = clock_now();
    version->retired = 0;
    return TRUE;
}

/* To the built-in version: the event tells of it, and nothing else stays in force. */
static gboolean
write_start(DbSession *session, gpointer data, GError **error)
{
    const PolicyStep *step = data;
    PolicyKind kind = POLICY_CHANNEL;
    g_autoptr(PolicyTable) table = NULL;
    PolicyVersion version = { .kind = (char *)step->kind,
                              .number = POLICY_START_NUMBER,
                              .state = POLICY_STATE_ACTIVE,
                              .author_name = (char *)"" };
    gint64 leaf;

    policy_table_kind_parse(step->kind, &kind);
    table = policy_start_table(kind);
    version.digest = policy_table_digest(table);
    return retire_active(session, step->kind, error) && policy_step_append(session, step, &version, &leaf, error);
}

gboolean
policy_roll_back(const Mediation *mediation, const Actor *actor, PolicyKind kind, gint64 number, const char *comment,
                 GError **error)
{
    g_autofree char *line = text_one_line(comment, strlen(comment), POLICY_COMMENT_MAX);
    PolicyStep step = { .mediation = mediation,
                        .actor = actor,
                        .kind = policy_table_kind_name(kind),
                        .number = number,
                        .event = EVENT_POLICY_ACTIVATED,
                        .comment = line,
                        .take = take_roll_back };

    if (!rights_check(actor, ACTION_CHANGE_RULES, (UnitId){ 0 }, error))
        return FALSE;
    if (*line == '\0')
        return invalid(SAY_NOOP("say in a few words why; it stands in the history"), error);
    if (number == POLICY_START_NUMBER ? !store_write(mediation->store, write_start, &step, error)
                                      : !policy_step(&step, error))
        return FALSE;
    reload(mediation);
    return TRUE;
}

static gboolean
take_giving_up(DbSession *session, const PolicyStep *step, PolicyVersion *version, GError **error)
{
    (void)session;
    (void)step;
    if (!policy_step_in_work(version, error))
        return FALSE;
    version->state = POLICY_STATE_RETIRED;
    version->retired = clock_now();
    return TRUE;
}

gboolean
policy_give_up(const Mediation *mediation, const Actor *actor, PolicyKind kind, gint64 number, GError **error)
{
    return rights_check(actor, ACTION_CHANGE_RULES, (UnitId){ 0 }, error) &&
           policy_step(&(PolicyStep){ .mediation = mediation,
                                      .actor = actor,
                                      .kind = policy_table_kind_name(kind),
                                      .number = number,
                                      .event = EVENT_POLICY_RETIRED,
                                      .comment = "",
                                      .take = take_giving_up },
                       error);
}
