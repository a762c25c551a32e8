/* SPDX-License-Identifier: Apache-2.0 */
/* Public answers to what we published, and what their writers make of them afterwards. */
#include "channels/fediverse/test-fediverse-house.h"
#include "views/comment-desk-view.h"
#include "views/comment-view.h"

static gboolean
open_comments(DbSession *session, gpointer data, GError **error)
{
    return release_bridge(session, data, error) &&
           comment_rule_store_set_window(session, (PublicationId){ 7 }, NOON + CLOCK_DAY, NOON, error);
}

#define REPLY(text, more)                                                                                              \
    "{\"id\":\"" ADA "/1\",\"type\":\"Note\",\"attributedTo\":\"" ADA                                                  \
    "\",\"to\":\"as:Public\",\"inReplyTo\":\"https://city.example/ap/posts/bridge\"," more "\"content\":\"<p><span>"   \
    "<a href='https://city.example/desks/desk' class='u-url mention'>@<span>desk</span></a></span> " text "</p>\"}"

#define CREATE CONTEXT "\"type\":\"Create\",\"actor\":\"" ADA "\",\"object\":" REPLY("The lamp is out.", "") "}"

typedef struct {
    House *house;
    Comment *comment;
} CommentQuestion;

static gboolean
read_comment(DbSession *session, gpointer data, GError **error)
{
    CommentQuestion *question = data;
    CommentId id;

    if (!comment_store_find_external(session, "social", ADA "/1", &id, error))
        return FALSE;
    if (id.value != 0)
        question->comment = comment_store_load(question->house->mediation.store, session, id, error);
    return id.value == 0 || question->comment != NULL;
}

static Comment *
find_comment(House *house)
{
    CommentQuestion question = { house, NULL };
    g_autoptr(GError) error = NULL;

    store_read(house->mediation.store, read_comment, &question, &error);
    g_assert_no_error(error);
    return question.comment;
}

static void
set_up_comments(House *house)
{
    g_autoptr(GError) error = NULL;

    know_ada(house);
    store_write(house->mediation.store, open_comments, house, &error);
    g_assert_no_error(error);
    take(house, CREATE);
}

static void
a_public_answer_to_a_post_is_a_comment_that_waits_for_the_filters(House *house, gconstpointer data)
{
    g_autoptr(Comment) comment = NULL;

    (void)data;
    set_up_comments(house);
    comment = find_comment(house);
    g_assert_cmpint(comment->publication.value, ==, 7);
    g_assert_cmpint(comment->state, ==, COMMENT_WAITING);
    g_assert_cmpstr(comment->text, ==, "The lamp is out.");
    g_assert_cmpstr(comment->name, ==, "Ada");
    g_assert_cmpstr(comment->handle, ==, "@ada@remote.example");
    g_assert_cmpstr(comment->identity, ==, "acct:ada@remote.example");
    g_assert_cmpint(count(house, "said", ""), ==, 1);
}

static void
an_article_that_answers_a_post_is_a_comment_with_its_title_and_address(House *house, gconstpointer data)
{
    g_autoptr(Comment) comment = NULL;
    g_autoptr(GError) error = NULL;

    (void)data;
    know_ada(house);
    store_write(house->mediation.store, open_comments, house, &error);
    g_assert_no_error(error);
    take(house, CONTEXT "\"type\":\"Create\",\"actor\":\"" ADA "\",\"object\":{\"id\":\"" ADA
                        "/1\",\"type\":\"Article\",\"name\":\"On lamps\",\"url\":\"https://remote.example/lamps\","
                        "\"attributedTo\":\"" ADA "\",\"to\":\"as:Public\",\"inReplyTo\":"
                        "\"https://city.example/ap/posts/bridge\",\"content\":\"@desk The lamp is out.\"}}");
    comment = find_comment(house);
    g_assert_nonnull(comment);
    g_assert_cmpstr(comment->text, ==, "On lamps\n\nThe lamp is out.\n\n<https://remote.example/lamps>");
}

