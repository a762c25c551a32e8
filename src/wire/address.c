/* SPDX-License-Identifier: Apache-2.0 */
#include "wire/address.h"

#include <gio/gio.h>
#include <string.h>
#include <unicode/uidna.h>

#include "base/error.h"
#include "base/text.h"

/* The canonical text of what was read loosely, every octet of its local part escaped, is read loosely again. */
#define LOOSE_LOCAL_MAX 480
#define LOOSE_MAX       (2 * LOOSE_LOCAL_MAX + 3 + ADDRESS_DOMAIN_MAX)

void
address_free(Address *address)
{
    if (address == NULL)
        return;
    g_free(address->local);
    g_free(address->domain);
    g_free(address);
}

static Address *
address_new(const char *local, const char *domain)
{
    Address *address = g_new0(Address, 1);

    address->local = g_strdup(local);
    address->domain = g_strdup(domain);
    return address;
}

/* ---- characters ---- */

/* RFC 5322 section 3.2.3 atext, and everything above ASCII (RFC 6531 section 3.3). */
static gboolean
is_atext(char c)
{
    return g_ascii_isalnum(c) || (guchar)c >= 0x80 || (c != '\0' && strchr("!#$%&'*+-/=?^_`{|}~", c) != NULL);
}

static gboolean
is_dot_string(const char *text, gsize length)
{
    for (gsize i = 0; i < length; i++) {
        if (text[i] == '.' && (i == 0 || i + 1 == length || text[i - 1] == '.'))
            return FALSE;
        if (text[i] != '.' && !is_atext(text[i]))
            return FALSE;
    }
    return length > 0;
}

static gboolean
is_printable(char c)
{
    return (guchar)c >= 0x20 && c != 0x7f;
}

/* ---- local part ---- */

/* At a quote: append what it means to @out. Returns the bytes read, closing quote included; 0 when it does not end. */
static gsize
unquote(const char *text, gsize length, GString *out)
{
    for (gsize i = 1; i < length; i++) {
        if (text[i] == '"')
            return i + 1;
        if (text[i] == '\\')
            i++;
        if (i >= length || !is_printable(text[i]))
            return 0;
        g_string_append_c(out, text[i]);
    }
    return 0;
}

/* Read the local part up to its '@'; *ret_used counts both. */
static gboolean
read_local(const char *text, gsize length, gboolean loose, GString *out, gsize *ret_used)
{
    gsize used = 0;

    if (length > 0 && text[0] == '"') {
        used = unquote(text, length, out);
        if (used == 0 || out->len == 0)
            return FALSE;
    } else {
        while (used < length && (is_atext(text[used]) || text[used] == '.'))
            used++;
        if (used == 0 || (!loose && !is_dot_string(text, used)))
            return FALSE;
        g_string_append_len(out, text, (gssize)used);
    }
    *ret_used = used + 1;
    return used < length && text[used] == '@';
}

/* ---- domain ---- */

static gboolean
is_label(const char *text, gsize length)
{
    if (length == 0 || length > 63 || text[0] == '-' || text[length - 1] == '-')
        return FALSE;
    for (gsize i = 0; i < length; i++)
        if (!g_ascii_isalnum(text[i]) && text[i] != '-' && text[i] != '_')
            return FALSE;
    return TRUE;
}

gboolean
address_is_domain(const char *text)
{
    if (strlen(text) > ADDRESS_DOMAIN_MAX)
        return FALSE;
    for (const char *at = text;; at++) {
        gsize length = strcspn(at, ".");

        if (!is_label(at, length))
            return FALSE;
        at += length;
        if (*at == '\0')
            return TRUE;
    }
}

