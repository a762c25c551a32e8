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
#define TIDY_INTERVAL     CLOCK_HOUR

/* Messages of errors name nobody. */
void
fediverse_errand_fail(Attempt *attempt, const GError *error)
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
        fediverse_errand_fail(ret, error);
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
        fediverse_errand_fail(ret, error);
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
        fediverse_errand_fail(ret, error);
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
    } KINDS[] = { { "take", take }, { "tell", fediverse_tell_run }, { "verify", verify }, { "renew", renew } };

    tidy(channel);
    for (gsize i = 0; i < G_N_ELEMENTS(KINDS); i++) {
        if (strcmp(KINDS[i].kind, kind) == 0) {
            KINDS[i].run(channel, text, deadline, ret);
            return;
        }
    }
    attempt_set(ret, OUTCOME_REFUSED, "unknown", "", "");
}
