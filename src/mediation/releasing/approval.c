/* SPDX-License-Identifier: Apache-2.0 */
#include "mediation/releasing/approval.h"

#include <string.h>

#include "base/clock.h"
#include "base/error.h"
#include "base/id.h"
#include "base/text.h"
#include "mediation/releasing/delegating.h"
#include "store/event-store.h"
#include "store/staff-store.h"

static gboolean
refuse(GError **error, TribuneError code, const char *words)
{
    g_set_error_literal(error, TRIBUNE_ERROR, (int)code, words);
    return FALSE;
}

static gboolean
stands(const ApprovalQuestion *question, const Approval *approval)
{
    return approval->voided == 0 && !approval->lapsed && approval->verdict == VERDICT_APPROVE &&
           digest_equal(&approval->digest, &question->digest);
}

static gboolean
is_author(const ApprovalQuestion *question, StaffId staff)
{
    for (guint i = 0; i < question->author_count; i++)
        if (question->authors[i].value == staff.value)
            return TRUE;
    return FALSE;
}

/* Whether @staff approved, or was approved for: then she has had her say. */
static gboolean
has_had_a_part(const ApprovalQuestion *question, const GPtrArray *given, StaffId staff)
{
    for (guint i = 0; i < given->len; i++) {
        const Approval *approval = g_ptr_array_index(given, i);

        if (stands(question, approval) &&
            (approval->staff.value == staff.value || approval->stead.value == staff.value))
            return TRUE;
    }
    return FALSE;
}

/* ---- who may ---- */

gboolean
approval_check(const Actor *actor, const ApprovalQuestion *question, const GPtrArray *given, GError **error)
{
    if (actor->staff.value == 0)
        return refuse(error, TRIBUNE_ERROR_FORBIDDEN, SAY_NOOP("only a member of staff can approve"));
    if (is_author(question, actor->staff))
        return refuse(error, TRIBUNE_ERROR_FORBIDDEN,
                      SAY_NOOP("you wrote a part of this; somebody else has to approve it"));
    return !has_had_a_part(question, given, actor->staff) ||
           refuse(error, TRIBUNE_ERROR_FORBIDDEN,
                  SAY_NOOP("you have approved this already, or somebody in your stead; it waits for somebody else"));
}

guint
approval_next_tier(const ApprovalQuestion *question, const GPtrArray *given)
{
    guint tiers = CLAMP(question->tiers, 1, APPROVAL_TIERS_MAX);

    for (guint tier = 0; tier < tiers; tier++) {
        gboolean taken = FALSE;

        for (guint i = 0; i < given->len && !taken; i++) {
            const Approval *approval = g_ptr_array_index(given, i);

            taken = stands(question, approval) && approval->tier == tier + 1;
        }
        if (!taken)
            return tier;
    }
    return tiers;
}

static gboolean
may(const Actor *actor, const ApprovalQuestion *question, const GPtrArray *given)
{
    return question->may == NULL || question->may(actor, approval_next_tier(question, given), question->may_data);
}

/* The first who named her, may decide, and has had no part in it. */
static gboolean
find_stead(DbSession *session, const Actor *actor, const ApprovalQuestion *question, const GPtrArray *given,
           StaffId *ret_stead, GError **error)
{
    g_autoptr(GPtrArray) principals = delegating_principals(session, actor, error);

    if (principals == NULL)
        return FALSE;
    for (guint i = 0; i < principals->len; i++) {
        const Staff *principal = g_ptr_array_index(principals, i);
        Actor herself = staff_actor(principal);

        if (!may(&herself, question, given) || is_author(question, principal->id) ||
            has_had_a_part(question, given, principal->id))
            continue;
        *ret_stead = principal->id;
        return TRUE;
    }
    return refuse(error, TRIBUNE_ERROR_FORBIDDEN, SAY_NOOP("you may not approve this; it waits for somebody else"));
}

gboolean
approval_way(DbSession *session, const Actor *actor, const ApprovalQuestion *question, const GPtrArray *given,
             StaffId *ret_stead, GError **error)
{
    *ret_stead = (StaffId){ 0 };
    return approval_check(actor, question, given, error) &&
           (may(actor, question, given) || find_stead(session, actor, question, given, ret_stead, error));
}

/* ---- what it is worth ---- */

static gboolean
weigh(DbSession *session, const ApprovalQuestion *question, Approval *approval, GError **error)
{
    gboolean lent = approval->stead.value != 0;
    g_autoptr(Staff) giver = staff_store_load(session, approval->staff, error);
    g_autoptr(Staff) principal = giver != NULL && lent ? staff_store_load(session, approval->stead, error) : NULL;
    Actor whose;

    if (giver == NULL || (lent && principal == NULL))
        return FALSE;
    whose = staff_actor(lent ? principal : giver);
    /* Who is disabled holds no roles. */
    approval->lapsed = giver->disabled || !question->may(&whose, MAX(approval->tier, 1) - 1, question->may_data);
    return TRUE;
}

gboolean
approval_weigh(DbSession *session, const ApprovalQuestion *question, const GPtrArray *given, GError **error)
{
    for (guint i = 0; question->may != NULL && i < given->len; i++) {
        Approval *approval = g_ptr_array_index(given, i);

        if (stands(question, approval) && !weigh(session, question, approval, error))
            return FALSE;
    }
    return TRUE;
}

