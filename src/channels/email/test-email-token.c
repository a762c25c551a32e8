/* SPDX-License-Identifier: Apache-2.0 */
#include <string.h>

#include "channels/email/email-token.h"

static const guint8 SECRET[32] = { 1, 2, 3 }, OTHER[32] = { 4 };

static char *
extension_of(const char *address)
{
    g_autoptr(Address) parsed = address_parse(address, strlen(address), NULL);
    char *base = NULL, *extension = NULL;

    g_assert_nonnull(parsed);
    g_assert_true(address_split_extension(parsed, EMAIL_DELIMITER, &base, &extension));
    g_free(base);
    return extension;
}

static void
an_address_of_ours_names_its_conversation_in_any_case(void)
{
    Address endpoint = { (char *)"hello", (char *)"northam.example" };
    g_autofree char *address = email_token_address(SECRET, &endpoint, EMAIL_TOKEN_CONVERSATION, 4711);
    g_autofree char *extension = extension_of(address), *upper = g_ascii_strup(extension, -1);
    EmailTokenKind kind;
    gint64 id;

    g_assert_true(email_token_parse(SECRET, upper, &kind, &id));
    g_assert_cmpint(kind, ==, EMAIL_TOKEN_CONVERSATION);
    g_assert_cmpint(id, ==, 4711);
}

static void
a_guessed_or_changed_token_is_nobodys(void)
{
    Address endpoint = { (char *)"hello", (char *)"northam.example" };
    g_autofree char *address = email_token_address(SECRET, &endpoint, EMAIL_TOKEN_DELIVERY, 4711);
    g_autofree char *extension = extension_of(address);
    EmailTokenKind kind;
    gint64 id;

    g_assert_false(email_token_parse(OTHER, extension, &kind, &id));
    for (gsize i = 0; i < strlen(extension); i++) {
        char kept = extension[i];

        extension[i] = kept == '7' ? '8' : '7';
        g_assert_false(email_token_parse(SECRET, extension, &kind, &id));
        extension[i] = kept;
    }
    g_assert_true(email_token_parse(SECRET, extension, &kind, &id));
    g_assert_false(email_token_parse(SECRET, "", &kind, &id));
    g_assert_false(email_token_parse(SECRET, "c", &kind, &id));
    g_assert_false(email_token_parse(SECRET, "c.", &kind, &id));
}

static void
the_longest_address_fits_into_what_smtp_allows(void)
{
    g_autofree char *local = g_strnfill(EMAIL_LOCAL_MAX, 'x');
    Address endpoint = { local, (char *)"northam.example" };
    g_autofree char *address = email_token_address(SECRET, &endpoint, EMAIL_TOKEN_DELIVERY, G_MAXINT64);

    g_assert_cmpuint((gsize)(strchr(address, '@') - address), <=, ADDRESS_LOCAL_MAX);
}

static void
our_message_ids_are_recognised_and_no_others(void)
{
    g_autofree char *id = email_token_message_id(SECRET, "northam.example", (ConversationId){ 5 }, 6);

    g_assert_true(email_token_is_ours(SECRET, "northam.example", id));
    g_assert_false(email_token_is_ours(OTHER, "northam.example", id));
    g_assert_false(email_token_is_ours(SECRET, "other.example", id));
    g_assert_false(email_token_is_ours(SECRET, "northam.example", "c.x.y.z@northam.example"));
    g_assert_false(email_token_is_ours(SECRET, "northam.example", "no-at"));
}

static void
the_id_of_a_copy_names_its_subscriber_and_no_guess_does(void)
{
    g_autofree char *id = email_token_copy_id(SECRET, "northam.example", 5, 6);
    g_autofree char *upper = g_ascii_strup(id, -1);
    gint64 subscriber = 0;

    g_assert_true(email_token_find_copy(SECRET, "northam.example", upper, &subscriber));
    g_assert_cmpint(subscriber, ==, 6);
    g_assert_false(email_token_find_copy(OTHER, "northam.example", id, &subscriber));
    g_assert_false(email_token_is_ours(SECRET, "northam.example", id));
    for (gsize i = 0; i < strlen(id); i++) {
        g_autofree char *changed = g_strdup(id);

        changed[i] = changed[i] == '7' ? '8' : '7';
        g_assert_false(email_token_find_copy(SECRET, "northam.example", changed, &subscriber));
    }
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/email-token/an-address-of-ours-names-its-conversation-in-any-case",
                    an_address_of_ours_names_its_conversation_in_any_case);
    g_test_add_func("/email-token/a-guessed-or-changed-token-is-nobodys", a_guessed_or_changed_token_is_nobodys);
    g_test_add_func("/email-token/the-longest-address-fits-into-what-smtp-allows",
                    the_longest_address_fits_into_what_smtp_allows);
    g_test_add_func("/email-token/our-message-ids-are-recognised-and-no-others",
                    our_message_ids_are_recognised_and_no_others);
    g_test_add_func("/email-token/the-id-of-a-copy-names-its-subscriber",
                    the_id_of_a_copy_names_its_subscriber_and_no_guess_does);
    return g_test_run();
}
