/* SPDX-License-Identifier: Apache-2.0 */
#include <string.h>

#include "base/error.h"
#include "wire/kannel.h"

static KannelMessage *
read_block(const char *fields, const char *body, gsize length)
{
    g_autoptr(GByteArray) bytes = g_byte_array_new();
    g_autoptr(GBytes) block = NULL;
    g_autoptr(GError) error = NULL;
    KannelMessage *message;

    g_byte_array_append(bytes, (const guint8 *)fields, (guint)strlen(fields));
    g_byte_array_append(bytes, (const guint8 *)body, (guint)length);
    block = g_bytes_new(bytes->data, bytes->len);
    message = kannel_block_parse(block, &error);
    g_assert_no_error(error);
    return message;
}

static void
what_is_posted_is_read(void)
{
    const char *values[] = { "+447700900123", "32100", "a-b-c", "2026-11-28 13:05:00",
                             "net1",          "0",     NULL,    "text/plain; charset=\"UTF-8\"" };
    const char *body = "Lampe kaputt: Straße 5 \xe2\x82\xac";
    g_autoptr(GBytes) block = kannel_block_make(values, body, strlen(body));
    g_autoptr(KannelMessage) message = kannel_block_parse(block, NULL);

    g_assert_cmpstr(message->from, ==, "+447700900123");
    g_assert_cmpstr(message->to, ==, "32100");
    g_assert_cmpstr(message->id, ==, "a-b-c");
    g_assert_cmpstr(message->smsc, ==, "net1");
    g_assert_cmpint(message->sent, ==, G_GINT64_CONSTANT(1795871100) * G_USEC_PER_SEC);
    g_assert_false(message->binary);
    g_assert_cmpstr(message->text, ==, body);
}

static void
a_field_cannot_begin_another(void)
{
    const char *values[] = { "+1\nX-Kannel-To: 9", "32100", NULL, NULL, NULL, NULL, NULL, NULL };
    g_autoptr(GBytes) block = kannel_block_make(values, "x", 1);
    g_autoptr(KannelMessage) message = kannel_block_parse(block, NULL);

    g_assert_cmpstr(message->from, ==, "+1 X-Kannel-To: 9");
    g_assert_cmpstr(message->to, ==, "32100");
}

static void
other_charsets_are_read_and_data_is_not_text(void)
{
    g_autoptr(KannelMessage) wide = read_block("Content-Type: text/plain; charset=utf-16be\n\n", "\x04\x16\x04\x30", 4);
    g_autoptr(KannelMessage) data =
        read_block("X-Kannel-Coding: 1\nContent-Type: text/plain; charset=\"8-BIT\"\n\n", "\x01\xff", 2);
    g_autoptr(KannelMessage) broken = read_block("X-Kannel-Coding: 0\n\n", "a\xff\0b", 4);

    g_assert_cmpstr(wide->text, ==, "Жа");
    g_assert_true(data->binary);
    g_assert_cmpstr(data->text, ==, "");
    g_assert_cmpuint(g_bytes_get_size(data->body), ==, 2);
    g_assert_true(g_utf8_validate(broken->text, -1, NULL));
}

static void
what_is_no_block_is_refused(void)
{
    static const char *const NONE[] = { "", "X-Kannel-From: 1", "Hello: you\n\nx",
                                        "X-Kannel-From: 1\nX-Kannel-From: 2\n\n" };

    for (guint i = 0; i < G_N_ELEMENTS(NONE); i++) {
        g_autoptr(GBytes) block = g_bytes_new_static(NONE[i], strlen(NONE[i]));
        g_autoptr(GError) error = NULL;

        g_assert_null(kannel_block_parse(block, &error));
        g_assert_error(error, TRIBUNE_ERROR, TRIBUNE_ERROR_INVALID);
    }
}

