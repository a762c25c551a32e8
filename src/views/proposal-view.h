/* SPDX-License-Identifier: Apache-2.0 */
/* views/proposal-view.h: a reply that does not leave at once, as its author and those see it who decide on it.
 *
 * Who may read the messages of the case sees it; so does who may agree at one of its tiers while it is open, also in
 * another's stead, though the case be another unit's; so does, when it left without review, who may review it now, or
 * did. Others: TRIBUNE_ERROR_NOT_FOUND. Blocks on a read. */
#pragma once
#include "mediation/releasing/proposing.h"

/* Who must agree, in order. */
typedef struct {
    char *unit; /* its name */
    gboolean lead;
    char *by; /* who has; NULL: nobody yet */
    gint64 at;
} ProposalViewTier;

typedef struct {
    Approval *approval; /* weighed: .lapsed says whether it still counts */
    char *name;
    char *stead; /* in whose stead; NULL: by her own right */
} ProposalViewDecision;

typedef struct {
    Proposal *proposal;
    Case *a_case;
    char *author;
    char *to_name, *to;   /* whom it goes to: name, "" not known; canonical URI */
    GPtrArray *tiers;     /* ProposalViewTier * */
    GPtrArray *decisions; /* ProposalViewDecision *, voided ones too */
    guint given;
    gboolean may_decide, may_steer, may_read_case;
    gboolean may_release_unreviewed;
    char *stead;        /* in whose stead she may decide; NULL: by her own right */
    char *why_not;      /* she may not decide; NULL: she may, or it is not the time */
    gboolean overtaken; /* the citizen has written since */
    MessageId latest;   /* of the citizen's; 0: none */
    char *question;     /* the beginning of that; "" */
    gint64 asked;       /* when it came */
    char *comment;      /* that it was returned or refused with; NULL */
    char *decider;      /* by whom; NULL */
    /* only of proposal_view_load(): */
    ProposalVersion *version, *base; /* the latest; what it is compared with, NULL: nothing */
    GPtrArray *sentences;            /* char *: what the tables decided */
    GPtrArray *files;                /* MessagePart *, with their sizes */
    Rendering *rendering;            /* what its channel makes of it now; NULL: it does not wait, or see fault */
    char *fault;                     /* why it cannot be rendered */
    gboolean changed;                /* it would not come out as it was put before others */
} ProposalView;
void proposal_view_free(ProposalView *view);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(ProposalView, proposal_view_free)

ProposalView *proposal_view_load(Mediation *mediation, const Actor *actor, ProposalId id, GError **error);

/* The latest of a case, without what leaves; NULL without error when there was none, or it has left. */
ProposalView *proposal_view_of_case(Mediation *mediation, const Actor *actor, CaseId case_id, GError **error);
