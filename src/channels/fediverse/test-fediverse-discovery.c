/* SPDX-License-Identifier: Apache-2.0 */
/* What others find who look for us: accounts, the server itself, and what our actors say. */
#include "channels/fediverse/test-fediverse-house.h"

static json_t *
get(House *house, HttpHandler handler, const char *target, guint *ret_status)
{
    g_autoptr(HttpRequest) request = http_request_new_fake(HTTP_GET, target, NULL, NULL, 0);
    g_autoptr(HttpResponse) response = http_response_new(request);
    GBytes *content;

    if (!handler(request, response, house->fediverse, NULL)) {
        *ret_status = 404;
        return NULL;
    }
    *ret_status = http_response_status(response);
    content = http_response_content(response);
    return json_loadb(g_bytes_get_data(content, NULL), g_bytes_get_size(content), 0, NULL);
}

static void
webfinger_finds_desks_by_account_and_id_and_the_instance_by_its_domain(House *house, gconstpointer data)
{
    static const struct {
        const char *resource, *actor;
    } CASES[] = {
        { "acct:desk@city.example", DESK },
        { "acct%3ADESK%40city.example", DESK },
        { DESK, DESK },
        { "https://city.example/desks/desk", DESK },
        { "acct:city.example@city.example", "https://city.example/ap/actor" },
        { "acct:none@city.example", NULL },
        { "acct:desk@other.example", NULL },
    };

    (void)data;
    for (gsize i = 0; i < G_N_ELEMENTS(CASES); i++) {
        g_autofree char *target = g_strconcat("/.well-known/webfinger?resource=", CASES[i].resource, NULL);
        guint status;
        g_autoptr(Json) answer = get(house, fediverse_discovery_webfinger, target, &status);
        const char *actor =
            json_string_value(json_object_get(json_array_get(json_object_get(answer, "links"), 1), "href"));

        g_assert_cmpstr(actor, ==, CASES[i].actor);
    }
}

/* What the answer to @resource says, by the link @rel; NULL: nothing. New. */
static char *
finger(House *house, const char *resource, const char *rel)
{
    g_autofree char *target = g_strconcat("/.well-known/webfinger?resource=", resource, NULL);
    guint status;
    g_autoptr(Json) answer = get(house, fediverse_discovery_webfinger, target, &status);
    json_t *link;
    gsize i;

    json_array_foreach(json_object_get(answer, "links"), i, link)
    {
        if (strcmp(json_string_value(json_object_get(link, "rel")), rel) == 0)
            return g_strdup(json_string_value(json_object_get(link, "href")));
    }
    return NULL;
}

/* Whoever fetched the actor asks for its account, at our domain or at the host of its id, and must be led back. */
static void
the_instance_is_found_by_its_domain_also_where_the_pages_are_on_another_host(House *house, gconstpointer data)
{
    static const char *const RESOURCES[] = {
        "acct:city.example@city.example",
        "acct:city.example@contact.city.example",
        "acct:contact.city.example@contact.city.example",
        "https://contact.city.example/ap/actor",
    };
    guint status;
    g_autoptr(Json) actor = NULL;

    (void)data;
    g_free(house->fediverse->base);
    g_free(house->fediverse->authority);
    house->fediverse->base = g_strdup("https://contact.city.example");
    house->fediverse->authority = g_strdup("contact.city.example");
    actor = get(house, fediverse_actor_instance, "/ap/actor", &status);
    g_assert_cmpstr(json_string_value(json_object_get(actor, "webfinger")), ==, "city.example@city.example");
    for (gsize i = 0; i < G_N_ELEMENTS(RESOURCES); i++) {
        g_autofree char *self = finger(house, RESOURCES[i], "self");

        g_assert_cmpstr(self, ==, json_string_value(json_object_get(actor, "id")));
    }
}

static void
a_server_s_address_leads_to_the_actor_that_speaks_for_it(House *house, gconstpointer data)
{
    static const struct {
        const char *resource;
        gboolean found;
    } CASES[] = {
        { "https://city.example", TRUE },
        { "https://city.example/", TRUE },
        { "https://contact.city.example", TRUE },
        { "https://contact.city.example/", TRUE },
        { "https://other.example/", FALSE },
        { "https://city.example/x", FALSE },
        { "", FALSE },
    };

    (void)data;
    g_free(house->fediverse->base);
    house->fediverse->base = g_strdup("https://contact.city.example");
    for (gsize i = 0; i < G_N_ELEMENTS(CASES); i++) {
        g_autofree char *actor = finger(house, CASES[i].resource, ACTIVITY_CONTEXT "#Service");

        g_assert_cmpstr(actor, ==, CASES[i].found ? "https://contact.city.example/ap/actor" : NULL);
    }
}

static void
the_instance_names_an_outbox_that_is_there_and_empty(House *house, gconstpointer data)
{
    guint status;
    g_autoptr(Json) actor = get(house, fediverse_actor_instance, "/ap/actor", &status);
    g_autoptr(Json) outbox = get(house, fediverse_actor_instance_outbox, "/ap/actor/outbox", &status);

    (void)data;
    g_assert_cmpuint(status, ==, 200);
    g_assert_cmpstr(json_string_value(json_object_get(outbox, "id")), ==,
                    json_string_value(json_object_get(actor, "outbox")));
    g_assert_cmpstr(json_string_value(json_object_get(outbox, "type")), ==, "OrderedCollection");
    g_assert_cmpint(json_integer_value(json_object_get(outbox, "totalItems")), ==, 0);
}

