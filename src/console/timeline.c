/* SPDX-License-Identifier: Apache-2.0 */
#include "console/timeline.h"

#include <string.h>

#include "base/id.h"
#include "base/text.h"
#include "console/case-event.h"
#include "console/case-side.h"
#include "wire/markdown.h"
#include "wire/quote.h"

typedef struct {
    const ConsoleVisit *visit;
    const CaseView *view;
    const JournalYear *newest;
    const CaseTyped *typed;
} Making;

/* ---- texts ---- */

static char *
text_of(const CaseMessage *item)
{
    const MessagePart *part = message_parts_find(item->parts, PART_TEXT);
    gsize length;
    const char *bytes;

    if (part == NULL || part->bytes == NULL)
        return g_strdup("");
    bytes = g_bytes_get_data(part->bytes, &length);
    return text_clean(bytes, length);
}

static guint
count_lines(const char *text, gsize length)
{
    guint lines = 0;

    for (gsize i = 0; i < length; i++)
        lines += text[i] == '\n' || i + 1 == length;
    return lines;
}

/* Blank lines part paragraphs; within one, lines are as they were written. */
static json_t *
describe_paragraphs(const char *text)
{
    g_auto(GStrv) lines = g_strsplit(text, "\n", -1);
    g_autoptr(GString) paragraph = g_string_new(NULL);
    json_t *list = json_array();

    for (guint i = 0; lines[i] != NULL; i++) {
        gboolean blank = strspn(lines[i], " \t\r") == strlen(lines[i]);

        if (!blank)
            g_string_append_printf(paragraph, "%s%s", paragraph->len > 0 ? "\n" : "", lines[i]);
        if (paragraph->len > 0 && (blank || lines[i + 1] == NULL)) {
            part_add(list, part_text(paragraph->str));
            g_string_truncate(paragraph, 0);
        }
    }
    return json_pack("{s:o}", "paragraphs", list);
}

static json_t *
describe_span(const char *text, const QuoteSpan *span, gboolean folded)
{
    g_autofree char *piece = g_strndup(text + span->start, span->length);
    json_t *plain = json_null(), *quote = json_null(), *signature = json_null();

    g_strchomp(piece);
    while (*piece == '\n')
        memmove(piece, piece + 1, strlen(piece));
    if (*piece == '\0')
        return NULL;
    if (span->kind == QUOTE_NEW || !folded)
        plain = describe_paragraphs(piece);
    else if (span->kind == QUOTE_QUOTED)
        quote =
            json_pack("{s:I, s:o}", "lines", (json_int_t)count_lines(piece, strlen(piece)), "quoted", part_text(piece));
    else
        signature = json_pack("{s:o}", "signed", part_text(piece));
    return json_pack("{s:o, s:o, s:o}", "plain", plain, "quote", quote, "signature", signature);
}

static gboolean
has_new_text(const char *text, const GArray *spans)
{
    for (guint i = 0; i < spans->len; i++) {
        const QuoteSpan *span = &g_array_index(spans, QuoteSpan, i);

        for (gsize j = 0; span->kind == QUOTE_NEW && j < span->length; j++)
            if (!g_ascii_isspace(text[span->start + j]))
                return TRUE;
    }
    return FALSE;
}

/* What the citizen wrote: new parts open, quotations and signatures folded. Folding all would hide the message. */
static json_t *
describe_text(const CaseMessage *item)
{
    g_autofree char *text = text_of(item);
    g_autoptr(GArray) spans = quote_split(text, strlen(text));
    gboolean folded = has_new_text(text, spans);
    json_t *parts = json_array();

    for (guint i = 0; i < spans->len; i++) {
        json_t *part = describe_span(text, &g_array_index(spans, QuoteSpan, i), folded);

        if (part != NULL)
            part_add(parts, part);
    }
    return parts;
}

static json_t *
describe_markdown(const CaseMessage *item)
{
    g_autofree char *text = text_of(item), *html = markdown_to_html(text);

    return part_text(html);
}

