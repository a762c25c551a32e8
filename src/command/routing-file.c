/* SPDX-License-Identifier: Apache-2.0 */
#include "command/routing-file.h"

#include <stdio.h>
#include <string.h>

#include "base/error.h"

/* One byte more than a list may have, so that what is too long is seen to be. */
static GString *
read_all(FILE *file)
{
    GString *text = g_string_new(NULL);
    char buffer[65536];
    gsize got;

    while (text->len <= ROUTING_LIST_SIZE_MAX && (got = fread(buffer, 1, sizeof buffer, file)) > 0)
        g_string_append_len(text, buffer, (gssize)got);
    return text;
}

static RoutingList *
parse(const char *path, const GString *text, GError **error)
{
    RoutingList *list = routing_list_parse(text->str, text->len, error);

    if (list == NULL)
        g_prefix_error(error, "%s: ", path);
    return list;
}

RoutingList *
routing_file_read(const Mediation *mediation, const CommandLine *line, GError **error)
{
    const char *path = command_line_argument(line, 0);
    g_autoptr(RoutingSnapshot) rules = routing_snapshot(mediation->routing);
    RoutingList *list;
    GString *text;
    FILE *file;

    if (path == NULL)
        return routing_list_copy(routing_engine_list(routing_snapshot_engine(rules)));
    file = strcmp(path, "-") == 0 ? stdin : fopen(path, "rb");
    if (file == NULL) {
        g_set_error(error, TRIBUNE_ERROR, TRIBUNE_ERROR_NOT_FOUND,
                    "%s cannot be read; name a file with rules, as tribune routing export prints them", path);
        return NULL;
    }
    text = read_all(file);
    if (file != stdin)
        fclose(file);
    list = parse(path, text, error);
    g_string_free(text, TRUE);
    return list;
}
