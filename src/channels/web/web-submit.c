/* SPDX-License-Identifier: Apache-2.0 */
/* From a checked form to the record. */
#include <string.h>

#include "base/encode.h"
#include "base/error.h"
#include "base/random.h"
#include "channels/web/web-private.h"

/* Ours with that URI; anything else goes to the general one, which is the shortest. New string, NULL: there is none. */
static char *
choose_endpoint(const Web *web, const char *topic)
{
    g_autoptr(GPtrArray) endpoints = web->host->endpoints(web->host);
    const Endpoint *chosen = NULL;

    for (guint i = 0; i < endpoints->len; i++) {
        const Endpoint *endpoint = g_ptr_array_index(endpoints, i);

        if (strcmp(endpoint->uri, topic) == 0)
            return g_strdup(endpoint->uri);
        if (chosen == NULL || strlen(endpoint->uri) < strlen(chosen->uri))
            chosen = endpoint;
    }
    return chosen != NULL ? g_strdup(chosen->uri) : NULL;
}

/* Somebody without any address: a name for her that opens nothing and means nothing elsewhere. */
static char *
make_identity(const Web *web)
{
    guint8 bytes[10];
    g_autofree char *name = NULL;

    random_bytes(bytes, sizeof bytes);
    name = encode_base32(bytes, sizeof bytes);
    return g_strdup_printf("https://%s/citizen/%s", web->host->domain, name);
}

static void
add_files(const WebForm *form, MessageDraft *draft)
{
    for (guint i = 0; i < form->files->len; i++) {
        const MessagePart *part = g_ptr_array_index(form->files, i);

        g_ptr_array_add(draft->parts, message_part_new(part->name, part->type, part->filename, part->bytes));
    }
}

static MessageDraft *
make_draft(const Web *web, const WebForm *form, const Citizen *citizen, GError **error)
{
    g_autoptr(GBytes) raw = web_form_raw(form);
    g_autofree char *endpoint = choose_endpoint(web, form->topic);
    g_autofree char *sender = citizen != NULL         ? g_strdup(citizen->identity)
                              : *form->sender != '\0' ? g_strdup(form->sender)
                                                      : make_identity(web);
    MessageDraft *draft;

    if (endpoint == NULL) {
        g_set_error(error, TRIBUNE_ERROR, TRIBUNE_ERROR_UNAVAILABLE,
                    "no unit has an address on %s; ask an administrator to add one", web->host->name);
        return NULL;
    }
    draft = web_parse_form((gpointer)web, raw, sender, endpoint, error);
    if (draft == NULL)
        return NULL;
    add_files(form, draft);
    if (citizen != NULL) {
        draft->conversation = citizen->conversation;
        g_free(draft->sender_name);
        draft->sender_name = g_strdup(citizen->name);
        return draft;
    }
    draft->access = citizen_access_make();
    draft->has_access = TRUE;
    return draft;
}

/* The link that she is shown: of this message, or of the one that was the same. */
static char *
token_of(const Web *web, const MessageDraft *draft, const Citizen *citizen, IntakeResult result, MessageId id,
         GError **error)
{
    g_autoptr(Citizen) earlier = NULL;

    if (citizen != NULL)
        return g_strdup(citizen->token);
    if (result == INTAKE_RECORDED)
        return citizen_access_token(web->host->access, &draft->access);
    earlier = citizen_access_of_message(web->host->access, id, error);
    return earlier != NULL ? g_strdup(earlier->token) : NULL;
}

static char *
submit(Web *web, const WebForm *form, const Citizen *citizen, GError **error)
{
    Actor actor = { .kind = ACTOR_CHANNEL, .name = web->host->name };
    g_autoptr(MessageDraft) draft = make_draft(web, form, citizen, error);
    IntakeResult result;
    MessageId id;

    if (draft == NULL || !intake_submit(web->host->intake, &actor, web->host->name, draft, &result, &id, error))
        return NULL;
    atomic_fetch_add(&web->received, 1);
    return token_of(web, draft, citizen, result, id, error);
}

/* Files are in memory several times while they are sealed: only so many at once. */
char *
web_submit_form(Web *web, const WebForm *form, const Citizen *citizen, GError **error)
{
    char *token;

    if (form->files->len == 0)
        return submit(web, form, citizen, error);
    if (atomic_fetch_add(&web->busy, 1) >= WEB_BUSY_MAX) {
        atomic_fetch_sub(&web->busy, 1);
        g_set_error_literal(error, TRIBUNE_ERROR, TRIBUNE_ERROR_TEMPORARY, "many people send files at this moment");
        return NULL;
    }
    token = submit(web, form, citizen, error);
    atomic_fetch_sub(&web->busy, 1);
    return token;
}
