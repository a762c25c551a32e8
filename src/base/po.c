/* SPDX-License-Identifier: Apache-2.0 */
#include "base/po.h"

#include "base/error.h"
#include "base/plural.h"
#include "base/text.h"

#include <string.h>

/* Between context and msgid in a key, as in gettext's own .mo files. */
#define CONTEXT_SEPARATOR "\004"

typedef struct {
    guint count;
    char *strings[PLURAL_FORMS_LIMIT];
} Translation;

struct Po {
    GHashTable *translations; /* key → Translation */
    Plural *plural;           /* NULL: no Plural-Forms */
};

/* How far the entry that is being read has come. */
typedef enum { AT_START, AT_CONTEXT, AT_ID, AT_PLURAL, AT_TRANSLATION } Step;

typedef struct {
    Po *po;
    GHashTable *seen; /* keys of all entries, also those without translation */
    guint line;
    gboolean has_header;
    Step step;
    gboolean fuzzy;
    GString *context, *id, *plural;
    GString *strings[PLURAL_FORMS_LIMIT];
    guint forms;     /* strings begun */
    GString *target; /* what a continuation line adds to */
} Reader;

static gboolean fail(const Reader *reader, TribuneError code, GError **error, const char *format, ...)
    G_GNUC_PRINTF(4, 5);

static gboolean
fail(const Reader *reader, TribuneError code, GError **error, const char *format, ...)
{
    va_list arguments;
    g_autofree char *message = NULL;

    va_start(arguments, format);
    message = g_strdup_vprintf(format, arguments);
    va_end(arguments);
    g_set_error(error, TRIBUNE_ERROR, (gint)code, "line %u: %s", reader->line, message);
    return FALSE;
}

static void
free_translation(gpointer data)
{
    Translation *translation = data;

    for (guint i = 0; i < translation->count; i++)
        g_free(translation->strings[i]);
    g_free(translation);
}

static char *
make_key(const char *context, const char *id)
{
    return context != NULL ? g_strconcat(context, CONTEXT_SEPARATOR, id, NULL) : g_strdup(id);
}

/* The value of header field @name, or NULL. */
static char *
header_field(const char *header, const char *name)
{
    g_auto(GStrv) lines = g_strsplit(header, "\n", -1);

    for (char **line = lines; *line != NULL; line++) {
        gsize length = strlen(name);

        if (g_ascii_strncasecmp(*line, name, length) == 0 && (*line)[length] == ':')
            return g_strstrip(g_strdup(*line + length + 1));
    }
    return NULL;
}

static gboolean
accept_header(Reader *reader, GError **error)
{
    const char *header = reader->strings[0]->str;
    g_autofree char *type = header_field(header, "Content-Type");
    g_autofree char *plural_rule = header_field(header, "Plural-Forms");
    g_autofree char *folded = type != NULL ? g_ascii_strdown(type, -1) : NULL;

    reader->has_header = TRUE;
    if (folded == NULL || !g_str_has_suffix(folded, "charset=utf-8"))
        return fail(reader, TRIBUNE_ERROR_INVALID, error,
                    "the header must say Content-Type: text/plain; charset=UTF-8");
    if (plural_rule == NULL)
        return TRUE;
    reader->po->plural = plural_parse(plural_rule, error);
    if (reader->po->plural == NULL)
        g_prefix_error(error, "line %u: ", reader->line);
    return reader->po->plural != NULL;
}

static gboolean
is_complete(const Reader *reader)
{
    for (guint i = 0; i < reader->forms; i++)
        if (reader->strings[i]->len == 0)
            return FALSE;
    return TRUE;
}

static void
clear_entry(Reader *reader)
{
    g_string_truncate(reader->context, 0);
    g_string_truncate(reader->id, 0);
    g_string_truncate(reader->plural, 0);
    for (guint i = 0; i < PLURAL_FORMS_LIMIT; i++)
        g_string_truncate(reader->strings[i], 0);
    reader->forms = 0;
    reader->fuzzy = FALSE;
    reader->step = AT_START;
    reader->target = NULL;
}

