/* SPDX-License-Identifier: Apache-2.0 */
/* console/comments.h: what lists of comments and the page of one show alike. */
#pragma once
#include "console/console-private.h"
#include "views/comment-desk-view.h"

/* "/comments/ID" and @rest; belongs to the request. */
const char *comments_url(const ConsoleVisit *visit, CommentId id, const char *rest);
/* Who wrote it, where, what it says, what filters and readers say. New. */
json_t *comments_describe(const ConsoleVisit *visit, const CommentDeskLine *line);
