/* SPDX-License-Identifier: Apache-2.0 */
#include "http/kept.h"

#include <microhttpd.h>
#include <stdatomic.h>
#include <string.h>
#include <zlib.h>

#include "base/clock.h"
#include "base/digest.h"
#include "base/thread.h"
#include "http/headers.h"
#include "http/response-private.h"
#include "wire/feed.h"

#define KEY_MAX   1024
#define ZIP_LEAST 512                /* bytes; below, compressing saves no packet */
#define HOW_LONG  "public, no-cache" /* others may keep it and ask each time: what is withdrawn is gone at once */
#define OVERHEAD  512                /* bytes of an answer beside its content */

/* Of the handler's headers, those that are kept too. */
static const char *const KEPT_HEADERS[] = { "Link", "Content-Security-Policy", "X-Robots-Tag",
                                            "Cross-Origin-Resource-Policy" };

typedef enum { VARIANT_PLAIN, VARIANT_ZIPPED, VARIANT_UNCHANGED, VARIANT_UNCHANGED_ZIPPED, VARIANT_COUNT } Variant;

/* Immutable once made, but for what the server makes of it when it is sent first. */
typedef struct {
    _Atomic guint references; /* C11's: ThreadSanitizer understands them, not GLib's */
    guint64 generation;
    gint64 until;
    guint status;
    char *type, *modified, *headers[G_N_ELEMENTS(KEPT_HEADERS)];
    char *etag, *zipped_etag;
    GBytes *bytes, *zipped;            /* zipped may be NULL */
    HttpReady ready[VARIANT_COUNT][2]; /* over HTTP, and over HTTPS */
} Answer;

struct KeptAnswers {
    Mutex mutex;
    GHashTable *answers; /* key → Answer */
    gsize size;
};

/* What kept_answers_find() leaves for kept_answers_finish(). */
typedef struct {
    KeptAnswers *kept;
    char *key;
    guint64 generation;
} Place;

static void
answer_unref(gpointer data)
{
    Answer *answer = data;

    if (atomic_fetch_sub_explicit(&answer->references, 1, memory_order_acq_rel) > 1)
        return;
    g_free(answer->type);
    g_free(answer->modified);
    for (gsize i = 0; i < G_N_ELEMENTS(KEPT_HEADERS); i++)
        g_free(answer->headers[i]);
    for (guint i = 0; i < VARIANT_COUNT * 2; i++) {
        struct MHD_Response *made = atomic_load(&answer->ready[i / 2][i % 2].made);

        g_clear_pointer(&made, MHD_destroy_response);
    }
    g_free(answer->etag);
    g_free(answer->zipped_etag);
    g_bytes_unref(answer->bytes);
    g_clear_pointer(&answer->zipped, g_bytes_unref);
    g_free(answer);
}

static void
place_free(gpointer data)
{
    Place *place = data;

    g_free(place->key);
    g_free(place);
}

KeptAnswers *
kept_answers_new(void)
{
    KeptAnswers *kept = g_new0(KeptAnswers, 1);

    mutex_init(&kept->mutex);
    kept->answers = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, answer_unref);
    return kept;
}

void
kept_answers_free(KeptAnswers *kept)
{
    g_hash_table_unref(kept->answers);
    mutex_clear(&kept->mutex);
    g_free(kept);
}

/* ---- making ---- */

static GBytes *
zip(GBytes *bytes)
{
    gsize length;
    const guint8 *content = g_bytes_get_data(bytes, &length);
    z_stream stream = { 0 };
    guint8 *out;
    uLong bound;

    if (length < ZIP_LEAST || deflateInit2(&stream, 6, Z_DEFLATED, 15 + 16, 8, Z_DEFAULT_STRATEGY) != Z_OK)
        return NULL;
    bound = deflateBound(&stream, (uLong)length);
    out = g_malloc(bound);
    stream.next_in = (Bytef *)content;
    stream.avail_in = (uInt)length;
    stream.next_out = out;
    stream.avail_out = (uInt)bound;
    if (deflate(&stream, Z_FINISH) != Z_STREAM_END || stream.total_out >= length) {
        deflateEnd(&stream);
        g_free(out);
        return NULL;
    }
    bound = stream.total_out;
    deflateEnd(&stream);
    return g_bytes_new_take(out, bound);
}

static char *
etag_of(GBytes *bytes, const char *coding)
{
    gsize length;
    const void *content = g_bytes_get_data(bytes, &length);
    Digest digest = digest_sha256(content, length);
    g_autofree char *hex = digest_to_hex(&digest);

    return g_strdup_printf("\"%.32s%s\"", hex, coding);
}

static Answer *
answer_new(const HttpResponse *response, gint64 modified, gint64 until)
{
    Answer *answer = g_new0(Answer, 1);

    answer->references = 1;
    answer->until = until;
    answer->status = response->status;
    answer->type = g_strdup(http_response_header(response, "Content-Type"));
    for (gsize i = 0; i < G_N_ELEMENTS(KEPT_HEADERS); i++)
        answer->headers[i] = g_strdup(http_response_header(response, KEPT_HEADERS[i]));
    answer->modified = modified > 0 ? feed_date_format(modified) : NULL;
    answer->bytes = g_bytes_ref(response->body);
    answer->zipped = zip(response->body);
    answer->etag = etag_of(answer->bytes, "");
    answer->zipped_etag = answer->zipped != NULL ? etag_of(answer->bytes, "-gz") : NULL;
    return answer;
}

/* ---- answering ---- */

