/* SPDX-License-Identifier: Apache-2.0 */
#include "mediation/releasing/drafting.h"

#include <string.h>

#include "base/clock.h"
#include "base/error.h"
#include "base/id.h"
#include "base/log.h"
#include "base/text.h"
#include "mediation/cases/casework.h"
#include "mediation/releasing/release.h"
#include "model/rights.h"
#include "store/content-doomed.h"

/* One change of somebody's drafts. */
typedef struct {
    Mediation *mediation;
    const Actor *actor;
    CaseId case_id;
    DraftKind kind;
    Draft draft;            /* to be saved */
    const GPtrArray *parts; /* files to be added … */
    GPtrArray *sealed;      /* … as SealedContent * */
    gint64 file;            /* to be removed */
    GPtrArray *paths;
    GPtrArray *read;
} Drafting;

static gboolean
check_right(const Drafting *drafting, DbSession *session, GError **error)
{
    g_autoptr(Case) a_case = case_store_load(session, drafting->case_id, error);

    return a_case != NULL && rights_check(drafting->actor, drafting->kind == DRAFT_NOTE ? ACTION_NOTE : ACTION_REPLY,
                                          a_case->unit, error);
}

static GPtrArray *
list_files(const Drafting *drafting, DbSession *session, gboolean with_bytes, GError **error)
{
    return draft_store_list_files(drafting->mediation->store, session, drafting->case_id, drafting->actor->staff,
                                  with_bytes, error);
}

/* Runs @task, which appends to drafting->paths. */
static gboolean
run(Drafting *drafting, DbTask task, GError **error)
{
    gboolean done;

    drafting->paths = g_ptr_array_new_with_free_func(g_free);
    done = store_write(drafting->mediation->store, task, drafting, error);
    if (done)
        content_unlink(drafting->paths);
    g_ptr_array_unref(drafting->paths);
    return done;
}

/* ---- text ---- */

static gboolean
is_blank(const char *text)
{
    while (g_ascii_isspace(*text))
        text++;
    return *text == '\0';
}

static gboolean
save(DbSession *session, gpointer data, GError **error)
{
    Drafting *drafting = data;

    if (!check_right(drafting, session, error))
        return FALSE;
    if (!is_blank(drafting->draft.text))
        return draft_store_save(drafting->mediation->store, session, &drafting->draft, error);
    return draft_store_remove(session, drafting->case_id, drafting->actor->staff, drafting->kind, error);
}

gboolean
drafting_save(Mediation *mediation, const Actor *actor, CaseId case_id, DraftKind kind, const char *text,
              CaseState next, gboolean decision, GError **error)
{
    g_autofree char *clean = text_clean(text, strlen(text));
    Drafting drafting = { .mediation = mediation,
                          .actor = actor,
                          .case_id = case_id,
                          .kind = kind,
                          .draft = { case_id, actor->staff, kind, clock_now(), clean, next, decision } };
    gsize limit = kind == DRAFT_NOTE ? NOTE_SIZE_MAX : RELEASE_TEXT_MAX;

    if (strlen(clean) > limit) {
        g_set_error(error, TRIBUNE_ERROR, TRIBUNE_ERROR_LIMIT,
                    "the draft is longer than %" G_GSIZE_FORMAT " KiB and was not saved; shorten it", limit / 1024);
        return FALSE;
    }
    return run(&drafting, save, error);
}

/* ---- files ---- */

static gboolean
check_files(const GPtrArray *there, const GPtrArray *parts, GError **error)
{
    gint64 size = 0;

    for (guint i = 0; i < there->len; i++)
        size += ((const DraftFile *)g_ptr_array_index(there, i))->size;
    for (guint i = 0; i < parts->len; i++)
        size += (gint64)((const MessagePart *)g_ptr_array_index(parts, i))->size;
    return release_check_files(there->len + parts->len, size, error);
}

static gboolean
attach(DbSession *session, gpointer data, GError **error)
{
    Drafting *drafting = data;
    g_autoptr(GPtrArray) there = NULL;

    if (!check_right(drafting, session, error))
        return FALSE;
    there = list_files(drafting, session, FALSE, error);
    if (there == NULL || !check_files(there, drafting->parts, error))
        return FALSE;
    for (guint i = 0; i < drafting->parts->len; i++) {
        const MessagePart *part = g_ptr_array_index(drafting->parts, i);
        const DraftFile file = {
            .id = id_next(), .case_id = drafting->case_id, .staff = drafting->actor->staff, .size = (gint64)part->size
        };

        if (!draft_store_add_file(session, &file, g_ptr_array_index(drafting->sealed, i), error))
            return FALSE;
    }
    return TRUE;
}

void
drafting_discard_sealed(const GPtrArray *sealed)
{
    for (guint i = 0; i < sealed->len; i++)
        content_discard(g_ptr_array_index(sealed, i));
}

/* Each file is a record of its own, so that one can go. */
static SealedContent *
seal_file(Mediation *mediation, const MessagePart *part, GError **error)
{
    g_autoptr(GPtrArray) alone = message_parts_new();

    g_ptr_array_add(alone, message_part_new("att-01", part->type, part->filename, part->bytes));
    return content_seal(&mediation->store->content, alone, error);
}

