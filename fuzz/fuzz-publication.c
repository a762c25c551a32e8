/* SPDX-License-Identifier: Apache-2.0 */
/* What writers of publications type: Markdown with pictures, areas, a text before and after; the first line is an area,
 * then come two texts with a NUL between them. And what the store gives back of a version. */
#include <stdint.h>
#include <string.h>

#include "store/publication-content.h"
#include "wire/article.h"
#include "wire/cap.h"
#include "wire/markdown.h"
#include "wire/word-difference.h"
#include "wire/xml.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length);

static gboolean
find_picture(gpointer data, const char *name, Figure *ret)
{
    (void)data;
    *ret = (Figure){ "/pictures/1.jpg", 900, 600, "/pictures/2.jpg", 760, *name == 'b' };
    return *name == 'a' || *name == 'b';
}

/* What a finding is about stands in the text. */
static void
on_finding(ArticleFinding kind, gsize first, gsize found, const char *detail, gpointer data)
{
    g_assert_cmpint(kind, <, ARTICLE_FINDING_KINDS);
    g_assert_cmpuint(first + found, <=, strlen(data));
    g_assert_true(g_utf8_validate(detail, -1, NULL));
}

static void
check(char *text)
{
    const ArticleRules rules = {
        .language = "en", .sentence_words = 5, .grade = 3, .site = "https://n.example", .find = find_picture
    };

    article_check(text, &rules, on_finding, text);
    article_check_plain(text, &rules, on_finding, text);
}

/* Joined again, the spans give both texts. */
static void
compare(const char *before, const char *after)
{
    g_autoptr(GArray) spans = word_difference(before, after);
    g_autoptr(GString) from = g_string_new(NULL), to = g_string_new(NULL);

    for (guint i = 0; i < spans->len; i++) {
        const DifferenceSpan *span = &g_array_index(spans, DifferenceSpan, i);

        if (span->kind != DIFFERENCE_ADDED)
            g_string_append(from, span->text);
        if (span->kind != DIFFERENCE_REMOVED)
            g_string_append(to, span->text);
    }
    g_assert_cmpstr(from->str, ==, before);
    g_assert_cmpstr(to->str, ==, after);
}

static void
decode(const uint8_t *bytes, size_t length)
{
    g_autoptr(PublicationContent) content = publication_content_decode(bytes, length, NULL);

    if (content != NULL) {
        g_autofree char *again = publication_content_encode(content, NULL);

        g_assert_nonnull(again);
    }
}

int
LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length)
{
    const MarkdownArticle article = { "https://n.example", NULL, find_picture, NULL };
    g_autofree char *all = g_strndup(length > 0 ? (const char *)bytes : "", length),
                    *before = g_utf8_make_valid(all, -1);
    gsize first = strlen(all);
    g_autofree char *rest = first < length ? g_strndup((const char *)bytes + first + 1, length - first - 1) : NULL;
    g_autofree char *after = g_utf8_make_valid(rest != NULL ? rest : "", -1);
    g_autofree char *line = g_strndup(before, strcspn(before, "\n"));
    g_autofree char *html = markdown_to_article(before, &article, NULL);
    g_autoptr(XmlWriter) writer = xml_writer_new();
    g_autofree char *xml = NULL, *slug = publication_slug_make(before);

    g_assert_cmpuint(strlen(slug), <=, PUBLICATION_SLUG_MAX);
    cap_polygon_check(line, NULL);
    cap_circle_check(line, NULL);
    check(before);
    compare(before, after);
    decode(bytes, length);
    xml_writer_leaf(writer, "a", all);
    xml = xml_writer_finish(writer);
    g_assert_true(g_utf8_validate(xml, -1, NULL));
    return 0;
}
