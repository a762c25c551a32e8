/* SPDX-License-Identifier: Apache-2.0 */
/* Review, approval, release. */
#include <string.h>

#include "base/clock.h"
#include "base/error.h"
#include "mediation/publishing/announcing.h"
#include "mediation/publishing/publishing-policy.h"
#include "mediation/releasing/grounds.h"
#include "mediation/releasing/noticing.h"
#include "mediation/subscribing/newsletter.h"
#include "model/rights.h"
#include "store/case-store.h"
#include "store/event-store.h"
#include "store/picture-store.h"
#include "store/publication-places.h"

static const UnitId NO_UNIT = { 0 };

/* What was rendered before the transaction is what there still is. */
PublicationRow *
publishing_load_rendered(const PublishingStep *step, DbSession *session, GError **error)
{
    g_autoptr(PublicationRow) row = publishing_load(step, session, error);

    if (row == NULL || row->changes == step->changes)
        return g_steal_pointer(&row);
    g_set_error_literal(error, TRIBUNE_ERROR, TRIBUNE_ERROR_CONFLICT,
                        SAY_NOOP("somebody changed this publication in the meantime; look at it again"));
    return NULL;
}

/* In the words of wire/cap.c, which are in the catalogues. */
gboolean
publishing_refuse_over(GError **error)
{
    g_set_error_literal(error, TRIBUNE_ERROR, TRIBUNE_ERROR_INVALID, "an alert ends after it begins");
    return FALSE;
}

/* ---- review ---- */

static gboolean
submit(DbSession *session, gpointer data, GError **error)
{
    PublishingStep *step = data;
    g_autoptr(PublicationRow) row = publishing_load_rendered(step, session, error);
    gint64 leaf;

    if (row == NULL)
        return FALSE;
    if (row->stage != STAGE_DRAFT)
        return publishing_refuse(error);
    if (row->scheduled != 0 && row->scheduled <= clock_now()) {
        g_set_error_literal(error, TRIBUNE_ERROR, TRIBUNE_ERROR_INVALID,
                            SAY_NOOP("the time at which it is to leave has passed; choose another one"));
        return FALSE;
    }
    if (publishing_is_over(step, MAX(row->scheduled, clock_now())))
        return publishing_refuse_over(error);
    row->stage = STAGE_REVIEW;
    row->asked = clock_now();
    row->digest = step->digest;
    if (!publishing_policy_ask(step, session, row, error))
        return FALSE;
    if (!publishing_save(step, session, row, EVENT_PUBLICATION_CHANGED, "submitted", 0, &leaf, error))
        return FALSE;
    row->leaf = leaf;
    row->changes++;
    return publication_store_update(session, row, error) && noticing_call(session, error);
}

gboolean
publishing_submit(Mediation *mediation, const Actor *actor, PublicationId id, gint64 seen, GError **error)
{
    PublishingStep step = { .mediation = mediation, .actor = actor, .id = id, .seen = seen };

    return rights_check(actor, ACTION_WRITE_PUBLICATION, NO_UNIT, error) && publishing_render_step(&step, error) &&
           store_write(mediation->store, submit, &step, error);
}

static gboolean
take_back(DbSession *session, gpointer data, GError **error)
{
    PublishingStep *step = data;
    g_autoptr(PublicationRow) row = publishing_load(step, session, error);

    if (row == NULL)
        return FALSE;
    if (row->stage == STAGE_NONE || row->stage == STAGE_DRAFT)
        return publishing_refuse(error);
    row->stage = STAGE_DRAFT;
    return publishing_void(step, session, row, "taken-back", error) &&
           publishing_save(step, session, row, EVENT_PUBLICATION_CHANGED, "taken-back", 0, NULL, error);
}

