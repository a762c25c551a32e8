/* SPDX-License-Identifier: Apache-2.0 */
/* What writers make of their comments afterwards, where they wrote them: a network tells us. The first text is a record
 * and stays; what everybody sees goes by the filters and the hold table again. */
#include <string.h>

#include "base/clock.h"
#include "base/error.h"
#include "base/id.h"
#include "base/text.h"
#include "mediation/commenting/commenting.h"
#include "mediation/publishing/publishing.h"
#include "model/rights.h"
#include "store/comment-store.h"

typedef struct {
    Mediation *mediation;
    const Actor *actor;
    const char *channel, *external_id, *identity;
    const CommentDraft *draft; /* NULL: she took it back */
    Comment *comment;          /* NULL: there is none of hers */
    gint64 edit;               /* id of what is added */
    char *content;
    SealedText sealed;
    gboolean waits; /* for the filters */
} Changing;

static void
changing_clear(Changing *changing)
{
    g_clear_pointer(&changing->comment, comment_free);
    g_clear_pointer(&changing->content, g_free);
    sealed_text_clear(&changing->sealed);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Changing, changing_clear)

static gboolean
find(DbSession *session, gpointer data, GError **error)
{
    Changing *changing = data;
    g_autoptr(Comment) comment = NULL;
    CommentId id;

    if (!comment_store_find_external(session, changing->channel, changing->external_id, &id, error))
        return FALSE;
    if (id.value == 0)
        return TRUE;
    comment = comment_store_load(changing->mediation->store, session, id, error);
    if (comment == NULL)
        return FALSE;
    if (strcmp(comment->identity, changing->identity) != 0)
        return TRUE;
    if (comment->next_edit != 0 &&
        !comment_store_turn_to(changing->mediation->store, session, comment, comment->next_edit, error))
        return FALSE;
    changing->comment = g_steal_pointer(&comment);
    return TRUE;
}

/* Somebody else, or the filters, dealt with it meanwhile: it is to be looked at anew. */
static gboolean
again(GError **error)
{
    g_clear_error(error);
    g_set_error_literal(error, TRIBUNE_ERROR, TRIBUNE_ERROR_TEMPORARY, "the comment is being dealt with");
    return FALSE;
}

static gboolean
run(Changing *changing, DbTask task, GError **error)
{
    GError *trouble = NULL;

    if (!store_write(changing->mediation->store, task, changing, &trouble)) {
        if (g_error_matches(trouble, TRIBUNE_ERROR, TRIBUNE_ERROR_CONFLICT)) {
            g_error_free(trouble);
            return again(error);
        }
        g_propagate_error(error, trouble);
        return FALSE;
    }
    publishing_renew(changing->mediation->publishing);
    if (changing->waits)
        work_wake(changing->mediation->work, WORK_COMMENT);
    mediation_changed(changing->mediation, (CaseId){ 0 });
    return TRUE;
}

/* ---- changed ---- */

static void
set(char **field, char *text)
{
    g_free(*field);
    *field = text;
}

static gboolean
is_taken_back(const Comment *comment)
{
    return comment->retracted || comment->state == COMMENT_WITHDRAWN;
}

/* FALSE: it is this already, or what she wrote before that. */
static gboolean
is_news(const Comment *comment, const CommentDraft *draft, const char *text)
{
    if (is_taken_back(comment) || (draft->sent != 0 && draft->sent < comment->sent))
        return FALSE;
    return draft->sent != comment->sent || strcmp(comment->text, text) != 0;
}

static void
take_over(Comment *comment, const CommentDraft *draft, const char *text)
{
    set(&comment->name, text_one_line(draft->name, strlen(draft->name), COMMENT_NAME_MAX + 1));
    set(&comment->text, g_strdup(text));
    comment->sent = draft->sent;
}

