/* SPDX-License-Identifier: Apache-2.0 */
/* Notes of staff in a case. */
#include <string.h>

#include "base/clock.h"
#include "base/error.h"
#include "base/id.h"
#include "base/text.h"
#include "journal/journal.h"
#include "mediation/cases/casework-private.h"
#include "model/rights.h"
#include "store/draft-store.h"
#include "store/message-store.h"

typedef struct {
    Mediation *mediation;
    const Actor *actor;
    CaseId id;
    Message *message;
    const SealedContent *sealed;
} NoteTask;

static gboolean
save_note(DbSession *session, gpointer data, GError **error)
{
    NoteTask *task = data;
    g_autoptr(Case) a_case = case_store_load(session, task->id, error);
    g_autofree Leaf *leaf = g_new(Leaf, 1);
    Message *note = task->message;

    if (a_case == NULL || !rights_check(task->actor, ACTION_NOTE, a_case->unit, error))
        return FALSE;
    leaf_init(leaf, LEAF_NOTE, task->sealed->record);
    leaf->time = note->received / CLOCK_SECOND;
    leaf_add_attr(leaf, "direction", "note");
    content_commit(task->sealed, leaf);
    return journal_append(session, leaf, &note->ref.leaf, error) &&
           content_save(session, note->id.value, task->sealed, error) &&
           message_store_insert(session, note, (const guint8 *)&note->id, sizeof note->id, error) &&
           draft_store_remove(session, task->id, task->actor->staff, DRAFT_NOTE, error) &&
           casework_record(task->mediation, session, task->actor, EVENT_NOTE_ADDED, task->id, note->id.value, NULL,
                           note->ref.leaf, error);
}

gboolean
casework_add_note(Mediation *mediation, const Actor *actor, CaseId id, const char *text, GError **error)
{
    MessageId note;

    return casework_write_note(mediation, actor, id, text, &note, error);
}

gboolean
casework_write_note(Mediation *mediation, const Actor *actor, CaseId id, const char *text, MessageId *ret,
                    GError **error)
{
    g_autofree char *clean = text_clean(text, strlen(text));
    g_autoptr(GPtrArray) parts = message_parts_new();
    g_autoptr(GBytes) bytes = NULL;
    g_autoptr(SealedContent) sealed = NULL;
    g_autoptr(Message) note = g_new0(Message, 1);
    NoteTask task = { mediation, actor, id, note, NULL };

    if (!casework_check_size(clean, NOTE_SIZE_MAX, "the note", error))
        return FALSE;
    if (*g_strstrip(clean) == '\0') {
        g_set_error(error, TRIBUNE_ERROR, TRIBUNE_ERROR_INVALID,
                    "the note is empty; write what your colleagues should know");
        return FALSE;
    }
    bytes = g_bytes_new(clean, strlen(clean));
    g_ptr_array_add(parts, message_part_new(PART_TEXT, "text/markdown", NULL, bytes));
    task.sealed = sealed = content_seal(&mediation->store->content, parts, error);
    if (sealed == NULL)
        return FALSE;
    note->id.value = id_next();
    note->direction = DIRECTION_NOTE;
    note->channel = g_strdup("");
    note->external_id = g_strdup("");
    note->sender = g_strdup("");
    note->sender_name = g_strdup(actor->name);
    note->author = actor->staff;
    note->subject = g_strdup("");
    note->preview = text_one_line(clean, strlen(clean), 160);
    note->language = g_strdup("");
    note->screening = SCREENING_CLEAR;
    note->size = (gint64)strlen(clean);
    note->received = note->sent = clock_now();
    note->case_id = id;
    memcpy(note->ref.record, sealed->record, sizeof note->ref.record);
    note->ref.secret_key = sealed->secret_key;
    if (!store_write(mediation->store, save_note, &task, error))
        return FALSE;
    *ret = note->id;
    mediation_changed(mediation, id);
    return TRUE;
}
