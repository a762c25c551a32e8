/* SPDX-License-Identifier: Apache-2.0 */
#include "command/command-line.h"

#include <string.h>

#include "base/number.h"
#include "base/text.h"
#include "command/command.h"

#define OPTIONS_MAX 32

struct CommandLine {
    const CommandOption *options;
    GPtrArray *values[OPTIONS_MAX]; /* char *, as written */
    GPtrArray *arguments;
    gboolean help;
};

static const CommandOption NO_OPTIONS[] = { {} };

static guint
find_option(const CommandOption *options, const char *name)
{
    guint i = 0;

    while (options[i].name != NULL && strcmp(options[i].name, name) != 0)
        i++;
    return i;
}

static gboolean
refuse_option(const CommandOption *options, const char *name, GError **error)
{
    const char *names[OPTIONS_MAX + 1] = { "help" };
    gsize count = 1;
    const char *nearest;

    for (; options->name != NULL; options++)
        names[count++] = options->name;
    nearest = text_nearest(name, names, count);
    if (nearest != NULL)
        return command_usage(error, "there is no option --%s; did you mean --%s?", name, nearest);
    return command_usage(error, "there is no option --%s", name);
}

/* Takes the option that begins @words; @ret_used: how many words it is. */
static gboolean
take_option(CommandLine *line, const char *const *words, guint *ret_used, GError **error)
{
    const char *equals = strchr(words[0], '=');
    g_autofree char *name =
        equals != NULL ? g_strndup(words[0] + 2, (gsize)(equals - words[0] - 2)) : g_strdup(words[0] + 2);
    guint index = find_option(line->options, name);
    const CommandOption *option = &line->options[index];
    const char *value = equals != NULL ? equals + 1 : words[1];

    *ret_used = option->argument != NULL && equals == NULL ? 2 : 1;
    if (option->name == NULL)
        return refuse_option(line->options, name, error);
    if (option->argument == NULL && equals != NULL)
        return command_usage(error, "--%s takes no value", name);
    if (option->argument != NULL && value == NULL)
        return command_usage(error, "--%s needs a value: %s", name, option->argument);
    if (line->values[index]->len > 0 && !option->repeatable)
        return command_usage(error, "--%s is written twice", name);
    g_ptr_array_add(line->values[index], g_strdup(option->argument != NULL ? value : ""));
    return TRUE;
}

static gboolean
take_words(CommandLine *line, const char *const *words, GError **error)
{
    gboolean options = TRUE;
    guint used;

    for (; *words != NULL; words += used) {
        used = 1;
        if (options && (strcmp(*words, "--help") == 0 || strcmp(*words, "-h") == 0))
            line->help = TRUE;
        else if (options && strcmp(*words, "--") == 0)
            options = FALSE;
        else if (options && g_str_has_prefix(*words, "--")) {
            if (!take_option(line, words, &used, error))
                return FALSE;
        } else if (options && (*words)[0] == '-' && (*words)[1] != '\0')
            return command_usage(error, "there is no option %s; options begin with --", *words);
        else
            g_ptr_array_add(line->arguments, g_strdup(*words));
    }
    return TRUE;
}

static gboolean
check_complete(const CommandLine *line, const CommandSyntax *syntax, GError **error)
{
    g_auto(GStrv) names = g_strsplit(syntax->arguments, " ", -1);
    guint count = *syntax->arguments != '\0' ? g_strv_length(names) : 0;

    for (guint i = 0; line->options[i].name != NULL; i++)
        if (line->options[i].required && line->values[i]->len == 0)
            return command_usage(error, "--%s %s is needed", line->options[i].name, line->options[i].argument);
    if (line->arguments->len < count && *names[line->arguments->len] != '[')
        return command_usage(error, "%s is missing", names[line->arguments->len]);
    if (line->arguments->len > count)
        return command_usage(error, "\"%s\" is one word too many",
                             (const char *)g_ptr_array_index(line->arguments, count));
    return TRUE;
}

CommandLine *
command_line_parse(const CommandSyntax *syntax, const char *const *words, GError **error)
{
    g_autoptr(CommandLine) line = g_new0(CommandLine, 1);
    g_autoptr(GError) fault = NULL;

    line->options = syntax->options != NULL ? syntax->options : NO_OPTIONS;
    line->arguments = g_ptr_array_new_with_free_func(g_free);
    for (guint i = 0; i < OPTIONS_MAX; i++)
        line->values[i] = g_ptr_array_new_with_free_func(g_free);
    if ((take_words(line, words, &fault) && check_complete(line, syntax, &fault)) || line->help)
        return g_steal_pointer(&line);
    g_propagate_error(error, g_steal_pointer(&fault));
    return NULL;
}

void
command_line_free(CommandLine *line)
{
    for (guint i = 0; i < OPTIONS_MAX; i++)
        g_ptr_array_unref(line->values[i]);
    g_ptr_array_unref(line->arguments);
    g_free(line);
}

gboolean
command_line_wants_help(const CommandLine *line)
{
    return line->help;
}

static guint
known_option(const CommandLine *line, const char *name)
{
    guint index = find_option(line->options, name);

    g_assert(line->options[index].name != NULL);
    return index;
}

const char *
command_line_option(const CommandLine *line, const char *name)
{
    guint index = known_option(line, name);
    const GPtrArray *values = line->values[index];

    return values->len > 0 ? g_ptr_array_index(values, values->len - 1) : line->options[index].standard;
}

gboolean
command_line_has(const CommandLine *line, const char *name)
{
    return line->values[known_option(line, name)]->len > 0;
}

const GPtrArray *
command_line_all(const CommandLine *line, const char *name)
{
    return line->values[known_option(line, name)];
}

gboolean
command_line_number(const CommandLine *line, const char *name, gint64 min, gint64 max, gint64 *ret, GError **error)
{
    const char *text = command_line_option(line, name);

    return number_parse_int64(text, min, max, ret, NULL) ||
           command_usage(error, "--%s: \"%s\" is no number from %" G_GINT64_FORMAT " to %" G_GINT64_FORMAT, name, text,
                         min, max);
}

const char *
command_line_argument(const CommandLine *line, guint index)
{
    return index < line->arguments->len ? g_ptr_array_index(line->arguments, index) : NULL;
}
