/* SPDX-License-Identifier: Apache-2.0 */
/* base/locale-private.h: what locale.c (texts) and locale-format.c (numbers, dates) share. */
#pragma once
#include "base/locale.h"
#include "base/po.h"

/* The ICU objects of one locale: opened when first needed, lent to one call at a time, so at most as many sets as there
 * are threads that format at once. Thread-safe. */
typedef struct LocaleFormats LocaleFormats;

LocaleFormats *locale_formats_new(const char *icu_name);
void locale_formats_free(LocaleFormats *formats);

/* The CLDR form of @n among those that the language uses for whole numbers, in CLDR's order (zero, one, two, few, many,
 * other). */
guint locale_formats_plural(LocaleFormats *formats, guint64 n);

struct Locale {
    char *tag;      /* "de-AT" */
    char *icu_name; /* "de_AT"; "en_GB" for "en" */
    Po *po;         /* NULL: English as in the source */
    LocaleFormats *formats;
};
