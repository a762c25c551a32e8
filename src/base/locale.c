/* SPDX-License-Identifier: Apache-2.0 */
#include "base/error.h"
#include "base/locale-private.h"
#include "base/text.h"

#include <stdarg.h>
#include <string.h>
#include <unicode/uloc.h>

#define PAIRS_LIMIT           16
#define TAG_LIMIT             35
#define ACCEPT_LENGTH_LIMIT   1000
#define ACCEPT_RANGES_LIMIT   32
#define CATALOGUE_NAME_ENDING ".po"

struct Locales {
    GPtrArray *all; /* of Locale; English first, then by tag */
};

static void
locale_free(gpointer data)
{
    Locale *locale = data;

    locale_formats_free(locale->formats);
    po_free(locale->po);
    g_free(locale->icu_name);
    g_free(locale->tag);
    g_free(locale);
}

/* Takes @po. */
static Locale *
locale_new(const char *tag, Po *po)
{
    Locale *locale = g_new0(Locale, 1);

    locale->tag = g_strdup(tag);
    locale->icu_name = g_strdelimit(g_strdup(g_str_equal(tag, "en") ? "en-GB" : tag), "-", '_');
    locale->po = po;
    locale->formats = locale_formats_new(locale->icu_name);
    return locale;
}

static gint
compare_tags(gconstpointer a, gconstpointer b)
{
    const Locale *const *first = a, *const *second = b;

    return strcmp((*first)->tag, (*second)->tag);
}

/* Letters, digits and single hyphens, beginning with a language of two or three letters. */
static gboolean
is_tag(const char *tag)
{
    gsize first = strcspn(tag, "-"), part = 0;

    if (first < 2 || first > 3 || strlen(tag) > TAG_LIMIT)
        return FALSE;
    for (gsize i = 0; tag[i] != '\0'; i++) {
        if (tag[i] == '-' ? part == 0 || tag[i + 1] == '\0' : !g_ascii_isalnum(tag[i]))
            return FALSE;
        if (i < first && !g_ascii_isalpha(tag[i]))
            return FALSE;
        part = tag[i] == '-' ? 0 : part + 1;
    }
    return TRUE;
}

/* ---- loading ---- */

static Po *
load_catalogue(const char *dir, const char *name, GError **error)
{
    g_autofree char *path = g_build_filename(dir, name, NULL), *bytes = NULL;
    g_autoptr(GError) cause = NULL;
    gsize length;
    Po *po = NULL;

    if (g_file_get_contents(path, &bytes, &length, &cause))
        po = po_parse(bytes, length, &cause);
    if (po == NULL)
        g_set_error(error, TRIBUNE_ERROR, TRIBUNE_ERROR_CONFIG, "catalogue %s: %s", path, cause->message);
    return po;
}

static gboolean
add_catalogue(Locales *locales, const char *dir, const char *name, GError **error)
{
    g_autofree char *tag = g_strndup(name, strlen(name) - strlen(CATALOGUE_NAME_ENDING));
    Po *po;

    g_strdelimit(tag, "_", '-');
    if (!is_tag(tag)) {
        g_set_error(error, TRIBUNE_ERROR, TRIBUNE_ERROR_CONFIG, "catalogue %s/%s: not named by a language tag", dir,
                    name);
        return FALSE;
    }
    if (locales->all->len == LOCALES_LIMIT) {
        g_set_error(error, TRIBUNE_ERROR, TRIBUNE_ERROR_CONFIG, "%s holds more than %d catalogues", dir, LOCALES_LIMIT);
        return FALSE;
    }
    po = load_catalogue(dir, name, error);
    if (po == NULL)
        return FALSE;
    g_ptr_array_add(locales->all, locale_new(tag, po));
    return TRUE;
}

