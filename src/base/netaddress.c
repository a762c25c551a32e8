/* SPDX-License-Identifier: Apache-2.0 */
#include "base/netaddress.h"

#include <string.h>

#include "base/error.h"
#include "base/number.h"

#define HOST_LIMIT 253

static const char EXPECTED[] = "expected HOST:PORT, [IPV6]:PORT, unix:/PATH or systemd:NAME";

static gboolean
refuse(GError **error, const char *why)
{
    g_set_error(error, TRIBUNE_ERROR, TRIBUNE_ERROR_INVALID, "%s%s%s", why, *why != '\0' ? "; " : "", EXPECTED);
    return FALSE;
}

static gboolean
is_host(const char *text, gsize length, gboolean bracketed)
{
    if (length == 0 || length > HOST_LIMIT)
        return FALSE;
    if (!bracketed && length == 1 && *text == '*')
        return TRUE;
    for (gsize i = 0; i < length; i++) {
        if (!g_ascii_isalnum(text[i]) && strchr(bracketed ? ":.%" : ".-_", text[i]) == NULL)
            return FALSE;
    }
    return TRUE;
}

static gboolean
parse_tcp(NetAddress *address, const char *text, GError **error)
{
    const char *colon = strrchr(text, ':');
    gboolean bracketed = text[0] == '[';
    gsize length;
    gint64 port;

    if (colon == NULL || (bracketed && (colon == text || colon[-1] != ']')))
        return refuse(error, "");
    length = (gsize)(colon - text);
    if (bracketed) {
        text++;
        length -= 2;
    }
    if (!is_host(text, length, bracketed))
        return refuse(error, "");
    if (!number_parse_int64(colon + 1, 0, 65535, &port, NULL))
        return refuse(error, "a port is a number from 0 to 65535");
    address->kind = NETADDRESS_TCP;
    address->host = g_strndup(text, length);
    address->port = (guint16)port;
    return TRUE;
}

NetAddress *
netaddress_parse(const char *text, GError **error)
{
    g_autoptr(NetAddress) address = g_new0(NetAddress, 1);

    if (g_str_has_prefix(text, "unix:")) {
        address->kind = NETADDRESS_UNIX;
        address->path = g_strdup(text + strlen("unix:"));
        if (address->path[0] != '/' || strlen(address->path) > NETADDRESS_PATH_LIMIT) {
            refuse(error, "a unix path is absolute and at most 107 bytes");
            return NULL;
        }
    } else if (g_str_has_prefix(text, "systemd:")) {
        address->kind = NETADDRESS_SYSTEMD;
        address->path = g_strdup(text + strlen("systemd:"));
        if (*address->path == '\0' || strchr(address->path, ':') != NULL) {
            refuse(error, "the systemd socket has no name");
            return NULL;
        }
    } else if (!parse_tcp(address, text, error)) {
        return NULL;
    }
    return g_steal_pointer(&address);
}

NetAddress *
netaddress_copy(const NetAddress *address)
{
    NetAddress *copy = g_new0(NetAddress, 1);

    copy->kind = address->kind;
    copy->host = g_strdup(address->host);
    copy->port = address->port;
    copy->path = g_strdup(address->path);
    return copy;
}

void
netaddress_free(NetAddress *address)
{
    if (address == NULL)
        return;
    g_free(address->host);
    g_free(address->path);
    g_free(address);
}

char *
netaddress_format(const NetAddress *address)
{
    if (address->kind == NETADDRESS_UNIX)
        return g_strconcat("unix:", address->path, NULL);
    if (address->kind == NETADDRESS_SYSTEMD)
        return g_strconcat("systemd:", address->path, NULL);
    return g_strdup_printf(strchr(address->host, ':') != NULL ? "[%s]:%u" : "%s:%u", address->host, address->port);
}
