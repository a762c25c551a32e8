/* SPDX-License-Identifier: Apache-2.0 */
/* Each tests/fixtures/mail/RULE.eml is read and written down line by line; RULE.txt is what must come out. With
 * TRIBUNE_TEST_DATA, every file of its mail/ is read as well: that must end well, nothing more. */
#include <string.h>

#include "base/clock.h"
#include "base/error.h"
#include "base/text.h"
#include "base/thread.h"
#include "wire/mail.h"
#include "wire/test-mail-text.h"

static Mail *
parse(const char *text, gsize length)
{
    g_autoptr(GBytes) raw = g_bytes_new(text, length);
    g_autoptr(GError) error = NULL;
    Mail *mail = mail_parse(raw, 0, &error);

    g_assert_no_error(error);
    return mail;
}

/* ---- fixtures ---- */

static void
fixture_reads_as_written(gconstpointer data)
{
    const char *path = data;
    g_autofree char *stem = g_strndup(path, strlen(path) - strlen(".eml"));
    g_autofree char *expected_path = g_strconcat(stem, ".txt", NULL);
    g_autofree char *raw = NULL;
    g_autofree char *expected = NULL;
    g_autofree char *actual = NULL;
    g_autoptr(Mail) mail = NULL;
    gsize length;

    g_assert_true(g_file_get_contents(path, &raw, &length, NULL));
    mail = parse(raw, length);
    actual = mail_text(mail);
    if (g_getenv("WRITE_EXPECTED") != NULL) /* to look at before it is committed */
        g_file_set_contents(expected_path, actual, -1, NULL);
    g_assert_true(g_file_get_contents(expected_path, &expected, NULL, NULL));
    g_assert_cmpstr(actual, ==, expected);
}

static void
add_fixtures(void)
{
    g_autofree char *folder = g_build_filename(g_getenv("TRIBUNE_SOURCE_ROOT"), "tests", "fixtures", "mail", NULL);
    GDir *dir = g_dir_open(folder, 0, NULL);
    const char *name;
    guint count = 0;

    g_assert_nonnull(dir);
    while ((name = g_dir_read_name(dir)) != NULL) {
        g_autofree char *stem = g_strndup(name, strcspn(name, "."));
        g_autofree char *test = g_strdup_printf("/mail/reads/%s", stem);

        if (!g_str_has_suffix(name, ".eml"))
            continue;
        g_test_add_data_func_full(test, g_build_filename(folder, name, NULL), fixture_reads_as_written, g_free);
        count++;
    }
    g_dir_close(dir);
    g_assert_cmpuint(count, >, 30);
}

static void
every_outside_example_is_read(void)
{
    const char *data = g_getenv("TRIBUNE_TEST_DATA");
    g_autofree char *folder = data == NULL ? NULL : g_build_filename(data, "mail", NULL);
    GDir *dir = folder == NULL ? NULL : g_dir_open(folder, 0, NULL);
    const char *name;

    if (dir == NULL) {
        g_test_skip("TRIBUNE_TEST_DATA names no folder with mail/ in it");
        return;
    }
    while ((name = g_dir_read_name(dir)) != NULL) {
        g_autofree char *path = g_build_filename(folder, name, NULL);
        g_autofree char *raw = NULL;
        g_autofree char *written = NULL;
        g_autoptr(Mail) mail = NULL;
        gsize length;

        if (!g_file_get_contents(path, &raw, &length, NULL))
            continue;
        mail = parse(raw, length);
        written = mail_text(mail);
        g_assert_true(text_is_valid(mail->text, strlen(mail->text)));
        g_assert_true(text_is_valid(mail->subject, strlen(mail->subject)));
    }
    g_dir_close(dir);
}

/* ---- automation ---- */

