/* SPDX-License-Identifier: Apache-2.0 */
#include <string.h>

#include "base/error.h"
#include "mediation/filter.h"

extern const struct filter_driver attachment_filter;

static const ConfigTable *
table(void)
{
    static ConfigTable made;

    made = (ConfigTable){ "filter", "attachment", NULL, attachment_filter.settings };
    return &made;
}

/* The filter with @settings, lines of its group; NULL: as without a group. */
static gpointer
open_with(const char *settings, GError **error)
{
    const ConfigTable *const tables[] = { table(), NULL };
    g_autofree char *text = g_strconcat("[filter.files]\ndriver = attachment\n", settings, NULL);
    g_autoptr(Config) config =
        config_parse(settings != NULL ? text : "", settings != NULL ? strlen(text) : 0, "test", "/", tables, NULL);

    g_assert_nonnull(config);
    return attachment_filter.open(config, "filter.files", NULL, error);
}

/* The verdicts on one part as "kind:label …". */
static char *
judge_part(gpointer filter, const char *part_name, const char *filename, const void *bytes, gsize length)
{
    g_autoptr(GBytes) content = g_bytes_new(bytes, length);
    g_autoptr(GPtrArray) parts = message_parts_new();
    g_autoptr(GPtrArray) verdicts = g_ptr_array_new_with_free_func((GDestroyNotify)verdict_free);
    FilterInput input = { .channel = "email", .sender = "mailto:ada@home.example", .subject = "Hello", .parts = parts };
    g_autoptr(GError) error = NULL;
    GString *out = g_string_new(NULL);

    g_ptr_array_add(parts, message_part_new(part_name, "application/octet-stream", filename, content));
    g_assert_true(attachment_filter.judge(filter, &input, 0, verdicts, &error));
    for (guint i = 0; i < verdicts->len; i++) {
        const Verdict *verdict = verdicts->pdata[i];

        g_assert_cmpstr(verdict->part, ==, part_name);
        g_assert_cmpint(strlen(verdict->reason), >, 10);
        g_string_append_printf(out, "%s%s:%s", out->len > 0 ? " " : "", verdict_kind_name(verdict->kind),
                               verdict->label);
    }
    return g_string_free(out, FALSE);
}

static char *
judge(const char *filename, const void *bytes, gsize length)
{
    gpointer filter = open_with(NULL, NULL);
    char *verdicts = judge_part(filter, "att-01", filename, bytes, length);

    attachment_filter.close(filter);
    return verdicts;
}

/* A ZIP archive's list with one file @name; @flags 1: encrypted. */
static GString *
make_zip(const char *name, char flags)
{
    char entry[46] = "PK\x01\x02", end[22] = "PK\x05\x06";
    GString *archive = g_string_new("PK\x03\x04");

    entry[8] = flags;
    entry[28] = (char)strlen(name);
    end[8] = end[10] = 1;
    end[12] = (char)(46 + strlen(name));
    end[16] = 4;
    g_string_append_len(archive, entry, sizeof entry);
    g_string_append(archive, name);
    g_string_append_len(archive, end, sizeof end);
    return archive;
}

/* ---- tests ---- */

static void
ordinary_attachments_pass(void)
{
    static const struct {
        const char *name, *content;
    } cases[] = {
        { "letter.pdf", "%PDF-1.7 text" },
        { "photo.jpg", "\xff\xd8\xff\xe0" },
        { "notes.txt", "MZ is how this begins" },
        { "list.csv", "a;b" },
        { NULL, "no name" },
        { "report.final.v2.docx", "not really" },
    };

    for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autofree char *verdicts = judge(cases[i].name, cases[i].content, strlen(cases[i].content));

        g_assert_cmpstr(verdicts, ==, "");
    }
}

static void
programs_are_held_by_name_or_by_content(void)
{
    g_autofree char *by_name = judge("setup.EXE", "x", 1);
    g_autofree char *by_content = judge("tool",
                                        "\x7f"
                                        "ELF",
                                        4);
    g_autofree char *script = judge("start.ps1. ", "x", 1);

    g_assert_cmpstr(by_name, ==, "hold:executable");
    g_assert_cmpstr(by_content, ==, "hold:executable");
    g_assert_cmpstr(script, ==, "hold:executable");
}

