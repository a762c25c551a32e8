/* SPDX-License-Identifier: Apache-2.0 */
/* http/cookie.h: reading a Cookie header and writing Set-Cookie (RFC 6265). Pure. */
#pragma once
#include <glib.h>

#define COOKIE_VALUE_LIMIT 1024

/* The value of the first cookie @name in @header (may be NULL), or NULL. Values over COOKIE_VALUE_LIMIT bytes are not
 * seen. */
char *cookie_find(const char *header, const char *name);

/* A Set-Cookie value: HttpOnly, SameSite=Lax, Path=/, Secure when @secure. @max_age in seconds; 0 makes a browser
 * forget it, negative keeps it until the browser ends. @name and @value are of the letters RFC 6265 permits: our tokens
 * are. */
char *cookie_render(const char *name, const char *value, gboolean secure, gint64 max_age);
