/* SPDX-License-Identifier: Apache-2.0 */
/* Instant messages in a whole house, through its relay and a server that the test plays: what programs see of a desk,
 * and the address of a case. */
#include "channels/xmpp/test-xmpp-exchange.h"
#include "channels/xmpp/xmpp-contacts.h"
#include "stories/test-house.h"

extern const struct channel_driver xmpp_channel;

#define IM_DESK  "xmpp:desk@" DOMAIN
#define ADA_JID  "ada@citizen.example"
#define PICTURE  "\x89PNG\r\n\x1a\n not much of a picture"
#define MONDAY   "2026-11-23T10:00:00Z" /* open */
#define SATURDAY "2026-11-28T10:00:00Z" /* closed until Monday morning */

static const struct channel_driver *const IM_DRIVERS[] = { &xmpp_channel, NULL };

static Exchange *exchange;
static char *settings;

static void
pin(const char *when)
{
    g_autoptr(GDateTime) time = g_date_time_new_from_iso8601(when, NULL);

    clock_pin(g_date_time_to_unix(time) * CLOCK_SECOND);
}

static const Channel *
im(House *house)
{
    return channels_find(house->mediation.channels, "im");
}

static void
set_up_relay(House *house, gconstpointer more)
{
    static const ConfigTable TABLE = { "channel", .driver = "xmpp" };
    static ConfigTable own;
    static const ConfigTable *const IM_TABLES[] = { &COMMON, &own, NULL };
    g_autofree char *picture = NULL;

    exchange = exchange_new(1000000);
    picture = g_build_filename(exchange->folder, "picture.png", NULL);
    g_assert_true(g_file_set_contents(picture, PICTURE, -1, NULL));
    settings = g_strdup_printf("[channel.im]\ndriver = xmpp\ndomain = " DOMAIN "\nsecret-file = none\n"
                               "relay = unix:%s/relay\navatar = %s\n%s",
                               exchange->folder, picture, (const char *)more);
    own = TABLE;
    own.keys = xmpp_channel.settings;
    house->channel = "im";
    house->desk = IM_DESK;
    house->domain = "northam.example";
    house->settings = settings;
    house->master = MASTER;
    house->drivers = IM_DRIVERS;
    house->tables = IM_TABLES;
    open_house(house, NULL);
}

static void
tear_down_relay(House *house, gconstpointer more)
{
    clock_pin(0);
    tear_down(house, more);
    exchange_free(exchange);
    g_free(settings);
}

/* A node, from its start to its stop. */
static gpointer
start_node(House *house)
{
    gpointer node = xmpp_channel.open(&im(house)->host, house->config, "channel.im", NULL);

    g_assert_nonnull(node);
    g_assert_true(xmpp_channel.start(node, NULL));
    return node;
}

static void
stop_node(gpointer node)
{
    xmpp_channel.stop(node, 0);
    xmpp_channel.close(node);
}

static ChannelState
health_of(gpointer node)
{
    ChannelHealth health = { 0 };

    xmpp_channel.health(node, &health);
    g_free(health.words);
    return health.state;
}

/* What comes until @end, all in one. */
static void
assert_heard(const char *end, const char *const *parts)
{
    g_autofree char *heard = hear(exchange, end);

    for (; *parts != NULL; parts++)
        if (strstr(heard, *parts) == NULL)
            g_error("no %s in %s", *parts, heard);
}

#define HEARD(end, ...) assert_heard(end, (const char *const[]){ __VA_ARGS__, NULL })

/* What the desk says of itself comes again when it is told anew: passes over those without @word. */
static char *
hear_presence(const char *word)
{
    for (;;) {
        g_autofree char *heard = hear(exchange, "</presence>");

        if (strstr(heard, word) != NULL)
            return g_steal_pointer(&heard);
    }
}

static void
subscribe(void)
{
    say(exchange, "<presence type='subscribe' from='" ADA_JID "' to='desk@" DOMAIN "'/>");
}

/* ---- the rules ---- */

static void
a_desk_is_there_while_it_is_open_and_away_with_the_next_opening_while_it_is_closed(House *house, gconstpointer data)
{
    gpointer node;
    g_autofree char *open = NULL, *closed = NULL;

    (void)data;
    pin(MONDAY);
    welcome_component(exchange);
    node = start_node(house);
    subscribe();
    open = hear(exchange, "</presence>");
    g_assert_nonnull(strstr(open, "type='subscribed'"));
    g_assert_null(strstr(open, "<show>"));
    pin(SATURDAY);
    say(exchange, "<presence type='probe' from='" ADA_JID "' to='desk@" DOMAIN "'/>");
    closed = hear_presence("<show>away</show>");
    g_assert_nonnull(strstr(closed, "<status>Closed now; we are here again Mon 30 Nov, 09:00."));
    g_assert_nonnull(strstr(closed, "from='desk@" DOMAIN "/desk'"));
    stop_node(node);
}

static void
who_knows_a_desk_is_told_that_it_closed_once_the_server_is_there(House *house, gconstpointer data)
{
    gpointer node;

    (void)data;
    pin(MONDAY);
    welcome_component(exchange);
    node = start_node(house);
    subscribe();
    g_free(hear(exchange, "</presence>"));
    stop_node(node);

    pin(SATURDAY);
    stream_shutdown(exchange->peer); /* the relay is there, the server is not */
    node = start_node(house);
    WAIT_FOR(health_of(node) == HEALTH_DEGRADED);
    stop_node(node);

    welcome_component(exchange);
    node = start_node(house);
    HEARD("</presence>", "<show>away</show>", "to='" ADA_JID "'");
    stop_node(node);
}