static void
keep_entry(Reader *reader, const char *key)
{
    Translation *translation = g_new0(Translation, 1);

    for (guint i = 0; i < reader->forms; i++)
        translation->strings[i] = g_strdup(reader->strings[i]->str);
    translation->count = reader->forms;
    g_hash_table_insert(reader->po->translations, g_strdup(key), translation);
}

/* Take over the entry that was read, when there is one. */
static gboolean
finish_entry(Reader *reader, gboolean has_context, GError **error)
{
    g_autofree char *key = make_key(has_context ? reader->context->str : NULL, reader->id->str);
    guint expected = reader->po->plural != NULL ? plural_forms(reader->po->plural) : reader->forms;

    if (!reader->has_header) {
        if (reader->id->len > 0 || has_context || reader->plural->len > 0)
            return fail(reader, TRIBUNE_ERROR_INVALID, error, "the first entry must be the header, msgid \"\"");
        if (!accept_header(reader, error))
            return FALSE;
        clear_entry(reader);
        return TRUE;
    }
    if (reader->id->len == 0)
        return fail(reader, TRIBUNE_ERROR_INVALID, error, "the entry before this line has an empty msgid");
    if (!g_hash_table_add(reader->seen, g_strdup(key)))
        return fail(reader, TRIBUNE_ERROR_INVALID, error, "the entry before this line was there already");
    if (g_hash_table_size(reader->seen) > PO_MESSAGES_LIMIT)
        return fail(reader, TRIBUNE_ERROR_LIMIT, error, "more than %d entries", PO_MESSAGES_LIMIT);
    if (reader->plural->len > 0 && reader->forms != expected)
        return fail(reader, TRIBUNE_ERROR_INVALID, error, "the entry before this line has %u plural forms, not %u",
                    reader->forms, expected);
    if (!reader->fuzzy && is_complete(reader))
        keep_entry(reader, key);
    clear_entry(reader);
    return TRUE;
}

/* ---- lines ---- */

static char
escaped(char letter)
{
    switch (letter) {
    case 'n':
        return '\n';
    case 't':
        return '\t';
    case 'r':
        return '\r';
    case '"':
    case '\\':
        return letter;
    default:
        return '\0';
    }
}

/* Append the quoted text that fills the rest of the line to the target. */
static gboolean
read_quoted(Reader *reader, const char *at, GError **error)
{
    GString *target = reader->target;

    at += strspn(at, " \t");
    if (*at != '"')
        return fail(reader, TRIBUNE_ERROR_INVALID, error, "expected a text in quotation marks");
    for (at++; *at != '"'; at++) {
        char letter = *at;

        if (letter == '\0')
            return fail(reader, TRIBUNE_ERROR_INVALID, error, "no quotation mark at the end");
        if (letter == '\\' && (letter = escaped(*++at)) == '\0')
            return fail(reader, TRIBUNE_ERROR_INVALID, error, "only \\n \\t \\r \\\" \\\\ are known after a backslash");
        if (target->len == PO_TEXT_LIMIT)
            return fail(reader, TRIBUNE_ERROR_LIMIT, error, "a text of more than %d bytes", PO_TEXT_LIMIT);
        g_string_append_c(target, letter);
    }
    at++;
    if (at[strspn(at, " \t")] != '\0')
        return fail(reader, TRIBUNE_ERROR_INVALID, error, "something follows the text in quotation marks");
    return TRUE;
}

static gboolean
out_of_place(const Reader *reader, const char *what, GError **error)
{
    return fail(reader, TRIBUNE_ERROR_INVALID, error, "%s does not belong here", what);
}

static gboolean
finish_if_complete(Reader *reader, GError **error)
{
    return reader->step != AT_TRANSLATION || finish_entry(reader, reader->context->len > 0, error);
}

