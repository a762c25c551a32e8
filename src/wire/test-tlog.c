/* SPDX-License-Identifier: Apache-2.0 */
#include "wire/tlog.h"

#include <string.h>

#include "base/encode.h"
#include "base/error.h"

#define TREE_MAX 65

/* A tree kept whole: every complete node, and the frontier. */
typedef struct {
    Digest nodes[8][TREE_MAX];
    Digest leaves[TREE_MAX];
    Digest roots[TREE_MAX + 1];
    TlogFrontier frontier;
    guint64 missing_level; /* reading this level fails */
} Tree;

static void
tree_add(Tree *tree, const void *bytes, gsize length)
{
    Digest hash = tlog_leaf_hash(bytes, length);
    TlogNode nodes[TLOG_LEVELS];
    guint count;

    tree->leaves[tree->frontier.size] = hash;
    count = tlog_append(&tree->frontier, &hash, nodes);
    for (guint i = 0; i < count; i++)
        tree->nodes[nodes[i].level][nodes[i].index] = nodes[i].hash;
    tree->roots[tree->frontier.size] = tlog_root(&tree->frontier);
}

static Tree *
tree_of_entries(guint count)
{
    Tree *tree = g_new0(Tree, 1);

    tree->missing_level = TLOG_LEVELS;
    tree->roots[0] = tlog_root(&tree->frontier);
    for (guint i = 0; i < count; i++) {
        g_autofree char *entry = g_strdup_printf("entry %u", i);

        tree_add(tree, entry, strlen(entry));
    }
    return tree;
}

static gboolean
tree_read(gpointer data, guint level, guint64 index, Digest *ret, GError **error)
{
    Tree *tree = data;

    g_assert_cmpuint((index + 1) << level, <=, tree->frontier.size);
    if (level == tree->missing_level) {
        g_set_error(error, TRIBUNE_ERROR, TRIBUNE_ERROR_CORRUPT, "no such node");
        return FALSE;
    }
    *ret = tree->nodes[level][index];
    return TRUE;
}

/* MTH of RFC 6962 section 2.1, straight from its text. */
static Digest
slow_root(const Digest *leaves, gsize count)
{
    gsize k = 1;
    Digest left, right;

    if (count == 0)
        return digest_sha256("", 0);
    if (count == 1)
        return leaves[0];
    while (2 * k < count)
        k *= 2;
    left = slow_root(leaves, k);
    right = slow_root(leaves + k, count - k);
    return tlog_node_hash(&left, &right);
}

static void
assert_hex(const Digest *digest, const char *hex)
{
    g_autofree char *actual = digest_to_hex(digest);

    g_assert_cmpstr(actual, ==, hex);
}

static void
roots_match_the_published_vectors(void)
{
    static const char *const LEAVES[] = {
        "", "00", "10", "2021", "3031", "40414243", "5051525354555657", "606162636465666768696a6b6c6d6e6f",
    };
    static const char *const ROOTS[] = {
        "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
        "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
        "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
        "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
        "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
        "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
        "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
        "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
        "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
    };
    g_autofree Tree *tree = tree_of_entries(0);

    assert_hex(&tree->roots[0], ROOTS[0]);
    for (guint i = 0; i < G_N_ELEMENTS(LEAVES); i++) {
        guint8 bytes[16];
        gsize length = strlen(LEAVES[i]) / 2;

        g_assert_true(decode_hex(LEAVES[i], bytes, length));
        tree_add(tree, bytes, length);
        assert_hex(&tree->roots[i + 1], ROOTS[i + 1]);
    }
}

