/* SPDX-License-Identifier: Apache-2.0 */
/* Another address of hers: she asks for a code, which goes there, and types it in. */
#include <string.h>

#include "base/clock.h"
#include "base/error.h"
#include "mediation/people/proving.h"
#include "portal/portal-private.h"

#define PORTAL_ADDRESS_TRIES 20 /* codes from one network in an hour */

static const char *
url_of(const PortalVisit *visit, const Citizen *citizen, const char *rest)
{
    return portal_page_url(visit, http_request_format(visit->request, "/case/%s%s", citizen->token, rest));
}

static const char *
field(const HttpRequest *request, const char *name)
{
    const char *value = http_request_field(request, name);

    return value != NULL ? value : "";
}

static ProvingMatter
matter_of(const PortalVisit *visit, const Citizen *citizen)
{
    return (ProvingMatter){ .person = citizen->person,
                            .by = citizen->identity_id,
                            .case_id = citizen->case_id,
                            .language = locale_tag(visit->locale) };
}

/* ---- the page ---- */

typedef struct {
    const char *field, *fault; /* what is wrong, as the template knows it; NULL: nothing */
} Fault;

static json_t *
describe_tools(const PortalVisit *visit)
{
    const Channels *channels = visit->portal->mediation->channels;
    const char *chosen = field(visit->request, "tool");
    json_t *list = json_array();

    for (guint i = 0; i < channels_count(channels); i++) {
        const Channel *channel = channels_at(channels, i);

        if (proving_may_use(channel))
            value_add(list, json_pack("{s:s, s:s, s:b}", "code", channel->name, "tool_name",
                                      locale_say(visit->locale, channel->driver->label), "selected",
                                      strcmp(chosen, channel->name) == 0));
    }
    return list;
}

static json_t *
describe_fault(const Fault *fault, const char *name)
{
    return fault->fault != NULL && strcmp(fault->field, name) == 0
               ? json_pack("{s:o}", "error", value_flag(fault->fault))
               : json_null();
}

/* Her own address: what she typed, and nobody's name. */
static json_t *
describe_asked(const PortalVisit *visit, const Citizen *citizen, const ProvingView *view)
{
    if (view->state == PROVING_NONE)
        return json_null();
    return json_pack("{s:s, s:b, s:o, s:i, s:s}", "address", identity_address(view->uri), "open",
                     view->state == PROVING_OPEN, "until",
                     value_time(visit->locale, view->until, visit->now, visit->portal->mediation->timezone), "left",
                     (int)view->left, "action", url_of(visit, citizen, "/address/code"));
}

/* By the link that she was shown: what was sent to her address has one that does. */
static gboolean
show_why_not(const PortalVisit *visit, const Citizen *citizen, GError **error)
{
    return portal_page_show(visit, 403, "address",
                            json_pack("{s:n, s:s, s:s, s:b, s:b, s:n, s:n}", "errors", "reference", citizen->reference,
                                      "back", url_of(visit, citizen, ""), "linked", FALSE, "typed", TRUE, "asked",
                                      "form"),
                            error);
}

static gboolean
show(const PortalVisit *visit, const Citizen *citizen, guint status, const Fault *fault, GError **error)
{
    Mediation *mediation = visit->portal->mediation;
    const ProvingMatter matter = matter_of(visit, citizen);
    g_auto(ProvingView) view = { 0 };
    json_t *errors = fault->fault == NULL ? json_null()
                                          : json_pack("{s:[{s:s, s:o}]}", "list", "field", fault->field, "error",
                                                      value_flag(fault->fault));

    if (!proving_view(mediation, &citizen->actor, &matter, &view, error)) {
        json_decref(errors);
        return FALSE;
    }
    return portal_page_show(visit, status, "address",
                            json_pack("{s:o, s:s, s:s, s:b, s:b, s:o, s:{s:s, s:o, s:s}, s:{s:o, s:o}}", "errors",
                                      errors, "reference", citizen->reference, "back", url_of(visit, citizen, ""),
                                      "linked", http_request_query(visit->request, "linked") != NULL, "typed", FALSE,
                                      "asked", describe_asked(visit, citizen, &view), "form", "action",
                                      url_of(visit, citizen, "/address"), "tools", describe_tools(visit), "address",
                                      field(visit->request, "address"), "fault", "address",
                                      describe_fault(fault, "address"), "code", describe_fault(fault, "code")),
                            error);
}

/* ---- how often ---- */

