/* SPDX-License-Identifier: Apache-2.0 */
/* The tokens of programs. A token's text is shown once, in the answer that made it. */
#include <sodium.h>
#include <string.h>

#include "base/error.h"
#include "base/id.h"
#include "console/flash.h"
#include "console/page.h"
#include "mediation/programs/tokens.h"
#include "views/staff-view.h"

#define USUAL_LIFE (365 * CLOCK_DAY)

/* Names in templates have no colon. */
static json_t *
describe_scope(guint number)
{
    g_autofree char *name = g_strdelimit(g_strdup(token_scope_name(number)), ":", '_');

    return part_flag(name);
}

/* ---- the list ---- */

static json_t *
describe_scopes(const ApiToken *token)
{
    json_t *list = json_array();

    for (guint i = 0; i < TOKEN_SCOPES; i++)
        if ((token->scopes & 1u << i) != 0)
            part_add(list, json_pack("{s:o}", "scope", describe_scope(i)));
    return list;
}

static json_t *
describe_units(const DirectorySnapshot *snapshot, const ApiToken *token)
{
    json_t *list = json_array();

    for (guint i = 0; i < token->units->len; i++) {
        const Unit *unit = directory_get_unit(snapshot, g_array_index(token->units, UnitId, i));

        if (unit != NULL)
            part_add(list, json_pack("{s:o}", "unit_name", part_text(unit->name)));
    }
    return list;
}

static json_t *
describe_holder(const GPtrArray *staff, StaffId id)
{
    for (guint i = 0; i < staff->len; i++) {
        const StaffViewRow *row = g_ptr_array_index(staff, i);

        if (row->staff->id.value == id.value)
            return part_text(row->staff->name);
    }
    return json_null();
}

static json_t *
describe_token(const ConsoleVisit *visit, const DirectorySnapshot *snapshot, const GPtrArray *staff,
               const ApiToken *token)
{
    gboolean good = api_token_is_good(token, visit->now);
    char id[ID_TEXT_SIZE];

    id_format(token->id.value, id);
    return json_pack("{s:o, s:o, s:o, s:b, s:o, s:o, s:o, s:o, s:b, s:b, s:s?}", "name", part_text(token->name), "hint",
                     part_text(token->hint), "scopes", describe_scopes(token), "everywhere", token->everywhere, "units",
                     describe_units(snapshot, token), "acts_for", describe_holder(staff, token->staff), "expires",
                     part_time(visit, token->expires), "used", part_time(visit, token->used), "off", !good, "revoked",
                     token->revoked != 0, "revoke",
                     good ? http_request_format(visit->request, "/tokens/%s/revoke", id) : NULL);
}

static GPtrArray *
read_staff(const ConsoleVisit *visit, const DirectorySnapshot *snapshot, GError **error)
{
    return staff_view_list(visit->console->store, snapshot, visit->actor, error);
}

gboolean
console_tokens_list(HttpRequest *request, HttpResponse *response, gpointer data, GError **error)
{
    const ConsoleVisit *visit = console_visit(request, response);
    g_autoptr(DirectorySnapshot) snapshot = directory_snapshot(visit->console->mediation->directory);
    g_autoptr(GPtrArray) tokens = tokens_list(visit->console->store, visit->actor, error);
    g_autoptr(GPtrArray) staff = tokens != NULL ? read_staff(visit, snapshot, error) : NULL;
    json_t *list;

    (void)data;
    if (staff == NULL)
        return FALSE;
    list = json_array();
    for (guint i = 0; i < tokens->len; i++)
        part_add(list, describe_token(visit, snapshot, staff, g_ptr_array_index(tokens, i)));
    return page_render(visit, "tokens", "tokens",
                       json_pack("{s:o, s:s}", "tokens", part_list(list), "add", "/tokens/new"), error);
}

/* ---- the form ---- */

