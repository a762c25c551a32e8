/* SPDX-License-Identifier: Apache-2.0 */
/* mediation/people/reading.h: that somebody looked something up about people is recorded before it is shown.
 *
 * For views. A search and the page of a person are an event with a leaf each, like a change: what was searched for is
 * sealed in the event's detail, and the journal only commits to it. What cannot be recorded (a full disk) is not shown
 * either. What Tribune itself reads is not recorded. Blocks until durable. */
#pragma once
#include "store/event-store.h"

gboolean reading_record_search(Store *store, const Actor *actor, const char *query, GError **error);
/* @how: "page", or "api" for programs. */
gboolean reading_record_person(Store *store, const Actor *actor, PersonId id, const char *how, GError **error);
