/* SPDX-License-Identifier: Apache-2.0 */
/* What a gateway of text messages posts, as the node reads it, from the wire or out of the relay's spool: a letter that
 * names the gateway, k or h, and its item; t and a report's token. */
#include <stdint.h>
#include <string.h>

#include "channels/sms/sms-private.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size);

static const guint8 SECRET[32] = "a secret of this channel alone!!";
static const ChannelHost HOST = { .name = "sms", .domain = "northam.example", .secret = SECRET };

static Sms
make(void)
{
    static char *codes[] = { (char *)"blocked", NULL };

    return (Sms){ .host = &HOST,
                  .max_parts = 3,
                  .stop_codes = codes,
                  .written = { "44", "0", "00", FALSE },
                  .network = { "44", "0", "00", TRUE } };
}

static void
check_item(const SmsItem *item)
{
    if (item->draft != NULL) {
        g_assert_true(g_str_has_prefix(item->draft->endpoint, "tel:"));
        g_assert_true(*item->draft->sender == '\0' || g_str_has_prefix(item->draft->sender, "tel:"));
        g_assert_true(g_utf8_validate(item->draft->sender_name, -1, NULL));
        g_assert_cmpuint(item->draft->parts->len, >=, 2);
    }
    if (item->reports) {
        g_assert_true((item->about.delivery.value != 0) != (item->about.subscriber != 0));
        g_assert_true(g_utf8_validate(item->code, -1, NULL) && g_utf8_validate(item->words, -1, NULL));
        g_assert_cmpint(g_utf8_strlen(item->words, -1), <=, 201); /* cut, with an ellipsis */
    }
}

static void
read_item(const Sms *sms, const SmsGateway *gateway, GBytes *bytes)
{
    g_auto(SmsItem) item = { 0 };
    g_autoptr(GError) error = NULL;
    gboolean done = gateway->read(sms, bytes, &item, &error);

    g_assert_true(done == (error == NULL));
    if (done)
        check_item(&item);
}

/* Only what we made ourselves is believed. */
static void
read_token(const Sms *sms, const char *text)
{
    g_autofree char *again = NULL;
    SmsAbout about;

    if (!sms_report_read(sms, text, &about))
        return;
    again = sms_report_token(sms, &about);
    g_assert_cmpint(g_ascii_strcasecmp(again, text), ==, 0); /* a gateway may fold case */
}

int
LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
    Sms sms = make();
    g_autoptr(GBytes) item = g_bytes_new(bytes + (size > 0), size - (size > 0));
    g_autofree char *text = g_strndup((const char *)bytes + (size > 0), size - (size > 0)), *sender = NULL;

    if (size == 0)
        return 0;
    if (*bytes == 'k')
        read_item(&sms, &sms_kannel_gateway, item);
    else if (*bytes == 't')
        read_token(&sms, text);
    else {
        read_item(&sms, &sms_http_gateway, item);
        sender = sms_http_sender(item, NULL);
    }
    return 0;
}
