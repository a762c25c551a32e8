/* SPDX-License-Identifier: Apache-2.0 */
/* The first byte picks the format and the size of the pieces; the rest is a body. In one piece or in many, the outcome
 * is the same. */
#include <stdint.h>
#include <string.h>

#include "http/form.h"

static Form *
parse(const char *type, const char *body, size_t length, size_t step)
{
    g_autoptr(FormParser) parser = form_parser_new(type, G_MAXSIZE, G_MAXSIZE, NULL);

    for (size_t at = 0; at < length; at += step)
        if (!form_parser_feed(parser, body + at, MIN(step, length - at), NULL))
            return NULL;
    return form_parser_finish(parser, NULL);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length);

int
LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length)
{
    if (length == 0)
        return 0;
    const char *type =
        (bytes[0] & 1) != 0 ? "multipart/form-data; boundary=\"b\"" : "application/x-www-form-urlencoded";
    g_autoptr(Form) whole = parse(type, (const char *)bytes + 1, length - 1, length);
    g_autoptr(Form) pieces = parse(type, (const char *)bytes + 1, length - 1, 1 + bytes[0] / 2);

    if ((whole == NULL) != (pieces == NULL))
        g_error("the size of the pieces matters");
    for (guint i = 0; i < form_field_count(whole); i++)
        if (strcmp(form_field_at(whole, i)->value, form_field_at(pieces, i)->value) != 0)
            g_error("the size of the pieces matters");
    for (guint i = 0; i < form_file_count(whole); i++)
        if (form_file_at(whole, i)->size != form_file_at(pieces, i)->size)
            g_error("the size of the pieces matters");
    return 0;
}