/* ---- attachments and verdicts ---- */

static const StoredVerdict *
worst_verdict(const CaseMessage *item, const char *part)
{
    const StoredVerdict *worst = NULL;

    for (guint i = 0; i < item->verdicts->len; i++) {
        const StoredVerdict *stored = g_ptr_array_index(item->verdicts, i);

        if (strcmp(stored->verdict->part, part) == 0 && (worst == NULL || stored->verdict->kind > worst->verdict->kind))
            worst = stored;
    }
    return worst;
}

static json_t *
describe_attachment(const Making *making, const CaseMessage *item, const MessagePart *part, const char *id)
{
    const StoredVerdict *stored = worst_verdict(item, part->name);
    VerdictKind kind = stored == NULL ? VERDICT_PASS : stored->verdict->kind;
    g_autofree char *size = locale_size(making->visit->locale, part->size);
    g_autofree char *url = g_strdup_printf("/messages/%s/attachments/%s", id, part->name);
    const char *name = part->filename != NULL && *part->filename != '\0' ? part->filename : part->name;
    /* A message of ours was never looked at by filters: there is nothing to say of it. */
    const char *verdict = item->message->direction == DIRECTION_IN ? verdict_kind_name(kind) : NULL;

    return json_pack("{s:o, s:s, s:s, s:o, s:o}", "file_name", part_text(name), "size", size, "url", url, "verdict",
                     part_flag(verdict), "reason",
                     part_text(stored == NULL ? NULL : locale_say(making->visit->locale, stored->verdict->reason)));
}

static json_t *
describe_attachments(const Making *making, const CaseMessage *item, const char *id)
{
    json_t *list = json_array();

    for (guint i = 0; i < item->parts->len; i++) {
        const MessagePart *part = g_ptr_array_index(item->parts, i);

        if (message_part_is_attachment(part))
            part_add(list, describe_attachment(making, item, part, id));
    }
    return part_list(list);
}

/* Why the message is held: the gravest word of the filters. */
static const StoredVerdict *
holding_verdict(const CaseMessage *item)
{
    const StoredVerdict *found = NULL;

    for (guint i = 0; i < item->verdicts->len; i++) {
        const StoredVerdict *stored = g_ptr_array_index(item->verdicts, i);
        gboolean malware = strcmp(stored->verdict->label, LABEL_MALWARE) == 0;

        if (stored->verdict->kind == VERDICT_HOLD && (found == NULL || malware))
            found = stored;
    }
    return found;
}

static json_t *
describe_hold(const Making *making, const CaseMessage *item, const char *id)
{
    const ConsoleVisit *visit = making->visit;
    const Case *a_case = making->view->a_case;
    const StoredVerdict *stored = holding_verdict(item);
    gboolean typed = making->typed->reviewed.value == item->message->id.value;
    json_t *held, *error = json_null();

    if (item->message->screening != SCREENING_HELD)
        return json_null();
    if (typed)
        error = making->typed->code != NULL
                    ? part_flag(making->typed->code)
                    : json_pack("{s:b, s:o}", "said", 1, "words", part_said(visit, making->typed->error));
    held = json_pack("{s:b, s:o, s:o, s:b, s:b, s:o, s:o, s:s}", "malware", item->malware, "filter",
                     part_text(stored != NULL ? stored->filter : ""), "reason",
                     stored != NULL ? part_reason(visit, stored->verdict) : json_null(), "decide",
                     rights_may(visit->actor, ACTION_RELEASE_HELD, a_case->unit), "can_release", !item->malware,
                     "error", error, "reason_text", part_text(typed ? making->typed->reason : ""), "action",
                     http_request_format(visit->request, "/cases/%s/messages/%s/review", a_case->reference, id));
    return held;
}

static gboolean
is_label(const CaseMessage *item, const Verdict *verdict)
{
    gboolean holds = verdict->kind == VERDICT_HOLD && item->message->screening == SCREENING_HELD;

    return verdict->kind >= VERDICT_LABEL && !holds && !g_str_has_prefix(verdict->part, "att-");
}

