/* SPDX-License-Identifier: Apache-2.0 */
#include "views/case-view.h"

#include <string.h>

#include "base/error.h"
#include "base/locale.h"
#include "mediation/releasing/preferring.h"
#include "mediation/releasing/release.h"
#include "model/rights.h"
#include "store/case-store.h"
#include "store/message-store.h"
#include "store/pause-store.h"
#include "store/person-store.h"
#include "store/release-store.h"
#include "store/staff-store.h"

#define PERSON_CASES 20

static void
case_message_free(CaseMessage *item)
{
    message_free(item->message);
    g_free(item->author);
    g_ptr_array_unref(item->parts);
    g_ptr_array_unref(item->verdicts);
    g_free(item->delivery_code);
    g_free(item->delivery_reason);
    g_free(item->delivery_remote);
    g_free(item);
}

void
case_view_free(CaseView *view)
{
    g_clear_pointer(&view->a_case, case_free);
    g_clear_pointer(&view->person, person_free);
    g_clear_pointer(&view->identities, g_ptr_array_unref);
    g_clear_pointer(&view->person_cases, g_ptr_array_unref);
    g_clear_pointer(&view->links, g_ptr_array_unref);
    g_clear_pointer(&view->sides, g_ptr_array_unref);
    g_clear_pointer(&view->messages, g_ptr_array_unref);
    g_clear_pointer(&view->events, g_ptr_array_unref);
    g_clear_pointer(&view->verdicts, g_ptr_array_unref);
    g_clear_pointer(&view->pauses, g_ptr_array_unref);
    g_free(view->assignee);
    g_free(view->to);
    g_free(view->to_channel);
    g_free(view->wanted_language);
    g_free(view->subject);
    g_free(view);
}

typedef struct {
    const Mediation *mediation;
    Store *store;
    const Actor *actor;
    const char *reference;
    CaseView *view;
} Loading;

/* What an actor may not read is not there. */
static gboolean
check_readable(const Actor *actor, const Case *a_case, GError **error)
{
    if (rights_may(actor, ACTION_READ_CASE, a_case->unit))
        return TRUE;
    g_set_error(error, TRIBUNE_ERROR, TRIBUNE_ERROR_NOT_FOUND, "no such case");
    return FALSE;
}

/* The name of a staff member, "" for nobody or somebody long gone. */
static char *
staff_name(DbSession *session, StaffId id)
{
    g_autoptr(Staff) staff = id.value == 0 ? NULL : staff_store_load(session, id, NULL);

    return g_strdup(staff != NULL ? staff->name : "");
}

/* ---- messages ---- */

static gboolean
is_malware(const GPtrArray *verdicts)
{
    for (guint i = 0; i < verdicts->len; i++) {
        const StoredVerdict *stored = g_ptr_array_index(verdicts, i);

        if (strcmp(stored->verdict->label, LABEL_MALWARE) == 0)
            return TRUE;
    }
    return FALSE;
}

/* Only parts that pages show: text, HTML, attachments. */
static void
keep_shown_parts(CaseMessage *item, GPtrArray *parts)
{
    while (parts->len > 0) {
        MessagePart *part = g_ptr_array_steal_index(parts, 0);

        if (strcmp(part->name, PART_TEXT) == 0 || strcmp(part->name, PART_HTML) == 0 ||
            message_part_is_attachment(part))
            g_ptr_array_add(item->parts, part);
        else
            message_part_free(part);
    }
}

/* What was written is also in the subject and the preview. */
static void
hide_words(Message *message)
{
    g_free(message->subject);
    message->subject = g_strdup("");
    g_free(message->preview);
    message->preview = g_strdup("");
}

static gboolean
load_parts(const Loading *loading, DbSession *session, CaseMessage *item, GError **error)
{
    const Message *message = item->message;
    g_autoptr(GError) trouble = NULL;
    g_autoptr(GPtrArray) parts = NULL;

    item->malware = is_malware(item->verdicts);
    item->hidden = item->malware || message->screening == SCREENING_WAITING ||
                   (message->screening == SCREENING_HELD &&
                    !rights_may(loading->actor, ACTION_RELEASE_HELD, loading->view->a_case->unit));
    if (item->hidden) {
        hide_words(item->message);
        return TRUE;
    }
    parts =
        content_load(&loading->store->content, session, message->id.value, message->ref.secret_key, FALSE, &trouble);
    if (parts != NULL) {
        keep_shown_parts(item, parts);
        return TRUE;
    }
    item->erased = g_error_matches(trouble, TRIBUNE_ERROR, TRIBUNE_ERROR_NOT_FOUND);
    if (!item->erased)
        g_propagate_error(error, g_steal_pointer(&trouble));
    return item->erased;
}

