/* SPDX-License-Identifier: Apache-2.0 */
#include <string.h>

#include "base/error.h"
#include "wire/markdown.h"

static void
assert_both(const char *markdown, const char *html, const char *text)
{
    g_autofree char *as_html = markdown_to_html(markdown);
    g_autofree char *as_text = markdown_to_text(markdown);

    g_strchomp(as_html);
    g_assert_cmpstr(as_html, ==, html);
    g_assert_cmpstr(as_text, ==, text);
}

static void
a_letter_becomes_html_and_text(void)
{
    assert_both("Dear Ada,\n\nyour lamp is **fixed**.\nThe *crew* came.\n\n- one\n- two\n",
                "<p>Dear Ada,</p>\n<p>your lamp is <strong>fixed</strong>.<br>\nThe <em>crew</em> came.</p>\n"
                "<ul>\n<li>one</li>\n<li>two</li>\n</ul>",
                "Dear Ada,\n\nyour lamp is fixed.\nThe crew came.\n\n- one\n- two\n");
}

/* The short way, for one plain line, and the long one. */
static void
one_line_of_text_says_the_same_both_ways(void)
{
    static const char *const PIECES[] = {
        "Your", "lamp ",    "number 7",  "é",       "ẞ",      " ",           ". ",       ": ",
        "://",  "https://", "n.example", "/a-b/c7", "www.",   "WWW.",        "(",        ")",
        "\"",   "'",        "*",         "_",       "\n",     "- ",          "+ ",       "1. ",
        "1) ",  "# ",       "&amp;",     "<b>",     "[x](y)", "a@n.example", "|",        "~~",
        "`",    "\\",       "!",         "% ",      "\t",     "\302\240",    "\302\255", "https://n.example/c/Qx_9?a=b"
    };

    for (guint i = 0; i < 3000; i++) {
        g_autoptr(GString) text = g_string_new(NULL);
        g_autofree char *html = NULL, *quick = NULL, *slow = NULL;

        for (int pieces = g_test_rand_int_range(1, 7); pieces > 0; pieces--)
            g_string_append(text, PIECES[g_test_rand_int_range(0, G_N_ELEMENTS(PIECES))]);
        html = markdown_to_html(text->str);
        slow = html_to_text(html, strlen(html));
        quick = markdown_to_text(text->str);
        g_assert_cmpstr(quick, ==, slow);
    }
}

static void
links_keep_their_address_in_text(void)
{
    assert_both("See [the map](https://n.example/map).",
                "<p>See <a href=\"https://n.example/map\" rel=\"noopener noreferrer nofollow\" target=\"_blank\">the "
                "map</a>.</p>",
                "See the map <https://n.example/map>.\n");
}

static void
raw_html_appears_as_typed(void)
{
    assert_both("a <b>x</b> <script>alert(1)</script>",
                "<p>a &lt;b&gt;x&lt;/b&gt; &lt;script&gt;alert(1)&lt;/script&gt;</p>",
                "a <b>x</b> <script>alert(1)</script>\n");
    assert_both("<div onclick=x>\nhello\n</div>", "<p>&lt;div onclick=x&gt;<br>\nhello<br>\n&lt;/div&gt;</p>",
                "<div onclick=x>\nhello\n</div>\n");
}

static void
unsafe_links_and_remote_images_are_plain(void)
{
    assert_both("[x](javascript:alert(1)) ![a picture](https://t.example/p.png)", "<p>x a picture</p>",
                "x a picture\n");
    assert_both("[x](data:text/html,y)", "<p>x</p>", "x\n");
}

static void
extensions_are_tables_strikethrough_and_bare_links(void)
{
    g_autofree char *table = markdown_to_html("| a | b |\n| - | - |\n| 1 | 2 |\n");
    g_autofree char *rest = markdown_to_html("~~old~~ https://n.example/");

    g_assert_nonnull(strstr(table, "<td>2</td>"));
    g_assert_nonnull(strstr(rest, "<del>old</del>"));
    g_assert_nonnull(strstr(rest, "href=\"https://n.example/\""));
}

