/* SPDX-License-Identifier: Apache-2.0 */
#include "console/publication-picture.h"

#include <string.h>

#include "base/encode.h"
#include "base/error.h"
#include "mediation/publishing/pictures.h"
#include "wire/filename.h"
#include "wire/picture.h"

#define FIELD "picture"

/* ---- what it shows ---- */

static gboolean
is_ornament(const ConsoleVisit *visit)
{
    return *console_field(visit, "picture-ornament") != '\0';
}

/* What it shows in @language, as Markdown has it between brackets. New. */
static char *
read_words(const ConsoleVisit *visit, const char *language)
{
    const char *typed = console_field(visit, http_request_format(visit->request, "picture-words-%s", language));
    g_autofree char *line = g_strdup(typed);
    GString *words = g_string_new(NULL);

    g_strstrip(line);
    for (const char *c = line; *c != '\0'; c++) {
        if (strchr("[]\\", *c) != NULL)
            g_string_append_c(words, '\\');
        g_string_append_c(words, *c == '\n' ? ' ' : *c);
    }
    return g_string_free(words, FALSE);
}

static gboolean
check_words(const ConsoleVisit *visit, const PublicationContent *content, GError **trouble)
{
    for (guint i = 0; !is_ornament(visit) && i < content->texts->len; i++) {
        g_autofree char *words =
            read_words(visit, ((const PublicationText *)g_ptr_array_index(content->texts, i))->language);

        if (*words == '\0') {
            g_set_error_literal(trouble, TRIBUNE_ERROR, TRIBUNE_ERROR_INVALID,
                                SAY_NOOP("say in each language what the picture shows, for those who cannot see it, or "
                                         "mark it as an ornament; then choose the file again"));
            return FALSE;
        }
    }
    return TRUE;
}

static void
put_into_texts(const ConsoleVisit *visit, const PublicationContent *content, const char *name)
{
    for (guint i = 0; i < content->texts->len; i++) {
        PublicationText *text = g_ptr_array_index(content->texts, i);
        g_autofree char *words = is_ornament(visit) ? g_strdup("") : read_words(visit, text->language);
        g_autofree char *body = g_steal_pointer(&text->body);

        g_strchomp(body);
        text->body = g_strdup_printf("%s%s![%s](%s)\n", body, *body != '\0' ? "\n\n" : "", words, name);
    }
}

/* ---- taking it ---- */

/* What the filters say of the file, in the reader's language. */
static void
say_held(const ConsoleVisit *visit, const ReleaseHeld *held, GError **trouble)
{
    g_autofree char *words = NULL;

    if (held->filename == NULL)
        return;
    words = locale_fill(visit->locale, SAY("“{file}” must not leave: {reason} Choose another picture."), "file",
                        held->filename, "reason", locale_say(visit->locale, held->reason), NULL);
    g_clear_error(trouble);
    g_set_error_literal(trouble, TRIBUNE_ERROR, TRIBUNE_ERROR_INVALID, words);
}

static gboolean
add(const ConsoleVisit *visit, const FormFile *file, GBytes *bytes, PublicationContent *content, GError **trouble)
{
    gsize length;
    const void *data = g_bytes_get_data(bytes, &length);
    g_autoptr(Picture) picture = picture_make(data, length, trouble);
    g_autofree char *filename = filename_clean(file->name, file->type);
    g_auto(ReleaseHeld) held = { 0 };
    const char *name = NULL;
    PictureDraft draft;

    if (picture == NULL)
        return FALSE;
    draft = (PictureDraft){ .filename = filename,
                            .type = file->type,
                            .file = bytes,
                            .ending = picture->ending,
                            .width = picture->width,
                            .height = picture->height,
                            .small_width = picture->small_width,
                            .bytes = picture->bytes,
                            .small = picture->small,
                            .ornament = is_ornament(visit) };
    if (!pictures_add(visit->console->mediation, visit->actor, &draft, content, &name, &held, trouble)) {
        say_held(visit, &held, trouble);
        return FALSE;
    }
    put_into_texts(visit, content, name);
    return TRUE;
}

gboolean
publication_picture_take(const ConsoleVisit *visit, PublicationContent *content, GError **trouble)
{
    const FormFile *file = http_request_file(visit->request, FIELD);
    g_autoptr(GBytes) bytes = NULL;

    if (file == NULL || file->size == 0)
        return TRUE;
    if (content->texts->len == 0) {
        g_set_error_literal(trouble, TRIBUNE_ERROR, TRIBUNE_ERROR_INVALID,
                            SAY_NOOP("write title and text in at least one language"));
        return FALSE;
    }
    if (!check_words(visit, content, trouble))
        return FALSE;
    bytes = form_file_bytes(file, trouble);
    return bytes != NULL && add(visit, file, bytes, content, trouble);
}

/* ---- showing ---- */

json_t *
publication_picture_describe(const PublicationContent *content)
{
    json_t *list = json_array();

    for (guint i = 0; i < content->pictures->len; i++) {
        const PublicationPicture *picture = g_ptr_array_index(content->pictures, i);

        part_add(list, json_pack("{s:o, s:s, s:i, s:i, s:b}", "file_name", part_text(picture->name), "url",
                                 picture->small_url != NULL ? picture->small_url : picture->url, "width",
                                 (int)picture->width, "height", (int)picture->height, "ornament", picture->ornament));
    }
    return part_list(list);
}

/* For who sees publications before everybody does. */
gboolean
console_publication_picture_show(HttpRequest *request, HttpResponse *response, gpointer data, GError **error)
{
    const ConsoleVisit *visit = console_visit(request, response);
    const char *name = http_request_parameter(request, "name");
    g_autofree char *hex = g_strndup(name, 2 * DIGEST_SIZE);
    char ending[4] = "";
    g_autoptr(GBytes) bytes = NULL;
    Digest digest;

    (void)data;
    if (!decode_hex(hex, digest.bytes, sizeof digest.bytes)) {
        g_set_error_literal(error, TRIBUNE_ERROR, TRIBUNE_ERROR_NOT_FOUND, "no such picture");
        return FALSE;
    }
    bytes = pictures_read(visit->console->mediation, visit->actor, &digest,
                          g_str_has_prefix(name + strlen(hex), "-small."), ending, error);
    if (bytes == NULL)
        return FALSE;
    http_response_set_cache(response, "private, max-age=86400, immutable");
    return http_response_bytes(response, strcmp(ending, "png") == 0 ? "image/png" : "image/jpeg",
                               g_steal_pointer(&bytes));
}
