/* SPDX-License-Identifier: Apache-2.0 */
#include "mediation/subscribing/heeding.h"

#include <string.h>

#include "base/clock.h"
#include "base/id.h"
#include "mediation/subscribing/subscribing-private.h"
#include "store/event-store.h"
#include "store/topic-store.h"

void
heeding_clear(Heeding *heeding)
{
    g_clear_pointer(&heeding->request, subscription_request_free);
    g_clear_pointer(&heeding->place, g_free);
}

gboolean
heeding_is_stopped(const Mediation *mediation, DbSession *session, const char *uri, gboolean *ret, GError **error)
{
    Digest hash;

    *ret = FALSE;
    if (mediation->subscribing == NULL)
        return TRUE;
    hash = subscribing_hash(mediation->subscribing, uri);
    return heeding_store_is_stopped(session, &hash, ret, error);
}

/* ---- what it means ---- */

static const char **
tags_of(const Mediation *mediation)
{
    guint count = locales_count(mediation->locales);
    const char **tags = g_new0(const char *, count + 1);

    for (guint i = 0; i < count; i++)
        tags[i] = locale_tag(locales_at(mediation->locales, i));
    return tags;
}

static gboolean
is_called(const Mediation *mediation, const TopicRow *topic, const char *wanted)
{
    g_autofree char *code = keyword_fold(topic->code);
    gboolean found = strcmp(code, wanted) == 0;

    for (guint i = 0; !found && i < locales_count(mediation->locales); i++) {
        g_autofree char *name = keyword_fold(topic_row_name(topic, locale_tag(locales_at(mediation->locales, i))));

        found = strcmp(name, wanted) == 0;
    }
    return found;
}

/* The code of what she wants; NULL in @ret: nothing that we have. */
static gboolean
find_place(const Mediation *mediation, DbSession *session, const char *wanted, char **ret, GError **error)
{
    g_autofree const char **tags = tags_of(mediation);
    KeywordTopic topic = keyword_topic(wanted, tags);
    g_autoptr(GPtrArray) topics = NULL;

    *ret = topic == KEYWORD_TOPIC_OTHER ? NULL : g_strdup(topic == KEYWORD_TOPIC_ALL ? PLACE_ALL : PLACE_ALERTS);
    if (*ret != NULL)
        return TRUE;
    topics = topic_store_list(session, error);
    for (guint i = 0; topics != NULL && i < topics->len && *ret == NULL; i++) {
        const TopicRow *row = g_ptr_array_index(topics, i);

        if (!row->closed && is_called(mediation, row, wanted))
            *ret = g_strdup(row->code);
    }
    return topics != NULL;
}

static gboolean
find_request(DbSession *session, const MessageDraft *draft, Heeding *heeding, GError **error)
{
    if (!subscription_store_find(session, &heeding->hash, draft->endpoint, clock_now() - SUBSCRIBING_PATIENCE,
                                 &heeding->request, error))
        return FALSE;
    if (heeding->request != NULL)
        heeding->answer = HEED_CONFIRMED;
    return TRUE;
}

static gboolean
read_start(const Mediation *mediation, DbSession *session, const MessageDraft *draft, Heeding *heeding, GError **error)
{
    g_auto(SubscribingSender) sender = { 0 };
    gboolean stopped;

    if (*draft->wanted != '\0') {
        if (!subscribing_sender(mediation, heeding->scheme, &sender) ||
            !channels_admit(sender.channel, draft->sender, NULL))
            return TRUE;
        if (!find_place(mediation, session, draft->wanted, &heeding->place, error))
            return FALSE;
        heeding->answer = heeding->place != NULL ? HEED_QUESTION : HEED_NOTHING;
        return TRUE;
    }
    if (!find_request(session, draft, heeding, error) ||
        !heeding_store_is_stopped(session, &heeding->hash, &stopped, error))
        return FALSE;
    if (heeding->answer == HEED_NOTHING)
        heeding->answer = stopped ? HEED_STARTED : HEED_HELP;
    return TRUE;
}

/* Whether the house's law lets alerts of danger to life go where STOP came from. */
static gboolean
keeps_alerts(const Mediation *mediation, const char *scheme)
{
    g_auto(SubscribingSender) sender = { 0 };

    return subscribing_sender(mediation, scheme, &sender) && sender.channel->driver->keeps_alerts != NULL &&
           sender.channel->driver->keeps_alerts(sender.channel->handle);
}

/* Said before, it is said to end what was kept, if anything was. */
static gboolean
read_stop(const Mediation *mediation, DbSession *session, Heeding *heeding, GError **error)
{
    g_autoptr(SubscriberRow) row = NULL;
    gboolean before, reads;

    if (!heeding_store_is_stopped(session, &heeding->hash, &before, error) ||
        !subscriber_store_find(session, &heeding->hash, &row, error))
        return FALSE;
    reads = row != NULL && row->state == SUBSCRIBER_ACTIVE;
    heeding->answer = HEED_STOPPED;
    heeding->silent = before && !reads;
    heeding->keeps = !before && reads && keeps_alerts(mediation, heeding->scheme);
    return TRUE;
}

static gboolean
read_keyword(const Mediation *mediation, DbSession *session, const MessageDraft *draft, Heeding *heeding,
             GError **error)
{
    switch (draft->keyword) {
    case KEYWORD_STOP:
        return read_stop(mediation, session, heeding, error);
    case KEYWORD_START:
        return read_start(mediation, session, draft, heeding, error);
    case KEYWORD_YES:
        return find_request(session, draft, heeding, error);
    case KEYWORD_HELP:
        heeding->answer = HEED_HELP;
        return TRUE;
    default:
        return TRUE;
    }
}

