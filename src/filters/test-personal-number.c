/* SPDX-License-Identifier: Apache-2.0 */
#include <string.h>

#include "base/error.h"
#include "mediation/filter.h"

extern const struct filter_driver personal_number_filter;

static gpointer
open_filter(const char *settings, GError **error)
{
    static ConfigTable table;
    static const ConfigTable *const tables[] = { &table, NULL };
    g_autofree char *text = g_strdup_printf("[filter.numbers]\ndriver = personal-number\n%s", settings);
    g_autoptr(Config) config = NULL;

    table = (ConfigTable){ "filter", "personal-number", NULL, personal_number_filter.settings };
    config = config_parse(text, strlen(text), "test", "/", tables, error);
    return config != NULL ? personal_number_filter.open(config, "filter.numbers", NULL, error) : NULL;
}

/* "label:number-card@body(8+16) …" */
static char *
judge(const char *settings, const char *subject, const char *body)
{
    gpointer filter =
        settings == NULL ? personal_number_filter.open(NULL, NULL, NULL, NULL) : open_filter(settings, NULL);
    g_autoptr(GPtrArray) verdicts = g_ptr_array_new_with_free_func((GDestroyNotify)verdict_free);
    g_autoptr(GPtrArray) parts = message_parts_new();
    FilterInput input = { .channel = "x", .sender = "", .subject = subject, .parts = parts };
    g_autoptr(GBytes) bytes = g_bytes_new(body, strlen(body));
    GString *out = g_string_new(NULL);

    g_assert_nonnull(filter);
    g_ptr_array_add(parts, message_part_new(PART_TEXT, "text/plain", NULL, bytes));
    g_assert_true(personal_number_filter.judge(filter, &input, 0, verdicts, NULL));
    for (guint i = 0; i < verdicts->len; i++) {
        const Verdict *verdict = verdicts->pdata[i];

        g_string_append_printf(out, "%s%s:%s@%s(%s)", i > 0 ? " " : "", verdict_kind_name(verdict->kind),
                               verdict->label, verdict->part, verdict->places);
        g_assert_null(strstr(verdict->detail, "4111"));
        g_assert_null(strstr(verdict->reason, "4111"));
    }
    personal_number_filter.close(filter);
    return g_string_free(out, FALSE);
}

static void
assert_judged(const char *settings, const char *subject, const char *body, const char *expected)
{
    g_autofree char *said = judge(settings, subject, body);

    g_assert_cmpstr(said, ==, expected);
}

static void
test_a_number_is_labelled_by_kind_and_place_never_by_value(void)
{
    assert_judged(NULL, "Lamp", "My card 4111111111111111", "label:number-card@body(8+16)");
}

static void
test_each_kind_is_told_once_with_all_its_places(void)
{
    assert_judged(NULL, "card 4111111111111111", "card 4111111111111111 or card 4111111111111111",
                  "label:number-card@(5+16) label:number-card@body(5+16;30+16)");
}

static void
test_it_holds_only_what_the_settings_name(void)
{
    assert_judged("hold = card\n", "", "card 4111111111111111 AB123456C",
                  "hold:number-card@body(5+16) label:number-uk-nino@body(22+9)");
}

static void
test_ignored_kinds_are_not_told(void)
{
    assert_judged("ignore = uk-nino;card\n", "", "card 4111111111111111 AB123456C", "");
}

static void
test_at_most_so_many_places_are_told(void)
{
    g_autoptr(GString) text = g_string_new(NULL);
    g_autofree char *said = NULL;
    guint count = 0;

    for (guint i = 0; i < 60; i++)
        g_string_append(text, "card 4111111111111111\n");
    said = judge(NULL, "", text->str);
    for (const char *at = said; (at = strchr(at, '+')) != NULL; at++)
        count++;
    g_assert_cmpuint(count, ==, VERDICT_PLACES_MAX);
}

static void
test_a_kind_that_is_not_known_is_refused(void)
{
    g_autoptr(GError) error = NULL;

    g_assert_null(open_filter("hold = uk-nsh\n", &error));
    g_assert_error(error, TRIBUNE_ERROR, TRIBUNE_ERROR_CONFIG);
    g_assert_nonnull(strstr(error->message, "\"uk-nhs\""));
}

/* "reject:number-iban@body(4+22) …" of a text of ours to who wrote @theirs. */
static char *
judge_ours(const char *theirs, const char *body)
{
    gpointer filter = personal_number_filter.open(NULL, NULL, NULL, NULL);
    g_autoptr(GPtrArray) verdicts = g_ptr_array_new_with_free_func((GDestroyNotify)verdict_free);
    g_autoptr(GPtrArray) parts = message_parts_new();
    g_autoptr(GBytes) bytes = g_bytes_new(body, strlen(body));
    const FilterRelease release = { .kind = "reply", .language = "en", .theirs = theirs };
    const FilterInput input = { .channel = "", .sender = "", .subject = "", .parts = parts, .release = &release };
    GString *out = g_string_new(NULL);

    g_ptr_array_add(parts, message_part_new(PART_TEXT, NULL, NULL, bytes));
    g_assert_true(personal_number_filter.judge(filter, &input, 0, verdicts, NULL));
    for (guint i = 0; i < verdicts->len; i++) {
        const Verdict *verdict = verdicts->pdata[i];

        g_string_append_printf(out, "%s%s:%s(%s)", i > 0 ? " " : "", verdict_kind_name(verdict->kind), verdict->label,
                               verdict->places);
    }
    personal_number_filter.close(filter);
    return g_string_free(out, FALSE);
}

static void
assert_ours(const char *theirs, const char *body, const char *expected)
{
    g_autofree char *said = judge_ours(theirs, body);

    g_assert_cmpstr(said, ==, expected);
}

static void
test_a_number_stops_what_we_write_but_for_her_own(void)
{
    assert_ours(NULL, "Pay to GB82WEST12345698765432.", "reject:number-iban(7+22)");
    assert_ours("My account: GB82 WEST 1234 5698 7654 32", "You pay from GB82WEST12345698765432.",
                "label:number-iban-theirs(13+22)");
    assert_ours("My account: GB82 WEST 1234 5698 7654 32", "Pay to DE89370400440532013000.",
                "reject:number-iban(7+22)");
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
#define ADD(name, function) g_test_add_func("/personal-number-filter/" name, function)
    ADD("a-number-is-labelled-by-kind-and-place-never-by-value",
        test_a_number_is_labelled_by_kind_and_place_never_by_value);
    ADD("each-kind-is-told-once-with-all-its-places", test_each_kind_is_told_once_with_all_its_places);
    ADD("it-holds-only-what-the-settings-name", test_it_holds_only_what_the_settings_name);
    ADD("ignored-kinds-are-not-told", test_ignored_kinds_are_not_told);
    ADD("at-most-so-many-places-are-told", test_at_most_so_many_places_are_told);
    ADD("a-kind-that-is-not-known-is-refused", test_a_kind_that_is_not_known_is_refused);
    g_test_add_func("/personal-number/a-number-stops-what-we-write-but-for-her-own",
                    test_a_number_stops_what_we_write_but_for_her_own);
    return g_test_run();
}
