/* SPDX-License-Identifier: Apache-2.0 */
#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

#include "base/error.h"
#include "base/locale.h"
#include "http/template.h"
#include "http/translate.h"

static char *
render_set(TemplateSet *set, const char *name, const char *json, gconstpointer user)
{
    json_t *data = json != NULL ? json_loads(json, JSON_DECODE_ANY, NULL) : NULL;
    GString *out = g_string_new(NULL);
    GError *error = NULL;

    g_assert_true(json == NULL || data != NULL);
    template_render(set, name, NULL, data, user, out, &error);
    g_assert_no_error(error);
    json_decref(data);
    return g_string_free(out, FALSE);
}

static void
add(TemplateSet *set, const char *name, const char *source)
{
    GError *error = NULL;

    template_set_add(set, name, source, strlen(source), &error);
    g_assert_no_error(error);
}

typedef struct {
    const char *source;
    const char *json;
    const char *expected;
} Case;

static void
check_cases(const Case *cases, gsize count)
{
    for (gsize i = 0; i < count; i++) {
        g_autoptr(TemplateSet) set = template_set_new();

        add(set, "main", cases[i].source);
        add(set, "row", "<{{.}}>\n<{{x}}>\n");
        add(set, "deep", "[\n  {{>row}}\n]\n");
        add(set, "layout", "<t>{{$title}}none{{/title}}</t>{{$main}}{{/main}}\n");
        add(set, "narrow", "{{<layout}}{{$main}}({{$inner}}-{{/inner}}){{/main}}{{/layout}}");
        g_autofree char *out = render_set(set, "main", cases[i].json, NULL);
        g_assert_cmpstr(out, ==, cases[i].expected);
    }
}

static void
test_variables(void)
{
    static const Case cases[] = {
        { "Hello {{name}}!", "{\"name\":\"Ada\"}", "Hello Ada!" },
        { "{{x}} {{{x}}} {{&x}}", "{\"x\":\"<a b='c'>\"}", "&lt;a b=&#39;c&#39;&gt; <a b='c'> <a b='c'>" },
        /* What turns around the words that follow stays out of every page. */
        { "{{x}}|{{{x}}}", "{\"x\":\"a\\u202eb<\\u2066\\u200f\"}",
          "ab&lt;\xe2\x80\x8f|a\xe2\x80\xae"
          "b<\xe2\x81\xa6\xe2\x80\x8f" },
        { "{{a.b.c}}|{{a.x.c}}|{{none}}", "{\"a\":{\"b\":{\"c\":1}}}", "1||" },
        { "{{n}} {{r}} {{t}} {{f}} {{z}}", "{\"n\":-9007199254740993,\"r\":0.1,\"t\":true,\"f\":false,\"z\":null}",
          "-9007199254740993 0.1 true false " },
        { "{{x}}", "{\"x\":\"{{y}}\",\"y\":1}", "{{y}}" },
        { "a{{! {{b }}c", "{}", "ac" },
        { "{{=<% %>=}}<% x %>{{x}}<%={{ }}=%>{{x}}", "{\"x\":7}", "7{{x}}7" },
    };
    check_cases(cases, G_N_ELEMENTS(cases));
}

static void
test_sections(void)
{
    static const Case cases[] = {
        { "{{#a}}{{.}},{{/a}}", "{\"a\":[1,\"<\",3]}", "1,&lt;,3," },
        { "{{#a}}{{b}}{{c}}{{/a}}", "{\"a\":{\"b\":1},\"c\":2}", "12" },
        { "{{#a}}x{{/a}}{{^a}}y{{/a}}", "{\"a\":[]}", "y" },
        { "{{#a}}x{{/a}}{{^a}}y{{/a}}", "{\"a\":\"\"}", "y" },
        { "{{#a}}x{{/a}}{{^a}}y{{/a}}", "{\"a\":0}", "y" },
        { "{{#a}}x{{/a}}{{^a}}y{{/a}}", "{\"a\":0.5}", "x" },
        { "{{#a}}x{{/a}}{{^a}}y{{/a}}", "{\"a\":{}}", "x" },
        { "<\n  {{#a}}\n  {{.}}\n  {{/a}}\n>\n", "{\"a\":[1,2]}", "<\n  1\n  2\n>\n" },
        { "{{#a.b}}{{c}}{{/a.b}}", "{\"a\":{\"b\":[{\"c\":1},{\"c\":2}]}}", "12" },
        { "{{#l}}{{#.}}{{.}}{{/.}};{{/l}}", "{\"l\":[[1,2],[3]]}", "12;3;" },
    };
    check_cases(cases, G_N_ELEMENTS(cases));
}

