/* SPDX-License-Identifier: Apache-2.0 */
/* base/totp.h: one-time passwords by the clock (RFC 6238 over RFC 4226): HMAC-SHA-1, 30 s, six digits, as every
 * authenticator program makes them. Pure and thread-safe. */
#pragma once
#include <glib.h>

#define TOTP_SECRET_SIZE 20 /* bytes, RFC 4226 section 4 R6 */
#define TOTP_DIGITS      6
#define TOTP_STEP        30 /* seconds */

/* The step that @now (microseconds UTC) lies in. */
gint64 totp_step(gint64 now);

/* The code of @step: exactly TOTP_DIGITS digits. */
void totp_code(const guint8 secret[TOTP_SECRET_SIZE], gint64 step, char ret_code[TOTP_DIGITS + 1]);

/* Whether @typed (blanks do not matter) is the code of the step of @now, or of the one before it: a code may be typed
 * while its step ends. A step up to @last was used already and opens nothing (RFC 6238 section 5.2). @ret_step is the
 * step that it is of. Takes the same time whatever is wrong. */
gboolean totp_check(const guint8 secret[TOTP_SECRET_SIZE], const char *typed, gint64 now, gint64 last,
                    gint64 *ret_step);

/* The secret as people type it into a program: base32 (RFC 4648), in groups of four. New string. */
char *totp_secret_text(const guint8 secret[TOTP_SECRET_SIZE]);

/* otpauth://totp/ISSUER:ACCOUNT?secret=…&issuer=ISSUER: what the square picture says. New string. */
char *totp_uri(const guint8 secret[TOTP_SECRET_SIZE], const char *issuer, const char *account);
