/* SPDX-License-Identifier: Apache-2.0 */
/* tribune staff add, password, reset-factor, disable, enable, list: all work beside a serving node. */
#include <stdio.h>
#include <string.h>

#include "base/clock.h"
#include "command/command-node.h"
#include "command/commands.h"
#include "command/password-input.h"
#include "mediation/staff/second-factor.h"
#include "mediation/staff/staffing.h"
#include "model/rights.h"

#define PASSWORD_HELP                                                                                                  \
    "The password is the first line of standard input, or is asked for when that is a terminal. With --generate a "    \
    "random one is made and printed once: it is good for signing in within three days and choosing another."

/* ---- roles ---- */

/* "officer:highways", "lead" (of every unit), "admin" */
static gboolean
parse_role(const DirectorySnapshot *directory, const char *text, RoleGrant *ret, GError **error)
{
    const char *colon = strchr(text, ':');
    g_autofree char *name = colon != NULL ? g_strndup(text, (gsize)(colon - text)) : g_strdup(text);
    const GPtrArray *units = directory_units(directory);

    *ret = (RoleGrant){ 0 };
    if (!role_parse(name, &ret->role))
        return command_usage(error,
                             "there is no role \"%s\"; there are officer, lead, records, auditor, policy, admin, "
                             "communications",
                             name);
    for (guint i = 0; colon != NULL && i < units->len; i++) {
        const Unit *unit = g_ptr_array_index(units, i);

        if (strcmp(unit->code, colon + 1) == 0)
            ret->unit = unit->id;
    }
    if (colon != NULL && ret->unit.value == 0)
        return command_usage(error, "there is no unit \"%s\"", colon + 1);
    return TRUE;
}

static GArray *
parse_roles(Node *node, const CommandLine *line, GError **error)
{
    g_autoptr(DirectorySnapshot) directory = directory_snapshot(node_mediation(node)->directory);
    const GPtrArray *texts = command_line_all(line, "role");
    g_autoptr(GArray) grants = g_array_new(FALSE, TRUE, sizeof(RoleGrant));

    for (guint i = 0; i < texts->len; i++) {
        RoleGrant grant;

        if (!parse_role(directory, g_ptr_array_index(texts, i), &grant, error))
            return NULL;
        g_array_append_val(grants, grant);
    }
    return g_steal_pointer(&grants);
}

/* ---- passwords ---- */

static char *
take_password(const CommandLine *line, const char *login, GError **error)
{
    return command_line_has(line, "generate") ? password_make() : password_input_read(login, error);
}

static void
print_password(const CommandLine *line, const char *password)
{
    if (command_line_has(line, "generate"))
        printf("password: %s\n", password);
}

/* ---- add ---- */

static gboolean
run_add(const CommandLine *line, GError **error)
{
    g_auto(CommandNode) opened = { 0 };
    g_autoptr(GArray) grants = NULL;
    g_autoptr(PasswordHasher) hasher = password_hasher_new();
    const char *login = command_line_argument(line, 0), *name = command_line_option(line, "name");
    char *password;
    gboolean done;
    StaffId id;

    if (!command_node_open(&opened, line, NODE_VISIT, error) ||
        (grants = parse_roles(opened.node, line, error)) == NULL ||
        (password = take_password(line, login, error)) == NULL)
        return FALSE;
    done = staffing_add(node_store(opened.node), hasher, command_node_actor(),
                        &(StaffDraft){ .login = login,
                                       .name = name != NULL ? name : login,
                                       .locale = command_line_option(line, "language"),
                                       .password = password,
                                       .grants = (const RoleGrant *)(const void *)grants->data,
                                       .grant_count = grants->len,
                                       .first = command_line_has(line, "generate") },
                        &id, error);
    if (done) {
        printf("added %s\n", login);
        print_password(line, password);
    }
    password_input_free(password);
    return done;
}

/* ---- password, disable, enable ---- */

static gboolean
open_member(CommandNode *opened, const CommandLine *line, StaffId *ret, GError **error)
{
    g_autoptr(Staff) staff = NULL;

    if (!command_node_open(opened, line, NODE_VISIT, error))
        return FALSE;
    staff = staffing_find(node_store(opened->node), command_node_actor(), command_line_argument(line, 0), error);
    if (staff == NULL)
        return FALSE;
    *ret = staff->id;
    return TRUE;
}

static gboolean
run_password(const CommandLine *line, GError **error)
{
    g_auto(CommandNode) opened = { 0 };
    g_autoptr(PasswordHasher) hasher = password_hasher_new();
    const char *login = command_line_argument(line, 0);
    char *password;
    gboolean done;
    StaffId id;

    if (!open_member(&opened, line, &id, error) || (password = take_password(line, login, error)) == NULL)
        return FALSE;
    done = command_line_has(line, "generate")
               ? staffing_set_first_password(node_store(opened.node), hasher, command_node_actor(), id, password, error)
               : staffing_set_password(node_store(opened.node), hasher, command_node_actor(), id, password, error);
    if (done) {
        printf("%s has a new password and is signed out everywhere\n", login);
        print_password(line, password);
    }
    password_input_free(password);
    return done;
}

static gboolean
run_reset_factor(const CommandLine *line, GError **error)
{
    g_auto(CommandNode) opened = { 0 };
    StaffId id;

    if (!open_member(&opened, line, &id, error) ||
        !second_factor_reset(node_store(opened.node), command_node_actor(), id, error))
        return FALSE;
    printf("%s has no second factor any more and is signed out everywhere\n", command_line_argument(line, 0));
    return TRUE;
}

