/* SPDX-License-Identifier: Apache-2.0 */
/* News by mail or text message: asking for it, saying yes, changing it, ending it. Following a link never does
 * anything: what opens links for people (filters of mail, previews) must not. */
#include <string.h>

#include "base/error.h"
#include "http/form.h"
#include "mediation/subscribing/subscribing.h"
#include "portal/portal-private.h"

/* ---- the form ---- */

static void
add_topic(const PortalVisit *visit, json_t *list, const SubscriptionWish *wish, const char *code, const char *name)
{
    value_add(list, json_pack("{s:s, s:s, s:o, s:b}", "code", code, "field",
                              http_request_format(visit->request, "topic-%s", code), "topic_name", value_text(name),
                              "checked", subscription_wish_has(wish, code)));
}

static json_t *
describe_topics(const PortalVisit *visit, const SubscriptionWish *wish, const GPtrArray *topics)
{
    json_t *list = json_array();

    add_topic(visit, list, wish, PLACE_ALL, locale_say(visit->locale, SAY("All news")));
    add_topic(visit, list, wish, PLACE_ALERTS, locale_say(visit->locale, SAY("Alerts: always at once")));
    for (guint i = 0; i < topics->len; i++) {
        const TopicRow *topic = g_ptr_array_index(topics, i);

        add_topic(visit, list, wish, topic->code, topic_row_name(topic, locale_tag(visit->locale)));
    }
    return list;
}

static json_t *
describe_languages(const PortalVisit *visit, const SubscriptionWish *wish)
{
    const Locales *locales = visit->portal->mediation->locales;
    json_t *list = json_array();

    for (guint i = 0; locales_count(locales) > 1 && i < locales_count(locales); i++) {
        const Locale *locale = locales_at(locales, i);
        g_autofree char *name = locale_own_name(locale);

        value_add(list, json_pack("{s:s, s:s, s:b}", "code", locale_tag(locale), "language_name", name, "selected",
                                  strcmp(locale_tag(locale), wish->language) == 0));
    }
    return value_list(list);
}

/* @fault: as word/citizen-error names it; it belongs to the address, or to the topics. */
static json_t *
describe_form(const PortalVisit *visit, const char *action, const char *address, const SubscriptionWish *wish,
              const char *fault, GError **error)
{
    g_autoptr(GPtrArray) topics = public_view_topics(visit->portal->mediation->publishing, &PORTAL_NEWS_READER, error);
    gboolean of_topics = g_strcmp0(fault, "missing_topics") == 0;
    json_t *said;

    if (topics == NULL)
        return NULL;
    said = fault == NULL ? json_null() : json_pack("{s:o}", "error", value_flag(fault));
    return json_pack("{s:s, s:o, s:o, s:o, s:o, s:{s:o, s:o}}", "action", action, "address", value_text(address),
                     "topics", describe_topics(visit, wish, topics), "languages", describe_languages(visit, wish),
                     "frequency", value_flag(frequency_name(wish->frequency)), "fault", "address",
                     of_topics ? json_null() : said, "topics", of_topics ? said : json_null());
}

static json_t *
describe_errors(const char *fault)
{
    if (fault == NULL)
        return json_null();
    return json_pack("{s:[{s:s, s:o}]}", "list", "field",
                     strcmp(fault, "missing_topics") == 0 ? "topic-all" : "address", "error", value_flag(fault));
}

static SubscriptionWish *
read_wish(const PortalVisit *visit)
{
    const char *language = http_request_field(visit->request, "language");
    const Form *form = http_request_form(visit->request);
    Frequency frequency = FREQUENCY_ONCE;
    g_autoptr(GPtrArray) topics = form != NULL ? form_values(form, "topic") : NULL;
    SubscriptionWish *wish;

    frequency_parse(http_request_field(visit->request, "frequency"), &frequency);
    wish = subscription_wish_new(language != NULL ? language : locale_tag(visit->locale), frequency);
    for (guint i = 0; topics != NULL && i < topics->len; i++)
        g_ptr_array_add(wish->topics, g_strdup(g_ptr_array_index(topics, i)));
    return wish;
}

