/* SPDX-License-Identifier: Apache-2.0 */
/* channels/xmpp/xmpp-component-private.h: what the files of the component share. */
#pragma once
#include "channels/xmpp/xmpp-component.h"
#include "channels/xmpp/xmpp-pace.h"
#include "wire/stanza.h"
#include "wire/xmppstream.h"

typedef enum {
    COMPONENT_DOWN,
    COMPONENT_CONNECTING,
    COMPONENT_OPENING,
    COMPONENT_SHAKING,
    COMPONENT_UP
} ComponentState;

/* Sent up to .number, said the server at some time; let go at .due. */
typedef struct {
    guint64 number;
    gint64 due;
} Echo;

typedef struct {
    RelayLine line;
    char *name, *domain, *secret;
    NetAddress *server;
    gsize max_stanza;
    gint64 quiet;
    Pace *pace; /* NULL: no bound */

    ComponentState state;
    int fd; /* -1: none */
    XmppStream *stream;
    GByteArray *output;
    gint64 next_try, pause; /* monotonic; microseconds */
    gint64 since, heard;    /* when the state began, when something came last */

    guint64 sent;  /* the last entry of .out that is in .output or beyond */
    guint64 tried; /* … that may have been in an earlier stream, or of an earlier relay */
    guint64 asked; /* an echo is awaited: sent up to here, plus one; 0: none */
    gint64 asked_at;
    gboolean asked_twice; /* … and this is the second question in a row */
    GQueue echoes;        /* Echo * */
} Component;

/* xmpp-component.c */
void xmpp_component_say(Component *component, const char *text);
/* Ends the stream; the next one is tried after @pause at least. */
void xmpp_component_drop(Component *component, const char *why, gint64 pause);

/* xmpp-component-stanza.c */
/* @node may be changed. */
void xmpp_component_stanza_take(Component *component, XmppNode *node);
GBytes *xmpp_component_stanza_check(RelayLine *line, const guint8 *bytes, gsize length, GError **error);
/* A message that may come for the second time, with a mark; one is enough. */
GBytes *xmpp_component_stanza_mark(RelayLine *line, GBytes *bytes);
/* The question that comes back to us when all before it was taken. */
void xmpp_component_stanza_ask(Component *component);

/* xmpp-component-socket.c: a socket that is connecting; -1 with errno. Resolving a name blocks. */
int xmpp_component_socket_connect(const NetAddress *address);
/* What came of it, as errno. */
int xmpp_component_socket_result(int fd);
