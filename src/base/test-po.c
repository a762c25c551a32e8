/* SPDX-License-Identifier: Apache-2.0 */
#include "base/error.h"
#include "base/po.h"

#include <string.h>

#define HEADER                                                                                                         \
    "msgid \"\"\nmsgstr \"\"\n\"Content-Type: text/plain; charset=UTF-8\\n\"\n"                                        \
    "\"Plural-Forms: nplurals=2; plural=(n != 1);\\n\"\n\n"

static Po *
parse(const char *text)
{
    g_autoptr(GError) error = NULL;
    Po *po = po_parse(text, strlen(text), &error);

    g_assert_no_error(error);
    return po;
}

static void
assert_fails(const char *text, TribuneError code, const char *message)
{
    g_autoptr(GError) error = NULL;
    Po *po = po_parse(text, strlen(text), &error);

    if (po != NULL)
        g_error("accepted: %s", text);
    g_assert_error(error, TRIBUNE_ERROR, (int)code);
    if (strstr(error->message, message) == NULL)
        g_error("%s\ndoes not say: %s", error->message, message);
}

static void
translations_are_found_by_msgid_and_context(void)
{
    g_autoptr(Po) po =
        parse(HEADER "#. what a state is called\n#: src/a.c:1\nmsgctxt \"state\"\nmsgid \"open\"\nmsgstr \"offen\"\n\n"
                     "msgctxt \"button\"\nmsgid \"open\"\nmsgstr \"öffnen\"\n"
                     "msgid \"Sign in\"\nmsgstr \"Anmelden\"\n");

    g_assert_cmpuint(po_count(po), ==, 3);
    g_assert_cmpstr(po_find(po, "state", "open"), ==, "offen");
    g_assert_cmpstr(po_find(po, "button", "open"), ==, "öffnen");
    g_assert_cmpstr(po_find(po, NULL, "Sign in"), ==, "Anmelden");
    g_assert_null(po_find(po, NULL, "open"));
    g_assert_null(po_find(po, NULL, ""));
}

static void
texts_run_over_lines_and_know_five_escapes(void)
{
    g_autoptr(Po) po = parse(HEADER "msgid \"\"\n  \"one \"\r\n\t\"two\"\nmsgstr \"a\\n\\t\\r\\\"\\\\ \"  \n\"b\"");

    g_assert_cmpstr(po_find(po, NULL, "one two"), ==, "a\n\t\r\"\\ b");
}

static void
fuzzy_obsolete_and_empty_entries_are_not_translations(void)
{
    g_autoptr(Po) po = parse(HEADER "#, c-format, fuzzy\nmsgid \"guess\"\nmsgstr \"geraten\"\n"
                                    "msgid \"missing\"\nmsgstr \"\"\n"
                                    "msgid \"sure\"\nmsgstr \"sicher\"\n"
                                    "#~ msgid \"old\"\n#~ msgstr \"alt\"\n");

    g_assert_null(po_find(po, NULL, "guess"));
    g_assert_null(po_find(po, NULL, "missing"));
    g_assert_null(po_find(po, NULL, "old"));
    g_assert_cmpstr(po_find(po, NULL, "sure"), ==, "sicher");
    g_assert_cmpuint(po_count(po), ==, 1);
}

static void
plural_forms_are_complete_or_count_as_missing(void)
{
    g_autoptr(Po) po =
        parse(HEADER "msgid \"{n} case\"\nmsgid_plural \"{n} cases\"\nmsgstr[0] \"{n} Fall\"\nmsgstr[1] \"{n} Fälle\"\n"
                     "msgid \"day\"\nmsgid_plural \"days\"\nmsgstr[0] \"Tag\"\nmsgstr[1] \"\"\n");

    g_assert_cmpuint(po_forms(po), ==, 2);
    g_assert_cmpstr(po_find_form(po, "{n} case", po_form_index(po, 1)), ==, "{n} Fall");
    g_assert_cmpstr(po_find_form(po, "{n} case", po_form_index(po, 0)), ==, "{n} Fälle");
    g_assert_null(po_find_form(po, "{n} case", 2));
    g_assert_null(po_find_form(po, "day", 0));
}

