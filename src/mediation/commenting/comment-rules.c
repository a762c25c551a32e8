/* SPDX-License-Identifier: Apache-2.0 */
#include "mediation/commenting/comment-rules.h"

#include <string.h>

#include "base/clock.h"
#include "base/error.h"
#include "base/number.h"
#include "mediation/publishing/publishing.h"
#include "model/rights.h"
#include "store/event-store.h"
#include "store/publication-store.h"
#include "store/setting-store.h"

static const UnitId NO_UNIT = { 0 };

typedef struct {
    Mediation *mediation;
    const Actor *actor;
    CommentRules *rules;
    gint64 seen;
    PublicationKind kind;
    guint days;
    PublicationId publication;
    gint64 until;
} Change;

static gboolean
refuse(GError **error, TribuneError code, const char *words)
{
    g_set_error_literal(error, TRIBUNE_ERROR, (gint)code, words);
    return FALSE;
}

/* @detail is taken. */
static gboolean
record(const Change *change, DbSession *session, gint64 subject, json_t *detail, GError **error)
{
    gboolean done = event_append(
        change->mediation->store, session,
        &(EventDraft){ .kind = EVENT_COMMENTS_CHANGED, .actor = change->actor, .subject = subject, .detail = detail },
        NULL, error);

    json_decref(detail);
    return done;
}

static gboolean
require_rules(DbSession *session, GError **error)
{
    g_autoptr(CommentRules) rules = comment_rule_store_load(session, 0, error);

    return rules != NULL && (rules->version > 0 ||
                             refuse(error, TRIBUNE_ERROR_INVALID,
                                    SAY_NOOP("publish the rules for comments first; without them nothing can be hidden "
                                             "fairly")));
}

/* ---- the rules ---- */

/* Rules one to a paragraph, whatever was between them. */
static char *
join(const GPtrArray *rules)
{
    g_autoptr(GString) text = g_string_new(NULL);

    for (guint i = 0; i < rules->len; i++)
        g_string_append_printf(text, "%s%s", i > 0 ? "\n\n" : "", (const char *)g_ptr_array_index(rules, i));
    return g_strdup(text->str);
}

static CommentRules *
clean(const GPtrArray *texts, GError **error)
{
    g_autoptr(CommentRules) rules = g_new0(CommentRules, 1);
    guint count = 0;

    rules->texts = g_ptr_array_new_with_free_func(g_free);
    for (guint i = 0; i + 1 < texts->len; i += 2) {
        g_autoptr(GPtrArray) list = comment_rules_split(g_ptr_array_index(texts, i + 1));

        if (list->len == 0)
            continue;
        if (!comment_rules_check(list, error))
            return NULL;
        if (count != 0 && count != list->len) {
            refuse(error, TRIBUNE_ERROR_INVALID,
                   SAY_NOOP("each language needs the same rules in the same order; the numbers differ"));
            return NULL;
        }
        count = list->len;
        g_ptr_array_add(rules->texts, g_strdup(g_ptr_array_index(texts, i)));
        g_ptr_array_add(rules->texts, join(list));
    }
    if (count > 0)
        return g_steal_pointer(&rules);
    refuse(error, TRIBUNE_ERROR_INVALID, SAY_NOOP("write at least one rule"));
    return NULL;
}

static json_t *
describe(const CommentRules *rules)
{
    json_t *texts = json_object();

    for (guint i = 0; i + 1 < rules->texts->len; i += 2)
        json_object_set_new(texts, g_ptr_array_index(rules->texts, i),
                            json_string(g_ptr_array_index(rules->texts, i + 1)));
    return json_pack("{s:s, s:I, s:o}", "change", "rules", "version", (json_int_t)rules->version, "texts", texts);
}

static gboolean
publish(DbSession *session, gpointer data, GError **error)
{
    const Change *change = data;
    g_autoptr(CommentRules) before = comment_rule_store_load(session, 0, error);

    if (before == NULL)
        return FALSE;
    if (before->version != change->seen)
        return refuse(error, TRIBUNE_ERROR_CONFLICT,
                      SAY_NOOP("somebody published other rules in the meantime; look at them first"));
    change->rules->version = before->version + 1;
    change->rules->at = clock_now();
    return comment_rule_store_add(session, change->rules, change->actor->staff, error) &&
           record(change, session, 0, describe(change->rules), error);
}

