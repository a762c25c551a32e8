/* SPDX-License-Identifier: Apache-2.0 */
/* RFC 9421, HTTP Message Signatures: one signature, components without parameters, in the dress of RFC 8941. */
#include <string.h>

#include "base/clock.h"
#include "base/encode.h"
#include "base/number.h"
#include "wire/httpsignature-private.h"

/* ---- RFC 8941, as much as it takes ---- */

static gboolean
is_key_byte(char c)
{
    return g_ascii_islower(c) || g_ascii_isdigit(c) || strchr("_-.*", c) != NULL;
}

/* The one member of a dictionary; *@ret_value points behind its '='. */
static gboolean
read_label(const char *text, char **ret_label, const char **ret_value)
{
    gsize length = 0;

    text += strspn(text, " ");
    while (text[length] != '\0' && is_key_byte(text[length]))
        length++;
    if (length == 0 || text[length] != '=')
        return FALSE;
    *ret_label = g_strndup(text, length);
    *ret_value = text + length + 1;
    return TRUE;
}

/* A string; moves *@at behind it. NULL: it is none. Escapes stand for nothing that we know. */
static char *
read_string(const char **at)
{
    gsize length;
    char *text;

    if (**at != '"')
        return NULL;
    length = strcspn(*at + 1, "\"\\");
    if ((*at)[1 + length] != '"')
        return NULL;
    text = g_strndup(*at + 1, length);
    *at += length + 2;
    return text;
}

/* ---- Signature-Input ---- */

static gboolean
read_components(const char **at, HttpSignature *signature, GError **error)
{
    if (*(*at)++ != '(')
        return http_signature_refuse(error, "Signature-Input is not a list");
    for (*at += strspn(*at, " "); **at != ')'; *at += strspn(*at, " ")) {
        g_autofree char *name = read_string(at);

        if (name == NULL || (**at != ' ' && **at != ')'))
            return http_signature_refuse(error, "Signature-Input has a component that is not a plain name");
        if (!http_signature_cover(signature, name, strlen(name), error))
            return FALSE;
    }
    (*at)++;
    return TRUE;
}

static gboolean
set_text(char **field, char *text)
{
    if (*field != NULL || text == NULL) {
        g_free(text);
        return FALSE;
    }
    *field = text;
    return TRUE;
}

static gboolean
set_time(gint64 *field, const char *text, gsize length)
{
    gint64 seconds;

    if (*field != 0 || !number_parse_span(text, length, 1, G_GINT64_CONSTANT(99999999999), &seconds, NULL))
        return FALSE;
    *field = seconds * CLOCK_SECOND;
    return TRUE;
}

/* One ";name=value"; *@at stands behind the ';'. What we do not know is signed, and says nothing to us. */
static gboolean
read_parameter(const char **at, HttpSignature *signature)
{
    g_autofree char *name = NULL;
    const char *value;
    gboolean fits = TRUE;
    gsize length;

    if (!read_label(*at, &name, &value))
        return FALSE;
    length = strcspn(value, ";, ");
    if (strcmp(name, "keyid") == 0 || strcmp(name, "alg") == 0) {
        *at = value;
        return set_text(strcmp(name, "alg") == 0 ? &signature->algorithm : &signature->key_id, read_string(at));
    }
    if (*value == '"') {
        g_autofree char *ignored = read_string(&value);

        *at = value;
        return ignored != NULL;
    }
    if (strcmp(name, "created") == 0)
        fits = set_time(&signature->created, value, length);
    else if (strcmp(name, "expires") == 0)
        fits = set_time(&signature->expires, value, length);
    *at = value + length;
    return fits && length > 0;
}

static gboolean
read_input(const char *value, HttpSignature *signature, GError **error)
{
    const char *at = value;

    if (!read_components(&at, signature, error))
        return FALSE;
    while (*at == ';') {
        at++;
        if (!read_parameter(&at, signature))
            return http_signature_refuse(error, "Signature-Input has a parameter that is not one");
    }
    at += strspn(at, " ");
    if (*at != '\0')
        return http_signature_refuse(error, "there is more than one signature");
    if (signature->algorithm == NULL)
        signature->algorithm = g_strdup("");
    return signature->key_id != NULL || http_signature_refuse(error, "it has no keyid");
}

/* ---- the base, section 2.5 ---- */

/* "https://City.example:443" → "city.example": section 2.2.3. */
static char *
authority_of(const SignedRequest *request)
{
    char *authority = g_ascii_strdown(request->host, -1);
    gboolean secure = g_str_has_prefix(request->origin, "https:");

    if (g_str_has_suffix(authority, secure ? ":443" : ":80"))
        *strrchr(authority, ':') = '\0';
    return authority;
}

