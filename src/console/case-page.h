/* SPDX-License-Identifier: Apache-2.0 */
/* console/case-page.h: the page of one case, also as the answer to a form that could not be followed: then it holds
 * what was typed and says what was wrong. */
#pragma once
#include "console/console-private.h"
#include "views/case-view.h"

/* What a form left behind. All borrowed; zero: a page that is simply looked at. */
typedef struct {
    guint status;             /* 0: 200 */
    const char *field;        /* of the page, that the fault is about; NULL: no fault */
    const char *code;         /* of templates/word/error.mustache, … */
    const GError *error;      /* … or what was said, when code is NULL */
    const char *reply;        /* typed so far */
    const char *next;         /* the state chosen with it */
    const char *decision;     /* not "": it is to be a formal decision; NULL: as the draft says */
    const char *at;           /* when it is to leave … */
    const char *untranslated; /* … and why it is in another language */
    const char *note;
    const char *reason; /* of a review … */
    MessageId reviewed; /* … of this message */
} CaseTyped;

/* Reads the case of the request's path and answers with its page. */
gboolean case_page_show(const ConsoleVisit *visit, const CaseTyped *typed, GError **error);

/* The same after @trouble (taken): FALSE with it when it is not for the reader of this page to put right. */
gboolean case_page_refuse(const ConsoleVisit *visit, CaseTyped *typed, GError *trouble, GError **error);

/* "/cases/NB-2026-000123" of the request's path; belongs to the request. */
const char *case_page_url(const ConsoleVisit *visit, const Case *a_case);

/* Who a reply goes to, where and why: { to, channel_name, address, why }. */
json_t *case_page_audience(const ConsoleVisit *visit, const CaseView *view);