static void
the_picture_is_in_the_card_and_its_hash_in_the_presence(House *house, gconstpointer data)
{
    g_autofree char *hash = g_compute_checksum_for_data(G_CHECKSUM_SHA1, (const guchar *)PICTURE, strlen(PICTURE));
    g_autofree char *bytes = g_base64_encode((const guchar *)PICTURE, strlen(PICTURE));
    g_autofree char *photo = g_strdup_printf("<photo>%s</photo>", hash);
    g_autofree char *binary = g_strdup_printf("<BINVAL>%s</BINVAL>", bytes);
    gpointer node;

    (void)data;
    welcome_component(exchange);
    node = start_node(house);
    subscribe();
    HEARD("</presence>", "<x xmlns='vcard-temp:x:update'>", photo);
    say(exchange, "<iq type='get' id='v1' from='" ADA_JID "/p' to='desk@" DOMAIN "'><vCard xmlns='vcard-temp'/></iq>");
    HEARD("</vCard>", "id='v1'", "<TYPE>image/png</TYPE>", binary);
    stop_node(node);
}

static void
who_unsubscribes_is_done_with_all_our_addresses_and_made_up_ones_are_nobodys(House *house, gconstpointer data)
{
    gpointer node;

    (void)data;
    welcome_component(exchange);
    node = start_node(house);
    subscribe();
    g_free(hear(exchange, "</presence>"));
    xmpp_contacts_keep(node, IM_DESK, "desk+c1.x@" DOMAIN, ADA_JID, ROSTER_OPEN);
    say(exchange, "<presence type='subscribe' from='" ADA_JID "' to='desk+made-up@" DOMAIN "'/>");
    HEARD("from='desk+made-up@" DOMAIN "' to='" ADA_JID "'/>", "type='unsubscribed'");
    say(exchange, "<iq type='set' id='u1' from='" ADA_JID "/p' to='desk@" DOMAIN "'>"
                  "<command xmlns='http://jabber.org/protocol/commands' node='unsubscribe' action='execute'/></iq>");
    HEARD("</command>", "<presence type='unsubscribed' from='desk@" DOMAIN "' to='" ADA_JID "'/>",
          "<presence type='unsubscribed' from='desk+c1.x@" DOMAIN "' to='" ADA_JID "'/>", "status='completed'",
          "Done. You do not see any more whether our desks are open");
    stop_node(node);
}

/* The address that @heard came from, without the device. */
static char *
sender_of(const char *heard)
{
    const char *from = strstr(heard, "from='desk+c");

    g_assert_nonnull(from);
    from += strlen("from='");
    return g_strndup(from, strcspn(from, "/'"));
}

static void
an_answer_comes_from_its_cases_address_and_whatever_is_written_there_is_filed_in_that_case(House *house,
                                                                                           gconstpointer data)
{
    g_autoptr(CaseView) view = NULL, later = NULL;
    g_autofree char *heard = NULL, *address = NULL, *message = NULL;

    (void)data;
    welcome_component(exchange);
    g_assert_true(xmpp_channel.start(im(house)->handle, NULL));
    say(exchange, "<message type='chat' id='m1' from='" ADA_JID "/p' to='desk@" DOMAIN "'><body>The lamp</body>"
                  "<request xmlns='urn:xmpp:receipts'/></message>");
    HEARD("id='m1'/>", "<received ");
    settle(house);
    view = look(house, 1);
    answer(house, view, "A crew comes on Tuesday.");
    heard = hear(exchange, "A crew comes on Tuesday.");
    address = sender_of(heard);
    message = g_strdup_printf("<message type='chat' id='m2' from='ada@work.example/p' to='%s'><body>Thanks</body>"
                              "<request xmlns='urn:xmpp:receipts'/></message>",
                              address);
    say(exchange, message);
    HEARD("id='m2'/>", "<received ", address);
    settle(house);
    g_assert_cmpuint(cases(house), ==, 1);
    later = look(house, 1);
    g_assert_cmpuint(later->messages->len, ==, view->messages->len + 2);
    g_assert_cmpstr(((CaseMessage *)g_ptr_array_index(later->messages, later->messages->len - 1))->message->sender, ==,
                    "xmpp:ada@work.example");
    xmpp_channel.stop(im(house)->handle, 0);
}

#define RULE(name, more, function)                                                                                     \
    g_test_add("/instant-relay/" name, House, more, set_up_relay, function, tear_down_relay)

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    RULE("a-desk-is-away-with-the-next-opening-while-it-is-closed", "",
         a_desk_is_there_while_it_is_open_and_away_with_the_next_opening_while_it_is_closed);
    RULE("who-knows-a-desk-is-told-that-it-closed-once-the-server-is-there", "",
         who_knows_a_desk_is_told_that_it_closed_once_the_server_is_there);
    RULE("the-picture-is-in-the-card-and-its-hash-in-the-presence", "",
         the_picture_is_in_the_card_and_its_hash_in_the_presence);
    RULE("who-unsubscribes-is-done-with-all-our-addresses", "",
         who_unsubscribes_is_done_with_all_our_addresses_and_made_up_ones_are_nobodys);
    RULE("what-is-written-to-a-cases-address-is-filed-in-that-case", "answer-from = case\n",
         an_answer_comes_from_its_cases_address_and_whatever_is_written_there_is_filed_in_that_case);
    return g_test_run();
}
