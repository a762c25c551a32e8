/* SPDX-License-Identifier: Apache-2.0 */
/* console/inbox-desk.h: what a list of cases offers for work: tags, sleep, and many cases at once. */
#pragma once
#include "console/asked.h"

/* { list: [{ tag_name }] }, or null. */
json_t *inbox_desk_row_tags(const InboxRow *row);
/* When it comes back; null: it does not sleep. */
json_t *inbox_desk_asleep(const ConsoleVisit *visit, gint64 until);
/* { options } of the tags that may be asked for, or null. */
json_t *inbox_desk_tags(const ConsoleVisit *visit, TagId chosen);
/* The form for the chosen cases: { action, officers, states, units, tags }; null for who changes none. */
json_t *inbox_desk_bulk(const ConsoleVisit *visit, const Asked *asked, const Inbox *inbox);
