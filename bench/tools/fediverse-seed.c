/* SPDX-License-Identifier: Apache-2.0 */
/* A desk that many know, and what they have to say to it: for bench/fediverse.
 *
 *     fediverse-seed --config FILE --host HOST [--actors N] [--activities N --out FILE] [--followers N --sink PORT]
 *
 * Makes the address of a desk, N actors, each of a server of its own and with its key known, and followers whose
 * inboxes are on 127.0.0.2 … at PORT, each its own. FILE gets N requests, signed by the actors in turn: likes of
 * /ap/posts/item-1, each with an id of its own. Requests are as they go over the wire, each behind its length (four
 * bytes, as this machine writes them). Actors share 64 keys, since it takes long to make one: who verifies does not see
 * that. */
#include <stdio.h>
#include <string.h>

#include "base/clock.h"
#include "base/digest.h"
#include "base/error.h"
#include "base/thread.h"
#include "command/node.h"
#include "mediation/channels.h"
#include "mediation/staff/directory.h"
#include "wire/activity.h"
#include "wire/httpsignature.h"

#define PAIRS     64
#define SIGNERS   2
#define ADDRESSES 60 /* of the sink */
#define BATCH     200

static char *config_path, *host, *out_path;
static int actors = 2000, activities, followers, sink;
static Keypair *pairs[PAIRS];
static char *pems[PAIRS];

static const GOptionEntry OPTIONS[] = {
    { "config", 0, 0, G_OPTION_ARG_FILENAME, &config_path, "of the node", "FILE" },
    { "host", 0, 0, G_OPTION_ARG_STRING, &host, "where the node is for others", "HOST:PORT" },
    { "actors", 0, 0, G_OPTION_ARG_INT, &actors, "how many", "N" },
    { "activities", 0, 0, G_OPTION_ARG_INT, &activities, "how many", "N" },
    { "out", 0, 0, G_OPTION_ARG_FILENAME, &out_path, "gets the requests", "FILE" },
    { "followers", 0, 0, G_OPTION_ARG_INT, &followers, "how many", "N" },
    { "sink", 0, 0, G_OPTION_ARG_INT, &sink, "port of their servers", "PORT" },
    { NULL },
};

/* ---- requests ---- */

typedef struct {
    guint number;
    GByteArray *out;
} Signer;

static void
append(GByteArray *out, const char *target, char **lines, const char *body)
{
    g_autoptr(GString) request = g_string_new(NULL);
    guint32 length;

    g_string_append_printf(request, "POST %s HTTP/1.1\r\nHost: %s\r\nContent-Type: " ACTIVITY_TYPE "\r\n", target,
                           host);
    for (guint i = 0; lines[i] != NULL; i++)
        g_string_append_printf(request, "%s\r\n", lines[i]);
    g_string_append_printf(request, "Content-Length: %zu\r\n\r\n%s", strlen(body), body);
    length = (guint32)request->len;
    g_byte_array_append(out, (const guint8 *)&length, sizeof length);
    g_byte_array_append(out, (const guint8 *)request->str, (guint)request->len);
}

static void
sign_one(GByteArray *out, guint number)
{
    guint actor = number % (guint)actors;
    g_autofree char *id = g_strdup_printf("http://h%u.example/u", actor), *key = g_strconcat(id, "#main-key", NULL);
    g_autofree char *body =
        g_strdup_printf("{\"@context\":\"" ACTIVITY_CONTEXT "\",\"id\":\"%s/likes/%u\",\"type\":\"Like\","
                        "\"actor\":\"%s\",\"object\":\"http://%s/ap/posts/item-1\"}",
                        id, number, id, host);
    const SignedRequest request = {
        .method = "POST", .origin = host, .host = host, .target = "/ap/inbox", .body = body, .length = strlen(body)
    };
    g_auto(GStrv) lines = http_signature_write(SIGNATURE_CAVAGE, &request, key, pairs[actor % PAIRS], clock_now());

    append(out, request.target, lines, body);
}

static void
sign_share(gpointer data)
{
    Signer *signer = data;

    for (guint number = signer->number; number < (guint)activities; number += SIGNERS)
        sign_one(signer->out, number);
}

static gboolean
write_requests(GError **error)
{
    Signer signers[SIGNERS];
    Thread *threads[SIGNERS];
    FILE *out = fopen(out_path, "wb");
    gboolean done = out != NULL;

    for (guint i = 0; i < SIGNERS; i++) {
        signers[i] = (Signer){ i, g_byte_array_new() };
        threads[i] = thread_start("sign", sign_share, &signers[i]);
    }
    for (guint i = 0; i < SIGNERS; i++) {
        thread_join(threads[i]);
        done = done && fwrite(signers[i].out->data, 1, signers[i].out->len, out) == signers[i].out->len;
        g_byte_array_unref(signers[i].out);
    }
    if (out != NULL && fclose(out) == 0 && done)
        return TRUE;
    g_set_error(error, TRIBUNE_ERROR, TRIBUNE_ERROR_INTERNAL, "%s cannot be written", out_path);
    return FALSE;
}

