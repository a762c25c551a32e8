/* SPDX-License-Identifier: Apache-2.0 */
#include "views/comment-desk-view.h"

#include "base/clock.h"
#include "mediation/commenting/comment-rules.h"
#include "mediation/commenting/commenting.h"
#include "model/rights.h"
#include "store/staff-store.h"

#define WINDOWS 30 /* publications that are shown with their time */

static void
line_free(gpointer data)
{
    CommentDeskLine *line = data;

    g_clear_pointer(&line->comment, comment_free);
    g_clear_pointer(&line->verdicts, g_ptr_array_unref);
    g_clear_pointer(&line->decisions, g_ptr_array_unref);
    g_clear_pointer(&line->names, g_ptr_array_unref);
    g_clear_pointer(&line->rules, comment_rules_free);
    g_free(line->slug);
    g_free(line->title);
    g_free(line->next);
    g_free(line);
}

void
comment_desk_free(CommentDesk *desk)
{
    g_ptr_array_unref(desk->lines);
    g_free(desk);
}

static void
window_free(gpointer data)
{
    CommentWindow *window = data;

    g_free(window->slug);
    g_free(window->title);
    g_free(window);
}

void
comment_house_free(CommentHouse *house)
{
    g_clear_pointer(&house->rules, comment_rules_free);
    g_ptr_array_unref(house->windows);
    g_free(house);
}

typedef struct {
    Mediation *mediation;
    const Actor *actor;
    CommentList list;
    CommentId id;
    const char *language;
    guint page;
    CommentDesk *desk;
    CommentHouse *house;
} Reading;

static gboolean
name_publication(const Reading *reading, DbSession *session, const PublicationRow *row, char **ret_slug,
                 char **ret_title, GError **error)
{
    g_autoptr(PublicationContent) content =
        publication_store_load_version(reading->mediation->store, session, row->id, row->version, error);
    const PublicationText *text;

    if (content == NULL)
        return FALSE;
    text = publication_content_any(content, reading->language);
    *ret_slug = g_strdup(row->slug);
    *ret_title = g_strdup(text != NULL ? text->title : "");
    return TRUE;
}

/* ---- comments ---- */

/* Who it was; "" for nobody, and for whoever is no longer known. */
static char *
name_of(DbSession *session, StaffId id)
{
    g_autoptr(Staff) staff = id.value != 0 ? staff_store_load(session, id, NULL) : NULL;

    return g_strdup(staff != NULL ? staff->name : "");
}

static void
add_names(const Reading *reading, DbSession *session, CommentDeskLine *line)
{
    for (guint i = 0; i < line->decisions->len; i++) {
        const CommentDecision *decision = g_ptr_array_index(line->decisions, i);

        g_ptr_array_add(line->names, name_of(session, decision->staff));
        g_ptr_array_add(line->names, name_of(session, decision->answered_by));
        line->may_answer |= decision->appeal == COMMENT_APPEAL_WAITING &&
                            decision->staff.value != reading->actor->staff.value &&
                            rights_may_anywhere(reading->actor, ACTION_ANSWER_COMMENT_APPEALS);
    }
}

/* What the one comment that is looked at becomes when it is shown again. */
static gboolean
read_next(const Reading *reading, DbSession *session, CommentDeskLine *line, GError **error)
{
    g_autoptr(Comment) comment = NULL;

    if (line->comment->next_edit == 0)
        return TRUE;
    comment = comment_store_load(reading->mediation->store, session, line->comment->id, error);
    if (comment == NULL ||
        !comment_store_turn_to(reading->mediation->store, session, comment, comment->next_edit, error))
        return FALSE;
    line->next = g_strdup(comment->text);
    return TRUE;
}

/* @comment is taken. */
static gboolean
add_line(const Reading *reading, DbSession *session, Comment *comment, GError **error)
{
    CommentDeskLine *line = g_new0(CommentDeskLine, 1);
    g_autoptr(PublicationRow) row = NULL;

    line->comment = comment;
    line->names = g_ptr_array_new_with_free_func(g_free);
    g_ptr_array_add(reading->desk->lines, line);
    line->verdicts = verdict_store_list(session, (MessageId){ comment->id.value }, error);
    line->decisions = line->verdicts != NULL
                          ? comment_decision_store_list(reading->mediation->store, session, comment->id, error)
                          : NULL;
    line->rules = line->decisions != NULL ? comment_rule_store_load(session, 0, error) : NULL;
    row = line->rules != NULL ? publication_store_load(session, comment->publication, error) : NULL;
    if (row == NULL || !comment_store_count_flags(session, comment->id, line->flags, error))
        return FALSE;
    add_names(reading, session, line);
    return name_publication(reading, session, row, &line->slug, &line->title, error);
}

