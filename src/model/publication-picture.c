/* SPDX-License-Identifier: Apache-2.0 */
/* The pictures of a version of a publication. */
#include <string.h>

#include "model/publication.h"

#define NAME_MAX_BYTES 60 /* of a picture's name, without its ending */

static void
picture_free(gpointer data)
{
    PublicationPicture *picture = data;

    g_free(picture->name);
    g_free(picture->digest);
    g_free(picture->url);
    g_free(picture->small_url);
    g_free(picture);
}

GPtrArray *
publication_pictures_new(void)
{
    return g_ptr_array_new_with_free_func(picture_free);
}

static PublicationPicture *
find(const PublicationContent *content, const char *name)
{
    for (guint i = 0; i < content->pictures->len; i++) {
        PublicationPicture *picture = g_ptr_array_index(content->pictures, i);

        if (strcmp(picture->name, name) == 0)
            return picture;
    }
    return NULL;
}

/* "Mill Bridge (2).JPEG" → "mill-bridge-2.jpg", or with a further number what is no other's. */
static char *
choose_name(const PublicationContent *content, const char *wanted, const char *ending)
{
    const char *dot = strrchr(wanted, '.');
    g_autofree char *bare = g_strndup(wanted, dot != NULL && dot != wanted ? (gsize)(dot - wanted) : strlen(wanted));
    g_autofree char *slug = publication_slug_make(bare);

    if (strlen(slug) > NAME_MAX_BYTES)
        slug[NAME_MAX_BYTES] = '\0';
    for (guint i = 1;; i++) {
        g_autofree char *name =
            i == 1 ? g_strdup_printf("%s.%s", slug, ending) : g_strdup_printf("%s-%u.%s", slug, i, ending);

        if (find(content, name) == NULL)
            return g_steal_pointer(&name);
    }
}

const char *
publication_content_add_picture(PublicationContent *content, const char *wanted, const char *digest, const char *ending,
                                guint width, guint height, guint small_width, gboolean ornament)
{
    PublicationPicture *picture = g_new0(PublicationPicture, 1);

    picture->name = choose_name(content, wanted, ending);
    picture->digest = g_strdup(digest);
    picture->url = g_strdup_printf("/pictures/%s.%s", digest, ending);
    picture->small_url = small_width != 0 ? g_strdup_printf("/pictures/%s-small.%s", digest, ending) : NULL;
    picture->width = width;
    picture->height = height;
    picture->small_width = small_width;
    picture->ornament = ornament;
    g_ptr_array_add(content->pictures, picture);
    return picture->name;
}

gboolean
publication_content_figure(gpointer content, const char *name, Figure *ret)
{
    const PublicationPicture *picture = find(content, name);

    if (picture == NULL)
        return FALSE;
    *ret = (Figure){ picture->url,       picture->width,       picture->height,
                     picture->small_url, picture->small_width, picture->ornament };
    return TRUE;
}

const PublicationPicture *
publication_content_first_picture(const PublicationContent *content)
{
    for (guint i = 0; i < content->pictures->len; i++) {
        const PublicationPicture *picture = g_ptr_array_index(content->pictures, i);

        if (!picture->ornament)
            return picture;
    }
    return NULL;
}

/* `](name)`, as Markdown has it. */
static gboolean
is_named(const PublicationContent *content, const char *name)
{
    g_autofree char *mark = g_strconcat("](", name, NULL);

    for (guint i = 0; i < content->texts->len; i++) {
        const char *at = ((const PublicationText *)g_ptr_array_index(content->texts, i))->body;

        while ((at = strstr(at, mark)) != NULL) {
            at += strlen(mark);
            if (*at == ')' || *at == ' ')
                return TRUE;
        }
    }
    return FALSE;
}

void
publication_content_keep_pictures(PublicationContent *content, const PublicationContent *from)
{
    for (guint i = 0; i < from->pictures->len; i++) {
        const PublicationPicture *picture = g_ptr_array_index(from->pictures, i);
        const char *ending = strrchr(picture->url, '.') + 1;

        if (is_named(content, picture->name) && find(content, picture->name) == NULL) {
            PublicationPicture *kept = NULL;

            publication_content_add_picture(content, picture->name, picture->digest, ending, picture->width,
                                            picture->height, picture->small_width, picture->ornament);
            kept = g_ptr_array_index(content->pictures, content->pictures->len - 1);
            g_free(kept->name);
            kept->name = g_strdup(picture->name);
        }
    }
}

void
publication_pictures_tidy(PublicationContent *content)
{
    for (guint i = content->pictures->len; i-- > 0;)
        if (!is_named(content, ((const PublicationPicture *)g_ptr_array_index(content->pictures, i))->name))
            g_ptr_array_remove_index(content->pictures, i);
}
