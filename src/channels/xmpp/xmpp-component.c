/* SPDX-License-Identifier: Apache-2.0 */
#include "channels/xmpp/xmpp-component.h"

#include <errno.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#include "base/clock.h"
#include "base/log.h"
#include "channels/xmpp/xmpp-component-private.h"

#define READ_SIZE      65536
#define READS          8           /* at once, so that others get their turn */
#define OUTPUT_LOW     (64 * 1024) /* bytes on their way to the socket; more wait in the spool */
#define OUTPUT_MOST    (8 * 1024 * 1024)
#define PAUSE_FIRST    CLOCK_SECOND
#define PAUSE_LONGEST  (30 * CLOCK_SECOND)
#define HANDSHAKE_TIME (15 * CLOCK_SECOND)
#define QUIET          CLOCK_MINUTE /* nothing came for so long: ask; and then, for so long again: it is gone */

/* ---- the stream's life ---- */

static void
enter(Component *component, ComponentState state)
{
    component->state = state;
    component->since = component->heard = clock_monotonic();
}

void
xmpp_component_say(Component *component, const char *text)
{
    g_byte_array_append(component->output, (const guint8 *)text, (guint)strlen(text));
}

static void
forget_stream(Component *component)
{
    if (component->fd >= 0)
        close(component->fd);
    component->fd = -1;
    g_clear_pointer(&component->stream, xmppstream_free);
    g_byte_array_set_size(component->output, 0);
    g_queue_clear_full(&component->echoes, g_free);
    component->tried = MAX(component->tried, component->sent);
    component->sent = component->asked = 0; /* what was not let go goes again */
    component->asked_twice = FALSE;
}

void
xmpp_component_drop(Component *component, const char *why, gint64 pause)
{
    gboolean was_up = component->state == COMPONENT_UP;

    log_event(was_up || pause > 0 ? LOG_WARNING : LOG_INFO, "relay.down", "line", component->name, "because", why,
              NULL);
    forget_stream(component);
    enter(component, COMPONENT_DOWN);
    component->pause = was_up ? PAUSE_FIRST : MIN(MAX(2 * component->pause, PAUSE_FIRST), PAUSE_LONGEST);
    component->next_try = clock_monotonic() + MAX(component->pause, pause);
}

static void
try_to_connect(Component *component)
{
    component->fd = xmpp_component_socket_connect(component->server);
    if (component->fd < 0)
        xmpp_component_drop(component, g_strerror(errno), 0);
    else
        enter(component, COMPONENT_CONNECTING);
}

static void
open_stream(Component *component)
{
    int problem = xmpp_component_socket_result(component->fd);
    g_autofree char *header = xmppstream_write_header(component->domain);

    if (problem != 0) {
        xmpp_component_drop(component, g_strerror(problem), 0);
        return;
    }
    component->stream = xmppstream_new(component->max_stanza);
    xmpp_component_say(component, header);
    enter(component, COMPONENT_OPENING);
}

static void
shake_hands(Component *component)
{
    g_autofree char *proof = xmppstream_write_handshake(xmppstream_id(component->stream), component->secret);

    xmpp_component_say(component, proof);
    enter(component, COMPONENT_SHAKING);
}

/* The condition that the server named. */
static void
end_by_error(Component *component, const XmppNode *error)
{
    const char *condition = "error";

    for (guint i = 0; i < error->children->len; i++) {
        const XmppNode *child = g_ptr_array_index(error->children, i);

        if (strcmp(child->ns, XMPPSTREAM_NS_ERRORS) == 0 && strcmp(child->name, "text") != 0)
            condition = child->name;
    }
    xmpp_component_drop(component, condition, component->state == COMPONENT_UP ? 0 : PAUSE_LONGEST);
}

/* ---- in ---- */

static void
take_element(Component *component, XmppNode *node)
{
    if (xmppnode_is(node, "error", XMPPSTREAM_NS_STREAM)) {
        end_by_error(component, node);
    } else if (component->state == COMPONENT_SHAKING && xmppnode_is(node, "handshake", XMPPSTREAM_NS)) {
        enter(component, COMPONENT_UP);
        log_event(LOG_INFO, "relay.up", "line", component->name, NULL);
    } else if (component->state == COMPONENT_UP) {
        xmpp_component_stanza_take(component, node);
    }
}

