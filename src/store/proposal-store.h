/* SPDX-License-Identifier: Apache-2.0 */
/* store/proposal-store.h: replies that do not leave at once: who must agree, what exactly is to leave, and where that
 * stands. Their approvals are in store/approval-store.h, with the proposal as subject. Calls run inside the caller's
 * transaction. */
#pragma once
#include "model/actor.h"
#include "model/case.h"
#include "model/delivery.h"
#include "store/store.h"

#define PROPOSAL_TIERS_MAX 3

typedef enum {
    PROPOSAL_WAITING,   /* for somebody to agree */
    PROPOSAL_SCHEDULED, /* agreed to; for its time */
    PROPOSAL_MISSED,    /* its time went by; for somebody to say what now */
    PROPOSAL_STOPPED,   /* it could not leave as it was agreed to; likewise */
    PROPOSAL_RETURNED,  /* with a comment, to its author's draft */
    PROPOSAL_TAKEN_BACK,
    PROPOSAL_REFUSED,
    PROPOSAL_RELEASED,
} ProposalState;
const char *proposal_state_name(ProposalState state);
gboolean proposal_state_parse(const char *name, ProposalState *ret);
/* Whether it may still leave. */
gboolean proposal_state_is_open(ProposalState state);

/* Who agrees at one tier: somebody who may reply in @unit and, with ROLE_LEAD, leads it. */
typedef struct {
    UnitId unit;
    Role role; /* ROLE_OFFICER, ROLE_LEAD */
} ProposalTier;

typedef struct {
    ProposalId id; /* whom approvals refer to */
    CaseId case_id;
    UnitId unit; /* of the case when it was put before others */
    ConversationId conversation;
    IdentityId recipient;
    char *channel;
    ProposalState state;
    char *why; /* what stopped it; "" */
    CaseState next;
    Sensitivity sensitivity; /* of the case when the tables were asked */
    StaffId author;
    gint64 version;
    gint64 since; /* the latest version waits, µs */
    gint64 changed;
    gint64 scheduled; /* 0: at once */
    char *zone;
    GArray *tiers;   /* ProposalTier, in order; empty: nobody need agree */
    Digest digest;   /* of what is to leave */
    Digest rendered; /* of what its channel made of it */
    gint64 content;  /* 0: its parts are elsewhere by now */
    gint64 secret_key;
    ReleaseId released; /* 0: it has not left */
    gint64 leaf;        /* of the event that put it before others */
} Proposal;
Proposal *proposal_new(void);
void proposal_free(Proposal *proposal);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Proposal, proposal_free)

gboolean proposal_store_insert(DbSession *session, const Proposal *proposal, GError **error);
/* All but case and author. */
gboolean proposal_store_update(DbSession *session, const Proposal *proposal, GError **error);
/* TRIBUNE_ERROR_NOT_FOUND. */
Proposal *proposal_store_load(DbSession *session, ProposalId id, GError **error);
/* The latest of a case; NULL without error when there never was one. */
Proposal *proposal_store_latest(DbSession *session, CaseId case_id, GError **error);
/* Whether it waits, for others or for its time. */
gboolean proposal_store_is_open(DbSession *session, CaseId case_id, gboolean *ret, GError **error);

/* One that waits for somebody to agree, as far as lists need it. */
typedef struct {
    Proposal *proposal;
    char *case_reference;
    char *author_name;
    guint given; /* how many have agreed to exactly this; the next is tiers[given] */
} ProposalWaiting;
void proposal_waiting_free(ProposalWaiting *waiting);

/* ProposalWaiting *, of all units, the longest waiting first; at most @limit. */
GPtrArray *proposal_store_list_waiting(DbSession *session, guint limit, GError **error);

/* ---- versions ---- */

typedef struct {
    char *name, *type, *sha256;
} ProposalFile;

typedef struct {
    gint64 version;
    gint64 at;
    StaffId staff;
    Digest digest;
    Outgoing *outgoing; /* without files … */
    GPtrArray *files;   /* … but what they are: ProposalFile * */
} ProposalVersion;
void proposal_version_free(ProposalVersion *version);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(ProposalVersion, proposal_version_free)

/* @parts are release_parts() of what is to leave. */
gboolean proposal_store_add_version(Store *store, DbSession *session, const Proposal *proposal, StaffId staff,
                                    const GPtrArray *parts, GError **error);
/* ProposalVersion *, oldest first. */
GPtrArray *proposal_store_list_versions(Store *store, DbSession *session, ProposalId id, GError **error);
