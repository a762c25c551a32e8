/* SPDX-License-Identifier: Apache-2.0 */
#include "base/clock.h"
#include "base/error.h"
#include "base/locale.h"
#include "base/thread.h"

#include <glib/gstdio.h>
#include <string.h>

#define HEADER "msgid \"\"\nmsgstr \"Content-Type: text/plain; charset=UTF-8\\n\"\n"
#define LONDON "Europe/London"

/* Monday 2 November 2026, 08:14:05 in London. */
#define MONDAY (G_GINT64_CONSTANT(1793607245) * CLOCK_SECOND)

static const char german[] =
    "msgid \"\"\nmsgstr \"\"\n\"Content-Type: text/plain; charset=UTF-8\\n\"\n\"Plural-Forms: nplurals=2; plural=(n != "
    "1);\\n\"\n"
    "msgid \"Sign in\"\nmsgstr \"Anmelden\"\n"
    "msgctxt \"state\"\nmsgid \"open\"\nmsgstr \"offen\"\n"
    "msgid \"Case {reference} is {state}\"\nmsgstr \"{state}: Vorgang {reference}\"\n"
    "msgid \"{n} case\"\nmsgid_plural \"{n} cases\"\nmsgstr[0] \"{n} Vorgang\"\nmsgstr[1] \"{n} Vorgänge\"\n"
    "msgid \"in {n} min\"\nmsgstr \"in {n} Min.\"\n";

/* No Plural-Forms: CLDR decides among zero one two few many other. */
static const char welsh[] =
    HEADER "msgid \"{n} case\"\nmsgid_plural \"{n} cases\"\nmsgstr[0] \"zero\"\nmsgstr[1] \"one\"\nmsgstr[2] "
           "\"two\"\nmsgstr[3] \"few\"\nmsgstr[4] \"many\"\nmsgstr[5] \"other\"\n";

static const char polish[] = HEADER "msgid \"{n} case\"\nmsgid_plural \"{n} cases\"\nmsgstr[0] \"one\"\nmsgstr[1] "
                                    "\"few\"\nmsgstr[2] \"many\"\nmsgstr[3] \"other\"\n";

typedef struct {
    char *dir;
    Locales *locales;
} Fixture;

static void
write_catalogue(const Fixture *fixture, const char *name, const char *text)
{
    g_autofree char *path = g_build_filename(fixture->dir, name, NULL);

    g_assert_true(g_file_set_contents(path, text, -1, NULL));
}

static void
set_up(Fixture *fixture, G_GNUC_UNUSED gconstpointer data)
{
    g_autoptr(GError) error = NULL;

    fixture->dir = g_dir_make_tmp("tribune-locale-XXXXXX", NULL);
    write_catalogue(fixture, "de.po", german);
    write_catalogue(fixture, "cy.po", welsh);
    write_catalogue(fixture, "pl.po", polish);
    write_catalogue(fixture, "pt_BR.po", HEADER);
    write_catalogue(fixture, "ar.po", HEADER);
    write_catalogue(fixture, "tribune.pot", "not read");
    fixture->locales = locales_load(fixture->dir, &error);
    g_assert_no_error(error);
}

static void
tear_down(Fixture *fixture, G_GNUC_UNUSED gconstpointer data)
{
    GDir *dir = g_dir_open(fixture->dir, 0, NULL);
    const char *name;

    locales_free(fixture->locales);
    while ((name = g_dir_read_name(dir)) != NULL) {
        g_autofree char *path = g_build_filename(fixture->dir, name, NULL);

        g_unlink(path);
    }
    g_dir_close(dir);
    g_rmdir(fixture->dir);
    g_free(fixture->dir);
}

static const Locale *
in(const Fixture *fixture, const char *tag)
{
    return locales_find(fixture->locales, tag);
}

/* Asserts and frees @text. Narrow and plain spaces count the same: CLDR changes them between versions. */
static void
assert_text(char *text, const char *expected)
{
    g_auto(GStrv) narrow = g_strsplit(text, "\342\200\257", -1);
    g_autofree char *joined = g_strjoinv(" ", narrow);
    g_auto(GStrv) hard = g_strsplit(joined, "\302\240", -1);
    g_autofree char *plain = g_strjoinv(" ", hard);

    g_assert_cmpstr(plain, ==, expected);
    g_free(text);
}

