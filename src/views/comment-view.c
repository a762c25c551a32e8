/* SPDX-License-Identifier: Apache-2.0 */
#include "views/comment-view.h"

#include <string.h>

#include "base/clock.h"
#include "base/error.h"
#include "mediation/commenting/commenting.h"
#include "store/comment-store.h"

void
public_comment_free(PublicComment *comment)
{
    g_free(comment->name);
    g_free(comment->handle);
    g_free(comment->channel);
    g_free(comment->text);
    g_free(comment->language);
    g_free(comment);
}

void
public_comments_free(PublicComments *comments)
{
    g_ptr_array_unref(comments->comments);
    g_free(comments);
}

void
own_comment_free(OwnComment *own)
{
    g_clear_pointer(&own->comment, comment_free);
    g_clear_pointer(&own->decisions, g_ptr_array_unref);
    g_ptr_array_unref(own->rules);
    g_free(own->slug);
    g_free(own->title);
    g_free(own);
}

static void
line_free(gpointer data)
{
    CommentLogLine *line = data;

    g_clear_pointer(&line->decision, comment_decision_free);
    g_free(line->slug);
    g_free(line->title);
    g_free(line->rule);
    g_free(line->language);
    g_free(line);
}

void
comment_log_free(CommentLog *log)
{
    g_ptr_array_unref(log->lines);
    g_free(log);
}

typedef struct {
    const Mediation *mediation;
    PublicationId publication;
    CommentId id;
    guint page;
    const char *token, *language, *channel, *external_id;
    PublicComments *comments;
    PublicComment *one;
    OwnComment *own;
    CommentLog *log;
    CommentRules *rules;
    gint64 until;
} Reading;

static gboolean
not_found(GError **error, const char *what)
{
    g_set_error(error, TRIBUNE_ERROR, TRIBUNE_ERROR_NOT_FOUND, "no such %s", what);
    return FALSE;
}

static guint
pages_of(guint total, guint size)
{
    return MAX(1, (total + size - 1) / size);
}

/* ---- below a publication ---- */

static PublicComment *
public_of(const Reading *reading, DbSession *session, const Comment *comment, GError **error)
{
    PublicComment *one = g_new0(PublicComment, 1);
    g_autoptr(CommentDecision) decision = NULL;

    one->id = comment->id;
    one->received = comment->received;
    one->channel = g_strdup(comment->channel);
    one->language = g_strdup(comment->language);
    one->is_hidden = comment->state == COMMENT_HIDDEN;
    if (!one->is_hidden) {
        one->name = g_strdup(comment->name);
        one->handle = g_strdup(comment->handle);
        one->is_edited = comment->edit != 0;
        one->text = g_strdup(comment->text);
        return one;
    }
    decision = comment_decision_store_load(reading->mediation->store, session, comment->decision, error);
    if (decision == NULL) {
        public_comment_free(one);
        return NULL;
    }
    one->name = g_strdup("");
    one->handle = g_strdup("");
    one->category = decision->category;
    one->decision = decision->id;
    return one;
}

static gboolean
add_comments(const Reading *reading, DbSession *session, const GPtrArray *list, GError **error)
{
    for (guint i = 0; i < list->len; i++) {
        PublicComment *one = public_of(reading, session, g_ptr_array_index(list, i), error);

        if (one == NULL)
            return FALSE;
        g_ptr_array_add(reading->comments->comments, one);
    }
    return TRUE;
}

static gboolean
read_public(DbSession *session, gpointer data, GError **error)
{
    Reading *reading = data;
    PublicComments *comments = reading->comments;
    g_autoptr(PublicationRow) row = publication_store_load(session, reading->publication, error);
    g_autoptr(GPtrArray) list = NULL;
    gint64 changed;

    if (row == NULL || !commenting_until(session, row, &comments->until, &comments->changed, error) ||
        !comment_store_count_public(session, row->id, &comments->total, &changed, error))
        return FALSE;
    comments->changed = MAX(comments->changed, changed);
    comments->pages = pages_of(comments->total, COMMENT_PAGE_SIZE);
    comments->page = reading->page;
    if (reading->page < 1 || reading->page > comments->pages)
        return not_found(error, "page");
    list = comment_store_list_public(reading->mediation->store, session, row->id, COMMENT_PAGE_SIZE,
                                     (reading->page - 1) * COMMENT_PAGE_SIZE, error);
    return list != NULL && add_comments(reading, session, list, error);
}

