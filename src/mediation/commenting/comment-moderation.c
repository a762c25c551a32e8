/* SPDX-License-Identifier: Apache-2.0 */
#include <string.h>

#include "base/clock.h"
#include "base/error.h"
#include "base/id.h"
#include "mediation/commenting/comment-private.h"
#include "mediation/publishing/publishing.h"
#include "model/rights.h"
#include "store/verdict-store.h"

static const UnitId NO_UNIT = { 0 };

/* ---- what all steps share ---- */

void
comment_step_clear(CommentStep *step)
{
    g_clear_pointer(&step->text, g_free);
    g_clear_pointer(&step->law, g_free);
    sealed_text_clear(&step->sealed);
}

gboolean
comment_step_refuse(GError **error)
{
    g_set_error_literal(error, TRIBUNE_ERROR, TRIBUNE_ERROR_CONFLICT,
                        SAY_NOOP("somebody else has just dealt with this comment; look at it again"));
    return FALSE;
}

gboolean
comment_step_take_text(CommentStep *step, const char *text, glong most, const char *missing, GError **error)
{
    step->text = comment_clean(text);
    if (*step->text == '\0') {
        g_set_error_literal(error, TRIBUNE_ERROR, TRIBUNE_ERROR_INVALID, missing);
        return FALSE;
    }
    if (g_utf8_strlen(step->text, -1) > most) {
        g_set_error_literal(error, TRIBUNE_ERROR, TRIBUNE_ERROR_LIMIT,
                            most == COMMENT_FACTS_MAX ? SAY_NOOP("this has at most 5,000 characters; make it shorter")
                                                      : SAY_NOOP("this has at most 2,000 characters; make it shorter"));
        return FALSE;
    }
    return sealed_text_make(step->mediation->store, step->text, &step->sealed, error);
}

Comment *
comment_step_load(const CommentStep *step, DbSession *session, GError **error)
{
    g_autoptr(Comment) comment = comment_store_load(step->mediation->store, session, step->id, error);

    if (comment == NULL || step->seen == 0 || comment->version == step->seen)
        return g_steal_pointer(&comment);
    comment_step_refuse(error);
    return NULL;
}

/* As its writer left it. */
static gboolean
show_again(CommentStep *step, DbSession *session, Comment *comment, gint64 now, GError **error)
{
    step->judges = FALSE;
    comment->decision = 0;
    comment->changed = now;
    if (comment->retracted) {
        comment->state = COMMENT_WITHDRAWN;
        return TRUE;
    }
    if (comment->next_edit == 0) {
        commenting_show(comment, now);
        return TRUE;
    }
    if (!comment_store_turn_to(step->mediation->store, session, comment, comment->next_edit, error))
        return FALSE;
    commenting_judge_edit(comment, now);
    step->judges = TRUE;
    return work_add(session, WORK_COMMENT, comment->id.value, now, error);
}

gboolean
comment_step_lift(CommentStep *step, DbSession *session, Comment *comment, const CommentDecision *decision,
                  GError **error)
{
    gint64 now = clock_now();

    return show_again(step, session, comment, now, error) &&
           comment_decision_store_end(session, decision->id, now, error) &&
           commenting_record(step->mediation, session, step->actor, EVENT_COMMENT_RESTORED, comment,
                             json_pack("{s:I, s:s}", "decision", (json_int_t)decision->id, "reason", step->text), NULL,
                             error);
}

gboolean
comment_step_run(CommentStep *step, DbTask task, GError **error)
{
    if (!store_write(step->mediation->store, task, step, error))
        return FALSE;
    publishing_renew(step->mediation->publishing);
    if (step->delivers)
        work_wake(step->mediation->work, WORK_DELIVER);
    if (step->judges)
        work_wake(step->mediation->work, WORK_COMMENT);
    mediation_changed(step->mediation, (CaseId){ 0 });
    return TRUE;
}

/* Somebody has looked now. */
static void
note_due(Comment *comment, gint64 now)
{
    comment->late |= comment->due != 0 && comment->due < now;
    comment->due = 0;
}

/* ---- publishing ---- */

typedef struct {
    CommentStep step;
    const CommentChoice *choices;
    guint count, done;
} PublishRun;

static gboolean
publish_one(const CommentStep *step, DbSession *session, Comment *comment, GError **error)
{
    gint64 now = clock_now();

    note_due(comment, now);
    commenting_show(comment, now);
    return commenting_record(step->mediation, session, step->actor, EVENT_COMMENT_PUBLISHED, comment,
                             json_pack("{s:s}", "from", comment_state_name(COMMENT_HELD)), NULL, error) &&
           comment_store_update(session, comment, error);
}

