/* SPDX-License-Identifier: Apache-2.0 */
/* Answers to one person, and what is told to all who follow. */
#include <string.h>

#include "base/error.h"
#include "base/locale.h"
#include "channels/fediverse/fediverse-private.h"

#define FANOUT_PAGE 200 /* followers looked at in one transaction */

/* ---- answers ---- */

/* The desk that writes: ours may be called by another domain than where they are. New. */
static char *
desk_of(const Outgoing *outgoing)
{
    const char *start = strchr(outgoing->endpoint, ':');

    return start != NULL ? g_strndup(start + 1, strcspn(start + 1, "@")) : g_strdup("");
}

/* Addressed to her alone, and named: without the mention nobody is told that there is something. */
static void
address(json_t *note, const FediversePeer *peer, const char *actor)
{
    g_autofree char *name = *peer->handle != '\0' ? g_strconcat("@", peer->handle, NULL) : g_strdup(peer->id);

    json_object_set_new(note, "attributedTo", json_string(actor));
    json_object_set_new(note, "to", json_pack("[s]", peer->id));
    json_object_set_new(note, "cc", json_array());
    json_object_set_new(note, "tag", json_pack("[{s:s, s:s, s:s}]", "type", "Mention", "href", peer->id, "name", name));
}

static char *
write_create(const Fediverse *fediverse, const Outgoing *outgoing, const Rendering *rendering,
             const FediversePeer *peer)
{
    gsize length;
    const char *payload = g_bytes_get_data(rendering->payload, &length);
    json_t *note = json_loadb(payload, length, 0, NULL);
    g_autofree char *desk = desk_of(outgoing), *actor = fediverse_name_actor(fediverse, desk);
    g_autofree char *published = clock_format_utc(outgoing->date), *id = NULL;
    g_autoptr(Json) create = NULL;

    id = g_strconcat(rendering->external_id, "#create", NULL);
    address(note, peer, actor);
    json_object_set_new(note, "published", json_string(published));
    create = json_pack("{s:s, s:s, s:s, s:s, s:s, s:[s], s:o}", "@context", ACTIVITY_CONTEXT, "id", id, "type",
                       "Create", "actor", actor, "published", published, "to", peer->id, "object", note);
    return json_dumps(create, JSON_COMPACT);
}

static gboolean
is_blocking(const Fediverse *fediverse, const Outgoing *outgoing, const FediversePeer *peer)
{
    g_autofree char *desk = desk_of(outgoing), *block = g_strconcat("block.", desk, NULL);
    g_autoptr(LedgerRecord) record = NULL;

    return channel_ledger_find(fediverse->host, block, peer->id, &record, NULL) && record != NULL;
}

static void
post(Fediverse *fediverse, const Outgoing *outgoing, const Rendering *rendering, const FediversePeer *peer,
     gint64 deadline, Attempt *ret)
{
    g_autofree char *activity = write_create(fediverse, outgoing, rendering, peer), *desk = desk_of(outgoing);
    g_autoptr(GBytes) body = g_bytes_new(activity, strlen(activity));
    const FediverseQuestion question = {
        .method = "POST", .url = peer->inbox, .signer = desk, .type = ACTIVITY_TYPE, .body = body
    };
    g_autoptr(FetchResponse) response = NULL;
    g_autoptr(GError) error = NULL;

    fediverse_ask(fediverse, &question, deadline, &response, &error);
    fediverse_ask_classify(response, error, ret);
}

void
fediverse_send_answer(gpointer channel, const Outgoing *outgoing, const Rendering *rendering, gint64 deadline,
                      Attempt *ret)
{
    Fediverse *fediverse = channel;
    g_autoptr(GError) error = NULL;
    g_autoptr(FediversePeer) peer = fediverse_account_resolve(fediverse, outgoing->recipient, deadline, &error);

    if (peer == NULL) {
        attempt_set(ret, tribune_error_is_temporary(error) ? OUTCOME_RETRY : OUTCOME_REFUSED,
                    tribune_error_is_temporary(error) ? "connect" : "actor",
                    SAY_NOOP("The server of this account does not say where to write to."), "");
        ret->away = ret->outcome == OUTCOME_RETRY;
    } else if (is_blocking(fediverse, outgoing, peer)) {
        attempt_set(ret, OUTCOME_REFUSED, "blocked", SAY_NOOP("This account does not want to hear from us."), "");
    } else {
        post(fediverse, outgoing, rendering, peer, deadline, ret);
    }
    if (ret->outcome != OUTCOME_RETRY)
        atomic_fetch_add(ret->outcome == OUTCOME_ACCEPTED ? &fediverse->sent : &fediverse->failed, 1);
}

/* Where the actor of an account is, once we know her, may be another host than that of her name. */
static char *
find_actor(const Fediverse *fediverse, const WebfingerAccount *account)
{
    g_autofree char *uri = webfinger_account_uri(account);
    g_autoptr(LedgerRecord) record = NULL;

    return channel_ledger_find(fediverse->host, "account", uri, &record, NULL) && record != NULL
               ? g_strdup(record->value)
               : NULL;
}

char *
fediverse_send_host(gpointer channel, const char *recipient)
{
    g_autoptr(WebfingerAccount) account = webfinger_account_parse(recipient, NULL);
    g_autofree char *actor = account != NULL ? find_actor(channel, account) : NULL;
    g_autofree char *host = activity_host(actor != NULL ? actor : recipient);

    if (host != NULL)
        return g_steal_pointer(&host);
    return g_strdup(account != NULL ? account->host : "");
}

/* ---- to all who follow ---- */

