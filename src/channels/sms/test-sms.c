/* SPDX-License-Identifier: Apache-2.0 */
#include <string.h>

#include "base/clock.h"
#include "base/error.h"
#include "channels/sms/sms-private.h"
#include "net/listener.h"
#include "wire/kannel.h"

static gboolean
is_endpoint(const ChannelHost *host, const char *uri)
{
    (void)host;
    return strcmp(uri, "tel:32100;phone-context=+44") == 0;
}

static const guint8 SECRET[32] = "a secret of this channel alone!!";
static const ChannelHost HOST = {
    .name = "sms", .domain = "northam.example", .secret = SECRET, .is_endpoint = is_endpoint
};

static Sms
make(void)
{
    Sms sms = { .host = &HOST, .max_parts = 3, .price = { 45000, "EUR" } };

    sms.written = (TelephonePlan){ "44", "0", "00", FALSE };
    sms.network = (TelephonePlan){ "44", "0", "00", TRUE };
    return sms;
}

static Outgoing *
write_reply(const char *text)
{
    Outgoing *outgoing = outgoing_new();

    g_free(outgoing->endpoint);
    outgoing->endpoint = g_strdup("tel:32100;phone-context=+44");
    g_free(outgoing->recipient);
    outgoing->recipient = g_strdup("tel:+447700900123");
    g_free(outgoing->case_reference);
    outgoing->case_reference = g_strdup("NB-2026-000001");
    g_free(outgoing->text);
    outgoing->text = g_strdup(text);
    return outgoing;
}

static void
a_reply_is_plain_counted_and_priced(void)
{
    Sms sms = make();
    g_autoptr(Outgoing) outgoing = write_reply("It’s **fixed** – thank you…");
    g_autoptr(Rendering) rendering = sms_render(&sms, outgoing, NULL);

    g_assert_cmpstr(rendering->text, ==, "It's fixed - thank you...\nNB-2026-000001");
    g_assert_cmpuint(rendering->units, ==, 1);
    g_assert_cmpstr(rendering->headline, ==,
                    "From: 32100\nTo: +447700900123\nParts: 1 (GSM, room for 120 more)\nCost: 0.045 EUR");
}

static void
one_sign_outside_gsm_costs_more_and_is_said(void)
{
    Sms sms = make();
    g_autofree char *text = g_strnfill(90, 'a'), *cyrillic = g_strconcat(text, " Ж NB-2026-000001", NULL);
    g_autoptr(Outgoing) outgoing = write_reply(cyrillic);
    g_autoptr(Rendering) rendering = sms_render(&sms, outgoing, NULL);

    g_assert_cmpuint(rendering->units, ==, 2);
    g_assert_nonnull(strstr(rendering->headline, "Parts: 2 (Unicode, "));
    g_assert_nonnull(strstr(rendering->headline, "Cost: 0.09 EUR"));
    g_assert_true(g_str_has_suffix(rendering->text, "Ж NB-2026-000001")); /* named once */
}

static void
what_it_cannot_carry_is_refused_in_words(void)
{
    Sms sms = make();
    g_autofree char *text = g_strnfill(460, 'a');
    g_autoptr(Outgoing) lengthy = write_reply(text), filed = write_reply("see the file");
    g_autoptr(GBytes) bytes = g_bytes_new_static("x", 1);
    g_autoptr(GError) error = NULL;

    g_assert_null(sms_render(&sms, lengthy, &error));
    g_assert_error(error, TRIBUNE_ERROR, TRIBUNE_ERROR_INVALID);
    g_assert_nonnull(strstr(error->message, "4 text messages"));
    g_clear_error(&error);
    g_ptr_array_add(filed->attachments, message_part_new("att-01", "text/plain", "a.txt", bytes));
    g_assert_null(sms_render(&sms, filed, &error));
    g_assert_error(error, TRIBUNE_ERROR, TRIBUNE_ERROR_INVALID);
}

static MessageDraft *
draft_of(const char *from, const char *named, const char *text)
{
    Sms sms = make();
    g_autoptr(GBytes) raw = g_bytes_new_static("raw", 3);
    g_autoptr(GBytes) bytes = g_bytes_new(text != NULL ? text : "\1", text != NULL ? strlen(text) : 1);
    SmsMessage message = { .sender = from,
                           .recipient = "32100",
                           .text = text,
                           .id = "",
                           .named = named,
                           .type = "text/plain",
                           .raw = raw,
                           .bytes = bytes };

    return sms_make_draft(&sms, &message, NULL);
}

