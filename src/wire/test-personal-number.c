/* SPDX-License-Identifier: Apache-2.0 */
#include <string.h>

#include "wire/personal-number.h"

typedef struct {
    const char *text;
    GString *out;
} Found;

static void
on_number(PersonalNumberKind kind, gsize first, gsize length, gpointer data)
{
    Found *found = data;

    g_string_append_printf(found->out, "%s%s@%.*s", found->out->len > 0 ? " | " : "", personal_number_name(kind),
                           (int)length, found->text + first);
}

/* "uk-nhs@9434765919 | …" */
static char *
find(const char *text)
{
    Found found = { text, g_string_new(NULL) };

    personal_number_find(text, strlen(text), on_number, &found);
    return g_string_free(found.out, FALSE);
}

static void
assert_found(const char *text, const char *expected)
{
    g_autofree char *found = find(text);

    g_assert_cmpstr(found, ==, expected);
}

/* One good number of each kind, with words that speak of it. */
static const struct {
    const char *kind, *before, *good, *wrong; /* wrong: NULL when the form has no check digit */
    gboolean alone;
} VECTORS[] = {
    { "card", "my card: ", "4111111111111111", "4111111111111112", FALSE },
    { "iban", "", "GB82WEST12345698765432", "GB83WEST12345698765432", TRUE },
    { "uk-nhs", "NHS number ", "9434765919", "9434765918", FALSE },
    { "uk-nino", "", "AB123456C", "AB123456E", TRUE },
    { "us-ssn", "", "536-90-4399", "666-90-4399", TRUE },
    { "us-itin", "", "912-70-1234", "912-69-1234", TRUE },
    { "us-aba", "routing ", "021000021", "021000022", FALSE },
    { "ca-sin", "my SIN is ", "193456787", "193456788", FALSE },
    { "de-tax", "Meine Steuer-ID: ", "86095742719", "86095742718", FALSE },
    { "es-dni", "DNI ", "12345678Z", "12345678A", FALSE },
    { "es-dni", "NIE ", "X1234567L", "X1234567M", FALSE },
    { "fr-nir", "", "255081416802538", "255081416802539", TRUE },
    { "it-cf", "codice fiscale ", "RSSMRA85T10A562S", "RSSMRA85T10A562T", FALSE },
    { "nl-bsn", "Mijn BSN is ", "111222333", "111222334", FALSE },
    { "be-nn", "rijksregisternummer ", "85073003328", "85073003329", FALSE },
    { "pl-pesel", "PESEL ", "44051401359", "44051401358", FALSE },
    { "pt-nif", "NIF ", "123456789", "123456788", FALSE },
    { "se-pnr", "Personnummer ", "8112189876", "8112189875", FALSE },
    { "fi-hetu", "HETU ", "131052-308T", "131052-308U", FALSE },
    { "no-fnr", "", "01018012371", "01018012372", TRUE },
    { "ch-ahv", "", "7569217076985", "7569217076984", TRUE },
    { "ie-ppsn", "PPS number ", "1234567T", "1234567U", FALSE },
    { "au-tfn", "TFN ", "123456782", "123456781", FALSE },
};

static gboolean
finds(const char *text, const char *kind, const char *number)
{
    g_autofree char *found = find(text), *wanted = g_strconcat(kind, "@", number, NULL);
    g_auto(GStrv) each = g_strsplit(found, " | ", -1);

    return g_strv_contains((const char *const *)each, wanted);
}

static void
test_every_good_number_is_found(void)
{
    for (guint i = 0; i < G_N_ELEMENTS(VECTORS); i++) {
        g_autofree char *text = g_strconcat("Good day, ", VECTORS[i].before, VECTORS[i].good, ", thank you.", NULL);

        g_test_message("%s", text);
        g_assert_true(finds(text, VECTORS[i].kind, VECTORS[i].good));
    }
}

static void
test_a_wrong_check_digit_is_no_number(void)
{
    for (guint i = 0; i < G_N_ELEMENTS(VECTORS); i++) {
        g_autofree char *text = g_strconcat("Good day, ", VECTORS[i].before, VECTORS[i].wrong, ", thank you.", NULL);

        g_test_message("%s", text);
        g_assert_false(finds(text, VECTORS[i].kind, VECTORS[i].wrong));
    }
}

static void
test_what_chance_could_make_needs_a_word_about_it(void)
{
    for (guint i = 0; i < G_N_ELEMENTS(VECTORS); i++) {
        g_autofree char *text = g_strconcat("Good day, see ", VECTORS[i].good, ", thank you.", NULL);

        g_test_message("%s", text);
        g_assert_cmpint(finds(text, VECTORS[i].kind, VECTORS[i].good), ==, VECTORS[i].alone);
    }
}

static void
test_a_number_touches_no_letter_or_digit(void)
{
    for (guint i = 0; i < G_N_ELEMENTS(VECTORS); i++) {
        g_autofree char *before = g_strconcat(VECTORS[i].before, "Q", VECTORS[i].good, NULL);
        g_autofree char *behind = g_strconcat(VECTORS[i].before, VECTORS[i].good, "9", NULL);
        g_autofree char *letter = g_strconcat(VECTORS[i].before, VECTORS[i].good, "é", NULL);

        g_assert_false(finds(before, VECTORS[i].kind, VECTORS[i].good));
        g_assert_false(finds(behind, VECTORS[i].kind, VECTORS[i].good));
        g_assert_false(finds(letter, VECTORS[i].kind, VECTORS[i].good));
    }
}

