/* SPDX-License-Identifier: Apache-2.0 */
/* Who works here, and which roles they hold. A first password is shown once, in the answer that made it. */
#include <sodium.h>
#include <string.h>

#include "base/error.h"
#include "base/id.h"
#include "console/flash.h"
#include "console/page.h"
#include "mediation/staff/staffing.h"
#include "views/staff-view.h"

static const Role BODY_ROLES[] = { ROLE_RECORDS, ROLE_AUDITOR, ROLE_POLICY, ROLE_ADMIN, ROLE_COMMUNICATIONS };

/* ---- the list ---- */

static json_t *
describe_roles(const StaffViewRow *row)
{
    json_t *roles = json_array();

    for (guint i = 0; i < row->roles->len; i++) {
        const StaffViewRole *role = g_ptr_array_index(row->roles, i);

        part_add(roles, json_pack("{s:o, s:o, s:b}", "role", part_flag(role_name(role->role)), "unit_name",
                                  part_text(role->unit_name), "everywhere",
                                  role->unit.value == 0 && rights_role_has_units(role->role)));
    }
    return roles;
}

static const char *
member_url(const ConsoleVisit *visit, StaffId id)
{
    char text[ID_TEXT_SIZE];

    id_format(id.value, text);
    return http_request_format(visit->request, "/staff/%s", text);
}

gboolean
console_staff_list(HttpRequest *request, HttpResponse *response, gpointer data, GError **error)
{
    const ConsoleVisit *visit = console_visit(request, response);
    g_autoptr(DirectorySnapshot) snapshot = directory_snapshot(visit->console->mediation->directory);
    g_autoptr(GPtrArray) rows = staff_view_list(visit->console->store, snapshot, visit->actor, error);
    gboolean manages = rights_may_anywhere(visit->actor, ACTION_MANAGE_STAFF);
    json_int_t count = 0;
    json_t *members;

    (void)data;
    if (rows == NULL)
        return FALSE;
    members = json_array();
    for (guint i = 0; i < rows->len; i++) {
        const StaffViewRow *row = g_ptr_array_index(rows, i);

        count += row->staff->disabled ? 0 : 1;
        part_add(members, json_pack("{s:o, s:o, s:b, s:o, s:o, s:s?}", "name", part_text(row->staff->name),
                                    "sign_in_name", part_text(row->staff->login), "disabled", row->staff->disabled,
                                    "roles", describe_roles(row), "seen", part_time(visit, row->staff->signed_in),
                                    "url", manages ? member_url(visit, row->staff->id) : NULL));
    }
    return page_render(
        visit, "staff", "staff",
        json_pack("{s:I, s:s?, s:o}", "count", count, "add", manages ? "/staff/new" : NULL, "members", members), error);
}

/* ---- the form ---- */

/* What the form shows: a member as stored, or as it was typed. */
typedef struct {
    const Staff *staff; /* NULL: somebody new */
    const char *login, *name;
    const GArray *grants; /* RoleGrant */
    char *first_password; /* to be shown now */
    const GError *error;
} Member;

static gboolean
holds(const GArray *grants, Role role, UnitId unit)
{
    for (guint i = 0; grants != NULL && i < grants->len; i++) {
        const RoleGrant *grant = &g_array_index(grants, RoleGrant, i);

        if (grant->role == role && grant->unit.value == unit.value)
            return TRUE;
    }
    return FALSE;
}

/* A lead does all that an officer does, so one choice per unit is enough. */
static json_t *
describe_unit_role(const GArray *grants, UnitId unit, const char *field, const char *name)
{
    gboolean lead = holds(grants, ROLE_LEAD, unit);

    return json_pack("{s:o, s:o, s:b, s:b}", "field", part_text(field), "unit_name", part_text(name), "is_lead", lead,
                     "is_officer", !lead && holds(grants, ROLE_OFFICER, unit));
}

static json_t *
describe_units(const ConsoleVisit *visit, const GArray *grants)
{
    g_autoptr(DirectorySnapshot) snapshot = directory_snapshot(visit->console->mediation->directory);
    const GPtrArray *units = directory_units(snapshot);
    json_t *list = json_array();

    part_add(list, describe_unit_role(grants, (UnitId){ 0 }, "unit-", NULL));
    for (guint i = 0; i < units->len; i++) {
        const Unit *unit = g_ptr_array_index(units, i);
        g_autofree char *field = g_strconcat("unit-", unit->code, NULL);

        part_add(list, describe_unit_role(grants, unit->id, field, unit->name));
    }
    return list;
}

