/* SPDX-License-Identifier: Apache-2.0 */
#include "net/stream.h"

#include "base/clock.h"
#include "net/stream-private.h"

void
stream_init(Stream *stream, const StreamMethods *methods)
{
    stream->methods = methods;
    stream->deadline = -1;
    stream->timeout = -1;
    stream->interrupt = -1;
}

void
stream_close(Stream *stream)
{
    if (stream != NULL)
        stream->methods->free(stream);
}

void
stream_set_deadline(Stream *stream, gint64 deadline)
{
    stream->deadline = deadline;
}

void
stream_set_timeout(Stream *stream, gint64 timeout)
{
    stream->timeout = timeout;
}

void
stream_set_interrupt(Stream *stream, int fd)
{
    stream->interrupt = fd;
}

/* When an operation that starts now must end. */
static gint64
end_of_operation(const Stream *stream)
{
    gint64 until;

    if (stream->timeout < 0)
        return stream->deadline;
    until = clock_monotonic() + stream->timeout;
    return stream->deadline >= 0 && stream->deadline < until ? stream->deadline : until;
}

gssize
stream_read_some(Stream *stream, void *buffer, gsize size, GError **error)
{
    return stream->methods->read(stream, buffer, size, end_of_operation(stream), error);
}

gboolean
stream_write_all(Stream *stream, const void *bytes, gsize length, GError **error)
{
    gint64 until = end_of_operation(stream);
    const guint8 *at = bytes;

    while (length > 0) {
        gssize written = stream->methods->write(stream, at, length, until, error);

        if (written < 0)
            return FALSE;
        at += written;
        length -= (gsize)written;
    }
    return TRUE;
}

StreamWait
stream_wait(Stream *stream, GError **error)
{
    return stream->methods->wait(stream, end_of_operation(stream), error);
}

void
stream_shutdown(Stream *stream)
{
    stream->methods->shutdown(stream);
}
