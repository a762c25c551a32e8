/* SPDX-License-Identifier: Apache-2.0 */
/* net/stream-private.h: for those who make a new kind of stream. */
#pragma once
#include "net/stream.h"

/* @until is the moment when the operation must end (monotonic; -1: never). */
typedef struct {
    gssize (*read)(Stream *stream, void *buffer, gsize size, gint64 until, GError **error);
    gssize (*write)(Stream *stream, const void *bytes, gsize length, gint64 until,
                    GError **error); /* some, at least one */
    StreamWait (*wait)(Stream *stream, gint64 until, GError **error);
    void (*shutdown)(Stream *stream);
    void (*free)(Stream *stream);
} StreamMethods;

/* The first member of every kind. */
struct Stream {
    const StreamMethods *methods;
    gint64 deadline, timeout;
    int interrupt; /* -1: none */
};

void stream_init(Stream *stream, const StreamMethods *methods);