static void
each_sign_of_a_machine_is_known(void)
{
    static const struct {
        const char *header;
        MailAutomation automation;
        const char *reason;
    } cases[] = {
        { "From: ada@x.example\n", MAIL_PERSONAL, NULL },
        { "From: ada@x.example\nAuto-Submitted: no\n", MAIL_PERSONAL, NULL },
        { "From: ada@x.example\nAuto-Submitted: auto-generated\n", MAIL_GENERATED, "Auto-Submitted: auto-generated" },
        { "From: ada@x.example\nAuto-Submitted: AUTO-REPLIED; x\n", MAIL_AUTO_REPLY,
          "Auto-Submitted: AUTO-REPLIED; x" },
        { "From: ada@x.example\nX-Autoreply: yes\n", MAIL_AUTO_REPLY, "X-Autoreply: yes" },
        { "From: ada@x.example\nX-Autorespond: holiday\n", MAIL_AUTO_REPLY, "X-Autorespond: holiday" },
        { "From: ada@x.example\nPrecedence: bulk\n", MAIL_BULK, "Precedence: bulk" },
        { "From: ada@x.example\nprecedence: JUNK\n", MAIL_BULK, "Precedence: JUNK" },
        { "From: ada@x.example\nPrecedence: list\n", MAIL_LIST, "Precedence: list" },
        { "From: ada@x.example\nPrecedence: auto_reply\n", MAIL_AUTO_REPLY, "Precedence: auto_reply" },
        { "From: ada@x.example\nPrecedence: first-class\n", MAIL_PERSONAL, NULL },
        { "From: ada@x.example\nList-Id: <n.example>\n", MAIL_LIST, "List-Id: <n.example>" },
        { "From: ada@x.example\nList-Unsubscribe: <https://x.example>\n", MAIL_LIST,
          "List-Unsubscribe: <https://x.example>" },
        { "From: ada@x.example\nX-Auto-Response-Suppress: DR, OOF\n", MAIL_SUPPRESSED,
          "X-Auto-Response-Suppress: DR, OOF" },
        { "From: ada@x.example\nX-Auto-Response-Suppress: DR, RN\n", MAIL_PERSONAL, NULL },
        { "From: ada@x.example\nX-Failed-Recipients: bob@x.example\n", MAIL_BOUNCE,
          "X-Failed-Recipients: bob@x.example" },
        { "From: <MAILER-DAEMON@x.example>\nPrecedence: bulk\n", MAIL_BOUNCE, "From: MAILER-DAEMON" },
        { "From: NoReply@x.example\n", MAIL_NO_REPLY, "From: NoReply" },
        { "From: No-Reply@x.example\nX-Auto-Response-Suppress: All\n", MAIL_NO_REPLY, "From: No-Reply" },
        { "From: postmaster@x.example\n", MAIL_NO_REPLY, "From: postmaster" },
        { "From: owner-lamps@x.example\n", MAIL_NO_REPLY, "From: owner-lamps" },
        { "From: lamps-request@x.example\n", MAIL_NO_REPLY, "From: lamps-request" },
        { "From: bounces+1@x.example\n", MAIL_NO_REPLY, "From: bounces+1" },
        { "From: nora.reply@x.example\n", MAIL_PERSONAL, NULL },
        { "Auto-Submitted: auto-notified\n", MAIL_GENERATED, "Auto-Submitted: auto-notified" },
        { "Content-Type: multipart/report; boundary=b\n\n--b\n\nx\n--b--\n", MAIL_GENERATED, "multipart/report: -" },
    };

    for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autofree char *text = g_strconcat(cases[i].header, "\nx\n", NULL);
        g_autoptr(Mail) mail = parse(text, strlen(text));

        g_test_message("%s", cases[i].header);
        g_assert_cmpint(mail->automation, ==, cases[i].automation);
        g_assert_cmpstr(mail->automation_reason, ==, cases[i].reason);
    }
}

/* ---- limits ---- */

static void
a_mail_over_the_size_limit_is_refused(void)
{
    g_autoptr(GBytes) raw = g_bytes_new("Subject: x\n\n12345678", 20);
    g_autoptr(GError) error = NULL;
    g_autoptr(Mail) fits = mail_parse(raw, 20, NULL);
    g_autoptr(Mail) over = mail_parse(raw, 19, &error);

    g_assert_nonnull(fits);
    g_assert_null(over);
    g_assert_error(error, TRIBUNE_ERROR, TRIBUNE_ERROR_LIMIT);
}

