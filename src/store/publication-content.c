/* SPDX-License-Identifier: Apache-2.0 */
#include "store/publication-content.h"

#include <jansson.h>
#include <string.h>

#include "base/canonical.h"
#include "base/error.h"

/* The texts of a language, and those of the whole, by their names in JSON. */
static const struct {
    const char *name;
    gsize offset;
} TEXTS[] = {
    { "language", G_STRUCT_OFFSET(PublicationText, language) },
    { "title", G_STRUCT_OFFSET(PublicationText, title) },
    { "summary", G_STRUCT_OFFSET(PublicationText, summary) },
    { "body", G_STRUCT_OFFSET(PublicationText, body) },
    { "event", G_STRUCT_OFFSET(PublicationText, event) },
    { "instruction", G_STRUCT_OFFSET(PublicationText, instruction) },
    { "area", G_STRUCT_OFFSET(PublicationText, area) },
}, WHOLE[] = {
    { "service", G_STRUCT_OFFSET(PublicationContent, service) },
    { "reason", G_STRUCT_OFFSET(PublicationContent, reason) },
    { "case", G_STRUCT_OFFSET(PublicationContent, case_reference) },
    { "category", G_STRUCT_OFFSET(PublicationContent, category) },
    { "response", G_STRUCT_OFFSET(PublicationContent, response) },
    { "urgency", G_STRUCT_OFFSET(PublicationContent, urgency) },
    { "severity", G_STRUCT_OFFSET(PublicationContent, severity) },
    { "certainty", G_STRUCT_OFFSET(PublicationContent, certainty) },
    { "polygon", G_STRUCT_OFFSET(PublicationContent, polygon) },
    { "circle", G_STRUCT_OFFSET(PublicationContent, circle) },
};

#define MEMBER(thing, at) G_STRUCT_MEMBER(char *, thing, at)

static json_t *
describe_text(const PublicationText *text)
{
    json_t *object = json_object();

    for (gsize i = 0; i < G_N_ELEMENTS(TEXTS); i++)
        json_object_set_new(object, TEXTS[i].name, json_string(MEMBER(text, TEXTS[i].offset)));
    return object;
}

/* The addresses follow from the rest. */
static json_t *
describe_picture(const PublicationPicture *picture)
{
    return json_pack("{s:s, s:s, s:s, s:i, s:i, s:i, s:b}", "name", picture->name, "digest", picture->digest, "ending",
                     strrchr(picture->url, '.') + 1, "width", (int)picture->width, "height", (int)picture->height,
                     "small", (int)picture->small_width, "ornament", picture->ornament);
}

/* What has none says nothing of pictures. */
static gboolean
add_pictures(json_t *whole, const PublicationContent *content)
{
    json_t *pictures = json_array();
    gboolean good = TRUE;

    for (guint i = 0; i < content->pictures->len; i++)
        good = json_array_append_new(pictures, describe_picture(g_ptr_array_index(content->pictures, i))) == 0 && good;
    if (content->pictures->len > 0)
        json_object_set(whole, "pictures", pictures);
    json_decref(pictures);
    return good;
}

/* What Jansson refuses as no UTF-8 is missing then. */
static gboolean
is_whole(const json_t *object, gsize members)
{
    return json_object_size(object) == members;
}

static json_t *
describe(const PublicationContent *content)
{
    json_t *whole = json_object(), *texts = json_array(), *topics = json_array();
    gboolean good = TRUE;

    for (gsize i = 0; i < G_N_ELEMENTS(WHOLE); i++)
        json_object_set_new(whole, WHOLE[i].name, json_string(MEMBER(content, WHOLE[i].offset)));
    for (guint i = 0; i < content->texts->len; i++) {
        json_t *text = describe_text(g_ptr_array_index(content->texts, i));

        good = good && is_whole(text, G_N_ELEMENTS(TEXTS));
        json_array_append_new(texts, text);
    }
    for (guint i = 0; i < content->topics->len; i++)
        good = json_array_append_new(topics, json_string(g_ptr_array_index(content->topics, i))) == 0 && good;
    json_object_set_new(whole, "texts", texts);
    json_object_set_new(whole, "topics", topics);
    json_object_set_new(whole, "expires", json_integer((json_int_t)content->expires));
    json_object_set_new(whole, "scheduled", json_integer((json_int_t)content->scheduled));
    good = good && is_whole(whole, G_N_ELEMENTS(WHOLE) + 4);
    if (add_pictures(whole, content) && good)
        return whole;
    json_decref(whole);
    return NULL;
}