static gboolean
publish(DbSession *session, gpointer data, GError **error)
{
    PublishRun *publishing = data;

    publishing->done = 0;
    for (guint i = 0; i < publishing->count; i++) {
        const CommentChoice *choice = &publishing->choices[i];
        g_autoptr(Comment) comment = comment_store_load(publishing->step.mediation->store, session, choice->id, error);

        if (comment == NULL)
            return FALSE;
        if (comment->state != COMMENT_HELD || (choice->seen != 0 && choice->seen != comment->version))
            continue;
        if (!publish_one(&publishing->step, session, comment, error))
            return FALSE;
        publishing->done++;
    }
    return TRUE;
}

gboolean
comment_moderation_publish(Mediation *mediation, const Actor *actor, const CommentChoice *choices, guint count,
                           guint *ret_done, GError **error)
{
    PublishRun publishing = { .step = { .mediation = mediation, .actor = actor }, .choices = choices, .count = count };

    if (!rights_check(actor, ACTION_MODERATE_COMMENTS, NO_UNIT, error))
        return FALSE;
    if (count > COMMENT_PUBLISH_MAX) {
        g_set_error_literal(error, TRIBUNE_ERROR, TRIBUNE_ERROR_LIMIT,
                            SAY_NOOP("at most 100 comments can be published at once"));
        return FALSE;
    }
    if (!store_write(mediation->store, publish, &publishing, error))
        return FALSE;
    *ret_done = publishing.done;
    publishing_renew(mediation->publishing);
    mediation_changed(mediation, (CaseId){ 0 });
    return TRUE;
}

/* ---- hiding ---- */

static gboolean
check_ground(const CommentStep *step, const CommentRules *rules, GError **error)
{
    g_autofree char *rule = comment_rules_rule(rules, "", step->hiding->rule);

    if (*step->law != '\0' || *rule != '\0')
        return TRUE;
    g_set_error_literal(error, TRIBUNE_ERROR, TRIBUNE_ERROR_INVALID,
                        SAY_NOOP("say which of the published rules it breaks, or which law"));
    return FALSE;
}

static gboolean
record_hiding(CommentStep *step, DbSession *session, const Comment *comment, CommentDecision *decision, GError **error)
{
    return commenting_record(step->mediation, session, step->actor, EVENT_COMMENT_HIDDEN, comment,
                             json_pack("{s:I, s:s, s:b, s:s, s:I, s:i, s:s, s:b, s:b, s:I}", "decision",
                                       (json_int_t)decision->id, "category", comment_category_name(decision->category),
                                       "illegal", decision->illegal, "law", decision->law, "rules",
                                       (json_int_t)decision->rules, "rule", (int)decision->rule, "facts",
                                       decision->facts, "detected", decision->detected, "reported", decision->reported,
                                       "appeal-until", (json_int_t)decision->until),
                             &decision->leaf, error) &&
           comment_decision_store_insert(session, decision, &step->sealed, error);
}

static CommentDecision *
decision_of(const CommentStep *step, const Comment *comment, const CommentRules *rules, gint64 now)
{
    CommentDecision *decision = g_new0(CommentDecision, 1);

    decision->id = id_next();
    decision->comment = comment->id;
    decision->publication = comment->publication;
    decision->at = now;
    decision->staff = step->actor->staff;
    decision->category = step->hiding->category;
    decision->illegal = *step->law != '\0';
    decision->law = g_strdup(step->law);
    decision->rules = rules->version;
    decision->rule = step->hiding->rule;
    decision->detected = comment->detected;
    decision->reported = comment->flags > 0;
    decision->until = comment_appeal_until(now);
    decision->facts = g_strdup(step->text);
    decision->plea = g_strdup("");
    decision->answer = g_strdup("");
    return decision;
}

static gboolean
hide(DbSession *session, gpointer data, GError **error)
{
    CommentStep *step = data;
    g_autoptr(Comment) comment = comment_step_load(step, session, error);
    g_autoptr(CommentRules) rules = comment != NULL ? comment_rule_store_load(session, 0, error) : NULL;
    g_autoptr(CommentDecision) decision = NULL;
    gint64 now = clock_now();

    step->delivers = FALSE;
    if (rules == NULL || !check_ground(step, rules, error))
        return FALSE;
    if (comment->state != COMMENT_HELD && comment->state != COMMENT_PUBLIC)
        return comment_step_refuse(error);
    decision = decision_of(step, comment, rules, now);
    note_due(comment, now);
    comment->state = COMMENT_HIDDEN;
    comment->decision = decision->id;
    comment->flags = 0;
    comment->changed = now;
    return record_hiding(step, session, comment, decision, error) &&
           comment_store_handle_flags(session, comment->id, now, error) &&
           comment_store_update(session, comment, error) &&
           comment_notice_send(step, session, comment, decision, error);
}