gboolean
heeding_read(const Mediation *mediation, DbSession *session, const MessageDraft *draft, Heeding *ret, GError **error)
{
    guint before;

    *ret = (Heeding){ .answer = HEED_NOTHING };
    if (draft->keyword == KEYWORD_NONE || *draft->sender == '\0' || mediation->subscribing == NULL)
        return TRUE;
    ret->hash = subscribing_hash(mediation->subscribing, draft->sender);
    subscribing_scheme_of(draft->sender, ret->scheme);
    if (!read_keyword(mediation, session, draft, ret, error) ||
        !heeding_store_count(session, &ret->hash, clock_now() - CLOCK_DAY, &before, error))
        return FALSE;
    ret->silent |= before >= HEEDING_ANSWERS_MAX && ret->answer != HEED_STOPPED;
    return TRUE;
}

/* ---- doing it ---- */

typedef struct {
    const Mediation *mediation;
    DbSession *session;
    const Actor *actor;
    const Message *message;
    const MessageDraft *draft;
    const Heeding *heeding;
    CaseId case_id;
    gint64 request; /* the one that is asked about */
} Taking;

static gboolean
record(const Taking *taking, EventKind kind, GError **error)
{
    json_t *detail = json_pack("{s:s}", "word", keyword_name(taking->draft->keyword));
    gboolean done = event_append(taking->mediation->store, taking->session,
                                 &(EventDraft){ .kind = kind,
                                                .actor = taking->actor,
                                                .case_id = taking->case_id,
                                                .subject = taking->message->id.value,
                                                .detail = detail,
                                                .ref = taking->message->ref.leaf },
                                 NULL, error);

    json_decref(detail);
    return done;
}

static gboolean
stop(const Taking *taking, GError **error)
{
    if (taking->heeding->silent)
        return TRUE;
    return heeding_store_stop(taking->session, &taking->heeding->hash, clock_now(), error) &&
           subscribing_end_stopped(taking->mediation, taking->session, taking->actor, &taking->heeding->hash,
                                   taking->heeding->keeps, error) &&
           record(taking, EVENT_ADDRESS_STOPPED, error);
}

static gboolean
start(const Taking *taking, GError **error)
{
    gboolean stopped;

    return heeding_store_is_stopped(taking->session, &taking->heeding->hash, &stopped, error) &&
           heeding_store_start(taking->session, &taking->heeding->hash, clock_now(), error) &&
           (!stopped || record(taking, EVENT_ADDRESS_STARTED, error));
}

/* She says YES to it, or types no code: she has no page open. */
static gboolean
request(Taking *taking, GError **error)
{
    SubscriptionRequest asked = { .id = id_next(), .hash = taking->heeding->hash, .created = clock_now() };
    g_autoptr(SubscriptionWish) wish = subscription_wish_new(
        *taking->draft->language != '\0' ? taking->draft->language : taking->mediation->language, FREQUENCY_ONCE);
    gboolean done;

    g_ptr_array_add(wish->topics, g_strdup(taking->heeding->place));
    asked.wish = subscribing_clean(taking->mediation, taking->session, wish, error);
    if (asked.wish == NULL)
        return FALSE;
    asked.asked_from = taking->draft->endpoint;
    done = subscriber_store_seal(taking->mediation->store, taking->draft->sender, &asked.sealed, &asked.secret_key,
                                 error) &&
           subscription_store_insert(taking->session, &asked, error);
    taking->request = asked.id;
    subscription_wish_free(asked.wish);
    g_clear_pointer(&asked.sealed, g_bytes_unref);
    return done;
}

static gboolean
confirm(const Taking *taking, GError **error)
{
    SubscriberId id;

    return subscribing_accept(taking->mediation, taking->session, taking->actor, taking->heeding->request, &id, error);
}

static gboolean
act(Taking *taking, GError **error)
{
    switch (taking->heeding->answer) {
    case HEED_STOPPED:
        return stop(taking, error);
    case HEED_STARTED:
        return start(taking, error);
    case HEED_QUESTION:
        return start(taking, error) && request(taking, error);
    case HEED_CONFIRMED:
        taking->request = taking->heeding->request->id;
        return confirm(taking, error);
    case HEED_HELP:
        return taking->draft->keyword != KEYWORD_START || start(taking, error);
    default:
        return TRUE;
    }
}

static gboolean
queue_answer(const Taking *taking, GError **error)
{
    HeedingRow row = { .id = taking->message->id.value,
                       .hash = taking->heeding->hash,
                       .answer = taking->heeding->answer,
                       .endpoint = taking->message->endpoint.value,
                       .request = taking->request,
                       .created = clock_now() };
    gboolean done;

    g_strlcpy(row.language, taking->draft->language, sizeof row.language);
    if (!subscriber_store_seal(taking->mediation->store, taking->draft->sender, &row.sealed, &row.secret_key, error))
        return FALSE;
    done = heeding_store_insert(taking->session, &row, error) &&
           work_add(taking->session, WORK_HEED, row.id, row.created, error);
    g_bytes_unref(row.sealed);
    return done;
}

gboolean
heeding_take(const Mediation *mediation, DbSession *session, const Actor *actor, const Message *message,
             const MessageDraft *draft, const Heeding *heeding, CaseId case_id, GError **error)
{
    Taking taking = { mediation, session, actor, message, draft, heeding, case_id, 0 };

    return act(&taking, error) && (heeding->silent || queue_answer(&taking, error));
}
