/* SPDX-License-Identifier: Apache-2.0 */
#include "wire/authres.h"

#include <string.h>

#include "base/number.h"
#include "base/text.h"

#define ARC_INSTANCES_MAX 50 /* RFC 8617 section 4.2.1 */

/* ---- life ---- */

static void
property_free(AuthresProperty *property)
{
    g_free(property->name);
    g_free(property->value);
    g_free(property);
}

static void
result_free(AuthresResult *result)
{
    g_free(result->method);
    g_free(result->result);
    g_free(result->reason);
    g_ptr_array_unref(result->properties);
    g_free(result);
}

void
authres_free(Authres *authres)
{
    g_free(authres->id);
    g_ptr_array_unref(authres->results);
    g_free(authres);
}

/* ---- words ---- */

/* Over one comment, nested ones included. NULL: it does not end. */
static const char *
skip_comment(const char *at)
{
    guint depth = 0;

    for (; *at != '\0'; at++) {
        if (*at == '\\' && at[1] != '\0')
            at++;
        else if (*at == '(')
            depth++;
        else if (*at == ')' && --depth == 0)
            return at + 1;
    }
    return NULL;
}

/* Over blanks and comments. FALSE: a comment does not end. */
static gboolean
skip_blanks(const char **at)
{
    for (;;) {
        *at += strspn(*at, " \t\r\n");
        if (**at != '(')
            return TRUE;
        *at = skip_comment(*at);
        if (*at == NULL)
            return FALSE;
    }
}

