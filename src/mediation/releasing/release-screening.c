/* SPDX-License-Identifier: Apache-2.0 */
/* The files of an answer, before they leave: what would be held when it came in does not go out either. */
#include "base/clock.h"
#include "base/error.h"
#include "base/log.h"
#include "mediation/releasing/release.h"
#include "model/rights.h"

#define FILTER_LIMIT (30 * CLOCK_SECOND)

static void
keep_first_held(gpointer data, const char *filter, const Verdict *verdict)
{
    Verdict **held = data;

    (void)filter;
    if (verdict->kind >= VERDICT_HOLD && *held == NULL)
        *held = verdict_copy(verdict);
}

/* Each with a name of its own, by which a verdict tells them apart. */
static GPtrArray *
name_parts(const GPtrArray *files)
{
    GPtrArray *parts = message_parts_new();

    for (guint i = 0; i < files->len; i++) {
        const MessagePart *file = g_ptr_array_index(files, i);
        g_autofree char *name = g_strdup_printf("att-%02u", i + 1);

        g_ptr_array_add(parts, message_part_new(name, file->type, file->filename, file->bytes));
    }
    return parts;
}

static void
say_which(const GPtrArray *parts, const Verdict *held, ReleaseHeld *ret)
{
    const MessagePart *part = message_parts_find(parts, held->part);

    ret->filename = g_strdup(part != NULL && part->filename != NULL ? part->filename : "");
    ret->reason = g_strdup(held->reason);
}

void
release_held_clear(ReleaseHeld *held)
{
    g_clear_pointer(&held->filename, g_free);
    g_clear_pointer(&held->reason, g_free);
}

gboolean
release_screen(Mediation *mediation, const Actor *actor, const GPtrArray *files, ReleaseHeld *ret_held, GError **error)
{
    return rights_check_anywhere(actor, ACTION_REPLY, error) && release_screen_files(mediation, files, ret_held, error);
}

gboolean
release_screen_files(Mediation *mediation, const GPtrArray *files, ReleaseHeld *ret_held, GError **error)
{
    g_autoptr(GPtrArray) parts = NULL;
    g_autoptr(Verdict) held = NULL;
    g_autoptr(GError) trouble = NULL;
    FilterInput input = { .received = clock_now(), .channel = "", .sender = "", .subject = "" };

    if (files == NULL || files->len == 0 || mediation->filters == NULL)
        return TRUE;
    input.parts = parts = name_parts(files);
    if (!filters_judge(mediation->filters, &input, FILTER_LIMIT, keep_first_held, &held, &trouble)) {
        log_failure("release.not-screened", trouble);
        g_set_error_literal(error, TRIBUNE_ERROR, TRIBUNE_ERROR_UNAVAILABLE,
                            SAY_NOOP("a filter does not answer, so the files cannot be checked and must not leave yet; "
                                     "your reply is kept, send it again when the filter is back"));
        return FALSE;
    }
    if (held == NULL)
        return TRUE;
    if (ret_held != NULL)
        say_which(parts, held, ret_held);
    g_set_error_literal(error, TRIBUNE_ERROR, TRIBUNE_ERROR_INVALID,
                        SAY_NOOP("a filter holds one of the files, so it must not leave; remove it, or send it in "
                                 "another form"));
    return FALSE;
}
