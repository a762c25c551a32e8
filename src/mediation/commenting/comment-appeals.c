/* SPDX-License-Identifier: Apache-2.0 */
/* Appeals against the hiding of a comment: by its writer, answered by somebody who did not decide. */
#include "base/clock.h"
#include "base/error.h"
#include "mediation/commenting/comment-private.h"
#include "model/rights.h"

static const UnitId NO_UNIT = { 0 };

/* ---- the writer ---- */

static gboolean
check_time(const CommentDecision *decision, GError **error)
{
    if (clock_now() <= decision->until)
        return TRUE;
    g_set_error_literal(error, TRIBUNE_ERROR, TRIBUNE_ERROR_INVALID, SAY_NOOP("the time for an appeal is over"));
    return FALSE;
}

static gboolean
appeal(DbSession *session, gpointer data, GError **error)
{
    CommentStep *step = data;
    g_autoptr(Comment) comment = NULL;
    g_autoptr(CommentDecision) decision = NULL;
    Actor writer = { .kind = ACTOR_CITIZEN, .name = "" };

    if (!comment_store_find_token(session, step->token, &step->id, error))
        return FALSE;
    comment = comment_step_load(step, session, error);
    if (comment == NULL)
        return FALSE;
    if (comment->state != COMMENT_HIDDEN) {
        g_set_error_literal(error, TRIBUNE_ERROR, TRIBUNE_ERROR_INVALID,
                            SAY_NOOP("your comment is not hidden, so there is nothing to appeal against"));
        return FALSE;
    }
    decision = comment_decision_store_load(step->mediation->store, session, comment->decision, error);
    if (decision == NULL || !check_time(decision, error))
        return FALSE;
    writer.name = comment->name;
    return comment_decision_store_appeal(session, decision->id, clock_now(), &step->sealed, error) &&
           commenting_record(step->mediation, session, &writer, EVENT_COMMENT_APPEALED, comment,
                             json_pack("{s:I, s:s}", "decision", (json_int_t)decision->id, "plea", step->text), NULL,
                             error);
}

gboolean
comment_moderation_appeal(Mediation *mediation, const char *token, const char *plea, GError **error)
{
    g_auto(CommentStep) step = { .mediation = mediation, .token = token };

    return comment_step_take_text(&step, plea, COMMENT_PLEA_MAX, SAY_NOOP("write why your comment should be shown"),
                                  error) &&
           comment_step_run(&step, appeal, error);
}

/* ---- somebody else ---- */

static gboolean
check_answerer(const CommentStep *step, const CommentDecision *decision, GError **error)
{
    if (decision->staff.value != step->actor->staff.value)
        return TRUE;
    g_set_error_literal(error, TRIBUNE_ERROR, TRIBUNE_ERROR_FORBIDDEN,
                        SAY_NOOP("you hid this comment yourself; somebody else answers the appeal"));
    return FALSE;
}

static gboolean
record_answer(const CommentStep *step, DbSession *session, const Comment *comment, const CommentDecision *decision,
              GError **error)
{
    return comment_decision_store_answer(session, decision->id, decision->appeal, step->actor->staff, clock_now(),
                                         &step->sealed, error) &&
           commenting_record(step->mediation, session, step->actor, EVENT_COMMENT_ANSWERED, comment,
                             json_pack("{s:I, s:s, s:s}", "decision", (json_int_t)decision->id, "result",
                                       comment_appeal_name(decision->appeal), "reason", step->text),
                             NULL, error);
}

static gboolean
answer(DbSession *session, gpointer data, GError **error)
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
    if (decision == NULL || !check_answerer(step, decision, error))
        return FALSE;
    decision->appeal = step->restore ? COMMENT_APPEAL_RESTORED : COMMENT_APPEAL_UPHELD;
    if (!record_answer(step, session, comment, decision, error))
        return FALSE;
    comment->changed = clock_now();
    decision->ended = step->restore ? comment->changed : 0;
    if (step->restore && !comment_step_lift(step, session, comment, decision, error))
        return FALSE;
    step->became = comment->state;
    return comment_store_update(session, comment, error) &&
           comment_notice_send(step, session, comment, decision, error);
}

gboolean
comment_moderation_answer(Mediation *mediation, const Actor *actor, CommentId id, gint64 seen, gboolean restore,
                          const char *reason, CommentState *ret_state, GError **error)
{
    g_auto(CommentStep) step = { .mediation = mediation, .actor = actor, .id = id, .seen = seen, .restore = restore };

    if (!rights_check(actor, ACTION_ANSWER_COMMENT_APPEALS, NO_UNIT, error) ||
        !comment_step_take_text(&step, reason, COMMENT_REASON_MAX, SAY_NOOP("say why; its writer reads it"), error) ||
        !comment_step_run(&step, answer, error))
        return FALSE;
    *ret_state = step.became;
    return TRUE;
}
