/* SPDX-License-Identifier: Apache-2.0 */
#include "wire/telephone.h"

#include <string.h>

#include "base/error.h"

#define SCHEME  "tel:"
#define CONTEXT ";phone-context=+"

static gboolean
is_digits(const char *text, gsize least, gsize most)
{
    gsize length = strspn(text, "0123456789");

    return text[length] == '\0' && length >= least && length <= most;
}

/* What people write between digits for the eye. */
static gboolean
is_ornament(gunichar sign)
{
    return g_unichar_isspace(sign) || sign == 0x2011 || sign == 0x2013 ||
           (sign < 128 && strchr(".-/()", (int)sign) != NULL);
}

/* Digits and a plus at the beginning; "" when there is anything else. */
static char *
bare_digits(const char *text)
{
    GString *digits = g_string_new(NULL);
    g_autofree char *written = g_strdup(text);
    char *trunk = strstr(written, "(0)");

    /* "+44 (0)20 …": the zero is for those who call from within. */
    if (trunk != NULL && strchr(written, '+') != NULL)
        memset(trunk, ' ', 3);
    for (const char *at = written; *at != '\0'; at = g_utf8_next_char(at)) {
        gunichar sign = g_utf8_get_char(at);

        if (g_ascii_isdigit(*at) || (*at == '+' && digits->len == 0)) {
            g_string_append_c(digits, *at);
        } else if (!is_ornament(sign)) {
            g_string_truncate(digits, 0);
            break;
        }
    }
    return g_string_free(digits, FALSE);
}

/* A number of the world, without its plus; NULL: it does not say enough. New. */
static char *
complete(const char *digits, const TelephonePlan *plan)
{
    gsize away = strlen(plan->international), home = strlen(plan->national);

    if (*digits == '+')
        return g_strdup(digits + 1);
    if (away > 0 && g_str_has_prefix(digits, plan->international))
        return g_strdup(digits + away);
    if (home > 0 && g_str_has_prefix(digits, plan->national))
        return g_strconcat(plan->country, digits + home, NULL);
    return plan->bare ? g_strdup(digits) : NULL;
}

char *
telephone_parse(const char *text, const TelephonePlan *plan, GError **error)
{
    const char *written = g_ascii_strncasecmp(text, SCHEME, strlen(SCHEME)) == 0 ? text + strlen(SCHEME) : text;
    const char *context = strstr(written, CONTEXT);
    gboolean fits = strlen(written) <= TELEPHONE_WRITTEN_MAX && g_utf8_validate(written, -1, NULL);
    g_autofree char *local = context == NULL ? NULL : g_strndup(written, (gsize)(context - written));
    g_autofree char *digits = fits ? bare_digits(context == NULL ? written : local) : g_strdup("");
    g_autofree char *whole = NULL;

    if (is_digits(digits, 3, TELEPHONE_SHORT_MAX) &&
        (*plan->national == '\0' || !g_str_has_prefix(digits, plan->national)))
        return g_strconcat(SCHEME, digits, CONTEXT, context == NULL ? plan->country : context + strlen(CONTEXT), NULL);
    whole = context == NULL ? complete(digits, plan) : NULL;
    if (whole != NULL && *whole != '0' && is_digits(whole, TELEPHONE_DIGITS_MIN, TELEPHONE_DIGITS_MAX))
        return g_strconcat(SCHEME "+", whole, NULL);
    g_set_error(error, TRIBUNE_ERROR, TRIBUNE_ERROR_INVALID,
                "that is not a telephone number; write it with its country, like +%s 7700 900123", plan->country);
    return NULL;
}

char *
telephone_dial(const char *uri)
{
    const char *number = g_str_has_prefix(uri, SCHEME) ? uri + strlen(SCHEME) : "";
    const char *context = strstr(number, CONTEXT);
    g_autofree char *local = context == NULL ? NULL : g_strndup(number, (gsize)(context - number));

    if (local != NULL)
        return is_digits(local, 3, TELEPHONE_SHORT_MAX) ? g_steal_pointer(&local) : NULL;
    return *number == '+' && is_digits(number + 1, TELEPHONE_DIGITS_MIN, TELEPHONE_DIGITS_MAX) ? g_strdup(number)
                                                                                               : NULL;
}