/* What the form says to it; NULL: it is not for who filled it in. */
static const char *
fault_of(const GError *trouble)
{
    if (g_error_matches(trouble, TRIBUNE_ERROR, TRIBUNE_ERROR_INVALID))
        return "wrong_address";
    if (g_error_matches(trouble, TRIBUNE_ERROR, TRIBUNE_ERROR_LIMIT))
        return "missing_topics";
    return g_error_matches(trouble, TRIBUNE_ERROR, TRIBUNE_ERROR_TEMPORARY) ? "too_many_forms" : NULL;
}

static gboolean
check_on(const PortalVisit *visit, GError **error)
{
    if (subscribing_is_on(visit->portal->mediation))
        return TRUE;
    g_set_error_literal(error, TRIBUNE_ERROR, TRIBUNE_ERROR_NOT_FOUND, "there are no newsletters here");
    return FALSE;
}

/* One sentence, and perhaps a button: what has happened, or what is asked. */
static gboolean
show_step(const PortalVisit *visit, const char *step, const char *action, const char *next, GError **error)
{
    portal_page_hide(visit);
    return portal_page_show(visit, 0, "subscription-step",
                            json_pack("{s:n, s:{s:o, s:o, s:o}}", "errors", "step", "is", value_flag(step), "action",
                                      value_text(action), "next", value_text(next)),
                            error);
}

/* The code that came by text message. @form: the page's token. */
static gboolean
show_code(const PortalVisit *visit, const char *form, gboolean wrong, GError **error)
{
    portal_page_hide(visit);
    return portal_page_show(
        visit, wrong ? 422 : 0, "subscription-code",
        json_pack("{s:o, s:s, s:s, s:o}", "errors",
                  wrong ? json_pack("{s:[{s:s, s:o}]}", "list", "field", "code", "error", value_flag("wrong_news_code"))
                        : json_null(),
                  "action", portal_page_url(visit, http_request_format(visit->request, "/subscription/code/%s", form)),
                  "again", portal_page_url(visit, "/subscribe"), "fault",
                  wrong ? json_pack("{s:o}", "error", value_flag("wrong_news_code")) : json_null()),
        error);
}

/* ---- asking ---- */

/* Which kinds of address can be typed in. */
static gboolean
takes_numbers(const PortalVisit *visit)
{
    g_auto(SubscribingSender) sender = { 0 };

    return subscribing_sender(visit->portal->mediation, "tel", &sender);
}

static gboolean
show_form(const PortalVisit *visit, const char *address, const SubscriptionWish *wish, const char *fault,
          GError **error)
{
    gboolean numbers = takes_numbers(visit);
    const char *said = numbers && g_strcmp0(fault, "wrong_address") == 0 ? "wrong_address_or_number" : fault;
    json_t *form = describe_form(visit, portal_page_url(visit, "/subscribe"), address, wish, said, error);
    guint status = fault == NULL ? 0 : strcmp(fault, "too_many_forms") == 0 ? 429 : 422;

    return form != NULL &&
           portal_page_show(
               visit, status, "subscribe",
               json_pack("{s:o, s:o, s:b}", "errors", describe_errors(said), "form", form, "numbers", numbers), error);
}

gboolean
portal_subscription_form(HttpRequest *request, HttpResponse *response, gpointer data, GError **error)
{
    const PortalVisit *visit = portal_visit(request, response);
    const char *topic = http_request_query(request, "topic");
    g_autoptr(SubscriptionWish) wish = subscription_wish_new(locale_tag(visit->locale), FREQUENCY_ONCE);

    (void)data;
    if (!check_on(visit, error))
        return FALSE;
    if (topic != NULL)
        g_ptr_array_add(wish->topics, g_strdup(topic));
    return show_form(visit, "", wish, NULL, error);
}

