/* SPDX-License-Identifier: Apache-2.0 */
#include <glib/gstdio.h>
#include <string.h>

#include "base/error.h"
#include "channels/fediverse/test-fediverse-house.h"
#include "views/comment-desk-view.h"
#include "views/comment-view.h"

static void
what_is_signed_in_either_way_is_put_down_once(House *house, gconstpointer data)
{
    (void)data;
    know_ada(house);
    g_assert_cmpuint(hand_in(house, &(Post){ .signed_body = FOLLOW, .key_id = KEY, .scheme = SIGNATURE_CAVAGE }), ==,
                     202);
    g_assert_cmpint(waiting(house, "take"), ==, 1);
    g_assert_cmpuint(hand_in(house, &(Post){ .signed_body = FOLLOW, .key_id = KEY, .scheme = SIGNATURE_RFC9421 }), ==,
                     202);
    g_assert_cmpint(waiting(house, "take"), ==, 1);
    g_assert_cmpint(waiting(house, "verify"), ==, 0);
}

static void
what_is_not_signed_altered_or_of_somebody_else_is_answered_401(House *house, gconstpointer data)
{
    (void)data;
    know_ada(house);
    g_assert_cmpuint(hand_in(house, &(Post){ .signed_body = FOLLOW, .key_id = KEY, .unsigned_ = TRUE }), ==, 401);
    g_assert_cmpuint(hand_in(house, &(Post){ .signed_body = FOLLOW, .body = "{}", .key_id = KEY }), ==, 401);
    g_assert_cmpuint(hand_in_text(house, CONTEXT "\"type\":\"Follow\",\"actor\":\"https://remote.example/bob\"}"), ==,
                     401);
    g_assert_cmpuint(hand_in_text(house, CONTEXT "\"type\":\"Follow\",\"actor\":\"https://other.example/bob\"}"), ==,
                     401);
    g_assert_cmpuint(hand_in_text(house, "[]"), ==, 400);
    g_assert_cmpint(waiting(house, "take") + waiting(house, "verify"), ==, 0);
}

static void
whose_key_we_do_not_have_is_put_down_unverified_and_her_id_is_not_used_up(House *house, gconstpointer data)
{
    (void)data;
    g_assert_cmpuint(hand_in_text(house, FOLLOW), ==, 202);
    g_assert_cmpint(waiting(house, "verify"), ==, 1);
    g_assert_cmpint(count(house, "seen", ""), ==, 0);
}

static void
an_id_of_another_server_is_refused_and_nobody_uses_up_another_s(House *house, gconstpointer data)
{
#define BOB "https://remote.example/bob"
    g_autofree char *pem = keypair_public(ada);
    g_autoptr(FediverseKey) key = NULL;

    (void)data;
    know_ada(house);
    g_assert_true(fediverse_key_keep(house->fediverse, BOB "#k", pem, BOB, &key, NULL));
    g_assert_cmpuint(hand_in_text(house,
                                  CONTEXT "\"id\":\"https://other.example/1\",\"type\":\"Follow\",\"actor\":\"" ADA
                                          "\",\"object\":\"" DESK "\"}"),
                     ==, 400);
    g_assert_cmpint(waiting(house, "take"), ==, 0);
    g_assert_cmpuint(hand_in(house, &(Post){ .signed_body = CONTEXT "\"id\":\"" ADA "/follows/1\",\"type\":\"Like\","
                                                                    "\"actor\":\"" BOB "\",\"object\":\"" DESK "\"}",
                                             .key_id = BOB "#k" }),
                     ==, 202);
    g_assert_cmpuint(hand_in_text(house, FOLLOW), ==, 202);
    g_assert_cmpint(waiting(house, "take"), ==, 2);
    g_assert_cmpint(count(house, "seen", ""), ==, 2);
}

static void
a_stranger_who_deletes_her_account_costs_nothing(House *house, gconstpointer data)
{
    const char *farewell =
        CONTEXT "\"id\":\"" ADA "#delete\",\"type\":\"Delete\",\"actor\":\"" ADA "\",\"object\":\"" ADA "\"}";

    (void)data;
    g_assert_cmpuint(hand_in_text(house, farewell), ==, 202);
    g_assert_cmpint(waiting(house, "take") + waiting(house, "verify"), ==, 0);
    know_ada(house);
    g_assert_cmpuint(hand_in_text(house, farewell), ==, 202);
    g_assert_cmpint(waiting(house, "take"), ==, 1);
}

