/* SPDX-License-Identifier: Apache-2.0 */
/* mediation/releasing/proposing-private.h: what the files of proposing share. */
#pragma once
#include "mediation/releasing/proposing.h"
#include "mediation/releasing/release-letter.h"
#include "mediation/releasing/release-policy.h"
#include "store/event-store.h"

#define PROPOSING_DRAFT_PART "draft" /* of its content: what the author wrote, without what stands below */

/* One step of one proposal: read and rendered before its transaction, taken inside it. */
typedef struct {
    Mediation *mediation;
    const Actor *actor;
    ProposalId id;
    gint64 version;     /* that was looked at */
    GPtrArray *parts;   /* its content */
    Outgoing *outgoing; /* as it will leave, with ids and date of its own */
    Proposal *seen;     /* the row as it was then */
    Digest rendered;    /* of what its channel makes of it now */
    gboolean same;      /* … which is what was agreed to */
    ReleaseLetter letter;
    Identity *to;
    char *author_name;
    GPtrArray *files, *sealed_files; /* for the author's draft */
    GPtrArray *paths;                /* of what is removed with it */
    gboolean left;                   /* it has */
    gboolean unreviewed;             /* it does not wait for those who must agree */
    Proofread *proofread;            /* what is wrong with it now; NULL: it was not made ready to leave */
} ProposingStep;
void proposing_step_clear(ProposingStep *step);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(ProposingStep, proposing_step_clear)

gboolean proposing_refuse(GError **error, TribuneError code, const char *words);

/* ---- before the transaction ---- */

/* Reads the proposal and its content; step->version is then that of the row. */
gboolean proposing_step_read(ProposingStep *step, GError **error);
/* Renders it again, and makes it ready to leave where it comes out the same. A channel that is not there is no error;
 * a filter that is down is, so that it waits. */
gboolean proposing_step_render(ProposingStep *step, GError **error);
/* Makes the files ready for the author's draft. */
gboolean proposing_step_unpack(ProposingStep *step, GError **error);
/* What was not saved. */
void proposing_step_discard(const ProposingStep *step);

/* ---- inside it ---- */

/* The row, when it still is the version that was read. */
Proposal *proposing_load(const ProposingStep *step, DbSession *session, GError **error);
/* Saves @proposal with an event that says @change; @comment may be NULL. */
gboolean proposing_save(const ProposingStep *step, DbSession *session, Proposal *proposal, const char *change,
                        const char *comment, gint64 ref, GError **error);
/* It is its author's draft again. */
gboolean proposing_give_back(ProposingStep *step, DbSession *session, Proposal *proposal, GError **error);
/* All have agreed: it leaves, or is stopped, missed or scheduled. @after: leaf of the last approval. */
gboolean proposing_go_on(ProposingStep *step, DbSession *session, Proposal *proposal, gint64 after, GError **error);
/* Its time is now. */
gboolean proposing_leave(ProposingStep *step, DbSession *session, Proposal *proposal, gint64 after, GError **error);
/* Whether the citizen has written since it was put before others; @ret_latest may be NULL. */
gboolean proposing_is_overtaken(DbSession *session, const Proposal *proposal, gboolean *ret, MessageId *ret_latest,
                                GError **error);

/* ---- for mediation/releasing/fallback.h ---- */

/* All borrowed; @sealed was made of @parts, which hold the draft, too. */
typedef struct {
    const Case *a_case;
    ConversationId conversation;
    const Identity *to;
    const char *channel;
    StaffId author; /* of what failed */
    const GArray *tiers;
    const Outgoing *outgoing;
    Digest rendered;
    const GPtrArray *parts;
    const SealedContent *sealed;
    ReleasePolicy *policy;
} ProposingFallback;

/* The caller saw that no other reply waits in the case. Inside its transaction. */
gboolean proposing_put_fallback(const Mediation *mediation, DbSession *session, const ProposingFallback *fallback,
                                ProposalId *ret_id, GError **error);
