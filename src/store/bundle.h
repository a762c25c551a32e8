/* SPDX-License-Identifier: Apache-2.0 */
/* store/bundle.h: the parts of a record as one run of bytes, before sealing and after opening. Pure.
 *
 * Layout, integers big-endian: version byte 1, 16-bit count; per part four texts (name, type, filename, content id),
 * each a 16-bit length and UTF-8; a byte 0 and 64-bit length and bytes, or a byte 1 and 64-bit length and the 32-byte
 * digest of a file. */
#pragma once
#include "model/message.h"

typedef struct BundleWriter BundleWriter;

BundleWriter *bundle_writer_new(void);
/* With @file_digest the bytes are left out: they are in that file. */
void bundle_add(BundleWriter *writer, const MessagePart *part, const Digest *file_digest);
GBytes *bundle_writer_finish(BundleWriter *writer);
void bundle_writer_free(BundleWriter *writer);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(BundleWriter, bundle_writer_free)

typedef struct {
    GBytes *bytes;
    const guint8 *at, *end;
    guint left;
    gboolean broken;
} BundleReader;

/* @bytes is borrowed and outlives the reader. Parts share it. */
gboolean bundle_reader_start(BundleReader *reader, GBytes *bytes, GError **error);
/* NULL at the end. A part in a file has no bytes yet, and @ret_digest is set. */
MessagePart *bundle_reader_next(BundleReader *reader, gboolean *ret_in_file, Digest *ret_digest);
/* FALSE with TRIBUNE_ERROR_CORRUPT when anything did not fit. */
gboolean bundle_reader_finish(BundleReader *reader, GError **error);