static void
attach_verdicts(const CaseView *view, CaseMessage *item)
{
    for (guint i = 0; i < view->verdicts->len; i++) {
        StoredVerdict *stored = g_ptr_array_index(view->verdicts, i);

        if (stored->message.value == item->message->id.value)
            g_ptr_array_add(item->verdicts, stored);
    }
}

/* What was taken by the other side may come back later: that says more than the attempt. */
static gboolean
attach_failure(DbSession *session, CaseMessage *item, GError **error)
{
    static const char *const REASONS[REPORT_COUNT] = {
        [REPORT_FAILED] = SAY_NOOP("It was sent back."),
        [REPORT_FULL] = SAY_NOOP("It was sent back: the mailbox is full."),
        [REPORT_POLICY] =
            SAY_NOOP("It was sent back: the other side takes no messages from us. Tell an administrator."),
        [REPORT_GONE] = SAY_NOOP("It was sent back: there is no such address."),
        [REPORT_STOPPED] =
            SAY_NOOP("The network delivers nothing of ours there: whoever reads it wants that. It counts as STOP."),
    };
    g_autofree char *words = NULL;
    ReportKind kind = REPORT_FAILED;
    gboolean found;

    if (item->delivery_state != DELIVERY_FAILED)
        return TRUE;
    if (!release_store_last_failure(session, item->delivery, &found, &kind, &words, error))
        return FALSE;
    if (!found)
        return TRUE;
    g_free(item->delivery_reason);
    item->delivery_reason = g_strdup(REASONS[kind]);
    g_free(item->delivery_remote);
    item->delivery_remote = g_steal_pointer(&words);
    return TRUE;
}

static gboolean
attach_delivery(DbSession *session, const GPtrArray *deliveries, CaseMessage *item, GError **error)
{
    for (guint i = 0; i < deliveries->len; i++) {
        const Delivery *delivery = g_ptr_array_index(deliveries, i);
        gboolean found;
        gint64 at;

        if (delivery->release.value != item->message->id.value)
            continue;
        item->delivery = delivery->id;
        item->delivery_state = delivery->state;
        item->delivery_changed = delivery->changed;
        return release_store_last_attempt(session, delivery->id, &found, &at, &item->delivery_code,
                                          &item->delivery_reason, &item->delivery_remote, error) &&
               attach_failure(session, item, error);
    }
    return TRUE;
}

static gboolean
add_message(const Loading *loading, DbSession *session, Message *message, const GPtrArray *deliveries, GError **error)
{
    CaseMessage *item = g_new0(CaseMessage, 1);

    item->message = message;
    item->author =
        *message->sender_name != '\0' ? g_strdup(message->sender_name) : g_strdup(identity_address(message->sender));
    item->unverified = message->filed == FILED_STRANGER;
    item->parked = message->filed == FILED_PARKED;
    item->program = message->filed == FILED_PROGRAM;
    item->parts = message_parts_new();
    item->verdicts = g_ptr_array_new();
    g_ptr_array_add(loading->view->messages, item);
    attach_verdicts(loading->view, item);
    return load_parts(loading, session, item, error) &&
           (message->direction != DIRECTION_OUT || attach_delivery(session, deliveries, item, error));
}

static gboolean
load_messages(const Loading *loading, DbSession *session, GError **error)
{
    CaseView *view = loading->view;
    g_autoptr(GPtrArray) messages = message_store_list_case(session, view->a_case->id, CASE_VIEW_MESSAGES, error);
    g_autoptr(GPtrArray) deliveries =
        messages == NULL ? NULL : release_store_list_deliveries(session, view->a_case->id, error);

    view->messages = g_ptr_array_new_with_free_func((GDestroyNotify)case_message_free);
    if (deliveries == NULL)
        return FALSE;
    while (messages->len > 0) {
        Message *message = g_ptr_array_steal_index(messages, 0);

        view->leaves++;
        view->last_leaf = MAX(view->last_leaf, message->ref.leaf);
        if (!add_message(loading, session, message, deliveries, error))
            return FALSE;
    }
    return TRUE;
}

