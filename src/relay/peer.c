/* SPDX-License-Identifier: Apache-2.0 */
/* One connection of a node: its frames in, ours out. */
#include <errno.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#include "base/error.h"
#include "relay/relay-private.h"
#include "wire/relayframe.h"

#define READ_SIZE   65536
#define OUTPUT_MOST (4 * 1024 * 1024) /* bytes for a node that does not read */
#define LOOK_AT     1000              /* entries, for one that may be given */

Peer *
peer_new(int fd)
{
    Peer *peer = g_new0(Peer, 1);

    peer->fd = fd;
    peer->input = g_byte_array_new();
    peer->output = g_byte_array_new();
    peer->owed = g_array_new(FALSE, FALSE, sizeof(guint64));
    return peer;
}

static void
put_down(Peer *peer)
{
    SpoolEntry *entry = peer->holding != 0 ? spool_next(peer->line->in, peer->holding - 1) : NULL;

    if (entry != NULL && entry->number == peer->holding)
        entry->busy = FALSE;
    peer->holding = 0;
    g_clear_pointer(&peer->held_key, g_free);
}

void
peer_free(Peer *peer)
{
    put_down(peer);
    close(peer->fd);
    g_byte_array_unref(peer->input);
    g_byte_array_unref(peer->output);
    g_array_unref(peer->owed);
    g_free(peer);
}

/* ---- what a node says ---- */

static void
take_hello(Relay *relay, Peer *peer, const RelayFrame *frame)
{
    g_autofree char *name = g_strndup((const char *)frame->bytes, frame->length);

    if (frame->number != RELAYFRAME_VERSION) {
        relayframe_write_refusal(peer->output, 0, FALSE,
                                 "this relay is of another version; start it anew with the version of the node");
        return;
    }
    for (guint i = 0; i < relay->lines->len; i++) {
        RelayLine *line = g_ptr_array_index(relay->lines, i);

        if (strcmp(line->name, name) == 0)
            peer->line = line;
    }
    if (peer->line == NULL)
        relayframe_write_refusal(peer->output, 0, FALSE,
                                 "this relay holds no line of that name; check its configuration");
    else
        relayframe_write(peer->output, RELAYFRAME_WELCOME, RELAYFRAME_VERSION, NULL, 0);
}

static void
take_take(Peer *peer, const RelayFrame *frame)
{
    if (frame->number != 0 && frame->number == peer->holding) {
        peer->holding = 0;
        g_clear_pointer(&peer->held_key, g_free);
        spool_let_go(peer->line->in, frame->number);
    }
    peer->attends = TRUE;
    peer->takes = peer->holding == 0;
}

static GBytes *
check(Peer *peer, const RelayFrame *frame, GError **error)
{
    const RelayLineMethods *methods = peer->line->methods;
    g_autoptr(GBytes) bytes = methods->check(peer->line, frame->bytes, frame->length, error);

    if (bytes == NULL || frame->kind != RELAYFRAME_SEND_AGAIN)
        return g_steal_pointer(&bytes);
    return methods->mark(peer->line, bytes);
}

static void
take_send(Peer *peer, const RelayFrame *frame)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(GBytes) bytes = check(peer, frame, &error);

    if (bytes == NULL || !spool_append(peer->line->out, "", bytes, NULL, &error)) {
        if (frame->number != 0)
            relayframe_write_refusal(peer->output, frame->number, tribune_error_is_temporary(error), error->message);
        return;
    }
    if (frame->number != 0)
        g_array_append_val(peer->owed, frame->number);
}

static void
take_pass(Peer *peer, const RelayFrame *frame)
{
    g_autoptr(GBytes) bytes = check(peer, frame, NULL);

    if (bytes != NULL)
        peer->line->methods->pass(peer->line, bytes);
}

static void
take_frame(Relay *relay, Peer *peer, const RelayFrame *frame)
{
    if (peer->line == NULL && frame->kind != RELAYFRAME_HELLO) {
        peer->over = TRUE;
        return;
    }
    switch (frame->kind) {
    case RELAYFRAME_HELLO:
        take_hello(relay, peer, frame);
        break;
    case RELAYFRAME_TAKE:
        take_take(peer, frame);
        break;
    case RELAYFRAME_SEND:
    case RELAYFRAME_SEND_AGAIN:
        take_send(peer, frame);
        break;
    case RELAYFRAME_PASS:
        take_pass(peer, frame);
        break;
    case RELAYFRAME_ASK:
        relayframe_write_state(peer->output,
                               &(RelayFrameState){ peer->line->methods->is_up(peer->line), spool_count(peer->line->in),
                                                   spool_count(peer->line->out) });
        break;
    default:
        peer->over = TRUE; /* ours to say */
    }
}

