/* SPDX-License-Identifier: Apache-2.0 */
/* draft-cavage-http-signatures-12, as it is spoken: Signature: keyId="…",algorithm="…",headers="…",signature="…". */
#include <string.h>

#include "base/clock.h"
#include "base/encode.h"
#include "base/number.h"
#include "base/text.h"
#include "wire/http-date.h"
#include "wire/httpsignature-private.h"

#define TARGET "(request-target)"

typedef struct {
    char *key_id, *algorithm, *headers, *signature, *created, *expires;
} Parameters;

static void
parameters_clear(Parameters *parameters)
{
    g_free(parameters->key_id);
    g_free(parameters->algorithm);
    g_free(parameters->headers);
    g_free(parameters->signature);
    g_free(parameters->created);
    g_free(parameters->expires);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Parameters, parameters_clear)

/* ---- the header ---- */

static char **
field_of(Parameters *parameters, const char *name, gsize length)
{
    const struct {
        const char *name;
        char **field;
    } FIELDS[] = {
        { "keyId", &parameters->key_id },    { "algorithm", &parameters->algorithm },
        { "headers", &parameters->headers }, { "signature", &parameters->signature },
        { "created", &parameters->created }, { "expires", &parameters->expires },
    };

    for (gsize i = 0; i < G_N_ELEMENTS(FIELDS); i++)
        if (strlen(FIELDS[i].name) == length && strncmp(FIELDS[i].name, name, length) == 0)
            return FIELDS[i].field;
    return NULL;
}

/* One `name="value"` or `name=value`; moves *@at behind it. */
static gboolean
read_parameter(const char **at, Parameters *parameters)
{
    gsize name_length = strcspn(*at, "=, "), length;
    const char *name = *at, *value = *at + name_length;
    gboolean quoted = value[0] == '=' && value[1] == '"';
    char **field;

    if (*value != '=' || name_length == 0)
        return FALSE;
    value += quoted ? 2 : 1;
    length = strcspn(value, quoted ? "\"\\" : ", \"");
    if (quoted && value[length] != '"')
        return FALSE;
    field = field_of(parameters, name, name_length);
    if (field != NULL && *field != NULL)
        return FALSE;
    if (field != NULL)
        *field = g_strndup(value, length);
    *at = value + length + (quoted ? 1 : 0);
    return TRUE;
}

static gboolean
read_parameters(const char *text, Parameters *parameters, GError **error)
{
    const char *at = text;

    for (;;) {
        at += strspn(at, " ");
        if (!read_parameter(&at, parameters))
            return http_signature_refuse(error, "the header Signature is not one");
        at += strspn(at, " ");
        if (*at == '\0')
            break;
        if (*at++ != ',')
            return http_signature_refuse(error, "the header Signature is not one");
    }
    return (parameters->key_id != NULL && parameters->signature != NULL) ||
           http_signature_refuse(error, "it has no keyId or no signature");
}

/* ---- what it signs ---- */

/* "(created)" and "(expires)" are what the parameters say; the rest are headers. */
static const char *
value_of(const SignedRequest *request, const Parameters *parameters, const char *name)
{
    if (strcmp(name, "(created)") == 0)
        return parameters->created;
    if (strcmp(name, "(expires)") == 0)
        return parameters->expires;
    return strcmp(name, "host") == 0 ? request->host : http_signature_header(request, name);
}

static gboolean
append_component(const SignedRequest *request, const Parameters *parameters, const char *name, GByteArray *base)
{
    g_autofree char *method = g_ascii_strdown(request->method, -1), *target = NULL, *line = NULL;
    const char *value;

    if (strcmp(name, TARGET) == 0)
        value = target = g_strconcat(method, " ", request->target, NULL);
    else
        value = value_of(request, parameters, name);
    if (value == NULL)
        return FALSE;
    line = g_strconcat(base->len > 0 ? "\n" : "", name, ": ", value, NULL);
    g_byte_array_append(base, (const guint8 *)line, (guint)strlen(line));
    return TRUE;
}

static gboolean
append_components(const SignedRequest *request, const Parameters *parameters, HttpSignature *signature, GError **error)
{
    g_auto(GStrv) names = g_strsplit(parameters->headers, " ", HTTP_SIGNATURE_COMPONENTS_MAX + 2);

    for (guint i = 0; names[i] != NULL; i++) {
        if (*names[i] == '\0')
            continue;
        if (!http_signature_cover(signature, names[i], strlen(names[i]), error))
            return FALSE;
        if (!append_component(request, parameters, g_ptr_array_index(signature->covered, signature->covered->len - 1),
                              signature->base))
            return http_signature_refuse(error, "it covers a header that is not there");
    }
    return TRUE;
}