/* ---- the rest ---- */

static gboolean
load_person(CaseView *view, DbSession *session, GError **error)
{
    if (view->a_case->person.value == 0)
        return TRUE;
    view->person = person_store_load(session, view->a_case->person, error);
    if (view->person == NULL)
        return FALSE;
    view->identities = person_store_list_identities(session, view->person->id, error);
    view->person_cases = case_store_list_person(session, view->person->id, PERSON_CASES, error);
    return view->identities != NULL && view->person_cases != NULL;
}

/* The person's other cases, and the links, as far as the actor may read them. */
static void
keep_readable(const Actor *actor, CaseView *view, GPtrArray *cases)
{
    for (guint i = cases == NULL ? 0 : cases->len; i-- > 0;) {
        const Case *other = g_ptr_array_index(cases, i);

        if (other->id.value == view->a_case->id.value || !rights_may(actor, ACTION_READ_CASE, other->unit))
            g_ptr_array_remove_index(cases, i);
    }
}

/* What a writer did before her message had its place stands where we heard of it. */
static gboolean
put_back(Event *event)
{
    const json_t *heard = json_object_get(event->detail, "heard");

    if ((event->kind != EVENT_MESSAGE_EDITED && event->kind != EVENT_MESSAGE_RETRACTED) || heard == NULL)
        return FALSE;
    event->at = json_integer_value(heard);
    return TRUE;
}

static gint
by_time(gconstpointer a, gconstpointer b)
{
    const Event *first = *(const Event *const *)a, *second = *(const Event *const *)b;

    return first->at != second->at ? (first->at > second->at) - (first->at < second->at)
                                   : (first->id.value > second->id.value) - (first->id.value < second->id.value);
}

static void
order_events(GPtrArray *events)
{
    gboolean moved = FALSE;

    for (guint i = 0; i < events->len; i++)
        moved |= put_back(g_ptr_array_index(events, i));
    if (moved)
        g_ptr_array_sort(events, by_time);
}

static gboolean
load_events(const Loading *loading, DbSession *session, GError **error)
{
    CaseView *view = loading->view;

    view->events = event_list_case(loading->store, session, view->a_case->id, CASE_VIEW_EVENTS, error);
    if (view->events == NULL)
        return FALSE;
    view->leaves += view->events->len;
    for (guint i = 0; i < view->events->len; i++)
        view->last_leaf = MAX(view->last_leaf, ((const Event *)g_ptr_array_index(view->events, i))->leaf);
    order_events(view->events);
    return TRUE;
}

static gboolean
load_audience(const Loading *loading, DbSession *session, GError **error)
{
    CaseView *view = loading->view;
    GError *trouble = NULL;
    g_autoptr(Conversation) conversation = case_store_last_conversation(session, view->a_case->id, &trouble);
    g_autoptr(Identity) identity = NULL;
    IdentityId first = { 0 };

    if (trouble != NULL) {
        g_propagate_error(error, trouble);
        return FALSE;
    }
    if (conversation != NULL && !case_store_first_participant(session, conversation->id, &first, error))
        return FALSE;
    if (first.value == 0)
        return TRUE;
    identity = person_store_load_identity(session, first, error);
    if (identity == NULL ||
        !preferring_way(loading->mediation, session, view->a_case, PERSON_PURPOSE_ANSWER, &conversation, &identity,
                        &view->asked, error) ||
        !preferring_language(session, identity->person, PERSON_PURPOSE_ANSWER, &view->wanted_language, error))
        return FALSE;
    view->to = g_strdup(identity->uri);
    view->to_channel = g_strdup(conversation->channel);
    view->subject = release_subject(conversation->subject, view->a_case->reference);
    return TRUE;
}