static gboolean
add_folder(Locales *locales, const char *path, GError **error)
{
    g_autoptr(GError) cause = NULL;
    g_autoptr(GDir) dir = g_dir_open(path, 0, &cause);
    const char *name;

    if (dir == NULL) {
        g_set_error(error, TRIBUNE_ERROR, TRIBUNE_ERROR_CONFIG, "folder of catalogues: %s", cause->message);
        return FALSE;
    }
    while ((name = g_dir_read_name(dir)) != NULL)
        if (name[0] != '.' && g_str_has_suffix(name, CATALOGUE_NAME_ENDING) &&
            !add_catalogue(locales, path, name, error))
            return FALSE;
    return TRUE;
}

static const Locale *
find_exact(const Locales *locales, const char *tag)
{
    for (guint i = 0; i < locales->all->len; i++) {
        const Locale *locale = g_ptr_array_index(locales->all, i);

        if (text_equal_ascii(locale->tag, tag))
            return locale;
    }
    return NULL;
}

Locales *
locales_load(const char *dir, GError **error)
{
    g_autoptr(Locales) locales = g_new0(Locales, 1);

    locales->all = g_ptr_array_new_with_free_func(locale_free);
    if (dir != NULL && !add_folder(locales, dir, error))
        return NULL;
    g_ptr_array_sort(locales->all, compare_tags);
    for (guint i = 0; i < locales->all->len; i++)
        if (g_str_equal(locale_tag(g_ptr_array_index(locales->all, i)), "en")) /* a body's own wording */
            g_ptr_array_insert(locales->all, 0, g_ptr_array_steal_index(locales->all, i));
    if (find_exact(locales, "en") == NULL)
        g_ptr_array_insert(locales->all, 0, locale_new("en", NULL));
    return g_steal_pointer(&locales);
}

void
locales_free(Locales *locales)
{
    if (locales == NULL)
        return;
    g_ptr_array_unref(locales->all);
    g_free(locales);
}

/* ---- finding ---- */

/* Exact, else without its last subtags, or NULL. */
static const Locale *
find_shortened(const Locales *locales, const char *tag)
{
    char shortened[TAG_LIMIT + 1];

    if (strlen(tag) > TAG_LIMIT)
        return NULL;
    g_strlcpy(shortened, tag, sizeof shortened);
    g_strdelimit(shortened, "_", '-');
    for (;;) {
        const Locale *locale = find_exact(locales, shortened);
        char *hyphen = strrchr(shortened, '-');

        if (locale != NULL || hyphen == NULL)
            return locale;
        *hyphen = '\0';
    }
}

const Locale *
locales_find(const Locales *locales, const char *tag)
{
    const Locale *locale = tag != NULL ? find_shortened(locales, tag) : NULL;

    return locale != NULL ? locale : locales_at(locales, 0);
}

/* The weight of a range in thousandths, RFC 9110 section 12.4.2; what is not a weight counts as 0. */
static guint
parse_weight(const char *parameters)
{
    guint weight = 0, scale = 1000;
    const char *at = parameters + strspn(parameters, " \t");

    if (g_ascii_strncasecmp(at, "q=", 2) != 0)
        return 1000;
    at += 2;
    if (*at == '1')
        return 1000;
    if (*at++ != '0' || *at++ != '.')
        return 0;
    for (; g_ascii_isdigit(*at) && scale > 1; at++) {
        scale /= 10;
        weight += (guint)(*at - '0') * scale;
    }
    return weight;
}

const Locale *
locales_choose(const Locales *locales, const char *accept_language)
{
    g_autofree char *header = g_strndup(accept_language != NULL ? accept_language : "", ACCEPT_LENGTH_LIMIT);
    g_auto(GStrv) ranges = g_strsplit(header, ",", ACCEPT_RANGES_LIMIT);
    const Locale *best = NULL;
    guint best_weight = 0;

    for (char **range = ranges; *range != NULL; range++) {
        char *semicolon = strchr(*range, ';');
        guint weight = semicolon != NULL ? parse_weight(semicolon + 1) : 1000;
        const Locale *locale;

        if (semicolon != NULL)
            *semicolon = '\0';
        locale = weight > best_weight ? find_shortened(locales, g_strstrip(*range)) : NULL;
        if (locale != NULL) {
            best = locale;
            best_weight = weight;
        }
    }
    return best;
}