GPtrArray *
drafting_seal(Mediation *mediation, const GPtrArray *parts, GError **error)
{
    g_autoptr(GPtrArray) sealed = g_ptr_array_new_with_free_func((GDestroyNotify)sealed_content_free);

    for (guint i = 0; i < parts->len; i++) {
        SealedContent *content = seal_file(mediation, g_ptr_array_index(parts, i), error);

        if (content == NULL) {
            drafting_discard_sealed(sealed);
            return NULL;
        }
        g_ptr_array_add(sealed, content);
    }
    return g_steal_pointer(&sealed);
}

gboolean
drafting_attach(Mediation *mediation, const Actor *actor, CaseId case_id, const GPtrArray *parts, GError **error)
{
    g_autoptr(GPtrArray) sealed = NULL, none = g_ptr_array_new();
    Drafting drafting = {
        .mediation = mediation, .actor = actor, .case_id = case_id, .kind = DRAFT_REPLY, .parts = parts
    };

    /* Before anything is written for files that are too many by themselves. */
    if (!check_files(none, parts, error))
        return FALSE;
    drafting.sealed = sealed = drafting_seal(mediation, parts, error);
    if (sealed == NULL)
        return FALSE;
    if (run(&drafting, attach, error))
        return TRUE;
    drafting_discard_sealed(sealed);
    return FALSE;
}

static gboolean
detach(DbSession *session, gpointer data, GError **error)
{
    Drafting *drafting = data;
    g_autoptr(GPtrArray) files = NULL;

    g_ptr_array_set_size(drafting->paths, 0);
    if (!check_right(drafting, session, error))
        return FALSE;
    files = list_files(drafting, session, FALSE, error);
    for (guint i = 0; files != NULL && i < files->len; i++) {
        const DraftFile *file = g_ptr_array_index(files, i);

        if ((drafting->file == 0 || file->id == drafting->file) &&
            !draft_store_remove_file(drafting->mediation->store, session, file, drafting->paths, error))
            return FALSE;
    }
    return files != NULL;
}

gboolean
drafting_detach(Mediation *mediation, const Actor *actor, CaseId case_id, gint64 file, GError **error)
{
    Drafting drafting = { .mediation = mediation, .actor = actor, .case_id = case_id, .file = file };

    return run(&drafting, detach, error);
}

static gboolean
discard(DbSession *session, gpointer data, GError **error)
{
    const Drafting *drafting = data;

    return detach(session, data, error) &&
           draft_store_remove(session, drafting->case_id, drafting->actor->staff, DRAFT_REPLY, error);
}

gboolean
drafting_discard(Mediation *mediation, const Actor *actor, CaseId case_id, GError **error)
{
    Drafting drafting = { .mediation = mediation, .actor = actor, .case_id = case_id };

    return run(&drafting, discard, error);
}

static gboolean
read_attachments(DbSession *session, gpointer data, GError **error)
{
    Drafting *drafting = data;
    g_autoptr(GPtrArray) files = NULL;

    if (!check_right(drafting, session, error))
        return FALSE;
    files = list_files(drafting, session, TRUE, error);
    for (guint i = 0; files != NULL && i < files->len; i++) {
        DraftFile *file = g_ptr_array_index(files, i);

        g_ptr_array_add(drafting->read, g_steal_pointer(&file->part));
    }
    return files != NULL;
}

GPtrArray *
drafting_attachments(Mediation *mediation, const Actor *actor, CaseId case_id, GError **error)
{
    g_autoptr(GPtrArray) parts = message_parts_new();
    Drafting drafting = { .mediation = mediation, .actor = actor, .case_id = case_id, .read = parts };

    return store_read(mediation->store, read_attachments, &drafting, error) ? g_steal_pointer(&parts) : NULL;
}

/* ---- what it became is recorded ---- */

gboolean
drafting_forget(const Mediation *mediation, DbSession *session, CaseId case_id, StaffId staff, DraftKind kind,
                GPtrArray *paths, GError **error)
{
    g_autoptr(GPtrArray) files = NULL;

    g_ptr_array_set_size(paths, 0);
    if (!draft_store_remove(session, case_id, staff, kind, error))
        return FALSE;
    if (kind == DRAFT_NOTE)
        return TRUE;
    files = draft_store_list_files(mediation->store, session, case_id, staff, FALSE, error);
    for (guint i = 0; files != NULL && i < files->len; i++)
        if (!draft_store_remove_file(mediation->store, session, g_ptr_array_index(files, i), paths, error))
            return FALSE;
    return files != NULL;
}

/* ---- what a crash left ---- */

typedef struct {
    const ContentStore *content;
    gint64 before;
    guint files;
} Collecting;

static gboolean
collect(DbSession *session, gpointer data, GError **error)
{
    Collecting *collecting = data;

    return content_doomed_collect(collecting->content, session, collecting->before, &collecting->files, error);
}

/* An hour: nobody is still about to unlink them herself. */
void
drafting_tick(gpointer data)
{
    const Mediation *mediation = data;
    Collecting collecting = { .content = &mediation->store->content, .before = clock_now() - CLOCK_HOUR };
    g_autoptr(GError) error = NULL;
    char number[16];

    if (!store_write_background(mediation->store, collect, &collecting, &error)) {
        log_failure("drafts.collect-failed", error);
        return;
    }
    g_snprintf(number, sizeof number, "%u", collecting.files);
    if (collecting.files > 0)
        log_event(LOG_INFO, "drafts.collected", "files", number, NULL);
}