static gboolean
read_list(DbSession *session, gpointer data, GError **error)
{
    Reading *reading = data;
    g_autoptr(GPtrArray) comments =
        comment_store_list(reading->mediation->store, session, reading->list, COMMENT_DESK_PAGE + 1,
                           (reading->page - 1) * COMMENT_DESK_PAGE, error);

    if (comments == NULL || !comment_store_counts(session, clock_now(), &reading->desk->counts, error))
        return FALSE;
    reading->desk->more = comments->len > COMMENT_DESK_PAGE;
    for (guint i = 0; comments->len > 0 && i < COMMENT_DESK_PAGE; i++)
        if (!add_line(reading, session, g_ptr_array_steal_index(comments, 0), error))
            return FALSE;
    return TRUE;
}

static gboolean
read_one(DbSession *session, gpointer data, GError **error)
{
    Reading *reading = data;
    Comment *comment = comment_store_load(reading->mediation->store, session, reading->id, error);

    return comment != NULL && add_line(reading, session, comment, error) &&
           read_next(reading, session, g_ptr_array_index(reading->desk->lines, 0), error);
}

static CommentDesk *
load(Reading *reading, DbTask task, GError **error)
{
    g_autoptr(CommentDesk) desk = g_new0(CommentDesk, 1);

    desk->lines = g_ptr_array_new_with_free_func(line_free);
    reading->desk = desk;
    if (!rights_check_anywhere(reading->actor, ACTION_SEE_COMMENTS, error) ||
        !store_read(reading->mediation->store, task, reading, error))
        return NULL;
    return g_steal_pointer(&desk);
}

CommentDesk *
comment_desk_view_list(Mediation *mediation, const Actor *actor, CommentList list, const char *language, guint page,
                       GError **error)
{
    return load(
        &(Reading){ .mediation = mediation, .actor = actor, .list = list, .language = language, .page = MAX(page, 1) },
        read_list, error);
}

CommentDesk *
comment_desk_view_one(Mediation *mediation, const Actor *actor, CommentId id, const char *language, GError **error)
{
    return load(&(Reading){ .mediation = mediation, .actor = actor, .id = id, .language = language }, read_one, error);
}

/* ---- rules, and where comments are open ---- */

static gboolean
add_window(const Reading *reading, DbSession *session, const PublicationRow *row, GError **error)
{
    CommentWindow *window = g_new0(CommentWindow, 1);
    gint64 changed;

    window->id = row->id;
    g_ptr_array_add(reading->house->windows, window);
    return commenting_until(session, row, &window->until, &changed, error) &&
           name_publication(reading, session, row, &window->slug, &window->title, error);
}

static gboolean
read_house(DbSession *session, gpointer data, GError **error)
{
    Reading *reading = data;
    g_autoptr(GPtrArray) rows = NULL;

    reading->house->rules = comment_rule_store_load(session, 0, error);
    if (reading->house->rules == NULL)
        return FALSE;
    for (guint i = 0; i < G_N_ELEMENTS(reading->house->days); i++)
        if (!comment_rules_days(session, (PublicationKind)i, &reading->house->days[i], error))
            return FALSE;
    rows = publication_store_list(session, WINDOWS, 0, error);
    for (guint i = 0; rows != NULL && i < rows->len; i++) {
        const PublicationRow *row = g_ptr_array_index(rows, i);

        if (row->standing == STANDING_RELEASED && !add_window(reading, session, row, error))
            return FALSE;
    }
    return rows != NULL;
}

CommentHouse *
comment_desk_view_house(Mediation *mediation, const Actor *actor, const char *language, GError **error)
{
    g_autoptr(CommentHouse) house = g_new0(CommentHouse, 1);
    Reading reading = { .mediation = mediation, .actor = actor, .language = language, .house = house };

    house->windows = g_ptr_array_new_with_free_func(window_free);
    return rights_check_anywhere(actor, ACTION_SEE_COMMENTS, error) &&
                   store_read(mediation->store, read_house, &reading, error)
               ? g_steal_pointer(&house)
               : NULL;
}
