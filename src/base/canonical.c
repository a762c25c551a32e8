/* SPDX-License-Identifier: Apache-2.0 */
/* Written here and not by json_dumps(), which looks at each character three times and sorts through a callback: every
 * event and every release is such a text. */
#include "base/canonical.h"

#include <stdlib.h>
#include <string.h>

#define SIZE_AT_FIRST 512

typedef struct {
    const char *key;
    const json_t *value;
} Member;

static void write_value(GString *out, const json_t *value);

static void
write_escaped(GString *out, guchar byte)
{
    static const char NAMED[] = "\"\"\\\\\bb\ff\nn\rr\tt";

    for (const char *pair = NAMED; *pair != '\0'; pair += 2)
        if ((guchar)pair[0] == byte) {
            g_string_append_c(out, '\\');
            g_string_append_c(out, pair[1]);
            return;
        }
    g_string_append_printf(out, "\\u%04X", byte);
}

static void
write_text(GString *out, const char *text, gsize length)
{
    gsize written = 0;

    g_string_append_c(out, '"');
    for (gsize i = 0; i < length; i++) {
        guchar byte = (guchar)text[i];

        if (byte >= 0x20 && byte != '"' && byte != '\\')
            continue;
        g_string_append_len(out, text + written, (gssize)(i - written));
        write_escaped(out, byte);
        written = i + 1;
    }
    g_string_append_len(out, text + written, (gssize)(length - written));
    g_string_append_c(out, '"');
}

static void
write_integer(GString *out, json_int_t number)
{
    char text[24];

    g_string_append_len(out, text, g_snprintf(text, sizeof text, "%" JSON_INTEGER_FORMAT, number));
}

/* No record has one; the library knows how to tell it from an integer. */
static void
write_real(GString *out, const json_t *value)
{
    char *text = json_dumps(value, JSON_ENCODE_ANY);

    g_string_append(out, text);
    free(text);
}

static int
compare_members(const void *a, const void *b)
{
    return strcmp(((const Member *)a)->key, ((const Member *)b)->key);
}

static void
write_object(GString *out, json_t *object)
{
    gsize count = json_object_size(object), filled = 0;
    g_autofree Member *members = g_new(Member, count);

    for (void *at = json_object_iter(object); at != NULL; at = json_object_iter_next(object, at))
        members[filled++] = (Member){ json_object_iter_key(at), json_object_iter_value(at) };
    if (count > 1)
        qsort(members, count, sizeof *members, compare_members);
    g_string_append_c(out, '{');
    for (gsize i = 0; i < count; i++) {
        if (i > 0)
            g_string_append_c(out, ',');
        write_text(out, members[i].key, strlen(members[i].key));
        g_string_append_c(out, ':');
        write_value(out, members[i].value);
    }
    g_string_append_c(out, '}');
}

static void
write_array(GString *out, const json_t *array)
{
    g_string_append_c(out, '[');
    for (gsize i = 0; i < json_array_size(array); i++) {
        if (i > 0)
            g_string_append_c(out, ',');
        write_value(out, json_array_get(array, i));
    }
    g_string_append_c(out, ']');
}

static void
write_value(GString *out, const json_t *value)
{
    switch (json_typeof(value)) {
    case JSON_OBJECT:
        write_object(out, (json_t *)value);
        break;
    case JSON_ARRAY:
        write_array(out, value);
        break;
    case JSON_STRING:
        write_text(out, json_string_value(value), json_string_length(value));
        break;
    case JSON_INTEGER:
        write_integer(out, json_integer_value(value));
        break;
    case JSON_REAL:
        write_real(out, value);
        break;
    case JSON_TRUE:
        g_string_append(out, "true");
        break;
    case JSON_FALSE:
        g_string_append(out, "false");
        break;
    case JSON_NULL:
        g_string_append(out, "null");
        break;
    }
}

char *
canonical_json_take(json_t *value)
{
    GString *out;

    if (value == NULL)
        return NULL;
    out = g_string_sized_new(SIZE_AT_FIRST);
    write_value(out, value);
    json_decref(value);
    return g_string_free(out, FALSE);
}
