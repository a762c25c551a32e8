/* SPDX-License-Identifier: Apache-2.0 */
#include "http/translate.h"

#include <string.h>

#include "base/locale.h"

/* As script/catalogue spells msgids: runs of blanks and line ends are one space, none at the ends. */
static char *
collapse(const char *text, gsize length)
{
    GString *out = g_string_sized_new(length + 1);

    for (gsize i = 0; i < length; i++) {
        if (strchr(" \t\r\n", text[i]) == NULL || text[i] == '\0')
            g_string_append_c(out, text[i]);
        else if (out->len > 0 && out->str[out->len - 1] != ' ')
            g_string_append_c(out, ' ');
    }
    if (out->len > 0 && out->str[out->len - 1] == ' ')
        g_string_truncate(out, out->len - 1);
    return g_string_free(out, FALSE);
}

static void
translate_text(TemplateScope *scope, const char *text, gsize length, GString *out, gpointer data)
{
    const Locale *locale = template_scope_user(scope);
    g_autofree char *msgid = collapse(text, length);
    const char *said = locale != NULL ? locale_say(locale, msgid) : msgid;

    (void)data;
    template_scope_render(scope, said, strlen(said), out);
}

static guint64
find_number(TemplateScope *scope, const char *name)
{
    const json_t *value = template_scope_find(scope, name);
    json_int_t number = 0;

    if (json_is_array(value))
        return json_array_size(value);
    if (json_is_number(value))
        number = json_is_integer(value) ? json_integer_value(value) : (json_int_t)json_real_value(value);
    return (guint64)(number < 0 ? -number : number);
}

static void
translate_plural(TemplateScope *scope, const char *text, gsize length, GString *out, gpointer data)
{
    const Locale *locale = template_scope_user(scope);
    g_autofree char *whole = collapse(text, length);
    g_auto(GStrv) parts = g_strsplit(whole, "|", 3);

    (void)data;
    if (g_strv_length(parts) != 3) {
        template_escape(out, whole, strlen(whole));
        return;
    }
    for (guint i = 0; i < 3; i++)
        g_strstrip(parts[i]);

    guint64 n = find_number(scope, parts[0]);
    const char *said = locale != NULL ? locale_say_plural(locale, parts[1], parts[2], n) : parts[n == 1 ? 1 : 2];
    template_scope_render(scope, said, strlen(said), out);
}

void
translate_register(TemplateSet *set)
{
    template_set_function(set, "t", translate_text, NULL);
    template_set_function(set, "tn", translate_plural, NULL);
}