const RateLimitRule PORTAL_ADDRESS_CODES = {
    .tries = PORTAL_ADDRESS_TRIES,
    .window = CLOCK_HOUR,
    .at_once = PORTAL_ADDRESS_TRIES,
    .keys = 4096,
};

/* What was wrong with an address was no code. */
static gboolean
ask(const PortalVisit *visit, const Citizen *citizen, GError **error)
{
    const ProvingMatter matter = matter_of(visit, citizen);
    RateLimit *limit = visit->portal->codes;
    g_autofree char *network = rate_limit_network(http_request_client(visit->request));

    if (!rate_limit_take(limit, network, visit->now, NULL)) {
        g_set_error_literal(error, TRIBUNE_ERROR, TRIBUNE_ERROR_TEMPORARY, "too many codes were asked for from there");
        return FALSE;
    }
    if (proving_ask(visit->portal->mediation, &citizen->actor, &matter, field(visit->request, "tool"),
                    field(visit->request, "address"), error))
        return TRUE;
    rate_limit_give_back(limit, network);
    return FALSE;
}

/* ---- handlers ---- */

static Citizen *
enter(const PortalVisit *visit, gboolean *ret_answered, GError **error)
{
    g_autoptr(Citizen) citizen = portal_case_enter(visit, ret_answered, error);

    if (citizen == NULL || (citizen->case_id.value != 0 && !citizen->actor.typed))
        return g_steal_pointer(&citizen);
    *ret_answered = citizen->case_id.value != 0
                        ? show_why_not(visit, citizen, error)
                        : http_response_redirect(visit->response, url_of(visit, citizen, "/receipt"));
    return NULL;
}

gboolean
portal_address_show(HttpRequest *request, HttpResponse *response, gpointer data, GError **error)
{
    const PortalVisit *visit = portal_visit(request, response);
    const Fault nothing = { 0 };
    gboolean answered;
    g_autoptr(Citizen) citizen = enter(visit, &answered, error);

    (void)data;
    return citizen != NULL ? show(visit, citizen, 0, &nothing, error) : answered;
}

static gboolean
go_on(const PortalVisit *visit, const Citizen *citizen, const char *mark)
{
    const char *url = url_of(visit, citizen, "/address");

    return http_response_redirect(visit->response, http_request_format(visit->request, "%s%s%s", url,
                                                                       strchr(url, '?') != NULL ? "&" : "?", mark));
}

/* The same answer, whether anybody is known by that address or not. */
gboolean
portal_address_ask(HttpRequest *request, HttpResponse *response, gpointer data, GError **error)
{
    const PortalVisit *visit = portal_visit(request, response);
    gboolean answered;
    g_autoptr(Citizen) citizen = enter(visit, &answered, error);
    g_autoptr(GError) trouble = NULL;
    Fault fault = { "address", "unusable_address" };

    (void)data;
    if (citizen == NULL)
        return answered;
    if (ask(visit, citizen, &trouble))
        return go_on(visit, citizen, "asked=1");
    if (g_error_matches(trouble, TRIBUNE_ERROR, TRIBUNE_ERROR_TEMPORARY))
        fault.fault = "too_many_codes";
    else if (!g_error_matches(trouble, TRIBUNE_ERROR, TRIBUNE_ERROR_INVALID)) {
        g_propagate_error(error, g_steal_pointer(&trouble));
        return FALSE;
    }
    return show(visit, citizen, strcmp(fault.fault, "too_many_codes") == 0 ? 429 : 422, &fault, error);
}

gboolean
portal_address_say(HttpRequest *request, HttpResponse *response, gpointer data, GError **error)
{
    const PortalVisit *visit = portal_visit(request, response);
    gboolean answered;
    g_autoptr(Citizen) citizen = enter(visit, &answered, error);
    g_autoptr(GError) trouble = NULL;
    ProvingMatter matter;
    Fault fault = { "code", "other_code" };

    (void)data;
    if (citizen == NULL)
        return answered;
    matter = matter_of(visit, citizen);
    if (proving_say(visit->portal->mediation, &citizen->actor, &matter, field(request, "code"),
                    *field(request, "prefer") != '\0', &trouble))
        return go_on(visit, citizen, "linked=1");
    if (g_error_matches(trouble, TRIBUNE_ERROR, TRIBUNE_ERROR_NOT_FOUND))
        fault = (Fault){ "address", "old_code" };
    else if (!g_error_matches(trouble, TRIBUNE_ERROR, TRIBUNE_ERROR_INVALID)) {
        g_propagate_error(error, g_steal_pointer(&trouble));
        return FALSE;
    }
    return show(visit, citizen, 422, &fault, error);
}
