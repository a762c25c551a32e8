/* SPDX-License-Identifier: Apache-2.0 */
/* What a program hands in for a person: a message like any other, which opens a case once it is screened. Until then
 * there is no case that could be answered with, so the answer is 202, and a place to ask what became of it. */
#include <string.h>

#include "api/api-private.h"
#include "api/body.h"
#include "api/tag.h"
#include "base/canonical.h"
#include "base/error.h"
#include "base/id.h"
#include "base/random.h"
#include "mediation/receiving/intake.h"
#include "mediation/releasing/release.h"
#include "views/submission-view.h"

#define LINE_BYTES     800
#define IDENTITY_BYTES 512
#define LANGUAGE_BYTES 35 /* BCP 47, 4.4.1 */

static const BodyField FIELDS[] = {
    { "unit", BODY_TEXT, TRUE, UNIT_CODE_MAX },       { "identity", BODY_TEXT, TRUE, IDENTITY_BYTES },
    { "name", BODY_TEXT, FALSE, LINE_BYTES },         { "subject", BODY_TEXT, FALSE, LINE_BYTES },
    { "service", BODY_TEXT, FALSE, CODE_MAX },        { "text", BODY_TEXT, TRUE, RELEASE_TEXT_MAX },
    { "language", BODY_TEXT, FALSE, LANGUAGE_BYTES }, { NULL, 0, FALSE, 0 },
};

/* ---- answering ---- */

static const char *
path_of(const ApiCall *call, MessageId id)
{
    char text[ID_TEXT_SIZE];

    id_format(id.value, text);
    return api_path(call, "/api/v1/submissions/%s", text);
}

static gboolean
respond(ApiCall *call, MessageId id, gboolean accepted, GError **error)
{
    g_autoptr(Submission) submission = submission_view_load(call->api->mediation, call->actor, id, error);
    const char *path = path_of(call, id);
    gboolean filed;

    if (submission == NULL)
        return FALSE;
    filed = submission->filed;
    if (accepted) {
        http_response_set_status(call->response, 202);
        http_response_set_header(call->response, "Location", path);
    }
    return http_response_json(
        call->response,
        json_pack("{s:o, s:s, s:o, s:o, s:o, s:s}", "id", api_id_json(id.value), "state", filed ? "filed" : "screening",
                  "received", api_time_json(submission->received), "case",
                  filed ? api_text_json(submission->reference) : json_null(), "case_url",
                  filed ? api_text_json(api_path(call, "/api/v1/cases/%s", submission->reference)) : json_null(), "url",
                  path));
}

gboolean
api_submissions_show(ApiCall *call, GError **error)
{
    MessageId id;

    return api_id(call, "submission", &id.value, error) && respond(call, id, FALSE, error);
}

gboolean
api_submissions_again(ApiCall *call, GError **error)
{
    return respond(call, (MessageId){ call->subject }, TRUE, error);
}

/* ---- reading ---- */

/* One request, checked. */
typedef struct {
    const Channel *channel;
    char *sender, *endpoint; /* canonical URIs */
} Entry;

static void
entry_clear(Entry *entry)
{
    g_free(entry->sender);
    g_free(entry->endpoint);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Entry, entry_clear)

/* As the channel writes it that reaches such addresses. NULL: none does, or this is no address. */
static char *
read_identity(const ApiCall *call, const char *uri)
{
    const Channel *channel = channels_for(call->api->mediation->channels, "", uri);

    return channel != NULL ? channel->driver->resolve(channel->handle, uri, NULL) : NULL;
}

static gboolean
is_blank(const char *text)
{
    while (g_ascii_isspace(*text))
        text++;
    return *text == '\0';
}

static gboolean
is_language(const char *text)
{
    for (const char *p = text; *p != '\0'; p++)
        if (!g_ascii_isalnum(*p) && *p != '-')
            return FALSE;
    return g_ascii_isalpha(*text);
}

