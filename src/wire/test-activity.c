/* SPDX-License-Identifier: Apache-2.0 */
#include <string.h>

#include "base/clock.h"
#include "base/error.h"
#include "wire/activity.h"

#define CONTEXT "\"@context\":\"https://www.w3.org/ns/activitystreams\""

static json_t *
read_text(const char *text)
{
    g_autoptr(GError) error = NULL;
    json_t *root = activity_read(text, strlen(text), &error);

    g_assert_no_error(error);
    return root;
}

static Activity *
activity_of(const char *text)
{
    g_autoptr(Json) root = read_text(text);
    g_autoptr(GError) error = NULL;
    Activity *activity = activity_take(root, &error);

    g_assert_no_error(error);
    return activity;
}

static void
assert_refused(const char *text, TribuneError code)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(Json) root = activity_read(text, strlen(text), &error);
    g_autoptr(Activity) activity = root != NULL ? activity_take(root, &error) : NULL;

    g_assert_null(activity);
    g_assert_error(error, TRIBUNE_ERROR, (gint)code);
}

static void
one_value_or_a_list_an_object_or_its_id_are_the_same(void)
{
    static const char *const OBJECTS[] = {
        "\"https://a.example/1\"",
        "[\"https://a.example/1\"]",
        "{\"id\":\"https://a.example/1\",\"type\":\"Note\"}",
        "[{\"id\":\"https://a.example/1\",\"type\":[\"Note\"]}]",
    };

    for (gsize i = 0; i < G_N_ELEMENTS(OBJECTS); i++) {
        g_autofree char *text = g_strdup_printf("{" CONTEXT ",\"type\":[\"Like\"],\"actor\":{\"id\":"
                                                "\"https://a.example/ada\"},\"object\":%s}",
                                                OBJECTS[i]);
        g_autoptr(Activity) activity = activity_of(text);

        g_assert_cmpint(activity->kind, ==, ACTIVITY_LIKE);
        g_assert_cmpstr(activity->actor, ==, "https://a.example/ada");
        g_assert_cmpstr(activity_first_object(activity), ==, "https://a.example/1");
        g_assert_cmpstr(activity->object_type, ==, i < 2 ? "" : "Note");
        g_assert_cmpstr(activity->id, ==, "");
    }
}

static void
what_is_none_is_refused(void)
{
    g_autoptr(GString) deep = g_string_new("{" CONTEXT ",\"a\":");
    g_autofree char *large = g_strnfill(ACTIVITY_SIZE_MAX + 1, ' ');

    for (guint i = 0; i < ACTIVITY_DEPTH_MAX; i++)
        g_string_append_c(deep, '[');
    assert_refused(deep->str, TRIBUNE_ERROR_LIMIT);
    assert_refused(large, TRIBUNE_ERROR_LIMIT);
    assert_refused("", TRIBUNE_ERROR_INVALID);
    assert_refused("[]", TRIBUNE_ERROR_INVALID);
    assert_refused("{\"type\":\"Like\",\"actor\":\"https://a.example/ada\"}", TRIBUNE_ERROR_INVALID);
    assert_refused("{" CONTEXT ",\"type\":\"Like\",\"type\":\"Undo\",\"actor\":\"https://a.example/ada\"}",
                   TRIBUNE_ERROR_INVALID);
    assert_refused("{" CONTEXT ",\"@graph\":[],\"type\":\"Like\",\"actor\":\"https://a.example/ada\"}",
                   TRIBUNE_ERROR_INVALID);
    assert_refused("{" CONTEXT ",\"type\":\"Like\",\"actor\":\"ada\"}", TRIBUNE_ERROR_INVALID);
    assert_refused("{" CONTEXT ",\"type\":\"Like\",\"id\":\"javascript:1\",\"actor\":\"https://a.example/ada\"}",
                   TRIBUNE_ERROR_INVALID);
}

static void
an_unknown_type_is_an_activity_and_means_nothing(void)
{
    g_autoptr(Activity) activity = activity_of("{\"@context\":[\"https://w3id.org/security/v1\",{},"
                                               "\"https://www.w3.org/ns/activitystreams\"],\"type\":\"Listen\","
                                               "\"actor\":\"https://a.example/ada\"}");

    g_assert_cmpint(activity->kind, ==, ACTIVITY_UNKNOWN);
    g_assert_cmpstr(activity->type, ==, "Listen");
}

