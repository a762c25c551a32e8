/* SPDX-License-Identifier: Apache-2.0 */
/* console/side-form.h: what the forms that write to somebody else share: which messages and files go along, and what
 * exactly leaves. */
#pragma once
#include "console/case-page.h"
#include "mediation/cases/enclosures.h"
#include "mediation/releasing/release.h"

/* The fields "with" of the request's form as Enclosure; what is none is left out. New array. */
GArray *side_form_enclosures(const ConsoleVisit *visit);

/* What of the citizen's conversation may go along: a list of { value, ticked, author, ours, when, says, files }, files
 * a list of { value, ticked, file_name, size }; null when there is nothing. @chosen (Enclosure) is ticked; may be NULL.
 */
json_t *side_form_choices(const ConsoleVisit *visit, const CaseView *view, const GArray *chosen);

/* The same that was chosen, to be carried by hidden fields: a list of texts. */
json_t *side_form_carried(const GArray *chosen);

/* What exactly leaves: { headers, plain, formatted, files, mail_language }. */
json_t *side_form_sheet(const ConsoleVisit *visit, const Outgoing *outgoing, const Rendering *rendering);

/* Partners that can be chosen: options, and the one of @chosen (an id as text) selected. NULL with @error. */
json_t *side_form_partners(const ConsoleVisit *visit, const char *chosen, GError **error);

/* { reference, url, title, language, unit, state } of the case, for pages beside its own. */
json_t *side_form_case(const ConsoleVisit *visit, const Case *a_case);

/* What was said last in @side, as far as the case's page reads back; borrowed, NULL: nothing. */
const CaseMessage *side_form_last(const CaseView *view, const Side *side);

/* Which pages a case has: { talk: { url, current }, sides: { url, current, count, shown, answered } }; null when there
 * is nothing to tell: no consultation, and no right to begin one. */
json_t *side_form_tabs(const ConsoleVisit *visit, const CaseView *view, gboolean on_sides);