const Locale *
locales_choose_or(const Locales *locales, const char *accept_language, const char *standard)
{
    const Locale *locale = locales_choose(locales, accept_language);

    return locale != NULL ? locale : locales_find(locales, standard);
}

guint
locales_count(const Locales *locales)
{
    return locales->all->len;
}

const Locale *
locales_at(const Locales *locales, guint index)
{
    return g_ptr_array_index(locales->all, index);
}

const char *
locale_tag(const Locale *locale)
{
    return locale->tag;
}

const char *
locale_direction(const Locale *locale)
{
    return uloc_isRightToLeft(locale->icu_name) ? "rtl" : "ltr";
}

/* ---- texts ---- */

const char *
locale_say(const Locale *locale, const char *msgid)
{
    return locale_say_context(locale, NULL, msgid);
}

const char *
locale_say_context(const Locale *locale, const char *context, const char *msgid)
{
    const char *text = locale->po != NULL ? po_find(locale->po, context, msgid) : NULL;

    return text != NULL ? text : msgid;
}

const char *
locale_say_plural(const Locale *locale, const char *one, const char *many, guint64 n)
{
    const char *text = NULL;

    if (locale->po != NULL) {
        guint form =
            po_forms(locale->po) > 0 ? po_form_index(locale->po, n) : locale_formats_plural(locale->formats, n);

        text = po_find_form(locale->po, one, form);
    }
    return text != NULL ? text : n == 1 ? one : many;
}

typedef struct {
    guint count;
    const char *names[PAIRS_LIMIT];
    const char *values[PAIRS_LIMIT];
} Pairs;

static void
collect_pairs(Pairs *pairs, va_list arguments)
{
    const char *name;

    while ((name = va_arg(arguments, const char *)) != NULL) {
        const char *value = va_arg(arguments, const char *);

        g_return_if_fail(pairs->count < PAIRS_LIMIT);
        pairs->names[pairs->count] = name;
        pairs->values[pairs->count++] = value != NULL ? value : "";
    }
}

static const char *
find_value(const Pairs *pairs, const char *name, gsize length)
{
    for (guint i = 0; i < pairs->count; i++)
        if (strlen(pairs->names[i]) == length && memcmp(pairs->names[i], name, length) == 0)
            return pairs->values[i];
    return NULL;
}

static char *
fill(const char *text, const Pairs *pairs)
{
    GString *filled = g_string_sized_new(strlen(text) + 32);

    while (*text != '\0') {
        gsize length = 1;
        const char *value = NULL;

        if (text[0] == '{' && text[1] == '{') {
            const char *end = strstr(text, "}}");

            length = end != NULL ? (gsize)(end - text) + 2 : strlen(text);
        } else if (text[0] == '{' && g_ascii_islower(text[1])) {
            gsize name = strspn(text + 1, "abcdefghijklmnopqrstuvwxyz0123456789_");

            if (text[name + 1] == '}')
                value = find_value(pairs, text + 1, name);
            if (value != NULL)
                length = name + 2;
        }
        if (value != NULL)
            g_string_append(filled, value);
        else
            g_string_append_len(filled, text, (gssize)length);
        text += length;
    }
    return g_string_free(filled, FALSE);
}

char *
locale_fill(const Locale *locale, const char *msgid, ...)
{
    Pairs pairs = { 0 };
    va_list arguments;

    va_start(arguments, msgid);
    collect_pairs(&pairs, arguments);
    va_end(arguments);
    return fill(locale_say(locale, msgid), &pairs);
}

char *
locale_fill_plural(const Locale *locale, const char *one, const char *many, guint64 n, ...)
{
    g_autofree char *number = locale_number(locale, n <= G_MAXINT64 ? (gint64)n : G_MAXINT64);
    Pairs pairs = { .count = 1, .names = { "n" }, .values = { number } };
    va_list arguments;

    va_start(arguments, n);
    collect_pairs(&pairs, arguments);
    va_end(arguments);
    return fill(locale_say_plural(locale, one, many, n), &pairs);
}
