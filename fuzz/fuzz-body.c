/* SPDX-License-Identifier: Apache-2.0 */
/* A body of the interface for programs: what is taken has only what the table says, and what is refused says why. The same
 * bytes as a cursor: nobody but us makes one. */
#include <stdint.h>
#include <string.h>

#include "api/body.h"
#include "api/cursor.h"

static const BodyField FIELDS[] = {
    { "text", BODY_TEXT, TRUE, 64 },
    { "unit", BODY_TEXT_OR_NULL, FALSE, 32 },
    { "active", BODY_BOOLEAN, FALSE, 0 },
    { "events", BODY_TEXTS, FALSE, 16 },
    { NULL, 0, FALSE, 0 },
};

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length);

int
LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length)
{
    static const guint8 secret[32] = { 7 };
    g_autofree char *text = g_strndup((const char *)bytes, length);
    g_autoptr(GError) error = NULL;
    json_t *faults = NULL, *body = body_parse((const char *)bytes, length, FIELDS, &faults, &error);
    Cursor cursor;

    if (body != NULL && (body_text(body, "text") == NULL || strlen(body_text(body, "text")) > 64))
        g_error("a text that the table does not allow");
    if (body == NULL && (faults == NULL) == (error == NULL))
        g_error("refused without saying why, or twice");
    json_decref(body);
    json_decref(faults);
    if (cursor_parse(text, "cases", secret, &cursor, NULL))
        g_error("somebody else made a cursor");
    return 0;
}