static void
mistakes_are_refused_with_their_line(void)
{
    assert_fails("", TRIBUNE_ERROR_INVALID, "line 1: there is no header");
    assert_fails("msgid \"a\"\nmsgstr \"b\"\n", TRIBUNE_ERROR_INVALID, "first entry must be the header");
    assert_fails("msgid \"\"\nmsgstr \"Content-Type: text/plain; charset=ISO-8859-1\\n\"\n", TRIBUNE_ERROR_INVALID,
                 "UTF-8");
    assert_fails("msgid \"\"\nmsgstr \"\"\n\"Content-Type: text/plain; charset=UTF-8\\n\"\n\"Plural-Forms: nplurals=9; "
                 "plural=n;\\n\"\n",
                 TRIBUNE_ERROR_LIMIT, "line 5: Plural-Forms");
    assert_fails("\357\273\277" HEADER, TRIBUNE_ERROR_INVALID, "line 1: ");
    assert_fails(HEADER "msgid \"a\377\"\nmsgstr \"b\"\n", TRIBUNE_ERROR_INVALID, "line 6: not UTF-8");
    assert_fails(HEADER "msgid \"a\"\nmsgstr \"b\"\n\nmsgid \"a\"\nmsgstr \"c\"\n", TRIBUNE_ERROR_INVALID,
                 "line 11: the entry before this line was there already");
    assert_fails(HEADER "msgid \"a\"\nmsgstr b\n", TRIBUNE_ERROR_INVALID, "line 7: expected a text");
    assert_fails(HEADER "msgid \"a\"\nmsgstr \"b\n", TRIBUNE_ERROR_INVALID, "line 7: no quotation mark");
    assert_fails(HEADER "msgid \"a\"\nmsgstr \"b\" c\n", TRIBUNE_ERROR_INVALID, "line 7: something follows");
    assert_fails(HEADER "msgid \"a\"\nmsgstr \"\\x41\"\n", TRIBUNE_ERROR_INVALID, "line 7: only \\n");
    assert_fails(HEADER "msgid \"a\"\nmsgid \"b\"\n", TRIBUNE_ERROR_INVALID, "line 7: msgid does not belong");
    assert_fails(HEADER "msgid \"a\"\n# note\n", TRIBUNE_ERROR_INVALID, "line 7: a comment does not belong");
    assert_fails(HEADER "msgid \"a\"\n", TRIBUNE_ERROR_INVALID, "line 7: the last entry has no msgstr");
    assert_fails(HEADER "msgid \"\"\nmsgstr \"b\"\n", TRIBUNE_ERROR_INVALID, "empty msgid");
    assert_fails(HEADER "\"stray\"\n", TRIBUNE_ERROR_INVALID, "line 6: a text in quotation marks does not belong");
    assert_fails(HEADER "msgfoo \"a\"\n", TRIBUNE_ERROR_INVALID, "line 6: neither");
}

static void
plural_entries_have_all_forms_in_order(void)
{
    assert_fails(HEADER "msgid \"a\"\nmsgid_plural \"b\"\nmsgstr[1] \"c\"\n", TRIBUNE_ERROR_INVALID,
                 "line 8: this msgstr");
    assert_fails(HEADER "msgid \"a\"\nmsgid_plural \"b\"\nmsgstr[0] \"c\"\n", TRIBUNE_ERROR_INVALID,
                 "has 1 plural forms, not 2");
    assert_fails(HEADER "msgid \"a\"\nmsgid_plural \"b\"\nmsgstr[0] \"\"\nmsgstr[1] \"\"\nmsgstr[2] \"\"\n",
                 TRIBUNE_ERROR_INVALID, "3 plural forms");
    assert_fails(HEADER "msgid \"a\"\nmsgstr[0] \"c\"\n", TRIBUNE_ERROR_INVALID, "line 7: this msgstr");
    assert_fails(HEADER "msgid \"a\"\nmsgid_plural \"b\"\nmsgstr \"c\"\n", TRIBUNE_ERROR_INVALID,
                 "line 8: msgstr does not");
}

static void
sizes_are_limited(void)
{
    g_autofree char *text = g_strnfill(PO_TEXT_LIMIT, 'x'),
                    *most = g_strconcat(HEADER "msgid \"", text, "\"\nmsgstr \"b\"\n", NULL);
    g_autofree char *more = g_strconcat(HEADER "msgid \"", text, "y\"\nmsgstr \"b\"\n", NULL);
    g_autofree char *large = g_strnfill(PO_SIZE_LIMIT + 1, '\n');
    g_autoptr(Po) po = parse(most);

    g_assert_cmpuint(po_count(po), ==, 1);
    assert_fails(more, TRIBUNE_ERROR_LIMIT, "line 6: a text of more than");
    assert_fails(large, TRIBUNE_ERROR_LIMIT, "a catalogue of more than");
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/po/translations-are-found-by-msgid-and-context", translations_are_found_by_msgid_and_context);
    g_test_add_func("/po/texts-run-over-lines-and-know-five-escapes", texts_run_over_lines_and_know_five_escapes);
    g_test_add_func("/po/fuzzy-obsolete-and-empty-entries-are-not-translations",
                    fuzzy_obsolete_and_empty_entries_are_not_translations);
    g_test_add_func("/po/plural-forms-are-complete-or-count-as-missing", plural_forms_are_complete_or_count_as_missing);
    g_test_add_func("/po/mistakes-are-refused-with-their-line", mistakes_are_refused_with_their_line);
    g_test_add_func("/po/plural-entries-have-all-forms-in-order", plural_entries_have_all_forms_in_order);
    g_test_add_func("/po/sizes-are-limited", sizes_are_limited);
    return g_test_run();
}
