/* SPDX-License-Identifier: Apache-2.0 */
#include "command/demo-content-private.h"

#include "base/clock.h"
#include "base/error.h"
#include "base/number.h"

#include <string.h>
#include <unicode/ucal.h>
#include <unicode/ustring.h>

#define DAYS_MAX 60

/* ---- times ---- */

/* @clock on the day @days before the content's now, in the body's time zone. */
static gint64
local_time(const DemoContent *content, gint64 days, gint64 minute_of_day)
{
    UErrorCode status = U_ZERO_ERROR;
    UChar zone[64];
    UCalendar *calendar;
    gint64 time;

    u_uastrncpy(zone, content->body.timezone, G_N_ELEMENTS(zone) - 1);
    zone[G_N_ELEMENTS(zone) - 1] = 0;
    calendar = ucal_open(zone, -1, "en_GB", UCAL_GREGORIAN, &status);
    ucal_setMillis(calendar, (double)content->now / 1000, &status);
    ucal_add(calendar, UCAL_DATE, (int32_t)-days, &status);
    ucal_set(calendar, UCAL_HOUR_OF_DAY, (int32_t)(minute_of_day / 60));
    ucal_set(calendar, UCAL_MINUTE, (int32_t)(minute_of_day % 60));
    ucal_set(calendar, UCAL_SECOND, 0);
    ucal_set(calendar, UCAL_MILLISECOND, 0);
    time = (gint64)ucal_getMillis(calendar, &status) * 1000;
    ucal_close(calendar);
    return time;
}

/* "20d 08:14", "3h 40m", "6h", "50m", without the minus. */
static gboolean
parse_at(const DemoContent *content, const char *text, gint64 *ret)
{
    g_autoptr(GRegex) days = g_regex_new("^(\\d{1,2})d ([01]\\d|2[0-3]):([0-5]\\d)$", 0, 0, NULL);
    g_autoptr(GRegex) hours = g_regex_new("^(?:(\\d{1,2})h)?(?: ?(\\d{1,2})m)?$", 0, 0, NULL);
    g_autoptr(GMatchInfo) match = NULL;
    gint64 numbers[3] = { 0 };

    if (!g_regex_match(days, text, 0, &match)) {
        g_match_info_unref(g_steal_pointer(&match));
        if (*text == '\0' || !g_regex_match(hours, text, 0, &match))
            return FALSE;
    }
    for (gint i = 1; i < g_match_info_get_match_count(match); i++) {
        g_autofree char *number = g_match_info_fetch(match, i);

        if (*number != '\0' && !number_parse_int64(number, 0, DAYS_MAX, &numbers[i - 1], NULL))
            return FALSE;
    }
    if (strchr(text, 'd') != NULL)
        *ret = local_time(content, numbers[0], numbers[1] * 60 + numbers[2]);
    else
        *ret = content->now - numbers[0] * CLOCK_HOUR - numbers[1] * CLOCK_MINUTE;
    return *ret < content->now;
}

/* ---- texts ---- */

/* Paragraphs with an empty line between them. */
const char *
demo_content_join(DemoContent *content, json_t *paragraphs, const char *place, GError **error)
{
    g_autoptr(GString) joined = g_string_new(NULL);
    size_t index;
    json_t *paragraph;

    json_array_foreach(paragraphs, index, paragraph)
    {
        if (!json_is_string(paragraph)) {
            demo_content_fail(error, place, "a paragraph is not a text");
            return NULL;
        }
        g_string_append(joined, index > 0 ? "\n\n" : "");
        g_string_append(joined, json_string_value(paragraph));
    }
    if (joined->len == 0) {
        demo_content_fail(error, place, "has no text");
        return NULL;
    }
    return g_string_chunk_insert(content->texts, joined->str);
}

/* ---- events ---- */

static gboolean
load_attachment(DemoContent *content, DemoMail *mail, json_t *value, const char *place, GError **error)
{
    const char *name, *type, *file = NULL, *text = NULL;
    g_autofree char *path = NULL;
    g_autoptr(GBytes) content_bytes = NULL;
    char *bytes;
    gsize length;

    if (!demo_content_unpack(value, place, error, "{s:s,s:s,s?s,s?s!}", "name", &name, "type", &type, "file", &file,
                             "text", &text))
        return FALSE;
    if ((file == NULL) == (text == NULL))
        return demo_content_fail(error, place, "an attachment has either a file or a text");
    if (file != NULL) {
        path = g_build_filename(content->folder, file, NULL);
        if (strchr(file, '/') != NULL || !g_file_get_contents(path, &bytes, &length, error))
            return FALSE;
    } else {
        bytes = g_strdup(text);
        length = strlen(text);
    }
    content_bytes = g_bytes_new_take(bytes, length);
    g_ptr_array_add(mail->attachments, message_part_new("att", type, name, content_bytes));
    return TRUE;
}

