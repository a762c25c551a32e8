/* SPDX-License-Identifier: Apache-2.0 */
#include "wire/note.h"

#include <string.h>

#include "base/error.h"

#define NAME "tribune.example/log/2026"
#define VKEY NAME "+65401821+AQOhB7/zzhC+HXDdGOdLwJln5NYwm6UNXx3chmQSVTG4"
#define TEXT NAME "\n7\nmMl/C6MXXNCLAx3QhLncTmSbZNGijm6mlGRlAxc6tYc=\n"
#define LINE                                                                                                           \
    "\xe2\x80\x94 " NAME                                                                                               \
    " ZUAYIX/ELT7GmGSvJqnMrSiPuZXNyTj76/1Ujd2RkGQ2Un9tTUfWV0Lz/RfEynW/HJ19hrYSOsf+lU+p3XxjlUH3XgA=\n"
#define WITNESS                                                                                                        \
    "\xe2\x80\x94 witness.example/w1 "                                                                                 \
    "IDJKvgAAAABpVbkAMElBJDREEw6Iyxlmwm04AdAo5rSOs6vluZPfKHM06OI2sQDPpJKP9Ljvm29Cay+3SdSh/D7PmRmzlBUSK/TOAA==\n"

static NoteSigner *
reference_signer(void)
{
    guint8 seed[NOTE_KEY_SIZE];
    NoteSigner *signer;

    for (guint i = 0; i < sizeof seed; i++)
        seed[i] = (guint8)i;
    signer = note_signer_new(NAME, seed, NULL);
    g_assert_nonnull(signer);
    return signer;
}

/* NULL when it is accepted. */
static GError *
verify(const char *text, const NoteVerifier *verifiers, gsize count)
{
    GError *error = NULL;
    g_autoptr(Note) note = note_parse(text, strlen(text), &error);

    if (note != NULL)
        note_verify(note, verifiers, count, &error);
    return error;
}

static void
the_reference_key_and_signature_come_out(void)
{
    g_autoptr(NoteSigner) signer = reference_signer();
    g_autofree char *vkey = note_verifier_format(note_signer_verifier(signer));
    g_autofree char *note = note_sign(TEXT, signer, NULL);

    g_assert_cmpstr(vkey, ==, VKEY);
    g_assert_cmpstr(note, ==, TEXT "\n" LINE);
}

static void
a_note_verifies_by_its_vkey(void)
{
    g_autoptr(GError) error = NULL;
    NoteVerifier verifier;

    g_assert_true(note_verifier_parse(VKEY, &verifier, &error));
    g_assert_no_error(verify(TEXT "\n" LINE, &verifier, 1));
}

static void
unknown_signatures_and_kinds_are_ignored(void)
{
    NoteVerifier verifiers[2];
    g_autoptr(GError) error = NULL;
    guint8 seed[NOTE_KEY_SIZE];
    g_autoptr(NoteSigner) stranger = NULL;

    note_make_seed(seed);
    stranger = note_signer_new(NAME, seed, NULL);
    verifiers[0] = *note_signer_verifier(stranger);
    g_assert_true(note_verifier_parse(VKEY, &verifiers[1], NULL));
    g_assert_no_error(verify(TEXT "\n" WITNESS LINE WITNESS, verifiers, 2));
    /* The same name with another key does not count. */
    error = verify(TEXT "\n" WITNESS LINE, verifiers, 1);
    g_assert_error(error, TRIBUNE_ERROR, TRIBUNE_ERROR_INVALID);
}

static void
every_flipped_bit_of_text_or_signature_is_found(void)
{
    static const char GOOD[] = TEXT "\n" LINE;
    NoteVerifier verifier;

    g_assert_true(note_verifier_parse(VKEY, &verifier, NULL));
    for (gsize i = 0; i < sizeof GOOD - 1; i++) {
        g_autofree char *bent = g_strdup(GOOD);
        g_autoptr(GError) error = NULL;

        bent[i] ^= 1;
        error = verify(bent, &verifier, 1);
        g_assert_nonnull(error);
    }
}