static gboolean
load_case(DbSession *session, gpointer data, GError **error)
{
    Loading *loading = data;
    CaseView *view = loading->view;

    view->a_case = case_store_find(session, loading->reference, error);
    if (view->a_case == NULL || !check_readable(loading->actor, view->a_case, error))
        return FALSE;
    view->assignee = staff_name(session, view->a_case->assignee);
    view->verdicts = verdict_store_list_case(session, view->a_case->id, error);
    view->links = case_store_list_links(session, view->a_case->id, error);
    view->sides = view->links == NULL ? NULL : side_store_list(session, view->a_case->id, error);
    view->pauses = view->sides == NULL ? NULL : pause_store_list(loading->store, session, error);
    if (view->verdicts == NULL || view->pauses == NULL || !load_person(view, session, error) ||
        !load_messages(loading, session, error) || !load_events(loading, session, error) ||
        !load_audience(loading, session, error))
        return FALSE;
    keep_readable(loading->actor, view, view->links);
    keep_readable(loading->actor, view, view->person_cases);
    return TRUE;
}

CaseView *
case_view_load(const Mediation *mediation, const Actor *actor, const char *reference, GError **error)
{
    g_autoptr(CaseView) view = g_new0(CaseView, 1);
    Loading loading = { mediation, mediation->store, actor, reference, view };

    return store_read(mediation->store, load_case, &loading, error) ? g_steal_pointer(&view) : NULL;
}

typedef struct {
    const Actor *actor;
    const char *reference;
    Case *found;
} CaseSearch;

static gboolean
find_case(DbSession *session, gpointer data, GError **error)
{
    CaseSearch *search = data;

    search->found = case_store_find(session, search->reference, error);
    return search->found != NULL && check_readable(search->actor, search->found, error);
}

Case *
case_view_find(Store *store, const Actor *actor, const char *reference, GError **error)
{
    CaseSearch search = { actor, reference, NULL };

    if (store_read(store, find_case, &search, error))
        return search.found;
    g_clear_pointer(&search.found, case_free);
    return NULL;
}

/* ---- parts ---- */

typedef struct {
    Store *store;
    const Actor *actor;
    MessageId id;
    const char *name; /* NULL: all */
    GPtrArray *parts;
} PartLoading;

static gboolean
check_shown(DbSession *session, const PartLoading *loading, const Message *message, GError **error)
{
    g_autoptr(Case) a_case = message->case_id.value == 0 ? NULL : case_store_load(session, message->case_id, error);
    g_autoptr(GPtrArray) verdicts = NULL;

    if (a_case == NULL || !check_readable(loading->actor, a_case, error)) {
        if (error != NULL && *error == NULL)
            g_set_error(error, TRIBUNE_ERROR, TRIBUNE_ERROR_NOT_FOUND, "no such message");
        return FALSE;
    }
    if (!rights_check(loading->actor, ACTION_READ_MESSAGES, a_case->unit, error))
        return FALSE;
    verdicts = verdict_store_list(session, message->id, error);
    if (verdicts == NULL)
        return FALSE;
    if (is_malware(verdicts) || message->screening == SCREENING_WAITING) {
        g_set_error(error, TRIBUNE_ERROR, TRIBUNE_ERROR_FORBIDDEN, "this message is kept, but never shown");
        return FALSE;
    }
    return message->screening != SCREENING_HELD ||
           rights_check(loading->actor, ACTION_RELEASE_HELD, a_case->unit, error);
}

static gboolean
load_part(DbSession *session, gpointer data, GError **error)
{
    PartLoading *loading = data;
    g_autoptr(Message) message = message_store_load(session, loading->id, error);
    MessagePart *part;

    if (message == NULL || !check_shown(session, loading, message, error))
        return FALSE;
    if (loading->name == NULL) {
        loading->parts =
            content_load(&loading->store->content, session, message->id.value, message->ref.secret_key, TRUE, error);
        return loading->parts != NULL;
    }
    part = content_load_part(&loading->store->content, session, message->id.value, message->ref.secret_key,
                             loading->name, error);
    if (part == NULL)
        return FALSE;
    loading->parts = message_parts_new();
    g_ptr_array_add(loading->parts, part);
    return TRUE;
}

GPtrArray *
case_view_parts(Store *store, const Actor *actor, MessageId message, GError **error)
{
    PartLoading loading = { store, actor, message, NULL, NULL };

    return store_read(store, load_part, &loading, error) ? loading.parts : NULL;
}

MessagePart *
case_view_part(Store *store, const Actor *actor, MessageId message, const char *name, GError **error)
{
    PartLoading loading = { store, actor, message, name, NULL };
    MessagePart *part;

    if (!store_read(store, load_part, &loading, error))
        return NULL;
    part = g_ptr_array_steal_index(loading.parts, 0);
    g_ptr_array_unref(loading.parts);
    return part;
}
