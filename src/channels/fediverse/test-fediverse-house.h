/* SPDX-License-Identifier: Apache-2.0 */
/* channels/fediverse/test-fediverse-house.h: a channel over a real store, whom it knows, what others hand in, and
 * another server to ask. */
#pragma once
#include <glib/gstdio.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#include "base/error.h"
#include "channels/fediverse/fediverse-private.h"
#include "mediation/mediation.h"
#include "mediation/publishing/publishing.h"
#include "mediation/test-fixture.h"
#include "net/listener-socket.h"
#include "net/stream.h"

#define NOON  G_GINT64_CONSTANT(1795348800000000) /* 2026-11-22T12:00:00Z */
#define ADA   "https://remote.example/ada"
#define KEY   ADA "#main-key"
#define DESK  "https://city.example/ap/desks/desk"
#define INBOX "https://remote.example/inbox"

extern const struct channel_driver fediverse_channel;

static const guint8 SECRET[32] = { 7 };
static Keypair *ada; /* made once: it takes a while */

typedef struct {
    char *folder;
    Mediation mediation;
    ChannelHost host;
    Config *config;
    Fediverse *fediverse;
    Locales *locales;
} House;

static const char *desk_name = "City desk"; /* of all of them */

static inline GPtrArray *
endpoints(const ChannelHost *host)
{
    static const char *const URIS[] = { "acct:parking@city.example", "acct:desk@city.example" };
    GPtrArray *list = g_ptr_array_new_with_free_func((GDestroyNotify)endpoint_free);

    for (gsize i = 0; i < G_N_ELEMENTS(URIS); i++) {
        Endpoint *endpoint = g_new0(Endpoint, 1);

        endpoint->channel = g_strdup(host->name);
        endpoint->uri = g_strdup(URIS[i]);
        endpoint->name = g_strdup(desk_name);
        g_ptr_array_add(list, endpoint);
    }
    return list;
}

static inline gboolean
amend_nothing(const ChannelHost *host, const AmendmentDraft *draft, GError **error)
{
    (void)host;
    (void)draft;
    (void)error;
    return TRUE;
}

static inline void
put(House *house, const char *kind, const char *key, const char *value)
{
    g_assert_true(channel_ledger_change(&house->host, &(LedgerChange){ LEDGER_PUT, kind, key, value }, 1, NULL, NULL));
}

/* The pairs of the server and of its desks, made once for the process. */
static inline void
give_pairs(House *house)
{
    static const char *const NAMES[] = { "", "desk", "parking" };
    static char *pems[G_N_ELEMENTS(NAMES)];

    for (gsize i = 0; i < G_N_ELEMENTS(NAMES); i++) {
        g_autoptr(Keypair) pair = pems[i] == NULL ? keypair_new(KEY_RSA, NULL) : NULL;

        if (pair != NULL)
            pems[i] = keypair_secret(pair);
        put(house, "pair", NAMES[i], pems[i]);
    }
}

static inline void
set_up(House *house, gconstpointer data)
{
    static const char CONFIG[] = "[channel.social]\ndriver = fediverse\nurl = https://city.example/\nper-server = 10\n"
                                 "block = Bad.example\nallow = 127.0.0.1\n";
    const ConfigTable table = { "channel", "fediverse", NULL, fediverse_channel.settings },
                      *tables[] = { &table, NULL };
    g_autoptr(GError) error = NULL;

    (void)data;
    clock_pin(NOON);
    house->folder = test_folder_new();
    house->mediation.store = test_store_open(house->folder);
    house->mediation.work = work_new(house->mediation.store);
    house->mediation.publishing = publishing_new(&house->mediation);
    house->locales = locales_load(NULL, NULL);
    house->host = (ChannelHost){ .name = "social",
                                 .locales = house->locales,
                                 .language = "en",
                                 .secret = SECRET,
                                 .authority = "City",
                                 .domain = "city.example",
                                 .endpoints = endpoints,
                                 .amend = amend_nothing,
                                 .publishing = house->mediation.publishing,
                                 .data = &house->mediation };
    house->config = config_parse(CONFIG, strlen(CONFIG), "test", "/", tables, &error);
    g_assert_no_error(error);
    give_pairs(house);
    house->fediverse = fediverse_channel.open(&house->host, house->config, "channel.social", &error);
    g_assert_no_error(error);
}

