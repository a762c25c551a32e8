/* SPDX-License-Identifier: Apache-2.0 */
/* The rules for comments, for how long comments are open below each kind of publication, and below each one. */
#include <string.h>

#include "base/error.h"
#include "base/number.h"
#include "base/zone.h"
#include "console/flash.h"
#include "console/page.h"
#include "mediation/commenting/comment-rules.h"
#include "views/comment-desk-view.h"

/* A beginning, when there are no rules yet; the body changes it as it likes. */
static char *
first_rules(const Locale *locale)
{
    const char *rules[] = {
        locale_say(locale,
                   SAY("Be fair. Criticise what somebody does or says as sharply as you like; insult, threaten and "
                       "harass nobody.")),
        locale_say(locale, SAY("Write nothing that incites hatred or violence, or that is against the law.")),
        locale_say(locale, SAY("Leave out personal data of others: addresses, telephone numbers, illnesses.")),
        locale_say(locale, SAY("No advertising, no fraud, and not the same text again and again.")),
        NULL,
    };

    return g_strjoinv("\n\n", (char **)rules);
}

static const char *
field_of(const ConsoleVisit *visit, const char *tag)
{
    return http_request_format(visit->request, "rules-%s", tag);
}

static json_t *
describe_texts(const ConsoleVisit *visit, const CommentHouse *house, gboolean typed)
{
    const Locales *locales = visit->console->mediation->locales;
    json_t *list = json_array();

    for (guint i = 0; i < locales_count(locales); i++) {
        const Locale *locale = locales_at(locales, i);
        const char *tag = locale_tag(locale), *value = "";
        g_autofree char *language = locale_language(visit->locale, tag), *first = NULL;

        for (guint n = 0; n + 1 < house->rules->texts->len; n += 2)
            if (strcmp(g_ptr_array_index(house->rules->texts, n), tag) == 0)
                value = g_ptr_array_index(house->rules->texts, n + 1);
        if (house->rules->version == 0)
            value = first = first_rules(locale);
        if (typed)
            value = console_field(visit, field_of(visit, tag));
        part_add(list, json_pack("{s:s, s:s, s:s, s:o}", "code", tag, "field", field_of(visit, tag), "language_name",
                                 language, "value", part_text(value)));
    }
    return list;
}

static json_t *
describe_days(const CommentHouse *house)
{
    json_t *list = json_array();

    for (guint i = 0; i < G_N_ELEMENTS(house->days); i++) {
        const char *name = publication_kind_name((PublicationKind)i);

        part_add(list,
                 json_pack("{s:s, s:o, s:i}", "value", name, "kind", part_flag(name), "days", (int)house->days[i]));
    }
    return list;
}

static json_t *
describe_windows(const ConsoleVisit *visit, const CommentHouse *house, gboolean may)
{
    json_t *list = json_array();

    for (guint i = 0; i < house->windows->len; i++) {
        const CommentWindow *window = g_ptr_array_index(house->windows, i);
        gboolean open = window->until > visit->now;
        g_autofree char *day = open ? locale_date(visit->locale, window->until, LOCALE_ISO_DATE, visit->zone) : NULL;

        part_add(list, json_pack("{s:s, s:o, s:o, s:b, s:o, s:s?}", "id",
                                 http_request_format(visit->request, "%" G_GINT64_FORMAT, window->id.value), "headline",
                                 part_text(window->title), "until", part_time(visit, window->until), "open", open,
                                 "day", part_text(day != NULL ? day : ""), "action",
                                 may ? http_request_format(visit->request, "/comment-rules/%" G_GINT64_FORMAT,
                                                           window->id.value)
                                     : NULL));
    }
    return part_list(list);
}

static gboolean
show(const ConsoleVisit *visit, const char *field, const GError *trouble, GError **error)
{
    gboolean may = rights_may_anywhere(visit->actor, ACTION_MANAGE_COMMENTS);
    g_autoptr(CommentHouse) house =
        comment_desk_view_house(visit->console->mediation, visit->actor, locale_tag(visit->locale), error);

    if (house == NULL)
        return FALSE;
    return page_render(visit, "comment-house", "comments",
                       json_pack("{s:o, s:s, s:b, s:I, s:o, s:o, s:o, s:o}", "errors",
                                 trouble != NULL ? page_error_said(visit, field, trouble) : json_null(), "list_url",
                                 "/comments", "may", may, "version", (json_int_t)house->rules->version, "when",
                                 part_time(visit, house->rules->at), "texts",
                                 describe_texts(visit, house, trouble != NULL && g_str_has_prefix(field, "rules-")),
                                 "kinds", describe_days(house), "windows", describe_windows(visit, house, may)),
                       error);
}

