/* SPDX-License-Identifier: Apache-2.0 */
/* Whom we told today what is told once a day. In memory, and in the ledger, so that a restart repeats nothing: "told
 * DIGEST", of what and whom, until it is tidied. With XMPP_TOLD_MAX of them (and as many more as there are takers at
 * the worst) those who are new are in memory alone: addresses cost nothing on a server of one's own, rows of ours do.
 */
#include "channels/xmpp/xmpp-told.h"

#include <string.h>

#include "base/clock.h"
#include "base/log.h"
#include "channels/xmpp/xmpp-private.h"

RateLimit *
xmpp_told_new(void)
{
    return rate_limit_new(&(RateLimitRule){ .tries = 1, .window = CLOCK_DAY, .at_once = 1, .keys = XMPP_TOLD_MAX });
}

static char *
key_of(const char *what, const Jid *whom)
{
    g_autofree char *bare = jid_to_bare(whom);
    DigestSpan spans[] = { { what, strlen(what) + 1 }, { bare, strlen(bare) } };
    Digest digest = digest_sha256_spans(spans, G_N_ELEMENTS(spans));

    return digest_to_hex(&digest);
}

/* FALSE also when it could not be asked. */
static gboolean
is_in_ledger(Xmpp *xmpp, const char *key)
{
    g_autoptr(LedgerRecord) record = NULL;
    g_autoptr(GError) error = NULL;

    if (!channel_ledger_find(xmpp->host, "told", key, &record, &error))
        log_failure("xmpp.told", error);
    return record != NULL;
}

gboolean
xmpp_told_first(Xmpp *xmpp, const char *what, const Jid *whom)
{
    g_autofree char *key = key_of(what, whom);

    return !is_in_ledger(xmpp, key) && rate_limit_take(xmpp->told, key, clock_monotonic(), NULL);
}

void
xmpp_told_done(Xmpp *xmpp, const char *what, const Jid *whom)
{
    g_autofree char *key = key_of(what, whom);
    const LedgerChange change = { LEDGER_ADD, "told", key, NULL };
    g_autoptr(GError) error = NULL;
    gint64 count = 0;

    if (channel_ledger_count(xmpp->host, "told", "", &count, &error) && count < XMPP_TOLD_MAX)
        channel_ledger_change(xmpp->host, &change, 1, NULL, &error);
    if (error != NULL)
        log_failure("xmpp.told", error);
}

void
xmpp_told_not(Xmpp *xmpp, const char *what, const Jid *whom)
{
    g_autofree char *key = key_of(what, whom);

    rate_limit_give_back(xmpp->told, key);
}
