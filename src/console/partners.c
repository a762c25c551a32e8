/* SPDX-License-Identifier: Apache-2.0 */
/* The directory of other bodies. */
#include "mediation/cases/partners.h"

#include <string.h>

#include "base/error.h"
#include "base/id.h"
#include "base/number.h"
#include "console/flash.h"
#include "console/page.h"
#include "model/person.h"

static const char *
partner_url(const ConsoleVisit *visit, PartnerId partner)
{
    char id[ID_TEXT_SIZE];

    id_format(partner.value, id);
    return http_request_format(visit->request, "/partners/%s", id);
}

gboolean
console_partners_list(HttpRequest *request, HttpResponse *response, gpointer data, GError **error)
{
    const ConsoleVisit *visit = console_visit(request, response);
    g_autoptr(GPtrArray) partners = partners_list(visit->console->mediation, visit->actor, error);
    gboolean manages = rights_may_anywhere(visit->actor, ACTION_MANAGE_PARTNERS);
    json_t *list;

    (void)data;
    if (partners == NULL)
        return FALSE;
    list = json_array();
    for (guint i = 0; i < partners->len; i++) {
        const Partner *partner = g_ptr_array_index(partners, i);

        part_add(list, json_pack("{s:o, s:o, s:o, s:b, s:s?}", "partner_name", part_text(partner->name), "address",
                                 part_text(identity_address(partner->uri)), "contact",
                                 part_text(*partner->contact != '\0' ? partner->contact : NULL), "closed",
                                 partner->closed, "url", manages ? partner_url(visit, partner->id) : NULL));
    }
    return page_render(visit, "partners", "partners",
                       json_pack("{s:o, s:s?}", "partners", part_list(list), "add", manages ? "/partners/new" : NULL),
                       error);
}

/* ---- the form ---- */

typedef struct {
    const ConsoleVisit *visit;
    PartnerId id; /* 0: a new one */
    const char *name, *address, *contact;
    gboolean closed;
    gint64 version;
} Keeping;

static gboolean
show(const Keeping *keeping, const GError *trouble, GError **error)
{
    const ConsoleVisit *visit = keeping->visit;
    gboolean fresh = keeping->id.value == 0;

    return page_render(visit, "partner-edit", "partners",
                       json_pack("{s:o, s:{s:b, s:s, s:s, s:o, s:o, s:o, s:b, s:I, s:i}}", "errors",
                                 trouble != NULL ? page_error_said(visit, "partner-name", trouble) : json_null(),
                                 "partner_form", "is_new", fresh, "action",
                                 fresh ? "/partners/new" : partner_url(visit, keeping->id), "list", "/partners",
                                 "partner_name", part_text(keeping->name), "address", part_text(keeping->address),
                                 "contact", part_text(keeping->contact), "closed", keeping->closed, "version",
                                 (json_int_t)keeping->version, "contact_limit", PARTNER_CONTACT_MAX),
                       error);
}

static Keeping
typed(const ConsoleVisit *visit)
{
    Keeping keeping = {
        .visit = visit,
        .name = console_field(visit, "name"),
        .address = console_field(visit, "address"),
        .contact = console_field(visit, "contact"),
        .closed = *console_field(visit, "closed") == '1',
    };

    number_parse_int64(console_field(visit, "version"), 1, G_MAXINT64, &keeping.version, NULL);
    id_parse(http_request_parameter(visit->request, "partner") != NULL
                 ? http_request_parameter(visit->request, "partner")
                 : "",
             &keeping.id.value);
    return keeping;
}

static gboolean
refuse(const Keeping *keeping, GError *trouble, GError **error)
{
    gboolean shown;

    if (!page_comes_back(keeping->visit, &trouble, error))
        return FALSE;
    shown = show(keeping, trouble, error);
    g_error_free(trouble);
    return shown;
}

gboolean
console_partners_new(HttpRequest *request, HttpResponse *response, gpointer data, GError **error)
{
    const Keeping keeping = { .visit = console_visit(request, response), .name = "", .address = "", .contact = "" };

    (void)data;
    return rights_check_anywhere(keeping.visit->actor, ACTION_MANAGE_PARTNERS, error) && show(&keeping, NULL, error);
}

gboolean
console_partners_add(HttpRequest *request, HttpResponse *response, gpointer data, GError **error)
{
    const Keeping keeping = typed(console_visit(request, response));
    GError *trouble = NULL;
    PartnerId id;

    (void)data;
    if (!partners_add(keeping.visit->console->mediation, keeping.visit->actor, keeping.name, keeping.address,
                      keeping.contact, &id, &trouble))
        return refuse(&keeping, trouble, error);
    flash_set(keeping.visit, "partner_saved", "name", keeping.name);
    return http_response_redirect(response, "/partners");
}

gboolean
console_partners_show(HttpRequest *request, HttpResponse *response, gpointer data, GError **error)
{
    const ConsoleVisit *visit = console_visit(request, response);
    g_autoptr(GPtrArray) partners = NULL;
    PartnerId id = { 0 };

    (void)data;
    id_parse(http_request_parameter(request, "partner"), &id.value);
    if (!rights_check_anywhere(visit->actor, ACTION_MANAGE_PARTNERS, error))
        return FALSE;
    partners = partners_list(visit->console->mediation, visit->actor, error);
    for (guint i = 0; partners != NULL && i < partners->len; i++) {
        const Partner *partner = g_ptr_array_index(partners, i);
        const Keeping keeping = {
            visit,           partner->id,     partner->name, identity_address(partner->uri), partner->contact,
            partner->closed, partner->version
        };

        if (partner->id.value == id.value)
            return show(&keeping, NULL, error);
    }
    if (partners != NULL)
        g_set_error_literal(error, TRIBUNE_ERROR, TRIBUNE_ERROR_NOT_FOUND, "no such body");
    return FALSE;
}

gboolean
console_partners_change(HttpRequest *request, HttpResponse *response, gpointer data, GError **error)
{
    const Keeping keeping = typed(console_visit(request, response));
    GError *trouble = NULL;

    (void)data;
    if (!partners_change(keeping.visit->console->mediation, keeping.visit->actor, keeping.id, keeping.version,
                         keeping.name, keeping.address, keeping.contact, keeping.closed, &trouble))
        return refuse(&keeping, trouble, error);
    flash_set(keeping.visit, "partner_saved", "name", keeping.name);
    return http_response_redirect(response, "/partners");
}
