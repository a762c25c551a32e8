/* SPDX-License-Identifier: Apache-2.0 */
#include "base/canonical.h"

#include <stdlib.h>

static char *
written_by_jansson(const json_t *value)
{
    return json_dumps(value, JSON_ENCODE_ANY | JSON_COMPACT | JSON_SORT_KEYS);
}

static void
what_is_written(void)
{
    static const char *const CASES[][2] = {
        { "{ \"b\" : 1, \"a\" : [ ] , \"B\": { } }", "{\"B\":{},\"a\":[],\"b\":1}" },
        { "[ true, false, null, -9223372036854775808, 9223372036854775807 ]",
          "[true,false,null,-9223372036854775808,9223372036854775807]" },
        { "[\"a\\\"b\\\\c\\/d\\b\\f\\n\\r\\t\\u0001\\u001f\\u007f\"]",
          "[\"a\\\"b\\\\c/d\\b\\f\\n\\r\\t\\u0001\\u001F\x7f\"]" },
        { "{\"Stra\\u00dfe\":\"\\ud83d\\ude00\", \"\":\"\"}", "{\"\":\"\",\"Straße\":\"😀\"}" },
        { "{\"a\\\"\":1,\"a\":2,\"a!\":3}", "{\"a\":2,\"a!\":3,\"a\\\"\":1}" },
    };

    for (guint i = 0; i < G_N_ELEMENTS(CASES); i++) {
        g_autofree char *text = canonical_json_take(json_loads(CASES[i][0], 0, NULL));

        g_assert_cmpstr(text, ==, CASES[i][1]);
    }
}

static void
what_is_no_text_is_nothing(void)
{
    g_assert_null(canonical_json_take(NULL));
    g_assert_null(canonical_json_take(json_pack("{s:s}", "text", "\xff")));
}

static void
a_nul_inside_a_text_is_escaped(void)
{
    g_autofree char *text = canonical_json_take(json_stringn("a\0b", 3));

    g_assert_cmpstr(text, ==, "\"a\\u0000b\"");
}

/* ---- against what wrote the records before ---- */

static json_t *
random_text(void)
{
    GString *text = g_string_new(NULL);
    json_t *value;

    for (gint left = g_test_rand_int_range(0, 12); left > 0; left--) {
        static const gunichar LIMITS[] = { 0x30, 0x80, 0x800, 0xd800, 0x1fffe };

        g_string_append_unichar(text, (gunichar)g_test_rand_int_range(1, (gint)LIMITS[g_test_rand_int_range(0, 5)]));
    }
    value = json_stringn(text->str, text->len);
    g_string_free(text, TRUE);
    return value;
}

static json_t *
random_value(guint depth)
{
    json_t *value;

    switch (g_test_rand_int_range(depth == 0 ? 2 : 0, 8)) {
    case 0:
        value = json_object();
        for (gint left = g_test_rand_int_range(0, 9); left > 0; left--) {
            json_t *key = random_text();

            json_object_set_new(value, json_string_value(key), random_value(depth - 1));
            json_decref(key);
        }
        return value;
    case 1:
        value = json_array();
        for (gint left = g_test_rand_int_range(0, 5); left > 0; left--)
            json_array_append_new(value, random_value(depth - 1));
        return value;
    case 2:
        return json_integer((json_int_t)g_test_rand_int() * G_MAXINT32 + g_test_rand_int());
    case 3:
        return json_real(g_test_rand_double_range(-1e9, 1e9));
    case 4:
        return json_boolean(g_test_rand_int() % 2);
    case 5:
        return json_null();
    default:
        return random_text();
    }
}

static void
it_is_what_jansson_writes(void)
{
    for (guint i = 0; i < 3000; i++) {
        json_t *value = random_value(4);
        char *expected = written_by_jansson(value);
        g_autofree char *text = canonical_json_take(value);

        g_assert_cmpstr(text, ==, expected);
        free(expected);
    }
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/canonical/what-is-written", what_is_written);
    g_test_add_func("/canonical/what-is-no-text-is-nothing", what_is_no_text_is_nothing);
    g_test_add_func("/canonical/a-nul-inside-a-text-is-escaped", a_nul_inside_a_text_is_escaped);
    g_test_add_func("/canonical/it-is-what-jansson-writes", it_is_what_jansson_writes);
    return g_test_run();
}