/* "[192.0.2.1]" or "[IPv6:2001:db8::1]" (RFC 5321 section 4.1.3); other tags have no meaning today. */
static char *
canonical_literal(const char *text, gsize length)
{
    g_autofree char *inner = length < 3 || text[length - 1] != ']' ? NULL : g_strndup(text + 1, length - 2);
    g_autoptr(GInetAddress) address = NULL;
    g_autofree char *number = NULL;
    gboolean six;

    if (inner == NULL)
        return NULL;
    six = g_ascii_strncasecmp(inner, "IPv6:", 5) == 0;
    address = g_inet_address_new_from_string(six ? inner + 5 : inner);
    if (address == NULL || (g_inet_address_get_family(address) == G_SOCKET_FAMILY_IPV6) != six)
        return NULL;
    number = g_inet_address_to_string(address);
    return g_strdup_printf("[%s%s]", six ? "IPv6:" : "", number);
}

static char *
domain_to_ascii(const char *text, gsize length)
{
    UErrorCode status = U_ZERO_ERROR;
    UIDNAInfo info = UIDNA_INFO_INITIALIZER;
    UIDNA *idna = uidna_openUTS46(UIDNA_CHECK_BIDI | UIDNA_CHECK_CONTEXTJ | UIDNA_NONTRANSITIONAL_TO_ASCII, &status);
    char ascii[ADDRESS_DOMAIN_MAX + 1];
    int32_t used;

    if (U_FAILURE(status))
        return NULL;
    used = uidna_nameToASCII_UTF8(idna, text, (int32_t)length, ascii, sizeof ascii, &info, &status);
    uidna_close(idna);
    if (U_FAILURE(status) || info.errors != 0 || used < 0 || used >= (int32_t)sizeof ascii)
        return NULL;
    return g_strndup(ascii, (gsize)used);
}

static char *
canonical_domain(const char *text, gsize length)
{
    g_autofree char *domain = NULL;
    gboolean ascii = TRUE;

    if (length > 0 && text[0] == '[')
        return canonical_literal(text, length);
    if (length > 1 && text[length - 1] == '.')
        length--;
    for (gsize i = 0; i < length; i++)
        ascii = ascii && (guchar)text[i] < 0x80;
    domain = ascii ? g_ascii_strdown(text, (gssize)length) : domain_to_ascii(text, length);
    return domain != NULL && address_is_domain(domain) ? g_steal_pointer(&domain) : NULL;
}

/* ---- whole addresses ---- */

static Address *
fail(GError **error, TribuneError code, const char *message)
{
    g_set_error_literal(error, TRIBUNE_ERROR, (gint)code, message);
    return NULL;
}

static Address *
parse_address(const char *text, gsize length, gboolean loose, GError **error)
{
    g_autoptr(GString) local = g_string_new(NULL);
    g_autofree char *domain = NULL;
    gsize used;

    if (length > (loose ? LOOSE_MAX : ADDRESS_PATH_MAX))
        return fail(error, TRIBUNE_ERROR_LIMIT, "the address is too long");
    if (!text_is_valid(text, length))
        return fail(error, TRIBUNE_ERROR_INVALID, "the address is not valid UTF-8");
    if (!read_local(text, length, loose, local, &used))
        return fail(error, TRIBUNE_ERROR_INVALID, "the local part of the address is malformed");
    if (local->len > (loose ? LOOSE_LOCAL_MAX : ADDRESS_LOCAL_MAX))
        return fail(error, TRIBUNE_ERROR_LIMIT, "the local part of the address is longer than 64 octets");
    if (length - used > ADDRESS_DOMAIN_MAX)
        return fail(error, TRIBUNE_ERROR_LIMIT, "the domain of the address is longer than 255 octets");
    domain = canonical_domain(text + used, length - used);
    if (domain == NULL)
        return fail(error, TRIBUNE_ERROR_INVALID, "the domain of the address is malformed");
    return address_new(local->str, domain);
}

Address *
address_parse(const char *text, gsize length, GError **error)
{
    return parse_address(text, length, FALSE, error);
}

Address *
address_parse_loose(const char *text, gsize length, GError **error)
{
    while (length > 0 && g_ascii_isspace(text[0])) {
        text++;
        length--;
    }
    while (length > 0 && g_ascii_isspace(text[length - 1]))
        length--;
    return parse_address(text, length, TRUE, error);
}

