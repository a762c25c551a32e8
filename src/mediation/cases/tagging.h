/* SPDX-License-Identifier: Apache-2.0 */
/* mediation/cases/tagging.h: internal labels of cases: a closed vocabulary that leads keep.
 *
 * A tag is no change of the matter: the case keeps its version, so that nobody's answer has to wait for it. Giving and
 * taking is for who may edit the case; making, closing and opening again for who may manage tags. Calls block until
 * durable. */
#pragma once
#include "mediation/mediation.h"
#include "store/tag-store.h"

#define TAG_NAME_MAX 40 /* characters */

/* Nothing happens when the case has it. TRIBUNE_ERROR_INVALID: it is closed. */
gboolean tagging_give(Mediation *mediation, const Actor *actor, CaseId case_id, TagId tag, GError **error);
/* By its name; made when there is none and @actor may. */
gboolean tagging_give_named(Mediation *mediation, const Actor *actor, CaseId case_id, const char *name, GError **error);
gboolean tagging_take(Mediation *mediation, const Actor *actor, CaseId case_id, TagId tag, GError **error);

/* TRIBUNE_ERROR_INVALID (no name), TRIBUNE_ERROR_CONFLICT (there is one). */
gboolean tagging_make(Mediation *mediation, const Actor *actor, const char *name, GError **error);
/* Cases keep a closed tag; it is given to no more. */
gboolean tagging_set_closed(Mediation *mediation, const Actor *actor, TagId tag, gboolean closed, GError **error);

/* Inside a transaction; @ret_changed: it was not so before. */
gboolean tagging_change(const Mediation *mediation, DbSession *session, const Actor *actor, CaseId case_id, TagId tag,
                        gboolean give, gboolean *ret_changed, GError **error);
