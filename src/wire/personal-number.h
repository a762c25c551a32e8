/* SPDX-License-Identifier: Apache-2.0 */
/* wire/personal-number.h: finds numbers that belong to a person in a text: cards, accounts, tax and identity numbers.
 *
 * A number is found when it has the form of its kind, stands alone (no letter or digit touches it), and passes the
 * check of its kind. Where more than one in a hundred chance strings of that form pass, a word that speaks of such a
 * number must stand within PERSONAL_NUMBER_CONTEXT words before or after it. Single spaces, no-break spaces, dots and
 * hyphens may stand between groups. What is found is told by kind and place only. Pure, thread-safe. */
#pragma once
#include <glib.h>

#define PERSONAL_NUMBER_CONTEXT 5            /* words */
#define PERSONAL_NUMBER_TEXT    (256 * 1024) /* bytes of a text that are looked at */

typedef enum {
    PERSONAL_NUMBER_CARD,
    PERSONAL_NUMBER_IBAN,
    PERSONAL_NUMBER_UK_NHS,
    PERSONAL_NUMBER_UK_NINO,
    PERSONAL_NUMBER_US_SSN,
    PERSONAL_NUMBER_US_ITIN,
    PERSONAL_NUMBER_US_ABA,
    PERSONAL_NUMBER_CA_SIN,
    PERSONAL_NUMBER_DE_TAX,
    PERSONAL_NUMBER_ES_DNI, /* and NIE */
    PERSONAL_NUMBER_FR_NIR,
    PERSONAL_NUMBER_IT_CF,
    PERSONAL_NUMBER_NL_BSN,
    PERSONAL_NUMBER_BE_NN,
    PERSONAL_NUMBER_PL_PESEL,
    PERSONAL_NUMBER_PT_NIF,
    PERSONAL_NUMBER_SE_PNR,
    PERSONAL_NUMBER_FI_HETU,
    PERSONAL_NUMBER_NO_FNR,
    PERSONAL_NUMBER_CH_AHV,
    PERSONAL_NUMBER_IE_PPSN,
    PERSONAL_NUMBER_AU_TFN,
    PERSONAL_NUMBER_KINDS
} PersonalNumberKind;

/* What such a number is about. */
typedef enum {
    PERSONAL_NUMBER_OF_CARD,
    PERSONAL_NUMBER_OF_ACCOUNT,
    PERSONAL_NUMBER_OF_TAX,
    PERSONAL_NUMBER_OF_HEALTH,
    PERSONAL_NUMBER_OF_IDENTITY,
} PersonalNumberFamily;

const char *personal_number_name(PersonalNumberKind kind);  /* a closed word: "uk-nhs" */
const char *personal_number_title(PersonalNumberKind kind); /* as people call it, in its own language: "PESEL" */
PersonalNumberFamily personal_number_family(PersonalNumberKind kind);

/* @first and @length: bytes of the text. */
typedef void (*PersonalNumberFunction)(PersonalNumberKind kind, gsize first, gsize length, gpointer data);

/* @text is UTF-8. One number may be told as several kinds. Returns how often @each was called. */
guint personal_number_find(const char *text, gsize length, PersonalNumberFunction each, gpointer data);
