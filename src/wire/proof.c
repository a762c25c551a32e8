/* SPDX-License-Identifier: Apache-2.0 */
#include "wire/proof.h"

#include <string.h>

#include "base/encode.h"
#include "base/error.h"
#include "base/number.h"

#define HEADER "c2sp.org/tlog-proof@v1"

typedef struct {
    const char *at;
    const char *end;
    const char *line;
    gsize length;
} ProofReader;

static gboolean
next_line(ProofReader *reader)
{
    const char *end = memchr(reader->at, '\n', (gsize)(reader->end - reader->at));

    if (end == NULL)
        return FALSE;
    reader->line = reader->at;
    reader->length = (gsize)(end - reader->at);
    reader->at = end + 1;
    return TRUE;
}

static gboolean
has_keyword(ProofReader *reader, const char *keyword)
{
    gsize length = strlen(keyword);

    if (reader->length < length || memcmp(reader->line, keyword, length) != 0)
        return FALSE;
    reader->line += length;
    reader->length -= length;
    return TRUE;
}

static gboolean
read_extra(ProofReader *reader, Proof *proof)
{
    gsize length = 0;
    guint8 *bytes = decode_base64(reader->line, reader->length, &length);

    if (bytes == NULL)
        return FALSE;
    proof->extra = g_bytes_new_take(bytes, length);
    return TRUE;
}

static gboolean
read_index(const ProofReader *reader, Proof *proof)
{
    gint64 index;

    if (reader->length == 0 || !g_ascii_isdigit(reader->line[0]) || (reader->length > 1 && reader->line[0] == '0') ||
        !number_parse_span(reader->line, reader->length, 0, G_MAXINT64 - 1, &index, NULL))
        return FALSE;
    proof->index = (guint64)index;
    return TRUE;
}

static gboolean
read_hash(const ProofReader *reader, TlogProof *path)
{
    gsize length = 0;
    g_autofree guint8 *bytes = NULL;

    if (path->count == TLOG_PROOF_MAX || reader->length > 64)
        return FALSE;
    bytes = decode_base64(reader->line, reader->length, &length);
    if (bytes == NULL || length != DIGEST_SIZE)
        return FALSE;
    memcpy(path->hashes[path->count++].bytes, bytes, DIGEST_SIZE);
    return TRUE;
}

static const char *
parse_lines(ProofReader *reader, Proof *proof)
{
    if (!next_line(reader) || !has_keyword(reader, HEADER) || reader->length != 0)
        return "expected " HEADER;
    if (!next_line(reader))
        return "unfinished";
    if (has_keyword(reader, "extra ") && (!read_extra(reader, proof) || !next_line(reader)))
        return "malformed extra line";
    if (!has_keyword(reader, "index ") || !read_index(reader, proof))
        return "expected an index";
    for (;;) {
        if (!next_line(reader))
            return "no empty line before the checkpoint";
        if (reader->length == 0)
            break;
        if (!read_hash(reader, &proof->path))
            return "a line is no hash, or there are too many";
    }
    if (reader->at == reader->end || memchr(reader->at, '\0', (gsize)(reader->end - reader->at)) != NULL)
        return "no checkpoint";
    return NULL;
}

Proof *
proof_parse(const char *bytes, gsize length, GError **error)
{
    g_autoptr(Proof) proof = g_new0(Proof, 1);
    ProofReader reader = { .at = bytes, .end = bytes + length };
    const char *fault;

    if (length > PROOF_SIZE_MAX) {
        g_set_error(error, TRIBUNE_ERROR, TRIBUNE_ERROR_LIMIT, "proof: over %d bytes", PROOF_SIZE_MAX);
        return NULL;
    }
    fault = parse_lines(&reader, proof);
    if (fault != NULL) {
        g_set_error(error, TRIBUNE_ERROR, TRIBUNE_ERROR_INVALID, "proof: %s", fault);
        return NULL;
    }
    proof->checkpoint = g_strndup(reader.at, (gsize)(reader.end - reader.at));
    return g_steal_pointer(&proof);
}

void
proof_free(Proof *proof)
{
    g_clear_pointer(&proof->extra, g_bytes_unref);
    g_free(proof->checkpoint);
    g_free(proof);
}

char *
proof_format(const Proof *proof)
{
    GString *text = g_string_new(HEADER "\n");

    if (proof->extra != NULL) {
        gsize length;
        const void *bytes = g_bytes_get_data(proof->extra, &length);
        g_autofree char *base64 = encode_base64(bytes, length);

        g_string_append_printf(text, "extra %s\n", base64);
    }
    g_string_append_printf(text, "index %" G_GUINT64_FORMAT "\n", proof->index);
    for (guint i = 0; i < proof->path.count; i++) {
        g_autofree char *base64 = encode_base64(proof->path.hashes[i].bytes, DIGEST_SIZE);

        g_string_append_printf(text, "%s\n", base64);
    }
    g_string_append_printf(text, "\n%s", proof->checkpoint);
    return g_string_free(text, FALSE);
}

gboolean
proof_verify(const Proof *proof, const void *entry, gsize entry_length, const NoteVerifier *verifiers, gsize count,
             Checkpoint *ret_checkpoint, GError **error)
{
    Checkpoint checkpoint;
    Digest leaf_hash = tlog_leaf_hash(entry, entry_length);

    if (!checkpoint_open(proof->checkpoint, strlen(proof->checkpoint), verifiers, count, &checkpoint, error))
        return FALSE;
    if (!tlog_verify_inclusion(proof->index, checkpoint.size, &leaf_hash, &proof->path, &checkpoint.root)) {
        g_set_error(error, TRIBUNE_ERROR, TRIBUNE_ERROR_INVALID,
                    "proof: the checkpoint does not hold this entry at index %" G_GUINT64_FORMAT, proof->index);
        return FALSE;
    }
    if (ret_checkpoint != NULL)
        *ret_checkpoint = checkpoint;
    return TRUE;
}
