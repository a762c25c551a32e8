/* SPDX-License-Identifier: Apache-2.0 */
#include <glib/gstdio.h>
#include <string.h>

#include "base/clock.h"
#include "base/error.h"
#include "base/id.h"
#include "journal/journal.h"
#include "store/event-store.h"
#include "store/store.h"

static const guint8 MASTER[32] = { 1, 2, 3 };

typedef struct {
    char *folder;
    Store *store;
} Fixture;

static Store *
open_store(Fixture *fixture, KeyStoreMode mode)
{
    g_autoptr(GError) error = NULL;
    Store *store = store_open(&(StoreOptions){ .folder = fixture->folder, .master = MASTER, .mode = mode }, &error);

    g_assert_no_error(error);
    return store;
}

static void
set_up(Fixture *fixture, gconstpointer data)
{
    (void)data;
    fixture->folder = g_dir_make_tmp("tribune-store-XXXXXX", NULL);
    fixture->store = open_store(fixture, KEY_STORE_OWNER);
}

static void
remove_folder(const char *path)
{
    g_autoptr(GDir) folder = g_dir_open(path, 0, NULL);
    const char *name;

    while (folder != NULL && (name = g_dir_read_name(folder)) != NULL) {
        g_autofree char *child = g_build_filename(path, name, NULL);

        if (g_file_test(child, G_FILE_TEST_IS_DIR))
            remove_folder(child);
        else
            g_unlink(child);
    }
    g_rmdir(path);
}

static void
tear_down(Fixture *fixture, gconstpointer data)
{
    (void)data;
    store_close(fixture->store);
    remove_folder(fixture->folder);
    g_free(fixture->folder);
}

/* Opened again, the owner looks for the keys that it left unused. */
static void
a_key_that_a_visitor_took_is_never_taken_again(Fixture *fixture, gconstpointer data)
{
    Store *visitor = open_store(fixture, KEY_STORE_VISITOR);
    guint8 secret[RECORD_SECRET_SIZE];
    gint64 visited, own;

    (void)data;
    g_assert_true(key_store_take(visitor->content.keys, &visited, secret, NULL));
    store_close(visitor);
    store_close(fixture->store);
    fixture->store = open_store(fixture, KEY_STORE_OWNER);
    for (int i = 0; i < 4000; i++) {
        g_assert_true(key_store_take(fixture->store->content.keys, &own, secret, NULL));
        g_assert_cmpint(own, !=, visited);
    }
}

typedef struct {
    Store *store;
    gint64 id;
    const SealedContent *sealed;
    gint64 secret_key;
    GPtrArray *parts;
    gint64 leaf;
} Content;

static gboolean
save(DbSession *session, gpointer data, GError **error)
{
    Content *content = data;

    return content_save(session, content->id, content->sealed, error);
}

static gboolean
load(DbSession *session, gpointer data, GError **error)
{
    Content *content = data;

    content->parts = content_load(&content->store->content, session, content->id, content->secret_key, TRUE, error);
    return content->parts != NULL;
}

static GPtrArray *
make_parts(gsize large)
{
    GPtrArray *parts = message_parts_new();
    g_autofree char *bytes = g_malloc0(large);
    g_autoptr(GBytes) raw = g_bytes_new(bytes, large), text = g_bytes_new("Guten Tag", 9);

    memset(bytes, 'x', large);
    g_ptr_array_add(parts, message_part_new(PART_RAW, NULL, NULL, raw));
    g_ptr_array_add(parts, message_part_new(PART_TEXT, "text/plain", NULL, text));
    return parts;
}

static void
content_comes_back_as_it_went_in(Fixture *fixture, gconstpointer data)
{
    gsize size = GPOINTER_TO_SIZE(data);
    g_autoptr(GPtrArray) parts = make_parts(size);
    g_autoptr(GError) error = NULL;
    g_autoptr(SealedContent) sealed = content_seal(&fixture->store->content, parts, &error);
    Content content = { .store = fixture->store, .id = id_next(), .sealed = sealed };
    const MessagePart *raw, *text;

    g_assert_no_error(error);
    g_assert_null(
        g_strstr_len(g_bytes_get_data(sealed->sealed, NULL), (gssize)g_bytes_get_size(sealed->sealed), "Guten"));
    content.secret_key = sealed->secret_key;
    g_assert_true(store_write(fixture->store, save, &content, &error));
    g_assert_true(store_read(fixture->store, load, &content, &error));
    raw = message_parts_find(content.parts, PART_RAW);
    text = message_parts_find(content.parts, PART_TEXT);
    g_assert_cmpuint(g_bytes_get_size(raw->bytes), ==, size);
    g_assert_cmpmem(g_bytes_get_data(text->bytes, NULL), g_bytes_get_size(text->bytes), "Guten Tag", 9);
    g_assert_cmpstr(text->type, ==, "text/plain");
    g_ptr_array_unref(content.parts);
}

