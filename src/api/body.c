/* SPDX-License-Identifier: Apache-2.0 */
#include "api/body.h"

#include <string.h>

#include "base/text.h"

#define FAULTS_MAX 32
#define NAME_SHOWN 60 /* characters of a field's name that somebody else made up */

/* ---- faults ---- */

/* RFC 6901: ~ and / are written otherwise. */
static char *
make_pointer(const char *name)
{
    g_autofree char *shown = text_one_line(name, strlen(name), NAME_SHOWN);
    GString *out = g_string_new("#/");

    for (const char *p = shown; *p != '\0'; p++) {
        if (*p == '~' || *p == '/')
            g_string_append(out, *p == '~' ? "~0" : "~1");
        else
            g_string_append_c(out, *p);
    }
    return g_string_free(out, FALSE);
}

void
body_fault(json_t **faults, const char *name, const char *detail)
{
    g_autofree char *pointer = make_pointer(name);

    if (*faults == NULL)
        *faults = json_array();
    if (json_array_size(*faults) < FAULTS_MAX)
        json_array_append_new(*faults, json_pack("{s:s, s:s}", "pointer", pointer, "detail", detail));
}

/* ---- the whole ---- */

/* Jansson's own bound is 2,048 levels of recursion. */
static gboolean
is_flat_enough(const char *bytes, gsize length)
{
    gboolean within = FALSE;
    gsize depth = 0;

    for (gsize i = 0; i < length; i++) {
        char c = bytes[i];

        if (within && c == '\\')
            i++;
        else if (c == '"')
            within = !within;
        else if (!within && (c == '{' || c == '['))
            depth++;
        else if (!within && (c == '}' || c == ']'))
            depth -= depth > 0;
        if (depth > BODY_DEPTH)
            return FALSE;
    }
    return TRUE;
}

static json_t *
load(const char *bytes, gsize length, GError **error)
{
    json_error_t fault = { 0 };
    json_t *json;

    if (!is_flat_enough(bytes, length)) {
        g_set_error(error, TRIBUNE_ERROR, TRIBUNE_ERROR_INVALID, "the JSON has more than %d levels", BODY_DEPTH);
        return NULL;
    }
    json = json_loadb(bytes, length, JSON_REJECT_DUPLICATES, &fault);
    if (json != NULL && json_is_object(json))
        return json;
    if (json != NULL)
        g_set_error_literal(error, TRIBUNE_ERROR, TRIBUNE_ERROR_INVALID, "the body is JSON, but no object");
    else
        g_set_error(error, TRIBUNE_ERROR, TRIBUNE_ERROR_INVALID, "the body is no JSON: line %d, column %d", fault.line,
                    fault.column);
    json_decref(json);
    return NULL;
}

/* ---- one field ---- */

static void
check_text(const BodyField *field, const json_t *value, json_t **faults)
{
    g_autofree char *words = NULL;

    if (json_string_length(value) <= field->max)
        return;
    words = g_strdup_printf("is longer than %" G_GSIZE_FORMAT " bytes", field->max);
    body_fault(faults, field->name, words);
}

static gboolean
holds_text(const json_t *list, const char *text, gsize before)
{
    for (gsize i = 0; i < before; i++)
        if (strcmp(json_string_value(json_array_get(list, i)), text) == 0)
            return TRUE;
    return FALSE;
}

static void
check_texts(const BodyField *field, const json_t *value, json_t **faults)
{
    gsize count = json_array_size(value);

    if (!json_is_array(value) || count == 0 || count > BODY_LIST) {
        body_fault(faults, field->name, "must be a list of 1 to " G_STRINGIFY(BODY_LIST) " texts");
        return;
    }
    for (gsize i = 0; i < count; i++) {
        const json_t *item = json_array_get(value, i);

        if (!json_is_string(item) || json_string_length(item) > field->max) {
            body_fault(faults, field->name, "must be a list of short texts");
            return;
        }
        if (holds_text(value, json_string_value(item), i)) {
            body_fault(faults, field->name, "says something twice");
            return;
        }
    }
}

static void
check_value(const BodyField *field, const json_t *value, json_t **faults)
{
    switch (field->type) {
    case BODY_TEXT:
        if (json_is_string(value))
            check_text(field, value, faults);
        else
            body_fault(faults, field->name, "must be a text");
        break;
    case BODY_TEXT_OR_NULL:
        if (json_is_string(value))
            check_text(field, value, faults);
        else if (!json_is_null(value))
            body_fault(faults, field->name, "must be a text or null");
        break;
    case BODY_BOOLEAN:
        if (!json_is_boolean(value))
            body_fault(faults, field->name, "must be true or false");
        break;
    case BODY_TEXTS:
        check_texts(field, value, faults);
        break;
    }
}

static const BodyField *
find_field(const BodyField *fields, const char *name)
{
    for (const BodyField *field = fields; field->name != NULL; field++)
        if (strcmp(field->name, name) == 0)
            return field;
    return NULL;
}

json_t *
body_parse(const char *bytes, gsize length, const BodyField *fields, json_t **ret_faults, GError **error)
{
    json_t *body = load(bytes, length, error), *faults = NULL, *value;
    const char *name;

    if (body == NULL)
        return NULL;
    json_object_foreach(body, name, value)
    {
        const BodyField *field = find_field(fields, name);

        if (field != NULL)
            check_value(field, value, &faults);
        else
            body_fault(&faults, name, "is not a field of this request");
    }
    for (const BodyField *field = fields; field->name != NULL; field++)
        if (field->required && !body_has(body, field->name))
            body_fault(&faults, field->name, "is missing");
    if (faults == NULL)
        return body;
    json_decref(body);
    *ret_faults = faults;
    return NULL;
}

/* ---- asking ---- */

const char *
body_text(const json_t *body, const char *name)
{
    return json_string_value(json_object_get(body, name));
}

gboolean
body_has(const json_t *body, const char *name)
{
    return json_object_get(body, name) != NULL;
}
