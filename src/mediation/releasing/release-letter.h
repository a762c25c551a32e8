/* SPDX-License-Identifier: Apache-2.0 */
/* mediation/releasing/release-letter.h: one release on its way into the store.
 *
 *     release_letter_render() → release_letter_seal() → in one transaction: release_letter_save()
 *
 * Saving holds the order that the journal proves: what the tables decided is recorded first, then the release, whose
 * leaf names the leaves of the decisions and approvals that let it go. */
#pragma once
#include "mediation/releasing/release.h"

typedef struct {
    const Outgoing *outgoing; /* borrowed, like … */
    const char *channel;      /* … the name of the one that carries it */
    char *external_id;
    Digest rendered;  /* SHA-256 of exactly what leaves */
    Digest digest;    /* release_digest() of it */
    GPtrArray *parts; /* MessagePart *, of which the record is made: release_parts(), and what a caller adds */
    SealedContent *sealed;
} ReleaseLetter;
void release_letter_clear(ReleaseLetter *letter);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(ReleaseLetter, release_letter_clear)

/* @outgoing has its ids and outlives @ret, as does @channel. TRIBUNE_ERROR_INVALID when the channel cannot carry it. */
gboolean release_letter_render(const Mediation *mediation, const char *channel, const Outgoing *outgoing,
                               ReleaseLetter *ret, GError **error);
/* Writes the files of large parts: may block. Outside the transaction that saves, wherever that can be. */
gboolean release_letter_seal(const Mediation *mediation, ReleaseLetter *letter, GError **error);
/* When it was not saved after all: removes those files. Nothing when it was not sealed. */
void release_letter_discard(const ReleaseLetter *letter);

/* How it is saved; all borrowed. */
typedef struct {
    const Actor *actor;
    const char *rule;                 /* that lets it go: RULE_… */
    CaseId case_id;                   /* 0: of no case */
    const Identity *to;               /* NULL: nobody whom we know */
    const Conversation *conversation; /* begun with it where it is fresh; NULL: it is there, or there is none */
    const ReleasePolicy *policy;      /* recorded before it; NULL: it was already, or nothing was asked */
    const Proofread *proofread;       /* what was found wrong with it; NULL: nobody read it */
    const char *excuse;               /* why it leaves all the same; NULL: nothing stops it */
    StaffId author;                   /* who wrote it, when it is not the actor … */
    const char *author_name;
    ProposalId proposal; /* what others agreed to; 0 … */
    gint64 after;        /* … and the leaf of the last approval, or of what said when it leaves; 0 */
} ReleaseSaving;

/* Lets it go at once: its record, its outbound message, one delivery and the job, and the events. Inside the caller's
 * transaction. */
gboolean release_letter_save(const Mediation *mediation, DbSession *session, const ReleaseLetter *letter,
                             const ReleaseSaving *how, GError **error);
