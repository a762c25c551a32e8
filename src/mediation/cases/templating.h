/* SPDX-License-Identifier: Apache-2.0 */
/* mediation/cases/templating.h: replies that are written often, kept by leads and policy.
 *
 * Each has a code, and one text per unit (0: all of them) and language. A change makes a new version; the old ones
 * stay, so that it can be told what a rule or an officer used. TRIBUNE_ERROR_FORBIDDEN, TRIBUNE_ERROR_INVALID and
 * TRIBUNE_ERROR_LIMIT say what is wrong with code, name or text, TRIBUNE_ERROR_CONFLICT that somebody was faster. */
#pragma once
#include "mediation/mediation.h"
#include "store/template-store.h"

#define TEMPLATE_CODE_MAX 40  /* a-z 0-9 - */
#define TEMPLATE_NAME_MAX 100 /* characters */

/* Blocks until durable. */
gboolean templating_make(Mediation *mediation, const Actor *actor, const char *code, UnitId unit, const char *language,
                         const char *name, const char *text, GError **error);
/* @version is the one that was seen. */
gboolean templating_change(Mediation *mediation, const Actor *actor, gint64 id, gint64 version, const char *name,
                           const char *text, gboolean closed, GError **error);

/* TemplateRow *: those that @actor may change; or, with @unit, those that are open for a reply of that unit. Blocks on
 * a read. */
GPtrArray *templating_list_own(Mediation *mediation, const Actor *actor, GError **error);
GPtrArray *templating_list_for(Mediation *mediation, const Actor *actor, UnitId unit, GError **error);
/* TRIBUNE_ERROR_NOT_FOUND. */
TemplateRow *templating_find(Mediation *mediation, const Actor *actor, gint64 id, GError **error);
