/* SPDX-License-Identifier: Apache-2.0 */
#include "mediation/delivering/pausing.h"

#include <string.h>

#include "base/clock.h"
#include "base/error.h"
#include "base/log.h"
#include "base/text.h"
#include "mediation/releasing/noticing.h"
#include "model/rights.h"
#include "store/event-store.h"
#include "store/pause-store.h"

#define LOOK_EVERY (5 * CLOCK_SECOND)
#define SLICE      500 /* jobs that one transaction brings back, so that none waits long for it */
#define SLICES_MAX 10

const char *const PAUSING_KINDS[] = {
    WORK_DELIVER, WORK_ERRAND, WORK_SEEN, WORK_SUBSCRIPTION, WORK_NEWSLETTER, WORK_NEWSLETTER_SHORT,
    WORK_NOTICE,  WORK_HEED,   NULL,
};

char *
pausing_held_kind(const char *kind, const char *channel)
{
    return g_strconcat(kind, "@", channel, NULL);
}

/* ---- pausing and going on ---- */

typedef struct {
    const Mediation *mediation;
    const Actor *actor;
    const char *channel, *reason;
} Change;

static gboolean
record(const Change *change, DbSession *session, EventKind kind, gint64 pause, GError **error)
{
    json_t *detail = json_pack("{s:s, s:s*}", "channel", change->channel, "reason", change->reason);
    gboolean done = event_append(
        change->mediation->store, session,
        &(EventDraft){ .kind = kind, .actor = change->actor, .subject = pause, .detail = detail }, NULL, error);

    json_decref(detail);
    return done;
}

static gboolean
begin(DbSession *session, gpointer data, GError **error)
{
    const Change *change = data;
    Pause pause = { .channel = (char *)change->channel,
                    .since = clock_now(),
                    .by = (char *)change->actor->name,
                    .reason = (char *)change->reason };
    gboolean paused;

    if (!pause_store_holds(session, change->channel, &paused, error))
        return FALSE;
    if (paused) {
        g_set_error_literal(error, TRIBUNE_ERROR, TRIBUNE_ERROR_CONFLICT, SAY_NOOP("this channel is paused already"));
        return FALSE;
    }
    return pause_store_insert(change->mediation->store, session, &pause, error) &&
           record(change, session, EVENT_CHANNEL_PAUSED, pause.id, error);
}

gboolean
pausing_pause(Mediation *mediation, const Actor *actor, const char *channel, const char *reason, GError **error)
{
    g_autofree char *said = text_one_line(reason, strlen(reason), PAUSING_REASON_MAX);
    Change change = { mediation, actor, channel, said };

    if (!rights_check(actor, ACTION_PAUSE_CHANNEL, (UnitId){ 0 }, error))
        return FALSE;
    if (channels_find(mediation->channels, channel) == NULL) {
        g_set_error_literal(error, TRIBUNE_ERROR, TRIBUNE_ERROR_NOT_FOUND,
                            SAY_NOOP("there is no channel of this name in the configuration"));
        return FALSE;
    }
    if (*said == '\0') {
        g_set_error_literal(error, TRIBUNE_ERROR, TRIBUNE_ERROR_INVALID,
                            SAY_NOOP("say why: those who wait for answers will ask"));
        return FALSE;
    }
    if (!store_write(mediation->store, begin, &change, error))
        return FALSE;
    log_event(LOG_WARNING, "channel.paused", "channel", channel, NULL);
    mediation_changed(mediation, (CaseId){ 0 });
    return TRUE;
}

static gboolean
end(DbSession *session, gpointer data, GError **error)
{
    const Change *change = data;
    g_autoptr(Pause) pause = NULL;

    if (!pause_store_find(change->mediation->store, session, change->channel, &pause, error))
        return FALSE;
    if (pause == NULL) {
        g_set_error_literal(error, TRIBUNE_ERROR, TRIBUNE_ERROR_CONFLICT, SAY_NOOP("this channel is not paused"));
        return FALSE;
    }
    return pause_store_end(session, pause->id, clock_now(), error) &&
           record(change, session, EVENT_CHANNEL_RESUMED, pause->id, error);
}

/* Should giving back fail here, the node does it a moment later. */
gboolean
pausing_resume(Mediation *mediation, const Actor *actor, const char *channel, GError **error)
{
    Change change = { mediation, actor, channel, NULL };
    g_autoptr(GError) trouble = NULL;

    if (!rights_check(actor, ACTION_PAUSE_CHANNEL, (UnitId){ 0 }, error) ||
        !store_write(mediation->store, end, &change, error))
        return FALSE;
    log_event(LOG_INFO, "channel.resumed", "channel", channel, NULL);
    if (!pausing_give_back(mediation, &trouble))
        log_failure("channel.give-back-failed", trouble);
    mediation_changed(mediation, (CaseId){ 0 });
    return TRUE;
}

typedef struct {
    const Mediation *mediation;
    GPtrArray *found;
} Listing;

