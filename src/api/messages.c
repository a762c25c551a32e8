/* SPDX-License-Identifier: Apache-2.0 */
/* What was written in a case, and what a program writes: notes and replies. */
#include <string.h>

#include "api/api-private.h"
#include "api/body.h"
#include "api/cursor.h"
#include "api/tag.h"
#include "base/error.h"
#include "base/id.h"
#include "http/headers.h"
#include "mediation/cases/casework.h"
#include "mediation/releasing/release.h"
#include "views/case-pages-view.h"
#include "views/message-pages-view.h"

#define TEXT_SHOWN (256 * 1024) /* bytes of one message's text */

static const char *
reference_of(const ApiCall *call)
{
    return http_request_parameter(call->request, "reference");
}

static const char *
path_of(const ApiCall *call, gint64 id)
{
    char text[ID_TEXT_SIZE];

    id_format(id, text);
    return api_path(call, "/api/v1/cases/%s/messages/%s", reference_of(call), text);
}

/* ---- as JSON ---- */

static const char *const KINDS[] = { [DIRECTION_IN] = "received", [DIRECTION_OUT] = "sent", [DIRECTION_NOTE] = "note" };

static json_t *
describe(const ApiCall *call, const MessagePagesItem *item)
{
    const Message *message = item->message;
    gboolean in = message->direction == DIRECTION_IN;

    return json_pack("{s:o, s:s, s:o, s:o, s:o, s:o, s:o, s:o, s:b, s:b, s:b, s:i, s:s}", "id",
                     api_id_json(message->id.value), "kind", KINDS[message->direction], "channel",
                     *message->channel != '\0' ? api_text_json(message->channel) : json_null(), "from",
                     json_pack("{s:o, s:o}", "name", api_text_json(message->sender_name), "uri",
                               in ? api_text_json(message->sender) : json_null()),
                     "at", api_time_json(message->received), "subject",
                     item->hidden ? json_null() : api_text_json(message->subject), "preview",
                     item->hidden ? json_null() : api_text_json(message->preview), "language",
                     api_text_json(message->language), "automatic", message->automatic != AUTOMATIC_NO, "hidden",
                     (int)item->hidden, "erased", (int)item->erased, "attachment_count",
                     item->hidden ? 0 : (int)message->attachments, "url", path_of(call, message->id.value));
}

static json_t *
describe_attachments(const ApiCall *call, const MessagePagesItem *item)
{
    json_t *list = json_array();

    for (guint i = 0; item->parts != NULL && i < item->parts->len; i++) {
        const MessagePart *part = g_ptr_array_index(item->parts, i);

        if (message_part_is_attachment(part))
            json_array_append_new(list, json_pack("{s:o, s:o, s:o, s:I, s:s}", "id", api_text_json(part->name),
                                                  "filename", api_text_json(part->filename), "type",
                                                  api_text_json(part->type), "size", (json_int_t)part->size, "url",
                                                  api_path(call, "%s/attachments/%s",
                                                           path_of(call, item->message->id.value), part->name)));
    }
    return list;
}

/* Cut between characters. */
static json_t *
describe_text(const MessagePagesItem *item, gboolean *ret_cut)
{
    const MessagePart *part = item->parts != NULL ? message_parts_find(item->parts, PART_TEXT) : NULL;
    const char *bytes, *end;
    gsize length;

    *ret_cut = FALSE;
    if (part == NULL || part->bytes == NULL)
        return json_null();
    bytes = g_bytes_get_data(part->bytes, &length);
    *ret_cut = length > TEXT_SHOWN;
    g_utf8_validate(bytes, (gssize)MIN(length, TEXT_SHOWN), &end);
    return json_stringn(bytes, (gsize)(end - bytes));
}

/* ---- reading ---- */

static json_t *
next_of(const ApiCall *call, const MessagePages *pages, const char *question)
{
    g_autofree char *cursor = NULL;
    const MessagePagesItem *last;

    if (!pages->more)
        return json_null();
    last = g_ptr_array_index(pages->items, pages->items->len - 1);
    cursor = cursor_format(&(Cursor){ 0, last->message->id.value }, question, call->api->settings.secret);
    tag_set_next(call->request, call->response, cursor);
    return json_string(cursor);
}

gboolean
api_messages_list(ApiCall *call, GError **error)
{
    g_autofree char *question = g_strconcat("messages\n", reference_of(call), NULL);
    const char *cursor = api_query(call, "cursor");
    g_autoptr(MessagePages) pages = NULL;
    Cursor place = { 0, 0 };
    json_t *items;
    guint limit;

    if (!api_limit(call, MESSAGE_PAGES_MAX, &limit, error) ||
        (*cursor != '\0' && !cursor_parse(cursor, question, call->api->settings.secret, &place, error)))
        return FALSE;
    pages = message_pages_view_list(call->api->store, call->actor, reference_of(call), (MessageId){ place.id }, limit,
                                    error);
    if (pages == NULL)
        return FALSE;
    items = json_array();
    for (guint i = 0; i < pages->items->len; i++)
        json_array_append_new(items, describe(call, g_ptr_array_index(pages->items, i)));
    return http_response_json(call->response,
                              json_pack("{s:o, s:o}", "items", items, "next", next_of(call, pages, question)));
}