static void
misleading_names_are_held(void)
{
    g_autofree char *twice = judge("invoice.pdf   .exe", "x", 1);
    g_autofree char *turned = judge("invoice\xe2\x80\xae"
                                    "fdp.docx",
                                    "x", 1);
    g_autofree char *other = judge("photo.jpg", "PK\x05\x06\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0", 22);
    g_autofree char *program = judge("photo.jpg",
                                     "\x7f"
                                     "ELF",
                                     4);

    g_assert_cmpstr(twice, ==, "hold:double-ending");
    g_assert_cmpstr(turned, ==, "hold:hidden-name");
    g_assert_cmpstr(other, ==, "hold:disguised");
    g_assert_cmpstr(program, ==, "hold:executable hold:disguised");
}

static void
archives_are_judged_by_what_they_list(void)
{
    static const struct {
        const char *name;
        char flags;
        const char *verdicts;
    } cases[] = {
        { "letter.pdf", 0, "" },
        { "folder/run.js", 0, "hold:archive-executable" },
        { "secret.pdf", 1, "label:encrypted" },
        { "more.zip", 0, "label:opaque" },
        { "xl/vbaProject.bin", 0, "hold:macro" },
    };

    for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autoptr(GString) archive = make_zip(cases[i].name, cases[i].flags);
        g_autofree char *verdicts = judge("files.zip", archive->str, archive->len);

        g_assert_cmpstr(verdicts, ==, cases[i].verdicts);
    }
}

static void
what_cannot_be_looked_into_is_labelled(void)
{
    g_autofree char *broken = judge("a.zip", "PK\x03\x04 cut off", 12);
    g_autofree char *rar = judge("a.rar", "Rar!\x1a\x07\x01", 7);
    g_autofree char *locked = judge("a.pdf", "%PDF-1.7 /Encrypt 5 0 R", 23);

    g_assert_cmpstr(broken, ==, "label:opaque");
    g_assert_cmpstr(rar, ==, "label:opaque");
    g_assert_cmpstr(locked, ==, "label:encrypted");
}

static void
settings_say_what_is_held_and_how_large_is_large(void)
{
    gpointer filter = open_with("max-size = 1K\nhold = encrypted\nendings = cad;dwg\n", NULL);
    g_autofree guint8 *large = g_malloc0(1025);
    g_autofree char *size = judge_part(filter, "att-01", "a.bin", large, 1025);
    g_autofree char *fits = judge_part(filter, "att-01", "a.bin", large, 1024);
    g_autofree char *ending = judge_part(filter, "att-01", "plan.DWG", "x", 1);
    g_autofree char *locked = judge_part(filter, "att-01", "a.pdf", "%PDF-1.7 /Encrypt", 17);

    g_assert_cmpstr(size, ==, "label:too-large");
    g_assert_cmpstr(fits, ==, "");
    g_assert_cmpstr(ending, ==, "label:executable");
    g_assert_cmpstr(locked, ==, "hold:encrypted");
    attachment_filter.close(filter);
}

static void
a_finding_that_does_not_exist_is_an_error_with_the_nearest(void)
{
    g_autoptr(GError) error = NULL;

    g_assert_null(open_with("hold = encryptd\n", &error));
    g_assert_error(error, TRIBUNE_ERROR, TRIBUNE_ERROR_CONFIG);
    g_assert_nonnull(strstr(error->message, "\"encrypted\""));
}

static void
only_attachments_are_judged(void)
{
    gpointer filter = open_with(NULL, NULL);
    g_autofree char *verdicts = judge_part(filter, "raw", "a.exe",
                                           "\x7f"
                                           "ELF",
                                           4);

    g_assert_cmpstr(verdicts, ==, "");
    attachment_filter.close(filter);
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/attachment/ordinary-attachments-pass", ordinary_attachments_pass);
    g_test_add_func("/attachment/programs-are-held-by-name-or-by-content", programs_are_held_by_name_or_by_content);
    g_test_add_func("/attachment/misleading-names-are-held", misleading_names_are_held);
    g_test_add_func("/attachment/archives-are-judged-by-what-they-list", archives_are_judged_by_what_they_list);
    g_test_add_func("/attachment/what-cannot-be-looked-into-is-labelled", what_cannot_be_looked_into_is_labelled);
    g_test_add_func("/attachment/settings-say-what-is-held-and-how-large-is-large",
                    settings_say_what_is_held_and_how_large_is_large);
    g_test_add_func("/attachment/a-finding-that-does-not-exist-is-an-error-with-the-nearest",
                    a_finding_that_does_not_exist_is_an_error_with_the_nearest);
    g_test_add_func("/attachment/only-attachments-are-judged", only_attachments_are_judged);
    return g_test_run();
}
