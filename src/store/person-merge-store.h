/* SPDX-License-Identifier: Apache-2.0 */
/* store/person-merge-store.h: which person was put into which other, and what moved. Calls run inside the caller's
 * transaction. */
#pragma once
#include "db/db.h"
#include "model/ids.h"

typedef struct {
    gint64 id;
    PersonId source, target;
    gint64 at;
    StaffId staff;
    char *reason;
    char *staff_name; /* when read; "" unknown */
    char *source_name;
    gint64 undone; /* when; 0: it stands */
    gboolean part; /* only one address moved, with what it began: source stays somebody of her own */
} PersonMerge;
void person_merge_free(PersonMerge *merge);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(PersonMerge, person_merge_free)

/* What belongs to a person: her addresses, the cases that she is the citizen of, and what was said by her and to her,
 * there and wherever an address of hers takes part. */
typedef struct {
    GArray *identities, *cases, *messages; /* gint64, each once, oldest first */
} PersonBelongings;
void person_belongings_clear(PersonBelongings *belongings);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(PersonBelongings, person_belongings_clear)

gboolean person_merge_store_belongings(DbSession *session, PersonId id, PersonBelongings *ret, GError **error);

/* The same of one address of hers: what it began. */
gboolean person_merge_store_begun(DbSession *session, PersonId id, IdentityId identity, PersonBelongings *ret,
                                  GError **error);

gboolean person_merge_store_insert(DbSession *session, const PersonMerge *merge, GError **error);
PersonMerge *person_merge_store_load(DbSession *session, gint64 id, GError **error);
gboolean person_merge_store_undo(DbSession *session, gint64 id, gint64 at, GError **error);
/* Who @source was put into; id 0: she stands for herself. */
gboolean person_merge_store_target(DbSession *session, PersonId source, PersonId *ret, GError **error);
/* PersonMerge * of whole persons that stand, newest first. */
GPtrArray *person_merge_store_list(DbSession *session, PersonId target, GError **error);
/* What moved with it. */
gboolean person_merge_store_items(DbSession *session, gint64 id, PersonBelongings *ret, GError **error);

/* Gives what is in @belongings to the target, and writes down what. */
gboolean person_merge_store_move(DbSession *session, const PersonMerge *merge, const PersonBelongings *belongings,
                                 GError **error);
/* Gives it back. TRIBUNE_ERROR_CONFLICT when an address or a case of it is no longer the target's. */
gboolean person_merge_store_move_back(DbSession *session, const PersonMerge *merge, const PersonBelongings *moved,
                                      GError **error);
