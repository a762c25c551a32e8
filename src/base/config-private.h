/* SPDX-License-Identifier: Apache-2.0 */
/* base/config-private.h: what config.c, config-lines.c and config-value.c share: the lines of the file, their
 * values, and the faults found in it. */
#pragma once
#include "base/config.h"

#define CONFIG_FAULT_LIMIT 20

/* Where one line is handed to GKeyFile alone, under this group, so that each fault has its line. */
#define CONFIG_LINE_GROUP "line"

/* All faults are counted, the first CONFIG_FAULT_LIMIT are kept, one line each. */
typedef struct {
    const char *name;
    GString *text;
    guint count;
} ConfigFaults;

/* @line 0: the file as a whole. */
void config_fault(ConfigFaults *faults, guint line, const char *format, ...) G_GNUC_PRINTF(3, 4);

/* `; did you mean "x"?` or `; expected one of: x, y` */
char *config_suggest(const char *word, GPtrArray *candidates);

typedef struct {
    char *key;
    char *line_text; /* as GKeyFile reads it, below CONFIG_LINE_GROUP */
    guint line;
} ConfigEntry;

typedef struct {
    char *name; /* empty when its line was at fault */
    guint line;
    GPtrArray *entries;
} ConfigSection;

/* The sections of @text (valid UTF-8 without NUL) in order, names and keys unique but for reported faults. */
GPtrArray *config_read_lines(const char *text, gsize length, ConfigFaults *faults);

const ConfigEntry *config_find_entry(const ConfigSection *section, const char *key);

/* ---- values ---- */

typedef struct {
    ConfigType type;
    char *text;
    char **list;
    gint64 number;
    NetAddress *address;
} ConfigValue;

void config_value_free(gpointer value);

/* Of the line `key = …`, read by GKeyFile. Paths begin at @folder. TRIBUNE_ERROR_INVALID: what was expected. */
ConfigValue *config_value_read(const char *line_text, const ConfigKey *key, const char *folder, GError **error);

/* What @key is where no line says it. */
ConfigValue *config_value_default(const ConfigKey *key, const char *folder);