static void
what_she_changes_or_deletes_of_it_is_recorded(House *house, gconstpointer data)
{
    g_autoptr(Comment) changed = NULL, deleted = NULL;

    (void)data;
    set_up_comments(house);
    take(house, CONTEXT "\"type\":\"Update\",\"actor\":\"" ADA
                        "\",\"object\":" REPLY("The post is out.", "\"updated\":\"2026-11-22T12:30:00Z\",") "}");
    changed = find_comment(house);
    g_assert_cmpstr(changed->text, ==, "The post is out.");
    g_assert_cmpint(changed->edit, !=, 0);
    take(house, CONTEXT "\"type\":\"Delete\",\"actor\":\"" ADA "\",\"object\":\"" ADA "/1\"}");
    deleted = find_comment(house);
    g_assert_cmpint(deleted->state, ==, COMMENT_WITHDRAWN);
    g_assert_cmpstr(deleted->text, ==, "The post is out.");
}

/* Ada, as @identity; she says that she has another's account. */
static void
know_ada_as(House *house, const char *identity)
{
    g_autofree char *value =
        g_strdup_printf("{\"identity\":\"%s\",\"handle\":\"mayor@northam.example\",\"name\":\"Ada\",\"inbox\":\"" ADA
                        "/inbox\",\"shared\":\"" INBOX "\",\"automated\":false}",
                        identity);

    put(house, "actor", ADA, value);
}

static void
open_bridge(House *house)
{
    g_autoptr(GError) error = NULL;

    store_write(house->mediation.store, open_comments, house, &error);
    g_assert_no_error(error);
}

static void
an_account_that_its_host_does_not_confirm_is_not_shown_as_hers(House *house, gconstpointer data)
{
    g_autoptr(Comment) comment = NULL;

    (void)data;
    know_ada_as(house, ADA);
    open_bridge(house);
    take(house, CREATE);
    comment = find_comment(house);
    g_assert_cmpstr(comment->handle, ==, ADA);
}

static void
what_she_wrote_before_her_account_was_confirmed_stays_hers_to_change(House *house, gconstpointer data)
{
    g_autoptr(Comment) changed = NULL;

    (void)data;
    know_ada_as(house, ADA);
    open_bridge(house);
    take(house, CREATE);
    know_ada(house);
    take(house, CONTEXT "\"type\":\"Update\",\"actor\":\"" ADA
                        "\",\"object\":" REPLY("The post is out.", "\"updated\":\"2026-11-22T12:30:00Z\",") "}");
    changed = find_comment(house);
    g_assert_cmpstr(changed->text, ==, "The post is out.");
}

static void
what_was_deleted_before_it_came_is_never_shown(House *house, gconstpointer data)
{
    g_autoptr(Comment) comment = NULL;

    (void)data;
    know_ada(house);
    open_bridge(house);
    take(house, CONTEXT "\"type\":\"Delete\",\"actor\":\"" ADA "\",\"object\":\"" ADA "/1\"}");
    take(house, CREATE);
    comment = find_comment(house);
    g_assert_cmpint(comment->state, ==, COMMENT_WITHDRAWN);
}

static void
what_somebody_else_deletes_is_not_hers_to_delete(House *house, gconstpointer data)
{
    g_autoptr(Comment) comment = NULL;

    (void)data;
    know_ada(house);
    open_bridge(house);
    take(house, CONTEXT "\"type\":\"Delete\",\"actor\":\"https://remote.example/eve\",\"object\":\"" ADA "/1\"}");
    take(house, CREATE);
    comment = find_comment(house);
    g_assert_cmpint(comment->state, ==, COMMENT_WAITING);
}

