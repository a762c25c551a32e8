/* SPDX-License-Identifier: Apache-2.0 */
/* The audit's part about publications: versions are what their events committed to, each time that one left was
 * approved before, and each stands as its last event says. */
#include <string.h>

#include "base/error.h"
#include "store/audit-private.h"

DB_STATEMENT(audit_find_version,
             "SELECT sealed, secret_key, staff, at FROM publication_versions WHERE publication = $1 AND version = $2");
DB_STATEMENT(audit_count_versions, "SELECT count(*) FROM publication_versions");
DB_STATEMENT(audit_list_authors, "SELECT staff FROM publication_versions WHERE publication = $1 AND version > $2"
                                 " AND version <= $3");
DB_STATEMENT(audit_find_publication_release,
             "SELECT act, digest, version, staff, work, at, number FROM publication_releases"
             " WHERE publication = $1 AND leaf = $2");
DB_STATEMENT(audit_find_version_before, "SELECT coalesce(max(version), 0) FROM publication_releases"
                                        " WHERE publication = $1 AND number < $2");
DB_STATEMENT(audit_count_publication_releases, "SELECT count(*) FROM publication_releases");
DB_STATEMENT(audit_list_publications,
             "SELECT id, slug, kind, standing, stage, act, work, version, released, author, published, updated,"
             " expires, scheduled, asked, tiers, digest, leaf FROM publications ORDER BY id");

/* ---- versions ---- */

static gboolean
is_content(GBytes *bytes, const char *hex)
{
    gsize length;
    const void *data = g_bytes_get_data(bytes, &length);
    Digest digest = digest_sha256(data, length);
    g_autofree char *found = digest_to_hex(&digest);

    return strcmp(found, hex) == 0;
}

static gboolean
check_version(AuditRun *run, const AuditEvent *event, GError **error)
{
    AuditRow row = { "publication_versions of", event->subject, event->row.place };
    g_autoptr(DbQuery) query = db_query(run->session, &audit_find_version);
    g_autoptr(GBytes) bytes = NULL;

    db_bind_int(query, event->subject);
    db_bind_int(query, audit_number(event->detail, "version"));
    if (!db_step(query))
        return db_finish(query, error) && audit_fault(&row, error, "the version that its leaf tells of is missing");
    if (db_int(query, 2) != event->staff || ABS(event->at - db_int(query, 3)) >= 60 * G_USEC_PER_SEC)
        return audit_fault(&row, error, "it was written by somebody else, or at another time, than its leaf says");
    run->told[TOLD_VERSIONS]++;
    if (!audit_open(run, &row, db_int(query, 1), query, 0, &bytes, error))
        return FALSE;
    if (bytes != NULL && !is_content(bytes, audit_text(event->detail, "content")))
        return audit_fault(&row, error, "what it says is not what its leaf tells of");
    return db_finish(query, error);
}

/* ---- each time that it left ---- */

static gboolean
find_before(AuditRun *run, gint64 publication, gint64 number, gint64 *ret, GError **error)
{
    g_autoptr(DbQuery) query = db_query(run->session, &audit_find_version_before);

    db_bind_int(query, publication);
    db_bind_int(query, number);
    if (!db_step_one(query, "version", error))
        return FALSE;
    *ret = db_int(query, 0);
    return db_finish(query, error);
}

/* Who wrote any version since it left last. */
static GArray *
list_authors(AuditRun *run, gint64 publication, gint64 after, gint64 version, GError **error)
{
    g_autoptr(DbQuery) query = db_query(run->session, &audit_list_authors);
    g_autoptr(GArray) authors = g_array_new(FALSE, FALSE, sizeof(gint64));

    db_bind_int(query, publication);
    db_bind_int(query, after);
    db_bind_int(query, version);
    while (db_step(query)) {
        gint64 staff = db_int(query, 0);

        g_array_append_val(authors, staff);
    }
    return db_finish(query, error) ? g_steal_pointer(&authors) : NULL;
}

static gboolean
check_approved(AuditRun *run, const AuditRow *row, const AuditEvent *event, DbQuery *query, GError **error)
{
    g_autoptr(GArray) authors = NULL;
    gsize length;
    const void *bytes = db_bytes(query, 1, &length);
    gint64 before, wanted = audit_number(event->detail, "tiers");
    gboolean unreviewed;
    Digest digest;

    memcpy(digest.bytes, bytes, DIGEST_SIZE);
    if (!audit_emergency(run, row, event->subject, &digest, &unreviewed, error))
        return FALSE;
    if (unreviewed)
        return TRUE;
    if (!find_before(run, event->subject, db_int(query, 6), &before, error))
        return FALSE;
    authors = list_authors(run, event->subject, before, db_int(query, 2), error);
    return authors != NULL &&
           audit_approvals_before(run, row, db_int(query, 4), &digest, authors, (guint)CLAMP(wanted, 1, 3), error);
}

