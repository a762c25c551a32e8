/* SPDX-License-Identifier: Apache-2.0 */
/* Writing publications: each save is a version. */
#include <stdatomic.h>
#include <string.h>

#include "base/clock.h"
#include "base/error.h"
#include "base/id.h"
#include "base/text.h"
#include "mediation/publishing/publishing-private.h"
#include "model/rights.h"
#include "store/publication-content.h"
#include "store/topic-store.h"

#define SLUG_TRIES 100

static const UnitId NO_UNIT = { 0 };

/* ---- the handle ---- */

struct Publishing {
    Mediation *mediation;
    atomic_ullong generation;
};

Publishing *
publishing_new(Mediation *mediation)
{
    Publishing *publishing = g_new0(Publishing, 1);

    publishing->mediation = mediation;
    return publishing;
}

void
publishing_free(Publishing *publishing)
{
    g_free(publishing);
}

Mediation *
publishing_mediation(const Publishing *publishing)
{
    return publishing->mediation;
}

guint64
publishing_generation(const Publishing *publishing)
{
    return atomic_load(&((Publishing *)publishing)->generation);
}

void
publishing_renew(Publishing *publishing)
{
    if (publishing != NULL)
        atomic_fetch_add(&publishing->generation, 1);
}

/* ---- steps ---- */

gboolean
publishing_refuse(GError **error)
{
    g_set_error_literal(error, TRIBUNE_ERROR, TRIBUNE_ERROR_INVALID,
                        SAY_NOOP("this cannot be done to the publication as it stands now; look at it again"));
    return FALSE;
}

PublicationRow *
publishing_load(const PublishingStep *step, DbSession *session, GError **error)
{
    g_autoptr(PublicationRow) row = publication_store_load(session, step->id, error);

    if (row == NULL || step->seen == 0 || row->changes == step->seen)
        return g_steal_pointer(&row);
    g_set_error_literal(error, TRIBUNE_ERROR, TRIBUNE_ERROR_CONFLICT,
                        SAY_NOOP("somebody changed this publication in the meantime; look at it again"));
    return NULL;
}

/* Everything that the row says, so that the row can be held against the trail. */
static json_t *
describe(const PublishingStep *step, const PublicationRow *row, const char *change)
{
    g_autofree char *hex = digest_to_hex(&row->digest);

    return json_pack("{s:s, s:s, s:s, s:s, s:s, s:I, s:s, s:s, s:I, s:I, s:I, s:I, s:I, s:I, s:I, s:I, s:I, s:s*}",
                     "change", change, "kind", publication_kind_name(row->kind), "act", publication_act_name(row->act),
                     "stage", publication_stage_name(row->stage), "standing", publication_standing_name(row->standing),
                     "version", (json_int_t)row->version, "digest", hex, "slug", row->slug, "work",
                     (json_int_t)row->work, "released", (json_int_t)row->released, "author",
                     (json_int_t)row->author.value, "published", (json_int_t)row->published, "updated",
                     (json_int_t)row->updated, "expires", (json_int_t)row->expires, "scheduled",
                     (json_int_t)row->scheduled, "asked", (json_int_t)row->asked, "tiers", (json_int_t)row->tiers,
                     "content", *step->written != '\0' ? step->written : NULL);
}

gboolean
publishing_save(const PublishingStep *step, DbSession *session, PublicationRow *row, EventKind kind, const char *change,
                gint64 ref, gint64 *ret_leaf, GError **error)
{
    json_t *detail = describe(step, row, change);
    gint64 leaf;
    gboolean done = event_append(step->mediation->store, session,
                                 &(EventDraft){ .kind = kind,
                                                .actor = step->actor,
                                                .subject = row->id.value,
                                                .detail = detail,
                                                .ref = ref,
                                                .grounds = step->grounds },
                                 &leaf, error);

    json_decref(detail);
    if (!done)
        return FALSE;
    if (ret_leaf != NULL)
        *ret_leaf = leaf;
    row->changed = clock_now();
    return publication_store_update(session, row, error);
}

gboolean
publishing_void(PublishingStep *step, DbSession *session, const PublicationRow *row, const char *why, GError **error)
{
    return approval_void(step->mediation, session, step->actor, row->work, why, &step->voided, error);
}

/* ---- what is written ---- */

static void
clean_line(char **text, gsize most)
{
    char *clean = text_one_line(*text, strlen(*text), most);

    g_free(*text);
    *text = clean;
}

static void
clean_text(char **text)
{
    char *clean = text_clean(*text, strlen(*text));

    g_free(*text);
    *text = clean;
}