/* FALSE: the stream ended. */
static gboolean
take_events(Component *component)
{
    while (component->stream != NULL) {
        g_autoptr(XmppNode) node = NULL;

        switch (xmppstream_next(component->stream, &node)) {
        case XMPPSTREAM_NEED_INPUT:
            return TRUE;
        case XMPPSTREAM_OPENED:
            shake_hands(component);
            break;
        case XMPPSTREAM_ELEMENT:
            take_element(component, node);
            break;
        case XMPPSTREAM_CLOSED:
            xmpp_component_drop(component, "the server ended the stream", 0);
            break;
        case XMPPSTREAM_BROKEN:
            xmpp_component_drop(component, xmppstream_trouble(component->stream), 0);
            break;
        }
    }
    return FALSE;
}

static void
read_input(Component *component)
{
    guint8 buffer[READ_SIZE];

    for (guint i = 0; i < READS; i++) {
        gssize got = recv(component->fd, buffer, sizeof buffer, 0);

        if (got < 0 && (errno == EAGAIN || errno == EINTR))
            return;
        if (got <= 0) {
            xmpp_component_drop(component, got == 0 ? "the server closed the connection" : g_strerror(errno), 0);
            return;
        }
        component->heard = clock_monotonic();
        xmppstream_feed(component->stream, buffer, (gsize)got);
        if (!take_events(component))
            return;
    }
}

/* ---- out ---- */

static void
take_from_spool(Component *component)
{
    const SpoolEntry *entry;

    while (component->output->len < OUTPUT_LOW && (entry = spool_next(component->line.out, component->sent)) != NULL &&
           entry->number <= spool_synced(component->line.out)) {
        g_autoptr(GBytes) stanza = entry->number <= component->tried
                                       ? xmpp_component_stanza_mark(&component->line, entry->bytes)
                                       : g_bytes_ref(entry->bytes);
        gsize length;
        const guint8 *bytes = g_bytes_get_data(stanza, &length);

        g_byte_array_append(component->output, bytes, (guint)length);
        component->sent = entry->number;
    }
}

/* The last that the server is known, or asked, to have taken. */
static guint64
known_until(const Component *component)
{
    const Echo *echo = g_queue_peek_tail((GQueue *)&component->echoes);
    const SpoolEntry *first = spool_next(component->line.out, 0);

    if (echo != NULL)
        return echo->number;
    return first != NULL ? first->number - 1 : component->sent;
}

static void
fill_output(Component *component)
{
    if (component->state != COMPONENT_UP)
        return;
    take_from_spool(component);
    if (component->asked == 0 && component->sent > known_until(component))
        xmpp_component_stanza_ask(component);
}

static void
write_output(Component *component)
{
    while (component->fd >= 0 && component->state > COMPONENT_CONNECTING && component->output->len > 0) {
        gssize done = send(component->fd, component->output->data, component->output->len, MSG_NOSIGNAL);

        if (done > 0)
            g_byte_array_remove_range(component->output, 0, (guint)done);
        else if (errno == EAGAIN)
            return;
        else if (errno != EINTR)
            xmpp_component_drop(component, g_strerror(errno), 0);
        fill_output(component);
    }
}

/* ---- time ---- */

static void
let_go(Component *component, gint64 now)
{
    const Echo *echo;

    while ((echo = g_queue_peek_head(&component->echoes)) != NULL && echo->due <= now) {
        spool_let_go_until(component->line.out, echo->number);
        g_free(g_queue_pop_head(&component->echoes));
    }
}

/* Since when we wait for a question's answer, or for anything at all. */
static gint64
waiting_since(const Component *component)
{
    return component->asked != 0 ? component->asked_at : component->heard;
}

static void
look_at_answers(Component *component, gint64 now)
{
    gboolean was_asked = component->asked != 0;

    if (now - waiting_since(component) <= component->quiet)
        return;
    if (was_asked && component->asked_twice) {
        xmpp_component_drop(component, "the server does not answer", 0);
        return;
    }
    component->asked_twice = was_asked;
    xmpp_component_stanza_ask(component);
}

