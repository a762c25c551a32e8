/* SPDX-License-Identifier: Apache-2.0 */
/* One's own approvals: who decides in one's stead, and where mails about what waits go; and all delegations of the
 * house for who manages staff. */
#include <string.h>

#include "base/number.h"
#include "console/flash.h"
#include "console/page.h"
#include "mediation/releasing/delegating.h"
#include "mediation/releasing/noticing.h"
#include "model/person.h"

/* What is shown, and what was typed where something was wrong. */
typedef struct {
    const ConsoleVisit *visit;
    const char *field; /* at which @error is; NULL: nothing is wrong */
    const GError *error;
} ApprovalsPage;

/* ---- days ---- */

/* The midnight with which "2026-11-30" begins on the body's clock, @days later; 0: it is no day. */
static gint64
read_day(const ConsoleVisit *visit, const char *text, int days)
{
    g_autoptr(GTimeZone) zone = g_time_zone_new_identifier(visit->zone);
    g_autofree char *whole = strlen(text) == 10 ? g_strconcat(text, "T00:00:00", NULL) : NULL;
    g_autoptr(GDateTime) time = NULL, later = NULL;

    if (zone == NULL)
        zone = g_time_zone_new_utc();
    time = whole != NULL ? g_date_time_new_from_iso8601(whole, zone) : NULL;
    later = time != NULL ? g_date_time_add_days(time, days) : NULL;
    return later != NULL ? g_date_time_to_unix(later) * CLOCK_SECOND : 0;
}

static json_t *
describe_day(const ConsoleVisit *visit, gint64 time)
{
    g_autofree char *text = locale_date(visit->locale, time, LOCALE_DATE, visit->zone);

    return part_text(text);
}

/* ---- delegations ---- */

static json_t *
describe_line(const ConsoleVisit *visit, const DelegationLine *line)
{
    const Delegation *delegation = line->delegation;
    gint64 now = clock_now();

    return json_pack(
        "{s:o, s:o, s:o, s:o, s:o, s:b, s:b, s:b, s:b, s:s?}", "name", part_text(line->name), "delegate_name",
        part_text(line->delegate_name), "from", describe_day(visit, delegation->starts), "until",
        describe_day(visit, delegation->ends - 1), "reason", part_text(delegation->reason), "holds",
        delegation_holds(delegation, now), "coming", delegation->ended == 0 && delegation->starts > now, "ended_early",
        delegation->ended != 0, "over", delegation->ended == 0 && delegation->ends <= now, "end",
        line->may_end ? http_request_format(visit->request, "/delegations/%" G_GINT64_FORMAT "/end", delegation->id)
                      : NULL);
}

/* Those that she gave, or those that she got. */
static json_t *
describe_lines(const ConsoleVisit *visit, const GPtrArray *lines, gboolean all, gboolean given)
{
    json_t *list = json_array();

    for (guint i = 0; i < lines->len; i++) {
        const DelegationLine *line = g_ptr_array_index(lines, i);

        if (all || (line->delegation->staff.value == visit->actor->staff.value) == given)
            part_add(list, describe_line(visit, line));
    }
    return part_list(list);
}

static json_t *
describe_colleagues(const ConsoleVisit *visit, GError **error)
{
    g_autoptr(GPtrArray) colleagues = delegating_colleagues(visit->console->mediation, visit->actor, error);
    json_t *options;

    if (colleagues == NULL)
        return NULL;
    options = json_array();
    for (guint i = 0; i < colleagues->len; i++) {
        const Staff *staff = g_ptr_array_index(colleagues, i);

        part_add(options,
                 part_option(staff->login, staff->name, strcmp(console_field(visit, "delegate"), staff->login) == 0));
    }
    return options;
}

static json_t *
describe_error(const ApprovalsPage *page, const char *field)
{
    if (page->error == NULL || strcmp(page->field, field) != 0)
        return json_null();
    return json_pack("{s:b, s:o}", "said", 1, "words", part_said(page->visit, page->error));
}

/* The form; null for who has nothing to lend. */
static json_t *
describe_form(const ApprovalsPage *page, GError **error)
{
    const ConsoleVisit *visit = page->visit;
    g_autofree char *today = locale_date(visit->locale, visit->now, LOCALE_ISO_DATE, visit->zone);
    const char *from = console_field(visit, "from");
    json_t *options;

    if (!delegating_may_name(visit->actor))
        return json_null();
    options = describe_colleagues(visit, error);
    if (options == NULL)
        return NULL;
    return json_pack("{s:s, s:o, s:o, s:o, s:o, s:s, s:o}", "action", "/account/approvals/delegations", "options",
                     options, "from", part_text(*from != '\0' ? from : today), "until",
                     part_text(console_field(visit, "until")), "reason", part_text(console_field(visit, "reason")),
                     "today", today, "error", describe_error(page, "delegate"));
}

/* ---- notices ---- */

