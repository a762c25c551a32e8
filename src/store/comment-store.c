/* SPDX-License-Identifier: Apache-2.0 */
#include "store/comment-store.h"

#include <jansson.h>
#include <string.h>

#include "base/canonical.h"
#include "base/error.h"
#include "base/locale.h"
#include "wire/likeness.h"

#define COLUMNS                                                                                                        \
    "c.id, c.publication, c.reply_to, c.state, c.channel, c.external_id, c.language, c.likeness, c.detected,"          \
    " c.received, c.published, c.due, c.late, c.flags, c.decision, c.changed, c.version,"                              \
    " coalesce(e.sealed, c.sealed), coalesce(e.secret_key, c.secret_key), c.leaf, c.edit,"                             \
    " c.retracted, c.next_edit"
#define COMMENTS "comments c LEFT JOIN comment_edits e ON e.id = c.edit"

DB_STATEMENT(insert_comment,
             "INSERT INTO comments (id, publication, reply_to, state, channel, external_id, language, fingerprint,"
             " token, likeness, detected, received, published, due, late, flags, decision, changed, version, sealed,"
             " secret_key, leaf) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, 0, $11, 0, 0, 0, 0, 0, $12, 1, $13,"
             " $14, $15)");
DB_STATEMENT(find_comment_fingerprint, "SELECT id FROM comments WHERE fingerprint = $1");
DB_STATEMENT(find_comment_token, "SELECT id FROM comments WHERE token = $1");
DB_STATEMENT(find_comment_external, "SELECT id FROM comments WHERE channel = $1 AND external_id = $2"
                                    " AND external_id <> '' ORDER BY id LIMIT 1");
DB_STATEMENT(load_comment, "SELECT " COLUMNS " FROM " COMMENTS " WHERE c.id = $1");
DB_STATEMENT(update_comment,
             "UPDATE comments SET state = $1, detected = $2, published = $3, due = $4, late = $5, flags = $6,"
             " decision = $7, changed = $8, likeness = $9, edit = $10, retracted = $11, next_edit = $12,"
             " version = version + 1 WHERE id = $13 AND version = $14");
DB_STATEMENT(load_comment_edit, "SELECT sealed, secret_key FROM comment_edits WHERE id = $1");
DB_STATEMENT(insert_comment_edit, "INSERT INTO comment_edits (id, comment, at, sealed, secret_key, leaf)"
                                  " VALUES ($1, $2, $3, $4, $5, $6)");
DB_STATEMENT(list_comments_public,
             "SELECT " COLUMNS " FROM " COMMENTS " WHERE c.publication = $1 AND c.state IN ('public', 'hidden')"
             " ORDER BY c.id LIMIT $2 OFFSET $3");
DB_STATEMENT(count_comments_public, "SELECT count(*), coalesce(max(changed), 0) FROM comments WHERE publication = $1"
                                    " AND state IN ('public', 'hidden')");
DB_STATEMENT(list_comment_likenesses, "SELECT likeness FROM comments WHERE publication = $1 AND received >= $2"
                                      " AND id <> $3 AND likeness <> 0 ORDER BY id DESC LIMIT $4");
DB_STATEMENT(list_comments_held,
             "SELECT " COLUMNS " FROM " COMMENTS " WHERE c.state = 'held' ORDER BY c.id LIMIT $1 OFFSET $2");
DB_STATEMENT(list_comments_flagged, "SELECT " COLUMNS " FROM " COMMENTS " WHERE c.flags > 0 AND c.state = 'public'"
                                    " ORDER BY c.id LIMIT $1 OFFSET $2");
DB_STATEMENT(list_comments_appeals, "SELECT " COLUMNS " FROM comment_decisions d JOIN comments c ON c.id = d.comment"
                                    " LEFT JOIN comment_edits e ON e.id = c.edit WHERE d.appeal = 'waiting' ORDER BY "
                                    "d.appealed, d.id LIMIT $1 OFFSET $2");
DB_STATEMENT(list_comments_hidden,
             "SELECT " COLUMNS " FROM " COMMENTS " WHERE c.state = 'hidden' ORDER BY c.id DESC LIMIT $1 OFFSET $2");
DB_STATEMENT(list_comments_shown,
             "SELECT " COLUMNS " FROM " COMMENTS " WHERE c.state = 'public' ORDER BY c.id DESC LIMIT $1 OFFSET $2");
DB_STATEMENT(count_comments, "SELECT (SELECT count(*) FROM comments WHERE state = 'waiting'),"
                             " (SELECT count(*) FROM comments WHERE state = 'held'),"
                             " (SELECT count(*) FROM comments WHERE state = 'held' AND due < $1),"
                             " (SELECT count(*) FROM comments WHERE flags > 0 AND state = 'public'),"
                             " (SELECT count(*) FROM comment_decisions WHERE appeal = 'waiting'),"
                             " (SELECT count(*) FROM comments WHERE state = 'public'),"
                             " (SELECT count(*) FROM comments WHERE state = 'hidden'),"
                             " (SELECT count(*) FROM comments WHERE late = 1)");