gboolean
comment_rules_publish(Mediation *mediation, const Actor *actor, const GPtrArray *texts, gint64 seen, GError **error)
{
    g_autoptr(CommentRules) rules = NULL;

    if (!rights_check(actor, ACTION_MANAGE_COMMENTS, NO_UNIT, error))
        return FALSE;
    rules = clean(texts, error);
    if (rules == NULL ||
        !store_write(mediation->store, publish,
                     &(Change){ .mediation = mediation, .actor = actor, .rules = rules, .seen = seen }, error))
        return FALSE;
    publishing_renew(mediation->publishing);
    return TRUE;
}

/* ---- where they are open ---- */

static char *
setting_of(PublicationKind kind)
{
    return g_strconcat("comments.days.", publication_kind_name(kind), NULL);
}

gboolean
comment_rules_days(DbSession *session, PublicationKind kind, guint *ret, GError **error)
{
    g_autoptr(CommentRules) rules = comment_rule_store_load(session, 0, error);
    g_autofree char *name = setting_of(kind), *value = NULL;
    GError *trouble = NULL;
    gint64 days = 0;

    *ret = 0;
    if (rules == NULL)
        return FALSE;
    if (rules->version == 0)
        return TRUE;
    value = setting_store_get(session, name, &trouble);
    if (trouble != NULL) {
        g_propagate_error(error, trouble);
        return FALSE;
    }
    if (value != NULL && number_parse_int64(value, 0, COMMENT_DAYS_MAX, &days, NULL))
        *ret = (guint)days;
    return TRUE;
}

static gboolean
set_days(DbSession *session, gpointer data, GError **error)
{
    const Change *change = data;
    g_autofree char *name = setting_of(change->kind), *value = g_strdup_printf("%u", change->days);
    guint before;

    if (!comment_rules_days(session, change->kind, &before, error))
        return FALSE;
    if (before == change->days)
        return TRUE;
    return require_rules(session, error) && setting_store_set(session, name, value, error) &&
           record(change, session, 0,
                  json_pack("{s:s, s:s, s:i, s:i}", "change", "days", "kind", publication_kind_name(change->kind),
                            "from", (int)before, "to", (int)change->days),
                  error);
}

gboolean
comment_rules_set_days(Mediation *mediation, const Actor *actor, PublicationKind kind, guint days, GError **error)
{
    if (!rights_check(actor, ACTION_MANAGE_COMMENTS, NO_UNIT, error))
        return FALSE;
    if (days > COMMENT_DAYS_MAX)
        return refuse(error, TRIBUNE_ERROR_LIMIT, SAY_NOOP("comments are open for at most 366 days"));
    if (!store_write(mediation->store, set_days,
                     &(Change){ .mediation = mediation, .actor = actor, .kind = kind, .days = days }, error))
        return FALSE;
    publishing_renew(mediation->publishing);
    return TRUE;
}

static gboolean
set_until(DbSession *session, gpointer data, GError **error)
{
    const Change *change = data;
    g_autoptr(PublicationRow) row = publication_store_load(session, change->publication, error);
    gint64 now = clock_now();

    if (row == NULL || (change->until > now && !require_rules(session, error)))
        return FALSE;
    if (row->standing != STANDING_RELEASED)
        return refuse(error, TRIBUNE_ERROR_INVALID,
                      SAY_NOOP("nobody can read this publication, so nobody can comment"));
    /* Closed at this moment: that they were open is still said. */
    return comment_rule_store_set_window(session, change->publication,
                                         MIN(MAX(change->until, now), now + COMMENT_DAYS_MAX * CLOCK_DAY), now,
                                         error) &&
           record(change, session, change->publication.value,
                  json_pack("{s:s, s:I}", "change", "until", "until", (json_int_t)change->until), error);
}

gboolean
comment_rules_set_until(Mediation *mediation, const Actor *actor, PublicationId publication, gint64 until,
                        GError **error)
{
    if (!rights_check(actor, ACTION_MANAGE_COMMENTS, NO_UNIT, error) ||
        !store_write(mediation->store, set_until,
                     &(Change){ .mediation = mediation, .actor = actor, .publication = publication, .until = until },
                     error))
        return FALSE;
    publishing_renew(mediation->publishing);
    return TRUE;
}