static gboolean
has_unit(const TokenDraft *draft, UnitId id)
{
    for (guint i = 0; i < draft->unit_count; i++)
        if (draft->units[i].value == id.value)
            return TRUE;
    return FALSE;
}

static json_t *
offer_scopes(const TokenDraft *draft)
{
    json_t *list = json_array();

    for (guint i = 0; i < TOKEN_SCOPES; i++)
        part_add(list, json_pack("{s:o, s:s, s:i, s:b}", "scope", describe_scope(i), "value", token_scope_name(i),
                                 "number", (int)i, "selected", (draft->scopes & 1u << i) != 0));
    return list;
}

static json_t *
offer_units(const DirectorySnapshot *snapshot, const TokenDraft *draft)
{
    const GPtrArray *units = directory_units(snapshot);
    json_t *list = json_array();

    for (guint i = 0; i < units->len; i++) {
        const Unit *unit = g_ptr_array_index(units, i);

        part_add(list, part_option(unit->code, unit->name, has_unit(draft, unit->id)));
    }
    return list;
}

static json_t *
offer_staff(const GPtrArray *staff, const TokenDraft *draft)
{
    json_t *list = json_array();
    char id[ID_TEXT_SIZE];

    for (guint i = 0; i < staff->len; i++) {
        const Staff *member = ((const StaffViewRow *)g_ptr_array_index(staff, i))->staff;

        id_format(member->id.value, id);
        if (!member->disabled)
            part_add(list, part_option(id, member->name, member->id.value == draft->staff.value));
    }
    return list;
}

/* Where what tokens_add() refuses was typed; it looks in this order. */
static const char *
field_at_fault(const ConsoleVisit *visit, const TokenDraft *draft)
{
    if (draft->scopes == 0)
        return "scope-0";
    if (!draft->everywhere && (draft->unit_count == 0 || draft->unit_count > TOKENS_UNITS_MAX))
        return "everywhere";
    if (draft->expires != 0 && (draft->expires <= visit->now || draft->expires > visit->now + TOKENS_LIFE_MAX))
        return "until";
    return "name";
}

static gboolean
show_form(const ConsoleVisit *visit, const TokenDraft *draft, const char *until, const GError *trouble, GError **error)
{
    g_autoptr(DirectorySnapshot) snapshot = directory_snapshot(visit->console->mediation->directory);
    g_autoptr(GPtrArray) staff = read_staff(visit, snapshot, error);

    if (staff == NULL)
        return FALSE;
    return page_render(
        visit, "token-new", "tokens",
        json_pack("{s:o, s:{s:s, s:s, s:o, s:o, s:b, s:o, s:o, s:o}}", "errors",
                  trouble != NULL ? page_error_said(visit, field_at_fault(visit, draft), trouble) : json_null(),
                  "token_form", "list", "/tokens", "action", "/tokens/new", "name", part_text(draft->name), "scopes",
                  offer_scopes(draft), "everywhere", draft->everywhere, "units", offer_units(snapshot, draft),
                  "officers", offer_staff(staff, draft), "until", part_text(until)),
        error);
}

gboolean
console_tokens_new(HttpRequest *request, HttpResponse *response, gpointer data, GError **error)
{
    const ConsoleVisit *visit = console_visit(request, response);
    g_autofree char *until = locale_date(visit->locale, visit->now + USUAL_LIFE, LOCALE_ISO_DATE, visit->zone);

    (void)data;
    return rights_check(visit->actor, ACTION_MANAGE_TOKENS, (UnitId){ 0 }, error) &&
           show_form(visit, &(TokenDraft){ .name = "" }, until, NULL, error);
}

/* ---- what the form says ---- */

