/* SPDX-License-Identifier: Apache-2.0 */
#include "wire/mime.h"

#include <gmime/gmime.h>
#include <string.h>

#include "base/text.h"
#include "wire/charset.h"
#include "wire/words.h"

#define BOUNDARY_MAX  250
#define PARAMETER_MAX 8192 /* bytes of a Content-Type or Content-Disposition that are looked at */

typedef struct {
    Mime *mime;
    const char *bytes;
    guint max_depth;
    guint parts_left;
} Reader;

static MimePart *read_part(Reader *reader, const MimePart *parent, gsize start, gsize end, guint depth);

/* ---- life ---- */

static void
field_free(MimeField *field)
{
    g_free(field->name);
    g_free(field->value);
    g_free(field);
}

static void
part_free(MimePart *part)
{
    g_ptr_array_unref(part->fields);
    g_ptr_array_unref(part->parts);
    g_hash_table_unref(part->parameters);
    g_free(part->type);
    g_free(part->disposition);
    g_free(part->filename);
    g_free(part);
}

static MimePart *
part_new(const MimePart *parent, gsize start, gsize end)
{
    MimePart *part = g_new0(MimePart, 1);

    part->parent = parent;
    part->fields = g_ptr_array_new_with_free_func((GDestroyNotify)field_free);
    part->parts = g_ptr_array_new_with_free_func((GDestroyNotify)part_free);
    part->parameters = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, g_free);
    part->start = start;
    part->body = start;
    part->end = end;
    return part;
}

void
mime_free(Mime *mime)
{
    if (mime == NULL)
        return;
    part_free(mime->root);
    g_bytes_unref(mime->raw);
    g_free(mime);
}

/* ---- header ---- */

/* The start of the next line. */
static gsize
after_line(const char *bytes, gsize at, gsize end)
{
    const char *lf = memchr(bytes + at, '\n', end - at);

    return lf == NULL ? end : (gsize)(lf - bytes) + 1;
}

/* The end of a line's text, without CRLF or LF. */
static gsize
line_text_end(const char *bytes, gsize at, gsize next)
{
    if (next > at && bytes[next - 1] == '\n')
        next--;
    if (next > at && bytes[next - 1] == '\r')
        next--;
    return next;
}

/* The length of the field name at a line's start; 0 when the line is no field. */
static gsize
field_name_length(const char *line, gsize length)
{
    const char *colon = memchr(line, ':', MIN(length, 200));
    gsize name = colon == NULL ? 0 : (gsize)(colon - line);

    while (name > 0 && (line[name - 1] == ' ' || line[name - 1] == '\t'))
        name--;
    for (gsize i = 0; i < name; i++)
        if (!g_ascii_isgraph(line[i]))
            return 0;
    return name;
}

/* @text without NUL; a hostile byte more or less is no concern of the structure. */
static char *
copy_value(const char *text, gsize length)
{
    char *copy = g_malloc(length + 1);
    gsize used = 0;

    for (gsize i = 0; i < length; i++)
        if (text[i] != '\0' && text[i] != '\r' && text[i] != '\n')
            copy[used++] = text[i];
    copy[used] = '\0';
    return copy;
}

static void
add_field(MimePart *part, const char *line, gsize name, gsize length)
{
    MimeField *field = g_new0(MimeField, 1);
    const char *value = (const char *)memchr(line + name, ':', length - name) + 1;
    const char *end = line + length;

    while (value < end && g_ascii_isspace(*value))
        value++;
    while (end > value && g_ascii_isspace(end[-1]))
        end--;
    field->name = g_strndup(line, name);
    field->value = copy_value(value, (gsize)(end - value));
    g_ptr_array_add(part->fields, field);
}

static gboolean
is_mbox_line(const char *line, gsize length)
{
    return (length >= 5 && memcmp(line, "From ", 5) == 0) || (length >= 6 && memcmp(line, ">From ", 6) == 0);
}

/* Whether the header goes on at @at, after a line that does not belong there: only for names that no letter begins
 * with. */
