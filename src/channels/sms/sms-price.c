/* SPDX-License-Identifier: Apache-2.0 */
#include "channels/sms/sms-price.h"

#include <string.h>

#include "base/error.h"
#include "base/number.h"

#define MILLION    1000000
#define DECIMALS   6
#define WHOLE_MAX  1000
#define WHOLE_LONG 4

static gboolean
read_amount(const char *text, gsize length, gint64 *ret)
{
    const char *point = memchr(text, '.', length);
    gsize whole_length = point == NULL ? length : (gsize)(point - text);
    gsize decimals = point == NULL ? 0 : length - whole_length - 1;
    gint64 whole, part = 0;

    if (whole_length > WHOLE_LONG || decimals > DECIMALS ||
        !number_parse_span(text, whole_length, 0, WHOLE_MAX, &whole, NULL))
        return FALSE;
    if (point != NULL && !number_parse_span(point + 1, decimals, 0, MILLION - 1, &part, NULL))
        return FALSE;
    for (gsize i = decimals; i < DECIMALS; i++)
        part *= 10;
    *ret = whole * MILLION + part;
    return TRUE;
}

static gboolean
is_currency(const char *text)
{
    return strlen(text) == 3 && g_ascii_isupper(text[0]) && g_ascii_isupper(text[1]) && g_ascii_isupper(text[2]);
}

gboolean
sms_price_parse(const char *text, SmsPrice *ret, GError **error)
{
    const char *blank = strchr(text, ' ');
    gint64 amount = 0;

    if (blank == NULL || !is_currency(blank + 1) || !read_amount(text, (gsize)(blank - text), &amount)) {
        g_set_error(error, TRIBUNE_ERROR, TRIBUNE_ERROR_CONFIG,
                    "price: expected an amount and a currency, like "
                    "0.045 EUR");
        return FALSE;
    }
    ret->millionths = amount;
    g_strlcpy(ret->currency, blank + 1, sizeof ret->currency);
    return TRUE;
}

/* Two decimals at least, no zeros behind them. */
char *
sms_price_of(const SmsPrice *price, guint parts)
{
    gint64 total = price->millionths * parts;
    char text[40];
    gsize length;

    if (price->millionths == 0)
        return NULL;
    g_snprintf(text, sizeof text, "%" G_GINT64_FORMAT ".%06" G_GINT64_FORMAT, total / MILLION, total % MILLION);
    length = strlen(text);
    while (text[length - 1] == '0' && text[length - 3] != '.')
        length--;
    return g_strdup_printf("%.*s %s", (int)length, text, price->currency);
}
