/* SPDX-License-Identifier: Apache-2.0 */
/* What she keeps to prove it: one archive with everything to check a message of her case without us. */
#include <string.h>

#include "base/clock.h"
#include "base/error.h"
#include "base/id.h"
#include "portal/portal-private.h"
#include "views/citizen-proof.h"
#include "views/journal-view.h"
#include "wire/zipwrite.h"

static gboolean
add(ZipWrite *zip, const char *name, const void *bytes, gsize length, gboolean program)
{
    g_autofree char *path = g_strconcat("proof/", name, NULL);

    return zipwrite_add(zip, path, bytes, length, program);
}

static gboolean
add_text(ZipWrite *zip, const char *name, const char *text)
{
    return add(zip, name, text, strlen(text), FALSE);
}

static gboolean
add_part(ZipWrite *zip, const DisclosedPart *part)
{
    g_autofree char *name = g_strconcat("parts/", part->name, NULL), *salt = g_strconcat(name, ".salt", NULL);
    gsize length;
    const void *bytes = g_bytes_get_data(part->bytes, &length);

    return add(zip, name, bytes, length, FALSE) && add(zip, salt, part->salt, sizeof part->salt, FALSE);
}

static char *
explain(const PortalVisit *visit, const CitizenProof *proof)
{
    const Locale *locale = visit->locale;
    g_autofree char *index = locale_number(locale, journal_view_index(proof->place));
    g_autofree char *year = g_strdup_printf("%d", journal_view_year(proof->place));

    return locale_fill(
        locale,
        SAY("This proves that a message of your case is in the journal of {body} as it stands here, and was not "
            "changed "
            "since it came in: it is entry {index} of our journal for {year}.\n\nTo check it, run check.sh (it needs "
            "sh, sha256sum, base64, od and openssl), and "
            "compare the line in the file \"key\" with the key that {body} publishes. Any verifier of C2SP "
            "tlog-proofs checks \"entry.tlog-proof\" too.\n\nThe folder \"parts\" holds what was written, in the "
            "clear. Give this archive only to who may read it.\n"),
        "body", visit->portal->mediation->authority, "index", index, "year", year, NULL);
}

static GBytes *
pack(const PortalVisit *visit, const CitizenProof *proof)
{
    const PortalSettings *settings = &visit->portal->settings;
    g_autoptr(ZipWrite) zip = zipwrite_new(visit->now / CLOCK_SECOND);
    g_autofree char *vkey = settings->vkey(settings->vkey_data, journal_view_year(proof->place));
    g_autofree char *key = g_strconcat(vkey, "\n", NULL), *words = explain(visit, proof);
    gsize length;
    const void *entry = g_bytes_get_data(proof->entry, &length);
    gboolean done = add_text(zip, "read-me.txt", words) && add(zip, "entry", entry, length, FALSE) &&
                    add_text(zip, "entry.tlog-proof", proof->proof) && add_text(zip, "key", key) &&
                    add(zip, "check.sh", settings->check_proof, strlen(settings->check_proof), TRUE);

    for (guint i = 0; done && i < proof->parts->len; i++)
        done = add_part(zip, g_ptr_array_index(proof->parts, i));
    return done ? zipwrite_end(zip) : NULL;
}

static gboolean
respond(const PortalVisit *visit, const Citizen *citizen, const CitizenProof *proof, GError **error)
{
    GBytes *archive = pack(visit, proof);

    if (archive == NULL) {
        g_set_error_literal(error, TRIBUNE_ERROR, TRIBUNE_ERROR_INTERNAL, "a proof does not fit into an archive");
        return FALSE;
    }
    http_response_set_attachment(visit->response,
                                 http_request_format(visit->request, "proof-%s.zip", citizen->reference));
    return http_response_bytes(visit->response, "application/zip", archive);
}

/* Until the next checkpoint is signed there is nothing to prove it with. */
static gboolean
ask_to_wait(const PortalVisit *visit, const Citizen *citizen)
{
    const char *page = portal_page_url(visit, http_request_format(visit->request, "/case/%s", citizen->token));

    return http_response_redirect(visit->response, http_request_format(visit->request, "%s%sproof=soon", page,
                                                                       *visit->query != '\0' ? "&" : "?"));
}

gboolean
portal_proof_send(HttpRequest *request, HttpResponse *response, gpointer data, GError **error)
{
    const PortalVisit *visit = portal_visit(request, response);
    gboolean answered;
    g_autoptr(Citizen) citizen = portal_case_enter(visit, &answered, error);
    g_autoptr(CitizenProof) proof = NULL;
    g_autoptr(GError) trouble = NULL;
    MessageId id = { 0 };

    (void)data;
    if (citizen == NULL)
        return answered;
    id_parse(http_request_parameter(request, "message"), &id.value);
    proof = citizen_proof_load(visit->portal->mediation->access, citizen, id, &trouble);
    if (proof != NULL)
        return respond(visit, citizen, proof, error);
    if (g_error_matches(trouble, TRIBUNE_ERROR, TRIBUNE_ERROR_TEMPORARY))
        return ask_to_wait(visit, citizen);
    g_propagate_error(error, g_steal_pointer(&trouble));
    return FALSE;
}
