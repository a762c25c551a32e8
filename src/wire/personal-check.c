/* SPDX-License-Identifier: Apache-2.0 */
/* The form and the check digits of each kind of number. */
#include <string.h>

#include "wire/personal-private.h"

/* ---- arithmetic ---- */

static guint
digit(const PersonalRun *run, guint at)
{
    return (guint)(run->signs[at] - '0');
}

static guint
number(const PersonalRun *run, guint first, guint length)
{
    guint value = 0;

    for (guint i = first; i < first + length; i++)
        value = value * 10 + digit(run, i);
    return value;
}

static gboolean
are_digits(const PersonalRun *run, guint first, guint length)
{
    for (guint i = first; i < first + length; i++)
        if (!g_ascii_isdigit(run->signs[i]))
            return FALSE;
    return TRUE;
}

/* "AA999999A": A any capital, 9 any digit. */
static gboolean
has_form(const PersonalRun *run, const char *form)
{
    for (guint i = 0; form[i] != '\0'; i++)
        if (form[i] == 'A' ? !g_ascii_isupper(run->signs[i]) : !g_ascii_isdigit(run->signs[i]))
            return FALSE;
    return TRUE;
}

static gboolean
is_luhn(const PersonalRun *run, guint first, guint length)
{
    guint sum = 0;

    for (guint i = 0; i < length; i++) {
        guint value = digit(run, first + length - 1 - i);

        if (i % 2 == 1)
            value = value > 4 ? value * 2 - 9 : value * 2;
        sum += value;
    }
    return sum % 10 == 0;
}

static guint
weigh(const PersonalRun *run, const guint8 *weights, guint count)
{
    guint sum = 0;

    for (guint i = 0; i < count; i++)
        sum += weights[i] * digit(run, i);
    return sum;
}

/* The remainder of the digits as one number of any length. */
static guint
remainder_of(const PersonalRun *run, guint first, guint length, guint divisor)
{
    guint rest = 0;

    for (guint i = first; i < first + length; i++)
        rest = (rest * 10 + digit(run, i)) % divisor;
    return rest;
}

static gboolean
is_same(const PersonalRun *run, guint length)
{
    for (guint i = 1; i < length; i++)
        if (run->signs[i] != run->signs[0])
            return FALSE;
    return TRUE;
}

static gboolean
is_date(guint month, guint day)
{
    return month >= 1 && month <= 12 && day >= 1 && day <= 31;
}

/* ---- cards and accounts ---- */

/* Thirteen digits that begin with 1 are times in milliseconds. */
static gboolean
is_card(const PersonalRun *run, guint length)
{
    return are_digits(run, 0, length) && !(length == 13 && run->signs[0] == '1') && !is_same(run, length) &&
           is_luhn(run, 0, length);
}

/* Lengths by country: the registry of ISO 13616. */
static const struct {
    char country[3];
    guint8 length;
} IBANS[] = {
    { "AD", 24 }, { "AE", 23 }, { "AL", 28 }, { "AT", 20 }, { "AZ", 28 }, { "BA", 20 }, { "BE", 16 }, { "BG", 22 },
    { "BH", 22 }, { "BI", 27 }, { "BR", 29 }, { "BY", 28 }, { "CH", 21 }, { "CR", 22 }, { "CY", 28 }, { "CZ", 24 },
    { "DE", 22 }, { "DJ", 27 }, { "DK", 18 }, { "DO", 28 }, { "EE", 20 }, { "EG", 29 }, { "ES", 24 }, { "FI", 18 },
    { "FK", 18 }, { "FO", 18 }, { "FR", 27 }, { "GB", 22 }, { "GE", 22 }, { "GI", 23 }, { "GL", 18 }, { "GR", 27 },
    { "GT", 28 }, { "HR", 21 }, { "HU", 28 }, { "IE", 22 }, { "IL", 23 }, { "IQ", 23 }, { "IS", 26 }, { "IT", 27 },
    { "JO", 30 }, { "KW", 30 }, { "KZ", 20 }, { "LB", 28 }, { "LC", 32 }, { "LI", 21 }, { "LT", 20 }, { "LU", 20 },
    { "LV", 21 }, { "LY", 25 }, { "MC", 27 }, { "MD", 24 }, { "ME", 22 }, { "MK", 19 }, { "MN", 20 }, { "MR", 27 },
    { "MT", 31 }, { "MU", 30 }, { "NI", 28 }, { "NL", 18 }, { "NO", 15 }, { "OM", 23 }, { "PK", 24 }, { "PL", 28 },
    { "PS", 29 }, { "PT", 25 }, { "QA", 29 }, { "RO", 24 }, { "RS", 22 }, { "RU", 33 }, { "SA", 24 }, { "SC", 31 },
    { "SD", 18 }, { "SE", 24 }, { "SI", 19 }, { "SK", 24 }, { "SM", 27 }, { "SO", 23 }, { "ST", 25 }, { "SV", 28 },
    { "TL", 23 }, { "TN", 24 }, { "TR", 26 }, { "UA", 29 }, { "VA", 22 }, { "VG", 24 }, { "XK", 20 }, { "YE", 30 },
};