static void
a_message_posted_again_is_the_same_and_a_second_one_is_not(void)
{
    g_autoptr(MessageDraft) first = draft_of("447700900123", "id-1", "Yes"),
                            again = draft_of("447700900123", "id-1", "Yes"),
                            second = draft_of("447700900123", "id-2", "Yes");

    g_assert_cmpstr(first->sender, ==, "tel:+447700900123");
    g_assert_cmpstr(first->endpoint, ==, "tel:32100;phone-context=+44");
    g_assert_true(digest_equal(&first->fingerprint, &again->fingerprint));
    g_assert_false(digest_equal(&first->fingerprint, &second->fingerprint));
}

/* As the gateway posts it under the name @post. */
static MessageDraft *
posted(const char *body, const char *post)
{
    Sms sms = make();
    g_autoptr(GBytes) bytes = g_bytes_new(body, strlen(body)), item = sms_http_item(bytes, post);
    g_autofree char *sender = sms_http_sender(item, NULL);
    SmsItem read = { 0 };
    MessageDraft *draft;

    g_assert_cmpstr(sender, ==, "447700900123");
    g_assert_true(sms_http_gateway.read(&sms, item, &read, NULL));
    draft = g_steal_pointer(&read.draft);
    sms_item_clear(&read);
    g_assert_true(g_bytes_equal(message_parts_find(draft->parts, PART_RAW)->bytes, bytes));
    return draft;
}

static void
a_post_without_id_and_time_is_told_by_its_own_name(void)
{
    static const char BODY[] = "{\"type\":\"message\",\"from\":\"447700900123\",\"to\":\"32100\",\"text\":\"Yes\"}";
    static const char NAMED[] =
        "{\"type\":\"message\",\"id\":\"7\",\"from\":\"447700900123\",\"to\":\"32100\",\"text\":\"Yes\"}";
    g_autoptr(MessageDraft) first = posted(BODY, "msg_1"), again = posted(BODY, "msg_1"),
                            second = posted(BODY, "msg_2"), named = posted(NAMED, "msg_3"),
                            named_again = posted(NAMED, "msg_4");

    g_assert_true(digest_equal(&first->fingerprint, &again->fingerprint));
    g_assert_false(digest_equal(&first->fingerprint, &second->fingerprint));
    g_assert_true(digest_equal(&named->fingerprint, &named_again->fingerprint));
}

static void
assert_unreadable(const SmsGateway *gateway, const char *item, const char *words)
{
    Sms sms = make();
    g_autoptr(GBytes) bytes = g_bytes_new(item, strlen(item));
    g_auto(SmsItem) read = { 0 };
    g_autoptr(GError) error = NULL;

    g_assert_false(gateway->read(&sms, bytes, &read, &error));
    g_assert_error(error, TRIBUNE_ERROR, TRIBUNE_ERROR_INVALID);
    g_assert_nonnull(strstr(error->message, words));
}

static void
what_nothing_tells_from_the_next_is_refused_in_words(void)
{
    static const char *values[16] = { "447700900123", "32100" };
    g_autoptr(GBytes) block = kannel_block_make(values, "Yes", 3);
    gsize length;
    const char *bytes = g_bytes_get_data(block, &length);
    g_autofree char *item = g_strdup_printf("m%.*s", (int)length, bytes);

    assert_unreadable(&sms_http_gateway,
                      "{\"type\":\"message\",\"from\":\"447700900123\",\"to\":\"32100\",\"text\":\"Y\"}",
                      "post id or sent with it");
    assert_unreadable(&sms_kannel_gateway, item, "put id=%I into post-url");
}

static void
a_name_instead_of_a_number_is_a_machine(void)
{
    g_autoptr(MessageDraft) draft = draft_of("PARCELS", "1", "Your parcel is here");

    g_assert_cmpstr(draft->sender, ==, "");
    g_assert_cmpstr(draft->sender_name, ==, "PARCELS");
    g_assert_cmpint(draft->automatic, ==, AUTOMATIC_OTHER);
}

static void
data_is_kept_as_a_file(void)
{
    g_autoptr(MessageDraft) draft = draft_of("447700900123", "1", NULL);

    g_assert_cmpuint(draft->parts->len, ==, 3);
    g_assert_cmpstr(message_parts_find(draft->parts, "att-01")->type, ==, "application/octet-stream");
}