static void
too_long_or_too_deep_is_shown_as_it_stands(void)
{
    g_autofree char *deep = g_strnfill(5000, '>');
    g_autofree char *deep_html = markdown_to_html(deep);
    g_autofree char *large = g_strnfill(MARKDOWN_SIZE_MAX + 1, '*');
    g_autofree char *large_html = markdown_to_html(large);
    g_autofree char *large_text = markdown_to_text(large);

    g_assert_true(g_str_has_prefix(deep_html, "<pre>\n&gt;"));
    g_assert_true(g_str_has_prefix(large_html, "<pre>\n*"));
    g_assert_cmpstr(large_text, ==, large);
}

static gboolean
find_picture(gpointer data, const char *name, Figure *ret)
{
    static const Figure bridge = { "/pictures/1.jpg", 1520, 900, "/pictures/1s.jpg", 760, FALSE };
    static const Figure line = { "/pictures/2.png", 300, 4, NULL, 0, TRUE };

    (void)data;
    *ret = strcmp(name, "line.png") == 0 ? line : bridge;
    return strcmp(name, "line.png") == 0 || strcmp(name, "bridge.jpg") == 0;
}

static const MarkdownArticle ARTICLE = { "https://n.example", "https://n.example", find_picture, NULL };

static void
assert_article(const char *text, const MarkdownArticle *article, const char *expected)
{
    g_autoptr(GError) error = NULL;
    g_autofree char *html = markdown_to_article(text, article, &error);

    g_assert_no_error(error);
    g_strchomp(html);
    g_assert_cmpstr(html, ==, expected);
}

static void
an_article_begins_at_level_two_whatever_its_writer_begins_with(void)
{
    assert_article("# Where\n\n###### Small", NULL, "<h2>Where</h2>\n<h6>Small</h6>");
    assert_article("### Where\n\n#### Small", NULL, "<h2>Where</h2>\n<h3>Small</h3>");
}

static void
an_article_shows_our_pictures_with_their_size(void)
{
    assert_article("![the bridge, closed](bridge.jpg)", &ARTICLE,
                   "<p><img src=\"https://n.example/pictures/1.jpg\" width=\"1520\" height=\"900\" "
                   "srcset=\"https://n.example/pictures/1s.jpg 760w, https://n.example/pictures/1.jpg 1520w\" "
                   "sizes=\"" MARKDOWN_PICTURE_SIZES "\" alt=\"the bridge, closed\"></p>");
    assert_article("![](line.png)", &(MarkdownArticle){ .find = find_picture },
                   "<p><img src=\"/pictures/2.png\" width=\"300\" height=\"4\" alt=\"\"></p>");
}

static void
links_to_our_pages_are_completed(void)
{
    assert_article("[the bridge](/news/bridge)", &ARTICLE,
                   "<p><a href=\"https://n.example/news/bridge\" rel=\"noopener noreferrer nofollow\" "
                   "target=\"_blank\">the bridge</a></p>");
    assert_article("[the bridge](//evil.example/x)", &ARTICLE, "<p>the bridge</p>");
}

static void
an_article_refuses_pictures_without_words_and_unknown_ones(void)
{
    g_autoptr(GError) silent = NULL, unknown = NULL, remote = NULL;

    g_assert_null(markdown_to_article("![ ](bridge.jpg)", &ARTICLE, &silent));
    g_assert_error(silent, TRIBUNE_ERROR, TRIBUNE_ERROR_INVALID);
    g_assert_nonnull(strstr(silent->message, "alternative text"));
    g_assert_null(markdown_to_article("![a dog](dog.jpg)", &ARTICLE, &unknown));
    g_assert_nonnull(strstr(unknown->message, "no picture"));
    g_assert_null(markdown_to_article("![a dog](https://t.example/dog.jpg)", NULL, &remote));
    g_assert_error(remote, TRIBUNE_ERROR, TRIBUNE_ERROR_INVALID);
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
#define ADD(name) g_test_add_func("/markdown/" #name, name)
    ADD(a_letter_becomes_html_and_text);
    ADD(one_line_of_text_says_the_same_both_ways);
    ADD(links_keep_their_address_in_text);
    ADD(raw_html_appears_as_typed);
    ADD(unsafe_links_and_remote_images_are_plain);
    ADD(extensions_are_tables_strikethrough_and_bare_links);
    ADD(too_long_or_too_deep_is_shown_as_it_stands);
    ADD(an_article_begins_at_level_two_whatever_its_writer_begins_with);
    ADD(an_article_shows_our_pictures_with_their_size);
    ADD(links_to_our_pages_are_completed);
    ADD(an_article_refuses_pictures_without_words_and_unknown_ones);
    return g_test_run();
}
