/* SPDX-License-Identifier: Apache-2.0 */
#include "model/comment.h"

#include <string.h>

#include "base/clock.h"
#include "base/error.h"
#include "base/locale.h"
#include "base/text.h"
#include "model/name-table.h"

static const char *const STATES[] = { "waiting", "held", "public", "hidden", "withdrawn", NULL };
static const char *const CATEGORIES[] = { "illegal",    "privacy", "scam",  "selfharm", "violence",
                                          "harassment", "minors",  "other", NULL };
static const char *const APPEALS[] = { "none", "waiting", "restored", "upheld", NULL };

NAME_TABLE(CommentState, comment_state, STATES)
NAME_TABLE(CommentCategory, comment_category, CATEGORIES)
NAME_TABLE(CommentAppeal, comment_appeal, APPEALS)

const char *
comment_category_code(CommentCategory category)
{
    static const char *const CODES[COMMENT_CATEGORIES] = {
        [COMMENT_ILLEGAL] = "STATEMENT_CATEGORY_ILLEGAL_OR_HARMFUL_SPEECH",
        [COMMENT_PRIVACY] = "STATEMENT_CATEGORY_DATA_PROTECTION_AND_PRIVACY_VIOLATIONS",
        [COMMENT_SCAM] = "STATEMENT_CATEGORY_SCAMS_AND_FRAUD",
        [COMMENT_SELF_HARM] = "STATEMENT_CATEGORY_SELF_HARM",
        [COMMENT_VIOLENCE] = "STATEMENT_CATEGORY_VIOLENCE",
        [COMMENT_HARASSMENT] = "STATEMENT_CATEGORY_CYBER_VIOLENCE",
        [COMMENT_MINORS] = "STATEMENT_CATEGORY_PROTECTION_OF_MINORS",
        [COMMENT_OTHER] = "STATEMENT_CATEGORY_OTHER_VIOLATION_TC",
    };

    return CODES[category];
}

void
comment_free(Comment *comment)
{
    g_free(comment->channel);
    g_free(comment->external_id);
    g_free(comment->language);
    g_free(comment->name);
    g_free(comment->handle);
    g_free(comment->identity);
    g_free(comment->text);
    g_free(comment->token);
    g_free(comment);
}

void
comment_decision_free(CommentDecision *decision)
{
    g_free(decision->law);
    g_free(decision->facts);
    g_free(decision->plea);
    g_free(decision->answer);
    g_free(decision);
}

/* ---- checks ---- */

char *
comment_clean(const char *text)
{
    return g_strstrip(text_clean(text, strlen(text)));
}

static gboolean
refuse(GError **error, TribuneError code, const char *words)
{
    g_set_error_literal(error, TRIBUNE_ERROR, (gint)code, words);
    return FALSE;
}

gboolean
comment_check(const char *name, const char *text, GError **error)
{
    if (*text == '\0')
        return refuse(error, TRIBUNE_ERROR_INVALID, SAY_NOOP("write something; an empty comment says nothing"));
    if (g_utf8_strlen(text, -1) > COMMENT_TEXT_MAX)
        return refuse(error, TRIBUNE_ERROR_LIMIT, SAY_NOOP("a comment has at most 3,000 characters; make it shorter"));
    if (g_utf8_strlen(name, -1) > COMMENT_NAME_MAX)
        return refuse(error, TRIBUNE_ERROR_LIMIT, SAY_NOOP("a name has at most 100 characters; make it shorter"));
    return TRUE;
}

/* ---- rules ---- */

static void
end_rule(GPtrArray *rules, GString *rule)
{
    char *line = text_one_line(rule->str, rule->len, G_MAXINT32);

    g_string_truncate(rule, 0);
    if (*line != '\0')
        g_ptr_array_add(rules, line);
    else
        g_free(line);
}

GPtrArray *
comment_rules_split(const char *text)
{
    GPtrArray *rules = g_ptr_array_new_with_free_func(g_free);
    g_autofree char *clean = text_clean(text, strlen(text));
    g_auto(GStrv) lines = g_strsplit(clean, "\n", -1);
    g_autoptr(GString) rule = g_string_new(NULL);

    for (char **line = lines; *line != NULL; line++) {
        if (*g_strstrip(*line) == '\0')
            end_rule(rules, rule);
        else
            g_string_append_printf(rule, "%s\n", *line);
    }
    end_rule(rules, rule);
    return rules;
}

gboolean
comment_rules_check(const GPtrArray *rules, GError **error)
{
    if (rules->len == 0)
        return refuse(error, TRIBUNE_ERROR_INVALID, SAY_NOOP("write at least one rule"));
    if (rules->len > COMMENT_RULES_MAX)
        return refuse(error, TRIBUNE_ERROR_LIMIT, SAY_NOOP("there are more than 20 rules; nobody reads so many"));
    for (guint i = 0; i < rules->len; i++)
        if (g_utf8_strlen(g_ptr_array_index(rules, i), -1) > COMMENT_RULE_MAX)
            return refuse(error, TRIBUNE_ERROR_LIMIT,
                          SAY_NOOP("a rule has at most 500 characters; leave an empty line between two rules"));
    return TRUE;
}

gint64
comment_appeal_until(gint64 at)
{
    g_autoptr(GDateTime) then = g_date_time_new_from_unix_utc(at / CLOCK_SECOND);
    g_autoptr(GDateTime) end = then != NULL ? g_date_time_add_months(then, COMMENT_APPEAL_MONTHS) : NULL;

    return end != NULL ? g_date_time_to_unix(end) * CLOCK_SECOND : at;
}
