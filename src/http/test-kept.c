/* SPDX-License-Identifier: Apache-2.0 */
#include "http/kept.h"

#include <string.h>

#include "base/clock.h"
#include "base/thread.h"

#define NOON G_GINT64_CONSTANT(1795348800000000) /* 2026-11-22T12:00:00Z */
#define DATE "Sun, 22 Nov 2026 12:00:00 GMT"

typedef struct {
    guint status;
    gsize length;
    gboolean kept;
    char *etag, *coding, *modified, *policy;
} Seen;

static void
seen_clear(Seen *seen)
{
    g_free(seen->etag);
    g_free(seen->coding);
    g_free(seen->modified);
    g_free(seen->policy);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Seen, seen_clear)

/* What somebody gets who asks with @headers while the page is @length times "a", as it was made at @generation. */
static Seen
ask(KeptAnswers *kept, const char *const *headers, guint64 generation, gsize length, gint64 until, guint status)
{
    g_autoptr(HttpRequest) request = http_request_new_fake(HTTP_GET, "/news", headers, NULL, 0);
    g_autoptr(HttpResponse) response = http_response_new(request);
    Seen seen = { .kept = kept_answers_find(kept, request, response, "/news", generation) };
    GBytes *content;

    if (!seen.kept) {
        http_response_set_status(response, status);
        http_response_set_header(response, "Cross-Origin-Resource-Policy", "cross-origin");
        http_response_bytes(response, "text/html", g_bytes_new_take(g_strnfill(length, 'a'), length));
        g_assert_true(kept_answers_finish(request, response, NOON, until));
    }
    content = http_response_content(response);
    seen.status = http_response_status(response);
    seen.length = content != NULL ? g_bytes_get_size(content) : 0;
    seen.etag = g_strdup(http_response_header(response, "ETag"));
    seen.coding = g_strdup(http_response_header(response, "Content-Encoding"));
    seen.modified = g_strdup(http_response_header(response, "Last-Modified"));
    seen.policy = g_strdup(http_response_header(response, "Cross-Origin-Resource-Policy"));
    return seen;
}

static void
what_was_made_once_is_served_until_its_generation_passes(void)
{
    KeptAnswers *kept = kept_answers_new();
    g_auto(Seen) first = ask(kept, NULL, 1, 2000, 0, 200), second = ask(kept, NULL, 1, 3000, 0, 200);
    g_auto(Seen) third = ask(kept, NULL, 2, 3000, 0, 200);

    g_assert_false(first.kept);
    g_assert_true(second.kept);
    g_assert_cmpuint(second.length, ==, 2000);
    g_assert_cmpstr(first.etag, ==, second.etag);
    g_assert_cmpstr(second.modified, ==, DATE);
    g_assert_cmpstr(second.policy, ==, "cross-origin");
    g_assert_false(third.kept);
    g_assert_cmpuint(third.length, ==, 3000);
    g_assert_cmpstr(third.etag, !=, first.etag);
    kept_answers_free(kept);
}

static void
an_answer_may_end_by_itself(void)
{
    KeptAnswers *kept = kept_answers_new();

    clock_pin(NOON);
    {
        g_auto(Seen) first = ask(kept, NULL, 1, 2000, NOON + CLOCK_MINUTE, 200);
        g_auto(Seen) second = ask(kept, NULL, 1, 2000, NOON + CLOCK_MINUTE, 200);

        g_assert_false(first.kept);
        g_assert_true(second.kept);
    }
    clock_pin(NOON + CLOCK_MINUTE);
    {
        g_auto(Seen) third = ask(kept, NULL, 1, 2000, 0, 200);

        g_assert_false(third.kept);
    }
    clock_pin(0);
    kept_answers_free(kept);
}

static void
who_has_it_already_gets_no_body(void)
{
    KeptAnswers *kept = kept_answers_new();
    g_auto(Seen) first = ask(kept, NULL, 1, 2000, 0, 200);
    const char *const same[] = { "If-None-Match", first.etag, NULL };
    const char *const other[] = { "If-None-Match", "\"x\"", "If-Modified-Since", DATE, NULL };
    static const char *const since[] = { "If-Modified-Since", DATE, NULL };
    static const char *const before[] = { "If-Modified-Since", "Sat, 21 Nov 2026 12:00:00 GMT", NULL };
    g_auto(Seen) a = ask(kept, same, 1, 2000, 0, 200), b = ask(kept, other, 1, 2000, 0, 200);
    g_auto(Seen) c = ask(kept, since, 1, 2000, 0, 200), d = ask(kept, before, 1, 2000, 0, 200);

    g_assert_cmpuint(a.status, ==, 304);
    g_assert_cmpuint(a.length, ==, 0);
    g_assert_cmpuint(b.status, ==, 200);
    g_assert_cmpuint(c.status, ==, 304);
    g_assert_cmpuint(d.status, ==, 200);
    kept_answers_free(kept);
}

static void
who_takes_gzip_gets_it_under_a_tag_of_its_own(void)
{
    static const char *const gzip[] = { "Accept-Encoding", "br, gzip;q=0.5", NULL };
    static const char *const refused[] = { "Accept-Encoding", "gzip;q=0", NULL };
    KeptAnswers *kept = kept_answers_new();
    g_auto(Seen) plain = ask(kept, refused, 1, 2000, 0, 200), zipped = ask(kept, gzip, 1, 2000, 0, 200);
    g_auto(Seen) small = ask(kept, gzip, 2, 100, 0, 200);

    g_assert_null(plain.coding);
    g_assert_cmpstr(zipped.coding, ==, "gzip");
    g_assert_cmpuint(zipped.length, <, 200);
    g_assert_cmpstr(zipped.etag, !=, plain.etag);
    g_assert_null(small.coding);
    kept_answers_free(kept);
}

static void
what_is_gone_is_told_in_full(void)
{
    static const char *const since[] = { "If-Modified-Since", DATE, NULL };
    KeptAnswers *kept = kept_answers_new();
    g_auto(Seen) first = ask(kept, NULL, 1, 2000, 0, 410), second = ask(kept, since, 1, 2000, 0, 410);

    g_assert_cmpuint(first.status, ==, 410);
    g_assert_true(second.kept);
    g_assert_cmpuint(second.status, ==, 410);
    g_assert_cmpuint(second.length, ==, 2000);
    kept_answers_free(kept);
}

static void
hammer(gpointer data)
{
    for (guint i = 0; i < 500; i++) {
        g_auto(Seen) seen = ask(data, NULL, i / 50, 2000, 0, 200);

        g_assert_cmpuint(seen.status, ==, 200);
    }
}

static void
many_threads_share_what_is_kept(void)
{
    KeptAnswers *kept = kept_answers_new();
    Thread *threads[4];

    for (guint i = 0; i < G_N_ELEMENTS(threads); i++)
        threads[i] = thread_start("kept", hammer, kept);
    for (guint i = 0; i < G_N_ELEMENTS(threads); i++)
        thread_join(threads[i]);
    kept_answers_free(kept);
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
#define ADD(name) g_test_add_func("/kept/" #name, name)
    ADD(what_was_made_once_is_served_until_its_generation_passes);
    ADD(an_answer_may_end_by_itself);
    ADD(who_has_it_already_gets_no_body);
    ADD(who_takes_gzip_gets_it_under_a_tag_of_its_own);
    ADD(what_is_gone_is_told_in_full);
    ADD(many_threads_share_what_is_kept);
    return g_test_run();
}