gboolean
api_messages_show(ApiCall *call, GError **error)
{
    g_autoptr(MessagePagesItem) item = NULL;
    MessageId id;
    json_t *json;
    gboolean cut;

    if (!api_id(call, "message", &id.value, error))
        return FALSE;
    item = message_pages_view_load(call->api->store, call->actor, reference_of(call), id, error);
    if (item == NULL)
        return FALSE;
    json = describe(call, item);
    json_object_set_new(json, "text", describe_text(item, &cut));
    json_object_set_new(json, "text_cut", json_boolean(cut));
    json_object_set_new(json, "attachments", describe_attachments(call, item));
    return http_response_json(call->response, json);
}

gboolean
api_messages_attachment(ApiCall *call, GError **error)
{
    g_autoptr(MessagePart) part = NULL;
    MessageId id;

    if (!api_id(call, "message", &id.value, error))
        return FALSE;
    part = message_pages_view_attachment(call->api->store, call->actor, reference_of(call), id,
                                         http_request_parameter(call->request, "part"), error);
    if (part == NULL)
        return FALSE;
    http_response_set_policy(call->response, HEADERS_POLICY_FILE);
    http_response_set_attachment(call->response, part->filename != NULL ? part->filename : part->name);
    return http_response_bytes(call->response, part->type != NULL ? part->type : "application/octet-stream",
                               g_bytes_ref(part->bytes));
}

/* ---- writing ---- */

static gboolean
respond_created(ApiCall *call, gint64 id)
{
    const char *path = path_of(call, id);

    return api_created(call, path, json_pack("{s:o, s:s}", "id", api_id_json(id), "url", path));
}

static const BodyField NOTE_FIELDS[] = {
    { "text", BODY_TEXT, TRUE, NOTE_SIZE_MAX },
    { NULL, 0, FALSE, 0 },
};

/* Whoever may write in a case may know that it is there. */
gboolean
api_messages_note(ApiCall *call, GError **error)
{
    g_autoptr(CasePagesRow) row = case_pages_view_find(call->api->store, call->actor, reference_of(call), error);
    json_t *body = NULL;
    MessageId id;
    gboolean done;

    if (row == NULL)
        return FALSE;
    body = tag_read_body(call->request, call->response, NOTE_FIELDS);
    if (body == NULL)
        return TRUE;
    done = casework_write_note(call->api->mediation, call->actor, row->a_case->id, body_text(body, "text"), &id, error);
    json_decref(body);
    return done && respond_created(call, id.value);
}

gboolean
api_messages_note_again(ApiCall *call, GError **error)
{
    (void)error;
    return respond_created(call, call->subject);
}

static const BodyField REPLY_FIELDS[] = {
    { "text", BODY_TEXT, TRUE, RELEASE_TEXT_MAX },
    { "state", BODY_TEXT, FALSE, 32 },
    { "excuse", BODY_TEXT, FALSE, 16 },
    { "decision", BODY_BOOLEAN, FALSE, 0 },
    { NULL, 0, FALSE, 0 },
};

static gboolean
reply(ApiCall *call, const Case *a_case, const json_t *body, GError **error)
{
    const char *state = body_text(body, "state");
    ReplyDraft draft = { .text = body_text(body, "text"),
                         .next = CASE_WAITING_CITIZEN,
                         .excuse = body_text(body, "excuse"),
                         .decision = json_is_true(json_object_get(body, "decision")) };
    json_t *faults = NULL;
    ReleaseId id;

    if (state != NULL && !case_state_parse(state, &draft.next)) {
        body_fault(&faults, "state", "there is no such state");
        return fault_respond(call->response, FAULT_INVALID, NULL, faults);
    }
    return release_reply(call->api->mediation, call->actor, a_case->id, a_case->version, &draft, NULL, &id, error) &&
           respond_created(call, id.value);
}

gboolean
api_messages_reply(ApiCall *call, GError **error)
{
    g_autoptr(CasePagesRow) row = case_pages_view_find(call->api->store, call->actor, reference_of(call), error);
    json_t *body = NULL;
    gboolean done;

    if (row == NULL)
        return FALSE;
    if (!tag_check(call->request, call->response, row->a_case->version) ||
        (body = tag_read_body(call->request, call->response, REPLY_FIELDS)) == NULL)
        return TRUE;
    done = reply(call, row->a_case, body, error);
    json_decref(body);
    return done;
}

gboolean
api_messages_reply_again(ApiCall *call, GError **error)
{
    (void)error;
    return respond_created(call, call->subject);
}
