/* SPDX-License-Identifier: Apache-2.0 */
#include <string.h>

#include "base/clock.h"
#include "base/error.h"
#include "mediation/channel.h"
#include "mediation/mediation.h"
#include "mediation/test-fixture.h"
#include "store/channel-store.h"

#define NOON G_GINT64_CONSTANT(1795348800000000) /* 2026-11-22T12:00:00Z */

static const guint8 SECRET[32] = { 7 }, OTHER[32] = { 8 };

typedef struct {
    char *folder;
    Mediation mediation;
    ChannelHost host;
} House;

static void
set_up(House *house, gconstpointer data)
{
    (void)data;
    clock_pin(NOON);
    house->folder = test_folder_new();
    house->mediation.store = test_store_open(house->folder);
    house->mediation.work = work_new(house->mediation.store);
    house->host = (ChannelHost){ .name = "social", .secret = SECRET, .data = &house->mediation };
}

static void
tear_down(House *house, gconstpointer data)
{
    (void)data;
    clock_pin(0);
    work_free(house->mediation.work);
    store_close(house->mediation.store);
    test_folder_remove(house->folder);
    g_free(house->folder);
}

static gboolean
change(House *house, const LedgerChange *changes, guint count)
{
    g_autoptr(GError) error = NULL;
    gboolean done = FALSE;

    channel_ledger_change(&house->host, changes, count, &done, &error);
    g_assert_no_error(error);
    return done;
}

static void
put(House *house, const char *kind, const char *key, const char *value)
{
    g_assert_true(change(house, &(LedgerChange){ LEDGER_PUT, kind, key, value }, 1));
}

static char *
find(const ChannelHost *host, const char *kind, const char *key)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(LedgerRecord) record = NULL;

    channel_ledger_find(host, kind, key, &record, &error);
    g_assert_no_error(error);
    return record != NULL ? g_strdup(record->value) : NULL;
}

static void
assert_found(House *house, const char *kind, const char *key, const char *value)
{
    g_autofree char *found = find(&house->host, kind, key);

    g_assert_cmpstr(found, ==, value);
}

static gint64
waiting(House *house)
{
    gint64 count = -1;

    g_assert_true(channel_ledger_waiting(&house->host, "out", &count, NULL));
    return count;
}

static void
what_is_put_is_found_by_its_kind_and_key_alone(House *house, gconstpointer data)
{
    ChannelHost other = house->host;
    g_autofree char *none = NULL;

    (void)data;
    put(house, "follower", "https://a.example/ada", "{}");
    put(house, "follower", "https://a.example/ada", "[1]");
    assert_found(house, "follower", "https://a.example/ada", "[1]");
    assert_found(house, "follower", "https://a.example/bob", NULL);
    assert_found(house, "key", "https://a.example/ada", NULL);
    other.name = "another";
    none = find(&other, "follower", "https://a.example/ada");
    g_assert_null(none);
    g_assert_true(change(house, &(LedgerChange){ LEDGER_REMOVE, "follower", "https://a.example/ada", NULL }, 1));
    assert_found(house, "follower", "https://a.example/ada", NULL);
}

static void
what_was_there_already_keeps_all_the_rest_from_being_done(House *house, gconstpointer data)
{
    const LedgerChange changes[] = {
        { LEDGER_PUT, "count", "a", "1" },
        { LEDGER_ADD, "seen", "inbox 1", NULL },
        { LEDGER_ERRAND, "out", "a.example", "{}" },
    };

    (void)data;
    g_assert_true(change(house, changes, 3));
    g_assert_cmpint(waiting(house), ==, 1);
    put(house, "count", "a", "2");
    g_assert_false(change(house, changes, 3));
    g_assert_cmpint(waiting(house), ==, 1);
    assert_found(house, "count", "a", "2");
}

static void
records_are_listed_by_key_from_a_cursor_and_counted_by_prefix(House *house, gconstpointer data)
{
    static const char *const KEYS[] = { "a 1", "a 2", "b 1" };
    g_autoptr(GPtrArray) page = NULL, below = NULL;
    gint64 count;

    (void)data;
    for (gsize i = 0; i < G_N_ELEMENTS(KEYS); i++)
        put(house, "like", KEYS[i], KEYS[i]);
    page = channel_ledger_list(&house->host, "like", "a 1", 10, NULL);
    g_assert_cmpuint(page->len, ==, 2);
    g_assert_cmpstr(((LedgerRecord *)g_ptr_array_index(page, 0))->value, ==, "a 2");
    below = channel_ledger_list_below(&house->host, "like", "a ", 10, NULL);
    g_assert_cmpuint(below->len, ==, 2);
    g_assert_cmpstr(((LedgerRecord *)g_ptr_array_index(below, 1))->key, ==, "a 2");
    g_assert_true(channel_ledger_count(&house->host, "like", "a ", &count, NULL));
    g_assert_cmpint(count, ==, 2);
    g_assert_true(channel_ledger_count(&house->host, "like", "", &count, NULL));
    g_assert_cmpint(count, ==, 3);
}