static gboolean
load_mail(DemoContent *content, DemoEvent *event, json_t *value, const char *place, GError **error)
{
    DemoMail *mail = event->mail = g_new0(DemoMail, 1);
    const char *automatic = NULL;
    json_t *text, *attachments = NULL, *attachment;
    size_t index;

    mail->attachments = message_parts_new();
    mail->subject = event->of->subject;
    mail->charset = "utf-8";
    if (!demo_content_unpack(value, place, error, "{s:o,s?s,s?b,s?b,s?s,s?o,s?s,s?s,s?s!}", "text", &text, "subject",
                             &mail->subject, "html", &mail->html, "quote", &mail->quote, "signature", &mail->signature,
                             "attachments", &attachments, "mailer", &mail->mailer, "charset", &mail->charset,
                             "automatic", &automatic))
        return FALSE;
    if (automatic != NULL && !automatic_parse(automatic, &mail->automatic))
        return demo_content_fail(error, place, "automatic is no kind of automatic mail");
    json_array_foreach(attachments, index,
                       attachment) if (!load_attachment(content, mail, attachment, place, error)) return FALSE;
    mail->from_name = event->of->name;
    mail->from = event->of->mail;
    mail->to = event->of->to;
    mail->language = event->of->language;
    event->text = demo_content_join(content, text, place, error);
    return event->text != NULL;
}

static gboolean
load_reply(DemoContent *content, DemoEvent *event, json_t *value, const char *place, GError **error)
{
    const char *state = NULL;
    json_t *text;

    if (!demo_content_unpack(value, place, error, "{s:s,s:o,s?s!}", "by", &event->by, "text", &text, "state", &state))
        return FALSE;
    if (state != NULL && !case_state_parse(state, &event->state))
        return demo_content_fail(error, place, "names no state");
    event->text = demo_content_join(content, text, place, error);
    return event->text != NULL;
}

static gboolean
load_note(DemoContent *content, DemoEvent *event, json_t *value, const char *place, GError **error)
{
    json_t *text;

    if (!demo_content_unpack(value, place, error, "{s:s,s:o!}", "by", &event->by, "text", &text))
        return FALSE;
    event->text = demo_content_join(content, text, place, error);
    return event->text != NULL;
}

static gboolean
load_take(G_GNUC_UNUSED DemoContent *content, DemoEvent *event, json_t *value, const char *place, GError **error)
{
    return demo_content_unpack(value, place, error, "{s:s!}", "by", &event->by);
}

static gboolean
load_give(DemoContent *content, DemoEvent *event, json_t *value, const char *place, GError **error)
{
    return demo_content_unpack(value, place, error, "{s:s,s:s!}", "by", &event->by, "to", &event->to) &&
           demo_content_check_staff(content, event->to, place, error);
}

static gboolean
load_move(DemoContent *content, DemoEvent *event, json_t *value, const char *place, GError **error)
{
    return demo_content_unpack(value, place, error, "{s:s,s:s,s:s!}", "by", &event->by, "to", &event->to, "reason",
                               &event->text) &&
           demo_content_check_unit(content, event->to, place, error);
}

static gboolean
load_state(G_GNUC_UNUSED DemoContent *content, DemoEvent *event, json_t *value, const char *place, GError **error)
{
    const char *state;

    if (!demo_content_unpack(value, place, error, "{s:s,s:s,s:s!}", "by", &event->by, "to", &state, "reason",
                             &event->text))
        return FALSE;
    return case_state_parse(state, &event->state) || demo_content_fail(error, place, "names no state");
}

static const struct {
    const char *name;
    DemoKind kind;
    gboolean (*load)(DemoContent *content, DemoEvent *event, json_t *value, const char *place, GError **error);
} kinds[] = {
    { "in", DEMO_IN, load_mail },        { "reply", DEMO_REPLY, load_reply }, { "note", DEMO_NOTE, load_note },
    { "take", DEMO_TAKE, load_take },    { "give", DEMO_GIVE, load_give },    { "move", DEMO_MOVE, load_move },
    { "state", DEMO_STATE, load_state },
};

