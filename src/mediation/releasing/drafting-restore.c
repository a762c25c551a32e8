/* SPDX-License-Identifier: Apache-2.0 */
/* What was put before others comes back to who wrote it. */
#include <string.h>

#include "base/clock.h"
#include "base/id.h"
#include "mediation/releasing/drafting.h"

/* A page that was left may have saved her words once more after they were sent. */
static gboolean
says_the_same(const char *a, const char *b)
{
    g_autofree char *first = g_strstrip(g_strdup(a)), *second = g_strstrip(g_strdup(b));

    return strcmp(first, second) == 0;
}

/* Her own new words, which she may have begun meanwhile, stay below. */
static char *
join(const Draft *there, const char *text)
{
    return there == NULL || *there->text == '\0' || says_the_same(there->text, text)
               ? g_strdup(text)
               : g_strconcat(text, "\n\n", there->text, NULL);
}

static const Draft *
find_own(const GPtrArray *drafts, StaffId staff)
{
    for (guint i = 0; i < drafts->len; i++) {
        const Draft *draft = g_ptr_array_index(drafts, i);

        if (draft->kind == DRAFT_REPLY && draft->staff.value == staff.value)
            return draft;
    }
    return NULL;
}

gboolean
drafting_restore(const Mediation *mediation, DbSession *session, CaseId case_id, StaffId staff, const char *text,
                 CaseState next, gboolean decision, const GPtrArray *parts, const GPtrArray *sealed, GError **error)
{
    g_autoptr(GPtrArray) drafts = draft_store_list(mediation->store, session, case_id, staff, error);
    g_autofree char *whole = drafts != NULL ? join(find_own(drafts, staff), text) : NULL;
    Draft draft = { case_id, staff, DRAFT_REPLY, clock_now(), whole, next, decision };

    if (drafts == NULL || !draft_store_save(mediation->store, session, &draft, error))
        return FALSE;
    for (guint i = 0; i < sealed->len; i++) {
        const MessagePart *part = g_ptr_array_index(parts, i);
        const DraftFile file = { .id = id_next(), .case_id = case_id, .staff = staff, .size = (gint64)part->size };

        if (!draft_store_add_file(session, &file, g_ptr_array_index(sealed, i), error))
            return FALSE;
    }
    return TRUE;
}
