/* SPDX-License-Identifier: Apache-2.0 */
/* Lists of cases: the queues, what is filtered out of them, and what a search found. */
#include <string.h>

#include "console/answering.h"
#include "console/asked.h"
#include "console/inbox-desk.h"
#include "console/page.h"
#include "console/promises.h"
#include "model/person.h"

/* ---- making the page ---- */

static json_t *
describe_row(const ConsoleVisit *visit, const InboxRow *row)
{
    const Case *a_case = row->a_case;
    gboolean takes = a_case->assignee.value == 0 && rights_may(visit->actor, ACTION_TAKE, a_case->unit);
    g_autofree char *url = g_strconcat("/cases/", a_case->reference, NULL);
    g_autofree char *take = takes ? g_strconcat(url, "/take", NULL) : NULL;
    gboolean sets = rights_may(visit->actor, ACTION_SET_STATE, a_case->unit);
    g_autofree char *select = sets ? g_strdup_printf("%s:%" G_GINT64_FORMAT, a_case->reference, a_case->version) : NULL;
    json_t *described, *officer;

    officer = *row->assignee == '\0'
                  ? json_null()
                  : json_pack("{s:o, s:o}", "name", part_text(row->assignee), "initials", part_initials(row->assignee));
    described = json_pack("{s:s, s:s, s:o, s:o, s:o, s:b, s:b, s:o, s:o, s:o, s:o, s:s?, s:o}", "url", url, "reference",
                          a_case->reference, "title", part_text(a_case->title), "language", part_text(a_case->language),
                          "snippet", part_text(a_case->preview), "unread", a_case->unread, "is_held", a_case->held > 0,
                          "state", part_flag(case_state_name(a_case->state)), "channel_name",
                          part_channel(visit, a_case->channel), "person", part_text(row->person), "officer", officer,
                          "take", take, "when", part_time(visit, a_case->changed));
    part_set(described, "select", part_text(select));
    part_set(described, "tags", inbox_desk_row_tags(row));
    part_set(described, "asleep", inbox_desk_asleep(visit, row->asleep_until));
    part_set(described, "answering", answering_describe(visit, a_case->id));
    part_set(described, "promise", promises_pill(visit, a_case));
    part_set(described, "raised", json_boolean(a_case->priority != CASE_PRIORITY_NORMAL));
    part_set(described, "priority", part_flag(case_priority_name(a_case->priority)));
    return described;
}

static json_t *
describe_rows(const ConsoleVisit *visit, const Inbox *inbox)
{
    json_t *rows = json_array();

    for (guint i = 0; i < inbox->rows->len; i++)
        part_add(rows, describe_row(visit, g_ptr_array_index(inbox->rows, i)));
    return part_list(rows);
}

static json_t *
state_options(const InboxQuestion *question)
{
    json_t *options = json_array();

    for (guint i = 0; i < CASE_STATE_COUNT; i++)
        part_add(options,
                 json_pack("{s:s, s:o, s:b}", "value", case_state_name(i), "state", part_flag(case_state_name(i)),
                           "selected", question->states == INBOX_ONE_STATE && question->state == i));
    return json_pack("{s:b, s:b, s:o}", "todo", question->states == INBOX_TODO, "any",
                     question->states == INBOX_ANY_STATE, "options", options);
}

static json_t *
channel_options(const ConsoleVisit *visit, const InboxQuestion *question)
{
    const Channels *channels = visit->console->mediation->channels;
    json_t *options;

    if (channels_count(channels) < 2)
        return json_null();
    options = json_array();
    for (guint i = 0; i < channels_count(channels); i++) {
        const Channel *channel = channels_at(channels, i);

        part_add(options, part_option(channel->name, locale_say(visit->locale, channel->driver->label),
                                      strcmp(question->channel, channel->name) == 0));
    }
    return json_pack("{s:o}", "options", options);
}

/* For who reads in more than one unit. */
static json_t *
unit_options(const ConsoleVisit *visit, const Asked *asked)
{
    g_autoptr(DirectorySnapshot) snapshot = directory_snapshot(visit->console->mediation->directory);
    const GPtrArray *units = directory_units(snapshot);
    json_t *options;

    if (asked->question.queue != INBOX_ALL &&
        (asked->question.queue != INBOX_UNIT || rights_scope(visit->actor, ACTION_READ_INBOX, NULL) != SCOPE_ALL))
        return json_null();
    options = json_array();
    for (guint i = 0; i < units->len; i++) {
        const Unit *unit = g_ptr_array_index(units, i);

        if (rights_may(visit->actor, ACTION_READ_INBOX, unit->id))
            part_add(options, part_option(unit->code, unit->name, strcmp(asked->unit, unit->code) == 0));
    }
    if (json_array_size(options) > 1)
        return json_pack("{s:o}", "options", options);
    json_decref(options);
    return json_null();
}