static void
look_at_clock(Component *component)
{
    gint64 now = clock_monotonic();

    let_go(component, now);
    if (component->state == COMPONENT_DOWN && now >= component->next_try)
        try_to_connect(component);
    else if (component->state != COMPONENT_DOWN && component->state != COMPONENT_UP &&
             now - component->since > HANDSHAKE_TIME)
        xmpp_component_drop(component, "the server took too long", 0);
    else if (component->state == COMPONENT_UP)
        look_at_answers(component, now);
}

static gint64
next_moment(const Component *component)
{
    const Echo *echo = g_queue_peek_head((GQueue *)&component->echoes);
    gint64 next = component->state == COMPONENT_DOWN ? component->next_try
                  : component->state == COMPONENT_UP ? waiting_since(component) + component->quiet + 1
                                                     : component->since + HANDSHAKE_TIME + 1;

    return echo != NULL ? MIN(next, echo->due) : next;
}

/* ---- as a line ---- */

static void
component_prepare(RelayLine *line, struct pollfd *ret, gint64 *deadline)
{
    Component *component = (Component *)line;
    gboolean writes;

    fill_output(component);
    writes = component->state == COMPONENT_CONNECTING || component->output->len > 0;
    *ret = (struct pollfd){ .fd = component->fd, .events = (short)(POLLIN | (writes ? POLLOUT : 0)) };
    *deadline = MIN(*deadline, next_moment(component));
}

static void
component_turn(RelayLine *line, short happened)
{
    Component *component = (Component *)line;

    if (happened != 0 && component->state == COMPONENT_CONNECTING)
        open_stream(component);
    else if ((happened & ~POLLOUT) != 0 && component->stream != NULL)
        read_input(component);
    look_at_clock(component);
    fill_output(component);
    write_output(component);
    if (component->output->len > OUTPUT_MOST)
        xmpp_component_drop(component, "the server does not read", 0);
}

static void
component_pass(RelayLine *line, GBytes *bytes)
{
    Component *component = (Component *)line;
    gsize length;
    const guint8 *data = g_bytes_get_data(bytes, &length);

    if (component->state == COMPONENT_UP)
        g_byte_array_append(component->output, data, (guint)length);
}

static gboolean
component_is_up(const RelayLine *line)
{
    return ((const Component *)line)->state == COMPONENT_UP;
}

static void
component_free(RelayLine *line)
{
    Component *component = (Component *)line;

    if (component->state == COMPONENT_UP) {
        xmpp_component_say(component, "</stream:stream>");
        write_output(component);
    }
    forget_stream(component);
    spool_close(line->in);
    spool_close(line->out);
    g_queue_clear_full(&line->passing, (GDestroyNotify)g_bytes_unref);
    g_byte_array_unref(component->output);
    pace_free(component->pace);
    netaddress_free(component->server);
    g_free(component->name);
    g_free(component->domain);
    explicit_bzero(component->secret, strlen(component->secret));
    g_free(component->secret);
    g_free(component);
}

static const RelayLineMethods METHODS = {
    .prepare = component_prepare,
    .turn = component_turn,
    .check = xmpp_component_stanza_check,
    .mark = xmpp_component_stanza_mark,
    .pass = component_pass,
    .is_up = component_is_up,
    .free = component_free,
};

RelayLine *
xmpp_component_new(const ComponentSettings *settings, Spool *in, Spool *out)
{
    Component *component = g_new0(Component, 1);

    component->name = g_strdup(settings->name);
    component->domain = g_strdup(settings->domain);
    component->secret = g_strdup(settings->secret);
    component->server = netaddress_copy(settings->server);
    component->max_stanza = settings->max_stanza;
    component->quiet = settings->quiet > 0 ? settings->quiet : QUIET;
    component->pace = settings->rate > 0 ? pace_new(settings->rate) : NULL;
    component->fd = -1;
    component->output = g_byte_array_new();
    component->tried = spool_synced(out);
    component->line = (RelayLine){ .methods = &METHODS, .name = component->name, .in = in, .out = out };
    return &component->line;
}
