/* SPDX-License-Identifier: Apache-2.0 */
#include "net/guard.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <string.h>

#include "base/error.h"
#include "base/number.h"

#define ALLOWED_LIMIT 64
#define MAPPED_BITS   96

/* All addresses are 16 bytes here, IPv4 as ::ffff:a.b.c.d; @bits counts from there. */
typedef struct {
    guint8 bytes[16];
    guint bits;
} Network;

struct Guard {
    guint count;
    Network allowed[ALLOWED_LIMIT];
};

#define V4(a, b, c, bits)                                                                                              \
    {                                                                                                                  \
        { 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xff, 0xff, a, b, c, 0 }, MAPPED_BITS + (bits)                                 \
    }

static const Network REFUSED_V4[] = {
    V4(0, 0, 0, 8),     V4(10, 0, 0, 8),      V4(100, 64, 0, 10),  V4(127, 0, 0, 8),    V4(169, 254, 0, 16),
    V4(172, 16, 0, 12), V4(192, 0, 0, 24),    V4(192, 0, 2, 24),   V4(192, 88, 99, 24), V4(192, 168, 0, 16),
    V4(198, 18, 0, 15), V4(198, 51, 100, 24), V4(203, 0, 113, 24), V4(224, 0, 0, 4),    V4(240, 0, 0, 4),
};
static const Network GLOBAL_V6 = { { 0x20 }, 3 };
static const Network REFUSED_V6[] = {
    { { 0x20, 0x01 }, 23 },             /* protocol assignments, with Teredo */
    { { 0x20, 0x01, 0x0d, 0xb8 }, 32 }, /* documentation */
    { { 0x20, 0x02 }, 16 },             /* 6to4: IPv4 of anybody's choice inside */
    { { 0x3f, 0xff }, 20 },             /* documentation */
};
static const Network MAPPED = { { 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xff, 0xff }, MAPPED_BITS };
static const Network NAT64 = { { 0x00, 0x64, 0xff, 0x9b }, 96 };

static gboolean
is_in(const guint8 bytes[16], const Network *network)
{
    guint whole = network->bits / 8, rest = network->bits % 8;
    guint8 mask = (guint8)(0xff00U >> rest);

    if (memcmp(bytes, network->bytes, whole) != 0)
        return FALSE;
    return rest == 0 || ((bytes[whole] ^ network->bytes[whole]) & mask) == 0;
}

static gboolean
is_in_any(const guint8 bytes[16], const Network *networks, gsize count)
{
    for (gsize i = 0; i < count; i++) {
        if (is_in(bytes, &networks[i]))
            return TRUE;
    }
    return FALSE;
}

static void
map_v4(const void *four, guint8 ret[16])
{
    memcpy(ret, MAPPED.bytes, 12);
    memcpy(ret + 12, four, 4);
}

static gboolean
is_public(const guint8 bytes[16])
{
    guint8 inner[16];

    if (is_in(bytes, &NAT64)) {
        map_v4(bytes + 12, inner);
        return is_public(inner);
    }
    if (is_in(bytes, &MAPPED))
        return !is_in_any(bytes, REFUSED_V4, G_N_ELEMENTS(REFUSED_V4));
    return is_in(bytes, &GLOBAL_V6) && !is_in_any(bytes, REFUSED_V6, G_N_ELEMENTS(REFUSED_V6));
}

static gboolean
parse_network(const char *text, Network *ret)
{
    const char *slash = strchr(text, '/');
    g_autofree char *address = slash != NULL ? g_strndup(text, (gsize)(slash - text)) : g_strdup(text);
    struct in_addr four;
    gint64 bits;
    guint before = 0;

    if (inet_pton(AF_INET, address, &four) == 1) {
        map_v4(&four, ret->bytes);
        before = MAPPED_BITS;
    } else if (inet_pton(AF_INET6, address, ret->bytes) != 1) {
        return FALSE;
    }
    bits = 128 - before;
    if (slash != NULL && !number_parse_int64(slash + 1, 0, 128 - before, &bits, NULL))
        return FALSE;
    ret->bits = before + (guint)bits;
    return TRUE;
}

Guard *
guard_new(const char *const *allowed, GError **error)
{
    g_autoptr(Guard) guard = g_new0(Guard, 1);

    for (; allowed != NULL && *allowed != NULL; allowed++) {
        if (guard->count == ALLOWED_LIMIT || !parse_network(*allowed, &guard->allowed[guard->count])) {
            g_set_error(error, TRIBUNE_ERROR, TRIBUNE_ERROR_CONFIG,
                        "\"%s\": expected at most %d networks such as 10.1.0.0/16 or ::1", *allowed, ALLOWED_LIMIT);
            return NULL;
        }
        guard->count++;
    }
    return g_steal_pointer(&guard);
}

void
guard_free(Guard *guard)
{
    g_free(guard);
}

gboolean
guard_allows(const Guard *guard, const struct sockaddr *address)
{
    guint8 bytes[16];

    if (address->sa_family == AF_INET)
        map_v4(&((const struct sockaddr_in *)address)->sin_addr, bytes);
    else if (address->sa_family == AF_INET6)
        memcpy(bytes, &((const struct sockaddr_in6 *)address)->sin6_addr, sizeof bytes);
    else
        return FALSE;
    return is_in_any(bytes, guard->allowed, guard->count) || is_public(bytes);
}