/* What the filters found worth telling about the message itself; of one that a person let through, also why it was
 * held. */
static json_t *
describe_labels(const Making *making, const CaseMessage *item)
{
    json_t *labels = json_array();

    for (guint i = 0; i < item->verdicts->len; i++) {
        const StoredVerdict *stored = g_ptr_array_index(item->verdicts, i);

        if (is_label(item, stored->verdict))
            part_add(labels, json_pack("{s:o, s:o}", "filter", part_text(stored->filter), "reason",
                                       part_reason(making->visit, stored->verdict)));
    }
    return part_list(labels);
}

/* ---- messages ---- */

/* It waits since nothing leaves by its channel now. */
static gboolean
is_paused(const Making *making, const CaseMessage *item)
{
    return item->delivery.value != 0 && item->delivery_state == DELIVERY_WAITING &&
           pause_find(making->view->pauses, item->message->channel) != NULL;
}

/* What became of a message that does not arrive, in our words and in theirs. */
static json_t *
describe_trouble(const Making *making, const CaseMessage *item)
{
    gboolean troubled = item->delivery_state == DELIVERY_FAILED || item->delivery_state == DELIVERY_MISSED ||
                        (item->delivery_state == DELIVERY_WAITING && item->delivery_code != NULL);
    gboolean paused = is_paused(making, item);
    const char *reason = item->delivery_reason, *remote = item->delivery_remote;

    if (item->delivery.value == 0 || (!troubled && !paused))
        return json_null();
    return json_pack("{s:b, s:b, s:o, s:o}", "paused", paused, "again",
                     item->delivery_state == DELIVERY_WAITING && !paused, "reason",
                     part_text(reason != NULL && *reason != '\0' ? locale_say(making->visit->locale, reason) : NULL),
                     "words", part_text(remote != NULL && *remote != '\0' ? remote : NULL));
}

static json_t *
delivery_word(const CaseMessage *item)
{
    return item->delivery.value == 0 ? json_null() : part_flag(delivery_state_name(item->delivery_state));
}

/* Replies keep the subject of their case: only another one is worth a line. */
static gboolean
is_new_subject(const CaseView *view, const CaseMessage *item)
{
    const char *subject = item->message->subject;

    if (item->message->direction == DIRECTION_OUT || item->hidden || *subject == '\0')
        return FALSE;
    while (g_ascii_strncasecmp(subject, "re: ", 4) == 0 || g_ascii_strncasecmp(subject, "aw: ", 4) == 0)
        subject += 4;
    return !g_str_has_prefix(subject, view->a_case->title);
}

static json_t *
describe_message(const Making *making, const CaseMessage *item)
{
    const ConsoleVisit *visit = making->visit;
    const Message *message = item->message;
    gboolean outbound = message->direction == DIRECTION_OUT;
    char id[ID_TEXT_SIZE];
    g_autofree char *proof = case_side_proof_url(visit, making->view->a_case, making->newest, message->ref.leaf),
                    *formatted = NULL;
    json_t *described;

    id_format(message->id.value, id);
    if (!outbound && message_parts_find(item->parts, PART_HTML) != NULL)
        formatted = g_strdup_printf("/messages/%s/html", id);
    described =
        json_pack("{s:s, s:b, s:o, s:o, s:b, s:o, s:o, s:o, s:o, s:o, s:s?, s:s?, s:b, s:b}", "id", id, "outbound",
                  outbound, "author", part_text(item->author), "initials", part_initials(item->author), "automatic",
                  message->automatic != AUTOMATIC_NO, "channel_name", part_channel(visit, message->channel), "language",
                  part_text(message->language), "subject",
                  part_text(is_new_subject(making->view, item) ? message->subject : NULL), "when",
                  part_time(visit, message->received), "index",
                  part_number(visit, journal_view_index(message->ref.leaf)), "proof", proof, "formatted", formatted,
                  "erased", item->erased, "receipt", outbound && message->automatic == AUTOMATIC_REPLY);
    part_set(described, "parts", outbound || item->hidden ? json_array() : describe_text(item));
    part_set(described, "html", outbound ? describe_markdown(item) : json_null());
    part_set(described, "attachments", describe_attachments(making, item, id));
    part_set(described, "labels", describe_labels(making, item));
    part_set(described, "delivery", delivery_word(item));
    part_set(described, "trouble", describe_trouble(making, item));
    part_set(described, "unverified", json_boolean(item->unverified));
    part_set(described, "parked", json_boolean(item->parked));
    part_set(described, "program", json_boolean(item->program));
    part_set(described, "held", describe_hold(making, item, id));
    return described;
}

