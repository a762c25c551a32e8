/* SPDX-License-Identifier: Apache-2.0 */
#include "mediation/cases/side.h"

#include "base/clock.h"
#include "base/error.h"
#include "mediation/cases/casework.h"
#include "mediation/cases/side-letter.h"
#include "model/rights.h"

typedef struct {
    Mediation *mediation;
    const Actor *actor;
    CaseId case_id;
    const SideDraft *draft;
    gint64 version; /* of the case; 0: any */
    SideLetter *letter;
} Asking;

static void
asking_clear(Asking *asking)
{
    g_clear_pointer(&asking->letter, side_letter_free);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Asking, asking_clear)

static gboolean
compose(DbSession *session, gpointer data, GError **error)
{
    Asking *asking = data;
    g_autoptr(Case) a_case = case_store_load(session, asking->case_id, error);

    asking_clear(asking);
    if (a_case == NULL || !rights_check(asking->actor, ACTION_REPLY, a_case->unit, error))
        return FALSE;
    asking->letter = side_letter_new(asking->mediation, asking->actor, asking->case_id, asking->draft, FALSE);
    return side_letter_compose(asking->letter, session, a_case, error);
}

ReplyPreview *
side_preview(Mediation *mediation, const Actor *actor, CaseId case_id, const SideDraft *draft, GError **error)
{
    g_auto(Asking) asking = { mediation, actor, case_id, draft, 0, NULL };
    g_autoptr(Rendering) rendering = NULL;
    ReplyPreview *preview;

    if (!store_read(mediation->store, compose, &asking, error))
        return NULL;
    rendering = side_letter_render(asking.letter, error);
    if (rendering == NULL)
        return NULL;
    preview = g_new0(ReplyPreview, 1);
    preview->digest = release_digest(side_letter_outgoing(asking.letter));
    preview->outgoing = side_letter_take_outgoing(asking.letter);
    preview->rendering = g_steal_pointer(&rendering);
    preview->why = SAY_NOOP("You may send this yourself: officers ask others about cases of their own unit.");
    return preview;
}

static gboolean
check_version(const Asking *asking, const Case *a_case, GError **error)
{
    if (asking->version == 0 || asking->version == a_case->version)
        return TRUE;
    g_set_error_literal(error, TRIBUNE_ERROR, TRIBUNE_ERROR_CONFLICT,
                        SAY_NOOP("somebody changed the case while you wrote; your text is kept below, look at the "
                                 "case and send it again"));
    return FALSE;
}

static gboolean
save(DbSession *session, gpointer data, GError **error)
{
    const Asking *asking = data;
    g_autoptr(Case) a_case = case_store_load(session, asking->case_id, error);

    if (a_case == NULL || !rights_check(asking->actor, ACTION_REPLY, a_case->unit, error) ||
        !check_version(asking, a_case, error))
        return FALSE;
    if (asking->draft->wait &&
        (!rights_check(asking->actor, ACTION_SET_STATE, a_case->unit, error) ||
         !casework_move(asking->mediation, session, asking->actor, a_case, CASE_WAITING_OTHER, "", error)))
        return FALSE;
    a_case->changed = clock_now();
    return side_letter_save(asking->letter, session, a_case, RULE_SIDE, error) &&
           case_store_update(session, a_case, error);
}

gboolean
side_send(Mediation *mediation, const Actor *actor, CaseId case_id, gint64 version, const SideDraft *draft,
          const Digest *expected, ConversationId *ret, GError **error)
{
    g_auto(Asking) asking = { mediation, actor, case_id, draft, version, NULL };
    Digest digest;

    if (!store_read(mediation->store, compose, &asking, error))
        return FALSE;
    digest = release_digest(side_letter_outgoing(asking.letter));
    if (!digest_equal(&digest, expected)) {
        g_set_error_literal(error, TRIBUNE_ERROR, TRIBUNE_ERROR_CONFLICT,
                            SAY_NOOP("what would leave is not what you saw; look at the preview again"));
        return FALSE;
    }
    if (!side_letter_seal(asking.letter, error))
        return FALSE;
    if (!store_write(mediation->store, save, &asking, error)) {
        side_letter_discard(asking.letter);
        return FALSE;
    }
    *ret = side_letter_outgoing(asking.letter)->conversation;
    work_wake(mediation->work, WORK_DELIVER);
    mediation_changed(mediation, case_id);
    return TRUE;
}
