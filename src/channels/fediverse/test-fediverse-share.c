/* SPDX-License-Identifier: Apache-2.0 */
/* Desks that share what is published on their topic, and the picture that stands beside all of them. */
#include "channels/fediverse/test-fediverse-house.h"

static const char *const TOPICS[] = { "Parking:roads", NULL };

static PublicationItem *
item_on(PublicationAct act, const char *topic)
{
    PublicationItem *item = item_new(act, "Closed until May.");

    if (topic != NULL)
        g_ptr_array_add(item->content->topics, g_strdup(topic));
    return item;
}

static void
announce(House *house, PublicationAct act, const char *topic)
{
    g_autoptr(PublicationItem) item = item_on(act, topic);
    g_autoptr(GError) error = NULL;

    fediverse_channel.announce(house->fediverse, item, &error);
    g_assert_no_error(error);
}

/* The desk has one follower, parking another, who are on two servers; parking shares what is on roads. */
static void
furnish(House *house)
{
    house->fediverse->topics = TOPICS;
    put(house, "follower.desk", INBOX " " ADA, "");
    put(house, "follower.parking", "https://town.example/inbox https://town.example/eve", "");
}

/* What the errand says: who signs it, where it goes, and the activity's type and id. New. */
static char *
gist_of(const char *errand)
{
    g_auto(GStrv) lines = g_strsplit(errand, "\n", 3);
    g_autoptr(Json) activity = json_loads(lines[2], 0, NULL);

    return g_strdup_printf("%s to %s: %s %s", lines[0], lines[1], json_string_value(json_object_get(activity, "type")),
                           strrchr(json_string_value(json_object_get(activity, "id")), '/') + 1);
}

static void
assert_put_down(House *house, const char *const *gists, guint count)
{
    g_autoptr(GPtrArray) errands = put_down(house);

    g_assert_cmpuint(errands->len, ==, count);
    for (guint i = 0; i < count; i++) {
        g_autofree char *gist = gist_of(g_ptr_array_index(errands, i));

        g_assert_cmpstr(gist, ==, gists[i]);
    }
}

static void
a_desk_shares_what_is_on_its_topic_and_its_followers_hear_what_became_of_it(House *house, gconstpointer data)
{
    static const char *const GISTS[] = {
        "desk to " INBOX ": Create bridge#create-1",
        "parking to https://town.example/inbox: Announce bridge#announce-parking",
        "desk to " INBOX ": Update bridge#update-2",
        "desk to https://town.example/inbox: Update bridge#update-2",
        "desk to " INBOX ": Delete bridge#delete-3",
        "desk to https://town.example/inbox: Delete bridge#delete-3",
    };

    (void)data;
    furnish(house);
    for (guint act = ACT_RELEASE; act <= ACT_WITHDRAWAL; act++) {
        announce(house, (PublicationAct)act, "roads");
        announce(house, (PublicationAct)act, "roads"); /* the job was not done when the node died */
        assert_put_down(house, GISTS, 2 * (act + 1));
    }
}

static void
what_is_on_another_topic_or_on_none_is_not_shared(House *house, gconstpointer data)
{
    (void)data;
    furnish(house);
    announce(house, ACT_RELEASE, "green");
    announce(house, ACT_CORRECTION, NULL);
    announce(house, ACT_WITHDRAWAL, "roads"); /* too late */
    assert_put_down(house,
                    (const char *const[]){ "desk to " INBOX ": Create bridge#create-1",
                                           "desk to " INBOX ": Update bridge#update-2",
                                           "desk to " INBOX ": Delete bridge#delete-3" },
                    3);
}

static void
what_comes_on_the_topic_by_a_correction_is_shared_then(House *house, gconstpointer data)
{
    (void)data;
    furnish(house);
    announce(house, ACT_RELEASE, NULL);
    announce(house, ACT_CORRECTION, "roads");
    assert_put_down(house,
                    (const char *const[]){ "desk to " INBOX ": Create bridge#create-1",
                                           "desk to " INBOX ": Update bridge#update-2",
                                           "parking to https://town.example/inbox: Announce bridge#announce-parking",
                                           "desk to https://town.example/inbox: Update bridge#update-2" },
                    4);
}

/* Servers put what is shared among the news only when that was just now. */
static void
what_is_shared_later_says_when(House *house, gconstpointer data)
{
    g_autoptr(PublicationItem) item = item_on(ACT_CORRECTION, "roads");
    g_autoptr(GPtrArray) errands = NULL;

    (void)data;
    furnish(house);
    item->updated = NOON + CLOCK_DAY;
    g_assert_true(fediverse_channel.announce(house->fediverse, item, NULL));
    errands = put_down(house);
    for (guint i = 0; i < errands->len; i++)
        if (strstr(g_ptr_array_index(errands, i), "\"Announce\"") != NULL) {
            g_assert_nonnull(strstr(g_ptr_array_index(errands, i), "\"published\":\"2026-11-23T12:00:00"));
            return;
        }
    g_assert_not_reached();
}