static inline void
tear_down(House *house, gconstpointer data)
{
    (void)data;
    clock_pin(0);
    fediverse_channel.close(house->fediverse);
    config_free(house->config);
    publishing_free(house->mediation.publishing);
    work_free(house->mediation.work);
    store_close(house->mediation.store);
    locales_free(house->locales);
    test_folder_remove(house->folder);
    g_free(house->folder);
}

/* ---- what is remembered ---- */

static inline char *
find(House *house, const char *kind, const char *key)
{
    g_autoptr(LedgerRecord) record = NULL;

    g_assert_true(channel_ledger_find(&house->host, kind, key, &record, NULL));
    return record != NULL ? g_strdup(record->value) : NULL;
}

static inline gint64
count(House *house, const char *kind, const char *prefix)
{
    gint64 number = -1;

    g_assert_true(channel_ledger_count(&house->host, kind, prefix, &number, NULL));
    return number;
}

static inline gint64
waiting(House *house, const char *kind)
{
    gint64 number = -1;

    g_assert_true(channel_ledger_waiting(&house->host, kind, &number, NULL));
    return number;
}

/* Ada is known, with her key. */
static inline void
know_ada(House *house)
{
    g_autofree char *pem = keypair_public(ada);
    g_autoptr(FediverseKey) key = NULL;

    put(house, "actor", ADA,
        "{\"identity\":\"acct:ada@remote.example\",\"handle\":\"ada@remote.example\",\"name\":\"Ada\",\"inbox\":\"" ADA
        "/inbox\",\"shared\":\"" INBOX "\",\"automated\":false}");
    g_assert_true(fediverse_key_keep(house->fediverse, KEY, pem, ADA, &key, NULL));
}

/* ---- what other servers hand in ---- */

#define CONTEXT "{\"@context\":\"https://www.w3.org/ns/activitystreams\","
#define FOLLOW  CONTEXT "\"id\":\"" ADA "/follows/1\",\"type\":\"Follow\",\"actor\":\"" ADA "\",\"object\":\"" DESK "\"}"

typedef struct {
    const char *signed_body, *body, *key_id;
    SignatureScheme scheme;
    gboolean unsigned_;
} Post;

static inline guint
hand_in(House *house, const Post *post)
{
    const SignedRequest request = { .method = "POST",
                                    .origin = "https://city.example",
                                    .host = "city.example",
                                    .target = "/ap/inbox",
                                    .body = post->signed_body,
                                    .length = strlen(post->signed_body) };
    g_auto(GStrv) lines = http_signature_write(post->scheme, &request, post->key_id, ada, clock_now());
    g_autoptr(GPtrArray) pairs = g_ptr_array_new_with_free_func(g_free);
    g_autoptr(HttpRequest) sent = NULL;
    g_autoptr(HttpResponse) response = NULL;
    g_autoptr(GError) error = NULL;
    const char *body = post->body != NULL ? post->body : post->signed_body;

    g_ptr_array_add(pairs, g_strdup("Content-Type"));
    g_ptr_array_add(pairs, g_strdup(ACTIVITY_TYPE));
    for (guint i = 0; !post->unsigned_ && lines[i] != NULL; i++) {
        const char *colon = strchr(lines[i], ':');

        g_ptr_array_add(pairs, g_strndup(lines[i], (gsize)(colon - lines[i])));
        g_ptr_array_add(pairs, g_strdup(colon + 2));
    }
    g_ptr_array_add(pairs, NULL);
    sent = http_request_new_fake(HTTP_POST, "/ap/inbox", (const char *const *)pairs->pdata, body, strlen(body));
    response = http_response_new(sent);
    g_assert_true(fediverse_inbox_take(sent, response, house->fediverse, &error));
    g_assert_no_error(error);
    return http_response_status(response);
}

static inline guint
hand_in_text(House *house, const char *body)
{
    return hand_in(house, &(Post){ .signed_body = body, .key_id = KEY });
}

/* ---- what is done with it ---- */

