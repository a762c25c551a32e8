/* SPDX-License-Identifier: Apache-2.0 */
#include "http/form.h"

#include <errno.h>
#include <string.h>
#include <unistd.h>

#include "base/error.h"
#include "base/text.h"
#include "http/form-private.h"

struct FormParser {
    Form *form;
    gsize total;
    gsize seen;
    Multipart *multipart; /* or NULL: urlencoded */
    GString *pending;     /* the urlencoded pair under way */
};

/* ---- the form ---- */

static void
field_free(gpointer data)
{
    FormField *field = data;

    g_free(field->name);
    g_free(field->value);
    g_free(field);
}

static void
file_free(gpointer data)
{
    FormFile *file = data;

    g_free(file->field);
    g_free(file->name);
    g_free(file->type);
    g_clear_pointer(&file->memory, g_byte_array_unref);
    if (file->fd >= 0)
        close(file->fd);
    g_free(file);
}

Form *
form_new(void)
{
    Form *form = g_new0(Form, 1);

    form->fields = g_ptr_array_new_with_free_func(field_free);
    form->files = g_ptr_array_new_with_free_func(file_free);
    return form;
}

void
form_free(Form *form)
{
    if (form == NULL)
        return;
    g_ptr_array_unref(form->fields);
    g_ptr_array_unref(form->files);
    g_free(form);
}

static gboolean
over(GError **error, const char *what)
{
    g_set_error(error, TRIBUNE_ERROR, TRIBUNE_ERROR_LIMIT, "the form has %s", what);
    return FALSE;
}

gboolean
form_add_field(Form *form, const char *name, gsize name_length, const char *value, gsize length, GError **error)
{
    FormField *field;

    if (form->fields->len >= FORM_FIELD_LIMIT)
        return over(error, "more than 200 fields");
    if (name_length > FORM_NAME_LIMIT)
        return over(error, "a field name longer than 128 bytes");
    if (length > FORM_VALUE_LIMIT)
        return over(error, "a value larger than 1 MiB");
    if (!text_is_valid(name, name_length) || !text_is_valid(value, length)) {
        g_set_error_literal(error, TRIBUNE_ERROR, TRIBUNE_ERROR_INVALID, "the form is not UTF-8 text");
        return FALSE;
    }
    field = g_new0(FormField, 1);
    field->name = g_strndup(name, name_length);
    field->value = text_clean(value, length);
    field->length = strlen(field->value);
    g_ptr_array_add(form->fields, field);
    return TRUE;
}

FormFile *
form_add_file(Form *form, const char *field, const char *name, const char *type, GError **error)
{
    const char *slash = strrchr(name, '/'), *backslash = strrchr(name, '\\');
    const char *last = MAX(slash, backslash);
    FormFile *file;

    if (form->files->len >= FORM_FILE_LIMIT) {
        over(error, "more than 20 files");
        return NULL;
    }
    if (strlen(field) > FORM_NAME_LIMIT) {
        over(error, "a field name longer than 128 bytes");
        return NULL;
    }
    last = last == NULL ? name : last + 1;
    file = g_new0(FormFile, 1);
    file->field = text_clean(field, strlen(field));
    file->name = text_one_line(last, strlen(last), 255);
    file->type = text_one_line(type, strlen(type), 255);
    file->memory = g_byte_array_new();
    file->fd = -1;
    g_ptr_array_add(form->files, file);
    return file;
}

static gboolean
write_all(int fd, const void *bytes, gsize length, GError **error)
{
    const char *from = bytes;

    while (length > 0) {
        gssize written = write(fd, from, length);

        if (written < 0 && errno == EINTR)
            continue;
        if (written < 0) {
            g_set_error(error, TRIBUNE_ERROR, errno == ENOSPC ? TRIBUNE_ERROR_FULL : TRIBUNE_ERROR_TEMPORARY,
                        "keeping an uploaded file: %s", g_strerror(errno));
            return FALSE;
        }
        from += written;
        length -= (gsize)written;
    }
    return TRUE;
}

static gboolean
spill_file(FormFile *file, GError **error)
{
    g_autofree char *path = NULL;
    g_autoptr(GError) problem = NULL;

    file->fd = g_file_open_tmp("tribune-upload-XXXXXX", &path, &problem);
    if (file->fd < 0) {
        g_set_error(error, TRIBUNE_ERROR, TRIBUNE_ERROR_TEMPORARY, "keeping an uploaded file: %s", problem->message);
        return FALSE;
    }
    unlink(path);
    if (!write_all(file->fd, file->memory->data, file->memory->len, error))
        return FALSE;
    g_clear_pointer(&file->memory, g_byte_array_unref);
    return TRUE;
}

gboolean
form_file_append(FormFile *file, const char *bytes, gsize length, gsize spill, GError **error)
{
    file->size += length;
    if (file->fd < 0 && file->size <= spill && file->size <= G_MAXINT32) {
        g_byte_array_append(file->memory, (const guint8 *)bytes, (guint)length);
        return TRUE;
    }
    if (file->fd < 0 && !spill_file(file, error))
        return FALSE;
    return write_all(file->fd, bytes, length, error);
}

/* ---- urlencoded ---- */

static char *
decode_part(const char *text, gsize length, gsize *ret_length)
{
    char *out = g_malloc(length + 1), *to = out;

    for (gsize i = 0; i < length; i++) {
        if (text[i] == '+') {
            *to++ = ' ';
        } else if (text[i] == '%' && i + 2 < length && g_ascii_isxdigit(text[i + 1]) && g_ascii_isxdigit(text[i + 2])) {
            *to++ = (char)(g_ascii_xdigit_value(text[i + 1]) << 4 | g_ascii_xdigit_value(text[i + 2]));
            i += 2;
        } else {
            *to++ = text[i];
        }
    }
    *to = '\0';
    *ret_length = (gsize)(to - out);
    return out;
}

