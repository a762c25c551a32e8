/* SPDX-License-Identifier: Apache-2.0 */
#include "base/number.h"

#include <string.h>

#include "base/clock.h"
#include "base/error.h"

typedef struct {
    const char *suffix;
    gint64 factor;
} NumberUnit;

static const NumberUnit SIZE_UNITS[] = {
    { "", 1 },
    { "K", G_GINT64_CONSTANT(1) << 10 },
    { "M", G_GINT64_CONSTANT(1) << 20 },
    { "G", G_GINT64_CONSTANT(1) << 30 },
};
static const NumberUnit DURATION_UNITS[] = {
    { "ms", 1000 }, { "s", CLOCK_SECOND }, { "m", CLOCK_MINUTE }, { "h", CLOCK_HOUR }, { "d", CLOCK_DAY },
};

static gboolean
read_digits(const char *text, gsize length, gboolean negative, gint64 *ret)
{
    gint64 value = 0;

    if (length == 0)
        return FALSE;
    for (gsize i = 0; i < length; i++) {
        int digit = text[i] - '0';

        if (digit < 0 || digit > 9 || __builtin_mul_overflow(value, 10, &value) ||
            __builtin_add_overflow(value, negative ? -digit : digit, &value))
            return FALSE;
    }
    *ret = value;
    return TRUE;
}

gboolean
number_parse_span(const char *text, gsize length, gint64 min, gint64 max, gint64 *ret, GError **error)
{
    gboolean negative = length > 0 && text[0] == '-';
    gint64 value;

    if (!read_digits(text + negative, length - (gsize)negative, negative, &value) || value < min || value > max) {
        g_set_error(error, TRIBUNE_ERROR, TRIBUNE_ERROR_INVALID,
                    "expected a whole number from %" G_GINT64_FORMAT " to %" G_GINT64_FORMAT, min, max);
        return FALSE;
    }
    *ret = value;
    return TRUE;
}

gboolean
number_parse_int64(const char *text, gint64 min, gint64 max, gint64 *ret, GError **error)
{
    return number_parse_span(text, strlen(text), min, max, ret, error);
}

static gboolean
parse_with_unit(const char *text, const NumberUnit *units, gsize unit_count, gint64 min, gint64 max, gint64 *ret)
{
    gsize digits = strspn(text, "0123456789");
    gint64 value;

    if (!read_digits(text, digits, FALSE, &value))
        return FALSE;
    for (gsize i = 0; i < unit_count; i++) {
        if (strcmp(text + digits, units[i].suffix) != 0)
            continue;
        if (__builtin_mul_overflow(value, units[i].factor, &value) || value < min || value > max)
            return FALSE;
        *ret = value;
        return TRUE;
    }
    return FALSE;
}

gboolean
number_parse_size(const char *text, gint64 min, gint64 max, gint64 *ret, GError **error)
{
    if (parse_with_unit(text, SIZE_UNITS, G_N_ELEMENTS(SIZE_UNITS), min, max, ret))
        return TRUE;
    g_set_error(error, TRIBUNE_ERROR, TRIBUNE_ERROR_INVALID,
                "expected a size such as 64K or 25M, from %" G_GINT64_FORMAT " to %" G_GINT64_FORMAT " bytes", min,
                max);
    return FALSE;
}

gboolean
number_parse_duration(const char *text, gint64 min, gint64 max, gint64 *ret, GError **error)
{
    if (parse_with_unit(text, DURATION_UNITS, G_N_ELEMENTS(DURATION_UNITS), min, max, ret))
        return TRUE;
    g_set_error(error, TRIBUNE_ERROR, TRIBUNE_ERROR_INVALID,
                "expected a duration such as 500ms, 30s, 5m, 12h or 30d, from %g to %g seconds",
                (double)min / CLOCK_SECOND, (double)max / CLOCK_SECOND);
    return FALSE;
}