gboolean
comment_moderation_hide(Mediation *mediation, const Actor *actor, CommentId id, const CommentHiding *hiding,
                        GError **error)
{
    g_auto(CommentStep)
        step = { .mediation = mediation, .actor = actor, .id = id, .seen = hiding->seen, .hiding = hiding };

    step.law = comment_clean(hiding->law);
    if (!rights_check(actor, ACTION_MODERATE_COMMENTS, NO_UNIT, error))
        return FALSE;
    if (g_utf8_strlen(step.law, -1) > COMMENT_LAW_MAX) {
        g_set_error_literal(error, TRIBUNE_ERROR, TRIBUNE_ERROR_LIMIT,
                            SAY_NOOP("the name of the law has at most 500 characters"));
        return FALSE;
    }
    return comment_step_take_text(&step, hiding->facts, COMMENT_FACTS_MAX,
                                  SAY_NOOP("say what in the comment it is about; its writer reads it"), error) &&
           comment_step_run(&step, hide, error);
}

/* ---- showing again ---- */

static gboolean
restore(DbSession *session, gpointer data, GError **error)
{
    CommentStep *step = data;
    g_autoptr(Comment) comment = comment_step_load(step, session, error);
    g_autoptr(CommentDecision) decision = NULL;

    step->delivers = FALSE;
    if (comment == NULL)
        return FALSE;
    if (comment->state != COMMENT_HIDDEN)
        return comment_step_refuse(error);
    decision = comment_decision_store_load(step->mediation->store, session, comment->decision, error);
    if (decision == NULL)
        return FALSE;
    if (decision->appeal == COMMENT_APPEAL_WAITING) {
        if (!comment_decision_store_answer(session, decision->id, COMMENT_APPEAL_RESTORED, step->actor->staff,
                                           clock_now(), &step->sealed, error))
            return FALSE;
        decision->appeal = COMMENT_APPEAL_RESTORED;
    }
    decision->ended = clock_now();
    if (!comment_step_lift(step, session, comment, decision, error))
        return FALSE;
    step->became = comment->state;
    return comment_store_update(session, comment, error) &&
           comment_notice_send(step, session, comment, decision, error);
}

gboolean
comment_moderation_restore(Mediation *mediation, const Actor *actor, CommentId id, gint64 seen, const char *reason,
                           CommentState *ret_state, GError **error)
{
    g_auto(CommentStep) step = { .mediation = mediation, .actor = actor, .id = id, .seen = seen };

    if (!rights_check(actor, ACTION_MODERATE_COMMENTS, NO_UNIT, error) ||
        !comment_step_take_text(&step, reason, COMMENT_REASON_MAX, SAY_NOOP("say why; its writer reads it"), error) ||
        !comment_step_run(&step, restore, error))
        return FALSE;
    *ret_state = step.became;
    return TRUE;
}

/* ---- reports of readers ---- */

static gboolean
keep(DbSession *session, gpointer data, GError **error)
{
    CommentStep *step = data;
    g_autoptr(Comment) comment = comment_step_load(step, session, error);
    gint64 now = clock_now();
    guint flags;

    if (comment == NULL)
        return FALSE;
    if (comment->state != COMMENT_PUBLIC || comment->flags == 0)
        return comment_step_refuse(error);
    flags = comment->flags;
    comment->flags = 0;
    note_due(comment, now);
    return comment_store_handle_flags(session, comment->id, now, error) &&
           commenting_record(step->mediation, session, step->actor, EVENT_COMMENT_PUBLISHED, comment,
                             json_pack("{s:s, s:i}", "from", comment_state_name(COMMENT_PUBLIC), "reports", (int)flags),
                             NULL, error) &&
           comment_store_update(session, comment, error);
}

gboolean
comment_moderation_keep(Mediation *mediation, const Actor *actor, CommentId id, gint64 seen, GError **error)
{
    CommentStep step = { .mediation = mediation, .actor = actor, .id = id, .seen = seen };

    return rights_check(actor, ACTION_MODERATE_COMMENTS, NO_UNIT, error) && comment_step_run(&step, keep, error);
}

static gboolean
flag(DbSession *session, gpointer data, GError **error)
{
    CommentStep *step = data;
    g_autoptr(Comment) comment = comment_step_load(step, session, error);

    if (comment == NULL)
        return FALSE;
    if (comment->state != COMMENT_PUBLIC) {
        g_set_error_literal(error, TRIBUNE_ERROR, TRIBUNE_ERROR_NOT_FOUND, "no such comment");
        return FALSE;
    }
    comment->flags++;
    return comment_store_add_flag(session, id_next(), comment->id, step->category, clock_now(), error) &&
           commenting_record(step->mediation, session, step->actor, EVENT_COMMENT_FLAGGED, comment,
                             json_pack("{s:s}", "category", comment_category_name(step->category)), NULL, error);
}

gboolean
comment_moderation_flag(Mediation *mediation, const Actor *actor, CommentId id, CommentCategory category,
                        GError **error)
{
    CommentStep step = { .mediation = mediation, .actor = actor, .id = id, .category = category };

    /* What the public sees does not change. */
    return rights_check_anywhere(actor, ACTION_SUBMIT_REPORT, error) &&
           store_write(mediation->store, flag, &step, error);
}
