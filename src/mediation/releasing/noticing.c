/* SPDX-License-Identifier: Apache-2.0 */
#include "mediation/releasing/noticing.h"

#include <string.h>

#include "base/clock.h"
#include "base/error.h"
#include "base/id.h"
#include "base/log.h"
#include "base/text.h"
#include "mediation/cases/partners.h"
#include "mediation/delivering/pausing.h"
#include "mediation/delivering/retrying.h"
#include "mediation/releasing/noticing-private.h"
#include "store/event-store.h"
#include "store/staff-store.h"

#define NOTICE_LEASE (10 * CLOCK_MINUTE)
#define SEND_LIMIT   (5 * CLOCK_MINUTE)

gboolean
noticing_call(DbSession *session, GError **error)
{
    return work_add(session, WORK_NOTICE, 0, clock_now(), error);
}

/* ---- for whom it waits ---- */

typedef struct {
    Mediation *mediation;
    const Job *job;
    GPtrArray *found; /* StaffNotice *: for whom something is new */
} Call;

static gint64
newest(const GPtrArray *items, gint64 now)
{
    gint64 latest = 0;

    for (guint i = 0; i < items->len; i++)
        latest = MAX(latest, noticing_news(g_ptr_array_index(items, i), now));
    return latest;
}

static gboolean
find_whom(DbSession *session, gpointer data, GError **error)
{
    Call *call = data;
    g_autoptr(GPtrArray) wanted = notice_store_list_wanted(session, error);

    if (wanted == NULL)
        return FALSE;
    while (wanted->len > 0) {
        g_autoptr(StaffNotice) notice = g_ptr_array_steal_index(wanted, 0);
        g_autoptr(Staff) staff = staff_store_load(session, notice->staff, error);
        g_autoptr(GPtrArray) items = NULL;
        Actor actor;

        if (staff == NULL)
            return FALSE;
        if (staff->disabled)
            continue;
        actor = staff_actor(staff);
        items = waiting_gather(call->mediation, session, &actor, NULL, error);
        if (items == NULL)
            return FALSE;
        if (newest(items, clock_now()) > notice->told)
            g_ptr_array_add(call->found, g_steal_pointer(&notice));
    }
    return TRUE;
}

static gboolean
queue_mails(DbSession *session, gpointer data, GError **error)
{
    const Call *call = data;

    for (guint i = 0; i < call->found->len; i++) {
        const StaffNotice *found = g_ptr_array_index(call->found, i);
        g_autoptr(StaffNotice) notice = notice_store_load(session, found->staff, error);

        if (notice == NULL)
            return FALSE;
        if (notice->queued || notice->off)
            continue;
        notice->queued = TRUE;
        if (!notice_store_save(session, notice, error) ||
            !work_add(session, WORK_NOTICE, notice->staff.value, MAX(clock_now(), notice->sent + NOTICING_PAUSE),
                      error))
            return FALSE;
    }
    return work_done(session, call->job, error);
}

static gboolean
answer_call(Mediation *mediation, const Job *job, GError **error)
{
    g_autoptr(GPtrArray) found = g_ptr_array_new_with_free_func((GDestroyNotify)staff_notice_free);
    Call call = { mediation, job, found };

    if (!store_read(mediation->store, find_whom, &call, error) ||
        !store_write_background(mediation->store, queue_mails, &call, error))
        return FALSE;
    work_wake(mediation->work, WORK_NOTICE);
    return TRUE;
}

/* ---- one mail ---- */

typedef struct {
    Mediation *mediation;
    const Job *job;
    Staff *staff;
    StaffNotice *notice;
    GPtrArray *items;
    gint64 now, told;
    Attempt attempt;
    gboolean nothing; /* to tell: decided meanwhile, or she wants none */
} Mail;

static void
mail_clear(Mail *mail)
{
    g_clear_pointer(&mail->staff, staff_free);
    g_clear_pointer(&mail->notice, staff_notice_free);
    g_clear_pointer(&mail->items, g_ptr_array_unref);
    attempt_clear(&mail->attempt);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Mail, mail_clear)

