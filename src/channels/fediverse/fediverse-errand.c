/* SPDX-License-Identifier: Apache-2.0 */
/* What was put down to be done. */
#include <string.h>

#include "base/encode.h"
#include "base/error.h"
#include "base/locale.h"
#include "base/log.h"
#include "channels/fediverse/fediverse-private.h"

/* As long as other errands, but for the last pause between two tries: how many wait is counted here. */
#define STRANGER_LIFETIME (3 * CLOCK_DAY - CLOCK_HOUR)
#define SEEN_LIFETIME     (30 * CLOCK_DAY)
#define INBOX_PAGE        500 /* followers of an inbox that is gone, forgotten in one go */
#define TIDY_INTERVAL     CLOCK_HOUR

/* Messages of errors name nobody. */
static void
fail(Attempt *attempt, const GError *error)
{
    log_event(LOG_INFO, "fediverse.not-done", "why", error->message, NULL);
    attempt_set(attempt, tribune_error_is_temporary(error) ? OUTCOME_RETRY : OUTCOME_REFUSED,
                tribune_error_is_temporary(error) ? "connect" : "refused", "", "");
    attempt->away = tribune_error_is_temporary(error);
}

static const char *
member(const json_t *value, const char *name)
{
    const char *text = json_string_value(json_object_get(value, name));

    return text != NULL ? text : "";
}

/* ---- tell ---- */

/* Three lines: many of these wait at once, so they are not written as JSON within JSON. */
char *
fediverse_errand_tell(const char *name, const char *inbox, const char *activity)
{
    return g_strjoin("\n", name, inbox, activity, NULL);
}

/* An inbox that is gone takes its followers with it. */
static gboolean
forget_inbox(Fediverse *fediverse, const char *name, const char *inbox, GError **error)
{
    g_autofree char *kind = g_strconcat("follower.", name, NULL), *other = g_strconcat("follow.", name, NULL);
    g_autofree char *prefix = g_strconcat(inbox, " ", NULL);

    for (;;) {
        g_autoptr(GPtrArray) rows = fediverse_name_list(fediverse, kind, prefix, INBOX_PAGE, error);

        if (rows == NULL || rows->len == 0)
            return rows != NULL;
        for (guint i = 0; i < rows->len; i++) {
            const LedgerRecord *record = g_ptr_array_index(rows, i);
            const LedgerChange changes[] = {
                { LEDGER_REMOVE, kind, record->key, NULL },
                { LEDGER_REMOVE, other, strchr(record->key, ' ') + 1, NULL },
            };

            if (!channel_ledger_change(fediverse->host, changes, 2, NULL, error))
                return FALSE;
        }
    }
}

/* What an errand "tell" says. */
typedef struct {
    char *desk, *inbox;
    const char *activity;
} Telling;

static gboolean
telling_read(const char *text, Telling *ret)
{
    const char *inbox = strchr(text, '\n');
    const char *activity = inbox != NULL ? strchr(inbox + 1, '\n') : NULL;

    if (activity == NULL)
        return FALSE;
    *ret = (Telling){ g_strndup(text, (gsize)(inbox - text)), g_strndup(inbox + 1, (gsize)(activity - inbox - 1)),
                      activity + 1 };
    return TRUE;
}

static void
telling_clear(Telling *telling)
{
    g_free(telling->desk);
    g_free(telling->inbox);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Telling, telling_clear)

static void
post(Fediverse *fediverse, const Telling *telling, GBytes *body, gint64 deadline, Attempt *ret)
{
    const FediverseQuestion question = {
        .method = "POST", .url = telling->inbox, .signer = telling->desk, .type = ACTIVITY_TYPE, .body = body
    };
    g_autoptr(FetchResponse) response = NULL;
    g_autoptr(GError) error = NULL;

    fediverse_ask(fediverse, &question, deadline, &response, &error);
    fediverse_ask_classify(response, error, ret);
    if (ret->outcome == OUTCOME_ACCEPTED)
        atomic_fetch_add(&fediverse->sent, 1);
    else if (ret->outcome == OUTCOME_REFUSED)
        atomic_fetch_add(&fediverse->failed, 1);
    if (response != NULL && response->status == 410)
        forget_inbox(fediverse, telling->desk, telling->inbox, NULL);
}

