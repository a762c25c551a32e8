/* SPDX-License-Identifier: Apache-2.0 */
#include <string.h>

#include "base/error.h"
#include "wire/clamd.h"

static void
every_kind_of_reply_is_told_apart(void)
{
    static const struct {
        const char *text;
        ClamdKind kind;
        const char *words;
    } cases[] = {
        { "stream: OK", CLAMD_CLEAN, "" },
        { "stream: Win.Test.EICAR_HDB-1 FOUND", CLAMD_FOUND, "Win.Test.EICAR_HDB-1" },
        { "stream: OK FOUND", CLAMD_FOUND, "OK" },
        { "INSTREAM size limit exceeded. ERROR", CLAMD_TOO_LARGE, "INSTREAM size limit exceeded." },
        { "stream: Can't allocate memory ERROR", CLAMD_FAULT, "Can't allocate memory" },
        { "COMMAND READ TIMED OUT ERROR", CLAMD_FAULT, "COMMAND READ TIMED OUT" },
    };

    for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_auto(ClamdReply) reply = { 0 };

        g_assert_true(clamd_parse_reply(cases[i].text, strlen(cases[i].text), &reply, NULL));
        g_assert_cmpint(reply.kind, ==, cases[i].kind);
        g_assert_cmpstr(reply.words, ==, cases[i].words);
    }
}

static void
nothing_else_counts_as_clean(void)
{
    static const char *const texts[] = {
        "",
        "OK",
        "stream: ",
        "stream: OK ",
        "stream:OK",
        " stream: OK",
        "stream: ok",
        "stream: OK\nx",
        "stream:  FOUND",
        "x FOUND",
        " ERROR",
        "PONG",
    };
    g_autofree char *longest = g_strdup_printf("stream: %01100d FOUND", 0);
    g_autoptr(GError) too_long = NULL;

    for (gsize i = 0; i < G_N_ELEMENTS(texts); i++) {
        g_auto(ClamdReply) reply = { 0 };
        gboolean good = clamd_parse_reply(texts[i], strlen(texts[i]), &reply, NULL);

        g_assert_true(!good || reply.kind != CLAMD_CLEAN);
    }
    g_assert_false(clamd_parse_reply(longest, strlen(longest), &(ClamdReply){ 0 }, &too_long));
    g_assert_error(too_long, TRIBUNE_ERROR, TRIBUNE_ERROR_INVALID);
}

static void
a_chunk_has_its_length_before_it_most_significant_byte_first(void)
{
    guint8 header[CLAMD_HEADER_SIZE];

    clamd_write_header(header, 0x01020304);
    g_assert_cmpmem(header, sizeof header, "\x01\x02\x03\x04", 4);
    g_assert_cmpuint(sizeof CLAMD_COMMAND, ==, CLAMD_COMMAND_SIZE);
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/clamd/every-kind-of-reply-is-told-apart", every_kind_of_reply_is_told_apart);
    g_test_add_func("/clamd/nothing-else-counts-as-clean", nothing_else_counts_as_clean);
    g_test_add_func("/clamd/a-chunk-has-its-length-before-it-most-significant-byte-first",
                    a_chunk_has_its_length_before_it_most_significant_byte_first);
    return g_test_run();
}