/* As it is kept: what is too long stays too long, so that it can be said. */
static PublicationContent *
clean_content(const PublicationContent *content, GError **error)
{
    g_autofree char *encoded = publication_content_encode(content, error);
    PublicationContent *copy = encoded != NULL ? publication_content_decode(encoded, strlen(encoded), error) : NULL;

    if (copy == NULL)
        return NULL;
    for (guint i = 0; i < copy->texts->len; i++) {
        PublicationText *text = g_ptr_array_index(copy->texts, i);

        clean_line(&text->title, PUBLICATION_TITLE_MAX + 1);
        clean_line(&text->summary, PUBLICATION_SUMMARY_MAX + 1);
        clean_line(&text->event, 100);
        clean_line(&text->area, 500);
        clean_text(&text->body);
        clean_text(&text->instruction);
    }
    clean_line(&copy->reason, PUBLICATION_REASON_MAX + 1);
    clean_line(&copy->case_reference, 40);
    clean_line(&copy->polygon, 4096);
    clean_line(&copy->circle, 100);
    publication_content_tidy(copy);
    return copy;
}

static gboolean
check_topics(DbSession *session, const PublicationContent *content, GError **error)
{
    g_autoptr(GPtrArray) topics = topic_store_list(session, error);

    if (topics == NULL)
        return FALSE;
    for (guint i = 0; i < content->topics->len; i++) {
        gboolean known = FALSE;

        for (guint t = 0; t < topics->len && !known; t++)
            known = strcmp(((const TopicRow *)g_ptr_array_index(topics, t))->code,
                           g_ptr_array_index(content->topics, i)) == 0;
        if (!known) {
            g_set_error_literal(error, TRIBUNE_ERROR, TRIBUNE_ERROR_INVALID, SAY_NOOP("there is no such topic"));
            return FALSE;
        }
    }
    return TRUE;
}

gboolean
publishing_add_version(PublishingStep *step, DbSession *session, PublicationRow *row, const PublicationContent *content,
                       GError **error)
{
    g_autofree char *hex = NULL;
    Digest digest;

    row->version++;
    row->author = step->actor->staff;
    row->scheduled = content->scheduled;
    if (!publication_store_add_version(step->mediation->store, session, row->id,
                                       &(PublicationVersion){ row->version, clock_now(), row->author }, content,
                                       &digest, error))
        return FALSE;
    hex = digest_to_hex(&digest);
    g_strlcpy(step->written, hex, sizeof step->written);
    return TRUE;
}

/* ---- a new one ---- */

/* The title's own address, else the same with a number. */
static gboolean
choose_slug(DbSession *session, PublicationRow *row, const char *title, GError **error)
{
    g_autofree char *slug = publication_slug_make(title);

    for (guint i = 1; i <= SLUG_TRIES; i++) {
        g_autofree char *numbered = i == 1 ? g_strdup(slug) : g_strdup_printf("%s-%u", slug, i);
        g_autoptr(GError) trouble = NULL;
        g_autoptr(PublicationRow) taken = publication_store_find(session, numbered, &trouble);

        if (taken != NULL)
            continue;
        if (!g_error_matches(trouble, TRIBUNE_ERROR, TRIBUNE_ERROR_NOT_FOUND)) {
            g_propagate_error(error, g_steal_pointer(&trouble));
            return FALSE;
        }
        row->slug = g_steal_pointer(&numbered);
        return TRUE;
    }
    g_set_error_literal(error, TRIBUNE_ERROR, TRIBUNE_ERROR_CONFLICT,
                        SAY_NOOP("there are a hundred publications with this title; give it another one"));
    return FALSE;
}

static gboolean
make(DbSession *session, gpointer data, GError **error)
{
    PublishingStep *step = data;
    g_autoptr(PublicationRow) row = g_new0(PublicationRow, 1);

    row->id = step->id;
    row->kind = step->kind;
    row->stage = STAGE_DRAFT;
    row->work = id_next();
    row->changes = 1;
    row->changed = clock_now();
    return check_topics(session, step->content, error) &&
           choose_slug(session, row, publication_content_any(step->content, "")->title, error) &&
           publishing_add_version(step, session, row, step->content, error) &&
           publication_store_insert(session, row, error) &&
           publishing_save(step, session, row, EVENT_PUBLICATION_CHANGED, "made", 0, NULL, error);
}

gboolean
publishing_make(Mediation *mediation, const Actor *actor, PublicationKind kind, const PublicationContent *content,
                PublicationId *ret, GError **error)
{
    g_autoptr(PublicationContent) clean = clean_content(content, error);
    PublishingStep step = {
        .mediation = mediation, .actor = actor, .id = { id_next() }, .kind = kind, .content = clean
    };

    if (clean == NULL || !rights_check(actor, ACTION_WRITE_PUBLICATION, NO_UNIT, error) ||
        !publication_content_check(clean, ACT_RELEASE, error) || !store_write(mediation->store, make, &step, error))
        return FALSE;
    *ret = step.id;
    return TRUE;
}

/* ---- the next version ---- */

/* What was refused begins again under a number of its own. */
static gboolean
reopen(const PublicationRow *row)
{
    return row->stage == STAGE_NONE && row->standing == STANDING_NEVER;
}

