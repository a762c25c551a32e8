/* SPDX-License-Identifier: Apache-2.0 */
#include "console/asked.h"

#include <string.h>

#include "base/error.h"
#include "base/number.h"
#include "views/case-view.h"

#define SEARCH_MAX 512 /* bytes that are looked at */

void
asked_clear(Asked *asked)
{
    g_free(asked->unit);
    g_free(asked->unit_name);
    g_free(asked->searched);
    g_free(asked->found);
}

static const struct {
    const char *name;
    InboxQueue queue;
} QUEUES[] = {
    { "mine", INBOX_MINE }, { "unit", INBOX_UNIT },     { "unassigned", INBOX_UNASSIGNED }, { "held", INBOX_HELD },
    { "late", INBOX_LATE }, { "person", INBOX_PERSON }, { "snoozed", INBOX_SNOOZED },       { "all", INBOX_ALL },
};

static const char *const SORTS[INBOX_SORT_COUNT] = { "oldest", "newest", "due" };

/* ---- reading the address ---- */

static const char *
query(const ConsoleVisit *visit, const char *name)
{
    const char *value = http_request_query(visit->request, name);

    return value != NULL ? value : "";
}

static void
read_queue(const ConsoleVisit *visit, Asked *asked)
{
    const char *name = query(visit, "queue");

    asked->queue = "all";
    asked->question.queue = INBOX_ALL;
    for (guint i = 0; i < G_N_ELEMENTS(QUEUES); i++) {
        if (strcmp(QUEUES[i].name, name) == 0) {
            asked->queue = QUEUES[i].name;
            asked->question.queue = QUEUES[i].queue;
        }
    }
}

/* A unit's code narrows "all" to that unit. FALSE: there is no such unit. */
static gboolean
read_unit(const ConsoleVisit *visit, Asked *asked, GError **error)
{
    g_autoptr(DirectorySnapshot) snapshot = directory_snapshot(visit->console->mediation->directory);
    const char *code = query(visit, "unit");
    const Unit *unit;

    asked->unit = g_strdup("");
    if (asked->question.queue != INBOX_UNIT && (asked->question.queue != INBOX_ALL || *code == '\0'))
        return TRUE;
    unit = console_unit(snapshot, code);
    if (unit != NULL) {
        g_free(asked->unit);
        asked->unit = g_strdup(unit->code);
        asked->unit_name = g_strdup(unit->name);
        asked->queue = "unit";
        asked->question.queue = INBOX_UNIT;
        asked->question.unit = unit->id;
        return TRUE;
    }
    g_set_error(error, TRIBUNE_ERROR, TRIBUNE_ERROR_NOT_FOUND, "no such unit");
    return FALSE;
}

/* What is held, late or asleep and what a person wrote are looked for in all states. */
gboolean
asked_is_everywhere(InboxQueue queue)
{
    return queue == INBOX_HELD || queue == INBOX_LATE || queue == INBOX_PERSON || queue == INBOX_SNOOZED;
}

static void
read_filters(const ConsoleVisit *visit, Asked *asked)
{
    InboxQuestion *question = &asked->question;
    const char *state = query(visit, "state");
    gint64 page = 1;

    question->states = asked_is_everywhere(question->queue) ? INBOX_ANY_STATE : INBOX_TODO;
    if (strcmp(state, "any") == 0)
        question->states = INBOX_ANY_STATE;
    else if (strcmp(state, "todo") == 0)
        question->states = INBOX_TODO;
    else if (case_state_parse(state, &question->state))
        question->states = INBOX_ONE_STATE;
    question->sort = question->queue == INBOX_LATE ? INBOX_DUE : INBOX_OLDEST;
    for (guint i = 0; i < INBOX_SORT_COUNT; i++)
        if (strcmp(query(visit, "sort"), SORTS[i]) == 0)
            question->sort = i;
    question->channel = query(visit, "channel");
    question->language = query(visit, "language");
    number_parse_int64(query(visit, "tag"), 1, G_MAXINT64, &question->tag.value, NULL);
    number_parse_int64(query(visit, "page"), 1, G_MAXINT, &page, NULL);
    question->page = (guint)page - 1;
}

