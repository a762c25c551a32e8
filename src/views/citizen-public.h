/* SPDX-License-Identifier: Apache-2.0 */
/* views/citizen-public.h: what the body said to everybody about the case of a citizen, for her own page: what is
 * released of it now. Not for who sees but her own conversation of a case that hers was merged into. Blocks on a read.
 */
#pragma once
#include "mediation/people/citizen-access.h"

#define CITIZEN_PUBLIC_MAX 20

typedef struct {
    char *slug, *title, *language;
    gint64 at; /* when it was released first */
} CitizenPublic;

/* CitizenPublic *, the latest first. TRIBUNE_ERROR_NOT_FOUND: it is not her case. */
GPtrArray *citizen_public_list(CitizenAccess *access, const Citizen *citizen, const char *language, GError **error);
