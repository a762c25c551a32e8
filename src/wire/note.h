/* SPDX-License-Identifier: Apache-2.0 */
/* wire/note.h: signed notes (C2SP signed-note) with Ed25519 keys. Pure.
 *
 * A note is text that ends in LF, an empty line, and signature lines "— <key name> <base64>". Who verifies ignores
 * signatures by keys that are unknown (another name, another id, another kind of key), refuses a wrong one by a known
 * key, and wants at least one good one by a known key.
 *
 * Limits: NOTE_SIZE_MAX bytes, NOTE_SIGNATURES_MAX signatures, NOTE_NAME_MAX bytes of key name. Verifiers and signers
 * may be shared between threads. */
#pragma once
#include <glib.h>

#define NOTE_SIZE_MAX       (64 * 1024)
#define NOTE_SIGNATURES_MAX 64
#define NOTE_NAME_MAX       255
#define NOTE_KEY_SIZE       32 /* Ed25519: the seed, and the public key */

/* ---- keys ---- */

/* Who can be recognised. A plain value. */
typedef struct {
    char name[NOTE_NAME_MAX + 1];
    guint32 id;
    guint8 public_key[NOTE_KEY_SIZE];
} NoteVerifier;

/* A key name is UTF-8, not empty, without blanks and without "+". TRIBUNE_ERROR_INVALID otherwise. */
gboolean note_verifier_make(const char *name, const guint8 public_key[NOTE_KEY_SIZE], NoteVerifier *ret,
                            GError **error);

/* From a verifier key "name+id+base64". TRIBUNE_ERROR_INVALID also for a kind of key that is not Ed25519 and for an id
 * that does not belong to name and key. */
gboolean note_verifier_parse(const char *vkey, NoteVerifier *ret, GError **error);
char *note_verifier_format(const NoteVerifier *verifier);

typedef struct NoteSigner NoteSigner;

/* A fresh seed from the kernel's random generator. */
void note_make_seed(guint8 ret_seed[NOTE_KEY_SIZE]);

/* @seed is the private key of RFC 8032; the caller keeps it and wipes its copy. */
NoteSigner *note_signer_new(const char *name, const guint8 seed[NOTE_KEY_SIZE], GError **error);
void note_signer_free(NoteSigner *signer);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(NoteSigner, note_signer_free)

/* Borrowed. */
const NoteVerifier *note_signer_verifier(const NoteSigner *signer);

/* ---- notes ---- */

typedef struct {
    char *name;
    guint32 id;
    guint8 *bytes; /* what follows the id */
    gsize length;
} NoteSignature;

typedef struct {
    char *text; /* what is signed, with its last LF; NUL-terminated */
    gsize length;
    NoteSignature *signatures;
    guint count;
} Note;

/* TRIBUNE_ERROR_INVALID when it is no note, TRIBUNE_ERROR_LIMIT. Says nothing about the signatures. */
Note *note_parse(const char *bytes, gsize length, GError **error);
void note_free(Note *note);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Note, note_free)

/* TRIBUNE_ERROR_INVALID when a signature by a known key is wrong, or none is by a known key. */
gboolean note_verify(const Note *note, const NoteVerifier *verifiers, gsize count, GError **error);

/* The whole note: @text, which ends in LF and keeps the rules for notes, signed by @signer. */
char *note_sign(const char *text, const NoteSigner *signer, GError **error);