/* ---- searching ---- */

/* Whether somebody is known by what was typed, on any channel. */
static gboolean
find_person(const ConsoleVisit *visit, const char *typed, PersonId *ret, GError **error)
{
    const Channels *channels = visit->console->mediation->channels;

    ret->value = 0;
    for (guint i = 0; i < channels_count(channels) && ret->value == 0; i++) {
        const Channel *channel = channels_at(channels, i);
        g_autofree char *uri =
            channel->driver->resolve == NULL ? NULL : channel->driver->resolve(channel->handle, typed, NULL);

        if (uri != NULL && !inbox_find_person(visit->console->store, visit->actor, uri, ret, error))
            return FALSE;
    }
    return TRUE;
}

/* A prefix, a year and a number: other words need no look at the store. */
static gboolean
may_be_reference(const char *typed)
{
    gsize length = strlen(typed);

    return length > 0 && g_ascii_isdigit(typed[length - 1]) && strchr(typed, '-') != NULL;
}

char *
asked_case(const ConsoleVisit *visit, const char *typed)
{
    g_autofree char *reference = g_ascii_strup(typed, -1);
    g_autoptr(Case) found =
        may_be_reference(typed) ? case_view_find(visit->console->store, visit->actor, reference, NULL) : NULL;

    return found != NULL ? g_strconcat("/cases/", found->reference, NULL) : NULL;
}

gboolean
asked_is_filtered(const InboxQuestion *question)
{
    return question->states == INBOX_ONE_STATE || *question->channel != '\0' || *question->language != '\0' ||
           question->tag.value != 0;
}

char *
asked_url(const Asked *asked, guint page)
{
    const InboxQuestion *question = &asked->question;
    g_autoptr(GString) url = g_string_new("/cases?queue=");
    const char *state = question->states == INBOX_ANY_STATE   ? "any"
                        : question->states == INBOX_ONE_STATE ? case_state_name(question->state)
                                                              : "";
    g_autofree char *tag = question->tag.value == 0 ? NULL : g_strdup_printf("%" G_GINT64_FORMAT, question->tag.value);
    const struct {
        const char *name, *value;
    } parameters[] = {
        { "unit", asked->unit },
        { "state", state },
        { "sort", SORTS[question->sort] },
        { "channel", question->channel },
        { "language", question->language },
        { "tag", tag },
        { "q", asked->searched },
    };

    g_string_append(url, asked->queue);
    for (guint i = 0; i < G_N_ELEMENTS(parameters); i++) {
        if (parameters[i].value == NULL || *parameters[i].value == '\0')
            continue;
        g_string_append_printf(url, "&%s=", parameters[i].name);
        g_string_append_uri_escaped(url, parameters[i].value, NULL, FALSE);
    }
    if (page > 0)
        g_string_append_printf(url, "&page=%u", page + 1);
    return g_string_free(g_steal_pointer(&url), FALSE);
}

static gboolean
search(const ConsoleVisit *visit, const char *typed, Asked *asked, GError **error)
{
    asked->found = asked_case(visit, typed);
    if (asked->found != NULL)
        return TRUE;
    asked->searched = g_strdup(typed);
    asked->queue = "person";
    asked->question.queue = INBOX_PERSON;
    return find_person(visit, typed, &asked->question.person, error);
}

gboolean
asked_read(const ConsoleVisit *visit, Asked *ret, GError **error)
{
    g_autofree char *typed = g_strstrip(g_strndup(query(visit, "q"), SEARCH_MAX));

    read_queue(visit, ret);
    if (*typed != '\0' && !search(visit, typed, ret, error))
        return FALSE;
    if (!read_unit(visit, ret, error))
        return FALSE;
    read_filters(visit, ret);
    return TRUE;
}
