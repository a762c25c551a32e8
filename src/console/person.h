/* SPDX-License-Identifier: Apache-2.0 */
/* console/person.h: what the pages about persons share. */
#pragma once
#include "console/console-private.h"
#include "views/person-view.h"

/* "/persons/0123456789abc"; lives as long as the request. */
const char *console_person_url(const ConsoleVisit *visit, PersonId id);

/* Her name, else her first address, else "". New string. */
char *console_person_name(const PersonView *view);

/* [{ channel_name, address, assurance, evidence, first, last }] */
json_t *console_person_addresses(const ConsoleVisit *visit, const PersonView *view);
/* { list: [{ reference, url, title, state, unit, changed }] }, or null. */
json_t *console_person_cases(const ConsoleVisit *visit, const PersonView *view);

/* { list, form }: what was proven by a code, and the form to ask for one; @typed: in it (console/person-proof.c). */
json_t *console_person_proof_describe(const ConsoleVisit *visit, const PersonView *view, const char *typed);

/* The person of the path. */
PersonView *console_person_load(const ConsoleVisit *visit, GError **error);

/* Answers her page with what was typed in @field and what is wrong with it; @trouble is taken, and passed on when it is
 * nothing that typing can put right. */
gboolean console_person_refuse(const ConsoleVisit *visit, const char *field, const char *typed, GError *trouble,
                               GError **error);
