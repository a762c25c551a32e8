/* SPDX-License-Identifier: Apache-2.0 */
#include "views/citizen-view.h"

#include <string.h>

#include "base/error.h"
#include "base/text.h"
#include "model/rights.h"
#include "store/appeal-store.h"
#include "store/case-store.h"
#include "store/clock-store.h"
#include "store/message-store.h"
#include "store/release-store.h"

static void
citizen_message_free(CitizenMessage *item)
{
    g_free(item->author);
    g_free(item->channel);
    g_free(item->text);
    g_free(item->language);
    g_ptr_array_unref(item->files);
    g_free(item);
}

void
citizen_view_free(CitizenView *view)
{
    g_free(view->subject);
    g_clear_pointer(&view->messages, g_ptr_array_unref);
    g_free(view);
}

typedef struct {
    Mediation *mediation;
    const Citizen *citizen;
    CitizenView *view;
    MessageId message;
    const char *name;
    MessagePart *part;
} Looking;

static gboolean
refuse(GError **error, const char *what)
{
    g_set_error(error, TRIBUNE_ERROR, TRIBUNE_ERROR_NOT_FOUND, "no such %s", what);
    return FALSE;
}

/* ---- what is hers ---- */

static gboolean
is_hers(const Citizen *citizen, const Message *message)
{
    if (message->side || message->case_id.value != citizen->case_id.value || message->automatic != AUTOMATIC_NO)
        return FALSE;
    /* That two cases are one was decided by staff, not that who has the link to one may read the other. Who typed an
     * address has shown nothing: hers is what she wrote, and the answers to that. */
    if ((citizen->actor.typed || *citizen->joined != '\0') &&
        message->conversation.value != citizen->conversation.value)
        return FALSE;
    return (message->person.value != 0 && message->person.value == citizen->person.value) ||
           (message->direction == DIRECTION_IN && strcmp(message->sender, citizen->identity) == 0);
}

static gboolean
is_held(const Message *message)
{
    return message->screening == SCREENING_HELD || message->screening == SCREENING_WAITING;
}

/* Notes are nobody's but staff's. */
gboolean
citizen_view_shows(const Citizen *citizen, const Message *message)
{
    return message->direction != DIRECTION_NOTE && is_hers(citizen, message) && !is_held(message);
}

/* ---- one message ---- */

/* The name of our address that it was sent from. */
static char *
name_of_sender(const Looking *looking, const Message *message)
{
    g_autoptr(DirectorySnapshot) snapshot = directory_snapshot(looking->mediation->directory);
    const Endpoint *endpoint = directory_find_endpoint(snapshot, message->channel, message->sender);

    return g_strdup(endpoint != NULL && *endpoint->name != '\0' ? endpoint->name : looking->mediation->authority);
}

static void
take_parts(CitizenMessage *item, GPtrArray *parts)
{
    while (parts->len > 0) {
        MessagePart *part = g_ptr_array_steal_index(parts, 0);

        if (message_part_is_attachment(part)) {
            g_ptr_array_add(item->files, part);
            continue;
        }
        if (strcmp(part->name, PART_TEXT) == 0 && part->bytes != NULL) {
            gsize length;
            const char *bytes = g_bytes_get_data(part->bytes, &length);

            g_free(item->text);
            item->text = text_clean(bytes, length);
        }
        message_part_free(part);
    }
}

static gboolean
load_content(const Looking *looking, DbSession *session, const Message *message, CitizenMessage *item, GError **error)
{
    g_autoptr(GError) trouble = NULL;
    g_autoptr(GPtrArray) parts = content_load(&looking->mediation->store->content, session, message->id.value,
                                              message->ref.secret_key, FALSE, &trouble);

    if (parts != NULL) {
        take_parts(item, parts);
        return TRUE;
    }
    item->erased = g_error_matches(trouble, TRIBUNE_ERROR, TRIBUNE_ERROR_NOT_FOUND);
    if (!item->erased)
        g_propagate_error(error, g_steal_pointer(&trouble));
    return item->erased;
}