gboolean
publishing_take_back(Mediation *mediation, const Actor *actor, PublicationId id, gint64 seen, guint *ret_voided,
                     GError **error)
{
    PublishingStep step = { .mediation = mediation, .actor = actor, .id = id, .seen = seen };

    if (!rights_check(actor, ACTION_WRITE_PUBLICATION, NO_UNIT, error) ||
        !store_write(mediation->store, take_back, &step, error))
        return FALSE;
    *ret_voided = step.voided;
    return TRUE;
}

/* ---- approval ---- */

static gboolean
may_approve(const Actor *actor, guint tier, gconstpointer data)
{
    (void)tier;
    (void)data;
    return rights_may_anywhere(actor, ACTION_APPROVE_PUBLICATION);
}

/* Who wrote any version since the last release has a part in it. */
ApprovalQuestion
publishing_question(const Mediation *mediation, const PublicationRow *row, const GArray *versions, GArray *ret_authors)
{
    for (guint i = 0; i < versions->len; i++) {
        const PublicationVersion *version = &g_array_index(versions, PublicationVersion, i);

        if (version->version > row->released)
            g_array_append_val(ret_authors, version->staff);
    }
    return (ApprovalQuestion){ .subject = row->work,
                               .digest = row->digest,
                               .authors = (const StaffId *)(gpointer)ret_authors->data,
                               .author_count = ret_authors->len,
                               .tiers = (guint)MAX(MAX((gint64)mediation->approvals, row->tiers), 1),
                               .ref = row->leaf,
                               .may = may_approve };
}

gboolean
publishing_ask(const PublishingStep *step, DbSession *session, const PublicationRow *row, GArray *ret_authors,
               ApprovalQuestion *ret, GError **error)
{
    g_autoptr(GArray) versions = publication_store_list_versions(session, row->id, error);

    if (versions == NULL)
        return FALSE;
    *ret = publishing_question(step->mediation, row, versions, ret_authors);
    return TRUE;
}

static const char *
move_on(PublicationRow *row, ApprovalState state, gint64 now)
{
    switch (state) {
    case APPROVAL_COMPLETE:
        row->stage = row->scheduled == 0                        ? STAGE_APPROVED
                     : row->scheduled + PUBLISHING_WINDOW < now ? STAGE_MISSED
                                                                : STAGE_SCHEDULED;
        return row->stage == STAGE_MISSED ? "missed" : row->stage == STAGE_SCHEDULED ? "scheduled" : "approved";
    case APPROVAL_RETURNED:
        row->stage = STAGE_DRAFT;
        return "returned";
    case APPROVAL_REFUSED:
        row->stage = STAGE_NONE;
        return "refused";
    case APPROVAL_WAITS:
        break;
    }
    return "approval-noted";
}

/* Who approves has read what was found; who returns or refuses need not. */
static gboolean
check_read(const PublishingStep *step, const PublicationRow *row, GError **error)
{
    if (step->proofread == NULL)
        return TRUE;
    if (row->changes != step->changes) {
        g_set_error_literal(error, TRIBUNE_ERROR, TRIBUNE_ERROR_CONFLICT,
                            SAY_NOOP("somebody changed this publication in the meantime; look at it again"));
        return FALSE;
    }
    return proofreading_check(step->proofread, step->excuse, error);
}

static gboolean
record_read(const PublishingStep *step, DbSession *session, const PublicationRow *row, GError **error)
{
    return step->proofread == NULL ||
           proofreading_record(session, step->actor, row->work, &row->digest, step->proofread, step->excuse, error);
}

