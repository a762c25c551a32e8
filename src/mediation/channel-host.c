/* SPDX-License-Identifier: Apache-2.0 */
#include "mediation/channel-host.h"

#include <string.h>

#include "base/clock.h"
#include "mediation/cases/clocks.h"
#include "mediation/delivering/report.h"
#include "mediation/people/linked.h"
#include "mediation/receiving/amending.h"
#include "mediation/subscribing/heeding.h"
#include "mediation/subscribing/subscribing.h"
#include "mediation/telling.h"

static gboolean
is_endpoint(const ChannelHost *host, const char *uri)
{
    const Mediation *mediation = host->data;

    return directory_is_endpoint(mediation->directory, host->name, uri);
}

static Endpoint *
copy_endpoint(const Endpoint *endpoint)
{
    Endpoint *copy = g_memdup2(endpoint, sizeof *endpoint);

    copy->channel = g_strdup(endpoint->channel);
    copy->uri = g_strdup(endpoint->uri);
    copy->name = g_strdup(endpoint->name);
    return copy;
}

static GPtrArray *
copy_endpoints(const ChannelHost *host)
{
    const Mediation *mediation = host->data;
    g_autoptr(DirectorySnapshot) snapshot = directory_snapshot(mediation->directory);
    const GPtrArray *all = directory_endpoints(snapshot);
    GPtrArray *own = g_ptr_array_new_with_free_func((GDestroyNotify)endpoint_free);

    for (guint i = 0; i < all->len; i++) {
        const Endpoint *endpoint = g_ptr_array_index(all, i);

        if (strcmp(endpoint->channel, host->name) == 0)
            g_ptr_array_add(own, copy_endpoint(endpoint));
    }
    return own;
}

static GPtrArray *
copy_services(const ChannelHost *host)
{
    const Mediation *mediation = host->data;
    g_autoptr(DirectorySnapshot) snapshot = directory_snapshot(mediation->directory);
    const GPtrArray *all = directory_services(snapshot);
    GPtrArray *offered = g_ptr_array_new_with_free_func((GDestroyNotify)service_free);

    for (guint i = 0; i < all->len; i++) {
        const Service *service = g_ptr_array_index(all, i);

        if (!service->closed)
            g_ptr_array_add(offered, service_copy(service));
    }
    return offered;
}

static gint64
closed_until(const ChannelHost *host, const char *uri)
{
    const Mediation *mediation = host->data;
    g_autoptr(DirectorySnapshot) snapshot = directory_snapshot(mediation->directory);
    const Endpoint *endpoint = directory_find_endpoint(snapshot, host->name, uri);
    const Calendar *calendar = endpoint != NULL ? directory_calendar_of_unit(snapshot, endpoint->unit) : NULL;
    gint64 now = clock_now();

    if (calendar == NULL || calendar_is_open(calendar, clocks_zone(mediation, calendar), now))
        return 0;
    return calendar_next_open(calendar, clocks_zone(mediation, calendar), now);
}

static GPtrArray *
tell_cases(const ChannelHost *host, const char *uri, GError **error)
{
    Actor actor = { .kind = ACTOR_CHANNEL, .name = host->name };

    return telling_cases(host->data, &actor, host->name, uri, error);
}

static gboolean
submit_report(const ChannelHost *host, const Report *report, GError **error)
{
    Mediation *mediation = host->data;
    Actor actor = { .kind = ACTOR_CHANNEL, .name = host->name };

    return report_submit(mediation, &actor, report, error);
}

static gboolean
record_amendment(const ChannelHost *host, const AmendmentDraft *amendment, GError **error)
{
    Mediation *mediation = host->data;
    Actor actor = { .kind = ACTOR_CHANNEL, .name = host->name };

    return amending_record(mediation, &actor, amendment, error);
}

static gboolean
record_loss(const ChannelHost *host, MessageId message, guint number, const char *because, GError **error)
{
    Mediation *mediation = host->data;
    Actor actor = { .kind = ACTOR_CHANNEL, .name = host->name };

    return linked_lost(mediation, &actor, message, number, because, error);
}

static gboolean
is_filed(const ChannelHost *host, MessageId message, gboolean *ret, GError **error)
{
    return linked_is_filed(host->data, message, ret, error);
}

static gboolean
report_copy(const ChannelHost *host, gint64 subscriber, ReportKind kind, GError **error)
{
    Mediation *mediation = host->data;
    Actor actor = { .kind = ACTOR_CHANNEL, .name = host->name };

    return subscribing_report(mediation, &actor, (SubscriberId){ subscriber }, kind, error);
}

static gboolean
report_notice(const ChannelHost *host, gint64 notice, ReportKind kind, GError **error)
{
    Mediation *mediation = host->data;
    Actor actor = { .kind = ACTOR_CHANNEL, .name = host->name };

    return heeding_report_notice(mediation, &actor, notice, kind, error);
}

static gboolean
end_copies(const ChannelHost *host, gint64 subscriber, GError **error)
{
    Mediation *mediation = host->data;
    Actor actor = { .kind = ACTOR_CHANNEL, .name = host->name };

    return subscribing_end_by_mail(mediation, &actor, (SubscriberId){ subscriber }, error);
}

ChannelHost
channel_host_make(Mediation *mediation, Intake *intake)
{
    return (ChannelHost){
        .intake = intake,
        .authority = mediation->authority,
        .domain = mediation->domain,
        .is_endpoint = is_endpoint,
        .endpoints = copy_endpoints,
        .services = copy_services,
        .closed_until = closed_until,
        .cases = tell_cases,
        .report = submit_report,
        .amend = record_amendment,
        .lost = record_loss,
        .is_filed = is_filed,
        .report_copy = report_copy,
        .report_notice = report_notice,
        .end_copies = end_copies,
        .access = mediation->access,
        .publishing = mediation->publishing,
        .locales = mediation->locales,
        .language = mediation->language,
        .timezone = mediation->timezone,
        .portal_url = mediation->portal_url,
        .data = mediation,
    };
}
