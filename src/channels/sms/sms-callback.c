/* SPDX-License-Identifier: Apache-2.0 */
/* What is done with what the gateway posts: it is recorded, and only then is anybody told so. */
#include "base/error.h"
#include "base/log.h"
#include "channels/sms/sms-private.h"

static gboolean
record_message(Sms *sms, const MessageDraft *draft, GError **error)
{
    Actor actor = { .kind = ACTOR_CHANNEL, .name = sms->host->name };
    IntakeResult result;
    MessageId id;

    if (!intake_submit(sms->host->intake, &actor, sms->host->name, draft, &result, &id, error))
        return FALSE;
    atomic_fetch_add(&sms->received, 1);
    return TRUE;
}

/* What there is no such delivery of is forgotten. */
static gboolean
record_report(Sms *sms, const SmsItem *item, GError **error)
{
    Report report = { .delivery = item->about.delivery, .kind = item->kind, .code = item->code, .words = item->words };
    GError *trouble = NULL;
    const SmsAbout *about = &item->about;
    gboolean done = about->subscriber != 0 ? sms->host->report_copy(sms->host, about->subscriber, item->kind, &trouble)
                    : about->notice != 0   ? sms->host->report_notice(sms->host, about->notice, item->kind, &trouble)
                                           : sms->host->report(sms->host, &report, &trouble);

    if (done)
        return TRUE;
    if (g_error_matches(trouble, TRIBUNE_ERROR, TRIBUNE_ERROR_NOT_FOUND)) {
        g_error_free(trouble);
        return TRUE;
    }
    g_propagate_error(error, trouble);
    return FALSE;
}

static gboolean
record(Sms *sms, const SmsItem *item, GError **error)
{
    if (item->draft != NULL)
        return record_message(sms, item->draft, error);
    return !item->reports || record_report(sms, item, error);
}

static void
warn(Sms *sms, const char *event, const GError *trouble)
{
    atomic_fetch_add(&sms->refused, 1);
    log_event(LOG_WARNING, event, "channel", sms->host->name, "error", trouble->message, NULL);
}

/* What cannot be taken in now may not be said to have been: the gateway keeps it and comes again. */
gboolean
sms_keep(gpointer channel, const char *sender, GBytes *item, HttpResponse *response, GError **error)
{
    Sms *sms = channel;
    g_auto(SmsItem) read = { 0 };
    g_autoptr(GError) trouble = NULL;

    (void)sender;
    if (!sms->gateway->read(sms, item, &read, error))
        return FALSE;
    if (record(sms, &read, &trouble))
        return http_response_text(response, "");
    warn(sms, "sms.refused", trouble);
    http_response_set_status(response, 503);
    return http_response_text(response, "not now\n");
}

/* ---- what the relay kept: it has said that it has it ---- */

/* To a number that nobody added: it comes to the first that is ours, rather than to nobody. */
static gboolean
record_elsewhere(Sms *sms, MessageDraft *draft, GError **error)
{
    g_autoptr(GPtrArray) endpoints = sms->host->endpoints(sms->host);

    if (endpoints->len == 0) {
        g_set_error_literal(error, TRIBUNE_ERROR, TRIBUNE_ERROR_NOT_FOUND, "no number of ours is set up");
        return FALSE;
    }
    g_free(draft->endpoint);
    draft->endpoint = g_strdup(((const Endpoint *)g_ptr_array_index(endpoints, 0))->uri);
    return record_message(sms, draft, error);
}

/* What cannot be read, and was said to be taken, is kept as it is. FALSE: no number of ours is there to keep it, yet.
 */
static gboolean
keep_unread(Sms *sms, GBytes *item, SmsItem *read, const GError *trouble)
{
    g_autoptr(GPtrArray) endpoints = sms->host->endpoints(sms->host);

    warn(sms, endpoints->len > 0 ? "sms.unreadable" : "sms.waits", trouble);
    if (endpoints->len == 0)
        return FALSE;
    read->draft = sms_make_unread(((const Endpoint *)g_ptr_array_index(endpoints, 0))->uri, item);
    return TRUE;
}

/* A report of nothing that we sent is nobody's; all else was said to be taken, and waits until it can be. */
gboolean
sms_take(gpointer channel, RelayTaker *taker, const guint8 *bytes, gsize length, gboolean kept)
{
    Sms *sms = channel;
    g_autoptr(GBytes) item = g_bytes_new(bytes, length);
    g_auto(SmsItem) read = { 0 };
    g_autoptr(GError) trouble = NULL;

    (void)taker;
    (void)kept;
    if (!sms->gateway->read(sms, item, &read, &trouble)) {
        if (g_error_matches(trouble, TRIBUNE_ERROR, TRIBUNE_ERROR_NOT_FOUND)) {
            warn(sms, "sms.dropped", trouble);
            return TRUE;
        }
        if (!keep_unread(sms, item, &read, trouble))
            return FALSE;
    }
    g_clear_error(&trouble);
    if (record(sms, &read, &trouble))
        return TRUE;
    if (read.draft != NULL && g_error_matches(trouble, TRIBUNE_ERROR, TRIBUNE_ERROR_NOT_FOUND)) {
        warn(sms, "sms.unknown-number", trouble);
        g_clear_error(&trouble);
        if (record_elsewhere(sms, read.draft, &trouble))
            return TRUE;
    }
    warn(sms, "sms.waits", trouble);
    return FALSE;
}
