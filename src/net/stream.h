/* SPDX-License-Identifier: Apache-2.0 */
/* net/stream.h: a two-way byte stream that blocks under deadlines: a socket, or for tests a script or a failing twin.
 *
 * Each operation ends at the earlier of the stream's deadline (the whole conversation) and its timeout (this
 * operation). Limits on lines and sizes belong to the callers. Errors: TRIBUNE_ERROR_TEMPORARY when time ran out,
 * TRIBUNE_ERROR_UNAVAILABLE when the peer is unreachable or the connection broke. After an error the stream is only
 * good for closing.
 *
 * A stream is used by one thread at a time; only stream_shutdown() may come from another one, while the stream lives.
 */
#pragma once
#include "base/netaddress.h"

typedef struct Stream Stream;

/* Takes over the connected socket @fd: closes it with the stream. */
Stream *stream_new_socket(int fd);

/* Connect to a TCP or UNIX @address until @deadline (monotonic). Names are resolved by the system, whose own time limit
 * holds for that; the first address that answers is taken. Blocks. */
Stream *stream_connect(const NetAddress *address, gint64 deadline, GError **error);

/* Close and free. NULL is nothing. */
void stream_close(Stream *stream);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Stream, stream_close)

/* No operation goes on after @deadline (monotonic; -1: none, as at first). */
void stream_set_deadline(Stream *stream, gint64 deadline);

/* No single operation takes longer than @timeout microseconds (-1: no limit, as at first). */
void stream_set_timeout(Stream *stream, gint64 timeout);

/* Read what is there, at least one byte, at most @size. Blocks until something comes.
 * Returns how many bytes, 0 when the peer has finished, -1 on error. */
gssize stream_read_some(Stream *stream, void *buffer, gsize size, GError **error);

/* Write all of it, or fail having written some part. Blocks. */
gboolean stream_write_all(Stream *stream, const void *bytes, gsize length, GError **error);

/* What ended stream_wait(). */
typedef enum {
    STREAM_READY,       /* bytes, or the end, can be read without waiting */
    STREAM_INTERRUPTED, /* nothing to read, and we are asked to finish: say goodbye and close */
    STREAM_FAILED,      /* time ran out or the connection broke: @error is set */
} StreamWait;

/* Wait between two requests, where it is good to stop: unlike a read this also ends when the owner of the stream asks
 * all its connections to finish (see listener_stop()). Blocks. */
StreamWait stream_wait(Stream *stream, GError **error);

/* End both directions at once: a blocked operation returns, later ones fail or read 0. Thread-safe. */
void stream_shutdown(Stream *stream);

/* Have stream_wait() end once @fd is readable. @fd is borrowed. Without effect on streams for tests. */
void stream_set_interrupt(Stream *stream, int fd);
