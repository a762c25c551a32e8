/* SPDX-License-Identifier: Apache-2.0 */
#include "wire/jid.h"

#include <string.h>
#include <unicode/uchar.h>
#include <unicode/uidna.h>

#include "base/error.h"
#include "base/text.h"

#define SCHEME "xmpp:"

void
jid_free(Jid *jid)
{
    if (jid == NULL)
        return;
    g_free(jid->local);
    g_free(jid->domain);
    g_free(jid->resource);
    g_free(jid);
}

static gpointer
refuse(GError **error, const char *why)
{
    g_set_error(error, TRIBUNE_ERROR, TRIBUNE_ERROR_INVALID, "that is no address of an instant messenger: %s", why);
    return NULL;
}

static gpointer
refuse_length(GError **error)
{
    g_set_error(error, TRIBUNE_ERROR, TRIBUNE_ERROR_LIMIT,
                "a part of an instant messenger's address is longer than %d octets", JID_PART_MAX);
    return NULL;
}

/* ---- parts ---- */

/* PRECIS' IdentifierClass, without what RFC 7622 section 3.3.1 takes out of it. */
static gboolean
is_local_character(gunichar c)
{
    static const gint8 TYPES[] = {
        U_LOWERCASE_LETTER, U_UPPERCASE_LETTER,       U_OTHER_LETTER,         U_MODIFIER_LETTER,
        U_NON_SPACING_MARK, U_COMBINING_SPACING_MARK, U_DECIMAL_DIGIT_NUMBER,
    };
    gint8 type;

    if (c < 0x80)
        return c > 0x20 && c < 0x7f && strchr("\"&'/:<>@", (int)c) == NULL;
    type = u_charType((UChar32)c);
    for (guint i = 0; i < G_N_ELEMENTS(TYPES); i++)
        if (type == TYPES[i])
            return TRUE;
    return FALSE;
}

static gboolean
is_resource_character(gunichar c)
{
    gint8 type = u_charType((UChar32)c);

    return type != U_CONTROL_CHAR && type != U_SURROGATE && type != U_UNASSIGNED && type != U_PRIVATE_USE_CHAR;
}

static gboolean
all_are(const char *text, gboolean (*is)(gunichar))
{
    for (; *text != '\0'; text = g_utf8_next_char(text))
        if (!is(g_utf8_get_char(text)))
            return FALSE;
    return TRUE;
}

static char *
prepare_local(const char *text, gsize length, GError **error)
{
    g_autofree char *whole = g_strndup(text, length);
    /* Full-width forms are the same letters; NFKC is the nearest that GLib has to PRECIS' width mapping. */
    g_autofree char *wide = g_utf8_normalize(whole, -1, G_NORMALIZE_NFKC);
    g_autofree char *lower = g_utf8_strdown(wide, -1);
    g_autofree char *local = g_utf8_normalize(lower, -1, G_NORMALIZE_NFC);

    if (*local == '\0')
        return refuse(error, "nothing stands before the @");
    if (!all_are(local, is_local_character))
        return refuse(error, "there is a sign before the @ that cannot be there");
    return strlen(local) > JID_PART_MAX ? refuse_length(error) : g_steal_pointer(&local);
}

static char *
prepare_resource(const char *text, GError **error)
{
    g_autofree char *resource = g_utf8_normalize(text, -1, G_NORMALIZE_NFC);

    if (*resource == '\0')
        return refuse(error, "nothing stands behind the /");
    if (!all_are(resource, is_resource_character))
        return refuse(error, "there is a sign behind the / that cannot be there");
    return strlen(resource) > JID_PART_MAX ? refuse_length(error) : g_steal_pointer(&resource);
}

static gboolean
is_ipv6(const char *text, gsize length)
{
    if (length < 4 || text[0] != '[' || text[length - 1] != ']')
        return FALSE;
    for (gsize i = 1; i < length - 1; i++)
        if (!g_ascii_isxdigit(text[i]) && text[i] != ':' && text[i] != '.')
            return FALSE;
    return TRUE;
}

