/* SPDX-License-Identifier: Apache-2.0 */
/* base/error.h: the one error domain, and what a caller can do about each code.
 *
 * Messages are built outside-in with g_prefix_error ("recording message from email: disk is full"). They say what
 * happened and what to do, and never hold personal data or secrets: they may be logged. */
#pragma once
#include <glib.h>

#define TRIBUNE_ERROR (tribune_error_quark())

typedef enum {
    TRIBUNE_ERROR_INVALID,     /* the input is wrong; trying again will not help */
    TRIBUNE_ERROR_LIMIT,       /* a stated limit is exceeded: too large, too many, too deep */
    TRIBUNE_ERROR_NOT_FOUND,   /* no such thing, or not for this actor */
    TRIBUNE_ERROR_CONFLICT,    /* somebody else changed it first; read again */
    TRIBUNE_ERROR_FORBIDDEN,   /* this actor may not */
    TRIBUNE_ERROR_TEMPORARY,   /* busy, timed out, unreachable: try again later */
    TRIBUNE_ERROR_FULL,        /* no space left on the device; try again when there is */
    TRIBUNE_ERROR_CONFIG,      /* the operator must change the configuration */
    TRIBUNE_ERROR_CORRUPT,     /* stored data does not verify: an operator must look */
    TRIBUNE_ERROR_UNAVAILABLE, /* a needed component (filter, peer) is down */
    TRIBUNE_ERROR_INTERNAL,    /* a bug of ours */
} TribuneError;

GQuark tribune_error_quark(void);

/* Whether trying the same again later can succeed: TEMPORARY, FULL, UNAVAILABLE. */
gboolean tribune_error_is_temporary(const GError *error);