static gboolean
load(DbSession *session, gpointer data, GError **error)
{
    Mail *mail = data;
    StaffId id = { mail->job->subject };
    Actor actor;

    mail->staff = staff_store_load(session, id, error);
    mail->notice = mail->staff != NULL ? notice_store_load(session, id, error) : NULL;
    if (mail->notice == NULL)
        return FALSE;
    actor = staff_actor(mail->staff);
    mail->items = waiting_gather(mail->mediation, session, &actor, NULL, error);
    if (mail->items == NULL)
        return FALSE;
    mail->told = newest(mail->items, mail->now);
    mail->nothing = mail->staff->disabled || mail->notice->off || *mail->notice->address == '\0' ||
                    mail->told <= mail->notice->told;
    return TRUE;
}

/* Also when there is no such channel: then there is nothing to wait for. */
static gboolean
is_stopped(const Mail *mail, gboolean *ret, GError **error)
{
    const Channel *channel = channels_for(mail->mediation->channels, "", mail->notice->address);

    *ret = FALSE;
    return channel == NULL || pausing_stops(mail->mediation, mail->job, WORK_NOTICE, channel->name, ret, error);
}

/* The job's number stands for the release: tried again, it is the same mail. */
static void
send_mail(Mail *mail)
{
    const Mediation *mediation = mail->mediation;
    const Channel *channel = channels_for(mediation->channels, "", mail->notice->address);
    g_autoptr(DirectorySnapshot) snapshot = directory_snapshot(mediation->directory);
    const Endpoint *from = channel != NULL ? directory_endpoint_for(snapshot, channel->name, (UnitId){ 0 }) : NULL;
    g_autoptr(Outgoing) outgoing = NULL;
    g_autoptr(Rendering) rendering = NULL;

    if (from == NULL) {
        attempt_set(&mail->attempt, OUTCOME_REFUSED, "channel", SAY_NOOP("No channel can write to this address."), "");
        return;
    }
    outgoing = noticing_compose(mediation, mail->staff, mail->items, mail->notice->told, mail->now);
    outgoing->release.value = outgoing->delivery.value = mail->job->id;
    g_free(outgoing->endpoint);
    outgoing->endpoint = g_strdup(from->uri);
    g_free(outgoing->endpoint_name);
    outgoing->endpoint_name = g_strdup(from->name);
    g_free(outgoing->recipient);
    outgoing->recipient = g_strdup(mail->notice->address);
    rendering = channel->driver->render(channel->handle, outgoing, NULL);
    if (rendering == NULL)
        attempt_set(&mail->attempt, OUTCOME_REFUSED, "render",
                    SAY_NOOP("The message cannot be written for this channel."), "");
    else
        channel->driver->send(channel->handle, outgoing, rendering, clock_monotonic() + SEND_LIMIT, &mail->attempt);
}

static gboolean
finish(DbSession *session, gpointer data, GError **error)
{
    const Mail *mail = data;
    g_autoptr(StaffNotice) notice = notice_store_load(session, mail->staff->id, error);

    if (notice == NULL)
        return FALSE;
    notice->queued = FALSE;
    if (!mail->nothing) {
        gboolean sent = mail->attempt.outcome == OUTCOME_ACCEPTED;

        notice->told = mail->told;
        notice->sent = sent ? mail->now : notice->sent;
        g_free(notice->trouble);
        notice->trouble = g_strdup(sent ? "" : mail->attempt.reason);
    }
    /* What came to wait while the mail was under way called in vain, since one was queued. */
    return notice_store_save(session, notice, error) && noticing_call(session, error) &&
           work_done(session, mail->job, error);
}

static gboolean
try_again(DbSession *session, gpointer data, GError **error)
{
    const Mail *mail = data;
    gint64 due = mail->now + retrying_pause(mail->attempt.code, mail->job->attempts);

    return work_again(session, mail->job, due, mail->attempt.code, error);
}