static json_t *
describe_body_roles(const GArray *grants)
{
    json_t *list = json_array();

    for (guint i = 0; i < G_N_ELEMENTS(BODY_ROLES); i++) {
        const char *name = role_name(BODY_ROLES[i]);

        part_add(list, json_pack("{s:s, s:o, s:b}", "value", name, "role", part_flag(name), "selected",
                                 holds(grants, BODY_ROLES[i], (UnitId){ 0 })));
    }
    return list;
}

static gboolean
show(const ConsoleVisit *visit, const Member *member, GError **error)
{
    const Staff *staff = member->staff;
    const char *url = staff == NULL ? "/staff/new" : member_url(visit, staff->id);
    gboolean other = staff != NULL && staff->id.value != visit->actor->staff.value;
    json_t *form =
        json_pack("{s:b, s:s, s:s, s:o, s:o, s:o, s:o, s:o}", "is_new", staff == NULL, "list", "/staff", "action", url,
                  "name", part_text(member->name), "sign_in_name", part_text(member->login), "body_roles",
                  describe_body_roles(member->grants), "units", describe_units(visit, member->grants), "first_password",
                  part_text(member->first_password));

    part_set(form, "new_password", part_text(other ? http_request_format(visit->request, "%s/password", url) : NULL));
    part_set(
        form, "reset_factor",
        part_text(other && staff->second_factor ? http_request_format(visit->request, "%s/second-factor", url) : NULL));
    part_set(form, "disable",
             part_text(other && !staff->disabled ? http_request_format(visit->request, "%s/disable", url) : NULL));
    part_set(form, "enable",
             part_text(other && staff->disabled ? http_request_format(visit->request, "%s/enable", url) : NULL));
    return page_render(visit, "staff-edit", "staff",
                       json_pack("{s:o, s:o}", "errors",
                                 member->error != NULL ? page_error_said(visit, "name", member->error) : json_null(),
                                 "member", form),
                       error);
}

static gboolean
find_id(const ConsoleVisit *visit, StaffId *ret, GError **error)
{
    if (id_parse(http_request_parameter(visit->request, "id"), &ret->value))
        return TRUE;
    g_set_error(error, TRIBUNE_ERROR, TRIBUNE_ERROR_NOT_FOUND, "no such member of staff");
    return FALSE;
}

static StaffViewRow *
load(const ConsoleVisit *visit, GError **error)
{
    g_autoptr(DirectorySnapshot) snapshot = directory_snapshot(visit->console->mediation->directory);
    StaffId id;

    if (!rights_check(visit->actor, ACTION_MANAGE_STAFF, (UnitId){ 0 }, error) || !find_id(visit, &id, error))
        return NULL;
    return staff_view_load(visit->console->store, snapshot, visit->actor, id, error);
}

static gboolean
show_stored(const ConsoleVisit *visit, char *first_password, GError **error)
{
    g_autoptr(StaffViewRow) row = load(visit, error);

    return row != NULL &&
           show(visit,
                &(Member){ row->staff, row->staff->login, row->staff->name, row->staff->grants, first_password, NULL },
                error);
}

gboolean
console_staff_show(HttpRequest *request, HttpResponse *response, gpointer data, GError **error)
{
    (void)data;
    return show_stored(console_visit(request, response), NULL, error);
}

gboolean
console_staff_new(HttpRequest *request, HttpResponse *response, gpointer data, GError **error)
{
    const ConsoleVisit *visit = console_visit(request, response);

    (void)data;
    return rights_check(visit->actor, ACTION_MANAGE_STAFF, (UnitId){ 0 }, error) &&
           show(visit, &(Member){ .login = "", .name = "" }, error);
}

/* ---- what the form says ---- */

static void
add_grant(GArray *grants, Role role, UnitId unit)
{
    RoleGrant grant = { role, unit };

    g_array_append_val(grants, grant);
}

static void
read_unit_role(const ConsoleVisit *visit, GArray *grants, const char *code, UnitId unit)
{
    g_autofree char *field = g_strconcat("unit-", code, NULL);
    Role role;

    if (role_parse(console_field(visit, field), &role) && rights_role_has_units(role))
        add_grant(grants, role, unit);
}

static GArray *
read_grants(const ConsoleVisit *visit)
{
    g_autoptr(DirectorySnapshot) snapshot = directory_snapshot(visit->console->mediation->directory);
    const GPtrArray *units = directory_units(snapshot);
    g_autoptr(GPtrArray) names = http_request_fields(visit->request, "role");
    GArray *grants = g_array_new(FALSE, FALSE, sizeof(RoleGrant));
    Role role;

    for (guint i = 0; i < names->len; i++)
        if (role_parse(g_ptr_array_index(names, i), &role) && !rights_role_has_units(role))
            add_grant(grants, role, (UnitId){ 0 });
    read_unit_role(visit, grants, "", (UnitId){ 0 });
    for (guint i = 0; i < units->len; i++) {
        const Unit *unit = g_ptr_array_index(units, i);

        read_unit_role(visit, grants, unit->code, unit->id);
    }
    return grants;
}