/* The node died when some had it, and the body has changed its mind since. */
static void
who_has_half_of_a_share_hears_what_became_of_it(House *house, gconstpointer data)
{
    const PublicationAct act = (PublicationAct)GPOINTER_TO_UINT(data);
    g_autoptr(GPtrArray) errands = NULL;
    g_autofree char *last = NULL;

    furnish(house);
    put(house, "shared", "bridge parking", "begun");
    announce(house, act, NULL); /* nor is it on the topic any more */
    errands = put_down(house);
    g_assert_cmpuint(errands->len, ==, act == ACT_WITHDRAWAL ? 2 : 4);
    last = gist_of(g_ptr_array_index(errands, errands->len - 1));
    g_assert_cmpstr(last, ==,
                    act == ACT_WITHDRAWAL ? "desk to https://town.example/inbox: Delete bridge#delete-3"
                                          : "desk to https://town.example/inbox: Update bridge#update-2");
}

/* The server of parking's follower was away. */
static void
nothing_is_shared_any_more_that_was_withdrawn(House *house, gconstpointer data)
{
    g_autoptr(GPtrArray) errands = NULL;
    Town town = { 0 };

    (void)data;
    town_add(&town, "POST /inbox ", 202, NULL, "");
    town_open(&town, house);
    house->fediverse->topics = TOPICS;
    for (guint act = ACT_RELEASE; act <= ACT_WITHDRAWAL; act += ACT_CORRECTION) {
        g_autofree char *key = g_strconcat(town.base, "/inbox ", town.base, "/eve", NULL);
        g_auto(Attempt) attempt = { 0 };

        put(house, "follower.parking", key, "");
        announce(house, (PublicationAct)act, "roads");
        errands = put_down(house);
        fediverse_channel.errand(house->fediverse, "tell", g_ptr_array_index(errands, 0), soon(), &attempt);
        g_assert_cmpint(attempt.outcome, ==, OUTCOME_ACCEPTED);
        g_assert_cmpstr(attempt.code, ==, act == ACT_WITHDRAWAL ? ERRAND_SUPERSEDED : "202");
        g_clear_pointer(&errands, g_ptr_array_unref);
    }
    town_close(&town);
}

/* Servers take what becomes of a post from nobody but who wrote it. */
static void
a_post_stays_whose_it_is_when_another_desk_publishes(House *house, gconstpointer data)
{
    (void)data;
    furnish(house);
    announce(house, ACT_RELEASE, NULL);
    house->fediverse->publisher = "parking";
    announce(house, ACT_CORRECTION, NULL);
    assert_put_down(house,
                    (const char *const[]){ "desk to " INBOX ": Create bridge#create-1",
                                           "desk to " INBOX ": Update bridge#update-2" },
                    2);
}

static void
who_reviews_it_sees_who_will_share_it(House *house, gconstpointer data)
{
    g_autoptr(PublicationItem) on = item_on(ACT_RELEASE, "roads"), off = item_on(ACT_RELEASE, "green");
    g_autoptr(Rendering) shared = NULL, alone = NULL;

    (void)data;
    furnish(house);
    shared = fediverse_channel.render_public(house->fediverse, on, "en", NULL);
    alone = fediverse_channel.render_public(house->fediverse, off, "en", NULL);
    g_assert_cmpstr(shared->headline, ==,
                    "Post: https://city.example/ap/posts/bridge\nShared by: @parking@city.example");
    g_assert_cmpstr(alone->headline, ==, "Post: https://city.example/ap/posts/bridge");
}

/* ---- what others read of it ---- */

DB_STATEMENT(test_insert_topic, "INSERT INTO topics (id, code, closed, created) VALUES (5, 'roads', 0, 0)");
DB_STATEMENT(test_insert_topic_name, "INSERT INTO topic_names (topic, language, name) VALUES (5, 'en', 'Roads')");
DB_STATEMENT(test_insert_place, "INSERT INTO publication_places (place, language, published, publication)"
                                " VALUES ($1, 'en', 1, 7)");

static gboolean
run(DbSession *session, const DbStatement *statement, const char *text, GError **error)
{
    g_autoptr(DbQuery) query = db_query(session, statement);

    if (text != NULL)
        db_bind_text(query, text);
    return db_run(query, error);
}