/* Languages of the catalogues and those on this page. */
static json_t *
language_options(const ConsoleVisit *visit, const InboxQuestion *question, const Inbox *inbox)
{
    g_autoptr(GHashTable) seen = g_hash_table_new(g_str_hash, g_str_equal);
    json_t *options = json_array();
    const Locales *locales = visit->console->mediation->locales;
    g_autoptr(GPtrArray) tags = g_ptr_array_new();

    for (guint i = 0; i < locales_count(locales); i++)
        g_ptr_array_add(tags, (gpointer)locale_tag(locales_at(locales, i)));
    g_ptr_array_add(tags, (gpointer)question->language);
    for (guint i = 0; i < inbox->rows->len; i++)
        g_ptr_array_add(tags, ((const InboxRow *)g_ptr_array_index(inbox->rows, i))->a_case->language);
    for (guint i = 0; i < tags->len; i++) {
        const char *tag = g_ptr_array_index(tags, i);
        g_autofree char *name = *tag == '\0' ? NULL : locale_language(visit->locale, tag);

        if (name != NULL && g_hash_table_add(seen, (gpointer)tag))
            part_add(options, part_option(tag, name, strcmp(question->language, tag) == 0));
    }
    return json_pack("{s:o}", "options", options);
}

static json_t *
describe_filters(const ConsoleVisit *visit, const Asked *asked, const Inbox *inbox)
{
    const InboxQuestion *question = &asked->question;
    json_t *hidden = json_array();
    json_t *units = unit_options(visit, asked);

    if (!json_is_null(units)) {
        part_add(hidden, json_pack("{s:s, s:s}", "name", "queue", "value", "all"));
    } else {
        part_add(hidden, json_pack("{s:s, s:s}", "name", "queue", "value", asked->queue));
        if (*asked->unit != '\0')
            part_add(hidden, json_pack("{s:s, s:s}", "name", "unit", "value", asked->unit));
    }
    return json_pack("{s:s, s:o, s:o, s:o, s:{s:b, s:b}, s:o, s:o, s:o}", "action", "/cases", "by_tag",
                     inbox_desk_tags(visit, question->tag), "hidden", hidden, "by_state", state_options(question),
                     "sort", "newest", question->sort == INBOX_NEWEST, "due", question->sort == INBOX_DUE, "by_channel",
                     channel_options(visit, question), "by_unit", units, "by_language",
                     language_options(visit, question, inbox));
}

/* The first address that a first mail could be written to. */
static json_t *
describe_first_mail(const ConsoleVisit *visit)
{
    g_autoptr(DirectorySnapshot) snapshot = directory_snapshot(visit->console->mediation->directory);
    const GPtrArray *endpoints = directory_endpoints(snapshot);
    const Endpoint *endpoint = endpoints->len == 0 ? NULL : g_ptr_array_index(endpoints, 0);

    return json_pack("{s:o}", "address", endpoint != NULL ? part_shown(endpoint->uri) : json_null());
}

/* Nothing that this actor could ever see has come in. */
static gboolean
is_first_day(const ConsoleVisit *visit, const Counts *counts)
{
    const InboxQuestion question = { .queue = INBOX_ALL, .states = INBOX_ANY_STATE, .channel = "", .language = "" };
    g_autoptr(Inbox) inbox = counts->all > 0 ? NULL : inbox_view(visit->console->store, visit->actor, &question, NULL);

    return inbox != NULL && inbox->rows->len == 0;
}

/* Why the list is empty, and what to do about it. */
static json_t *
describe_empty(const ConsoleVisit *visit, const Asked *asked, const Counts *counts)
{
    const InboxQuestion *question = &asked->question;
    json_t *empty = json_object();

    if (asked->searched != NULL || asked_is_filtered(question) || question->page > 0)
        part_set(empty, "nothing_found", json_pack("{s:s}", "url", "/cases?queue=all&state=any"));
    else if (question->queue != INBOX_HELD && question->queue != INBOX_LATE && is_first_day(visit, counts))
        part_set(empty, "no_mail_yet", describe_first_mail(visit));
    else if (question->queue == INBOX_MINE)
        part_set(empty, "nothing_mine",
                 json_pack("{s:s?, s:I}", "url", counts->unassigned > 0 ? "/cases?queue=unassigned" : NULL, "count",
                           (json_int_t)counts->unassigned));
    else if (question->queue == INBOX_HELD)
        part_set(empty, "nothing_held", json_true());
    else if (question->queue == INBOX_LATE)
        part_set(empty, "nothing_late", json_true());
    else if (question->queue == INBOX_SNOOZED)
        part_set(empty, "nothing_snoozed", json_true());
    else
        part_set(empty, "all_done", json_true());
    return empty;
}

