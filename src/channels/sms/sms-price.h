/* SPDX-License-Identifier: Apache-2.0 */
/* channels/sms/sms-price.h: what a part costs, exactly: "0.045 EUR". Pure. */
#pragma once
#include <glib.h>

typedef struct {
    gint64 millionths; /* of the currency, for one part; 0: nobody said */
    char currency[4];
} SmsPrice;

/* At most six decimals; the currency as ISO 4217 writes it. TRIBUNE_ERROR_CONFIG. */
gboolean sms_price_parse(const char *text, SmsPrice *ret, GError **error);
/* "0.135 EUR" for three parts; NULL when nobody said. */
char *sms_price_of(const SmsPrice *price, guint parts);
