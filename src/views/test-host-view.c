/* SPDX-License-Identifier: Apache-2.0 */
#include "base/clock.h"
#include "base/error.h"
#include "mediation/channel.h"
#include "mediation/test-fixture.h"
#include "model/rights.h"
#include "views/host-view.h"

#define NOON G_GINT64_CONSTANT(1795348800000000) /* 2026-11-22T12:00:00Z */

static const RoleGrant ADMIN_GRANT = { ROLE_ADMIN, { 0 } };
static const Actor ADMIN = { ACTOR_STAFF, { 91 }, "Ada Admin", &ADMIN_GRANT, 1 };
static const guint8 SECRET[32] = { 7 };

typedef struct {
    char *folder;
    Mediation mediation;
    ChannelHost social, other;
} House;

static void
set_up(House *house, gconstpointer data)
{
    (void)data;
    clock_pin(NOON);
    house->folder = test_folder_new();
    house->mediation.store = test_store_open(house->folder);
    house->social = (ChannelHost){ .name = "social", .secret = SECRET, .data = &house->mediation };
    house->other = (ChannelHost){ .name = "other", .secret = SECRET, .data = &house->mediation };
}

static void
tear_down(House *house, gconstpointer data)
{
    (void)data;
    clock_pin(0);
    store_close(house->mediation.store);
    test_folder_remove(house->folder);
    g_free(house->folder);
}

static void
put_down(const ChannelHost *channel, LedgerStep step, const char *host, gint64 at)
{
    clock_pin(at);
    g_assert_true(channel_ledger_change(channel, &(LedgerChange){ step, "tell", host, "{}" }, 1, NULL, NULL));
}

static GPtrArray *
list(House *house)
{
    g_autoptr(GError) error = NULL;
    GPtrArray *rows = host_view_list(&house->mediation, &ADMIN, "social", &error);

    g_assert_no_error(error);
    return rows;
}

static void
the_host_that_waits_longest_is_first_with_all_that_waits_for_it(House *house, gconstpointer data)
{
    g_autoptr(GPtrArray) rows = NULL;
    const HostViewRow *first, *second;

    (void)data;
    put_down(&house->social, LEDGER_ERRAND, "b.example", NOON + 2);
    put_down(&house->social, LEDGER_ERRAND, "a.example", NOON + 3);
    put_down(&house->social, LEDGER_ERRAND, "b.example", NOON + 4);
    put_down(&house->social, LEDGER_ERRAND, "", NOON);         /* for nobody */
    put_down(&house->social, LEDGER_CHORE, "c.example", NOON); /* it came from there */
    put_down(&house->other, LEDGER_ERRAND, "d.example", NOON); /* another channel's */
    rows = list(house);
    g_assert_cmpuint(rows->len, ==, 2);
    first = g_ptr_array_index(rows, 0);
    second = g_ptr_array_index(rows, 1);
    g_assert_cmpstr(first->host, ==, "b.example");
    g_assert_cmpint(first->waiting, ==, 2);
    g_assert_cmpint(first->oldest, ==, NOON + 2);
    g_assert_cmpstr(second->host, ==, "a.example");
    g_assert_false(first->away);
}

static void
there_are_ten_at_most_and_none_for_who_may_not_see_them(House *house, gconstpointer data)
{
    static const Actor CITIZEN = { .kind = ACTOR_CITIZEN, .name = "ada" };
    g_autoptr(GPtrArray) rows = NULL;
    g_autoptr(GError) error = NULL;

    (void)data;
    for (guint i = 0; i < 12; i++) {
        g_autofree char *host = g_strdup_printf("h%u.example", i);

        put_down(&house->social, LEDGER_ERRAND, host, NOON + i);
    }
    rows = list(house);
    g_assert_cmpuint(rows->len, ==, HOST_VIEW_MAX);
    g_assert_cmpstr(((const HostViewRow *)g_ptr_array_index(rows, 9))->host, ==, "h9.example");
    g_assert_null(host_view_list(&house->mediation, &CITIZEN, "social", &error));
    g_assert_error(error, TRIBUNE_ERROR, TRIBUNE_ERROR_FORBIDDEN);
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
#define TEST(name) g_test_add("/views/host-view/" #name, House, NULL, set_up, name, tear_down)
    TEST(the_host_that_waits_longest_is_first_with_all_that_waits_for_it);
    TEST(there_are_ten_at_most_and_none_for_who_may_not_see_them);
    return g_test_run();
}