static json_t *
describe_note(const Making *making, const CaseMessage *item)
{
    char id[ID_TEXT_SIZE];

    id_format(item->message->id.value, id);
    return json_pack("{s:s, s:o, s:o, s:o, s:o, s:o, s:b}", "id", id, "author", part_text(item->author), "initials",
                     part_initials(item->author), "when", part_time(making->visit, item->message->received), "index",
                     part_number(making->visit, journal_view_index(item->message->ref.leaf)), "html",
                     describe_markdown(item), "erased", item->erased);
}

/* ---- the order ---- */

static void
add_item(json_t *line, const char *kind, json_t *value)
{
    json_t *item = json_pack("{s:n, s:n, s:n}", "message", "staff_note", "events");

    part_set(item, kind, value);
    part_add(line, item);
}

static void
add_message(const Making *making, json_t *line, const CaseMessage *item)
{
    if (item->message->direction == DIRECTION_NOTE)
        add_item(line, "staff_note", describe_note(making, item));
    else
        add_item(line, "message", describe_message(making, item));
}

/* Consecutive events share one entry of the line. */
static void
add_event(const Making *making, json_t *line, const Event *event)
{
    json_t *last = json_array_size(line) == 0 ? NULL : json_array_get(line, json_array_size(line) - 1);
    json_t *events = json_object_get(last, "events");
    json_t *list = json_is_object(events) ? json_object_get(events, "list") : NULL;

    if (!case_event_is_shown(making->view, event))
        return;
    if (list == NULL) {
        list = json_array();
        add_item(line, "events", json_pack("{s:o}", "list", list));
    }
    part_add(list, case_event_describe(making->visit, making->view, event));
}

/* Of the same moment is first what was made first: ids only grow. */
static gboolean
is_before(const Event *event, const Message *message)
{
    return event->at != message->received ? event->at < message->received : event->id.value < message->id.value;
}

json_t *
timeline_make(const ConsoleVisit *visit, const CaseView *view, const JournalYear *newest, const CaseTyped *typed)
{
    const Making making = { visit, view, newest, typed };
    json_t *line = json_array();
    guint at = 0;

    for (guint i = 0; i < view->messages->len; i++) {
        const CaseMessage *item = g_ptr_array_index(view->messages, i);

        if (item->message->side)
            continue;
        for (; at < view->events->len; at++) {
            const Event *event = g_ptr_array_index(view->events, at);

            if (!is_before(event, item->message))
                break;
            add_event(&making, line, event);
        }
        add_message(&making, line, item);
    }
    for (; at < view->events->len; at++)
        add_event(&making, line, g_ptr_array_index(view->events, at));
    return line;
}

json_t *
timeline_make_side(const ConsoleVisit *visit, const CaseView *view, const JournalYear *newest, ConversationId side)
{
    static const CaseTyped NOTHING = { 0 };
    const Making making = { visit, view, newest, &NOTHING };
    json_t *line = json_array();

    for (guint i = 0; i < view->messages->len; i++) {
        const CaseMessage *item = g_ptr_array_index(view->messages, i);

        if (item->message->side && item->message->conversation.value == side.value)
            add_message(&making, line, item);
    }
    return line;
}
