/* SPDX-License-Identifier: Apache-2.0 */
#include "base/zone.h"

#include <string.h>
#include <unicode/ucal.h>
#include <unicode/ustring.h>

#include "base/clock.h"
#include "base/thread.h"

#define LAST_KNOWN (G_GINT64_CONSTANT(5680281600) * CLOCK_SECOND) /* 2150-01-01 */
#define LONGEST    64                                             /* UTF-16 units of a name */

typedef struct {
    gint64 since;
    gint64 offset;
} Stretch;

struct Zone {
    guint count;
    Stretch stretches[]; /* the first is since ever */
};

static gint64
offset_now(UCalendar *calendar, UErrorCode *status)
{
    return ((gint64)ucal_get(calendar, UCAL_ZONE_OFFSET, status) + ucal_get(calendar, UCAL_DST_OFFSET, status)) * 1000;
}

static void
add_stretches(GArray *stretches, UCalendar *calendar)
{
    UErrorCode status = U_ZERO_ERROR;
    Stretch stretch = { G_MININT64, 0 };
    UDate change = 0;

    ucal_setMillis(calendar, 0, &status);
    stretch.offset = offset_now(calendar, &status);
    g_array_append_val(stretches, stretch);
    while (ucal_getTimeZoneTransitionDate(calendar, UCAL_TZ_TRANSITION_NEXT, &change, &status) && U_SUCCESS(status)) {
        ucal_setMillis(calendar, change, &status);
        stretch = (Stretch){ (gint64)change * 1000, offset_now(calendar, &status) };
        if (stretch.since >= LAST_KNOWN)
            break;
        if (stretch.offset != g_array_index(stretches, Stretch, stretches->len - 1).offset)
            g_array_append_val(stretches, stretch);
    }
}

static Zone *
read_zone(const char *name)
{
    g_autoptr(GArray) stretches = g_array_new(FALSE, FALSE, sizeof(Stretch));
    UErrorCode status = U_ZERO_ERROR;
    UChar utf16[LONGEST];
    int32_t length = 0;
    UCalendar *calendar;
    Zone *zone;

    u_strFromUTF8(utf16, LONGEST, &length, name, -1, &status);
    if (U_FAILURE(status) || length >= LONGEST)
        length = 0;
    status = U_ZERO_ERROR;
    calendar = ucal_open(utf16, length, "en_US_POSIX", UCAL_GREGORIAN, &status);
    if (U_SUCCESS(status) && length > 0) {
        add_stretches(stretches, calendar);
    } else {
        Stretch utc = { G_MININT64, 0 };

        g_array_append_val(stretches, utc);
    }
    if (calendar != NULL)
        ucal_close(calendar);
    zone = g_malloc(sizeof *zone + stretches->len * sizeof(Stretch));
    zone->count = stretches->len;
    memcpy(zone->stretches, stretches->data, stretches->len * sizeof(Stretch));
    return zone;
}

/* Zones never change, and a house uses a handful: kept for ever, as quarks are. */
const Zone *
zone_get(const char *name)
{
    static Mutex mutex = { PTHREAD_MUTEX_INITIALIZER };
    static GHashTable *known;
    const Zone *zone;

    MUTEX_HELD(&mutex);
    if (known == NULL)
        known = g_hash_table_new(g_str_hash, g_str_equal);
    zone = g_hash_table_lookup(known, name);
    if (zone == NULL) {
        zone = read_zone(name);
        g_hash_table_insert(known, g_strdup(name), (gpointer)zone);
    }
    return zone;
}

gint64
zone_offset(const Zone *zone, gint64 time, gint64 *ret_until)
{
    guint low = 0, high = zone->count; /* stretches[low].since <= time < stretches[high].since */

    while (high - low > 1) {
        guint middle = low + (high - low) / 2;

        if (zone->stretches[middle].since <= time)
            low = middle;
        else
            high = middle;
    }
    if (ret_until != NULL)
        *ret_until = high < zone->count ? zone->stretches[high].since : G_MAXINT64;
    return zone->stretches[low].offset;
}