static void
test_partials_keep_indentation(void)
{
    static const Case cases[] = {
        { "{{#l}}\n  {{>row}}\n{{/l}}\n", "{\"l\":[\"a\\nb\"],\"x\":1}", "  <a\nb>\n  <1>\n" },
        { "  {{>deep}}\n", "{\"x\":1}", "  [\n    <>\n    <1>\n  ]\n" },
        { "a {{>row}}b", "{\"x\":1}", "a <>\n<1>\nb" },
        { "[{{>absent}}]", "{}", "[]" },
    };
    check_cases(cases, G_N_ELEMENTS(cases));
}

static void
test_layouts(void)
{
    static const Case cases[] = {
        { "{{>layout}}", "{}", "<t>none</t>\n" },
        { "{{<layout}}{{$title}}{{x}}{{/title}}ignored{{$main}}m{{/main}}{{/layout}}", "{\"x\":\"&\"}",
          "<t>&amp;</t>m\n" },
        { "{{<narrow}}{{$inner}}i{{/inner}}{{$title}}T{{/title}}{{/narrow}}", "{}", "<t>T</t>(i)\n" },
        { "{{<layout}}{{$main}}{{<layout}}{{$title}}in{{/title}}{{/layout}}{{/main}}{{/layout}}", "{}",
          "<t>none</t><t>in</t>\n\n" },
    };
    check_cases(cases, G_N_ELEMENTS(cases));
}

static void
test_broken_templates_are_refused(void)
{
    static const char *const broken[] = {
        "{{#a}}",  "{{/a}}",      "{{#a}}{{/b}}",
        "{{a",     "{{}}",        "{{{a}}",
        "{{=x=}}", "{{=a b c=}}", "{{#a}}{{#b}}{{/a}}{{/b}}",
    };
    g_autoptr(TemplateSet) set = template_set_new();

    for (guint i = 0; i < G_N_ELEMENTS(broken); i++) {
        g_autoptr(GError) error = NULL;
        g_assert_false(template_set_add(set, "broken", broken[i], strlen(broken[i]), &error));
        g_assert_error(error, TRIBUNE_ERROR, TRIBUNE_ERROR_INVALID);
    }
    g_autoptr(GError) error = NULL;
    g_assert_false(template_set_add(set, "case/page", "a\nb\n{{#c}}", 10, &error));
    g_assert_cmpstr(error->message, ==, "case/page line 3: a section is not closed");
}

static void
assert_limit(const char *source, const char *json)
{
    g_autoptr(TemplateSet) set = template_set_new();
    g_autoptr(GString) out = g_string_new(NULL);
    g_autoptr(GError) error = NULL;
    json_t *data = json_loads(json, 0, NULL);

    add(set, "main", source);
    g_assert_false(template_render(set, "main", NULL, data, NULL, out, &error));
    g_assert_error(error, TRIBUNE_ERROR, TRIBUNE_ERROR_LIMIT);
    g_assert_cmpuint(out->len, <=, TEMPLATE_OUTPUT_LIMIT + 4096);
    json_decref(data);
}

static void
test_limits_hold(void)
{
    g_autoptr(GString) deep = g_string_new(NULL);
    g_autoptr(TemplateSet) set = template_set_new();
    g_autoptr(GError) error = NULL;

    for (guint i = 0; i < 60; i++)
        g_string_append(deep, "{{#a}}");
    for (guint i = 0; i < 60; i++)
        g_string_append(deep, "{{/a}}");
    g_assert_false(template_set_add(set, "deep", deep->str, deep->len, &error));
    g_assert_error(error, TRIBUNE_ERROR, TRIBUNE_ERROR_LIMIT);

    assert_limit("{{>main}}", "{}");
    assert_limit("{{#l}}{{#l}}{{#l}}{{#l}}{{#l}}{{#l}}{{#l}}{{#l}}{{/l}}{{/l}}{{/l}}{{/l}}{{/l}}{{/l}}{{/l}}{{/l}}",
                 "{\"l\":[1,2,3,4,5,6,7,8,9]}");
    assert_limit("{{#l}}{{#l}}{{#l}}{{#l}}{{#l}}{{#l}}a hundred bytes of text, more or less, a hundred bytes of text, "
                 "more or less, a hundred{{/l}}{{/l}}{{/l}}{{/l}}{{/l}}{{/l}}",
                 "{\"l\":[1,2,3,4,5,6,7,8,9]}");
}

