/* SPDX-License-Identifier: Apache-2.0 */
/* tribune token add, list, revoke: all work beside a serving node. */
#include <sodium.h>
#include <stdio.h>
#include <string.h>

#include "base/clock.h"
#include "base/error.h"
#include "base/id.h"
#include "command/command-node.h"
#include "command/commands.h"
#include "mediation/programs/tokens.h"
#include "mediation/staff/staffing.h"

/* ---- add ---- */

static gboolean
parse_scopes(const CommandLine *line, guint *ret, GError **error)
{
    const GPtrArray *names = command_line_all(line, "scope");

    *ret = 0;
    for (guint i = 0; i < names->len; i++) {
        guint scope;

        if (!token_scope_parse(g_ptr_array_index(names, i), &scope))
            return command_usage(error,
                                 "there is no scope \"%s\"; there are cases:read, cases:write, messages:read, "
                                 "messages:write, persons:read, webhooks:manage",
                                 (const char *)g_ptr_array_index(names, i));
        *ret |= scope;
    }
    return TRUE;
}

static GArray *
parse_units(Node *node, const CommandLine *line, GError **error)
{
    g_autoptr(DirectorySnapshot) directory = directory_snapshot(node_mediation(node)->directory);
    const GPtrArray *codes = command_line_all(line, "unit"), *units = directory_units(directory);
    g_autoptr(GArray) found = g_array_new(FALSE, FALSE, sizeof(UnitId));

    for (guint i = 0; i < codes->len; i++) {
        guint before = found->len;

        for (guint u = 0; u < units->len; u++) {
            const Unit *unit = g_ptr_array_index(units, u);

            if (strcmp(unit->code, g_ptr_array_index(codes, i)) == 0)
                g_array_append_val(found, unit->id);
        }
        if (found->len == before) {
            command_usage(error, "there is no unit \"%s\"", (const char *)g_ptr_array_index(codes, i));
            return NULL;
        }
    }
    return g_steal_pointer(&found);
}

static gboolean
parse_staff(Node *node, const CommandLine *line, StaffId *ret, GError **error)
{
    const char *login = command_line_option(line, "for");
    g_autoptr(Staff) staff = NULL;

    ret->value = 0;
    if (login == NULL)
        return TRUE;
    staff = staffing_find(node_store(node), command_node_actor(), login, error);
    if (staff == NULL)
        return FALSE;
    *ret = staff->id;
    return TRUE;
}

static gboolean
run_add(const CommandLine *line, GError **error)
{
    g_auto(CommandNode) opened = { 0 };
    g_autoptr(GArray) units = NULL;
    TokenDraft draft = { .name = command_line_argument(line, 0) };
    gint64 days;
    TokenId id;
    char *text;

    if (!parse_scopes(line, &draft.scopes, error) || !command_line_number(line, "days", 0, 731, &days, error) ||
        !command_node_open(&opened, line, NODE_VISIT, error) ||
        (units = parse_units(opened.node, line, error)) == NULL || !parse_staff(opened.node, line, &draft.staff, error))
        return FALSE;
    draft.everywhere = units->len == 0;
    draft.units = (const UnitId *)(const void *)units->data;
    draft.unit_count = units->len;
    draft.expires = days > 0 ? clock_now() + days * CLOCK_DAY : 0;
    text = tokens_add(node_store(opened.node), command_node_actor(), &draft, &id, error);
    if (text == NULL)
        return FALSE;
    printf("%s\n", text);
    sodium_memzero(text, strlen(text));
    g_free(text);
    return TRUE;
}

/* ---- list ---- */

static char *
describe_units(const DirectorySnapshot *directory, const ApiToken *token)
{
    GString *out = g_string_new(token->everywhere ? "all" : NULL);

    for (guint i = 0; i < token->units->len; i++) {
        const Unit *unit = directory_get_unit(directory, g_array_index(token->units, UnitId, i));

        g_string_append_printf(out, "%s%s", out->len > 0 ? " " : "", unit != NULL ? unit->code : "?");
    }
    return g_string_free(out, FALSE);
}

static void
print_token(const DirectorySnapshot *directory, const ApiToken *token, gint64 now)
{
    g_autofree char *scopes = token_scopes_format(token->scopes), *units = describe_units(directory, token);
    g_autofree char *used = token->used != 0 ? clock_format_utc(token->used) : g_strdup("never");
    const char *state = token->revoked != 0 ? "revoked" : api_token_is_good(token, now) ? "good" : "expired";
    char id[ID_TEXT_SIZE];

    id_format(token->id.value, id);
    printf("%s\t%s\t%s\t%s\t%s\t%.16s\t%s\n", id, state, token->hint, scopes, units, used, token->name);
}

static gboolean
run_list(const CommandLine *line, GError **error)
{
    g_auto(CommandNode) opened = { 0 };
    g_autoptr(DirectorySnapshot) directory = NULL;
    g_autoptr(GPtrArray) tokens = NULL;

    if (!command_node_open(&opened, line, NODE_READ, error) ||
        (tokens = tokens_list(node_store(opened.node), command_node_actor(), error)) == NULL)
        return FALSE;
    directory = directory_snapshot(node_mediation(opened.node)->directory);
    for (guint i = 0; i < tokens->len; i++)
        print_token(directory, g_ptr_array_index(tokens, i), clock_now());
    return TRUE;
}

/* ---- revoke ---- */

static gboolean
run_revoke(const CommandLine *line, GError **error)
{
    g_auto(CommandNode) opened = { 0 };
    TokenId id;

    if (!id_parse(command_line_argument(line, 0), &id.value))
        return command_usage(error, "\"%s\" is no token's id; `tribune token list` has them in its first column",
                             command_line_argument(line, 0));
    if (!command_node_open(&opened, line, NODE_VISIT, error) ||
        !tokens_revoke(node_store(opened.node), command_node_actor(), id, error))
        return FALSE;
    printf("revoked %s\n", command_line_argument(line, 0));
    return TRUE;
}

/* ---- the commands ---- */

static const CommandOption ADD_OPTIONS[] = {
    COMMAND_OPTION_CONFIG,
    { "scope", "SCOPE", "What the program may do; may be written several times.", .repeatable = TRUE },
    { "unit", "CODE", "Where; may be written several times. Without it in every unit.", .repeatable = TRUE },
    { "for", "LOGIN", "Who it acts for: then it may do no more than they may, and it may answer citizens." },
    { "days", "N", "For how long it is good; 0: until it is revoked.", .standard = "365" },
    {},
};
static const CommandOption OPTIONS[] = { COMMAND_OPTION_CONFIG, {} };

const struct command token_add_command = {
    .name = "token add",
    .summary = "Make a token for a program, and print it: it is never shown again.",
    .details = "Scopes are cases:read, cases:write, messages:read, messages:write, persons:read and webhooks:manage.\n"
               "\n"
               "    tribune token add 'Call centre' --scope cases:read --scope messages:read --unit highways",
    .syntax = { ADD_OPTIONS, "NAME" },
    .run = run_add,
};

const struct command token_list_command = {
    .name = "token list",
    .summary = "All tokens, one per line: id, state, beginning, scopes, units, last use (UTC), name.",
    .details = "Columns are separated by tabs.",
    .syntax = { OPTIONS, "" },
    .run = run_list,
};

const struct command token_revoke_command = {
    .name = "token revoke",
    .summary = "End a token at once.",
    .syntax = { OPTIONS, "ID" },
    .run = run_revoke,
};
