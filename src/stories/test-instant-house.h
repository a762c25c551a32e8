/* SPDX-License-Identifier: Apache-2.0 */
/* stories/test-instant-house.h: a small house with instant messages, and a server of files. */
#pragma once
#include "base/thread.h"
#include "channels/xmpp/xmpp-take.h"
#include "mediation/delivering/errands.h"
#include "net/listener.h"
#include "stories/test-house.h"

extern const struct channel_driver xmpp_channel;

#define IM_DESK "xmpp:desk@im.northam.example"
#define OOB     "<x xmlns='jabber:x:oob'><url>http://127.0.0.1:%u%s</url></x>"

static const struct channel_driver *const IM_DRIVERS[] = { &xmpp_channel, NULL };

/* Where files are. It answers once it may. */
static struct {
    Listener *listener;
    Mutex mutex;
    Condition changed;
    gboolean open;
    guint asked, at_once, most_at_once;
} files;

static Errands *errands;

/* ---- the server of files ---- */

static inline void
wait_until_open(void)
{
    MUTEX_HELD(&files.mutex);
    files.asked++;
    files.at_once++;
    files.most_at_once = MAX(files.most_at_once, files.at_once);
    while (!files.open)
        condition_wait(&files.changed, &files.mutex);
    files.at_once--;
}

static inline void
serve_file(Stream *stream, const char *client, gpointer data)
{
    g_autoptr(GString) request = g_string_new(NULL);
    const char *answer;
    char byte;

    (void)client;
    (void)data;
    while (!g_str_has_suffix(request->str, "\r\n\r\n") && stream_read_some(stream, &byte, 1, NULL) == 1)
        g_string_append_c(request, byte);
    wait_until_open();
    answer = strstr(request->str, "/lamp") != NULL
                 ? "HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\nConnection: close\r\nContent-Length: 4\r\n\r\nlamp"
                 : "HTTP/1.1 404 Not Found\r\nConnection: close\r\nContent-Length: 0\r\n\r\n";
    stream_write_all(stream, answer, (gssize)strlen(answer), NULL);
}

static inline void
open_files(gboolean open)
{
    MUTEX_HELD(&files.mutex);
    files.open = open;
    condition_broadcast(&files.changed);
}

static inline guint
asked(void)
{
    MUTEX_HELD(&files.mutex);
    return files.asked;
}

static inline void
start_files(void)
{
    g_autoptr(NetAddress) address = netaddress_parse("127.0.0.1:0", NULL);

    files.open = FALSE;
    files.asked = files.at_once = files.most_at_once = 0;
    mutex_init(&files.mutex);
    condition_init(&files.changed);
    files.listener = listener_start(
        &(ListenerSettings){
            .name = "files", .address = address, .connections = 16, .timeout = 10 * CLOCK_SECOND, .serve = serve_file },
        NULL);
    g_assert_nonnull(files.listener);
}

/* ---- the house ---- */

static inline void
furnish_errands(Mediation *mediation)
{
    errands = errands_register(mediation);
}

static inline void
set_up_instant(House *house, gconstpointer data)
{
    static const ConfigTable TABLE = { "channel", .driver = "xmpp" };
    static ConfigTable own;
    static const ConfigTable *const IM_TABLES[] = { &COMMON, &own, &FILTER_TABLE, NULL };

    start_files();
    own = TABLE;
    own.keys = xmpp_channel.settings;
    house->channel = "im";
    house->desk = IM_DESK;
    house->domain = "northam.example";
    house->settings = "[channel.im]\ndriver = xmpp\ndomain = im.northam.example\nsecret-file = none\n"
                      "networks = 127.0.0.1\n[filter.odd]\ndriver = moody\n";
    house->master = MASTER;
    house->drivers = IM_DRIVERS;
    house->tables = IM_TABLES;
    house->furnish_more = furnish_errands;
    open_house(house, data);
}

static inline void
tear_down_instant(House *house, gconstpointer data)
{
    open_files(TRUE);
    tear_down(house, data);
    errands_unregister(errands);
    listener_stop(files.listener, CLOCK_SECOND);
    condition_clear(&files.changed);
    mutex_clear(&files.mutex);
}

/* Answers wait: there is no relay. */
static inline void
screened(House *house)
{
    WAIT_FOR(backlog(house, WORK_SCREEN) == 0);
}

/* As the relay gives it. TRUE: done with. */
static inline gboolean
give(House *house, const char *from, const char *id, const char *inside)
{
    g_autofree char *text = g_strdup_printf("<message xmlns='jabber:component:accept' type='chat' from='%s' "
                                            "to='desk@im.northam.example' id='%s'>%s</message>",
                                            from, id, inside);

    return xmpp_take(channels_find(house->mediation.channels, "im")->handle, NULL, (const guint8 *)text, strlen(text),
                     TRUE);
}

static inline guint
messages_in(House *house)
{
    g_autoptr(CaseView) view = look(house, 1);
    guint number = 0;

    for (guint i = 0; i < view->messages->len; i++)
        number += ((CaseMessage *)g_ptr_array_index(view->messages, i))->message->direction == DIRECTION_IN ? 1 : 0;
    return number;
}
