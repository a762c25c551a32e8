/* SPDX-License-Identifier: Apache-2.0 */
/* Checkpoints and proof files together: the second carries the first. */
#include "wire/proof.h"

#include <string.h>

#include "base/encode.h"
#include "base/error.h"

#define NAME "tribune.example/log/2026"
#define VKEY NAME "+65401821+AQOhB7/zzhC+HXDdGOdLwJln5NYwm6UNXx3chmQSVTG4"
#define TEXT NAME "\n7\nmMl/C6MXXNCLAx3QhLncTmSbZNGijm6mlGRlAxc6tYc=\n"
#define NOTE                                                                                                           \
    TEXT "\n\xe2\x80\x94 " NAME                                                                                        \
         " ZUAYIX/ELT7GmGSvJqnMrSiPuZXNyTj76/1Ujd2RkGQ2Un9tTUfWV0Lz/RfEynW/HJ19hrYSOsf+lU+p3XxjlUH3XgA=\n"
#define HEAD "c2sp.org/tlog-proof@v1\n"
#define NOTE_300                                                                                                       \
    NAME "\n300\nyjk9Apa+xeC43KuYO9H7fRRh9RLnJny4ljGtJv1m2Eg=\n\n\xe2\x80\x94 " NAME                                   \
         " ZUAYIahokitlSo3lUqFJevw8UkW0wiAzRS2gsrrqbdxGIAZ+jPfMjMGlR0nT20qoNd86yFBySHUocelTkOZdbD/D3go=\n"

static Proof *
reference_proof(void)
{
    static const char *const PATH[] = {
        "57c79f4f31ae029c5d4bd30b073c27c94df93438b2b4697e1e1eef5bc0394a41",
        "5a47662fd8a317d96049a3f9f47c55dc67ca66051baa3683dbb19b2fe09a07b0",
        "94afb8a2ca051c05458ea39dcd19b1bd68e7e33529f10b439d2a615a51f636e2",
    };
    Proof *proof = g_new0(Proof, 1);

    proof->index = 3;
    proof->path.count = 3;
    for (guint i = 0; i < 3; i++)
        g_assert_true(decode_hex(PATH[i], proof->path.hashes[i].bytes, DIGEST_SIZE));
    proof->checkpoint = g_strdup(NOTE);
    return proof;
}

static NoteVerifier
reference_verifier(void)
{
    NoteVerifier verifier;

    g_assert_true(note_verifier_parse(VKEY, &verifier, NULL));
    return verifier;
}

static void
the_reference_checkpoints_open(void)
{
    NoteVerifier verifier = reference_verifier();
    g_autoptr(GError) error = NULL;
    g_autofree char *text = NULL;
    Checkpoint checkpoint;

    checkpoint_open(NOTE, strlen(NOTE), &verifier, 1, &checkpoint, &error);
    g_assert_no_error(error);
    g_assert_cmpstr(checkpoint.origin, ==, NAME);
    g_assert_cmpuint(checkpoint.size, ==, 7);
    text = checkpoint_format(&checkpoint);
    g_assert_cmpstr(text, ==, TEXT);
    checkpoint_open(NOTE_300, strlen(NOTE_300), &verifier, 1, &checkpoint, &error);
    g_assert_no_error(error);
    g_assert_cmpuint(checkpoint.size, ==, 300);
}

static void
further_lines_of_a_checkpoint_are_accepted(void)
{
    static const char MORE[] = TEXT "one more\nand another\n";
    Checkpoint checkpoint;

    g_assert_true(checkpoint_parse(MORE, strlen(MORE), &checkpoint, NULL));
    g_assert_cmpuint(checkpoint.size, ==, 7);
}

static void
what_is_no_checkpoint_is_refused(void)
{
#define ROOT "mMl/C6MXXNCLAx3QhLncTmSbZNGijm6mlGRlAxc6tYc="
    static const char *const WRONG[] = {
        "",
        "a\n",
        "a\n7\n",
        "\n7\n" ROOT "\n",
        "a\n7\n" ROOT,
        "a\n07\n" ROOT "\n",
        "a\n-7\n" ROOT "\n",
        "a\n+7\n" ROOT "\n",
        "a\n 7\n" ROOT "\n",
        "a\n9223372036854775808\n" ROOT "\n",
        "a\n7\nAAAA\n",
        "a\n7\n" ROOT "A\n",
        "a\n7\n" ROOT "\n\n",
        "a\n7\n" ROOT "\nunfinished",
    };
    Checkpoint checkpoint;

    g_assert_true(checkpoint_parse("a\n0\n" ROOT "\n", strlen("a\n0\n" ROOT "\n"), &checkpoint, NULL));
    for (guint i = 0; i < G_N_ELEMENTS(WRONG); i++) {
        g_autoptr(GError) error = NULL;

        g_assert_false(checkpoint_parse(WRONG[i], strlen(WRONG[i]), &checkpoint, &error));
        g_assert_error(error, TRIBUNE_ERROR, TRIBUNE_ERROR_INVALID);
    }
}