/* The unit's own address for programs; another unit's will not do. */
static void
read_unit(const ApiCall *call, const json_t *body, Entry *entry, json_t **faults)
{
    g_autoptr(DirectorySnapshot) snapshot = directory_snapshot(call->api->mediation->directory);
    const Endpoint *endpoint;
    UnitId unit;

    if (!api_unit(call, body_text(body, "unit"), &unit, NULL)) {
        body_fault(faults, "unit", "there is no unit with this code");
        return;
    }
    endpoint = directory_endpoint_for(snapshot, entry->channel->name, unit);
    if (endpoint != NULL && endpoint->unit.value == unit.value)
        entry->endpoint = g_strdup(endpoint->uri);
    else
        body_fault(faults, "unit", "this unit has no address for programs; ask an administrator to add one");
}

/* What it is about, when the rules are to know; one of this unit or of all. */
static void
read_service(const ApiCall *call, const json_t *body, json_t **faults)
{
    g_autoptr(DirectorySnapshot) snapshot = directory_snapshot(call->api->mediation->directory);
    const char *code = body_text(body, "service");
    const Service *service = code != NULL ? directory_find_service(snapshot, code) : NULL;
    UnitId unit;

    if (code == NULL || !api_unit(call, body_text(body, "unit"), &unit, NULL))
        return;
    if (service == NULL || !directory_service_fits(service, unit))
        body_fault(faults, "service", "this unit has no open service with this code");
}

static json_t *
check(const ApiCall *call, const json_t *body, Entry *entry)
{
    const char *language = body_text(body, "language");
    json_t *faults = NULL;

    entry->sender = read_identity(call, body_text(body, "identity"));
    if (entry->sender == NULL)
        body_fault(&faults, "identity",
                   "write an address to which we can answer with its scheme, as mailto:ada@example.org");
    if (is_blank(body_text(body, "text")))
        body_fault(&faults, "text", "there is nothing in it");
    if (language != NULL && !is_language(language))
        body_fault(&faults, "language", "write it as BCP 47 has it: en, de-AT");
    read_unit(call, body, entry, &faults);
    read_service(call, body, &faults);
    return faults;
}

/* ---- handing in ---- */

static const char *
or_nothing(const char *text)
{
    return text != NULL ? text : "";
}

/* What is recorded: what was handed in, by whom, and what makes it this message and no other. */
static GBytes *
make_raw(const ApiCall *call, const json_t *body, const char *sender)
{
    const char *key = http_request_header(call->request, "Idempotency-Key");
    g_autofree char *random = random_token(128);
    json_t *root =
        json_pack("{s:s, s:I, s:s, s:s, s:s, s:s, s:s, s:s, s:s}", "program", call->actor->name, "token",
                  (json_int_t)call->holder->token->id.value, "once", key != NULL ? key : random, "identity", sender,
                  "name", or_nothing(body_text(body, "name")), "subject", or_nothing(body_text(body, "subject")),
                  "text", body_text(body, "text"), "language", or_nothing(body_text(body, "language")), "service",
                  or_nothing(body_text(body, "service")));
    char *text = canonical_json_take(root);

    return g_bytes_new_take(text, strlen(text));
}

static gboolean
submit(ApiCall *call, const json_t *body, const Entry *entry, GError **error)
{
    const Channel *channel = entry->channel;
    g_autoptr(GBytes) raw = make_raw(call, body, entry->sender);
    g_autoptr(MessageDraft) draft = channel->driver->parse(channel->handle, raw, entry->sender, entry->endpoint, error);
    IntakeResult result;
    MessageId id;

    return draft != NULL &&
           intake_submit(channel->host.intake, call->actor, channel->name, draft, &result, &id, error) &&
           respond(call, id, TRUE, error);
}

gboolean
api_submissions_add(ApiCall *call, GError **error)
{
    g_auto(Entry) entry = { .channel = channels_able(call->api->mediation->channels, CHANNEL_PROGRAMS) };
    json_t *body, *faults;
    gboolean done;

    if (entry.channel == NULL)
        return fault_respond(call->response, FAULT_CONFLICT,
                             "no channel takes in what programs hand in; ask an administrator to add one", NULL);
    body = tag_read_body(call->request, call->response, FIELDS);
    if (body == NULL)
        return TRUE;
    faults = check(call, body, &entry);
    done =
        faults != NULL ? fault_respond(call->response, FAULT_INVALID, NULL, faults) : submit(call, body, &entry, error);
    json_decref(body);
    return done;
}