static void
a_tag_finds_its_catalogue_or_a_shorter_one_or_english(Fixture *fixture, G_GNUC_UNUSED gconstpointer data)
{
    static const struct {
        const char *tag, *found;
    } cases[] = {
        { "de", "de" },        { "de-AT", "de" }, { "DE_at", "de" }, { "pt-BR", "pt-BR" },  { "pt_br", "pt-BR" },
        { "pt", "en" },        { "fr", "en" },    { "en-US", "en" }, { NULL, "en" },        { "", "en" },
        { "../../etc", "en" }, { "-", "en" },     { "d", "en" },     { "deu-x-y-z", "en" }, { "de-Latn-DE-1996", "de" },
    };

    for (guint i = 0; i < G_N_ELEMENTS(cases); i++)
        g_assert_cmpstr(locale_tag(in(fixture, cases[i].tag)), ==, cases[i].found);
    g_assert_cmpuint(locales_count(fixture->locales), ==, 6);
    g_assert_cmpstr(locale_tag(locales_at(fixture->locales, 0)), ==, "en");
    g_assert_cmpstr(locale_tag(locales_at(fixture->locales, 1)), ==, "ar");
    g_assert_cmpstr(locale_direction(in(fixture, "ar")), ==, "rtl");
    g_assert_cmpstr(locale_direction(in(fixture, "de")), ==, "ltr");
}

static void
accept_language_is_weighed(Fixture *fixture, G_GNUC_UNUSED gconstpointer data)
{
    static const struct {
        const char *header, *chosen;
    } cases[] = {
        { "de", "de" },
        { "fr, de;q=0.5, cy;q=0.7", "cy" },
        { "de-CH, de;q=0.9, en;q=0.8", "de" },
        { "en;q=0.8, pl ; q=0.9", "pl" },
        { "de;q=0, en;q=0.1", "en" },
        { "de;q=2, cy;q=0.001", "cy" },
        { "fr, *;q=0.1", NULL },
        { "", NULL },
        { NULL, NULL },
        { ";;;,,,q=", NULL },
    };

    for (guint i = 0; i < G_N_ELEMENTS(cases); i++) {
        const Locale *locale = locales_choose(fixture->locales, cases[i].header);

        g_assert_cmpstr(locale != NULL ? locale_tag(locale) : NULL, ==, cases[i].chosen);
    }
}

static void
who_asks_for_none_of_ours_gets_the_standard(Fixture *fixture, G_GNUC_UNUSED gconstpointer data)
{
    g_assert_cmpstr(locale_tag(locales_choose_or(fixture->locales, "cy-GB", "de")), ==, "cy");
    g_assert_cmpstr(locale_tag(locales_choose_or(fixture->locales, "fr", "de-AT")), ==, "de");
    g_assert_cmpstr(locale_tag(locales_choose_or(fixture->locales, NULL, "de")), ==, "de");
    g_assert_cmpstr(locale_tag(locales_choose_or(fixture->locales, "", "fr")), ==, "en");
}

static void
what_is_not_translated_is_said_in_english(Fixture *fixture, G_GNUC_UNUSED gconstpointer data)
{
    g_assert_cmpstr(locale_say(in(fixture, "de"), SAY("Sign in")), ==, "Anmelden");
    g_assert_cmpstr(locale_say(in(fixture, "de"), SAY("Sign out")), ==, "Sign out");
    g_assert_cmpstr(locale_say(in(fixture, "en"), SAY("Sign in")), ==, "Sign in");
    g_assert_cmpstr(locale_say_context(in(fixture, "de"), SAY_CONTEXT("state", "open")), ==, "offen");
    g_assert_cmpstr(locale_say_context(in(fixture, "de"), SAY_CONTEXT("button", "open")), ==, "open");
}