static void
free_event(gpointer data)
{
    DemoEvent *event = data;

    if (event->mail != NULL)
        g_ptr_array_unref(event->mail->attachments);
    g_free(event->mail);
    g_free(event);
}

gboolean
demo_content_time(const DemoContent *content, const char *at, gint64 *ret, const char *place, GError **error)
{
    if (at == NULL || at[0] != '-' || !parse_at(content, at + 1, ret))
        return demo_content_fail(error, place, "at must be like -50m, -3h 40m or -20d 08:14");
    return TRUE;
}

static gboolean
load_time(DemoContent *content, DemoEvent *event, json_t *value, const char *place, GError **error)
{
    return demo_content_time(content, json_string_value(json_object_get(value, "at")), &event->time, place, error);
}

static gboolean
load_event(DemoContent *content, const DemoCase *of, json_t *value, const char *place, GError **error)
{
    DemoEvent *event = g_new0(DemoEvent, 1);

    event->of = of;
    g_ptr_array_add(content->events, event);
    if (!load_time(content, event, value, place, error))
        return FALSE;
    for (guint i = 0; i < G_N_ELEMENTS(kinds); i++) {
        json_t *details = json_object_get(value, kinds[i].name);

        if (details == NULL)
            continue;
        event->kind = kinds[i].kind;
        return (json_object_size(value) == 2 ||
                demo_content_fail(error, place, "has more than a time and one thing")) &&
               kinds[i].load(content, event, details, place, error) &&
               (event->kind == DEMO_IN || demo_content_check_staff(content, event->by, place, error));
    }
    return demo_content_fail(error, place, "is no known kind of event");
}

/* ---- cases ---- */

static gboolean
load_outcome(const DemoContent *content, DemoCase *of, json_t *value, GError **error)
{
    const char *state;
    json_t *assignee;
    int held = 0;

    if (!demo_content_unpack(value, of->key, error, "{s:s,s:o,s:s,s?i!}", "unit", &of->then_unit, "assignee", &assignee,
                             "state", &state, "held", &held) ||
        !demo_content_check_unit(content, of->then_unit, of->key, error))
        return FALSE;
    if (!case_state_parse(state, &of->then_state))
        return demo_content_fail(error, of->key, "names no state");
    of->then_held = (guint)held;
    of->then_assignee = json_string_value(assignee);
    return of->then_assignee == NULL || demo_content_check_staff(content, of->then_assignee, of->key, error);
}

static gboolean
load_case(DemoContent *content, json_t *value, GError **error)
{
    DemoCase *of = g_new0(DemoCase, 1);
    const char *to, *priority = "normal";
    json_t *events, *then, *event;
    size_t index;

    g_ptr_array_add(content->cases, of);
    if (!demo_content_unpack(value, "cases", error, "{s:s,s:{s:s,s:s,s:s!},s:s,s:s,s?s,s?s,s:o,s:o!}", "key", &of->key,
                             "citizen", "name", &of->name, "mail", &of->mail, "language", &of->language, "to", &to,
                             "subject", &of->subject, "service", &of->service, "priority", &priority, "events", &events,
                             "then", &then) ||
        !demo_content_check_unit(content, to, of->key, error) || !load_outcome(content, of, then, error))
        return FALSE;
    if (of->service != NULL && demo_content_find_service(content, of->service) == NULL)
        return demo_content_fail(error, of->key, "names no service of the file");
    if (!case_priority_parse(priority, &of->priority))
        return demo_content_fail(error, of->key, "names no priority");
    of->to = demo_content_find_unit(content, to)->mail;
    json_array_foreach(events, index, event)
    {
        g_autofree char *place = g_strdup_printf("%s, event %zu", of->key, index + 1);

        if (!load_event(content, of, event, place, error))
            return FALSE;
    }
    return TRUE;
}