static void
test_base_lies_below_data(void)
{
    g_autoptr(TemplateSet) set = template_set_new();
    g_autoptr(GString) out = g_string_new(NULL);
    json_t *base = json_pack("{s:s, s:s}", "who", "base", "csrf", "token");
    json_t *data = json_pack("{s:s}", "who", "data");

    add(set, "main", "{{who}} {{csrf}}");
    g_assert_true(template_render(set, "main", base, data, NULL, out, NULL));
    g_assert_cmpstr(out->str, ==, "data token");
    g_assert_false(template_render(set, "none", base, data, NULL, out, NULL));
    json_decref(base);
    json_decref(data);
}

/* ---- functions ---- */

static void write_file(const char *dir, const char *name, const char *text);
static void remove_file(const char *dir, const char *name);

static Locales *
load_german(void)
{
    static const char catalogue[] =
        "msgid \"\"\nmsgstr \"Content-Type: text/plain; charset=UTF-8\\n\"\n\"Plural-Forms: nplurals=2; plural=(n != "
        "1);\\n\"\n\n"
        "msgid \"Take over\"\nmsgstr \"Übernehmen\"\n\n"
        "msgid \"Hello {{name}}\"\nmsgstr \"Hallo {{name}}\"\n\n"
        "msgid \"Loop\"\nmsgstr \"{{#t}}Loop{{/t}}\"\n\n"
        "msgid \"Bad\"\nmsgstr \"{{#t}}<\"\n\n"
        "msgid \"{{count}} case\"\nmsgid_plural \"{{count}} cases\"\nmsgstr[0] \"{{count}} Fall\"\nmsgstr[1] "
        "\"{{count}} Fälle\"\n";
    g_autofree char *dir = g_dir_make_tmp("tribune-template-XXXXXX", NULL);
    GError *error = NULL;
    Locales *locales;

    write_file(dir, "de.po", catalogue);
    locales = locales_load(dir, &error);
    g_assert_no_error(error);
    remove_file(dir, "de.po");
    remove_file(dir, "");
    return locales;
}

static void
test_translation(void)
{
    static const Case cases[] = {
        { "{{#t}}\n  Take\n  over {{/t}}", "{}", "Übernehmen" },
        { "{{#t}}Hello {{name}}{{/t}}", "{\"name\":\"<Ada>\"}", "Hallo &lt;Ada&gt;" },
        { "{{#l}}{{#t}}Hello {{name}}{{/t}};{{/l}}", "{\"l\":[{\"name\":1},{\"name\":2}]}", "Hallo 1;Hallo 2;" },
        { "{{#t}}Unknown & known{{/t}}", "{}", "Unknown & known" },
        { "{{#tn}}count|{{count}} case|{{count}} cases{{/tn}}", "{\"count\":1}", "1 Fall" },
        { "{{#tn}} count | {{count}} case | {{count}} cases {{/tn}}", "{\"count\":0}", "0 Fälle" },
        { "{{#tn}}a.n|{{count}} case|{{count}} cases{{/tn}}", "{\"a\":{\"n\":1},\"count\":3}", "3 Fall" },
        { "{{#tn}}wrong{{/tn}}", "{}", "wrong" },
        { "{{#t}}Bad{{/t}}", "{}", "{{#t}}&lt;" },
    };

    g_autoptr(Locales) locales = load_german();
    const Locale *german = locales_find(locales, "de");

    for (guint i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autoptr(TemplateSet) set = template_set_new();
        translate_register(set);
        add(set, "main", cases[i].source);
        g_autofree char *out = render_set(set, "main", cases[i].json, german);
        g_assert_cmpstr(out, ==, cases[i].expected);
    }

    g_autoptr(TemplateSet) set = template_set_new();
    g_autoptr(GString) out = g_string_new(NULL);
    g_autoptr(GError) error = NULL;
    translate_register(set);
    add(set, "english", "{{#t}}Take  over{{/t}} {{#tn}}n|one|many{{/tn}}");
    g_autofree char *english = render_set(set, "english", "{\"n\":2}", NULL);
    g_assert_cmpstr(english, ==, "Take over many");
    add(set, "loop", "{{#t}}Loop{{/t}}");
    g_assert_false(template_render(set, "loop", NULL, NULL, german, out, &error));
    g_assert_error(error, TRIBUNE_ERROR, TRIBUNE_ERROR_LIMIT);
}

/* ---- a folder ---- */

