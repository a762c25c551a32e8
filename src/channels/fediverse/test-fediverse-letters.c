/* SPDX-License-Identifier: Apache-2.0 */
/* What becomes a message, and what becomes of messages when their writers go or move. */
#include "base/id.h"
#include "channels/fediverse/test-fediverse-house.h"
#include "mediation/channel-host.h"
#include "mediation/receiving/amending.h"
#include "mediation/receiving/intake.h"
#include "mediation/receiving/test-filing.h"
#include "mediation/staff/directory.h"
#include "mediation/staff/test-hire.h"

#define PARKING "https://city.example/ap/desks/parking"

/* ---- the house, with desks that take messages in ---- */

typedef struct {
    House house;
    Intake *intake;
    ChannelHost host;
    EndpointId desk, parking;
} Office;

static gboolean
furnish(DbSession *session, gpointer data, GError **error)
{
    Office *office = data;
    Store *store = office->house.mediation.store;
    const Unit unit = { .id = { id_next() }, .code = (char *)"contact", .name = (char *)"Contact" };
    const Endpoint desk = { .id = office->desk,
                            .channel = (char *)"social",
                            .uri = (char *)"acct:desk@city.example",
                            .name = (char *)"City desk",
                            .unit = unit.id };
    const Endpoint parking = { .id = office->parking,
                               .channel = (char *)"social",
                               .uri = (char *)"acct:parking@city.example",
                               .name = (char *)"Parking",
                               .unit = unit.id };

    return test_add_unit(store, session, &unit, error) && test_add_endpoint(store, session, &desk, error) &&
           test_add_endpoint(store, session, &parking, error);
}

static void
open_office(Office *office, gconstpointer data)
{
    House *house = &office->house;
    g_autoptr(GError) error = NULL;

    set_up(house, data);
    office->desk.value = id_next();
    office->parking.value = id_next();
    store_write(house->mediation.store, furnish, office, &error);
    g_assert_no_error(error);
    house->mediation.directory = directory_open(house->mediation.store, &error);
    g_assert_no_error(error);
    office->intake = intake_new(&house->mediation);
    office->host = channel_host_make(&house->mediation, office->intake);
    house->host.intake = office->intake;
    house->host.amend = office->host.amend;
    know_ada(house);
}

static void
close_office(Office *office, gconstpointer data)
{
    intake_free(office->intake);
    directory_close(office->house.mediation.directory);
    tear_down(&office->house, data);
}

/* ---- what is recorded ---- */

DB_STATEMENT(test_messages, "SELECT count(*) FROM messages WHERE endpoint = $1 AND sender = $2 AND subject = $3");

typedef struct {
    EndpointId endpoint;
    const char *sender, *subject;
    gint64 count;
} Messages;

static gboolean
read_messages(DbSession *session, gpointer data, GError **error)
{
    Messages *messages = data;
    g_autoptr(DbQuery) query = db_query(session, &test_messages);

    db_bind_int(query, messages->endpoint.value);
    db_bind_text(query, messages->sender);
    db_bind_text(query, messages->subject);
    messages->count = db_step(query) ? db_int(query, 0) : -1;
    return db_finish(query, error);
}

static gint64
messages(Office *office, EndpointId endpoint, const char *sender, const char *subject)
{
    Messages messages = { endpoint, sender, subject, -1 };

    g_assert_true(store_read(office->house.mediation.store, read_messages, &messages, NULL));
    return messages.count;
}

static gint64
retractions(Office *office)
{
    TestCount count = { .kind = "message.retracted" };

    g_assert_true(store_read(office->house.mediation.store, test_count, &count, NULL));
    return count.count;
}

static void
write_note(Office *office, const char *actor, guint number, const char *to)
{
    g_autofree char *body = g_strdup_printf(
        CONTEXT "\"type\":\"Create\",\"actor\":\"%s\",\"object\":{\"id\":\"%s/%u\",\"type\":\"Note\",\"attributedTo\":"
                "\"%s\",\"to\":\"%s\",\"content\":\"The lamp is out, %u.\"}}",
        actor, actor, number, actor, to, number);
    g_autoptr(GError) error = NULL;

    take(&office->house, body);
    store_write(office->house.mediation.store, test_file_all, "social", &error);
    g_assert_no_error(error);
}

