/* SPDX-License-Identifier: Apache-2.0 */
/* Replies are read beside what the citizen wrote. */
#include <string.h>

#include "base/error.h"
#include "mediation/releasing/proofreading.h"
#include "store/message-store.h"

#define MESSAGES_MAX 100          /* of a case, the newest, that are read for what she said herself */
#define THEIRS_MAX   (512 * 1024) /* bytes of them */

typedef struct {
    const Mediation *mediation;
    CaseId case_id;
    GString *theirs;
} Reading;

/* What was destroyed meanwhile is left out. */
static void
add_message(const Reading *reading, DbSession *session, const Message *message)
{
    g_autoptr(MessagePart) part = NULL;
    gsize length;
    const char *bytes;

    if (message->direction != DIRECTION_IN || message->side || reading->theirs->len >= THEIRS_MAX)
        return;
    part = content_load_part(&reading->mediation->store->content, session, message->id.value, message->ref.secret_key,
                             PART_TEXT, NULL);
    if (part == NULL)
        return;
    bytes = g_bytes_get_data(part->bytes, &length);
    g_string_append_len(reading->theirs, bytes, (gssize)MIN(length, THEIRS_MAX - reading->theirs->len));
    g_string_append_c(reading->theirs, '\n');
}

static gboolean
read_theirs(DbSession *session, gpointer data, GError **error)
{
    const Reading *reading = data;
    g_autoptr(GPtrArray) messages = message_store_list_case(session, reading->case_id, MESSAGES_MAX, error);

    g_string_truncate(reading->theirs, 0);
    for (guint i = 0; messages != NULL && i < messages->len; i++)
        add_message(reading, session, g_ptr_array_index(messages, i));
    return messages != NULL;
}

/* Links and pictures are not judged as a publication's are: what a letter may show is its channel's to say. */
Proofread *
proofreading_reply(Mediation *mediation, CaseId case_id, const char *language, const char *text, GError **error)
{
    g_autoptr(Proofread) proofread = proofreading_new();
    g_autoptr(GString) theirs = g_string_new(NULL);
    Reading reading = { mediation, case_id, theirs };
    FilterRelease release = { .kind = "reply", .language = language, .first = TRUE, .site = mediation->portal_url };

    if (!store_read(mediation->store, read_theirs, &reading, error))
        return NULL;
    release.theirs = theirs->str;
    release.markdown = TRUE;
    if (!proofreading_read(mediation, &release, "", text, "text", proofread, error))
        return NULL;
    proofreading_sort(proofread);
    return g_steal_pointer(&proofread);
}