static void
a_blocked_server_and_one_that_comes_too_often_are_told_so(House *house, gconstpointer data)
{
    static const char *const BLOCKED[] = { "https://bad.example/eve#k", "https://BAD.example/eve#k",
                                           "https://bad.example:8443/eve#k", "https://more.bad.example/eve#k" };
    static const char *const NO_KEYS[] = { "https://bad.example:443/eve#k", "https://bad.example./eve#k" };
    const char *bad = CONTEXT "\"type\":\"Follow\",\"actor\":\"https://bad.example/eve\"}";

    (void)data;
    know_ada(house);
    for (guint i = 0; i < G_N_ELEMENTS(BLOCKED); i++)
        g_assert_cmpuint(hand_in(house, &(Post){ .signed_body = bad, .key_id = BLOCKED[i] }), ==, 403);
    for (guint i = 0; i < G_N_ELEMENTS(NO_KEYS); i++)
        g_assert_cmpuint(hand_in(house, &(Post){ .signed_body = bad, .key_id = NO_KEYS[i] }), ==, 401);
    for (guint i = 0; i < 10; i++)
        g_assert_cmpuint(hand_in_text(house, FOLLOW), ==, 202);
    g_assert_cmpuint(hand_in_text(house, FOLLOW), ==, 429);
    clock_pin(NOON + 2 * CLOCK_MINUTE);
    g_assert_cmpuint(hand_in_text(house, FOLLOW), ==, 202);
}

DB_STATEMENT(test_errand_hosts, "SELECT host FROM channel_errands WHERE kind = 'take'");

static gboolean
read_host(DbSession *session, gpointer data, GError **error)
{
    g_autoptr(DbQuery) query = db_query(session, &test_errand_hosts);

    if (db_step(query))
        *(char **)data = db_dup_text(query, 0);
    return db_finish(query, error);
}

static void
what_is_to_be_taken_counts_among_the_errands_of_its_server(House *house, gconstpointer data)
{
    g_autofree char *host = NULL;

    (void)data;
    know_ada(house);
    g_assert_cmpuint(hand_in_text(house, FOLLOW), ==, 202);
    g_assert_true(store_read(house->mediation.store, read_host, &host, NULL));
    g_assert_cmpstr(host, ==, "remote.example");
}

/* ---- what it does ---- */

static void
a_follow_is_kept_and_accepted_and_undone_by_what_it_was_or_by_its_id(House *house, gconstpointer data)
{
    g_autofree char *kept = NULL, *gone = NULL;

    (void)data;
    know_ada(house);
    take(house, FOLLOW);
    kept = find(house, "follow.desk", ADA);
    g_assert_cmpstr(kept, ==, INBOX);
    g_assert_cmpint(count(house, "follower.desk", INBOX " "), ==, 1);
    g_assert_cmpint(waiting(house, "tell"), ==, 1);
    take(house, CONTEXT "\"type\":\"Undo\",\"actor\":\"" ADA "\",\"object\":" FOLLOW "}");
    gone = find(house, "follow.desk", ADA);
    g_assert_null(gone);
    g_assert_cmpint(count(house, "follower.desk", ""), ==, 0);
    take(house, FOLLOW);
    take(house, CONTEXT "\"type\":\"Undo\",\"actor\":\"" ADA "\",\"object\":\"" ADA "/follows/1\"}");
    g_assert_cmpint(count(house, "follow.desk", ""), ==, 0);
}

static void
a_follower_whose_inbox_is_another_now_is_told_there_and_nowhere_else(House *house, gconstpointer data)
{
    (void)data;
    know_ada(house);
    put(house, "follow.desk", ADA, "https://remote.example/before");
    put(house, "follower.desk", "https://remote.example/before " ADA, "");
    take(house, FOLLOW);
    g_assert_cmpint(count(house, "follower.desk", "https://remote.example/before "), ==, 0);
    g_assert_cmpint(count(house, "follower.desk", INBOX " "), ==, 1);
    g_assert_cmpint(count(house, "follow.desk", ""), ==, 1);
}