/* The same answer, whether the address is known or not. What no person sees and is filled in is pointed out. */
gboolean
portal_subscription_ask(HttpRequest *request, HttpResponse *response, gpointer data, GError **error)
{
    const PortalVisit *visit = portal_visit(request, response);
    g_autoptr(SubscriptionWish) wish = read_wish(visit);
    g_autofree char *address = g_strstrip(
        g_strdup(http_request_field(request, "address") != NULL ? http_request_field(request, "address") : ""));
    const char *trap = http_request_field(request, "website");
    g_autofree char *form = NULL;
    g_autoptr(GError) trouble = NULL;
    const char *fault;

    (void)data;
    if (!check_on(visit, error))
        return FALSE;
    if (trap != NULL && *trap != '\0')
        return show_form(visit, address, wish, "filled_trap", error);
    if (subscribing_ask(visit->portal->mediation, &PORTAL_NEWS_READER, address, wish, http_request_client(request),
                        &form, &trouble))
        return form != NULL ? show_code(visit, form, FALSE, error)
                            : show_step(visit, "asked", NULL, portal_page_url(visit, "/news"), error);
    fault = fault_of(trouble);
    if (fault != NULL)
        return show_form(visit, address, wish, fault, error);
    g_propagate_error(error, g_steal_pointer(&trouble));
    return FALSE;
}

/* ---- saying yes ---- */

/* A link that opens nothing is no mistake of hers: she can ask again. */
static gboolean
show_gone(const PortalVisit *visit, GError *trouble, GError **error)
{
    if (!g_error_matches(trouble, TRIBUNE_ERROR, TRIBUNE_ERROR_NOT_FOUND)) {
        g_propagate_error(error, trouble);
        return FALSE;
    }
    g_error_free(trouble);
    http_response_set_status(visit->response, 404);
    return show_step(visit, "gone", NULL, portal_page_url(visit, "/subscribe"), error);
}

static const char *
own_url(const PortalVisit *visit, const char *token, const char *rest)
{
    return portal_page_url(visit, http_request_format(visit->request, "/subscription/%s%s", token, rest));
}

gboolean
portal_subscription_question(HttpRequest *request, HttpResponse *response, gpointer data, GError **error)
{
    const PortalVisit *visit = portal_visit(request, response);
    const char *token = http_request_parameter(request, "token");
    GError *trouble = NULL;

    (void)data;
    if (!subscribing_check_request(visit->portal->mediation, &PORTAL_NEWS_READER, token, &trouble))
        return show_gone(visit, trouble, error);
    return show_step(visit, "question", own_url(visit, http_request_format(request, "confirm/%s", token), ""), NULL,
                     error);
}

gboolean
portal_subscription_confirm(HttpRequest *request, HttpResponse *response, gpointer data, GError **error)
{
    const PortalVisit *visit = portal_visit(request, response);
    g_autofree char *own = NULL;
    GError *trouble = NULL;

    (void)data;
    if (!subscribing_confirm(visit->portal->mediation, &PORTAL_NEWS_READER, http_request_parameter(request, "token"),
                             &own, &trouble))
        return show_gone(visit, trouble, error);
    return show_step(visit, "confirmed", NULL, own_url(visit, own, ""), error);
}

gboolean
portal_subscription_code(HttpRequest *request, HttpResponse *response, gpointer data, GError **error)
{
    const PortalVisit *visit = portal_visit(request, response);
    const char *form = http_request_parameter(request, "token"), *code = http_request_field(request, "code");
    g_autofree char *own = NULL;
    GError *trouble = NULL;

    (void)data;
    if (subscribing_confirm_code(visit->portal->mediation, &PORTAL_NEWS_READER, form, code != NULL ? code : "", &own,
                                 &trouble))
        return show_step(visit, "confirmed", NULL, own_url(visit, own, ""), error);
    if (!g_error_matches(trouble, TRIBUNE_ERROR, TRIBUNE_ERROR_INVALID))
        return show_gone(visit, trouble, error);
    g_error_free(trouble);
    return show_code(visit, form, TRUE, error);
}

/* ---- her own page ---- */