static void
test_groups_may_be_apart(void)
{
    assert_found("IBAN GB82 WEST 1234 5698 7654 32.", "iban@GB82 WEST 1234 5698 7654 32");
    assert_found("Card 4111-1111-1111-1111", "card@4111-1111-1111-1111");
    assert_found("NINO: AB 12 34 56 C", "uk-nino@AB 12 34 56 C");
    assert_found("AHV 756.9217.0769.85", "ch-ahv@756.9217.0769.85");
    assert_found("Rijksregisternummer 85.07.30-033.28", "be-nn@85.07.30-033.28");
    assert_found("NIR 2 55 08 14 168 025 38", "fr-nir@2 55 08 14 168 025 38");
    assert_found("Meine Steuer-ID ist 86\xc2\xa0"
                 "095\xc2\xa0"
                 "742\xc2\xa0"
                 "719",
                 "de-tax@86\xc2\xa0"
                 "095\xc2\xa0"
                 "742\xc2\xa0"
                 "719");
    assert_found("personnummer 19811218-9876", "se-pnr@19811218-9876");
    assert_found("„GB82WEST12345698765432“", "iban@GB82WEST12345698765432");
}

static void
test_a_phone_number_is_no_nhs_number(void)
{
    assert_found("Call me at 943 476 5919 or 9434765919.", "");
    assert_found("My NHS number is 943 476 5919.", "uk-nhs@943 476 5919");
}

static void
test_the_word_stands_within_five_words(void)
{
    assert_found("PESEL one two three four 44051401359", "pl-pesel@44051401359");
    assert_found("PESEL one two three four five 44051401359", "");
    assert_found("44051401359 one two three four PESEL", "pl-pesel@44051401359");
    assert_found("44051401359 one two three four five PESEL", "");
}

static void
test_a_word_about_it_is_a_word_of_its_own(void)
{
    assert_found("unif 123456789", "");
    assert_found("Business routing. 021000021", "us-aba@021000021");
    assert_found("(NIF) 123456789", "pt-nif@123456789");
}

static void
test_known_samples_and_times_are_no_numbers(void)
{
    assert_found("SSN 078-05-1120", "");
    assert_found("SSN 123-45-6789", "");
    assert_found("SSN 536-90 4399", "");
    assert_found("536 90 4399", "");
    assert_found("social security 536 90 4399", "us-ssn@536 90 4399");
    assert_found("SSN 536904399", "us-ssn@536904399");
    assert_found("card 1700000000005", "");
    assert_found("card 0000000000000000", "");
}

static void
test_an_iban_has_the_length_of_its_country(void)
{
    assert_found("DE89370400440532013000", "iban@DE89370400440532013000");
    assert_found("DE8937040044053201300", "");
    assert_found("XX82WEST12345698765432", "");
}

static void
test_corsica_counts(void)
{
    /* 2A is 19: 97 - (1 84 12 19 123 456 mod 97) */
    guint64 whole = G_GUINT64_CONSTANT(1841219123456);
    g_autofree char *text = g_strdup_printf("1 84 12 2A 123 456 %02u", (guint)(97 - whole % 97));
    g_autofree char *expected = g_strconcat("fr-nir@", text, NULL);

    assert_found(text, expected);
}

static void
test_what_is_no_text_ends_well(void)
{
    static const char BROKEN[] = "card 4111111111111111\xc3 \xff\xfe 4111\xe2\x82";
    g_autofree char *long_text = g_strnfill(PERSONAL_NUMBER_TEXT + 100, '7');
    Found found = { BROKEN, g_string_new(NULL) };

    personal_number_find(BROKEN, sizeof BROKEN - 1, on_number, &found);
    g_assert_cmpstr(found.out->str, ==, "card@4111111111111111");
    g_string_free(found.out, TRUE);
    assert_found(long_text, "");
    assert_found("", "");
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
#define ADD(name, function) g_test_add_func("/personal-number/" name, function)
    ADD("every-good-number-is-found", test_every_good_number_is_found);
    ADD("a-wrong-check-digit-is-no-number", test_a_wrong_check_digit_is_no_number);
    ADD("what-chance-could-make-needs-a-word-about-it", test_what_chance_could_make_needs_a_word_about_it);
    ADD("a-number-touches-no-letter-or-digit", test_a_number_touches_no_letter_or_digit);
    ADD("groups-may-be-apart", test_groups_may_be_apart);
    ADD("a-phone-number-is-no-nhs-number", test_a_phone_number_is_no_nhs_number);
    ADD("the-word-stands-within-five-words", test_the_word_stands_within_five_words);
    ADD("a-word-about-it-is-a-word-of-its-own", test_a_word_about_it_is_a_word_of_its_own);
    ADD("known-samples-and-times-are-no-numbers", test_known_samples_and_times_are_no_numbers);
    ADD("an-iban-has-the-length-of-its-country", test_an_iban_has_the_length_of_its_country);
    ADD("corsica-counts", test_corsica_counts);
    ADD("what-is-no-text-ends-well", test_what_is_no_text_ends_well);
    return g_test_run();
}
