/* SPDX-License-Identifier: Apache-2.0 */
/* The audit's part about messages, their content, and the releases among them. */
#include <jansson.h>
#include <sodium.h>
#include <string.h>

#include "base/error.h"
#include "store/audit-private.h"
#include "store/release-text.h"

DB_STATEMENT(audit_list_messages, "SELECT id, direction, channel, external_id, sender, sender_name, subject, received,"
                                  " record, secret_key, leaf FROM messages ORDER BY id");
DB_STATEMENT(audit_find_release,
             "SELECT conversation, kind, rule, digest, record, secret_key, leaf, released FROM releases WHERE id = $1");

/* ---- the release that an outbound message is ---- */

typedef struct {
    gint64 secret_key;
    const guint8 *record; /* 16 bytes */
    const Outgoing *outgoing;
    Digest digest;
} Expected;

static gboolean
is_record(DbQuery *query, int index, const void *expected, gsize size)
{
    gsize length;
    const void *bytes = db_bytes(query, index, &length);

    return length == size && memcmp(bytes, expected, size) == 0;
}

/* What in the row of releases is another than the record, its leaf and its content say; NULL when nothing is. */
static const char *
find_difference(const AuditRun *run, const AuditRow *row, DbQuery *query, const Expected *expected)
{
    const Outgoing *outgoing = expected->outgoing;

    if (db_int(query, 6) != row->place || db_int(query, 5) != expected->secret_key ||
        !is_record(query, 4, expected->record, LEAF_RECORD_SIZE))
        return "its leaf, record or key is not that of its message";
    if (!is_record(query, 3, expected->digest.bytes, DIGEST_SIZE))
        return "its digest is not that of its content";
    if (db_int(query, 0) != outgoing->conversation.value ||
        strcmp(db_text(query, 1), release_kind_name(outgoing->kind)) != 0)
        return "its conversation or kind is not that of its content";
    if (g_strcmp0(leaf_find_attr(&run->leaf, "rule"), db_text(query, 2)) != 0)
        return "its leaf names another rule";
    if (db_int(query, 7) != outgoing->date)
        return "it was let go at another time than its content says";
    return outgoing->release.value != row->id ? "its content is that of another release" : NULL;
}

static gboolean
check_release(AuditRun *run, gint64 id, gint64 place, const Expected *expected, GError **error)
{
    AuditRow row = { "releases", id, place };
    g_autoptr(DbQuery) query = db_query(run->session, &audit_find_release);
    const char *difference;

    db_bind_int(query, id);
    if (!db_step(query))
        return db_finish(query, error) && audit_fault(&row, error, "the row is missing");
    difference = find_difference(run, &row, query, expected);
    if (difference != NULL)
        return audit_fault(&row, error, difference);
    run->counts.releases++;
    return audit_take(run, &row, MARK_RELEASE, error) && db_finish(query, error);
}

/* ---- content ---- */

static gboolean
check_parts(AuditRun *run, const AuditRow *row, const guint8 *secret, const GPtrArray *parts, GError **error)
{
    if (parts->len != run->leaf.part_count)
        return audit_fault(row, error, "it has more or fewer parts than its leaf commits to");
    for (guint i = 0; i < parts->len; i++) {
        const MessagePart *part = g_ptr_array_index(parts, i);

        if (!audit_check_part(run, row, secret, part->name, part->bytes, error))
            return FALSE;
    }
    return TRUE;
}

static GPtrArray *
open_content(AuditRun *run, const AuditRow *row, const guint8 *secret, GError **error)
{
    GError *cause = NULL;
    g_autoptr(GPtrArray) parts = content_open(&run->store->content, run->session, row->id, secret, TRUE, &cause);

    if (parts == NULL)
        audit_blame(row, cause, error);
    else if (check_parts(run, row, secret, parts, error))
        return g_steal_pointer(&parts);
    return NULL;
}

/* ---- what the row repeats of the content ---- */

static gboolean
is_text(const json_t *root, const char *key, const char *expected)
{
    const char *text = json_string_value(json_object_get(root, key));

    return text != NULL && strcmp(text, expected) == 0;
}

