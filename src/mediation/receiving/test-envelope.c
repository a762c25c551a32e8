/* SPDX-License-Identifier: Apache-2.0 */
#include <string.h>

#include "base/error.h"
#include "mediation/receiving/envelope.h"

static void
set(char **field, const char *text)
{
    g_free(*field);
    *field = g_strdup(text);
}

static MessageDraft *
full_draft(void)
{
    MessageDraft *draft = message_draft_new();

    set(&draft->endpoint, "mailto:hello@northam.example");
    set(&draft->external_id, "a1@citizen.example");
    set(&draft->sender, "mailto:ada@citizen.example");
    set(&draft->sender_name, "Ada \"Łovelace\"");
    set(&draft->language, "pl");
    set(&draft->evidence, "From field, not checked");
    set(&draft->automatic_reason, "Precedence: bulk");
    draft->assurance = 2;
    draft->automatic = AUTOMATIC_LIST;
    draft->sent = G_GINT64_CONSTANT(1795386435937123);
    draft->conversation.value = G_MAXINT64;
    draft->delivery.value = 77;
    draft->hops = 3;
    draft->quiet = TRUE;
    g_ptr_array_add(draft->references, g_strdup("r1@y"));
    g_ptr_array_add(draft->references, g_strdup("r2@y"));
    draft->report = g_new0(Report, 1);
    draft->report->delivery.value = 78;
    draft->report->message.value = 79;
    draft->report->kind = REPORT_DELAYED;
    draft->report->code = g_strdup("4.4.1");
    draft->report->words = g_strdup("later\tperhaps");
    return draft;
}

static MessageDraft *
round_trip(const MessageDraft *draft)
{
    g_autoptr(GBytes) bytes = envelope_format(draft);
    g_autoptr(GError) error = NULL;
    MessageDraft *read = envelope_parse(bytes, &error);

    g_assert_no_error(error);
    return read;
}

static void
what_is_written_is_read_again(void)
{
    g_autoptr(MessageDraft) draft = full_draft(), read = round_trip(draft);

    g_assert_cmpstr(read->endpoint, ==, draft->endpoint);
    g_assert_cmpstr(read->external_id, ==, draft->external_id);
    g_assert_cmpstr(read->sender, ==, draft->sender);
    g_assert_cmpstr(read->sender_name, ==, draft->sender_name);
    g_assert_cmpstr(read->language, ==, draft->language);
    g_assert_cmpstr(read->evidence, ==, draft->evidence);
    g_assert_cmpstr(read->automatic_reason, ==, draft->automatic_reason);
    g_assert_cmpint(read->assurance, ==, 2);
    g_assert_cmpint(read->automatic, ==, AUTOMATIC_LIST);
    g_assert_cmpint(read->sent, ==, draft->sent);
    g_assert_cmpint(read->conversation.value, ==, G_MAXINT64);
    g_assert_cmpint(read->delivery.value, ==, 77);
    g_assert_cmpuint(read->hops, ==, 3);
    g_assert_true(read->quiet);
    g_assert_cmpuint(read->references->len, ==, 2);
    g_assert_cmpstr(g_ptr_array_index(read->references, 1), ==, "r2@y");
    g_assert_cmpint(read->report->delivery.value, ==, 78);
    g_assert_cmpint(read->report->message.value, ==, 79);
    g_assert_cmpint(read->report->kind, ==, REPORT_DELAYED);
    g_assert_cmpstr(read->report->code, ==, "4.4.1");
    g_assert_cmpstr(read->report->words, ==, "later\tperhaps");
}

static void
an_empty_draft_comes_back_empty(void)
{
    g_autoptr(MessageDraft) draft = message_draft_new(), read = round_trip(draft);

    g_assert_cmpstr(read->sender, ==, "");
    g_assert_null(read->report);
    g_assert_false(read->quiet);
    g_assert_cmpuint(read->references->len, ==, 0);
}

static void
bytes_that_are_no_text_do_not_lose_the_message(void)
{
    g_autoptr(MessageDraft) draft = full_draft(), read = NULL;

    set(&draft->external_id, "a\xff\xfe@b");
    set(&draft->automatic_reason, "\xc3");
    g_ptr_array_add(draft->references, g_strdup("\xe2\x82"));
    read = round_trip(draft);
    g_assert_cmpstr(read->sender, ==, draft->sender);
    g_assert_true(g_utf8_validate(read->external_id, -1, NULL));
    g_assert_cmpuint(read->references->len, ==, 3);
}

static void
anything_else_is_corrupt(void)
{
    static const char *const WRONG[] = { "", "{}", "[]", "{\"endpoint\":7}", "null" };

    for (guint i = 0; i < G_N_ELEMENTS(WRONG); i++) {
        g_autoptr(GBytes) bytes = g_bytes_new_static(WRONG[i], strlen(WRONG[i]));
        g_autoptr(GError) error = NULL;

        g_assert_null(envelope_parse(bytes, &error));
        g_assert_error(error, TRIBUNE_ERROR, TRIBUNE_ERROR_CORRUPT);
    }
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/envelope/what_is_written_is_read_again", what_is_written_is_read_again);
    g_test_add_func("/envelope/an_empty_draft_comes_back_empty", an_empty_draft_comes_back_empty);
    g_test_add_func("/envelope/bytes_that_are_no_text_do_not_lose_the_message",
                    bytes_that_are_no_text_do_not_lose_the_message);
    g_test_add_func("/envelope/anything_else_is_corrupt", anything_else_is_corrupt);
    return g_test_run();
}