/* ---- what the desk knows ---- */

typedef struct {
    const ChannelHost *host;
    GArray *changes;  /* LedgerChange */
    GPtrArray *texts; /* char *: what they point to */
} Batch;

static char *
keep(Batch *batch, char *text)
{
    g_ptr_array_add(batch->texts, text);
    return text;
}

static void
put(Batch *batch, const char *kind, char *key, char *value)
{
    const LedgerChange change = { LEDGER_PUT, kind, keep(batch, key), keep(batch, value) };

    g_array_append_val(batch->changes, change);
}

static gboolean
flush(Batch *batch, gboolean end, GError **error)
{
    gboolean done;

    if (batch->changes->len == 0 || (!end && batch->changes->len < BATCH))
        return TRUE;
    done = channel_ledger_change(batch->host, (const LedgerChange *)(gpointer)batch->changes->data, batch->changes->len,
                                 NULL, error);
    g_array_set_size(batch->changes, 0);
    g_ptr_array_set_size(batch->texts, 0);
    return done;
}

static void
know_actor(Batch *batch, guint number)
{
    char *id = g_strdup_printf("http://h%u.example/u", number);
    g_autoptr(Json) actor =
        json_pack("{s:s+, s:s, s:s, s:s, s:s, s:s, s:b}", "identity", "acct:u@", id + strlen("http://"), "handle", "",
                  "name", "U", "inbox", id, "shared", id, "automated", 0);
    g_autoptr(Json) key = json_pack("{s:s, s:s}", "pem", pems[number % PAIRS], "owner", id);

    put(batch, "key", g_strconcat(id, "#main-key", NULL), json_dumps(key, JSON_COMPACT));
    put(batch, "actor", id, json_dumps(actor, JSON_COMPACT));
}

static void
know_follower(Batch *batch, guint number)
{
    char *inbox = g_strdup_printf("http://127.0.0.%u:%d/inbox/%u", 2 + number % ADDRESSES, sink, number);
    char *id = g_strdup_printf("%s/actor", inbox);

    put(batch, "follower.desk", g_strconcat(inbox, " ", id, NULL), g_strdup(""));
    put(batch, "follow.desk", id, inbox);
}

static gboolean
know_all(const ChannelHost *channel, GError **error)
{
    Batch batch = { channel, g_array_new(FALSE, FALSE, sizeof(LedgerChange)), g_ptr_array_new_with_free_func(g_free) };
    gboolean done = TRUE;

    for (int i = 0; done && i < actors && activities > 0; i++) {
        know_actor(&batch, (guint)i);
        done = flush(&batch, FALSE, error);
    }
    for (int i = 0; done && i < followers; i++) {
        know_follower(&batch, (guint)i);
        done = flush(&batch, FALSE, error);
    }
    done = done && flush(&batch, TRUE, error);
    g_array_unref(batch.changes);
    g_ptr_array_unref(batch.texts);
    return done;
}

static gboolean
furnish(Mediation *mediation, GError **error)
{
    const Channel *channel = channels_find(mediation->channels, "fediverse");
    EndpointId endpoint;
    UnitId unit;

    for (guint i = 0; i < PAIRS; i++) {
        pairs[i] = keypair_new(KEY_RSA, error);
        if (pairs[i] == NULL)
            return FALSE;
        pems[i] = keypair_public(pairs[i]);
    }
    return directory_add_unit(mediation->directory, &ACTOR_TRIBUNE, "desk", "Desk", &unit, error) &&
           directory_add_endpoint(mediation->directory, &ACTOR_TRIBUNE, "fediverse", "acct:desk@northam.example",
                                  "Desk", unit, &endpoint, error) &&
           know_all(&channel->host, error) && (activities == 0 || write_requests(error));
}

int
main(int argc, char **argv)
{
    g_autoptr(GOptionContext) context = g_option_context_new(NULL);
    g_autoptr(GError) error = NULL;
    Config *config = NULL;
    Node *node = NULL;
    gboolean done = FALSE;

    g_option_context_add_main_entries(context, OPTIONS, NULL);
    if (g_option_context_parse(context, &argc, &argv, &error) && config_path != NULL && host != NULL &&
        (config = node_config_load(config_path, &error)))
        node = node_open(config, NODE_SERVE, &error);
    if (node != NULL)
        done = furnish(node_mediation(node), &error);
    if (!done)
        fprintf(stderr, "fediverse-seed: %s\n", error != NULL ? error->message : "--config and --host are needed");
    if (node != NULL)
        node_close(node);
    if (config != NULL)
        config_free(config);
    return done ? 0 : 1;
}
