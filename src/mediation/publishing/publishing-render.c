/* SPDX-License-Identifier: Apache-2.0 */
/* What each public channel makes of a publication, and the digest that binds it. */
#include <string.h>

#include "base/error.h"
#include "mediation/publishing/publishing-private.h"
#include "mediation/subscribing/newsletter.h"
#include "mediation/subscribing/subscribing.h"
#include "store/publication-content.h"
#include "store/topic-store.h"

static void
publication_rendering_free(gpointer data)
{
    PublicationRendering *rendering = data;

    g_free(rendering->language);
    g_clear_pointer(&rendering->rendering, rendering_free);
    g_free(rendering);
}

void
publication_preview_free(PublicationPreview *preview)
{
    g_ptr_array_unref(preview->renderings);
    g_free(preview);
}

/* ---- as channels see it ---- */

static gboolean
add_topic_names(DbSession *session, PublicationItem *item, GError **error)
{
    g_autoptr(GPtrArray) topics = topic_store_list(session, error);

    for (guint i = 0; topics != NULL && i < topics->len; i++) {
        const TopicRow *topic = g_ptr_array_index(topics, i);

        if (!g_ptr_array_find_with_equal_func(item->content->topics, topic->code, g_str_equal, NULL))
            continue;
        for (guint n = 0; n + 1 < topic->names->len; n += 2) {
            g_ptr_array_add(item->topic_names, g_strdup(topic->code));
            g_ptr_array_add(item->topic_names, g_strdup(g_ptr_array_index(topic->names, n)));
            g_ptr_array_add(item->topic_names, g_strdup(g_ptr_array_index(topic->names, n + 1)));
        }
    }
    return topics != NULL;
}

static void
add_outcome(PublicationItem *item, PublicationAct act, guint number, gint64 version, gint64 at, const char *reason)
{
    PublicationOutcome *outcome = g_new0(PublicationOutcome, 1);

    outcome->act = act;
    outcome->number = number;
    outcome->version = version;
    outcome->at = at;
    outcome->reason = g_strdup(reason);
    g_ptr_array_add(item->history, outcome);
}

/* Each with the reason of its own version. */
static gboolean
add_history(const Mediation *mediation, DbSession *session, PublicationItem *item, GError **error)
{
    g_autoptr(GArray) releases = publication_store_list_releases(session, item->id, error);

    for (guint i = 0; releases != NULL && i < releases->len; i++) {
        const PublicationReleaseRow *release = &g_array_index(releases, PublicationReleaseRow, i);
        g_autoptr(PublicationContent) content =
            publication_store_load_version(mediation->store, session, item->id, release->version, error);

        if (content == NULL)
            return FALSE;
        add_outcome(item, release->act, release->number, release->version, release->at,
                    release->act != ACT_RELEASE ? content->reason : "");
    }
    return releases != NULL;
}

static gint64
time_of(const GArray *versions, gint64 version)
{
    for (guint i = 0; i < versions->len; i++)
        if (g_array_index(versions, PublicationVersion, i).version == version)
            return g_array_index(versions, PublicationVersion, i).at;
    return 0;
}

/* What has not left yet stands with the time at which it was written: the same each time that it is rendered. */
PublicationItem *
publishing_item(const Mediation *mediation, DbSession *session, const PublicationRow *row, gint64 version,
                GError **error)
{
    g_autoptr(PublicationItem) item = publication_item_new();
    g_autoptr(GArray) versions = publication_store_list_versions(session, row->id, error);
    gboolean out = version == row->released;

    item->id = row->id;
    item->slug = g_strdup(row->slug);
    item->kind = row->kind;
    item->version = version;
    item->content =
        versions != NULL ? publication_store_load_version(mediation->store, session, row->id, version, error) : NULL;
    if (item->content == NULL || !add_topic_names(session, item, error) ||
        !add_history(mediation, session, item, error))
        return NULL;
    item->updated = out ? row->updated : time_of(versions, version);
    item->published = row->published != 0 ? row->published : item->updated;
    item->act =
        out ? ((const PublicationOutcome *)g_ptr_array_index(item->history, item->history->len - 1))->act : row->act;
    if (!out)
        add_outcome(item, row->act, item->history->len + 1, version, item->updated,
                    row->act != ACT_RELEASE ? item->content->reason : "");
    return g_steal_pointer(&item);
}

/* ---- rendering ---- */

static void
add_rendering(GPtrArray *renderings, const Channel *channel, const char *language, Rendering *rendering)
{
    PublicationRendering *entry = g_new0(PublicationRendering, 1);

    entry->channel = channel;
    entry->language = g_strdup(language);
    entry->rendering = rendering;
    g_ptr_array_add(renderings, entry);
}

static gboolean
add_renderings(const Channel *channel, const PublicationItem *item, GPtrArray *renderings, GError **error)
{
    for (guint i = 0; i < item->content->texts->len; i++) {
        const PublicationText *text = g_ptr_array_index(item->content->texts, i);
        Rendering *rendering = channel->driver->render_public(channel->handle, item, text->language, error);

        if (rendering == NULL)
            return FALSE;
        add_rendering(renderings, channel, text->language, rendering);
    }
    return TRUE;
}

