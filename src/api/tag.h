/* SPDX-License-Identifier: Apache-2.0 */
/* api/tag.h: versions as entity tags, preconditions, the link to the next page, and bodies: what several resources read
 * from a request or answer alike. */
#pragma once
#include "api/body.h"
#include "api/fault.h"

/* "\"12\""; the request frees it. */
const char *tag_of_version(HttpRequest *request, gint64 version);

/* Whether If-Match names @version, or is "*". FALSE: @response is the answer: 428 without it, else 412 with the tag of
 * now. */
gboolean tag_check(HttpRequest *request, HttpResponse *response, gint64 version);

/* Link: rel="next": this address with @cursor. */
void tag_set_next(HttpRequest *request, HttpResponse *response, const char *cursor);

/* The JSON body by @fields (api/body.h). NULL: @response is the answer, 400 or 422. */
json_t *tag_read_body(HttpRequest *request, HttpResponse *response, const BodyField *fields);