static gboolean
is_certain_field(const char *line, gsize length)
{
    static const char *const names[] = { "Cc",       "Content-Type", "Date",         "Delivered-To",
                                         "From",     "Message-ID",   "MIME-Version", "Received",
                                         "Reply-To", "Return-Path",  "Subject",      "To" };
    gsize name = field_name_length(line, length);

    for (gsize i = 0; i < G_N_ELEMENTS(names); i++)
        if (strlen(names[i]) == name && g_ascii_strncasecmp(line, names[i], name) == 0)
            return TRUE;
    return FALSE;
}

/* Where the field that begins at @at ends, its folded lines included. */
static gsize
field_end(const char *bytes, gsize at, gsize end)
{
    gsize next = after_line(bytes, at, end);

    while (next < end && (bytes[next] == ' ' || bytes[next] == '\t'))
        next = after_line(bytes, next, end);
    return next;
}

/* Read the header and set where the body begins. */
static void
read_header(Reader *reader, MimePart *part)
{
    gsize max = part->parent == NULL ? MIME_HEADER_MAX : MIME_PART_HEADER_MAX;
    gsize at = part->start;

    while (at < part->end) {
        const char *line = reader->bytes + at;
        gsize next = field_end(reader->bytes, at, part->end);
        gsize text_end = line_text_end(reader->bytes, at, next);
        gsize name = field_name_length(line, text_end - at);

        if (text_end == at) {
            at = next;
            break;
        }
        if (name == 0 && !(at == part->start && is_mbox_line(line, text_end - at)) &&
            !is_certain_field(reader->bytes + next, part->end - next))
            break;
        if (text_end - part->start > max || part->fields->len >= MIME_FIELDS_MAX)
            reader->mime->header_cut = TRUE;
        else if (name > 0)
            add_field(part, line, name, text_end - at);
        at = next;
    }
    part->body = at;
}

const char *
mime_field(const MimePart *part, const char *name)
{
    for (guint i = 0; i < part->fields->len; i++) {
        const MimeField *field = g_ptr_array_index(part->fields, i);

        if (text_equal_ascii(field->name, name))
            return field->value;
    }
    return NULL;
}

/* ---- type and disposition ---- */

/* A field's value as text, short enough for any parser. */
static char *
field_text(const MimePart *part, const char *name)
{
    const char *value = mime_field(part, name);

    return value == NULL ? NULL : charset_to_utf8(NULL, value, MIN(strlen(value), PARAMETER_MAX));
}

static void
copy_parameters(MimePart *part, GMimeParamList *list)
{
    for (int i = 0; i < g_mime_param_list_length(list); i++) {
        GMimeParam *parameter = g_mime_param_list_get_parameter_at(list, i);
        g_autofree char *name = g_ascii_strdown(g_mime_param_get_name(parameter), -1);
        const char *value = g_mime_param_get_value(parameter);

        if (value != NULL && !g_hash_table_contains(part->parameters, name))
            g_hash_table_insert(part->parameters, g_steal_pointer(&name), words_decode(value));
    }
}

static void
read_type(MimePart *part)
{
    g_autofree char *value = field_text(part, "Content-Type");
    gboolean in_digest = part->parent != NULL && g_str_equal(part->parent->type, "multipart/digest");
    g_autofree char *whole = NULL;
    GMimeContentType *type;

    part->type = g_strdup(in_digest ? "message/rfc822" : "text/plain");
    if (value == NULL)
        return;
    type = g_mime_content_type_parse(words_options(), value);
    whole = g_mime_content_type_get_mime_type(type);
    if (strchr(value, '/') != NULL && whole != NULL) {
        g_free(part->type);
        part->type = g_ascii_strdown(whole, -1);
    }
    copy_parameters(part, g_mime_content_type_get_parameters(type));
    g_object_unref(type);
}