PublicComments *
comment_view_public(const Publishing *publishing, const Actor *actor, PublicationId publication, guint page,
                    GError **error)
{
    g_autoptr(PublicComments) comments = g_new0(PublicComments, 1);
    Reading reading = {
        .mediation = publishing_mediation(publishing), .publication = publication, .page = page, .comments = comments
    };

    (void)actor;
    comments->comments = g_ptr_array_new_with_free_func((GDestroyNotify)public_comment_free);
    return store_read(reading.mediation->store, read_public, &reading, error) ? g_steal_pointer(&comments) : NULL;
}

static gboolean
read_one(DbSession *session, gpointer data, GError **error)
{
    Reading *reading = data;
    g_autoptr(Comment) comment = comment_store_load(reading->mediation->store, session, reading->id, error);

    if (comment == NULL)
        return FALSE;
    if (comment->publication.value != reading->publication.value || comment->state != COMMENT_PUBLIC)
        return not_found(error, "comment");
    return (reading->one = public_of(reading, session, comment, error)) != NULL;
}

PublicComment *
comment_view_one(const Publishing *publishing, const Actor *actor, PublicationId publication, CommentId id,
                 GError **error)
{
    Reading reading = { .mediation = publishing_mediation(publishing), .publication = publication, .id = id };

    (void)actor;
    return store_read(reading.mediation->store, read_one, &reading, error) ? reading.one : NULL;
}

static gboolean
find_external(DbSession *session, gpointer data, GError **error)
{
    Reading *reading = data;
    g_autoptr(Comment) comment = NULL;

    if (!comment_store_find_external(session, reading->channel, reading->external_id, &reading->id, error))
        return FALSE;
    if (reading->id.value == 0)
        return TRUE;
    comment = comment_store_load(reading->mediation->store, session, reading->id, error);
    if (comment != NULL)
        reading->publication = comment->publication;
    return comment != NULL;
}

gboolean
comment_view_find(const Publishing *publishing, const Actor *actor, const char *channel, const char *external_id,
                  CommentId *ret, PublicationId *ret_publication, GError **error)
{
    Reading reading = { .mediation = publishing_mediation(publishing), .channel = channel, .external_id = external_id };

    (void)actor;
    if (!store_read(reading.mediation->store, find_external, &reading, error))
        return FALSE;
    *ret = reading.id;
    *ret_publication = reading.publication;
    return TRUE;
}

static gboolean
read_until(DbSession *session, gpointer data, GError **error)
{
    Reading *reading = data;
    g_autoptr(PublicationRow) row = publication_store_load(session, reading->publication, error);
    gint64 changed;

    return row != NULL && commenting_until(session, row, &reading->until, &changed, error);
}

gboolean
comment_view_until(const Publishing *publishing, const Actor *actor, PublicationId publication, gint64 *ret,
                   GError **error)
{
    Reading reading = { .mediation = publishing_mediation(publishing), .publication = publication };

    (void)actor;
    if (!store_read(reading.mediation->store, read_until, &reading, error))
        return FALSE;
    *ret = reading.until;
    return TRUE;
}

/* ---- what a publication is called ---- */

static gboolean
name_publication(const Reading *reading, DbSession *session, PublicationId id, char **ret_slug, char **ret_title,
                 GError **error)
{
    g_autoptr(PublicationRow) row = publication_store_load(session, id, error);
    g_autoptr(PublicationContent) content = NULL;
    const PublicationText *text;

    if (row == NULL)
        return FALSE;
    content = publication_store_load_version(reading->mediation->store, session, id,
                                             row->released != 0 ? row->released : row->version, error);
    if (content == NULL)
        return FALSE;
    text = publication_content_any(content, reading->language);
    *ret_slug = g_strdup(row->slug);
    *ret_title = g_strdup(text != NULL ? text->title : "");
    return TRUE;
}

/* ---- the writer's own ---- */

/* "" when the ground is a law. */
static char *
rule_of(DbSession *session, const CommentDecision *decision, const char *language, GError **error)
{
    g_autoptr(CommentRules) rules = comment_rule_store_load(session, decision->rules, error);

    return rules == NULL       ? NULL
           : decision->illegal ? g_strdup("")
                               : comment_rules_rule(rules, language, decision->rule);
}