/* ---- what our actors say ---- */

static json_t *
describe(House *house, const char *name)
{
    g_autoptr(GPtrArray) desks = fediverse_name_desks(house->fediverse);
    g_autoptr(GError) error = NULL;
    json_t *actor = fediverse_actor_describe(house->fediverse, fediverse_name_find(desks, name), &error);

    g_assert_no_error(error);
    return actor;
}

static const char *
text_of(const json_t *object, const char *name)
{
    return json_string_value(json_object_get(object, name));
}

static void
a_desk_that_posts_nothing_says_which_one_does(House *house, gconstpointer data)
{
    g_autoptr(Json) desk = describe(house, "desk"), parking = describe(house, "parking"), other = NULL;

    (void)data;
    g_assert_cmpstr(text_of(desk, "summary"), ==, "<p>City</p>");
    g_assert_nonnull(strstr(text_of(parking, "summary"),
                            "follow: <a href=\"https://city.example/desks/desk\">@desk@city.example</a></p>"));
    house->fediverse->publisher = "parking";
    other = describe(house, "desk");
    g_assert_nonnull(strstr(text_of(other, "summary"), "@parking@city.example"));
}

static void
an_account_says_since_when_it_is_there(House *house, gconstpointer data)
{
    g_autoptr(Json) first = describe(house, "desk"), again = NULL;

    (void)data;
    clock_pin(NOON + CLOCK_DAY);
    again = describe(house, "desk");
    g_assert_cmpstr(text_of(first, "published"), ==, "2026-11-22T12:00:00.000Z");
    g_assert_cmpstr(text_of(again, "published"), ==, text_of(first, "published"));
    g_assert_null(json_object_get(first, "icon")); /* there is no picture to show */
}

/* The profile that followers of the desk are told last. New. */
static char *
told(House *house)
{
    g_autofree char *text = find(house, "profile", "desk");

    return g_strndup(text, strcspn(text, " "));
}

static void
followers_are_told_when_a_desk_is_called_otherwise_and_once(House *house, gconstpointer data)
{
    g_autofree char *before = NULL, *after = NULL, *same = NULL, *back = NULL;

    (void)data;
    put(house, "follow.desk", ADA, INBOX);
    put(house, "follower.desk", INBOX " " ADA, "");
    g_assert_true(fediverse_profile_tell(house->fediverse, NULL));
    g_assert_cmpint(waiting(house, "tell"), ==, 0);
    before = told(house);
    desk_name = "Town hall";
    g_assert_true(fediverse_profile_tell(house->fediverse, NULL));
    after = told(house);
    g_assert_cmpint(waiting(house, "tell"), ==, 1);
    g_assert_true(fediverse_profile_tell(house->fediverse, NULL));
    same = told(house);
    g_assert_cmpint(waiting(house, "tell"), ==, 1);
    desk_name = "City desk";
    g_assert_true(fediverse_profile_tell(house->fediverse, NULL));
    back = told(house);
    g_assert_cmpint(waiting(house, "tell"), ==, 2);
    g_assert_cmpstr(before, ==, "0");
    g_assert_cmpstr(after, ==, "1");
    g_assert_cmpstr(same, ==, "1");
    g_assert_cmpstr(back, ==, "2");
}

static void
an_hour_after_the_last_look_any_errand_looks_whether_desks_are_called_otherwise(House *house, gconstpointer data)
{
    (void)data;
    know_ada(house);
    take(house, FOLLOW); /* accepted: one errand */
    desk_name = "Town hall";
    take(house, CONTEXT "\"type\":\"Listen\",\"actor\":\"" ADA "\"}");
    g_assert_cmpint(waiting(house, "tell"), ==, 1);
    clock_pin(NOON + 2 * CLOCK_HOUR);
    take(house, CONTEXT "\"type\":\"Listen\",\"actor\":\"" ADA "\"}");
    g_assert_cmpint(waiting(house, "tell"), ==, 2);
    desk_name = "City desk";
}

int
main(int argc, char **argv)
{
    int result;

    g_test_init(&argc, &argv, NULL);
    ada = keypair_new(KEY_RSA, NULL);
#define TEST(name) g_test_add("/channels/fediverse-discovery/" #name, House, NULL, set_up, name, tear_down)
    TEST(webfinger_finds_desks_by_account_and_id_and_the_instance_by_its_domain);
    TEST(the_instance_is_found_by_its_domain_also_where_the_pages_are_on_another_host);
    TEST(a_server_s_address_leads_to_the_actor_that_speaks_for_it);
    TEST(the_instance_names_an_outbox_that_is_there_and_empty);
    TEST(a_desk_that_posts_nothing_says_which_one_does);
    TEST(an_account_says_since_when_it_is_there);
    TEST(followers_are_told_when_a_desk_is_called_otherwise_and_once);
    TEST(an_hour_after_the_last_look_any_errand_looks_whether_desks_are_called_otherwise);
    result = g_test_run();
    keypair_free(ada);
    return result;
}
