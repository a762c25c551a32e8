/* SPDX-License-Identifier: Apache-2.0 */
#include <string.h>

#include "base/error.h"
#include "mediation/filter.h"

extern const struct filter_driver writing_filter;

static gpointer
open_filter(const char *settings)
{
    static ConfigTable table;
    static const ConfigTable *const tables[] = { &table, NULL };
    g_autofree char *text = g_strdup_printf("[filter.words]\ndriver = writing\n%s", settings);
    g_autoptr(Config) config = NULL;
    g_autoptr(GError) error = NULL;
    gpointer filter;

    table = (ConfigTable){ "filter", "writing", NULL, writing_filter.settings };
    config = config_parse(text, strlen(text), "test", "/", tables, &error);
    g_assert_no_error(error);
    filter = writing_filter.open(config, "filter.words", NULL, &error);
    g_assert_no_error(error);
    return filter;
}

/* "reject:no-alternative@body(2+3) …" */
static char *
judge(const char *settings, const FilterRelease *release, const char *subject, const char *body)
{
    gpointer filter = open_filter(settings);
    g_autoptr(GPtrArray) verdicts = g_ptr_array_new_with_free_func((GDestroyNotify)verdict_free);
    g_autoptr(Prose) prose = prose_new(body, strlen(body));
    const FilterInput input = { .subject = subject, .prose = prose, .release = release };
    GString *out = g_string_new(NULL);

    g_assert_true(writing_filter.judge(filter, &input, 0, verdicts, NULL));
    for (guint i = 0; i < verdicts->len; i++) {
        const Verdict *verdict = verdicts->pdata[i];

        g_string_append_printf(out, "%s%s:%s@%s(%s)%s", i > 0 ? " " : "", verdict_kind_name(verdict->kind),
                               verdict->label, verdict->part, verdict->places, verdict->detail);
    }
    writing_filter.close(filter);
    return g_string_free(out, FALSE);
}

static void
assert_judged(const char *settings, const FilterRelease *release, const char *body, const char *expected)
{
    g_autofree char *said = judge(settings, release, "Bridge", body);

    g_assert_cmpstr(said, ==, expected);
}

static const char *const ENGLISH[] = { "en", NULL }, *const BOTH[] = { "en", "de", NULL };
static const FilterRelease NEWS = {
    .kind = "news", .language = "en", .markdown = TRUE, .first = TRUE, .languages = ENGLISH
};

static void
what_comes_from_outside_is_not_judged(void)
{
    assert_judged("", NULL, "![](x) CLICK HERE NOW", "");
}

static void
what_keeps_a_reader_out_stops_the_rest_warns(void)
{
    assert_judged("", &NEWS, "[here](http://localhost/)",
                  "reject:link-nowhere@body(1+4)http://localhost/ label:link-words@body(1+4)");
    assert_judged("", &NEWS, "![A dog](dog.jpg)", "reject:picture-unknown@body(9+7)");
}

static void
places_of_one_finding_stand_together(void)
{
    assert_judged("", &NEWS, "[here](/a) [here](/b)", "label:link-words@body(1+4;1+4)");
}

static void
plain_text_has_no_links(void)
{
    const FilterRelease reply = { .kind = "reply", .language = "en", .first = TRUE };

    assert_judged("", &reply, "[here](http://localhost/)", "");
}

static void
the_house_says_how_long_a_sentence_may_be(void)
{
    assert_judged("sentence = 3\n", &NEWS, "One two three four.", "label:long-sentence@body(0+19)");
    assert_judged("sentence = 0\n", &NEWS, "One two three four.", "");
}

static void
languages_that_a_kind_must_have_are_missed(void)
{
    FilterRelease both = NEWS, alert = NEWS, second = NEWS;

    both.languages = BOTH;
    alert.kind = "alert";
    second.first = FALSE;
    assert_judged("languages = en;de;pl\n", &NEWS, "Text.", "reject:language-missing@()de, pl");
    assert_judged("languages = en;de\n", &both, "Text.", "");
    assert_judged("languages = en;de\nlanguages-alert = en\n", &alert, "Text.", "");
    assert_judged("languages = en;de\n", &second, "Text.", "");
}

static void
a_title_in_capitals_is_told_apart(void)
{
    g_autofree char *said = judge("", &NEWS, "MILL BRIDGE CLOSED", "Text.");

    g_assert_cmpstr(said, ==, "label:shouting@(0+18)");
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
#define ADD(name) g_test_add_func("/writing/" #name, name)
    ADD(what_comes_from_outside_is_not_judged);
    ADD(what_keeps_a_reader_out_stops_the_rest_warns);
    ADD(places_of_one_finding_stand_together);
    ADD(plain_text_has_no_links);
    ADD(the_house_says_how_long_a_sentence_may_be);
    ADD(languages_that_a_kind_must_have_are_missed);
    ADD(a_title_in_capitals_is_told_apart);
    return g_test_run();
}