static gboolean
begin_context(Reader *reader, GError **error)
{
    if (!finish_if_complete(reader, error))
        return FALSE;
    if (reader->step != AT_START)
        return out_of_place(reader, "msgctxt", error);
    reader->step = AT_CONTEXT;
    reader->target = reader->context;
    return TRUE;
}

static gboolean
begin_id(Reader *reader, GError **error)
{
    if (!finish_if_complete(reader, error))
        return FALSE;
    if (reader->step > AT_CONTEXT)
        return out_of_place(reader, "msgid", error);
    reader->step = AT_ID;
    reader->target = reader->id;
    return TRUE;
}

static gboolean
begin_plural(Reader *reader, GError **error)
{
    if (reader->step != AT_ID)
        return out_of_place(reader, "msgid_plural", error);
    reader->step = AT_PLURAL;
    reader->target = reader->plural;
    return TRUE;
}

static gboolean
begin_translation(Reader *reader, GError **error)
{
    if (reader->step != AT_ID)
        return out_of_place(reader, "msgstr", error);
    reader->step = AT_TRANSLATION;
    reader->target = reader->strings[0];
    reader->forms = 1;
    return TRUE;
}

/* @at is behind "msgstr[". Moves it behind the bracket. */
static gboolean
begin_form(Reader *reader, const char **at, GError **error)
{
    gboolean in_plural = reader->step == AT_PLURAL || (reader->step == AT_TRANSLATION && reader->plural->len > 0);

    if (!in_plural || (*at)[0] != (char)('0' + reader->forms) || (*at)[1] != ']' || reader->forms == PLURAL_FORMS_LIMIT)
        return out_of_place(reader, "this msgstr[…]", error);
    *at += 2;
    reader->step = AT_TRANSLATION;
    reader->target = reader->strings[reader->forms++];
    return TRUE;
}

static gboolean
read_comment(Reader *reader, const char *line, GError **error)
{
    if (!finish_if_complete(reader, error))
        return FALSE;
    if (line[1] == '~')
        return TRUE;
    if (reader->step != AT_START)
        return out_of_place(reader, "a comment", error);
    if (line[1] == ',') {
        g_auto(GStrv) flags = g_strsplit(line + 2, ",", -1);

        for (char **flag = flags; *flag != NULL; flag++)
            if (g_str_equal(g_strstrip(*flag), "fuzzy"))
                reader->fuzzy = TRUE;
    }
    return TRUE;
}

static const struct {
    const char *word;
    gboolean (*begin)(Reader *reader, GError **error);
} keywords[] = {
    { "msgctxt", begin_context },
    { "msgid_plural", begin_plural },
    { "msgid", begin_id },
    { "msgstr", begin_translation },
};

static gboolean
read_keyword(Reader *reader, const char *line, GError **error)
{
    if (g_str_has_prefix(line, "msgstr[")) {
        const char *at = line + strlen("msgstr[");

        return begin_form(reader, &at, error) && read_quoted(reader, at, error);
    }
    for (guint i = 0; i < G_N_ELEMENTS(keywords); i++) {
        gsize length = strlen(keywords[i].word);

        if (strncmp(line, keywords[i].word, length) == 0 && strchr(" \t\"", line[length]) != NULL)
            return keywords[i].begin(reader, error) && read_quoted(reader, line + length, error);
    }
    return fail(reader, TRIBUNE_ERROR_INVALID, error, "neither a comment, a keyword nor a text in quotation marks");
}

static gboolean
read_line(Reader *reader, const char *line, GError **error)
{
    line += strspn(line, " \t");
    if (*line == '\0')
        return finish_if_complete(reader, error);
    if (*line == '#')
        return read_comment(reader, line, error);
    if (*line != '"')
        return read_keyword(reader, line, error);
    if (reader->target == NULL)
        return out_of_place(reader, "a text in quotation marks", error);
    return read_quoted(reader, line, error);
}