static gboolean
add_pair(Form *form, const char *pair, gsize length, GError **error)
{
    const char *equals = memchr(pair, '=', length);
    gsize raw = equals == NULL ? length : (gsize)(equals - pair), name_length, value_length;

    if (length == 0)
        return TRUE;
    g_autofree char *name = decode_part(pair, raw, &name_length);
    g_autofree char *value = decode_part(pair + raw + (equals != NULL), length - raw - (equals != NULL), &value_length);
    return form_add_field(form, name, name_length, value, value_length, error);
}

static gboolean
feed_pairs(FormParser *parser, const char *bytes, gsize length, GError **error)
{
    const char *from = bytes, *end = bytes + length;

    while (from < end) {
        const char *stop = memchr(from, '&', (gsize)(end - from));

        g_string_append_len(parser->pending, from, (stop == NULL ? end : stop) - from);
        if (parser->pending->len > 3 * (FORM_NAME_LIMIT + FORM_VALUE_LIMIT) + 1)
            return over(error, "a value larger than 1 MiB");
        if (stop == NULL)
            break;
        if (!add_pair(parser->form, parser->pending->str, parser->pending->len, error))
            return FALSE;
        g_string_truncate(parser->pending, 0);
        from = stop + 1;
    }
    return TRUE;
}

/* ---- the parser ---- */

static gboolean
has_type(const char *content_type, const char *type)
{
    gsize length = strlen(type);

    return content_type != NULL && g_ascii_strncasecmp(content_type, type, length) == 0 &&
           (content_type[length] == '\0' || strchr("; \t", content_type[length]) != NULL);
}

gboolean
form_is_type(const char *content_type)
{
    return has_type(content_type, "application/x-www-form-urlencoded") || has_type(content_type, "multipart/form-data");
}

FormParser *
form_parser_new(const char *content_type, gsize total, gsize spill, GError **error)
{
    g_autoptr(FormParser) parser = g_new0(FormParser, 1);

    parser->form = form_new();
    parser->total = total;
    if (has_type(content_type, "multipart/form-data")) {
        parser->multipart = form_multipart_new(parser->form, content_type, spill, error);
        return parser->multipart != NULL ? g_steal_pointer(&parser) : NULL;
    }
    if (!has_type(content_type, "application/x-www-form-urlencoded")) {
        g_set_error_literal(error, TRIBUNE_ERROR, TRIBUNE_ERROR_INVALID, "the body is not a form");
        return NULL;
    }
    parser->pending = g_string_new(NULL);
    return g_steal_pointer(&parser);
}

void
form_parser_free(FormParser *parser)
{
    if (parser == NULL)
        return;
    form_multipart_free(parser->multipart);
    if (parser->pending != NULL)
        g_string_free(parser->pending, TRUE);
    form_free(parser->form);
    g_free(parser);
}

gboolean
form_parser_feed(FormParser *parser, const char *bytes, gsize length, GError **error)
{
    if (length > parser->total - parser->seen)
        return over(error, "more bytes than this page takes");
    parser->seen += length;
    return parser->multipart != NULL ? form_multipart_feed(parser->multipart, bytes, length, error)
                                     : feed_pairs(parser, bytes, length, error);
}

Form *
form_parser_finish(FormParser *parser, GError **error)
{
    gboolean good = parser->multipart != NULL
                        ? form_multipart_finish(parser->multipart, error)
                        : add_pair(parser->form, parser->pending->str, parser->pending->len, error);

    return good ? g_steal_pointer(&parser->form) : NULL;
}

Form *
form_parse(const char *text, gsize length, GError **error)
{
    g_autoptr(FormParser) parser = form_parser_new("application/x-www-form-urlencoded", length, 0, error);

    return parser != NULL && form_parser_feed(parser, text, length, error) ? form_parser_finish(parser, error) : NULL;
}

/* ---- reading ---- */

const char *
form_value(const Form *form, const char *name)
{
    for (guint i = 0; form != NULL && i < form->fields->len; i++) {
        const FormField *field = form->fields->pdata[i];
        if (strcmp(field->name, name) == 0)
            return field->value;
    }
    return NULL;
}

GPtrArray *
form_values(const Form *form, const char *name)
{
    GPtrArray *values = g_ptr_array_new();

    for (guint i = 0; form != NULL && i < form->fields->len; i++) {
        const FormField *field = form->fields->pdata[i];
        if (strcmp(field->name, name) == 0)
            g_ptr_array_add(values, field->value);
    }
    return values;
}

guint
form_field_count(const Form *form)
{
    return form == NULL ? 0 : form->fields->len;
}

const FormField *
form_field_at(const Form *form, guint index)
{
    return form->fields->pdata[index];
}

guint
form_file_count(const Form *form)
{
    return form == NULL ? 0 : form->files->len;
}

const FormFile *
form_file_at(const Form *form, guint index)
{
    return form->files->pdata[index];
}

GBytes *
form_file_bytes(const FormFile *file, GError **error)
{
    g_autoptr(GError) problem = NULL;
    GMappedFile *mapped;
    GBytes *bytes;

    if (file->fd < 0)
        return g_bytes_new(file->memory->data, file->memory->len);
    mapped = g_mapped_file_new_from_fd(file->fd, FALSE, &problem);
    if (mapped == NULL) {
        g_set_error(error, TRIBUNE_ERROR, TRIBUNE_ERROR_TEMPORARY, "reading an uploaded file: %s", problem->message);
        return NULL;
    }
    bytes = g_mapped_file_get_bytes(mapped);
    g_mapped_file_unref(mapped);
    return bytes;
}