static void
a_report_is_believed_by_its_token_alone(void)
{
    Sms sms = make();
    SmsAbout delivery = { .delivery = { 0x123456789 } }, copy = { .subscriber = 0x123456789 },
             notice = { .notice = 0x123456789 }, found;
    g_autofree char *token = sms_report_token(&sms, &delivery), *of_copy = sms_report_token(&sms, &copy),
                    *of_notice = sms_report_token(&sms, &notice), *other = g_strdup(token);

    g_assert_true(sms_report_read(&sms, token, &found));
    g_assert_cmpint(found.delivery.value, ==, delivery.delivery.value);
    g_assert_cmpint(found.subscriber, ==, 0);
    g_assert_true(sms_report_read(&sms, of_copy, &found));
    g_assert_cmpint(found.delivery.value, ==, 0);
    g_assert_cmpint(found.subscriber, ==, copy.subscriber);
    g_assert_false(sms_report_read(&sms, of_copy + 1, &found)); /* of a copy is of no delivery */
    g_assert_true(sms_report_read(&sms, of_notice, &found));
    g_assert_cmpint(found.subscriber, ==, 0);
    g_assert_cmpint(found.notice, ==, notice.notice);
    *of_notice = 'c';
    g_assert_false(sms_report_read(&sms, of_notice, &found)); /* nor of a copy */
    other[12] = other[12] == '0' ? '1' : '0';
    g_assert_false(sms_report_read(&sms, other, &found));
    g_assert_false(sms_report_read(&sms, "", &found));
    g_assert_false(sms_report_read(&sms, "c", &found));
    g_assert_false(sms_report_read(&sms, "a.b.c", &found));
}

static ReportKind
kind_of(const SmsGateway *gateway, const char *item)
{
    static char *codes[] = { (char *)"blocked", (char *)"21610", NULL };
    Sms sms = make();
    SmsAbout delivery = { .delivery = { 0x123456789 } };
    g_autoptr(GString) text = g_string_new(item);
    g_autofree char *token = NULL;
    g_autoptr(GBytes) bytes = NULL;
    g_auto(SmsItem) read = { 0 };

    sms.stop_codes = codes;
    token = sms_report_token(&sms, &delivery);
    g_string_replace(text, "TOKEN", token, 0);
    bytes = g_bytes_new(text->str, text->len);
    g_assert_true(gateway->read(&sms, bytes, &read, NULL));
    g_assert_true(read.reports);
    return read.kind;
}

/* By the codes of the house's own network; what was delivered is delivered, whatever its code. */
static void
what_the_network_keeps_from_her_since_she_wants_it_is_told_apart(void)
{
    g_assert_cmpint(kind_of(&sms_kannel_gateway, "rTOKEN\n16\nNACK/21610/opted out"), ==, REPORT_STOPPED);
    g_assert_cmpint(kind_of(&sms_kannel_gateway, "rTOKEN\n2\nid:1 stat:UNDELIV err:Blocked"), ==, REPORT_STOPPED);
    g_assert_cmpint(kind_of(&sms_kannel_gateway, "rTOKEN\n2\nid:1 stat:UNDELIV err:001"), ==, REPORT_GONE);
    g_assert_cmpint(kind_of(&sms_kannel_gateway, "rTOKEN\n16\nNACK/8/congested"), ==, REPORT_FAILED);
    g_assert_cmpint(kind_of(&sms_kannel_gateway, "rTOKEN\n1\nid:1 stat:DELIVRD err:blocked"), ==, REPORT_DELIVERED);
    g_assert_cmpint(kind_of(&sms_http_gateway, "{\"type\":\"report\",\"reference\":\"TOKEN\",\"state\":\"failed\","
                                               "\"code\":\"21610\",\"permanent\":true}"),
                    ==, REPORT_STOPPED);
    g_assert_cmpint(kind_of(&sms_http_gateway, "{\"type\":\"report\",\"reference\":\"TOKEN\",\"state\":\"failed\","
                                               "\"code\":\"21611\"}"),
                    ==, REPORT_FAILED);
}