char *
publication_content_encode(const PublicationContent *content, GError **error)
{
    char *text = canonical_json_take(describe(content));

    if (text == NULL)
        g_set_error_literal(error, TRIBUNE_ERROR, TRIBUNE_ERROR_INVALID, "a text that is not UTF-8");
    return text;
}

/* ---- reading ---- */

static void
read_member(char **member, const json_t *object, const char *name)
{
    const char *value = json_string_value(json_object_get(object, name));

    if (value == NULL)
        return;
    g_free(*member);
    *member = g_strdup(value);
}

static void
read_text(PublicationContent *content, const json_t *object)
{
    const char *language = json_string_value(json_object_get(object, "language"));
    PublicationText *text;

    if (language == NULL)
        return;
    text = publication_content_add_text(content, language);
    for (gsize i = 1; i < G_N_ELEMENTS(TEXTS); i++)
        read_member(&MEMBER(text, TEXTS[i].offset), object, TEXTS[i].name);
}

static gboolean
is_digest(const char *text)
{
    return text != NULL && strlen(text) == 64 && strspn(text, "0123456789abcdef") == 64;
}

static void
read_picture(PublicationContent *content, json_t *object)
{
    const char *name = NULL, *digest = NULL, *ending = NULL;
    int width = 0, height = 0, small = 0, ornament = 0;
    PublicationPicture *picture;

    if (json_unpack(object, "{s:s, s:s, s:s, s:i, s:i, s:i, s:b}", "name", &name, "digest", &digest, "ending", &ending,
                    "width", &width, "height", &height, "small", &small, "ornament", &ornament) != 0 ||
        !is_digest(digest) || (strcmp(ending, "jpg") != 0 && strcmp(ending, "png") != 0) || width < 1 || height < 1 ||
        small < 0)
        return;
    publication_content_add_picture(content, name, digest, ending, (guint)width, (guint)height, (guint)small,
                                    ornament != 0);
    picture = g_ptr_array_index(content->pictures, content->pictures->len - 1);
    g_free(picture->name);
    picture->name = g_strdup(name);
}

PublicationContent *
publication_content_decode(const void *bytes, gsize length, GError **error)
{
    json_t *whole = json_loadb(bytes, length, 0, NULL), *item;
    PublicationContent *content;
    size_t i;

    if (!json_is_object(whole)) {
        json_decref(whole);
        g_set_error_literal(error, TRIBUNE_ERROR, TRIBUNE_ERROR_CORRUPT, "a version of a publication that is no JSON");
        return NULL;
    }
    content = publication_content_new();
    for (gsize m = 0; m < G_N_ELEMENTS(WHOLE); m++)
        read_member(&MEMBER(content, WHOLE[m].offset), whole, WHOLE[m].name);
    json_array_foreach(json_object_get(whole, "texts"), i, item) read_text(content, item);
    json_array_foreach(json_object_get(whole, "topics"), i, item) if (json_is_string(item))
        g_ptr_array_add(content->topics, g_strdup(json_string_value(item)));
    json_array_foreach(json_object_get(whole, "pictures"), i, item) read_picture(content, item);
    content->expires = json_integer_value(json_object_get(whole, "expires"));
    content->scheduled = json_integer_value(json_object_get(whole, "scheduled"));
    json_decref(whole);
    return content;
}