static void
read_disposition(MimePart *part)
{
    g_autofree char *value = field_text(part, "Content-Disposition");
    GMimeContentDisposition *disposition = NULL;
    const char *name = NULL;
    const char *word;

    if (value != NULL && *value != '\0') {
        disposition = g_mime_content_disposition_parse(words_options(), value);
        word = g_mime_content_disposition_get_disposition(disposition);
        part->disposition = word == NULL ? NULL : g_ascii_strdown(word, -1);
        name = g_mime_content_disposition_get_parameter(disposition, "filename");
    }
    if (name == NULL)
        name = mime_parameter(part, "name");
    part->filename = name == NULL ? NULL : words_decode(name);
    g_clear_object(&disposition);
}

const char *
mime_parameter(const MimePart *part, const char *name)
{
    return g_hash_table_lookup(part->parameters, name);
}

gboolean
mime_is(const MimePart *part, const char *major)
{
    gsize length = strlen(major);

    return strncmp(part->type, major, length) == 0 && part->type[length] == '/';
}

/* ---- multiparts ---- */

typedef struct {
    gsize start; /* of the delimiter's line, the line end before it not counted */
    gsize next;  /* after its line */
    gboolean is_last;
} Delimiter;

/* Whether the line at @at is "--boundary" or "--boundary--", blanks allowed after it. */
static gboolean
read_delimiter(const Reader *reader, gsize at, gsize end, gsize length, Delimiter *ret)
{
    gsize next = after_line(reader->bytes, at, end);
    gsize text_end = line_text_end(reader->bytes, at, next);
    gsize after = at + length;

    ret->is_last = text_end >= after + 2 && memcmp(reader->bytes + after, "--", 2) == 0;
    if (ret->is_last)
        after += 2;
    for (; after < text_end; after++)
        if (reader->bytes[after] != ' ' && reader->bytes[after] != '\t')
            return FALSE;
    ret->start = at;
    ret->next = next;
    return TRUE;
}

static gboolean
find_delimiter(const Reader *reader, gsize from, gsize end, const char *marker, Delimiter *ret)
{
    gsize length = strlen(marker);

    while (from < end) {
        const char *hit = memmem(reader->bytes + from, end - from, marker, length);
        gsize at;

        if (hit == NULL)
            return FALSE;
        at = (gsize)(hit - reader->bytes);
        if ((at == 0 || hit[-1] == '\n') && read_delimiter(reader, at, end, length, ret))
            return TRUE;
        from = at + 1;
    }
    return FALSE;
}

/* The line end before a delimiter belongs to it (RFC 2046 section 5.1.1). */
static gsize
before_line_end(const Reader *reader, gsize from, gsize at)
{
    if (at > from && reader->bytes[at - 1] == '\n')
        at--;
    if (at > from && reader->bytes[at - 1] == '\r')
        at--;
    return at;
}

static void
add_rest(Reader *reader, MimePart *part, gsize start, gsize end)
{
    MimePart *rest = part_new(part, start, end);

    rest->type = g_strdup("application/octet-stream");
    rest->is_rest = TRUE;
    reader->mime->too_many_parts = TRUE;
    g_ptr_array_add(part->parts, rest);
}

static void
read_subparts(Reader *reader, MimePart *part, const char *marker, guint depth)
{
    Delimiter delimiter;
    gboolean more = find_delimiter(reader, part->body, part->end, marker, &delimiter);

    while (more && !delimiter.is_last) {
        gsize start = delimiter.next;
        gsize end = part->end;

        if (reader->parts_left == 0) {
            add_rest(reader, part, start, end);
            return;
        }
        more = find_delimiter(reader, start, part->end, marker, &delimiter);
        if (more)
            end = before_line_end(reader, start, delimiter.start);
        g_ptr_array_add(part->parts, read_part(reader, part, start, end, depth + 1));
    }
}

static void
read_multipart(Reader *reader, MimePart *part, guint depth)
{
    g_autofree char *boundary = g_strdup(mime_parameter(part, "boundary"));
    g_autofree char *marker = NULL;

    if (boundary != NULL)
        g_strchomp(boundary);
    if (boundary != NULL && *boundary != '\0' && strlen(boundary) <= BOUNDARY_MAX) {
        marker = g_strconcat("--", boundary, NULL);
        read_subparts(reader, part, marker, depth);
    }
    if (part->parts->len > 0)
        return;
    g_free(part->type);
    part->type = g_strdup("text/plain");
}