static void
a_word_alone_is_told_to_the_core(void)
{
    g_autoptr(MessageDraft) stop = draft_of("447700900123", "1", " Stop. "),
                            start = draft_of("447700900123", "2", "START roads"),
                            prose = draft_of("447700900123", "3", "please stop");

    g_assert_cmpint(stop->keyword, ==, KEYWORD_STOP);
    g_assert_cmpstr(stop->language, ==, "en");
    g_assert_cmpint(start->keyword, ==, KEYWORD_START);
    g_assert_cmpstr(start->wanted, ==, "roads");
    g_assert_cmpint(prose->keyword, ==, KEYWORD_NONE);
    g_assert_cmpstr(prose->language, ==, "");
}

/* ---- what the relay kept ---- */

static gboolean
cannot_read(const Sms *sms, GBytes *item, SmsItem *ret, GError **error)
{
    const char *bytes = g_bytes_get_data(item, NULL);

    (void)sms;
    (void)ret;
    g_set_error_literal(error, TRIBUNE_ERROR, *bytes == 'r' ? TRIBUNE_ERROR_NOT_FOUND : TRIBUNE_ERROR_INVALID,
                        "it cannot be read");
    return FALSE;
}

static GPtrArray *
no_endpoints(const ChannelHost *host)
{
    (void)host;
    return g_ptr_array_new();
}

static void
what_nobody_can_keep_yet_waits_and_only_a_strange_report_is_let_go(void)
{
    static const SmsGateway unread = { .read = cannot_read };
    ChannelHost host = HOST;
    Sms sms = make();

    host.endpoints = no_endpoints;
    sms.host = &host;
    sms.gateway = &unread;
    g_assert_false(sms_take(&sms, NULL, (const guint8 *)"?", 1, TRUE));
    g_assert_true(sms_take(&sms, NULL, (const guint8 *)"r", 1, TRUE));
}

static void
each_number_sends_at_its_own_pace(void)
{
    SmsPace *pace = sms_pace_new(10), *unbound = sms_pace_new(0);
    gint64 next = 0, now = clock_monotonic();

    g_assert_cmpint(sms_pace_reserve(&next, 10, 1, 1000), ==, 1000);
    g_assert_cmpint(sms_pace_reserve(&next, 10, 3, 1000), ==, 1000 + 100000);
    g_assert_cmpint(sms_pace_reserve(&next, 10, 1, 1000), ==, 1000 + 400000);
    g_assert_cmpint(sms_pace_reserve(&next, 10, 1, 9000000), ==, 9000000); /* what was not used is not saved up */
    for (guint i = 0; i < 4; i++)
        g_assert_true(sms_pace_wait(pace, "32100", 1, now + CLOCK_HOUR));
    g_assert_cmpint(clock_monotonic() - now, >=, 300000);
    g_assert_true(sms_pace_wait(pace, "32200", 100, now + CLOCK_HOUR));
    g_assert_false(sms_pace_wait(pace, "32200", 1, clock_monotonic() + CLOCK_SECOND)); /* ten seconds later */
    sms_pace_stop(pace);
    g_assert_false(sms_pace_wait(pace, "32200", 1, now + CLOCK_HOUR));
    for (guint i = 0; i < 1000; i++)
        g_assert_true(sms_pace_wait(unbound, "32100", 20, now));
    sms_pace_free(pace);
    sms_pace_free(unbound);
}

static void
news_is_one_text_for_all_and_tells_what_a_copy_costs(void)
{
    Sms sms = make();
    Circular circular = { .kind = CIRCULAR_LIST,
                          .endpoint = "tel:32100;phone-context=+44",
                          .text =
                              "Northam: Alert: Water main burst\\.\n\n<https://northam.example/news/water>\n\nTo end "
                              "this: STOP" };
    g_autoptr(Rendering) rendering = sms_circular_render(&sms, &circular, NULL);

    g_assert_cmpstr(rendering->text, ==,
                    "Northam: Alert: Water main burst.\n\nhttps://northam.example/news/water\n\nTo end this: STOP");
    g_assert_nonnull(strstr(rendering->headline, "Parts: 1 (GSM, "));
    g_assert_nonnull(strstr(rendering->headline, "Cost of each copy: 0.045 EUR"));
    g_assert_null(strstr(rendering->headline, "To:"));
}

