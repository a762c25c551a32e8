/* SPDX-License-Identifier: Apache-2.0 */
/* The mail that a form leads to: a link to say yes, or to the preferences of who has said it already. */
#include "base/clock.h"
#include "base/error.h"
#include "mediation/delivering/pausing.h"
#include "mediation/delivering/retrying.h"
#include "mediation/subscribing/heeding.h"
#include "mediation/subscribing/notices.h"
#include "mediation/subscribing/subscribing-private.h"
#include "store/subscription-store.h"

#define THREADS    2
#define LEASE      (10 * CLOCK_MINUTE)
#define SEND_LIMIT (5 * CLOCK_MINUTE)

typedef struct {
    Mediation *mediation;
    const Job *job;
    SubscriptionRequest *request; /* NULL: it has gone */
    SubscriberId known;           /* who has a subscription already; 0: nobody */
    char *address;
    gboolean doubtful; /* it is perhaps the second */
    CircularOutcome outcome;
    gint64 due;
} Letter;

static void
letter_clear(Letter *letter)
{
    g_clear_pointer(&letter->request, subscription_request_free);
    g_free(letter->address);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Letter, letter_clear)

static gboolean
load(DbSession *session, gpointer data, GError **error)
{
    Letter *letter = data;
    g_autoptr(SubscriberRow) known = NULL;
    SubscriberRow sealed = { 0 };

    if (!subscription_store_load(session, letter->job->subject, &letter->request, error))
        return FALSE;
    if (letter->request == NULL)
        return TRUE;
    if (!subscriber_store_find(session, &letter->request->hash, &known, error))
        return FALSE;
    letter->known.value = known != NULL && known->state == SUBSCRIBER_ACTIVE ? known->id.value : 0;
    sealed.sealed = letter->request->sealed;
    sealed.secret_key = letter->request->secret_key;
    letter->address = subscriber_store_address(letter->mediation->store, session, &sealed, error);
    return letter->address != NULL && notices_is_doubtful(session, letter->job, &letter->doubtful, error);
}

static char *
make_url(const Letter *letter)
{
    char token[CIRCULAR_TOKEN_LENGTH + 1];
    gboolean known = letter->known.value != 0;

    subscribing_make_link(letter->mediation->subscribing, known ? LINK_OWN : LINK_CONFIRM,
                          known ? letter->known.value : letter->request->id, token);
    return g_strconcat(letter->mediation->portal_url, known ? "/subscription/" : "/subscription/confirm/", token, NULL);
}

/* The code goes into the page that is open, or she answers. */
static char *
compose_short(const Letter *letter, const Locale *locale)
{
    const char *authority = letter->mediation->authority;
    char code[SUBSCRIBING_CODE_DIGITS + 1];

    if (letter->known.value != 0) {
        g_autofree char *url = make_url(letter);

        return locale_fill(locale,
                           SAY("{authority}: you get our news by text message already. To change it: {url} To end it: "
                               "STOP"),
                           "authority", authority, "url", url, NULL);
    }
    subscribing_make_code(letter->mediation->subscribing, letter->request->id, code);
    return locale_fill(locale,
                       SAY("{authority}: your code is {code}. Type it on our page, or answer YES, to get our news by "
                           "text message. If it was not you, do nothing."),
                       "authority", authority, "code", code, NULL);
}

static char *
compose_text(const Letter *letter, const Locale *locale)
{
    g_autofree char *url = make_url(letter);

    if (letter->known.value != 0)
        return locale_fill(locale,
                           SAY("Good day,\n\nsomebody, you we think, asked for our news by mail at this address. It "
                               "gets them already. To see or change what you get, or to end it, open this page:"
                               "\n\n<{url}>\n\nIf it was not you, you need not do anything.\n\n{authority}"),
                           "url", url, "authority", letter->mediation->authority, NULL);
    return locale_fill(locale,
                       SAY("Good day,\n\nsomebody, you we think, asked for our news by mail at this address. Please "
                           "confirm it on this page within 48 hours:\n\n<{url}>\n\nIf it was not you, you need not do "
                           "anything: you will not get any more mail from us about this.\n\n{authority}"),
                       "url", url, "authority", letter->mediation->authority, NULL);
}

static gboolean
send(const Letter *letter, const SubscribingSender *sender, CircularOutcome *ret, GError **error)
{
    const Locale *locale = locales_find(letter->mediation->locales, letter->request->wish->language);
    g_autofree char *text =
        subscribing_is_short(sender->channel) ? compose_short(letter, locale) : compose_text(letter, locale);
    Circular circular = { .kind = CIRCULAR_NOTICE,
                          .id = letter->request->id,
                          .endpoint = sender->endpoint,
                          .endpoint_name = sender->name,
                          .subject = letter->known.value != 0 ? locale_say(locale, SAY("Your subscription"))
                                                              : locale_say(locale, SAY("Please confirm: news by mail")),
                          .text = text,
                          .language = locale_tag(locale),
                          .date = letter->request->created };
    CircularCopy copy = { .id = letter->request->id, .recipient = letter->address };
    const struct channel_driver *driver = sender->channel->driver;
    g_autoptr(Rendering) rendering = driver->render_circular(sender->channel->handle, &circular, error);

    if (rendering == NULL)
        return FALSE;
    driver->send_circular(sender->channel->handle, &circular, rendering, &copy, 1, clock_monotonic() + SEND_LIMIT, ret);
    return TRUE;
}

static gboolean
conclude(DbSession *session, gpointer data, GError **error)
{
    const Letter *letter = data;
    const SubscriptionRequest *request = letter->request;

    if (letter->outcome.stopped &&
        !heeding_stop_reported(letter->mediation, session, &ACTOR_TRIBUNE,
                               &(HeedingReport){ .hash = request->hash, .subject = request->id, .left = clock_now() },
                               error))
        return FALSE;
    return notices_conclude(session, letter->job, letter->doubtful, &letter->outcome, letter->due, error);
}

static gboolean
find_sender(const Letter *letter, SubscribingSender *ret)
{
    char scheme[SUBSCRIBER_SCHEME_SIZE];

    subscribing_scheme_of(letter->address, scheme);
    return subscribing_sender(letter->mediation, scheme, ret);
}

static gboolean
handle(gpointer data, const Job *job, GError **error)
{
    g_auto(Letter) letter = { .mediation = data, .job = job };
    g_auto(SubscribingSender) sender = { 0 };
    CircularOutcome *outcome = &letter.outcome;
    gboolean stopped;

    if (!store_read(letter.mediation->store, load, &letter, error))
        return FALSE;
    if (letter.request != NULL && find_sender(&letter, &sender)) {
        if (!pausing_stops(letter.mediation, job, WORK_SUBSCRIPTION, sender.channel->name, &stopped, error) || stopped)
            return stopped;
        if (!send(&letter, &sender, outcome, error))
            return FALSE;
        notices_tell(letter.mediation, "subscription.letter", letter.known.value != 0 ? "known" : "question", outcome,
                     letter.doubtful);
        letter.due = clock_now() + retrying_pause(outcome->code, job->attempts);
        if (outcome->outcome != OUTCOME_RETRY || letter.due > letter.request->created + SUBSCRIBING_PATIENCE)
            letter.due = 0;
    }
    return store_write_background(letter.mediation->store, conclude, &letter, error);
}

void
subscribing_register(Mediation *mediation)
{
    work_register(mediation->work, WORK_SUBSCRIPTION, THREADS, LEASE, handle, mediation);
}