static gboolean
tell(Mediation *mediation, const Job *job, GError **error)
{
    g_auto(Mail) mail = { .mediation = mediation, .job = job, .now = clock_now() };
    gboolean stopped;

    if (!store_read(mediation->store, load, &mail, error))
        return FALSE;
    if (!mail.nothing && (!is_stopped(&mail, &stopped, error) || stopped))
        return stopped;
    if (!mail.nothing) {
        send_mail(&mail);
        log_event(mail.attempt.outcome == OUTCOME_ACCEPTED ? LOG_INFO : LOG_WARNING, "notice.ended", "outcome",
                  outcome_name(mail.attempt.outcome), "code", mail.attempt.code, NULL);
        if (mail.attempt.outcome == OUTCOME_RETRY && job->attempts < NOTICING_TRIES)
            return store_write_background(mediation->store, try_again, &mail, error);
    }
    return store_write_background(mediation->store, finish, &mail, error);
}

static gboolean
run(gpointer data, const Job *job, GError **error)
{
    return job->subject == 0 ? answer_call(data, job, error) : tell(data, job, error);
}

void
noticing_register(Mediation *mediation)
{
    work_register(mediation->work, WORK_NOTICE, 1, NOTICE_LEASE, run, mediation);
}

/* ---- her own choice ---- */

typedef struct {
    Mediation *mediation;
    const Actor *actor;
    const char *address;
    gboolean off;
    StaffNotice *notice;
} Choice;

static gboolean
check_staff(const Actor *actor, GError **error)
{
    if (actor->kind == ACTOR_STAFF)
        return TRUE;
    g_set_error_literal(error, TRIBUNE_ERROR, TRIBUNE_ERROR_FORBIDDEN, "only a member of staff has notices");
    return FALSE;
}

static gboolean
read_notice(DbSession *session, gpointer data, GError **error)
{
    Choice *choice = data;

    choice->notice = notice_store_load(session, choice->actor->staff, error);
    return choice->notice != NULL;
}

StaffNotice *
noticing_load(Mediation *mediation, const Actor *actor, GError **error)
{
    Choice choice = { .mediation = mediation, .actor = actor };

    return check_staff(actor, error) && store_read(mediation->store, read_notice, &choice, error) ? choice.notice
                                                                                                  : NULL;
}

static json_t *
particulars(const StaffNotice *notice)
{
    return json_pack("{s:s, s:b}", "notices", notice->address, "off", notice->off);
}

static gboolean
choose(DbSession *session, gpointer data, GError **error)
{
    const Choice *choice = data;
    g_autoptr(StaffNotice) notice = notice_store_load(session, choice->actor->staff, error);
    json_t *from, *detail;
    gboolean done;

    if (notice == NULL)
        return FALSE;
    from = particulars(notice);
    g_free(notice->address);
    g_free(notice->trouble);
    notice->address = g_strdup(choice->address);
    notice->trouble = g_strdup("");
    notice->off = choice->off;
    detail = json_pack("{s:o, s:o}", "from", from, "to", particulars(notice));
    done = event_append(choice->mediation->store, session,
                        &(EventDraft){ .kind = EVENT_STAFF_CHANGED,
                                       .actor = choice->actor,
                                       .subject = choice->actor->staff.value,
                                       .detail = detail },
                        NULL, error);
    json_decref(detail);
    return done && notice_store_save(session, notice, error) && noticing_call(session, error);
}

gboolean
noticing_set(Mediation *mediation, const Actor *actor, const char *address, gboolean off, GError **error)
{
    g_autofree char *typed = text_one_line(address, strlen(address), 512);
    g_autofree char *uri = *typed != '\0' ? partners_resolve(mediation, typed, error) : g_strdup("");
    Choice choice = { .mediation = mediation, .actor = actor, .address = uri, .off = off };

    return uri != NULL && check_staff(actor, error) && store_write(mediation->store, choose, &choice, error);
}
