/* SPDX-License-Identifier: Apache-2.0 */
#include <string.h>

#include "base/error.h"
#include "channels/sms/sms-private.h"

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
    DeliveryId delivery = { 0x123456789 }, found = { 0 };
    g_autofree char *token = sms_report_token(&sms, delivery), *other = g_strdup(token);

    g_assert_true(sms_report_read(&sms, token, &found));
    g_assert_cmpint(found.value, ==, delivery.value);
    other[12] = other[12] == '0' ? '1' : '0';
    g_assert_false(sms_report_read(&sms, other, &found));
    g_assert_false(sms_report_read(&sms, "", &found));
    g_assert_false(sms_report_read(&sms, "a.b.c", &found));
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

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/sms/reply", a_reply_is_plain_counted_and_priced);
    g_test_add_func("/sms/alphabet", one_sign_outside_gsm_costs_more_and_is_said);
    g_test_add_func("/sms/cannot", what_it_cannot_carry_is_refused_in_words);
    g_test_add_func("/sms/again", a_message_posted_again_is_the_same_and_a_second_one_is_not);
    g_test_add_func("/sms/name", a_name_instead_of_a_number_is_a_machine);
    g_test_add_func("/sms/data", data_is_kept_as_a_file);
    g_test_add_func("/sms/report", a_report_is_believed_by_its_token_alone);
    g_test_add_func("/sms/price", prices_are_exact);
    return g_test_run();
}