static gboolean
load_stray(DemoContent *content, json_t *value, GError **error)
{
    DemoEvent *event = g_new0(DemoEvent, 1);
    DemoMail *mail = event->mail = g_new0(DemoMail, 1);
    const char *at, *to, *automatic;
    json_t *text;

    mail->attachments = message_parts_new();
    mail->charset = "utf-8";
    mail->language = content->body.language;
    g_ptr_array_add(content->events, event);
    if (!demo_content_unpack(value, "strays", error, "{s:s,s:s,s:{s:s,s:s!},s:s,s:s,s:o!}", "at", &at, "to", &to,
                             "from", "name", &mail->from_name, "mail", &mail->from, "subject", &mail->subject,
                             "automatic", &automatic, "text", &text) ||
        !load_time(content, event, value, "strays", error) || !demo_content_check_unit(content, to, "strays", error))
        return FALSE;
    if (!automatic_parse(automatic, &mail->automatic))
        return demo_content_fail(error, "strays", "automatic is no kind of automatic mail");
    mail->to = demo_content_find_unit(content, to)->mail;
    event->text = demo_content_join(content, text, "strays", error);
    return event->text != NULL;
}

/* ---- the whole ---- */

static gint
compare_times(gconstpointer a, gconstpointer b)
{
    const DemoEvent *const *first = a, *const *second = b;

    return (*first)->time < (*second)->time ? -1 : (*first)->time > (*second)->time;
}

/* Events of one case stand in the file as they happened; sorting must not change that. */
static gboolean
sort_events(DemoContent *content, GError **error)
{
    for (guint i = 1; i < content->events->len; i++) {
        const DemoEvent *before = g_ptr_array_index(content->events, i - 1),
                        *event = g_ptr_array_index(content->events, i);

        if (before->of == event->of && event->of != NULL && before->time >= event->time)
            return demo_content_fail(error, event->of->key, "its events are not in order of time");
    }
    g_ptr_array_sort(content->events, compare_times);
    return TRUE;
}

DemoContent *
demo_content_load(const char *folder, gint64 now, GError **error)
{
    g_autoptr(DemoContent) content = g_new0(DemoContent, 1);
    g_autofree char *path = g_build_filename(folder, CONTENT_FILE, NULL);
    json_error_t problem;

    content->folder = g_strdup(folder);
    content->now = now;
    content->texts = g_string_chunk_new(4096);
    content->units = g_ptr_array_new_with_free_func(g_free);
    content->services = g_ptr_array_new_with_free_func(g_free);
    content->calendars = g_ptr_array_new_with_free_func(demo_content_free_calendar);
    content->staff = g_ptr_array_new_with_free_func(demo_content_free_staff);
    content->cases = g_ptr_array_new_with_free_func(g_free);
    content->events = g_ptr_array_new_with_free_func(free_event);
    content->topics = g_ptr_array_new_with_free_func(demo_content_free_topic);
    content->publications = g_ptr_array_new_with_free_func(demo_content_free_publication);
    content->news = g_ptr_array_new_with_free_func(demo_content_free_news);
    content->root = json_load_file(path, JSON_REJECT_DUPLICATES, &problem);
    if (content->root == NULL) {
        g_set_error(error, TRIBUNE_ERROR, TRIBUNE_ERROR_NOT_FOUND, "%s: line %d: %s", path, problem.line, problem.text);
        return NULL;
    }
    if (!demo_content_load_house(content, error) || !demo_content_load_list(content, "cases", load_case, error) ||
        !demo_content_load_list(content, "strays", load_stray, error) || !sort_events(content, error) ||
        !demo_content_load_news(content, error))
        return NULL;
    return g_steal_pointer(&content);
}

void
demo_content_free(DemoContent *content)
{
    g_ptr_array_unref(content->news);
    g_ptr_array_unref(content->publications);
    g_ptr_array_unref(content->topics);
    g_ptr_array_unref(content->events);
    g_ptr_array_unref(content->cases);
    g_ptr_array_unref(content->staff);
    g_ptr_array_unref(content->units);
    g_ptr_array_unref(content->services);
    g_ptr_array_unref(content->calendars);
    g_string_chunk_free(content->texts);
    json_decref(content->root);
    g_free(content->folder);
    g_free(content);
}

const DemoBody *
demo_content_body(const DemoContent *content)
{
    return &content->body;
}

const GPtrArray *
demo_content_units(const DemoContent *content)
{
    return content->units;
}

const GPtrArray *
demo_content_services(const DemoContent *content)
{
    return content->services;
}

const GPtrArray *
demo_content_calendars(const DemoContent *content)
{
    return content->calendars;
}

const GPtrArray *
demo_content_staff(const DemoContent *content)
{
    return content->staff;
}

const GPtrArray *
demo_content_cases(const DemoContent *content)
{
    return content->cases;
}

const GPtrArray *
demo_content_events(const DemoContent *content)
{
    return content->events;
}

const char *
demo_content_routing(const DemoContent *content)
{
    return content->routing;
}
