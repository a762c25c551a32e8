/* SPDX-License-Identifier: Apache-2.0 */
#include "base/instant.h"

#include <string.h>

#include "base/clock.h"

#define LONGEST 40
#define LATEST  G_GINT64_CONSTANT(253402300800000000)

/* GLib reads ISO 8601, of which RFC 3339 takes only the long form with an offset. */
static gboolean
has_shape(const char *text)
{
    static const char shape[] = "dddd-dd-ddTdd:dd:dd";
    gsize length = strlen(text);

    if (length < strlen(shape) + 1 || length > LONGEST)
        return FALSE;
    for (gsize i = 0; shape[i] != '\0'; i++)
        if (shape[i] == 'd' ? !g_ascii_isdigit(text[i]) : text[i] != shape[i])
            return FALSE;
    text += strlen(shape);
    if (*text == '.')
        text += 1 + strspn(text + 1, "0123456789");
    return strcmp(text, "Z") == 0 || (strlen(text) == 6 && (*text == '+' || *text == '-') && text[3] == ':');
}

gboolean
instant_parse(const char *text, gint64 *ret)
{
    g_autoptr(GDateTime) time = has_shape(text) ? g_date_time_new_from_iso8601(text, NULL) : NULL;
    gint64 seconds;

    if (time == NULL)
        return FALSE;
    seconds = g_date_time_to_unix(time);
    if (seconds < 0 || seconds >= LATEST / CLOCK_SECOND)
        return FALSE;
    *ret = seconds * CLOCK_SECOND + g_date_time_get_microsecond(time);
    return TRUE;
}
