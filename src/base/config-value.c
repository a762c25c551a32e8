/* SPDX-License-Identifier: Apache-2.0 */
/* One value of the configuration: from its line, or by default, as its specification promises. */
#include <string.h>

#include "base/clock.h"
#include "base/config-private.h"
#include "base/error.h"
#include "base/number.h"

#define LIST_LIMIT 64

void
config_value_free(gpointer data)
{
    ConfigValue *value = data;

    g_free(value->text);
    g_strfreev(value->list);
    netaddress_free(value->address);
    g_free(value);
}

static gboolean
parse_boolean(const char *text, gint64 *ret, GError **error)
{
    if (strcmp(text, "true") != 0 && strcmp(text, "false") != 0) {
        g_set_error_literal(error, TRIBUNE_ERROR, TRIBUNE_ERROR_INVALID, "expected true or false");
        return FALSE;
    }
    *ret = *text == 't';
    return TRUE;
}

static gboolean
parse_choice(const char *text, const char *choices, gint64 *ret, GError **error)
{
    g_auto(GStrv) words = g_strsplit(choices, " ", -1);
    g_autoptr(GPtrArray) candidates = g_ptr_array_new();
    g_autofree char *hint = NULL;

    for (gint64 i = 0; words[i] != NULL; i++) {
        if (strcmp(words[i], text) == 0) {
            *ret = i;
            return TRUE;
        }
        g_ptr_array_add(candidates, words[i]);
    }
    hint = config_suggest(text, candidates);
    g_set_error(error, TRIBUNE_ERROR, TRIBUNE_ERROR_INVALID, "no such choice%s", hint);
    return FALSE;
}

static gboolean
parse_date(const char *text, gint64 *ret, GError **error)
{
    gint64 year = 0, month = 0, day = 0;
    gboolean read =
        strlen(text) == 10 && text[4] == '-' && text[7] == '-' && number_parse_span(text, 4, 1970, 9999, &year, NULL) &&
        number_parse_span(text + 5, 2, 1, 12, &month, NULL) && number_parse_span(text + 8, 2, 1, 31, &day, NULL);
    g_autoptr(GDateTime) date = read ? g_date_time_new_utc((gint)year, (gint)month, (gint)day, 0, 0, 0) : NULL;

    if (date == NULL) {
        g_set_error_literal(error, TRIBUNE_ERROR, TRIBUNE_ERROR_INVALID, "expected a day, like 2027-06-30");
        return FALSE;
    }
    *ret = g_date_time_to_unix(date) * CLOCK_SECOND;
    return TRUE;
}

static gboolean
take_path(ConfigValue *value, const char *folder, GError **error)
{
    char *path;

    if (*value->text == '\0') {
        g_set_error_literal(error, TRIBUNE_ERROR, TRIBUNE_ERROR_INVALID, "expected a path");
        return FALSE;
    }
    path = g_canonicalize_filename(value->text, folder);
    g_free(value->text);
    value->text = path;
    return TRUE;
}

static gboolean
check_list(char **list, GError **error)
{
    if (g_strv_length(list) <= LIST_LIMIT)
        return TRUE;
    g_set_error(error, TRIBUNE_ERROR, TRIBUNE_ERROR_INVALID, "expected at most %d items", LIST_LIMIT);
    return FALSE;
}

/* @value->text or ->list is what GKeyFile read: make it what @key promises. */
static gboolean
interpret(ConfigValue *value, const ConfigKey *key, const char *folder, GError **error)
{
    gint64 max = key->min == 0 && key->max == 0 ? G_MAXINT64 : key->max;

    g_assert(key->type == CONFIG_LIST || value->text != NULL);
    switch (key->type) {
    case CONFIG_TEXT:
        if (!key->required || *value->text != '\0')
            return TRUE;
        g_set_error_literal(error, TRIBUNE_ERROR, TRIBUNE_ERROR_INVALID, "expected a text");
        return FALSE;
    case CONFIG_PATH:
        return take_path(value, folder, error);
    case CONFIG_SIZE:
        return number_parse_size(value->text, key->min, max, &value->number, error);
    case CONFIG_DURATION:
        return number_parse_duration(value->text, key->min, max, &value->number, error);
    case CONFIG_INTEGER:
        return number_parse_int64(value->text, key->min, max, &value->number, error);
    case CONFIG_BOOLEAN:
        return parse_boolean(value->text, &value->number, error);
    case CONFIG_CHOICE:
        return parse_choice(value->text, key->choices, &value->number, error);
    case CONFIG_ADDRESS:
        value->address = netaddress_parse(value->text, error);
        return value->address != NULL;
    case CONFIG_DATE:
        return parse_date(value->text, &value->number, error);
    case CONFIG_LIST:
        return check_list(value->list, error);
    }
    g_assert_not_reached();
}

ConfigValue *
config_value_read(const char *line_text, const ConfigKey *key, const char *folder, GError **error)
{
    g_autoptr(GKeyFile) file = g_key_file_new();
    ConfigValue *value = g_new0(ConfigValue, 1);
    gboolean good = g_key_file_load_from_data(file, line_text, strlen(line_text), G_KEY_FILE_NONE, error);

    value->type = key->type;
    if (good && key->type == CONFIG_LIST)
        value->list = g_key_file_get_string_list(file, CONFIG_LINE_GROUP, key->key, NULL, error);
    else if (good)
        value->text = g_key_file_get_string(file, CONFIG_LINE_GROUP, key->key, error);
    if ((value->text == NULL && value->list == NULL) || !interpret(value, key, folder, error))
        g_clear_pointer(&value, config_value_free);
    return value;
}

ConfigValue *
config_value_default(const ConfigKey *key, const char *folder)
{
    g_autofree char *line_text = g_strdup_printf("[" CONFIG_LINE_GROUP "]\n%s=%s", key->key, key->standard);
    g_autoptr(GError) error = NULL;
    ConfigValue *value;

    if (key->standard == NULL) {
        value = g_new0(ConfigValue, 1);
        value->type = key->type;
        value->list = g_new0(char *, 1);
        return value;
    }
    value = config_value_read(line_text, key, folder, &error);
    if (value == NULL)
        g_error("default of the setting %s: %s", key->key, error->message);
    return value;
}
