/* SPDX-License-Identifier: Apache-2.0 */
#include "store/event-store.h"

#include <sodium.h>
#include <string.h>

#include "base/canonical.h"
#include "base/clock.h"
#include "base/error.h"
#include "base/id.h"
#include "base/random.h"
#include "journal/journal.h"
#include "store/request-store.h"
#include "wire/commitment.h"

DB_STATEMENT(insert_event,
             "INSERT INTO events (id, at, case_id, kind, subject, actor_kind, actor, detail, record, secret_key, leaf)"
             " VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)");
DB_STATEMENT(list_case_events, "SELECT id, at, case_id, kind, subject, actor_kind, actor, detail, secret_key, leaf"
                               " FROM events WHERE case_id = $1 ORDER BY id DESC LIMIT $2");
/* By a partial index (events_reads), whose condition this is word for word. */
DB_STATEMENT(list_reads, "SELECT id, at, case_id, kind, subject, actor_kind, actor, detail, secret_key, leaf"
                         " FROM events WHERE kind IN ('search.run', 'person.read') AND id < $1"
                         " AND (actor = $2 OR $2 = 0) ORDER BY id DESC LIMIT $3");

static const struct {
    const char *name;
    LeafType leaf;
} KINDS[EVENT_COUNT] = {
    [EVENT_MESSAGE_SCREENED] = { "message.screened", LEAF_FILTER },
    [EVENT_MESSAGE_FILED] = { "message.filed", LEAF_CASE },
    [EVENT_MESSAGE_RELEASED] = { "message.released", LEAF_REVIEW },
    [EVENT_MESSAGE_KEPT] = { "message.kept", LEAF_REVIEW },
    [EVENT_MESSAGE_EDITED] = { "message.edited", LEAF_CASE },
    [EVENT_MESSAGE_RETRACTED] = { "message.retracted", LEAF_CASE },
    [EVENT_MESSAGE_FILE_LOST] = { "message.file-lost", LEAF_CASE },
    [EVENT_ADDRESS_STOPPED] = { "address.stopped", LEAF_SUBSCRIBE },
    [EVENT_ADDRESS_STARTED] = { "address.started", LEAF_SUBSCRIBE },
    [EVENT_ADDRESS_ASKED] = { "person.address-asked", LEAF_PERSON },
    [EVENT_ADDRESS_PROVEN] = { "person.address-proven", LEAF_PERSON },
    [EVENT_ADDRESS_PARTED] = { "person.address-parted", LEAF_PERSON },
    [EVENT_CASE_PUBLISHED] = { "case.published", LEAF_CASE },
    [EVENT_DELIVERY_FALLBACK] = { "delivery.fallback", LEAF_DELIVER },
    [EVENT_CASE_OPENED] = { "case.opened", LEAF_CASE },
    [EVENT_CASE_STATE] = { "case.state", LEAF_CASE },
    [EVENT_CASE_ASSIGNED] = { "case.assigned", LEAF_CASE },
    [EVENT_CASE_UNIT] = { "case.unit", LEAF_CASE },
    [EVENT_CASE_TITLE] = { "case.title", LEAF_CASE },
    [EVENT_CASE_LINKED] = { "case.linked", LEAF_CASE },
    [EVENT_CASE_SERVICE] = { "case.service", LEAF_CASE },
    [EVENT_CASE_PRIORITY] = { "case.priority", LEAF_CASE },
    [EVENT_CASE_SENSITIVITY] = { "case.sensitivity", LEAF_CASE },
    [EVENT_CASE_RECORD_CLASS] = { "case.record-class", LEAF_CASE },
    [EVENT_CLOCK_STARTED] = { "clock.started", LEAF_CASE },
    [EVENT_CLOCK_STOPPED] = { "clock.stopped", LEAF_CASE },
    [EVENT_CLOCK_RESUMED] = { "clock.resumed", LEAF_CASE },
    [EVENT_CLOCK_MOVED] = { "clock.moved", LEAF_CASE },
    [EVENT_CLOCK_NEAR] = { "clock.near", LEAF_CASE },
    [EVENT_CLOCK_MISSED] = { "clock.missed", LEAF_CASE },
    [EVENT_CLOCK_MET] = { "clock.met", LEAF_CASE },
    [EVENT_CLOCK_ENDED] = { "clock.ended", LEAF_CASE },
    [EVENT_CASE_UNLINKED] = { "case.unlinked", LEAF_CASE },
    [EVENT_CASE_MERGED] = { "case.merged", LEAF_CASE },
    [EVENT_CASE_UNMERGED] = { "case.unmerged", LEAF_CASE },
    [EVENT_CASE_TAGGED] = { "case.tagged", LEAF_CASE },
    [EVENT_CASE_UNTAGGED] = { "case.untagged", LEAF_CASE },
    [EVENT_CASE_SNOOZED] = { "case.snoozed", LEAF_CASE },
    [EVENT_CASE_WOKEN] = { "case.woken", LEAF_CASE },
    [EVENT_NOTE_ADDED] = { "note.added", LEAF_NOTE },
    [EVENT_PERSON_CREATED] = { "person.created", LEAF_PERSON },
    [EVENT_PERSON_CHANGED] = { "person.changed", LEAF_PERSON },
    [EVENT_PERSON_MERGED] = { "person.merged", LEAF_PERSON },
    [EVENT_PERSON_UNMERGED] = { "person.unmerged", LEAF_PERSON },
    [EVENT_RELEASE_RELEASED] = { "release.released", LEAF_RELEASE },
    [EVENT_RELEASE_PROPOSED] = { "release.proposed", LEAF_RELEASE },
    [EVENT_RELEASE_CHANGED] = { "release.changed", LEAF_RELEASE },
    [EVENT_DELIVERY_ACCEPTED] = { "delivery.accepted", LEAF_DELIVER },
    [EVENT_DELIVERY_RETRIED] = { "delivery.retried", LEAF_DELIVER },
    [EVENT_DELIVERY_FAILED] = { "delivery.failed", LEAF_FAIL },
    [EVENT_DELIVERY_REPORTED] = { "delivery.reported", LEAF_DELIVER },
    [EVENT_STAFF_ADDED] = { "staff.added", LEAF_STAFF },
    [EVENT_STAFF_CHANGED] = { "staff.changed", LEAF_STAFF },
    [EVENT_STAFF_PASSWORD] = { "staff.password", LEAF_STAFF },
    [EVENT_STAFF_FACTOR] = { "staff.second-factor", LEAF_STAFF },
    [EVENT_STAFF_DISABLED] = { "staff.disabled", LEAF_STAFF },
    [EVENT_STAFF_SIGNED_IN] = { "staff.signed-in", LEAF_LOGIN },
    [EVENT_STAFF_SIGNED_OUT] = { "staff.signed-out", LEAF_LOGIN },
    [EVENT_UNIT_CHANGED] = { "unit.changed", LEAF_CONFIG },
    [EVENT_ENDPOINT_CHANGED] = { "endpoint.changed", LEAF_CONFIG },
    [EVENT_SERVICE_CHANGED] = { "service.changed", LEAF_CONFIG },
    [EVENT_CASE_ROUTED] = { "case.routed", LEAF_POLICY },
    [EVENT_ROUTING_CHANGED] = { "routing.changed", LEAF_POLICY },
    [EVENT_POLICY_DECIDED] = { "policy.decided", LEAF_POLICY },
    [EVENT_POLICY_DRAFTED] = { "policy.drafted", LEAF_POLICY },
    [EVENT_POLICY_CHECKED] = { "policy.checked", LEAF_POLICY },
    [EVENT_POLICY_REPLAYED] = { "policy.replayed", LEAF_POLICY },
    [EVENT_POLICY_APPROVED] = { "policy.approved", LEAF_POLICY },
    [EVENT_POLICY_ACTIVATED] = { "policy.activated", LEAF_POLICY },
    [EVENT_POLICY_RETIRED] = { "policy.retired", LEAF_POLICY },
    [EVENT_CALENDAR_CHANGED] = { "calendar.changed", LEAF_CONFIG },
    [EVENT_CHANNEL_PAUSED] = { "channel.paused", LEAF_CONFIG },
    [EVENT_CHANNEL_RESUMED] = { "channel.resumed", LEAF_CONFIG },
    [EVENT_SETTING_CHANGED] = { "setting.changed", LEAF_CONFIG },
    [EVENT_TOKEN_ADDED] = { "token.added", LEAF_TOKEN },
    [EVENT_TOKEN_REVOKED] = { "token.revoked", LEAF_TOKEN },
    [EVENT_WEBHOOK_CHANGED] = { "webhook.changed", LEAF_SUBSCRIBE },
    [EVENT_WORD_LIST_CHANGED] = { "word-list.changed", LEAF_CONFIG },
    [EVENT_ACCESS_GIVEN] = { "access.given", LEAF_TOKEN },
    [EVENT_ACCESS_ENDED] = { "access.ended", LEAF_TOKEN },
    [EVENT_TAG_CHANGED] = { "tag.changed", LEAF_CONFIG },
    [EVENT_SIDE_OPENED] = { "side.opened", LEAF_CASE },
    [EVENT_CASE_REFERRED] = { "case.referred", LEAF_CASE },
    [EVENT_PARTNER_CHANGED] = { "partner.changed", LEAF_CONFIG },
    [EVENT_TEMPLATE_CHANGED] = { "template.changed", LEAF_CONFIG },
    [EVENT_APPROVAL_GIVEN] = { "approval.given", LEAF_REVIEW },
    [EVENT_APPROVAL_VOIDED] = { "approval.voided", LEAF_REVIEW },
    [EVENT_PUBLICATION_CHANGED] = { "publication.changed", LEAF_RELEASE },
    [EVENT_PUBLICATION_RELEASED] = { "publication.released", LEAF_RELEASE },
    [EVENT_TOPIC_CHANGED] = { "topic.changed", LEAF_CONFIG },
    [EVENT_DELEGATION_GIVEN] = { "delegation.given", LEAF_STAFF },
    [EVENT_DELEGATION_ENDED] = { "delegation.ended", LEAF_STAFF },
    [EVENT_EMERGENCY_RELEASED] = { "emergency.released", LEAF_RELEASE },
    [EVENT_EMERGENCY_LATE] = { "emergency.late", LEAF_REVIEW },
    [EVENT_EMERGENCY_REVIEWED] = { "emergency.reviewed", LEAF_REVIEW },
    [EVENT_SUBSCRIBER_CHANGED] = { "subscriber.changed", LEAF_SUBSCRIBE },
    [EVENT_MAILING_STARTED] = { "mailing.started", LEAF_DELIVER },
    [EVENT_MAILING_ENDED] = { "mailing.ended", LEAF_DELIVER },
    [EVENT_SEARCH_RUN] = { "search.run", LEAF_VIEW },
    [EVENT_PERSON_READ] = { "person.read", LEAF_VIEW },
    [EVENT_CASE_APPEALED] = { "case.appealed", LEAF_CASE },
    [EVENT_COMMENT_RECEIVED] = { "comment.received", LEAF_RECEIVE },
    [EVENT_COMMENT_SCREENED] = { "comment.screened", LEAF_FILTER },
    [EVENT_COMMENT_PUBLISHED] = { "comment.published", LEAF_REVIEW },
    [EVENT_COMMENT_HIDDEN] = { "comment.hidden", LEAF_REVIEW },
    [EVENT_COMMENT_RESTORED] = { "comment.restored", LEAF_REVIEW },
    [EVENT_COMMENT_FLAGGED] = { "comment.flagged", LEAF_REVIEW },
    [EVENT_COMMENT_APPEALED] = { "comment.appealed", LEAF_REVIEW },
    [EVENT_COMMENT_ANSWERED] = { "comment.answered", LEAF_REVIEW },
    [EVENT_COMMENT_EDITED] = { "comment.edited", LEAF_RECEIVE },
    [EVENT_COMMENT_RETRACTED] = { "comment.retracted", LEAF_RECEIVE },
    [EVENT_COMMENTS_CHANGED] = { "comments.changed", LEAF_CONFIG },
};