/* A keyword: letters, digits, "-" and "_"; in lower case. NULL: none here. */
static char *
read_keyword(const char **at)
{
    gsize length = strspn(*at, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_");
    char *word = length == 0 ? NULL : g_ascii_strdown(*at, (gssize)length);

    *at += length;
    return word;
}

static gboolean
read_quoted(const char **at, GString *into)
{
    for (++*at; **at != '\0'; ++*at) {
        if (**at == '"') {
            ++*at;
            return TRUE;
        }
        if (**at == '\\' && (*at)[1] != '\0')
            ++*at;
        g_string_append_c(into, **at);
    }
    return FALSE;
}

/* A token, a quoted string or an address, up to a blank, a comment or ";". NULL: none here, or a quote that does not
 * end. */
static char *
read_value(const char **at)
{
    g_autoptr(GString) value = g_string_new(NULL);

    while (**at != '\0' && strchr(" \t\r\n;(", **at) == NULL) {
        if (**at != '"')
            g_string_append_c(value, *(*at)++);
        else if (!read_quoted(at, value))
            return NULL;
    }
    return value->len == 0 ? NULL : text_clean(value->str, value->len);
}

/* The sign @sign with blanks and comments around it. */
static gboolean
read_sign(const char **at, char sign)
{
    const char *ahead = *at;

    if (!skip_blanks(&ahead) || *ahead != sign)
        return FALSE;
    ahead++;
    if (!skip_blanks(&ahead))
        return FALSE;
    *at = ahead;
    return TRUE;
}

/* ---- a field ---- */

/* "reason=…", "header.from=…", "action=…". */
static gboolean
read_property(const char **at, AuthresResult *result)
{
    g_autofree char *type = read_keyword(at), *name = NULL, *value = NULL;
    gboolean has_type = type != NULL && read_sign(at, '.');
    AuthresProperty *property;

    name = has_type ? read_keyword(at) : g_strdup(type);
    if (name == NULL || !read_sign(at, '='))
        return FALSE;
    value = read_value(at);
    if (value == NULL || result->properties->len == AUTHRES_PROPERTIES_MAX)
        return FALSE;
    if (!has_type && strcmp(name, "reason") == 0 && result->reason == NULL) {
        result->reason = g_steal_pointer(&value);
        return TRUE;
    }
    property = g_new0(AuthresProperty, 1);
    property->name = has_type ? g_strconcat(type, ".", name, NULL) : g_steal_pointer(&name);
    property->value = g_steal_pointer(&value);
    g_ptr_array_add(result->properties, property);
    return TRUE;
}

/* What follows a ";": nothing, "none", or "method/1 = result" with its properties. */
static gboolean
read_result(const char **at, Authres *authres)
{
    g_autofree char *method = read_keyword(at), *version = NULL;
    AuthresResult *result;

    if (method == NULL)
        return **at == '\0' || **at == ';';
    if (read_sign(at, '/'))
        version = read_keyword(at);
    if (!read_sign(at, '='))
        return strcmp(method, "none") == 0 && skip_blanks(at) && **at == '\0';
    if (authres->results->len == AUTHRES_RESULTS_MAX)
        return FALSE;
    result = g_new0(AuthresResult, 1);
    result->properties = g_ptr_array_new_with_free_func((GDestroyNotify)property_free);
    result->method = g_steal_pointer(&method);
    result->result = read_keyword(at);
    g_ptr_array_add(authres->results, result);
    if (result->result == NULL)
        return FALSE;
    while (skip_blanks(at)) {
        if (**at == '\0' || **at == ';')
            return TRUE;
        if (!read_property(at, result))
            return FALSE;
    }
    return FALSE;
}

/* The id, perhaps with the version of the format after it. */
static gboolean
read_id(const char **at, Authres *authres)
{
    g_autofree char *id = NULL, *version = NULL;

    if (!skip_blanks(at))
        return FALSE;
    id = read_value(at);
    if (id == NULL || !skip_blanks(at))
        return FALSE;
    version = read_keyword(at);
    if (version != NULL && (strcmp(version, "1") != 0 || !skip_blanks(at)))
        return FALSE;
    authres->id = g_ascii_strdown(id, -1);
    return TRUE;
}

Authres *
authres_parse(const char *value)
{
    g_autoptr(Authres) authres = g_new0(Authres, 1);
    const char *at = value;

    authres->results = g_ptr_array_new_with_free_func((GDestroyNotify)result_free);
    if (strlen(value) > AUTHRES_VALUE_MAX || !read_id(&at, authres))
        return NULL;
    while (*at == ';') {
        at++;
        if (!skip_blanks(&at) || !read_result(&at, authres))
            return NULL;
    }
    return *at == '\0' ? g_steal_pointer(&authres) : NULL;
}

const char *
authres_property(const AuthresResult *result, const char *name)
{
    for (guint i = 0; i < result->properties->len; i++) {
        const AuthresProperty *property = g_ptr_array_index(result->properties, i);

        if (strcmp(property->name, name) == 0)
            return property->value;
    }
    return NULL;
}

/* ---- who vouches ---- */

/* Whether @value, a domain or an address, names @domain or one above it. A single label is above too much. */
static gboolean
covers(const char *value, const char *domain)
{
    const char *at = value == NULL ? NULL : strrchr(value, '@');
    const char *claimed = at != NULL ? at + 1 : value;
    gsize length = claimed == NULL ? 0 : strlen(claimed), whole = strlen(domain);

    if (length == 0 || length > whole || strchr(claimed, '.') == NULL)
        return FALSE;
    return g_ascii_strcasecmp(claimed, domain + whole - length) == 0 &&
           (length == whole || domain[whole - length - 1] == '.');
}

static gboolean
is_aligned(const AuthresResult *result, const char *domain)
{
    static const struct {
        const char *method, *property;
    } SAYS[] = {
        { "dmarc", "header.from" }, { "dkim", "header.d" }, { "dkim", "header.i" }, { "spf", "smtp.mailfrom" }
    };

    for (gsize i = 0; i < G_N_ELEMENTS(SAYS); i++)
        if (strcmp(SAYS[i].method, result->method) == 0 && covers(authres_property(result, SAYS[i].property), domain))
            return TRUE;
    return FALSE;
}

/* What a run of fields says of one domain. */
typedef struct {
    const char *domain;
    gboolean dmarc_speaks; /* with another result than "none" */
    gboolean dmarc_passes;
    gboolean others_pass;
    GString *words;
} Finding;

static void
take_result(Finding *finding, const AuthresResult *result)
{
    gboolean passes = strcmp(result->result, "pass") == 0 && is_aligned(result, finding->domain);
    gboolean is_dmarc = strcmp(result->method, "dmarc") == 0;

    if (is_dmarc && !finding->dmarc_speaks) {
        finding->dmarc_speaks = strcmp(result->result, "none") != 0;
        finding->dmarc_passes = passes;
    }
    if (!is_dmarc && passes)
        finding->others_pass = TRUE;
    if (is_dmarc || strcmp(result->method, "dkim") == 0 || strcmp(result->method, "spf") == 0 ||
        strcmp(result->method, "arc") == 0)
        g_string_append_printf(finding->words, "%s%s=%s", finding->words->len == 0 ? "" : ", ", result->method,
                               result->result);
}

/* Of @authres what @told does not know yet, and from now on does. */
static void
take_field(Finding *finding, const Authres *authres, GHashTable *told)
{
    for (guint i = 0; i < authres->results->len; i++) {
        const AuthresResult *result = g_ptr_array_index(authres->results, i);

        if (!g_hash_table_contains(told, result->method))
            take_result(finding, result);
    }
    for (guint i = 0; i < authres->results->len; i++)
        g_hash_table_add(told, g_strdup(((const AuthresResult *)g_ptr_array_index(authres->results, i))->method));
}

gboolean
authres_vouches(const GPtrArray *fields, const char *id, const Address *from, char **ret_evidence)
{
    g_autoptr(GHashTable) told = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    g_autoptr(GString) words = g_string_new(NULL);
    Finding finding = { .domain = from->domain, .words = words };

    for (guint i = 0; i < MIN(fields->len, AUTHRES_FIELDS_MAX); i++) {
        g_autoptr(Authres) authres = authres_parse(g_ptr_array_index(fields, i));

        if (authres != NULL && g_ascii_strcasecmp(authres->id, id) == 0)
            take_field(&finding, authres, told);
    }
    *ret_evidence = text_one_line(words->str, words->len, 200);
    return finding.dmarc_speaks ? finding.dmarc_passes : finding.others_pass;
}

/* ---- ARC ---- */

gboolean
authres_read_seal(const char *value, guint *ret_instance, char **ret_state)
{
    g_auto(GStrv) tags = g_strsplit(value, ";", 20);
    const char *state = NULL;
    gint64 instance = 0;

    for (guint i = 0; tags[i] != NULL; i++) {
        const char *tag = g_strstrip(tags[i]);

        if (g_str_has_prefix(tag, "i="))
            number_parse_int64(tag + 2, 1, ARC_INSTANCES_MAX, &instance, NULL);
        else if (g_str_has_prefix(tag, "cv="))
            state = tag + 3;
    }
    if (instance == 0 || state == NULL ||
        (strcmp(state, "none") != 0 && strcmp(state, "pass") != 0 && strcmp(state, "fail") != 0))
        return FALSE;
    *ret_instance = (guint)instance;
    *ret_state = g_strdup(state);
    return TRUE;
}