static void
a_wrong_master_key_opens_nothing(Fixture *fixture, gconstpointer data)
{
    static const guint8 other[32] = { 9 };
    g_autoptr(GPtrArray) parts = make_parts(10);
    g_autoptr(SealedContent) sealed = content_seal(&fixture->store->content, parts, NULL);
    g_autoptr(GError) error = NULL;

    (void)data;
    g_assert_nonnull(sealed);
    g_clear_pointer(&fixture->store, store_close);
    g_assert_null(store_open(&(StoreOptions){ .folder = fixture->folder, .master = other }, &error));
    g_assert_error(error, TRIBUNE_ERROR, TRIBUNE_ERROR_CORRUPT);
    fixture->store = open_store(fixture, KEY_STORE_OWNER);
}

static gboolean
append(DbSession *session, gpointer data, GError **error)
{
    Content *content = data;
    json_t *detail = json_pack("{s:s}", "reason", "Brücke");
    gboolean done = event_append(
        content->store, session,
        &(EventDraft){
            .kind = EVENT_CASE_STATE, .actor = &ACTOR_TRIBUNE, .case_id = { 7 }, .subject = 7, .detail = detail },
        &content->leaf, error);

    json_decref(detail);
    return done;
}

static gboolean
list(DbSession *session, gpointer data, GError **error)
{
    Content *content = data;

    content->parts = event_list_case(content->store, session, (CaseId){ 7 }, 10, error);
    return content->parts != NULL;
}

static void
events_tell_who_and_what_and_have_a_leaf_each(Fixture *fixture, gconstpointer data)
{
    Content content = { .store = fixture->store };
    g_autoptr(GError) error = NULL;
    const Event *event;

    (void)data;
    for (int i = 0; i < 3; i++) {
        g_assert_true(store_write(fixture->store, append, &content, &error));
        g_assert_cmpint(JOURNAL_INDEX(content.leaf), ==, i);
    }
    g_assert_true(store_read(fixture->store, list, &content, &error));
    g_assert_cmpuint(content.parts->len, ==, 3);
    event = g_ptr_array_index(content.parts, 2);
    g_assert_cmpstr(event->actor_name, ==, "tribune");
    g_assert_cmpstr(json_string_value(json_object_get(event->detail, "reason")), ==, "Brücke");
    g_assert_cmpint(event->leaf, ==, content.leaf);
    g_ptr_array_unref(content.parts);
}

static void
a_visitor_beside_the_owner_takes_other_keys(Fixture *fixture, gconstpointer data)
{
    Store *visitor = open_store(fixture, KEY_STORE_VISITOR);
    gint64 mine, theirs;
    guint8 secret[RECORD_SECRET_SIZE];

    (void)data;
    g_assert_true(key_store_take(fixture->store->content.keys, &mine, secret, NULL));
    g_assert_true(key_store_take(visitor->content.keys, &theirs, secret, NULL));
    g_assert_cmpint(theirs, !=, mine);
    g_assert_cmpint(theirs, <, 0);
    store_close(visitor);
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add("/store/small-content-comes-back", Fixture, GSIZE_TO_POINTER(10), set_up,
               content_comes_back_as_it_went_in, tear_down);
    g_test_add("/store/large-content-comes-back", Fixture, GSIZE_TO_POINTER(CONTENT_INLINE_MAX + 1), set_up,
               content_comes_back_as_it_went_in, tear_down);
    g_test_add("/store/a-key-that-a-visitor-took-is-never-taken-again", Fixture, NULL, set_up,
               a_key_that_a_visitor_took_is_never_taken_again, tear_down);
    g_test_add("/store/a-wrong-master-key-opens-nothing", Fixture, NULL, set_up, a_wrong_master_key_opens_nothing,
               tear_down);
    g_test_add("/store/events-tell-who-and-what-and-have-a-leaf-each", Fixture, NULL, set_up,
               events_tell_who_and_what_and_have_a_leaf_each, tear_down);
    g_test_add("/store/a-visitor-beside-the-owner-takes-other-keys", Fixture, NULL, set_up,
               a_visitor_beside_the_owner_takes_other_keys, tear_down);
    return g_test_run();
}
