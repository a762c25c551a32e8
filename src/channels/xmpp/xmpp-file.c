/* SPDX-License-Identifier: Apache-2.0 */
/* Files: her program puts them on her own server and sends us the link (XEP-0066, XEP-0447). Fetched behind the guard
 * of net/fetch.h, at most as large as configured; what cannot be fetched stays a link in the text. */
#include <string.h>

#include "base/clock.h"
#include "base/log.h"
#include "channels/xmpp/xmpp-private.h"
#include "wire/filename.h"

#define PATIENCE (30 * CLOCK_SECOND) /* for all files of a message */
#define TRIES    2

/* The last part of the path, without what asks. */
static char *
name_in_url(const char *url)
{
    const char *path = strstr(url, "://");
    g_autofree char *whole = g_strndup(path + 3, strcspn(path + 3, "?#"));
    const char *slash = strrchr(whole, '/');

    return slash != NULL ? g_uri_unescape_string(slash + 1, NULL) : NULL;
}

static char *
choose_name(const StanzaFile *file, const char *type)
{
    g_autofree char *in_url = name_in_url(file->url);
    const char *name = *file->name != '\0' ? file->name : in_url;

    return filename_clean(name, type);
}

static char *
choose_type(const StanzaFile *file, const FetchResponse *response)
{
    const char *header = fetch_response_header(response, "content-type");
    const char *said = header != NULL ? header : *file->type != '\0' ? file->type : "application/octet-stream";
    g_autofree char *type = g_strndup(said, strcspn(said, "; \t"));

    return g_ascii_strdown(type, -1);
}

static FetchResponse *
fetch(Xmpp *xmpp, const StanzaFile *file, gint64 deadline)
{
    FetchRequest request = { .url = file->url };

    for (guint i = 0; i < TRIES && clock_monotonic() < deadline; i++) {
        g_autoptr(GError) error = NULL;
        g_autoptr(FetchResponse) response = NULL;

        if (fetch_perform(xmpp->fetch, &request, deadline, &response, &error) && response->status == 200)
            return g_steal_pointer(&response);
        if (error != NULL)
            log_event(LOG_INFO, "xmpp.file", "channel", xmpp->host->name, "error", error->message, NULL);
    }
    return NULL;
}

void
xmpp_file_fetch_all(Xmpp *xmpp, const StanzaMessage *message, MessageDraft *draft)
{
    gint64 deadline = clock_monotonic() + PATIENCE;
    guint number = 0;

    for (guint i = 0; i < message->files->len; i++) {
        const StanzaFile *file = g_ptr_array_index(message->files, i);
        g_autoptr(FetchResponse) response = fetch(xmpp, file, deadline);
        g_autofree char *part = NULL, *name = NULL, *type = NULL;

        if (response == NULL)
            continue;
        part = g_strdup_printf("att-%02u", ++number); /* as message.h counts */
        type = choose_type(file, response);
        name = choose_name(file, type);
        g_ptr_array_add(draft->parts, message_part_new(part, type, name, response->body));
    }
}
