/* SPDX-License-Identifier: Apache-2.0 */
#include "console/flash.h"

#include <string.h>

#include "base/digest.h"
#include "base/encode.h"
#include "http/cookie.h"

#define COOKIE     "flash"
#define SECONDS    60
#define MARK_BYTES 16
#define VALUE_MAX  300 /* bytes; a longer one is left out */

/* Hexadecimal, so that any text fits a cookie and needs no other alphabet. */
static char *
mark_of(const ConsoleVisit *visit, const char *payload)
{
    const char *secret = session_secret(http_request_session(visit->request));
    g_autofree char *bound = g_strconcat("flash ", payload, NULL);
    Digest mac = digest_hmac(secret, strlen(secret), bound, strlen(bound));

    return encode_hex(mac.bytes, MARK_BYTES);
}

static void
set_cookie(const ConsoleVisit *visit, const char *value, gint64 seconds)
{
    g_autofree char *cookie = cookie_render(COOKIE, value, http_request_is_secure(visit->request), seconds);

    http_response_add_header(visit->response, "Set-Cookie", cookie);
}

void
flash_set(const ConsoleVisit *visit, const char *code, const char *key, const char *value)
{
    flash_set_undo(visit, code, key, value, NULL);
}

void
flash_set_undo(const ConsoleVisit *visit, const char *code, const char *key, const char *value, const char *undo)
{
    gboolean whole = value != NULL && strlen(value) <= VALUE_MAX && strchr(value, '\n') == NULL;
    g_autofree char *text = g_strjoin("\n", code, whole ? key : "", whole ? value : "", undo != NULL ? undo : "", NULL);
    g_autofree char *payload = encode_hex(text, strlen(text));
    g_autofree char *mark = mark_of(visit, payload);
    g_autofree char *cookie = g_strconcat(mark, ".", payload, NULL);

    set_cookie(visit, cookie, SECONDS);
}

static json_t *
describe(const char *text)
{
    g_auto(GStrv) lines = g_strsplit(text, "\n", 4);
    json_t *flash;

    if (g_strv_length(lines) != 4)
        return json_null();
    flash =
        json_pack("{s:b, s:o}", lines[0], 1, "undo",
                  *lines[3] != '\0' ? json_pack("{s:o, s:[]}", "action", part_text(lines[3]), "fields") : json_null());
    /* A state is a word of the catalogue, everything else stands as it is. */
    if (strcmp(lines[1], "state") == 0)
        part_set(flash, "state", part_flag(lines[2]));
    else if (*lines[1] != '\0')
        part_set(flash, lines[1], part_text(lines[2]));
    return flash;
}

json_t *
flash_take(const ConsoleVisit *visit)
{
    const char *cookie = http_request_cookie(visit->request, COOKIE);
    const char *dot = cookie == NULL ? NULL : strchr(cookie, '.');
    g_autofree char *expected = NULL, *text = NULL;
    gsize length;

    if (dot == NULL || http_request_session(visit->request) == NULL)
        return json_null();
    set_cookie(visit, "", 0);
    expected = mark_of(visit, dot + 1);
    length = strlen(dot + 1) / 2;
    text = g_malloc0(length + 1);
    if (strlen(expected) != (gsize)(dot - cookie) || strncmp(expected, cookie, (gsize)(dot - cookie)) != 0 ||
        !decode_hex(dot + 1, (guint8 *)text, length))
        return json_null();
    return describe(text);
}
