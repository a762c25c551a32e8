/* SPDX-License-Identifier: Apache-2.0 */
/* One text to many: news to those who asked for it, and answers to single words. All copies are the same. */
#include <string.h>

#include "base/clock.h"
#include "base/error.h"
#include "base/id.h"
#include "channels/sms/sms-private.h"
#include "wire/markdown.h"

Rendering *
sms_circular_render(gpointer channel, const Circular *circular, GError **error)
{
    g_autofree char *text = markdown_to_text(circular->text);

    return sms_render_text(channel, segment_plain(g_strstrip(text)), circular->endpoint, NULL, error);
}

static void
set_outcome(CircularOutcome *ret, const Attempt *attempt)
{
    *ret = (CircularOutcome){ .outcome = attempt->outcome, .stopped = attempt->stopped };
    ret->unreached = attempt->outcome == OUTCOME_RETRY && strcmp(attempt->code, "connect") == 0;
    g_strlcpy(ret->code, attempt->code, sizeof ret->code);
}

/* Of this copy alone. */
static char *
name_copy(const Circular *circular, const CircularCopy *copy)
{
    char mailing[ID_TEXT_SIZE], subscriber[ID_TEXT_SIZE];

    id_format(circular->id, mailing);
    id_format(copy->id, subscriber);
    return g_strconcat(mailing, "-", subscriber, NULL);
}

static void
send_one(Sms *sms, const Circular *circular, const Rendering *rendering, const CircularCopy *copy, gint64 deadline,
         CircularOutcome *ret)
{
    gboolean list = circular->kind == CIRCULAR_LIST;
    SmsAbout about = { .subscriber = list ? copy->id : 0, .notice = list ? 0 : circular->id };
    g_autofree char *from = telephone_dial(circular->endpoint), *to = telephone_dial(copy->recipient);
    g_autofree char *reference = sms_report_token(sms, &about), *once = name_copy(circular, copy);
    SmsOrder order = { from, to, rendering->text, reference, once };
    g_auto(Attempt) attempt = { 0 };

    if (from == NULL || to == NULL)
        attempt_set(&attempt, OUTCOME_REFUSED, "number", "", "");
    else if (list && !sms_countries_have(sms->countries, copy->recipient))
        attempt_set(&attempt, OUTCOME_REFUSED, "country", "", "");
    else if (sms->host->is_endpoint(sms->host, copy->recipient))
        attempt_set(&attempt, OUTCOME_LOOPED, "loop", "", "");
    else
        sms_send_order(sms, &order, rendering->units, deadline, &attempt);
    set_outcome(ret, &attempt);
}

/* A gateway that is away is not asked for each of them. */
void
sms_circular_send(gpointer channel, const Circular *circular, const Rendering *rendering, const CircularCopy *copies,
                  guint count, gint64 deadline, CircularOutcome *ret)
{
    for (guint i = 0; i < count; i++) {
        if (i > 0 && ret[i - 1].unreached)
            ret[i] = ret[i - 1];
        else
            send_one(channel, circular, rendering, &copies[i], deadline, &ret[i]);
    }
}