/* ---- a writer goes ---- */

static void
who_deletes_her_account_takes_back_what_she_wrote_to_us(Office *office, gconstpointer data)
{
    House *house = &office->house;

    (void)data;
    write_note(office, ADA, 1, DESK);
    write_note(office, ADA, 2, PARKING); /* into the inbox of the desk: it is for both */
    put(house, "actor", "https://remote.example/adam",
        "{\"identity\":\"acct:adam@remote.example\",\"handle\":\"\",\"name\":\"Adam\",\"inbox\":\"x\",\"shared\":"
        "\"x\"}");
    write_note(office, "https://remote.example/adam", 1, DESK);
    g_assert_cmpint(messages(office, office->desk, "acct:ada@remote.example", ""), ==, 2);
    g_assert_cmpint(messages(office, office->parking, "acct:ada@remote.example", ""), ==, 1);
    take(house, CONTEXT "\"type\":\"Delete\",\"actor\":\"" ADA "\",\"object\":\"" ADA "\"}");
    g_assert_cmpint(retractions(office), ==, 3);
    g_assert_cmpint(messages(office, office->desk, "acct:ada@remote.example", ""), ==, 2); /* they stay */
    g_assert_cmpint(count(house, "said", ""), ==, 1);                                      /* Adam's */
}

static void
what_she_had_taken_back_already_is_not_taken_back_again(Office *office, gconstpointer data)
{
    (void)data;
    write_note(office, ADA, 1, DESK);
    take(&office->house, CONTEXT "\"type\":\"Delete\",\"actor\":\"" ADA "\",\"object\":\"" ADA "/1\"}");
    g_assert_cmpint(retractions(office), ==, 1);
    take(&office->house, CONTEXT "\"type\":\"Delete\",\"actor\":\"" ADA "\",\"object\":\"" ADA "\"}");
    g_assert_cmpint(retractions(office), ==, 1);
}

/* ---- what is no note ---- */

static char *
text_of(Office *office, const char *object)
{
    g_autofree char *body = g_strdup_printf(CONTEXT "\"type\":\"Create\",\"actor\":\"" ADA "\",\"object\":%s}", object);
    g_autoptr(GBytes) raw = g_bytes_new(body, strlen(body));
    g_autoptr(GError) error = NULL;
    g_autoptr(MessageDraft) draft = fediverse_channel.parse(office->house.fediverse, raw, "acct:ada@remote.example",
                                                            "acct:desk@city.example", &error);
    const MessagePart *part;

    g_assert_no_error(error);
    part = message_parts_find(draft->parts, PART_TEXT);
    return g_strndup(g_bytes_get_data(part->bytes, NULL), g_bytes_get_size(part->bytes));
}

#define OBJECT "\"id\":\"" ADA "/1\",\"attributedTo\":\"" ADA "\",\"to\":\"" DESK "\""

static void
what_is_no_note_comes_with_its_title_and_its_address(Office *office, gconstpointer data)
{
    static const struct {
        const char *object, *text;
    } CASES[] = {
        { "{\"type\":\"Note\",\"content\":\"It is dark.\"," OBJECT "}", "It is dark." },
        { "{\"type\":\"Article\",\"name\":\"Lamps\",\"content\":\"<p>It is "
          "dark.</p>\",\"url\":\"https://remote.example/l\"," OBJECT "}",
          "Lamps\n\nIt is dark.\n\n<https://remote.example/l>" },
        { "{\"type\":\"Page\",\"name\":\"Lamps\"," OBJECT "}", "Lamps\n\n<" ADA "/1>" },
        { "{\"type\":\"Video\",\"name\":\"A dark "
          "street\",\"url\":[{\"type\":\"Link\",\"mediaType\":\"video/mp4\",\"href\":"
          "\"https://remote.example/v.mp4\"},{\"type\":\"Link\",\"mediaType\":\"text/html\",\"href\":\"https://"
          "remote.example/v\"}]," OBJECT "}",
          "A dark street\n\n<https://remote.example/v>" },
        { "{\"type\":\"Event\",\"name\":\"Walk\",\"content\":\"At nine.\"," OBJECT "}",
          "Walk\n\nAt nine.\n\n<" ADA "/1>" },
        { "{\"type\":\"Question\",\"content\":\"Dark or light?\"," OBJECT "}", "Dark or light?\n\n<" ADA "/1>" },
    };

    (void)data;
    for (gsize i = 0; i < G_N_ELEMENTS(CASES); i++) {
        g_autofree char *text = text_of(office, CASES[i].object);

        g_assert_cmpstr(text, ==, CASES[i].text);
    }
}

