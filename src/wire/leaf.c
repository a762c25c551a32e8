/* SPDX-License-Identifier: Apache-2.0 */
#include "wire/leaf.h"

#include <string.h>

#include "base/encode.h"
#include "base/error.h"
#include "base/number.h"

static const char *const TYPE_NAMES[LEAF_TYPES] = {
    [LEAF_RECEIVE] = "receive", [LEAF_FILTER] = "filter",       [LEAF_POLICY] = "policy",
    [LEAF_REVIEW] = "review",   [LEAF_DELIVER] = "deliver",     [LEAF_FAIL] = "fail",
    [LEAF_REPLY] = "reply",     [LEAF_EXPORT] = "export",       [LEAF_VIEW] = "view",
    [LEAF_HOLD] = "hold",       [LEAF_UNHOLD] = "unhold",       [LEAF_DISPOSE] = "dispose",
    [LEAF_ERASE] = "erase",     [LEAF_CONFIG] = "config",       [LEAF_KEY] = "key",
    [LEAF_GRANT] = "grant",     [LEAF_LOGIN] = "login",         [LEAF_BREAKGLASS] = "breakglass",
    [LEAF_SHARD] = "shard",     [LEAF_CASE] = "case",           [LEAF_NOTE] = "note",
    [LEAF_PERSON] = "person",   [LEAF_RELEASE] = "release",     [LEAF_STAFF] = "staff",
    [LEAF_TOKEN] = "token",     [LEAF_SUBSCRIBE] = "subscribe",
};

const char *
leaf_type_name(LeafType type)
{
    return (guint)type < LEAF_TYPES ? TYPE_NAMES[type] : NULL;
}

/* ---- the grammar ---- */

static gboolean
is_name(const char *text, gsize length)
{
    if (length < 1 || length > LEAF_NAME_MAX)
        return FALSE;
    for (gsize i = 0; i < length; i++)
        if (!g_ascii_islower(text[i]) && !g_ascii_isdigit(text[i]) && text[i] != '-')
            return FALSE;
    return TRUE;
}

static gboolean
is_value(const char *text, gsize length)
{
    if (length < 1 || length > LEAF_VALUE_MAX)
        return FALSE;
    for (gsize i = 0; i < length; i++) {
        char c = text[i];

        if (!g_ascii_isalnum(c) && c != '-' && c != '.' && c != '_' && c != ':')
            return FALSE;
    }
    return TRUE;
}

/* ---- making ---- */

void
leaf_init(Leaf *leaf, LeafType type, const guint8 record[LEAF_RECORD_SIZE])
{
    leaf->type = type;
    leaf->time = 0;
    leaf->ref_count = leaf->attr_count = leaf->part_count = 0;
    leaf->fault = NULL;
    memcpy(leaf->record, record, LEAF_RECORD_SIZE);
}

static void
refuse(Leaf *leaf, const char *fault)
{
    if (leaf->fault == NULL)
        leaf->fault = fault;
}

void
leaf_add_ref(Leaf *leaf, gint64 ref)
{
    guint at = leaf->ref_count;

    if (ref < 0) {
        refuse(leaf, "a ref is negative");
        return;
    }
    while (at > 0 && leaf->refs[at - 1] > ref)
        at--;
    if (at > 0 && leaf->refs[at - 1] == ref)
        return;
    if (leaf->ref_count == LEAF_REFS_MAX) {
        refuse(leaf, "more than 256 refs");
        return;
    }
    memmove(&leaf->refs[at + 1], &leaf->refs[at], (leaf->ref_count - at) * sizeof leaf->refs[0]);
    leaf->refs[at] = ref;
    leaf->ref_count++;
}

