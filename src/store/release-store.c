/* SPDX-License-Identifier: Apache-2.0 */
#include "store/release-store.h"

#include <string.h>

#include "base/id.h"

#define RELEASE_COLUMNS                                                                                                \
    "id, case_id, conversation, kind, state, author, rule, digest, created, released, record, secret_key, leaf"
#define DELIVERY_COLUMNS "id, release_id, case_id, channel, identity, state, attempts, created, changed, leaf"

DB_STATEMENT(insert_release,
             "INSERT INTO releases (" RELEASE_COLUMNS ") VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10,"
             " $11, $12, $13)");
DB_STATEMENT(load_release, "SELECT " RELEASE_COLUMNS " FROM releases WHERE id = $1");
DB_STATEMENT(find_case_release, "SELECT id FROM releases WHERE case_id = $1 AND kind <> 'side' LIMIT 1");
DB_STATEMENT(insert_delivery,
             "INSERT INTO deliveries (" DELIVERY_COLUMNS ") VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)");
DB_STATEMENT(load_delivery, "SELECT " DELIVERY_COLUMNS " FROM deliveries WHERE id = $1");
DB_STATEMENT(find_delivery, "SELECT " DELIVERY_COLUMNS " FROM deliveries WHERE release_id = $1 ORDER BY id LIMIT 1");
DB_STATEMENT(count_automatic, "SELECT count(*) FROM releases WHERE case_id = $1 AND kind = 'acknowledgement'"
                              " AND created >= $2");
DB_STATEMENT(last_failure, "SELECT kind, words FROM reports WHERE delivery = $1 AND kind IN"
                           " ('failed', 'full', 'policy', 'gone', 'stopped') ORDER BY id DESC LIMIT 1");
DB_STATEMENT(update_delivery, "UPDATE deliveries SET state = $1, attempts = $2, changed = $3 WHERE id = $4");
DB_STATEMENT(list_deliveries, "SELECT " DELIVERY_COLUMNS " FROM deliveries WHERE case_id = $1 ORDER BY id");
DB_STATEMENT(count_attempts_with, "SELECT count(*) FROM attempts WHERE delivery = $1 AND code = $2");
DB_STATEMENT(add_attempt, "INSERT INTO attempts (delivery, number, at, outcome, code, reason, remote)"
                          " VALUES ($1, $2, $3, $4, $5, $6, $7)");
DB_STATEMENT(last_attempt,
             "SELECT at, code, reason, remote FROM attempts WHERE delivery = $1 ORDER BY number DESC LIMIT 1");
DB_STATEMENT(add_report, "INSERT INTO reports (id, delivery, message, kind, code, words, at, leaf)"
                         " VALUES ($1, $2, $3, $4, $5, $6, $7, $8)");
DB_STATEMENT(count_acknowledgement, "INSERT INTO acknowledgements (identity, day, count) VALUES ($1, $2, 1)"
                                    " ON CONFLICT (identity, day) DO UPDATE SET count = acknowledgements.count + 1"
                                    " RETURNING count");

void
release_free(Release *release)
{
    g_free(release->state);
    g_free(release->rule);
    g_free(release);
}

void
delivery_free(Delivery *delivery)
{
    g_free(delivery->channel);
    g_free(delivery);
}

gboolean
release_store_insert(DbSession *session, const Release *release, GError **error)
{
    g_autoptr(DbQuery) query = db_query(session, &insert_release);

    db_bind_int(query, release->id.value);
    db_bind_int(query, release->case_id.value);
    db_bind_int(query, release->conversation.value);
    db_bind_text(query, release_kind_name(release->kind));
    db_bind_text(query, release->state);
    db_bind_reference(query, release->author.value);
    db_bind_text(query, release->rule);
    db_bind_bytes(query, release->digest.bytes, DIGEST_SIZE);
    db_bind_int(query, release->created);
    db_bind_reference(query, release->released);
    db_bind_bytes(query, release->ref.record, sizeof release->ref.record);
    db_bind_int(query, release->ref.secret_key);
    db_bind_int(query, release->ref.leaf);
    return db_run(query, error);
}

