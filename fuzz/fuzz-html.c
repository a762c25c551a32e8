/* SPDX-License-Identifier: Apache-2.0 */
/* Whatever the HTML, what comes out is tags of the allow-list's shape, quoted attributes and escaped text. */
#include <stdint.h>
#include <string.h>

#include "base/text.h"
#include "wire/html.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length);

static const char *
skip_attributes(const char *at)
{
    while (*at == ' ') {
        at++;
        g_assert(g_str_has_prefix(at, "href=\"http") || g_str_has_prefix(at, "href=\"mailto:") ||
                 g_str_has_prefix(at, "href=\"tel:") || g_str_has_prefix(at, "title=") ||
                 g_str_has_prefix(at, "dir=") || g_str_has_prefix(at, "lang=") || g_str_has_prefix(at, "rel=") ||
                 g_str_has_prefix(at, "target=") || g_str_has_prefix(at, "alt=") || g_str_has_prefix(at, "width=") ||
                 g_str_has_prefix(at, "height=") || g_str_has_prefix(at, "colspan=") ||
                 g_str_has_prefix(at, "rowspan=") || g_str_has_prefix(at, "scope=") || g_str_has_prefix(at, "start=") ||
                 g_str_has_prefix(at, "span=") || g_str_has_prefix(at, "src=\"/part\""));
        at = strchr(at, '"') + 1;
        at += strcspn(at, "\"<>");
        g_assert(*at == '"');
        at++;
    }
    return at;
}

static void
check_output(const char *html)
{
    static const char *const never[] = { "script", "style", "svg",    "math",     "iframe",
                                         "form",   "input", "object", "template", "textarea" };

    for (const char *at = strchr(html, '<'); at != NULL; at = strchr(at, '<')) {
        gsize name;

        at += at[1] == '/' ? 2 : 1;
        name = strspn(at, "abcdefghijklmnopqrstuvwxyz123456");
        g_assert(name > 0);
        for (gsize i = 0; i < G_N_ELEMENTS(never); i++)
            g_assert(strlen(never[i]) != name || strncmp(at, never[i], name) != 0);
        at = skip_attributes(at + name);
        g_assert(*at == '>');
    }
}

static char *
map_image(const char *content_id, gpointer data)
{
    (void)data;
    return *content_id == 'x' ? g_strdup("/part") : NULL;
}

int
LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length)
{
    const HtmlImages images = { map_image, NULL };
    guint remote;
    g_autofree char *clean = html_clean((const char *)bytes, length, &images, &remote, NULL);
    g_autofree char *text = html_to_text((const char *)bytes, length);

    g_assert(text_is_valid(text, strlen(text)));
    if (clean != NULL) {
        g_assert(text_is_valid(clean, strlen(clean)));
        check_output(clean);
    }
    return 0;
}