static void
plurals_follow_the_header_and_without_one_cldr(Fixture *fixture, G_GNUC_UNUSED gconstpointer data)
{
    static const struct {
        const char *tag;
        guint n;
        const char *text;
    } cases[] = {
        { "en", 1, "1 case" },
        { "en", 0, "0 cases" },
        { "en", 1234, "1,234 cases" },
        { "de", 1, "1 Vorgang" },
        { "de", 1234, "1.234 Vorgänge" },
        { "cy", 0, "zero" },
        { "cy", 1, "one" },
        { "cy", 2, "two" },
        { "cy", 3, "few" },
        { "cy", 6, "many" },
        { "cy", 4, "other" },
        { "pl", 1, "one" },
        { "pl", 22, "few" },
        { "pl", 12, "many" },
    };

    for (guint i = 0; i < G_N_ELEMENTS(cases); i++)
        assert_text(
            locale_fill_plural(in(fixture, cases[i].tag), SAY_PLURAL("{n} case", "{n} cases"), cases[i].n, NULL),
            cases[i].text);
}

static void
placeholders_are_filled_by_name_and_others_stay(Fixture *fixture, G_GNUC_UNUSED gconstpointer data)
{
    const Locale *de = in(fixture, "de"), *en = in(fixture, "en");

    assert_text(locale_fill(de, SAY("Case {reference} is {state}"), "reference", "NB-1", "state", "offen", NULL),
                "offen: Vorgang NB-1");
    assert_text(locale_fill(en, "{a}{b}{a}", "a", "{b}", "b", "%s", NULL), "{b}%s{b}");
    assert_text(locale_fill(en, "{{a}} {unknown} {A} {a", "a", "x", NULL), "{{a}} {unknown} {A} {a");
    assert_text(locale_fill(en, "{{a", "a", "x", NULL), "{{a");
    assert_text(locale_fill(en, "{} 100 % {a}", "a", "", NULL), "{} 100 % ");
}

static void
our_own_catalogues_load(void)
{
    g_autoptr(GError) error = NULL;
    g_autofree char *dir = g_build_filename(g_getenv("TRIBUNE_SOURCE_ROOT"), "locale", NULL);
    g_autoptr(Locales) locales = locales_load(dir, &error);

    g_assert_no_error(error);
    assert_text(locale_due(locales_find(locales, "de-AT"), MONDAY - 3 * CLOCK_DAY, MONDAY, LONDON),
                "3 Tage überfällig");
}

static void
a_broken_catalogue_stops_the_start_and_is_named(Fixture *fixture, G_GNUC_UNUSED gconstpointer data)
{
    g_autoptr(GError) error = NULL, name_error = NULL, folder_error = NULL;

    write_catalogue(fixture, "fr.po", HEADER "msgid \"a\"\nmsgstr b\n");
    g_assert_null(locales_load(fixture->dir, &error));
    g_assert_error(error, TRIBUNE_ERROR, TRIBUNE_ERROR_CONFIG);
    g_assert_nonnull(strstr(error->message, "fr.po: line 4: "));
    write_catalogue(fixture, "fr.po", HEADER);
    write_catalogue(fixture, "french.po", HEADER);
    g_assert_null(locales_load(fixture->dir, &name_error));
    g_assert_error(name_error, TRIBUNE_ERROR, TRIBUNE_ERROR_CONFIG);
    g_assert_null(locales_load("/nonexistent", &folder_error));
    g_assert_error(folder_error, TRIBUNE_ERROR, TRIBUNE_ERROR_CONFIG);
}

static void
an_english_catalogue_holds_a_bodys_own_wording(Fixture *fixture, G_GNUC_UNUSED gconstpointer data)
{
    g_autoptr(Locales) locales = NULL;

    write_catalogue(fixture, "en.po", HEADER "msgid \"Case\"\nmsgstr \"Enquiry\"\n");
    locales = locales_load(fixture->dir, NULL);
    g_assert_cmpstr(locale_say(locales_at(locales, 0), "Case"), ==, "Enquiry");
    g_assert_cmpstr(locale_tag(locales_at(locales, 0)), ==, "en");
}