/* By UTS #46, as browsers read names. */
static char *
unicode_domain(const char *text, gsize length)
{
    UErrorCode status = U_ZERO_ERROR;
    UIDNAInfo info = UIDNA_INFO_INITIALIZER;
    UIDNA *idna = uidna_openUTS46(UIDNA_CHECK_BIDI | UIDNA_CHECK_CONTEXTJ | UIDNA_NONTRANSITIONAL_TO_UNICODE, &status);
    char out[2 * JID_PART_MAX];
    int32_t used;

    if (U_FAILURE(status))
        return NULL;
    used = uidna_nameToUnicodeUTF8(idna, text, (int32_t)length, out, sizeof out, &info, &status);
    uidna_close(idna);
    if (U_FAILURE(status) || info.errors != 0 || used <= 0 || used > JID_PART_MAX)
        return NULL;
    return g_strndup(out, (gsize)used);
}

static gboolean
is_domain_character(gunichar c)
{
    return c >= 0x80 ? !g_unichar_isspace(c) : g_ascii_isalnum((char)c) || c == '-' || c == '.' || c == '_';
}

static char *
prepare_domain(const char *text, gsize length, GError **error)
{
    g_autofree char *domain = NULL;

    if (length > JID_PART_MAX)
        return refuse_length(error);
    if (is_ipv6(text, length))
        return g_ascii_strdown(text, (gssize)length);
    domain = length > 0 ? unicode_domain(text, length) : NULL;
    /* The root may be named, by any of the signs that are read as a dot. */
    if (domain != NULL && g_str_has_suffix(domain, "."))
        domain[strlen(domain) - 1] = '\0';
    if (domain == NULL || !all_are(domain, is_domain_character) || strstr(domain, "..") != NULL || *domain == '.' ||
        *domain == '\0' || g_str_has_suffix(domain, "."))
        return refuse(error, "there is no name of a server in it");
    return g_steal_pointer(&domain);
}

/* ---- whole ---- */

Jid *
jid_parse(const char *text, GError **error)
{
    g_autoptr(Jid) jid = g_new0(Jid, 1);
    const char *slash, *at, *domain = text;
    gsize length = strlen(text);

    if (length > JID_TEXT_MAX)
        return refuse_length(error);
    if (!text_is_valid(text, length))
        return refuse(error, "it is not UTF-8");
    slash = strchr(text, '/');
    length = slash != NULL ? (gsize)(slash - text) : length;
    at = memchr(text, '@', length);
    if (at != NULL) {
        jid->local = prepare_local(text, (gsize)(at - text), error);
        if (jid->local == NULL)
            return NULL;
        domain = at + 1;
    }
    jid->domain = prepare_domain(domain, length - (gsize)(domain - text), error);
    if (jid->domain == NULL)
        return NULL;
    jid->resource = slash != NULL ? prepare_resource(slash + 1, error) : g_strdup("");
    if (jid->resource == NULL)
        return NULL;
    if (jid->local == NULL)
        jid->local = g_strdup("");
    return g_steal_pointer(&jid);
}

Jid *
jid_parse_uri(const char *uri, GError **error)
{
    g_autofree char *path = NULL, *text = NULL;

    if (g_ascii_strncasecmp(uri, SCHEME, strlen(SCHEME)) != 0)
        return refuse(error, "it does not begin with xmpp:");
    path = g_strndup(uri + strlen(SCHEME), strcspn(uri + strlen(SCHEME), "?#"));
    text = g_uri_unescape_string(path, NULL);
    return text != NULL ? jid_parse(text, error) : refuse(error, "its percent signs are wrong");
}

char *
jid_to_bare(const Jid *jid)
{
    return g_strconcat(jid->local, *jid->local != '\0' ? "@" : "", jid->domain, NULL);
}

char *
jid_to_text(const Jid *jid)
{
    g_autofree char *bare = jid_to_bare(jid);

    return g_strconcat(bare, *jid->resource != '\0' ? "/" : "", jid->resource, NULL);
}

char *
jid_to_uri(const Jid *jid)
{
    g_autofree char *local = g_uri_escape_string(jid->local, "!$()*+,;=", FALSE);
    g_autofree char *domain = g_uri_escape_string(jid->domain, "[]:", FALSE);

    return g_strconcat(SCHEME, local, *local != '\0' ? "@" : "", domain, NULL);
}