guint
approval_count(const ApprovalQuestion *question, const GPtrArray *given)
{
    guint count = 0;

    for (guint i = 0; i < given->len; i++) {
        const Approval *approval = g_ptr_array_index(given, i);

        /* Nobody approves twice: approval_decide() sees to it. */
        if (stands(question, approval) && !is_author(question, approval->staff))
            count++;
    }
    return count;
}

/* What was decided, weighed. */
static GPtrArray *
load_given(const Mediation *mediation, DbSession *session, const ApprovalQuestion *question, GError **error)
{
    g_autoptr(GPtrArray) given = approval_store_list(mediation->store, session, question->subject, error);

    return given != NULL && approval_weigh(session, question, given, error) ? g_steal_pointer(&given) : NULL;
}

gboolean
approval_is_complete(const Mediation *mediation, DbSession *session, const ApprovalQuestion *question, gboolean *ret,
                     gint64 *ret_leaf, GError **error)
{
    g_autoptr(GPtrArray) given = load_given(mediation, session, question, error);

    if (given == NULL)
        return FALSE;
    *ret = approval_count(question, given) >= CLAMP(question->tiers, 1, APPROVAL_TIERS_MAX);
    *ret_leaf = 0;
    for (guint i = 0; i < given->len; i++)
        if (stands(question, g_ptr_array_index(given, i)))
            *ret_leaf = ((const Approval *)g_ptr_array_index(given, i))->leaf;
    return TRUE;
}

/* ---- deciding ---- */

static gboolean
check_comment(ApprovalVerdict verdict, const char *comment, GError **error)
{
    if (verdict != VERDICT_APPROVE && *comment == '\0')
        return refuse(error, TRIBUNE_ERROR_INVALID,
                      SAY_NOOP("say why you return or refuse it, so that the author knows what to change"));
    if (g_utf8_strlen(comment, -1) > APPROVAL_COMMENT_MAX)
        return refuse(error, TRIBUNE_ERROR_LIMIT, SAY_NOOP("a comment has at most 2,000 characters"));
    return TRUE;
}

static gboolean
record(const Mediation *mediation, DbSession *session, const Actor *actor, const ApprovalQuestion *question,
       Approval *approval, GError **error)
{
    gboolean lent = approval->stead.value != 0, done;
    g_autoptr(Staff) principal = lent ? staff_store_load(session, approval->stead, error) : NULL;
    g_autofree char *hex = digest_to_hex(&question->digest);
    json_t *detail;

    if (lent && principal == NULL)
        return FALSE;
    detail = json_pack("{s:s, s:s, s:i, s:s}", "verdict", approval_verdict_name(approval->verdict), "digest", hex,
                       "tier", (int)approval->tier, "comment", approval->comment);
    if (lent)
        json_object_set_new(detail, "stead",
                            json_pack("{s:I, s:s}", "staff", (json_int_t)principal->id.value, "name", principal->name));
    done = event_append(mediation->store, session,
                        &(EventDraft){ .kind = EVENT_APPROVAL_GIVEN,
                                       .actor = actor,
                                       .subject = question->subject,
                                       .detail = detail,
                                       .ref = question->ref },
                        &approval->leaf, error);
    json_decref(detail);
    return done && approval_store_insert(mediation->store, session, approval, error);
}

static ApprovalState
state_after(const ApprovalQuestion *question, const Approval *approval, guint before)
{
    if (approval->verdict == VERDICT_RETURN)
        return APPROVAL_RETURNED;
    if (approval->verdict == VERDICT_REFUSE)
        return APPROVAL_REFUSED;
    return before + 1 >= CLAMP(question->tiers, 1, APPROVAL_TIERS_MAX) ? APPROVAL_COMPLETE : APPROVAL_WAITS;
}

gboolean
approval_decide(const Mediation *mediation, DbSession *session, const Actor *actor, const ApprovalQuestion *question,
                const Digest *seen, ApprovalVerdict verdict, const char *comment, ApprovalState *ret, GError **error)
{
    g_autofree char *clean = text_clean(comment, strlen(comment));
    Approval approval = { .id = id_next(),
                          .subject = question->subject,
                          .digest = question->digest,
                          .verdict = verdict,
                          .staff = actor->staff,
                          .at = clock_now(),
                          .comment = g_strstrip(clean) };
    g_autoptr(GPtrArray) given = load_given(mediation, session, question, error);

    if (given == NULL || !approval_way(session, actor, question, given, &approval.stead, error) ||
        !check_comment(verdict, approval.comment, error))
        return FALSE;
    if (!digest_equal(seen, &question->digest))
        return refuse(error, TRIBUNE_ERROR_CONFLICT,
                      SAY_NOOP("what would leave is not what you saw; look at it again"));
    approval.tier = approval_next_tier(question, given) + 1;
    if (!record(mediation, session, actor, question, &approval, error))
        return FALSE;
    *ret = state_after(question, &approval, approval_count(question, given));
    return TRUE;
}

gboolean
approval_void(const Mediation *mediation, DbSession *session, const Actor *actor, gint64 subject, const char *why,
              guint *ret_count, GError **error)
{
    json_t *detail;
    gboolean done;

    if (!approval_store_void(session, subject, clock_now(), ret_count, error))
        return FALSE;
    if (*ret_count == 0)
        return TRUE;
    detail = json_pack("{s:s, s:i}", "why", why, "approvals", (int)*ret_count);
    done = event_append(
        mediation->store, session,
        &(EventDraft){ .kind = EVENT_APPROVAL_VOIDED, .actor = actor, .subject = subject, .detail = detail }, NULL,
        error);
    json_decref(detail);
    return done;
}
