/* SPDX-License-Identifier: Apache-2.0 */
/* api/body.h: a JSON body, read against a table of its fields. Pure.
 *
 * Strict: one object, UTF-8, no field twice, none that the table does not have, none of another type, text without NUL
 * and within its length, lists without repetition. At most BODY_DEPTH levels and BODY_LIST items in a list. */
#pragma once
#include <jansson.h>

#include "base/error.h"

#define BODY_DEPTH 16
#define BODY_LIST  64

typedef enum {
    BODY_TEXT,
    BODY_TEXT_OR_NULL,
    BODY_BOOLEAN,
    BODY_TEXTS, /* a list of texts, not empty */
} BodyType;

typedef struct {
    const char *name; /* ends the table with NULL */
    BodyType type;
    gboolean required;
    gsize max; /* bytes of a text */
} BodyField;

/* NULL with TRIBUNE_ERROR_INVALID: it is no such object at all; or with @ret_faults: a list of { pointer, detail }, one
 * for each thing that is wrong, at most 32. */
json_t *body_parse(const char *bytes, gsize length, const BodyField *fields, json_t **ret_faults, GError **error);

/* A text of the object; NULL: it is not there, or null. */
const char *body_text(const json_t *body, const char *name);
/* Whether it is there, null or not. */
gboolean body_has(const json_t *body, const char *name);

/* { pointer, detail }, added to @faults, a list that is made when there is none yet. */
void body_fault(json_t **faults, const char *name, const char *detail);
