/* SPDX-License-Identifier: Apache-2.0 */
/* Accept-Language, language tags and time zones as strangers send them, and text with placeholders: always an answer,
 * always text. */
#include <stdint.h>
#include <string.h>

#include "base/locale.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length);

int
LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length)
{
    static Locales *locales;
    g_autofree char *text = g_utf8_make_valid((const char *)bytes, (gssize)MIN(length, 4000));
    g_autofree char *filled = NULL, *name = NULL, *date = NULL;
    const Locale *locale;

    if (locales == NULL)
        locales = locales_load(NULL, NULL);
    locale = locales_choose(locales, text);
    g_assert_true(locale == NULL || locale == locales_at(locales, 0));
    locale = locales_find(locales, text);
    g_assert_nonnull(locale);
    filled = locale_fill(locale, text, "a", "{b}", "b", "x", NULL);
    name = locale_language(locale, text);
    date = locale_date(locale, 0, LOCALE_EXACT, text);
    g_assert_true(g_utf8_validate(filled, -1, NULL) && g_utf8_validate(name, -1, NULL) &&
                  g_utf8_validate(date, -1, NULL));
    g_assert_cmpint(locale_compare(locale, text, text), ==, 0);
    return 0;
}