DB_STATEMENT(insert_comment_flag,
             "INSERT INTO comment_flags (id, comment, category, at, handled) VALUES ($1, $2, $3, $4, 0)");
/* The version stays: no reader keeps a moderator from deciding. */
DB_STATEMENT(raise_comment_flags, "UPDATE comments SET flags = flags + 1 WHERE id = $1");
DB_STATEMENT(handle_comment_flags, "UPDATE comment_flags SET handled = $1 WHERE comment = $2 AND handled = 0");
DB_STATEMENT(count_comment_flags,
             "SELECT category, count(*) FROM comment_flags WHERE comment = $1 AND handled = 0 GROUP BY category");

/* ---- what is sealed ---- */

char *
comment_store_encode(const Comment *comment)
{
    json_t *content = json_pack("{s:s, s:s, s:s, s:s}", "name", comment->name, "identity", comment->identity, "text",
                                comment->text, "token", comment->token);

    if (*comment->handle != '\0')
        json_object_set_new(content, "handle", json_string(comment->handle));
    if (comment->sent != 0)
        json_object_set_new(content, "sent", json_integer((json_int_t)comment->sent));
    return canonical_json_take(content);
}

static char *
member(const json_t *object, const char *key)
{
    const char *text = json_string_value(json_object_get(object, key));

    return g_strdup(text != NULL ? text : "");
}

gboolean
comment_store_decode(const char *text, Comment *into, GError **error)
{
    json_t *content = json_loads(text, JSON_REJECT_DUPLICATES, NULL);

    if (!json_is_object(content)) {
        json_decref(content);
        g_set_error_literal(error, TRIBUNE_ERROR, TRIBUNE_ERROR_CORRUPT, "the content of a comment is damaged");
        return FALSE;
    }
    into->name = member(content, "name");
    into->handle = member(content, "handle");
    into->sent = json_integer_value(json_object_get(content, "sent"));
    into->identity = member(content, "identity");
    into->text = member(content, "text");
    into->token = member(content, "token");
    json_decref(content);
    return TRUE;
}

/* ---- rows ---- */

gboolean
comment_store_insert(DbSession *session, const Comment *comment, const Digest *fingerprint, const SealedText *sealed,
                     GError **error)
{
    g_autoptr(DbQuery) query = db_query(session, &insert_comment);
    Digest token = digest_sha256(comment->token, strlen(comment->token));

    db_bind_int(query, comment->id.value);
    db_bind_int(query, comment->publication.value);
    db_bind_int(query, comment->reply_to.value);
    db_bind_text(query, comment_state_name(comment->state));
    db_bind_text(query, comment->channel);
    db_bind_text(query, comment->external_id);
    db_bind_text(query, comment->language);
    db_bind_bytes(query, fingerprint->bytes, DIGEST_SIZE);
    db_bind_bytes(query, token.bytes, DIGEST_SIZE);
    db_bind_int(query, comment->likeness);
    db_bind_int(query, comment->received);
    db_bind_int(query, comment->changed);
    sealed_text_bind(query, sealed);
    db_bind_int(query, comment->leaf);
    return db_run(query, error);
}

static gboolean
find(DbSession *session, const DbStatement *statement, const Digest *digest, CommentId *ret, GError **error)
{
    g_autoptr(DbQuery) query = db_query(session, statement);

    db_bind_bytes(query, digest->bytes, DIGEST_SIZE);
    ret->value = db_step(query) ? db_int(query, 0) : 0;
    return db_finish(query, error);
}

gboolean
comment_store_find_fingerprint(DbSession *session, const Digest *fingerprint, CommentId *ret, GError **error)
{
    return find(session, &find_comment_fingerprint, fingerprint, ret, error);
}

gboolean
comment_store_find_token(DbSession *session, const char *token, CommentId *ret, GError **error)
{
    Digest digest = digest_sha256(token, strlen(token));

    return find(session, &find_comment_token, &digest, ret, error);
}

gboolean
comment_store_find_external(DbSession *session, const char *channel, const char *external_id, CommentId *ret,
                            GError **error)
{
    g_autoptr(DbQuery) query = db_query(session, &find_comment_external);

    db_bind_text(query, channel);
    db_bind_text(query, external_id);
    ret->value = db_step(query) ? db_int(query, 0) : 0;
    return db_finish(query, error);
}