static gboolean
run_disable(const CommandLine *line, GError **error)
{
    g_auto(CommandNode) opened = { 0 };
    StaffId id;

    if (!open_member(&opened, line, &id, error) ||
        !staffing_disable(node_store(opened.node), command_node_actor(), id, error))
        return FALSE;
    printf("%s cannot sign in any more and is signed out everywhere\n", command_line_argument(line, 0));
    return TRUE;
}

static gboolean
run_enable(const CommandLine *line, GError **error)
{
    g_auto(CommandNode) opened = { 0 };
    StaffId id;

    if (!open_member(&opened, line, &id, error) ||
        !staffing_enable(node_store(opened.node), command_node_actor(), id, error))
        return FALSE;
    printf("%s can sign in again\n", command_line_argument(line, 0));
    return TRUE;
}

/* ---- list ---- */

static char *
describe_roles(const DirectorySnapshot *directory, const Staff *staff)
{
    GString *out = g_string_new(NULL);

    for (guint i = 0; i < staff->grants->len; i++) {
        const RoleGrant *grant = &g_array_index(staff->grants, RoleGrant, i);
        const Unit *unit = grant->unit.value != 0 ? directory_get_unit(directory, grant->unit) : NULL;

        g_string_append_printf(out, "%s%s%s%s", out->len > 0 ? " " : "", role_name(grant->role),
                               unit != NULL ? ":" : "", unit != NULL ? unit->code : "");
    }
    return g_string_free(out, FALSE);
}

static void
print_member(const DirectorySnapshot *directory, const Staff *staff)
{
    g_autofree char *roles = describe_roles(directory, staff);
    g_autofree char *seen = staff->signed_in != 0 ? clock_format_utc(staff->signed_in) : g_strdup("never");

    printf("%s\t%s\t%s\t%.16s\t%s\n", staff->login, staff->disabled ? "disabled" : "active", roles, seen, staff->name);
}

static gboolean
run_list(const CommandLine *line, GError **error)
{
    g_auto(CommandNode) opened = { 0 };
    g_autoptr(DirectorySnapshot) directory = NULL;
    g_autoptr(GPtrArray) staff = NULL;

    if (!command_node_open(&opened, line, NODE_READ, error) ||
        (staff = staffing_list(node_store(opened.node), command_node_actor(), error)) == NULL)
        return FALSE;
    directory = directory_snapshot(node_mediation(opened.node)->directory);
    for (guint i = 0; i < staff->len; i++)
        print_member(directory, g_ptr_array_index(staff, i));
    return TRUE;
}

/* ---- the commands ---- */

static const CommandOption ADD_OPTIONS[] = {
    COMMAND_OPTION_CONFIG,
    { "name", "NAME", "As colleagues and the record show it; without it the login." },
    { "role", "ROLE[:UNIT]", "A role, in one unit or in all; may be written several times.", .repeatable = TRUE },
    { "language", "TAG", "The language of her pages: en, de; without it the body's.", .standard = "" },
    { "generate", NULL, "Make a random first password and print it." },
    {},
};
static const CommandOption PASSWORD_OPTIONS[] = {
    COMMAND_OPTION_CONFIG,
    { "generate", NULL, "Make a random first password and print it." },
    {},
};
static const CommandOption OPTIONS[] = { COMMAND_OPTION_CONFIG, {} };

const struct command staff_add_command = {
    .name = "staff add",
    .summary = "Add a member of staff.",
    .details = "A login is 2 to 64 small letters, digits, dots, hyphens and underscores, and stays. Roles are officer, "
               "lead (of a unit by its code, or of all), records, auditor, policy, admin and "
               "communications (of the whole body).\n"
               "\n" PASSWORD_HELP "\n"
               "\n"
               "    tribune staff add grace --name 'Grace Okafor' --role officer:highways",
    .syntax = { ADD_OPTIONS, "LOGIN" },
    .run = run_add,
};

const struct command staff_password_command = {
    .name = "staff password",
    .summary = "Give somebody a new password; all her sessions end.",
    .details = PASSWORD_HELP,
    .syntax = { PASSWORD_OPTIONS, "LOGIN" },
    .run = run_password,
};

const struct command staff_reset_factor_command = {
    .name = "staff reset-factor",
    .summary = "Take away the second factor of somebody who lost it; all her sessions end.",
    .details = "They sign in with their password alone and set up another. Make sure first that it is they who ask.",
    .syntax = { OPTIONS, "LOGIN" },
    .run = run_reset_factor,
};

const struct command staff_disable_command = {
    .name = "staff disable",
    .summary = "End somebody's access at once. Nobody is ever removed: the record names them.",
    .syntax = { OPTIONS, "LOGIN" },
    .run = run_disable,
};

const struct command staff_enable_command = {
    .name = "staff enable",
    .summary = "Give somebody who was disabled her access back.",
    .syntax = { OPTIONS, "LOGIN" },
    .run = run_enable,
};

const struct command staff_list_command = {
    .name = "staff list",
    .summary = "Everybody, one per line: login, active or disabled, roles, last sign-in (UTC), name.",
    .details = "Columns are separated by tabs.",
    .syntax = { OPTIONS, "" },
    .run = run_list,
};