static gboolean
read_own(DbSession *session, gpointer data, GError **error)
{
    Reading *reading = data;
    OwnComment *own = reading->own;
    CommentId id;

    if (!comment_store_find_token(session, reading->token, &id, error))
        return FALSE;
    if (id.value == 0)
        return not_found(error, "comment");
    own->comment = comment_store_load(reading->mediation->store, session, id, error);
    own->decisions =
        own->comment != NULL ? comment_decision_store_list(reading->mediation->store, session, id, error) : NULL;
    if (own->decisions == NULL)
        return FALSE;
    for (guint i = 0; i < own->decisions->len; i++) {
        char *rule = rule_of(session, g_ptr_array_index(own->decisions, i), reading->language, error);

        if (rule == NULL)
            return FALSE;
        g_ptr_array_add(own->rules, rule);
    }
    return name_publication(reading, session, own->comment->publication, &own->slug, &own->title, error);
}

OwnComment *
comment_view_own(const Publishing *publishing, const char *token, const char *language, GError **error)
{
    g_autoptr(OwnComment) own = g_new0(OwnComment, 1);
    Reading reading = {
        .mediation = publishing_mediation(publishing), .token = token, .language = language, .own = own
    };

    own->rules = g_ptr_array_new_with_free_func(g_free);
    return store_read(reading.mediation->store, read_own, &reading, error) ? g_steal_pointer(&own) : NULL;
}

/* ---- the log ---- */

/* @decision is taken. */
static gboolean
add_line(const Reading *reading, DbSession *session, CommentDecision *decision, GError **error)
{
    CommentLogLine *line = g_new0(CommentLogLine, 1);
    g_autoptr(Comment) comment = NULL;

    line->decision = decision;
    g_ptr_array_add(reading->log->lines, line);
    comment = comment_store_load(reading->mediation->store, session, decision->comment, error);
    if (comment == NULL || (line->rule = rule_of(session, decision, reading->language, error)) == NULL)
        return FALSE;
    line->language = g_strdup(comment->language);
    line->received = comment->received;
    return name_publication(reading, session, decision->publication, &line->slug, &line->title, error);
}

static gboolean
read_log(DbSession *session, gpointer data, GError **error)
{
    Reading *reading = data;
    CommentLog *log = reading->log;
    CommentCounts counts;
    g_autoptr(GPtrArray) decisions = NULL;

    if (!comment_decision_store_counts(session, &log->counts, error) ||
        !comment_store_counts(session, clock_now(), &counts, error))
        return FALSE;
    log->published = counts.published;
    log->was_late = counts.was_late + counts.late;
    log->pages = pages_of(log->counts.total, COMMENT_LOG_PAGE_SIZE);
    log->page = reading->page;
    if (reading->page < 1 || reading->page > log->pages)
        return not_found(error, "page");
    decisions =
        comment_decision_store_log(session, COMMENT_LOG_PAGE_SIZE, (reading->page - 1) * COMMENT_LOG_PAGE_SIZE, error);
    if (decisions == NULL)
        return FALSE;
    while (decisions->len > 0)
        if (!add_line(reading, session, g_ptr_array_steal_index(decisions, 0), error))
            return FALSE;
    return TRUE;
}

CommentLog *
comment_view_log(const Publishing *publishing, const Actor *actor, const char *language, guint page, GError **error)
{
    g_autoptr(CommentLog) log = g_new0(CommentLog, 1);
    Reading reading = { .mediation = publishing_mediation(publishing), .language = language, .page = page, .log = log };

    (void)actor;
    log->lines = g_ptr_array_new_with_free_func(line_free);
    return store_read(reading.mediation->store, read_log, &reading, error) ? g_steal_pointer(&log) : NULL;
}

static gboolean
read_rules(DbSession *session, gpointer data, GError **error)
{
    Reading *reading = data;

    return (reading->rules = comment_rule_store_load(session, 0, error)) != NULL;
}

CommentRules *
comment_view_rules(const Publishing *publishing, const Actor *actor, GError **error)
{
    Reading reading = { .mediation = publishing_mediation(publishing) };

    (void)actor;
    return store_read(reading.mediation->store, read_rules, &reading, error) ? reading.rules : NULL;
}