static gboolean
is_modified_since(const HttpRequest *request, const Answer *answer)
{
    const char *since = http_request_header(request, "If-Modified-Since");

    return http_request_header(request, "If-None-Match") != NULL || since == NULL || answer->modified == NULL ||
           strcmp(since, answer->modified) != 0;
}

static void
set_header(HttpResponse *response, const char *name, const char *value)
{
    if (value != NULL)
        http_response_set_header(response, name, value);
}

/* What is gone is told in full: a reader that has the page of before must not show it again. */
static gboolean
is_known(const HttpRequest *request, const HttpResponse *response, const Answer *answer, gboolean zipped)
{
    return answer->status == 200 && (http_response_is_known(response, zipped ? answer->zipped_etag : answer->etag) ||
                                     !is_modified_since(request, answer));
}

static Variant
choose_form(const HttpRequest *request, const HttpResponse *response, const Answer *answer)
{
    gboolean zipped = answer->zipped != NULL && headers_accepts_gzip(http_request_header(request, "Accept-Encoding"));

    if (is_known(request, response, answer, zipped))
        return zipped ? VARIANT_UNCHANGED_ZIPPED : VARIANT_UNCHANGED;
    return zipped ? VARIANT_ZIPPED : VARIANT_PLAIN;
}

static void
answer_with(HttpResponse *response, const Answer *answer, Variant variant)
{
    gboolean zipped = variant == VARIANT_ZIPPED || variant == VARIANT_UNCHANGED_ZIPPED;

    http_response_set_cache(response, HOW_LONG);
    set_header(response, "Vary", "Accept-Encoding, Accept-Language");
    for (gsize i = 0; i < G_N_ELEMENTS(KEPT_HEADERS); i++)
        set_header(response, KEPT_HEADERS[i], answer->headers[i]);
    set_header(response, "Last-Modified", answer->modified);
    http_response_set_header(response, "ETag", zipped ? answer->zipped_etag : answer->etag);
    if (variant == VARIANT_UNCHANGED || variant == VARIANT_UNCHANGED_ZIPPED) {
        g_clear_pointer(&response->body, g_bytes_unref);
        response->status = 304;
        return;
    }
    if (zipped)
        http_response_set_header(response, "Content-Encoding", "gzip");
    response->status = answer->status;
    http_response_bytes(response, answer->type, g_bytes_ref(zipped ? answer->zipped : answer->bytes));
}

/* ---- keeping ---- */

static gsize
size_of(const char *key, const Answer *answer)
{
    return OVERHEAD + strlen(key) + g_bytes_get_size(answer->bytes) +
           (answer->zipped != NULL ? g_bytes_get_size(answer->zipped) : 0);
}

static void
keep(const Place *place, Answer *answer)
{
    KeptAnswers *kept = place->kept;
    gsize size = size_of(place->key, answer);
    Answer *before;
    MUTEX_HELD(&kept->mutex);

    before = g_hash_table_lookup(kept->answers, place->key);
    if (before != NULL)
        kept->size -= size_of(place->key, before);
    if (kept->size + size > KEPT_BYTES_MAX) {
        g_hash_table_remove_all(kept->answers);
        kept->size = 0;
    }
    kept->size += size;
    atomic_fetch_add_explicit(&answer->references, 1, memory_order_relaxed);
    g_hash_table_insert(kept->answers, g_strdup(place->key), answer);
}

static Answer *
look_up(KeptAnswers *kept, const char *key, guint64 generation)
{
    Answer *answer;
    MUTEX_HELD(&kept->mutex);

    answer = g_hash_table_lookup(kept->answers, key);
    if (answer == NULL || answer->generation != generation || (answer->until != 0 && answer->until <= clock_now()))
        return NULL;
    atomic_fetch_add_explicit(&answer->references, 1, memory_order_relaxed);
    return answer;
}

/* The whole of it is as it was sent before, when it was in this variant. @answer is given to the request. */
static void
answer_again(HttpRequest *request, HttpResponse *response, Answer *answer)
{
    Variant variant = choose_form(request, response, answer);
    HttpReady *ready = &answer->ready[variant][http_request_is_secure(request) ? 1 : 0];

    gboolean may_share = response->headers->len == 0; /* nobody added something of this request's own */

    http_request_keep(request, answer, answer_unref);
    response->status = variant == VARIANT_UNCHANGED || variant == VARIANT_UNCHANGED_ZIPPED ? 304 : answer->status;
    if (!may_share || atomic_load(&ready->made) == NULL)
        answer_with(response, answer, variant);
    response->ready = may_share ? ready : NULL;
}

gboolean
kept_answers_find(KeptAnswers *kept, HttpRequest *request, HttpResponse *response, const char *key, guint64 generation)
{
    Answer *answer = strlen(key) <= KEY_MAX ? look_up(kept, key, generation) : NULL;
    Place *place;

    if (answer != NULL) {
        answer_again(request, response, answer);
        return TRUE;
    }
    if (strlen(key) > KEY_MAX)
        return FALSE;
    place = g_new0(Place, 1);
    place->kept = kept;
    place->key = g_strdup(key);
    place->generation = generation;
    response->place = http_request_keep(request, place, place_free);
    return FALSE;
}

gboolean
kept_answers_finish(HttpRequest *request, HttpResponse *response, gint64 modified, gint64 until)
{
    const Place *place = response->place;
    Answer *answer;

    if (response->body == NULL)
        return TRUE;
    answer = answer_new(response, modified, until);
    if (place != NULL) {
        answer->generation = place->generation;
        keep(place, answer);
    }
    answer_with(response, answer, choose_form(request, response, answer));
    answer_unref(answer);
    return TRUE;
}
