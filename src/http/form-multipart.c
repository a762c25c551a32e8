/* SPDX-License-Identifier: Apache-2.0 */
/* multipart/form-data: RFC 7578 over RFC 2046 section 5.1; names as browsers write them (HTML Standard,
 * "multipart/form-data encoding algorithm": %22 for a quote). */
#include <string.h>

#include "base/error.h"
#include "base/text.h"
#include "http/form-private.h"

#define PREAMBLE_LIMIT 1024
#define BOUNDARY_LIMIT 70
#define FEED_SIZE      (32 * 1024) /* what the buffer takes at once: erasing from its front stays cheap */

typedef enum {
    AT_PREAMBLE,
    AT_DELIMITER, /* behind a delimiter: "--" ends the body, a line end begins a part */
    AT_HEADERS,
    AT_BODY,
    AT_EPILOGUE,
} Place;

struct Multipart {
    Form *form;
    gsize spill;
    char *delimiter; /* CRLF, two dashes, the boundary */
    gsize delimiter_length;
    Place place;
    GString *buffer; /* what has come and cannot be judged yet */
    gsize skipped;   /* of the preamble */
    char *field;     /* name of the part under way */
    FormFile *file;  /* borrowed from the form; NULL: a plain field */
    GString *value;
};

/* What one step did. */
typedef enum {
    STEP_ON,   /* took something from the buffer */
    STEP_WAIT, /* needs more bytes */
    STEP_FAILED,
} Step;

static Step
broken(GError **error, const char *what)
{
    g_set_error(error, TRIBUNE_ERROR, TRIBUNE_ERROR_INVALID, "multipart form: %s", what);
    return STEP_FAILED;
}

/* The value of @parameter in a header value; quotes removed, a backslash before a quote too. NULL when absent. */
static char *
find_parameter(const char *header, const char *parameter)
{
    gsize length = strlen(parameter);
    const char *p = strchr(header, ';');

    while (p != NULL) {
        g_autoptr(GString) value = g_string_new(NULL);
        const char *name = p + 1 + strspn(p + 1, " \t");
        const char *equals = name + strcspn(name, "=;");

        if (*equals != '=') {
            p = *equals == ';' ? equals : NULL;
            continue;
        }
        p = equals + 1;
        if (*p == '"') {
            for (p++; *p != '\0' && *p != '"'; p++) {
                if (*p == '\\' && p[1] == '"')
                    p++;
                g_string_append_c(value, *p);
            }
            p = strchr(p, ';');
        } else {
            g_string_append_len(value, p, (gssize)strcspn(p, "; \t"));
            p = strchr(p, ';');
        }
        if ((gsize)(equals - name) == length && g_ascii_strncasecmp(name, parameter, length) == 0)
            return g_strdup(value->str);
    }
    return NULL;
}

Multipart *
form_multipart_new(Form *form, const char *content_type, gsize spill, GError **error)
{
    g_autofree char *boundary = find_parameter(content_type, "boundary");
    Multipart *multipart;

    if (boundary == NULL || *boundary == '\0' || strlen(boundary) > BOUNDARY_LIMIT) {
        broken(error, "the boundary is not of 1 to 70 characters");
        return NULL;
    }
    multipart = g_new0(Multipart, 1);
    multipart->form = form;
    multipart->spill = spill;
    multipart->delimiter = g_strconcat("\r\n--", boundary, NULL);
    multipart->delimiter_length = strlen(multipart->delimiter);
    multipart->buffer = g_string_new("\r\n"); /* so that the first delimiter is like the others */
    multipart->value = g_string_new(NULL);
    return multipart;
}

void
form_multipart_free(Multipart *multipart)
{
    if (multipart == NULL)
        return;
    g_free(multipart->delimiter);
    g_free(multipart->field);
    g_string_free(multipart->buffer, TRUE);
    g_string_free(multipart->value, TRUE);
    g_free(multipart);
}

static const char *
find_delimiter(const Multipart *multipart)
{
    return memmem(multipart->buffer->str, multipart->buffer->len, multipart->delimiter, multipart->delimiter_length);
}

static void
take(Multipart *multipart, gsize length)
{
    g_string_erase(multipart->buffer, 0, (gssize)length);
}

/* How much of the buffer is surely before any delimiter. */
static gsize
safe_length(const Multipart *multipart)
{
    gsize kept = multipart->delimiter_length - 1;

    return multipart->buffer->len > kept ? multipart->buffer->len - kept : 0;
}

static Step
step_preamble(Multipart *multipart, GError **error)
{
    const char *found = find_delimiter(multipart);
    gsize length = found != NULL ? (gsize)(found - multipart->buffer->str) : safe_length(multipart);

    multipart->skipped += length;
    if (multipart->skipped > PREAMBLE_LIMIT)
        return broken(error, "the first part does not begin");
    take(multipart, found != NULL ? length + multipart->delimiter_length : length);
    if (found != NULL)
        multipart->place = AT_DELIMITER;
    return found != NULL ? STEP_ON : STEP_WAIT;
}

static Step
step_delimiter(Multipart *multipart, GError **error)
{
    const char *text = multipart->buffer->str;
    gsize blanks = strspn(text, " \t");

    if (blanks > FORM_HEADER_LIMIT)
        return broken(error, "a delimiter line is too long");
    if (multipart->buffer->len < blanks + 2)
        return STEP_WAIT;
    if (blanks == 0 && memcmp(text, "--", 2) == 0) {
        multipart->place = AT_EPILOGUE;
        return STEP_ON;
    }
    if (memcmp(text + blanks, "\r\n", 2) != 0)
        return broken(error, "a delimiter line does not end");
    take(multipart, blanks); /* the line end stays: it may be the whole of the headers' end */
    multipart->place = AT_HEADERS;
    return STEP_ON;
}