static void
a_note_is_read_with_its_language_audience_mentions_and_pictures(void)
{
    g_autoptr(Json) root = read_text(
        "{" CONTEXT ",\"id\":\"https://a.example/1\",\"type\":\"Note\",\"attributedTo\":\"https://a.example/ada\","
        "\"contentMap\":{\"DE\":\"<p>Hallo</p>\"},\"to\":\"as:Public\",\"cc\":[\"https://city.example/ap/desk\"],"
        "\"inReplyTo\":\"https://city.example/ap/posts/7\",\"published\":\"2026-11-22T18:55:17Z\","
        "\"tag\":[{\"type\":\"Mention\",\"href\":\"https://city.example/ap/desk\",\"name\":\"@desk\"},"
        "{\"type\":\"Hashtag\",\"href\":\"https://a.example/t\"}],"
        "\"attachment\":{\"type\":\"Image\",\"mediaType\":\"image/png\",\"url\":[{\"type\":\"Link\",\"href\":"
        "\"https://a.example/p.png\"}],\"name\":\"a lamp\"}}");
    g_autoptr(GError) error = NULL;
    g_autoptr(ActivityNote) note = activity_note_read(root, &error);
    const ActivityAttachment *attachment;

    g_assert_no_error(error);
    g_assert_cmpstr(note->content, ==, "<p>Hallo</p>");
    g_assert_cmpstr(note->language, ==, "de");
    g_assert_true(note->is_public);
    g_assert_cmpuint(note->to->len, ==, 2);
    g_assert_cmpstr(g_ptr_array_index(note->to, 0), ==, ACTIVITY_PUBLIC);
    g_assert_cmpuint(note->mentions->len, ==, 1);
    g_assert_cmpstr(note->in_reply_to, ==, "https://city.example/ap/posts/7");
    g_assert_cmpint(note->published, ==, G_GINT64_CONSTANT(1795373717) * CLOCK_SECOND);
    g_assert_cmpuint(note->attachments->len, ==, 1);
    attachment = g_ptr_array_index(note->attachments, 0);
    g_assert_cmpstr(attachment->url, ==, "https://a.example/p.png");
    g_assert_cmpstr(attachment->name, ==, "a lamp");
    g_assert_false(note->is_vote);
}

static void
what_is_beyond_the_limits_of_a_note_is_left_out(void)
{
    g_autoptr(GString) text = g_string_new("{" CONTEXT ",\"id\":\"https://a.example/1\",\"type\":\"Note\","
                                           "\"attributedTo\":\"https://a.example/ada\",\"to\":[");
    g_autofree char *content = g_strnfill(HTML_SIZE_MAX + 1, 'x');
    g_autoptr(Json) root = NULL;
    g_autoptr(ActivityNote) note = NULL;

    for (guint i = 0; i < ACTIVITY_RECIPIENTS_MAX + 5; i++)
        g_string_append_printf(text, "%s\"https://a.example/%u\"", i > 0 ? "," : "", i);
    g_string_append_printf(text, "],\"content\":\"%s\"}", content);
    root = read_text(text->str);
    note = activity_note_read(root, NULL);
    g_assert_cmpuint(note->to->len, ==, ACTIVITY_RECIPIENTS_MAX);
    g_assert_cmpuint(strlen(note->content), ==, HTML_SIZE_MAX);
}

static void
a_name_without_words_in_answer_to_something_is_a_vote(void)
{
    g_autoptr(Json) root = read_text("{" CONTEXT ",\"id\":\"https://a.example/1\",\"type\":\"Note\",\"name\":\"Yes\","
                                     "\"attributedTo\":\"https://a.example/ada\","
                                     "\"inReplyTo\":\"https://city.example/ap/posts/7\"}");
    g_autoptr(ActivityNote) note = activity_note_read(root, NULL);

    g_assert_true(note->is_vote);
}

#define ACTOR                                                                                                          \
    "\"id\":\"https://a.example/ada\",\"type\":\"Person\",\"preferredUsername\":\"ada\",\"inbox\":"                    \
    "\"https://a.example/ada/inbox\",\"endpoints\":{\"sharedInbox\":\"https://a.example/inbox\"}"

static void
the_key_of_an_actor_is_its_own_and_the_one_that_was_asked_for(void)
{
    g_autoptr(Json) root = read_text("{" CONTEXT "," ACTOR ",\"publicKey\":["
                                     "{\"id\":\"https://a.example/ada#old\",\"owner\":\"https://a.example/ada\","
                                     "\"publicKeyPem\":\"OLD\"},"
                                     "{\"id\":\"https://a.example/ada#stolen\",\"owner\":\"https://a.example/bob\","
                                     "\"publicKeyPem\":\"STOLEN\"},"
                                     "{\"id\":\"https://a.example/ada#new\",\"publicKeyPem\":\"NEW\"}]}");
    g_autoptr(ActivityActor) any = activity_actor_read(root, NULL, NULL);
    g_autoptr(ActivityActor) asked = activity_actor_read(root, "https://a.example/ada#new", NULL);
    g_autoptr(ActivityActor) foreign = activity_actor_read(root, "https://a.example/ada#stolen", NULL);

    g_assert_cmpstr(any->key_pem, ==, "OLD");
    g_assert_cmpstr(asked->key_pem, ==, "NEW");
    g_assert_cmpstr(foreign->key_pem, ==, "");
    g_assert_cmpstr(any->shared_inbox, ==, "https://a.example/inbox");
    g_assert_cmpstr(any->username, ==, "ada");
}