static void
the_reference_proof_verifies_its_entry(void)
{
    NoteVerifier verifier = reference_verifier();
    g_autoptr(Proof) made = reference_proof();
    g_autofree char *text = proof_format(made);
    g_autoptr(GError) error = NULL;
    g_autoptr(Proof) proof = proof_parse(text, strlen(text), &error);
    Checkpoint checkpoint;

    g_assert_no_error(error);
    g_assert_true(g_str_has_prefix(text, HEAD "index 3\nV8efTzGuApxdS9MLBzwnyU35NDiytGl+Hh7vW8A5SkE=\n"));
    g_assert_true(g_str_has_suffix(text, "=\n\n" NOTE));
    proof_verify(proof, "entry 3", 7, &verifier, 1, &checkpoint, &error);
    g_assert_no_error(error);
    g_assert_cmpuint(checkpoint.size, ==, 7);
    g_assert_false(proof_verify(proof, "entry 4", 7, &verifier, 1, &checkpoint, &error));
    g_assert_error(error, TRIBUNE_ERROR, TRIBUNE_ERROR_INVALID);
}

static void
every_flipped_bit_of_a_proof_is_found(void)
{
    NoteVerifier verifier = reference_verifier();
    g_autoptr(Proof) made = reference_proof();
    g_autofree char *text = proof_format(made);

    for (gsize i = 0; i < strlen(text); i++) {
        g_autofree char *bent = g_strdup(text);
        g_autoptr(Proof) proof = NULL;

        bent[i] ^= 1;
        proof = proof_parse(bent, strlen(bent), NULL);
        g_assert_false(proof != NULL && proof_verify(proof, "entry 3", 7, &verifier, 1, NULL, NULL));
    }
}

static void
the_extra_line_comes_back(void)
{
    g_autoptr(Proof) proof = reference_proof();
    g_autofree char *text = NULL;
    g_autoptr(Proof) again = NULL;

    proof->extra = g_bytes_new("salt", 4);
    text = proof_format(proof);
    g_assert_true(g_str_has_prefix(text, HEAD "extra c2FsdA==\nindex 3\n"));
    again = proof_parse(text, strlen(text), NULL);
    g_assert_nonnull(again);
    g_assert_true(g_bytes_equal(again->extra, proof->extra));
}

static void
what_is_no_proof_is_refused(void)
{
#define HASH "V8efTzGuApxdS9MLBzwnyU35NDiytGl+Hh7vW8A5SkE=\n"
    static const char *const WRONG[] = {
        "",
        HEAD,
        "c2sp.org/tlog-proof@v2\nindex 3\n\n" NOTE,
        HEAD "index 03\n\n" NOTE,
        HEAD "index -3\n\n" NOTE,
        HEAD "index \n\n" NOTE,
        HEAD "index 9223372036854775807\n\n" NOTE,
        HEAD "\n" NOTE,
        HEAD "index 3\nextra AAAA\n\n" NOTE,
        HEAD "extra !\nindex 3\n\n" NOTE,
        HEAD "extra AAAA\nextra AAAA\nindex 3\n\n" NOTE,
        HEAD "index 3\nAAAA\n\n" NOTE,
        HEAD "index 3\n" HASH,
        HEAD "index 3\n" HASH "\n",
    };
    g_autoptr(GString) many = g_string_new(HEAD "index 3\n");

    for (guint i = 0; i < G_N_ELEMENTS(WRONG); i++) {
        g_autoptr(GError) error = NULL;

        g_assert_null(proof_parse(WRONG[i], strlen(WRONG[i]), &error));
        g_assert_error(error, TRIBUNE_ERROR, TRIBUNE_ERROR_INVALID);
    }
    for (guint i = 0; i <= TLOG_PROOF_MAX; i++)
        g_string_append(many, HASH);
    g_string_append(many, "\n" NOTE);
    g_assert_null(proof_parse(many->str, many->len, NULL));
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/checkpoint/the-reference-checkpoints-open", the_reference_checkpoints_open);
    g_test_add_func("/checkpoint/further-lines-are-accepted", further_lines_of_a_checkpoint_are_accepted);
    g_test_add_func("/checkpoint/what-is-no-checkpoint-is-refused", what_is_no_checkpoint_is_refused);
    g_test_add_func("/proof/the-reference-proof-verifies-its-entry", the_reference_proof_verifies_its_entry);
    g_test_add_func("/proof/every-flipped-bit-is-found", every_flipped_bit_of_a_proof_is_found);
    g_test_add_func("/proof/the-extra-line-comes-back", the_extra_line_comes_back);
    g_test_add_func("/proof/what-is-no-proof-is-refused", what_is_no_proof_is_refused);
    return g_test_run();
}