/* Our store does not answer; the host has nothing to do with it. */
static void
fail_here(Attempt *ret, const GError *error)
{
    fail(ret, error);
    ret->away = FALSE;
}

/* Who was away while the post was tried gets it as new before she is told what became of it. FALSE: it cannot be told
 * now, as @ret says. */
static gboolean
make_up(Fediverse *fediverse, const Telling *telling, const char *slug, GBytes *as_new, gint64 deadline, Attempt *ret)
{
    g_autoptr(GError) error = NULL;
    gboolean missed = FALSE;

    if (as_new == NULL)
        return TRUE;
    if (!fediverse_missed_find(fediverse, telling->inbox, slug, &missed, &error)) {
        fail_here(ret, error);
        return FALSE;
    }
    if (!missed)
        return TRUE;
    post(fediverse, telling, as_new, deadline, ret);
    if (ret->outcome != OUTCOME_ACCEPTED)
        return FALSE;
    attempt_clear(ret);
    if (fediverse_missed_remove(fediverse, telling->inbox, slug, &error))
        return TRUE;
    fail_here(ret, error);
    return FALSE;
}

/* @slug: the post of ours that it is about. */
static void
post_in_order(Fediverse *fediverse, const Telling *telling, const char *slug, gint64 deadline, Attempt *ret)
{
    g_auto(FediverseLeaving) leaving = { 0 };
    g_autoptr(GError) error = NULL;

    if (!fediverse_post_now(fediverse, slug, telling->activity, &leaving, &error))
        fail_here(ret, error);
    else if (leaving.body == NULL)
        attempt_set(ret, OUTCOME_ACCEPTED, ERRAND_SUPERSEDED, "", "");
    else if (make_up(fediverse, telling, slug, leaving.as_new, deadline, ret))
        post(fediverse, telling, leaving.body, deadline, ret);
}

static void
post_alone(Fediverse *fediverse, const Telling *telling, gint64 deadline, Attempt *ret)
{
    g_autoptr(GBytes) body = g_bytes_new(telling->activity, strlen(telling->activity));

    post(fediverse, telling, body, deadline, ret);
}

static void
tell(Fediverse *fediverse, const char *text, gint64 deadline, Attempt *ret)
{
    g_auto(Telling) telling = { 0 };
    g_autofree char *slug = NULL;

    if (!telling_read(text, &telling)) {
        attempt_set(ret, OUTCOME_REFUSED, "unknown", "", "");
        return;
    }
    slug = fediverse_post_of(fediverse, telling.activity);
    if (slug == NULL)
        post_alone(fediverse, &telling, deadline, ret);
    else if (!fediverse_post_begin(fediverse, telling.inbox, slug))
        attempt_set(ret, OUTCOME_RETRY, ERRAND_BUSY, "", "");
    else {
        post_in_order(fediverse, &telling, slug, deadline, ret);
        fediverse_post_end(fediverse, telling.inbox, slug);
    }
}

/* ---- take ---- */

static Activity *
read_activity(const char *body, GError **error)
{
    g_autoptr(Json) root = activity_read(body, strlen(body), error);

    return root != NULL ? activity_take(root, error) : NULL;
}

static void
take_activity(Fediverse *fediverse, const json_t *value, gint64 deadline, Attempt *ret)
{
    g_autoptr(GError) error = NULL;
    const char *body = member(value, "body");
    g_autoptr(Activity) activity = read_activity(body, &error);

    if (activity != NULL && fediverse_receive(fediverse, member(value, "inbox"), activity, body, deadline, &error)) {
        atomic_fetch_add(&fediverse->received, 1);
        attempt_set(ret, OUTCOME_ACCEPTED, "taken", "", "");
    } else {
        fail(ret, error);
    }
}

