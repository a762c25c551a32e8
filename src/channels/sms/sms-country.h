/* SPDX-License-Identifier: Apache-2.0 */
/* channels/sms/sms-country.h: to which countries goes what anybody may ask for, since each costs the house. Pure. */
#pragma once
#include <glib.h>

#define SMS_COUNTRIES_MAX 50

/* "+44 +353": beginnings of numbers (E.164), a plus and 1 to 7 digits each, parted by blanks or commas. New; NULL in
 * @ret: @text is NULL, all countries. TRIBUNE_ERROR_CONFIG. */
gboolean sms_countries_parse(const char *text, char ***ret, GError **error);
/* Whether the number @uri (canonical, wire/telephone.h) is of one of them; a short code is of its own country. */
gboolean sms_countries_have(char *const *countries, const char *uri);
