/* SPDX-License-Identifier: Apache-2.0 */
#include "mediation/cases/tagging.h"

#include <string.h>

#include "base/clock.h"
#include "base/error.h"
#include "base/id.h"
#include "base/text.h"
#include "model/rights.h"
#include "store/case-store.h"
#include "store/event-store.h"

static gboolean
record(const Mediation *mediation, DbSession *session, const Actor *actor, EventKind kind, CaseId case_id,
       const Tag *tag, const char *change, GError **error)
{
    json_t *detail = json_pack("{s:s, s:s}", "tag", tag->name, "change", change);
    gboolean done = event_append(
        mediation->store, session,
        &(EventDraft){ .kind = kind, .actor = actor, .case_id = case_id, .subject = tag->id.value, .detail = detail },
        NULL, error);

    json_decref(detail);
    return done;
}

/* ---- of a case ---- */

gboolean
tagging_change(const Mediation *mediation, DbSession *session, const Actor *actor, CaseId case_id, TagId tag,
               gboolean give, gboolean *ret_changed, GError **error)
{
    g_autoptr(Case) a_case = case_store_load(session, case_id, error);
    g_autoptr(Tag) loaded = NULL;

    if (a_case == NULL || !rights_check(actor, ACTION_EDIT_CASE, a_case->unit, error))
        return FALSE;
    loaded = tag_store_load(session, tag, error);
    if (loaded == NULL)
        return FALSE;
    if (give && loaded->closed) {
        g_set_error_literal(error, TRIBUNE_ERROR, TRIBUNE_ERROR_INVALID,
                            SAY_NOOP("this tag is closed; choose another"));
        return FALSE;
    }
    if (!(give ? tag_store_give : tag_store_take)(session, case_id, tag, ret_changed, error))
        return FALSE;
    return !*ret_changed || record(mediation, session, actor, give ? EVENT_CASE_TAGGED : EVENT_CASE_UNTAGGED, case_id,
                                   loaded, give ? "given" : "taken", error);
}

typedef struct {
    Mediation *mediation;
    const Actor *actor;
    CaseId case_id;
    TagId tag;
    const char *name; /* instead of tag */
    gboolean give;    /* or close */
    gboolean changed;
} Tagging;

static char *
clean_name(const char *name, GError **error)
{
    g_autofree char *clean = text_one_line(name, strlen(name), TAG_NAME_MAX);

    if (*clean != '\0')
        return g_steal_pointer(&clean);
    g_set_error_literal(error, TRIBUNE_ERROR, TRIBUNE_ERROR_INVALID, SAY_NOOP("a tag needs a name"));
    return NULL;
}

static gboolean
make_tag(const Tagging *tagging, DbSession *session, const char *name, TagId *ret, GError **error)
{
    Tag tag = { .id = { id_next() }, .name = (char *)name };

    *ret = tag.id;
    return rights_check_anywhere(tagging->actor, ACTION_MANAGE_TAGS, error) &&
           tag_store_insert(session, &tag, clock_now(), error) &&
           record(tagging->mediation, session, tagging->actor, EVENT_TAG_CHANGED, (CaseId){ 0 }, &tag, "made", error);
}

static gboolean
change(DbSession *session, gpointer data, GError **error)
{
    Tagging *tagging = data;
    TagId tag = tagging->tag;

    if (tagging->name != NULL && !tag_store_find(session, tagging->name, &tag, error))
        return FALSE;
    if (tag.value == 0 && !rights_may_anywhere(tagging->actor, ACTION_MANAGE_TAGS)) {
        g_set_error_literal(error, TRIBUNE_ERROR, TRIBUNE_ERROR_INVALID,
                            SAY_NOOP("there is no tag of this name; choose one, or ask your lead for a new one"));
        return FALSE;
    }
    if (tag.value == 0 && !make_tag(tagging, session, tagging->name, &tag, error))
        return FALSE;
    return tagging_change(tagging->mediation, session, tagging->actor, tagging->case_id, tag, tagging->give,
                          &tagging->changed, error);
}

static gboolean
run_change(Tagging *tagging, GError **error)
{
    if (!store_write(tagging->mediation->store, change, tagging, error))
        return FALSE;
    if (tagging->changed)
        mediation_changed(tagging->mediation, tagging->case_id);
    return TRUE;
}

gboolean
tagging_give(Mediation *mediation, const Actor *actor, CaseId case_id, TagId tag, GError **error)
{
    Tagging tagging = { mediation, actor, case_id, tag, NULL, TRUE, FALSE };

    return run_change(&tagging, error);
}

gboolean
tagging_give_named(Mediation *mediation, const Actor *actor, CaseId case_id, const char *name, GError **error)
{
    g_autofree char *clean = clean_name(name, error);
    Tagging tagging = { mediation, actor, case_id, { 0 }, clean, TRUE, FALSE };

    return clean != NULL && run_change(&tagging, error);
}

gboolean
tagging_take(Mediation *mediation, const Actor *actor, CaseId case_id, TagId tag, GError **error)
{
    Tagging tagging = { mediation, actor, case_id, tag, NULL, FALSE, FALSE };

    return run_change(&tagging, error);
}

/* ---- the vocabulary ---- */

static gboolean
make(DbSession *session, gpointer data, GError **error)
{
    Tagging *tagging = data;
    TagId there;

    if (!rights_check_anywhere(tagging->actor, ACTION_MANAGE_TAGS, error) ||
        !tag_store_find(session, tagging->name, &there, error))
        return FALSE;
    if (there.value == 0)
        return make_tag(tagging, session, tagging->name, &tagging->tag, error);
    g_set_error_literal(error, TRIBUNE_ERROR, TRIBUNE_ERROR_CONFLICT, SAY_NOOP("there is a tag of this name already"));
    return FALSE;
}

gboolean
tagging_make(Mediation *mediation, const Actor *actor, const char *name, GError **error)
{
    g_autofree char *clean = clean_name(name, error);
    Tagging tagging = { .mediation = mediation, .actor = actor, .name = clean };

    return clean != NULL && store_write(mediation->store, make, &tagging, error);
}

static gboolean
set_closed(DbSession *session, gpointer data, GError **error)
{
    const Tagging *tagging = data;
    g_autoptr(Tag) tag = NULL;

    if (!rights_check_anywhere(tagging->actor, ACTION_MANAGE_TAGS, error))
        return FALSE;
    tag = tag_store_load(session, tagging->tag, error);
    if (tag == NULL)
        return FALSE;
    return tag->closed == tagging->give || (tag_store_set_closed(session, tag->id, tagging->give, error) &&
                                            record(tagging->mediation, session, tagging->actor, EVENT_TAG_CHANGED,
                                                   (CaseId){ 0 }, tag, tagging->give ? "closed" : "reopened", error));
}

gboolean
tagging_set_closed(Mediation *mediation, const Actor *actor, TagId tag, gboolean closed, GError **error)
{
    Tagging tagging = { .mediation = mediation, .actor = actor, .tag = tag, .give = closed };

    return store_write(mediation->store, set_closed, &tagging, error);
}