static void
take(Fediverse *fediverse, const char *text, gint64 deadline, Attempt *ret)
{
    g_autoptr(Json) value = json_loads(text, 0, NULL);

    take_activity(fediverse, value, deadline, ret);
}

/* ---- verify ---- */

static gboolean
is_right(const json_t *value, const FediverseKey *key, const Activity *activity)
{
    const char *base = member(value, "base"), *made = member(value, "made");
    HttpSignature signature = { .algorithm = (char *)member(value, "algorithm") };
    gsize length = 0;
    guint8 *bytes = decode_base64(base, strlen(base), &length);
    gboolean right;

    signature.signature = decode_base64(made, strlen(made), &signature.signature_length);
    signature.base = g_byte_array_new_take(bytes, length);
    right = bytes != NULL && signature.signature != NULL && strcmp(key->owner, activity->actor) == 0 &&
            http_signature_verify(&signature, key->key);
    g_byte_array_unref(signature.base);
    g_free(signature.signature);
    return right;
}

static gboolean
is_gone(const GError *error)
{
    return g_error_matches(error, TRIBUNE_ERROR, TRIBUNE_ERROR_NOT_FOUND);
}

/* Somebody who is gone cannot show her key any more; that she is gone can be seen where she was herself. That the key
 * is gone says nothing, for whoever sends names it. @error: why there is no key; what is left of it is the answer. */
static gboolean
is_farewell(Fediverse *fediverse, const Activity *activity, gint64 deadline, GError **error)
{
    g_autoptr(Json) actor = NULL;

    if (!is_gone(*error) || activity->kind != ACTIVITY_DELETE ||
        strcmp(activity_first_object(activity), activity->actor) != 0)
        return FALSE;
    g_clear_error(error);
    actor = fediverse_peer_fetch(fediverse, activity->actor, deadline, error);
    return actor == NULL && is_gone(*error);
}

static gboolean
is_believed(Fediverse *fediverse, const json_t *value, const FediverseKey *key, const Activity *activity,
            gint64 deadline, GError **error)
{
    return key != NULL ? is_right(value, key, activity) : is_farewell(fediverse, activity, deadline, error);
}

static gboolean
was_seen(Fediverse *fediverse, const char *key, gboolean *ret, GError **error)
{
    g_autoptr(LedgerRecord) record = NULL;

    *ret = FALSE;
    if (*key == '\0')
        return TRUE;
    if (!channel_ledger_find(fediverse->host, "seen", key, &record, error))
        return FALSE;
    *ret = record != NULL;
    return TRUE;
}

static void
take_verified(Fediverse *fediverse, const json_t *value, gint64 deadline, Attempt *ret)
{
    const char *seen_key = member(value, "seen");
    g_autoptr(GError) error = NULL;
    gboolean seen;

    if (!was_seen(fediverse, seen_key, &seen, &error)) {
        fail(ret, error);
        return;
    }
    if (seen) {
        attempt_set(ret, OUTCOME_ACCEPTED, "seen", "", "");
        return;
    }
    take_activity(fediverse, value, deadline, ret);
    if (ret->outcome == OUTCOME_ACCEPTED && *seen_key != '\0')
        channel_ledger_change(fediverse->host, &(LedgerChange){ LEDGER_PUT, "seen", seen_key, NULL }, 1, NULL, NULL);
}

/* The key as it was after @since: many who wait for one key fetch it once. An older one is never the answer: she may
 * have another since then, and what she signed with that would be refused. */
static FediverseKey *
find_key(Fediverse *fediverse, const char *id, gint64 since, gint64 deadline, GError **error)
{
    g_autoptr(FediverseKey) key = NULL;

    if (!fediverse_key_find(fediverse, id, &key, error))
        return NULL;
    if (key != NULL && key->at >= since)
        return g_steal_pointer(&key);
    if (rate_limit_take(fediverse->renewals, id, clock_now(), NULL))
        return fediverse_peer_fetch_key(fediverse, id, deadline, error);
    g_set_error_literal(error, TRIBUNE_ERROR, TRIBUNE_ERROR_TEMPORARY, "its key was asked for a moment ago");
    return NULL;
}

