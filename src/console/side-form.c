/* SPDX-License-Identifier: Apache-2.0 */
#include "console/side-form.h"

#include <string.h>

#include "base/id.h"
#include "base/text.h"
#include "console/page.h"
#include "mediation/cases/partners.h"

#define SAID_CHARACTERS 200

GArray *
side_form_enclosures(const ConsoleVisit *visit)
{
    g_autoptr(GPtrArray) fields = http_request_fields(visit->request, "with");
    GArray *chosen = g_array_new(FALSE, FALSE, sizeof(Enclosure));

    for (guint i = 0; fields != NULL && i < fields->len; i++) {
        Enclosure enclosure;

        if (enclosures_parse(g_ptr_array_index(fields, i), &enclosure))
            g_array_append_val(chosen, enclosure);
    }
    return chosen;
}

static char *
value_of(MessageId message, const char *part)
{
    char id[ID_TEXT_SIZE];

    id_format(message.value, id);
    return *part == '\0' ? g_strdup(id) : g_strconcat(id, "/", part, NULL);
}

static gboolean
is_chosen(const GArray *chosen, MessageId message, const char *part)
{
    for (guint i = 0; chosen != NULL && i < chosen->len; i++) {
        const Enclosure *enclosure = &g_array_index(chosen, Enclosure, i);

        if (enclosure->message.value == message.value && strcmp(enclosure->part, part) == 0)
            return TRUE;
    }
    return FALSE;
}

static json_t *
describe_files(const ConsoleVisit *visit, const CaseMessage *item, const GArray *chosen)
{
    json_t *list = json_array();

    for (guint i = 0; i < item->parts->len; i++) {
        const MessagePart *part = g_ptr_array_index(item->parts, i);
        g_autofree char *value = value_of(item->message->id, part->name), *size = NULL;

        if (!message_part_is_attachment(part))
            continue;
        size = locale_size(visit->locale, part->size);
        part_add(list,
                 json_pack("{s:s, s:b, s:o, s:s}", "value", value, "ticked",
                           is_chosen(chosen, item->message->id, part->name), "file_name",
                           part_text(part->filename != NULL && *part->filename != '\0' ? part->filename : part->name),
                           "size", size));
    }
    return list;
}

static json_t *
describe_choice(const ConsoleVisit *visit, const CaseMessage *item, const GArray *chosen)
{
    g_autofree char *value = value_of(item->message->id, "");
    const MessagePart *text = message_parts_find(item->parts, PART_TEXT);
    gsize length = 0;
    const char *bytes = text == NULL || text->bytes == NULL ? "" : g_bytes_get_data(text->bytes, &length);
    g_autofree char *says = text_one_line(bytes, length, SAID_CHARACTERS);

    return json_pack("{s:s, s:b, s:o, s:b, s:o, s:o, s:o}", "value", value, "ticked",
                     is_chosen(chosen, item->message->id, ""), "author", part_text(item->author), "ours",
                     item->message->direction == DIRECTION_OUT, "when", part_time(visit, item->message->received),
                     "says", part_text(says), "files", describe_files(visit, item, chosen));
}

/* What the officer herself may read, and nobody else has to decide about first. */
static gboolean
may_go_along(const CaseMessage *item)
{
    const Message *message = item->message;

    return !message->side && message->direction != DIRECTION_NOTE && message->automatic == AUTOMATIC_NO &&
           !item->hidden && !item->erased && message->screening != SCREENING_HELD;
}

json_t *
side_form_choices(const ConsoleVisit *visit, const CaseView *view, const GArray *chosen)
{
    json_t *list = json_array();

    for (guint i = 0; i < view->messages->len; i++) {
        const CaseMessage *item = g_ptr_array_index(view->messages, i);

        if (may_go_along(item))
            part_add(list, describe_choice(visit, item, chosen));
    }
    return part_list(list);
}

json_t *
side_form_carried(const GArray *chosen)
{
    json_t *list = json_array();

    for (guint i = 0; i < chosen->len; i++) {
        const Enclosure *enclosure = &g_array_index(chosen, Enclosure, i);
        g_autofree char *value = value_of(enclosure->message, enclosure->part);

        part_add(list, json_string(value));
    }
    return list;
}

