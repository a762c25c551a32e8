/* SPDX-License-Identifier: Apache-2.0 */
/* What we say to STOP, START, YES and HELP: one short message, from the address of ours that was written to. */
#include <string.h>

#include "base/clock.h"
#include "base/error.h"
#include "mediation/delivering/pausing.h"
#include "mediation/delivering/retrying.h"
#include "mediation/subscribing/heeding.h"
#include "mediation/subscribing/notices.h"
#include "mediation/subscribing/subscribing-private.h"
#include "store/topic-store.h"

#define THREADS    2
#define LEASE      (10 * CLOCK_MINUTE)
#define SEND_LIMIT (5 * CLOCK_MINUTE)
#define LIFETIME   (2 * CLOCK_DAY) /* later nobody remembers the question */

typedef struct {
    Mediation *mediation;
    const Job *job;
    HeedingRow *row; /* NULL: it has gone */
    char *address;
    GPtrArray *topics; /* char *, names of what the request is for */
    gboolean keeps;    /* STOP did not end all */
    gboolean doubtful; /* it is perhaps the second */
    CircularOutcome outcome;
    gint64 due;
} Answer;

static void
answer_clear(Answer *answer)
{
    g_clear_pointer(&answer->row, heeding_row_free);
    g_clear_pointer(&answer->topics, g_ptr_array_unref);
    g_free(answer->address);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Answer, answer_clear)

static const Locale *
locale_of(const Answer *answer)
{
    const Mediation *mediation = answer->mediation;
    const char *language = *answer->row->language != '\0' ? answer->row->language : mediation->language;

    return locales_find(mediation->locales, language);
}

/* ---- reading ---- */

static char *
name_topic(const Answer *answer, const GPtrArray *topics, const char *place)
{
    const Locale *locale = locale_of(answer);

    if (strcmp(place, PLACE_ALL) == 0)
        return g_strdup(locale_say(locale, SAY("All news")));
    if (strcmp(place, PLACE_ALERTS) == 0)
        return g_strdup(locale_say(locale, SAY("Alerts")));
    for (guint i = 0; i < topics->len; i++) {
        const TopicRow *topic = g_ptr_array_index(topics, i);

        if (strcmp(topic->code, place) == 0)
            return g_strdup(topic_row_name(topic, locale_tag(locale)));
    }
    return g_strdup(place);
}

static gboolean
load_topics(Answer *answer, DbSession *session, GError **error)
{
    g_autoptr(SubscriptionRequest) request = NULL;
    g_autoptr(GPtrArray) topics = NULL;

    answer->topics = g_ptr_array_new_with_free_func(g_free);
    if (answer->row->request == 0)
        return TRUE;
    topics = topic_store_list(session, error);
    if (topics == NULL || !subscription_store_load(session, answer->row->request, &request, error))
        return FALSE;
    for (guint i = 0; request != NULL && i < request->wish->topics->len; i++)
        g_ptr_array_add(answer->topics, name_topic(answer, topics, g_ptr_array_index(request->wish->topics, i)));
    return TRUE;
}

static gboolean
load_kept(Answer *answer, DbSession *session, GError **error)
{
    g_autoptr(SubscriberRow) row = NULL;

    if (answer->row->answer != HEED_STOPPED)
        return TRUE;
    if (!subscriber_store_find(session, &answer->row->hash, &row, error))
        return FALSE;
    answer->keeps = row != NULL && row->state == SUBSCRIBER_ACTIVE;
    return TRUE;
}

static gboolean
load(DbSession *session, gpointer data, GError **error)
{
    Answer *answer = data;
    SubscriberRow sealed = { 0 };

    if (!heeding_store_load(session, answer->job->subject, &answer->row, error))
        return FALSE;
    if (answer->row == NULL)
        return TRUE;
    sealed.sealed = answer->row->sealed;
    sealed.secret_key = answer->row->secret_key;
    answer->address = subscriber_store_address(answer->mediation->store, session, &sealed, error);
    return answer->address != NULL && notices_is_doubtful(session, answer->job, &answer->doubtful, error) &&
           load_topics(answer, session, error) && load_kept(answer, session, error);
}

/* ---- writing ---- */

static const char *
say_stopped(const Answer *answer, const Locale *locale, gboolean brief)
{
    if (answer->keeps)
        return brief ? locale_say(locale, SAY("{authority}: you get nothing more but alerts of danger to life. STOP "
                                              "again ends those. {contact}"))
                     : locale_say(locale, SAY("{authority}: we send you nothing more but alerts of danger to life. "
                                              "STOP once more ends those too. To undo this: START. {contact}"));
    return brief ? locale_say(locale, SAY("{authority}: you get nothing more unasked, but answers. To undo this: "
                                          "START. {contact}"))
                 : locale_say(locale, SAY("{authority}: we send you nothing more that you did not ask for. What you "
                                          "write to us we still answer. To undo this: START. {contact}"));
}

static const char *
say(const Answer *answer, const Locale *locale, gboolean news, gboolean brief)
{
    switch (answer->row->answer) {
    case HEED_STOPPED:
        return say_stopped(answer, locale, brief);
    case HEED_STARTED:
        return locale_say(locale, SAY("{authority}: we write to this number again. To end it: STOP. {url}"));
    case HEED_QUESTION:
        return locale_say(locale, SAY("{authority}: answer YES to get by text message: {topics}. If it was not you, do "
                                      "nothing."));
    case HEED_CONFIRMED:
        return locale_say(locale, SAY("{authority}: you get by text message from now on: {topics}. To end it: STOP."));
    default:
        return news ? locale_say(locale,
                                 SAY("{authority}. Write to us here, and we answer. Alerts by text message: START "
                                     "ALERTS. To get nothing but answers: STOP. {url}"))
                    : locale_say(locale, SAY("{authority}. Write to us here, and we answer. {url}"));
    }
}