static void
parts_nested_100_deep_end_in_an_attachment(void)
{
    g_autoptr(GString) text = g_string_new("Subject: deep\n");
    g_autoptr(Mail) mail = NULL;
    const MailAttachment *rest;
    g_autofree char *start = NULL;

    for (guint i = 0; i < 100; i++)
        g_string_append_printf(text, "Content-Type: multipart/mixed; boundary=b%u\n\n--b%u\n", i, i);
    g_string_append(text, "\nThe bottom.\n");
    mail = parse(text->str, text->len);
    g_assert_cmpuint(mail->cut, ==, MAIL_CUT_DEPTH);
    g_assert_cmpuint(mail->attachments->len, ==, 1);
    rest = g_ptr_array_index(mail->attachments, 0);
    g_assert_cmpstr(rest->filename, ==, "further-parts.mime");
    start = g_strndup(g_bytes_get_data(rest->bytes, NULL), 60);
    g_assert_true(g_str_has_prefix(start, "Content-Type: multipart/mixed; boundary=b49\n"));
}

static void
after_500_parts_the_rest_is_an_attachment(void)
{
    g_autoptr(GString) text = g_string_new("Content-Type: multipart/mixed; boundary=b\n\n");
    g_autoptr(Mail) mail = NULL;
    const MailAttachment *rest;
    const char *bytes;
    gsize length;

    for (guint i = 0; i < 600; i++)
        g_string_append_printf(text, "--b\nContent-Disposition: attachment; filename=%u.txt\n\n%u\n", i, i);
    mail = parse(text->str, text->len);
    g_assert_cmpuint(mail->cut, ==, MAIL_CUT_PARTS);
    g_assert_cmpuint(mail->attachments->len, ==, 500);
    rest = g_ptr_array_index(mail->attachments, 499);
    g_assert_cmpstr(rest->filename, ==, "further-parts.mime");
    bytes = g_bytes_get_data(rest->bytes, &length);
    g_assert_cmpmem(bytes + length - 5, 5, "\n599\n", 5);
}

static void
a_header_over_256_kib_is_cut_and_the_body_is_still_found(void)
{
    g_autoptr(GString) text = g_string_new("Subject: first\n");
    g_autoptr(Mail) mail = NULL;

    while (text->len < 300 * 1024)
        g_string_append_printf(text, "X-Padding: %0900d\n", 7);
    g_string_append(text, "From: late@x.example\n\nBody.\n");
    mail = parse(text->str, text->len);
    g_assert_cmpuint(mail->cut, ==, MAIL_CUT_HEADER);
    g_assert_cmpstr(mail->subject, ==, "first");
    g_assert_cmpuint(mail->from->len, ==, 0);
    g_assert_cmpstr(mail->text, ==, "Body.\n");
}

static void
a_long_text_is_cut_and_attached_whole(void)
{
    g_autoptr(GString) text = g_string_new("Subject: x\n\n");
    g_autoptr(Mail) mail = NULL;
    const MailAttachment *whole;

    while (text->len < MAIL_TEXT_MAX + 1000)
        g_string_append(text, "line after line\n");
    mail = parse(text->str, text->len);
    g_assert_cmpuint(mail->cut, ==, MAIL_CUT_TEXT);
    g_assert_cmpuint(strlen(mail->text), <=, MAIL_TEXT_MAX);
    whole = g_ptr_array_index(mail->attachments, 0);
    g_assert_cmpuint(g_bytes_get_size(whole->bytes), ==, text->len - strlen("Subject: x\n\n"));
}

static void
of_2000_recipients_1000_are_kept(void)
{
    g_autoptr(GString) text = g_string_new("To: ");
    g_autoptr(Mail) mail = NULL;

    for (guint i = 0; i < 2000; i++)
        g_string_append_printf(text, "p%u@x.example,\n ", i);
    g_string_append(text, "\n\nx\n");
    mail = parse(text->str, text->len);
    g_assert_cmpuint(mail->to->len, ==, MAIL_MAILBOXES_MAX);
    g_assert_cmpuint(mail->cut, ==, MAIL_CUT_MAILBOXES);
}