const char *
event_kind_name(EventKind kind)
{
    return KINDS[kind].name;
}

LeafType
event_kind_leaf(EventKind kind)
{
    return KINDS[kind].leaf;
}

gboolean
event_kind_parse(const char *name, EventKind *ret)
{
    for (int i = 0; i < EVENT_COUNT; i++) {
        if (strcmp(name, KINDS[i].name) == 0) {
            *ret = (EventKind)i;
            return TRUE;
        }
    }
    return FALSE;
}

/* What the leaf commits to and the row seals: who, what, and what the row says in the clear; as canonical JSON. */
static char *
detail_text(const EventDraft *draft)
{
    const ActorProgram *program = draft->actor->program;
    json_t *whole = json_pack("{s:s, s:O*, s:I, s:I, s:I}", "actor", draft->actor->name, "detail", draft->detail,
                              "case", (json_int_t)draft->case_id.value, "subject", (json_int_t)draft->subject, "staff",
                              (json_int_t)draft->actor->staff.value);

    if (program != NULL)
        json_object_set_new(whole, "token", json_integer((json_int_t)program->token.value));
    return canonical_json_take(whole);
}

static gboolean
append_leaf(DbSession *session, const EventDraft *draft, gint64 at, const guint8 *record, const guint8 *secret,
            const char *detail, gint64 *ret_leaf, GError **error)
{
    g_autofree Leaf *leaf = g_new(Leaf, 1);
    Digest commitment;
    guint8 salt[32];

    leaf_init(leaf, KINDS[draft->kind].leaf, record);
    leaf->time = at / CLOCK_SECOND;
    leaf_add_attr(leaf, "event", KINDS[draft->kind].name);
    leaf_add_attr(leaf, "by", actor_kind_name(draft->actor->kind));
    if (draft->ref != 0)
        leaf_add_ref(leaf, draft->ref);
    for (guint i = 0; draft->grounds != NULL && i < draft->grounds->len; i++)
        leaf_add_ref(leaf, g_array_index(draft->grounds, gint64, i));
    content_salt(secret, "detail", salt);
    commitment = commitment_make(salt, "detail", detail, strlen(detail));
    leaf_add_part(leaf, "detail", &commitment);
    return journal_append(session, leaf, ret_leaf, error);
}