void
leaf_add_attr(Leaf *leaf, const char *name, const char *value)
{
    guint at = leaf->attr_count;

    if (!is_name(name, strlen(name)) || !is_value(value, strlen(value))) {
        refuse(leaf, "an attr breaks the grammar");
        return;
    }
    while (at > 0 && strcmp(leaf->attrs[at - 1].name, name) > 0)
        at--;
    if (at > 0 && strcmp(leaf->attrs[at - 1].name, name) == 0) {
        refuse(leaf, "an attr comes twice");
        return;
    }
    if (leaf->attr_count == LEAF_ATTRS_MAX) {
        refuse(leaf, "more than 32 attrs");
        return;
    }
    memmove(&leaf->attrs[at + 1], &leaf->attrs[at], (leaf->attr_count - at) * sizeof leaf->attrs[0]);
    g_strlcpy(leaf->attrs[at].name, name, sizeof leaf->attrs[at].name);
    g_strlcpy(leaf->attrs[at].value, value, sizeof leaf->attrs[at].value);
    leaf->attr_count++;
}

void
leaf_add_attr_int(Leaf *leaf, const char *name, gint64 value)
{
    char text[24];

    if (value < 0) {
        refuse(leaf, "an attr is negative");
        return;
    }
    g_snprintf(text, sizeof text, "%" G_GINT64_FORMAT, value);
    leaf_add_attr(leaf, name, text);
}

void
leaf_add_part(Leaf *leaf, const char *name, const Digest *commitment)
{
    guint at = leaf->part_count;

    if (!is_name(name, strlen(name))) {
        refuse(leaf, "a part's name breaks the grammar");
        return;
    }
    while (at > 0 && strcmp(leaf->parts[at - 1].name, name) > 0)
        at--;
    if (at > 0 && strcmp(leaf->parts[at - 1].name, name) == 0) {
        refuse(leaf, "a part comes twice");
        return;
    }
    if (leaf->part_count == LEAF_PARTS_MAX) {
        refuse(leaf, "more than 48 parts");
        return;
    }
    memmove(&leaf->parts[at + 1], &leaf->parts[at], (leaf->part_count - at) * sizeof leaf->parts[0]);
    g_strlcpy(leaf->parts[at].name, name, sizeof leaf->parts[at].name);
    leaf->parts[at].commitment = *commitment;
    leaf->part_count++;
}

/* The text so far; @length goes on counting when it does not fit. */
typedef struct {
    char *text;
    gsize length;
} LeafWriter;

static void
write_span(LeafWriter *writer, const char *text, gsize length)
{
    if (writer->length + length <= LEAF_SIZE_MAX)
        memcpy(writer->text + writer->length, text, length);
    writer->length += length;
}

static void
write_text(LeafWriter *writer, const char *text)
{
    write_span(writer, text, strlen(text));
}

static void
write_number(LeafWriter *writer, const char *before, gint64 number)
{
    char line[64];

    write_span(writer, line, (gsize)g_snprintf(line, sizeof line, "%s%" G_GINT64_FORMAT "\n", before, number));
}

static void
write_hex(LeafWriter *writer, const guint8 *bytes, gsize length)
{
    g_autofree char *hex = encode_hex(bytes, length);

    write_span(writer, hex, 2 * length);
    write_span(writer, "\n", 1);
}

static gboolean
check_before_encoding(const Leaf *leaf, GError **error)
{
    const char *fault = leaf->fault;

    if (fault == NULL && (guint)leaf->type >= LEAF_TYPES)
        fault = "no such type";
    if (fault == NULL && (leaf->time < 0 || leaf->time > LEAF_TIME_MAX))
        fault = "the time is out of range";
    if (fault == NULL)
        return TRUE;
    g_set_error(error, TRIBUNE_ERROR, TRIBUNE_ERROR_INVALID, "journal leaf: %s", fault);
    return FALSE;
}