static guint
iban_length(const PersonalRun *run)
{
    for (guint i = 0; i < G_N_ELEMENTS(IBANS); i++)
        if (memcmp(IBANS[i].country, run->signs, 2) == 0)
            return IBANS[i].length;
    return 0;
}

static gboolean
is_iban(const PersonalRun *run, guint length)
{
    guint rest = 0;

    if (!has_form(run, "AA99") || iban_length(run) != length)
        return FALSE;
    for (guint i = 0; i < length; i++) {
        char sign = run->signs[(i + 4) % length];

        if (g_ascii_islower(sign))
            return FALSE;
        rest = g_ascii_isdigit(sign) ? (rest * 10 + (guint)(sign - '0')) % 97
                                     : (rest * 100 + (guint)(sign - 'A') + 10) % 97;
    }
    return rest == 1;
}

static gboolean
is_us_aba(const PersonalRun *run, guint length)
{
    static const guint8 WEIGHTS[] = { 3, 7, 1, 3, 7, 1, 3, 7, 1 };

    return are_digits(run, 0, length) && strchr("0123678", run->signs[0]) != NULL && !is_same(run, length) &&
           weigh(run, WEIGHTS, 9) % 10 == 0;
}

/* ---- English-speaking countries ---- */

static gboolean
is_uk_nhs(const PersonalRun *run, guint length)
{
    static const guint8 WEIGHTS[] = { 10, 9, 8, 7, 6, 5, 4, 3, 2 };
    guint check;

    if (!are_digits(run, 0, length) || is_same(run, length))
        return FALSE;
    check = (11 - weigh(run, WEIGHTS, 9) % 11) % 11;
    return check != 10 && check == digit(run, 9);
}

static gboolean
is_uk_nino(const PersonalRun *run, guint length)
{
    static const char *const NEVER[] = { "BG", "GB", "NK", "KN", "NT", "TN", "ZZ" };

    if (!has_form(run, "AA999999A") || strchr("DFIQUV", run->signs[0]) != NULL ||
        strchr("DFIOQUV", run->signs[1]) != NULL || run->signs[length - 1] > 'D')
        return FALSE;
    for (guint i = 0; i < G_N_ELEMENTS(NEVER); i++)
        if (memcmp(NEVER[i], run->signs, 2) == 0)
            return FALSE;
    return TRUE;
}

/* In three groups 3-2-4 with twice the same between them, or in one. */
static gboolean
has_ssn_groups(const PersonalRun *run, gboolean bare_too)
{
    for (guint i = 0; i < 8; i++)
        if (i != 2 && i != 4 && run->behind[i] != 0)
            return FALSE;
    return run->behind[2] == run->behind[4] && (bare_too || run->behind[2] != 0);
}

static gboolean
is_us_ssn(const PersonalRun *run, guint length)
{
    static const char *const SAMPLES[] = { "078051120", "123456789", "219099999", "111111111", "222222222",
                                           "333333333", "444444444", "555555555", "777777777", "888888888" };
    guint area;

    if (!are_digits(run, 0, length) || !has_ssn_groups(run, TRUE))
        return FALSE;
    for (guint i = 0; i < G_N_ELEMENTS(SAMPLES); i++)
        if (memcmp(SAMPLES[i], run->signs, length) == 0)
            return FALSE;
    area = number(run, 0, 3);
    return area != 0 && area != 666 && area < 900 && number(run, 3, 2) != 0 && number(run, 5, 4) != 0;
}

static gboolean
is_us_itin(const PersonalRun *run, guint length)
{
    guint group;

    if (!are_digits(run, 0, length) || run->signs[0] != '9' || !has_ssn_groups(run, FALSE) || run->behind[2] != '-')
        return FALSE;
    group = number(run, 3, 2);
    return (group >= 50 && group <= 65) || (group >= 70 && group <= 88) || (group >= 90 && group != 93);
}

static gboolean
is_ca_sin(const PersonalRun *run, guint length)
{
    return are_digits(run, 0, length) && run->signs[0] != '0' && run->signs[0] != '8' && !is_same(run, length) &&
           is_luhn(run, 0, length);
}

static gboolean
is_au_tfn(const PersonalRun *run, guint length)
{
    static const guint8 WEIGHTS[] = { 1, 4, 3, 7, 5, 8, 6, 9, 10 };

    return are_digits(run, 0, length) && !is_same(run, length) && weigh(run, WEIGHTS, 9) % 11 == 0;
}