static void
numbers_and_sizes_are_written_as_the_language_does(Fixture *fixture, G_GNUC_UNUSED gconstpointer data)
{
    const Locale *en = in(fixture, "en"), *de = in(fixture, "de");

    assert_text(locale_number(en, 10412), "10,412");
    assert_text(locale_number(de, 10412), "10.412");
    assert_text(locale_number(en, G_MININT64), "-9,223,372,036,854,775,808");
    assert_text(locale_size(en, 1), "1 byte");
    assert_text(locale_size(en, 999), "999 bytes");
    assert_text(locale_size(en, 1000), "1 kB");
    assert_text(locale_size(en, 1234567), "1.2 MB");
    assert_text(locale_size(de, 1234567), "1,2 MB");
    assert_text(locale_size(en, 123456), "123 kB");
    assert_text(locale_size(en, 999999), "1 MB");
    assert_text(locale_size(en, G_MAXUINT64), "18,446,744 TB");
}

static void
dates_have_the_style_the_language_and_the_time_zone_asked_for(Fixture *fixture, G_GNUC_UNUSED gconstpointer data)
{
    const Locale *en = in(fixture, "en"), *de = in(fixture, "de"), *ar = in(fixture, "ar");

    assert_text(locale_date(en, MONDAY, LOCALE_TIME, LONDON), "08:14");
    assert_text(locale_date(en, MONDAY, LOCALE_DAY, LONDON), "Mon 2 Nov");
    assert_text(locale_date(en, MONDAY, LOCALE_DATE, LONDON), "2 Nov 2026");
    assert_text(locale_date(en, MONDAY, LOCALE_DATE_LONG, LONDON), "Monday 2 November 2026");
    assert_text(locale_date(en, MONDAY, LOCALE_MONTH, LONDON), "November 2026");
    assert_text(locale_date(en, MONDAY, LOCALE_DAY_TIME, LONDON), "Mon 2 Nov, 08:14");
    assert_text(locale_date(en, MONDAY, LOCALE_DATE_TIME, LONDON), "Mon 2 Nov 2026, 08:14");
    assert_text(locale_date(en, MONDAY, LOCALE_EXACT, LONDON), "Monday 2 November 2026 at 08:14:05 GMT");
    assert_text(locale_date(de, MONDAY, LOCALE_TIME, "Europe/Berlin"), "09:14");
    assert_text(locale_date(de, MONDAY, LOCALE_DATE_LONG, "Europe/Berlin"), "Montag, 2. November 2026");
    assert_text(locale_date(en, MONDAY, LOCALE_TIME, "Asia/Kolkata"), "13:44");
    assert_text(locale_date(en, MONDAY, LOCALE_TIME, "No/Where"), "08:14");
    assert_text(locale_date(en, MONDAY, LOCALE_TIME, NULL), "08:14");
    assert_text(locale_date(ar, MONDAY, LOCALE_ISO, "America/New_York"), "2026-11-02T03:14:05-05:00");
    assert_text(locale_date(de, MONDAY, LOCALE_ISO, LONDON), "2026-11-02T08:14:05+00:00");
    assert_text(locale_date(en, -CLOCK_SECOND / 2, LOCALE_ISO, "UTC"), "1969-12-31T23:59:59+00:00");
    assert_text(locale_date(ar, MONDAY, LOCALE_ISO_DATE, LONDON), "2026-11-02");
    g_assert_true(locale_timezone_is_known(LONDON));
    g_assert_true(locale_timezone_is_known("UTC"));
    g_assert_false(locale_timezone_is_known("Europe/Londn"));
    g_assert_false(locale_timezone_is_known(""));
    g_assert_false(locale_timezone_is_known(NULL));
}

static void
past_times_are_said_as_people_say_them(Fixture *fixture, G_GNUC_UNUSED gconstpointer data)
{
    static const struct {
        gint64 passed;
        const char *english;
    } cases[] = {
        { 0, "just now" },
        { -30 * CLOCK_SECOND, "just now" },
        { 59 * CLOCK_SECOND, "just now" },
        { CLOCK_MINUTE, "1 minute ago" },
        { 59 * CLOCK_MINUTE, "59 minutes ago" },
        { 2 * CLOCK_HOUR + 50 * CLOCK_MINUTE, "2 hours ago" },
        { 8 * CLOCK_HOUR, "today, 00:14" },
        { 9 * CLOCK_HOUR, "yesterday, 23:14" },
        { 2 * CLOCK_DAY, "Sat 31 Oct, 08:14" },
        { 390 * CLOCK_DAY, "8 Oct 2025" },
        { -CLOCK_DAY, "tomorrow" },
    };

    for (guint i = 0; i < G_N_ELEMENTS(cases); i++)
        assert_text(locale_ago(in(fixture, "en"), MONDAY - cases[i].passed, MONDAY, LONDON), cases[i].english);
    assert_text(locale_ago(in(fixture, "de"), MONDAY - 2 * CLOCK_HOUR, MONDAY, LONDON), "vor 2 Stunden");
    assert_text(locale_ago(in(fixture, "de"), MONDAY - 9 * CLOCK_HOUR, MONDAY, LONDON), "gestern, 23:14");
}

