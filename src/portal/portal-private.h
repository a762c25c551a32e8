/* SPDX-License-Identifier: Apache-2.0 */
/* portal/portal-private.h: what the portal's pages share: who reads, and the handlers of the route table. */
#pragma once
#include "http/assets.h"
#include "http/kept.h"
#include "http/request.h"
#include "http/response.h"
#include "http/value.h"
#include "mediation/rate-limit.h"
#include "portal/portal.h"
#include "views/citizen-view.h"
#include "views/public-view.h"

struct Portal {
    PortalSettings settings;
    Mediation *mediation;
    TemplateSet *templates;
    Assets *assets;
    const char *contact;  /* where a citizen begins to write; NULL: nowhere here */
    gboolean feeds;       /* some channel gives publications to programs */
    gboolean comments;    /* some channel takes comments below them */
    GPtrArray *elsewhere; /* channels with pages for everybody; see elsewhere.h */
    KeptAnswers *kept;    /* pages that are the same for everybody */
    RateLimit *codes;     /* that are asked for, by network */
    HttpFace face;
};

/* One request; made by the gate, lives as long as the request. */
typedef struct {
    const Portal *portal;
    HttpRequest *request;
    HttpResponse *response;
    const Locale *locale;
    const char *query; /* what addresses of ours end in: "?lang=de", or "" */
    gint64 now;
} PortalVisit;

PortalVisit *portal_visit(HttpRequest *request, HttpResponse *response);

/* ---- page.c ---- */

/* What all pages have. New. */
json_t *portal_page_base(const PortalVisit *visit);
/* null, or { until }: when people of @unit (0: of the body) are at work again, by its calendar. New. */
json_t *portal_page_away(const PortalVisit *visit, UnitId unit);
/* @path with the reader's language; belongs to the request. */
const char *portal_page_url(const PortalVisit *visit, const char *path);
/* No browser keeps it, no other site hears of it, no search engine lists it. */
void portal_page_hide(const PortalVisit *visit);
/* Answers with template "portal/@name" over @data (taken). @status 0: 200. */
gboolean portal_page_show(const PortalVisit *visit, guint status, const char *name, json_t *data, GError **error);

#define PORTAL_HANDLER(name) gboolean name(HttpRequest *request, HttpResponse *response, gpointer data, GError **error)

PORTAL_HANDLER(portal_home_show);
PORTAL_HANDLER(portal_home_privacy);
PORTAL_HANDLER(portal_home_accessibility);
PORTAL_HANDLER(portal_find_show);
PORTAL_HANDLER(portal_find_enter);
PORTAL_HANDLER(portal_case_show);
PORTAL_HANDLER(portal_case_receipt);
PORTAL_HANDLER(portal_case_file);
/* From one network; several households may share one. */
extern const RateLimitRule PORTAL_ADDRESS_CODES;
PORTAL_HANDLER(portal_address_show);
PORTAL_HANDLER(portal_address_ask);
PORTAL_HANDLER(portal_address_say);

PORTAL_HANDLER(portal_news_home);
PORTAL_HANDLER(portal_news_topics);
PORTAL_HANDLER(portal_news_topic);
PORTAL_HANDLER(portal_news_archive);
PORTAL_HANDLER(portal_news_year);
PORTAL_HANDLER(portal_publication_show);
PORTAL_HANDLER(portal_pictures_show);
PORTAL_HANDLER(portal_comment_own_show);
PORTAL_HANDLER(portal_comment_own_appeal);
PORTAL_HANDLER(portal_comment_log_show);
PORTAL_HANDLER(portal_comment_log_csv);
PORTAL_HANDLER(portal_comment_log_json);
PORTAL_HANDLER(portal_comment_log_rules);
PORTAL_HANDLER(portal_sitemap_show);
PORTAL_HANDLER(portal_sitemap_robots);

PORTAL_HANDLER(portal_subscription_form);
PORTAL_HANDLER(portal_subscription_ask);
PORTAL_HANDLER(portal_subscription_question);
PORTAL_HANDLER(portal_subscription_confirm);
PORTAL_HANDLER(portal_subscription_code);
PORTAL_HANDLER(portal_subscription_show);
PORTAL_HANDLER(portal_subscription_change);
PORTAL_HANDLER(portal_subscription_ask_end);
PORTAL_HANDLER(portal_subscription_end);

/* ---- news.c ---- */

/* Who reads what everybody may read. */
extern const Actor PORTAL_NEWS_READER;

/* Our own address for others, without a slash at its end: "https://contact.northam.example"; "" where none is set. */
const char *portal_news_origin(const PortalVisit *visit);
/* When what is shown of @item changed last: when it was released, or when it ended. */
gint64 portal_news_modified(const PortalVisit *visit, const PublicationItem *item);
/* { "list": [{ "feed_name", "url" }] } of @place in the reader's language; null where no channel has feeds. */
/* At most @count, and until when that is right (0: nothing ends). NULL with an error. */
json_t *portal_news_latest(const PortalVisit *visit, guint count, gint64 *ret_modified, gint64 *ret_end,
                           GError **error);
json_t *portal_news_feeds(const PortalVisit *visit, const char *place);
/* The topics of @item, each with its name and address. */
json_t *portal_news_topics_of(const PortalVisit *visit, const PublicationItem *item);
PORTAL_HANDLER(portal_proof_send);

/* Who holds the link of this address. NULL after answering: it opens nothing, or with @error. */
Citizen *portal_case_enter(const PortalVisit *visit, gboolean *ret_answered, GError **error);