/* "@relay.example,@other.example:" before the mailbox: legal, ignored since RFC 1123. */
static gsize
source_route_length(const char *text, gsize length)
{
    const char *colon = length > 0 && text[0] == '@' ? memchr(text, ':', length) : NULL;

    return colon == NULL ? 0 : (gsize)(colon - text) + 1;
}

gboolean
address_parse_path(const char *text, gsize length, Address **ret, GError **error)
{
    Address *address;
    gsize route;

    if (length < 2 || text[0] != '<' || text[length - 1] != '>') {
        fail(error, TRIBUNE_ERROR_INVALID, "the path is not in angle brackets");
        return FALSE;
    }
    text++;
    length -= 2;
    if (length == 0) {
        *ret = NULL;
        return TRUE;
    }
    if (length == strlen("postmaster") && g_ascii_strncasecmp(text, "postmaster", length) == 0) {
        *ret = address_new("postmaster", "");
        return TRUE;
    }
    route = source_route_length(text, length);
    address = address_parse(text + route, length - route, error);
    if (address == NULL)
        return FALSE;
    *ret = address;
    return TRUE;
}

Address *
address_parse_uri(const char *uri, GError **error)
{
    g_autofree char *text = NULL;

    if (g_ascii_strncasecmp(uri, "mailto:", 7) != 0)
        return fail(error, TRIBUNE_ERROR_INVALID, "not a mailto: URI");
    text = strlen(uri) > 3 * (LOOSE_MAX + 7) || strchr(uri, '?') != NULL ? NULL : g_uri_unescape_string(uri + 7, NULL);
    if (text == NULL)
        return fail(error, TRIBUNE_ERROR_INVALID, "the mailto: URI is malformed");
    return address_parse_loose(text, strlen(text), error);
}

char *
address_to_text(const Address *address)
{
    GString *out = g_string_new(NULL);

    if (is_dot_string(address->local, strlen(address->local))) {
        g_string_append(out, address->local);
    } else {
        g_string_append_c(out, '"');
        for (const char *c = address->local; *c != '\0'; c++) {
            if (*c == '"' || *c == '\\')
                g_string_append_c(out, '\\');
            g_string_append_c(out, *c);
        }
        g_string_append_c(out, '"');
    }
    if (*address->domain != '\0')
        g_string_append_printf(out, "@%s", address->domain);
    return g_string_free(out, FALSE);
}

char *
address_to_uri(const Address *address)
{
    g_autofree char *text = address_to_text(address);
    gsize local_length = strlen(text) - strlen(address->domain) - (*address->domain == '\0' ? 0 : 1);
    g_autofree char *local = g_strndup(text, local_length);
    g_autofree char *local_escaped = g_uri_escape_string(local, "!$'*+", FALSE);
    g_autofree char *domain_escaped = g_uri_escape_string(address->domain, ":[]", FALSE);

    return g_strdup_printf("mailto:%s%s%s", local_escaped, *domain_escaped == '\0' ? "" : "@", domain_escaped);
}

gboolean
address_needs_smtputf8(const Address *address)
{
    for (const char *c = address->local; *c != '\0'; c++)
        if ((guchar)*c >= 0x80)
            return TRUE;
    return FALSE;
}

gboolean
address_equal(const Address *a, const Address *b)
{
    return text_equal_ascii(a->local, b->local) && strcmp(a->domain, b->domain) == 0;
}

gboolean
address_split_extension(const Address *address, char delimiter, char **ret_base, char **ret_extension)
{
    const char *at = delimiter == '\0' ? NULL : strchr(address->local, delimiter);

    if (at == NULL || at == address->local || at[1] == '\0')
        return FALSE;
    *ret_base = g_strndup(address->local, (gsize)(at - address->local));
    *ret_extension = g_strdup(at + 1);
    return TRUE;
}
