/* SPDX-License-Identifier: Apache-2.0 */
#include "channels/sms/sms-country.h"

#include <string.h>

#include "base/error.h"

#define DIGITS_MAX 7
#define CONTEXT    ";phone-context="

static gboolean
is_beginning(const char *text)
{
    gsize digits = *text == '+' ? strspn(text + 1, "0123456789") : 0;

    return digits >= 1 && digits <= DIGITS_MAX && text[1] != '0' && text[1 + digits] == '\0';
}

gboolean
sms_countries_parse(const char *text, char ***ret, GError **error)
{
    g_auto(GStrv) words = NULL;
    g_autoptr(GStrvBuilder) builder = g_strv_builder_new();
    guint count = 0;

    *ret = NULL;
    if (text == NULL)
        return TRUE;
    words = g_strsplit_set(text, " ,", -1);
    for (guint i = 0; words[i] != NULL; i++) {
        if (*words[i] == '\0')
            continue;
        if (!is_beginning(words[i])) {
            g_set_error(error, TRIBUNE_ERROR, TRIBUNE_ERROR_CONFIG,
                        "countries: expected beginnings of numbers like +44 +353, not “%s”", words[i]);
            return FALSE;
        }
        g_strv_builder_add(builder, words[i]);
        count++;
    }
    if (count == 0 || count > SMS_COUNTRIES_MAX) {
        g_set_error(error, TRIBUNE_ERROR, TRIBUNE_ERROR_CONFIG, "countries: expected 1 to %u; unset it for all",
                    SMS_COUNTRIES_MAX);
        return FALSE;
    }
    *ret = g_strv_builder_end(builder);
    return TRUE;
}

gboolean
sms_countries_have(char *const *countries, const char *uri)
{
    const char *context = strstr(uri, CONTEXT),
               *number = context != NULL ? context + strlen(CONTEXT) : strchr(uri, '+');

    if (countries == NULL)
        return TRUE;
    for (guint i = 0; number != NULL && countries[i] != NULL; i++)
        if (g_str_has_prefix(number, countries[i]))
            return TRUE;
    return FALSE;
}
