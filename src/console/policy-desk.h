/* SPDX-License-Identifier: Apache-2.0 */
/* console/policy-desk.h: what the pages of one version of a decision table share. */
#pragma once
#include "console/page.h"
#include "console/policy-part.h"

typedef struct {
    const ConsoleVisit *visit;
    PolicyKind kind;
    gint64 number;
    PolicyView *view;
    gboolean changes; /* the visitor may change the rules */
    gboolean writes;  /* … and this version is hers and not in force */
} PolicyDesk;
void policy_desk_clear(PolicyDesk *desk);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(PolicyDesk, policy_desk_clear)

/* The version that the address names. For who may see the rules. */
gboolean policy_desk_open(PolicyDesk *desk, HttpRequest *request, HttpResponse *response, GError **error);

/* What a page about it shows besides: what was typed and refused. */
typedef struct {
    const char *rule;         /* id of the rule that is open, "new"; NULL: none */
    const PolicyRule *typed;  /* … with what was typed; NULL: as it is */
    const char *const *cells; /* … and its cells as they were typed, by PolicyInput; NULL: as they are */
    json_t *errors;           /* taken; NULL: none */
} PolicyTyped;
/* The page of the version. */
gboolean policy_desk_show(const PolicyDesk *desk, const PolicyTyped *typed, GError **error);
/* The same after something was refused: @trouble (taken) at @field, or the error goes on. */
gboolean policy_desk_refuse(const PolicyDesk *desk, PolicyTyped *typed, const char *field, GError *trouble,
                            GError **error);
/* "/policy/duty/2", with @rest behind it. */
const char *policy_desk_url(const PolicyDesk *desk, const char *rest);
