/* SPDX-License-Identifier: Apache-2.0 */
/* Fetches what xmpp-file.c put down: one file of a person at a time, and FETCHES_MAX of all. A server that is slow or
 * out of order is asked again for an hour. */
#include <jansson.h>
#include <string.h>

#include "base/clock.h"
#include "base/error.h"
#include "base/id.h"
#include "base/log.h"
#include "channels/xmpp/xmpp-private.h"

#define FETCHES_MAX 4
#define PATIENCE    CLOCK_HOUR
#define FILING_TIME CLOCK_MINUTE

static const char *const NOT_TAKEN = SAY_NOOP("it could not be recorded, and the log says why");

static const char *
member(const json_t *value, const char *name)
{
    const char *text = json_string_value(json_object_get(value, name));

    return text != NULL ? text : "";
}

static gboolean
is_within(const json_t *value, gint64 span)
{
    return json_integer_value(json_object_get(value, "at")) + span > clock_now();
}

static void
end(Attempt *ret, Outcome outcome, const char *code)
{
    *ret = (Attempt){ outcome, g_strdup(code), g_strdup(""), g_strdup("") };
}

/* Messages of errors name nobody. */
static void
fail(Attempt *ret, const GError *error)
{
    gboolean later = tribune_error_is_temporary(error);

    log_event(LOG_INFO, "xmpp.not-done", "why", error->message, NULL);
    end(ret, later ? OUTCOME_RETRY : OUTCOME_REFUSED, later ? "connect" : "refused");
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
    which = g_strdup_printf("file %s %" JSON_INTEGER_FORMAT, member(value, "message"),
                            json_integer_value(json_object_get(value, "number")));
    linked.fingerprint = digest_sha256(which, strlen(which));
    return xmpp_parse_linked(xmpp, &linked, type, name, response->body);
}

/* The errand is done; when @because is not NULL, another one says in the case that there is no file. */
static void
conclude(Xmpp *xmpp, const json_t *value, const char *because, Attempt *ret)
{
    g_autofree char *loss = because != NULL ? xmpp_file_write_loss(member(value, "message"), because) : NULL;
    LedgerChange changes[] = { { LEDGER_REMOVE, "file", member(value, "key"), NULL },
                               { LEDGER_ERRAND, "lost", "", loss } };
    g_autoptr(GError) error = NULL;

    if (channel_ledger_change(xmpp->host, changes, because != NULL ? 2 : 1, NULL, &error))
        end(ret, OUTCOME_ACCEPTED, because != NULL ? "lost" : "fetched");
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
        end(ret, OUTCOME_RETRY, "connect");
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
        end(ret, OUTCOME_RETRY, "connect");
    else
        conclude(xmpp, value, fetched.because, ret);
}

static gboolean
begin(Xmpp *xmpp, const char *person)
{
    MUTEX_HELD(&xmpp->mutex);
    return g_hash_table_size(xmpp->fetching) < FETCHES_MAX && !g_hash_table_contains(xmpp->fetching, person) &&
           g_hash_table_add(xmpp->fetching, g_strdup(person));
}

static void
finish(Xmpp *xmpp, const char *person)
{
    MUTEX_HELD(&xmpp->mutex);
    g_hash_table_remove(xmpp->fetching, person);
}

static void
run_file(Xmpp *xmpp, const json_t *value, gint64 deadline, Attempt *ret)
{
    if (!begin(xmpp, member(value, "person"))) {
        end(ret, OUTCOME_RETRY, ERRAND_BUSY);
        return;
    }
    fetch(xmpp, value, deadline, ret);
    finish(xmpp, member(value, "person"));
}

/* A message that came just now is filed in a moment. */
static void
run_lost(Xmpp *xmpp, const json_t *value, gint64 deadline, Attempt *ret)
{
    g_autoptr(GError) error = NULL;
    MessageId message = { 0 };

    (void)deadline;
    if (id_parse(member(value, "message"), &message.value) &&
        !xmpp->host->lost(xmpp->host, message, member(value, "because"), &error))
        fail(ret, error);
    else
        end(ret, OUTCOME_ACCEPTED, "lost");
    if (ret->outcome == OUTCOME_RETRY && is_within(value, FILING_TIME)) {
        attempt_clear(ret);
        end(ret, OUTCOME_RETRY, ERRAND_BUSY);
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
        end(ret, OUTCOME_REFUSED, "unknown");
}