static gboolean
read_lines(Reader *reader, const char *bytes, gsize length, GError **error)
{
    const char *end = bytes + length;
    g_autoptr(GString) line = g_string_new(NULL);

    while (bytes < end) {
        const char *stop = memchr(bytes, '\n', (gsize)(end - bytes));

        stop = stop != NULL ? stop : end;
        g_string_truncate(line, 0);
        g_string_append_len(line, bytes, (gssize)(stop - bytes));
        if (line->len > 0 && line->str[line->len - 1] == '\r')
            g_string_truncate(line, line->len - 1);
        reader->line++;
        if (!text_is_valid(line->str, line->len))
            return fail(reader, TRIBUNE_ERROR_INVALID, error, "not UTF-8 text");
        if (!read_line(reader, line->str, error))
            return FALSE;
        bytes = stop + 1;
    }
    reader->line++;
    if (!finish_if_complete(reader, error))
        return FALSE;
    if (reader->step != AT_START)
        return fail(reader, TRIBUNE_ERROR_INVALID, error, "the last entry has no msgstr");
    if (!reader->has_header)
        return fail(reader, TRIBUNE_ERROR_INVALID, error, "there is no header entry");
    return TRUE;
}

/* ---- the catalogue ---- */

static void
reader_init(Reader *reader, Po *po)
{
    *reader = (Reader){ .po = po };
    reader->seen = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    reader->context = g_string_new(NULL);
    reader->id = g_string_new(NULL);
    reader->plural = g_string_new(NULL);
    for (guint i = 0; i < PLURAL_FORMS_LIMIT; i++)
        reader->strings[i] = g_string_new(NULL);
}

static void
reader_clear(Reader *reader)
{
    for (guint i = 0; i < PLURAL_FORMS_LIMIT; i++)
        g_string_free(reader->strings[i], TRUE);
    g_string_free(reader->plural, TRUE);
    g_string_free(reader->id, TRUE);
    g_string_free(reader->context, TRUE);
    g_hash_table_unref(reader->seen);
}

Po *
po_parse(const char *bytes, gsize length, GError **error)
{
    g_autoptr(Po) po = NULL;
    Reader reader;
    gboolean done;

    if (length > PO_SIZE_LIMIT) {
        g_set_error(error, TRIBUNE_ERROR, TRIBUNE_ERROR_LIMIT, "line 1: a catalogue of more than %d bytes",
                    PO_SIZE_LIMIT);
        return NULL;
    }
    po = g_new0(Po, 1);
    po->translations = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, free_translation);
    reader_init(&reader, po);
    done = read_lines(&reader, bytes, length, error);
    reader_clear(&reader);
    return done ? g_steal_pointer(&po) : NULL;
}

void
po_free(Po *po)
{
    if (po == NULL)
        return;
    g_hash_table_unref(po->translations);
    plural_free(po->plural);
    g_free(po);
}

guint
po_count(const Po *po)
{
    return g_hash_table_size(po->translations);
}

guint
po_forms(const Po *po)
{
    return po->plural != NULL ? plural_forms(po->plural) : 0;
}

guint
po_form_index(const Po *po, guint64 n)
{
    return po->plural != NULL ? plural_index(po->plural, n) : 0;
}

const char *
po_find(const Po *po, const char *context, const char *msgid)
{
    g_autofree char *key = context != NULL ? make_key(context, msgid) : NULL;
    const Translation *translation = g_hash_table_lookup(po->translations, key != NULL ? key : msgid);

    return translation != NULL ? translation->strings[0] : NULL;
}

const char *
po_find_form(const Po *po, const char *msgid, guint form)
{
    const Translation *translation = g_hash_table_lookup(po->translations, msgid);

    return translation != NULL && form < translation->count ? translation->strings[form] : NULL;
}