static gboolean
show_own(const PortalVisit *visit, const Subscription *subscription, const SubscriptionWish *wish, const char *fault,
         gboolean saved, GError **error)
{
    const char *token = http_request_parameter(visit->request, "token");
    json_t *form = describe_form(visit, own_url(visit, token, ""), subscription->address, wish, fault, error);

    portal_page_hide(visit);
    return form != NULL &&
           portal_page_show(visit, fault != NULL ? 422 : 0, "subscription",
                            json_pack("{s:o, s:o, s:{s:o, s:b, s:s}}", "errors", describe_errors(fault), "form", form,
                                      "subscription", "address", value_text(subscription->address), "saved", saved,
                                      "end", own_url(visit, token, "/end")),
                            error);
}

static const char *
step_of(const Subscription *subscription)
{
    return subscription->state == SUBSCRIBER_SUPPRESSED ? "suppressed" : "ended";
}

static Subscription *
enter(const PortalVisit *visit, gboolean *ret_answered, GError **error)
{
    GError *trouble = NULL;
    Subscription *found = subscribing_enter(visit->portal->mediation, &PORTAL_NEWS_READER,
                                            http_request_parameter(visit->request, "token"), &trouble);

    *ret_answered = found == NULL && show_gone(visit, trouble, error);
    return found;
}

gboolean
portal_subscription_show(HttpRequest *request, HttpResponse *response, gpointer data, GError **error)
{
    const PortalVisit *visit = portal_visit(request, response);
    gboolean answered;
    g_autoptr(Subscription) own = enter(visit, &answered, error);

    (void)data;
    if (own == NULL)
        return answered;
    if (own->state != SUBSCRIBER_ACTIVE)
        return show_step(visit, step_of(own), NULL, portal_page_url(visit, "/subscribe"), error);
    return show_own(visit, own, own->wish, NULL, FALSE, error);
}

gboolean
portal_subscription_change(HttpRequest *request, HttpResponse *response, gpointer data, GError **error)
{
    const PortalVisit *visit = portal_visit(request, response);
    g_autoptr(SubscriptionWish) wish = read_wish(visit);
    gboolean answered, saved;
    g_autoptr(Subscription) own = enter(visit, &answered, error);
    g_autoptr(GError) trouble = NULL;

    (void)data;
    if (own == NULL)
        return answered;
    saved = subscribing_change(visit->portal->mediation, &PORTAL_NEWS_READER, http_request_parameter(request, "token"),
                               wish, &trouble);
    if (saved || g_error_matches(trouble, TRIBUNE_ERROR, TRIBUNE_ERROR_LIMIT))
        return show_own(visit, own, wish, saved ? NULL : "missing_topics", saved, error);
    if (g_error_matches(trouble, TRIBUNE_ERROR, TRIBUNE_ERROR_CONFLICT))
        return show_step(visit, step_of(own), NULL, portal_page_url(visit, "/subscribe"), error);
    g_propagate_error(error, g_steal_pointer(&trouble));
    return FALSE;
}

gboolean
portal_subscription_ask_end(HttpRequest *request, HttpResponse *response, gpointer data, GError **error)
{
    const PortalVisit *visit = portal_visit(request, response);
    gboolean answered;
    g_autoptr(Subscription) own = enter(visit, &answered, error);
    const char *token = http_request_parameter(request, "token");

    (void)data;
    if (own == NULL)
        return answered;
    if (own->state == SUBSCRIBER_ENDED)
        return show_step(visit, "ended", NULL, portal_page_url(visit, "/subscribe"), error);
    return show_step(visit, "end", own_url(visit, token, "/end"), own_url(visit, token, ""), error);
}

/* By the button, or by a mail program (RFC 8058): at once, without cookies, and 200 also when it had ended. */
gboolean
portal_subscription_end(HttpRequest *request, HttpResponse *response, gpointer data, GError **error)
{
    const PortalVisit *visit = portal_visit(request, response);
    GError *trouble = NULL;

    (void)data;
    if (!subscribing_end(visit->portal->mediation, &PORTAL_NEWS_READER, http_request_parameter(request, "token"),
                         &trouble))
        return show_gone(visit, trouble, error);
    return show_step(visit, "ended", NULL, portal_page_url(visit, "/subscribe"), error);
}
