/* SPDX-License-Identifier: Apache-2.0 */
/* Signs and posts, and nothing else: what bench/fediverse holds the node's deliveries against. Nothing is decided,
 * looked up or recorded; the signing, the HTTP and the guard are the node's own.
 *
 *     fediverse-post --port PORT --posts N [--threads N]
 *
 * To inboxes on 127.0.0.2 … at one port (tools/fediverse-sink.c), in turns. Lines "name value". */
#include <stdatomic.h>
#include <stdio.h>

#include "base/clock.h"
#include "base/thread.h"
#include "net/fetch.h"
#include "wire/httpsignature.h"

#define ADDRESSES   60
#define BODY        1500 /* bytes: about an activity with its post */
#define THREADS_MAX 64
#define PATIENCE    (30 * CLOCK_SECOND)

static int port, posts, threads = 16;
static atomic_int next, failed;

static const GOptionEntry OPTIONS[] = {
    { "port", 0, 0, G_OPTION_ARG_INT, &port, "of the inboxes", "PORT" },
    { "posts", 0, 0, G_OPTION_ARG_INT, &posts, "how many", "N" },
    { "threads", 0, 0, G_OPTION_ARG_INT, &threads, "at once", "N" },
    { NULL },
};

typedef struct {
    Fetch *fetch;
    Keypair *pair;
    GBytes *body;
} World;

static gboolean
post(const World *world, int number)
{
    g_autofree char *host = g_strdup_printf("127.0.0.%d:%d", 2 + number % ADDRESSES, port);
    g_autofree char *origin = g_strconcat("http://", host, NULL), *target = g_strdup_printf("/inbox/%d", number);
    g_autofree char *url = g_strconcat(origin, target, NULL);
    gsize length;
    const void *body = g_bytes_get_data(world->body, &length);
    const SignedRequest request = {
        .method = "POST", .origin = origin, .host = host, .target = target, .body = body, .length = length
    };
    g_auto(GStrv) lines = http_signature_write(SIGNATURE_CAVAGE, &request, "https://northam.example/desk#main-key",
                                               world->pair, clock_now());
    g_autoptr(GPtrArray) headers = g_ptr_array_new();
    g_autoptr(FetchResponse) response = NULL;

    for (guint i = 0; lines[i] != NULL; i++)
        g_ptr_array_add(headers, lines[i]);
    g_ptr_array_add(headers, (gpointer) "Content-Type: application/activity+json");
    g_ptr_array_add(headers, NULL);
    return fetch_perform(world->fetch, &(FetchRequest){ "POST", url, (const char *const *)headers->pdata, world->body },
                         clock_monotonic() + PATIENCE, &response, NULL) &&
           response->status == 202;
}

static void
post_all(gpointer data)
{
    for (int number; (number = atomic_fetch_add(&next, 1)) < posts;)
        if (!post(data, number))
            atomic_fetch_add(&failed, 1);
}

static void
run(World *world)
{
    Thread *running[THREADS_MAX];
    gint64 began = clock_monotonic();

    for (int i = 0; i < threads; i++)
        running[i] = thread_start("post", post_all, world);
    for (int i = 0; i < threads; i++)
        thread_join(running[i]);
    printf("seconds %.6f\nposted %d\n", (double)(clock_monotonic() - began) / CLOCK_SECOND,
           posts - atomic_load(&failed));
}

int
main(int argc, char **argv)
{
    static const char *const ALLOWED[] = { "127.0.0.0/8", NULL };
    const FetchSettings settings = { .allowed = ALLOWED, .user_agent = "bench", .max_size = 65536 };
    g_autoptr(GOptionContext) context = g_option_context_new(NULL);
    g_autoptr(GError) error = NULL;
    World world = { 0 };

    g_option_context_add_main_entries(context, OPTIONS, NULL);
    if (!g_option_context_parse(context, &argc, &argv, &error) || port <= 0 || posts <= 0 || threads <= 0 ||
        threads > THREADS_MAX) {
        fprintf(stderr, "fediverse-post: %s\n", error != NULL ? error->message : "--port and --posts are needed");
        return 2;
    }
    world.fetch = fetch_new(&settings, &error);
    world.pair = world.fetch != NULL ? keypair_new(KEY_RSA, &error) : NULL;
    if (world.pair == NULL) {
        fprintf(stderr, "fediverse-post: %s\n", error->message);
        return 1;
    }
    world.body = g_bytes_new_take(g_strnfill(BODY, 'x'), BODY);
    run(&world);
    g_bytes_unref(world.body);
    keypair_free(world.pair);
    fetch_free(world.fetch);
    return 0;
}