static gboolean
release_on_roads(DbSession *session, gpointer data, GError **error)
{
    return release_bridge(session, data, error) && run(session, &test_insert_topic, NULL, error) &&
           run(session, &test_insert_topic_name, NULL, error) && run(session, &test_insert_place, "roads", error) &&
           run(session, &test_insert_place, PLACE_ALL, error);
}

static HttpResponse *
get(House *house, HttpRequest *request)
{
    const HttpRoute *route = http_request_route_fake(request, fediverse_channel.routes);
    HttpResponse *response = http_response_new(request);
    g_autoptr(GError) error = NULL;

    route->handler(request, response, house->fediverse, &error);
    g_assert_no_error(error);
    return response;
}

/* The outbox of the desk @name, or a page of it. */
static json_t *
outbox(House *house, const char *name, const char *page)
{
    g_autofree char *target = g_strdup_printf("/ap/desks/%s/outbox%s", name, page);
    g_autoptr(HttpRequest) request = http_request_new_fake(HTTP_GET, target, NULL, "", 0);
    g_autoptr(HttpResponse) response = get(house, request);
    gsize length;
    const char *bytes = g_bytes_get_data(http_response_content(response), &length);

    return json_loadb(bytes, length, 0, NULL);
}

static gint64
total(House *house, const char *name)
{
    g_autoptr(Json) collection = outbox(house, name, "");

    return json_integer_value(json_object_get(collection, "totalItems"));
}

static void
the_outbox_of_a_desk_has_what_it_shares(House *house, gconstpointer data)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(Json) page = NULL;
    const json_t *first;

    (void)data;
    furnish(house);
    g_assert_cmpint(total(house, "parking"), ==, 0); /* nobody has made that topic yet */
    store_write(house->mediation.store, release_on_roads, house, &error);
    g_assert_no_error(error);
    g_assert_cmpint(total(house, "desk"), ==, 1);
    g_assert_cmpint(total(house, "parking"), ==, 1);
    page = outbox(house, "parking", "?page=1");
    first = json_array_get(json_object_get(page, "orderedItems"), 0);
    g_assert_cmpstr(json_string_value(json_object_get(first, "type")), ==, "Announce");
    g_assert_cmpstr(json_string_value(json_object_get(first, "actor")), ==, "https://city.example/ap/desks/parking");
    g_assert_cmpstr(json_string_value(json_object_get(first, "object")), ==, "https://city.example/ap/posts/bridge");
    announce(house, ACT_RELEASE, "roads");
    house->fediverse->publisher = "parking";
    g_clear_pointer(&page, json_decref);
    page = outbox(house, "parking", "?page=1");
    first = json_array_get(json_object_get(page, "orderedItems"), 0);
    g_assert_cmpstr(json_string_value(json_object_get(first, "type")), ==, "Announce"); /* it is the desk's still */
    house->fediverse->publisher = NULL;
    house->fediverse->topics = (const char *const[]){ NULL };
    g_assert_cmpint(total(house, "parking"), ==, 0);
}

/* ---- settings ---- */

/* What is wrong with the settings @more; new, NULL: nothing. */
static char *
trouble_of(House *house, const char *more)
{
    const ConfigTable table = { "channel", "fediverse", NULL, fediverse_channel.settings },
                      *tables[] = { &table, NULL };
    g_autofree char *text =
        g_strconcat("[channel.social]\ndriver = fediverse\nurl = https://city.example/\n", more, NULL);
    g_autoptr(Config) config = config_parse(text, strlen(text), "test", "/", tables, NULL);
    g_autoptr(GError) error = NULL;
    gpointer channel = fediverse_channel.open(&house->host, config, "channel.social", &error);

    if (channel == NULL)
        return g_strdup(error->message);
    fediverse_channel.close(channel);
    return NULL;
}

static char *
write_file(House *house, const char *name, const char *begin, gsize size)
{
    char *path = g_build_filename(house->folder, name, NULL);
    g_autofree char *bytes = g_malloc0(size);

    memcpy(bytes, begin, strlen(begin));
    g_assert_true(g_file_set_contents(path, bytes, (gssize)size, NULL));
    return path;
}

#define NOT_SO(entry)                                                                                                  \
    "topics: write each as DESK:TOPIC, the topic by its code, each desk once, a semicolon and no blank between two; "  \
    "\"" entry "\" is not so"
#define PNG "\x89PNG\r\n\x1a\n"