gsize
leaf_encode(const Leaf *leaf, char out[LEAF_SIZE_MAX + 1], GError **error)
{
    LeafWriter writer = { out, 0 };

    if (!check_before_encoding(leaf, error))
        return 0;
    write_text(&writer, "tribune-leaf/1\ntype ");
    write_text(&writer, TYPE_NAMES[leaf->type]);
    write_number(&writer, "\ntime ", leaf->time);
    write_text(&writer, "rec ");
    write_hex(&writer, leaf->record, LEAF_RECORD_SIZE);
    for (guint i = 0; i < leaf->ref_count; i++)
        write_number(&writer, "ref ", leaf->refs[i]);
    for (guint i = 0; i < leaf->attr_count; i++) {
        write_text(&writer, "attr ");
        write_text(&writer, leaf->attrs[i].name);
        write_text(&writer, " ");
        write_text(&writer, leaf->attrs[i].value);
        write_text(&writer, "\n");
    }
    for (guint i = 0; i < leaf->part_count; i++) {
        write_text(&writer, "part ");
        write_text(&writer, leaf->parts[i].name);
        write_text(&writer, " ");
        write_hex(&writer, leaf->parts[i].commitment.bytes, DIGEST_SIZE);
    }
    if (writer.length > LEAF_SIZE_MAX) {
        g_set_error(error, TRIBUNE_ERROR, TRIBUNE_ERROR_LIMIT, "journal leaf: %zu bytes, over %d", writer.length,
                    LEAF_SIZE_MAX);
        return 0;
    }
    out[writer.length] = '\0';
    return writer.length;
}

/* ---- reading ---- */

typedef struct {
    const char *at;
    const char *end;
    const char *line; /* what follows the keyword on the line just taken */
    gsize length;
    guint number; /* of the line just taken, from 1 */
    const char *fault;
} LeafReader;

/* Take the next line when it starts with @keyword. */
static gboolean
take_line(LeafReader *reader, const char *keyword, gsize keyword_length)
{
    const char *end;

    if ((gsize)(reader->end - reader->at) < keyword_length || memcmp(reader->at, keyword, keyword_length) != 0)
        return FALSE;
    end = memchr(reader->at, '\n', (gsize)(reader->end - reader->at));
    if (end == NULL || (gsize)(end - reader->at) < keyword_length)
        return FALSE;
    reader->line = reader->at + keyword_length;
    reader->length = (gsize)(end - reader->line);
    reader->at = end + 1;
    reader->number++;
    return TRUE;
}

#define TAKE(reader, keyword) take_line(reader, keyword, sizeof keyword - 1)

static gboolean
fault_at(LeafReader *reader, const char *fault)
{
    reader->fault = fault;
    return FALSE;
}

/* Decimal without leading zeros. */
static gboolean
read_number(const LeafReader *reader, gint64 max, gint64 *ret)
{
    return reader->length > 0 && g_ascii_isdigit(reader->line[0]) && (reader->length == 1 || reader->line[0] != '0') &&
           number_parse_span(reader->line, reader->length, 0, max, ret, NULL);
}

static gboolean
read_hex(const char *text, gsize text_length, guint8 *out, gsize length)
{
    char copy[2 * DIGEST_SIZE + 1];

    if (text_length != 2 * length || text_length >= sizeof copy)
        return FALSE;
    memcpy(copy, text, text_length);
    copy[text_length] = '\0';
    return decode_hex(copy, out, length);
}

/* "name SP rest": copies the name, which must follow @previous in order, and points at the rest. */
static gboolean
read_name(const LeafReader *reader, const char *previous, char out[LEAF_NAME_MAX + 1], const char **ret_rest,
          gsize *ret_rest_length)
{
    const char *space = memchr(reader->line, ' ', reader->length);
    gsize length;

    if (space == NULL)
        return FALSE;
    length = (gsize)(space - reader->line);
    if (!is_name(reader->line, length))
        return FALSE;
    memcpy(out, reader->line, length);
    out[length] = '\0';
    *ret_rest = space + 1;
    *ret_rest_length = reader->length - length - 1;
    return previous == NULL || strcmp(previous, out) < 0;
}

static gboolean
read_type(LeafReader *reader, LeafType *ret)
{
    for (guint i = 0; i < LEAF_TYPES; i++) {
        if (strlen(TYPE_NAMES[i]) == reader->length && memcmp(TYPE_NAMES[i], reader->line, reader->length) == 0) {
            *ret = (LeafType)i;
            return TRUE;
        }
    }
    return fault_at(reader, "unknown type");
}