static Comment *
read_comment(Store *store, DbSession *session, DbQuery *query, GError **error)
{
    g_autoptr(Comment) comment = g_new0(Comment, 1);
    g_autofree char *content = NULL;

    comment->id.value = db_int(query, 0);
    comment->publication.value = db_int(query, 1);
    comment->reply_to.value = db_int(query, 2);
    if (!comment_state_parse(db_text(query, 3), &comment->state)) {
        g_set_error_literal(error, TRIBUNE_ERROR, TRIBUNE_ERROR_CORRUPT, "a comment of unknown state");
        return NULL;
    }
    comment->channel = db_dup_text(query, 4);
    comment->external_id = db_dup_text(query, 5);
    comment->language = db_dup_text(query, 6);
    comment->likeness = db_int(query, 7);
    comment->detected = db_int(query, 8) != 0;
    comment->received = db_int(query, 9);
    comment->published = db_int(query, 10);
    comment->due = db_int(query, 11);
    comment->late = db_int(query, 12) != 0;
    comment->flags = (guint)db_int(query, 13);
    comment->decision = db_int(query, 14);
    comment->changed = db_int(query, 15);
    comment->version = db_int(query, 16);
    comment->leaf = db_int(query, 19);
    comment->edit = db_int(query, 20);
    comment->retracted = db_int(query, 21) != 0;
    comment->next_edit = db_int(query, 22);
    content = sealed_text_open(store, session, query, 17, error);
    return content != NULL && comment_store_decode(content, comment, error) ? g_steal_pointer(&comment) : NULL;
}

Comment *
comment_store_load(Store *store, DbSession *session, CommentId id, GError **error)
{
    g_autoptr(DbQuery) query = db_query(session, &load_comment);

    db_bind_int(query, id.value);
    return db_step_one(query, "comment", error) ? read_comment(store, session, query, error) : NULL;
}

gboolean
comment_store_update(DbSession *session, const Comment *comment, GError **error)
{
    g_autoptr(DbQuery) query = db_query(session, &update_comment);

    db_bind_text(query, comment_state_name(comment->state));
    db_bind_int(query, comment->detected);
    db_bind_int(query, comment->published);
    db_bind_int(query, comment->due);
    db_bind_int(query, comment->late);
    db_bind_int(query, comment->flags);
    db_bind_int(query, comment->decision);
    db_bind_int(query, comment->changed);
    db_bind_int(query, comment->likeness);
    db_bind_int(query, comment->edit);
    db_bind_int(query, comment->retracted);
    db_bind_int(query, comment->next_edit);
    db_bind_int(query, comment->id.value);
    db_bind_int(query, comment->version);
    if (!db_run(query, error))
        return FALSE;
    if (db_changes(session) == 1)
        return TRUE;
    g_set_error_literal(error, TRIBUNE_ERROR, TRIBUNE_ERROR_CONFLICT,
                        SAY_NOOP("somebody else has just dealt with this comment; look at it again"));
    return FALSE;
}

gboolean
comment_store_add_edit(DbSession *session, gint64 id, CommentId comment, gint64 at, const SealedText *sealed,
                       gint64 leaf, GError **error)
{
    g_autoptr(DbQuery) query = db_query(session, &insert_comment_edit);

    db_bind_int(query, id);
    db_bind_int(query, comment.value);
    db_bind_int(query, at);
    sealed_text_bind(query, sealed);
    db_bind_int(query, leaf);
    return db_run(query, error);
}

gboolean
comment_store_turn_to(Store *store, DbSession *session, Comment *comment, gint64 edit, GError **error)
{
    g_autoptr(DbQuery) query = db_query(session, &load_comment_edit);
    g_autofree char *content = NULL;

    db_bind_int(query, edit);
    if (!db_step_one(query, "change of a comment", error))
        return FALSE;
    content = sealed_text_open(store, session, query, 0, error);
    if (content == NULL)
        return FALSE;
    g_clear_pointer(&comment->name, g_free);
    g_clear_pointer(&comment->handle, g_free);
    g_clear_pointer(&comment->identity, g_free);
    g_clear_pointer(&comment->text, g_free);
    g_clear_pointer(&comment->token, g_free);
    return comment_store_decode(content, comment, error);
}

static GPtrArray *
read_comments(Store *store, DbSession *session, DbQuery *query, GError **error)
{
    g_autoptr(GPtrArray) comments = g_ptr_array_new_with_free_func((GDestroyNotify)comment_free);

    while (db_step(query)) {
        Comment *comment = read_comment(store, session, query, error);

        if (comment == NULL)
            return NULL;
        g_ptr_array_add(comments, comment);
    }
    return db_finish(query, error) ? g_steal_pointer(&comments) : NULL;
}

GPtrArray *
comment_store_list_public(Store *store, DbSession *session, PublicationId publication, guint limit, guint offset,
                          GError **error)
{
    g_autoptr(DbQuery) query = db_query(session, &list_comments_public);

    db_bind_int(query, publication.value);
    db_bind_int(query, limit);
    db_bind_int(query, offset);
    return read_comments(store, session, query, error);
}