static void
an_actor_without_inbox_and_a_name_that_is_none_are_told(void)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(Json) without = read_text("{" CONTEXT ",\"id\":\"https://a.example/ada\",\"type\":\"Person\"}");
    g_autoptr(Json) odd = read_text("{" CONTEXT ",\"id\":\"https://a.example/b\",\"inbox\":\"https://a.example/i\","
                                    "\"preferredUsername\":\"b@city.example\"}");
    g_autoptr(ActivityActor) actor = NULL;

    g_assert_null(activity_actor_read(without, NULL, &error));
    g_assert_error(error, TRIBUNE_ERROR, TRIBUNE_ERROR_INVALID);
    actor = activity_actor_read(odd, NULL, NULL);
    g_assert_cmpstr(actor->username, ==, "");
}

static void
hosts_and_types_are_told_strictly(void)
{
    static const char *const ODD[] = {
        "https://city.example:443/x", "http://city.example:80/x",     "https://city.example./x",
        "https://city.example:/x",    "https://city.example.:8443/x", "https://city.example:0443/x",
        "https://city.example:1:2/x", "https://[2001:db8::1]:443/x",  "https://:8443/x",
    };
    g_autofree char *host = activity_host("https://City.example:8443/x"), *none = activity_host("https:///x"),
                    *user = activity_host("https://a@b/x");

    g_assert_cmpstr(host, ==, "city.example:8443");
    g_assert_null(none);
    g_assert_null(user);
    for (guint i = 0; i < G_N_ELEMENTS(ODD); i++)
        g_assert_false(activity_is_id(ODD[i]));
    g_assert_true(activity_is_id("https://[2001:db8::1]/x"));
    g_assert_true(activity_is_id("https://[2001:db8::1]:8443/x"));
    g_assert_true(activity_is_type("application/activity+json; charset=utf-8"));
    g_assert_true(activity_is_type("application/ld+json; profile=\"https://www.w3.org/ns/activitystreams\""));
    g_assert_false(activity_is_type("application/ld+json"));
    g_assert_false(activity_is_type("application/json"));
    g_assert_false(activity_is_type("application/activity+jsonx"));
}

static void
the_account_that_an_actor_says_it_has_is_read_and_nonsense_is_none(void)
{
    static const char *const CASES[][2] = {
        { "\"Ada@Remote.example\"", "Ada@remote.example" },
        { "\"acct:ada@remote.example\"", "ada@remote.example" },
        { "\"ada\"", "" },
        { "\"a/b@remote.example\"", "" },
        { "7", "" },
    };

    for (gsize i = 0; i < G_N_ELEMENTS(CASES); i++) {
        g_autofree char *text = g_strdup_printf("{\"@context\":\"https://www.w3.org/ns/activitystreams\","
                                                "\"id\":\"https://a.example/ada\",\"type\":\"Person\","
                                                "\"inbox\":\"https://a.example/in\",\"webfinger\":%s}",
                                                CASES[i][0]);
        g_autoptr(Json) root = activity_read(text, strlen(text), NULL);
        g_autoptr(ActivityActor) actor = activity_actor_read(root, NULL, NULL);

        g_assert_cmpstr(actor->webfinger, ==, CASES[i][1]);
    }
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
#define TEST(name) g_test_add_func("/wire/activity/" #name, name)
    TEST(the_account_that_an_actor_says_it_has_is_read_and_nonsense_is_none);
    TEST(one_value_or_a_list_an_object_or_its_id_are_the_same);
    TEST(what_is_none_is_refused);
    TEST(an_unknown_type_is_an_activity_and_means_nothing);
    TEST(a_note_is_read_with_its_language_audience_mentions_and_pictures);
    TEST(what_is_beyond_the_limits_of_a_note_is_left_out);
    TEST(a_name_without_words_in_answer_to_something_is_a_vote);
    TEST(the_key_of_an_actor_is_its_own_and_the_one_that_was_asked_for);
    TEST(an_actor_without_inbox_and_a_name_that_is_none_are_told);
    TEST(hosts_and_types_are_told_strictly);
    return g_test_run();
}