static void
a_follow_of_nobody_and_an_undo_of_another_s_follow_do_nothing(House *house, gconstpointer data)
{
    (void)data;
    know_ada(house);
    take(house, CONTEXT "\"type\":\"Follow\",\"actor\":\"" ADA "\",\"object\":\"https://city.example/ap/desks/none\"}");
    g_assert_cmpint(waiting(house, "tell"), ==, 0);
    take(house, FOLLOW);
    take(house, CONTEXT "\"type\":\"Undo\",\"actor\":\"https://remote.example/bob\",\"object\":" FOLLOW "}");
    g_assert_cmpint(count(house, "follow.desk", ""), ==, 1);
}

/* An address of ours without TLS is refused for good before it is asked. */
static void
what_was_known_of_an_actor_serves_when_her_server_will_never_tell_more(House *house, gconstpointer data)
{
    const char *odd = "http://remote.example/ada";
    g_autoptr(FediversePeer) peer = NULL, never = NULL;
    g_autoptr(GError) error = NULL;

    (void)data;
    put(house, "actor", odd,
        "{\"identity\":\"acct:ada@remote.example\",\"name\":\"Ada\",\"inbox\":\"x\",\"shared\":\"x\"}");
    clock_pin(NOON + 2 * CLOCK_DAY);
    peer = fediverse_peer_load(house->fediverse, odd, FALSE, clock_monotonic() + CLOCK_SECOND, &error);
    g_assert_no_error(error);
    g_assert_cmpstr(peer->identity, ==, "acct:ada@remote.example");
    never = fediverse_peer_load(house->fediverse, odd, TRUE, clock_monotonic() + CLOCK_SECOND, &error);
    g_assert_null(never);
    g_assert_nonnull(error);
    g_assert_false(tribune_error_is_temporary(error));
}

static void
likes_and_shares_of_our_posts_are_counted_once_a_person(House *house, gconstpointer data)
{
    const char *like =
        CONTEXT "\"type\":\"Like\",\"actor\":\"" ADA "\",\"object\":\"https://city.example/ap/posts/bridge\"}";

    g_autoptr(GError) error = NULL;

    (void)data;
    take(house, like);
    g_assert_cmpint(count(house, "like", ""), ==, 0); /* there is no such post yet */
    store_write(house->mediation.store, release_bridge, house, &error);
    g_assert_no_error(error);
    take(house, like);
    take(house, like);
    take(house,
         CONTEXT "\"type\":\"Announce\",\"actor\":\"" ADA "\",\"object\":\"https://city.example/ap/posts/bridge\"}");
    take(house, CONTEXT "\"type\":\"Like\",\"actor\":\"" ADA "\",\"object\":\"https://other.example/1\"}");
    g_assert_cmpint(count(house, "like", "bridge "), ==, 1);
    g_assert_cmpint(count(house, "like", ""), ==, 1);
    g_assert_cmpint(count(house, "share", "bridge "), ==, 1);
    take(house, CONTEXT "\"type\":\"Undo\",\"actor\":\"" ADA "\",\"object\":{\"@context\":\"x\",\"type\":\"Like\","
                        "\"actor\":\"" ADA "\",\"object\":\"https://city.example/ap/posts/bridge\"}}");
    g_assert_cmpint(count(house, "like", ""), ==, 0);
    take(house, CONTEXT "\"type\":\"EmojiReact\",\"content\":\"x\",\"actor\":\"" ADA
                        "\",\"object\":\"https://city.example/ap/posts/bridge\"}");
    g_assert_cmpint(count(house, "like", "bridge "), ==, 1);
}

