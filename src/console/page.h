/* SPDX-License-Identifier: Apache-2.0 */
/* console/page.h: what all pages of the console have: the bar, the queues with their counts, warnings, what was just
 * done. */
#pragma once
#include "console/console-private.h"

/* Answers with template "console/@name" over @data (taken). @current: which entry of the navigation this page is
 * ("mine", "unit:highways", "journal"), "" none of them, NULL for pages without navigation. Reads the store. */
gboolean page_render(const ConsoleVisit *visit, const char *name, const char *current, json_t *data, GError **error);

/* The same with a status other than 200. */
gboolean page_render_status(const ConsoleVisit *visit, guint status, const char *name, const char *current,
                            json_t *data, GError **error);

/* Without reading anything: for error pages and the sign-in. */
gboolean page_render_bare(const ConsoleVisit *visit, const char *name, json_t *data, GError **error);

/* The place that this actor begins at. */
const char *page_home(const Actor *actor);

/* When a form does not do what it should. Whether that is for who filled it in to mend: then the answer has its status,
 * 409 where somebody was faster, else 422, and shows the form again with what was typed. FALSE: @trouble is another
 * one, and was moved to @error. */
gboolean page_comes_back(const ConsoleVisit *visit, GError **trouble, GError **error);

/* { "list": [{ field, error: { @code: true } }] }: one thing wrong with the form, at @field. */
json_t *page_error(const char *field, const char *code);
/* The same for what @error says, which becomes words at @field. */
json_t *page_error_said(const ConsoleVisit *visit, const char *field, const GError *error);
