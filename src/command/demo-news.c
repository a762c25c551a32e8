/* SPDX-License-Identifier: Apache-2.0 */
#include "command/demo-news.h"

#include <string.h>

#include "base/error.h"
#include "mediation/publishing/pictures.h"
#include "mediation/publishing/topics.h"
#include "model/staff.h"
#include "wire/picture.h"

static Actor
actor_of(const DemoNewsPlay *play, const char *key)
{
    return staff_actor(g_hash_table_lookup(play->staff, key));
}

/* By who may write. */
gboolean
demo_news_add_topics(const DemoNewsPlay *play, const DemoContent *content, GError **error)
{
    const GPtrArray *topics = demo_content_topics(content), *news = demo_content_news(content);
    Actor actor;

    if (topics->len == 0 || news->len == 0)
        return TRUE;
    actor = actor_of(play, ((const DemoNews *)g_ptr_array_index(news, 0))->by);
    for (guint i = 0; i < topics->len; i++)
        if (!topics_make(play->mediation, &actor, g_ptr_array_index(topics, i), error))
            return FALSE;
    return TRUE;
}

/* ---- steps ---- */

typedef struct {
    const DemoNewsPlay *play;
    const DemoNews *news;
    const Actor *actor;
    PublicationId id;
    PublicationRow *row;
    PublicationContent *content; /* of the latest version */
} Step;

static void
step_clear(Step *step)
{
    g_clear_pointer(&step->row, publication_row_free);
    g_clear_pointer(&step->content, publication_content_free);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Step, step_clear)

static gboolean
load(DbSession *session, gpointer data, GError **error)
{
    Step *step = data;

    step_clear(step);
    step->row = publication_store_load(session, step->id, error);
    if (step->row == NULL)
        return FALSE;
    step->content =
        publication_store_load_version(step->play->mediation->store, session, step->id, step->row->version, error);
    return step->content != NULL;
}

/* The texts call it by its file's name. */
static gboolean
add_picture(const Step *step, PublicationContent *content, GError **error)
{
    const DemoPublication *of = step->news->of;
    gsize length = 0;
    const void *bytes = of->picture != NULL ? g_bytes_get_data(of->picture, &length) : NULL;
    g_autoptr(Picture) picture = bytes != NULL ? picture_make(bytes, length, error) : NULL;
    const char *name;

    if (bytes == NULL || picture == NULL)
        return bytes == NULL;
    return pictures_add(step->play->mediation, step->actor,
                        &(PictureDraft){ .filename = of->picture_name,
                                         .type = "image/jpeg",
                                         .file = of->picture,
                                         .ending = picture->ending,
                                         .width = picture->width,
                                         .height = picture->height,
                                         .small_width = picture->small_width,
                                         .bytes = picture->bytes,
                                         .small = picture->small },
                        content, &name, NULL, error);
}

static gboolean
write_it(Step *step, GError **error)
{
    const DemoPublication *of = step->news->of;
    PublicationId *id = g_new0(PublicationId, 1);

    g_hash_table_insert(step->play->ids, (gpointer)of, id);
    return add_picture(step, of->content, error) &&
           publishing_make(step->play->mediation, step->actor, of->kind, of->content, id, error);
}

static gboolean
submit(Step *step, GError **error)
{
    return publishing_submit(step->play->mediation, step->actor, step->id, 0, error);
}

static gboolean
approve(Step *step, GError **error)
{
    return store_read(step->play->mediation->store, load, step, error) &&
           publishing_decide(step->play->mediation, step->actor, step->id, &step->row->digest, VERDICT_APPROVE,
                             step->news->reason != NULL ? step->news->reason : "", "", error);
}

static gboolean
release(Step *step, GError **error)
{
    return publishing_release(step->play->mediation, step->actor, step->id, 0, error);
}

/* With the texts as they shall be. */
static gboolean
correct(Step *step, GError **error)
{
    guint voided;

    if (!publishing_correct(step->play->mediation, step->actor, step->id, 0, step->news->reason, error) ||
        !store_read(step->play->mediation->store, load, step, error))
        return FALSE;
    for (guint i = 0; step->news->content != NULL && i < step->news->content->texts->len; i++) {
        const PublicationText *fresh = g_ptr_array_index(step->news->content->texts, i);
        PublicationText *text = publication_content_add_text(step->content, fresh->language);

        g_free(text->body);
        text->body = g_strdup(fresh->body);
        g_free(text->summary);
        text->summary = g_strdup(fresh->summary);
    }
    return publishing_edit(step->play->mediation, step->actor, step->id, 0, step->content, &voided, error);
}

static gboolean
withdraw(Step *step, GError **error)
{
    return publishing_withdraw(step->play->mediation, step->actor, step->id, 0, step->news->reason, error);
}

static gboolean (*const STEPS[])(Step *step, GError **error) = {
    [DEMO_NEWS_WRITE] = write_it,  [DEMO_NEWS_SUBMIT] = submit,   [DEMO_NEWS_APPROVE] = approve,
    [DEMO_NEWS_RELEASE] = release, [DEMO_NEWS_CORRECT] = correct, [DEMO_NEWS_WITHDRAW] = withdraw,
};

gboolean
demo_news_step(const DemoNewsPlay *play, const DemoNews *news, GError **error)
{
    const PublicationId *id = g_hash_table_lookup(play->ids, news->of);
    Actor actor = actor_of(play, news->by);
    g_auto(Step) step = { .play = play, .news = news, .actor = &actor, .id = { id != NULL ? id->value : 0 } };

    if (STEPS[news->kind](&step, error))
        return TRUE;
    g_prefix_error(error, "%s: ", news->of->key);
    return FALSE;
}
