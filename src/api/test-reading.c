/* SPDX-License-Identifier: Apache-2.0 */
/* What the interface reads from a request: bodies, cursors, how much there may be. */
#include <string.h>

#include "api/body.h"
#include "api/cursor.h"
#include "api/quota.h"

static const BodyField FIELDS[] = {
    { "text", BODY_TEXT, TRUE, 8 },
    { "unit", BODY_TEXT_OR_NULL, FALSE, 8 },
    { "events", BODY_TEXTS, FALSE, 8 },
    { "active", BODY_BOOLEAN, FALSE, 0 },
    { NULL, 0, FALSE, 0 },
};

static void
a_body_has_what_the_table_says_and_nothing_else(void)
{
    static const struct {
        const char *text, *pointer; /* of the first fault; NULL: none */
    } BODIES[] = {
        { "{\"text\":\"short\"}", NULL },
        { "{\"text\":\"short\",\"unit\":null,\"events\":[\"a\",\"b\"],\"active\":false}", NULL },
        { "{\"unit\":\"x\"}", "#/text" },
        { "{\"text\":\"123456789\"}", "#/text" },
        { "{\"text\":1}", "#/text" },
        { "{\"text\":\"x\",\"a~/b\":1}", "#/a~0~1b" },
        { "{\"text\":\"x\",\"events\":[]}", "#/events" },
        { "{\"text\":\"x\",\"events\":[\"a\",\"a\"]}", "#/events" },
        { "{\"text\":\"x\",\"active\":\"yes\"}", "#/active" },
        { "{\"text\":null}", "#/text" },
    };

    for (gsize i = 0; i < G_N_ELEMENTS(BODIES); i++) {
        g_autoptr(GError) error = NULL;
        json_t *faults = NULL, *body = body_parse(BODIES[i].text, strlen(BODIES[i].text), FIELDS, &faults, &error);

        g_assert_no_error(error);
        g_assert_cmpint(body != NULL, ==, BODIES[i].pointer == NULL);
        g_assert_cmpstr(json_string_value(json_object_get(json_array_get(faults, 0), "pointer")), ==,
                        BODIES[i].pointer);
        json_decref(body);
        json_decref(faults);
    }
}

static void
what_is_no_object_or_too_deep_is_refused_whole(void)
{
    static const char *const BODIES[] = {
        "",
        "[]",
        "\"x\"",
        "{\"text\":",
        "{\"text\":\"a\",\"text\":\"b\"}",
        "{\"text\":\"\\u0000\"}",
        "[[[[[[[[[[[[[[[[[]]]]]]]]]]]]]]]]]",
    };

    for (gsize i = 0; i < G_N_ELEMENTS(BODIES); i++) {
        g_autoptr(GError) error = NULL;
        json_t *faults = NULL;

        g_assert_null(body_parse(BODIES[i], strlen(BODIES[i]), FIELDS, &faults, &error));
        g_assert_error(error, TRIBUNE_ERROR, TRIBUNE_ERROR_INVALID);
        g_assert_null(faults);
    }
}

static void
a_cursor_is_good_for_its_own_question_and_as_it_was_made(void)
{
    static const guint8 secret[32] = { 1 }, other[32] = { 2 };
    g_autofree char *text = cursor_format(&(Cursor){ 1795348800000000, 77 }, "cases\nopen", secret);
    Cursor cursor;

    g_assert_true(cursor_parse(text, "cases\nopen", secret, &cursor, NULL));
    g_assert_cmpint(cursor.at, ==, 1795348800000000);
    g_assert_cmpint(cursor.id, ==, 77);
    g_assert_false(cursor_parse(text, "cases\nnew", secret, &cursor, NULL));
    g_assert_false(cursor_parse(text, "cases\nopen", other, &cursor, NULL));
    text[3] = text[3] == '1' ? '2' : '1';
    g_assert_false(cursor_parse(text, "cases\nopen", secret, &cursor, NULL));
    g_assert_false(cursor_parse("", "cases\nopen", secret, &cursor, NULL));
}

static void
each_token_has_its_own_number_of_requests_in_a_minute(void)
{
    Quota *quota = quota_new(2);
    gint64 now = 1000 * CLOCK_SECOND, wait;
    guint left;

    g_assert_true(quota_take(quota, (TokenId){ 1 }, now, &left, &wait));
    g_assert_cmpuint(left, ==, 1);
    g_assert_true(quota_take(quota, (TokenId){ 1 }, now, &left, &wait));
    g_assert_false(quota_take(quota, (TokenId){ 1 }, now + CLOCK_SECOND, &left, &wait));
    g_assert_cmpint(wait, ==, 59 * CLOCK_SECOND);
    g_assert_true(quota_take(quota, (TokenId){ 2 }, now + CLOCK_SECOND, &left, &wait));
    g_assert_true(quota_take(quota, (TokenId){ 1 }, now + QUOTA_WINDOW, &left, &wait));
    quota_free(quota);
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/reading/a-body-has-what-the-table-says-and-nothing-else",
                    a_body_has_what_the_table_says_and_nothing_else);
    g_test_add_func("/reading/what-is-no-object-or-too-deep-is-refused-whole",
                    what_is_no_object_or_too_deep_is_refused_whole);
    g_test_add_func("/reading/a-cursor-is-good-for-its-own-question-and-as-it-was-made",
                    a_cursor_is_good_for_its_own_question_and_as_it_was_made);
    g_test_add_func("/reading/each-token-has-its-own-number-of-requests-in-a-minute",
                    each_token_has_its_own_number_of_requests_in_a_minute);
    return g_test_run();
}