static inline void
take(House *house, const char *body)
{
    g_autoptr(Json) value = json_pack("{s:s, s:s}", "inbox", "desk", "body", body);
    g_autofree char *text = json_dumps(value, 0);
    g_auto(Attempt) attempt = { 0 };

    fediverse_channel.errand(house->fediverse, "take", text, clock_monotonic() + CLOCK_SECOND, &attempt);
    g_assert_cmpint(attempt.outcome, ==, OUTCOME_ACCEPTED);
}

/* ---- what is released ---- */

static inline PublicationItem *
item_new(PublicationAct act, const char *body)
{
    PublicationItem *item = publication_item_new();
    PublicationText *text;

    item->slug = g_strdup("bridge");
    item->kind = PUBLICATION_NEWS;
    item->act = act;
    item->published = item->updated = NOON;
    item->content = publication_content_new();
    text = publication_content_add_text(item->content, "en");
    g_free(text->body);
    text->body = g_strdup(body);
    for (guint i = 0; i <= act; i++) {
        PublicationOutcome *outcome = g_new0(PublicationOutcome, 1);

        outcome->act = (PublicationAct)i;
        outcome->number = i + 1;
        outcome->at = NOON;
        outcome->reason = g_strdup("");
        g_ptr_array_add(item->history, outcome);
    }
    return item;
}

/* ---- what was put down to be told ---- */

DB_STATEMENT(test_tellings, "SELECT host, value FROM channel_errands WHERE kind = 'tell' ORDER BY id");

typedef struct {
    House *house;
    GPtrArray *texts;
} Tellings;

static inline gboolean
read_tellings(DbSession *session, gpointer data, GError **error)
{
    Tellings *tellings = data;
    g_autoptr(DbQuery) query = db_query(session, &test_tellings);

    while (db_step(query)) {
        gsize length;
        const void *bytes = db_bytes(query, 1, &length);
        g_autoptr(GBytes) box = g_bytes_new(bytes, length);

        g_ptr_array_add(tellings->texts,
                        channel_ledger_open(&tellings->house->host, "tell", db_text(query, 0), box, error));
    }
    return db_finish(query, error);
}

/* char *: the errands, in the order in which they were put down. */
static inline GPtrArray *
put_down(House *house)
{
    Tellings tellings = { house, g_ptr_array_new_with_free_func(g_free) };
    g_autoptr(GError) error = NULL;

    store_read(house->mediation.store, read_tellings, &tellings, &error);
    g_assert_no_error(error);
    return tellings.texts;
}

/* ---- what readers find ---- */

/* What was released as "bridge". */
static inline gboolean
release_bridge(DbSession *session, gpointer data, GError **error)
{
    const House *house = data;
    g_autoptr(PublicationContent) content = publication_content_new();
    const PublicationVersion version = { 1, NOON, { 1 } };
    const PublicationReleaseRow release = { .number = 1, .act = ACT_RELEASE, .version = 1, .at = NOON };
    const PublicationRow row = { .id = { 7 },
                                 .slug = (char *)"bridge",
                                 .standing = STANDING_RELEASED,
                                 .version = 1,
                                 .released = 1,
                                 .published = NOON,
                                 .updated = NOON };
    PublicationText *text = publication_content_add_text(content, "en");
    Digest digest;

    g_free(text->title);
    text->title = g_strdup("Mill Bridge closed");
    return publication_store_insert(session, &row, error) &&
           publication_store_add_version(house->mediation.store, session, row.id, &version, content, &digest, error) &&
           publication_store_add_release(session, row.id, &release, error);
}

static inline gint64
soon(void)
{
    return clock_monotonic() + 60 * CLOCK_SECOND;
}

/* What comes of one that waits for a key. */
static inline Outcome
run_verify(House *house, const char *text)
{
    g_auto(Attempt) attempt = { 0 };

    fediverse_channel.errand(house->fediverse, "verify", text, soon(), &attempt);
    return attempt.outcome;
}

/* ---- another server ---- */

#define TOWN_PAGES 8