static gboolean
insert(DbSession *session, const EventDraft *draft, gint64 at, GBytes *sealed, const guint8 *record, gint64 secret_key,
       gint64 leaf, GError **error)
{
    g_autoptr(DbQuery) query = db_query(session, &insert_event);

    db_bind_int(query, id_next());
    db_bind_int(query, at);
    db_bind_reference(query, draft->case_id.value);
    db_bind_text(query, KINDS[draft->kind].name);
    db_bind_int(query, draft->subject);
    db_bind_text(query, actor_kind_name(draft->actor->kind));
    db_bind_int(query, draft->actor->staff.value);
    db_bind_bytes(query, g_bytes_get_data(sealed, NULL), g_bytes_get_size(sealed));
    db_bind_bytes(query, record, LEAF_RECORD_SIZE);
    db_bind_int(query, secret_key);
    db_bind_int(query, leaf);
    return db_run(query, error);
}

static gboolean
append_text(Store *store, DbSession *session, const EventDraft *draft, const char *detail, gint64 *ret_leaf,
            GError **error)
{
    g_autoptr(GBytes) sealed = NULL;
    guint8 record[LEAF_RECORD_SIZE], secret[RECORD_SECRET_SIZE];
    gint64 at = clock_now(), secret_key, leaf;

    if (!key_store_take(store->content.keys, &secret_key, secret, error))
        return FALSE;
    random_bytes(record, sizeof record);
    sealed = content_seal_bytes(secret, detail, strlen(detail));
    if (!append_leaf(session, draft, at, record, secret, detail, &leaf, error) ||
        !insert(session, draft, at, sealed, record, secret_key, leaf, error)) {
        g_prefix_error(error, "recording %s: ", KINDS[draft->kind].name);
        return FALSE;
    }
    sodium_memzero(secret, sizeof secret);
    if (ret_leaf != NULL)
        *ret_leaf = leaf;
    return TRUE;
}