/* What a channel confirms that she read it, and has not yet. */
static DeliveryId
find_unread(const Looking *looking, const Message *message, const GPtrArray *deliveries)
{
    for (guint i = 0; i < deliveries->len; i++) {
        const Delivery *delivery = g_ptr_array_index(deliveries, i);
        const Channel *channel = channels_find(looking->mediation->channels, delivery->channel);

        if (delivery->release.value == message->id.value && delivery->state == DELIVERY_SENT && channel != NULL &&
            (channel->driver->capabilities.abilities & CHANNEL_PAGE) != 0)
            return delivery->id;
    }
    return (DeliveryId){ 0 };
}

static gboolean
add_message(const Looking *looking, DbSession *session, const Message *message, const GPtrArray *deliveries,
            GError **error)
{
    CitizenMessage *item = g_new0(CitizenMessage, 1);

    item->id = message->id;
    item->ours = message->direction == DIRECTION_OUT;
    item->author = item->ours ? name_of_sender(looking, message) : g_strdup("");
    item->channel = g_strdup(message->channel);
    item->text = g_strdup("");
    item->language = g_strdup(message->language);
    item->files = message_parts_new();
    item->at = message->received;
    if (item->ours)
        item->unread = find_unread(looking, message, deliveries);
    g_ptr_array_insert(looking->view->messages, 0, item);
    return load_content(looking, session, message, item, error);
}

/* ---- the case ---- */

static gboolean
load_messages(const Looking *looking, DbSession *session, GError **error)
{
    CitizenView *view = looking->view;
    g_autoptr(GPtrArray) messages =
        message_store_list_citizen(session, looking->citizen->case_id, CITIZEN_VIEW_MESSAGES, error);
    g_autoptr(GPtrArray) deliveries =
        messages == NULL ? NULL : release_store_list_deliveries(session, looking->citizen->case_id, error);

    view->messages = g_ptr_array_new_with_free_func((GDestroyNotify)citizen_message_free);
    for (guint i = 0; deliveries != NULL && i < messages->len; i++) {
        const Message *message = g_ptr_array_index(messages, i);
        gboolean hers = is_hers(looking->citizen, message) && message->direction == DIRECTION_IN;

        if (hers)
            view->asked = TRUE;
        view->waiting += hers && is_held(message) ? 1 : 0;
        if (hers && view->leaf == 0) {
            view->leaf = message->ref.leaf;
            view->first.value = is_held(message) ? 0 : message->id.value;
            /* Of a case that hers was merged into, the other's day is nothing to her. */
            if (*looking->citizen->joined != '\0')
                view->opened = message->received;
        }
        if (!citizen_view_shows(looking->citizen, message))
            continue;
        if (message->direction == DIRECTION_OUT) {
            view->answered = message->received;
            view->asked = FALSE;
        }
        if (!add_message(looking, session, message, deliveries, error))
            return FALSE;
    }
    return deliveries != NULL;
}

/* As she wrote it: staff's own title of the case is theirs. */
static gboolean
load_subject(const Looking *looking, DbSession *session, GError **error)
{
    g_autoptr(Conversation) conversation = NULL;

    if (looking->citizen->conversation.value == 0) {
        looking->view->subject = g_strdup("");
        return TRUE;
    }
    conversation = case_store_load_conversation(session, looking->citizen->conversation, error);
    if (conversation != NULL)
        looking->view->subject = g_steal_pointer(&conversation->subject);
    return conversation != NULL;
}

/* The nearest promise whose clock runs. */
static gboolean
load_promise(const Looking *looking, DbSession *session, GError **error)
{
    CitizenView *view = looking->view;
    g_autoptr(GPtrArray) clocks = clock_store_list_case(session, looking->citizen->case_id, error);

    for (guint i = 0; clocks != NULL && i < clocks->len; i++) {
        const Promise *promise = g_ptr_array_index(clocks, i);

        if (!promise_goes_on(promise) || promise->due == 0 || (view->due != 0 && view->due <= promise->due))
            continue;
        view->due = promise->due;
        view->due_answer = promise->kind == PROMISE_FIRST_ANSWER;
    }
    return clocks != NULL;
}

