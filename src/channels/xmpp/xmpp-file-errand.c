/* SPDX-License-Identifier: Apache-2.0 */
/* Fetches what xmpp-file.c put down: one file of a person at a time, FETCHES_SHARE of all persons on one server, as
 * many from one host, and FETCHES_MAX in all. The others wait, the longer the longer they have waited, so that many of
 * them cost little and who is new is not behind them. A server that is slow or out of order is asked again for an hour.
 */
#include <jansson.h>
#include <string.h>

#include "base/clock.h"
#include "base/error.h"
#include "base/id.h"
#include "base/log.h"
#include "channels/xmpp/xmpp-private.h"

#define FETCHES_MAX   4
#define FETCHES_SHARE 2
#define PATIENCE      CLOCK_HOUR
#define TURN          (2 * CLOCK_DAY) /* who had none for so long has none any more; errands end after three days */
#define WAIT_SHARE    10
#define WAIT_LONGEST  (10 * CLOCK_MINUTE)
#define FILING_TIME   CLOCK_MINUTE

static const char *const NOT_TAKEN = SAY_NOOP("it could not be recorded, and the log says why");

static const char *
member(const json_t *value, const char *name)
{
    const char *text = json_string_value(json_object_get(value, name));

    return text != NULL ? text : "";
}

static guint
number_of(const json_t *value)
{
    return (guint)json_integer_value(json_object_get(value, "number"));
}

static gboolean
is_within(const json_t *value, gint64 span)
{
    return json_integer_value(json_object_get(value, "at")) + span > clock_now();
}

/* Messages of errors name nobody. */
static void
fail(Attempt *ret, const GError *error)
{
    gboolean later = tribune_error_is_temporary(error);

    log_event(LOG_INFO, "xmpp.not-done", "why", error->message, NULL);
    attempt_set(ret, later ? OUTCOME_RETRY : OUTCOME_REFUSED, later ? "connect" : "refused", "", "");
}

/* The file as a message of its own. */
static MessageDraft *
make_draft(const Xmpp *xmpp, const json_t *value, const FetchResponse *response)
{
    g_autoptr(Jid) to = jid_parse_uri(member(value, "to"), NULL);
    g_autofree char *type = xmpp_file_type(member(value, "type"), response),
                    *name = xmpp_file_name(member(value, "name"), member(value, "url"), type), *which = NULL;
    XmppLinked linked = { to,
                          member(value, "from"),
                          member(value, "called"),
                          member(value, "language"),
                          member(value, "answers"),
                          member(value, "url") };

    if (to == NULL)
        return NULL;
    which = g_strdup_printf("file %s %u", member(value, "message"), number_of(value));
    linked.fingerprint = digest_sha256(which, strlen(which));
    return xmpp_parse_linked(xmpp, &linked, type, name, response->body);
}

/* The errand is done; when @because is not NULL, another one says in the case that there is no file. */
static void
conclude(Xmpp *xmpp, const json_t *value, const char *because, Attempt *ret)
{
    g_autofree char *loss =
        because != NULL ? xmpp_file_write_loss(member(value, "message"), number_of(value), because) : NULL;
    LedgerChange changes[] = { { LEDGER_REMOVE, "file", member(value, "key"), NULL },
                               { LEDGER_ERRAND, "lost", "", loss } };
    g_autoptr(GError) error = NULL;

    if (channel_ledger_change(xmpp->host, changes, because != NULL ? 2 : 1, NULL, &error))
        attempt_set(ret, OUTCOME_ACCEPTED, because != NULL ? "lost" : "fetched", "", "");
    else
        fail(ret, error);
}

static void
keep(Xmpp *xmpp, const json_t *value, const FetchResponse *response, Attempt *ret)
{
    g_autoptr(MessageDraft) draft = make_draft(xmpp, value, response);
    gboolean recorded = FALSE;
    MessageId id;

    if (draft != NULL && !xmpp_message_submit(xmpp, NULL, NULL, draft, &recorded, &id))
        attempt_set(ret, OUTCOME_RETRY, "connect", "", "");
    else
        conclude(xmpp, value, recorded ? NULL : NOT_TAKEN, ret);
}

static void
fetch(Xmpp *xmpp, const json_t *value, gint64 deadline, Attempt *ret)
{
    g_auto(XmppFetched) fetched = { 0 };

    xmpp_file_fetch(xmpp, member(value, "url"), deadline, &fetched);
    if (fetched.response != NULL)
        keep(xmpp, value, fetched.response, ret);
    else if (fetched.later && is_within(value, PATIENCE))
        attempt_set(ret, OUTCOME_RETRY, "connect", "", "");
    else
        conclude(xmpp, value, fetched.because, ret);
}

