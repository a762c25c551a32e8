/* SPDX-License-Identifier: Apache-2.0 */
/* mediation/people/persons.h: what officers decide about persons: her name, how she wants to be written to, and that
 * two of them are one.
 *
 * For who may edit a case of hers. Every change is an event with its leaf, in one transaction; calls block until
 * durable. TRIBUNE_ERROR_FORBIDDEN, TRIBUNE_ERROR_INVALID, TRIBUNE_ERROR_CONFLICT (changed meanwhile). */
#pragma once
#include "mediation/mediation.h"
#include "model/person.h"
#include "model/rights.h"

#define PERSON_NAME_MAX   200 /* characters */
#define PERSON_REASON_MAX 500

gboolean persons_rename(Mediation *mediation, const Actor *actor, PersonId id, const char *name, GError **error);

/* A channel must be one of ours that sends, and one by which she has an address; a language one of ours. */
gboolean persons_prefer(Mediation *mediation, const Actor *actor, PersonId id, const PersonPreferences *wanted,
                        GError **error);

/* How much would move: what a preview showed, so that nothing else moves than was seen. */
typedef struct {
    guint identities, cases;
} PersonMergeSize;

/* @source is @target: her addresses, cases and messages become @target's, and later mail to and from them too; @source
 * stays as a pointer. Never done by a guess: somebody decides, and says why. The two keep one name and one set of
 * preferences: those of @target. */
gboolean persons_merge(Mediation *mediation, const Actor *actor, PersonId source, PersonId target, PersonMergeSize seen,
                       const char *reason, GError **error);
/* What moved goes back, and nothing else: what came in since stays with the target. TRIBUNE_ERROR_CONFLICT when it
 * was merged on; TRIBUNE_ERROR_INVALID when it was undone already. */
gboolean persons_unmerge(Mediation *mediation, const Actor *actor, gint64 merge, GError **error);

/* Inside the caller's transaction, who knows that @identity is @target's, and checked that she may say so. Who had
 * nothing but that address is put into @target as above. Who has others keeps them: who reads an address now may not be
 * who had it, so only that one moves, with the cases and conversations that it began. */
typedef struct {
    gint64 merge;
    GArray *cases; /* gint64: that changed hands; unref, may be NULL */
} PersonJoining;
gboolean persons_join(Mediation *mediation, DbSession *session, const Actor *actor, const Identity *identity,
                      PersonId target, const char *reason, PersonJoining *ret, GError **error);

/* Whether @actor has @action over at least one case of hers. Inside the caller's transaction. */
gboolean persons_may(DbSession *session, const Actor *actor, Action action, PersonId id, gboolean *ret, GError **error);