static gboolean
list(DbSession *session, gpointer data, GError **error)
{
    Listing *listing = data;

    listing->found = pause_store_list(listing->mediation->store, session, error);
    return listing->found != NULL;
}

GPtrArray *
pausing_list(const Mediation *mediation, const Actor *actor, GError **error)
{
    Listing listing = { mediation, NULL };

    if (!rights_check_anywhere(actor, ACTION_SEE_HEALTH, error) || !store_read(mediation->store, list, &listing, error))
        return NULL;
    return listing.found;
}

/* ---- putting aside ---- */

typedef struct {
    const Job *job;
    const char *kind, *channel;
    gint64 since, now;
    gboolean paused;
    gint64 time;
} Asking;

static gboolean
ask(DbSession *session, gpointer data, GError **error)
{
    Asking *asking = data;

    return pause_store_holds(session, asking->channel, &asking->paused, error);
}

/* Asked once more where it is written, so that none is put aside after the channel went on. */
static gboolean
put_aside(DbSession *session, gpointer data, GError **error)
{
    Asking *asking = data;
    g_autofree char *held = pausing_held_kind(asking->kind, asking->channel);

    if (!ask(session, asking, error))
        return FALSE;
    return asking->paused ? job_store_hold(session, asking->job->id, held, error)
                          : work_put_back(session, asking->job, clock_now(), error);
}

gboolean
pausing_stops(const Mediation *mediation, const Job *job, const char *kind, const char *channel, gboolean *ret,
              GError **error)
{
    Asking asking = { .job = job, .kind = kind, .channel = channel };

    *ret = FALSE;
    if (!store_read(mediation->store, ask, &asking, error))
        return FALSE;
    if (!asking.paused)
        return TRUE;
    if (!store_write_background(mediation->store, put_aside, &asking, error))
        return FALSE;
    *ret = TRUE;
    return TRUE;
}

static gboolean
ask_time(DbSession *session, gpointer data, GError **error)
{
    Asking *asking = data;

    return pause_store_time(session, asking->channel, asking->since, asking->now, &asking->time, error);
}

gboolean
pausing_is_too_old(const Mediation *mediation, const char *channel, gint64 since, gint64 lifetime, gint64 due)
{
    Asking asking = { .channel = channel, .since = since, .now = clock_now() };
    g_autoptr(GError) error = NULL;

    if (due <= since + lifetime)
        return FALSE;
    if (store_read(mediation->store, ask_time, &asking, &error))
        return due > since + lifetime + asking.time;
    log_failure("channel.pause-unread", error);
    return FALSE;
}

/* ---- giving back ---- */

typedef struct {
    const char *kind, *channel;
    guint count;
} Giving;

static gboolean
give_slice(DbSession *session, gpointer data, GError **error)
{
    Giving *giving = data;
    g_autofree char *held = pausing_held_kind(giving->kind, giving->channel);
    gboolean paused;

    giving->count = 0;
    return pause_store_holds(session, giving->channel, &paused, error) &&
           (paused || job_store_unhold(session, held, giving->kind, SLICE, &giving->count, error));
}

static gboolean
give_kind(const Mediation *mediation, const char *kind, const char *channel, GError **error)
{
    Giving giving = { kind, channel, SLICE };
    JobBacklog backlog;

    if (!pausing_backlog(mediation, kind, channel, &backlog, error))
        return FALSE;
    if (backlog.waiting == 0)
        return TRUE;
    for (guint i = 0; i < SLICES_MAX && giving.count == SLICE; i++)
        if (!store_write_background(mediation->store, give_slice, &giving, error))
            return FALSE;
    work_wake(mediation->work, kind);
    return TRUE;
}

static gboolean
list_resumed(DbSession *session, gpointer data, GError **error)
{
    Listing *listing = data;

    listing->found = pause_store_list_resumed(session, error);
    return listing->found != NULL;
}

gboolean
pausing_give_back(const Mediation *mediation, GError **error)
{
    Listing listing = { mediation, NULL };
    g_autoptr(GPtrArray) channels = NULL;

    if (!store_read(mediation->store, list_resumed, &listing, error))
        return FALSE;
    channels = listing.found;
    for (guint i = 0; i < channels->len; i++)
        for (const char *const *kind = PAUSING_KINDS; *kind != NULL; kind++)
            if (!give_kind(mediation, *kind, g_ptr_array_index(channels, i), error))
                return FALSE;
    return TRUE;
}

gboolean
pausing_backlog(const Mediation *mediation, const char *kind, const char *channel, JobBacklog *ret, GError **error)
{
    g_autofree char *held = pausing_held_kind(kind, channel);

    return work_backlog(mediation->work, held, ret, error);
}

static void
look(gpointer data)
{
    g_autoptr(GError) error = NULL;

    if (!pausing_give_back(data, &error))
        log_failure("channel.give-back-failed", error);
}

void
pausing_register(Mediation *mediation)
{
    work_every(mediation->work, "pauses", LOOK_EVERY, look, mediation);
}