static void
settings_that_cannot_be_kept_are_refused_in_words(House *house, gconstpointer data)
{
    static const struct {
        const char *topics, *begin;
        gsize size;
        const char *trouble;
    } CASES[] = {
        { "parking:roads;desk:green", PNG, 1024 * 1024, NULL },
        { "", "\xff\xd8\xff\xe0", 100, NULL },
        { "parking", PNG, 100, NOT_SO("parking") },
        { ":roads", PNG, 100, NOT_SO(":roads") },
        { "a:b;c:", PNG, 100, NOT_SO("c:") },
        { "parking:roads; desk:green", PNG, 100, NOT_SO(" desk:green") },
        { "parking: roads", PNG, 100, NOT_SO("parking: roads") },
        { "parking:Roads", PNG, 100, NOT_SO("parking:Roads") },
        { "parking:all", PNG, 100, NOT_SO("parking:all") },
        { "parking:alerts", PNG, 100, NOT_SO("parking:alerts") },
        { "parking:roads;Parking:green", PNG, 100, NOT_SO("Parking:green") },
        { "", PNG, 1024 * 1024 + 1, "avatar: the picture is larger than 1024 KiB" },
        { "", "GIF89a", 100, "avatar: the file is neither PNG nor JPEG" },
        { "", PNG, 8, "avatar: the file is neither PNG nor JPEG" },
    };

    (void)data;
    for (gsize i = 0; i < G_N_ELEMENTS(CASES); i++) {
        g_autofree char *path = write_file(house, "picture", CASES[i].begin, CASES[i].size);
        g_autofree char *more = g_strdup_printf("topics = %s\navatar = %s\n", CASES[i].topics, path);
        g_autofree char *trouble = trouble_of(house, more);

        g_assert_cmpstr(trouble, ==, CASES[i].trouble);
    }
}

static void
the_picture_has_another_address_when_it_is_another_one(House *house, gconstpointer data)
{
    static const char *const BEGINS[] = { PNG "1", PNG "2" };
    g_autoptr(GPtrArray) desks = fediverse_name_desks(house->fediverse);
    g_autofree char *addresses[] = { NULL, NULL };

    (void)data;
    for (guint i = 0; i < G_N_ELEMENTS(BEGINS); i++) {
        g_autofree char *path = write_file(house, "picture", BEGINS[i], 100);
        g_autoptr(HttpRequest) request = http_request_new_fake(HTTP_GET, "/ap/avatar", NULL, "", 0);
        g_autoptr(HttpResponse) response = NULL;
        g_autoptr(Json) actor = NULL;
        const json_t *icon;

        channel_avatar_clear(&house->fediverse->avatar);
        g_assert_true(channel_avatar_load(path, 100, &house->fediverse->avatar, NULL));
        actor = fediverse_actor_describe(house->fediverse, g_ptr_array_index(desks, 0), NULL);
        icon = json_object_get(actor, "icon");
        g_assert_cmpstr(json_string_value(json_object_get(icon, "type")), ==, "Image");
        g_assert_cmpstr(json_string_value(json_object_get(icon, "mediaType")), ==, "image/png");
        addresses[i] = g_strdup(json_string_value(json_object_get(icon, "url")));
        response = get(house, request);
        g_assert_cmpuint(g_bytes_get_size(http_response_content(response)), ==, 100);
        g_assert_cmpstr(http_response_header(response, "Content-Type"), ==, "image/png");
    }
    g_assert_true(g_str_has_prefix(addresses[0], "https://city.example/ap/avatar?is="));
    g_assert_cmpstr(addresses[0], !=, addresses[1]);
    g_free(addresses[1]);
}

int
main(int argc, char **argv)
{
    int result;

    g_test_init(&argc, &argv, NULL);
    ada = keypair_new(KEY_RSA, NULL);
#define TEST(name) g_test_add("/channels/fediverse-share/" #name, House, NULL, set_up, name, tear_down)
    TEST(a_desk_shares_what_is_on_its_topic_and_its_followers_hear_what_became_of_it);
    TEST(what_is_on_another_topic_or_on_none_is_not_shared);
    TEST(what_comes_on_the_topic_by_a_correction_is_shared_then);
    TEST(what_is_shared_later_says_when);
    for (guint act = ACT_CORRECTION; act <= ACT_WITHDRAWAL; act++) {
        g_autofree char *path = g_strdup_printf("/channels/fediverse-share/half-of-a-share-%u", act);

        g_test_add(path, House, GUINT_TO_POINTER(act), set_up, who_has_half_of_a_share_hears_what_became_of_it,
                   tear_down);
    }
    TEST(nothing_is_shared_any_more_that_was_withdrawn);
    TEST(a_post_stays_whose_it_is_when_another_desk_publishes);
    TEST(who_reviews_it_sees_who_will_share_it);
    TEST(the_outbox_of_a_desk_has_what_it_shares);
    TEST(settings_that_cannot_be_kept_are_refused_in_words);
    TEST(the_picture_has_another_address_when_it_is_another_one);
    result = g_test_run();
    keypair_free(ada);
    return result;
}