gboolean
console_comment_house_show(HttpRequest *request, HttpResponse *response, gpointer data, GError **error)
{
    (void)data;
    return show(console_visit(request, response), NULL, NULL, error);
}

/* @trouble is taken. */
static gboolean
end(const ConsoleVisit *visit, gboolean done, const char *flash, const char *field, GError *trouble, GError **error)
{
    gboolean shown;

    if (done) {
        flash_set(visit, flash, NULL, NULL);
        return http_response_redirect(visit->response, "/comment-rules");
    }
    if (!page_comes_back(visit, &trouble, error))
        return FALSE;
    shown = show(visit, field, trouble, error);
    g_error_free(trouble);
    return shown;
}

gboolean
console_comment_house_rules(HttpRequest *request, HttpResponse *response, gpointer data, GError **error)
{
    const ConsoleVisit *visit = console_visit(request, response);
    const Locales *locales = visit->console->mediation->locales;
    g_autoptr(GPtrArray) texts = g_ptr_array_new();
    GError *trouble = NULL;
    gboolean done;

    (void)data;
    for (guint i = 0; i < locales_count(locales); i++) {
        const char *tag = locale_tag(locales_at(locales, i));

        g_ptr_array_add(texts, (gpointer)tag);
        g_ptr_array_add(texts, (gpointer)console_field(visit, field_of(visit, tag)));
    }
    done = comment_rules_publish(visit->console->mediation, visit->actor, texts, console_seen(visit), &trouble);
    return end(visit, done, "comment_rules_published", field_of(visit, locale_tag(locales_at(locales, 0))), trouble,
               error);
}

gboolean
console_comment_house_days(HttpRequest *request, HttpResponse *response, gpointer data, GError **error)
{
    const ConsoleVisit *visit = console_visit(request, response);
    GError *trouble = NULL;
    gboolean done = TRUE;
    const char *field = "";

    (void)data;
    for (int kind = PUBLICATION_NEWS; done && kind <= PUBLICATION_ANSWER; kind++) {
        gint64 days = 0;

        field = http_request_format(request, "days-%s", publication_kind_name((PublicationKind)kind));
        done = number_parse_int64(console_field(visit, field), 0, COMMENT_DAYS_MAX, &days, NULL);
        if (!done)
            trouble = g_error_new_literal(TRIBUNE_ERROR, TRIBUNE_ERROR_INVALID,
                                          SAY_NOOP("write a number of days from 0 to 366"));
        done = done && comment_rules_set_days(visit->console->mediation, visit->actor, (PublicationKind)kind,
                                              (guint)days, &trouble);
    }
    return end(visit, done, "comment_days_set", field, trouble, error);
}

/* The end of the day "2026-11-02" where the body is; 0: it is no day. */
static gint64
end_of_day(const ConsoleVisit *visit, const char *text)
{
    g_autoptr(GDateTime) day = NULL;
    g_autofree char *whole = g_strconcat(text, "T23:59:59Z", NULL);
    gint64 end;

    day = g_date_time_new_from_iso8601(whole, NULL);
    if (day == NULL)
        return 0;
    end = g_date_time_to_unix(day) * CLOCK_SECOND;
    return end - zone_offset(zone_get(visit->zone), end, NULL);
}

gboolean
console_comment_house_until(HttpRequest *request, HttpResponse *response, gpointer data, GError **error)
{
    const ConsoleVisit *visit = console_visit(request, response);
    const char *day = console_field(visit, "until"), *id = http_request_parameter(request, "id");
    gboolean closes = *console_field(visit, "close") == '1', done;
    PublicationId publication = { 0 };
    GError *trouble = NULL;
    gint64 until = closes ? 0 : end_of_day(visit, day);

    (void)data;
    if (!number_parse_int64(id, 1, G_MAXINT64, &publication.value, error))
        return FALSE;
    if (!closes && until == 0) {
        trouble =
            g_error_new_literal(TRIBUNE_ERROR, TRIBUNE_ERROR_INVALID, SAY_NOOP("choose the last day for comments"));
        return end(visit, FALSE, NULL, http_request_format(request, "until-%s", id), trouble, error);
    }
    done = comment_rules_set_until(visit->console->mediation, visit->actor, publication, until, &trouble);
    return end(visit, done, closes ? "comments_closed" : "comments_opened",
               http_request_format(request, "until-%s", id), trouble, error);
}