/* The end of the day "2027-11-28" on the body's clock; 0: nothing was typed; 1, which is long over: it is no day. */
static gint64
read_end(const ConsoleVisit *visit, const char *text)
{
    g_autoptr(GTimeZone) zone = g_time_zone_new_identifier(visit->zone);
    g_autofree char *whole = g_strconcat(text, "T00:00:00", NULL);
    g_autoptr(GDateTime) start = NULL, end = NULL;

    if (*text == '\0')
        return 0;
    if (zone == NULL)
        zone = g_time_zone_new_utc();
    start = strlen(text) == strlen("2027-11-28") ? g_date_time_new_from_iso8601(whole, zone) : NULL;
    end = start != NULL ? g_date_time_add_days(start, 1) : NULL;
    return end != NULL ? g_date_time_to_unix(end) * CLOCK_SECOND : 1;
}

static guint
read_scopes(const ConsoleVisit *visit)
{
    g_autoptr(GPtrArray) names = http_request_fields(visit->request, "scope");
    guint scope, scopes = 0;

    for (guint i = 0; i < names->len; i++)
        if (token_scope_parse(g_ptr_array_index(names, i), &scope))
            scopes |= scope;
    return scopes;
}

static GArray *
read_units(const ConsoleVisit *visit)
{
    g_autoptr(DirectorySnapshot) snapshot = directory_snapshot(visit->console->mediation->directory);
    g_autoptr(GPtrArray) codes = http_request_fields(visit->request, "unit");
    GArray *units = g_array_new(FALSE, FALSE, sizeof(UnitId));

    for (guint i = 0; i < codes->len; i++) {
        const Unit *unit = console_unit(snapshot, g_ptr_array_index(codes, i));

        if (unit != NULL)
            g_array_append_val(units, unit->id);
    }
    return units;
}

static gboolean
show_made(const ConsoleVisit *visit, const TokenDraft *draft, char *text, GError **error)
{
    gboolean shown = page_render(
        visit, "token-made", "tokens",
        json_pack("{s:s, s:o, s:o}", "list", "/tokens", "made_name", part_text(draft->name), "secret", part_text(text)),
        error);

    sodium_memzero(text, strlen(text));
    g_free(text);
    return shown;
}

gboolean
console_tokens_add(HttpRequest *request, HttpResponse *response, gpointer data, GError **error)
{
    const ConsoleVisit *visit = console_visit(request, response);
    const char *until = console_field(visit, "until");
    g_autoptr(GArray) units = read_units(visit);
    TokenDraft draft = { .name = console_field(visit, "name"),
                         .scopes = read_scopes(visit),
                         .everywhere = *console_field(visit, "everywhere") != '\0',
                         .units = (const UnitId *)(const void *)units->data,
                         .unit_count = units->len,
                         .expires = read_end(visit, until) };
    g_autoptr(GError) trouble = NULL;
    TokenId id;
    char *text;

    (void)data;
    if (*console_field(visit, "officer") != '\0' && !id_parse(console_field(visit, "officer"), &draft.staff.value)) {
        g_set_error(error, TRIBUNE_ERROR, TRIBUNE_ERROR_NOT_FOUND, "no such member of staff");
        return FALSE;
    }
    text = tokens_add(visit->console->store, visit->actor, &draft, &id, &trouble);
    if (text != NULL)
        return show_made(visit, &draft, text, error);
    if (!page_comes_back(visit, &trouble, error))
        return FALSE;
    return show_form(visit, &draft, until, trouble, error);
}

gboolean
console_tokens_revoke(HttpRequest *request, HttpResponse *response, gpointer data, GError **error)
{
    const ConsoleVisit *visit = console_visit(request, response);
    TokenId id;

    (void)data;
    if (!id_parse(http_request_parameter(request, "id"), &id.value)) {
        g_set_error(error, TRIBUNE_ERROR, TRIBUNE_ERROR_NOT_FOUND, "no such token");
        return FALSE;
    }
    if (!tokens_revoke(visit->console->store, visit->actor, id, error))
        return FALSE;
    flash_set(visit, "token_revoked", NULL, NULL);
    return http_response_redirect(response, "/tokens");
}
