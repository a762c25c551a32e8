/* SPDX-License-Identifier: Apache-2.0 */
#include "command/journal-audit.h"

#include <stdio.h>
#include <unistd.h>

#include "store/audit.h"

static void
on_progress(gpointer data, guint64 done, guint64 total)
{
    (void)data;
    fprintf(stderr, "\r%3u %%", total == 0 ? 100 : (guint)(done * 100 / total));
    if (done == total)
        fputs("\r     \r", stderr);
}

static void
print_counts(const AuditCounts *counts)
{
    printf("the journal is whole: %u year%s, %" G_GUINT64_FORMAT " entries, %" G_GUINT64_FORMAT " checkpoints\n",
           counts->journal.years, counts->journal.years == 1 ? "" : "s", counts->journal.leaves,
           counts->journal.checkpoints);
    printf("the store tells the same: %" G_GUINT64_FORMAT " messages, %" G_GUINT64_FORMAT
           " releases, %" G_GUINT64_FORMAT " deliveries, %" G_GUINT64_FORMAT " attempts, %" G_GUINT64_FORMAT
           " reports, %" G_GUINT64_FORMAT " events\n",
           counts->messages, counts->releases, counts->deliveries, counts->attempts, counts->reports, counts->events);
    printf("%" G_GUINT64_FORMAT " releases name the decision that came before them, %" G_GUINT64_FORMAT
           " approvals came before what they let go\n",
           counts->grounded, counts->approvals);
    printf("%" G_GUINT64_FORMAT " commitments hold, over %" G_GUINT64_FORMAT " bytes; %" G_GUINT64_FORMAT
           " records are disposed of\n",
           counts->commitments, counts->bytes, counts->disposed);
}

gboolean
journal_audit(Store *store, const JournalKey *key, GError **error)
{
    AuditOptions options = { .key = key, .on_progress = isatty(STDERR_FILENO) ? on_progress : NULL };
    AuditCounts counts;

    if (!audit_run(store, &options, &counts, error))
        return FALSE;
    print_counts(&counts);
    return TRUE;
}
