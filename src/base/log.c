/* SPDX-License-Identifier: Apache-2.0 */
#include "base/log.h"

#include <stdarg.h>
#include <stdatomic.h>
#include <stdio.h>
#include <string.h>

#include "base/clock.h"

static _Atomic int lowest = LOG_INFO;

static const char *const LEVEL_NAMES[] = { "debug", "info", "warning", "error" };

void
log_set_level(LogLevel level)
{
    atomic_store(&lowest, (int)level);
}

/* Without what ends a value, a line, or tells a terminal something. */
static gboolean
is_plain(const char *value)
{
    for (const char *c = value; *c != '\0'; c++)
        if ((guchar)*c <= 0x20 || *c == 0x7f || strchr("\"=\\", *c) != NULL)
            return FALSE;
    return *value != '\0' && g_utf8_validate(value, -1, NULL);
}

static void
append_value(GString *line, const char *value)
{
    if (is_plain(value)) {
        g_string_append(line, value);
        return;
    }
    g_string_append_c(line, '"');
    for (; *value != '\0'; value++) {
        guchar c = (guchar)*value;

        if (c == '"' || c == '\\')
            g_string_append_printf(line, "\\%c", c);
        else if (c < 0x20 || c == 0x7f)
            g_string_append_printf(line, "\\x%02x", c);
        else
            g_string_append_c(line, (char)c);
    }
    g_string_append_c(line, '"');
}

void
log_event(LogLevel level, const char *event, ...)
{
    g_autofree char *time = NULL;
    g_autoptr(GString) line = NULL;
    const char *key;
    va_list pairs;

    if ((int)level < atomic_load(&lowest))
        return;
    time = clock_format_utc(clock_now());
    line = g_string_new(time);
    g_string_append_printf(line, " %s %s", LEVEL_NAMES[level], event);
    va_start(pairs, event);
    while ((key = va_arg(pairs, const char *)) != NULL) {
        const char *value = va_arg(pairs, const char *);

        if (value == NULL)
            continue;
        g_string_append_printf(line, " %s=", key);
        append_value(line, value);
    }
    va_end(pairs);
    g_string_append_c(line, '\n');
    fwrite(line->str, 1, line->len, stderr);
}

void
log_failure(const char *event, const GError *error)
{
    log_event(LOG_ERROR, event, "error", error != NULL ? error->message : "unknown", NULL);
}