static void
verify(Fediverse *fediverse, const char *text, gint64 deadline, Attempt *ret)
{
    g_autoptr(Json) value = json_loads(text, 0, NULL);
    gint64 since = json_integer_value(json_object_get(value, "at"));
    g_autoptr(GError) error = NULL;
    g_autoptr(Activity) activity = read_activity(member(value, "body"), &error);
    g_autoptr(FediverseKey) key =
        activity != NULL ? find_key(fediverse, member(value, "key"), since, deadline, &error) : NULL;

    if (activity != NULL && is_believed(fediverse, value, key, activity, deadline, &error))
        take_verified(fediverse, value, deadline, ret);
    else if (error != NULL)
        fail(ret, error);
    else
        attempt_set(ret, OUTCOME_REFUSED, "signature", "", "");
    if (ret->outcome == OUTCOME_RETRY && since + STRANGER_LIFETIME < clock_now())
        ret->outcome = OUTCOME_REFUSED;
    if (ret->outcome != OUTCOME_RETRY)
        fediverse_doubt_leave(fediverse, member(value, "network"));
    if (ret->outcome == OUTCOME_REFUSED)
        atomic_fetch_add(&fediverse->refused, 1);
}

/* ---- renew ---- */

/* Once: the next activity of hers asks for it again. */
static void
renew(Fediverse *fediverse, const char *id, gint64 deadline, Attempt *ret)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(FediverseKey) key = fediverse_peer_fetch_key(fediverse, id, deadline, &error);

    attempt_set(ret, OUTCOME_ACCEPTED, key != NULL ? "renewed" : "kept", "", "");
}

/* ---- all ---- */

/* What was seen long ago does not come again: no server tries that long. And whether our desks are called otherwise
 * now. */
static void
tidy(Fediverse *fediverse)
{
    gint64 now = clock_now(), last = atomic_load(&fediverse->tidied);

    if (last + TIDY_INTERVAL > now || !atomic_compare_exchange_strong(&fediverse->tidied, &last, now))
        return;
    channel_ledger_forget(fediverse->host, "seen", now - SEEN_LIFETIME, NULL);
    channel_ledger_forget(fediverse->host, "gone", now - SEEN_LIFETIME, NULL);
    channel_ledger_forget(fediverse->host, "missed", now - SEEN_LIFETIME, NULL);
    channel_ledger_forget(fediverse->host, "fanout", now - SEEN_LIFETIME, NULL);
    channel_ledger_forget(fediverse->host, "key", now - SEEN_LIFETIME, NULL);
    channel_ledger_forget(fediverse->host, "owns", now - SEEN_LIFETIME, NULL);
    channel_ledger_forget(fediverse->host, "doubt", now - SEEN_LIFETIME, NULL);
    fediverse_profile_tell(fediverse, NULL); /* what fails is told an hour later */
}

void
fediverse_errand_run(gpointer channel, const char *kind, const char *text, gint64 deadline, Attempt *ret)
{
    static const struct {
        const char *kind;
        void (*run)(Fediverse *fediverse, const char *text, gint64 deadline, Attempt *ret);
    } KINDS[] = { { "take", take }, { "tell", tell }, { "verify", verify }, { "renew", renew } };

    tidy(channel);
    for (gsize i = 0; i < G_N_ELEMENTS(KINDS); i++) {
        if (strcmp(KINDS[i].kind, kind) == 0) {
            KINDS[i].run(channel, text, deadline, ret);
            return;
        }
    }
    attempt_set(ret, OUTCOME_REFUSED, "unknown", "", "");
}

gboolean
fediverse_errand_give_up(gpointer channel, const char *kind, const char *text, GError **error)
{
    g_auto(Telling) telling = { 0 };
    g_autofree char *slug = NULL;

    if (strcmp(kind, "tell") != 0 || !telling_read(text, &telling))
        return TRUE;
    slug = fediverse_post_of(channel, telling.activity);
    return slug == NULL || !fediverse_post_is_first(telling.activity) ||
           fediverse_missed_put(channel, telling.inbox, slug, error);
}