static void
assert_quick(GString *text)
{
    gint64 start = clock_monotonic();
    g_autoptr(Mail) mail = parse(text->str, text->len);

    g_assert_nonnull(mail);
    g_assert_cmpint(clock_monotonic() - start, <, 10 * CLOCK_SECOND); /* with sanitizers; a tenth without */
    g_string_truncate(text, 0);
}

/* Each of these takes other parsers minutes or their stack. */
static void
hostile_mails_take_no_longer_than_others(void)
{
    static const char *const repeated[] = { "To: a:",
                                            "To: (",
                                            "To: <@,",
                                            "To: \"a\\",
                                            "Content-Type: text/plain;a=b",
                                            "Content-Type: ((",
                                            "Content-Type: text/plain; a*1=b; a*2=c",
                                            "Subject: =?utf-8?q?a?=",
                                            "References: <",
                                            "Received: a",
                                            "Date: Mon, " };
    g_autoptr(GString) text = g_string_new(NULL);

    for (gsize i = 0; i < G_N_ELEMENTS(repeated); i++) {
        const char *value = strchr(repeated[i], ' ') + 1;

        g_string_append_len(text, repeated[i], value - repeated[i]);
        while (text->len < 250 * 1024)
            g_string_append(text, value);
        g_string_append(text, "\n\nx\n");
        assert_quick(text);
    }
    for (guint i = 0; i < 50; i++)
        g_string_append_printf(text, "Content-Type: multipart/mixed; boundary=b%u\n\n--b%u\n", i, i);
    while (text->len < 5 * 1024 * 1024)
        g_string_append(text, "--\n");
    assert_quick(text);
    g_string_append(text, "Content-Type: multipart/mixed; boundary=b\n\n");
    while (text->len < 5 * 1024 * 1024)
        g_string_append(text, "--b\n\n");
    assert_quick(text);
    while (text->len < 5 * 1024 * 1024)
        g_string_append(text, "a:b\n");
    assert_quick(text);
    for (guint i = 0; i < 100000; i++)
        g_string_append(text, "Content-Type: message/rfc822\n\n");
    assert_quick(text);
    g_string_append(text, "Content-Type: text/plain\nContent-Transfer-Encoding: base64\n\n");
    while (text->len < 5 * 1024 * 1024)
        g_string_append(text, "QUJD");
    assert_quick(text);
}

/* ---- threads ---- */

static void
parse_often(gpointer data)
{
    const char *text =
        "From: =?utf-8?Q?J=C3=B6rg?= <j@x.example>\nContent-Type: text/html; charset=koi8-r\n\n<p>\xf0</p>\n";

    for (guint i = 0; i < 200; i++) {
        g_autoptr(Mail) mail = parse(text, strlen(text));

        g_assert_cmpstr(mail->text, ==, "П\n");
        g_assert_cmpstr(((const Mailbox *)mail->from->pdata[0])->name, ==, "Jörg");
    }
    *(gint *)data = 1;
}

static void
several_threads_may_parse_at_once(void)
{
    Thread *threads[4];
    gint done[4] = { 0 };

    for (guint i = 0; i < 4; i++)
        threads[i] = thread_start("parse", parse_often, &done[i]);
    for (guint i = 0; i < 4; i++) {
        thread_join(threads[i]);
        g_assert_cmpint(done[i], ==, 1);
    }
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    add_fixtures();
#define ADD(name) g_test_add_func("/mail/" #name, name)
    ADD(several_threads_may_parse_at_once);
    ADD(every_outside_example_is_read);
    ADD(each_sign_of_a_machine_is_known);
    ADD(a_mail_over_the_size_limit_is_refused);
    ADD(parts_nested_100_deep_end_in_an_attachment);
    ADD(after_500_parts_the_rest_is_an_attachment);
    ADD(a_header_over_256_kib_is_cut_and_the_body_is_still_found);
    ADD(a_long_text_is_cut_and_attached_whole);
    ADD(of_2000_recipients_1000_are_kept);
    ADD(hostile_mails_take_no_longer_than_others);
    return g_test_run();
}
