/* SPDX-License-Identifier: Apache-2.0 */
/* store/comment-rule-store.h: the rules for comments, version by version, and until when comments are open where. Calls
 * run inside the caller's transaction. Versions are only ever added. */
#pragma once
#include "db/db.h"
#include "model/comment.h"

typedef struct {
    gint64 version; /* 0: there are none yet */
    gint64 at;
    GPtrArray *texts; /* char *: language, rules, language, rules … */
} CommentRules;
void comment_rules_free(CommentRules *rules);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(CommentRules, comment_rules_free)
/* The rules in @language, else in the first there is; "" when there are none. Borrowed. */
const char *comment_rules_text(const CommentRules *rules, const char *language);
/* Rule @number (from 1) in @language, new; "" when there is none. */
char *comment_rules_rule(const CommentRules *rules, const char *language, guint number);

/* @version 0: the latest. */
CommentRules *comment_rule_store_load(DbSession *session, gint64 version, GError **error);
gboolean comment_rule_store_add(DbSession *session, const CommentRules *rules, StaffId staff, GError **error);

/* What was said for @publication alone; FALSE in @ret_found when nothing was. */
gboolean comment_rule_store_window(DbSession *session, PublicationId publication, gboolean *ret_found,
                                   gint64 *ret_until, gint64 *ret_changed, GError **error);
gboolean comment_rule_store_set_window(DbSession *session, PublicationId publication, gint64 until, gint64 now,
                                       GError **error);