/* ---- what leaves ---- */

/* "Name: value" lines as a list. */
static json_t *
describe_headline(const char *headline)
{
    g_auto(GStrv) lines = g_strsplit(headline, "\n", 50);
    json_t *headers = json_array();

    for (guint i = 0; lines[i] != NULL; i++) {
        char *colon = strchr(lines[i], ':');

        if (colon == NULL)
            continue;
        *colon = '\0';
        part_add(headers, json_pack("{s:o, s:o}", "field", part_text(lines[i]), "value",
                                    part_text(colon + 1 + strspn(colon + 1, " "))));
    }
    return headers;
}

json_t *
side_form_sheet(const ConsoleVisit *visit, const Outgoing *outgoing, const Rendering *rendering)
{
    json_t *files = json_array();

    for (guint i = 0; i < outgoing->attachments->len; i++) {
        const MessagePart *part = g_ptr_array_index(outgoing->attachments, i);
        g_autofree char *size = locale_size(visit->locale, part->size);

        part_add(files, json_pack("{s:o, s:s}", "file_name", part_text(part->filename), "size", size));
    }
    return json_pack("{s:o, s:o, s:o, s:o, s:o}", "headers", describe_headline(rendering->headline), "plain",
                     part_text(rendering->text), "formatted", part_text(rendering->html), "files", part_list(files),
                     "mail_language", part_text(outgoing->language));
}

/* ---- pieces of both pages ---- */

json_t *
side_form_partners(const ConsoleVisit *visit, const char *chosen, GError **error)
{
    g_autoptr(GPtrArray) partners = partners_list(visit->console->mediation, visit->actor, error);
    json_t *options;

    if (partners == NULL)
        return NULL;
    options = json_array();
    for (guint i = 0; i < partners->len; i++) {
        const Partner *partner = g_ptr_array_index(partners, i);
        char id[ID_TEXT_SIZE];

        id_format(partner->id.value, id);
        if (!partner->closed)
            part_add(options, part_option(id, partner->name, strcmp(id, chosen) == 0));
    }
    return options;
}

json_t *
side_form_case(const ConsoleVisit *visit, const Case *a_case)
{
    return json_pack("{s:s, s:s, s:o, s:o, s:o, s:o}", "reference", a_case->reference, "url",
                     case_page_url(visit, a_case), "title", part_text(a_case->title), "language",
                     part_text(a_case->language), "unit", part_unit(visit, a_case->unit), "state",
                     part_flag(case_state_name(a_case->state)));
}

const CaseMessage *
side_form_last(const CaseView *view, const Side *side)
{
    for (guint i = view->messages->len; i-- > 0;) {
        const CaseMessage *item = g_ptr_array_index(view->messages, i);

        if (item->message->conversation.value == side->id.value)
            return item;
    }
    return NULL;
}

/* In how many the last word is not ours. */
static int
count_answered(const CaseView *view)
{
    int count = 0;

    for (guint i = 0; i < view->sides->len; i++) {
        const CaseMessage *last = side_form_last(view, g_ptr_array_index(view->sides, i));

        count += last != NULL && last->message->direction == DIRECTION_IN ? 1 : 0;
    }
    return count;
}

json_t *
side_form_tabs(const ConsoleVisit *visit, const CaseView *view, gboolean on_sides)
{
    const char *url = case_page_url(visit, view->a_case);

    if (view->sides->len == 0 && !on_sides && !rights_may(visit->actor, ACTION_REPLY, view->a_case->unit))
        return json_null();
    return json_pack("{s:{s:s, s:b}, s:{s:s, s:b, s:i, s:o, s:i}}", "talk", "url", url, "current", !on_sides, "sides",
                     "url", http_request_format(visit->request, "%s/side", url), "current", on_sides, "count",
                     (int)view->sides->len, "shown", part_number(visit, view->sides->len), "answered",
                     count_answered(view));
}