static MimePart *
read_part(Reader *reader, const MimePart *parent, gsize start, gsize end, guint depth)
{
    MimePart *part = part_new(parent, start, end);

    if (reader->parts_left > 0)
        reader->parts_left--;
    read_header(reader, part);
    read_type(part);
    read_disposition(part);
    if (!mime_is(part, "multipart"))
        return part;
    if (depth < reader->max_depth) {
        read_multipart(reader, part, depth);
    } else {
        part->is_rest = TRUE;
        reader->mime->too_deep = TRUE;
    }
    return part;
}

Mime *
mime_parse(GBytes *raw, guint max_depth, guint max_parts)
{
    Mime *mime = g_new0(Mime, 1);
    gsize length;
    Reader reader = { mime, g_bytes_get_data(raw, &length), MIN(max_depth, MIME_DEPTH_MAX), max_parts };

    mime->raw = g_bytes_ref(raw);
    mime->root = read_part(&reader, NULL, 0, length, 1);
    return mime;
}

/* ---- contents ---- */

GBytes *
mime_slice(const Mime *mime, const MimePart *part)
{
    return g_bytes_new_from_bytes(mime->raw, part->start, part->end - part->start);
}

static GMimeContentEncoding
transfer_encoding(const MimePart *part)
{
    const char *value = mime_field(part, "Content-Transfer-Encoding");
    g_autofree char *word = value == NULL ? NULL : g_strndup(value, strcspn(value, "; \t"));

    return word == NULL ? GMIME_CONTENT_ENCODING_DEFAULT : g_mime_content_encoding_from_string(word);
}

/* How many "=" a base64 text lacks at its end: decoders drop an unfinished group. */
static gsize
missing_padding(const char *bytes, gsize length)
{
    gsize digits = 0;

    if (memchr(bytes, '=', length) != NULL)
        return 0;
    for (gsize i = 0; i < length; i++)
        digits += g_ascii_isalnum(bytes[i]) || bytes[i] == '+' || bytes[i] == '/';
    return digits % 4 == 0 ? 0 : 4 - digits % 4;
}

/* Where the lines after "begin 644 name" are; the end when there is no such line. */
static gsize
after_begin(const char *bytes, gsize length)
{
    gsize at = 0;

    while (at < length && !(length - at > 6 && memcmp(bytes + at, "begin ", 6) == 0))
        at = after_line(bytes, at, length);
    return after_line(bytes, at, length);
}

static GBytes *
decode(GMimeContentEncoding encoding, const char *bytes, gsize length)
{
    gsize padding = encoding == GMIME_CONTENT_ENCODING_BASE64 ? missing_padding(bytes, length) : 0;
    gsize start = encoding == GMIME_CONTENT_ENCODING_UUENCODE ? after_begin(bytes, length) : 0;
    GMimeEncoding state;
    char *out;
    gsize used;

    g_mime_encoding_init_decode(&state, encoding);
    out = g_malloc(g_mime_encoding_outlen(&state, length) + 16);
    used = g_mime_encoding_step(&state, bytes + start, length - start, out);
    used += g_mime_encoding_flush(&state, "===", padding, out + used);
    return g_bytes_new_take(g_realloc(out, used), used);
}

GBytes *
mime_content(const Mime *mime, const MimePart *part)
{
    GMimeContentEncoding encoding = transfer_encoding(part);
    gsize length = part->end - part->body;
    const char *bytes = (const char *)g_bytes_get_data(mime->raw, NULL) + part->body;

    if (length > 0 &&
        (encoding == GMIME_CONTENT_ENCODING_BASE64 || encoding == GMIME_CONTENT_ENCODING_QUOTEDPRINTABLE ||
         encoding == GMIME_CONTENT_ENCODING_UUENCODE))
        return decode(encoding, bytes, length);
    return g_bytes_new_from_bytes(mime->raw, part->body, length);
}
