/* SPDX-License-Identifier: Apache-2.0 */
/* wire/tlog.h: the Merkle tree of a transparency log (RFC 6962 section 2.1, RFC 9162 section 2.1). Pure.
 *
 * Leaves are numbered from 0. A *complete node* (level, index) is the hash over the 2^level leaves from index << level;
 * level 0 are the leaf hashes. Appending tells every node that it completes: kept once, they serve every later proof by
 * look-up. A tree holds at most TLOG_SIZE_MAX leaves; a proof has at most TLOG_PROOF_MAX hashes.
 *
 * No call blocks, allocates or keeps state of its own (proofs do what their TlogNodeReader does). */
#pragma once
#include <glib.h>

#include "base/digest.h"

#define TLOG_LEVELS    64
#define TLOG_PROOF_MAX 64
#define TLOG_SIZE_MAX  ((guint64)G_MAXINT64)

/* SHA-256(0x00 || bytes). */
Digest tlog_leaf_hash(const void *bytes, gsize length);

/* SHA-256(0x01 || left || right). */
Digest tlog_node_hash(const Digest *left, const Digest *right);

/* ---- growing a tree ---- */

/* The complete subtrees that make up a tree of @size leaves: nodes[l] counts when bit l of size is set.
 * All zero is the empty tree. A plain value: copy it as you like. */
typedef struct {
    guint64 size;
    Digest nodes[TLOG_LEVELS];
} TlogFrontier;

typedef struct {
    guint level;
    guint64 index;
    Digest hash;
} TlogNode;

/* Append a leaf. @ret_nodes gets the nodes this completes, in order: the leaf itself at level 0, then each
 * parent that is now complete. Returns how many, at least 1. The frontier must hold fewer than TLOG_SIZE_MAX leaves. */
guint tlog_append(TlogFrontier *frontier, const Digest *leaf_hash, TlogNode ret_nodes[TLOG_LEVELS]);

/* The root hash; of the empty tree SHA-256(""). */
Digest tlog_root(const TlogFrontier *frontier);

/* The frontier as bytes: the hashes that count, lowest level first. Returns the length, 32 per set bit of the size. */
gsize tlog_frontier_save(const TlogFrontier *frontier, guint8 out[TLOG_LEVELS * DIGEST_SIZE]);

/* The reverse. FALSE when @length does not fit @size; @ret is then untouched. */
gboolean tlog_frontier_load(guint64 size, const guint8 *bytes, gsize length, TlogFrontier *ret);

/* ---- proofs ---- */

typedef struct {
    guint count;
    Digest hashes[TLOG_PROOF_MAX];
} TlogProof;

/* Read complete node (@level, @index). FALSE with an error when it cannot. */
typedef gboolean (*TlogNodeReader)(gpointer data, guint level, guint64 index, Digest *ret, GError **error);

/* That leaf @index is in the tree of @size; the leaf's sibling comes first. TRIBUNE_ERROR_INVALID when @index >= @size,
 * or the reader's error. */
gboolean tlog_prove_inclusion(TlogNodeReader reader, gpointer data, guint64 index, guint64 size, TlogProof *ret_proof,
                              GError **error);

/* That the tree of @old_size is the start of the tree of @new_size. TRIBUNE_ERROR_INVALID when @old_size > @new_size,
 * or the reader's error. */
gboolean tlog_prove_consistency(TlogNodeReader reader, gpointer data, guint64 old_size, guint64 new_size,
                                TlogProof *ret_proof, GError **error);

/* The root of the tree of @size, from its nodes. */
gboolean tlog_read_root(TlogNodeReader reader, gpointer data, guint64 size, Digest *ret_root, GError **error);

/* RFC 9162 section 2.1.3.2. */
gboolean tlog_verify_inclusion(guint64 index, guint64 size, const Digest *leaf_hash, const TlogProof *proof,
                               const Digest *root);

/* RFC 9162 section 2.1.4.2. */
gboolean tlog_verify_consistency(guint64 old_size, guint64 new_size, const Digest *old_root, const Digest *new_root,
                                 const TlogProof *proof);
