/* SPDX-License-Identifier: Apache-2.0 */
#include "command/policy-file.h"

#include <stdio.h>
#include <string.h>

#include "base/error.h"

static PolicyTable *
copy_active(const Mediation *mediation, const char *name, GError **error)
{
    g_autoptr(PolicySnapshot) snapshot = NULL;
    PolicyKind kind;

    if (!policy_table_kind_parse(name, &kind)) {
        g_set_error(error, TRIBUNE_ERROR, TRIBUNE_ERROR_INVALID, "--kind is channel, duty or hold");
        return NULL;
    }
    snapshot = policy_snapshot(mediation->policy, kind);
    return policy_table_copy(policy_engine_table(policy_snapshot_engine(snapshot)));
}

/* One byte more than a table may have, so that what is too long is seen to be. */
static GString *
read_all(FILE *file)
{
    GString *text = g_string_new(NULL);
    char buffer[65536];
    gsize got;

    while (text->len <= POLICY_TABLE_SIZE_MAX && (got = fread(buffer, 1, sizeof buffer, file)) > 0)
        g_string_append_len(text, buffer, (gssize)got);
    return text;
}

PolicyTable *
policy_file_read(const Mediation *mediation, const CommandLine *line, guint index, GError **error)
{
    const char *path = command_line_argument(line, index);
    PolicyTable *table;
    GString *text;
    FILE *file;

    if (path == NULL)
        return copy_active(mediation, command_line_option(line, "kind"), error);
    file = strcmp(path, "-") == 0 ? stdin : fopen(path, "rb");
    if (file == NULL) {
        g_set_error(error, TRIBUNE_ERROR, TRIBUNE_ERROR_NOT_FOUND,
                    "%s cannot be read; name a file with a table, as tribune policy export prints it", path);
        return NULL;
    }
    text = read_all(file);
    if (file != stdin)
        fclose(file);
    table = policy_table_parse(text->str, text->len, error);
    g_string_free(text, TRUE);
    if (table == NULL)
        g_prefix_error(error, "%s: ", path);
    return table;
}