/* What a program asked for has happened when the change is durable, not earlier and not later. */
static gboolean
note_request(DbSession *session, const EventDraft *draft, GError **error)
{
    const ActorProgram *program = draft->actor->program;

    return program == NULL || program->request == 0 ||
           request_store_done(session, program->request, draft->subject, error);
}

gboolean
event_append(Store *store, DbSession *session, const EventDraft *draft, gint64 *ret_leaf, GError **error)
{
    g_autofree char *detail = detail_text(draft);
    gboolean done;

    /* Jansson refuses what is no UTF-8. */
    if (detail == NULL) {
        g_set_error(error, TRIBUNE_ERROR, TRIBUNE_ERROR_INVALID, "recording %s: text that is not UTF-8",
                    KINDS[draft->kind].name);
        return FALSE;
    }
    done = append_text(store, session, draft, detail, ret_leaf, error) && note_request(session, draft, error);
    return done;
}

/* ---- reading ---- */

void
event_free(Event *event)
{
    g_free(event->actor_name);
    json_decref(event->detail);
    g_free(event);
}

static const char *const ACTOR_KINDS[] = { "system", "channel", "staff", "citizen", "token" };

static ActorKind
actor_kind_of(const char *name)
{
    for (guint i = 0; i < G_N_ELEMENTS(ACTOR_KINDS); i++)
        if (strcmp(name, ACTOR_KINDS[i]) == 0)
            return (ActorKind)i;
    return ACTOR_SYSTEM;
}

