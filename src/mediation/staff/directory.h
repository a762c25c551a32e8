/* SPDX-License-Identifier: Apache-2.0 */
/* mediation/staff/directory.h: our units, our own addresses, our services and calendars, in memory, for intake and for
 * every page.
 *
 * A snapshot that is swapped whole after a change: whoever holds one sees one consistent state. Thread-safe. Finding by
 * id or by channel and URI takes one look-up in a hash table. */
#pragma once
#include "model/actor.h"
#include "model/calendar.h"
#include "model/endpoint.h"
#include "model/service.h"
#include "model/unit.h"
#include "store/store.h"

typedef struct Directory Directory;
typedef struct DirectorySnapshot DirectorySnapshot;

/* Reads it from @store, which outlives it. Blocks. */
Directory *directory_open(Store *store, GError **error);
void directory_close(Directory *directory);
/* Reads it again; the old one stays when that fails. Blocks. */
gboolean directory_reload(Directory *directory, GError **error);

/* Held until released; never NULL. Does not block. */
DirectorySnapshot *directory_snapshot(Directory *directory);
void directory_snapshot_release(DirectorySnapshot *snapshot);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(DirectorySnapshot, directory_snapshot_release)

/* Borrowed from the snapshot; NULL when there is none. One that moved is found where it was, too: its .channel is where
 * it is. */
const Endpoint *directory_find_endpoint(const DirectorySnapshot *snapshot, const char *channel, const char *uri);
const Endpoint *directory_get_endpoint(const DirectorySnapshot *snapshot, EndpointId id);
/* The first endpoint of @unit on @channel, or any of that channel, or NULL. */
const Endpoint *directory_endpoint_for(const DirectorySnapshot *snapshot, const char *channel, UnitId unit);
const Unit *directory_get_unit(const DirectorySnapshot *snapshot, UnitId id);
/* Unit *, by name. */
const GPtrArray *directory_units(const DirectorySnapshot *snapshot);
/* Endpoint *, by URI. */
const GPtrArray *directory_endpoints(const DirectorySnapshot *snapshot);
const Service *directory_get_service(const DirectorySnapshot *snapshot, ServiceId id);
const Service *directory_find_service(const DirectorySnapshot *snapshot, const char *code);
/* Service *, by name, closed ones too. */
const GPtrArray *directory_services(const DirectorySnapshot *snapshot);
/* Whether a case of @unit may get @service: it is open, and any unit's or this one's. */
gboolean directory_service_fits(const Service *service, UnitId unit);
#define DIRECTORY_BODY_CALENDAR 1 /* the id of the body's own */
/* The calendar with @id, or the body's own; never NULL. */
const Calendar *directory_calendar(const DirectorySnapshot *snapshot, CalendarId id);
const Calendar *directory_calendar_of_unit(const DirectorySnapshot *snapshot, UnitId unit);
/* NULL when there is none. */
const Calendar *directory_find_calendar(const DirectorySnapshot *snapshot, const char *code);
/* Calendar *, the body's own first, then by name. */
const GPtrArray *directory_calendars(const DirectorySnapshot *snapshot);

/* Whether @uri is one of our addresses on @channel. Does not block. */
gboolean directory_is_endpoint(Directory *directory, const char *channel, const char *uri);

/* ---- changes (directory-change.c) ----
 * Each is one transaction with its event, for who may manage units, and is in the directory when the call returns. They
 * block until durable. Errors: TRIBUNE_ERROR_FORBIDDEN; _INVALID with a sentence for who filled in the form; _CONFLICT
 * when the code or the address is taken; _NOT_FOUND. Names are one line of 1 to 100 characters. */

/* @code NULL: made from the name, with a number when it is taken. */
gboolean directory_add_unit(Directory *directory, const Actor *actor, const char *code, const char *name, UnitId *ret,
                            GError **error);
gboolean directory_rename_unit(Directory *directory, const Actor *actor, UnitId id, const char *name, GError **error);
/* A closed unit takes no new cases; those it has stay, and so do its staff. Refused while addresses lead to it. */
gboolean directory_close_unit(Directory *directory, const Actor *actor, UnitId id, GError **error);
gboolean directory_reopen_unit(Directory *directory, const Actor *actor, UnitId id, GError **error);

/* @uri is canonical, as the channel's resolve() gives it, at most 512 bytes. The unit must be open. */
gboolean directory_add_endpoint(Directory *directory, const Actor *actor, const char *channel, const char *uri,
                                const char *name, UnitId unit, EndpointId *ret, GError **error);
/* The URI stays: what was received there refers to it. */
gboolean directory_change_endpoint(Directory *directory, const Actor *actor, EndpointId id, const char *name,
                                   UnitId unit, GError **error);

/* To another channel that has such addresses, and its conversations with it: mediation/endpoint-move.h checks that. */
gboolean directory_move_endpoint(Directory *directory, const Actor *actor, EndpointId id, const char *channel,
                                 GError **error);

/* ---- changes of services (directory-service.c) ----
 * The same for services, for who may manage promises. */

/* @service is borrowed; its id is not looked at, its code NULL: made from the name. */
gboolean directory_add_service(Directory *directory, const Actor *actor, const Service *service, ServiceId *ret,
                               GError **error);
/* Name, unit, promises and basis of the service with the id of @service. What cases have been promised already stays.
 */
gboolean directory_change_service(Directory *directory, const Actor *actor, const Service *service, GError **error);
/* A closed service is given to no case any more. */
gboolean directory_close_service(Directory *directory, const Actor *actor, ServiceId id, GError **error);
gboolean directory_reopen_service(Directory *directory, const Actor *actor, ServiceId id, GError **error);

/* ---- changes of calendars (directory-calendar.c) ----
 * Likewise for who may manage promises. A change counts for what is started, resumed or moved after it: what citizens
 * were told stays. TRIBUNE_ERROR_INVALID also for a calendar that is open less than an hour a week. */

/* @calendar is borrowed; its id and code are not looked at: the code is made from the name. */
gboolean directory_add_calendar(Directory *directory, const Actor *actor, const Calendar *calendar, CalendarId *ret,
                                GError **error);
/* Name, zone, hours and closures of the calendar with the id of @calendar. */
gboolean directory_change_calendar(Directory *directory, const Actor *actor, const Calendar *calendar, GError **error);
/* @calendar 0: the body's own. */
gboolean directory_set_unit_calendar(Directory *directory, const Actor *actor, UnitId unit, CalendarId calendar,
                                     GError **error);