static gboolean
is_ie_ppsn(const PersonalRun *run, guint length)
{
    static const guint8 WEIGHTS[] = { 8, 7, 6, 5, 4, 3, 2 };
    guint sum;

    if (!has_form(run, length == 9 ? "9999999AA" : "9999999A"))
        return FALSE;
    sum = weigh(run, WEIGHTS, 7);
    if (length == 9)
        sum += 9 * (run->signs[8] == 'W' ? 0 : (guint)(run->signs[8] - 'A') + 1);
    return "WABCDEFGHIJKLMNOPQRSTUV"[sum % 23] == run->signs[7];
}

/* ---- middle and southern Europe ---- */

static gboolean
is_de_tax(const PersonalRun *run, guint length)
{
    guint counts[10] = { 0 }, product = 10;

    if (!are_digits(run, 0, length) || run->signs[0] == '0')
        return FALSE;
    for (guint i = 0; i < 10; i++) {
        guint sum = (digit(run, i) + product) % 10;

        if (++counts[digit(run, i)] > 3)
            return FALSE;
        product = 2 * (sum == 0 ? 10 : sum) % 11;
    }
    return (11 - product) % 10 == digit(run, 10);
}

static gboolean
is_es_dni(const PersonalRun *run, guint length)
{
    guint foreign = run->signs[0] >= 'X' && run->signs[0] <= 'Z', value;

    if (!has_form(run, foreign > 0 ? "A9999999A" : "99999999A"))
        return FALSE;
    value = number(run, foreign, 8 - foreign) + (foreign > 0 ? (guint)(run->signs[0] - 'X') * 10000000 : 0);
    return "TRWAGMYFPDXBNJZSQVHLCKE"[value % 23] == run->signs[length - 1];
}

/* A department of Corsica is 2A or 2B, counted as 19 and 18. */
static gboolean
is_fr_nir(const PersonalRun *run, guint length)
{
    PersonalRun plain = *run;
    guint month;

    if (run->signs[5] == '2' && (run->signs[6] == 'A' || run->signs[6] == 'B')) {
        plain.signs[5] = '1';
        plain.signs[6] = run->signs[6] == 'A' ? '9' : '8';
    }
    if (!are_digits(&plain, 0, length) || strchr("123478", plain.signs[0]) == NULL)
        return FALSE;
    month = number(&plain, 3, 2);
    return ((month >= 1 && month <= 12) || month >= 20) &&
           97 - remainder_of(&plain, 0, 13, 97) == number(&plain, 13, 2);
}

static gboolean
is_it_cf(const PersonalRun *run, guint length)
{
    static const guint8 ODD_DIGITS[] = { 1, 0, 5, 7, 9, 13, 15, 17, 19, 21 };
    static const guint8 ODD_LETTERS[] = { 1,  0,  5, 7, 9, 13, 15, 17, 19, 21, 2,  4,  18,
                                          20, 11, 3, 6, 8, 12, 14, 16, 10, 22, 25, 24, 23 };
    guint sum = 0;

    if (!has_form(run, "AAAAAA99A99A999A"))
        return FALSE;
    for (guint i = 0; i < length - 1; i++) {
        gboolean is_digit = g_ascii_isdigit(run->signs[i]);
        guint value = is_digit ? digit(run, i) : (guint)(run->signs[i] - 'A');

        sum += i % 2 == 1 ? value : is_digit ? ODD_DIGITS[value] : ODD_LETTERS[value];
    }
    return 'A' + (char)(sum % 26) == run->signs[length - 1];
}

static gboolean
is_pt_nif(const PersonalRun *run, guint length)
{
    static const guint8 WEIGHTS[] = { 9, 8, 7, 6, 5, 4, 3, 2 };
    guint check;

    if (!are_digits(run, 0, length) || run->signs[0] == '0' || is_same(run, length))
        return FALSE;
    check = 11 - weigh(run, WEIGHTS, 8) % 11;
    return (check > 9 ? 0 : check) == digit(run, 8);
}

static gboolean
is_nl_bsn(const PersonalRun *run, guint length)
{
    static const guint8 WEIGHTS[] = { 9, 8, 7, 6, 5, 4, 3, 2 };

    return are_digits(run, 0, length) && !is_same(run, length) && weigh(run, WEIGHTS, 8) % 11 == digit(run, 8);
}

/* Births from 2000 on count with a 2 in front: two thousand million. */
static gboolean
is_be_nn(const PersonalRun *run, guint length)
{
    guint rest, check;

    if (!are_digits(run, 0, length) || number(run, 2, 2) % 20 > 12 || number(run, 4, 2) > 31)
        return FALSE;
    rest = remainder_of(run, 0, 9, 97);
    check = number(run, 9, 2);
    return check == 97 - rest || check == 97 - (rest + 2000000000U % 97) % 97;
}

