/* SPDX-License-Identifier: Apache-2.0 */
#include "wire/note.h"

#include <openssl/evp.h>
#include <string.h>

#include "base/digest.h"
#include "base/encode.h"
#include "base/error.h"
#include "base/random.h"
#include "base/text.h"

#define KEY_ED25519    0x01
#define SIGNATURE_SIZE 64
#define ID_SIZE        4
#define LINE_START     "\xe2\x80\x94 " /* em dash and a blank */

G_DEFINE_AUTOPTR_CLEANUP_FUNC(EVP_PKEY, EVP_PKEY_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC(EVP_MD_CTX, EVP_MD_CTX_free)

struct NoteSigner {
    NoteVerifier verifier;
    EVP_PKEY *key;
};

static gboolean
invalid(GError **error, const char *what)
{
    g_set_error(error, TRIBUNE_ERROR, TRIBUNE_ERROR_INVALID, "signed note: %s", what);
    return FALSE;
}

/* ---- keys ---- */

static gboolean
is_key_name(const char *name, gsize length)
{
    const char *end = name + length;

    if (length < 1 || length > NOTE_NAME_MAX || !text_is_valid(name, length))
        return FALSE;
    for (; name < end; name = g_utf8_next_char(name)) {
        gunichar c = g_utf8_get_char(name);

        /* U+0085 is a blank to Unicode but not to GLib. */
        if (c == '+' || c < ' ' || c == 0x85 || g_unichar_isspace(c))
            return FALSE;
    }
    return TRUE;
}

static guint32
read_id(const guint8 *bytes)
{
    return (guint32)bytes[0] << 24 | (guint32)bytes[1] << 16 | (guint32)bytes[2] << 8 | bytes[3];
}

static void
write_id(guint32 id, guint8 out[ID_SIZE])
{
    for (guint i = 0; i < ID_SIZE; i++)
        out[i] = (guint8)(id >> (24 - 8 * i));
}

gboolean
note_verifier_make(const char *name, const guint8 public_key[NOTE_KEY_SIZE], NoteVerifier *ret, GError **error)
{
    static const guint8 middle[] = { '\n', KEY_ED25519 };
    gsize length = strlen(name);
    Digest digest;

    if (!is_key_name(name, length))
        return invalid(error, "the key name is empty, too long, or holds a blank or a plus");
    digest = digest_sha256_spans(
        (DigestSpan[]){ { name, length }, { middle, sizeof middle }, { public_key, NOTE_KEY_SIZE } }, 3);
    memcpy(ret->name, name, length + 1);
    memcpy(ret->public_key, public_key, NOTE_KEY_SIZE);
    ret->id = read_id(digest.bytes);
    return TRUE;
}

gboolean
note_verifier_parse(const char *vkey, NoteVerifier *ret, GError **error)
{
    const char *id = strchr(vkey, '+');
    const char *key = id == NULL ? NULL : strchr(id + 1, '+');
    g_autofree char *name = NULL;
    g_autofree char *id_text = NULL;
    g_autofree guint8 *bytes = NULL;
    guint8 id_bytes[ID_SIZE];
    gsize length = 0;
    NoteVerifier verifier;

    if (key == NULL || strlen(vkey) > 2 * NOTE_NAME_MAX)
        return invalid(error, "expected a key as name+id+base64");
    name = g_strndup(vkey, (gsize)(id - vkey));
    id_text = g_strndup(id + 1, (gsize)(key - id - 1));
    bytes = decode_base64(key + 1, strlen(key + 1), &length);
    if (bytes == NULL || length < 1 || !decode_hex(id_text, id_bytes, ID_SIZE))
        return invalid(error, "expected a key as name+id+base64");
    if (bytes[0] != KEY_ED25519 || length != 1 + NOTE_KEY_SIZE)
        return invalid(error, "not an Ed25519 key");
    if (!note_verifier_make(name, bytes + 1, &verifier, error))
        return FALSE;
    if (verifier.id != read_id(id_bytes))
        return invalid(error, "the key's id does not belong to its name and bytes");
    *ret = verifier;
    return TRUE;
}

char *
note_verifier_format(const NoteVerifier *verifier)
{
    guint8 bytes[1 + NOTE_KEY_SIZE] = { KEY_ED25519 };
    g_autofree char *base64 = NULL;

    memcpy(bytes + 1, verifier->public_key, NOTE_KEY_SIZE);
    base64 = encode_base64(bytes, sizeof bytes);
    return g_strdup_printf("%s+%08x+%s", verifier->name, verifier->id, base64);
}

void
note_make_seed(guint8 ret_seed[NOTE_KEY_SIZE])
{
    random_bytes(ret_seed, NOTE_KEY_SIZE);
}

NoteSigner *
note_signer_new(const char *name, const guint8 seed[NOTE_KEY_SIZE], GError **error)
{
    g_autoptr(NoteSigner) signer = g_new0(NoteSigner, 1);
    guint8 public_key[NOTE_KEY_SIZE];
    gsize length = sizeof public_key;

    signer->key = EVP_PKEY_new_raw_private_key(EVP_PKEY_ED25519, NULL, seed, NOTE_KEY_SIZE);
    if (signer->key == NULL || EVP_PKEY_get_raw_public_key(signer->key, public_key, &length) != 1)
        g_error("Ed25519 is not available from OpenSSL");
    if (!note_verifier_make(name, public_key, &signer->verifier, error))
        return NULL;
    return g_steal_pointer(&signer);
}

void
note_signer_free(NoteSigner *signer)
{
    EVP_PKEY_free(signer->key);
    g_free(signer);
}

const NoteVerifier *
note_signer_verifier(const NoteSigner *signer)
{
    return &signer->verifier;
}

/* ---- notes ---- */

static gboolean
check_characters(const char *bytes, gsize length, GError **error)
{
    if (length > NOTE_SIZE_MAX) {
        g_set_error(error, TRIBUNE_ERROR, TRIBUNE_ERROR_LIMIT, "signed note: over %d bytes", NOTE_SIZE_MAX);
        return FALSE;
    }
    if (!text_is_valid(bytes, length))
        return invalid(error, "not UTF-8 text");
    for (gsize i = 0; i < length; i++)
        if ((guchar)bytes[i] < ' ' && bytes[i] != '\n')
            return invalid(error, "a control character");
    return TRUE;
}

/* The last empty line: an LF that follows an LF, and has a line after it. */
static const char *
find_last_empty_line(const char *bytes, gsize length)
{
    for (gsize i = length; i >= 2; i--)
        if (bytes[i - 1] == '\n' && bytes[i - 2] == '\n')
            return bytes + i - 1;
    return NULL;
}

static gboolean
parse_signature(const char *line, gsize length, NoteSignature *ret, GError **error)
{
    gsize start = sizeof LINE_START - 1;
    const char *blank;
    g_autofree guint8 *bytes = NULL;
    gsize bytes_length = 0, name_length;

    if (length < start || memcmp(line, LINE_START, start) != 0)
        return invalid(error, "a signature line does not begin with a dash");
    line += start;
    length -= start;
    blank = memchr(line, ' ', length);
    if (blank == NULL)
        return invalid(error, "a signature line without a signature");
    name_length = (gsize)(blank - line);
    bytes = decode_base64(blank + 1, length - name_length - 1, &bytes_length);
    if (!is_key_name(line, name_length) || bytes == NULL || bytes_length <= ID_SIZE)
        return invalid(error, "a malformed signature line");
    ret->name = g_strndup(line, name_length);
    ret->id = read_id(bytes);
    ret->length = bytes_length - ID_SIZE;
    ret->bytes = g_memdup2(bytes + ID_SIZE, ret->length);
    return TRUE;
}

static gboolean
parse_signatures(Note *note, const char *at, const char *end, GError **error)
{
    if (at == end || end[-1] != '\n')
        return invalid(error, "no signature line, or an unfinished one");
    note->signatures = g_new0(NoteSignature, NOTE_SIGNATURES_MAX);
    while (at < end) {
        const char *line_end = memchr(at, '\n', (gsize)(end - at));

        if (note->count == NOTE_SIGNATURES_MAX) {
            g_set_error(error, TRIBUNE_ERROR, TRIBUNE_ERROR_LIMIT, "signed note: over %d signatures",
                        NOTE_SIGNATURES_MAX);
            return FALSE;
        }
        if (!parse_signature(at, (gsize)(line_end - at), &note->signatures[note->count], error))
            return FALSE;
        note->count++;
        at = line_end + 1;
    }
    return TRUE;
}

Note *
note_parse(const char *bytes, gsize length, GError **error)
{
    g_autoptr(Note) note = NULL;
    const char *empty_line;

    if (!check_characters(bytes, length, error))
        return NULL;
    empty_line = find_last_empty_line(bytes, length);
    if (empty_line == NULL) {
        invalid(error, "no empty line before the signatures");
        return NULL;
    }
    note = g_new0(Note, 1);
    note->length = (gsize)(empty_line - bytes);
    note->text = g_strndup(bytes, note->length);
    if (!parse_signatures(note, empty_line + 1, bytes + length, error))
        return NULL;
    return g_steal_pointer(&note);
}

void
note_free(Note *note)
{
    for (guint i = 0; i < note->count; i++) {
        g_free(note->signatures[i].name);
        g_free(note->signatures[i].bytes);
    }
    g_free(note->signatures);
    g_free(note->text);
    g_free(note);
}

static gboolean
verify_one(const Note *note, const NoteSignature *signature, const NoteVerifier *verifier)
{
    g_autoptr(EVP_PKEY) key = EVP_PKEY_new_raw_public_key(EVP_PKEY_ED25519, NULL, verifier->public_key, NOTE_KEY_SIZE);
    g_autoptr(EVP_MD_CTX) context = EVP_MD_CTX_new();

    return key != NULL && context != NULL && signature->length == SIGNATURE_SIZE &&
           EVP_DigestVerifyInit(context, NULL, NULL, NULL, key) == 1 &&
           EVP_DigestVerify(context, signature->bytes, signature->length, (const guint8 *)note->text, note->length) ==
               1;
}

static const NoteVerifier *
find_verifier(const NoteSignature *signature, const NoteVerifier *verifiers, gsize count)
{
    for (gsize i = 0; i < count; i++)
        if (verifiers[i].id == signature->id && strcmp(verifiers[i].name, signature->name) == 0)
            return &verifiers[i];
    return NULL;
}

gboolean
note_verify(const Note *note, const NoteVerifier *verifiers, gsize count, GError **error)
{
    gboolean good = FALSE;

    for (guint i = 0; i < note->count; i++) {
        const NoteVerifier *verifier = find_verifier(&note->signatures[i], verifiers, count);

        if (verifier == NULL)
            continue;
        if (!verify_one(note, &note->signatures[i], verifier))
            return invalid(error, "a signature by a known key does not verify");
        good = TRUE;
    }
    return good || invalid(error, "no signature by a known key");
}

char *
note_sign(const char *text, const NoteSigner *signer, GError **error)
{
    g_autoptr(EVP_MD_CTX) context = EVP_MD_CTX_new();
    guint8 bytes[ID_SIZE + SIGNATURE_SIZE];
    gsize length = strlen(text), signature_length = SIGNATURE_SIZE;
    g_autofree char *base64 = NULL;

    if (!check_characters(text, length, error))
        return NULL;
    if (length == 0 || text[length - 1] != '\n') {
        invalid(error, "the text does not end in a line end");
        return NULL;
    }
    write_id(signer->verifier.id, bytes);
    if (context == NULL || EVP_DigestSignInit(context, NULL, NULL, NULL, signer->key) != 1 ||
        EVP_DigestSign(context, bytes + ID_SIZE, &signature_length, (const guint8 *)text, length) != 1) {
        g_set_error(error, TRIBUNE_ERROR, TRIBUNE_ERROR_INTERNAL, "signed note: OpenSSL does not sign");
        return NULL;
    }
    base64 = encode_base64(bytes, sizeof bytes);
    return g_strdup_printf("%s\n" LINE_START "%s %s\n", text, signer->verifier.name, base64);
}
