/* SPDX-License-Identifier: Apache-2.0 */
/* mediation/delivering/pausing.h: nothing leaves by a channel while it is paused, and nothing of it is lost or given
 * up.
 *
 * A job that would send by a paused channel is put aside when its turn comes: under a kind of its own, "deliver@NAME",
 * so that it costs nothing while it waits. When the channel goes on, jobs come back in the order in which they were
 * due, and leave as fast as the channel's bounds let them. What came in is taken all the while; what is being sent at
 * the moment of the pause ends as it ends. Time in a pause does not count against what gives a message up for its age;
 * promises to citizens go on counting.
 *
 * The pause is a row, so that it outlives restarts and reaches all nodes, and is asked for before each job: also one
 * that somebody gives by `tribune channel pause` beside a serving node holds at once. Each pause and each end is an
 * event. Calls block. Thread-safe. */
#pragma once
#include "mediation/mediation.h"
#include "model/pause.h"

#define PAUSING_REASON_MAX 500 /* characters */

/* What sends by channels, and is put aside: kinds of work; the last is NULL. */
extern const char *const PAUSING_KINDS[];

/* @channel must be one of the configuration, @reason must say something. TRIBUNE_ERROR_FORBIDDEN, _NOT_FOUND, _INVALID,
 * and _CONFLICT when it is paused already. */
gboolean pausing_pause(Mediation *mediation, const Actor *actor, const char *channel, const char *reason,
                       GError **error);
/* Also one that the configuration no longer has. TRIBUNE_ERROR_CONFLICT: it is not paused. */
gboolean pausing_resume(Mediation *mediation, const Actor *actor, const char *channel, GError **error);
/* Pause *: those that hold now, by channel. */
GPtrArray *pausing_list(const Mediation *mediation, const Actor *actor, GError **error);

/* ---- for what sends ---- */

/* Whether @job, of @kind (one of PAUSING_KINDS, under which it comes back), has to wait since @channel is paused: then
 * it is put aside and the handler is done. FALSE with an error, and @ret is FALSE. */
gboolean pausing_stops(const Mediation *mediation, const Job *job, const char *kind, const char *channel, gboolean *ret,
                       GError **error);
/* Whether something of @since has had @lifetime outside of pauses of @channel when it is @due; not, when that cannot be
 * read. */
gboolean pausing_is_too_old(const Mediation *mediation, const char *channel, gint64 since, gint64 lifetime, gint64 due);

/* Gives back what was put aside for channels that go on, some 5,000 jobs of each kind at once. */
gboolean pausing_give_back(const Mediation *mediation, GError **error);
/* The kind under which jobs of @kind are put aside for @channel. New. */
char *pausing_held_kind(const char *kind, const char *channel);
/* Jobs of @kind that are put aside for @channel. */
gboolean pausing_backlog(const Mediation *mediation, const char *kind, const char *channel, JobBacklog *ret,
                         GError **error);

/* Before work_start(): what brings jobs back after a restart, or after a command beside the node. */
void pausing_register(Mediation *mediation);