static gboolean
is_ch_ahv(const PersonalRun *run, guint length)
{
    guint sum = 0;

    if (!are_digits(run, 0, length) || number(run, 0, 3) != 756)
        return FALSE;
    for (guint i = 0; i < 12; i++)
        sum += digit(run, i) * (i % 2 == 1 ? 3 : 1);
    return (10 - sum % 10) % 10 == digit(run, 12);
}

/* ---- northern and eastern Europe ---- */

static gboolean
is_pl_pesel(const PersonalRun *run, guint length)
{
    static const guint8 WEIGHTS[] = { 1, 3, 7, 9, 1, 3, 7, 9, 1, 3 };

    return are_digits(run, 0, length) && is_date(number(run, 2, 2) % 20, number(run, 4, 2)) &&
           (10 - weigh(run, WEIGHTS, 10) % 10) % 10 == digit(run, 10);
}

/* With or without the century; a day above 60 is a coordination number. */
static gboolean
is_se_pnr(const PersonalRun *run, guint length)
{
    guint first = length - 10;

    return are_digits(run, 0, length) && length != 11 &&
           (first == 0 || (number(run, 0, 2) >= 18 && number(run, 0, 2) <= 20)) &&
           is_date(number(run, first + 2, 2), number(run, first + 4, 2) % 60) && is_luhn(run, first, 10);
}

/* The sign of the century is part of it: a hyphen, a plus (both kept in .behind), or a letter. */
static gboolean
is_fi_hetu(const PersonalRun *run, guint length)
{
    gboolean has_letter = length == 11;
    guint rest;

    if (!are_digits(run, 0, 6) || !are_digits(run, length - 4, 3) || !is_date(number(run, 2, 2), number(run, 0, 2)))
        return FALSE;
    for (guint i = 0; i < length - 1; i++)
        if (run->behind[i] != (!has_letter && i == 5 ? '-' : 0))
            return FALSE;
    if (has_letter && strchr("ABCDEFUVWXY", run->signs[6]) == NULL)
        return FALSE;
    rest = (number(run, 0, 6) * 1000 + number(run, length - 4, 3)) % 31;
    return "0123456789ABCDEFHJKLMNPRSTUVWXY"[rest] == run->signs[length - 1];
}

static gboolean
is_no_fnr(const PersonalRun *run, guint length)
{
    static const guint8 FIRST[] = { 3, 7, 6, 1, 8, 9, 4, 5, 2 }, SECOND[] = { 5, 4, 3, 2, 7, 6, 5, 4, 3, 2 };

    return are_digits(run, 0, length) && is_date(number(run, 2, 2) % 40, number(run, 0, 2) % 40) &&
           (11 - weigh(run, FIRST, 9) % 11) % 11 == digit(run, 9) &&
           (11 - weigh(run, SECOND, 10) % 11) % 11 == digit(run, 10);
}

/* ---- all ---- */

PersonalCheck
personal_check_of(PersonalNumberKind kind)
{
    static const PersonalCheck CHECKS[PERSONAL_NUMBER_KINDS] = {
        [PERSONAL_NUMBER_CARD] = is_card,         [PERSONAL_NUMBER_IBAN] = is_iban,
        [PERSONAL_NUMBER_UK_NHS] = is_uk_nhs,     [PERSONAL_NUMBER_UK_NINO] = is_uk_nino,
        [PERSONAL_NUMBER_US_SSN] = is_us_ssn,     [PERSONAL_NUMBER_US_ITIN] = is_us_itin,
        [PERSONAL_NUMBER_US_ABA] = is_us_aba,     [PERSONAL_NUMBER_CA_SIN] = is_ca_sin,
        [PERSONAL_NUMBER_DE_TAX] = is_de_tax,     [PERSONAL_NUMBER_ES_DNI] = is_es_dni,
        [PERSONAL_NUMBER_FR_NIR] = is_fr_nir,     [PERSONAL_NUMBER_IT_CF] = is_it_cf,
        [PERSONAL_NUMBER_NL_BSN] = is_nl_bsn,     [PERSONAL_NUMBER_BE_NN] = is_be_nn,
        [PERSONAL_NUMBER_PL_PESEL] = is_pl_pesel, [PERSONAL_NUMBER_PT_NIF] = is_pt_nif,
        [PERSONAL_NUMBER_SE_PNR] = is_se_pnr,     [PERSONAL_NUMBER_FI_HETU] = is_fi_hetu,
        [PERSONAL_NUMBER_NO_FNR] = is_no_fnr,     [PERSONAL_NUMBER_CH_AHV] = is_ch_ahv,
        [PERSONAL_NUMBER_IE_PPSN] = is_ie_ppsn,   [PERSONAL_NUMBER_AU_TFN] = is_au_tfn,
    };

    return CHECKS[kind];
}