static void
who_blocks_us_or_deletes_her_account_is_no_follower_any_more(House *house, gconstpointer data)
{
    g_autofree char *block = NULL, *actor = NULL;

    (void)data;
    know_ada(house);
    take(house, FOLLOW);
    take(house, CONTEXT "\"type\":\"Block\",\"actor\":\"" ADA "\",\"object\":\"" DESK "\"}");
    block = find(house, "block.desk", ADA);
    g_assert_nonnull(block);
    g_assert_cmpint(count(house, "follow.desk", ""), ==, 0);
    take(house, FOLLOW);
    take(house, CONTEXT "\"type\":\"Delete\",\"actor\":\"" ADA "\",\"object\":\"" ADA "\"}");
    actor = find(house, "actor", ADA);
    g_assert_null(actor);
    g_assert_cmpint(count(house, "follow.desk", ""), ==, 0);
}

/* It would be handed to an intake that is not there. */
static void
a_note_of_another_author_or_server_than_the_actor_s_is_not_taken(House *house, gconstpointer data)
{
    (void)data;
    take(house, CONTEXT "\"type\":\"Create\",\"actor\":\"" ADA "\",\"object\":{\"id\":\"https://remote.example/1\","
                        "\"type\":\"Note\",\"attributedTo\":\"https://remote.example/bob\",\"to\":\"" DESK "\"}}");
    take(house, CONTEXT "\"type\":\"Create\",\"actor\":\"" ADA "\",\"object\":\"https://other.example/1\"}");
    take(house, CONTEXT "\"type\":\"Create\",\"actor\":\"" ADA "\",\"object\":{\"id\":\"https://other.example/1\","
                        "\"type\":\"Note\",\"attributedTo\":\"" ADA "\",\"to\":\"" DESK "\"}}");
}

static void
an_activity_that_we_do_not_know_is_taken_and_does_nothing(House *house, gconstpointer data)
{
    (void)data;
    take(house, CONTEXT "\"type\":\"Listen\",\"actor\":\"" ADA "\"}");
    g_assert_cmpint(waiting(house, "tell"), ==, 0);
}

static void
an_unknown_kind_is_logged_once_a_day_and_server_and_only_its_word(House *house, gconstpointer data)
{
    (void)data;
    take(house, CONTEXT "\"type\":\"Listen\",\"actor\":\"" ADA "\"}");
    take(house, CONTEXT "\"type\":\"Listen\",\"actor\":\"https://remote.example/eve\"}");
    take(house, CONTEXT "\"type\":\"ada@home.example\",\"actor\":\"" ADA "\"}");
    take(house, CONTEXT "\"type\":\"Mrs Ada\",\"actor\":\"" ADA "\"}");
    take(house, CONTEXT "\"type\":\"Like\",\"actor\":\"" ADA "\"}");
    g_assert_cmpuint(rate_limit_size(house->fediverse->strange_types), ==, 2);
    g_assert_false(rate_limit_take(house->fediverse->strange_types, "remote.example Listen", NOON, NULL));
    g_assert_false(rate_limit_take(house->fediverse->strange_types, "remote.example other", NOON, NULL));
    g_assert_true(rate_limit_take(house->fediverse->strange_types, "remote.example Listen", NOON + CLOCK_DAY, NULL));
    g_assert_cmpuint(rate_limit_size(house->fediverse->strange_hosts), ==, 1);
}

/* ---- answers to what we published ---- */

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

static guint taken_back;

static gboolean
count_amendment(const ChannelHost *host, const char *external_id, const char *sender, Amendment amendment,
                GError **error)
{
    (void)host;
    (void)error;
    taken_back += strcmp(external_id, ADA "/1") == 0 && strcmp(sender, "acct:ada@remote.example") == 0 &&
                  amendment == AMENDMENT_RETRACTED;
    return TRUE;
}

