/* SPDX-License-Identifier: Apache-2.0 */
#include "wire/tlog.h"

#include <string.h>

#include "base/error.h"

Digest
tlog_leaf_hash(const void *bytes, gsize length)
{
    static const guint8 prefix = 0x00;

    return digest_sha256_spans((DigestSpan[]){ { &prefix, 1 }, { bytes, length } }, 2);
}

Digest
tlog_node_hash(const Digest *left, const Digest *right)
{
    guint8 input[1 + 2 * DIGEST_SIZE];

    input[0] = 0x01;
    memcpy(input + 1, left->bytes, DIGEST_SIZE);
    memcpy(input + 1 + DIGEST_SIZE, right->bytes, DIGEST_SIZE);
    return digest_sha256(input, sizeof input);
}

/* ---- growing a tree ---- */

guint
tlog_append(TlogFrontier *frontier, const Digest *leaf_hash, TlogNode ret_nodes[TLOG_LEVELS])
{
    guint64 index = frontier->size;
    Digest hash = *leaf_hash;
    guint level = 0;

    g_assert(frontier->size < TLOG_SIZE_MAX);
    ret_nodes[0] = (TlogNode){ 0, index, hash };
    for (; (index & 1) != 0; index >>= 1) {
        hash = tlog_node_hash(&frontier->nodes[level], &hash);
        level++;
        ret_nodes[level] = (TlogNode){ level, index >> 1, hash };
    }
    frontier->nodes[level] = hash;
    frontier->size++;
    return level + 1;
}

Digest
tlog_root(const TlogFrontier *frontier)
{
    gboolean have = FALSE;
    Digest root;

    if (frontier->size == 0)
        return digest_sha256("", 0);
    memset(&root, 0, sizeof root);
    for (guint level = 0; level < TLOG_LEVELS; level++) {
        if ((frontier->size >> level & 1) == 0)
            continue;
        root = have ? tlog_node_hash(&frontier->nodes[level], &root) : frontier->nodes[level];
        have = TRUE;
    }
    return root;
}

gsize
tlog_frontier_save(const TlogFrontier *frontier, guint8 out[TLOG_LEVELS * DIGEST_SIZE])
{
    gsize length = 0;

    for (guint level = 0; level < TLOG_LEVELS; level++) {
        if ((frontier->size >> level & 1) == 0)
            continue;
        memcpy(out + length, frontier->nodes[level].bytes, DIGEST_SIZE);
        length += DIGEST_SIZE;
    }
    return length;
}

gboolean
tlog_frontier_load(guint64 size, const guint8 *bytes, gsize length, TlogFrontier *ret)
{
    if (size > TLOG_SIZE_MAX || length != (gsize)__builtin_popcountll(size) * DIGEST_SIZE)
        return FALSE;
    memset(ret, 0, sizeof *ret);
    ret->size = size;
    for (guint level = 0; level < TLOG_LEVELS; level++) {
        if ((size >> level & 1) == 0)
            continue;
        memcpy(ret->nodes[level].bytes, bytes, DIGEST_SIZE);
        bytes += DIGEST_SIZE;
    }
    return TRUE;
}

/* ---- building proofs ---- */

typedef struct {
    TlogNodeReader read;
    gpointer data;
    TlogProof *proof;
    GError **error;
} Prover;

/* The largest power of two below @count, as its exponent. @count is at least 2. */
static guint
split_level(guint64 count)
{
    return 63u - (guint)__builtin_clzll(count - 1);
}

/* The hash over @count leaves from @start, which is a multiple of the largest power of two in @count. */
static gboolean
hash_range(const Prover *prover, guint64 start, guint64 count, Digest *ret)
{
    guint level;
    Digest left, right;

    if ((count & (count - 1)) == 0) {
        level = (guint)__builtin_ctzll(count);
        return prover->read(prover->data, level, start >> level, ret, prover->error);
    }
    level = split_level(count);
    if (!prover->read(prover->data, level, start >> level, &left, prover->error) ||
        !hash_range(prover, start + (G_GUINT64_CONSTANT(1) << level), count - (G_GUINT64_CONSTANT(1) << level), &right))
        return FALSE;
    *ret = tlog_node_hash(&left, &right);
    return TRUE;
}

static gboolean
push_range(const Prover *prover, guint64 start, guint64 count)
{
    g_assert(prover->proof->count < TLOG_PROOF_MAX);
    if (!hash_range(prover, start, count, &prover->proof->hashes[prover->proof->count]))
        return FALSE;
    prover->proof->count++;
    return TRUE;
}

/* PATH of RFC 6962 section 2.1.1 over @count leaves from @start. */
static gboolean
push_path(const Prover *prover, guint64 index, guint64 start, guint64 count)
{
    guint64 left;

    if (count == 1)
        return TRUE;
    left = G_GUINT64_CONSTANT(1) << split_level(count);
    if (index < left)
        return push_path(prover, index, start, left) && push_range(prover, start + left, count - left);
    return push_path(prover, index - left, start + left, count - left) && push_range(prover, start, left);
}

/* SUBPROOF of RFC 6962 section 2.1.2 over @count leaves from @start; @whole: the old tree starts at leaf 0 of this
 * range. */