static gboolean
edit(DbSession *session, gpointer data, GError **error)
{
    PublishingStep *step = data;
    g_autoptr(PublicationRow) row = publishing_load(step, session, error);

    if (row == NULL)
        return FALSE;
    /* A withdrawal says nothing new but its reason. */
    if ((row->stage == STAGE_NONE && !reopen(row)) || row->act == ACT_WITHDRAWAL)
        return publishing_refuse(error);
    if (!check_topics(session, step->content, error) || !publication_content_check(step->content, row->act, error) ||
        !publishing_void(step, session, row, "edited", error))
        return FALSE;
    if (reopen(row))
        row->work = id_next();
    row->stage = STAGE_DRAFT;
    memset(&row->digest, 0, sizeof row->digest);
    return publishing_add_version(step, session, row, step->content, error) &&
           publishing_save(step, session, row, EVENT_PUBLICATION_CHANGED, "edited", 0, NULL, error);
}

gboolean
publishing_edit(Mediation *mediation, const Actor *actor, PublicationId id, gint64 seen,
                const PublicationContent *content, guint *ret_voided, GError **error)
{
    g_autoptr(PublicationContent) clean = clean_content(content, error);
    PublishingStep step = { .mediation = mediation, .actor = actor, .id = id, .seen = seen, .content = clean };

    if (clean == NULL || !rights_check(actor, ACTION_WRITE_PUBLICATION, NO_UNIT, error) ||
        !store_write(mediation->store, edit, &step, error))
        return FALSE;
    *ret_voided = step.voided;
    return TRUE;
}

/* ---- after it was released ---- */

gboolean
publishing_begin(PublishingStep *step, DbSession *session, PublicationRow *row, GError **error)
{
    g_autoptr(PublicationContent) content =
        publication_store_load_version(step->mediation->store, session, row->id, row->released, error);

    if (content == NULL)
        return FALSE;
    g_free(content->reason);
    content->reason = text_one_line(step->reason, strlen(step->reason), PUBLICATION_REASON_MAX + 1);
    content->scheduled = 0;
    if (!publication_content_check(content, step->act, error))
        return FALSE;
    row->act = step->act;
    row->stage = STAGE_DRAFT;
    row->work = id_next();
    return publishing_add_version(step, session, row, content, error) &&
           publishing_save(step, session, row, EVENT_PUBLICATION_CHANGED,
                           step->act == ACT_CORRECTION ? "correction-begun" : "withdrawal-begun", 0, NULL, error);
}

static gboolean
begin(DbSession *session, gpointer data, GError **error)
{
    PublishingStep *step = data;
    g_autoptr(PublicationRow) row = publishing_load(step, session, error);

    if (row == NULL)
        return FALSE;
    if (row->standing != STANDING_RELEASED || row->stage != STAGE_NONE)
        return publishing_refuse(error);
    return publishing_begin(step, session, row, error);
}

gboolean
publishing_correct(Mediation *mediation, const Actor *actor, PublicationId id, gint64 seen, const char *reason,
                   GError **error)
{
    PublishingStep step = {
        .mediation = mediation, .actor = actor, .id = id, .seen = seen, .act = ACT_CORRECTION, .reason = reason
    };

    return rights_check(actor, ACTION_WRITE_PUBLICATION, NO_UNIT, error) &&
           store_write(mediation->store, begin, &step, error);
}

gboolean
publishing_withdraw(Mediation *mediation, const Actor *actor, PublicationId id, gint64 seen, const char *reason,
                    GError **error)
{
    PublishingStep step = {
        .mediation = mediation, .actor = actor, .id = id, .seen = seen, .act = ACT_WITHDRAWAL, .reason = reason
    };

    return rights_check(actor, ACTION_WRITE_PUBLICATION, NO_UNIT, error) &&
           store_write(mediation->store, begin, &step, error) && publishing_submit(mediation, actor, id, 0, error);
}

static gboolean
discard(DbSession *session, gpointer data, GError **error)
{
    PublishingStep *step = data;
    g_autoptr(PublicationRow) row = publishing_load(step, session, error);

    if (row == NULL)
        return FALSE;
    if (row->standing == STANDING_NEVER || row->stage == STAGE_NONE)
        return publishing_refuse(error);
    row->stage = STAGE_NONE;
    row->scheduled = 0;
    return publishing_void(step, session, row, "discarded", error) &&
           publishing_save(step, session, row, EVENT_PUBLICATION_CHANGED, "discarded", 0, NULL, error);
}

gboolean
publishing_discard(Mediation *mediation, const Actor *actor, PublicationId id, gint64 seen, GError **error)
{
    PublishingStep step = { .mediation = mediation, .actor = actor, .id = id, .seen = seen };

    return rights_check(actor, ACTION_WRITE_PUBLICATION, NO_UNIT, error) &&
           store_write(mediation->store, discard, &step, error);
}