/* ---- what overtakes screening ---- */

static gboolean
settle_all(DbSession *session, gpointer data, GError **error)
{
    Office *office = data;
    static const Actor social = { .kind = ACTOR_CHANNEL, .name = "social" };
    g_autoptr(GArray) ids = g_array_new(FALSE, FALSE, sizeof(gint64));
    g_autoptr(DbQuery) query = db_query(session, &test_unfiled);

    while (db_step(query)) {
        gint64 id = db_int(query, 0);

        g_array_append_val(ids, id);
    }
    for (guint i = 0; i < ids->len; i++) {
        g_autoptr(Message) message = message_store_load(session, (MessageId){ g_array_index(ids, gint64, i) }, error);

        if (message == NULL ||
            !amending_settle(&office->house.mediation, session, &social, message, (CaseId){ 0 }, error))
            return FALSE;
    }
    return db_finish(query, error);
}

static gint64
count_kind(Office *office, const char *kind)
{
    TestCount count = { .kind = kind };

    g_assert_true(store_read(office->house.mediation.store, test_count, &count, NULL));
    return count.count;
}

static void
what_is_changed_and_deleted_while_it_is_screened_is_told_when_it_is_filed(Office *office, gconstpointer data)
{
    static const struct {
        const char *verb;
        guint text;
    } SAID[] = { { "Create", 1 }, { "Update", 2 }, { "Update", 3 }, { "Update", 3 } }; /* the last comes again */
    House *house = &office->house;
    g_autoptr(GError) error = NULL;

    (void)data;
    for (guint i = 0; i < G_N_ELEMENTS(SAID); i++) {
        g_autofree char *body = g_strdup_printf(
            CONTEXT "\"type\":\"%s\",\"actor\":\"" ADA "\",\"object\":{\"id\":\"" ADA
                    "/7\",\"type\":\"Note\",\"attributedTo\":\"" ADA "\",\"to\":\"" DESK "\",\"content\":\"Text %u\"}}",
            SAID[i].verb, SAID[i].text);

        take(house, body);
    }
    take(house, CONTEXT "\"type\":\"Delete\",\"actor\":\"" ADA "\",\"object\":\"" ADA "/7\"}");
    g_assert_cmpint(count_kind(office, "message.edited") + retractions(office), ==, 0);
    store_write(house->mediation.store, settle_all, office, &error);
    g_assert_no_error(error);
    g_assert_cmpint(count_kind(office, "message.edited"), ==, 2); /* her server says no time, and both count */
    g_assert_cmpint(retractions(office), ==, 1);
}

/* ---- a report ---- */

static void
a_report_is_a_message_to_the_desk_that_publishes_and_to_no_other(Office *office, gconstpointer data)
{
    const char *flag =
        CONTEXT "\"id\":\"" ADA "/flags/1\",\"type\":\"Flag\",\"actor\":\"" ADA
                "\",\"content\":\"This is rude.\",\"object\":[\"" DESK "\",\"https://city.example/ap/posts/bridge\"]}";

    (void)data;
    take(&office->house, flag);
    take(&office->house, flag); /* the same once more */
    g_assert_cmpint(messages(office, office->desk, "acct:ada@remote.example", "Flag"), ==, 1);
    g_assert_cmpint(messages(office, office->parking, "acct:ada@remote.example", "Flag"), ==, 0);
    office->house.fediverse->publisher = "parking";
    take(&office->house, CONTEXT "\"id\":\"" ADA "/flags/2\",\"type\":\"Flag\",\"actor\":\"" ADA
                                 "\",\"content\":\"This too.\",\"object\":\"https://city.example/ap/posts/bridge\"}");
    g_assert_cmpint(messages(office, office->parking, "acct:ada@remote.example", "Flag"), ==, 1);
}

/* ---- a writer moves ---- */

