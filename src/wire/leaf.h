/* SPDX-License-Identifier: Apache-2.0 */
/* wire/leaf.h: one entry of the journal, "tribune-leaf/1". Pure.
 *
 *     tribune-leaf/1
 *     type receive
 *     time 1767225600                     seconds since 1970, UTC
 *     rec 000102030405060708090a0b0c0d0e0f  random record id, never derived from content
 *     ref 17                              earlier leaves, ascending
 *     attr channel email                  closed codes, sorted by name
 *     part body d11f84a7…                 commitments (wire/commitment.h), sorted by name
 *
 * ASCII, LF, no free text, so nothing personal can get in. A ref below 2^40 is an index of the same year's log; a
 * larger one is year << 40 | index, a leaf of an earlier year.
 *
 * Limits: LEAF_SIZE_MAX bytes in all, and the counts below. A Leaf is a plain value of about 8 KiB that owns nothing.
 */
#pragma once
#include <glib.h>

#include "base/digest.h"

#define LEAF_SIZE_MAX    4096
#define LEAF_RECORD_SIZE 16
#define LEAF_NAME_MAX    32 /* a-z 0-9 - */
#define LEAF_VALUE_MAX   64 /* A-Z a-z 0-9 - . _ : */
#define LEAF_REFS_MAX    256
#define LEAF_ATTRS_MAX   32
#define LEAF_PARTS_MAX   48
#define LEAF_TIME_MAX    G_GINT64_CONSTANT(253402300799) /* the last second of the year 9999 */

typedef enum {
    LEAF_RECEIVE,
    LEAF_FILTER,
    LEAF_POLICY,
    LEAF_REVIEW,
    LEAF_DELIVER,
    LEAF_FAIL,
    LEAF_REPLY,
    LEAF_EXPORT,
    LEAF_VIEW,
    LEAF_HOLD,
    LEAF_UNHOLD,
    LEAF_DISPOSE,
    LEAF_ERASE,
    LEAF_CONFIG,
    LEAF_KEY,
    LEAF_GRANT,
    LEAF_LOGIN,
    LEAF_BREAKGLASS,
    LEAF_SHARD, /* first leaf of a year: carries the last size and root of the year before */
    LEAF_CASE,
    LEAF_NOTE,
    LEAF_PERSON,
    LEAF_RELEASE,
    LEAF_STAFF,
    LEAF_TOKEN,
    LEAF_SUBSCRIBE,
    LEAF_TYPES, /* how many there are */
} LeafType;

typedef struct {
    char name[LEAF_NAME_MAX + 1];
    char value[LEAF_VALUE_MAX + 1];
} LeafAttr;

typedef struct {
    char name[LEAF_NAME_MAX + 1];
    Digest commitment;
} LeafPart;

typedef struct {
    LeafType type;
    gint64 time; /* seconds */
    guint8 record[LEAF_RECORD_SIZE];
    guint ref_count, attr_count, part_count;
    gint64 refs[LEAF_REFS_MAX];
    LeafAttr attrs[LEAF_ATTRS_MAX];
    LeafPart parts[LEAF_PARTS_MAX];
    const char *fault; /* what was wrong with the first refused addition, or NULL */
} Leaf;

const char *leaf_type_name(LeafType type);

/* ---- making ---- */

void leaf_init(Leaf *leaf, LeafType type, const guint8 record[LEAF_RECORD_SIZE]);

/* Add in any order: they are kept sorted. What breaks the grammar, a limit or comes twice makes leaf_encode() fail, so
 * these need no checking. (The same ref twice is one ref.) */
void leaf_add_ref(Leaf *leaf, gint64 ref);
void leaf_add_attr(Leaf *leaf, const char *name, const char *value);
void leaf_add_attr_int(Leaf *leaf, const char *name, gint64 value); /* >= 0 */
void leaf_add_part(Leaf *leaf, const char *name, const Digest *commitment);

/* The text, with a NUL after it. Returns its length, or 0 with TRIBUNE_ERROR_INVALID or, over LEAF_SIZE_MAX,
 * TRIBUNE_ERROR_LIMIT. */
gsize leaf_encode(const Leaf *leaf, char out[LEAF_SIZE_MAX + 1], GError **error);

/* ---- reading ---- */

/* Accepts exactly what leaf_encode() can write. TRIBUNE_ERROR_INVALID names about which line; TRIBUNE_ERROR_LIMIT. On
 * failure
 * @ret holds nothing of use. */
gboolean leaf_decode(const void *bytes, gsize length, Leaf *ret, GError **error);

/* Borrowed from @leaf; NULL when there is none. */
const char *leaf_find_attr(const Leaf *leaf, const char *name);
const Digest *leaf_find_part(const Leaf *leaf, const char *name);