gboolean
comment_store_count_public(DbSession *session, PublicationId publication, guint *ret_count, gint64 *ret_changed,
                           GError **error)
{
    g_autoptr(DbQuery) query = db_query(session, &count_comments_public);

    db_bind_int(query, publication.value);
    if (!db_step_one(query, "count", error))
        return FALSE;
    *ret_count = (guint)db_int(query, 0);
    *ret_changed = db_int(query, 1);
    return db_finish(query, error);
}

gint64
comment_store_likeness(const char *text)
{
    gint64 likeness = 0;
    guint64 hash;

    if (likeness_hash(text, strlen(text), &hash))
        memcpy(&likeness, &hash, sizeof hash);
    return likeness;
}

gboolean
comment_store_is_like(gint64 a, gint64 b)
{
    guint64 hashes[2];

    memcpy(&hashes[0], &a, sizeof a);
    memcpy(&hashes[1], &b, sizeof b);
    return a != 0 && b != 0 && likeness_distance(hashes[0], hashes[1]) <= LIKENESS_NEAR;
}

GArray *
comment_store_likenesses(DbSession *session, PublicationId publication, gint64 since, CommentId but, guint limit,
                         GError **error)
{
    g_autoptr(GArray) hashes = g_array_new(FALSE, FALSE, sizeof(gint64));
    g_autoptr(DbQuery) query = db_query(session, &list_comment_likenesses);

    db_bind_int(query, publication.value);
    db_bind_int(query, since);
    db_bind_int(query, but.value);
    db_bind_int(query, limit);
    while (db_step(query)) {
        gint64 hash = db_int(query, 0);

        g_array_append_val(hashes, hash);
    }
    return db_finish(query, error) ? g_steal_pointer(&hashes) : NULL;
}

/* ---- for moderators ---- */

GPtrArray *
comment_store_list(Store *store, DbSession *session, CommentList list, guint limit, guint offset, GError **error)
{
    static const DbStatement *const STATEMENTS[COMMENT_LISTS] = {
        [COMMENT_LIST_HELD] = &list_comments_held,       [COMMENT_LIST_FLAGGED] = &list_comments_flagged,
        [COMMENT_LIST_APPEALS] = &list_comments_appeals, [COMMENT_LIST_HIDDEN] = &list_comments_hidden,
        [COMMENT_LIST_PUBLIC] = &list_comments_shown,
    };
    g_autoptr(DbQuery) query = db_query(session, STATEMENTS[list]);

    db_bind_int(query, limit);
    db_bind_int(query, offset);
    return read_comments(store, session, query, error);
}

gboolean
comment_store_counts(DbSession *session, gint64 now, CommentCounts *ret, GError **error)
{
    g_autoptr(DbQuery) query = db_query(session, &count_comments);

    db_bind_int(query, now);
    if (!db_step_one(query, "count", error))
        return FALSE;
    *ret = (CommentCounts){ .waiting = db_int(query, 0),
                            .held = db_int(query, 1),
                            .late = db_int(query, 2),
                            .flagged = db_int(query, 3),
                            .appeals = db_int(query, 4),
                            .published = db_int(query, 5),
                            .hidden = db_int(query, 6),
                            .was_late = db_int(query, 7) };
    return db_finish(query, error);
}

/* ---- reports of readers ---- */

gboolean
comment_store_add_flag(DbSession *session, gint64 id, CommentId comment, CommentCategory category, gint64 at,
                       GError **error)
{
    g_autoptr(DbQuery) query = db_query(session, &insert_comment_flag);
    g_autoptr(DbQuery) raise = NULL;

    db_bind_int(query, id);
    db_bind_int(query, comment.value);
    db_bind_text(query, comment_category_name(category));
    db_bind_int(query, at);
    if (!db_run(query, error))
        return FALSE;
    raise = db_query(session, &raise_comment_flags);
    db_bind_int(raise, comment.value);
    return db_run(raise, error);
}

gboolean
comment_store_handle_flags(DbSession *session, CommentId comment, gint64 at, GError **error)
{
    g_autoptr(DbQuery) query = db_query(session, &handle_comment_flags);

    db_bind_int(query, at);
    db_bind_int(query, comment.value);
    return db_run(query, error);
}

gboolean
comment_store_count_flags(DbSession *session, CommentId comment, guint ret[COMMENT_CATEGORIES], GError **error)
{
    g_autoptr(DbQuery) query = db_query(session, &count_comment_flags);

    memset(ret, 0, COMMENT_CATEGORIES * sizeof *ret);
    db_bind_int(query, comment.value);
    while (db_step(query)) {
        CommentCategory category;

        if (comment_category_parse(db_text(query, 0), &category))
            ret[category] = (guint)db_int(query, 1);
    }
    return db_finish(query, error);
}
