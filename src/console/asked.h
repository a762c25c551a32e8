/* SPDX-License-Identifier: Apache-2.0 */
/* console/asked.h: which list of cases an address asks for: the queue, the filters, what was searched for. */
#pragma once
#include "console/console-private.h"
#include "views/inbox-view.h"

typedef struct {
    InboxQuestion question;
    const char *queue; /* its name: "mine" */
    char *unit;        /* code; "" none */
    char *unit_name;
    char *searched; /* what was typed; NULL: nothing */
    char *found;    /* where the case is that was typed: the answer is to go there; else NULL */
} Asked;
void asked_clear(Asked *asked);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Asked, asked_clear)

/* Reads the request's address; what was typed into the search field is a case's reference, or an address whose owner's
 * cases are wanted. @ret is zero before. TRIBUNE_ERROR_NOT_FOUND: no such unit. Reads the store. */
gboolean asked_read(const ConsoleVisit *visit, Asked *ret, GError **error);

/* The page of the case that has the reference @typed, in any case of letters; NULL: none that this actor may read.
 * Reads the store. */
char *asked_case(const ConsoleVisit *visit, const char *typed);

/* Whether more than the queue itself is asked for. */
gboolean asked_is_filtered(const InboxQuestion *question);
/* Whether @queue shows cases of every state unless asked otherwise. */
gboolean asked_is_everywhere(InboxQueue queue);

/* The address of page @page, from 0, of the same list. */
char *asked_url(const Asked *asked, guint page);