static gboolean
decide(DbSession *session, gpointer data, GError **error)
{
    PublishingStep *step = data;
    g_autoptr(PublicationRow) row = publishing_load(step, session, error);
    g_autoptr(GArray) authors = g_array_new(FALSE, FALSE, sizeof(StaffId));
    ApprovalQuestion question;
    ApprovalState state;
    const char *change;

    if (row == NULL)
        return FALSE;
    if (row->stage != STAGE_REVIEW)
        return publishing_refuse(error);
    if (!check_read(step, row, error))
        return FALSE;
    if (!publishing_ask(step, session, row, authors, &question, error) ||
        !approval_decide(step->mediation, session, step->actor, &question, step->shown, step->verdict, step->comment,
                         &state, error))
        return FALSE;
    if ((state == APPROVAL_RETURNED || state == APPROVAL_REFUSED) &&
        !publishing_void(step, session, row, state == APPROVAL_RETURNED ? "returned" : "refused", error))
        return FALSE;
    change = move_on(row, state, clock_now());
    return record_read(step, session, row, error) &&
           publishing_save(step, session, row, EVENT_PUBLICATION_CHANGED, change, 0, NULL, error) &&
           (row->stage != STAGE_SCHEDULED || work_add(session, WORK_PUBLISH, row->id.value, row->scheduled, error));
}

gboolean
publishing_decide(Mediation *mediation, const Actor *actor, PublicationId id, const Digest *digest,
                  ApprovalVerdict verdict, const char *comment, const char *excuse, GError **error)
{
    g_auto(PublishingStep) step = { .mediation = mediation,
                                    .actor = actor,
                                    .id = id,
                                    .shown = digest,
                                    .verdict = verdict,
                                    .comment = comment,
                                    .excuse = excuse };

    if ((verdict == VERDICT_APPROVE && !publishing_proofread_step(&step, error)) ||
        !store_write(mediation->store, decide, &step, error))
        return FALSE;
    if (mediation->work != NULL)
        work_wake(mediation->work, WORK_PUBLISH);
    return TRUE;
}

/* ---- release ---- */

static gboolean
add_release(PublishingStep *step, DbSession *session, const PublicationRow *row, const PublicationContent *content,
            gint64 leaf, GError **error)
{
    g_autoptr(GArray) before = publication_store_list_releases(session, row->id, error);
    PublicationReleaseRow release = { .work = row->work,
                                      .act = row->act,
                                      .version = row->version,
                                      .at = row->updated,
                                      .staff = step->actor->staff,
                                      .digest = row->digest,
                                      .leaf = leaf };

    if (before == NULL)
        return FALSE;
    release.number = before->len + 1;
    return publication_store_add_release(session, row->id, &release, error) &&
           newsletter_start(step->mediation, session, row, content, release.number, leaf, error);
}

/* The case that it is about says so, and her citizen is shown where it stands. A number that names none is no fault. */
static gboolean
tell_case(const PublishingStep *step, DbSession *session, const PublicationRow *row, const PublicationContent *content,
          gint64 leaf, GError **error)
{
    const PublicationText *text;
    g_autoptr(GError) trouble = NULL;
    g_autoptr(Case) a_case =
        *content->case_reference != '\0' ? case_store_find(session, content->case_reference, &trouble) : NULL;
    json_t *detail;
    gboolean done;

    if (trouble != NULL && !g_error_matches(trouble, TRIBUNE_ERROR, TRIBUNE_ERROR_NOT_FOUND)) {
        g_propagate_error(error, g_steal_pointer(&trouble));
        return FALSE;
    }
    if (a_case == NULL)
        return TRUE;
    text = publication_content_any(content, step->mediation->language);
    detail = json_pack("{s:s, s:b}", "title", text != NULL ? text->title : "", "withdrawn", row->act == ACT_WITHDRAWAL);
    done = event_append(step->mediation->store, session,
                        &(EventDraft){ .kind = EVENT_CASE_PUBLISHED,
                                       .actor = step->actor,
                                       .case_id = a_case->id,
                                       .subject = row->id.value,
                                       .detail = detail,
                                       .ref = leaf },
                        NULL, error);
    json_decref(detail);
    return done;
}

