/* SPDX-License-Identifier: Apache-2.0 */
/* tribune subscribers import: works beside a serving node. */
#include <stdio.h>
#include <string.h>

#include "base/error.h"
#include "command/command-node.h"
#include "command/commands.h"
#include "mediation/subscribing/subscribing.h"

#define FILE_MAX (64 * 1024 * 1024) /* bytes */

/* ---- the file ---- */

static gboolean
read_file(const char *path, char **ret, GError **error)
{
    g_autoptr(GError) trouble = NULL;
    gsize length;

    if (!g_file_get_contents(path, ret, &length, &trouble)) {
        g_set_error(error, TRIBUNE_ERROR, TRIBUNE_ERROR_NOT_FOUND, "%s", trouble->message);
        return FALSE;
    }
    if (length <= FILE_MAX)
        return TRUE;
    g_clear_pointer(ret, g_free);
    g_set_error(error, TRIBUNE_ERROR, TRIBUNE_ERROR_LIMIT, "%s is larger than 64 MiB; split it", path);
    return FALSE;
}

/* ---- what they get ---- */

static SubscriptionWish *
read_wish(const CommandLine *line, GError **error)
{
    const GPtrArray *topics = command_line_all(line, "topic");
    const char *word = command_line_option(line, "frequency");
    Frequency frequency;
    SubscriptionWish *wish;

    if (!frequency_parse(word, &frequency)) {
        command_usage(error, "there is no frequency \"%s\"; there are once, daily, weekly", word);
        return NULL;
    }
    wish = subscription_wish_new(command_line_option(line, "language"), frequency);
    for (guint i = 0; i < topics->len; i++)
        g_ptr_array_add(wish->topics, g_strdup(g_ptr_array_index(topics, i)));
    if (topics->len == 0)
        g_ptr_array_add(wish->topics, g_strdup(PLACE_ALL));
    return wish;
}

/* A piece of the list at a time: officers' work goes on between. */
static gboolean
import_lines(Mediation *mediation, char **lines, const SubscriptionWish *wish, guint *ret_added, GError **error)
{
    g_autoptr(GPtrArray) piece = g_ptr_array_new();
    guint first = 0;

    for (guint i = 0;; i++) {
        if (lines[i] != NULL && *g_strstrip(lines[i]) != '\0')
            g_ptr_array_add(piece, lines[i]);
        if (piece->len == SUBSCRIBING_IMPORT_MAX || (lines[i] == NULL && piece->len > 0)) {
            guint added;

            if (!subscribing_import(mediation, command_node_actor(), piece, wish, &added, error)) {
                g_prefix_error(error, "behind line %u: ", first);
                return FALSE;
            }
            *ret_added += added;
            first = i + 1;
            g_ptr_array_set_size(piece, 0);
        }
        if (lines[i] == NULL)
            return TRUE;
    }
}

static gboolean
run_import(const CommandLine *line, GError **error)
{
    g_auto(CommandNode) opened = { 0 };
    g_autoptr(SubscriptionWish) wish = read_wish(line, error);
    g_autofree char *text = NULL;
    g_auto(GStrv) lines = NULL;
    guint added = 0;

    if (wish == NULL || !read_file(command_line_argument(line, 0), &text, error))
        return FALSE;
    lines = g_strsplit(text, "\n", -1);
    if (!command_node_open(&opened, line, NODE_VISIT, error) ||
        !import_lines(node_mediation(opened.node), lines, wish, &added, error))
        return FALSE;
    printf("%u subscribers added\n", added);
    return TRUE;
}

static const CommandOption IMPORT_OPTIONS[] = {
    COMMAND_OPTION_CONFIG,
    { "topic", "CODE", "What they get: the code of a topic, all or alerts; standard: all.", .repeatable = TRUE },
    { "language", "TAG", "In which language.", .standard = "en" },
    { "frequency", "HOW", "once, daily or weekly.", .standard = "once" },
    {},
};

const struct command subscribers_import_command = {
    .name = "subscribers import",
    .summary = "Take over people who get your news by mail already.",
    .details =
        "FILE has one mail address a line, at most 64 MiB. Import only those who said yes, and can show it: they "
        "are not asked again. Who is known already stays as she is, also who has ended or whose mail comes back. "
        "Works beside a serving node; run again after a fault, it goes on where it was.",
    .syntax = { IMPORT_OPTIONS, "FILE" },
    .run = run_import,
};
