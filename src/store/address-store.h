/* SPDX-License-Identifier: Apache-2.0 */
/* store/address-store.h: codes that were sent to an address, and what they have shown: that it is somebody's. Calls run
 * inside the caller's transaction. */
#pragma once
#include "db/db.h"
#include "model/person.h"

typedef struct {
    gint64 id; /* also of the release that carries it */
    PersonId person;
    IdentityId by;  /* by which of her addresses she asked; 0: staff asked for her */
    CaseId case_id; /* on the page of which case; 0: none */
    StaffId staff;
    char *channel, *uri;
    guint tries; /* wrong ones */
    gint64 created;
    gint64 ended; /* 0: it may be used */
} AddressCode;
void address_code_free(AddressCode *code);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(AddressCode, address_code_free)

/* Who asks: a code is for nobody else of the same person. */
typedef struct {
    PersonId person;
    IdentityId by;  /* 0, … */
    CaseId case_id; /* … 0: staff */
} AddressAsker;

/* Those of the same asker that could be used end. */
gboolean address_store_add_code(DbSession *session, const AddressCode *code, GError **error);
/* The latest of @asker, used or not; NULL without error: none was ever asked for. */
AddressCode *address_store_latest_code(DbSession *session, const AddressAsker *asker, GError **error);
gboolean address_store_update_code(DbSession *session, gint64 id, guint tries, gint64 ended, GError **error);

/* How many codes were asked for since @since. What stands behind a + in an address counts for the one without. */
typedef struct {
    gint64 person, address, all;
    gint64 citizens; /* of these by citizens themselves */
} AddressCodeCounts;
gboolean address_store_count_codes(DbSession *session, PersonId person, const char *uri, gint64 since,
                                   AddressCodeCounts *ret, GError **error);

typedef struct {
    gint64 id;
    IdentityId identity;
    PersonId person; /* whose it became */
    IdentityId by;
    CaseId case_id;
    StaffId staff;
    char *channel; /* by which the code went */
    int level;     /* how sure that is */
    gint64 merge;  /* of who had the address before; 0: it was hers */
    gint64 at;
    gint64 undone;                 /* 0: it stands */
    char *staff_name, *uri, *from; /* when read; from: the address that she asked by, "" staff asked */
    PersonId before;               /* … who had the address, and has others still; 0: nobody */
} AddressProof;
void address_proof_free(AddressProof *proof);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(AddressProof, address_proof_free)

gboolean address_store_add_proof(DbSession *session, const AddressProof *proof, GError **error);
/* TRIBUNE_ERROR_NOT_FOUND. */
AddressProof *address_store_load_proof(DbSession *session, gint64 id, GError **error);
/* AddressProof * that stand, of the addresses that @person has, newest first. */
GPtrArray *address_store_list_proofs(DbSession *session, PersonId person, GError **error);
/* The highest level at which @identity was shown to be of who has it now; -1: it was not. */
gboolean address_store_find_level(DbSession *session, IdentityId identity, int *ret, GError **error);
/* The latest address that was proven by @channel to be of who has @from: asked for from there, or by staff, or over one
 * address that both were linked with. Of what another address of the same person has shown there is no word: that the
 * two are one may have been said by hand. id 0: none. */
gboolean address_store_find_proven(DbSession *session, const Identity *from, const char *channel, IdentityId *ret,
                                   GError **error);
/* The first conversation of a case with its citizen; 0: none. */
gboolean address_store_first_conversation(DbSession *session, CaseId case_id, ConversationId *ret, GError **error);
/* The first that @person takes part in, and by which of her addresses; 0, 0: none. */
gboolean address_store_first_of(DbSession *session, CaseId case_id, PersonId person, ConversationId *ret,
                                IdentityId *ret_by, GError **error);
/* Whether something in @case_id began with an address that somebody only typed. */
gboolean address_store_is_typed(DbSession *session, CaseId case_id, gboolean *ret, GError **error);
gboolean address_store_undo_proof(DbSession *session, gint64 id, gint64 at, GError **error);
/* The proof that brought @merge about; 0: none. */
gboolean address_store_find_merge(DbSession *session, gint64 merge, gint64 *ret, GError **error);

/* @identity takes no more part in cases of @person that another address of hers had opened, as far as conversations go
 * that were begun after the id @after. */
gboolean address_store_leave(DbSession *session, IdentityId identity, PersonId person, gint64 after, GError **error);