/* When it was made: only what is itself signed counts. */
static gboolean
read_times(const SignedRequest *request, const Parameters *parameters, HttpSignature *signature, GError **error)
{
    gboolean old = strcmp(signature->algorithm, "rsa-sha256") == 0;
    const char *date = http_signature_header(request, "date");
    gint64 seconds;

    for (guint i = 0; i < signature->covered->len; i++) {
        const char *name = g_ptr_array_index(signature->covered, i);
        gboolean created = strcmp(name, "(created)") == 0, expires = strcmp(name, "(expires)") == 0;

        if ((created || expires) && old)
            return http_signature_refuse(error, "rsa-sha256 knows no (created) and no (expires)");
        if (strcmp(name, "date") == 0 && signature->created == 0 && !http_date_read(date, &signature->created))
            return http_signature_refuse(error, "Date is not a date");
        if (!created && !expires)
            continue;
        if (!number_parse_int64(created ? parameters->created : parameters->expires, 1, G_GINT64_CONSTANT(99999999999),
                                &seconds, NULL))
            return http_signature_refuse(error, "created or expires is not a time");
        *(created ? &signature->created : &signature->expires) = seconds * CLOCK_SECOND;
    }
    return TRUE;
}

static gboolean
cavage_read(const SignedRequest *request, HttpSignature *signature, GError **error)
{
    g_auto(Parameters) parameters = { NULL };

    if (!read_parameters(http_signature_header(request, "signature"), &parameters, error))
        return FALSE;
    signature->algorithm = g_strdup(parameters.algorithm != NULL ? parameters.algorithm : "");
    if (parameters.headers == NULL)
        parameters.headers = g_strdup(strcmp(signature->algorithm, "rsa-sha256") == 0 ? "date" : "(created)");
    signature->key_id = g_strdup(parameters.key_id);
    signature->signature =
        decode_base64(parameters.signature, strlen(parameters.signature), &signature->signature_length);
    if (signature->signature == NULL)
        return http_signature_refuse(error, "its value is not base64");
    return append_components(request, &parameters, signature, error) &&
           read_times(request, &parameters, signature, error);
}

/* "SHA-256=…", perhaps among others. */
static gboolean
cavage_read_digest(const char *value, Digest *ret)
{
    g_auto(GStrv) items = g_strsplit(value, ",", 8);

    for (guint i = 0; items[i] != NULL; i++) {
        const char *item = g_strstrip(items[i]);

        if (g_ascii_strncasecmp(item, "sha-256=", 8) == 0)
            return http_signature_read_sha256(item + 8, strlen(item + 8), ret);
    }
    return FALSE;
}

/* ---- writing ---- */

static void
cavage_write(const SignedRequest *request, const char *key_id, const Keypair *pair, gint64 now, GPtrArray *lines)
{
    g_autofree char *method = g_ascii_strdown(request->method, -1), *date = http_date_write(now), *signature = NULL;
    g_autoptr(GString) base = g_string_new(NULL);
    gboolean body = request->body != NULL;

    g_string_append_printf(base, TARGET ": %s %s\nhost: %s\ndate: %s", method, request->target, request->host, date);
    g_ptr_array_add(lines, g_strconcat("Date: ", date, NULL));
    if (body) {
        g_autofree char *digest = http_signature_sha256(request);

        g_string_append_printf(base, "\ndigest: SHA-256=%s", digest);
        g_ptr_array_add(lines, g_strconcat("Digest: SHA-256=", digest, NULL));
    }
    signature = http_signature_sign(pair, base);
    g_ptr_array_add(lines, g_strdup_printf("Signature: keyId=\"%s\",algorithm=\"%s\",headers=\"" TARGET
                                           " host date%s\",signature=\"%s\"",
                                           key_id, keypair_kind(pair) == KEY_RSA ? "rsa-sha256" : "hs2019",
                                           body ? " digest" : "", signature));
}

const SchemeEntry HTTP_SIGNATURE_CAVAGE = {
    .name = "cavage",
    .shown_by = "signature",
    .digest_header = "digest",
    .target = TARGET,
    .also = "host",
    .read = cavage_read,
    .read_digest = cavage_read_digest,
    .write = cavage_write,
};