/* Where a person is heard: carriers ask for it in what STOP is answered. */
static const char *
contact_of(const Mediation *mediation)
{
    if (mediation->telephone != NULL && *mediation->telephone != '\0')
        return mediation->telephone;
    return mediation->portal_url != NULL ? mediation->portal_url : "";
}

static char *
compose(const Answer *answer, gboolean brief)
{
    const Locale *locale = locale_of(answer);
    const Mediation *mediation = answer->mediation;
    char scheme[SUBSCRIBER_SCHEME_SIZE];
    g_auto(SubscribingSender) sender = { 0 };
    g_autofree char *topics = NULL;

    subscribing_scheme_of(answer->address, scheme);
    g_ptr_array_add(answer->topics, NULL);
    topics = locale_list(locale, (const char *const *)answer->topics->pdata);
    return g_strchomp(locale_fill(locale, say(answer, locale, subscribing_sender(mediation, scheme, &sender), brief),
                                  "authority", mediation->authority, "topics", topics, "url",
                                  mediation->portal_url != NULL ? mediation->portal_url : "", "contact",
                                  contact_of(mediation), NULL));
}

/* A channel that is not there is not paused. */
static gboolean
is_stopped(const Answer *answer, gboolean *ret, GError **error)
{
    g_autoptr(DirectorySnapshot) snapshot = directory_snapshot(answer->mediation->directory);
    const Endpoint *endpoint = directory_get_endpoint(snapshot, (EndpointId){ answer->row->endpoint });

    *ret = FALSE;
    return endpoint == NULL || pausing_stops(answer->mediation, answer->job, WORK_HEED, endpoint->channel, ret, error);
}

/* In as few messages as can be: one that takes more is said in fewer words. */
static Rendering *
render(const Answer *answer, const Channel *channel, Circular *circular, char **ret_text, GError **error)
{
    g_autoptr(Rendering) rendering = NULL;

    for (gboolean brief = FALSE; brief <= TRUE && (rendering == NULL || rendering->units > 1); brief++) {
        g_clear_pointer(&rendering, rendering_free);
        g_free(*ret_text);
        circular->text = *ret_text = compose(answer, brief);
        rendering = channel->driver->render_circular(channel->handle, circular, error);
        if (rendering == NULL)
            return NULL;
    }
    return g_steal_pointer(&rendering);
}

/* FALSE without error: nobody can say it any more. */
static gboolean
send(const Answer *answer, CircularOutcome *ret, GError **error)
{
    const Mediation *mediation = answer->mediation;
    g_autoptr(DirectorySnapshot) snapshot = directory_snapshot(mediation->directory);
    const Endpoint *endpoint = directory_get_endpoint(snapshot, (EndpointId){ answer->row->endpoint });
    const Channel *channel = endpoint != NULL ? channels_find(mediation->channels, endpoint->channel) : NULL;
    g_autofree char *text = NULL;
    g_autoptr(Rendering) rendering = NULL;
    CircularCopy copy = { .id = answer->row->id, .recipient = answer->address };
    Circular circular = { .kind = CIRCULAR_NOTICE,
                          .id = answer->row->id,
                          .endpoint_name = mediation->authority,
                          .subject = mediation->authority,
                          .language = locale_tag(locale_of(answer)),
                          .date = answer->row->created };

    if (channel == NULL || (channel->driver->capabilities.abilities & CHANNEL_CIRCULARS) == 0)
        return FALSE;
    circular.endpoint = endpoint->uri;
    rendering = render(answer, channel, &circular, &text, error);
    if (rendering == NULL)
        return FALSE;
    channel->driver->send_circular(channel->handle, &circular, rendering, &copy, 1, clock_monotonic() + SEND_LIMIT,
                                   ret);
    return TRUE;
}

static gboolean
conclude(DbSession *session, gpointer data, GError **error)
{
    const Answer *answer = data;
    const Mediation *mediation = answer->mediation;

    if (answer->outcome.stopped &&
        !heeding_stop_reported(
            mediation, session, &ACTOR_TRIBUNE,
            &(HeedingReport){ .hash = answer->row->hash, .subject = answer->row->id, .left = clock_now() }, error))
        return FALSE;
    return notices_conclude(session, answer->job, answer->doubtful, &answer->outcome, answer->due, error);
}

static gboolean
handle(gpointer data, const Job *job, GError **error)
{
    g_auto(Answer) answer = { .mediation = data, .job = job };
    CircularOutcome *outcome = &answer.outcome;
    GError *trouble = NULL;
    gboolean stopped = FALSE;

    if (!store_read(answer.mediation->store, load, &answer, error))
        return FALSE;
    if (answer.row != NULL && (!is_stopped(&answer, &stopped, error) || stopped))
        return stopped;
    if (answer.row != NULL && send(&answer, outcome, &trouble)) {
        notices_tell(answer.mediation, "heeding.answer", heed_answer_name(answer.row->answer), outcome,
                     answer.doubtful);
        answer.due = clock_now() + retrying_pause(outcome->code, job->attempts);
        if (outcome->outcome != OUTCOME_RETRY || answer.due > answer.row->created + LIFETIME)
            answer.due = 0;
    }
    if (trouble != NULL) {
        g_propagate_error(error, trouble);
        return FALSE;
    }
    return store_write_background(answer.mediation->store, conclude, &answer, error);
}

void
heeding_register(Mediation *mediation)
{
    work_register(mediation->work, WORK_HEED, THREADS, LEASE, handle, mediation);
}
