/* SPDX-License-Identifier: Apache-2.0 */
/* In which order followers are told of a post, whatever leaves first. */
#include "channels/fediverse/test-fediverse-house.h"

#define OLD "Closed until May."
#define NEW "Closed until June."

/* ---- what is released ---- */

static void
announce(House *house, PublicationAct act)
{
    g_autoptr(PublicationItem) item = item_new(act, act == ACT_RELEASE ? OLD : NEW);
    g_autoptr(GError) error = NULL;

    fediverse_channel.announce(house->fediverse, item, &error);
    g_assert_no_error(error);
}

/* ---- a server that makes of it what the least patient ones do ---- */

/* It takes no Update of what it does not have, and no Create of what it has. What is deleted may be made again. */
typedef struct {
    Town town;
    char *shown; /* the text of the post; NULL: there is none */
    guint got;
} Reader;

static void
take_in(Reader *reader)
{
    const char *body = strstr(reader->town.heard, "\r\n\r\n");
    g_autoptr(Json) activity = json_loads(body + 4, 0, NULL);
    const char *type = json_string_value(json_object_get(activity, "type"));
    const char *text = json_string_value(json_object_get(json_object_get(activity, "object"), "content"));

    reader->got++;
    if (strcmp(type, "Delete") == 0)
        g_clear_pointer(&reader->shown, g_free);
    else if ((strcmp(type, "Create") == 0) == (reader->shown == NULL)) {
        g_free(reader->shown);
        reader->shown = g_strdup(text);
    }
}

static void
reader_open(Reader *reader, House *house)
{
    g_autofree char *key = NULL;

    town_add(&reader->town, "POST /inbox ", 202, NULL, "");
    town_open(&reader->town, house);
    key = g_strconcat(reader->town.base, "/inbox ", reader->town.base, "/ada", NULL);
    put(house, "follower.desk", key, "");
}

static void
reader_close(Reader *reader)
{
    town_close(&reader->town);
    g_free(reader->shown);
}

/* Returns how the errand ended; new. */
static char *
tell(House *house, Reader *reader, const char *text)
{
    guint asked = atomic_load(&reader->town.asked);
    g_auto(Attempt) attempt = { 0 };

    fediverse_channel.errand(house->fediverse, "tell", text, clock_monotonic() + 60 * CLOCK_SECOND, &attempt);
    if (atomic_load(&reader->town.asked) > asked && reader->town.pages[0].status == 202)
        take_in(reader);
    return g_steal_pointer(&attempt.code);
}

static void
tell_all(House *house, Reader *reader, const GPtrArray *errands, const guint *order)
{
    for (guint i = 0; i < errands->len; i++) {
        g_autofree char *code = tell(house, reader, g_ptr_array_index(errands, order[i]));

        g_assert_nonnull(code);
    }
}

/* ---- the rules ---- */

static const guint ORDERS[6][3] = { { 0, 1, 2 }, { 0, 2, 1 }, { 1, 0, 2 }, { 1, 2, 0 }, { 2, 0, 1 }, { 2, 1, 0 } };

/* @tried: the first leaves once before there is a second, and finds the server away. */
static void
tell_in_order(House *house, Reader *reader, PublicationAct last, const guint *order, gboolean tried)
{
    g_autoptr(GPtrArray) errands = NULL;

    for (guint act = ACT_RELEASE; act <= last; act++) {
        announce(house, (PublicationAct)act);
        if (act == ACT_RELEASE && tried) {
            g_autoptr(GPtrArray) first = put_down(house);
            g_autofree char *code = NULL;

            reader->town.pages[0].status = 503;
            code = tell(house, reader, g_ptr_array_index(first, 0));
            g_assert_cmpstr(code, ==, "503");
            reader->town.pages[0].status = 202;
        }
    }
    errands = put_down(house);
    g_assert_cmpuint(errands->len, ==, last + 1);
    tell_all(house, reader, errands, order);
}

static void
what_was_withdrawn_while_a_server_was_away_is_not_there_in_whatever_order_it_is_told(House *house, gconstpointer data)
{
    Reader reader = { 0 };

    reader_open(&reader, house);
    tell_in_order(house, &reader, ACT_WITHDRAWAL, ORDERS[GPOINTER_TO_UINT(data) / 2], GPOINTER_TO_UINT(data) % 2);
    g_assert_null(reader.shown);
    g_assert_cmpuint(reader.got, ==, 1); /* the Delete, whether it had anything or not */
    reader_close(&reader);
}

static void
what_was_corrected_while_a_server_was_away_is_there_as_it_is_by_now(House *house, gconstpointer data)
{
    Reader reader = { 0 };

    reader_open(&reader, house);
    tell_in_order(house, &reader, ACT_CORRECTION, ORDERS[GPOINTER_TO_UINT(data) / 2 * 2], GPOINTER_TO_UINT(data) % 2);
    g_assert_nonnull(reader.shown);
    g_assert_nonnull(strstr(reader.shown, NEW));
    reader_close(&reader);
}

static void
an_earlier_correction_does_not_follow_a_later_one(House *house, gconstpointer data)
{
    g_autoptr(PublicationItem) later = item_new(ACT_WITHDRAWAL, NEW);
    g_autoptr(GPtrArray) errands = NULL;
    g_autofree char *code = NULL;
    Reader reader = { 0 };

    (void)data;
    reader_open(&reader, house);
    announce(house, ACT_RELEASE);
    announce(house, ACT_CORRECTION);
    later->act = ACT_CORRECTION; /* the third that is told of it */
    g_assert_true(fediverse_channel.announce(house->fediverse, later, NULL));
    errands = put_down(house);
    code = tell(house, &reader, g_ptr_array_index(errands, 1));
    g_assert_cmpstr(code, ==, ERRAND_SUPERSEDED);
    g_assert_cmpuint(reader.got, ==, 0);
    reader_close(&reader);
}