static void
codes_and_news_go_to_the_countries_that_are_set(void)
{
    static const char *const WRONG[] = { "44", "+", "+0", "+44x", "++44", "+12345678", "", " , " };
    g_auto(GStrv) countries = NULL, all = NULL, none = NULL;
    g_autoptr(GString) many = g_string_new(NULL);
    g_autoptr(GError) error = NULL;

    g_assert_true(sms_countries_parse(NULL, &all, NULL));
    g_assert_null(all);
    g_assert_true(sms_countries_have(all, "tel:+12025550100"));
    g_assert_true(sms_countries_parse("+44, +353", &countries, NULL));
    g_assert_true(sms_countries_have(countries, "tel:+447700900123"));
    g_assert_true(sms_countries_have(countries, "tel:32100;phone-context=+44"));
    g_assert_true(sms_countries_have(countries, "tel:+353861234567"));
    g_assert_false(sms_countries_have(countries, "tel:+352621123456"));
    g_assert_false(sms_countries_have(countries, "tel:+12025550100"));
    g_assert_false(sms_countries_have(countries, "tel:44123;phone-context=+1"));
    for (guint i = 0; i < G_N_ELEMENTS(WRONG); i++) {
        g_assert_false(sms_countries_parse(WRONG[i], &none, &error));
        g_assert_error(error, TRIBUNE_ERROR, TRIBUNE_ERROR_CONFIG);
        g_clear_error(&error);
    }
    for (guint i = 0; i < SMS_COUNTRIES_MAX; i++)
        g_string_append_printf(many, "+%u ", 100 + i);
    g_assert_true(sms_countries_parse(many->str, &none, NULL));
    g_string_append(many, "+999");
    g_clear_pointer(&none, g_strfreev);
    g_assert_false(sms_countries_parse(many->str, &none, NULL));
}

/* Whatever asked for it: there is no gateway here that could be asked. */
static void
a_copy_to_another_country_is_refused_before_it_costs(void)
{
    static char *countries[] = { (char *)"+44", NULL };
    Sms sms = make();
    Circular circular = { .kind = CIRCULAR_LIST, .id = 1, .endpoint = "tel:32100;phone-context=+44", .text = "News" };
    g_autoptr(Rendering) rendering = sms_circular_render(&sms, &circular, NULL);
    CircularCopy copies[] = { { .id = 2, .recipient = "tel:+12025550100" } };
    CircularOutcome outcome;
    g_autoptr(GError) error = NULL;

    sms.countries = countries;
    sms_circular_send(&sms, &circular, rendering, copies, 1, clock_monotonic(), &outcome);
    g_assert_cmpint(outcome.outcome, ==, OUTCOME_REFUSED);
    g_assert_cmpstr(outcome.code, ==, "country");
    g_assert_false(sms_admit(&sms, "tel:+12025550100", &error));
    g_assert_error(error, TRIBUNE_ERROR, TRIBUNE_ERROR_INVALID);
    g_assert_true(sms_admit(&sms, "tel:+447700900123", NULL));
}

static void
prices_are_exact(void)
{
    SmsPrice price = { 0 };
    g_autofree char *three = NULL, *none = sms_price_of(&price, 3);

    g_assert_null(none);
    g_assert_true(sms_price_parse("0.0075 GBP", &price, NULL));
    three = sms_price_of(&price, 3);
    g_assert_cmpstr(three, ==, "0.0225 GBP");
    g_assert_false(sms_price_parse("0.0075", &price, NULL));
    g_assert_false(sms_price_parse("-1 GBP", &price, NULL));
    g_assert_false(sms_price_parse("1. GBP", &price, NULL));
    g_assert_false(sms_price_parse("1 gbp", &price, NULL));
}

/* ---- refusals ---- */

typedef struct {
    guint status;
    const char *body;
} Refusal;

static void
serve_refusal(Stream *stream, const char *client, gpointer data)
{
    const Refusal *refusal = data;
    g_autofree char *answer = g_strdup_printf("HTTP/1.1 %u No\r\nConnection: close\r\nContent-Length: %zu\r\n\r\n%s",
                                              refusal->status, strlen(refusal->body), refusal->body);
    char bytes[4096];

    (void)client;
    stream_read_some(stream, bytes, sizeof bytes, NULL);
    stream_write_all(stream, answer, strlen(answer), NULL);
}