static gboolean
edit(DbSession *session, gpointer data, GError **error)
{
    Changing *changing = data;
    Comment *comment = changing->comment;
    Digest digest = digest_sha256(changing->content, strlen(changing->content));
    g_autofree char *hex = digest_to_hex(&digest);
    gint64 now = clock_now(), leaf;

    if (!commenting_record(changing->mediation, session, changing->actor, EVENT_COMMENT_EDITED, comment,
                           json_pack("{s:I, s:s}", "edit", (json_int_t)changing->edit, "digest", hex), &leaf, error) ||
        !comment_store_add_edit(session, changing->edit, comment->id, now, &changing->sealed, leaf, error))
        return FALSE;
    return comment_store_update(session, comment, error) &&
           (!changing->waits || work_add(session, WORK_COMMENT, comment->id.value, now, error));
}

/* Of one that is hidden the decision stands, and is about what was there then. */
static void
count_edit(Changing *changing)
{
    Comment *comment = changing->comment;

    changing->waits = comment->state != COMMENT_HIDDEN;
    comment->next_edit = changing->edit;
    if (changing->waits)
        commenting_judge_edit(comment, clock_now());
}

void
commenting_judge_edit(Comment *comment, gint64 now)
{
    comment->state = COMMENT_WAITING;
    comment->edit = comment->next_edit;
    comment->next_edit = 0;
    comment->likeness = comment_store_likeness(comment->text);
    comment->detected = FALSE;
    comment->due = 0;
    comment->changed = now;
}

gboolean
commenting_edit(Mediation *mediation, const Actor *actor, const char *channel, const CommentDraft *draft,
                gboolean *ret_known, GError **error)
{
    g_auto(Changing) changing = { .mediation = mediation,
                                  .actor = actor,
                                  .channel = channel,
                                  .external_id = draft->external_id,
                                  .identity = draft->identity,
                                  .draft = draft,
                                  .edit = id_next() };
    g_autofree char *text = comment_clean(draft->text);

    *ret_known = FALSE;
    if (!rights_check_anywhere(actor, ACTION_SUBMIT_MESSAGE, error) ||
        !store_read(mediation->store, find, &changing, error))
        return FALSE;
    *ret_known = changing.comment != NULL;
    if (changing.comment == NULL || !is_news(changing.comment, draft, text))
        return TRUE;
    take_over(changing.comment, draft, text);
    if (!comment_check(changing.comment->name, changing.comment->text, error))
        return FALSE;
    count_edit(&changing);
    changing.content = comment_store_encode(changing.comment);
    return sealed_text_make(mediation->store, changing.content, &changing.sealed, error) && run(&changing, edit, error);
}

/* ---- taken back ---- */

static gboolean
retract(DbSession *session, gpointer data, GError **error)
{
    const Changing *changing = data;
    const Comment *comment = changing->comment;

    return commenting_record(changing->mediation, session, changing->actor, EVENT_COMMENT_RETRACTED, comment,
                             json_object(), NULL, error) &&
           comment_store_update(session, comment, error);
}

gboolean
commenting_retract(Mediation *mediation, const Actor *actor, const char *channel, const char *external_id,
                   const char *identity, gboolean *ret_known, GError **error)
{
    g_auto(Changing) changing = {
        .mediation = mediation, .actor = actor, .channel = channel, .external_id = external_id, .identity = identity
    };
    Comment *comment;

    *ret_known = FALSE;
    if (!rights_check_anywhere(actor, ACTION_SUBMIT_MESSAGE, error) ||
        !store_read(mediation->store, find, &changing, error))
        return FALSE;
    comment = changing.comment;
    *ret_known = comment != NULL;
    if (comment == NULL || is_taken_back(comment))
        return TRUE;
    if (comment->state == COMMENT_HIDDEN)
        comment->retracted = TRUE;
    else
        comment->state = COMMENT_WITHDRAWN;
    comment->due = 0;
    comment->changed = clock_now();
    return run(&changing, retract, error);
}
