/* SPDX-License-Identifier: Apache-2.0 */
#include <string.h>

#include "wire/smtpreply.h"

static gboolean
add(SmtpReply *reply, const char *line)
{
    return smtpreply_add(reply, line, strlen(line));
}

static void
a_reply_is_code_enhanced_code_and_words(void)
{
    g_auto(SmtpReply) reply = { 0 };

    g_assert_true(add(&reply, "550 5.1.1 <nobody@x.example>: no such user\r\n"));
    g_assert_true(reply.complete);
    g_assert_cmpuint(reply.code, ==, 550);
    g_assert_cmpstr(reply.enhanced, ==, "5.1.1");
    g_assert_cmpstr(reply.words, ==, "<nobody@x.example>: no such user");
}

static void
several_lines_make_one_reply(void)
{
    g_auto(SmtpReply) reply = { 0 };

    g_assert_true(add(&reply, "421-4.7.0 Too many messages\r\n"));
    g_assert_false(reply.complete);
    g_assert_true(add(&reply, "421 4.7.0 from your address\r\n"));
    g_assert_true(reply.complete);
    g_assert_cmpstr(reply.words, ==, "Too many messages from your address");
}

static void
the_next_line_after_a_whole_reply_begins_a_new_one(void)
{
    g_auto(SmtpReply) reply = { 0 };

    add(&reply, "250 2.1.0 sender fine");
    g_assert_true(add(&reply, "354 go on"));
    g_assert_cmpuint(reply.code, ==, 354);
    g_assert_cmpstr(reply.enhanced, ==, "");
    g_assert_cmpstr(reply.words, ==, "go on");
}

static void
an_enhanced_code_belongs_to_the_class_of_its_reply(void)
{
    static const char *const lines[] = { "550 4.1.1 text", "550 5.1 text", "550 5.1.1234 x",
                                         "550 5.1.1x",     "550 5..1 x",   "354 3.0.0 x" };

    for (gsize i = 0; i < G_N_ELEMENTS(lines); i++) {
        g_auto(SmtpReply) reply = { 0 };

        g_assert_true(add(&reply, lines[i]));
        g_assert_cmpstr(reply.enhanced, ==, "");
        g_assert_cmpstr(reply.words, ==, lines[i] + 4);
    }
}

static void
a_code_alone_is_a_reply(void)
{
    g_auto(SmtpReply) reply = { 0 };

    g_assert_true(add(&reply, "250"));
    g_assert_true(reply.complete);
    g_assert_cmpstr(reply.words, ==, "");
}

static void
other_lines_change_nothing(void)
{
    static const char *const lines[] = { "", "25", "650 x", "2x0 x", "250x", "HTTP/1.1 200 OK", "251-other code" };
    g_auto(SmtpReply) reply = { 0 };

    add(&reply, "250-first");
    for (gsize i = 0; i < G_N_ELEMENTS(lines); i++)
        g_assert_false(add(&reply, lines[i]));
    g_assert_false(smtpreply_add(&reply,
                                 "\0"
                                 "50 x",
                                 6));
    g_assert_cmpuint(reply.code, ==, 250);
    g_assert_cmpstr(reply.words, ==, "first");
    g_assert_false(reply.complete);
}

static void
words_are_clean_and_bounded(void)
{
    g_auto(SmtpReply) reply = { 0 };

    add(&reply, "550-bad\x1b[31m \xff bytes");
    g_assert_cmpstr(reply.words, ==, "bad[31m \xef\xbf\xbd bytes");
    for (int i = 0; i < 1000; i++)
        add(&reply, "550-more and more words");
    g_assert_cmpint(g_utf8_strlen(reply.words, -1), <=, SMTPREPLY_WORDS_LIMIT + 1);
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/smtpreply/a-reply-is-code-enhanced-code-and-words", a_reply_is_code_enhanced_code_and_words);
    g_test_add_func("/smtpreply/several-lines-make-one-reply", several_lines_make_one_reply);
    g_test_add_func("/smtpreply/the-next-line-after-a-whole-reply-begins-a-new-one",
                    the_next_line_after_a_whole_reply_begins_a_new_one);
    g_test_add_func("/smtpreply/an-enhanced-code-belongs-to-the-class-of-its-reply",
                    an_enhanced_code_belongs_to_the_class_of_its_reply);
    g_test_add_func("/smtpreply/a-code-alone-is-a-reply", a_code_alone_is_a_reply);
    g_test_add_func("/smtpreply/other-lines-change-nothing", other_lines_change_nothing);
    g_test_add_func("/smtpreply/words-are-clean-and-bounded", words_are_clean_and_bounded);
    return g_test_run();
}