static char *
derive(const SignedRequest *request, const char *name)
{
    const char *query = strchr(request->target, '?');
    gsize scheme = strcspn(request->origin, ":");

    if (strcmp(name, "@method") == 0)
        return g_strdup(request->method);
    if (strcmp(name, "@authority") == 0)
        return authority_of(request);
    if (strcmp(name, "@scheme") == 0)
        return g_strndup(request->origin, scheme);
    if (strcmp(name, "@request-target") == 0)
        return g_strdup(request->target);
    if (strcmp(name, "@path") == 0)
        return query != NULL ? g_strndup(request->target, (gsize)(query - request->target)) : g_strdup(request->target);
    if (strcmp(name, "@query") == 0)
        return g_strdup(query != NULL ? query : "?");
    if (strcmp(name, "@target-uri") == 0) {
        g_autofree char *authority = authority_of(request);

        return g_strdup_printf("%.*s://%s%s", (int)scheme, request->origin, authority, request->target);
    }
    return NULL;
}

static char *
value_of(const SignedRequest *request, const char *name)
{
    const char *value;

    if (*name == '@')
        return derive(request, name);
    value = strcmp(name, "host") == 0 ? request->host : http_signature_header(request, name);
    return value != NULL ? g_strstrip(g_strdup(value)) : NULL;
}

static gboolean
append_base(const SignedRequest *request, const GPtrArray *covered, const char *input, GString *base)
{
    for (guint i = 0; i < covered->len; i++) {
        const char *name = g_ptr_array_index(covered, i);
        g_autofree char *value = value_of(request, name);

        if (value == NULL)
            return FALSE;
        g_string_append_printf(base, "\"%s\": %s\n", name, value);
    }
    g_string_append_printf(base, "\"@signature-params\": %s", input);
    return TRUE;
}

/* "label=:base64:" under the label of the input. */
static gboolean
read_value(const SignedRequest *request, const char *label, HttpSignature *signature, GError **error)
{
    const char *header = http_signature_header(request, "signature"), *value;
    g_autofree char *own = NULL;
    gsize length;

    if (header == NULL || !read_label(header, &own, &value) || strcmp(own, label) != 0 || *value != ':')
        return http_signature_refuse(error, "Signature has no value under the name of Signature-Input");
    length = strcspn(value + 1, ":");
    if (value[1 + length] != ':' || value[2 + length] != '\0')
        return http_signature_refuse(error, "there is more than one signature");
    signature->signature = decode_base64(value + 1, length, &signature->signature_length);
    return signature->signature != NULL || http_signature_refuse(error, "its value is not base64");
}

static gboolean
message_read(const SignedRequest *request, HttpSignature *signature, GError **error)
{
    g_autofree char *label = NULL, *input = NULL;
    g_autoptr(GString) base = g_string_new(NULL);
    const char *value;

    if (!read_label(http_signature_header(request, "signature-input"), &label, &value))
        return http_signature_refuse(error, "Signature-Input is not a dictionary");
    input = g_strchomp(g_strdup(value));
    if (!read_input(input, signature, error) || !read_value(request, label, signature, error))
        return FALSE;
    if (!append_base(request, signature->covered, input, base))
        return http_signature_refuse(error, "it covers something that is not there");
    g_byte_array_append(signature->base, (const guint8 *)base->str, (guint)base->len);
    return TRUE;
}

/* "sha-256=:…:", perhaps among others (RFC 9530). */
static gboolean
message_read_digest(const char *value, Digest *ret)
{
    g_auto(GStrv) items = g_strsplit(value, ",", 8);

    for (guint i = 0; items[i] != NULL; i++) {
        const char *item = g_strstrip(items[i]);
        gsize length = strlen(item);

        if (g_str_has_prefix(item, "sha-256=:") && length > 10 && item[length - 1] == ':')
            return http_signature_read_sha256(item + 9, length - 10, ret);
    }
    return FALSE;
}

/* ---- writing ---- */

static void
message_write(const SignedRequest *request, const char *key_id, const Keypair *pair, gint64 now, GPtrArray *lines)
{
    gboolean body = request->body != NULL;
    g_autoptr(GString) base = g_string_new(NULL);
    g_autofree char *target = derive(request, "@target-uri"), *input = NULL, *signature = NULL;

    input = g_strdup_printf("(\"@method\" \"@target-uri\"%s);created=%" G_GINT64_FORMAT ";keyid=\"%s\"",
                            body ? " \"content-digest\"" : "", now / CLOCK_SECOND, key_id);
    g_string_append_printf(base, "\"@method\": %s\n\"@target-uri\": %s\n", request->method, target);
    if (body) {
        g_autofree char *digest = http_signature_sha256(request);

        g_string_append_printf(base, "\"content-digest\": sha-256=:%s:\n", digest);
        g_ptr_array_add(lines, g_strdup_printf("Content-Digest: sha-256=:%s:", digest));
    }
    g_string_append_printf(base, "\"@signature-params\": %s", input);
    signature = http_signature_sign(pair, base);
    g_ptr_array_add(lines, g_strconcat("Signature-Input: sig1=", input, NULL));
    g_ptr_array_add(lines, g_strdup_printf("Signature: sig1=:%s:", signature));
}

const SchemeEntry HTTP_SIGNATURE_RFC9421 = {
    .name = "rfc9421",
    .shown_by = "signature-input",
    .digest_header = "content-digest",
    .target = "@target-uri",
    .also = "@method",
    .read = message_read,
    .read_digest = message_read_digest,
    .write = message_write,
};