/* What goes to subscribers. */
static gboolean
add_newsletter(const Mediation *mediation, const char *scheme, const PublicationItem *item, GPtrArray *renderings,
               GError **error)
{
    for (guint i = 0; i < item->content->texts->len; i++) {
        const PublicationText *text = g_ptr_array_index(item->content->texts, i);
        const Channel *channel = NULL;
        Rendering *rendering;

        if (!newsletter_preview(mediation, scheme, item, text->language, &channel, &rendering, error))
            return FALSE;
        if (rendering != NULL)
            add_rendering(renderings, channel, text->language, rendering);
    }
    return TRUE;
}

static gboolean
add_newsletters(const Mediation *mediation, const PublicationItem *item, GPtrArray *renderings, GError **error)
{
    g_autoptr(GPtrArray) schemes = subscribing_schemes(mediation);

    for (guint i = 0; i < schemes->len; i++)
        if (!add_newsletter(mediation, g_ptr_array_index(schemes, i), item, renderings, error))
            return FALSE;
    return TRUE;
}

static void
add_line(GString *out, const char *name, const char *value)
{
    g_string_append_printf(out, "%s %s\n", name, value);
}

/* Over a text of lines, each naming what it binds: the content as it is kept, and the bytes of every channel. */
static gboolean
digest_all(const PublicationItem *item, const GPtrArray *renderings, Digest *ret, GError **error)
{
    g_autoptr(GString) out = g_string_new("tribune-publication/1\n");
    g_autofree char *content = publication_content_encode(item->content, error);

    if (content == NULL)
        return FALSE;
    add_line(out, "slug", item->slug);
    add_line(out, "kind", publication_kind_name(item->kind));
    add_line(out, "act", publication_act_name(item->act));
    g_string_append_printf(out, "version %" G_GINT64_FORMAT "\n", item->version);
    add_line(out, "content", content);
    for (guint i = 0; i < renderings->len; i++) {
        const PublicationRendering *entry = g_ptr_array_index(renderings, i);
        gsize length;
        const void *payload = g_bytes_get_data(entry->rendering->payload, &length);
        Digest digest = digest_sha256(payload, length);
        g_autofree char *hex = digest_to_hex(&digest);

        g_string_append_printf(out, "channel %s %s %s\n", entry->channel->name, entry->language, hex);
    }
    *ret = digest_sha256(out->str, out->len);
    return TRUE;
}

PublicationPreview *
publishing_preview(const Mediation *mediation, const PublicationItem *item, GError **error)
{
    g_autoptr(PublicationPreview) preview = g_new0(PublicationPreview, 1);

    preview->renderings = g_ptr_array_new_with_free_func(publication_rendering_free);
    for (guint i = 0; mediation->channels != NULL && i < channels_count(mediation->channels); i++) {
        const Channel *channel = channels_at(mediation->channels, i);

        if ((channel->driver->capabilities.abilities & CHANNEL_PUBLIC) != 0 && channel->driver->render_public != NULL &&
            !add_renderings(channel, item, preview->renderings, error))
            return NULL;
    }
    if (!add_newsletters(mediation, item, preview->renderings, error) ||
        !digest_all(item, preview->renderings, &preview->digest, error))
        return NULL;
    return g_steal_pointer(&preview);
}

/* ---- before a step ---- */

typedef struct {
    PublishingStep *step;
    PublicationItem *item;
} Reading;

static gboolean
read_item(DbSession *session, gpointer data, GError **error)
{
    Reading *reading = data;
    g_autoptr(PublicationRow) row = publishing_load(reading->step, session, error);

    if (row == NULL)
        return FALSE;
    reading->step->changes = row->changes;
    reading->item = publishing_item(reading->step->mediation, session, row, row->version, error);
    if (reading->item == NULL)
        return FALSE;
    reading->step->ends =
        row->kind == PUBLICATION_ALERT && row->act != ACT_WITHDRAWAL ? reading->item->content->expires : 0;
    return TRUE;
}

gboolean
publishing_is_over(const PublishingStep *step, gint64 when)
{
    return step->ends != 0 && step->ends <= when;
}

void
publishing_step_clear(PublishingStep *step)
{
    g_clear_pointer(&step->proofread, proofread_free);
}

static PublicationItem *
render(PublishingStep *step, GError **error)
{
    Reading reading = { .step = step };
    g_autoptr(PublicationItem) item = NULL;
    g_autoptr(PublicationPreview) preview = NULL;

    if (!store_read(step->mediation->store, read_item, &reading, error))
        return NULL;
    item = reading.item;
    preview = publishing_preview(step->mediation, item, error);
    if (preview == NULL)
        return NULL;
    step->digest = preview->digest;
    return g_steal_pointer(&item);
}

gboolean
publishing_render_step(PublishingStep *step, GError **error)
{
    g_autoptr(PublicationItem) item = render(step, error);

    return item != NULL;
}

gboolean
publishing_proofread_step(PublishingStep *step, GError **error)
{
    g_autoptr(PublicationItem) item = render(step, error);

    g_clear_pointer(&step->proofread, proofread_free);
    step->proofread =
        item != NULL ? proofreading_publication(step->mediation, item->kind, item->act, item->content, error) : NULL;
    return step->proofread != NULL;
}