static void
due_times_are_short_and_say_late(Fixture *fixture, G_GNUC_UNUSED gconstpointer data)
{
    static const struct {
        gint64 left;
        const char *english;
    } cases[] = {
        { 0, "now" },
        { 50 * CLOCK_MINUTE, "in 50 min" },
        { 3 * CLOCK_HOUR, "in 3 h" },
        { 15 * CLOCK_HOUR, "in 15 h" },
        { 16 * CLOCK_HOUR, "tomorrow" },
        { 2 * CLOCK_DAY, "in 2 days" },
        { 7 * CLOCK_DAY, "in 7 days" },
        { 8 * CLOCK_DAY, "Tue 10 Nov" },
        { 365 * CLOCK_DAY, "2 Nov 2027" },
        { -5 * CLOCK_MINUTE, "5 min late" },
        { -2 * CLOCK_HOUR, "2 h late" },
        { -CLOCK_DAY, "1 day late" },
        { -3 * CLOCK_DAY, "3 days late" },
    };

    for (guint i = 0; i < G_N_ELEMENTS(cases); i++)
        assert_text(locale_due(in(fixture, "en"), MONDAY + cases[i].left, MONDAY, LONDON), cases[i].english);
    assert_text(locale_due(in(fixture, "de"), MONDAY + 50 * CLOCK_MINUTE, MONDAY, LONDON), "in 50 Min.");
    assert_text(locale_due(in(fixture, "de"), MONDAY + CLOCK_DAY, MONDAY, LONDON), "morgen");
    /* Two hours ahead over midnight is not "tomorrow", but the day counts in the zone asked for. */
    assert_text(locale_due(in(fixture, "en"), MONDAY + 17 * CLOCK_HOUR, MONDAY + 15 * CLOCK_HOUR, LONDON), "in 2 h");
    assert_text(locale_due(in(fixture, "en"), MONDAY + 15 * CLOCK_HOUR, MONDAY, "Europe/Berlin"), "tomorrow");
}

static void
the_day_of_a_clock_change_counts_as_one_day(Fixture *fixture, G_GNUC_UNUSED gconstpointer data)
{
    gint64 saturday_noon = G_GINT64_CONSTANT(1792839600) * CLOCK_SECOND; /* 24 October 2026, 12:00 BST; back at night */

    assert_text(
        locale_due(in(fixture, "en"), saturday_noon + 36 * CLOCK_HOUR + 30 * CLOCK_MINUTE, saturday_noon, LONDON),
        "tomorrow");
    assert_text(locale_date(in(fixture, "en"), saturday_noon + CLOCK_DAY, LOCALE_DAY_TIME, LONDON),
                "Sun 25 Oct, 11:00");
}

static void
languages_lists_and_order_are_the_languages_own(Fixture *fixture, G_GNUC_UNUSED gconstpointer data)
{
    static const char *const units[] = { "Highways", "Housing", "Planning", NULL }, *const none[] = { NULL };
    const Locale *en = in(fixture, "en"), *de = in(fixture, "de");

    assert_text(locale_language(en, "cy"), "Welsh");
    assert_text(locale_language(de, "cy"), "Walisisch");
    assert_text(locale_language(en, "not a tag"), "not a tag");
    assert_text(locale_own_name(de), "Deutsch");
    assert_text(locale_own_name(en), "English");
    assert_text(locale_own_name(in(fixture, "cy")), "Cymraeg");
    assert_text(locale_own_name(in(fixture, "pl")), "Polski");
    assert_text(locale_list(en, units), "Highways, Housing and Planning");
    assert_text(locale_list(de, units), "Highways, Housing und Planning");
    assert_text(locale_list(en, units + 2), "Planning");
    assert_text(locale_list(en, none), "");
    g_assert_cmpint(locale_compare(de, "Ärger", "Bauen"), <, 0);
    g_assert_cmpint(locale_compare(en, "Lamp 10", "Lamp 9"), >, 0);
    g_assert_cmpint(locale_compare(en, "apple", "Banana"), <, 0);
    g_assert_cmpint(locale_compare(en, "same", "same"), ==, 0);
}

