/* SPDX-License-Identifier: Apache-2.0 */
/* What we say there: answers, posts and their pictures, who is told, and by what name. */
#include "channels/fediverse/test-fediverse-house.h"

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
item_in_two_languages(PublicationAct act, const char *body)
{
    PublicationItem *item = item_new(act, body);
    PublicationText *english = g_ptr_array_index(item->content->texts, 0);
    PublicationText *german = publication_content_add_text(item->content, "de");

    set(&english->title, "Mill Bridge <closed>");
    set(&german->title, "Mühlbrücke gesperrt");
    set(&german->body, "Bis Mai.");
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
    item = item_in_two_languages(ACT_RELEASE, body->str);
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
        g_autoptr(PublicationItem) item = item_in_two_languages((PublicationAct)act, "Until May.");
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
        item_in_two_languages(ACT_RELEASE, "Look: ![the bridge, closed](bridge.jpg) ![](line.png) ![a swan](none.jpg)");
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
    g_autoptr(PublicationItem) item = item_in_two_languages(ACT_RELEASE, "Until May.");

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
    const Keypair *pair = fediverse_key_own(house->fediverse, "planning", NULL);
    g_autofree char *kept = find(house, "pair", "planning"), *own = keypair_secret(pair);

    (void)data;
    g_assert_cmpstr(kept, ==, own);
    g_assert_true(fediverse_key_own(house->fediverse, "planning", NULL) == pair);
}

static void
the_key_of_the_server_is_made_when_it_starts(House *house, gconstpointer data)
{
    g_autofree char *kept = NULL, *own = NULL;

    (void)data;
    fediverse_channel.close(house->fediverse);
    g_assert_true(
        channel_ledger_change(&house->host, &(LedgerChange){ LEDGER_REMOVE, "pair", "", NULL }, 1, NULL, NULL));
    house->fediverse = fediverse_channel.open(&house->host, house->config, "channel.social", NULL);
    g_assert_true(fediverse_channel.start(house->fediverse, NULL));
    kept = find(house, "pair", "");
    own = keypair_secret(fediverse_key_own(house->fediverse, "", NULL));
    g_assert_cmpstr(kept, ==, own);
}

int
main(int argc, char **argv)
{
    int result;

    g_test_init(&argc, &argv, NULL);
    ada = keypair_new(KEY_RSA, NULL);
#define TEST(name) g_test_add("/channels/fediverse/" #name, House, NULL, set_up, name, tear_down)
    TEST(an_answer_goes_to_one_person_in_answer_to_what_she_wrote);
    TEST(a_post_is_cut_at_a_word_and_keeps_its_link);
    TEST(release_correction_and_withdrawal_are_create_update_and_delete);
    TEST(a_post_has_the_pictures_of_its_text_with_what_they_show);
    TEST(followers_that_share_an_inbox_are_told_once_however_often_it_is_begun);
    TEST(a_desk_is_resolved_by_its_name_alone_and_others_by_account);
    TEST(the_key_of_a_desk_is_made_once_and_kept);
    TEST(the_key_of_the_server_is_made_when_it_starts);
    result = g_test_run();
    keypair_free(ada);
    return result;
}
