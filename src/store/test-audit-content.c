/* SPDX-License-Identifier: Apache-2.0 */
/* The audit of a store: content files, what is sealed anew by who has the keys, disposal and disclosure. */
#include "store/bundle.h"
#include "store/disclosure.h"
#include "store/test-audit-house.h"

/* ---- files ---- */

static char *
find_file(const char *path)
{
    g_autoptr(GDir) folder = g_dir_open(path, 0, NULL);
    const char *name = g_dir_read_name(folder);
    g_autofree char *child = NULL;

    g_assert_nonnull(name);
    child = g_build_filename(path, name, NULL);
    return g_file_test(child, G_FILE_TEST_IS_DIR) ? find_file(child) : g_steal_pointer(&child);
}

static void
a_changed_content_file_is_found(Fixture *fixture, gconstpointer data)
{
    g_autofree char *path = find_file(fixture->store->content.folder);
    g_autofree char *bytes = NULL;
    gsize length;

    (void)data;
    g_assert_true(g_file_get_contents(path, &bytes, &length, NULL));
    bytes[length / 2] ^= 1;
    g_assert_true(g_file_set_contents(path, bytes, (gssize)length, NULL));
    assert_fault(fixture, "messages *: a content file was changed (journal *, leaf 0)");
}

static void
a_missing_content_file_is_found(Fixture *fixture, gconstpointer data)
{
    g_autofree char *path = find_file(fixture->store->content.folder);

    (void)data;
    g_unlink(path);
    assert_fault(fixture, "messages *: a content file is missing (journal *, leaf 0)");
}

/* ---- who has the keys ---- */

DB_STATEMENT(test_replace_content, "UPDATE contents SET sealed = $1 WHERE id = $2");
DB_STATEMENT(test_replace_detail, "UPDATE events SET detail = $1 WHERE secret_key = $2");
DB_STATEMENT(test_last_event, "SELECT secret_key FROM events ORDER BY id DESC LIMIT 1");

typedef struct {
    const DbStatement *statement;
    GBytes *sealed;
    gint64 id;
} Forgery;

static gboolean
replace(DbSession *session, gpointer data, GError **error)
{
    Forgery *forgery = data;
    g_autoptr(DbQuery) query = db_query(session, forgery->statement);

    db_bind_bytes(query, g_bytes_get_data(forgery->sealed, NULL), g_bytes_get_size(forgery->sealed));
    db_bind_int(query, forgery->id);
    return db_run(query, error);
}

static void
forge(Fixture *fixture, const DbStatement *statement, gint64 id, gint64 key, const void *bytes, gsize length)
{
    Forgery forgery = { .statement = statement, .id = id };
    guint8 secret[RECORD_SECRET_SIZE];
    g_autoptr(GError) error = NULL;

    g_assert_true(key_store_find(fixture->store->content.keys, NULL, key, secret, NULL));
    forgery.sealed = content_seal_bytes(secret, bytes, length);
    store_write(fixture->store, replace, &forgery, &error);
    g_assert_no_error(error);
    g_bytes_unref(forgery.sealed);
}

static void
forge_parts(Fixture *fixture, guint count)
{
    static const char *const NAMES[] = { PART_RAW, PART_TEXT, PART_ENV };
    g_autoptr(BundleWriter) bundle = bundle_writer_new();
    g_autoptr(GBytes) whole = NULL, bytes = g_bytes_new("forged", 6);

    for (guint i = 0; i < count; i++) {
        g_autoptr(MessagePart) part = message_part_new(NAMES[i], NULL, NULL, bytes);

        bundle_add(bundle, part, NULL);
    }
    whole = bundle_writer_finish(bundle);
    forge(fixture, &test_replace_content, fixture->received, fixture->receive_key, g_bytes_get_data(whole, NULL),
          g_bytes_get_size(whole));
}

static void
content_sealed_anew_is_found(Fixture *fixture, gconstpointer data)
{
    (void)data;
    forge_parts(fixture, 3);
    assert_fault(fixture, "messages *: its part raw is not what the leaf commits to (journal *, leaf 0)");
}

static void
a_part_left_out_is_found(Fixture *fixture, gconstpointer data)
{
    (void)data;
    forge_parts(fixture, 2);
    assert_fault(fixture, "messages *: it has more or fewer parts than its leaf commits to (journal *, leaf 0)");
}

static gboolean
read_last_event(DbSession *session, gpointer data, GError **error)
{
    g_autoptr(DbQuery) query = db_query(session, &test_last_event);

    if (!db_step_one(query, "event", error))
        return FALSE;
    *(gint64 *)data = db_int(query, 0);
    return db_finish(query, error);
}

static void
a_detail_sealed_anew_is_found(Fixture *fixture, gconstpointer data)
{
    gint64 key = 0;

    (void)data;
    g_assert_true(store_read(fixture->store, read_last_event, &key, NULL));
    forge(fixture, &test_replace_detail, key, key, "{}", 2);
    assert_fault(fixture, "events *: its part detail is not what the leaf commits to (journal *, leaf 29)");
}

