/* SPDX-License-Identifier: Apache-2.0 */
#include "base/id.h"

#include <stdatomic.h>
#include <string.h>

#include "base/clock.h"

#define NODE_BITS     10
#define SEQUENCE_BITS 11
#define NODE_MASK     ((G_GINT64_CONSTANT(1) << NODE_BITS) - 1)

static const char ALPHABET[] = "0123456789abcdefghjkmnpqrstvwxyz";

/* The last (milliseconds, sequence) handed out, without the node. */
static _Atomic gint64 last_tick;
static _Atomic guint own_node;

gint64
id_next(void)
{
    gint64 now = (clock_now() / 1000) << SEQUENCE_BITS;
    gint64 last = atomic_load(&last_tick), tick;

    do {
        tick = now > last ? now : last + 1;
    } while (!atomic_compare_exchange_weak(&last_tick, &last, tick));
    return (tick >> SEQUENCE_BITS) << (NODE_BITS + SEQUENCE_BITS) | (gint64)atomic_load(&own_node) << SEQUENCE_BITS |
           (tick & ((1 << SEQUENCE_BITS) - 1));
}

void
id_observe(gint64 id)
{
    gint64 tick = (id >> (NODE_BITS + SEQUENCE_BITS)) << SEQUENCE_BITS | (id & ((1 << SEQUENCE_BITS) - 1));
    gint64 last = atomic_load(&last_tick);

    while (tick > last && !atomic_compare_exchange_weak(&last_tick, &last, tick))
        ;
}

void
id_set_node(guint node)
{
    g_assert(node <= NODE_MASK);
    atomic_store(&own_node, node);
}

gint64
id_since(gint64 when)
{
    return (when / 1000) << (NODE_BITS + SEQUENCE_BITS);
}

gint64
id_time(gint64 id)
{
    return (id >> (NODE_BITS + SEQUENCE_BITS)) * 1000;
}

gint64
id_at(gint64 time)
{
    return (time / 1000) << (NODE_BITS + SEQUENCE_BITS);
}

void
id_format(gint64 id, char out[ID_TEXT_SIZE])
{
    for (int i = ID_TEXT_SIZE - 2; i >= 0; i--) {
        out[i] = ALPHABET[id & 31];
        id >>= 5;
    }
    out[ID_TEXT_SIZE - 1] = '\0';
}

gboolean
id_parse(const char *text, gint64 *ret)
{
    gint64 id = 0;

    if (strlen(text) != ID_TEXT_SIZE - 1 || text[0] > '7')
        return FALSE;
    for (; *text != '\0'; text++) {
        const char *at = strchr(ALPHABET, *text);

        if (at == NULL)
            return FALSE;
        id = id << 5 | (at - ALPHABET);
    }
    *ret = id;
    return TRUE;
}