static void
of_one_post_an_inbox_is_told_one_thing_at_a_time(House *house, gconstpointer data)
{
    g_autoptr(GPtrArray) errands = NULL;
    g_autofree char *inbox = NULL, *busy = NULL, *done = NULL;
    Reader reader = { 0 };

    (void)data;
    reader_open(&reader, house);
    announce(house, ACT_RELEASE);
    announce(house, ACT_WITHDRAWAL);
    errands = put_down(house);
    inbox = g_strconcat(reader.town.base, "/inbox", NULL);
    g_assert_true(fediverse_post_begin(house->fediverse, inbox, "bridge")); /* the Create is on its way */
    busy = tell(house, &reader, g_ptr_array_index(errands, 1));
    g_assert_cmpstr(busy, ==, ERRAND_BUSY);
    g_assert_cmpuint(reader.got, ==, 0);
    fediverse_post_end(house->fediverse, inbox, "bridge");
    done = tell(house, &reader, g_ptr_array_index(errands, 1));
    g_assert_cmpstr(done, ==, "202");
    reader_close(&reader);
}

static void
what_was_corrected_before_anybody_was_told_is_new_to_all_and_told_so_once(House *house, gconstpointer data)
{
    static const guint ORDER[] = { 0, 1, 2, 3 };
    g_autoptr(GPtrArray) errands = NULL;
    Reader reader = { 0 };

    (void)data;
    reader_open(&reader, house);
    announce(house, ACT_CORRECTION); /* the job of the release */
    announce(house, ACT_CORRECTION); /* that of the correction */
    errands = put_down(house);
    tell_all(house, &reader, errands, ORDER);
    g_assert_nonnull(reader.shown);
    g_assert_nonnull(strstr(reader.shown, NEW));
    g_assert_cmpuint(reader.got, ==, 2); /* Create and Update */
    reader_close(&reader);
}

static void
what_was_given_up_is_new_to_who_is_told_of_its_correction(House *house, gconstpointer data)
{
    g_autoptr(PublicationItem) later = item_new(ACT_WITHDRAWAL, OLD);
    g_autoptr(GPtrArray) errands = NULL, more = NULL;
    g_autofree char *away = NULL, *code = NULL, *last = NULL;
    g_autoptr(GError) error = NULL;
    Reader reader = { 0 };

    (void)data;
    reader_open(&reader, house);
    announce(house, ACT_RELEASE);
    announce(house, ACT_CORRECTION);
    errands = put_down(house);
    fediverse_channel.give_up(house->fediverse, "tell", g_ptr_array_index(errands, 0), &error);
    g_assert_no_error(error);
    reader.town.pages[0].status = 503;
    away = tell(house, &reader, g_ptr_array_index(errands, 1));
    g_assert_cmpstr(away, ==, "503");
    g_assert_nonnull(strstr(reader.town.heard, "\"type\":\"Create\""));
    g_assert_nonnull(strstr(reader.town.heard, NEW));
    reader.town.pages[0].status = 202;
    code = tell(house, &reader, g_ptr_array_index(errands, 1));
    g_assert_cmpstr(code, ==, "202");
    g_assert_cmpuint(atomic_load(&reader.town.asked), ==, 3); /* the failed one, then Create and Update */
    g_assert_nonnull(strstr(reader.town.heard, "\"type\":\"Update\""));
    later->act = ACT_CORRECTION;
    g_assert_true(fediverse_channel.announce(house->fediverse, later, NULL));
    more = put_down(house);
    last = tell(house, &reader, g_ptr_array_index(more, 2));
    g_assert_cmpstr(last, ==, "202");
    g_assert_cmpuint(atomic_load(&reader.town.asked), ==, 4); /* an Update alone: by now it is there */
    reader_close(&reader);
}

int
main(int argc, char **argv)
{
    int result;

    g_test_init(&argc, &argv, NULL);
    ada = keypair_new(KEY_RSA, NULL);
#define TEST(name) g_test_add("/channels/fediverse-order/" #name, House, NULL, set_up, name, tear_down)
    for (guint i = 0; i < 12; i++) {
        g_autofree char *path = g_strdup_printf(
            "/channels/fediverse-order/what_was_withdrawn_is_not_there_in_whatever_order_it_is_told/%u", i);

        g_test_add(path, House, GUINT_TO_POINTER(i), set_up,
                   what_was_withdrawn_while_a_server_was_away_is_not_there_in_whatever_order_it_is_told, tear_down);
    }
    for (guint i = 0; i < 4; i++) {
        g_autofree char *path =
            g_strdup_printf("/channels/fediverse-order/what_was_corrected_is_there_as_it_is_by_now/%u", i);

        g_test_add(path, House, GUINT_TO_POINTER(i), set_up,
                   what_was_corrected_while_a_server_was_away_is_there_as_it_is_by_now, tear_down);
    }
    TEST(an_earlier_correction_does_not_follow_a_later_one);
    TEST(of_one_post_an_inbox_is_told_one_thing_at_a_time);
    TEST(what_was_given_up_is_new_to_who_is_told_of_its_correction);
    TEST(what_was_corrected_before_anybody_was_told_is_new_to_all_and_told_so_once);
    result = g_test_run();
    keypair_free(ada);
    return result;
}
