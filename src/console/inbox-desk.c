/* SPDX-License-Identifier: Apache-2.0 */
#include "console/inbox-desk.h"

#include "views/desk-view.h"
#include "views/staff-view.h"

json_t *
inbox_desk_row_tags(const InboxRow *row)
{
    json_t *tags = json_array();

    for (guint i = 0; i < row->tags->len; i++)
        part_add(tags, json_pack("{s:o}", "tag_name", part_text(((const Tag *)g_ptr_array_index(row->tags, i))->name)));
    return part_list(tags);
}

json_t *
inbox_desk_asleep(const ConsoleVisit *visit, gint64 until)
{
    g_autofree char *text = until == 0 ? NULL : locale_date(visit->locale, until, LOCALE_DAY_TIME, visit->zone);

    return part_text(text);
}

json_t *
inbox_desk_tags(const ConsoleVisit *visit, TagId chosen)
{
    g_autoptr(GPtrArray) tags = desk_view_tags(visit->console->store, visit->actor, NULL);
    json_t *options = json_array();

    for (guint i = 0; tags != NULL && i < tags->len; i++) {
        const Tag *tag = g_ptr_array_index(tags, i);
        g_autofree char *value = g_strdup_printf("%" G_GINT64_FORMAT, tag->id.value);

        if (!tag->closed || tag->id.value == chosen.value)
            part_add(options, part_option(value, tag->name, tag->id.value == chosen.value));
    }
    if (json_array_size(options) > 0)
        return json_pack("{s:o}", "options", options);
    json_decref(options);
    return json_null();
}

/* ---- many at once ---- */

/* Colleagues of the unit whose list it is, for who may decide for them. */
static json_t *
officer_options(const ConsoleVisit *visit, UnitId unit)
{
    g_autoptr(GPtrArray) colleagues = unit.value != 0 && rights_may(visit->actor, ACTION_ASSIGN, unit)
                                          ? staff_view_colleagues(visit->console->store, visit->actor, unit, NULL)
                                          : NULL;
    json_t *options = json_array();

    for (guint i = 0; colleagues != NULL && i < colleagues->len; i++) {
        const StaffViewColleague *colleague = g_ptr_array_index(colleagues, i);
        g_autofree char *value = g_strdup_printf("%" G_GINT64_FORMAT, colleague->id.value);

        if (colleague->id.value != visit->actor->staff.value)
            part_add(options, part_option(value, colleague->name, FALSE));
    }
    return options;
}

static json_t *
bulk_states(void)
{
    json_t *options = json_array();

    for (guint i = CASE_OPEN; i < CASE_STATE_COUNT; i++)
        part_add(options, json_pack("{s:s, s:o}", "value", case_state_name(i), "state", part_flag(case_state_name(i))));
    return options;
}

static json_t *
all_units(const ConsoleVisit *visit)
{
    g_autoptr(DirectorySnapshot) snapshot = directory_snapshot(visit->console->mediation->directory);
    const GPtrArray *units = directory_units(snapshot);
    json_t *options = json_array();

    for (guint i = 0; i < units->len; i++) {
        const Unit *unit = g_ptr_array_index(units, i);

        if (!unit->closed)
            part_add(options, part_option(unit->code, unit->name, FALSE));
    }
    return options;
}

json_t *
inbox_desk_bulk(const ConsoleVisit *visit, const Asked *asked, const Inbox *inbox)
{
    if (inbox->rows->len == 0 || !rights_may_anywhere(visit->actor, ACTION_SET_STATE))
        return json_null();
    return json_pack("{s:s, s:o, s:o, s:o, s:o}", "action", "/bulk", "officers",
                     officer_options(visit, asked->question.unit), "states", bulk_states(), "units", all_units(visit),
                     "tags", inbox_desk_tags(visit, (TagId){ 0 }));
}