static char *
decode_name(char *name)
{
    char *to = name;

    for (const char *p = name; *p != '\0'; p++) {
        if (strncmp(p, "%22", 3) == 0) {
            *to++ = '"';
            p += 2;
        } else {
            *to++ = *p;
        }
    }
    *to = '\0';
    return name;
}

static Step
begin_part(Multipart *multipart, const char *disposition, const char *type, GError **error)
{
    g_autofree char *name = NULL, *file_name = NULL;

    if (disposition == NULL || g_ascii_strncasecmp(disposition, "form-data", 9) != 0)
        return broken(error, "a part is not form-data");
    name = find_parameter(disposition, "name");
    file_name = find_parameter(disposition, "filename");
    if (name == NULL || !text_is_valid(name, strlen(name)))
        return broken(error, "a part has no good name");
    g_free(multipart->field);
    multipart->field = decode_name(g_steal_pointer(&name));
    multipart->file = NULL;
    g_string_truncate(multipart->value, 0);
    if (file_name != NULL) {
        multipart->file = form_add_file(multipart->form, multipart->field, decode_name(file_name),
                                        type != NULL ? type : "application/octet-stream", error);
        if (multipart->file == NULL)
            return STEP_FAILED;
    }
    multipart->place = AT_BODY;
    return STEP_ON;
}

/* The buffer begins with the line end of the delimiter; the headers end with an empty line. */
static Step
step_headers(Multipart *multipart, GError **error)
{
    const char *end = memmem(multipart->buffer->str, MIN(multipart->buffer->len, FORM_HEADER_LIMIT), "\r\n\r\n", 4);
    const char *disposition = NULL, *type = NULL;

    if (end == NULL && multipart->buffer->len >= FORM_HEADER_LIMIT) {
        g_set_error_literal(error, TRIBUNE_ERROR, TRIBUNE_ERROR_LIMIT, "a part of the form has over 4 KiB of headers");
        return STEP_FAILED;
    }
    if (end == NULL)
        return STEP_WAIT;

    g_autofree char *block = g_strndup(multipart->buffer->str, (gsize)(end - multipart->buffer->str));
    g_auto(GStrv) lines = g_strsplit(block, "\r\n", -1);
    for (guint i = 0; lines[i] != NULL; i++) {
        if (g_ascii_strncasecmp(lines[i], "content-disposition:", 20) == 0)
            disposition = g_strchug(lines[i] + 20);
        else if (g_ascii_strncasecmp(lines[i], "content-type:", 13) == 0)
            type = g_strchug(lines[i] + 13);
    }
    take(multipart, (gsize)(end - multipart->buffer->str) + 4);
    return begin_part(multipart, disposition, type, error);
}

static gboolean
add_body(Multipart *multipart, gsize length, GError **error)
{
    if (multipart->file != NULL)
        return form_file_append(multipart->file, multipart->buffer->str, length, multipart->spill, error);
    if (length > FORM_VALUE_LIMIT - MIN(multipart->value->len, FORM_VALUE_LIMIT)) {
        g_set_error_literal(error, TRIBUNE_ERROR, TRIBUNE_ERROR_LIMIT, "the form has a value larger than 1 MiB");
        return FALSE;
    }
    g_string_append_len(multipart->value, multipart->buffer->str, (gssize)length);
    return TRUE;
}

static gboolean
end_part(Multipart *multipart, GError **error)
{
    if (multipart->file == NULL)
        return form_add_field(multipart->form, multipart->field, strlen(multipart->field), multipart->value->str,
                              multipart->value->len, error);
    if (multipart->file->size == 0 && *multipart->file->name == '\0') /* a file control left empty */
        g_ptr_array_remove(multipart->form->files, multipart->file);
    return TRUE;
}

static Step
step_body(Multipart *multipart, GError **error)
{
    const char *found = find_delimiter(multipart);
    gsize length = found != NULL ? (gsize)(found - multipart->buffer->str) : safe_length(multipart);

    if (length > 0 && !add_body(multipart, length, error))
        return STEP_FAILED;
    take(multipart, length);
    if (found == NULL)
        return STEP_WAIT;
    take(multipart, multipart->delimiter_length);
    multipart->place = AT_DELIMITER;
    return end_part(multipart, error) ? STEP_ON : STEP_FAILED;
}

static Step
step_epilogue(Multipart *multipart, GError **error)
{
    (void)error;
    g_string_truncate(multipart->buffer, 0);
    return STEP_WAIT;
}

gboolean
form_multipart_feed(Multipart *multipart, const char *bytes, gsize length, GError **error)
{
    static Step (*const steps[])(Multipart * multipart, GError * *error) = {
        [AT_PREAMBLE] = step_preamble, [AT_DELIMITER] = step_delimiter, [AT_HEADERS] = step_headers,
        [AT_BODY] = step_body,         [AT_EPILOGUE] = step_epilogue,
    };
    Step step = STEP_WAIT;

    while (length > 0 && step != STEP_FAILED) {
        gsize size = MIN(length, FEED_SIZE);

        g_string_append_len(multipart->buffer, bytes, (gssize)size);
        do
            step = steps[multipart->place](multipart, error);
        while (step == STEP_ON);
        bytes += size;
        length -= size;
    }
    return step != STEP_FAILED;
}

gboolean
form_multipart_finish(Multipart *multipart, GError **error)
{
    return multipart->place == AT_EPILOGUE || broken(error, "it breaks off before its end") != STEP_FAILED;
}