gboolean
publishing_let_go(PublishingStep *step, DbSession *session, PublicationRow *row, gint64 approval_leaf, GError **error)
{
    static const char *const changes[] = { "released", "corrected", "withdrawn" };
    g_autoptr(PublicationContent) content =
        publication_store_load_version(step->mediation->store, session, row->id, row->version, error);
    g_autoptr(GArray) grounds = NULL;
    gint64 now = clock_now(), leaf;
    gboolean done;

    if (content == NULL)
        return FALSE;
    row->standing = row->act == ACT_WITHDRAWAL ? STANDING_WITHDRAWN : STANDING_RELEASED;
    row->stage = STAGE_NONE;
    row->released = row->version;
    row->published = row->published != 0 ? row->published : now;
    /* Two changes never look like one to who asks only for what is newer. */
    row->updated = MAX(now, row->updated + CLOCK_SECOND);
    row->expires = content->expires;
    row->scheduled = 0;
    step->public_changed = TRUE;
    step->grounds = grounds = grounds_list(step->mediation, session, row->work, &row->digest, NULL, error);
    done = grounds != NULL &&
           publishing_save(step, session, row, EVENT_PUBLICATION_RELEASED, changes[row->act], approval_leaf, &leaf,
                           error) &&
           add_release(step, session, row, content, leaf, error) &&
           tell_case(step, session, row, content, leaf, error) &&
           publication_places_set(session, row->id, row->kind, content, row->published, error) &&
           picture_store_set_public(session, row->id, row->act == ACT_WITHDRAWAL ? NULL : content, error) &&
           announcing_add(step->mediation, session, row->id, error);
    step->grounds = NULL;
    return done;
}

static gboolean
release(DbSession *session, gpointer data, GError **error)
{
    PublishingStep *step = data;
    g_autoptr(PublicationRow) row = publishing_load_rendered(step, session, error);
    g_autoptr(GArray) authors = g_array_new(FALSE, FALSE, sizeof(StaffId));
    ApprovalQuestion question;
    gboolean complete, excused;
    gint64 leaf;

    if (row == NULL)
        return FALSE;
    if (row->stage != STAGE_APPROVED)
        return publishing_refuse(error);
    if (publishing_is_over(step, clock_now()))
        return publishing_refuse_over(error);
    if (!digest_equal(&row->digest, &step->digest)) {
        g_set_error_literal(error, TRIBUNE_ERROR, TRIBUNE_ERROR_CONFLICT,
                            SAY_NOOP("what would leave is not what was approved; send it for review again"));
        return FALSE;
    }
    if (!publishing_ask(step, session, row, authors, &question, error) ||
        !approval_is_complete(step->mediation, session, &question, &complete, &leaf, error) ||
        !proofreading_was_excused(session, row->work, &row->digest, step->proofread, &excused, error))
        return FALSE;
    if (!excused) {
        g_set_error_literal(error, TRIBUNE_ERROR, TRIBUNE_ERROR_CONFLICT,
                            SAY_NOOP("since it was approved, something stops it; take it back and look at it again"));
        return FALSE;
    }
    if (!complete) {
        g_set_error_literal(error, TRIBUNE_ERROR, TRIBUNE_ERROR_INVALID,
                            SAY_NOOP("somebody who approved this may approve no more, so an approval is missing; take "
                                     "it back and send it for review again"));
        return FALSE;
    }
    return publishing_let_go(step, session, row, leaf, error);
}

gboolean
publishing_release(Mediation *mediation, const Actor *actor, PublicationId id, gint64 seen, GError **error)
{
    g_auto(PublishingStep) step = { .mediation = mediation, .actor = actor, .id = id, .seen = seen };

    if (!rights_check(actor, ACTION_WRITE_PUBLICATION, NO_UNIT, error) || !publishing_proofread_step(&step, error) ||
        !store_write(mediation->store, release, &step, error))
        return FALSE;
    publishing_renew(mediation->publishing);
    if (mediation->work != NULL) {
        work_wake(mediation->work, WORK_NEWSLETTER);
        work_wake(mediation->work, WORK_NEWSLETTER_SHORT);
        work_wake(mediation->work, WORK_ANNOUNCE);
    }
    return TRUE;
}