/* What @gateway makes of @refusal. */
static void
refuse(const SmsGateway *gateway, Refusal *refusal, Attempt *ret)
{
    static const char *const everywhere[] = { "0.0.0.0/0", NULL };
    FetchSettings fetching = {
        .allowed = everywhere, .user_agent = "test", .max_size = 4096, .connect_timeout = 5 * CLOCK_SECOND
    };
    g_autoptr(NetAddress) address = netaddress_parse("127.0.0.1:0", NULL);
    ListenerSettings settings = { .name = "gateway",
                                  .address = address,
                                  .connections = 1,
                                  .timeout = 10 * CLOCK_SECOND,
                                  .serve = serve_refusal,
                                  .data = refusal };
    Listener *listener = listener_start(&settings, NULL);
    g_autofree char *url = g_strdup_printf("http://127.0.0.1:%u/send", listener_port(listener));
    g_auto(GStrv) codes = g_strsplit("opted-out 21610", " ", -1);
    SmsOrder order = { "32100", "+447700900123", "Hello", NULL, "once" };
    Sms sms = make();

    sms.fetch = fetch_new(&fetching, NULL);
    sms.url = url;
    sms.user = "tribune";
    sms.password = (char *)"secret";
    sms.stop_codes = codes;
    gateway->send(&sms, &order, clock_monotonic() + 30 * CLOCK_SECOND, ret);
    fetch_free(sms.fetch);
    listener_stop(listener, 0);
}

static void
a_refusal_with_a_stop_code_is_a_stop_and_no_other_is(void)
{
    static const struct {
        const SmsGateway *gateway;
        const char *body;
        gboolean stopped;
    } CASES[] = {
        { &sms_http_gateway, "{\"code\": \"Opted-Out\"}", TRUE },
        { &sms_http_gateway, "{\"code\": 21610, \"message\": \"unsubscribed\"}", TRUE },
        { &sms_http_gateway, "{\"code\": 20003}", FALSE },
        { &sms_http_gateway, "opted-out", FALSE },
        { &sms_http_gateway, "", FALSE },
        { &sms_kannel_gateway, "NACK/21610/unsubscribed", TRUE },
        { &sms_kannel_gateway, "opted-out", TRUE },
        { &sms_kannel_gateway, "Authorization failed for sendsms; opted-out", FALSE },
    };

    for (guint i = 0; i < G_N_ELEMENTS(CASES); i++) {
        g_auto(Attempt) attempt = { 0 }, unknown = { 0 };

        refuse(CASES[i].gateway, &(Refusal){ 400, CASES[i].body }, &attempt);
        g_assert_cmpint(attempt.stopped, ==, CASES[i].stopped);
        /* a gateway that locks us out may say so in the same words: that is not about her */
        refuse(CASES[i].gateway, &(Refusal){ 403, CASES[i].body }, &unknown);
        g_assert_false(unknown.stopped);
        g_assert_cmpint(unknown.outcome, ==, OUTCOME_RETRY);
    }
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/sms/reply", a_reply_is_plain_counted_and_priced);
    g_test_add_func("/sms/alphabet", one_sign_outside_gsm_costs_more_and_is_said);
    g_test_add_func("/sms/cannot", what_it_cannot_carry_is_refused_in_words);
    g_test_add_func("/sms/again", a_message_posted_again_is_the_same_and_a_second_one_is_not);
    g_test_add_func("/sms/post-name", a_post_without_id_and_time_is_told_by_its_own_name);
    g_test_add_func("/sms/untold", what_nothing_tells_from_the_next_is_refused_in_words);
    g_test_add_func("/sms/name", a_name_instead_of_a_number_is_a_machine);
    g_test_add_func("/sms/data", data_is_kept_as_a_file);
    g_test_add_func("/sms/report", a_report_is_believed_by_its_token_alone);
    g_test_add_func("/sms/stops", what_the_network_keeps_from_her_since_she_wants_it_is_told_apart);
    g_test_add_func("/sms/keyword", a_word_alone_is_told_to_the_core);
    g_test_add_func("/sms/spool", what_nobody_can_keep_yet_waits_and_only_a_strange_report_is_let_go);
    g_test_add_func("/sms/pace", each_number_sends_at_its_own_pace);
    g_test_add_func("/sms/circular", news_is_one_text_for_all_and_tells_what_a_copy_costs);
    g_test_add_func("/sms/countries", codes_and_news_go_to_the_countries_that_are_set);
    g_test_add_func("/sms/country-of-copy", a_copy_to_another_country_is_refused_before_it_costs);
    g_test_add_func("/sms/refusal", a_refusal_with_a_stop_code_is_a_stop_and_no_other_is);
    g_test_add_func("/sms/price", prices_are_exact);
    return g_test_run();
}
