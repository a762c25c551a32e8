/* SPDX-License-Identifier: Apache-2.0 */
#include "command/demo-house.h"

#include <string.h>

#include "base/error.h"
#include "command/demo-fill.h"
#include "mediation/staff/staffing.h"

static gboolean
add_address(const DemoHouse *house, const DemoUnit *unit, UnitId id, gboolean first, GError **error)
{
    g_autofree char *uri = house->channel->driver->resolve(house->channel->handle, unit->mail, error);
    EndpointId endpoint;

    return uri != NULL &&
           directory_add_endpoint(house->mediation->directory, &ACTOR_TRIBUNE, house->channel->name, uri,
                                  first ? demo_content_body(house->content)->name : unit->name, id, &endpoint, error);
}

/* Nothing when there is no channel of that name. */
static gboolean
add_word(const DemoHouse *house, const char *name, const char *word, const DemoUnit *unit, UnitId id, gboolean first,
         GError **error)
{
    const Channel *channel = channels_find(house->mediation->channels, name);
    g_autofree char *uri = channel == NULL ? NULL : channel->driver->resolve(channel->handle, word, error);
    EndpointId endpoint;

    if (channel == NULL)
        return TRUE;
    return uri != NULL &&
           directory_add_endpoint(house->mediation->directory, &ACTOR_TRIBUNE, channel->name, uri,
                                  first ? demo_content_body(house->content)->name : unit->name, id, &endpoint, error);
}

/* On the form the first unit's is the form itself, the others' are choices on it. */
static gboolean
add_words(const DemoHouse *house, const DemoUnit *unit, UnitId id, gboolean first, GError **error)
{
    return add_word(house, DEMO_WEB, first ? "contact" : unit->key, unit, id, first, error) &&
           add_word(house, DEMO_PROGRAM, unit->key, unit, id, first, error);
}

static gboolean
add_units(const DemoHouse *house, GError **error)
{
    const GPtrArray *units = demo_content_units(house->content);

    for (guint i = 0; i < units->len; i++) {
        const DemoUnit *unit = g_ptr_array_index(units, i);
        UnitId *id = g_new0(UnitId, 1);

        g_hash_table_insert(house->units, (gpointer)unit->key, id);
        if (!directory_add_unit(house->mediation->directory, &ACTOR_TRIBUNE, unit->key, unit->name, id, error) ||
            !add_address(house, unit, *id, i == 0, error) || !add_words(house, unit, *id, i == 0, error))
            return FALSE;
    }
    return TRUE;
}

static gboolean
add_services(const DemoHouse *house, GError **error)
{
    const GPtrArray *services = demo_content_services(house->content);

    for (guint i = 0; i < services->len; i++) {
        const DemoService *service = g_ptr_array_index(services, i);
        const UnitId *unit = service->unit == NULL ? NULL : g_hash_table_lookup(house->units, service->unit);
        const Service added = { .code = (char *)service->key,
                                .name = (char *)service->name,
                                .basis = (char *)service->basis,
                                .unit = { unit != NULL ? unit->value : 0 },
                                .first_answer = service->first_answer,
                                .resolution = service->resolution,
                                .sensitivity = service->sensitivity };
        ServiceId id;

        if (!directory_add_service(house->mediation->directory, &ACTOR_TRIBUNE, &added, &id, error))
            return FALSE;
    }
    return TRUE;
}

static gboolean
add_calendar(const DemoHouse *house, const DemoCalendar *of, GError **error)
{
    Directory *directory = house->mediation->directory;
    CalendarId id = { DIRECTORY_BODY_CALENDAR };

    if (strcmp(of->key, "body") == 0) {
        of->calendar->id = id;
        return directory_change_calendar(directory, &ACTOR_TRIBUNE, of->calendar, error);
    }
    if (!directory_add_calendar(directory, &ACTOR_TRIBUNE, of->calendar, &id, error))
        return FALSE;
    for (guint i = 0; i < of->units->len; i++) {
        const UnitId *unit = g_hash_table_lookup(house->units, g_ptr_array_index(of->units, i));

        if (!directory_set_unit_calendar(directory, &ACTOR_TRIBUNE, *unit, id, error))
            return FALSE;
    }
    return TRUE;
}

static gboolean
add_calendars(const DemoHouse *house, GError **error)
{
    const GPtrArray *calendars = demo_content_calendars(house->content);

    for (guint i = 0; i < calendars->len; i++)
        if (!add_calendar(house, g_ptr_array_index(calendars, i), error))
            return FALSE;
    return TRUE;
}

static UnitId
unit_of(const DemoHouse *house, const char *key)
{
    return key != NULL ? *(UnitId *)g_hash_table_lookup(house->units, key) : (UnitId){ 0 };
}

static gboolean
add_member(const DemoHouse *house, const DemoStaff *member, const char *password, PasswordHasher *hasher,
           GError **error)
{
    g_autoptr(GArray) grants = g_array_new(FALSE, TRUE, sizeof(RoleGrant));
    StaffDraft draft = { .login = member->sign_in, .name = member->name, .locale = "", .password = password };
    Staff *staff;
    StaffId id;

    for (guint i = 0; i < member->grants->len; i++) {
        const DemoGrant *demo = &g_array_index(member->grants, DemoGrant, i);
        RoleGrant grant = { demo->role, unit_of(house, demo->unit) };

        g_array_append_val(grants, grant);
    }
    draft.grants = (const RoleGrant *)(const void *)grants->data;
    draft.grant_count = grants->len;
    if (!staffing_add(house->mediation->store, hasher, &ACTOR_TRIBUNE, &draft, &id, error))
        return FALSE;
    staff = staffing_find(house->mediation->store, &ACTOR_TRIBUNE, member->sign_in, error);
    if (staff != NULL)
        g_hash_table_insert(house->staff, (gpointer)member->key, staff);
    return staff != NULL;
}

static gboolean
add_staff(const DemoHouse *house, const char *password, GError **error)
{
    const GPtrArray *staff = demo_content_staff(house->content);
    g_autoptr(PasswordHasher) hasher = password_hasher_new();

    for (guint i = 0; i < staff->len; i++)
        if (!add_member(house, g_ptr_array_index(staff, i), password, hasher, error))
            return FALSE;
    return TRUE;
}

/* By who owns the rules. */
static gboolean
add_rules(const DemoHouse *house, GError **error)
{
    const char *json = demo_content_routing(house->content);
    const GPtrArray *staff = demo_content_staff(house->content);
    g_autoptr(RoutingList) list = json == NULL ? NULL : routing_list_parse(json, strlen(json), error);
    gint64 number;

    if (json == NULL || list == NULL)
        return json == NULL;
    for (guint i = 0; i < staff->len; i++) {
        const DemoStaff *member = g_ptr_array_index(staff, i);
        Actor actor = staff_actor(g_hash_table_lookup(house->staff, member->key));

        if (actor_has_role(&actor, ROLE_POLICY, (UnitId){ 0 }))
            return routing_save(house->mediation->routing, &actor, 0, list,
                                "The first rules: what people write to hello@", &number, error);
    }
    g_set_error_literal(error, TRIBUNE_ERROR, TRIBUNE_ERROR_INTERNAL, "filling the demo: nobody may change the rules");
    return FALSE;
}

gboolean
demo_house_add(const DemoHouse *house, const char *password, GError **error)
{
    return add_units(house, error) && add_services(house, error) && add_calendars(house, error) &&
           add_staff(house, password, error) && add_rules(house, error);
}