static json_t *
describe_pager(const ConsoleVisit *visit, const Asked *asked, const Inbox *inbox)
{
    guint page = asked->question.page;
    g_autofree char *previous = page > 0 ? asked_url(asked, page - 1) : NULL;
    g_autofree char *next = inbox->more && page + 1 < INBOX_PAGE_MAX ? asked_url(asked, page + 1) : NULL;

    if (inbox->rows->len == 0 || (previous == NULL && next == NULL))
        return json_null();
    return json_pack("{s:o, s:o, s:s?, s:s?}", "first", part_number(visit, (gint64)page * INBOX_PAGE_SIZE + 1), "last",
                     part_number(visit, (gint64)page * INBOX_PAGE_SIZE + inbox->rows->len), "previous", previous,
                     "next", next);
}

/* How much there is to do here; only for the plain queues, whose counts are known. */
static json_t *
describe_summary(const ConsoleVisit *visit, const Asked *asked, const Counts *counts)
{
    const InboxQuestion *question = &asked->question;
    guint count = question->queue == INBOX_MINE ? counts->mine : counts->all;
    gint64 oldest = question->queue == INBOX_ALL ? counts->oldest : 0;

    if (asked_is_filtered(question) ||
        question->states != (asked_is_everywhere(question->queue) ? INBOX_ANY_STATE : INBOX_TODO) ||
        question->queue == INBOX_PERSON || question->queue == INBOX_SNOOZED ||
        (question->sort == INBOX_DUE && question->queue != INBOX_LATE))
        return json_null();
    if (question->queue == INBOX_UNASSIGNED)
        count = counts->unassigned;
    if (question->queue == INBOX_HELD)
        count = counts->held;
    if (question->queue == INBOX_LATE)
        count = counts->late;
    if (question->queue == INBOX_UNIT &&
        !counts_view_of_unit(visit->console->settings.counts, visit->actor, question->unit, &count, &oldest, NULL))
        return json_null();
    return json_pack("{s:I, s:o}", "count", (json_int_t)count, "oldest", part_time(visit, count > 0 ? oldest : 0));
}

/* For who leads: what is overdue in her units, until she looks at it. */
static json_t *
describe_missed(const Asked *asked, const Counts *counts)
{
    if (counts->missed == 0 || asked->question.queue == INBOX_LATE)
        return json_null();
    return json_pack("{s:I, s:s}", "count", (json_int_t)counts->missed, "url", "/cases?queue=late");
}

static gboolean
show(const ConsoleVisit *visit, const Asked *asked, const Inbox *inbox, GError **error)
{
    g_autofree char *current = *asked->unit != '\0' ? g_strconcat("unit:", asked->unit, NULL) : g_strdup(asked->queue);
    gboolean first_page = asked->question.page == 0;
    json_t *heading, *empty;
    Counts counts;

    if (!counts_view_of(visit->console->settings.counts, visit->actor, &counts, error))
        return FALSE;
    heading = asked->searched != NULL
                  ? json_null()
                  : json_pack("{s:o, s:o}", "queue", part_flag(asked->queue), "name", part_text(asked->unit_name));
    empty = inbox->rows->len == 0 ? describe_empty(visit, asked, &counts) : json_null();
    return page_render(
        visit, "inbox", current,
        json_pack("{s:o, s:o, s:o, s:o, s:o, s:s?, s:o, s:o, s:o, s:o}", "bulk", inbox_desk_bulk(visit, asked, inbox),
                  "missed", describe_missed(asked, &counts), "heading", heading, "searched", part_text(asked->searched),
                  "summary", describe_summary(visit, asked, &counts), "live",
                  first_page && asked->searched == NULL ? "/events" : NULL, "filters",
                  asked->searched != NULL ? json_null() : describe_filters(visit, asked, inbox), "rows",
                  describe_rows(visit, inbox), "empty", empty, "pager", describe_pager(visit, asked, inbox)),
        error);
}

/* ---- handlers ---- */

gboolean
console_inbox_home(HttpRequest *request, HttpResponse *response, gpointer data, GError **error)
{
    (void)data;
    (void)error;
    return http_response_redirect(response, page_home(console_visit(request, response)->actor));
}

gboolean
console_inbox_show(HttpRequest *request, HttpResponse *response, gpointer data, GError **error)
{
    const ConsoleVisit *visit = console_visit(request, response);
    g_auto(Asked) asked = { 0 };
    g_autoptr(Inbox) inbox = NULL;

    (void)data;
    if (!asked_read(visit, &asked, error))
        return FALSE;
    if (asked.found != NULL)
        return http_response_redirect(response, asked.found);
    inbox = inbox_view(visit->console->store, visit->actor, &asked.question, error);
    return inbox != NULL && show(visit, &asked, inbox, error);
}