static gboolean
check_envelope(const AuditRow *row, const GPtrArray *parts, DbQuery *query, GError **error)
{
    const MessagePart *part = message_parts_find(parts, PART_ENV);
    json_t *root;
    gboolean same;

    if (part == NULL)
        return audit_fault(row, error, "it has no envelope");
    root = json_loadb(g_bytes_get_data(part->bytes, NULL), g_bytes_get_size(part->bytes), 0, NULL);
    same = is_text(root, "external-id", db_text(query, 3)) && is_text(root, "sender", db_text(query, 4)) &&
           is_text(root, "name", db_text(query, 5)) && is_text(root, "subject", db_text(query, 6));
    json_decref(root);
    return same || audit_fault(row, error, "its sender, subject or external id is not what was recorded");
}

static gboolean
check_outgoing(AuditRun *run, const AuditRow *row, const GPtrArray *parts, DbQuery *query, GError **error)
{
    GError *cause = NULL;
    g_autoptr(Outgoing) outgoing = release_outgoing(parts, &cause);
    Expected expected = { .secret_key = db_int(query, 9), .record = run->leaf.record, .outgoing = outgoing };

    if (outgoing == NULL)
        return audit_blame(row, cause, error);
    expected.digest = release_digest(outgoing);
    if (strcmp(outgoing->subject, db_text(query, 6)) != 0 || strcmp(outgoing->endpoint, db_text(query, 4)) != 0)
        return audit_fault(row, error, "its subject or sender is not what was released");
    if (*outgoing->channel != '\0' && strcmp(outgoing->channel, db_text(query, 2)) != 0)
        return audit_fault(row, error, "it went by another channel than was released");
    return check_release(run, row->id, row->place, &expected, error);
}

/* ---- a message ---- */

static const struct {
    LeafType leaf;
    gboolean has_channel;
} BY_DIRECTION[] = {
    [DIRECTION_IN] = { LEAF_RECEIVE, TRUE },
    [DIRECTION_OUT] = { LEAF_RELEASE, TRUE },
    [DIRECTION_NOTE] = { LEAF_NOTE, FALSE },
};

static gboolean
check_leaf(AuditRun *run, const AuditRow *row, Direction direction, DbQuery *query, GError **error)
{
    if (!audit_read_leaf(run, row, error))
        return FALSE;
    if (run->leaf.type != BY_DIRECTION[direction].leaf || leaf_find_attr(&run->leaf, "event") != NULL)
        return audit_fault(row, error, "its leaf is of another kind");
    if (!audit_check_record(run, row, query, 8, error) || !audit_take(run, row, MARK_MESSAGE, error) ||
        !audit_check_time(run, row, db_int(query, 7), error))
        return FALSE;
    if (BY_DIRECTION[direction].has_channel && g_strcmp0(leaf_find_attr(&run->leaf, "channel"), db_text(query, 2)) != 0)
        return audit_fault(row, error, "its leaf names another channel");
    return TRUE;
}

static gboolean
check_content(AuditRun *run, const AuditRow *row, Direction direction, const guint8 *secret, DbQuery *query,
              GError **error)
{
    g_autoptr(GPtrArray) parts = open_content(run, row, secret, error);

    if (parts == NULL)
        return FALSE;
    if (direction == DIRECTION_IN)
        return check_envelope(row, parts, query, error);
    return direction == DIRECTION_NOTE || check_outgoing(run, row, parts, query, error);
}

static gboolean
check_message(AuditRun *run, DbQuery *query, GError **error)
{
    AuditRow row = { "messages", db_int(query, 0), db_int(query, 10) };
    guint8 secret[RECORD_SECRET_SIZE];
    Direction direction;
    gboolean gone, done;

    if (!direction_parse(db_text(query, 1), &direction))
        return audit_fault(&row, error, "it has no known direction");
    if (!check_leaf(run, &row, direction, query, error) ||
        !audit_find_secret(run, &row, db_int(query, 9), secret, &gone, error))
        return FALSE;
    done = gone || check_content(run, &row, direction, secret, query, error);
    sodium_memzero(secret, sizeof secret);
    run->counts.messages++;
    audit_step(run);
    return done;
}

gboolean
audit_messages(AuditRun *run, GError **error)
{
    g_autoptr(DbQuery) query = db_query(run->session, &audit_list_messages);

    while (db_step(query))
        if (!check_message(run, query, error))
            return FALSE;
    return db_finish(query, error);
}