/* The form again with what was typed and what is wrong with it. */
static gboolean
refuse(const ConsoleVisit *visit, const Member *typed, GError *trouble, GError **error)
{
    Member member = *typed;
    gboolean shown;

    if (!page_comes_back(visit, &trouble, error))
        return FALSE;
    member.error = trouble;
    shown = show(visit, &member, error);
    g_error_free(trouble);
    return shown;
}

static void
wipe(char *password)
{
    sodium_memzero(password, strlen(password));
    g_free(password);
}

gboolean
console_staff_add(HttpRequest *request, HttpResponse *response, gpointer data, GError **error)
{
    const ConsoleVisit *visit = console_visit(request, response);
    g_autoptr(GArray) grants = read_grants(visit);
    char *password = password_make();
    Member member = { NULL, console_field(visit, "sign_in_name"), console_field(visit, "name"), grants, NULL, NULL };
    StaffDraft draft = { member.login, member.name, "", password, (const RoleGrant *)(gpointer)grants->data,
                         grants->len,  TRUE };
    g_autoptr(Staff) added = NULL;
    GError *trouble = NULL;
    gboolean shown;
    StaffId id;

    (void)data;
    if (!staffing_add(visit->console->store, visit->console->settings.hasher, visit->actor, &draft, &id, &trouble)) {
        wipe(password);
        return refuse(visit, &member, trouble, error);
    }
    added = staff_new();
    added->id = id;
    member.staff = added;
    member.first_password = password;
    shown = show(visit, &member, error);
    wipe(password);
    return shown;
}

gboolean
console_staff_change(HttpRequest *request, HttpResponse *response, gpointer data, GError **error)
{
    const ConsoleVisit *visit = console_visit(request, response);
    g_autoptr(StaffViewRow) row = load(visit, error);
    g_autoptr(GArray) grants = row == NULL ? NULL : read_grants(visit);
    StaffChange change = { .name = console_field(visit, "name"), .replace_roles = TRUE };
    GError *trouble = NULL;

    (void)data;
    if (row == NULL)
        return FALSE;
    change.grants = (const RoleGrant *)(gpointer)grants->data;
    change.grant_count = grants->len;
    if (!staffing_change(visit->console->store, visit->actor, row->staff->id, &change, &trouble))
        return refuse(visit, &(Member){ row->staff, row->staff->login, change.name, grants, NULL, NULL }, trouble,
                      error);
    flash_set(visit, "staff_saved", "name", change.name);
    return http_response_redirect(response, "/staff");
}

/* ---- access ---- */

gboolean
console_staff_password(HttpRequest *request, HttpResponse *response, gpointer data, GError **error)
{
    const ConsoleVisit *visit = console_visit(request, response);
    char *password = password_make();
    StaffId id;
    gboolean done;

    (void)data;
    done = find_id(visit, &id, error) &&
           staffing_set_first_password(visit->console->store, visit->console->settings.hasher, visit->actor, id,
                                       password, error);
    if (done)
        events_disconnect(visit->console->settings.events, id.value);
    done = done && show_stored(visit, password, error);
    wipe(password);
    return done;
}

static gboolean
set_access(const ConsoleVisit *visit, gboolean (*set)(Store *, const Actor *, StaffId, GError **), const char *flash,
           GError **error)
{
    g_autoptr(StaffViewRow) row = load(visit, error);
    GError *trouble = NULL;

    if (row == NULL)
        return FALSE;
    if (!set(visit->console->store, visit->actor, row->staff->id, &trouble))
        return refuse(visit,
                      &(Member){ row->staff, row->staff->login, row->staff->name, row->staff->grants, NULL, NULL },
                      trouble, error);
    events_disconnect(visit->console->settings.events, row->staff->id.value);
    flash_set(visit, flash, "name", row->staff->name);
    return http_response_redirect(visit->response, "/staff");
}

gboolean
console_staff_disable(HttpRequest *request, HttpResponse *response, gpointer data, GError **error)
{
    (void)data;
    return set_access(console_visit(request, response), staffing_disable, "staff_disabled", error);
}

gboolean
console_staff_enable(HttpRequest *request, HttpResponse *response, gpointer data, GError **error)
{
    (void)data;
    return set_access(console_visit(request, response), staffing_enable, "staff_enabled", error);
}

gboolean
console_staff_reset_factor(HttpRequest *request, HttpResponse *response, gpointer data, GError **error)
{
    (void)data;
    return set_access(console_visit(request, response), second_factor_reset, "factor_reset", error);
}