/* ---- whose turn it is ---- */

/* One that is fetched now. */
typedef struct {
    const char *person, *server;
    char *host;
} Turn;

static void
turn_clear(Turn *turn)
{
    g_free(turn->host);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Turn, turn_clear)

/* As far as one can tell before it is asked: where it redirects to is not known. */
static char *
host_of(const char *url)
{
    g_autoptr(GUri) uri = g_uri_parse(url, G_URI_FLAGS_ENCODED, NULL);
    const char *host = uri != NULL ? g_uri_get_host(uri) : NULL;

    return g_ascii_strdown(host != NULL ? host : "", -1);
}

static gboolean
begin(Xmpp *xmpp, Turn *turn)
{
    guint server = 0, host = 0;

    MUTEX_HELD(&xmpp->mutex);
    for (guint i = 0; i < xmpp->fetching->len; i++) {
        const Turn *other = g_ptr_array_index(xmpp->fetching, i);

        if (strcmp(other->person, turn->person) == 0)
            return FALSE;
        server += strcmp(other->server, turn->server) == 0 ? 1 : 0;
        host += strcmp(other->host, turn->host) == 0 ? 1 : 0;
    }
    if (server >= FETCHES_SHARE || host >= FETCHES_SHARE || xmpp->fetching->len >= FETCHES_MAX)
        return FALSE;
    g_ptr_array_add(xmpp->fetching, turn);
    return TRUE;
}

static void
finish(Xmpp *xmpp, Turn *turn)
{
    MUTEX_HELD(&xmpp->mutex);
    g_ptr_array_remove_fast(xmpp->fetching, turn);
}

static void
wait_for_turn(Xmpp *xmpp, const json_t *value, Attempt *ret)
{
    gint64 waited = clock_now() - json_integer_value(json_object_get(value, "at"));

    if (waited > TURN) {
        conclude(xmpp, value, xmpp_file_too_many, ret);
        return;
    }
    attempt_set(ret, OUTCOME_RETRY, ERRAND_BUSY, "", "");
    ret->wait = CLAMP(waited / WAIT_SHARE, 0, WAIT_LONGEST);
}

/* The file comes after its message, also where that waits for a filter: or it would find no case to go to. */
static gboolean
comes_too_early(Xmpp *xmpp, const json_t *value)
{
    gboolean filed = TRUE;
    MessageId message;

    return id_parse(member(value, "message"), &message.value) && is_within(value, TURN) &&
           (!xmpp->host->is_filed(xmpp->host, message, &filed, NULL) || !filed);
}

static void
run_file(Xmpp *xmpp, const json_t *value, gint64 deadline, Attempt *ret)
{
    g_auto(Turn) turn = { member(value, "person"), member(value, "server"), host_of(member(value, "url")) };

    if (comes_too_early(xmpp, value) || !begin(xmpp, &turn)) {
        wait_for_turn(xmpp, value, ret);
        return;
    }
    fetch(xmpp, value, deadline, ret);
    finish(xmpp, &turn);
}

/* ---- what could not be had ---- */

/* A message that came just now is filed in a moment. */
static void
run_lost(Xmpp *xmpp, const json_t *value, gint64 deadline, Attempt *ret)
{
    g_autoptr(GError) error = NULL;
    MessageId message = { 0 };

    (void)deadline;
    if (id_parse(member(value, "message"), &message.value) &&
        !xmpp->host->lost(xmpp->host, message, number_of(value), member(value, "because"), &error))
        fail(ret, error);
    else
        attempt_set(ret, OUTCOME_ACCEPTED, "lost", "", "");
    if (ret->outcome == OUTCOME_RETRY && is_within(value, FILING_TIME)) {
        attempt_clear(ret);
        attempt_set(ret, OUTCOME_RETRY, ERRAND_BUSY, "", "");
    }
}

void
xmpp_file_errand(gpointer channel, const char *kind, const char *text, gint64 deadline, Attempt *ret)
{
    static const struct {
        const char *kind;
        void (*run)(Xmpp *xmpp, const json_t *value, gint64 deadline, Attempt *ret);
    } KINDS[] = { { "file", run_file }, { "lost", run_lost } };
    json_t *value = json_loads(text, 0, NULL);
    gboolean known = FALSE;

    for (guint i = 0; value != NULL && i < G_N_ELEMENTS(KINDS) && !known; i++) {
        known = strcmp(KINDS[i].kind, kind) == 0;
        if (known)
            KINDS[i].run(channel, value, deadline, ret);
    }
    json_decref(value);
    if (!known)
        attempt_set(ret, OUTCOME_REFUSED, "unknown", "", "");
}