static gint64
releases_before(const AuditRun *run, gint64 publication)
{
    return audit_number(g_hash_table_lookup(run->publications, &publication), "releases");
}

static gboolean
check_release(AuditRun *run, const AuditEvent *event, GError **error)
{
    static const char *const KEYS[] = { "act" };
    AuditRow row = { "publication_releases of", event->subject, event->row.place };
    g_autoptr(DbQuery) query = db_query(run->session, &audit_find_publication_release);

    db_bind_int(query, event->subject);
    db_bind_int(query, event->row.place);
    if (!db_step(query))
        return db_finish(query, error) && audit_fault(&row, error, "the release that its leaf tells of is missing");
    if (!audit_is_detail(event->detail, KEYS, G_N_ELEMENTS(KEYS), query) ||
        !audit_is_digest(query, 1, audit_text(event->detail, "digest")) ||
        db_int(query, 2) != audit_number(event->detail, "version") || db_int(query, 3) != event->staff ||
        db_int(query, 4) != audit_number(event->detail, "work") ||
        db_int(query, 5) != audit_number(event->detail, "updated") ||
        db_int(query, 6) != releases_before(run, event->subject) + 1)
        return audit_fault(&row, error, "a release is not what its leaf tells of");
    run->told[TOLD_PUBLICATION_RELEASES]++;
    return check_approved(run, &row, event, query, error) && db_finish(query, error);
}

gboolean
audit_publication(AuditRun *run, const AuditEvent *event, GError **error)
{
    gint64 releases = releases_before(run, event->subject);
    json_t *detail;

    if (json_object_get(event->detail, "content") != NULL && !check_version(run, event, error))
        return FALSE;
    if (event->kind == EVENT_PUBLICATION_RELEASED && !check_release(run, event, error))
        return FALSE;
    detail = json_copy(event->detail);
    json_object_set_new(detail, "releases",
                        json_integer(releases + (event->kind == EVENT_PUBLICATION_RELEASED ? 1 : 0)));
    g_hash_table_replace(run->publications, g_memdup2(&event->subject, sizeof event->subject), detail);
    return TRUE;
}

/* ---- how it stands ---- */

static gboolean
stands_so(DbQuery *query, const json_t *last)
{
    static const char *const TEXTS[] = { "slug", "kind", "standing", "stage", "act" };
    static const char *const NUMBERS[] = { "work",    "version", "released",  "author", "published",
                                           "updated", "expires", "scheduled", "asked",  "tiers" };

    for (guint i = 0; i < G_N_ELEMENTS(TEXTS); i++)
        if (strcmp(db_text(query, 1 + (int)i), audit_text(last, TEXTS[i])) != 0)
            return FALSE;
    for (guint i = 0; i < G_N_ELEMENTS(NUMBERS); i++)
        if (db_int(query, 6 + (int)i) != audit_number(last, NUMBERS[i]))
            return FALSE;
    return audit_is_digest(query, 16, audit_text(last, "digest"));
}

static gboolean
check_publication(AuditRun *run, DbQuery *query, GError **error)
{
    AuditRow row = { "publications", db_int(query, 0), db_int(query, 17) };
    const json_t *last = g_hash_table_lookup(run->publications, &row.id);

    if (last == NULL)
        return run->has_gone_events || audit_fault(&row, error, "no event tells of it");
    if (!stands_so(query, last))
        return audit_fault(&row, error, "it does not stand as its last event says");
    g_hash_table_remove(run->publications, &row.id);
    return TRUE;
}

static gboolean
check_missing(AuditRun *run, GError **error)
{
    GHashTableIter iter;
    gpointer id;

    g_hash_table_iter_init(&iter, run->publications);
    if (!g_hash_table_iter_next(&iter, &id, NULL))
        return TRUE;
    g_set_error(error, TRIBUNE_ERROR, TRIBUNE_ERROR_CORRUPT,
                "publications %" G_GINT64_FORMAT ": events tell of it, but the row is missing", *(gint64 *)id);
    return FALSE;
}

gboolean
audit_publications(AuditRun *run, GError **error)
{
    g_autoptr(DbQuery) query = db_query(run->session, &audit_list_publications);

    while (db_step(query))
        if (!check_publication(run, query, error))
            return FALSE;
    return db_finish(query, error) && check_missing(run, error) &&
           audit_count(run, &audit_count_versions, "publication_versions", run->told[TOLD_VERSIONS], error) &&
           audit_count(run, &audit_count_publication_releases, "publication_releases",
                       run->told[TOLD_PUBLICATION_RELEASES], error);
}