static gboolean
read_head(LeafReader *reader, Leaf *leaf)
{
    if (!TAKE(reader, "tribune-leaf/1") || reader->length != 0)
        return fault_at(reader, "expected tribune-leaf/1");
    if (!TAKE(reader, "type "))
        return fault_at(reader, "expected a type");
    if (!read_type(reader, &leaf->type))
        return FALSE;
    if (!TAKE(reader, "time ") || !read_number(reader, LEAF_TIME_MAX, &leaf->time))
        return fault_at(reader, "expected a time");
    if (!TAKE(reader, "rec ") || !read_hex(reader->line, reader->length, leaf->record, LEAF_RECORD_SIZE))
        return fault_at(reader, "expected a record id");
    return TRUE;
}

static gboolean
read_refs(LeafReader *reader, Leaf *leaf)
{
    for (leaf->ref_count = 0; TAKE(reader, "ref "); leaf->ref_count++) {
        gint64 *ref = &leaf->refs[leaf->ref_count];

        if (leaf->ref_count == LEAF_REFS_MAX)
            return fault_at(reader, "too many refs");
        if (!read_number(reader, G_MAXINT64, ref) || (leaf->ref_count > 0 && ref[0] <= ref[-1]))
            return fault_at(reader, "a ref is no number or out of order");
    }
    return TRUE;
}

static gboolean
read_attrs(LeafReader *reader, Leaf *leaf)
{
    for (leaf->attr_count = 0; TAKE(reader, "attr "); leaf->attr_count++) {
        LeafAttr *attr = &leaf->attrs[leaf->attr_count];
        const char *value;
        gsize length;

        if (leaf->attr_count == LEAF_ATTRS_MAX)
            return fault_at(reader, "too many attrs");
        if (!read_name(reader, leaf->attr_count > 0 ? attr[-1].name : NULL, attr->name, &value, &length) ||
            !is_value(value, length))
            return fault_at(reader, "an attr breaks the grammar or is out of order");
        memcpy(attr->value, value, length);
        attr->value[length] = '\0';
    }
    return TRUE;
}

static gboolean
read_parts(LeafReader *reader, Leaf *leaf)
{
    for (leaf->part_count = 0; TAKE(reader, "part "); leaf->part_count++) {
        LeafPart *part = &leaf->parts[leaf->part_count];
        const char *hex;
        gsize length;

        if (leaf->part_count == LEAF_PARTS_MAX)
            return fault_at(reader, "too many parts");
        if (!read_name(reader, leaf->part_count > 0 ? part[-1].name : NULL, part->name, &hex, &length) ||
            !read_hex(hex, length, part->commitment.bytes, DIGEST_SIZE))
            return fault_at(reader, "a part breaks the grammar or is out of order");
    }
    return TRUE;
}

gboolean
leaf_decode(const void *bytes, gsize length, Leaf *ret, GError **error)
{
    LeafReader reader = { .at = bytes, .end = (const char *)bytes + length };

    ret->fault = NULL;
    if (length > LEAF_SIZE_MAX) {
        g_set_error(error, TRIBUNE_ERROR, TRIBUNE_ERROR_LIMIT, "journal leaf: %zu bytes, over %d", length,
                    LEAF_SIZE_MAX);
        return FALSE;
    }
    if (length > 0 && read_head(&reader, ret) && read_refs(&reader, ret) && read_attrs(&reader, ret) &&
        read_parts(&reader, ret) && reader.at == reader.end)
        return TRUE;
    g_set_error(error, TRIBUNE_ERROR, TRIBUNE_ERROR_INVALID, "journal leaf, about line %u: %s", MAX(reader.number, 1),
                reader.fault != NULL ? reader.fault : "unexpected line");
    return FALSE;
}

const char *
leaf_find_attr(const Leaf *leaf, const char *name)
{
    for (guint i = 0; i < leaf->attr_count; i++)
        if (strcmp(leaf->attrs[i].name, name) == 0)
            return leaf->attrs[i].value;
    return NULL;
}

const Digest *
leaf_find_part(const Leaf *leaf, const char *name)
{
    for (guint i = 0; i < leaf->part_count; i++)
        if (strcmp(leaf->parts[i].name, name) == 0)
            return &leaf->parts[i].commitment;
    return NULL;
}