static void
one_wrong_signature_by_a_known_key_rejects_the_note(void)
{
    NoteVerifier verifiers[2];
    g_autoptr(GError) error = NULL;
    g_autoptr(NoteSigner) signer = NULL;
    g_autofree char *other = NULL;
    g_autofree char *note = NULL;
    guint8 seed[NOTE_KEY_SIZE] = { 7 };

    signer = note_signer_new("other.example", seed, NULL);
    other = note_sign("another text\n", signer, NULL);
    note = g_strconcat(TEXT "\n" LINE, strstr(other, "\xe2\x80\x94"), NULL);
    g_assert_true(note_verifier_parse(VKEY, &verifiers[0], NULL));
    verifiers[1] = *note_signer_verifier(signer);
    g_assert_no_error(verify(note, verifiers, 1));
    error = verify(note, verifiers, 2);
    g_assert_error(error, TRIBUNE_ERROR, TRIBUNE_ERROR_INVALID);
}

static void
the_text_may_hold_empty_lines(void)
{
    g_autoptr(NoteSigner) signer = reference_signer();
    g_autofree char *text = note_sign("a\n\nb\n\n", signer, NULL);
    g_autoptr(Note) note = note_parse(text, strlen(text), NULL);

    g_assert_cmpstr(note->text, ==, "a\n\nb\n\n");
    g_assert_true(note_verify(note, note_signer_verifier(signer), 1, NULL));
}

static void
what_is_no_note_is_refused(void)
{
    static const char *const WRONG[] = {
        "",
        "\n",
        "\n\n",
        TEXT,
        TEXT "\n",
        TEXT LINE,
        TEXT "\nno dash\n",
        TEXT "\n- " NAME " ZUAYIX/E\n",
        TEXT "\n\xe2\x80\x94 " NAME "\n",
        TEXT "\n\xe2\x80\x94 " NAME " ZUAYIX/E",
        TEXT "\n\xe2\x80\x94 " NAME " ZUAYIQ==\n",
        TEXT "\n\xe2\x80\x94 " NAME " not base64\n",
        TEXT "\n\xe2\x80\x94  ZUAYIX/E\n",
        TEXT "\n\xe2\x80\x94 a+b ZUAYIX/E\n",
        TEXT "\n\xe2\x80\x94 a\xc2\x85"
             "b ZUAYIX/E\n",
        TEXT "\n\xe2\x80\x94 a\xe2\x80\x83"
             "b ZUAYIX/E\n",
        "tab\there\n\n" LINE,
        "\xff\n\n" LINE,
    };

    for (guint i = 0; i < G_N_ELEMENTS(WRONG); i++) {
        g_autoptr(GError) error = NULL;

        g_assert_null(note_parse(WRONG[i], strlen(WRONG[i]), &error));
        g_assert_error(error, TRIBUNE_ERROR, TRIBUNE_ERROR_INVALID);
    }
    g_assert_null(note_parse("a\0b\n\n" LINE, 5 + sizeof LINE, NULL));
}

static void
sixty_four_signatures_are_read_and_no_more(void)
{
    g_autoptr(GString) text = g_string_new(TEXT "\n");
    g_autoptr(GError) error = NULL;
    NoteVerifier verifier;

    g_assert_true(note_verifier_parse(VKEY, &verifier, NULL));
    for (guint i = 0; i < NOTE_SIGNATURES_MAX - 1; i++)
        g_string_append(text, WITNESS);
    g_string_append(text, LINE);
    g_assert_no_error(verify(text->str, &verifier, 1));
    g_string_append(text, WITNESS);
    error = verify(text->str, &verifier, 1);
    g_assert_error(error, TRIBUNE_ERROR, TRIBUNE_ERROR_LIMIT);
}