/* Whether somebody else may be asked to look at our last answer, or was. */
static gboolean
load_appeal(const Looking *looking, DbSession *session, GError **error)
{
    CitizenView *view = looking->view;
    MessageId answer;
    StaffId author;

    if (!appeal_store_last_answer(session, looking->citizen->case_id, looking->citizen->person, &answer, &author,
                                  error) ||
        !appeal_store_find(session, answer, &view->appealed, error))
        return FALSE;
    view->may_appeal = answer.value != 0 && view->appealed == 0;
    return TRUE;
}

static gboolean
load_view(DbSession *session, gpointer data, GError **error)
{
    Looking *looking = data;
    CitizenView *view = looking->view;
    g_autoptr(Case) a_case = case_store_load(session, looking->citizen->case_id, error);

    if (a_case == NULL)
        return FALSE;
    view->state = a_case->state;
    view->unit = a_case->unit;
    view->opened = a_case->opened;
    view->changed = a_case->changed;
    return load_subject(looking, session, error) && load_promise(looking, session, error) &&
           load_messages(looking, session, error) && load_appeal(looking, session, error);
}

CitizenView *
citizen_view_load(CitizenAccess *access, const Citizen *citizen, GError **error)
{
    g_autoptr(CitizenView) view = g_new0(CitizenView, 1);
    Looking looking = { .mediation = citizen_access_mediation(access), .citizen = citizen, .view = view };

    if (!rights_check_own(&citizen->actor, ACTION_READ_OWN_CASE, citizen->case_id, NULL)) {
        refuse(error, "case");
        return NULL;
    }
    return store_read(looking.mediation->store, load_view, &looking, error) ? g_steal_pointer(&view) : NULL;
}

/* ---- files ---- */

static gboolean
load_file(DbSession *session, gpointer data, GError **error)
{
    Looking *looking = data;
    g_autoptr(Message) message = message_store_load(session, looking->message, error);

    if (message == NULL)
        return FALSE;
    if (!citizen_view_shows(looking->citizen, message))
        return refuse(error, "message");
    looking->part = content_load_part(&looking->mediation->store->content, session, message->id.value,
                                      message->ref.secret_key, looking->name, error);
    return looking->part != NULL;
}

MessagePart *
citizen_view_file(CitizenAccess *access, const Citizen *citizen, MessageId message, const char *name, GError **error)
{
    Looking looking = {
        .mediation = citizen_access_mediation(access), .citizen = citizen, .message = message, .name = name
    };

    if (!g_str_has_prefix(name, "att-") ||
        !rights_check_own(&citizen->actor, ACTION_READ_OWN_CASE, citizen->case_id, NULL)) {
        refuse(error, "file");
        return NULL;
    }
    return store_read(looking.mediation->store, load_file, &looking, error) ? looking.part : NULL;
}

/* ---- for who writes, and for the receipt ---- */

gboolean
citizen_view_check_write(const Citizen *citizen, GError **error)
{
    return rights_check_own(&citizen->actor, ACTION_WRITE_OWN_CASE, citizen->case_id, error);
}

typedef struct {
    MessageId message;
    gint64 leaf;
} LeafReading;

static gboolean
read_leaf(DbSession *session, gpointer data, GError **error)
{
    LeafReading *reading = data;
    g_autoptr(Message) message = message_store_load(session, reading->message, error);

    if (message != NULL)
        reading->leaf = message->ref.leaf;
    return message != NULL;
}

gint64
citizen_view_leaf(CitizenAccess *access, const Citizen *citizen, GError **error)
{
    LeafReading reading = { .message = citizen->message };

    if (citizen->message.value == 0 || !store_read(citizen_access_mediation(access)->store, read_leaf, &reading, error))
        return 0;
    return reading.leaf;
}
