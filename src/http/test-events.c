/* SPDX-License-Identifier: Apache-2.0 */
#include <string.h>

#include "base/clock.h"
#include "base/error.h"
#include "http/events.h"

/* A connection that notes what the stream does with it. */
typedef struct {
    guint sleeps;
    guint wakes;
} Connection;

static void
on_sleep(gpointer connection)
{
    ((Connection *)connection)->sleeps++;
}

static void
on_wake(gpointer connection)
{
    ((Connection *)connection)->wakes++;
}

static const EventsTransport transport = { on_sleep, on_wake };

static EventsStream *
open_stream(EventsHub *hub, const char *topic, const char *last, Connection *connection)
{
    const char *topics[] = { topic, NULL };
    EventsStream *stream = events_stream_open(hub, topics, 1, last, NULL);

    g_assert_nonnull(stream);
    events_stream_attach(stream, &transport, connection);
    return stream;
}

/* Everything that waits, in reads of @step bytes. */
static char *
drain(EventsStream *stream, gsize step)
{
    GString *all = g_string_new(NULL);
    char buffer[4096];
    gssize count;

    while ((count = events_stream_read(stream, buffer, MIN(step, sizeof buffer))) > 0)
        g_string_append_len(all, buffer, count);
    g_string_append(all, count < 0 ? "END" : "");
    return g_string_free(all, FALSE);
}

static guint
count_of(const char *text, const char *what)
{
    guint count = 0;

    for (const char *p = text; (p = strstr(p, what)) != NULL; p++)
        count++;
    return count;
}

static void
test_events_have_their_form(void)
{
    EventsHub *hub = events_new(10);
    Connection connection = { 0 };
    EventsStream *stream = open_stream(hub, "case/1", NULL, &connection);

    g_autofree char *start = drain(stream, 3);
    g_assert_cmpstr(start, ==, "retry: 3000\n\n");
    g_assert_cmpuint(connection.sleeps, ==, 1);
    events_publish(hub, "case/2", "note", "x");
    g_assert_cmpuint(connection.wakes, ==, 0);
    events_publish(hub, "case/1", "note\ndata: forged", "one\r\ntwo\nthree\rfour");
    events_publish(hub, "case/1", "empty", "");
    g_assert_cmpuint(connection.wakes, ==, 1);
    g_autofree char *events = drain(stream, 5);
    g_assert_nonnull(strstr(events, "\nevent: note\ndata: one\ndata: two\ndata: three\ndata: four\n\n"));
    g_assert_nonnull(strstr(events, "\nevent: empty\ndata: \n\n"));
    g_assert_true(g_str_has_prefix(events, "id: "));
    g_assert_null(strstr(events, "forged"));
    events_stop(hub);
    events_stream_close(stream);
    events_free(hub);
}

static void
test_who_falls_behind_refreshes_once(void)
{
    EventsHub *hub = events_new(10);
    Connection slow = { 0 }, quick = { 0 };
    EventsStream *stream = open_stream(hub, "inbox", NULL, &slow), *other = open_stream(hub, "inbox", NULL, &quick);
    g_autofree char *large = g_strnfill(EVENTS_EVENT_LIMIT, 'x');
    char part[20];

    g_free(drain(stream, 100));
    events_publish(hub, "inbox", "first", "half sent");
    g_assert_cmpint(events_stream_read(stream, part, sizeof part), ==, sizeof part);
    for (guint i = 0; i < 200; i++) {
        events_publish(hub, "inbox", "case", "x");
        g_autofree char *seen = drain(other, 100);
        g_assert_cmpuint(count_of(seen, "event: case"), ==, 1);
    }
    g_autofree char *rest = drain(stream, 100);
    g_assert_nonnull(strstr(rest, "half sent\n\n"));
    g_assert_cmpuint(count_of(rest, "event: refresh"), ==, 1);
    g_assert_cmpuint(count_of(rest, "event: case"), ==, 0);
    events_publish(hub, "inbox", "case", "x");
    g_autofree char *after = drain(stream, 100);
    g_assert_cmpuint(count_of(after, "event: case"), ==, 1);
    events_publish(hub, "inbox", "case", large);
    g_autofree char *instead = drain(stream, 100);
    g_assert_cmpuint(count_of(instead, "event: refresh"), ==, 1);
    events_stop(hub);
    events_stream_close(stream);
    events_stream_close(other);
    events_free(hub);
}

static void
test_who_comes_back_after_news_refreshes(void)
{
    EventsHub *hub = events_new(10);
    Connection connection = { 0 };
    EventsStream *first = open_stream(hub, "inbox", NULL, &connection);

    events_publish(hub, "inbox", "case", "x");
    g_autofree char *events = drain(first, 100);
    g_autofree char *id = g_strdup(strstr(events, "id: ") + 4);
    id[strcspn(id, "\n")] = '\0';
    EventsStream *same = open_stream(hub, "inbox", id, &connection);
    g_autofree char *nothing = drain(same, 100);
    g_assert_cmpuint(count_of(nothing, "refresh"), ==, 0);
    events_publish(hub, "inbox", "case", "y");
    EventsStream *later = open_stream(hub, "inbox", id, &connection),
                 *odd = open_stream(hub, "inbox", "x", &connection);
    g_autofree char *refresh = drain(later, 100), *also = drain(odd, 100);
    g_assert_cmpuint(count_of(refresh, "event: refresh"), ==, 1);
    g_assert_cmpuint(count_of(also, "event: refresh"), ==, 1);
    events_stop(hub);
    events_stream_close(first);
    events_stream_close(same);
    events_stream_close(later);
    events_stream_close(odd);
    events_free(hub);
}

static void
test_streams_are_counted_and_end(void)
{
    static const char *const topics[] = { "a", NULL };
    static const char *const many[] = { "1", "2", "3", "4", "5", "6", "7", "8", "9", NULL };
    EventsHub *hub = events_new(2);
    Connection connection = { 0 };
    g_autoptr(GError) error = NULL;

    g_assert_null(events_stream_open(hub, many, 1, NULL, NULL));
    EventsStream *first = open_stream(hub, "a", NULL, &connection), *second = open_stream(hub, "a", NULL, &connection);
    g_assert_null(events_stream_open(hub, topics, 1, NULL, &error));
    g_assert_error(error, TRIBUNE_ERROR, TRIBUNE_ERROR_UNAVAILABLE);
    events_stream_close(second);
    g_assert_cmpuint(events_count(hub), ==, 1);

    g_free(drain(first, 100));
    events_tick(hub, clock_monotonic());
    g_autofree char *comment = drain(first, 100);
    g_assert_cmpstr(comment, ==, ":\n\n");
    events_disconnect(hub, 2);
    g_autofree char *still = drain(first, 100);
    g_assert_cmpstr(still, ==, "");
    events_tick(hub, clock_monotonic() + 11 * CLOCK_MINUTE);
    g_autofree char *over = drain(first, 100);
    g_assert_cmpstr(over, ==, "END");
    events_stop(hub);
    g_assert_null(events_stream_open(hub, topics, 1, NULL, NULL));
    events_stream_close(first);
    events_free(hub);
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/events/one-event-is-one-block-of-lines", test_events_have_their_form);
    g_test_add_func("/events/who-falls-behind-refreshes-once", test_who_falls_behind_refreshes_once);
    g_test_add_func("/events/who-comes-back-after-news-refreshes", test_who_comes_back_after_news_refreshes);
    g_test_add_func("/events/streams-are-counted-and-end", test_streams_are_counted_and_end);
    return g_test_run();
}