static gboolean
push_subproof(const Prover *prover, guint64 old, guint64 start, guint64 count, gboolean whole)
{
    guint64 left;

    if (old == count)
        return whole || push_range(prover, start, count);
    left = G_GUINT64_CONSTANT(1) << split_level(count);
    if (old <= left)
        return push_subproof(prover, old, start, left, whole) && push_range(prover, start + left, count - left);
    return push_subproof(prover, old - left, start + left, count - left, FALSE) && push_range(prover, start, left);
}

gboolean
tlog_prove_inclusion(TlogNodeReader reader, gpointer data, guint64 index, guint64 size, TlogProof *ret_proof,
                     GError **error)
{
    TlogProof proof = { 0 };
    Prover prover = { reader, data, &proof, error };

    if (index >= size || size > TLOG_SIZE_MAX) {
        g_set_error(error, TRIBUNE_ERROR, TRIBUNE_ERROR_INVALID,
                    "leaf %" G_GUINT64_FORMAT " is not in a tree of %" G_GUINT64_FORMAT " leaves", index, size);
        return FALSE;
    }
    if (!push_path(&prover, index, 0, size))
        return FALSE;
    *ret_proof = proof;
    return TRUE;
}

gboolean
tlog_prove_consistency(TlogNodeReader reader, gpointer data, guint64 old_size, guint64 new_size, TlogProof *ret_proof,
                       GError **error)
{
    TlogProof proof = { 0 };
    Prover prover = { reader, data, &proof, error };

    if (old_size > new_size || new_size > TLOG_SIZE_MAX) {
        g_set_error(error, TRIBUNE_ERROR, TRIBUNE_ERROR_INVALID,
                    "a tree of %" G_GUINT64_FORMAT " leaves does not start one of %" G_GUINT64_FORMAT, old_size,
                    new_size);
        return FALSE;
    }
    if (old_size > 0 && !push_subproof(&prover, old_size, 0, new_size, TRUE))
        return FALSE;
    *ret_proof = proof;
    return TRUE;
}

gboolean
tlog_read_root(TlogNodeReader reader, gpointer data, guint64 size, Digest *ret_root, GError **error)
{
    Prover prover = { reader, data, NULL, error };
    Digest root;

    if (size == 0) {
        *ret_root = digest_sha256("", 0);
        return TRUE;
    }
    if (!hash_range(&prover, 0, size, &root))
        return FALSE;
    *ret_root = root;
    return TRUE;
}

/* ---- verifying proofs ---- */

/* The walk that both verifications share: where the current node and the last node of the level stand. */
typedef struct {
    guint64 node;
    guint64 last;
} Walk;

/* Whether the next proof hash is the left sibling; climbs past the levels where the node stands alone. */
static gboolean
walk_is_right(Walk *walk)
{
    if ((walk->node & 1) == 0 && walk->node != walk->last)
        return FALSE;
    while ((walk->node & 1) == 0 && walk->node != 0) {
        walk->node >>= 1;
        walk->last >>= 1;
    }
    return TRUE;
}

static void
walk_up(Walk *walk)
{
    walk->node >>= 1;
    walk->last >>= 1;
}

gboolean
tlog_verify_inclusion(guint64 index, guint64 size, const Digest *leaf_hash, const TlogProof *proof, const Digest *root)
{
    Walk walk = { index, size - 1 };
    Digest hash = *leaf_hash;

    if (index >= size || size > TLOG_SIZE_MAX || proof->count > TLOG_PROOF_MAX)
        return FALSE;
    for (guint i = 0; i < proof->count; i++) {
        if (walk.last == 0)
            return FALSE;
        hash =
            walk_is_right(&walk) ? tlog_node_hash(&proof->hashes[i], &hash) : tlog_node_hash(&hash, &proof->hashes[i]);
        walk_up(&walk);
    }
    return walk.last == 0 && digest_equal(&hash, root);
}

gboolean
tlog_verify_consistency(guint64 old_size, guint64 new_size, const Digest *old_root, const Digest *new_root,
                        const TlogProof *proof)
{
    Walk walk = { old_size - 1, new_size - 1 };
    guint next = 0;
    Digest old_hash, new_hash;

    if (old_size > new_size || new_size > TLOG_SIZE_MAX || proof->count > TLOG_PROOF_MAX)
        return FALSE;
    if (old_size == new_size)
        return proof->count == 0 && digest_equal(old_root, new_root);
    if (old_size == 0 || proof->count == 0)
        return old_size == 0 && proof->count == 0;
    /* An old tree that is one complete subtree is its own first hash. */
    old_hash = (old_size & (old_size - 1)) == 0 ? *old_root : proof->hashes[next++];
    new_hash = old_hash;
    while ((walk.node & 1) != 0)
        walk_up(&walk);
    for (; next < proof->count; next++) {
        const Digest *sibling = &proof->hashes[next];

        if (walk.last == 0)
            return FALSE;
        if (walk_is_right(&walk)) {
            old_hash = tlog_node_hash(sibling, &old_hash);
            new_hash = tlog_node_hash(sibling, &new_hash);
        } else {
            new_hash = tlog_node_hash(&new_hash, sibling);
        }
        walk_up(&walk);
    }
    return walk.last == 0 && digest_equal(&old_hash, old_root) && digest_equal(&new_hash, new_root);
}