static void
take_frames(Relay *relay, Peer *peer)
{
    gsize at = 0, used;
    RelayFrame frame;
    RelayFrameRead read = RELAYFRAME_MORE;

    while (!peer->over &&
           (read = relayframe_read(peer->input->data + at, peer->input->len - at, &frame, &used)) == RELAYFRAME_WHOLE) {
        take_frame(relay, peer, &frame);
        at += used;
    }
    if (read == RELAYFRAME_WRONG)
        peer->over = TRUE;
    if (at > 0)
        g_byte_array_remove_range(peer->input, 0, (guint)at);
}

void
peer_turn(Relay *relay, Peer *peer, short happened)
{
    guint8 buffer[READ_SIZE];
    gssize got;

    if ((happened & ~POLLOUT) == 0)
        return;
    got = recv(peer->fd, buffer, sizeof buffer, 0);
    if (got > 0) {
        g_byte_array_append(peer->input, buffer, (guint)got);
        take_frames(relay, peer);
    } else if (got == 0 || (errno != EAGAIN && errno != EINTR)) {
        peer->over = TRUE;
    }
}

/* ---- what we say ---- */

void
peer_settle(Peer *peer)
{
    for (guint i = 0; i < peer->owed->len; i++)
        relayframe_write(peer->output, RELAYFRAME_KEPT, g_array_index(peer->owed, guint64, i), NULL, 0);
    g_array_set_size(peer->owed, 0);
}

static gboolean
is_held(const Relay *relay, const RelayLine *line, const char *key)
{
    for (guint i = 0; i < relay->peers->len; i++) {
        const Peer *peer = g_ptr_array_index(relay->peers, i);

        if (peer->line == line && peer->held_key != NULL && strcmp(peer->held_key, key) == 0)
            return TRUE;
    }
    return FALSE;
}

/* The first that nobody has, whose sender has nothing elsewhere. */
static SpoolEntry *
find_item(const Relay *relay, const RelayLine *line)
{
    SpoolEntry *entry = spool_next(line->in, 0);

    for (guint i = 0; entry != NULL && i < LOOK_AT && entry->number <= spool_synced(line->in); i++) {
        if (!entry->busy && !is_held(relay, line, entry->key))
            return entry;
        entry = spool_next(line->in, entry->number);
    }
    return NULL;
}

static void
give(Peer *peer, guint64 number, GBytes *bytes)
{
    gsize length;
    const void *data = g_bytes_get_data(bytes, &length);

    relayframe_write(peer->output, RELAYFRAME_ITEM, number, data, length);
    peer->takes = FALSE;
}

static void
give_kept(Peer *peer, SpoolEntry *entry)
{
    entry->busy = TRUE;
    peer->holding = entry->number;
    peer->held_key = g_strdup(entry->key);
    give(peer, entry->number, entry->bytes);
}

/* Questions, that somebody waits for, and what was kept take turns: many of one never keep the other waiting. */
void
peer_give(Relay *relay, Peer *peer)
{
    RelayLine *line = peer->line;
    SpoolEntry *entry;

    if (line == NULL || !peer->takes || peer->over)
        return;
    entry = find_item(relay, line);
    if (!g_queue_is_empty(&line->passing) && (entry == NULL || !line->passed)) {
        g_autoptr(GBytes) bytes = g_queue_pop_head(&line->passing);

        line->passed = TRUE;
        give(peer, 0, bytes);
    } else if (entry != NULL) {
        line->passed = FALSE;
        give_kept(peer, entry);
    }
}

void
peer_write(Peer *peer)
{
    while (!peer->over && peer->output->len > 0) {
        gssize done = send(peer->fd, peer->output->data, peer->output->len, MSG_NOSIGNAL);

        if (done > 0)
            g_byte_array_remove_range(peer->output, 0, (guint)done);
        else if (errno == EAGAIN)
            break;
        else if (errno != EINTR)
            peer->over = TRUE;
    }
    if (peer->output->len > OUTPUT_MOST)
        peer->over = TRUE;
}