static gboolean
open_detail(Store *store, DbSession *session, Event *event, const void *sealed, gsize length, gint64 secret_key,
            GError **error)
{
    g_autoptr(GBytes) bytes = NULL;
    guint8 secret[RECORD_SECRET_SIZE];
    json_t *whole;

    if (!key_store_find(store->content.keys, session, secret_key, secret, error))
        return FALSE;
    bytes = content_open_bytes(secret, sealed, length, error);
    if (bytes == NULL)
        return FALSE;
    whole = json_loadb(g_bytes_get_data(bytes, NULL), g_bytes_get_size(bytes), 0, NULL);
    event->actor_name = g_strdup(json_string_value(json_object_get(whole, "actor")));
    event->detail = json_incref(json_object_get(whole, "detail"));
    if (!json_is_object(event->detail)) {
        json_decref(event->detail);
        event->detail = json_object();
    }
    json_decref(whole);
    return TRUE;
}

static Event *
read_event(Store *store, DbSession *session, DbQuery *query, GError **error)
{
    g_autoptr(Event) event = g_new0(Event, 1);
    const void *sealed;
    gsize length;

    event->id.value = db_int(query, 0);
    event->at = db_int(query, 1);
    event->case_id.value = db_int(query, 2);
    if (!event_kind_parse(db_text(query, 3), &event->kind)) {
        g_set_error(error, TRIBUNE_ERROR, TRIBUNE_ERROR_CORRUPT, "an event of unknown kind");
        return NULL;
    }
    event->subject = db_int(query, 4);
    event->actor_kind = actor_kind_of(db_text(query, 5));
    event->actor.value = db_int(query, 6);
    event->leaf = db_int(query, 9);
    sealed = db_bytes(query, 7, &length);
    if (!open_detail(store, session, event, sealed, length, db_int(query, 8), error))
        return NULL;
    return g_steal_pointer(&event);
}

static GPtrArray *
read_all(Store *store, DbSession *session, DbQuery *query, GError **error)
{
    g_autoptr(GPtrArray) events = g_ptr_array_new_with_free_func((GDestroyNotify)event_free);

    while (db_step(query)) {
        Event *event = read_event(store, session, query, error);

        if (event == NULL)
            return NULL;
        g_ptr_array_add(events, event);
    }
    return db_finish(query, error) ? g_steal_pointer(&events) : NULL;
}

GPtrArray *
event_list_reads(Store *store, DbSession *session, EventId before, StaffId staff, guint limit, GError **error)
{
    g_autoptr(DbQuery) query = db_query(session, &list_reads);

    db_bind_int(query, before.value != 0 ? before.value : G_MAXINT64);
    db_bind_int(query, staff.value);
    db_bind_int(query, limit);
    return read_all(store, session, query, error);
}

GPtrArray *
event_list_case(Store *store, DbSession *session, CaseId case_id, guint limit, GError **error)
{
    g_autoptr(DbQuery) query = db_query(session, &list_case_events);
    GPtrArray *events;

    db_bind_int(query, case_id.value);
    db_bind_int(query, limit);
    events = read_all(store, session, query, error);
    for (guint i = 0; events != NULL && i < events->len / 2; i++) {
        gpointer newer = events->pdata[i];

        events->pdata[i] = events->pdata[events->len - 1 - i];
        events->pdata[events->len - 1 - i] = newer;
    }
    return events;
}