static json_t *
describe_notices(const ApprovalsPage *page, GError **error)
{
    const ConsoleVisit *visit = page->visit;
    g_autoptr(StaffNotice) notice = noticing_load(visit->console->mediation, visit->actor, error);
    gboolean wrong = page->error != NULL && strcmp(page->field, "address") == 0;
    const char *address;

    if (notice == NULL)
        return NULL;
    address = wrong                      ? console_field(visit, "address")
              : *notice->address != '\0' ? identity_address(notice->address)
                                         : "";
    return json_pack("{s:s, s:o, s:b, s:o, s:o, s:o}", "action", "/account/approvals/notices", "address",
                     part_text(address), "off", notice->off, "last", part_time(visit, notice->sent), "trouble",
                     part_text(*notice->trouble != '\0' ? locale_say(visit->locale, notice->trouble) : NULL), "error",
                     describe_error(page, "address"));
}

/* ---- the page ---- */

static gboolean
show(const ApprovalsPage *page, GError **error)
{
    const ConsoleVisit *visit = page->visit;
    g_autoptr(GPtrArray) lines = delegating_list(visit->console->mediation, visit->actor, FALSE, error);
    json_t *form = lines != NULL ? describe_form(page, error) : NULL;
    json_t *notices = form != NULL ? describe_notices(page, error) : NULL;

    if (notices == NULL) {
        json_decref(form);
        return FALSE;
    }
    return page_render(visit, "approvals", "",
                       json_pack("{s:o, s:s, s:o, s:o, s:o, s:o}", "errors",
                                 page->error != NULL ? page_error_said(visit, page->field, page->error) : json_null(),
                                 "list_url", "/waiting", "given", describe_lines(visit, lines, FALSE, TRUE), "got",
                                 describe_lines(visit, lines, FALSE, FALSE), "delegation_form", form, "notices_form",
                                 notices),
                       error);
}

gboolean
console_approvals_show(HttpRequest *request, HttpResponse *response, gpointer data, GError **error)
{
    ApprovalsPage page = { .visit = console_visit(request, response) };

    (void)data;
    return show(&page, error);
}

gboolean
console_approvals_all(HttpRequest *request, HttpResponse *response, gpointer data, GError **error)
{
    const ConsoleVisit *visit = console_visit(request, response);
    g_autoptr(GPtrArray) lines = delegating_list(visit->console->mediation, visit->actor, TRUE, error);

    (void)data;
    return lines != NULL && page_render(visit, "delegations", "staff",
                                        json_pack("{s:s, s:o}", "list_url", "/staff", "delegations",
                                                  describe_lines(visit, lines, TRUE, TRUE)),
                                        error);
}

/* ---- what is done ---- */

/* @trouble is taken. */
static gboolean
end(const ConsoleVisit *visit, const char *field, const char *flash, GError *trouble, GError **error)
{
    ApprovalsPage page = { visit, field, trouble };
    gboolean shown;

    if (trouble == NULL) {
        flash_set(visit, flash, NULL, NULL);
        return http_response_redirect(visit->response, "/account/approvals");
    }
    if (!page_comes_back(visit, &trouble, error))
        return FALSE;
    shown = show(&page, error);
    g_error_free(trouble);
    return shown;
}

gboolean
console_approvals_name(HttpRequest *request, HttpResponse *response, gpointer data, GError **error)
{
    const ConsoleVisit *visit = console_visit(request, response);
    DelegationDraft draft = { .delegate = console_field(visit, "delegate"),
                              .starts = read_day(visit, console_field(visit, "from"), 0),
                              .ends = read_day(visit, console_field(visit, "until"), 1),
                              .reason = console_field(visit, "reason") };
    GError *trouble = NULL;

    (void)data;
    delegating_name(visit->console->mediation, visit->actor, &draft, &trouble);
    return end(visit, "delegate", "delegation_given", trouble, error);
}

gboolean
console_approvals_notices(HttpRequest *request, HttpResponse *response, gpointer data, GError **error)
{
    const ConsoleVisit *visit = console_visit(request, response);
    GError *trouble = NULL;

    (void)data;
    noticing_set(visit->console->mediation, visit->actor, console_field(visit, "address"),
                 *console_field(visit, "off") == '1', &trouble);
    return end(visit, "address", "notices_saved", trouble, error);
}

gboolean
console_approvals_end(HttpRequest *request, HttpResponse *response, gpointer data, GError **error)
{
    const ConsoleVisit *visit = console_visit(request, response);
    gboolean all = strcmp(console_field(visit, "back"), "all") == 0;
    gint64 id = 0;

    (void)data;
    number_parse_int64(http_request_parameter(request, "id"), 1, G_MAXINT64, &id, NULL);
    if (!delegating_end(visit->console->mediation, visit->actor, id, error))
        return FALSE;
    flash_set(visit, "delegation_ended", NULL, NULL);
    return http_response_redirect(response, all ? "/delegations" : "/account/approvals");
}