static void
entries_hash_and_prove_as_the_reference_does(void)
{
    g_autofree Tree *tree = tree_of_entries(7);
    TlogProof proof;

    assert_hex(&tree->leaves[0], "773885a613489e24ce2cf76199d6a423f042e4bbf12d7eecee912ef276c65701");
    assert_hex(&tree->leaves[1], "2dfb36c6f66cac361429cf46df868ab8242d3a6441f1099c8fb3f98ec5d108a4");
    assert_hex(&tree->nodes[1][0], "5a47662fd8a317d96049a3f9f47c55dc67ca66051baa3683dbb19b2fe09a07b0");

    g_assert_true(tlog_prove_inclusion(tree_read, tree, 3, 7, &proof, NULL));
    g_assert_cmpuint(proof.count, ==, 3);
    assert_hex(&proof.hashes[0], "57c79f4f31ae029c5d4bd30b073c27c94df93438b2b4697e1e1eef5bc0394a41");
    assert_hex(&proof.hashes[1], "5a47662fd8a317d96049a3f9f47c55dc67ca66051baa3683dbb19b2fe09a07b0");
    assert_hex(&proof.hashes[2], "94afb8a2ca051c05458ea39dcd19b1bd68e7e33529f10b439d2a615a51f636e2");

    g_assert_true(tlog_prove_consistency(tree_read, tree, 3, 7, &proof, NULL));
    g_assert_cmpuint(proof.count, ==, 4);
    assert_hex(&proof.hashes[0], "57c79f4f31ae029c5d4bd30b073c27c94df93438b2b4697e1e1eef5bc0394a41");
    assert_hex(&proof.hashes[1], "61ca1139f6815841d5baf2d0d2d9bd9dfee97c898dd6f7ba0c0aa941ee6c01eb");
    assert_hex(&proof.hashes[2], "5a47662fd8a317d96049a3f9f47c55dc67ca66051baa3683dbb19b2fe09a07b0");
    assert_hex(&proof.hashes[3], "94afb8a2ca051c05458ea39dcd19b1bd68e7e33529f10b439d2a615a51f636e2");
}

static void
every_root_matches_the_definition(void)
{
    g_autofree Tree *tree = tree_of_entries(TREE_MAX);

    for (guint size = 0; size <= TREE_MAX; size++) {
        Digest expected = slow_root(tree->leaves, size), read;

        g_assert_cmpmem(&tree->roots[size], DIGEST_SIZE, &expected, DIGEST_SIZE);
        g_assert_true(tlog_read_root(tree_read, tree, size, &read, NULL));
        g_assert_cmpmem(&read, DIGEST_SIZE, &expected, DIGEST_SIZE);
    }
}

/* One proof must hold, and none of its single changes may. */
static void
check_inclusion(Tree *tree, guint64 index, guint64 size)
{
    TlogProof proof, wrong;
    const Digest *leaf = &tree->leaves[index], *root = &tree->roots[size];
    Digest bent = *leaf;

    g_assert_true(tlog_prove_inclusion(tree_read, tree, index, size, &proof, NULL));
    g_assert_true(tlog_verify_inclusion(index, size, leaf, &proof, root));
    bent.bytes[31] ^= 1;
    g_assert_false(tlog_verify_inclusion(index, size, &bent, &proof, root));
    g_assert_false(tlog_verify_inclusion(index, size, leaf, &proof, &tree->roots[size - 1]));
    g_assert_false(tlog_verify_inclusion(size, size, leaf, &proof, root));
    if (index > 0)
        g_assert_false(tlog_verify_inclusion(index - 1, size, leaf, &proof, root));
    for (guint i = 0; i < proof.count; i++) {
        wrong = proof;
        wrong.hashes[i].bytes[i % 32] ^= 0x80;
        g_assert_false(tlog_verify_inclusion(index, size, leaf, &wrong, root));
    }
    wrong = proof;
    wrong.hashes[wrong.count++] = *root;
    g_assert_false(tlog_verify_inclusion(index, size, leaf, &wrong, root));
    if (proof.count > 0) {
        wrong = proof;
        wrong.count--;
        g_assert_false(tlog_verify_inclusion(index, size, leaf, &wrong, root));
    }
}

static void
inclusion_proofs_hold_and_no_change_to_them_does(void)
{
    g_autofree Tree *tree = tree_of_entries(TREE_MAX);

    for (guint size = 1; size <= TREE_MAX; size++)
        for (guint index = 0; index < size; index++)
            check_inclusion(tree, index, size);
}

