/* SPDX-License-Identifier: Apache-2.0 */
/* stories/test-comments-house.h: the small house whose publications may be commented. */
#pragma once
#include "mediation/commenting/comment-moderation.h"
#include "mediation/commenting/comment-rules.h"
#include "mediation/publishing/publishing.h"
#include "store/comment-store.h"
#include "stories/test-house.h"
#include "views/comment-desk-view.h"
#include "views/comment-view.h"

static const RoleGrant WRITER = { ROLE_COMMUNICATIONS, { 0 } }, LEAD = { ROLE_LEAD, { 7 } };
static const Actor MAYA = { ACTOR_STAFF, { 71 }, "Maya", &WRITER, 1 },
                   OMAR = { ACTOR_STAFF, { 72 }, "Omar", &WRITER, 1 };
static const Actor PRIYA = { ACTOR_STAFF, { 73 }, "Priya", &LEAD, 1 };
static const Actor ECHO = { .kind = ACTOR_CHANNEL, .name = "echo" },
                   READER = { .kind = ACTOR_CITIZEN, .name = "reader" };

#define LONG_TEXT                                                                                                      \
    "The bridge should stay open for people on foot because the way by the weir is far too long for anybody with a "   \
    "pram or a wheelchair."

static PublicationId publication;

static inline void
write_something(House *house)
{
    g_autoptr(PublicationContent) content = publication_content_new();
    PublicationText *text = publication_content_add_text(content, "en");
    g_autoptr(GError) error = NULL;

    g_free(text->title);
    text->title = g_strdup("Mill Bridge closed");
    g_free(text->body);
    text->body = g_strdup("From Monday.");
    publishing_make(&house->mediation, &MAYA, PUBLICATION_NEWS, content, &publication, &error);
    g_assert_no_error(error);
    publishing_submit(&house->mediation, &MAYA, publication, 0, &error);
    g_assert_no_error(error);
}

static inline gboolean
read_digest(DbSession *session, gpointer data, GError **error)
{
    g_autoptr(PublicationRow) row = publication_store_load(session, publication, error);

    if (row != NULL)
        *(Digest *)data = row->digest;
    return row != NULL;
}

static inline void
let_it_out(House *house)
{
    g_autoptr(GError) error = NULL;
    Digest digest;

    store_read(house->mediation.store, read_digest, &digest, &error);
    g_assert_no_error(error);
    publishing_decide(&house->mediation, &OMAR, publication, &digest, VERDICT_APPROVE, "", "", &error);
    g_assert_no_error(error);
    publishing_release(&house->mediation, &MAYA, publication, 0, &error);
    g_assert_no_error(error);
}

static inline void
write_rules(House *house)
{
    g_autoptr(GPtrArray) texts = g_ptr_array_new();
    g_autoptr(GError) error = NULL;

    g_ptr_array_add(texts, (gpointer) "en");
    g_ptr_array_add(texts, (gpointer) "Attack nobody.\n\nNo advertising.");
    comment_rules_publish(&house->mediation, &MAYA, texts, 0, &error);
    g_assert_no_error(error);
}

static inline void
set_up_comments(House *house, gconstpointer data)
{
    g_autoptr(GError) error = NULL;

    set_up(house, data);
    house->mediation.publishing = publishing_new(&house->mediation);
    house->mediation.portal_url = "https://contact.northam.example";
    test_hire(house->mediation.store, &MAYA);
    test_hire(house->mediation.store, &OMAR);
    test_hire(house->mediation.store, &PRIYA);
    write_something(house);
    let_it_out(house);
    write_rules(house);
    comment_rules_set_days(&house->mediation, &MAYA, PUBLICATION_NEWS, 14, &error);
    g_assert_no_error(error);
}

static inline void
tear_down_comments(House *house, gconstpointer data)
{
    Publishing *publishing = house->mediation.publishing;

    tear_down(house, data);
    publishing_free(publishing);
}

/* ---- helpers ---- */

/* The code of the refusal, or -1; the token of the writer's link in @ret_token. */
static inline int
comment(House *house, const char *name, const char *text, const char *identity, CommentId *ret, char **ret_token)
{
    g_auto(CommentReceipt) receipt = { 0 };
    g_autoptr(GError) error = NULL;
    g_autofree char *once = g_strdup_printf("%s %s", name, text);
    CommentDraft draft = { .publication = publication,
                           .name = name,
                           .identity = identity,
                           .text = text,
                           .language = "en",
                           .external_id = "",
                           .once = once };

    if (!commenting_submit(&house->mediation, &ECHO, "echo", &draft, &receipt, &error))
        return error->code;
    WAIT_FOR(backlog(house, WORK_COMMENT) == 0);
    *ret = receipt.id;
    if (ret_token != NULL)
        *ret_token = g_steal_pointer(&receipt.token);
    return -1;
}

static inline PublicComments *
shown(House *house)
{
    g_autoptr(GError) error = NULL;
    PublicComments *comments = comment_view_public(house->mediation.publishing, &READER, publication, 1, &error);

    g_assert_no_error(error);
    return comments;
}

static inline guint
count_shown(House *house)
{
    g_autoptr(PublicComments) comments = shown(house);

    return comments->total;
}

static inline CommentDeskLine *
desk(House *house, CommentId id, CommentDesk **ret)
{
    g_autoptr(GError) error = NULL;

    *ret = comment_desk_view_one(&house->mediation, &MAYA, id, "en", &error);
    g_assert_no_error(error);
    return g_ptr_array_index((*ret)->lines, 0);
}

static inline CommentState
state_of(House *house, CommentId id)
{
    g_autoptr(CommentDesk) whole = NULL;

    return desk(house, id, &whole)->comment->state;
}

static inline int
hide(House *house, const Actor *actor, CommentId id, guint rule, const char *law, const char *facts)
{
    g_autoptr(GError) error = NULL;
    CommentHiding hiding = { .category = COMMENT_OTHER, .rule = rule, .law = law, .facts = facts };

    return comment_moderation_hide(&house->mediation, actor, id, &hiding, &error) ? -1 : error->code;
}

static inline int
answer_appeal(House *house, const Actor *actor, CommentId id, gboolean restore)
{
    g_autoptr(GError) error = NULL;
    CommentState state;

    if (!comment_moderation_answer(&house->mediation, actor, id, 0, restore, "Looked at it.", &state, &error))
        return error->code;
    g_assert_cmpint(state, ==, state_of(house, id));
    return -1;
}

static inline int
appeal(House *house, const char *token)
{
    g_autoptr(GError) error = NULL;

    return comment_moderation_appeal(&house->mediation, token, "It is no advertisement.", &error) ? -1 : error->code;
}

static inline OwnComment *
own(House *house, const char *token)
{
    g_autoptr(GError) error = NULL;
    OwnComment *found = comment_view_own(house->mediation.publishing, token, "en", &error);

    g_assert_no_error(error);
    return found;
}

#define TEST(name) g_test_add("/comments/" #name, House, NULL, set_up_comments, name, tear_down_comments)
