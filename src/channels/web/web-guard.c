/* SPDX-License-Identifier: Apache-2.0 */
#include "channels/web/web-guard.h"

#include <string.h>

#include "base/digest.h"
#include "base/encode.h"
#include "base/id.h"
#include "base/random.h"
#include "mediation/rate-limit.h"

#define KEYS      4096
#define MAC_BYTES 15 /* 24 letters of base32 */
#define EVERYBODY "everybody"

struct WebGuard {
    const guint8 *secret;
    gint64 least;
    RateLimit *address_calm, *address_most, *everybody_calm, *everybody_most, *by_link;
};

static RateLimit *
limit_new(guint tries)
{
    return rate_limit_new(
        &(RateLimitRule){ .tries = tries, .window = WEB_GUARD_WINDOW, .at_once = tries, .keys = KEYS });
}

WebGuard *
web_guard_new(const guint8 *secret, gint64 least)
{
    WebGuard *guard = g_new0(WebGuard, 1);

    guard->secret = secret;
    guard->least = least;
    guard->address_calm = limit_new(WEB_GUARD_ADDRESS_CALM);
    guard->address_most = limit_new(WEB_GUARD_ADDRESS_MOST);
    guard->everybody_calm = limit_new(WEB_GUARD_EVERYBODY_CALM);
    guard->everybody_most = limit_new(WEB_GUARD_EVERYBODY_MOST);
    guard->by_link = limit_new(WEB_GUARD_CASE_MOST);
    return guard;
}

void
web_guard_free(WebGuard *guard)
{
    rate_limit_free(guard->address_calm);
    rate_limit_free(guard->address_most);
    rate_limit_free(guard->everybody_calm);
    rate_limit_free(guard->everybody_most);
    rate_limit_free(guard->by_link);
    g_free(guard);
}

/* ---- tokens ---- */

static char *
mac_of(const WebGuard *guard, char purpose, const char *text)
{
    g_autofree char *input = g_strdup_printf("%c%s", purpose, text);
    Digest mac = digest_hmac(guard->secret, DIGEST_SIZE, input, strlen(input));

    return encode_base32(mac.bytes, MAC_BYTES);
}

static gboolean
is_mac(const WebGuard *guard, char purpose, const char *text, const char *claimed)
{
    g_autofree char *expected = mac_of(guard, purpose, text);
    Digest a = digest_sha256(expected, strlen(expected)), b = digest_sha256(claimed, strlen(claimed));

    return digest_equal(&a, &b);
}

/* "TIME.RANDOM.MAC": the time written as ids are. */
char *
web_guard_token(const WebGuard *guard, gint64 now)
{
    char when[ID_TEXT_SIZE];
    g_autofree char *random = random_token(48), *text = NULL, *mac = NULL;

    id_format(now, when);
    text = g_strconcat(when, ".", random, NULL);
    mac = mac_of(guard, 'f', text);
    return g_strconcat(text, ".", mac, NULL);
}

gboolean
web_guard_is_timely(const WebGuard *guard, const char *token, gint64 now)
{
    const char *dot = strrchr(token, '.');
    g_autofree char *text = dot != NULL ? g_strndup(token, (gsize)(dot - token)) : NULL, *when = NULL;
    gint64 given;

    if (text == NULL || !is_mac(guard, 'f', text, dot + 1))
        return FALSE;
    when = g_strndup(text, strcspn(text, "."));
    return id_parse(when, &given) && now - given >= guard->least && now - given <= WEB_GUARD_OLDEST;
}

char *
web_guard_confirmation(const WebGuard *guard, const char *once)
{
    return mac_of(guard, 'c', once);
}

gboolean
web_guard_is_confirmed(const WebGuard *guard, const char *once, const char *confirmation)
{
    return *once != '\0' && is_mac(guard, 'c', once, confirmation);
}

/* ---- how often ---- */

gboolean
web_guard_is_calm(WebGuard *guard, const char *client, gint64 now)
{
    g_autofree char *network = rate_limit_network(client);
    gboolean own = rate_limit_take(guard->address_calm, network, now, NULL);
    gboolean all = rate_limit_take(guard->everybody_calm, EVERYBODY, now, NULL);

    return own && all;
}

gboolean
web_guard_admit(WebGuard *guard, const char *client, gint64 now, gint64 *ret_wait)
{
    g_autofree char *network = rate_limit_network(client);

    if (!rate_limit_take(guard->address_most, network, now, ret_wait))
        return FALSE;
    if (rate_limit_take(guard->everybody_most, EVERYBODY, now, ret_wait))
        return TRUE;
    rate_limit_give_back(guard->address_most, network);
    return FALSE;
}

gboolean
web_guard_admit_reply(WebGuard *guard, const char *token, gint64 now, gint64 *ret_wait)
{
    return rate_limit_take(guard->by_link, token, now, ret_wait);
}