Release *
release_store_load(DbSession *session, ReleaseId id, GError **error)
{
    g_autoptr(DbQuery) query = db_query(session, &load_release);
    Release *release;
    const void *bytes;
    gsize length;

    db_bind_int(query, id.value);
    if (!db_step_one(query, "release", error))
        return NULL;
    release = g_new0(Release, 1);
    release->id.value = db_int(query, 0);
    release->case_id.value = db_int(query, 1);
    release->conversation.value = db_int(query, 2);
    release_kind_parse(db_text(query, 3), &release->kind);
    release->state = db_dup_text(query, 4);
    release->author.value = db_int(query, 5);
    release->rule = db_dup_text(query, 6);
    bytes = db_bytes(query, 7, &length);
    memcpy(release->digest.bytes, bytes, MIN(length, DIGEST_SIZE));
    release->created = db_int(query, 8);
    release->released = db_int(query, 9);
    bytes = db_bytes(query, 10, &length);
    memcpy(release->ref.record, bytes, MIN(length, sizeof release->ref.record));
    release->ref.secret_key = db_int(query, 11);
    release->ref.leaf = db_int(query, 12);
    return release;
}

gboolean
release_store_has_any(DbSession *session, CaseId case_id, gboolean *ret, GError **error)
{
    g_autoptr(DbQuery) query = db_query(session, &find_case_release);

    db_bind_int(query, case_id.value);
    *ret = db_step(query);
    return db_finish(query, error);
}

gboolean
release_store_insert_delivery(DbSession *session, const Delivery *delivery, GError **error)
{
    g_autoptr(DbQuery) query = db_query(session, &insert_delivery);

    db_bind_int(query, delivery->id.value);
    db_bind_int(query, delivery->release.value);
    db_bind_int(query, delivery->case_id.value);
    db_bind_text(query, delivery->channel);
    db_bind_int(query, delivery->identity.value);
    db_bind_text(query, delivery_state_name(delivery->state));
    db_bind_int(query, delivery->attempts);
    db_bind_int(query, delivery->created);
    db_bind_int(query, delivery->changed);
    db_bind_int(query, delivery->leaf);
    return db_run(query, error);
}

static Delivery *
read_delivery(DbQuery *query)
{
    Delivery *delivery = g_new0(Delivery, 1);

    delivery->id.value = db_int(query, 0);
    delivery->release.value = db_int(query, 1);
    delivery->case_id.value = db_int(query, 2);
    delivery->channel = db_dup_text(query, 3);
    delivery->identity.value = db_int(query, 4);
    delivery_state_parse(db_text(query, 5), &delivery->state);
    delivery->attempts = (guint)db_int(query, 6);
    delivery->created = db_int(query, 7);
    delivery->changed = db_int(query, 8);
    delivery->leaf = db_int(query, 9);
    return delivery;
}

Delivery *
release_store_load_delivery(DbSession *session, DeliveryId id, GError **error)
{
    g_autoptr(DbQuery) query = db_query(session, &load_delivery);

    db_bind_int(query, id.value);
    return db_step_one(query, "delivery", error) ? read_delivery(query) : NULL;
}

Delivery *
release_store_find_delivery(DbSession *session, ReleaseId release, GError **error)
{
    g_autoptr(DbQuery) query = db_query(session, &find_delivery);

    db_bind_int(query, release.value);
    return db_step_one(query, "delivery", error) ? read_delivery(query) : NULL;
}

gboolean
release_store_update_delivery(DbSession *session, DeliveryId id, DeliveryState state, guint attempts, gint64 changed,
                              GError **error)
{
    g_autoptr(DbQuery) query = db_query(session, &update_delivery);

    db_bind_text(query, delivery_state_name(state));
    db_bind_int(query, attempts);
    db_bind_int(query, changed);
    db_bind_int(query, id.value);
    return db_run(query, error);
}