static void
a_letter_that_was_deleted_before_it_came_is_recorded_as_taken_back(House *house, gconstpointer data)
{
    const char *letter = CONTEXT "\"type\":\"Create\",\"actor\":\"" ADA "\",\"object\":{\"id\":\"" ADA
                                 "/1\",\"type\":\"Note\",\"attributedTo\":\"" ADA
                                 "\",\"to\":\"as:Public\",\"content\":\"The lamp is out.\"}}";

    (void)data;
    know_ada(house);
    house->host.amend = count_amendment;
    taken_back = 0;
    take(house, letter);
    g_assert_cmpuint(taken_back, ==, 0);
    take(house, CONTEXT "\"type\":\"Delete\",\"actor\":\"" ADA "\",\"object\":\"" ADA "/1\"}");
    g_assert_cmpuint(taken_back, ==, 1);
    take(house, letter);
    g_assert_cmpuint(taken_back, ==, 2);
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

/* ---- notes ---- */

#define NOTE                                                                                                           \
    "{\"id\":\"" ADA "/1\",\"type\":\"Note\",\"attributedTo\":\"" ADA                                                  \
    "\",\"content\":\"<p>The lamp &amp; the post are "                                                                 \
    "<b>out</b></p><script>x</script>\",\"contentMap\":{\"en\":\"x\"},\"inReplyTo\":\"https://city.example/ap/notes/"  \
    "7\","                                                                                                             \
    "\"published\":\"2026-11-22T11:00:00Z\",\"attachment\":[{\"mediaType\":\"image/png\",\"url\":"                     \
    "\"https://remote.example/p.png\",\"name\":\"a dark street\"}]}"

static void
a_note_is_a_message_with_what_its_pictures_show(House *house, gconstpointer data)
{
    const char *text = CONTEXT "\"type\":\"Create\",\"actor\":\"" ADA "\",\"object\":" NOTE "}";
    g_autoptr(GBytes) raw = g_bytes_new(text, strlen(text));
    const char *expected = "The lamp & the post are out\n\na dark street <https://remote.example/p.png>";
    g_autoptr(GError) error = NULL;
    g_autoptr(MessageDraft) draft =
        fediverse_channel.parse(house->fediverse, raw, "acct:ada@remote.example", "acct:desk@city.example", &error);
    const MessagePart *part;

    (void)data;
    g_assert_no_error(error);
    g_assert_cmpstr(draft->external_id, ==, ADA "/1");
    g_assert_cmpstr(draft->language, ==, "en");
    g_assert_cmpint(draft->assurance, ==, 1);
    g_assert_cmpuint(draft->references->len, ==, 1);
    g_assert_cmpstr(g_ptr_array_index(draft->references, 0), ==, "https://city.example/ap/notes/7");
    part = message_parts_find(draft->parts, PART_TEXT);
    g_assert_cmpmem(g_bytes_get_data(part->bytes, NULL), g_bytes_get_size(part->bytes), expected, strlen(expected));
}

static void
a_changed_note_is_a_message_of_its_own_that_refers_to_the_first(House *house, gconstpointer data)
{
    const char *text = CONTEXT "\"type\":\"Update\",\"actor\":\"" ADA "\",\"object\":" NOTE "}";
    const char *first_text = CONTEXT "\"type\":\"Create\",\"actor\":\"" ADA "\",\"object\":" NOTE "}";
    g_autoptr(GBytes) raw = g_bytes_new(text, strlen(text)), first_raw = g_bytes_new(first_text, strlen(first_text));
    g_autoptr(MessageDraft) draft =
        fediverse_note_parse(house->fediverse, raw, "acct:a@b", "acct:desk@city.example", NULL);
    g_autoptr(MessageDraft) first =
        fediverse_note_parse(house->fediverse, first_raw, "acct:a@b", "acct:desk@city.example", NULL);

    (void)data;
    g_assert_cmpstr(draft->external_id, !=, first->external_id);
    g_assert_false(digest_equal(&draft->fingerprint, &first->fingerprint));
    g_assert_cmpstr(g_ptr_array_index(draft->references, 0), ==, ADA "/1");
}

static void
a_report_with_the_id_of_a_note_is_not_that_note(House *house, gconstpointer data)
{
    const char *text = CONTEXT "\"id\":\"" ADA "/1\",\"type\":\"Flag\",\"actor\":\"" ADA
                               "\",\"content\":\"rude\",\"object\":\"https://city.example/ap/posts/bridge\"}";
    const char *note_text = CONTEXT "\"type\":\"Create\",\"actor\":\"" ADA "\",\"object\":" NOTE "}";
    g_autoptr(GBytes) raw = g_bytes_new(text, strlen(text)), note_raw = g_bytes_new(note_text, strlen(note_text));
    g_autoptr(MessageDraft) report =
        fediverse_note_parse(house->fediverse, raw, "acct:a@b", "acct:desk@city.example", NULL);
    g_autoptr(MessageDraft) note =
        fediverse_note_parse(house->fediverse, note_raw, "acct:a@b", "acct:desk@city.example", NULL);

    (void)data;
    g_assert_cmpstr(report->external_id, ==, note->external_id);
    g_assert_false(digest_equal(&report->fingerprint, &note->fingerprint));
}

/* It would be handed to an intake that is not there. */
static void
a_report_with_an_id_of_another_server_is_not_taken(House *house, gconstpointer data)
{
    (void)data;
    know_ada(house);
    take(house, CONTEXT "\"id\":\"https://other.example/1\",\"type\":\"Flag\",\"actor\":\"" ADA
                        "\",\"object\":\"https://city.example/ap/posts/bridge\"}");
}

/* ---- what we say ---- */

static void
set(char **member, const char *text)
{
    g_free(*member);
    *member = g_strdup(text);
}

static void
an_answer_goes_to_one_person_in_answer_to_what_she_wrote(House *house, gconstpointer data)
{
    g_autoptr(Outgoing) outgoing = outgoing_new();
    g_autoptr(Rendering) rendering = NULL, again = NULL;
    g_autoptr(Json) note = NULL;
    g_autofree char *long_text = g_strnfill(FEDIVERSE_ANSWER_LENGTH + 1, 'x');
    g_autoptr(GError) error = NULL;

    (void)data;
    set(&outgoing->text, "A crew comes on **Tuesday**.");
    set(&outgoing->recipient, "acct:ada@remote.example");
    set(&outgoing->language, "en");
    set(&outgoing->in_reply_to, ADA "/1");
    rendering = fediverse_channel.render(house->fediverse, outgoing, NULL);
    again = fediverse_channel.render(house->fediverse, outgoing, NULL);
    g_assert_true(g_bytes_equal(rendering->payload, again->payload));
    note = json_loadb(g_bytes_get_data(rendering->payload, NULL), g_bytes_get_size(rendering->payload), 0, NULL);
    g_assert_cmpstr(json_string_value(json_object_get(note, "inReplyTo")), ==, ADA "/1");
    g_assert_cmpstr(json_string_value(json_array_get(json_object_get(note, "to"), 0)), ==, "acct:ada@remote.example");
    g_assert_nonnull(strstr(json_string_value(json_object_get(json_object_get(note, "contentMap"), "en")), "<strong>"));
    g_assert_true(g_str_has_prefix(rendering->external_id, "https://city.example/ap/notes/"));
    set(&outgoing->text, long_text);
    g_assert_null(fediverse_channel.render(house->fediverse, outgoing, &error));
    g_assert_error(error, TRIBUNE_ERROR, TRIBUNE_ERROR_INVALID);
}

static PublicationItem *
item_new(PublicationAct act, const char *body)
{
    PublicationItem *item = publication_item_new();
    PublicationOutcome *outcome = g_new0(PublicationOutcome, 1);
    PublicationText *text;

    item->slug = g_strdup("bridge");
    item->kind = PUBLICATION_NEWS;
    item->act = act;
    item->published = item->updated = NOON;
    item->content = publication_content_new();
    text = publication_content_add_text(item->content, "en");
    set(&text->title, "Mill Bridge <closed>");
    set(&text->body, body);
    text = publication_content_add_text(item->content, "de");
    set(&text->title, "Mühlbrücke gesperrt");
    set(&text->body, "Bis Mai.");
    outcome->act = act;
    outcome->number = act + 1;
    outcome->at = NOON;
    outcome->reason = g_strdup("");
    g_ptr_array_add(item->history, outcome);
    return item;
}

static void
a_post_is_cut_at_a_word_and_keeps_its_link(House *house, gconstpointer data)
{
    g_autoptr(GString) body = g_string_new(NULL);
    g_autoptr(PublicationItem) item = NULL;
    g_autoptr(Rendering) rendering = NULL;
    g_autofree char *plain = NULL;

    (void)data;
    for (guint i = 0; i < 200; i++)
        g_string_append(body, "über ");
    item = item_new(ACT_RELEASE, body->str);
    rendering = fediverse_channel.render_public(house->fediverse, item, "en", NULL);
    g_assert_nonnull(strstr(rendering->html, "<p>Mill Bridge &lt;closed&gt;</p>"));
    g_assert_nonnull(strstr(rendering->html, "über…</p>"));
    g_assert_nonnull(strstr(rendering->html, "href=\"https://city.example/news/bridge?lang=en\""));
    plain = html_to_text(rendering->html, strlen(rendering->html));
    g_assert_cmpint(g_utf8_strchr(plain, -1, 0x2026) - plain, >, 500);
    g_assert_cmpint(g_utf8_pointer_to_offset(plain, strstr(plain, "https")), <=, 500 - FEDIVERSE_LINK_LENGTH);
}

static void
release_correction_and_withdrawal_are_create_update_and_delete(House *house, gconstpointer data)
{
    static const char *const TYPES[] = { "Create", "Update", "Delete" }, *const OBJECTS[] = { "Note", "Note",
                                                                                              "Tombstone" };

    (void)data;
    for (guint act = ACT_RELEASE; act <= ACT_WITHDRAWAL; act++) {
        g_autoptr(PublicationItem) item = item_new((PublicationAct)act, "Until May.");
        g_autoptr(Json) activity = fediverse_render_activity(house->fediverse, item, "desk", NULL);
        const json_t *object = json_object_get(activity, "object");

        g_assert_cmpstr(json_string_value(json_object_get(activity, "type")), ==, TYPES[act]);
        g_assert_cmpstr(json_string_value(json_object_get(object, "type")), ==, OBJECTS[act]);
        g_assert_cmpstr(json_string_value(json_object_get(object, "id")), ==, "https://city.example/ap/posts/bridge");
        g_assert_cmpstr(json_string_value(json_array_get(json_object_get(activity, "to"), 0)), ==, ACTIVITY_PUBLIC);
        g_assert_cmpuint(json_object_size(json_object_get(object, "contentMap")), ==, act == ACT_WITHDRAWAL ? 0 : 2);
        g_assert_cmpint(json_object_get(object, "updated") != NULL, ==, act == ACT_CORRECTION);
    }
}

static void
a_post_has_the_pictures_of_its_text_with_what_they_show(House *house, gconstpointer data)
{
    g_autoptr(PublicationItem) item =
        item_new(ACT_RELEASE, "Look: ![the bridge, closed](bridge.jpg) ![](line.png) ![a swan](none.jpg)");
    const PublicationPicture *picture;
    g_autoptr(Json) note = NULL;
    g_autofree char *url = NULL;
    const json_t *list;

    (void)data;
    publication_content_add_picture(item->content, "bridge.jpg", "aa", "jpg", 800, 600, 0, FALSE);
    publication_content_add_picture(item->content, "line.png", "bb", "png", 800, 6, 0, TRUE);
    picture = g_ptr_array_index(item->content->pictures, 0);
    note = fediverse_render_note(house->fediverse, item, "desk", NULL);
    list = json_object_get(note, "attachment");
    url = g_strconcat("https://city.example", picture->url, NULL);
    g_assert_cmpuint(json_array_size(list), ==, 1);
    g_assert_cmpstr(json_string_value(json_object_get(json_array_get(list, 0), "name")), ==, "the bridge, closed");
    g_assert_cmpstr(json_string_value(json_object_get(json_array_get(list, 0), "url")), ==, url);
    g_assert_cmpstr(json_string_value(json_object_get(json_array_get(list, 0), "mediaType")), ==, "image/jpeg");
}

static void
followers_that_share_an_inbox_are_told_once_however_often_it_is_begun(House *house, gconstpointer data)
{
    g_autoptr(PublicationItem) item = item_new(ACT_RELEASE, "Until May.");

    (void)data;
    for (guint i = 0; i < 450; i++) {
        g_autofree char *key = g_strdup_printf("https://%s.example/inbox https://x.example/%u", i < 300 ? "a" : "b", i);

        put(house, "follower.desk", key, "");
    }
    g_assert_true(fediverse_channel.announce(house->fediverse, item, NULL));
    g_assert_cmpint(waiting(house, "tell"), ==, 2);
    g_assert_true(fediverse_channel.announce(house->fediverse, item, NULL));
    g_assert_cmpint(waiting(house, "tell"), ==, 2);
}

/* ---- names ---- */

static void
a_desk_is_resolved_by_its_name_alone_and_others_by_account(House *house, gconstpointer data)
{
    static const struct {
        const char *typed, *uri;
    } CASES[] = {
        { "Desk", "acct:desk@city.example" },
        { "@desk@city.example", "acct:desk@city.example" },
        { " @Ada@Remote.example ", "acct:ada@remote.example" },
        { "mailto:ada@remote.example", NULL },
        { "a b", NULL },
    };

    (void)data;
    for (gsize i = 0; i < G_N_ELEMENTS(CASES); i++) {
        g_autofree char *uri = fediverse_channel.resolve(house->fediverse, CASES[i].typed, NULL);

        g_assert_cmpstr(uri, ==, CASES[i].uri);
    }
}

static void
the_key_of_a_desk_is_made_once_and_kept(House *house, gconstpointer data)
{
    const Keypair *pair = fediverse_key_own(house->fediverse, "desk", NULL);
    g_autofree char *kept = find(house, "pair", "desk"), *own = keypair_secret(pair);

    (void)data;
    g_assert_cmpstr(kept, ==, own);
    g_assert_true(fediverse_key_own(house->fediverse, "desk", NULL) == pair);
}

int
main(int argc, char **argv)
{
    int result;

    g_test_init(&argc, &argv, NULL);
    ada = keypair_new(KEY_RSA, NULL);
#define TEST(name) g_test_add("/channels/fediverse/" #name, House, NULL, set_up, name, tear_down)
    TEST(what_is_signed_in_either_way_is_put_down_once);
    TEST(what_is_not_signed_altered_or_of_somebody_else_is_answered_401);
    TEST(whose_key_we_do_not_have_is_put_down_unverified_and_her_id_is_not_used_up);
    TEST(an_id_of_another_server_is_refused_and_nobody_uses_up_another_s);
    TEST(a_stranger_who_deletes_her_account_costs_nothing);
    TEST(a_blocked_server_and_one_that_comes_too_often_are_told_so);
    TEST(what_is_to_be_taken_counts_among_the_errands_of_its_server);
    TEST(a_follow_is_kept_and_accepted_and_undone_by_what_it_was_or_by_its_id);
    TEST(a_follower_whose_inbox_is_another_now_is_told_there_and_nowhere_else);
    TEST(a_follow_of_nobody_and_an_undo_of_another_s_follow_do_nothing);
    TEST(what_was_known_of_an_actor_serves_when_her_server_will_never_tell_more);
    TEST(likes_and_shares_of_our_posts_are_counted_once_a_person);
    TEST(who_blocks_us_or_deletes_her_account_is_no_follower_any_more);
    TEST(a_note_of_another_author_or_server_than_the_actor_s_is_not_taken);
    TEST(an_activity_that_we_do_not_know_is_taken_and_does_nothing);
    TEST(an_unknown_kind_is_logged_once_a_day_and_server_and_only_its_word);
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
    TEST(a_letter_that_was_deleted_before_it_came_is_recorded_as_taken_back);
    TEST(who_deletes_her_account_takes_back_her_comments);
    TEST(an_answer_to_a_comment_is_one_too);
    TEST(a_note_is_a_message_with_what_its_pictures_show);
    TEST(a_report_with_the_id_of_a_note_is_not_that_note);
    TEST(a_report_with_an_id_of_another_server_is_not_taken);
    TEST(a_changed_note_is_a_message_of_its_own_that_refers_to_the_first);
    TEST(an_answer_goes_to_one_person_in_answer_to_what_she_wrote);
    TEST(a_post_is_cut_at_a_word_and_keeps_its_link);
    TEST(release_correction_and_withdrawal_are_create_update_and_delete);
    TEST(a_post_has_the_pictures_of_its_text_with_what_they_show);
    TEST(followers_that_share_an_inbox_are_told_once_however_often_it_is_begun);
    TEST(a_desk_is_resolved_by_its_name_alone_and_others_by_account);
    TEST(the_key_of_a_desk_is_made_once_and_kept);
    result = g_test_run();
    keypair_free(ada);
    return result;
}