static void
what_is_old_is_forgotten(House *house, gconstpointer data)
{
    (void)data;
    put(house, "seen", "old", "");
    clock_pin(NOON + CLOCK_DAY);
    put(house, "seen", "new", "");
    g_assert_true(channel_ledger_forget(&house->host, "seen", NOON + 1, NULL));
    assert_found(house, "seen", "old", NULL);
    assert_found(house, "seen", "new", "");
}

static void
more_than_one_transaction_forgets_is_forgotten(House *house, gconstpointer data)
{
    g_autoptr(GArray) changes = g_array_new(FALSE, FALSE, sizeof(LedgerChange));
    g_autoptr(GPtrArray) keys = g_ptr_array_new_with_free_func(g_free);
    gint64 count = -1;

    (void)data;
    for (guint i = 0; i < 2001; i++) {
        LedgerChange change = { LEDGER_PUT, "seen", g_strdup_printf("%u", i), NULL };

        g_ptr_array_add(keys, (gpointer)change.key);
        g_array_append_val(changes, change);
    }
    g_assert_true(channel_ledger_change(&house->host, (LedgerChange *)changes->data, changes->len, NULL, NULL));
    g_assert_true(channel_ledger_forget(&house->host, "seen", NOON + 1, NULL));
    g_assert_true(channel_ledger_count(&house->host, "seen", "", &count, NULL));
    g_assert_cmpint(count, ==, 0);
}

typedef struct {
    ChannelRow *row;
    const char *key;
} Moving;

static gboolean
move_box(DbSession *session, gpointer data, GError **error)
{
    Moving *moving = data;

    if (!channel_store_find(session, "social", "key", "one", &moving->row, error))
        return FALSE;
    g_free(moving->row->key);
    moving->row->key = g_strdup(moving->key);
    return channel_store_put(session, "social", "key", moving->row, error);
}

static void
nothing_is_stored_in_the_clear_and_a_box_opens_in_its_own_place_alone(House *house, gconstpointer data)
{
    Moving moving = { NULL, "two" };
    ChannelHost stranger = house->host;
    g_autoptr(GError) error = NULL, foreign = NULL;
    g_autoptr(LedgerRecord) record = NULL;
    gsize length;

    (void)data;
    put(house, "key", "one", "a secret of ours");
    g_assert_true(store_write(house->mediation.store, move_box, &moving, NULL));
    g_assert_null(memmem(g_bytes_get_data(moving.row->value, &length), length, "secret", 6));
    g_assert_false(channel_ledger_find(&house->host, "key", "two", &record, &error));
    g_assert_error(error, TRIBUNE_ERROR, TRIBUNE_ERROR_CORRUPT);
    stranger.secret = OTHER;
    g_assert_false(channel_ledger_find(&stranger, "key", "one", &record, &foreign));
    g_assert_error(foreign, TRIBUNE_ERROR, TRIBUNE_ERROR_CORRUPT);
    channel_row_free(moving.row);
}

static void
names_and_texts_have_their_limits(House *house, gconstpointer data)
{
    g_autofree char *key = g_strnfill(LEDGER_KEY_MAX + 1, 'k'), *text = g_strnfill(LEDGER_TEXT_MAX + 1, 't');
    const LedgerChange long_key = { LEDGER_PUT, "a", key, "" }, long_text = { LEDGER_PUT, "a", "b", text };
    g_autoptr(GError) first = NULL, second = NULL;

    (void)data;
    g_assert_false(channel_ledger_change(&house->host, &long_key, 1, NULL, &first));
    g_assert_error(first, TRIBUNE_ERROR, TRIBUNE_ERROR_LIMIT);
    g_assert_false(channel_ledger_change(&house->host, &long_text, 1, NULL, &second));
    g_assert_error(second, TRIBUNE_ERROR, TRIBUNE_ERROR_LIMIT);
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
#define TEST(name) g_test_add("/mediation/channel-ledger/" #name, House, NULL, set_up, name, tear_down)
    TEST(what_is_put_is_found_by_its_kind_and_key_alone);
    TEST(what_was_there_already_keeps_all_the_rest_from_being_done);
    TEST(records_are_listed_by_key_from_a_cursor_and_counted_by_prefix);
    TEST(what_is_old_is_forgotten);
    TEST(more_than_one_transaction_forgets_is_forgotten);
    TEST(nothing_is_stored_in_the_clear_and_a_box_opens_in_its_own_place_alone);
    TEST(names_and_texts_have_their_limits);
    return g_test_run();
}