static void
use_from_a_thread(gpointer data)
{
    const Fixture *fixture = data;
    static const char *const tags[] = { "en", "de", "cy", "ar", "pl" };

    for (guint i = 0; i < 100; i++) {
        const Locale *locale = in(fixture, tags[i % G_N_ELEMENTS(tags)]);
        g_autofree char *ago = locale_ago(locale, MONDAY - i * CLOCK_HOUR, MONDAY, LONDON);
        g_autofree char *due = locale_due(locale, MONDAY + i * CLOCK_HOUR, MONDAY, i % 2 != 0 ? LONDON : "Asia/Tokyo");
        g_autofree char *exact = locale_date(locale, MONDAY, LOCALE_EXACT, LONDON),
                        *size = locale_size(locale, i * 1000);
        g_autofree char *cases = locale_fill_plural(locale, "{n} case", "{n} cases", i, NULL);
        g_autofree char *language = locale_language(locale, "fr");

        g_assert_true(ago && due && exact && size && cases && language);
        g_assert_cmpint(locale_compare(locale, "a", "b"), <, 0);
        if (i % G_N_ELEMENTS(tags) == 0)
            g_assert_cmpstr(exact, ==, "Monday 2 November 2026 at 08:14:05 GMT");
    }
}

static void
many_threads_use_one_locale_at_once(Fixture *fixture, G_GNUC_UNUSED gconstpointer data)
{
    Thread *threads[6];

    for (guint i = 0; i < G_N_ELEMENTS(threads); i++)
        threads[i] = thread_start("locale", use_from_a_thread, fixture);
    for (guint i = 0; i < G_N_ELEMENTS(threads); i++)
        thread_join(threads[i]);
}

#define ADD(path, function) g_test_add("/locale/" path, Fixture, NULL, set_up, function, tear_down)

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    ADD("many-threads-use-one-locale-at-once", many_threads_use_one_locale_at_once);
    ADD("a-tag-finds-its-catalogue-or-a-shorter-one-or-english", a_tag_finds_its_catalogue_or_a_shorter_one_or_english);
    ADD("accept-language-is-weighed", accept_language_is_weighed);
    ADD("who-asks-for-none-of-ours-gets-the-standard", who_asks_for_none_of_ours_gets_the_standard);
    ADD("what-is-not-translated-is-said-in-english", what_is_not_translated_is_said_in_english);
    ADD("plurals-follow-the-header-and-without-one-cldr", plurals_follow_the_header_and_without_one_cldr);
    ADD("placeholders-are-filled-by-name-and-others-stay", placeholders_are_filled_by_name_and_others_stay);
    g_test_add_func("/locale/our-own-catalogues-load", our_own_catalogues_load);
    ADD("a-broken-catalogue-stops-the-start-and-is-named", a_broken_catalogue_stops_the_start_and_is_named);
    ADD("an-english-catalogue-holds-a-bodys-own-wording", an_english_catalogue_holds_a_bodys_own_wording);
    ADD("numbers-and-sizes-are-written-as-the-language-does", numbers_and_sizes_are_written_as_the_language_does);
    ADD("dates-have-the-style-the-language-and-the-time-zone-asked-for",
        dates_have_the_style_the_language_and_the_time_zone_asked_for);
    ADD("past-times-are-said-as-people-say-them", past_times_are_said_as_people_say_them);
    ADD("due-times-are-short-and-say-late", due_times_are_short_and_say_late);
    ADD("the-day-of-a-clock-change-counts-as-one-day", the_day_of_a_clock_change_counts_as_one_day);
    ADD("languages-lists-and-order-are-the-languages-own", languages_lists_and_order_are_the_languages_own);
    return g_test_run();
}