/* ---- disposal ---- */

static gboolean
append_disposal(DbSession *session, gpointer data, GError **error)
{
    static const guint8 record[LEAF_RECORD_SIZE] = { 1 };
    Fixture *fixture = data;
    g_autofree Leaf *leaf = g_new(Leaf, 1);

    leaf_init(leaf, LEAF_DISPOSE, record);
    leaf->time = clock_now() / CLOCK_SECOND;
    leaf_add_ref(leaf, fixture->receive_leaf);
    return journal_append(session, leaf, NULL, error);
}

static void
what_a_later_leaf_disposes_of_is_not_missed(Fixture *fixture, gconstpointer data)
{
    static const DbStatement ERASE = { "erase", "DELETE FROM keys WHERE id = $1" },
                             DELETE_ROW = { "delete", "DELETE FROM messages WHERE direction = 'in'" },
                             DELETE_CONTENT = { "delete",
                                                "DELETE FROM contents WHERE id = (SELECT min(id) FROM contents)" };
    g_autofree char *sql = g_strdup_printf("DELETE FROM keys WHERE id = %" G_GINT64_FORMAT, fixture->receive_key);
    DbStatement erase = { ERASE.name, sql };
    AuditCounts counts;

    (void)data;
    g_assert_true(db_write(key_store_db(fixture->store->content.keys), run_statement, &erase, NULL));
    assert_fault(fixture, "messages *: its key is gone, and no later leaf disposes of it (journal *, leaf 0)");
    g_assert_true(store_write(fixture->store, append_disposal, fixture, NULL));
    assert_clean(fixture, &counts);
    g_assert_cmpuint(counts.disposed, ==, 1);
    g_assert_true(store_write(fixture->store, run_statement, (gpointer)&DELETE_ROW, NULL));
    g_assert_true(store_write(fixture->store, run_statement, (gpointer)&DELETE_CONTENT, NULL));
    assert_clean(fixture, &counts);
    g_assert_cmpuint(counts.messages, ==, 3);
}

/* ---- disclosure ---- */

typedef struct {
    Fixture *fixture;
    gint64 place;
    Leaf leaf;
    GPtrArray *parts;
} Disclosing;

static gboolean
disclose(DbSession *session, gpointer data, GError **error)
{
    Disclosing *disclosing = data;
    g_autoptr(GBytes) entry = NULL;
    gsize length;
    const void *bytes;

    if (!journal_read_entry(session, disclosing->place, &entry, error))
        return FALSE;
    bytes = g_bytes_get_data(entry, &length);
    disclosing->parts = disclosure_load(disclosing->fixture->store, session, disclosing->place, error);
    return disclosing->parts != NULL && leaf_decode(bytes, length, &disclosing->leaf, error);
}

static void
what_is_disclosed_gives_the_commitments_of_the_leaf(Fixture *fixture, gconstpointer data)
{
    AuditCounts counts;

    (void)data;
    assert_clean(fixture, &counts);
    for (guint index = 0; index < counts.journal.leaves; index++) {
        Disclosing disclosing = { fixture, JOURNAL_PLACE(JOURNAL_YEAR(fixture->receive_leaf), index) };
        g_autoptr(GError) error = NULL;

        store_read(fixture->store, disclose, &disclosing, &error);
        g_assert_no_error(error);
        g_assert_cmpuint(disclosing.parts->len, ==, disclosing.leaf.part_count);
        for (guint i = 0; i < disclosing.parts->len; i++) {
            const DisclosedPart *part = g_ptr_array_index(disclosing.parts, i);
            gsize length;
            const void *bytes = g_bytes_get_data(part->bytes, &length);
            Digest found = commitment_make(part->salt, part->name, bytes, length);

            g_assert_true(digest_equal(&found, leaf_find_part(&disclosing.leaf, part->name)));
        }
        g_ptr_array_unref(disclosing.parts);
    }
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add("/audit/a-changed-content-file-is-found", Fixture, NULL, set_up, a_changed_content_file_is_found,
               tear_down);
    g_test_add("/audit/a-missing-content-file-is-found", Fixture, NULL, set_up, a_missing_content_file_is_found,
               tear_down);
    g_test_add("/audit/content-sealed-anew-is-found", Fixture, NULL, set_up, content_sealed_anew_is_found, tear_down);
    g_test_add("/audit/a-part-left-out-is-found", Fixture, NULL, set_up, a_part_left_out_is_found, tear_down);
    g_test_add("/audit/a-detail-sealed-anew-is-found", Fixture, NULL, set_up, a_detail_sealed_anew_is_found, tear_down);
    g_test_add("/audit/what-a-later-leaf-disposes-of-is-not-missed", Fixture, NULL, set_up,
               what_a_later_leaf_disposes_of_is_not_missed, tear_down);
    g_test_add("/audit/what-is-disclosed-gives-the-commitments-of-the-leaf", Fixture, NULL, set_up,
               what_is_disclosed_gives_the_commitments_of_the_leaf, tear_down);
    return g_test_run();
}