static void
write_file(const char *dir, const char *name, const char *text)
{
    g_autofree char *path = g_build_filename(dir, name, NULL);
    g_autofree char *folder = g_path_get_dirname(path);

    g_assert_cmpint(g_mkdir_with_parents(folder, 0700), ==, 0);
    g_assert_true(g_file_set_contents(path, text, -1, NULL));
}

static void
remove_file(const char *dir, const char *name)
{
    g_autofree char *path = g_build_filename(dir, name, NULL);
    g_remove(path);
}

static void
test_folder(void)
{
    g_autofree char *dir = g_dir_make_tmp("tribune-template-XXXXXX", NULL);
    g_autoptr(TemplateSet) set = template_set_new(), second = template_set_new();
    g_autoptr(GError) error = NULL;

    write_file(dir, "case/page.mustache", "{{>part/line}}!");
    write_file(dir, "part/line.mustache", "line");
    write_file(dir, "readme.txt", "{{#broken");
    g_assert_true(template_set_load(set, dir, &error));
    g_autofree char *out = render_set(set, "case/page", NULL, NULL);
    g_assert_cmpstr(out, ==, "line!");

    write_file(dir, "bad.mustache", "{{#x}}{{>part/absent}}{{/x}}");
    g_assert_false(template_set_load(second, dir, &error));
    g_assert_error(error, TRIBUNE_ERROR, TRIBUNE_ERROR_CONFIG);
    g_assert_nonnull(strstr(error->message, "template bad uses part/absent"));

    static const char *const names[] = {
        "case/page.mustache", "part/line.mustache", "readme.txt", "bad.mustache", "case", "part", ""
    };
    for (guint i = 0; i < G_N_ELEMENTS(names); i++)
        remove_file(dir, names[i]);
}

/* ---- the specification ---- */

static void
check_specification_case(const char *file, json_t *test)
{
    g_autoptr(TemplateSet) set = template_set_new();
    g_autoptr(GString) out = g_string_new(NULL);
    g_autoptr(GError) error = NULL;
    const char *name;
    json_t *partial;

    json_object_foreach(json_object_get(test, "partials"), name, partial) add(set, name, json_string_value(partial));
    add(set, " main", json_string_value(json_object_get(test, "template")));
    template_render(set, " main", NULL, json_object_get(test, "data"), NULL, out, &error);
    g_assert_no_error(error);
    if (strcmp(out->str, json_string_value(json_object_get(test, "expected"))) != 0) {
        g_test_message("%s: %s: «%s»", file, json_string_value(json_object_get(test, "name")), out->str);
        g_test_fail();
    }
}

static void
test_specification(void)
{
    static const char *const files[] = {
        "comments", "delimiters", "interpolation", "inverted", "partials", "sections"
    };
    const char *data = g_getenv("TRIBUNE_TEST_DATA");
    guint count = 0;

    if (data == NULL) {
        g_test_skip("TRIBUNE_TEST_DATA is not set: the Mustache specification's cases are not checked");
        return;
    }
    for (guint i = 0; i < G_N_ELEMENTS(files); i++) {
        g_autofree char *path = g_strdup_printf("%s/mustache/%s.json", data, files[i]);
        json_t *whole = json_load_file(path, 0, NULL);
        gsize index;
        json_t *test;

        if (whole == NULL) {
            g_test_skip("TRIBUNE_TEST_DATA holds no mustache/: the specification's cases are not checked");
            return;
        }
        json_array_foreach(json_object_get(whole, "tests"), index, test)
        {
            check_specification_case(files[i], test);
            count++;
        }
        json_decref(whole);
    }
    g_test_message("%u cases", count);
    g_assert_cmpuint(count, >=, 130);
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/template/variables-are-escaped-unless-asked-otherwise", test_variables);
    g_test_add_func("/template/sections-follow-truth-and-lists", test_sections);
    g_test_add_func("/template/partials-keep-their-indentation", test_partials_keep_indentation);
    g_test_add_func("/template/layouts-fill-blocks", test_layouts);
    g_test_add_func("/template/broken-templates-are-refused-with-their-line", test_broken_templates_are_refused);
    g_test_add_func("/template/depth-steps-and-output-are-limited", test_limits_hold);
    g_test_add_func("/template/data-hides-what-all-pages-share", test_base_lies_below_data);
    g_test_add_func("/template/translations-see-the-values", test_translation);
    g_test_add_func("/template/a-folder-loads-whole-or-says-what-is-missing", test_folder);
    g_test_add_func("/template/every-case-of-the-specification-holds", test_specification);
    return g_test_run();
}