static void
what_comes_of_somebody_who_is_gone(House *house, gconstpointer data)
{
    static const struct {
        const char *more;
        CommentState state;
    } CASES[] = {
        { "\"published\":\"2026-11-22T12:30:00Z\",", COMMENT_WAITING },
        { "\"published\":\"2026-11-22T11:30:00Z\",", COMMENT_WITHDRAWN },
    };
    guint index = GPOINTER_TO_UINT(data);
    g_autofree char *note = g_strdup_printf(REPLY("The lamp is out.", "%s"), CASES[index].more);
    g_autofree char *body = g_strdup_printf(CONTEXT "\"type\":\"Create\",\"actor\":\"" ADA "\",\"object\":%s}", note);
    g_autoptr(Comment) comment = NULL;

    know_ada(house);
    open_bridge(house);
    take(house, CONTEXT "\"type\":\"Delete\",\"actor\":\"" ADA "\",\"object\":\"" ADA "\"}");
    know_ada(house);
    take(house, body);
    comment = find_comment(house);
    g_assert_cmpint(comment->state, ==, CASES[index].state);
}

static void
who_deletes_her_account_takes_back_her_comments(House *house, gconstpointer data)
{
    g_autoptr(Comment) deleted = NULL;

    (void)data;
    set_up_comments(house);
    take(house, CONTEXT "\"type\":\"Delete\",\"actor\":\"" ADA "\",\"object\":\"" ADA "\"}");
    deleted = find_comment(house);
    g_assert_cmpint(deleted->state, ==, COMMENT_WITHDRAWN);
    g_assert_cmpint(count(house, "said", ""), ==, 0);
}

static void
an_answer_to_a_comment_is_one_too(House *house, gconstpointer data)
{
    CommentId first, second;
    PublicationId publication;

    (void)data;
    set_up_comments(house);
    take(house, CONTEXT "\"type\":\"Create\",\"actor\":\"" ADA "\",\"object\":{\"id\":\"" ADA "/2\",\"type\":\"Note\","
                        "\"attributedTo\":\"" ADA "\",\"to\":\"as:Public\",\"inReplyTo\":\"" ADA
                        "/1\",\"content\":\"And the post, too.\"}}");
    g_assert_true(
        comment_view_find(house->mediation.publishing, &ACTOR_TRIBUNE, "social", ADA "/1", &first, &publication, NULL));
    g_assert_true(comment_view_find(house->mediation.publishing, &ACTOR_TRIBUNE, "social", ADA "/2", &second,
                                    &publication, NULL));
    g_assert_cmpint(publication.value, ==, 7);
    g_assert_cmpint(first.value, !=, 0);
    g_assert_cmpint(second.value, >, first.value);
}

int
main(int argc, char **argv)
{
    int result;

    g_test_init(&argc, &argv, NULL);
    ada = keypair_new(KEY_RSA, NULL);
#define TEST(name) g_test_add("/channels/fediverse/" #name, House, NULL, set_up, name, tear_down)
    TEST(a_public_answer_to_a_post_is_a_comment_that_waits_for_the_filters);
    TEST(an_article_that_answers_a_post_is_a_comment_with_its_title_and_address);
    TEST(what_she_changes_or_deletes_of_it_is_recorded);
    TEST(an_account_that_its_host_does_not_confirm_is_not_shown_as_hers);
    TEST(what_she_wrote_before_her_account_was_confirmed_stays_hers_to_change);
    TEST(what_was_deleted_before_it_came_is_never_shown);
    TEST(what_somebody_else_deletes_is_not_hers_to_delete);
    g_test_add("/channels/fediverse/what_somebody_writes_who_is_back_is_a_comment", House, GUINT_TO_POINTER(0), set_up,
               what_comes_of_somebody_who_is_gone, tear_down);
    g_test_add("/channels/fediverse/what_comes_late_of_somebody_who_is_gone_is_never_shown", House, GUINT_TO_POINTER(1),
               set_up, what_comes_of_somebody_who_is_gone, tear_down);
    TEST(who_deletes_her_account_takes_back_her_comments);
    TEST(an_answer_to_a_comment_is_one_too);
    result = g_test_run();
    keypair_free(ada);
    return result;
}