/* What is left of Ada as a follower when she says that she moved to an account that says @known_as. */
static gint64
followers_after_move(Office *office, const char *known_as, guint status)
{
    House *house = &office->house;
    g_autofree char *page = g_strdup_printf(
        CONTEXT "\"id\":\"%%s/ada\",\"type\":\"Person\",\"preferredUsername\":\"ada\",\"inbox\":\"%%s/ada/inbox\"%s}",
        known_as);
    g_autofree char *body = NULL, *new_id = NULL;
    g_autoptr(Json) value = NULL;
    g_autofree char *text = NULL, *new_actor = NULL;
    g_auto(Attempt) attempt = { 0 };
    Town town = { 0 };

    town_add(&town, "GET /ada ", status, NULL, page);
    town_add(&town, "GET /.well-known/webfinger", 404, NULL, "");
    town_open(&town, house);
    put(house, "follow.desk", ADA, INBOX);
    put(house, "follower.desk", INBOX " " ADA, "");
    new_id = g_strconcat(town.base, "/ada", NULL);
    body = g_strdup_printf(CONTEXT "\"type\":\"Move\",\"actor\":\"" ADA "\",\"object\":\"" ADA "\",\"target\":\"%s\"}",
                           new_id);
    value = json_pack("{s:s, s:s}", "inbox", "desk", "body", body);
    text = json_dumps(value, 0);
    fediverse_channel.errand(house->fediverse, "take", text, clock_monotonic() + 60 * CLOCK_SECOND, &attempt);
    g_assert_cmpint(attempt.outcome, ==, status == 503 ? OUTCOME_RETRY : OUTCOME_ACCEPTED);
    new_actor = find(house, "actor", new_id);
    g_assert_cmpint(new_actor != NULL, ==, count(house, "follow.desk", "") == 0); /* who is believed is known */
    town_close(&town);
    return count(house, "follow.desk", "");
}

static void
who_moves_is_believed_when_the_new_account_says_that_it_was_the_old_one(Office *office, gconstpointer data)
{
    static const struct {
        const char *known_as;
        guint status;
        gint64 left;
    } CASES[] = {
        { "", 200, 1 },
        { ",\"alsoKnownAs\":[]", 200, 1 },
        { ",\"alsoKnownAs\":[\"https://remote.example/eve\"]", 200, 1 },
        { ",\"alsoKnownAs\":\"" ADA "/\"", 200, 1 },
        { ",\"alsoKnownAs\":[\"" ADA "\"]", 503, 1 },
        { ",\"alsoKnownAs\":\"" ADA "\"", 200, 0 },
        { ",\"alsoKnownAs\":[\"https://remote.example/eve\",\"" ADA "\"]", 200, 0 },
    };

    (void)data;
    for (guint i = 0; i < G_N_ELEMENTS(CASES); i++)
        g_assert_cmpint(followers_after_move(office, CASES[i].known_as, CASES[i].status), ==, CASES[i].left);
}

static void
nobody_moves_another(Office *office, gconstpointer data)
{
    House *house = &office->house;

    (void)data;
    put(house, "follow.desk", ADA, INBOX);
    take(house, CONTEXT "\"type\":\"Move\",\"actor\":\"https://remote.example/eve\",\"object\":\"" ADA
                        "\",\"target\":\"https://remote.example/eve\"}");
    g_assert_cmpint(count(house, "follow.desk", ""), ==, 1);
    g_assert_cmpuint(atomic_load(&house->fediverse->fetched), ==, 0);
}

int
main(int argc, char **argv)
{
    int result;

    g_test_init(&argc, &argv, NULL);
    ada = keypair_new(KEY_RSA, NULL);
#define TEST(name) g_test_add("/channels/fediverse-letters/" #name, Office, NULL, open_office, name, close_office)
    TEST(who_deletes_her_account_takes_back_what_she_wrote_to_us);
    TEST(what_she_had_taken_back_already_is_not_taken_back_again);
    TEST(what_is_no_note_comes_with_its_title_and_its_address);
    TEST(what_is_changed_and_deleted_while_it_is_screened_is_told_when_it_is_filed);
    TEST(a_report_is_a_message_to_the_desk_that_publishes_and_to_no_other);
    TEST(who_moves_is_believed_when_the_new_account_says_that_it_was_the_old_one);
    TEST(nobody_moves_another);
    result = g_test_run();
    keypair_free(ada);
    return result;
}
