/* SPDX-License-Identifier: Apache-2.0 */
/* Notes and reports: what message they become, and whose are not taken. */
#include "channels/fediverse/test-fediverse-house.h"

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

static guint taken_back;

static gboolean
count_amendment(const ChannelHost *host, const AmendmentDraft *draft, GError **error)
{
    (void)host;
    (void)error;
    taken_back += strcmp(draft->external_id, ADA "/1") == 0 && strcmp(draft->sender, "acct:ada@remote.example") == 0 &&
                  draft->amendment == AMENDMENT_RETRACTED;
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

int
main(int argc, char **argv)
{
    int result;

    g_test_init(&argc, &argv, NULL);
    ada = keypair_new(KEY_RSA, NULL);
#define TEST(name) g_test_add("/channels/fediverse/" #name, House, NULL, set_up, name, tear_down)
    TEST(a_note_of_another_author_or_server_than_the_actor_s_is_not_taken);
    TEST(a_letter_that_was_deleted_before_it_came_is_recorded_as_taken_back);
    TEST(a_note_is_a_message_with_what_its_pictures_show);
    TEST(a_report_with_the_id_of_a_note_is_not_that_note);
    TEST(a_report_with_an_id_of_another_server_is_not_taken);
    TEST(a_changed_note_is_a_message_of_its_own_that_refers_to_the_first);
    result = g_test_run();
    keypair_free(ada);
    return result;
}