/* What one page of followers adds: an errand for each inbox that the page before did not end with. */
typedef struct {
    GArray *changes;  /* LedgerChange */
    GPtrArray *texts; /* char *: what they point to */
    char *inbox;      /* the last one */
} Page;

static void
page_clear(Page *page)
{
    g_array_unref(page->changes);
    g_ptr_array_unref(page->texts);
    g_free(page->inbox);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Page, page_clear)

static void
add_inbox(Page *page, const char *key, const char *name, const char *activity)
{
    g_autofree char *inbox = g_strndup(key, strcspn(key, " ")), *host = activity_host(inbox);
    LedgerChange change = { LEDGER_ERRAND, "tell", host, NULL };

    if (g_strcmp0(inbox, page->inbox) == 0 || host == NULL)
        return;
    change.value = fediverse_tell_write(name, inbox, activity);
    g_ptr_array_add(page->texts, (gpointer)change.value);
    g_ptr_array_add(page->texts, g_steal_pointer(&host));
    g_array_append_val(page->changes, change);
    g_free(page->inbox);
    page->inbox = g_steal_pointer(&inbox);
}

/* To whom, by whom, and under which name it is remembered how far it was told. */
typedef struct {
    Fediverse *fediverse;
    const char *name; /* of the desk whose activity it is */
    const char *kind; /* of the records of followers */
    const char *key;
    const char *activity;
} Fanout;

/* @cursor: the key of the follower who was looked at last. */
static gboolean
tell_page(const Fanout *fanout, const GPtrArray *rows, const char *cursor, GError **error)
{
    g_auto(Page) page = { g_array_new(FALSE, FALSE, sizeof(LedgerChange)), g_ptr_array_new_with_free_func(g_free),
                          g_strndup(cursor, strcspn(cursor, " ")) };
    const LedgerRecord *last = g_ptr_array_index(rows, rows->len - 1);
    LedgerChange moved = { LEDGER_PUT, "fanout", fanout->key, last->key };

    for (guint i = 0; i < rows->len; i++)
        add_inbox(&page, ((const LedgerRecord *)g_ptr_array_index(rows, i))->key, fanout->name, fanout->activity);
    g_array_append_val(page.changes, moved);
    return channel_ledger_change(fanout->fediverse->host, (const LedgerChange *)(gpointer)page.changes->data,
                                 page.changes->len, NULL, error);
}

/* How far it was told is in the same transaction as the errands: after a crash it goes on from there. */
static gboolean
fan_out(const Fanout *fanout, GError **error)
{
    const ChannelHost *host = fanout->fediverse->host;
    g_autoptr(LedgerRecord) record = NULL;
    g_autofree char *cursor = NULL;

    if (!channel_ledger_find(host, "fanout", fanout->key, &record, error))
        return FALSE;
    cursor = g_strdup(record != NULL ? record->value : "");
    for (;;) {
        g_autoptr(GPtrArray) rows = channel_ledger_list(host, fanout->kind, cursor, FANOUT_PAGE, error);

        if (rows == NULL || rows->len == 0)
            return rows != NULL;
        if (!tell_page(fanout, rows, cursor, error))
            return FALSE;
        g_free(cursor);
        cursor = g_strdup(((const LedgerRecord *)g_ptr_array_index(rows, rows->len - 1))->key);
    }
}

gboolean
fediverse_send_through(Fediverse *fediverse, const char *name, const char *through, const json_t *activity,
                       GError **error)
{
    const char *id = json_string_value(json_object_get(activity, "id"));
    g_autofree char *text = json_dumps(activity, JSON_COMPACT), *kind = g_strconcat("follower.", through, NULL);
    g_autofree char *key = strcmp(through, name) == 0 ? g_strdup(id) : g_strconcat(id, " ", through, NULL);

    return fan_out(&(Fanout){ fediverse, name, kind, key, text }, error);
}

gboolean
fediverse_send_all(Fediverse *fediverse, const char *name, const json_t *activity, GError **error)
{
    return fediverse_send_through(fediverse, name, name, activity, error);
}

/* Corrected before all were told that there is something: those get it as new, with its text of today. */
static gboolean
make_late(Fediverse *fediverse, const PublicationItem *item, const char *name, GError **error)
{
    g_autoptr(Json) create = fediverse_render_late(fediverse, item, name, error);

    return create != NULL && fediverse_send_all(fediverse, name, create, error);
}

/* What is put down last is known before any of it can leave. */
static gboolean
announce(Fediverse *fediverse, const PublicationItem *item, const char *name, const json_t *activity, GError **error)
{
    g_autoptr(Json) before = NULL;
    gboolean made;

    return fediverse_post_find(fediverse, item->slug, &before, &made, error) &&
           fediverse_post_put(fediverse, item->slug, activity, made, error) &&
           (made || item->act != ACT_CORRECTION || make_late(fediverse, item, name, error)) &&
           fediverse_send_all(fediverse, name, activity, error) &&
           fediverse_share_tell(fediverse, item, name, activity, error) &&
           (made || fediverse_post_put(fediverse, item->slug, activity, TRUE, error));
}

gboolean
fediverse_send_announce(gpointer channel, const PublicationItem *item, GError **error)
{
    Fediverse *fediverse = channel;
    g_autofree char *name = NULL;
    g_autoptr(Json) activity = NULL;

    if (!fediverse_post_author(fediverse, item->slug, &name, error))
        return FALSE;
    if (name == NULL)
        return TRUE;
    activity = fediverse_render_activity(fediverse, item, name, error);
    return activity != NULL && announce(fediverse, item, name, activity, error);
}