typedef struct {
    const char *target;      /* what a request begins with, "GET /ada " */
    guint status;            /* 0: it hangs up */
    const char *type, *more; /* more: header lines; NULL none */
    char *body;              /* "%s" is where it is */
    const char *having;      /* … and has in it somewhere; NULL: any */
} TownPage;

/* What is not among its pages is gone. */
typedef struct {
    int fd;
    char *base;
    TownPage pages[TOWN_PAGES];
    guint count;
    _Atomic guint asked;
    _Atomic gboolean stopping;
    char *heard; /* the last request, when it has stopped to come */
    Thread *thread;
} Town;

/* A whole request: its head, and as many bytes as that says. */
static inline char *
town_hear(Stream *stream)
{
    g_autoptr(GString) heard = g_string_new(NULL);
    gsize whole = 0;

    while (whole == 0 || heard->len < whole) {
        char buffer[4096];
        gssize got = stream_read_some(stream, buffer, sizeof buffer, NULL);
        const char *end, *length;

        if (got <= 0)
            break;
        g_string_append_len(heard, buffer, got);
        end = strstr(heard->str, "\r\n\r\n");
        length = strcasestr(heard->str, "\r\nContent-Length: ");
        if (end != NULL)
            whole = (gsize)(end + 4 - heard->str) +
                    (length != NULL && length < end ? g_ascii_strtoull(length + 18, NULL, 10) : 0);
    }
    return g_string_free(g_steal_pointer(&heard), FALSE);
}

static inline void
town_answer(const Town *town, Stream *stream, const char *heard)
{
    static const TownPage GONE = { .status = 410 };
    const TownPage *page = &GONE;
    g_auto(GStrv) parts = NULL;
    g_autofree char *body = NULL, *head = NULL;

    for (guint i = 0; i < town->count; i++)
        if (g_str_has_prefix(heard, town->pages[i].target) &&
            (town->pages[i].having == NULL || strstr(heard, town->pages[i].having) != NULL))
            page = &town->pages[i];
    if (page->status == 0)
        return;
    parts = g_strsplit(page->body != NULL ? page->body : "", "%s", -1);
    body = g_strjoinv(town->base, parts);
    head = g_strdup_printf("HTTP/1.1 %u X\r\nContent-Type: %s\r\n%sContent-Length: %zu\r\nConnection: close\r\n\r\n",
                           page->status, page->type != NULL ? page->type : ACTIVITY_TYPE,
                           page->more != NULL ? page->more : "", strlen(body));
    stream_write_all(stream, head, (gssize)strlen(head), NULL);
    stream_write_all(stream, body, (gssize)strlen(body), NULL);
}

static inline void
town_serve(gpointer data)
{
    Town *town = data;

    while (!atomic_load(&town->stopping)) {
        int fd = accept(town->fd, NULL, NULL);
        Stream *stream;

        if (fd < 0) {
            g_usleep(2000); /* the listening socket does not block */
            continue;
        }
        stream = stream_new_socket(fd);
        stream_set_timeout(stream, 30 * CLOCK_SECOND);
        g_free(town->heard);
        town->heard = town_hear(stream);
        atomic_fetch_add(&town->asked, 1); /* who has the answer finds it counted */
        town_answer(town, stream, town->heard);
        stream_close(stream);
    }
}

/* @house may ask it, without TLS. */
static inline void
town_open(Town *town, House *house)
{
    g_autoptr(NetAddress) any = netaddress_parse("127.0.0.1:0", NULL);

    town->fd = listener_open_socket(any, 0, NULL);
    town->base = g_strdup_printf("http://127.0.0.1:%u", listener_port_of(town->fd));
    g_free(house->fediverse->base);
    house->fediverse->base = g_strdup("http://city.example");
    town->thread = thread_start("town", town_serve, town);
}

static inline void
town_close(Town *town)
{
    atomic_store(&town->stopping, TRUE);
    thread_join(town->thread);
    close(town->fd);
    g_free(town->base);
    g_free(town->heard);
}

/* Before town_open(). */
static inline void
town_add(Town *town, const char *target, guint status, const char *type, const char *body)
{
    g_assert_cmpuint(town->count, <, TOWN_PAGES);
    town->pages[town->count++] = (TownPage){ .target = target, .status = status, .type = type, .body = (char *)body };
}