static void
an_order_names_its_coding_and_escapes_all(void)
{
    g_autofree char *url =
        kannel_order_url(&(KannelOrder){ .base = "http://127.0.0.1:13013/cgi-bin/sendsms",
                                         .user = "tribune",
                                         .password = "a&b",
                                         .from = "32100",
                                         .to = "+447700900123",
                                         .text = "Жа & 1+1=2",
                                         .alphabet = SEGMENT_UCS2,
                                         .report_url = "http://127.0.0.1:1/r?d=x&" KANNEL_REPORT_QUERY,
                                         .validity = 60 });

    g_assert_cmpstr(url, ==,
                    "http://127.0.0.1:13013/cgi-bin/sendsms?username=tribune&password=a%26b&from=32100"
                    "&to=%2B447700900123&charset=UTF-8&coding=2&validity=60&dlr-mask=31"
                    "&dlr-url=http%3A%2F%2F127.0.0.1%3A1%2Fr%3Fd%3Dx%26type%3D%25d%26words%3D%25A"
                    "&text=%D0%96%D0%B0%20%26%201%2B1%3D2");
}

static void
assert_answer(guint status, const char *body, KannelAnswer answer)
{
    g_assert_cmpint(kannel_answer_read(status, body, strlen(body)), ==, answer);
}

static void
answers_mean_what_the_guide_says(void)
{
    assert_answer(202, "0: Accepted for delivery", KANNEL_TAKEN);
    assert_answer(202, "3: Queued for later delivery", KANNEL_TAKEN);
    assert_answer(400, "Missing receiver number, rejected", KANNEL_REFUSED);
    assert_answer(400, "Sender missing and no global set, rejected", KANNEL_UNAVOWED);
    assert_answer(403, "Authorization failed for sendsms", KANNEL_UNAVOWED);
    assert_answer(503, "Temporal failure, try again later.", KANNEL_BUSY);
    assert_answer(200, "<html>some other server</html>", KANNEL_BUSY);
}

static void
the_code_of_the_network_is_found_in_its_words(void)
{
    static const struct {
        const char *words, *code;
    } CASES[] = {
        { "id:1 sub:001 dlvrd:000 submit date:2611281305 done date:2611281306 stat:REJECTD err:225 text:Lamp", "225" },
        { "err:blocked", "blocked" },
        { "NACK/21610/to a number that wrote STOP", "21610" },
        { "NACK/0x0000000b", "0x0000000b" },
        { "stat:UNDELIV text:fumerr:225", NULL },
        { "", NULL },
    };

    for (guint i = 0; i < G_N_ELEMENTS(CASES); i++) {
        g_autofree char *code = kannel_report_code(CASES[i].words);

        g_assert_cmpstr(code, ==, CASES[i].code);
    }
}

static void
only_the_end_of_a_message_is_reported(void)
{
    KannelReport report;

    g_assert_true(kannel_report_read("1", &report));
    g_assert_cmpint(report, ==, KANNEL_REPORT_DELIVERED);
    g_assert_true(kannel_report_read("8", &report));
    g_assert_cmpint(report, ==, KANNEL_REPORT_NONE);
    g_assert_true(kannel_report_read("16", &report));
    g_assert_cmpint(report, ==, KANNEL_REPORT_REFUSED);
    g_assert_false(kannel_report_read("%d", &report));
    g_assert_false(kannel_report_read("", &report));
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/kannel/posted", what_is_posted_is_read);
    g_test_add_func("/kannel/field", a_field_cannot_begin_another);
    g_test_add_func("/kannel/charset", other_charsets_are_read_and_data_is_not_text);
    g_test_add_func("/kannel/no-block", what_is_no_block_is_refused);
    g_test_add_func("/kannel/order", an_order_names_its_coding_and_escapes_all);
    g_test_add_func("/kannel/answers", answers_mean_what_the_guide_says);
    g_test_add_func("/kannel/code", the_code_of_the_network_is_found_in_its_words);
    g_test_add_func("/kannel/report", only_the_end_of_a_message_is_reported);
    return g_test_run();
}