static void
check_consistency(Tree *tree, guint64 old, guint64 new)
{
    TlogProof proof, wrong;
    const Digest *old_root = &tree->roots[old], *new_root = &tree->roots[new];
    Digest bent = *old_root;

    g_assert_true(tlog_prove_consistency(tree_read, tree, old, new, &proof, NULL));
    g_assert_true(tlog_verify_consistency(old, new, old_root, new_root, &proof));
    bent.bytes[0] ^= 1;
    if (old > 0) {
        g_assert_false(tlog_verify_consistency(old, new, &bent, new_root, &proof));
        g_assert_false(tlog_verify_consistency(old, new, old_root, &bent, &proof));
    }
    for (guint i = 0; i < proof.count; i++) {
        wrong = proof;
        wrong.hashes[i].bytes[i % 32] ^= 0x80;
        g_assert_false(tlog_verify_consistency(old, new, old_root, new_root, &wrong));
    }
    wrong = proof;
    wrong.hashes[wrong.count++] = *new_root;
    g_assert_false(tlog_verify_consistency(old, new, old_root, new_root, &wrong));
    if (proof.count > 0) {
        wrong = proof;
        wrong.count--;
        g_assert_false(tlog_verify_consistency(old, new, old_root, new_root, &wrong));
    }
}

static void
consistency_proofs_hold_and_no_change_to_them_does(void)
{
    g_autofree Tree *tree = tree_of_entries(TREE_MAX);

    for (guint new = 0; new <= TREE_MAX; new ++)
        for (guint old = 0; old <= new; old++)
            check_consistency(tree, old, new);
}

static void
a_shrinking_tree_is_never_consistent(void)
{
    g_autofree Tree *tree = tree_of_entries(8);
    g_autoptr(GError) error = NULL;
    TlogProof proof = { 0 };

    g_assert_false(tlog_verify_consistency(8, 4, &tree->roots[8], &tree->roots[4], &proof));
    g_assert_false(tlog_prove_consistency(tree_read, tree, 8, 4, &proof, &error));
    g_assert_error(error, TRIBUNE_ERROR, TRIBUNE_ERROR_INVALID);
}

static void
a_missing_node_is_an_error_not_a_proof(void)
{
    g_autofree Tree *tree = tree_of_entries(7);
    g_autoptr(GError) error = NULL;
    TlogProof proof = { .count = 99 };

    tree->missing_level = 1;
    g_assert_false(tlog_prove_inclusion(tree_read, tree, 3, 7, &proof, &error));
    g_assert_error(error, TRIBUNE_ERROR, TRIBUNE_ERROR_CORRUPT);
    g_assert_cmpuint(proof.count, ==, 99);
}

static void
a_frontier_survives_storage(void)
{
    g_autofree Tree *tree = tree_of_entries(0);
    guint8 bytes[TLOG_LEVELS * DIGEST_SIZE];

    for (guint size = 0; size < TREE_MAX; size++) {
        gsize length = tlog_frontier_save(&tree->frontier, bytes);
        TlogFrontier again;
        Digest root;

        g_assert_cmpuint(length, ==, DIGEST_SIZE * (guint)__builtin_popcount(size));
        g_assert_false(tlog_frontier_load(size, bytes, length + 1, &again));
        g_assert_true(tlog_frontier_load(size, bytes, length, &again));
        root = tlog_root(&again);
        g_assert_cmpmem(&root, DIGEST_SIZE, &tree->roots[size], DIGEST_SIZE);
        tree->frontier = again;
        tree_add(tree, &size, sizeof size);
    }
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/tlog/roots-match-the-published-vectors", roots_match_the_published_vectors);
    g_test_add_func("/tlog/entries-hash-and-prove-as-the-reference-does", entries_hash_and_prove_as_the_reference_does);
    g_test_add_func("/tlog/every-root-matches-the-definition", every_root_matches_the_definition);
    g_test_add_func("/tlog/inclusion-proofs-hold-and-no-change-to-them-does",
                    inclusion_proofs_hold_and_no_change_to_them_does);
    g_test_add_func("/tlog/consistency-proofs-hold-and-no-change-to-them-does",
                    consistency_proofs_hold_and_no_change_to_them_does);
    g_test_add_func("/tlog/a-shrinking-tree-is-never-consistent", a_shrinking_tree_is_never_consistent);
    g_test_add_func("/tlog/a-missing-node-is-an-error-not-a-proof", a_missing_node_is_an_error_not_a_proof);
    g_test_add_func("/tlog/a-frontier-survives-storage", a_frontier_survives_storage);
    return g_test_run();
}
