/* SPDX-License-Identifier: Apache-2.0 */
/* mediation/commenting/comment-rules.h: the published rules for comments, and where comments are open.
 *
 * Rules are paragraphs in each language, numbered from 1; every change is a version that stays, because decisions refer
 * to it. Without rules comments are open nowhere. For each kind of publication a setting says for how many days
 * comments are open below it (0: not at all, which is how a body begins); below one publication somebody may say
 * otherwise.
 *
 * Calls with an actor block until durable and ask ACTION_MANAGE_COMMENTS. TRIBUNE_ERROR_INVALID, _LIMIT, _CONFLICT. */
#pragma once
#include "mediation/mediation.h"
#include "model/publication.h"
#include "store/comment-rule-store.h"

#define COMMENT_DAYS_MAX 366

/* The next version; @texts: char *: language, rules, language, rules …; empty ones are left out. All languages have the
 * same number of rules. @seen: the version that the form was made from. */
gboolean comment_rules_publish(Mediation *mediation, const Actor *actor, const GPtrArray *texts, gint64 seen,
                               GError **error);
gboolean comment_rules_set_days(Mediation *mediation, const Actor *actor, PublicationKind kind, guint days,
                                GError **error);
/* Comments below @publication are open until @until, which may have passed; 0: closed now. */
gboolean comment_rules_set_until(Mediation *mediation, const Actor *actor, PublicationId publication, gint64 until,
                                 GError **error);

/* Inside a transaction: the setting for @kind; 0 when there are no rules. */
gboolean comment_rules_days(DbSession *session, PublicationKind kind, guint *ret, GError **error);