static void
a_note_over_64_KiB_is_refused(void)
{
    g_autoptr(NoteSigner) signer = reference_signer();
    g_autofree char *text = g_strnfill(NOTE_SIZE_MAX + 1, 'x');
    g_autoptr(GError) error = NULL;

    text[NOTE_SIZE_MAX] = '\n';
    g_assert_null(note_parse(text, NOTE_SIZE_MAX + 1, &error));
    g_assert_error(error, TRIBUNE_ERROR, TRIBUNE_ERROR_LIMIT);
    g_assert_null(note_sign(text, signer, NULL));
}

static void
a_text_without_line_end_is_not_signed(void)
{
    g_autoptr(NoteSigner) signer = reference_signer();

    g_assert_null(note_sign("", signer, NULL));
    g_assert_null(note_sign("text", signer, NULL));
    g_assert_null(note_sign("text\r\n", signer, NULL));
}

static void
wrong_keys_and_key_names_are_refused(void)
{
    static const char *const VKEYS[] = {
        "",
        NAME,
        NAME "+65401821",
        NAME "+65401822+AQOhB7/zzhC+HXDdGOdLwJln5NYwm6UNXx3chmQSVTG4",
        NAME "+6540182+AQOhB7/zzhC+HXDdGOdLwJln5NYwm6UNXx3chmQSVTG4",
        "x" NAME "+65401821+AQOhB7/zzhC+HXDdGOdLwJln5NYwm6UNXx3chmQSVTG4",
        NAME "+65401821+AQOhB7/zzhC+HXDdGOdLwJln5NYwm6UNXx3chmQSVTG5",
        NAME "+65401821+AQOhB7/z",
        /* a witness's key: a cosigner, type 4 */
        "witness.example/w1+20324abe+BCmsuuFBvMrwsi4alNNNC8c2HlJtC/4SyJeUvJMilm3X",
    };
    static const char *const NAMES[] = { "", "a b", "a+b", "a\nb", "\xff" };
    guint8 seed[NOTE_KEY_SIZE] = { 0 };
    NoteVerifier verifier;

    for (guint i = 0; i < G_N_ELEMENTS(VKEYS); i++) {
        g_autoptr(GError) error = NULL;

        g_assert_false(note_verifier_parse(VKEYS[i], &verifier, &error));
        g_assert_error(error, TRIBUNE_ERROR, TRIBUNE_ERROR_INVALID);
    }
    for (guint i = 0; i < G_N_ELEMENTS(NAMES); i++)
        g_assert_null(note_signer_new(NAMES[i], seed, NULL));
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/note/the-reference-key-and-signature-come-out", the_reference_key_and_signature_come_out);
    g_test_add_func("/note/a-note-verifies-by-its-vkey", a_note_verifies_by_its_vkey);
    g_test_add_func("/note/unknown-signatures-and-kinds-are-ignored", unknown_signatures_and_kinds_are_ignored);
    g_test_add_func("/note/every-flipped-bit-of-text-or-signature-is-found",
                    every_flipped_bit_of_text_or_signature_is_found);
    g_test_add_func("/note/one-wrong-signature-by-a-known-key-rejects-the-note",
                    one_wrong_signature_by_a_known_key_rejects_the_note);
    g_test_add_func("/note/the-text-may-hold-empty-lines", the_text_may_hold_empty_lines);
    g_test_add_func("/note/what-is-no-note-is-refused", what_is_no_note_is_refused);
    g_test_add_func("/note/sixty-four-signatures-are-read-and-no-more", sixty_four_signatures_are_read_and_no_more);
    g_test_add_func("/note/a-note-over-64-KiB-is-refused", a_note_over_64_KiB_is_refused);
    g_test_add_func("/note/a-text-without-line-end-is-not-signed", a_text_without_line_end_is_not_signed);
    g_test_add_func("/note/wrong-keys-and-key-names-are-refused", wrong_keys_and_key_names_are_refused);
    return g_test_run();
}
