/* SPDX-License-Identifier: Apache-2.0 */
#include <string.h>

#include "wire/filetype.h"

static FileType
detect(const char *bytes, gsize length)
{
    g_autofree guint8 *copy = g_memdup2(bytes, length); /* sanitizers see each read beyond it */

    return filetype_detect(copy, length);
}

static void
known_types_are_told_by_their_first_bytes(void)
{
    g_assert_cmpint(detect("\x7f"
                           "ELF\x02",
                           5),
                    ==, FILETYPE_PROGRAM);
    g_assert_cmpint(detect("#!/bin/sh\n", 10), ==, FILETYPE_PROGRAM);
    g_assert_cmpint(detect("%PDF-1.7", 8), ==, FILETYPE_PDF);
    g_assert_cmpint(detect("\r\n\r\n%PDF-1.7", 12), ==, FILETYPE_PDF);
    g_assert_cmpint(detect("\xff\xd8\xff\xe0", 4), ==, FILETYPE_JPEG);
    g_assert_cmpint(detect("PK\x03\x04xx", 6), ==, FILETYPE_ZIP);
    g_assert_cmpint(detect("Guten Tag", 9), ==, FILETYPE_OTHER);
    g_assert_cmpint(detect("", 0), ==, FILETYPE_OTHER);
}

static void
a_windows_program_needs_more_than_two_letters(void)
{
    char program[128] = "MZ";

    g_assert_cmpint(detect("MZ is how this letter begins", 28), ==, FILETYPE_OTHER);
    program[60] = 100;
    g_assert_cmpint(detect(program, sizeof program), ==, FILETYPE_OTHER);
    memcpy(program + 100, "PE\0\0", 4);
    g_assert_cmpint(detect(program, sizeof program), ==, FILETYPE_PROGRAM);
    memset(program + 60, 0xff, 4);
    g_assert_cmpint(detect(program, sizeof program), ==, FILETYPE_OTHER);
}

static void
a_name_is_contradicted_only_by_another_known_type(void)
{
    g_assert_true(filetype_fits_name(FILETYPE_PDF, "letter.PDF"));
    g_assert_false(filetype_fits_name(FILETYPE_ZIP, "letter.pdf"));
    g_assert_false(filetype_fits_name(FILETYPE_PROGRAM, "photo.jpg "));
    g_assert_false(filetype_fits_name(FILETYPE_PROGRAM, "notes.txt"));
    g_assert_true(filetype_fits_name(FILETYPE_OTHER, "photo.jpg"));
    g_assert_true(filetype_fits_name(FILETYPE_OLE, "old.doc"));
    g_assert_true(filetype_fits_name(FILETYPE_ZIP, "new.docx"));
    g_assert_true(filetype_fits_name(FILETYPE_ZIP, "something.xyz"));
    g_assert_true(filetype_fits_name(FILETYPE_ZIP, "no ending"));
}

static void
the_ending_is_what_windows_would_see(void)
{
    static const struct {
        const char *name;
        guint nth;
        const char *ending;
    } cases[] = {
        { "a.exe", 0, "exe" },        { "a.PDF.Exe", 0, "exe" },
        { "a.PDF.Exe", 1, "pdf" },    { "a.PDF.Exe", 2, "" },
        { "a.exe. . ", 0, "exe" },    { "a.pdf     .exe", 1, "pdf" },
        { "plain", 0, "" },           { "", 0, "" },
        { "folder.d/file", 0, "" },   { "folder.d\\x.js", 0, "js" },
        { ".profile", 0, "profile" }, { "...", 0, "" },
    };

    for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autofree char *ending = filetype_ending(cases[i].name, cases[i].nth);

        g_assert_cmpstr(ending, ==, cases[i].ending);
    }
}

static void
encryption_and_macros_are_found_in_documents(void)
{
    static const char PDF[] = "%PDF-1.7 ... trailer << /Encrypt 5 0 R >>";
    static const char MACRO[] = "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 _\0V\0B\0A\0_\0P\0R\0O\0J\0E\0C\0T\0";
    static const char LOCKED[] = "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 E\0n\0c\0r\0y\0p\0t\0e\0d\0P\0a\0c\0k\0a\0g\0e\0";

    g_assert_false(filetype_is_encrypted(FILETYPE_PDF, NULL, 0));
    g_assert_false(filetype_has_macros(FILETYPE_OLE, NULL, 0));
    g_assert_true(filetype_is_encrypted(FILETYPE_PDF, (const guint8 *)PDF, sizeof PDF));
    g_assert_false(filetype_is_encrypted(FILETYPE_PDF, (const guint8 *)PDF, 20));
    g_assert_true(filetype_is_encrypted(FILETYPE_OLE, (const guint8 *)LOCKED, sizeof LOCKED));
    g_assert_false(filetype_is_encrypted(FILETYPE_OLE, (const guint8 *)MACRO, sizeof MACRO));
    g_assert_true(filetype_has_macros(FILETYPE_OLE, (const guint8 *)MACRO, sizeof MACRO));
    g_assert_false(filetype_has_macros(FILETYPE_OLE, (const guint8 *)LOCKED, sizeof LOCKED));
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/filetype/known-types-are-told-by-their-first-bytes", known_types_are_told_by_their_first_bytes);
    g_test_add_func("/filetype/a-windows-program-needs-more-than-two-letters",
                    a_windows_program_needs_more_than_two_letters);
    g_test_add_func("/filetype/a-name-is-contradicted-only-by-another-known-type",
                    a_name_is_contradicted_only_by_another_known_type);
    g_test_add_func("/filetype/the-ending-is-what-windows-would-see", the_ending_is_what_windows_would_see);
    g_test_add_func("/filetype/encryption-and-macros-are-found-in-documents",
                    encryption_and_macros_are_found_in_documents);
    return g_test_run();
}