GPtrArray *
release_store_list_deliveries(DbSession *session, CaseId case_id, GError **error)
{
    g_autoptr(GPtrArray) deliveries = g_ptr_array_new_with_free_func((GDestroyNotify)delivery_free);
    g_autoptr(DbQuery) query = db_query(session, &list_deliveries);

    db_bind_int(query, case_id.value);
    while (db_step(query))
        g_ptr_array_add(deliveries, read_delivery(query));
    return db_finish(query, error) ? g_steal_pointer(&deliveries) : NULL;
}

gboolean
release_store_add_attempt(DbSession *session, DeliveryId delivery, guint number, gint64 at, const Attempt *attempt,
                          GError **error)
{
    g_autoptr(DbQuery) query = db_query(session, &add_attempt);

    db_bind_int(query, delivery.value);
    db_bind_int(query, number);
    db_bind_int(query, at);
    db_bind_text(query, outcome_name(attempt->outcome));
    db_bind_text(query, attempt->code);
    db_bind_text(query, attempt->reason);
    db_bind_text(query, attempt->remote);
    return db_run(query, error);
}

gboolean
release_store_last_attempt(DbSession *session, DeliveryId delivery, gboolean *ret_found, gint64 *ret_at,
                           char **ret_code, char **ret_reason, char **ret_remote, GError **error)
{
    g_autoptr(DbQuery) query = db_query(session, &last_attempt);

    db_bind_int(query, delivery.value);
    *ret_found = db_step(query);
    if (*ret_found) {
        *ret_at = db_int(query, 0);
        *ret_code = db_dup_text(query, 1);
        *ret_reason = db_dup_text(query, 2);
        *ret_remote = db_dup_text(query, 3);
    }
    return db_finish(query, error);
}

gboolean
release_store_add_report(DbSession *session, const Report *report, MessageId message, gint64 at, gint64 leaf,
                         GError **error)
{
    g_autoptr(DbQuery) query = db_query(session, &add_report);

    db_bind_int(query, id_next());
    db_bind_int(query, report->delivery.value);
    db_bind_reference(query, message.value);
    db_bind_text(query, report_kind_name(report->kind));
    db_bind_text(query, report->code);
    db_bind_text(query, report->words);
    db_bind_int(query, at);
    db_bind_int(query, leaf);
    return db_run(query, error);
}

gboolean
release_store_last_failure(DbSession *session, DeliveryId delivery, gboolean *ret_found, ReportKind *ret_kind,
                           char **ret_words, GError **error)
{
    g_autoptr(DbQuery) query = db_query(session, &last_failure);

    db_bind_int(query, delivery.value);
    *ret_found = db_step(query);
    if (*ret_found) {
        report_kind_parse(db_text(query, 0), ret_kind);
        *ret_words = db_dup_text(query, 1);
    }
    return db_finish(query, error);
}

gboolean
release_store_count_automatic(DbSession *session, CaseId case_id, gint64 since, gint64 *ret, GError **error)
{
    g_autoptr(DbQuery) query = db_query(session, &count_automatic);

    db_bind_int(query, case_id.value);
    db_bind_int(query, since);
    *ret = db_step(query) ? db_int(query, 0) : 0;
    return db_finish(query, error);
}

gboolean
release_store_count_acknowledgement(DbSession *session, IdentityId identity, gint64 day, gint64 *ret, GError **error)
{
    g_autoptr(DbQuery) query = db_query(session, &count_acknowledgement);

    db_bind_int(query, identity.value);
    db_bind_int(query, day);
    if (!db_step_one(query, "count", error))
        return FALSE;
    *ret = db_int(query, 0);
    return db_finish(query, error);
}

gboolean
release_store_count_attempts(DbSession *session, DeliveryId delivery, const char *code, guint *ret, GError **error)
{
    g_autoptr(DbQuery) query = db_query(session, &count_attempts_with);

    db_bind_int(query, delivery.value);
    db_bind_text(query, code);
    if (!db_step_one(query, "attempts", error))
        return FALSE;
    *ret = (guint)db_int(query, 0);
    return db_finish(query, error);
}
